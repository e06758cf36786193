// SPDX-License-Identifier: GPL-3.0-or-later
// What stands at the head of a report: headline, line of publication, byline, label, and how much
// that speaks for a report. A head is read upwards from the paragraph under it, over each line
// once; what a day or an agency between two reports belongs to depends on the article's manner.

#include <config.h>

#include "article/sections-heads.h"

#include "article/dateline.h"
#include "base/memory.h"

#include <stdlib.h>

bool section_line_is_apparatus(const struct section_line *line)
{
    return line->is_publication || line->is_byline || line->is_label;
}

bool section_line_is_plain_headline(const struct section_line *line)
{
    return line->is_headline && !section_line_is_apparatus(line);
}

static void note_apparatus(const struct section_line *line, struct section_head *head)
{
    head->publication = head->publication || line->is_publication;
    head->byline = head->byline || line->is_byline;
    head->label = head->label || line->is_label;
}

bool section_line_is_short_sentence(const struct section_line *line)
{
    enum { LONGEST = 20 };
    return line->count > 1 && line->count <= LONGEST && !line->has_dateline &&
           !section_line_is_apparatus(line) && !line->is_mark && !line->is_boilerplate;
}

bool section_line_may_end(const struct section_line *line)
{
    return line->is_publication || line->is_credit;
}

struct section_head section_head_read(const struct section_line *lines,
                                      const struct section_manner *manner, size_t body,
                                      size_t least)
{
    struct section_head head = {.start = body};
    while (head.start > least && section_line_is_apparatus(&lines[head.start - 1]))
        note_apparatus(&lines[--head.start], &head);
    if (head.start > least && section_line_is_plain_headline(&lines[head.start - 1])) {
        head.headline = true;
        head.start--;
        head.deck =
            head.start > least && section_line_is_plain_headline(&lines[head.start - 1]) &&
            (head.start - 1 == least || !section_line_is_plain_headline(&lines[head.start - 2]));
        if (head.deck && manner->decks)
            head.start--;
        size_t own = head.start;
        while (head.start > least && section_line_is_apparatus(&lines[head.start - 1]) &&
               !lines[head.start - 1].is_byline &&
               (manner->tops || !section_line_may_end(&lines[head.start - 1])))
            note_apparatus(&lines[--head.start], &head);
        head.topped = head.start < own && section_line_may_end(&lines[own - 1]);
    } else if (manner->stops && head.start > least &&
               section_line_is_short_sentence(&lines[head.start - 1])) {
        head.headline = true;
        head.start--;
    } else if (head.start < body && lines[body].has_dateline && !manner->tops) {
        while (head.start < body && section_line_may_end(&lines[head.start]))
            head.start++;
    }
    return head;
}

int section_head_evidence(const struct section_line *lines, size_t body,
                          const struct section_head *head)
{
    enum { LONG_HEADLINE = 5 };
    const struct section_line *line = &lines[body];
    if (line->has_dateline)
        return 6;
    if (head->start == body || line->is_headline || section_line_is_apparatus(line) ||
        line->is_mark || line->is_boilerplate)
        return 0;
    int evidence = head->headline + 3 * head->publication + 2 * head->byline + 2 * head->label;
    if (!head->headline && lines[body - 1].is_credit)
        evidence++; // "AFP:"
    const struct section_line *first = &lines[head->start];
    if (head->headline && section_line_names_genre(first))
        evidence += 2;
    if (head->headline && first->count >= LONG_HEADLINE && !head->publication)
        evidence += 1 + section_line_is_lead(line);
    return evidence;
}

void section_heads_find_weak_datelines(struct section_line *lines, size_t count, size_t separator)
{
    size_t found = 0, last = 0;
    bool headless = false;
    bool *weak = memory_allocate_zeroed(count, sizeof *weak);
    for (size_t i = 1; i < count; i++) {
        struct dateline dateline;
        found += lines[i].has_dateline;
        bool after_separator = separator < count && i == separator + 1;
        bool headed = lines[i - 1].is_headline || section_line_is_apparatus(&lines[i - 1]);
        if (lines[i].has_dateline || lines[i].is_publication ||
            !(headed || after_separator || headless) ||
            !dateline_parse_weak(lines[i].bytes, lines[i].tokens, lines[i].count, &dateline))
            continue;
        headless = headless || (after_separator && separator > 0);
        if (headed && i > 1 && dateline.written.year && !dateline.place.end) {
            lines[i].has_dateline = true; // a whole date
            lines[i].dateline = dateline;
        } else if (i > 1 && (headed || headless)) {
            weak[i] = true;
            lines[i].dateline = dateline;
            last = i;
        } else {
            continue;
        }
        found++;
    }
    for (size_t i = 1; i <= last && (found >= 2 || separator < count); i++)
        lines[i].has_dateline = lines[i].has_dateline || weak[i];
    free(weak);
}
