// SPDX-License-Identifier: GPL-3.0-or-later
// Annotation, reading: from a line on a tape to the note it stands for. Whatever is of a wrong type
// is as if it were not there; nothing in a line is opened or followed.

#include <config.h>

#include "notes/annotation.h"

#include "base/memory.h"
#include "notes/instant.h"

#include <stdlib.h>
#include <string.h>

static bool instant_of(const struct json_tape *tape, size_t node, int64_t *instant)
{
    if (!node || !json_is(tape, node, JSON_NODE_STRING))
        return false;
    const struct json_node *it = &tape->nodes[node];
    return instant_parse(tape->bytes + it->start, it->end - it->start, instant);
}

// --- for the fold --------------------------------------------------------------------------

bool annotation_identify(const struct json_tape *tape, struct annotation_facts *facts)
{
    size_t type = json_member(tape, 0, "type");
    bool annotation = json_has_value(tape, type, "Annotation");
    *facts = (struct annotation_facts){
        .id = json_member(tape, 0, "id"),
        .tombstone = !annotation && json_has_value(tape, type, "as:Tombstone"),
    };
    if ((!annotation && !facts->tombstone) || !facts->id ||
        !json_is(tape, facts->id, JSON_NODE_STRING) ||
        tape->nodes[facts->id].start == tape->nodes[facts->id].end)
        return false;
    if (!instant_of(tape, json_member(tape, 0, "modified"), &facts->modified) &&
        !instant_of(tape, json_member(tape, 0, "created"), &facts->modified))
        facts->modified = 0;
    return true;
}

void annotation_replaced(const struct json_tape *tape, const char *id, struct instant_list *list)
{
    size_t end, length = strlen(id);
    size_t first = json_values_begin(tape, json_member(tape, 0, "dcterms:replaces"), &end);
    for (size_t at = first; at; at = json_values_next(tape, at, end)) {
        char *name = json_string_copy(
            tape, json_is(tape, at, JSON_NODE_OBJECT) ? json_member(tape, at, "id") : at);
        int64_t instant;
        if (name && strncmp(name, id, length) == 0 && name[length] == '#' &&
            instant_parse(name + length + 1, strlen(name + length + 1), &instant)) {
            if (list->count == list->capacity)
                list->items =
                    memory_grow(list->items, &list->capacity, list->count + 1, sizeof *list->items);
            list->items[list->count++] = instant;
        }
        free(name);
    }
}

// --- passages ------------------------------------------------------------------------------

static void read_position(const struct json_tape *tape, size_t node, struct selector *selector)
{
    size_t start, end;
    if (selector->has_position || !json_size(tape, json_member(tape, node, "start"), &start) ||
        !json_size(tape, json_member(tape, node, "end"), &end) || start > end)
        return;
    selector->has_position = true;
    selector->start = start;
    selector->end = end;
}

static void read_quote(const struct json_tape *tape, size_t node, struct selector *selector)
{
    if (selector->exact)
        return;
    selector->exact = json_string_copy(tape, json_member(tape, node, "exact"));
    if (!selector->exact)
        return;
    selector->prefix = json_string_copy(tape, json_member(tape, node, "prefix"));
    selector->suffix = json_string_copy(tape, json_member(tape, node, "suffix"));
}

// From a SpecificResource.
static void read_selectors(const struct json_tape *tape, size_t resource, struct selector *selector)
{
    size_t end;
    size_t first = json_values_begin(tape, json_member(tape, resource, "selector"), &end);
    for (size_t at = first; at; at = json_values_next(tape, at, end)) {
        size_t type = json_member(tape, at, "type");
        if (!type)
            continue;
        if (json_has_value(tape, type, "TextPositionSelector"))
            read_position(tape, at, selector);
        else if (json_has_value(tape, type, "TextQuoteSelector"))
            read_quote(tape, at, selector);
    }
    first = json_values_begin(tape, json_member(tape, resource, "state"), &end);
    for (size_t at = first; at && !selector->has_digest; at = json_values_next(tape, at, end)) {
        char *name = json_string_copy(tape, json_member(tape, at, "cached"));
        selector->has_digest = name && digest_from_name(name, &selector->digest);
        free(name);
    }
}

// --- bodies --------------------------------------------------------------------------------

// Comments are put together, a blank line between them.
static void read_comment(const char *text, struct buffer *comments)
{
    if (comments->length)
        buffer_add_string(comments, "\n\n");
    buffer_add_string(comments, text);
}

static void read_classifying(char *text, struct note *note)
{
    if (strcmp(text, "every-mention") == 0)
        note->every_mention = true;
    else if (!note->decision) {
        note->decision = text;
        return;
    }
    free(text);
}

static void read_textual(const struct json_tape *tape, size_t body, bool tagging, struct note *note,
                         struct buffer *comments)
{
    char *text = json_string_copy(tape, json_member(tape, body, "value"));
    if (!text)
        return;
    size_t purpose = json_member(tape, body, "purpose");
    if (json_has_value(tape, purpose, "tagging") || (!purpose && tagging)) {
        note_add_tag(note, text);
    } else if (json_has_value(tape, purpose, "classifying")) {
        read_classifying(text, note);
    } else if (json_has_value(tape, purpose, "identifying") && !note->name) {
        note->name = text;
    } else if (json_has_value(tape, purpose, "identifying")) {
        free(text);
    } else {
        read_comment(text, comments);
        free(text);
    }
}

