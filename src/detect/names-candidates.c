// SPDX-License-Identifier: GPL-3.0-or-later
// Candidates: one pass over the tokens. At a capital the longest of these is taken: a name of the
// gazetteer, a name built round a head noun, a title; what is left of the run is a person after a
// title, else a name by its shape alone. Titles are remembered until their bearer comes, across
// what they are titles of ("the President of Kenya, Grace Wanjiru Mwangi").

#include <config.h>

#include "detect/names-candidates.h"

#include "detect/names-evidence.h"
#include "detect/names-foreign.h"
#include "detect/names-reader.h"
#include "detect/names-structure.h"

// Whether the known place at `at` is the first word of a longer name that no list has: "Porto
// Murtinho", "Wolayta Sodo". In running text two places are not set side by side without a mark.
static bool is_part_of_place(struct reader *reader, size_t at)
{
    struct scan *scan = reader->scan;
    const struct lookup *found = scan_lookup(scan, at);
    size_t next = at + 1;
    if (reader->pending.complement && reader->pending.end == at && at > 0 &&
        scan_is(scan, at - 1, "for")) // "Minister for Pacific Peoples"
        return false;
    if (found->name->type != GAZETTEER_PLACE || found->name_tokens > 1 || next >= reader->limit ||
        gazetteer_attribute_is(found->name, "kind", "country") || !scan_capital_tells(scan, next) ||
        scan->tokens[next].shape != SHAPE_CAPITAL ||
        scan_has(scan, next, WORD_CALENDAR | WORD_FUNCTION))
        return false;
    const struct lookup *after = scan_lookup(scan, next);
    bool place = after->name && after->name->type == GAZETTEER_PLACE && after->name_tokens == 1;
    return !title_begins(scan, next) && !after->head_count && (!after->name || place) &&
           !gazetteer_attribute_is(after->name ? after->name : found->name, "kind", "country");
}

// "s/o", "A/L", "D/O": son or daughter of; the last token of the name that follows, else 0.
static size_t past_lineage(struct reader *reader, size_t at)
{
    struct scan *scan = reader->scan;
    if (at + 3 >= reader->limit || !scan_is(scan, at + 1, "/"))
        return 0;
    static const char *const links[][2] = {{"s", "o"}, {"S", "O"}, {"d", "o"}, {"D", "O"},
                                           {"a", "l"}, {"A", "L"}, {"a", "p"}, {"A", "P"},
                                           {"w", "o"}, {"W", "O"}};
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        if (scan_is(scan, at, links[i][0]) && scan_is(scan, at + 2, links[i][1]) &&
            scan_is_capital(scan, at + 3))
            return at + 3;
    }
    return 0;
}

// "Jr.", ", Sr." behind a name of at least one word: its end, with the full stop.
static size_t past_suffix(struct reader *reader, size_t end)
{
    struct scan *scan = reader->scan;
    size_t at = end < reader->limit && scan_is(scan, end, ",") ? end + 1 : end;
    bool inside = at == end && (scan_is(scan, end - 1, "Jr") || scan_is(scan, end - 1, "Sr"));
    if (inside)
        at = end - 1;
    if (at >= reader->limit || !(scan_is(scan, at, "Jr") || scan_is(scan, at, "Sr")))
        return end;
    bool stop = at + 1 < reader->limit && scan_is(scan, at + 1, ".") &&
                !scan->tokens[at + 1].spaced;
    return stop ? at + 2 : inside || at == end ? at + 1 : end;
}

