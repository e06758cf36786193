// SPDX-License-Identifier: GPL-3.0-or-later
// Engagements. Each core row of gold takes at most one row of the program's, those of its own kind
// first, so that talks and the signing after them are not taken for each other.

#include <config.h>

#include "score.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum use {
    USE_NONE,
    USE_CORE,     // matches a core row
    USE_OPTIONAL, // an umbrella, or an optional row of gold
};

// Participants in gold's ids where they can be told, as a list with commas; yours.
static char *participants_of(const struct sample *sample, size_t row)
{
    const char *rest = table_cell(&sample->timeline, row, "participants"), *id;
    struct buffer list = {0};
    size_t length;
    while ((id = list_next(&rest, &length))) {
        const char *gold = score_gold_id(sample, id, length);
        if (list.length)
            buffer_add_byte(&list, ',');
        buffer_add(&list, gold ? gold : id, gold ? strlen(gold) : length);
    }
    if (!list.data)
        buffer_add_string(&list, "");
    return buffer_take(&list);
}

// Whether every item of list `part` is in list `whole`.
static bool list_within(const char *part, const char *whole)
{
    const char *item, *other;
    size_t length, other_length;
    while ((item = list_next(&part, &length))) {
        const char *rest = whole;
        bool there = false;
        while (!there && (other = list_next(&rest, &other_length)))
            there = length == other_length && memcmp(item, other, length) == 0;
        if (!there)
            return false;
    }
    return true;
}

static bool same_cell(const struct sample *sample, size_t gold, const char *gold_header,
                      size_t found, const char *header)
{
    return strcmp(table_cell(&sample->gold_engagements, gold, gold_header),
                  table_cell(&sample->timeline, found, header)) == 0;
}

static bool same_days(const struct sample *sample, size_t gold, size_t found)
{
    return same_cell(sample, gold, "date_start", found, "date_from") &&
           same_cell(sample, gold, "date_end", found, "date_to");
}

static bool is_core(const struct sample *sample, size_t row)
{
    const char *core = table_cell(&sample->gold_engagements, row, "core");
    return strcmp(core, "yes") == 0 || strcmp(core, "core") == 0;
}

// Rows that name no single meeting.
static bool is_umbrella(const struct sample *sample, size_t row)
{
    const char *kind = table_cell(&sample->timeline, row, "kind");
    return strcmp(kind, "visit") == 0 || strcmp(kind, "multilateral-meetings") == 0 ||
           strcmp(kind, "bilateral-meetings") == 0;
}

static bool matches_core(const struct sample *sample, size_t gold, size_t found, bool same_kind,
                         const char *participants)
{
    const char *expected = table_cell(&sample->gold_engagements, gold, "participants");
    bool kind = same_cell(sample, gold, "kind", found, "kind");
    return (same_kind ? kind : !is_umbrella(sample, found)) && same_days(sample, gold, found) &&
           list_within(participants, expected) && list_within(expected, participants);
}

static bool same_main_sentence(const struct sample *sample, size_t gold, size_t found)
{
    const struct table *rows = &sample->gold_engagements;
    struct range range = table_range(&sample->timeline, found, "start", "end");
    return range_equal(table_range(rows, gold, "main_intro_start", "main_intro_end"), range) ||
           range_equal(table_range(rows, gold, "main_orig_start", "main_orig_end"), range);
}

// Optional rows often lack names or a settled day: one of two agreements is enough, as long as
// neither side has a participant the other contradicts.
static bool matches_optional(const struct sample *sample, size_t gold, size_t found,
                             const char *participants)
{
    const char *expected = table_cell(&sample->gold_engagements, gold, "participants");
    bool days = same_days(sample, gold, found);
    bool kind = same_cell(sample, gold, "kind", found, "kind");
    bool equal = list_within(expected, participants) && list_within(participants, expected);
    bool compatible = list_within(expected, participants) || list_within(participants, expected);
    return compatible && ((days && (kind || equal)) || same_main_sentence(sample, gold, found));
}

struct match {
    char **participants; // of each row of the program's, in gold's ids
    enum use *uses;      // of each row of the program's
    bool *found;         // of each row of gold
};

static void match_core(const struct sample *sample, struct match *match, bool same_kind)
{
    for (size_t gold = 0; gold < sample->gold_engagements.rows; gold++) {
        if (!is_core(sample, gold))
            continue;
        for (size_t row = 0; row < sample->timeline.rows && !match->found[gold]; row++) {
            if (match->uses[row] == USE_NONE &&
                matches_core(sample, gold, row, same_kind, match->participants[row])) {
                match->found[gold] = true;
                match->uses[row] = USE_CORE;
            }
        }
    }
}

static void match_optional(const struct sample *sample, struct match *match)
{
    for (size_t row = 0; row < sample->timeline.rows; row++) {
        for (size_t gold = 0; gold < sample->gold_engagements.rows && match->uses[row] == USE_NONE;
             gold++) {
            if (!is_core(sample, gold) &&
                matches_optional(sample, gold, row, match->participants[row]))
                match->uses[row] = USE_OPTIONAL;
        }
        if (match->uses[row] == USE_NONE && is_umbrella(sample, row))
            match->uses[row] = USE_OPTIONAL;
    }
}

static void count_gold(const struct sample *sample, const struct match *match,
                       struct measure *measure, struct slips *slips)
{
    const struct table *gold = &sample->gold_engagements;
    for (size_t row = 0; row < gold->rows; row++) {
        if (!is_core(sample, row))
            continue;
        if (match->found[row]) {
            measure_hit(measure);
            continue;
        }
        measure_miss(measure);
        slips_add(slips, FIGURE_ENGAGEMENTS, "missed", "%s %s..%s %s: %s; %s",
                  table_cell(gold, row, "kind"), table_cell(gold, row, "date_start"),
                  table_cell(gold, row, "date_end"), table_cell(gold, row, "id"),
                  table_cell(gold, row, "participants"), table_cell(gold, row, "main_quote"));
    }
}

static void count_invented(const struct sample *sample, const struct match *match,
                           struct measure *measure, struct slips *slips)
{
    const struct table *found = &sample->timeline;
    for (size_t row = 0; row < found->rows; row++) {
        if (match->uses[row] != USE_NONE)
            continue;
        char *quote = sample_quote(sample, table_range(found, row, "start", "end"), 0);
        measure_false(measure);
        slips_add(slips, FIGURE_ENGAGEMENTS, "invented", "%s %s..%s %s: %s; %s",
                  table_cell(found, row, "kind"), table_cell(found, row, "date_from"),
                  table_cell(found, row, "date_to"), table_cell(found, row, "id"),
                  match->participants[row], quote);
        free(quote);
    }
}

void score_engagements(const struct sample *sample, struct measure *measures, struct slips *slips)
{
    struct measure *measure = &measures[FIGURE_ENGAGEMENTS];
    size_t rows = sample->timeline.rows;
    struct match match = {
        .participants = memory_allocate_zeroed(rows + 1, sizeof *match.participants),
        .uses = memory_allocate_zeroed(rows + 1, sizeof *match.uses),
        .found = memory_allocate_zeroed(sample->gold_engagements.rows + 1, sizeof *match.found),
    };
    for (size_t row = 0; row < rows; row++)
        match.participants[row] = participants_of(sample, row);
    match_core(sample, &match, true);
    match_core(sample, &match, false);
    match_optional(sample, &match);
    count_gold(sample, &match, measure, slips);
    count_invented(sample, &match, measure, slips);
    for (size_t row = 0; row < rows; row++)
        free(match.participants[row]);
    free(match.participants);
    free(match.uses);
    free(match.found);
}
