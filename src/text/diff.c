// SPDX-License-Identifier: GPL-3.0-or-later
// Differences of two sequences of keys: Myers' O(ND) in linear space, with a cap on the cost.
// An edit graph has old items along x, new ones along y; diagonal d holds the points x - y = d.
// The two searches, from the top left forward and from the bottom right backward, keep for each
// diagonal the furthest x they reached; where they meet the problem falls into two smaller ones.

#include <config.h>

#include "text/diff.h"

#include "base/memory.h"

#include <stdbool.h>
#include <stdlib.h>

// The part of the graph old[x0 … x1) × new[y0 … y1).
struct box {
    ptrdiff_t x0, x1, y0, y1;
};

struct search {
    const uint64_t *old_keys, *new_keys;
    // Furthest x by diagonal, the diagonal of the far end of `new` first; one spare at each side.
    ptrdiff_t *forward, *backward;
    ptrdiff_t cap;
    bool *old_changed, *new_changed;
};

struct point {
    ptrdiff_t x, y;
};

// The diagonals that a search has reached, of those that cross the box.
struct front {
    ptrdiff_t low, high;
};

static void front_widen(struct front *front, ptrdiff_t lowest, ptrdiff_t highest,
                        ptrdiff_t *reached, ptrdiff_t unreached)
{
    if (front->low > lowest)
        reached[--front->low - 1] = unreached;
    else
        front->low++;
    if (front->high < highest)
        reached[++front->high + 1] = unreached;
    else
        front->high--;
}

// One more step of the forward search. True where it meets the backward one, at *meeting.
static bool step_forward(const struct search *search, const struct box *box,
                         const struct front *mine, const struct front *other, bool may_meet,
                         struct point *meeting)
{
    for (ptrdiff_t d = mine->high; d >= mine->low; d -= 2) {
        ptrdiff_t below = search->forward[d - 1], above = search->forward[d + 1];
        ptrdiff_t x = below < above ? above : below + 1;
        while (x < box->x1 && x - d < box->y1 && search->old_keys[x] == search->new_keys[x - d])
            x++;
        search->forward[d] = x;
        if (may_meet && other->low <= d && d <= other->high && search->backward[d] <= x) {
            *meeting = (struct point){x, x - d};
            return true;
        }
    }
    return false;
}

static bool step_backward(const struct search *search, const struct box *box,
                          const struct front *mine, const struct front *other, bool may_meet,
                          struct point *meeting)
{
    for (ptrdiff_t d = mine->high; d >= mine->low; d -= 2) {
        ptrdiff_t below = search->backward[d - 1], above = search->backward[d + 1];
        ptrdiff_t x = below < above ? below : above - 1;
        while (x > box->x0 && x - d > box->y0 &&
               search->old_keys[x - 1] == search->new_keys[x - d - 1])
            x--;
        search->backward[d] = x;
        if (may_meet && other->low <= d && d <= other->high && x <= search->forward[d]) {
            *meeting = (struct point){x, x - d};
            return true;
        }
    }
    return false;
}

static ptrdiff_t smaller(ptrdiff_t one, ptrdiff_t other)
{
    return one < other ? one : other;
}

static ptrdiff_t larger(ptrdiff_t one, ptrdiff_t other)
{
    return one > other ? one : other;
}

// Where to part the box when the search has cost too much: the point furthest from its own end.
static struct point furthest_point(const struct search *search, const struct box *box,
                                   const struct front *forward, const struct front *backward)
{
    struct point ahead = {box->x0, box->y0}, behind = {box->x1, box->y1};
    for (ptrdiff_t d = forward->high; d >= forward->low; d -= 2) {
        ptrdiff_t x = smaller(search->forward[d], box->x1), y = x - d;
        if (y > box->y1) {
            y = box->y1;
            x = y + d;
        }
        if (x + y > ahead.x + ahead.y)
            ahead = (struct point){x, y};
    }
    for (ptrdiff_t d = backward->high; d >= backward->low; d -= 2) {
        ptrdiff_t x = larger(search->backward[d], box->x0), y = x - d;
        if (y < box->y0) {
            y = box->y0;
            x = y + d;
        }
        if (x + y < behind.x + behind.y)
            behind = (struct point){x, y};
    }
    ptrdiff_t gained_ahead = ahead.x + ahead.y - box->x0 - box->y0;
    ptrdiff_t gained_behind = box->x1 + box->y1 - behind.x - behind.y;
    return gained_ahead >= gained_behind ? ahead : behind;
}

