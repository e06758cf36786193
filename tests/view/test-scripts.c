// SPDX-License-Identifier: GPL-3.0-or-later
// Scripts: texts of the world's writing on the canvas. Every pane stays whole, lines end between
// grapheme clusters, what is selected and found is whole clusters at its columns, and what is noted
// has its offsets in code points.

#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "fixture.h"
#include "notes/note.h"
#include "text/grapheme.h"
#include "text/utf8.h"

static struct script {
    const char *name;
    const char *first, *second; // two sentences
    const char *word;           // one of the second; lower case finds it, too
} scripts[] = {
    {"arabic", "التقى وزير الخارجية نظيره اللاوي في فيينتيان يوم الخميس.",
     "وقال الوزير إن البلدين سيواصلان التعاون في مجالي التجارة والنقل.", "التعاون"},
    {"hebrew", "שר החוץ נפגש עם עמיתו בבירה ביום חמישי.",
     "הוא אמר ששתי המדינות ימשיכו לשתף פעולה (ASEAN 2024).", "המדינות"},
    {"thai", "รัฐมนตรีว่าการกระทรวงการต่างประเทศพบกับรัฐมนตรีลาวที่เวียงจันทน์เมื่อวันพฤหัสบดี.",
     "ทั้งสองประเทศจะร่วมมือกันด้านการค้าและการขนส่งต่อไปในปีหน้าหลังการเยือนอย่างเป็นทางการ.",
     "ร่วมมือ"},
    {"lao", "ລັດຖະມົນຕີກະຊວງການຕ່າງປະເທດໄດ້ພົບປະກັບຄູ່ຮ່ວມງານຂອງຕົນທີ່ນະຄອນຫຼວງວຽງຈັນໃນວັນພະຫັດ.",
     "ທັງສອງປະເທດຈະສືບຕໍ່ຮ່ວມມືກັນດ້ານການຄ້າແລະການຂົນສົ່ງໃນປີໜ້າ.", "ຮ່ວມມື"},
    {"khmer", "រដ្ឋមន្ត្រីការបរទេសបានជួបជាមួយសមភាគីឡាវនៅទីក្រុងវៀងចន្ទន៍នៅថ្ងៃព្រហស្បតិ៍។",
     "ប្រទេសទាំងពីរនឹងបន្តសហការគ្នាក្នុងវិស័យពាណិជ្ជកម្មនិងដឹកជញ្ជូន។", "ពាណិជ្ជកម្ម"},
    {"hindi", "विदेश मंत्री ने गुरुवार को राजधानी में अपने समकक्ष से मुलाकात की।",
     "उन्होंने कहा कि दोनों देश व्यापार और परिवहन में सहयोग जारी रखेंगे।", "व्यापार"},
    {"chinese", "外交部长星期四在首都会见了老挝外长。",
     "他说，两国将继续在贸易和交通领域开展合作，下次会议将在明年举行。", "贸易"},
    {"japanese", "外相は木曜日、首都でラオスの外相と会談した。",
     "両国は貿易と輸送の分野で協力を続けると述べ、ﾃｽﾄもした。", "協力"},
    {"korean", "외무장관은 목요일 수도에서 라오스 외무장관을 만났다.",
     "그는 두 나라가 무역과 운송 분야에서 협력을 계속할 것이라고 말했다.", "협력"},
    {"russian", "Министры встретились в Хельсинки в понедельник.",
     "Стороны Договорились продолжать работу в марте.", "Договорились"},
    {"emoji", "Family 👨‍👩‍👧‍👦, flags 🇱🇦🇨🇳, keycap 1️⃣.",
     "Thumbs 👍🏽👍🏿 and an astronaut 👩🏿‍🚀 under a rainbow 🏳️‍🌈 go home ❤️.", "👩🏿‍🚀"},
    {"marks", "Z\u0338\u0322\u0321\u0331\u0332\u0333\u0339\u033A\u0300\u0301\u0302 is one letter.",
     "So is a\u0301\u0302\u0303\u0304\u0305\u0306 with soft\u00ADhyphens in ex\u00ADtra\u00ADor"
     "\u00ADdi\u00ADnary\u00A0words\u200B, and\u200D joiners\u2060, too.",
     "joiners"},
    {"hostile", "Before \u202Eabc\u202C comes \u2067xyz\u2069.",
     "After \u200Eit\u200F\u061C are \033[2J and \u2028 and \xC2\x85.", "are"},
};
enum { SCRIPTS = sizeof scripts / sizeof *scripts };

