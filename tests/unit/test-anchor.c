// SPDX-License-Identifier: GPL-3.0-or-later
// Anchoring: notes find their passages again, or say that they cannot.

#include <config.h>

#include "notes-fixture.h"
#include "../skip.h"

#include "notes/anchor.h"
#include "notes/snapshots.h"

#define STORY                                                                                      \
    "The minister arrived on Monday. He met the president for talks on trade and security.\n"      \
    "\n"                                                                                           \
    "The two sides agreed to deepen cooperation. Both leaders praised the long friendship.\n"      \
    "\n"                                                                                           \
    "A second report follows here. The two sides agreed to deepen cooperation. The visit ends.\n"

// Makes a note on the nth occurrence of `words` in STORY, changes the text, and reads the note.
static struct note *reread(struct fixture *fixture, const char *words, size_t nth, const char *now,
                           bool forget, struct notebook **notebook)
{
    unlink(fixture->sidecar);
    fixture_text(fixture, STORY);
    struct notebook *before = fixture_open(fixture);
    struct note_content content = {.kind = NOTE_HIGHLIGHT};
    assert_true(anchor_quote(fixture->text, words, nth, &content.span, NULL));
    assert_true(notebook_add(before, &content, NULL, NULL));
    notebook_free(before);
    if (forget) {
        char command[256];
        snprintf(command, sizeof command, "rm -rf '%s/text'", fixture->environment.state);
        assert_int_equal(system(command), 0);
    }
    fixture_text(fixture, now);
    *notebook = fixture_open(fixture);
    size_t count;
    return (struct note *)(uintptr_t)notebook_notes(*notebook, &count);
}

static void check(struct fixture *fixture, const char *words, size_t nth, const char *now,
                  bool forget, enum note_state state, const char *found, size_t found_nth)
{
    struct notebook *notebook;
    const struct note *note = reread(fixture, words, nth, now, forget, &notebook);
    assert_string_equal(note_state_name(note->state), note_state_name(state));
    if (found) {
        struct span expected;
        assert_true(anchor_quote(fixture->text, found, found_nth, &expected, NULL));
        assert_int_equal(note->span.start, expected.start);
        assert_int_equal(note->span.end, expected.end);
    } else {
        assert_true(span_is_empty(note->span));
    }
    assert_string_equal(note->quote, words);
    notebook_free(notebook);
}

#define INSERTED "An editor put a whole new paragraph here, before anything else.\n\n"
#define TWO_SIDES "The two sides agreed to deepen cooperation."

static void test_unchanged(void **state)
{
    check(*state, TWO_SIDES, 1, STORY, false, NOTE_EXACT, TWO_SIDES, 1);
    check(*state, TWO_SIDES, 2, STORY, false, NOTE_EXACT, TWO_SIDES, 2);
    check(*state, TWO_SIDES, 2, STORY, true, NOTE_EXACT, TWO_SIDES, 2);
}

// With the old text at hand, of twins the right one is found.
static void test_carried(void **state)
{
    check(*state, TWO_SIDES, 1, INSERTED STORY, false, NOTE_EXACT, TWO_SIDES, 1);
    check(*state, TWO_SIDES, 2, INSERTED STORY, false, NOTE_EXACT, TWO_SIDES, 2);
    check(*state, "He met the president for talks on trade", 1,
          "The minister arrived on Monday. He met the prime minister for talks on trade and "
          "security.\n",
          false, NOTE_CHANGED, "He met the prime minister for talks on trade", 1);
}

// The noted twin is gone, the other still there: an orphan, not the other one.
static void test_deleted_twin(void **state)
{
    check(*state, TWO_SIDES, 2,
          "The minister arrived on Monday. He met the president for talks on trade and security.\n"
          "\n" TWO_SIDES " Both leaders praised the long friendship.\n"
          "\n"
          "A second report follows here. The visit ends.\n",
          false, NOTE_ORPHAN, NULL, 0);
}

// Without the old text: surroundings and nearness tell the twins apart.
static void test_quotes(void **state)
{
    check(*state, TWO_SIDES, 1, INSERTED STORY, true, NOTE_MOVED, TWO_SIDES, 1);
    check(*state, TWO_SIDES, 2, INSERTED STORY, true, NOTE_MOVED, TWO_SIDES, 2);
    check(*state, "long friendship", 1, INSERTED STORY, true, NOTE_MOVED, "long friendship", 1);
    // Twins with the same surroundings, equally far from where the passage was.
    check(*state, TWO_SIDES, 2, "A second report follows here. " TWO_SIDES " The visit ends.\n",
          true, NOTE_MOVED, TWO_SIDES, 1);
}