// The end of the stretch of a run that is no known name: a person, or a name by shape.
static size_t shape_end(struct reader *reader, size_t first, bool titled)
{
    struct scan *scan = reader->scan;
    bool given = scan_lookup(scan, first)->word.given;
    size_t last = first, words = 1;
    bool compound = name_begins(scan, first) ? is_part_of_place(reader, first)
                                             : first > reader->first && !titled &&
                                                   scan_has(scan, first - 1, WORD_TO_PLACE) &&
                                                   !scan_is(scan, first - 1, "between");
    for (size_t next; words < 8; words++) {
        next = past_lineage(reader, last + 1);
        if (next) {
            last = next;
            continue;
        }
        next = person_next(scan, last, reader->limit);
        if (!next)
            break;
        const struct lookup *found = scan_lookup(scan, next);
        bool capital = scan_is_capital(scan, next);
        if (capital && title_begins(scan, next) && !found->word.family &&
            scan->tokens[next].shape != SHAPE_SINGLE)
            break;
        if (capital && name_begins(scan, next) && !scan_is_joint(scan, next - 1)) {
            bool country = found->name->type == GAZETTEER_NORP ||
                           gazetteer_attribute_is(found->name, "kind", "country");
            bool body = found->name->type == GAZETTEER_ORGANISATION;
            bool surname = (body && !scan_is_acronym(scan, next)) || given || titled || compound;
            // A people's name may be a surname: "Saima Rehman Baloch".
            bool people = found->name->type == GAZETTEER_NORP && given && next > first + 1 &&
                          scan_capital_tells(scan, next) && next + 1 < reader->limit &&
                          scan->tokens[next + 1].kind == TOKEN_MARK;
            // "Rebecca Jordan": no country stands right behind a given name.
            bool bearer = given && words == 1 && next == first + 1 && found->name_tokens == 1 &&
                          found->name->type == GAZETTEER_PLACE && scan_capital_tells(scan, next);
            if ((country && !people && !bearer) || found->name_tokens > 1 || !(surname || people))
                break;
        }
        if (scan_flagged(scan, next, TOKEN_HEADLINE_CASE) && titled &&
            scan_has(scan, next, WORD_COMMON | WORD_ACTING | WORD_REPORTING | WORD_FUNCTION))
            break;
        if (capital && scan_has(scan, next, WORD_FUNCTION) && next > first + 1 &&
            !scan_is_joint(scan, next - 1) && scan->tokens[next].shape != SHAPE_SINGLE &&
            !found->word.family && !found->word.given && !found->word.particle)
            break;
        last = next;
    }
    return past_suffix(reader, last + 1);
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
    bool titled = office_is_borne(reader, first);
    size_t end = shape_end(reader, first, titled);
    // "Minister for Pacific Peoples, Hana Rewiti": what one word after a name in an office adds
    if (titled && reader->pending.complement && reader->pending.end == first && end == first + 1 &&
        first > reader->first && scan_is_capital(scan, first - 1) && end + 1 < reader->limit &&
        scan_is(scan, end, ",") && person_next(scan, end + 1, reader->limit) &&
        scan_is_capital(scan, end + 1)) {
        reader->pending.end = end;
        return end;
    }
    if (titled) {
        size_t name = office_past_honorific(reader, first, end);
        if (name > first && reader->pending.end == first)
            reader->pending.end = name;
        first = name;
    }
    if (!titled && is_portfolio_before(reader, first, end)) {
        office_set(reader, first, end, reader->pending.title);
        reader->pending.title = NULL;
        return end;
    }
    size_t bracket = bracket_end(scan, end, reader->limit);
    if (bracket && !titled) {
        size_t start = definition_start(scan, end, first);
        if (start < end)
            first = start;
    }
    uint32_t number = reader_add(reader, first, end, TYPE_UNKNOWN, FROM_SHAPE, NULL);
    struct candidate *candidate = &scan->candidates[number];
    const struct gazetteer_word word = scan_lookup(scan, first)->word;
    bool ordinary = scan_has(scan, first, WORD_FUNCTION | WORD_CALENDAR) && !word.given &&
                    !word.family && scan->tokens[first].shape != SHAPE_SINGLE;
    if (titled && !ordinary) {
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
    size_t next = definition_read(reader, number);
    return next > end ? next : definition_read_meaning(reader, number);
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
        return office_is_borne(reader, at) && reader->pending.end == at &&
               !reader->pending.complement &&
               !gazetteer_attribute_is(found->name, "kind", "country");
    const struct lookup *after = scan_lookup(scan, next);
    bool half = !name_begins(scan, next) && next + 1 < reader->limit &&
                scan_is_joint(scan, next + 1); // of a double surname: no noun
    if (title_begins(scan, next) || (after->name && after->name_tokens > 1) ||
        (after->head_count && !half) || scan_is_joint(scan, at + 1))
        return false;
    if (office_is_borne(reader, at) && !reader->pending.complement)
        return true;
    // "Prime Minister of Georgia Irakli Lomidze"
    if (reader->pending.complement && reader->pending.end == at &&
        gazetteer_attribute_is(found->name, "kind", "country"))
        return false;
    bool unknown = !after->name && !after->head_count && scan_is_capital(scan, next) &&
                   !scan_is_acronym(scan, next) && !scan_flagged(scan, next, TOKEN_HEADLINE_CASE);
    if (body)
        return unknown && !scan_has(scan, next, WORD_COMMON | WORD_FUNCTION);
    return found->word.given && (after->word.family || half || !after->name);
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
        if (end + 1 >= reader->limit || !scan_is_joint(scan, end) ||
            !scan_is_capital(scan, end + 1))
            break;
        end++;
    }
    return parts >= 2 ? end : 0;
}

