unit_text_tests = tests/unit/test-base tests/unit/test-files tests/unit/test-text \
	tests/unit/test-characters tests/unit/test-wrap tests/unit/test-tokens tests/unit/test-search \
	tests/unit/test-sentences tests/unit/test-dateline tests/unit/test-article \
	tests/unit/test-layouts tests/unit/test-utf8 \
	tests/unit/test-mapping tests/unit/test-paragraphs
check_PROGRAMS += $(unit_text_tests)
TESTS += $(unit_text_tests)
unit_text_cflags = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
unit_text_libs = $(text_libs) $(TEXT_LIBS) $(CMOCKA_LIBS)
unit_article_libs = $(article_libs) $(TEXT_LIBS) $(CMOCKA_LIBS)

tests_unit_test_base_SOURCES = tests/unit/test-base.c
tests_unit_test_base_CFLAGS = $(unit_text_cflags)
tests_unit_test_base_LDADD = $(base_libs) $(CMOCKA_LIBS)

tests_unit_test_files_SOURCES = tests/unit/test-files.c
tests_unit_test_files_CFLAGS = $(unit_text_cflags)
tests_unit_test_files_LDADD = $(base_libs) $(CMOCKA_LIBS)

tests_unit_test_text_SOURCES = tests/unit/test-text.c
tests_unit_test_text_CFLAGS = $(unit_text_cflags)
tests_unit_test_text_LDADD = $(unit_text_libs)

tests_unit_test_characters_SOURCES = tests/unit/test-characters.c
tests_unit_test_characters_CFLAGS = $(unit_text_cflags)
tests_unit_test_characters_LDADD = $(unit_text_libs)

tests_unit_test_wrap_SOURCES = tests/unit/test-wrap.c
tests_unit_test_wrap_CFLAGS = $(unit_text_cflags)
tests_unit_test_wrap_LDADD = $(unit_text_libs)

tests_unit_test_tokens_SOURCES = tests/unit/test-tokens.c
tests_unit_test_tokens_CFLAGS = $(unit_text_cflags)
tests_unit_test_tokens_LDADD = $(unit_text_libs)

tests_unit_test_search_SOURCES = tests/unit/test-search.c
tests_unit_test_search_CFLAGS = $(unit_text_cflags)
tests_unit_test_search_LDADD = $(unit_text_libs)

tests_unit_test_sentences_SOURCES = tests/unit/test-sentences.c
tests_unit_test_sentences_CFLAGS = $(unit_text_cflags)
tests_unit_test_sentences_LDADD = $(unit_article_libs)

tests_unit_test_dateline_SOURCES = tests/unit/test-dateline.c
tests_unit_test_dateline_CFLAGS = $(unit_text_cflags)
tests_unit_test_dateline_LDADD = $(unit_article_libs)

tests_unit_test_article_SOURCES = tests/unit/test-article.c
tests_unit_test_article_CFLAGS = $(unit_text_cflags)
tests_unit_test_article_LDADD = $(unit_article_libs)

tests_unit_test_layouts_SOURCES = tests/unit/test-layouts.c
tests_unit_test_layouts_CFLAGS = $(unit_text_cflags)
tests_unit_test_layouts_LDADD = $(unit_article_libs)

tests_unit_test_utf8_SOURCES = tests/unit/test-utf8.c
tests_unit_test_utf8_CFLAGS = $(unit_text_cflags)
tests_unit_test_utf8_LDADD = $(unit_text_libs)

tests_unit_test_mapping_SOURCES = tests/unit/test-mapping.c
tests_unit_test_mapping_CFLAGS = $(unit_text_cflags)
tests_unit_test_mapping_LDADD = $(unit_text_libs)

tests_unit_test_paragraphs_SOURCES = tests/unit/test-paragraphs.c
tests_unit_test_paragraphs_CFLAGS = $(unit_text_cflags)
tests_unit_test_paragraphs_LDADD = $(unit_article_libs)
