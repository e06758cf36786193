// SPDX-License-Identifier: GPL-3.0-or-later
// Dates: what is found, which days are meant, and how the year is told.
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "detect/dates.h"

#include <stdlib.h>
#include <string.h>

static const char separator[] =
    "The following articles were originally published by the agencies.\n\n";

static struct dates_options plain_options(void)
{
    return (struct dates_options){
        .published = DAY_NONE, .page_date = DAY_NONE, .file_date = DAY_NONE,
        .today = day_from_civil(2026, 1, 1)};
}

struct found {
    struct text *text;
    struct article *article;
    struct findings findings;
};

static struct found find(const char *bytes, const struct dates_options *options)
{
    struct found found = {.text = text_from_bytes(bytes, strlen(bytes), "t")};
    found.article = article_new(found.text, NULL, 0);
    dates_find(found.article, options, &found.findings);
    return found;
}

static void let_go(struct found *found)
{
    findings_fini(&found->findings);
    article_free(found->article);
    text_free(found->text);
}

// "quote from to class" of every date, a line each.
static char *listing(const struct found *found)
{
    struct buffer out = {0};
    for (size_t i = 0; i < found->findings.date_count; i++) {
        const struct date_mention *date = &found->findings.dates[i];
        buffer_add(&out, found->article->bytes + date->span.start, span_length(date->span));
        buffer_add_byte(&out, '|');
        day_format_iso(date->from, &out);
        buffer_add_byte(&out, '|');
        day_format_iso(date->to, &out);
        buffer_format(&out, "|%s\n", date_class_name(date->class));
    }
    buffer_add_string(&out, "");
    return buffer_take(&out);
}

static void expect_with(const char *bytes, const struct dates_options *options,
                        const char *expected)
{
    struct found found = find(bytes, options);
    char *got = listing(&found);
    assert_string_equal(got, expected);
    free(got);
    let_go(&found);
}

// A report under the dateline of Thursday 18 February 2021.
static void expect(const char *body, const char *expected)
{
    struct buffer text = {0}, lines = {0};
    buffer_format(&text, "Ministers meet\n\nLIMA, Feb. 18, 2021 (AFP) -- %s\n", body);
    buffer_add_string(&lines, "Feb. 18, 2021|2021-02-18|2021-02-18|dateline\n");
    buffer_add_string(&lines, expected);
    struct dates_options options = plain_options();
    expect_with(buffer_string(&text), &options, buffer_string(&lines));
    buffer_fini(&text);
    buffer_fini(&lines);
}

static void test_calendar_orders(void **state)
{
    (void)state;
    expect("They met on March 5 and on 6 April.",
           "March 5|2021-03-05|2021-03-05|calendar\n6 April|2021-04-06|2021-04-06|calendar\n");
    expect("They met on Sept. 5, 2019 and the 5th of May 2020.",
           "Sept. 5, 2019|2019-09-05|2019-09-05|calendar\n"
           "the 5th of May 2020|2020-05-05|2020-05-05|calendar\n");
    expect("On Thursday, July 16, 2020, they met.",
           "Thursday, July 16, 2020|2020-07-16|2020-07-16|calendar\n");
    // no such day
    expect("They met on February 30 in vain.", "February 30|-|-|calendar\n");
}

static void test_ranges(void **state)
{
    (void)state;
    expect("From July 25-27 he travels.", "July 25-27|2021-07-25|2021-07-27|calendar\n");
    expect("It lasts from 28 February to 2 March.",
           "28 February to 2 March|2021-02-28|2021-03-02|calendar\n");
    expect("It was held 30 April \xE2\x80\x93 2 May 2020.",
           "30 April \xE2\x80\x93 2 May 2020|2020-04-30|2020-05-02|calendar\n");
    expect("It ran from December 30 to January 2, 2020.",
           "December 30 to January 2, 2020|2019-12-30|2020-01-02|calendar\n");
    expect("Between 3 and 5 March they will travel.",
           "3 and 5 March|2021-03-03|2021-03-05|calendar\n");
    // days that are no neighbours are no range
    expect("On March 3 and 7 they will travel.", "March 3|2021-03-03|2021-03-03|calendar\n");
}

