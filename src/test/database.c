/* database.c — see database.h. */
#include "test/database.h"
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>
#include <libpq-fe.h>
#include "test/test.h"

enum { MOST_KEPT = 100 };
struct kept { char kind[64], name[64]; bool pg; };      /* name: of a PostgreSQL database, or of an SQLite file */
static struct kept kept[MOST_KEPT];
static int kept_count;
static const char *pg, *last_pg;        /* the server of the running test, NULL for SQLite; the last there was */
static char url[512], name[64];         /* of the running test's database; name: as in struct kept */
static bool there;                      /* it has been made */

static bool pg_say(const char *server, const char *command)
{
    PGconn *c = PQconnectdb(server);
    PGresult *r = PQexec(c, command);
    bool well = PQresultStatus(r) == PGRES_COMMAND_OK;
    if (!well) printf("  %s: %s\n", command, PQerrorMessage(c));
    PQclear(r);
    PQfinish(c);
    return well;
}

static bool pg_create(const char *made, const char *from, const char *how)
{
    char command[256];
    snprintf(command, sizeof command, "create database %s template %s encoding 'UTF8' locale 'C.UTF-8'%s", made, from, how);
    return pg_say(pg, command);
}

static bool pg_drop(const char *server, const char *gone)
{
    char command[128];
    snprintf(command, sizeof command, "drop database if exists %s with (force)", gone);
    return pg_say(server, command);
}

/* Not by `cp`: a fork of a process under the address sanitizer costs more than the copy. */
static bool copy_file(const char *to, const char *from)
{
    int in = open(from, O_RDONLY | O_CLOEXEC), out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    ssize_t n = -1;
    if (in >= 0 && out >= 0)
        while ((n = sendfile(out, in, NULL, 1 << 30)) > 0) { }
    if (in >= 0) close(in);
    if (out >= 0) close(out);
    return n == 0;
}

static int gone(const char *path, const struct stat *s, int kind, struct FTW *where)
{
    (void)s, (void)kind, (void)where;
    return remove(path);
}

static bool copy(const char *to, const char *from)
{
    return pg ? pg_create(to, from, " strategy file_copy") : copy_file(to, from);
}

bool test_on_postgres(void) { return pg; }

/* Made when it is first asked for: it may be wanted as a copy. An SQLite file makes itself. */
const char *test_url(void)
{
    if (pg && !there) there = pg_create(name, "template0", "");
    return url;
}

static const struct kept *find(const char *kind)
{
    for (int i = 0; i < kept_count; i++)
        if (kept[i].pg == !!pg && !strcmp(kept[i].kind, kind)) return &kept[i];
    return NULL;
}

bool test_copied(const char *kind)
{
    const struct kept *k = there ? NULL : find(kind);
    return k && (there = copy(name, k->name));
}

bool test_keep(const char *kind)
{
    struct kept *k = &kept[kept_count];
    there = true;
    if (kept_count == MOST_KEPT || find(kind)) return true;
    *k = (struct kept){ .pg = pg };
    snprintf(k->kind, sizeof k->kind, "%s", kind);
    snprintf(k->name, sizeof k->name, pg ? "kept_%d_%d" : "/dev/shm/zhangjia-kept-%d-%d", (int)getpid(), kept_count);
    kept_count++;
    return copy(k->name, name);
}

bool database_begin(const char *server)
{
    static int number;
    there = false;
    pg = server;
    if (server) {
        last_pg = server;
        snprintf(name, sizeof name, "test_%d_%d", (int)getpid(), ++number);
        snprintf(url, sizeof url, "%.*s/%s", (int)(strrchr(server, '/') - server), server, name);
        return true;
    }
    char folder[] = "/dev/shm/zhangjia-test-XXXXXX";
    if (!mkdtemp(folder)) return false;
    snprintf(name, sizeof name, "%s/test.db", folder);
    snprintf(url, sizeof url, "sqlite:%s", name);
    return true;
}

bool database_end(void)
{
    if (pg) return !there || pg_drop(pg, name);
    *strrchr(name, '/') = '\0';
    return !nftw(name, gone, 8, FTW_DEPTH | FTW_PHYS);
}

void databases_forget(void)
{
    for (int i = 0; i < kept_count; i++)
        if (kept[i].pg) pg_drop(last_pg, kept[i].name);
        else unlink(kept[i].name);
    kept_count = 0;
}
