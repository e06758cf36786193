// SPDX-License-Identifier: GPL-3.0-or-later
#include <config.h>

#include "base/memory.h"
#include "detect/findings.h"
#include "detect/provenance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char roundup[] =
    "Norway and Estonia settle a quarrel over cables\n"
    "\n"
    "A long winter has come to an end on the northern coasts. "
    "The two countries will share the cost of repairing the seabed cable. "
    "Lindqvist told reporters that repairs would begin before the autumn storms, a promise made "
    "twice before.\n"
    "\n"
    "Estonia has organised convoys for 14 merchant ships since January. "
    "Tamm thanked the Norwegian coastguard for its patience. "
    "Neither government would name the vessel.\n"
    "\n"
    "The following articles were originally published by Reuters.\n"
    "\n"
    "Neighbours agree on repair of cable\n"
    "\n"
    "OSLO, May 6 (Reuters) - The two countries will share the cost of repairing the seabed cable, "
    "Lindqvist said.\n"
    "\n"
    "Lindqvist told reporters that repairs would begin before the autumn storms.\n"
    "\n"
    "Fishermen from the southern fjords marched through the capital with torches.\n"
    "\n"
    "Estonia protects its shipping\n"
    "\n"
    "TALLINN, May 7 (Reuters) - Estonia has organized convoys for 14 merchant ships since "
    "January. Tamm thanked the Norwegian coastguard for its patience and handed over a bronze "
    "bell cast in Narva.\n"
    "\n"
    "The harbour of Paldiski closed its eastern basin for dredging.\n";

struct fixture {
    struct text *text;
    struct article *article;
    struct findings findings;
};

static void set_up(struct fixture *fixture, const char *bytes)
{
    *fixture = (struct fixture){0};
    fixture->text = text_from_bytes(bytes, strlen(bytes), "test");
    fixture->article = article_new(fixture->text, NULL, 0);
    provenance_find(fixture->article, NULL, &fixture->findings);
}

static void tear_down(struct fixture *fixture)
{
    findings_fini(&fixture->findings);
    article_free(fixture->article);
    text_free(fixture->text);
}

// The sentence that begins with `words`, the `nth` of them from 0.
static uint32_t sentence(const struct fixture *fixture, const char *words, int nth)
{
    for (size_t i = 0; i < fixture->article->sentence_count; i++) {
        const char *start = fixture->article->bytes + fixture->article->sentences[i].span.start;
        if (strncmp(start, words, strlen(words)) == 0 && nth-- == 0)
            return (uint32_t)i;
    }
    fail_msg("no sentence begins with %s", words);
    return 0;
}

static bool are_paired(const struct fixture *fixture, uint32_t intro, uint32_t original)
{
    for (size_t i = 0; i < fixture->findings.pair_count; i++) {
        const struct source_pair *pair = &fixture->findings.pairs[i];
        if (pair->intro == intro && pair->original == original)
            return true;
    }
    return false;
}

static bool has_phrase(const struct fixture *fixture, const struct phrase *phrases, size_t count,
                       const char *words)
{
    for (size_t i = 0; i < count; i++) {
        if (span_length(phrases[i].span) == strlen(words) &&
            memcmp(fixture->article->bytes + phrases[i].span.start, words, strlen(words)) == 0)
            return true;
    }
    return false;
}

static void test_pairs(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, roundup);
    assert_true(are_paired(&fixture, sentence(&fixture, "The two countries", 0),
                           sentence(&fixture, "The two countries", 1)));
    assert_true(are_paired(&fixture, sentence(&fixture, "Lindqvist told", 0),
                           sentence(&fixture, "Lindqvist told", 1)));
    assert_true(are_paired(&fixture, sentence(&fixture, "Estonia has", 0),
                           sentence(&fixture, "Estonia has", 1)));
    assert_true(are_paired(&fixture, sentence(&fixture, "Tamm", 0), sentence(&fixture, "Tamm", 1)));
    assert_int_equal(fixture.findings.pair_count, 4);
    for (size_t i = 0; i < fixture.findings.pair_count; i++) {
        assert_true(fixture.findings.pairs[i].score >= 0.5);
        assert_true(fixture.findings.pairs[i].score <= 1);
    }
    tear_down(&fixture);
}