static void test_partial_dates(void **state)
{
    (void)state;
    expect("It was agreed in May 2020.", "May 2020|2020-05-01|2020-05-31|calendar\n");
    expect("It was built in 2019.", "2019|2019-01-01|2019-12-31|calendar\n");
    expect("They met in the third week of February 2021.",
           "the third week of February 2021|2021-02-15|2021-02-21|calendar\n");
    expect("It will open by November at the latest.", "November|2021-11-01|2021-11-30|calendar\n");
    expect("It was closed in November.", "November|2020-11-01|2020-11-30|calendar\n");
    // a verb, a name and a number are no dates
    expect("May I ask whether Theresa May met 2020 people?", "");
}

static void test_numeric_dates(void **state)
{
    (void)state;
    expect("It was signed on 2020-05-12 and 25/12/2019.",
           "2020-05-12|2020-05-12|2020-05-12|calendar\n"
           "25/12/2019|2019-12-25|2019-12-25|calendar\n");
    // month first, since another date leaves no choice
    expect("It was signed on 05/04/2020 and 12/25/2019.",
           "05/04/2020|2020-05-04|2020-05-04|calendar\n"
           "12/25/2019|2019-12-25|2019-12-25|calendar\n");
    expect("Version 1.2.3 costs 12/13.", "");
}

static void test_weekdays(void **state)
{
    (void)state;
    expect("He was received on Thursday.", "Thursday|2021-02-18|2021-02-18|weekday\n");
    expect("On Friday he had left.", "Friday|2021-02-12|2021-02-12|weekday\n");
    expect("He will brief the ambassadors on Friday.", "Friday|2021-02-19|2021-02-19|weekday\n");
    expect("The talks are to be held on Thursday.", "Thursday|2021-02-25|2021-02-25|weekday\n");
    expect("Last Friday, boats blocked the road.", "Last Friday|2021-02-12|2021-02-12|weekday\n");
    expect("They vote next Wednesday.", "next Wednesday|2021-02-24|2021-02-24|weekday\n");
    expect("Those who will go were named, he said on Wednesday.",
           "Wednesday|2021-02-17|2021-02-17|weekday\n");
}

static void test_relative(void **state)
{
    (void)state;
    expect("Yesterday he left; tomorrow he returns.", "Yesterday|2021-02-17|2021-02-17|deictic\n"
                                                      "tomorrow|2021-02-19|2021-02-19|deictic\n");
    expect("He comes next week, next month or next year.",
           "next week|2021-02-22|2021-02-28|deictic\nnext month|2021-03-01|2021-03-31|deictic\n"
           "next year|2022-01-01|2022-12-31|deictic\n");
    expect("On Wednesday he came. The previous day he had called. Later the same day he rested.",
           "Wednesday|2021-02-17|2021-02-17|weekday\n"
           "The previous day|2021-02-16|2021-02-16|anaphoric\n"
           "the same day|2021-02-16|2021-02-16|anaphoric\n");
    expect("He left two weeks ago.", "two weeks ago|2021-02-01|2021-02-07|deictic\n");
    expect("On Wednesday he came; a day earlier he was ill.",
           "Wednesday|2021-02-17|2021-02-17|weekday\n"
           "a day earlier|2021-02-16|2021-02-16|anaphoric\n");
}

static void test_tense_of_plans(void **state)
{
    (void)state;
    expect("The talks had been planned for November.", "November|2020-11-01|2020-11-30|calendar\n");
    expect("The talks are planned for November.", "November|2021-11-01|2021-11-30|calendar\n");
    expect("They may meet on Wednesday.", "Wednesday|2021-02-24|2021-02-24|weekday\n");
    expect("As January ended, nothing was known.", "January|2021-01-01|2021-01-31|calendar\n");
    expect("Black January was remembered.", "");
}

// A report whose only day stands in the note of publication behind it.
static void test_publication_note(void **state)
{
    (void)state;
    struct dates_options options = plain_options();
    struct found found =
        find("Ministers meet\n\nA round of talks is over.\n\nThe following articles were "
             "originally published by the agencies.\n\nMinister on tour\n\n"
             "LIMA, Peru (AFP) \xE2\x80\x94 The minister flies to La Paz today.\n\n"
             "This report by the agency was first published Dec. 2, 2021.\n",
             &options);
    assert_int_equal(found.findings.date_count, 2);
    assert_int_equal(found.findings.dates[0].from, day_from_civil(2021, 12, 2));
    assert_int_equal(found.findings.dates[1].class, DATE_DATELINE);
    let_go(&found);
}

