// SPDX-License-Identifier: GPL-3.0-or-later
// Scripts and encodings from outside: offsets of notes in code points of what `dateline text`
// prints, in every writing; texts in other encodings from files and pipes, plain and compressed;
// and the screen on a terminal.

#include <config.h>

#include "../skip.h"
#include "harness.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

static const char *const passages[] = {
    "وقال الوزير إن البلدين سيواصلان التعاون.",
    "הוא אמר ששתי המדינות ימשיכו לשתף פעולה.",
    "ทั้งสองประเทศจะร่วมมือกันด้านการค้า",
    "ທັງສອງປະເທດຈະສືບຕໍ່ຮ່ວມມືກັນ",
    "ប្រទេសទាំងពីរនឹងបន្តសហការគ្នា។",
    "उन्होंने कहा कि दोनों देश सहयोग जारी रखेंगे।",
    "两国将继续开展合作𠀀。",
    "両国は協力を続けると述べ、ﾃｽﾄもした。",
    "그는 협력을 계속할 것이라고 말했다.",
    "Family 👨‍👩‍👧‍👦, flag 🇱🇦, keycap 1️⃣, thumb 👍🏽.",
    "Marks a\u0301\u0302\u0303\u0304\u0305 and soft\u00ADhyphens\u00A0too.",
    "Override \u202Eabc\u202C shown.",
};
enum { PASSAGES = sizeof passages / sizeof *passages };

struct fixture {
    struct e2e_folder folder;
    struct e2e *e2e;
};

static int set_up(void **state)
{
    struct fixture *fixture = test_calloc(1, sizeof *fixture);
    e2e_folder_init(&fixture->folder);
    char text[4096] = "A headline\n";
    for (size_t i = 0; i < PASSAGES; i++) {
        strcat(text, "\nAgain: ");
        strcat(text, passages[i]);
        strcat(text, " So it is.\n");
    }
    e2e_write(&fixture->folder, "world.txt", text);
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

// The byte of a code point, counted here by itself.
static const char *code_point_at(const char *text, long index)
{
    for (; index > 0 && *text; index--) {
        text++;
        while (((unsigned char)*text & 0xC0) == 0x80)
            text++;
    }
    return text;
}

static char *run(const struct fixture *fixture, const char *const *arguments)
{
    char *output, *errors;
    int status = e2e_run(&fixture->folder, NULL, &output, &errors, arguments);
    if (status != 0)
        fail_msg("%s: status %d, “%s”", arguments[0], status, errors);
    free(errors);
    return output;
}

// The field `name` of a line of JSON, a number.
static long number_in(const char *line, const char *name)
{
    char key[32];
    snprintf(key, sizeof key, "\"%s\":", name);
    const char *at = strstr(line, key);
    assert_non_null(at);
    return strtol(at + strlen(key), NULL, 10);
}

// What is noted by its words stands at the offsets that are told.
static void test_offsets(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < PASSAGES; i++) {
        char quote[256];
        snprintf(quote, sizeof quote, "--quote=%s", passages[i]);
        const char *const add[] = {"add", quote, "--tag=x", "world.txt", NULL};
        free(run(fixture, add));
    }
    static const char *const get[] = {"text", "world.txt", NULL};
    static const char *const list[] = {"notes", "--format=json", "world.txt", NULL};
    char *text = run(fixture, get), *notes = run(fixture, list);
    size_t count = 0;
    for (char *line = strtok(notes, "\n"); line; line = strtok(NULL, "\n")) {
        const char *start = code_point_at(text, number_in(line, "start"));
        const char *end = code_point_at(text, number_in(line, "end"));
        size_t length = strlen(passages[count]);
        if ((size_t)(end - start) != length || memcmp(start, passages[count], length) != 0)
            fail_msg("%s is at “%.*s”", passages[count], (int)(end - start), start);
        count++;
    }
    assert_int_equal(count, PASSAGES);
    free(notes);
    free(text);
}

static void expect_rule(struct e2e *e2e, int row, int column)
{
    static const char *const rules[] = {"│", "├", "┬", "┴"};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        if (e2e_has_at(e2e, row, column, rules[i]))
            return;
    }
    e2e_fail(e2e, "row %d has no rule in column %d", row, column);
}

// Nothing is drawn beside the text: the rule of the panel stands on every row in its column. What
// reorders is shown.
static void test_screen(void **state)
{
    struct fixture *fixture = *state;
    static const int columns[] = {120, 200};
    for (size_t i = 0; i < 2; i++) {
        e2e_free(fixture->e2e);
        struct e2e *e2e = fixture->e2e =
            e2e_start(&fixture->folder, 40, columns[i], "world.txt", NULL);
        e2e_wait_text(e2e, "0 notes");
        e2e_wait_text(e2e, "Override <U+202E>abc<U+202C> shown.");
        assert_null(strstr(e2e_output(e2e, NULL), "\u202E"));
        for (int row = 1; row < 30; row++)
            expect_rule(e2e, row, columns[i] == 120 ? 80 : 139);
        e2e_keys(e2e, "q");
        assert_int_equal(e2e_wait_exit(e2e), 0);
    }
}

