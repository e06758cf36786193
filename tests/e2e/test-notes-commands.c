// SPDX-License-Identifier: GPL-3.0-or-later
// The commands that work on sidecars, as they are called: arguments, output, exit statuses, files.

#include <config.h>

#include "../skip.h"
#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ARTICLE                                                                                    \
    "Ministers meet in Lima\n\n"                                                                   \
    "The two ministers met in Lima on Monday. They signed a treaty. They left.\n"

static int set_up(void **state)
{
    struct e2e_folder *folder = test_calloc(1, sizeof *folder);
    e2e_folder_init(folder);
    e2e_write(folder, "article.txt", ARTICLE);
    *state = folder;
    return 0;
}

static int tear_down(void **state)
{
    e2e_folder_fini(*state);
    test_free(*state);
    return 0;
}

// Runs the program; expects this status and, in its output and in its messages, these words (NULL:
// nothing at all).
static void expect(struct e2e_folder *folder, int status, const char *output, const char *message,
                   const char *const *arguments)
{
    char *printed, *said;
    int its = e2e_run(folder, NULL, &printed, &said, arguments);
    bool fine = its == status && (output ? strstr(printed, output) != NULL : !*printed) &&
                (message ? strstr(said, message) != NULL : !*said);
    if (!fine)
        fail_msg("%s %s: status %d, output “%s”, messages “%s”", arguments[0],
                 arguments[1] ? arguments[1] : "", its, printed, said);
    free(printed);
    free(said);
}

#define RUN(...) ((const char *const[]){__VA_ARGS__, NULL})

// Adds a note by command.
static void add(struct e2e_folder *folder, const char *quote, const char *tag)
{
    expect(folder, 0, "urn:uuid:", NULL, RUN("add", "--quote", quote, "--tag", tag, "article.txt"));
}

static void expect_file(const struct e2e_folder *folder, const char *name, const char *expected)
{
    char *content = e2e_read(folder, name);
    if (strcmp(content, expected) != 0)
        fail_msg("%s: “%s”", name, content);
    free(content);
}

// --- merge ---------------------------------------------------------------------------------

#define LINE(id, modified)                                                                         \
    "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"urn:x:" id                        \
    "\",\"type\":\"Annotation\",\"motivation\":\"highlighting\",\"target\":\"article.txt\","       \
    "\"modified\":\"2024-07-2" modified "T08:00:00Z\"}\n"

static void test_merge(void **state)
{
    struct e2e_folder *folder = *state;
    e2e_write(folder, "a.notes.jsonl", LINE("1", "7") LINE("2", "8"));
    e2e_write(folder, "b.notes.jsonl", LINE("1", "8") "damaged\n" LINE("1", "7"));
    const char *union_of_both = LINE("1", "7") LINE("1", "8") LINE("2", "8") "damaged\n";
    expect(folder, 0, union_of_both, "1 damaged line",
           RUN("merge", "a.notes.jsonl", "b.notes.jsonl"));
    expect(folder, 0, union_of_both, "1 damaged line",
           RUN("merge", "b.notes.jsonl", "a.notes.jsonl"));
    expect(folder, 0, LINE("1", "8") LINE("2", "8"), "2 lines left out",
           RUN("merge", "--fold", "b.notes.jsonl", "a.notes.jsonl"));
    expect(folder, 0, NULL, "1 damaged line",
           RUN("merge", "a.notes.jsonl", "b.notes.jsonl", "-o", "c.notes.jsonl"));
    expect_file(folder, "c.notes.jsonl", union_of_both);
    // Other notes are not written over.
    e2e_write(folder, "c.notes.jsonl", LINE("3", "7"));
    expect(folder, 4, NULL, "c.notes.jsonl:1:",
           RUN("merge", "--output=c.notes.jsonl", "a.notes.jsonl", "b.notes.jsonl"));
    expect_file(folder, "c.notes.jsonl", LINE("3", "7"));
    expect(folder, 3, NULL, "missing.notes.jsonl",
           RUN("merge", "a.notes.jsonl", "missing.notes.jsonl"));
    expect(folder, 4, NULL, "nowhere",
           RUN("merge", "a.notes.jsonl", "-o", "nowhere/x.notes.jsonl"));
    expect(folder, 2, NULL, "which file", RUN("merge"));
    e2e_write(folder, "empty", "");
    expect(folder, 1, NULL, NULL, RUN("merge", "empty"));
}