// A point on a shortest path through the box (both of whose sides are longer than 0 and whose ends
// differ), so that the parts before and after it are smaller problems.
static struct point middle_point(const struct search *search, const struct box *box)
{
    ptrdiff_t lowest = box->x0 - box->y1, highest = box->x1 - box->y0;
    ptrdiff_t start = box->x0 - box->y0, end = box->x1 - box->y1;
    bool odd = (start - end) % 2 != 0;
    struct front forward = {start, start}, backward = {end, end};
    search->forward[start] = box->x0;
    search->backward[end] = box->x1;
    struct point meeting;
    for (ptrdiff_t cost = 1;; cost++) {
        front_widen(&forward, lowest, highest, search->forward, PTRDIFF_MIN / 2);
        if (step_forward(search, box, &forward, &backward, odd, &meeting))
            return meeting;
        front_widen(&backward, lowest, highest, search->backward, PTRDIFF_MAX / 2);
        if (step_backward(search, box, &backward, &forward, !odd, &meeting))
            return meeting;
        if (cost >= search->cap)
            return furthest_point(search, box, &forward, &backward);
    }
}

// Marks the changed items of the box. The depth of recursion is logarithmic in the cost: the
// larger part is gone on with in the loop.
static void compare_box(const struct search *search, struct box box)
{
    for (;;) {
        while (box.x0 < box.x1 && box.y0 < box.y1 &&
               search->old_keys[box.x0] == search->new_keys[box.y0]) {
            box.x0++;
            box.y0++;
        }
        while (box.x0 < box.x1 && box.y0 < box.y1 &&
               search->old_keys[box.x1 - 1] == search->new_keys[box.y1 - 1]) {
            box.x1--;
            box.y1--;
        }
        if (box.x0 == box.x1 || box.y0 == box.y1)
            break;
        struct point middle = middle_point(search, &box);
        struct box first = {box.x0, middle.x, box.y0, middle.y};
        struct box second = {middle.x, box.x1, middle.y, box.y1};
        bool first_smaller = first.x1 - first.x0 + first.y1 - first.y0 <
                             second.x1 - second.x0 + second.y1 - second.y0;
        compare_box(search, first_smaller ? first : second);
        box = first_smaller ? second : first;
    }
    for (ptrdiff_t x = box.x0; x < box.x1; x++)
        search->old_changed[x] = true;
    for (ptrdiff_t y = box.y0; y < box.y1; y++)
        search->new_changed[y] = true;
}

void diff_runs_fini(struct diff_runs *runs)
{
    free(runs->items);
    *runs = (struct diff_runs){0};
}

static void collect_runs(const struct search *search, size_t old_count, size_t new_count,
                         struct diff_runs *runs)
{
    runs->count = 0;
    for (size_t x = 0, y = 0; x < old_count || y < new_count;) {
        struct diff_run run = {x, 0, y, 0};
        while (x < old_count && search->old_changed[x])
            x++;
        while (y < new_count && search->new_changed[y])
            y++;
        run.old_count = x - run.old_start;
        run.new_count = y - run.new_start;
        if (run.old_count || run.new_count) {
            runs->items =
                memory_grow(runs->items, &runs->capacity, runs->count + 1, sizeof *runs->items);
            runs->items[runs->count++] = run;
        } else {
            x++;
            y++;
        }
    }
}

static size_t cap_for(size_t length)
{
    size_t cap = 1;
    while (cap * cap < length)
        cap *= 2;
    return cap < 256 ? 256 : cap;
}

void diff_keys(const uint64_t *old_keys, size_t old_count, const uint64_t *new_keys,
               size_t new_count, size_t cost_cap, struct diff_runs *runs)
{
    size_t diagonals = old_count + new_count + 3;
    ptrdiff_t *reached = memory_allocate_zeroed(2 * diagonals, sizeof *reached);
    bool *changed = memory_allocate_zeroed(old_count + new_count, sizeof *changed);
    struct search search = {
        .old_keys = old_keys,
        .new_keys = new_keys,
        .forward = reached + new_count + 1,
        .backward = reached + diagonals + new_count + 1,
        .cap = (ptrdiff_t)(cost_cap ? cost_cap : cap_for(old_count + new_count)),
        .old_changed = changed,
        .new_changed = changed + old_count,
    };
    compare_box(&search, (struct box){0, (ptrdiff_t)old_count, 0, (ptrdiff_t)new_count});
    collect_runs(&search, old_count, new_count, runs);
    free(changed);
    free(reached);
}
