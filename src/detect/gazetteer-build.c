// SPDX-License-Identifier: GPL-3.0-or-later
// Gazetteer building: rows of TSV files, kept as they were read with their fields ended by NUL in
// place, and a hash table from the folded key of a form's first word to the forms that begin with
// it, longest first, side by side. All of it becomes one image (gazetteer-index.h).
// One pass over the bytes, then a counting sort of the forms.

#include <config.h>

#include "detect/gazetteer-index.h"

#include "base/files.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>
#include <unistr.h>

_Static_assert(sizeof(struct form) == 24 && sizeof(struct gazetteer_entry) == 20 &&
                   sizeof(struct image_header) == 312,
               "padding in the image");

#define STRINGS_LIMIT ((size_t)256 << 20) // bytes of all files together

static const char *const type_names[GAZETTEER_TYPE_COUNT] = {
    [GAZETTEER_PLACE] = "LOC",     [GAZETTEER_NORP] = "NORP",   [GAZETTEER_ORGANISATION] = "ORG",
    [GAZETTEER_EVENT] = "EVENT",   [GAZETTEER_WORK] = "WORK",   [GAZETTEER_PROJECT] = "PROJECT",
    [GAZETTEER_TITLE] = "TITLE",   [GAZETTEER_GIVEN] = "GIVEN", [GAZETTEER_FAMILY] = "FAMILY",
    [GAZETTEER_SYSTEM] = "SYSTEM", [GAZETTEER_HEAD] = "HEAD",   [GAZETTEER_PARTICLE] = "PARTICLE",
};

// While building, the strings of entries and forms are distances from the start of `strings`.
struct builder {
    struct buffer strings;
    struct gazetteer_entry *entries;
    size_t entry_count, entry_capacity;
    struct form *forms;
    size_t form_count, form_capacity;
    struct token_list scratch; // tokens of a form
    size_t file_count, faults;
    struct error *error;
};

static void set_fault(struct builder *builder, const char *path, size_t line, const char *what)
{
    if (builder->faults++)
        return;
    error_set(builder->error, ERROR_FORMAT, path, "%s", what);
    if (builder->error)
        builder->error->line = line;
}

// Sets key and second of a form. Most begin with plain letters.
static void index_form(struct builder *builder, struct form *form, const char *text)
{
    size_t end = 0, length = form->length;
    while (end < length &&
           ((text[end] >= 'a' && text[end] <= 'z') || (text[end] >= 'A' && text[end] <= 'Z')))
        end++;
    if (end && (end == length || text[end] == ' ' || text[end] == '-')) {
        form->key = token_fold(text, end);
        form->second = end == length       ? SECOND_NONE
                       : text[end] == '-'  ? SECOND_HYPHEN
                       : end + 1 == length ? SECOND_ANY
                                           : gazetteer_second(text + end + 1, length - end - 1);
        return;
    }
    builder->scratch.count = 0;
    tokens_split(text, (struct span){0, length}, &builder->scratch);
    form->key = builder->scratch.count ? builder->scratch.items[0].key : 0;
    form->second = SECOND_NONE;
    if (builder->scratch.count > 1)
        form->second = gazetteer_second_token(text, &builder->scratch.items[1]);
    if (form->second == SECOND_MARK)
        form->second = SECOND_ANY;
}

static void add_form(struct builder *builder, const char *text, size_t length)
{
    if (length > 4 && memcmp(text, "the ", 4) == 0) {
        text += 4;
        length -= 4;
    }
    if (!length || length > FORM_LIMIT)
        return;
    builder->forms = memory_grow(builder->forms, &builder->form_capacity, builder->form_count + 1,
                                 sizeof *builder->forms);
    struct form *form = &builder->forms[builder->form_count++];
    *form = (struct form){
        .text = (uint32_t)(text - builder->strings.data),
        .length = (uint16_t)length,
        .entry = (uint32_t)(builder->entry_count - 1),
    };
    index_form(builder, form, text);
}

