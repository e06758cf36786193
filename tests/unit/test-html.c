// SPDX-License-Identifier: GPL-3.0-or-later
// The helper program that reads HTML: whole pages in the manner of publishing systems against what
// is to come of them, small pages for single rules, and pages meant to harm.
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/child.h"
#include "base/files.h"

enum { MINUTE = 60 * 1000 };

struct answer {
    bool done;
    int status;
    struct buffer output;
    struct error error;
};

static struct answer ask(const char *page, size_t length)
{
    char *program = path_join(getenv("DATELINE_LIBEXECDIR"), "dateline-html");
    const char *const arguments[] = {program, NULL};
    struct child child = {
        .arguments = arguments, .output_limit = (size_t)1 << 30, .time_limit = 5 * MINUTE};
    struct answer answer = {0};
    struct buffer messages = {0};
    answer.done = child_filter(&child, page, length, "page", &answer.output, &messages,
                               &answer.status, &answer.error);
    if (strstr(buffer_string(&messages), "Sanitizer") || strstr(buffer_string(&messages), "runtime"))
        fail_msg("%s", messages.data);
    buffer_fini(&messages);
    free(program);
    return answer;
}

// The text of a page, after the head; yours.
static char *text_of(const char *page)
{
    struct answer answer = ask(page, strlen(page));
    assert_true(answer.done);
    assert_int_equal(answer.status, 0);
    const char *text = strstr(answer.output.data, "\n\n");
    assert_non_null(text);
    char *copy = strdup(text + 2);
    buffer_fini(&answer.output);
    return copy;
}

static void expect_text(const char *page, const char *expected)
{
    char *text = text_of(page);
    if (strcmp(text, expected) != 0)
        fail_msg("of\n%s\ncomes\n%s\nnot\n%s", page, text, expected);
    free(text);
}

static void expect_field(const char *page, const char *line)
{
    struct answer answer = ask(page, strlen(page));
    const char *head_end = answer.done ? strstr(buffer_string(&answer.output), "\n\n") : NULL;
    assert_non_null(head_end);
    const char *found = strstr(answer.output.data, line);
    if (!found || found > head_end)
        fail_msg("no “%s” in\n%s", line, answer.output.data);
    buffer_fini(&answer.output);
}

// --- whole pages ---------------------------------------------------------------------------------

static void test_pages(void **state)
{
    (void)state;
    static const char *const names[] = {"amp",  "blogger",  "broken",   "frames", "ministry",
                                        "news", "nineties", "wordpress"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[1024];
        struct buffer page = {0}, expected = {0};
        snprintf(path, sizeof path, "%s/html/pages/%s.html", getenv("TESTS_DIRECTORY"), names[i]);
        assert_true(file_read(path, 1 << 20, &page, NULL));
        snprintf(path, sizeof path, "%s/html/pages/%s.txt", getenv("TESTS_DIRECTORY"), names[i]);
        assert_true(file_read(path, 1 << 20, &expected, NULL));
        struct answer answer = ask(page.data, page.length);
        if (!answer.done || strcmp(buffer_string(&answer.output), expected.data) != 0)
            fail_msg("%s: this came\n%s", names[i], buffer_string(&answer.output));
        buffer_fini(&answer.output);
        buffer_fini(&page);
        buffer_fini(&expected);
    }
}

// --- single rules --------------------------------------------------------------------------------

static void test_lines(void **state)
{
    (void)state;
    expect_text("<p>one\n  two\t three</p><p>four<br>five<br><br>six</p>",
                "one two three\n\nfour\nfive\n\nsix\n");
    expect_text("<p>a&nbsp;b &lt;i&gt; &#8212; &hellip;</p>", "a\xC2\xA0"
                                                             "b <i> — …\n");
    expect_text("<ul><li>a<li>b<ol start=3><li>c<li>d</ol></ul>e",
                "• a\n• b\n  3. c\n  4. d\n\ne\n");
    expect_text("<p>a</p><blockquote><p>b</p><p>c</p></blockquote><p>d</p>",
                "a\n\n    b\n\n    c\n\nd\n");
    expect_text("a<hr>b<hr>", "a\n\n* * *\n\nb\n");
    expect_text("<pre>  a\n    b  \n\nc</pre>", "  a\n    b\n\nc\n");
    expect_text("<p>x<sup>2</sup>, CO<sub>2</sub>, <q>so</q></p>", "x², CO2, “so”\n");
}

