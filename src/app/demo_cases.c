/* demo_cases.c — what a shop has on its hands besides its visits: complaints and incidents in every state of their procedures, taken on, heard, answered by
 * the office's own accounts at the minute it would have happened; who stands by; and old people whose visit is about to fail. Each shop has the same
 * courses with stories of its own, so that all queues of Today show something on any day. */
#include <stdio.h>
#include <string.h>
#include "app/demo_telling.h"
#include "customers/customers.h"
#include "quality/quality.h"
#include "safety/safety.h"

/* One case: made, then so many steps, each at its minute by its account. Its id; 0: refused, which is a fault of the demo. */
static int64_t run_case(struct telling *t, const struct record_type *type, int64_t minutes_ago, enum desk by, text body, const struct told *course, int count)
{
    tell_ago(t, minutes_ago);
    int64_t id = tell_new(t, by, type, "%s", body);
    tell_course(t, type, id, course, count);
    return t->broken ? 0 : id;
}

/* ---- visits that somebody may complain of ---- */

struct lately { int64_t branch, before, visits[24]; int count; };

static bool find_lately(struct work *w, void *data)
{
    struct lately *f = data;
    struct rows *row = db_query(w, SQL("select id from visit where branch = $1 and state in (8, 9, 10) and worker > 0 and until < $2 order by until desc, id limit 24"), BIND(num(f->branch), num(f->before)));
    for (f->count = 0; db_next(row); f->count++) f->visits[f->count] = db_number(row, 0);
    return !failed(w);
}

/* The n-th visit that was over an hour before it was told. 0: there is none. */
static int64_t visit_before(struct demo_loading *l, int branch, int64_t minutes_ago, int nth)
{
    struct lately f = { .branch = l->shops[branch].branch, .before = demo_in_office((instant){ l->world->now.ms - MINUTES(minutes_ago + 60) }).ms };
    struct work *w = work_open(l->house, &the_system);
    db_read(house_db(l->house), w, find_lately, &f);
    work_close(w);
    return f.count ? f.visits[nth % f.count] : 0;
}

/* ---- complaints ---- */

struct grievance { text category, story, heard, answer, facts, proposal, remedies, cause; };
/* What was broken and is paid for needs a bill in the evidence and a payment before its end: see demo_damage.c. */
static const struct grievance grievances[] = {
    { "quality", "卫生间镜子和淋浴房玻璃都是水渍，马桶后面没擦", "镜子一条条的水印，拍了照片发给店里", "玻璃刮落在上一家了，用抹布擦的", "照片可见镜面水渍，马桶后侧有积灰", "明天上午免费返工卫生间", "\"rework\"", "工具没带齐" },
    { "time", "约的九点，九点五十才到，也没人打电话说一声", "等了快一个小时，上班迟到了", "上一家超时，手机没电", "打卡 09:48，迟到 48 分钟，未告知", "道歉，下次服务送半小时", "\"apology\",\"coupon\"", "两单之间没留路上时间" },
    { "damage", "擦柜子的时候把一只花瓶碰倒，瓶口磕掉一小块，是结婚纪念品", "不指望赔多少，能补好就行，毕竟有纪念意义", "踮脚擦上层时碰到的，当场道歉了", "现场照片可见瓶口缺损约一厘米，碎片还在", "店里送到瓷器修补处补好送回，费用门店出，阿姨做易碎品复训", "\"apology\",\"training\"", "高处物品未先移开" },
    { "attitude", "让她把阳台也拖一下，说不归她管，态度很冲", "不是不讲理，就是说话让人不舒服", "阳台不在单子里，话说急了", "阳台未列入服务范围，沟通语气生硬", "门店致电道歉，阿姨做沟通复训", "\"apology\",\"training\"", "范围外的事没有先说明" },
    { "fees", "说好四小时一口价，结算多收了二十块交通费", "下单时没人讲有交通费", "不清楚收费，按系统走的", "订单页列有远郊交通补贴，电话中未念到", "退回 20 元，接单话术补一句", "\"explanation\",\"part_refund\"", "电话里没有逐项念价格" },
    { "quality", "油烟机滤网没拆洗，灶台缝里还有油", "做完当天晚上炒菜就看见了", "滤网拧不下来，没跟客户说", "滤网未拆，灶台缝隙有油", "返工厨房一次，一小时", "\"rework\"", "拆不下来没有上报" },
    { "replacement", "连着三次换人，每次都要重新交代一遍", "老人记不住这么多新面孔", "原来的阿姨回老家了，临时顶的", "近三次上门为三位不同的人", "固定由一位接手，另备一位", "\"explanation\",\"substitute\"", "固定人员离开后没有重新指定" },
    { "quality", "地板拖得太湿，实木地板边上翘起来一点", "当时就说了别太湿", "拖把没拧干，想着快点干完", "靠阳台两块地板边缘轻微起翘", "门店请师傅上门看，能修即修", "\"apology\",\"rework\"", "实木地板做法不熟" },
    { "time", "没等到人，打电话说忘了今天有单", "特意请了半天假在家等", "换班后没看新日程", "改派后未确认接单", "改到客户方便的时间，本单减半", "\"apology\",\"part_refund\"", "改派没有等到回复" },
    { "attitude", "一边干活一边刷短视频，声音开得很大", "孩子在睡觉，说了一次没用", "放音乐习惯了，没注意", "客户提供录音，音量明显", "道歉，写入服务礼仪提醒", "\"apology\",\"training\"", "礼仪要求没有讲到手机" },
};
static const struct { text category, story; } grave[] = {
    { "privacy", "阿姨朋友圈发了我家客厅的照片，能看到孩子" }, { "safety", "做完饭忘了关煤气灶小火，幸好回来得早" }, { "contract", "说有健康证，问她要看又说没带，要求核实" }, { "privacy", "家里门禁密码被写在群里，好几个人都能看到" },
};

