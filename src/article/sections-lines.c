// SPDX-License-Identifier: GPL-3.0-or-later
// Lines: what a paragraph looks like by itself. Words are compared by their keys, in the languages
// of the round-ups read: English, with the marks of any.

#include <config.h>

#include "article/sections-lines.h"

#include "article/dateline-parser.h"

#include <string.h>
#include <strings.h>

// Scripts without blanks have many words in a token: there bytes count.
enum {
    HEADLINE_TOKENS = 34,
    HEADLINE_BYTES = 400,
    SEPARATOR_TOKENS = 70,
    BOILERPLATE_TOKENS = 45,
    SHORT_LINE = 8,
};

static bool token_equals(const struct section_line *line, size_t at, const char *word)
{
    if (at >= line->count)
        return false;
    const struct token *token = &line->tokens[at];
    const char *start = line->bytes + token->start;
    if ((*start ^ *word) & 0x5F)
        return false;
    size_t length = token->end - token->start;
    return strlen(word) == length && strncasecmp(start, word, length) == 0;
}

static bool token_is_any(const struct section_line *line, size_t at, const char *const *words)
{
    for (; *words; words++) {
        if (token_equals(line, at, *words))
            return true;
    }
    return false;
}

static int count_words(const struct section_line *line, const char *const *words)
{
    int count = 0;
    for (size_t i = 0; i < line->count; i++)
        count += line->tokens[i].kind == TOKEN_WORD && token_is_any(line, i, words);
    return count;
}

static bool begins_with(const struct section_line *line, const char *phrase)
{
    if (line->count == 0)
        return false;
    if ((line->bytes[line->tokens[0].start] ^ *phrase) & 0x5F)
        return false;
    size_t length = line->tokens[line->count - 1].end - line->tokens[0].start;
    size_t wanted = strlen(phrase);
    return length >= wanted &&
           strncasecmp(line->bytes + line->tokens[0].start, phrase, wanted) == 0;
}

static bool begins_with_any(const struct section_line *line, const char *const *phrases)
{
    for (; *phrases; phrases++) {
        if (begins_with(line, *phrases))
            return true;
    }
    return false;
}

static bool ends_as_sentence(const struct section_line *line)
{
    static const char *const stops[] = {".",      ":",      ";",      "\u3002", "\uFF0E",
                                        "\uFF61", "\uFF1A", "\uFF1B", NULL};
    static const char *const closing[] = {")",      "]",      "\"",     "'",      "\u201D",
                                          "\u2019", "\u300D", "\u300F", "\uFF09", NULL};
    size_t open = line->count; // "They left at night. (AFP)": to the bracket
    if (open && token_equals(line, open - 1, ")")) {
        while (open > 0 && !token_equals(line, open - 1, "("))
            open--;
        if (open > 1 && token_equals(line, open - 2, "."))
            return true;
    }
    for (size_t i = line->count; i-- > 0;) {
        if (token_is_any(line, i, stops))
            return true;
        if (!token_is_any(line, i, closing)) {
            const struct token *token = &line->tokens[i];
            return token->end - token->start > 1 && line->bytes[token->end - 1] == '.' &&
                   line->count > HEADLINE_TOKENS / 2;
        }
    }
    return false;
}

static bool looks_like_mark(const struct section_line *line)
{
    for (size_t i = 0; i < line->count; i++) {
        if (line->tokens[i].kind != TOKEN_MARK)
            return false;
    }
    return line->count > 0;
}

// "ENDS", "-30-", "- wheat and barley".
static bool is_end_or_item(const struct section_line *line)
{
    static const char *const ends[] = {"ends", "end", "enditem", "30", NULL};
    static const char *const bullets[] = {"-",      "*",      "\u2022", "\u00B7", "\u2013",
                                          "\u2014", "\u25AA", "\u25CF", "\u2023", NULL};
    size_t words = 0, last = 0;
    for (size_t i = 0; i < line->count; i++) {
        if (line->tokens[i].kind != TOKEN_MARK) {
            words++;
            last = i;
        }
    }
    return (words == 1 && token_is_any(line, last, ends)) ||
           (line->count > 1 && token_is_any(line, 0, bullets));
}

