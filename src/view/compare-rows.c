// SPDX-License-Identifier: GPL-3.0-or-later
// Compare, rows: which sentences stand side by side. The order is the original's; what the
// introduction added stands where it added it.

#include <config.h>

#include "view/compare-rows.h"

#include "base/memory.h"

#include <stdlib.h>

struct maker {
    const struct article *article;
    const struct findings *findings;
    size_t section;
    struct source_pair *pairs; // those of the section, by original sentence
    size_t pair_count;
    struct compare_rows rows;
    size_t capacity;
};

static int compare_pairs(const void *one, const void *other)
{
    const struct source_pair *a = one, *b = other;
    if (a->original != b->original)
        return a->original < b->original ? -1 : 1;
    return a->intro < b->intro ? -1 : a->intro > b->intro;
}

static bool is_here(const struct maker *maker, uint32_t original)
{
    return maker->article->sentences[original].section == maker->section;
}

static void collect_pairs(struct maker *maker)
{
    const struct findings *findings = maker->findings;
    size_t capacity = 0;
    for (size_t i = 0; i < findings->pair_count; i++) {
        if (!is_here(maker, findings->pairs[i].original))
            continue;
        maker->pairs =
            memory_grow(maker->pairs, &capacity, maker->pair_count + 1, sizeof *maker->pairs);
        maker->pairs[maker->pair_count++] = findings->pairs[i];
    }
    if (maker->pair_count)
        qsort(maker->pairs, maker->pair_count, sizeof *maker->pairs, compare_pairs);
}

// Index of the introduction sentence's first pair, or of where it would be.
static size_t first_pair(const struct findings *findings, uint32_t intro)
{
    size_t low = 0, high = findings->pair_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (findings->pairs[middle].intro < intro)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_addition(const struct maker *maker, uint32_t sentence)
{
    const struct article *article = maker->article;
    const struct telling *telling = &maker->findings->tellings[sentence];
    return telling->compared && telling->derivation == DERIVATION_EDITORIAL &&
           article->sections[article->sentences[sentence].section].kind == SECTION_INTRODUCTION;
}

static struct compare_row *add_row(struct maker *maker, uint32_t intro)
{
    maker->rows.items = memory_grow(maker->rows.items, &maker->capacity, maker->rows.count + 1,
                                    sizeof *maker->rows.items);
    struct compare_row *row = &maker->rows.items[maker->rows.count++];
    *row = (struct compare_row){.intro = intro};
    return row;
}

// The additions right behind an introduction sentence whose first source is in this section.
static void add_additions(struct maker *maker, uint32_t sentence)
{
    while (sentence + 1 < maker->findings->telling_count && is_addition(maker, sentence + 1))
        add_row(maker, ++sentence);
}

// The row of an introduction sentence, with all its sources in this section.
static void add_told(struct maker *maker, uint32_t intro)
{
    const struct findings *findings = maker->findings;
    struct compare_row *row = add_row(maker, intro);
    size_t first = first_pair(findings, intro);
    for (size_t i = first; i < findings->pair_count && findings->pairs[i].intro == intro; i++) {
        if (is_here(maker, findings->pairs[i].original) &&
            row->original_count < COMPARE_MOST_ORIGINALS)
            row->originals[row->original_count++] = findings->pairs[i].original;
    }
    if (is_here(maker, findings->pairs[first].original))
        add_additions(maker, intro);
}

// Additions with which the introduction begins stand before all that it tells next.
static void add_beginning(struct maker *maker)
{
    const struct article *article = maker->article;
    size_t introduction = article_introduction(article);
    if (introduction == SIZE_MAX)
        return;
    const struct section *section = &article->sections[introduction];
    uint32_t first = (uint32_t)section->first_sentence, count = 0;
    while (count < section->sentence_count && is_addition(maker, first + count))
        count++;
    size_t next = first_pair(maker->findings, first + count);
    bool here = next < maker->findings->pair_count
                    ? is_here(maker, maker->findings->pairs[next].original)
                    : article->sections[maker->section].ordinal == 1;
    for (uint32_t i = 0; i < count && here; i++)
        add_row(maker, first + i);
}

static bool is_first_in_section(const struct maker *maker, const struct source_pair *pair)
{
    const struct findings *findings = maker->findings;
    for (size_t i = first_pair(findings, pair->intro);
         i < findings->pair_count && findings->pairs[i].intro == pair->intro; i++) {
        if (is_here(maker, findings->pairs[i].original))
            return findings->pairs[i].original == pair->original;
    }
    return false;
}

struct compare_rows compare_rows_make(const struct article *article,
                                      const struct findings *findings, size_t section)
{
    struct maker maker = {.article = article, .findings = findings, .section = section};
    const struct section *original = &article->sections[section];
    collect_pairs(&maker);
    add_beginning(&maker);
    size_t pair = 0;
    for (size_t i = 0; i < original->sentence_count; i++) {
        uint32_t sentence = (uint32_t)(original->first_sentence + i);
        if (pair == maker.pair_count || maker.pairs[pair].original != sentence) {
            struct compare_row *row = add_row(&maker, FINDINGS_NONE);
            row->originals[row->original_count++] = sentence;
        }
        for (; pair < maker.pair_count && maker.pairs[pair].original == sentence; pair++) {
            if (is_first_in_section(&maker, &maker.pairs[pair]))
                add_told(&maker, maker.pairs[pair].intro);
        }
    }
    free(maker.pairs);
    return maker.rows;
}

bool compare_row_has(const struct compare_row *row, size_t sentence)
{
    for (size_t i = 0; i < row->original_count; i++) {
        if (row->originals[i] == sentence)
            return true;
    }
    return row->intro == sentence;
}
