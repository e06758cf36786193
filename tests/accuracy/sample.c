// SPDX-License-Identifier: GPL-3.0-or-later
// A text, its gold, and the program's word on it. The article is clean UTF-8 with LF, so that its
// bytes are the text that offsets count in.

#include <config.h>

#include "sample.h"

#include "base/files.h"
#include "base/memory.h"
#include "program.h"

#include <stdlib.h>
#include <string.h>

static bool read_gold(struct sample *sample, const char *directory, struct error *error)
{
    const struct {
        const char *name;
        struct table *table;
    } tables[] = {
        {"sections", &sample->gold_sections},          {"paragraphs", &sample->gold_paragraphs},
        {"sentences", &sample->gold_sentences},        {"entities", &sample->gold_entities},
        {"entities-optional", &sample->gold_optional}, {"dates", &sample->gold_dates},
        {"engagements", &sample->gold_engagements},    {"alignment", &sample->gold_alignment},
        {"coverage", &sample->gold_coverage},
    };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        if (!table_read(tables[i].table, directory, tables[i].name, error))
            return false;
    }
    return true;
}

static bool run_command(struct table *table, const char *command, const char *article,
                        struct error *error)
{
    struct buffer output = {0};
    int status = 0;
    bool done = program_run(command, "--format=tsv", article, &output, &status, error);
    if (done && status > 1) {
        error_set(error, ERROR_FORMAT, article, "%s ended with status %d", command, status);
        done = false;
    }
    done = done && table_parse(table, &output, command, error);
    buffer_fini(&output);
    return done;
}

static bool run_commands(struct sample *sample, const char *article, struct error *error)
{
    return run_command(&sample->sections, "sections", article, error) &&
           run_command(&sample->entities, "entities", article, error) &&
           run_command(&sample->dates, "dates", article, error) &&
           run_command(&sample->timeline, "timeline", article, error) &&
           run_command(&sample->sources, "sources", article, error);
}

bool sample_load(struct sample *sample, const char *directory, const char *article,
                 struct error *error)
{
    *sample = (struct sample){.name = memory_copy_string(path_name(directory))};
    char *own = path_join(directory, "article.txt");
    const char *path = article ? article : own;
    bool done = read_gold(sample, directory, error) &&
                file_read(path, 1u << 20, &sample->text, error) &&
                run_commands(sample, path, error);
    free(own);
    if (!done)
        sample_fini(sample);
    return done;
}

void sample_fini(struct sample *sample)
{
    struct table *const tables[] = {
        &sample->gold_sections,    &sample->gold_paragraphs, &sample->gold_sentences,
        &sample->gold_entities,    &sample->gold_optional,   &sample->gold_dates,
        &sample->gold_engagements, &sample->gold_alignment,  &sample->gold_coverage,
        &sample->sections,         &sample->entities,        &sample->dates,
        &sample->timeline,         &sample->sources,
    };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        table_fini(tables[i]);
    buffer_fini(&sample->text);
    free(sample->name);
    *sample = (struct sample){0};
}

struct range sample_sentence(const struct sample *sample, long sentence)
{
    const struct table *sentences = &sample->gold_sentences;
    for (size_t row = 0; row < sentences->rows; row++) {
        if (table_number(sentences, row, "sentence") == sentence)
            return table_range(sentences, row, "start", "end");
    }
    return (struct range){-1, -1};
}

char *sample_quote(const struct sample *sample, struct range range, long around)
{
    struct buffer quote = {0};
    const char *bytes = buffer_string(&sample->text);
    long at = -1;
    for (; *bytes; bytes++) {
        if (((unsigned char)*bytes & 0xC0) != 0x80) {
            at++;
            if (at == range.start)
                buffer_add_string(&quote, "«");
            if (at == range.end)
                buffer_add_string(&quote, "»");
        }
        if (at >= range.start - around && at < range.end + around)
            buffer_add_byte(&quote, *bytes == '\n' ? ' ' : *bytes);
    }
    if (at < range.end)
        buffer_add_string(&quote, "»");
    return buffer_take(&quote);
}
