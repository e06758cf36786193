// SPDX-License-Identifier: GPL-3.0-or-later
// Cues that are nouns: talks, meetings, audiences, calls, with the verb that carries them ("held
// talks with"), the preposition that leads them ("during a meeting with") or neither. Every rule
// looks at a bounded window around its word.

#include <config.h>

#include "detect/engagements-view.h"

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
      "bilat", "chat", "pull-aside", "tete", "sitdown");
WORDS(audience_nouns, "audience", "audiences");
WORDS(of_only, "of");
WORDS(meet_gerunds, "meeting");
WORDS(definite, "the", "their", "this", "that", "each", "his", "her", "its", "these");
WORDS(around, "during", "at", "in", "after", "following", "for", "before", "of", "when", "while",
      "upon", "from", "over", "since", "until");
WORDS(sure_leads, "during", "at", "in", "after", "following", "over");
WORDS(with_words, "with", "between");
WORDS(call_links, "with", "between", "from", "to");
WORDS(between_words, "between");
WORDS(commas, ",");
WORDS(their_words, "their");
WORDS(by_words, "by");
WORDS(a_today, "a", "an", "today", "yesterday");
WORDS(received, "received", "receives", "receive", "receiving", "welcomed", "hosted", "greeted",
      "welcomes", "hosts", "entertained", "hosting", "welcoming");
WORDS(be, "was", "were", "been", "being", "be", "is", "are");
WORDS(courtesy, "courtesy", "farewell", "protocol");
WORDS(pay, "paid", "pays", "pay", "paying", "made", "makes");
WORDS(chaired, "chaired", "chair", "chairs");
WORDS(receptions, "reception");
WORDS(guests, "guest");
WORDS(mediated, "mediated", "hosted", "moderated", "facilitated", "brokered", "mediates", "hosts",
      "convened");
WORDS(credentials, "credentials", "credence");
WORDS(presented, "presented", "presents", "handed", "submitted");
WORDS(call_nouns, "call", "calls");
WORDS(call_verbs, "had", "has", "have", "held", "holds", "hold", "received", "receives", "took",
      "takes", "made", "placed", "makes", "during", "after", "in", "following", "joined", "on");
WORDS(trilateral, "trilateral", "tripartite", "three");
WORDS(ways, "way", "sided", "party", "cornered");
WORDS(attended, "attended", "attend", "attends", "attending");
WORDS(series, "series", "number", "several", "many", "various");
WORDS(bilateral, "bilateral");
WORDS(counterparts, "counterparts", "colleagues", "leaders", "ministers");

WORDS(privates, "tête", "tete", "one");

const char *const *const engagement_noun_heads[] = {
    talks_nouns, meeting_nouns, table_nouns, audience_nouns, received, call_nouns,
    chaired,     credentials,   receptions,  privates,       guests,   NULL};

// The verb that holds, hosts or attends what the noun at token `at` names; in "hosted A for talks"
// it hosts A.
static size_t carrying_verb(const struct cue_view *view, size_t at, size_t reach)
{
    WORDS(purposes, "for", "over");
    size_t verb = view_light_verb(view, at, reach, hold);
    if (verb != SIZE_MAX && view_is(view, verb, received) && view_any_in(view, verb, at, purposes))
        return SIZE_MAX;
    return verb;
}

// A noun that a preposition at `lead`, or nothing, leads, and whose "with" or "between" stands at
// `link` (SIZE_MAX: none): "talks between A and B", "during his meeting with A", "at a meeting".
static bool match_bare_noun(const struct cue_view *view, size_t at, size_t link, size_t lead,
                            struct engagement_cue *cue)
{
    if (link != SIZE_MAX && view_is(view, link, between_words)) {
        cue->end = link + 1;
        cue->closed = true;
        return true;
    }
    bool sure = lead != SIZE_MAX && view_is(view, lead, sure_leads);
    if (link == SIZE_MAX) {
        // "after their meeting in Dakar"; "told A during a meeting in Dakar"
        cue->joint = sure && view_any_in(view, lead, at, their_words);
        cue->addressed = sure && !cue->joint && view_any_in(view, lead, at, a_today);
        return (cue->joint && view_is(view, at + 1, in_at)) || cue->addressed;
    }
    bool known = view_any_in(view, view_back(view, at, 3), at, definite);
    if (lead == SIZE_MAX)
        return !known && at > view->first;
    return !known || sure;
}

