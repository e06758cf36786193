// SPDX-License-Identifier: GPL-3.0-or-later
// Annotation, writing: the line of an act. An edit starts from the version edited, so that keys and
// bodies this program does not know stay in it.

#include <config.h>

#include "notes/annotation.h"

#include "base/memory.h"
#include "notes/instant.h"
#include "notes/sidecar.h"
#include "text/safe.h"
#include "text/utf8.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

static const char context[] = "http://www.w3.org/ns/anno.jsonld";
static const char palette[] = "urn:x-dateline:palette:1";

// --- small parts ---------------------------------------------------------------------------

static void set_string(json_t *object, const char *key, const char *value)
{
    json_object_set_new(object, key, json_string(value));
}

static void set_instant(json_t *object, const char *key, int64_t instant)
{
    struct buffer text = {0};
    instant_format(instant, &text);
    set_string(object, key, text.data);
    buffer_fini(&text);
}

static json_t *make_person(const struct user *user)
{
    return json_pack("{s:s, s:s, s:s}", "id", user->id, "type", "Person", "nickname",
                     user->nickname);
}

static json_t *make_textual(const char *value, const char *purpose)
{
    return json_pack("{s:s, s:s, s:s}", "type", "TextualBody", "value", value, "purpose", purpose);
}

static json_t *make_reference(const char *id, int64_t modified)
{
    struct buffer name = {0};
    buffer_format(&name, "%s#", id);
    instant_format(modified, &name);
    json_t *reference = json_pack("{s:s}", "id", name.data);
    buffer_fini(&name);
    return reference;
}

static void set_replaces(json_t *root, const struct annotation_draft *draft)
{
    json_object_del(root, "dcterms:replaces");
    if (draft->replace_count == 0)
        return;
    json_t *list = json_array();
    for (size_t i = 0; i < draft->replace_count; i++)
        json_array_append_new(list, make_reference(draft->id, draft->replaces[i]));
    if (draft->replace_count == 1)
        json_object_set(root, "dcterms:replaces", json_array_get(list, 0));
    else
        json_object_set(root, "dcterms:replaces", list);
    json_decref(list);
}

// --- passages ------------------------------------------------------------------------------

static json_t *make_selectors(const struct text *text, struct span span)
{
    struct selector selector;
    selector_take(text, span, &selector);
    json_t *list = json_pack("[{s:s, s:I, s:I}, {s:s, s:s, s:s, s:s}]", "type",
                             "TextPositionSelector", "start", (json_int_t)selector.start, "end",
                             (json_int_t)selector.end, "type", "TextQuoteSelector", "exact",
                             selector.exact, "prefix", selector.prefix, "suffix", selector.suffix);
    selector_fini(&selector);
    return list;
}

// A passage of the article, or, where it has one, of the draft's other text.
static void set_passage(json_t *resource, const struct annotation_draft *draft, struct span span,
                        bool other)
{
    bool far = other && draft->other_text;
    const struct text *text = far ? draft->other_text : draft->text;
    const struct digest *digest = far ? draft->other_digest : draft->digest;
    set_string(resource, "type", "SpecificResource");
    set_string(resource, "source", far ? draft->other_source : draft->source);
    json_object_del(resource, "state");
    json_t *state = json_pack("{s:s}", "type", "TimeState");
    if (text_modified(text))
        set_instant(state, "sourceDate", text_modified(text));
    if (digest) {
        char name[DIGEST_NAME];
        digest_name(digest, name);
        set_string(state, "cached", name);
    }
    if (json_object_size(state) > 1)
        json_object_set(resource, "state", state);
    json_decref(state);
    json_object_set_new(resource, "selector", make_selectors(text, span));
}

static void set_target(json_t *root, const struct annotation_draft *draft)
{
    json_t *target = json_object_get(root, "target");
    if (json_is_array(target))
        target = json_array_get(target, 0);
    if (!json_is_object(target)) {
        if (draft->keep_target && target)
            return; // a bare address: it has no place for a colour
        target = json_object();
        json_object_set_new(root, "target", target);
    }
    if (!draft->keep_target)
        set_passage(target, draft, draft->content->span, false);
    if (draft->content->colour != NOTE_NO_COLOUR) {
        set_string(target, "styleClass", note_colour_name(draft->content->colour));
        set_string(root, "stylesheet", palette);
    } else {
        json_object_del(target, "styleClass");
        if (json_string_value(json_object_get(root, "stylesheet")) &&
            strcmp(json_string_value(json_object_get(root, "stylesheet")), palette) == 0)
            json_object_del(root, "stylesheet");
    }
}

