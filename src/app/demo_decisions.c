/* demo_decisions.c — what a shop has seldom and has to know how to do: a company with two sites that pays by the month, an order of a platform with its
 * voucher and what the platform keeps, a worker suspended while a complaint is looked into, and a customer on the blacklist, heard and decided by three
 * persons. Each by the declared steps at the minute it would have happened. */
#include "app/demo_telling.h"
#include "customers/customers.h"
#include "operations/operations.h"
#include "team/team.h"

static int64_t cleaning(struct telling *t) { return tell_ask(t, SQL("select id from service_line where code = 'CLEAN'"), NO_BIND); }
static int64_t tomorrow_at(const struct telling *t, int days, int hour) { return day_at((day){ t->loading->world->today.number + days }, hour * 60).ms; }

static int64_t order(struct telling *t, int64_t customer, int64_t home, int64_t start, text more)
{
    int64_t made = tell_new(t, RECEPTION, &service_order_type, "{'customer':%lld,'household':%lld,'line':%lld,'start':%lld,'length':180,'terms_version':'2026-1'%s}", (long long)customer, (long long)home, (long long)cleaning(t), (long long)start, more);
    tell_step(t, DISPATCHER, &service_order_type, made, "confirm", "{}");
    return made;
}

static void company(struct telling *t)
{
    static const struct { text estate, address; int metres; } sites[] = { { "锦城中心", "锦城大道88号锦城中心B座1203", 120 }, { "东区物流园", "成洛路1699号东区物流园6栋", 90 } };
    t->story = "公司客户";
    tell_ago(t, DAYS_AGO(1) + 90);
    int64_t contact = tell_new(t, RECEPTION, &person_type, "{'name':'孙立','phone':'1009988%04d'}", 7000 + t->branch);
    int64_t firm = tell_new(t, RECEPTION, &customer_type, "{'name':'锦城科技有限公司（演示%d）','kind':'company','person':%lld,'invoice_title':'锦城科技有限公司（演示）','monthly':true,'due_day':15,'credit_limit':500000,'source':'partner'}", t->branch + 1, (long long)contact);
    for (size_t i = 0; i < sizeof sites / sizeof *sites; i++) {
        int64_t site = tell_new(t, RECEPTION, &household_type, "{'customer':%lld,'area':'锦城','estate':'%s','address':'%s','square_metres':%d,'lift':true}", (long long)firm, sites[i].estate, sites[i].address, sites[i].metres);
        order(t, firm, site, tomorrow_at(t, 5 + (int)i, 14), "");
    }
}

/* A home that has an order by the platform besides what it has with us. */
static void platform(struct telling *t)
{
    t->story = "平台订单";
    tell_ago(t, 150);
    int64_t home = tell_ask(t, SQL("select h.id from household h join customer c on c.id = h.customer where h.branch = $1 and c.state = 1 and c.kind = 1 and h.given_up is null and not exists (select 1 from visit v where v.household = h.id and v.state < 8) order by h.id limit 1"), BIND(num(t->loading->shops[t->branch].branch)));
    if (home <= 0) return;
    order(t, tell_ask(t, SQL("select customer from household where id = $1"), BIND(num(home))), home, tomorrow_at(t, 6, 9), told_body(t, ",'channel':'美团','channel_number':'99MT%08d','voucher':'99VC%06d','platform_fee':2400", 20260001 + t->branch, 300001 + t->branch));
}

static void suspended(struct telling *t)
{
    t->story = "停单";
    tell_ago(t, 200);
    int64_t worker = tell_ask(t, SQL("select n.id from worker n where n.branch = $1 and n.state = 5 and not exists (select 1 from visit v where (v.worker = n.id or v.second = n.id) and v.state < 8) and not exists (select 1 from visit_crew k where k.worker = n.id) "
                                     "and not exists (select 1 from placement p where (p.worker = n.id or p.substitute = n.id) and p.state < 10) and not exists (select 1 from recommendation r where r.worker = n.id) order by n.id limit 1"), BIND(num(t->loading->shops[t->branch].branch)));
    if (worker > 0) tell_step(t, MANAGER, &worker_type, worker, "suspend", "{'ground':'complaint','facts':'客户反映她私下收取材料费，票据对不上，正在核对；本人说是代买，小票在家'}");
}
_Static_assert(WORKER_ACTIVE == 5, "the query above says it by number");

static void listed(struct telling *t)
{
    t->story = "黑名单";
    tell_ago(t, DAYS_AGO(6));
    int64_t person = tell_ask(t, SQL("select c.person from customer c where c.branch = $1 and c.state = 1 and c.kind = 1 and not exists (select 1 from visit v where v.customer = c.id and v.state < 8) and not exists (select 1 from service_plan p where p.customer = c.id) "
                                     "and not exists (select 1 from placement p where p.customer = c.id) and not exists (select 1 from demand d where d.customer = c.id) and not exists (select 1 from prepaid_card k where k.customer = c.id) order by c.id desc limit 1"), BIND(num(t->loading->shops[t->branch].branch)));
    if (person <= 0) return;
    int64_t entry = tell_new(t, MANAGER, &blacklist_entry_type, "{'side':'customer','person':%lld,'ground':'harassed_worker','facts':'上门时多次辱骂阿姨并推搡，阿姨当场离开并报警','proof':'99-演示派出所接报回执-%03d','scope':'company','months':12}", (long long)person, t->branch + 1);
    tell_ago(t, DAYS_AGO(2));
    tell_step(t, MANAGER, &blacklist_entry_type, entry, "hear", "{'how':'did_not_come','said':''}");
    tell_ago(t, DAYS_AGO(1) + 240);
    tell_step(t, HR, &blacklist_entry_type, entry, "cosign", "{'why':'回执与阿姨、邻居的说法一致；三天里两次电话未接'}");
    tell_ago(t, DAYS_AGO(1));
    tell_step(t, OWNER, &blacklist_entry_type, entry, "approve", "{'reason':'同意，一年；到期自动解除'}");
}

bool demo_decisions(struct demo_loading *l)
{
    for (int b = 0; b < l->world->branch_count; b++) {
        struct telling t = { .loading = l, .branch = b, .arena = arena_new(), .story = "" };
        company(&t);
        platform(&t);
        suspended(&t);
        listed(&t);
        arena_free(t.arena);
        if (t.broken) return false;
    }
    demo_say(l, "公司客户与平台订单、停单、黑名单：各店一件");
    return true;
}
