// SPDX-License-Identifier: GPL-3.0-or-later
// Agreement: the figures against examples worked by hand and published ones; what counts as coded,
// as tagged and as a disagreement; the article that sidecars are about.

#include <config.h>

#include "notes-fixture.h"

#include "notes/agreement.h"
#include "notes/coders.h"

#include <math.h>

static void expect_near(double figure, double expected, const char *what)
{
    if (!(fabs(figure - expected) < 0.0005))
        fail_msg("%s: %f, not %f", what, figure, expected);
}

// --- the arithmetic ------------------------------------------------------------------------

// Units by what two coders judged.
static void count_table(struct agreement_tally *tally, int both, int first, int second, int none)
{
    const int counts[] = {none, first, second, both}; // by the bits of the coders
    for (uint64_t mask = 0; mask < 4; mask++) {
        for (int i = 0; i < counts[mask]; i++)
            agreement_count_unit(tally, 2, mask);
    }
}

// 50 units, 20 judged yes by both, 5 by the first only, 10 by the second only. Observed 35 / 50;
// expected (25/50)(30/50) + (25/50)(20/50) = 0.5; kappa (0.7 - 0.5) / 0.5 = 0.4.
static void test_kappa(void **state)
{
    (void)state;
    struct agreement_tally tally = {0};
    struct agreement_figures figures;
    count_table(&tally, 20, 5, 10, 15);
    agreement_figure(&tally, 2, &figures);
    expect_near(figures.agreement, 0.7, "agreement");
    expect_near(figures.kappa, 0.4, "kappa");
    expect_near(figures.prevalence, 0.55, "prevalence"); // (25 + 30) / 100
    assert_true(isnan(figures.alpha));
    // Where both always say the same one thing, chance explains everything.
    tally = (struct agreement_tally){0};
    count_table(&tally, 0, 0, 0, 7);
    agreement_figure(&tally, 2, &figures);
    expect_near(figures.agreement, 1, "agreement");
    assert_true(isnan(figures.kappa));
    // Worse than chance.
    tally = (struct agreement_tally){0};
    count_table(&tally, 0, 5, 5, 0);
    agreement_figure(&tally, 2, &figures);
    expect_near(figures.kappa, -1, "kappa");
    tally = (struct agreement_tally){0};
    agreement_figure(&tally, 2, &figures);
    assert_true(isnan(figures.kappa) && isnan(figures.agreement) && isnan(figures.f1_exact));
}

// Three coders, four units with 3, 2, 1 and 0 marks: 12 values, 6 of each. Differing pairs, each
// weighted by 1/2: 0 + 2/2 + 2/2 + 0 = 2 in either direction. Alpha 1 - 11 · 2 / (6 · 6) = 0.3889.
// Agreeing pairs: 3 + 1 + 1 + 3 of 12.
static void test_alpha(void **state)
{
    (void)state;
    struct agreement_tally tally = {0};
    struct agreement_figures figures;
    static const uint64_t masks[] = {7, 5, 2, 0};
    for (size_t i = 0; i < 4; i++)
        agreement_count_unit(&tally, 3, masks[i]);
    agreement_figure(&tally, 3, &figures);
    expect_near(figures.alpha, 1 - 22.0 / 36, "alpha");
    expect_near(figures.agreement, 8.0 / 12, "agreement");
    expect_near(figures.prevalence, 0.5, "prevalence");
    assert_true(isnan(figures.kappa));
    // Perfect agreement that is not all one value.
    tally = (struct agreement_tally){0};
    agreement_count_unit(&tally, 3, 7);
    agreement_count_unit(&tally, 3, 0);
    agreement_figure(&tally, 3, &figures);
    expect_near(figures.alpha, 1, "alpha");
}

// As many coders as there can be.
static void test_most_coders(void **state)
{
    (void)state;
    struct agreement_tally tally = {0};
    struct agreement_figures figures;
    agreement_count_unit(&tally, 64, UINT64_MAX);
    agreement_count_unit(&tally, 64, 0);
    agreement_figure(&tally, 64, &figures);
    expect_near(figures.alpha, 1, "alpha");
    expect_near(figures.agreement, 1, "agreement");
}

