// SPDX-License-Identifier: GPL-3.0-or-later
#include <config.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "detect/compare.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SENTENCES_MOST = 4 };

// One introduction sentence and up to three originals, each a paragraph of its own.
struct fixture {
    struct text *text;
    struct article *article;
    struct findings findings;
    struct comparison *comparison;
    uint32_t intro, originals[SENTENCES_MOST];
    size_t original_count;
    struct edit_list edits;
};

static void set_up(struct fixture *fixture, const char *intro, const char *one, const char *two)
{
    struct buffer bytes = {0};
    *fixture = (struct fixture){0};
    buffer_format(&bytes,
                  "Title\n\n%s\n\nThe following articles were originally published by Reuters.\n\n"
                  "Headline here\n\nOSLO, May 6 (Reuters) - %s\n",
                  intro, one);
    if (two)
        buffer_format(&bytes, "\n%s\n", two);
    fixture->text = text_from_bytes(bytes.data, bytes.length, "test");
    fixture->article = article_new(fixture->text, NULL, 0);
    buffer_fini(&bytes);
    const struct article *article = fixture->article;
    for (size_t i = 0; i < article->sentence_count; i++) {
        const struct sentence *sentence = &article->sentences[i];
        enum section_kind kind = article->sections[sentence->section].kind;
        if (sentence->kind == SENTENCE_BODY && kind == SECTION_INTRODUCTION)
            fixture->intro = (uint32_t)i;
        if (sentence->kind == SENTENCE_BODY && kind == SECTION_ORIGINAL)
            fixture->originals[fixture->original_count++] = (uint32_t)i;
    }
    assert_int_equal(fixture->original_count, two ? 2 : 1);
    fixture->comparison = compare_new(article, &fixture->findings);
    compare_sentences(fixture->comparison, fixture->intro, fixture->originals,
                      fixture->original_count, &fixture->edits);
}

static void tear_down(struct fixture *fixture)
{
    edit_list_fini(&fixture->edits);
    compare_free(fixture->comparison);
    findings_fini(&fixture->findings);
    article_free(fixture->article);
    text_free(fixture->text);
}

static void add_span(struct buffer *out, const struct fixture *fixture, struct span span)
{
    buffer_add(out, fixture->article->bytes + span.start, span_length(span));
}

// The edits as one text: {+added+} [-lost-] {here|there} for moved, with ~ before spelling
// variants, ' before punctuation, @ before attributions.
static void check(const char *intro, const char *one, const char *two, const char *expected)
{
    struct fixture fixture;
    struct buffer out = {0};
    set_up(&fixture, intro, one, two);
    for (size_t i = 0; i < fixture.edits.count; i++) {
        const struct edit *edit = &fixture.edits.items[i];
        static const char *const signs[] = {"", "'", "~", "@"};
        if (i)
            buffer_add_byte(&out, ' ');
        buffer_add_string(&out, edit->kind == EDIT_ADDED   ? "{+"
                                : edit->kind == EDIT_LOST  ? "[-"
                                : edit->kind == EDIT_MOVED ? "{"
                                                           : "");
        buffer_add_string(&out, signs[edit->weight]);
        add_span(&out, &fixture, edit->kind == EDIT_LOST ? edit->there : edit->here);
        if (edit->kind == EDIT_MOVED) {
            buffer_add_byte(&out, '|');
            add_span(&out, &fixture, edit->there);
        }
        buffer_add_string(&out, edit->kind == EDIT_ADDED   ? "+}"
                                : edit->kind == EDIT_LOST  ? "-]"
                                : edit->kind == EDIT_MOVED ? "}"
                                                           : "");
    }
    assert_string_equal(buffer_string(&out), expected);
    buffer_fini(&out);
    tear_down(&fixture);
}

static void test_added_lost_replaced(void **state)
{
    (void)state;
    check("The grey ferry sailed at noon.", "The grey ferry sailed at noon.", NULL,
          "The grey ferry sailed at noon.");
    check("The old grey ferry sailed at noon.", "The grey ferry sailed at noon from Bergen.", NULL,
          "The {+old+} grey ferry sailed at noon [-from Bergen-] .");
    check("The grey ferry sailed at dawn.", "The grey ferry left at dawn.", NULL,
          "The grey ferry [-left-] {+sailed+} at dawn.");
    check("Divers found it.", "Kites rose slowly overhead!", NULL,
          "[-Kites rose slowly overhead!-] {+Divers found it.+}");
}

static void test_punctuation_is_light(void **state)
{
    (void)state;
    check("Cod, herring, and salt were sold.", "Cod, herring and salt were sold", NULL,
          "Cod, herring {+',+} and salt were sold {+'.+}");
    check("He sold “cod” there.", "He sold \"cod\" there.", NULL, "He sold “cod” there.");
    check("They bring peace and order.", "They bring peace, order.", NULL,
          "They bring peace [-',-] {+and+} order.");
}

