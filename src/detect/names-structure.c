// SPDX-License-Identifier: GPL-3.0-or-later
// The grammar of names that are built round a noun: modifiers, head, and what "of", "on", "for"
// add. Longest reading first; "and" goes on only where the name would be broken without it. Every
// step looks at a bounded number of tokens, so the whole is linear.

#include <config.h>

#include "detect/names-structure.h"

#define RUN_LIMIT 28  // tokens of a name
#define DEPTH_LIMIT 3 // names inside names

static size_t bounded(size_t first, size_t limit)
{
    return limit - first > RUN_LIMIT ? first + RUN_LIMIT : limit;
}

static bool is_abbreviation(const struct scan *scan, size_t token)
{
    const struct token *item = &scan->tokens[token];
    return item->shape == SHAPE_SINGLE ||
           (item->shape == SHAPE_CAPITAL && item->end - item->start <= 4 &&
            !scan_has(scan, token, WORD_FUNCTION));
}

static bool calendar_breaks(struct scan *scan, size_t token)
{
    if (!scan_has(scan, token, WORD_CALENDAR))
        return false;
    const struct lookup *found = scan_lookup(scan, token);
    if (!found->word.given && !found->word.family)
        return true;
    return token + 1 < scan->token_count && scan->tokens[token + 1].kind == TOKEN_NUMBER;
}

size_t run_next(struct scan *scan, size_t token, size_t limit)
{
    size_t next = token + 1;
    if (next >= limit)
        return 0;
    if (scan_is_joint(scan, next))
        return next + 1 < limit && scan_is_capital(scan, next + 1) ? next + 1 : 0;
    const struct token *item = &scan->tokens[next];
    bool joined = scan_is(scan, next, "&");
    if (item->kind == TOKEN_MARK && !item->spaced) {
        if (scan_is(scan, next, "."))
            joined =
                is_abbreviation(scan, token) &&
                !(next + 1 < limit && scan_flagged(scan, next + 1, TOKEN_STARTS) &&
                  scan->tokens[token].shape != SHAPE_SINGLE && !scan_lookup(scan, token)->title);
        else if (scan_is(scan, next, "’") || scan_is(scan, next, "'"))
            joined = scan_has(scan, token, WORD_PEOPLE);
    }
    if (item->kind == TOKEN_POSSESSIVE)
        joined = scan_has(scan, token, WORD_PEOPLE);
    if (joined)
        return next + 1 < limit && scan_is_capital(scan, next + 1) ? next + 1 : 0;
    return scan_is_capital(scan, next) && !calendar_breaks(scan, next) ? next : 0;
}

// A chain of particles at `token` that a capital follows: that capital, else 0.
static size_t past_particles(struct scan *scan, size_t token, size_t limit)
{
    size_t at = token;
    for (int i = 0; i < 3 && at < limit; i++) {
        const struct token *item = &scan->tokens[at];
        if (item->kind != TOKEN_WORD ||
            (item->shape != SHAPE_LOWER && !scan_is_capital(scan, at)) ||
            !scan_lookup(scan, at)->word.particle || scan_is(scan, at, "and"))
            break;
        at++;
        if (at + 1 < limit && scan_is_joint(scan, at))
            at++;
    }
    return at > token && at < limit && scan_is_capital(scan, at) ? at : 0;
}

size_t person_next(struct scan *scan, size_t token, size_t limit)
{
    size_t next = run_next(scan, token, limit);
    if (next)
        return next;
    next = token + 1;
    if (next >= limit)
        return 0;
    if (scan_is_joint(scan, next)) {
        if (next + 1 < limit && scan->tokens[next + 1].shape == SHAPE_LOWER &&
            !scan_has(scan, next + 1, WORD_SUFFIX | WORD_FUNCTION) &&
            scan->tokens[token].shape == SHAPE_CAPITAL && !scan_lookup(scan, token)->name)
            return next + 1;
        return 0;
    }
    return scan->tokens[next].shape == SHAPE_LOWER ? past_particles(scan, next, limit) : 0;
}

// Titles that are short words of many languages, or names: only a capital and a name after it
// make them titles.
static bool is_weak_title(const struct gazetteer_entry *title, const struct token *token)
{
    if (gazetteer_attribute_is(title, "rank", "honorific") ||
        gazetteer_attribute_is(title, "rank", "royal"))
        return true;
    return token->end - token->start <= 4 && gazetteer_attribute_is(title, "rank", "local");
}

