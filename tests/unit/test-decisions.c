// SPDX-License-Identifier: GPL-3.0-or-later
// What a reader decides about names and pairs wins over what is found.

#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "detect/decisions.h"
#include "detect/provenance.h"
#include "names-fixture.h"

static const char visit[] =
    "President Kate Lincoln of Kenya met Foreign Minister Ana Keita in Nairobi. Lincoln thanked "
    "Keita. Lincoln is a city too.\n";

// The `nth` place (from 0) at which the words stand.
static struct span place(const struct fixture *fixture, const char *words, int nth)
{
    const char *bytes = text_bytes(fixture->text), *found = strstr(bytes, words);
    while (found && nth-- > 0)
        found = strstr(found + 1, words);
    assert_non_null(found);
    size_t start = (size_t)(found - bytes);
    return (struct span){start, start + strlen(words)};
}

static void decide(struct fixture *fixture, const struct entity_decision *entities, size_t count)
{
    struct decisions decisions = {.entities = entities, .entity_count = count};
    decisions_apply_entities(&decisions, fixture->article, &fixture->findings);
}

// What must hold of the tables whatever is decided.
static void check_tables(const struct fixture *fixture)
{
    const struct findings *findings = &fixture->findings;
    for (size_t i = 0; i < findings->mention_count; i++) {
        assert_true(findings->mentions[i].entity < findings->entity_count);
        assert_true(i == 0 ||
                    findings->mentions[i].span.start >= findings->mentions[i - 1].span.start);
    }
    for (size_t i = 0; i < findings->entity_count; i++) {
        const struct entity *entity = &findings->entities[i];
        size_t count = 0;
        for (size_t k = 0; k < findings->mention_count; k++)
            count += findings->mentions[k].entity == i && !findings->mentions[k].nested;
        assert_int_equal(entity->mention_count, count);
        assert_true(entity->first_mention < findings->mention_count);
        assert_int_equal(findings->mentions[entity->first_mention].entity, i);
        assert_non_null(entity->label);
        assert_non_null(entity->short_name);
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(entity->id, findings->entities[k].id);
    }
}

static void check_mentions(const struct fixture *fixture, const char *expected)
{
    char *mentions = fixture_mentions(fixture, false);
    check_tables(fixture);
    assert_string_equal(mentions, expected);
    free(mentions);
}

static void test_nothing_decided(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, visit);
    decide(&fixture, NULL, 0);
    check_mentions(&fixture, "PER:kate-lincoln:Kate Lincoln|LOC:kenya:Kenya|PER:ana-keita:Ana Keita"
                             "|LOC:nairobi:Nairobi|PER:kate-lincoln:Lincoln|PER:ana-keita:Keita"
                             "|PER:kate-lincoln:Lincoln");
    fixture_close(&fixture);
}

static void test_rejected(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, visit);
    struct entity_decision decisions[] = {
        {place(&fixture, "Lincoln", 2), false, true, ENTITY_TYPE_COUNT, NULL},
        {place(&fixture, "Ana Keita", 0), true, true, ENTITY_TYPE_COUNT, NULL},
    };
    decide(&fixture, decisions, 2);
    check_mentions(&fixture, "PER:kate-lincoln:Kate Lincoln|LOC:kenya:Kenya|LOC:nairobi:Nairobi"
                             "|PER:kate-lincoln:Lincoln");
    fixture_close(&fixture);
}

// A single mention goes to a new entity of that name and kind; all of them change kind.
static void test_split_and_kind(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, visit);
    struct entity_decision decisions[] = {
        {place(&fixture, "Lincoln", 2), false, false, ENTITY_PLACE, "Lincoln"},
        {place(&fixture, "Nairobi", 0), true, false, ENTITY_ORGANISATION, NULL},
    };
    decide(&fixture, decisions, 2);
    check_mentions(&fixture, "PER:kate-lincoln:Kate Lincoln|LOC:kenya:Kenya|PER:ana-keita:Ana Keita"
                             "|ORG:nairobi:Nairobi|PER:kate-lincoln:Lincoln|PER:ana-keita:Keita"
                             "|LOC:lincoln:Lincoln");
    assert_true(fixture_entity(&fixture, "lincoln")->decided);
    assert_false(fixture_entity(&fixture, "kate-lincoln")->decided);
    assert_int_equal(fixture_entity(&fixture, "nairobi")->type, ENTITY_ORGANISATION);
    assert_int_equal(fixture_entity(&fixture, "kate-lincoln")->alias_count, 1);
    fixture_close(&fixture);
}