static const int sizes[][2] = {{40, 120}, {24, 80}, {9, 39}, {5, 20}};
enum { SIZES = sizeof sizes / sizeof *sizes };

static void open_script(struct fixture *fixture, const struct script *script)
{
    struct buffer text = {0};
    buffer_format(&text, "A headline\n\n%s %s\n\n%s\n", script->first, script->second,
                  script->first);
    fixture_open_text(fixture, "text.txt", text.data, text.length);
    buffer_fini(&text);
}

// Whatever is done to it at whatever size, the canvas is whole.
static void test_walk(void **state)
{
    static const char *const keys[] = {")", ")", "vw", "e", "w", "H", "<Esc>", "j", "k", " ",
                                       "G", "g", "E", "q", "N", "q", "P", "P", "p", "p"};
    const struct script *script = *state;
    struct fixture fixture;
    open_script(&fixture, script);
    for (size_t size = 0; size < SIZES; size++) {
        fixture_resize(&fixture, sizes[size][0], sizes[size][1]);
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
            fixture_type(&fixture, keys[i]);
            fixture_check_canvas(&fixture);
        }
    }
    fixture_close(&fixture);
}

static void expect_whole_clusters(const struct article *article, struct span span)
{
    size_t at = 0;
    bool starts = false, ends = false;
    while (at < text_length(article->text)) {
        starts = starts || at == span.start;
        at += grapheme_next(article->bytes + at, text_length(article->text) - at);
        ends = ends || at == span.end;
    }
    if (!starts || !ends)
        fail_msg("%zu–%zu cuts a cluster", span.start, span.end);
}

// Words selected one after the other are whole clusters, and are noted as such.
static void test_words(void **state)
{
    const struct script *script = *state;
    struct fixture fixture;
    open_script(&fixture, script);
    fixture_type(&fixture, ")");
    for (int words = 0; words < 4; words++) {
        fixture_type(&fixture, "<Esc>)(v");
        for (int i = 0; i < words; i++)
            fixture_type(&fixture, "w");
        fixture_type(&fixture, "eH");
        size_t count;
        const struct note *notes = notebook_notes(fixture.notebook, &count);
        for (size_t i = 0; i < count; i++)
            expect_whole_clusters(fixture.article, notes[i].span);
        assert_true(count > 0);
    }
    fixture_close(&fixture);
}

