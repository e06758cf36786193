// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef ARTICLE_ARTICLE_H
#define ARTICLE_ARTICLE_H

#include "article/dossier.h"
#include "article/paragraphs.h"
#include "base/day.h"
#include "text/span.h"
#include "text/text.h"
#include "text/tokens.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// An article: one text cut into sections, paragraphs and sentences, with its datelines. Made once
// and not changed; all arrays are in the order of the text and may be read freely.

enum section_kind {
    SECTION_TITLE,
    SECTION_INTRODUCTION,
    SECTION_SEPARATOR,
    SECTION_ORIGINAL,
    SECTION_BOILERPLATE,
};

// A date as it is written, any part of it 0 where it is missing.
struct partial_date {
    int year, month, day;
};

// The line of origin of a report: "VIENTIANE, July 25 (Xinhua) —".
struct dateline {
    struct span span;   // from the place up to and including the dash; empty: there is none
    struct span place;  // empty: none
    struct span date;   // the words of the date, the year too; empty: none
    struct span agency; // the agency's name without brackets; empty: none
    struct partial_date written;
};

struct section {
    enum section_kind kind;
    unsigned ordinal; // 1, 2 … for originals, else 0
    struct span span; // from its first paragraph's start to its last one's end
    size_t first_paragraph, paragraph_count;
    size_t first_sentence, sentence_count;
    struct span headline; // of an original or the title; empty: none
    struct dateline dateline;
};

// As article/paragraphs.h tells them.
struct paragraph {
    struct span span; // white space at its ends included
    size_t section;
    size_t first_sentence, sentence_count;
};

enum sentence_kind {
    SENTENCE_BODY,
    SENTENCE_TITLE,
    SENTENCE_HEADLINE,
    SENTENCE_SEPARATOR,
    SENTENCE_BOILERPLATE,
};

struct sentence {
    struct span span; // trimmed; a dateline belongs to no sentence
    size_t paragraph;
    size_t section;
    enum sentence_kind kind;
    size_t first_token, token_count;
};

struct article {
    const struct text *text; // borrowed
    const struct dossier *dossier; // borrowed; NULL: one text alone
    const char *bytes;       // text_bytes(text)
    struct span part;        // of the text that the article is of: all of it, if it is no long text
    struct section *sections;
    size_t section_count;
    struct paragraph *paragraphs;
    size_t paragraph_count;
    struct sentence *sentences;
    size_t sentence_count;
    struct token_list tokens; // of the whole text, datelines included
    size_t original_count;
};

// A boundary that the reader has decided on: the paragraph that begins at byte `start`, white
// space at its beginning apart, begins a section of `kind`. It wins over what would be found; of
// two about one paragraph the later wins.
struct section_decision {
    size_t start;
    enum section_kind kind;
    bool continues; // no section begins here after all
};

// Never NULL; `text` must outlive it.
struct article *article_new(const struct text *text, const struct section_decision *decisions,
                            size_t decision_count);
void article_free(struct article *article);

// An article of a part of a long text, as one section without a title: paragraphs, sentences and
// tokens are those of the part alone, and all places are places in the text. The part begins and
// ends where paragraphs do, as article_part_around makes it: about `reach` bytes before and after
// byte `offset`, and at most a paragraph more on each side.
struct article *article_new_part(const struct text *text, struct span part);
struct span article_part_around(const struct text *text, size_t offset, size_t reach);

// Whether it is of a part of its text.
bool article_is_part(const struct article *article);

// The same of several texts: of a dossier the first is title and introduction, each other one an
// original; of tellings each is an original. Boilerplate at the end of each is found.
struct article *article_new_dossier(const struct dossier *dossier,
                                    const struct section_decision *decisions,
                                    size_t decision_count);

// Whether there are originals and something that may have been made of them: an introduction or a
// title.
bool article_is_retold(const struct article *article);

// Where byte `offset` is as the outside counts: its code point in the file it stands in.
size_t article_code_point(const struct article *article, size_t offset);
const struct text *article_file(const struct article *article, size_t offset);

// Index of the paragraph, sentence or section that holds byte `offset`, else of the last one that
// begins before it (0 where none does).
size_t article_paragraph_at(const struct article *article, size_t offset);
size_t article_sentence_at(const struct article *article, size_t offset);

// The index of the introduction, of original number `ordinal`; SIZE_MAX where there is none.
size_t article_introduction(const struct article *article);
size_t article_original(const struct article *article, unsigned ordinal);

// "title", "intro", "sep", "o1", "o2" …, "boiler", into id[16].
void article_section_id(const struct section *section, char id[16]);

// The letter of an original: "A" … "Z", "AA" …, into letters[8].
void article_original_letters(unsigned ordinal, char letters[8]);

// Number of the sentence among the body sentences of its section, from 1, and how many there are.
void article_sentence_position(const struct article *article, size_t sentence, size_t *number,
                               size_t *count);

#endif
