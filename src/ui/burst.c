// SPDX-License-Identifier: GPL-3.0-or-later
// Burst: the output of one drawing, held in a file in memory until it is whole.
// Invariant: outside begin and end the stream's descriptor is the terminal, and the file's offset
// 0.

#include <config.h>

#include "ui/burst.h"

#include "base/files.h"
#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

bool burst_init(struct burst *burst, int terminal)
{
    *burst = (struct burst){.terminal = terminal, .store = -1};
    int own = fcntl(terminal, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    burst->stream = own < 0 ? NULL : fdopen(own, "w");
    if (!burst->stream) {
        if (own >= 0)
            close(own);
        return false;
    }
    burst->store = memfd_create("screen", MFD_CLOEXEC);
    return true;
}

void burst_fini(struct burst *burst)
{
    if (burst->stream)
        fclose(burst->stream);
    if (burst->store >= 0)
        close(burst->store);
    buffer_fini(&burst->bytes);
    *burst = (struct burst){.store = -1};
}

// Makes the stream's descriptor another name of `descriptor`.
static bool lead_to(const struct burst *burst, int descriptor)
{
    int done;
    do
        done = dup3(descriptor, fileno(burst->stream), O_CLOEXEC);
    while (done < 0 && (errno == EINTR || errno == EBUSY));
    return done >= 0;
}

void burst_begin(struct burst *burst)
{
    burst->held = burst->store >= 0 && lead_to(burst, burst->store);
}

void burst_end(struct burst *burst)
{
    if (!burst->held)
        return;
    burst->held = false;
    fflush(burst->stream);
    lead_to(burst, burst->terminal);
    off_t length = lseek(burst->store, 0, SEEK_CUR);
    if (length <= 0 || lseek(burst->store, 0, SEEK_SET) != 0)
        return;
    burst->bytes.data =
        memory_grow(burst->bytes.data, &burst->bytes.capacity, (size_t)length + 1, 1);
    ssize_t got = pread(burst->store, burst->bytes.data, (size_t)length, 0);
    if (got > 0)
        file_write_all(burst->terminal, burst->bytes.data, (size_t)got);
}
