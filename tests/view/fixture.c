// SPDX-License-Identifier: GPL-3.0-or-later
// Fixture: a reader on an article in a folder of its own, driven by keys, its canvas read as text.

#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <ftw.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "base/memory.h"
#include "detect/detect.h"
#include "detect/gazetteer.h"
#include "fixture.h"
#include "text/grapheme.h"
#include "text/safe.h"
#include "text/utf8.h"
#include "view/commands.h"

#define FIXTURE_NOW INT64_C(1748858400000000) // 2025-06-02T10:00:00Z
#define FIXTURE_ARTICLE "vientiane-2024-07-25.txt"
#define FIXTURE_USER "urn:uuid:0198c0de-0000-7000-8000-00000000bbbb\nMara\n"

// --- files ---------------------------------------------------------------------------------------

char *fixture_source(const char *relative)
{
    const char *tests = getenv("TESTS_DIRECTORY");
    return path_join(tests ? tests : "tests", relative);
}

char *fixture_read_file(const char *path, size_t *length)
{
    struct buffer content = {0};
    struct error error = {0};
    if (!file_read(path, 1 << 26, &content, &error))
        fail_msg("%s cannot be read", path);
    if (length)
        *length = content.length;
    return content.data ? buffer_take(&content) : memory_copy_string("");
}

void fixture_write_file(const char *path, const char *bytes, size_t length)
{
    int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    assert_true(descriptor >= 0);
    assert_true(file_write_all(descriptor, bytes, length));
    close(descriptor);
}

static void copy_file(const struct fixture *fixture, const char *from, const char *name)
{
    size_t length;
    char *source = fixture_source(from), *target = path_join(fixture->folder, name);
    char *content = fixture_read_file(source, &length);
    fixture_write_file(target, content, length);
    free(content);
    free(source);
    free(target);
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    (void)status;
    (void)type;
    (void)walk;
    return remove(path);
}

// --- life ----------------------------------------------------------------------------------------

static void open_folder(struct fixture *fixture)
{
    *fixture = (struct fixture){0};
    setlocale(LC_ALL, "C.UTF-8");
    snprintf(fixture->folder, sizeof fixture->folder, "/tmp/dateline-view-XXXXXX");
    assert_non_null(mkdtemp(fixture->folder));
    fixture->environment = (struct environment){
        .config = path_join(fixture->folder, "config"),
        .state = path_join(fixture->folder, "state"),
        .data = memory_copy_string("/nonexistent"),
        .today = FIXTURE_NOW / 1000000,
        .fixed_now = FIXTURE_NOW,
    };
    assert_int_equal(mkdir(fixture->environment.state, 0700), 0);
    char *user = path_join(fixture->environment.state, "user");
    fixture_write_file(user, FIXTURE_USER, strlen(FIXTURE_USER));
    free(user);
}

static void open_article(struct fixture *fixture)
{
    struct error error = {0};
    struct text_options options = {.allow_binary = true};
    fixture->text = text_open(fixture->path, &options, &error);
    assert_non_null(fixture->text);
    fixture->article = article_new(fixture->text, NULL, 0);
}

// What the notes decide is followed by article and findings.
static const struct article *find_again(void *context)
{
    struct fixture *fixture = context;
    struct detect_options options = {
        .gazetteer = fixture->gazetteer,
        .environment = &fixture->environment,
        .published = DAY_NONE,
        .what = DETECT_ALL,
        .decisions = &fixture->decisions.made,
    };
    decisions_fini(&fixture->decisions);
    decisions_read(fixture->notebook, &fixture->decisions);
    article_free(fixture->article);
    fixture->article = article_new(fixture->text, fixture->decisions.sections,
                                   fixture->decisions.section_count);
    findings_fini(&fixture->findings);
    detect_run(fixture->article, &options, &fixture->findings);
    return fixture->article;
}

