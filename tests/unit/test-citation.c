// SPDX-License-Identifier: GPL-3.0-or-later
// Citation: templates with what is known and what is not, and where a malformed one is at fault.

#include <config.h>

#include "view/citation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const nothing[CITATION_FIELD_COUNT];

static const char *const report[CITATION_FIELD_COUNT] = {
    [CITATION_QUOTE] = "They met.",      [CITATION_AGENCY] = "Xinhua",
    [CITATION_HEADLINE] = "Talks held",  [CITATION_PLACE] = "VIENTIANE",
    [CITATION_DATE] = "26 July 2024",    [CITATION_DATE_ISO] = "2024-07-26",
    [CITATION_ORIGINAL] = "",            [CITATION_TITLE] = "Three pledge",
    [CITATION_SITE] = "A Site",          [CITATION_PUBLISHED] = "28 July 2024",
    [CITATION_URL] = "https://a.site/1", [CITATION_ACCESSED] = "2 June 2025",
    [CITATION_FILE] = "a.html",          [CITATION_PARAGRAPH] = "7",
    [CITATION_START] = "10",             [CITATION_END] = "19",
};

static void check_form(struct citation_form *form, const char *const *values, const char *expected)
{
    struct buffer out = {0};
    assert_non_null(form);
    citation_form_add(form, values, &out);
    assert_string_equal(buffer_string(&out), expected);
    buffer_fini(&out);
    citation_form_free(form);
}

static void check(const char *template, const char *const *values, const char *expected)
{
    check_form(citation_form_new(template, NULL), values, expected);
}

// The specification's: “quote” (agency, “headline”, place, day; as reproduced in title, site, date;
// URL; accessed date; FILE, ¶ n, characters a–b).
static void test_usual(void **state)
{
    (void)state;
    check_form(citation_form_new_usual(), report,
               "“They met.” (Xinhua, “Talks held”, VIENTIANE, 26 July 2024; as reproduced in "
               "“Three pledge”, A Site, 28 July 2024; https://a.site/1; accessed 2 June 2025; "
               "a.html, ¶ 7, characters 10–19)");
}

// Whatever is not known goes with its comma.
static void test_usual_in_part(void **state)
{
    (void)state;
    const char *values[CITATION_FIELD_COUNT];
    memcpy(values, report, sizeof values);
    values[CITATION_AGENCY] = values[CITATION_DATE] = values[CITATION_TITLE] = NULL;
    values[CITATION_URL] = values[CITATION_ACCESSED] = values[CITATION_PUBLISHED] = NULL;
    check_form(citation_form_new_usual(), values,
               "“They met.” (“Talks held”, VIENTIANE; as reproduced in A Site; a.html, ¶ 7, "
               "characters 10–19)");
    values[CITATION_ORIGINAL] = values[CITATION_HEADLINE] = values[CITATION_PLACE] = NULL;
    values[CITATION_AUTHOR] = "L. Vega";
    check_form(citation_form_new_usual(), values,
               "“They met.” (L. Vega, A Site; a.html, ¶ 7, characters 10–19)");
    values[CITATION_AUTHOR] = values[CITATION_SITE] = NULL;
    check_form(citation_form_new_usual(), values,
               "“They met.” (a.html, ¶ 7, characters 10–19)");
    check_form(citation_form_new_usual(), nothing, "“” ()");
}

static void test_every_field(void **state)
{
    (void)state;
    for (int field = 0; field < CITATION_FIELD_COUNT; field++) {
        const char *values[CITATION_FIELD_COUNT] = {0};
        struct buffer template = {0};
        values[field] = "here";
        buffer_format(&template, "{%s}", citation_field_name((enum citation_field)field));
        check(buffer_string(&template), values, "here");
        check(buffer_string(&template), nothing, "");
        buffer_fini(&template);
    }
}

static void test_groups(void **state)
{
    (void)state;
    check("[{agency}: ]{quote}", report, "Xinhua: They met.");
    check("[{agency}: ]{quote}", nothing, "");
    check("[{agency} {author}]{quote}", report, "They met."); // both or nothing
    check("[, {agency}]", report, "Xinhua");                  // nothing to part from
    check("x[, {agency}]", report, "x, Xinhua");
    check("x ([; {agency}][; {place}])", report, "x (Xinhua; VIENTIANE)");
    check("x ([; {author}][; {place}])", report, "x (VIENTIANE)");
    check("引（[，{author}][，{agency}][，{place}]）", report, "引（Xinhua，VIENTIANE）");
    check("[{agency}][\\n{place}][, {date-iso}]", report, "Xinhua\nVIENTIANE, 2024-07-26");
    check("[\\n{agency}][, {place}]", report, "\nXinhua, VIENTIANE");
    check("a, {author}b", report, "a, b"); // words outside groups stay
}

static void test_words(void **state)
{
    (void)state;
    check("", report, "");
    check("only words, “so”", report, "only words, “so”");
    check("@misc\\{x, note = \\{{quote}\\}\\} \\[1\\] \\\\ \\t", report,
          "@misc{x, note = {They met.}} [1] \\ \t");
}

static void expect_fault(const char *template, size_t column, const char *words)
{
    struct error error = {0};
    assert_null(citation_form_new(template, &error));
    assert_int_equal(error.code, ERROR_FORMAT);
    assert_int_equal(error.column, column);
    if (!strstr(error.detail, words))
        fail_msg("%s: “%s”, not “%s”", template, error.detail, words);
}

static void test_faults(void **state)
{
    (void)state;
    expect_fault("“{quote}” {nonsense}", 11, "no field {nonsense}"); // in characters
    expect_fault("{quote", 1, "brace has no end");
    expect_fault("é [{quote]", 4, "brace has no end");
    expect_fault("a}", 2, "closes no field");
    expect_fault("[{quote}", 1, "group has no end");
    expect_fault("a [words] b", 3, "no field");
    expect_fault("[{quote}[{place}]]", 9, "group in a group");
    expect_fault("{quote}]", 8, "closes no group");
    expect_fault("a\\x", 2, "\\ stands before");
    expect_fault("a\\", 2, "\\ stands before");
    expect_fault("{Quote}", 1, "no field {Quote}");
    expect_fault("{}", 1, "no field {}");
    assert_null(citation_form_new("{quote", NULL)); // whoever does not ask is not told
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_usual), cmocka_unit_test(test_usual_in_part),
        cmocka_unit_test(test_every_field), cmocka_unit_test(test_groups),
        cmocka_unit_test(test_words), cmocka_unit_test(test_faults),
    };
    return cmocka_run_group_tests_name("citation", tests, NULL, NULL);
}
