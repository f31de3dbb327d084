/* session_cache.c — see session_cache.h. */
#include "company/session_cache.h"
#include <pthread.h>
#include <string.h>
#include "company/session.h"

enum { SLOTS = 128 };

struct slot { unsigned char hash[TOKEN_HASH]; const struct house *house; int64_t until; struct arena *arena; struct cached what; };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct slot slots[SLOTS];            /* guarded by `lock` */

static struct cached copy_of(struct arena *arena, const struct cached *from)
{
    struct cached to = *from;
    struct actor *a = &to.actor;
    text *can = arena_take(arena, sizeof *can * (size_t)(a->can_count + 1));
    int64_t *branches = arena_take(arena, sizeof *branches * (size_t)(a->branch_count + 1));
    for (int i = 0; i < a->can_count; i++) can[i] = arena_copy(arena, a->can[i]);
    if (a->branch_count) memcpy(branches, a->branches, sizeof *branches * (size_t)a->branch_count);
    a->can = can;
    a->branches = branches;
    a->name = arena_copy(arena, a->name);
    a->language = arena_copy(arena, a->language);
    a->chinese = arena_copy(arena, a->chinese);
    return to;
}

bool cache_find(struct work *w, const unsigned char *hash, struct cached *ret)
{
    pthread_mutex_lock(&lock);
    const struct slot *s = &slots[hash[0] % SLOTS];
    bool there = s->house == w->house && s->until > w->now.ms && s->until <= w->now.ms + CACHE_LASTS && !memcmp(s->hash, hash, TOKEN_HASH);
    if (there) *ret = copy_of(w->arena, &s->what);
    pthread_mutex_unlock(&lock);
    return there;
}

void cache_put(const struct work *w, const unsigned char *hash, const struct cached *what)
{
    pthread_mutex_lock(&lock);
    struct slot *s = &slots[hash[0] % SLOTS];
    if (s->arena) arena_reset(s->arena);
    else s->arena = arena_new();
    memcpy(s->hash, hash, TOKEN_HASH);
    s->house = w->house;
    s->until = w->now.ms + CACHE_LASTS;
    s->what = copy_of(s->arena, what);
    pthread_mutex_unlock(&lock);
}

void sessions_forget(void)
{
    pthread_mutex_lock(&lock);
    for (int i = 0; i < SLOTS; i++) {
        arena_free(slots[i].arena);
        slots[i] = (struct slot){ 0 };
    }
    pthread_mutex_unlock(&lock);
}

bool cache_touch_due(int64_t session, int64_t now, int64_t every)
{
    static struct { int64_t session, at; } touched[SLOTS];      /* guarded by `lock` */
    pthread_mutex_lock(&lock);
    size_t i = ((uint64_t)session * UINT64_C(0x9e3779b97f4a7c15)) >> 57;
    bool due = touched[i].session != session || touched[i].at + every <= now || touched[i].at > now;
    if (due) touched[i].session = session, touched[i].at = now;
    pthread_mutex_unlock(&lock);
    return due;
}
