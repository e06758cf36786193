// SPDX-License-Identifier: GPL-3.0-or-later
// Valid: the rules of the model one by one, over the tape of a line.

#include <config.h>

#include "notes/valid.h"

#include "base/i18n.h"
#include "notes/digest.h"
#include "notes/instant.h"

#include <stdlib.h>
#include <string.h>

static const char context[] = "http://www.w3.org/ns/anno.jsonld";

static bool is_string(const struct json_tape *tape, size_t node)
{
    return node && json_is(tape, node, JSON_NODE_STRING);
}

static size_t count_values(const struct json_tape *tape, size_t node)
{
    size_t end, count = 0;
    for (size_t at = json_values_begin(tape, node, &end); at; at = json_values_next(tape, at, end))
        count++;
    return count;
}

// Whether the node is a string that can be an IRI: a scheme, a colon, and no blank in it.
static bool is_iri(const struct json_tape *tape, size_t node)
{
    if (!is_string(tape, node))
        return false;
    const struct json_node *it = &tape->nodes[node];
    const char *bytes = tape->bytes + it->start;
    size_t length = it->end - it->start;
    const char *colon = memchr(bytes, ':', length);
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)bytes[i] <= ' ')
            return false;
    }
    return colon && colon > bytes && memchr(bytes, '/', (size_t)(colon - bytes)) == NULL;
}

static bool read_instant(const struct json_tape *tape, size_t node, int64_t *instant)
{
    if (!is_string(tape, node))
        return false;
    const struct json_node *it = &tape->nodes[node];
    return instant_parse(tape->bytes + it->start, it->end - it->start, instant);
}

// --- parts ---------------------------------------------------------------------------------

static const char *fault_of_selector(const struct json_tape *tape, size_t selector)
{
    size_t type = json_member(tape, selector, "type"), start, end;
    if (json_has_value(tape, type, "TextPositionSelector")) {
        if (!json_size(tape, json_member(tape, selector, "start"), &start) ||
            !json_size(tape, json_member(tape, selector, "end"), &end))
            return N_("a position without start and end");
        if (start > end)
            return N_("a position that ends before it starts");
    } else if (json_has_value(tape, type, "TextQuoteSelector")) {
        if (!is_string(tape, json_member(tape, selector, "exact")))
            return N_("a quote without its words");
    } else if (!type && json_is(tape, selector, JSON_NODE_OBJECT)) {
        return N_("a selector without a type");
    }
    return NULL;
}

static const char *fault_of_state(const struct json_tape *tape, size_t state)
{
    size_t cached = json_member(tape, state, "cached");
    if (!cached)
        return NULL;
    char *name = json_string_copy(tape, cached);
    struct digest digest;
    // Other programs may tell a copy's address here.
    bool fine = name && (strncmp(name, "ni:", 3) != 0 || digest_from_name(name, &digest));
    free(name);
    return fine ? NULL : N_("a digest of the text that is none");
}

// Of a target or a body; an address alone is one too.
static const char *fault_of_resource(const struct json_tape *tape, size_t resource)
{
    if (is_string(tape, resource))
        return NULL;
    if (!json_is(tape, resource, JSON_NODE_OBJECT))
        return N_("a target or body that is no resource");
    if (json_has_value(tape, json_member(tape, resource, "type"), "TextualBody"))
        return is_string(tape, json_member(tape, resource, "value")) ? NULL
                                                                     : N_("a text without value");
    size_t selector = json_member(tape, resource, "selector"), end;
    if (selector && count_values(tape, json_member(tape, resource, "source")) != 1)
        return N_("a passage without one source");
    const char *fault = NULL;
    for (size_t at = json_values_begin(tape, selector, &end); at && !fault;
         at = json_values_next(tape, at, end))
        fault = fault_of_selector(tape, at);
    size_t state = json_member(tape, resource, "state");
    for (size_t at = json_values_begin(tape, state, &end); at && !fault;
         at = json_values_next(tape, at, end))
        fault = fault_of_state(tape, at);
    if (!fault && json_member(tape, resource, "styleClass") && !json_member(tape, 0, "stylesheet"))
        fault = N_("a style class without a stylesheet");
    return fault;
}

static const char *fault_of_resources(const struct json_tape *tape, const char *key)
{
    size_t end;
    const char *fault = NULL;
    for (size_t at = json_values_begin(tape, json_member(tape, 0, key), &end); at && !fault;
         at = json_values_next(tape, at, end))
        fault = fault_of_resource(tape, at);
    return fault;
}

// --- the whole -----------------------------------------------------------------------------

static const char *fault_of_times(const struct json_tape *tape)
{
    int64_t created, modified;
    size_t first = json_member(tape, 0, "created"), last = json_member(tape, 0, "modified");
    if (!last)
        return N_("no modified");
    if (!read_instant(tape, last, &modified))
        return N_("modified is no instant");
    if (first && !read_instant(tape, first, &created))
        return N_("created is no instant");
    return first && created > modified ? N_("modified before it was created") : NULL;
}

// What it replaces are versions of the same note.
static const char *fault_of_replaced(const struct json_tape *tape)
{
    size_t end, replaces = json_member(tape, 0, "dcterms:replaces");
    char *id = json_string_copy(tape, json_member(tape, 0, "id"));
    size_t length = strlen(id);
    bool fine = true;
    for (size_t at = json_values_begin(tape, replaces, &end); at && fine;
         at = json_values_next(tape, at, end)) {
        size_t node = json_is(tape, at, JSON_NODE_OBJECT) ? json_member(tape, at, "id") : at;
        char *name = json_string_copy(tape, node);
        int64_t instant;
        fine = name && strncmp(name, id, length) == 0 && name[length] == '#' &&
               instant_parse(name + length + 1, strlen(name + length + 1), &instant);
        free(name);
    }
    free(id);
    return fine ? NULL : N_("it replaces what is no version of it");
}

static const char *fault_of_annotation(const struct json_tape *tape)
{
    size_t motivations = count_values(tape, json_member(tape, 0, "motivation"));
    if (motivations != 1)
        return motivations ? N_("several motivations") : N_("no motivation");
    if (!count_values(tape, json_member(tape, 0, "target")))
        return N_("no target");
    if (json_member(tape, 0, "body") && json_member(tape, 0, "bodyValue"))
        return N_("both body and bodyValue");
    const char *fault = fault_of_resources(tape, "target");
    return fault ? fault : fault_of_resources(tape, "body");
}

const char *valid_find_fault(const struct json_tape *tape)
{
    if (!json_has_value(tape, json_member(tape, 0, "@context"), context))
        return N_("no context of annotations");
    if (!is_iri(tape, json_member(tape, 0, "id")))
        return N_("an id that is no IRI");
    const char *fault = fault_of_times(tape);
    if (!fault)
        fault = fault_of_replaced(tape);
    if (!fault && json_has_value(tape, json_member(tape, 0, "type"), "Annotation"))
        fault = fault_of_annotation(tape);
    return fault;
}
