noinst_LIBRARIES += src/libbase.a
src_libbase_a_SOURCES = \
	src/base/buffer.c src/base/buffer.h \
	src/base/clock.c src/base/clock.h \
	src/base/child.c src/base/child.h \
	src/base/day.c src/base/day.h \
	src/base/environment.c src/base/environment.h \
	src/base/error.c src/base/error.h \
	src/base/files.c src/base/files.h \
	src/base/i18n.c src/base/i18n.h \
	src/base/memory.c src/base/memory.h
