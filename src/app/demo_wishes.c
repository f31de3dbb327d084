/* demo_wishes.c — demands in every column of the board: typed, confirmed, looked for, shown, interviewed, a calendar kept and one that lapsed, a birth with its window and
 * backup, a contract that waits for a signature and one that lacks facts, on hold, cancelled, closed in silence, lost. What was hired the homes tell. */
#include <string.h>
#include "app/demo_contracting.h"
#include "contracts/contracts.h"
#include "customers/customers.h"
#include "finance/finance.h"

struct wish {
    text line, wanted; int in_days; int yuan; text per, source, needs; bool urgent; int64_t ago;
    text care;                      /* of live-in and care: the rest of the interview, as JSON; expected: births are counted from today */
    int expected;
};
#define LIVE_IN(cared, term) ",'arrangement':'live_in','cared':" cared ",'room':'own','rest_days':4,'decides':'together','term':" term
#define CHILD_OF_SIX "[{'role':'child','birth_year':2018}]"
#define BABY "[{'role':'infant'}]"
#define BIRTH "[{'role':'newborn'},{'role':'mother'}]"
#define TWO_ELDERS "[{'role':'elder','birth_year':1946,'self_care':'full'},{'role':'elder','birth_year':1949,'self_care':'full'}]"
#define ONE_ELDER "[{'role':'elder','birth_year':1941,'self_care':'partly'}]"
enum { MORNINGS, JUST_TYPED, NOBODY_YET, SHOWN, CHOOSING, INTERVIEWS, BIRTH_LOCKED, LOCK_LAPSED, SIGNING, ON_HOLD, CALLED_OFF, QUIET, TOO_DEAR, ELSEWHERE, WISHES };
static const struct wish wishes[WISHES] = {
    [MORNINGS] = { "老人照护", "每天上午九点到十一点", 2, 48, "小时", "phone", "八十二岁，能自己走，要有人陪着吃早饭、量血压", true, 170, NULL, 0 },
    [JUST_TYPED] = { "月嫂", "预产期前后，住家二十六天", 75, 14800, "月", "referral", "头胎，希望会催乳，家里有空房间", false, 22, LIVE_IN(BIRTH, "26"), 75 },
    [NOBODY_YET] = { "住家保姆", "住家，每周休一天", 6, 6500, "月", "wechat", "三口之家，做饭为主，孩子上小学", false, DAYS_AGO(1) + 240, LIVE_IN(CHILD_OF_SIX, "180"), 0 },
    [SHOWN] = { "育儿嫂", "周一到周五白天", 9, 8200, "月", "walk_in", "宝宝十个月，需要带过一岁以内的", false, DAYS_AGO(2) + 60, ",'arrangement':'live_out','cared':" BABY ",'decides':'spouse','term':300", 0 },
    [CHOOSING] = { "住家保姆", "住家，照顾两位老人的日常", 12, 6800, "月", "phone", "老人能自理，口味清淡", false, DAYS_AGO(3), LIVE_IN(TWO_ELDERS, "180"), 0 },
    [INTERVIEWS] = { "育儿嫂", "住家，夜里带睡", 14, 8600, "月", "platform", "宝宝五个月，妈妈下月上班", false, DAYS_AGO(5), LIVE_IN(BABY, "300"), 0 },
    [BIRTH_LOCKED] = { "月嫂", "住家二十六天", 40, 15800, "月", "partner", "二胎，上次剖宫产", false, DAYS_AGO(6), LIVE_IN(BIRTH, "26") ",'cameras':true,'deposit_kind':'earnest','deposit':200000", 40 },
    [LOCK_LAPSED] = { "月嫂", "住家二十六天", 62, 13800, "月", "advert", "头胎，婆婆在家帮忙", false, DAYS_AGO(7), LIVE_IN(BIRTH, "26"), 62 },
    [SIGNING] = { "老人照护", "住家，照顾八十五岁的母亲", 10, 6400, "月", "referral", "半自理，饭要软，夜里起来一次", false, DAYS_AGO(4), LIVE_IN(ONE_ELDER, "180"), 0 },
    [ON_HOLD] = { "住家保姆", "住家，做饭打扫", 20, 6600, "月", "phone", "老人住院，出院后再定", false, DAYS_AGO(10), LIVE_IN(CHILD_OF_SIX, "180"), 0 },
    [CALLED_OFF] = { "育儿嫂", "白天", 8, 7800, "月", "wechat", "奶奶改主意自己带", false, DAYS_AGO(8), ",'arrangement':'live_out','cared':" BABY ",'decides':'spouse','term':200,'deposit_kind':'earnest','deposit':100000", 0 },
    [QUIET] = { "月嫂", "住家二十六天", 96, 14800, "月", "wechat", "头胎", false, DAYS_AGO(12), LIVE_IN(BIRTH, "26") ",'deposit_kind':'earnest','deposit':200000", 96 },
    [TOO_DEAR] = { "日常保洁", "每周三上午，固定一位", 4, 53, "小时", "referral", "一百二十平，有一只猫", false, DAYS_AGO(5), NULL, 0 },
    [ELSEWHERE] = { "陪诊", "下周二早上七点半，华西门诊", 5, 60, "小时", "wechat", "复查，要推轮椅", false, DAYS_AGO(4), NULL, 0 },
};

