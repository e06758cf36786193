// SPDX-License-Identifier: GPL-3.0-or-later
// Cues: verbs and nouns of meeting, talking, calling, writing, visiting, signing. Every rule looks
// at a bounded window around its word.

#include <config.h>

#include "detect/engagements-tellings.h"

#include <string.h>

struct view {
    const struct article *article;
    const uint8_t *classes;
    size_t first, end;
};

static bool is(const struct view *view, size_t at, const char *const *words)
{
    return at >= view->first && at < view->end && engagement_is_word(view->article, at, words);
}

#define WORDS(name, ...) static const char *const name[] = {__VA_ARGS__, NULL}

WORDS(in_at, "in", "at", "on");
WORDS(hold, "held", "hold", "holds", "holding", "had", "have", "having", "conducted", "hosted",
      "host", "hosts", "hosting", "chaired", "co-chaired", "began", "opened", "concluded",
      "wrapped", "shared", "attended", "has");
WORDS(grant, "granted", "gave", "given", "grants", "grant", "gives", "accorded", "accords",
      "received", "obtained", "secured");
WORDS(talks_nouns, "talks", "consultations", "negotiations", "discussions", "conversations",
      "session", "conversation", "consultation", "dialogue", "deliberations");
WORDS(meeting_nouns, "meeting", "meetings", "summit", "encounter", "dialogues");
WORDS(table_nouns, "lunch", "dinner", "breakfast", "luncheon", "supper", "tea", "bilateral",
      "bilat", "pull-aside", "tete", "sitdown");
WORDS(privates, "tête", "tete", "one");
WORDS(audience_nouns, "audience", "audiences");
WORDS(of_only, "of");
WORDS(meet_verbs, "met", "meets", "meet");
WORDS(meet_gerunds, "meeting");
WORDS(definite, "the", "their", "this", "that", "each", "his", "her", "its", "these");
WORDS(around, "during", "at", "in", "after", "following", "for", "before", "of", "when", "while",
      "upon", "from", "over", "since", "until");
WORDS(sure_leads, "during", "at", "in", "after", "following", "over");
WORDS(with_words, "with", "between");
WORDS(call_links, "with", "between", "from", "to");
WORDS(between_words, "between");
WORDS(articles, "a", "an");
WORDS(commas, ",");
WORDS(their_words, "their");
WORDS(spoke, "spoke", "talked", "consulted", "conferred", "speaks", "speak", "spoken", "dined",
      "lunched", "breakfasted", "huddled", "speaking", "talking", "conferring", "confer", "dine");
WORDS(open_speech, "spoke", "speaks", "speak", "spoken", "talked", "speaking", "talking");
WORDS(joint_speech, "conferred", "consulted", "dined", "huddled", "confer", "talked", "spoke");
WORDS(sat, "sat", "sits", "sit", "spent", "shook");
WORDS(about_words, "about", "of");
WORDS(with_only, "with");
WORDS(down, "down");
WORDS(together, "together", "with");
WORDS(by_words, "by");
WORDS(to_words, "to");
WORDS(from_words, "from");
WORDS(a_today, "a", "an", "today", "yesterday");
WORDS(on_words, "on");
WORDS(of_words, "of", "with");
WORDS(received, "received", "receives", "receive", "receiving", "welcomed", "hosted", "greeted",
      "welcomes", "hosts", "entertained", "hosting", "welcoming");
WORDS(be, "was", "were", "been", "being", "be", "is", "are");
WORDS(call_on, "called", "calls", "call", "calling");
WORDS(courtesy, "courtesy", "farewell", "protocol");
WORDS(pay, "paid", "pays", "pay", "paying", "made", "makes");
WORDS(saw, "saw", "sees");
WORDS(discussed, "discussed", "discuss", "discussing", "conferred");
WORDS(chaired, "chaired", "chair", "chairs");
WORDS(joint_acts, "presided");
WORDS(hours, "hour", "hours", "minutes", "morning", "afternoon", "evening");
WORDS(views, "views", "view", "opinions");
WORDS(receptions, "reception");
WORDS(credentials, "credentials", "credence");
WORDS(presented, "presented", "presents", "handed", "submitted");
WORDS(equals, "counterpart", "colleague");
WORDS(his_her, "his", "her");
WORDS(day_words, "on", "in", "at", "here", "today", "yesterday", "earlier", "late", "early", "this",
      "last", "morning", "afternoon", "evening", "night", "the", "same", "day");
