// SPDX-License-Identifier: GPL-3.0-or-later
// Definitions: acronyms in brackets and what they stand for, in either order.

#include <config.h>

#include "detect/names-reader.h"
#include "detect/names-structure.h"

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
size_t definition_read(struct reader *reader, uint32_t number)
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
    // What has an acronym and no ordinal lasts: a forum that is a body, not a meeting.
    if (type == ENTITY_EVENT && !comma && scan->candidates[number].source == FROM_HEAD &&
        scan_is(scan, at - 1, "Forum") &&
        !scan_has(scan, scan->candidates[number].first, WORD_ORDINAL)) {
        type = ENTITY_ORGANISATION;
        scan->candidates[number].type = ENTITY_ORGANISATION;
    }
    bool fits = letters_match(scan, acronym, scan->candidates[number].first, at);
    const struct lookup *found = scan_lookup(scan, acronym);
    const struct gazetteer_entry *entry =
        found->name && found->name_tokens == 1 ? found->name : NULL;
    if (type == TYPE_UNKNOWN || type == ENTITY_PERSON) {
        if (!fits)
            return at;
        type = ENTITY_ORGANISATION;
        scan->candidates[number].type = ENTITY_ORGANISATION;
        scan->candidates[number].source = FROM_DEFINITION;
    }
    uint32_t added =
        reader_add(reader, acronym, comma ? end : end - 1, type, FROM_DEFINITION, entry);
    if (fits)
        scan->candidates[added].meaning = number;
    else if (type != ENTITY_ORGANISATION && !entry)
        scan->candidates[added].type = ENTITY_ORGANISATION;
    reader->pending.end = reader->pending.end == at ? end : reader->pending.end;
    return end;
}

// "NAN (the News Agency of Nigeria)" after the acronym `number`.
size_t definition_read_meaning(struct reader *reader, uint32_t number)
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
    uint32_t added = reader_add(reader, first, end, type, FROM_DEFINITION, entry);
    scan->candidates[number].type = (uint8_t)type;
    scan->candidates[number].meaning = added;
    return end + 1;
}

// Words before a bracketed acronym that spell it, where no other reading found a name: back from
// the bracket at `bracket` to the word with the acronym's first letter.
size_t definition_start(const struct scan *scan, size_t bracket, size_t floor)
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
