/* demo_keeping.c — what keeps customers, and what the house does by itself until now: referrals in each state, quiet customers called with an offer, calls and renewals
 * that are due, protections and calendars that lapse. */
#include "app/demo_telling.h"
#include "app/demo_contracting.h"
#include "placement/placement.h"

/* Somebody who was nobody's customer before: a friend of one, who called. */
static int64_t friend(struct telling *t, text topic)
{
    struct demo_world *w = t->loading->world;
    struct dice dice = demo_dice(w, topic, t->branch);
    struct demo_person who = demo_person(w, &dice, FEMALE, demo_birth(&dice, w->today, 36, 4, 28, 45));
    int64_t person = tell_new(t, RECEPTION, &person_type, "{'name':'%s','phone':'%s'}", who.name, who.phone);
    return person > 0 ? tell_new(t, RECEPTION, &customer_type, "{'name':'%s','person':%lld,'source':'referral'}", who.name, (long long)person) : 0;
}

/* One brought another; the other way round leads back to her, and is void by the house's own look. Whom the sheets of before name was ours already. */
static void brought(struct telling *t)
{
    int a = demo_home(t->loading, t->branch, 20), old = demo_home(t->loading, t->branch, 21), worker = demo_cast(t->loading, t->branch, DEMO_NANNY, 0);
    if (old < 0) return;
    const int64_t *ids = t->loading->customers;
    t->story = "转介绍";
    tell_ago(t, DAYS_AGO(9));
    int64_t first = friend(t, "friend one");
    tell_new(t, RECEPTION, &referral_type, "{'by_customer':%lld,'customer':%lld,'reward':10000}", (long long)ids[a], (long long)first);
    tell_ago(t, DAYS_AGO(4));
    tell_new(t, RECEPTION, &referral_type, "{'by_customer':%lld,'customer':%lld,'reward':10000}", (long long)first, (long long)ids[a]);
    tell_ago(t, DAYS_AGO(3));
    if (worker >= 0) tell_new(t, RECEPTION, &referral_type, "{'by_worker':%lld,'customer':%lld,'reward':20000,'remark':'阿姨的同乡'}", (long long)t->loading->workers[worker], (long long)friend(t, "friend two"));
    tell_new(t, RECEPTION, &referral_type, "{'by_customer':%lld,'customer':%lld,'reward':10000,'remark':'两家以前就都是我们的客户'}", (long long)ids[a], (long long)ids[old]);
    tell_ago(t, 70);
    tell_new(t, RECEPTION, &referral_type, "{'by_customer':%lld,'customer':%lld,'reward':10000}", (long long)ids[a], (long long)friend(t, "friend three"));
}

/* Her last visit of the sheets; 0: none. */
static int last_visit(const struct demo_world *w, int customer)
{
    int last = 0;
    for (int i = 0; i < w->visit_count; i++)
        if (w->visits[i].customer == customer && w->visits[i].state != VISIT_CANCELLED && w->visits[i].on.number > last) last = w->visits[i].on.number;
    return last;
}

/* Whom nobody served for two months and more: put on the list a few days ago, some were called since. */
static void quiet_ones(struct telling *t)
{
    enum { LISTED = 5 };
    const struct demo_world *w = t->loading->world;
    int listed = 0;
    t->story = "沉睡客户";
    for (int i = 0; i < w->customer_count && listed < LISTED; i++) {
        const struct demo_customer *c = &w->customers[i];
        if (c->branch != t->branch || c->dormant || c->plan || !t->loading->customers[i]) continue;
        int quiet = w->today.number - last_visit(w, i);
        if (quiet < 60 || quiet > 150) continue;
        struct date d = date_of((day){ w->today.number - quiet });
        tell_ago(t, DAYS_AGO(5 - listed) + 40);
        int64_t offer = tell_new(t, CONSULTANT, &care_offer_type, "{'customer':%lld,'kind':'dormant','what':'上次服务是 %d 月 %d 日','due':%d}", (long long)t->loading->customers[i], d.month, d.day, w->today.number + listed - 2);
        tell_ago(t, DAYS_AGO(1) + 200 - 20 * listed);
        if (listed < 3) tell_step(t, CONSULTANT, &care_offer_type, offer, "make", "{'said':'%s'}", listed == 1 ? "年前想做一次大扫除，发价格看看" : "最近在家，过两周再约");
        if (listed == 2) tell_step(t, CONSULTANT, &care_offer_type, offer, "decline", "{'said':'搬去女儿家住了'}");
        listed++;
    }
}

/* Did they go on without us? One that somebody told of this morning, and one where both were asked: who did not ask decides. Nobody is guilty by it. */
static void gone_around(struct telling *t)
{
    int hers = demo_home(t->loading, t->branch, 24), other = demo_home(t->loading, t->branch, 25), worker = demo_cast(t->loading, t->branch, DEMO_NANNY, 1), second = demo_cast(t->loading, t->branch, DEMO_NANNY, 0);
    if (hers < 0 || other < 0 || worker < 0 || second < 0) return;
    const int64_t *ids = t->loading->customers, *workers = t->loading->workers;
    t->story = "跳单审查";
    tell_ago(t, DAYS_AGO(3));
    int64_t asked = tell_new(t, MANAGER, &introduction_review_type, "{'customer':%lld,'worker':%lld,'signal':'told','facts':'上月十二日介绍面试，客户说先不定；邻居说最近常见她来这家'}", (long long)ids[hers], (long long)workers[worker]);
    tell_ago(t, DAYS_AGO(1) + 90);
    tell_step(t, MANAGER, &introduction_review_type, asked, "ask", "{'worker_said':'是去楼上老雇主家帮忙半天，没有在这家做','customer_said':'只见过一面，后来请了亲戚来带'}");
    tell_ago(t, 120);
    tell_new(t, MANAGER, &introduction_review_type, "{'customer':%lld,'worker':%lld,'signal':'told','facts':'前台接到匿名电话：面试过的师傅自己和客户谈了价'}", (long long)ids[other], (long long)workers[second]);
}

static void changed_need(struct telling *t)
{
    int64_t branch = t->loading->shops[t->branch].branch;
    int64_t placement = tell_ask(t, SQL("select id from placement where branch = $1 and state = 4 and live_in = 1 order by id limit 1 offset 2"), BIND(num(branch)));
    if (placement <= 0) return;
    t->story = "需求变化";
    tell_ago(t, DAYS_AGO(1) + 30);
    tell_new(t, CONSULTANT, &care_offer_type, "{'customer':%lld,'placement':%lld,'kind':'changed_need','what':'外婆下月来住，想加一位白天照护','due':%d}",
        (long long)tell_ask(t, SQL("select customer from placement where id = $1"), BIND(num(placement))), (long long)placement, t->loading->world->today.number + 1);
}

bool demo_keeping(struct demo_loading *l)
{
    for (int b = 0; b < l->world->branch_count; b++) {
        struct telling t = { .loading = l, .branch = b, .arena = arena_new(), .at = l->world->now };
        brought(&t);
        gone_around(&t);
        changed_need(&t);
        quiet_ones(&t);
        t.at = l->world->now;
        if (b == l->world->branch_count - 1) { tell_tick(&t, "customers", NULL); tell_tick(&t, "contracts", NULL); tell_tick(&t, "placement", NULL); }       /* when people have done theirs */
        arena_free(t.arena);
        if (t.broken) return false;
    }
    demo_say(l, "回访、续约、转介绍、沉睡客户：到期的都已列出");
    return true;
}
