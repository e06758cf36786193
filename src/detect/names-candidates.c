// SPDX-License-Identifier: GPL-3.0-or-later
// Candidates: one pass over the tokens. At a capital the longest of these is taken: a name of the
// gazetteer, a name built round a head noun, a title; what is left of the run is a person after a
// title, else a name by its shape alone. Titles are remembered until their bearer comes, across
// what they are titles of ("the President of Kenya, Grace Wanjiru Mwangi").

#include <config.h>

#include "detect/names-candidates.h"

#include "base/memory.h"
#include "detect/names-evidence.h"
#include "detect/names-structure.h"

#include <stdlib.h>

// A title whose bearer may follow.
struct pending {
    const struct gazetteer_entry *title;
    size_t first, end; // of the title and what it is a title of
    size_t words_end;  // of the title's own words
    bool complement;   // "of …" was read
};

struct reader {
    struct scan *scan;
    size_t first, limit; // of the sentence
    struct pending pending;
    uint32_t last; // candidate added last in this sentence, or NO_CANDIDATE
};

static void set_pending(struct reader *reader, size_t first, size_t end,
                        const struct gazetteer_entry *title)
{
    struct pending *pending = &reader->pending;
    struct scan *scan = reader->scan;
    size_t start = first;
    // "General Secretary of X and President": one bearer, both offices.
    if (pending->title && first > pending->end && first <= pending->end + 2 &&
        scan_is(scan, pending->end, "and"))
        start = pending->first;
    else if (reader->last != NO_CANDIDATE && scan->candidates[reader->last].end == first &&
             (scan->candidates[reader->last].type == ENTITY_NORP ||
              scan->candidates[reader->last].type == ENTITY_ORGANISATION)) {
        start = scan->candidates[reader->last].first; // Chinese Foreign Minister
        if (pending->title && start == pending->end + 1 && scan_is(scan, pending->end, "and"))
            start = pending->first;
    }
    *pending = (struct pending){.title = title, .first = start, .end = end, .words_end = end};
}

// Whether a name at `first` is the bearer of the pending title.
static bool bears_title(const struct reader *reader, size_t first)
{
    const struct pending *pending = &reader->pending;
    if (!pending->title)
        return false;
    size_t at = pending->end;
    if (at < first && scan_is(reader->scan, at, "."))
        at++;
    if (at == first)
        return true;
    return at + 1 == first && scan_is(reader->scan, at, ",");
}

static uint32_t add(struct reader *reader, size_t first, size_t end, enum entity_type type,
                    enum candidate_source source, const struct gazetteer_entry *entry)
{
    reader->last = scan_add(reader->scan, first, end, type, source, entry);
    return reader->last;
}

static enum entity_type entry_type(const struct gazetteer_entry *entry)
{
    static const enum entity_type types[] = {
        [GAZETTEER_PLACE] = ENTITY_PLACE,
        [GAZETTEER_NORP] = ENTITY_NORP,
        [GAZETTEER_ORGANISATION] = ENTITY_ORGANISATION,
        [GAZETTEER_EVENT] = ENTITY_EVENT,
        [GAZETTEER_WORK] = ENTITY_WORK,
        [GAZETTEER_PROJECT] = ENTITY_PROJECT,
    };
    return types[entry->type];
}

// ——— Definitions ———

// Whether the letters of the acronym begin words of the name in their order. Source: A. Schwartz,
// M. Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text",
// 2003, applied to word beginnings only.
static bool letters_match(const struct scan *scan, size_t acronym, size_t first, size_t end)
{
    const struct token *token = &scan->tokens[acronym];
    size_t at = first, misses = 0;
    for (size_t i = token->start; i < token->end; i++) {
        unsigned char letter = (unsigned char)scan->bytes[i];
        if (letter < 'A' || letter > 'Z')
            continue;
        size_t found = at;
        while (found < end && (scan->bytes[scan->tokens[found].start] & 0xDF) != letter)
            found++;
        if (found == end)
            misses++;
        else
            at = found + 1;
    }
    return misses * 3 <= token->end - token->start;
}

