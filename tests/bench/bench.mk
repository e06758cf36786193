# Measurements against peers, `make bench`: one line each, nothing asserted, not part of the checks.
if HAVE_VTERM
EXTRA_PROGRAMS += tests/bench/bench
tests_bench_bench_SOURCES = \
	tests/bench/bench.c \
	tests/bench/detection.c \
	tests/bench/large.c \
	tests/bench/lines.c \
	tests/bench/material.c \
	tests/bench/material.h \
	tests/bench/notes.c \
	tests/bench/pages.c \
	tests/bench/report.c \
	tests/bench/report.h \
	tests/bench/rows.h \
	tests/bench/screens.c \
	tests/bench/terminal.c \
	tests/bench/terminal.h
tests_bench_bench_CFLAGS = $(AM_CFLAGS) $(VTERM_CFLAGS)
tests_bench_bench_LDADD = src/libnotes.a $(detect_libs) $(NOTES_LIBS) $(VTERM_LIBS) -lutil
CLEANFILES += tests/bench/bench

# BENCH=PART measures only the rows that have PART in their names; BENCH_LARGE=1 adds a text of 1 GB and a
# line of 100 MB.
bench: all tests/bench/bench
	LC_ALL=C.UTF-8 TZ=UTC DATELINE='$(abs_top_builddir)/dateline' \
	DATELINE_DATADIR='$(abs_top_srcdir)/data' TESTS_DIRECTORY='$(abs_top_srcdir)/tests' \
	./tests/bench/bench $(BENCH)
else
bench:
	@echo 'bench: libvterm is missing; ./bootstrap installs it'
endif

.PHONY: bench
