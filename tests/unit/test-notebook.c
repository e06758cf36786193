// SPDX-License-Identifier: GPL-3.0-or-later
// The notebook: what an act writes, and what is made of what is there.

#include <config.h>

#include "notes-fixture.h"

#include "notes/digest.h"
#include "notes/note.h"

#include <jansson.h>

// --- what is written -----------------------------------------------------------------------

#define DIGEST "ni:///sha-256;"

// The line of an act as the format page has it, with the id and digest of the run put in.
static void check_line(const char *path, const char *id, const char *after_id,
                       const char *after_digest)
{
    char *line = read_string(path);
    struct buffer expected = {0};
    buffer_format(&expected, "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"%s%s", id,
                  after_id);
    const char *digest = strstr(line, DIGEST);
    assert_non_null(digest);
    buffer_add(&expected, digest, strlen(DIGEST) + 43);
    buffer_add_string(&expected, after_digest);
    assert_string_equal(line, expected.data);
    buffer_fini(&expected);
    free(line);
}

static void test_highlight_line(void **state)
{
    struct fixture *fixture = *state;
    struct notebook *notebook = fixture_open(fixture);
    char id[64];
    add_note(fixture, notebook, "“peace”", NULL, id);
    check_line(
        fixture->sidecar, id,
        "\",\"type\":\"Annotation\","
        "\"motivation\":\"highlighting\",\"created\":\"2024-07-27T08:00:00.000000Z\","
        "\"modified\":\"2024-07-27T08:00:00.000000Z\",\"creator\":{\"id\":\"" FIXTURE_USER
        "\",\"type\":\"Person\",\"nickname\":\"reader\"},\"target\":{\"type\":\"SpecificResource\","
        "\"source\":\"round%20up.txt\",\"state\":{\"type\":\"TimeState\","
        "\"sourceDate\":\"2024-07-26T00:00:00.000000Z\",\"cached\":\"",
        "\"},\"selector\":[{\"type\":\"TextPositionSelector\",\"start\":55,\"end\":62},"
        "{\"type\":\"TextQuoteSelector\",\"exact\":\"“peace”\",\"prefix\":"
        "\"arbour town\\n\\nThe ministers said \",\"suffix\":\" twice. The talks went on — "
        "late\"}],\"styleClass\":\"yellow\"},"
        "\"stylesheet\":\"urn:x-dateline:palette:1\"}\n");
    notebook_free(notebook);
}

static void test_note_line(void **state)
{
    struct fixture *fixture = *state;
    struct notebook *notebook = fixture_open(fixture);
    static const char *const tags[] = {"framing/evaluation", "peace"};
    struct note_content content = {.kind = NOTE_NOTE,
                                   .tags = tags,
                                   .tag_count = 2,
                                   .body = "Why *twice*?",
                                   .span = span_of(fixture, "Ministers")};
    char id[64];
    assert_true(notebook_add(notebook, &content, id, NULL));
    check_line(
        fixture->sidecar, id,
        "\",\"type\":\"Annotation\","
        "\"motivation\":\"commenting\",\"created\":\"2024-07-27T08:00:00.000000Z\","
        "\"modified\":\"2024-07-27T08:00:00.000000Z\",\"creator\":{\"id\":\"" FIXTURE_USER
        "\",\"type\":\"Person\",\"nickname\":\"reader\"},\"body\":["
        "{\"type\":\"TextualBody\",\"value\":\"Why *twice*?\",\"purpose\":\"commenting\","
        "\"format\":\"text/markdown\"},"
        "{\"type\":\"TextualBody\",\"value\":\"framing/evaluation\",\"purpose\":\"tagging\"},"
        "{\"type\":\"TextualBody\",\"value\":\"peace\",\"purpose\":\"tagging\"}],"
        "\"target\":{\"type\":\"SpecificResource\","
        "\"source\":\"round%20up.txt\",\"state\":{\"type\":\"TimeState\","
        "\"sourceDate\":\"2024-07-26T00:00:00.000000Z\",\"cached\":\"",
        "\"},\"selector\":[{\"type\":\"TextPositionSelector\",\"start\":0,\"end\":9},"
        "{\"type\":\"TextQuoteSelector\",\"exact\":\"Ministers\",\"prefix\":\"\","
        "\"suffix\":\" meet in the harbour town\\n\\nThe m\"}]}}\n");
    notebook_free(notebook);
}

