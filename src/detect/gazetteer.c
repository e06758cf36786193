// SPDX-License-Identifier: GPL-3.0-or-later
// Gazetteer: rows of TSV files kept as they were read (fields ended by NUL in place), and a hash
// table from the folded key of a form's first word to the forms that begin with it, longest first,
// side by side.
// Loading is one pass; matching costs one look-up a word, so text is read at word starts only.

#include <config.h>

#include "detect/gazetteer.h"

#include "base/files.h"
#include "base/memory.h"
#include "detect/gazetteer-index.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

#define FILE_LIMIT ((size_t)64 << 20) // bytes of one gazetteer file
#define NO_ENTRY UINT32_MAX

static const char *const type_names[GAZETTEER_TYPE_COUNT] = {
    [GAZETTEER_PLACE] = "LOC",     [GAZETTEER_NORP] = "NORP",   [GAZETTEER_ORGANISATION] = "ORG",
    [GAZETTEER_EVENT] = "EVENT",   [GAZETTEER_WORK] = "WORK",   [GAZETTEER_PROJECT] = "PROJECT",
    [GAZETTEER_TITLE] = "TITLE",   [GAZETTEER_GIVEN] = "GIVEN", [GAZETTEER_FAMILY] = "FAMILY",
    [GAZETTEER_SYSTEM] = "SYSTEM", [GAZETTEER_HEAD] = "HEAD",   [GAZETTEER_PARTICLE] = "PARTICLE",
};

static bool attribute_choice(const struct gazetteer_entry *entry, const char *key,
                             const char *const *values, size_t count, uint8_t *choice)
{
    for (size_t i = 0; i < count; i++) {
        if (values[i] && gazetteer_attribute_is(entry, key, values[i])) {
            *choice = (uint8_t)i;
            return true;
        }
    }
    return false;
}

static void set_fault(struct gazetteer *gazetteer, struct error *error, const char *path,
                      size_t line, const char *what)
{
    if (gazetteer->faults++)
        return;
    error_set(error, ERROR_FORMAT, path, "%s", what);
    if (error)
        error->line = line;
}

// Sets key and second of a form. Most begin with plain letters.
static void index_form(struct gazetteer *gazetteer, struct form *form)
{
    const char *text = form->text;
    size_t end = 0, length = form->length;
    while (end < length &&
           ((text[end] >= 'a' && text[end] <= 'z') || (text[end] >= 'A' && text[end] <= 'Z')))
        end++;
    if (end && (end == length || text[end] == ' ' || text[end] == '-')) {
        form->key = token_fold(text, end);
        form->second = end == length                          ? SECOND_NONE
                       : text[end] == ' ' && end + 1 < length ? gazetteer_second(text[end + 1])
                                                              : SECOND_ANY;
        return;
    }
    gazetteer->scratch.count = 0;
    tokens_split(text, (struct span){0, length}, &gazetteer->scratch);
    form->key = gazetteer->scratch.count ? gazetteer->scratch.items[0].key : 0;
    form->second = gazetteer->scratch.count == 1 ? SECOND_NONE : SECOND_ANY;
}

static void add_form(struct gazetteer *gazetteer, const char *text, size_t length)
{
    if (length > 4 && memcmp(text, "the ", 4) == 0) {
        text += 4;
        length -= 4;
    }
    if (!length || length > FORM_LIMIT)
        return;
    gazetteer->forms = memory_grow(gazetteer->forms, &gazetteer->form_capacity,
                                   gazetteer->form_count + 1, sizeof *gazetteer->forms);
    struct form *form = &gazetteer->forms[gazetteer->form_count++];
    *form = (struct form){
        .text = text,
        .length = (uint16_t)length,
        .entry = (uint32_t)(gazetteer->entry_count - 1),
    };
    index_form(gazetteer, form);
}