static void test_ambiguous(void **state)
{
    struct buffer text = {0};
    static const char twin[] = "A second report follows here. " TWO_SIDES " The visit ends.\n";
    for (int i = 0; i < 6; i++)
        buffer_add_string(&text, "Filler of the same length on every line, of no matter at all.\n");
    buffer_add_string(&text, twin);
    for (int i = 0; i < 2; i++)
        buffer_add_string(&text, "x\n");
    buffer_add_string(&text, twin);
    struct notebook *notebook;
    const struct note *note = reread(*state, TWO_SIDES, 2, text.data, true, &notebook);
    assert_int_equal(note->state, NOTE_AMBIGUOUS);
    assert_false(span_is_empty(note->span));
    buffer_fini(&text);
    notebook_free(notebook);
}

static void test_approximate(void **state)
{
    check(*state, "He met the president for talks on trade and security.", 1,
          INSERTED "The minister arrived on Monday. He met a president for talk on trade and "
                   "security.\nThe end.\n",
          true, NOTE_CHANGED, "He met a president for talk on trade and security.", 1);
    // The words are like it, what stands around them is not.
    check(*state, "He met the president for talks on trade and security.", 1,
          INSERTED "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq He met a president for talk on trade "
                   "and security.zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz\n",
          true, NOTE_ORPHAN, NULL, 0);
    // Too short to be sought that way.
    check(*state, "arrived", 1, "The minister arrivd on Monday. He met the president.\n", true,
          NOTE_ORPHAN, NULL, 0);
}

// What does not count in comparing: white space, curly quotes, dashes, composition.
static void test_folded(void **state)
{
    struct fixture *fixture = *state;
    fixture_text(fixture, "One. The caf\xC3\xA9 said “yes — now” to all. Two.\n");
    struct notebook *notebook = fixture_open(fixture);
    add_note(fixture, notebook, "The caf\xC3\xA9 said “yes — now” to all.", NULL, NULL);
    notebook_free(notebook);
    fixture_text(fixture, "One.  The\ncafe\xCC\x81 said \"yes - now\" to\n  all. Two.\n");
    for (int forget = 0; forget < 2; forget++) {
        if (forget) {
            char command[256];
            snprintf(command, sizeof command, "rm -rf '%s/text'", fixture->environment.state);
            assert_int_equal(system(command), 0);
        }
        notebook = fixture_open(fixture);
        const struct note *note = first_note(notebook);
        assert_int_equal(note->state, forget ? NOTE_MOVED : NOTE_EXACT);
        const char *bytes = text_bytes(fixture->text);
        assert_memory_equal(bytes + note->span.start, "The", 3);
        assert_memory_equal(bytes + note->span.end - 4, "all.", 4);
        notebook_free(notebook);
    }
}

// Opening writes nothing; reanchoring writes the passage as it is now.
static void test_reanchor(void **state)
{
    struct fixture *fixture = *state;
    struct notebook *notebook;
    const struct note *note = reread(fixture, TWO_SIDES, 2, INSERTED STORY, true, &notebook);
    assert_int_equal(count_lines(fixture->sidecar), 1);
    assert_int_equal(note->state, NOTE_MOVED);
    char *id = memory_copy_string(note->id);
    struct note_content content = note_content_of(note);
    content.body = "a comment keeps the old selectors";
    content.kind = NOTE_NOTE;
    assert_true(notebook_change(notebook, id, &content, NULL));
    assert_int_equal(notebook_find(notebook, id)->state, NOTE_MOVED);
    assert_true(notebook_reanchor(notebook, id, NULL));
    assert_int_equal(notebook_find(notebook, id)->state, NOTE_EXACT);
    assert_int_equal(count_lines(fixture->sidecar), 3);
    free(id);
    notebook_free(notebook);
}

// An orphan can be edited and keeps what it says of its passage.
static void test_orphan_edit(void **state)
{
    struct fixture *fixture = *state;
    struct notebook *notebook;
    const struct note *note =
        reread(fixture, "long friendship", 1, "Something else altogether.\n", false, &notebook);
    assert_int_equal(note->state, NOTE_ORPHAN);
    char *id = memory_copy_string(note->id);
    struct note_content content = note_content_of(note);
    content.kind = NOTE_NOTE;
    content.body = "lost";
    assert_true(notebook_change(notebook, id, &content, NULL));
    assert_string_equal(notebook_find(notebook, id)->quote, "long friendship");
    assert_false(notebook_reanchor(notebook, id, NULL));
    notebook_free(notebook);
    fixture_text(fixture, STORY);
    notebook = fixture_open(fixture);
    assert_int_equal(notebook_find(notebook, id)->state, NOTE_EXACT);
    free(id);
    notebook_free(notebook);
}