enum { TOLD_MOST = 8 };
struct course { text channel; int64_t minutes_ago; int nth; bool grave; struct told steps[TOLD_MOST]; };
/* Bodies with %s are filled from the grievance: what the customer said, what the worker said, the solution, the cause. */
#define HEARD "heard"
#define ANSWERED "answered"
#define SOLUTION "solution"
#define CAUSE "cause"
#define DECIDED "decided"
#define OTHERWISE "otherwise"        /* what was promised and came about in another way; left out where nothing was */
#define TAKEN_UP { 14, MANAGER, "accept", "{}" }
static const struct course courses[] = {
    { "wechat", 9, 0, false, { { 0 } } },
    { "app", 75, 1, false, { { 12, MANAGER, "accept", "{}" } } },
    { "phone", 35, 2, true, { { 6, MANAGER, "accept", "{}" } } },
    { "phone", DAYS_AGO(1) + 90, 3, false, { TAKEN_UP, { 60, MANAGER, "hear_customer", HEARD } } },
    { "phone", DAYS_AGO(2) + 30, 4, false, { TAKEN_UP, { 40, MANAGER, "hear_customer", HEARD }, { 150, MANAGER, "hear_worker", ANSWERED }, { 300, MANAGER, "propose", SOLUTION },
        { 320, MANAGER, "wait_for_her", "{\"reason\":\"客户要和家里人商量\"}" } } },
    { "wechat", DAYS_AGO(4), 5, false, { TAKEN_UP, { 30, MANAGER, "hear_customer", HEARD }, { 90, MANAGER, "hear_worker", ANSWERED }, { 200, MANAGER, "propose", SOLUTION },
        { 260, MANAGER, "resolve", "{\"agreed_how\":\"微信回复：可以\"}" }, { DAYS_AGO(1), MANAGER, "not_reached", "{\"note\":\"响铃无人接\"}" } } },
    { "phone", DAYS_AGO(9), 6, false, { TAKEN_UP, { 35, MANAGER, "hear_customer", HEARD }, { 100, MANAGER, "hear_worker", ANSWERED }, { 240, MANAGER, "propose", SOLUTION },
        { 270, MANAGER, "resolve", "{\"agreed_how\":\"电话里同意\"}" }, { DAYS_AGO(2), MANAGER, "follow_up", "{\"result\":\"satisfied\",\"satisfaction\":4,\"said\":\"处理得挺快\"}" }, { DAYS_AGO(2) + 15, MANAGER, "let_go", OTHERWISE }, { DAYS_AGO(2) + 20, MANAGER, "close", CAUSE } } },
    { "phone", DAYS_AGO(5), 8, false, { TAKEN_UP, { 30, MANAGER, "hear_customer", HEARD }, { 95, MANAGER, "hear_worker", ANSWERED }, { 220, MANAGER, "propose", SOLUTION },
        { 250, MANAGER, "resolve", "{\"agreed_how\":\"来店面谈后同意\"}" }, { DAYS_AGO(2), MANAGER, "follow_up", "{\"result\":\"acceptable\",\"satisfaction\":4,\"said\":\"可以，下次注意就行\"}" } } },
    { "12315", DAYS_AGO(11), 9, false, { TAKEN_UP, { 50, MANAGER, "hear_customer", HEARD }, { 120, MANAGER, "hear_worker", ANSWERED }, { 400, MANAGER, "propose", SOLUTION },
        { DAYS_AGO(2), MANAGER, "dispute", "{\"before\":\"12315\",\"dispute_number\":\"YX2026-0990\"}" } } },
    { "phone", DAYS_AGO(13), 10, false, { TAKEN_UP, { 40, MANAGER, "hear_customer", HEARD }, { 110, MANAGER, "hear_worker", ANSWERED }, { 420, MANAGER, "propose", SOLUTION },
        { DAYS_AGO(2), MANAGER, "dispute", "{\"before\":\"mediator\",\"dispute_number\":\"街道人民调解委员会\"}" }, { DAYS_AGO(11), MANAGER, "decided", DECIDED } } },
    { "shop", DAYS_AGO(3) + 120, 11, false, { { 12, RECEPTION, "settle_on_spot", "{\"remedies\":[\"apology\",\"part_refund\"],\"refund\":2000,\"agreed_how\":\"当场同意减 20 元\"}" } } },
    { "platform", DAYS_AGO(6), 7, false, { { 25, MANAGER, "accept", "{}" }, { 70, MANAGER, "hear_customer", HEARD }, { 400, MANAGER, "dismiss", "{\"reason\":\"查看前后照片，服务项目均已完成，已向客户说明\"}" } } },
};