static void test_open_sides(void **state)
{
    (void)state;
    expect("In the recently opened hall, over the years, much was said.",
           "recently|-|2021-02-17|vague\nover the years|-|2021-02-18|duration\n");
    expect("The upcoming summit and today\xE2\x80\x99s world were mentioned.",
           "upcoming|2021-02-19|-|vague\ntoday|2021-02-18|2021-02-18|vague\n");
    expect("At today\xE2\x80\x99s talks it was settled.", "today|2021-02-18|2021-02-18|deictic\n");
}

static void test_event_anchor(void **state)
{
    (void)state;
    expect("They held talks on Wednesday. After the talks, the two sides signed papers.",
           "Wednesday|2021-02-17|2021-02-17|weekday\n"
           "After the talks|2021-02-17|2021-02-17|event-anchored\n");
    expect("After the talks, he said it was late.", "");
}

static void test_new_year(void **state)
{
    (void)state;
    struct dates_options options = plain_options();
    expect_with("Ministers meet\n\nROME, January 3, 2022 (ANSA) -- They met on December 28.\n",
                &options,
                "January 3, 2022|2022-01-03|2022-01-03|dateline\n"
                "December 28|2021-12-28|2021-12-28|calendar\n");
}

// Two reports without year; weekdays under them fit 2024, and 2019 before it.
static char *yearless(const char *introduction)
{
    struct buffer text = {0};
    buffer_format(&text,
                  "Three countries meet\n\n%s\n\n%sMinisters meet\n\n"
                  "VIENTIANE, July 25 (Xinhua) \xE2\x80\x94 The ministers of the three countries "
                  "met here on Thursday.\n\nThree countries pledge\n\n"
                  "VIENTIANE, July 26 (Xinhua) \xE2\x80\x94 Three countries pledged this on "
                  "Thursday.\n",
                  introduction, separator);
    return buffer_take(&text);
}

static void expect_year(const char *text, const struct dates_options *options, int year,
                        bool inferred)
{
    struct found found = find(text, options);
    assert_int_equal(found.findings.year, year);
    assert_int_equal(found.findings.year_inferred, inferred);
    assert_true((found.findings.year_reason != NULL) == (year != 0));
    let_go(&found);
}

static void test_year_by_weekdays(void **state)
{
    (void)state;
    struct dates_options options = plain_options();
    char *text = yearless("On July 25 the ministers met.");
    expect_year(text, &options, 2024, true);
    options.today = day_from_civil(2024, 7, 24); // 2024 would be in the future
    expect_year(text, &options, 2019, true);
    free(text);
}

// A page's own day goes before the name of its file and weekdays, and after a year in the text.
static void test_year_of_the_page(void **state)
{
    (void)state;
    struct dates_options options = plain_options();
    options.page_date = day_from_civil(2019, 7, 28);
    options.file_date = day_from_civil(2013, 7, 28);
    options.file_year = 2013;
    char *text = yearless("On July 25 the ministers met.");
    expect_year(text, &options, 2019, false);
    options.published = day_from_civil(2018, 7, 28);
    expect_year(text, &options, 2018, false);
    free(text);
    options.published = DAY_NONE;
    expect_year("A title\n\nThe ministers met in Lima on July 25, 2017.\n", &options, 2017, false);
}

// The dateline is a day late: only what the introduction tells of the same event says so.
static void test_year_by_one_event(void **state)
{
    (void)state;
    struct dates_options options = plain_options();
    struct buffer text = {0};
    buffer_format(&text,
                  "Three countries meet\n\nOn July 25, China, Russia and Laos pledged to enhance "
                  "cooperation to safeguard their common interests.\n\n%sThree countries pledge\n\n"
                  "VIENTIANE, July 26 (Xinhua) \xE2\x80\x94 China, Russia and Laos on Thursday "
                  "pledged to enhance cooperation to safeguard their common interests.\n",
                  separator);
    expect_year(buffer_string(&text), &options, 2024, true);
    buffer_fini(&text);
}

static void test_year_given(void **state)
{
    (void)state;
    char *text = yearless("On July 25 the ministers met.");
    struct dates_options options = plain_options();
    options.published = day_from_civil(2013, 8, 1);
    expect_year(text, &options, 2013, false);
    options = plain_options();
    options.file_year = 2019;
    expect_year(text, &options, 2019, true);
    free(text);
    text = yearless("On July 25, 2019 the ministers met, as they had in May 2003.");
    expect_year(text, &options, 2019, false);
    free(text);
}

