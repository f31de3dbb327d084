/* demo_homes.c — who lives in which home: placements in every state, each from the family's wish on, with what happens in them: leave, a substitute, an amendment,
 * a renewal, somebody who leaves on day 40, a hospital, a death, a trial; and the contracts brought along, taken over as placements. Oldest first, so that
 * numbers rise with time. */
#include <string.h>
#include "app/demo_contracting.h"
#include "contracts/contracts.h"
#include "placement/placement.h"
#include "quality/quality.h"

#define MEMBERS_CHILD "[{'role':'child','birth_year':2018},{'role':'adult','self_care':'full'},{'role':'adult','self_care':'full'}]"
#define MEMBERS_INFANT "[{'role':'infant','birth_year':2026},{'role':'adult','self_care':'full'},{'role':'adult','self_care':'full'}]"
#define MEMBERS_ELDER "[{'role':'elder','birth_year':1943,'self_care':'partly'},{'role':'adult','self_care':'full'}]"
#define MEMBERS_BIRTH "[{'role':'newborn','birth_year':2026},{'role':'mother','self_care':'partly'},{'role':'adult','self_care':'full'}]"
#define CARED_CHILD "[{'role':'child','birth_year':2018}]"
#define CARED_INFANT "[{'role':'infant','birth_year':2026}]"
#define CARED_ELDER "[{'role':'elder','birth_year':1943,'self_care':'partly'}]"
#define CARED_BIRTH "[{'role':'newborn'},{'role':'mother'}]"
#define LIVES_IN "每天 7:00–20:00，午休两小时，做六休一"

