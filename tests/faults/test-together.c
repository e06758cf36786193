// SPDX-License-Identifier: GPL-3.0-or-later
// Together: the reader while its files change under it. Another reader writes to the same sidecar;
// the sidecar is replaced, moved away, its folder removed; the program is killed while a note is
// being typed, and runs out of memory.

#include <config.h>

#include "stage.h"

#include "base/files.h"
#include "base/memory.h"
#include "e2e/internal.h"
#include "skip.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { ROWS = 24, COLUMNS = 80, LAST_ROW = ROWS - 1, MUCH = 64 << 20, PASTED = 1 << 20 };

struct fixture {
    struct stage stage;
    struct e2e *readers[2];
};

static int set_up(void **state)
{
    struct fixture *fixture = memory_allocate_zeroed(1, sizeof *fixture);
    stage_init(&fixture->stage);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    // The later session holds ends of the earlier one's pipes.
    e2e_free(fixture->readers[1]);
    e2e_free(fixture->readers[0]);
    stage_fini(&fixture->stage);
    free(fixture);
    return 0;
}

static struct e2e *start(struct fixture *fixture, int number, const char *article)
{
    e2e_free(fixture->readers[number]);
    fixture->readers[number] =
        e2e_start(&fixture->stage.folder, ROWS, COLUMNS, article, (char *)NULL);
    e2e_wait_text(fixture->readers[number], "Ministers meet");
    return fixture->readers[number];
}

static void save_note(struct e2e *e2e, const char *words)
{
    e2e_keys(e2e, ")a");
    e2e_keys(e2e, words);
    e2e_wait_text(e2e, words);
    e2e_keys(e2e, E2E_ENTER);
    e2e_wait_row(e2e, LAST_ROW, "is saved");
}

// Runs a command on the article of the stage; what it prints, yours.
static char *run(const struct fixture *fixture, const char *const *arguments, int status)
{
    char *output = NULL;
    assert_int_equal(e2e_run(&fixture->stage.folder, NULL, &output, NULL, arguments), status);
    return output;
}

static size_t count_words(const char *string, const char *words)
{
    size_t count = 0;
    for (const char *at = string; (at = strstr(at, words)); at++)
        count++;
    return count;
}

static void test_two_readers(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *one = start(fixture, 0, STAGE_ARTICLE), *two = start(fixture, 1, STAGE_ARTICLE);
    save_note(one, "the first says this");
    e2e_wait_row(two, LAST_ROW, "1 note");
    // While the second types, a note of the first comes; what is typed stays as it is.
    e2e_keys(two, ")a");
    e2e_keys(two, "half of a");
    e2e_wait_text(two, "half of a");
    save_note(one, "and then that");
    e2e_wait_row(one, LAST_ROW, "is saved");
    e2e_keys(two, " sentence");
    e2e_wait_text(two, "half of a sentence");
    e2e_keys(two, E2E_ENTER);
    e2e_wait_row(two, LAST_ROW, "is saved");
    for (int i = 0; i < 2; i++) {
        e2e_keys(fixture->readers[i], ")");
        e2e_wait_row(fixture->readers[i], LAST_ROW, "3 notes");
    }
}

// As git or an editor does it: another file under the same name.
static void test_replaced_sidecar(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *e2e = start(fixture, 0, STAGE_ARTICLE);
    save_note(e2e, "this stays");
    char *content = e2e_read(&fixture->stage.folder, STAGE_SIDECAR);
    save_note(e2e, "this is put back");
    e2e_keys(e2e, ")");
    e2e_wait_row(e2e, LAST_ROW, "2 notes");
    e2e_write(&fixture->stage.folder, STAGE_SIDECAR, content);
    e2e_wait_row(e2e, LAST_ROW, "1 note");
    save_note(e2e, "and this is new");
    char *now = e2e_read(&fixture->stage.folder, STAGE_SIDECAR);
    assert_memory_equal(now, content, strlen(content));
    assert_non_null(strstr(now, "and this is new"));
    free(now);
    free(content);
}

static void test_moved_sidecar(void **state)
{
    struct fixture *fixture = *state;
    struct e2e *e2e = start(fixture, 0, STAGE_ARTICLE);
    save_note(e2e, "gone with the file");
    char *path = path_join(fixture->stage.folder.path, STAGE_SIDECAR);
    char *away = path_join(fixture->stage.folder.path, "away");
    assert_int_equal(rename(path, away), 0);
    e2e_wait_gone(e2e, "1 note ");
    save_note(e2e, "into a new file");
    e2e_wait_file(e2e, STAGE_SIDECAR, "into a new file");
    char *old = e2e_read(&fixture->stage.folder, "away");
    assert_null(strstr(old, "into a new file"));
    free(old);
    free(path);
    free(away);
}

