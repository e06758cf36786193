# What works on whole sidecars: merging, checking, putting in order, bulk acts, agreement.
unit_notescmd_tests = tests/unit/test-merge tests/unit/test-tidy tests/unit/test-check \
	tests/unit/test-bulk tests/unit/test-agreement
check_PROGRAMS += $(unit_notescmd_tests)
TESTS += $(unit_notescmd_tests)

tests_unit_test_merge_SOURCES = tests/unit/test-merge.c tests/unit/notes-fixture.h
tests_unit_test_merge_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_merge_LDADD = $(UNIT_NOTES_LIBS)

tests_unit_test_tidy_SOURCES = tests/unit/test-tidy.c tests/unit/notes-fixture.h
tests_unit_test_tidy_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_tidy_LDADD = $(UNIT_NOTES_LIBS)

tests_unit_test_check_SOURCES = tests/unit/test-check.c tests/unit/notes-fixture.h
tests_unit_test_check_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_check_LDADD = $(UNIT_NOTES_LIBS)

tests_unit_test_bulk_SOURCES = tests/unit/test-bulk.c tests/unit/notes-fixture.h
tests_unit_test_bulk_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_bulk_LDADD = $(UNIT_NOTES_LIBS)

tests_unit_test_agreement_SOURCES = tests/unit/test-agreement.c tests/unit/notes-fixture.h
tests_unit_test_agreement_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_agreement_LDADD = $(UNIT_NOTES_LIBS)
