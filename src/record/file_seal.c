/* file_seal.c — see file_seal.h. */
#include "record/file_seal.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/log.h"
#include "base/sealed_file.h"
#include "record/job.h"

static bool no(struct arena *arena, text *ret_why, text path)
{
    *ret_why = arena_print(arena, "%s: %s", path, errno == EBADMSG ? "cut, changed or under another key" : strerror(errno));
    return false;
}

/* ---- one file ---- */

/* Through all of it into `to`; the hash of what was read, "" with errno. */
static text copied(struct arena *arena, struct sealed_file *from, int to, const unsigned char *key)
{
    unsigned char *piece = arena_take(arena, SEALED_CHUNK);
    struct sealing *s = sealing_begin(arena, to, key);
    text hash = "";
    int64_t size, n, at = 0;
    while ((n = sealed_file_read(from, at, piece, SEALED_CHUNK)) > 0 && sealing_add(s, piece, (size_t)n)) at += n;
    return n == 0 && sealing_end(s, &hash, &size) ? hash : "";
}

bool file_seal_copy(struct arena *arena, const struct house *house, text from, text hash, text *ret_path, text *ret_why)
{
    char *path = (char *)(uintptr_t)arena_print(arena, "%s/uploads/seal-XXXXXX", house_data(house));
    struct sealed_file *in = sealed_file_open(from, NULL);
    if (!in) return no(arena, ret_why, from);
    mkdir(arena_print(arena, "%s/uploads", house_data(house)), 0700);
    int out = mkostemp(path, O_CLOEXEC);
    bool opened = out >= 0;
    text got = opened ? copied(arena, in, out, house_file_key(house)) : "";
    bool closed = opened && close(out) == 0, right = !strcmp(got, hash);
    sealed_file_close(in);
    *ret_path = path;
    if (closed && right) return true;
    if (*got && !right) errno = EBADMSG;
    no(arena, ret_why, opened ? from : path);
    if (opened) unlink(path);
    return false;
}

/* Reads to its end and is what its name says. */
static bool whole(struct arena *arena, struct sealed_file *f, text name)
{
    crypto_generichash_state state;
    unsigned char hash[crypto_generichash_BYTES], *piece = arena_take(arena, SEALED_CHUNK);
    char hex[2 * sizeof hash + 1];
    int64_t n, at = 0;
    crypto_generichash_init(&state, NULL, 0, sizeof hash);
    for (; (n = sealed_file_read(f, at, piece, SEALED_CHUNK)) > 0; at += n) crypto_generichash_update(&state, piece, (unsigned long long)n);
    crypto_generichash_final(&state, hash, sizeof hash);
    return n == 0 && !strcmp(sodium_bin2hex(hex, sizeof hex, hash, sizeof hash), name);
}

/* ---- all files ---- */

struct walk { const struct files_walk *asked; struct files_seen *seen; struct arena *arena; text *ret_why; };

static bool synced(text path, int flags)
{
    int fd = open(path, flags | O_CLOEXEC);
    bool well = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0) close(fd);
    return well;
}

/* Its time stays: file_erase_job goes by it. */
static bool seal_in_place(struct walk *k, text path, text hash, const struct stat *was)
{
    text copy = "";
    if (!file_seal_copy(k->arena, k->asked->house, path, hash, &copy, k->ret_why)) return false;
    const struct timespec times[] = { was->st_atim, was->st_mtim };
    if (chmod(copy, 0600) || utimensat(AT_FDCWD, copy, times, 0) || !synced(copy, O_RDONLY) || rename(copy, path)) {
        no(k->arena, k->ret_why, copy);
        unlink(copy);
        return false;
    }
    k->seen->sealed_now++;
    return true;
}

static bool broken(struct walk *k, text hash)
{
    k->seen->broken++;
    if (k->asked->broken) k->asked->broken(k->asked->data, hash);
    return true;
}

