// SPDX-License-Identifier: GPL-3.0-or-later
// Sections: which paragraphs are title, introduction, separator, originals, boilerplate.
//
// Originals are found by their datelines; their headlines are the short lines without a full stop
// before them. What stands before the first is title, introduction and separator; after a
// separator that looks back ("the reports above") the introduction may follow them. Web
// boilerplate is the run of short lines at the end that begins with a phrase of such.

#include <config.h>

#include "article/sections.h"

#include "article/dateline.h"
#include "base/memory.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

// Scripts without blanks have many words in a token: there bytes count.
enum { HEADLINE_TOKENS = 34, HEADLINE_BYTES = 400, SEPARATOR_TOKENS = 70, BOILERPLATE_TOKENS = 45 };

struct line {
    const struct token *tokens;
    size_t count;
    struct dateline dateline;
    bool has_dateline;
    bool is_publication; // the dateline is a line of its own
    bool begins;         // a section begins here
    enum section_kind kind;
};

struct finder {
    const struct article *article;
    struct line *lines;
    size_t count;
};

// --- what a paragraph looks like -------------------------------------------------------------

static bool line_has_word(const struct line *line, const char *word)
{
    uint64_t key = token_key(word);
    for (size_t i = 0; i < line->count; i++) {
        if (line->tokens[i].key == key)
            return true;
    }
    return false;
}

static int line_count_any(const struct line *line, const char *const *words)
{
    int count = 0;
    for (; *words; words++)
        count += line_has_word(line, *words);
    return count;
}

static bool is_one_of(const char *bytes, size_t length, const char *const *list)
{
    for (; *list; list++) {
        if (strlen(*list) == length && memcmp(*list, bytes, length) == 0)
            return true;
    }
    return false;
}

static bool line_ends_as_sentence(const struct finder *finder, const struct line *line)
{
    static const char *const stops[] = {".",  ":",  ";",  "\u3002", "\uFF0E",
                                        "\uFF61", "\uFF1A", "\uFF1B", NULL};
    static const char *const closing[] = {")",      "]",      "\"",     "'",      "\u201D",
                                          "\u2019", "\u300D", "\u300F", "\uFF09", NULL};
    for (size_t i = line->count; i-- > 0;) {
        const char *start = finder->article->bytes + line->tokens[i].start;
        size_t length = line->tokens[i].end - line->tokens[i].start;
        if (is_one_of(start, length, stops))
            return true;
        if (!is_one_of(start, length, closing))
            return length > 1 && start[length - 1] == '.' && line->count > HEADLINE_TOKENS / 2;
    }
    return false;
}

// "* * *", "———": no word in it.
static bool is_mark_line(const struct line *line)
{
    for (size_t i = 0; i < line->count; i++) {
        if (line->tokens[i].kind != TOKEN_MARK)
            return false;
    }
    return line->count > 0;
}

// A title or headline: short, no full stop at its end.
static bool is_headline(const struct finder *finder, const struct line *line)
{
    return line->count > 0 && line->count <= HEADLINE_TOKENS && !is_mark_line(line) &&
           line->tokens[line->count - 1].end - line->tokens[0].start <= HEADLINE_BYTES &&
           !line->has_dateline && !line->is_publication && !line_ends_as_sentence(finder, line);
}

// "By Jane Doe", "Reporting by …": a line between headline and text.
static bool is_byline(const struct line *line)
{
    return line->count >= 2 && line->count <= 10 && !line->has_dateline &&
           line->tokens[0].key == token_key("by") && line->tokens[1].shape != SHAPE_LOWER;
}

