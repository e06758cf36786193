// SPDX-License-Identifier: GPL-3.0-or-later
// Note: plain values, their names, order and filters.

#include <config.h>

#include "notes/note.h"

#include "base/i18n.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static const char *const kind_names[NOTE_KIND_COUNT] = {
    [NOTE_HIGHLIGHT] = N_("highlight"), [NOTE_TAG] = N_("tag"),
    [NOTE_NOTE] = N_("note"),           [NOTE_LINK] = N_("link"),
    [NOTE_ENTITY] = N_("entity"),       [NOTE_SECTION] = N_("section"),
    [NOTE_PAIRING] = N_("pairing"),     [NOTE_CODED] = N_("coded"),
};

static const char *const colour_names[NOTE_COLOUR_COUNT] = {
    [NOTE_NO_COLOUR] = "",    [NOTE_YELLOW] = N_("yellow"), [NOTE_GREEN] = N_("green"),
    [NOTE_BLUE] = N_("blue"), [NOTE_RED] = N_("red"),
};

static const char *const state_names[NOTE_STATE_COUNT] = {
    [NOTE_EXACT] = N_("exact"),         [NOTE_CHANGED] = N_("changed"), [NOTE_MOVED] = N_("moved"),
    [NOTE_AMBIGUOUS] = N_("ambiguous"), [NOTE_ORPHAN] = N_("orphan"),
};

const char *note_kind_name(enum note_kind kind)
{
    return kind_names[kind];
}

const char *note_colour_name(enum note_colour colour)
{
    return colour_names[colour];
}

const char *note_state_name(enum note_state state)
{
    return state_names[state];
}

static size_t find_name(const char *const *names, size_t count, const char *name)
{
    size_t at = 0;
    while (at < count && strcmp(names[at], name) != 0)
        at++;
    return at;
}

enum note_kind note_kind_from_name(const char *name)
{
    return (enum note_kind)find_name(kind_names, NOTE_KIND_COUNT, name);
}

enum note_colour note_colour_from_name(const char *name)
{
    return (enum note_colour)find_name(colour_names, NOTE_COLOUR_COUNT, name);
}

enum note_state note_state_from_name(const char *name)
{
    return (enum note_state)find_name(state_names, NOTE_STATE_COUNT, name);
}

void note_fini(struct note *note)
{
    for (size_t i = 0; i < note->tag_count; i++)
        free(note->tags[i]);
    free(note->tags);
    free(note->id);
    free(note->body);
    free(note->decision);
    free(note->name);
    free(note->quote);
    free(note->creator_id);
    free(note->creator);
    *note = (struct note){0};
}

void note_add_tag(struct note *note, char *tag)
{
    note->tags = memory_resize(note->tags, note->tag_count + 1, sizeof *note->tags);
    note->tags[note->tag_count++] = tag;
}

int note_compare(const struct note *one, const struct note *other)
{
    bool orphan = one->state == NOTE_ORPHAN, other_orphan = other->state == NOTE_ORPHAN;
    if (orphan != other_orphan)
        return orphan ? 1 : -1;
    if (one->span.start != other->span.start)
        return one->span.start < other->span.start ? -1 : 1;
    if (one->span.end != other->span.end)
        return one->span.end > other->span.end ? -1 : 1;
    if (one->created != other->created)
        return one->created < other->created ? -1 : 1;
    return strcmp(one->id, other->id);
}

bool note_has_tag(const struct note *note, const char *tag)
{
    for (size_t i = 0; i < note->tag_count; i++) {
        if (strcmp(note->tags[i], tag) == 0)
            return true;
    }
    return false;
}

static bool has_tag_under(const struct note *note, const char *tag)
{
    size_t length = strlen(tag);
    for (size_t i = 0; i < note->tag_count; i++) {
        const char *its = note->tags[i];
        if (strncmp(its, tag, length) == 0 && (its[length] == '\0' || its[length] == '/'))
            return true;
    }
    return false;
}

bool note_passes(const struct note *note, const struct note_filter *filter)
{
    return (!filter->tag || has_tag_under(note, filter->tag)) &&
           (!filter->creator || strcmp(note->creator, filter->creator) == 0 ||
            strcmp(note->creator_id, filter->creator) == 0) &&
           (filter->state == NOTE_STATE_COUNT || note->state == filter->state) &&
           note->modified >= filter->since;
}

struct note_content note_content_of(const struct note *note)
{
    return (struct note_content){
        .kind = note->kind,
        .colour = note->colour,
        .tags = (const char *const *)note->tags,
        .tag_count = note->tag_count,
        .body = note->body,
        .decision = note->decision,
        .name = note->name,
        .span = note->span,
        .other = note->other,
        .other_part = note->other_part,
        .every_mention = note->every_mention,
    };
}
