// SPDX-License-Identifier: GPL-3.0-or-later
#include <config.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "detect/alignment.h"
#include "detect/passage.h"
#include "detect/wording.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
    struct text *text;
    struct article *article;
    struct findings findings;
    struct wording wording;
    struct passages passages;
    struct alignment alignment;
};

// A round-up of one introduction and one report, each of the given sentences.
static void set_up(struct fixture *fixture, const char *introduction, const char *report)
{
    struct buffer bytes = {0};
    *fixture = (struct fixture){0};
    buffer_format(&bytes,
                  "Ferries return to the northern islands\n\n%s\n\n"
                  "The following articles were originally published by Reuters.\n\n"
                  "Islanders wait\n\nOSLO, May 6 (Reuters) - %s\n",
                  introduction, report);
    fixture->text = text_from_bytes(bytes.data, bytes.length, "test");
    fixture->article = article_new(fixture->text, NULL, 0);
    wording_init(&fixture->wording, fixture->article, &fixture->findings);
    passages_init(&fixture->passages, &fixture->wording);
    buffer_fini(&bytes);
}

static void tear_down(struct fixture *fixture)
{
    alignment_fini(&fixture->alignment);
    passages_fini(&fixture->passages);
    wording_fini(&fixture->wording);
    findings_fini(&fixture->findings);
    article_free(fixture->article);
    text_free(fixture->text);
}

// The number of the sentence that has the word.
static uint32_t sentence_with(const struct fixture *fixture, const char *word)
{
    const struct article *article = fixture->article;
    for (uint32_t i = 0; i < article->sentence_count; i++) {
        struct span span = article->sentences[i].span;
        if (memmem(article->bytes + span.start, span.end - span.start, word, strlen(word)))
            return i;
    }
    fail_msg("no sentence has %s", word);
    return 0;
}

// The word's place in the passage.
static size_t place_of(const struct fixture *fixture, const struct passage *passage,
                       const char *word)
{
    for (size_t i = 0; i < passage->count; i++) {
        if (token_is(fixture->article->bytes,
                     &fixture->article->tokens.items[passage->words[i].token], word))
            return i;
    }
    fail_msg("the passage has no %s", word);
    return 0;
}

static void match(struct fixture *fixture, const char *here, const char *there)
{
    alignment_match(&fixture->alignment,
                    passages_of(&fixture->passages, sentence_with(fixture, here)),
                    passages_of(&fixture->passages, sentence_with(fixture, there)));
}

static void test_passage(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, "Harbour pilots, in fog, steered (slowly) by ear alone.",
           "Nothing else moved.");
    uint32_t sentence = sentence_with(&fixture, "pilots");
    struct passage passage = passages_of(&fixture.passages, sentence);
    static const char *const words[] = {"Harbour", "pilots", "in",  "fog",  "steered",
                                        "slowly",  "by",     "ear", "alone"};
    float weight = 0;
    assert_int_equal(passage.count, sizeof words / sizeof *words);
    for (size_t i = 0; i < passage.count; i++) {
        size_t token = passage.words[i].token;
        assert_int_equal(place_of(&fixture, &passage, words[i]), i);
        assert_true(passage.words[i].weight == fixture.wording.weights[token]);
        weight += fixture.wording.weights[token];
    }
    assert_true(passage.weight == weight);
    assert_true(passage.core_weight > 0 && passage.core_weight <= passage.weight);
    // Read once, and it stays when others are read.
    for (uint32_t i = 0; i < fixture.article->sentence_count; i++)
        passages_of(&fixture.passages, i);
    assert_ptr_equal(passages_of(&fixture.passages, sentence).words, passage.words);
    assert_int_equal(place_of(&fixture, &passage, "alone"), 8);
    tear_down(&fixture);
}

static void test_same_and_different(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, "Storms tore the red buoy loose. Bakers slept.",
           "Storms tore the red buoy loose. Divers vanished.");
    uint32_t here = sentence_with(&fixture, "Storms");
    uint32_t there = sentence_with(&fixture, "Divers") - 1;
    alignment_match(&fixture.alignment, passages_of(&fixture.passages, here),
                    passages_of(&fixture.passages, there));
    assert_int_equal(fixture.alignment.here.count, 6);
    for (int i = 0; i < 6; i++) {
        assert_int_equal(fixture.alignment.here_partner[i], i);
        assert_int_equal(fixture.alignment.there_partner[i], i);
        assert_true(fixture.alignment.here_likeness[i] == 1);
        assert_false(fixture.alignment.here_moved[i]);
    }
    match(&fixture, "Bakers", "Divers");
    assert_int_equal(fixture.alignment.here.count, 2);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(fixture.alignment.here_partner[i], -1);
        assert_int_equal(fixture.alignment.there_partner[i], -1);
        assert_true(fixture.alignment.here_likeness[i] == 0);
    }
    tear_down(&fixture);
}

