// SPDX-License-Identifier: GPL-3.0-or-later
// Cues: verbs of meeting, receiving, talking, calling, writing, visiting, signing; and the search
// for all cues of a sentence. Every rule looks at a bounded window around its word.

#include <config.h>

#include "detect/engagements-view.h"

#include <string.h>

#define WORDS(name, ...) static const char *const name[] = {__VA_ARGS__, NULL}

WORDS(in_at, "in", "at", "on");
WORDS(hold, "held", "hold", "holds", "holding", "had", "have", "having", "conducted", "hosted",
      "host", "hosts", "hosting", "chaired", "co-chaired", "began", "opened", "concluded",
      "wrapped", "shared", "attended", "has");
WORDS(meet_verbs, "met", "meets", "meet");
WORDS(definite, "the", "their", "this", "that", "each", "his", "her", "its", "these");
WORDS(with_words, "with", "between");
WORDS(articles, "a", "an");
WORDS(commas, ",");
WORDS(to_persons, "spoke", "speaks", "talked", "speaking");
WORDS(spoke, "spoke", "talked", "consulted", "conferred", "speaks", "speak", "spoken", "dined",
      "lunched", "breakfasted", "huddled", "conversed", "speaking", "talking", "conferring",
      "confer", "dine");
WORDS(open_speech, "spoke", "speaks", "speak", "spoken", "talked", "speaking", "talking");
WORDS(joint_speech, "conferred", "consulted", "dined", "huddled", "confer", "talked", "spoke",
      "lunched", "breakfasted", "conversed");
WORDS(sat, "sat", "sits", "sit", "spent", "shook");
WORDS(about_words, "about", "of");
WORDS(with_only, "with");
WORDS(down, "down");
WORDS(together, "together", "with");
WORDS(by_words, "by");
WORDS(to_words, "to");
WORDS(from_words, "from");
WORDS(on_words, "on");
WORDS(of_words, "of", "with");
WORDS(received, "received", "receives", "receive", "receiving", "welcomed", "hosted", "greeted",
      "welcomes", "hosts", "entertained", "hosting", "welcoming");
WORDS(be, "was", "were", "been", "being", "be", "is", "are");
WORDS(called, "called", "calls");
WORDS(call_on, "called", "calls", "call", "calling");
WORDS(saw, "saw", "sees");
WORDS(discussed, "discussed", "discuss", "discussing", "conferred");
WORDS(chaired, "chaired", "chair", "chairs");
WORDS(joint_acts, "presided");
WORDS(hours, "hour", "hours", "minutes", "morning", "afternoon", "evening");
WORDS(views, "views", "view", "opinions");
WORDS(equals, "counterpart", "colleague", "opposite", "peer");
WORDS(brought, "brought", "brings");
WORDS(told, "told", "assured", "informed", "briefed");
WORDS(his_her, "his", "her");
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
WORDS(exchanged, "exchanged", "exchange", "exchanging", "exchanges", "swapped");
WORDS(messages, "messages", "letters", "greetings", "congratulations", "telegrams", "notes",
      "message", "letter", "telegram", "cable", "cables", "missives");
WORDS(letters, "letter", "letters", "message", "messages");
WORDS(reached, "reached", "reaches");
WORDS(courtesies, "congratulations", "congratulation", "condolences", "condolence", "greetings",
      "greeting", "sympathy", "felicitation", "felicitations", "solidarity", "congratulatory",
      "wishes", "video");
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
WORDS(signed_words, "signed", "sign", "signs", "signing", "inked", "initialled", "initialed",
      "penned");
WORDS(led_conference, "opened", "chaired", "co-chaired", "led", "inaugurated");
WORDS(conferences, "session", "conference", "summit", "forum", "meeting", "symposium", "congress");
WORDS(put, "put", "affixed", "set");
WORDS(names, "names", "signatures");
WORDS(airports, "airport", "arrival", "aerodrome", "tarmac");

