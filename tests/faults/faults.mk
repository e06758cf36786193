# Faults: system calls made to fail, or the program killed, at each one of them.
if HAVE_CMOCKA
if HAVE_VTERM
check_LIBRARIES += tests/faults/libfaults.a
tests_faults_libfaults_a_SOURCES = \
	tests/faults/mounts.c tests/faults/mounts.h \
	tests/faults/runs.c tests/faults/runs.h \
	tests/faults/stage.c tests/faults/stage.h \
	tests/faults/tracer.c tests/faults/tracer.h \
	tests/faults/witness.c tests/faults/witness.h
faults_cflags = $(AM_CFLAGS) -I$(top_srcdir)/tests -I$(top_srcdir)/tests/e2e $(CMOCKA_CFLAGS) \
	$(VTERM_CFLAGS) $(e2e_defines)
tests_faults_libfaults_a_CFLAGS = $(faults_cflags)

faults_tests = tests/faults/test-failing-calls tests/faults/test-full-disk \
	tests/faults/test-killed tests/faults/test-lines tests/faults/test-power-cut tests/faults/test-together \
	tests/faults/test-writers
check_PROGRAMS += $(faults_tests)
TESTS += $(faults_tests)
faults_libs = tests/faults/libfaults.a tests/e2e/libe2e.a $(notes_libs) $(NOTES_LIBS) \
	$(CMOCKA_LIBS) $(VTERM_LIBS) -lutil

tests_faults_test_failing_calls_SOURCES = tests/faults/test-failing-calls.c
tests_faults_test_failing_calls_CFLAGS = $(faults_cflags)
tests_faults_test_failing_calls_LDADD = $(faults_libs)

tests_faults_test_killed_SOURCES = tests/faults/test-killed.c
tests_faults_test_killed_CFLAGS = $(faults_cflags)
tests_faults_test_killed_LDADD = $(faults_libs)

tests_faults_test_full_disk_SOURCES = tests/faults/test-full-disk.c
tests_faults_test_full_disk_CFLAGS = $(faults_cflags)
tests_faults_test_full_disk_LDADD = $(faults_libs)

tests_faults_test_writers_SOURCES = tests/faults/test-writers.c
tests_faults_test_writers_CFLAGS = $(faults_cflags)
tests_faults_test_writers_LDADD = $(faults_libs)

tests_faults_test_power_cut_SOURCES = tests/faults/test-power-cut.c
tests_faults_test_power_cut_CFLAGS = $(faults_cflags)
tests_faults_test_power_cut_LDADD = $(faults_libs)

tests_faults_test_together_SOURCES = tests/faults/test-together.c
tests_faults_test_together_CFLAGS = $(faults_cflags)
tests_faults_test_together_LDADD = $(faults_libs)

tests_faults_test_lines_SOURCES = tests/faults/test-lines.c tests/unit/notes-fixture.h
tests_faults_test_lines_CFLAGS = $(faults_cflags)
tests_faults_test_lines_LDADD = $(faults_libs)

# The long form: every call of every run, in about ten minutes.
faults: all $(faults_tests)
	$(AM_TESTS_ENVIRONMENT) FAULTS_LONG=1; export FAULTS_LONG; failed=0; \
	for test in $(faults_tests); do ./$$test || failed=1; done; exit $$failed
else
faults:
	@echo 'faults: libvterm is missing; ./bootstrap installs it'
endif
else
faults:
	@echo 'faults: cmocka is missing; ./bootstrap installs it'
endif

.PHONY: faults
