// SPDX-License-Identifier: GPL-3.0-or-later
// Boundaries: the reader says what begins with a paragraph. Kept as a note on the paragraph, one
// of one's own for each; the text is cut anew at once.

#include <config.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "view/decisions.h"
#include "view/state.h"

#include <string.h>

static const struct {
    char letter;
    enum section_kind kind;
    const char *message;
} choices[] = {
    {'t', SECTION_TITLE, N_("the title begins here; u takes it back")},
    {'i', SECTION_INTRODUCTION, N_("the introduction begins here; u takes it back")},
    {'s', SECTION_SEPARATOR, N_("the separator begins here; u takes it back")},
    {'o', SECTION_ORIGINAL, N_("an original begins here; u takes it back")},
    {'b', SECTION_BOILERPLATE, N_("boilerplate begins here; u takes it back")},
};

void reader_do_boundary(struct reader *reader, long count)
{
    (void)count;
    if (!act_is_possible(reader))
        return;
    reader->pending = PENDING_BOUNDARY;
    reader_say(reader, _("this paragraph begins: i introduction, o original, s separator, t title, "
                         "b boilerplate, - nothing"));
}

static void decide(struct reader *reader, const char *decision, const char *message)
{
    size_t paragraph = reader->article->sentences[reader->focus].paragraph;
    struct note_content content = {
        .kind = NOTE_SECTION,
        .decision = decision,
        .span = reader->article->paragraphs[paragraph].span,
    };
    const struct note *present =
        act_own_note(reader, content.span, NOTE_SECTION, NOTE_SECTION);
    if (present) {
        struct note_content changed = note_content_of(present);
        changed.decision = decision;
        act_change(reader, present->id, &changed, message);
    } else {
        act_add(reader, &content, message);
    }
}

void boundary_set(struct reader *reader, uint32_t key)
{
    if (key == '-') {
        decide(reader, SECTION_CONTINUES, _("no part begins here; u takes it back"));
        return;
    }
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
        if ((uint32_t)choices[i].letter == key) {
            decide(reader, section_kind_name(choices[i].kind), _(choices[i].message));
            return;
        }
    }
    reader_complain(reader, _("i, o, s, t, b or - says what begins here"));
}
