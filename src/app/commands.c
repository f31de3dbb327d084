/* commands.c — what an operator does from the shell. Each says in one line what it did, or why not. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "app/app.h"
#include "record/openapi.h"
#include "record/parts.h"
#include "record/schema.h"

int do_migrate(struct config *c, int argc, char **argv)
{
    (void)argc;
    (void)argv;
    struct house *h = app_open(c, true);
    if (!h) return 1;
    printf("The database fits the declarations.\n");
    app_close(h);
    return 0;
}

/* A backup is a folder: the database, the keys without which sealed text cannot be read, and the files by hard link or copy. */
static int copy_tree(text from, text to)
{
    pid_t child = fork();
    if (child == 0) {
        execlp("cp", "cp", "-a", "--", from, to, (char *)NULL);
        _exit(127);
    }
    int status = -1;
    if (child > 0) waitpid(child, &status, 0);
    return status;
}

static int complain(text what, text why)
{
    fprintf(stderr, "%s: %s\n", what, why);
    return 1;
}

int do_backup(struct config *c, int argc, char **argv)
{
    char folder[1100], path[1300], from[1300];
    if (argc > 0) snprintf(folder, sizeof folder, "%s", argv[0]);
    else snprintf(folder, sizeof folder, "%s/backups/%lld", c->data, (long long)time(NULL));
    if (mkdir(folder, 0700)) return complain(folder, errno == EEXIST ? "is there already; name a new folder" : strerror(errno));
    struct house *h = app_open(c, false);
    text why = "";
    if (!h) return 1;
    snprintf(path, sizeof path, "%s/%s", folder, db_engine(house_db(h)) == DB_SQLITE ? "zhangjia.db" : "zhangjia.dump");
    bool well = db_backup(house_db(h), path, &why);
    app_close(h);
    if (!well) return complain("The database could not be copied", why);
    static const text parts[] = { "keys", "files" };
    for (size_t i = 0; i < 2; i++) {
        snprintf(from, sizeof from, "%s/%s", c->data, parts[i]);
        if (copy_tree(from, folder)) return complain(from, "could not be copied");
    }
    printf("%s\n", folder);
    return 0;
}

/* Into an empty data folder only: nothing that exists is overwritten. */
int do_restore(struct config *c, int argc, char **argv)
{
    char from[1300], to[1300];
    struct stat st;
    if (argc != 1) return complain("restore", "name the folder of the backup");
    snprintf(to, sizeof to, "%s/zhangjia.db", c->data);
    if (stat(to, &st) == 0) return complain(to, "is there; restore into an empty --data folder");
    if (mkdir(c->data, 0700) && errno != EEXIST) return complain(c->data, strerror(errno));
    snprintf(from, sizeof from, "%s/.", argv[0]);
    if (copy_tree(from, c->data)) return complain(argv[0], "could not be copied");
    snprintf(from, sizeof from, "%s/zhangjia.dump", c->data);
    if (stat(from, &st) == 0) {
        if (!c->database) return complain(from, "is a PostgreSQL backup; name an empty database with --database");
        pid_t child = fork();
        if (child == 0) {
            execlp("pg_restore", "pg_restore", "--no-owner", "-d", c->database, from, (char *)NULL);
            _exit(127);
        }
        int status = -1;
        if (child > 0) waitpid(child, &status, 0);
        if (status) return complain("pg_restore", "did not finish well");
    }
    struct house *h = app_open(c, false);
    if (!h) return 1;
    app_close(h);
    printf("Restored into %s.\n", c->data);
    return 0;
}

static bool seal_some(struct work *w, void *data) { (void)data; return audit_seal_some(w); }
static bool verify(struct work *w, void *verdict) { return audit_verify(w, verdict); }

int do_audit(struct config *c, int argc, char **argv)
{
    if (argc != 1 || strcmp(argv[0], "verify")) return complain("audit", "say: zhangjia audit verify");
    struct house *h = app_open(c, false);
    if (!h) return 1;
    struct work *w = work_open(h, NULL);
    db_write(house_db(h), w, seal_some, NULL);
    work_clear(w);
    struct audit_verdict v = { 0 };
    bool well = db_read(house_db(h), w, verify, &v);
    if (well && !v.broken_at) printf("%lld entries are as they were written, %lld not yet chained.\n", (long long)v.checked, (long long)v.unsealed);
    else printf("Broken at entry %lld: %s\n", (long long)v.broken_at, v.why ? v.why : "the log cannot be read");
    work_close(w);
    app_close(h);
    return well && !v.broken_at ? 0 : 1;
}

static bool difference(struct work *w, void *house)
{
    const struct schema_change *changes;
    int n = schema_difference(w, house, &changes);
    for (int i = 0; i < n; i++) printf("  %s: %s\n", changes[i].additive ? "will be made" : "a person must decide", changes[i].why);
    printf(n ? "%d differences between tables and declarations.\n" : "Tables and declarations agree (%d).\n", n);
    return !failed(w);
}

int do_doctor(struct config *c, int argc, char **argv)
{
    (void)argc;
    (void)argv;
    struct house *h = app_open(c, false);
    if (!h) return 1;
    struct work *w = work_open(h, NULL);
    bool well = db_read(house_db(h), w, difference, h);
    work_close(w);
    app_close(h);
    return well ? do_audit(c, 1, (char *[]){ "verify" }) : 1;
}

int do_openapi(struct config *c, int argc, char **argv)
{
    (void)argc;
    (void)argv;
    struct house *h = app_open(c, true);
    if (!h) return 1;
    openapi_print(h, stdout);
    app_close(h);
    return 0;
}
