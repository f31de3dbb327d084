/* dispatch_bench.c — runs what is asked for, each in a process of its own: see dispatch_bench.h. */
#include "app/dispatch_bench.h"
#include "app/dispatch_bench_inside.h"
#include <fcntl.h>
#include <inttypes.h>
#include <jansson.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_JOBS = 64, MOST_LISTED = 32 };

struct job { pid_t child; const struct exam *exam; struct trial trial; int number; };

struct bench {
    struct arena *arena;
    const struct dispatch_flags *flags;
    struct exams exams;
    struct results results;
    char folder[32];                         /* of answers that are being judged */
    struct job jobs[MOST_JOBS];
    int running, started, wanted;
    bool broken;                             /* stop here: the rest would only be lost */
};

static text answer_of(const struct bench *b, const struct job *job, text what) { return arena_print(b->arena, "%s/%s-%d", b->folder, what, job->number); }

/* This program again. Its standard output goes to a file. 0: it could not be started. */
static pid_t start(const char *const *arguments, text output)
{
    extern char **environ;
    posix_spawn_file_actions_t actions;
    pid_t child = 0;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (posix_spawn(&child, "/proc/self/exe", &actions, NULL, (char *const *)(const void *)arguments, environ)) child = 0;
    posix_spawn_file_actions_destroy(&actions);
    return child;
}

/* The JSON object on the last line of a file; NULL when there is none. */
static json_t *last_object(text path)
{
    size_t length;
    char *bytes = dispatch_slurp(path, &length);
    if (!bytes) return NULL;
    while (length && bytes[length - 1] == '\n') length--;
    size_t from = length;
    while (from && bytes[from - 1] != '\n') from--;
    json_t *object = json_loadb(bytes + from, length - from, 0, NULL);
    free(bytes);
    return object;
}

static text first_line(struct arena *arena, text path)
{
    size_t length;
    char *bytes = dispatch_slurp(path, &length);
    size_t end = 0;
    while (bytes && end < length && bytes[end] != '\n' && bytes[end] != '"') end++;
    text line = arena_copy_n(arena, bytes ? bytes : "", end);
    free(bytes);
    return line;
}

/* A process that has not seen the search reads the answer back. Leaving out what has a price of its own (home care, a shop's day) is true. */
static void judge(struct bench *b, const struct job *job, struct result *result)
{
    text verdict = answer_of(b, job, "verdict"), solution = answer_of(b, job, "solution");
    const char *arguments[] = { "zhangjia", "dispatch", "check", "--format", job->exam->format, job->exam->path, solution, NULL };
    pid_t child = start(arguments, verdict);
    int status = 1;
    if (child) waitpid(child, &status, 0);
    json_t *object = last_object(verdict);
    bool may_leave_out = strcmp(job->exam->format, "solomon") && strcmp(job->exam->format, "mankowska");
    int64_t left_out = json_integer_value(json_object_get(object, "left_out"));
    if (object) result->cost = json_number_value(json_object_get(object, "cost"));
    if (!object || !WIFEXITED(status) || WEXITSTATUS(status)) result->verdict = *first_line(b->arena, verdict) ? first_line(b->arena, verdict) : "no answer that can be read";
    else if (left_out && !may_leave_out) result->verdict = arena_print(b->arena, "%" PRId64 " left out", left_out);
    else result->verdict = "true";
    json_decref(object);
}

static void say(const struct bench *b, const struct result *r)
{
    char gap[32] = "";
    if (r->best > 0) snprintf(gap, sizeof gap, " (%+.2f %%)", 100 * (r->cost / r->best - 1));
    fprintf(stderr, "[%d/%d] %s %s, %g s, %d thread%s, seed %" PRIu64 ": %.10g%s, %s\n", b->started - b->running, b->wanted, r->set, r->trial.instance, r->trial.time, r->trial.threads,
        r->trial.threads > 1 ? "s" : "", r->trial.seed, r->cost, gap, r->verdict);
}

static bool best_so_far(const struct bench *b, const struct result *r)
{
    for (int i = 0; i < b->results.count; i++) {
        const struct result *x = &b->results.list[i];
        if (!strcmp(x->trial.instance, r->trial.instance) && !strcmp(x->trial.format, r->trial.format) && !strcmp(x->verdict, "true") && x->cost <= r->cost) return false;
    }
    return true;
}

/* The file itself, byte for byte: it is what the referee has read. */
static void keep(const struct bench *b, const struct job *job, const struct result *r)
{
    size_t length;
    if (!b->flags->keep || strcmp(r->verdict, "true") || !below_best(r->cost, r->best) || !best_so_far(b, r)) return;
    char *bytes = dispatch_slurp(answer_of(b, job, "solution"), &length);
    bool routes_as_text = !strcmp(r->trial.format, "solomon");
    text path = arena_print(b->arena, "%s/%s.%s", b->flags->keep, r->trial.instance, routes_as_text ? "sol" : "json");
    FILE *file = bytes ? fopen(path, "wb") : NULL;
    if (!file || fwrite(bytes, 1, length, file) != length) perror(path);
    if (file) fclose(file);
    free(bytes);
}

