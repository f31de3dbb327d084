/* files_command.c — zhangjia files seal | check: the files of the data folder, all of them. A server may run meanwhile. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "app/app.h"
#include "record/file_seal.h"

static void name_broken(void *data, text hash)
{
    (void)data;
    fprintf(stderr, "%s is cut, changed or under another key; bring it back from a backup.\n", hash);
}

/* Files that rows name and the disk has not. */
struct missing { struct house *house; int64_t count; };

static bool count_missing(struct work *w, void *data)
{
    struct missing *m = data;
    struct rows *row = db_query(w, SQL("select hash from file"), NO_BIND);
    while (db_next(row)) {
        char path[1100];
        snprintf(path, sizeof path, "%s/files/%.2s/%s", house_data(m->house), db_text(row, 0), db_text(row, 0));
        if (access(path, F_OK) == 0) continue;
        m->count++;
        fprintf(stderr, "%s is not there; bring it back from a backup.\n", db_text(row, 0));
    }
    return !failed(w);
}

static int64_t missing(struct house *h)
{
    struct missing m = { h, 0 };
    struct work *w = work_open(h, NULL);
    db_read(house_db(h), w, count_missing, &m);
    work_close(w);
    return m.count;
}

static int walk(const struct config *c, struct house *h, bool seal)
{
    struct files_seen seen;
    text why;
    struct arena *arena = arena_new();
    int64_t gone = seal ? 0 : missing(h);
    bool well = files_walk(arena, &(struct files_walk){ .house = h, .seal = seal, .broken = name_broken }, &seen, &why);
    if (!well) sorry("", why);
    else if (seal) printf("%lld files, %lld of them sealed now, %lld broken.\n", (long long)seen.whole, (long long)seen.sealed_now, (long long)seen.broken);
    else printf("%lld files are whole, %lld of them not sealed yet; %lld are broken, %lld not there.\n", (long long)seen.whole, (long long)seen.plain, (long long)seen.broken, (long long)gone);
    if (seal) left_behind_goes(c->data);
    arena_free(arena);
    return well ? (seen.broken || gone ? 2 : 0) : 1;
}

int do_files(struct config *c, int argc, char **argv)
{
    bool seal = argc == 1 && !strcmp(argv[0], "seal");
    if (!seal && !(argc == 1 && !strcmp(argv[0], "check"))) return sorry("files", "say: zhangjia files seal, or zhangjia files check");
    struct house *h = app_open(c, false);
    if (!h) return 1;
    int status = walk(c, h, seal);
    app_close(h);
    return status;
}

/* ---- what killed processes left behind ---- */

static bool begins_with_one_of(text name, const text *words)
{
    for (; *words; words++)
        if (!strncmp(name, *words, strlen(*words))) return true;
    return false;
}

static void old_ones_go(text folder, const text *words)
{
    DIR *d = opendir(folder);
    struct stat facts;
    for (const struct dirent *at; d && (at = readdir(d)) != NULL;)
        if (begins_with_one_of(at->d_name, words) && !fstatat(dirfd(d), at->d_name, &facts, AT_SYMLINK_NOFOLLOW) && S_ISREG(facts.st_mode) && facts.st_mtime < time(NULL) - 3600)
            unlinkat(dirfd(d), at->d_name, 0);
    if (d) closedir(d);
}

/* An upload takes its time and other processes may be at work, so nothing of the last hour is touched. Papers on their way lay in the data folder itself
 * until they were made in memory (base/scratch.h). */
void left_behind_goes(text data)
{
    static const text uploads[] = { "upload-", "seal-", "import-", "demo-", NULL }, papers[] = { "export-", "import-", "pay-", "payslip-", "contract-", "receipt-", NULL };
    char path[1100];
    snprintf(path, sizeof path, "%s/uploads", data);
    old_ones_go(path, uploads);
    old_ones_go(data, papers);
}
