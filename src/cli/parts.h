// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CLI_PARTS_H
#define CLI_PARTS_H

#include "article/article.h"
#include "cli/beside.h"
#include "detect/findings.h"
#include "text/text.h"

#include <stdbool.h>
#include <stddef.h>

// A long text (text.h) for its reader: a part of it at a time as an article. A part is cut at once
// where the reader goes; a thread looks for what is in it and cuts it more widely meanwhile, looks
// through the whole text, counts its paragraphs, and opens its notes. All functions are for the
// reader's thread.
struct parts;

// The text is the parts' from now on; the options are copied. The thread begins when it is first asked
// for what is new: not before the screen stands, since two threads slow each other down.
struct parts *parts_new(const struct loading_options *options, struct text *text);

// Frees everything, at once or as soon as the thread has stopped.
void parts_free(struct parts *parts);

// Readable when there is something new.
int parts_descriptor(const struct parts *parts);

// The part around byte `offset` of the text, with nothing found in it yet, and a wider one is asked
// for. NULL: that place cannot be shown before the text is looked through. An article stays valid
// until the second next one is given.
const struct article *parts_cut(struct parts *parts, size_t offset);

// Asks for a wider part around byte `offset`, unless that is being made or is there.
void parts_ask(struct parts *parts, size_t offset);

// What is new since the last call.
struct parts_news {
    bool part;     // parts_article and parts_findings are others
    bool notes;    // notebook, codebook and message are there
    bool numbers;  // paragraphs have numbers
    bool text;     // the text had to be decoded: it is another one, see parts_moved
    bool failed;   // it could not be; `message` says why
    bool cut;      // the file has become shorter; told once
};
struct parts_news parts_take(struct parts *parts);

const struct article *parts_article(const struct parts *parts);
const struct findings *parts_findings(const struct parts *parts);
bool parts_is_studied(const struct parts *parts); // the findings are there
bool parts_has_notes(const struct parts *parts);
struct notebook *parts_notebook(const struct parts *parts);
struct codebook *parts_codebook(const struct parts *parts);
const char *parts_message(const struct parts *parts); // or NULL

// Finds everything in the part anew, with what the notes decide by now.
const struct article *parts_detect_again(struct parts *parts);

// Where byte `offset` of the text that was there before stands now.
size_t parts_moved(const struct parts *parts, size_t offset);

// How many paragraphs begin before byte `offset`, and *count, how many there are; and where paragraph
// `number`, from 0, begins. Once numbers have been told of.
size_t parts_paragraphs_before(const struct parts *parts, size_t offset, size_t *count);
size_t parts_paragraph_start(const struct parts *parts, size_t number);

// Waits until paragraphs have numbers and notes are there.
void parts_wait(struct parts *parts);

#endif