static const char *entry_fault(struct gazetteer_entry *entry)
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
        if (!attribute_choice(entry, "makes", makes, sizeof makes / sizeof *makes, &entry->makes))
            return "a HEAD needs makes=ORG, LOC, EVENT, WORK or PROJECT";
        entry->position = POSITION_LAST;
        attribute_choice(entry, "place", head_places, 4, &entry->position);
    }
    if (entry->type == GAZETTEER_TITLE) {
        entry->position = POSITION_FIRST;
        attribute_choice(entry, "place", title_places, 4, &entry->position);
    }
    if (entry->type >= GAZETTEER_TITLE && attribute_choice(entry, "gender", genders, 3, &choice))
        entry->gender = *genders[choice];
    return NULL;
}

// Cuts a row at its tabs in place. NULL, or what is wrong with it.
static const char *add_row(struct gazetteer *gazetteer, char *row, char *end, bool user)
{
    char *fields[5];
    size_t count = 0;
    for (char *at = row; count < 5; count++) {
        fields[count] = at;
        char *tab = memchr(at, '\t', (size_t)(end - at));
        if (tab)
            *tab = '\0';
        if (!tab || count == 4) {
            count++;
            break;
        }
        at = tab + 1;
    }
    if (count < 3)
        return "a row needs type, id and name, separated by tabs";
    size_t type = gazetteer->entry_count ? gazetteer->entries[gazetteer->entry_count - 1].type : 0;
    if (strcmp(fields[0], type_names[type]) != 0) { // most rows are of their neighbour's type
        type = 0;
        while (type < GAZETTEER_TYPE_COUNT && strcmp(fields[0], type_names[type]) != 0)
            type++;
    }
    if (type == GAZETTEER_TYPE_COUNT)
        return "unknown type in the first column";
    if (!*fields[1] || !*fields[2] || strcmp(fields[2], "-") == 0)
        return "id or name is empty";
    struct gazetteer_entry entry = {
        .id = fields[1],
        .name = fields[2],
        .attributes = count > 4 && strcmp(fields[4], "-") != 0 ? fields[4] : "",
        .type = (uint8_t)type,
        .user = user,
    };
    const char *fault = entry_fault(&entry);
    if (fault)
        return fault;
    gazetteer->entries = memory_grow(gazetteer->entries, &gazetteer->entry_capacity,
                                     gazetteer->entry_count + 1, sizeof *gazetteer->entries);
    gazetteer->entries[gazetteer->entry_count++] = entry;
    if (type == GAZETTEER_SYSTEM)
        return NULL;
    add_form(gazetteer, entry.name, strlen(entry.name));
    if (count > 3 && strcmp(fields[3], "-") != 0) {
        for (const char *at = fields[3]; *at;) {
            const char *bar = strchrnul(at, '|');
            add_form(gazetteer, at, (size_t)(bar - at));
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
static void reserve(struct gazetteer *gazetteer, size_t length)
{
    gazetteer->entries =
        memory_grow(gazetteer->entries, &gazetteer->entry_capacity,
                    gazetteer->entry_count + length / 24 + 1, sizeof *gazetteer->entries);
    gazetteer->forms =
        memory_grow(gazetteer->forms, &gazetteer->form_capacity,
                    gazetteer->form_count + length / 12 + 1, sizeof *gazetteer->forms);
}

static void add_file(struct gazetteer *gazetteer, struct buffer *content, const char *path,
                     bool user, struct error *error)
{
    char *at = content->data, *end = content->data + content->length;
    reserve(gazetteer, content->length);
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
                fault = add_row(gazetteer, at, row_end, user);
            }
            if (fault)
                set_fault(gazetteer, error, path, line, fault);
        }
        at = newline ? newline + 1 : end;
    }
}

static int compare_strings(const void *one, const void *other)
{
    return strcmp(*(char *const *)one, *(char *const *)other);
}

