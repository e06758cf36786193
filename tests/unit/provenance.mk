unit_provenance_tests = tests/unit/test-diff tests/unit/test-spelling tests/unit/test-provenance \
	tests/unit/test-compare tests/unit/test-wording tests/unit/test-alignment
check_PROGRAMS += $(unit_provenance_tests)
TESTS += $(unit_provenance_tests)

tests_unit_test_diff_SOURCES = tests/unit/test-diff.c
tests_unit_test_diff_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_diff_LDADD = $(text_libs) $(TEXT_LIBS) $(CMOCKA_LIBS)

tests_unit_test_spelling_SOURCES = tests/unit/test-spelling.c
tests_unit_test_spelling_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_spelling_LDADD = $(detect_libs) $(TEXT_LIBS) $(CMOCKA_LIBS)

tests_unit_test_provenance_SOURCES = tests/unit/test-provenance.c
tests_unit_test_provenance_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_provenance_LDADD = $(detect_libs) $(TEXT_LIBS) $(CMOCKA_LIBS)

tests_unit_test_compare_SOURCES = tests/unit/test-compare.c
tests_unit_test_compare_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_compare_LDADD = $(detect_libs) $(TEXT_LIBS) $(CMOCKA_LIBS)

tests_unit_test_wording_SOURCES = tests/unit/test-wording.c
tests_unit_test_wording_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_wording_LDADD = $(detect_libs) $(TEXT_LIBS) $(CMOCKA_LIBS)

tests_unit_test_alignment_SOURCES = tests/unit/test-alignment.c
tests_unit_test_alignment_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_alignment_LDADD = $(detect_libs) $(TEXT_LIBS) $(CMOCKA_LIBS)