// An acronym in brackets after candidate `number`: both become one. Returns where to go on.
static size_t read_definition(struct reader *reader, uint32_t number)
{
    struct scan *scan = reader->scan;
    size_t at = scan->candidates[number].end;
    bool comma = scan_is(scan, at, ",") && scan_is(scan, at + 1, "or") && at + 2 < reader->limit &&
                 scan_is_acronym(scan, at + 2);
    size_t end = comma ? at + 3 : bracket_end(scan, at, reader->limit);
    size_t acronym = comma ? at + 2 : at + 1;
    if (!end || scan->candidates[number].type == ENTITY_NORP)
        return at;
    enum entity_type type = scan->candidates[number].type;
    bool fits = letters_match(scan, acronym, scan->candidates[number].first, at);
    const struct lookup *found = scan_lookup(scan, acronym);
    const struct gazetteer_entry *entry = found->name && found->name_tokens == 1 ? found->name : NULL;
    if (type == TYPE_UNKNOWN || type == ENTITY_PERSON) {
        if (!fits)
            return at;
        type = ENTITY_ORGANISATION;
        scan->candidates[number].type = ENTITY_ORGANISATION;
        scan->candidates[number].source = FROM_DEFINITION;
    }
    uint32_t added = add(reader, acronym, comma ? end : end - 1, type, FROM_DEFINITION, entry);
    if (fits)
        scan->candidates[added].meaning = number;
    else if (type != ENTITY_ORGANISATION && !entry)
        scan->candidates[added].type = ENTITY_ORGANISATION;
    reader->pending.end = reader->pending.end == at ? end : reader->pending.end;
    return end;
}

// "NAN (the News Agency of Nigeria)" after the acronym `number`.
static size_t read_meaning(struct reader *reader, uint32_t number)
{
    struct scan *scan = reader->scan;
    size_t at = scan->candidates[number].end, acronym = scan->candidates[number].first;
    if (scan->candidates[number].end != acronym + 1 || !scan_is_acronym(scan, acronym) ||
        !scan_is(scan, at, "("))
        return at;
    size_t first = scan_is(scan, at + 1, "the") || scan_is(scan, at + 1, "The") ? at + 2 : at + 1;
    size_t end = first;
    while (end < reader->limit && end < first + 20 && !scan_is(scan, end, ")"))
        end++;
    if (!scan_is(scan, end, ")") || end < first + 2 || !scan_is_capital(scan, first) ||
        !letters_match(scan, acronym, first, end))
        return at;
    const struct lookup *found = scan_lookup(scan, first);
    const struct gazetteer_entry *entry =
        found->name && first + found->name_tokens == end ? found->name : NULL;
    enum entity_type type = scan->candidates[number].type;
    if (type == TYPE_UNKNOWN)
        type = ENTITY_ORGANISATION;
    uint32_t added = add(reader, first, end, type, FROM_DEFINITION, entry);
    scan->candidates[number].type = (uint8_t)type;
    scan->candidates[number].meaning = added;
    return end + 1;
}

// Words before a bracketed acronym that spell it, where no other reading found a name: back from
// the bracket at `bracket` to the word with the acronym's first letter.
static size_t spelt_start(const struct scan *scan, size_t bracket, size_t floor)
{
    const struct token *acronym = &scan->tokens[bracket + 1];
    size_t letters = acronym->end - acronym->start, back = 0;
    char initial = scan->bytes[acronym->start];
    for (size_t at = bracket; at > floor && back < letters * 2 + 2; back++) {
        at--;
        if (scan->tokens[at].kind == TOKEN_MARK && !scan_is_joint(scan, at))
            break;
        if (scan_is_capital(scan, at) && scan->bytes[scan->tokens[at].start] == initial &&
            bracket - at >= (letters + 1) / 2 && bracket - at >= 2 &&
            letters_match(scan, bracket + 1, at, bracket))
            return at;
    }
    return bracket;
}

// ——— Titles ———

