#include <pthread.h>
#include <stdatomic.h>
#include "record/list_house_test.h"
#include "record/parts.h"

struct post { text key, fingerprint; bool seen; int status; char body[40]; bool refuse; };

static bool post(struct work *w, void *data)
{
    struct post *p = data;
    text body = "";
    p->seen = once_seen(w, p->key, p->fingerprint, &p->status, &body);
    if (failed(w)) return false;
    if (p->refuse) return refuse(w, "", "no");
    if (!p->seen) once_keep(w, p->key, p->fingerprint, 201, "{\"id\":1}");
    strncpy(p->body, body, sizeof p->body - 1);
    return !failed(w);
}

TEST_DB(a_repeated_post_gets_the_first_answer)
{
    struct test_house t;
    if (!test_house_open(&t)) return;
    struct post a = { .key = "1:k", .fingerprint = "f" }, refused = { .key = "1:r", .fingerprint = "f", .refuse = true }, other = { .key = "1:k", .fingerprint = "g" };
    CHECK(test_write(&t, &the_system, post, &a) && !a.seen);
    CHECK(test_write(&t, &the_system, post, &a) && a.seen);
    EQUAL(a.status, 201);
    SAME_TEXT(a.body, "{\"id\":1}");
    CHECK(!test_write(&t, &the_system, post, &other));
    EQUAL(t.w->failure, CONFLICT);
    SAME_TEXT(t.w->code, "key_reused");
    CHECK(!test_write(&t, &the_system, post, &refused));
    refused.refuse = false;
    CHECK(test_write(&t, &the_system, post, &refused) && !refused.seen);
    t.w->now.ms += DAYS(1);
    CHECK(test_write(&t, &the_system, post, &a) && !a.seen);
    test_house_close(&t);
}

struct racer { struct test_house *house; _Atomic int *done; _Atomic int *repeated; };

static void *race(void *data)
{
    struct racer *r = data;
    struct work *w = work_open(r->house->house, &the_system);
    struct post p = { .key = "1:race", .fingerprint = "f" };
    if (db_write(r->house->db, w, post, &p)) atomic_fetch_add(p.seen ? r->repeated : r->done, 1);
    work_close(w);
    return NULL;
}

TEST_DB(of_equal_posts_at_the_same_time_one_is_done)
{
    enum { RACERS = 8 };
    struct test_house t;
    pthread_t threads[RACERS];
    _Atomic int done = 0, repeated = 0;
    if (!test_house_open(&t)) return;
    struct racer r = { &t, &done, &repeated };
    for (int i = 0; i < RACERS; i++) CHECK(!pthread_create(&threads[i], NULL, race, &r));
    for (int i = 0; i < RACERS; i++) pthread_join(threads[i], NULL);
    EQUAL(done, 1);
    EQUAL(repeated, RACERS - 1);
    test_house_close(&t);
}