// Nothing to match: no words on one side.
static void test_empty(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, "Storms tore the buoy loose.", "Divers vanished.");
    struct passage here = passages_of(&fixture.passages, sentence_with(&fixture, "Storms"));
    alignment_match(&fixture.alignment, here, (struct passage){.words = here.words});
    assert_int_equal(fixture.alignment.here_partner[0], -1);
    alignment_match(&fixture.alignment, (struct passage){.words = here.words}, here);
    assert_int_equal(fixture.alignment.there_partner[4], -1);
    tear_down(&fixture);
}

static void test_moved_and_forms(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, "Yesterday gulls followed a trawler carrying herring towards Bergen quay.",
           "Herring was carried towards Bergen quay while two gulls trailed behind.");
    match(&fixture, "Yesterday", "Herring was");
    const struct alignment *alignment = &fixture.alignment;
    size_t carrying = place_of(&fixture, &alignment->here, "carrying");
    size_t carried = place_of(&fixture, &alignment->there, "carried");
    size_t gulls = place_of(&fixture, &alignment->here, "gulls");
    size_t quay = place_of(&fixture, &alignment->here, "quay");
    assert_true(alignment->here_likeness[carrying] > 0.8F &&
                alignment->here_likeness[carrying] < 1);
    assert_int_equal(alignment->here_partner[carrying], carried);
    assert_int_equal(alignment->here_partner[gulls],
                     place_of(&fixture, &alignment->there, "gulls"));
    assert_true(alignment->here_moved[gulls]);
    assert_false(alignment->here_moved[quay]);
    tear_down(&fixture);
}

static void test_joined(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, "Cod and herring fetched record prices.",
           "Cod fetched record prices. Herring did so later.");
    uint32_t others[2] = {sentence_with(&fixture, "Cod fetched"),
                          sentence_with(&fixture, "Herring did")};
    struct passage there = alignment_join(&fixture.alignment, &fixture.passages, others, 2);
    assert_int_equal(there.count, 8);
    alignment_match(&fixture.alignment,
                    passages_of(&fixture.passages, sentence_with(&fixture, "Cod and")), there);
    size_t herring = place_of(&fixture, &fixture.alignment.here, "herring");
    assert_int_equal(fixture.alignment.here_partner[herring], 4);
    assert_true(fixture.alignment.here_moved[herring]);
    tear_down(&fixture);
}

static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1103515245 + 12345;
    return *seed >> 16;
}

// A sentence of `count` made-up words out of a few, between two words of its own.
static void add_sentence(struct buffer *out, const char *first, size_t count, unsigned *seed)
{
    static const char *const words[] = {"the",   "of",    "harbour", "harbours", "ship",  "vessel",
                                        "wind",  "and",   "quarrel", "lantern",  "rope",  "ropes",
                                        "three", "seven", "signal",  "signals",  "island"};
    buffer_add_string(out, first);
    for (size_t i = 0; i < count; i++) {
        buffer_add_byte(out, ' ');
        buffer_add_string(out, words[next_random(seed) % (sizeof words / sizeof *words)]);
    }
    buffer_format(out, " %s.", first);
}

static float gain_of(const struct fixture *fixture, size_t here, size_t there)
{
    const struct passage_word *one = &fixture->alignment.here.words[here];
    const struct passage_word *other = &fixture->alignment.there.words[there];
    float weight = one->weight < other->weight ? one->weight : other->weight;
    return (weight + 0.01F) * wording_similarity(&fixture->wording, one->token, other->token);
}

// What the heaviest common subsequence weighs, by the full matrix.
static float heaviest_by_matrix(const struct fixture *fixture)
{
    enum { MOST = 120 };
    static float best[MOST][MOST], ending[MOST][MOST];
    size_t here = fixture->alignment.here.count, there = fixture->alignment.there.count;
    assert_true(here < MOST && there < MOST);
    for (size_t x = 1; x <= here; x++) {
        for (size_t y = 1; y <= there; y++) {
            float gain = gain_of(fixture, x - 1, y - 1), run = ending[x - 1][y - 1] + 0.05F;
            bool has_run = x > 1 && y > 1 && ending[x - 1][y - 1] > 0;
            ending[x][y] = gain <= 0.001F                        ? 0
                           : has_run && run > best[x - 1][y - 1] ? gain + run
                                                                 : gain + best[x - 1][y - 1];
            best[x][y] = best[x - 1][y] > best[x][y - 1] ? best[x - 1][y] : best[x][y - 1];
            best[x][y] = ending[x][y] > best[x][y] ? ending[x][y] : best[x][y];
        }
    }
    return best[here][there];
}