enum { HALF_YEAR = 0, AMENDED, FIRST_LEAD, BY_DAY, PAST_RETIREMENT, PAID_THROUGH_US, LEAVES_ON_40, MONTH_OVER, DIED, AWAY, INFANT_PAID, HOSPITAL, LEFT_GAP, MONTH, TRIED, TOMORROW, MORNINGS, STORIES };
static const struct home_story stories[STORIES] = {
    [HALF_YEAR] = { "先签半年，快到期", DEMO_NANNY, 0, 0, "住家保姆", "employee", -174, 180, 6600, 8400, 0, 0, false, LIVES_IN, "住家，做三餐和家务", "三口之家，孩子上小学二年级，口味偏淡", CARED_CHILD, MEMBERS_CHILD, "小学生一名，身体健康", 7 },
    [AMENDED] = { "工资变更", DEMO_INFANT, 2, 1, "育儿嫂", "agency", -150, 300, 7800, 0, 4680, 0, false, LIVES_IN, "住家，带十个月的宝宝", "宝宝睡整觉，要会做辅食", CARED_INFANT, MEMBERS_INFANT, "婴儿一名，足月，无过敏", 6 },
    [FIRST_LEAD] = { "从一条线索开始", DEMO_NANNY, 1, 2, "住家保姆", "employee", -120, 300, 6800, 8700, 0, 0, false, LIVES_IN, "住家，做饭为主，接一年级孩子放学", "爱吃面食，阳台有花要浇", CARED_CHILD, MEMBERS_CHILD, "小学生一名，身体健康", 7 },
    [BY_DAY] = { "白天育儿", DEMO_INFANT, 0, 3, "育儿嫂", "employee", -95, 300, 7600, 9600, 0, 0, true, "周一至周六 8:30–17:30", "白天带一岁宝宝，不住家", "外婆在家，一起带", CARED_INFANT, MEMBERS_INFANT, "婴儿一名，一岁，学步", 7 },
    [PAST_RETIREMENT] = { "超龄用工", DEMO_ELDER, 0, 4, "老人照护", "over_age", -80, 300, 6200, 7900, 0, 0, false, LIVES_IN, "住家照顾八十三岁的母亲", "能自己吃饭，上下床要扶，高血压每天量", CARED_ELDER, MEMBERS_ELDER, "老人一名，八十三岁，半自理，高血压", 7 },
    [PAID_THROUGH_US] = { "代发工资", DEMO_NANNY, 2, 5, "住家保姆", "paying_agent", -75, 300, 6400, 0, 0, 560, false, LIVES_IN, "住家，做饭打扫", "两个大人常出差，有一只猫", CARED_CHILD, MEMBERS_CHILD, "初中生一名，身体健康", 3 },
    [LEAVES_ON_40] = { "第四十天换人", DEMO_NANNY, 3, 6, "住家保姆", "agency", -62, 300, 6500, 0, 6500, 0, false, LIVES_IN, "住家，照看老小的三餐", "老人在家，饭要软烂", CARED_CHILD, MEMBERS_CHILD, "小学生一名；老人一名，自理", 7 },
    [MONTH_OVER] = { "月嫂已下户", DEMO_MATERNITY, 1, 7, "月嫂", "agency", -52, 26, 14800, 0, 4440, 0, false, "住家二十六天，夜间带睡", "二十六天，顺产，母乳", "头胎，要会通乳", CARED_BIRTH, MEMBERS_BIRTH, "产妇顺产；新生儿足月", 0 },
    [DIED] = { "老人走了", DEMO_ELDER, 1, 8, "老人照护", "agency", -48, 180, 6300, 0, 3780, 0, false, LIVES_IN, "住家照顾九十岁的父亲", "卧床，家人轮流陪夜", CARED_ELDER, MEMBERS_ELDER, "老人一名，九十岁，卧床", 0 },
    [AWAY] = { "请假有人顶", DEMO_INFANT, 3, 9, "育儿嫂", "agency", -33, 300, 8000, 0, 4800, 0, false, LIVES_IN, "住家，带八个月的双胞胎里的一个", "奶奶带另一个，夜里各管各的", CARED_INFANT, MEMBERS_INFANT, "婴儿一名，八个月，湿疹已愈", 7 },
    [INFANT_PAID] = { "代发，有护理日志", DEMO_INFANT, 1, 10, "育儿嫂", "paying_agent", -29, 300, 8200, 0, 0, 700, false, LIVES_IN, "住家，带六个月宝宝", "刚加辅食，要记录", CARED_INFANT, MEMBERS_INFANT, "婴儿一名，六个月，对牛奶蛋白过敏", 7 },
    [HOSPITAL] = { "陪老人住院", DEMO_ELDER, 2, 11, "老人照护", "agency", -28, 180, 6400, 0, 3840, 0, false, LIVES_IN, "住家照顾父亲，糖尿病饮食", "一天测两次血糖", CARED_ELDER, MEMBERS_ELDER, "老人一名，七十九岁，半自理，糖尿病", 7 },
    [LEFT_GAP] = { "阿姨昨天走了", DEMO_ELDER, 3, 12, "老人照护", "agency", -26, 180, 6300, 0, 3780, 0, false, LIVES_IN, "住家照顾两位老人", "都能自理，主要做饭", CARED_ELDER, MEMBERS_ELDER, "老人两名，自理", 7 },
    [MONTH] = { "月嫂在户", DEMO_MATERNITY, 0, 13, "月嫂", "agency", -20, 26, 15800, 0, 4740, 0, false, "住家二十六天，夜间带睡", "二十六天，剖宫产，混合喂养", "二胎，老大五岁", CARED_BIRTH, MEMBERS_BIRTH, "产妇剖宫产；新生儿足月，黄疸已退", 0 },
    [TRIED] = { "试工第二天", DEMO_NANNY, 6, 14, "住家保姆", "agency", -1, 300, 6600, 0, 6600, 0, false, LIVES_IN, "住家，先试三天", "上一家换过两个，想先试", CARED_CHILD, MEMBERS_CHILD, "小学生一名，身体健康", 7 },
    [MORNINGS] = { "非全日制上午育儿", DEMO_INFANT, 7, 17, "育儿嫂", "part_time", -40, 300, 3400, 4400, 0, 0, true, "周一至周五 8:00–12:00", "上午四小时，带一岁宝宝，做辅食", "下午奶奶接手", CARED_INFANT, MEMBERS_INFANT, "婴儿一名，一岁，学步", 0 },
    [TOMORROW] = { "明天上户", DEMO_NANNY, 5, 15, "住家保姆", "agency", 1, 300, 6700, 0, 6700, 0, false, LIVES_IN, "住家，做饭打扫，接送孩子", "学校走路十分钟", CARED_CHILD, MEMBERS_CHILD, "小学生一名，身体健康", 7 },
};

/* ---- what they have in common ---- */

/* Whoever knows her from before signs without a search: over a whole term she would not be recommended, as her medical check ends within it. */
static bool known_before(const struct home_told *h) { return h->story == &stories[PAID_THROUGH_US]; }

static bool contracted(struct home_told *h, unsigned parties)
{
    home_papers(h->t, h->worker, h->story->first - 20);
    if (!known_before(h)) home_searched(h);
    home_drafted(h);
    home_sent(h);
    tell_on_day(h->t, h->story->first - 11, 9, 30);
    home_signed(h->t, h->contract, parties);
    return !h->t->broken;
}

static bool moved_in(struct home_told *h)
{
    if (!contracted(h, BY_ALL)) return false;
    home_paid(h, false);
    home_readied(h);
    home_moved_in(h);
    return !h->t->broken;
}

