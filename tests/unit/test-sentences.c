// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences: where one ends and the next begins.
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "article/sentences.h"
#include "base/buffer.h"

#define NBSP "\xC2\xA0"

// The sentences joined by "|".
static void check_sentences(const char *text, const char *expected)
{
    struct sentence_spans spans = {0};
    struct buffer joined = {0};
    sentences_split(text, (struct span){0, strlen(text)}, &spans);
    for (size_t i = 0; i < spans.count; i++) {
        if (i)
            buffer_add_byte(&joined, '|');
        buffer_add(&joined, text + spans.items[i].start, span_length(spans.items[i]));
    }
    assert_string_equal(buffer_string(&joined), expected);
    buffer_fini(&joined);
    free(spans.items);
}

// No break in it.
static void check_one(const char *text)
{
    check_sentences(text, text);
}

static void test_stops(void **state)
{
    (void)state;
    check_sentences("One. Two! Three? Four… Five", "One.|Two!|Three?|Four…|Five");
    check_sentences("  One.  Two.  ", "One.|Two.");
    check_sentences("One." NBSP "Two.", "One.|Two.");
    check_sentences("What?! No.", "What?!|No.");
    check_sentences("Wait... Then it came.", "Wait...|Then it came.");
    check_sentences("", "");
    check_sentences("   ", "");
    check_one("one. two goes on in lower case");
    check_one("version 1.2.3 is out");
    check_one("see example.com for more");
    check_sentences("One.Two", "One.Two"); // no white space, no break
    check_sentences("Éléphants. Été.", "Éléphants.|Été.");
    check_one("It rose 5.5 percent.");
}

static void test_quotes_and_brackets(void **state)
{
    (void)state;
    check_sentences("“One.” Two.", "“One.”|Two.");
    check_sentences("He said “one.” “Two.”", "He said “one.”|“Two.”");
    check_sentences("One (two.) Three.", "One (two.)|Three.");
    check_sentences("One. (Two three.) Four.", "One.|(Two three.)|Four.");
    check_sentences("One. [Two.]", "One.|[Two.]");
    check_sentences("\"One.\" 'Two.' Three.", "\"One.\"|'Two.'|Three.");
    check_sentences("«Un.» Deux.", "«Un.»|Deux.");
    check_one("the “decoupling and breaking chains,” coupled with Others");
    check_sentences("He asked “why?” and left. She stayed.",
                    "He asked “why?” and left.|She stayed.");
}

static void test_titles_and_initials(void **state)
{
    (void)state;
    check_one("Mr. Wang met Dr. Lavrov and Gen. Smith.");
    check_one("J. K. Rowling met George W. Bush.");
    check_one("Minister M. A. R. D. Jayakody joined them.");
    check_one("St. Petersburg hosts it.");
    check_one("It is No. 5 in the list.");
    check_one("They met on Jan. 5 and Sept. 6 again.");
    check_one("e.g. China and i.e. Laos.");
    check_sentences("It was signed by J. Smith. He left.", "It was signed by J. Smith.|He left.");
}

static void test_abbreviations_that_may_end_a_sentence(void **state)
{
    (void)state;
    check_one("The U.S. Senate met.");
    check_sentences("He went to the U.S. The Senate met.", "He went to the U.S.|The Senate met.");
    check_sentences("It begins at 5 p.m. The talks follow.",
                    "It begins at 5 p.m.|The talks follow.");
    check_one("Apple Inc. Chairman Smith spoke.");
    check_sentences("It was made by Apple Inc. He spoke.", "It was made by Apple Inc.|He spoke.");
    check_one("Martin Luther King Jr. Boulevard is long.");
}

static void test_stops_of_other_scripts(void **state)
{
    (void)state;
    check_one("a sign ॥ by itself"); // no letter before it
    check_sentences("वे मिले। उन्होंने कहा।", "वे मिले।|उन्होंने कहा।");
    check_sentences("គាត់បានជួប។ ហើយនិយាយ។", "គាត់បានជួប។|ហើយនិយាយ។");
    check_sentences("هل التقيا؟ نعم.", "هل التقيا؟|نعم.");
    check_sentences("وہ ملے۔ انہوں نے کہا۔", "وہ ملے۔|انہوں نے کہا۔");
    check_sentences("တွေ့ခဲ့သည်။ ပြောသည်။", "တွေ့ခဲ့သည်။|ပြောသည်။");
    check_sentences("中国外长访问老挝。双方会谈！", "中国外长访问老挝。|双方会谈！");
    check_sentences("他说：「好。」然后离开。", "他说：「好。」|然后离开。");
    check_sentences("これは文です．次の文．", "これは文です．|次の文．");
    check_sentences("ﾊﾝｶｸ｡次", "ﾊﾝｶｸ｡|次");
    check_sentences("真的吗？是的。", "真的吗？|是的。");
}

static void test_ranges(void **state)
{
    (void)state;
    const char *text = "One. Two. Three.";
    struct sentence_spans spans = {0};
    sentences_split(text, (struct span){5, 12}, &spans);
    assert_int_equal(spans.count, 2);
    assert_int_equal(spans.items[0].start, 5);
    assert_int_equal(spans.items[1].end, 12);
    sentences_split(text, (struct span){10, 16}, &spans); // adds
    assert_int_equal(spans.count, 3);
    free(spans.items);
}

// Every visible character belongs to exactly one sentence, whatever the text.
static void test_nothing_is_lost(void **state)
{
    (void)state;
    static const char *const pieces[] = {"A",  "b",    ".",  "!",  " ", NBSP, "“", "”",  "(", ")",
                                         "Mr", "U.S.", "中", "。", "…", "5",  "'", "\t", "é", "?"};
    unsigned random = 3;
    for (int round = 0; round < 2000; round++) {
        struct buffer text = {0};
        for (int i = 0; i < 40; i++) {
            random = random * 1103515245u + 12345u;
            buffer_add_string(&text, pieces[(random >> 16) % (sizeof pieces / sizeof *pieces)]);
        }
        struct sentence_spans spans = {0};
        sentences_split(text.data, (struct span){0, text.length}, &spans);
        size_t at = 0;
        for (size_t i = 0; i <= spans.count; i++) {
            size_t until = i < spans.count ? spans.items[i].start : text.length;
            for (; at < until; at++)
                assert_true(text.data[at] == ' ' || text.data[at] == '\t' ||
                            (unsigned char)text.data[at] == 0xC2 ||
                            (unsigned char)text.data[at] == 0xA0);
            if (i == spans.count)
                break;
            assert_true(spans.items[i].end > spans.items[i].start);
            at = spans.items[i].end;
        }
        free(spans.items);
        buffer_fini(&text);
    }
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stops),
        cmocka_unit_test(test_quotes_and_brackets),
        cmocka_unit_test(test_titles_and_initials),
        cmocka_unit_test(test_abbreviations_that_may_end_a_sentence),
        cmocka_unit_test(test_stops_of_other_scripts),
        cmocka_unit_test(test_ranges),
        cmocka_unit_test(test_nothing_is_lost),
    };
    return cmocka_run_group_tests_name("sentences", tests, NULL, NULL);
}
