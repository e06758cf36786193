unit_dates_tests = tests/unit/test-dates tests/unit/test-engagements \
	tests/unit/test-engagement-phrases
check_PROGRAMS += $(unit_dates_tests)
TESTS += $(unit_dates_tests)

tests_unit_test_dates_SOURCES = tests/unit/test-dates.c
tests_unit_test_dates_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_dates_LDADD = $(detect_libs) $(TEXT_LIBS) $(CMOCKA_LIBS)

engagements_fixture = tests/unit/engagements-fixture.c tests/unit/engagements-fixture.h

tests_unit_test_engagements_SOURCES = tests/unit/test-engagements.c $(engagements_fixture)
tests_unit_test_engagements_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_engagements_LDADD = $(detect_libs) $(TEXT_LIBS) $(CMOCKA_LIBS)

# Phrases: ways to say it, one by one.
tests_unit_test_engagement_phrases_SOURCES = tests/unit/test-engagement-phrases.c \
	$(engagements_fixture)
tests_unit_test_engagement_phrases_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_engagement_phrases_LDADD = $(detect_libs) $(TEXT_LIBS) $(CMOCKA_LIBS)
