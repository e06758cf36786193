unit_names_tests = tests/unit/test-gazetteer tests/unit/test-gazetteer-world \
	tests/unit/test-names tests/unit/test-names-scan tests/unit/test-aliases \
	tests/unit/test-decisions
check_PROGRAMS += $(unit_names_tests)
TESTS += $(unit_names_tests)
noinst_HEADERS += tests/unit/names-fixture.h

tests_unit_test_gazetteer_SOURCES = tests/unit/test-gazetteer.c
tests_unit_test_gazetteer_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_gazetteer_LDADD = $(detect_libs) $(TEXT_LIBS) $(CMOCKA_LIBS)

tests_unit_test_gazetteer_world_SOURCES = tests/unit/test-gazetteer-world.c tests/skip.h
tests_unit_test_gazetteer_world_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_gazetteer_world_LDADD = $(detect_libs) $(TEXT_LIBS) $(NOTES_LIBS) $(CMOCKA_LIBS)

tests_unit_test_names_SOURCES = tests/unit/test-names.c
tests_unit_test_names_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_names_LDADD = $(detect_libs) $(TEXT_LIBS) $(CMOCKA_LIBS)

tests_unit_test_names_scan_SOURCES = tests/unit/test-names-scan.c
tests_unit_test_names_scan_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_names_scan_LDADD = $(detect_libs) $(TEXT_LIBS) $(CMOCKA_LIBS)

tests_unit_test_aliases_SOURCES = tests/unit/test-aliases.c
tests_unit_test_aliases_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_aliases_LDADD = $(detect_libs) $(TEXT_LIBS) $(CMOCKA_LIBS)

tests_unit_test_decisions_SOURCES = tests/unit/test-decisions.c
tests_unit_test_decisions_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_decisions_LDADD = $(detect_libs) $(TEXT_LIBS) $(CMOCKA_LIBS)
