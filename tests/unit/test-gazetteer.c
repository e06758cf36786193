// SPDX-License-Identifier: GPL-3.0-or-later
// Gazetteer: loading with faults, the user's rows, and what matches where.

#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "detect/gazetteer.h"
#include "names-fixture.h"

static struct gazetteer *load(const char *rows, struct error *error)
{
    char *folder = fixture_write(rows, strlen(rows));
    struct gazetteer *gazetteer = gazetteer_load(folder, NULL, error);
    fixture_remove(folder);
    return gazetteer;
}

// The id of the longest match at the first token of `text` and its tokens; NULL: none.
static const char *match(const struct gazetteer *gazetteer, const char *text,
                         enum gazetteer_case mode, size_t *tokens)
{
    struct token_list list = {0};
    struct gazetteer_match found;
    tokens_split(text, (struct span){0, strlen(text)}, &list);
    size_t count = gazetteer_match(gazetteer, text, list.items, list.count, mode, &found, 1);
    token_list_fini(&list);
    *tokens = count ? found.tokens : 0;
    return count ? gazetteer_entry_id(found.entry) : NULL;
}

static void test_longest_match(void **state)
{
    (void)state;
    struct error error;
    size_t tokens;
    struct gazetteer *gazetteer =
        load("LOC\tchad\tChad\t-\tkind=country\n"
             "LOC\tlake-chad\tLake Chad\tLake Tchad\tkind=lake\n"
             "ORG\tlake-chad-commission\tLake Chad Basin Commission\t-\t-\n",
             &error);
    assert_int_equal(error.code, ERROR_NONE);
    assert_string_equal(match(gazetteer, "Lake Chad Basin Commission", CASE_EXACT, &tokens),
                        "lake-chad-commission");
    assert_int_equal(tokens, 4);
    assert_string_equal(match(gazetteer, "Lake Chad basin", CASE_EXACT, &tokens), "lake-chad");
    assert_int_equal(tokens, 2);
    assert_string_equal(match(gazetteer, "Lake Tchad", CASE_EXACT, &tokens), "lake-chad");
    assert_null(match(gazetteer, "Lake", CASE_EXACT, &tokens));
    assert_null(match(gazetteer, "Chadian", CASE_EXACT, &tokens)); // whole words only
    gazetteer_free(gazetteer);
}

// The ids of all matches at the first token of `text`, each with a blank behind it; yours.
static char *match_all(const struct gazetteer *gazetteer, const char *text, size_t room)
{
    struct token_list list = {0};
    struct gazetteer_match found[8];
    struct buffer ids = {0};
    tokens_split(text, (struct span){0, strlen(text)}, &list);
    size_t count =
        gazetteer_match(gazetteer, text, list.items, list.count, CASE_EXACT, found, room);
    for (size_t i = 0; i < count; i++)
        buffer_format(&ids, "%s ", gazetteer_entry_id(found[i].entry));
    token_list_fini(&list);
    char *all = memory_copy_string(buffer_string(&ids));
    buffer_fini(&ids);
    return all;
}

static void expect_all(const struct gazetteer *gazetteer, const char *text, size_t room,
                       const char *ids)
{
    char *all = match_all(gazetteer, text, room);
    assert_string_equal(all, ids);
    free(all);
}

