// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions with the bundled article, from the first key to what is there after a restart.

#include <config.h>

#include "harness.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define ARTICLE "vientiane.txt"
#define SIDECAR "vientiane.txt.notes.jsonl"
#define TITLE "China, Russia, Laos pledge"

// A sentence of the introduction that has a counterpart in C, with words added and lost.
#define SENTENCE "Also on July 25"
#define SENTENCE_ROW "Also on July 25, in the first such meeting of its kind"
#define COUNTERPART "on Thursday"

struct fixture {
    struct e2e_folder folder;
    struct e2e *e2e;
    char *article; // as it was put there
};

static int set_up(void **state)
{
    struct fixture *fixture = test_calloc(1, sizeof *fixture);
    const char *data = getenv("DATELINE_DATADIR");
    char path[1024];
    snprintf(path, sizeof path, "%s/article/vientiane-2024-07-25.txt", data ? data : "data");
    e2e_folder_init(&fixture->folder);
    e2e_copy(&fixture->folder, path, ARTICLE);
    e2e_write(&fixture->folder, "vientiane.txt.codebook.tsv",
              "letter\ttag\tcolour\tdescription\n"
              "f\tframing/evaluation\tyellow\tjudges what it tells\n"
              "s\tsource\tblue\twho says so\n");
    fixture->article = e2e_read(&fixture->folder, ARTICLE);
    *state = fixture;
    return 0;
}

// Whatever happened, the article is never written.
static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    e2e_free(fixture->e2e);
    char *article = e2e_read(&fixture->folder, ARTICLE);
    int changed = strcmp(article, fixture->article) != 0;
    free(article);
    free(fixture->article);
    e2e_folder_fini(&fixture->folder);
    test_free(fixture);
    if (changed)
        fprintf(stderr, "# the article was written\n");
    return changed;
}

static struct e2e *start_with(struct fixture *fixture, int rows, int columns,
                              const struct e2e_options *options)
{
    static const char *const arguments[] = {ARTICLE, NULL};
    e2e_free(fixture->e2e);
    fixture->e2e = e2e_start_with(&fixture->folder, rows, columns, options, arguments);
    e2e_wait_text(fixture->e2e, "China,");
    return fixture->e2e;
}

static struct e2e *start(struct fixture *fixture, int rows, int columns)
{
    return start_with(fixture, rows, columns, NULL);
}

static void expect_end(struct e2e *e2e, int status)
{
    int exit_status = e2e_wait_exit(e2e);
    if (exit_status != status)
        e2e_fail(e2e, "the exit status is %d, not %d", exit_status, status);
    if (!e2e_terminal_modes_restored(e2e))
        e2e_fail(e2e, "the terminal was not restored");
}

static void quit(struct e2e *e2e)
{
    e2e_keys(e2e, "q");
    expect_end(e2e, 0);
}

// Whether the focus bar stands before a row with the text.
static bool has_focus(struct e2e *e2e, const void *text)
{
    int rows = e2e_rows(e2e);
    for (int row = 0; row < rows; row++) {
        const char *shown = e2e_row_text(e2e, row);
        if (strncmp(shown, "▌", strlen("▌")) == 0 && strstr(shown, text))
            return true;
    }
    return false;
}

static bool lacks_focus(struct e2e *e2e, const void *text)
{
    return !has_focus(e2e, text);
}

static void wait_focus(struct e2e *e2e, const char *text)
{
    char what[256];
    snprintf(what, sizeof what, "the focus on “%s”", text);
    e2e_wait(e2e, has_focus, text, what);
}

// Brings the focus to the sentence by searching for words of the one before it, so that neither a
// hit nor a selection lies over it.
static void go_to_sentence(struct e2e *e2e)
{
    e2e_keys(e2e, "g/in playing a greater" E2E_ENTER);
    e2e_wait(e2e, has_focus, "Wang said China will", "the focus on the sentence before");
    e2e_keys(e2e, ")");
    wait_focus(e2e, SENTENCE);
}

