// SPDX-License-Identifier: GPL-3.0-or-later
// Spelling: a word's plain form, the same in British and American spelling, and its stem. Pure
// functions over a few dozen bytes; a word costs some hundred nanoseconds and is looked at once.

#include <config.h>

#include "detect/spelling.h"

#include "text/utf8.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <uninorm.h>

// A word being rewritten.
struct form {
    char *letters;
    size_t length;
};

static bool is_vowel(char letter)
{
    return letter && strchr("aeiou", letter);
}

// Inline, so that the length of a literal is known.
static inline bool ends_with(const struct form *form, const char *ending)
{
    size_t length = strlen(ending);
    return form->length >= length &&
           memcmp(form->letters + form->length - length, ending, length) == 0;
}

// An ending in a table, with its length.
struct ending {
    const char *letters;
    size_t length;
};

#define ENDING(letters)                                                                            \
    {                                                                                              \
        letters, sizeof letters - 1                                                                \
    }

// The last letter, which is looked at first, says no to most of a table; the form is not empty.
static inline bool has_ending(const struct form *form, const struct ending *ending)
{
    if (!ending->length)
        return true;
    return ending->letters[ending->length - 1] == form->letters[form->length - 1] &&
           form->length >= ending->length &&
           memcmp(form->letters + form->length - ending->length, ending->letters, ending->length) ==
               0;
}

#define NAME(letters) letters, sizeof letters - 1

// What two neighbouring letters of a form say of the rules that may apply: one look at the letters
// rules most words out.
enum pairs { PAIR_S = 1, PAIR_OU = 2, PAIR_E = 4, PAIR_LL = 8 };

// -is-, -ys-; -ou-; -ae-, -oe-; -ll-.
static unsigned find_pairs(const struct form *form)
{
    unsigned found = 0;
    for (size_t i = 1; i < form->length; i++) {
        char one = form->letters[i - 1], other = form->letters[i];
        if (other == 's')
            found |= one == 'i' || one == 'y' ? PAIR_S : 0;
        else if (other == 'u')
            found |= one == 'o' ? PAIR_OU : 0;
        else if (other == 'e')
            found |= one == 'a' || one == 'o' ? PAIR_E : 0;
        else if (other == 'l')
            found |= one == 'l' ? PAIR_LL : 0;
    }
    return found;
}

// Replaces letters[at … at + count) by `with`, which must not be longer.
static void replace(struct form *form, size_t at, size_t count, const char *with)
{
    size_t length = strlen(with);
    memcpy(form->letters + at, with, length);
    memmove(form->letters + at + length, form->letters + at + count, form->length - at - count);
    form->length -= count - length;
}

// Letters that do not decompose into a base and a mark.
static const char *plain_letter(unsigned code_point)
{
    switch (code_point) {
    case 0xDF:
        return "ss";
    case 0xE6:
        return "ae";
    case 0x153:
        return "oe";
    case 0xF8:
        return "o";
    case 0xF0:
    case 0x111:
        return "d";
    case 0xFE:
        return "th";
    case 0x131:
        return "i";
    case 0x142:
        return "l";
    case 0x2019:
    case 0x2BC:
    case 0x2BB:
    case 0x2018:
        return "'";
    default:
        return NULL;
    }
}

// Lower case without accents for a word with letters beyond ASCII.
static size_t fold_unicode(const char *bytes, size_t length, char *out)
{
    uint8_t folded_room[256], apart_room[512];
    if (length > 128)
        length = 128;
    size_t folded_length = sizeof folded_room, apart_length = sizeof apart_room;
    uint8_t *folded =
        u8_tolower((const uint8_t *)bytes, length, NULL, NULL, folded_room, &folded_length);
    uint8_t *apart =
        folded ? u8_normalize(UNINORM_NFD, folded, folded_length, apart_room, &apart_length) : NULL;
    size_t written = 0;
    for (size_t at = 0; apart && at < apart_length;) {
        unsigned code_point;
        size_t step = utf8_decode((const char *)apart + at, apart_length - at, &code_point);
        const char *plain = plain_letter(code_point);
        const char *from = plain ? plain : (const char *)apart + at;
        size_t count = plain ? strlen(plain) : step;
        at += step;
        if (code_point >= 0x300 && code_point <= 0x36F)
            continue;
        if (written + count >= SPELLING_ROOM)
            break;
        memcpy(out + written, from, count);
        written += count;
    }
    if (apart != apart_room)
        free(apart);
    if (folded != folded_room)
        free(folded);
    return written;
}