WORDS(leaving_words, "leaving", "leave", "leaves", "departing", "out", "embark", "departs");
WORDS(visiting, "visiting", "touring");
WORDS(before_visiting, "is", "are", "was", "were", "been", "be", "while", "after", "before", "and",
      "when", "since", "currently", "by");
WORDS(agreed, "agreed", "agree", "agreeing");
WORDS(phone_verbs, "telephoned", "phoned", "rang", "telephones", "phones", "telephoning");
WORDS(phone_nouns, "phone", "telephone", "video");
WORDS(phone_words, "videoconference", "teleconference", "phone-call");
WORDS(phone_leads, "by", "over", "on", "a", "the", "via", "in");
WORDS(phone_ends, "call", "calls", "conversation", "conversations", "talks", "conference", "link");
WORDS(call_nouns, "call", "calls");
WORDS(call_verbs, "had", "has", "have", "held", "holds", "hold", "received", "receives", "took",
      "takes", "made", "placed", "makes", "during", "after", "in", "following", "joined", "on");
WORDS(exchanged, "exchanged", "exchange", "exchanging", "exchanges", "swapped");
WORDS(messages, "messages", "letters", "greetings", "congratulations", "telegrams", "notes",
      "message", "letter", "telegram", "cable", "cables", "missives");
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
WORDS(trilateral, "trilateral", "tripartite", "three");
WORDS(ways, "way", "sided", "party", "cornered");
WORDS(attended, "attended", "attend", "attends", "attending");
WORDS(series, "series", "number", "several", "many", "various");
WORDS(bilateral, "bilateral");
WORDS(counterparts, "counterparts", "colleagues", "leaders", "ministers");
WORDS(airports, "airport", "arrival", "aerodrome", "tarmac");

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
    cue->noun = end - 1;
}

static bool is_text(const struct view *view, size_t at, const char *word)
{
    return at >= view->first && at < view->end &&
           token_is(view->article->bytes, &view->article->tokens.items[at], word);
}

static bool is_lower(const struct view *view, size_t at)
{
    return view->article->tokens.items[at].shape == SHAPE_LOWER;
}

// The first of `words` in [from, from + reach) with no comma and no verb before it; SIZE_MAX: none.
static size_t find_ahead(const struct view *view, size_t from, size_t reach,
                         const char *const *words)
{
    for (size_t i = from; i < view->end && i < from + reach; i++) {
        if (is(view, i, words))
            return i;
        if (is_text(view, i, ",") || (view->classes[i] & WORD_VERB))
            break;
    }
    return SIZE_MAX;
}

// The first of `words` behind a noun with only a day or a place between: "talks on Tuesday with";
// SIZE_MAX: none.
static size_t link_after(const struct view *view, size_t at, const char *const *words)
{
    enum { REACH = 7 };
    for (size_t i = at + 1; i < view->end && i <= at + REACH; i++) {
        const struct token *token = &view->article->tokens.items[i];
        if (is(view, i, words))
            return i;
        if (token->kind == TOKEN_WORD && is_lower(view, i) && !is(view, i, day_words))
            break;
        if (token->kind == TOKEN_MARK && !is_text(view, i, ".") && !is_text(view, i, "-"))
            break;
    }
    return SIZE_MAX;
}

// The verb of `words` that carries a noun: no auxiliary of another verb.
static size_t light_verb(const struct view *view, size_t at, size_t reach, const char *const *words)
{
    size_t verb = find_back(view, at, reach, words);
    for (size_t i = verb; verb != SIZE_MAX && ++i < at;) {
        if (view->classes[i] & WORD_VERB)
            return SIZE_MAX;
    }
    return verb;
}