// Where the sentence stands in the article.
static void find_sentence(struct e2e *e2e, int *row, int *column)
{
    if (!e2e_find(e2e, SENTENCE, row, column))
        e2e_fail(e2e, "“%s” is not on the screen", SENTENCE);
}

static bool sentence_is_highlighted(struct e2e *e2e, const void *argument)
{
    (void)argument;
    int row, column;
    if (!e2e_find(e2e, SENTENCE, &row, &column))
        return false;
    return e2e_cell_attributes(e2e, row, column).background != -1;
}

static bool sentence_is_plain(struct e2e *e2e, const void *argument)
{
    return !sentence_is_highlighted(e2e, argument);
}

static void test_first_screen(void **state)
{
    struct e2e *e2e = start(*state, 40, 120);
    static const char *const texts[] = {
        TITLE,
        "PEOPLE",
        "Wang Yi",
        "Sergey Lavrov",
        "ORGANISATIONS",
        "ASEAN",
        "JULY 2024 (inferred)",
        "25–27 Wang visits Laos",
        "ADDED",
        "LEFT OUT",
        "VOICE",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        e2e_wait_text(e2e, texts[i]);
    wait_focus(e2e, TITLE);
    quit(e2e);
}

static void test_paging(void **state)
{
    struct e2e *e2e = start(*state, 40, 120);
    wait_focus(e2e, TITLE);
    e2e_keys(e2e, " ");
    e2e_wait(e2e, lacks_focus, TITLE, "the focus to leave the title");
    wait_focus(e2e, "");
    e2e_keys(e2e, "b");
    wait_focus(e2e, "");
    e2e_keys(e2e, "G");
    e2e_wait_row(e2e, 0, "100%");
    e2e_keys(e2e, "g");
    wait_focus(e2e, TITLE);
    e2e_keys(e2e, E2E_PAGE_DOWN);
    e2e_wait(e2e, lacks_focus, TITLE, "the focus to leave the title");
    quit(e2e);
}

static void test_focus_and_peek(void **state)
{
    struct e2e *e2e = start(*state, 40, 120);
    go_to_sentence(e2e);
    e2e_wait_row(e2e, 0, "Introduction ¶ 13/25");
    e2e_wait_text(e2e, "C~+");
    e2e_wait_text(e2e, "VIENTIANE, July 26 (Xinhua)");
    e2e_wait_text(e2e, COUNTERPART);
    e2e_keys(e2e, ")");
    wait_focus(e2e, "Chinese Foreign Minister Wang Yi, Russian Foreign");
    e2e_keys(e2e, "(");
    wait_focus(e2e, SENTENCE);
    quit(e2e);
}

// Without colour, what was added and lost is marked by brackets.
static void test_peek_without_colour(void **state)
{
    static const char *const environment[] = {"NO_COLOR=1", NULL};
    struct e2e_options options = {.environment = environment};
    struct e2e *e2e = start_with(*state, 40, 120, &options);
    go_to_sentence(e2e);
    e2e_wait_text(e2e, "{+Also on July 25, in the first such meeting of its kind,+}");
    e2e_wait_text(e2e, "[-on Thursday-]");
    quit(e2e);
}

static void test_small_picture(void **state)
{
    struct e2e *e2e = start(*state, 24, 80);
    go_to_sentence(e2e);
    e2e_wait_text(
        e2e, "▌ C~+ Also on July 25, in the first such meeting of its kind, China, Russia and");
    e2e_wait_text(e2e, "── C 1/18 · VIENTIANE, July 26 (Xinhua) · edited, adds words ─");
    quit(e2e);
}

// + goes from one addition to the next and says, after the last, how many there were.
static void test_differences(void **state)
{
    struct e2e *e2e = start(*state, 40, 120);
    wait_focus(e2e, TITLE);
    e2e_keys(e2e, "+");
    e2e_wait(e2e, lacks_focus, TITLE, "the focus on the first addition");
    e2e_keys(e2e, "g");
    wait_focus(e2e, TITLE);
    e2e_keys(e2e, "-");
    e2e_wait(e2e, lacks_focus, TITLE, "the focus on the first loss");
    quit(e2e);
}

static void test_source_and_back(void **state)
{
    struct e2e *e2e = start(*state, 40, 120);
    go_to_sentence(e2e);
    int row;
    find_sentence(e2e, &row, NULL);
    e2e_keys(e2e, E2E_ENTER);
    wait_focus(e2e, "China, Russia and Laos on Thursday pledged");
    // On the same row of the screen.
    assert_true(strstr(e2e_row_text(e2e, row), "Laos on Thursday pledged"));
    e2e_keys(e2e, E2E_ENTER);
    wait_focus(e2e, SENTENCE);
    e2e_keys(e2e, E2E_ENTER);
    wait_focus(e2e, "China, Russia and Laos on Thursday pledged");
    e2e_keys(e2e, "<");
    wait_focus(e2e, SENTENCE);
    quit(e2e);
}

// The whole of it: highlight, tag, note, quit, start again, and all is there.
static void test_marks_survive(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *e2e = start(fixture, 40, 120);
    go_to_sentence(e2e);
    e2e_wait(e2e, sentence_is_plain, NULL, "a sentence without highlight");
    e2e_keys(e2e, "H");
    e2e_wait(e2e, sentence_is_highlighted, NULL, "the highlight");
    e2e_keys(e2e, "tf");
    e2e_wait_text(e2e, "framing/evaluation");
    e2e_keys(e2e, "a");
    e2e_keys(e2e, "whose claim is this?" E2E_ENTER);
    e2e_wait_file(e2e, SIDECAR, "whose claim is this?");
    e2e_wait_text(e2e, "whose claim is this?");
    quit(e2e);

    char *sidecar = e2e_read(&fixture->folder, SIDECAR);
    assert_non_null(strstr(sidecar, "framing/evaluation"));
    assert_non_null(strstr(sidecar, SENTENCE_ROW));
    assert_int_equal(sidecar[strlen(sidecar) - 1], '\n');
    free(sidecar);

    e2e = start(fixture, 40, 120);
    go_to_sentence(e2e);
    e2e_wait(e2e, sentence_is_highlighted, NULL, "the highlight of the earlier session");
    e2e_wait_text(e2e, "framing/evaluation");
    e2e_wait_text(e2e, "whose claim is this?");
    e2e_keys(e2e, "A");
    e2e_wait_text(e2e, "q back");
    e2e_keys(e2e, "q");
    e2e_wait_gone(e2e, "q back");
    wait_focus(e2e, SENTENCE);
    quit(e2e);
}

static void test_marks_in_command(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *e2e = start(fixture, 24, 80);
    go_to_sentence(e2e);
    e2e_keys(e2e, "acommanded" E2E_ENTER);
    e2e_wait_file(e2e, SIDECAR, "commanded");
    quit(e2e);
    static const char *const arguments[] = {"notes", "--format=tsv", ARTICLE, NULL};
    char *output;
    assert_int_equal(e2e_run(&fixture->folder, NULL, &output, NULL, arguments), 0);
    assert_non_null(strstr(output, "commanded"));
    assert_non_null(strstr(output, SENTENCE));
    free(output);
}

static void test_position_is_kept(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *e2e = start(fixture, 40, 120);
    go_to_sentence(e2e);
    quit(e2e);
    e2e = start(fixture, 40, 120);
    wait_focus(e2e, SENTENCE);
    quit(e2e);
}

static void test_delete_and_undo(void **state)
{
    struct e2e *e2e = start(*state, 40, 120);
    go_to_sentence(e2e);
    e2e_keys(e2e, "H");
    e2e_wait(e2e, sentence_is_highlighted, NULL, "the highlight");
    e2e_keys(e2e, "d");
    e2e_wait_file(e2e, SIDECAR, "Tombstone");
    e2e_wait(e2e, sentence_is_plain, NULL, "the highlight to go");
    e2e_keys(e2e, "u");
    e2e_wait(e2e, sentence_is_highlighted, NULL, "the highlight again");
    e2e_keys(e2e, "u");
    e2e_wait(e2e, sentence_is_plain, NULL, "the highlight undone");
    e2e_keys(e2e, E2E_CTRL('R'));
    e2e_wait(e2e, sentence_is_highlighted, NULL, "the highlight redone");
    quit(e2e);
}

// A highlight is what the selection holds; ^C and Esc end it, and nothing is marked.
static void test_selection(void **state)
{
    struct e2e *e2e = start(*state, 40, 120);
    go_to_sentence(e2e);
    int row, column;
    find_sentence(e2e, &row, &column);
    e2e_keys(e2e, "vwwH");
    e2e_wait(e2e, sentence_is_highlighted, NULL, "the highlight");
    // Words further on in the row have none.
    assert_int_equal(e2e_cell_attributes(e2e, row, column + 50).background, -1);
    quit(e2e);
}

// While a note is written keys are text; a paste is text too, and the newlines in it save nothing.
static void test_note_takes_text(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *e2e = start(fixture, 24, 80);
    go_to_sentence(e2e);
    e2e_keys(e2e, "aqqq ");
    e2e_wait_text(e2e, "qqq");
    e2e_paste(e2e, "pasted\rlines 中文 q");
    e2e_wait_text(e2e, "lines 中文 q");
    char *sidecar = e2e_read(&fixture->folder, SIDECAR);
    assert_null(strstr(sidecar, "pasted"));
    free(sidecar);
    e2e_keys(e2e, E2E_ENTER);
    e2e_wait_file(e2e, SIDECAR, "pasted\\nlines");
    quit(e2e);
}

// Outside a prompt a paste means nothing: above all, its letters are no commands.
static void test_paste_is_no_keys(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *e2e = start(fixture, 24, 80);
    go_to_sentence(e2e);
    e2e_paste(e2e, "HtfdZZ:q\rq");
    e2e_keys(e2e, ")");
    e2e_wait(e2e, lacks_focus, SENTENCE, "the next sentence");
    e2e_keys(e2e, "(");
    wait_focus(e2e, SENTENCE);
    char *sidecar = e2e_read(&fixture->folder, SIDECAR);
    assert_string_equal(sidecar, "");
    free(sidecar);
    quit(e2e);
}

// Esc leaves the small editor without saving and keeps a draft.
static void test_draft_after_escape(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *e2e = start(fixture, 24, 80);
    go_to_sentence(e2e);
    e2e_keys(e2e, "ahalf a thought");
    e2e_wait_text(e2e, "half a thought");
    e2e_keys(e2e, E2E_ESCAPE);
    e2e_wait_gone(e2e, "half a thought");
    e2e_keys(e2e, "a");
    e2e_wait_text(e2e, "half a thought");
    e2e_keys(e2e, " more" E2E_ENTER);
    e2e_wait_file(e2e, SIDECAR, "half a thought more");
    quit(e2e);
}

static void test_sigterm_while_writing(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *e2e = start(fixture, 24, 80);
    go_to_sentence(e2e);
    e2e_keys(e2e, "ahalf a thought");
    e2e_wait_text(e2e, "half a thought");
    e2e_signal(e2e, SIGTERM);
    expect_end(e2e, 128 + SIGTERM);
    e2e = start(fixture, 24, 80);
    go_to_sentence(e2e);
    e2e_keys(e2e, "a");
    e2e_wait_text(e2e, "half a thought");
    e2e_keys(e2e, E2E_ENTER);
    e2e_wait_file(e2e, SIDECAR, "half a thought");
    quit(e2e);
}

// What was acknowledged on the screen is on disk, whatever kills the program.
static void test_kill_after_note(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *e2e = start(fixture, 40, 120);
    go_to_sentence(e2e);
    e2e_keys(e2e, "H");
    e2e_wait(e2e, sentence_is_highlighted, NULL, "the highlight");
    e2e_keys(e2e, "aacknowledged" E2E_ENTER);
    e2e_wait_row(e2e, 39, "note");
    e2e_wait_file(e2e, SIDECAR, "acknowledged");
    e2e_signal(e2e, SIGKILL);
    assert_int_equal(e2e_wait_exit(e2e), 256 + SIGKILL);
    e2e = start(fixture, 40, 120);
    go_to_sentence(e2e);
    e2e_wait(e2e, sentence_is_highlighted, NULL, "the highlight of the killed session");
    e2e_wait_text(e2e, "acknowledged");
    quit(e2e);
}

// One key after the other, each killed as soon as its act shows.
static void test_kill_after_each_act(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *e2e = start(fixture, 40, 120);
    go_to_sentence(e2e);
    e2e_keys(e2e, "H");
    e2e_wait(e2e, sentence_is_highlighted, NULL, "the highlight");
    e2e_signal(e2e, SIGKILL);
    e2e_wait_exit(e2e);
    e2e = start(fixture, 40, 120);
    go_to_sentence(e2e);
    e2e_wait(e2e, sentence_is_highlighted, NULL, "the highlight of the killed session");
    e2e_keys(e2e, "tf");
    e2e_wait_text(e2e, "framing/evaluation");
    e2e_signal(e2e, SIGKILL);
    e2e_wait_exit(e2e);
    char *sidecar = e2e_read(&fixture->folder, SIDECAR);
    assert_non_null(strstr(sidecar, "framing/evaluation"));
    free(sidecar);
}

// A text of some size is on the screen first; what is in it comes into the panel by itself, and a
// key typed at once is not lost.
static void test_long_text(void **state)
{
    enum { TIMES = 12000 };
    static const char paragraph[] = "Foreign Minister Anna Brekke met Juhani Salo in Oslo.\n\n";
    struct fixture *fixture = *state;
    char *content = test_malloc(TIMES * (sizeof paragraph - 1) + 1);
    for (size_t i = 0; i < TIMES; i++)
        memcpy(content + i * (sizeof paragraph - 1), paragraph, sizeof paragraph);
    e2e_write(&fixture->folder, "long.txt", content);
    test_free(content);
    fixture->e2e = e2e_start(&fixture->folder, 40, 120, "long.txt", NULL);
    e2e_keys(fixture->e2e, ")");
    e2e_wait_text(fixture->e2e, "Text ¶ 2/12000");
    e2e_wait_text(fixture->e2e, "12000"); // mentions, in the panel
    e2e_wait_text(fixture->e2e, "PEOPLE");
    quit(fixture->e2e);
}

static void test_resize_keeps_focus(void **state)
{
    static const struct {
        int rows, columns;
    } sizes[] = {{24, 80}, {9, 39}, {5, 20}, {60, 200}, {12, 100}, {40, 120}};
    struct e2e *e2e = start(*state, 40, 120);
    go_to_sentence(e2e);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        e2e_resize(e2e, sizes[i].rows, sizes[i].columns);
        wait_focus(e2e, "Also on July");
    }
    quit(e2e);
}

