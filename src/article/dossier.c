// SPDX-License-Identifier: GPL-3.0-or-later
// Dossier: texts one after another. Joining copies each once; places are found by halving.

#include <config.h>

#include "article/dossier.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <stdlib.h>

struct dossier *dossier_new(const struct text *const *texts, size_t count, bool tellings)
{
    struct dossier *dossier = memory_allocate_zeroed(1, sizeof *dossier);
    struct buffer joined = {0};
    dossier->parts = memory_allocate(count * sizeof *dossier->parts);
    dossier->count = count;
    dossier->tellings = tellings;
    for (size_t i = 0; i < count; i++) {
        dossier->parts[i] = (struct dossier_part){texts[i], joined.length};
        buffer_add(&joined, text_bytes(texts[i]), text_length(texts[i]));
        if (i + 1 < count)
            buffer_add_string(&joined, "\n\n");
    }
    dossier->text = text_from_bytes(buffer_string(&joined), joined.length, text_path(texts[0]));
    buffer_fini(&joined);
    return dossier;
}

void dossier_free(struct dossier *dossier)
{
    if (!dossier)
        return;
    text_free(dossier->text);
    free(dossier->parts);
    free(dossier);
}

size_t dossier_part_at(const struct dossier *dossier, size_t offset)
{
    size_t low = 0, high = dossier->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (dossier->parts[middle].start <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static size_t clamp(size_t offset, size_t start, size_t length)
{
    if (offset < start)
        return 0;
    return offset - start < length ? offset - start : length;
}

struct span dossier_to_part(const struct dossier *dossier, size_t part, struct span span)
{
    const struct dossier_part *its = &dossier->parts[part];
    size_t length = text_length(its->text);
    return (struct span){clamp(span.start, its->start, length),
                         clamp(span.end, its->start, length)};
}

struct span dossier_from_part(const struct dossier *dossier, size_t part, struct span span)
{
    if (span_is_empty(span))
        return (struct span){0, 0};
    size_t start = dossier->parts[part].start;
    return (struct span){span.start + start, span.end + start};
}