// A noun that a preposition at `lead`, or nothing, leads, and whose "with" or "between" stands at
// `link` (SIZE_MAX: none): "talks between A and B", "during his meeting with A", "at a meeting".
static bool match_bare_noun(const struct view *view, size_t at, size_t link, size_t lead,
                            struct engagement_cue *cue)
{
    if (link != SIZE_MAX && is(view, link, between_words)) {
        cue->end = link + 1;
        cue->closed = true;
        return true;
    }
    bool sure = lead != SIZE_MAX && is(view, lead, sure_leads);
    if (link == SIZE_MAX) {
        // "after their meeting in Dakar"; "told A during a meeting in Dakar"
        cue->joint = sure && any_in(view, lead, at, their_words);
        cue->addressed = sure && !cue->joint && any_in(view, lead, at, a_today);
        return (cue->joint && is(view, at + 1, in_at)) || cue->addressed;
    }
    bool known = any_in(view, back(view, at, 3), at, definite);
    if (lead == SIZE_MAX)
        return !known && at > view->first;
    return !known || sure;
}

// "held talks with", "during talks with", "held the ninth session", "talks between A and B".
static bool match_talks(const struct view *view, size_t at, struct engagement_cue *cue)
{
    if (!is(view, at, talks_nouns))
        return false;
    size_t verb = light_verb(view, at, 8, hold);
    if (verb != SIZE_MAX && is(view, verb, chaired) && is_text(view, verb - 1, "-"))
        return false; // "co-chaired" joins its own
    size_t link = link_after(view, at, with_words);
    size_t lead = find_back(view, at, 4, around);
    span(cue, ENGAGEMENT_TALKS, verb != SIZE_MAX ? verb : lead != SIZE_MAX ? lead : at, at + 1);
    if (verb != SIZE_MAX)
        return true;
    cue->nominal = true;
    return match_bare_noun(view, at, link, lead, cue);
}

