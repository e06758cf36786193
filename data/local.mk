articledir = $(pkgdatadir)/article
dist_article_DATA = data/article/vientiane-2024-07-25.txt data/article/README

gazetteerdir = $(pkgdatadir)/gazetteer
dist_gazetteer_DATA = \
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
