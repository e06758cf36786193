// SPDX-License-Identifier: GPL-3.0-or-later
// Article: sections, paragraphs, sentences of whole texts.
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "article/article.h"
#include "base/buffer.h"

struct fixture {
    struct text *text;
    struct article *article;
};

static struct fixture open_decided(const char *string, const struct section_decision *decisions,
                                   size_t count)
{
    struct fixture fixture;
    fixture.text = text_from_bytes(string, strlen(string), "x");
    fixture.article = article_new(fixture.text, decisions, count);
    return fixture;
}

static struct fixture open_string(const char *string)
{
    return open_decided(string, NULL, 0);
}

static void close_fixture(struct fixture *fixture)
{
    article_free(fixture->article);
    text_free(fixture->text);
}

// The sections as "title 1, intro 3, …": ids and how many paragraphs each has.
static void check_article_sections(const struct article *article, const char *expected)
{
    struct buffer list = {0};
    for (size_t i = 0; i < article->section_count; i++) {
        char id[16];
        article_section_id(&article->sections[i], id);
        buffer_format(&list, "%s%s %zu", i ? ", " : "", id, article->sections[i].paragraph_count);
    }
    assert_string_equal(buffer_string(&list), expected);
    buffer_fini(&list);
}

// What holds of every article, whatever is in it.
static void check_invariants(const struct article *article)
{
    size_t paragraph = 0, sentence = 0;
    for (size_t i = 0; i < article->section_count; i++) {
        const struct section *section = &article->sections[i];
        assert_int_equal(section->first_paragraph, paragraph);
        assert_true(section->paragraph_count > 0);
        assert_int_equal(section->first_sentence, sentence);
        assert_int_equal(section->span.start, article->paragraphs[paragraph].span.start);
        assert_true(section->kind == SECTION_ORIGINAL ? section->ordinal > 0
                                                      : section->ordinal == 0);
        for (size_t k = 0; k < section->paragraph_count; k++, paragraph++) {
            const struct paragraph *one = &article->paragraphs[paragraph];
            assert_int_equal(one->section, i);
            assert_int_equal(one->first_sentence, sentence);
            for (size_t m = 0; m < one->sentence_count; m++, sentence++) {
                const struct sentence *s = &article->sentences[sentence];
                assert_int_equal(s->paragraph, paragraph);
                assert_int_equal(s->section, i);
                assert_true(span_contains(one->span, s->span));
                assert_false(span_is_empty(s->span));
                assert_true(sentence == 0 ||
                            article->sentences[sentence - 1].span.end <= s->span.start);
                assert_int_equal(article_sentence_at(article, s->span.start), sentence);
                assert_int_equal(article_sentence_at(article, s->span.end - 1), sentence);
            }
        }
        assert_int_equal(section->span.end, article->paragraphs[paragraph - 1].span.end);
    }
    assert_int_equal(paragraph, article->paragraph_count);
    assert_int_equal(sentence, article->sentence_count);
}

static void check_sections(const char *string, const char *expected)
{
    struct fixture fixture = open_string(string);
    check_invariants(fixture.article);
    check_article_sections(fixture.article, expected);
    close_fixture(&fixture);
}

#define INTRO                                                                                      \
    "Ministers pledge to work together\n\n"                                                        \
    "On Monday the foreign ministers met in the capital and agreed on a plan for the region.\n\n"  \
    "They also spoke of trade and of the railway that is to be built in the coming years.\n\n"
#define FIRST                                                                                      \
    "Foreign ministers meet in Lima\n\n"                                                           \
    "LIMA, Feb. 18 (AFP) - The foreign ministers met in the capital on Monday.\n\n"                \
    "They agreed on a plan for the region, the ministry said in a statement.\n\n"
#define SECOND                                                                                     \
    "Railway to be built, says minister\n\n"                                                       \
    "CUSCO, Feb. 19 (EFE) - The railway is to be built in the coming years.\n\n"                   \
    "The minister gave no date, but spoke of a large sum of money.\n\n"

// --- sections ------------------------------------------------------------------------------------

