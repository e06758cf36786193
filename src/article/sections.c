// SPDX-License-Identifier: GPL-3.0-or-later
// Sections: which paragraphs are title, introduction, separator, originals, boilerplate.
//
// A report is told by what stands at its head: a dateline, or a headline with a line of
// publication, a byline, a label, a lead; each is evidence, and where reports are to be expected,
// after a separator or another report, less of it is enough. What stands before the first report
// is title, introduction and separator. Where nothing stands there, the introduction may follow the
// reports: after a separator that looks back, or where the text begins to retell them all. Web
// boilerplate is the run of short lines at the end that begins with a phrase of such.

#include <config.h>

#include "article/sections.h"

#include "article/dateline.h"
#include "article/sections-heads.h"
#include "article/sections-lines.h"
#include "article/sections-retelling.h"
#include "base/memory.h"

#include <stdlib.h>

struct finder {
    const struct article *article;
    struct section_words words;
    struct section_line *lines;
    size_t count;
    size_t first_line; // after the title
    size_t end;        // where the boilerplate begins
    size_t *starts;    // of the originals
    size_t *bodies;    // their lines with the dateline, or their first paragraphs
    bool *sure;        // whether one would be seen anywhere
    size_t start_count, capacity, body_capacity, sure_capacity;
    struct section_manner manner;
};

static void begin_section(struct finder *finder, size_t line, enum section_kind kind)
{
    if (line < finder->count) {
        finder->lines[line].begins = true;
        finder->lines[line].kind = kind;
    }
}

// --- separators ----------------------------------------------------------------------------------

// Whether a report begins at the line, by a dateline or a line of publication.
static bool report_begins(const struct finder *finder, size_t at)
{
    enum { HEAD_LINES = 5 };
    for (size_t body = at; body < finder->end && body <= at + HEAD_LINES; body++) {
        const struct section_line *line = &finder->lines[body];
        if (line->has_dateline)
            return section_head_read(finder->lines, &finder->manner, body, at).start == at;
        if (!line->is_headline && !section_line_is_apparatus(line)) {
            struct section_head head = section_head_read(finder->lines, &finder->manner, body, at);
            return head.start == at && section_head_evidence(finder->lines, body, &head) >= 4;
        }
    }
    return false;
}

// A line that is a separator by its words, before the first report; directly before a report less
// is asked of it, and a mark or a short heading is enough.
static size_t find_separator(const struct finder *finder)
{
    enum { ENOUGH = 5, ENOUGH_BEFORE_REPORT = 3 };
    bool dated = false;
    for (size_t i = finder->first_line; i < finder->end; i++) {
        if (finder->lines[i].has_dateline) {
            if (i > finder->first_line)
                break;
            dated = true; // the introduction may have one
            continue;
        }
        const struct section_line *line = &finder->lines[i];
        int score = section_line_separator_score(line, false);
        if (score == 0)
            continue;
        bool mark = line->is_mark;
        if (score >= ENOUGH && !mark && i + 1 < finder->end && !dated)
            return i;
        bool before_report = i + 1 < finder->end && report_begins(finder, i + 1);
        if (before_report && section_line_separator_score(line, true) > score)
            score++; // "These are the texts …": elsewhere it points anywhere
        if (before_report && score >= ENOUGH_BEFORE_REPORT)
            return i;
    }
    return SIZE_MAX;
}

// A line after the last report's first paragraph that says that the reports stand before it.
static size_t find_separator_back(const struct finder *finder, size_t from)
{
    enum { ENOUGH = 4 };
    for (size_t i = from; i + 1 < finder->end; i++) {
        if (!finder->lines[i].is_mark &&
            section_line_separator_score(&finder->lines[i], true) >= ENOUGH)
            return i;
    }
    return SIZE_MAX;
}

