// SPDX-License-Identifier: GPL-3.0-or-later
// Datelines: the places and the agency of each report.

#include <config.h>

#include "detect/names-reader.h"

// "Washington, D.C.": past an initialism after a comma, else `end`.
size_t reader_past_initials(const struct scan *scan, size_t end, size_t limit)
{
    if (end + 1 >= limit || !scan_is(scan, end, ",") || !scan_is_acronym(scan, end + 1))
        return end;
    const struct token *token = &scan->tokens[end + 1];
    return scan->bytes[token->end - 1] == '.' && token->end - token->start <= 6 ? end + 2 : end;
}

static void add_dateline_place(struct scan *scan, size_t first, size_t end)
{
    while (first < end) {
        const struct lookup *found = scan_lookup(scan, first);
        size_t next = first;
        if (found->name && found->name->type == GAZETTEER_PLACE &&
            first + found->name_tokens <= end) {
            next = reader_past_initials(scan, first + found->name_tokens, end);
            scan_add(scan, first, next, ENTITY_PLACE, FROM_GAZETTEER, found->name);
        } else {
            while (next < end &&
                   (scan->tokens[next].kind != TOKEN_MARK || scan_is_joint(scan, next)) &&
                   !scan_is(scan, next, "and"))
                next++;
            if (next > first && scan_is_capital(scan, first))
                scan_add(scan, first, next, ENTITY_PLACE, FROM_DEFINITION, NULL);
        }
        first = next > first ? next : first + 1;
        while (first < end &&
               (scan->tokens[first].kind == TOKEN_MARK || scan_is(scan, first, "and")))
            first++;
    }
}

void dateline_read_names(struct scan *scan, const struct dateline *dateline)
{
    const struct token_list *tokens = &scan->article->tokens;
    if (!span_is_empty(dateline->place)) {
        size_t first = tokens_find(tokens, dateline->place.start);
        size_t end = tokens_find(tokens, dateline->place.end);
        end = reader_past_initials(scan, end, tokens_find(tokens, dateline->span.end));
        // The country behind the town: "LIMA, Peru".
        if (end + 1 < tokens->count && scan_is(scan, end, ",") &&
            scan->tokens[end + 1].start < dateline->span.end) {
            const struct lookup *found = scan_lookup(scan, end + 1);
            if (found->name && found->name->type == GAZETTEER_PLACE)
                end += 1 + found->name_tokens;
        }
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
