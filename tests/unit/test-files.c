// SPDX-License-Identifier: GPL-3.0-or-later
// Files: reading whole, replacing at once, directories, paths.
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/files.h"
#include "base/memory.h"

static int setup(void **state)
{
    char *folder = memory_copy_string("/tmp/dateline-test-XXXXXX");
    *state = folder;
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    (void)status;
    (void)walk;
    if (type == FTW_D)
        chmod(path, 0700);
    return remove(path);
}

static int teardown(void **state)
{
    int left = chdir("/");
    nftw(*state, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    free(*state);
    return left;
}

static void check_content(const char *path, const char *expected)
{
    struct buffer content = {0};
    assert_true(file_read(path, 1 << 20, &content, NULL));
    assert_string_equal(buffer_string(&content), expected);
    buffer_fini(&content);
}

static size_t entries(const char *folder)
{
    DIR *directory = opendir(folder);
    size_t count = 0;
    while (readdir(directory))
        count++;
    closedir(directory);
    return count - 2;
}

// --- reading -------------------------------------------------------------------------------------

static void check_refused(const char *path, size_t limit, enum error_code code, int system)
{
    struct buffer content = {0};
    struct error error = {0};
    assert_false(file_read(path, limit, &content, &error));
    assert_int_equal(error.code, code);
    assert_int_equal(error.system, system);
    assert_string_equal(error.path, path);
    buffer_fini(&content);
}

static void test_read_whole(void **state)
{
    (void)state;
    struct buffer large = {0}, content = {0};
    for (int i = 0; i < 300000; i++)
        buffer_add_byte(&large, (char)i);
    assert_true(file_replace("large", large.data, large.length, NULL));
    assert_true(file_read("large", large.length, &content, NULL)); // just within the limit
    assert_int_equal(content.length, large.length);
    assert_memory_equal(content.data, large.data, large.length + 1);
    check_refused("large", large.length - 1, ERROR_TOO_LARGE, 0);
    buffer_fini(&large);
    buffer_fini(&content);
    assert_true(file_replace("empty", "", 0, NULL));
    check_content("empty", "");
}

static void test_read_refuses(void **state)
{
    (void)state;
    check_refused("missing", 100, ERROR_SYSTEM, ENOENT);
    assert_int_equal(mkdir("folder", 0700), 0);
    check_refused("folder", 100, ERROR_DIRECTORY, 0);
    assert_int_equal(mkfifo("pipe", 0600), 0); // and does not wait for a writer
    check_refused("pipe", 100, ERROR_NOT_REGULAR, 0);
    check_refused("/dev/null", 100, ERROR_NOT_REGULAR, 0);
    assert_int_equal(symlink("loop", "loop"), 0);
    check_refused("loop", 100, ERROR_SYSTEM, ELOOP);
    if (geteuid() != 0) {
        assert_true(file_replace("secret", "x", 1, NULL));
        assert_int_equal(chmod("secret", 0), 0);
        check_refused("secret", 100, ERROR_SYSTEM, EACCES);
    }
}

static void test_read_descriptor_of_a_pipe(void **state)
{
    (void)state;
    int ends[2];
    struct buffer content = {0};
    struct error error = {0};
    assert_int_equal(pipe(ends), 0);
    assert_true(file_write_all(ends[1], "one two", 7));
    close(ends[1]);
    assert_true(file_read_descriptor(ends[0], "-", 100, &content, &error));
    assert_string_equal(content.data, "one two");
    close(ends[0]);
    assert_false(file_read_descriptor(ends[0], "-", 100, &content, &error));
    assert_int_equal(error.system, EBADF);
    assert_string_equal(error.path, "-");
    buffer_fini(&content);
}

// --- replacing -----------------------------------------------------------------------------------

static void test_replace_leaves_one_file(void **state)
{
    assert_true(file_replace("note", "first", 5, NULL));
    assert_true(file_replace("note", "second, longer", 14, NULL));
    check_content("note", "second, longer");
    assert_int_equal(entries(*state), 1);
}

static void test_replace_never_shows_a_part(void **state)
{
    (void)state;
    assert_true(file_replace("note", "old", 3, NULL));
    int before = open("note", O_RDONLY);
    assert_true(file_replace("note", "new content", 11, NULL));
    char read_back[16] = {0};
    assert_int_equal(read(before, read_back, sizeof read_back), 3); // who had it open has the old
    assert_string_equal(read_back, "old");
    close(before);
}

static void test_replace_keeps_the_mode(void **state)
{
    (void)state;
    struct stat status;
    mode_t mask = umask(027);
    assert_true(file_replace("note", "x", 1, NULL));
    umask(mask);
    assert_int_equal(stat("note", &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
    assert_int_equal(chmod("note", 0604), 0);
    assert_true(file_replace("note", "y", 1, NULL));
    assert_int_equal(stat("note", &status), 0);
    assert_int_equal(status.st_mode & 0777, 0604);
}

static void test_replace_that_fails_changes_nothing(void **state)
{
    struct error error = {0};
    assert_false(file_replace("missing/note", "x", 1, &error));
    assert_int_equal(error.code, ERROR_SYSTEM);
    assert_int_equal(error.system, ENOENT);
    assert_int_equal(mkdir("folder", 0700), 0);
    assert_false(file_replace("folder", "x", 1, &error)); // a folder is never replaced
    assert_int_equal(entries(*state), 1);
    assert_int_equal(entries("folder"), 0);
}

static void test_write_all_says_when_it_fails(void **state)
{
    (void)state;
    int full = open("/dev/full", O_WRONLY);
    if (full >= 0) {
        assert_false(file_write_all(full, "x", 1));
        assert_true(file_write_all(full, "", 0));
        close(full);
    }
    assert_false(file_write_all(-1, "x", 1));
}

// --- directories and paths -----------------------------------------------------------------------

static void test_directories_with_their_parents(void **state)
{
    (void)state;
    struct stat status;
    assert_true(file_make_directories("a/b/c", NULL));
    assert_int_equal(stat("a/b", &status), 0);
    assert_true(S_ISDIR(status.st_mode));
    assert_int_equal(status.st_mode & 0777, 0700);
    assert_true(file_make_directories("a/b/c", NULL)); // fine if it is there
    assert_true(file_make_directories("a//b/d/", NULL));
    assert_true(file_exists("a/b/d"));
    assert_true(file_make_directories("/", NULL));
    assert_false(file_make_directories("", NULL));
}

static void test_directories_where_a_file_is_in_the_way(void **state)
{
    (void)state;
    struct error error = {0};
    assert_true(file_replace("file", "x", 1, NULL));
    assert_false(file_make_directories("file/a", &error));
    assert_int_equal(error.system, ENOTDIR);
    error = (struct error){0};
    assert_false(file_make_directories("file", &error)); // there, and no directory
    assert_int_equal(error.system, ENOTDIR);
    assert_string_equal(error.path, "file");
    check_content("file", "x");
}

static void test_paths(void **state)
{
    (void)state;
    static const struct {
        const char *directory, *name, *joined;
    } joins[] = {{"a", "b", "a/b"}, {"a/", "b", "a/b"}, {"/", "b", "/b"}, {"", "b", "b"}};
    for (size_t i = 0; i < sizeof joins / sizeof *joins; i++) {
        char *joined = path_join(joins[i].directory, joins[i].name);
        assert_string_equal(joined, joins[i].joined);
        free(joined);
    }
    static const struct {
        const char *path, *directory, *name;
    } parts[] = {
        {"a/b/c", "a/b", "c"}, {"c", ".", "c"}, {"/c", "/", "c"}, {"a/", "a", ""}, {"/", "/", ""}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        char *directory = path_directory(parts[i].path);
        assert_string_equal(directory, parts[i].directory);
        assert_string_equal(path_name(parts[i].path), parts[i].name);
        free(directory);
    }
}

static void test_path_absolute(void **state)
{
    char *here = realpath(*state, NULL), *expected = path_join(here, "note");
    assert_int_equal(mkdir("folder", 0700), 0);
    assert_int_equal(symlink("folder", "link"), 0);
    static const char *const ways[] = {"note", "./note", "folder/../note", "link/../note"};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        char *absolute = path_absolute(ways[i]);
        assert_string_equal(absolute, expected);
        free(absolute);
    }
    char *linked = path_absolute("link/note"), *there = path_join(here, "folder/note");
    assert_string_equal(linked, there);
    char *nowhere = path_absolute("missing/note"); // cannot be resolved: as it is
    assert_string_equal(nowhere, "missing/note");
    free(linked);
    free(there);
    free(nowhere);
    free(expected);
    free(here);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_read_whole),
        TEST(test_read_refuses),
        TEST(test_read_descriptor_of_a_pipe),
        TEST(test_replace_leaves_one_file),
        TEST(test_replace_never_shows_a_part),
        TEST(test_replace_keeps_the_mode),
        TEST(test_replace_that_fails_changes_nothing),
        TEST(test_write_all_says_when_it_fails),
        TEST(test_directories_with_their_parents),
        TEST(test_directories_where_a_file_is_in_the_way),
        TEST(test_paths),
        TEST(test_path_absolute),
    };
    return cmocka_run_group_tests_name("files", tests, NULL, NULL);
}
