// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef BENCH_ROWS_H
#define BENCH_ROWS_H

#include "material.h"

// The things that are measured, by where they are measured. `part`: only those with it in their
// names (NULL: all).

// On a pseudo-terminal, against less: first frames and memory; pages and lines
// further; a text of a single line.
void rows_screens(const struct material *material, const char *part);
void rows_pages(const struct material *material, const char *part);
void rows_lines(const struct material *material, const char *part);

// A text of 1 GB, with BENCH_LARGE: against less, wc and grep.
void rows_large(const struct material *material, const char *part);

// In this process: detection, wrapping, provenance.
void rows_detection(const struct material *material, const char *part);

// In this process: saving a note, loading many.
void rows_notes(const struct material *material, const char *part);

#endif
