// SPDX-License-Identifier: GPL-3.0-or-later
// Gutter in words: what the signs before a sentence say, as screen readers can speak it.

#include <config.h>

#include "base/i18n.h"
#include "view/state.h"

// The letters of the originals the sentence comes from, in the order of the text: "A, C".
static void add_letters(const struct reader *reader, uint32_t sentence, struct buffer *out)
{
    enum { MOST = 16 };
    uint32_t others[MOST];
    const struct article *article = reader->article;
    size_t count = findings_counterparts(reader->findings, article, sentence, others, MOST);
    if (count > MOST)
        count = MOST;
    size_t before = 0; // sections up to it are named already
    for (bool first = true;; first = false) {
        size_t next = SIZE_MAX;
        for (size_t i = 0; i < count; i++) {
            size_t section = article->sentences[others[i]].section;
            if ((first || section > before) && section < next)
                next = section;
        }
        if (next == SIZE_MAX)
            return;
        char letters[8];
        reader_section_letters(reader, next, letters);
        buffer_format(out, "%s%s", first ? "" : ", ", letters);
        before = next;
    }
}

static void add_derivation(const struct telling *telling, const char *letters, struct buffer *out)
{
    switch (telling->derivation) {
    case DERIVATION_VERBATIM:
        buffer_format(out, _("verbatim from %s"), letters);
        break;
    case DERIVATION_EDITED:
        buffer_format(out, _("edited from %s"), letters);
        break;
    case DERIVATION_PARAPHRASE:
        buffer_format(out, _("paraphrase of %s"), letters);
        break;
    case DERIVATION_EDITORIAL:
        buffer_add_string(out, _("no source in this file"));
        return;
    }
    if (telling->gained && telling->lost)
        buffer_add_string(out, _(", words added and lost"));
    else if (telling->gained)
        buffer_add_string(out, _(", words added"));
    else if (telling->lost)
        buffer_add_string(out, _(", words lost"));
}

void gutter_words_add(const struct reader *reader, size_t sentence, struct buffer *out)
{
    if (sentence >= reader->findings->telling_count)
        return;
    const struct article *article = reader->article;
    const struct telling *telling = &reader->findings->tellings[sentence];
    if (!telling->compared)
        return;
    if (article->sections[article->sentences[sentence].section].kind == SECTION_ORIGINAL) {
        buffer_add_string(out, telling->carried == CARRIED_OUT      ? _("left out")
                               : telling->carried == CARRIED_PARTLY ? _("carried in part")
                                                                    : _("carried"));
    } else {
        struct buffer letters = {0};
        add_letters(reader, (uint32_t)sentence, &letters);
        add_derivation(telling, buffer_string(&letters), out);
        buffer_fini(&letters);
    }
    buffer_add_byte(out, ':');
}
