// SPDX-License-Identifier: GPL-3.0-or-later
// Engagements: who met whom, when, where.
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engagements-fixture.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

#define expect engagements_fixture_expect

static const char separator[] =
    "The following articles were originally published by the agencies.\n\n";

static void test_active_forms(void **state)
{
    (void)state;
    expect("Wang Yi met with Lao President Thongloun Sisoulith here on Thursday.",
           "meeting 2024-07-25 wang+thongloun vientiane\n");
    expect("Chinese Foreign Minister Wang Yi held talks with his Russian counterpart Sergey Lavrov "
           "in Luang Prabang on Wednesday.",
           "talks 2024-07-24 wang+lavrov luang-prabang\n");
    expect("Wang Yi and Sergey Lavrov met on Thursday.",
           "meeting 2024-07-25 wang+lavrov vientiane\n");
    expect("Thongloun Sisoulith received Wang Yi on Thursday.",
           "meeting 2024-07-25 thongloun+wang vientiane\n");
}

static void test_passive_and_nominal_forms(void **state)
{
    (void)state;
    expect("Wang Yi was received on Thursday by Lao President Thongloun Sisoulith.",
           "meeting 2024-07-25 wang+thongloun vientiane\n");
    expect("China will go on, Wang Yi said Thursday. Wang, who is a member of the Bureau, made the "
           "remarks when meeting with Thongloun Sisoulith.",
           "meeting 2024-07-25 wang+thongloun vientiane\n");
    expect("Wang Yi, Sergey Lavrov and Saleumxay Kommasith made the remarks on Thursday during a "
           "trilateral meeting in the Lao capital Vientiane.",
           "trilateral-meeting 2024-07-25 wang+lavrov+saleumxay vientiane\n");
}

static void test_two_in_one_sentence(void **state)
{
    (void)state;
    expect("On Thursday, Wang Yi met with Thongloun Sisoulith and held talks with Saleumxay "
           "Kommasith.",
           "meeting 2024-07-25 wang+thongloun vientiane\n"
           "talks 2024-07-25 wang+saleumxay vientiane\n");
}

static void test_separate_meetings(void **state)
{
    (void)state;
    expect(
        "Wang Yi met separately with Sergey Lavrov and Thongloun Sisoulith on Thursday.",
        "meeting 2024-07-25 wang+lavrov vientiane\nmeeting 2024-07-25 wang+thongloun vientiane\n");
    expect(
        "Wang Yi had meetings with Sergey Lavrov and Thongloun Sisoulith on Thursday.",
        "meeting 2024-07-25 wang+lavrov vientiane\nmeeting 2024-07-25 wang+thongloun vientiane\n");
}

static void test_subject_after_the_cue(void **state)
{
    (void)state;
    expect("During a meeting with Sergey Lavrov in Moscow on Thursday, Wang Yi praised the army.",
           "meeting 2024-07-25 wang+lavrov moscow\n");
    expect("Talks between Sergey Lavrov and Wang Yi were held in Moscow on Thursday.",
           "talks 2024-07-25 lavrov+wang moscow\n");
    expect("Wang Yi left for Moscow on Wednesday, where he held talks with Sergey Lavrov.",
           "talks 2024-07-24 wang+lavrov moscow\n");
    expect("Wang Yi told Sergey Lavrov by telephone on Thursday that gas was short.",
           "phone-call 2024-07-25 wang+lavrov -\n");
}

