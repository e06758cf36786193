// SPDX-License-Identifier: GPL-3.0-or-later
// Names: what is found where, and what is not.

#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "names-fixture.h"

static void expect(const char *text, const char *mentions)
{
    struct fixture fixture;
    fixture_open(&fixture, text);
    char *found = fixture_mentions(&fixture, false);
    assert_string_equal(found, mentions);
    free(found);
    fixture_close(&fixture);
}

static void test_titles_stay_out(void **state)
{
    (void)state;
    expect("Then Chinese Foreign Minister Wang Yi spoke for the whole group.",
           "NORP:china:Chinese|PER:wang-yi:Wang Yi");
    expect("He met the President of Kenya, Grace Mwangi, in the capital.",
           "LOC:kenya:Kenya|PER:grace-mwangi:Grace Mwangi");
    expect("He met the Minister for Foreign Affairs and Trade of Kenya in the capital.",
           "LOC:kenya:Kenya");
    expect("The hosts welcomed Prime Minister May and the ministers on 7 May 2019.", "PER:may:May");
}

static void test_possessives_and_hyphens(void **state)
{
    (void)state;
    expect("This is China’s view of Laos’ plans and of China-Laos relations.",
           "LOC:china:China|LOC:laos:Laos|LOC:china:China|LOC:laos:Laos");
    expect("It is the Laos-China Railway and the China-Laos Railway.",
           "PROJECT:laos-china-railway:Laos-China Railway|"
           "PROJECT:laos-china-railway:China-Laos Railway");
    expect("It is an ASEAN-centred order and a Chinese-style plan.",
           "ORG:asean:ASEAN|NORP:china:Chinese");
}

static void test_definitions(void **state)
{
    (void)state;
    expect("It joined the Bay Cooperation Organisation (BCO) in May. The BCO was glad.",
           "ORG:bay-cooperation-organisation:Bay Cooperation Organisation|"
           "ORG:bay-cooperation-organisation:BCO|ORG:bay-cooperation-organisation:BCO");
    // Before it is defined, and the acronym first.
    expect("The BCO was glad. Later BCO (the Bay Cooperation Organisation) met.",
           "ORG:bay-cooperation-organisation:BCO|ORG:bay-cooperation-organisation:BCO|"
           "ORG:bay-cooperation-organisation:Bay Cooperation Organisation");
}

static void test_names_go_on_behind_brackets(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, "He is of the Political Bureau of the Communist Party of China (CPC) "
                           "Central Committee and of the Communist Party of China (CPC).");
    char *found = fixture_mentions(&fixture, false);
    assert_string_equal(found,
                        "ORG:political-bureau-of-the-communist-party-of-china-central-committee:"
                        "Political Bureau of the Communist Party of China (CPC) Central Committee|"
                        "ORG:communist-party-of-china:Communist Party of China|"
                        "ORG:communist-party-of-china:CPC");
    free(found);
    char *inner = fixture_mentions(&fixture, true);
    assert_non_null(strstr(inner, "ORG:communist-party-of-china:Communist Party of China|"));
    assert_non_null(strstr(inner, "LOC:china:China"));
    free(inner);
    fixture_close(&fixture);
}

static void test_long_names(void **state)
{
    (void)state;
    expect("It follows the Nairobi Declaration on Ending Hunger and Sharing Water by states.",
           "WORK:nairobi-declaration-on-ending-hunger-and-sharing-water:"
           "Nairobi Declaration on Ending Hunger and Sharing Water");
    expect("The Ministry of Trade and Industry and Kenya agreed on the Mara River.",
           "ORG:ministry-of-trade-and-industry:Ministry of Trade and Industry|LOC:kenya:Kenya|"
           "LOC:mara-river:Mara River");
}

static void test_events(void **state)
{
    (void)state;
    expect("It was told at the third plenary session of the 20th CPC Central Committee. Later the "
           "third plenary session closed; the third session of talks did not.",
           "EVENT:third-plenary-session-of-the-20th-cpc-central-committee:"
           "third plenary session of the 20th CPC Central Committee|"
           "EVENT:third-plenary-session-of-the-20th-cpc-central-committee:third plenary session");
    expect("They recall the war of resistance against aggression.",
           "EVENT:war-of-resistance:war of resistance against aggression");
    expect("China leads BRICS and prepares the upcoming Summit in peace.",
           "LOC:china:China|ORG:brics:BRICS|EVENT:brics-summit:Summit");
    expect("They spoke of the summit and of a meeting.", "");
}

static void test_capitals_say_little(void **state)
{
    (void)state;
    // A sentence's first word, a headline in capitals, program text.
    expect("Diplomats said nothing new. Farmers said more.", "");
    expect("Big Banks Fear New Rules From Kenya\n\nThey met in Nairobi on the first day of June.",
           "LOC:kenya:Kenya|LOC:nairobi:Nairobi");
    expect("static enum kind KIND_OF(struct Thing *Thing) { return Thing->Kind == KIND; }", "");
}

static void test_unknown_by_context(void **state)
{
    (void)state;
    expect("The road from Suswa to Moyale is closed. They live in Suswa and near Moyale.",
           "LOC:suswa:Suswa|LOC:moyale:Moyale|LOC:suswa:Suswa|LOC:moyale:Moyale");
    expect("Then Deng Ajak said it was over. Ajak told the press so.",
           "PER:deng-ajak:Deng Ajak|PER:deng-ajak:Ajak");
    expect("So said EFE and the others.", "ORG:efe:EFE");
}

