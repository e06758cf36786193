// SPDX-License-Identifier: GPL-3.0-or-later
// Layouts: where title, introduction, separator, reports and boilerplate are found in round-ups
// that are put together in many ways of one introduction and three reports.
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "article/article.h"
#include "base/buffer.h"

static const char title[] = "Neighbours agree on ferries, wheat and a shared grid\n";
static const char separator[] =
    "The following reports were originally published by the agencies named.\n";

// Four paragraphs; the first tells nothing of its own.
static const char introduction[] =
    "Three capitals of the region spent the week telling one another what they had decided.\n"
    "On 18 September Harvest Minister Pavel Dorić met his Maltese counterpart Giulia Camenzuli in "
    "Valletta and agreed to ship 40,000 tonnes of wheat through Marsaxlokk. Camenzuli said the "
    "silos would be ready by spring.\n"
    "A day later President Stefan Kolarov received Ambassador Yusuf Demirtaş in Sofia, where the "
    "two spoke of a cable under the Maritsa. Demirtaş promised that Edirne would pay for half of "
    "the substation.\n"
    "In Tirana, Prime Minister Arta Hoxhaj and the Greek shipowner Nikos Vasilakis opened a ferry "
    "line to Corfu on 20 September. Vasilakis called the vessel, the Ionian Swift, a bridge "
    "without pillars.\n";

static const char *const headlines[] = {"Malta and Serbia sign wheat accord in Valletta",
                                        "Kolarov receives Turkish ambassador on cable project",
                                        "Albania opens ferry line to Corfu"};

// Three paragraphs each, the first without its dateline.
static const char *const reports[] = {
    "Serbian Harvest Minister Pavel Dorić and Maltese Minister Giulia Camenzuli signed an accord "
    "on wheat here on Wednesday.\n"
    "Under the accord Serbia will ship 40,000 tonnes of wheat a year through the port of "
    "Marsaxlokk, the ministry said in a statement.\n"
    "Camenzuli said the new silos would be ready by spring and that bakers had waited for them "
    "since 2019.\n",
    "President Stefan Kolarov on Thursday received the ambassador of Turkey, Yusuf Demirtaş, the "
    "presidency said.\n"
    "They discussed a power cable under the Maritsa. Demirtaş said that Edirne would pay for half "
    "of the substation at Svilengrad.\n"
    "Kolarov recalled the blackout of January and thanked the engineers who had restored the "
    "grid.\n",
    "Prime Minister Arta Hoxhaj on Friday opened a ferry line between Saranda and Corfu together "
    "with shipowner Nikos Vasilakis.\n"
    "The vessel, the Ionian Swift, carries 300 passengers. Vasilakis called it a bridge without "
    "pillars.\n"
    "Tickets will cost 12 euros. Hoxhaj said a second vessel would follow next year.\n"};

static const char *const usual[] = {"VALLETTA, Sept. 18 (Reuters) — ", "SOFIA, Sept. 19 (BTA) — ",
                                    "TIRANA, Sept. 20 (ATA) — "};

// What stands around each report; NULL: nothing. `over` and `behind` end with a newline, `under`
// (between headline and text) too.
struct frame {
    const char *over[3], *under[3], *dateline[3], *behind[3];
    bool headless;
};

static void add_report(struct buffer *out, const struct frame *frame, size_t i)
{
    if (frame->over[i])
        buffer_add_string(out, frame->over[i]);
    if (!frame->headless)
        buffer_format(out, "%s\n", headlines[i]);
    if (frame->under[i])
        buffer_add_string(out, frame->under[i]);
    buffer_format(out, "%s%s", frame->dateline[i] ? frame->dateline[i] : "", reports[i]);
    if (frame->behind[i])
        buffer_add_string(out, frame->behind[i]);
}

static struct frame usual_frame(void)
{
    return (struct frame){.dateline = {usual[0], usual[1], usual[2]}};
}

static void add_reports(struct buffer *out, const struct frame *frame)
{
    for (size_t i = 0; i < 3; i++)
        add_report(out, frame, i);
}

static void check(struct buffer *string, const char *expected)
{
    struct text *text = text_from_bytes(string->data, string->length, "x");
    struct article *article = article_new(text, NULL, 0);
    struct buffer list = {0};
    for (size_t i = 0; i < article->section_count; i++) {
        char id[16];
        article_section_id(&article->sections[i], id);
        buffer_format(&list, "%s%s %zu", i ? ", " : "", id, article->sections[i].paragraph_count);
    }
    if (strcmp(list.data, expected) != 0)
        print_error("in:\n%s\n", string->data);
    assert_string_equal(list.data, expected);
    buffer_fini(&list);
    article_free(article);
    text_free(text);
    buffer_fini(string);
}

// Title, introduction, `between`, the reports in their frame, `behind`.
static void check_framed(const struct frame *frame, const char *between, const char *behind,
                         const char *expected)
{
    struct buffer string = {0};
    buffer_format(&string, "%s%s%s", title, introduction, between);
    add_reports(&string, frame);
    buffer_add_string(&string, behind);
    check(&string, expected);
}

