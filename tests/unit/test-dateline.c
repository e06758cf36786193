// SPDX-License-Identifier: GPL-3.0-or-later
// Datelines: the forms of agencies and ministries, and what only looks like one.
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

#include "article/dateline.h"
#include "base/buffer.h"
#include "text/tokens.h"

static void add_part(struct buffer *out, const char *text, struct span span)
{
    buffer_add(out, text + span.start, span_length(span));
    buffer_add_byte(out, '|');
}

static bool parse(const char *text, struct dateline *dateline)
{
    struct token_list list = {0};
    tokens_split(text, (struct span){0, strlen(text)}, &list);
    bool found = dateline_parse(text, list.items, list.count, dateline);
    token_list_fini(&list);
    return found;
}

// `expected`: "place|date words|agency|year-month-day"; the rest of the text begins with `rest`.
static void check_dateline(const char *text, const char *expected, const char *rest)
{
    struct dateline dateline;
    struct buffer parts = {0};
    if (!parse(text, &dateline))
        fail_msg("no dateline: %s", text);
    add_part(&parts, text, dateline.place);
    add_part(&parts, text, dateline.date);
    add_part(&parts, text, dateline.agency);
    buffer_format(&parts, "%d-%d-%d", dateline.written.year, dateline.written.month,
                  dateline.written.day);
    if (strcmp(parts.data, expected) != 0)
        print_error("in %s\n", text);
    assert_string_equal(parts.data, expected);
    assert_int_equal(dateline.span.start, 0);
    const char *after = text + dateline.span.end;
    after += strspn(after, " ");
    assert_memory_equal(after, rest, strlen(rest));
    buffer_fini(&parts);
}

static void test_forms_of_the_specification(void **state)
{
    (void)state;
    check_dateline("VIENTIANE, July 25 (Xinhua) — Chinese Foreign Minister",
                   "VIENTIANE|July 25|Xinhua|0-7-25", "Chinese");
    check_dateline("ANKARA, Oct 3 (TASS) -- Turkey said", "ANKARA|Oct 3|TASS|0-10-3", "Turkey");
    check_dateline("JAKARTA (Reuters) - Indonesia said", "JAKARTA||Reuters|0-0-0", "Indonesia");
    check_dateline("Nairobi, 9 May 2019 – The president", "Nairobi|9 May 2019||2019-5-9", "The");
    check_dateline("LIMA, Feb. 18, 2021 (AFP) The congress", "LIMA|Feb. 18, 2021|AFP|2021-2-18",
                   "The");
    check_dateline("Niamey, 09.02.2024. The minister", "Niamey|09.02.2024||2024-2-9", "The");
}

static void test_dates(void **state)
{
    (void)state;
    check_dateline("PARIS, Sept. 5 (AFP) - It", "PARIS|Sept. 5|AFP|0-9-5", "It");
    check_dateline("PARIS, Sept 5 (AFP) - It", "PARIS|Sept 5|AFP|0-9-5", "It");
    check_dateline("PARIS, September 5, 2019 (AFP) - It", "PARIS|September 5, 2019|AFP|2019-9-5",
                   "It");
    check_dateline("PARIS, 5 September (AFP) - It", "PARIS|5 September|AFP|0-9-5", "It");
    check_dateline("PARIS, 5th September 2019 — It", "PARIS|5th September 2019||2019-9-5", "It");
    check_dateline("PARIS, SEPT 5 — It", "PARIS|SEPT 5||0-9-5", "It");
    check_dateline("KYIV, Friday, May 3 (UNIAN) — It", "KYIV|May 3|UNIAN|0-5-3", "It");
    check_dateline("MOSCOW, 12/05/2021 – It", "MOSCOW|12/05/2021||2021-5-12", "It");
    check_dateline("MOSCOW, 05/13/2021 – It", "MOSCOW|05/13/2021||2021-5-13", "It");
    check_dateline("MOSCOW, 2021-05-12 – It", "MOSCOW|2021-05-12||2021-5-12", "It");
    check_dateline("BERLIN, 12.05.2021 – It", "BERLIN|12.05.2021||2021-5-12", "It");
}