static text solution_of(struct arena *a, const struct grievance *g)
{
    bool refund = strstr(g->remedies, "part_refund") != NULL, coupon = strstr(g->remedies, "coupon") != NULL;
    return arena_print(a, "{\"facts\":\"%s\",\"proposal\":\"%s\",\"remedies\":[%s],\"refund\":%d,\"coupon\":%d,\"worker_share\":30,\"company_share\":70,\"customer_share\":0}", g->facts, g->proposal, g->remedies, refund ? 2000 : 0, coupon ? 2000 : 0);
}

/* A visit again and another worker were arranged with the customer by telephone. */
static text otherwise_of(struct arena *a, const struct grievance *g)
{
    text promise = strstr(g->remedies, "rework") ? "rework" : strstr(g->remedies, "substitute") ? "substitute" : NULL;
    return promise ? arena_print(a, "{\"promise\":\"%s\",\"how\":\"%s\"}", promise, *promise == 'r' ? "客户说已经自己弄好，下次多做半小时" : "固定由刘师傅接手，客户电话里同意，以后的单已改派") : NULL;
}

static struct told filled(struct arena *a, const struct told *from, const struct grievance *g, day today)
{
    struct told t = *from;
    if (!strcmp(t.body, HEARD)) t.body = arena_print(a, "{\"said\":\"%s\"}", g->heard);
    else if (!strcmp(t.body, ANSWERED)) t.body = arena_print(a, "{\"said\":\"%s\"}", g->answer);
    else if (!strcmp(t.body, SOLUTION)) t.body = solution_of(a, g);
    else if (!strcmp(t.body, OTHERWISE)) t.body = otherwise_of(a, g);
    else if (!strcmp(t.body, DECIDED)) t.body = arena_print(a, "{\"decision\":\"双方同意：门店退还 20 元，免费返工一次\",\"refund\":2000,\"worker_share\":20,\"company_share\":80,\"customer_share\":0,\"perform_by\":%d}", today.number + 3);
    else if (!strcmp(t.body, CAUSE)) t.body = arena_print(a, "{\"why\":\"%s\",\"cause\":\"%s\",\"lesson\":\"周会讲一遍，写进上门前提醒\"}", !strcmp(g->category, "time") ? "schedule" : !strcmp(g->category, "fees") ? "price" : "skill", g->cause);
    return t;
}

