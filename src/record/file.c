/* file.c — see file.h. */
#include "record/file.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "base/sealed_file.h"
#include "record/convert.h"
#include "record/file_seal.h"
#include "record/hidden.h"
#include "record/file_seal.h"
#include "record/job.h"
#include "record/output.h"
#include "record/store.h"

enum { USES_LOOKED_AT = 200 };

const char file_schema[] =
    "create table if not exists file (hash {text} primary key, size {number} not null, type {text} not null, name {text} not null, made_at {number} not null);"
    "create table if not exists file_upload (hash {text} not null, account {number} not null, at {number} not null, primary key (hash, account));"
    "create table if not exists file_use (hash {text} not null, type {text} not null, record {number} not null, primary key (hash, type, record));";

static bool hash_right(text hash)
{
    return strlen(hash) == 64 && strspn(hash, "0123456789abcdef") == 64;
}

static text place_of(struct work *w, text hash) { return print(w, "%s/files/%.2s/%s", house_data(w->house), hash, hash); }

/* ---- the disk ---- */

static bool folder_there(struct work *w, text path)
{
    return mkdir(path, 0700) == 0 || errno == EEXIST || fault(w, "%s: %s", path, strerror(errno));
}

static bool synced(struct work *w, text path, int flags)
{
    int fd = open(path, flags | O_CLOEXEC);
    bool well = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0) close(fd);
    return well || fault(w, "%s: %s", path, strerror(errno));
}

static text folder_of(struct work *w, text path)
{
    text slash = strrchr(path, '/');
    return arena_copy_n(w->arena, path, (size_t)(slash - path));
}

/* Whole, sealed and with this content. A plain one of an earlier version is replaced, and so is a broken one: here is its content again. */
static bool is_there(struct work *w, text path, const struct upload *u)
{
    struct sealed_file *f = sealed_file_open(path, house_file_key(w->house));
    bool well = f && sealed_file_sealed(f) && sealed_file_size(f) == u->size && !strcmp(sealed_file_hash(f), u->hash);
    sealed_file_close(f);
    return well;
}

/* The upload itself when it came sealed; else a sealed copy of it. "" and a fault. */
static text sealed_form(struct work *w, const struct upload *u)
{
    struct sealed_file *f = sealed_file_open(u->path, house_file_key(w->house));
    if (!f) return fault(w, "%s: %s", u->path, strerror(errno)), "";
    bool came_sealed = sealed_file_sealed(f), same = !strcmp(sealed_file_hash(f), u->hash);
    sealed_file_close(f);
    if (came_sealed) return same ? u->path : (fault(w, "%s is not what its hash says", u->path), "");
    text copy = "", why = "";
    return file_seal_copy(w->arena, w->house, u->path, u->hash, &copy, &why) ? copy : (fault(w, "%s", why), "");
}

static bool move(struct work *w, text from, text to)
{
    if (chmod(from, 0600) == 0 && synced(w, from, O_RDONLY) && rename(from, to) == 0) return true;
    if (!failed(w)) fault(w, "%s: %s", to, strerror(errno));
    unlink(from);
    return false;
}

/* Content and both folders are on disk before anybody can name the file. The same content is there already: nothing is moved. */
bool file_keep(struct work *w, const struct upload *u)
{
    if (!hash_right(u->hash)) return fault(w, "an upload with an odd hash");
    text to = place_of(w, u->hash), folder = folder_of(w, to), files = folder_of(w, folder);
    if (!folder_there(w, files) || !folder_there(w, folder)) return false;
    /* Touched, so that file_erase_job knows that somebody is about to name it. */
    if (is_there(w, to, u)) return utimensat(AT_FDCWD, to, NULL, 0) == 0 || fault(w, "%s: %s", to, strerror(errno));
    text from = sealed_form(w, u);
    return *from && move(w, from, to) && synced(w, folder, O_RDONLY | O_DIRECTORY) && synced(w, files, O_RDONLY | O_DIRECTORY);
}

