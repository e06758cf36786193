// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef ARTICLE_SECTIONS_LINES_H
#define ARTICLE_SECTIONS_LINES_H

#include "article/article.h"

// What a paragraph looks like by itself, before its neighbours are asked.

// The words that separators are told by, hashed once for a text.
struct section_words {
    uint64_t keys[512]; // token keys, at the slot their low bits name or the next free one; 0: free
    uint8_t classes[512];
};

struct section_line {
    const char *bytes; // of the text, which the tokens count in
    const struct section_words *words;
    const struct token *tokens;
    size_t count;
    struct dateline dateline;
    bool has_dateline;
    bool is_publication; // the dateline is a line of its own
    bool is_mark;        // "* * *", "———": no word in it
    bool is_boilerplate; // a phrase that sites put around an article: "Share this"
    bool is_headline;    // short, no full stop at its end, none of the above
    bool is_byline;      // "By Jane Doe", "Our correspondent, Lahore"
    bool is_label;       // "Press Release No. 12/2024", "Report 2", and what is_credit
    bool is_credit;      // the name of an agency alone: "Xinhua", "(RSS)", "Source: Xinhua"
    bool is_site;        // what a site may say after a text: "Load more"
    bool begins;         // a section begins here
    enum section_kind kind;
};

void section_words_init(struct section_words *words);

// Tells what the line is by itself, from its tokens.
void section_line_describe(struct section_line *line);

// "Joint statement of …", "Readout of …": a headline that names what it heads.
bool section_line_names_genre(const struct section_line *line);

// "[1] https://…": the address that the number of a link stands for.
bool section_line_is_link(const struct section_line *line);

// "In short:", "The day in brief": a heading of what sums up.
bool section_line_heads_summary(const struct section_line *line);

// Whether it reads like the first paragraph of a report: its first words tell of a day.
bool section_line_is_lead(const struct section_line *line);

// How much the line looks like a separator: "The following articles were originally published by
// …", "Here, in order, are the dispatches of …". It speaks of texts (2 in the plural, else 1),
// points to them, ahead or (`back`) behind (2), has words of reproduction (1 each, at most 2), ends
// with a colon (2) or is very short (1); what tells of events is none (-2). A mark alone has 3.
// 0 where nothing of it is there.
int section_line_separator_score(const struct section_line *line, bool back);

#endif
