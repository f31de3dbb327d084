/* dispatch_explain.c — see dispatch_explain.h. */
#include "app/dispatch_explain.h"
#include "app/dispatch_open.h"
#include "base/json.h"
#include "dispatch/check/check.h"
#include "dispatch/questions/explain.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_OFFERS = 10 };

static void print(const struct json *json) { printf("%.*s\n", (int)json->out.length, json->out.at); }

static void write_verdicts(struct board *b, struct json *json, int visit)
{
    const struct problem *p = b->p;
    struct verdict *verdicts = calloc((size_t)p->slot_count + 1, sizeof *verdicts);
    int count[RULES] = { 0 };
    if (!verdicts) return;
    explain_slots(b, visit, verdicts);
    for (int s = 0; s < p->slot_count; s++) count[verdicts[s].first]++;
    free(verdicts);
    write_object(json, "slots");
    for (int r = 0; r < RULES; r++) if (count[r]) write_number(json, r ? rule_names[r] : "fits", count[r]);
    write_end(json, '}');
}

static void write_fixes(struct board *b, struct json *json, int visit)
{
    struct fix fixes[FIXES];
    int count = explain_fixes(b, visit, fixes);
    write_list(json, "fixes");
    for (int i = 0; i < count; i++) {
        write_object(json, NULL);
        write_text(json, "kind", fix_names[fixes[i].kind]);
        write_number(json, "amount", fixes[i].amount);
        if (fixes[i].slot != NONE) write_number(json, "slot", b->p->slots[fixes[i].slot].id);
        if (fixes[i].kind == FIX_SKILL) write_number(json, "skill", fixes[i].skill);
        if (fixes[i].kind == FIX_SKILL) write_number(json, "level", fixes[i].level);
        write_end(json, '}');
    }
    write_end(json, ']');
}

static void explain_one(struct board *b, int visit)
{
    struct arena *arena = arena_new();
    struct json json = json_new(arena);
    struct why why;
    int slot = b->plan->slot_of[visit];
    write_object(&json, NULL);
    write_number(&json, "visit", b->p->visits[visit].id);
    if (slot == NONE) {
        write_verdicts(b, &json, visit);
        write_fixes(b, &json, visit);
    } else if (explain_planned(b, visit, &why)) {
        write_number(&json, "slot", b->p->slots[slot].id);
        write_number(&json, "cost", why.cost);
        write_object(&json, "terms");
        for (int t = 0; t < TERMS; t++) if (why.terms[t]) write_number(&json, term_names[t], why.terms[t]);
        write_end(&json, '}');
        if (why.has_second) write_number(&json, "second_slot", b->p->slots[why.second.slot].id);
        if (why.has_second) write_number(&json, "second_cost", why.second.cost);
    }
    write_end(&json, '}');
    print(&json);
    arena_free(arena);
}

/* Instance, solution and board; the exit status when something is not well. */
struct question { struct dispatch_flags flags; struct instance instance; struct arena *arena; struct plan *plan; struct board *board; };

static int question_open(struct question *q, int argc, char **argv, bool one_more)
{
    struct fault fault;
    *q = (struct question){ .arena = NULL };
    if (!dispatch_flags_read(&q->flags, argc, argv)) return 2;
    if (q->flags.word_count != 2 || (one_more && !q->flags.visit)) {
        fprintf(stderr, "dispatch: name an instance and a solution of it%s. See zhangjia dispatch --help.\n", one_more ? ", and --visit FILE" : "");
        return 2;
    }
    int status = dispatch_open_instance(&q->flags, one_more ? q->flags.visit : NULL, &q->instance);
    if (status) return status;
    q->arena = arena_new();
    q->plan = dispatch_open_solution(&q->flags, &q->instance, q->arena);
    if (!q->plan) return 2;
    if (!plan_check(q->plan, &fault)) {
        fprintf(stderr, "The solution is not true: %s %s\n", fault.where, fault.what);
        return 1;
    }
    q->board = board_new(q->plan);
    return 0;
}

static void question_close(struct question *q)
{
    if (q->board) board_free(q->board);
    if (q->arena) arena_free(q->arena);
    if (q->instance.problem) instance_close(&q->instance);
}

static int explain_all(struct question *q)
{
    const struct problem *p = q->board->p;
    char *end = NULL;
    long long id = q->flags.visit ? strtoll(q->flags.visit, &end, 10) : 0;
    bool found = !q->flags.visit;
    for (int v = 0; v < p->visit_count; v++) {
        if (q->flags.visit ? p->visits[v].id != id || *end : q->plan->slot_of[v] != NONE) continue;
        explain_one(q->board, v);
        found = true;
    }
    if (!found) fprintf(stderr, "dispatch: there is no visit %s.\n", q->flags.visit);
    return found ? 0 : 2;
}

int dispatch_explain(int argc, char **argv)
{
    struct question q;
    int status = question_open(&q, argc, argv, false);
    if (!status) status = explain_all(&q);
    question_close(&q);
    return status;
}

int dispatch_insert(int argc, char **argv)
{
    struct question q;
    struct offer offers[MOST_OFFERS];
    int status = question_open(&q, argc, argv, true);
    int count = status ? 0 : insert_offers(q.board, q.board->p->visit_count - 1, offers, MOST_OFFERS);
    for (int i = 0; i < count; i++) {
        const struct problem *p = q.board->p;
        struct json json = json_new(q.arena);
        write_object(&json, NULL);
        write_number(&json, "slot", p->slots[offers[i].slot].id);
        write_number(&json, "worker", p->workers[p->slots[offers[i].slot].worker].id);
        write_number(&json, "at", offers[i].at);
        write_number(&json, "start", offers[i].start);
        write_number(&json, "cost", offers[i].cost);
        write_end(&json, '}');
        print(&json);
    }
    if (!status && !count) explain_one(q.board, q.board->p->visit_count - 1);       /* nowhere: why, and what would help */
    question_close(&q);
    return status;
}
