/* import_undo.c — what an import made is taken back, the newest first, as long as nobody has built on it. */
#include <string.h>
#include "record/held.h"
#include "record/image.h"
#include "record/import_own.h"

/* ---- may it be undone? ---- */

static void add_title(struct buf *out, int *count, text title)
{
    enum { NAMED = 10 };
    if ((*count)++ < NAMED) buf_print(out, "%s%s", out->length ? "、" : "", title);
}

static void changed_of_type(struct work *w, int64_t batch, const struct record_type *type, struct buf *out, int *count)
{
    struct rows *row = db_query_made(w, print(w, "select t.title, r.row_number from import_record r join %s t on t.id = r.record where r.batch = $1 and r.type = $2 and t.version <> r.version "
                                                 "and r.position = (select max(l.position) from import_record l where l.batch = r.batch and l.type = r.type and l.record = r.record) "
                                                 "order by r.position limit 50", type->name), BIND(num(batch), txt(type->name)));
    while (db_next(row)) add_title(out, count, print(w, "%s (%lld)", db_text(row, 0), (long long)db_number(row, 1)));
}

/* Records that are not of this batch and refer to one it created. */
static void users_of_type(struct work *w, int64_t batch, const struct record_type *type, const struct record_type *user, const struct field *f, struct buf *out, int *count)
{
    struct rows *row = db_query_made(w, print(w, "select t.title, r.row_number from import_record r join %s u on u.%s = r.record join %s t on t.id = r.record where r.batch = $1 and r.type = $2 "
                                                 "and r.earlier = '' and not exists (select 1 from import_record m where m.record = u.id and m.batch = $1 and m.type = $3) "
                                                 "order by r.position limit 50", user->name, f->name, type->name), BIND(num(batch), txt(type->name), txt(user->name)));
    while (db_next(row)) add_title(out, count, print(w, "%s (%lld)", db_text(row, 0), (long long)db_number(row, 1)));
}

text import_changed_since(struct work *w, int64_t batch, int *ret_count)
{
    const struct record_type *const *all = house_types(w->house);
    struct buf out = buf_new(w->arena);
    *ret_count = 0;
    for (int t = 0; all[t]; t++) {
        if (!db_one(w, SQL("select count(*) from import_record where batch = $1 and type = $2"), BIND(num(batch), txt(all[t]->name)), 0)) continue;
        changed_of_type(w, batch, all[t], &out, ret_count);
        for (int u = 0; all[u]; u++)
            for (int i = 0; i < all[u]->field_count; i++)
                if (all[u]->fields[i].kind == KIND_REF && all[u]->fields[i].to == all[t]) users_of_type(w, batch, all[t], all[u], &all[u]->fields[i], &out, ret_count);
    }
    return buf_text(&out);
}

/* ---- taking back ---- */

struct taken { int64_t position, record, version, row; text type, earlier; };
/* `careful`: each in a savepoint of its own, which costs as much again; only for a handful in which one said no. */
struct taking { int64_t batch, done, left; bool over, careful; };

static bool put_back(struct work *w, const struct record_type *type, void *record, text earlier)
{
    json_t *image = image_parse(w, earlier), *value;
    text name;
    const struct image_of of = { .type = type, .id = ((const struct record *)record)->id };
    if (!image) return false;
    json_object_foreach(image, name, value) {
        const struct field *f = type_field(type, name);
        if (!f) continue;
        image_read(w, &of, f, value, record);
        sealed *s = f->kind == KIND_SEALED ? member_mut(f, record) : NULL;
        if (s) s->plain = seal_open(w, type->name, ((struct record *)record)->id, f->name, s->kept, s->kept_length);
    }
    return record_store(w, type, record, (struct change){ .what = AUDIT_CHANGED, .step = "", .event = "changed" });
}

static bool take_one(struct work *w, void *data)
{
    const struct taken *t = data;
    const struct record_type *type = house_type(w->house, t->type);
    void *record = type ? record_peek(w, type, t->record) : NULL;
    if (!record) return !failed(w);                     /* gone already */
    if (((struct record *)record)->version != t->version) return refuse_as(w, CONFLICT, "", N_("It was changed since"));
    return *t->earlier ? put_back(w, type, record, t->earlier) : record_remove(w, type, record);
}

