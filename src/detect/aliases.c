// SPDX-License-Identifier: GPL-3.0-or-later
// Aliases: full names first make the persons, in the order of the text; then short forms are given
// to them (aliases-forms tells which may be one's).

#include <config.h>

#include "detect/aliases.h"

#include "base/memory.h"
#include "detect/aliases-forms.h"
#include "detect/key-map.h"
#include "detect/names-structure.h"

#include <stdlib.h>
#include <string.h>

#define NOBODY UINT32_MAX

// A word of a person's name: a link in the list of all who bear it.
struct bearer {
    uint32_t person;
    uint32_t position;
    uint32_t next;
};

struct resolver {
    struct scan *scan;
    struct persons *persons;
    struct key_map words; // word → first bearer
    struct bearer *bearers;
    size_t bearer_count, bearer_capacity;
    uint32_t *sections;     // of each candidate
    struct key_map singles; // one-word persons
};

void persons_fini(struct persons *persons)
{
    free(persons->items);
    *persons = (struct persons){0};
}

static void link_bearer(struct resolver *resolver, uint64_t key, uint32_t person, uint32_t position)
{
    uint32_t *first = key_map_put(&resolver->words, key, NOBODY);
    for (uint32_t link = *first; link != NOBODY; link = resolver->bearers[link].next) {
        if (resolver->bearers[link].person == person)
            return;
    }
    resolver->bearers = memory_grow(resolver->bearers, &resolver->bearer_capacity,
                                    resolver->bearer_count + 1, sizeof *resolver->bearers);
    resolver->bearers[resolver->bearer_count] = (struct bearer){person, position, *first};
    *first = (uint32_t)resolver->bearer_count++;
}

static uint32_t add_person(struct resolver *resolver, uint32_t candidate,
                           const struct name_form *form)
{
    struct persons *persons = resolver->persons;
    persons->items =
        memory_grow(persons->items, &persons->capacity, persons->count + 1, sizeof *persons->items);
    persons->items[persons->count] =
        (struct person){.form = *form, .fullest = candidate, .last = NO_CANDIDATE};
    return (uint32_t)persons->count++;
}

static void add_bearer(struct resolver *resolver, uint32_t person, uint32_t position)
{
    link_bearer(resolver, resolver->persons->items[person].form.words[position].key, person,
                position);
}

// A name may be written in one with its article: Albudaiwi, Al-Budaiwi.
static void add_joined_bearer(struct resolver *resolver, uint32_t person, uint32_t position,
                              size_t token)
{
    const struct scan *scan = resolver->scan;
    size_t article = token >= 2 && scan_is_joint(scan, token - 1) ? token - 2 : token - 1;
    if (token < 2 || !(scan_is(scan, article, "Al") || scan_is(scan, article, "al") ||
                       scan_is(scan, article, "El") || scan_is(scan, article, "el")))
        return;
    char word[64];
    size_t length = scan->tokens[token].end - scan->tokens[token].start;
    if (length + 2 > sizeof word)
        return;
    memcpy(word, scan->bytes + scan->tokens[article].start, 2);
    memcpy(word + 2, scan->bytes + scan->tokens[token].start, length);
    link_bearer(resolver, token_fold(word, length + 2), person, position);
}

// ——— Full names ———

static bool same_words(const struct scan *scan, size_t one, size_t other)
{
    return scan->tokens[one].key == scan->tokens[other].key;
}

// Takes particles before a short form in: "de la Torre", where the full name has them too.
static void extend_left(struct scan *scan, struct candidate *mention, const struct candidate *full)
{
    size_t at = mention->first, word = full->first;
    while (word < full->end && scan_word_key(scan, word) != scan_word_key(scan, at))
        word++;
    if (word == full->end)
        return;
    while (word > full->first && at > 0) {
        bool particle = scan->tokens[word - 1].kind == TOKEN_MARK
                            ? scan_is_joint(scan, word - 1)
                            : scan_lookup(scan, word - 1)->word.particle && word - 1 > full->first;
        if (!particle || !same_words(scan, word - 1, at - 1))
            break;
        word--;
        at--;
    }
    if (scan->tokens[at].kind == TOKEN_WORD)
        mention->first = (uint32_t)at;
}