static void test_places(void **state)
{
    (void)state;
    check_dateline("NEW YORK, July 5 (AP) — The", "NEW YORK|July 5|AP|0-7-5", "The");
    check_dateline("ST. PETERSBURG, June 5 (TASS) — The", "ST. PETERSBURG|June 5|TASS|0-6-5",
                   "The");
    check_dateline("RIO DE JANEIRO, May 2 (Xinhua) — The", "RIO DE JANEIRO|May 2|Xinhua|0-5-2",
                   "The");
    check_dateline("Rio de Janeiro, 2 May 2020 – The", "Rio de Janeiro|2 May 2020||2020-5-2",
                   "The");
    check_dateline("PORT-AU-PRINCE, Haiti (AP) — The", "PORT-AU-PRINCE||AP|0-0-0", "The");
    check_dateline("WASHINGTON/BEIJING (Reuters) - The", "WASHINGTON||Reuters|0-0-0", "The");
    check_dateline("BEIJING, MOSCOW, June 5 (Xinhua) -- The", "BEIJING|June 5|Xinhua|0-6-5", "The");
    check_dateline("ABU DHABI, 5th March, 2020 (WAM) -- The",
                   "ABU DHABI|5th March, 2020|WAM|2020-3-5", "The");
    check_dateline("N'DJAMENA, July 5 (AFP) - The", "N'DJAMENA|July 5|AFP|0-7-5", "The");
    check_dateline("SÃO PAULO, July 5 (EFE) - The", "SÃO PAULO|July 5|EFE|0-7-5", "The");
}

static void test_agencies(void **state)
{
    (void)state;
    check_dateline("MOSCOW, July 5. /TASS/. Russia", "MOSCOW|July 5|TASS|0-7-5", "Russia");
    check_dateline("TEHRAN [IRNA] — Iran", "TEHRAN||IRNA|0-0-0", "Iran");
    check_dateline("HANOI (Xinhua), July 5 — Vietnam", "HANOI|July 5|Xinhua|0-7-5", "Vietnam");
    check_dateline("RIYADH, SPA -- The king", "RIYADH||SPA|0-0-0", "The");
    check_dateline("LONDON (Thomson Reuters Foundation) - The",
                   "LONDON||Thomson Reuters Foundation|0-0-0", "The");
    check_dateline("GAZA (Reuters) — The", "GAZA||Reuters|0-0-0", "The");
}

static void test_agency_or_date_first(void **state)
{
    (void)state;
    check_dateline("(GNA) Accra, March 14 - Ghana", "Accra|March 14|GNA|0-3-14", "Ghana");
    check_dateline("(ANSA) - ROME, MAR 14 - Italy", "ROME|MAR 14|ANSA|0-3-14", "Italy");
    check_dateline("AGI - Rome, 14 Mar. - Italy", "Rome|14 Mar.|AGI|0-3-14", "Italy");
    check_dateline("14 March 2023, Accra — Ghana", "Accra|14 March 2023||2023-3-14", "Ghana");
    check_dateline("March 14 (GNA) -- Ghana", "|March 14|GNA|0-3-14", "Ghana");
    check_dateline("14 March, ACCRA /GNA/ - Ghana", "ACCRA|14 March|GNA|0-3-14", "Ghana");
    check_dateline("Accra – 14 March 2023: Ghana", "Accra|14 March 2023||2023-3-14", "Ghana");
    check_dateline("Accra (14 March 2023) – Ghana", "Accra|14 March 2023||2023-3-14", "Ghana");
    check_dateline("ACCRA | March 14 | Ghana", "ACCRA|March 14||0-3-14", "Ghana");
    check_dateline("ACCRA, Tuesday (GNA) – Ghana", "ACCRA||GNA|0-0-0", "Ghana");
}

static void test_ends(void **state)
{
    (void)state;
    check_dateline("GENEVA — The talks", "GENEVA|||0-0-0", "The");
    check_dateline("GENEVA – The talks", "GENEVA|||0-0-0", "The");
    check_dateline("GENEVA -- The talks", "GENEVA|||0-0-0", "The");
    check_dateline("GENEVA, July 5 ― The talks", "GENEVA|July 5||0-7-5", "The");
    check_dateline("GENEVA, July 5: The talks", "GENEVA|July 5||0-7-5", "The");
    check_dateline("(Geneva, 5 July 2020) The talks", "Geneva|5 July 2020||2020-7-5", "The");
    check_dateline("GENEVA, July 5 (ATS)\xC2\xA0— “We agree”", "GENEVA|July 5|ATS|0-7-5", "“We");
}

