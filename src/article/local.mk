noinst_LIBRARIES += src/libarticle.a
src_libarticle_a_SOURCES = \
	src/article/article.c src/article/article.h \
	src/article/dossier.c src/article/dossier.h \
	src/article/dateline.c src/article/dateline.h src/article/dateline-parser.h \
	src/article/dateline-dates.c src/article/dateline-words.c \
	src/article/paragraphs.c src/article/paragraphs.h \
	src/article/sections.c src/article/sections.h \
	src/article/sections-heads.c src/article/sections-heads.h \
	src/article/sections-lines.c src/article/sections-lines.h \
	src/article/sections-retelling.c src/article/sections-retelling.h \
	src/article/sentences.c src/article/sentences.h
