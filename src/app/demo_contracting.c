/* demo_contracting.c — see demo_contracting.h. */
#include "app/demo_contracting.h"
#include "finance/finance.h"
#include <string.h>
#include "placement/placement.h"
#include "record/file.h"

/* ---- who and where ---- */

int demo_cast(const struct demo_loading *l, int branch, enum demo_work does, int nth)
{
    for (int i = 0; i < l->world->worker_count; i++) {
        const struct demo_worker *n = &l->world->workers[i];
        if (n->branch == branch && n->does == does && n->reserved && l->workers[i] && nth-- == 0) return i;
    }
    return -1;
}

/* Behind those with a plan, so that a cleaner and a nanny do not meet in the kitchen. */
int demo_home(const struct demo_loading *l, int branch, int nth)
{
    for (int i = 0; i < l->world->customer_count; i++) {
        const struct demo_customer *c = &l->world->customers[i];
        if (c->branch == branch && !c->dormant && !c->plan && !c->owed.fen && l->households[i] && nth-- == 0) return i;
    }
    return -1;
}

static int64_t line_of(struct telling *t, text name) { return tell_ask(t, SQL("select id from service_line where name = $1"), BIND(txt(name))); }

bool home_begins(struct home_told *h, struct telling *t, const struct home_story *s)
{
    const struct demo_loading *l = t->loading;
    *h = (struct home_told){ .story = s, .t = t, .worker = demo_cast(l, t->branch, s->does, s->nth), .customer = demo_home(l, t->branch, s->home) };
    if (t->broken || h->worker < 0 || h->customer < 0) return false;
    t->story = s->name;
    h->worker_id = l->workers[h->worker];
    h->customer_id = l->customers[h->customer];
    h->household = l->households[h->customer];
    h->person = tell_ask(t, SQL("select person from customer where id = $1"), BIND(num(h->customer_id)));
    h->line = line_of(t, s->line);
    return true;
}

static int today_of(const struct telling *t) { return t->loading->world->today.number; }
static long long fen(int yuan) { return yuan * 100LL; }

/* ---- her papers ---- */

static void paper(struct telling *t, int64_t worker, text kind, int issued, text more, text how)
{
    int64_t made = tell_new(t, HR, &credential_type, "{'worker':%lld,'kind':'%s','issued':%d%s}", (long long)worker, kind, issued, more);
    tell_step(t, HR, &credential_type, made, "verify", "{'result':'pass','how':'%s'}", how);
}

void home_papers(struct telling *t, int worker, int on)
{
    const struct demo_worker *n = &t->loading->world->workers[worker];
    int64_t id = t->loading->workers[worker];
    int issued = today_of(t) + on - 3;
    if (tell_ask(t, SQL("select count(*) from credential where worker = $1 and kind = 2"), BIND(num(id))) > 0) return;
    tell_on_day(t, on, 9, 20);
    if (years_between(n->person.birth, t->loading->world->today) >= 45)
        tell_edit(t, HR, &worker_type, id, "{'retirement':'%s','retirement_evidence':'2019 年劳动合同，岗位为工人'}", n->person.sex == FEMALE ? "woman_50" : "man_60");
    paper(t, id, "background", issued, "", "公安机关出具的证明，原件已看");
    paper(t, id, "insurance", issued, told_body(t, ",'issuer':'云栖财险','paper_number':'YX99%08d','valid_from':%d,'valid_to':%d", worker * 37 + 1200, issued, issued + 364), "保险公司官网查验保单");
    paper(t, id, "safety", issued, "", "岗前安全培训签到与答卷");
}
_Static_assert(CREDENTIAL_BACKGROUND == 2, "the query above says it by number");

/* ---- the search ---- */