// What an office is for is no name: "Foreign Affairs and International Cooperation". The end of
// such words at `at`, which follow "of" or "for" after a title.
static size_t portfolio_end(struct scan *scan, size_t at, size_t limit)
{
    size_t end = at;
    bool known = false;
    while (end < limit) {
        if (scan_is_capital(scan, end) && !scan_has(scan, end, WORD_CALENDAR)) {
            bool portfolio = scan_has(scan, end, WORD_PORTFOLIO);
            if (known && !portfolio)
                break;
            known |= portfolio;
            end++;
        } else if ((scan_is(scan, end, "and") || scan_is(scan, end, "&") ||
                    scan_is(scan, end, ",") || scan_is_joint(scan, end)) &&
                   end + 1 < limit && scan_has(scan, end + 1, WORD_PORTFOLIO) &&
                   scan_is_capital(scan, end + 1)) {
            end++;
        } else {
            break;
        }
    }
    return end;
}

// Reads what a title at its end is a title of; names in it are left to be read.
static size_t read_complement(struct reader *reader, size_t at)
{
    struct scan *scan = reader->scan;
    if (at + 1 >= reader->limit ||
        !(scan_is(scan, at, "of") || scan_is(scan, at, "for") || scan_is(scan, at, "to")))
        return at;
    size_t next = at + 1;
    if (scan_is(scan, next, "the"))
        next++;
    if (next >= reader->limit)
        return at;
    reader->pending.complement = true;
    reader->pending.end = next;
    if (!scan_is_capital(scan, next) || name_begins(scan, next))
        return next;
    enum entity_type type;
    if (!scan_has(scan, next, WORD_PORTFOLIO)) {
        if (structure_end(scan, next, reader->limit, &type) || scan_is_acronym(scan, next))
            return next;
    }
    size_t end = portfolio_end(scan, next, reader->limit);
    reader->pending.end = end;
    return end > next ? read_complement(reader, end) : end;
}

static size_t read_title(struct reader *reader, size_t at)
{
    const struct lookup *found = scan_lookup(reader->scan, at);
    size_t end = at + found->title_tokens;
    set_pending(reader, at, end, found->title);
    if (end + 1 < reader->limit && scan_is_joint(reader->scan, end) &&
        reader->scan->tokens[end + 1].shape == SHAPE_LOWER) { // -designate
        end += 2;
        reader->pending.end = reader->pending.words_end = end;
    }
    return read_complement(reader, end);
}

// A name inside what a title is of moves the place where its bearer may stand.
static void extend_pending(struct reader *reader, size_t first, size_t end)
{
    struct pending *pending = &reader->pending;
    if (!pending->title || first < pending->end)
        return;
    size_t gap = first - pending->end;
    bool and = gap == 1 && scan_is(reader->scan, pending->end, "and");
    if ((gap == 0 || and) && pending->complement)
        pending->end = end;
}

// ——— Runs ———

// The end of the stretch of a run that is no known name: a person, or a name by shape.
static size_t shape_end(struct reader *reader, size_t first, bool titled)
{
    struct scan *scan = reader->scan;
    bool given = scan_lookup(scan, first)->word.given;
    size_t last = first, words = 1;
    for (size_t next; words < 8 && (next = person_next(scan, last, reader->limit)); words++) {
        const struct lookup *found = scan_lookup(scan, next);
        bool capital = scan_is_capital(scan, next);
        if (capital && title_begins(scan, next) && !found->word.family &&
            scan->tokens[next].shape != SHAPE_SINGLE)
            break;
        if (capital && name_begins(scan, next) && !scan_is_joint(scan, next - 1)) {
            bool country = found->name->type == GAZETTEER_NORP ||
                           gazetteer_attribute_is(found->name, "kind", "country");
            bool body = found->name->type == GAZETTEER_ORGANISATION;
            bool surname = (body && !scan_is_acronym(scan, next)) || given || titled;
            if (country || found->name_tokens > 1 || !surname)
                break;
        }
        if (scan_flagged(scan, next, TOKEN_HEADLINE_CASE) && titled &&
            scan_has(scan, next, WORD_COMMON | WORD_ACTING | WORD_REPORTING | WORD_FUNCTION))
            break;
        if (capital && scan_has(scan, next, WORD_FUNCTION) && next > first + 1 &&
            scan->tokens[next].shape != SHAPE_SINGLE && !found->word.family && !found->word.given &&
            !found->word.particle)
            break;
        last = next;
    }
    return last + 1;
}