// Whether a name of the Arab form, with bin or Al behind its first words, begins at `token`: what
// stands before it is an address ("King Yusuf bin Isa"), though it may be a name elsewhere.
static bool begins_lineage(struct scan *scan, size_t token)
{
    if (!scan_is_capital(scan, token) || scan_lookup(scan, token)->word.particle)
        return false;
    for (size_t at = token + 1; at + 1 < scan->token_count && at < token + 4; at++) {
        if (scan_is(scan, at, "bin") || scan_is(scan, at, "bint") || scan_is(scan, at, "ibn") ||
            scan_is(scan, at, "Al") || scan_is(scan, at, "Bin") || scan_is(scan, at, "al"))
            return true;
        if (!scan_is_capital(scan, at))
            return false;
    }
    return false;
}

// "Tun Musa Hitam", "Don Felipe Calderón": before a given name and another, what may be a name
// itself is a title where the gazetteer says that it mostly is.
static bool is_firm(struct scan *scan, const struct gazetteer_entry *title, size_t next)
{
    return gazetteer_attribute_is(title, "firm", "1") && next + 1 < scan->token_count &&
           scan_lookup(scan, next)->word.given && scan_is_capital(scan, next + 1);
}

bool title_begins(struct scan *scan, size_t token)
{
    const struct lookup *found = scan_lookup(scan, token);
    if (!found->title || (found->name && found->name_tokens > found->title_tokens) ||
        !(found->title->position & POSITION_FIRST))
        return false;
    size_t next = token + found->title_tokens;
    if (found->title_tokens == 1 && next < scan->token_count && scan_is_joint(scan, next) &&
        scan->tokens[token].end - scan->tokens[token].start <= 5)
        return false;
    // "M. A. R. D. Jayakody" begins with initials, "M. Dupont" with an address
    if (scan->tokens[token].shape == SHAPE_SINGLE && next + 1 < scan->token_count &&
        scan->tokens[next].shape == SHAPE_SINGLE && scan_is(scan, next + 1, "."))
        return false;
    if (found->title_tokens > 1 || !is_weak_title(found->title, &scan->tokens[token]))
        return true;
    if (!scan_is_capital(scan, token))
        return false;
    if (next < scan->token_count && scan_is(scan, next, "."))
        next++;
    bool followed = next < scan->token_count && scan_is_capital(scan, next);
    bool could_be_name = found->word.given || found->word.family;
    return followed &&
           (!could_be_name || begins_lineage(scan, next) || is_firm(scan, found->title, next) ||
            (scan_lookup(scan, next)->title && title_begins(scan, next))); // "Amir Sheikh Salem"
}

// Whether the known name at `token` is the first half of a double surname: it is a family or given
// name as well, and what a hyphen joins to it is no name known ("Ba-Wazir", "Kone-Diallo").
static bool is_half_of_surname(struct scan *scan, size_t token)
{
    const struct lookup *found = scan_lookup(scan, token);
    if (!(found->word.family || found->word.given) ||
        gazetteer_attribute_is(found->name, "kind", "country"))
        return false;
    bool given = found->word.given;
    if (token + 2 >= scan->token_count || !scan_is_joint(scan, token + 1) ||
        !scan_is_capital(scan, token + 2))
        return false;
    const struct lookup *other = scan_lookup(scan, token + 2);
    if (found->name->type == GAZETTEER_NORP) // "Asante-Boateng", but "German-Led"
        return !other->name && !other->head_count && scan_capital_tells(scan, token + 2) &&
               !scan_has(scan, token + 2, WORD_COMMON);
    return (!other->name && !other->head_count) || (given && other->word.given);
}