// Loads *.tsv of a directory in the order of their names; returns how many could be read.
static size_t add_directory(struct gazetteer *gazetteer, const char *directory, bool user,
                            struct error *error)
{
    DIR *stream = opendir(directory);
    if (!stream)
        return 0;
    char **names = NULL;
    size_t count = 0, capacity = 0, loaded = 0;
    for (struct dirent *item; (item = readdir(stream));) {
        size_t length = strlen(item->d_name);
        if (length < 5 || item->d_name[0] == '.' || strcmp(item->d_name + length - 4, ".tsv") != 0)
            continue;
        names = memory_grow(names, &capacity, count + 1, sizeof *names);
        names[count++] = path_join(directory, item->d_name);
    }
    closedir(stream);
    if (count)
        qsort(names, count, sizeof *names, compare_strings);
    for (size_t i = 0; i < count; i++) {
        struct buffer content = {0};
        struct error fault;
        if (file_read(names[i], FILE_LIMIT, &content, &fault) && content.length) {
            gazetteer->files = memory_grow(gazetteer->files, &gazetteer->file_capacity,
                                           gazetteer->file_count + 1, sizeof *gazetteer->files);
            gazetteer->files[gazetteer->file_count++] = content;
            add_file(gazetteer, &content, names[i], user, error);
            loaded++;
        } else {
            buffer_fini(&content);
            set_fault(gazetteer, error, names[i], 0, "cannot be read");
        }
        free(names[i]);
    }
    free(names);
    return loaded;
}

// Whether `form` goes before `other` in a slot: longer, then the user's.
static bool goes_before(const struct gazetteer *gazetteer, const struct form *form,
                        const struct form *other)
{
    if (form->length != other->length)
        return form->length > other->length;
    return gazetteer->entries[form->entry].user && !gazetteer->entries[other->entry].user;
}

// Forms in the order of their slots (a counting sort), then each slot by length.
static void build_index(struct gazetteer *gazetteer)
{
    gazetteer->slot_count = 64;
    while (gazetteer->slot_count < gazetteer->form_count)
        gazetteer->slot_count *= 2;
    size_t mask = gazetteer->slot_count - 1;
    uint32_t *ends = memory_allocate_zeroed(gazetteer->slot_count + 2, sizeof *ends);
    struct form *sorted = memory_allocate((gazetteer->form_count + 1) * sizeof *sorted);
    for (size_t i = 0; i < gazetteer->form_count; i++)
        ends[(gazetteer_slot_hash(gazetteer->forms[i].key) & mask) + 2]++;
    for (size_t i = 2; i < gazetteer->slot_count + 2; i++)
        ends[i] += ends[i - 1];
    for (size_t i = 0; i < gazetteer->form_count; i++) {
        struct form form = gazetteer->forms[i];
        sorted[ends[(gazetteer_slot_hash(form.key) & mask) + 1]++] = form;
    }
    for (size_t slot = 0; slot < gazetteer->slot_count; slot++) {
        for (size_t i = ends[slot] + (size_t)1; i < ends[slot + 1]; i++) {
            struct form form = sorted[i];
            size_t at = i;
            for (; at > ends[slot] && goes_before(gazetteer, &form, &sorted[at - 1]); at--)
                sorted[at] = sorted[at - 1];
            sorted[at] = form;
        }
    }
    free(gazetteer->forms);
    gazetteer->forms = sorted;
    gazetteer->slots = ends;
}

static uint64_t id_hash(enum gazetteer_type type, const char *id)
{
    return gazetteer_slot_hash(token_key(id) + (uint64_t)type);
}

// Later rows of an id go after earlier ones; the user's before both.
static void build_ids(struct gazetteer *gazetteer)
{
    gazetteer->id_slot_count = 64;
    while (gazetteer->id_slot_count < gazetteer->entry_count * 2)
        gazetteer->id_slot_count *= 2;
    gazetteer->id_slots = memory_allocate(gazetteer->id_slot_count * sizeof(uint32_t));
    memset(gazetteer->id_slots, 0xFF, gazetteer->id_slot_count * sizeof(uint32_t));
    for (size_t i = 0; i < gazetteer->entry_count; i++) {
        const struct gazetteer_entry *entry = &gazetteer->entries[i];
        if (entry->type >= GAZETTEER_TITLE && entry->type != GAZETTEER_SYSTEM)
            continue;
        size_t slot = id_hash(entry->type, entry->id) & (gazetteer->id_slot_count - 1);
        for (;; slot = (slot + 1) & (gazetteer->id_slot_count - 1)) {
            uint32_t held = gazetteer->id_slots[slot];
            if (held == NO_ENTRY) {
                gazetteer->id_slots[slot] = (uint32_t)i;
                break;
            }
            const struct gazetteer_entry *other = &gazetteer->entries[held];
            if (other->type == entry->type && strcmp(other->id, entry->id) == 0) {
                if (entry->user && !other->user)
                    gazetteer->id_slots[slot] = (uint32_t)i;
                break;
            }
        }
    }
}