static void test_tables(void **state)
{
    (void)state;
    expect_text("<table><tr><th>a<th>b<tr><td>c<td><tr><td><td>d</table>",
                "a | b\nc\n– | d\n");
    expect_text("<table><tr><td>a<td><td>c</table>", "a | – | c\n");
    // A narrow one has its cells under each other, figures to the right; a wide one has not.
    expect_text("<p>x<table><caption>Votes</caption><tr><th>Party<th>Votes<th>Share<tr><td>River League"
                "<td>14,203<td>41.2 %<tr><td>Zoé 党<td>870<td>9 %<tr><td colspan=3>all counted</table>y",
                "x\n\nVotes\nParty        | Votes  | Share\nRiver League | 14,203 | 41.2 %\n"
                "Zoé 党       |    870 |    9 %\nall counted\n\ny\n");
    expect_text("<table><tr><td>one<td>a cell of so many words that no one would want to see its neighbours "
                "set under it<tr><td>a second of just as many words, in the other column, so that the "
                "two are even<td>four</table>",
                "one | a cell of so many words that no one would want to see its neighbours set under it\n"
                "a second of just as many words, in the other column, so that the two are even | four\n");
    // A table with text of its own in a cell lays out the page.
    expect_text("<table><tr><td><h2>a</h2><td>b</table>", "a\n\nb\n");
    expect_text("<table role=presentation><tr><td>a<td>b</table>", "a\n\nb\n");
}

static void test_links_and_images(void **state)
{
    (void)state;
    expect_text("<p>see <a href=http://a.example/>this </a>and <a href='http://b.example/x y'>that</a>, "
                "<a href=http://a.example/>again</a>, <a href=#here>not this</a>, "
                "<a href='javascript:x()'>nor this</a>, <a href=http://c.example>http://c.example</a>, "
                "<a name=z>nor an anchor</a>",
                "see this[1] and that[2], again[1], not this, nor this, http://c.example, nor an anchor\n"
                "\nLinks\n\n[1] http://a.example/\n[2] http://b.example/xy\n");
    expect_text("<link rel=canonical href=http://a.example/b/c><p>one <a href=../d?e=f>two</a>",
                "one two[1]\n\nLinks\n\n[1] http://a.example/d?e=f\n");
    expect_text("<p>a<img src=x alt='A  bridge'>b<img alt='DSC_1.jpg'><img alt=''><img alt=dot width=1>c",
                "a[Image: A bridge] bc\n");
    expect_text("<p>so <img class=emoji alt='🙂'>", "so 🙂\n");
}

static void test_left_out(void **state)
{
    (void)state;
    expect_text("<p>a<script>b</script><style>c</style><noscript>d</noscript><textarea>e</textarea>"
                "<span hidden>f</span><span style='display : none'>g</span><i aria-hidden=true>h</i>"
                "<!-- i --><svg><title>j</title></svg></p>",
                "a\n");
    expect_text("<nav>a</nav><div role=navigation>b</div><div class='x sharing-tools'>c</div>"
                "<div id=cookieBanner>d</div><p>e</p><footer>f</footer>",
                "e\n");
    // What holds most of the page is no side matter, whatever it is called.
    expect_text("<div class=sidebar><p>The only words that there are on this page, all of them.</div>",
                "The only words that there are on this page, all of them.\n");
    expect_text("<body class='has-sidebar no-comments'><p>words</p></body>", "words\n");
}

