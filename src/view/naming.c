// SPDX-License-Identifier: GPL-3.0-or-later
// Naming: what the reader decides about entities. In a list it is about the entity of the row, all
// its mentions; in the text about the selected words, or the only name in the focus. Words in
// which no name was found become one, wherever they stand.

#include <config.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "view/state.h"

#include <stdlib.h>
#include <string.h>

static const char not_an_entity[] = "not-an-entity";

// What a decision is about.
struct subject {
    struct span span; // of a mention
    uint32_t entity;  // FINDINGS_NONE: no name was found there
    bool every;
};

static struct entity *entity_of(const struct reader *reader, const struct subject *subject)
{
    return &reader->findings->entities[subject->entity];
}

// --- what is meant ---------------------------------------------------------------------------------

static bool subject_of_row(struct reader *reader, struct subject *subject)
{
    const struct list *list = reader_list(reader);
    if (!list || list->chosen >= list->count || list->rows[list->chosen].kind != ROW_ENTITY)
        return false;
    const struct findings *findings = reader->findings;
    uint32_t entity = list->rows[list->chosen].index;
    *subject = (struct subject){
        .span = findings->mentions[findings->entities[entity].first_mention].span,
        .entity = entity,
        .every = true,
    };
    return true;
}

// The mention of these words, else the only one that they overlap; NULL: none or several.
static const struct mention *mention_in(const struct reader *reader, struct span span,
                                        uint32_t entity)
{
    const struct mention *found = NULL;
    size_t count = 0;
    for (size_t i = 0; i < reader->findings->mention_count; i++) {
        const struct mention *mention = &reader->findings->mentions[i];
        if (mention->span.start >= span.end)
            break;
        if (entity != FINDINGS_NONE && mention->entity != entity)
            continue;
        if (mention->span.start == span.start && mention->span.end == span.end)
            return mention;
        if (mention->nested || !span_overlaps(mention->span, span))
            continue;
        found = found ? found : mention;
        count++;
    }
    return count == 1 || entity != FINDINGS_NONE ? found : NULL;
}

static bool subject_in_text(struct reader *reader, struct subject *subject)
{
    struct span span = reader_selected(reader);
    bool selected = reader->selection.active;
    const struct mention *mention = mention_in(reader, span, FINDINGS_NONE);
    if (mention) {
        *subject = (struct subject){mention->span, mention->entity, false};
        return true;
    }
    if (selected) {
        *subject = (struct subject){span, FINDINGS_NONE, true};
        return true;
    }
    reader_complain(reader, _("v selects the name that is meant"));
    return false;
}

static bool find_subject(struct reader *reader, struct subject *subject)
{
    if (!act_is_possible(reader))
        return false;
    if (reader_place(reader) != PLACE_LIST)
        return subject_in_text(reader, subject);
    if (subject_of_row(reader, subject))
        return true;
    reader_complain(reader, _("names are decided on in the list of entities (E), pairings in the "
                              "comparison (C)"));
    return false;
}

// --- the note --------------------------------------------------------------------------------------

// One's own decision about just this; NULL: none.
static const struct note *own_decision(const struct reader *reader, const struct subject *subject)
{
    size_t count;
    const struct note *notes = notebook_notes(reader->material.notebook, &count);
    for (size_t i = 0; i < count; i++) {
        if (notes[i].kind == NOTE_ENTITY && notes[i].mine && notes[i].state != NOTE_ORPHAN &&
            notes[i].every_mention == subject->every &&
            notes[i].span.start == subject->span.start && notes[i].span.end == subject->span.end)
            return &notes[i];
    }
    return NULL;
}

// Writes that the subject is of this kind and name, and says the message, which is emptied; false
// after having said why it cannot be. The name is copied first, since what is found is found anew.
static bool decide(struct reader *reader, const struct subject *subject, const char *kind,
                   const char *name, struct buffer *message)
{
    bool done;
    char *kept_name = name ? memory_copy_string(name) : NULL;
    struct note_content content = {
        .kind = NOTE_ENTITY,
        .decision = kind,
        .name = kept_name,
        .span = subject->span,
        .every_mention = subject->every,
    };
    const struct note *present = own_decision(reader, subject);
    if (present) {
        struct note_content changed = note_content_of(present);
        changed.decision = kind;
        changed.name = kept_name;
        done = act_change(reader, present->id, &changed, buffer_string(message));
    } else {
        done = act_add(reader, &content, buffer_string(message));
    }
    free(kept_name);
    buffer_fini(message);
    return done;
}

