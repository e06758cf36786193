// SPDX-License-Identifier: GPL-3.0-or-later
// Sections: which paragraphs are title, introduction, separator, originals, boilerplate.
//
// Originals are found by their datelines; their headlines are the short lines without a full stop
// before them (section-lines tells what a line looks like). What stands before the first is title,
// introduction and separator; after a separator that looks back ("the reports above") the
// introduction may follow them. Web boilerplate is the run of short lines at the end that begins
// with a phrase of such, or that only a site says.

#include <config.h>

#include "article/sections.h"

#include "article/dateline.h"
#include "article/section-lines.h"
#include "base/memory.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct finder {
    const struct article *article;
    struct line *lines;
    size_t count;
};

// --- finding -----------------------------------------------------------------------------------

static void begin_section(struct finder *finder, size_t line, enum section_kind kind)
{
    if (line < finder->count) {
        finder->lines[line].begins = true;
        finder->lines[line].kind = kind;
    }
}

// The paragraph with which the report begins whose text begins at `body`: its headline, which may
// be of up to three lines, with bylines and publication lines between, else the nearest of these;
// not before `least`.
static size_t original_start(const struct finder *finder, size_t body, size_t least)
{
    size_t at = body;
    while (at > least && (line_is_byline(&finder->lines[at - 1]) || finder->lines[at - 1].is_publication))
        at--;
    for (int lines = 0; lines < 3 && at > least && line_is_headline(&finder->lines[at - 1]);
         lines++)
        at--;
    while (at > least && finder->lines[at - 1].is_publication)
        at--;
    return at;
}

// Whether a headline with a publication line under it, bylines between, begins a report here, one
// without dateline.
static bool begins_published(const struct finder *finder, size_t at, size_t to)
{
    if (at >= to || !line_is_headline(&finder->lines[at]) || line_is_byline(&finder->lines[at]))
        return false;
    size_t next = at + 1;
    while (next < to && line_is_byline(&finder->lines[next]))
        next++;
    return next + 1 < to && finder->lines[next].is_publication;
}

// A line before [from, to) ends that is a separator by its words; directly before a report less
// is asked of it.
static size_t find_separator_ahead(const struct finder *finder, size_t from, size_t to)
{
    enum { ENOUGH = 5, ENOUGH_BEFORE_REPORT = 4, SHORT_LINE = 8 };
    for (size_t i = from; i < to && !finder->lines[i].has_dateline; i++) {
        const struct line *line = &finder->lines[i];
        bool before_report = begins_published(finder, i + 1, to);
        for (size_t k = i + 1; k < to && k <= i + 4 && !before_report; k++)
            before_report = finder->lines[k].has_dateline && original_start(finder, k, i + 1) == i + 1;
        int score = line_separator_score(line, line_points_ahead);
        if (score && before_report && line_has_word(line, "these"))
            score++; // "These are the texts …": elsewhere it points anywhere
        // "* * *", or a heading such as "Sources", says enough by its place; so does a line that ends
        // with a colon ("This is how the agencies told it:").
        bool heading = line_is_marks(line) || (score > 0 && line->count <= SHORT_LINE) ||
                       line_ends_with_colon(line);
        if (score >= (before_report ? ENOUGH_BEFORE_REPORT : ENOUGH) || (before_report && heading))
            return i;
    }
    return SIZE_MAX;
}

// A line after the last dateline that says that the reports stand before it. Where no introduction
// stands before them, the heading of a summary says as much.
static size_t find_separator_back(const struct finder *finder, size_t from, size_t to)
{
    size_t last = SIZE_MAX, first = SIZE_MAX;
    for (size_t i = from; i < to; i++) {
        if (finder->lines[i].has_dateline) {
            first = first == SIZE_MAX ? i : first;
            last = i;
        }
    }
    if (last == SIZE_MAX)
        return SIZE_MAX;
    bool introduced = original_start(finder, first, from) > from;
    for (size_t i = last; i + 1 < to; i++) {
        if (line_separator_score(&finder->lines[i], line_points_back) >= 4 ||
            (!introduced && first < last && i > last && line_heads_summary(&finder->lines[i])))
            return i;
    }
    return SIZE_MAX;
}

