# SPDX-License-Identifier: GPL-3.0-or-later
# Keys: the rows of commands.def as the key tables of the manual (man(7) source). Put in where
# dateline.1.in says @KEYS@.
#
#   awk -f keys.awk commands.def dateline.1.in

BEGIN {
    headings["READ"] = "Reading"
    headings["SEARCH"] = "Searching"
    headings["JUMP"] = "Jumping"
    headings["ACT"] = "Acting, on the sentence in focus or on the selection"
    headings["SELECT"] = "Selecting"
    headings["VIEW"] = "Views"
    headings["LIST"] = "In lists"
    headings["PROGRAM"] = "The program"
}

function fail(what) {
    print FILENAME ":" FNR ": " what > "/dev/stderr"
    failed = 1
    exit 1
}

# What roff would take for its own, written out.
function escaped(text) {
    gsub(/\\/, "\\e", text)
    gsub(/-/, "\\-", text)
    gsub(/\^/, "\\(ha", text)
    gsub(/~/, "\\(ti", text)
    gsub(/'/, "\\(aq", text)
    gsub(/`/, "\\(ga", text)
    gsub(/…/, "...", text)
    return text
}

function places(where,    text) {
    if (where == "T")
        return ""
    text = index(where, "T") ? "text" : ""
    if (index(where, "L"))
        text = text (text == "" ? "" : ", ") "lists"
    if (index(where, "S"))
        text = text (text == "" ? "" : ", ") "while selecting"
    return "; " text
}

function row(group, name, keys, where, help,    i, count, parts, shown) {
    count = split(keys, parts, " ")
    for (i = 1; i <= count; i++)
        shown = shown (i > 1 ? "  " : "") "\\fB" escaped(parts[i]) "\\fR"
    if (count == 0)
        shown = "\\fB:" escaped(name) "\\fR"
    if (!(group in rows))
        order[++groups] = group
    rows[group] = rows[group] ".TP 22\n" shown "\n" escaped(help) \
        "\n(\\fI" escaped(name) "\\fR" places(where) ")\n"
}

# A row may go over several lines; it ends with "))".
FNR == NR {
    if ($0 !~ /^COMMAND\(/ && joined == "")
        next
    joined = joined $0
    if (joined !~ /\)\)[ \t]*$/)
        next
    if (split(joined, fields, "\"") != 9 || !match(fields[7], /GROUP_[A-Z]+/))
        fail("not a row of the form COMMAND(identifier, name, keys, where, group, help)")
    group = substr(fields[7], RSTART + 6, RLENGTH - 6)
    if (!(group in headings))
        fail("no heading for GROUP_" group)
    row(group, fields[2], fields[4], fields[6], fields[8])
    joined = ""
    next
}

/^@KEYS@$/ {
    for (i = 1; i <= groups; i++)
        printf ".SS %s\n.PD 0\n%s.PD\n", headings[order[i]], rows[order[i]]
    next
}

{ print }

END {
    if (!failed && joined != "")
        fail("a row without its end")
}