// --- passages ------------------------------------------------------------------------------

static void test_spans(void **state)
{
    (void)state;
    struct agreement_tally tally = {0};
    struct agreement_figures figures;
    const struct span one[] = {{0, 5}, {10, 20}, {30, 40}};
    const struct span other[] = {{0, 5}, {15, 25}, {50, 60}};
    agreement_count_spans(&tally, one, 3, other, 3);
    agreement_figure(&tally, 2, &figures);
    expect_near(figures.f1_exact, 2.0 / 6, "exact");
    expect_near(figures.f1_overlapping, 4.0 / 6, "overlapping");
    // A long one is matched with one short one, not with three; touching is not overlapping.
    tally = (struct agreement_tally){0};
    const struct span long_one[] = {{0, 30}}, short_ones[] = {{0, 5}, {10, 15}, {20, 25}, {30, 35}};
    agreement_count_spans(&tally, long_one, 1, short_ones, 4);
    assert_int_equal(tally.overlapping, 2);
    assert_int_equal(tally.spans, 5);
    // Neither side having any, or one side: no pair.
    tally = (struct agreement_tally){0};
    agreement_count_spans(&tally, NULL, 0, short_ones, 4);
    assert_int_equal(tally.overlapping, 0);
}

// The most that any assignment could match, by trying them all.
static size_t best_match(const struct span *one, size_t one_count, const struct span *other,
                         size_t other_count, unsigned used)
{
    if (one_count == 0)
        return 0;
    size_t best = best_match(one + 1, one_count - 1, other, other_count, used);
    for (size_t i = 0; i < other_count; i++) {
        if ((used >> i & 1) || !span_overlaps(*one, other[i]))
            continue;
        size_t with = 1 + best_match(one + 1, one_count - 1, other, other_count, used | 1u << i);
        best = with > best ? with : best;
    }
    return best;
}

static int by_end(const void *one, const void *other)
{
    const struct span *a = one, *b = other;
    if (a->end != b->end)
        return a->end < b->end ? -1 : 1;
    return a->start < b->start ? -1 : a->start > b->start;
}

static void test_matching_is_best(void **state)
{
    (void)state;
    uint32_t random = 12345;
    for (int round = 0; round < 500; round++) {
        struct span sides[2][5];
        size_t counts[2];
        for (int side = 0; side < 2; side++) {
            random = random * 1664525 + 1013904223;
            counts[side] = (random >> 16) % 6;
            for (size_t i = 0; i < counts[side]; i++) {
                random = random * 1664525 + 1013904223;
                size_t start = (random >> 16) % 20;
                random = random * 1664525 + 1013904223;
                sides[side][i] = (struct span){start, start + 1 + (random >> 16) % 8};
            }
            qsort(sides[side], counts[side], sizeof sides[side][0], by_end);
        }
        struct agreement_tally tally = {0};
        agreement_count_spans(&tally, sides[0], counts[0], sides[1], counts[1]);
        size_t best = best_match(sides[0], counts[0], sides[1], counts[1], 0);
        if (tally.overlapping != 2 * best)
            fail_msg("round %d: %zu matched, %zu possible", round, tally.overlapping / 2, best);
    }
}

// --- from notes ----------------------------------------------------------------------------

#define CODED_TEXT                                                                                 \
    "Ministers meet in Lima\n\n"                                                                   \
    "One went in. Two went out. Three sat down. Four stood up. Five left early.\n"

static struct notebook *open_coder(struct fixture *fixture, const char *name)
{
    char *path = path_join(fixture->folder, name);
    struct notebook_options options = {
        .text = fixture->text, .environment = &fixture->environment, .sidecar = path};
    struct notebook *notebook = notebook_open(&options, NULL);
    assert_non_null(notebook);
    free(path);
    return notebook;
}