static bool tell_moved_in(struct home_told *h, struct telling *t, int which) { return home_begins(h, t, &stories[which]) && moved_in(h); }

static int today_of(const struct telling *t) { return t->loading->world->today.number; }
static int64_t latest(struct telling *t, literal sql, int64_t of) { return tell_ask(t, sql, BIND(num(of))); }

static void days_entered(struct telling *t) { tell_tick(t, "placement", "placement.days"); }

static void consented(struct home_told *h, text purpose, text guardian)
{
    tell_new(h->t, CONSULTANT, &consent_type, "{'person':%lld,'purpose':'%s','way':'paper','guardian':'%s'}", (long long)h->person, purpose, guardian);
}

/* ---- one by one ---- */

/* Half a year is nearly over: asked apart, another wage approved, the new contract lies with the worker. */
static void renewed(struct telling *t)
{
    struct home_told h;
    if (!tell_moved_in(&h, t, HALF_YEAR)) return;
    home_called(&h, h.story->first, 0, NULL);
    tell_on_day(t, -24, 8, 30);
    tell_tick(t, "placement", "placement.renewals");
    int64_t renewal = latest(t, SQL("select id from renewal where placement = $1"), h.placement);
    tell_on_day(t, -20, 10, 30);
    tell_step(t, CONSULTANT, &renewal_type, renewal, "contact", "{'family_said':'满意，想再签半年','worker_said':'愿意，希望涨两百'}");
    tell_on_day(t, -12, 15, 0);
    tell_step(t, CONSULTANT, &renewal_type, renewal, "offer", "{'new_last':%d,'new_wage':680000}", today_of(t) + 185);
    tell_on_day(t, -11, 9, 10);
    tell_step(t, APPROVER, &renewal_type, renewal, "approve", "{'reason':'涨 200 元在行情内，服务费同步调整'}");
    tell_on_day(t, -10, 11, 0);
    int64_t next = latest(t, SQL("select id from contract where previous = $1"), h.contract);
    tell_edit(t, CONSULTANT, &contract_type, next, "{'service_fee':870000}");
    tell_step(t, CONSULTANT, &contract_type, next, "send", "{}");
    home_signed(t, next, BY_FAMILY | BY_COMPANY);
}

/* From the thirtieth day before today on she is paid more and cooks for the baby, by a paper that three sign. */
static void amended(struct telling *t)
{
    struct home_told h;
    if (!tell_moved_in(&h, t, AMENDED)) return;
    home_called(&h, h.story->first, -31, NULL);
    tell_on_day(t, -36, 10, 0);
    tell_step(t, CONSULTANT, &contract_type, h.contract, "amend", "{'since':%d,'what':'月工资由 7800 元调至 8200 元，增加每日辅食制作'}", today_of(t) - 30);
    int64_t next = latest(t, SQL("select id from contract where previous = $1"), h.contract);
    tell_edit(t, CONSULTANT, &contract_type, next, "{'wage':820000,'trial_day_rate':31538,'scope':'0–3 岁婴幼儿照护，每日辅食两餐'}");
    tell_step(t, CONSULTANT, &contract_type, next, "send", "{}");
    home_signed(t, next, BY_ALL);
    tell_on_day(t, -30, 8, 10);
    tell_tick(t, "contracts", "contracts.begin");
    home_called(&h, h.story->first, 0, NULL);
}