static void wished(struct home_told *h)
{
    const struct home_story *s = h->story;
    struct telling *t = h->t;
    bool birth = s->does == DEMO_MATERNITY;
    text arrangement = s->lives_out ? "live_out" : "live_in";
    text home = birth || !s->lives_out ? ",'room':'own','rest_days':4" : "";
    text expected = birth ? told_body(t, ",'expected':%d", today_of(t) + s->first) : "";
    tell_on_day(t, s->first - 16, 10, 10);
    h->demand = tell_new(t, CONSULTANT, &demand_type,
        "{'customer':%lld,'household':%lld,'line':%lld,'wanted':'%s','needs':'%s','start_from':%d,'term':%d,'arrangement':'%s','cared':%s,'decides':'together','source':'phone','budget':%lld,'budget_of':'月','wage':%lld%s%s}",
        (long long)h->customer_id, (long long)h->household, (long long)h->line, s->wanted, s->needs, today_of(t) + s->first, s->days, arrangement, s->cared, fen(s->wage + 800), fen(s->wage), home, expected);
    t->at.ms += MINUTES(12);
    tell_step(t, CONSULTANT, &demand_type, h->demand, "confirm", "{}");
    tell_step(t, CONSULTANT, &demand_type, h->demand, "take_on", "{}");
}

static void recommended(struct home_told *h)
{
    const struct home_story *s = h->story;
    struct telling *t = h->t;
    tell_on_day(t, s->first - 14, 14, 30);
    h->recommendation = tell_new(t, CONSULTANT, &recommendation_type, "{'demand':%lld,'worker':%lld}", (long long)h->demand, (long long)h->worker_id);
    tell_step(t, CONSULTANT, &recommendation_type, h->recommendation, "agree", "{'note':'时间和待遇都说过了，愿意'}");
    tell_step(t, CONSULTANT, &recommendation_type, h->recommendation, "show", "{}");
    tell_on_day(t, s->first - 13, 10, 40);
    tell_step(t, CONSULTANT, &recommendation_type, h->recommendation, "want", "{}");
    tell_step(t, CONSULTANT, &recommendation_type, h->recommendation, "set_interview", "{'way':'store','start':%lld,'length':45,'who':'夫妻两人'}", (long long)day_at((day){ today_of(t) + s->first - 12 }, 15 * 60).ms);
}

static void met(struct home_told *h)
{
    struct telling *t = h->t;
    int64_t meeting = tell_ask(t, SQL("select id from interview where recommendation = $1"), BIND(num(h->recommendation)));
    tell_on_day(t, h->story->first - 12, 15, 50);
    tell_step(t, CONSULTANT, &interview_type, meeting, "hold", "{'experience':5,'talking':4,'skill_shown':5,'tidiness':5,'manner':5,'customer_wish':'wants','customer_note':'说话实在，带过相近的人家','room_seen':true,'tasks_fit':true,"
        "'pay_fits':true,'nights_fit':true,'worker_wish':'wants','worker_note':'家里人客气，活儿说得清楚'}");
    tell_step(t, CONSULTANT, &recommendation_type, h->recommendation, "offer", "{}");
    tell_step(t, CONSULTANT, &recommendation_type, h->recommendation, "accept", "{}");
}

void home_searched(struct home_told *h)
{
    if (!h->demand) wished(h);
    recommended(h);
    met(h);
}

/* ---- the contract ---- */

static text money_of(struct home_told *h)
{
    const struct home_story *s = h->story;
    text monthly = s->management ? told_body(h->t, ",'first_due':%lld,'off_platform':%lld", fen(s->management), fen(6 * s->management)) : "";
    return told_body(h->t, ",'wage':%lld,'service_fee':%lld,'fee':%lld,'management_fee':%lld%s", fen(s->wage), fen(s->service), fen(s->fee), fen(s->management), monthly);
}

/* Her ID number is asked for the contract and for nothing else. */
static void known_for_contract(struct home_told *h)
{
    if (h->customer >= 0) tell_edit(h->t, CONSULTANT, &person_type, h->person, "{'id_number':'%s'}", h->t->loading->world->customers[h->customer].person.id_number);
    tell_edit(h->t, CONSULTANT, &household_type, h->household, "{'members':%s}", h->story->members);
}

/* By which right the family's own signs: for the mother her or her husband, for a child a parent, for the old a son or a daughter. */
static text right_of(struct home_told *h)
{
    const struct home_story *s = h->story;
    bool dementia = strstr(s->members, "dementia") != NULL, woman = tell_ask(h->t, SQL("select sex from person where id = $1"), BIND(num(h->person))) != MALE;
    text right = s->does == DEMO_MATERNITY ? (woman ? "herself" : "spouse") : s->does == DEMO_INFANT ? "parent" : s->does == DEMO_ELDER ? "child" : "";
    text guardian = dementia ? told_body(h->t, ",'guardian':'签约人本人，%s（民法典第二十八条）'", woman ? "女儿" : "儿子") : "";
    return *right ? told_body(h->t, ",'signer_right':'%s'%s", right, guardian) : "";
}

