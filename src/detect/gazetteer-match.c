// SPDX-License-Identifier: GPL-3.0-or-later
// Gazetteer matching: one look-up a word, then the forms that begin with it, and go on as the word
// behind it begins, are compared with the text as it lies, marks and white space folded on the way.

#include <config.h>

#include "detect/gazetteer-index.h"

#include "text/utf8.h"

#include <endian.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>

static bool is_space(unsigned code_point)
{
    return code_point == ' ' || code_point == 0xA0 || code_point == '\t' ||
           (code_point >= 0x80 && code_point != 0x2028 && code_point != 0x2029 &&
            uc_is_property_white_space(code_point));
}

// Characters that are one for matching: apostrophes, hyphens and dashes.
static unsigned fold_mark(unsigned code_point)
{
    switch (code_point) {
    case 0x2019:
    case 0x2018:
    case 0x02BC:
        return '\'';
    case 0x2010:
    case 0x2011:
    case 0x2013:
    case 0x2212:
        return '-';
    default:
        return is_space(code_point) ? ' ' : code_point;
    }
}

static const char *form_text(const struct gazetteer *gazetteer, const struct form *form)
{
    return (const char *)gazetteer->image + form->text;
}

// How many bytes two stretches of `length` bytes begin with that are the same and ASCII; of the
// last seven bytes none may be counted.
static size_t same_plain(const char *one, const char *other, size_t length)
{
    for (size_t same = 0; same + 8 <= length; same += 8) {
        uint64_t left, right;
        memcpy(&left, one + same, 8);
        memcpy(&right, other + same, 8);
        uint64_t differs = (left ^ right) | (left & UINT64_C(0x8080808080808080));
        if (differs)
            return same + (size_t)__builtin_ctzll(le64toh(differs)) / 8;
    }
    return length & ~(size_t)7;
}

// Compares a form with the text at `at`; the byte after the match, 0 where it differs. *same says
// whether case agreed. A blank of the form is a run of white space in the text: where both differ
// behind a blank the text may go on with white space.
static size_t compare_form(const struct gazetteer *gazetteer, const struct form *form,
                           const char *bytes, size_t at, size_t limit, bool *same)
{
    const char *text = form_text(gazetteer, form);
    size_t left = limit - at;
    size_t done = same_plain(text, bytes + at, form->length < left ? form->length : left);
    size_t wide = SIZE_MAX; // behind a blank that is no ASCII
    at += done;
    while (done < form->length) {
        if (at >= limit)
            return 0;
        unsigned char one = (unsigned char)text[done], other = (unsigned char)bytes[at];
        if (one == other && one < 0x80) {
            done++;
            at++;
            continue;
        }
        unsigned char lower = one | 0x20;
        if (lower == (other | 0x20) && lower >= 'a' && lower <= 'z') {
            *same = false;
            done++;
            at++;
            continue;
        }
        if (one < 0x80 && other < 0x80 && one != ' ' && other != ' ' && other != '\t')
            return 0;
        unsigned wanted, found;
        size_t step = utf8_decode(text + done, form->length - done, &wanted);
        size_t found_step = utf8_decode(bytes + at, limit - at, &found);
        if (done && (text[done - 1] == ' ' || done == wide) && is_space(found)) {
            at += found_step;
            continue;
        }
        if (one < 0x80 && other < 0x80 && one != ' ')
            return 0;
        wanted = fold_mark(wanted);
        found = fold_mark(found);
        if (wanted != found) {
            if (uc_tolower(wanted) != uc_tolower(found))
                return 0;
            *same = false;
        }
        done += step;
        at += found_step;
        wide = wanted == ' ' ? done : wide;
    }
    return at;
}

static bool is_upper(const struct token *token)
{
    return token->shape == SHAPE_UPPER || token->shape == SHAPE_SINGLE || token->kind != TOKEN_WORD;
}

