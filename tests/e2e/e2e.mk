# End to end: the real program on a pseudo-terminal, its screen read through libvterm.
if HAVE_CMOCKA
if HAVE_VTERM
check_LIBRARIES += tests/e2e/libe2e.a
tests_e2e_libe2e_a_SOURCES = tests/e2e/harness.h \
	tests/e2e/book.c tests/e2e/book.h \
	tests/e2e/folder.c tests/e2e/internal.h \
	tests/e2e/process.c \
	tests/e2e/screen.c
tests_e2e_libe2e_a_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS) $(VTERM_CFLAGS)

if SANITIZERS
e2e_defines = -DE2E_SANITIZED
endif
e2e_tests = tests/e2e/test-terminal tests/e2e/test-session tests/e2e/test-bad-input \
	tests/e2e/test-monkey tests/e2e/test-notes-commands tests/e2e/test-together \
	tests/e2e/test-keys tests/e2e/test-html tests/e2e/test-decisions tests/e2e/test-config \
	tests/e2e/test-scripts tests/e2e/test-sequences tests/e2e/test-streams \
	tests/e2e/test-long tests/e2e/test-long-forms
check_PROGRAMS += $(e2e_tests)
TESTS += $(e2e_tests)
e2e_cflags = $(AM_CFLAGS) $(CMOCKA_CFLAGS) $(e2e_defines)
e2e_libs = tests/e2e/libe2e.a $(base_libs) $(CMOCKA_LIBS) $(VTERM_LIBS) -lutil

tests_e2e_test_terminal_SOURCES = tests/e2e/test-terminal.c
tests_e2e_test_terminal_CFLAGS = $(e2e_cflags)
tests_e2e_test_terminal_LDADD = $(e2e_libs)

tests_e2e_test_session_SOURCES = tests/e2e/test-session.c
tests_e2e_test_session_CFLAGS = $(e2e_cflags)
tests_e2e_test_session_LDADD = $(e2e_libs)

tests_e2e_test_bad_input_SOURCES = tests/e2e/test-bad-input.c
tests_e2e_test_bad_input_CFLAGS = $(e2e_cflags)
tests_e2e_test_bad_input_LDADD = $(e2e_libs)

tests_e2e_test_monkey_SOURCES = tests/e2e/test-monkey.c
tests_e2e_test_monkey_CFLAGS = $(e2e_cflags)
tests_e2e_test_monkey_LDADD = $(e2e_libs)

tests_e2e_test_html_SOURCES = tests/e2e/test-html.c
tests_e2e_test_html_CFLAGS = $(e2e_cflags)
tests_e2e_test_html_LDADD = $(e2e_libs)

tests_e2e_test_notes_commands_SOURCES = tests/e2e/test-notes-commands.c
tests_e2e_test_notes_commands_CFLAGS = $(e2e_cflags)
tests_e2e_test_notes_commands_LDADD = $(e2e_libs)

tests_e2e_test_together_SOURCES = tests/e2e/test-together.c
tests_e2e_test_together_CFLAGS = $(e2e_cflags)
tests_e2e_test_together_LDADD = $(e2e_libs)

tests_e2e_test_decisions_SOURCES = tests/e2e/test-decisions.c
tests_e2e_test_decisions_CFLAGS = $(e2e_cflags)
tests_e2e_test_decisions_LDADD = $(e2e_libs)

tests_e2e_test_long_SOURCES = tests/e2e/test-long.c
tests_e2e_test_long_CFLAGS = $(e2e_cflags)
tests_e2e_test_long_LDADD = $(e2e_libs)

tests_e2e_test_long_forms_SOURCES = tests/e2e/test-long-forms.c
tests_e2e_test_long_forms_CFLAGS = $(e2e_cflags)
tests_e2e_test_long_forms_LDADD = $(e2e_libs) $(TEXT_LIBS)

tests_e2e_test_keys_SOURCES = tests/e2e/test-keys.c
tests_e2e_test_keys_CFLAGS = $(e2e_cflags)
tests_e2e_test_keys_LDADD = $(e2e_libs)

tests_e2e_test_config_SOURCES = tests/e2e/test-config.c
tests_e2e_test_config_CFLAGS = $(e2e_cflags)
tests_e2e_test_config_LDADD = $(e2e_libs)

tests_e2e_test_scripts_SOURCES = tests/e2e/test-scripts.c
tests_e2e_test_scripts_CFLAGS = $(e2e_cflags)
tests_e2e_test_scripts_LDADD = $(e2e_libs) $(ZLIB_LIBS)

tests_e2e_test_sequences_SOURCES = tests/e2e/test-sequences.c
tests_e2e_test_sequences_CFLAGS = $(e2e_cflags) $(NCURSESW_CFLAGS)
tests_e2e_test_sequences_LDADD = $(e2e_libs) $(NCURSESW_LIBS)

tests_e2e_test_streams_SOURCES = tests/e2e/test-streams.c
tests_e2e_test_streams_CFLAGS = $(e2e_cflags)
tests_e2e_test_streams_LDADD = $(e2e_libs)
endif
endif