// Capitalised words that end where a title begins: part of the office ("Peace and Security
// Commissioner"), or the body it belongs to.
static bool is_portfolio_before(struct reader *reader, size_t first, size_t end)
{
    struct scan *scan = reader->scan;
    if (end < reader->limit && scan_is_capital(scan, end) && title_begins(scan, end)) {
        for (size_t i = first; i < end; i++) {
            if (scan_has(scan, i, WORD_PORTFOLIO))
                return true;
        }
        return !scan_is_acronym(scan, first) &&
               gazetteer_attribute_is(scan_lookup(scan, end)->title, "rank", "government") &&
               scan_has(scan, first, WORD_COMMON);
    }
    if (end + 1 < reader->limit && (scan_is(scan, end, "and") || scan_is(scan, end, ",")) &&
        scan_has(scan, end - 1, WORD_PORTFOLIO) && scan_is_capital(scan, end + 1) &&
        scan_has(scan, end + 1, WORD_PORTFOLIO)) {
        size_t more = shape_end(reader, end + 1, false);
        return is_portfolio_before(reader, end + 1, more);
    }
    return false;
}

static size_t read_shape(struct reader *reader, size_t first)
{
    struct scan *scan = reader->scan;
    bool titled = bears_title(reader, first);
    size_t end = shape_end(reader, first, titled);
    if (!titled && is_portfolio_before(reader, first, end)) {
        set_pending(reader, first, end, reader->pending.title);
        reader->pending.title = NULL;
        return end;
    }
    size_t bracket = bracket_end(scan, end, reader->limit);
    if (bracket && !titled) {
        size_t start = spelt_start(scan, end, first);
        if (start < end)
            first = start;
    }
    uint32_t number = add(reader, first, end, TYPE_UNKNOWN, FROM_SHAPE, NULL);
    struct candidate *candidate = &scan->candidates[number];
    if (titled && !scan_has(scan, first, WORD_FUNCTION | WORD_CALENDAR)) {
        candidate->type = ENTITY_PERSON;
        candidate->source = FROM_TITLE;
        candidate->gender = reader->pending.title->gender;
        candidate->title_first = (uint32_t)reader->pending.first;
        candidate->title_end = (uint32_t)reader->pending.end;
        // "Presidents A and B", "the President, A": a comma alone is weaker than a title before.
        candidate->person = reader->pending.end == first ? 6 : 3;
        if (candidate->person == 3)
            candidate->type = TYPE_UNKNOWN;
    }
    reader->pending.title = NULL;
    return read_definition(reader, number);
}

// Whether a known place or body at `at` is rather a part of a personal name there.
static bool is_part_of_person(struct reader *reader, size_t at)
{
    struct scan *scan = reader->scan;
    const struct lookup *found = scan_lookup(scan, at);
    bool body = found->name->type == GAZETTEER_ORGANISATION && !scan_is_acronym(scan, at);
    if ((found->name->type != GAZETTEER_PLACE && !body) || found->name_tokens > 1)
        return false;
    size_t next = person_next(scan, at, reader->limit);
    if (body && !next)
        return false;
    if (!next)
        return bears_title(reader, at) && reader->pending.end == at &&
               !reader->pending.complement && !gazetteer_attribute_is(found->name, "kind", "country");
    const struct lookup *after = scan_lookup(scan, next);
    if (title_begins(scan, next) || (after->name && after->name_tokens > 1) || after->head_count ||
        scan_is_joint(scan, at + 1))
        return false;
    if (bears_title(reader, at) && !reader->pending.complement)
        return true;
    bool unknown = !after->name && !after->head_count && scan_is_capital(scan, next) &&
                   !scan_is_acronym(scan, next) && !scan_flagged(scan, next, TOKEN_HEADLINE_CASE);
    if (body)
        return unknown && !scan_has(scan, next, WORD_COMMON | WORD_FUNCTION);
    return found->word.given && (after->word.family || !after->name);
}