static bool looks_like_headline(const struct section_line *line)
{
    return line->count > 0 && line->count <= HEADLINE_TOKENS && !line->is_mark &&
           line->tokens[line->count - 1].end - line->tokens[0].start <= HEADLINE_BYTES &&
           !line->has_dateline && !line->is_publication && !ends_as_sentence(line) &&
           !is_end_or_item(line) && !line->is_boilerplate;
}

static bool looks_like_byline(const struct section_line *line)
{
    static const char *const people[] = {"correspondent", "correspondents", "reporter",
                                         "reporters",     "bureau",         "newsroom", NULL};
    static const char *const firsts[] = {"our", "staff", "special", "by", "from", "diplomatic",
                                         "political", "web", NULL};
    if (line->count < 2 || line->count > 10 || line->has_dateline || line->is_publication)
        return false;
    if (token_equals(line, 0, "by") && line->tokens[1].kind == TOKEN_WORD &&
        line->tokens[1].shape != SHAPE_LOWER)
        return !ends_as_sentence(line);
    return token_is_any(line, 0, firsts) && count_words(line, people) > 0 &&
           !ends_as_sentence(line);
}

// "Report 2", "Text B:", "(3)", "II.": a number, with or without what it counts.
static bool is_number_line(const struct section_line *line)
{
    enum { LONGEST = 4 };
    static const char *const counted[] = {"report", "text",     "document", "article", "item",
                                          "source", "statement", "no",      "dispatch", NULL};
    static const char *const romans[] = {"I", "II", "III", "IV", "V", "VI", "VII", NULL};
    static const char *const marks[] = {".", ")", "(", ":", "[", "]", NULL};
    size_t numbers = 0, letters = 0, words = 0;
    for (size_t i = 0; i < line->count && line->count <= LONGEST; i++) {
        const struct token *token = &line->tokens[i];
        if (token->kind == TOKEN_NUMBER || token_is_any(line, i, romans))
            numbers++;
        else if (token->shape == SHAPE_SINGLE)
            letters++;
        else if (token_is_any(line, i, counted))
            words++;
        else if (!token_is_any(line, i, marks))
            return false;
    }
    return numbers + letters == 1 && words <= 1 && (words || (numbers && line->count > 1));
}

// "Xinhua", "(RSS)", "— AFP", "Source: Xinhua".
static bool looks_like_credit(const struct section_line *line)
{
    enum { LONGEST = 8 };
    struct dateline_parser parser = {line->bytes, line->tokens, line->count, 0};
    if (line->count == 0 || line->count > LONGEST)
        return false;
    while (parser.at < line->count && (line->tokens[parser.at].kind == TOKEN_MARK ||
                                       token_equals(line, parser.at, "source") ||
                                       token_equals(line, parser.at, "agency")))
        parser.at++;
    size_t agency = dateline_agency_length(&parser, parser.at);
    parser.at += agency;
    while (parser.at < line->count && line->tokens[parser.at].kind == TOKEN_MARK)
        parser.at++;
    return agency > 0 && parser.at == line->count;
}

static bool looks_like_label(const struct section_line *line)
{
    static const char *const releases[] = {"press release",  "news release",  "media release",
                                           "press statement", "media statement", "press note",
                                           "for immediate release", "media advisory",
                                           "press communiqu", "official statement", NULL};
    if (line->count == 0 || line->count > 12 || line->has_dateline || line->is_mark)
        return false;
    if (is_number_line(line))
        return true;
    if (begins_with_any(line, releases))
        return line->count <= SHORT_LINE;
    return looks_like_credit(line);
}

bool section_line_names_genre(const struct section_line *line)
{
    static const char *const genres[] = {
        "joint statement", "joint communiqu", "joint declaration", "joint press",   "readout of",
        "statement by",    "statement of",    "statement on",      "communiqu",     "press release",
        "remarks by",      "transcript of",   "press statement",   "media statement", "note verbale",
        "joint readout",   "final communiqu", NULL};
    return begins_with_any(line, genres);
}

