// SPDX-License-Identifier: GPL-3.0-or-later
// Cues: verbs and nouns of meeting, talking, calling, writing, visiting, signing. Every rule looks
// at a bounded window around its word.

#include <config.h>

#include "detect/engagements-tellings.h"

#include <string.h>

struct view {
    const struct article *article;
    size_t first, end;
};

bool engagement_is_word(const struct article *article, size_t at, const char *const *words)
{
    const struct token *token = &article->tokens.items[at];
    const char *bytes = article->bytes + token->start;
    size_t length = token->end - token->start;
    char head = bytes[0] >= 'A' && bytes[0] <= 'Z' ? (char)(bytes[0] + 32) : bytes[0];
    for (; *words; words++) { // asked of every word many times: most differ in the first letters
        const char *word = *words;
        if (*word != head)
            continue;
        size_t same = 1;
        while (same < length && word[same] == bytes[same]) // not past the NUL: no token has one
            same++;
        if (same == length && word[same] == '\0')
            return true;
    }
    return false;
}

static bool is(const struct view *view, size_t at, const char *const *words)
{
    return at >= view->first && at < view->end && engagement_is_word(view->article, at, words);
}

#define WORDS(name, ...) static const char *const name[] = {__VA_ARGS__, NULL}

WORDS(auxiliaries, "has", "have", "had", "was", "were", "is", "are", "been", "be", "will", "shall",
      "would");
WORDS(irregular, "said", "told", "met", "held", "took", "made", "gave", "went", "came", "left",
      "began", "spoke", "wrote", "saw", "sent", "paid", "won", "led", "kept", "became", "brought",
      "found", "hosted", "sat", "flew", "drew", "stood", "says", "say", "tells", "did", "does",
      "handed", "meets", "holds", "got", "knew", "thought", "saying", "adding", "urging", "noting",
      "who", "which", "whose", "where", "while", "whom", "that", "because", "although", "but");
WORDS(no_verbs, "elected", "appointed", "retired", "united", "named", "based", "hundred", "unnamed",
      "need", "designated", "renowned", "related", "indeed", "so-called", "deposed", "detained",
      "jailed", "exiled", "limited");

bool engagement_is_auxiliary(const struct article *article, size_t at)
{
    return engagement_is_word(article, at, auxiliaries);
}

bool engagement_is_verb(const struct article *article, size_t at)
{
    const struct token *token = &article->tokens.items[at];
    size_t length = token->end - token->start;
    if (token->kind != TOKEN_WORD || token->shape != SHAPE_LOWER)
        return false;
    if (engagement_is_word(article, at, auxiliaries) || engagement_is_word(article, at, irregular))
        return true;
    return length > 4 && memcmp(article->bytes + token->end - 2, "ed", 2) == 0 &&
           !engagement_is_word(article, at, no_verbs);
}

WORDS(in_at, "in", "at", "on");
WORDS(hold, "held", "hold", "holds", "holding", "had", "have", "having", "conducted", "hosted",
      "host", "hosts", "hosting", "chaired", "co-chaired", "began", "opened", "concluded",
      "wrapped");
WORDS(talks_nouns, "talks", "consultations", "negotiations", "discussions", "conversations",
      "session", "conversation", "consultation", "dialogue");
WORDS(meeting_nouns, "meeting", "meetings", "summit", "encounter", "dialogues");
WORDS(meet_verbs, "met", "meets", "meet");
WORDS(definite, "the", "their", "this", "that", "each", "his", "her", "its", "these");
WORDS(around, "during", "at", "in", "after", "following", "for", "before", "of", "when", "while",
      "upon", "from");
WORDS(with_words, "with", "between");
WORDS(between_words, "between");
WORDS(articles, "a", "an");
WORDS(commas, ",");
WORDS(their_words, "their");
WORDS(spoke, "spoke", "talked", "consulted", "conferred");
WORDS(with_only, "with");
WORDS(sat, "sat", "sits");
WORDS(down, "down");
WORDS(by_words, "by");
WORDS(to_words, "to");
WORDS(on_words, "on");
WORDS(of_words, "of", "with");
WORDS(received, "received", "receives", "receive", "receiving", "welcomed", "hosted", "greeted");
WORDS(be, "was", "were", "been", "being", "be", "is", "are");
WORDS(call_on, "called", "calls", "call", "calling");
WORDS(saw, "saw", "sees");
WORDS(discussed, "discussed", "discuss", "discussing", "conferred");
WORDS(agreed, "agreed", "agree", "agreeing");
WORDS(phone_verbs, "telephoned", "phoned", "rang", "telephones");
WORDS(phone_nouns, "phone", "telephone", "video");
WORDS(phone_leads, "by", "over", "on", "a", "the", "via", "in");
WORDS(phone_ends, "call", "calls", "conversation", "conversations", "talks", "conference", "link");
WORDS(exchanged, "exchanged", "exchange", "exchanging", "exchanges", "swapped");
WORDS(messages, "messages", "letters", "greetings", "congratulations", "telegrams", "notes",
      "message", "letter", "telegram", "cable");