// The person whose name mention `number` has in full, in part or in another order; NOBODY: none.
static uint32_t find_full(const struct resolver *resolver, uint32_t number,
                          const struct name_form *form)
{
    const struct scan *scan = resolver->scan;
    enum { BEST_SCORE = 1 + 4 + 2 };
    uint32_t best = NOBODY;
    int best_score = 0;
    for (size_t i = 0; i < form->count; i++) {
        uint32_t link = key_map_get(&resolver->words, form->words[i].key, NOBODY);
        for (size_t steps = 0; link != NOBODY && steps < 64;
             link = resolver->bearers[link].next, steps++) {
            uint32_t index = resolver->bearers[link].person;
            const struct person *person = &resolver->persons->items[index];
            const struct name_form *own = &person->form;
            bool is_one = form->count <= own->count ? form_is_of(scan, form, own)
                                                    : form_is_of(scan, own, form);
            bool here = person->last != NO_CANDIDATE &&
                        resolver->sections[person->last] == resolver->sections[number];
            // one writer keeps to one order: two in a section are two persons
            is_one = is_one || (form->count == own->count && !here && form_is_turned(form, own));
            if (!is_one)
                continue;
            int score = 1 + (form->count == own->count) * 4 + here * 2;
            if (score > best_score) {
                best_score = score;
                best = index;
            }
            if (best_score == BEST_SCORE)
                return best;
        }
    }
    return best;
}

static void take_full_name(struct resolver *resolver, uint32_t number)
{
    struct scan *scan = resolver->scan;
    struct candidate *candidate = &scan->candidates[number];
    struct name_form form = form_read(scan, candidate->first, candidate->end);
    if (form.count < 2)
        return;
    uint32_t index = find_full(resolver, number, &form);
    if (index == NOBODY)
        index = add_person(resolver, number, &form);
    struct person *person = &resolver->persons->items[index];
    if (form.count > person->form.count) {
        person->form = form;
        person->fullest = number;
    }
    if (form.count < person->form.count)
        extend_left(scan, candidate, &scan->candidates[person->fullest]);
    for (uint32_t i = 0; i < person->form.count; i++)
        add_bearer(resolver, index, i);
    for (size_t i = 0; i < form.count; i++)
        add_joined_bearer(resolver, index, (uint32_t)i, form.words[i].token);
    if (candidate->gender)
        person->gender = candidate->gender;
    person->last = number;
    candidate->entity = index;
}

static void infer_gender(struct scan *scan, struct person *person)
{
    const struct candidate *full = &scan->candidates[person->fullest];
    for (size_t i = full->first; !person->gender && i < full->end; i++) {
        if (scan->tokens[i].kind == TOKEN_WORD && scan_lookup(scan, i)->word.given)
            person->gender = scan_lookup(scan, i)->word.gender;
    }
}

// ——— Short forms ———

// Whether the office before a mention is one the person bears: its last word is among theirs.
static bool office_agrees(const struct resolver *resolver, const struct candidate *mention,
                          const struct candidate *full)
{
    const struct scan *scan = resolver->scan;
    if (mention->title_end <= mention->title_first || full->title_end <= full->title_first)
        return false;
    for (size_t i = full->title_first; i < full->title_end; i++) {
        if (same_words(scan, mention->title_end - 1, i))
            return true;
    }
    return false;
}

// How well the mention `number` goes with a bearer of its word.
static int bearer_score(const struct resolver *resolver, uint32_t number,
                        const struct bearer *bearer, char gender)
{
    const struct person *person = &resolver->persons->items[bearer->person];
    const struct candidate *mention = &resolver->scan->candidates[number];
    const struct candidate *full = &resolver->scan->candidates[person->fullest];
    if (gender && person->gender && gender != person->gender)
        return -1000;
    int score = 0;
    bool edge = bearer->position == 0 || bearer->position + 1 == person->form.count;
    score += edge ? 3 : 1;
    if (office_agrees(resolver, mention, full))
        score += 8;
    if (person->last != NO_CANDIDATE &&
        resolver->sections[person->last] == resolver->sections[number])
        score += 20;
    return score;
}

// Whether the person is named later in the section of mention `number`.
static bool comes_in_section(const struct resolver *resolver, uint32_t number, uint32_t person)
{
    const struct scan *scan = resolver->scan;
    for (size_t i = number + 1; i < scan->candidate_count && i < number + (size_t)200; i++) {
        if (resolver->sections[i] != resolver->sections[number])
            return false;
        const struct candidate *candidate = &scan->candidates[i];
        if (candidate->type == ENTITY_PERSON && !candidate->dropped && candidate->entity == person)
            return true;
    }
    return false;
}