static bool look_at(struct walk *k, text path, text hash)
{
    struct sealed_file *f = sealed_file_open(path, house_file_key(k->asked->house));
    if (!f) return errno == ENOENT || (errno == EBADMSG ? broken(k, hash) : no(k->arena, k->ret_why, path));    /* erased meanwhile */
    struct stat was = *sealed_file_facts(f);
    bool is_sealed = sealed_file_sealed(f), well = (is_sealed && k->asked->seal) || whole(k->arena, f, hash);
    sealed_file_close(f);
    if (!well) return broken(k, hash);
    k->seen->whole++;
    if (is_sealed) return true;
    if (k->asked->seal) return seal_in_place(k, path, hash, &was);
    k->seen->plain++;
    return true;
}

static bool named_by_hash(text name) { return strlen(name) == 64 && strspn(name, "0123456789abcdef") == 64; }

static bool walk_folder(struct walk *k, text folder)
{
    DIR *d = opendir(folder);
    if (!d) return errno == ENOENT || no(k->arena, k->ret_why, folder);
    bool well = true;
    for (const struct dirent *at; well && (at = readdir(d)) != NULL;) {
        if (!named_by_hash(at->d_name)) continue;
        struct arena_mark mark = arena_mark(k->arena);
        well = look_at(k, arena_print(k->arena, "%s/%s", folder, at->d_name), at->d_name);
        if (well) arena_back(k->arena, mark);
        const struct files_seen *s = k->seen;
        if (well && k->asked->goes_on && !k->asked->goes_on(k->asked->data, s->whole + s->broken)) well = false;
    }
    closedir(d);
    return well && (!k->asked->seal || synced(folder, O_RDONLY | O_DIRECTORY) || no(k->arena, k->ret_why, folder));
}

static text mark_of(struct arena *arena, const struct house *house) { return arena_print(arena, "%s/files/.sealed", house_data(house)); }

static bool mark_sealed(struct walk *k)
{
    text mark = mark_of(k->arena, k->asked->house);
    int fd = open(mark, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    bool well = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0) close(fd);
    return well || no(k->arena, k->ret_why, mark);
}

bool files_walk(struct arena *arena, const struct files_walk *asked, struct files_seen *ret_seen, text *ret_why)
{
    struct walk k = { asked, ret_seen, arena, ret_why };
    *ret_seen = (struct files_seen){ 0 };
    *ret_why = "";
    for (int i = 0; i < 256; i++)
        if (!walk_folder(&k, arena_print(arena, "%s/files/%02x", house_data(asked->house), (unsigned)i))) return false;
    return !asked->seal || ret_seen->broken || mark_sealed(&k);
}

bool files_sealed(const struct house *house)
{
    struct arena *arena = arena_new();
    bool there = access(mark_of(arena, house), F_OK) == 0;
    arena_free(arena);
    return there;
}

/* ---- the job ---- */

static bool goes_on(void *job, int64_t done) { return job_progress(job, done, 0); }

bool file_seal_job(struct job *job)
{
    struct files_seen seen;
    text why;
    const struct files_walk walk = { .house = job_house(job), .seal = true, .goes_on = goes_on, .data = job };
    if (!files_walk(job_arena(job), &walk, &seen, &why)) {
        if (*why) log_line("file_seal", "\"why\":%s", log_quote(job_arena(job), why));
        return false;
    }
    job_result(job, arena_print(job_arena(job), "{\"files\":%lld,\"sealed\":%lld,\"broken\":%lld}", (long long)seen.whole, (long long)seen.sealed_now, (long long)seen.broken));
    return true;
}

bool file_seal_ask(struct work *w, void *nothing)
{
    (void)nothing;
    if (files_sealed(w->house) || db_one(w, SQL("select count(*) from job where kind = 'file_seal' and state in (1, 2)"), NO_BIND, 0)) return !failed(w);
    return job_add(w, "file_seal", "") != 0;
}