static char *words_of(const struct reader *reader, struct span span)
{
    return memory_copy_bytes(reader->article->bytes + span.start, span_length(span));
}

const char *naming_kind_words(enum entity_type type)
{
    static const char *const words[ENTITY_TYPE_COUNT] = {
        [ENTITY_PERSON] = N_("person"), [ENTITY_ORGANISATION] = N_("organisation"),
        [ENTITY_PLACE] = N_("place"),   [ENTITY_NORP] = N_("people"),
        [ENTITY_EVENT] = N_("event"),   [ENTITY_WORK] = N_("work"),
        [ENTITY_PROJECT] = N_("project"),
    };
    return _(words[type]);
}

const char *naming_decision_words(const char *decision)
{
    static const char *const words[][2] = {
        {"not-an-entity", N_("no name")},      {"counterpart", N_("its source")},
        {"not-counterpart", N_("not its source")}, {"introduction", N_("introduction")},
        {"original", N_("original")},          {"separator", N_("separator")},
        {"title", N_("title")},                {"boilerplate", N_("boilerplate")},
    };
    for (int type = 0; type < ENTITY_TYPE_COUNT; type++) {
        if (strcmp(entity_type_name((enum entity_type)type), decision) == 0)
            return naming_kind_words((enum entity_type)type);
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(words[i][0], decision) == 0)
            return _(words[i][1]);
    }
    return decision;
}

// --- the keys --------------------------------------------------------------------------------------

void reader_do_list_confirm(struct reader *reader, long count)
{
    (void)count;
    struct subject subject;
    if (reader->view == VIEW_COMPARE) {
        pairing_decide(reader, true);
    } else if (find_subject(reader, &subject)) {
        if (subject.entity == FINDINGS_NONE)
            return;
        const struct entity *entity = entity_of(reader, &subject);
        struct buffer message = {0};
        buffer_format(&message, _("%s is confirmed; u takes it back"), entity->name);
        decide(reader, &subject, entity_type_name(entity->type), entity->name, &message);
    }
}

void reader_do_list_reject(struct reader *reader, long count)
{
    (void)count;
    struct subject subject;
    if (reader->view == VIEW_COMPARE) {
        pairing_decide(reader, false);
    } else if (find_subject(reader, &subject)) {
        if (subject.entity == FINDINGS_NONE) {
            reader_complain(reader, _("no name was found here"));
            return;
        }
        struct buffer message = {0};
        char *words = words_of(reader, subject.span);
        if (subject.every)
            buffer_format(&message, _("%s is no name, anywhere; u takes it back"),
                          entity_of(reader, &subject)->name);
        else
            buffer_format(&message, _("“%s” is no name here; u takes it back"), words);
        decide(reader, &subject, not_an_entity, NULL, &message);
        free(words);
    }
}

// The first M keeps the row, the second says which entity it is.
void reader_do_list_merge(struct reader *reader, long count)
{
    (void)count;
    struct subject subject;
    if (!find_subject(reader, &subject))
        return;
    if (!reader->merging) {
        reader->merging = memory_copy_string(entity_of(reader, &subject)->id);
        reader_say(reader, _("%s: go to the name it is another name of, and press M again"),
                   entity_of(reader, &subject)->name);
        return;
    }
    const struct findings *findings = reader->findings;
    uint32_t from = FINDINGS_NONE, into = subject.entity;
    for (uint32_t i = 0; i < findings->entity_count; i++) {
        if (strcmp(findings->entities[i].id, reader->merging) == 0)
            from = i;
    }
    free(reader->merging);
    reader->merging = NULL;
    if (from == FINDINGS_NONE || from == into) {
        reader_complain(reader, _("two different names are merged"));
        return;
    }
    subject.entity = from;
    subject.span = findings->mentions[findings->entities[from].first_mention].span;
    struct buffer message = {0};
    buffer_format(&message, _("merged with %s; u takes it back"), findings->entities[into].name);
    decide(reader, &subject, entity_type_name(findings->entities[into].type),
           findings->entities[into].name, &message);
}

static size_t section_at(const struct reader *reader, const struct mention *mention)
{
    size_t sentence = article_sentence_at(reader->article, mention->span.start);
    return reader->article->sentences[sentence].section;
}

