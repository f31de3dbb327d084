#include <stdio.h>
#include <string.h>
#include "company/company.h"
#include "messages/messages.h"
#include "base/words.h"
#include "operations/key_custody.h"
#include "operations/plan_house_test.h"

struct keys { struct plan_house *h; int64_t key; day day; };

/* A signature as the store would have it. */
static text signature(struct work *w)
{
    static const char hash[] = "00000000000000000000000000000000000000000000000000000000000000aa";
    db_exec(w, SQL("insert into file (hash, size, type, name, made_at) values ($1, 1, 'image/png', 'sign.png', 0) on conflict do nothing"), BIND(txt(hash)));
    return hash;
}

static bool hand_over(struct work *w, void *data)
{
    struct keys *k = data;
    struct key_custody key = { .customer = { k->h->customer }, .household = { k->h->home }, .what = "门钥匙 2 把", .tag = "37", .hangs_at = "钥匙柜 3 排", .handed_by = "李芳",
        .handed_signature = { signature(w) } };
    bool well = ADD(w, key_custody, &key);
    if (well) k->key = key.record.id;
    return well;
}

/* Her receipts, in order: "taken, back". */
struct receipts { char said[300]; };
static bool read_receipts(struct work *w, void *data)
{
    struct receipts *r = data;
    struct found all = LOAD_WHERE(w, message, "about = 'key_custody' and channel = 1 order by id", NO_BIND);
    r->said[0] = 0;
    for (int i = 0; i < all.count; i++) {
        size_t n = strlen(r->said);
        snprintf(r->said + n, sizeof r->said - n, "%s%s", n ? " / " : "", FOUND(struct message, all, i)->body);
    }
    return !failed(w);
}

static bool on_key(struct work *w, const struct keys *k, text step, const void *in)
{
    struct key_custody *key = LOAD(w, key_custody, k->key);
    w->reason = "测试";
    return key && step_run(w, &key_custody_type, key, step, in);
}
static bool take_it(struct work *w, void *data) { struct keys *k = data; return on_key(w, k, "take_out", &(struct { ref worker; day back_by; }){ { k->h->workers[0] }, { 0 } }); }
static bool hang_it(struct work *w, void *data) { return on_key(w, data, "hang_up", &(struct { text at; }){ "" }); }
static bool lose_it(struct work *w, void *data) { return on_key(w, data, "lose", NULL); }
static bool look_at_it(struct work *w, void *data)
{
    const struct key_custody *key = LOAD(w, key_custody, ((struct keys *)data)->key);
    if (!key) return false;
    EQUAL(key->state, KEY_OUT);
    EQUAL(key->back_by.number, day_of(w->now).number);
    EQUAL(db_one(w, SQL("select due_at from deadline where record = $1"), BIND(num(key->record.id)), 0), day_at(day_of(w->now), 21 * 60).ms);
    return !failed(w);
}

static bool on_plan(struct work *w, const struct keys *k, text step, const void *in)
{
    struct service_plan *p = LOAD(w, service_plan, k->h->plan);
    w->reason = "测试";
    return p && step_run(w, &service_plan_type, p, step, in);
}
static bool end_plan(struct work *w, void *data) { return on_plan(w, data, "stop", NULL); }

TEST_DB(a_plan_does_not_end_while_we_hold_a_key_of_its_home)
{
    struct plan_house h;
    if (!plan_house_open(&h)) return;
    struct keys k = { .h = &h };
    CHECK(plan_write(&h, hand_over, &k));
    struct receipts r;
    CHECK(plan_write(&h, read_receipts, &r));
    SAME_TEXT(r.said, "我们已代您保管：门钥匙 2 把（李芳 交来），挂牌号 37，牌上不写您的姓名和地址。");
    CHECK(!plan_write(&h, hand_over, &k));                  /* the number on the hook is taken */
    SAME_TEXT(h.w->field, "tag");
    CHECK(!plan_write(&h, end_plan, &k));
    CHECK(plan_write(&h, take_it, &k) && plan_write(&h, look_at_it, &k));
    CHECK(!plan_write(&h, take_it, &k));                    /* she has it already */
    CHECK(plan_write(&h, hang_it, &k));
    CHECK(plan_write(&h, lose_it, &k) && plan_write(&h, end_plan, &k));
    plan_house_close(&h);
}