static size_t fold_letters(const char *bytes, size_t length, char *out)
{
    if (utf8_ascii_prefix(bytes, length) != length)
        return fold_unicode(bytes, length, out);
    if (length >= SPELLING_ROOM)
        length = SPELLING_ROOM - 1;
    for (size_t i = 0; i < length; i++)
        out[i] = (char)(bytes[i] >= 'A' && bytes[i] <= 'Z' ? bytes[i] + 32 : bytes[i]);
    return length;
}

// Words that differ in more than a rule can say.
static bool replace_irregular(struct form *form)
{
    static const char *const pairs[][2] = {
        {"grey", "gray"},
        {"sceptic", "skeptic"},
        {"sceptical", "skeptical"},
        {"scepticism", "skepticism"},
        {"aluminium", "aluminum"},
        {"ageing", "aging"},
        {"judgement", "judgment"},
        {"judgements", "judgments"},
        {"plough", "plow"},
        {"ploughs", "plows"},
        {"ploughed", "plowed"},
        {"mould", "mold"},
        {"towards", "toward"},
        {"afterwards", "afterward"},
        {"amongst", "among"},
        {"whilst", "while"},
        {"amidst", "amid"},
        {"learnt", "learned"},
        {"burnt", "burned"},
        {"dreamt", "dreamed"},
        {"artefact", "artifact"},
        {"artefacts", "artifacts"},
        {"pyjamas", "pajamas"},
        {"acknowledgement", "acknowledgment"},
        {"moustache", "mustache"},
        {"aeroplane", "airplane"},
        {"aeroplanes", "airplanes"},
        {"jewellery", "jewelry"},
        {"draught", "draft"},
        {"draughts", "drafts"},
        {"likeable", "likable"},
        {"saleable", "salable"},
        {"sizeable", "sizable"},
        {"cosy", "cozy"},
        {"yoghurt", "yogurt"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (form->letters[0] == pairs[i][0][0] && form->length == strlen(pairs[i][0]) &&
            memcmp(form->letters, pairs[i][0], form->length) == 0) {
            replace(form, 0, form->length, "");
            form->length = strlen(pairs[i][1]);
            memcpy(form->letters, pairs[i][1], form->length);
            return true;
        }
    }
    return false;
}

// The verb practise is spelled as the noun.
static void use_practice(struct form *form)
{
    if (form->length >= 7 && memcmp(form->letters, "practis", 7) == 0)
        form->letters[6] = 'c';
}

// real-ise, organ-isation, anal-yse: three letters or more stay before the ending.
static void use_z(struct form *form)
{
    static const struct ending endings[] = {
        ENDING("isations"), ENDING("isation"), ENDING("isational"), ENDING("isable"),
        ENDING("ising"),    ENDING("iser"),    ENDING("isers"),     ENDING("ised"),
        ENDING("ises"),     ENDING("ise"),     ENDING("yse"),       ENDING("ysed"),
        ENDING("yses"),     ENDING("ysing"),   ENDING("yser")};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t length = endings[i].length;
        if (has_ending(form, &endings[i]) && form->length >= length + 3 &&
            (endings[i].letters[0] == 'i' || form->letters[form->length - length - 1] == 'l')) {
            form->letters[form->length - length + 1] = 'z';
            return;
        }
    }
}

// neighb-our-hood: two letters before, one of the endings after.
static void use_or(struct form *form)
{
    static const struct ending after[] = {
        ENDING(""),      ENDING("s"),      ENDING("ed"),    ENDING("ing"),  ENDING("er"),
        ENDING("ers"),   ENDING("able"),   ENDING("ably"),  ENDING("hood"), ENDING("hoods"),
        ENDING("ly"),    ENDING("liness"), ENDING("ite"),   ENDING("ites"), ENDING("ful"),
        ENDING("fully"), ENDING("less"),   ENDING("itism"), ENDING("y"),    ENDING("ings"),
        ENDING("edly"),  ENDING("ingly")};
    for (size_t i = 0; i < sizeof after / sizeof *after; i++) {
        size_t length = after[i].length + 3;
        if (!has_ending(form, &after[i]) || form->length < length + 2)
            continue;
        size_t at = form->length - length;
        if (memcmp(form->letters + at, "our", 3) == 0 && !is_vowel(form->letters[at - 1])) {
            replace(form, at, 3, "or");
            return;
        }
    }
}

// cen-tre, fi-bre, mea-gre, cen-tred.
static void use_er(struct form *form)
{
    if (form->length < 5)
        return;
    size_t tail = ends_with(form, "res") || ends_with(form, "red") ? 3
                  : ends_with(form, "re")                          ? 2
                                                                   : 0;
    if (!tail || form->length < tail + 3)
        return;
    char *at = form->letters + form->length - tail;
    if (!strchr("tbg", at[-1]) || (tail == 3 && at[2] == 'd' && at[-1] != 't'))
        return;
    at[0] = 'e';
    at[1] = 'r'; // centred becomes centerd
}

