// SPDX-License-Identifier: GPL-3.0-or-later
// Wording: one pass over the tokens for the words and for the few of them that may bear a mark, one
// over mentions and dates for the marks, one over the sentences for the frequencies, one for the
// weights. Linear in the text.

#include <config.h>

#include "detect/wording.h"

#include "base/memory.h"
#include "detect/quantities.h"

#include <stdlib.h>

// Room for different words to begin with: those of a few sentences, of a round-up.
enum { WORDS_OF_SENTENCES = 128, WORDS_OF_ROUNDUP = 2048 };

static bool is_compared(const struct article *article, const struct sentence *sentence)
{
    enum section_kind kind = article->sections[sentence->section].kind;
    return kind == SECTION_TITLE || kind == SECTION_INTRODUCTION || kind == SECTION_ORIGINAL;
}

static bool names_days(const struct date_mention *date)
{
    return date->class != DATE_VAGUE && date->class != DATE_DURATION &&
           date->class != DATE_EVENT_ANCHORED;
}

// Lists the tokens that may begin a mark or a quantity.
static void list_notable(const struct wording *wording, size_t first, size_t end,
                         struct notable *notable)
{
    enum { FLAGS = WORD_TITLE | WORD_CALENDAR | WORD_QUANTITY | WORD_NUMBER };
    for (size_t at = first; at < end; at++) {
        if (!(wording_word(wording, at)->flags & FLAGS))
            continue;
        notable->tokens = memory_grow(notable->tokens, &notable->capacity, notable->count + 1,
                                      sizeof *notable->tokens);
        notable->tokens[notable->count++] = at;
    }
}