/* Who wrote at night on the company's page, brought by a neighbour: her answer, her interview, her home, and all that followed. */
static void first_met(struct home_told *h)
{
    struct telling *t = h->t;
    struct dice dice = demo_dice(t->loading->world, "first lead", t->branch);
    struct demo_person who = demo_person(t->loading->world, &dice, FEMALE, demo_birth(&dice, t->loading->world->today, 36, 4, 28, 45));
    const struct demo_customer *near = &t->loading->world->customers[h->customer];
    tell_on_day(t, -141, 9, 12);
    h->person = tell_new(t, RECEPTION, &person_type, "{'name':'%s','phone':'%s'}", who.name, who.phone);
    h->lead = tell_new(t, RECEPTION, &lead_type, "{'person':%lld,'channel':'referral','detail':'同小区老客户介绍','basis':'referred','line':%lld,'area':'%s','words':'想找住家阿姨，做饭好吃最要紧'}", (long long)h->person, (long long)h->line,
        t->loading->world->areas[t->loading->world->estates[near->estate].area].name);
    t->at.ms += MINUTES(6);
    tell_step(t, CONSULTANT, &lead_type, h->lead, "follow_up", "{'way':'call','outcome':'reached','note':'约了明天到店细谈'}");
    tell_step(t, CONSULTANT, &lead_type, h->lead, "convert", "{}");
    h->demand = latest(t, SQL("select demand from lead where id = $1"), h->lead);
    tell_on_day(t, -137, 14, 0);
    h->customer_id = tell_new(t, CONSULTANT, &customer_type, "{'name':'%s','person':%lld,'source':'referral'}", who.name, (long long)h->person);
    h->household = tell_new(t, CONSULTANT, &household_type, "{'customer':%lld,'estate':'%s','area':'%s','address':'%s','square_metres':118,'rooms':3,'lift':true}", (long long)h->customer_id, t->loading->world->estates[near->estate].name,
        t->loading->world->areas[t->loading->world->estates[near->estate].area].name, told_body(t, "云栖市%s6幢1单元1502室", t->loading->world->estates[near->estate].name));
    tell_edit(t, CONSULTANT, &person_type, h->person, "{'id_number':'%s'}", who.id_number);
    tell_edit(t, CONSULTANT, &demand_type, h->demand, "{'customer':%lld,'household':%lld,'wanted':'%s','start_from':%d,'term':%d,'arrangement':'live_in','cared':%s,'room':'own','rest_days':4,'decides':'caller','budget':760000,'budget_of':'月','wage':680000}",
        (long long)h->customer_id, (long long)h->household, h->story->wanted, today_of(t) + h->story->first, h->story->days, CARED_CHILD);
    tell_step(t, CONSULTANT, &demand_type, h->demand, "confirm", "{}");
    tell_step(t, CONSULTANT, &demand_type, h->demand, "take_on", "{}");
    h->customer = -1;
}

static int64_t brought_by(struct home_told *h, int64_t neighbour)
{
    tell_on_day(h->t, -136, 10, 0);
    return tell_new(h->t, CONSULTANT, &referral_type, "{'by_customer':%lld,'customer':%lld,'reward':30000,'remark':'介绍时已登记'}", (long long)neighbour, (long long)h->customer_id);
}

static void rewarded(struct telling *t, int64_t referral)
{
    tell_on_day(t, -88, 10, 0);
    tell_step(t, CONSULTANT, &referral_type, referral, "qualify", "{}");
    tell_on_day(t, -79, 10, 0);
    tell_step(t, MANAGER, &referral_type, referral, "reward", "{}");
}

static void on_leave(struct home_told *h)
{
    struct telling *t = h->t;
    tell_on_day(t, -41, 9, 0);
    int64_t leave = tell_new(t, MANAGER, &worker_leave_type, "{'worker':%lld,'kind':'personal','start':%lld,'until':%lld,'why':'女儿订婚，回老家三天'}", (long long)h->worker_id, (long long)day_at((day){ today_of(t) - 38 }, 480).ms,
        (long long)day_at((day){ today_of(t) - 36 }, 20 * 60).ms);
    tell_step(t, MANAGER, &worker_leave_type, leave, "approve_and_clear", "{}");
    tell_on_day(t, -35, 8, 30);
    tell_step(t, MANAGER, &worker_leave_type, leave, "come_back", "{}");
}

static void extra_done(struct home_told *h)
{
    struct telling *t = h->t;
    tell_on_day(t, -15, 11, 0);
    int64_t task = tell_new(t, CONSULTANT, &extra_task_type, "{'placement':%lld,'what':'周末家宴，多做六位客人的饭','date':%d,'price':30000,'pay':24000}", (long long)h->placement, today_of(t) - 12);
    tell_step(t, CONSULTANT, &extra_task_type, task, "worker_yes", "{}");
    tell_step(t, CONSULTANT, &extra_task_type, task, "family_yes", "{'how':'微信回复：可以'}");
    tell_on_day(t, -12, 20, 0);
    tell_step(t, CONSULTANT, &extra_task_type, task, "do_it", "{'done_on':%d}", today_of(t) - 12);
}

static void rest_day_worked(struct home_told *h)
{
    struct telling *t = h->t;
    tell_on_day(t, -10, 9, 0);
    days_entered(t);
    int64_t rest = tell_ask(t, SQL("select max(id) from placement_day where placement = $1 and kind = 2 and date < $2"), BIND(num(h->placement), num(today_of(t) - 10)));
    tell_step(t, CONSULTANT, &placement_day_type, rest, "correct", "{'kind':'rest_worked','note':'家里来客','reason':'家里来客，她同意加一天'}");
}