// A day of publication is no bound, and datelines of December belong to the year before.
static void test_published_near_new_year(void **state)
{
    (void)state;
    struct dates_options options = plain_options();
    options.published = day_from_civil(2022, 1, 2);
    struct found found =
        find("Ministers meet\n\nROME, December 30 (ANSA) -- They met here.\n", &options);
    assert_int_equal(found.findings.dates[0].from, day_from_civil(2021, 12, 30));
    let_go(&found);
    options.published = day_from_civil(2021, 12, 29);
    found = find("Ministers meet\n\nROME, January 2 (ANSA) -- They met here.\n", &options);
    assert_int_equal(found.findings.dates[0].from, day_from_civil(2022, 1, 2));
    let_go(&found);
}

static void test_year_unknown(void **state)
{
    (void)state;
    struct dates_options options = plain_options();
    struct found found =
        find("Ministers meet\n\nROME, May 3 (ANSA) -- They met on May 2.\n", &options);
    assert_int_equal(found.findings.year, 0);
    assert_null(found.findings.year_reason);
    assert_int_equal(found.findings.date_count, 2);
    assert_int_equal(found.findings.dates[1].from, DAY_NONE);
    assert_int_equal(found.findings.dates[1].written.year, 0);
    assert_int_equal(found.findings.dates[1].written.month, 5);
    assert_int_equal(found.findings.dates[1].written.day, 2);
    let_go(&found);
}

// The introduction's weekday is the day that the reports name.
static void test_introduction_without_dateline(void **state)
{
    (void)state;
    struct dates_options options = plain_options();
    char *text = yearless("On Thursday the ministers met. The same day they dined.");
    struct found found = find(text, &options);
    assert_true(found.findings.date_count >= 2);
    assert_int_equal(found.findings.dates[0].from, day_from_civil(2024, 7, 25));
    assert_int_equal(found.findings.dates[1].from, day_from_civil(2024, 7, 25));
    assert_true(found.findings.dates[0].year_inferred);
    let_go(&found);
    free(text);
}

static void test_file_names(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        int year, month, day;
    } rows[] = {
        {"/tmp/2019/vientiane-2024-07-25.txt", 2024, 7, 25},
        {"20240725.txt", 2024, 7, 25},
        {"a_2024_07_25_b.html", 2024, 7, 25},
        {"roundup-2024.txt", 2024, 0, 0},
        {"notes-2024-13-45.txt", 2024, 0, 0},
        {"/2024/notes.txt", 0, 0, 0},
        {"report-123456789.txt", 0, 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct dates_options options = plain_options();
        dates_from_file_name(rows[i].path, &options);
        assert_int_equal(options.file_year, rows[i].year);
        assert_int_equal(options.file_date,
                         rows[i].month ? day_from_civil(rows[i].year, rows[i].month, rows[i].day)
                                       : DAY_NONE);
    }
}

static void test_nonsense(void **state)
{
    (void)state;
    struct dates_options options = plain_options();
    static const char *const texts[] = {
        "",
        "\n",
        "of the end of the of the year ago",
        "2024",
        "the",
        "- - -",
        "in in in years",
        "May May May 1 1 1 - - 2 2 2",
        "early mid late last next",
        "12/ 13/ /2020 1/2/3/4/5",
        "\xC3\xA9t\xC3\xA9 2020",
        "Monday to Monday and Monday, the the 5th of",
        "After the talks",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct found found = find(texts[i], &options);
        for (size_t k = 0; k < found.findings.date_count; k++)
            assert_true(found.findings.dates[k].span.end <= strlen(texts[i]));
        let_go(&found);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_calendar_orders),
        cmocka_unit_test(test_ranges),
        cmocka_unit_test(test_partial_dates),
        cmocka_unit_test(test_numeric_dates),
        cmocka_unit_test(test_weekdays),
        cmocka_unit_test(test_relative),
        cmocka_unit_test(test_tense_of_plans),
        cmocka_unit_test(test_publication_note),
        cmocka_unit_test(test_open_sides),
        cmocka_unit_test(test_event_anchor),
        cmocka_unit_test(test_new_year),
        cmocka_unit_test(test_year_by_weekdays),
        cmocka_unit_test(test_year_of_the_page),
        cmocka_unit_test(test_year_by_one_event),
        cmocka_unit_test(test_year_given),
        cmocka_unit_test(test_published_near_new_year),
        cmocka_unit_test(test_year_unknown),
        cmocka_unit_test(test_introduction_without_dateline),
        cmocka_unit_test(test_file_names),
        cmocka_unit_test(test_nonsense),
    };
    return cmocka_run_group_tests_name("dates", tests, NULL, NULL);
}
