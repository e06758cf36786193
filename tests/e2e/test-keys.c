// SPDX-License-Identifier: GPL-3.0-or-later
// Keys: every command of the table by each of its default keys, in the real program. A command
// without a row here fails the test, so that none goes untried; the names of the tests that pass
// are the table of keys and what they did.

#include <config.h>

#include "harness.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ARTICLE "vientiane.txt"
#define OTHER "other.txt"
#define TITLE "China, Russia, Laos pledge"
#define AT "17)" // from the title to SENTENCE
#define SENTENCE "▌Also on July 25"
#define NOTE AT "aWho says so?\r" // a note on it

enum { KEYS_MOST = 6 };

struct command_row {
    const char *name, *keys;
};

enum command_index {
#define COMMAND(identifier, name, keys, where, group, help) INDEX_##identifier,
#include "view/commands.def"
#undef COMMAND
    INDEX_COUNT,
};

static const struct command_row commands[] = {
#define COMMAND(identifier, name, keys, where, group, help) {name, keys},
#include "view/commands.def"
#undef COMMAND
};

// What to type before the key and what then stands on the screen, what to type after it, and what
// the key did. "▌WORDS": the focus is on a row with them; "!WORDS": they have gone; "$": the
// program has ended, "^Z": it is stopped; else they stand on the screen.
struct scene {
    const char *before, *ready, *after, *done;
    int rows, columns; // 0: 24×80
};

