// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef ARTICLE_SECTION_LINES_H
#define ARTICLE_SECTION_LINES_H

#include "article/article.h"

enum { BOILERPLATE_TOKENS = 45 }; // no line of boilerplate is longer

// A paragraph while sections are found.
struct line {
    const char *bytes; // of the article
    const struct token *tokens;
    size_t count;
    struct dateline dateline;
    bool has_dateline;
    bool is_publication; // the dateline is a line of its own
    bool begins;         // a section begins here
    enum section_kind kind;
};

// Whether the word, in any case, is in the line; how many of the NULL-ended words are.
bool line_has_word(const struct line *line, const char *word);
int line_count_any(const struct line *line, const char *const *words);

bool line_ends_as_sentence(const struct line *line);
bool line_ends_with_colon(const struct line *line);
// "* * *", "———": no word in it.
bool line_is_marks(const struct line *line);
// A title or headline: short, no full stop at its end.
bool line_is_headline(const struct line *line);
// "By Jane Doe", "Press release": a line between headline and text.
bool line_is_byline(const struct line *line);
// "GNA:", "From the ministry:": whose report follows.
bool line_is_source_label(const struct line *line);

// How much a line looks like a separator whose words point ahead or back; 0: not at all.
int line_separator_score(const struct line *line, const char *const *pointers);
extern const char *const line_points_ahead[];
extern const char *const line_points_back[];
// "In short:", "Summary", "The day in brief": the heading of a summary.
bool line_heads_summary(const struct line *line);

// Whether a line begins with a phrase of common sites.
bool line_is_boilerplate(const struct line *line);
// What only a site says: a few words without a full stop ("Load more", "Tags: Ghana"), or words to
// its reader outside quotation marks.
bool line_is_of_site(const struct line *line);

#endif
