// SPDX-License-Identifier: GPL-3.0-or-later
// Compare: edits and changes of substance, read off the script between two rows of items.

#include <config.h>

#include "detect/compare.h"

#include "base/i18n.h"
#include "base/memory.h"
#include "detect/attribution.h"
#include "detect/script.h"
#include "detect/wording.h"

#include <stdlib.h>

struct comparison {
    struct wording wording;
    bool *read; // one a sentence: whether its words are known
};

void edit_list_fini(struct edit_list *list)
{
    free(list->items);
    *list = (struct edit_list){0};
}

struct comparison *compare_new(const struct article *article, const struct findings *findings)
{
    struct comparison *comparison = memory_allocate_zeroed(1, sizeof *comparison);
    wording_init_empty(&comparison->wording, article, findings);
    comparison->read = memory_allocate_zeroed(article->sentence_count, sizeof *comparison->read);
    return comparison;
}

void compare_free(struct comparison *comparison)
{
    if (!comparison)
        return;
    wording_fini(&comparison->wording);
    free(comparison->read);
    free(comparison);
}

static void read_sentence(struct comparison *comparison, uint32_t sentence)
{
    if (!comparison->read[sentence])
        wording_read_sentence(&comparison->wording, sentence);
    comparison->read[sentence] = true;
}

// The script between the sentences, which are read first where need be.
static void make_script(struct comparison *comparison, uint32_t intro, const uint32_t *originals,
                        size_t original_count, struct script *script)
{
    read_sentence(comparison, intro);
    for (size_t i = 0; i < original_count; i++)
        read_sentence(comparison, originals[i]);
    script_init(script, &comparison->wording, intro, originals, original_count);
}

static struct span item_span(const struct script *script, const struct item *item)
{
    const struct token *tokens = script->wording->article->tokens.items;
    return (struct span){tokens[item->first].start, tokens[item->end - 1].end};
}

static void add_edit(struct edit_list *edits, struct edit edit)
{
    edits->items =
        memory_grow(edits->items, &edits->capacity, edits->count + 1, sizeof *edits->items);
    edits->items[edits->count++] = edit;
}

// Whether the two words differ in letters, not only in case.
static bool differs_in_spelling(const struct script *script, const struct item *here,
                                const struct item *there)
{
    const struct token *tokens = script->wording->article->tokens.items;
    return !here->is_attribution && !script_is_mark(script, here) &&
           tokens[here->first].key != tokens[there->first].key;
}

// Equal items of both rows, `count` from the given places on, as edits.
static void add_equal(const struct script *script, size_t here, size_t there, size_t count,
                      struct edit_list *edits)
{
    size_t begun = 0; // edits to extend: the last one, where it is of this stretch
    for (size_t i = 0; i < count; i++) {
        const struct item *one = &script->here.items[here + i];
        const struct item *other = &script->there.items[there + i];
        struct edit edit = {
            EDIT_EQUAL, differs_in_spelling(script, one, other) ? EDIT_SPELLING : EDIT_SUBSTANCE,
            item_span(script, one), item_span(script, other)};
        struct edit *last = begun ? &edits->items[edits->count - 1] : NULL;
        if (last && last->weight == edit.weight &&
            other->sentence == script->there.items[there + i - 1].sentence) {
            last->here.end = edit.here.end;
            last->there.end = edit.there.end;
        } else {
            add_edit(edits, edit);
            begun = 1;
        }
    }
}