static void test_title_case_headlines(void **state)
{
    (void)state;
    // What the text knows stands in the headline too, and no more than that.
    expect("Deng Ajak Speaks With Chinese Counterpart\n\nThen Deng Ajak said it was over.",
           "PER:deng-ajak:Deng Ajak|NORP:china:Chinese|PER:deng-ajak:Deng Ajak");
    expect("Prime Minister Urges Calm After Long Weeks\n\nNothing else is known of it.", "");
}

static void test_addresses(void **state)
{
    (void)state;
    expect("He greeted King Yusuf bin Isa and later the King.", "PER:yusuf-bin-isa:Yusuf bin Isa");
    expect("Then Yusuf Bader said no. After that King Yusuf said little.",
           "PER:yusuf-bader:Yusuf Bader|PER:yusuf-bader:Yusuf");
}

static void test_suffixes_and_lineage(void **state)
{
    (void)state;
    expect("Then President Ramon D. Valles Jr. spoke.",
           "PER:ramon-d-valles-jr:Ramon D. Valles Jr.");
    expect("Then President Juan Smithers Sr. spoke.", "PER:juan-smithers-sr:Juan Smithers Sr.");
    expect("Then Minister Teo Locson, Jr., spoke.", "PER:teo-locson-jr:Teo Locson, Jr.");
    expect("Then Minister Kumara s/o Muthu spoke.", "PER:kumara-s-o-muthu:Kumara s/o Muthu");
    expect("Then Minister Ravi A/L Subran spoke.", "PER:ravi-a-l-subran:Ravi A/L Subran");
}

// An honorific that is a given name too is one before a given name and another.
static void test_firm_honorifics(void **state)
{
    (void)state;
    expect("They then met Tun Musa Hitamo in the capital.", "PER:musa-hitamo:Musa Hitamo");
    expect("They then met Tun Musa in the capital.", "PER:tun-musa:Tun Musa");
}

static void test_double_surnames(void **state)
{
    (void)state;
    expect("Then Minister Aissa Lincoln-Dialo said no, and Lincoln-Dialo left Lincoln.",
           "PER:aissa-lincoln-dialo:Aissa Lincoln-Dialo|PER:aissa-lincoln-dialo:Lincoln-Dialo|"
           "LOC:lincoln:Lincoln");
}

static void test_offices_with_subjects(void **state)
{
    (void)state;
    expect("He met the Minister for Trade and Expatriates, Rayan Zahra, in the capital.",
           "PER:rayan-zahra:Rayan Zahra");
    expect("She is the Minister of Territorial Administration of Kenya.", "LOC:kenya:Kenya");
}

static void test_parties_of_talks(void **state)
{
    (void)state;
    expect("Then talks between Wirawan Hadis and Deng Ajak took place.",
           "PER:wirawan-hadis:Wirawan Hadis|PER:deng-ajak:Deng Ajak");
    expect("The road between Suswa and Moyale is closed.", "LOC:suswa:Suswa|LOC:moyale:Moyale");
}

static void test_foreign_bodies(void **state)
{
    (void)state;
    expect("So the Conseil national pour la sauvegarde de la patrie was told.",
           "ORG:conseil-national-pour-la-sauvegarde-de-la-patrie:"
           "Conseil national pour la sauvegarde de la patrie");
    expect("So the Council of the wise was told.", "");
}

static void test_letters(void **state)
{
    (void)state;
    expect("It was in E that they met, said G-K-O and then E.", "");
}

static void test_datelines(void **state)
{
    (void)state;
    expect("Talks end well\n\nVIENTIANE, July 25 (Xinhua) — The talks with China ended on "
           "Thursday.\n",
           "LOC:vientiane:VIENTIANE|ORG:xinhua:Xinhua|LOC:china:China");
}

static void test_nothing(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, "");
    assert_int_equal(fixture.findings.mention_count, 0);
    assert_int_equal(fixture.findings.entity_count, 0);
    fixture_close(&fixture);
    fixture_open(&fixture, "( ) of the (A) - - ’ . de la\n\n\n(");
    fixture_close(&fixture);
}

static void test_tables_agree(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture,
                 "Wang Yi said China and the Chinese people thank ASEAN. Wang left China.");
    const struct findings *findings = &fixture.findings;
    for (size_t i = 1; i < findings->mention_count; i++)
        assert_true(findings->mentions[i - 1].span.start <= findings->mentions[i].span.start);
    const struct entity *china = fixture_entity(&fixture, "china");
    assert_int_equal(china->mention_count, 3);
    assert_int_equal(china->type, ENTITY_PLACE);
    assert_true(china->is_country);
    assert_int_equal(findings->mentions[china->first_mention].entity, china - findings->entities);
    const struct entity *asean = fixture_entity(&fixture, "asean");
    assert_string_equal(asean->label, "ASEAN");
    assert_string_equal(asean->name, "Association of Southeast Asian Nations");
    assert_false(asean->is_country);
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_titles_stay_out),
        cmocka_unit_test(test_possessives_and_hyphens),
        cmocka_unit_test(test_definitions),
        cmocka_unit_test(test_names_go_on_behind_brackets),
        cmocka_unit_test(test_long_names),
        cmocka_unit_test(test_events),
        cmocka_unit_test(test_capitals_say_little),
        cmocka_unit_test(test_unknown_by_context),
        cmocka_unit_test(test_title_case_headlines),
        cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_suffixes_and_lineage),
        cmocka_unit_test(test_firm_honorifics),
        cmocka_unit_test(test_double_surnames),
        cmocka_unit_test(test_offices_with_subjects),
        cmocka_unit_test(test_parties_of_talks),
        cmocka_unit_test(test_foreign_bodies),
        cmocka_unit_test(test_letters),
        cmocka_unit_test(test_datelines),
        cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_tables_agree),
    };
    return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
