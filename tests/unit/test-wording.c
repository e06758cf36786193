// SPDX-License-Identifier: GPL-3.0-or-later
#include <config.h>

#include "detect/findings.h"
#include "detect/lexicon.h"
#include "detect/wording.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct lexicon_entry *find(const char *word)
{
    return lexicon_find(word, strlen(word));
}

static bool are_near(const char *one, const char *other)
{
    const struct lexicon_entry *here = find(one), *there = find(other);
    return here && there && senses_meet(here->senses, there->senses);
}

static void test_classes(void **state)
{
    (void)state;
    static const char *const near[][2] = {
        {"pledged", "vow"},      {"bought", "purchases"},  {"ratified", "approval"},
        {"vessels", "ship"},     {"truce", "ceasefires"},  {"stopped", "halting"},
        {"labour", "employees"}, {"lorries", "truck"},     {"fell", "decreasing"},
        {"died", "killed"},      {"criticise", "slammed"}, {"shipowner", "proprietors"},
    };
    static const char *const far[][2] = {
        {"increase", "decrease"}, {"open", "close"},      {"agree", "refuse"}, {"buy", "sell"},
        {"allow", "ban"},         {"before", "after"},    {"war", "peace"},    {"import", "export"},
        {"arrive", "depart"},     {"success", "failure"}, {"male", "female"},  {"rich", "poor"},
    };
    for (size_t i = 0; i < sizeof near / sizeof *near; i++) {
        if (!are_near(near[i][0], near[i][1]))
            fail_msg("%s and %s are not near", near[i][0], near[i][1]);
    }
    for (size_t i = 0; i < sizeof far / sizeof *far; i++) {
        if (are_near(far[i][0], far[i][1]))
            fail_msg("%s and %s are near", far[i][0], far[i][1]);
    }
}

static void test_marks(void **state)
{
    (void)state;
    assert_true(find("the")->flags & WORD_FUNCTION);
    assert_true(find("never")->flags & WORD_NEGATION);
    assert_true(find("said")->flags & WORD_REPORTING);
    assert_true(find("may")->flags & WORD_HEDGE);
    assert_true(find("minister")->flags & WORD_TITLE);
    assert_null(find(""));
    assert_null(find("quixotically"));
    assert_null(find("a word of more letters than the table holds"));
}

// Whether some word of the one text is as much as one of the other, neither being the same word.
static bool tell_same_quantity(const char *one, const char *other)
{
    char bytes[256];
    int length = snprintf(bytes, sizeof bytes, "Title\n\n%s.\n\n%s.\n", one, other);
    struct text *text = text_from_bytes(bytes, (size_t)length, "test");
    struct article *article = article_new(text, NULL, 0);
    struct findings findings = {0};
    struct wording wording;
    wording_init(&wording, article, &findings);
    bool same = false;
    size_t last = article->sentence_count - 1;
    const struct sentence *here = &article->sentences[last - 1], *there = &article->sentences[last];
    for (size_t i = 0; i < here->token_count; i++) {
        uint32_t quantity = wording.quantities[here->first_token + i];
        for (size_t k = 0; quantity && k < there->token_count; k++)
            same = same || wording.quantities[there->first_token + k] == quantity;
    }
    wording_fini(&wording);
    findings_fini(&findings);
    article_free(article);
    text_free(text);
    return same;
}

static void test_quantities(void **state)
{
    (void)state;
    static const char *const same[][2] = {
        {"some three hundred men", "about 300 soldiers"},
        {"2.5 million tonnes", "2,500,000 tonnes"},
        {"a dozen states", "12 countries"},
        {"half of the votes", "50 per cent of them"},
        {"two thirds of it", "67 percent of it"},
        {"a third of them", "33% of them"},
        {"within two days", "in 48 hours"},
        {"for a decade", "for ten years"},
        {"half an hour later", "after thirty minutes"},
        {"forty-six miners", "46 colliers"},
        {"three hundred and fifty thousand", "350,000 people"},
        {"for 24 months", "two years long"},
    };
    static const char *const other[][2] = {
        {"three hundred men", "three thousand men"},
        {"two days", "two weeks"},
        {"30 per cent of it", "a quarter of it"},
        {"1.5 million", "15 million"},
        {"the third session", "33 per cent"},
        {"ten men", "ten per cent"},
        {"no number here", "nor here"},
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        if (!tell_same_quantity(same[i][0], same[i][1]))
            fail_msg("%s is not %s", same[i][0], same[i][1]);
    }
    for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
        if (tell_same_quantity(other[i][0], other[i][1]))
            fail_msg("%s is %s", other[i][0], other[i][1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_classes),
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_quantities),
    };
    return cmocka_run_group_tests_name("wording", tests, NULL, NULL);
}