// Items of one side as edits of `kind`; attributions each their own.
static void add_one_sided(const struct script *script, const struct row *row, size_t start,
                          size_t count, bool other_has_attribution, struct edit_list *edits)
{
    bool is_here = row == &script->here;
    struct edit edit = {0};
    bool open = false;
    for (size_t i = start; i < start + count; i++) {
        const struct item *item = &row->items[i];
        struct span span = item_span(script, item);
        bool goes_on = open && !item->is_attribution && !row->items[i - 1].is_attribution &&
                       item->sentence == row->items[i - 1].sentence;
        if (!goes_on && open)
            add_edit(edits, edit);
        if (!goes_on) {
            edit =
                (struct edit){is_here ? EDIT_ADDED : EDIT_LOST, EDIT_LIGHT,
                              is_here ? span : (struct span){0}, is_here ? (struct span){0} : span};
            if (item->is_attribution && other_has_attribution)
                edit.kind = EDIT_MOVED;
            open = true;
        }
        if (is_here)
            edit.here.end = span.end;
        else
            edit.there.end = span.end;
        if (item->is_attribution)
            edit.weight = other_has_attribution || is_here ? EDIT_ATTRIBUTION : EDIT_SUBSTANCE;
        else if (!script_is_mark(script, item))
            edit.weight = EDIT_SUBSTANCE;
    }
    if (open)
        add_edit(edits, edit);
}

// Attributions of the row that are in a run, thus without equal on the other side.
static size_t count_changed_attributions(const struct script *script, bool here)
{
    size_t count = 0;
    for (size_t i = 0; i < script->runs.count; i++) {
        const struct diff_run *run = &script->runs.items[i];
        const struct item *items =
            here ? script->here.items + run->new_start : script->there.items + run->old_start;
        for (size_t k = 0; k < (here ? run->new_count : run->old_count); k++)
            count += items[k].is_attribution;
    }
    return count;
}

// A run as edits: what is lost, what is added; an attribution replaced in its place is one edit.
static void add_run(const struct script *script, const struct diff_run *run, bool here_attributes,
                    bool there_attributes, struct edit_list *edits)
{
    const struct item *there = script->there.items + run->old_start;
    const struct item *here = script->here.items + run->new_start;
    struct diff_run rest = *run;
    if (run->old_count && run->new_count && there->is_attribution && here->is_attribution) {
        add_edit(edits, (struct edit){EDIT_MOVED, EDIT_ATTRIBUTION, item_span(script, here),
                                      item_span(script, there)});
        rest.old_start++;
        rest.old_count--;
        rest.new_start++;
        rest.new_count--;
    }
    add_one_sided(script, &script->there, rest.old_start, rest.old_count, here_attributes, edits);
    add_one_sided(script, &script->here, rest.new_start, rest.new_count, there_attributes, edits);
}

void compare_sentences(struct comparison *comparison, uint32_t intro, const uint32_t *originals,
                       size_t original_count, struct edit_list *edits)
{
    struct script script;
    make_script(comparison, intro, originals, original_count, &script);
    bool here_attributes = count_changed_attributions(&script, true) > 0;
    bool there_attributes = count_changed_attributions(&script, false) > 0;
    edits->count = 0;
    size_t here = 0, there = 0;
    for (size_t i = 0; i < script.runs.count; i++) {
        const struct diff_run *run = &script.runs.items[i];
        add_equal(&script, here, there, run->new_start - here, edits);
        add_run(&script, run, here_attributes, there_attributes, edits);
        here = run->new_start + run->new_count;
        there = run->old_start + run->old_count;
    }
    add_equal(&script, here, there, script.here.count - here, edits);
    script_fini(&script);
}

static bool is_quotation_mark(const struct wording *wording, size_t token)
{
    // ’ alone may be an apostrophe: only the opening mark of the single ones counts.
    return script_mark_key(wording, token) == token_key("\"") ||
           token_is(wording->article->bytes, &wording->article->tokens.items[token], "‘");
}

// Whether two tokens that are changes of one kind stand for the same.
static bool stand_for_same(const struct wording *wording, size_t one, size_t other, unsigned change)
{
    if (change == CHANGE_NEGATION)
        return wording_word(wording, other)->flags & WORD_NEGATION;
    if (change == CHANGE_NUMBER)
        return wording_word(wording, one)->number == wording_word(wording, other)->number;
    return wording_similarity(wording, one, other) >= 0.75F;
}

