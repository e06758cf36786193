// SPDX-License-Identifier: GPL-3.0-or-later
// From tellings to engagements: the same persons on compatible days are one event with several
// witnesses. First the tellings that agree, then those that only attach, then pairs that differ
// by a day or two between reports, which are one event told differently. A telling is compared
// with the last few hundred engagements only.

#include <config.h>

#include "detect/engagements-tellings.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum {
    COMPARED = 400,        // engagements a telling is compared with
    TELLINGS_COMPARED = 6, // of each of them
    DAYS_OF_CONFLICT = 2,
    DAYS_OF_GUESS = 10,
};

// An engagement while tellings are joined; tellings are a list through `next`.
struct merged {
    uint64_t persons;   // in any of its tellings, 64 bits of their numbers (persons_of)
    size_t first, last; // tellings
    size_t main;
    enum engagement_kind kind;
    day_number from, to;
    int certainty; // of the days
    uint32_t place;
    bool placed;
    bool background;
    size_t conflict_with; // a telling whose day differs, or SIZE_MAX
    size_t place_in_text; // orders the events of a day: see set_order()
    bool gone;
};

struct merger {
    const struct article *article;
    struct findings *findings;
    const uint32_t *country_of;
    const struct told *told;
    size_t told_count;
    size_t *next; // of every telling, the next of the same engagement or SIZE_MAX
    struct merged *items;
    size_t count, capacity;
};

static int group_of(enum engagement_kind kind)
{
    switch (kind) {
    case ENGAGEMENT_MEETING:
    case ENGAGEMENT_TALKS:
    case ENGAGEMENT_TRILATERAL:
        return -1;
    default:
        return (int)kind;
    }
}

static bool same_party(const struct party *one, const struct party *other)
{
    if (one->count != other->count)
        return false;
    for (size_t i = 0; i < one->count; i++) {
        if (!party_has(other, one->ids[i]))
            return false;
    }
    return true;
}

static bool same_written(struct partial_date one, struct partial_date other)
{
    return one.month == other.month && one.day == other.day;
}

static bool compatible_days(const struct told *one, const struct told *other)
{
    if (one->from == DAY_NONE || other->from == DAY_NONE) {
        bool written = one->written_from.day && other->written_from.day;
        return !written || same_written(one->written_from, other->written_from);
    }
    if (one->from <= other->to && other->from <= one->to)
        return true;
    int apart = one->from > other->from ? one->from - other->to : other->from - one->to;
    // an inherited day is a guess: the other section's word counts
    int guess = one->section != other->section ? DAYS_OF_GUESS : DAYS_OF_CONFLICT + 1;
    return (!one->dated || !other->dated) && apart <= guess;
}

// "spoke with" may be by telephone.
static bool may_be_call(const struct told *one, const struct told *other)
{
    return (one->cue.open && other->cue.kind == ENGAGEMENT_PHONE_CALL) ||
           (other->cue.open && one->cue.kind == ENGAGEMENT_PHONE_CALL);
}

// The same persons, whether or not those who came to it are named from the start.
static bool same_persons(const struct told *one, const struct told *other)
{
    if (same_party(&one->party, &other->party))
        return true;
    if (!one->joined.count && !other->joined.count)
        return false;
    struct party left = one->party, right = other->party;
    party_join(&left, &one->joined);
    party_join(&right, &other->joined);
    return same_party(&left, &right);
}

// A telling that may be of whomever it is compared with: it names nobody.
static bool is_unnamed(const struct told *told)
{
    return told->cue.attached && told->cue.kind == ENGAGEMENT_MULTILATERAL;
}

static bool is_same_event(const struct told *one, const struct told *other)
{
    if ((group_of(one->cue.kind) != group_of(other->cue.kind) && !may_be_call(one, other)) ||
        one->background != other->background)
        return false;
    if (!is_unnamed(one) && !same_persons(one, other))
        return false;
    if (one->cue.kind == ENGAGEMENT_VISIT && one->place != other->place)
        return false;
    return compatible_days(one, other);
}

// A bit for each person who took part, of 64 that persons share: tellings without a common bit have
// no person in common.
static uint64_t persons_of(const struct told *told)
{
    uint64_t set = 0;
    for (size_t i = 0; i < told->party.count; i++)
        set |= UINT64_C(1) << told->party.ids[i] % 64;
    for (size_t i = 0; i < told->joined.count; i++)
        set |= UINT64_C(1) << told->joined.ids[i] % 64;
    return set;
}