// A series of meetings: "attended a number of meetings", "bilateral meetings with his colleagues".
static bool match_series(const struct view *view, size_t at, struct engagement_cue *cue)
{
    size_t verb = light_verb(view, at, 6, hold);
    size_t attends = find_back(view, at, 8, attended);
    bool with = link_after(view, at, with_words) != SIZE_MAX;
    bool many = with && any_in(view, at + 1, at + 5, counterparts);
    bool held = any_in(view, at + 1, at + 20, (const char *const[]){"held", NULL}) &&
                any_in(view, at + 1, at + 20, be);
    if (attends == SIZE_MAX && held && any_in(view, back(view, at, 3), at, series)) {
        span(cue, ENGAGEMENT_MULTILATERAL, at, at + 1);
        cue->attached = true;
    } else if (attends != SIZE_MAX && any_in(view, back(view, at, 6), at, series)) {
        span(cue, ENGAGEMENT_MULTILATERAL, attends, at + 1);
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

// A meeting that a preposition, or nothing, leads.
static bool match_bare_meeting(const struct view *view, size_t at, size_t lead, bool three,
                               struct engagement_cue *cue)
{
    size_t link = link_after(view, at, with_words);
    cue->nominal = true;
    if (is_text(view, at + 1, "of")) {
        cue->closed = true;
        return true;
    }
    size_t apart = at + 1; // "a meeting was held on Tuesday between A and B"
    while (apart < view->end && apart < at + 10 && !is(view, apart, between_words) &&
           !is_text(view, apart, ","))
        apart++;
    if (is(view, at + 1, be) && is(view, apart, between_words)) {
        cue->end = apart + 1;
        cue->closed = true;
        return true;
    }
    if (is(view, at + 1, in_at) && at > view->first && is(view, at - 1, commas)) {
        span(cue, ENGAGEMENT_MEETING, at, at + 1); // "A and B, meeting in Geneva"
        cue->joint = true;
        return true;
    }
    bool gerund = is(view, at, meet_gerunds) &&
                  ((lead != SIZE_MAX && lead + 1 == at) || at == view->first ||
                   is(view, at - 1, by_words));
    bool name = at + 1 < view->end && view->article->tokens.items[at + 1].shape == SHAPE_CAPITAL;
    if (gerund && (is(view, at + 1, with_words) || name)) { // "when meeting with A", "after meeting A", "Meeting A, B said"
        cue->person_next = true;
        return true;
    }
    if (three && lead != SIZE_MAX) // "at the trilateral meeting" is a witness too
        return true;
    return match_bare_noun(view, at, link, lead, cue);
}

// "trilateral meeting", "three-way meeting"; not "three meetings".
static bool is_trilateral(const struct view *view, size_t at)
{
    for (size_t i = back(view, at, 4); i < at; i++) {
        if (is(view, i, trilateral) &&
            (!is_text(view, i, "three") || (is_text(view, i + 1, "-") && is(view, i + 2, ways))))
            return true;
    }
    return false;
}

// "had a bilateral meeting with", "during a trilateral meeting", "when meeting with".
static bool match_meeting(const struct view *view, size_t at, struct engagement_cue *cue)
{
    if (!is(view, at, meeting_nouns))
        return false;
    if (is(view, at, (const char *const[]){"meetings", "dialogues", NULL}))
        return match_series(view, at, cue);
    bool by = is(view, at, meet_gerunds) && at > view->first && is(view, at - 1, by_words);
    size_t verb = by ? SIZE_MAX : light_verb(view, at, 6, hold);
    size_t lead = find_back(view, at, 6, around);
    bool three = is_trilateral(view, at);
    span(cue, three ? ENGAGEMENT_TRILATERAL : ENGAGEMENT_MEETING,
         verb != SIZE_MAX   ? verb
         : lead != SIZE_MAX ? lead
                            : at,
         at + 1);
    cue->mutual = three;
    if (verb == SIZE_MAX)
        return match_bare_meeting(view, at, lead, three, cue);
    return link_after(view, at, with_words) != SIZE_MAX || three || any_in(view, verb, at, bilateral) ||
           !any_in(view, verb, at, definite);
}

// The number of tokens of "tête-à-tête" or "one-on-one", or of a meal or audience; 0: none.
static size_t private_noun(const struct view *view, size_t at)
{
    static const char *const forms[][5] = {
        {"tête", "-", "à", "-", "tête"}, {"tete", "-", "a", "-", "tete"},
        {"one", "-", "on", "-", "one"},  {"One", "-", "on", "-", "one"}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        size_t k = 0;
        while (k < 5 && is_text(view, at + k, forms[i][k]))
            k++;
        // "one-on-one talks" are talks
        if (k == 5 && !any_in(view, at + 5, at + 7, talks_nouns) &&
            !any_in(view, at + 5, at + 7, meeting_nouns))
            return 5;
    }
    if (!is(view, at, table_nouns) && !is(view, at, audience_nouns))
        return 0;
    bool more = any_in(view, at + 1, at + 3, talks_nouns) ||
                any_in(view, at + 1, at + 3, meeting_nouns); // "bilateral talks"
    return more ? 0 : 1;
}

// "had a tête-à-tête with", "granted an audience to", "a working lunch with".
static bool match_private(const struct view *view, size_t at, struct engagement_cue *cue)
{
    static const char *const links[] = {"with", "to", "for", "by", NULL};
    size_t count = private_noun(view, at);
    if (!count)
        return false;
    size_t verb = light_verb(view, at, 7, hold);
    bool audience = is(view, at, audience_nouns);
    if (verb == SIZE_MAX && audience)
        verb = light_verb(view, at, 5, grant);
    size_t lead = find_back(view, at, 5, around);
    span(cue, ENGAGEMENT_MEETING, verb != SIZE_MAX ? verb : lead != SIZE_MAX ? lead : at,
         at + count);
    cue->links = links;
    if (verb != SIZE_MAX) {
        cue->passive = audience && any_in(view, back(view, verb, 4), verb, be);
        cue->joint = true;
        return true;
    }
    cue->nominal = true;
    return match_bare_noun(view, at + count - 1, link_after(view, at + count - 1, with_words), lead,
                           cue);
}

// "met", "met with"; "spoke on Tuesday with"; "sat down with".
static bool match_speech(const struct view *view, size_t at, struct engagement_cue *cue)
{
    if (is_text(view, at, "shook")) {
        cue->end = at + 3;
        cue->person_next = true;
        return is_text(view, at + 1, "hands") && is_text(view, at + 2, "with");
    }
    if (is_text(view, at, "talked") && is(view, at + 1, about_words)) {
        cue->joint = cue->open = true;
        return true;
    }
    if (is(view, at, spoke)) {
        static const char *const barred[] = {"to", "at", "about", "of", "for", "out", NULL};
        size_t with = find_ahead(view, at + 1, 9, with_words);
        if (with != SIZE_MAX && !any_in(view, at + 1, with, barred) &&
            is_text(view, with, "with")) {
            cue->end = with + 1;
            cue->person_next = true;
            cue->open = is(view, at, open_speech);
            return true;
        }
        cue->joint = is(view, at, joint_speech) && !is(view, at, open_speech);
        return cue->joint;
    }
    if (is_text(view, at, "spent")) {
        size_t with = find_ahead(view, at + 1, 6, with_only);
        cue->end = with == SIZE_MAX ? at + 1 : with + 1;
        cue->person_next = true;
        return with != SIZE_MAX && any_in(view, at + 1, with, hours);
    }
    if (is(view, at, sat)) {
        size_t with = find_ahead(view, at + 1 + is(view, at + 1, down), 4, together);
        if (with == SIZE_MAX)
            return false;
        cue->end = with + 1;
        cue->joint = true;
        cue->person_next = is_text(view, with, "with");
        return true;
    }
    return false;
}

static bool match_verbs(const struct view *view, size_t at, struct engagement_cue *cue)
{
    static const char *const by_only[] = {"by", NULL};
    if (!is_lower(view, at))
        return false;
    span(cue, ENGAGEMENT_MEETING, at, at + 1);
    if (is(view, at, meet_verbs)) {
        cue->joint = true;
        return true;
    }
    if (is(view, at, received)) {
        cue->person_next = true;
        cue->passive = any_in(view, back(view, at, 2), at, be);
        cue->links = cue->passive ? by_only : NULL;
        // at the airport it is protocol, and proves no meeting
        cue->attached = any_in(view, at + 1, at + 8, airports);
        return !cue->passive || any_in(view, at + 1, at + 16, by_words);
    }
    if (is(view, at, call_on) && is(view, at + 1, on_words)) {
        cue->end = at + 2;
        cue->person_next = true;
        return true;
    }
    if (match_speech(view, at, cue))
        return true;
    if (is(view, at, saw)) {
        cue->person_next = true;
        return true;
    }
    bool passive = at > view->first && is(view, at - 1, be); // "was discussed"
    cue->joint = !passive && (is(view, at, discussed) || is(view, at, agreed));
    cue->attached = is(view, at, agreed);
    cue->open = true;
    return cue->joint;
}

// "exchanged views with", "had an exchange of views with", "co-chaired the commission with".
static bool match_joint_act(const struct view *view, size_t at, struct engagement_cue *cue)
{
    span(cue, ENGAGEMENT_MEETING, at, at + 1);
    cue->joint = true;
    if (is(view, at, chaired))
        return (at > view->first + 1 && is_text(view, at - 1, "-") &&
                is_text(view, at - 2, "co")) ||
               any_in(view, at + 1, at + 8, (const char *const[]){"jointly", NULL});
    if (is_text(view, at, "presided"))
        return true;
    if (!is(view, at, exchanged) || !any_in(view, at + 1, at + 4, views))
        return false;
    cue->open = true;
    if (!is_text(view, at, "exchange"))
        return true;
    size_t verb = light_verb(view, at, 5, hold); // "had an exchange of views"
    span(cue, ENGAGEMENT_MEETING, verb != SIZE_MAX ? verb : at, at + 3);
    return verb != SIZE_MAX;
}

// "presented his credentials to", "received the credentials of".
static bool match_credentials(const struct view *view, size_t at, struct engagement_cue *cue)
{
    static const char *const links[] = {"to", "of", "from", NULL};
    if (!is(view, at, credentials))
        return false;
    size_t given = find_back(view, at, 6, presented);
    size_t taken = find_back(view, at, 5, received);
    size_t verb = given != SIZE_MAX ? given : taken;
    span(cue, ENGAGEMENT_MEETING, verb, at + 1);
    cue->person_next = true;
    cue->links = links;
    return verb != SIZE_MAX;
}

// "during his reception of A".
static bool match_reception(const struct view *view, size_t at, struct engagement_cue *cue)
{
    size_t of = link_after(view, at, of_only), lead = find_back(view, at, 5, around);
    if (!is(view, at, receptions) || of == SIZE_MAX || lead == SIZE_MAX)
        return false;
    span(cue, ENGAGEMENT_MEETING, lead, of + 1);
    cue->noun = at;
    cue->nominal = true;
    cue->person_next = true;
    return is(view, lead, sure_leads);
}

// "paid a courtesy call on", "during a courtesy call on".
static bool match_courtesy(const struct view *view, size_t at, struct engagement_cue *cue)
{
    if (!is(view, at, call_nouns) || at == view->first || !is(view, at - 1, courtesy) ||
        !is(view, at + 1, (const char *const[]){"on", "to", "with", NULL}))
        return false;
    static const char *const links[] = {"to", NULL};
    size_t verb = find_back(view, at, 6, pay);
    size_t lead = find_back(view, at, 5, around);
    span(cue, ENGAGEMENT_MEETING, verb != SIZE_MAX ? verb : lead != SIZE_MAX ? lead : at, at + 2);
    cue->noun = at;
    cue->person_next = true;
    cue->nominal = verb == SIZE_MAX;
    cue->links = links;
    return true;
}

// "had a call with", "received a call on Tuesday from", "a call between A and B".
static bool match_call(const struct view *view, size_t at, struct engagement_cue *cue)
{
    static const char *const links[] = {"from", "to", "with", NULL};
    if (!is(view, at, call_nouns) || !is_lower(view, at) || at == view->first)
        return false;
    size_t link = find_ahead(view, at + 1, 6, call_links);
    size_t verb = light_verb(view, at, 6, call_verbs);
    if (link == SIZE_MAX || verb == SIZE_MAX || is(view, at - 1, definite))
        return false;
    span(cue, ENGAGEMENT_PHONE_CALL, verb, link + 1);
    cue->noun = at;
    cue->mutual = true;
    cue->links = links;
    return true;
}

static bool match_phone(const struct view *view, size_t at, struct engagement_cue *cue)
{
    static const char *const links[] = {"from", "to", "with", "by", NULL};
    cue->mutual = true;
    span(cue, ENGAGEMENT_PHONE_CALL, at, at + 1);
    cue->links = links;
    if (is(view, at, phone_verbs))
        return true;
    if (is(view, at, call_on) && is_lower(view, at)) // "called his counterpart"
        return is(view, at + 1, his_her) && any_in(view, at + 2, at + 5, equals);
    if (is(view, at, phone_words))
        return at > view->first && !is(view, at - 1, definite);
    if (!is(view, at, phone_nouns))
        return false;
    bool noun = is(view, at + 1, phone_ends);
    bool lead = at > view->first && is(view, at - 1, phone_leads);
    cue->end = at + 1 + noun;
    cue->noun = at + noun;
    if (is(view, at, (const char *const[]){"video", NULL}) && !noun)
        return false; // "in a video"
    // "the phone call" of which was told; "on the phone" tells
    bool known = noun && at > view->first && is(view, at - 1, definite);
    return (noun || lead) && !known;
}

static bool match_messages(const struct view *view, size_t at, struct engagement_cue *cue)
{
    static const char *const links[] = {"with", "to", NULL};
    cue->mutual = true;
    cue->links = links;
    span(cue, ENGAGEMENT_MESSAGES, at, at + 1);
    if (is(view, at, exchanged))
        return any_in(view, at + 1, at + 5, messages);
    if (is(view, at, wrote))
        return is(view, at + 1, to_words) && is(view, at + 2, each_one) && is(view, at + 3, other);
    cue->person_next = true;
    bool got = is(view, at, received);
    size_t message = find_ahead(view, at + 1, got ? 9 : 16, messages);
    if ((!got && !is(view, at, sent)) || message == SIZE_MAX)
        return false;
    size_t link = find_ahead(view, at + 1, 10, got ? from_words : to_words);
    if (link != SIZE_MAX)
        cue->end = link + 1;
    return link != SIZE_MAX || !got;
}

static bool match_visit(const struct view *view, size_t at, struct engagement_cue *cue)
{
    span(cue, ENGAGEMENT_VISIT, at, at + 1);
    if (is(view, at, visit_nouns)) {
        size_t verb = find_back(view, at, 7, visit_leads);
        size_t on = find_back(view, at, 5, on_words); // "is on a visit to"
        bool leaving = on != SIZE_MAX && on > view->first && is(view, on - 1, leaving_words);
        if (verb == SIZE_MAX && on != SIZE_MAX && is(view, on + 1, articles) && !leaving)
            verb = on;
        if (verb == SIZE_MAX || !(is(view, at + 1, to_words) || is(view, at + 1, of_words)))
            return false;
        cue->first = verb;
        cue->end = at + 2;
        return true;
    }
    if (is(view, at, visited) && is(view, at, visiting) &&
        !(at > view->first &&
          (is(view, at - 1, before_visiting) || is(view, at - 1, commas)))) // "visiting Premier A"
        return false;
    if (is(view, at, visited))
        return is_lower(view, at);
    if (is(view, at, traveled) && any_in(view, at + 1, at + 3, to_words))
        return true;
    if (is(view, at, arrived) && is(view, at + 1, in_at)) {
        span(cue, ENGAGEMENT_ARRIVAL, at, at + 2);
        cue->noun = at;
        return true;
    }
    return false;
}

static bool match_signing(const struct view *view, size_t at, struct engagement_cue *cue)
{
    static const char *const links[] = {"by", NULL};
    if (!is(view, at, signed_words) || !is_lower(view, at))
        return false;
    static const char *const witness[] = {"witnessed",  "attended", "witness",
                                          "witnessing", "oversaw",  NULL};
    span(cue, ENGAGEMENT_SIGNING, at, at + 1);
    cue->joint = true;
    cue->links = links;
    size_t verb = find_back(view, at, 4, witness);
    if (is_text(view, at, "signing")) {
        cue->first = verb;
        return verb != SIZE_MAX;
    }
    cue->passive = any_in(view, at + 1, at + 3, by_words); // "a plan signed by their leaders"
    return true;
}

// Whether a verb is in its past form; a noun's day is as its verb's.
static bool is_past(const struct view *view, size_t at)
{
    const struct token *token = &view->article->tokens.items[at];
    bool present = view->article->bytes[token->end - 1] == 's' && !is_text(view, at, "was");
    return (view->classes[at] & WORD_VERB) && !present;
}

typedef bool matcher(const struct view *view, size_t at, struct engagement_cue *cue);

// The cue whose head is token `at`, of the first matcher that knows it.
static bool match(const struct view *view, size_t at, struct engagement_cue *cue)
{
    static matcher *const matchers[] = {
        match_courtesy, match_reception, match_joint_act, match_phone,   match_call,  match_credentials,
        match_messages, match_private,   match_talks,   match_meeting, match_visit,
        match_signing,  match_verbs};
    for (size_t i = 0; i < sizeof matchers / sizeof *matchers; i++) {
        *cue = (struct engagement_cue){0};
        if (matchers[i](view, at, cue))
            return true;
    }
    return false;
}

const char *const *const engagement_cue_heads[] = {
    talks_nouns, meeting_nouns, table_nouns, audience_nouns, meet_verbs, spoke,       sat,
    received,    call_on,       saw,         discussed,      agreed,     phone_verbs, phone_nouns,
    phone_words, call_nouns,    exchanged,   wrote,          sent,       visited,     visit_nouns,
    traveled,    arrived,       signed_words, privates,      chaired,    credentials, joint_acts, receptions,
    NULL};

bool engagement_names_meeting(const struct article *article, const uint8_t *classes, size_t first,
                              size_t end)
{
    struct view view = {article, classes, first, end};
    for (size_t i = first + 1; i < end; i++) {
        bool noun = (classes[i] & WORD_HEAD) && (is(&view, i, talks_nouns) ||
                                                 is(&view, i, meeting_nouns) || private_noun(&view, i));
        if (noun && any_in(&view, back(&view, i, 3), i, definite) &&
            tense_at(article, first, end, i) != TENSE_FUTURE)
            return true;
    }
    return false;
}

size_t engagement_cues_find(const struct article *article, const uint8_t *classes, size_t first,
                            size_t end, const struct clause_list *clauses,
                            struct engagement_cue cues[CUE_ROOM])
{
    struct view view = {article, classes, first, end};
    size_t count = 0;
    for (size_t i = first; i < end && count < CUE_ROOM; i++) {
        struct engagement_cue found;
        if (!(classes[i] & WORD_HEAD) || !match(&view, i, &found))
            continue;
        enum assertion assertion =
            engagement_assertion(article, classes, first, end, clauses, &found);
        if (assertion == ASSERTION_NONE)
            continue;
        found.past = is_past(&view, found.first);
        found.tense = assertion == ASSERTION_COMING ? TENSE_FUTURE : TENSE_PAST;
        found.purpose = !found.attached && assertion == ASSERTION_WEAK;
        found.attached = found.attached || assertion == ASSERTION_WEAK;
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
