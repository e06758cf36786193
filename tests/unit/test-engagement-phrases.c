// SPDX-License-Identifier: GPL-3.0-or-later
// The many ways in which agencies say that people met, spoke or signed, and those that only seem
// to say it: a row each.
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engagements-fixture.h"

struct row {
    const char *body, *expected;
};

#define MEETING(party) "meeting 2024-07-25 " party " vientiane\n"
#define TALKS(party) "talks 2024-07-25 " party " vientiane\n"
#define SIGNING(party) "signing 2024-07-25 " party " vientiane\n"

static void expect_all(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        engagements_fixture_expect(rows[i].body, rows[i].expected);
}

#define EXPECT_ALL(rows) expect_all(rows, sizeof(rows) / sizeof *(rows))

static void test_receiving(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"Wang Yi hosted Sergey Lavrov for talks on Thursday.", TALKS("wang+lavrov")},
        {"Wang Yi hosted Sergey Lavrov for lunch on Thursday.", MEETING("wang+lavrov")},
        {"Wang Yi welcomed Sergey Lavrov to the palace on Thursday.", MEETING("wang+lavrov")},
        {"Wang Yi gave a working lunch for Sergey Lavrov on Thursday.", MEETING("wang+lavrov")},
        {"Wang Yi hosted a reception for Sergey Lavrov on Thursday.", MEETING("wang+lavrov")},
        {"Wang Yi had Sergey Lavrov as a guest on Thursday.", MEETING("wang+lavrov")},
        {"Wang Yi had the minister, Sergey Lavrov, as his guest.", MEETING("wang+lavrov")},
        {"Wang Yi was called on by Sergey Lavrov on Thursday.", MEETING("wang+lavrov")},
        {"Wang Yi received a courtesy visit from Sergey Lavrov.", MEETING("wang+lavrov")},
        {"Wang Yi received in a courtesy meeting on Thursday Sergey Lavrov.",
         MEETING("wang+lavrov")},
        {"Wang Yi granted, on Thursday in Vientiane, an audience to Sergey Lavrov.",
         MEETING("wang+lavrov")},
        {"The audience that Wang Yi granted to Sergey Lavrov on Thursday was short.",
         MEETING("wang+lavrov")},
        {"The talks Wang Yi held with Sergey Lavrov on Thursday were short.", TALKS("wang+lavrov")},
    };
    EXPECT_ALL(rows);
}

static void test_speaking(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"Wang Yi held closed-door talks with Sergey Lavrov.", TALKS("wang+lavrov")},
        {"Wang Yi held, on Thursday, talks with Sergey Lavrov.", TALKS("wang+lavrov")},
        {"Wang Yi spoke to Sergey Lavrov on Thursday.", MEETING("wang+lavrov")},
        {"Wang Yi conversed with Sergey Lavrov on Thursday.", MEETING("wang+lavrov")},
        {"Wang Yi told his Russian counterpart Sergey Lavrov on Thursday that he agreed.",
         MEETING("wang+lavrov")},
        {"Wang Yi sat down in Vientiane on Thursday with Sergey Lavrov.", MEETING("wang+lavrov")},
        {"Wang Yi and Sergey Lavrov sat down for talks on Thursday.", MEETING("wang+lavrov")},
        {"Wang Yi sat across the table from Sergey Lavrov on Thursday.", MEETING("wang+lavrov")},
        {"Wang Yi and Sergey Lavrov lunched on Thursday.", MEETING("wang+lavrov")},
        {"Talks between Wang Yi and Sergey Lavrov got under way on Thursday.",
         TALKS("wang+lavrov")},
        {"Secretary of State Wang Yi's talks with Sergey Lavrov ended on Thursday.",
         TALKS("wang+lavrov")},
        {"The visit of the minister, Wang Yi, began on Thursday with a meeting with Sergey Lavrov.",
         MEETING("wang+lavrov")},
        {"The meeting was co-chaired by Wang Yi and Sergey Lavrov on Thursday.",
         "conference 2024-07-25 wang+lavrov vientiane\n"},
        {"The session was opened by Wang Yi and Sergey Lavrov on Thursday.",
         "conference 2024-07-25 wang+lavrov vientiane\n"},
        {"Wang Yi held talks with Sergey Lavrov, followed by a meeting with Joseph Rotich.",
         TALKS("wang+lavrov") MEETING("wang+rotich")},
        {"Wang Yi met Sergey Lavrov on Thursday. A meeting with Joseph Rotich followed.",
         MEETING("wang+lavrov") MEETING("rotich+wang")},
        {"There were talks on Thursday between Wang Yi and Sergey Lavrov.", TALKS("wang+lavrov")},
        {"Wang Yi called Russia's president, Sergey Lavrov, on Thursday.",
         "phone-call 2024-07-25 wang+lavrov -\n"},
        {"Wang Yi and Sergey Lavrov consulted by phone on Thursday.",
         "phone-call 2024-07-25 wang+lavrov -\n"},
        {"The bridge was opened by Wang Yi and Sergey Lavrov on Thursday.", ""},
    };
    EXPECT_ALL(rows);
}