WORDS(wrote, "wrote", "write", "writes", "written");
WORDS(each_one, "each", "one");
WORDS(other, "other", "another");
WORDS(sent, "sent", "sends", "sending", "send", "addressed");
WORDS(visited, "visited", "visits", "visiting", "toured");
WORDS(visit_nouns, "visit", "visits", "trip", "tour", "journey");
WORDS(visit_leads, "paid", "pay", "paying", "pays", "made", "make", "makes", "making", "began",
      "begin", "begins", "begun", "kicked", "concluded", "concludes", "started", "starts");
WORDS(traveled, "traveled", "travelled", "flew", "travels", "traveling", "travelling", "travel",
      "went");
WORDS(arrived, "arrived", "arrives", "arriving", "arrive", "landed");
WORDS(signed_words, "signed", "sign", "signs", "signing", "inked");
WORDS(trilateral, "trilateral", "three-way", "tripartite");
WORDS(attended, "attended", "attend", "attends", "attending");
WORDS(series, "series", "number", "several", "many", "various");
WORDS(bilateral, "bilateral");
WORDS(counterparts, "counterparts", "colleagues", "leaders", "ministers");
WORDS(negations, "not", "never", "without", "refused", "declined", "failed", "refusing",
      "cancelled", "canceled", "postponed", "n't", "denied", "neither", "nor", "no");

// Whether one of `words` stands in [from, to).
static bool any_in(const struct view *view, size_t from, size_t to, const char *const *words)
{
    for (size_t i = from < view->first ? view->first : from; i < to && i < view->end; i++) {
        if (is(view, i, words))
            return true;
    }
    return false;
}

static size_t back(const struct view *view, size_t at, size_t count)
{
    return at - view->first < count ? view->first : at - count;
}

// The nearest of `words` before `at` within `reach` tokens and no comma between; SIZE_MAX: none.
static size_t find_back(const struct view *view, size_t at, size_t reach, const char *const *words)
{
    for (size_t i = at; i-- > back(view, at, reach);) {
        if (is(view, i, words))
            return i;
        if (token_is(view->article->bytes, &view->article->tokens.items[i], ","))
            break;
    }
    return SIZE_MAX;
}

static void span(struct engagement_cue *cue, enum engagement_kind kind, size_t first, size_t end)
{
    cue->kind = kind;
    cue->first = first;
    cue->end = end;
}

// "held talks with", "during talks with", "held the ninth session".
static bool match_talks(const struct view *view, size_t at, struct engagement_cue *cue)
{
    if (!is(view, at, talks_nouns))
        return false;
    size_t verb = find_back(view, at, 8, hold);
    bool with = is(view, at + 1, with_words);
    size_t first = verb != SIZE_MAX ? verb : at;
    span(cue, ENGAGEMENT_TALKS, first, at + 1);
    if (verb != SIZE_MAX)
        return true;
    cue->nominal = true;
    if (is(view, at + 1, between_words))
        return true;
    bool known = at > view->first && (is(view, at - 1, definite) ||
                                      (at > view->first + 1 && is(view, at - 2, definite)));
    return with && !known && find_back(view, at, 4, around) != SIZE_MAX;
}