// The kinds of change that the token would be if only one side had it.
static unsigned kinds_of(const struct wording *wording, size_t token)
{
    const struct token_list *tokens = &wording->article->tokens;
    const struct word *word = wording_word(wording, token);
    unsigned kinds = 0;
    if (wording->marks[token] & WORDING_DATE)
        return 0;
    // "The two sides", "all three": how many there are is said by the way.
    bool is_figure = tokens->items[token].kind == TOKEN_NUMBER || word->number > 3;
    if (word->number >= 0 && is_figure && !(word->flags & WORD_FUNCTION))
        kinds |= CHANGE_NUMBER;
    bool is_capital = tokens->items[token].shape >= SHAPE_CAPITAL;
    bool before_title = token + 1 < tokens->count && wording->marks[token + 1] & WORDING_TITLE;
    if (wording->marks[token] & WORDING_NAME && !before_title &&
        !(word->flags & (WORD_FUNCTION | WORD_MARK)))
        kinds |= CHANGE_NAME;
    else if (wording->marks[token] & WORDING_TITLE && is_capital)
        kinds |= CHANGE_TITLE;
    kinds |= word->flags & WORD_NEGATION ? CHANGE_NEGATION : 0;
    bool before_number = token + 1 < tokens->count && tokens->items[token + 1].kind == TOKEN_NUMBER;
    bool is_hedge =
        word->flags & WORD_HEDGE ||
        (before_number && token_is(wording->article->bytes, &tokens->items[token], "about"));
    kinds |= is_hedge ? CHANGE_HEDGE : 0;
    return kinds;
}

enum { ITEMS_MOST = 2048 }; // of a sentence that are looked at for changes of substance

// What of the kinds in row `one` has no partner in row `other`.
static unsigned find_unmatched(const struct script *script, const struct row *one,
                               const struct row *other)
{
    unsigned found = 0;
    for (size_t i = 0; i < one->count && i < ITEMS_MOST; i++) {
        if (one->items[i].is_attribution)
            continue;
        unsigned kinds = kinds_of(script->wording, one->items[i].first);
        for (unsigned kind = CHANGE_NUMBER; kind <= CHANGE_HEDGE; kind <<= 1) {
            bool matched = !(kinds & kind) || found & kind;
            for (size_t k = 0; k < other->count && k < ITEMS_MOST && !matched; k++) {
                for (size_t token = other->items[k].first; token < other->items[k].end; token++)
                    matched = matched ||
                              stand_for_same(script->wording, one->items[i].first, token, kind);
            }
            found |= matched ? 0 : kind;
        }
    }
    return found;
}

void change_list_fini(struct change_list *list)
{
    free(list->items);
    *list = (struct change_list){0};
}

// Whether the token only says who speaks.
static bool is_in_attribution(const struct wording *wording, size_t token)
{
    struct attribution found[ATTRIBUTIONS_MOST];
    size_t sentence =
        article_sentence_at(wording->article, wording->article->tokens.items[token].start);
    size_t count = attribution_find(wording, sentence, found);
    for (size_t i = 0; i < count; i++) {
        if (token >= found[i].first && token < found[i].first + found[i].count)
            return true;
    }
    return false;
}

// The name or title that the token belongs to, else the token alone.
static struct span whole_around(const struct wording *wording, size_t token)
{
    const struct token_list *tokens = &wording->article->tokens;
    uint32_t entity = wording->entities[token];
    unsigned title = wording->marks[token] & WORDING_TITLE;
    size_t first = token, last = token;
    while (first > 0 && ((entity && wording->entities[first - 1] == entity) ||
                         (!entity && title && wording->marks[first - 1] & WORDING_TITLE)))
        first--;
    while (last + 1 < tokens->count &&
           ((entity && wording->entities[last + 1] == entity) ||
            (!entity && title && wording->marks[last + 1] & WORDING_TITLE)))
        last++;
    return (struct span){tokens->items[first].start, tokens->items[last].end};
}