static void test_spelling_is_marked(void **state)
{
    (void)state;
    check("The harbour was organised by Ibáñez.", "The harbor was organized by Ibanez.", NULL,
          "The ~harbour was ~organised by ~Ibáñez .");
    check("THE HARBOUR closed.", "The harbour closed.", NULL, "THE HARBOUR closed.");
}

static void test_attributions(void **state)
{
    (void)state;
    // Replaced in its place.
    check("He added that cod is dear.", "Berg said cod is dear.", NULL,
          "{@He added that|Berg said} cod is dear.");
    // Moved from the end to the front.
    check("Berg said that cod is dear.", "Cod is dear, said Berg.", NULL,
          "{@Berg said that|} cod is dear {@|, said Berg} .");
    // Dropped: substance.
    check("Cod is dear.", "Cod is dear, Berg said.", NULL, "Cod is dear [-, Berg said-] .");
    // The same but for "that": plain words.
    check("Berg said that cod is dear.", "Berg said cod is dear.", NULL,
          "Berg said {+that+} cod is dear.");
}

static void test_words_of_content_hold_the_script(void **state)
{
    (void)state;
    // A shortest script would hold on to "in the … of … meeting" instead.
    check("The ministers all underlined these points in the course of their trilateral meeting.",
          "The ministers made the remarks during a trilateral meeting in the capital of Norway.",
          NULL,
          "The ministers [-made-] {+all underlined these points in+} the [-remarks during a-] "
          "{+course of their+} trilateral meeting [-in the capital of Norway-] .");
}

static void test_lone_function_word_joins(void **state)
{
    (void)state;
    check(
        "Berg bought green apples from seven sailors yesterday.",
        "Berg sold yellow pears from eight farmers yesterday.", NULL,
        "Berg [-sold yellow pears from eight farmers-] {+bought green apples from seven sailors+} "
        "yesterday.");
}

static void test_two_originals(void **state)
{
    (void)state;
    check("Rain fell and boats sank.", "Rain fell.", "Boats sank.",
          "Rain fell [-'.-] {+and+} boats sank.");
}

// Every byte of every token stands in just one edit of its side, in order.
static void test_edits_cover_both_sides(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture,
           "He stressed that, in spring, Norway (the host) will organise “a fair” for 14 towns.",
           "Norway, the host, will in spring organize a large fair for towns, Berg stressed.",
           "Towns of the north pay for it, said the mayor.");
    const struct article *article = fixture.article;
    for (int side = 0; side < 2; side++) {
        size_t edit = 0, covered = 0, tokens = 0;
        for (size_t s = 0; s < (side ? fixture.original_count : 1); s++) {
            const struct sentence *sentence =
                &article->sentences[side ? fixture.originals[s] : fixture.intro];
            tokens += sentence->token_count;
            for (size_t t = 0; t < sentence->token_count; t++) {
                const struct token *token = &article->tokens.items[sentence->first_token + t];
                for (size_t i = edit; i < fixture.edits.count; i++) {
                    struct span span =
                        side ? fixture.edits.items[i].there : fixture.edits.items[i].here;
                    if (span.start <= token->start && token->end <= span.end) {
                        edit = i;
                        covered++;
                        break;
                    }
                }
            }
        }
        assert_int_equal(covered, tokens);
    }
    tear_down(&fixture);
}

static unsigned changes_of(const char *intro, const char *original)
{
    struct fixture fixture;
    set_up(&fixture, intro, original, NULL);
    unsigned changes = compare_changes(fixture.comparison, fixture.intro, fixture.originals, 1);
    tear_down(&fixture);
    return changes;
}

static void test_changes(void **state)
{
    (void)state;
    assert_int_equal(changes_of("It cost a lot.", "It cost a lot."), 0);
    assert_int_equal(changes_of("It cost 40 crowns.", "It cost 50 crowns."), CHANGE_NUMBER);
    assert_int_equal(changes_of("It cost fifty crowns.", "It cost 50 crowns."), 0);
    assert_int_equal(changes_of("The boats of Bergen sank.", "The boats of Molde sank."),
                     CHANGE_NAME);
    assert_int_equal(changes_of("They met President Berg.", "They met Berg."), CHANGE_TITLE);
    assert_int_equal(changes_of("It is not over.", "It is over."), CHANGE_NEGATION);
    assert_int_equal(changes_of("It never ends.", "It does not end."), 0);
    assert_int_equal(changes_of("It ended.", "It reportedly ended."), CHANGE_HEDGE);
    assert_int_equal(changes_of("It cost 40 crowns.", "It cost about 40 crowns."), CHANGE_HEDGE);
    assert_int_equal(changes_of("It was “over” then.", "It was over then."), CHANGE_QUOTATION);
    assert_int_equal(changes_of("It is over.", "It is over, he said."), CHANGE_ATTRIBUTION);
    assert_int_equal(changes_of("He said it is over.", "It is over, Berg said."), 0);
}

