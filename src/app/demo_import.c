/* demo_import.c — the go-live sheets through the importer: the file kept as an upload, its headings guessed, a dry run, a run; the jobs are
 * the same that a person's import starts. */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "app/demo_loading.h"
#include "record/file.h"
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

/* ---- a file becomes a batch ---- */

struct bringing { struct demo_loading *loading; struct upload upload; text shape; struct sheet_look look; int64_t batch; struct import_batch seen; text kind; enum batch_state next; };

static bool hash_of_file(text path, char hex[65], int64_t *ret_size)
{
    crypto_generichash_state state;
    unsigned char block[65536], hash[32];
    FILE *f = fopen(path, "rb");
    size_t n;
    if (!f) return false;
    crypto_generichash_init(&state, NULL, 0, sizeof hash);
    *ret_size = 0;
    while ((n = fread(block, 1, sizeof block, f)) > 0) {
        crypto_generichash_update(&state, block, n);
        *ret_size += (int64_t)n;
    }
    fclose(f);
    crypto_generichash_final(&state, hash, sizeof hash);
    sodium_bin2hex(hex, 65, hash, sizeof hash);
    return true;
}

static text guessed_columns(struct work *w, const struct bringing *b)
{
    const struct sheet_row *head = &b->look.rows[b->look.header];
    const struct import_shape *shape = import_shape_of(w, b->shape);
    struct import_targets targets = import_targets(w, shape);
    int n = head->cells[head->count - 1].column + 1;
    text *headers = take_many(w, text, n);
    struct import_guess *guesses = take_many(w, struct import_guess, n);
    for (int i = 0; i < n; i++) headers[i] = sheet_cell(head, i).text ? sheet_cell(head, i).text : "";
    import_guess(w->arena, &targets, headers, n, NULL, NULL, guesses);
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    for (int i = 0; i < n; i++)
        if (*guesses[i].target) write_text(&j, print(w, "%d", i), guesses[i].target);
    write_end(&j, '}');
    return buf_text(&j.out);
}

static bool begin(struct work *w, void *data)
{
    struct bringing *b = data;
    if (!file_made(w, &b->upload)) return false;
    b->batch = import_begin(w, b->shape, b->upload.hash, b->upload.file_name);
    if (!b->batch || !batch_load(w, b->batch, &b->seen)) return false;
    b->seen.columns = guessed_columns(w, b);
    b->seen.header_row = b->look.rows[b->look.header].number;
    b->seen.mode = IMPORT_ROWS;
    batch_write(w, &b->seen);
    return !failed(w);
}

static bool start(struct work *w, void *data)
{
    struct bringing *b = data;
    if (!batch_load(w, b->batch, &b->seen)) return false;
    b->seen.state = b->next;
    b->seen.job = job_add(w, b->kind, print(w, "{\"batch\":%lld}", (long long)b->batch));
    batch_write(w, &b->seen);
    return !failed(w);
}

static bool look_again(struct work *w, void *data)
{
    struct bringing *b = data;
    return batch_load(w, b->batch, &b->seen);
}

static bool run_job(struct bringing *b, const struct actor *actor, text kind, enum batch_state during, enum batch_state after)
{
    b->kind = kind;
    b->next = during;
    struct work *w = work_open(b->loading->house, actor);
    bool well = demo_run(b->loading, actor, start, b, true) && demo_run_jobs(b->loading) && db_read(house_db(b->loading->house), w, look_again, b) && b->seen.state == after;
    work_close(w);
    return well;
}

static bool keep(struct bringing *b, char hex[65])
{
    struct work *w = work_open(b->loading->house, &the_system);
    b->upload.hash = hex;
    bool well = hash_of_file(b->upload.path, hex, &b->upload.size) && file_keep(w, &b->upload);
    work_close(w);
    return well;
}

static bool look_at(struct bringing *b, struct arena *arena, text *ret_why)
{
    struct sheet_book *book = sheet_open(arena, b->upload.path, ret_why);
    bool well = book && sheet_look(book, 0, arena, 20, &b->look, ret_why) && b->look.header >= 0;
    sheet_close(book);
    return well;
}

static void tell(const struct bringing *b)
{
    const struct import_counts *c = &b->seen.made;
    demo_say(b->loading, "%s：%lld 行，新建 %lld，补充 %lld，有误 %lld", b->upload.file_name, (long long)c->rows, (long long)c->create, (long long)c->update, (long long)c->wrong);
}

bool demo_import_file(struct demo_loading *l, const struct actor *actor, text shape, text path, text name, bool csv)
{
    char hex[65];
    text why = "";
    struct arena *arena = arena_new();
    struct bringing b = { .loading = l, .shape = shape, .upload = { .path = path, .file_name = name,
        .type = csv ? "text/plain" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" } };
    bool well = look_at(&b, arena, &why) && keep(&b, hex) && demo_run(l, actor, begin, &b, true) && run_job(&b, actor, "import_check", BATCH_CHECKING, BATCH_CHECKED) &&
                run_job(&b, actor, "import_run", BATCH_RUNNING, BATCH_DONE);
    if (well) tell(&b);
    else fprintf(stderr, "demo: %s could not be imported (state %d) %s\n", name, (int)b.seen.state, why);
    arena_free(arena);
    return well;
}

/* ---- all of them, and who became what ---- */

static bool import_sheet(struct demo_loading *l, int branch, const struct demo_sheet *s)
{
    text why = "", path = arena_print(l->world->arena, "%s/uploads/demo-%d", house_data(l->house), l->sheets++);
    int rows = 0;
    const struct actor *who = strcmp(s->shape, "opening_balance") ? &l->shops[branch].manager : &l->shops[branch].finance;
    if (!demo_sheet_write(l->world, s, branch, path, &rows, &why)) { fprintf(stderr, "demo: %s\n", why); return false; }
    if (!rows) return remove(path) == 0;
    return demo_import_file(l, who, s->shape, path, s->file, s->gb18030);
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