static void mark(struct fixture *fixture, struct notebook *notebook, const char *words,
                 const char *tag)
{
    struct note_content content = {
        .kind = tag ? NOTE_TAG : NOTE_CODED,
        .tags = &tag,
        .tag_count = tag != NULL,
        .span = span_of(fixture, words),
    };
    assert_true(notebook_add(notebook, &content, NULL, NULL));
}

static void mark_coded(struct fixture *fixture, struct notebook *notebook, bool fifth)
{
    static const char *const sentences[] = {"One went in.", "Two went out.", "Three sat down.",
                                            "Four stood up.", "Five left early."};
    for (size_t i = 0; i < (fifth ? 5 : 4); i++)
        mark(fixture, notebook, sentences[i], NULL);
}

static const struct agreement_row *find_row(const struct agreement *agreement, size_t article,
                                            const char *tag)
{
    for (size_t i = 0; i < agreement->row_count; i++) {
        const struct agreement_row *row = &agreement->rows[i];
        if (row->article == article && !row->tag == !tag && (!tag || strcmp(row->tag, tag) == 0))
            return row;
    }
    fail_msg("no row for %s", tag ? tag : "all tags");
    abort(); // fail_msg does not return
}

// Both coded the first four sentences, one of them the fifth too: that one does not count.
//  move: one on 1 and (in part) 2, the other on 1 and 3: table 1 1 1 1, kappa 0; passages: one of
//        the two pairs is the same, 2 / 4.
//  rest: both on 3, but on other words: kappa 1, exact 0, overlapping 1.
//  All tags: 8 judgments, 2 differing. First says yes to 3, second to 3: observed 6/8, expected
//        (3·3 + 5·5) / 64 = 34/64; kappa (48 - 34) / (64 - 34) = 0.4667.
static void test_worked_example(void **state)
{
    struct fixture *fixture = *state;
    fixture_text(fixture, CODED_TEXT);
    struct notebook *coders[] = {open_coder(fixture, "lin"), open_coder(fixture, "mei")};
    mark_coded(fixture, coders[0], false);
    mark_coded(fixture, coders[1], true);
    mark(fixture, coders[0], "One went in.", "move");
    mark(fixture, coders[0], "Two went", "move");
    mark(fixture, coders[0], "Three sat", "rest");
    mark(fixture, coders[0], "Five", "not counted");
    mark(fixture, coders[1], "One went in.", "move");
    mark(fixture, coders[1], "One went in.", "move"); // twice is once
    mark(fixture, coders[1], "Three sat", "move");
    mark(fixture, coders[1], "Three sat down.", "rest");
    struct article *article = article_new(fixture->text, NULL, 0);
    struct agreement agreement;
    struct agreement_figures figures;
    agreement_init(&agreement, 2);
    agreement_add(&agreement, article, coders);
    agreement_pool(&agreement);
    assert_int_equal(agreement.sentences, 4);
    assert_int_equal(agreement.coded, 5);
    assert_int_equal(agreement.row_count, 6);
    const struct agreement_row *row = find_row(&agreement, 0, "move");
    agreement_figure(&row->tally, 2, &figures);
    assert_int_equal(row->tally.units, 4);
    assert_int_equal(row->tally.marks, 4);
    expect_near(figures.agreement, 0.5, "agreement on move");
    expect_near(figures.kappa, 0, "kappa of move");
    expect_near(figures.f1_exact, 0.5, "exact of move");
    expect_near(figures.f1_overlapping, 0.5, "overlapping of move");
    agreement_figure(&find_row(&agreement, 0, "rest")->tally, 2, &figures);
    expect_near(figures.kappa, 1, "kappa of rest");
    expect_near(figures.prevalence, 0.25, "prevalence of rest");
    expect_near(figures.f1_exact, 0, "exact of rest");
    expect_near(figures.f1_overlapping, 1, "overlapping of rest");
    agreement_figure(&find_row(&agreement, AGREEMENT_POOLED, NULL)->tally, 2, &figures);
    expect_near(figures.kappa, 14.0 / 30, "kappa of all");
    expect_near(figures.f1_exact, 2.0 / 6, "exact of all");
    expect_near(figures.f1_overlapping, 4.0 / 6, "overlapping of all");
    assert_int_equal(agreement.disagreement_count, 2);
    assert_string_equal(agreement.disagreements[0].passage, "Two went out.");
    assert_string_equal(agreement.disagreements[0].tag, "move");
    assert_int_equal(agreement.disagreements[0].mask, 1);
    assert_int_equal(agreement.disagreements[0].start, 37);
    assert_int_equal(agreement.disagreements[0].end, 50);
    assert_string_equal(agreement.disagreements[1].passage, "Three sat down.");
    assert_int_equal(agreement.disagreements[1].mask, 2);
    agreement_fini(&agreement);
    article_free(article);
    notebook_free(coders[0]);
    notebook_free(coders[1]);
}