// As git's driver is called: %O %A %B -o %A, without an ancestor too.
static void test_merge_driver(void **state)
{
    struct e2e_folder *folder = *state;
    e2e_write(folder, ".merge_file_O", LINE("1", "6"));
    e2e_write(folder, ".merge_file_A", LINE("1", "6") LINE("1", "7"));
    e2e_write(folder, ".merge_file_B", LINE("1", "6") LINE("2", "7"));
    expect(folder, 0, NULL, NULL,
           RUN("merge", ".merge_file_O", ".merge_file_A", ".merge_file_B", "-o", ".merge_file_A"));
    expect_file(folder, ".merge_file_A", LINE("1", "6") LINE("1", "7") LINE("2", "7"));
    e2e_write(folder, ".merge_file_O", "");
    e2e_write(folder, ".merge_file_B", "");
    expect(folder, 0, NULL, NULL,
           RUN("merge", ".merge_file_O", ".merge_file_A", ".merge_file_B", "-o", ".merge_file_A"));
    expect_file(folder, ".merge_file_A", LINE("1", "6") LINE("1", "7") LINE("2", "7"));
}

// --- check, compact ------------------------------------------------------------------------

static void test_check(void **state)
{
    struct e2e_folder *folder = *state;
    expect(folder, 0, "file\tline\tfault\tdetail\n", NULL, RUN("check", "article.txt"));
    add(folder, "signed a treaty", "one");
    add(folder, "left", "two");
    expect(folder, 0, "file\tline\tfault\tdetail\n", NULL, RUN("check", "article.txt"));
    char *good = e2e_read(folder, "article.txt.notes.jsonl");
    char damaged[8192];
    snprintf(damaged, sizeof damaged, "oops\n%s{\"torn", good);
    e2e_write(folder, "article.txt.notes.jsonl", damaged);
    expect(folder, 1, "article.txt.notes.jsonl\t1\tdamaged\t", NULL, RUN("check", "article.txt"));
    expect(folder, 1, "{\"file\":\"article.txt.notes.jsonl\",\"line\":4,\"fault\":\"damaged\"",
           NULL, RUN("check", "--format=json", "article.txt.notes.jsonl"));
    expect(folder, 1, "damaged", "2 damaged lines moved to article.txt.notes.jsonl.torn",
           RUN("check", "--repair", "article.txt"));
    expect_file(folder, "article.txt.notes.jsonl", good);
    expect_file(folder, "article.txt.notes.jsonl.torn", "oops\n{\"torn\n");
    expect(folder, 0, "file\t", NULL, RUN("check", "--repair", "article.txt"));
    e2e_write(folder, "article.txt", "Ministers meet in Lima\n\nAll other words.\n");
    expect(folder, 1, "\torphan\t", NULL, RUN("check", "article.txt"));
    expect(folder, 3, "file\t", "missing.txt", RUN("check", "missing.txt"));
    free(good);
}

static void test_compact(void **state)
{
    struct e2e_folder *folder = *state;
    expect(folder, 1, "file\t", NULL, RUN("compact", "article.txt"));
    add(folder, "signed a treaty", "one");
    expect(folder, 0, "\tsigned a treaty\t", NULL, RUN("retag", "one", "two", "article.txt"));
    expect(folder, 0, "article.txt.notes.jsonl\t2\t1\t", "the history and the undo of it end here",
           RUN("compact", "article.txt"));
    expect(folder, 0, "article.txt.notes.jsonl\t1\t0\t", NULL,
           RUN("compact", "article.txt.notes.jsonl"));
    expect(folder, 0, "\ttwo\t", NULL, RUN("notes", "article.txt"));
    expect(folder, 3, "file\t", "missing.notes.jsonl", RUN("compact", "missing.notes.jsonl"));
}

// --- retag, reanchor -----------------------------------------------------------------------