static int today_of(const struct telling *t) { return t->loading->world->today.number; }

/* The demand as it was typed, and confirmed nine minutes later; 0: there is no such home. */
static int64_t wish_told(struct telling *t, int which, int *ret_customer)
{
    const struct wish *d = &wishes[which];
    int customer = *ret_customer = demo_home(t->loading, t->branch, 30 + which);
    if (customer < 0 || t->broken) return 0;
    t->story = d->needs;
    tell_ago(t, d->ago);
    text expected = d->expected ? told_body(t, ",'expected':%d", today_of(t) + d->expected) : "";
    int64_t demand = tell_new(t, CONSULTANT, &demand_type, "{'customer':%lld,'household':%lld,'line':%lld,'wanted':'%s','start_from':%d,'budget':%d,'budget_of':'%s','source':'%s','needs':'%s','urgent':%s%s%s%s}",
        (long long)t->loading->customers[customer], (long long)t->loading->households[customer], (long long)tell_ask(t, SQL("select id from service_line where name = $1"), BIND(txt(d->line))), d->wanted,
        today_of(t) + d->in_days, d->yuan * 100, d->per, d->source, d->needs, d->urgent ? "true" : "false", d->care ? d->care : "", expected, strcmp(d->per, "月") ? "" : told_body(t, ",'wage':%d", d->yuan * 100));
    if (which == JUST_TYPED) return demand;
    int64_t deposit = tell_ask(t, SQL("select id from job_deposit where demand = $1 and state = 1"), BIND(num(demand)));
    if (deposit > 0) tell_step(t, FINANCE, &job_deposit_type, deposit, "receive", "{'channel':'wechat','number':'DJ97%010lld'}", (long long)(demand % 10000000000));
    t->at.ms += MINUTES(9);
    tell_step(t, CONSULTANT, &demand_type, demand, "confirm", "{}");
    return demand;
}

/* The price list has an elder's care by the hour only. */
#define ELDER_LINES ",'lines':[{'item':'fee','what':'中介服务费','quantity':100,'unit':384000},{'item':'wage','what':'师傅月薪（家庭直接付给师傅）','quantity':100,'unit':640000}]"
/* Offered within its two hours; one of yesterday still waits, and the queue rings for it. */
static void quoted(struct telling *t, int64_t demand, text lines, bool agreed)
{
    t->at.ms += MINUTES(35);
    int64_t offer = tell_new(t, CONSULTANT, &quotation_type, "{'demand':%lld%s}", (long long)demand, lines);
    tell_step(t, CONSULTANT, &quotation_type, offer, "offer", "{}");
    t->at.ms += MINUTES(40);
    if (agreed) tell_step(t, CONSULTANT, &quotation_type, offer, "accept", "{'how':'电话里同意'}");
}

static int64_t looked_for(struct telling *t, int which, int *ret_customer)
{
    int64_t demand = wish_told(t, which, ret_customer);
    t->at.ms += MINUTES(10);
    if (!demand) return 0;
    tell_step(t, CONSULTANT, &demand_type, demand, "take_on", "{}");
    if (wishes[which].care && which != NOBODY_YET) quoted(t, demand, which == SIGNING ? ELDER_LINES : "", which == SHOWN || which == CHOOSING || which == INTERVIEWS || which == SIGNING);
    return t->broken ? 0 : demand;
}