static size_t read_name(struct reader *reader, size_t first, size_t end,
                        const struct gazetteer_entry *entry)
{
    uint32_t number = reader_add(reader, first, end, scan_entry_type(entry), FROM_GAZETTEER, entry);
    office_extend(reader, first, end);
    size_t next = definition_read(reader, number);
    return next > end ? next : definition_read_meaning(reader, number);
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

// "H.H. Sheikh Mansoor", "H.E. the minister": an address, no part of a name.
static bool is_address(const struct scan *scan, size_t at)
{
    return scan_is(scan, at, "H.H.") || scan_is(scan, at, "H.E.") || scan_is(scan, at, "H.R.H.") ||
           scan_is(scan, at, "H.M.");
}

static size_t read_capital(struct reader *reader, size_t first)
{
    struct scan *scan = reader->scan;
    if (is_address(scan, first))
        return first + 1;
    const struct lookup *found = scan_lookup(scan, first);
    bool starts = scan_flagged(scan, first, TOKEN_STARTS | TOKEN_HEADLINE_CASE);
    bool initial = scan->tokens[first].shape == SHAPE_SINGLE && scan_is(scan, first + 1, ".");
    bool empty =
        starts && !initial && scan_has(scan, first, WORD_FUNCTION | WORD_CALENDAR | WORD_REPORTING);
    size_t named = name_begins(scan, first) ? found->name_tokens : 0;
    size_t titled = title_begins(scan, first) ? found->title_tokens : 0;
    enum entity_type type = TYPE_UNKNOWN;
    size_t built = empty && named < 2 && !(found->head_count && found->head_tokens > 1)
                       ? 0
                       : structure_end(scan, first, reader->limit, &type);
    if (empty && built > first + named &&
        structure_end(scan, first + 1, reader->limit, &type) == built)
        return first + 1; // "The East African" is a newspaper, but not before "Pipeline"
    size_t foreign = foreign_end(scan, first, reader->limit);
    if (foreign > built) {
        built = foreign;
        type = ENTITY_ORGANISATION;
    }
    found = scan_lookup(scan, first);
    size_t route = route_end(reader, first);
    size_t works = route ? works_end(reader, route, reader->limit) : 0;
    if (works > built && !titled && !empty) {
        reader_add(reader, first, works, ENTITY_PROJECT, FROM_HEAD, NULL);
        return works;
    }
    found = scan_lookup(scan, first);
    if (built && built - first > named && built - first > titled &&
        !stands_apart(scan, first, built) && !is_office(reader, first, built)) {
        uint32_t number = reader_add(reader, first, built, type, FROM_HEAD, NULL);
        office_extend(reader, first, built);
        return definition_read(reader, number);
    }
    found = scan_lookup(scan, first);
    bool compound = named == 1 && is_part_of_place(reader, first);
    found = scan_lookup(scan, first);
    if (named && named >= titled && !compound && !is_part_of_person(reader, first)) {
        found = scan_lookup(scan, first);
        size_t end = first + named;
        if (found->name->type == GAZETTEER_PLACE)
            end = reader_past_initials(scan, end, reader->limit);
        return read_name(reader, first, end, found->name);
    }
    // "NATO Secretary General": the body, then the office.
    if (titled > named && named && found->name->type <= GAZETTEER_ORGANISATION &&
        title_begins(scan, first + named))
        return read_name(reader, first, first + named, scan_lookup(scan, first)->name);
    if (titled)
        return office_read(reader, first);
    // "the Emir": an office, though Emir is a given name too; HE, HRH before a name.
    bool office = found->title && found->title_tokens == 1 && first > reader->first &&
                  scan_is(scan, first - 1, "the") && !person_next(scan, first, reader->limit);
    found = scan_lookup(scan, first);
    bool address = scan->tokens[first].shape == SHAPE_UPPER && scan_has(scan, first, WORD_FUNCTION);
    if (office)
        return office_read(reader, first);
    if (address)
        return first + 1;
    // "May" and "Sunday" are names only before or after other words of a name.
    bool day = scan_has(scan, first, WORD_CALENDAR) &&
               (!found->word.given ||
                !(person_next(scan, first, reader->limit) || office_is_borne(reader, first)));
    if ((empty && !found->word.particle) || scan_has(scan, first, WORD_NO_NAME) || day)
        return first + 1;
    if (found->head_count && found->head_tokens == 1 && !person_next(scan, first, reader->limit) &&
        !office_is_borne(reader, first)) {
        uint32_t number =
            reader_add(reader, first, first + 1, found->heads[0]->makes, FROM_BARE_HEAD, NULL);
        return scan->candidates[number].end;
    }
    // A sentence's first word that the article has in lower case too is not the name's first.
    if (starts && scan_has(scan, first, WORD_COMMON) && !found->word.given &&
        !office_is_borne(reader, first) && !scan_flagged(scan, first, TOKEN_HEADLINE_CASE))
        return first + 1;
    return read_shape(reader, first);
}

static size_t read_lower(struct reader *reader, size_t at)
{
    struct scan *scan = reader->scan;
    bool number = scan->tokens[at].kind == TOKEN_NUMBER && at + 1 < reader->limit &&
                  scan_is_capital(scan, at + 1); // 2030 Agenda
    if (scan->tokens[at].kind != TOKEN_WORD && !number)
        return at + 1;
    if (scan_has(scan, at, WORD_FUNCTION | WORD_REPORTING | WORD_CONNECTOR))
        return at + 1;
    const struct lookup *found = scan_lookup(scan, at);
    if (found->name && found->name_tokens > 1)
        return read_name(reader, at, at + found->name_tokens, found->name);
    if (found->title && title_begins(scan, at))
        return office_read(reader, at);
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
    reader_add(reader, at, end, ENTITY_EVENT, bare ? FROM_BARE_HEAD : FROM_HEAD, NULL);
    return end;
}

static void read_sentence(struct scan *scan, size_t first, size_t limit)
{
    struct reader reader = {scan, first, limit, {0}, NO_CANDIDATE};
    size_t before = scan->candidate_count;
    for (size_t at = first; at < limit;) {
        size_t event = scan_has(scan, at, WORD_ORDINAL) ? read_event(&reader, at) : 0;
        if (event)
            at = event;
        else if (scan_is_capital(scan, at))
            at = read_capital(&reader, at);
        else
            at = read_lower(&reader, at);
    }
    for (size_t i = before; i < scan->candidate_count; i++)
        evidence_gather(scan, (uint32_t)i, first, limit);
}

void candidates_collect(struct scan *scan)
{
    const struct article *article = scan->article;
    for (size_t i = 0; i < article->section_count; i++)
        dateline_read_names(scan, &article->sections[i].dateline);
    for (size_t i = 0; i < article->sentence_count; i++) {
        const struct sentence *sentence = &article->sentences[i];
        read_sentence(scan, sentence->first_token, sentence->first_token + sentence->token_count);
    }
    scan_sort(scan);
}