// The first line of the boilerplate at the end: a phrase of such with only short lines after it.
static size_t find_boilerplate(const struct finder *finder, size_t from)
{
    enum { LONGEST = 45 };
    size_t start = finder->count, dated = finder->count;
    while (dated > from && !finder->lines[dated - 1].has_dateline)
        dated--;
    bool reports = dated > from;
    for (size_t i = finder->count; i-- > from;) {
        const struct section_line *line = &finder->lines[i];
        if (section_line_is_link(line)) {
            bool headed = i > from + 1 && line[-1].count == 1; // "Links", "References"
            start = headed ? i - 1 : i;
            continue;
        }
        bool phrase = line->is_boilerplate;
        if (line->has_dateline || (line->count > LONGEST && !phrase))
            break;
        bool last_mark = line->is_publication && i + 1 == start;
        bool of_site = reports && i + 1 == start && line->is_site;
        if (phrase || last_mark || of_site)
            start = i;
    }
    return start;
}

// --- reports -------------------------------------------------------------------------------------

static void add_start(struct finder *finder, size_t start, size_t body, bool sure)
{
    finder->starts = memory_grow(finder->starts, &finder->capacity, finder->start_count + 1,
                                 sizeof *finder->starts);
    finder->bodies = memory_grow(finder->bodies, &finder->body_capacity, finder->start_count + 1,
                                 sizeof *finder->bodies);
    finder->sure = memory_grow(finder->sure, &finder->sure_capacity, finder->start_count + 1,
                               sizeof *finder->sure);
    finder->sure[finder->start_count] = sure;
    finder->starts[finder->start_count] = start;
    finder->bodies[finder->start_count++] = body;
}

// Whether headlines come in two lines: once is chance. What stands over the first report's tells
// what stands over the others'.
static bool have_decks(struct finder *finder, size_t from, bool region)
{
    size_t decks = 0, heads = 0, least = from;
    finder->manner.tops =
        !region || (from < finder->end && section_line_may_end(&finder->lines[from]));
    for (size_t i = from; i < finder->end; i++) {
        if (!finder->lines[i].has_dateline)
            continue;
        struct section_head head = section_head_read(finder->lines, &finder->manner, i, least);
        if (heads++ == 0)
            finder->manner.tops = head.topped || (finder->manner.tops && region);
        decks += head.deck;
        least = i + 1;
    }
    return decks > 0;
}

// The reports from line `from` on. In a `region` of reports less evidence is enough.
static void find_reports(struct finder *finder, size_t from, bool region)
{
    enum { SURE = 4, ENOUGH_IN_REGION = 3 };
    size_t least = from;
    finder->manner.decks = have_decks(finder, from, region);
    for (size_t i = from; i < finder->end; i++) {
        struct section_head head = section_head_read(finder->lines, &finder->manner, i, least);
        int evidence = section_head_evidence(finder->lines, i, &head);
        if (evidence < (region || finder->start_count ? ENOUGH_IN_REGION : SURE))
            continue;
        add_start(finder, head.start, i, evidence >= SURE + head.byline);
        least = i + 1;
    }
}

// Reports without datelines in [from, to), after a separator: each begins at a headline that a
// publication line or a byline follows or goes before, else at any headline.
static void find_undated(struct finder *finder, size_t from, size_t to)
{
    bool marked = false, headed = false;
    for (size_t i = from; i < to; i++) {
        marked = marked || section_line_is_apparatus(&finder->lines[i]);
        headed = headed || section_line_is_plain_headline(&finder->lines[i]);
    }
    // A headline with text under it first: days and agencies end the reports.
    bool ended = marked && from + 1 < to && section_line_is_plain_headline(&finder->lines[from]) &&
                 !section_line_is_apparatus(&finder->lines[from + 1]);
    begin_section(finder, from, SECTION_ORIGINAL);
    for (size_t i = from + 1; i < to; i++) {
        const struct section_line *line = &finder->lines[i];
        bool next_marks = i + 1 < to && section_line_is_apparatus(line + 1);
        bool heads = section_line_is_plain_headline(line) &&
                     (!marked || (ended ? section_line_is_apparatus(line - 1) : next_marks)) &&
                     !line[-1].is_headline;
        bool bare_mark = !ended && line->is_publication && !finder->lines[i - 1].begins;
        bool parted = !headed && line[-1].is_mark && !line->is_mark;
        if (heads || bare_mark || parted)
            begin_section(finder, i, SECTION_ORIGINAL);
    }
}

// --- the whole -----------------------------------------------------------------------------------