// Forms of one word, forms told apart by their second word, and forms whose second word does not
// begin with ASCII lie in different places; they come back by length all the same.
static void test_all_matches_by_length(void **state)
{
    (void)state;
    struct error error;
    struct gazetteer *gazetteer =
        load("LOC\tone\tPort\t-\t-\n"
             "LOC\tthree\tPort Louis North\t-\t-\n"
             "ORG\tanother\tPort\t-\t-\n"
             "LOC\ttwo\tPort Louis\t-\t-\n"
             "LOC\tdash\tPort-Louis\t-\t-\n"
             "LOC\tether\tPort Éther\t-\t-\n"
             "LOC\tether-two\tPort Éther Sud\t-\t-\n"
             "LOC\tlome\tPort Lomé\t-\t-\n",
             &error);
    expect_all(gazetteer, "Port Louis North", 8, "three two one another ");
    expect_all(gazetteer, "Port Louis North", 2, "three two ");
    expect_all(gazetteer, "Port Louis North", 1, "three ");
    expect_all(gazetteer, "Port Louis North", 0, "");
    expect_all(gazetteer, "Port Louis", 8, "two one another ");
    expect_all(gazetteer, "Port\u2013Louis", 8, "dash one another ");
    expect_all(gazetteer, "Port Éther Sud", 8, "ether-two ether one another ");
    expect_all(gazetteer, "Port Éther Sud", 3, "ether-two ether one ");
    expect_all(gazetteer, "Port Lomé", 8, "lome one another ");
    expect_all(gazetteer, "Port Lo", 8, "one another ");
    expect_all(gazetteer, "Port, Louis", 8, "one another ");
    expect_all(gazetteer, "Port", 8, "one another ");
    expect_all(gazetteer, "Porto Louis", 8, "");
    gazetteer_free(gazetteer);
}

// Long forms are compared by eights, on both sides of what is not ASCII and of runs of blanks.
static void test_long_forms(void **state)
{
    (void)state;
    struct error error;
    size_t tokens;
    struct gazetteer *gazetteer =
        load("ORG\tcommission\tInternational Commission of Inquiry\t-\t-\n"
             "ORG\tuniversity\tUniversité de Genève et Environs\t-\t-\n",
             &error);
    assert_non_null(match(gazetteer, "International Commission of Inquiry", CASE_EXACT, &tokens));
    assert_int_equal(tokens, 4);
    assert_non_null(
        match(gazetteer, "International  Commission\tof\u00a0 Inquiry", CASE_EXACT, &tokens));
    assert_int_equal(tokens, 4);
    assert_non_null(match(gazetteer, "INTERNATIONAL COMMISSION OF INQUIRY", CASE_EXACT, &tokens));
    assert_null(match(gazetteer, "International commission of Inquiry", CASE_EXACT, &tokens));
    assert_null(match(gazetteer, "International Commission of Inquire", CASE_EXACT, &tokens));
    assert_null(match(gazetteer, "International Commission of Inquir", CASE_EXACT, &tokens));
    assert_null(match(gazetteer, "International Commission of Inquirys", CASE_EXACT, &tokens));
    assert_null(match(gazetteer, "International Commissionof Inquiry", CASE_EXACT, &tokens));
    assert_non_null(match(gazetteer, "Université de Genève et Environs", CASE_EXACT, &tokens));
    assert_non_null(match(gazetteer, "UNIVERSITÉ DE GENÈVE ET ENVIRONS", CASE_EXACT, &tokens));
    assert_null(match(gazetteer, "Université de Genéve et Environs", CASE_EXACT, &tokens));
    gazetteer_free(gazetteer);
}

static void test_marks_are_one(void **state)
{
    (void)state;
    struct error error;
    size_t tokens;
    struct gazetteer *gazetteer =
        load("LOC\tcote\tCote d'Ivoire\t-\t-\nLOC\tport\tPort-au-Prince\t-\t-\n"
             "ORG\tun\tthe United Nations\t-\t-\n",
             &error);
    assert_non_null(match(gazetteer, "Cote d’Ivoire", CASE_EXACT, &tokens));
    assert_non_null(match(gazetteer, "Cote\u00a0d'Ivoire", CASE_EXACT, &tokens));
    assert_non_null(match(gazetteer, "Cote  d'Ivoire", CASE_EXACT, &tokens));
    assert_non_null(match(gazetteer, "Port‑au–Prince", CASE_EXACT, &tokens));
    assert_int_equal(tokens, 5);
    assert_non_null(match(gazetteer, "United Nations", CASE_EXACT, &tokens)); // without "the"
    gazetteer_free(gazetteer);
}

