// SPDX-License-Identifier: GPL-3.0-or-later
// Material: texts to measure on, made from a fixed seed or from the texts of the repository.

#include <config.h>

#include "material.h"

#include "base/files.h"
#include "base/memory.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_LIMIT = 64 << 20 };

bool material_init(struct material *material)
{
    const char *temporary = getenv("TMPDIR"), *data = getenv("DATELINE_DATADIR"),
               *tests = getenv("TESTS_DIRECTORY"), *program = getenv("DATELINE");
    material->data = data ? data : "data";
    material->tests = tests ? tests : "tests";
    material->program = program ? program : "./dateline";
    snprintf(material->folder, sizeof material->folder, "%s/dateline-bench-XXXXXX",
             temporary && *temporary ? temporary : "/tmp");
    return mkdtemp(material->folder) != NULL;
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status;
    (void)kind;
    (void)walk;
    return remove(path);
}

void material_remove(const char *folder)
{
    nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

void material_fini(struct material *material)
{
    material_remove(material->folder);
}

size_t material_random(uint64_t *seed, size_t limit)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (size_t)(*seed >> 11) % limit;
}

static void add_sentence(struct buffer *out, uint64_t *seed)
{
    static const char *const words[] = {
        "the",  "of",    "and",   "to",    "a",       "in",      "that",  "is",    "was",
        "it",   "for",   "on",    "with",  "as",      "his",     "they",  "at",    "be",
        "this", "from",  "water", "have",  "field",   "or",      "had",   "by",    "wooden",
        "word", "but",   "not",   "what",  "all",     "were",    "we",    "when",  "your",
        "can",  "said",  "there", "use",   "morning", "each",    "which", "do",    "window",
        "how",  "their", "if",    "would", "about",   "through", "small", "light", "garden",
    };
    size_t count = 6 + material_random(seed, 16);
    for (size_t i = 0; i < count; i++) {
        size_t start = out->length;
        buffer_add_string(out, words[material_random(seed, sizeof words / sizeof *words)]);
        if (i == 0)
            out->data[start] = (char)(out->data[start] - 'a' + 'A');
        buffer_add_string(out, i + 1 == count ? "." : " ");
    }
}

void material_plain(struct buffer *out, size_t length)
{
    uint64_t seed = 88172645463325252;
    size_t from = out->length;
    buffer_add_string(out, MATERIAL_START ". ");
    while (out->length - from < length) {
        for (size_t i = 3 + material_random(&seed, 4); i > 0; i--) {
            add_sentence(out, &seed);
            buffer_add_string(out, i > 1 ? " " : "\n\n");
        }
    }
}

// Adds the text with the vowels inside capitalised words turned round by `turn`: the words that
// make up names differ from one copy to the next, their shapes, lengths and order do not.
static void add_varied(struct buffer *out, const char *bytes, size_t length, size_t turn)
{
    static const char vowels[] = "aeiou";
    bool capital = false, inside = false;
    for (size_t i = 0; i < length; i++) {
        char byte = bytes[i];
        bool upper = byte >= 'A' && byte <= 'Z', lower = byte >= 'a' && byte <= 'z';
        if (!upper && !lower)
            inside = capital = false;
        else if (!inside)
            capital = upper;
        const char *vowel = capital && lower && turn ? memchr(vowels, byte, 5) : NULL;
        buffer_add_byte(out, vowel ? vowels[((size_t)(vowel - vowels) + turn) % 5] : byte);
        inside = upper || lower;
    }
}

char *material_article(const struct material *material)
{
    char *folder = path_join(material->data, "article");
    char *path = path_join(folder, "vientiane-2024-07-25.txt");
    free(folder);
    return path;
}

void material_news(const struct material *material, struct buffer *out, size_t length)
{
    static const char *const seen[] = {"ankara-2023-10-06", "colombo-2022-03-04", "lima-2021-02-22",
                                       "nairobi-2019-05-10"};
    struct buffer once = {0};
    char *path = material_article(material);
    file_read(path, FILE_LIMIT, &once, NULL);
    free(path);
    for (size_t i = 0; i < sizeof seen / sizeof *seen; i++) {
        struct buffer name = {0};
        buffer_format(&name, "%s/accuracy/seen/%s/article.txt", material->tests, seen[i]);
        buffer_add_byte(&once, '\n');
        file_read(name.data, FILE_LIMIT, &once, NULL);
        buffer_fini(&name);
    }
    size_t from = out->length;
    for (size_t copy = 0; once.length && out->length - from < length; copy++) {
        size_t left = length - (out->length - from);
        add_varied(out, once.data, once.length < left ? once.length : left, copy % 5);
        buffer_add_byte(out, '\n');
    }
    buffer_fini(&once);
}

char *material_write(const struct material *material, const char *name, const char *bytes,
                     size_t length)
{
    char *path = path_join(material->folder, name);
    int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0 || !file_write_all(descriptor, bytes, length))
        perror(path);
    if (descriptor >= 0)
        close(descriptor);
    return path;
}
