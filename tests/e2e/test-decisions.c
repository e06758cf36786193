// SPDX-License-Identifier: GPL-3.0-or-later
// What the reader decides about names, sources and sections: it shows at once, is there at the next
// start and in what the commands print, and goes when it is taken back.

#include <config.h>

#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ARTICLE "vientiane.txt"
#define SIDECAR "vientiane.txt.notes.jsonl"
#define RUN(...) ((const char *const[]){__VA_ARGS__, NULL})
#define CLEAR "\025" // ^U: what is typed goes
#define SENTENCE "/Also on July 25" E2E_ENTER // edited from C, adds words

struct fixture {
    struct e2e_folder folder;
    struct e2e *e2e;
};

static int set_up(void **state)
{
    struct fixture *fixture = test_calloc(1, sizeof *fixture);
    const char *data = getenv("DATELINE_DATADIR");
    char path[1024];
    snprintf(path, sizeof path, "%s/article/vientiane-2024-07-25.txt", data ? data : "data");
    e2e_folder_init(&fixture->folder);
    e2e_copy(&fixture->folder, path, ARTICLE);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    e2e_free(fixture->e2e);
    e2e_folder_fini(&fixture->folder);
    test_free(fixture);
    return 0;
}

static struct e2e *open_at(struct fixture *fixture, int rows, int columns)
{
    e2e_free(fixture->e2e);
    fixture->e2e = e2e_start(&fixture->folder, rows, columns, "--no-colour", ARTICLE, NULL);
    e2e_wait_text(fixture->e2e, "China, Russia, Laos pledge");
    return fixture->e2e;
}

static void quit(struct fixture *fixture)
{
    e2e_keys(fixture->e2e, ":q" E2E_ENTER);
    assert_int_equal(e2e_wait_exit(fixture->e2e), 0);
}

// Whether a line of what the command prints has both texts.
static bool prints(struct fixture *fixture, const char *const *command, const char *one,
                   const char *other)
{
    char *output, *errors;
    assert_int_equal(e2e_run(&fixture->folder, NULL, &output, &errors, command), 0);
    assert_string_equal(errors, "");
    bool found = false;
    char *rest = output, *line;
    while ((line = strsep(&rest, "\n")))
        found = found || (strstr(line, one) && strstr(line, other));
    free(output);
    free(errors);
    return found;
}

static bool has_entity(struct fixture *fixture, const char *id, const char *with)
{
    return prints(fixture, RUN("entities", "--summary", ARTICLE), id, with);
}

// --- names ---------------------------------------------------------------------------------------

static void test_name_rejected(void **state)
{
    struct fixture *fixture = *state;
    assert_true(has_entity(fixture, "saleumxay-kommasith\t", "PER"));
    struct e2e *e2e = open_at(fixture, 40, 120);
    e2e_keys(e2e, "E/saleum" E2E_ENTER "x");
    e2e_wait_text(e2e, "is no name, anywhere; u takes it back");
    e2e_wait_gone(e2e, "Saleumxay Kommasith  ");
    e2e_wait_file(e2e, SIDECAR, "not-an-entity");
    assert_false(has_entity(fixture, "saleumxay-kommasith\t", "PER"));
    assert_false(prints(fixture, RUN("timeline", ARTICLE), "talks", "saleumxay"));
    quit(fixture);
    e2e = open_at(fixture, 40, 120);
    e2e_wait_text(e2e, "Sonexay Siphandone");
    assert_false(e2e_find(e2e, "Saleumxay Kommasith   7", NULL, NULL));
    e2e_keys(e2e, "u"); // of an earlier session: it asks
    e2e_wait_text(e2e, "take it back? y n");
    e2e_keys(e2e, "y");
    e2e_wait_text(e2e, "Saleumxay Kommasith   7");
    assert_true(has_entity(fixture, "saleumxay-kommasith\t", "PER"));
}

