# Unit tests: one cmocka program a group, each linking its own floor and those below it.
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
AM_TESTS_ENVIRONMENT = LC_ALL=C.UTF-8; TZ=UTC; CMOCKA_MESSAGE_OUTPUT=TAP; \
	DATELINE='$(abs_top_builddir)/dateline'; \
	DATELINE_DATADIR='$(abs_top_srcdir)/data'; \
	DATELINE_LIBEXECDIR='$(abs_top_builddir)/src/html'; \
	TESTS_DIRECTORY='$(abs_top_srcdir)/tests'; \
	export LC_ALL TZ CMOCKA_MESSAGE_OUTPUT DATELINE DATELINE_DATADIR DATELINE_LIBEXECDIR TESTS_DIRECTORY;

if HAVE_CMOCKA
include tests/unit/text.mk
include tests/unit/names.mk
include tests/unit/keymap.mk
include tests/unit/provenance.mk
include tests/unit/notes.mk
include tests/unit/notescmd.mk
include tests/unit/html.mk
include tests/unit/ui.mk
include tests/unit/dates.mk
include tests/view/view.mk
endif
include tests/e2e/e2e.mk
include tests/bench/bench.mk
include tests/accuracy/accuracy.mk

# The floors: nothing includes what lies above it.
dist_check_SCRIPTS += tests/check-layers
TESTS += tests/check-layers
