// SPDX-License-Identifier: GPL-3.0-or-later
// Offices: titles, what they are titles of, and where their bearer may stand. A title is no name;
// the bodies and places in it are, and are left to be read.

#include <config.h>

#include "detect/names-reader.h"
#include "detect/names-structure.h"

void office_set(struct reader *reader, size_t first, size_t end,
                const struct gazetteer_entry *title)
{
    struct pending *pending = &reader->pending;
    struct scan *scan = reader->scan;
    size_t start = first, gap = pending->end;
    while (gap < first && (scan_is(scan, gap, ",") || scan_is(scan, gap, ".")))
        gap++;
    // "the Emir Sheikh", "Minister of Foreign Affairs, Eng.": both are the bearer's.
    if (pending->title && gap == first && first - pending->end <= 2)
        start = pending->first;
    // "General Secretary of X and President": one bearer, both offices.
    else if (pending->title && first > pending->end && first <= pending->end + 2 &&
             scan_is(scan, pending->end, "and"))
        start = pending->first;
    else if (reader->last != NO_CANDIDATE && scan->candidates[reader->last].end == first &&
             (scan->candidates[reader->last].type == ENTITY_NORP ||
              scan->candidates[reader->last].type == ENTITY_ORGANISATION)) {
        start = scan->candidates[reader->last].first; // Chinese Foreign Minister
        if (pending->title && start == pending->end + 1 && scan_is(scan, pending->end, "and"))
            start = pending->first;
    }
    *pending = (struct pending){.title = title, .first = start, .end = end};
}

// Whether a name at `first` is the bearer of the pending title.
bool office_is_borne(const struct reader *reader, size_t first)
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
    // "African Integration" is a subject, though "African" is a name elsewhere.
    bool subject = next + 1 < reader->limit && scan_is_capital(scan, next + 1) &&
                   scan_has(scan, next + 1, WORD_PORTFOLIO) && scan_lookup(scan, next)->name &&
                   scan_lookup(scan, next)->name->type == GAZETTEER_NORP &&
                   gazetteer_attribute_is(reader->pending.title, "rank", "government");
    if (!scan_is_capital(scan, next) || (name_begins(scan, next) && !subject))
        return next;
    enum entity_type type;
    size_t built = structure_end(scan, next, reader->limit, &type);
    bool topic = scan_has(scan, next, WORD_PORTFOLIO);
    // "Territorial Administration of Kenya": nothing but subjects up to a word in lower case.
    size_t past = topic ? portfolio_end(scan, next, reader->limit) : next;
    bool ends = past > next && (past >= reader->limit || !scan_is_capital(scan, past));
    if (built ? !(topic && (ends || scan_has(scan, built - 1, WORD_PORTFOLIO)))
              : !topic && scan_is_acronym(scan, next))
        return next;
    size_t end = portfolio_end(scan, next, reader->limit);
    reader->pending.end = end;
    return end > next ? read_complement(reader, end) : end;
}

// The end of the title's own words: where it names a body ("President of the European
// Commission"), the body is read for itself.
static size_t title_end(struct scan *scan, size_t at)
{
    size_t end = at + scan_lookup(scan, at)->title_tokens;
    for (size_t i = at + 1; i + 1 < end; i++) {
        if (!scan_is(scan, i, "of"))
            continue;
        size_t inner = scan_is(scan, i + 1, "the") ? i + 2 : i + 1;
        if (inner < end && scan_is_capital(scan, inner) && name_begins(scan, inner))
            return i;
    }
    return end;
}

// More subjects behind a title that ends with one: "Minister of Foreign Affairs and Expatriates".
static size_t past_subjects(struct scan *scan, size_t end, size_t limit)
{
    if (end + 1 >= limit || !scan_has(scan, end - 1, WORD_PORTFOLIO) ||
        !(scan_is(scan, end, "and") || scan_is(scan, end, ",")) ||
        !scan_is_capital(scan, end + 1) || !scan_has(scan, end + 1, WORD_PORTFOLIO))
        return end;
    return portfolio_end(scan, end + 1, limit);
}

size_t office_read(struct reader *reader, size_t at)
{
    const struct gazetteer_entry *title = scan_lookup(reader->scan, at)->title;
    size_t end = past_subjects(reader->scan, title_end(reader->scan, at), reader->limit);
    office_set(reader, at, end, title);
    if (end + 1 < reader->limit && scan_is_joint(reader->scan, end) &&
        reader->scan->tokens[end + 1].shape == SHAPE_LOWER) { // -designate
        end += 2;
        reader->pending.end = end;
    }
    return read_complement(reader, end);
}

// A name inside what a title is of moves the place where its bearer may stand.
void office_extend(struct reader *reader, size_t first, size_t end)
{
    struct pending *pending = &reader->pending;
    if (!pending->title || first < pending->end)
        return;
    size_t gap = first - pending->end;
    bool and = gap == 1 && scan_is(reader->scan, pending->end, "and");
    if ((gap == 0 || and) && pending->complement)
        pending->end = end;
}

// An honorific that is a name too is none before a whole name: "Emir Sheikh Tamim bin Hamad".
size_t office_past_honorific(struct reader *reader, size_t first, size_t end)
{
    struct scan *scan = reader->scan;
    const struct gazetteer_entry *title = scan_lookup(scan, first)->title;
    if (!title || !gazetteer_attribute_is(title, "rank", "honorific") ||
        !(title->position & POSITION_FIRST))
        return first;
    size_t words = 0;
    for (size_t i = first; i < end; i++)
        words += scan_is_capital(scan, i);
    return words > 2 && scan_is_capital(scan, first + 1) ? first + 1 : first;
}