static void test_agency_before_the_place(void **state)
{
    (void)state;
    check_dateline("(ANSA) - ROME, SEP 20 - Italy", "ROME|SEP 20|ANSA|0-9-20", "Italy");
    check_dateline("ANSA - ROME, 20 SEP - Italy", "ROME|20 SEP|ANSA|0-9-20", "Italy");
    check_dateline("(MENAFN- Jordan News Agency) Amman, Jan. 15 (Petra) – The",
                   "Amman|Jan. 15|Petra|0-1-15", "The");
    check_dateline("AKP Phnom Penh, April 28, 2023 -- The",
                   "Phnom Penh|April 28, 2023|AKP|2023-4-28", "The");
}

static void test_agencies_without_brackets(void **state)
{
    (void)state;
    check_dateline("TOKYO, April 28, Kyodo - Japan", "TOKYO|April 28|Kyodo|0-4-28", "Japan");
    check_dateline("ASTANA. November 7. KAZINFORM - The", "ASTANA|November 7|KAZINFORM|0-11-7",
                   "The");
    check_dateline("YEREVAN, NOVEMBER 7, ARMENPRESS. The", "YEREVAN|NOVEMBER 7|ARMENPRESS|0-11-7",
                   "The");
    check_dateline("Baku, November 7, AZERTAC The president", "Baku|November 7|AZERTAC|0-11-7",
                   "The");
    check_dateline("JAKARTA, KOMPAS.com - The", "JAKARTA||KOMPAS.com|0-0-0", "The");
    check_dateline("WASHINGTON, D.C. – The", "WASHINGTON|||0-0-0", "The");
    check_dateline("Rome, September 20 (dpa) – Italy", "Rome|September 20|dpa|0-9-20", "Italy");
    check_dateline("COLOMBO (News 1st); The", "COLOMBO||News 1st|0-0-0", "The");
}

static void test_countries_and_brackets(void **state)
{
    (void)state;
    check_dateline("New Delhi [India], May 1 (ANI): The", "New Delhi|May 1|ANI|0-5-1", "The");
    check_dateline("Trieste (Italy), 20 September 2024 – The",
                   "Trieste|20 September 2024||2024-9-20", "The");
    check_dateline("Georgetown, Guyana – (March 13, 2025) The",
                   "Georgetown|March 13, 2025||2025-3-13", "The");
    check_dateline("APIA, SAMOA (6 SEPTEMBER 2024): The", "APIA|6 SEPTEMBER 2024||2024-9-6", "The");
    check_dateline("ST JOHN'S, Antigua, March 13, 2025 (CMC) — The",
                   "ST JOHN'S|March 13, 2025|CMC|2025-3-13", "The");
    check_dateline("THE HAGUE, July 5 (AP) — The", "THE HAGUE|July 5|AP|0-7-5", "The");
}

static void test_days_in_any_order(void **state)
{
    (void)state;
    check_dateline("20 September 2024, Rome – The", "Rome|20 September 2024||2024-9-20", "The");
    check_dateline("CAIRO - 7 November 2025: The", "CAIRO|7 November 2025||2025-11-7", "The");
    check_dateline("Addis Ababa May 9/2019 /ENA/ The", "Addis Ababa|May 9/2019|ENA|2019-5-9",
                   "The");
    check_dateline("Riyadh, Rabi'II 1, 1446, October 04, 2024, SPA -- The",
                   "Riyadh|October 04, 2024|SPA|2024-10-4", "The");
    check_dateline("Kathmandu, Jestha 4 (RSS): The", "Kathmandu||RSS|0-0-0", "The");
    check_dateline("MOSCOW, Thursday (Reuters) - The", "MOSCOW||Reuters|0-0-0", "The");
    check_dateline("LAHORE, Friday: The", "LAHORE|||0-0-0", "The");
    check_dateline("TEHRAN, May 18 (MNA)–President", "TEHRAN|May 18|MNA|0-5-18", "President");
    check_dateline("TOKYO, Sep 2 (Jiji Press)--The", "TOKYO|Sep 2|Jiji Press|0-9-2", "The");
}