// Neither <body> nor </head> need be written; elements that came after HTML 4 open the body too.
static void test_no_body(void **state)
{
    (void)state;
    expect_text("<!doctype html><title>T</title><main><p>one</p></main><script>x</script><p>two</p>",
                "T\n\none\n\ntwo\n");
    expect_text("<!doctype html><head><title>T</title> <meta name=a> <section>one</section> two",
                "T\n\none\n\ntwo\n");
}

// What stands within an article and is not of it, each with what is like it and stays.
#define SENTENCE "The ministers met on Monday and agreed to open the three crossings in June."
#define BEFORE "<title>T</title><article><p>" SENTENCE "</p><p>" SENTENCE "</p>"
#define ALL_BEFORE "T\n\n" SENTENCE "\n\n" SENTENCE "\n"
#define AFTER "<p>" SENTENCE "</p></article>"
#define ALL ALL_BEFORE "\n" SENTENCE "\n"

static void test_trimmed(void **state)
{
    (void)state;
    static const char *const beside[] = {
        "<p>Read also: <a href=http://a.example>Something else that happened</a></p>",
        "<p><b>Lire aussi :</b></p><p><a href=http://a.example>Something else</a></p>",
        "<p>Читайте также:<br><a href=http://a.example>Something</a><br><a href=b>else</a></p>",
        ("<p><a href=http://a.example>One story</a></p><p><a href=http://b.example>two</a></p>"
         "<p><a href=http://c.example>three</a></p>"),
        "<a href=http://a.example><img alt=x><div>A teaser of something else</div></a>",
        "<div>Advertisement</div>",
        "<p><a href='http://a.example/b#comments'>14 remarks</a></p>",
        "<div class=button><a href=http://a.example>Support us</a></div>",
        "<form><input><p>Tell us what you think of it.</p></form>",
        "<div><h3>Stay informed</h3><p>Our newsletter comes every day.</p></div>",
    };
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
        char page[2048];
        snprintf(page, sizeof page, "%s%s%s", BEFORE, beside[i], AFTER);
        expect_text(page, ALL);
    }
    expect_text(BEFORE "<p><a href=http://a.example>Full text of the statement</a></p>" AFTER,
                ALL_BEFORE "\nFull text of the statement[1]\n\n" SENTENCE
                           "\n\nLinks\n\n[1] http://a.example\n");
    expect_text(BEFORE "<p>A newsletter told of it.</p>" AFTER,
                ALL_BEFORE "\nA newsletter told of it.\n\n" SENTENCE "\n");
    // The sources of an article are of it, other lists of links are not.
    expect_text(BEFORE AFTER "<ul><li><a href=a>one</a><li><a href=b>two</a><li><a href=c>three</a></ul>",
                ALL);
    expect_text("<title>T</title><article><p>" SENTENCE "</p><p>" SENTENCE "</p><p>Sources:</p>"
                "<ul><li><a href=a>one</a><li><a href=b>two</a><li><a href=c>three</a></ul></article>",
                ALL_BEFORE "\nSources:\n\n• one[1]\n• two[2]\n• three[3]\n"
                           "\nLinks\n\n[1] a\n[2] b\n[3] c\n");
    // An author's line over the text goes, one between stays, with its kind.
    expect_text("<title>T</title><article><p class=byline>By A. B.</p><p>" SENTENCE "</p><p>" SENTENCE
                "</p></article>",
                ALL_BEFORE);
    expect_text(BEFORE "<p class=byline>By A. B.</p>" AFTER,
                ALL_BEFORE "\nBy A. B.\n\n" SENTENCE "\n");
    // A time within a sentence is of the sentence.
    expect_text("<title>T</title><article><p>On <time>6 May</time>, a Monday, the ministers met in the "
                "port and agreed.</p><p>" SENTENCE "</p></article>",
                "T\n\nOn 6 May, a Monday, the ministers met in the port and agreed.\n\n" SENTENCE
                "\n");
}