static void test_case(void **state)
{
    (void)state;
    struct error error;
    size_t tokens;
    struct gazetteer *gazetteer = load("LOC\tnice\tNice\t-\t-\nLOC\tosh\tOsh\t-\t-\n"
                                       "EVENT\twar\tWar of the Roses\t-\t-\n",
                                       &error);
    assert_null(match(gazetteer, "nice", CASE_EXACT, &tokens));
    assert_non_null(match(gazetteer, "NICE", CASE_EXACT, &tokens));
    assert_null(match(gazetteer, "OSH", CASE_EXACT, &tokens)); // three letters may be an acronym
    assert_non_null(match(gazetteer, "OSH", CASE_CAPITALS, &tokens));
    assert_non_null(match(gazetteer, "nice", CASE_ANY, &tokens));
    assert_non_null(match(gazetteer, "war of the roses", CASE_EXACT, &tokens));
    gazetteer_free(gazetteer);
}

static void test_faults(void **state)
{
    (void)state;
    struct error error;
    size_t tokens;
    struct gazetteer *gazetteer = load("type\tid\tname\tforms\tattributes\n"
                                       "LOC\tone\tOne\t-\t-\n"
                                       "TOWN\ttwo\tTwo\t-\t-\n"
                                       "LOC\t\tThree\t-\t-\n"
                                       "HEAD\tfour\tFour\t-\t-\n"
                                       "LOC\tfive\n"
                                       "LOC\tsix\tS\x01ix\t-\t-\n"
                                       "LOC\tseven\tSe\xffven\t-\t-\n"
                                       "LOC\teight\tEight",
                                       &error);
    assert_non_null(gazetteer);
    assert_int_equal(error.code, ERROR_FORMAT);
    assert_int_equal(error.line, 3);
    assert_int_equal(gazetteer_faults(gazetteer), 6);
    assert_int_equal(gazetteer_entry_count(gazetteer), 2);
    assert_non_null(match(gazetteer, "One", CASE_EXACT, &tokens));
    assert_non_null(match(gazetteer, "Eight", CASE_EXACT, &tokens)); // no newline at the end
    gazetteer_free(gazetteer);
    assert_null(gazetteer_load("/nonexistent/dateline", NULL, &error));
    assert_int_equal(error.code, ERROR_NOT_FOUND);
}

static void test_user_wins(void **state)
{
    (void)state;
    struct error error;
    size_t tokens;
    const char stock[] = "LOC\tpunt\tPunt\t-\tkind=country\n";
    const char user[] = "ORG\tpunt-society\tPunt\t-\t-\n";
    char *folder = fixture_write(stock, sizeof stock - 1);
    char *own = fixture_write(user, sizeof user - 1);
    char *own_directory = path_join(own, "gazetteer");
    struct gazetteer *gazetteer = gazetteer_load(folder, own_directory, &error);
    assert_string_equal(match(gazetteer, "Punt", CASE_EXACT, &tokens), "punt-society");
    assert_true(gazetteer_find(gazetteer, GAZETTEER_ORGANISATION, "punt-society")->user);
    assert_non_null(gazetteer_find(gazetteer, GAZETTEER_PLACE, "punt"));
    gazetteer_free(gazetteer);
    free(own_directory);
    fixture_remove(own);
    fixture_remove(folder);
}

static void test_words_and_attributes(void **state)
{
    (void)state;
    struct error error;
    char *folder = fixture_write(small_gazetteer, sizeof small_gazetteer - 1);
    struct gazetteer *gazetteer = gazetteer_load(folder, NULL, &error);
    fixture_remove(folder);
    struct token_list list = {0};
    const char *text = "Kate de kate";
    tokens_split(text, (struct span){0, strlen(text)}, &list);
    assert_true(gazetteer_word(gazetteer, text, &list.items[0]).given);
    assert_int_equal(gazetteer_word(gazetteer, text, &list.items[0]).gender, 'f');
    assert_true(gazetteer_word(gazetteer, text, &list.items[1]).particle);
    assert_false(gazetteer_word(gazetteer, text, &list.items[2]).given);
    token_list_fini(&list);
    const struct gazetteer_entry *place = gazetteer_find(gazetteer, GAZETTEER_PLACE, "vientiane");
    size_t length;
    assert_memory_equal(gazetteer_attribute(place, "in", &length), "laos", 4);
    assert_int_equal(length, 4);
    assert_null(gazetteer_attribute(place, "code", &length));
    assert_true(gazetteer_attribute_is(place, "kind", "capital"));
    assert_false(gazetteer_attribute_is(place, "kind", "cap"));
    assert_int_equal(gazetteer_system_count(gazetteer), 3);
    assert_int_not_equal(gazetteer_country_systems(gazetteer, "laos"), 0);
    assert_int_equal(gazetteer_country_systems(gazetteer, "atlantis"), 0);
    gazetteer_free(gazetteer);
}