static uint32_t choose_bearer(struct resolver *resolver, uint32_t number, uint64_t word)
{
    const struct candidate *mention = &resolver->scan->candidates[number];
    uint32_t best = NOBODY, link = key_map_get(&resolver->words, word, NOBODY);
    int best_score = -1000;
    uint32_t best_last = 0;
    bool only = link != NOBODY && resolver->bearers[link].next == NOBODY;
    for (size_t steps = 0; link != NOBODY && steps < 64;
         link = resolver->bearers[link].next, steps++) {
        const struct bearer *bearer = &resolver->bearers[link];
        int score = bearer_score(resolver, number, bearer, mention->gender);
        if (!only && score > -1000 && score < 20 &&
            comes_in_section(resolver, number, bearer->person))
            score += 10;
        uint32_t last = resolver->persons->items[bearer->person].last;
        last = last == NO_CANDIDATE ? 0 : last + 1;
        bool later = score / 20 == best_score / 20 && score >= 20 && last != best_last;
        if (later ? last > best_last : score > best_score) {
            best = bearer->person;
            best_score = score;
            best_last = last;
        }
    }
    return best;
}

// Whether a person who bears the word was named shortly before in the same section, and the mention
// acts there, alone or with a person ("Chiba and Kwaimani also agreed").
static bool acts_near_bearer(struct resolver *resolver, uint32_t number)
{
    enum { REACH = 12 };
    struct scan *scan = resolver->scan;
    const struct candidate *mention = &scan->candidates[number];
    uint64_t key = scan_word_key(scan, mention->first);
    uint32_t link = key_map_get(&resolver->words, key, NOBODY);
    if (link == NOBODY || mention->end != mention->first + 1 || mention->place > 0)
        return false;
    bool near = false;
    for (size_t steps = 0; link != NOBODY && steps < 64 && !near;
         link = resolver->bearers[link].next, steps++) {
        uint32_t last = resolver->persons->items[resolver->bearers[link].person].last;
        near = last != NO_CANDIDATE && last + REACH > number &&
               resolver->sections[last] == resolver->sections[number];
    }
    const struct candidate *next =
        number + 1 < scan->candidate_count ? &scan->candidates[number + 1] : NULL;
    bool joined = next && scan_is(scan, mention->end, "and") && next->first == mention->end + 1 &&
                  next->person > 0 && next->type == ENTITY_PERSON && next->source != FROM_GAZETTEER;
    return near && (joined || mention->person > 0);
}

// Whether a single word that is something else for sure may still be a person here.
static bool may_be_person(const struct scan *scan, const struct candidate *candidate)
{
    if (candidate->type == ENTITY_PERSON || candidate->type == TYPE_UNKNOWN)
        return true;
    // "Park" alone is no park but where "the" stands before it.
    if (candidate->source == FROM_BARE_HEAD && candidate->first > 0 &&
        !scan_has(scan, candidate->first - 1, WORD_FUNCTION))
        return true;
    if (candidate->source == FROM_BARE_HEAD || candidate->source == FROM_HEAD)
        return candidate->person > 0;
    if (candidate->source == FROM_SHAPE)
        return true;
    if (candidate->type != ENTITY_PLACE || !candidate->entry)
        return false;
    bool country = gazetteer_attribute_is(candidate->entry, "kind", "country");
    return candidate->person > candidate->place + (country ? 2 : 0);
}

// Whether the words are single letters: initials, but no name by themselves.
static bool is_initials(const struct scan *scan, const struct name_form *form)
{
    for (size_t i = 0; i < form->count; i++) {
        if (scan->tokens[form->words[i].token].shape != SHAPE_SINGLE)
            return false;
    }
    return true;
}

static void take_short_form(struct resolver *resolver, uint32_t number)
{
    struct scan *scan = resolver->scan;
    struct candidate *candidate = &scan->candidates[number];
    if (candidate->nested ||
        (!may_be_person(scan, candidate) &&
         !(candidate->type == ENTITY_PLACE && acts_near_bearer(resolver, number))))
        return;
    struct name_form form = form_read(scan, candidate->first, candidate->end);
    if (is_initials(scan, &form)) {
        candidate->dropped = true;
        return;
    }
    if (form.count > 1) { // a whole name that was dropped for want of a capital that tells
        uint32_t whole = candidate->dropped || candidate->type == ENTITY_PERSON
                             ? find_full(resolver, number, &form)
                             : NOBODY;
        if (whole == NOBODY)
            return;
        candidate->type = ENTITY_PERSON;
        candidate->dropped = false;
        candidate->entity = whole;
        return;
    }
    const struct name_word *word = &form.words[0];
    bool starts = scan_flagged(scan, word->token, TOKEN_STARTS | TOKEN_HEADLINE_CASE);
    if (starts && scan_has(scan, word->token, WORD_COMMON) && candidate->person <= 0 &&
        candidate->source != FROM_TITLE)
        return;
    uint32_t index = choose_bearer(resolver, number, word->key);
    if (index == NOBODY) {
        if (candidate->type != ENTITY_PERSON || candidate->dropped)
            return;
        index = *key_map_put(&resolver->singles, word->key, (uint32_t)resolver->persons->count);
        if (index == resolver->persons->count)
            add_person(resolver, number, &form);
        resolver->persons->items[index].single = true;
        resolver->persons->items[index].last = number;
        candidate->entity = index;
        return;
    }
    struct person *person = &resolver->persons->items[index];
    candidate->type = ENTITY_PERSON;
    candidate->dropped = false;
    candidate->entry = NULL;
    candidate->entity = index;
    extend_left(scan, candidate, &scan->candidates[person->fullest]);
}