static void test_names_merged_and_kind(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *e2e = open_at(fixture, 40, 120);
    e2e_keys(e2e, "E/sonexay" E2E_ENTER "M");
    e2e_wait_text(e2e, "press M again");
    e2e_keys(e2e, "/" CLEAR "thongloun" E2E_ENTER "M");
    e2e_wait_text(e2e, "merged with Thongloun Sisoulith");
    assert_true(has_entity(fixture, "thongloun-sisoulith\t", "Sonexay Siphandone"));
    assert_false(has_entity(fixture, "sonexay-siphandone\t", ""));
    e2e_keys(e2e, "ie");
    e2e_wait_text(e2e, "is of the kind event now");
    e2e_wait_text(e2e, "EVENTS");
    assert_true(has_entity(fixture, "thongloun-sisoulith\t", "EVENT"));
    e2e_keys(e2e, "uu");
    e2e_wait_text(e2e, "PEOPLE");
    assert_true(has_entity(fixture, "sonexay-siphandone\t", "PER"));
}

// In the text: a mention of its own, and a name that was not found.
static void test_names_in_text(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *e2e = open_at(fixture, 40, 120);
    e2e_keys(e2e, "/joint press" E2E_ENTER);
    e2e_keys(e2e, "/small courtyard" E2E_ENTER "i");
    e2e_wait_text(e2e, "p person, o organisation");
    e2e_keys(e2e, "j");
    e2e_wait_text(e2e, "small courtyard is of the kind project now");
    assert_true(has_entity(fixture, "small-courtyard\t", "PROJECT"));
    e2e_keys(e2e, "/Kommasith" E2E_ENTER "X");
    e2e_wait_text(e2e, "this mention is of: ");
    e2e_keys(e2e, CLEAR "Somebody Else" E2E_ENTER);
    e2e_wait_text(e2e, "this mention is of Somebody Else now");
    assert_true(has_entity(fixture, "somebody-else\tPER\tSomebody Else\t1", ""));
    assert_true(has_entity(fixture, "saleumxay-kommasith\t", "PER"));
}

// Another coder's decisions count, but not for one who reads blind.
static void test_blind(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *e2e = open_at(fixture, 24, 80);
    e2e_keys(e2e, "E/saleum" E2E_ENTER "x");
    e2e_wait_text(e2e, "is no name, anywhere");
    quit(fixture);
    char *sidecar = e2e_read(&fixture->folder, SIDECAR);
    char *creator = strstr(sidecar, "\"creator\":{\"id\":\"urn:uuid:");
    assert_non_null(creator);
    memcpy(creator + strlen("\"creator\":{\"id\":\"urn:uuid:"), "00000000", 8);
    e2e_write(&fixture->folder, SIDECAR, sidecar);
    free(sidecar);
    assert_false(has_entity(fixture, "saleumxay-kommasith\t", "PER"));
    assert_true(prints(fixture, RUN("entities", "--blind", "--summary", ARTICLE),
                       "saleumxay-kommasith\t", "PER"));
}

// --- sources -------------------------------------------------------------------------------------

static void test_pairing_rejected(void **state)
{
    struct fixture *fixture = *state;
    // The sentence begins at 4143, its source at 17099.
    assert_true(prints(fixture, RUN("sources", ARTICLE), "4143\t", "\t17099\t"));
    struct e2e *e2e = open_at(fixture, 40, 120);
    e2e_keys(e2e, SENTENCE "C");
    e2e_wait_text(e2e, "C: original 3 of 4 · 12 carried");
    e2e_keys(e2e, "x");
    e2e_wait_text(e2e, "rejected: not its source");
    e2e_wait_text(e2e, "5 out");
    e2e_wait_file(e2e, SIDECAR, "not-counterpart");
    assert_false(prints(fixture, RUN("sources", ARTICLE), "4143\t", "\t17099\t"));
    assert_true(prints(fixture, RUN("sources", ARTICLE), "4143\t", "editorial"));
    e2e_keys(e2e, E2E_ESCAPE);
    e2e_wait_text(e2e, "no source in this file");
    quit(fixture);
    e2e = open_at(fixture, 40, 120);
    e2e_keys(e2e, SENTENCE);
    e2e_wait_text(e2e, "no source in this file");
}

