// SPDX-License-Identifier: GPL-3.0-or-later
// The words of datelines: months, weekdays, the names of news agencies.

#include <config.h>

#include "article/dateline-parser.h"

#include <string.h>
#include <strings.h>

// Whether two bytes may be one letter but for case: what is told before words are compared.
static bool may_agree(char one, char other)
{
    return ((one ^ other) & 0x5F) == 0;
}

int dateline_month(const char *word, size_t length)
{
    static const char *const names[] = {"january", "february", "march",     "april",
                                        "may",     "june",     "july",      "august",
                                        "september", "october", "november", "december"};
    if (length && word[length - 1] == '.')
        length--;
    for (int i = 0; length && i < 12; i++) {
        if (!may_agree(*word, *names[i]))
            continue;
        size_t whole = strlen(names[i]);
        bool abbreviation = length == 3 || (length == 4 && (i == 8 || i == 5 || i == 6));
        if ((length == whole || abbreviation) && strncasecmp(word, names[i], length) == 0)
            return i + 1;
    }
    return 0;
}

int dateline_weekday(const char *word, size_t length)
{
    static const char *const names[] = {"monday", "tuesday",  "wednesday", "thursday",
                                        "friday", "saturday", "sunday"};
    if (length && word[length - 1] == '.')
        length--;
    for (int i = 0; length && i < 7; i++) {
        if (!may_agree(*word, *names[i]))
            continue;
        bool abbreviation = length == 3 || (length == 4 && (i == 1 || i == 3)) ||
                            (length == 5 && i == 3);
        if ((length == strlen(names[i]) || abbreviation) &&
            strncasecmp(word, names[i], length) == 0)
            return i;
    }
    return -1;
}

bool dateline_at_mark(const struct dateline_parser *parser, const char *mark)
{
    return parser->at < parser->count &&
           parser->bytes[parser->tokens[parser->at].start] == *mark &&
           token_is(parser->bytes, &parser->tokens[parser->at], mark);
}

bool dateline_take_mark(struct dateline_parser *parser, const char *mark)
{
    bool there = dateline_at_mark(parser, mark);
    parser->at += there;
    return there;
}

bool dateline_is_name_word(const struct dateline_parser *parser, size_t at)
{
    if (at >= parser->count)
        return false;
    const struct token *token = &parser->tokens[at];
    return token->kind == TOKEN_WORD && token->shape != SHAPE_LOWER && token->shape != SHAPE_NONE;
}

// Written as their owners write them; compared without regard to case. A name of several words has
// one blank between them.
size_t dateline_agency_length(const struct dateline_parser *parser, size_t at)
{
    static const char *const names[] = {
        "AAP", "ABI", "ABr", "Adnkronos", "AFP", "AGERPRES", "AGI", "AGP", "Agencia Brasil",
        "Agência Brasil", "AIM", "AKIpress", "AKP", "Anadolu", "Anadolu Agency", "Andina", "ANA",
        "ANA-MPA", "ANGOP", "ANI", "ANP", "ANSA", "Antara", "AP", "APA", "APP", "APS", "APO Group",
        "Armenpress", "askanews", "ATA", "ATS", "AZERTAC", "BelTA", "Belga", "Bernama", "BNA", "BNS",
        "BSS", "BTA", "CMC", "CNA", "CNS", "CTK", "ČTK", "Dawn", "DPA", "Efe", "ELTA", "ENA", "ERR",
        "Europa Press", "FBC", "Fena", "GNA", "HINA", "IANS", "INA", "INTERFAX", "Interfax-Ukraine",
        "Inter Press Service", "IPS", "IRNA", "ISNA", "ITAR-TASS", "Jamaica Information Service",
        "Jiji", "Jiji Press", "JIS", "Kabar", "KAZINFORM", "KCNA", "KNA", "KPL", "KUNA", "Kyodo",
        "Kyodo News", "LaPresse", "LANA", "LETA", "Lusa", "MAP", "MBS", "MENA", "MercoPress", "MIA",
        "MINA", "MNA", "MOLDPRES", "MONTSAME", "MTI", "NAMPA", "NAN", "NINA", "NNA", "Notimex", "NPA",
        "NTB", "OANA", "ONA", "PACNEWS", "PA Media", "PANA", "PANAPRESS", "PAP", "Petra", "PNA",
        "Prensa Latina", "Press Trust of India", "PTI", "QNA", "Reuters", "RIA", "RIA Novosti",
        "Ritzau", "RNZ", "RNZ Pacific", "RSS", "SABA", "SANA", "SDA", "SeeNews", "SLENA", "SPA",
        "Sputnik", "SRNA", "STA", "STT", "SUNA", "Tanjug", "TAP", "TASR", "TASS", "Tasnim", "Télam",
        "Telam", "TNA", "Trend", "TT", "UNB", "UNI", "UNIAN", "Ukrinform", "UPI", "UzA", "VNA", "VNS",
        "WAFA", "WAM", "Xinhua", "Xinhua News Agency", "Yonhap", "Yonhap News Agency", "ZIANA",
        "Associated Press", "Agence France-Presse", "AFX", "dpa", "Dow Jones", "EFE", "Bloomberg",
    };
    if (!(at < parser->count) || parser->tokens[at].kind != TOKEN_WORD)
        return 0;
    const char *start = parser->bytes + parser->tokens[at].start;
    size_t room = parser->tokens[parser->count - 1].end - parser->tokens[at].start, best = 0;
    for (size_t i = 0; room > 1 && i < sizeof names / sizeof *names; i++) {
        if (!may_agree(start[0], names[i][0]) || !may_agree(start[1], names[i][1]))
            continue;
        size_t length = strlen(names[i]);
        if (length > room || strncasecmp(start, names[i], length) != 0)
            continue;
        size_t end = at;
        while (end < parser->count &&
               parser->tokens[end].end < parser->tokens[at].start + length)
            end++;
        bool whole = parser->tokens[end].end == parser->tokens[at].start + length;
        if (whole && end + 1 - at > best)
            best = end + 1 - at;
    }
    return best;
}