bool section_line_is_lead(const struct section_line *line)
{
    enum { FIRST_WORDS = 40, SHORTEST = 10 };
    static const char *const days[] = {"today", "yesterday", "tonight", NULL};
    if (line->count < SHORTEST)
        return false;
    for (size_t i = 0; i < line->count && i < FIRST_WORDS; i++) {
        const struct token *token = &line->tokens[i];
        struct dateline_parser parser = {line->bytes, line->tokens, line->count, i};
        if (i > 0 && token_equals(line, i, ".") && i + 1 < line->count)
            return false;
        if (token->kind == TOKEN_WORD && token_is_any(line, i, days))
            return true;
        if (token->kind == TOKEN_WORD && token->shape == SHAPE_CAPITAL &&
            (dateline_weekday(line->bytes + token->start, token->end - token->start) >= 0 ||
             (dateline_token_month(&parser, i) &&
              (dateline_token_number(&parser, i + 1) > 0 ||
               (i > 0 && dateline_token_number(&parser, i - 1) > 0)))))
            return true;
    }
    return false;
}

// --- separators ----------------------------------------------------------------------------------

enum {
    WORD_TEXTS = 1,
    WORD_TEXT = 2,
    WORD_WEAK = 4,
    WORD_AHEAD = 8,
    WORD_BACK = 16,
    WORD_TELLING = 32,
    WORD_FOLLOWING = 64,
};

static void add_words(struct section_words *words, uint8_t class, const char *const *list)
{
    enum { MASK = sizeof words->keys / sizeof *words->keys - 1 };
    for (; *list; list++) {
        uint64_t key = token_key(*list);
        size_t at = key & MASK;
        while (words->keys[at] && words->keys[at] != key)
            at = (at + 1) & MASK;
        words->keys[at] = key;
        words->classes[at] |= class;
    }
}

void section_words_init(struct section_words *words)
{
    static const char *const texts[] = {
        "articles",   "reports",   "statements", "dispatches", "stories",     "texts",
        "pieces",     "items",     "releases",   "accounts",   "communiques", "communiqu\u00E9s",
        "readouts",   "despatches", "originals", "sources",    "documents",   "bulletins",
        "wires",      "notes",     "transcripts", "communications", "messages", "announcements",
        NULL};
    static const char *const text[] = {"article", "report", "statement", "dispatch", "story",
                                       "text",    "release", "news",     "coverage", "copy", NULL};
    static const char *const weak[] = {
        "published",  "reproduced", "appeared", "carried",    "issued",  "released",  "reprinted",
        "reproduce",  "republish",  "filed",    "originally", "full",    "taken",     "given",
        "verbatim",   "wording",    "unedited", "unchanged",  "order",   "agency",    "agencies",
        "ministry",   "ministries", "printed",  "first",      "reads",   "read",      "words",
        "print",      "wrote",      "wire",     "received",   "source",  "material",  "original",
        "reference",  "themselves", "quoted",   "based",      "reporting", "excerpts", NULL};
    static const char *const telling[] = {"said", "told",   "met",    "will",  "would",
                                          "agreed", "signed", "pledged", "talks", "meeting", NULL};
    static const char *const ahead[] = {"below",     "follow",   "follows",    "beneath", "here",
                                        "hereunder", "herewith", "underneath", "appended",
                                        "attached",  NULL};
    static const char *const back[] = {"above", "preceding", "foregoing", "these",
                                       "those", "hitherto",  NULL};
    static const char *const following[] = {"following", NULL};
    *words = (struct section_words){0};
    add_words(words, WORD_TEXTS, texts);
    add_words(words, WORD_TEXT, text);
    add_words(words, WORD_WEAK, weak);
    add_words(words, WORD_TELLING, telling);
    add_words(words, WORD_AHEAD, ahead);
    add_words(words, WORD_BACK, back);
    add_words(words, WORD_FOLLOWING, following);
}

static unsigned word_class(const struct section_words *words, uint64_t key)
{
    enum { MASK = sizeof words->keys / sizeof *words->keys - 1 };
    size_t at = key & MASK;
    while (words->keys[at] && words->keys[at] != key)
        at = (at + 1) & MASK;
    return words->keys[at] ? words->classes[at] : 0;
}

// "the following reports", not "following talks" nor "following the talks".
static bool following_points(const struct section_line *line, size_t at)
{
    return at == 0 ? !token_equals(line, 1, "the")
                   : token_equals(line, at - 1, "the") || token_equals(line, at - 1, "these");
}

