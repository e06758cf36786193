unit_keymap_tests = tests/unit/test-keymap
check_PROGRAMS += $(unit_keymap_tests)
TESTS += $(unit_keymap_tests)

tests_unit_test_keymap_SOURCES = tests/unit/test-keymap.c
tests_unit_test_keymap_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_keymap_LDADD = src/libview.a src/libnotes.a $(detect_libs) $(NOTES_LIBS) $(CMOCKA_LIBS)

unit_citation_tests = tests/unit/test-citation
check_PROGRAMS += $(unit_citation_tests)
TESTS += $(unit_citation_tests)

tests_unit_test_citation_SOURCES = tests/unit/test-citation.c
tests_unit_test_citation_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_citation_LDADD = src/libview.a src/libnotes.a $(detect_libs) $(NOTES_LIBS) $(CMOCKA_LIBS)