static bool complain(struct telling *t, int i)
{
    struct demo_loading *l = t->loading;
    struct arena *a = t->arena;
    int branch = t->branch;
    const struct course *c = &courses[i];
    const struct grievance *g = &grievances[(i + branch * 3) % COUNT_OF(grievances)];
    int64_t visit = visit_before(l, branch, c->minutes_ago, c->nth);
    if (!visit) return true;
    struct told steps[TOLD_MOST];
    int count = 0;
    for (int s = 0; s < TOLD_MOST && c->steps[s].step; s++) {
        steps[count] = filled(a, &c->steps[s], g, l->world->today);
        count += steps[count].body != NULL;
    }
    text category = c->grave ? grave[branch % COUNT_OF(grave)].category : g->category, story = c->grave ? grave[branch % COUNT_OF(grave)].story : g->story;
    text body = arena_print(a, "{\"channel\":\"%s\",\"category\":\"%s\",\"visit\":%lld,\"story\":\"%s\"}", c->channel, category, (long long)visit, story);
    return run_case(t, &complaint_type, c->minutes_ago, RECEPTION, body, steps, count) != 0;
}

/* ---- incidents ---- */

struct mishap { text kind, source; int64_t minutes_ago; text story; struct told steps[TOLD_MOST]; };
static const struct mishap mishaps[] = {
    { "cut", "worker", 150, "切水果划伤左手食指，已压住止血", { { 2, DISPATCHER, "acknowledge", "{\"level\":\"doctor\"}" }, { 8, DISPATCHER, "tell", "{\"whom\":\"headquarters\",\"note\":\"电话告知值班经理\"}" },
        { 40, DISPATCHER, "arrive_on_site", "{\"who\":\"店长助理\"}" }, { 95, DISPATCHER, "contain", "{\"done\":\"社区医院清创缝两针，余下的活由同事接手\"}" } } },
    { "damage", "customer", DAYS_AGO(3), "挪茶几时刮花地板，约十厘米", { { 3, DISPATCHER, "acknowledge", "{\"level\":\"minor\"}" }, { 60, DISPATCHER, "contain", "{\"done\":\"拍照留存，客户同意保险公司定损\"}" },
        { 300, DISPATCHER, "write_report", "{\"account\":\"挪动茶几未垫毛毯，木地板刮痕一处，无人受伤\",\"loss\":30000}" }, { DAYS_AGO(1), MANAGER, "close", "{\"outcome\":\"保险赔付 300 元；挪家具先垫毛毯写入标准\"}" } } },
    { "animal", "worker", 55, "被客户家的狗咬到小腿，破皮", { { 3, DISPATCHER, "acknowledge", "{\"level\":\"doctor\"}" }, { 9, DISPATCHER, "tell", "{\"whom\":\"headquarters\",\"note\":\"已报总部值班\"}" },
        { 12, DISPATCHER, "tell", "{\"whom\":\"insurer\",\"note\":\"雇主责任险报案\"}" } } },
    { "traffic", "worker", DAYS_AGO(1) + 200, "去下一家的路上电动车被剐蹭，膝盖擦伤", { { 2, DISPATCHER, "acknowledge", "{\"level\":\"doctor\"}" }, { 9, DISPATCHER, "tell", "{\"whom\":\"headquarters\",\"note\":\"电话\"}" },
        { 45, DISPATCHER, "arrive_on_site", "{\"who\":\"店长\"}" }, { 140, DISPATCHER, "contain", "{\"done\":\"交警认定对方全责，医院检查无骨折\"}" }, { 400, DISPATCHER, "write_report", "{\"account\":\"路口右转车剐蹭，膝盖擦伤，交警到场\",\"loss\":120000}" } } },
};

static bool happen(struct telling *t, const struct mishap *m, int nth)
{
    int count = 0;
    while (count < TOLD_MOST && m->steps[count].step) count++;
    int64_t visit = visit_before(t->loading, t->branch, m->minutes_ago, 8 + nth);
    if (!visit) return true;
    text body = arena_print(t->arena, "{\"kind\":\"%s\",\"source\":\"%s\",\"visit\":%lld,\"story\":\"%s\"}", m->kind, m->source, (long long)visit, m->story);
    return run_case(t, &incident_type, m->minutes_ago, DISPATCHER, body, m->steps, count) != 0;
}

/* ---- who stands by, and the old people of today ---- */

