// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_FINDINGS_H
#define DETECT_FINDINGS_H

#include "article/article.h"
#include "base/day.h"
#include "text/span.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What is found in an article: the plain values that detection makes and that panes and commands
// show. Indices, not pointers, lead from one table to another; FINDINGS_NONE is "there is none".

#define FINDINGS_NONE UINT32_MAX

enum entity_type {
    ENTITY_PERSON,
    ENTITY_ORGANISATION,
    ENTITY_PLACE,
    ENTITY_NORP, // nationality, religious or political group: only mentions have this type
    ENTITY_EVENT,
    ENTITY_WORK,
    ENTITY_PROJECT,
    ENTITY_TYPE_COUNT,
};

struct mention {
    struct span span;
    enum entity_type type;
    uint32_t entity;
    bool nested; // inside a longer mention: only the inner layer shows it
};

struct entity {
    char *id;          // "wang-yi"; unique
    enum entity_type type;
    char *name;        // the fullest name
    char *label;       // how lists show it: an organisation's acronym where it has one, else name
    char *short_name;  // how a clause names it: "Wang", "Thongloun"; never NULL
    char **aliases;    // other forms in the text, in order of first mention
    size_t alias_count;
    char **titles;     // offices borne in the text, in order of first mention
    size_t title_count;
    size_t mention_count; // without nested ones
    size_t first_mention; // index into mentions
    bool is_country;
    char gender; // 'm', 'f' or 0
    bool decided; // confirmed or changed by the reader
};

enum date_class {
    DATE_CALENDAR,
    DATE_WEEKDAY,
    DATE_ANAPHORIC,
    DATE_DEICTIC,
    DATE_DATELINE,
    DATE_VAGUE,
    DATE_DURATION,
    DATE_EVENT_ANCHORED,
    DATE_CLASS_COUNT,
};

struct date_mention {
    struct span span;
    enum date_class class;
    // Where the year is not known both are DAY_NONE and `written` has what is (XXXX-07-25).
    day_number from, to; // both inclusive; DAY_NONE: open side
    struct partial_date written;
    bool year_inferred;
};

enum engagement_kind {
    ENGAGEMENT_VISIT,
    ENGAGEMENT_MEETING,
    ENGAGEMENT_TALKS,
    ENGAGEMENT_TRILATERAL,
    ENGAGEMENT_MULTILATERAL,
    ENGAGEMENT_BILATERALS,
    ENGAGEMENT_SIGNING,
    ENGAGEMENT_PHONE_CALL,
    ENGAGEMENT_MESSAGES,
    ENGAGEMENT_CONFERENCE,
    ENGAGEMENT_ARRIVAL,
    ENGAGEMENT_KIND_COUNT,
};

struct engagement {
    char *id;
    enum engagement_kind kind;
    day_number from, to;       // DAY_NONE where the year or day is not known
    struct partial_date written_from, written_to; // what is known without the year
    uint32_t *participants;    // entities: persons; organisations where fewer than two are named
    size_t participant_count;
    bool participants_inferred; // "the two sides"
    uint32_t *countries;
    size_t country_count;
    uint32_t place;            // entity
    uint32_t *sentences;       // all that state it, in order of the text
    size_t sentence_count;
    uint32_t main_sentence;    // the introduction's, else the first report's
    uint32_t part_of;          // engagement
    bool background;           // planned, past or standing
    char *conflicts;           // where its tellings disagree, in English words, or NULL
    char *conflicts_shown;     // the same in the reader's language
};

// How an introduction sentence derives from the originals.
enum derivation {
    DERIVATION_VERBATIM,
    DERIVATION_EDITED,
    DERIVATION_PARAPHRASE,
    DERIVATION_EDITORIAL, // no source in this file
};

// How much of an original's sentence the introduction carries.
enum carried {
    CARRIED_FULLY,
    CARRIED_PARTLY,
    CARRIED_OUT,
};

// One sentence of the introduction (or the title) and one of an original that belong together.
struct source_pair {
    uint32_t intro, original; // sentences
    double score;             // 0 to 1; 1 where the reader decided
    bool decided;             // by the reader
};

// What comparison says of one sentence. In introduction and title `derivation` counts, `gained`
// and `lost` are words of substance added, lost; in originals `carried` counts. In the rest
// `compared` is false.
struct telling {
    bool compared;
    enum derivation derivation;
    enum carried carried;
    bool gained, lost;
    bool attribution_dropped; // reported speech that now reads as the writer's own
    double score;
};

// A phrase of substance: added in the introduction, or lost from an original.
struct phrase {
    struct span span;
    uint32_t sentence;
};

struct findings {
    struct entity *entities;
    size_t entity_count, entity_capacity;
    struct mention *mentions; // by start; nested ones after the one they are in
    size_t mention_count, mention_capacity;
    struct date_mention *dates; // by start
    size_t date_count, date_capacity;
    int year;              // of publication; 0: not known
    bool year_inferred;    // from weekdays or a file name
    char *year_reason;     // in words, or NULL
    struct engagement *engagements; // by day, then by the text; background ones last
    size_t engagement_count, engagement_capacity;
    struct source_pair *pairs; // by introduction sentence, then original sentence
    size_t pair_count, pair_capacity;
    struct telling *tellings; // one a sentence of the article
    size_t telling_count;
    struct phrase *added; // by start; whole editorial sentences are not in it
    size_t added_count, added_capacity;
    struct phrase *lost; // by start; sentences left out whole are not in it
    size_t lost_count, lost_capacity;
};

// Empties the tables and frees what they own.
void findings_fini(struct findings *findings);

// Names in commands and files: "PER", "calendar", "trilateral-meeting", "verbatim", "partly".
const char *entity_type_name(enum entity_type type);
const char *date_class_name(enum date_class class);
const char *engagement_kind_name(enum engagement_kind kind);
const char *derivation_name(enum derivation derivation);
const char *carried_name(enum carried carried);

// The pairs of one sentence (in the introduction or in an original): writes at most `room` of the
// sentences on the other side, the best score first, and returns how many there are in all.
size_t findings_counterparts(const struct findings *findings, const struct article *article,
                             uint32_t sentence, uint32_t *others, size_t room);

// The pair of these two sentences; NULL: they are none.
const struct source_pair *findings_pair(const struct findings *findings, uint32_t intro,
                                        uint32_t original);

// Index of the first mention that starts at or after byte `offset`; the count where none does.
size_t findings_mention_from(const struct findings *findings, size_t offset);

// Mentions of `entity` in section `section`, nested ones not counted.
size_t findings_mentions_in(const struct findings *findings, const struct article *article,
                            uint32_t entity, size_t section);

#endif