// The narrowest screen: everything works, nothing breaks.
static void test_narrow_screen(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *e2e = start(fixture, 5, 20);
    wait_focus(e2e, "China");
    static const char keys[] = " b+-))((jkJKGgwwTqEqTqAqppPP\t\t";
    for (size_t i = 0; keys[i]; i++)
        e2e_keys(e2e, (const char[]){keys[i], '\0'});
    e2e_keys(e2e, E2E_ESCAPE);
    e2e_wait(e2e, has_focus, "", "the text again");
    e2e_keys(e2e, "g/" SENTENCE E2E_ENTER);
    wait_focus(e2e, "Also on July");
    e2e_keys(e2e, "H");
    e2e_wait_file(e2e, SIDECAR, "highlighting");
    quit(e2e);
}

// A screen of 80 columns has the panel over the text, on w, and views on their keys.
static void test_views_open_and_close(void **state)
{
    struct e2e *e2e = start(*state, 24, 80);
    wait_focus(e2e, TITLE);
    static const struct {
        const char *key, *text;
    } views[] = {{"w", "PEOPLE"}, {"E", "Saleumxay Kommasith"}, {"T", "Wang visits Laos"}};
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        e2e_keys(e2e, views[i].key);
        e2e_wait_text(e2e, views[i].text);
        e2e_keys(e2e, E2E_ESCAPE);
        wait_focus(e2e, TITLE);
    }
    e2e_keys(e2e, "h");
    e2e_wait_text(e2e, "Keys in the text");
    e2e_keys(e2e, "h");
    e2e_wait_text(e2e, "one line down");
    e2e_keys(e2e, "q");
    wait_focus(e2e, TITLE);
    quit(e2e);
}