// Standfirst and first caption over an element that holds the body alone.
static void test_heads(void **state)
{
    (void)state;
    expect_text("<article><h1>T</h1><p>By A. B., reporter of this newspaper for the north and east: "
                "<time>6 May</time></p><div><p>After seven months the crossings open, the two "
                "neighbours said.</div><div itemprop=articleBody><p>" SENTENCE "<p>" SENTENCE "</div></article>",
                "T\n\nAfter seven months the crossings open, the two neighbours said.\n\n" SENTENCE
                "\n\n" SENTENCE "\n");
    // Outside of the box that title and body share it may be anything.
    expect_text("<body><h1>T</h1><p>The oldest newspaper of the north, read by a million people.</p>"
                "<div><div itemprop=articleBody><p>" SENTENCE "<p>" SENTENCE "</div></div>",
                "T\n\n" SENTENCE "\n\n" SENTENCE "\n");
}

static void test_metadata(void **state)
{
    (void)state;
    expect_field("<link rel=canonical href=http://a.example/2019/03/07/x><p>x", "date: 2019-03-07\n");
    expect_field("<p class=date>7 March 2019</p><p>x", "date: 2019-03-07\n");
    expect_field("<meta name=author content='By N. M. (http://x.example)'><p>x", "author: N. M.\n");
    expect_field("<title>A headline | The Site</title><h1>A headline</h1><p>x", "site: The Site\n");
    expect_field("<!--\n Page saved with SingleFile \n url: https://a.example/b \n--><p>x",
                 "url: https://a.example/b\n");
    expect_field("<meta property=og:title content='One'><title>Two</title><p>x", "title: One\n");
    expect_field("<title>A long headline of words | The Site</title><p>x",
                 "title: A long headline of words\n");
    expect_field("<title>Talks fail</title><h1>Talks &#8220;fail&#8221;</h1><p>x", "title: Talks “fail”\n");
    expect_field("<html lang=pt-BR><p>x", "language: pt-BR\n");
    expect_field("<meta name=DC.date content=2020-05-06><p>x", "date: 2020-05-06\n");
    expect_field("<p><time datetime='2020-05-06T10:00'>then</time> x", "date: 2020-05-06\n");
    expect_field("<meta name=author content='http://x.example/y'><meta name=dc.creator content='N. M.'><p>x",
                 "author: N. M.\n");
    expect_field("<!-- saved from url=(0025)https://a.example/b/c.htm --><p>x",
                 "url: https://a.example/b/c.htm\n");
    expect_field("<script type=application/ld+json>//<![CDATA[\n{\"@type\":\"BlogPosting\",\"headline\":"
                 "\"A\nB\",\"author\":{\"name\":\"C\"},\"publisher\":\"D\"}//]]></script><p>x",
                 "title: A B\nsite: D\nauthor: C\n");
    // A field is one line, whatever a page puts into it.
    expect_field("<meta property=og:site_name content='a\nurl: http://evil.example'><p>x",
                 "site: a url: http://evil.example\n");
}

// --- harm ----------------------------------------------------------------------------------------

// Runs a page of `head`, many times `repeated`, and `tail`; it must end by itself, in whatever way
// its limits allow.
static struct answer harm(const char *head, const char *repeated, size_t times, const char *tail)
{
    struct buffer page = {0};
    buffer_add_string(&page, head);
    for (size_t i = 0; i < times; i++)
        buffer_add_string(&page, repeated);
    buffer_add_string(&page, tail);
    struct answer answer = ask(page.data, page.length);
    buffer_fini(&page);
    return answer;
}