static void from_a_lead(struct telling *t)
{
    struct home_told h;
    if (!home_begins(&h, t, &stories[FIRST_LEAD])) return;
    int64_t neighbour = h.customer_id;
    first_met(&h);
    int64_t referral = brought_by(&h, neighbour);
    if (!moved_in(&h)) return;
    rewarded(t, referral);
    home_called(&h, h.story->first, -42, NULL);
    on_leave(&h);
    extra_done(&h);
    rest_day_worked(&h);
    home_called(&h, h.story->first, 0, NULL);
}

/* By day: on day 90 she says that her rest days are gone; the shop hears her and the family. */
static void by_day(struct telling *t)
{
    static const struct bad_answer bad[] = { { 90, true, "complaint", "这个月只休了两天，说好休四天" }, { 0, false, NULL, NULL } };
    struct home_told h;
    if (!tell_moved_in(&h, t, BY_DAY)) return;
    home_called(&h, h.story->first, 0, bad);
    int64_t complaint = latest(t, SQL("select max(id) from complaint where worker = $1"), h.worker_id);
    static const struct told course[] = { { 30, MANAGER, "accept", "{}" }, { 200, MANAGER, "hear_worker", "{'said':'上月两个周日宝宝发烧，家里请她留下，没说补休'}" },
        { DAYS_AGO(1) + 20, MANAGER, "hear_customer", "{'said':'当时急，忘了补休这回事，愿意按天付钱'}" } };
    if (complaint > 0) tell_course(t, &complaint_type, complaint, course, COUNT_OF(course));
}

/* One entry a day for the last days, from the worker's mouth; the family has agreed to it in writing. */
static void logged(struct home_told *h, text kind, int days, const text *figures, int count)
{
    for (int i = days; i >= 1; i--) {
        tell_on_day(h->t, -i, 19, 30);
        tell_new(h->t, CONSULTANT, &care_log_type, "{'placement':%lld,'kind':'%s',%s}", (long long)h->placement, kind, figures[i % count]);
    }
}

/* Somebody past retirement by a work agreement; the old lady's blood pressure was too high one evening. */
static void past_retirement(struct telling *t)
{
    static const text figures[] = { "'systolic':138,'diastolic':82,'meals':90,'water_ml':1400,'medicine_given':true,'mood':4", "'systolic':142,'diastolic':84,'meals':85,'water_ml':1300,'medicine_given':true,'mood':4",
        "'systolic':136,'diastolic':80,'meals':100,'water_ml':1500,'medicine_given':true,'mood':5" };
    struct home_told h;
    if (!tell_moved_in(&h, t, PAST_RETIREMENT)) return;
    consented(&h, "health", "");
    home_called(&h, h.story->first, 0, NULL);
    logged(&h, "elder", 6, figures, COUNT_OF(figures));
    tell_on_day(t, -2, 20, 10);
    int64_t high = tell_new(t, CONSULTANT, &care_log_type, "{'placement':%lld,'kind':'elder','systolic':186,'diastolic':104,'note':'晚饭后头晕，坐着没动'}", (long long)h.placement);
    t->at.ms += MINUTES(16);
    tell_step(t, CONSULTANT, &care_log_type, high, "look", "{'answer':'当即电话女儿，社区医生上门量了两次，嘱明早复诊'}");
}

/* The wage goes through us; her health certificate ends in 17 days. The family finds the food too salty, both are heard, and it is settled. */
static void paid_through_us(struct telling *t)
{
    static const struct bad_answer bad[] = { { 60, false, "complaint", "菜一直偏咸，说过两次没改" }, { 0, false, NULL, NULL } };
    static const struct told course[] = { { 25, MANAGER, "accept", "{}" }, { 90, MANAGER, "hear_customer", "{'said':'人挺好的，就是口味重，老人血压高'}" }, { 180, MANAGER, "hear_worker", "{'said':'老家口味重，自己尝不出来'}" },
        { 300, MANAGER, "propose", "{'facts':'双方说法一致，菜偏咸','proposal':'用限盐勺，按六口味卡做两周','remedies':['training','explanation'],'worker_share':40,'company_share':60,'customer_share':0}" },
        { 340, MANAGER, "resolve", "{'agreed_how':'电话里同意先试两周'}" }, { DAYS_AGO(7), MANAGER, "follow_up", "{'result':'satisfied','satisfaction':5,'said':'现在正合适'}" } };
    struct home_told h;
    if (!tell_moved_in(&h, t, PAID_THROUGH_US)) return;
    home_called(&h, h.story->first, 0, bad);
    int64_t complaint = latest(t, SQL("select max(id) from complaint where worker = $1"), h.worker_id);
    if (complaint > 0) {
        tell_on_day(t, -16, 11, 30);
        tell_course(t, &complaint_type, complaint, course, COUNT_OF(course));
    }
    tell_ago(t, 50);
    tell_new(t, CONSULTANT, &extra_task_type, "{'placement':%lld,'what':'寄养的猫多喂一周','date':%d,'price':21000,'pay':16800}", (long long)h.placement, today_of(t) + 2);
}