// Reading again keeps the place, and what was typed meanwhile is not lost.
static void test_reload_keeps_keys(void **state)
{
    struct e2e *e2e = start(*state, 24, 80);
    go_to_sentence(e2e);
    e2e_keys(e2e, "R)");
    wait_focus(e2e, "Chinese Foreign Minister Wang Yi, Russian");
    quit(e2e);
}

// In a list with nothing in it every key says so, or nothing; none fails.
static void test_empty_list(void **state)
{
    struct e2e *e2e = start(*state, 24, 80);
    wait_focus(e2e, TITLE);
    e2e_keys(e2e, "A");
    e2e_wait_text(e2e, "q back");
    e2e_keys(e2e, "djknNG" E2E_ENTER);
    e2e_keys(e2e, E2E_ESCAPE);
    e2e_wait_gone(e2e, "q back");
    quit(e2e);
}

static void test_mouse(void **state)
{
    struct e2e *e2e = start(*state, 40, 120);
    wait_focus(e2e, TITLE);
    int row, column;
    e2e_wait_text(e2e, "In a round of engagements");
    e2e_find(e2e, "In a round of engagements", &row, &column);
    e2e_mouse(e2e, row, column + 3, false);
    e2e_mouse(e2e, row, column + 3, true);
    wait_focus(e2e, "In a round of engagements");
    quit(e2e);
}