// Pairing one sentence with another that was left out, and taking it back.
static void test_pairing_added(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *e2e = open_at(fixture, 40, 120);
    e2e_keys(e2e, SENTENCE "CL");
    e2e_wait_text(e2e, "press L again");
    e2e_keys(e2e, "---L"); // two that lost words, then the one left out
    e2e_wait_text(e2e, "paired; u takes it back");
    e2e_wait_file(e2e, SIDECAR, "\"counterpart\"");
    e2e_wait_text(e2e, "3 out");
    char *output;
    assert_int_equal(e2e_run(&fixture->folder, NULL, &output, NULL, RUN("sources", ARTICLE)), 0);
    assert_non_null(strstr(output, "4143\t4423\t18219\t")); // 75 of the gold table
    free(output);
    e2e_keys(e2e, "u");
    e2e_wait_text(e2e, "4 out");
    assert_false(prints(fixture, RUN("sources", ARTICLE), "4143\t", "\t18219\t"));
}

// --- sections ------------------------------------------------------------------------------------

// A decision whose passage is gone from the text decides nothing.
static void test_orphan(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *e2e = open_at(fixture, 24, 80);
    e2e_keys(e2e, SENTENCE "Bo");
    e2e_wait_text(e2e, "an original begins here");
    quit(fixture);
    e2e_write(&fixture->folder, ARTICLE, "Another heading\n\nAltogether different words.\n");
    assert_true(prints(fixture, RUN("notes", ARTICLE), "section", "orphan"));
    assert_true(prints(fixture, RUN("sections", ARTICLE), "title\ttitle\t0\t", "Another heading"));
}

static void test_boundary(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *e2e = open_at(fixture, 24, 80);
    e2e_keys(e2e, SENTENCE "B");
    e2e_wait_text(e2e, "this paragraph begins");
    e2e_keys(e2e, "o");
    e2e_wait_text(e2e, "an original begins here");
    e2e_wait_row(e2e, 0, "Original A ¶ 1/");
    assert_true(prints(fixture, RUN("sections", ARTICLE), "o1\toriginal\t4143\t", ""));
    assert_true(prints(fixture, RUN("sections", ARTICLE), "o5\toriginal\t", ""));
    quit(fixture);
    e2e = open_at(fixture, 24, 80);
    e2e_wait_row(e2e, 0, "Original A ¶ 1/");
    e2e_keys(e2e, "uy");
    e2e_wait_row(e2e, 0, "Introduction ¶ 13/25");
    assert_false(prints(fixture, RUN("sections", ARTICLE), "o5\toriginal\t", ""));
}

// --- several files -------------------------------------------------------------------------------

// Cuts the article into intro.txt and a.txt … d.txt, at headlines and the separator.
static void cut_article(const struct fixture *fixture)
{
    static const char *const beginnings[] = {
        "China, Russia, Laos pledge", "The following articles", "China to adhere to reform",
        "Chinese, Lao foreign ministers vow", "China, Russia, Laos pledge",
        "China, Russia can maintain communication", "Your email address"};
    static const char *const names[] = {"intro.txt", NULL, "a.txt", "b.txt", "c.txt", "d.txt"};
    char *article = e2e_read(&fixture->folder, ARTICLE), *at = article;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *end = strstr(at + 1, beginnings[i + 1]);
        assert_non_null(end);
        while (end[-1] != '\n') // the beginning of its line
            end--;
        char kept = *end;
        *end = '\0';
        if (names[i])
            e2e_write(&fixture->folder, names[i], at);
        *end = kept;
        at = end;
    }
    free(article);
}

#define FILES "intro.txt", "a.txt", "b.txt", "c.txt", "d.txt"

static void test_dossier(void **state)
{
    struct fixture *fixture = *state;
    cut_article(fixture);
    assert_true(prints(fixture, RUN("sections", "--dossier", FILES), "o3\toriginal\t0\t", "c.txt"));
    assert_true(prints(fixture, RUN("sources", "--dossier", FILES), "4143\t4423\t106\t",
                       "\tintro.txt\tc.txt"));
    fixture->e2e = e2e_start(&fixture->folder, 40, 120, "--no-colour", "--dossier", FILES, NULL);
    struct e2e *e2e = fixture->e2e;
    e2e_wait_text(e2e, "China, Russia, Laos pledge");
    e2e_keys(e2e, SENTENCE "C");
    e2e_wait_text(e2e, "C: original 3 of 4 · 12 carried");
    e2e_keys(e2e, "x");
    e2e_wait_text(e2e, "5 out");
    e2e_keys(e2e, E2E_ESCAPE "'CH");
    e2e_wait_text(e2e, "highlighted");
    e2e_wait_file(e2e, "c.txt.notes.jsonl", "highlighting");
    e2e_wait_file(e2e, "intro.txt.notes.jsonl", "\"source\":\"c.txt\"");
    quit(fixture);
    assert_false(prints(fixture, RUN("sources", "--dossier", FILES), "4143\t4423\t106\t", ""));
    assert_true(prints(fixture, RUN("sources", "--dossier", FILES), "4143\t", "editorial"));
    assert_true(prints(fixture, RUN("notes", "--dossier", FILES), "highlight", "\tc.txt"));
    assert_true(prints(fixture, RUN("notes", "--dossier", FILES), "pairing", "\tintro.txt"));
    assert_true(prints(fixture, RUN("notes", "c.txt"), "highlight", "\t0\t74\t"));
}