int section_line_separator_score(const struct section_line *line, bool back)
{
    if (line->count == 0 || line->count > SEPARATOR_TOKENS || line->has_dateline ||
        line->is_publication)
        return 0;
    if (line->is_mark)
        return 3;
    unsigned seen = 0;
    int weak = 0;
    for (size_t i = 0; i < line->count; i++) {
        unsigned class = word_class(line->words, line->tokens[i].key);
        if (class & WORD_FOLLOWING && following_points(line, i))
            class |= WORD_AHEAD;
        weak += (class & WORD_WEAK) != 0;
        seen |= class;
    }
    bool brief = line->count <= SHORT_LINE;
    int texts = seen & WORD_TEXTS ? 2 : seen & WORD_TEXT ? 1 : 0;
    int pointer = seen & (back ? WORD_BACK : WORD_AHEAD) ? 2 : 0;
    bool colon = token_equals(line, line->count - 1, ":");
    if (!texts && !pointer && !(weak && (brief || colon)))
        return 0;
    int score = texts + pointer + (weak > 2 ? 2 : weak);
    score += 2 * colon + brief;
    return score - (seen & WORD_TELLING && !colon ? 2 : 0);
}

// --- what sites add ------------------------------------------------------------------------------

static bool looks_like_boilerplate(const struct section_line *line)
{
    enum { LONGEST = 160 };
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
        "email this",        "this report by",   "this article was",   "this story was",
        "first published",   "this article first", "this article originally",
        "contact us",        "about us",         "log in",             "tags ",
        "topics:",           "keywords:",        "category:",          "related:",
        "see also:",         "trending",         "most popular",       "download our app",
        "get the latest",    "join our",         "follow our",         "share:",
        "tweet",             "print page",       "your comment",       "load more",
        "view comments",     "add a comment",    "recommended for you", "editors' picks",
        "skip to",           "whatsapp",         "facebook",
        "this article has been", "for further information", "for more information", NULL,
    };
    static const char *const rights[] = {"copyright", "\xC2\xA9", "all rights reserved",
                                         "disclaimer", "this site uses", "cookie", NULL};
    if (line->count == 0 || line->count > LONGEST ||
        (line->count > BOILERPLATE_TOKENS && !begins_with_any(line, rights)))
        return false;
    return begins_with_any(line, beginnings);
}

// What only a site says after a text: a few words without a full stop ("Load more"), or words to
// its reader outside quotation marks.
static bool looks_like_site(const struct section_line *line)
{
    enum { FEW = 9, LONGEST = 30 };
    static const char *const reader[] = {"you", "your", NULL};
    static const char *const quotes[] = {"\"", "\u201C", NULL};
    if (line->count == 0 || line->count > LONGEST || line->is_mark || line->is_label ||
        is_end_or_item(line))
        return false;
    for (size_t i = 0; i < line->count; i++) {
        if (token_is_any(line, i, quotes))
            return false;
    }
    return (line->count <= FEW && !ends_as_sentence(line)) || count_words(line, reader) > 0;
}

bool section_line_is_link(const struct section_line *line)
{
    static const char *const schemes[] = {"http", "https", NULL};
    return line->count > 4 && line->tokens[1].kind == TOKEN_NUMBER &&
           token_equals(line, 0, "[") && token_equals(line, 2, "]") &&
           token_is_any(line, 3, schemes);
}

bool section_line_heads_summary(const struct section_line *line)
{
    enum { LONGEST = 7 };
    static const char *const words[] = {"short",    "brief",    "summary", "overview", "analysis",
                                        "comment",  "digest",   "sum",     "introduction", NULL};
    return line->count <= LONGEST && count_words(line, words) > 0 &&
           (line->is_headline || token_equals(line, line->count - 1, ":"));
}

void section_line_describe(struct section_line *line)
{
    line->has_dateline =
        dateline_parse(line->bytes, line->tokens, line->count, &line->dateline);
    if (!line->has_dateline)
        line->is_publication = dateline_parse_publication_line(line->bytes, line->tokens,
                                                               line->count, &line->dateline);
    line->is_mark = looks_like_mark(line);
    line->is_boilerplate = looks_like_boilerplate(line);
    line->is_headline = looks_like_headline(line);
    line->is_byline = looks_like_byline(line);
    line->is_credit = looks_like_credit(line);
    line->is_label = looks_like_label(line);
    line->is_site = looks_like_site(line);
}