// --- bodies --------------------------------------------------------------------------------

static bool has_type(const json_t *object, const char *type)
{
    const json_t *value = json_object_get(object, "type");
    if (json_is_array(value))
        value = json_array_get(value, 0);
    return json_is_string(value) && strcmp(json_string_value(value), type) == 0;
}

// Whether the value, or one of a list, is this string.
static bool has_string(const json_t *value, const char *string)
{
    if (json_is_string(value))
        return strcmp(json_string_value(value), string) == 0;
    for (size_t i = 0; i < json_array_size(value); i++) {
        const char *item = json_string_value(json_array_get(value, i));
        if (item && strcmp(item, string) == 0)
            return true;
    }
    return false;
}

// What of the bodies of an old version has been seen: a note holds one decision and one name.
struct seen_bodies {
    bool decision, name;
};

static bool first_time(bool *seen)
{
    bool first = !*seen;
    *seen = true;
    return first;
}

// Whether reading made a part of the note of this body, so that the act's content stands for it
// now.
static bool is_ours(const json_t *body, bool keep_other, struct seen_bodies *seen)
{
    if (!json_is_object(body))
        return false;
    if (!has_type(body, "TextualBody"))
        return !keep_other && json_object_get(body, "selector") && json_object_get(body, "source");
    const char *value = json_string_value(json_object_get(body, "value"));
    const char *purpose = json_string_value(json_object_get(body, "purpose"));
    if (!value)
        return false;
    if (purpose && strcmp(purpose, "classifying") == 0)
        return strcmp(value, "every-mention") == 0 || first_time(&seen->decision);
    if (purpose && strcmp(purpose, "identifying") == 0)
        return first_time(&seen->name);
    return true;
}

static const char *decision_of(const struct note_content *content)
{
    if (content->decision && *content->decision)
        return content->decision;
    if (content->kind == NOTE_CODED)
        return "coded";
    return content->kind == NOTE_PAIRING ? "counterpart" : NULL;
}

// The first body of the version edited that had this purpose, so that what others put into it (a
// language, a time) stays with the new text; else a new one.
static json_t *take_textual(const json_t *old, const char *value, const char *purpose)
{
    enum { LOOKED_AT = 256 }; // of very many bodies no more, lest each be compared with each
    for (size_t i = 0; i < json_array_size(old) && i < LOOKED_AT; i++) {
        json_t *body = json_array_get(old, i);
        const char *its = json_string_value(json_object_get(body, "purpose"));
        const char *text = json_string_value(json_object_get(body, "value"));
        bool comment = strcmp(purpose, "commenting") == 0;
        if (has_type(body, "TextualBody") && its && strcmp(its, purpose) == 0 &&
            (comment || (text && strcmp(text, value) == 0))) {
            json_t *copy = json_deep_copy(body);
            set_string(copy, "value", value);
            return copy;
        }
    }
    return make_textual(value, purpose);
}

static void add_bodies(json_t *list, const json_t *old, const struct annotation_draft *draft)
{
    const struct note_content *content = draft->content;
    const char *decision = decision_of(content);
    if (decision)
        json_array_append_new(list, take_textual(old, decision, "classifying"));
    if (content->every_mention)
        json_array_append_new(list, take_textual(old, "every-mention", "classifying"));
    if (content->name && *content->name)
        json_array_append_new(list, take_textual(old, content->name, "identifying"));
    if (content->body && *content->body) {
        json_t *body = take_textual(old, content->body, "commenting");
        set_string(body, "format", "text/markdown");
        json_array_append_new(list, body);
    }
    for (size_t i = 0; i < content->tag_count; i++)
        json_array_append_new(list, take_textual(old, content->tags[i], "tagging"));
    if (!draft->keep_other && !span_is_empty(content->other)) {
        json_t *passage = json_object();
        set_passage(passage, draft, content->other, true);
        json_array_append_new(list, passage);
    }
}