static void test_classes(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, roundup);
    const struct telling *tellings = fixture.findings.tellings;
    assert_int_equal(fixture.findings.telling_count, fixture.article->sentence_count);
    assert_int_equal(tellings[sentence(&fixture, "A long winter", 0)].derivation,
                     DERIVATION_EDITORIAL);
    assert_int_equal(tellings[sentence(&fixture, "Neither", 0)].derivation, DERIVATION_EDITORIAL);
    assert_int_equal(tellings[sentence(&fixture, "The two countries", 0)].derivation,
                     DERIVATION_VERBATIM);
    assert_int_equal(tellings[sentence(&fixture, "Estonia has", 0)].derivation,
                     DERIVATION_VERBATIM); // but for the spelling
    assert_int_equal(tellings[sentence(&fixture, "Lindqvist told", 0)].derivation,
                     DERIVATION_EDITED);
    assert_int_equal(tellings[sentence(&fixture, "Tamm", 0)].derivation, DERIVATION_EDITED);
    tear_down(&fixture);
}

static void test_carried(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, roundup);
    const struct telling *tellings = fixture.findings.tellings;
    assert_int_equal(tellings[sentence(&fixture, "Lindqvist told", 1)].carried, CARRIED_FULLY);
    // The attribution lost is no loss.
    assert_int_equal(tellings[sentence(&fixture, "The two countries", 1)].carried, CARRIED_FULLY);
    assert_int_equal(tellings[sentence(&fixture, "Tamm", 1)].carried, CARRIED_PARTLY);
    assert_true(tellings[sentence(&fixture, "Tamm", 0)].lost);
    assert_int_equal(tellings[sentence(&fixture, "Fishermen", 0)].carried, CARRIED_OUT);
    assert_int_equal(tellings[sentence(&fixture, "The harbour", 0)].carried, CARRIED_OUT);
    assert_int_equal(tellings[sentence(&fixture, "Neighbours agree", 0)].carried, CARRIED_OUT);
    assert_false(tellings[sentence(&fixture, "The following", 0)].compared);
    tear_down(&fixture);
}

static void test_phrases(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, roundup);
    assert_int_equal(fixture.findings.added_count, 1);
    assert_true(has_phrase(&fixture, fixture.findings.added, 1, "a promise made twice before") ||
                has_phrase(&fixture, fixture.findings.added, 1, "a promise made twice"));
    assert_true(fixture.findings.tellings[sentence(&fixture, "Lindqvist told", 0)].gained);
    assert_int_equal(fixture.findings.lost_count, 1);
    assert_true(
        has_phrase(&fixture, fixture.findings.lost, 1, "handed over a bronze bell cast in Narva"));
    tear_down(&fixture);
}

static void test_attribution_dropped(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, roundup);
    assert_true(
        fixture.findings.tellings[sentence(&fixture, "The two countries", 0)].attribution_dropped);
    assert_false(
        fixture.findings.tellings[sentence(&fixture, "Lindqvist told", 0)].attribution_dropped);
    tear_down(&fixture);
}

static const char split_and_join[] =
    "Copper and rain\n"
    "\n"
    "The smelter at Orkla will be closed by Easter. The workers will be offered places in the "
    "new quarry. Rain flooded the lower galleries, and divers recovered the pumps.\n"
    "\n"
    "The following articles were originally published by Reuters.\n"
    "\n"
    "Smelter to close\n"
    "\n"
    "OSLO, May 6 (Reuters) - The smelter at Orkla will be closed by Easter, the owner said, adding "
    "that the workers will be offered places in the new quarry.\n"
    "\n"
    "Rain flooded the lower galleries.\n"
    "\n"
    "Divers recovered the pumps.\n";

static void test_split_and_join(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, split_and_join);
    uint32_t source = sentence(&fixture, "The smelter", 1);
    assert_true(are_paired(&fixture, sentence(&fixture, "The smelter", 0), source));
    assert_true(are_paired(&fixture, sentence(&fixture, "The workers", 0), source));
    uint32_t joined = sentence(&fixture, "Rain flooded", 0);
    assert_true(are_paired(&fixture, joined, sentence(&fixture, "Rain flooded", 1)));
    assert_true(are_paired(&fixture, joined, sentence(&fixture, "Divers", 0)));
    assert_int_equal(fixture.findings.pair_count, 4);
    // Each half of the split is told, so nothing of the source is lost.
    assert_int_equal(fixture.findings.tellings[source].carried, CARRIED_FULLY);
    assert_int_equal(fixture.findings.lost_count, 0);
    // No half of a split sentence is the sentence word for word.
    assert_int_equal(fixture.findings.tellings[sentence(&fixture, "The smelter", 0)].derivation,
                     DERIVATION_EDITED);
    tear_down(&fixture);
}

