unit_ui_tests = tests/unit/test-input tests/unit/test-theme
check_PROGRAMS += $(unit_ui_tests)
TESTS += $(unit_ui_tests)

tests_unit_test_input_SOURCES = tests/unit/test-input.c
tests_unit_test_input_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_input_LDADD = src/libui.a $(base_libs) $(NOTES_LIBS) $(CMOCKA_LIBS)

tests_unit_test_theme_SOURCES = tests/unit/test-theme.c
tests_unit_test_theme_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_theme_LDADD = src/libui.a $(base_libs) $(CMOCKA_LIBS)

if HAVE_VTERM
check_PROGRAMS += tests/unit/test-painter
TESTS += tests/unit/test-painter
tests_unit_test_painter_SOURCES = tests/unit/test-painter.c
tests_unit_test_painter_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS) $(VTERM_CFLAGS)
tests_unit_test_painter_LDADD = src/libui.a src/libview.a $(text_libs) $(NCURSESW_LIBS) \
	$(TEXT_LIBS) $(CMOCKA_LIBS) $(VTERM_LIBS)
endif

# What works beside the reader, with the floors it stands on.
check_PROGRAMS += tests/unit/test-beside
TESTS += tests/unit/test-beside
tests_unit_test_beside_SOURCES = tests/unit/test-beside.c
tests_unit_test_beside_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_beside_LDADD = $(dateline_LDADD) $(CMOCKA_LIBS)
