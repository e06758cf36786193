noinst_LIBRARIES += src/libarticle.a
src_libarticle_a_SOURCES = \
	src/article/article.c src/article/article.h \
	src/article/dossier.c src/article/dossier.h \
	src/article/dateline.c src/article/dateline.h \
	src/article/section-lines.c src/article/section-lines.h \
	src/article/sections.c src/article/sections.h \
	src/article/sentences.c src/article/sentences.h