bool file_made(struct work *w, const struct upload *u)
{
    db_exec(w, SQL("insert into file (hash, size, type, name, made_at) values ($1, $2, $3, $4, $5) on conflict (hash) do nothing"),
            BIND(txt(u->hash), num(u->size), txt(u->type ? u->type : "application/octet-stream"), txt(u->file_name ? u->file_name : ""), num(w->now.ms)));
    db_exec(w, SQL("insert into file_upload (hash, account, at) values ($1, $2, $3) on conflict (hash, account) do update set at = excluded.at"),
            BIND(txt(u->hash), num(w->actor->user), num(w->now.ms)));
    return !failed(w);
}

struct file_facts file_facts(struct work *w, text hash)
{
    struct file_facts f = { "", "", "", 0 };
    struct rows *row = db_query(w, SQL("select type, name, size from file where hash = $1"), BIND(txt(hash)));
    while (db_next(row)) f = (struct file_facts){ place_of(w, hash), db_text(row, 0), db_text(row, 1), db_number(row, 2) };
    return f;
}

/* ---- which records name it ---- */

static bool same(const struct field *f, const void *record, text hash) { return f->kind == KIND_FILE && !strcmp(((const file *)member(f, record))->hash, hash); }

static bool row_names(const struct field *f, const void *record, text hash)
{
    const rows_of *rows = member(f, record);
    for (size_t i = 0; i < rows->count; i++)
        for (int k = 0; k < f->row->field_count; k++)
            if (same(&f->row->fields[k], (const char *)rows->at + i * f->row->size, hash)) return true;
    return false;
}

/* Files with a `reveal` of their own open for an hour to whoever revealed the sealed words beside them, with a reason. */
static bool opened(struct work *w, const struct record_type *type, const void *record, const struct field *f)
{
    if (!f->reveal || f->kind == KIND_SEALED) return true;
    return can(w, f->reveal) && db_one(w, SQL("select 1 from audit where type = $1 and record = $2 and who = $3 and what = 5 and at > $4 limit 1"),
                                       BIND(txt(type->name), num(((const struct record *)record)->id), num(w->actor->user), num(w->now.ms - HOURS(1))), 0) == 1;
}
_Static_assert(AUDIT_READ == 5, "the query above says it by number");

/* `visible`: by a member that this actor may see. */
static bool names(struct work *w, const struct record_type *type, const void *record, text hash, bool visible)
{
    for (int i = 0; i < type->field_count; i++) {
        const struct field *f = &type->fields[i];
        if (visible && (!field_visible(w, f) || !opened(w, type, record, f))) continue;
        if (same(f, record, hash) || (f->kind == KIND_ROWS && row_names(f, record, hash))) return true;
    }
    return false;
}

bool file_used(struct work *w, const struct record_type *type, int64_t id, text hash)
{
    if (failed(w) || !hash || !*hash) return !failed(w);
    if (!hash_right(hash) || !*file_facts(w, hash).path || !file_may_read(w, hash))
        return failed(w) ? false : refuse(w, "", N_("There is no such file; upload it first"));
    db_exec(w, SQL("insert into file_use (hash, type, record) values ($1, $2, $3) on conflict (hash, type, record) do nothing"),
            BIND(txt(hash), txt(type->name), num(id)));
    return !failed(w);
}

static bool use_one(struct work *w, const struct record_type *type, int64_t id, const struct field *f, const void *at, const void *before)
{
    if (f->kind != KIND_FILE) return true;
    text hash = ((const file *)member(f, at))->hash;
    return !hash || !*hash || (before && names(w, type, before, hash, false)) || file_used(w, type, id, hash);
}

bool files_of_record(struct work *w, const struct record_type *type, const void *record, const void *before)
{
    int64_t id = ((const struct record *)record)->id;
    for (int i = 0; i < type->field_count; i++) {
        const struct field *f = &type->fields[i];
        if (!use_one(w, type, id, f, record, before)) return false;
        const rows_of *rows = f->kind == KIND_ROWS ? member(f, record) : NULL;
        for (size_t r = 0; rows && r < rows->count; r++)
            for (int k = 0; k < f->row->field_count; k++)
                if (!use_one(w, type, id, &f->row->fields[k], (const char *)rows->at + r * f->row->size, before)) return false;
    }
    return !failed(w);
}

