// SPDX-License-Identifier: GPL-3.0-or-later
// What a paragraph looks like by itself: headline, byline, separator, boilerplate. All is told from
// its tokens; lists of words are short, and each is looked through once a line.

#include <config.h>

#include "article/section-lines.h"

#include <string.h>
#include <strings.h>

// Scripts without blanks have many words in a token: there bytes count.
enum { HEADLINE_TOKENS = 34, HEADLINE_BYTES = 400, SEPARATOR_TOKENS = 70 };

bool line_has_word(const struct line *line, const char *word)
{
    uint64_t key = token_key(word);
    for (size_t i = 0; i < line->count; i++) {
        if (line->tokens[i].key == key)
            return true;
    }
    return false;
}

int line_count_any(const struct line *line, const char *const *words)
{
    int count = 0;
    for (; *words; words++)
        count += line_has_word(line, *words);
    return count;
}

static bool is_one_of(const char *bytes, size_t length, const char *const *list)
{
    for (; *list; list++) {
        if (strlen(*list) == length && memcmp(*list, bytes, length) == 0)
            return true;
    }
    return false;
}

bool line_ends_as_sentence(const struct line *line)
{
    static const char *const stops[] = {".",  ":",  ";",  "\u3002", "\uFF0E",
                                        "\uFF61", "\uFF1A", "\uFF1B", NULL};
    static const char *const closing[] = {")",      "]",      "\"",     "'",      "\u201D",
                                          "\u2019", "\u300D", "\u300F", "\uFF09", NULL};
    size_t count = line->count; // "She left at night. (GNA, March 14)": to the bracket
    if (count && token_is(line->bytes, &line->tokens[count - 1], ")")) {
        size_t open = count;
        while (open > 0 && !token_is(line->bytes, &line->tokens[open - 1], "("))
            open--;
        if (open > 1 && token_is(line->bytes, &line->tokens[open - 2], "."))
            return true;
    }
    for (size_t i = line->count; i-- > 0;) {
        const char *start = line->bytes + line->tokens[i].start;
        size_t length = line->tokens[i].end - line->tokens[i].start;
        if (is_one_of(start, length, stops))
            return true;
        if (!is_one_of(start, length, closing))
            return length > 1 && start[length - 1] == '.' && line->count > HEADLINE_TOKENS / 2;
    }
    return false;
}

// "* * *", "———": no word in it.
bool line_is_marks(const struct line *line)
{
    for (size_t i = 0; i < line->count; i++) {
        if (line->tokens[i].kind != TOKEN_MARK)
            return false;
    }
    return line->count > 0;
}

// A title or headline: short, no full stop at its end.
bool line_is_headline(const struct line *line)
{
    return line->count > 0 && line->count <= HEADLINE_TOKENS && !line_is_marks(line) &&
           line->tokens[line->count - 1].end - line->tokens[0].start <= HEADLINE_BYTES &&
           !line->has_dateline && !line->is_publication && !line_ends_as_sentence(line);
}

// "PRESS RELEASE", "Media statement": what kind of text it is.
static bool is_label(const struct line *line)
{
    static const char *const words[] = {"press", "release",   "media",  "statement",
                                        "note",  "news",      "readout", "communique",
                                        "joint", "for", "immediate", NULL};
    for (size_t i = 0; i < line->count; i++) {
        struct line word = {.tokens = line->tokens + i, .count = 1};
        if (!line_count_any(&word, words))
            return false;
    }
    return line->count > 0 && line->count <= 4;
}

// "By Jane Doe", "Press release": a line between headline and text.
bool line_is_byline(const struct line *line)
{
    if (is_label(line))
        return true;
    return line->count >= 2 && line->count <= 10 && !line->has_dateline &&
           line->tokens[0].key == token_key("by") && line->tokens[1].shape != SHAPE_LOWER;
}

// Whether one of the words is among the first three of a line.
static bool line_opens_with(const struct line *line, const char *const *words)
{
    struct line head = *line;
    head.count = line->count < 3 ? line->count : 3;
    return line_count_any(&head, words) > 0;
}