static void test_third_parties(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"Wang Yi met Sergey Lavrov on Thursday. Joseph Rotich joined the talks.",
         MEETING("wang+lavrov+rotich")},
        {"Wang Yi met Sergey Lavrov on Thursday. Joseph Rotich also took part in the meeting.",
         MEETING("wang+lavrov+rotich")},
        {"Wang Yi met Sergey Lavrov on Thursday. Joseph Rotich participated in the talks by video "
         "link.",
         MEETING("wang+lavrov+rotich")},
        {"Under the mediation of Joseph Rotich, Wang Yi met Sergey Lavrov on Thursday.",
         MEETING("wang+lavrov+rotich")},
        {"Wang Yi met Sergey Lavrov on Thursday. Joseph Rotich joined the two ministers for "
         "dinner.",
         MEETING("wang+lavrov") MEETING("wang+lavrov+rotich")},
        {"Joseph Rotich brought together Wang Yi and Sergey Lavrov on Thursday.",
         MEETING("rotich+wang+lavrov")},
        {"Joseph Rotich hosted talks between Wang Yi and Sergey Lavrov on Thursday.",
         TALKS("rotich+wang+lavrov")},
        // who only attends is no side of it, unless of a third country
        {"Wang Yi met Sergey Lavrov on Thursday. The talks were attended by Joseph Rotich.",
         MEETING("wang+lavrov")},
        {"Wang Yi met Sergey Lavrov on Thursday. Joseph Rotich will join the talks.",
         MEETING("wang+lavrov")},
        {"Wang Yi met Sergey Lavrov on Thursday. Joseph Rotich did not take part in the meeting.",
         MEETING("wang+lavrov")},
        {"Wang Yi met Sergey Lavrov on Thursday. Joseph Rotich took part in the Olympics.",
         MEETING("wang+lavrov")},
        {"Chinese Foreign Minister Wang Yi met Russian Foreign Minister Sergey Lavrov on Thursday. "
         "They were joined by the Ethiopian Foreign Minister, Hirut Alemayehu.",
         MEETING("wang+lavrov+hirut")},
    };
    EXPECT_ALL(rows);
}

static void test_separate_guests(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"Wang Yi met in turn the ambassadors of Russia, Sergey Lavrov, and of Kenya, Joseph "
         "Rotich.",
         MEETING("wang+lavrov") MEETING("wang+rotich")},
        {"Wang Yi received Sergey Lavrov and, an hour later, Joseph Rotich on Thursday.",
         MEETING("wang+lavrov") MEETING("wang+rotich")},
        {"Wang Yi received Sergey Lavrov, the minister, and Joseph Rotich, the envoy, separately.",
         MEETING("wang+lavrov") MEETING("wang+rotich")},
    };
    EXPECT_ALL(rows);
}

static void test_signings(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"Wang Yi and Sergey Lavrov put their names to a pact on Thursday.",
         SIGNING("wang+lavrov")},
        {"The pact was signed for China by Wang Yi and for Russia by Sergey Lavrov on Thursday.",
         SIGNING("wang+lavrov")},
        {"Wang Yi signed the pact for China and Sergey Lavrov for Russia on Thursday.",
         SIGNING("wang+lavrov")},
        {"Wang Yi and Sergey Lavrov put pen to paper on Thursday.", SIGNING("wang+lavrov")},
        {"Joseph Rotich witnessed the signing on Thursday of a pact by Wang Yi and Sergey Lavrov.",
         SIGNING("wang+lavrov")},
        {"Wang Yi met Sergey Lavrov on Thursday. A pact was signed by the two ministers.",
         MEETING("wang+lavrov") SIGNING("wang+lavrov")},
    };
    EXPECT_ALL(rows);
}

static void test_days_counted_from_another(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"Wang Yi met Sergey Lavrov on Thursday, a day after meeting Joseph Rotich.",
         "meeting 2024-07-24 wang+rotich vientiane\n" MEETING("wang+lavrov")},
        {"Wang Yi met Sergey Lavrov on Thursday, two days after he met Joseph Rotich.",
         "meeting 2024-07-23 wang+rotich vientiane\n" MEETING("wang+lavrov")},
        {"Wang Yi met Sergey Lavrov on Thursday after meeting Joseph Rotich.",
         MEETING("wang+lavrov") MEETING("wang+rotich")},
        {"Wang Yi flew home on Tuesday and met Sergey Lavrov on Thursday.", MEETING("wang+lavrov")},
        {"Wang Yi received Sergey Lavrov on Wednesday; on Thursday he saw Joseph Rotich.",
         "meeting 2024-07-24 wang+lavrov vientiane\n" MEETING("wang+rotich")},
    };
    EXPECT_ALL(rows);
}

static void test_what_only_seems_so(void **state)
{
    (void)state;
    static const char *const bodies[] = {
        "Wang Yi called on Sergey Lavrov of Russia to lift the ban.",
        "Had Wang Yi met Sergey Lavrov, the dispute would have been settled.",
        "Kenya proposed that Wang Yi meet Sergey Lavrov in Moscow.",
        "Wang Yi and Sergey Lavrov carried the signed papers home on Thursday.",
        "Wang Yi called Sergey Lavrov a friend on Thursday.",
        "Wang Yi is considering a meeting with Sergey Lavrov, an aide said.",
        "Wang Yi and Sergey Lavrov know each other from Moscow, where they met as students.",
        "Wang Yi told reporters that Sergey Lavrov was ill.",
        "Wang Yi spoke to reporters about Sergey Lavrov.",
        "Wang Yi brought a plan of Sergey Lavrov to the table.",
        "Wang Yi saw little hope that Sergey Lavrov would yield.",
        "Wang Yi put their proposal to Sergey Lavrov aside.",
        "A planned meeting between Wang Yi and Sergey Lavrov was cancelled on Thursday.",
    };
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        engagements_fixture_expect(bodies[i], "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_receiving),          cmocka_unit_test(test_speaking),
        cmocka_unit_test(test_third_parties),      cmocka_unit_test(test_separate_guests),
        cmocka_unit_test(test_signings),           cmocka_unit_test(test_days_counted_from_another),
        cmocka_unit_test(test_what_only_seems_so),
    };
    return cmocka_run_group_tests_name("engagement phrases", tests, NULL, NULL);
}