// "kinds: lost > added" of each change, with ; between.
static char *list_changes(const char *intro, const char *original)
{
    struct fixture fixture;
    set_up(&fixture, intro, original, NULL);
    struct change_list changes = {0};
    struct buffer out = {0};
    buffer_add_string(&out, "");
    compare_list_changes(fixture.comparison, fixture.intro, fixture.originals,
                         fixture.original_count, &changes);
    for (size_t i = 0; i < changes.count; i++) {
        const struct change *change = &changes.items[i];
        const char *bytes = fixture.article->bytes;
        buffer_add_string(&out, i ? "; " : "");
        compare_kind_words(change->kinds, &out);
        buffer_format(&out, ": %.*s > %.*s", (int)span_length(change->there),
                      bytes + change->there.start, (int)span_length(change->here),
                      bytes + change->here.start);
    }
    change_list_fini(&changes);
    tear_down(&fixture);
    return buffer_take(&out);
}

static void expect_changes(const char *intro, const char *original, const char *expected)
{
    char *found = list_changes(intro, original);
    assert_string_equal(found, expected);
    free(found);
}

static void test_list_of_changes(void **state)
{
    (void)state;
    expect_changes("It cost a lot.", "It cost a lot.", "");
    expect_changes("It cost 40 crowns.", "It cost 50 crowns.", "number: 50 > 40");
    expect_changes("The old boats of Bergen sank.", "The boats of Molde sank.",
                   "name: Molde > Bergen");
    expect_changes("The boats sank, 12 of them red.", "The boats sank.",
                   "number:  > 12 of them red");
    expect_changes("They met Berg.", "They met President Berg.", "title: President > ");
    // How many sides there are is said by the way, and who speaks is no change of names.
    expect_changes("The two sides met.", "Both sides met.", "");
    expect_changes("It is over.", "It is over, Berg said.", "");
}

// What is changed itself, names and titles whole, and on which side.
static void expect_sides(const char *intro, const char *original, const char *lost,
                         const char *gained)
{
    struct fixture fixture;
    set_up(&fixture, intro, original, NULL);
    struct change_list changes = {0};
    compare_list_changes(fixture.comparison, fixture.intro, fixture.originals,
                         fixture.original_count, &changes);
    assert_int_equal(changes.count, 1);
    const struct change_side *sides[] = {&changes.items[0].lost, &changes.items[0].gained};
    const char *expected[] = {lost, gained};
    unsigned kinds = 0;
    for (int i = 0; i < 2; i++) {
        char *found = memory_copy_bytes(fixture.article->bytes + sides[i]->span.start,
                                        span_length(sides[i]->span));
        assert_string_equal(found, expected[i]);
        assert_int_equal(sides[i]->kinds != 0, *expected[i] != '\0');
        kinds |= sides[i]->kinds;
        free(found);
    }
    assert_int_equal(kinds, changes.items[0].kinds);
    change_list_fini(&changes);
    tear_down(&fixture);
}

static void test_sides_of_changes(void **state)
{
    (void)state;
    expect_sides("It cost 40 crowns.", "It cost 50 crowns.", "50 crowns", "40 crowns");
    expect_sides("The boats sank, 12 of them red.", "The boats sank.", "", "12 of");
    expect_sides("The old boats of Bergen sank.", "The boats of Molde sank.", "Molde", "Bergen");
    // Words that are no name stand where a title was: only that side says something of it.
    expect_sides("The same day Berg met them.", "President Berg met them.", "President", "");
}

static void test_kind_words(void **state)
{
    (void)state;
    struct buffer out = {0};
    compare_kind_words(0, &out);
    assert_string_equal(buffer_string(&out), "");
    compare_kind_words(CHANGE_NUMBER | CHANGE_HEDGE | CHANGE_ATTRIBUTION, &out);
    assert_string_equal(buffer_string(&out), "number, hedge, attribution dropped");
    buffer_fini(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_added_lost_replaced),
        cmocka_unit_test(test_punctuation_is_light),
        cmocka_unit_test(test_spelling_is_marked),
        cmocka_unit_test(test_attributions),
        cmocka_unit_test(test_words_of_content_hold_the_script),
        cmocka_unit_test(test_lone_function_word_joins),
        cmocka_unit_test(test_two_originals),
        cmocka_unit_test(test_edits_cover_both_sides),
        cmocka_unit_test(test_changes),
        cmocka_unit_test(test_list_of_changes),
        cmocka_unit_test(test_sides_of_changes),
        cmocka_unit_test(test_kind_words),
    };
    return cmocka_run_group_tests_name("compare", tests, NULL, NULL);
}
