unit_dates_tests = tests/unit/test-dates tests/unit/test-engagements
check_PROGRAMS += $(unit_dates_tests)
TESTS += $(unit_dates_tests)

tests_unit_test_dates_SOURCES = tests/unit/test-dates.c
tests_unit_test_dates_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_dates_LDADD = $(detect_libs) $(TEXT_LIBS) $(CMOCKA_LIBS)

tests_unit_test_engagements_SOURCES = tests/unit/test-engagements.c
tests_unit_test_engagements_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_engagements_LDADD = $(detect_libs) $(TEXT_LIBS) $(CMOCKA_LIBS)