static void test_harm(void **state)
{
    (void)state;
    static const struct {
        const char *head, *repeated;
        size_t times;
        const char *tail, *text;
    } pages[] = {
        {"<html>", "<div>", 1000000, "deep", "deep\n"},
        {"<html>", "<blockquote><ul><li>", 100000, "deep", "• deep\n"},
        {"<html>", "<table><tr><td>", 100000, "deep", "deep\n"},
        {"<html><p>", "<", 1000000, " end", "< end\n"},
        {"<html><p>text<!--", "-", 3000000, "", "text\n"},
        {"<p>text</p><script type=application/ld+json>", "[", 1000000, "</script>", "text\n"},
        {"<p>text</p><select>", "<option>", 100000, "", "text\n"},
        {"<p>", "&amp;", 1000000, "", "&&&\n"},
        {"<p>text <a href='", "x", 5000000, "'>link</a>", "link[1]\n"},
        {"<div ", "a=1 b ", 300000, "><p>text</p></div>", "text\n"},
        {"<p>text</p><a href=\"", "x", 5000000, "", "text\n"},
        {"<p>text</p><plaintext>", "</p></article>", 100000, "", "text\n"},
        {"<article><script>var a = '</article>';", "b = '</article></div>';", 100000,
         "</script><p>text</p></article>", "text\n"},
        {"<p>text</p>", "<div><h3>a</h3><p>newsletter</p></div>", 100000, "", "text\n"},
        {"<p>text</p>", "<div class=author>", 100000, "x", "text\n"},
        {"<p>text</p><svg>", "<path d=M1>", 200000, "", "text\n"},
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        struct answer answer =
            harm(pages[i].head, pages[i].repeated, pages[i].times, pages[i].tail);
        if (!answer.done || answer.status != 0 || !strstr(answer.output.data, pages[i].text))
            fail_msg("page %zu: status %d, %s", i, answer.status, answer.error.detail);
        buffer_fini(&answer.output);
    }
}

static void test_entities(void **state)
{
    (void)state;
    struct answer answer =
        harm("<!DOCTYPE html [<!ENTITY a 'ha'><!ENTITY b '", "&a;", 100000,
             "'><!ENTITY c SYSTEM 'file:///etc/passwd'>]><html><body><p>&b;&b;&c;</p></body></html>");
    assert_true(answer.done);
    assert_null(strstr(buffer_string(&answer.output), "haha"));
    assert_null(strstr(buffer_string(&answer.output), "root:"));
    buffer_fini(&answer.output);
}

// A page that ends anywhere: in a tag, a value, a reference, a remark.
static void test_cut(void **state)
{
    (void)state;
    static const char page[] = "<html><p>text</p><a href=\"http://a.example/\" class='b'>c</a>&#8212;"
                               "<!-- d --><script>e</script><table><tr><td>f</table>";
    size_t first = strlen("<html><p>text</p");
    for (size_t length = first; length < sizeof page; length++) {
        struct answer answer = ask(page, length);
        if (!answer.done || answer.status != 0 || !strstr(answer.output.data, "text\n"))
            fail_msg("cut at %zu: status %d", length, answer.status);
        buffer_fini(&answer.output);
    }
}

static void test_nothing(void **state)
{
    (void)state;
    static const char *const pages[] = {"", "<html></html>", "<script>x</script>", "<!-- x -->"};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        struct answer answer = ask(pages[i], strlen(pages[i]));
        assert_true(answer.done);
        assert_int_equal(answer.status, 1);
        assert_int_equal(answer.output.length, 0);
        buffer_fini(&answer.output);
    }
}

int main(void)
{
    signal(SIGPIPE, SIG_IGN);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages),    cmocka_unit_test(test_lines),
        cmocka_unit_test(test_tables),   cmocka_unit_test(test_links_and_images),
        cmocka_unit_test(test_left_out), cmocka_unit_test(test_metadata),
        cmocka_unit_test(test_harm),     cmocka_unit_test(test_entities),
        cmocka_unit_test(test_nothing),  cmocka_unit_test(test_cut),
        cmocka_unit_test(test_no_body),  cmocka_unit_test(test_trimmed),  cmocka_unit_test(test_heads),
    };
    return cmocka_run_group_tests_name("HTML", tests, NULL, NULL);
}
