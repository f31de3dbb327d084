/* open.c — from a configuration to a house fit for use. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "app/app.h"
#include "app/update.h"
#include "base/log.h"
#include "company/company.h"
#include "record/schema.h"

static bool folder(text path)
{
    if (mkdir(path, 0700) == 0 || errno == EEXIST) return true;
    fprintf(stderr, "The folder %s cannot be made: %s\n", path, strerror(errno));
    return false;
}

static bool folders(text data)
{
    static const text below[] = { "files", "backups", "keys", "uploads" };
    char path[1024];
    if (!folder(data)) return false;
    for (size_t i = 0; i < sizeof below / sizeof *below; i++) {
        snprintf(path, sizeof path, "%s/%s", data, below[i]);
        if (!folder(path)) return false;
    }
    return true;
}

struct looking { struct house *house; int changes, first; bool key_fits; struct update_extent extent; };
static bool look(struct work *w, void *data)
{
    struct looking *l = data;
    const struct schema_change *changes;
    const struct db_column *columns;
    l->changes = schema_difference(w, l->house, &changes);
    l->first = db_columns(w, &columns) == 0;
    if (!l->first) l->extent = update_extent(w, db_engine(house_db(l->house)), changes, l->changes);
    l->key_fits = l->first || house_key_fits(w);
    return !failed(w);
}

/* A database that has content is copied before its tables change. */
static bool copy_before(struct house *h, text data)
{
    char path[1100];
    text why = "";
    snprintf(path, sizeof path, "%s/backups/before-migration-%lld.db", data, (long long)time(NULL));
    if (db_backup(house_db(h), path, &why)) return true;
    fprintf(stderr, "The copy before the change of tables failed: %s\n", why);
    return false;
}

/* A clock that can be moved is a test's: a company that began without one never gets one (a mark in its folder says how it began). */
static bool clock_right(const struct config *c, bool first)
{
    char path[1100];
    struct stat there;
    snprintf(path, sizeof path, "%s/test-clock-company", c->data);
    if (!c->test_clock || stat(path, &there) == 0) return true;
    FILE *mark = first ? fopen(path, "w") : NULL;
    if (mark && fclose(mark) == 0) return true;
    fprintf(stderr, "--test-clock moves the time of companies made for tests; begin with an empty --data folder.\n");
    return false;
}

/* Going on would seal what comes by a key that opens nothing of what is there. A key that was made a moment ago goes again, so that the right one finds its place free. */
static bool key_right(const struct config *c, const struct looking *l, bool made)
{
    char path[1100];
    if (l->key_fits) return true;
    snprintf(path, sizeof path, "%s/keys/master.key", c->data);
    if (made) unlink(path);
    fprintf(stderr, "%s %s: it opens nothing of what is sealed in this database. Bring the key back from the backup (docs/operating.md) and start again; nothing was changed.\n",
            path, made ? "is missing" : "belongs to another company");
    return false;
}

static bool tables_made(struct house *h)
{
    text why = "";
    if (house_migrate(h, &why)) return true;
    fprintf(stderr, "The tables could not be made: %s\n", why);
    return false;
}

/* Of a large company this takes a minute in which nothing answers: who started it is told what is done, and of how much, before each part. */
static bool update(struct house *h, const struct config *c, const struct update_extent *extent)
{
    int64_t began = update_begins(extent);
    if (!copy_before(h, c->data)) return false;
    update_copied(began);
    if (!tables_made(h)) return false;
    update_done(began);
    return true;
}

static bool fit(struct house *h, const struct config *c, bool migrate, bool key_made)
{
    struct looking l = { .house = h };
    struct work *w = work_open(h, NULL);
    bool well = db_read(house_db(h), w, look, &l);
    work_close(w);
    if (well && !key_right(c, &l, key_made)) return false;
    if (!well || (l.changes && !migrate)) {
        fprintf(stderr, well ? "The database needs `zhangjia migrate` first: %d changes.\n" : "The database cannot be read: the log says why (%d).\n", l.changes);
        return false;
    }
    if (!clock_right(c, l.first)) return false;
    return l.changes && !l.first ? update(h, c, &l.extent) : tables_made(h);
}

struct demo_looking { bool wanted, demo; };
static bool look_demo(struct work *w, void *data)
{
    struct demo_looking *l = data;
    l->demo = demo_began(w, l->wanted);
    return !failed(w);
}

/* Whether this is a demo is remembered with its data: the flag says only what an empty database begins with. Without it a demo would refuse its own
 * customers' numbers; with it (`./run` has it by itself) a real company would take invented people and show login codes to whoever asks for one. */
static bool demo_known(struct house *h, const struct config *c)
{
    struct demo_looking l = { .wanted = strcmp(c->demo, "none") != 0 };
    struct work *w = work_open(h, NULL);
    bool well = db_read(house_db(h), w, look_demo, &l);
    work_close(w);
    house_demo_is(h, l.demo);
    if (!well) fprintf(stderr, "The accounts cannot be read: the log says why.\n");
    return well;
}

static bool has_key(text data)
{
    char path[1100];
    struct stat there;
    snprintf(path, sizeof path, "%s/keys/master.key", data);
    return stat(path, &there) == 0;
}

struct house *app_open(const struct config *c, bool migrate)
{
    if (c->quiet) log_quiet(1);
    if (!folders(c->data)) return NULL;
    char url[1100];
    snprintf(url, sizeof url, "sqlite:%s/zhangjia.db", c->data);
    text why = "";
    bool key_there = has_key(c->data);
    struct db *db = db_open(&(struct db_options){ .url = c->database ? c->database : url, .fast_and_loose = c->unsynced }, &why);
    if (!db) { fprintf(stderr, "The database cannot be opened: %s\n", why); return NULL; }
    struct house *h = house_open(&(struct house_options){ .db = db, .data = c->data, .modules = modules, .test_clock = c->test_clock, .demo = strcmp(c->demo, "none") != 0,
        .authenticate = company_authenticate, .seen = company_seen }, &why);
    if (!h) {
        fprintf(stderr, "The declarations or keys are not right:\n%s\n", why);
        db_close(db);
        return NULL;
    }
    if (fit(h, c, migrate, !key_there) && demo_known(h, c)) return h;
    app_close(h);
    return NULL;
}

void app_close(struct house *h)
{
    struct db *db = house_db(h);
    house_close(h);
    db_close(db);
}
