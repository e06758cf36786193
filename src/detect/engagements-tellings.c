// SPDX-License-Identifier: GPL-3.0-or-later
// Tellings: goes through the sentences of each section with the story so far (who was the subject,
// who was named, who met last) and notes for every cue who, when and where. A day or place the
// sentence does not name comes from the last one named in the section, else from its dateline.

#include <config.h>

#include "detect/engagements-tellings.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum {
    LONGEST_RANGE = 31,   // days an engagement may last
    BEFORE_DATELINE = 10, // what lies further before the datelines, or after them, is background
    AFTER_DATELINE = 4,
    PLACE_REACH = 25,
};

struct finder {
    const struct article *article;
    const uint8_t *classes;
    const struct findings *findings;
    const uint32_t *country_of;
    struct told_list *list;
    size_t mention, date; // cursors: the first at or after the sentence
    day_number window_from, window_to;
    struct story story;
    const struct date_mention *antecedent; // in this section
    const struct date_mention *dateline;   // of this section
    uint32_t dateline_place;
    const struct date_mention *told_date; // of the last engagement told with a day, in its sentence
    size_t weak; // one more than the index of a telling that is only a purpose so far; 0: none
    struct told last_placed; // the last engagement of this section with a city of its own sentence
};

static bool is_day_class(enum date_class class)
{
    return class != DATE_VAGUE && class != DATE_DURATION && class != DATE_DATELINE;
}

static bool is_dated(const struct date_mention *date)
{
    if (!is_day_class(date->class))
        return false;
    if (date->from == DAY_NONE || date->to == DAY_NONE)
        return date->from == date->to && date->written.day > 0;
    return date->to - date->from < LONGEST_RANGE;
}

static void set_window(struct finder *finder)
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

static bool in_window(const struct finder *finder, day_number from, day_number to)
{
    return finder->window_from == DAY_NONE || from == DAY_NONE ||
           (to >= finder->window_from && from <= finder->window_to);
}

// The place of a dateline: the first mention inside it.
static uint32_t place_of_dateline(const struct finder *finder, const struct section *section)
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

