// SPDX-License-Identifier: GPL-3.0-or-later
// Tracer: a child that lets itself be traced, and the loop that answers its stops.

#include <config.h>

#include "tracer.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CALLS_MOST = 1000000 }; // of a program that ends at all

// Has the tracer told of every openat(), whether it asks for calls or not.
static bool filter_opens(void)
{
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

#ifdef __x86_64__

static long peek(pid_t program, size_t offset)
{
    return ptrace(PTRACE_PEEKUSER, program, offset, NULL);
}

static void poke(pid_t program, size_t offset, uint64_t value)
{
    ptrace(PTRACE_POKEUSER, program, offset, value);
}

#define REGISTER(name) offsetof(struct user_regs_struct, name)

static void read_call(pid_t program, struct tracer_call *call)
{
    struct user_regs_struct registers = {0};
    ptrace(PTRACE_GETREGS, program, NULL, &registers);
    call->number = registers.orig_rax;
    const uint64_t arguments[] = {registers.rdi, registers.rsi, registers.rdx,
                                  registers.r10, registers.r8,  registers.r9};
    memcpy(call->arguments, arguments, sizeof arguments);
    call->result = (int64_t)registers.rax;
}

// What the next return is to be put right with.
struct repair {
    bool replaced, shortened;
    int64_t reply;
    uint64_t length, number;
};

static void answer(pid_t program, const struct tracer_call *call, enum tracer_verdict verdict,
                   struct repair *repair)
{
    *repair = (struct repair){0};
    if (call->returned) {
        if (verdict == TRACER_REPLACE)
            poke(program, REGISTER(rax), (uint64_t)call->reply);
    } else if (verdict == TRACER_REPLACE) {
        poke(program, REGISTER(orig_rax), UINT64_MAX); // no such call
        *repair =
            (struct repair){.replaced = true, .reply = call->reply, .number = call->number};
    } else if (verdict == TRACER_SHORTEN && call->arguments[2] > 1) {
        *repair = (struct repair){.shortened = true, .length = call->arguments[2]};
        poke(program, REGISTER(rdx), call->arguments[2] / 2);
    }
}

// At the return of a call that was tampered with; the registers are as the program left them.
static void put_right(pid_t program, const struct repair *repair, struct tracer_call *call)
{
    if (repair->replaced) {
        poke(program, REGISTER(rax), (uint64_t)repair->reply);
        call->number = repair->number;
        call->result = repair->reply;
    }
    if (repair->shortened)
        poke(program, REGISTER(rdx), repair->length);
}

const char *tracer_obstacle(void)
{
    pid_t child = fork();
    if (child == 0) {
        if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0 || !filter_opens())
            _exit(1);
        raise(SIGSTOP);
        _exit(0);
    }
    int status = 0;
    bool stopped = child > 0 && waitpid(child, &status, 0) == child && WIFSTOPPED(status);
    bool traced = stopped && ptrace(PTRACE_SETOPTIONS, child, NULL, PTRACE_O_TRACESYSGOOD) == 0 &&
                  (errno = 0, peek(child, REGISTER(rip)), errno == 0);
    if (stopped) {
        kill(child, SIGKILL);
        waitpid(child, &status, 0);
    }
    return traced ? NULL : "no program can be traced here";
}

#else

struct repair {
    int none;
};

static void read_call(pid_t program, struct tracer_call *call)
{
    (void)program;
    (void)call;
}

static void answer(pid_t program, const struct tracer_call *call, enum tracer_verdict verdict,
                   struct repair *repair)
{
    (void)program;
    (void)call;
    (void)verdict;
    (void)repair;
}

static void put_right(pid_t program, const struct repair *repair, struct tracer_call *call)
{
    (void)program;
    (void)repair;
    (void)call;
}

const char *tracer_obstacle(void)
{
    return "system calls can be told only on x86-64";
}

#endif