static void test_calls_and_messages(void **state)
{
    (void)state;
    expect("Wang Yi and Sergey Lavrov spoke by telephone on Thursday.",
           "phone-call 2024-07-25 wang+lavrov -\n");
    expect("Wang Yi held a phone call with Sergey Lavrov on Thursday.",
           "phone-call 2024-07-25 wang+lavrov -\n");
    expect("Wang Yi and Sergey Lavrov exchanged congratulatory messages on Thursday.",
           "exchange-of-messages 2024-07-25 wang+lavrov -\n");
    expect("Wang Yi and Sergey Lavrov, who wrote to each other on Wednesday, are glad.",
           "exchange-of-messages 2024-07-24 wang+lavrov -\n");
    // one way: a letter or message is told, a courtesy is not
    static const char *const letters[] = {
        "Wang Yi received a written message from Sergey Lavrov on Thursday.",
        "Wang Yi received on Thursday a letter from Sergey Lavrov.",
        "A letter from Wang Yi reached Sergey Lavrov on Thursday.",
        "Wang Yi sent a letter to Sergey Lavrov on Thursday.",
        "In a letter to Sergey Lavrov on Thursday, Wang Yi proposed a date.",
    };
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        expect(letters[i], "exchange-of-messages 2024-07-25 wang+lavrov -\n");
    expect("Wang Yi sent a cable of congratulations to Sergey Lavrov on Thursday.", "");
    expect("Wang Yi sent a message of condolences to Sergey Lavrov on Thursday.", "");
    expect("In a message to Xinhua on Thursday, Wang Yi thanked Sergey Lavrov.", "");
    // a message that is none
    expect("Wang Yi and Sergey Lavrov said it would send a clear message of solidarity.", "");
}

static void test_pronouns_and_descriptions(void **state)
{
    (void)state;
    // "he" is the subject, not the last man named
    expect("On Wednesday, Wang Yi met Thongloun Sisoulith. On Thursday, he held talks with "
           "Saleumxay Kommasith.",
           "meeting 2024-07-24 wang+thongloun vientiane\n"
           "talks 2024-07-25 wang+saleumxay vientiane\n");
    expect("Thongloun Sisoulith today received Hirut Alemayehu. Later in the day the visitor held "
           "talks with Joseph Rotich.",
           "meeting 2024-07-25 thongloun+hirut vientiane\n"
           "talks 2024-07-25 hirut+rotich vientiane\n");
    expect(
        "Wang Yi held talks with Sergey Lavrov on Thursday. After the talks, the two sides signed "
        "a plan.",
        "talks 2024-07-25 wang+lavrov vientiane\nsigning 2024-07-25 wang+lavrov vientiane\n");
}

static void test_nobody_is_invented(void **state)
{
    (void)state;
    expect("The council, which last met in Moscow, was praised by Wang Yi and Sergey Lavrov.", "");
    expect("Wang Yi refused to meet Sergey Lavrov on Thursday.", "");
    expect("The plan was signed by the leaders of the two countries, Wang Yi said.", "");
    expect("Wang Yi called on Sergey Lavrov to stay calm.", "");
    expect("During the meeting, Wang Yi said that Sergey Lavrov was right.", "");
    expect("Wang Yi met reporters on Thursday and criticized Sergey Lavrov.", "");
}

static void test_private_and_ceremonial_forms(void **state)
{
    (void)state;
    static const char *const sentences[] = {
        "Thongloun Sisoulith granted an audience on Thursday to Wang Yi.",
        "Thongloun Sisoulith and Wang Yi held a t\xC3\xAAte-\xC3\xA0-t\xC3\xAAte on Thursday.",
        "Thongloun Sisoulith had a one-on-one with Wang Yi on Thursday.",
        "Thongloun Sisoulith hosted a lunch on Thursday for Wang Yi.",
        "Thongloun Sisoulith paid a courtesy call on Wang Yi on Thursday.",
        "Thongloun Sisoulith sat down with Wang Yi on Thursday.",
        "Thongloun Sisoulith had an exchange of views with Wang Yi on Thursday.",
        "Thongloun Sisoulith made the remark during his reception on Thursday of Wang Yi.",
        "Thongloun Sisoulith began his visit on Thursday by meeting Wang Yi.",
        "Thongloun Sisoulith paid a visit to Wang Yi on Thursday.",
        "Thongloun Sisoulith presented his credentials to Wang Yi on Thursday.",
        "Thongloun Sisoulith spoke on Thursday with Wang Yi.",
        "Thongloun Sisoulith told Wang Yi during a meeting on Thursday that all was well.",
    };
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
        expect(sentences[i], "meeting 2024-07-25 thongloun+wang vientiane\n");
    expect("Wang Yi was granted an audience by Thongloun Sisoulith on Thursday.",
           "meeting 2024-07-25 wang+thongloun vientiane\n");
    expect("Wang Yi received a call on Thursday from Sergey Lavrov.",
           "phone-call 2024-07-25 wang+lavrov -\n");
}