// The passages of the mention and those after it of the same entity in its section, `most` in all;
// yours.
static struct span *list_mentions(const struct reader *reader, const struct mention *mention,
                                  size_t most, size_t *count)
{
    const struct findings *findings = reader->findings;
    const struct mention *last = findings->mentions + findings->mention_count;
    struct span *spans = NULL;
    size_t capacity = 0, end = reader->article->sections[section_at(reader, mention)].span.end;
    *count = 0;
    for (const struct mention *at = mention; at < last && at->span.start < end && *count < most;
         at++) {
        if (at->entity != mention->entity || (at->nested && at != mention))
            continue;
        spans = memory_grow(spans, &capacity, *count + 1, sizeof *spans);
        spans[(*count)++] = at->span;
    }
    return spans;
}

// In a list the mention in the focus is the one that is split off; with a count those after it in
// its section are, too, so many in all.
void reader_do_list_split(struct reader *reader, long count)
{
    struct subject subject;
    size_t mentions = 1;
    if (!find_subject(reader, &subject))
        return;
    if (subject.entity == FINDINGS_NONE) {
        reader_complain(reader, _("no name was found here"));
        return;
    }
    if (subject.every) {
        const struct mention *mention = mention_in(
            reader, reader->article->sentences[reader->focus].span, subject.entity);
        if (!mention) {
            reader_complain(reader, _("n goes to the mention that is to be split off, then X"));
            return;
        }
        subject.span = mention->span;
    }
    char *words = words_of(reader, subject.span);
    reader->prompt_span = subject.span;
    const struct mention *first = mention_in(reader, subject.span, FINDINGS_NONE);
    if (first) // else there is one, too, whatever it is
        free(list_mentions(reader, first, count > 1 ? (size_t)count : 1, &mentions));
    reader->prompt_count = mentions;
    reader_ask(reader, PROMPT_SPLIT, words);
    free(words);
}

void naming_split_as(struct reader *reader, const char *name)
{
    const struct mention *mention = mention_in(reader, reader->prompt_span, FINDINGS_NONE);
    char *kept = memory_copy_string(name);
    size_t most = reader->prompt_count, count = 0, done = 0;
    reader_end_prompt(reader);
    if (!*kept || !mention) {
        reader_complain(reader, _("a name is wanted"));
        free(kept);
        return;
    }
    const char *kind = entity_type_name(reader->findings->entities[mention->entity].type);
    // Listed first, since with each of them what is found is found anew.
    struct span *spans = list_mentions(reader, mention, most, &count);
    for (bool goes_on = true; done < count && goes_on; done += goes_on) {
        struct subject subject = {spans[done], FINDINGS_NONE, false};
        struct buffer message = {0};
        if (count == 1)
            buffer_format(&message, _("this mention is of %s now; u takes it back"), kept);
        else
            buffer_format(&message, P_("%zu mention is of %s now; %zuu takes it back",
                                       "%zu mentions are of %s now; %zuu takes them back",
                                       done + 1), done + 1, kept, done + 1);
        goes_on = decide(reader, &subject, kind, kept, &message);
    }
    free(spans);
    free(kept);
}

static const struct {
    char letter;
    enum entity_type type;
} kinds[] = {
    {'p', ENTITY_PERSON}, {'o', ENTITY_ORGANISATION}, {'l', ENTITY_PLACE},
    {'e', ENTITY_EVENT},  {'w', ENTITY_WORK},         {'j', ENTITY_PROJECT},
};

void reader_do_list_kind(struct reader *reader, long count)
{
    (void)count;
    struct subject subject;
    if (!find_subject(reader, &subject))
        return;
    reader->pending = PENDING_KIND;
    reader_say(reader, _("kind: p person, o organisation, l place, e event, w work, j project"));
}

void naming_set_kind(struct reader *reader, uint32_t key)
{
    struct subject subject;
    enum entity_type type = ENTITY_TYPE_COUNT;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if ((uint32_t)kinds[i].letter == key)
            type = kinds[i].type;
    }
    if (type == ENTITY_TYPE_COUNT) {
        reader_complain(reader, _("kinds are p person, o organisation, l place, e event, w work, "
                                  "j project"));
        return;
    }
    if (!find_subject(reader, &subject))
        return;
    char *name = subject.entity == FINDINGS_NONE
                     ? words_of(reader, subject.span)
                     : memory_copy_string(entity_of(reader, &subject)->name);
    struct buffer message = {0};
    buffer_format(&message, _("%s is of the kind %s now; u takes it back"), name,
                  naming_kind_words(type));
    decide(reader, &subject, entity_type_name(type), name, &message);
    free(name);
}
