// SPDX-License-Identifier: GPL-3.0-or-later
// Gazetteer: one image, mapped where it was compiled beside the TSV files, else built from them.
// Mapping costs a look at each file's size and time; of the image only what is asked for is read.

#include <config.h>

#include "detect/gazetteer.h"

#include "base/files.h"
#include "base/memory.h"
#include "detect/gazetteer-index.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

// Raised whenever the image of the same files becomes another.
enum { IMAGE_VERSION = 5 };

static const char image_magic[8] = "DATELNGZ";

// --- files
// -----------------------------------------------------------------------------------------

static int compare_strings(const void *one, const void *other)
{
    return strcmp(*(char *const *)one, *(char *const *)other);
}

char **gazetteer_files(const char *directory)
{
    DIR *stream = directory ? opendir(directory) : NULL;
    if (!stream)
        return NULL;
    char **files = NULL;
    size_t count = 0, capacity = 0;
    for (struct dirent *item; (item = readdir(stream));) {
        size_t length = strlen(item->d_name);
        if (length < 5 || item->d_name[0] == '.' || strcmp(item->d_name + length - 4, ".tsv") != 0)
            continue;
        files = memory_grow(files, &capacity, count + 2, sizeof *files);
        files[count++] = path_join(directory, item->d_name);
        files[count] = NULL;
    }
    closedir(stream);
    if (count)
        qsort(files, count, sizeof *files, compare_strings);
    return files;
}

void gazetteer_files_free(char **files)
{
    for (size_t i = 0; files && files[i]; i++)
        free(files[i]);
    free(files);
}

// --- the image
// -------------------------------------------------------------------------------------

// What must be as it is here for an image to be of use. The first bytes tell the order of bytes.
static uint64_t image_layout(void)
{
    return (uint64_t)IMAGE_VERSION << 48 | sizeof(struct image_header) << 32 |
           sizeof(struct form) << 24 | sizeof(struct gazetteer_entry) << 16 |
           (uint64_t)GAZETTEER_TYPE_COUNT << 8 | 1;
}

static uint64_t mix(uint64_t hash, uint64_t value)
{
    return (hash ^ value) * UINT64_C(0x9E3779B97F4A7C15) >> 1;
}

// The names and sizes of files as one number, never 0; 0 where one cannot be asked for, or is newer
// than `least` (may be NULL).
static uint64_t image_source(char *const *files, const struct timespec *least)
{
    uint64_t hash = 1;
    for (size_t i = 0; files[i]; i++) {
        struct stat status;
        if (stat(files[i], &status) < 0 || (least && (status.st_mtim.tv_sec > least->tv_sec ||
                                                      (status.st_mtim.tv_sec == least->tv_sec &&
                                                       status.st_mtim.tv_nsec > least->tv_nsec))))
            return 0;
        hash = mix(mix(hash, token_key(path_name(files[i]))), (uint64_t)status.st_size);
    }
    return hash | 1;
}

// Whether the image is whole, for this program, and of these files.
static bool is_usable(const struct image_header *image, size_t size, char *const *files,
                      const struct timespec *made)
{
    return size > sizeof *image && memcmp(image->magic, image_magic, sizeof image_magic) == 0 &&
           image->layout == image_layout() && image->size == size &&
           image_parts(image).strings < size && image->system_count <= SYSTEM_LIMIT &&
           image->source != 0 && image->source == image_source(files, made) &&
           ((const char *)image)[size - 1] == '\0';
}

// The compiled image of the files of a directory; NULL where there is none that can be used.
static const struct image_header *map_image(const char *directory, char *const *files)
{
    char *path = path_join(directory, GAZETTEER_COMPILED);
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    free(path);
    struct stat status;
    void *mapped = MAP_FAILED;
    if (descriptor < 0)
        return NULL;
    if (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0)
        mapped = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    close(descriptor);
    if (mapped == MAP_FAILED)
        return NULL;
    if (is_usable(mapped, (size_t)status.st_size, files, &status.st_mtim))
        return mapped;
    munmap(mapped, (size_t)status.st_size);
    return NULL;
}

bool gazetteer_compile(const char *directory, const char *path, struct error *error)
{
    char **files = gazetteer_files(directory);
    size_t faults;
    *error = (struct error){0};
    struct image_header *image = files ? gazetteer_build(files, NULL, &faults, error) : NULL;
    bool done = false;
    if (!image) {
        error_set(error, ERROR_NOT_FOUND, directory, "no gazetteer");
    } else if (!faults) {
        memcpy(image->magic, image_magic, sizeof image_magic);
        image->layout = image_layout();
        image->source = image_source(files, NULL);
        done = file_replace(path, (const char *)image, image->size, error);
    }
    free(image);
    gazetteer_files_free(files);
    return done;
}

