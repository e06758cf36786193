unit_provenance_tests = tests/unit/test-diff
check_PROGRAMS += $(unit_provenance_tests)
TESTS += $(unit_provenance_tests)

tests_unit_test_diff_SOURCES = tests/unit/test-diff.c
tests_unit_test_diff_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_diff_LDADD = $(text_libs) $(TEXT_LIBS) $(CMOCKA_LIBS)