// The note in the reader's own editor, which gets the terminal and gives it back.
static void test_own_editor(void **state)
{
    static const char *const environment[] = {"VISUAL=sh ./editor", NULL};
    struct fixture *fixture = *state;
    e2e_write(&fixture->folder, "editor",
              "echo editing; read answer </dev/tty; printf 'written elsewhere\\n' >\"$1\"\n");
    struct e2e_options options = {.environment = environment};
    struct e2e *e2e = start_with(fixture, 24, 80, &options);
    go_to_sentence(e2e);
    e2e_keys(e2e, "e");
    e2e_wait_text(e2e, "editing");
    if (!e2e_terminal_modes_restored(e2e))
        e2e_fail(e2e, "the editor did not get the terminal whole");
    e2e_keys(e2e, "\r");
    e2e_wait_file(e2e, SIDECAR, "written elsewhere");
    wait_focus(e2e, SENTENCE);
    quit(e2e);
}

static bool output_has(struct e2e *e2e, const void *text)
{
    return strstr(e2e_output(e2e, NULL), text);
}

static void test_copy(void **state)
{
    struct e2e *e2e = start(*state, 24, 80);
    wait_focus(e2e, TITLE);
    e2e_keys(e2e, "y");
    // The beginning of the title in base64.
    e2e_wait(e2e, output_has, "\033]52;c;Q2hpbmEsIFJ1c3NpYSwgTGFvcyBwbGVkZ2",
             "the title on the clipboard");
    quit(e2e);
}