static const struct date_mention *dateline_of(const struct finder *finder,
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

#define WORDS(name, ...) static const char *const name[] = {__VA_ARGS__, NULL}

// How little a day belongs to the cue: its distance, more where verbs stand between; SIZE_MAX: not
// at all. A day in a clause that does not hold the cue is that clause's own, and one behind a verb
// of saying or of the future is that verb's.
static size_t date_cost(const struct sentence_view *view, const struct engagement_cue *cue,
                        size_t first, size_t end)
{
    WORDS(saying, "said", "says", "told", "announced", "reported", "confirmed", "stated", "wrote",
          "added", "will", "shall", "would", "planned", "scheduled", "expected", "due");
    WORDS(bars, "since", "until", "by");
    enum { VERB = 30, CLAUSE = 100, OF = 20 };
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
    if (first > view->first && token_is(view->article->bytes,
                                        &view->article->tokens.items[first - 1], "of"))
        cost += OF;
    if (end < view->end && view->article->tokens.items[end].kind == TOKEN_POSSESSIVE)
        cost += OF; // "yesterday's guest"
    for (size_t i = from; i < to; i++) {
        if (engagement_clause_at(&view->clauses, i) != clause)
            continue;
        if (after && engagement_is_word(view->article, i, saying))
            return SIZE_MAX;
        if ((view->classes[i] & WORD_VERB) && !(view->classes[i] & WORD_AUXILIARY))
            cost += VERB;
    }
    return cost;
}

// A month or year that says when: "in 2019", "last December". Nothing so wide is of these days.
static bool is_wide(const struct date_mention *date)
{
    return is_day_class(date->class) && !is_dated(date) && date->from != DAY_NONE &&
           date->to != DAY_NONE;
}

// The day named nearest to the cue in its sentence; where two neighbouring days are joined by
// "and", both. What is told as done lies not behind the dateline.
static bool date_in_sentence(struct finder *finder, const struct sentence_view *view,
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
        if (!is_dated(date) && !is_wide(date))
            continue;
        if (cue->past && cue->tense != TENSE_FUTURE && finder->dateline && date->from != DAY_NONE &&
            finder->dateline->to != DAY_NONE && date->from > finder->dateline->to)
            continue;
        size_t cost = date_cost(view, cue, tokens_find(&article->tokens, date->span.start),
                                tokens_find(&article->tokens, date->span.end));
        bool joined = best && i > 0 && best == date - 1 && best->from != DAY_NONE &&
                      date->from == best->to + 1 &&
                      date->span.start - best->span.end <= strlen(" and ") + 1;
        if (joined)
            next_to = date;
        if (cost < best_cost && !next_to && (is_dated(date) || cost <= WIDE_COST)) {
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
    told->background = is_wide(best) || ahead || !in_window(finder, best->from, best->to);
    if (next_to)
        told->written_to = next_to->written;
    if (best->from == best->to && !told->background && cue->tense != TENSE_FUTURE)
        finder->told_date = best;
    return true;
}

static void set_inherited_date(const struct finder *finder, struct told *told)
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

static bool is_country(const struct finder *finder, uint32_t entity)
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
        if ((view->classes[i] & WORD_VERB) && !(view->classes[i] & WORD_AUXILIARY) &&
            !led_by && !engagement_is_word(view->article, i, held))
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
        int score = 1 + 2 * after + (!journey && !is_country(finder, mention->entity));
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

static void set_place(const struct finder *finder, const struct sentence_view *view,
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

static struct told *add_told(struct told_list *list)
{
    list->items = memory_grow(list->items, &list->capacity, list->count + 1, sizeof *list->items);
    struct told *told = &list->items[list->count++];
    *told = (struct told){.place = FINDINGS_NONE, .from = DAY_NONE, .to = DAY_NONE};
    return told;
}

// The organisation whose meetings are attended: the first one named behind the cue.
static void add_organisation(const struct finder *finder, const struct sentence_view *view,
                             const struct engagement_cue *cue, struct party *party)
{
    for (size_t i = view->first_mention; i < view->mention_end && party->count < 2; i++) {
        const struct mention *mention = &finder->findings->mentions[i];
        if (mention->type == ENTITY_ORGANISATION && !mention->nested &&
            mention->span.start >= finder->article->tokens.items[cue->end - 1].end) {
            party_add(party, mention->entity);
            return;
        }
    }
}

// "paid a visit to the President, A": a person right behind it, and no place between.
static bool visits_person(const struct finder *finder, const struct sentence_view *view,
                          const struct engagement_cue *cue)
{
    enum { REACH = 10 };
    const struct article *article = finder->article;
    for (size_t i = view->first_mention; i < view->mention_end; i++) {
        const struct mention *mention = &finder->findings->mentions[i];
        size_t at = tokens_find(&article->tokens, mention->span.start);
        if (at < cue->end || mention->type == ENTITY_NORP)
            continue;
        if (mention->type != ENTITY_PERSON || at > cue->end + REACH)
            return false;
        for (size_t k = cue->end; k < at; k++) {
            if (token_is(article->bytes, &article->tokens.items[k], "with") ||
                article->tokens.items[k].kind == TOKEN_MARK)
                return false;
        }
        return true;
    }
    return false;
}

// Who takes part, as subject and object of the cue, whose object ends at token `end`.
struct taking_part {
    struct party all, subject, object;
    size_t end;
};

// Whether all of a party stand for one country.
static bool is_one_side(const struct sentence_view *view, const struct party *party)
{
    for (size_t i = 0; i < party->count; i++) {
        uint32_t country = view->country_of[party->ids[i]];
        if (country == FINDINGS_NONE || country != view->country_of[party->ids[0]])
            return false;
    }
    return party->count > 1;
}

// Who takes part. The guest of a reception is remembered.
static struct taking_part party_of(struct finder *finder, struct sentence_view *view,
                                   const struct engagement_cue *cue, size_t limit)
{
    struct taking_part found = {.end = cue->end};
    if (cue->kind == ENGAGEMENT_MULTILATERAL && cue->attached)
        return found;
    found.subject = sentence_view_cue_subject(view, cue);
    found.all = found.subject;
    if (cue->kind == ENGAGEMENT_MULTILATERAL && found.all.count == 1)
        add_organisation(finder, view, cue, &found.all);
    if (cue->kind == ENGAGEMENT_ARRIVAL || cue->umbrella)
        return found;
    if (cue->addressed) {
        found.subject = sentence_view_subject(view);
        found.object = sentence_view_addressee(view);
        if (found.subject.count == 1 && found.object.count)
            found.all = found.subject;
        else
            found.all.count = 0;
        party_join(&found.all, &found.object);
        return found;
    }
    if (cue->kind == ENGAGEMENT_VISIT && !visits_person(finder, view, cue))
        return found;
    found.object = sentence_view_cue_object(view, cue, &found.subject, limit, &found.end);
    if (cue->person_next && found.object.count == 0) {
        found.all.count = 0;
        return found;
    }
    if (cue->closed || (cue->kind == ENGAGEMENT_SIGNING && cue->passive))
        found.all = found.object;
    else if (cue->kind != ENGAGEMENT_SIGNING)
        party_join(&found.all, &found.object);
    // "the minister and her deputy discussed": no two sides
    if (cue->open && cue->joint && found.object.count == 0 && is_one_side(view, &found.all))
        found.all.count = 0;
    if (cue->kind == ENGAGEMENT_TRILATERAL && found.all.count < 3)
        found.all = sentence_view_persons(view);
    if (cue->mutual && !cue->person_next && found.all.count < 2) {
        struct party persons = sentence_view_persons(view); // "told B by telephone"
        if (persons.count == 2)
            found.all = persons;
    }
    if (cue->person_next && found.all.count >= 2) {
        const struct party *guest = cue->passive ? &found.subject : &found.object;
        finder->story.guest = guest->count ? guest->ids[0] : FINDINGS_NONE;
    }
    return found;
}

// Whether a party is enough for the kind of telling.
static bool is_enough(const struct engagement_cue *cue, const struct party *party)
{
    switch (cue->kind) {
    case ENGAGEMENT_VISIT:
    case ENGAGEMENT_ARRIVAL:
    case ENGAGEMENT_MULTILATERAL:
    case ENGAGEMENT_BILATERALS:
        return party->count >= 1 || cue->attached;
    default:
        return party->count >= 2;
    }
}

static void tell_party(struct finder *finder, struct sentence_view *view,
                       const struct engagement_cue *cue, size_t limit, struct party party)
{
    struct told told = {.cue = *cue,
                        .party = party,
                        .sentence = view->index,
                        .section = view->section,
                        .place = FINDINGS_NONE};
    bool of_person = cue->kind == ENGAGEMENT_VISIT && party.count > 1 &&
                     visits_person(finder, view, cue);
    told.dated = date_in_sentence(finder, view, cue, &told);
    if (!told.dated)
        set_inherited_date(finder, &told);
    set_place(finder, view, cue, limit, &told);
    told.background = told.background || cue->tense == TENSE_FUTURE ||
                      !in_window(finder, told.from, told.to);
    if ((cue->kind == ENGAGEMENT_VISIT && told.place == FINDINGS_NONE && !of_person) ||
        (cue->attached && (told.background || party.inferred)))
        return;
    if ((cue->kind == ENGAGEMENT_TRILATERAL && party.count < 3) || of_person)
        told.cue.kind = ENGAGEMENT_MEETING;
    *add_told(finder->list) = told;
    if (cue->attached && cue->purpose)
        finder->weak = finder->list->count;
    if (!told.background && party.count >= 2)
        finder->story.last = party;
    if (told.placed && !is_country(finder, told.place) && cue->kind != ENGAGEMENT_VISIT)
        finder->last_placed = told;
}

// "met separately with A and B": one engagement with each.
static bool is_separate(const struct sentence_view *view, const struct engagement_cue *cue,
                        size_t object_end)
{
    WORDS(words, "separate", "separately", "respectively", "meetings", "individually",
          "turn", "successively");
    size_t end = object_end > cue->end ? object_end : cue->end;
    for (size_t i = cue->first; i < view->end && i < end + 4; i++) {
        if (engagement_is_word(view->article, i, words))
            return true;
    }
    return cue->first > view->first && engagement_is_word(view->article, cue->first - 1, words);
}

// One engagement of each of `one` with each of `other`.
static void tell_pairs(struct finder *finder, struct sentence_view *view,
                       const struct engagement_cue *cue, size_t limit, const struct party *one,
                       const struct party *other)
{
    for (size_t i = 0; i < one->count; i++) {
        for (size_t k = 0; k < other->count; k++) {
            struct party pair = {.ids = {one->ids[i]}, .count = 1};
            party_add(&pair, other->ids[k]);
            if (pair.count == 2)
                tell_party(finder, view, cue, limit, pair);
        }
    }
}

static void tell(struct finder *finder, struct sentence_view *view,
                 const struct engagement_cue *cue, size_t limit)
{
    struct engagement_cue now = *cue;
    struct taking_part found = party_of(finder, view, cue, limit);
    struct party subject = found.subject;
    enum { MOST_OBJECTS = 4 };
    for (size_t objects = 0; objects < MOST_OBJECTS; objects++) {
        if (!is_enough(&now, &found.all))
            return;
        size_t next = found.object.count && !now.umbrella
                          ? sentence_view_next_object(view, found.end, limit)
                          : SIZE_MAX;
        size_t stop = next == SIZE_MAX ? limit : next;
        bool apart = !now.umbrella && found.all.count > 2 && is_separate(view, &now, found.end) &&
                     (found.subject.count == 1 || found.object.count == 1);
        if (apart)
            tell_pairs(finder, view, &now, stop, &found.subject, &found.object);
        else
            tell_party(finder, view, &now, stop, found.all);
        if (next == SIZE_MAX)
            return;
        // "met A on Monday and B on Tuesday"
        now.first = now.noun = next;
        now.end = next + 1;
        now.gapped = true;
        found.subject = found.all = subject;
        found.object = sentence_view_cue_object(view, &now, &subject, limit, &found.end);
        party_join(&found.all, &found.object);
        if (found.object.count == 0)
            return;
    }
}

// Moves the cursors to the sentence and sets its range of mentions.
static void enter_sentence(struct finder *finder, struct sentence_view *view, struct span span)
{
    const struct findings *findings = finder->findings;
    while (finder->mention < findings->mention_count &&
           findings->mentions[finder->mention].span.start < span.start)
        finder->mention++;
    while (finder->date < findings->date_count &&
           findings->dates[finder->date].span.start < span.start)
        finder->date++;
    view->first_mention = view->mention_end = finder->mention;
    while (view->mention_end < findings->mention_count &&
           findings->mentions[view->mention_end].span.start < span.end)
        view->mention_end++;
}

// What the next sentence will need to know of this one.
static void leave_sentence(struct finder *finder, const struct sentence_view *view,
                           struct span span)
{
    struct party subject = sentence_view_subject(view);
    if (subject.count == 0)
        subject = sentence_view_speaker(view);
    struct party persons = sentence_view_persons(view);
    if (subject.count == 0 && persons.count == 1)
        subject = persons;
    if (subject.count)
        finder->story.subject = subject;
    if (persons.count)
        finder->story.previous = persons;
    if (finder->told_date) {
        finder->antecedent = finder->told_date;
        return;
    }
    for (size_t i = finder->date; i < finder->findings->date_count; i++) {
        const struct date_mention *date = &finder->findings->dates[i];
        if (date->span.start >= span.end)
            break;
        bool day = is_dated(date) && date->from == date->to &&
                   engagement_clause_at(&view->clauses, tokens_find(&finder->article->tokens,
                                                                    date->span.start)) == 0;
        if (day && in_window(finder, date->from, date->to) &&
            tense_at(finder->article, view->first, view->end,
                     tokens_find(&finder->article->tokens, date->span.start)) != TENSE_FUTURE)
            finder->antecedent = date;
    }
}

static void read_sentence(struct finder *finder, size_t index)
{
    const struct sentence *sentence = &finder->article->sentences[index];
    struct sentence_view view = {.article = finder->article,
                                 .classes = finder->classes,
                                 .findings = finder->findings,
                                 .country_of = finder->country_of,
                                 .index = index,
                                 .section = sentence->section,
                                 .first = sentence->first_token,
                                 .end = sentence->first_token + sentence->token_count,
                                 .story = &finder->story};
    struct engagement_cue cues[CUE_ROOM];
    enter_sentence(finder, &view, sentence->span);
    engagement_clauses_find(finder->article, finder->classes, view.first, view.end, &view.clauses);
    size_t count =
        engagement_cues_find(finder->article, finder->classes, view.first, view.end, &view.clauses,
                             cues);
    finder->told_date = NULL;
    if (finder->weak && engagement_names_meeting(finder->article, finder->classes, view.first,
                                                 view.end)) {
        finder->list->items[finder->weak - 1].cue.attached = false; // it came about
        finder->weak = 0;
    }
    if (count == 0 && view.first_mention == view.mention_end && finder->story.subject.count == 0)
        return;
    sentence_view_find_atoms(&view);
    for (size_t i = 0; i < count; i++)
        tell(finder, &view, &cues[i], i + 1 < count ? cues[i + 1].first : view.end);
    leave_sentence(finder, &view, sentence->span);
}

void engagement_tellings_find(const struct article *article, const uint8_t *classes,
                              const struct findings *findings, const uint32_t *country_of,
                              struct told_list *list)
{
    struct finder finder = {
        .article = article, .classes = classes, .findings = findings, .country_of = country_of, .list = list};
    set_window(&finder);
    for (size_t s = 0; s < article->section_count; s++) {
        const struct section *section = &article->sections[s];
        finder.story = (struct story){.guest = FINDINGS_NONE};
        finder.antecedent = NULL;
        finder.weak = 0;
        finder.last_placed.place = FINDINGS_NONE;
        while (finder.date < findings->date_count &&
               findings->dates[finder.date].span.start < section->span.start)
            finder.date++;
        finder.dateline = dateline_of(&finder, section);
        while (finder.mention < findings->mention_count &&
               findings->mentions[finder.mention].span.start < section->span.start)
            finder.mention++;
        finder.dateline_place = place_of_dateline(&finder, section);
        for (size_t i = 0; i < section->sentence_count; i++) {
            if (article->sentences[section->first_sentence + i].kind == SENTENCE_BODY)
                read_sentence(&finder, section->first_sentence + i);
        }
    }
}