static void test_only_what_happened(void **state)
{
    (void)state;
    static const char *const sentences[] = {
        "Wang Yi should have met Sergey Lavrov on Thursday.",
        "Wang Yi proposed a meeting with Sergey Lavrov on Thursday.",
        "If Wang Yi meets Sergey Lavrov, gas will be on the agenda.",
        "The possibility of talks between Wang Yi and Sergey Lavrov was ruled out.",
        "Wang Yi came to Vientiane on Thursday to meet Sergey Lavrov.",
        "Wang Yi last met Sergey Lavrov in Moscow.",
        "Wang Yi has not met Sergey Lavrov since 2019.",
        "Wang Yi welcomed the statement of Sergey Lavrov on Thursday.",
        "Wang Yi saw Sergey Lavrov\xE2\x80\x99s plan on Thursday.",
        "Wang Yi received a letter about Sergey Lavrov on Thursday.",
        "Wang Yi had met the demands of Sergey Lavrov by Thursday.",
    };
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
        expect(sentences[i], "");
    expect("A meeting between Wang Yi and Sergey Lavrov was cancelled on Thursday.",
           "(meeting 2024-07-25 wang+lavrov vientiane\n");
    expect("Wang Yi will visit Moscow on Friday and meet Sergey Lavrov.",
           "(meeting 2024-07-26 wang+lavrov vientiane\n");
    expect("Tomorrow, Wang Yi meets Sergey Lavrov.", "(meeting 2024-07-26 wang+lavrov vientiane\n");
    // an arrival beside a meeting is how they came to it
    expect("Wang Yi arrived in Moscow on Wednesday and met Sergey Lavrov.",
           "meeting 2024-07-24 wang+lavrov moscow\n");
    // a purpose that came about
    expect("Wang Yi flew in on Thursday for talks with Sergey Lavrov. The talks lasted an hour.",
           "talks 2024-07-25 wang+lavrov vientiane\n");
}

static void test_who_only_stands_by(void **state)
{
    (void)state;
    static const char *const sentences[] = {
        "Wang Yi, accompanied by Joseph Rotich, met Sergey Lavrov on Thursday.",
        "Wang Yi met Sergey Lavrov on Thursday in the presence of Joseph Rotich.",
        "On behalf of Joseph Rotich, Wang Yi met Sergey Lavrov on Thursday.",
        "Wang Yi met Sergey Lavrov, the successor of Joseph Rotich, on Thursday.",
        "Wang Yi met Sergey Lavrov on Thursday, who brought a letter from Joseph Rotich.",
        "Wang Yi met Sergey Lavrov on Thursday, and Joseph Rotich was glad.",
    };
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
        expect(sentences[i], "meeting 2024-07-25 wang+lavrov vientiane\n");
}