static void open_reader(struct fixture *fixture)
{
    struct error error = {0};
    struct notebook_options options = {.text = fixture->text, .environment = &fixture->environment};
    fixture->notebook = notebook_open(&options, &error);
    assert_non_null(fixture->notebook);
    fixture->codebook = codebook_open(fixture->path, &fixture->environment, &error);
    if (fixture->gazetteer)
        find_again(fixture);
    struct reader_material material = {
        .detect = fixture->gazetteer ? find_again : NULL,
        .context = fixture,
        .environment = &fixture->environment,
        .article = fixture->article,
        .findings = &fixture->findings,
        .notebook = fixture->notebook,
        .codebook = fixture->codebook,
        .plain = fixture->plain,
    };
    fixture->reader = reader_new(&material);
}

static void close_reader(struct fixture *fixture)
{
    reader_free(fixture->reader);
    codebook_free(fixture->codebook);
    notebook_free(fixture->notebook);
    fixture->reader = NULL;
}

void fixture_open_bundled(struct fixture *fixture)
{
    open_folder(fixture);
    fixture->path = path_join(fixture->folder, FIXTURE_ARTICLE);
    copy_file(fixture, "../data/article/" FIXTURE_ARTICLE, FIXTURE_ARTICLE);
    copy_file(fixture, "view/gold/notes.jsonl", FIXTURE_ARTICLE ".notes.jsonl");
    copy_file(fixture, "view/gold/codebook.tsv", "codebook.tsv");
    open_article(fixture);
    gold_load(fixture->article, &fixture->findings);
    open_reader(fixture);
    fixture_resize(fixture, 40, 120);
}

void fixture_open_found(struct fixture *fixture)
{
    fixture_open_found_long(fixture, 0);
}

static void write_longer(const struct fixture *fixture, size_t more)
{
    static const char paragraph[] = "The boats lay in the harbour all night, and nobody came.\n\n";
    struct buffer whole = {0};
    size_t length;
    char *content = fixture_read_file(fixture->path, &length);
    buffer_add(&whole, content, length);
    buffer_add_string(&whole, "\n\n");
    while (whole.length < length + more)
        buffer_add_string(&whole, paragraph);
    fixture_write_file(fixture->path, whole.data, whole.length);
    buffer_fini(&whole);
    free(content);
}

void fixture_open_found_long(struct fixture *fixture, size_t more)
{
    struct error error;
    size_t faults;
    open_folder(fixture);
    fixture->path = path_join(fixture->folder, FIXTURE_ARTICLE);
    copy_file(fixture, "../data/article/" FIXTURE_ARTICLE, FIXTURE_ARTICLE);
    if (more)
        write_longer(fixture, more);
    struct environment with_data = fixture->environment;
    with_data.data = fixture_source("../data");
    fixture->gazetteer = detect_load_gazetteer(&with_data, &faults, &error);
    free(with_data.data);
    assert_non_null(fixture->gazetteer);
    open_article(fixture);
    open_reader(fixture);
    fixture_resize(fixture, 40, 120);
}

void fixture_open_text(struct fixture *fixture, const char *name, const char *bytes, size_t length)
{
    open_folder(fixture);
    fixture->path = path_join(fixture->folder, name);
    fixture_write_file(fixture->path, bytes, length);
    open_article(fixture);
    open_reader(fixture);
    fixture_resize(fixture, 24, 80);
}

void fixture_restart(struct fixture *fixture, bool orderly)
{
    int rows = fixture->canvas.rows, columns = fixture->canvas.columns;
    if (orderly)
        reader_save_state(fixture->reader);
    close_reader(fixture);
    open_reader(fixture);
    fixture_resize(fixture, rows, columns);
}

