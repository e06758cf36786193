// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef VIEW_STATE_H
#define VIEW_STATE_H

#include "article/article.h"
#include "detect/findings.h"
#include "notes/agreement.h"
#include "notes/codebook.h"
#include "notes/notebook.h"
#include "notes/versions.h"
#include "text/search.h"
#include "view/canvas.h"
#include "view/commands.h"
#include "view/compare-rows.h"
#include "view/counts.h"
#include "view/frame.h"
#include "view/history.h"
#include "view/keymap.h"
#include "view/layout.h"
#include "view/line-editor.h"
#include "view/reader.h"
#include "view/rich.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct comparison;

// The reader's state, for the files of view/ alone. Each file below has one part of what the
// reader does; reader.c hands input to them.

// What takes the panel's place (or, on a narrow screen, the text's).
enum view_kind {
    VIEW_NONE,
    VIEW_ENTITIES,
    VIEW_TIMELINE,
    VIEW_NOTES,
    VIEW_VERSIONS,
    VIEW_AGREE,
    VIEW_BRIEF,
    VIEW_COMPARE,
    VIEW_INDEX,
    VIEW_DIFFERENCES,
    VIEW_HELP,
    VIEW_KIND_COUNT,
};

// Which pane the keys go to.
enum pane {
    PANE_TEXT,
    PANE_ENTITIES,
    PANE_TIMELINE,
    PANE_DIFFERENCES,
    PANE_COUNT,
};

// One row of a list: what it stands for, and the passage to which it leads.
enum row_kind {
    ROW_HEADING,    // leads nowhere and cannot be chosen
    ROW_ENTITY,     // index: entity
    ROW_ENGAGEMENT, // index: engagement
    ROW_DAY,        // a day of which nothing is told
    ROW_NOTE,       // index: note
    ROW_DISAGREEMENT, // index: sentence
    ROW_VERSION,    // index: version of the note whose versions are shown
    ROW_SECTION,    // index: section
    ROW_DIFFERENCE, // index: sentence; hidden: its words, from and to; what changed
    ROW_ADDED,
    ROW_LEFT_OUT,
    ROW_VOICE,
    ROW_FOLD_ENTITIES, // opens the whole list
    ROW_FOLD_TIMELINE,
};

struct list_row {
    enum row_kind kind;
    uint32_t index;
    day_number day;      // of engagements and days
    int depth;           // indentation under a whole
    bool shows_day;      // the first row of its day
    const char *heading; // of headings; translated, borrowed
    bool in_view;        // of folds: it unfolds where it stands; index 1: folded
    struct span replaced; // of differences: the words that others stand for now; empty: none
    size_t hidden[3];    // of folds: organisations (people), places, others; background events
};

struct list {
    struct list_row *rows;
    size_t count, capacity;
    size_t chosen, top;
};

// Where one was, in bytes of the text, so that it stays valid whatever becomes of sentences and lines.
struct jump_place {
    size_t sentence; // where the focus begins
    size_t line;     // where the first line of the window begins
    bool blank;      // the blank line above that one is the first
};

enum { JUMP_LIMIT = 200 };

struct jump_history {
    struct jump_place places[JUMP_LIMIT];
    size_t count, at; // at: index of the next place forward
};

// How the list of entities is sorted within each kind.
enum entity_order {
    ENTITIES_BY_MENTIONS, // most first, then by place
    ENTITIES_BY_NAME,
    ENTITIES_BY_PLACE, // of the first mention
    ENTITY_ORDER_COUNT,
};

struct selection {
    bool active;
    bool by_keys;     // select mode: its keys move the end
    bool by_sentence;
    struct span anchor, head; // pieces at its two ends, words as a rule; both belong to it
};

// A question or line at the bottom.
enum prompt_kind {
    PROMPT_NONE,
    PROMPT_SEARCH,
    PROMPT_SEARCH_BACKWARD,
    PROMPT_ONLY, // which paragraphs to show
    PROMPT_COMMAND,
    PROMPT_TAG_NAME,
    PROMPT_FILTER,
    PROMPT_NOTE,       // the note editor; several lines
    PROMPT_CONFIRM_UNDO,
    PROMPT_SPLIT, // the name of what a mention is of
};

