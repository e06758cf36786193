# Makes the C table of the lexicon from its text, whose format stands in data/lexicon/english.txt.
# The table is hashed here: the hash is lexicon_hash() of detect/lexicon.c, taken modulo the number
# of slots, which stays under 2^53 so that awk's numbers are exact.

BEGIN {
    SLOTS = 32768
    LONGEST = 17
    for (code = 1; code < 128; code++)
        codes[sprintf("%c", code)] = code
    entries = classes = 0
    failed = ""
}

function fail(what) {
    printf "%s:%d: %s\n", FILENAME, FNR, what > "/dev/stderr"
    failed = 1
    exit 1
}

# The entry of a word, made where there is none.
function find_entry(word) {
    if (length(word) > LONGEST)
        return 0
    if (!(word in numbers)) {
        numbers[word] = ++entries
        words[entries] = word
        marks[entries] = "0"
        first[entries] = second[entries] = 0
    }
    return numbers[word]
}

# Puts a word into a class; a form made by rule goes into no more than two, silently.
function classify(word, class, is_listed,    entry) {
    entry = find_entry(word)
    if (!entry || first[entry] == class || second[entry] == class)
        return
    if (!first[entry])
        first[entry] = class
    else if (!second[entry])
        second[entry] = class
    else if (is_listed)
        fail("third class of " word)
}

# Puts the forms of a base into a class: the irregular ones where it has any, else those by rule.
function inflect(base, class,    forms, count, i, stem) {
    if (base ~ /(s|x|z|ch|sh)$/)
        classify(base "es", class)
    else if (base ~ /[^aeiou]y$/)
        classify(substr(base, 1, length(base) - 1) "ies", class)
    else
        classify(base "s", class)
    stem = base
    if (base ~ /[^eo]e$/)
        stem = substr(base, 1, length(base) - 1)
    else if (base ~ /^[^aeiou]*[aeiou][bdgmnprt]$/)
        stem = base substr(base, length(base))
    classify(stem "ing", class)
    if (base in irregular) {
        count = split(irregular[base], forms, " ")
        for (i = 1; i <= count; i++)
            classify(forms[i], class)
    } else if (base ~ /[^aeiou]y$/) {
        classify(substr(base, 1, length(base) - 1) "ied", class)
    } else {
        classify((base ~ /e$/ ? substr(base, 1, length(base) - 1) : stem) "ed", class)
    }
}

function mark(names, from,    list, count, value, i, entry) {
    count = split(names, list, ",")
    value = ""
    for (i = 1; i <= count; i++)
        value = value (i > 1 ? " | " : "") "WORD_" toupper(list[i])
    for (i = from; i <= NF; i++) {
        entry = find_entry($i)
        marks[entry] = marks[entry] == "0" ? value : marks[entry] " | " value
    }
}

/^#/ || NF == 0 { next }

$1 == "irregular:" {
    line = $0
    sub(/^irregular: *[^ ]+ */, "", line)
    irregular[$2] = line
    next
}

$1 ~ /:$/ {
    mark(substr($1, 1, length($1) - 1), 2)
    next
}

{
    classes++
    # What is listed comes before what is made from it, in every class.
    for (i = 1; i <= NF; i++) {
        word = $i
        is_whole = sub(/^=/, "", word)
        classify(word, classes, 1)
        if (!is_whole) {
            base_count++
            bases[base_count] = word
            base_classes[base_count] = classes
        }
    }
}

function hash(word,    value, i) {
    value = 0
    for (i = 1; i <= length(word); i++)
        value = (value * 31 + codes[substr(word, i, 1)]) % SLOTS
    return value
}

END {
    if (failed)
        exit 1
    for (i = 1; i <= base_count; i++)
        inflect(bases[i], base_classes[i])
    if (entries * 2 > SLOTS)
        fail("more words than the table has room for")
    print "// SPDX-License-Identifier: GPL-3.0-or-later"
    print "// Made from data/lexicon/english.txt by src/detect/lexicon.awk."
    print ""
    print "#include <config.h>"
    print ""
    print "#include \"detect/lexicon.h\""
    print "#include \"detect/vocabulary.h\""
    print ""
    printf "const struct lexicon_entry lexicon_entries[] = {\n"
    for (i = 1; i <= entries; i++) {
        printf "    {\"%s\", %s, {%d, %d}},\n", words[i], marks[i], first[i], second[i]
        slot = hash(words[i])
        while (slot in slots)
            slot = (slot + 1) % SLOTS
        slots[slot] = i
    }
    printf "};\n\nconst uint16_t lexicon_slots[LEXICON_SLOTS] = {\n"
    for (slot = 0; slot < SLOTS; slot++)
        if (slot in slots)
            printf "    [%d] = %d,\n", slot, slots[slot]
    print "};"
}