// Sets what the attributes say of the entry; NULL, or what is wrong with them.
static const char *read_attributes(struct gazetteer_entry *entry, const char *attributes)
{
    static const char *const makes[] = {
        [ENTITY_ORGANISATION] = "ORG", [ENTITY_PLACE] = "LOC",       [ENTITY_EVENT] = "EVENT",
        [ENTITY_WORK] = "WORK",        [ENTITY_PROJECT] = "PROJECT",
    };
    static const char *const head_places[] = {NULL, "first", "last", "both"};
    static const char *const title_places[] = {NULL, "before", "after", "both"};
    static const char *const genders[] = {NULL, "m", "f"};
    uint8_t choice = 0;
    if (entry->type == GAZETTEER_HEAD) {
        if (!attributes_choose(attributes, "makes", makes, sizeof makes / sizeof *makes,
                               &entry->makes))
            return "a HEAD needs makes=ORG, LOC, EVENT, WORK or PROJECT";
        entry->position = POSITION_LAST;
        attributes_choose(attributes, "place", head_places, 4, &entry->position);
    }
    if (entry->type == GAZETTEER_TITLE) {
        entry->position = POSITION_FIRST;
        attributes_choose(attributes, "place", title_places, 4, &entry->position);
    }
    if (entry->type >= GAZETTEER_TITLE &&
        attributes_choose(attributes, "gender", genders, 3, &choice))
        entry->gender = *genders[choice];
    return NULL;
}

// The type of that name, GAZETTEER_TYPE_COUNT where there is none. Most rows are of their
// neighbour's type.
static size_t type_of(const struct builder *builder, const char *name)
{
    size_t type = builder->entry_count ? builder->entries[builder->entry_count - 1].type : 0;
    if (strcmp(name, type_names[type]) == 0)
        return type;
    type = 0;
    while (type < GAZETTEER_TYPE_COUNT && strcmp(name, type_names[type]) != 0)
        type++;
    return type;
}

// Cuts a row into at most five fields at its tabs, in place; returns how many.
static size_t cut_row(char *row, char *end, char *fields[5])
{
    size_t count = 0;
    for (char *at = row; count < 5;) {
        fields[count++] = at;
        char *tab = memchr(at, '\t', (size_t)(end - at));
        if (!tab)
            break;
        *tab = '\0';
        at = tab + 1;
    }
    return count;
}

// NULL, or what is wrong with the row.
static const char *add_row(struct builder *builder, char *row, char *end, bool user)
{
    char *fields[5];
    size_t count = cut_row(row, end, fields);
    if (count < 3)
        return "a row needs type, id and name, separated by tabs";
    size_t type = type_of(builder, fields[0]);
    if (type == GAZETTEER_TYPE_COUNT)
        return "unknown type in the first column";
    if (!*fields[1] || !*fields[2] || strcmp(fields[2], "-") == 0)
        return "id or name is empty";
    const char *strings = builder->strings.data;
    const char *attributes = count > 4 && strcmp(fields[4], "-") != 0 ? fields[4] : strings;
    struct gazetteer_entry entry = {
        .id = (uint32_t)(fields[1] - strings),
        .name = (uint32_t)(fields[2] - strings),
        .attributes = (uint32_t)(attributes - strings),
        .type = (uint8_t)type,
        .user = user,
    };
    const char *fault = read_attributes(&entry, attributes);
    if (fault)
        return fault;
    builder->entries = memory_grow(builder->entries, &builder->entry_capacity,
                                   builder->entry_count + 1, sizeof *builder->entries);
    builder->entries[builder->entry_count++] = entry;
    if (type == GAZETTEER_SYSTEM)
        return NULL;
    add_form(builder, fields[2], strlen(fields[2]));
    if (count > 3 && strcmp(fields[3], "-") != 0) {
        for (const char *at = fields[3]; *at;) {
            const char *bar = strchrnul(at, '|');
            add_form(builder, at, (size_t)(bar - at));
            at = *bar ? bar + 1 : bar;
        }
    }
    return NULL;
}

// Sixteen bytes at once; gcc and clang turn it into what the machine has.
typedef unsigned char byte_block __attribute__((vector_size(16)));

// Whether the bytes are UTF-8 without control characters, line ends and tabs aside.
static bool is_clean(const char *bytes, const char *end)
{
    const char *at = bytes;
    byte_block any = {0};
    for (; end - at >= (ptrdiff_t)sizeof any; at += sizeof any) {
        byte_block block;
        memcpy(&block, at, sizeof block);
        any |= (byte_block)((block < ' ') & (block != '\t') & (block != '\n') & (block != '\r'));
    }
    bool control = false;
    for (size_t i = 0; i < sizeof any; i++)
        control |= any[i] != 0;
    for (; at < end; at++)
        control |= (unsigned char)*at < ' ' && *at != '\t' && *at != '\n' && *at != '\r';
    return !control && !u8_check((const uint8_t *)bytes, (size_t)(end - bytes));
}