// "[12] https://…": a line of the addresses that a text's link numbers stand for.
static bool is_link_line(const struct finder *finder, const struct line *line)
{
    return line->count > 4 && line->tokens[1].kind == TOKEN_NUMBER &&
           token_is(finder->article->bytes, &line->tokens[0], "[") &&
           token_is(finder->article->bytes, &line->tokens[2], "]") &&
           (line->tokens[3].key == token_key("http") || line->tokens[3].key == token_key("https"));
}

// The first line of the boilerplate at the end: a phrase of such with only short lines after it,
// or, behind a report with a dateline, what only a site says.
static size_t find_boilerplate(const struct finder *finder, size_t from)
{
    size_t start = finder->count, dated = finder->count;
    while (dated > from && !finder->lines[dated - 1].has_dateline)
        dated--;
    bool reports = dated > from;
    for (size_t i = finder->count; i-- > from;) {
        if (is_link_line(finder, &finder->lines[i])) {
            bool headed = i > from + 1 && finder->lines[i - 1].count == 1; // "Links", "References"
            start = headed ? i - 1 : i;
            continue;
        }
        if (finder->lines[i].has_dateline || finder->lines[i].count > BOILERPLATE_TOKENS)
            break;
        bool last_mark = finder->lines[i].is_publication && i + 1 == start;
        bool of_site = reports && i + 1 == start && line_is_of_site(&finder->lines[i]);
        if (line_is_boilerplate(&finder->lines[i]) || last_mark || of_site)
            start = i;
    }
    return start;
}

// Whether reports end with their publication lines, not begin with them.
static bool ends_published(const struct finder *finder, size_t from, size_t to)
{
    return from + 2 < to && to < finder->count && finder->lines[to].is_publication &&
           !finder->lines[from].is_publication && !finder->lines[from + 1].is_publication;
}

// Reports without datelines after a separator: each begins at a headline that a publication line
// or a byline follows or goes before, else at any headline; or behind a line of marks.
static void find_undated(struct finder *finder, size_t from, size_t to)
{
    bool marked = false, behind = ends_published(finder, from, to);
    for (size_t i = from; i < to; i++)
        marked = marked || finder->lines[i].is_publication || line_is_byline(&finder->lines[i]);
    begin_section(finder, from, SECTION_ORIGINAL);
    for (size_t i = from + 1; i < to; i++) {
        const struct line *line = &finder->lines[i];
        if (behind || line_is_marks(line - 1)) {
            if (line[-1].is_publication || line_is_marks(line - 1))
                begin_section(finder, i, SECTION_ORIGINAL);
            continue;
        }
        bool headed_already = line[-1].begins && line_is_headline(line - 1);
        if (headed_already)
            continue;
        bool next_marks = i + 1 < to && (line[1].is_publication || line_is_byline(line + 1));
        bool heads = line_is_headline(line) && !line_is_byline(line) && (!marked || next_marks);
        bool headed = finder->lines[i - 1].begins || line_is_byline(line - 1);
        bool bare_mark = line->is_publication && !headed;
        if (heads || bare_mark || line_is_source_label(line))
            begin_section(finder, i, SECTION_ORIGINAL);
    }
}

// How many reports between two lines begin with a headline and a publication line.
static size_t count_published(const struct finder *finder, size_t from, size_t to)
{
    size_t count = 0;
    for (size_t i = from; i < to; i++)
        count += begins_published(finder, i, to);
    return count;
}

static void find_published(struct finder *finder, size_t from, size_t to, size_t *first)
{
    for (size_t i = from; i < to; i++) {
        if (finder->lines[i].begins || !begins_published(finder, i, to))
            continue;
        begin_section(finder, i, SECTION_ORIGINAL);
        if (i < *first)
            *first = i;
    }
}

static size_t find_dated(struct finder *finder, size_t from, size_t to, size_t *first)
{
    size_t originals = 0, least = from;
    *first = to;
    for (size_t i = from; i < to; i++) {
        if (!finder->lines[i].has_dateline)
            continue;
        size_t start = original_start(finder, i, least);
        begin_section(finder, start, SECTION_ORIGINAL);
        if (originals++ == 0)
            *first = start;
        least = i + 1;
    }
    return originals;
}