// `front`, the reports in the usual frame, `between`, the introduction.
static void check_later(const char *front, const char *between, const char *expected)
{
    struct buffer string = {0};
    struct frame frame = usual_frame();
    buffer_add_string(&string, front);
    add_reports(&string, &frame);
    buffer_format(&string, "%s%s", between, introduction);
    check(&string, expected);
}

static void test_later_introduction(void **state)
{
    (void)state;
    check_later(title, "* * *\n", "title 1, o1 4, o2 4, o3 4, sep 1, intro 4");
    check_later(title, "Summary\n", "title 1, o1 4, o2 4, o3 4, sep 1, intro 4");
    check_later(title, "What the three dispatches add up to:\n",
                "title 1, o1 4, o2 4, o3 4, sep 1, intro 4");
    check_later(title, "The foregoing, in our own words.\n",
                "title 1, o1 4, o2 4, o3 4, sep 1, intro 4");
    check_later("", title, "o1 4, o2 4, o3 4, title 1, intro 4");
    check_later("", "———\nNeighbours agree on ferries, wheat and a shared grid\n",
                "o1 4, o2 4, o3 4, sep 1, title 1, intro 4");
    check_later("Neighbours agree\nBelow are three agency reports; our account stands at the end.\n",
                "* * *\n", "title 1, sep 1, o1 4, o2 4, o3 4, sep 1, intro 4");
}

// Nothing tells where the introduction begins but the words of the other reports; its first
// paragraph has none of them.
static void test_later_introduction_by_its_words(void **state)
{
    (void)state;
    struct buffer string = {0};
    struct frame frame = usual_frame();
    buffer_add_string(&string, title);
    add_reports(&string, &frame);
    buffer_add_string(&string, strchr(introduction, '\n') + 1);
    check(&string, "title 1, o1 4, o2 4, o3 4, intro 3");
}

// The rest of a last report is no introduction.
static void test_reports_alone(void **state)
{
    (void)state;
    struct buffer string = {0};
    struct frame frame = usual_frame();
    buffer_add_string(&string, title);
    add_reports(&string, &frame);
    buffer_add_string(&string, "Ferries\nThe line was first proposed in 2003.\n");
    check(&string, "title 1, o1 4, o2 4, o3 6");
}

static void test_separators_of_any_wording(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "What follows are the communications of the ministries and agencies themselves.",
        "Here is what the agencies wrote.",
        "Below, the agencies in their own words.",
        "The wire copy, as received:",
        "We print the dispatches as they came.",
        "Source material",
        "In the words of the agencies:",
        "For reference, the messages of BTA, ATA and Reuters are given in full below.",
        "The agency stories on which this account is based:",
    };
    struct frame frame = usual_frame();
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct buffer between = {0};
        buffer_format(&between, "%s\n", lines[i]);
        check_framed(&frame, between.data, "", "title 1, intro 4, sep 1, o1 4, o2 4, o3 4");
        buffer_fini(&between);
    }
    check_framed(&frame, "* * *\nThe reports follow in full.\n", "",
                 "title 1, intro 4, sep 2, o1 4, o2 4, o3 4");
    // A last paragraph of the introduction that has words of a separator.
    check_framed(&frame,
                 "The ministers will meet again next year, following the release of the report.\n",
                 "", "title 1, intro 5, o1 4, o2 4, o3 4");
}

static void test_forms_of_datelines(void **state)
{
    (void)state;
    static const char *const forms[][3] = {
        {"(Reuters) - VALLETTA, SEP 18 - ", "(ANSA) - SOFIA, SEP 19 - ", "(ATA) - TIRANA, SEP 20 - "},
        {"VALLETTA: ", "SOFIA: ", "TIRANA: "},
        {"Valletta – ", "Sofia – ", "Tirana – "},
        {"September 18, 2024. ", "September 19, 2024. ", "September 20, 2024. "},
        {"(Reuters) - ", "(AFP) - ", "(AP) - "},
        {"Kyodo - ", "Kyodo - ", "Kyodo - "},
        {"Valletta, Sept. 18: ", "Sofia, Jestha 4 (RSS): ", "Tirana: "},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct frame frame = {.dateline = {forms[i][0], forms[i][1], forms[i][2]}};
        check_framed(&frame, separator, "", "title 1, intro 4, sep 1, o1 4, o2 4, o3 4");
        check_framed(&frame, "", "", "title 1, intro 4, o1 4, o2 4, o3 4");
    }
    struct frame headless = {.dateline = {"VALLETTA: ", "SOFIA: ", "TIRANA: "}, .headless = true};
    check_framed(&headless, separator, "", "title 1, intro 4, sep 1, o1 3, o2 3, o3 3");
}

static void test_lines_of_publication(void **state)
{
    (void)state;
    static const char *const days[3] = {"Valletta, 18/09/2024\n", "Sofia, 19/09/2024\n",
                                        "Tirana, 20/09/2024\n"};
    struct frame under = {.under = {days[0], days[1], days[2]}};
    check_framed(&under, separator, "", "title 1, intro 4, sep 1, o1 5, o2 5, o3 5");
    check_framed(&under, "", "", "title 1, intro 4, o1 5, o2 5, o3 5");
    struct frame over = {.over = {days[0], days[1], days[2]}};
    check_framed(&over, "", "", "title 1, intro 4, o1 5, o2 5, o3 5");
    struct frame behind = usual_frame();
    behind.behind[0] = days[0];
    behind.behind[1] = days[1];
    check_framed(&behind, separator, "", "title 1, intro 4, sep 1, o1 5, o2 5, o3 4");
}