static const struct scene scenes[INDEX_COUNT] = {
    [INDEX_line_down] = {"E", "PEOPLE", "\r", "Introduction ¶ 13/25"},
    [INDEX_line_up] = {"Ejj", "PEOPLE", "\r", "Introduction ¶ 13/25"},
    [INDEX_page_down] = {"", "Title ¶ 1/1", "", "!Title"},
    [INDEX_page_up] = {"G", "100%", "", "!100%"},
    [INDEX_half_down] = {"", "Title ¶ 1/1", "", "!Title"},
    [INDEX_half_up] = {"G", "100%", "", "Original D"},
    [INDEX_first] = {"G", "100%", "", "Title ¶ 1/1"},
    [INDEX_last] = {"", "Title ¶ 1/1", "", "100%"},
    [INDEX_percent] = {"50", "50", "", "Original"},
    [INDEX_next_paragraph] = {"", "Title ¶ 1/1", "", "Introduction ¶ 1/25"},
    [INDEX_previous_paragraph] = {AT, SENTENCE, "", "Introduction ¶ 12/25"},
    [INDEX_next_sentence] = {"16)", "▌Wang said China will", "", SENTENCE},
    [INDEX_previous_sentence] = {"18)", "▌Chinese Foreign", "", SENTENCE},
    [INDEX_next_section] = {"", "Title ¶ 1/1", "", "Introduction ¶ 1/25"},
    [INDEX_previous_section] = {AT, SENTENCE, "", "Introduction ¶ 1/25"},
    [INDEX_next_addition] = {AT, SENTENCE, "tf", "framing/evaluation"},
    [INDEX_next_loss] = {AT, SENTENCE, "", "!▌     interests"},
    [INDEX_search_forward] = {"", TITLE, "hamas\r", "hit 1 of"},
    [INDEX_search_backward] = {"", TITLE, "lavrov\r", "hit 12 of 12"},
    [INDEX_search_next] = {"/lavrov\r", "hit 1 of 12", "", "hit 2 of 12"},
    [INDEX_search_previous] = {"/lavrov\r", "hit 1 of 12", "", "hit 12 of 12"},
    [INDEX_search_word] = {"", TITLE, "", "hit 2 of"},
    [INDEX_only_matching] = {"", TITLE, "hamas\r", "&hamas: 1 paragraph"},
    [INDEX_source] = {AT, SENTENCE, "", "Original C ¶ 2"},
    [INDEX_other_source] = {"8)\r", "Original B", "", "Original A"},
    [INDEX_other_source_back] = {"8)o", "1 of 2", "", "2 of 2"},
    [INDEX_back] = {AT "\r", "Original C", "", SENTENCE},
    [INDEX_forward] = {AT "\r<", SENTENCE, "", "Original C"},
    [INDEX_jump_to] = {"", TITLE, "C", "Original C"},
    [INDEX_set_mark] = {AT, SENTENCE, "xg", "Title ¶ 1/1"},
    [INDEX_next_note] = {NOTE "g", "Title ¶ 1/1", "", SENTENCE},
    [INDEX_previous_note] = {NOTE "G", "100%", "", SENTENCE},
    [INDEX_cycle_note] = {NOTE "H", "u takes it back", "", "1 of 2 here: "},
    [INDEX_highlight] = {AT, SENTENCE, "", "u takes it back"},
    [INDEX_colour] = {AT "H", "u takes it back", "b", "another colour"},
    [INDEX_tag] = {AT, SENTENCE, "f", "framing/evaluation"},
    [INDEX_tagging] = {AT, SENTENCE, "s", "tagged source"},
    [INDEX_note] = {AT, SENTENCE, "To whom?\r", "the note is saved"},
    [INDEX_edit_note] = {AT, SENTENCE, "A", "written elsewhere"},
    [INDEX_delete_note] = {NOTE, "the note is saved", "", "deleted: note"},
    [INDEX_repeat] = {AT "tf)", "1 note", "(", "2 notes"},
    [INDEX_copy] = {AT, SENTENCE, "", "copied"},
    [INDEX_cite] = {AT, SENTENCE, "", "copied"},
    [INDEX_rebound] = {NOTE "vww", "1 note", "", "bounds"},
    [INDEX_link] = {AT, SENTENCE, "GL", "linked"},
    [INDEX_boundary] = {AT, SENTENCE, "o", "Original A ¶ 1/"},
    [INDEX_list_kind] = {"E/fatah\r", "Fatah", "l", "of the kind place"},
    [INDEX_list_reject] = {AT "C", "12 carried", "", "11 carried"},
    [INDEX_list_split] = {"/kommasith\r", "hit 1 of", "\r", "this mention is of"},
    [INDEX_undo] = {AT "H", "u takes it back", "", "taken back"},
    [INDEX_redo] = {AT "Hu", "taken back", "", "done again"},
    [INDEX_select] = {AT, SENTENCE, "wHA", "yellow    Also on"},
    [INDEX_select_sentences] = {AT, SENTENCE, "jHA", "yellow    Also on July 25, in the first such"},
    [INDEX_select_word_forward] = {AT "v", SENTENCE, "HA", "yellow    Also on"},
    [INDEX_select_word_back] = {AT "vww", SENTENCE, "HA", "yellow    Also on"},
    [INDEX_select_word_end] = {AT "v", SENTENCE, "HA", "yellow    Also on"},
    [INDEX_select_find] = {AT "v", SENTENCE, ",HA", "yellow    Also on July 25,"},
    [INDEX_select_sentence_end] = {AT "v", SENTENCE, "HA",
                                   "yellow    Also on July 25, in the first such"},
    [INDEX_select_line_down] = {AT "v", SENTENCE, "HA",
                                "yellow    Also on July 25, in the first such"},
    [INDEX_select_line_up] = {AT "vj", SENTENCE, "HA", "yellow    Also"},
    [INDEX_select_swap] = {AT "vww", SENTENCE, "wHA", "yellow    on July"},
    [INDEX_view_brief] = {"", TITLE, "", "Who met whom"},
    [INDEX_view_entities] = {"", TITLE, "", "PEOPLE"},
    [INDEX_view_timeline] = {"", TITLE, "", "Wang visits Laos"},
    [INDEX_view_index] = {"", TITLE, "", "Separator"},
    [INDEX_view_compare] = {AT, SENTENCE, "", "12 carried"},
    [INDEX_view_differences] = {"", TITLE, "", "WORDS ADDED"},
    [INDEX_view_notes] = {NOTE, "C 1/18", "", "Who says so?"},
    [INDEX_view_versions] = {NOTE, "the note is saved", "", "IT SAYS"},
    [INDEX_view_agree] = {"", TITLE, "", "agree --open A B"},
    [INDEX_view_help] = {"", TITLE, "", "Keys in the text"},
    [INDEX_toggle_gutter] = {AT, "C~+", "", "!C~+"},
    [INDEX_toggle_peek] = {AT, "C 1/18", "", "added: "},
    [INDEX_toggle_panel] = {"", "PEOPLE", "", "!PEOPLE", 40, 120},
    [INDEX_next_pane] = {"", "PEOPLE", "", "go there", 40, 120},
    [INDEX_previous_pane] = {"", "PEOPLE", "", "go there", 40, 120},
    [INDEX_list_open] = {"E/sonexay\r", "Sonexay", "", "Original A"},
    [INDEX_list_next_mention] = {"E/lavrov\r", "Lavrov", "n", "Introduction", 40, 120},
    [INDEX_list_previous_mention] = {"E/lavrov\r", "Lavrov", "", "Original D", 40, 120},
    [INDEX_list_filter] = {"E", "Wang Yi", "sonexay", "!Wang Yi"},
    [INDEX_list_refuse] = {NOTE "A", "Who says so?", "", "suggested for a note without one"},
    [INDEX_adopt_first] = {"A", "no notes yet", "", "agree --open A B"},
    [INDEX_adopt_second] = {"A", "no notes yet", "", "agree --open A B"},
    [INDEX_adopt_both] = {"A", "no notes yet", "", "agree --open A B"},
    [INDEX_list_delete] = {NOTE "A", "Who says so?", "", "!Who says so?"},
    [INDEX_list_sort] = {"E", "PEOPLE", "", "sorted by name"},
    [INDEX_list_confirm] = {"E/lavrov\r", "Lavrov", "", "is confirmed"},
    [INDEX_list_merge] = {"E/lavrov\r", "Lavrov", "", "press M again"},
    [INDEX_compare_next] = {AT "C", "12 carried", "", "!12 carried"},
    [INDEX_compare_previous] = {AT "C", "12 carried", "", "!12 carried"},
    [INDEX_compare_addition] = {AT "C", "12 carried", "", "!▌Also on July 25"},
    [INDEX_compare_loss] = {"7)C", " carried", "", "!▌Wang responded"},
    [INDEX_command_line] = {"", TITLE, "timeline\r", "Wang visits Laos"},
    [INDEX_reload] = {AT, SENTENCE, "", SENTENCE},
    [INDEX_next_file] = {":", ":", "n\r", "Another file"},
    [INDEX_previous_file] = {":n\r", "Another file", ":p\r", TITLE},
    [INDEX_redraw] = {AT, SENTENCE, "", SENTENCE},
    [INDEX_suspend] = {"", TITLE, "", "^Z"},
    [INDEX_leave] = {"", TITLE, "", "$"},
    [INDEX_quit_at_once] = {"", TITLE, "Z", "$"},
    [INDEX_escape] = {"E", "PEOPLE", "", "!PEOPLE"},
};