static void test_days_of_clauses(void **state)
{
    (void)state;
    expect("Wang Yi, who came on Monday, met Sergey Lavrov on Wednesday.",
           "meeting 2024-07-24 wang+lavrov vientiane\n");
    expect("Wang Yi met Sergey Lavrov on Wednesday, the ministry said on Thursday.",
           "meeting 2024-07-24 wang+lavrov vientiane\n");
    expect("Wang Yi met Sergey Lavrov on Wednesday to prepare the summit of August 3.",
           "meeting 2024-07-24 wang+lavrov vientiane\n");
    expect("Wang Yi met Sergey Lavrov on Wednesday and Thongloun Sisoulith on Thursday.",
           "meeting 2024-07-24 wang+lavrov vientiane\n"
           "meeting 2024-07-25 wang+thongloun vientiane\n");
    expect("Wang Yi met Sergey Lavrov on Wednesday and Thursday.",
           "meeting 2024-07-24/2024-07-25 wang+lavrov vientiane\n");
    expect("In 2019, Wang Yi met Sergey Lavrov.",
           "(meeting 2019-01-01/2019-12-31 wang+lavrov vientiane\n");
}

static void test_lists_and_parties(void **state)
{
    (void)state;
    expect("Wang Yi and Sergey Lavrov paid separate courtesy calls on Thongloun Sisoulith.",
           "meeting 2024-07-25 wang+thongloun vientiane\n"
           "meeting 2024-07-25 lavrov+thongloun vientiane\n");
    expect("Wang Yi met Sergey Lavrov and Hirut Alemayehu met Joseph Rotich on Thursday.",
           "meeting 2024-07-25 wang+lavrov vientiane\nmeeting 2024-07-25 hirut+rotich vientiane\n");
    expect("Wang Yi was received by Sergey Lavrov and later by Thongloun Sisoulith on Thursday.",
           "meeting 2024-07-25 wang+lavrov vientiane\n"
           "meeting 2024-07-25 wang+thongloun vientiane\n");
    expect("Wang Yi met Sergey Lavrov on Thursday. The latter was also received by Thongloun "
           "Sisoulith.",
           "meeting 2024-07-25 wang+lavrov vientiane\n"
           "meeting 2024-07-25 lavrov+thongloun vientiane\n");
    expect("Wang Yi spoke on Thursday of Sergey Lavrov, whom he received on Wednesday.",
           "meeting 2024-07-24 wang+lavrov vientiane\n");
    expect("Sergey Lavrov met Wang Yi on Thursday. They also held talks.",
           "talks 2024-07-25 lavrov+wang vientiane\n");
}

static void test_background(void **state)
{
    (void)state;
    expect("Wang Yi will meet Sergey Lavrov in Moscow on August 20.",
           "(meeting 2024-08-20 wang+lavrov moscow\n");
    expect("Wang Yi met Sergey Lavrov in Moscow on May 3.",
           "(meeting 2024-05-03 wang+lavrov moscow\n");
    expect("Wang Yi spoke of the recent Astana Summit.", "(conference -/2024-07-24 -\n");
}

static void test_visit_and_parts(void **state)
{
    (void)state;
    struct buffer text = {0};
    buffer_format(&text,
                  "Ministers meet\n\nFrom July 25-27, Chinese Foreign Minister Wang Yi paid an "
                  "official visit to Laos. On July 25, Wang held talks with Lao Foreign Minister "
                  "Saleumxay Kommasith.\n\n%sMinisters meet\n\n"
                  "VIENTIANE, July 25, 2024 (Xinhua) \xE2\x80\x94 Chinese Foreign Minister Wang Yi "
                  "held talks with Saleumxay Kommasith here on Thursday. After the talks, the two "
                  "sides witnessed the signing of documents.\n",
                  separator);
    struct found found = engagements_fixture_find(buffer_string(&text));
    char *got = engagements_fixture_list(&found);
    assert_string_equal(got, "visit 2024-07-25/2024-07-27 wang laos\n"
                             "talks 2024-07-25 wang+saleumxay vientiane\n"
                             "signing 2024-07-25 wang+saleumxay vientiane\n");
    const struct engagement *rows = found.findings.engagements;
    assert_int_equal(rows[0].part_of, FINDINGS_NONE);
    assert_int_equal(rows[1].part_of, 0);
    assert_int_equal(rows[2].part_of, 1);
    assert_true(rows[2].participants_inferred);
    assert_false(rows[1].participants_inferred);
    assert_int_equal(rows[1].sentence_count, 2); // introduction and report
    assert_int_equal(
        found.article->sections[found.article->sentences[rows[1].main_sentence].section].kind,
        SECTION_INTRODUCTION);
    assert_int_equal(rows[1].country_count, 2);
    assert_null(rows[1].conflicts);
    assert_string_equal(rows[0].id, "wang-visit-laos");
    assert_string_equal(rows[1].id, "wang-saleumxay-talks");
    free(got);
    engagements_fixture_free(&found);
    buffer_fini(&text);
}

