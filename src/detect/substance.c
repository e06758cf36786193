// SPDX-License-Identifier: GPL-3.0-or-later
// Substance: runs of words without partner, weighed word by word.

#include <config.h>

#include "detect/substance.h"

#include "base/memory.h"
#include "detect/attribution.h"
#include "detect/candidates.h"

#include <stdlib.h>

// A word of the sentence as comparison sees it.
enum state {
    STATE_TOLD,    // has a partner
    STATE_NEUTRAL, // says nothing by itself: function words, days, words told nearby
    STATE_MISSING,
};

struct sift {
    const struct substance_query *query;
    const struct alignment *alignment;
    uint8_t states[PASSAGE_LONGEST];
    float values[PASSAGE_LONGEST]; // how much a missing word weighs
};

static const float lost_least = 2;
static const float added_least = 1.6F; // two words, one of which no original has
enum { INSIDE_MOST = 64 };             // tokens of a bracket that are looked through
enum { NEARBY = 3 };                   // sentences on either side in which something is told nearby

void substance_known_init(struct substance_known *known, const struct wording *wording)
{
    const struct article *article = wording->article;
    const struct findings *findings = wording->findings;
    known->entity_count = 1;
    for (size_t i = 0; i < findings->mention_count; i++) {
        uint32_t index = findings->mentions[i].entity + 1;
        if (index >= known->entity_count)
            known->entity_count = (size_t)index + 1;
    }
    known->stems = memory_allocate_zeroed(vocabulary_stem_count(wording->vocabulary), 1);
    known->entities = memory_allocate_zeroed(known->entity_count, 1);
    size_t word_count = vocabulary_count(wording->vocabulary);
    uint8_t *words = memory_allocate_zeroed(word_count, 1);
    for (size_t i = 0; i < article->section_count; i++) {
        const struct section *section = &article->sections[i];
        uint8_t where = section->kind == SECTION_ORIGINAL       ? KNOWN_ORIGINALS
                        : section->kind == SECTION_INTRODUCTION ? KNOWN_INTRODUCTION
                        : section->kind == SECTION_TITLE        ? KNOWN_TITLE
                                                                : 0;
        size_t at = tokens_find(&article->tokens, section->span.start);
        size_t end = where ? tokens_find(&article->tokens, section->span.end) : at;
        for (; at < end; at++) {
            words[wording->words[at]] |= where;
            known->entities[wording->entities[at]] |= where;
        }
    }
    for (size_t i = 0; i < word_count; i++)
        known->stems[wording->known[i].stem] |= words[i];
    free(words);
}

void substance_known_fini(struct substance_known *known)
{
    free(known->stems);
    free(known->entities);
}

static bool is_known(const struct substance_query *query, size_t token, unsigned where)
{
    const struct wording *wording = query->wording;
    return query->known->stems[wording_word(wording, token)->stem] & where ||
           (wording->entities[token] && query->known->entities[wording->entities[token]] & where);
}

// Whether the sentence names the word, its entity or its quantity.
static bool names(const struct substance_query *query, size_t sentence, size_t token)
{
    const struct wording *wording = query->wording;
    uint32_t stem = wording_word(wording, token)->stem, entity = wording->entities[token];
    uint32_t quantity = wording->quantities[token];
    struct passage passage = passages_of(query->passages, sentence);
    for (size_t i = 0; i < passage.count; i++) {
        const struct passage_word *word = &passage.words[i];
        if (word->stem == stem || (entity && word->entity == entity) ||
            (quantity && word->quantity == quantity))
            return true;
    }
    return false;
}

// Whether the introduction tells the word in a sentence near a counterpart.
static bool is_told_nearby(const struct substance_query *query, size_t token)
{
    const struct article *article = query->wording->article;
    if (!query->wording->quantities[token] &&
        !is_known(query, token, KNOWN_INTRODUCTION | KNOWN_TITLE))
        return false;
    for (size_t i = 0; i < query->other_count; i++) {
        size_t from = query->others[i] > NEARBY ? query->others[i] - NEARBY : 0;
        for (size_t k = from; k <= query->others[i] + NEARBY && k < article->sentence_count; k++) {
            if (candidates_is_intro(article, k) && names(query, k, token))
                return true;
        }
    }
    return false;
}