// "held talks with", "during talks with", "held the ninth session", "talks between A and B".
bool cue_match_talks(const struct cue_view *view, size_t at, struct engagement_cue *cue)
{
    if (!view_is(view, at, talks_nouns))
        return false;
    size_t verb = carrying_verb(view, at, 8);
    size_t link = view_link_after(view, at, with_words);
    bool between = link != SIZE_MAX && view_is(view, link, between_words);
    if (verb == SIZE_MAX && between)
        verb = view_light_verb(view, at, 5, mediated);
    if (verb != SIZE_MAX && view_is(view, verb, chaired) && view_is_text(view, verb - 1, "-"))
        return false; // "co-chaired" joins its own
    size_t lead = view_find_back(view, at, 4, around);
    cue_set(cue, ENGAGEMENT_TALKS, verb != SIZE_MAX ? verb : lead != SIZE_MAX ? lead : at, at + 1);
    if (verb != SIZE_MAX) {
        cue->gathers = between && view_is(view, verb, mediated);
        return true;
    }
    cue->nominal = true;
    return match_bare_noun(view, at, link, lead, cue);
}

// A series of meetings: "attended a number of meetings", "bilateral meetings with his colleagues".
static bool match_series(const struct cue_view *view, size_t at, struct engagement_cue *cue)
{
    size_t verb = view_light_verb(view, at, 6, hold);
    size_t attends = view_find_back(view, at, 8, attended);
    bool with = view_link_after(view, at, with_words) != SIZE_MAX;
    bool many = with && view_any_in(view, at + 1, at + 5, counterparts);
    bool held = view_any_in(view, at + 1, at + 20, (const char *const[]){"held", NULL}) &&
                view_any_in(view, at + 1, at + 20, be);
    if (attends == SIZE_MAX && held && view_any_in(view, view_back(view, at, 3), at, series)) {
        cue_set(cue, ENGAGEMENT_MULTILATERAL, at, at + 1);
        cue->attached = true;
    } else if (attends != SIZE_MAX && view_any_in(view, view_back(view, at, 6), at, series)) {
        cue_set(cue, ENGAGEMENT_MULTILATERAL, attends, at + 1);
    } else if (many && view_any_in(view, view_back(view, at, 3), at, bilateral)) {
        cue_set(cue, ENGAGEMENT_BILATERALS, at, at + 1);
    } else if (verb != SIZE_MAX && with && !view_any_in(view, verb, at, definite)) {
        cue_set(cue, ENGAGEMENT_MEETING, verb, at + 1); // "had meetings with A and B"
        return true;
    } else {
        return false;
    }
    cue->umbrella = true;
    return true;
}