/* Her father falls ill and she goes on day 40; three days later another is there, and the old one is settled. */
static void leaves_on_40(struct telling *t)
{
    struct home_told h;
    if (!tell_moved_in(&h, t, LEAVES_ON_40)) return;
    int first = h.story->first, next = demo_cast(t->loading, t->branch, DEMO_NANNY, 4);
    home_called(&h, first, first + 39, NULL);
    if (next < 0) return;
    home_papers(t, next, first + 20);
    tell_on_day(t, first + 39, 17, 0);
    tell_step(t, CONSULTANT, &placement_type, h.placement, "worker_leaves", "{'last':%d,'why':'worker','reason':'老家父亲住院，当天要走'}", today_of(t) + first + 39);
    int64_t swap = latest(t, SQL("select max(id) from replacement where placement = $1"), h.placement);
    t->at.ms += MINUTES(50);
    tell_step(t, CONSULTANT, &replacement_type, swap, "assess", "{'reason':'left','wish':'会做软烂的饭，能长做'}");
    tell_on_day(t, first + 40, 10, 30);
    tell_step(t, CONSULTANT, &replacement_type, swap, "find", "{'worker':%lld,'first_day':%d}", (long long)t->loading->workers[next], today_of(t) + first + 42);
    tell_step(t, CONSULTANT, &replacement_type, swap, "hand_over", "{'wage':660000}");
    home_sheet(&h, "老小都好，换人已告知", "原样未动");
    home_sheet(&h, "老小都好，已当面介绍", "原样未动");
    tell_on_day(t, first + 43, 9, 30);
    tell_step(t, CONSULTANT, &replacement_type, swap, "finish", "{}");
    home_called(&h, first + 42, 0, NULL);
}

static void finished(struct home_told *h, int last, text why, text reason, text about)
{
    struct telling *t = h->t;
    tell_step(t, CONSULTANT, &placement_type, h->placement, "finish", "{'last':%d,'why':'%s','reason':'%s'}", today_of(t) + last, why, reason);
    home_sheet(h, about, "原样交还");
}

/* Twenty-six days are over, the family would recommend us, and everything is closed. */
static void month_over(struct telling *t)
{
    struct home_told h;
    if (!tell_moved_in(&h, t, MONTH_OVER)) return;
    int last = h.story->first + 25;
    home_called(&h, h.story->first, last, NULL);
    tell_on_day(t, last, 17, 0);
    finished(&h, last, "term_over", "服务期满", "产妇和宝宝都好，宝宝 5.1 公斤");
    tell_on_day(t, last + 1, 10, 30);
    home_call_answered(&h, 27, NULL);
    tell_on_day(t, last + 3, 11, 0);
    tell_step(t, CONSULTANT, &placement_type, h.placement, "settle", "{}");
    tell_on_day(t, last + 6, 11, 0);
    tell_step(t, CONSULTANT, &placement_type, h.placement, "close", "{}");
}

/* After a death nobody calls any more. */
static void died(struct telling *t)
{
    struct home_told h;
    if (!tell_moved_in(&h, t, DIED)) return;
    home_called(&h, h.story->first, -16, NULL);
    tell_on_day(t, -15, 16, 0);
    tell_step(t, CONSULTANT, &placement_type, h.placement, "stop_by_event", "{'last':%d,'what':'death','decides':'signer','reason':'老人凌晨离世，家属来电'}", today_of(t) - 15);
    home_sheet(&h, "家属在场，用品已归还", "原样交还");
    tell_on_day(t, -9, 11, 0);
    tell_step(t, CONSULTANT, &placement_type, h.placement, "settle", "{}");
}

/* Her son marries: she is away for some days, and a colleague stands in. */
static void away(struct telling *t)
{
    struct home_told h;
    if (!tell_moved_in(&h, t, AWAY)) return;
    home_called(&h, h.story->first, 0, NULL);
    int other = demo_cast(t->loading, t->branch, DEMO_INFANT, 4);
    if (other < 0) return;
    home_papers(t, other, -30);
    tell_on_day(t, -4, 10, 0);
    tell_step(t, CONSULTANT, &placement_type, h.placement, "be_away", "{'from':%d,'substitute':%lld,'where':'老家','reason':'儿子婚礼，请假六天'}", today_of(t) - 3, (long long)t->loading->workers[other]);
}