static void collect(struct bench *b, struct job *job, int status, const struct rusage *usage)
{
    json_t *object = last_object(answer_of(b, job, "said"));
    struct result r = { .trial = job->trial, .set = job->exam->set, .best = job->exam->best, .verdict = "it did not end as it should", .memory = usage->ru_maxrss };
    r.seconds = json_number_value(json_object_get(object, "seconds"));
    r.iterations = json_integer_value(json_object_get(object, "iterations"));
    r.cpu = (double)(usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) + (double)(usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1e6;
    json_decref(object);
    if (WIFEXITED(status) && !WEXITSTATUS(status)) judge(b, job, &r);
    keep(b, job, &r);
    results_add(&b->results, r);
    if (b->flags->output && !results_append(b->flags->output, &r)) b->broken = true;
    static const text files[] = { "said", "solution", "verdict" };
    for (int i = 0; i < 3; i++) unlink(answer_of(b, job, files[i]));
    *job = b->jobs[--b->running];
    say(b, &r);
}

/* One of those that run: the next one that ends. */
static void wait_for_one(struct bench *b)
{
    int status;
    struct rusage usage;
    pid_t ended = wait4(-1, &status, 0, &usage);
    for (int i = 0; i < b->running; i++) if (b->jobs[i].child == ended) { collect(b, &b->jobs[i], status, &usage); return; }
    if (ended < 0) b->broken = true;
}

static void launch(struct bench *b, const struct exam *exam, const struct trial *trial)
{
    struct job job = { .exam = exam, .trial = *trial, .number = b->started };
    struct arena *a = b->arena;
    const char *arguments[] = { "zhangjia", "dispatch", "solve", "--format", exam->format, "--time", arena_print(a, "%g", trial->time), "--threads", arena_print(a, "%d", trial->threads),
        "--seed", arena_print(a, "%" PRIu64, trial->seed), "-o", answer_of(b, &job, "solution"), exam->path, NULL };
    while (b->running && b->running >= b->flags->jobs) wait_for_one(b);
    job.child = start(arguments, answer_of(b, &job, "said"));
    if (!job.child) { perror("/proc/self/exe"); b->broken = true; return; }
    b->jobs[b->running++] = job;
    b->started++;
}

/* Threads innermost: the same instance at the same minute, so that a busy machine treats one and two alike. */
static void each_trial(struct bench *b, const struct asked *asked, void (*what)(struct bench *, const struct exam *, const struct trial *))
{
    for (int t = 0; t < asked->time_count; t++) {
        for (int e = 0; e < b->exams.count; e++) {
            for (int i = 0; i < asked->seeds * asked->thread_count && !b->broken; i++) {
                const struct exam *exam = &b->exams.list[e];
                struct trial trial = { exam->name, exam->format, asked->times[t], asked->threads[i % asked->thread_count], (uint64_t)(i / asked->thread_count) + b->flags->seed };
                if (!results_find(&b->results, &trial)) what(b, exam, &trial);
            }
        }
    }
}

static void count_one(struct bench *b, const struct exam *exam, const struct trial *trial)
{
    (void)exam, (void)trial;
    b->wanted++;
}

static int list_read(text list, double least, double most, double *ret)
{
    int count = 0;
    for (const char *at = list; count < MOST_LISTED; at++) {
        char *end;
        ret[count] = strtod(at, &end);
        if (end == at || !(ret[count] >= least && ret[count] <= most) || (*end && *end != ',')) return 0;
        count++;
        at = end;
        if (!*at) return count;
    }
    return 0;
}

static bool read_asked(const struct dispatch_flags *f, struct asked *asked, double *times, int *threads)
{
    double listed[MOST_LISTED];
    asked->times = times;
    asked->threads = threads;
    asked->time_count = list_read(f->times ? f->times : "1,10", 0.001, 1e6, times);
    asked->thread_count = list_read(f->thread_list ? f->thread_list : "1", 1, 64, listed);
    asked->seeds = f->seeds_said ? f->seeds : 3;
    for (int i = 0; i < asked->thread_count; i++) threads[i] = (int)listed[i];
    if (!asked->time_count) fprintf(stderr, "dispatch: --time is a list of seconds: 1,10\n");
    if (!asked->thread_count) fprintf(stderr, "dispatch: --threads is a list of numbers from 1 to 64: 1,2\n");
    return asked->time_count && asked->thread_count;
}

static bool set_out(struct bench *b, const struct dispatch_flags *f)
{
    struct stat status;
    if (f->keep && (stat(f->keep, &status) || !S_ISDIR(status.st_mode))) { fprintf(stderr, "%s: is no folder to keep solutions in\n", f->keep); return false; }
    if (f->words[1] && access(f->words[1], R_OK)) { perror(f->words[1]); return false; }
    if (f->output && !results_load(&b->results, f->output)) return false;
    b->exams = exams_find(b->arena, f->words[0], f->format, f->each);
    if (!b->exams.count) { fprintf(stderr, "%s: there is no instance in it\n", f->words[0]); return false; }
    if (!mkdtemp(b->folder)) { perror(b->folder); return false; }
    return true;
}

int dispatch_bench(int argc, char **argv)
{
    struct dispatch_flags f;
    struct asked asked;
    double times[MOST_LISTED];
    int threads[MOST_LISTED];
    if (!dispatch_flags_read(&f, argc, argv) || !read_asked(&f, &asked, times, threads)) return 2;
    if (!f.word_count) { fprintf(stderr, "dispatch: bench needs a folder. See zhangjia dispatch --help.\n"); return 2; }
    struct arena *arena = arena_new();
    struct bench b = { .arena = arena, .flags = &f, .results.arena = arena, .folder = "/tmp/zhangjia-bench-XXXXXX" };
    bool well = set_out(&b, &f);
    if (well) {
        each_trial(&b, &asked, count_one);
        each_trial(&b, &asked, launch);
        while (b.running && !b.broken) wait_for_one(&b);
        rmdir(b.folder);
        bench_report(&b.exams, &b.results, &asked, f.words[1]);
    }
    well = well && !b.broken;
    arena_free(arena);
    return well ? 0 : 2;
}