const char *const *const engagement_verb_heads[] = {
    meet_verbs,  spoke,       sat,          call_on,    saw,     discussed, agreed,  phone_verbs,
    phone_nouns, phone_words, exchanged,    wrote,      letters, sent,      visited, visit_nouns,
    traveled,    arrived,     signed_words, joint_acts, put,     brought,   told,    led_conference,
    NULL};

// "met", "met with"; "spoke on Tuesday with"; "sat down with".
static bool match_speech(const struct cue_view *view, size_t at, struct engagement_cue *cue)
{
    if (view_is_text(view, at, "shook")) {
        cue->end = at + 3;
        cue->person_next = true;
        return view_is_text(view, at + 1, "hands") && view_is_text(view, at + 2, "with");
    }
    if (view_is_text(view, at, "talked") && view_is(view, at + 1, about_words)) {
        cue->joint = cue->open = true;
        return true;
    }
    if (view_is(view, at, to_persons) && view_is_text(view, at + 1, "to")) {
        cue->end = at + 2;
        cue->person_next = cue->open = true;
        return true;
    }
    if (view_is(view, at, spoke)) {
        static const char *const barred[] = {"to", "at", "about", "of", "for", "out", NULL};
        size_t with = view_find_ahead(view, at + 1, 9, with_words);
        if (with != SIZE_MAX && !view_any_in(view, at + 1, with, barred) &&
            view_is_text(view, with, "with")) {
            cue->end = with + 1;
            cue->person_next = true;
            cue->open = view_is(view, at, open_speech);
            return true;
        }
        cue->joint = view_is(view, at, joint_speech) && !view_is(view, at, open_speech);
        cue->open = view_is(view, at, (const char *const[]){"consulted", "conferred", NULL});
        return cue->joint;
    }
    if (view_is_text(view, at, "spent")) {
        size_t with = view_find_ahead(view, at + 1, 6, with_only);
        cue->end = with == SIZE_MAX ? at + 1 : with + 1;
        cue->person_next = true;
        return with != SIZE_MAX && view_any_in(view, at + 1, with, hours);
    }
    if (view_is(view, at, sat)) {
        size_t sat_down = at + view_is(view, at + 1, down);
        size_t table = view_find_ahead(view, at + 1, 4, (const char *const[]){"table", NULL});
        if (table != SIZE_MAX && view_is(view, table + 1, from_words)) { // "across the table from"
            cue->end = table + 2;
            return cue->person_next = true;
        }
        if (sat_down > at && view_is_text(view, sat_down + 1, "for")) { // "sat down for talks"
            cue->end = sat_down + 1;
            return cue->joint = true;
        }
        size_t with = view_link_after(view, sat_down, together); // "sat down in Oslo with"
        if (with == SIZE_MAX)
            with = view_find_ahead(view, sat_down + 1, 4, together);
        if (with == SIZE_MAX)
            return false;
        cue->end = with + 1;
        cue->joint = true;
        cue->person_next = view_is_text(view, with, "with");
        return true;
    }
    return false;
}