static void collect_systems(struct gazetteer *gazetteer)
{
    static const char *const orders[] = {"given-family", "family-given", "single"};
    static const char *const customs[] = {"family", "given", "first", "last"};
    for (size_t i = 0; i < gazetteer->entry_count; i++) {
        const struct gazetteer_entry *entry = &gazetteer->entries[i];
        if (entry->type != GAZETTEER_SYSTEM || gazetteer->system_count == SYSTEM_LIMIT)
            continue;
        uint8_t order = ORDER_GIVEN_FAMILY, custom = SHORT_FAMILY;
        attribute_choice(entry, "order", orders, 3, &order);
        attribute_choice(entry, "short", customs, 4, &custom);
        gazetteer->systems[gazetteer->system_count++] =
            (struct naming_system){.entry = entry, .order = order, .custom = custom};
    }
}

struct gazetteer *gazetteer_load(const char *data_directory, const char *user_directory,
                                 struct error *error)
{
    struct gazetteer *gazetteer = memory_allocate_zeroed(1, sizeof *gazetteer);
    if (error)
        *error = (struct error){0};
    char *directory = path_join(data_directory, "gazetteer");
    size_t loaded = add_directory(gazetteer, directory, false, error);
    if (user_directory)
        loaded += add_directory(gazetteer, user_directory, true, error);
    if (!loaded) {
        error_set(error, ERROR_NOT_FOUND, directory, "no gazetteer");
        free(directory);
        gazetteer_free(gazetteer);
        return NULL;
    }
    free(directory);
    build_index(gazetteer);
    build_ids(gazetteer);
    collect_systems(gazetteer);
    token_list_fini(&gazetteer->scratch);
    return gazetteer;
}

void gazetteer_free(struct gazetteer *gazetteer)
{
    if (!gazetteer)
        return;
    for (size_t i = 0; i < gazetteer->file_count; i++)
        buffer_fini(&gazetteer->files[i]);
    free(gazetteer->files);
    free(gazetteer->entries);
    free(gazetteer->forms);
    free(gazetteer->slots);
    free(gazetteer->id_slots);
    token_list_fini(&gazetteer->scratch);
    free(gazetteer);
}

size_t gazetteer_faults(const struct gazetteer *gazetteer)
{
    return gazetteer->faults;
}

size_t gazetteer_entry_count(const struct gazetteer *gazetteer)
{
    return gazetteer->entry_count;
}

const struct gazetteer_entry *gazetteer_find(const struct gazetteer *gazetteer,
                                             enum gazetteer_type type, const char *id)
{
    size_t slot = id_hash(type, id) & (gazetteer->id_slot_count - 1);
    for (; gazetteer->id_slots[slot] != NO_ENTRY;
         slot = (slot + 1) & (gazetteer->id_slot_count - 1)) {
        const struct gazetteer_entry *entry = &gazetteer->entries[gazetteer->id_slots[slot]];
        if (entry->type == type && strcmp(entry->id, id) == 0)
            return entry;
    }
    return NULL;
}

size_t gazetteer_system_count(const struct gazetteer *gazetteer)
{
    return gazetteer->system_count;
}

const struct naming_system *gazetteer_system(const struct gazetteer *gazetteer, size_t index)
{
    return &gazetteer->systems[index];
}

system_set gazetteer_country_systems(const struct gazetteer *gazetteer, const char *country)
{
    system_set set = 0;
    for (size_t i = 0; i < gazetteer->system_count; i++) {
        if (gazetteer_attribute_is(gazetteer->systems[i].entry, "countries", country))
            set |= (system_set)1 << i;
    }
    return set;
}