// "had a bilateral meeting with", "during a trilateral meeting", "when meeting with".
static bool match_meeting(const struct view *view, size_t at, struct engagement_cue *cue)
{
    if (!is(view, at, meeting_nouns))
        return false;
    size_t verb = find_back(view, at, 6, hold);
    size_t lead = find_back(view, at, 6, around);
    bool with = is(view, at + 1, with_words);
    bool three = any_in(view, back(view, at, 3), at, trilateral);
    bool plural = is(view, at, (const char *const[]){"meetings", "dialogues", NULL});
    if (plural) {
        bool attends = find_back(view, at, 8, attended) != SIZE_MAX;
        bool many = with && any_in(view, at + 1, at + 5, counterparts);
        bool held = any_in(view, at + 1, at + 20, (const char *const[]){"held", NULL}) &&
                    any_in(view, at + 1, at + 20, be);
        if (!attends && held && any_in(view, back(view, at, 3), at, series)) {
            span(cue, ENGAGEMENT_MULTILATERAL, at, at + 1);
            cue->attached = true;
        } else if (attends && any_in(view, back(view, at, 6), at, series)) {
            span(cue, ENGAGEMENT_MULTILATERAL, find_back(view, at, 8, attended), at + 1);
        } else if (many && any_in(view, back(view, at, 3), at, bilateral)) {
            span(cue, ENGAGEMENT_BILATERALS, at, at + 1);
        } else if (verb != SIZE_MAX && with && !any_in(view, verb, at, definite)) {
            span(cue, ENGAGEMENT_MEETING, verb, at + 1); // "had meetings with A and B"
            return true;
        } else {
            return false;
        }
        cue->umbrella = true;
        return true;
    }
    size_t first = verb != SIZE_MAX ? verb : lead != SIZE_MAX ? lead : at;
    span(cue, three ? ENGAGEMENT_TRILATERAL : ENGAGEMENT_MEETING, first, at + 1);
    cue->nominal = verb == SIZE_MAX;
    cue->mutual = three;
    if (verb != SIZE_MAX)
        return with || three || any_in(view, verb, at, bilateral) ||
               !any_in(view, verb, at, definite);
    if (is(view, at + 1, between_words))
        return true;
    bool place_next = is(view, at + 1, in_at);
    if (place_next && at > view->first &&
        is(view, at - 1, commas)) { // "A and B, meeting in Geneva"
        span(cue, ENGAGEMENT_MEETING, at, at + 1);
        cue->joint = true;
        cue->nominal = false;
        return true;
    }
    if (place_next && lead != SIZE_MAX && any_in(view, lead, at, their_words)) {
        cue->joint = true; // "after their meeting in Dakar"
        return true;
    }
    if (lead == SIZE_MAX)
        return with && at > view->first && !is(view, at - 1, definite);
    bool known = any_in(view, lead, at, definite);
    bool gerund = lead + 1 == at; // "when meeting with", "in meeting"
    if (three)                    // "at the trilateral meeting" is a witness too
        return true;
    return with && !known &&
           (gerund || any_in(view, lead, at, (const char *const[]){"a", "an", "separate", NULL}));
}

static bool match_verbs(const struct view *view, size_t at, struct engagement_cue *cue)
{
    const struct token *token = &view->article->tokens.items[at];
    if (token->shape != SHAPE_LOWER)
        return false;
    span(cue, ENGAGEMENT_MEETING, at, at + 1);
    if (is(view, at, meet_verbs)) {
        cue->joint = true;
        return true;
    }
    if (is(view, at, received)) {
        cue->person_next = true;
        cue->passive = any_in(view, back(view, at, 2), at, be);
        return !cue->passive || any_in(view, at + 1, at + 9, by_words);
    }
    if (is(view, at, call_on) && is(view, at + 1, on_words)) {
        cue->end = at + 2;
        cue->person_next = true;
        return true;
    }
    if (is(view, at, sat) && is(view, at + 1, down) && is(view, at + 2, with_only)) {
        cue->end = at + 3;
        cue->person_next = true;
        return true;
    }
    if (is(view, at, spoke) && is(view, at + 1, with_only)) {
        cue->end = at + 2;
        cue->person_next = true;
        return true;
    }
    if (is(view, at, saw)) {
        cue->person_next = true;
        return true;
    }
    if (is(view, at, discussed)) {
        cue->joint = true;
        return true;
    }
    if (is(view, at, agreed)) {
        cue->joint = cue->attached = true;
        return true;
    }
    return false;
}

static bool match_phone(const struct view *view, size_t at, struct engagement_cue *cue)
{
    cue->mutual = true;
    span(cue, ENGAGEMENT_PHONE_CALL, at, at + 1);
    if (is(view, at, phone_verbs))
        return true;
    if (!is(view, at, phone_nouns))
        return false;
    bool noun = is(view, at + 1, phone_ends);
    bool lead = at > view->first && is(view, at - 1, phone_leads);
    cue->end = at + 1 + noun;
    if (is(view, at, (const char *const[]){"video", NULL}) && !noun)
        return false; // "in a video"
    // "the phone call" of which was told; "on the phone" tells
    bool known = noun && at > view->first && is(view, at - 1, definite);
    return (noun || lead) && !known;
}