static void test_what_stands_around_headlines(void **state)
{
    (void)state;
    static const char *const rows[][3] = {
        {"Press Release No. 12/2024\n", "Press Release No. 13/2024\n", "Press Release No. 14/2024\n"},
        {"Reuters\n", "BTA\n", "ATA\n"},
        {"Report 1\n", "Report 2\n", "Report 3\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct frame frame = usual_frame();
        memcpy(frame.over, rows[i], sizeof frame.over);
        check_framed(&frame, separator, "", "title 1, intro 4, sep 1, o1 5, o2 5, o3 5");
    }
    static const char *const behind[][3] = {
        {"(RSS)\n", "(BTA)\n", "(ATA)\n"},
        {"Source: RSS\n", "Source: BTA\n", "Source: ATA\n"},
        {"ENDS\n", "ENDS\n", "ENDS\n"},
        {"- wheat and barley\n", "- a cable\n", "- ferries\n"},
    };
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
        struct frame frame = usual_frame();
        memcpy(frame.behind, behind[i], sizeof frame.behind);
        check_framed(&frame, separator, "", "title 1, intro 4, sep 1, o1 5, o2 5, o3 5");
    }
    struct frame byline = usual_frame();
    byline.under[0] = byline.under[2] = "By our correspondent\n";
    byline.under[1] = "Staff Reporter\n";
    check_framed(&byline, "", "", "title 1, intro 4, o1 5, o2 5, o3 5");
}

static void test_reports_without_datelines(void **state)
{
    (void)state;
    struct frame frame = usual_frame();
    frame.dateline[1] = NULL;
    check_framed(&frame, separator, "", "title 1, intro 4, sep 1, o1 4, o2 4, o3 4");
    frame.dateline[0] = frame.dateline[2] = NULL;
    check_framed(&frame, separator, "", "title 1, intro 4, sep 1, o1 4, o2 4, o3 4");
    frame = usual_frame();
    frame.behind[2] = "Joint Statement of the Ministers\nWe, the ministers, met in the port.\n";
    check_framed(&frame, separator, "", "title 1, intro 4, sep 1, o1 4, o2 4, o3 4, o4 2");
}

static void test_introduction_under_a_dateline(void **state)
{
    (void)state;
    struct buffer string = {0};
    struct frame frame = usual_frame();
    buffer_format(&string, "%sBelgrade, 21 September 2024 – %s", title, introduction);
    add_reports(&string, &frame);
    check(&string, "title 1, intro 4, o1 4, o2 4, o3 4");
}

static void test_boilerplate_of_sites(void **state)
{
    (void)state;
    struct frame frame = usual_frame();
    check_framed(&frame, separator,
                 "Tags: Albania, Bulgaria, Malta\nFollow us on Telegram\n"
                 "Copyright 2024 The Desk. This material may not be published, broadcast, rewritten "
                 "or redistributed, nor stored in any system of retrieval, in whole or in part, by "
                 "anyone and for any purpose whatever, without the written leave of the owners.\n",
                 "title 1, intro 4, sep 1, o1 4, o2 4, o3 4, boiler 3");
}

static void test_nothing_invented(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"The Ferryman\nANNA: We should go now.\nPETER: It is late.\nAct Two\nANNA: The boat has "
         "left.\nPETER: Then we swim.\n", "title 1, intro 5"},
        {"A year in the Balkans\n3 March 2024 – The talks began in Tirana.\n5 April 2024 – The "
         "parties met again.\n9 May 2024 – The accord was signed.\n", "title 1, intro 3"},
        {"Letters from the road\nIt rained.\nSofia – A city of trams.\nWe stayed.\nTirana – The "
         "colours hit you first.\nThen we left.\n", "title 1, intro 5"},
        {"Pancakes\nIngredients\n2 eggs\n1 cup of flour\nMethod\nBeat the eggs on Sunday and stir "
         "in the flour, as the following reports say.\n", "title 1, intro 5"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer string = {0};
        buffer_add_string(&string, cases[i].text);
        check(&string, cases[i].expected);
    }
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_later_introduction),
        cmocka_unit_test(test_later_introduction_by_its_words),
        cmocka_unit_test(test_reports_alone),
        cmocka_unit_test(test_separators_of_any_wording),
        cmocka_unit_test(test_forms_of_datelines),
        cmocka_unit_test(test_lines_of_publication),
        cmocka_unit_test(test_what_stands_around_headlines),
        cmocka_unit_test(test_reports_without_datelines),
        cmocka_unit_test(test_introduction_under_a_dateline),
        cmocka_unit_test(test_boilerplate_of_sites),
        cmocka_unit_test(test_nothing_invented),
    };
    return cmocka_run_group_tests_name("layouts", tests, NULL, NULL);
}