void home_drafted(struct home_told *h)
{
    const struct home_story *s = h->story;
    struct telling *t = h->t;
    tell_on_day(t, s->first - 12, 16, 40);
    known_for_contract(h);
    text life = !strcmp(s->mode, "part_time") ? ",'hours_day':4,'hours_week':20" : s->lives_out ? ",'hours_day':9,'hours_week':45" : ",'live_in':true,'own_room':true,'hygiene':'毛巾牙具由甲方提供，其余自备'";
    text demand = h->demand ? told_body(t, ",'demand':%lld", (long long)h->demand) : "";
    h->contract = tell_new(t, CONSULTANT, &contract_type, "{'customer':%lld,'household':%lld,'worker':%lld,'line':%lld,'mode':'%s','first':%d,'last':%d,'hours':'%s','cared_for':'%s'%s%s%s%s}",
        (long long)h->customer_id, (long long)h->household, (long long)h->worker_id, (long long)h->line, s->mode, today_of(t) + s->first, today_of(t) + s->first + s->days - 1, s->hours, s->cared_for, life, demand, money_of(h), right_of(h));
}

static bool below_floor(const struct home_story *s) { return !s->service && s->fee < s->wage / 2 && s->management < s->wage * 8 / 100; }

void home_sent(struct home_told *h)
{
    struct telling *t = h->t;
    if (below_floor(h->story)) {
        tell_step(t, CONSULTANT, &contract_type, h->contract, "submit", "{}");
        t->at.ms += MINUTES(25);
        tell_step(t, APPROVER, &contract_type, h->contract, "approve", "{}");
    }
    t->at.ms += MINUTES(5);
    tell_step(t, CONSULTANT, &contract_type, h->contract, "send", "{}");
}

/* ---- three signatures ---- */

struct signing { int64_t contract; enum contract_party party; struct upload picture; };

static text name_of(struct work *w, const struct contract *c, enum contract_party party)
{
    int64_t person = contract_person(w, c, party);
    return person ? record_title(w, &person_type, person) : w->actor->name;
}

/* The company by who is logged in; family and worker as the page behind their link does it, which has asked the code before. */
static bool sign(struct work *w, void *data)
{
    struct signing *s = data;
    struct contract *c = LOAD(w, contract, s->contract);
    bool ours = s->party == PARTY_COMPANY;
    if (!c || (ours && !must(w, CAN_SIGN_CONTRACTS)) || !file_made(w, &s->picture)) return false;
    const struct contract_signing in = { .party = s->party, .person = { contract_person(w, c, s->party) }, .account = { w->actor->user }, .name = name_of(w, c, s->party), .right = c->signer_right, .way = ours ? SIGNED_BY_ACCOUNT : SIGNED_BY_CODE,
        .proof = ours ? print(w, "%s 登录", w->actor->name) : "以手机号的一次性验证码核对身份（演示）", .address = "", .device = "", .picture = s->picture.hash, .hash = c->document_hash };
    return contract_sign(w, c, &in);
}

struct naming { int64_t contract; enum contract_party party; struct arena *arena; text name; };
static bool find_name(struct work *w, void *data)
{
    struct naming *n = data;
    const struct contract *c = record_peek(w, &contract_type, n->contract);
    n->name = arena_copy(n->arena, c ? name_of(w, c, n->party) : "");
    return c != NULL;
}

static void one_signs(struct telling *t, int64_t contract, enum contract_party party)
{
    struct signing s = { contract, party, { 0 } };
    struct naming n = { contract, party, t->arena, "" };
    if (t->broken) return;
    if (party == PARTY_COMPANY) n.name = t->loading->shops[t->branch].manager.name;
    else tell_run(t, NOBODY, find_name, &n);
    t->at.ms += MINUTES(40);
    if (!demo_signature(t, n.name, &s.picture)) t->broken = true;
    else tell_run(t, party == PARTY_COMPANY ? MANAGER : NOBODY, sign, &s);
}

void home_signed(struct telling *t, int64_t contract, unsigned parties)
{
    if (parties & BY_FAMILY) one_signs(t, contract, PARTY_CUSTOMER);
    if (parties & BY_WORKER) one_signs(t, contract, PARTY_WORKER);
    if (parties & BY_COMPANY) one_signs(t, contract, PARTY_COMPANY);
}