// How many lines at the head are title, subtitle, byline and day of publication; text follows.
static size_t title_length(const struct finder *finder)
{
    if (finder->count < 2 || !finder->lines[0].is_headline || finder->lines[0].is_label)
        return 0;
    size_t length = 1;
    while (length + 1 < finder->count && !finder->lines[length + 1].has_dateline) {
        const struct section_line *line = &finder->lines[length];
        if (!section_line_is_apparatus(line) && !line->is_headline)
            break;
        length++;
    }
    // A document of short lines (a list, a table) has a title of one line.
    return length > 4 ? 1 : length;
}

static bool has_text(const struct finder *finder, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        const struct section_line *line = &finder->lines[i];
        if (!line->is_headline && !section_line_is_apparatus(line) && !line->is_mark)
            return true;
    }
    return false;
}

// Where an introduction after the reports begins; the end where there is none. A separator that
// looks back tells it, or what it retells: then reports with datelines or lines of publication
// alone count, since its title looks like the headline of another.
static size_t find_later(struct finder *finder, size_t *heads)
{
    size_t sure = finder->start_count;
    while (sure > 0 && !finder->sure[sure - 1])
        sure--;
    *heads = 1;
    if (sure == 0)
        return finder->end;
    size_t body = finder->bodies[sure - 1] + 1, later = find_separator_back(finder, body);
    for (size_t i = body; later >= finder->end && i + 1 < finder->end; i++) {
        if (section_line_heads_summary(&finder->lines[i]))
            later = i;
    }
    if (later >= finder->end && sure > 1)
        later =
            sections_find_retelling(finder->lines, finder->starts, sure, body, finder->end, heads);
    return later < finder->end ? later : finder->end;
}

static bool has_own_headline(const struct finder *finder, size_t original)
{
    for (size_t i = finder->starts[original]; i < finder->bodies[original]; i++) {
        if (section_line_is_plain_headline(&finder->lines[i]))
            return true;
    }
    return false;
}

// The first report's headline was taken for the title: the others have one, and the introduction
// has its title over it.
static void give_back_headline(struct finder *finder, size_t later, size_t heads)
{
    size_t headlines = 0;
    bool titled = false;
    for (size_t i = 1; i < finder->start_count; i++)
        headlines += has_own_headline(finder, i);
    for (size_t i = later; i < later + heads; i++)
        titled = titled || (section_line_is_plain_headline(&finder->lines[i]) &&
                            section_line_separator_score(&finder->lines[i], true) == 0 &&
                            section_line_separator_score(&finder->lines[i], false) == 0);
    if (titled && finder->starts[0] == finder->first_line && !has_own_headline(finder, 0) &&
        2 * headlines >= finder->start_count - 1) {
        finder->starts[0] = 0;
        finder->first_line = 0;
    }
}

// What stands in front may be a report without dateline, under a line of publication, and the
// introduction follows all: then it retells that one too.
static size_t find_later_with_front(struct finder *finder, size_t *heads)
{
    size_t start = finder->first_line, headlines = 0;
    bool published = false;
    for (size_t i = finder->first_line; i-- > 0;) {
        published = published || finder->lines[i].is_publication;
        if (section_line_is_plain_headline(&finder->lines[i]) && headlines++ == 0)
            start = i;
    }
    if (!published || finder->start_count == 0)
        return finder->end;
    size_t title = headlines > 1 ? start : 0;
    while (title > 0 && title < start && !finder->lines[title].is_publication)
        title++;
    add_start(finder, 0, 0, true);
    for (size_t i = finder->start_count; i-- > 1;) {
        finder->starts[i] = finder->starts[i - 1];
        finder->bodies[i] = finder->bodies[i - 1];
        finder->sure[i] = finder->sure[i - 1];
    }
    finder->starts[0] = start;
    finder->bodies[0] = finder->first_line;
    finder->sure[0] = true;
    size_t later = find_later(finder, heads);
    if (later<finder->end && * heads> 0) {
        finder->first_line = title;
        return later;
    }
    finder->start_count--;
    for (size_t i = 0; i < finder->start_count; i++) {
        finder->starts[i] = finder->starts[i + 1];
        finder->bodies[i] = finder->bodies[i + 1];
        finder->sure[i] = finder->sure[i + 1];
    }
    return finder->end;
}