static void test_round_up(void **state)
{
    (void)state;
    struct fixture fixture = open_string(INTRO "The following articles were originally published "
                                               "by AFP and EFE.\n\n" FIRST SECOND);
    const struct article *article = fixture.article;
    check_invariants(article);
    check_article_sections(article, "title 1, intro 2, sep 1, o1 3, o2 3");
    const struct section *first = &article->sections[article_original(article, 1)];
    assert_memory_equal(article->bytes + first->headline.start, "Foreign ministers", 17);
    assert_memory_equal(article->bytes + first->dateline.place.start, "LIMA", 4);
    assert_int_equal(first->dateline.written.day, 18);
    assert_int_equal(article->original_count, 2);
    assert_int_equal(article_introduction(article), 1);
    assert_int_equal(article_original(article, 3), SIZE_MAX);
    // Headlines are sentences of their kind; a dateline belongs to none.
    assert_int_equal(article->sentences[0].kind, SENTENCE_TITLE);
    assert_int_equal(article->sentences[first->first_sentence].kind, SENTENCE_HEADLINE);
    const struct sentence *body = &article->sentences[first->first_sentence + 1];
    assert_int_equal(body->kind, SENTENCE_BODY);
    assert_memory_equal(article->bytes + body->span.start, "The foreign ministers met", 25);
    close_fixture(&fixture);
}

static void test_separators(void **state)
{
    (void)state;
    static const char *const separators[] = {
        "The following articles were originally published by Xinhua.",
        "What follows are the statements of the three ministries.",
        "Here, in order, are the dispatches of the agencies.",
        "The reports below are reproduced in full.",
        "Below we reproduce the full text of the two agency reports:",
        "The original news stories follow.",
        "Sources",
        "These are the texts as released by the ministry and two agencies.",
        "The three reports in full:",
        "* * *",
        "What follows comes from the ministries and agencies themselves.",
        "And this is how the agencies told it:",
    };
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
        struct buffer string = {0};
        buffer_format(&string, "%s%s\n\n%s%s", INTRO, separators[i], FIRST, SECOND);
        struct fixture fixture = open_string(string.data);
        check_invariants(fixture.article);
        check_article_sections(fixture.article, "title 1, intro 2, sep 1, o1 3, o2 3");
        close_fixture(&fixture);
        buffer_fini(&string);
    }
    check_sections(INTRO FIRST SECOND, "title 1, intro 2, o1 3, o2 3"); // none at all
}

static void test_introduction_after_the_originals(void **state)
{
    (void)state;
    check_sections("Ministers pledge to work together\n\n" FIRST SECOND
                   "The above reports were first published by AFP and EFE.\n\n"
                   "The foreign ministers met in the capital and agreed on a plan.\n\n"
                   "They also spoke of the railway.\n",
                   "title 1, o1 3, o2 3, sep 1, intro 2");
    static const char *const headings[] = {"In short:", "The day in brief", "Summary"};
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++) {
        struct buffer string = {0};
        buffer_format(&string, "Ministers pledge to work together\n\n%s%s%s\n\n%s", FIRST, SECOND,
                      headings[i],
                      "The foreign ministers met in the capital and agreed on a plan.\n");
        check_sections(string.data, "title 1, o1 3, o2 3, sep 1, intro 1");
        buffer_fini(&string);
    }
    // an introduction stands before the reports already
    check_sections(INTRO FIRST SECOND "In short:\n\nThey met and agreed on a plan.\n",
                   "title 1, intro 2, o1 3, o2 5");
}

static void test_missing_headlines(void **state)
{
    (void)state;
    check_sections(INTRO
                   "The following reports were published by AFP.\n\n"
                   "LIMA, Feb. 18 (AFP) - The foreign ministers met in the capital on Monday.\n\n"
                   "They agreed on a plan for the region, the ministry said in a statement.\n\n"
                   "CUSCO, Feb. 19 (EFE) - The railway is to be built in the coming years.\n",
                   "title 1, intro 2, sep 1, o1 2, o2 1");
}

static void test_bylines_and_publication_lines(void **state)
{
    (void)state;
    check_sections(INTRO
                   "The following reports were published by AFP and EFE.\n\n"
                   "Foreign ministers meet in Lima\n\nBy Jane Doe\n\n18 February 2021\n\n"
                   "LIMA (AFP) - The foreign ministers met in the capital on Monday.\n\n" SECOND,
                   "title 1, intro 2, sep 1, o1 4, o2 3");
    check_sections(INTRO "The following reports were published by AFP and EFE.\n\n" SECOND
                         "Foreign ministers meet in Lima\n\nBy Jane Doe\n\n18 February 2021\n\n"
                         "The foreign ministers met in the capital on Monday, it was said.\n\n",
                   "title 1, intro 2, sep 1, o1 3, o2 4");
}