static void test_retag(void **state)
{
    struct e2e_folder *folder = *state;
    add(folder, "signed a treaty", "one");
    add(folder, "left", "one/below");
    expect(folder, 0, "\tsigned a treaty\tarticle.txt\n", NULL,
           RUN("retag", "one", "two", "article.txt"));
    expect(folder, 1, "id\t", NULL, RUN("retag", "one", "two", "article.txt"));
    expect(folder, 0, "\tone/below\t", NULL, RUN("notes", "--tag=one/below", "article.txt"));
    // By the sidecar's name, with or without the article.
    expect(folder, 0, "\tthree\t", NULL, RUN("retag", "two", "three", "article.txt.notes.jsonl"));
    char path[512];
    snprintf(path, sizeof path, "%s/article.txt", folder->path);
    assert_int_equal(unlink(path), 0);
    expect(folder, 0, "\tfour\t", NULL, RUN("retag", "three", "four", "article.txt.notes.jsonl"));
    e2e_write(folder, "article.txt", ARTICLE);
    expect(folder, 0, "\tfour\t70\t85\t", NULL, RUN("notes", "--tag=four", "article.txt"));
    expect(folder, 2, NULL, "old tag", RUN("retag", "one"));
    expect(folder, 2, NULL, "control", RUN("retag", "one", "", "article.txt"));
    expect(folder, 2, NULL, "control", RUN("retag", "one", "a\nb", "article.txt"));
    expect(folder, 3, "", "missing.txt", RUN("retag", "one", "two", "missing.txt"));
}

static void test_reanchor(void **state)
{
    struct e2e_folder *folder = *state;
    add(folder, "signed a treaty", "one");
    expect(folder, 1, "id\t", NULL, RUN("reanchor", "article.txt"));
    e2e_write(folder, "article.txt",
              "Ministers meet in Lima\n\n"
              "The two ministers met in Lima on Monday. They signed a new treaty. They left.\n");
    expect(folder, 0, "\t70\t89\tsigned a treaty\t", NULL, RUN("notes", "article.txt"));
    expect(folder, 0, "\ttag\tchanged\t70\t89\tsigned a new treaty\tsigned a treaty\n", NULL,
           RUN("reanchor", "article.txt"));
    expect(folder, 0, "\texact\t", NULL, RUN("notes", "article.txt"));
    expect(folder, 1, "id\t", NULL, RUN("reanchor", "article.txt"));
}

// --- adopt ---------------------------------------------------------------------------------

static void test_adopt(void **state)
{
    struct e2e_folder *folder = *state;
    expect(folder, 1, "file\t", NULL, RUN("adopt", "article.txt"));
    expect(folder, 2, NULL, "an article is meant", RUN("adopt", "article.txt.notes.jsonl"));
    if (geteuid() == 0)
        SKIP_TEST("nothing is read-only to root");
    char path[512];
    snprintf(path, sizeof path, "%s", folder->path);
    assert_int_equal(chmod(path, 0500), 0);
    char *printed, *said;
    int status = e2e_run(folder, NULL, &printed, &said,
                         RUN("add", "--quote", "left", "--tag", "one", "article.txt"));
    expect(folder, 4, "file\t", "article.txt.notes.jsonl", RUN("adopt", "article.txt"));
    assert_int_equal(chmod(path, 0700), 0);
    assert_int_equal(status, 0);
    expect(folder, 0, "article.txt.notes.jsonl\t1\t", NULL, RUN("adopt", "article.txt"));
    char *content = e2e_read(folder, "article.txt.notes.jsonl");
    assert_non_null(strstr(content, "\"left\""));
    expect(folder, 1, "file\t", NULL, RUN("adopt", "article.txt"));
    free(content);
    free(printed);
    free(said);
}

// --- agree ---------------------------------------------------------------------------------

#define NOTE(id, body, start, end, words)                                                          \
    "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"urn:x:" id                        \
    "\",\"type\":\"Annotation\",\"motivation\":\"" body                                            \
    "\"}],\"modified\":\"2024-07-27T08:00:00Z\",\"target\":{\"source\":\"article.txt\","           \
    "\"selector\":[{\"type\":\"TextPositionSelector\",\"start\":" start ",\"end\":" end            \
    "},{\"type\":\"TextQuoteSelector\",\"exact\":\"" words "\"}]}}\n"
#define CODED(id, start, end, words)                                                               \
    NOTE(id,                                                                                       \
         "assessing\",\"body\":[{\"type\":\"TextualBody\",\"purpose\":\"classifying\","            \
         "\"value\":\"coded",                                                                      \
         start, end, words)
#define TAGGED(id, tag, start, end, words)                                                         \
    NOTE(id,                                                                                       \
         "tagging\",\"body\":[{\"type\":\"TextualBody\",\"purpose\":\"tagging\",\"value\":\"" tag, \
         start, end, words)
#define BOTH_CODED                                                                                 \
    CODED("1", "65", "86", "They signed a treaty.") CODED("2", "87", "97", "They left.")

