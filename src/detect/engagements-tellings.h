// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_ENGAGEMENTS_TELLINGS_H
#define DETECT_ENGAGEMENTS_TELLINGS_H

#include "article/article.h"
#include "detect/findings.h"
#include "detect/tense.h"

// Inside detection of engagements: cues, the people around them, and what one sentence tells.

enum { PARTY_ROOM = 8, ATOM_ROOM = 48, CUE_ROOM = 16, CLAUSE_ROOM = 24 };

// What a token may be, as far as that is told without a dictionary: a bit each.
enum word_class {
    WORD_VERB = 1, // finite; auxiliaries too
    WORD_AUXILIARY = 2,
    WORD_GERUND = 4,   // in -ing
    WORD_OPENER = 8,   // may open a clause
    WORD_HEAD = 16,    // may be the head of a cue
    WORD_JOINING = 32, // may tell who came to talks: "joined", "mediation"
    WORD_MEANING = 64, // may mean somebody named elsewhere, or begin what does: "she", "the two"
};

// The classes of every token of the article, by token; yours.
uint8_t *engagement_classes(const struct article *article);

// The lists of words that may be the head of a cue, tell who came, mean somebody; all end with
// NULL.
extern const char *const *const engagement_noun_heads[];
extern const char *const *const engagement_verb_heads[];
extern const char *const *const engagement_joining_words[];
extern const char *const *const engagement_meaning_words[];

// Whether token `at` is a noun of meeting: "talks", "audience", "one-on-one".
bool engagement_is_noun(const struct article *article, const uint8_t *classes, size_t at);

enum clause_opener {
    CLAUSE_MAIN,
    CLAUSE_RELATIVE,  // who, which
    CLAUSE_ADVERBIAL, // where, when, after
    CLAUSE_CONDITION, // if, whether
};

struct clause {
    size_t first, end; // tokens
    size_t parent;     // index of the clause around it; that of the main one is its own
    enum clause_opener opener;
};

// The clauses of a sentence, in the order they open; the first is the sentence.
struct clause_list {
    struct clause items[CLAUSE_ROOM];
    size_t count;
};

void engagement_clauses_find(const struct article *article, const uint8_t *classes, size_t first,
                             size_t end, struct clause_list *list);
// The innermost clause of token `at`.
size_t engagement_clause_at(const struct clause_list *list, size_t at);
// Whether clause `inner` is `outer` or inside it.
bool engagement_clause_holds(const struct clause_list *list, size_t outer, size_t inner);

// The words that tell of an engagement.
struct engagement_cue {
    enum engagement_kind kind;
    size_t first, end; // tokens
    bool passive;      // "was received by"
    bool nominal;      // "during a meeting with": the subject is that of the sentence
    bool mutual;       // subject and object together are the participants ("exchanged letters")
    bool person_next;  // only with a person as object ("saw", "called on")
    bool joint;        // counts for a subject of several persons without object ("discussed")
    bool attached;     // a telling only of what is told elsewhere ("agreed")
    bool past;         // its verb is in a past form
    bool purpose;      // attached, since it was only meant to be ("came to meet")
    bool umbrella;     // a series of meetings
    bool closed;       // only those behind it take part ("talks between A and B")
    bool addressed;    // told of whom its subject speaks to there ("told A during a meeting")
    bool gapped;       // its verb taken up again by "and"
    bool gathers;      // its objects meet each other too ("brought together")
    bool open;         // by whatever medium ("spoke with")
    size_t noun;       // the token of its head
    size_t sender;     // where its subject begins: "a letter from A reached B"; 0: as any subject
    const char *const *links; // words that may join its object, besides "with"; NULL: none
    enum tense tense;
};

// Whether a sentence names a meeting told of before as past: "the talks lasted an hour".
bool engagement_names_meeting(const struct article *article, const uint8_t *classes, size_t first,
                              size_t end);

// How sure a cue tells that it happened.
enum assertion {
    ASSERTION_NONE,   // denied, called off, a condition, only talked of
    ASSERTION_COMING, // planned, or only possible
    ASSERTION_WEAK,   // a purpose ("flew there for talks with"): a witness, but no proof
    ASSERTION_FACT,
};

enum assertion engagement_assertion(const struct article *article, const uint8_t *classes,
                                    size_t first, size_t end, const struct clause_list *clauses,
                                    const struct engagement_cue *cue);

// Finds the cues of tokens [first, end) in order; returns how many (at most CUE_ROOM).
size_t engagement_cues_find(const struct article *article, const uint8_t *classes, size_t first,
                            size_t end, const struct clause_list *clauses,
                            struct engagement_cue cues[CUE_ROOM]);

// Whether the token is one of the NULL-ended lower-case words, in any case.
bool engagement_is_word(const struct article *article, size_t at, const char *const *words);