// A meeting that a preposition, or nothing, leads.
static bool match_bare_meeting(const struct cue_view *view, size_t at, size_t lead, bool three,
                               struct engagement_cue *cue)
{
    size_t link = view_link_after(view, at, with_words);
    cue->nominal = true;
    if (view_is_text(view, at + 1, "of")) {
        cue->closed = true;
        return true;
    }
    size_t apart = at + 1; // "a meeting was held on Tuesday between A and B"
    while (apart < view->end && apart < at + 10 && !view_is(view, apart, between_words) &&
           !view_is_text(view, apart, ","))
        apart++;
    if (view_is(view, at + 1, be) && view_is(view, apart, between_words)) {
        cue->end = apart + 1;
        cue->closed = true;
        return true;
    }
    if (view_is(view, at + 1, in_at) && at > view->first && view_is(view, at - 1, commas)) {
        cue_set(cue, ENGAGEMENT_MEETING, at, at + 1); // "A and B, meeting in Geneva"
        cue->joint = true;
        return true;
    }
    bool gerund =
        view_is(view, at, meet_gerunds) && ((lead != SIZE_MAX && lead + 1 == at) ||
                                            at == view->first || view_is(view, at - 1, by_words));
    bool name = at + 1 < view->end && view->article->tokens.items[at + 1].shape == SHAPE_CAPITAL;
    if (gerund && lead != SIZE_MAX && view_is(view, lead, sure_leads) &&
        view_is(view, at + 1, in_at)) { // "after meeting in Geneva"
        cue->joint = true;
        return true;
    }
    if (gerund && (view_is(view, at + 1, with_words) ||
                   name)) { // "when meeting with A", "after meeting A", "Meeting A, B said"
        cue->person_next = true;
        return true;
    }
    if (three && lead != SIZE_MAX) // "at the trilateral meeting" is a witness too
        return true;
    return match_bare_noun(view, at, link, lead, cue);
}

// "trilateral meeting", "three-way meeting"; not "three meetings".
static bool is_trilateral(const struct cue_view *view, size_t at)
{
    for (size_t i = view_back(view, at, 4); i < at; i++) {
        if (view_is(view, i, trilateral) &&
            (!view_is_text(view, i, "three") ||
             (view_is_text(view, i + 1, "-") && view_is(view, i + 2, ways))))
            return true;
    }
    return false;
}

// "had a bilateral meeting with", "during a trilateral meeting", "when meeting with".
bool cue_match_meeting(const struct cue_view *view, size_t at, struct engagement_cue *cue)
{
    if (!view_is(view, at, meeting_nouns))
        return false;
    if (view_is(view, at, (const char *const[]){"meetings", "dialogues", NULL}))
        return match_series(view, at, cue);
    bool by =
        view_is(view, at, meet_gerunds) && at > view->first && view_is(view, at - 1, by_words);
    size_t verb = by ? SIZE_MAX : carrying_verb(view, at, 6);
    size_t lead = view_find_back(view, at, 6, around);
    bool three = is_trilateral(view, at);
    cue_set(cue, three ? ENGAGEMENT_TRILATERAL : ENGAGEMENT_MEETING,
            verb != SIZE_MAX   ? verb
            : lead != SIZE_MAX ? lead
                               : at,
            at + 1);
    cue->mutual = three;
    if (verb == SIZE_MAX)
        return match_bare_meeting(view, at, lead, three, cue);
    return view_link_after(view, at, with_words) != SIZE_MAX || three ||
           view_any_in(view, verb, at, bilateral) || !view_any_in(view, verb, at, definite);
}

// The number of tokens of "tête-à-tête" or "one-on-one", or of a meal or audience; 0: none.
static size_t private_noun(const struct cue_view *view, size_t at)
{
    static const char *const forms[][5] = {{"tête", "-", "à", "-", "tête"},
                                           {"tete", "-", "a", "-", "tete"},
                                           {"one", "-", "on", "-", "one"},
                                           {"One", "-", "on", "-", "one"}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        size_t k = 0;
        while (k < 5 && view_is_text(view, at + k, forms[i][k]))
            k++;
        // "one-on-one talks" are talks
        if (k == 5 && !view_any_in(view, at + 5, at + 7, talks_nouns) &&
            !view_any_in(view, at + 5, at + 7, meeting_nouns))
            return 5;
    }
    if (!view_is(view, at, table_nouns) && !view_is(view, at, audience_nouns))
        return 0;
    bool more = view_any_in(view, at + 1, at + 3, talks_nouns) ||
                view_any_in(view, at + 1, at + 3, meeting_nouns); // "bilateral talks"
    return more ? 0 : 1;
}