// Figures, "four" and above, and ordinals; "the two sides" count nothing.
static bool is_number_of_substance(const struct wording *wording, size_t token)
{
    const struct word *word = wording_word(wording, token);
    const struct token *item = &wording->article->tokens.items[token];
    char last = wording->article->bytes[item->end - 1];
    return word->number > 3 || (word->number >= 0 && item->kind == TOKEN_NUMBER) ||
           (word->number > 0 && (last == 't' || last == 'd'));
}

// Whether a bracket opened by `open` is still open at the token: round for a gloss, square for an
// editor's addition.
static bool is_inside(const struct wording *wording, size_t sentence, size_t token,
                      const char *open, const char *close)
{
    const struct article *article = wording->article;
    size_t least = article->sentences[sentence].first_token;
    for (size_t at = token; at > least && token - at < INSIDE_MOST; at--) {
        const struct token *item = &article->tokens.items[at - 1];
        if (token_is(article->bytes, item, close))
            return false;
        if (token_is(article->bytes, item, open))
            return true;
    }
    return false;
}

// Whether the word by itself says something: no function word, no light one but in a name.
static bool has_content(const struct wording *wording, size_t sentence, size_t token)
{
    const struct word *word = wording_word(wording, token);
    const struct token *item = &wording->article->tokens.items[token];
    if (word->flags & WORD_MARK || item->kind == TOKEN_POSSESSIVE ||
        wording->marks[token] & (WORDING_DATE | WORDING_TITLE | WORDING_NUMERAL))
        return false;
    if (word->flags & WORD_FUNCTION)
        return word->flags & WORD_NEGATION;
    bool is_inner_capital =
        item->shape >= SHAPE_CAPITAL && token != wording->article->sentences[sentence].first_token;
    return !(word->flags & WORD_LIGHT) || is_inner_capital;
}

static float value_added(const struct substance_query *query, size_t token)
{
    const struct wording *wording = query->wording;
    bool acronym = wording->article->tokens.items[token].shape == SHAPE_UPPER;
    bool named = acronym || wording->marks[token] & WORDING_NAME;
    bool known =
        is_known(query, token, KNOWN_ORIGINALS) &&
        (!acronym || query->known->stems[wording_word(wording, token)->stem] & KNOWN_ORIGINALS);
    if (is_number_of_substance(wording, token) ||
        is_inside(wording, query->sentence, token, "[", "]"))
        return 2;
    if (named)
        return known ? 0 : 2;
    if (query->reworded)
        return 0;
    return known ? 0.6F : 1;
}

static float value_lost(const struct substance_query *query, size_t token)
{
    if (is_told_nearby(query, token))
        return 0;
    if (is_number_of_substance(query->wording, token))
        return 2;
    if (is_inside(query->wording, query->sentence, token, "(", ")") &&
        is_known(query, token, KNOWN_INTRODUCTION))
        return 0;
    return 1;
}

// How much it weighs that the word is missing on the other side; 0: nothing.
static float value_of(const struct substance_query *query, size_t token)
{
    if (!has_content(query->wording, query->sentence, token))
        return 0;
    return query->added ? value_added(query, token) : value_lost(query, token);
}

static void set_states(struct sift *sift)
{
    const struct substance_query *query = sift->query;
    const struct alignment *alignment = sift->alignment;
    for (size_t i = 0; i < alignment->here.count; i++) {
        size_t token = alignment->here.words[i].token;
        sift->values[i] = 0;
        sift->states[i] = STATE_TOLD;
        if (alignment->here_likeness[i] >= 0.4F)
            continue;
        if (!attribution_covers(query->attributions, query->attribution_count, token))
            sift->values[i] = value_of(query, token);
        sift->states[i] = sift->values[i] > 0 ? STATE_MISSING : STATE_NEUTRAL;
    }
}

