// SPDX-License-Identifier: GPL-3.0-or-later
// Agreement: from the coders' notes on articles to judgments, tag by tag.

#include <config.h>

#include "notes/agreement.h"

#include "base/memory.h"
#include "notes/note.h"

#include <stdlib.h>
#include <string.h>

// A coder's tag on a passage; and on a sentence, where `span` is not looked at.
struct marking {
    const char *tag; // borrowed from the notebook
    struct span span;
    size_t sentence;
    unsigned coder;
};

struct marking_list {
    struct marking *items;
    size_t count, capacity;
};

// One article while it is added.
struct reading {
    const struct article *article;
    size_t coders;
    uint64_t *coded; // of every sentence, the coders that have marked it as coded
    uint64_t all;    // the bits of all coders
    size_t counted;  // sentences that all have
    struct marking_list sentences, passages;
};

static void add_marking(struct marking_list *list, struct marking marking)
{
    if (list->count == list->capacity)
        list->items =
            memory_grow(list->items, &list->capacity, list->count + 1, sizeof *list->items);
    list->items[list->count++] = marking;
}

// --- from notes to markings ----------------------------------------------------------------

// The sentences that have a character in the span: from the index returned up to *end.
static size_t sentences_of(const struct article *article, struct span span, size_t *end)
{
    if (article->sentence_count == 0 || span_is_empty(span))
        return *end = 0;
    size_t first = article_sentence_at(article, span.start);
    while (first < article->sentence_count && article->sentences[first].span.end <= span.start)
        first++;
    *end = first;
    while (*end < article->sentence_count && article->sentences[*end].span.start < span.end)
        ++*end;
    return first;
}

// A mark made on a sentence that has changed since still holds for what has at least half of its
// characters in it.
static void read_coded(struct reading *reading, const struct note *note, unsigned coder)
{
    size_t end;
    for (size_t i = sentences_of(reading->article, note->span, &end); i < end; i++) {
        struct span sentence = reading->article->sentences[i].span;
        size_t from = note->span.start > sentence.start ? note->span.start : sentence.start;
        size_t to = note->span.end < sentence.end ? note->span.end : sentence.end;
        if (2 * (to - from) >= span_length(sentence))
            reading->coded[i] |= UINT64_C(1) << coder;
    }
}

static void read_tags(struct reading *reading, const struct note *note, unsigned coder)
{
    size_t end, first = sentences_of(reading->article, note->span, &end);
    for (size_t tag = 0; tag < note->tag_count; tag++) {
        struct marking marking = {.tag = note->tags[tag], .span = note->span, .coder = coder};
        bool counts = false;
        for (marking.sentence = first; marking.sentence < end; marking.sentence++) {
            if (reading->coded[marking.sentence] != reading->all)
                continue;
            add_marking(&reading->sentences, marking);
            counts = true;
        }
        if (counts)
            add_marking(&reading->passages, marking);
    }
}

static void read_notes(struct reading *reading, struct notebook *const *notebooks,
                       void (*read)(struct reading *, const struct note *, unsigned), bool coded)
{
    for (unsigned coder = 0; coder < reading->coders; coder++) {
        size_t count;
        const struct note *notes = notebook_notes(notebooks[coder], &count);
        for (size_t i = 0; i < count; i++) {
            if (notes[i].state != NOTE_ORPHAN && (!coded || notes[i].kind == NOTE_CODED))
                read(reading, &notes[i], coder);
        }
    }
}

// --- sorting -------------------------------------------------------------------------------

static int by_sentence(const void *one, const void *other)
{
    const struct marking *first = one, *second = other;
    int order = strcmp(first->tag, second->tag);
    if (order == 0 && first->sentence != second->sentence)
        order = first->sentence < second->sentence ? -1 : 1;
    return order;
}

static int by_passage(const void *one, const void *other)
{
    const struct marking *first = one, *second = other;
    int order = strcmp(first->tag, second->tag);
    if (order == 0 && first->coder != second->coder)
        order = first->coder < second->coder ? -1 : 1;
    if (order == 0 && first->span.end != second->span.end)
        order = first->span.end < second->span.end ? -1 : 1;
    if (order == 0 && first->span.start != second->span.start)
        order = first->span.start < second->span.start ? -1 : 1;
    return order;
}

static void sort(struct marking_list *list, int (*compare)(const void *, const void *))
{
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, compare);
}

// The end of the markings from `start` on that have the same tag.
static size_t end_of_tag(const struct marking_list *list, size_t start)
{
    size_t end = start;
    while (end < list->count && strcmp(list->items[end].tag, list->items[start].tag) == 0)
        end++;
    return end;
}

// --- counting ------------------------------------------------------------------------------