static bool match_verbs(const struct cue_view *view, size_t at, struct engagement_cue *cue)
{
    enum { RECEPTION_REACH = 24 }; // "hosted the Foreign Minister of X, A, on Monday for talks"
    static const char *const by_only[] = {"by", NULL};
    if (!view_is_lower(view, at))
        return false;
    cue_set(cue, ENGAGEMENT_MEETING, at, at + 1);
    if (view_is(view, at, meet_verbs)) {
        cue->joint = true;
        return !view_is_text(view, at + 1, "as"); // "where they met as students"
    }
    if (view_is(view, at, received)) {
        cue->person_next = true;
        cue->passive = view_any_in(view, view_back(view, at, 2), at, be);
        cue->links = cue->passive ? by_only : NULL;
        // at the airport it is protocol, and proves no meeting
        cue->attached = view_any_in(view, at + 1, at + 8, airports);
        for (size_t i = at + 1; i < view->end && i < at + RECEPTION_REACH; i++) {
            if (view_is_text(view, i, "for") && view_is_text(view, i + 1, "talks"))
                cue->kind = ENGAGEMENT_TALKS;
        }
        return !cue->passive || view_any_in(view, at + 1, at + 16, by_words);
    }
    if (view_is(view, at, call_on) && view_is(view, at + 1, on_words)) {
        bool by = view_is(view, at + 2, by_words) && at > view->first &&
                  view_is(view, at - 1, be); // "was called on by"
        cue->end = at + 2 + by;
        cue->passive = by;
        cue->person_next = true;
        return true;
    }
    if (match_speech(view, at, cue))
        return true;
    if (view_is(view, at, brought)) {
        bool next = view_is_text(view, at + 1, "together");
        cue->end = at + 1 + next;
        cue->person_next = cue->gathers = true;
        return next || view_any_in(view, at + 1, at + RECEPTION_REACH,
                                   (const char *const[]){"together", NULL});
    }
    if (view_is(view, at, told)) { // "told her Fijian counterpart A"
        cue->person_next = cue->open = true;
        return view_is(view, at + 1, his_her) && view_any_in(view, at + 2, at + 6, equals);
    }
    if (view_is(view, at, saw)) {
        cue->person_next = true;
        return true;
    }
    bool passive = at > view->first && view_is(view, at - 1, be); // "was discussed"
    cue->joint = !passive && (view_is(view, at, discussed) || view_is(view, at, agreed));
    cue->attached = view_is(view, at, agreed);
    cue->open = true;
    return cue->joint;
}

// "exchanged views with", "had an exchange of views with", "co-chaired the commission with".
static bool match_joint_act(const struct cue_view *view, size_t at, struct engagement_cue *cue)
{
    cue_set(cue, ENGAGEMENT_MEETING, at, at + 1);
    cue->joint = true;
    if (view_is(view, at, chaired))
        return (at > view->first + 1 && view_is_text(view, at - 1, "-") &&
                view_is_text(view, at - 2, "co")) ||
               view_any_in(view, at + 1, at + 8, (const char *const[]){"jointly", NULL});
    if (view_is_text(view, at, "presided"))
        return true;
    if (!view_is(view, at, exchanged) || !view_any_in(view, at + 1, at + 4, views))
        return false;
    cue->open = true;
    if (!view_is_text(view, at, "exchange"))
        return true;
    size_t verb = view_light_verb(view, at, 5, hold); // "had an exchange of views"
    cue_set(cue, ENGAGEMENT_MEETING, verb != SIZE_MAX ? verb : at, at + 3);
    return verb != SIZE_MAX;
}

static bool match_phone(const struct cue_view *view, size_t at, struct engagement_cue *cue)
{
    static const char *const links[] = {"from", "to", "with", "by", NULL};
    cue->mutual = true;
    cue_set(cue, ENGAGEMENT_PHONE_CALL, at, at + 1);
    cue->links = links;
    if (view_is(view, at, phone_verbs))
        return true;
    if (view_is(view, at, call_on) && view_is_lower(view, at)) { // "called his counterpart"
        if (view_is(view, at + 1, his_her) && view_any_in(view, at + 2, at + 5, equals))
            return true;
        // "called Ghana's President, A": with a name right behind
        const struct token *next = &view->article->tokens.items[at + 1];
        cue->person_next = at + 1 < view->end && next->shape == SHAPE_CAPITAL &&
                           next->kind == TOKEN_WORD && view_is(view, at, called);
        cue->mutual = false;
        return cue->person_next && !view_any_in(view, view_back(view, at, 2), at, be);
    }
    if (view_is(view, at, phone_words))
        return at > view->first && !view_is(view, at - 1, definite);
    if (!view_is(view, at, phone_nouns))
        return false;
    bool noun = view_is(view, at + 1, phone_ends);
    bool lead = at > view->first && view_is(view, at - 1, phone_leads);
    cue->end = at + 1 + noun;
    cue->noun = at + noun;
    if (view_is(view, at, (const char *const[]){"video", NULL}) && !noun)
        return false; // "in a video"
    // "the phone call" of which was told; "on the phone" tells
    bool known = noun && at > view->first && view_is(view, at - 1, definite);
    return (noun || lead) && !known;
}