bool name_begins(struct scan *scan, size_t token)
{
    const struct lookup *found = scan_lookup(scan, token);
    if (!found->name)
        return false;
    if (found->name_tokens > 1)
        return true;
    if (scan_has(scan, token, WORD_CALENDAR | WORD_NO_NAME))
        return false;
    if (is_half_of_surname(scan, token))
        return false;
    bool unsure =
        scan_flagged(scan, token, TOKEN_STARTS | TOKEN_HEADLINE_CASE | TOKEN_ALL_CAPITALS);
    if (scan->tokens[token].shape == SHAPE_UPPER && !scan_flagged(scan, token, TOKEN_ALL_CAPITALS))
        return !(unsure && scan_has(scan, token, WORD_FUNCTION));
    if (unsure && scan_has(scan, token, WORD_FUNCTION | WORD_ACTING | WORD_REPORTING))
        return false;
    // A word that the article has in lower case too is a name only where its capital tells.
    if (unsure && scan_has(scan, token, WORD_COMMON) && found->name->type != GAZETTEER_NORP)
        return false;
    return scan_is_capital(scan, token);
}

size_t bracket_end(const struct scan *scan, size_t token, size_t limit)
{
    if (token + 2 >= limit || !scan_is(scan, token, "(") || !scan_is_acronym(scan, token + 1))
        return 0;
    size_t end = token + 2;
    while (end + 1 < limit && scan_is_joint(scan, end) && end < token + 6)
        end += 2;
    return scan_is(scan, end, ")") ? end + 1 : 0;
}

static bool makes(const struct lookup *found, enum entity_type type)
{
    for (size_t i = 0; i < found->head_count; i++) {
        if (found->heads[i]->makes == type)
            return true;
    }
    return false;
}

static bool heads_last(const struct lookup *found)
{
    for (size_t i = 0; i < found->head_count; i++) {
        if (found->heads[i]->position & POSITION_LAST)
            return true;
    }
    return false;
}

// What the head makes there: of several the one that what follows asks for.
static enum entity_type head_type(struct scan *scan, const struct lookup *found, size_t end,
                                  size_t limit)
{
    if (end < limit && (scan_is(scan, end, "on") || scan_is(scan, end, "against")) &&
        makes(found, ENTITY_WORK))
        return ENTITY_WORK;
    for (size_t i = 0; i < found->head_count; i++) {
        if (found->heads[i]->position & POSITION_LAST)
            return found->heads[i]->makes;
    }
    return found->heads[0]->makes;
}

// Whether the title at `token` belongs to a name because a head noun follows it: "Foreign
// Ministers’ Meeting", "Prime Minister’s Office".
static bool title_is_inside(struct scan *scan, size_t token, size_t limit)
{
    const struct lookup *found = scan_lookup(scan, token);
    size_t last = token + found->title_tokens - 1;
    size_t next = last < limit ? run_next(scan, last, limit) : 0;
    if (!next || !scan_lookup(scan, next)->head_count || !heads_last(scan_lookup(scan, next)))
        return false;
    // "Minister Park" is a person, where nothing possessive stands between.
    bool bearer = next == last + 1 && scan_lookup(scan, next)->word.family &&
                  scan_lookup(scan, next)->head_tokens == 1;
    return !bearer && !title_begins(scan, next);
}

struct core {
    size_t end; // 0: no head found
    enum entity_type type;
};

// Where a run may go on behind the acronym in brackets: at a capital that leads to a head.
static size_t past_bracket(struct scan *scan, size_t at, size_t limit)
{
    size_t next = bracket_end(scan, at, limit);
    if (!next || next >= limit || !scan_is_capital(scan, next) || title_begins(scan, next) ||
        scan_has(scan, next, WORD_CALENDAR))
        return 0;
    return next;
}

// "ECOWAS Mediation and Security Council": where the run goes on behind the "and" that joins two
// subjects of a body, the first at `at`; 0: it does not.
static size_t past_and(struct scan *scan, size_t at, size_t limit)
{
    const struct lookup *found = scan_lookup(scan, at);
    if (at + 3 >= limit || !scan_is(scan, at + 1, "and") || !scan_is_capital(scan, at + 2) ||
        !scan_has(scan, at + 2, WORD_PORTFOLIO) || found->name || found->word.given ||
        found->word.family || title_begins(scan, at + 2))
        return 0;
    return at + 2;
}

