// SPDX-License-Identifier: GPL-3.0-or-later
// Forms of a person's name. Names are compared by words without case, accents and particles; an
// initial stands for any word with that letter, and words of two transliterations for each other
// where another word agrees.

#include <config.h>

#include "detect/aliases-forms.h"

static bool is_name_word(const struct scan *scan, size_t token)
{
    if (scan->tokens[token].kind != TOKEN_WORD)
        return false;
    if (scan->tokens[token].shape == SHAPE_LOWER)
        return token > 0 && scan_is_joint(scan, token - 1) &&
               !scan_lookup(scan, token)->word.particle;
    const struct gazetteer_word word = scan_lookup(scan, token)->word;
    if (!word.particle)
        return true;
    // A capital particle (De la Torre) may be a name by itself (Ben, Ali), but not before another.
    bool before_particle = token + 1 < scan->token_count &&
                           scan->tokens[token + 1].shape == SHAPE_LOWER &&
                           scan_lookup(scan, token + 1)->word.particle;
    return (word.given || word.family) && !before_particle;
}

// The consonants of a word, those that transliterations exchange made one (Gaddafi, Qadhafi): four
// bits each, sixteen at most. What each letter counts as, from a to z; 0: nothing.
static uint64_t sound_of(const struct scan *scan, size_t token)
{
    enum { P = 1, K, T, F, S, L, M, N, R, X };
    static const uint8_t sounds[26] = {
        ['b' - 'a'] = P, ['c' - 'a'] = K, ['d' - 'a'] = T, ['f' - 'a'] = F, ['g' - 'a'] = K,
        ['j' - 'a'] = S, ['k' - 'a'] = K, ['l' - 'a'] = L, ['m' - 'a'] = M, ['n' - 'a'] = N,
        ['p' - 'a'] = P, ['q' - 'a'] = K, ['r' - 'a'] = R, ['s' - 'a'] = S, ['t' - 'a'] = T,
        ['v' - 'a'] = F, ['x' - 'a'] = X, ['z' - 'a'] = S};
    enum { SHORTEST = 4 };
    const struct token *item = &scan->tokens[token];
    uint64_t sound = 0;
    if (item->end - item->start < SHORTEST)
        return 0;
    for (size_t i = item->start; i < item->end && !(sound >> 60); i++) {
        unsigned letter = (unsigned char)(scan->bytes[i] | 0x20) - (unsigned)'a';
        if (letter < 26 && sounds[letter] && sounds[letter] != (sound & 15))
            sound = sound << 4 | sounds[letter];
    }
    return sound > 15 ? sound : 0; // one consonant tells nothing
}

static void add_word(const struct scan *scan, size_t token, struct name_form *form)
{
    if (form->count < PERSON_WORDS)
        form->words[form->count++] =
            (struct name_word){scan_word_key(scan, token), sound_of(scan, token), token};
}

struct name_form form_read(const struct scan *scan, size_t first, size_t end)
{
    struct name_form form;
    form.count = 0;
    for (size_t i = first; i < end; i++) {
        if (is_name_word(scan, i))
            add_word(scan, i, &form);
    }
    if (form.count)
        return form;
    for (size_t i = first; i < end; i++) { // nothing but particles
        if (scan->tokens[i].kind == TOKEN_WORD)
            add_word(scan, i, &form);
    }
    return form;
}

// Whether two words may be one: equal, an initial, or of one sound.
static bool words_agree(const struct scan *scan, const struct name_word *one,
                        const struct name_word *other, bool *loose)
{
    if (one->key == other->key)
        return true;
    const struct token *first = &scan->tokens[one->token], *second = &scan->tokens[other->token];
    if (first->shape == SHAPE_SINGLE || second->shape == SHAPE_SINGLE)
        return scan->bytes[first->start] == scan->bytes[second->start];
    *loose = true;
    return one->sound && one->sound == other->sound;
}

// Whether a word is two of another name written in one: Bawazir, Ba-Wazir.
static bool is_in_one(const struct scan *scan, size_t word, size_t first, size_t second)
{
    const struct token *whole = &scan->tokens[word];
    const struct token *parts[] = {&scan->tokens[first], &scan->tokens[second]};
    size_t at = whole->start;
    if (second != first + 2 || !scan_is_joint(scan, first + 1))
        return false;
    for (size_t part = 0; part < 2; part++) {
        for (size_t i = parts[part]->start; i < parts[part]->end; i++, at++) {
            if (at == whole->end || (scan->bytes[at] | 0x20) != (scan->bytes[i] | 0x20))
                return false;
        }
    }
    return at == whole->end;
}

bool form_is_turned(const struct name_form *one, const struct name_form *other)
{
    size_t count = one->count;
    for (size_t by = 1; by < count; by += count > 2 ? count - 2 : 1) {
        size_t i = 0;
        while (i < count && one->words[i].key == other->words[(i + by) % count].key)
            i++;
        if (i == count)
            return true;
    }
    return false;
}

bool form_is_of(const struct scan *scan, const struct name_form *shorter,
                const struct name_form *longer)
{
    const struct name_word *words = longer->words;
    size_t at = 0, exact = 0;
    for (size_t i = 0; i < shorter->count; i++, at++) {
        const struct name_word *word = &shorter->words[i];
        for (;; at++) {
            if (at == longer->count)
                return false;
            bool loose = false;
            if (at + 1 < longer->count &&
                is_in_one(scan, word->token, words[at].token, words[at + 1].token)) {
                at++;
                break;
            }
            if (words_agree(scan, word, &words[at], &loose) && !(loose && shorter->count < 2)) {
                exact += word->key == words[at].key;
                break;
            }
        }
    }
    return exact > 0;
}

// The naming system that fits the words of a name and the country best; SIZE_MAX: none.
static size_t likely_system(const struct scan *scan, const struct name_form *form,
                            const char *country)
{
    system_set national = country ? gazetteer_country_systems(scan->gazetteer, country) : 0;
    size_t best = SIZE_MAX, systems = gazetteer_system_count(scan->gazetteer);
    system_set of_word[PERSON_WORDS];
    for (size_t k = 0; k < form->count; k++)
        of_word[k] = gazetteer_word_systems(scan->gazetteer, scan->bytes,
                                            &scan->tokens[form->words[k].token]);
    int best_score = 0;
    for (size_t i = 0; i < systems; i++) {
        system_set bit = (system_set)1 << i;
        int score = national & bit ? 3 : 0;
        for (size_t k = 0; k < form->count; k++)
            score += of_word[k] & bit ? 1 : 0;
        if (score > best_score) {
            best_score = score;
            best = i;
        }
    }
    return best;
}

size_t form_custom_word(const struct scan *scan, const struct candidate *fullest,
                        const char *country)
{
    struct name_form form = form_read(scan, fullest->first, fullest->end);
    if (form.count == 0)
        return fullest->first;
    size_t first = form.words[0].token, last = form.words[form.count - 1].token;
    size_t index = likely_system(scan, &form, country);
    if (index == SIZE_MAX)
        return last;
    const struct naming_system *system = gazetteer_system(scan->gazetteer, index);
    bool family_first = system->order == ORDER_FAMILY_GIVEN;
    switch (system->custom) {
    case SHORT_FAMILY:
        return family_first ? first : last;
    case SHORT_GIVEN:
        return family_first && form.count > 1 ? form.words[1].token : first;
    case SHORT_FIRST:
        return first;
    default:
        return last;
    }
}
