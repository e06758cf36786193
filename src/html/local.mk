# The helper program that reads HTML: alone with libxml2, started only for HTML.
pkglibexec_PROGRAMS = src/html/dateline-html
src_html_dateline_html_SOURCES = src/html/main.c $(html_sources)
html_sources = \
	src/html/align.c src/html/align.h \
	src/html/days.c src/html/days.h \
	src/html/extract.c src/html/extract.h \
	src/html/heads.c src/html/heads.h \
	src/html/linked-data.c src/html/linked-data.h \
	src/html/links.c src/html/links.h \
	src/html/metadata.c src/html/metadata.h \
	src/html/naming.c src/html/naming.h \
	src/html/phrases.c src/html/phrases.h \
	src/html/tame.c src/html/tame.h \
	src/html/title.c src/html/title.h \
	src/html/tree.c src/html/tree.h \
	src/html/trim.c src/html/trim.h \
	src/html/write.c src/html/write.h
src_html_dateline_html_CFLAGS = $(AM_CFLAGS) $(LIBXML2_CFLAGS)
src_html_dateline_html_LDADD = $(base_libs) $(LIBXML2_LIBS) $(JANSSON_LIBS)