// Words of content of the other side, without partner, that stand where the run here[from … to)
// would stand.
static float value_opposite(const struct sift *sift, size_t from, size_t to)
{
    const struct alignment *alignment = sift->alignment;
    const struct wording *wording = sift->query->wording;
    size_t start = 0, end = alignment->there.count;
    for (size_t i = from; i-- > 0;) {
        if (alignment->here_partner[i] >= 0 && !alignment->here_moved[i]) {
            start = (size_t)alignment->here_partner[i] + 1;
            break;
        }
    }
    for (size_t i = to; i < alignment->here.count; i++) {
        if (alignment->here_partner[i] >= 0 && !alignment->here_moved[i]) {
            end = (size_t)alignment->here_partner[i];
            break;
        }
    }
    float value = 0;
    for (size_t i = start; i < end; i++) {
        size_t token = alignment->there.words[i].token;
        uint16_t flags = wording_word(wording, token)->flags;
        value += alignment->there_partner[i] < 0 &&
                 !(flags & (WORD_FUNCTION | WORD_LIGHT | WORD_MARK)) &&
                 !(wording->marks[token] & (WORDING_DATE | WORDING_TITLE));
    }
    return value;
}

static bool is_connective(const struct wording *wording, size_t token)
{
    static const char *const words[] = {"and", "or",  "but", "also", "Also", "thereby", "so",
                                        "And", "But", "as",  "with", "that", "then",    "thus"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (token_is(wording->article->bytes, &wording->article->tokens.items[token], words[i]))
            return true;
    }
    return false;
}

static bool follows_directly(const struct sift *sift, size_t word)
{
    return sift->alignment->here.words[word].token ==
           sift->alignment->here.words[word - 1].token + 1;
}

static bool is_day(const struct sift *sift, size_t word)
{
    return sift->query->wording->marks[sift->alignment->here.words[word].token] & WORDING_DATE;
}

// Widens here[*from … *to) to the phrase around it, as far as no mark, day or told word parts it.
static void widen(const struct sift *sift, size_t *from, size_t *to)
{
    const struct wording *wording = sift->query->wording;
    const struct passage_word *words = sift->alignment->here.words;
    size_t first = *from, last = *to;
    while (first > 0 && follows_directly(sift, first) && sift->states[first - 1] == STATE_NEUTRAL &&
           !is_day(sift, first - 1))
        first--;
    while (first < *from && is_connective(wording, words[first].token))
        first++;
    while (last < sift->alignment->here.count && follows_directly(sift, last) &&
           sift->states[last] == STATE_NEUTRAL && !is_day(sift, last))
        last++;
    while (last > *to && wording_word(wording, words[last - 1].token)->flags & WORD_FUNCTION)
        last--;
    *from = first;
    *to = last;
}

static void add_phrase(const struct sift *sift, size_t from, size_t to, struct phrase **phrases,
                       size_t *count, size_t *capacity)
{
    const struct token *items = sift->query->wording->article->tokens.items;
    const struct passage_word *words = sift->alignment->here.words;
    *phrases = memory_grow(*phrases, capacity, *count + 1, sizeof **phrases);
    (*phrases)[(*count)++] = (struct phrase){
        {items[words[from].token].start, items[words[to - 1].token].end}, sift->query->sentence};
}

// Whether "here" is lost with the place that it stands for: that of the dateline.
static bool is_lost_place(const struct sift *sift, size_t word)
{
    const struct substance_query *query = sift->query;
    const struct article *article = query->wording->article;
    const struct token_list *tokens = &article->tokens;
    if (query->added || sift->alignment->here_likeness[word] > 0 ||
        !token_is(article->bytes, &tokens->items[sift->alignment->here.words[word].token], "here"))
        return false;
    size_t section = article->sentences[query->sentence].section;
    struct span place = article->sections[section].dateline.place;
    for (size_t at = tokens_find(tokens, place.start);
         at < tokens->count && tokens->items[at].start < place.end; at++) {
        for (size_t i = 0; i < sift->alignment->there.count; i++) {
            if (wording_similarity(query->wording, at, sift->alignment->there.words[i].token) >=
                0.75F)
                return false;
        }
    }
    return !span_is_empty(place);
}