// What w, b and e take where no blanks part words: a syllable, as far as it is known, or a
// character.
static void test_pieces(void **state)
{
    (void)state;
    static const struct {
        const char *text, *keys, *selected;
    } cases[] = {
        {"ทั้งสองประเทศจะร่วมมือกัน", "v", "ทั้งสองป"},
        {"ทั้งสองประเทศจะร่วมมือกัน", "vw", "ทั้งสองประ"},
        {"ทั้งสองประเทศจะร่วมมือกัน", "vwwb", "ทั้งสองประ"},
        {"ທັງສອງປະເທດຈະສືບຕໍ່", "v2e", "ທັງສອງປະເທດ"},
        {"外相は首都で会談した。", "v", "外"},
        {"外相は首都で会談した。", "v4w", "外相は首都"},
        {"外相は首都で会談した。", "v4wo2w", "は首都"},
        {"カタカナの文。", "v", "カタカナ"},
        {"두 나라가 협력을 계속한다.", "vw", "두 나라가"},
        {"दोनों देश व्यापार में", "vw", "दोनों देश"},
        {"e\u0301te\u0301 fini", "vfe", "e\u0301te\u0301 "}, // never without its mark
        {"one two three", "vwwbw", "one two three"},
        {"ab 中 cd", "vwwb", "ab 中"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture fixture;
        struct buffer text = {0};
        buffer_format(&text, "A headline\n\n%s\n", cases[i].text);
        fixture_open_text(&fixture, "text.txt", text.data, text.length);
        fixture_type(&fixture, ")");
        fixture_type(&fixture, cases[i].keys);
        fixture_check_selected(&fixture, cases[i].selected);
        fixture_close(&fixture);
        buffer_fini(&text);
    }
}

// A line further it is the word under the one before on the screen, however many bytes lie between.
static void test_lines_of_other_widths(void **state)
{
    (void)state;
    static const char text[] = "A headline\n\n中文中文 中 ab\naaaa bbbb cccc\n";
    struct fixture fixture;
    fixture_open_text(&fixture, "text.txt", text, sizeof text - 1);
    fixture_type(&fixture, ")v3wj");
    char *selected = fixture_text_in_role(&fixture, ROLE_SELECTION);
    assert_non_null(strstr(selected, "bbbb"));
    assert_null(strstr(selected, "cccc"));
    free(selected);
    fixture_close(&fixture);
}

static void type_code_points(struct fixture *fixture, const char *words)
{
    for (size_t at = 0, length = strlen(words); at < length;) {
        unsigned code_point;
        at += utf8_decode(words + at, length - at, &code_point);
        fixture_key(fixture, code_point);
    }
}

// Typed in capitals it is another word, where there are capitals; in small letters it is found, and
// its very cells are marked: those that a canvas with nothing else marks for it.
static void test_search(void **state)
{
    const struct script *script = *state;
    struct fixture fixture;
    bool has_capitals = strcmp(script->name, "russian") == 0;
    open_script(&fixture, script);
    if (has_capitals) {
        fixture_type(&fixture, "/ДОГОВОР<Enter>");
        assert_row_has(&fixture, -1, "no hit for");
    }
    fixture_type(&fixture, "/");
    type_code_points(&fixture, has_capitals ? "договор" : script->word);
    fixture_type(&fixture, "<Enter>");
    for (size_t size = 0; size < SIZES - 1; size++) {
        fixture_resize(&fixture, sizes[size][0], sizes[size][1]);
        fixture_check_canvas(&fixture);
        fixture_check_selected(&fixture, has_capitals ? "Договор" : script->word);
    }
    fixture_close(&fixture);
}

static struct span span_of(const struct article *article, const char *words)
{
    const char *found = strstr(article->bytes, words);
    assert_non_null(found);
    return (struct span){(size_t)(found - article->bytes),
                         (size_t)(found - article->bytes) + strlen(words)};
}

// A note on the second sentence has the sentence's offsets, and is there again after the next
// start.
static void test_note(void **state)
{
    const struct script *script = *state;
    struct fixture fixture;
    open_script(&fixture, script);
    fixture_type(&fixture, "))H");
    for (int start = 0; start < 2; start++) {
        size_t count;
        const struct note *notes = notebook_notes(fixture.notebook, &count);
        struct span wanted = span_of(fixture.article, script->second);
        assert_int_equal(count, 1);
        assert_int_equal(notes[0].state, NOTE_EXACT);
        assert_int_equal(notes[0].span.start, wanted.start);
        assert_int_equal(notes[0].span.end, wanted.end);
        if (start == 0)
            fixture_restart(&fixture, true);
    }
    fixture_close(&fixture);
}

int main(void)
{
    static const struct {
        const char *name;
        void (*function)(void **state);
    } kinds[] = {{"walk", test_walk}, {"words", test_words}, {"search", test_search},
                 {"note", test_note}};
    enum { KINDS = sizeof kinds / sizeof *kinds };
    setlocale(LC_ALL, "C.UTF-8");
    struct CMUnitTest tests[KINDS * SCRIPTS + 2];
    char names[KINDS * SCRIPTS][32];
    for (size_t i = 0; i < KINDS * SCRIPTS; i++) {
        struct script *script = &scripts[i % SCRIPTS];
        snprintf(names[i], sizeof names[i], "%s_%s", kinds[i / SCRIPTS].name, script->name);
        tests[i] = (struct CMUnitTest){.name = names[i],
                                       .test_func = kinds[i / SCRIPTS].function,
                                       .initial_state = script};
    }
    tests[KINDS * SCRIPTS] = (struct CMUnitTest)cmocka_unit_test(test_pieces);
    tests[KINDS * SCRIPTS + 1] = (struct CMUnitTest)cmocka_unit_test(test_lines_of_other_widths);
    return cmocka_run_group_tests_name("scripts", tests, NULL, NULL);
}