/* Somebody of the cast is asked and shown; 0: the shop has nobody. */
static int64_t shown(struct telling *t, int64_t demand, enum demo_work does, int nth, bool backup)
{
    int worker = demo_cast(t->loading, t->branch, does, nth);
    if (worker < 0 || !demand) return 0;
    instant now = t->at;
    home_papers(t, worker, -14);
    t->at = now;
    int64_t id = tell_new(t, CONSULTANT, &recommendation_type, "{'demand':%lld,'worker':%lld%s}", (long long)demand, (long long)t->loading->workers[worker], backup ? ",'backup':true" : "");
    tell_step(t, CONSULTANT, &recommendation_type, id, "agree", "{'note':'问过，愿意见面'}");
    tell_step(t, CONSULTANT, &recommendation_type, id, "show", "{}");
    return t->broken ? 0 : id;
}

static void candidates(struct telling *t)
{
    int who;
    int64_t demand = looked_for(t, SHOWN, &who);
    t->at.ms += MINUTES(240);
    shown(t, demand, DEMO_INFANT, 5, false);
    demand = looked_for(t, CHOOSING, &who);
    t->at.ms += MINUTES(200);
    int64_t first = shown(t, demand, DEMO_NANNY, 7, false), second = shown(t, demand, DEMO_NANNY, 8, false);
    tell_ago(t, DAYS_AGO(2));
    if (first) tell_step(t, CONSULTANT, &recommendation_type, first, "decline", "{'why':'experience','note':'想要照顾过两位老人的'}");
    if (second) tell_step(t, CONSULTANT, &recommendation_type, second, "want", "{}");
}

static void interviewed(struct telling *t, int64_t recommendation, int64_t minutes_ago, text sheets)
{
    tell_ago(t, minutes_ago + 300);
    tell_step(t, CONSULTANT, &recommendation_type, recommendation, "want", "{}");
    instant start = demo_in_office((instant){ t->loading->world->now.ms - MINUTES(minutes_ago) });
    tell_step(t, CONSULTANT, &recommendation_type, recommendation, "set_interview", "{'way':'store','start':%lld,'length':45,'who':'夫妻两人'}", (long long)start.ms);
    t->at.ms = start.ms + MINUTES(50);
    tell_step(t, CONSULTANT, &interview_type, tell_ask(t, SQL("select max(id) from interview where recommendation = $1"), BIND(num(recommendation))), "hold", "%s", sheets);
}
#define BOTH_WANT "{'experience':5,'talking':4,'skill_shown':4,'tidiness':5,'manner':5,'customer_wish':'wants','room_seen':true,'tasks_fit':true,'pay_fits':true,'cameras_told':true,'nights_fit':true,'worker_wish':'wants'}"
#define FAMILY_THINKS "{'experience':4,'talking':4,'skill_shown':3,'tidiness':5,'manner':4,'customer_wish':'thinks','customer_note':'辅食再问问','tasks_fit':true,'pay_fits':true,'worker_wish':'wants'}"

static void interviews(struct telling *t)
{
    int who;
    int64_t demand = looked_for(t, INTERVIEWS, &who);
    t->at.ms += MINUTES(180);
    int64_t first = shown(t, demand, DEMO_INFANT, 6, false), second = shown(t, demand, DEMO_INFANT, 5, false);
    if (first) interviewed(t, first, DAYS_AGO(1) + 120, FAMILY_THINKS);
    tell_ago(t, 180);
    if (second) tell_step(t, CONSULTANT, &recommendation_type, second, "want", "{}");
    if (second) tell_step(t, CONSULTANT, &recommendation_type, second, "set_interview", "{'way':'video','start':%lld,'length':45,'link':'https://meeting.example/yx01','who':'妈妈和外婆'}", (long long)day_at((day){ today_of(t) + 1 }, 10 * 60).ms);
}