// Whether what agrees but for case is a match.
static bool case_allowed(const struct gazetteer *gazetteer, const struct form *form,
                         const struct token *tokens, size_t count, enum gazetteer_case mode)
{
    if (mode == CASE_ANY)
        return true;
    if (count >= 3 && gazetteer->entries[form->entry].type == GAZETTEER_EVENT &&
        memchr(form_text(gazetteer, form), ' ', form->length))
        return true;
    for (size_t i = 0; i < count; i++) {
        if (!is_upper(&tokens[i]))
            return false;
    }
    return mode == CASE_CAPITALS || count > 1 || tokens[0].end - tokens[0].start >= 4;
}

// What is looked for, and what was found of it.
struct search {
    const struct gazetteer *gazetteer;
    const char *bytes;
    const struct token *tokens;
    size_t count, limit; // limit: where the longest form ends, in bytes; 0: not known yet
    enum gazetteer_case mode;
    struct gazetteer_match *matches; // by order
    size_t found, room;
};

static void add_match(struct search *search, struct gazetteer_match match)
{
    size_t at = search->found < search->room ? search->found++ : search->room;
    for (; at > 0 && match.order < search->matches[at - 1].order; at--) {
        if (at < search->room)
            search->matches[at] = search->matches[at - 1];
    }
    if (at < search->room)
        search->matches[at] = match;
}

// Adds the form if the text has it.
static void try_form(struct search *search, const struct form *form)
{
    const struct gazetteer *gazetteer = search->gazetteer;
    const struct token *tokens = search->tokens;
    if (form->key != tokens[0].key)
        return;
    if (!search->limit) { // no form has more tokens than bytes
        size_t last = search->count < FORM_LIMIT / 4 ? search->count : FORM_LIMIT / 4;
        search->limit = tokens[last - 1].end;
    }
    bool same = true;
    size_t end =
        compare_form(gazetteer, form, search->bytes, tokens[0].start, search->limit, &same);
    if (!end)
        return;
    size_t taken = 1;
    while (taken < search->count && tokens[taken - 1].end < end)
        taken++;
    if (tokens[taken - 1].end == end &&
        (same || case_allowed(gazetteer, form, tokens, taken, search->mode)))
        add_match(search, (struct gazetteer_match){&gazetteer->entries[form->entry],
                                                   (uint32_t)taken, form->order});
}