static void read_bodies(const struct json_tape *tape, bool tagging, const char *source,
                        struct annotation *annotation)
{
    size_t end;
    struct buffer comments = {0};
    size_t first = json_values_begin(tape, json_member(tape, 0, "body"), &end);
    for (size_t at = first; at; at = json_values_next(tape, at, end)) {
        size_t type = json_member(tape, at, "type");
        size_t where = json_member(tape, at, "source");
        if (json_has_value(tape, type, "TextualBody"))
            read_textual(tape, at, tagging, &annotation->note, &comments);
        else if (where && source && json_string_is(tape, where, source) &&
                 !annotation->other.has_position && !annotation->other.exact)
            read_selectors(tape, at, &annotation->other);
        else if (where && json_member(tape, at, "selector") && !annotation->far_source &&
                 (!source || !json_string_is(tape, where, source))) {
            read_selectors(tape, at, &annotation->far);
            annotation->far_source = json_string_copy(tape, where);
        }
    }
    char *value = json_string_copy(tape, json_member(tape, 0, "bodyValue"));
    if (value)
        read_comment(value, &comments);
    free(value);
    if (comments.data)
        annotation->note.body = buffer_take(&comments);
}

// --- the whole -----------------------------------------------------------------------------

static enum note_kind kind_of(const struct json_tape *tape, size_t motivation,
                              const struct annotation *annotation)
{
    const struct note *note = &annotation->note;
    const char *decision = note->decision ? note->decision : "";
    if (json_has_value(tape, motivation, "assessing") && strcmp(decision, "coded") == 0)
        return NOTE_CODED;
    if (json_has_value(tape, motivation, "identifying"))
        return NOTE_ENTITY;
    if (json_has_value(tape, motivation, "moderating"))
        return strcmp(decision, "not-counterpart") == 0 ? NOTE_PAIRING : NOTE_ENTITY;
    if (json_has_value(tape, motivation, "linking"))
        return strcmp(decision, "counterpart") == 0 ? NOTE_PAIRING : NOTE_LINK;
    if (json_has_value(tape, motivation, "classifying"))
        return NOTE_SECTION;
    if (note->body || json_has_value(tape, motivation, "commenting"))
        return NOTE_NOTE;
    return note->tag_count || json_has_value(tape, motivation, "tagging") ? NOTE_TAG
                                                                          : NOTE_HIGHLIGHT;
}

// The first person of a member of the line: by id alone, or with names.
static void read_person(const struct json_tape *tape, const char *member, char **id,
                        char **nickname)
{
    size_t end;
    size_t person = json_values_begin(tape, json_member(tape, 0, member), &end);
    *id = *nickname = NULL;
    if (person && json_is(tape, person, JSON_NODE_STRING)) {
        *id = json_string_copy(tape, person);
    } else if (person) {
        *id = json_string_copy(tape, json_member(tape, person, "id"));
        *nickname = json_string_copy(tape, json_member(tape, person, "nickname"));
        if (!*nickname)
            *nickname = json_string_copy(tape, json_member(tape, person, "name"));
    }
}

void annotation_read_author(const struct json_tape *tape, char **id, char **nickname)
{
    read_person(tape, "dcterms:contributor", id, nickname);
    if (!*id && !*nickname)
        read_person(tape, "creator", id, nickname);
}

static void read_creator(const struct json_tape *tape, struct note *note)
{
    read_person(tape, "creator", &note->creator_id, &note->creator);
    if (!note->creator_id)
        note->creator_id = memory_copy_string("");
    if (!note->creator)
        note->creator = memory_copy_string("");
}

static void read_times(const struct json_tape *tape, struct note *note)
{
    bool created = instant_of(tape, json_member(tape, 0, "created"), &note->created);
    bool modified = instant_of(tape, json_member(tape, 0, "modified"), &note->modified);
    if (!modified)
        note->modified = created ? note->created : 0;
    if (!created)
        note->created = note->modified;
}

void annotation_read(const struct json_tape *tape, struct annotation *annotation)
{
    *annotation = (struct annotation){.note.versions = 1};
    struct note *note = &annotation->note;
    note->id = json_string_copy(tape, json_member(tape, 0, "id"));
    read_times(tape, note);
    read_creator(tape, note);

    size_t end;
    size_t target = json_values_begin(tape, json_member(tape, 0, "target"), &end);
    char *source = target ? json_string_copy(tape, json_member(tape, target, "source")) : NULL;
    if (target)
        read_selectors(tape, target, &annotation->target);
    size_t style = target ? json_member(tape, target, "styleClass") : 0;
    for (int colour = NOTE_YELLOW; colour < NOTE_COLOUR_COUNT; colour++) {
        if (json_has_value(tape, style, note_colour_name((enum note_colour)colour)))
            note->colour = (enum note_colour)colour;
    }

    size_t motivation = json_member(tape, 0, "motivation");
    read_bodies(tape, json_has_value(tape, motivation, "tagging"), source, annotation);
    note->kind = kind_of(tape, motivation, annotation);
    note->quote = memory_copy_string(annotation->target.exact ? annotation->target.exact : "");
    free(source);
}

void annotation_fini(struct annotation *annotation)
{
    note_fini(&annotation->note);
    selector_fini(&annotation->target);
    selector_fini(&annotation->other);
    selector_fini(&annotation->far);
    free(annotation->far_source);
}