// What was settled stands in notes of its own: a sentence that is not marked as coded there is not
// settled; on one that is, the tag holds or does not.
static void test_agreed(void **state)
{
    struct fixture *fixture = *state;
    fixture_text(fixture, CODED_TEXT);
    struct notebook *coders[] = {open_coder(fixture, "lin"), open_coder(fixture, "mei")};
    struct notebook *agreed = open_coder(fixture, "agreed");
    mark_coded(fixture, coders[0], false);
    mark_coded(fixture, coders[1], false);
    mark(fixture, coders[0], "One went in.", "move");
    mark(fixture, coders[0], "Two went", "move");
    mark(fixture, coders[1], "Three sat", "move");
    struct article *article = article_new(fixture->text, NULL, 0);
    struct agreement agreement;
    agreement_init(&agreement, 2);
    agreement_add(&agreement, article, coders);
    assert_int_equal(agreement.disagreement_count, 3);
    mark(fixture, agreed, "One went in.", "move"); // a tag alone settles nothing
    mark(fixture, agreed, "Two went out.", NULL);
    mark(fixture, agreed, "Three sat down.", NULL);
    mark(fixture, agreed, "sat down", "move");
    mark(fixture, agreed, "Two went out.", "other");
    agreement_read_agreed(&agreement, article, agreed);
    assert_int_equal(agreement.disagreements[0].agreed, AGREED_NOT_YET);
    assert_int_equal(agreement.disagreements[1].agreed, AGREED_HOLDS_NOT);
    assert_int_equal(agreement.disagreements[2].agreed, AGREED_HOLDS);
    agreement_fini(&agreement);
    article_free(article);
    notebook_free(coders[0]);
    notebook_free(coders[1]);
    notebook_free(agreed);
}

// Pooled over two articles, a tag that one of them does not have still has its sentences there.
static void test_pooled(void **state)
{
    struct fixture *fixture = *state;
    fixture_text(fixture, CODED_TEXT);
    struct notebook *coders[] = {open_coder(fixture, "lin"), open_coder(fixture, "mei")};
    struct notebook *bare[] = {open_coder(fixture, "lin2"), open_coder(fixture, "mei2")};
    for (int i = 0; i < 2; i++) {
        mark_coded(fixture, coders[i], false);
        mark_coded(fixture, bare[i], true);
    }
    mark(fixture, coders[0], "One went in.", "move");
    mark(fixture, coders[1], "One went in.", "move");
    mark(fixture, bare[1], "One went in.", "rest");
    struct article *article = article_new(fixture->text, NULL, 0);
    struct agreement agreement;
    struct agreement_figures figures;
    agreement_init(&agreement, 2);
    agreement_add(&agreement, article, coders);
    agreement_add(&agreement, article, bare);
    agreement_pool(&agreement);
    const struct agreement_row *row = find_row(&agreement, AGREEMENT_POOLED, "move");
    agreement_figure(&row->tally, 2, &figures);
    assert_int_equal(row->tally.units, 9);
    expect_near(figures.kappa, 1, "kappa of move");
    expect_near(figures.prevalence, 2.0 / 18, "prevalence of move");
    row = find_row(&agreement, AGREEMENT_POOLED, NULL);
    assert_int_equal(row->tally.units, 18);
    assert_int_equal(row->tally.marks, 3);
    assert_int_equal(find_row(&agreement, 1, "rest")->tally.units, 5);
    assert_int_equal(agreement.disagreement_count, 1);
    assert_int_equal(agreement.disagreements[0].article, 1);
    agreement_fini(&agreement);
    article_free(article);
    for (int i = 0; i < 2; i++) {
        notebook_free(coders[i]);
        notebook_free(bare[i]);
    }
}