static int active_of(const struct demo_loading *l, int branch, enum demo_work does, int from_last)
{
    for (int i = l->world->worker_count - 1; i >= 0; i--) {
        const struct demo_worker *n = &l->world->workers[i];
        if (n->branch == branch && n->does == does && n->state == WORKER_ACTIVE && l->workers[i] && from_last-- == 0) return i;
    }
    return -1;
}

static bool stand_by(struct telling *t, int nth, int in_days)
{
    const struct demo_loading *l = t->loading;
    int worker = active_of(l, t->branch, DEMO_CLEANER, nth);
    if (worker < 0) return true;
    day on = { l->world->today.number + in_days };
    t->at = l->world->now;
    return tell_new(t, MANAGER, &stand_by_type, "{'worker':%lld,'start':%lld,'until':%lld,'pay':6000,'called_percent':50}", (long long)l->workers[worker], (long long)day_at(on, 8 * 60).ms, (long long)day_at(on, 18 * 60).ms) != 0;
}

static bool look(struct work *w, void *data) { (void)data; return care_alarms_look(w); }

static void give_care(struct telling *t, int64_t visit)
{
    struct demo_loading *l = t->loading;
    for (int nth = 0; nth < 6; nth++) {
        int worker = active_of(l, t->branch, DEMO_ELDER, nth);
        if (worker < 0) return;
        if (!demo_visit_step(l, &l->shops[t->branch].dispatcher, visit, (instant){ 0 }, "assign", told_body(t, "{'worker':%lld,'how':'office'}", (long long)l->workers[worker]))) continue;
        demo_visit_step(l, &l->shops[t->branch].dispatcher, visit, (instant){ 0 }, "accept_by_phone", "{}");
        return;
    }
}

/* A visit to an old person: begun twelve minutes ago with nobody there, or in an hour and a half with nobody found; half of the shops have the one, half the other.
 * At night an old person is visited in the morning. The alarm is the clock's. */
static bool care(struct telling *t, int customer)
{
    const struct demo_loading *l = t->loading;
    instant now = l->world->now, soon = { (now.ms / MINUTES(30) + 3) * MINUTES(30) };
    int minute = minute_of_day(soon);
    bool by_day = minute >= 8 * 60 && minute <= 19 * 60, begun = by_day && t->branch % 2;
    instant start = begun ? (instant){ now.ms - MINUTES(12) } : by_day ? soon : day_at((day){ day_of(soon).number + (minute > 19 * 60) }, 8 * 60);
    t->at = now;
    int64_t visit = tell_new(t, DISPATCHER, &visit_type, "{'customer':%lld,'household':%lld,'line':%lld,'start':%lld,'length':120}", (long long)l->customers[customer], (long long)l->households[customer],
        (long long)tell_ask(t, SQL("select id from service_line where name = $1"), BIND(txt("老人照护"))), (long long)start.ms);
    if (visit && t->branch % 2) give_care(t, visit);
    return visit != 0;
}

/* ---- all of it ---- */

/* A customer of the shop who is called on, so that she has a home on the map. */
static int nth_customer(const struct demo_loading *l, int branch, int nth)
{
    for (int i = 0; i < l->world->customer_count; i++)
        if (l->world->customers[i].branch == branch && !l->world->customers[i].dormant && l->households[i] && nth-- == 0) return i;
    return -1;
}

static bool fill_shop(struct telling *t)
{
    for (int i = 0; i < COUNT_OF(courses); i++)
        if (!complain(t, i)) return false;
    for (int i = 0; i < COUNT_OF(mishaps); i++)
        if ((i + t->branch) % 4 != 3 && !happen(t, &mishaps[i], i)) return false;
    int old = nth_customer(t->loading, t->branch, 3);
    return stand_by(t, 1, 0) && stand_by(t, 2, 0) && stand_by(t, 1, 1) && (old < 0 || care(t, old));
}

bool demo_cases(struct demo_loading *l)
{
    bool well = true;
    for (int b = 0; b < l->world->branch_count && well; b++) {
        struct telling t = { .loading = l, .branch = b, .arena = arena_new(), .story = "投诉和事件" };
        well = fill_shop(&t);
        arena_free(t.arena);
    }
    well = well && demo_run(l, &the_system, look, NULL, true);
    if (well) demo_say(l, "投诉、突发事件、候补：各店都有在办的");
    return well;
}
