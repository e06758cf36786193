// SPDX-License-Identifier: GPL-3.0-or-later
// Article: a text cut into sections, paragraphs and sentences. Linear in the text.

#include <config.h>

#include "article/article.h"

#include "article/paragraphs.h"
#include "article/sections.h"
#include "article/sentences.h"
#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>

static void find_paragraphs(struct article *article)
{
    size_t capacity = 0, at = article->part.start, end = article->part.end;
    size_t length = text_length(article->text); // whether a line is too long is seen in the whole
    struct span paragraph;
    while (at < end && paragraphs_next(article->bytes, length, &at, &paragraph) &&
           paragraph.start < end) {
        article->paragraphs = memory_grow(article->paragraphs, &capacity,
                                          article->paragraph_count + 1, sizeof *article->paragraphs);
        article->paragraphs[article->paragraph_count++] = (struct paragraph){.span = paragraph};
    }
}

static enum sentence_kind kind_in(const struct section *section, bool headline)
{
    switch (section->kind) {
    case SECTION_TITLE:
        return SENTENCE_TITLE;
    case SECTION_SEPARATOR:
        return SENTENCE_SEPARATOR;
    case SECTION_BOILERPLATE:
        return SENTENCE_BOILERPLATE;
    default:
        return headline ? SENTENCE_HEADLINE : SENTENCE_BODY;
    }
}

static void find_sentences(struct article *article)
{
    struct sentence_spans spans = {0};
    size_t capacity = 0, token = 0;
    for (size_t i = 0; i < article->paragraph_count; i++) {
        struct paragraph *paragraph = &article->paragraphs[i];
        struct section *section = &article->sections[paragraph->section];
        struct span body = paragraph->span;
        if (span_contains(body, section->dateline.span) && !span_is_empty(section->dateline.span))
            body.start = section->dateline.span.end;
        bool headline = !span_is_empty(section->headline) && span_contains(body, section->headline);
        spans.count = 0;
        if (headline) {
            spans.items = memory_grow(spans.items, &spans.capacity, 1, sizeof *spans.items);
            spans.items[spans.count++] = section->headline;
        } else {
            sentences_split(article->bytes, body, &spans);
        }
        paragraph->first_sentence = article->sentence_count;
        paragraph->sentence_count = spans.count;
        if (i == section->first_paragraph)
            section->first_sentence = article->sentence_count;
        section->sentence_count += spans.count;
        for (size_t k = 0; k < spans.count; k++) {
            article->sentences = memory_grow(article->sentences, &capacity,
                                             article->sentence_count + 1,
                                             sizeof *article->sentences);
            size_t from = tokens_find_from(&article->tokens, spans.items[k].start, token);
            token = tokens_find_from(&article->tokens, spans.items[k].end, from);
            article->sentences[article->sentence_count++] = (struct sentence){
                .span = spans.items[k],
                .paragraph = i,
                .section = paragraph->section,
                .kind = kind_in(section, headline),
                .first_token = from,
                .token_count = token - from,
            };
        }
    }
    free(spans.items);
}

static struct article *begin(const struct text *text, struct span part)
{
    struct article *article = memory_allocate_zeroed(1, sizeof *article);
    article->text = text;
    article->part = part;
    article->bytes = text_bytes(text);
    tokens_split(article->bytes, part, &article->tokens);
    find_paragraphs(article);
    return article;
}

static struct article *make(const struct text *text, const struct dossier *dossier,
                            const struct section_decision *decisions, size_t decision_count)
{
    struct article *article = begin(text, (struct span){0, text_length(text)});
    article->dossier = dossier;
    sections_find(article, decisions, decision_count);
    find_sentences(article);
    return article;
}

struct article *article_new(const struct text *text, const struct section_decision *decisions,
                            size_t decision_count)
{
    return make(text, NULL, decisions, decision_count);
}

struct article *article_new_dossier(const struct dossier *dossier,
                                    const struct section_decision *decisions,
                                    size_t decision_count)
{
    return make(dossier->text, dossier, decisions, decision_count);
}

// The part itself is one section.
static void make_one_section(struct article *article)
{
    if (!article->paragraph_count)
        return;
    article->sections = memory_allocate_zeroed(1, sizeof *article->sections);
    article->section_count = 1;
    article->sections[0] = (struct section){
        .kind = SECTION_INTRODUCTION,
        .span = {article->paragraphs[0].span.start,
                 article->paragraphs[article->paragraph_count - 1].span.end},
        .paragraph_count = article->paragraph_count,
    };
}

