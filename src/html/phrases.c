// SPDX-License-Identifier: GPL-3.0-or-later
// Phrases: tables, searched from one end to the other; lines that are asked about are short.

#include <config.h>

#include "html/phrases.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const related[] = {
    "read also", "read more", "read next", "read:", "also read", "more on this", "more from",
    "see also", "related", "recommended", "you may also like", "you might also like",
    "don't miss", "must read", "must watch", "watch:", "more:", "in this article",
    "lire aussi", "lire :", "lire:", "à lire", "a lire aussi", "voir aussi", "sur le même sujet",
    "lesen sie auch", "lesen sie mehr", "mehr zum thema", "siehe auch", "zum thema",
    "lee también", "lee tambien", "leer más", "leer también", "lea también", "lea además",
    "te puede interesar", "le puede interesar", "ver también",
    "leia também", "leia mais", "veja também", "saiba mais", "leggi anche", "vedi anche",
    "lees ook", "lees meer", "läs också", "läs mer", "les også", "czytaj także", "czytaj też",
    "čtěte také", "přečtěte si", "ayrıca oku", "baca juga",
    "Читайте также", "читайте также", "ЧИТАЙТЕ ТАКЖЕ", "Читать также", "По теме", "ПО ТЕМЕ",
    "Материалы по теме", "См. также", "Смотрите также", "Читайте також",
    "相关阅读", "相关新闻", "相关报道", "相关链接", "延伸阅读", "推荐阅读", "更多阅读", "相關新聞",
    "延伸閱讀", "推薦閱讀", "関連記事", "関連ニュース", "あわせて読みたい", "こちらもおすすめ",
    "관련기사", "관련 기사", "اقرأ أيضا", "اقرأ أيضًا", "اقرأ المزيد", "إقرأ أيضا", "مواضيع ذات صلة",
    "קראו גם", "قد يهمك", "همچنین بخوانید",
};

static const char *const sources[] = {
    "source", "sources", "document", "documents", "reference", "references", "links", "notes",
    "quelle", "quellen", "dokumente", "fuente", "fuentes", "fonte", "fontes", "fonti", "bibliograph",
    "Источник", "Источники", "Документы", "Ссылки", "来源", "参考", "參考", "出典", "資料", "المصادر",
};

static const char *const controls[] = {
    "ad", "ads", "advertisement", "advertisements", "skip advertisement", "advertising",
    "story continues below advertisement", "article continues below", "sponsored",
    "supported by", "continue reading the main story", "continue reading", "read the full story",
    "image", "enlarge this image", "toggle caption", "hide caption", "view photos", "view gallery",
    "open image modal", "full screen", "fullscreen", "skip ad", "loading", "loading...", "loading…",
    "share", "share this", "share this article", "share this story", "share article", "tweet",
    "like", "like this", "print", "e-mail", "email", "save", "copy link", "comment", "comments",
    "comment on this", "leave a comment", "post a comment", "reply", "follow", "listen", "subscribe",
    "sign up", "sign in", "log in", "back to top", "gift this article", "give this article", "×",
    "publicité", "partager", "imprimer", "anzeige", "werbung", "teilen", "drucken", "publicidad",
    "compartir", "publicidade", "compartilhar", "continua após a publicidade", "pubblicità",
    "condividi", "advertentie", "annons", "annonse", "reklama", "reklam", "Реклама", "РЕКЛАМА",
    "Поделиться", "Распечатать", "广告", "分享", "打印", "廣告", "広告", "スポンサーリンク", "シェア",
    "광고", "공유", "إعلان", "مشاركة", "פרסומת",
};

static const char *const offers[] = {
    "newsletter", "your inbox", "subscrib", "mailing list", "sign up", "infolettre",
    "abonnez-vous", "abonnieren", "suscríb", "suscrib", "boletín", "assine", "iscriviti",
    "Подпис", "подпис", "рассылк", "订阅", "訂閱", "購読", "メルマガ", "구독", "اشترك", "النشرة البريدية",
};

// A phrase in Latin letters ends where a word does: "related", but not "relatedness".
static bool begins_with_any(const char *line, const char *const *phrases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(phrases[i]);
        if (strncasecmp(line, phrases[i], length) == 0 && !isalpha((unsigned char)line[length]))
            return true;
    }
    return false;
}

bool html_phrase_is_related(const char *line)
{
    return begins_with_any(line, related, COUNT(related));
}

bool html_phrase_is_source(const char *line)
{
    return begins_with_any(line, sources, COUNT(sources));
}

bool html_phrase_is_control(const char *line)
{
    static const char *const begin[] = {"powered by"};
    size_t length = strlen(line);
    if (begins_with_any(line, begin, COUNT(begin)))
        return true;
    while (length && (line[length - 1] == ':' || line[length - 1] == '.' || line[length - 1] == ' '))
        length--;
    for (size_t i = 0; i < COUNT(controls); i++) {
        size_t wanted = strlen(controls[i]);
        if ((wanted == length || wanted == strlen(line)) &&
            strncasecmp(line, controls[i], wanted) == 0)
            return true;
    }
    return false;
}

bool html_phrase_is_offer(const char *text)
{
    for (size_t i = 0; i < COUNT(offers); i++) {
        if (strcasestr(text, offers[i]))
            return true;
    }
    return false;
}
