articledir = $(pkgdatadir)/article
dist_article_DATA = data/article/vientiane-2024-07-25.txt data/article/README