// centered becomes centerd too.
static void shorten_ered(struct form *form)
{
    if (ends_with(form, "tered") && form->length > 6)
        replace(form, form->length - 2, 2, "d");
}

// Whether there is a vowel before the group of vowels that ends at letters[at].
static bool has_earlier_vowel(const struct form *form, size_t at)
{
    while (at > 0 && is_vowel(form->letters[at]))
        at--;
    while (at > 0) {
        if (is_vowel(form->letters[--at]))
            return true;
    }
    return false;
}

// One l where the one spelling doubles it: in a second syllable (travelled, fulfil) and before
// -ful, -ment (skilful, instalment); "called" and "filled" keep theirs.
static void use_one_l(struct form *form)
{
    for (size_t at = 1; at + 1 < form->length; at++) {
        if (form->letters[at] != 'l' || form->letters[at + 1] != 'l')
            continue;
        size_t left = form->length - at;
        if (has_earlier_vowel(form, at - 1) ||
            (left >= 5 && memcmp(form->letters + at, "llful", 5) == 0) ||
            (left >= 6 && memcmp(form->letters + at, "llment", 6) == 0))
            replace(form, at, 2, "l");
    }
}

static void use_short_endings(struct form *form)
{
    if (form->length >= 7 && ends_with(form, "ogue"))
        form->length -= 2;
    else if (form->length >= 8 && ends_with(form, "ogues"))
        replace(form, form->length - 3, 3, "s");
    else if (form->length >= 7 && ends_with(form, "gramme"))
        form->length -= 2;
    else if (form->length >= 8 && ends_with(form, "grammes"))
        replace(form, form->length - 3, 3, "s");
    else if (form->length >= 6 && ends_with(form, "ence") &&
             strchr("ftc", form->letters[form->length - 5]))
        form->letters[form->length - 2] = 's';
    else if (form->length >= 7 && ends_with(form, "ences") &&
             strchr("ftc", form->letters[form->length - 6]))
        form->letters[form->length - 3] = 's';
}

// paed- → ped-, foet- → fet-, manoeuvr- → maneuvr- (the end of which use_er has turned).
static void use_one_e(struct form *form)
{
    static const char *const clusters[] = {"paed",   "aesth", "haem",  "naem",  "chaeo", "diaev",
                                           "opaed",  "foet",  "rhoe",  "noeuv", "oestr", "oedem",
                                           "oesoph", "gynae", "caesa", "moeb"};
    if (form->length < 6)
        return;
    for (size_t i = 0; i < sizeof clusters / sizeof *clusters; i++) {
        form->letters[form->length] = '\0';
        char *found = strstr(form->letters, clusters[i]);
        if (!found)
            continue;
        size_t at = (size_t)(found - form->letters);
        while (form->letters[at + 1] != 'e' ||
               (form->letters[at] != 'a' && form->letters[at] != 'o'))
            at++;
        replace(form, at, 2, "e");
        form->letters[form->length] = '\0';
        char *turned = strstr(form->letters, "neuvre");
        if (turned)
            memcpy(turned, "neuver", 6);
        return;
    }
}

size_t spelling_form(const char *bytes, size_t length, char form[SPELLING_ROOM])
{
    struct form word = {form, fold_letters(bytes, length, form)};
    if (word.length >= 4 && !replace_irregular(&word)) {
        // No rule makes a pair of letters that another looks for.
        unsigned pairs = find_pairs(&word);
        if (pairs & PAIR_S) {
            use_practice(&word);
            use_z(&word);
        }
        if (pairs & PAIR_OU)
            use_or(&word);
        use_er(&word);
        shorten_ered(&word);
        if (pairs & PAIR_LL)
            use_one_l(&word);
        use_short_endings(&word);
        if (pairs & PAIR_E)
            use_one_e(&word);
    }
    form[word.length] = '\0';
    return word.length;
}

// planned → plan, agreed → agre: what is left of the stem when -ed, -ing are off.
static void undouble(struct form *form)
{
    char last = form->letters[form->length - 1];
    if (form->length > 3 && last == form->letters[form->length - 2] && !strchr("aeioulsz", last))
        form->length--;
}