void tracer_start(struct tracer *tracer, const char *const *arguments, void (*enter)(void *context),
                  void *enter_context)
{
    tracer->calls = 0;
    tracer->program = fork();
    if (tracer->program == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        enter(enter_context);
        if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0 && (!tracer->begin || filter_opens()))
            execv(arguments[0], (char *const *)(uintptr_t)arguments);
        _exit(127);
    }
    int status = 0;
    if (tracer->program < 0 || waitpid(tracer->program, &status, 0) != tracer->program ||
        !WIFSTOPPED(status))
        fail_msg("%s cannot be traced", arguments[0]);
    ptrace(PTRACE_SETOPTIONS, tracer->program, NULL,
           PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACESECCOMP | PTRACE_O_EXITKILL);
}

static int kill_program(struct tracer *tracer)
{
    int status = 0;
    kill(tracer->program, SIGKILL);
    while (waitpid(tracer->program, &status, 0) == tracer->program && WIFSTOPPED(status))
        continue;
    return status;
}

// What a stop means.
enum stop { STOP_OTHER, STOP_CALL, STOP_OPEN };

static enum stop kind_of_stop(int status, int *signal_number)
{
    *signal_number = 0;
    if (status >> 8 == (SIGTRAP | PTRACE_EVENT_SECCOMP << 8))
        return STOP_OPEN;
    if (WSTOPSIG(status) == (SIGTRAP | 0x80))
        return STOP_CALL;
    *signal_number = WSTOPSIG(status) == SIGTRAP ? 0 : WSTOPSIG(status);
    return STOP_OTHER;
}

static bool begins(const struct tracer *tracer)
{
    struct tracer_call call;
    char path[256];
    read_call(tracer->program, &call);
    tracer_string(tracer, call.arguments[1], path, sizeof path);
    return strcmp(path, tracer->begin) == 0;
}

int tracer_run(struct tracer *tracer)
{
    struct tracer_call call = {0};
    struct repair repair = {0};
    int status = 0, signal_number = 0;
    bool begun = !tracer->begin, inside = false; // a call
    while (ptrace(begun ? PTRACE_SYSCALL : PTRACE_CONT, tracer->program, NULL,
                  (long)signal_number) == 0) {
        if (waitpid(tracer->program, &status, 0) != tracer->program)
            break;
        if (!WIFSTOPPED(status))
            return status;
        enum stop stop = kind_of_stop(status, &signal_number);
        // The stop that begins stands for the one before the call; later ones of its kind come
        // second to that.
        bool first = stop == STOP_OPEN && !begun && begins(tracer);
        begun = begun || first;
        if (!begun || (stop != STOP_CALL && !first))
            continue;
        inside = !inside;
        read_call(tracer->program, &call);
        call.returned = !inside;
        if (call.returned)
            put_right(tracer->program, &repair, &call);
        else
            call.index = tracer->calls++;
        enum tracer_verdict verdict = tracer->judge(tracer, &call, tracer->context);
        if (verdict == TRACER_KILL)
            return kill_program(tracer);
        answer(tracer->program, &call, verdict, &repair);
        if (tracer->calls > CALLS_MOST) {
            kill_program(tracer);
            fail_msg("the program does not end");
        }
    }
    fail_msg("the program was lost: %s", strerror(errno));
    return status;
}

size_t tracer_bytes(const struct tracer *tracer, uint64_t address, void *bytes, size_t size)
{
    struct iovec ours = {bytes, size};
    struct iovec theirs = {(void *)(uintptr_t)address, size}; // NOLINT: of the other program
    ssize_t got = process_vm_readv(tracer->program, &ours, 1, &theirs, 1, 0);
    return got < 0 ? 0 : (size_t)got;
}

void tracer_string(const struct tracer *tracer, uint64_t address, char *string, size_t size)
{
    enum { PAGE = 4096 };
    size_t have = 0;
    // Up to the end of a page at once: the next may not be there.
    while (have + 1 < size) {
        size_t step = PAGE - (size_t)((address + have) % PAGE);
        step = step < size - 1 - have ? step : size - 1 - have;
        size_t got = tracer_bytes(tracer, address + have, string + have, step);
        size_t length = strnlen(string + have, got);
        have += length;
        if (got < step || length < got)
            break;
    }
    string[have] = '\0';
}