// Writes `bytes` in the place of FOLDER/gazetteer/NAME, `seconds` after 2020 by its time.
static void put(const char *folder, const char *name, const char *bytes, long seconds)
{
    struct error error;
    char *directory = path_join(folder, "gazetteer"), *path = path_join(directory, name);
    const struct timespec when = {.tv_sec = 1577836800 + seconds};
    if (bytes)
        assert_true(file_replace(path, bytes, strlen(bytes), &error));
    assert_int_equal(utimensat(AT_FDCWD, path, (const struct timespec[]){when, when}, 0), 0);
    free(path);
    free(directory);
}

// Whether a word is known to what is loaded from the folder.
static bool knows(const char *folder, const char *word)
{
    struct error error;
    size_t tokens;
    struct gazetteer *gazetteer = gazetteer_load(folder, NULL, &error);
    assert_non_null(gazetteer);
    bool known = match(gazetteer, word, CASE_EXACT, &tokens) != NULL;
    gazetteer_free(gazetteer);
    return known;
}

static void test_compiled(void **state)
{
    (void)state;
    struct error error;
    size_t tokens;
    char *folder = fixture_write("", 0), *directory = path_join(folder, "gazetteer");
    char *compiled = path_join(directory, GAZETTEER_COMPILED);
    put(folder, "test.tsv", "LOC\tone\tOne\tThe First|the Ace\tkind=city\nSYSTEM\tx\tX\t-\t-\n", 0);
    assert_true(gazetteer_compile(directory, compiled, &error));
    put(folder, GAZETTEER_COMPILED, NULL, 0);
    // Other bytes of the same size and time: what is known is what was compiled.
    put(folder, "test.tsv", "LOC\ttwo\tTwo\tThe First|the Ace\tkind=city\nSYSTEM\tx\tX\t-\t-\n", 0);
    struct gazetteer *gazetteer = gazetteer_load(folder, NULL, &error);
    assert_int_equal(error.code, ERROR_NONE);
    assert_int_equal(gazetteer_entry_count(gazetteer), 2);
    assert_int_equal(gazetteer_system_count(gazetteer), 1);
    assert_string_equal(match(gazetteer, "Ace", CASE_EXACT, &tokens), "one");
    const struct gazetteer_entry *one = gazetteer_find(gazetteer, GAZETTEER_PLACE, "one");
    assert_string_equal(gazetteer_entry_name(one), "One");
    assert_true(gazetteer_attribute_is(one, "kind", "city"));
    gazetteer_free(gazetteer);
    // Not where the table is newer, of another size, or gone, nor where the file is damaged.
    put(folder, "test.tsv", NULL, 1);
    assert_true(knows(folder, "Two"));
    put(folder, "test.tsv", "LOC\tthree\tThree\t-\t-\n", 0);
    assert_true(knows(folder, "Three"));
    put(folder, GAZETTEER_COMPILED, "DATELNGZ", 2);
    assert_true(knows(folder, "Three"));
    // Nor is anything compiled where a row is malformed.
    put(folder, "test.tsv", "LOC\tthree\n", 0);
    assert_false(gazetteer_compile(directory, compiled, &error));
    assert_int_equal(error.code, ERROR_FORMAT);
    assert_int_equal(error.line, 1);
    unlink(compiled);
    free(compiled);
    free(directory);
    fixture_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_longest_match), cmocka_unit_test(test_marks_are_one),
        cmocka_unit_test(test_case),          cmocka_unit_test(test_faults),
        cmocka_unit_test(test_user_wins),     cmocka_unit_test(test_words_and_attributes),
        cmocka_unit_test(test_compiled),      cmocka_unit_test(test_all_matches_by_length),
        cmocka_unit_test(test_long_forms),
    };
    return cmocka_run_group_tests_name("gazetteer", tests, NULL, NULL);
}