// What the pairs in order weigh; on the way, that they are in order and agree on both sides.
static float weight_of_pairs(const struct fixture *fixture)
{
    const struct alignment *alignment = &fixture->alignment;
    float sum = 0;
    int32_t last = -1;
    size_t last_here = 0;
    for (size_t x = 0; x < alignment->here.count; x++) {
        int32_t y = alignment->here_partner[x];
        if (y < 0)
            continue;
        assert_int_equal(alignment->there_partner[y], x);
        assert_true(alignment->here_likeness[x] == alignment->there_likeness[y]);
        assert_true(alignment->here_likeness[x] ==
                    wording_similarity(&fixture->wording, alignment->here.words[x].token,
                                       alignment->there.words[y].token));
        if (alignment->here_moved[x])
            continue;
        assert_true(y > last);
        sum += gain_of(fixture, x, (size_t)y);
        sum += last >= 0 && y == last + 1 && x == last_here + 1 ? 0.05F : 0;
        last = y;
        last_here = x;
    }
    return sum;
}

// The subsequence is as heavy as any, whatever the lengths: over 64 words a set has two parts.
static void test_heaviest(void **state)
{
    (void)state;
    static const size_t lengths[][2] = {{3, 4},   {12, 9},  {25, 30}, {40, 64},
                                        {66, 70}, {90, 20}, {1, 100}, {100, 100}};
    unsigned seed = 7;
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        struct fixture fixture;
        struct buffer here = {0}, there = {0};
        add_sentence(&here, "Xylophones", lengths[i][0], &seed);
        add_sentence(&there, "Zeppelins", lengths[i][1], &seed);
        set_up(&fixture, here.data, there.data);
        match(&fixture, "Xylophones", "Zeppelins");
        assert_int_equal(fixture.alignment.here.count, lengths[i][0] + 2);
        assert_int_equal(fixture.alignment.there.count, lengths[i][1] + 2);
        float found = weight_of_pairs(&fixture), best = heaviest_by_matrix(&fixture);
        if (found < best - 0.01F || found > best + 0.01F)
            fail_msg("%zu and %zu words: %f instead of %f", lengths[i][0], lengths[i][1],
                     (double)found, (double)best);
        tear_down(&fixture);
        buffer_fini(&here);
        buffer_fini(&there);
    }
}

// The heavier of two crossing words is matched in order, also when the last word of the alignment
// before could have been gone on from.
static void test_again(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, "Together bellowed ships.", "Ships together vanished.");
    for (int i = 0; i < 3; i++) {
        match(&fixture, "Together", "vanished");
        assert_int_equal(fixture.alignment.here_partner[2], 0);
        assert_false(fixture.alignment.here_moved[2]);
        assert_int_equal(fixture.alignment.here_partner[0], 1);
        assert_true(fixture.alignment.here_moved[0]);
    }
    tear_down(&fixture);
}

// Of a very long sentence the first words are matched, and the next alignment is not disturbed.
static void test_long(void **state)
{
    (void)state;
    struct fixture fixture;
    struct buffer here = {0}, there = {0};
    unsigned seed = 3;
    add_sentence(&here, "Xylophones", 600, &seed);
    add_sentence(&there, "Zeppelins", 700, &seed);
    buffer_add_string(&there, " Divers vanished.");
    set_up(&fixture, here.data, there.data);
    match(&fixture, "Xylophones", "Zeppelins");
    assert_int_equal(fixture.alignment.here.count, PASSAGE_LONGEST);
    assert_int_equal(fixture.alignment.there.count, PASSAGE_LONGEST);
    weight_of_pairs(&fixture);
    match(&fixture, "Divers", "Divers");
    assert_int_equal(fixture.alignment.here.count, 2);
    assert_int_equal(fixture.alignment.here_partner[1], 1);
    tear_down(&fixture);
    buffer_fini(&here);
    buffer_fini(&there);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_passage), cmocka_unit_test(test_same_and_different),
        cmocka_unit_test(test_empty),   cmocka_unit_test(test_moved_and_forms),
        cmocka_unit_test(test_joined),  cmocka_unit_test(test_heaviest),
        cmocka_unit_test(test_again),   cmocka_unit_test(test_long),
    };
    return cmocka_run_group_tests_name("alignment", tests, NULL, NULL);
}
