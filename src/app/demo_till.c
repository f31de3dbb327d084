/* demo_till.c — the money of the last days: cash taken at the door, with a tip, yesterday's cash-up with a shortage that was explained and signed by a second
 * person, cash of today not counted yet, a bank statement with lines that are sure, doubtful and unknown, a refund and a waiver that wait for a
 * decision, and settlements of last week each further on its way than the one before. */
#include "app/demo_telling.h"
#include "finance/finance.h"
#include "record/house.h"

enum { SERVED = 8, WORKERS = 5 };
struct served { int64_t branch, yesterday, from; struct { int64_t visit, worker, price; } at[SERVED]; int count; int64_t workers[WORKERS]; int worker_count; };

/* Of the last two days, approved, with one worker, not paid by anything yet. */
static bool find_served(struct work *w, void *data)
{
    struct served *s = data;
    struct rows *row = db_query(w, SQL("select v.id, v.worker, v.price from visit v where v.branch = $1 and v.state = 9 and v.start >= $2 and v.start < $3 and v.worker > 0 and v.price > 0 and not exists (select 1 from service_order o where o.id = v.service_order and o.channel <> '') "
                                       "and not exists (select 1 from payment p where p.visit = v.id) and not exists (select 1 from visit_claim x where x.visit = v.id) order by v.start desc, v.id limit 8"),
                                BIND(num(s->branch), num(s->from), num(s->yesterday)));
    for (s->count = 0; db_next(row); s->count++) s->at[s->count].visit = db_number(row, 0), s->at[s->count].worker = db_number(row, 1), s->at[s->count].price = db_number(row, 2);
    return !failed(w);
}

/* ---- cash ---- */

static void took(struct telling *t, int64_t visit, int64_t worker, int64_t amount, int hour, int minute, int days)
{
    tell_on_day(t, days, hour, minute);
    text collector = worker ? told_body(t, ",'collector':%lld", (long long)worker) : "";
    tell_new(t, FINANCE, &payment_type, "{'kind':'from_customer','visit':%lld,'amount':%lld,'channel':'cash'%s}", (long long)visit, (long long)amount, collector);
}

struct counting { int64_t cash_up; int64_t short_by; };

/* Everything as it should be but the till, from which some change went the wrong way. */
static bool count_all(struct work *w, void *data)
{
    const struct counting *c = data;
    struct cash_up *up = LOAD(w, cash_up, c->cash_up);
    for (size_t i = 0; up && i < up->receivers.count; i++) {
        const struct cash_row *r = ROW(struct cash_row, up->receivers, i);
        int64_t missing = !r->worker.id && r->expected.fen > c->short_by ? c->short_by : 0;
        if (!demo_step(w, &cash_up_type, up, "count", print(w, "{\"worker\":%s,\"counted\":%lld,\"reason\":\"%s\"}", r->worker.id ? print(w, "%lld", (long long)r->worker.id) : "null", (long long)(r->expected.fen - missing), missing ? "找零多给了五元，客户没有退回" : ""))) return false;
    }
    return up != NULL;
}

static void cash(struct telling *t, const struct served *s)
{
    t->story = "现金和日结";
    for (int i = 0; i < s->count && i < 4; i++) took(t, s->at[i].visit, s->at[i].worker, s->at[i].price, 12 + 2 * i, 10, -1);
    if (s->count > 4) took(t, s->at[4].visit, 0, s->at[4].price, 17, 30, -1);
    if (s->count) {
        tell_on_day(t, -1, 12, 12);
        tell_new(t, FINANCE, &payment_type, "{'kind':'tip','visit':%lld,'worker':%lld,'amount':1000,'channel':'cash','collector':%lld}", (long long)s->at[0].visit, (long long)s->at[0].worker, (long long)s->at[0].worker);
        tell_on_day(t, -1, 18, 20);
        tell_new(t, FINANCE, &payment_type, "{'kind':'from_worker','worker':%lld,'amount':%lld,'channel':'cash','remark':'交回柜台'}", (long long)s->at[0].worker, (long long)s->at[0].price);
    }
    tell_on_day(t, -1, 20, 5);
    struct counting c = { tell_new(t, FINANCE, &cash_up_type, "{'day':%d}", t->loading->world->today.number - 1), 500 };
    tell_run(t, FINANCE, count_all, &c);
    tell_step(t, FINANCE, &cash_up_type, c.cash_up, "finish", "{'banked':0}");
    t->at.ms += MINUTES(14);
    tell_step(t, MANAGER, &cash_up_type, c.cash_up, "sign", "{}");
    if (s->count > 5) took(t, s->at[5].visit, 0, s->at[5].price, 9, 15, 0);
    if (s->count > 6) took(t, s->at[6].visit, s->at[6].worker, s->at[6].price, 9, 40, 0);
}

/* ---- the bank ---- */

struct owed { struct arena *arena; int64_t branch, open[2]; text number[2], payer[2]; int count; };

static bool find_owed(struct work *w, void *data)
{
    struct owed *o = data;
    struct rows *row = db_query(w, SQL("select b.number, b.total - b.paid, p.name from bill b join customer c on c.id = b.customer join person p on p.id = c.person where b.branch = $1 and b.state in (4, 6) and b.total > b.paid order by b.state, b.id limit 2"), BIND(num(o->branch)));
    for (o->count = 0; db_next(row); o->count++) o->number[o->count] = arena_print(o->arena, "%s", db_text(row, 0)), o->open[o->count] = db_number(row, 1), o->payer[o->count] = arena_print(o->arena, "%s", db_text(row, 2));
    return !failed(w);
}