// --- what is typed -------------------------------------------------------------------------------

static const struct {
    const char *name, *bytes;
} named_keys[] = {
    {"Space", " "},
    {"Enter", "\r"},
    {"Esc", E2E_ESCAPE},
    {"Tab", "\t"},
    {"BackTab", "\033[Z"},
    {"Up", E2E_UP},
    {"Down", E2E_DOWN},
    {"Left", E2E_LEFT},
    {"Right", E2E_RIGHT},
    {"Home", "\033OH"},
    {"End", "\033OF"},
    {"PageUp", E2E_PAGE_UP},
    {"PageDown", E2E_PAGE_DOWN},
    {"F1", "\033OP"},
};

static void type_key(struct e2e *e2e, const char *name)
{
    for (size_t i = 0; i < sizeof named_keys / sizeof *named_keys; i++) {
        if (strcmp(named_keys[i].name, name) == 0) {
            e2e_keys(e2e, named_keys[i].bytes);
            return;
        }
    }
    if (name[0] == '^' && name[1])
        e2e_keys(e2e, E2E_CTRL(name[1]));
    else
        e2e_keys(e2e, name);
}

// --- what is seen --------------------------------------------------------------------------------

static bool has_focus(struct e2e *e2e, const void *words)
{
    for (int row = 0; row < e2e_rows(e2e); row++) {
        const char *shown = e2e_row_text(e2e, row);
        if (strncmp(shown, "▌", strlen("▌")) == 0 && strstr(shown, words))
            return true;
    }
    return false;
}

// Whether it is there already: then the key would prove nothing by it.
static bool is_there(struct e2e *e2e, const char *what)
{
    if (strncmp(what, "▌", strlen("▌")) == 0)
        return has_focus(e2e, what + strlen("▌"));
    if (*what == '!')
        return !e2e_find(e2e, what + 1, NULL, NULL);
    return e2e_find(e2e, what, NULL, NULL);
}

