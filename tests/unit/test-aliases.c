// SPDX-License-Identifier: GPL-3.0-or-later
// Aliases: who a short form is, and how persons are called.

#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "detect/aliases.h"
#include "detect/names-labels.h"
#include "names-fixture.h"

static void expect(const char *text, const char *mentions)
{
    struct fixture fixture;
    fixture_open(&fixture, text);
    char *found = fixture_mentions(&fixture, false);
    assert_string_equal(found, mentions);
    free(found);
    fixture_close(&fixture);
}

static void test_short_forms(void **state)
{
    (void)state;
    expect("President Thongloun Sisoulith met Foreign Minister Wang Yi. Thongloun thanked Wang.",
           "PER:thongloun-sisoulith:Thongloun Sisoulith|PER:wang-yi:Wang Yi|"
           "PER:thongloun-sisoulith:Thongloun|PER:wang-yi:Wang");
    // A middle name less or more, accents, an initial.
    expect("President Andrés Ibáñez Río came. Later President Andres Rio left. A. Ibáñez said so.",
           "PER:andres-ibanez-rio:Andrés Ibáñez Río|PER:andres-ibanez-rio:Andres Rio|"
           "PER:andres-ibanez-rio:A. Ibáñez");
}

static void test_two_of_one_surname(void **state)
{
    (void)state;
    // Honorifics tell them apart; so does who was named last.
    expect("Mr Martin Quispe and Ms Rosa Quispe came. Then Ms Quispe spoke and Mr Quispe wrote.",
           "PER:martin-quispe:Martin Quispe|PER:rosa-quispe:Rosa Quispe|"
           "PER:rosa-quispe:Quispe|PER:martin-quispe:Quispe");
    expect("President Martin Quispe came on foot. Minister Rosa Quispe rode. Then Quispe said yes.",
           "PER:martin-quispe:Martin Quispe|PER:rosa-quispe:Rosa Quispe|PER:rosa-quispe:Quispe");
}

static void test_particles(void **state)
{
    (void)state;
    expect("They asked President Rosa de la Torre in Nairobi. Yes, de la Torre said.",
           "PER:rosa-de-la-torre:Rosa de la Torre|LOC:nairobi:Nairobi|"
           "PER:rosa-de-la-torre:de la Torre");
    expect("They asked President Omar al-Assad. Later al-Assad said no.",
           "PER:omar-al-assad:Omar al-Assad|PER:omar-al-assad:al-Assad");
}

static void test_places_that_are_surnames(void **state)
{
    (void)state;
    expect("President Kate Lincoln spoke. Lincoln said she was born in Lincoln.",
           "PER:kate-lincoln:Kate Lincoln|PER:kate-lincoln:Lincoln|LOC:lincoln:Lincoln");
}

static void test_titles_alone(void **state)
{
    (void)state;
    expect("They met President Suryadi. Afterwards Suryadi said nothing.",
           "PER:suryadi:Suryadi|PER:suryadi:Suryadi");
}

static void test_short_names(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture,
                 "They met Lao Prime Minister Sonexay Siphandone, Chinese Foreign Minister "
                 "Li Qiang and Kenyan President Grace Mwangi. Grace smiled.");
    assert_string_equal(fixture_entity(&fixture, "sonexay-siphandone")->short_name, "Sonexay");
    assert_string_equal(fixture_entity(&fixture, "li-qiang")->short_name, "Li");
    const struct entity *grace = fixture_entity(&fixture, "grace-mwangi");
    assert_string_equal(grace->short_name, "Grace"); // as the text has it
    assert_int_equal(grace->alias_count, 1);
    assert_int_equal(grace->title_count, 1);
    assert_string_equal(grace->titles[0], "Kenyan President");
    fixture_close(&fixture);
}

static void test_ids(void **state)
{
    (void)state;
    char *id = labels_make_id("João d’Ávila");
    assert_string_equal(id, "joao-d-avila");
    free(id);
    id = labels_make_id("王毅");
    assert_string_equal(id, "name");
    free(id);
    struct fixture fixture; // a person and a river of one name
    fixture_open(&fixture, "President Mara River spoke. They bathed in the Mara River.");
    for (size_t i = 0; i < fixture.findings.entity_count; i++) {
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(fixture.findings.entities[i].id,
                                    fixture.findings.entities[k].id);
    }
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_short_forms),  cmocka_unit_test(test_two_of_one_surname),
        cmocka_unit_test(test_particles),    cmocka_unit_test(test_places_that_are_surnames),
        cmocka_unit_test(test_titles_alone), cmocka_unit_test(test_short_names),
        cmocka_unit_test(test_ids),
    };
    return cmocka_run_group_tests_name("aliases", tests, NULL, NULL);
}