// The key that is waiting for another one.
enum pending_key {
    PENDING_NONE,
    PENDING_TAG,
    PENDING_COLOUR,
    PENDING_MARK,
    PENDING_JUMP,
    PENDING_FIND,
    PENDING_QUIT,
    PENDING_KIND,     // of an entity
    PENDING_BOUNDARY, // what begins with the paragraph
    PENDING_ACCEPT,   // which of several sources
    PENDING_REJECT,
};

struct last_act {
    enum note_kind kind;
    enum note_colour colour;
    char *tag;
};

// Keys that cannot be obeyed on what there is so far, and those after them.
enum { WAITING_LIMIT = 64 };

struct waiting_keys {
    struct waiting_key {
        enum command_id command; // with `count`; COMMAND_NONE: what `key` means when its turn comes
        long count;
        uint32_t key;
    } keys[WAITING_LIMIT];
    size_t count;
    bool told; // the bottom line says what is being waited for
};

// A search that goes through a long text.
struct hunt {
    bool active;
    bool backward, typing; // while the expression is being typed
    bool round;            // it has gone round the end
    size_t from;           // where it began
    size_t at;             // how far it is, going that way
    long left;             // hits until the one that is meant, with it
    size_t block;          // bytes searched at once
    int64_t begun;         // milliseconds of clock_milliseconds
};

struct reader {
    struct reader_material material;
    const struct article *article;
    const struct findings *findings;
    struct keymap *keymap; // of its own, where it was given none
    bool detecting; // the findings are not there yet
    struct waiting_keys waiting;
    struct hunt hunt;
    bool place_waits; // where one was cannot be shown before a long text is decoded
    int idle;       // idle inputs since the last one that was none
    bool follows_later;  // decisions have changed: material.detect is to be called when idle
    uint64_t decisions;  // digest of those that the findings follow
    struct counts counts;
    struct comparison *comparison; // what was learnt of the words; NULL while `detecting`
    uint32_t protagonist; // who takes part in most events; FINDINGS_NONE: nobody
    int rows, columns;
    bool colour;

    struct layout *layout;
    struct layout_place top;
    size_t focus; // sentence
    bool show_gutter, show_panel;
    bool no_focus; // of output that is no screen
    enum peek_size peek;
    struct rich peek_text; // of the focus; rebuilt when it changes
    bool peek_stale;

    enum view_kind view;
    enum pane pane;
    struct list lists[VIEW_KIND_COUNT]; // of the views
    struct list panes[PANE_COUNT];      // of the panel
    char *filter;
    enum entity_order entity_order;
    bool background_folded; // in the list of events
    struct rich page;     // of the views that are text: brief, help
    size_t page_top;
    size_t compare_section, compare_chosen, compare_top;
    uint32_t compare_event;      // whose tellings are compared; FINDINGS_NONE: the originals are
    enum view_kind compare_from; // where that was asked for
    bool help_all;
    enum command_place help_place; // where help was asked for
    enum view_kind help_from;

    struct selection selection;
    struct jump_history jumps;
    struct jump_place returns; // where Enter came from
    size_t arrived;            // the sentence it led to; SIZE_MAX: moved since
    size_t counterpart;        // which of several counterparts it showed
    size_t difference;         // byte at which the last + or - stopped
    bool at_difference;
    size_t marks[26];          // bytes; SIZE_MAX: not set

    struct search_pattern *pattern;
    struct search_hits hits;
    char *expression;
    size_t hit; // byte at which the hit that was shown last begins
    bool has_hit;
    bool backward;
    char *only;          // the expression of the paragraphs shown, or NULL: all are
    size_t only_count;   // how many they are

    enum prompt_kind prompt;
    struct line_editor editor;
    struct history history; // of what was typed in prompts
    unsigned prompt_letter; // whose tag's name is asked for
    struct span prompt_span; // what the tag or note is for
    size_t prompt_count;     // how many mentions from there on are split off
    int draft_lock; // descriptor; -1: none yet
    int draft_slot;
    char *editing_note;     // id of the note being changed, or NULL
    int64_t editing_version; // the instant of the version of it that the editor began with
    struct jump_place prompt_from;