static void infant_paid(struct telling *t)
{
    static const text figures[] = { "'milk_ml':210,'meals':80,'sleep_minutes':640,'stool':1,'temperature':367", "'milk_ml':200,'meals':90,'sleep_minutes':660,'stool':2,'temperature':368,'note':'加了胡萝卜泥，没有不适'",
        "'milk_ml':220,'meals':70,'sleep_minutes':610,'stool':1,'temperature':366" };
    struct home_told h;
    if (!tell_moved_in(&h, t, INFANT_PAID)) return;
    consented(&h, "child", "母亲，签署人本人");
    home_called(&h, h.story->first, 0, NULL);
    logged(&h, "infant", 5, figures, COUNT_OF(figures));
}

static void in_hospital(struct telling *t)
{
    struct home_told h;
    if (!tell_moved_in(&h, t, HOSPITAL)) return;
    home_called(&h, h.story->first, 0, NULL);
    tell_on_day(t, -2, 11, 30);
    tell_step(t, CONSULTANT, &placement_type, h.placement, "to_hospital", "{'from':%d,'where':'云栖市第一医院内分泌科 12 床'}", today_of(t) - 2);
}

static void left_a_gap(struct telling *t)
{
    struct home_told h;
    if (!tell_moved_in(&h, t, LEFT_GAP)) return;
    home_called(&h, h.story->first, -3, NULL);
    tell_on_day(t, -1, 17, 30);
    tell_step(t, CONSULTANT, &placement_type, h.placement, "worker_leaves", "{'last':%d,'why':'worker','reason':'孙子出生，回去帮忙'}", today_of(t) - 1);
    int64_t swap = latest(t, SQL("select max(id) from replacement where placement = $1"), h.placement);
    t->at.ms += MINUTES(45);
    tell_step(t, CONSULTANT, &replacement_type, swap, "assess", "{'reason':'left','wish':'会做本地菜，住得惯老小区'}");
}

static void month(struct telling *t)
{
    static const text baby[] = { "'milk_ml':90,'breast_minutes':25,'urine':7,'stool':3,'temperature':368,'weight_g':4150", "'milk_ml':80,'breast_minutes':30,'urine':8,'stool':2,'temperature':367,'weight_g':4090" };
    static const text mother[] = { "'meals':90,'water_ml':2200,'sleep_minutes':380,'mood':4,'temperature':366", "'meals':85,'water_ml':2000,'sleep_minutes':350,'mood':3,'temperature':367,'note':'伤口不红，偶尔牵着疼'" };
    struct home_told h;
    if (!tell_moved_in(&h, t, MONTH)) return;
    consented(&h, "child", "母亲，签署人本人");
    consented(&h, "health", "");
    home_called(&h, h.story->first, 0, NULL);
    logged(&h, "baby", 5, baby, COUNT_OF(baby));
    logged(&h, "mother", 5, mother, COUNT_OF(mother));
}

static void tried(struct telling *t)
{
    struct home_told h;
    if (!home_begins(&h, t, &stories[TRIED]) || !contracted(&h, BY_ALL)) return;
    home_paid(&h, true);
    home_readied(&h);
    home_moved_in(&h);
}

static void tomorrow(struct telling *t)
{
    struct home_told h;
    if (!home_begins(&h, t, &stories[TOMORROW]) || !contracted(&h, BY_ALL)) return;
    home_paid(&h, false);
    home_readied(&h);
}

/* ---- part-time: a morning's placement; a cleaner by the hour, with a contract and no placement ---- */

/* Four hours on weekday mornings, by an agreement for part-time work: no trial, wages every fifteen days. */
static void mornings(struct telling *t)
{
    struct home_told h;
    if (tell_moved_in(&h, t, MORNINGS)) home_called(&h, h.story->first, 0, NULL);
}