static void test_agree(void **state)
{
    struct e2e_folder *folder = *state;
    e2e_write(folder, "lin.notes.jsonl",
              BOTH_CODED TAGGED("3", "act", "70", "85", "signed a treaty"));
    e2e_write(folder, "mei.notes.jsonl",
              BOTH_CODED TAGGED("4", "act", "70", "85", "signed a treaty")
                  TAGGED("5", "act", "87", "97", "They left."));
    // 2 units, 1 differing: observed 1/2, expected (1·2 + 1·0) / 4 = 1/2.
    expect(folder, 1,
           "article\ttag\tunits\tn\tprevalence\tagreement\tkappa\talpha\tf1_exact\tf1_overlap\n"
           "article.txt\tact\t2\t3\t0.750\t0.500\t0.000\t-\t0.667\t0.667\n",
           NULL, RUN("agree", "lin.notes.jsonl", "mei.notes.jsonl"));
    expect(folder, 1,
           "\n\narticle\tstart\tend\ttag\twith\twithout\tquote\tsettled\n"
           "article.txt\t87\t97\tact\tmei.notes.jsonl\tlin.notes.jsonl\tThey left.\t-\n",
           NULL, RUN("agree", "lin.notes.jsonl", "mei.notes.jsonl"));
    expect(folder, 0, "\t1.000\t", NULL,
           RUN("agree", "--article=article.txt", "lin.notes.jsonl", "lin.notes.jsonl"));
    e2e_write(folder, "empty", "");
    expect(folder, 1, NULL, "no sentence",
           RUN("agree", "--disagreements", "--format=json", "--article=article.txt", "empty",
               "empty"));
}

static void test_agree_usage(void **state)
{
    struct e2e_folder *folder = *state;
    e2e_write(folder, "lin.notes.jsonl", BOTH_CODED);
    expect(folder, 2, NULL, "coders", RUN("agree", "lin.notes.jsonl"));
    expect(folder, 2, NULL, "either files or folders", RUN("agree", "lin.notes.jsonl", "home"));
    expect(folder, 3, NULL, "missing.notes.jsonl",
           RUN("agree", "lin.notes.jsonl", "missing.notes.jsonl"));
}

static void make_folder(const struct e2e_folder *folder, const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder->path, name);
    assert_int_equal(mkdir(path, 0700), 0);
}

// Folders are paired by the names in them.
static void test_agree_folders(void **state)
{
    struct e2e_folder *folder = *state;
    make_folder(folder, "lin");
    make_folder(folder, "mei");
    e2e_write(folder, "lin/article.txt", ARTICLE);
    e2e_write(folder, "lin/article.txt.notes.jsonl",
              BOTH_CODED TAGGED("3", "act", "87", "97", "They left."));
    e2e_write(folder, "mei/article.txt.notes.jsonl", BOTH_CODED);
    e2e_write(folder, "mei/other.txt.notes.jsonl", BOTH_CODED);
    expect(folder, 1, "lin/article.txt\t87\t97\tact\tlin\tmei\tThey left.\t-\n",
           "lin/other.txt.notes.jsonl: not there", RUN("agree", "lin", "mei"));
}

// --- printed ---------------------------------------------------------------------------------

// Notes are footnotes of the text as it is printed: a number where the passage ends, in the line
// where it fits, else under it.
static void test_footnotes(void **state)
{
    struct e2e_folder *folder = *state;
    e2e_write(folder, "short.txt", "A title\n\nThey met in the old town of Lima.\n\nIt rained.\n");
    expect(folder, 0, "urn:uuid:", NULL,
           RUN("add", "--quote", "It rained.", "--note", "so they say", "short.txt"));
    expect(folder, 0, "urn:uuid:", NULL, RUN("add", "--quote", "Lima", "--tag", "place", "short.txt"));
    expect(folder, 0,
           "A title\n\nThey met in the old town of Lima. [1]\n\nIt rained. [2]\n\nNotes\n[1] ¶2 tag place "
           "“Lima”\n[2] ¶3 note “It rained.”: so they say\n",
           NULL, RUN("--no-gutter", "short.txt"));
    expect(folder, 0,
           "They met in the old town of Lima.\n                                 [1]\n", NULL,
           RUN("--no-gutter", "--width=36", "short.txt"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_merge, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_merge_driver, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_check, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_compact, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_retag, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_reanchor, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_adopt, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_agree, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_agree_usage, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_agree_folders, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_footnotes, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("commands on notes", tests, NULL, NULL);
}