// "a letter from A reached B", "in a letter to B".
static bool match_letter(const struct cue_view *view, size_t at, struct engagement_cue *cue)
{
    enum { REACH = 16 };
    if (!view_is(view, at, letters) || at < view->first + 1)
        return false;
    cue->mutual = false;
    cue->person_next = true;
    bool to =
        view_is(view, at + 1, to_words) && view_any_in(view, view_back(view, at, 4), at, in_at);
    if (to) {
        cue_set(cue, ENGAGEMENT_MESSAGES, view_find_back(view, at, 4, in_at), at + 2);
        cue->noun = at;
        cue->nominal = true;
        return cue->first != SIZE_MAX;
    }
    if (!view_is(view, at + 1, from_words))
        return false;
    for (size_t i = at + 2; i < view->end && i < at + REACH; i++) {
        if (view_is(view, i, reached)) {
            cue_set(cue, ENGAGEMENT_MESSAGES, i, i + 1);
            cue->sender = at + 2;
            return true;
        }
    }
    return false;
}

static bool match_messages(const struct cue_view *view, size_t at, struct engagement_cue *cue)
{
    static const char *const links[] = {"with", "to", NULL};
    cue->mutual = true;
    cue->links = links;
    cue_set(cue, ENGAGEMENT_MESSAGES, at, at + 1);
    if (view_is(view, at, exchanged))
        return view_any_in(view, at + 1, at + 5, messages);
    if (view_is(view, at, wrote))
        return view_is(view, at + 1, to_words) && view_is(view, at + 2, each_one) &&
               view_is(view, at + 3, other);
    cue->person_next = true;
    bool got = view_is(view, at, received);
    size_t message = view_find_ahead(view, at + 1, got ? 9 : 16, messages);
    if ((!got && !view_is(view, at, sent)) || message == SIZE_MAX)
        return match_letter(view, at, cue);
    // what courtesy sends one way is no exchange, but a witness of one
    cue->attached =
        !view_is(view, message, letters) || view_any_in(view, at + 1, message + 4, courtesies);
    size_t link = view_find_ahead(view, at + 1, 10, got ? from_words : to_words);
    if (link != SIZE_MAX)
        cue->end = link + 1;
    return link != SIZE_MAX || !got;
}

static bool match_visit(const struct cue_view *view, size_t at, struct engagement_cue *cue)
{
    cue_set(cue, ENGAGEMENT_VISIT, at, at + 1);
    if (view_is(view, at, visit_nouns)) {
        size_t verb = view_find_back(view, at, 7, visit_leads);
        size_t on = view_find_back(view, at, 5, on_words); // "is on a visit to"
        bool leaving = on != SIZE_MAX && on > view->first && view_is(view, on - 1, leaving_words);
        if (verb == SIZE_MAX && on != SIZE_MAX && view_is(view, on + 1, articles) && !leaving)
            verb = on;
        if (verb == SIZE_MAX ||
            !(view_is(view, at + 1, to_words) || view_is(view, at + 1, of_words)))
            return false;
        cue->first = verb;
        cue->end = at + 2;
        return true;
    }
    if (view_is(view, at, visited) && view_is(view, at, visiting) &&
        !(at > view->first && (view_is(view, at - 1, before_visiting) ||
                               view_is(view, at - 1, commas)))) // "visiting Premier A"
        return false;
    if (view_is(view, at, visited))
        return view_is_lower(view, at);
    if (view_is(view, at, traveled) && view_any_in(view, at + 1, at + 3, to_words))
        return true;
    if (view_is(view, at, arrived) && view_is(view, at + 1, in_at)) {
        cue_set(cue, ENGAGEMENT_ARRIVAL, at, at + 2);
        cue->noun = at;
        return true;
    }
    return false;
}

