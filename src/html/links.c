// SPDX-License-Identifier: GPL-3.0-or-later
// Links: numbers for addresses, equal ones by a hash table.

#include <config.h>

#include "html/links.h"

#include "base/memory.h"

#include <ctype.h>
#include <libxml/uri.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { FIRST_SLOTS = 64 };

// FNV-1a (Fowler, Noll, Vo).
static uint64_t hash(const char *string)
{
    uint64_t value = 0xCBF29CE484222325;
    for (; *string; string++)
        value = (value ^ (unsigned char)*string) * 0x100000001B3;
    return value;
}

static uint32_t *find_slot(const struct html_links *links, const char *address)
{
    size_t at = hash(address) & (links->slot_count - 1);
    while (links->slots[at] && strcmp(links->addresses[links->slots[at] - 1], address) != 0)
        at = (at + 1) & (links->slot_count - 1);
    return &links->slots[at];
}

static void grow(struct html_links *links)
{
    free(links->slots);
    links->slot_count = links->slot_count ? links->slot_count * 2 : FIRST_SLOTS;
    links->slots = memory_allocate_zeroed(links->slot_count, sizeof *links->slots);
    for (size_t i = 0; i < links->count; i++)
        *find_slot(links, links->addresses[i]) = (uint32_t)i + 1;
}

static bool leads_out(const char *href)
{
    static const char *const inside[] = {"javascript:", "data:", "about:", "blob:", "vbscript:"};
    for (size_t i = 0; i < sizeof inside / sizeof *inside; i++) {
        if (strncasecmp(href, inside[i], strlen(inside[i])) == 0)
            return false;
    }
    return *href && *href != '#';
}

// Without white space and control characters; absolute where that can be told. Yours.
static char *absolute(const struct html_links *links, const char *href)
{
    struct buffer clean = {0};
    for (; *href; href++) {
        if ((unsigned char)*href > ' ' && *href != 0x7F)
            buffer_add_byte(&clean, *href);
    }
    char *address = buffer_take(&clean);
    size_t scheme = strspn(address, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+.-");
    if (!links->base || (scheme && address[scheme] == ':'))
        return address;
    xmlChar *built = xmlBuildURI((const xmlChar *)address, (const xmlChar *)links->base);
    if (built) {
        free(address);
        address = memory_copy_string((const char *)built);
        xmlFree(built);
    }
    return address;
}

size_t html_links_number(struct html_links *links, const char *href)
{
    href += strspn(href, " \t\r\n\f");
    if (!leads_out(href))
        return 0;
    char *address = absolute(links, href);
    size_t fragment = links->base ? strcspn(address, "#") : 0;
    if (!*address || (fragment && address[fragment] && strlen(links->base) == fragment &&
                      strncmp(address, links->base, fragment) == 0)) {
        free(address); // a place in the page itself
        return 0;
    }
    if (links->count * 2 >= links->slot_count)
        grow(links);
    uint32_t *slot = find_slot(links, address);
    if (*slot) {
        free(address);
        return *slot;
    }
    links->addresses = memory_grow(links->addresses, &links->capacity, links->count + 1,
                                   sizeof *links->addresses);
    links->addresses[links->count++] = address;
    *slot = (uint32_t)links->count;
    return links->count;
}

void html_links_print(const struct html_links *links, struct buffer *out)
{
    if (links->count)
        buffer_add_string(out, "\nLinks\n\n");
    for (size_t i = 0; i < links->count; i++)
        buffer_format(out, "[%zu] %s\n", i + 1, links->addresses[i]);
}

void html_links_fini(struct html_links *links)
{
    for (size_t i = 0; i < links->count; i++)
        free(links->addresses[i]);
    free(links->addresses);
    free(links->slots);
    *links = (struct html_links){0};
}