// A lower-case noun of works after a place or pair of places: "Baku-Tbilisi-Ceyhan pipeline".
static size_t works_end(struct reader *reader, size_t end, size_t limit)
{
    struct scan *scan = reader->scan;
    for (size_t at = end; at < limit && at < end + 3; at++) {
        if (scan->tokens[at].shape != SHAPE_LOWER)
            return 0;
        if (scan_has(scan, at, WORD_WORKS_NOUN))
            return at + 1;
        if (!(scan_is(scan, at, "nuclear") || scan_is(scan, at, "power") ||
              scan_is(scan, at, "gas") || scan_is(scan, at, "oil") ||
              scan_is(scan, at, "hydropower") || scan_is(scan, at, "hydroelectric")))
            return 0;
    }
    return 0;
}

// Places joined by hyphens at `first`, or one that is no country: the end; else 0.
static size_t route_end(struct reader *reader, size_t first)
{
    struct scan *scan = reader->scan;
    size_t end = first, parts = 0;
    for (;;) {
        const struct lookup *found = scan_lookup(scan, end);
        bool place = found->name && (found->name->type == GAZETTEER_PLACE ||
                                     found->name->type == GAZETTEER_PROJECT);
        bool country = place && gazetteer_attribute_is(found->name, "kind", "country");
        if (found->name && !place)
            return 0;
        end += place ? found->name_tokens : 1;
        parts += country ? 1 : 2;
        if (end + 1 >= reader->limit || !scan_is_joint(scan, end) || !scan_is_capital(scan, end + 1))
            break;
        end++;
    }
    return parts >= 2 ? end : 0;
}

static size_t read_name(struct reader *reader, size_t first, size_t end,
                        const struct gazetteer_entry *entry)
{
    uint32_t number = add(reader, first, end, entry_type(entry), FROM_GAZETTEER, entry);
    extend_pending(reader, first, end);
    size_t next = read_definition(reader, number);
    return next > end ? next : read_meaning(reader, number);
}

// An adjective of a country before a whole name is a name of its own: Indian Ministry of …
static bool stands_apart(struct scan *scan, size_t first, size_t end)
{
    const struct lookup *found = scan_lookup(scan, first);
    size_t head = first + found->name_tokens;
    enum entity_type type;
    if (!found->name || found->name->type != GAZETTEER_NORP || head >= end)
        return false;
    const struct lookup *after = scan_lookup(scan, head);
    if (after->name && after->name->type == GAZETTEER_ORGANISATION &&
        head + after->name_tokens == end)
        return after->name_tokens > 1;
    return after->head_count && structure_end(scan, head, end, &type) == end;
}

// Whether a name that seems to be built round a noun is rather what an office is for: "Turkish
// Energy and Natural Resources Minister".
static bool is_office(struct reader *reader, size_t first, size_t end)
{
    struct scan *scan = reader->scan;
    const struct lookup *found = scan_lookup(scan, first);
    if (found->name && found->name->type == GAZETTEER_NORP)
        first += found->name_tokens;
    for (size_t i = first; i < end; i++) {
        if (!scan_has(scan, i, WORD_PORTFOLIO | WORD_CONNECTOR))
            return false;
    }
    return first < end && is_portfolio_before(reader, first, end);
}

// "Washington, D.C.": past an initialism after a comma, else `end`.
static size_t past_initials(const struct scan *scan, size_t end, size_t limit)
{
    if (end + 1 >= limit || !scan_is(scan, end, ",") || !scan_is_acronym(scan, end + 1))
        return end;
    const struct token *token = &scan->tokens[end + 1];
    return scan->bytes[token->end - 1] == '.' && token->end - token->start <= 6 ? end + 2 : end;
}