static struct agreement_row *add_row(struct agreement *agreement, size_t article, const char *tag)
{
    if (agreement->row_count == agreement->row_capacity)
        agreement->rows = memory_grow(agreement->rows, &agreement->row_capacity,
                                      agreement->row_count + 1, sizeof *agreement->rows);
    struct agreement_row *row = &agreement->rows[agreement->row_count++];
    *row = (struct agreement_row){.article = article, .tag = tag ? memory_copy_string(tag) : NULL};
    return row;
}

static void add_tally(struct agreement_tally *sum, const struct agreement_tally *tally)
{
    sum->units += tally->units;
    sum->marks += tally->marks;
    sum->pairs += tally->pairs;
    sum->agreeing += tally->agreeing;
    for (size_t i = 0; i < 4; i++)
        sum->table[i / 2][i % 2] += tally->table[i / 2][i % 2];
    sum->spans += tally->spans;
    sum->exact += tally->exact;
    sum->overlapping += tally->overlapping;
}

// Counts sentences on which no coder put the tag.
static void add_unmarked(struct agreement_tally *tally, size_t coders, size_t units)
{
    size_t pairs = coders * (coders - 1) / 2;
    tally->units += units;
    tally->pairs += units * pairs;
    tally->agreeing += units * pairs;
    tally->table[0][0] += units;
}

static void add_disagreement(struct agreement *agreement, const struct reading *reading,
                             const struct marking *marking, uint64_t mask)
{
    if (agreement->disagreement_count == agreement->disagreement_capacity)
        agreement->disagreements =
            memory_grow(agreement->disagreements, &agreement->disagreement_capacity,
                        agreement->disagreement_count + 1, sizeof *agreement->disagreements);
    const struct article *article = reading->article;
    struct span span = article->sentences[marking->sentence].span;
    agreement->disagreements[agreement->disagreement_count++] = (struct disagreement){
        .article = agreement->article_count,
        .sentence = marking->sentence,
        .start = text_code_point(article->text, span.start),
        .end = text_code_point(article->text, span.end),
        .passage = memory_copy_bytes(article->bytes + span.start, span_length(span)),
        .tag = memory_copy_string(marking->tag),
        .mask = mask,
    };
}

// The sentences of one tag, from markings sorted by sentence.
static void count_sentences(struct agreement *agreement, const struct reading *reading,
                            size_t start, size_t end, struct agreement_tally *tally)
{
    const struct marking *items = reading->sentences.items;
    for (size_t i = start; i < end;) {
        size_t first = i;
        uint64_t mask = 0;
        for (; i < end && items[i].sentence == items[first].sentence; i++)
            mask |= UINT64_C(1) << items[i].coder;
        agreement_count_unit(tally, reading->coders, mask);
        if (mask != reading->all)
            add_disagreement(agreement, reading, &items[first], mask);
    }
    add_unmarked(tally, reading->coders, reading->counted - tally->units);
}

// The passages of one tag, coder against coder, from markings sorted by coder and place.
static void count_passages(const struct reading *reading, size_t start, size_t end,
                           struct agreement_tally *tally)
{
    const struct marking *items = reading->passages.items;
    struct span *spans = memory_allocate((end - start + 1) * sizeof *spans);
    size_t begin[AGREEMENT_CODERS + 1] = {0}, count = 0, i = start;
    for (unsigned coder = 0; coder < reading->coders; coder++) {
        begin[coder] = count;
        for (; i < end && items[i].coder == coder; i++) {
            bool repeated = i > start && by_passage(&items[i - 1], &items[i]) == 0;
            if (!repeated)
                spans[count++] = items[i].span;
        }
    }
    begin[reading->coders] = count;
    for (size_t one = 0; one < reading->coders; one++) {
        for (size_t other = one + 1; other < reading->coders; other++)
            agreement_count_spans(tally, spans + begin[one], begin[one + 1] - begin[one],
                                  spans + begin[other], begin[other + 1] - begin[other]);
    }
    free(spans);
}

static void count_tags(struct agreement *agreement, struct reading *reading)
{
    struct agreement_tally all = {0};
    sort(&reading->sentences, by_sentence);
    sort(&reading->passages, by_passage);
    size_t passage = 0;
    for (size_t start = 0, end; start < reading->sentences.count; start = end) {
        end = end_of_tag(&reading->sentences, start);
        size_t passage_end = end_of_tag(&reading->passages, passage);
        struct agreement_row *row =
            add_row(agreement, agreement->article_count, reading->sentences.items[start].tag);
        struct agreement_tally tally = {0};
        count_sentences(agreement, reading, start, end, &tally);
        count_passages(reading, passage, passage_end, &tally);
        passage = passage_end; // both lists have the same tags
        row->tally = tally;
        add_tally(&all, &tally);
    }
    if (reading->counted)
        add_row(agreement, agreement->article_count, NULL)->tally = all;
}

// --- the whole -----------------------------------------------------------------------------

void agreement_init(struct agreement *agreement, size_t coders)
{
    *agreement = (struct agreement){.coders = coders};
}