/* A record that the batch touched twice: its earlier lines must fit what is there now. */
static void one_version_back(struct work *w, int64_t batch, const struct taken *t)
{
    db_exec(w, SQL("delete from import_record where batch = $1 and position = $2"), BIND(num(batch), num(t->position)));
    const struct record *now = *t->earlier ? record_peek(w, house_type(w->house, t->type), t->record) : NULL;
    if (now)
        db_exec(w, SQL("update import_record set version = $4 where batch = $1 and type = $2 and record = $3"), BIND(num(batch), txt(t->type), num(t->record), num(now->version)));
}

static bool take_some(struct work *w, void *data)
{
    enum { AT_ONCE = 100 };
    struct taking *g = data;
    struct taken *list = take_many(w, struct taken, AT_ONCE);
    int n = 0;
    struct chunk_clock clock = chunk_begins();
    int64_t done = 0, left = 0;
    w->reason = N_("Import undone");
    struct rows *row = db_query(w, SQL("select position, type, record, version, earlier, row_number from import_record where batch = $1 and stays = 0 order by position desc limit 100"),
                                BIND(num(g->batch)));
    while (db_next(row))
        list[n++] = (struct taken){ db_number(row, 0), db_number(row, 2), db_number(row, 3), db_number(row, 5), db_text(row, 1), db_text(row, 4) };
    int i = 0;
    for (; i < n && (!i || !chunk_over(w, clock)); i++) {
        bool well = g->careful ? db_part(w, take_one, &list[i]) : take_one(w, &list[i]);
        if (!well && !g->careful) return false;
        if (well) { one_version_back(w, g->batch, &list[i]); done++; continue; }
        if (!refused(w)) return false;
        work_clear(w);
        left++;
        db_exec(w, SQL("update import_record set stays = 1 where batch = $1 and position = $2"), BIND(num(g->batch), num(list[i].position)));
    }
    g->over = i == n && n < AT_ONCE;
    g->done = done;
    g->left = left;
    return !failed(w);
}

static bool forget_lines(struct work *w, void *batch)
{
    db_exec(w, SQL("delete from import_line where batch = $1 and row_number not in (select row_number from import_record where batch = $1 and stays = 1)"), BIND(num(*(int64_t *)batch)));
    return !failed(w);
}

static bool how_many(struct work *w, void *data)
{
    struct taking *g = data;
    g->done = db_one(w, SQL("select count(*) from import_record where batch = $1 and stays = 0"), BIND(num(g->batch)), 0);
    return !failed(w);
}

bool import_take_back(struct job *job, int64_t batch, int64_t *ret_left, bool telling)
{
    struct taking g = { .batch = batch };
    if (!job_read(job, how_many, &g)) return false;
    int64_t total = g.done, done = 0;
    for (*ret_left = 0; !g.over;) {
        bool well = job_write(job, take_some, &g);
        if (!well && (g.careful || job->failure == FAULT || job->failure == AGAIN)) return false;
        g.careful = !well;
        if (!well) { job_forget_why(job); continue; }
        done += g.done + g.left;
        *ret_left += g.left;
        if (telling && !job_progress(job, done, total)) return false;
    }
    return job_write(job, forget_lines, &batch);
}

struct ending { int64_t batch, left; };

static bool put_end(struct work *w, void *data)
{
    const struct ending *e = data;
    struct import_batch b;
    if (!batch_load(w, e->batch, &b)) return false;
    b.state = e->left ? BATCH_DONE : BATCH_UNDONE;
    b.done_row = b.done_rows = 0;
    batch_write(w, &b);
    return !failed(w);
}

bool import_undo_job(struct job *job)
{
    struct ending e = { .batch = task_batch_id(job) };
    if (!import_take_back(job, e.batch, &e.left, true)) return false;
    if (!job_write(job, put_end, &e)) return false;
    struct json j = json_new(job_arena(job));
    write_object(&j, NULL);
    write_number(&j, "batch", e.batch);
    write_number(&j, "left", e.left);
    write_end(&j, '}');
    job_result(job, buf_text(&j.out));
    return true;
}
