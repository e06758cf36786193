noinst_LIBRARIES += src/libcli.a
src_libcli_a_SOURCES = \
	src/cli/commands.h \
	src/cli/config_file.c src/cli/config_file.h \
	src/cli/found.c \
	src/cli/message.c src/cli/message.h \
	src/cli/notes.c \
	src/cli/options.c src/cli/options.h \
	src/cli/output.c src/cli/output.h \
	src/cli/print.c \
	src/cli/read.c src/cli/read.h \
	src/cli/run.c