static void append(struct merger *merger, struct merged *item, size_t telling)
{
    merger->next[item->last] = telling;
    item->last = telling;
    merger->next[telling] = SIZE_MAX;
    item->persons |= persons_of(&merger->told[telling]);
}

static void add_telling(struct merger *merger, size_t telling)
{
    const struct told *told = &merger->told[telling];
    size_t lowest = merger->count > COMPARED ? merger->count - COMPARED : 0;
    uint64_t persons = is_unnamed(told) ? 0 : persons_of(told);
    for (size_t i = merger->count; i-- > lowest;) {
        size_t left = TELLINGS_COMPARED;
        if (persons && !(merger->items[i].persons & persons))
            continue;
        for (size_t t = merger->items[i].first; t != SIZE_MAX && left-- > 0; t = merger->next[t]) {
            if (is_same_event(told, &merger->told[t])) {
                append(merger, &merger->items[i], telling);
                return;
            }
        }
    }
    if (told->cue.attached)
        return;
    merger->items =
        memory_grow(merger->items, &merger->capacity, merger->count + 1, sizeof *merger->items);
    merger->items[merger->count++] = (struct merged){
        .persons = persons_of(told),
        .first = telling,
        .last = telling,
        .main = telling,
        .conflict_with = SIZE_MAX,
    };
    merger->next[telling] = SIZE_MAX;
}

static bool told_in_section(const struct merger *merger, const struct merged *item, size_t section)
{
    for (size_t t = item->first; t != SIZE_MAX; t = merger->next[t]) {
        if (merger->told[t].section == section)
            return true;
    }
    return false;
}

// Whether no section tells both: then a day or two between them is a disagreement.
static bool told_apart(const struct merger *merger, const struct merged *one,
                       const struct merged *other)
{
    for (size_t t = other->first; t != SIZE_MAX; t = merger->next[t]) {
        if (told_in_section(merger, one, merger->told[t].section))
            return false;
    }
    return true;
}

static void join_conflicts(struct merger *merger)
{
    for (size_t i = 0; i < merger->count; i++) {
        struct merged *one = &merger->items[i];
        const struct told *a = &merger->told[one->first];
        for (size_t k = i + 1; k < merger->count && k < i + COMPARED && !one->gone; k++) {
            struct merged *other = &merger->items[k];
            const struct told *b = &merger->told[other->first];
            if (other->gone || a->background || b->background || a->from == DAY_NONE ||
                b->from == DAY_NONE || group_of(a->cue.kind) != group_of(b->cue.kind) ||
                a->cue.kind == ENGAGEMENT_VISIT || abs(a->from - b->from) > DAYS_OF_CONFLICT ||
                !same_party(&a->party, &b->party) || !told_apart(merger, one, other))
                continue;
            one->conflict_with = other->first;
            merger->next[one->last] = other->first;
            one->last = other->last;
            other->gone = true;
        }
    }
}

static bool is_introduction(const struct merger *merger, size_t telling)
{
    size_t section = merger->told[telling].section;
    return merger->article->sections[section].kind == SECTION_INTRODUCTION;
}

// How sure the days of a telling are: named in its sentence, inherited in a report, which seldom
// strays from its dateline, or in an introduction.
static int certainty_of(const struct merger *merger, size_t telling)
{
    if (merger->told[telling].dated)
        return 2;
    return !is_introduction(merger, telling);
}