// What is changed among the tokens of `span`: that which no token of the sentences `others` matches.
static struct change_side side_of(const struct wording *wording, struct span span, const uint32_t *others,
                         size_t other_count)
{
    const struct token_list *tokens = &wording->article->tokens;
    struct change_side side = {0};
    for (size_t at = tokens_find(tokens, span.start);
         at < tokens->count && tokens->items[at].start < span.end; at++) {
        unsigned kinds = kinds_of(wording, at);
        if (kinds && is_in_attribution(wording, at))
            continue;
        for (size_t i = 0; i < other_count && kinds; i++) {
            const struct sentence *other = &wording->article->sentences[others[i]];
            for (size_t k = 0; k < other->token_count && k < ITEMS_MOST && kinds; k++) {
                for (unsigned kind = CHANGE_NUMBER; kind <= CHANGE_HEDGE; kind <<= 1) {
                    if (kinds & kind && stand_for_same(wording, at, other->first_token + k, kind))
                        kinds &= ~kind;
                }
            }
        }
        if (!kinds)
            continue;
        struct span whole = whole_around(wording, at);
        whole.start = side.kinds ? side.span.start : whole.start > span.start ? whole.start
                                                                              : span.start;
        whole.end = whole.end < span.end ? whole.end : span.end;
        if (kinds & CHANGE_NUMBER && at + 1 < tokens->count &&
            tokens->items[at + 1].kind == TOKEN_WORD && whole.end < tokens->items[at + 1].end)
            whole.end = tokens->items[at + 1].end; // what is counted, changed or not: "four days"
        side = (struct change_side){side.kinds | kinds, whole};
    }
    return side;
}

enum { RETELLINGS_MOST = 8 };

// The introduction's sentences that retell one of the originals, `intro` among them.
static size_t find_retellings(struct comparison *comparison, uint32_t intro,
                              const uint32_t *originals, size_t original_count,
                              uint32_t retellings[RETELLINGS_MOST])
{
    const struct findings *findings = comparison->wording.findings;
    size_t count = 0;
    retellings[count++] = intro;
    for (size_t i = 0; i < findings->pair_count && count < RETELLINGS_MOST; i++) {
        const struct source_pair *pair = &findings->pairs[i];
        for (size_t k = 0; k < original_count; k++) {
            if (pair->original == originals[k] && pair->intro != retellings[count - 1] &&
                pair->intro != intro && count < RETELLINGS_MOST) {
                read_sentence(comparison, pair->intro);
                retellings[count++] = pair->intro;
            }
        }
    }
    return count;
}

// The span without punctuation at its ends.
static struct span without_marks(const struct wording *wording, struct span span)
{
    const struct token_list *tokens = &wording->article->tokens;
    size_t first = tokens_find(tokens, span.start), last = first;
    while (last < tokens->count && tokens->items[last].start < span.end)
        last++;
    while (first < last && tokens->items[first].kind == TOKEN_MARK)
        first++;
    while (last > first && tokens->items[last - 1].kind == TOKEN_MARK)
        last--;
    return first < last ? (struct span){tokens->items[first].start, tokens->items[last - 1].end}
                        : (struct span){0};
}