static size_t read_capital(struct reader *reader, size_t first)
{
    struct scan *scan = reader->scan;
    const struct lookup *found = scan_lookup(scan, first);
    bool starts = scan_flagged(scan, first, TOKEN_STARTS | TOKEN_HEADLINE_CASE);
    bool empty = starts && scan_has(scan, first, WORD_FUNCTION | WORD_CALENDAR | WORD_REPORTING);
    size_t named = name_begins(scan, first) ? found->name_tokens : 0;
    size_t titled = title_begins(scan, first) ? found->title_tokens : 0;
    enum entity_type type = TYPE_UNKNOWN;
    size_t built = empty && named < 2 && !(found->head_count && found->head_tokens > 1)
                       ? 0
                       : structure_end(scan, first, reader->limit, &type);
    found = scan_lookup(scan, first);
    size_t route = route_end(reader, first);
    size_t works = route ? works_end(reader, route, reader->limit) : 0;
    if (works > built && !titled && !empty) {
        add(reader, first, works, ENTITY_PROJECT, FROM_HEAD, NULL);
        return works;
    }
    found = scan_lookup(scan, first);
    if (built && built - first > named && built - first > titled &&
        !stands_apart(scan, first, built) && !is_office(reader, first, built)) {
        uint32_t number = add(reader, first, built, type, FROM_HEAD, NULL);
        extend_pending(reader, first, built);
        return read_definition(reader, number);
    }
    found = scan_lookup(scan, first);
    if (named && named >= titled && !is_part_of_person(reader, first)) {
        size_t end = first + named;
        if (found->name->type == GAZETTEER_PLACE)
            end = past_initials(scan, end, reader->limit);
        return read_name(reader, first, end, found->name);
    }
    if (titled)
        return read_title(reader, first);
    // "May" and "Sunday" are names only before or after other words of a name.
    bool day = scan_has(scan, first, WORD_CALENDAR) &&
               (!found->word.given || !(person_next(scan, first, reader->limit) ||
                                        bears_title(reader, first)));
    if ((empty && !found->word.particle) || scan_has(scan, first, WORD_NO_NAME) || day)
        return first + 1;
    if (found->head_count && found->head_tokens == 1 && !person_next(scan, first, reader->limit) &&
        !bears_title(reader, first)) {
        uint32_t number = add(reader, first, first + 1, found->heads[0]->makes, FROM_BARE_HEAD, NULL);
        return scan->candidates[number].end;
    }
    // A sentence's first word that the article has in lower case too is not the name's first.
    if (starts && scan_has(scan, first, WORD_COMMON) && !found->word.given &&
        !bears_title(reader, first) && !scan_flagged(scan, first, TOKEN_HEADLINE_CASE))
        return first + 1;
    return read_shape(reader, first);
}

static size_t read_lower(struct reader *reader, size_t at)
{
    struct scan *scan = reader->scan;
    if (scan->tokens[at].kind != TOKEN_WORD)
        return at + 1;
    if (scan_has(scan, at, WORD_FUNCTION | WORD_REPORTING | WORD_CONNECTOR))
        return at + 1;
    const struct lookup *found = scan_lookup(scan, at);
    if (found->name && found->name_tokens > 1)
        return read_name(reader, at, at + found->name_tokens, found->name);
    if (found->title && title_begins(scan, at))
        return read_title(reader, at);
    return at + 1;
}

static size_t read_event(struct reader *reader, size_t at)
{
    bool bare;
    size_t core, end = event_end(reader->scan, at, reader->limit, &core, &bare);
    if (!end)
        return 0;
    if (bare && core - at < 3) // "the second session": nothing tells it apart
        return 0;
    add(reader, at, end, ENTITY_EVENT, bare ? FROM_BARE_HEAD : FROM_HEAD, NULL);
    return end;
}

static void read_sentence(struct scan *scan, size_t first, size_t limit)
{
    struct reader reader = {scan, first, limit, {0}, NO_CANDIDATE};
    for (size_t at = first; at < limit;) {
        size_t event = scan_has(scan, at, WORD_ORDINAL) ? read_event(&reader, at) : 0;
        if (event)
            at = event;
        else if (scan_is_capital(scan, at))
            at = read_capital(&reader, at);
        else
            at = read_lower(&reader, at);
    }
}