static void bank(struct telling *t, int64_t branch)
{
    t->story = "银行流水";
    tell_on_day(t, 0, 9, 20);
    int64_t yesterday = t->loading->world->today.number - 1;
    const struct record_type *lines_of = house_type(t->loading->house, "bank_line");
    struct owed owed = { .arena = t->arena, .branch = branch };
    if (!tell_run(t, NOBODY, find_owed, &owed)) return;
    struct { int64_t amount; text who, what; bool ignore; } lines[] = {
        { -128000, "洁净保洁用品批发部", "抹布、药剂", false }, { -1500, "中国工商银行", "账户管理费", true }, { 26800, "周晓敏", "上周保洁", false }, { 180000, "成都锦里物业服务有限公司", "公共区域保洁 定金", false },
    };
    for (int i = 0; i < owed.count; i++)                /* the first names its bill, the second only fits by its amount */
        tell_new(t, FINANCE, lines_of, "{'booked_on':%lld,'amount':%lld,'counterparty':'%s','reference':'%s','bank_number':'GS%d0%d'}", (long long)yesterday, (long long)owed.open[i], i ? "（代付）" : owed.payer[i], i ? "家政服务费" : owed.number[i], t->branch + 1, i);
    for (int i = 0; i < COUNT_OF(lines); i++) {
        int64_t line = tell_new(t, FINANCE, lines_of, "{'booked_on':%lld,'amount':%lld,'counterparty':'%s','reference':'%s','bank_number':'GS%d1%d'}", (long long)yesterday, (long long)lines[i].amount, lines[i].who, lines[i].what, t->branch + 1, i);
        if (lines[i].ignore) tell_step(t, FINANCE, lines_of, line, "ignore", "{'reason':'银行手续费，记费用'}");
    }
}

/* ---- what waits for a decision ---- */

static void decisions(struct telling *t, int64_t branch)
{
    t->story = "等待审批的退款和减免";
    if (t->broken) return;
    int64_t card = tell_ask(t, SQL("select id from prepaid_card c where c.branch = $1 and c.state in (2, 3) and not exists (select 1 from refund r where r.card = c.id) and not exists (select 1 from payment p where p.from_card = c.id) order by id desc limit 1"), BIND(num(branch)));
    t->quiet = true;
    tell_on_day(t, 0, 9, 30);
    if (card > 0) {
        int64_t refund = tell_new(t, FINANCE, &refund_type, "{'card':%lld,'side':'customer','remark':'七日内反悔'}", (long long)card);
        if (refund) tell_step(t, FINANCE, &refund_type, refund, "calculate", "{}");
    }
    t->broken = false;
    int64_t visit = tell_ask(t, SQL("select id from visit where branch = $1 and state in (11, 12) and fee > waived order by start desc limit 1"), BIND(num(branch)));
    if (visit > 0) tell_new(t, RECEPTION, &fee_waiver_type, "{'visit':%lld,'reason':'孩子发烧临时取消，老客户第一次'}", (long long)visit);
    t->broken = t->quiet = false;
}

/* ---- settlements of last week ---- */

struct settling { int64_t branch, worker, settlement; day first, last; int64_t workers[WORKERS]; int count; };

static bool find_workers(struct work *w, void *data)
{
    struct settling *s = data;
    struct rows *row = db_query(w, SQL("select v.worker from visit v where v.branch = $1 and v.state = 9 and v.start >= $2 and v.start < $3 and v.worker > 0 and not exists (select 1 from visit_claim x where x.visit = v.id and x.worker > 0) group by v.worker having count(*) > 2 order by v.worker limit 5"),
                                BIND(num(s->branch), num(day_start(s->first).ms), num(day_start((day){ s->last.number + 1 }).ms)));
    for (s->count = 0; db_next(row); s->count++) s->workers[s->count] = db_number(row, 0);
    return !failed(w);
}

static bool make_settlement(struct work *w, void *data)
{
    struct settling *s = data;
    s->settlement = settlement_make(w, s->worker, s->first, s->last);
    return s->settlement != 0;
}

static void settlements(struct telling *t, int64_t branch)
{
    const struct told way[] = { { 10, MANAGER, "check", "{}" }, { 25, FINANCE, "send", "{}" }, { 90, FINANCE, "object", "{'reason':'周三多擦了阳台玻璃，没有算'}" } };
    int32_t today = t->loading->world->today.number;
    struct settling s = { .branch = branch, .first = { today - 9 }, .last = { today - 3 } };
    t->story = "上周的结算";
    tell_on_day(t, -1, 10, 0);
    if (!tell_run(t, NOBODY, find_workers, &s)) return;      /* also when a story before broke */
    t->quiet = true;                                    /* who is paid by the month has none */
    for (int i = 0; i < s.count; i++) {
        tell_on_day(t, -1, 10, 5 * i);
        s.worker = s.workers[i];
        t->broken = false;
        if (tell_run(t, FINANCE, make_settlement, &s)) tell_course(t, &settlement_type, s.settlement, way, i < 3 ? i : 3);
    }
    t->quiet = t->broken = false;
}

bool demo_till(struct demo_loading *l)
{
    for (int b = 0; b < l->world->branch_count; b++) {
        struct telling t = { .loading = l, .branch = b, .arena = arena_new() };
        struct served s = { .branch = l->shops[b].branch, .from = day_start((day){ l->world->today.number - 2 }).ms, .yesterday = day_start(l->world->today).ms };
        t.at = l->world->now;
        if (tell_run(&t, NOBODY, find_served, &s)) cash(&t, &s);
        bank(&t, s.branch);
        decisions(&t, s.branch);
        settlements(&t, s.branch);
        arena_free(t.arena);
        if (t.broken) return false;
    }
    demo_say(l, "钱款：现金、日结、银行流水、待审批的退款和减免、上周的结算");
    return true;
}