// How much a line looks like a separator: "The following articles were originally published by
// …", "Here, in order, are the dispatches of …". It speaks of texts (2 in the plural, else 1),
// points to them (2), and uses weaker words of reproduction (1 each, at most 2).
static int separator_score(const struct line *line, const char *const *pointers)
{
    static const char *const plural[] = {
        "articles",   "reports",   "statements", "dispatches", "stories",     "texts",
        "pieces",     "items",     "releases",   "accounts",   "communiques", "readouts",
        "despatches", "originals", "sources",    "documents",  "bulletins",   "wires",
        "notes",      "transcripts", NULL};
    static const char *const singular[] = {"article", "report",  "statement", "dispatch", "story",
                                           "text",    "release", "news",      "coverage", NULL};
    static const char *const weak[] = {
        "published",  "reproduced", "appeared", "carried",    "issued", "released", "reprinted",
        "reproduce",  "republish",  "filed",    "originally", "full",   "taken",    "given",
        "verbatim",   "wording",    "unedited", "unchanged",  "order",  "agency",   "agencies",
        "ministry",   "ministries", "printed",  "first",      "reads",  "read",     NULL};
    if (line->count == 0 || line->count > SEPARATOR_TOKENS || line->has_dateline)
        return 0;
    int texts = line_count_any(line, plural) ? 2 : line_count_any(line, singular) ? 1 : 0;
    int others = line_count_any(line, weak);
    if (!texts)
        return 0;
    return texts + (line_count_any(line, pointers) ? 2 : 0) + (others > 2 ? 2 : others);
}

static const char *const points_ahead[] = {"following", "below",  "follow",   "follows", "beneath",
                                           "hereunder", "herewith", "here",   "appended",
                                           "underneath", "attached", NULL};
static const char *const points_back[] = {"above", "preceding", "foregoing", "these", "those",
                                          "hitherto", NULL};

static bool is_boilerplate(const struct finder *finder, const struct line *line)
{
    static const char *const beginnings[] = {
        "leave a reply",     "leave a comment",  "your email address", "share this",
        "share on",          "related posts",    "related articles",   "related news",
        "related stories",   "subscribe",        "sign up",            "all rights reserved",
        "copyright",         "\xC2\xA9",         "read more",          "read also",
        "also read",         "tags:",            "tagged",             "filed under",
        "follow us",         "newsletter",       "advertisement",      "print this",
        "back to top",       "comments are closed", "no comments",     "post a comment",
        "required fields",   "click here",       "like this",          "previous post",
        "next post",         "posted in",        "categories:",        "support us",
        "donate",            "most read",        "you may also like",  "more from",
        "privacy policy",    "terms of use",     "cookie",             "save my name",
        "this site uses",    "join the conversation", "disclaimer",    "powered by",
        "email this",         "this report by",     "this article was",   "this story was",
        "first published",    "this article first", "this article originally",
               "contact us",       "about us",           "log in",
    };
    if (line->count == 0 || line->count > BOILERPLATE_TOKENS)
        return false;
    const char *start = finder->article->bytes + line->tokens[0].start;
    size_t length = line->tokens[line->count - 1].end - line->tokens[0].start;
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
        size_t wanted = strlen(beginnings[i]);
        if (length >= wanted && strncasecmp(start, beginnings[i], wanted) == 0)
            return true;
    }
    return false;
}

// --- finding -----------------------------------------------------------------------------------

static void begin_section(struct finder *finder, size_t line, enum section_kind kind)
{
    if (line < finder->count) {
        finder->lines[line].begins = true;
        finder->lines[line].kind = kind;
    }
}

// The paragraph with which the report begins whose text begins at `body`: its headline, with
// bylines and publication lines between, else the nearest of these; not before `least`.
static size_t original_start(const struct finder *finder, size_t body, size_t least)
{
    size_t at = body;
    while (at > least && (is_byline(&finder->lines[at - 1]) || finder->lines[at - 1].is_publication))
        at--;
    if (at > least && is_headline(finder, &finder->lines[at - 1]))
        at--;
    while (at > least && finder->lines[at - 1].is_publication)
        at--;
    return at;
}

