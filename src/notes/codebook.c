// SPDX-License-Identifier: GPL-3.0-or-later
// Codebook: the tags and their letters, from a TSV file that people edit too. A line that does not
// fit stays in the file and is left out here; adding appends a line.

#include <config.h>

#include "notes/codebook.h"

#include "base/files.h"
#include "base/memory.h"
#include "notes/note.h"
#include "notes/places.h"
#include "text/safe.h"
#include "text/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <unistr.h>

enum { FILE_LIMIT = 1 << 20, FIELD_COUNT = 4 };

static const char header[] = "letter\ttag\tcolour\tdescription\n";

struct codebook {
    struct codebook_entry *entries;
    size_t count, capacity;
    char *path;     // the file in use; NULL: none yet
    char *start;    // where one is started
    char *fallback; // and where, if that place cannot be written
};

// --- entries -------------------------------------------------------------------------------

const struct codebook_entry *codebook_entries(const struct codebook *codebook, size_t *count)
{
    *count = codebook->count;
    return codebook->entries;
}

const struct codebook_entry *codebook_by_letter(const struct codebook *codebook, unsigned letter)
{
    for (size_t i = 0; letter && i < codebook->count; i++) {
        if (codebook->entries[i].letter == letter)
            return &codebook->entries[i];
    }
    return NULL;
}

const struct codebook_entry *codebook_by_tag(const struct codebook *codebook, const char *tag)
{
    for (size_t i = 0; i < codebook->count; i++) {
        if (strcmp(codebook->entries[i].tag, tag) == 0)
            return &codebook->entries[i];
    }
    return NULL;
}

const char *codebook_path(const struct codebook *codebook)
{
    return codebook->path;
}

static void add_entry(struct codebook *codebook, unsigned letter, const char *tag,
                      enum note_colour colour, const char *description)
{
    if (codebook->count == codebook->capacity)
        codebook->entries = memory_grow(codebook->entries, &codebook->capacity, codebook->count + 1,
                                        sizeof *codebook->entries);
    codebook->entries[codebook->count++] = (struct codebook_entry){
        .letter = letter,
        .tag = memory_copy_string(tag),
        .colour = colour,
        .description = memory_copy_string(description),
    };
}

// --- what fits -----------------------------------------------------------------------------

// Well-formed and without what must not reach a screen or a line of TSV.
static bool is_plain(const char *string)
{
    size_t length = strlen(string);
    if (u8_check((const uint8_t *)string, length))
        return false;
    for (size_t at = 0; at < length;) {
        unsigned code_point;
        at += utf8_decode(string + at, length - at, &code_point);
        if (safe_is_dangerous(code_point))
            return false;
    }
    return true;
}

static bool is_tag(const char *tag)
{
    return *tag && *tag != ' ' && tag[strlen(tag) - 1] != ' ' && is_plain(tag);
}

// One code point, or nothing or "-" for none.
static bool parse_letter(const char *field, unsigned *letter)
{
    size_t length = strlen(field);
    *letter = 0;
    if (length == 0 || strcmp(field, "-") == 0)
        return true;
    return is_plain(field) && *field != ' ' && utf8_decode(field, length, letter) == length;
}

static bool parse_colour(const char *field, enum note_colour *colour)
{
    *colour = strcmp(field, "-") == 0 ? NOTE_NO_COLOUR : note_colour_from_name(field);
    return *colour != NOTE_COLOUR_COUNT;
}

// Why the entry does not fit, or NULL.
static const char *refusal(const struct codebook *codebook, unsigned letter, const char *tag)
{
    if (!is_tag(tag))
        return "a tag is empty or holds control characters";
    if (codebook_by_tag(codebook, tag))
        return "the tag is there already";
    if (codebook_by_letter(codebook, letter))
        return "the letter is taken";
    return NULL;
}

// --- reading -------------------------------------------------------------------------------

static const char *read_line(struct codebook *codebook, char *line)
{
    const char *fields[FIELD_COUNT] = {"", "", "", ""};
    size_t count = 0;
    for (char *rest = line; rest && count < FIELD_COUNT;)
        fields[count++] = strsep(&rest, "\t");
    unsigned letter;
    enum note_colour colour;
    if (count < 2 || !parse_letter(fields[0], &letter))
        return "a line is letter, tag, colour, description";
    if (!parse_colour(fields[2], &colour))
        return "a colour is yellow, green, blue, red or nothing";
    const char *reason = refusal(codebook, letter, fields[1]);
    if (!reason)
        add_entry(codebook, letter, fields[1], colour, fields[3]);
    return reason;
}

static void read_content(struct codebook *codebook, struct buffer *content, struct error *error)
{
    char *rest = content->data;
    for (size_t number = 1; rest; number++) {
        char *line = strsep(&rest, "\n");
        size_t length = strlen(line);
        if (length && line[length - 1] == '\r')
            line[--length] = '\0';
        if (number == 1 && strncmp(line, "\xEF\xBB\xBF", 3) == 0)
            line += 3;
        if (!*line || (number == 1 && strncmp(line, "letter\t", 7) == 0))
            continue;
        const char *reason = read_line(codebook, line);
        if (reason && error && error->code == ERROR_NONE) {
            error_set(error, ERROR_FORMAT, codebook->path, "%s", reason);
            error->line = number;
        }
    }
}

