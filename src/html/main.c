// SPDX-License-Identifier: GPL-3.0-or-later
// dateline-html: a page in HTML on standard input, its article as text on standard output.
//
// The input is well-formed UTF-8 (who starts the program has decoded it). The output:
//
//     dateline-html 1          the protocol
//     title: …                 fields of what the page says of itself, each at most once, one line:
//     date: 2024-07-28         title, site, author, date, url, language
//     text: 12345              last: how many bytes of text follow the empty line
//
//     …
//
// Exit status 0: all of it was put out; 1: there is no text in the page; 2: the page cannot be read,
// why stands on standard error. Before it reads, the program takes from itself what it does not need,
// since pages are strangers' work: it can open no file or connection (a limit of no further
// descriptors, and a parser told to load nothing), start no program, use no more than a certain memory
// and time.

#include <config.h>

#include "base/files.h"
#include "html/extract.h"
#include "html/metadata.h"
#include "html/tame.h"
#include "html/title.h"
#include "html/write.h"

#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#define INPUT_LIMIT ((size_t)128 << 20)
#define OUTPUT_LIMIT ((rlim_t)512 << 20)
#define MEMORY_LIMIT ((rlim_t)3 << 30)
enum { CPU_SECONDS = 10, EXIT_NO_TEXT = 1, EXIT_FAILED = 2 };

// One that is lower already stays.
static void set_limit(__rlimit_resource_t resource, rlim_t most)
{
    struct rlimit limit = {most, most + 1}; // the time that is up is told before it is enforced
    setrlimit(resource, &limit);
}

static void give_up_rights(void)
{
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    set_limit(RLIMIT_CPU, CPU_SECONDS);
    set_limit(RLIMIT_CORE, 0);
    set_limit(RLIMIT_FSIZE, OUTPUT_LIMIT);
#ifndef __SANITIZE_ADDRESS__ // which needs addresses without end, and files and threads to report
    set_limit(RLIMIT_AS, MEMORY_LIMIT);
    setrlimit(RLIMIT_NOFILE, &(struct rlimit){STDERR_FILENO + 1, STDERR_FILENO + 1});
    setrlimit(RLIMIT_NPROC, &(struct rlimit){0, 0});
#endif
}

static int fail(const char *why)
{
    fprintf(stderr, "%s\n", why);
    return EXIT_FAILED;
}

static bool print(const struct html_metadata *metadata, const struct buffer *text)
{
    struct buffer head = {0};
    buffer_add_string(&head, "dateline-html 1\n");
    for (int i = 0; i < FIELD_COUNT; i++) {
        if (metadata->values[i])
            buffer_format(&head, "%s: %s\n", html_field_name((enum html_field)i),
                          metadata->values[i]);
    }
    buffer_format(&head, "text: %zu\n\n", text->length);
    bool written = file_write_all(STDOUT_FILENO, head.data, head.length) &&
                   file_write_all(STDOUT_FILENO, text->data, text->length);
    buffer_fini(&head);
    return written;
}

static int convert(struct buffer *page)
{
    struct html_tree tree = {0};
    struct html_extract extract = {0};
    struct html_metadata metadata = {0};
    struct buffer text = {0};
    int status = EXIT_FAILED;
    html_tame(page->data, page->length);
    if (!html_tree_parse(&tree, page->data, page->length)) {
        fail("the parser gave up");
        goto out;
    }
    html_metadata_find(&metadata, &tree);
    html_extract_find(&extract, &tree);
    html_title_choose(&metadata, &tree, &extract);
    html_write(&tree, &extract, metadata.values[FIELD_TITLE], metadata.values[FIELD_URL], &text);
    if (text.length == 0)
        status = EXIT_NO_TEXT;
    else if (print(&metadata, &text))
        status = 0;
out:
    buffer_fini(&text);
    html_metadata_fini(&metadata);
    html_extract_fini(&extract);
    html_tree_fini(&tree);
    return status;
}

int main(void)
{
    give_up_rights();
    struct buffer page = {0};
    struct error error = {0};
    int status;
    if (!file_read_descriptor(STDIN_FILENO, "-", INPUT_LIMIT, &page, &error))
        status = fail(error.code == ERROR_TOO_LARGE ? "over 128 MiB" : "cannot be read");
    else if (page.length == 0)
        status = EXIT_NO_TEXT;
    else
        status = convert(&page);
    buffer_fini(&page);
    return status;
}