// Where one is in a dossier is not where one is in its first file read alone.
static void test_place_in_dossier(void **state)
{
    struct fixture *fixture = *state;
    cut_article(fixture);
    fixture->e2e = e2e_start(&fixture->folder, 24, 80, "--dossier", FILES, NULL);
    e2e_wait_row(fixture->e2e, 0, "Title ¶ 1/1");
    e2e_keys(fixture->e2e, "'C");
    e2e_wait_row(fixture->e2e, 0, "Original C ¶ 1/");
    quit(fixture);
    e2e_free(fixture->e2e);
    fixture->e2e = e2e_start(&fixture->folder, 24, 80, "intro.txt", NULL);
    e2e_wait_row(fixture->e2e, 0, "Title ¶ 1/1");
    e2e_keys(fixture->e2e, "3)");
    e2e_wait_row(fixture->e2e, 0, "Text ¶ 3/");
    quit(fixture);
    e2e_free(fixture->e2e);
    fixture->e2e = e2e_start(&fixture->folder, 24, 80, "--dossier", FILES, NULL);
    e2e_wait_row(fixture->e2e, 0, "Original C ¶ 1/");
    quit(fixture);
    e2e_free(fixture->e2e);
    fixture->e2e = e2e_start(&fixture->folder, 24, 80, "intro.txt", NULL);
    e2e_wait_row(fixture->e2e, 0, "Text ¶ 3/");
}

static void test_tellings(void **state)
{
    struct fixture *fixture = *state;
    cut_article(fixture);
    assert_true(prints(fixture, RUN("timeline", "--tellings", "a.txt", "b.txt"),
                       "wang-saleumxay-talks", "\to1,o2\t"));
    fixture->e2e = e2e_start(&fixture->folder, 40, 120, "--no-colour", "--tellings", "a.txt",
                             "b.txt", NULL);
    struct e2e *e2e = fixture->e2e;
    e2e_wait_text(e2e, "China to adhere to reform");
    e2e_keys(e2e, "C");
    e2e_wait_text(e2e, "no introduction here");
    e2e_keys(e2e, "T/saleumxay" E2E_ENTER "C");
    e2e_wait_text(e2e, "told in 2 places");
    e2e_wait_text(e2e, "A: not told");
    e2e_wait_text(e2e, "B: Vientiane");
    e2e_keys(e2e, "q"); // back to the list it came from
    e2e_wait_text(e2e, "all tellings");
}

static void test_usage(void **state)
{
    struct fixture *fixture = *state;
    const char *const *const wrong[] = {
        RUN("sections", "--dossier", ARTICLE),
        RUN("sections", "--dossier", "--tellings", ARTICLE, ARTICLE),
        RUN("sources", "--tellings", "--notes=x", ARTICLE, ARTICLE),
        RUN("text", "--dossier", ARTICLE, ARTICLE)};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char *output, *errors;
        assert_int_equal(e2e_run(&fixture->folder, NULL, &output, &errors, wrong[i]), 2);
        assert_string_equal(output, "");
        free(output);
        free(errors);
    }
    assert_int_equal(e2e_run(&fixture->folder, NULL, NULL, NULL,
                             RUN("sections", "--dossier", ARTICLE, "missing.txt")),
                     3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_name_rejected, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_names_merged_and_kind, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_names_in_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_blind, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_pairing_rejected, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_pairing_added, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_boundary, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_orphan, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_dossier, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_place_in_dossier, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_tellings, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_usage, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("decisions in sessions", tests, NULL, NULL);
}
