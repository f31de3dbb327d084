/* cache.c — a file: a line that names what it holds, the second it was made, then pairs sorted by their points, as they lie in memory.
 * It never leaves the machine that wrote it; what does not fit exactly is no cache. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "matrix/matrix_inside.h"

enum { HEAD = 512, MOST_PAIRS = 1 << 25 };   /* 800 MB; then it begins anew */

struct head { char magic[8]; int64_t made; uint64_t sum; char name[HEAD - 24]; };     /* sum: of the pairs' bytes */

static int by_points(const void *a, const void *b) { return memcmp(a, b, 2 * sizeof(struct spot)); }      /* any order will do that is always the same */

static uint64_t sum_of(const void *bytes, size_t length)                /* FNV-1a: against accidents, not against people */
{
    uint64_t sum = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < length; i++) sum = (sum ^ ((const unsigned char *)bytes)[i]) * UINT64_C(1099511628211);
    return sum;
}

static text path_of(struct arena *arena, text folder, text name)
{
    return arena_print(arena, "%s/ways-%016llx", folder, (unsigned long long)sum_of(name, strlen(name)));      /* the name in the head decides */
}

/* The pairs behind a head that fits; -1: no such file. */
static int64_t pairs_in(FILE *file, const struct pair_cache *cache, int days, int64_t now, struct head *head)
{
    struct stat st;
    if (fread(head, 1, sizeof *head, file) != sizeof *head || fstat(fileno(file), &st)) return -1;
    int64_t rest = (int64_t)st.st_size - (int64_t)sizeof *head, count = rest / (int64_t)sizeof(struct pair);
    bool well = !memcmp(head->magic, "ZJWAYS1", 8) && !head->name[sizeof head->name - 1] && !strcmp(head->name, cache->name);
    if (!well || rest % (int64_t)sizeof(struct pair) || count > MOST_PAIRS) return -1;
    return head->made <= now && now - head->made < (int64_t)days * 86400 ? count : -1;
}

static bool whole(const struct pair_cache *cache, uint64_t sum)
{
    if (sum_of(cache->pairs, sizeof *cache->pairs * (size_t)cache->count) != sum) return false;
    for (int64_t i = 1; i < cache->count; i++) if (by_points(&cache->pairs[i - 1], &cache->pairs[i]) >= 0) return false;
    return true;
}

struct pair_cache pairs_open(struct arena *arena, text folder, text name, int days, int64_t now)
{
    struct pair_cache cache = { .name = name, .made = now };
    struct head head;
    if (!folder || strlen(name) >= sizeof head.name) return cache;
    cache.path = path_of(arena, folder, name);
    FILE *file = fopen(cache.path, "rb");
    if (!file) return cache;
    int64_t count = pairs_in(file, &cache, days, now, &head);
    if (count > 0) {
        cache.pairs = arena_take(arena, sizeof *cache.pairs * (size_t)count);
        cache.count = (int64_t)fread(cache.pairs, sizeof *cache.pairs, (size_t)count, file);
        cache.made = head.made;
        if (cache.count != count || !whole(&cache, head.sum)) { cache.count = 0; cache.made = now; }
    }
    fclose(file);
    return cache;
}

const struct pair *pairs_find(const struct pair_cache *cache, struct spot from, struct spot to)
{
    struct pair key = { .from = from, .to = to };
    return cache->count ? bsearch(&key, cache->pairs, (size_t)cache->count, sizeof key, by_points) : NULL;
}

static bool write_all(const struct pair_cache *cache, const struct pair *pairs, int64_t count, text temporary)
{
    struct head head = { .magic = "ZJWAYS1", .made = cache->made, .sum = sum_of(pairs, sizeof *pairs * (size_t)count) };
    snprintf(head.name, sizeof head.name, "%s", cache->name);
    int fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);             /* where homes lie is nobody else's */
    FILE *file = fd < 0 ? NULL : fdopen(fd, "wb");
    if (!file) { if (fd >= 0) close(fd); return false; }
    bool well = fwrite(&head, sizeof head, 1, file) == 1 && fwrite(pairs, sizeof *pairs, (size_t)count, file) == (size_t)count;
    return fclose(file) == 0 && well;
}

bool pairs_add(struct arena *arena, const struct pair_cache *cache, const struct pair *more, int64_t count)
{
    if (!cache->path || !count) return true;
    int64_t all = cache->count + count <= MOST_PAIRS ? cache->count + count : count, unique = 0;
    struct pair *pairs = arena_take(arena, sizeof *pairs * (size_t)all);
    memcpy(pairs, more, sizeof *pairs * (size_t)count);
    if (all > count) memcpy(pairs + count, cache->pairs, sizeof *pairs * (size_t)cache->count);
    qsort(pairs, (size_t)all, sizeof *pairs, by_points);
    for (int64_t i = 0; i < all; i++) if (!unique || by_points(&pairs[unique - 1], &pairs[i])) pairs[unique++] = pairs[i];
    text temporary = arena_print(arena, "%s.%ld.%p", cache->path, (long)getpid(), (void *)pairs);        /* of this process and this moment */
    char *slash = strrchr((char *)(uintptr_t)cache->path, '/');
    mkdir(arena_copy_n(arena, cache->path, (size_t)(slash - cache->path)), 0700);
    bool well = write_all(cache, pairs, unique, temporary) && rename(temporary, cache->path) == 0;
    if (!well) unlink(temporary);
    return well;
}