static void test_quote_search(void **state)
{
    struct fixture *fixture = *state;
    fixture_text(fixture, STORY);
    struct span span;
    size_t count;
    assert_true(anchor_quote(fixture->text, "two  sides\nagreed", 2, &span, &count));
    assert_int_equal(count, 2);
    assert_memory_equal(text_bytes(fixture->text) + span.start, "two sides agreed", 16);
    assert_false(anchor_quote(fixture->text, "two sides", 3, &span, &count));
    assert_false(anchor_quote(fixture->text, "two sides", 0, &span, &count));
    assert_false(anchor_quote(fixture->text, "", 1, &span, &count));
    assert_false(anchor_quote(fixture->text, "nowhere", 1, &span, &count));
    assert_int_equal(count, 0);
}

// --- a real article, edited ----------------------------------------------------------------

static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1103515245 + 12345;
    return *seed >> 8 & 0xFFFF;
}

// The article with 8 of 100 words replaced, dropped or added to; moved[i] is where byte i went,
// gone[i] whether it is still there.
static char *edit_words(const char *bytes, size_t length, unsigned seed, size_t *moved, bool *gone)
{
    struct buffer out = {0};
    for (size_t at = 0; at < length;) {
        size_t end = at;
        while (end < length && bytes[end] != ' ' && bytes[end] != '\n')
            end++;
        unsigned dice = end > at ? next_random(&seed) % 100 : 99;
        bool drop = dice < 5, add = dice < 3 || (dice >= 5 && dice < 8);
        for (size_t i = at; i < end; i++) {
            moved[i] = out.length;
            gone[i] = drop;
            if (!drop)
                buffer_add_byte(&out, bytes[i]);
        }
        if (add)
            buffer_format(&out, "%sword%u", drop ? "" : " ", next_random(&seed) % 500);
        if (end < length) {
            moved[end] = out.length;
            gone[end] = false;
            buffer_add_byte(&out, bytes[end]);
        }
        at = end + 1;
    }
    moved[length] = out.length;
    return buffer_take(&out);
}

static char *article_content(void)
{
    const char *data = getenv("DATELINE_DATADIR");
    struct buffer path = {0};
    buffer_format(&path, "%s/article/vientiane-2024-07-25.txt", data ? data : "data");
    char *content = file_exists(path.data) ? read_string(path.data) : NULL;
    buffer_fini(&path);
    return content;
}

enum { NOTES = 300, QUOTE = 60 };

// Notes on words around random places, 60 bytes long.
static void note_places(struct fixture *fixture, struct span *spans)
{
    struct notebook *notebook = fixture_open(fixture);
    const char *bytes = text_bytes(fixture->text);
    unsigned seed = 5;
    for (size_t i = 0; i < NOTES; i++) {
        size_t start = (next_random(&seed) * 7 + i) % (text_length(fixture->text) - 2 * QUOTE);
        while (bytes[start] != ' ' && bytes[start] != '\n')
            start++;
        start++;
        size_t end = start + QUOTE;
        while (end < text_length(fixture->text) && bytes[end] != ' ' && bytes[end] != '\n')
            end++;
        spans[i] = (struct span){start, end};
        char body[16];
        snprintf(body, sizeof body, "%zu", i);
        struct note_content content = {.kind = NOTE_NOTE, .body = body, .span = spans[i]};
        assert_true(notebook_add(notebook, &content, NULL, NULL));
    }
    notebook_free(notebook);
}

struct tally {
    size_t right, wrong, unsure, lost;
};

// Right: most of the surviving bytes are in the span found, and little else.
static void count_note(const struct note *note, struct span old, const size_t *moved,
                       const bool *gone, struct tally *tally)
{
    size_t kept = 0, inside = 0;
    for (size_t i = old.start; i < old.end; i++) {
        if (gone[i])
            continue;
        kept++;
        inside += moved[i] >= note->span.start && moved[i] < note->span.end;
    }
    if (note->state == NOTE_ORPHAN)
        tally->lost++;
    else if (note->state == NOTE_AMBIGUOUS)
        tally->unsure++;
    else if (inside * 10 >= kept * 8 && span_length(note->span) <= 2 * QUOTE + 30)
        tally->right++;
    else
        tally->wrong++;
}