// Whether a headline with a publication line under it, bylines between, begins a report here, one
// without dateline.
static bool begins_published(const struct finder *finder, size_t at, size_t to)
{
    if (at >= to || !is_headline(finder, &finder->lines[at]) || is_byline(&finder->lines[at]))
        return false;
    size_t next = at + 1;
    while (next < to && is_byline(&finder->lines[next]))
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
        int score = separator_score(line, points_ahead);
        if (score && before_report && line_has_word(line, "these"))
            score++; // "These are the texts …": elsewhere it points anywhere
        // "* * *", or a heading such as "Sources", says enough by its place.
        bool heading = is_mark_line(line) || (score > 0 && line->count <= SHORT_LINE);
        if (score >= (before_report ? ENOUGH_BEFORE_REPORT : ENOUGH) || (before_report && heading))
            return i;
    }
    return SIZE_MAX;
}

// A line after the last dateline that says that the reports stand before it.
static size_t find_separator_back(const struct finder *finder, size_t from, size_t to)
{
    size_t last = SIZE_MAX;
    for (size_t i = from; i < to; i++) {
        if (finder->lines[i].has_dateline)
            last = i;
    }
    for (size_t i = last; last != SIZE_MAX && i + 1 < to; i++) {
        if (separator_score(&finder->lines[i], points_back) >= 4)
            return i;
    }
    return SIZE_MAX;
}

// The first line of the boilerplate at the end: a phrase of such with only short lines after it.
static size_t find_boilerplate(const struct finder *finder, size_t from)
{
    size_t start = finder->count;
    for (size_t i = finder->count; i-- > from;) {
        if (finder->lines[i].has_dateline || finder->lines[i].count > BOILERPLATE_TOKENS)
            break;
        bool last_mark = finder->lines[i].is_publication && i + 1 == start;
        if (is_boilerplate(finder, &finder->lines[i]) || last_mark)
            start = i;
    }
    return start;
}

// Reports without datelines after a separator: each begins at a headline that a publication line
// or a byline follows or goes before, else at any headline.
static void find_undated(struct finder *finder, size_t from, size_t to)
{
    bool marked = false;
    for (size_t i = from; i < to; i++)
        marked = marked || finder->lines[i].is_publication || is_byline(&finder->lines[i]);
    begin_section(finder, from, SECTION_ORIGINAL);
    for (size_t i = from + 1; i < to; i++) {
        const struct line *line = &finder->lines[i];
        bool next_marks = i + 1 < to && (line[1].is_publication || is_byline(line + 1));
        bool heads = is_headline(finder, line) && (!marked || next_marks);
        bool bare_mark = line->is_publication && !finder->lines[i - 1].begins;
        if (heads || bare_mark)
            begin_section(finder, i, SECTION_ORIGINAL);
    }
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

// How many lines at the head are title, subtitle, byline and day of publication; text follows.
static size_t title_length(const struct finder *finder)
{
    if (finder->count < 2 || !is_headline(finder, &finder->lines[0]))
        return 0;
    size_t length = 1;
    while (length + 1 < finder->count && !finder->lines[length + 1].has_dateline) {
        const struct line *line = &finder->lines[length];
        bool more = line->is_publication || is_byline(line) || is_headline(finder, line);
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
    if (originals > 0 && introduced)
        find_published(finder, dated_from, dated_to, &first);
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

// --- building ----------------------------------------------------------------------------------

static void apply_decisions(struct finder *finder, const struct section_decision *decisions,
                            size_t decision_count)
{
    for (size_t i = 0; i < decision_count; i++) {
        for (size_t k = 0; k < finder->count; k++) {
            if (finder->article->paragraphs[k].span.start == decisions[i].start)
                begin_section(finder, k, decisions[i].kind);
        }
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
        (section->kind == SECTION_ORIGINAL && is_headline(finder, first)))
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
        if (!line->has_dateline && i > 0 && is_headline(&finder, line - 1))
            line->has_dateline =
                dateline_parse_weak(article->bytes, line->tokens, line->count, &line->dateline);
    }
    find_boundaries(&finder);
    apply_decisions(&finder, decisions, decision_count);
    build_sections(&finder, article);
    free(finder.lines);
}