// Nothing is coded by all: nothing counts.
static void test_nothing_coded(void **state)
{
    struct fixture *fixture = *state;
    fixture_text(fixture, CODED_TEXT);
    struct notebook *coders[] = {open_coder(fixture, "lin"), open_coder(fixture, "mei")};
    mark_coded(fixture, coders[0], true);
    mark(fixture, coders[0], "One went in.", "move");
    mark(fixture, coders[1], "One went in.", "move");
    struct article *article = article_new(fixture->text, NULL, 0);
    struct agreement agreement;
    agreement_init(&agreement, 2);
    agreement_add(&agreement, article, coders);
    agreement_pool(&agreement);
    assert_int_equal(agreement.sentences, 0);
    assert_int_equal(agreement.row_count, 0);
    assert_int_equal(agreement.disagreement_count, 0);
    agreement_fini(&agreement);
    article_free(article);
    notebook_free(coders[0]);
    notebook_free(coders[1]);
}

// --- the article ---------------------------------------------------------------------------

static void expect_article(struct fixture *fixture, const char *sidecar, const char *source,
                           const char *expected)
{
    char *path = path_join(fixture->folder, sidecar), *folder = path_directory(path);
    assert_true(file_make_directories(folder, NULL));
    struct buffer line = {0};
    buffer_format(&line, "{\"target\":{\"source\":\"%s\"}}\n", source);
    write_string(path, line.data);
    const char *paths[] = {path};
    char *article = coders_find_article(paths, 1);
    if (!article != !expected || (article && strcmp(path_name(article), expected) != 0))
        fail_msg("%s: %s", source, article ? article : "none");
    free(article);
    buffer_fini(&line);
    free(folder);
    free(path);
}

static void test_find_article(void **state)
{
    struct fixture *fixture = *state;
    expect_article(fixture, "round up.txt.notes.jsonl", "elsewhere", "round up.txt");
    expect_article(fixture, "lin.notes.jsonl", "round%20up.txt", "round up.txt");
    expect_article(fixture, "coders/lin.notes.jsonl", "../round%20up.txt", "round up.txt");
    // Nothing else that a sidecar says is opened.
    expect_article(fixture, "lin.notes.jsonl", "/etc/passwd", NULL);
    expect_article(fixture, "lin.notes.jsonl", "..%2F..%2Fetc%2Fpasswd", NULL);
    expect_article(fixture, "lin.notes.jsonl", "../../etc/passwd", NULL);
    expect_article(fixture, "lin.notes.jsonl", "file:///etc/passwd", NULL);
    expect_article(fixture, "lin.notes.jsonl", "..", NULL);
    expect_article(fixture, "lin.notes.jsonl", "state", NULL); // a folder
    expect_article(fixture, "lin.notes.jsonl", "round%2", NULL);
    expect_article(fixture, "lin.notes.jsonl", "round%20up.txt%00", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kappa),
        cmocka_unit_test(test_alpha),
        cmocka_unit_test(test_most_coders),
        cmocka_unit_test(test_spans),
        cmocka_unit_test(test_matching_is_best),
        cmocka_unit_test_setup_teardown(test_worked_example, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_agreed, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_pooled, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_nothing_coded, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_find_article, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests_name("agreement", tests, NULL, NULL);
}