/* The house billed it with the last signature; the customer pays by transfer. */
void home_pays(struct telling *t, int64_t contract)
{
    int64_t bill = tell_ask(t, SQL("select bill from contract_account where contract = $1"), BIND(num(contract)));
    int64_t open = bill > 0 ? tell_ask(t, SQL("select total - paid from bill where id = $1"), BIND(num(bill))) : 0;
    if (open > 0) tell_new(t, FINANCE, &payment_type, "{'kind':'from_customer','bill':%lld,'amount':%lld,'channel':'transfer','channel_number':'ZZ%010lld'}", (long long)bill, (long long)open, (long long)(contract % 10000000000));
}

void home_paid(struct home_told *h, bool trial)
{
    struct telling *t = h->t;
    t->at.ms += MINUTES(15);
    home_pays(t, h->contract);
    int64_t accepted = h->recommendation && !trial ? tell_ask(t, SQL("select count(*) from recommendation where id = $1 and state = $2"), BIND(num(h->recommendation), num(RECOMMENDED_ACCEPTED))) : 0;
    if (accepted) tell_step(t, CONSULTANT, &recommendation_type, h->recommendation, "hire", "{}");
    if (h->recommendation && trial) tell_step(t, CONSULTANT, &recommendation_type, h->recommendation, "start_trial", "{}");
}

/* ---- she moves in ---- */

#define ALL_OF_IT "['gas','windows','balcony','sockets','floor','stairs','hot_water','medicines','knives','pets','elder','infant','exit','cameras','valuables','emergency']"

void home_readied(struct home_told *h)
{
    const struct home_story *s = h->story;
    struct telling *t = h->t;
    text found = h->worker % 3 ? "" : ",'found':['hot_water'],'found_plan':'热水器调到 45 度，业主周末前换防滑垫；在那之前不单独给孩子或老人洗澡'";
    tell_on_day(t, s->first - 5, 10, 20);
    h->placement = tell_ask(t, SQL("select id from placement where contract = $1"), BIND(num(h->contract)));       /* planned with the last signature */
    if (s->rest_weekday) tell_step(t, CONSULTANT, &placement_type, h->placement, "rest_days", "{'rest_weekdays':['%s'],'reason':'上户前两边说好'}", choice_key(type_field(&placement_type, "rest_weekdays")->choices, (unsigned)s->rest_weekday));
    tell_on_day(t, s->first - 3, 15, 30);
    tell_step(t, CONSULTANT, &placement_type, h->placement, "look_over", "{'looked_at':" ALL_OF_IT "%s}", found);
    tell_on_day(t, s->first - 2, 9, 40);
    tell_step(t, CONSULTANT, &placement_type, h->placement, "brief", "{'briefing':'%s。%s。合同没写的活先问门店；身体不适、和家里人有分歧，当天打顾问电话。'}", s->cared_for, s->hours);
    tell_step(t, CONSULTANT, &placement_type, h->placement, "make_ready", "{}");
}

void home_sheet(struct home_told *h, text about, text valuables)
{
    struct telling *t = h->t;
    int64_t sheet = tell_ask(t, SQL("select id from handover where placement = $1 and state = 1 order by id desc limit 1"), BIND(num(h->placement)));
    t->at.ms += MINUTES(20);
    tell_edit(t, CONSULTANT, &handover_type, sheet, "{'cared_for':'%s','valuables':'%s','keys':1,'belongings':'行李箱一个、手提包一个，当面点清','meter':'常用药和紧急电话贴在冰箱门上'}", about, valuables);
    tell_step(t, CONSULTANT, &handover_type, sheet, "worker_yes", "{}");
    tell_step(t, CONSULTANT, &handover_type, sheet, "family_yes", "{'how':'纸上签字，照片留存'}");
}

void home_moved_in(struct home_told *h)
{
    struct telling *t = h->t;
    tell_on_day(t, h->story->first, 8, 10);
    tell_tick(t, "contracts", "contracts.begin");
    t->at.ms += MINUTES(50);
    tell_step(t, CONSULTANT, &placement_type, h->placement, "arrive", "{}");
    home_sheet(h, h->story->cared_for, "首饰一盒，放主卧抽屉并上锁");
}
