// SPDX-License-Identifier: GPL-3.0-or-later
// When and where: the day and place of a telling, from its sentence by nearness and clause, else
// inherited from the last one named in the section or from the dateline.

#include <config.h>

#include "detect/engagements-when.h"

#include <stdlib.h>
#include <string.h>

#define WORDS(name, ...) static const char *const name[] = {__VA_ARGS__, NULL}

enum {
    LONGEST_RANGE = 31,   // days an engagement may last
    BEFORE_DATELINE = 10, // what lies further before the datelines, or after them, is background
    AFTER_DATELINE = 4,
    PLACE_REACH = 25,
};

static bool is_day_class(enum date_class class)
{
    return class != DATE_VAGUE && class != DATE_DURATION && class != DATE_DATELINE;
}

bool finder_is_dated(const struct date_mention *date)
{
    if (!is_day_class(date->class))
        return false;
    if (date->from == DAY_NONE || date->to == DAY_NONE)
        return date->from == date->to && date->written.day > 0;
    return date->to - date->from < LONGEST_RANGE;
}

void finder_set_window(struct finder *finder)
{
    const struct findings *findings = finder->findings;
    finder->window_from = finder->window_to = DAY_NONE;
    for (size_t i = 0; i < findings->date_count; i++) {
        const struct date_mention *date = &findings->dates[i];
        if (date->class != DATE_DATELINE || date->from == DAY_NONE)
            continue;
        if (finder->window_from == DAY_NONE || date->from < finder->window_from)
            finder->window_from = date->from;
        if (finder->window_to == DAY_NONE || date->to > finder->window_to)
            finder->window_to = date->to;
    }
    if (finder->window_from != DAY_NONE) {
        finder->window_from -= BEFORE_DATELINE;
        finder->window_to += AFTER_DATELINE;
    }
}

bool finder_in_window(const struct finder *finder, day_number from, day_number to)
{
    return finder->window_from == DAY_NONE || from == DAY_NONE ||
           (to >= finder->window_from && from <= finder->window_to);
}

// The place of a dateline: the first mention inside it.
uint32_t finder_dateline_place(const struct finder *finder, const struct section *section)
{
    const struct findings *findings = finder->findings;
    for (size_t i = finder->mention; i < findings->mention_count; i++) {
        const struct mention *mention = &findings->mentions[i];
        if (mention->span.start >= section->dateline.span.end)
            break;
        if (mention->type == ENTITY_PLACE && !mention->nested &&
            span_contains(section->dateline.span, mention->span))
            return mention->entity;
    }
    return FINDINGS_NONE;
}

const struct date_mention *finder_dateline(const struct finder *finder,
                                           const struct section *section)
{
    if (span_is_empty(section->dateline.date))
        return NULL;
    for (size_t i = finder->date; i < finder->findings->date_count; i++) {
        const struct date_mention *date = &finder->findings->dates[i];
        if (date->span.start >= section->dateline.date.end)
            break;
        if (date->class == DATE_DATELINE)
            return date;
    }
    return NULL;
}

static size_t token_distance(size_t one, size_t other)
{
    return one > other ? one - other : other - one;
}

// How little a day belongs to the cue: its distance, more where verbs stand between; SIZE_MAX: not
// at all. A day in a clause that does not hold the cue is that clause's own, and one behind a verb
// of saying or of the future is that verb's.
static size_t date_cost(const struct sentence_view *view, const struct engagement_cue *cue,
                        size_t first, size_t end)
{
    WORDS(saying, "said", "says", "told", "announced", "reported", "confirmed", "stated", "wrote",
          "added", "will", "shall", "would", "planned", "scheduled", "expected", "due");
    WORDS(bars, "since", "until", "by");
    enum { VERB_BEFORE_DAY = 4 };
    enum { VERB = 30, CLAUSE = 100, OF = 20, AND = 15 };
    size_t clause = engagement_clause_at(&view->clauses, first);
    if (!engagement_clause_holds(&view->clauses, clause,
                                 engagement_clause_at(&view->clauses, cue->first)))
        return SIZE_MAX;
    bool after = first >= cue->first;
    if (cue->gapped && !after)
        return SIZE_MAX;
    size_t from = after ? cue->end : end, to = after ? first : cue->first;
    size_t cost = token_distance(first, after ? cue->end : cue->first);
    if (clause != engagement_clause_at(&view->clauses, cue->first))
        cost += CLAUSE;
    if (first > view->first && engagement_is_word(view->article, first - 1, bars))
        return SIZE_MAX;
    if (first > view->first &&
        token_is(view->article->bytes, &view->article->tokens.items[first - 1], "of"))
        cost += OF;
    if (end < view->end && view->article->tokens.items[end].kind == TOKEN_POSSESSIVE)
        cost += OF; // "yesterday's guest"
    for (size_t i = from; i < to; i++) {
        if (engagement_clause_at(&view->clauses, i) != clause)
            continue;
        if (after && engagement_is_word(view->article, i, saying))
            return SIZE_MAX;
        if (token_is(view->article->bytes, &view->article->tokens.items[i], ";"))
            return SIZE_MAX;
        // "flew there on Monday and met": the day of what was done before
        if (!after && token_is(view->article->bytes, &view->article->tokens.items[i], "and") &&
            first > view->first + VERB_BEFORE_DAY)
            cost += AND;
        if ((view->classes[i] & WORD_VERB) && !(view->classes[i] & WORD_AUXILIARY))
            cost += VERB;
    }
    return cost;
}