// The first of the forms [low, high), which are sorted by `second`, that has this one or a higher.
static const struct form *find_second(const struct form *low, const struct form *high,
                                      uint16_t second)
{
    while (low < high) {
        const struct form *middle = low + (high - low) / 2;
        if (middle->second < second)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t gazetteer_match(const struct gazetteer *gazetteer, const char *bytes,
                       const struct token *tokens, size_t count, enum gazetteer_case mode,
                       struct gazetteer_match *matches, size_t room)
{
    if (!count)
        return 0;
    struct search search = {gazetteer, bytes, tokens, count, 0, mode, matches, 0, room};
    const uint32_t *slot =
        &gazetteer->slots[gazetteer_slot_hash(tokens[0].key) & (gazetteer->slot_count - 1)];
    const struct form *form = gazetteer->forms + slot[0], *end = gazetteer->forms + slot[1];
    if (form == end)
        return 0;
    uint16_t second = count > 1 ? gazetteer_second_token(bytes, &tokens[1]) : SECOND_MARK;
    for (; form < end && (form_is_open(form) || second == SECOND_ANY); form++)
        try_form(&search, form);
    if (second != SECOND_MARK) {
        for (form = find_second(form, end, second); form < end && form->second == second; form++)
            try_form(&search, form);
    }
    return search.found;
}

static system_set systems_of(const struct gazetteer *gazetteer, const struct gazetteer_entry *entry)
{
    system_set set = 0;
    for (size_t i = 0; i < gazetteer->system_count; i++) {
        if (gazetteer_attribute_is(entry, "system",
                                   gazetteer_entry_id(gazetteer->systems[i].entry)))
            set |= (system_set)1 << i;
    }
    return set;
}

// Whether a form is this very word of a personal name; such are open.
static bool is_word(const struct gazetteer *gazetteer, const struct form *form, const char *bytes,
                    const struct token *token)
{
    const struct gazetteer_entry *entry = &gazetteer->entries[form->entry];
    bool same = true;
    return form->key == token->key && entry->type >= GAZETTEER_GIVEN &&
           form->second == SECOND_NONE &&
           compare_form(gazetteer, form, bytes, token->start, token->end, &same) == token->end &&
           (same || token->shape == SHAPE_UPPER || entry->type == GAZETTEER_PARTICLE);
}

struct gazetteer_word gazetteer_word(const struct gazetteer *gazetteer, const char *bytes,
                                     const struct token *token)
{
    struct gazetteer_word word = {0};
    bool disagree = false;
    const uint32_t *slot =
        &gazetteer->slots[gazetteer_slot_hash(token->key) & (gazetteer->slot_count - 1)];
    for (uint32_t index = slot[0]; index < slot[1]; index++) {
        const struct form *form = &gazetteer->forms[index];
        if (!form_is_open(form))
            break;
        const struct gazetteer_entry *entry = &gazetteer->entries[form->entry];
        if (!is_word(gazetteer, form, bytes, token))
            continue;
        if (entry->type == GAZETTEER_GIVEN) {
            disagree |= word.given && word.gender != entry->gender;
            word.given = true;
            word.gender = entry->gender;
        } else if (entry->type == GAZETTEER_FAMILY) {
            word.family = true;
        } else if (entry->type == GAZETTEER_PARTICLE) {
            word.particle = true;
        }
    }
    if (disagree)
        word.gender = 0;
    return word;
}

system_set gazetteer_word_systems(const struct gazetteer *gazetteer, const char *bytes,
                                  const struct token *token)
{
    system_set set = 0;
    const uint32_t *slot =
        &gazetteer->slots[gazetteer_slot_hash(token->key) & (gazetteer->slot_count - 1)];
    for (uint32_t index = slot[0]; index < slot[1]; index++) {
        const struct form *form = &gazetteer->forms[index];
        if (!form_is_open(form))
            break;
        if (is_word(gazetteer, form, bytes, token))
            set |= systems_of(gazetteer, &gazetteer->entries[form->entry]);
    }
    return set;
}

const char *attributes_find(const char *attributes, const char *key, size_t *length)
{
    size_t key_length = strlen(key);
    for (const char *at = attributes; *at;) {
        const char *end = strchrnul(at, ';');
        if ((size_t)(end - at) > key_length && at[key_length] == '=' &&
            memcmp(at, key, key_length) == 0) {
            *length = (size_t)(end - at) - key_length - 1;
            return at + key_length + 1;
        }
        at = *end ? end + 1 : end;
    }
    *length = 0;
    return NULL;
}

bool attributes_have(const char *attributes, const char *key, const char *value)
{
    size_t length, wanted = strlen(value);
    const char *at = attributes_find(attributes, key, &length);
    if (!at)
        return false;
    for (const char *end = at + length; at <= end;) {
        const char *comma = memchr(at, ',', (size_t)(end - at));
        size_t item = (size_t)((comma ? comma : end) - at);
        if (item == wanted && memcmp(at, value, wanted) == 0)
            return true;
        at += item + 1;
    }
    return false;
}

bool attributes_choose(const char *attributes, const char *key, const char *const *values,
                       size_t count, uint8_t *choice)
{
    for (size_t i = 0; i < count; i++) {
        if (values[i] && attributes_have(attributes, key, values[i])) {
            *choice = (uint8_t)i;
            return true;
        }
    }
    return false;
}

const char *gazetteer_attribute(const struct gazetteer_entry *entry, const char *key,
                                size_t *length)
{
    return attributes_find(gazetteer_entry_attributes(entry), key, length);
}

bool gazetteer_attribute_is(const struct gazetteer_entry *entry, const char *key, const char *value)
{
    return attributes_have(gazetteer_entry_attributes(entry), key, value);
}
