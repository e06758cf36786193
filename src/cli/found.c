// SPDX-License-Identifier: GPL-3.0-or-later
// Found: what the article holds, as rows: text, sections, entities, dates, timeline, sources,
// brief.

#include <config.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "cli/commands.h"
#include "cli/summary.h"
#include "view/brief.h"

#include <stdio.h>
#include <errno.h>
#include <stdlib.h>

static void add_span(const struct job *job, struct span span)
{
    output_number(job->output, job_code_point(job, span.start));
    output_number(job->output, job_code_point(job, span.end));
}

static void add_quote(const struct job *job, struct span span)
{
    output_bytes(job->output, job->article->bytes + span.start, span_length(span));
}

int command_text(const struct job *job)
{
    size_t length = text_length(job->article->text);
    bool done = fwrite(job->article->bytes, 1, length, stdout) == length;
    return done || errno == EPIPE ? STATUS_DONE : STATUS_CANNOT_WRITE;
}

// --- sections --------------------------------------------------------------------------------------

static const struct date_mention *date_of(const struct findings *findings, struct span span)
{
    for (size_t i = 0; i < findings->date_count; i++) {
        const struct date_mention *date = &findings->dates[i];
        if (date->class == DATE_DATELINE && span_overlaps(date->span, span))
            return date;
    }
    return NULL;
}

// The day as far as it is known: XXXX-07-25 without a year, as TIMEX3 has it.
static void add_day(const struct job *job, day_number day, const struct partial_date *written)
{
    if (day != DAY_NONE || !written->month || !written->day) {
        output_day(job->output, day);
        return;
    }
    char partial[32];
    snprintf(partial, sizeof partial, "XXXX-%02d-%02d", written->month, written->day);
    output_string(job->output, partial);
}

int command_sections(const struct job *job)
{
    static const char *const kinds[] = {"title", "introduction", "separator", "original",
                                        "boilerplate"};
    for (size_t i = 0; i < job->article->section_count; i++) {
        const struct section *section = &job->article->sections[i];
        const struct dateline *dateline = &section->dateline;
        char id[16];
        article_section_id(section, id);
        output_string(job->output, id);
        output_string(job->output, kinds[section->kind]);
        add_span(job, section->span);
        add_quote(job, section->headline);
        add_quote(job, dateline->place);
        const struct date_mention *date = date_of(job->findings, dateline->date);
        add_day(job, date ? date->from : DAY_NONE, &dateline->written);
        add_quote(job, dateline->agency);
        job_end_row(job, section->span.start);
    }
    return STATUS_DONE;
}

// --- entities --------------------------------------------------------------------------------------

const char *const *entities_columns(const struct options *options)
{
    static const char *const mentions[] = {"start", "end", "type", "id", "quote", NULL};
    static const char *const nested[] = {"start", "end", "type", "id", "quote", "nested", NULL};
    static const char *const summary[] = {"id", "type", "name", "mentions", "aliases", NULL};
    return options->summary ? summary : options->nested ? nested : mentions;
}

static int print_summary(const struct job *job)
{
    for (size_t i = 0; i < job->findings->entity_count; i++) {
        const struct entity *entity = &job->findings->entities[i];
        if (!entity->mention_count && !job->options->nested)
            continue;
        output_string(job->output, entity->id);
        output_string(job->output, entity_type_name(entity->type));
        output_string(job->output, entity->name);
        output_number(job->output, entity->mention_count);
        output_list(job->output, (const char *const *)entity->aliases, entity->alias_count);
        job_end_row(job, job->findings->mentions[entity->first_mention].span.start);
    }
    return STATUS_DONE;
}

int command_entities(const struct job *job)
{
    if (job->summary) {
        summary_add(job->summary, job);
        return STATUS_DONE;
    }
    if (job->options->summary)
        return print_summary(job);
    for (size_t i = 0; i < job->findings->mention_count; i++) {
        const struct mention *mention = &job->findings->mentions[i];
        if (mention->nested && !job->options->nested)
            continue;
        add_span(job, mention->span);
        output_string(job->output, entity_type_name(mention->type));
        output_string(job->output, job->findings->entities[mention->entity].id);
        add_quote(job, mention->span);
        if (job->options->nested)
            output_number(job->output, mention->nested);
        job_end_row(job, mention->span.start);
    }
    return STATUS_DONE;
}

// --- dates and timeline ----------------------------------------------------------------------------

int command_dates(const struct job *job)
{
    for (size_t i = 0; i < job->findings->date_count; i++) {
        const struct date_mention *date = &job->findings->dates[i];
        bool known = date->from != DAY_NONE || date->to != DAY_NONE;
        const struct partial_date none = {0};
        const struct partial_date *written = known ? &none : &date->written;
        add_span(job, date->span);
        add_day(job, date->from, written);
        add_day(job, date->to, written);
        add_quote(job, date->span);
        output_string(job->output, date_class_name(date->class));
        job_end_row(job, date->span.start);
    }
    return STATUS_DONE;
}

