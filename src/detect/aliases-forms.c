// SPDX-License-Identifier: GPL-3.0-or-later
// Forms of a person's name. Names are compared by words without case, accents and particles; an
// initial stands for any word with that letter, and words of two transliterations for each other
// where another word agrees.

#include <config.h>

#include "detect/aliases-forms.h"

#include <string.h>

static bool is_name_word(struct scan *scan, size_t token)
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

size_t form_words(struct scan *scan, size_t first, size_t end, uint64_t *words, size_t *tokens)
{
    size_t count = 0;
    for (size_t i = first; i < end && count < PERSON_WORDS; i++) {
        if (!is_name_word(scan, i))
            continue;
        tokens[count] = i;
        words[count++] = scan_word_key(scan, i);
    }
    if (count)
        return count;
    for (size_t i = first; i < end && count < PERSON_WORDS; i++) { // nothing but particles
        if (scan->tokens[i].kind == TOKEN_WORD) {
            tokens[count] = i;
            words[count++] = scan_word_key(scan, i);
        }
    }
    return count;
}

// Consonants of a word with those that transliterations exchange made one: Gaddafi, Qadhafi. What
// each letter counts as, from a to z; a blank: nothing.
static size_t skeleton(const struct scan *scan, size_t token, char *out, size_t room)
{
    static const char exchanged[] = " pkt fk  sklmn pkrst f x s";
    const char *bytes = scan->bytes + scan->tokens[token].start;
    size_t length = scan->tokens[token].end - scan->tokens[token].start, count = 0;
    for (size_t i = 0; i < length && count < room; i++) {
        char letter = (char)(bytes[i] | 0x20);
        if ((unsigned char)bytes[i] >= 0x80 || letter < 'a' || letter > 'z')
            continue;
        letter = exchanged[letter - 'a'];
        if (letter != ' ' && (!count || out[count - 1] != letter))
            out[count++] = letter;
    }
    return count;
}

// Whether two words may be one: equal, or an initial.
static bool words_agree(const struct scan *scan, size_t one, uint64_t one_key, size_t other,
                        uint64_t other_key, bool *loose)
{
    if (one_key == other_key)
        return true;
    const struct token *first = &scan->tokens[one], *second = &scan->tokens[other];
    bool initial = first->shape == SHAPE_SINGLE || second->shape == SHAPE_SINGLE;
    if (initial)
        return scan->bytes[first->start] == scan->bytes[second->start];
    *loose = true;
    if (first->end - first->start < 4 || second->end - second->start < 4)
        return false;
    char left[16], right[16];
    size_t left_count = skeleton(scan, one, left, sizeof left);
    size_t right_count = skeleton(scan, other, right, sizeof right);
    return left_count >= 2 && left_count == right_count && !memcmp(left, right, left_count);
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

bool form_is_turned(const uint64_t *one, const uint64_t *other, size_t count)
{
    for (size_t by = 1; by<count; by += count> 2 ? count - 2 : 1) {
        size_t i = 0;
        while (i < count && one[i] == other[(i + by) % count])
            i++;
        if (i == count)
            return true;
    }
    return false;
}

bool form_is_of(const struct scan *scan, const uint64_t *shorter, const size_t *shorter_tokens,
                size_t shorter_count, const uint64_t *longer, const size_t *longer_tokens,
                size_t longer_count)
{
    size_t at = 0, exact = 0;
    for (size_t i = 0; i < shorter_count; i++, at++) {
        for (;; at++) {
            if (at == longer_count)
                return false;
            bool loose = false;
            if (at + 1 < longer_count &&
                is_in_one(scan, shorter_tokens[i], longer_tokens[at], longer_tokens[at + 1])) {
                at++;
                break;
            }
            if (words_agree(scan, shorter_tokens[i], shorter[i], longer_tokens[at], longer[at],
                            &loose) &&
                !(loose && shorter_count < 2)) {
                exact += shorter[i] == longer[at];
                break;
            }
        }
    }
    return exact > 0;
}

// The naming system that fits the words of a name and the country best; SIZE_MAX: none.
static size_t likely_system(struct scan *scan, const size_t *tokens, size_t count,
                            const char *country)
{
    system_set national = country ? gazetteer_country_systems(scan->gazetteer, country) : 0;
    size_t best = SIZE_MAX, systems = gazetteer_system_count(scan->gazetteer);
    system_set of_word[PERSON_WORDS];
    for (size_t k = 0; k < count; k++)
        of_word[k] = gazetteer_word_systems(scan->gazetteer, scan->bytes, &scan->tokens[tokens[k]]);
    int best_score = 0;
    for (size_t i = 0; i < systems; i++) {
        system_set bit = (system_set)1 << i;
        int score = national & bit ? 3 : 0;
        for (size_t k = 0; k < count; k++)
            score += of_word[k] & bit ? 1 : 0;
        if (score > best_score) {
            best_score = score;
            best = i;
        }
    }
    return best;
}

size_t form_custom_word(struct scan *scan, const struct candidate *fullest, const char *country)
{
    uint64_t words[PERSON_WORDS];
    size_t tokens[PERSON_WORDS];
    size_t count = form_words(scan, fullest->first, fullest->end, words, tokens);
    if (count == 0)
        return fullest->first;
    size_t index = likely_system(scan, tokens, count, country);
    if (index == SIZE_MAX)
        return tokens[count - 1];
    const struct naming_system *system = gazetteer_system(scan->gazetteer, index);
    bool family_first = system->order == ORDER_FAMILY_GIVEN;
    switch (system->custom) {
    case SHORT_FAMILY:
        return family_first ? tokens[0] : tokens[count - 1];
    case SHORT_GIVEN:
        return family_first && count > 1 ? tokens[1] : tokens[0];
    case SHORT_FIRST:
        return tokens[0];
    default:
        return tokens[count - 1];
    }
}
