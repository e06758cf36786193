unit_html_tests = tests/unit/test-child tests/unit/test-days tests/unit/test-html tests/unit/test-page \
	tests/unit/test-shapes
check_PROGRAMS += $(unit_html_tests)
TESTS += $(unit_html_tests)
unit_html_cflags = $(AM_CFLAGS) $(CMOCKA_CFLAGS)

tests_unit_test_child_SOURCES = tests/unit/test-child.c
tests_unit_test_child_CFLAGS = $(unit_html_cflags)
tests_unit_test_child_LDADD = $(base_libs) $(CMOCKA_LIBS)

tests_unit_test_days_SOURCES = tests/unit/test-days.c src/html/days.c
tests_unit_test_days_CFLAGS = $(unit_html_cflags)
tests_unit_test_days_LDADD = $(base_libs) $(CMOCKA_LIBS)

tests_unit_test_html_SOURCES = tests/unit/test-html.c
tests_unit_test_html_CFLAGS = $(unit_html_cflags)
tests_unit_test_html_LDADD = $(base_libs) $(CMOCKA_LIBS)

tests_unit_test_page_SOURCES = tests/unit/test-page.c
tests_unit_test_page_CFLAGS = $(unit_html_cflags)
tests_unit_test_page_LDADD = $(text_libs) $(TEXT_LIBS) $(CMOCKA_LIBS)

# Pages in the manner of several publishing systems, each with what the helper makes of it.
html_pages = amp blogger broken frames ministry news nineties wordpress
EXTRA_DIST += $(html_pages:%=tests/html/pages/%.html) $(html_pages:%=tests/html/pages/%.txt)

tests_unit_test_shapes_SOURCES = tests/unit/test-shapes.c
tests_unit_test_shapes_CFLAGS = $(unit_html_cflags)
tests_unit_test_shapes_LDADD = $(text_libs) $(TEXT_LIBS) $(CMOCKA_LIBS)

# Pages in the shapes of large and old sites, each with the words a reader would want of it.
html_shapes = ar bare-footer body-apart chunks hashed ja layout-table letter lightbox live old-blog \
	opinion paragraph-divs promos-after rdfa read-more-run ru short-with-comments split-headline \
	table-and-notes widgets zh
EXTRA_DIST += $(html_shapes:%=tests/html/shapes/%.html) $(html_shapes:%=tests/html/shapes/%.txt)