// Makes room for about what the bytes hold, so that the arrays seldom grow row by row. Room that is
// not used is never touched.
static void reserve(struct builder *builder, size_t length)
{
    builder->entries =
        memory_grow(builder->entries, &builder->entry_capacity,
                    builder->entry_count + length / 24 + 1, sizeof *builder->entries);
    builder->forms = memory_grow(builder->forms, &builder->form_capacity,
                                 builder->form_count + length / 12 + 1, sizeof *builder->forms);
}

static void add_rows(struct builder *builder, size_t start, const char *path, bool user)
{
    char *at = builder->strings.data + start,
         *end = builder->strings.data + builder->strings.length;
    reserve(builder, (size_t)(end - at));
    bool clean = is_clean(at, end); // of the whole; else each row is looked at
    for (size_t line = 1; at < end; line++) {
        char *newline = memchr(at, '\n', (size_t)(end - at));
        char *row_end = newline ? newline : end;
        if (row_end > at && row_end[-1] == '\r')
            row_end--;
        bool header = line == 1 && row_end - at > 5 && memcmp(at, "type\t", 5) == 0;
        if (row_end > at && *at != '#' && !header) {
            const char *fault = "control character or malformed UTF-8";
            if (clean || is_clean(at, row_end)) {
                *row_end = '\0'; // the newline, or the NUL that ends a buffer
                fault = add_row(builder, at, row_end, user);
            }
            if (fault)
                set_fault(builder, path, line, fault);
        }
        at = newline ? newline + 1 : end;
    }
}

static void add_files(struct builder *builder, char *const *files, bool user)
{
    for (size_t i = 0; files && files[i]; i++) {
        size_t start = builder->strings.length;
        struct error fault;
        if (file_read(files[i], STRINGS_LIMIT, &builder->strings, &fault) &&
            builder->strings.length > start) {
            add_rows(builder, start, files[i], user);
            buffer_add_byte(&builder->strings, '\0');
            builder->file_count++;
        } else {
            builder->strings.length = start;
            set_fault(builder, files[i], 0, "cannot be read");
        }
    }
}

// Whether `form` goes before `other` in a slot: longer, then the user's.
static bool goes_before(const struct builder *builder, const struct form *form,
                        const struct form *other)
{
    if (form->length != other->length)
        return form->length > other->length;
    return builder->entries[form->entry].user && !builder->entries[other->entry].user;
}

// Whether `form` is to be found before `other` in a slot (form_is_open).
static bool is_met_before(const struct builder *builder, const struct form *form,
                          const struct form *other)
{
    (void)builder; // asked by the other order only
    uint16_t group = form_is_open(form) ? SECOND_NONE : form->second;
    uint16_t other_group = form_is_open(other) ? SECOND_NONE : other->second;
    return group < other_group;
}

typedef bool form_precedes(const struct builder *builder, const struct form *form,
                           const struct form *other);

// Sorts a slot, which seldom has more than a few forms; what is equal keeps its order.
static void sort_slot(const struct builder *builder, struct form *forms, size_t count,
                      form_precedes *precedes)
{
    for (size_t i = 1; i < count; i++) {
        struct form form = forms[i];
        size_t at = i;
        for (; at > 0 && precedes(builder, &form, &forms[at - 1]); at--)
            forms[at] = forms[at - 1];
        forms[at] = form;
    }
}

// The forms in the order of their slots (a counting sort), each slot as form_is_open() says.
// `slots` has room for one more than the slots.
static void sort_forms(const struct builder *builder, size_t slot_count, struct form *sorted,
                       uint32_t *slots)
{
    size_t mask = slot_count - 1;
    uint32_t *ends = memory_allocate_zeroed(slot_count + 2, sizeof *ends);
    for (size_t i = 0; i < builder->form_count; i++)
        ends[(gazetteer_slot_hash(builder->forms[i].key) & mask) + 2]++;
    for (size_t i = 2; i < slot_count + 2; i++)
        ends[i] += ends[i - 1];
    for (size_t i = 0; i < builder->form_count; i++) {
        struct form form = builder->forms[i];
        sorted[ends[(gazetteer_slot_hash(form.key) & mask) + 1]++] = form;
    }
    for (size_t slot = 0; slot < slot_count; slot++) {
        struct form *forms = sorted + ends[slot];
        size_t count = ends[slot + 1] - ends[slot];
        sort_slot(builder, forms, count, goes_before);
        for (size_t i = 0; i < count; i++)
            forms[i].order = (uint32_t)i;
        sort_slot(builder, forms, count, is_met_before);
    }
    memcpy(slots, ends, (slot_count + 1) * sizeof *slots);
    free(ends);
}

