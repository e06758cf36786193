unit_text_tests = tests/unit/test-base tests/unit/test-text tests/unit/test-article \
	tests/unit/test-utf8
check_PROGRAMS += $(unit_text_tests)
TESTS += $(unit_text_tests)

tests_unit_test_base_SOURCES = tests/unit/test-base.c
tests_unit_test_base_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_base_LDADD = $(base_libs) $(CMOCKA_LIBS)

tests_unit_test_text_SOURCES = tests/unit/test-text.c
tests_unit_test_text_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_text_LDADD = $(text_libs) $(TEXT_LIBS) $(CMOCKA_LIBS)

tests_unit_test_article_SOURCES = tests/unit/test-article.c
tests_unit_test_article_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_article_LDADD = $(article_libs) $(TEXT_LIBS) $(CMOCKA_LIBS)

tests_unit_test_utf8_SOURCES = tests/unit/test-utf8.c
tests_unit_test_utf8_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_utf8_LDADD = $(text_libs) $(TEXT_LIBS) $(CMOCKA_LIBS)