// The name of another entity is a merger, any other name a new name.
static void test_merged_and_renamed(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, visit);
    struct entity_decision merge = {place(&fixture, "Ana Keita", 0), true, false,
                                    ENTITY_TYPE_COUNT, "Kate Lincoln"};
    decide(&fixture, &merge, 1);
    check_mentions(&fixture, "PER:kate-lincoln:Kate Lincoln|LOC:kenya:Kenya"
                             "|PER:kate-lincoln:Ana Keita|LOC:nairobi:Nairobi"
                             "|PER:kate-lincoln:Lincoln|PER:kate-lincoln:Keita"
                             "|PER:kate-lincoln:Lincoln");
    const struct entity *merged = fixture_entity(&fixture, "kate-lincoln");
    assert_int_equal(merged->alias_count, 3); // Ana Keita, Lincoln, Keita
    assert_string_equal(merged->aliases[0], "Ana Keita");
    assert_int_equal(merged->title_count, 2);
    struct entity_decision rename = {place(&fixture, "Keita", 1), true, false, ENTITY_TYPE_COUNT,
                                     "Kate A. Lincoln"};
    decide(&fixture, &rename, 1);
    const struct entity *renamed = fixture_entity(&fixture, "kate-a-lincoln");
    assert_string_equal(renamed->name, "Kate A. Lincoln");
    assert_int_equal(renamed->mention_count, 5);
    assert_string_equal(renamed->aliases[0], "Kate Lincoln");
    check_tables(&fixture);
    fixture_close(&fixture);
}

// The later of two decisions about the same thing holds.
static void test_later_holds(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, visit);
    struct span nairobi = place(&fixture, "Nairobi", 0);
    struct entity_decision decisions[] = {
        {nairobi, true, false, ENTITY_PERSON, NULL},
        {nairobi, true, false, ENTITY_EVENT, NULL},
    };
    decide(&fixture, decisions, 2);
    assert_int_equal(fixture_entity(&fixture, "nairobi")->type, ENTITY_EVENT);
    check_tables(&fixture);
    fixture_close(&fixture);
}

// Words that are no name become one, wherever they stand alone.
static void test_missing_name(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, "The blue line was drawn. Nobody crossed the blue line, nor the blue "
                           "lines, in Nairobi.\n");
    struct entity_decision decision = {place(&fixture, "blue line", 0), true, false,
                                       ENTITY_PROJECT, "Blue Line"};
    decide(&fixture, &decision, 1);
    check_mentions(&fixture, "PROJECT:blue-line:blue line|PROJECT:blue-line:blue line"
                             "|LOC:nairobi:Nairobi");
    // Of what kind it is has to be said, or whose name it is.
    struct entity_decision vague = {place(&fixture, "drawn", 0), false, false, ENTITY_TYPE_COUNT,
                                    NULL};
    decide(&fixture, &vague, 1);
    check_mentions(&fixture, "PROJECT:blue-line:blue line|PROJECT:blue-line:blue line"
                             "|LOC:nairobi:Nairobi");
    fixture_close(&fixture);
}

// Names inside a rejected one stand for themselves then.
static void test_inner_names(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, "The Central Committee of the Communist Party of China met.\n"
                           "The Communist Party of China Central Committee agreed.\n");
    char *nested = fixture_mentions(&fixture, true);
    assert_non_null(strstr(nested, "Communist Party of China"));
    free(nested);
    for (size_t i = 0; i < fixture.findings.mention_count; i++) {
        if (!fixture.findings.mentions[i].nested) {
            struct entity_decision reject = {fixture.findings.mentions[i].span, true, true,
                                             ENTITY_TYPE_COUNT, NULL};
            decide(&fixture, &reject, 1);
            break;
        }
    }
    char *mentions = fixture_mentions(&fixture, false);
    assert_non_null(strstr(mentions, "ORG:communist-party-of-china:Communist Party of China"));
    check_tables(&fixture);
    free(mentions);
    fixture_close(&fixture);
}