// Later rows of an id go after earlier ones; the user's before both. `entries` lie in the image.
static void fill_ids(const struct gazetteer_entry *entries, size_t count, uint32_t *slots,
                     size_t slot_count)
{
    memset(slots, 0xFF, slot_count * sizeof *slots);
    for (size_t i = 0; i < count; i++) {
        const struct gazetteer_entry *entry = &entries[i];
        if (entry->type >= GAZETTEER_TITLE && entry->type != GAZETTEER_SYSTEM)
            continue;
        const char *id = gazetteer_entry_id(entry);
        size_t slot = gazetteer_id_hash(entry->type, id) & (slot_count - 1);
        for (;; slot = (slot + 1) & (slot_count - 1)) {
            if (slots[slot] == NO_ENTRY) {
                slots[slot] = (uint32_t)i;
                break;
            }
            const struct gazetteer_entry *other = &entries[slots[slot]];
            if (other->type == entry->type && strcmp(gazetteer_entry_id(other), id) == 0) {
                if (entry->user && !other->user)
                    slots[slot] = (uint32_t)i;
                break;
            }
        }
    }
}

static uint32_t power_of_two(size_t least)
{
    uint32_t power = 64;
    while (power < least)
        power *= 2;
    return power;
}

static void add_systems(const struct builder *builder, struct image_header *image)
{
    for (size_t i = 0; i < builder->entry_count && image->system_count < SYSTEM_LIMIT; i++) {
        if (builder->entries[i].type == GAZETTEER_SYSTEM)
            image->systems[image->system_count++] = (uint32_t)i;
    }
}

static struct image_header *make_image(const struct builder *builder)
{
    struct image_header header = {
        .entry_count = (uint32_t)builder->entry_count,
        .form_count = (uint32_t)builder->form_count,
        .slot_count = power_of_two(builder->form_count),
        .id_slot_count = power_of_two(builder->entry_count * 2),
    };
    add_systems(builder, &header);
    struct image_parts parts = image_parts(&header);
    header.size = parts.strings + builder->strings.length + 1;
    struct image_header *image = memory_allocate(header.size);
    char *bytes = (char *)image;
    *image = header;
    memcpy(bytes + parts.strings, buffer_string(&builder->strings), builder->strings.length + 1);
    struct gazetteer_entry *entries = (struct gazetteer_entry *)(void *)(bytes + parts.entries);
    for (size_t i = 0; i < builder->entry_count; i++) {
        uint32_t distance = (uint32_t)(parts.strings - parts.entries - i * sizeof *entries);
        entries[i] = builder->entries[i];
        entries[i].id += distance;
        entries[i].name += distance;
        entries[i].attributes += distance;
    }
    struct form *forms = (struct form *)(void *)(bytes + parts.forms);
    sort_forms(builder, header.slot_count, forms, (uint32_t *)(void *)(bytes + parts.slots));
    for (size_t i = 0; i < builder->form_count; i++)
        forms[i].text += (uint32_t)parts.strings;
    fill_ids(entries, builder->entry_count, (uint32_t *)(void *)(bytes + parts.id_slots),
             header.id_slot_count);
    return image;
}

struct image_header *gazetteer_build(char *const *files, char *const *user_files, size_t *faults,
                                     struct error *error)
{
    struct builder builder = {.error = error};
    struct image_header *image = NULL;
    buffer_add_byte(&builder.strings, '\0');
    add_files(&builder, files, false);
    add_files(&builder, user_files, true);
    if (builder.file_count)
        image = make_image(&builder);
    *faults = builder.faults;
    buffer_fini(&builder.strings);
    free(builder.entries);
    free(builder.forms);
    token_list_fini(&builder.scratch);
    return image;
}
