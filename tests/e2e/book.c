// SPDX-License-Identifier: GPL-3.0-or-later
// Book: a long text whose sentences can be told apart, and which of them are on a screen.

#include <config.h>

#include "book.h"

#include "base/memory.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const words[] = {
    "the",     "harbour", "council",   "opened", "new",    "schools", "along",
    "western", "river",   "after",     "long",   "talks",  "between", "farmers",
    "and",     "traders", "wanted",    "better", "roads",  "for",     "market",
    "days",    "spring",  "engineers", "water",  "levels", "every",   "bridges"};

// xorshift64 (Marsaglia, "Xorshift RNGs", 2003).
static unsigned draw(uint64_t *seed, unsigned limit)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (unsigned)(*seed % limit);
}

static void add(struct book *book, const char *string)
{
    size_t length = strlen(string);
    book->bytes = memory_grow(book->bytes, &book->capacity, book->length + length + 1, 1);
    memcpy(book->bytes + book->length, string, length + 1);
    book->length += length;
}

static void add_item(struct book *book, uint64_t *seed)
{
    char head[32];
    size_t capacity = book->room;
    book->items = memory_grow(book->items, &book->room, book->item_count + 1, sizeof *book->items);
    book->paragraphs =
        memory_grow(book->paragraphs, &capacity, book->item_count + 1, sizeof *book->paragraphs);
    book->items[book->item_count] = book->length;
    book->paragraphs[book->item_count++] = book->paragraph_count;
    snprintf(head, sizeof head, "Item n%07zu", book->item_count);
    add(book, head);
    if (book->item_count == BOOK_WORD_FIRST || book->item_count == BOOK_WORD_SECOND ||
        book->item_count == BOOK_WORD_THIRD)
        add(book, " " BOOK_WORD);
    for (unsigned left = 3 + draw(seed, 12); left > 0; left--) {
        add(book, " ");
        add(book, words[draw(seed, sizeof words / sizeof *words)]);
    }
    add(book, ".");
}

void book_init(struct book *book, size_t length, enum book_form form)
{
    const char *newline = form == BOOK_ONE_LINE ? " " : form == BOOK_CRLF ? "\r\n" : "\n";
    uint64_t seed = 20240725;
    *book = (struct book){0};
    while (book->length < length) {
        book->paragraph_count++;
        for (unsigned left = 1 + draw(&seed, 5); left > 0; left--) {
            add_item(book, &seed);
            if (left > 1)
                add(book, " ");
        }
        add(book, newline);
        if (form != BOOK_ONE_LINE && draw(&seed, 3) == 0)
            add(book, newline);
    }
}

void book_fini(struct book *book)
{
    free(book->bytes);
    free(book->items);
    free(book->paragraphs);
    *book = (struct book){0};
}

void book_write(const struct book *book, const struct e2e_folder *folder, const char *name,
                size_t length)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder->path, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(book->bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

bool book_shown(struct e2e *e2e, size_t *first, size_t *last)
{
    int blank = 0;
    *first = *last = 0;
    for (int row = 0; row < e2e_rows(e2e); row++) {
        const char *at = e2e_row_text(e2e, row);
        if (*last && strncmp(at, "──", strlen("──")) == 0)
            return true;
        bool is_blank = strspn(at, " ") == strlen(at) || strncmp(at + strspn(at, " "), "│", 3) == 0;
        blank = is_blank ? blank + 1 : 0;
        if (blank == 2) // between paragraphs there is one at most: lines are still coming
            return false;
        while ((at = strstr(at, " n0"))) {
            size_t number = strtoul(at + 2, NULL, 10);
            if (*last && number != *last + 1)
                return false;
            *first = *first ? *first : number;
            *last = number;
            at += 2;
        }
    }
    return false;
}