/* ---- who may read it ---- */

static bool by_record(struct work *w, text type_name, int64_t id, text hash)
{
    const struct record_type *type = house_type(w->house, type_name);
    const struct record *record = type ? record_peek(w, type, id) : NULL;
    if (!record || hidden_here(w, type, record)) return false;
    bool sees = can(w, type->see) && (type->scope == SCOPE_COMPANY || in_scope(w, record->branch.id));
    return (sees || is_own(w, type, record)) && names(w, type, record, hash, true);
}

struct use { text type; int64_t record; };

bool file_may_read(struct work *w, text hash)
{
    if (w->actor->system) return true;
    if (w->actor->user && db_one(w, SQL("select 1 from file_upload where hash = $1 and account = $2 and at > $3"),
                                 BIND(txt(hash), num(w->actor->user), num(w->now.ms - HOURS(24))), 0)) return true;
    struct use *uses = take_many(w, struct use, USES_LOOKED_AT);
    int n = 0;
    struct rows *row = db_query(w, SQL("select type, record from file_use where hash = $1 order by record desc limit 200"), BIND(txt(hash)));
    while (db_next(row)) uses[n++] = (struct use){ db_text(row, 0), db_number(row, 1) };
    for (int i = 0; i < n; i++)
        if (by_record(w, uses[i].type, uses[i].record, hash)) return true;
    return false;
}

/* ---- files that go ---- */

void file_drop(struct work *w, text hash, instant after)
{
    if (failed(w) || !hash_right(hash)) return;
    int64_t gone = db_exec(w, SQL("delete from file where hash = $1 and not exists (select 1 from file_use u where u.hash = $1) "
                                  "and not exists (select 1 from import_batch b where b.file = $1) and not exists (select 1 from file_upload l where l.hash = $1 and l.at > $2)"),
                           BIND(txt(hash), num(after.ms)));
    if (gone != 1) return;
    db_exec(w, SQL("delete from file_upload where hash = $1"), BIND(txt(hash)));
    job_add(w, "file_erase", hash);
}

void file_unused(struct work *w, const struct record_type *type, const void *record, text hash)
{
    int64_t id = ((const struct record *)record)->id;
    if (!hash || !*hash || names(w, type, record, hash, false)) return;
    db_exec(w, SQL("delete from file_use where hash = $1 and type = $2 and record = $3"), BIND(txt(hash), txt(type->name), num(id)));
    db_exec(w, SQL("delete from file_upload where hash = $1 and account = $2"), BIND(txt(hash), num(w->actor->user)));
    file_drop(w, hash, (instant){ w->now.ms - HOURS(24) });
}

void file_unname(struct work *w, text hash) { db_exec(w, SQL("update file set name = '' where hash = $1"), BIND(txt(hash))); }

struct going { text hash; bool stays; text path; };

static bool look_at(struct work *w, void *data)
{
    struct going *g = data;
    g->stays = !hash_right(g->hash) || db_one(w, SQL("select 1 from file where hash = $1"), BIND(txt(g->hash)), 0) == 1;
    return !failed(w);
}

static bool try_later(struct work *w, void *data) { return job_add_at(w, "file_erase", ((struct going *)data)->hash, (instant){ w->now.ms + MINUTES(15) }) != 0; }

/* Touched within ten minutes: the same content is being uploaded anew, and its row may not be there yet. */
bool file_erase_job(struct job *job)
{
    struct going g = { .hash = job_arguments(job) };
    struct stat facts;
    if (!job_read(job, look_at, &g)) return false;
    if (g.stays) return true;
    text path = arena_print(job_arena(job), "%s/files/%.2s/%s", house_data(job_house(job)), g.hash, g.hash);
    if (stat(path, &facts)) return true;
    if (facts.st_mtime > time(NULL) - 600) return job_write(job, try_later, &g);
    return unlink(path) == 0 || errno == ENOENT;
}