// Publication lines under headlines make reports where nothing else does; their words are kept.
static void test_published_reports(void **state)
{
    (void)state;
    static const char string[] = INTRO
        "Foreign ministers meet in Lima\n\nPosted Thursday 18 February\n\n"
        "The foreign ministers met in the capital on Monday, it was said.\n\n"
        "Railway to be built, says minister\n\nPRESS RELEASE\n\nPublished on 19 February 2021\n\n"
        "The railway is to be built in the coming years, it was said.\n\n";
    struct fixture fixture = open_string(string);
    const struct article *article = fixture.article;
    check_invariants(article);
    check_article_sections(article, "title 1, intro 2, o1 3, o2 4");
    const struct section *first = &article->sections[article_original(article, 1)];
    const struct section *second = &article->sections[article_original(article, 2)];
    assert_int_equal(first->dateline.written.day, 18);
    assert_int_equal(second->dateline.written.day, 19);
    assert_int_equal(second->dateline.written.year, 2021);
    close_fixture(&fixture);
    // one alone is a subtitle
    check_sections(INTRO "Foreign ministers meet in Lima\n\nPosted Thursday 18 February\n\n"
                         "The foreign ministers met in the capital on Monday, it was said.\n\n",
                   "title 1, intro 5");
}

#define FOLLOWING "The following reports were published by AFP and EFE.\n\n"
#define BODY "The foreign ministers met in the capital on Monday, it was said.\n\n"

// Reports told apart by what stands between or above them.
static void test_other_borders(void **state)
{
    (void)state;
    // headlines of several lines
    check_sections(INTRO FOLLOWING "EFE\n\n" FIRST "Trade and railways\n\n" SECOND,
                   "title 1, intro 2, sep 1, o1 4, o2 4");
    // a headline without dateline among those with one
    check_sections(INTRO FIRST "Ministers agree on a plan\n\n" BODY SECOND,
                   "title 1, intro 2, o1 3, o2 2, o3 3");
    check_sections(INTRO FOLLOWING "AFP:\n\n" BODY BODY "EFE:\n\n" BODY,
                   "title 1, intro 2, sep 1, o1 3, o2 2");
    check_sections(INTRO FOLLOWING BODY "* * *\n\n" BODY BODY,
                   "title 1, intro 2, sep 1, o1 2, o2 2");
    // publication lines at the end; that of the last is its own
    check_sections(INTRO FOLLOWING "Ministers meet\n\n" BODY "18 February 2021\n\n"
                                   "Ministers part\n\n" BODY "19 February 2021\n\n",
                   "title 1, intro 2, sep 1, o1 3, o2 2, boiler 1");
    // a source in brackets behind a sentence makes no headline of it
    check_sections(INTRO FOLLOWING "Ministers meet\n\n" BODY "They left at night. (AFP)\n\n"
                                   "Ministers part\n\n" BODY,
                   "title 1, intro 2, sep 1, o1 3, o2 2");
}

static void test_no_originals(void **state)
{
    (void)state;
    check_sections("A title\n\nOne paragraph of some length, with a full stop.\n\nAnother one.\n",
                   "title 1, intro 2");
    check_sections("One single line of text, which ends in a full stop.\n", "intro 1");
    check_sections("one\n", "intro 1");
    // One report alone is no round-up.
    check_sections("LIMA, Feb. 18 (AFP) - The foreign ministers met in the capital on Monday.\n\n"
                   "They agreed on a plan for the region, the ministry said.\n",
                   "intro 2");
    check_sections(
        "王毅会见通伦\n\n中共中央政治局委员王毅在万象会见老挝国家主席通伦。\n\n双方会谈。\n",
        "title 1, intro 2");
    check_sections("", "");
    check_sections("\n \n\t\n\xC2\xA0\n", "");
}