static void test_conflicting_tellings(void **state)
{
    (void)state;
    struct buffer text = {0};
    buffer_format(&text,
                  "Ministers meet\n\nOn July 24, Wang Yi met Sergey Lavrov in Luang Prabang.\n\n%s"
                  "Ministers meet\n\nVIENTIANE, July 25, 2024 (Xinhua) \xE2\x80\x94 Wang Yi met "
                  "Sergey Lavrov in Vientiane on Thursday.\n",
                  separator);
    struct found found = engagements_fixture_find(buffer_string(&text));
    assert_int_equal(found.findings.engagement_count, 1);
    const char *conflicts = found.findings.engagements[0].conflicts;
    assert_non_null(conflicts);
    assert_non_null(strstr(conflicts, "2024-07-24"));
    assert_non_null(strstr(conflicts, "2024-07-25"));
    assert_non_null(strstr(conflicts, "Luang Prabang"));
    assert_string_equal(found.findings.engagements[0].conflicts_shown, conflicts);
    engagements_fixture_free(&found);
    buffer_fini(&text);
}

static void test_ids_are_unique(void **state)
{
    (void)state;
    struct found found = engagements_fixture_find(
        "Ministers meet\n\nVIENTIANE, July 25, 2024 (Xinhua) \xE2\x80\x94 On Wednesday, Wang Yi "
        "met Sergey Lavrov. On Thursday, Wang Yi again met Sergey Lavrov.\n");
    assert_int_equal(found.findings.engagement_count, 2);
    assert_string_equal(found.findings.engagements[0].id, "wang-lavrov-meeting");
    assert_string_equal(found.findings.engagements[1].id, "wang-lavrov-meeting-2");
    engagements_fixture_free(&found);
}

static void test_without_anything(void **state)
{
    (void)state;
    static const char *const texts[] = {"",
                                        "met",
                                        "held talks with",
                                        "the two sides signed",
                                        "Wang Yi Wang Yi met met",
                                        "He met him and they met her."};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct found found = engagements_fixture_find(texts[i]);
        assert_int_equal(found.findings.engagement_count, 0);
        engagements_fixture_free(&found);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_active_forms),
        cmocka_unit_test(test_passive_and_nominal_forms),
        cmocka_unit_test(test_two_in_one_sentence),
        cmocka_unit_test(test_separate_meetings),
        cmocka_unit_test(test_subject_after_the_cue),
        cmocka_unit_test(test_calls_and_messages),
        cmocka_unit_test(test_pronouns_and_descriptions),
        cmocka_unit_test(test_nobody_is_invented),
        cmocka_unit_test(test_private_and_ceremonial_forms),
        cmocka_unit_test(test_only_what_happened),
        cmocka_unit_test(test_who_only_stands_by),
        cmocka_unit_test(test_days_of_clauses),
        cmocka_unit_test(test_lists_and_parties),
        cmocka_unit_test(test_background),
        cmocka_unit_test(test_visit_and_parts),
        cmocka_unit_test(test_conflicting_tellings),
        cmocka_unit_test(test_ids_are_unique),
        cmocka_unit_test(test_without_anything),
    };
    return cmocka_run_group_tests_name("engagements", tests, NULL, NULL);
}
