// SPDX-License-Identifier: GPL-3.0-or-later
// Note card: all that one note says, under the list it is chosen in.

#include <config.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "notes/suggestion.h"
#include "view/calendar.h"
#include "view/state.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

int note_card_rows(int rows)
{
    enum { LEAST_LIST = 4, LEAST_CARD = 4, MOST_CARD = 13 };
    int card = rows * 2 / 5;
    card = card > MOST_CARD ? MOST_CARD : card;
    return card >= LEAST_CARD && rows - card - 1 >= LEAST_LIST ? card : 0;
}

void note_add_place(const struct reader *reader, const struct note *note, struct buffer *out)
{
    const struct article *article = reader->article;
    if (reader->material.parts) {
        part_add_place(reader, note->span.start, out);
        return;
    }
    size_t paragraph = article_paragraph_at(article, note->span.start);
    size_t section = article->paragraphs[paragraph].section;
    char letters[8];
    reader_section_letters(reader, section, letters);
    if (article->sections[section].kind == SECTION_INTRODUCTION && article->original_count)
        buffer_add_string(out, _("in"));
    buffer_format(out, "%s¶%zu", letters,
                  paragraph - article->sections[section].first_paragraph + 1);
}

void note_add_day(int64_t instant, struct buffer *out)
{
    time_t seconds = (time_t)(instant / 1000000);
    struct tm local;
    localtime_r(&seconds, &local);
    // TRANSLATORS: day, month, year: "12 May 2025"
    buffer_format(out, _("%d %s %d"), local.tm_mday, calendar_month(local.tm_mon + 1),
                  local.tm_year + 1900);
}

static void add_head(const struct reader *reader, const struct note *note, struct rich *card)
{
    struct buffer place = {0};
    if (note->state != NOTE_ORPHAN && reader->article->paragraph_count)
        note_add_place(reader, note, &place);
    rich_add(card, ROLE_HEADING, _(note_kind_name(note->kind)));
    if (note->colour)
        rich_format(card, ROLE_TEXT, " %s", _(note_colour_name(note->colour)));
    if (note->decision)
        rich_format(card, ROLE_TEXT, " %s", naming_decision_words(note->decision));
    if (note->name)
        rich_format(card, ROLE_TEXT, " %s", note->name);
    rich_format(card, ROLE_FAINT, "  %s", buffer_string(&place));
    for (size_t i = 0; i < note->tag_count; i++)
        rich_format(card, ROLE_TAGGED, "%s%s", i ? "  " : "   ", note->tags[i]);
    rich_add(card, ROLE_TEXT, "\n");
    buffer_fini(&place);
}

static void add_makers(const struct note *note, struct rich *card)
{
    struct buffer day = {0};
    note_add_day(note->created, &day);
    rich_format(card, ROLE_FAINT, "%s, %s", note->creator && *note->creator ? note->creator : "?",
                buffer_string(&day));
    if (note->modified != note->created) {
        buffer_clear(&day);
        note_add_day(note->modified, &day);
        rich_format(card, ROLE_FAINT, _(", changed %s"), buffer_string(&day));
    }
    buffer_fini(&day);
}

// Nothing is said of a passage that is as it was.
static void add_state(const struct note *note, struct rich *card)
{
    static const char *const words[NOTE_STATE_COUNT] = {
        [NOTE_CHANGED] = N_("the passage was edited since; r takes its words as they are now"),
        [NOTE_MOVED] = N_("the passage was found at another place; r writes that down"),
        [NOTE_AMBIGUOUS] = N_("the words stand at several places; r takes this one"),
        [NOTE_ORPHAN] = N_("the passage is no longer in the text"),
    };
    if (words[note->state])
        rich_format(card, ROLE_ERROR, "\n%s", _(words[note->state]));
    if (note->versions > 1)
        rich_format(card, ROLE_ERROR,
                    P_("\nedited at once in %zu way; U shows it", "\nedited at once in %zu ways; U "
                                                                 "shows them", note->versions),
                    note->versions);
}

static void add_suggestion(const struct reader *reader, const struct note *note, struct rich *card)
{
    struct suggestion suggestion;
    if (note->state != NOTE_ORPHAN ||
        !notebook_suggestion(reader->material.notebook, note->id, &suggestion))
        return;
    rich_format(card, ROLE_KEY, _("\nperhaps it is this, %.0f%% alike (Enter goes there, r takes "
                                  "it, ! refuses it): "),
                suggestion.likeness * 100);
    rich_add_bytes(card, ROLE_TEXT, reader->article->bytes + suggestion.span.start,
                   span_length(suggestion.span));
}

static void add_passage(struct rich *card, const char *before, const char *words)
{
    struct buffer quoted = {0};
    note_add_quoted(&quoted, words);
    rich_format(card, ROLE_FAINT, "%s%s", before, buffer_string(&quoted));
    buffer_fini(&quoted);
}

void note_card_build(const struct reader *reader, const struct note *note, struct rich *card)
{
    add_head(reader, note, card);
    if (note->body && *note->body)
        rich_format(card, ROLE_TEXT, "%s\n", note->body);
    add_makers(note, card);
    add_state(note, card);
    add_suggestion(reader, note, card);
    if (note->quote && *note->quote)
        add_passage(card, "\n", note->quote);
    if (!span_is_empty(note->other)) {
        char *there = memory_copy_bytes(reader->article->bytes + note->other.start,
                                        span_length(note->other));
        add_passage(card, "\n→ ", there);
        free(there);
    }
}