// Whether the day of the date mention is told by a counterpart, or near it.
static bool is_day_told(const struct substance_query *query, const struct date_mention *date)
{
    const struct article *article = query->wording->article;
    if (query->added) {
        for (size_t i = 0; i < query->other_count; i++) {
            size_t number = article->sentences[query->others[i]].section;
            const struct section *section = &article->sections[number];
            if (wording_tells_day_in(query->wording, date, section->span))
                return true;
        }
        return false;
    }
    for (size_t i = 0; i < query->other_count; i++) {
        size_t from = query->others[i] > NEARBY ? query->others[i] - NEARBY : 0;
        struct span near = {article->sentences[from].span.start,
                            article->sentences[query->others[i]].span.end};
        if (wording_tells_day_in(query->wording, date, near))
            return true;
    }
    return false;
}

// Dates of the sentence that the other side does not tell, and that no phrase holds yet.
static void find_dates(const struct sift *sift, size_t first_phrase, struct phrase **phrases,
                       size_t *count, size_t *capacity)
{
    const struct substance_query *query = sift->query;
    const struct findings *findings = query->wording->findings;
    struct span span = query->wording->article->sentences[query->sentence].span;
    for (size_t i = wording_find_date(findings, span.start);
         i < findings->date_count && findings->dates[i].span.start < span.end; i++) {
        const struct date_mention *date = &findings->dates[i];
        bool held = false;
        for (size_t k = first_phrase; k < *count; k++)
            held = held || span_overlaps((*phrases)[k].span, date->span);
        if (held || !wording_names_known_day(date) || is_day_told(query, date))
            continue;
        *phrases = memory_grow(*phrases, capacity, *count + 1, sizeof **phrases);
        (*phrases)[(*count)++] = (struct phrase){date->span, query->sentence};
    }
}

// A vague date ("recently") that is new weighs as much as a phrase.
static bool is_new_vague_date(const struct sift *sift, size_t word)
{
    const struct findings *findings = sift->query->wording->findings;
    struct span span = sift->query->wording->article->sentences[sift->query->sentence].span;
    const struct token *token =
        &sift->query->wording->article->tokens.items[sift->alignment->here.words[word].token];
    if (!sift->query->added)
        return false;
    for (size_t i = wording_find_date(findings, span.start);
         i < findings->date_count && findings->dates[i].span.start < span.end; i++) {
        if (findings->dates[i].class == DATE_VAGUE &&
            findings->dates[i].span.start <= token->start &&
            token->end <= findings->dates[i].span.end)
            return true;
    }
    return false;
}

size_t substance_find(const struct substance_query *query, const struct alignment *alignment,
                      struct phrase **phrases, size_t *count, size_t *capacity)
{
    struct sift sift = {.query = query, .alignment = alignment};
    size_t before = *count;
    set_states(&sift);
    for (size_t at = 0; at < alignment->here.count; at++) {
        if (is_lost_place(&sift, at))
            add_phrase(&sift, at, at + 1, phrases, count, capacity);
        if (sift.states[at] != STATE_MISSING)
            continue;
        size_t from = at, to = at;
        float value = 0;
        for (; at < alignment->here.count && sift.states[at] != STATE_TOLD; at++) {
            if (sift.states[at] != STATE_MISSING)
                continue;
            value += is_new_vague_date(&sift, at) ? 2 : sift.values[at];
            to = at + 1;
        }
        float least = query->added ? added_least : lost_least;
        if (value < least || value - value_opposite(&sift, from, to) < least - 0.5F)
            continue;
        widen(&sift, &from, &to);
        add_phrase(&sift, from, to, phrases, count, capacity);
    }
    find_dates(&sift, before, phrases, count, capacity);
    return *count - before;
}