// A month or year that says when: "in 2019", "last December". Nothing so wide is of these days.
static bool is_wide(const struct date_mention *date)
{
    return is_day_class(date->class) && !finder_is_dated(date) && date->from != DAY_NONE &&
           date->to != DAY_NONE;
}

// The day named nearest to the cue in its sentence; where two neighbouring days are joined by
// "and", both. What is told as done lies not behind the dateline.
bool finder_date_in_sentence(struct finder *finder, const struct sentence_view *view,
                             const struct engagement_cue *cue, struct told *told)
{
    enum { WIDE_COST = 25 };
    const struct findings *findings = finder->findings;
    const struct article *article = finder->article;
    struct span bounds = article->sentences[view->index].span;
    const struct date_mention *best = NULL, *next_to = NULL;
    size_t best_cost = SIZE_MAX;
    for (size_t i = finder->date; i < findings->date_count; i++) {
        const struct date_mention *date = &findings->dates[i];
        if (date->span.start >= bounds.end)
            break;
        if (!finder_is_dated(date) && !is_wide(date))
            continue;
        if (cue->past && cue->tense != TENSE_FUTURE && finder->dateline && date->from != DAY_NONE &&
            finder->dateline->to != DAY_NONE && date->from > finder->dateline->to)
            continue;
        size_t cost = date_cost(view, cue, tokens_find(&article->tokens, date->span.start),
                                tokens_find(&article->tokens, date->span.end));
        bool joined =
            best && i > 0 && best == date - 1 && best->from != DAY_NONE &&
            date->from == best->to + 1 &&
            date->span.start - best->span.end <= strlen(" and ") + 1 &&
            !memchr(article->bytes + best->span.end, ';', date->span.start - best->span.end);
        if (joined)
            next_to = date;
        if (cost < best_cost && !next_to && (finder_is_dated(date) || cost <= WIDE_COST)) {
            best = date;
            best_cost = cost;
        }
    }
    if (!best)
        return false;
    told->from = best->from;
    told->to = next_to ? next_to->to : best->to;
    told->written_from = told->written_to = best->written;
    bool ahead = finder->dateline && finder->dateline->to != DAY_NONE && best->from != DAY_NONE &&
                 best->from > finder->dateline->to;
    told->background = is_wide(best) || ahead || !finder_in_window(finder, best->from, best->to);
    if (next_to)
        told->written_to = next_to->written;
    if (best->from == best->to && !told->background && cue->tense != TENSE_FUTURE)
        finder->told_date = best;
    return true;
}

// By how many days a cue lies before (less than 0) or behind what its sentence tells besides: "a
// day after meeting A", "two days before he met A".
static int days_apart(const struct sentence_view *view, const struct engagement_cue *cue)
{
    WORDS(days, "day", "days");
    WORDS(before, "before");
    WORDS(after, "after");
    static const struct {
        const char *word;
        int days;
    } numbers[] = {{"a", 1}, {"one", 1}, {"the", 1}, {"two", 2}, {"three", 3}};
    enum { REACH = 6 };
    for (size_t i = cue->first + 1; i-- > view->first + 2 && cue->first - i <= REACH;) {
        bool is_after = engagement_is_word(view->article, i, after);
        if (i < cue->first && (view->classes[i] & WORD_VERB))
            break;
        if ((!is_after && !engagement_is_word(view->article, i, before)) ||
            !engagement_is_word(view->article, i - 1, days))
            continue;
        for (size_t n = 0; n < sizeof numbers / sizeof *numbers; n++) {
            if (token_is(view->article->bytes, &view->article->tokens.items[i - 2],
                         numbers[n].word))
                return is_after ? -numbers[n].days : numbers[n].days;
        }
        break;
    }
    return 0;
}

void finder_shift_date(const struct finder *finder, const struct sentence_view *view,
                       const struct engagement_cue *cue, struct told *told)
{
    int days = days_apart(view, cue);
    bool own = finder->told_date &&
               tokens_find(&finder->article->tokens, finder->told_date->span.start) > cue->first;
    if (days == 0 || own || told->from == DAY_NONE || told->to == DAY_NONE)
        return;
    told->from += days;
    told->to += days;
    struct partial_date *from = &told->written_from, *to = &told->written_to;
    day_to_civil(told->from, &from->year, &from->month, &from->day);
    day_to_civil(told->to, &to->year, &to->month, &to->day);
    told->dated = true;
}

void finder_inherit_date(const struct finder *finder, struct told *told)
{
    told->from = told->to = DAY_NONE;
    const struct date_mention *date = finder->antecedent;
    if (date) {
        told->from = date->from;
        told->to = date->to;
        told->written_from = told->written_to = date->written;
        return;
    }
    date = finder->dateline;
    if (date) {
        told->from = date->from;
        told->to = date->to;
        told->written_from = told->written_to = date->written;
    }
}