// Whether a line inside a report is rather the headline of the next one, which has no dateline:
// short, no sentence, between two paragraphs that are.
static bool heads_undated(const struct finder *finder, size_t at, size_t to)
{
    enum { FEWEST = 4, MOST = 16, SHORTEST_BODY = 8 };
    static const char *const past[] = {"said", "was", "were", "had", "told", "added", "did", NULL};
    const struct line *line = &finder->lines[at];
    if (at + 1 >= to || line->count < FEWEST || line->count > MOST || !line_is_headline(line) ||
        line_is_byline(line) || line_count_any(line, past))
        return false;
    const struct line *next = line + 1;
    return line_ends_as_sentence(line - 1) && !next->has_dateline && !next->is_publication &&
           next->count >= SHORTEST_BODY && line_ends_as_sentence(next);
}

// Reports without dateline among those with one, where all of these have headlines.
static void find_headed(struct finder *finder, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        if (finder->lines[i].begins && finder->lines[i].kind == SECTION_ORIGINAL &&
            !line_is_headline(&finder->lines[i]))
            return;
    }
    for (size_t i = from + 1; i < to; i++) {
        if (!finder->lines[i].begins && heads_undated(finder, i, to))
            begin_section(finder, i, SECTION_ORIGINAL);
    }
}

// How many lines at the head are title, subtitle, byline and day of publication; text follows.
static size_t title_length(const struct finder *finder)
{
    if (finder->count < 2 || !line_is_headline(&finder->lines[0]))
        return 0;
    size_t length = 1;
    while (length + 1 < finder->count && !finder->lines[length + 1].has_dateline) {
        const struct line *line = &finder->lines[length];
        bool more = line->is_publication || line_is_byline(line) || line_is_headline(line);
        if (!more)
            break;
        length++;
    }
    // A document of short lines (a list, a table) has a title of one line.
    return length > 4 ? 1 : length;
}

static void find_boundaries(struct finder *finder)
{
    if (finder->count == 0)
        return;
    size_t first_line = title_length(finder);
    size_t end = find_boilerplate(finder, first_line);
    size_t separator = find_separator_ahead(finder, first_line, end);
    size_t back = find_separator_back(finder, first_line, end);
    size_t dated_from = separator < end ? separator + 1 : first_line;
    size_t dated_to = back < end && back > dated_from ? back : end;
    size_t first;
    size_t originals = find_dated(finder, dated_from, dated_to, &first);
    bool introduced = first > first_line || separator < end || dated_to < end;
    if (originals == 1 && !introduced)
        finder->lines[first].begins = false; // one report alone is no round-up
    // without dateline or separator, two publication lines under headlines say as much
    bool published = originals == 0 && separator >= end && dated_to == end &&
                     count_published(finder, first_line + 1, end) > 1;
    if ((originals > 0 && introduced) || published)
        find_published(finder, published ? first_line + 1 : dated_from, dated_to, &first);
    if (originals > 1 && introduced)
        find_headed(finder, first, dated_to);
    if (separator < end && (originals == 0 || first > dated_from)) {
        size_t undated_to = originals ? first : dated_to;
        if (dated_from < undated_to)
            find_undated(finder, dated_from, undated_to);
    }
    if (first_line > 0 && !finder->lines[0].begins)
        begin_section(finder, 0, SECTION_TITLE);
    if (first_line < finder->count && !finder->lines[first_line].begins && separator != first_line)
        begin_section(finder, first_line, SECTION_INTRODUCTION);
    if (separator < end)
        begin_section(finder, separator, SECTION_SEPARATOR);
    if (dated_to < end) {
        begin_section(finder, dated_to, SECTION_SEPARATOR);
        if (dated_to + 1 < end)
            begin_section(finder, dated_to + 1, SECTION_INTRODUCTION);
    }
    if (end < finder->count)
        begin_section(finder, end, SECTION_BOILERPLATE);
}

// Of several texts each is a part of its own, whatever else is in it.
static void take_parts(struct finder *finder)
{
    const struct dossier *dossier = finder->article->dossier;
    const struct paragraph *paragraphs = finder->article->paragraphs;
    size_t from = 0;
    for (size_t i = 0; i < dossier->count; i++) {
        size_t end = i + 1 < dossier->count ? dossier->parts[i + 1].start : SIZE_MAX, to = from;
        while (to < finder->count && paragraphs[to].span.start < end)
            to++;
        struct finder part = {finder->article, finder->lines + from, to - from};
        bool introduces = i == 0 && !dossier->tellings;
        size_t title = introduces ? title_length(&part) : 0;
        begin_section(&part, 0, title ? SECTION_TITLE
                                : introduces ? SECTION_INTRODUCTION
                                             : SECTION_ORIGINAL);
        if (title)
            begin_section(&part, title, SECTION_INTRODUCTION);
        begin_section(&part, find_boilerplate(&part, title + 1), SECTION_BOILERPLATE);
        from = to;
    }
}

