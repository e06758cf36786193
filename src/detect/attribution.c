// SPDX-License-Identifier: GPL-3.0-or-later
// Attribution: patterns over the tokens of one sentence, at its front, at its end and between two
// commas. Everything looked at is bounded, so a sentence costs its length.

#include <config.h>

#include "detect/attribution.h"

#include <string.h>

// The sentence at hand.
struct clause {
    const struct wording *wording;
    const struct token *tokens; // of the article
    const char *bytes;
    size_t first, end; // tokens of the sentence; closing full stop and quotes cut
};

enum { SUBJECT_LONGEST = 10, OBJECT_LONGEST = 8, APPOSITION_LONGEST = 40 };

static const struct word *word_at(const struct clause *clause, size_t token)
{
    return wording_word(clause->wording, token);
}

static bool has_flag(const struct clause *clause, size_t token, unsigned flag)
{
    return token < clause->end && word_at(clause, token)->flags & flag;
}

// Inline, so that the length of a literal is known.
static inline bool is_text(const struct clause *clause, size_t token, const char *text)
{
    size_t length = strlen(text);
    return token < clause->end &&
           clause->tokens[token].end - clause->tokens[token].start == length &&
           memcmp(clause->bytes + clause->tokens[token].start, text, length) == 0;
}

static bool is_quote(const struct clause *clause, size_t token)
{
    if (!has_flag(clause, token, WORD_MARK))
        return false;
    return is_text(clause, token, "\"") || is_text(clause, token, "“") ||
           is_text(clause, token, "”") || is_text(clause, token, "’") ||
           is_text(clause, token, "‘") || is_text(clause, token, "'");
}

static bool is_one_of(const struct clause *clause, size_t token, const char *const *list)
{
    for (; token < clause->end && *list; list++) {
        if (**list == clause->bytes[clause->tokens[token].start] && is_text(clause, token, *list))
            return true;
    }
    return false;
}

// A reporting verb that can carry a clause; participles ("saying") only after a finite one.
static bool is_finite_verb(const struct clause *clause, size_t token)
{
    static const char *const nouns[] = {"report",  "remark", "remarks", "comment", "claim",
                                        "claims",  "notes",  "note",    "points",  "according",
                                        "answers", "answer", NULL};
    if (!has_flag(clause, token, WORD_REPORTING) || is_one_of(clause, token, nouns))
        return false;
    size_t length = clause->tokens[token].end - clause->tokens[token].start;
    const char *end = clause->bytes + clause->tokens[token].end;
    return length < 4 || memcmp(end - 3, "ing", 3) != 0;
}

static bool is_participle(const struct clause *clause, size_t token)
{
    return has_flag(clause, token, WORD_REPORTING) && !is_finite_verb(clause, token) &&
           !is_text(clause, token, "according");
}

// Whether tokens[first … end) can be the subject of a verb of saying: a pronoun, a name, an office.
static bool is_subject(const struct clause *clause, size_t first, size_t end)
{
    static const char *const inside[] = {
        "the", "The",  "of",   "and", "for",  "a",    "an",      "his", "His", "her", "Her", "its",
        "de",  "both", "Both", "A",   "also", "then", "further", "in",  "has", "had", "two", NULL};
    if (end <= first || end - first > SUBJECT_LONGEST)
        return false;
    bool named = false;
    for (size_t at = first; at < end; at++) {
        uint16_t flags = word_at(clause, at)->flags;
        if (flags & WORD_MARK && !is_text(clause, at, "-") && !is_text(clause, at, ".") &&
            !is_text(clause, at, "'"))
            return false;
        if (flags & WORD_REPORTING)
            return false;
        if (flags & WORD_FUNCTION && !(flags & WORD_PRONOUN) && !is_one_of(clause, at, inside))
            return false;
        named = named || flags & (WORD_PRONOUN | WORD_TITLE) ||
                clause->tokens[at].shape >= SHAPE_CAPITAL ||
                clause->wording->marks[at] & WORDING_NAME;
    }
    return named || is_text(clause, first, "the") || is_text(clause, first, "The");
}