// ——— Datelines ———

static void add_dateline_place(struct scan *scan, size_t first, size_t end)
{
    while (first < end) {
        const struct lookup *found = scan_lookup(scan, first);
        size_t next = first;
        if (found->name && found->name->type == GAZETTEER_PLACE &&
            first + found->name_tokens <= end) {
            next = past_initials(scan, first + found->name_tokens, end);
            scan_add(scan, first, next, ENTITY_PLACE, FROM_GAZETTEER, found->name);
        } else {
            while (next < end && (scan->tokens[next].kind != TOKEN_MARK || scan_is_joint(scan, next)) &&
                   !scan_is(scan, next, "and"))
                next++;
            if (next > first && scan_is_capital(scan, first))
                scan_add(scan, first, next, ENTITY_PLACE, FROM_DEFINITION, NULL);
        }
        first = next > first ? next : first + 1;
        while (first < end && (scan->tokens[first].kind == TOKEN_MARK || scan_is(scan, first, "and")))
            first++;
    }
}

static void read_dateline(struct scan *scan, const struct dateline *dateline)
{
    const struct token_list *tokens = &scan->article->tokens;
    if (!span_is_empty(dateline->place)) {
        size_t first = tokens_find(tokens, dateline->place.start);
        size_t end = tokens_find(tokens, dateline->place.end);
        end = past_initials(scan, end, tokens_find(tokens, dateline->span.end));
        for (size_t i = first; i < end; i++)
            scan->flags[i] |= TOKEN_ALL_CAPITALS;
        add_dateline_place(scan, first, end);
    }
    if (!span_is_empty(dateline->agency)) {
        size_t first = tokens_find(tokens, dateline->agency.start);
        size_t end = tokens_find(tokens, dateline->agency.end);
        const struct lookup *found = first < end ? scan_lookup(scan, first) : NULL;
        if (!found)
            return;
        bool known = found->name && first + found->name_tokens == end &&
                     found->name->type == GAZETTEER_ORGANISATION;
        scan_add(scan, first, end, ENTITY_ORGANISATION, known ? FROM_GAZETTEER : FROM_DEFINITION,
                 known ? found->name : NULL);
    }
}

static int compare_candidates(const void *one, const void *other)
{
    const struct candidate *first = one, *second = other;
    if (first->first != second->first)
        return first->first < second->first ? -1 : 1;
    return first->end > second->end ? -1 : first->end < second->end;
}

// Sorts, and turns the numbers by which candidates refer to each other.
static void sort_candidates(struct scan *scan)
{
    for (size_t i = 0; i < scan->candidate_count; i++)
        scan->candidates[i].entity = (uint32_t)i; // where it was
    if (!scan->candidate_count)
        return;
    qsort(scan->candidates, scan->candidate_count, sizeof *scan->candidates, compare_candidates);
    uint32_t *place = memory_allocate(scan->candidate_count * sizeof *place);
    for (size_t i = 0; i < scan->candidate_count; i++)
        place[scan->candidates[i].entity] = (uint32_t)i;
    for (size_t i = 0; i < scan->candidate_count; i++) {
        struct candidate *candidate = &scan->candidates[i];
        candidate->entity = FINDINGS_NONE;
        if (candidate->meaning != NO_CANDIDATE)
            candidate->meaning = place[candidate->meaning];
    }
    free(place);
}

void candidates_collect(struct scan *scan)
{
    const struct article *article = scan->article;
    for (size_t i = 0; i < article->section_count; i++)
        read_dateline(scan, &article->sections[i].dateline);
    for (size_t i = 0; i < article->sentence_count; i++) {
        const struct sentence *sentence = &article->sentences[i];
        read_sentence(scan, sentence->first_token, sentence->first_token + sentence->token_count);
    }
    sort_candidates(scan);
    for (size_t i = 0; i < scan->candidate_count; i++)
        evidence_gather(scan, (uint32_t)i);
}
