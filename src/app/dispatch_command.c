/* dispatch_command.c — see dispatch_command.h. */
#include "app/dispatch_command.h"
#include "app/dispatch_bench.h"
#include "app/dispatch_explain.h"
#include "app/dispatch_open.h"
#include "app/dispatch_serve.h"
#include "dispatch/check/check.h"
#include <string.h>

static int help(FILE *to, int status)
{
    fputs("zhangjia dispatch solve [--format auto|vroom|solomon|mankowska|uhhc|zhangjia] [--time SECONDS | --iterations N] [--threads N] [--seed N]\n"
          "                        [--objective distance|vehicles] [-o SOLUTION] [--trace FILE] INSTANCE\n"
          "zhangjia dispatch check [--format …] [--objective …] INSTANCE SOLUTION\n"
          "zhangjia dispatch explain INSTANCE SOLUTION [--visit ID]               (why there, why not, what would help)\n"
          "zhangjia dispatch insert INSTANCE SOLUTION --visit FILE                (where one more would go)\n"
          "zhangjia dispatch serve --port N                                       (VROOM's body over HTTP)\n"
          "zhangjia dispatch bench [--format …] [--time 1,10] [--seeds 3] [--threads 1,2] [--each N] [--jobs N] [-o RESULTS.csv] [--keep FOLDER] DIR [ENGINES.csv]\n"
          "\n--time counts CPU seconds with one thread, wall seconds with more, reading included (10 when neither it nor --iterations is given).\n"
          "-o - writes the solution to standard output, in front of the last line. Docs: docs/dispatch.md, docs/dispatch-format.md, docs/vroom.md.\n", to);
    return status;
}

/* Two words for two things: a plan is feasible when the referee finds no rule broken, and complete when nobody is left out of it. */
static void last_line(const struct instance *instance, const struct plan *plan, bool feasible, double seconds, int64_t iterations)
{
    printf("{\"cost\":%.10g, \"feasible\":%s, \"complete\":%s, \"left_out\":%d, \"seconds\":%.3f, \"iterations\":%lld}\n", instance->format->cost(instance, plan),
           feasible ? "true" : "false", plan_left_out(plan) ? "false" : "true", plan_left_out(plan), seconds, (long long)iterations);
}

static bool write_solution(const struct dispatch_flags *f, const struct instance *instance, const struct plan *plan)
{
    FILE *out = !f->output ? NULL : strcmp(f->output, "-") ? fopen(f->output, "w") : stdout;
    if (!f->output) return true;
    bool well = out && instance->format->write(instance, plan, out);
    if (out && out != stdout) well = !fclose(out) && well;
    if (!well) fprintf(stderr, "%s: cannot be written\n", f->output);
    return well;
}

/* Lists of times and threads are bench's. */
static bool has_list(const struct dispatch_flags *f)
{
    bool list = (f->times && strchr(f->times, ',')) || (f->thread_list && strchr(f->thread_list, ','));
    if (list) fputs("dispatch: solve takes one --time and one --threads; lists are for bench.\n", stderr);
    return list;
}

static int solve(int argc, char **argv)
{
    struct dispatch_flags f;
    struct instance instance;
    struct fault fault;
    double cpu = dispatch_cpu();
    if (!dispatch_flags_read(&f, argc, argv) || f.word_count != 1) return help(stderr, 2);
    if (has_list(&f)) return 2;
    double begun = f.threads > 1 ? dispatch_wall() - cpu : 0;
    int status = dispatch_open_instance(&f, NULL, &instance);
    if (status) return status;
    struct arena *arena = arena_new();
    int64_t iterations = 0;
    struct plan *plan = dispatch_solve(arena, &instance, &f, begun, &iterations);
    bool feasible = plan_check(plan, &fault);
    bool well = write_solution(&f, &instance, plan);
    last_line(&instance, plan, feasible, (f.threads > 1 ? dispatch_wall() : dispatch_cpu()) - begun, iterations);
    arena_free(arena);
    instance_close(&instance);
    return well ? 0 : 1;
}

static int check(int argc, char **argv)
{
    struct dispatch_flags f;
    struct instance instance;
    struct fault fault = { 0 };
    if (!dispatch_flags_read(&f, argc, argv) || f.word_count != 2) return help(stderr, 2);
    int status = dispatch_open_instance(&f, NULL, &instance);
    if (status) return status;
    struct arena *arena = arena_new();
    struct plan *plan = dispatch_open_solution(&f, &instance, arena);
    bool feasible = plan && plan_check(plan, &fault);
    if (plan && !feasible) printf("%s: %s\n", fault.where, fault.what);
    for (int t = 0; feasible && t < TERMS; t++) if (plan->terms[t]) printf("%-14s %lld\n", term_names[t], (long long)plan->terms[t]);
    if (plan) last_line(&instance, plan, feasible, dispatch_cpu(), 0);
    arena_free(arena);
    instance_close(&instance);
    return !plan ? 2 : feasible ? 0 : 1;
}

int dispatch_command(int argc, char **argv)
{
    static const struct { text name; int (*run)(int argc, char **argv); } commands[] = { { "solve", solve }, { "check", check }, { "explain", dispatch_explain }, { "insert", dispatch_insert },
        { "serve", dispatch_serve }, { "bench", dispatch_bench } };
    if (argc < 1) return help(stderr, 2);
    if (!strcmp(argv[0], "--help") || !strcmp(argv[0], "-h")) return help(stdout, 0);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        if (strcmp(argv[0], commands[i].name)) continue;
        if (argc == 2 && !strcmp(argv[1], "--help") && commands[i].run != dispatch_serve) return help(stdout, 0);
        return commands[i].run(argc - 1, argv + 1);
    }
    fprintf(stderr, "dispatch: there is no command %s.\n", argv[0]);
    return help(stderr, 2);
}