bool finder_is_country(const struct finder *finder, uint32_t entity)
{
    return entity != FINDINGS_NONE && finder->findings->entities[entity].is_country;
}

// Whether the place at token `at` says where something was: after "in", with "the Lao
// capital" between at most; or, for journeys, after "to".
static bool is_where(const struct sentence_view *view, size_t at, bool journey)
{
    static const char *const where[] = {"in", NULL}; // "at State House" is in the dateline's city
    static const char *const to[] = {"to", "of", "visited", "toured", "in", "visiting", NULL};
    static const char *const between[] = {"the",    "capital",      "city",        "town",
                                          "port",   "resort",       "of",          "and",
                                          "nearby", "neighbouring", "neighboring", NULL};
    const struct article *article = view->article;
    for (size_t i = at; i-- > view->first && at - i <= 6;) {
        if (engagement_is_word(article, i, journey ? to : where))
            return true;
        bool adjective = article->tokens.items[i].shape == SHAPE_CAPITAL;
        if (!adjective && !engagement_is_word(article, i, between))
            return false;
    }
    return false;
}

// A verb that is neither auxiliary nor says that something was held.
static bool has_verb(const struct sentence_view *view, size_t from, size_t to)
{
    static const char *const held[] = {"held", "took", NULL};
    for (size_t i = from; i < to; i++) {
        bool led_by =
            i + 1 < to && token_is(view->article->bytes, &view->article->tokens.items[i + 1], "by");
        if ((view->classes[i] & WORD_VERB) && !(view->classes[i] & WORD_AUXILIARY) && !led_by &&
            !engagement_is_word(view->article, i, held))
            return true;
    }
    return false;
}

// Whether "where" stands between a place and the cue, with no other verb.
static bool stands_where(const struct sentence_view *view, size_t place, size_t cue)
{
    for (size_t i = place; i < cue && i < place + PLACE_REACH; i++) {
        if (token_is(view->article->bytes, &view->article->tokens.items[i], "where"))
            return !has_verb(view, i + 1, cue);
    }
    return false;
}

// The place named in the sentence for this cue: after it before all, a city before a country.
static uint32_t place_in_sentence(const struct finder *finder, const struct sentence_view *view,
                                  const struct engagement_cue *cue, size_t limit)
{
    const struct findings *findings = finder->findings;
    bool journey = cue->kind == ENGAGEMENT_VISIT || cue->kind == ENGAGEMENT_ARRIVAL;
    uint32_t best = FINDINGS_NONE;
    int best_score = 0;
    for (size_t i = view->first_mention; i < view->mention_end; i++) {
        const struct mention *mention = &findings->mentions[i];
        if (mention->type != ENTITY_PLACE || mention->nested)
            continue;
        size_t at = tokens_find(&finder->article->tokens, mention->span.start);
        bool after = at >= cue->first;
        bool where = !journey && !after && stands_where(view, at, cue->first);
        if (where) { // "left for Paris, where he met"
            best = mention->entity;
            best_score = 5;
            continue;
        }
        if (!is_where(view, at, journey) || at >= limit || (journey && !after) ||
            token_distance(at, cue->first) > PLACE_REACH ||
            has_verb(view, after ? cue->end : at, after ? at : cue->first))
            continue;
        int score = 1 + 2 * after + (!journey && !finder_is_country(finder, mention->entity));
        if (score > best_score) {
            best = mention->entity;
            best_score = score;
        }
    }
    return best;
}

static bool has_word(const struct sentence_view *view, const char *word)
{
    for (size_t i = view->first; i < view->end; i++) {
        if (token_is(view->article->bytes, &view->article->tokens.items[i], word))
            return true;
    }
    return false;
}

static bool shares_person(const struct party *one, const struct party *other)
{
    for (size_t i = 0; i < one->count; i++) {
        if (party_has(other, one->ids[i]))
            return true;
    }
    return false;
}

void finder_set_place(const struct finder *finder, const struct sentence_view *view,
                      const struct engagement_cue *cue, size_t limit, struct told *told)
{
    told->place = FINDINGS_NONE;
    if (cue->kind == ENGAGEMENT_PHONE_CALL || cue->kind == ENGAGEMENT_MESSAGES)
        return;
    told->place = place_in_sentence(finder, view, cue, limit);
    told->placed = told->place != FINDINGS_NONE;
    if (told->place == FINDINGS_NONE && cue->kind != ENGAGEMENT_VISIT &&
        finder->last_placed.place != FINDINGS_NONE && finder->last_placed.from == told->from &&
        shares_person(&finder->last_placed.party, &told->party) && !has_word(view, "here"))
        told->place = finder->last_placed.place; // "the same evening": where the day was spent
    if (told->place == FINDINGS_NONE && cue->kind != ENGAGEMENT_VISIT) {
        told->place = finder->dateline_place;
        told->placed = told->place != FINDINGS_NONE && has_word(view, "here");
    }
}