// A damaged line of the sidecar is reported, stays where it is, and hurts nothing.
static void test_damaged_sidecar(void **state)
{
    struct fixture *fixture = *state;
    e2e_write(&fixture->folder, SIDECAR, "{\"this is\": no JSON\n");
    struct e2e *e2e = start(fixture, 40, 120);
    go_to_sentence(e2e);
    e2e_keys(e2e, "H");
    e2e_wait(e2e, sentence_is_highlighted, NULL, "the highlight");
    quit(e2e);
    char *sidecar = e2e_read(&fixture->folder, SIDECAR);
    assert_non_null(strstr(sidecar, "{\"this is\": no JSON\n"));
    assert_non_null(strstr(sidecar, "highlighting"));
    free(sidecar);
}

// Without an argument: a practice copy of the bundled article, said in one line.
static void test_first_start(void **state)
{
    struct fixture *fixture = *state;
    fixture->e2e = e2e_start(&fixture->folder, 40, 120, NULL);
    e2e_wait_text(fixture->e2e, TITLE);
    e2e_wait_text(fixture->e2e, "practice");
    quit(fixture->e2e);
}

// Whether the terminal's cursor is shown on a row that begins with the words.
static bool cursor_is_at(struct e2e *e2e, const void *words)
{
    int row, column;
    if (!e2e_cursor(e2e, &row, &column))
        return false;
    const char *text = e2e_row_text(e2e, row);
    return strncmp(text + strspn(text, " "), words, strlen(words)) == 0;
}