struct output_length {
    size_t before;
};

static bool has_put_out(struct e2e *e2e, const void *before)
{
    size_t length;
    e2e_output(e2e, &length);
    return length > ((const struct output_length *)before)->before;
}

static void wait_for(struct e2e *e2e, const char *what)
{
    if (strncmp(what, "▌", strlen("▌")) == 0)
        e2e_wait(e2e, has_focus, what + strlen("▌"), what);
    else if (*what == '!')
        e2e_wait_gone(e2e, what + 1);
    else if (strcmp(what, "$") == 0)
        assert_int_equal(e2e_wait_exit(e2e), 0);
    else if (strcmp(what, "^Z") == 0)
        e2e_wait_stop(e2e);
    else
        e2e_wait_text(e2e, what);
}

// --- the tests -----------------------------------------------------------------------------------

struct trial {
    char name[64]; // of the test: key (command)
    char key[16];  // "": none, the command line does it
    enum command_index command;
};

static void test_key(void **state)
{
    static const char *const arguments[] = {ARTICLE, OTHER, NULL};
    static const char *const environment[] = {"VISUAL=sh editor.sh", NULL};
    static const struct e2e_options options = {.environment = environment};
    const struct trial *trial = *state;
    const struct scene *scene = &scenes[trial->command];
    if (!scene->done)
        fail_msg("no scene for the command %s", commands[trial->command].name);
    struct e2e_folder folder;
    char path[1024];
    const char *data = getenv("DATELINE_DATADIR");
    snprintf(path, sizeof path, "%s/article/vientiane-2024-07-25.txt", data ? data : "data");
    e2e_folder_init(&folder);
    e2e_copy(&folder, path, ARTICLE);
    e2e_write(&folder, OTHER, "Another file\n\nWith one sentence.\n");
    e2e_write(&folder, "editor.sh", "echo 'written elsewhere' >\"$1\"\n");
    e2e_write(&folder, ARTICLE ".codebook.tsv",
              "letter\ttag\tcolour\tdescription\n"
              "f\tframing/evaluation\tyellow\tjudges what it tells\n"
              "s\tsource\tblue\twho says so\n");
    struct e2e *e2e = e2e_start_with(&folder, scene->rows ? scene->rows : 24,
                                     scene->columns ? scene->columns : 80, &options, arguments);
    e2e_wait_text(e2e, TITLE);
    e2e_keys(e2e, scene->before);
    wait_for(e2e, scene->ready);
    bool stays = strcmp(scene->ready, scene->done) == 0; // the key draws the same again
    if (!stays && is_there(e2e, scene->done))
        e2e_fail(e2e, "“%s” is there before the key", scene->done);
    struct output_length length;
    e2e_output(e2e, &length.before);
    type_key(e2e, trial->key);
    e2e_keys(e2e, scene->after);
    if (stays)
        e2e_wait(e2e, has_put_out, &length, "output");
    wait_for(e2e, scene->done);
    e2e_free(e2e);
    e2e_folder_fini(&folder);
}

static void add_trial(struct trial *trial, enum command_index command, const char *key,
                      size_t length)
{
    trial->command = command;
    snprintf(trial->key, sizeof trial->key, "%.*s", (int)length, key);
    snprintf(trial->name, sizeof trial->name, "%s (%s)", length ? trial->key : ":",
             commands[command].name);
}

int main(void)
{
    size_t count = 0, most = (size_t)INDEX_COUNT * KEYS_MOST;
    struct trial *trials = memory_allocate(most * sizeof *trials);
    struct CMUnitTest *tests = memory_allocate_zeroed(most, sizeof *tests);
    for (int command = 0; command < INDEX_COUNT; command++) {
        const char *keys = commands[command].keys;
        do {
            size_t length = strcspn(keys, " ");
            add_trial(&trials[count], (enum command_index)command, keys, length);
            tests[count] = (struct CMUnitTest){
                .name = trials[count].name, .test_func = test_key, .initial_state = &trials[count]};
            count++;
            keys += length + (keys[length] == ' ');
        } while (*keys && count < most);
    }
    int failed = _cmocka_run_group_tests("keys", tests, count, NULL, NULL);
    free(trials);
    free(tests);
    return failed;
}