static void test_boilerplate(void **state)
{
    (void)state;
    check_sections(
        INTRO "The following articles were originally published by AFP and EFE.\n\n" FIRST SECOND
              "Share this:\n\nLike this\n\nLeave a Reply\n",
        "title 1, intro 2, sep 1, o1 3, o2 3, boiler 3");
    // So are the addresses that the numbers of links stand for.
    check_sections("A title\n\nThe ministers met[1] in Lima, and spoke of trade[2].\n\nLinks\n\n"
                   "[1] https://a.example/b?c=d&e=f\n[2] http://g.example/\n",
                   "title 1, intro 1, boiler 3");
    static const char *const ends[] = {
        "Load more",
        "Topics: diplomacy, railways",
        "If you like what you read, tell your friends.",
        "This article has been edited for length.",
        "For further information, contact the press office.",
    };
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct buffer string = {0};
        buffer_format(&string, "%s%s%s%s\n", INTRO, FIRST, SECOND, ends[i]);
        check_sections(string.data, "title 1, intro 2, o1 3, o2 3, boiler 1");
        buffer_fini(&string);
    }
    check_sections(INTRO FIRST SECOND "\"You will see your railway,\" he said.\n",
                   "title 1, intro 2, o1 3, o2 4"); // a quotation is no address
    check_sections(INTRO FIRST SECOND "Both will meet again.\n", "title 1, intro 2, o1 3, o2 4");
    // In the middle of the text the same words are no boilerplate.
    check_sections(
        "A title\n\nShare this:\n\nThe foreign ministers met in the capital and agreed on "
        "a plan for the region, and spoke of trade and of the railway that is to be built "
        "in the coming years, and of a bridge over the river that parts the two countries, "
        "which is to be paid for by both.\n",
        "title 1, intro 2");
}

static void test_decisions_win(void **state)
{
    (void)state;
    const char *string = "A title\n\nFirst paragraph of it.\n\nSecond paragraph.\n\nThird one.\n";
    struct section_decision decisions[] = {
        {(size_t)(strstr(string, "Second") - string), SECTION_ORIGINAL, false},
        {(size_t)(strstr(string, "Third") - string), SECTION_BOILERPLATE, false},
        {3, SECTION_SEPARATOR, false}, // where no paragraph begins: of no effect
    };
    struct fixture fixture = open_decided(string, decisions, 3);
    check_invariants(fixture.article);
    check_article_sections(fixture.article, "title 1, intro 1, o1 1, boiler 1");
    close_fixture(&fixture);
    // The later of two wins; what was found may be no beginning after all.
    struct section_decision changed[] = {
        {(size_t)(strstr(string, "Second") - string), SECTION_ORIGINAL, false},
        {(size_t)(strstr(string, "Third") - string), SECTION_BOILERPLATE, false},
        {(size_t)(strstr(string, "Second") - string), SECTION_INTRODUCTION, true},
    };
    fixture = open_decided(string, changed, 3);
    check_invariants(fixture.article);
    check_article_sections(fixture.article, "title 1, intro 2, boiler 1");
    close_fixture(&fixture);
    struct section_decision first = {0, SECTION_ORIGINAL, false};
    fixture = open_decided(string, &first, 1);
    check_article_sections(fixture.article, "o1 1, intro 3");
    close_fixture(&fixture);
}

// --- several texts -------------------------------------------------------------------------------

static void check_together(const char *const *strings, size_t count, bool tellings,
                           const char *expected)
{
    struct text *texts[4];
    for (size_t i = 0; i < count; i++)
        texts[i] = text_from_bytes(strings[i], strlen(strings[i]), i ? "other" : "first");
    struct dossier *dossier =
        dossier_new((const struct text *const *)texts, count, tellings);
    struct article *article = article_new_dossier(dossier, NULL, 0);
    check_invariants(article);
    check_article_sections(article, expected);
    assert_string_equal(text_path(dossier->text), "first");
    // Every byte of every text is where it says it is.
    for (size_t i = 0; i < count; i++) {
        const char *bytes = text_bytes(texts[i]);
        for (size_t at = 0; at < text_length(texts[i]); at++) {
            size_t joined = dossier->parts[i].start + at;
            assert_int_equal(article->bytes[joined], bytes[at]);
            assert_int_equal(dossier_part_at(dossier, joined), i);
            assert_ptr_equal(article_file(article, joined), texts[i]);
            assert_int_equal(article_code_point(article, joined),
                             text_code_point(texts[i], at));
        }
        struct span whole = {0, text_length(texts[i])};
        struct span there = dossier_from_part(dossier, i, whole);
        struct span back = dossier_to_part(dossier, i, there);
        assert_int_equal(back.start, whole.start);
        assert_int_equal(back.end, whole.end);
    }
    article_free(article);
    dossier_free(dossier);
    for (size_t i = 0; i < count; i++)
        text_free(texts[i]);
}