/* ---- its holder leaves the company ---- */

static bool resigns(struct work *w, void *data)
{
    const struct keys *k = data;
    struct worker *n = LOAD(w, worker, k->h->workers[0]);
    w->reason = "回老家";
    return n && step_run(w, &worker_type, n, "resign", NULL);
}
static bool leaves(struct work *w, void *data)
{
    const struct keys *k = data;
    struct worker *n = LOAD(w, worker, k->h->workers[0]);
    w->reason = "回老家";
    return n && step_run(w, &worker_type, n, "leave", NULL);
}
static bool asked_for(struct work *w, text open)
{
    return !strcmp(w->code, "guard") && w->arguments && w->arguments[0] && strstr(w->arguments[0], translate(w->language, open));
}

TEST_DB(who_leaves_gives_back_the_keys_first_and_all_that_is_open_is_named_at_once)
{
    struct plan_house h;
    if (!plan_house_open(&h)) return;
    struct keys k = { .h = &h };
    CHECK(plan_write(&h, hand_over, &k) && plan_write(&h, take_it, &k) && plan_write(&h, resigns, &k));
    CHECK(!plan_write(&h, leaves, &k));
    CHECK(asked_for(h.w, "keys of customers with her") && asked_for(h.w, "plans that name her"));
    CHECK(plan_write(&h, hang_it, &k) && !plan_write(&h, leaves, &k));
    CHECK(!asked_for(h.w, "keys of customers with her") && asked_for(h.w, "plans that name her"));
    plan_house_close(&h);
}

static bool bring_along(struct work *w, void *data)
{
    const struct keys *k = data;
    return key_bring_along(w, &(struct key_brought){ k->h->customer, "K01-007", "门店钥匙柜", day_of(w->now) });
}
static bool find_it(struct work *w, void *data)
{
    struct keys *k = data;
    struct found f = LOAD_WHERE(w, key_custody, "tag = 'K01-007' and state = 1", NO_BIND);
    if (f.count != 1) return false;
    EQUAL(FOUND(struct key_custody, f, 0)->household.id, k->h->home);
    k->key = FOUND(struct key_custody, f, 0)->record.id;
    return true;
}
static bool second_home(struct work *w, void *data)
{
    const struct keys *k = data;
    struct household home = { .record.branch = { k->h->branch }, .customer = { k->h->customer }, .area = "望京", .estate = "东湖", .address = { .plain = "东湖1号楼" } };
    return ADD(w, household, &home);
}

TEST_DB(a_key_brought_along_hangs_among_the_others_and_stops_the_end_of_its_plan)
{
    struct plan_house h;
    if (!plan_house_open(&h)) return;
    struct keys k = { .h = &h };
    CHECK(plan_write(&h, bring_along, &k));
    CHECK(plan_write(&h, find_it, &k));
    CHECK(!plan_write(&h, end_plan, &k));
    CASE("of two homes nothing says which");
    CHECK(plan_write(&h, second_home, &k));
    CHECK(!plan_write(&h, bring_along, &k));
    SAME_TEXT(h.w->field, "customer");
    plan_house_close(&h);
}

/* ---- a pause has an end ---- */

static bool limit(struct work *w, void *data)
{
    (void)data;
    struct setting s = { .code = SETTING_LONGEST_PAUSE, .since = plan_date(1, 1), .value = "4" };
    return ADD(w, setting, &s);
}
static bool pause_open(struct work *w, void *data) { return on_plan(w, data, "pause", &(struct { day from; maybe_day to; }){ plan_date(10, 1), { 0 } }); }
static bool pause_until(struct work *w, void *data) { return on_plan(w, data, "pause", &(struct { day from; maybe_day to; }){ plan_date(10, 1), { ((struct keys *)data)->day.number, true } }); }

TEST_DB(a_pause_lasts_as_long_as_the_shop_allows)
{
    struct plan_house h;
    if (!plan_house_open(&h)) return;
    struct keys k = { .h = &h, .day = plan_date(10, 29) };
    CHECK(plan_write(&h, limit, &k));
    CHECK(!plan_write(&h, pause_open, &k));
    SAME_TEXT(h.w->field, "to");
    CHECK(!plan_write(&h, pause_until, &k));                /* 29 days */
    k.day.number--;
    CHECK(plan_write(&h, pause_until, &k));
    plan_house_close(&h);
}
