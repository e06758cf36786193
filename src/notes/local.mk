noinst_LIBRARIES += src/libnotes.a
src_libnotes_a_SOURCES = src/notes/notebook.h src/notes/codebook.h