static void begin_later_introduction(struct finder *finder, size_t at, size_t heads)
{
    bool titled = finder->first_line > 0;
    for (size_t line = at; line < at + heads; line++) {
        bool words = finder->lines[line].is_mark ||
                     section_line_separator_score(&finder->lines[line], true) > 0 ||
                     section_line_separator_score(&finder->lines[line], false) > 0;
        if (words || titled) {
            begin_section(finder, line, SECTION_SEPARATOR);
            finder->lines[line].begins = line == at;
        } else {
            begin_section(finder, line, SECTION_TITLE);
            titled = true;
        }
    }
    begin_section(finder, at + heads, SECTION_INTRODUCTION);
}

static void begin_originals(struct finder *finder, size_t from, size_t later, bool separated,
                            bool introduced)
{
    size_t count = finder->start_count, first = finder->end;
    bool dated = false;
    while (count > 0 && finder->starts[count - 1] >= later)
        count--;
    for (size_t i = 0; i < count; i++)
        dated = dated || finder->lines[finder->bodies[i]].has_dateline;
    // One report alone is no round-up, nor are headlines with a day under them, once.
    if ((count == 1 && !introduced) || (!separated && !dated && count < 2))
        count = 0;
    for (size_t i = count; i-- > 0; first = finder->starts[i])
        begin_section(finder, finder->starts[i], SECTION_ORIGINAL);
    if (separated && from < first && from < finder->end)
        find_undated(finder, from, first < later ? first : later);
}

// A first report right after the title that retells the others is the introduction, under a
// dateline of its own.
static void drop_dated_introduction(struct finder *finder)
{
    size_t count = finder->start_count;
    if (count < 3 || finder->first_line == 0 || finder->starts[0] != finder->first_line ||
        !sections_first_retells(finder->lines, finder->starts, count, finder->end))
        return;
    finder->start_count--;
    for (size_t i = 0; i + 1 < count; i++) {
        finder->starts[i] = finder->starts[i + 1];
        finder->bodies[i] = finder->bodies[i + 1];
        finder->sure[i] = finder->sure[i + 1];
    }
}

static void find_boundaries(struct finder *finder)
{
    if (finder->count == 0)
        return;
    finder->end = finder->count;
    finder->first_line = title_length(finder);
    section_heads_find_weak_datelines(finder->lines, finder->count, find_separator(finder));
    finder->first_line = title_length(finder);
    finder->end = find_boilerplate(finder, finder->first_line);
    size_t separator = find_separator(finder), heads = 0;
    bool separated = separator < finder->end;
    size_t from = separated ? separator + 1 : finder->first_line;
    while (separated && separator > finder->first_line && finder->lines[separator - 1].is_mark)
        separator--;
    // Right after the separator nothing but a headline stands over a dateline.
    finder->manner.stops = separated && from + 1 < finder->end &&
                           !finder->lines[from].is_headline &&
                           section_line_is_short_sentence(&finder->lines[from]) &&
                           finder->lines[from + 1].has_dateline;
    find_reports(finder, from, separated);
    size_t first = finder->start_count ? finder->starts[0] : finder->end;
    size_t later = finder->end;
    if (!has_text(finder, finder->first_line, separated ? separator : first)) {
        later = find_later(finder, &heads);
        if (later < finder->end)
            give_back_headline(finder, later, heads);
    } else if (finder->start_count) {
        later = find_separator_back(finder, finder->bodies[finder->start_count - 1] + 1);
        heads = 1;
        if (later >= finder->end)
            later = separated ? finder->end : find_later_with_front(finder, &heads);
    }
    if (later >= finder->end)
        drop_dated_introduction(finder);
    first = finder->start_count ? finder->starts[0] : finder->end;
    bool introduced = first > finder->first_line || separated || later < finder->end;
    begin_originals(finder, from, later, separated, introduced);
    if (finder->first_line > 0 && !finder->lines[0].begins)
        begin_section(finder, 0, SECTION_TITLE);
    size_t line = finder->first_line;
    if (!finder->lines[line < finder->count ? line : 0].begins && separator != line)
        begin_section(finder, line, SECTION_INTRODUCTION);
    if (separated)
        begin_section(finder, separator, SECTION_SEPARATOR);
    if (later < finder->end)
        begin_later_introduction(finder, later, heads);
    begin_section(finder, finder->end, SECTION_BOILERPLATE);
}

