// SPDX-License-Identifier: GPL-3.0-or-later
// Rescue: what exit() and the handlers of fatal signals send to the terminal. They can be given
// nothing but what stands in static variables, so here are some. A fault has its usual effect
// afterwards: the handlers serve once, and the signal is raised again.

#include <config.h>

#include "ui/rescue.h"

#include "base/memory.h"

#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct {
    volatile sig_atomic_t armed;
    int descriptor;
    struct termios line;
    char ending[RESCUE_LIMIT];
    size_t length;
} rescue;

static void restore_terminal(void)
{
    if (!rescue.armed)
        return;
    rescue.armed = 0;
    ssize_t written = write(rescue.descriptor, rescue.ending, rescue.length);
    (void)written;
    tcsetattr(rescue.descriptor, TCSANOW, &rescue.line);
}

static void restore_and_die(int number)
{
    restore_terminal();
    raise(number);
}

// Handlers that others installed (sanitizers do) are left alone.
static void install(void)
{
    static const int fatal[] = {SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGQUIT, SIGSEGV};
    static bool installed;
    if (installed)
        return;
    installed = true;
    atexit(restore_terminal);
    memory_on_exhaustion(restore_terminal);
    for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++) {
        struct sigaction old;
        struct sigaction ours = {.sa_handler = restore_and_die, .sa_flags = (int)SA_RESETHAND};
        sigemptyset(&ours.sa_mask);
        if (sigaction(fatal[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
            sigaction(fatal[i], &ours, NULL);
    }
}

void rescue_arm(int descriptor, const struct termios *line, const char *ending, size_t length)
{
    install();
    rescue.descriptor = descriptor;
    rescue.line = *line;
    rescue.length = length <= RESCUE_LIMIT ? length : 0;
    memcpy(rescue.ending, ending, rescue.length);
    rescue.armed = 1;
}

void rescue_disarm(void)
{
    rescue.armed = 0;
}