struct span article_part_around(const struct text *text, size_t offset, size_t reach)
{
    const char *bytes = text_bytes(text);
    size_t length = text_length(text);
    size_t from = offset > reach ? offset - reach : 0;
    size_t to = length - offset > reach ? offset + reach : length;
    return (struct span){from ? paragraphs_start(bytes, length, from) : 0,
                         to < length ? paragraphs_after(bytes, length, to) : length};
}

struct article *article_new_part(const struct text *text, struct span part)
{
    struct article *article = begin(text, part);
    make_one_section(article);
    find_sentences(article);
    return article;
}

bool article_is_part(const struct article *article)
{
    return span_length(article->part) < text_length(article->text);
}

const struct text *article_file(const struct article *article, size_t offset)
{
    const struct dossier *dossier = article->dossier;
    return dossier ? dossier->parts[dossier_part_at(dossier, offset)].text : article->text;
}

size_t article_code_point(const struct article *article, size_t offset)
{
    const struct dossier *dossier = article->dossier;
    if (!dossier)
        return text_code_point(article->text, offset);
    size_t part = dossier_part_at(dossier, offset);
    struct span place = dossier_to_part(dossier, part, (struct span){offset, offset});
    return text_code_point(dossier->parts[part].text, place.start);
}

void article_free(struct article *article)
{
    if (!article)
        return;
    free(article->sections);
    free(article->paragraphs);
    free(article->sentences);
    token_list_fini(&article->tokens);
    free(article);
}

size_t article_paragraph_at(const struct article *article, size_t offset)
{
    size_t low = 0, high = article->paragraph_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (article->paragraphs[middle].span.start <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

size_t article_sentence_at(const struct article *article, size_t offset)
{
    size_t low = 0, high = article->sentence_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (article->sentences[middle].span.start <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

bool article_is_retold(const struct article *article)
{
    for (size_t i = 0; i < article->section_count && article->original_count; i++) {
        if (article->sections[i].kind == SECTION_TITLE ||
            article->sections[i].kind == SECTION_INTRODUCTION)
            return true;
    }
    return false;
}

size_t article_introduction(const struct article *article)
{
    for (size_t i = 0; i < article->section_count; i++) {
        if (article->sections[i].kind == SECTION_INTRODUCTION)
            return i;
    }
    return SIZE_MAX;
}

size_t article_original(const struct article *article, unsigned ordinal)
{
    for (size_t i = 0; i < article->section_count; i++) {
        if (article->sections[i].kind == SECTION_ORIGINAL &&
            article->sections[i].ordinal == ordinal)
            return i;
    }
    return SIZE_MAX;
}

void article_section_id(const struct section *section, char id[16])
{
    static const char *const names[] = {
        [SECTION_TITLE] = "title",       [SECTION_INTRODUCTION] = "intro",
        [SECTION_SEPARATOR] = "sep",     [SECTION_ORIGINAL] = "o",
        [SECTION_BOILERPLATE] = "boiler",
    };
    if (section->kind == SECTION_ORIGINAL)
        snprintf(id, 16, "o%u", section->ordinal);
    else
        snprintf(id, 16, "%s", names[section->kind]);
}

void article_original_letters(unsigned ordinal, char letters[8])
{
    char reversed[8];
    size_t count = 0;
    while (ordinal > 0 && count < sizeof reversed - 1) {
        ordinal--;
        reversed[count++] = (char)('A' + ordinal % 26);
        ordinal /= 26;
    }
    for (size_t i = 0; i < count; i++)
        letters[i] = reversed[count - 1 - i];
    letters[count] = '\0';
}

void article_sentence_position(const struct article *article, size_t sentence, size_t *number,
                               size_t *count)
{
    const struct section *section = &article->sections[article->sentences[sentence].section];
    *number = *count = 0;
    for (size_t i = 0; i < section->sentence_count; i++) {
        size_t at = section->first_sentence + i;
        if (article->sentences[at].kind == SENTENCE_HEADLINE)
            continue;
        ++*count;
        if (at <= sentence)
            *number = *count;
    }
}
