/* demo_bills.c — a few bills of two days ago, each further on its way than the last: made, checked by a second person, sent, objected to, paid. */
#include "app/demo_loading.h"
#include "finance/finance.h"
#include "record/store.h"

enum { BILLS = 5 };
struct billing { int64_t branch; day on; int64_t customers[BILLS], bill; int count, nth; };

static bool find_customers(struct work *w, void *data)
{
    struct billing *b = data;
    struct rows *row = db_query(w, SQL("select distinct v.customer from visit v where v.branch = $1 and v.state = 9 and v.start >= $2 and v.start < $3 "
                                       "and not exists (select 1 from visit_claim x where x.visit = v.id and x.worker = 0) order by v.customer limit 5"),
                                BIND(num(b->branch), num(day_start(b->on).ms), num(day_start((day){ b->on.number + 1 }).ms)));
    for (b->count = 0; db_next(row); b->count++) b->customers[b->count] = db_number(row, 0);
    return !failed(w);
}

static bool make_bill(struct work *w, void *data)
{
    struct billing *b = data;
    b->bill = bill_make(w, b->customers[b->nth], b->on, b->on);
    return b->bill != 0;
}

struct billed { int64_t bill; text step, body; };
static bool go_on(struct work *w, void *data)
{
    const struct billed *s = data;
    struct bill *b = LOAD(w, bill, s->bill);
    return b && demo_step(w, &bill_type, b, s->step, s->body);
}

static bool pay(struct work *w, void *data)
{
    const struct bill *b = LOAD(w, bill, ((struct billing *)data)->bill);
    return b && demo_add(w, &payment_type, print(w, "{\"kind\":\"from_customer\",\"bill\":%lld,\"customer\":%lld,\"amount\":%lld,\"channel\":\"wechat\",\"channel_number\":\"WX99%010lld\"}",
        (long long)b->record.id, (long long)b->customer.id, (long long)b->total.fen, (long long)b->record.id % 10000000000));
}

static bool bill_shop(struct demo_loading *l, int branch)
{
    const struct demo_shop *shop = &l->shops[branch];
    const struct { const struct actor *by; text step, body; } way[] = { { &shop->manager, "check", "{}" }, { &shop->finance, "send", "{}" }, { &shop->finance, "object", "{\"reason\":\"说好的不收交通费\"}" } };
    struct billing b = { .branch = shop->branch, .on = { l->world->today.number - 2 } };
    struct work *w = work_open(l->house, &the_system);
    bool well = db_read(house_db(l->house), w, find_customers, &b);
    work_close(w);
    for (b.nth = 0; b.nth < b.count && well; b.nth++) {
        well = demo_run(l, &shop->finance, make_bill, &b, true);
        int far = b.nth == BILLS - 1 ? 2 : b.nth;               /* the last is sent and paid */
        for (int i = 0; i < far && i < COUNT_OF(way) && well; i++) well = demo_run(l, way[i].by, go_on, &(struct billed){ b.bill, way[i].step, way[i].body }, true);
        if (well && b.nth == BILLS - 1) well = demo_run(l, &shop->finance, pay, &b, true);
    }
    return well;
}

bool demo_bills(struct demo_loading *l)
{
    bool well = true;
    for (int b = 0; b < l->world->branch_count && well; b++) well = bill_shop(l, b);
    return well;
}