// Walks the run from `first` and keeps the last head. Names of the gazetteer are stepped over
// whole; a title ends the walk.
static struct core find_core(struct scan *scan, size_t first, size_t limit)
{
    struct core core = {0};
    bool named = false; // an organisation or a head was passed: a bracket may follow
    for (size_t at = first, next; at; at = next) {
        const struct lookup *found = scan_lookup(scan, at);
        size_t step = 1;
        if (title_begins(scan, at) && found->title_tokens >= found->head_tokens) {
            if (!title_is_inside(scan, at, limit))
                break;
            step = found->title_tokens;
        } else if (found->name && found->name_tokens > 1 &&
                   found->name_tokens >= found->head_tokens && at + found->name_tokens <= limit) {
            step = found->name_tokens;
            named = found->name->type == GAZETTEER_ORGANISATION;
            const struct gazetteer_entry *name = found->name;
            const struct lookup *ends = scan_lookup(scan, at + step - 1);
            if (name->type > GAZETTEER_NORP && ends->head_count && heads_last(ends)) {
                core.end = at + step; // a complement may follow: "Nairobi Declaration on …"
                core.type = head_type(scan, ends, at + step, limit);
            }
        } else if (found->head_count && heads_last(found) &&
                   (at > first || found->head_tokens > 1)) {
            step = found->head_tokens;
            core.type = head_type(scan, found, at + step, limit);
            core.end = at + step;
            named = true;
        } else if (found->name && found->name->type == GAZETTEER_ORGANISATION) {
            named = true;
        }
        size_t last = at + step - 1;
        if (last >= limit)
            break;
        next = run_next(scan, last, limit);
        if (!next && !core.end && at > first && step == 1)
            next = past_and(scan, at, limit);
        if (!next && named)
            next = past_bracket(scan, last + 1, limit);
        if (!next && named && scan_is_acronym(scan, last)) { // CPC central committee
            struct gazetteer_match match;
            if (last + 1 < limit &&
                gazetteer_match(scan->gazetteer, scan->bytes, scan->tokens + last + 1,
                                limit - last - 1, CASE_ANY, &match, 1) &&
                match.entry->type == GAZETTEER_HEAD && match.tokens > 1 &&
                match.entry->makes == ENTITY_ORGANISATION) {
                core.end = last + 1 + match.tokens;
                core.type = ENTITY_ORGANISATION;
                break;
            }
        }
    }
    return core;
}

static size_t structure_at(struct scan *scan, size_t first, size_t limit, enum entity_type *type,
                           int depth);

// Whether the connector at `at` may go on with a name of this type.
static bool connects(const struct scan *scan, size_t at, enum entity_type type)
{
    if (scan_is(scan, at, "of"))
        return type != ENTITY_PLACE;
    if (scan_is(scan, at, "for"))
        return type != ENTITY_PLACE;
    if (scan_is(scan, at, "on"))
        return type == ENTITY_WORK || type == ENTITY_EVENT || type == ENTITY_ORGANISATION;
    if (scan_is(scan, at, "against"))
        return type == ENTITY_WORK || type == ENTITY_EVENT;
    return scan_is(scan, at, "to") && type == ENTITY_WORK;
}

struct segment {
    size_t first, end;
    bool whole;     // a name of its own: what follows "and" is another one
    bool adjective; // ends with an adjective: a noun must follow
};

// The capitalised words at `first` that belong to a complement.
static struct segment find_segment(struct scan *scan, size_t first, size_t limit, int depth)
{
    struct segment segment = {.first = first};
    if (first >= limit || !scan_is_capital(scan, first) || calendar_breaks(scan, first))
        return segment;
    enum entity_type type;
    size_t inner = depth < DEPTH_LIMIT ? structure_at(scan, first, limit, &type, depth + 1) : 0;
    const struct lookup *found = scan_lookup(scan, first);
    size_t last = first;
    if (found->name && found->name->type != GAZETTEER_NORP)
        last = first + found->name_tokens - 1;
    segment.whole = found->name && found->name->type != GAZETTEER_NORP;
    for (size_t next; (next = run_next(scan, last, limit)); last = next) {
        if (title_begins(scan, next))
            break;
        const struct lookup *there = scan_lookup(scan, next);
        if (there->word.given && !there->name && !there->head_count)
            break;
        if (segment.whole && found->name->type == GAZETTEER_PLACE && found->name_tokens == 1 &&
            !there->head_count && !there->name)
            segment.whole = false;
    }
    segment.end = last + 1;
    if (inner && inner >= segment.end) {
        segment.end = inner;
        segment.whole = true;
    }
    const struct lookup *ends = scan_lookup(scan, segment.end - 1);
    segment.adjective = ends->name && ends->name->type == GAZETTEER_NORP;
    return segment;
}

