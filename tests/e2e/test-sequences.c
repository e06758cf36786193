// SPDX-License-Identifier: GPL-3.0-or-later
// Sequences: on every kind of terminal a session of reading, views and copying works, gives the
// terminal back, and sends no control sequence but those that the terminal's entry in terminfo
// offers; to terminals of xterm's kind also marked pastes, the mouse by SGR modes, and OSC 52.
//
// What is sent is compared by shapes: a sequence without its numbers ("ESC[H"), but a mode with its
// number ("ESC[?1049h") and a rendition number by number ("ESC[1m", "ESC[38;5m").

#include <config.h>

#include "../skip.h"
#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <curses.h>
#include <term.h>

enum { SHAPES = 512, SHAPE_BYTES = 24 };

struct shapes {
    char items[SHAPES][SHAPE_BYTES];
    size_t count;
};

static bool has_shape(const struct shapes *shapes, const char *shape)
{
    for (size_t i = 0; i < shapes->count; i++) {
        if (strcmp(shapes->items[i], shape) == 0)
            return true;
    }
    return false;
}

__attribute__((format(printf, 2, 3))) static void add_shape(struct shapes *shapes,
                                                            const char *format, ...)
{
    char shape[SHAPE_BYTES];
    va_list list;
    va_start(list, format);
    vsnprintf(shape, sizeof shape, format, list);
    va_end(list);
    if (has_shape(shapes, shape))
        return;
    assert_true(shapes->count < SHAPES);
    strcpy(shapes->items[shapes->count++], shape);
}

// The numbers of a rendition one by one; a colour of the palette by what leads to it.
static void add_rendition(struct shapes *shapes, const char *numbers)
{
    if (!*numbers)
        add_shape(shapes, "ESC[0m");
    while (*numbers) {
        int number = atoi(numbers);
        numbers += strspn(numbers, "0123456789:");
        numbers += *numbers == ';';
        bool palette = (number == 38 || number == 48) && strncmp(numbers, "5;", 2) == 0;
        add_shape(shapes, palette ? "ESC[%d;5m" : "ESC[%dm", number);
        for (int skipped = 0; palette && skipped < 2; skipped++) {
            numbers += strspn(numbers, "0123456789");
            numbers += *numbers == ';';
        }
    }
}

static void add_modes(struct shapes *shapes, const char *numbers, char end)
{
    for (numbers++; *numbers; numbers += *numbers == ';') {
        add_shape(shapes, "ESC[?%d%c", atoi(numbers), end);
        numbers += strspn(numbers, "0123456789");
    }
}

// Adds the sequence that begins at `at`, after ESC [; returns its end.
static const char *add_control(struct shapes *shapes, const char *at)
{
    size_t length = strspn(at, "0123456789;:<=>?");
    char numbers[128], end = at[length];
    assert_true(length < sizeof numbers);
    memcpy(numbers, at, length);
    numbers[length] = '\0';
    if (end == 'm')
        add_rendition(shapes, numbers);
    else if ((end == 'h' || end == 'l') && numbers[0] == '?')
        add_modes(shapes, numbers, end);
    else
        add_shape(shapes, "ESC[%.1s%c", strspn(numbers, "?><=") ? numbers : "", end);
    return at + length + (end != '\0');
}

static const char *add_escape(struct shapes *shapes, const char *at)
{
    if (*at == '[')
        return add_control(shapes, at + 1);
    if (*at == ']' || *at == 'P') { // a string, up to BEL or ESC backslash
        size_t number = strspn(at + 1, "0123456789");
        add_shape(shapes, "ESC%.*s", (int)number + 1, at);
        const char *ring = strchr(at, 0x07), *end = strstr(at, "\033\\");
        const char *last = ring && (!end || ring < end) ? ring + 1 : end ? end + 2 : NULL;
        return last ? last : at + strlen(at);
    }
    size_t length = *at == '(' || *at == ')' ? 2 : 1;
    add_shape(shapes, "ESC%.*s", (int)length, at);
    return at + length;
}

static void add_sequences(struct shapes *shapes, const char *bytes)
{
    for (const char *at = bytes; *at;) {
        unsigned char byte = (unsigned char)*at++;
        if (byte == '\033')
            at = add_escape(shapes, at);
        else if (byte < 0x20 || byte == 0x7F)
            add_shape(shapes, "%02X", byte);
    }
}

// --- what the entry offers -----------------------------------------------------------------------

static void add_without_padding(struct shapes *shapes, const char *string)
{
    char bytes[512];
    size_t length = 0;
    for (const char *at = string; *at && length + 1 < sizeof bytes; at++) {
        const char *end = strncmp(at, "$<", 2) == 0 ? strchr(at, '>') : NULL;
        if (end)
            at = end;
        else
            bytes[length++] = *at;
    }
    bytes[length] = '\0';
    add_sequences(shapes, bytes);
}

static const char *string_of(const char *name)
{
    const char *string = tigetstr((char *)(uintptr_t)name);
    return string && string != (const char *)-1 ? string : "";
}

static bool is_of_xterm_kind(const char *terminal)
{
    return (*string_of("kmous") || *string_of("BE")) && strcmp(terminal, "linux") != 0;
}