static void part_time(struct telling *t)
{
    int worker = demo_cast(t->loading, t->branch, DEMO_CLEANER, 0), home = demo_home(t->loading, t->branch, 16);
    if (t->broken || worker < 0 || home < 0) return;
    t->story = "非全日制";
    home_papers(t, worker, -75);
    int64_t customer = t->loading->customers[home], line = tell_ask(t, SQL("select id from service_line where name = $1"), BIND(txt("日常保洁"))), person = latest(t, SQL("select person from customer where id = $1"), customer);
    tell_on_day(t, -64, 10, 0);
    tell_edit(t, CONSULTANT, &person_type, person, "{'id_number':'%s'}", t->loading->world->customers[home].person.id_number);
    int64_t contract = tell_new(t, CONSULTANT, &contract_type, "{'customer':%lld,'household':%lld,'worker':%lld,'line':%lld,'mode':'part_time','first':%d,'last':%d,'hours':'周一、三、五 9:00–12:00','hours_day':3,'hours_week':9,'wage':170000,'service_fee':216000}",
        (long long)customer, (long long)t->loading->households[home], (long long)t->loading->workers[worker], (long long)line, today_of(t) - 60, today_of(t) + 304);
    tell_step(t, CONSULTANT, &contract_type, contract, "send", "{}");
    home_signed(t, contract, BY_ALL);
    home_pays(t, contract);
    tell_on_day(t, -60, 8, 10);
    tell_tick(t, "contracts", "contracts.begin");
}

/* ---- contracts brought along: whoever serves there is entered as a placement ---- */

struct brought { int64_t contract, customer, household, line, worker; int first, last; int64_t wage; };
struct brought_along { int64_t branch; struct brought at[60]; int count; };

static bool find_brought(struct work *w, void *data)
{
    struct brought_along *b = data;
    struct rows *row = db_query(w, SQL("select id, customer, household, line, worker, first, last, wage from contract where branch = $1 and paper_number <> '' and state = 1 order by first limit 60"), BIND(num(b->branch)));
    for (; db_next(row); b->count++)
        b->at[b->count] = (struct brought){ db_number(row, 0), db_number(row, 1), db_number(row, 2), db_number(row, 3), db_number(row, 4), (int)db_number(row, 5), (int)db_number(row, 6), db_number(row, 7) };
    return !failed(w);
}

static void take_over(struct telling *t, const struct brought *b)
{
    struct home_told h = { .story = &stories[b->last - b->first > 40 ? HALF_YEAR : MONTH], .t = t };
    int first = b->first - today_of(t);
    tell_on_day(t, first - 1, 16, 0);
    h.placement = tell_new(t, CONSULTANT, &placement_type, "{'customer':%lld,'household':%lld,'line':%lld,'contract':%lld,'worker':%lld,'mode':'introduce','live_in':true,'first':%d,'last':%d,'wage':%lld,'rests':4,'rest_weekdays':['sun'],'replacements':2}",
        (long long)b->customer, (long long)b->household, (long long)b->line, (long long)b->contract, (long long)b->worker, b->first, b->last, (long long)b->wage);
    tell_step(t, CONSULTANT, &placement_type, h.placement, "look_over", "{'looked_at':['gas','windows','balcony','sockets','floor','stairs','hot_water','medicines','knives','pets','elder','infant','exit','cameras','valuables','emergency']}");
    tell_step(t, CONSULTANT, &placement_type, h.placement, "brief", "{'briefing':'按原合同的服务内容；有事找顾问'}");
    tell_step(t, CONSULTANT, &placement_type, h.placement, "make_ready", "{}");
    tell_on_day(t, first, 9, 0);
    tell_step(t, CONSULTANT, &placement_type, h.placement, "arrive", "{}");
    home_sheet(&h, "按原合同，家人健康", "无");
    home_called(&h, first, 0, NULL);
}

static void taken_over(struct telling *t)
{
    struct brought_along *b = arena_take(t->arena, sizeof *b);
    b->branch = t->loading->shops[t->branch].branch;
    t->at = t->loading->world->now;
    if (!tell_run(t, NOBODY, find_brought, b)) return;
    t->story = "在途合同补录";
    for (int i = 0; i < b->count; i++) {
        struct telling one = *t;            /* whose papers lack something stays as she is */
        one.quiet = true;
        take_over(&one, &b->at[i]);
    }
}

/* ---- all of it ---- */

static bool tell_shop(struct demo_loading *l, int branch)
{
    static void (*const told[])(struct telling *) = {
        renewed, amended, from_a_lead, by_day, past_retirement, paid_through_us, leaves_on_40, part_time, mornings, month_over, died, away, infant_paid, in_hospital, left_a_gap, month, tried, tomorrow, taken_over,
    };
    struct telling t = { .loading = l, .branch = branch, .arena = arena_new(), .story = "" };
    for (int i = 0; i < COUNT_OF(told); i++) told[i](&t);
    t.at = l->world->now;
    days_entered(&t);
    arena_free(t.arena);
    return !t.broken;
}

bool demo_homes(struct demo_loading *l)
{
    if (!l->world->scale->homes) return true;
    for (int b = 0; b < l->world->branch_count; b++)
        if (!tell_shop(l, b)) return false;
    demo_say(l, "在户：签约、上户、请假、换人、续约各有在办");
    return true;
}