// A text that is known to be a report may have a dateline of any form under its headline.
static void take_weak_dateline(struct finder *part)
{
    enum { HEAD_LINES = 6 };
    size_t body = 0;
    while (body < part->count && body < HEAD_LINES && !part->lines[body].has_dateline &&
           (part->lines[body].is_headline || section_line_is_apparatus(&part->lines[body])))
        body++;
    if (body == 0 || body >= part->count || part->lines[body].has_dateline)
        return;
    struct section_line *line = &part->lines[body];
    line->has_dateline =
        dateline_parse_weak(line->bytes, line->tokens, line->count, &line->dateline);
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
        struct finder part = {
            .article = finder->article,
            .lines = finder->lines + from,
            .count = to - from,
        };
        bool introduces = i == 0 && !dossier->tellings;
        size_t title = introduces ? title_length(&part) : 0;
        begin_section(&part, 0,
                      title        ? SECTION_TITLE
                      : introduces ? SECTION_INTRODUCTION
                                   : SECTION_ORIGINAL);
        if (title)
            begin_section(&part, title, SECTION_INTRODUCTION);
        else if (!introduces)
            take_weak_dateline(&part);
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

// The line that is the section's headline, under labels and days; NULL: none.
static const struct section_line *headline_of(const struct finder *finder,
                                              const struct section *section)
{
    const struct section_line *first = &finder->lines[section->first_paragraph];
    const struct section_line *end = first + section->paragraph_count, *line = first;
    if (section->kind == SECTION_TITLE)
        return first;
    if (section->kind != SECTION_ORIGINAL)
        return NULL;
    while (line < end && section_line_is_apparatus(line))
        line++;
    if (line < end && section_line_is_plain_headline(line))
        return line;
    if (finder->manner.stops && line + 1 < end && line[1].has_dateline &&
        section_line_is_short_sentence(line))
        return line;
    return first->is_headline ? first : NULL;
}

static void fill_section(const struct finder *finder, struct section *section)
{
    const struct paragraph *paragraphs = finder->article->paragraphs;
    size_t last = section->first_paragraph + section->paragraph_count - 1;
    section->span =
        (struct span){paragraphs[section->first_paragraph].span.start, paragraphs[last].span.end};
    const struct section_line *headline = headline_of(finder, section);
    if (headline)
        section->headline =
            (struct span){headline->tokens[0].start, headline->tokens[headline->count - 1].end};
    bool may_have_dateline =
        section->kind == SECTION_ORIGINAL || section->kind == SECTION_INTRODUCTION;
    for (size_t i = section->first_paragraph; i <= last && may_have_dateline; i++) {
        const struct section_line *line = &finder->lines[i];
        if (line->has_dateline || (line->is_publication && span_is_empty(section->dateline.span)))
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
        const struct section_line *line = &finder->lines[i];
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

// Returns the token after the line's; its first is at or after `from`.
static size_t describe_line(struct finder *finder, size_t paragraph, size_t from)
{
    const struct article *article = finder->article;
    struct span span = article->paragraphs[paragraph].span;
    while (from < article->tokens.count && article->tokens.items[from].start < span.start)
        from++;
    size_t to = from;
    while (to < article->tokens.count && article->tokens.items[to].start < span.end)
        to++;
    struct section_line *line = &finder->lines[paragraph];
    *line = (struct section_line){
        .bytes = article->bytes,
        .words = &finder->words,
        .tokens = article->tokens.items + from,
        .count = to - from,
    };
    section_line_describe(line);
    return to;
}

void sections_find(struct article *article, const struct section_decision *decisions,
                   size_t decision_count)
{
    struct finder finder = {
        .article = article,
        .lines = memory_allocate_zeroed(article->paragraph_count, sizeof *finder.lines),
        .count = article->paragraph_count,
    };
    section_words_init(&finder.words);
    for (size_t i = 0, token = 0; i < finder.count; i++)
        token = describe_line(&finder, i, token);
    if (article->dossier)
        take_parts(&finder);
    else
        find_boundaries(&finder);
    apply_decisions(&finder, decisions, decision_count);
    build_sections(&finder, article);
    free(finder.lines);
    free(finder.starts);
    free(finder.bodies);
    free(finder.sure);
}