// How much a line looks like a separator: "The following articles were originally published by
// …", "Here, in order, are the dispatches of …". It speaks of texts (2 in the plural, else 1),
// points to them (2), and uses weaker words of reproduction (1 each, at most 2).
int line_separator_score(const struct line *line, const char *const *pointers)
{
    static const char *const plural[] = {
        "articles",   "reports",   "statements", "dispatches", "stories",     "texts",
        "pieces",     "items",     "releases",   "accounts",   "communiques", "readouts",
        "despatches", "originals", "sources",    "documents",  "bulletins",   "wires",
        "notes",      "transcripts", "communications", "announcements", "versions",
        "publications", "notices", "excerpts", "extracts", "write-ups", NULL};
    static const char *const singular[] = {"article", "report",  "statement", "dispatch", "story",
                                           "text",    "release", "news",      "coverage", NULL};
    static const char *const weak[] = {
        "published",  "reproduced", "appeared", "carried",    "issued", "released", "reprinted",
        "reproduce",  "republish",  "filed",    "originally", "full",   "taken",    "given",
        "verbatim",   "wording",    "unedited", "unchanged",  "order",  "agency",   "agencies",
        "ministry",   "ministries", "printed",  "first",      "reads",  "read",     NULL};
    if (line->count == 0 || line->count > SEPARATOR_TOKENS || line->has_dateline)
        return 0;
    int texts = line_count_any(line, plural) ? 2 : line_count_any(line, singular) ? 1 : 0;
    int others = line_count_any(line, weak);
    if (!texts) // "What follows comes from the ministries and agencies themselves"
        return others && line_opens_with(line, pointers) ? 2 + (others > 2 ? 2 : others) : 0;
    return texts + (line_count_any(line, pointers) ? 2 : 0) + (others > 2 ? 2 : others);
}

const char *const line_points_ahead[] = {"following", "below",  "follow",   "follows", "beneath",
                                           "hereunder", "herewith", "here",   "appended",
                                           "underneath", "attached", NULL};
const char *const line_points_back[] = {"above", "preceding", "foregoing", "these", "those",
                                          "hitherto", NULL};

bool line_is_boilerplate(const struct line *line)
{
    static const char *const beginnings[] = {
        "leave a reply",     "leave a comment",  "your email address", "share this",
        "share on",          "related posts",    "related articles",   "related news",
        "related stories",   "subscribe",        "sign up",            "all rights reserved",
        "copyright",         "\xC2\xA9",         "read more",          "read also",
        "also read",         "tags:",            "tagged",             "filed under",
        "follow us",         "newsletter",       "advertisement",      "print this",
        "back to top",       "comments are closed", "no comments",     "post a comment",
        "required fields",   "click here",       "like this",          "previous post",
        "next post",         "posted in",        "categories:",        "support us",
        "donate",            "most read",        "you may also like",  "more from",
        "privacy policy",    "terms of use",     "cookie",             "save my name",
        "this site uses",    "join the conversation", "disclaimer",    "powered by",
        "email this",         "this report by",     "this article was",   "this story was",
        "first published",    "this article first", "this article originally",
        "contact us",       "about us",           "log in",          "this article has been",
        "this report has been", "reprinted",      "compiled by",     "(compiled",
        "the views expressed", "for further information", "for more information",
        "if you enjoyed",   "you are receiving",  "to unsubscribe",  "republish this",
        "cookies help",     "reporting by",       "editor's note",   "editor\xE2\x80\x99s note",
        "editors' note",    "note to editors",    "notes to editors", "translated by",
    };
    if (line->count == 0 || line->count > BOILERPLATE_TOKENS)
        return false;
    const char *start = line->bytes + line->tokens[0].start;
    size_t length = line->tokens[line->count - 1].end - line->tokens[0].start;
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
        size_t wanted = strlen(beginnings[i]);
        if (length >= wanted && strncasecmp(start, beginnings[i], wanted) == 0)
            return true;
    }
    return false;
}

bool line_ends_with_colon(const struct line *line)
{
    enum { LONGEST = 24 };
    return line->count > 1 && line->count <= LONGEST &&
           token_is(line->bytes, &line->tokens[line->count - 1], ":");
}

// "In short:", "Summary", "The day in brief": the heading of a summary.
bool line_heads_summary(const struct line *line)
{
    static const char *const words[] = {"summary",  "brief",  "short",   "sum",        "overview",
                                        "digest",   "recap",  "roundup", "round",      "glance",
                                        "nutshell", "editor", "editors", "conclusion", NULL};
    enum { LONGEST = 10 };
    return line_ends_with_colon(line) ||
           (line->count <= LONGEST && line_is_headline(line) && line_count_any(line, words));
}

// "GNA:", "From the ministry:": whose report follows.
bool line_is_source_label(const struct line *line)
{
    enum { LONGEST = 8 };
    return line->count <= LONGEST && line_ends_with_colon(line);
}

// What only a site says: a few words without a full stop ("Load more", "Tags: Ghana"), or words to
// its reader outside quotation marks.
bool line_is_of_site(const struct line *line)
{
    enum { FEW = 9, ADDRESS = 30 };
    static const char *const reader[] = {"you", "your", NULL};
    for (size_t i = 0; i < line->count; i++) {
        const char *start = line->bytes + line->tokens[i].start;
        if (*start == '"' || memcmp(start, "\xE2\x80\x9C", 3) == 0)
            return false;
    }
    return (line->count <= FEW && !line_ends_as_sentence(line)) ||
           (line->count <= ADDRESS && line_count_any(line, reader));
}