// What is a dateline only where a report begins.
static void test_weak_forms(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *place, *agency;
    } cases[] = {
        {"Manila – Officials said", "Manila", ""},   {"ISLAMABAD: The premier", "ISLAMABAD", ""},
        {"Kyodo - Japan said", "", "Kyodo"},         {"(Reuters) - Japan said", "", "Reuters"},
        {"March 13, 2025. The president", "", ""},   {"27.2.2024 – The minister", "", ""},
        {"Baghdad / NINA / The premier", "Baghdad", "NINA"},
        {"“Manila – quoted", NULL, NULL},            {"Manila – officials said", NULL, NULL},
        {"The council met.", NULL, NULL},            {"Manila – ", NULL, NULL},
        {"One two three four five six – The", NULL, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *text = cases[i].text;
        struct token_list list = {0};
        struct dateline dateline;
        tokens_split(text, (struct span){0, strlen(text)}, &list);
        bool found = dateline_parse_weak(text, list.items, list.count, &dateline);
        token_list_fini(&list);
        if (parse(text, &(struct dateline){0}) || found != (cases[i].place != NULL))
            fail_msg("weak or not: %s", text);
        if (!found)
            continue;
        assert_int_equal(span_length(dateline.place), strlen(cases[i].place));
        assert_int_equal(span_length(dateline.agency), strlen(cases[i].agency));
        assert_memory_equal(text + dateline.agency.start, cases[i].agency,
                            strlen(cases[i].agency));
    }
}

static void test_what_is_none(void **state)
{
    (void)state;
    static const char *const none[] = {
        "",
        "VIENTIANE",
        "VIENTIANE, July 25 (Xinhua) —", // nothing follows
        "The talks began on July 25 - a Thursday.",
        "On July 25, Wang met Lavrov.",
        "From July 25-27, Chinese Foreign Minister Wang Yi paid a visit",
        "In Vientiane, July is hot.",
        "China, Russia and Laos pledged",
        "China-Laos relations - a new chapter",
        "Wang Yi — the foreign minister — said",
        "ASEAN - the bloc of ten - met",
        "NATO (the alliance) said",
        "Monday, July 5 - The council met.",
        "May 5 — The council met.",
        "5 May 2020 - The council met.",
        "Wang (Xinhua) said that",
        "“VIENTIANE, July 25 (Xinhua) — quoted",
        "vientiane, july 25 (xinhua) — lower case",
        "Updated: July 5, 2020 - The council",
        "A: yes. B: no.",
        "EU: a history of the union",
        "March 14 was cold, Accra - it was said - slept.",
        "(Reuters) said so on March 14 - in Accra.",
        "UN - the General Assembly - met on March 14.",
        "K | Ghana",
        "China pledges support; analysts (AFP) disagree — strongly",
    };
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        struct dateline dateline;
        if (parse(none[i], &dateline))
            fail_msg("taken for a dateline: %s", none[i]);
    }
}

static void check_publication(const char *text, int year, int month, int day)
{
    struct token_list list = {0};
    struct dateline dateline;
    tokens_split(text, (struct span){0, strlen(text)}, &list);
    bool found = dateline_parse_publication_line(text, list.items, list.count, &dateline);
    if (found != (month != 0))
        fail_msg("publication line or not: %s", text);
    if (found) {
        assert_int_equal(dateline.written.year, year);
        assert_int_equal(dateline.written.month, month);
        assert_int_equal(dateline.written.day, day);
        assert_true(span_is_empty(dateline.place));
        assert_int_equal(dateline.span.end, strlen(text));
    }
    token_list_fini(&list);
}

