// SPDX-License-Identifier: GPL-3.0-or-later
// Page: telling HTML by its first bytes, its encodings, and texts that come of it or do not.
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#define ZLIB_CONST
#include <zlib.h>

#include "base/buffer.h"
#include "base/files.h"
#include "text/page.h"
#include "text/text.h"

#define BYTES(literal) literal, sizeof literal - 1

static char folder[64];

static int set_up(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/dateline-test-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    static const char *const names[] = {"page", "dateline-html"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *path = path_join(folder, names[i]);
        unlink(path);
        free(path);
    }
    return rmdir(folder);
}

static char *write_file(const char *name, const char *bytes, size_t length, mode_t mode)
{
    char *path = path_join(folder, name);
    int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, mode);
    assert_true(descriptor >= 0);
    assert_true(file_write_all(descriptor, bytes, length));
    close(descriptor);
    return path;
}

static struct text *open_page(const char *bytes, size_t length, const char *encoding,
                              const char *helpers, struct error *error)
{
    char *path = write_file("page", bytes, length, 0600);
    struct text_options options = {.encoding = encoding, .helpers = helpers};
    *error = (struct error){0};
    struct text *text = text_open(path, &options, error);
    free(path);
    return text;
}

static void expect(const char *bytes, size_t length, const char *encoding, const char *expected)
{
    struct error error;
    struct text *text = open_page(bytes, length, encoding, getenv("DATELINE_LIBEXECDIR"), &error);
    if (!text)
        fail_msg("“%s” is not read: %s", expected, error.detail);
    assert_string_equal(text_bytes(text), expected);
    text_free(text);
}

static void test_is_html(void **state)
{
    (void)state;
    static const char *const pages[] = {
        "<!DOCTYPE html>",  "<!doctype HTML PUBLIC \"x\">", "<html>", "\n\t <HTML lang=en>",
        "<!-- saved from url=(0001)x -->\n<html>", "<?xml version=\"1.0\"?>\n<html >",
        "<head><", "<p>x", "<div class=x>", "<table\n", "<!-- a --> <!-- b --><body>",
    };
    static const char *const texts[] = {
        "", "<", "html", "<htmlx>", "<!-- a remark", "<!-- a remark -->", "a <html>",
        "<?xml version=\"1.0\"?><rss>", "<people> met", "<p", "< html>", "<3 and more",
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        if (!page_is_html(pages[i], strlen(pages[i])))
            fail_msg("“%s” is HTML", pages[i]);
    }
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (page_is_html(texts[i], strlen(texts[i])))
            fail_msg("“%s” is no HTML", texts[i]);
    }
}

static void test_encoding(void **state)
{
    (void)state;
    static const char *const declared[][2] = {
        {"<meta charset=utf-8>", "utf-8"},
        {"<meta charset=\"ISO-8859-1\">", "WINDOWS-1252"},
        {"<META HTTP-EQUIV=x CONTENT='text/html; charset = windows-1251'>", "windows-1251"},
        {"<?xml version='1.0' encoding='koi8-r'?><html>", "koi8-r"},
        {"<!-- <meta charset=big5> --><meta charset=gb2312>", "GB18030"},
        {"<meta charset=utf-16le>", "UTF-8"},
        {"<meta charset=no-such-thing>", "UTF-8"},
        {"<meta charset='utf-8//IGNORE'>", "UTF-8"},
        {"<p charset=koi8-r>", "UTF-8"},
        {"<html>caf\xE9", "WINDOWS-1252"},
        {"<html>caf\xC3\xA9", "UTF-8"},
        {"<", "UTF-8"},
    };
    for (size_t i = 0; i < sizeof declared / sizeof *declared; i++) {
        char name[64];
        page_encoding(declared[i][0], strlen(declared[i][0]), name);
        if (strcasecmp(name, declared[i][1]) != 0)
            fail_msg("“%s” is %s, not %s", declared[i][0], name, declared[i][1]);
    }
}

static void test_decoded(void **state)
{
    (void)state;
    expect(BYTES("<html><p>caf\xC3\xA9"), NULL, "café\n");
    expect(BYTES("\xEF\xBB\xBF<html><p>caf\xC3\xA9"), NULL, "café\n");
    expect(BYTES("<html><p>caf\xE9 \x93quoted\x94"), NULL, "café “quoted”\n");
    expect(BYTES("<meta charset=latin1><p>\xC3\xA9"), NULL, "Ã©\n");
    expect(BYTES("<meta charset=windows-1251><p>\xCC\xEE\xF1\xEA\xE2\xE0"), NULL, "Москва\n");
    expect(BYTES("<meta charset=gbk><p>\xB1\xB1\xBE\xA9"), NULL, "北京\n");
    expect(BYTES("<meta charset=Shift_JIS><p>\x93\x8C\x8B\x9E"), NULL, "東京\n");
    expect(BYTES("<meta charset=windows-1251><p>caf\xE9"), "latin1", "café\n"); // the user knows
    expect(BYTES("\xFF\xFE<\0p\0>\0x\0"), NULL, "x\n");
    expect(BYTES("<meta charset=utf-8><p>a\xFF" "b"), NULL, "a\xEF\xBF\xBD" "b\n");
    expect(BYTES("<p>a\r\nb\0c"), "utf-8", "a b\xEF\xBF\xBD" "c\n");
}

