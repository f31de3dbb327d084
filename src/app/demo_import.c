/* demo_import.c — the go-live sheets through the importer: the file kept as an upload, its headings guessed, a dry run, a run; the jobs are
 * the same that a person's import starts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "app/bring.h"
#include "app/demo_loading.h"
#include "base/scratch.h"
#include "record/import_own.h"

/* ---- jobs ---- */

bool demo_run_jobs(struct demo_loading *l)
{
    for (;;) {
        struct job job = { .arena = arena_new() };
        bool found = job_claim(l->house, "demo", &job);
        if (found) job_run_claimed(&job);
        arena_free(job.arena);
        if (!found) return true;
    }
}

bool demo_import_file(struct demo_loading *l, const struct actor *actor, text shape, text path, text name, bool csv)
{
    struct bring b = { .house = l->house, .actor = actor, .arena = arena_new(), .shape = shape, .path = path, .name = name, .mode = IMPORT_ROWS,
        .type = csv ? "text/plain" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" };
    bool well = bring_open(&b) && bring_check(&b) && bring_run(&b);
    const struct import_counts *c = &b.seen.made;
    if (well) demo_say(l, "%s：%lld 行，新建 %lld，补充 %lld，有误 %lld", name, (long long)c->rows, (long long)c->create, (long long)c->update, (long long)c->wrong);
    else fprintf(stderr, "demo: %s could not be imported (state %d) %s\n", name, (int)b.seen.state, b.why);
    arena_free(b.arena);
    return well;
}

/* ---- all of them, and who became what ---- */

static bool import_sheet(struct demo_loading *l, int branch, const struct demo_sheet *s)
{
    struct arena *arena = arena_new();
    text why = "", path = scratch_path(arena);
    int rows = 0;
    const struct actor *who = strcmp(s->shape, "opening_balance") ? &l->shops[branch].manager : &l->shops[branch].finance;
    bool well = demo_sheet_write(l->world, s, branch, path, &rows, &why);
    if (!well) fprintf(stderr, "demo: %s\n", why);
    well = well && (!rows || demo_import_file(l, who, s->shape, path, s->file, s->gb18030));
    arena_free(arena);
    return well;
}

/* Rows come back in the order they were imported; one that was refused is passed over. */
struct matching { struct demo_loading *loading; int branch; };

static bool match_workers(struct work *w, void *data)
{
    const struct matching *m = data;
    const struct demo_world *world = m->loading->world;
    struct rows *row = db_query(w, SQL("select id, name from worker where branch = $1 order by id"), BIND(num(m->loading->shops[m->branch].branch)));
    for (int i = 0; db_next(row);) {
        text name = db_text(row, 1);
        while (i < world->worker_count && (world->workers[i].branch != m->branch || strcmp(world->workers[i].person.name, name))) i++;
        if (i < world->worker_count) m->loading->workers[i++] = db_number(row, 0);
    }
    return !failed(w);
}

static bool match_customers(struct work *w, void *data)
{
    const struct matching *m = data;
    const struct demo_world *world = m->loading->world;
    struct rows *row = db_query(w, SQL("select c.id, c.name, h.id from customer c join household h on h.customer = c.id where c.branch = $1 order by c.id"), BIND(num(m->loading->shops[m->branch].branch)));
    for (int i = 0; db_next(row);) {
        text name = db_text(row, 1);
        while (i < world->customer_count && (world->customers[i].branch != m->branch || strcmp(world->customers[i].person.name, name))) i++;
        if (i == world->customer_count) continue;
        m->loading->customers[i] = db_number(row, 0);
        m->loading->households[i++] = db_number(row, 2);
    }
    return !failed(w);
}

static bool match(struct demo_loading *l, int branch)
{
    struct matching m = { l, branch };
    struct work *w = work_open(l->house, &the_system);
    bool well = db_read(house_db(l->house), w, match_workers, &m) && db_read(house_db(l->house), w, match_customers, &m);
    work_close(w);
    return well;
}

bool demo_import_sheets(struct demo_loading *l)
{
    struct demo_world *w = l->world;
    l->workers = arena_take(w->arena, sizeof(int64_t) * (size_t)w->worker_count);
    l->customers = arena_take(w->arena, sizeof(int64_t) * (size_t)w->customer_count);
    l->households = arena_take(w->arena, sizeof(int64_t) * (size_t)w->customer_count);
    for (int b = 0; b < w->branch_count; b++) {
        if (w->branch_count > 1) demo_say(l, "—— %s", w->branches[b].name);
        for (int i = 0; i < demo_sheet_count; i++)
            if (*demo_sheets[i].shape && !import_sheet(l, b, &demo_sheets[i])) return false;
        if (!match(l, b)) return false;
    }
    return true;
}
