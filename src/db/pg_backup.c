/* pg_backup.c — pg_dump, which must be installed in the server's version.
 *
 * The password goes to it by its environment: a command line can be read by every user of the machine. */
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/buf.h"
#include "db/pg.h"

static void quoted(struct buf *buf, text value)
{
    buf_char(buf, '\'');
    for (; *value; value++) {
        if (*value == '\'' || *value == '\\') buf_char(buf, '\\');
        buf_char(buf, *value);
    }
    buf_char(buf, '\'');
}

/* The url as "key='value' …" without the password; NULL when libpq cannot read it. */
static text without_password(struct arena *arena, text url, text *ret_password)
{
    PQconninfoOption *options = PQconninfoParse(url, NULL);
    if (!options) return NULL;
    struct buf info = buf_new(arena);
    for (const PQconninfoOption *o = options; o->keyword; o++) {
        if (!o->val) continue;
        if (!strcmp(o->keyword, "password")) { *ret_password = arena_copy(arena, o->val); continue; }
        buf_print(&info, "%s=", o->keyword);
        quoted(&info, o->val);
        buf_char(&info, ' ');
    }
    PQconninfoFree(options);
    return buf_text(&info);
}

static char **environment_with(struct arena *arena, text password)
{
    size_t count = 0, n = 0;
    while (environ[count]) count++;
    char **all = arena_take(arena, (count + 2) * sizeof *all);
    for (size_t i = 0; i < count; i++)
        if (!password || strncmp(environ[i], "PGPASSWORD=", 11)) all[n++] = environ[i];
    if (password) {
        size_t size = strlen(password) + sizeof "PGPASSWORD=";
        all[n] = arena_take(arena, size);
        snprintf(all[n], size, "PGPASSWORD=%s", password);
    }
    return all;
}

static bool dump(struct arena *arena, text url, text path)
{
    text password = NULL, info = without_password(arena, url, &password);
    if (!info) return false;
    const char *const arguments[] = { "pg_dump", "-Fc", "-f", path, "-d", info, NULL };
    pid_t child;
    int status = -1;
    if (posix_spawnp(&child, "pg_dump", NULL, NULL, (char *const *)(const void *)arguments, environment_with(arena, password))) return false;
    return waitpid(child, &status, 0) == child && status == 0;
}

bool pg_backup(struct db *db, text path, text *ret_why)
{
    struct arena *arena = arena_new();
    bool well = dump(arena, ((struct pg *)db->own)->url, path);
    arena_free(arena);
    if (!well) *ret_why = "pg_dump did not finish well; is it installed, and of the server's version?";
    return well;
}
