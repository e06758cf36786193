noinst_LIBRARIES += src/libdetect.a
src_libdetect_a_SOURCES = \
	src/detect/findings.c src/detect/findings.h