static void set_body(json_t *root, const struct annotation_draft *draft)
{
    json_t *old = json_object_get(root, "body");
    old = json_is_array(old) ? json_incref(old) : old ? json_pack("[O]", old) : json_array();
    json_t *list = json_array();
    struct seen_bodies seen = {0};
    add_bodies(list, old, draft);
    for (size_t i = 0; i < json_array_size(old); i++) {
        json_t *body = json_array_get(old, i);
        if (!is_ours(body, draft->keep_other, &seen))
            json_array_append(list, body);
    }
    json_object_del(root, "bodyValue");
    if (json_array_size(list))
        json_object_set(root, "body", list);
    else
        json_object_del(root, "body");
    json_decref(list);
    json_decref(old);
}

static const char *motivation_of(const struct note_content *content)
{
    const char *decision = decision_of(content);
    switch (content->kind) {
    case NOTE_TAG:
        return content->colour == NOTE_NO_COLOUR ? "tagging" : "highlighting";
    case NOTE_NOTE:
        return "commenting";
    case NOTE_LINK:
        return "linking";
    case NOTE_ENTITY:
        return decision && strcmp(decision, "not-an-entity") == 0 ? "moderating" : "identifying";
    case NOTE_PAIRING:
        return strcmp(decision, "not-counterpart") == 0 ? "moderating" : "linking";
    case NOTE_CODED:
        return "assessing";
    case NOTE_SECTION:
        return "classifying";
    case NOTE_HIGHLIGHT:
    case NOTE_KIND_COUNT:
        break;
    }
    return "highlighting";
}

// --- the whole -----------------------------------------------------------------------------

// Dangerous code points (text/safe.h) as \uXXXX: in JSON they can stand inside strings only, so
// that they can be replaced anywhere in the line. All of them are below U+10000.
static void escape_dangerous(const char *line, size_t length, struct buffer *out)
{
    for (size_t at = 0; at < length;) {
        unsigned code_point;
        size_t step = utf8_decode(line + at, length - at, &code_point);
        if (safe_is_dangerous(code_point))
            buffer_format(out, "\\u%04X", code_point);
        else
            buffer_add(out, line + at, step);
        at += step;
    }
}

static char *line_of(json_t *root, struct error *error)
{
    char *dumped = json_dumps(root, JSON_COMPACT);
    if (!dumped) {
        error_set(error, ERROR_FORMAT, NULL, "the note cannot be written as JSON");
        return NULL;
    }
    struct buffer line = {0};
    escape_dangerous(dumped, strlen(dumped), &line);
    free(dumped);
    if (line.length > SIDECAR_LINE_LIMIT) {
        error_set(error, ERROR_TOO_LARGE, NULL, "a note takes at most %d bytes",
                  SIDECAR_LINE_LIMIT);
        buffer_fini(&line);
        return NULL;
    }
    return buffer_take(&line);
}

static json_t *base_of(const struct annotation_draft *draft, struct error *error)
{
    json_error_t problem;
    json_t *root = json_loadb(draft->base, draft->base_length, JSON_ALLOW_NUL, &problem);
    if (!json_is_object(root)) {
        json_decref(root);
        error_set(error, ERROR_FORMAT, NULL, "the note cannot be written back: %s", problem.text);
        return NULL;
    }
    return root;
}

static json_t *new_root(const struct annotation_draft *draft, const char *type)
{
    json_t *root = json_pack("{s:s, s:s, s:s}", "@context", context, "id", draft->id, "type", type);
    return root;
}

static bool is_text(const char *string)
{
    return !string || !u8_check((const uint8_t *)string, strlen(string));
}

static bool check_content(const struct annotation_draft *draft, struct error *error)
{
    const struct note_content *content = draft->content;
    bool fine = is_text(content->body) && is_text(content->decision) && is_text(content->name);
    for (size_t i = 0; i < content->tag_count; i++)
        fine = fine && is_text(content->tags[i]);
    if (!fine)
        error_set(error, ERROR_FORMAT, NULL, "the note is not UTF-8");
    size_t longest = SIDECAR_LINE_LIMIT;
    if (fine && (span_length(content->span) > longest || span_length(content->other) > longest)) {
        error_set(error, ERROR_TOO_LARGE, NULL, "a note takes at most %d bytes",
                  SIDECAR_LINE_LIMIT);
        fine = false;
    }
    return fine;
}