// The end of verb and what goes with it, up to and with "that": "told him that", "pointed out".
static size_t verb_end(const struct clause *clause, size_t verb, bool *bare)
{
    size_t at = verb + 1;
    *bare = true;
    if (is_text(clause, at, "out") || is_text(clause, at, "afterwards"))
        at++;
    if (is_text(clause, at, "that"))
        return at + 1;
    if (is_text(clause, verb, "told") || is_text(clause, verb, "tells")) {
        for (size_t i = at; i < at + OBJECT_LONGEST && i < clause->end; i++) {
            if (is_text(clause, i, ","))
                break;
            if (is_text(clause, i, "that")) {
                *bare = i <= at + 2;
                return i + 1;
            }
        }
        return at < clause->end ? at + 1 : at;
    }
    return at;
}

// Verbs that take a thing as well: at the front only "that" shows that they report.
static bool needs_that(const struct clause *clause, size_t verb)
{
    static const char *const verbs[] = {
        "proposed",   "proposes",     "promised",   "wrote",     "writes",     "written",
        "quoted",     "reported",     "recalled",   "recalls",   "announced",  "announces",
        "warned",     "warns",        "mentioned",  "indicated", "disclosed",  "confirmed",
        "confirms",   "suggested",    "suggests",   "admitted",  "revealed",   "predicted",
        "declared",   "acknowledged", "assured",    "informed",  "cautioned",  "commented",
        "pointed",    "points",       "maintained", "continued", "complained", "reaffirmed",
        "reiterated", "affirmed",     "reiterates", "concluded", NULL};
    return is_one_of(clause, verb, verbs);
}

// ", adding that" after an attribution.
static size_t skip_participle(const struct clause *clause, size_t at)
{
    if (is_text(clause, at, ","))
        at++;
    if (is_participle(clause, at)) {
        at++;
        if (is_text(clause, at, "that"))
            at++;
    }
    return at;
}

static void add(struct attribution *found, size_t *count, struct attribution attribution)
{
    if (*count < ATTRIBUTIONS_MOST)
        found[(*count)++] = attribution;
}

// Where the sentence proper begins: after "For his part," (which goes with an attribution), and
// after an adverbial of a few words, "During the meeting," (which does not: *outside).
static size_t skip_lead(const struct clause *clause, bool *outside)
{
    static const char *const openers[] = {
        "During",  "In",      "At",        "On",   "After", "Before",  "Under",    "Later",
        "Earlier", "However", "Meanwhile", "Also", "Then",  "Finally", "Speaking", NULL};
    size_t at = clause->first;
    *outside = !is_text(clause, at, "For");
    if (*outside && !is_one_of(clause, at, openers))
        return at;
    for (size_t i = at + 1; i < at + (*outside ? 9 : 5) && i < clause->end; i++) {
        if (is_text(clause, i, ","))
            return i + 1;
    }
    return at;
}

// "Wang said (that) …", "Wang, also a member of …, said (that) …", "According to Rotich, …".
static size_t find_front(const struct clause *clause, struct attribution *found, size_t *count)
{
    bool outside;
    size_t start = skip_lead(clause, &outside), first = outside ? start : clause->first;
    if (is_text(clause, start, "According") && is_text(clause, start + 1, "to")) {
        for (size_t at = start + 2; at < start + 12 && at < clause->end; at++) {
            if (is_text(clause, at, ",")) {
                add(found, count,
                    (struct attribution){first, at + 1 - first, start + 2, at - start - 2, 0,
                                         true});
                return at + 1;
            }
        }
    }
    size_t comma = 0;
    for (size_t verb = start + 1; verb < start + APPOSITION_LONGEST && verb < clause->end; verb++) {
        if (is_text(clause, verb, ",") && !comma)
            comma = verb;
        if (!is_finite_verb(clause, verb))
            continue;
        bool bare;
        size_t end = verb_end(clause, verb, &bare);
        if (end + 2 > clause->end ||
            (needs_that(clause, verb) && !is_text(clause, end - 1, "that")))
            return start;
        if (!comma && is_subject(clause, start, verb)) {
            add(found, count,
                (struct attribution){first, end - first, start, verb - start, verb, bare});
            return end;
        }
        if (comma && is_text(clause, verb - 1, ",") && verb - 1 > comma &&
            is_subject(clause, start, comma)) {
            add(found, count,
                (struct attribution){first, end - first, start, comma - start, verb, false});
            return end;
        }
        return start;
    }
    return start;
}