    char *versions_note; // id of the note whose versions are shown, or NULL
    struct note_version_list versions;
    enum view_kind versions_from;

    struct agreement agreement; // of the two coders, where there are any
    uint32_t agree_shown;       // sentence of the row that the text went along with last

    char *chosen_note; // id of the note that acts mean while the focus stays, or NULL
    size_t chosen_focus;

    enum pending_key pending;
    long count;
    enum note_colour highlight_colour;
    struct last_act last_act;
    bool tagging;
    bool linking; // the first end of a link is chosen
    struct span link_from;
    bool pairing; // the first end of a pairing is chosen
    struct compare_row pair_from;
    char *merging; // id of the entity to be merged with another; NULL: none
    enum reader_next next;

    char *message;
    bool message_is_error;
    unsigned requests;
    char *clipboard;
    bool copy_is_kept; // in its file, too
    char *editor_file;
    int64_t last_poll;
};

// --- reader.c
void reader_say(struct reader *reader, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void reader_complain(struct reader *reader, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void reader_say_error(struct reader *reader, const struct error *error);
struct frame reader_frame(const struct reader *reader);
void reader_key(struct reader *reader, uint32_t key);
void reader_learn_findings(struct reader *reader);
enum command_place reader_place(const struct reader *reader);

// --- beginning.c: reading while not all is there
// Whether the key has to wait behind others, and now does.
bool beginning_holds_key(struct reader *reader, uint32_t key);
// Runs a command, or lets it wait behind others or for what it needs.
void beginning_run(struct reader *reader, enum command_id id, long count);
void beginning_take_more(struct reader *reader); // at idle inputs
void beginning_forget_keys(struct reader *reader);
// What the bottom line says of work that takes long; NULL: nothing.
const char *beginning_progress(const struct reader *reader);

// --- part.c: reading a long text part by part
// Goes on with another article of the same text, or of one that begins with it: all places stay.
void reader_change_article(struct reader *reader, const struct article *article);
// Makes sure that the article has byte `offset` and what is around it; false after having said that
// this place cannot be shown yet. Focus and window may be elsewhere then, if it was not so before.
bool reader_bring(struct reader *reader, size_t offset);
// The same of where the article ends (begins), if the text goes on there; false: it does not.
bool reader_bring_more(struct reader *reader, bool forward);
void reader_look_ahead(struct reader *reader); // after every input
// Where the text goes on beyond what the article has.
bool reader_goes_on(const struct reader *reader, bool forward);
// In a long text the number of the paragraph that holds byte `offset`, from 1, once they have numbers;
// and it as "¶1234", or "17%" before they do.
size_t part_paragraph_number(const struct reader *reader, size_t offset);
void part_add_place(const struct reader *reader, size_t offset, struct buffer *out);
void reader_take_moved(struct reader *reader); // all places mean the new text

// --- hunt.c: searching a long text in slices
// To the hit number `count` from byte `from` on; while an expression is typed without a word.
void hunt_begin(struct reader *reader, size_t from, bool backward, long count);
void hunt_step(struct reader *reader);
void hunt_stop(struct reader *reader);
// What the bottom line says of it, added; nothing in the first half second.
bool hunt_add_progress(const struct reader *reader, struct buffer *out);

// --- move.c: the text's place on the screen
// Makes `sentence` the focus and brings it into view, moving the text as little as may be.
void reader_set_focus(struct reader *reader, size_t sentence);
// The same with its first line on row `row` of the text.
void reader_set_focus_at_row(struct reader *reader, size_t sentence, int row);
// Brings a passage of the focus into view, its beginning where it is longer than the window; a
// focus of more lines than the window has is in view already where it begins.
void reader_show_span(struct reader *reader, struct span span);
int reader_focus_row(struct reader *reader);
// Moves the text; the focus follows onto the first sentence wholly shown where it would be lost.
void reader_scroll(struct reader *reader, long lines);
void reader_keep_in_text(struct reader *reader);
bool reader_shows_end(const struct reader *reader); // the last line is in the window

// --- jump.c
void reader_remember(struct reader *reader);
void reader_jump(struct reader *reader, size_t sentence); // remembers where it was
void reader_jump_to_offset(struct reader *reader, size_t offset);
const char *reader_no_originals(const struct reader *reader); // why nothing can be compared
void reader_jump_to_note(struct reader *reader, const struct note *note); // which acts mean then
void reader_jump_to_key(struct reader *reader, uint32_t key); // the key after a single quote
void reader_restore(struct reader *reader, struct jump_place place);
struct jump_place reader_here(const struct reader *reader);

// --- select.c
struct span reader_selected(const struct reader *reader); // the selection, else the focus sentence
void reader_select_span(struct reader *reader, struct span span);
void reader_end_selection(struct reader *reader);
bool reader_select_find(struct reader *reader, uint32_t key);
// The word at byte `offset`, or the next one in the paragraph; the character where there is none.
struct span reader_word_at(const struct reader *reader, size_t offset);

// --- find.c
void reader_find_hits_here(struct reader *reader); // anew, as the article is another one
void reader_show_hit(struct reader *reader, struct span hit); // makes it focus and selection
void reader_search(struct reader *reader, const char *expression, bool backward);
void reader_show_hits_while_typing(struct reader *reader);
// Shows only paragraphs with a hit of the expression; "" shows all again.
void reader_show_only(struct reader *reader, const char *expression);
void reader_show_all(struct reader *reader);

// --- act.c
bool act_is_possible(struct reader *reader); // whether notes can be kept here; says so if not
// Adds or changes a note and says `message`; false after having said why it could not be done.
bool act_add(struct reader *reader, const struct note_content *content, const char *message);
bool act_change(struct reader *reader, const char *id, const struct note_content *content,
                const char *message);
// Changes a note as it was at the instant `seen`; what was written since stands beside it.
bool act_change_seen(struct reader *reader, const char *id, int64_t seen,
                     const struct note_content *content, const char *message);
// Writes the note's version modified at this instant once more, and says `message`.
void act_restore(struct reader *reader, const char *id, int64_t version, const char *message);
// Writes down where the note was found, where that is not as it was.
void act_reanchor(struct reader *reader, const struct note *note);
// One's own note of exactly this passage and of one of two kinds; NULL: none.
const struct note *act_own_note(const struct reader *reader, struct span span, enum note_kind kind,
                                enum note_kind other);
void reader_tag_with(struct reader *reader, unsigned letter);
void reader_untag(struct reader *reader, const char *tag, struct span span);
void reader_choose_colour(struct reader *reader, uint32_t key);
void reader_save_tag_name(struct reader *reader);
void reader_undo_confirmed(struct reader *reader);
void reader_delete_note_id(struct reader *reader, const char *id);
size_t reader_note_count(const struct reader *reader);

// --- notes-here.c: notes that stand one over the other
// The note that an act on the passage means; NULL: none.
const struct note *reader_note_at(const struct reader *reader, struct span span);
// How many notes stand there, and which of them, from 1, `note` is in the order of the text.
size_t notes_here_count(const struct reader *reader, struct span span);
size_t notes_here_number(const struct reader *reader, struct span span, const struct note *note);
// The note that acts mean from now on, while the focus stays (NULL: none in particular), and the
// one that was so chosen and stands there.
void notes_here_choose(struct reader *reader, const char *id);
const struct note *notes_here_chosen(const struct reader *reader, struct span span);
// " [moved]", " [2 versions]"; a string in at most `limit` bytes, made safe to show.
void note_add_marks(const struct note *note, struct buffer *out);
// ", 2 orphans, 1 with several versions", where there are any.
void notes_add_troubles(const struct reader *reader, struct buffer *out);
void note_add_cut(struct buffer *out, const char *string, size_t limit);
// The string in quotation marks, unless it has its own at both ends.
void note_add_quoted(struct buffer *out, const char *string);

// --- draft.c: the note being typed
// Whether a draft is kept for this text, by whichever reader, one that is typing it too. Looks only.
bool draft_is_left(const struct environment *environment, const struct text *text);
char *reader_draft_path(struct reader *reader);
void reader_store_draft(struct reader *reader);
void reader_drop_draft(struct reader *reader);
void reader_offer_draft(struct reader *reader);
void reader_close_draft(struct reader *reader); // lets other readers take over what is left
// The draft that is kept, if any: the passage it is for, and its text (yours).
bool reader_take_draft(struct reader *reader, struct span *span, char **body);

// --- writing.c
void reader_save_note(struct reader *reader);
void reader_leave_note(struct reader *reader);

// --- tagging.c
void tagging_leave(struct reader *reader);
bool tagging_key(struct reader *reader, uint32_t key); // false: the key means what it always does
bool tagging_is_coded(const struct reader *reader, size_t sentence);
void tagging_draw(const struct reader *reader, struct area area);
// The codebook in few rows of that many columns.
void tagging_add_line(const struct reader *reader, int columns, struct rich *rich);
// Whether t waits for a letter and the peek shows the codebook, as the bottom line is too short.
bool tagging_asks_in_peek(const struct reader *reader);

// --- position.c
// The article's file of this kind under the state folder; yours. And writing one: what cannot be
// written is not missed.
char *reader_state_path(const struct environment *environment, const char *article,
                        const char *kind);
char *reader_state_file(const struct reader *reader, const char *kind);
// A path as it is said: "~" for the home folder. Yours.
char *reader_short_path(const char *path);

// Copies `text`, which it takes over, by the terminal and into a file, lets the selection go, and
// says where it is.
void reader_copy(struct reader *reader, char *text);

void reader_write_state(const char *path, const char *bytes, size_t length);
void reader_load_position(struct reader *reader);
void reader_store_position(struct reader *reader);

// --- prompt.c
void reader_ask(struct reader *reader, enum prompt_kind kind, const char *text);
void reader_prompt_key(struct reader *reader, uint32_t key);
void reader_end_prompt(struct reader *reader);
void reader_run_line(struct reader *reader, const char *line);

// --- lists.c: views and panes that are lists
struct list *reader_list(struct reader *reader); // that has the keys; NULL in the text
void reader_click_panel(struct reader *reader, const struct input *input);
int reader_pane_rows(const struct reader *reader, enum pane pane);
void reader_open_view(struct reader *reader, enum view_kind view);
void reader_close_view(struct reader *reader);
void reader_fill_lists(struct reader *reader);
void list_clear(struct list *list);
struct list_row *list_add(struct list *list, enum row_kind kind, uint32_t index);
void list_move(struct list *list, long by);
void list_keep_visible(struct list *list, int rows);

// --- rows of the lists
void entities_fill(const struct reader *reader, struct list *list, int rows, bool whole);
void entities_draw_row(const struct reader *reader, struct area area, int row,
                       const struct list_row *item);
void card_draw(const struct reader *reader, struct area area, uint32_t entity);
void card_draw_event(const struct reader *reader, struct area area, uint32_t engagement);
int card_rows(int rows); // of a view of so many; 0: none
size_t timeline_fill(const struct reader *reader, struct list *list, bool whole);
void timeline_draw_row(const struct reader *reader, struct area area, int row,
                       const struct list_row *item);
uint32_t timeline_protagonist(const struct findings *findings);
const char *timeline_kind_words(enum engagement_kind kind); // "exchange of messages", translated
void timeline_describe(const struct reader *reader, uint32_t engagement, struct buffer *out);
void differences_fill(const struct reader *reader, struct list *list);
void differences_draw_row(const struct reader *reader, struct area area, int row,
                          const struct list_row *item);
void difference_list_fill(const struct reader *reader, struct list *list);
void difference_list_draw(struct reader *reader, struct area area);
void index_fill(const struct reader *reader, struct list *list);
void index_draw_row(const struct reader *reader, struct area area, int row,
                    const struct list_row *item);
void notes_fill(const struct reader *reader, struct list *list);
void agree_compare(struct reader *reader); // anew, as sentences may be others
void agree_init(struct reader *reader); // compares the coders; opens the view
void agree_fill(struct reader *reader, struct list *list);
void agree_draw(struct reader *reader, struct area area);
void agree_follow(struct reader *reader); // the text goes along with the chosen row
void agree_reopen(struct reader *reader); // the chosen sentence is no longer settled
void versions_fill(struct reader *reader, struct list *list);
void versions_draw(struct reader *reader, struct area area);
void versions_choose(struct reader *reader); // the version of the chosen row holds from now on
void notes_draw(struct reader *reader, struct area area);
const struct note *notes_list_chosen(const struct reader *reader); // while the list is open; or NULL
void notes_draw_row(const struct reader *reader, struct area area, int row,
                    const struct list_row *item);
void notes_list_choose(struct reader *reader, const char *id); // its row, if it has one
void notes_list_open(struct reader *reader);
void notes_list_reanchor(struct reader *reader);
// Adds all that a note says: what, where, by whom, when, how its passage was found.
void note_card_build(const struct reader *reader, const struct note *note, struct rich *card);
// Rows of such a card under a list in an area of so many rows, its rule not counted; 0: no room.
int note_card_rows(int rows);
void note_add_place(const struct reader *reader, const struct note *note, struct buffer *out);
void note_add_day(int64_t instant, struct buffer *out); // "12 May 2025"

// A list over a card about its chosen row (NULL: nothing to tell), parted by a rule.
typedef void draw_row_function(const struct reader *reader, struct area area, int row,
                               const struct list_row *item);
void list_draw(const struct reader *reader, struct area area, struct list *list,
               draw_row_function *draw_row, bool active);
void list_draw_with_card(const struct reader *reader, struct area area, struct list *list,
                         draw_row_function *draw_row, const struct rich *card);

// --- drawing
void screen_draw(struct reader *reader, struct canvas *canvas);
void article_pane_draw(struct reader *reader, struct area area);
// --plain: adds "edited from C, words added:", what the gutter says of a sentence; nothing where it
// says nothing.
void gutter_words_add(const struct reader *reader, size_t sentence, struct buffer *out);
// Columns before the text.
int reader_gutter_columns(const struct reader *reader);
struct edit;
bool peek_is_space_before(const char *bytes, size_t at);
void peek_add_dateline(const struct reader *reader, const struct section *section,
                       struct buffer *out); // without its dash
void peek_add_edit(const struct reader *reader, struct rich *rich, const struct edit *edit);
void peek_build(struct reader *reader);
void peek_draw(struct reader *reader, struct canvas *canvas, const struct frame *frame);
void panel_draw(struct reader *reader, struct area area);
void view_draw(struct reader *reader, struct area area);
void bottom_draw(struct reader *reader, struct area area);
void note_editor_draw(struct reader *reader, struct area area);
// The page of all keys, those that pass the filter; and the keys of the place, on one screen.
void help_build(struct reader *reader, struct rich *page);
void help_draw(struct reader *reader, struct area area);
void brief_build(const struct article *article, const struct findings *findings,
                 struct rich *page);

// --- compare-view.c, compare-draw.c, compare-event.c
void compare_open(struct reader *reader);
void compare_open_event(struct reader *reader, uint32_t engagement);
void compare_refresh(struct reader *reader); // after the pairs have changed
void compare_move(struct reader *reader, long rows);
bool compare_chosen_row(const struct reader *reader, struct compare_row *row); // false: none
void compare_draw(struct reader *reader, struct area area); // all but the bottom line
void compare_draw_top(struct area area, const char *left, const char *right);
void compare_event_build(const struct reader *reader, uint32_t engagement, struct rich *page);
void compare_event_draw(struct reader *reader, struct area area);

// --- pairings.c, naming.c, boundaries.c: what the reader decides
void pairing_decide(struct reader *reader, bool accepted); // on the chosen row of the comparison
void pairing_decide_which(struct reader *reader, uint32_t key, bool accepted);
void pairing_link(struct reader *reader);
void naming_set_kind(struct reader *reader, uint32_t key);
const char *naming_kind_words(enum entity_type type); // "person", translated
// What a note of a decision says, in words, translated: "PER" is a person.
const char *naming_decision_words(const char *decision);
void naming_split_as(struct reader *reader, const char *name);
void boundary_set(struct reader *reader, uint32_t key);

// --- follow.c: findings and decisions
enum { FOLLOWS_AT_ONCE = 512 * 1024 }; // bytes of text
void reader_learn_findings(struct reader *reader); // reader.c: what is reckoned once from them
void reader_detect(struct reader *reader);
void reader_follow_decisions(struct reader *reader); // after the notes have changed

// The original's letters of a section, "" for other sections.
void reader_section_letters(const struct reader *reader, size_t section, char letters[8]);

#endif