// --- building ----------------------------------------------------------------------------------

static void apply_decisions(struct finder *finder, const struct section_decision *decisions,
                            size_t decision_count)
{
    for (size_t i = 0; i < decision_count && finder->count; i++) {
        size_t paragraph = article_paragraph_at(finder->article, decisions[i].start);
        if (decisions[i].start < finder->article->paragraphs[paragraph].span.start ||
            decisions[i].start > finder->lines[paragraph].tokens[0].start)
            continue; // not its beginning
        begin_section(finder, paragraph, decisions[i].kind);
        if (decisions[i].continues)
            finder->lines[paragraph].begins = false;
    }
}

static void fill_section(const struct finder *finder, struct section *section)
{
    const struct paragraph *paragraphs = finder->article->paragraphs;
    size_t last = section->first_paragraph + section->paragraph_count - 1;
    section->span = (struct span){paragraphs[section->first_paragraph].span.start,
                                  paragraphs[last].span.end};
    const struct line *first = &finder->lines[section->first_paragraph];
    if (section->kind == SECTION_TITLE ||
        (section->kind == SECTION_ORIGINAL && line_is_headline(first)))
        section->headline = (struct span){first->tokens[0].start, first->tokens[first->count - 1].end};
    bool may_have_dateline =
        section->kind == SECTION_ORIGINAL || section->kind == SECTION_INTRODUCTION;
    for (size_t i = section->first_paragraph; i <= last && may_have_dateline; i++) {
        const struct line *line = &finder->lines[i];
        if (line->has_dateline ||
            (line->is_publication && span_is_empty(section->dateline.span)))
            section->dateline = line->dateline;
        if (line->has_dateline)
            break;
    }
}

static void build_sections(const struct finder *finder, struct article *article)
{
    size_t capacity = 0;
    unsigned ordinal = 0;
    for (size_t i = 0; i < finder->count; i++) {
        const struct line *line = &finder->lines[i];
        if (i == 0 || line->begins) {
            article->sections = memory_grow(article->sections, &capacity,
                                            article->section_count + 1, sizeof *article->sections);
            struct section *section = &article->sections[article->section_count++];
            *section = (struct section){
                .kind = line->begins ? line->kind : SECTION_INTRODUCTION,
                .first_paragraph = i,
            };
            if (section->kind == SECTION_ORIGINAL)
                section->ordinal = ++ordinal;
        }
        article->sections[article->section_count - 1].paragraph_count++;
        article->paragraphs[i].section = article->section_count - 1;
    }
    article->original_count = ordinal;
    for (size_t i = 0; i < article->section_count; i++)
        fill_section(finder, &article->sections[i]);
}

static void describe_line(const struct article *article, size_t paragraph, struct line *line)
{
    struct span span = article->paragraphs[paragraph].span;
    size_t from = tokens_find(&article->tokens, span.start);
    size_t to = tokens_find(&article->tokens, span.end);
    line->bytes = article->bytes;
    line->tokens = article->tokens.items + from;
    line->count = to - from;
    line->has_dateline = dateline_parse(article->bytes, line->tokens, line->count, &line->dateline);
    if (!line->has_dateline)
        line->is_publication = dateline_parse_publication_line(article->bytes, line->tokens,
                                                               line->count, &line->dateline);
}

void sections_find(struct article *article, const struct section_decision *decisions,
                   size_t decision_count)
{
    struct finder finder = {
        .article = article,
        .lines = memory_allocate_zeroed(article->paragraph_count, sizeof *finder.lines),
        .count = article->paragraph_count,
    };
    for (size_t i = 0; i < finder.count; i++) {
        struct line *line = &finder.lines[i];
        describe_line(article, i, line);
        if (!line->has_dateline && !line->is_publication && i > 0 &&
            line_is_headline(line - 1))
            line->has_dateline =
                dateline_parse_bare_date(article->bytes, line->tokens, line->count, &line->dateline);
    }
    if (article->dossier)
        take_parts(&finder);
    else
        find_boundaries(&finder);
    apply_decisions(&finder, decisions, decision_count);
    build_sections(&finder, article);
    free(finder.lines);
}
