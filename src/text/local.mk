noinst_LIBRARIES += src/libtext.a
src_libtext_a_SOURCES = src/text/span.h \
	src/text/decode.c src/text/decode.h \
	src/text/diff.c src/text/diff.h \
	src/text/doubt.c src/text/doubt.h \
	src/text/grapheme.c src/text/grapheme.h \
	src/text/gunzip.c src/text/gunzip.h \
	src/text/mapping.c src/text/mapping.h \
	src/text/page.c src/text/page.h \
	src/text/safe.c src/text/safe.h \
	src/text/text.c src/text/text.h src/text/text-inside.h src/text/mapped.c \
	src/text/search.c src/text/search.h \
	src/text/syllable.c src/text/syllable.h \
	src/text/tokens.c src/text/tokens.h \
	src/text/utf8.c src/text/utf8.h \
	src/text/wrap.c src/text/wrap.h
