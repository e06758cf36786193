// SPDX-License-Identifier: GPL-3.0-or-later
// The sets of texts and what is asked of each figure, {floor, aim}. The aims are the promises of
// the program; the floors lie under what is reached, so that a step back fails. A floor moves up
// with the figure.

#include <config.h>

#include "sets.h"

static const struct set sets[] = {
    {
        .name = "bundled",
        .folder = "bundled",
        .article = "article/vientiane-2024-07-25.txt",
        .marks =
            {
                [FIGURE_SECTIONS] = {0.90, 1.00},
                [FIGURE_ENTITIES] = {0.90, 0.97},
                [FIGURE_ALIASES] = {0.90, 0.97},
                [FIGURE_DATES] = {0.90, 0.93},
                [FIGURE_ALL_DATES] = {0.90, 0},
                [FIGURE_ENGAGEMENTS] = {1.00, 1.00}, // all found, none invented
                [FIGURE_PAIRS] = {0.90, 0.97},
                [FIGURE_CLASSES] = {0.90, 0.90},
                [FIGURE_LEFT_OUT] = {0.90, 0.90},
                [FIGURE_PARTLY] = {0.90, 0},
            },
    },
    {
        .name = "seen",
        .folder = "seen",
        .marks =
            {
                [FIGURE_SECTIONS] = {0.95, 1.00},
                [FIGURE_ENTITIES] = {0.80, 0.90},
                [FIGURE_ALIASES] = {0.80, 0.90},
                [FIGURE_DATES] = {0.80, 0.92},
                [FIGURE_ALL_DATES] = {0.80, 0},
                [FIGURE_ENGAGEMENTS] = {0.95, 0.85},
                [FIGURE_PAIRS] = {0.80, 0.92},
                [FIGURE_CLASSES] = {0.80, 0.80},
                [FIGURE_LEFT_OUT] = {0.80, 0},
                // Under 0.80 as measured in November 2026 with the round-ups that retell: 0.516.
                [FIGURE_PARTLY] = {0.51, 0},
            },
    },
    {
        .name = "unseen",
        .folder = "held",
        .held_out = true,
        .marks =
            {
                [FIGURE_SECTIONS] = {0.80, 1.00},
                [FIGURE_ENTITIES] = {0.80, 0.90},
                [FIGURE_ALIASES] = {0.80, 0.90},
                [FIGURE_DATES] = {0.80, 0.92},
                [FIGURE_ALL_DATES] = {0.80, 0},
                [FIGURE_ENGAGEMENTS] = {0.80, 0.85},
                [FIGURE_PAIRS] = {0.80, 0.92},
                // Under 0.80 as measured in November 2026, when the eight texts were new: 0.780,
                // 0.773.
                [FIGURE_CLASSES] = {0.77, 0.80},
                [FIGURE_LEFT_OUT] = {0.77, 0},
                [FIGURE_PARTLY] = {0.50, 0},
            },
    },
};

const struct set *sets_all(size_t *count)
{
    *count = sizeof sets / sizeof *sets;
    return sets;
}