static bool is_by(const json_t *creator, const struct user *user)
{
    const char *id = json_is_string(creator) ? json_string_value(creator)
                                             : json_string_value(json_object_get(creator, "id"));
    return id && strcmp(id, user->id) == 0;
}

// The note stays its maker's; whoever else writes a version of it is named beside.
static void set_makers(json_t *root, const struct annotation_draft *draft)
{
    json_t *creator = json_object_get(root, "creator");
    json_object_del(root, "dcterms:contributor");
    if (!creator)
        json_object_set_new(root, "creator", make_person(draft->user));
    else if (!is_by(creator, draft->user))
        json_object_set_new(root, "dcterms:contributor", make_person(draft->user));
}

char *annotation_compose(const struct annotation_draft *draft, struct error *error)
{
    if (!check_content(draft, error))
        return NULL;
    json_t *root = draft->base ? base_of(draft, error) : new_root(draft, "Annotation");
    if (!root)
        return NULL;
    if (!draft->keep_motivation)
        set_string(root, "motivation", motivation_of(draft->content));
    set_instant(root, "created", draft->created);
    set_instant(root, "modified", draft->modified);
    set_makers(root, draft);
    set_replaces(root, draft);
    set_body(root, draft);
    set_target(root, draft);
    char *line = line_of(root, error);
    json_decref(root);
    return line;
}

char *annotation_compose_again(const struct annotation_draft *draft, struct error *error)
{
    json_t *root = base_of(draft, error);
    if (!root)
        return NULL;
    set_instant(root, "modified", draft->modified);
    set_makers(root, draft);
    set_replaces(root, draft);
    char *line = line_of(root, error);
    json_decref(root);
    return line;
}

// Whether reading takes the body for a tag of this name.
static bool is_tag(const json_t *body, const char *tag, bool tagging)
{
    const json_t *purpose = json_object_get(body, "purpose");
    const char *value = json_string_value(json_object_get(body, "value"));
    bool meant = purpose ? has_string(purpose, "tagging") : tagging;
    return meant && value && strcmp(value, tag) == 0 &&
           has_string(json_object_get(body, "type"), "TextualBody");
}

// Every body of the tag `old` becomes one of `new`, and one is enough.
static void rename_tag(json_t *root, const char *old, const char *new)
{
    json_t *body = json_object_get(root, "body");
    bool tagging = has_string(json_object_get(root, "motivation"), "tagging");
    if (!json_is_array(body)) {
        if (is_tag(body, old, tagging))
            set_string(body, "value", new);
        return;
    }
    bool has_new = false;
    for (size_t i = 0; i < json_array_size(body); i++)
        has_new = has_new || is_tag(json_array_get(body, i), new, tagging);
    json_t *list = json_array();
    for (size_t i = 0; i < json_array_size(body); i++) {
        json_t *item = json_array_get(body, i);
        if (is_tag(item, old, tagging)) {
            if (has_new)
                continue;
            set_string(item, "value", new);
            has_new = true;
        }
        json_array_append(list, item);
    }
    json_object_set_new(root, "body", list);
}

char *annotation_compose_retagged(const struct annotation_draft *draft, const char *old,
                                  const char *new, struct error *error)
{
    json_t *root = base_of(draft, error);
    if (!root)
        return NULL;
    rename_tag(root, old, new);
    set_instant(root, "modified", draft->modified);
    set_makers(root, draft);
    set_replaces(root, draft);
    char *line = line_of(root, error);
    json_decref(root);
    return line;
}

char *annotation_compose_tombstone(const struct annotation_draft *draft, struct error *error)
{
    json_t *root = new_root(draft, "as:Tombstone");
    set_instant(root, "created", draft->created);
    set_instant(root, "modified", draft->modified);
    json_object_set_new(root, "creator", make_person(draft->user));
    set_replaces(root, draft);
    char *line = line_of(root, error);
    json_decref(root);
    return line;
}