// Kind, day, place and main sentence from all tellings: a day or place of its own sentence counts
// before an inherited one, a city before a country, the introduction before a report.
static void settle(struct merger *merger, struct merged *item)
{
    const struct told *first = &merger->told[item->first];
    item->kind = first->cue.kind;
    item->background = first->background;
    item->from = item->to = DAY_NONE;
    item->place = FINDINGS_NONE;
    item->main = SIZE_MAX;
    bool city = false;
    for (size_t t = item->first; t != SIZE_MAX; t = merger->next[t]) {
        const struct told *told = &merger->told[t];
        enum engagement_kind kind = told->cue.kind;
        if (kind == ENGAGEMENT_TRILATERAL || kind == ENGAGEMENT_PHONE_CALL ||
            (kind == ENGAGEMENT_TALKS && item->kind == ENGAGEMENT_MEETING))
            item->kind = kind;
        int certainty = certainty_of(merger, t);
        if (told->from != DAY_NONE && (item->from == DAY_NONE || certainty > item->certainty)) {
            item->from = told->from;
            item->to = told->to;
            item->certainty = certainty;
        }
        if (told->place != FINDINGS_NONE) {
            bool is_city = !merger->findings->entities[told->place].is_country;
            if (item->place == FINDINGS_NONE || (is_city && !city) ||
                (is_city && told->placed && !item->placed)) {
                item->place = told->place;
                item->placed = told->placed;
                city = is_city;
            }
        }
        bool better = item->main == SIZE_MAX ||
                      (is_introduction(merger, t) && !is_introduction(merger, item->main)) ||
                      (merger->told[item->main].cue.attached && !told->cue.attached &&
                       is_introduction(merger, t) == is_introduction(merger, item->main));
        if (better)
            item->main = t;
    }
    if (item->kind == ENGAGEMENT_PHONE_CALL || item->kind == ENGAGEMENT_MESSAGES) {
        item->place = FINDINGS_NONE;
        item->placed = false;
    }
}

static int compare_main(const void *one, const void *other)
{
    const struct merged *a = one, *b = other;
    return (a->main > b->main) - (a->main < b->main);
}

// The events of a day go in the order of the reports, which tell them one by one; one that only the
// introduction tells comes after that before it in the introduction.
static void set_order(struct merger *merger)
{
    size_t before = 0;
    qsort(merger->items, merger->count, sizeof *merger->items, compare_main);
    for (size_t i = 0; i < merger->count; i++) {
        struct merged *item = &merger->items[i];
        size_t reported = SIZE_MAX;
        for (size_t t = item->first; t != SIZE_MAX; t = merger->next[t]) {
            bool report = !is_introduction(merger, t) && !merger->told[t].cue.attached;
            if (report && t < reported)
                reported = t;
        }
        item->place_in_text = reported != SIZE_MAX ? reported : before;
        if (is_introduction(merger, item->main))
            before = item->place_in_text;
    }
}

// Background ones last; by day, a stay of several days first, then in the order of the text.
static int compare_merged(const void *one, const void *other)
{
    const struct merged *a = one, *b = other;
    if (a->background != b->background)
        return a->background ? 1 : -1;
    if (!a->background && a->from != b->from) {
        if (a->from == DAY_NONE || b->from == DAY_NONE)
            return a->from == DAY_NONE ? 1 : -1;
        return a->from < b->from ? -1 : 1;
    }
    if (!a->background && a->to != b->to)
        return a->to > b->to ? -1 : 1;
    if (!a->background && a->place_in_text != b->place_in_text)
        return a->place_in_text < b->place_in_text ? -1 : 1;
    return compare_main(one, other);
}

static void sort_events(struct merger *merger)
{
    set_order(merger);
    qsort(merger->items, merger->count, sizeof *merger->items, compare_merged);
}

static void add_index(uint32_t **list, size_t *count, uint32_t value)
{
    for (size_t i = 0; i < *count; i++) {
        if ((*list)[i] == value)
            return;
    }
    *list = memory_resize(*list, *count + 1, sizeof **list);
    (*list)[(*count)++] = value;
}

static int compare_index(const void *one, const void *other)
{
    uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)other;
    return (a > b) - (a < b);
}

// A word for people is translated, one for programs the same in every language.
static const char *word(const char *english, bool translated)
{
    return translated ? _(english) : english;
}

static void add_section_name(const struct merger *merger, size_t telling, bool translated,
                             struct buffer *out)
{
    const struct section *section = &merger->article->sections[merger->told[telling].section];
    char letters[8];
    if (section->kind != SECTION_ORIGINAL) {
        buffer_add_string(out, word(N_("introduction"), translated));
        return;
    }
    article_original_letters(section->ordinal, letters);
    buffer_add_string(out, letters);
}