// The first of the candidates that is there.
static char *find_file(const struct codebook *codebook, const char *article,
                       const struct environment *environment)
{
    char *folder = path_directory(article);
    char *candidates[] = {
        memory_copy_string(codebook->start),
        path_join(folder, "codebook.tsv"),
        path_join(environment->config, "codebook.tsv"),
        memory_copy_string(codebook->fallback),
    };
    char *found = NULL;
    for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++) {
        if (!found && *candidates[i] && file_exists(candidates[i]))
            found = candidates[i];
        else
            free(candidates[i]);
    }
    free(folder);
    return found;
}

static char *place_in_state(const char *article, const struct environment *environment)
{
    char *absolute = path_absolute(article);
    struct digest digest;
    char hex[DIGEST_HEX];
    digest_make(absolute, strlen(absolute), &digest);
    digest_hex(&digest, hex);
    struct buffer path = {0};
    buffer_format(&path, "%s/notes/%s/article.codebook.tsv", environment->state, hex);
    free(absolute);
    return buffer_take(&path);
}

struct codebook *codebook_open(const char *article_path, const struct environment *environment,
                               struct error *error)
{
    struct codebook *codebook = memory_allocate_zeroed(1, sizeof *codebook);
    struct buffer start = {0}, content = {0};
    if (error)
        *error = (struct error){0};
    if (strcmp(article_path, "-") != 0)
        buffer_format(&start, "%s.codebook.tsv", article_path);
    codebook->start = buffer_take(&start);
    codebook->fallback = place_in_state(article_path, environment);
    codebook->path = find_file(codebook, article_path, environment);
    if (codebook->path && file_read(codebook->path, FILE_LIMIT, &content, error) && content.length)
        read_content(codebook, &content, error);
    buffer_fini(&content);
    return codebook;
}

void codebook_free(struct codebook *codebook)
{
    if (!codebook)
        return;
    for (size_t i = 0; i < codebook->count; i++) {
        free(codebook->entries[i].tag);
        free(codebook->entries[i].description);
    }
    free(codebook->entries);
    free(codebook->path);
    free(codebook->start);
    free(codebook->fallback);
    free(codebook);
}

// --- adding --------------------------------------------------------------------------------

// Adds the bytes at the end of the file: after the header in a new one, on a line of their own
// where the last one lacks its newline.
static bool append_line(const char *path, const struct buffer *line, struct error *error)
{
    int descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0666);
    if (descriptor < 0) {
        error_set_system(error, path);
        return false;
    }
    struct buffer bytes = {0};
    struct stat status;
    char last = '\n';
    bool done = fstat(descriptor, &status) == 0;
    if (done && !S_ISREG(status.st_mode)) {
        error_set(error, ERROR_NOT_REGULAR, path, NULL);
        close(descriptor);
        return false;
    }
    if (done && status.st_size == 0)
        buffer_add_string(&bytes, header);
    else if (done && pread(descriptor, &last, 1, status.st_size - 1) == 1 && last != '\n')
        buffer_add_byte(&bytes, '\n');
    buffer_add(&bytes, line->data, line->length);
    done = done && file_write_all(descriptor, bytes.data, bytes.length) && fsync(descriptor) == 0;
    if (!done) {
        error_set_system(error, path);
        if (ftruncate(descriptor, status.st_size) < 0 && error)
            error->system = errno;
    }
    close(descriptor);
    buffer_fini(&bytes);
    return done;
}

static void use_file(struct codebook *codebook, const char *path)
{
    char *copy = memory_copy_string(path);
    free(codebook->path);
    codebook->path = copy;
}

static bool append_to_state(struct codebook *codebook, const struct buffer *line,
                            struct error *error)
{
    char *folder = path_directory(codebook->fallback);
    bool done =
        file_make_directories(folder, error) && append_line(codebook->fallback, line, error);
    free(folder);
    if (done)
        use_file(codebook, codebook->fallback);
    return done;
}

bool codebook_add(struct codebook *codebook, unsigned letter, const char *tag,
                  enum note_colour colour, struct error *error)
{
    const char *reason = letter && safe_is_dangerous(letter) ? "the letter is a control character"
                                                             : refusal(codebook, letter, tag);
    if (reason) {
        error_set(error, ERROR_FORMAT, NULL, "%s", reason);
        return false;
    }
    struct buffer line = {0};
    if (letter)
        buffer_add_code_point(&line, letter);
    buffer_format(&line, "\t%s\t%s\t\n", tag, note_colour_name(colour));
    const char *path = codebook->path ? codebook->path : codebook->start;
    bool done = false;
    if (*path && place_is_writable(path)) {
        done = append_line(path, &line, error);
        if (done)
            use_file(codebook, path);
    } else if (!codebook->path) {
        done = append_to_state(codebook, &line, error);
    } else {
        error_set(error, ERROR_SYSTEM, path, NULL);
        if (error)
            error->system = EACCES;
    }
    buffer_fini(&line);
    if (done)
        add_entry(codebook, letter, tag, colour, "");
    return done;
}