static void write_config(struct fixture *fixture, const char *content)
{
    char path[512];
    snprintf(path, sizeof path, "%s/home/config", fixture->folder.path);
    assert_true(mkdir(path, 0700) == 0 || errno == EEXIST);
    snprintf(path, sizeof path, "%s/home/config/dateline", fixture->folder.path);
    assert_true(mkdir(path, 0700) == 0 || errno == EEXIST);
    e2e_write(&fixture->folder, "home/config/dateline/config", content);
}

// For screen readers: by option and by configuration.
static void test_plain(void **state)
{
    static const char *const arguments[][3] = {{"--plain", ARTICLE, NULL}, {ARTICLE, NULL}};
    struct fixture *fixture = *state;
    for (size_t i = 0; i < 2; i++) {
        if (i == 1)
            write_config(fixture, "plain = yes\n");
        e2e_free(fixture->e2e);
        struct e2e *e2e = fixture->e2e =
            e2e_start_with(&fixture->folder, 24, 80, NULL, arguments[i]);
        e2e_wait(e2e, cursor_is_at, "China,", "the cursor on the title");
        e2e_keys(e2e, "g/in playing a greater" E2E_ENTER);
        e2e_wait(e2e, cursor_is_at, "Wang said China will", "the cursor on the sentence before");
        e2e_keys(e2e, ")");
        e2e_wait(e2e, cursor_is_at, SENTENCE, "the cursor on the sentence");
        e2e_wait_text(e2e, "from C, words added");
        assert_false(e2e_find(e2e, "─", NULL, NULL));
        e2e_keys(e2e, "g");
        e2e_wait(e2e, cursor_is_at, "China,", "the cursor on the title");
        quit(e2e);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_first_screen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_paging, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_focus_and_peek, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_peek_without_colour, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_small_picture, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_differences, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_source_and_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_marks_survive, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_marks_in_command, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_position_is_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_delete_and_undo, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_selection, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_note_takes_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_paste_is_no_keys, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_draft_after_escape, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_sigterm_while_writing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_kill_after_note, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_kill_after_each_act, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_long_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_resize_keeps_focus, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_narrow_screen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_views_open_and_close, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_reload_keeps_keys, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_empty_list, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_mouse, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_own_editor, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_plain, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_copy, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_damaged_sidecar, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_first_start, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("session", tests, NULL, NULL);
}