static void add_offered(struct shapes *offered, const char *terminal)
{
    static const char *const plain[] = {"smcup", "rmcup", "civis", "cnorm", "smkx", "rmkx", "sgr0",
                                        "op",    "clear", "el",    "ed",    "ind",  "ri",   "bold",
                                        "smul",  "rev",   "sitm",  "dim",   "cr",   "bel",  "mgc"};
    static const char *const with_numbers[] = {"cup", "cuf", "ech", "csr", "smglr"};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        add_without_padding(offered, string_of(plain[i]));
    for (size_t i = 0; i < sizeof with_numbers / sizeof *with_numbers; i++) {
        if (*string_of(with_numbers[i]))
            add_without_padding(offered, tiparm(string_of(with_numbers[i]), 7, 9));
    }
    int colours = tigetnum((char *)(uintptr_t) "colors");
    for (int colour = 0; colour < colours && *string_of("setaf"); colour++) {
        add_without_padding(offered, tiparm(string_of("setaf"), colour));
        add_without_padding(offered, tiparm(string_of("setab"), colour));
    }
    add_shape(offered, "0A"); // down, on all of them; the line is in raw mode
    if (is_of_xterm_kind(terminal))
        add_sequences(offered, "\033[?2004h\033[?1000h\033[?1002h\033[?1006h\033[?1006l\033[?1002l"
                               "\033[?1000l\033[?2004l\033]52;\a");
}

// --- sessions ------------------------------------------------------------------------------------

static const char article[] =
    "Ministers meet in Lima\n\n"
    "The two ministers, Ana Ruiz and Tomas Vega, met in Lima on Monday. They spoke of trade, and "
    "of the Andean Community. Ruiz said that Peru and Ecuador will meet again.\n\n"
    "1 Paragraph\n\n2 Paragraph\n\n3 Paragraph\n\n4 Paragraph\n\n5 Paragraph\n\n6 Paragraph\n\n"
    "7 Paragraph\n\n8 Paragraph\n\n9 Paragraph\n\n10 Paragraph\n\n11 Paragraph\n\nThe end.\n";

struct fixture {
    struct e2e_folder folder;
    struct e2e *e2e;
};