static const char false_friend[] =
    "Harbours\n"
    "\n"
    "Finland is ready to work with Sweden to deepen the harbour of Kemi and to widen its lock.\n"
    "\n"
    "The following articles were originally published by Reuters.\n"
    "\n"
    "Kemi\n"
    "\n"
    "OSLO, May 6 (Reuters) - Finland is ready to work with Sweden to support the museum of Tornio "
    "and to keep the lock of its old harbour.\n"
    "\n"
    "Finland is ready to work with Sweden to deepen the harbour of Kemi and to widen its lock, the "
    "mayor said.\n";

static void test_false_friend_gains_nothing(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, false_friend);
    uint32_t intro = sentence(&fixture, "Finland", 0);
    assert_false(are_paired(&fixture, intro, sentence(&fixture, "Finland", 1)));
    assert_true(are_paired(&fixture, intro, sentence(&fixture, "Finland", 2)));
    assert_int_equal(fixture.findings.tellings[sentence(&fixture, "Finland", 1)].carried,
                     CARRIED_OUT);
    tear_down(&fixture);
}

// A day that differs speaks against a pair, one that agrees for it.
static void test_days_decide(void **state)
{
    (void)state;
    static const char text[] =
        "Visits\n"
        "\n"
        "Hansen met the governor of Vardo on 5 May.\n"
        "\n"
        "The following articles were originally published by Reuters.\n"
        "\n"
        "One\n"
        "\n"
        "OSLO, May 6 (Reuters) - Hansen met the governor at Hammerfest on Monday.\n"
        "\n"
        "Hansen met the governor at Tana on Sunday.\n";
    struct fixture fixture;
    set_up(&fixture, text);
    const char *bytes = fixture.article->bytes;
    static const struct {
        const char *words;
        day_number day;
    } days[] = {{"5 May", 100}, {"Monday", 101}, {"Sunday", 100}};
    struct date_mention *dates = memory_allocate_zeroed(3, sizeof *dates);
    for (size_t i = 0; i < 3; i++) {
        size_t start = (size_t)(strstr(bytes, days[i].words) - bytes);
        dates[i] = (struct date_mention){.span = {start, start + strlen(days[i].words)},
                                         .class = DATE_CALENDAR,
                                         .from = days[i].day,
                                         .to = days[i].day};
    }
    fixture.findings.dates = dates;
    fixture.findings.date_count = fixture.findings.date_capacity = 3;
    provenance_find(fixture.article, NULL, &fixture.findings);
    uint32_t intro = sentence(&fixture, "Hansen", 0);
    assert_true(
        are_paired(&fixture, intro, sentence(&fixture, "Hansen met the governor at Tana", 0)));
    assert_false(
        are_paired(&fixture, intro, sentence(&fixture, "Hansen met the governor at Hamm", 0)));
    // A day told on the other side is neither added nor lost.
    assert_false(
        has_phrase(&fixture, fixture.findings.added, fixture.findings.added_count, "5 May"));
    assert_false(
        has_phrase(&fixture, fixture.findings.lost, fixture.findings.lost_count, "Sunday"));
    tear_down(&fixture);
}

// Adds every occurrence of `name` as a mention of `entity`; names in the order of the text.
static void add_mentions(struct fixture *fixture, const char *name, uint32_t entity)
{
    struct findings *findings = &fixture->findings;
    const char *bytes = fixture->article->bytes;
    for (const char *at = bytes; (at = strstr(at, name)); at += strlen(name)) {
        size_t start = (size_t)(at - bytes), place = findings->mention_count;
        findings->mentions = memory_grow(findings->mentions, &findings->mention_capacity,
                                         findings->mention_count + 1, sizeof *findings->mentions);
        for (; place > 0 && findings->mentions[place - 1].span.start > start; place--)
            findings->mentions[place] = findings->mentions[place - 1];
        findings->mentions[place] = (struct mention){
            .span = {start, start + strlen(name)}, .type = ENTITY_PLACE, .entity = entity};
        findings->mention_count++;
    }
}

