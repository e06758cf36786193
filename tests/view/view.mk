# What the panes show, drawn on the canvas without a terminal: pictures, behaviours, a random walk.
# DATELINE_PICTURES=FOLDER in the environment writes the screens that are compared into FOLDER.
check_LIBRARIES += tests/view/libfixture.a
tests_view_libfixture_a_SOURCES = tests/view/fixture.h tests/view/fixture.c \
	tests/view/fixture-gold.c
tests_view_libfixture_a_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)

view_tests = tests/view/test-parts tests/view/test-pictures tests/view/test-reader \
	tests/view/test-acts tests/view/test-notes tests/view/test-beginning tests/view/test-find \
	tests/view/test-decide tests/view/test-scripts tests/view/test-walk
check_PROGRAMS += $(view_tests)
TESTS += $(view_tests)
view_libs = tests/view/libfixture.a src/libview.a src/libnotes.a $(detect_libs) $(NOTES_LIBS) \
	$(CMOCKA_LIBS)

tests_view_test_parts_SOURCES = tests/view/test-parts.c
tests_view_test_parts_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_view_test_parts_LDADD = $(view_libs)

tests_view_test_pictures_SOURCES = tests/view/test-pictures.c
tests_view_test_pictures_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_view_test_pictures_LDADD = $(view_libs)

tests_view_test_reader_SOURCES = tests/view/test-reader.c
tests_view_test_reader_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_view_test_reader_LDADD = $(view_libs)

tests_view_test_acts_SOURCES = tests/view/test-acts.c
tests_view_test_acts_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_view_test_acts_LDADD = $(view_libs)

tests_view_test_beginning_SOURCES = tests/view/test-beginning.c
tests_view_test_beginning_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_view_test_beginning_LDADD = $(view_libs)

tests_view_test_notes_SOURCES = tests/view/test-notes.c
tests_view_test_notes_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_view_test_notes_LDADD = $(view_libs)

tests_view_test_find_SOURCES = tests/view/test-find.c
tests_view_test_find_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_view_test_find_LDADD = $(view_libs)

tests_view_test_decide_SOURCES = tests/view/test-decide.c
tests_view_test_decide_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_view_test_decide_LDADD = $(view_libs)

tests_view_test_scripts_SOURCES = tests/view/test-scripts.c
tests_view_test_scripts_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_view_test_scripts_LDADD = $(view_libs)

tests_view_test_walk_SOURCES = tests/view/test-walk.c
tests_view_test_walk_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_view_test_walk_LDADD = $(view_libs)

EXTRA_DIST += tests/view/gold tests/view/pictures

# A long way for the random walk; STEPS=N, DATELINE_SEED=N walk another one.
STEPS = 100000
walk: tests/view/test-walk$(EXEEXT)
	$(AM_TESTS_ENVIRONMENT) DATELINE_STEPS=$(STEPS) ./tests/view/test-walk$(EXEEXT)