static bool is_gerund(const struct scan *scan, size_t token)
{
    const struct token *item = &scan->tokens[token];
    return item->end - item->start > 5 && scan->bytes[item->end - 3] == 'i' &&
           scan->bytes[item->end - 2] == 'n' && scan->bytes[item->end - 1] == 'g';
}

// Whether "and" at `at` is inside the name: what follows cannot be a name or a clause of its own.
static bool goes_on(struct scan *scan, size_t at, size_t limit, const struct segment *before)
{
    size_t next = at + 1;
    if (next >= limit || !scan_is_capital(scan, next) || calendar_breaks(scan, next))
        return false;
    if (before->adjective || (is_gerund(scan, before->first) && is_gerund(scan, next)))
        return true;
    const struct lookup *found = scan_lookup(scan, next);
    if (before->whole || title_begins(scan, next) || found->name || found->word.given ||
        found->word.family || scan_is_acronym(scan, next))
        return false;
    size_t last = next;
    for (size_t more; (more = run_next(scan, last, limit)); last = more)
        ;
    return !scan_has(scan, last + 1, WORD_REPORTING | WORD_ACTING);
}

// "A, B and C" where the comma stands at `at`: one word, then "and".
static bool is_list_comma(struct scan *scan, size_t at, size_t limit)
{
    if (!scan_is(scan, at, ",") || at + 3 >= limit || !scan_is_capital(scan, at + 1))
        return false;
    size_t next = at + 2;
    if (scan_is(scan, next, ","))
        next++;
    const struct lookup *found = scan_lookup(scan, at + 1);
    return scan_is(scan, next, "and") && !found->name && !found->word.given &&
           !found->word.family && !title_begins(scan, at + 1);
}

// The end of what a connector at `at` adds; 0: nothing.
static size_t complement_end(struct scan *scan, size_t at, size_t limit, enum entity_type type,
                             int depth)
{
    if (at >= limit || !connects(scan, at, type))
        return 0;
    size_t next = at + 1;
    if (scan_is(scan, next, "the") || (type == ENTITY_ORGANISATION && scan_is(scan, at, "for") &&
                                       (scan_is(scan, next, "a") || scan_is(scan, next, "an"))))
        next++;
    if (next < limit && scan_has(scan, next, WORD_ORDINAL) && scan_is(scan, at, "of"))
        next++;
    struct segment segment = find_segment(scan, next, limit, depth);
    if (!segment.end)
        return 0;
    size_t end = segment.end;
    while (end + 1 < limit) {
        bool comma = is_list_comma(scan, end, limit) && !segment.whole;
        size_t joint = scan_is(scan, end, ",") && scan_is(scan, end + 1, "and") ? end + 1 : end;
        bool and = scan_is(scan, joint, "and") && goes_on(scan, joint, limit, &segment);
        if (!comma && !and)
            break;
        struct segment more = find_segment(scan, comma ? end + 1 : joint + 1, limit, depth);
        if (!more.end)
            break;
        segment = more;
        end = segment.end;
    }
    return end;
}

// A head that stands first: "Ministry of Trade", "Gulf of Aden", "Bank of Korea".
static size_t headed_first(struct scan *scan, size_t first, size_t limit, enum entity_type *type,
                           int depth)
{
    const struct lookup *found = scan_lookup(scan, first);
    for (size_t i = 0; i < found->head_count; i++) {
        if (!(found->heads[i]->position & POSITION_FIRST))
            continue;
        size_t last = first + found->head_tokens - 1;
        *type = found->heads[i]->makes;
        if (last > first && scan_has(scan, last, WORD_CONNECTOR) &&
            scan->tokens[last].shape == SHAPE_LOWER) {
            size_t next = scan_is(scan, last + 1, "the") ? last + 2 : last + 1;
            struct segment segment = find_segment(scan, next, limit, depth);
            return segment.end;
        }
        return complement_end(scan, last + 1, limit, *type, depth);
    }
    return 0;
}

// Whether the run at `token` ends with a title: "Natural Resources Minister".
static bool leads_to_title(struct scan *scan, size_t token, size_t limit)
{
    for (size_t at = token; at && at < limit; at = run_next(scan, at, limit)) {
        if (title_begins(scan, at))
            return true;
    }
    return false;
}

