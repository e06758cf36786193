// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef TESTS_VIEW_FIXTURE_H
#define TESTS_VIEW_FIXTURE_H

#include "article/article.h"
#include "base/environment.h"
#include "detect/findings.h"
#include "notes/codebook.h"
#include "notes/notebook.h"
#include "text/text.h"
#include "view/canvas.h"
#include "view/decisions.h"
#include "view/reader.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct gazetteer;

// A reader without a terminal: an article in a folder of its own, what is found in it, notes, a
// canvas. The clock stands at 2 June 2025, 10:00; the user is Mara.
struct fixture {
    char folder[64];
    char *path; // of the article
    struct environment environment;
    struct text *text;
    struct article *article;
    struct findings findings;
    struct notebook *notebook;
    struct codebook *codebook;
    struct gazetteer *gazetteer;      // NULL: findings stay as they are
    struct noted_decisions decisions; // that article and findings follow
    bool plain; // of readers from the next start on
    struct reader *reader;
    struct canvas canvas;
    unsigned requests; // of the last input
};

// The bundled article; the findings are the gold tables', not detection's; fourteen notes of Lin's
// and Mara's; a codebook of four tags.
void fixture_open_bundled(struct fixture *fixture);

// The bundled article as detection finds it, without notes: what is decided is followed.
void fixture_open_found(struct fixture *fixture);

// The same with so many bytes of other paragraphs behind it.
void fixture_open_found_long(struct fixture *fixture, size_t more);

// Another text (`length` bytes), about which nothing is found and nothing is noted.
void fixture_open_text(struct fixture *fixture, const char *name, const char *bytes, size_t length);

void fixture_close(struct fixture *fixture);

// For cmocka: *state is the bundled article at 24×80.
int fixture_setup(void **state);
int fixture_teardown(void **state);

// A new reader on what is open, as at the next start: the notes are read again from the disk.
// Without `orderly` the one before was killed and had no time to write down its place.
void fixture_restart(struct fixture *fixture, bool orderly);

void fixture_resize(struct fixture *fixture, int rows, int columns);

// Types keys, each a character, or a name in angle brackets: "17)kk<Enter>", "<^R>". A "<" that is
// meant itself is "<<>".
void fixture_type(struct fixture *fixture, const char *keys);
void fixture_key(struct fixture *fixture, uint32_t key);
void fixture_paste(struct fixture *fixture, const char *bytes, size_t length);
void fixture_mouse(struct fixture *fixture, int act, int row, int column);

// Draws, and gives the screen as text; yours.
char *fixture_screen(struct fixture *fixture);
// One row of it without trailing blanks; a negative one counts from the bottom. Yours.
char *fixture_row(struct fixture *fixture, int row);

// Fails where the row does not hold these words, showing the row.
#define assert_row_has(fixture, row, words) check_row_has(fixture, row, words, __FILE__, __LINE__)
void check_row_has(struct fixture *fixture, int row, const char *words, const char *file, int line);

// Whether the words stand on one row of the screen.
bool fixture_has(struct fixture *fixture, const char *words);

// The row on which the focus begins; -1: not to be seen.
int fixture_focus_row(struct fixture *fixture);

// What stands on the screen in cells of one role, joined; yours.
char *fixture_text_in_role(struct fixture *fixture, enum role role);

// Fails where what is selected is not these words; blanks do not count.
void fixture_check_selected(struct fixture *fixture, const char *expected);

// Fails where the screen is not the picture kept as pictures/NAME.txt, showing the rows that
// differ. With DATELINE_PICTURES=FOLDER in the environment it writes the screen there as well.
void fixture_check_picture(struct fixture *fixture, const char *name);

// Fails where the canvas is not whole: a cell with control characters or more than one cluster, a
// wide character without its second cell, a row of another width, a cursor outside.
void fixture_check_canvas(struct fixture *fixture);

size_t fixture_note_count(struct fixture *fixture);

// The path of a file under tests/; the content of a file, its length too where it is asked for.
// Yours.
char *fixture_source(const char *relative);
char *fixture_read_file(const char *path, size_t *length);
void fixture_write_file(const char *path, const char *bytes, size_t length);

// Fills the findings from the tables in gold/ (fixture-gold.c).
void gold_load(const struct article *article, struct findings *findings);

#endif
