# How many notes find their passages again in edited texts; `make anchoring` measures more.
if HAVE_CMOCKA
check_PROGRAMS += tests/anchoring/test-anchoring
TESTS += tests/anchoring/test-anchoring
tests_anchoring_test_anchoring_SOURCES = tests/anchoring/test-anchoring.c \
	tests/unit/notes-fixture.h
tests_anchoring_test_anchoring_CFLAGS = $(AM_CFLAGS) -I$(top_srcdir)/tests $(CMOCKA_CFLAGS)
tests_anchoring_test_anchoring_LDADD = $(UNIT_NOTES_LIBS)

anchoring: tests/anchoring/test-anchoring
	$(AM_TESTS_ENVIRONMENT) ANCHORING_LONG=1 ./tests/anchoring/test-anchoring
else
anchoring:
	@echo 'anchoring: cmocka is missing; ./bootstrap installs it'
endif

.PHONY: anchoring