// Motivations and classifying bodies of the other acts, read back as they were meant.
static void test_kinds(void **state)
{
    struct fixture *fixture = *state;
    static const char *const tag[] = {"t"};
    const struct span here = span_of(fixture, "Ministers"), there = span_of(fixture, "treaty");
    const struct {
        struct note_content content;
        const char *motivation, *classifying;
    } cases[] = {
        {{.kind = NOTE_TAG, .tags = tag, .tag_count = 1}, "tagging", NULL},
        {{.kind = NOTE_TAG, .tags = tag, .tag_count = 1, .colour = NOTE_RED}, "highlighting", NULL},
        {{.kind = NOTE_LINK, .other = there}, "linking", NULL},
        {{.kind = NOTE_ENTITY, .decision = "PER", .name = "Wang Yi", .every_mention = true},
         "identifying",
         "PER"},
        {{.kind = NOTE_ENTITY, .decision = "not-an-entity"}, "moderating", "not-an-entity"},
        {{.kind = NOTE_SECTION, .decision = "introduction"}, "classifying", "introduction"},
        {{.kind = NOTE_PAIRING, .decision = "counterpart", .other = there},
         "linking",
         "counterpart"},
        {{.kind = NOTE_PAIRING, .decision = "not-counterpart", .other = there},
         "moderating",
         "not-counterpart"},
        {{.kind = NOTE_CODED, .tags = tag, .tag_count = 1}, "assessing", "coded"},
        {{.kind = NOTE_CODED}, "assessing", "coded"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unlink(fixture->sidecar);
        struct note_content content = cases[i].content;
        content.span = here;
        struct notebook *notebook = fixture_open(fixture);
        assert_true(notebook_add(notebook, &content, NULL, NULL));
        notebook_free(notebook);

        json_t *root = json_load_file(fixture->sidecar, 0, NULL);
        assert_string_equal(json_string_value(json_object_get(root, "motivation")),
                            cases[i].motivation);
        json_decref(root);

        notebook = fixture_open(fixture);
        const struct note *note = first_note(notebook);
        assert_int_equal(note->kind, content.kind);
        assert_int_equal(note->colour, content.colour);
        assert_int_equal(note->tag_count, content.tag_count);
        assert_int_equal(note->every_mention, content.every_mention);
        assert_int_equal(note->other.start, content.other.start);
        assert_int_equal(note->other.end, content.other.end);
        assert_true(note->mine);
        if (cases[i].classifying)
            assert_string_equal(note->decision, cases[i].classifying);
        else
            assert_null(note->decision);
        if (content.name)
            assert_string_equal(note->name, content.name);
        notebook_free(notebook);
    }
}

static void test_dangerous_escaped(void **state)
{
    struct fixture *fixture = *state;
    fixture_text(fixture, "a\xE2\x80\xAE"
                          "b \x1B[31mc\x7F d\xC2\x9B e\xE2\x80\xA8 f");
    struct notebook *notebook = fixture_open(fixture);
    struct note_content content = {.kind = NOTE_NOTE,
                                   .body = "x\xE2\x81\xA6y\xD8\x9Cz",
                                   .span = {0, text_length(fixture->text)}};
    assert_true(notebook_add(notebook, &content, NULL, NULL));
    notebook_free(notebook);
    char *line = read_string(fixture->sidecar);
    assert_non_null(strstr(line, "a\\u202Eb \\u001B[31mc\\u007F d\\u009B e\\u2028 f"));
    assert_non_null(strstr(line, "x\\u2066y\\u061Cz"));
    for (const char *at = line; at[1]; at++)
        assert_true((unsigned char)*at >= 0x20 && *at != 0x7F);
    free(line);
    notebook = fixture_open(fixture);
    assert_string_equal(first_note(notebook)->body, "x\xE2\x81\xA6y\xD8\x9Cz");
    assert_int_equal(first_note(notebook)->state, NOTE_EXACT);
    notebook_free(notebook);
}

static void test_refused(void **state)
{
    struct fixture *fixture = *state;
    struct notebook *notebook = fixture_open(fixture);
    struct error error = {0};
    const size_t length = text_length(fixture->text);
    const struct span bad[] = {{3, 3}, {5, 2}, {0, length + 1}, {SIZE_MAX - 1, SIZE_MAX}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct note_content content = {.kind = NOTE_HIGHLIGHT, .span = bad[i]};
        assert_false(notebook_add(notebook, &content, NULL, &error));
        assert_int_equal(error.code, ERROR_FORMAT);
    }
    struct note_content content = {.kind = NOTE_NOTE, .span = {0, 4}, .body = "\xFF"};
    assert_false(notebook_add(notebook, &content, NULL, &error));
    assert_int_equal(error.code, ERROR_FORMAT);
    char *long_body = memory_allocate((1 << 20) + 1);
    memset(long_body, 'x', 1 << 20);
    long_body[1 << 20] = '\0';
    content.body = long_body;
    assert_false(notebook_add(notebook, &content, NULL, &error));
    assert_int_equal(error.code, ERROR_TOO_LARGE);
    free(long_body);
    assert_false(notebook_delete(notebook, "urn:uuid:nobody", &error));
    assert_int_equal(error.code, ERROR_NOT_FOUND);
    assert_int_equal(note_count(notebook), 0);
    assert_false(file_exists(fixture->sidecar));
    notebook_free(notebook);
}

// --- edits ---------------------------------------------------------------------------------

static json_t *last_line(const char *path)
{
    char *content = read_string(path);
    content[strlen(content) - 1] = '\0';
    char *newline = strrchr(content, '\n');
    json_t *root = json_loads(newline ? newline + 1 : content, 0, NULL);
    assert_non_null(root);
    free(content);
    return root;
}

static const char *string_at(const json_t *root, const char *key)
{
    return json_string_value(json_object_get(root, key));
}

// The clock stands still or goes back: `modified` grows by a microsecond all the same.
static void test_modified_increases(void **state)
{
    struct fixture *fixture = *state;
    struct notebook *notebook = fixture_open(fixture);
    char id[64];
    add_note(fixture, notebook, "treaty", "one", id);
    assert_true(change_body(notebook, id, "two"));
    json_t *root = last_line(fixture->sidecar);
    assert_string_equal(string_at(root, "modified"), "2024-07-27T08:00:00.000001Z");
    assert_string_equal(string_at(root, "created"), "2024-07-27T08:00:00.000000Z");
    char reference[128];
    snprintf(reference, sizeof reference, "%s#2024-07-27T08:00:00.000000Z", id);
    assert_string_equal(string_at(json_object_get(root, "dcterms:replaces"), "id"), reference);
    json_decref(root);
    fixture->environment.fixed_now -= 3600000000;
    assert_true(change_body(notebook, id, "three"));
    root = last_line(fixture->sidecar);
    assert_string_equal(string_at(root, "modified"), "2024-07-27T08:00:00.000002Z");
    json_decref(root);
    assert_string_equal(first_note(notebook)->body, "three");
    assert_int_equal(first_note(notebook)->versions, 1);
    notebook_free(notebook);
}

static void test_tombstone(void **state)
{
    struct fixture *fixture = *state;
    struct notebook *notebook = fixture_open(fixture);
    char id[64];
    add_note(fixture, notebook, "treaty", "one", id);
    assert_true(notebook_delete(notebook, id, NULL));
    assert_int_equal(note_count(notebook), 0);
    json_t *root = last_line(fixture->sidecar);
    assert_string_equal(string_at(root, "type"), "as:Tombstone");
    assert_string_equal(string_at(root, "id"), id);
    assert_string_equal(string_at(root, "modified"), "2024-07-27T08:00:00.000001Z");
    assert_string_equal(string_at(json_object_get(root, "creator"), "id"), FIXTURE_USER);
    assert_null(json_object_get(root, "target"));
    assert_null(json_object_get(root, "motivation"));
    json_decref(root);
    notebook_free(notebook);
    notebook = fixture_open(fixture);
    assert_int_equal(note_count(notebook), 0);
    notebook_free(notebook);
}

#define FOREIGN                                                                                    \
    "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"https://x.example/1\","           \
    "\"type\":\"Annotation\",\"motivation\":\"describing\",\"x:rating\":5,\"modified\":"           \
    "\"2024-07-01T10:00:00+02:00\",\"creator\":{\"id\":\"https://x.example/ann\","                 \
    "\"name\":\"Ann\"},\"body\":[{\"type\":\"TextualBody\",\"value\":\"old\",\"language\":\"en\"," \
    "\"purpose\":\"commenting\"},{\"type\":\"Image\",\"id\":\"https://x.example/i.png\"}],"        \
    "\"target\":{\"source\":\"round%20up.txt\",\"x:seen\":true,\"selector\":[{\"type\":"           \
    "\"TextQuoteSelector\",\"exact\":\"harbour\"}]},\"x:deep\":{\"a\":[1,{\"b\":null}]}}\n"

// A note of another program: what this one does not know is written back; the maker stays.
static void test_unknown_kept(void **state)
{
    struct fixture *fixture = *state;
    write_string(fixture->sidecar, FOREIGN);
    struct notebook *notebook = fixture_open(fixture);
    const struct note *note = first_note(notebook);
    assert_int_equal(note->kind, NOTE_NOTE);
    assert_string_equal(note->creator, "Ann");
    assert_false(note->mine);
    assert_int_equal(note->modified, INT64_C(1719820800000000));
    assert_int_equal(note->state, NOTE_AMBIGUOUS); // a quote without a position or surroundings
    assert_true(change_body(notebook, "https://x.example/1", "new"));
    json_t *root = last_line(fixture->sidecar);
    assert_int_equal(json_integer_value(json_object_get(root, "x:rating")), 5);
    assert_string_equal(string_at(root, "motivation"), "describing");
    assert_string_equal(string_at(json_object_get(root, "creator"), "id"), "https://x.example/ann");
    assert_string_equal(string_at(json_object_get(root, "dcterms:contributor"), "id"),
                        FIXTURE_USER);
    assert_true(json_is_null(json_object_get(
        json_array_get(json_object_get(json_object_get(root, "x:deep"), "a"), 1), "b")));
    const json_t *bodies = json_object_get(root, "body");
    assert_int_equal(json_array_size(bodies), 2);
    assert_string_equal(string_at(json_array_get(bodies, 0), "value"), "new");
    assert_string_equal(string_at(json_array_get(bodies, 0), "language"), "en");
    assert_string_equal(string_at(json_array_get(bodies, 1), "id"), "https://x.example/i.png");
    const json_t *target = json_object_get(root, "target");
    assert_true(json_is_true(json_object_get(target, "x:seen")));
    assert_int_equal(json_array_size(json_object_get(target, "selector")), 1);
    json_decref(root);
    notebook_free(notebook);
}

static void test_bounds_changed(void **state)
{
    struct fixture *fixture = *state;
    struct notebook *notebook = fixture_open(fixture);
    char id[64];
    add_note(fixture, notebook, "treaty", "one", id);
    struct note_content content = note_content_of(notebook_find(notebook, id));
    content.span = span_of(fixture, "signed a treaty");
    assert_true(notebook_change(notebook, id, &content, NULL));
    assert_string_equal(first_note(notebook)->quote, "signed a treaty");
    assert_string_equal(first_note(notebook)->body, "one");
    notebook_free(notebook);
}

static void test_order(void **state)
{
    struct fixture *fixture = *state;
    struct notebook *notebook = fixture_open(fixture);
    add_note(fixture, notebook, "treaty", "c", NULL);
    add_note(fixture, notebook, "Ministers", "b", NULL);
    add_note(fixture, notebook, "Ministers meet", "a", NULL);
    for (int again = 0; again < 2; again++) {
        size_t count;
        const struct note *notes = notebook_notes(notebook, &count);
        assert_int_equal(count, 3);
        assert_string_equal(notes[0].body, "a");
        assert_string_equal(notes[1].body, "b");
        assert_string_equal(notes[2].body, "c");
        notebook_free(notebook);
        notebook = fixture_open(fixture);
    }
    notebook_free(notebook);
}

// --- two at once ---------------------------------------------------------------------------

static void test_two_notebooks(void **state)
{
    struct fixture *fixture = *state;
    struct notebook *one = fixture_open(fixture), *other = fixture_open(fixture);
    char id[64], id2[64];
    assert_false(notebook_poll(other));
    add_note(fixture, one, "treaty", "one", id);
    assert_true(notebook_poll(other));
    assert_false(notebook_poll(other));
    assert_string_equal(notebook_find(other, id)->body, "one");
    add_note(fixture, other, "harbour", "two", id2);
    assert_true(change_body(other, id, "edited"));
    assert_true(notebook_poll(one));
    assert_string_equal(notebook_find(one, id)->body, "edited");
    assert_non_null(notebook_find(one, id2));
    assert_true(notebook_delete(one, id, NULL));
    assert_true(notebook_poll(other));
    assert_null(notebook_find(other, id));
    notebook_free(one);
    notebook_free(other);
}

static void test_replaced_file(void **state)
{
    struct fixture *fixture = *state;
    struct notebook *notebook = fixture_open(fixture);
    add_note(fixture, notebook, "treaty", "one", NULL);
    char *content = read_string(fixture->sidecar);
    add_note(fixture, notebook, "harbour", "two", NULL);
    assert_true(file_replace(fixture->sidecar, content, strlen(content), NULL));
    assert_true(notebook_poll(notebook));
    assert_int_equal(note_count(notebook), 1);
    unlink(fixture->sidecar);
    assert_true(notebook_poll(notebook));
    assert_int_equal(note_count(notebook), 0);
    add_note(fixture, notebook, "harbour", "three", NULL);
    assert_int_equal(note_count(notebook), 1);
    free(content);
    notebook_free(notebook);
}

// Edits in two copies that knew nothing of each other: both are heads until an edit settles them.
static void test_concurrent_edits(void **state)
{
    struct fixture *fixture = *state;
    struct notebook *notebook = fixture_open(fixture);
    char id[64];
    add_note(fixture, notebook, "treaty", "start", id);
    notebook_free(notebook);
    char *copy = read_string(fixture->sidecar);

    notebook = fixture_open(fixture);
    fixture->environment.fixed_now += 1000;
    assert_true(change_body(notebook, id, "mine"));
    notebook_free(notebook);
    char *mine = read_string(fixture->sidecar);

    write_string(fixture->sidecar, copy);
    notebook = fixture_open(fixture);
    fixture->environment.fixed_now += 1000;
    assert_true(change_body(notebook, id, "theirs"));
    notebook_free(notebook);

    struct buffer both = {0};
    char *theirs = read_string(fixture->sidecar);
    buffer_format(&both, "%s%s", theirs, mine);
    write_string(fixture->sidecar, both.data);
    notebook = fixture_open(fixture);
    assert_int_equal(note_count(notebook), 1);
    assert_int_equal(first_note(notebook)->versions, 2);
    assert_string_equal(first_note(notebook)->body, "theirs");
    struct note *beside = notebook_version(notebook, id, 1);
    assert_string_equal(beside->body, "mine");
    notebook_version_free(beside);
    assert_null(notebook_version(notebook, id, 2));

    assert_true(change_body(notebook, id, "settled"));
    assert_int_equal(first_note(notebook)->versions, 1);
    json_t *root = last_line(fixture->sidecar);
    assert_int_equal(json_array_size(json_object_get(root, "dcterms:replaces")), 2);
    json_decref(root);
    buffer_fini(&both);
    free(copy);
    free(mine);
    free(theirs);
    notebook_free(notebook);
}

static void test_blind(void **state)
{
    struct fixture *fixture = *state;
    struct notebook *notebook = fixture_open(fixture);
    char id[64];
    add_note(fixture, notebook, "treaty", "mine", id);
    notebook_free(notebook);
    fixture_user(fixture, FIXTURE_OTHER, "other");
    struct notebook_options options = {
        .text = fixture->text, .environment = &fixture->environment, .blind = true};
    notebook = notebook_open(&options, NULL);
    assert_int_equal(note_count(notebook), 0);
    struct note_content content = {.kind = NOTE_HIGHLIGHT, .span = {0, 4}};
    assert_false(notebook_change(notebook, id, &content, NULL));
    add_note(fixture, notebook, "harbour", "theirs", NULL);
    assert_int_equal(note_count(notebook), 1);
    notebook_free(notebook);
}

// --- the fold ------------------------------------------------------------------------------

static unsigned random_number(unsigned *seed, unsigned below)
{
    *seed = *seed * 1103515245 + 12345;
    return (*seed >> 16) % below;
}

static void describe_notes(struct notebook *notebook, struct buffer *out)
{
    size_t count;
    const struct note *notes = notebook_notes(notebook, &count);
    for (size_t i = 0; i < count; i++)
        buffer_format(out, "%s %s %lld %zu\n", notes[i].id, notes[i].body,
                      (long long)notes[i].modified, notes[i].versions);
}

// Whatever the order of the lines and however often each stands there, the notes are the same.
static void test_fold_property(void **state)
{
    struct fixture *fixture = *state;
    struct notebook *notebook = fixture_open(fixture);
    enum { NOTES = 6, ROUNDS = 60 };
    char ids[NOTES][64], body[32];
    for (int i = 0; i < NOTES; i++)
        add_note(fixture, notebook, i % 2 ? "treaty" : "peace", "new", ids[i]);
    unsigned seed = 7;
    for (int i = 0; i < 30; i++) {
        const char *id = ids[random_number(&seed, NOTES)];
        if (!notebook_find(notebook, id))
            continue;
        snprintf(body, sizeof body, "body %d", i);
        if (random_number(&seed, 10) == 0)
            assert_true(notebook_delete(notebook, id, NULL));
        else
            assert_true(change_body(notebook, id, body));
    }
    struct buffer expected = {0};
    describe_notes(notebook, &expected);
    notebook_free(notebook);

    char *content = read_string(fixture->sidecar), *lines[64], *rest;
    size_t count = 0;
    for (char *line = strtok_r(content, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
        lines[count++] = line;
    for (int round = 0; round < ROUNDS; round++) {
        struct buffer shuffled = {0}, got = {0};
        for (size_t i = count; i > 1; i--) {
            size_t j = random_number(&seed, (unsigned)i);
            char *line = lines[i - 1];
            lines[i - 1] = lines[j];
            lines[j] = line;
        }
        for (size_t i = 0; i < count; i++) {
            for (unsigned copies = 1 + random_number(&seed, 3); copies > 0; copies--)
                buffer_format(&shuffled, "%s\n", lines[i]);
        }
        write_string(fixture->sidecar, shuffled.data);
        notebook = fixture_open(fixture);
        describe_notes(notebook, &got);
        assert_string_equal(buffer_string(&got), buffer_string(&expected));
        notebook_free(notebook);
        buffer_fini(&shuffled);
        buffer_fini(&got);
    }
    buffer_fini(&expected);
    free(content);
}

#define COMMENT_FORM                                                                               \
    "{\"id\":\"urn:x:1\",\"type\":\"Annotation\",\"motivation\":\"commenting\","                   \
    "\"modified\":\"%s\",\"bodyValue\":\"%s\",\"target\":\"round%%20up.txt\"}\n"

// Instants are compared, not the way they are written; of equal ones the bytes decide.
static void test_fold_instants(void **state)
{
    struct fixture *fixture = *state;
    static const char *const cases[][3] = {
        // the winner's time, the loser's
        {"2024-07-01T10:00:00Z", "2024-07-01T11:59:59+02:00", NULL},
        {"2024-07-01T10:00:00.5Z", "2024-07-01T10:00:00.499999Z", NULL},
        {"2024-07-01T10:00:00Z", "nonsense", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer lines = {0};
        buffer_format(&lines, COMMENT_FORM, cases[i][0], "winner");
        buffer_format(&lines, COMMENT_FORM, cases[i][1], "loser");
        write_string(fixture->sidecar, lines.data);
        struct notebook *notebook = fixture_open(fixture);
        assert_string_equal(first_note(notebook)->body, "winner");
        notebook_free(notebook);
        buffer_fini(&lines);
    }
    struct buffer lines = {0};
    buffer_format(&lines, COMMENT_FORM, "2024-07-01T10:00:00Z", "b");
    buffer_format(&lines, COMMENT_FORM, "2024-07-01T10:00:00Z", "a");
    write_string(fixture->sidecar, lines.data);
    struct notebook *notebook = fixture_open(fixture);
    assert_string_equal(first_note(notebook)->body, "b");
    assert_int_equal(first_note(notebook)->versions, 2);
    notebook_free(notebook);
    buffer_fini(&lines);
}

// --- who and where -------------------------------------------------------------------------

// The id is made once, by the first act, and kept; a file without one is made good.
static void test_user(void **state)
{
    struct fixture *fixture = *state;
    char *path = path_join(fixture->environment.state, "user");
    static const char *const contents[] = {NULL, "", "nonsense\n", "urn:uuid:1\nname\n"};
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++) {
        unlink(path);
        unlink(fixture->sidecar);
        if (contents[i])
            write_string(path, contents[i]);
        struct notebook *notebook = fixture_open(fixture);
        if (!contents[i])
            assert_false(file_exists(path)); // looking makes nothing
        add_note(fixture, notebook, "treaty", "one", NULL);
        assert_true(first_note(notebook)->mine);
        char *id = memory_copy_string(first_note(notebook)->creator_id);
        assert_memory_equal(id, "urn:uuid:", 9);
        assert_null(strchr(first_note(notebook)->creator, '@'));
        notebook_free(notebook);
        notebook = fixture_open(fixture);
        assert_true(first_note(notebook)->mine);
        add_note(fixture, notebook, "harbour", "two", NULL);
        assert_string_equal(first_note(notebook)->creator_id, id);
        notebook_free(notebook);
        char *content = read_string(path);
        assert_memory_equal(content, id, strlen(id));
        free(content);
        free(id);
    }
    free(path);
}

// Standard input has no place beside it: notes on it are found again by what it says.
static void test_standard_input(void **state)
{
    struct fixture *fixture = *state;
    for (int round = 0; round < 2; round++) {
        struct text *text = text_from_bytes("Read from a pipe.\n", 18, "-");
        struct notebook_options options = {.text = text, .environment = &fixture->environment};
        struct notebook *notebook = notebook_open(&options, NULL);
        assert_true(notebook_is_fallback(notebook));
        assert_int_equal(note_count(notebook), round);
        struct note_content content = {.kind = NOTE_HIGHLIGHT, .span = {5, 9}};
        assert_true(notebook_add(notebook, &content, NULL, NULL));
        assert_int_equal(notebook_undo(notebook, true, NULL, NULL), UNDO_DONE);
        assert_int_equal(notebook_redo(notebook, NULL, NULL), UNDO_DONE);
        assert_int_equal(first_note(notebook)->state, NOTE_EXACT);
        notebook_free(notebook);
        text_free(text);
    }
    assert_false(file_exists("-.notes.jsonl"));
}

// A sidecar in another folder names the article from there.
// Of a very long text the digest is made between keys: a note says which text it is on as soon as
// that is known, and the same that a command would say.
static void test_digest_of_long_text(void **state)
{
    struct fixture *fixture = *state;
    enum { LENGTH = 17 << 20, POLLS = 100 };
    char *content = memory_allocate(LENGTH + 1);
    for (size_t i = 0; i < LENGTH; i++)
        content[i] = i % 61 == 60 ? '\n' : (char)('a' + i % 7);
    content[LENGTH] = '\0';
    fixture_text(fixture, content);
    free(content);
    struct notebook *notebook = fixture_open(fixture);
    const char *cached = NULL;
    char *sidecar = NULL;
    for (int i = 0; i < POLLS && !cached; i++) {
        struct note_content mark = {.kind = NOTE_HIGHLIGHT, .span = {0, 4}};
        assert_true(notebook_add(notebook, &mark, NULL, NULL));
        free(sidecar);
        sidecar = read_string(fixture->sidecar);
        cached = strstr(sidecar, "\"cached\":\"");
        assert_true(i > 0 || !cached);
        notebook_poll(notebook);
    }
    assert_non_null(cached);
    struct digest digest;
    char name[DIGEST_NAME];
    digest_make(text_bytes(fixture->text), text_length(fixture->text), &digest);
    digest_name(&digest, name);
    assert_memory_equal(cached + strlen("\"cached\":\""), name, strlen(name));
    free(sidecar);
    notebook_free(notebook);
}

static void test_other_sidecar(void **state)
{
    struct fixture *fixture = *state;
    char *path = path_join(fixture->folder, "deep/er/mine.jsonl"), *folder = path_directory(path);
    assert_true(file_make_directories(folder, NULL));
    struct notebook_options options = {
        .text = fixture->text, .environment = &fixture->environment, .sidecar = path};
    struct notebook *notebook = notebook_open(&options, NULL);
    assert_string_equal(notebook_path(notebook), path);
    add_note(fixture, notebook, "treaty", "one", NULL);
    notebook_free(notebook);
    char *line = read_string(path);
    assert_non_null(strstr(line, "\"source\":\"../../round%20up.txt\""));
    assert_false(file_exists(fixture->sidecar));
    free(line);
    free(folder);
    free(path);
}

static void test_filter(void **state)
{
    (void)state;
    static char tag[] = "framing/evaluation", nick[] = "ann", id[] = "urn:x";
    char *tags[] = {tag};
    struct note note = {.tags = tags,
                        .tag_count = 1,
                        .creator = nick,
                        .creator_id = id,
                        .state = NOTE_MOVED,
                        .modified = 100};
    struct note_filter all = {.state = NOTE_STATE_COUNT};
    struct note_filter filter = all;
    assert_true(note_passes(&note, &all));
    filter.tag = "framing";
    assert_true(note_passes(&note, &filter));
    filter.tag = "fram";
    assert_false(note_passes(&note, &filter));
    filter = all;
    filter.creator = "ann";
    assert_true(note_passes(&note, &filter));
    filter.creator = "bob";
    assert_false(note_passes(&note, &filter));
    filter = all;
    filter.state = NOTE_EXACT;
    assert_false(note_passes(&note, &filter));
    filter = all;
    filter.since = 101;
    assert_false(note_passes(&note, &filter));
    assert_int_equal(note_kind_from_name("pairing"), NOTE_PAIRING);
    assert_int_equal(note_kind_from_name("nothing"), NOTE_KIND_COUNT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_highlight_line),
        TEST(test_note_line),
        TEST(test_kinds),
        TEST(test_dangerous_escaped),
        TEST(test_refused),
        TEST(test_modified_increases),
        TEST(test_tombstone),
        TEST(test_unknown_kept),
        TEST(test_bounds_changed),
        TEST(test_order),
        TEST(test_two_notebooks),
        TEST(test_replaced_file),
        TEST(test_concurrent_edits),
        TEST(test_blind),
        TEST(test_fold_property),
        TEST(test_fold_instants),
        TEST(test_filter),
        TEST(test_user),
        TEST(test_standard_input),
        TEST(test_digest_of_long_text),
        TEST(test_other_sidecar),
    };
    return cmocka_run_group_tests_name("notebook", tests, NULL, NULL);
}