static void add_day_conflict(const struct merger *merger, const struct merged *item,
                             bool translated, struct buffer *words)
{
    size_t one = item->main, other = item->conflict_with;
    if (other == SIZE_MAX)
        return;
    if (merger->told[one].from == merger->told[other].from)
        one = item->first;
    buffer_add_string(words, word(N_("day"), translated));
    buffer_add_string(words, ": ");
    day_format_iso(merger->told[one].from, words);
    buffer_add_string(words, " (");
    add_section_name(merger, one, translated, words);
    buffer_add_string(words, "), ");
    day_format_iso(merger->told[other].from, words);
    buffer_add_string(words, " (");
    add_section_name(merger, other, translated, words);
    buffer_add_string(words, ")");
}

// Two places that are both named in a telling, and both no country.
static void add_place_conflict(const struct merger *merger, const struct merged *item,
                               bool translated, struct buffer *words)
{
    const struct entity *entities = merger->findings->entities;
    if (!item->placed || item->place == FINDINGS_NONE || entities[item->place].is_country)
        return;
    size_t one = SIZE_MAX, other = SIZE_MAX;
    for (size_t t = item->first; t != SIZE_MAX; t = merger->next[t]) {
        const struct told *told = &merger->told[t];
        if (!told->placed || told->place == FINDINGS_NONE || entities[told->place].is_country)
            continue;
        if (told->place == item->place && one == SIZE_MAX)
            one = t;
        else if (told->place != item->place && other == SIZE_MAX)
            other = t;
    }
    if (one == SIZE_MAX || other == SIZE_MAX ||
        merger->told[one].section == merger->told[other].section)
        return;
    buffer_add_string(words, words->length ? "; " : "");
    buffer_add_string(words, word(N_("place"), translated));
    buffer_format(words, ": %s (", entities[merger->told[one].place].name);
    add_section_name(merger, one, translated, words);
    buffer_format(words, "), %s (", entities[merger->told[other].place].name);
    add_section_name(merger, other, translated, words);
    buffer_add_string(words, ")");
}

static void add_countries(const struct merger *merger, const struct merged *item,
                          struct engagement *engagement)
{
    for (size_t i = 0; i < engagement->participant_count; i++) {
        uint32_t country = merger->country_of[engagement->participants[i]];
        if (country != FINDINGS_NONE)
            add_index(&engagement->countries, &engagement->country_count, country);
    }
    bool journey = item->kind == ENGAGEMENT_VISIT || item->kind == ENGAGEMENT_ARRIVAL;
    if (journey && item->place != FINDINGS_NONE &&
        merger->findings->entities[item->place].is_country)
        add_index(&engagement->countries, &engagement->country_count, item->place);
}

// NULL where the tellings agree.
static char *conflicts_of(const struct merger *merger, const struct merged *item, bool translated)
{
    struct buffer words = {0};
    add_day_conflict(merger, item, translated, &words);
    add_place_conflict(merger, item, translated, &words);
    return words.length ? buffer_take(&words) : NULL;
}

static void put_engagement(const struct merger *merger, const struct merged *item)
{
    struct findings *findings = merger->findings;
    const struct told *main = &merger->told[item->main];
    struct engagement *engagement = engagement_add(findings);
    engagement->kind = item->kind;
    engagement->from = item->from;
    engagement->to = item->to;
    engagement->written_from = main->written_from;
    engagement->written_to = main->written_to;
    engagement->place = item->place;
    engagement->background = item->background;
    engagement->main_sentence = (uint32_t)main->sentence;
    engagement->participants_inferred = true;
    for (size_t i = 0; i < main->party.count; i++)
        add_index(&engagement->participants, &engagement->participant_count, main->party.ids[i]);
    for (size_t t = item->first; t != SIZE_MAX; t = merger->next[t]) {
        add_index(&engagement->sentences, &engagement->sentence_count,
                  (uint32_t)merger->told[t].sentence);
        if (!merger->told[t].party.inferred)
            engagement->participants_inferred = false;
        for (size_t k = 0; k < merger->told[t].joined.count; k++)
            add_index(&engagement->participants, &engagement->participant_count,
                      merger->told[t].joined.ids[k]);
    }
    qsort(engagement->sentences, engagement->sentence_count, sizeof *engagement->sentences,
          compare_index);
    add_countries(merger, item, engagement);
    engagement->conflicts = conflicts_of(merger, item, false);
    engagement->conflicts_shown = conflicts_of(merger, item, true);
    engagement->id = engagement_make_id(findings, &main->party, item->kind, item->place);
    findings->engagement_count++;
}