// Capitalised words outside all candidates that are a person's name: adds them as candidates.
static void recover(struct resolver *resolver)
{
    struct scan *scan = resolver->scan;
    size_t known = scan->candidate_count;
    for (size_t i = 0; i < known; i++) {
        const struct candidate *candidate = &scan->candidates[i];
        for (size_t k = candidate->first; k < candidate->end; k++)
            scan->flags[k] |= TOKEN_TAKEN;
    }
    for (size_t i = 0; i < scan->token_count; i++) {
        if (!scan_capital_tells(scan, i) || scan_flagged(scan, i, TOKEN_TAKEN) ||
            scan_has(scan, i, WORD_CALENDAR) || (i > 0 && scan_is(scan, i - 1, "the")) ||
            title_begins(scan, i) ||
            key_map_get(&resolver->words, scan_word_key(scan, i), NOBODY) == NOBODY)
            continue;
        size_t end = i + 1;
        while (end < scan->token_count && scan_capital_tells(scan, end) &&
               !scan_flagged(scan, end, TOKEN_TAKEN) &&
               key_map_get(&resolver->words, scan_word_key(scan, end), NOBODY) != NOBODY)
            end++;
        if (end - i > 1 ||
            !(scan_has(scan, i, WORD_PORTFOLIO) || scan->tokens[i].shape == SHAPE_SINGLE))
            scan_add(scan, i, end, ENTITY_PERSON, FROM_SHAPE, NULL);
        i = end - 1;
    }
}

// The section of each candidate; they come by place, give or take a few words.
static void find_sections(struct resolver *resolver)
{
    struct scan *scan = resolver->scan;
    const struct article *article = scan->article;
    size_t paragraph = 0;
    resolver->sections =
        memory_resize(resolver->sections, scan->candidate_count + 1, sizeof *resolver->sections);
    for (size_t i = 0; i < scan->candidate_count; i++) {
        size_t start = scan->tokens[scan->candidates[i].first].start;
        while (paragraph > 0 && article->paragraphs[paragraph].span.start > start)
            paragraph--;
        while (paragraph + 1 < article->paragraph_count &&
               article->paragraphs[paragraph + 1].span.start <= start)
            paragraph++;
        resolver->sections[i] = paragraph < article->paragraph_count
                                    ? (uint32_t)article->paragraphs[paragraph].section
                                    : 0;
    }
}

void aliases_resolve(struct scan *scan, struct persons *persons)
{
    struct resolver resolver = {.scan = scan, .persons = persons};
    scan_sort(scan);
    for (int pass = 0; pass < 2; pass++) { // the second with what the first lets recognise
        find_sections(&resolver);
        persons->count = 0;
        resolver.bearer_count = 0;
        key_map_fini(&resolver.words);
        for (size_t i = 0; i < scan->candidate_count; i++) {
            const struct candidate *candidate = &scan->candidates[i];
            if (candidate->type == ENTITY_PERSON && !candidate->dropped)
                take_full_name(&resolver, (uint32_t)i);
        }
        if (pass == 0) {
            size_t before = scan->candidate_count;
            recover(&resolver);
            if (scan->candidate_count == before)
                break;
            scan_sort(scan);
        }
    }
    for (size_t i = 0; i < persons->count; i++) {
        infer_gender(scan, &persons->items[i]);
        persons->items[i].last = NO_CANDIDATE;
    }
    find_sections(&resolver);
    for (size_t i = 0; i < scan->candidate_count; i++) {
        struct candidate *candidate = &scan->candidates[i];
        if (candidate->entity == FINDINGS_NONE)
            take_short_form(&resolver, (uint32_t)i);
        if (candidate->type == ENTITY_PERSON && candidate->entity != FINDINGS_NONE &&
            !candidate->dropped) {
            struct person *person = &persons->items[candidate->entity];
            person->last = (uint32_t)i;
            if (candidate->gender)
                person->gender = candidate->gender;
        }
    }
    free(resolver.sections);
    free(resolver.bearers);
    key_map_fini(&resolver.words);
    key_map_fini(&resolver.singles);
}