/* The first nurse is taken for forty days from now, a second stands by; her contract still lacks facts. Of the other birth the calendar was kept for a day, and nobody signed. */
static void births(struct telling *t)
{
    int who;
    int64_t demand = looked_for(t, LOCK_LAPSED, &who);
    t->at.ms += MINUTES(300);
    int64_t nurse = shown(t, demand, DEMO_MATERNITY, 4, false);
    if (nurse) {
        interviewed(t, nurse, DAYS_AGO(2) + 60, BOTH_WANT);
        tell_ago(t, DAYS_AGO(2));
        tell_step(t, CONSULTANT, &recommendation_type, nurse, "offer", "{}");
        tell_step(t, CONSULTANT, &recommendation_type, nurse, "accept", "{}");
    }
    demand = looked_for(t, BIRTH_LOCKED, &who);
    t->at.ms += MINUTES(280);
    nurse = shown(t, demand, DEMO_MATERNITY, 2, false);
    if (!nurse) return;
    interviewed(t, nurse, DAYS_AGO(1) + 180, BOTH_WANT);
    shown(t, demand, DEMO_MATERNITY, 3, true);
    tell_ago(t, 130);
    tell_step(t, CONSULTANT, &recommendation_type, nurse, "offer", "{}");
    tell_step(t, CONSULTANT, &recommendation_type, nurse, "accept", "{}");
    tell_ago(t, 100);
    tell_new(t, CONSULTANT, &contract_type, "{'customer':%lld,'household':%lld,'worker':%lld,'line':%lld,'demand':%lld,'mode':'agency','first':%d,'last':%d,'wage':1580000,'fee':474000,'deposit_kind':'earnest','deposit':90000}", (long long)t->loading->customers[who],
        (long long)t->loading->households[who], (long long)t->loading->workers[demo_cast(t->loading, t->branch, DEMO_MATERNITY, 2)], (long long)tell_ask(t, SQL("select id from service_line where name = $1"), BIND(txt("月嫂"))), (long long)demand,
        today_of(t) + 40, today_of(t) + 65);
}

/* Both said yes this morning, the contract is out: the family has signed, the worker reads. */
static void waits_for_signature(struct telling *t)
{
    static const struct home_story story = { "等签字", DEMO_ELDER, 4, 30 + SIGNING, "老人照护", "agency", 10, 180, 6400, 0, 3840, 0, false, "每天 7:00–20:00，午休两小时，做六休一", "", "", ONE_ELDER, ONE_ELDER, "老人一名，八十五岁，半自理", 7 };
    int who;
    struct home_told h;
    int64_t demand = looked_for(t, SIGNING, &who);
    t->at.ms += MINUTES(150);
    int64_t nurse = demand ? shown(t, demand, DEMO_ELDER, 4, false) : 0;
    if (!nurse || !home_begins(&h, t, &story)) return;
    interviewed(t, nurse, DAYS_AGO(1), BOTH_WANT);
    h.demand = demand;
    home_drafted(&h);
    tell_ago(t, 300);
    tell_step(t, CONSULTANT, &recommendation_type, nurse, "offer", "{}");
    tell_step(t, CONSULTANT, &recommendation_type, nurse, "accept", "{}");
    tell_ago(t, 280);
    home_sent(&h);
    tell_ago(t, 200);
    home_signed(t, h.contract, BY_FAMILY);
}

static void ended(struct telling *t)
{
    int who;
    int64_t id = looked_for(t, ON_HOLD, &who);
    tell_ago(t, DAYS_AGO(6));
    if (id) tell_step(t, CONSULTANT, &demand_type, id, "hold", "{'until':%d,'reason':'老人还在住院'}", today_of(t) + 12);
    id = looked_for(t, CALLED_OFF, &who);
    tell_ago(t, DAYS_AGO(3));
    if (id) tell_step(t, CONSULTANT, &demand_type, id, "cancel", "{'why':'changed_mind','reason':'奶奶决定自己带；定金条款已解释'}");
    id = looked_for(t, QUIET, &who);
    tell_ago(t, DAYS_AGO(4));
    if (id) tell_step(t, CONSULTANT, &demand_type, id, "close_quietly", "{}");
    id = looked_for(t, TOO_DEAR, &who);
    if (id) tell_step(t, CONSULTANT, &demand_type, id, "lose", "{'reason':'price'}");
    id = looked_for(t, ELSEWHERE, &who);
    if (id) tell_step(t, CONSULTANT, &demand_type, id, "lose", "{'reason':'competitor'}");
}

static void open_ones(struct telling *t)
{
    int who;
    wish_told(t, MORNINGS, &who);
    wish_told(t, JUST_TYPED, &who);
    looked_for(t, NOBODY_YET, &who);
}

bool demo_wishes(struct demo_loading *l)
{
    static void (*const all[])(struct telling *) = { ended, births, interviews, waits_for_signature, candidates, open_ones };
    for (int b = 0; b < l->world->branch_count; b++) {
        struct telling t = { .loading = l, .branch = b, .arena = arena_new() };
        for (int i = 0; i < COUNT_OF(all); i++) all[i](&t);
        arena_free(t.arena);
        if (t.broken) return false;
    }
    demo_say(l, "需求看板：每一列都有");
    return true;
}