// The first token from `from` on that starts at or after `offset`: in doubling steps, then halved.
static size_t find_token_from(const struct token_list *tokens, size_t from, size_t offset)
{
    size_t low = from, high = from;
    for (size_t step = 1; high < tokens->count && tokens->items[high].start < offset; step *= 2) {
        low = high + 1;
        high += step;
    }
    if (high > tokens->count)
        high = tokens->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (tokens->items[middle].start < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// Marks the tokens of `span`, of which none stands before `from`; returns the first of them.
static size_t mark_span(struct wording *wording, size_t from, struct span span, unsigned mark,
                        uint32_t entity)
{
    const struct token_list *tokens = &wording->article->tokens;
    size_t first = find_token_from(tokens, from, span.start);
    for (size_t at = first; at < tokens->count && tokens->items[at].start < span.end; at++) {
        wording->marks[at] |= (uint8_t)mark;
        if (mark & WORDING_NAME)
            wording->entities[at] = entity + 1;
    }
    return first;
}

static bool is_number(const struct token_list *tokens, size_t at, size_t first, size_t end)
{
    return at >= first && at < end && tokens->items[at].kind == TOKEN_NUMBER;
}

static void mark_calendar_word(struct wording *wording, size_t at, size_t first, size_t end)
{
    const struct token_list *tokens = &wording->article->tokens;
    wording->marks[at] |= WORDING_DATE;
    if (is_number(tokens, at - 1, first, end))
        wording->marks[at - 1] |= WORDING_DATE;
    if (is_number(tokens, at + 1, first, end))
        wording->marks[at + 1] |= WORDING_DATE;
}

static bool is_may(const struct wording *wording, size_t at, size_t first, size_t end)
{
    return at >= first && at < end &&
           token_is(wording->article->bytes, &wording->article->tokens.items[at], "May");
}

// Months and weekdays, and the numbers beside a month, also where dates were not looked for. "May"
// is a word too: as a month it stands beside a number.
static void mark_calendar_words(struct wording *wording, const struct notable *notable,
                                size_t first, size_t end)
{
    const struct token_list *tokens = &wording->article->tokens;
    for (size_t i = 0; i < notable->count; i++) {
        size_t at = notable->tokens[i];
        if (wording_word(wording, at)->flags & WORD_CALENDAR &&
            tokens->items[at].shape != SHAPE_LOWER)
            mark_calendar_word(wording, at, first, end);
        if (!is_number(tokens, at, first, end))
            continue;
        if (is_may(wording, at - 1, first, end))
            mark_calendar_word(wording, at - 1, first, end);
        if (is_may(wording, at + 1, first, end))
            mark_calendar_word(wording, at + 1, first, end);
    }
}

static bool is_capital(const struct wording *wording, size_t token)
{
    return wording->article->tokens.items[token].shape >= SHAPE_CAPITAL;
}

// Without mentions: words with a capital that do not begin a sentence.
static void mark_capitals(struct wording *wording, const struct sentence *sentence)
{
    for (size_t i = 1; i < sentence->token_count; i++) {
        size_t token = sentence->first_token + i;
        if (is_capital(wording, token) &&
            !(wording_word(wording, token)->flags & (WORD_FUNCTION | WORD_TITLE)))
            wording->marks[token] |= WORDING_NAME;
    }
}

// Words of titles: "Minister" and what belongs to it in capitals on either side, "Energy and
// Natural Resources Minister", "Commissioner for Peace and Security".
static void mark_titles(struct wording *wording, const struct notable *notable, size_t first,
                        size_t end)
{
    enum { WORDS_AROUND = 6 };
    for (size_t k = 0; k < notable->count; k++) {
        size_t at = notable->tokens[k];
        if (!(wording_word(wording, at)->flags & WORD_TITLE))
            continue;
        wording->marks[at] |= WORDING_TITLE;
        if (!is_capital(wording, at))
            continue;
        for (size_t i = at; i-- > first && at - i <= WORDS_AROUND && is_capital(wording, i);)
            wording->marks[i] |= wording->marks[i] & WORDING_NAME ? 0 : WORDING_TITLE;
        bool joined = false;
        for (size_t i = at + 1; i < end && i - at <= WORDS_AROUND; i++) {
            bool joins = wording_word(wording, i)->flags & WORD_FUNCTION && !is_capital(wording, i);
            if (!joins && (!is_capital(wording, i) || !joined))
                break;
            joined = true;
            if (!joins && !(wording->marks[i] & WORDING_NAME))
                wording->marks[i] |= WORDING_TITLE;
        }
    }
}

// How many compared sentences have each stem; *count of them. `word_stems` has the words' stems.
static uint32_t *count_sentences(const struct wording *wording, const uint32_t *word_stems,
                                 size_t *count)
{
    const struct article *article = wording->article;
    size_t stems = vocabulary_stem_count(wording->vocabulary);
    uint32_t *frequencies = memory_allocate_zeroed(stems, sizeof *frequencies);
    uint32_t *last = memory_allocate_zeroed(stems, sizeof *last);
    *count = 0;
    for (size_t i = 0; i < article->sentence_count; i++) {
        const struct sentence *sentence = &article->sentences[i];
        if (!is_compared(article, sentence))
            continue;
        ++*count;
        for (size_t k = 0; k < sentence->token_count; k++) {
            uint32_t stem = word_stems[wording->words[sentence->first_token + k]];
            if (last[stem] != i + 1) {
                last[stem] = (uint32_t)i + 1;
                frequencies[stem]++;
            }
        }
    }
    free(last);
    return frequencies;
}

static float class_weight(uint16_t flags, uint8_t marks)
{
    if (flags & (WORD_MARK | WORD_POSSESSIVE) || marks & (WORDING_DATE | WORDING_NUMERAL))
        return 0;
    if (flags & WORD_FUNCTION)
        return flags & WORD_NEGATION ? 0.2F : 0.04F;
    if (marks & (WORDING_NAME | WORDING_TITLE))
        return 0.5F;
    return flags & (WORD_LIGHT | WORD_REPORTING) ? 0.35F : 1;
}

// Binary logarithm of x ≥ 1, straight between the powers of two: exact enough for weights.
static float logarithm(float x)
{
    float whole = 0;
    for (; x >= 2; x /= 2)
        whole++;
    return whole + x - 1;
}

// A word without marks weighs the same wherever it stands.
static void weigh_tokens(struct wording *wording)
{
    size_t sentences, stems = vocabulary_stem_count(wording->vocabulary);
    size_t words = vocabulary_count(wording->vocabulary);
    uint32_t *word_stems = memory_allocate(words * sizeof *word_stems);
    for (size_t i = 0; i < words; i++)
        word_stems[i] = wording->known[i].stem;
    uint32_t *frequencies = count_sentences(wording, word_stems, &sentences);
    float *rarity = memory_allocate(stems * sizeof *rarity);
    float *weights = memory_allocate(words * sizeof *weights);
    float most = logarithm(1 + (float)sentences);
    for (size_t i = 0; i < stems; i++)
        rarity[i] =
            frequencies[i] ? logarithm(1 + (float)sentences / (float)frequencies[i]) / most : 0;
    for (size_t i = 0; i < words; i++)
        weights[i] = class_weight(wording->known[i].flags, 0) * rarity[word_stems[i]];
    for (size_t at = 0; at < wording->article->tokens.count; at++) {
        uint32_t word = wording->words[at];
        wording->weights[at] = wording->marks[at]
                                   ? class_weight(wording->known[word].flags, wording->marks[at]) *
                                         rarity[word_stems[word]]
                                   : weights[word];
    }
    free(weights);
    free(rarity);
    free(frequencies);
    free(word_stems);
}

static void mark_names(struct wording *wording, size_t first, struct span span)
{
    const struct findings *findings = wording->findings;
    for (size_t i = findings_mention_from(findings, span.start);
         i < findings->mention_count && findings->mentions[i].span.start < span.end; i++) {
        const struct mention *mention = &findings->mentions[i];
        if (!mention->nested)
            first = mark_span(wording, first, mention->span,
                              mention->type == ENTITY_PERSON ? WORDING_NAME | WORDING_PERSON
                                                             : WORDING_NAME,
                              mention->entity);
    }
}

static void mark_dates(struct wording *wording, size_t first, struct span span)
{
    const struct findings *findings = wording->findings;
    for (size_t i = wording_find_date(findings, span.start);
         i < findings->date_count && findings->dates[i].span.start < span.end; i++) {
        // The first may begin before the tokens.
        bool inside = findings->dates[i].span.start >= span.start;
        if (names_days(&findings->dates[i])) {
            size_t found =
                mark_span(wording, inside ? first : 0, findings->dates[i].span, WORDING_DATE, 0);
            first = inside ? found : first;
        }
    }
}

// Reads tokens[first … end): words, names, days.
static void read_tokens(struct wording *wording, size_t first, size_t end)
{
    const struct article *article = wording->article;
    struct notable notable = {0};
    if (first == end)
        return;
    struct span span = {article->tokens.items[first].start, article->tokens.items[end - 1].end};
    vocabulary_read(wording->vocabulary, article->bytes, article->tokens.items + first, end - first,
                    wording->words + first);
    wording->known = vocabulary_words(wording->vocabulary);
    list_notable(wording, first, end, &notable);
    mark_names(wording, first, span);
    mark_dates(wording, first, span);
    mark_titles(wording, &notable, first, end);
    mark_calendar_words(wording, &notable, first, end);
    quantities_read(wording, &notable, first, end);
    free(notable.tokens);
}

// With room for so many different words to begin with.
static void init_with_room(struct wording *wording, const struct article *article,
                           const struct findings *findings, size_t room)
{
    size_t count = article->tokens.count;
    *wording = (struct wording){
        .article = article,
        .findings = findings,
        .vocabulary = vocabulary_new(room),
        .words = memory_allocate_zeroed(count, sizeof *wording->words),
        .marks = memory_allocate_zeroed(count, sizeof *wording->marks),
        .entities = memory_allocate_zeroed(count, sizeof *wording->entities),
        .quantities = memory_allocate_zeroed(count, sizeof *wording->quantities),
        .weights = memory_allocate_zeroed(count, sizeof *wording->weights),
    };
}

void wording_init_empty(struct wording *wording, const struct article *article,
                        const struct findings *findings)
{
    init_with_room(wording, article, findings, WORDS_OF_SENTENCES);
}

void wording_read_sentence(struct wording *wording, size_t sentence)
{
    const struct sentence *read = &wording->article->sentences[sentence];
    read_tokens(wording, read->first_token, read->first_token + read->token_count);
    if (wording->findings->mention_count == 0)
        mark_capitals(wording, read);
}

void wording_init(struct wording *wording, const struct article *article,
                  const struct findings *findings)
{
    init_with_room(wording, article, findings, WORDS_OF_ROUNDUP);
    read_tokens(wording, 0, article->tokens.count);
    for (size_t i = 0; i < article->sentence_count && findings->mention_count == 0; i++)
        mark_capitals(wording, &article->sentences[i]);
    weigh_tokens(wording);
}

void wording_fini(struct wording *wording)
{
    vocabulary_free(wording->vocabulary);
    free(wording->words);
    free(wording->marks);
    free(wording->entities);
    free(wording->quantities);
    free(wording->weights);
    *wording = (struct wording){0};
}

float wording_similarity(const struct wording *wording, size_t one, size_t other)
{
    if (wording->words[one] == wording->words[other])
        return 1;
    const struct word *here = wording_word(wording, one), *there = wording_word(wording, other);
    if (here->spelling == there->spelling)
        return 1;
    if ((here->flags | there->flags) & WORD_MARK)
        return 0;
    if (wording->quantities[one] && wording->quantities[one] == wording->quantities[other])
        return 0.9F;
    if (here->stem == there->stem)
        return 0.85F;
    if (wording->entities[one] && wording->entities[one] == wording->entities[other])
        return 0.75F;
    return senses_meet(here->senses, there->senses) ? 0.5F : 0;
}

size_t wording_find_date(const struct findings *findings, size_t offset)
{
    size_t low = 0, high = findings->date_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (findings->dates[middle].span.end <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// One day or a range of known days that the two have in common; without years, the same month and
// day as written.
static bool share_day(const struct date_mention *one, const struct date_mention *other)
{
    if (one->from != DAY_NONE && one->to != DAY_NONE && other->from != DAY_NONE &&
        other->to != DAY_NONE)
        return one->from <= other->to && other->from <= one->to;
    return one->written.month && one->written.day && one->written.month == other->written.month &&
           one->written.day == other->written.day;
}

bool wording_names_known_day(const struct date_mention *date)
{
    return names_days(date) && ((date->from != DAY_NONE && date->to != DAY_NONE) ||
                                (date->written.month && date->written.day));
}

bool wording_tells_day_in(const struct wording *wording, const struct date_mention *date,
                          struct span span)
{
    const struct findings *findings = wording->findings;
    for (size_t i = wording_find_date(findings, span.start);
         i < findings->date_count && findings->dates[i].span.start < span.end; i++) {
        if (wording_names_known_day(&findings->dates[i]) && share_day(date, &findings->dates[i]))
            return true;
    }
    return false;
}

int wording_compare_days(const struct wording *wording, size_t one, size_t other)
{
    const struct findings *findings = wording->findings;
    struct span here = wording->article->sentences[one].span;
    struct span there = wording->article->sentences[other].span;
    bool told_here = false, told_there = false;
    for (size_t i = wording_find_date(findings, there.start);
         i < findings->date_count && findings->dates[i].span.start < there.end; i++)
        told_there = told_there || wording_names_known_day(&findings->dates[i]);
    for (size_t i = wording_find_date(findings, here.start);
         i < findings->date_count && findings->dates[i].span.start < here.end; i++) {
        if (!wording_names_known_day(&findings->dates[i]))
            continue;
        told_here = true;
        if (wording_tells_day_in(wording, &findings->dates[i], there))
            return 1;
    }
    return told_here && told_there ? -1 : 0;
}
