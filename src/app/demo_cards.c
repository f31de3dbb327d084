/* demo_cards.c — prepaid cards of every kind: with a gift on top, used for visits that were done, one in its seven days, one lost, one paid back, one not paid yet. */
#include <string.h>
#include "app/demo_contracting.h"
#include "finance/finance.h"

struct sale { text name, kind, more; int64_t paid; int days; };         /* days: sold before today; money in fen */
static const struct sale sales[] = {
    { "储值卡，用过", "stored", ",'gift':30000,'uses':'pro_rata'", 300000, 46 }, { "次卡，用过", "visits", ",'list_price':15900,'bought':10,'uses':'paid_first','line':LINE", 143000, 31 },
    { "储值卡，先用赠送", "stored", ",'gift':50000,'uses':'gift_first'", 400000, 18 }, { "季卡", "period", ",'list_price':260000,'bought':90,'begins':BEGINS,'uses':'paid_first','line':LINE", 218000, 20 },
    { "储值卡，七日内", "stored", ",'gift':10000,'uses':'paid_first'", 200000, 3 }, { "储值卡，退了", "stored", ",'gift':20000,'uses':'paid_first'", 200000, 40 },
    { "储值卡，挂失", "stored", ",'uses':'paid_first'", 100000, 26 }, { "次卡，未付", "visits", ",'list_price':15900,'bought':5,'uses':'paid_first','line':LINE", 76000, 0 },
};
enum { USED = 4, PAID_BACK = 5, LOST = 6, NEVER_PAID = 7, CARDS = 8 };

struct paying_from { int64_t card, customer, visit, price; };
struct served { int64_t branch, line; struct paying_from at[24]; int count; };

/* Visits that were approved and are neither on a bill nor paid, one a customer. */
static bool find_served(struct work *w, void *data)
{
    struct served *s = data;
    struct rows *row = db_query(w, SQL("select min(v.id), v.customer, min(v.price) from visit v where v.branch = $1 and v.line = $2 and v.state = 9 and v.price between 1 and 25000 and not exists (select 1 from visit_claim x where x.visit = v.id and x.worker = 0) "
                                       "and not exists (select 1 from payment p where p.visit = v.id) group by v.customer having count(*) = 1 order by v.customer limit 24"), BIND(num(s->branch), num(s->line)));
    for (; db_next(row); s->count++) s->at[s->count] = (struct paying_from){ 0, db_number(row, 1), db_number(row, 0), db_number(row, 2) };
    return !failed(w);
}

static text with(struct telling *t, text more, int64_t line, int begins)
{
    text out = more;
    const struct { text word; int64_t value; } words[] = { { "LINE", line }, { "BEGINS", begins } };
    for (int i = 0; i < COUNT_OF(words); i++) {
        const char *at = strstr(out, words[i].word);
        if (at) out = arena_print(t->arena, "%.*s%lld%s", (int)(at - out), out, (long long)words[i].value, at + strlen(words[i].word));
    }
    return out;
}

static int64_t sold(struct telling *t, const struct sale *s, int nth, int64_t customer, int64_t line)
{
    tell_on_day(t, -s->days, 11, 5 + nth);
    t->story = s->name;
    int64_t card = tell_new(t, CONSULTANT, &prepaid_card_type, "{'customer':%lld,'kind':'%s','named':true,'card_number':'YX%02d%04d','contract':'YF-%d-%03d','purpose':'%s','refund_way':'原路退回，七日内未用全额退','paid':%lld%s}", (long long)customer, s->kind, t->branch + 1,
        6001 + nth, date_of(t->loading->world->today).year, 12 + nth, !strcmp(s->kind, "stored") ? "本店各项上门服务" : "日常保洁，每次三小时", (long long)s->paid, with(t, s->more, line, t->loading->world->today.number - s->days + 1));
    if (nth == NEVER_PAID) return card;
    t->at.ms += MINUTES(6);
    tell_new(t, FINANCE, &payment_type, "{'kind':'from_customer','card':%lld,'amount':%lld,'channel':'wechat','channel_number':'WX98%010lld'}", (long long)card, (long long)s->paid, (long long)(card % 10000000000));
    return card;
}

static void used(struct telling *t, int64_t card, const struct paying_from *v)
{
    t->at = t->loading->world->now;
    tell_new(t, FINANCE, &payment_type, "{'kind':'from_customer','visit':%lld,'from_card':%lld,'amount':%lld,'channel':'prepaid'}", (long long)v->visit, (long long)card, (long long)v->price);
}

/* She moves away: the worksheet by her side of the reason, a second person's yes, and the money the way it came. */
static void paid_back(struct telling *t, int64_t card)
{
    tell_on_day(t, -13, 10, 0);
    int64_t refund = tell_new(t, FINANCE, &refund_type, "{'card':%lld,'side':'customer','remark':'下月搬去外地'}", (long long)card);
    tell_step(t, FINANCE, &refund_type, refund, "calculate", "{}");
    tell_on_day(t, -12, 9, 30);
    tell_step(t, OWNER, &refund_type, refund, "approve", "{}");
    t->at.ms += MINUTES(90);
    tell_step(t, FINANCE, &refund_type, refund, "pay", "{'channel':'wechat','channel_number':'WX97%010lld'}", (long long)(card % 10000000000));
}

static void cards_of_shop(struct telling *t)
{
    struct served s = { .branch = t->loading->shops[t->branch].branch, .line = tell_ask(t, SQL("select id from service_line where name = $1"), BIND(txt("日常保洁"))) };
    t->at = t->loading->world->now;
    if (!tell_run(t, NOBODY, find_served, &s)) return;
    int64_t cards[CARDS] = { 0 };
    for (int i = 0; i < CARDS; i++) {
        int other = demo_home(t->loading, t->branch, 24 + i);
        int64_t customer = i < s.count ? s.at[i].customer : other < 0 ? 0 : t->loading->customers[other];
        if (customer) cards[i] = sold(t, &sales[i], i, customer, s.line);
    }
    if (cards[LOST]) tell_on_day(t, -2, 10, 40), tell_step(t, MANAGER, &prepaid_card_type, cards[LOST], "freeze", "{'why':'lost','reason':'电话说卡丢了，核对过身份'}");
    if (cards[PAID_BACK]) paid_back(t, cards[PAID_BACK]);
    t->at = t->loading->world->now;
    tell_tick(t, "ledger", "ledger.cards");
    for (int i = 0; i < USED && i < s.count; i++) used(t, cards[i], &s.at[i]);
}

bool demo_cards(struct demo_loading *l)
{
    for (int b = 0; b < l->world->branch_count; b++) {
        struct telling t = { .loading = l, .branch = b, .arena = arena_new(), .story = "预付卡" };
        cards_of_shop(&t);
        arena_free(t.arena);
        if (t.broken) return false;
    }
    demo_say(l, "预付卡：储值、次卡、季卡，有用过、退过的");
    return true;
}
