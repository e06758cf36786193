// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef VIEW_READER_H
#define VIEW_READER_H

#include "base/environment.h"
#include "base/error.h"
#include "view/canvas.h"
#include "view/input.h"

#include <stdbool.h>
#include <stddef.h>

// The reader: everything the program shows and does at the screen, with no terminal in it. The
// terminal (ui/) hands it input and puts out the canvas it draws; tests do the same without one.
struct reader;

struct article;
struct codebook;
struct findings;
struct keymap;
struct citation_form;
struct notebook;
struct text;

// What is to be opened after the reader has been left.
enum reader_next {
    READER_ENDS,
    READER_NEXT_FILE,
    READER_PREVIOUS_FILE,
    READER_RELOADS,
};

struct reader_material;

// Of a long text the article is a part (article_is_part). How its reader comes to other parts.
struct reader_parts {
    // Puts the part around byte `offset` in the material's place of the one before, which stays until
    // the second next one comes; its findings are being made. False, and nothing changes, where that
    // place cannot be shown yet.
    bool (*cut)(void *context, size_t offset, struct reader_material *material);
    // Wants a wider part around `offset`, which comes with its findings by `more`.
    void (*widen)(void *context, size_t offset);
    // How many paragraphs of the text begin before `offset`, and how many it has; and where number
    // `number`, from 0, begins. For when awaits_numbers is false.
    size_t (*paragraphs_before)(void *context, size_t offset, size_t *count);
    size_t (*paragraph_start)(void *context, size_t number);
    // Where byte `offset` stands, after `more` has brought another text (is_moved).
    size_t (*moved)(void *context, size_t offset);
};

// What a reader works on; all borrowed, and must outlive it.
struct reader_material {
    const struct environment *environment;
    const struct article *article;
    const struct findings *findings;
    struct notebook *notebook; // NULL: notes cannot be kept; `message` says why
    struct codebook *codebook;
    const char *message; // what to say at the start, or NULL
    bool is_beginning;    // `article` is only the beginning of its text; there are no notes yet
    bool awaits_findings; // `findings` are empty, and are being made
    const struct reader_parts *parts; // NULL: the text is no long one
    bool awaits_notes, awaits_numbers; // of a long text: it is being looked through
    bool is_moved; // `more` has brought a text that is the one before decoded
    // Where one of these is so: called at idle inputs; replaces the fields above by what there is
    // by now, `message` where there is something new to say, itself by NULL where there will be no
    // more, and returns true where anything is other than before. All that was given stays.
    bool (*more)(void *context, struct reader_material *material);
    // Opens what the reader is about to be left for; false with *error where that cannot be read,
    // and the reader stays. NULL: whoever made the reader opens it afterwards.
    bool (*open_next)(void *context, enum reader_next next, struct error *error);
    // Fills `findings` anew, with what the notes decide by now, and returns the article: another
    // one where sections were decided, the one before being gone. Called once the findings are
    // there. NULL: findings stay as they are.
    const struct article *(*detect)(void *context);
    void *context;
    // Two coders whose notes are compared and settled in `notebook`, and their names; NULL: none.
    struct notebook *const *coders;
    const char *const *coder_names;
    const struct keymap *keymap; // NULL: the defaults
    const struct citation_form *citation; // NULL: the usual one
    bool no_gutter, no_panel;    // how it starts
    bool plain; // for screen readers: one pane, no rules, the cursor on the focus, words for signs
    int rows, columns;           // its size; 0: 24×80
    size_t file, file_count;   // of several files: which one, from 0
};

// Starts at the place where the article was left, else at its title.
struct reader *reader_new(const struct reader_material *material);

// Whether differences are told by colour; otherwise they are bracketed. Off until it is set.
void reader_set_colour(struct reader *reader, bool colour);

// Starts somewhere else: at paragraph `number` of the text (from 1; larger: the last), at the
// first hit of an expression (false with *error where it is malformed; no hit leaves a message).
void reader_go_to_paragraph(struct reader *reader, size_t number);
bool reader_go_to_pattern(struct reader *reader, const char *expression, struct error *error);

// Says something in the bottom line, until the next key: for what opens files.
void reader_announce(struct reader *reader, const char *message);

enum reader_next reader_next(const struct reader *reader);

// What the reader wants of the terminal after an input; several bits at once.
enum {
    REQUEST_QUIT = 1,
    REQUEST_SUSPEND = 2,   // ^Z
    REQUEST_REDRAW = 4,    // repaint everything: ^L
    REQUEST_BELL = 8,
    REQUEST_CLIPBOARD = 16, // reader_clipboard() by OSC 52
    REQUEST_EDITOR = 32,    // reader_editor_file() in $VISUAL, then reader_editor_done()
};

void reader_free(struct reader *reader);

void reader_resize(struct reader *reader, int rows, int columns);

// Acts on one input. Returns the requests it led to.
unsigned reader_handle(struct reader *reader, const struct input *input);

// Draws the whole screen on a canvas of the reader's size.
void reader_draw(struct reader *reader, struct canvas *canvas);

// Whether it waits for more of its material: INPUT_IDLE asks for it.
bool reader_awaits_more(const struct reader *reader);

// Whether the article was left at a place, or with a draft, that lies beyond the first half of this
// text, which is its beginning: then the whole is needed from the start.
bool reader_begins_beyond(const struct environment *environment, const struct text *beginning);

// Whether it has work to go on with, in slices of some milliseconds: INPUT_WORK does one.
bool reader_works(const struct reader *reader);

// Text to copy, after REQUEST_CLIPBOARD; borrowed. Then, where the terminal cannot: what is said
// instead, with the file that has the text.
const char *reader_clipboard(const struct reader *reader);
void reader_clipboard_refused(struct reader *reader, bool too_long);

// The file to edit, after REQUEST_EDITOR; borrowed. Then, once the editor has ended: whether it
// ended well.
const char *reader_editor_file(const struct reader *reader);
void reader_editor_done(struct reader *reader, bool ok);

// Writes down what is to survive the session (position, draft); also at SIGHUP and SIGTERM.
void reader_save_state(struct reader *reader);

#endif