static void test_clash_of_ids(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, visit);
    struct entity_decision decision = {place(&fixture, "Lincoln", 2), false, false, ENTITY_WORK,
                                       "Kenya"};
    decide(&fixture, &decision, 1);
    assert_int_equal(fixture_entity(&fixture, "kenya")->type, ENTITY_PLACE);
    assert_int_equal(fixture_entity(&fixture, "kenya-2")->type, ENTITY_WORK);
    check_tables(&fixture);
    fixture_close(&fixture);
}

// --- pairs ---------------------------------------------------------------------------------------

static const char round_up[] =
    "Neighbours share the cost\n\n"
    "The two countries will share the cost of repairing the seabed cable between Oslo and Tallinn. "
    "Nothing of this is in any report that was printed.\n\n"
    "The following articles were originally published by Reuters.\n\n"
    "Neighbours agree on repair\n\n"
    "OSLO, May 6 (Reuters) - The two countries will share the cost of repairing the seabed cable "
    "between Oslo and Tallinn. Fishermen from the southern fjords marched with torches.\n";

static void find_pairs(struct fixture *fixture, const struct pair_decision *pairs, size_t count)
{
    struct decisions decisions = {.pairs = pairs, .pair_count = count};
    provenance_find(fixture->article, &decisions, &fixture->findings);
}

static const struct telling *telling(const struct fixture *fixture, struct span span)
{
    return &fixture->findings.tellings[article_sentence_at(fixture->article, span.start)];
}

static void test_pairs(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, round_up);
    struct span told = place(&fixture, "The two countries", 0);
    struct span source = place(&fixture, "The two countries", 1);
    struct span own = place(&fixture, "Nothing of this", 0);
    struct span unused = place(&fixture, "Fishermen", 0);
    find_pairs(&fixture, NULL, 0);
    assert_int_equal(fixture.findings.pair_count, 1);
    assert_false(fixture.findings.pairs[0].decided);
    assert_int_equal(telling(&fixture, unused)->carried, CARRIED_OUT);
    struct pair_decision decisions[] = {
        {told, source, false},
        {unused, own, true}, // the other way round
        {told, own, true},   // both of the introduction: no pair
    };
    find_pairs(&fixture, decisions, 3);
    assert_int_equal(fixture.findings.pair_count, 1);
    assert_true(fixture.findings.pairs[0].decided);
    assert_int_equal(fixture.findings.pairs[0].intro,
                     article_sentence_at(fixture.article, own.start));
    assert_int_equal(telling(&fixture, told)->derivation, DERIVATION_EDITORIAL);
    assert_int_equal(telling(&fixture, source)->carried, CARRIED_OUT);
    assert_int_not_equal(telling(&fixture, own)->derivation, DERIVATION_EDITORIAL);
    assert_int_not_equal(telling(&fixture, unused)->carried, CARRIED_OUT);
    // What was rejected is accepted after all.
    struct pair_decision again[] = {{told, source, false}, {told, source, true}};
    find_pairs(&fixture, again, 2);
    assert_int_equal(fixture.findings.pair_count, 1);
    assert_int_equal(telling(&fixture, told)->derivation, DERIVATION_VERBATIM);
    assert_true(fixture.findings.pairs[0].decided);
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_decided), cmocka_unit_test(test_rejected),
        cmocka_unit_test(test_split_and_kind),  cmocka_unit_test(test_merged_and_renamed),
        cmocka_unit_test(test_later_holds),     cmocka_unit_test(test_missing_name),
        cmocka_unit_test(test_inner_names),     cmocka_unit_test(test_clash_of_ids),
        cmocka_unit_test(test_pairs),
    };
    return cmocka_run_group_tests_name("decisions", tests, NULL, NULL);
}
