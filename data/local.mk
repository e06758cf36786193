articledir = $(pkgdatadir)/article
dist_article_DATA = data/article/vientiane-2024-07-25.txt data/article/README

gazetteer_tables = \
	data/gazetteer/agencies.tsv \
	data/gazetteer/countries.tsv \
	data/gazetteer/events.tsv \
	data/gazetteer/family-names.tsv \
	data/gazetteer/given-names.tsv \
	data/gazetteer/heads.tsv \
	data/gazetteer/organisations.tsv \
	data/gazetteer/particles.tsv \
	data/gazetteer/places.tsv \
	data/gazetteer/projects.tsv \
	data/gazetteer/regions.tsv \
	data/gazetteer/systems.tsv \
	data/gazetteer/titles.tsv \
	data/gazetteer/works.tsv

gazetteerdir = $(pkgdatadir)/gazetteer
gazetteer_DATA = $(gazetteer_tables)
EXTRA_DIST += $(gazetteer_tables)

# What the tables are compiled to, for this machine. It stands last, so that installed it is no older
# than the tables it is made of; without it the program reads the tables.
if !CROSS_COMPILING
gazetteer_DATA += data/gazetteer/gazetteer.bin
CLEANFILES += data/gazetteer/gazetteer.bin
endif

data/gazetteer/gazetteer.bin: src/detect/compile-gazetteer$(EXEEXT) $(gazetteer_tables)
	$(AM_V_GEN)$(MKDIR_P) data/gazetteer && \
	./src/detect/compile-gazetteer$(EXEEXT) '$(srcdir)/data/gazetteer' $@