static const char *const kinds[] = {
    "xterm-256color", "xterm",     "xterm-16color", "xterm-mono", "tmux-256color",  "tmux",
    "screen",         "linux",     "vt100",         "vt220",      "screen-256color", "ansi",
    "rxvt",           "foot",      "alacritty",     "kitty",      "rxvt-unicode-256color",
    "pcansi",         "cygwin",    "Eterm",         "cons25",     "wsvt25",         "mach-color",
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static struct fixture *open_fixture(void)
{
    struct fixture *fixture = test_calloc(1, sizeof *fixture);
    e2e_folder_init(&fixture->folder);
    e2e_write(&fixture->folder, "article.txt", article);
    return fixture;
}

static void close_fixture(struct fixture *fixture)
{
    e2e_free(fixture->e2e);
    e2e_folder_fini(&fixture->folder);
    test_free(fixture);
}

// Reads on, opens a view, highlights, searches, copies, writes a note, resizes, quits.
static void read_awhile(struct e2e *e2e)
{
    e2e_wait_text(e2e, "Ministers meet in Lima");
    e2e_wait_text(e2e, "0 notes");
    e2e_keys(e2e, "jjj)H");
    e2e_wait_text(e2e, "u takes it back");
    e2e_keys(e2e, "/peru\r");
    e2e_wait_text(e2e, "hit 1 of");
    e2e_keys(e2e, "E");
    e2e_wait_text(e2e, "Ruiz ");
    e2e_keys(e2e, "q");
    e2e_keys(e2e, "G");
    e2e_wait_text(e2e, "The end.");
    e2e_keys(e2e, "y");
    e2e_wait_text(e2e, "OSC 52");
    e2e_keys(e2e, "aw\x7fNo");
    e2e_wait_text(e2e, "No");
    e2e_keys(e2e, "\r");
    e2e_wait_text(e2e, "the note is saved");
    e2e_resize(e2e, 20, 70);
    e2e_keys(e2e, "g");
    e2e_wait_row(e2e, 0, "Ministers meet in Lima");
    e2e_keys(e2e, "q");
}

static char *bytes_sent(struct e2e *e2e)
{
    size_t length;
    const char *output = e2e_output(e2e, &length);
    const char *end = strstr(output, "\033]dateline;end");
    return strndup(output, end ? (size_t)(end - output) : length);
}

static void test_kind(void **state)
{
    const char *terminal = *state;
    static const char *const arguments[] = {"article.txt", NULL};
    int found;
    if (setupterm((char *)(uintptr_t)terminal, 1, &found) != OK)
        SKIP_TEST("terminfo has no such entry here");
    struct shapes *offered = calloc(1, sizeof *offered), *sent = calloc(1, sizeof *sent);
    add_offered(offered, terminal);
    struct fixture *fixture = open_fixture();
    struct e2e_options options = {.terminal = terminal};
    struct e2e *e2e = fixture->e2e =
        e2e_start_with(&fixture->folder, 24, 80, &options, arguments);
    bool copies = is_of_xterm_kind(terminal);
    read_awhile(e2e);
    assert_int_equal(e2e_wait_exit(e2e), 0);
    if (!e2e_terminal_modes_restored(e2e))
        e2e_fail(e2e, "the terminal was not restored");
    char *bytes = bytes_sent(e2e);
    add_sequences(sent, bytes);
    assert_int_equal(strstr(bytes, "\033]52;c;") != NULL, copies);
    for (size_t i = 0; i < sent->count; i++) {
        if (!has_shape(offered, sent->items[i]))
            fail_msg("%s was sent %s, which it does not offer", terminal, sent->items[i]);
    }
    free(bytes);
    free(offered);
    free(sent);
    del_curterm(cur_term);
    close_fixture(fixture);
}

// The last rendition that is sent is none.
static void test_left_plain(void **state)
{
    const char *terminal = *state;
    static const char *const arguments[] = {"article.txt", NULL};
    struct fixture *fixture = open_fixture();
    struct e2e_options options = {.terminal = terminal};
    struct e2e *e2e = fixture->e2e =
        e2e_start_with(&fixture->folder, 24, 80, &options, arguments);
    e2e_wait_text(e2e, "0 notes");
    e2e_keys(e2e, "q");
    assert_int_equal(e2e_wait_exit(e2e), 0);
    char *bytes = bytes_sent(e2e);
    struct shapes *last = calloc(1, sizeof *last);
    for (char *at = bytes; (at = strstr(at, "\033[")); at += 2) {
        size_t numbers = strspn(at + 2, "0123456789;");
        if (at[2 + numbers] != 'm')
            continue;
        last->count = 0;
        add_control(last, at + 2);
    }
    for (size_t i = 0; i < last->count; i++) {
        if (!strstr("ESC[0m ESC[39m ESC[49m", last->items[i]))
            fail_msg("%s is left with %s", terminal, last->items[i]);
    }
    assert_true(last->count > 0);
    free(last);
    free(bytes);
    close_fixture(fixture);
}

static bool has_colour(const struct shapes *shapes)
{
    for (int number = 30; number <= 49; number++) {
        char shape[SHAPE_BYTES];
        snprintf(shape, sizeof shape, "ESC[%dm", number);
        if (number != 39 && number != 49 && has_shape(shapes, shape))
            return true;
    }
    return has_shape(shapes, "ESC[38;5m") || has_shape(shapes, "ESC[48;5m");
}

// Colours are there where they are wanted, and nowhere else, whatever COLORTERM says.
static void test_colours(void **state)
{
    (void)state;
    static const struct {
        const char *terminal, *variable, *option;
        bool colour;
    } cases[] = {
        {"xterm-256color", "A=", NULL, true},       {"xterm", "COLORTERM=truecolor", NULL, true},
        {"xterm-256color", "NO_COLOR=1", NULL, false}, {"xterm-256color", "NO_COLOR=", NULL, true},
        {"xterm-256color", "A=", "--theme=mono", false},
        {"vt220", "COLORTERM=truecolor", NULL, false},
        {"linux", "COLORTERM=", NULL, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture *fixture = open_fixture();
        const char *const arguments[] = {"article.txt", cases[i].option, NULL};
        const char *const environment[] = {cases[i].variable, NULL};
        struct e2e_options options = {.terminal = cases[i].terminal, .environment = environment};
        struct e2e *e2e = fixture->e2e =
            e2e_start_with(&fixture->folder, 24, 80, &options, arguments);
        e2e_wait_text(e2e, "0 notes");
        e2e_keys(e2e, "q");
        assert_int_equal(e2e_wait_exit(e2e), 0);
        char *bytes = bytes_sent(e2e);
        struct shapes *sent = calloc(1, sizeof *sent);
        add_sequences(sent, bytes);
        if (has_colour(sent) != cases[i].colour)
            fail_msg("%s, %s, %s", cases[i].terminal, cases[i].variable,
                     has_colour(sent) ? "in colour" : "without");
        assert_null(strstr(bytes, "38;2;"));
        free(sent);
        free(bytes);
        close_fixture(fixture);
    }
}

int main(void)
{
    static char names[KINDS][40];
    static const char *plain[] = {"xterm-256color", "vt100", "linux"};
    struct CMUnitTest tests[KINDS + 4];
    for (size_t i = 0; i < KINDS; i++) {
        snprintf(names[i], sizeof names[i], "session_%s", kinds[i]);
        tests[i] = (struct CMUnitTest){.name = names[i],
                                       .test_func = test_kind,
                                       .initial_state = (void *)(uintptr_t)kinds[i]};
    }
    for (size_t i = 0; i < 3; i++)
        tests[KINDS + i] = (struct CMUnitTest){.name = "test_left_plain",
                                               .test_func = test_left_plain,
                                               .initial_state = (void *)(uintptr_t)plain[i]};
    tests[KINDS + 3] = (struct CMUnitTest)cmocka_unit_test(test_colours);
    return cmocka_run_group_tests_name("sequences", tests, NULL, NULL);
}