void fixture_close(struct fixture *fixture)
{
    close_reader(fixture);
    canvas_fini(&fixture->canvas);
    findings_fini(&fixture->findings);
    article_free(fixture->article);
    decisions_fini(&fixture->decisions);
    gazetteer_free(fixture->gazetteer);
    text_free(fixture->text);
    nftw(fixture->folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    environment_fini(&fixture->environment);
    free(fixture->path);
}

// --- input ---------------------------------------------------------------------------------------

static void handle(struct fixture *fixture, const struct input *input)
{
    fixture->requests = reader_handle(fixture->reader, input);
}

void fixture_resize(struct fixture *fixture, int rows, int columns)
{
    canvas_fini(&fixture->canvas);
    canvas_init(&fixture->canvas, rows, columns);
    reader_resize(fixture->reader, rows, columns);
}

void fixture_key(struct fixture *fixture, uint32_t key)
{
    handle(fixture, &(struct input){.kind = INPUT_KEY, .key = key});
}

void fixture_type(struct fixture *fixture, const char *keys)
{
    while (*keys) {
        const char *end = *keys == '<' ? strchr(keys + 2, '>') : NULL;
        size_t skipped = end ? 1 : 0;
        size_t length = end ? (size_t)(end - keys - 1) : grapheme_next(keys, strlen(keys));
        uint32_t key = key_from_name(keys + skipped, length);
        if (!end && *keys == ' ')
            key = ' ';
        assert_int_not_equal(key, 0);
        fixture_key(fixture, key);
        keys += length + 2 * skipped;
    }
}

void fixture_paste(struct fixture *fixture, const char *bytes, size_t length)
{
    handle(fixture, &(struct input){.kind = INPUT_PASTE, .paste = bytes, .paste_length = length});
}

void fixture_mouse(struct fixture *fixture, int act, int row, int column)
{
    handle(fixture,
           &(struct input){
               .kind = INPUT_MOUSE, .act = (enum mouse_act)act, .row = row, .column = column});
}

// --- the screen ----------------------------------------------------------------------------------

char *fixture_screen(struct fixture *fixture)
{
    struct buffer screen = {0};
    reader_draw(fixture->reader, &fixture->canvas);
    canvas_print(&fixture->canvas, &screen);
    return buffer_take(&screen);
}

// The line that begins at *at, which goes on to the next one; NULL at the end. Yours.
static char *take_line(const char **at)
{
    if (!**at)
        return NULL;
    size_t length = strcspn(*at, "\n");
    char *line = memory_copy_bytes(*at, length);
    *at += length + ((*at)[length] == '\n');
    return line;
}

char *fixture_row(struct fixture *fixture, int row)
{
    char *screen = fixture_screen(fixture), *line = NULL;
    const char *at = screen;
    if (row < 0)
        row += fixture->canvas.rows;
    for (int i = 0; i <= row; i++) {
        free(line);
        line = take_line(&at);
        assert_non_null(line);
    }
    free(screen);
    for (size_t length = strlen(line); length && line[length - 1] == ' ';)
        line[--length] = '\0';
    return line;
}

void check_row_has(struct fixture *fixture, int row, const char *words, const char *file, int line)
{
    char *content = fixture_row(fixture, row);
    if (!strstr(content, words)) {
        print_error("row %d has no “%s”: “%s”\n", row, words, content);
        free(content);
        _fail(file, line);
    }
    free(content);
}

static void store_picture(const char *folder, const char *name, const char *screen)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s.txt", folder, name);
    fixture_write_file(path, screen, strlen(screen));
}

static size_t report_differences(const char *expected, const char *screen)
{
    size_t differences = 0;
    for (int row = 0; *expected || *screen; row++) {
        char *want = take_line(&expected), *have = take_line(&screen);
        if (!want || !have || strcmp(want, have) != 0) {
            print_error("row %d\n  picture |%s|\n  screen  |%s|\n", row, want ? want : "(none)",
                        have ? have : "(none)");
            differences++;
        }
        free(want);
        free(have);
    }
    return differences;
}

void fixture_check_picture(struct fixture *fixture, const char *name)
{
    fixture_check_canvas(fixture);
    char *screen = fixture_screen(fixture), relative[128];
    const char *folder = getenv("DATELINE_PICTURES");
    if (folder)
        store_picture(folder, name, screen);
    snprintf(relative, sizeof relative, "view/pictures/%s.txt", name);
    char *path = fixture_source(relative);
    char *expected = file_exists(path) ? fixture_read_file(path, NULL) : memory_copy_string("");
    size_t differences = report_differences(expected, screen);
    free(expected);
    free(path);
    free(screen);
    if (differences)
        fail_msg("%s: %zu rows differ", name, differences);
}