// --- encodings -----------------------------------------------------------------------------------

#define RUSSIAN "Министры\n\nОни встретились.\n"
#define CHINESE "外长会谈\n\n他们会谈。\n"
#define JAPANESE "外相\n\n会談ｱ。\n"

static const struct encoded {
    const char *option, *text;
    const char *bytes;
    size_t length;
} encoded[] = {
#define BYTES(bytes) bytes, sizeof(bytes) - 1
    {"--encoding=windows-1251", RUSSIAN,
     BYTES("\xCC\xE8\xED\xE8\xF1\xF2\xF0\xFB\n\n\xCE\xED\xE8 \xE2\xF1\xF2\xF0\xE5\xF2\xE8\xEB\xE8"
           "\xF1\xFC.\n")},
    {"--encoding=gb18030", CHINESE,
     BYTES("\xCD\xE2\xB3\xA4\xBB\xE1\xCC\xB8\n\n\xCB\xFB\xC3\xC7\xBB\xE1\xCC\xB8\xA1\xA3\n")},
    {"--encoding=shift_jis", JAPANESE, BYTES("\x8AO\x91\x8A\n\n\x89\xEF\x92k\xB1\x81\x42\n")},
    {"--width=80", "é👍\n\nb\n", // by its mark, little end first, then big end first
     BYTES("\xFF\xFE\xE9\0\x3D\xD8\x4D\xDC\n\0\n\0b\0\n\0")},
    {"--width=80", "é👍\n\nb\n", BYTES("\xFE\xFF\0\xE9\xD8\x3D\xDC\x4D\0\n\0\n\0b\0\n")},
    {"--width=80", "é\n\nb\n", BYTES("\xEF\xBB\xBF\xC3\xA9\n\nb\n")},
#undef BYTES
};

static void write_encoded(const struct fixture *fixture, const struct encoded *text, bool gzip)
{
    char path[512];
    snprintf(path, sizeof path, "%s/encoded.txt", fixture->folder.path);
    gzFile file = gzopen(path, gzip ? "wb" : "wbT");
    assert_non_null(file);
    assert_int_equal(gzwrite(file, text->bytes, (unsigned)text->length), text->length);
    assert_int_equal(gzclose(file), Z_OK);
}

static void expect_text(const struct encoded *text, int status, char *output, char *errors)
{
    if (status != 0 || strcmp(output, text->text) != 0)
        fail_msg("%s: status %d, “%s” %s", text->option, status, output, errors);
    free(output);
    free(errors);
}

static char *shell(const struct fixture *fixture, const char *line)
{
    char command[1024], output[1024];
    snprintf(command, sizeof command,
             "cd '%s' && HOME=$PWD/home LC_ALL=C.UTF-8 && export HOME LC_ALL && %s",
             fixture->folder.path, line);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    output[fread(output, 1, sizeof output - 1, pipe)] = '\0';
    assert_int_equal(pclose(pipe), 0);
    return strdup(output);
}

static void test_encodings(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof encoded / sizeof *encoded; i++) {
        for (int gzip = 0; gzip < 2; gzip++) {
            write_encoded(fixture, &encoded[i], gzip);
            bool by_mark = strncmp(encoded[i].option, "--encoding", 10) != 0;
            const char *const arguments[] = {"text", "encoded.txt",
                                             by_mark ? NULL : encoded[i].option, NULL};
            char *output, *errors, line[256];
            int status = e2e_run(&fixture->folder, NULL, &output, &errors, arguments);
            expect_text(&encoded[i], status, output, errors);
            snprintf(line, sizeof line, "cat encoded.txt | \"$DATELINE\" text %s",
                     by_mark ? "" : encoded[i].option);
            expect_text(&encoded[i], 0, shell(fixture, line), NULL);
            snprintf(line, sizeof line, "\"$DATELINE\" text %s - < encoded.txt",
                     by_mark ? "" : encoded[i].option);
            expect_text(&encoded[i], 0, shell(fixture, line), NULL);
        }
    }
}

// In the reader, too, compressed.
static void test_encoding_in_reader(void **state)
{
    struct fixture *fixture = *state;
    write_encoded(fixture, &encoded[0], true);
    struct e2e *e2e = fixture->e2e = e2e_start(&fixture->folder, 24, 80,
                                               "--encoding=windows-1251", "encoded.txt", NULL);
    e2e_wait_text(e2e, "Они встретились.");
    e2e_keys(e2e, ")H");
    e2e_wait_file(e2e, "encoded.txt.notes.jsonl", "Они встретились.");
    e2e_keys(e2e, "q");
    assert_int_equal(e2e_wait_exit(e2e), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_offsets, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_screen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_encodings, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_encoding_in_reader, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("scripts", tests, NULL, NULL);
}
