// SPDX-License-Identifier: GPL-3.0-or-later
// Evidence: the weak signs that tell persons, places and organisations apart where no list knows
// the name. The weights are small whole numbers: 1 a hint, 3 enough by itself.

#include <config.h>

#include "detect/names-evidence.h"

#include "detect/names-structure.h"

// From the words of the name itself.
static void weigh_words(struct scan *scan, struct candidate *candidate)
{
    size_t words = 0, initials = 0;
    for (size_t i = candidate->first; i < candidate->end; i++) {
        if (scan->tokens[i].kind != TOKEN_WORD)
            continue;
        const struct lookup *found = scan_lookup(scan, i);
        if (i == candidate->first && found->word.given)
            candidate->person += 2;
        else if (found->word.family || found->word.given)
            candidate->person += 1;
        if (scan->tokens[i].shape == SHAPE_SINGLE)
            initials++;
        if (scan->tokens[i].shape == SHAPE_LOWER && found->word.particle)
            candidate->person += 2;
        if (found->name && found->name->type == GAZETTEER_PLACE)
            candidate->place += 1;
        words++;
    }
    if (initials && words > initials)
        candidate->person += 3;
    if (words == 1) {
        const struct token *token = &scan->tokens[candidate->first];
        bool inner_capital = false;
        for (size_t i = token->start + 1; i < token->end; i++)
            inner_capital |= scan->bytes[i] >= 'A' && scan->bytes[i] <= 'Z' &&
                             scan->bytes[i - 1] >= 'a' && scan->bytes[i - 1] <= 'z';
        bool prefixed =
            token->end - token->start > 3 && scan->bytes[token->start] == 'M' &&
            (scan->bytes[token->start + 1] == 'c' || scan->bytes[token->start + 1] == 'a');
        if (inner_capital && !prefixed)
            candidate->organisation += 3;
        if (token->shape == SHAPE_UPPER &&
            !scan_flagged(scan, candidate->first, TOKEN_ALL_CAPITALS))
            candidate->organisation += 3;
    }
}

// "talks between A and B": persons or countries meet there, not the ends of a road.
static bool is_between_parties(const struct scan *scan, size_t between, size_t floor)
{
    static const char *const nouns[] = {"talks",       "Talks",     "meeting",      "Meeting",
                                        "meetings",    "call",      "calls",        "conversation",
                                        "discussions", "encounter", "conversations"};
    if (!scan_is(scan, between, "between"))
        return false;
    for (size_t at = between; at-- > floor && at + 5 > between;) {
        for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++) {
            if (scan_is(scan, at, nouns[i]))
                return true;
        }
    }
    return false;
}

// "Uganda’s Museveni": one word behind a country.
static bool is_of_country(struct scan *scan, const struct candidate *candidate, size_t floor)
{
    if (candidate->first < floor + 2 || candidate->end != candidate->first + 1 ||
        scan->tokens[candidate->first - 1].kind != TOKEN_POSSESSIVE)
        return false;
    const struct lookup *owner = scan_lookup(scan, candidate->first - 2);
    return owner->name &&
           (gazetteer_attribute_is(owner->name, "kind", "country") ||
            gazetteer_attribute_is(owner->name, "kind", "capital")) &&
           scan->tokens[candidate->first].shape == SHAPE_CAPITAL;
}

static void weigh_before(struct scan *scan, struct candidate *candidate, size_t floor)
{
    if (candidate->first == floor)
        return;
    size_t before = candidate->first - 1;
    if (scan_is(scan, before, "said") || scan_is(scan, before, "told") ||
        scan_is(scan, before, "added") || scan_is(scan, before, "says") ||
        scan_is(scan, before, "met"))
        candidate->person += 2;
    if (scan_is(scan, before, "with") || scan_is(scan, before, "by"))
        candidate->person += 1;
    if (scan_has(scan, before, WORD_TO_PERSON))
        candidate->person += 3;
    if (scan_is(scan, before, ",") && before > floor && scan_has(scan, before - 1, WORD_TO_PERSON))
        candidate->person += 3;
    if (scan_is(scan, before, "in") || scan_is(scan, before, "near") || scan_is(scan, before, "at"))
        candidate->place += 3;
    else if (is_between_parties(scan, before, floor))
        candidate->person += 2;
    else if (scan_has(scan, before, WORD_TO_PLACE))
        candidate->place += 2;
    if (is_of_country(scan, candidate, floor))
        candidate->person += 2;
    if (scan_is(scan, before, "of") && before > floor &&
        scan_has(scan, before - 1, WORD_PLACE_NOUN))
        candidate->place += 3;
    if (scan_is(scan, before, "off"))
        candidate->place += 2;
    if (scan_is(scan, before, "the") || scan_is(scan, before, "The")) {
        candidate->person -= 3;
        candidate->organisation += 1;
    }
    if (scan_is(scan, before, "a") || scan_is(scan, before, "an"))
        candidate->person -= 2;
}

// ", the foreign minister of …": an office within a few words after a comma.
static bool has_apposition(struct scan *scan, size_t comma, size_t limit)
{
    if (!scan_is(scan, comma, ","))
        return false;
    for (size_t at = comma + 1; at < limit && at < comma + 6; at++) {
        if (scan->tokens[at].kind == TOKEN_MARK)
            return false;
        if (scan_lookup(scan, at)->title && title_begins(scan, at))
            return true;
    }
    return false;
}

static void weigh_after(struct scan *scan, struct candidate *candidate, size_t limit)
{
    size_t after = candidate->end;
    if (after >= limit)
        return;
    bool lower = scan->tokens[after].shape == SHAPE_LOWER;
    if (lower && scan_has(scan, after, WORD_REPORTING))
        candidate->person += 3;
    else if (lower && scan_has(scan, after, WORD_ACTING))
        candidate->person += 1;
    if (scan_is(scan, after, "who"))
        candidate->person += 3;
    if (scan_is(scan, after, ",") && after + 1 < limit) {
        if (scan_is(scan, after + 1, "who") || scan_is(scan, after + 1, "also"))
            candidate->person += 3;
        if (scan->tokens[after + 1].kind == TOKEN_NUMBER && scan_is(scan, after + 2, ","))
            candidate->person += 2;
        const struct lookup *found = scan_lookup(scan, after + 1);
        if (found->name && found->name->type == GAZETTEER_PLACE)
            candidate->place += 1;
    }
    if (has_apposition(scan, after, limit))
        candidate->person += 2;
    if (scan_is_joint(scan, after) && scan_is(scan, after + 1, "based"))
        candidate->place += 2;
}

void evidence_gather(struct scan *scan, uint32_t number, size_t first, size_t limit)
{
    struct candidate *candidate = &scan->candidates[number];
    if (candidate->type != TYPE_UNKNOWN && candidate->type != ENTITY_PERSON &&
        candidate->source != FROM_GAZETTEER)
        return;
    weigh_words(scan, candidate);
    weigh_before(scan, candidate, first);
    weigh_after(scan, candidate, limit);
}