static void test_publication_lines(void **state)
{
    (void)state;
    check_publication("12/05/2021", 2021, 5, 12);
    check_publication("Posted Friday 7 June", 0, 6, 7);
    check_publication("Published: July 29, 2024", 2024, 7, 29);
    check_publication("Updated 29 July 2024 10:35", 2024, 7, 29);
    check_publication("July 29, 2024", 2024, 7, 29);
    check_publication("2024-07-29", 2024, 7, 29);
    check_publication("Press release, 3 March 2022", 2022, 3, 3);
    check_publication("Press Release No. 12/2023, Accra, 14 March 2023", 2023, 3, 14);
    check_publication("Source: GNA, 14 March 2023", 2023, 3, 14);
    check_publication("Ghana News Agency, 14 March 2023", 2023, 3, 14);
    check_publication("Minister to visit Accra on 14 March 2023", 0, 0, 0);
    check_publication("", 0, 0, 0);
    check_publication("Posted by the editor", 0, 0, 0);
    check_publication("The talks of July 25 were long and fruitful", 0, 0, 0);
    check_publication("On July 25, Wang met Thongloun and others.", 0, 0, 0);
    check_publication("2024", 0, 0, 0);
    check_publication("Source: Xinhua | Editor: huaxia | 2024-07-25 18:02:15", 2024, 7, 25);
    check_publication("Published on 25/08/2022 - 10:12 By Ana Verde - Lima", 2022, 8, 25);
    check_publication("Last updated: 25-Aug-2022 10:12 GMT", 2022, 8, 25);
    check_publication("Joint Statement, Trieste, 20 September 2024", 0, 0, 0);
    check_publication("Ministers of six states sign accord of 20 September 2024", 0, 0, 0);
}

static void check_origin(const char *text, const char *place, const char *agency)
{
    struct token_list list = {0};
    struct dateline dateline;
    tokens_split(text, (struct span){0, strlen(text)}, &list);
    assert_true(dateline_parse_publication_line(text, list.items, list.count, &dateline));
    token_list_fini(&list);
    assert_int_equal(span_length(dateline.place), strlen(place));
    assert_memory_equal(text + dateline.place.start, place, strlen(place));
    assert_int_equal(span_length(dateline.agency), strlen(agency));
    assert_memory_equal(text + dateline.agency.start, agency, strlen(agency));
}

static void test_publication_lines_with_a_place(void **state)
{
    (void)state;
    check_origin("Brussels, 20/09/2024", "Brussels", "");
    check_origin("Ljubljana, Friday, 20 September 2024", "Ljubljana", "");
    check_origin("Baku, November 7, AZERTAC", "Baku", "AZERTAC");
    check_origin("VIENTIANE, July 25 (Xinhua)", "VIENTIANE", "Xinhua");
    check_origin("Xinhua, July 25, 2024", "", "Xinhua");
}

static void test_months_and_weekdays(void **state)
{
    (void)state;
    static const struct {
        const char *word;
        int month, weekday;
    } cases[] = {
        {"January", 1, -1}, {"jan", 1, -1},   {"Jan.", 1, -1},      {"MAY", 5, -1},
        {"Sept", 9, -1},    {"Sept.", 9, -1}, {"Sep", 9, -1},       {"June", 6, -1},
        {"Juneau", 0, -1},  {"Ja", 0, -1},    {"December", 12, -1}, {"Decem", 0, -1},
        {"Augu", 0, -1},    {"", 0, -1},      {".", 0, -1},         {"Monday", 0, 0},
        {"Mon", 0, 0},      {"Tues", 0, 1},   {"Thurs.", 0, 3},     {"thur", 0, 3},
        {"SUNDAY", 0, 6},   {"Sund", 0, -1},  {"Sunday's", 0, -1},  {"Marc", 0, -1},
        {"Mar", 3, -1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(dateline_month(cases[i].word, strlen(cases[i].word)), cases[i].month);
        assert_int_equal(dateline_weekday(cases[i].word, strlen(cases[i].word)), cases[i].weekday);
    }
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms_of_the_specification),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_agencies),
        cmocka_unit_test(test_agency_or_date_first),
        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_agency_before_the_place),
        cmocka_unit_test(test_agencies_without_brackets),
        cmocka_unit_test(test_countries_and_brackets),
        cmocka_unit_test(test_days_in_any_order),
        cmocka_unit_test(test_weak_forms),
        cmocka_unit_test(test_what_is_none),
        cmocka_unit_test(test_publication_lines),
        cmocka_unit_test(test_publication_lines_with_a_place),
        cmocka_unit_test(test_months_and_weekdays),
    };
    return cmocka_run_group_tests_name("dateline", tests, NULL, NULL);
}