// --- the gazetteer
// ---------------------------------------------------------------------------------

static void collect_systems(struct gazetteer *gazetteer)
{
    static const char *const orders[] = {"given-family", "family-given", "single"};
    static const char *const customs[] = {"family", "given", "first", "last"};
    for (size_t i = 0; i < gazetteer->image->system_count; i++) {
        const struct gazetteer_entry *entry = &gazetteer->entries[gazetteer->image->systems[i]];
        const char *attributes = gazetteer_entry_attributes(entry);
        uint8_t order = ORDER_GIVEN_FAMILY, custom = SHORT_FAMILY;
        attributes_choose(attributes, "order", orders, 3, &order);
        attributes_choose(attributes, "short", customs, 4, &custom);
        gazetteer->systems[gazetteer->system_count++] =
            (struct naming_system){.entry = entry, .order = order, .custom = custom};
    }
}

// A gazetteer over the image, which it takes over.
static struct gazetteer *open_image(const struct image_header *image, bool mapped, size_t faults)
{
    struct gazetteer *gazetteer = memory_allocate_zeroed(1, sizeof *gazetteer);
    struct image_parts parts = image_parts(image);
    const char *bytes = (const char *)image;
    gazetteer->image = image;
    gazetteer->mapped = mapped;
    gazetteer->entries = (const void *)(bytes + parts.entries);
    gazetteer->forms = (const void *)(bytes + parts.forms);
    gazetteer->slots = (const void *)(bytes + parts.slots);
    gazetteer->slot_count = image->slot_count;
    gazetteer->id_slots = (const void *)(bytes + parts.id_slots);
    gazetteer->id_slot_count = image->id_slot_count;
    gazetteer->faults = faults;
    collect_systems(gazetteer);
    return gazetteer;
}

struct gazetteer *gazetteer_load(const char *data_directory, const char *user_directory,
                                 struct error *error)
{
    char *directory = path_join(data_directory, "gazetteer");
    char **files = gazetteer_files(directory), **user_files = gazetteer_files(user_directory);
    const struct image_header *image = NULL;
    size_t faults = 0;
    if (error)
        *error = (struct error){0};
    if (files && !user_files)
        image = map_image(directory, files);
    bool mapped = image;
    if (!image)
        image = gazetteer_build(files, user_files, &faults, error);
    if (!image)
        error_set(error, ERROR_NOT_FOUND, directory, "no gazetteer");
    gazetteer_files_free(files);
    gazetteer_files_free(user_files);
    free(directory);
    return image ? open_image(image, mapped, faults) : NULL;
}

void gazetteer_free(struct gazetteer *gazetteer)
{
    if (!gazetteer)
        return;
    if (gazetteer->mapped)
        munmap((void *)(uintptr_t)gazetteer->image, gazetteer->image->size);
    else
        free((void *)(uintptr_t)gazetteer->image);
    free(gazetteer);
}

size_t gazetteer_faults(const struct gazetteer *gazetteer)
{
    return gazetteer->faults;
}

size_t gazetteer_entry_count(const struct gazetteer *gazetteer)
{
    return gazetteer->image->entry_count;
}

const struct gazetteer_entry *gazetteer_find(const struct gazetteer *gazetteer,
                                             enum gazetteer_type type, const char *id)
{
    size_t slot = gazetteer_id_hash(type, id) & (gazetteer->id_slot_count - 1);
    for (; gazetteer->id_slots[slot] != NO_ENTRY;
         slot = (slot + 1) & (gazetteer->id_slot_count - 1)) {
        const struct gazetteer_entry *entry = &gazetteer->entries[gazetteer->id_slots[slot]];
        if (entry->type == type && strcmp(gazetteer_entry_id(entry), id) == 0)
            return entry;
    }
    return NULL;
}

size_t gazetteer_system_count(const struct gazetteer *gazetteer)
{
    return gazetteer->system_count;
}

const struct naming_system *gazetteer_system(const struct gazetteer *gazetteer, size_t index)
{
    return &gazetteer->systems[index];
}

system_set gazetteer_country_systems(const struct gazetteer *gazetteer, const char *country)
{
    system_set set = 0;
    for (size_t i = 0; i < gazetteer->system_count; i++) {
        if (gazetteer_attribute_is(gazetteer->systems[i].entry, "countries", country))
            set |= (system_set)1 << i;
    }
    return set;
}