static bool match_messages(const struct view *view, size_t at, struct engagement_cue *cue)
{
    cue->mutual = true;
    span(cue, ENGAGEMENT_MESSAGES, at, at + 1);
    if (is(view, at, exchanged))
        return any_in(view, at + 1, at + 5, messages);
    if (is(view, at, wrote))
        return is(view, at + 1, to_words) && is(view, at + 2, each_one) && is(view, at + 3, other);
    cue->person_next = true;
    return is(view, at, sent) && any_in(view, at + 1, at + 6, messages);
}

static bool match_visit(const struct view *view, size_t at, struct engagement_cue *cue)
{
    span(cue, ENGAGEMENT_VISIT, at, at + 1);
    if (is(view, at, visit_nouns)) {
        size_t verb = find_back(view, at, 7, visit_leads);
        size_t on = find_back(view, at, 5, on_words); // "is on a visit to"
        if (verb == SIZE_MAX && on != SIZE_MAX && is(view, on + 1, articles))
            verb = on;
        if (verb == SIZE_MAX || !(is(view, at + 1, to_words) || is(view, at + 1, of_words)))
            return false;
        cue->first = verb;
        cue->end = at + 2;
        return true;
    }
    if (is(view, at, visited))
        return view->article->tokens.items[at].shape == SHAPE_LOWER;
    if (is(view, at, traveled) && any_in(view, at + 1, at + 3, to_words))
        return true;
    if (is(view, at, arrived) && is(view, at + 1, in_at)) {
        span(cue, ENGAGEMENT_ARRIVAL, at, at + 2);
        return true;
    }
    return false;
}

static bool match_signing(const struct view *view, size_t at, struct engagement_cue *cue)
{
    if (!is(view, at, signed_words) || view->article->tokens.items[at].shape != SHAPE_LOWER)
        return false;
    static const char *const witness[] = {"witnessed",  "attended", "witness",
                                          "witnessing", "oversaw",  NULL};
    span(cue, ENGAGEMENT_SIGNING, at, at + 1);
    cue->joint = true;
    bool noun = token_is(view->article->bytes, &view->article->tokens.items[at], "signing");
    size_t verb = find_back(view, at, 4, witness);
    if (noun && verb != SIZE_MAX) {
        cue->first = verb;
        return true;
    }
    bool participle = any_in(view, at + 1, at + 3, by_words); // "a plan signed by their leaders"
    cue->passive = participle;
    return !noun;
}

static bool is_denied(const struct view *view, size_t at)
{
    return any_in(view, back(view, at, 4), at, negations);
}

// A verb in its past form tells of the past whatever stands before it, but for a modal.
static enum tense tense_of(const struct view *view, const struct engagement_cue *cue)
{
    const struct token *token = &view->article->tokens.items[cue->first];
    static const char *const coming[] = {"will", "shall", "would", "to", NULL};
    static const char *const pasts[] = {"met",  "held", "had",  "saw",   "wrote", "paid", "made",
                                        "sent", "flew", "went", "began", "rang",  NULL};
    bool past = is(view, cue->first, pasts) ||
                (token->end - token->start > 3 &&
                 memcmp(view->article->bytes + token->end - 2, "ed", 2) == 0);
    if (past && token->shape == SHAPE_LOWER)
        return any_in(view, back(view, cue->first, 3), cue->first, coming) ? TENSE_FUTURE
                                                                           : TENSE_PAST;
    enum tense tense = tense_at(view->article, view->first, view->end, cue->first);
    // a bare present or infinitive that nothing puts into the future is told as it happens
    return tense;
}

size_t engagement_cues_find(const struct article *article, size_t first, size_t end,
                            struct engagement_cue cues[CUE_ROOM])
{
    struct view view = {article, first, end};
    size_t count = 0;
    for (size_t i = first; i < end && count < CUE_ROOM; i++) {
        if (article->tokens.items[i].kind != TOKEN_WORD)
            continue;
        struct engagement_cue found = {0};
        bool there = match_phone(&view, i, &found);
        if (!there) {
            found = (struct engagement_cue){0};
            there = match_messages(&view, i, &found);
        }
        if (!there) {
            found = (struct engagement_cue){0};
            there = match_talks(&view, i, &found) || match_meeting(&view, i, &found) ||
                    match_visit(&view, i, &found) || match_signing(&view, i, &found) ||
                    match_verbs(&view, i, &found);
        }
        if (!there || is_denied(&view, found.first))
            continue;
        found.tense = tense_of(&view, &found);
        // of cues that share words the more telling one stays: the later ("held phone talks")
        if (count && found.first < cues[count - 1].end) {
            if (cues[count - 1].kind == ENGAGEMENT_PHONE_CALL)
                continue;
            count--;
        }
        cues[count++] = found;
    }
    return count;
}