// Persons, in the order of their naming, each once.
struct party {
    uint32_t ids[PARTY_ROOM];
    size_t count;
    bool inferred; // meant by "the two ministers"
};

bool party_has(const struct party *party, uint32_t id);
void party_add(struct party *party, uint32_t id);
void party_join(struct party *party, const struct party *other);

enum atom_kind {
    ATOM_PERSON,
    ATOM_PRONOUN,     // he, she, him
    ATOM_DESCRIPTION, // the minister
    ATOM_COLLECTIVE,  // the two ministers, they
    ATOM_SIDES,       // the two sides
};

// Something in a sentence that stands for a person or persons.
struct atom {
    enum atom_kind kind;
    size_t first, end; // tokens
    uint32_t entity;   // of a person, or of a description's country; else FINDINGS_NONE
    int number;        // of a collective; 0: two or more
    char gender;       // of a pronoun
};

// The story so far in one section.
struct story {
    struct party subject;  // of the last sentence that had one
    struct party previous; // persons named in the sentence before
    struct party last;     // participants of the last engagement told
    uint32_t guest;        // whom it received, or FINDINGS_NONE
};

struct sentence_view {
    const struct article *article;
    const uint8_t *classes; // of the article's tokens
    const struct findings *findings;
    const uint32_t *country_of; // of each entity that is a person, or FINDINGS_NONE
    size_t index, section, first, end;
    size_t first_mention, mention_end; // mentions inside the sentence, nested ones too
    struct atom atoms[ATOM_ROOM];
    size_t atom_count;
    struct clause_list clauses;
    const struct story *story;
};

// Fills atoms from first, end and the mentions.
void sentence_view_find_atoms(struct sentence_view *view);

// Whom an atom means; nobody where that cannot be told.
struct party sentence_view_resolve(const struct sentence_view *view, const struct atom *atom);
// Whom a description means: who of those in the story fits it best by country and title, but not
// `but` (or FINDINGS_NONE).
uint32_t sentence_view_resolve_other(const struct sentence_view *view, const struct atom *atom,
                                     uint32_t but);
// Whether a person may have the gender 'm', 'f' or 0.
bool sentence_view_agrees(const struct sentence_view *view, uint32_t id, char gender);

// The subject of the sentence: the persons before its first verb; of its cue; its object.
struct party sentence_view_subject(const struct sentence_view *view);
struct party sentence_view_cue_subject(const struct sentence_view *view,
                                       const struct engagement_cue *cue);
// `end` becomes the token behind the object.
struct party sentence_view_cue_object(const struct sentence_view *view,
                                      const struct engagement_cue *cue, const struct party *subject,
                                      size_t limit, size_t *end);
// "met A on Monday and B on Tuesday": the "and" that takes up the object ended at token `from`
// again, with a person and no verb behind it; SIZE_MAX: none.
size_t sentence_view_next_object(const struct sentence_view *view, size_t from, size_t limit);
// To whom the subject speaks: "told A".
struct party sentence_view_addressee(const struct sentence_view *view);
// All persons named in it.
struct party sentence_view_persons(const struct sentence_view *view);
// Who is speaking where nobody stands before the first verb: "…, Wang said".
struct party sentence_view_speaker(const struct sentence_view *view);

// The country of every person: named in the titles before or after the name. One entry an entity;
// yours.
uint32_t *engagement_countries(const struct article *article, const uint8_t *classes,
                               const struct findings *findings);

// What one sentence tells of one engagement.
struct told {
    struct engagement_cue cue;
    struct party party;
    struct party joined; // who came to it, as another sentence tells
    size_t sentence;
    size_t section;
    day_number from, to;
    struct partial_date written_from, written_to;
    bool dated;     // in its own sentence
    uint32_t place; // or FINDINGS_NONE
    bool placed;    // in its own sentence
    bool background;
};

struct told_list {
    struct told *items;
    size_t count, capacity;
};

void engagement_tellings_find(const struct article *article, const uint8_t *classes,
                              const struct findings *findings, const uint32_t *country_of,
                              struct told_list *list);

// Joins tellings into findings->engagements.
void engagement_tellings_merge(const struct article *article, struct findings *findings,
                               const uint32_t *country_of, const struct told_list *list);

// A new row of findings->engagements without anything in it; engagement_count is the caller's to
// raise.
struct engagement *engagement_add(struct findings *findings);

// "wang-lavrov-talks", unlike the ids of all rows so far; yours.
char *engagement_make_id(const struct findings *findings, const struct party *party,
                         enum engagement_kind kind, uint32_t place);

// Adds the conferences that are only named, as background, with the sentences that name them.
void engagement_conferences_add(const struct article *article, struct findings *findings);

#endif
