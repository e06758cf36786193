// SPDX-License-Identifier: GPL-3.0-or-later
// Find: searching the text. A hit becomes the selection, so that acts and v use it.

#include <config.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "view/state.h"

#include <stdlib.h>
#include <string.h>

enum { HIT_LIMIT = 100000 };

static void forget_hits(struct reader *reader)
{
    search_free(reader->pattern);
    reader->pattern = NULL;
    search_hits_fini(&reader->hits);
}

static bool find_hits(struct reader *reader, const char *expression, struct error *error)
{
    forget_hits(reader);
    reader->pattern = search_compile(expression, error);
    if (!reader->pattern)
        return false;
    reader_find_hits_here(reader);
    return true;
}

void reader_find_hits_here(struct reader *reader)
{
    struct span part = reader->article->part;
    search_hits_fini(&reader->hits);
    search_all(reader->pattern, reader->article->bytes, part.end, part.start, HIT_LIMIT,
               &reader->hits);
}

// Index of the next hit in the direction from byte `from`, going round the ends; SIZE_MAX: none.
static size_t next_hit(const struct reader *reader, bool backward, size_t from)
{
    const struct search_hits *hits = &reader->hits;
    if (hits->count == 0)
        return SIZE_MAX;
    size_t low = 0, high = hits->count; // the first that starts at or after `from`
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (hits->items[middle].start < from)
            low = middle + 1;
        else
            high = middle;
    }
    if (backward)
        return low > 0 ? low - 1 : hits->count - 1;
    return low < hits->count ? low : 0;
}

void reader_show_hit(struct reader *reader, struct span hit)
{
    if (!reader_bring(reader, hit.start))
        return;
    reader_set_focus(reader, article_sentence_at(reader->article, hit.start));
    reader_select_span(reader, hit);
    reader->hit = hit.start;
    reader->has_hit = true;
}

static void show_hit(struct reader *reader, size_t index, size_t from, bool backward)
{
    struct span hit = reader->hits.items[index];
    reader_show_hit(reader, hit);
    bool round = backward ? hit.start >= from : hit.start < from;
    reader_say(reader, round ? _("hit %zu of %zu%s, going round the end") : _("hit %zu of %zu%s"),
               index + 1, reader->hits.count, reader->hits.cut ? "+" : "");
}

static size_t search_origin(const struct reader *reader)
{
    if (reader->selection.active)
        return reader->selection.anchor.start;
    return reader->article->sentences[reader->focus].span.start;
}

void reader_search(struct reader *reader, const char *expression, bool backward)
{
    struct error error;
    if (reader->article->sentence_count == 0)
        return;
    if (*expression) {
        free(reader->expression);
        reader->expression = memory_copy_string(expression);
    } else if (!reader->expression) {
        reader_complain(reader, _("no expression yet"));
        return;
    }
    if (!find_hits(reader, reader->expression, &error)) {
        reader_complain(reader, _("%s: %s"), reader->expression, error.detail);
        return;
    }
    reader->backward = backward;
    size_t from = search_origin(reader);
    if (reader->material.parts) {
        hunt_begin(reader, from, backward, 1);
        return;
    }
    size_t index = next_hit(reader, backward, from);
    if (index == SIZE_MAX) {
        reader_complain(reader, _("no hit for %s"), reader->expression);
        return;
    }
    reader_remember(reader);
    show_hit(reader, index, from, backward);
}

// While an expression is being typed its first hit is shown; leaving returns to the start.
void reader_show_hits_while_typing(struct reader *reader)
{
    bool backward = reader->prompt == PROMPT_SEARCH_BACKWARD;
    bool forward = reader->prompt == PROMPT_SEARCH || reader->prompt == PROMPT_ONLY;
    if ((!forward && !backward) || reader->article->sentence_count == 0)
        return;
    struct jump_place from = reader->prompt_from;
    reader_end_selection(reader);
    reader_restore(reader, from);
    const char *expression = buffer_string(&reader->editor.text);
    hunt_stop(reader);
    if (!*expression || !find_hits(reader, expression, NULL))
        return;
    if (reader->material.parts) {
        hunt_begin(reader, from.sentence, backward, 1);
        return;
    }
    size_t index = next_hit(reader, backward, from.sentence);
    if (index != SIZE_MAX) {
        struct span hit = reader->hits.items[index];
        reader_set_focus(reader, article_sentence_at(reader->article, hit.start));
        reader_select_span(reader, hit);
    }
}

static void search_again(struct reader *reader, bool backward, long count)
{
    if (!reader->expression) {
        reader_complain(reader, _("no search yet; / begins one"));
        return;
    }
    if (!reader->pattern && !find_hits(reader, reader->expression, NULL))
        return;
    size_t from = search_origin(reader);
    bool at_hit = reader->selection.active;
    if (!at_hit && reader->has_hit && span_contains(reader->article->part, (struct span){reader->hit, reader->hit}) &&
        article_sentence_at(reader->article, reader->hit) == reader->focus) {
        from = reader->hit; // its mark is gone, its place is not
        at_hit = true;
    }
    if (reader->material.parts) {
        hunt_begin(reader, from + (at_hit && !backward ? 1 : 0), backward, count);
        return;
    }
    for (; count > 0; count--) {
        size_t index = next_hit(reader, backward, from + (at_hit && !backward ? 1 : 0));
        if (index == SIZE_MAX) {
            reader_complain(reader, _("no hit for %s"), reader->expression);
            return;
        }
        show_hit(reader, index, from, backward);
        from = reader->hit;
        at_hit = true;
    }
}

