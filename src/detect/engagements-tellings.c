// SPDX-License-Identifier: GPL-3.0-or-later
// Tellings: goes through the sentences of each section with the story so far (who was the subject,
// who was named, who met last) and notes for every cue who, when and where. A day or place the
// sentence does not name comes from the last one named in the section, else from its dateline.

#include <config.h>

#include "detect/engagements-when.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

#define WORDS(name, ...) static const char *const name[] = {__VA_ARGS__, NULL}

void finder_tell(struct finder *finder, const struct told *told)
{
    struct told_list *list = finder->list;
    list->items = memory_grow(list->items, &list->capacity, list->count + 1, sizeof *list->items);
    list->items[list->count++] = *told;
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

// "A signed for Kenya and B for Ghana": B.
static void add_cosigner(const struct sentence_view *view, const struct engagement_cue *cue,
                         struct party *party)
{
    WORDS(signs, "for", "signed", "did");
    for (size_t i = 0; i < view->atom_count; i++) {
        const struct atom *atom = &view->atoms[i];
        if (atom->first >= cue->end && atom->kind == ATOM_PERSON && atom->end < view->end &&
            engagement_is_word(view->article, atom->end, signs)) {
            party_add(party, atom->entity);
            return;
        }
    }
}

static bool is_followed(const struct sentence_view *view, const struct engagement_cue *cue)
{
    WORDS(followed, "followed", "ensued");
    enum { REACH = 24 };
    for (size_t i = cue->end; i < view->end && i < cue->end + REACH; i++) {
        if (view->classes[i] & WORD_VERB)
            return engagement_is_word(view->article, i, followed);
    }
    return false;
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
    if (cue->kind == ENGAGEMENT_SIGNING && found.all.count == 1)
        add_cosigner(view, cue, &found.all);
    if (cue->gathers && found.object.count < 2) {
        found.all.count = 0;
        return found;
    }
    if ((cue->closed && !cue->gathers) || (cue->kind == ENGAGEMENT_SIGNING && cue->passive))
        found.all = found.object;
    else if (cue->kind != ENGAGEMENT_SIGNING)
        party_join(&found.all, &found.object);
    if (cue->nominal && found.all.count == 1 && found.object.count == 1 && is_followed(view, cue))
        party_join(&found.all, &view->story->subject); // "a meeting with A followed"
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
    bool of_person =
        cue->kind == ENGAGEMENT_VISIT && party.count > 1 && visits_person(finder, view, cue);
    if ((cue->kind == ENGAGEMENT_TRILATERAL && party.count < 3) || of_person)
        told.cue.kind = ENGAGEMENT_MEETING;
    cue = &told.cue;
    told.dated = finder_date_in_sentence(finder, view, cue, &told);
    if (!told.dated)
        finder_inherit_date(finder, &told);
    finder_shift_date(finder, view, cue, &told);
    finder_set_place(finder, view, cue, limit, &told);
    told.background = told.background || cue->tense == TENSE_FUTURE ||
                      !finder_in_window(finder, told.from, told.to);
    if ((cue->kind == ENGAGEMENT_VISIT && told.place == FINDINGS_NONE) ||
        (cue->attached && (told.background || party.inferred)))
        return;
    finder_tell(finder, &told);
    if (cue->attached && cue->purpose)
        finder->weak = finder->list->count;
    if (!told.background && party.count >= 2)
        finder->story.last = party;
    if (told.placed && !finder_is_country(finder, told.place) && cue->kind != ENGAGEMENT_VISIT)
        finder->last_placed = told;
}

// "met separately with A and B": one engagement with each.
static bool is_separate(const struct sentence_view *view, const struct engagement_cue *cue,
                        size_t object_end)
{
    WORDS(words, "separate", "separately", "respectively", "meetings", "individually", "turn",
          "successively");
    WORDS(apart, "separately", "individually");
    enum { REACH = 14 };
    size_t end = object_end > cue->end ? object_end : cue->end;
    for (size_t i = end; i < view->end && i < end + REACH && !(view->classes[i] & WORD_VERB); i++) {
        if (engagement_is_word(view->article, i, apart))
            return true;
    }
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
        bool day = finder_is_dated(date) && date->from == date->to &&
                   engagement_clause_at(&view->clauses, tokens_find(&finder->article->tokens,
                                                                    date->span.start)) == 0;
        if (day && finder_in_window(finder, date->from, date->to) &&
            tense_at(finder->article, view->first, view->end,
                     tokens_find(&finder->article->tokens, date->span.start)) != TENSE_FUTURE)
            finder->antecedent = date;
    }
}

// "arrived in Aden and met A": of the tellings from `first` on, all of one sentence, an arrival
// beside a meeting is only how people came to it.
static void drop_arrivals(struct finder *finder, size_t first)
{
    struct told_list *list = finder->list;
    bool met = false;
    for (size_t i = first; i < list->count; i++) {
        enum engagement_kind kind = list->items[i].cue.kind;
        met = met || (kind != ENGAGEMENT_ARRIVAL && kind != ENGAGEMENT_VISIT &&
                      !list->items[i].background);
    }
    size_t kept = first;
    for (size_t i = first; i < list->count; i++) {
        if (met && list->items[i].cue.kind == ENGAGEMENT_ARRIVAL)
            continue;
        if (finder->weak == i + 1)
            finder->weak = kept + 1;
        list->items[kept++] = list->items[i];
    }
    list->count = kept;
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
    size_t count = engagement_cues_find(finder->article, finder->classes, view.first, view.end,
                                        &view.clauses, cues);
    finder->told_date = NULL;
    if (finder->weak &&
        engagement_names_meeting(finder->article, finder->classes, view.first, view.end)) {
        finder->list->items[finder->weak - 1].cue.attached = false; // it came about
        finder->weak = 0;
    }
    if (count == 0 && view.first_mention == view.mention_end && finder->story.subject.count == 0)
        return;
    sentence_view_find_atoms(&view);
    size_t told = finder->list->count;
    for (size_t i = 0; i < count; i++)
        tell(finder, &view, &cues[i], i + 1 < count ? cues[i + 1].first : view.end);
    drop_arrivals(finder, told);
    finder_join(finder, &view);
    leave_sentence(finder, &view, sentence->span);
}

void engagement_tellings_find(const struct article *article, const uint8_t *classes,
                              const struct findings *findings, const uint32_t *country_of,
                              struct told_list *list)
{
    struct finder finder = {.article = article,
                            .classes = classes,
                            .findings = findings,
                            .country_of = country_of,
                            .list = list};
    finder_set_window(&finder);
    for (size_t s = 0; s < article->section_count; s++) {
        const struct section *section = &article->sections[s];
        finder.story = (struct story){.guest = FINDINGS_NONE};
        finder.antecedent = NULL;
        finder.weak = 0;
        finder.last_placed.place = FINDINGS_NONE;
        while (finder.date < findings->date_count &&
               findings->dates[finder.date].span.start < section->span.start)
            finder.date++;
        finder.dateline = finder_dateline(&finder, section);
        while (finder.mention < findings->mention_count &&
               findings->mentions[finder.mention].span.start < section->span.start)
            finder.mention++;
        finder.dateline_place = finder_dateline_place(&finder, section);
        for (size_t i = 0; i < section->sentence_count; i++) {
            if (article->sentences[section->first_sentence + i].kind == SENTENCE_BODY)
                read_sentence(&finder, section->first_sentence + i);
        }
    }
}
