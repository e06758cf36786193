// SPDX-License-Identifier: GPL-3.0-or-later
// Writers: four programs that add and change notes in one sidecar while a fifth compacts it again
// and again. Nothing that was called saved is missing afterwards. Two controls, in which the writers
// are lied to by the calls that protect them (the lock always granted; the file under the path
// always the one that is open), have to lose some, else this would prove nothing.

#include <config.h>

#include "stage.h"

#include "base/files.h"
#include "base/memory.h"
#include "notes/notebook.h"
#include "notes/tidy.h"
#include "text/text.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WRITERS = 4, NOTES_MOST = 400, CONTROL_SECONDS = 20 };

// --- the calls that protect ----------------------------------------------------------------

static bool lock_is_no_lock, path_is_never_another;

// These stand before the C library's.
int fcntl(int descriptor, int command, ...)
{
    va_list list;
    va_start(list, command);
    void *argument = va_arg(list, void *);
    va_end(list);
    static int (*real)(int, int, ...);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "fcntl");
    if (lock_is_no_lock && command == F_OFD_SETLK)
        return 0;
    return real(descriptor, command, argument);
}

static struct stat opened; // the last file that was looked at by its descriptor

int fstat(int descriptor, struct stat *status)
{
    static int (*real)(int, struct stat *);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "fstat");
    int result = real(descriptor, status);
    opened = *status;
    return result;
}

int lstat(const char *restrict path, struct stat *restrict status)
{
    static int (*real)(const char *restrict, struct stat *restrict);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "lstat");
    int result = real(path, status);
    if (result == 0 && path_is_never_another) {
        status->st_dev = opened.st_dev;
        status->st_ino = opened.st_ino;
    }
    return result;
}

// --- those at work -------------------------------------------------------------------------

// What a writer has been told is saved; shared with the parent.
struct ledger {
    char ids[NOTES_MOST][64];
    int bodies[NOTES_MOST]; // the number in the body last called saved
    size_t count;
};

struct work {
    struct stage stage;
    struct ledger *ledgers; // WRITERS of them
    size_t notes;           // each writer is to add
};

static struct notebook *open_notes(const struct work *work, struct text **text)
{
    char *path = path_join(work->stage.folder.path, STAGE_ARTICLE);
    *text = text_open(path, NULL, NULL);
    free(path);
    struct notebook_options options = {
        .text = *text, .environment = &work->stage.environment, .patient = true};
    return *text ? notebook_open(&options, NULL) : NULL;
}

static bool change(struct notebook *notebook, const char *id, int number)
{
    char body[16];
    const struct note *note = notebook_find(notebook, id);
    if (!note)
        return false;
    struct note_content content = note_content_of(note);
    snprintf(body, sizeof body, "%d", number);
    content.body = body;
    return notebook_change(notebook, id, &content, NULL);
}

// Adds notes, and changes each of its own again some notes later.
static void write_notes(const struct work *work, struct ledger *ledger)
{
    enum { BEFORE = 3 };
    struct text *text;
    struct notebook *notebook = open_notes(work, &text);
    for (size_t i = 0; notebook && i < work->notes; i++) {
        struct note_content content = {.kind = NOTE_NOTE, .body = "0", .span = {40, 60}};
        if (notebook_add(notebook, &content, ledger->ids[ledger->count], NULL))
            ledger->count++;
        if (ledger->count > BEFORE) {
            size_t older = ledger->count - 1 - BEFORE;
            if (change(notebook, ledger->ids[older], (int)i))
                ledger->bodies[older] = (int)i;
        }
    }
    notebook_free(notebook);
    text_free(text);
}

_Noreturn static void compact_always(const char *path)
{
    for (;;) {
        struct tidy_result result;
        tidy_compact(path, &result, NULL);
    }
}

static pid_t start_compactor(const struct work *work)
{
    pid_t child = fork();
    if (child == 0) {
        // The compactor itself is an honest one.
        path_is_never_another = false;
        char *path = path_join(work->stage.folder.path, STAGE_SIDECAR);
        compact_always(path);
    }
    return child;
}

// How many of the acts called saved are not there.
static size_t count_lost(const struct work *work)
{
    struct text *text;
    size_t lost = 0;
    bool lies = path_is_never_another;
    path_is_never_another = false;
    struct notebook *notebook = open_notes(work, &text);
    assert_non_null(notebook);
    for (int i = 0; i < WRITERS; i++) {
        const struct ledger *ledger = &work->ledgers[i];
        for (size_t j = 0; j < ledger->count; j++) {
            const struct note *note = notebook_find(notebook, ledger->ids[j]);
            lost += !note || atoi(note->body) != ledger->bodies[j];
        }
    }
    notebook_free(notebook);
    text_free(text);
    path_is_never_another = lies;
    return lost;
}

// One round of all of them; acts called saved, and how many of those are lost.
static size_t run_round(size_t notes, size_t *lost)
{
    struct work work = {.notes = notes};
    size_t size = WRITERS * sizeof *work.ledgers, acts = 0;
    stage_init(&work.stage);
    work.ledgers = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(work.ledgers != MAP_FAILED);
    pid_t compactor = start_compactor(&work), writers[WRITERS];
    for (int i = 0; i < WRITERS; i++) {
        writers[i] = fork();
        if (writers[i] == 0) {
            write_notes(&work, &work.ledgers[i]);
            _exit(0);
        }
    }
    for (int i = 0; i < WRITERS; i++) {
        int status;
        assert_int_equal(waitpid(writers[i], &status, 0), writers[i]);
        assert_int_equal(status, 0);
    }
    kill(compactor, SIGKILL);
    waitpid(compactor, NULL, 0);
    *lost = count_lost(&work);
    for (int i = 0; i < WRITERS; i++)
        acts += work.ledgers[i].count;
    munmap(work.ledgers, size);
    stage_fini(&work.stage);
    return acts;
}

static void test_nothing_is_lost(void **state)
{
    size_t lost, notes = stage_is_long() ? NOTES_MOST : 100;
    (void)state;
    size_t acts = run_round(notes, &lost);
    print_message("# four writers and a compactor: %zu notes acknowledged, %zu lost\n", acts, lost);
    assert_int_equal(acts, WRITERS * notes);
    assert_int_equal(lost, 0);
}

// Rounds until something is lost.
static void lose(const char *what)
{
    struct timespec start, now;
    size_t lost = 0, acts = 0;
    clock_gettime(CLOCK_MONOTONIC, &start);
    do {
        acts += run_round(25, &lost);
        clock_gettime(CLOCK_MONOTONIC, &now);
    } while (lost == 0 && now.tv_sec - start.tv_sec < CONTROL_SECONDS);
    print_message("# control %s: %zu notes acknowledged, %zu lost\n", what, acts, lost);
    assert_true(lost > 0);
}

static void test_control_without_lock(void **state)
{
    (void)state;
    lock_is_no_lock = true;
    lose("without a lock");
    lock_is_no_lock = false;
}

static void test_control_without_inode_check(void **state)
{
    (void)state;
    path_is_never_another = true;
    lose("that does not look whether the file is still the one");
    path_is_never_another = false;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_is_lost),
        cmocka_unit_test(test_control_without_lock),
        cmocka_unit_test(test_control_without_inode_check),
    };
    return cmocka_run_group_tests_name("writers", tests, NULL, NULL);
}
