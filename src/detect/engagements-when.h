// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DETECT_ENGAGEMENTS_WHEN_H
#define DETECT_ENGAGEMENTS_WHEN_H

#include "detect/engagements-tellings.h"

// The reading of tellings, sentence by sentence.
struct finder {
    const struct article *article;
    const uint8_t *classes;
    const struct findings *findings;
    const uint32_t *country_of;
    struct told_list *list;
    size_t mention, date; // cursors: the first at or after the sentence
    day_number window_from, window_to;
    struct story story;
    const struct date_mention *antecedent; // in this section
    const struct date_mention *dateline;   // of this section
    uint32_t dateline_place;
    const struct date_mention *told_date; // of the last engagement told with a day, in its sentence
    size_t weak; // one more than the index of a telling that is only a purpose so far; 0: none
    struct told last_placed; // the last engagement of this section with a city of its own sentence
};

// Whether a date names days, few enough for an engagement.
bool finder_is_dated(const struct date_mention *date);

// Sets the days that count as those of the reports, from all datelines; whether days touch them.
void finder_set_window(struct finder *finder);
bool finder_in_window(const struct finder *finder, day_number from, day_number to);

// Of a section, whose start the cursors are at: the place of its dateline (FINDINGS_NONE: none),
// and the day (NULL: none).
uint32_t finder_dateline_place(const struct finder *finder, const struct section *section);
const struct date_mention *finder_dateline(const struct finder *finder,
                                           const struct section *section);

// Sets the days that its own sentence names for a telling; false where it names none.
bool finder_date_in_sentence(struct finder *finder, const struct sentence_view *view,
                             const struct engagement_cue *cue, struct told *told);
// Sets the days a telling takes over from what was told before, or from the dateline.
void finder_inherit_date(const struct finder *finder, struct told *told);

// Moves the days of a telling that its sentence counts from another: "a day after meeting A".
void finder_shift_date(const struct finder *finder, const struct sentence_view *view,
                       const struct engagement_cue *cue, struct told *told);

// Sets the place of a telling, whose cue's words end before token `limit`.
void finder_set_place(const struct finder *finder, const struct sentence_view *view,
                      const struct engagement_cue *cue, size_t limit, struct told *told);

// Adds a telling to the list.
void finder_tell(struct finder *finder, const struct told *told);

// Adds to the engagements told so far who came to them, as the sentence tells.
void finder_join(struct finder *finder, const struct sentence_view *view);

bool finder_is_country(const struct finder *finder, uint32_t entity);

#endif