static size_t structure_at(struct scan *scan, size_t first, size_t limit, enum entity_type *type,
                           int depth)
{
    limit = bounded(first, limit);
    struct core core = find_core(scan, first, limit);
    size_t end = core.end;
    *type = core.type;
    size_t headed = headed_first(scan, first, limit, &core.type, depth);
    if (headed > end) {
        end = headed;
        *type = core.type;
    }
    if (!end)
        return 0;
    for (int i = 0; i < 2; i++) {
        if (headed == end && *type == ENTITY_PLACE)
            break;
        size_t more = complement_end(scan, end, limit, *type, depth);
        // A second complement names a place or body, not a topic: "of Foreign Affairs of Chile".
        if (!more || ((i || headed == end) && !scan_is(scan, end, "of")))
            break;
        end = more;
    }
    // "Chamber of Commerce and Industry"
    while (!leads_to_title(scan, end + 1, limit) && *type == ENTITY_ORGANISATION &&
           end + 1 < limit && scan_is(scan, end, "and") &&
           scan_has(scan, end - 1, WORD_PORTFOLIO) && scan_is_capital(scan, end + 1) &&
           scan_has(scan, end + 1, WORD_PORTFOLIO))
        end += 2;
    size_t next = past_bracket(scan, end, limit);
    if (next && *type == ENTITY_ORGANISATION) { // … of China (CPC) Central Committee
        struct core rest = find_core(scan, next, limit);
        if (!rest.end && scan_lookup(scan, next)->head_count &&
            makes(scan_lookup(scan, next), ENTITY_ORGANISATION))
            rest.end = next + scan_lookup(scan, next)->head_tokens;
        if (rest.end)
            end = rest.end;
    }
    return end;
}

size_t structure_end(struct scan *scan, size_t first, size_t limit, enum entity_type *type)
{
    return structure_at(scan, first, limit, type, 0);
}

// The organisation at `first` whose session or congress it is: its end, else 0. Only a body that is
// known, or has an ordinal of its own, makes its bare session an event; `any` body will do where
// the session is told apart already ("plenary").
static size_t body_end(struct scan *scan, size_t first, size_t limit, bool any)
{
    if (scan_is(scan, first, "the"))
        first++;
    if (first < limit && scan_has(scan, first, WORD_ORDINAL)) {
        first++;
        any = true;
    }
    if (first >= limit || !scan_is_capital(scan, first))
        return 0;
    enum entity_type type;
    size_t end = structure_at(scan, first, limit, &type, 1);
    const struct lookup *found = scan_lookup(scan, first);
    if (end && type != ENTITY_ORGANISATION && type != ENTITY_EVENT)
        end = 0;
    if (found->name && found->name->type == GAZETTEER_ORGANISATION &&
        first + found->name_tokens > end)
        end = first + found->name_tokens;
    else if (!any)
        return 0;
    return end;
}

size_t event_end(struct scan *scan, size_t first, size_t limit, size_t *core, bool *bare)
{
    limit = bounded(first, limit);
    if (!scan_has(scan, first, WORD_ORDINAL))
        return 0;
    bool body = false;
    size_t at = first + 1, words = 0;
    for (; at < limit && words < 5; words++) {
        if (scan_has(scan, at, WORD_EVENT_NOUN))
            break;
        if (scan->tokens[at].kind != TOKEN_WORD ||
            scan_has(scan, at, WORD_CONNECTOR | WORD_CALENDAR))
            return 0;
        const struct lookup *found = scan_lookup(scan, at);
        if (found->name && found->name->type == GAZETTEER_ORGANISATION) {
            body = true;
            at += found->name_tokens;
        } else if (title_begins(scan, at)) {
            return 0;
        } else {
            at++;
        }
    }
    if (at >= limit || !scan_has(scan, at, WORD_EVENT_NOUN))
        return 0;
    size_t end = at + 1;
    *core = end;
    *bare = false;
    bool joined = end < limit && (scan_is(scan, end, "of"));
    size_t whole = joined ? body_end(scan, end + 1, limit, words > 0) : 0;
    if (whole)
        return whole;
    bool capital = scan_is_capital(scan, at) && at > first + 1;
    if (body || capital)
        return end;
    *bare = true;
    return end;
}
