unit_notes_tests = tests/unit/test-notebook tests/unit/test-notes-log \
	tests/unit/test-notes-history tests/unit/test-notes-parts tests/unit/test-anchor \
	tests/unit/test-codebook tests/unit/test-versions tests/unit/test-suggestion \
	tests/unit/test-binder
check_PROGRAMS += $(unit_notes_tests)
TESTS += $(unit_notes_tests)
UNIT_NOTES_LIBS = $(notes_libs) $(NOTES_LIBS) $(CMOCKA_LIBS)

tests_unit_test_notebook_SOURCES = tests/unit/test-notebook.c tests/unit/notes-fixture.h
tests_unit_test_notebook_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_notebook_LDADD = $(UNIT_NOTES_LIBS)

tests_unit_test_notes_log_SOURCES = tests/unit/test-notes-log.c tests/unit/notes-fixture.h
tests_unit_test_notes_log_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_notes_log_LDADD = $(UNIT_NOTES_LIBS)

tests_unit_test_notes_history_SOURCES = tests/unit/test-notes-history.c tests/unit/notes-fixture.h
tests_unit_test_notes_history_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_notes_history_LDADD = $(UNIT_NOTES_LIBS)

tests_unit_test_notes_parts_SOURCES = tests/unit/test-notes-parts.c
tests_unit_test_notes_parts_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_notes_parts_LDADD = $(UNIT_NOTES_LIBS)

tests_unit_test_anchor_SOURCES = tests/unit/test-anchor.c tests/unit/notes-fixture.h
tests_unit_test_anchor_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_anchor_LDADD = $(UNIT_NOTES_LIBS)

tests_unit_test_codebook_SOURCES = tests/unit/test-codebook.c tests/unit/notes-fixture.h
tests_unit_test_codebook_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_codebook_LDADD = $(UNIT_NOTES_LIBS)

tests_unit_test_versions_SOURCES = tests/unit/test-versions.c tests/unit/notes-fixture.h
tests_unit_test_versions_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_versions_LDADD = $(UNIT_NOTES_LIBS)

tests_unit_test_suggestion_SOURCES = tests/unit/test-suggestion.c tests/unit/notes-fixture.h
tests_unit_test_suggestion_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_suggestion_LDADD = $(UNIT_NOTES_LIBS)

tests_unit_test_binder_SOURCES = tests/unit/test-binder.c tests/unit/notes-fixture.h
tests_unit_test_binder_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_binder_LDADD = $(UNIT_NOTES_LIBS)