// "had a tête-à-tête with", "granted an audience to", "a working lunch with".
bool cue_match_private(const struct cue_view *view, size_t at, struct engagement_cue *cue)
{
    static const char *const links[] = {"with", "to", "for", "by", NULL};
    size_t count = private_noun(view, at);
    if (!count)
        return false;
    size_t verb = carrying_verb(view, at, 7);
    bool audience = view_is(view, at, audience_nouns);
    if (verb == SIZE_MAX && audience)
        verb = view_light_verb(view, at, 5, grant);
    if (verb == SIZE_MAX && view_is_text(view, at + 1, "for")) // "gave a lunch for A"
        verb = view_light_verb(view, at, 5, grant);
    size_t lead = view_find_back(view, at, 5, around);
    cue_set(cue, ENGAGEMENT_MEETING,
            verb != SIZE_MAX   ? verb
            : lead != SIZE_MAX ? lead
                               : at,
            at + count);
    cue->links = links;
    if (verb != SIZE_MAX) {
        cue->passive = audience && view_any_in(view, view_back(view, verb, 4), verb, be);
        cue->joint = true;
        return true;
    }
    cue->nominal = true;
    return match_bare_noun(view, at + count - 1, view_link_after(view, at + count - 1, with_words),
                           lead, cue);
}

// "had A as a guest", "had A as her guest in Oslo".
static bool match_guest(const struct cue_view *view, size_t at, struct engagement_cue *cue)
{
    WORDS(had, "had", "has", "hosted", "welcomed");
    enum { REACH = 24 };
    if (!view_is(view, at, guests) || at < view->first + 2 || !view_is_text(view, at - 2, "as"))
        return false;
    for (size_t i = at - 2; i-- > view_back(view, at, REACH);) {
        if (!(view->classes[i] & WORD_VERB))
            continue;
        if (!view_is(view, i, had))
            return false;
        cue_set(cue, ENGAGEMENT_MEETING, i, i + 1);
        cue->person_next = true;
        return true;
    }
    return false;
}

// "the audience that A granted to B", "the talks A held with B".
bool cue_match_told_noun(const struct cue_view *view, size_t at, struct engagement_cue *cue)
{
    static const char *const links[] = {"with", "to", NULL};
    WORDS(that_words, "that", "which");
    enum { REACH = 20, LINK_REACH = 8 };
    if (match_guest(view, at, cue))
        return true;
    bool talks = view_is(view, at, talks_nouns);
    if (!(talks || view_is(view, at, meeting_nouns) || view_is(view, at, audience_nouns) ||
          view_is(view, at, call_nouns)) ||
        at == view->first || !view_any_in(view, view_back(view, at, 3), at, definite))
        return false;
    bool that = view_is(view, at + 1, that_words);
    bool name = at + 1 < view->end && view->article->tokens.items[at + 1].kind == TOKEN_WORD &&
                !view_is_lower(view, at + 1);
    for (size_t i = at + 1 + that; (that || name) && i < view->end && i <= at + REACH; i++) {
        if (!(view->classes[i] & WORD_VERB) || view_is(view, i, be))
            continue;
        size_t link = view_find_ahead(view, i + 1, LINK_REACH, links);
        if ((!view_is(view, i, hold) && !view_is(view, i, grant)) || link == SIZE_MAX)
            return false;
        cue_set(cue,
                talks                           ? ENGAGEMENT_TALKS
                : view_is(view, at, call_nouns) ? ENGAGEMENT_PHONE_CALL
                                                : ENGAGEMENT_MEETING,
                i, link + 1);
        cue->person_next = true;
        return true;
    }
    return false;
}

// "presented his credentials to", "received the credentials of".
bool cue_match_credentials(const struct cue_view *view, size_t at, struct engagement_cue *cue)
{
    static const char *const links[] = {"to", "of", "from", NULL};
    if (!view_is(view, at, credentials))
        return false;
    size_t given = view_find_back(view, at, 6, presented);
    size_t taken = view_find_back(view, at, 5, received);
    size_t verb = given != SIZE_MAX ? given : taken;
    cue_set(cue, ENGAGEMENT_MEETING, verb, at + 1);
    cue->person_next = true;
    cue->links = links;
    return verb != SIZE_MAX;
}

