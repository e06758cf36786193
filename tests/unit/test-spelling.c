// SPDX-License-Identifier: GPL-3.0-or-later
#include <config.h>

#include "detect/spelling.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static bool are_alike(const char *one, const char *other)
{
    char form[SPELLING_ROOM], other_form[SPELLING_ROOM];
    size_t length = spelling_form(one, strlen(one), form);
    size_t other_length = spelling_form(other, strlen(other), other_form);
    bool alike = length == other_length && memcmp(form, other_form, length) == 0;
    if (alike != (spelling_hash(form, length) == spelling_hash(other_form, other_length)))
        fail_msg("hash and form of %s and %s disagree", one, other);
    return alike;
}

static bool share_stem(const char *one, const char *other)
{
    char form[SPELLING_ROOM], other_form[SPELLING_ROOM];
    size_t length = spelling_stem(form, spelling_form(one, strlen(one), form));
    size_t other_length =
        spelling_stem(other_form, spelling_form(other, strlen(other), other_form));
    return length == other_length && memcmp(form, other_form, length) == 0;
}

static void test_british_and_american(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"realise", "realize"},
        {"organisations", "organizations"},
        {"prioritised", "prioritized"},
        {"destabilising", "destabilizing"},
        {"analyse", "analyze"},
        {"paralysed", "paralyzed"},
        {"neighbour", "neighbor"},
        {"neighbourhood", "neighborhood"},
        {"neighbourliness", "neighborliness"},
        {"favourable", "favorable"},
        {"honoured", "honored"},
        {"labour", "labor"},
        {"centre", "center"},
        {"centres", "centers"},
        {"centred", "centered"},
        {"theatre", "theater"},
        {"metre", "meter"},
        {"calibre", "caliber"},
        {"dialogue", "dialog"},
        {"catalogues", "catalogs"},
        {"travelled", "traveled"},
        {"travellers", "travelers"},
        {"cancelled", "canceled"},
        {"counsellor", "counselor"},
        {"marvellous", "marvelous"},
        {"fulfil", "fulfill"},
        {"skilful", "skillful"},
        {"instalment", "installment"},
        {"enrolment", "enrollment"},
        {"programme", "program"},
        {"programmes", "programs"},
        {"defence", "defense"},
        {"offences", "offenses"},
        {"licence", "license"},
        {"practise", "practice"},
        {"anaemia", "anemia"},
        {"paediatric", "pediatric"},
        {"foetus", "fetus"},
        {"manoeuvre", "maneuver"},
        {"manoeuvres", "maneuvers"},
        {"grey", "gray"},
        {"sceptical", "skeptical"},
        {"towards", "toward"},
        {"aluminium", "aluminum"},
        {"Organisation", "organization"},
        {"Türkiye’s", "turkiye's"},
        {"Erdoğan", "Erdogan"},
        {"Çakıroğlu", "Cakiroglu"},
        {"Ibáñez", "Ibanez"},
        {"Łódź", "Lodz"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (!are_alike(pairs[i][0], pairs[i][1]))
            fail_msg("%s and %s have different forms", pairs[i][0], pairs[i][1]);
    }
}

static void test_different_words_stay_apart(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"four", "for"},       {"prise", "prize"},     {"fourth", "forth"},  {"poet", "pet"},
        {"our", "or"},         {"hours", "hors"},      {"called", "caled"},  {"filled", "filed"},
        {"polling", "poling"}, {"does", "des"},        {"rogue", "rog"},     {"tour", "tor"},
        {"course", "corse"},   {"mourn", "morn"},      {"were", "weer"},     {"cell", "cel"},
        {"China", "Chine"},    {"hundred", "hunderd"}, {"raised", "raized"}, {"", "a"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (are_alike(pairs[i][0], pairs[i][1]))
            fail_msg("%s and %s have one form", pairs[i][0], pairs[i][1]);
    }
}

static void test_stems(void **state)
{
    (void)state;
    static const char *const same[][2] = {
        {"meets", "meeting"},      {"agreed", "agrees"},          {"agreed", "agreement"},
        {"invited", "invitation"}, {"cooperate", "cooperation"},  {"planned", "plans"},
        {"country", "countries"},  {"organisation", "organized"}, {"presents", "presenting"},
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        if (!share_stem(same[i][0], same[i][1]))
            fail_msg("%s and %s have different stems", same[i][0], same[i][1]);
    }
    assert_false(share_stem("community", "communist"));
    assert_false(share_stem("nation", "native"));
    assert_false(share_stem("sing", "sin"));
    assert_false(share_stem("his", "hi"));
}

static void test_stem_keeps_three_letters(void **state)
{
    (void)state;
    static const char *const words[] = {"a",    "is",   "its",  "red",  "ring", "sing",
                                        "uses", "ages", "ally", "ious", "eeee", "sss"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        char form[SPELLING_ROOM];
        size_t length = spelling_form(words[i], strlen(words[i]), form);
        size_t stem = spelling_stem(form, length);
        assert_true(stem >= (length < 3 ? length : 3));
        assert_true(stem <= length);
    }
}

static void test_long_and_malformed(void **state)
{
    (void)state;
    char word[1000], form[SPELLING_ROOM];
    memset(word, 'e', sizeof word);
    assert_int_equal(spelling_form(word, sizeof word, form), SPELLING_ROOM - 1);
    for (size_t i = 0; i + 1 < sizeof word; i += 2)
        memcpy(word + i, "ß", 2);
    assert_true(spelling_form(word, sizeof word, form) < SPELLING_ROOM);
    assert_int_equal(spelling_form("", 0, form), 0);
    assert_int_equal(spelling_stem(form, 0), 0);
}

static long number_of(const char *word)
{
    char form[SPELLING_ROOM];
    return spelling_number(form, spelling_form(word, strlen(word), form));
}

static void test_numbers(void **state)
{
    (void)state;
    assert_int_equal(number_of("three"), 3);
    assert_int_equal(number_of("Third"), 3);
    assert_int_equal(number_of("20,000"), 20000);
    assert_int_equal(number_of("fifty"), 50);
    assert_int_equal(number_of("74th"), 74);
    assert_int_equal(number_of("2.5"), -1);
    assert_int_equal(number_of("minister"), -1);
    assert_true(number_of("99999999999999999999999999") > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_british_and_american),
        cmocka_unit_test(test_different_words_stay_apart),
        cmocka_unit_test(test_stems),
        cmocka_unit_test(test_stem_keeps_three_letters),
        cmocka_unit_test(test_long_and_malformed),
        cmocka_unit_test(test_numbers),
    };
    return cmocka_run_group_tests_name("spelling", tests, NULL, NULL);
}