static void check_cell(const struct cell *cell, int row, int column)
{
    size_t length = strlen(cell->text);
    if (length >= CELL_BYTES)
        fail_msg("cell %d,%d is not ended", row, column);
    for (size_t at = 0; at < length;) {
        unsigned code_point = 0;
        size_t step = utf8_decode(cell->text + at, length - at, &code_point);
        if (step == 0 || safe_is_dangerous(code_point))
            fail_msg("cell %d,%d holds U+%04X", row, column, code_point);
        at += step;
    }
    if (cell->role >= ROLE_LIMIT)
        fail_msg("cell %d,%d has no role", row, column);
}

void fixture_check_canvas(struct fixture *fixture)
{
    const struct canvas *canvas = &fixture->canvas;
    reader_draw(fixture->reader, &fixture->canvas);
    for (int row = 0; row < canvas->rows; row++) {
        int covered = 0; // columns that the characters so far take
        for (int column = 0; column < canvas->columns; column++) {
            const struct cell *cell = canvas_cell(canvas, row, column);
            check_cell(cell, row, column);
            int width = grapheme_width(cell->text, strlen(cell->text));
            if (*cell->text && covered > column)
                fail_msg("cell %d,%d stands on the second half of a wide one", row, column);
            if (!*cell->text && covered != column + 1)
                fail_msg("cell %d,%d is empty behind a narrow one", row, column);
            if (*cell->text && (width < 1 || width > 2))
                fail_msg("cell %d,%d is %d columns wide", row, column, width);
            covered += width;
        }
        if (covered != canvas->columns)
            fail_msg("row %d is %d columns wide", row, covered);
    }
    if (canvas->cursor_row < -1 || canvas->cursor_row >= canvas->rows ||
        canvas->cursor_column < -1 || canvas->cursor_column >= canvas->columns)
        fail_msg("the cursor stands outside: %d,%d", canvas->cursor_row, canvas->cursor_column);
}

size_t fixture_note_count(struct fixture *fixture)
{
    size_t count;
    notebook_notes(fixture->notebook, &count);
    return count;
}

int fixture_setup(void **state)
{
    struct fixture *fixture = memory_allocate_zeroed(1, sizeof *fixture);
    fixture_open_bundled(fixture);
    fixture_resize(fixture, 24, 80);
    *state = fixture;
    return 0;
}

int fixture_teardown(void **state)
{
    fixture_close(*state);
    free(*state);
    return 0;
}

bool fixture_has(struct fixture *fixture, const char *words)
{
    char *screen = fixture_screen(fixture);
    bool found = strstr(screen, words) != NULL;
    free(screen);
    return found;
}

// The row on which the focus begins; -1: not to be seen.
int fixture_focus_row(struct fixture *fixture)
{
    reader_draw(fixture->reader, &fixture->canvas);
    for (int row = 0; row < fixture->canvas.rows; row++) {
        for (int column = 0; column < fixture->canvas.columns; column++) {
            if (canvas_cell(&fixture->canvas, row, column)->role == ROLE_FOCUS_BAR)
                return row;
        }
    }
    return -1;
}

// What stands on the screen in cells of one role, joined.
char *fixture_text_in_role(struct fixture *fixture, enum role role)
{
    struct buffer text = {0};
    reader_draw(fixture->reader, &fixture->canvas);
    for (int row = 0; row < fixture->canvas.rows; row++) {
        for (int column = 0; column < fixture->canvas.columns; column++) {
            const struct cell *cell = canvas_cell(&fixture->canvas, row, column);
            if (cell->role == role)
                buffer_add_string(&text, cell->text);
        }
    }
    return buffer_take(&text);
}

// Blanks do not count: of those at which a line was broken nothing is left.
void fixture_check_selected(struct fixture *fixture, const char *expected)
{
    char *selected = fixture_text_in_role(fixture, ROLE_SELECTION);
    struct buffer one = {0}, other = {0};
    for (const char *at = selected; *at; at++)
        buffer_add(&one, at, *at != ' ');
    for (const char *at = expected; *at; at++)
        buffer_add(&other, at, *at != ' ');
    assert_string_equal(buffer_string(&one), buffer_string(&other));
    buffer_fini(&one);
    buffer_fini(&other);
    free(selected);
}