static void test_dossier(void **state)
{
    (void)state;
    const char *const strings[] = {INTRO, FIRST, "No headline here, and no dateline.", SECOND};
    check_together(strings, 4, false, "title 1, intro 2, o1 3, o2 1, o3 3");
    check_together(strings, 4, true, "o1 3, o2 3, o3 1, o4 3");
    check_together(strings, 2, false, "title 1, intro 2, o1 3");
    // A heading alone is an introduction, not a title of what others tell.
    const char *const heading[] = {"Ministers meet", FIRST};
    check_together(heading, 2, false, "intro 1, o1 3");
    // Each may end in boilerplate; a text without a paragraph has no part.
    const char *const boilerplate[] = {
        INTRO "Your email address will not be published. Required fields are marked *\n", FIRST,
        "\n\n", "Á la carte — naïve.\nYour email address will not be published.\n"};
    check_together(boilerplate, 4, false, "title 1, intro 2, boiler 1, o1 3, o2 1, boiler 1");
}

static void test_decisions_in_dossier(void **state)
{
    (void)state;
    struct text *texts[] = {text_from_bytes(INTRO, strlen(INTRO), "a"),
                            text_from_bytes(FIRST SECOND, strlen(FIRST SECOND), "b")};
    struct dossier *dossier = dossier_new((const struct text *const *)texts, 2, false);
    const char *second = strstr(text_bytes(dossier->text), "Railway to be built");
    struct section_decision decision = {(size_t)(second - text_bytes(dossier->text)),
                                        SECTION_ORIGINAL, false};
    struct article *article = article_new_dossier(dossier, &decision, 1);
    check_article_sections(article, "title 1, intro 2, o1 3, o2 3");
    assert_true(article_is_retold(article));
    article_free(article);
    dossier_free(dossier);
    text_free(texts[0]);
    text_free(texts[1]);
}

// --- asking --------------------------------------------------------------------------------------

static void test_places_of_offsets(void **state)
{
    (void)state;
    const char *string = "\n\n  One. Two.\n\nThree.\n\n";
    struct fixture fixture = open_string(string);
    const struct article *article = fixture.article;
    assert_int_equal(article->paragraph_count, 2);
    assert_int_equal(article->paragraphs[0].span.start, 2); // white space at its ends included
    assert_int_equal(article->sentence_count, 3);
    assert_int_equal(article_sentence_at(article, 0), 0); // before all: the first
    assert_int_equal(article_sentence_at(article, 8), 0); // between two: the one before
    assert_int_equal(article_sentence_at(article, 9), 1);
    assert_int_equal(article_sentence_at(article, 1000), 2);
    assert_int_equal(article_paragraph_at(article, 0), 0);
    assert_int_equal(article_paragraph_at(article, 15), 1);
    assert_int_equal(article_paragraph_at(article, 1000), 1);
    close_fixture(&fixture);
    fixture = open_string("");
    assert_int_equal(article_sentence_at(fixture.article, 0), 0);
    assert_int_equal(article_introduction(fixture.article), SIZE_MAX);
    close_fixture(&fixture);
    article_free(NULL);
}

static void test_numbers_of_sentences(void **state)
{
    (void)state;
    struct fixture fixture = open_string(INTRO FIRST SECOND);
    const struct article *article = fixture.article;
    size_t first = article->sections[article_original(article, 2)].first_sentence, number, count;
    article_sentence_position(article, first, &number, &count); // the headline does not count
    assert_int_equal(number, 0);
    assert_int_equal(count, 2);
    article_sentence_position(article, first + 2, &number, &count);
    assert_int_equal(number, 2);
    close_fixture(&fixture);
}