// "during his reception of A"; "hosted a reception for A".
bool cue_match_reception(const struct cue_view *view, size_t at, struct engagement_cue *cue)
{
    if (!view_is(view, at, receptions))
        return false;
    size_t verb = view_light_verb(view, at, 5, hold);
    if (verb != SIZE_MAX && view_is_text(view, at + 1, "for")) { // "hosted a reception for A"
        cue_set(cue, ENGAGEMENT_MEETING, verb, at + 2);
        cue->noun = at;
        cue->person_next = true;
        return true;
    }
    size_t of = view_link_after(view, at, of_only), lead = view_find_back(view, at, 5, around);
    if (of == SIZE_MAX || lead == SIZE_MAX)
        return false;
    cue_set(cue, ENGAGEMENT_MEETING, lead, of + 1);
    cue->noun = at;
    cue->nominal = true;
    cue->person_next = true;
    return view_is(view, lead, sure_leads);
}

// "paid a courtesy call on", "during a courtesy call on".
bool cue_match_courtesy(const struct cue_view *view, size_t at, struct engagement_cue *cue)
{
    static const char *const ends[] = {"on", "to", "with", "from", "by", NULL};
    static const char *const links[] = {"to", NULL};
    bool visit = view_is_text(view, at, "visit");
    if ((!view_is(view, at, call_nouns) && !visit) || at == view->first ||
        !view_is(view, at - 1, courtesy) || !view_is(view, at + 1, ends))
        return false;
    bool from = view_is_text(view, at + 1, "from") || view_is_text(view, at + 1, "by");
    size_t verb = view_find_back(view, at, 6, from ? received : pay);
    if (from && verb == SIZE_MAX)
        return false;
    size_t lead = view_find_back(view, at, 5, around);
    cue_set(cue, ENGAGEMENT_MEETING,
            verb != SIZE_MAX   ? verb
            : lead != SIZE_MAX ? lead
                               : at,
            at + 2);
    cue->noun = at;
    cue->person_next = true;
    cue->nominal = verb == SIZE_MAX;
    cue->links = links;
    return true;
}

// "had a call with", "received a call on Tuesday from", "a call between A and B".
bool cue_match_call(const struct cue_view *view, size_t at, struct engagement_cue *cue)
{
    static const char *const links[] = {"from", "to", "with", NULL};
    if (!view_is(view, at, call_nouns) || !view_is_lower(view, at) || at == view->first)
        return false;
    size_t link = view_find_ahead(view, at + 1, 6, call_links);
    size_t verb = view_light_verb(view, at, 6, call_verbs);
    if (link == SIZE_MAX || verb == SIZE_MAX || view_is(view, at - 1, definite))
        return false;
    cue_set(cue, ENGAGEMENT_PHONE_CALL, verb, link + 1);
    cue->noun = at;
    cue->mutual = true;
    cue->links = links;
    return true;
}

bool engagement_is_noun(const struct article *article, const uint8_t *classes, size_t at)
{
    struct cue_view view = {article, classes, at, article->tokens.count};
    return (classes[at] & WORD_HEAD) &&
           (view_is(&view, at, talks_nouns) || view_is(&view, at, meeting_nouns) ||
            view_is_text(&view, at, "call") || view_is_text(&view, at, "conference") ||
            private_noun(&view, at));
}

bool engagement_names_meeting(const struct article *article, const uint8_t *classes, size_t first,
                              size_t end)
{
    struct cue_view view = {article, classes, first, end};
    for (size_t i = first + 1; i < end; i++) {
        if (engagement_is_noun(article, classes, i) &&
            view_any_in(&view, view_back(&view, i, 3), i, definite) &&
            tense_at(article, first, end, i) != TENSE_FUTURE)
            return true;
    }
    return false;
}