static bool has_participants(const struct engagement *whole, const struct engagement *part)
{
    for (size_t i = 0; i < part->participant_count; i++) {
        bool found = false;
        for (size_t k = 0; k < whole->participant_count && !found; k++)
            found = whole->participants[k] == part->participants[i];
        if (!found)
            return false;
    }
    return part->participant_count > 0;
}

static bool has_any_participant(const struct engagement *whole, const struct engagement *part)
{
    for (size_t i = 0; i < part->participant_count; i++) {
        for (size_t k = 0; k < whole->participant_count; k++) {
            if (whole->participants[k] == part->participants[i])
                return true;
        }
    }
    return false;
}

static bool lies_within(const struct engagement *whole, const struct engagement *part)
{
    return whole->from != DAY_NONE && part->from != DAY_NONE && whole->from <= part->from &&
           part->to <= whole->to;
}

static bool has_country(const struct engagement *engagement, uint32_t country)
{
    for (size_t i = 0; i < engagement->country_count; i++) {
        if (engagement->countries[i] == country)
            return true;
    }
    return false;
}

// Whether a part may have been at the place of a visit: there, with somebody of that country, or
// in a city where somebody of that country met people.
static bool is_at(const struct findings *findings, const struct engagement *visit,
                  const struct engagement *part)
{
    if (part->place == FINDINGS_NONE || part->place == visit->place ||
        has_country(part, visit->place))
        return true;
    enum { CITIES_LOOKED_AT = 64 };
    size_t count = findings->engagement_count < CITIES_LOOKED_AT ? findings->engagement_count
                                                                 : CITIES_LOOKED_AT;
    for (size_t i = 0; i < count; i++) {
        const struct engagement *other = &findings->engagements[i];
        if (other->place == part->place && has_country(other, visit->place))
            return true;
    }
    return false;
}

// A signing belongs to the talks of its people that day; all that needs presence to a visit of one
// of them that lasts over its days.
static bool is_part(const struct findings *findings, const struct engagement *whole,
                    const struct engagement *part)
{
    if (whole->background || part->background || !lies_within(whole, part))
        return false;
    if (part->kind == ENGAGEMENT_SIGNING)
        return group_of(whole->kind) == -1 && has_participants(whole, part) &&
               whole->participant_count == part->participant_count;
    bool present = part->kind != ENGAGEMENT_VISIT && part->kind != ENGAGEMENT_PHONE_CALL &&
                   part->kind != ENGAGEMENT_MESSAGES;
    return whole->kind == ENGAGEMENT_VISIT && present && has_any_participant(whole, part) &&
           is_at(findings, whole, part);
}

static void set_parts(struct findings *findings)
{
    for (size_t i = 0; i < findings->engagement_count; i++) {
        struct engagement *part = &findings->engagements[i];
        size_t lowest = i > COMPARED ? i - COMPARED : 0;
        for (size_t k = lowest; k < findings->engagement_count && k < i + COMPARED; k++) {
            const struct engagement *whole = &findings->engagements[k];
            if (k == i || !is_part(findings, whole, part))
                continue;
            part->part_of = (uint32_t)k;
            // a stay of several days before a day's journey
            if (whole->from != whole->to)
                break;
        }
    }
}

void engagement_tellings_merge(const struct article *article, struct findings *findings,
                               const uint32_t *country_of, const struct told_list *list)
{
    struct merger merger = {.article = article,
                            .findings = findings,
                            .country_of = country_of,
                            .told = list->items,
                            .told_count = list->count};
    merger.next = memory_allocate_zeroed(list->count + 1, sizeof *merger.next);
    for (int attached = 0; attached < 2; attached++) {
        for (size_t i = 0; i < list->count; i++) {
            if (list->items[i].cue.attached == attached)
                add_telling(&merger, i);
        }
    }
    join_conflicts(&merger);
    size_t kept = 0;
    for (size_t i = 0; i < merger.count; i++) {
        if (merger.items[i].gone)
            continue;
        settle(&merger, &merger.items[i]);
        merger.items[kept++] = merger.items[i];
    }
    merger.count = kept;
    if (kept) // there is nothing to sort in no array
        sort_events(&merger);
    for (size_t i = 0; i < merger.count; i++)
        put_engagement(&merger, &merger.items[i]);
    set_parts(findings);
    engagement_conferences_add(article, findings);
    free(merger.items);
    free(merger.next);
}