// The ids of those of the entities that the test admits.
static void add_ids(const struct job *job, const uint32_t *entities, size_t count)
{
    const char **ids = memory_allocate((count + 1) * sizeof *ids);
    for (size_t i = 0; i < count; i++)
        ids[i] = job->findings->entities[entities[i]].id;
    output_list(job->output, ids, count);
    free(ids);
}

static void add_sections(const struct job *job, const struct engagement *engagement)
{
    const struct article *article = job->article;
    char (*ids)[16] = memory_allocate((article->section_count + 1) * sizeof *ids);
    const char **listed = memory_allocate((article->section_count + 1) * sizeof *listed);
    size_t count = 0;
    for (size_t section = 0; section < article->section_count; section++) {
        bool told = false;
        for (size_t i = 0; i < engagement->sentence_count; i++)
            told = told || article->sentences[engagement->sentences[i]].section == section;
        if (!told)
            continue;
        article_section_id(&article->sections[section], ids[count]);
        listed[count] = ids[count];
        count++;
    }
    output_list(job->output, listed, count);
    free(listed);
    free(ids);
}

// Unique in its part of a long text, so the part's number makes it unique in the whole.
static void add_engagement_id(const struct job *job, const struct engagement *engagement)
{
    struct buffer id = {0};
    buffer_add_string(&id, engagement->id);
    if (job->part > 1)
        buffer_format(&id, "-p%zu", job->part);
    output_string(job->output, buffer_string(&id));
    buffer_fini(&id);
}

int command_timeline(const struct job *job)
{
    const struct findings *findings = job->findings;
    for (size_t i = 0; i < findings->engagement_count; i++) {
        const struct engagement *engagement = &findings->engagements[i];
        if (engagement->background && !job->options->all)
            continue;
        add_engagement_id(job, engagement);
        add_day(job, engagement->from, &engagement->written_from);
        add_day(job, engagement->to, &engagement->written_to);
        output_string(job->output, engagement_kind_name(engagement->kind));
        add_ids(job, engagement->participants, engagement->participant_count);
        output_string(job->output, engagement->place == FINDINGS_NONE
                                       ? NULL
                                       : findings->entities[engagement->place].id);
        add_span(job, job->article->sentences[engagement->main_sentence].span);
        add_sections(job, engagement);
        if (engagement->part_of == FINDINGS_NONE)
            output_empty(job->output);
        else
            add_engagement_id(job, &findings->engagements[engagement->part_of]);
        add_ids(job, engagement->countries, engagement->country_count);
        output_string(job->output, job->options->format == OUTPUT_TABLE
                                       ? engagement->conflicts_shown
                                       : engagement->conflicts);
        job_end_row(job, job->article->sentences[engagement->main_sentence].span.start);
    }
    return STATUS_DONE;
}

// --- sources ---------------------------------------------------------------------------------------

static void add_pair(const struct job *job, uint32_t intro, uint32_t original, const char *class,
                     double score)
{
    const uint32_t sides[] = {intro, original};
    for (size_t i = 0; i < 2; i++) {
        if (sides[i] == FINDINGS_NONE) {
            output_empty(job->output);
            output_empty(job->output);
        } else {
            add_span(job, job->article->sentences[sides[i]].span);
        }
    }
    output_string(job->output, class);
    if (score < 0)
        output_empty(job->output);
    else
        output_real(job->output, score);
    for (size_t i = 0; i < 2; i++) { // a side there is none of has the other's file
        uint32_t side = sides[i] == FINDINGS_NONE ? sides[1 - i] : sides[i];
        job_end_row(job, job->article->sentences[side].span.start);
    }
}

static bool is_original(const struct article *article, size_t sentence)
{
    return article->sections[article->sentences[sentence].section].kind == SECTION_ORIGINAL;
}

// A row a pair with the class of the introduction's sentence; then those without a counterpart,
// and the originals' sentences that are carried in part or left out.
int command_sources(const struct job *job)
{
    const struct findings *findings = job->findings;
    size_t pair = 0;
    for (uint32_t i = 0; i < findings->telling_count; i++) {
        const struct telling *telling = &findings->tellings[i];
        if (!telling->compared || is_original(job->article, i))
            continue;
        bool paired = false;
        while (pair < findings->pair_count && findings->pairs[pair].intro < i)
            pair++;
        for (; pair < findings->pair_count && findings->pairs[pair].intro == i; pair++) {
            add_pair(job, i, findings->pairs[pair].original, derivation_name(telling->derivation),
                     findings->pairs[pair].score);
            paired = true;
        }
        if (!paired)
            add_pair(job, i, FINDINGS_NONE, derivation_name(telling->derivation), -1);
    }
    for (uint32_t i = 0; i < findings->telling_count; i++) {
        const struct telling *telling = &findings->tellings[i];
        if (telling->compared && is_original(job->article, i) && telling->carried != CARRIED_FULLY)
            add_pair(job, FINDINGS_NONE, i, carried_name(telling->carried), -1);
    }
    return STATUS_DONE;
}

int command_brief(const struct job *job)
{
    struct buffer markdown = {0};
    brief_markdown(job->article, job->findings, &markdown);
    fwrite(buffer_string(&markdown), 1, markdown.length, stdout);
    buffer_fini(&markdown);
    return STATUS_DONE;
}