static void test_gzip(void **state)
{
    (void)state;
    const char page[] = "<!doctype html><title>T</title><p>zipped";
    char *path = path_join(folder, "page");
    gzFile file = gzopen(path, "wb");
    assert_int_equal(gzwrite(file, page, sizeof page - 1), sizeof page - 1);
    gzclose(file);
    struct error error = {0};
    struct text_options options = {.helpers = getenv("DATELINE_LIBEXECDIR")};
    struct text *text = text_open(path, &options, &error);
    assert_non_null(text);
    assert_string_equal(text_bytes(text), "T\n\nzipped\n");
    assert_string_equal(text_metadata(text)->title, "T");
    text_free(text);
    free(path);
}

static void test_metadata(void **state)
{
    (void)state;
    struct error error;
    struct text *text =
        open_page(BYTES("<html lang=en><meta property=og:site_name content=S><meta name=author content=A>"
                        "<meta name=date content=2020-05-06><link rel=canonical href=http://a.example/>"
                        "<title>T</title><p>x"),
                  NULL, getenv("DATELINE_LIBEXECDIR"), &error);
    assert_non_null(text);
    const struct text_metadata *metadata = text_metadata(text);
    assert_non_null(metadata);
    assert_string_equal(metadata->title, "T");
    assert_string_equal(metadata->site, "S");
    assert_string_equal(metadata->author, "A");
    assert_string_equal(metadata->language, "en");
    assert_string_equal(metadata->url, "http://a.example/");
    assert_int_equal(metadata->date, day_from_civil(2020, 5, 6));
    text_free(text);
    text = open_page(BYTES("plain"), NULL, NULL, &error);
    assert_non_null(text);
    assert_null(text_metadata(text));
    text_free(text);
}

// A helper of the test's own in place of the real one.
static void expect_helper_fails(const char *script, enum error_code code, const char *words)
{
    struct error error;
    if (script)
        free(write_file("dateline-html", script, strlen(script), 0700));
    struct text *text = open_page(BYTES("<html><p>x"), NULL, folder, &error);
    if (text || error.code != code || !strstr(error.detail, words))
        fail_msg("“%s”: error %d “%s”, not %d “%s”", script ? script : "none", (int)error.code,
                 error.detail, (int)code, words);
}

static void test_helper_fails(void **state)
{
    (void)state;
    expect_helper_fails(NULL, ERROR_HELPER, "is not there");
    expect_helper_fails("#!/bin/sh\nexit 1\n", ERROR_EMPTY, "no text");
    expect_helper_fails("#!/bin/sh\necho why >&2\nexit 2\n", ERROR_HELPER, "why");
    expect_helper_fails("#!/bin/sh\nkill -9 $$\n", ERROR_HELPER, "signal 9");
    // What does not keep to the protocol is not taken for a text.
    expect_helper_fails("#!/bin/sh\nexit 0\n", ERROR_HELPER, "");
    expect_helper_fails("#!/bin/sh\necho text\n", ERROR_HELPER, "");
    expect_helper_fails("#!/bin/sh\nprintf 'dateline-html 1\\ntext: 9\\n\\nshort'\n", ERROR_HELPER, "");
    expect_helper_fails("#!/bin/sh\nprintf 'dateline-html 1\\ntext: 1\\n\\nlong'\n", ERROR_HELPER, "");
    expect_helper_fails("#!/bin/sh\nprintf 'dateline-html 1\\n\\nx'\n", ERROR_HELPER, "");
    expect_helper_fails("#!/bin/sh\nprintf 'dateline-html 2\\ntext: 1\\n\\nx'\n", ERROR_HELPER, "");
}

static void test_no_helper_for_plain_text(void **state)
{
    (void)state;
    struct error error;
    struct text *text = open_page(BYTES("A line.\n<html>\n"), NULL, "/nonexistent", &error);
    assert_non_null(text);
    assert_string_equal(text_bytes(text), "A line.\n<html>\n");
    text_free(text);
}

int main(void)
{
    signal(SIGPIPE, SIG_IGN);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_is_html),
        cmocka_unit_test(test_encoding),
        cmocka_unit_test_setup_teardown(test_decoded, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_gzip, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_metadata, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_helper_fails, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_helper_for_plain_text, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("pages", tests, NULL, NULL);
}