// Whether tokens[first … end) is a whole attribution: "Wang said", "said Wang", "she told TASS",
// "according to a statement of his ministry".
static bool is_whole(const struct clause *clause, size_t first, size_t end, bool last,
                     struct attribution *attribution)
{
    if (end <= first + 1 || end - first > SUBJECT_LONGEST + OBJECT_LONGEST)
        return false;
    if (is_text(clause, first, "according") && is_text(clause, first + 1, "to")) {
        attribution->subject_first = first + 2;
        attribution->subject_count = end - first - 2;
        attribution->bare = true;
        return true;
    }
    if (is_finite_verb(clause, first) && is_subject(clause, first + 1, end)) {
        attribution->subject_first = first + 1;
        attribution->subject_count = end - first - 1;
        attribution->bare = true;
        return true;
    }
    for (size_t verb = first + 1; verb < end; verb++) {
        if (!is_finite_verb(clause, verb) && !is_participle(clause, verb))
            continue;
        bool passive = is_text(clause, verb, "quoted") || is_participle(clause, verb);
        size_t subject_end = passive && verb > first + 1 ? verb - 1 : verb;
        if (!is_subject(clause, first, subject_end) || end - verb > OBJECT_LONGEST)
            return false;
        if (!last && end - verb > 1)
            return false;
        if (is_text(clause, verb + 1, "that") || is_participle(clause, verb))
            return false;
        attribution->subject_first = first;
        attribution->subject_count = subject_end - first;
        attribution->bare = end - verb <= 2 || passive;
        return true;
    }
    return false;
}

// Attributions between two commas and after the last one.
static void find_parenthetic(const struct clause *clause, size_t start, struct attribution *found,
                             size_t *count)
{
    size_t comma = clause->end;
    for (size_t at = start; at <= clause->end; at++) {
        bool last = at == clause->end;
        if (!last && !is_text(clause, at, ",") && !is_text(clause, at, ";"))
            continue;
        if (comma < clause->end) {
            size_t first = comma + 1;
            while (first < at && is_quote(clause, first))
                first++;
            struct attribution attribution = {.first = first > comma + 1 ? first : comma};
            // After a quotation only the words belong to it: the quotation keeps its marks.
            if (is_whole(clause, first, at, last, &attribution)) {
                size_t end = last ? at : skip_participle(clause, at);
                attribution.count = end - attribution.first;
                add(found, count, attribution);
            }
        }
        comma = at;
    }
}

size_t attribution_find(const struct wording *wording, size_t sentence,
                        struct attribution found[ATTRIBUTIONS_MOST])
{
    const struct sentence *read = &wording->article->sentences[sentence];
    struct clause clause = {wording, wording->article->tokens.items, wording->article->bytes,
                            read->first_token, read->first_token + read->token_count};
    while (clause.first < clause.end && is_quote(&clause, clause.first))
        clause.first++;
    while (clause.end > clause.first &&
           (is_quote(&clause, clause.end - 1) || is_text(&clause, clause.end - 1, ".")))
        clause.end--;
    size_t count = 0;
    size_t start = find_front(&clause, found, &count);
    find_parenthetic(&clause, start, found, &count);
    return count;
}

bool attribution_covers(const struct attribution *found, size_t count, size_t token)
{
    for (size_t i = 0; i < count; i++) {
        if (found[i].bare && token >= found[i].first && token < found[i].first + found[i].count)
            return true;
    }
    return false;
}
