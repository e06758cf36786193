// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CLI_LOADING_H
#define CLI_LOADING_H

#include "article/article.h"
#include "base/error.h"
#include "cli/beside.h"
#include "cli/bundle.h"
#include "detect/findings.h"
#include "notes/codebook.h"
#include "notes/notebook.h"

#include <stdbool.h>

// A file read, cut into sentences and searched for names, dates, events and sources on a thread of
// its own, so that the reader shows its beginning and answers keys meanwhile. What is made is
// handed over in stages, each of them whole: once a stage is reached nothing of it changes any
// more, and it belongs to the loading until that is freed.
struct loading;

enum loading_stage {
    LOADING_BEGUN,
    LOADING_FAILED,  // there will be no more
    LOADING_ARTICLE, // text, article, notebook, codebook
    LOADING_WHOLE,   // and the findings
};

struct loaded {
    const struct article *article;
    const struct findings *findings;
    struct notebook *notebook; // NULL: notes cannot be kept; `message` says why
    struct codebook *codebook;
    const char *message; // worth saying, or NULL
};

// Everything in the options is copied. *bundle is what is read, where it is open already (the
// loading's from now on), or empty: then the path is opened. The work begins when it is first asked for the stage: not before the
// screen stands, since two threads slow each other down.
struct loading *loading_new(const struct loading_options *options, struct bundle *bundle);

// Readable at first, and when a stage is reached; loading_stage makes it unreadable. -1: there is
// none.
int loading_descriptor(const struct loading *loading);

// The stage reached, without waiting (where no thread can be had, after all of the work); and
// after waiting for the article (or failure).
enum loading_stage loading_stage(struct loading *loading);
enum loading_stage loading_wait_for_article(struct loading *loading);

// What there is: at LOADING_ARTICLE, with empty findings, and at LOADING_WHOLE.
struct loaded loading_result(const struct loading *loading, enum loading_stage stage);

// Once it is whole: finds everything anew with what the notes decide by now, and returns the
// article, another one where they decide other sections.
const struct article *loading_detect_again(struct loading *loading);

// Why it failed.
const struct error *loading_error(const struct loading *loading);

// Frees everything it made, at once or, where work is going on, as soon as that has stopped;
// nobody waits for it.
void loading_free(struct loading *loading);

#endif
