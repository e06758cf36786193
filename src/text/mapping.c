// SPDX-License-Identifier: GPL-3.0-or-later
// Mapping: files as memory, and what happens when such a file becomes shorter.
//
// Touching a page that the file no longer has raises SIGBUS. A handler of ours puts pages of zeros
// in the place of the mapping's rest and lets the program go on. It knows the mappings by a table,
// the one variable of this file, since a handler can be given nothing; what is no mapping of ours it
// leaves to whoever had the signal before.

#include <config.h>

#include "text/mapping.h"

#include "base/memory.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { MAPPINGS = 64 };

struct mapping {
    char *bytes;
    size_t room; // bytes mapped, whole pages
    size_t slot; // in the table
};

struct guarded {
    _Atomic(uintptr_t) start; // 0: the slot is free
    _Atomic(size_t) room;
    atomic_bool cut;
};

static struct guarded table[MAPPINGS];
static struct sigaction before;

static size_t page_size(void)
{
    return (size_t)sysconf(_SC_PAGESIZE);
}

// Puts zeros from the page of the address to the end of its mapping; false: it is in none.
static bool absorb(uintptr_t address)
{
    for (size_t i = 0; i < MAPPINGS; i++) {
        uintptr_t start = atomic_load(&table[i].start), end = start + atomic_load(&table[i].room);
        if (!start || address < start || address >= end)
            continue;
        uintptr_t page = address - (address - start) % page_size();
        atomic_store(&table[i].cut, true);
        return mmap((void *)page, end - page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1,
                    0) != MAP_FAILED;
    }
    return false;
}

static void handle_fault(int number, siginfo_t *info, void *context)
{
    (void)context;
    if (!absorb((uintptr_t)info->si_addr))
        sigaction(number, &before, NULL); // the fault comes again, to whom it belongs
}

static void guard(void)
{
    struct sigaction now, ours = {.sa_sigaction = handle_fault, .sa_flags = SA_SIGINFO | SA_NODEFER};
    sigemptyset(&ours.sa_mask);
    sigaction(SIGBUS, NULL, &now);
    if ((now.sa_flags & SA_SIGINFO) && now.sa_sigaction == handle_fault)
        return;
    before = now;
    sigaction(SIGBUS, &ours, NULL);
}

static bool take_slot(struct mapping *mapping)
{
    for (size_t i = 0; i < MAPPINGS; i++) {
        uintptr_t nobody = 0;
        if (!atomic_compare_exchange_strong(&table[i].start, &nobody, (uintptr_t)mapping->bytes))
            continue;
        atomic_store(&table[i].room, mapping->room);
        atomic_store(&table[i].cut, false);
        mapping->slot = i;
        return true;
    }
    return false;
}

struct mapping *mapping_new(int descriptor, size_t length, const char *path, struct error *error)
{
    size_t page = page_size();
    // The file's pages lie over ones of zeros, of which one is left behind them.
    size_t room = (length / page + 2) * page;
    char *bytes = mmap(NULL, room, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (bytes == MAP_FAILED) {
        error_set_system(error, path);
        return NULL;
    }
    struct mapping *mapping = memory_allocate(sizeof *mapping);
    *mapping = (struct mapping){.bytes = bytes, .room = room};
    bool mapped =
        mmap(bytes, length, PROT_READ, MAP_PRIVATE | MAP_FIXED, descriptor, 0) != MAP_FAILED;
    if (!mapped)
        error_set_system(error, path);
    else if (!take_slot(mapping))
        error_set(error, ERROR_TOO_LARGE, path, "over %d long files at once", MAPPINGS);
    else {
        guard();
        return mapping;
    }
    munmap(bytes, room);
    free(mapping);
    return NULL;
}

void mapping_free(struct mapping *mapping)
{
    if (!mapping)
        return;
    atomic_store(&table[mapping->slot].room, 0);
    atomic_store(&table[mapping->slot].start, 0);
    munmap(mapping->bytes, mapping->room);
    free(mapping);
}

const char *mapping_bytes(const struct mapping *mapping)
{
    return mapping->bytes;
}

bool mapping_was_cut(const struct mapping *mapping)
{
    return atomic_load(&table[mapping->slot].cut);
}