static struct tally count_notes(struct fixture *fixture, const struct span *spans,
                                const size_t *moved, const bool *gone)
{
    struct tally tally = {0};
    struct notebook *notebook = fixture_open(fixture);
    size_t count;
    const struct note *notes = notebook_notes(notebook, &count);
    assert_int_equal(count, NOTES);
    for (size_t i = 0; i < count; i++)
        count_note(&notes[i], spans[atoi(notes[i].body)], moved, gone, &tally);
    notebook_free(notebook);
    return tally;
}

static void forget_texts(struct fixture *fixture)
{
    char command[256];
    snprintf(command, sizeof command, "rm -rf '%s/text'", fixture->environment.state);
    assert_int_equal(system(command), 0);
}

// 300 notes on the bundled article, 8 % of whose words are then edited.
static void test_edited_article(void **state)
{
    struct fixture *fixture = *state;
    char *content = article_content();
    if (!content)
        SKIP_TEST("the article is not to be had");
    fixture_text(fixture, content);
    size_t length = strlen(content);
    struct span spans[NOTES];
    note_places(fixture, spans);
    size_t *moved = calloc(length + 1, sizeof *moved);
    bool *gone = calloc(length + 1, sizeof *gone);
    char *edited = edit_words(content, length, 77, moved, gone);
    fixture_text(fixture, edited);
    struct tally carried = count_notes(fixture, spans, moved, gone);
    forget_texts(fixture);
    struct tally sought = count_notes(fixture, spans, moved, gone);
    print_message("carried: right %zu wrong %zu unsure %zu lost %zu\n", carried.right,
                  carried.wrong, carried.unsure, carried.lost);
    print_message("sought: right %zu wrong %zu unsure %zu lost %zu\n", sought.right, sought.wrong,
                  sought.unsure, sought.lost);
    assert_true(carried.right >= NOTES * 98 / 100);
    assert_int_equal(carried.wrong, 0);
    assert_true(sought.wrong <= NOTES / 50);
    free(content);
    free(edited);
    free(moved);
    free(gone);
}

// Every third paragraph is taken out: of the notes in those none is anchored, of the others all.
static void test_deleted_passages(void **state)
{
    struct fixture *fixture = *state;
    char *content = article_content();
    if (!content)
        SKIP_TEST("the article is not to be had");
    fixture_text(fixture, content);
    size_t length = strlen(content);
    struct span spans[NOTES];
    note_places(fixture, spans);
    bool *gone = calloc(length + 1, sizeof *gone);
    struct buffer rest = {0};
    size_t number = 0;
    for (size_t at = 0; at < length;) {
        size_t end = at + strcspn(content + at, "\n");
        end += end < length;
        bool drop = end - at > 2 && number++ % 3 == 1;
        for (size_t i = at; i < end; i++)
            gone[i] = drop;
        if (!drop)
            buffer_add(&rest, content + at, end - at);
        at = end;
    }
    fixture_text(fixture, rest.data);
    struct notebook *notebook = fixture_open(fixture);
    size_t count, deleted = 0, wrong = 0, lost = 0;
    const struct note *notes = notebook_notes(notebook, &count);
    for (size_t i = 0; i < count; i++) {
        struct span old = spans[atoi(notes[i].body)];
        size_t missing = 0;
        for (size_t j = old.start; j < old.end; j++)
            missing += gone[j];
        if (missing == span_length(old)) {
            deleted++;
            wrong += notes[i].state != NOTE_ORPHAN;
        } else if (missing == 0) {
            lost += notes[i].state != NOTE_EXACT;
        }
    }
    print_message("deleted %zu, of these anchored %zu; of those kept, lost %zu\n", deleted, wrong,
                  lost);
    assert_true(deleted > 60);
    assert_int_equal(wrong, 0);
    assert_int_equal(lost, 0);
    free(content);
    free(gone);
    buffer_fini(&rest);
    notebook_free(notebook);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_unchanged),    TEST(test_carried),        TEST(test_deleted_twin),
        TEST(test_quotes),       TEST(test_ambiguous),      TEST(test_approximate),
        TEST(test_folded),       TEST(test_reanchor),       TEST(test_orphan_edit),
        TEST(test_quote_search), TEST(test_edited_article), TEST(test_deleted_passages),
    };
    return cmocka_run_group_tests_name("anchor", tests, NULL, NULL);
}