static int by_place(const void *one, const void *other)
{
    const struct disagreement *first = one, *second = other;
    if (first->article != second->article)
        return first->article < second->article ? -1 : 1;
    if (first->sentence != second->sentence)
        return first->sentence < second->sentence ? -1 : 1;
    return strcmp(first->tag, second->tag);
}

void agreement_add(struct agreement *agreement, const struct article *article,
                   struct notebook *const *notebooks)
{
    size_t coders = agreement->coders;
    struct reading reading = {
        .article = article,
        .coders = coders,
        .coded = memory_allocate_zeroed(article->sentence_count + 1, sizeof *reading.coded),
        .all = coders < 64 ? (UINT64_C(1) << coders) - 1 : UINT64_MAX,
    };
    read_notes(&reading, notebooks, read_coded, true);
    for (size_t i = 0; i < article->sentence_count; i++) {
        reading.counted += reading.coded[i] == reading.all;
        agreement->coded += reading.coded[i] != 0;
    }
    read_notes(&reading, notebooks, read_tags, false);
    count_tags(agreement, &reading);
    agreement->sentences += reading.counted;
    agreement->article_count++;
    free(reading.coded);
    free(reading.sentences.items);
    free(reading.passages.items);
    if (agreement->disagreement_count)
        qsort(agreement->disagreements, agreement->disagreement_count,
              sizeof *agreement->disagreements, by_place);
}

// Whether the article's sentence is marked as coded, or bears the tag.
static enum agreed agreed_of(const struct article *article, const struct notebook *agreed,
                             const struct disagreement *disagreement)
{
    size_t count;
    const struct note *notes = notebook_notes(agreed, &count);
    struct span sentence = article->sentences[disagreement->sentence].span;
    bool coded = false, tagged = false;
    for (size_t i = 0; i < count; i++) {
        if (notes[i].state == NOTE_ORPHAN || !span_overlaps(notes[i].span, sentence))
            continue;
        coded = coded || notes[i].kind == NOTE_CODED;
        tagged = tagged || note_has_tag(&notes[i], disagreement->tag);
    }
    return !coded ? AGREED_NOT_YET : tagged ? AGREED_HOLDS : AGREED_HOLDS_NOT;
}

void agreement_read_agreed(struct agreement *agreement, const struct article *article,
                           const struct notebook *agreed)
{
    for (size_t i = 0; i < agreement->disagreement_count; i++) {
        struct disagreement *it = &agreement->disagreements[i];
        if (it->article + 1 == agreement->article_count)
            it->agreed = agreed_of(article, agreed, it);
    }
}

static int by_tag(const void *one, const void *other)
{
    const struct agreement_row *const *first = one, *const *second = other;
    return strcmp((*first)->tag, (*second)->tag);
}

// The rows of single tags, sorted by tag; yours.
static struct agreement_row **sort_rows(const struct agreement *agreement, size_t *count)
{
    struct agreement_row **sorted = memory_allocate((agreement->row_count + 1) * sizeof *sorted);
    *count = 0;
    for (size_t i = 0; i < agreement->row_count; i++) {
        if (agreement->rows[i].tag)
            sorted[(*count)++] = &agreement->rows[i];
    }
    if (*count)
        qsort(sorted, *count, sizeof *sorted, by_tag);
    return sorted;
}

void agreement_pool(struct agreement *agreement)
{
    size_t count;
    struct agreement_row **sorted = sort_rows(agreement, &count);
    // The rows move as others are added to them.
    struct agreement_row *pooled = memory_allocate((count + 1) * sizeof *pooled);
    size_t pooled_count = 0;
    struct agreement_tally all = {0};
    for (size_t i = 0; i < count;) {
        struct agreement_row *row = &pooled[pooled_count++];
        *row = (struct agreement_row){.tag = sorted[i]->tag};
        for (; i < count && strcmp(sorted[i]->tag, row->tag) == 0; i++)
            add_tally(&row->tally, &sorted[i]->tally);
        add_unmarked(&row->tally, agreement->coders, agreement->sentences - row->tally.units);
        add_tally(&all, &row->tally);
    }
    free(sorted);
    for (size_t i = 0; i < pooled_count; i++)
        add_row(agreement, AGREEMENT_POOLED, pooled[i].tag)->tally = pooled[i].tally;
    if (agreement->sentences)
        add_row(agreement, AGREEMENT_POOLED, NULL)->tally = all;
    free(pooled);
}

void agreement_fini(struct agreement *agreement)
{
    for (size_t i = 0; i < agreement->row_count; i++)
        free(agreement->rows[i].tag);
    for (size_t i = 0; i < agreement->disagreement_count; i++) {
        free(agreement->disagreements[i].passage);
        free(agreement->disagreements[i].tag);
    }
    free(agreement->rows);
    free(agreement->disagreements);
    *agreement = (struct agreement){0};
}