static bool match_signing(const struct cue_view *view, size_t at, struct engagement_cue *cue)
{
    static const char *const links[] = {"by", NULL};
    if (view_is_text(view, at, "put") && view_is_text(view, at + 1, "pen") &&
        view_is_text(view, at + 2, "to")) {
        cue_set(cue, ENGAGEMENT_SIGNING, at, at + 4);
        return cue->joint = true;
    }
    if (view_is(view, at, put)) { // "put their names to"
        cue_set(cue, ENGAGEMENT_SIGNING, at, at + 3);
        cue->joint = true;
        return view_is_text(view, at + 1, "their") && view_is(view, at + 2, names);
    }
    if (!view_is(view, at, signed_words) || !view_is_lower(view, at) ||
        (view_is_text(view, at, "signed") && at > view->first &&
         (view_is(view, at - 1, definite) ||
          view_is(view, at - 1, articles)))) // "the signed papers"
        return false;
    static const char *const witness[] = {"witnessed",  "attended", "witness",
                                          "witnessing", "oversaw",  NULL};
    cue_set(cue, ENGAGEMENT_SIGNING, at, at + 1);
    cue->joint = true;
    cue->links = links;
    size_t verb = view_find_back(view, at, 4, witness);
    if (view_is_text(view, at, "signing")) {
        cue->first = verb;
        size_t by = view_find_ahead(view, at + 1, 14, by_words); // "the signing of a plan by A"
        cue->passive = by != SIZE_MAX;
        cue->end = cue->passive ? by + 1 : at + 1;
        return verb != SIZE_MAX;
    }
    // "a plan signed by their leaders", "signed for Ghana by A"
    cue->passive = view_find_ahead(view, at + 1, 7, by_words) != SIZE_MAX;
    return true;
}

// "The session was opened by A and B": a conference and who led it.
static bool match_conference(const struct cue_view *view, size_t at, struct engagement_cue *cue)
{
    enum { REACH = 24 };
    if (!view_is(view, at, led_conference) || at == view->first ||
        !view_any_in(view, view_back(view, at, 3), at, be) || !view_is(view, at + 1, by_words))
        return false;
    size_t noun = at;
    while (noun > view_back(view, at, REACH) && !view_is(view, noun, conferences))
        noun--;
    cue_set(cue, ENGAGEMENT_CONFERENCE, at, at + 2);
    cue->closed = true;
    cue->person_next = true;
    return view_is(view, noun, conferences) &&
           view_any_in(view, view_back(view, noun, 8), noun, (const char *const[]){"the", NULL});
}

// Whether a verb is in its past form; a noun's day is as its verb's.
static bool is_past(const struct cue_view *view, size_t at)
{
    const struct token *token = &view->article->tokens.items[at];
    bool present = view->article->bytes[token->end - 1] == 's' && !view_is_text(view, at, "was");
    return (view->classes[at] & WORD_VERB) && !present;
}

// Whether no person and no verb can stand in [from, to): lower case words and commas only.
static bool is_right_behind(const struct cue_view *view, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        const struct token *token = &view->article->tokens.items[i];
        if ((view->classes[i] & WORD_VERB) ||
            (token->kind == TOKEN_WORD && token->shape != SHAPE_LOWER))
            return false;
    }
    return true;
}

typedef bool matcher(const struct cue_view *view, size_t at, struct engagement_cue *cue);

// The cue whose head is token `at`, of the first matcher that knows it.
static bool match(const struct cue_view *view, size_t at, struct engagement_cue *cue)
{
    static matcher *const matchers[] = {
        match_conference, cue_match_told_noun, cue_match_courtesy, cue_match_reception,
        match_joint_act,  match_phone,         cue_match_call,     cue_match_credentials,
        match_messages,   cue_match_private,   cue_match_talks,    cue_match_meeting,
        match_visit,      match_signing,       match_verbs};
    for (size_t i = 0; i < sizeof matchers / sizeof *matchers; i++) {
        *cue = (struct engagement_cue){0};
        if (matchers[i](view, at, cue))
            return true;
    }
    return false;
}

size_t engagement_cues_find(const struct article *article, const uint8_t *classes, size_t first,
                            size_t end, const struct clause_list *clauses,
                            struct engagement_cue cues[CUE_ROOM])
{
    struct cue_view view = {article, classes, first, end};
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
        // "received in a meeting on Tuesday A": the verb tells
        if (count && found.addressed && !cues[count - 1].nominal && cues[count - 1].person_next &&
            is_right_behind(&view, cues[count - 1].end, found.first))
            continue;
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