void compare_list_changes(struct comparison *comparison, uint32_t intro, const uint32_t *originals,
                          size_t original_count, struct change_list *changes)
{
    struct edit_list edits = {0};
    uint32_t retellings[RETELLINGS_MOST];
    size_t retelling_count =
        find_retellings(comparison, intro, originals, original_count, retellings);
    compare_sentences(comparison, intro, originals, original_count, &edits);
    changes->count = 0;
    for (size_t i = 0; i < edits.count; i++) {
        struct edit *edit = &edits.items[i];
        struct change change = {.there = edit->there, .here = edit->here};
        if ((edit->kind != EDIT_LOST && edit->kind != EDIT_ADDED) ||
            edit->weight != EDIT_SUBSTANCE)
            continue;
        // What was lost and what stands in its place are one change.
        bool replaced = edit->kind == EDIT_LOST && i + 1 < edits.count &&
                        edits.items[i + 1].kind == EDIT_ADDED &&
                        edits.items[i + 1].weight == EDIT_SUBSTANCE;
        if (replaced)
            change.here = edits.items[++i].here;
        change.lost = side_of(&comparison->wording, change.there, retellings, retelling_count);
        change.gained = side_of(&comparison->wording, change.here, originals, original_count);
        change.kinds = change.lost.kinds | change.gained.kinds;
        if (!change.kinds)
            continue;
        change.there = without_marks(&comparison->wording, change.there);
        change.here = without_marks(&comparison->wording, change.here);
        changes->items = memory_grow(changes->items, &changes->capacity, changes->count + 1,
                                     sizeof *changes->items);
        changes->items[changes->count++] = change;
    }
    edit_list_fini(&edits);
}

static size_t count_quotation_marks(const struct script *script, const struct row *row)
{
    size_t count = 0;
    for (size_t i = 0; i < row->count; i++) {
        for (size_t token = row->items[i].first; token < row->items[i].end; token++)
            count += is_quotation_mark(script->wording, token);
    }
    return count;
}

static bool has_attribution(const struct wording *wording, uint32_t sentence)
{
    struct attribution found[ATTRIBUTIONS_MOST];
    return attribution_find(wording, sentence, found) > 0;
}

unsigned compare_changes(struct comparison *comparison, uint32_t intro, const uint32_t *originals,
                         size_t original_count)
{
    struct script script;
    make_script(comparison, intro, originals, original_count, &script);
    unsigned changes = find_unmatched(&script, &script.here, &script.there) |
                       find_unmatched(&script, &script.there, &script.here);
    bool attributed = false;
    for (size_t i = 0; i < original_count; i++)
        attributed = attributed || has_attribution(script.wording, originals[i]);
    if (attributed && !has_attribution(script.wording, intro))
        changes |= CHANGE_ATTRIBUTION;
    if (count_quotation_marks(&script, &script.here) !=
        count_quotation_marks(&script, &script.there))
        changes |= CHANGE_QUOTATION;
    script_fini(&script);
    return changes;
}

uint32_t compare_speaker(struct comparison *comparison, uint32_t sentence, bool *by_pronoun)
{
    const struct wording *wording = &comparison->wording;
    const struct token_list *tokens = &wording->article->tokens;
    struct attribution found[ATTRIBUTIONS_MOST];
    read_sentence(comparison, sentence);
    size_t count = attribution_find(wording, sentence, found);
    *by_pronoun = false;
    for (size_t i = 0; i < count; i++) {
        uint64_t key = tokens->items[found[i].subject_first].key;
        if (found[i].subject_count == 1 && (key == token_key("he") || key == token_key("she")))
            *by_pronoun = true;
        for (size_t k = 0; k < found[i].subject_count; k++) {
            size_t token = found[i].subject_first + k;
            uint32_t entity = wording->entities[token];
            if (entity && wording->marks[token] & WORDING_PERSON)
                return entity - 1;
        }
    }
    return FINDINGS_NONE;
}

void compare_kind_words(unsigned changes, struct buffer *out)
{
    static const char *const words[] = {N_("number"),
                                        N_("name"),
                                        N_("title"),
                                        N_("negation"),
                                        N_("hedge"),
                                        N_("quotation"),
                                        N_("attribution dropped")};
    bool first = true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!(changes & 1U << i))
            continue;
        if (!first)
            buffer_add_string(out, _(", "));
        buffer_add_string(out, _(words[i]));
        first = false;
    }
}