void reader_do_search_forward(struct reader *reader, long count)
{
    (void)count;
    reader_ask(reader, PROMPT_SEARCH, NULL);
}

void reader_do_search_backward(struct reader *reader, long count)
{
    (void)count;
    reader_ask(reader, PROMPT_SEARCH_BACKWARD, NULL);
}

// --- only paragraphs with a hit --------------------------------------------------------------------

void reader_show_all(struct reader *reader)
{
    if (!reader->only)
        return;
    free(reader->only);
    reader->only = NULL;
    layout_show(reader->layout, NULL);
    reader_keep_in_text(reader);
}

// Which paragraphs the hits touch, and how many they are.
static size_t mark_paragraphs(const struct reader *reader, bool *shown)
{
    const struct article *article = reader->article;
    size_t marked = 0;
    for (size_t i = 0; i < reader->hits.count; i++) {
        struct span hit = reader->hits.items[i];
        for (size_t at = article_paragraph_at(article, hit.start);
             at < article->paragraph_count && article->paragraphs[at].span.start < hit.end; at++) {
            bool touched = article->paragraphs[at].span.end > hit.start &&
                           article->paragraphs[at].sentence_count;
            marked += touched && !shown[at];
            shown[at] |= touched;
        }
    }
    return marked;
}

// The sentence to go to where the focus' own is hidden: the next one shown, else the last.
static size_t nearest_shown(const struct reader *reader, const bool *shown)
{
    const struct article *article = reader->article;
    size_t at = reader->focus;
    while (at < article->sentence_count && !shown[article->sentences[at].paragraph])
        at++;
    if (at == article->sentence_count) {
        at = reader->focus;
        while (at > 0 && !shown[article->sentences[at].paragraph])
            at--;
    }
    return at;
}

void reader_show_only(struct reader *reader, const char *expression)
{
    struct error error;
    if (!*expression) {
        bool had = reader->only != NULL;
        reader_show_all(reader);
        reader_say(reader, had ? _("all paragraphs") : _("all paragraphs are shown"));
        return;
    }
    if (reader->article->sentence_count == 0)
        return;
    if (reader->material.parts) {
        reader_complain(reader, _("& is for texts of less than 16 MB; / searches this one"));
        return;
    }
    if (!find_hits(reader, expression, &error)) {
        reader_complain(reader, _("%s: %s"), expression, error.detail);
        return;
    }
    bool *shown = memory_allocate_zeroed(reader->article->paragraph_count, sizeof *shown);
    size_t count = mark_paragraphs(reader, shown);
    if (count == 0) {
        reader_complain(reader, _("no hit for %s"), expression);
    } else {
        free(reader->expression);
        reader->expression = memory_copy_string(expression);
        reader->backward = false;
        free(reader->only);
        reader->only = memory_copy_string(expression);
        reader->only_count = count;
        reader_remember(reader);
        size_t focus = nearest_shown(reader, shown);
        layout_show(reader->layout, shown);
        reader->top = layout_find(reader->layout, reader->article->sentences[focus].span.start);
        reader_set_focus(reader, focus);
        reader_keep_in_text(reader);
    }
    free(shown);
}

void reader_do_only_matching(struct reader *reader, long count)
{
    (void)count;
    reader_ask(reader, PROMPT_ONLY, NULL);
}

void reader_do_search_next(struct reader *reader, long count)
{
    search_again(reader, reader->backward, count > 0 ? count : 1);
}

void reader_do_search_previous(struct reader *reader, long count)
{
    search_again(reader, !reader->backward, count > 0 ? count : 1);
}

// The words as an expression that matches only themselves.
static char *quoted(const char *bytes, struct span span)
{
    struct buffer expression = {0};
    for (size_t at = span.start; at < span.end; at++) {
        if (strchr("\\^$.|?*+()[]{}", bytes[at]))
            buffer_add_byte(&expression, '\\');
        buffer_add_byte(&expression, bytes[at]);
    }
    return buffer_take(&expression);
}

void reader_do_search_word(struct reader *reader, long count)
{
    (void)count;
    struct span wanted = {0};
    struct span focus = reader_selected(reader);
    if (reader->selection.active) {
        wanted = focus;
    } else {
        for (size_t i = 0; i < reader->findings->mention_count && span_is_empty(wanted); i++) {
            if (span_contains(focus, reader->findings->mentions[i].span))
                wanted = reader->findings->mentions[i].span;
        }
    }
    if (span_is_empty(wanted)) {
        reader_complain(reader, _("no name in this sentence; v selects words"));
        return;
    }
    char *expression = quoted(reader->article->bytes, wanted);
    reader_select_span(reader, wanted);
    reader->selection.anchor.start++; // on to the next one
    reader_search(reader, expression, false);
    free(expression);
}

bool reader_go_to_pattern(struct reader *reader, const char *expression, struct error *error)
{
    struct search_pattern *pattern = search_compile(expression, error);
    if (!pattern)
        return false;
    search_free(pattern);
    if (reader->article->sentence_count == 0)
        return true;
    reader_jump_to_offset(reader, 0);
    reader_search(reader, expression, false);
    return true;
}