// The folder of the article is removed: the note is kept elsewhere, once, and can be brought home
// when there is one again.
static void test_removed_folder(void **state)
{
    static const char *const adopt[] = {"adopt", "sub/" STAGE_ARTICLE, NULL};
    static const char *const notes[] = {"notes", "sub/" STAGE_ARTICLE, NULL};
    struct fixture *fixture = *state;
    char *article = e2e_read(&fixture->stage.folder, STAGE_ARTICLE);
    char *folder = path_join(fixture->stage.folder.path, "sub");
    char *file = path_join(folder, STAGE_ARTICLE);
    assert_true(file_make_directories(folder, NULL));
    e2e_write(&fixture->stage.folder, "sub/" STAGE_ARTICLE, article);
    struct e2e *e2e = start(fixture, 0, "sub/" STAGE_ARTICLE);
    assert_int_equal(unlink(file), 0);
    assert_int_equal(rmdir(folder), 0);
    e2e_keys(e2e, ")ahomeless");
    e2e_wait_text(e2e, "homeless");
    e2e_keys(e2e, E2E_ENTER);
    e2e_wait_text(e2e, "kept in ~/state/dateline/notes/");
    e2e_keys(e2e, E2E_ENTER); // no longer to the editor
    e2e_keys(e2e, ")");
    e2e_wait_row(e2e, LAST_ROW, "1 note");
    e2e_keys(e2e, "ZZ");
    assert_int_equal(e2e_wait_exit(e2e), 0);

    assert_true(file_make_directories(folder, NULL));
    e2e_write(&fixture->stage.folder, "sub/" STAGE_ARTICLE, article);
    free(run(fixture, adopt, 0));
    char *sidecar = e2e_read(&fixture->stage.folder, "sub/" STAGE_SIDECAR);
    assert_non_null(strstr(sidecar, "homeless"));
    char *listed = run(fixture, notes, 0);
    assert_int_equal(count_words(listed, "homeless"), 1);
    free(listed);
    free(sidecar);
    free(article);
    free(folder);
    free(file);
}

// The program tells nobody when it keeps a draft: its folder is looked at again and again.
static void wait_draft(const struct fixture *fixture, struct e2e *e2e, size_t note)
{
    struct timespec start, now;
    clock_gettime(CLOCK_MONOTONIC, &start);
    do {
        if (stage_has_draft(&fixture->stage, note))
            return;
        clock_gettime(CLOCK_MONOTONIC, &now);
    } while (!e2e_has_ended(e2e) && (now.tv_sec - start.tv_sec) * 1000 < E2E_DEADLINE);
    e2e_fail(e2e, "waited in vain for a draft");
}

static void test_killed_while_typing(void **state)
{
    struct fixture *fixture = *state;
    char words[32];
    size_t from, to;
    stage_note(7, words, &from, &to);
    struct e2e *e2e = start(fixture, 0, STAGE_ARTICLE);
    e2e_keys(e2e, "))a");
    e2e_keys(e2e, words);
    e2e_wait_text(e2e, words);
    wait_draft(fixture, e2e, 7);
    e2e_signal(e2e, SIGKILL);
    assert_int_equal(e2e_wait_exit(e2e), 256 + SIGKILL);
    e2e = start(fixture, 0, STAGE_ARTICLE);
    e2e_wait_row(e2e, LAST_ROW, "is kept");
    e2e_keys(e2e, "a");
    e2e_wait_text(e2e, words);
    e2e_keys(e2e, E2E_ENTER);
    e2e_wait_file(e2e, STAGE_SIDECAR, words);
}

// What is said for want of memory stands on the screen that the shell comes back to.
static void test_no_memory(void **state)
{
#ifdef E2E_SANITIZED
    SKIP_TEST("the sanitizers need more memory than they would be given");
#endif
    struct fixture *fixture = *state;
    struct e2e *e2e = start(fixture, 0, STAGE_ARTICLE);
    struct rlimit none = {0, 0};
    if (prlimit(e2e->program, RLIMIT_AS, &none, NULL) != 0)
        SKIP_TEST("the memory of another program cannot be limited here");
    // One paste after another into a note: more than there can be of memory set free before. Of an
    // ended program nobody takes it.
    e2e_keys(e2e, "a");
    fcntl(e2e->terminal, F_SETFL, O_NONBLOCK);
    static char much[PASTED];
    memset(much, 'm', sizeof much);
    memcpy(much, "\033[200~", 6);
    memcpy(much + sizeof much - 6, "\033[201~", 6);
    for (size_t at = 0; at < MUCH && !e2e_has_ended(e2e);) {
        ssize_t written = write(e2e->terminal, much + at % sizeof much,
                                sizeof much - at % sizeof much);
        at += written > 0 ? (size_t)written : 0;
    }
    assert_int_equal(e2e_wait_exit(e2e), 4);
    assert_true(e2e_terminal_modes_restored(e2e));
    size_t length;
    const char *output = e2e_output(e2e, &length);
    const char *message = memmem(output, length, "memory exhausted", 16);
    const char *leaving = memmem(output, length, "\033[?1049l", 8);
    assert_non_null(message);
    assert_non_null(leaving);
    assert_true(leaving < message);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_two_readers),    TEST(test_replaced_sidecar),    TEST(test_moved_sidecar),
        TEST(test_removed_folder), TEST(test_killed_while_typing), TEST(test_no_memory),
    };
    return cmocka_run_group_tests_name("together", tests, NULL, NULL);
}