// A name that an original has, though in another form, is no addition; a new one is.
static void test_names_that_are_new(void **state)
{
    (void)state;
    static const char text[] =
        "Ferries\n"
        "\n"
        "The ferry carries grain in Friesland and coal in Zeeland every second night.\n"
        "\n"
        "The following articles were originally published by Reuters.\n"
        "\n"
        "Night traffic\n"
        "\n"
        "OSLO, May 6 (Reuters) - The ferry carries grain and coal every second night.\n"
        "\n"
        "Frisian dykes are watched by volunteers.\n";
    struct fixture fixture;
    set_up(&fixture, text);
    add_mentions(&fixture, "Friesland", 1);
    add_mentions(&fixture, "Zeeland", 2);
    add_mentions(&fixture, "Frisian", 1);
    provenance_find(fixture.article, NULL, &fixture.findings);
    assert_int_equal(fixture.findings.added_count, 1);
    assert_true(has_phrase(&fixture, fixture.findings.added, 1, "in Zeeland"));
    tear_down(&fixture);
}

static void test_title_that_is_a_headline(void **state)
{
    (void)state;
    static const char text[] = "Lakes freeze early across the north\n"
                               "\n"
                               "Skaters crossed to the islands.\n"
                               "\n"
                               "The following articles were originally published by Reuters.\n"
                               "\n"
                               "Lakes freeze early across the north\n"
                               "\n"
                               "OSLO, May 6 (Reuters) - Skaters crossed to the islands.\n";
    struct fixture fixture;
    set_up(&fixture, text);
    uint32_t headline = sentence(&fixture, "Lakes", 1);
    assert_true(are_paired(&fixture, sentence(&fixture, "Lakes", 0), headline));
    assert_int_equal(fixture.findings.tellings[sentence(&fixture, "Lakes", 0)].derivation,
                     DERIVATION_VERBATIM);
    assert_int_equal(fixture.findings.tellings[headline].carried, CARRIED_FULLY);
    tear_down(&fixture);
}

static void test_text_without_originals(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, "Only one part\n\nIt has a sentence. And another one.\n");
    assert_int_equal(fixture.findings.pair_count, 0);
    assert_int_equal(fixture.findings.telling_count, fixture.article->sentence_count);
    for (size_t i = 0; i < fixture.findings.telling_count; i++)
        assert_false(fixture.findings.tellings[i].compared);
    tear_down(&fixture);
}

// Finding again replaces what was found.
static void test_twice_is_once(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, roundup);
    size_t pairs = fixture.findings.pair_count, added = fixture.findings.added_count;
    provenance_find(fixture.article, NULL, &fixture.findings);
    assert_int_equal(fixture.findings.pair_count, pairs);
    assert_int_equal(fixture.findings.added_count, added);
    tear_down(&fixture);
}

// Sentences far over the limit of an alignment, and sentences of marks alone.
static void test_odd_sentences(void **state)
{
    (void)state;
    static const char
        head[] = "Title\n\n",
        middle[] =
            ".\n\n--- !!! ...\n\nThe following articles were originally published by Reuters.\n\n"
            "Headline\n\nOSLO, May 6 (Reuters) - ";
    char *bytes = memory_allocate(200000);
    size_t length = 0;
    memcpy(bytes, head, sizeof head - 1);
    length += sizeof head - 1;
    for (int i = 0; i < 9000; i++)
        bytes[length++] = i % 9 == 8 ? ' ' : (char)('a' + i * 7 % 26);
    memcpy(bytes + length, middle, sizeof middle - 1);
    length += sizeof middle - 1;
    memcpy(bytes + length, bytes + sizeof head - 1, 9000);
    length += 9000;
    bytes[length] = '\0';
    struct fixture fixture;
    set_up(&fixture, bytes);
    for (size_t i = 0; i < fixture.findings.pair_count; i++)
        assert_true(fixture.findings.pairs[i].intro < fixture.article->sentence_count);
    tear_down(&fixture);
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_classes),
        cmocka_unit_test(test_carried),
        cmocka_unit_test(test_phrases),
        cmocka_unit_test(test_attribution_dropped),
        cmocka_unit_test(test_split_and_join),
        cmocka_unit_test(test_false_friend_gains_nothing),
        cmocka_unit_test(test_days_decide),
        cmocka_unit_test(test_names_that_are_new),
        cmocka_unit_test(test_title_that_is_a_headline),
        cmocka_unit_test(test_text_without_originals),
        cmocka_unit_test(test_twice_is_once),
        cmocka_unit_test(test_odd_sentences),
    };
    return cmocka_run_group_tests_name("provenance", tests, NULL, NULL);
}