static void test_letters_of_originals(void **state)
{
    (void)state;
    static const struct {
        unsigned ordinal;
        const char *letters;
    } cases[] = {{1, "A"},   {2, "B"},    {26, "Z"},    {27, "AA"}, {52, "AZ"},
                 {53, "BA"}, {702, "ZZ"}, {703, "AAA"}, {0, ""},    {18278, "ZZZ"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char letters[8];
        article_original_letters(cases[i].ordinal, letters);
        assert_string_equal(letters, cases[i].letters);
    }
    char longest[8];
    article_original_letters(UINT32_MAX, longest);
    assert_true(strlen(longest) < sizeof longest);
    struct section far = {.kind = SECTION_ORIGINAL, .ordinal = UINT32_MAX};
    char id[16];
    article_section_id(&far, id);
    assert_string_equal(id, "o4294967295");
}

static void test_paragraphs_of_hidden_characters(void **state)
{
    (void)state;
    // A line of which nothing can be seen is no paragraph; of a mark or a private character it is.
    struct fixture fixture = open_string("one\n\xE2\x80\x8B\n\xF3\xB0\x80\x80\n—\n");
    assert_int_equal(fixture.article->paragraph_count, 3);
    check_invariants(fixture.article);
    close_fixture(&fixture);
}

// A line of any length is paragraphs of bounded size, which leave nothing out.
static void check_long_line(const char *piece, size_t length, const char *end)
{
    struct buffer bytes = {0};
    while (bytes.length < length)
        buffer_add_string(&bytes, piece);
    buffer_add_string(&bytes, "\nThe end.\n");
    struct text *text = text_from_bytes(bytes.data, bytes.length, "line");
    struct article *article = article_new(text, NULL, 0);
    size_t at = 0, last = article->paragraph_count - 1;
    assert_true(last >= length / PARAGRAPH_LONGEST);
    for (size_t i = 0; i < last; i++) {
        struct span span = article->paragraphs[i].span;
        assert_int_equal(span.start, at);
        assert_true(span_length(span) <= PARAGRAPH_LONGEST);
        assert_true(span_length(span) > 0);
        if (i + 1 < last)
            assert_memory_equal(article->bytes + span.end - strlen(end), end, strlen(end));
        at = span.end;
    }
    assert_int_equal(at + 1, article->paragraphs[last].span.start);
    article_free(article);
    text_free(text);
    buffer_fini(&bytes);
}

static void test_long_lines(void **state)
{
    (void)state;
    check_long_line("Some words of a sentence. ", 300000, "sentence. ");
    check_long_line("words and no sentence ", 200000, " ");
    check_long_line("x", PARAGRAPH_LONGEST * 3, "x");
    check_long_line("中", 200000, "中");
}

static void test_any_text(void **state)
{
    (void)state;
    static const char *const pieces[] = {"A headline of words",
                                         "\n",
                                         "\n\n",
                                         "LIMA, Feb. 18 (AFP) - ",
                                         "Text that goes on. ",
                                         "The following reports were published by AFP.",
                                         "By Jane Doe",
                                         "18 February 2021",
                                         "Leave a Reply",
                                         "Share this",
                                         "These reports above were published.",
                                         " ",
                                         "中文。",
                                         ".",
                                         "\xC2\xA0",
                                         "CUSCO (EFE) - "};
    unsigned random = 11;
    for (int round = 0; round < 3000; round++) {
        struct buffer string = {0};
        for (int i = 0; i < 30; i++) {
            random = random * 1103515245u + 12345u;
            buffer_add_string(&string, pieces[(random >> 16) % (sizeof pieces / sizeof *pieces)]);
        }
        struct fixture fixture = open_string(string.data);
        check_invariants(fixture.article);
        close_fixture(&fixture);
        buffer_fini(&string);
    }
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_up),
        cmocka_unit_test(test_separators),
        cmocka_unit_test(test_introduction_after_the_originals),
        cmocka_unit_test(test_missing_headlines),
        cmocka_unit_test(test_bylines_and_publication_lines),
        cmocka_unit_test(test_published_reports),
        cmocka_unit_test(test_other_borders),
        cmocka_unit_test(test_no_originals),
        cmocka_unit_test(test_boilerplate),
        cmocka_unit_test(test_decisions_win),
        cmocka_unit_test(test_dossier),
        cmocka_unit_test(test_decisions_in_dossier),
        cmocka_unit_test(test_places_of_offsets),
        cmocka_unit_test(test_numbers_of_sentences),
        cmocka_unit_test(test_letters_of_originals),
        cmocka_unit_test(test_paragraphs_of_hidden_characters),
        cmocka_unit_test(test_long_lines),
        cmocka_unit_test(test_any_text),
    };
    return cmocka_run_group_tests_name("article", tests, NULL, NULL);
}
