noinst_LIBRARIES += src/libcli.a
src_libcli_a_SOURCES = \
	src/cli/adopt.c \
	src/cli/agree.c \
	src/cli/beside.c src/cli/beside.h \
	src/cli/bundle.c src/cli/bundle.h \
	src/cli/check.c \
	src/cli/commands.h \
	src/cli/config-file.c src/cli/config-file.h \
	src/cli/compact.c \
	src/cli/found.c \
	src/cli/loading.c src/cli/loading.h \
	src/cli/merge.c \
	src/cli/message.c src/cli/message.h \
	src/cli/notes.c \
	src/cli/options.c src/cli/options.h \
	src/cli/output.c src/cli/output.h \
	src/cli/parts.c src/cli/parts.h \
	src/cli/place.c src/cli/place.h \
	src/cli/print.c \
	src/cli/read.c src/cli/read.h \
	src/cli/reanchor.c \
	src/cli/retag.c \
	src/cli/run.c \
	src/cli/stream.c src/cli/stream.h \
	src/cli/summary.c src/cli/summary.h \
	src/cli/study.c src/cli/study.h \
	src/cli/waiting.c src/cli/waiting.h