size_t spelling_stem(char *letters, size_t length)
{
    // The ending, what stands for it, how many letters stay before it.
    static const struct {
        struct ending ending;
        const char *with;
        size_t least;
    } derivations[] = {
        {ENDING("izations"), "iz", 3}, {ENDING("ization"), "iz", 3}, {ENDING("ational"), "at", 3},
        {ENDING("ations"), "", 4},     {ENDING("ation"), "", 4},     {ENDING("ements"), "", 3},
        {ENDING("ement"), "", 3},      {ENDING("ments"), "", 4},     {ENDING("ment"), "", 4},
        {ENDING("nesses"), "", 4},     {ENDING("ness"), "", 4},      {ENDING("iveness"), "", 3},
        {ENDING("ibility"), "", 3},    {ENDING("ability"), "", 3},   {ENDING("ings"), "", 3},
        {ENDING("ing"), "", 3},        {ENDING("ions"), "", 4},      {ENDING("ion"), "", 4},
        {ENDING("edly"), "", 3},       {ENDING("ed"), "", 3},        {ENDING("ally"), "", 4},
        {ENDING("ly"), "", 4},         {ENDING("ers"), "", 4},       {ENDING("er"), "", 4},
        {ENDING("ors"), "", 4},        {ENDING("or"), "", 4},        {ENDING("ive"), "", 4},
        {ENDING("al"), "", 4},         {ENDING("ies"), "y", 3},      {ENDING("es"), "", 3},
        {ENDING("s"), "", 3},
    };
    struct form form = {letters, length};
    if (length < 4)
        return length;
    if (!ends_with(&form, "ss") && !ends_with(&form, "us") && !ends_with(&form, "is")) {
        for (size_t i = 0; i < sizeof derivations / sizeof *derivations; i++) {
            const struct ending *ending = &derivations[i].ending;
            if (!has_ending(&form, ending) || form.length < ending->length + derivations[i].least)
                continue;
            replace(&form, form.length - ending->length, ending->length, derivations[i].with);
            undouble(&form);
            break;
        }
    }
    if (form.length > 3 && letters[form.length - 1] == 'e')
        form.length--;
    if (form.length >= 6 && ends_with(&form, "at"))
        form.length -= 2; // cooperat(e), translat(or): as cooper(ation), transl(ation)
    else if (form.length > 3 && letters[form.length - 1] == 'y')
        letters[form.length - 1] = 'i';
    letters[form.length] = '\0';
    return form.length;
}

uint64_t spelling_hash(const char *form, size_t length)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)form[i]) * UINT64_C(0x100000001B3);
    return hash;
}

// The number that a word of letters names, or -1.
static long number_named(const char *form, size_t length)
{
    static const struct {
        const char *word;
        size_t length;
        long value;
    } names[] = {
        // By the first letter.
        {NAME("both"), 2},        {NAME("eight"), 8},         {NAME("eighteen"), 18},
        {NAME("eighth"), 8},      {NAME("eighty"), 80},       {NAME("eleven"), 11},
        {NAME("fifteen"), 15},    {NAME("fifth"), 5},         {NAME("fifty"), 50},
        {NAME("first"), 1},       {NAME("five"), 5},          {NAME("forty"), 40},
        {NAME("four"), 4},        {NAME("fourteen"), 14},     {NAME("fourth"), 4},
        {NAME("hundred"), 100},   {NAME("million"), 1000000}, {NAME("nine"), 9},
        {NAME("nineteen"), 19},   {NAME("ninety"), 90},       {NAME("ninth"), 9},
        {NAME("one"), 1},         {NAME("second"), 2},        {NAME("seven"), 7},
        {NAME("seventeen"), 17},  {NAME("seventh"), 7},       {NAME("seventy"), 70},
        {NAME("six"), 6},         {NAME("sixteen"), 16},      {NAME("sixth"), 6},
        {NAME("sixty"), 60},      {NAME("ten"), 10},          {NAME("tenth"), 10},
        {NAME("third"), 3},       {NAME("thirteen"), 13},     {NAME("thirty"), 30},
        {NAME("thousand"), 1000}, {NAME("three"), 3},         {NAME("twelve"), 12},
        {NAME("twenty"), 20},     {NAME("two"), 2},
    };
    size_t count = sizeof names / sizeof *names, at = 0;
    while (at < count && names[at].word[0] < form[0])
        at++;
    for (; at < count && names[at].word[0] == form[0]; at++) {
        if (names[at].length == length && memcmp(names[at].word, form, length) == 0)
            return names[at].value;
    }
    return -1;
}

long spelling_number(const char *form, size_t length)
{
    if (!length)
        return -1;
    if (form[0] < '0' || form[0] > '9')
        return number_named(form, length);
    long value = 0;
    for (size_t i = 0; i < length && value < 100000000000L; i++) {
        if (form[i] >= '0' && form[i] <= '9')
            value = value * 10 + (form[i] - '0');
        else if (form[i] != ',')
            return form[i] == '.' ? -1 : value;
    }
    return value;
}
