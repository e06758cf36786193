// SPDX-License-Identifier: GPL-3.0-or-later
// The gazetteer's countries and places against lists that others keep: Debian's iso-codes and
// libgweather-4-common, where they are installed.

#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../skip.h"
#include "base/buffer.h"
#include "base/files.h"
#include "base/memory.h"
#include "detect/gazetteer.h"
#include "text/tokens.h"

#define ISO_CODES "/usr/share/iso-codes/json/"
#define LOCATIONS "/usr/share/libgweather-4/Locations.xml"

enum { LOCATIONS_LIMIT = 16 << 20 };

static struct gazetteer *load(void)
{
    struct error error;
    const char *data = getenv("DATELINE_DATADIR");
    struct gazetteer *gazetteer = gazetteer_load(data ? data : "data", NULL, &error);
    assert_non_null(gazetteer);
    return gazetteer;
}

// Whether the whole of `name` is one name of the gazetteer.
static bool is_known(const struct gazetteer *gazetteer, const char *name)
{
    struct token_list list = {0};
    struct gazetteer_match found[4];
    tokens_split(name, (struct span){0, strlen(name)}, &list);
    size_t count = list.count ? gazetteer_match(gazetteer, name, list.items, list.count,
                                                CASE_EXACT, found, 4)
                              : 0;
    bool known = false;
    for (size_t i = 0; i < count; i++)
        known |= found[i].tokens == list.count;
    token_list_fini(&list);
    return known;
}

// "Bolivia, Plurinational State of", "Falkland Islands (Malvinas)": also the part before, and the
// parts the other way round.
static bool is_known_in_some_form(const struct gazetteer *gazetteer, const char *name)
{
    if (strncmp(name, "the ", 4) == 0)
        name += 4;
    if (is_known(gazetteer, name))
        return true;
    const char *mark = strpbrk(name, ",(");
    if (!mark)
        return false;
    size_t length = (size_t)(mark - name);
    while (length && name[length - 1] == ' ')
        length--;
    char *before = memory_copy_bytes(name, length);
    struct buffer turned = {0};
    if (*mark == ',')
        buffer_format(&turned, "%s %s", mark + 1 + strspn(mark + 1, " "), before);
    bool known = is_known(gazetteer, before) ||
                 (turned.length && is_known(gazetteer, buffer_string(&turned)));
    buffer_fini(&turned);
    free(before);
    return known;
}

// How many entries of an ISO list have a name under `key` that is not known; each is told.
static size_t count_unknown(const struct gazetteer *gazetteer, json_t *list, const char *key)
{
    size_t index, unknown = 0;
    json_t *item;
    json_array_foreach(list, index, item)
    {
        const char *name = json_string_value(json_object_get(item, key));
        if (!name || is_known_in_some_form(gazetteer, name))
            continue;
        print_message("# %s: %s is not known\n", key, name);
        unknown++;
    }
    return unknown;
}

static void test_countries(void **state)
{
    (void)state;
    json_t *root = json_load_file(ISO_CODES "iso_3166-1.json", 0, NULL);
    if (!root)
        SKIP_TEST("iso-codes is not installed");
    struct gazetteer *gazetteer = load();
    json_t *list = json_object_get(root, "3166-1");
    assert_true(json_array_size(list) > 240);
    assert_int_equal(count_unknown(gazetteer, list, "name"), 0);
    assert_int_equal(count_unknown(gazetteer, list, "common_name"), 0);
    assert_int_equal(count_unknown(gazetteer, list, "official_name"), 0);
    assert_false(is_known(gazetteer, "Nowhere Land"));
    json_decref(root);
    gazetteer_free(gazetteer);
}

static void test_former_countries(void **state)
{
    (void)state;
    json_t *root = json_load_file(ISO_CODES "iso_3166-3.json", 0, NULL);
    if (!root)
        SKIP_TEST("iso-codes is not installed");
    struct gazetteer *gazetteer = load();
    // A zone and groups of islands under lawyers' names alone are put up with.
    enum { UNKNOWN_MOST = 3 };
    size_t unknown = count_unknown(gazetteer, json_object_get(root, "3166-3"), "name");
    assert_true(unknown <= UNKNOWN_MOST);
    json_decref(root);
    gazetteer_free(gazetteer);
}

// The list has weather stations, two thirds of them small towns; a share of it is what to expect.
static void test_places(void **state)
{
    (void)state;
    struct buffer content = {0};
    if (!file_read(LOCATIONS, LOCATIONS_LIMIT, &content, NULL))
        SKIP_TEST("libgweather-4-common is not installed");
    struct gazetteer *gazetteer = load();
    size_t cities = 0, known = 0;
    const char *at = buffer_string(&content);
    while ((at = strstr(at, "<city>"))) {
        const char *name = strstr(at, "name>"), *end = name ? strchr(name, '<') : NULL;
        if (!end)
            break;
        name += strlen("name>");
        char *city = memory_copy_bytes(name, (size_t)(end - name));
        cities++;
        known += is_known(gazetteer, city);
        free(city);
        at = end;
    }
    print_message("# %zu of %zu places are known\n", known, cities);
    assert_true(cities > 4000);
    assert_true(known * 100 >= cities * 40);
    buffer_fini(&content);
    gazetteer_free(gazetteer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_countries),
        cmocka_unit_test(test_former_countries),
        cmocka_unit_test(test_places),
    };
    return cmocka_run_group_tests_name("gazetteer-world", tests, NULL, NULL);
}
