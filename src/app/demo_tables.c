/* demo_tables.c — the go-live set: roster, customers, what has been done, what runs, and what is owed on the day of the change. */
#include <string.h>
#include "app/demo_sheets.h"

#define T(title) { title, SHEET_COLUMN_TEXT, 0 }
#define N(title) { title, SHEET_COLUMN_NUMBER, 0 }
#define Y(title) { title, SHEET_COLUMN_MONEY, 0 }
#define D(title) { title, SHEET_COLUMN_DAY, 0 }

static void put_money(struct sheet_writer *out, int64_t fen) { sheet_write_money(out, (maybe_money){ fen, fen != 0 }); }
static void put_day(struct sheet_writer *out, day d) { sheet_write_day(out, (maybe_day){ d.number, true }); }
static text clock_text(const struct demo_world *w, int minute) { return arena_print(w->arena, "%02d:%02d", minute / 60, minute % 60); }

/* ---- roster ---- */

static const struct sheet_column roster_columns[] = {
    T("姓名"), T("身份证号"), T("手机号"), T("性别"), T("工种"), T("用工形式"), T("等级"), T("状态"), T("片区"), D("入职日期"), D("离职日期"), T("银行卡号"), T("紧急联系人"),
    T("紧急联系人关系"), T("紧急联系电话"), D("身份证有效期至"), D("体检日期"), T("体检类别"), D("背调日期"), D("保险到期"), D("上门服务证到期"), T("技能证书编号"), T("备注"),
};
static int roster_count(const struct demo_world *w) { return w->worker_count; }

static text mode_word(enum employment_mode m)
{
    return m == MODE_EMPLOYEE ? "员工制" : m == MODE_PART_TIME ? "非全日制" : m == MODE_OVER_AGE ? "劳务协议" : "中介制";
}
static text state_word(enum worker_state s)
{
    return s == WORKER_ACTIVE ? "在职" : s == WORKER_ON_LEAVE ? "休假" : s == WORKER_LEFT ? "离职" : "应聘";
}

static bool roster_row(const struct demo_world *w, struct sheet_writer *out, int branch, int i)
{
    const struct demo_worker *n = &w->workers[i];
    const text words[] = { n->person.name, n->person.id_number, n->person.phone, n->person.sex == FEMALE ? "女" : "男", n->skills, mode_word(n->mode), n->grade, state_word(n->state), w->areas[n->area].name };
    if (n->branch != branch) return false;
    for (int k = 0; k < COUNT_OF(words); k++) sheet_write_text(out, words[k]);
    put_day(out, n->joined);
    sheet_write_day(out, n->left);
    sheet_write_text(out, n->bank);
    sheet_write_text(out, n->kin.name);
    sheet_write_text(out, n->kin_is);
    sheet_write_text(out, n->kin.phone);
    sheet_write_day(out, n->identity_to);
    sheet_write_day(out, n->medical_on);
    sheet_write_text(out, n->medical_on.given ? n->medical_class : "");
    sheet_write_day(out, n->background_on);
    sheet_write_day(out, n->insurance_to);
    sheet_write_day(out, n->card_to);
    sheet_write_text(out, n->certificate);
    sheet_write_text(out, *n->remark ? n->remark : n->came_by);
    return true;
}

/* ---- customers ---- */

static const struct sheet_column customer_columns[] = {
    T("客户姓名"), T("手机号"), T("小区"), T("地址"), T("片区"), N("面积"), N("房间数"), T("有无宠物"), T("电梯"), T("会员等级"), T("客户来源"), D("建档日期"), Y("欠款"), T("状态"), T("备注"),
};
static int customer_count(const struct demo_world *w) { return w->customer_count; }

static bool customer_row(const struct demo_world *w, struct sheet_writer *out, int branch, int i)
{
    const struct demo_customer *c = &w->customers[i];
    const struct demo_estate *e = &w->estates[c->estate];
    const text words[] = { c->person.name, c->person.phone, e->name, c->address, w->areas[e->area].name };
    if (c->branch != branch) return false;
    for (int k = 0; k < COUNT_OF(words); k++) sheet_write_text(out, words[k]);
    sheet_write_number(out, c->square_metres);
    sheet_write_number(out, c->rooms);
    sheet_write_text(out, c->pets ? "有" : "无");
    sheet_write_text(out, e->lift ? "有" : "无");
    sheet_write_text(out, c->level);
    sheet_write_text(out, c->source);
    put_day(out, c->since);
    put_money(out, c->owed.fen);
    sheet_write_text(out, c->dormant ? "沉睡" : "正常");
    sheet_write_text(out, c->remark);
    return true;
}

/* ---- visits of the past ---- */

static const struct sheet_column visit_columns[] = {
    D("服务日期"), T("开始时间"), N("时长"), T("客户姓名"), T("客户电话"), T("服务项目"), T("阿姨"), Y("订单金额"), Y("阿姨工资"), T("订单状态"), N("评分"), T("评价内容"), T("备注"),
};
static int visit_count(const struct demo_world *w) { return w->visit_count; }

static text visit_state_word(enum visit_state s)
{
    return s == VISIT_SETTLED ? "已结算" : s == VISIT_CANCELLED ? "已取消" : s == VISIT_APPROVED ? "已验收" : "已完成";
}

static bool visit_row(const struct demo_world *w, struct sheet_writer *out, int branch, int i)
{
    const struct demo_visit *v = &w->visits[i];
    if (v->branch != branch || !demo_is_past(w, v)) return false;
    bool cancelled = v->state == VISIT_CANCELLED;
    put_day(out, v->on);
    sheet_write_text(out, clock_text(w, v->at));
    sheet_write_number(out, v->length / 60.0);
    sheet_write_text(out, w->customers[v->customer].person.name);
    sheet_write_text(out, w->customers[v->customer].person.phone);
    sheet_write_text(out, v->line);
    sheet_write_text(out, w->workers[v->worker].person.name);
    put_money(out, cancelled ? 0 : v->price.fen);
    put_money(out, cancelled ? 0 : v->worker_pay.fen);
    sheet_write_text(out, visit_state_word(v->state));
    if (v->stars) sheet_write_number(out, v->stars); else sheet_write_empty(out);
    sheet_write_text(out, v->said);
    sheet_write_text(out, v->late ? arena_print(w->arena, "迟到%d分钟", v->late) : v->remark);
    return true;
}

/* ---- what runs: plans, keys, contracts ---- */

static const struct sheet_column plan_columns[] = {
    T("客户姓名"), T("客户电话"), T("服务项目"), T("服务日"), N("每几周"), T("上门时间"), N("时长"), D("开始日期"), T("固定阿姨"), T("备选阿姨"), T("节假日"), D("价格保持到"), Y("单次价格"), T("托管钥匙"), T("合同编号"), D("签约日期"), T("状态"),
};
static int plan_count(const struct demo_world *w) { return w->plan_count; }

static text weekdays_text(const struct demo_world *w, uint64_t bits)
{
    static const text names[] = { "周一", "周二", "周三", "周四", "周五", "周六", "周日" };
    text all = "";
    for (int d = 1; d <= 7; d++)
        if (bits & SET_BIT(d)) all = arena_print(w->arena, "%s%s%s", all, *all ? "、" : "", names[d - 1]);
    return all;
}

static bool plan_row(const struct demo_world *w, struct sheet_writer *out, int branch, int i)
{
    const struct demo_plan *p = &w->plans[i];
    if (p->branch != branch) return false;
    sheet_write_text(out, w->customers[p->customer].person.name);
    sheet_write_text(out, w->customers[p->customer].person.phone);
    sheet_write_text(out, "日常保洁");
    sheet_write_text(out, weekdays_text(w, p->weekdays));
    sheet_write_number(out, p->every);
    sheet_write_text(out, clock_text(w, p->at));
    sheet_write_number(out, p->length);
    put_day(out, p->first);
    sheet_write_text(out, w->workers[p->worker].person.name);
    sheet_write_text(out, p->backup < 0 ? "" : w->workers[p->backup].person.name);
    sheet_write_text(out, "跳过");
    put_day(out, (day){ w->today.number + 60 + p->first.number % 300 });
    put_money(out, p->price.fen);
    sheet_write_text(out, p->key_held ? "是" : "否");
    sheet_write_text(out, arena_print(w->arena, "DQ%04d%04d", date_of(p->first).year, i + 1));
    put_day(out, (day){ p->first.number - 2 });
    sheet_write_text(out, "进行中");
    return true;
}

static void begin_opening(const struct demo_world *w, struct sheet_writer *out, text kind, const struct demo_person *whose)
{
    sheet_write_text(out, kind);
    sheet_write_text(out, whose->name);
    sheet_write_text(out, whose->phone);
    put_day(out, (day){ w->today.number - 1 });
}

static const struct sheet_column key_columns[] = { T("类型"), T("客户"), T("客户电话"), D("截止日期"), T("钥匙编号"), T("存放位置"), T("备注") };

static bool key_row(const struct demo_world *w, struct sheet_writer *out, int branch, int i)
{
    const struct demo_plan *p = &w->plans[i];
    if (p->branch != branch || !p->key_held) return false;
    begin_opening(w, out, "钥匙", &w->customers[p->customer].person);
    sheet_write_text(out, arena_print(w->arena, "K%02d-%03d", branch + 1, i + 1));
    sheet_write_text(out, i % 3 ? "门店钥匙柜" : arena_print(w->arena, "%s保管", w->workers[p->worker].person.name));
    sheet_write_text(out, "标签不写地址");
    return true;
}

/* Live-in workers of the placements: the n-th contract is the n-th of them. Customers come from those without a plan. */
static bool lives_in(const struct demo_worker *n) { return n->state == WORKER_ACTIVE && (n->does == DEMO_MATERNITY || n->does == DEMO_NANNY || n->does == DEMO_INFANT); }

static const struct sheet_column contract_columns[] = {
    T("合同编号"), T("客户姓名"), T("客户电话"), T("阿姨"), T("阿姨电话"), T("服务项目"), T("合同模式"), D("开始日期"), D("结束日期"), Y("月薪"), Y("中介费"), Y("押金"), N("试用天数"), N("剩余更换次数"), T("状态"),
};

static bool contract_row(const struct demo_world *w, struct sheet_writer *out, int branch, int i)
{
    const struct demo_worker *n = &w->workers[i];
    if (n->branch != branch || !lives_in(n) || n->reserved || i % 2) return false;        /* the others wait for a home */
    struct dice dice = demo_dice(w, "contract", i);
    int first = 0, pool = w->scale->customers / w->branch_count;
    while (w->customers[first].branch != branch) first++;
    const struct demo_customer *c = &w->customers[first + w->scale->plans / w->branch_count + (int)dice_below(&dice, pool / 3)];
    text line = n->does == DEMO_MATERNITY ? "月嫂" : n->does == DEMO_NANNY ? "住家保姆" : "育儿嫂";
    int64_t wage = n->does == DEMO_MATERNITY ? 13800 : n->does == DEMO_NANNY ? 5600 + 200 * dice_below(&dice, 10) : 7200 + 300 * dice_below(&dice, 10);
    int32_t begun = n->does == DEMO_MATERNITY ? (int32_t)dice_below(&dice, 20) : 8 + (int32_t)dice_below(&dice, 150);
    sheet_write_text(out, arena_print(w->arena, "HT-%s-%04d", w->branches[branch].code, i));
    sheet_write_text(out, c->person.name);
    sheet_write_text(out, c->person.phone);
    sheet_write_text(out, n->person.name);
    sheet_write_text(out, n->person.phone);
    sheet_write_text(out, line);
    sheet_write_text(out, "介绍");
    put_day(out, (day){ w->today.number - begun });
    put_day(out, (day){ w->today.number - begun + (n->does == DEMO_MATERNITY ? 26 : 364) });
    put_money(out, wage * 100);
    put_money(out, wage * (n->does == DEMO_MATERNITY ? 20 : 100));
    put_money(out, dice_below(&dice, 3) ? 0 : 100000);
    sheet_write_number(out, n->does == DEMO_MATERNITY ? 0 : 3);
    sheet_write_number(out, (double)(3 - dice_below(&dice, 3)));
    sheet_write_text(out, "履行中");
    return true;
}

/* ---- what is owed on the day ---- */

static const struct sheet_column card_columns[] = { T("类型"), T("客户"), T("客户电话"), D("截止日期"), T("卡号"), D("购卡日期"), Y("本金余额"), Y("赠送余额"), Y("实付"), Y("单次原价"), N("总次数"), N("剩余次数"), T("备注") };

static void stored_value(const struct demo_world *w, struct sheet_writer *out, struct dice *dice)
{
    static const int64_t paid[] = { 1000, 2000, 3000, 5000 }, gift[] = { 0, 100, 300, 600 };
    int kind = (int)dice_below(dice, 4);
    int64_t used = dice_below(dice, 92), own = paid[kind] * (100 - used), given = gift[kind] * (100 - used);
    put_money(out, own);
    put_money(out, given);
    put_money(out, paid[kind] * 100);
    for (int k = 0; k < 3; k++) sheet_write_empty(out);
    sheet_write_text(out, arena_print(w->arena, "充%lld送%lld", (long long)paid[kind], (long long)gift[kind]));
}

static void card_of_visits(struct sheet_writer *out, struct dice *dice)
{
    int64_t bought = demo_chance(dice, 0.6) ? 10 : 20;
    for (int k = 0; k < 2; k++) sheet_write_empty(out);
    put_money(out, bought * 12150);
    put_money(out, 13500);
    sheet_write_number(out, (double)bought);
    sheet_write_number(out, (double)(1 + dice_below(dice, bought)));
    sheet_write_text(out, "三小时保洁次卡");
}

/* Most regular customers pay by card; a third of the cards count visits. */
static bool card_row(const struct demo_world *w, struct sheet_writer *out, int branch, int i)
{
    const struct demo_customer *c = &w->customers[i];
    struct dice dice = demo_dice(w, "card", i);
    if (c->branch != branch || c->dormant || !demo_chance(&dice, c->plan ? 0.6 : strcmp(c->level, "金卡") ? 0.02 : 0.5)) return false;
    bool visits = demo_chance(&dice, 0.33);
    begin_opening(w, out, visits ? "次卡" : "储值卡", &c->person);
    sheet_write_text(out, arena_print(w->arena, "CZ%02d%05d", branch + 1, i));
    put_day(out, (day){ c->since.number + (int32_t)dice_below(&dice, w->today.number - c->since.number) });
    if (visits) card_of_visits(out, &dice);
    else stored_value(w, out, &dice);
    return true;
}

static const struct sheet_column debt_columns[] = { T("客户姓名"), T("客户电话"), Y("欠款"), T("事由"), D("发生日期") };

static bool debt_row(const struct demo_world *w, struct sheet_writer *out, int branch, int i)
{
    const struct demo_customer *c = &w->customers[i];
    if (c->branch != branch || !c->owed.fen) return false;
    struct dice dice = demo_dice(w, "debt", i);
    sheet_write_text(out, c->person.name);
    sheet_write_text(out, c->person.phone);
    put_money(out, c->owed.fen);
    sheet_write_text(out, "日常保洁服务费未付");
    put_day(out, (day){ w->today.number - 3 - (int32_t)dice_below(&dice, 60) });
    return true;
}

/* What she has earned in the month so far. It is paid by the settlements that the program makes of these visits, so it is for reading only. */
static const struct sheet_column earned_columns[] = { T("阿姨"), T("手机号"), T("月份"), N("单数"), N("工时"), Y("已做未结") };

static bool earned_row(const struct demo_world *w, struct sheet_writer *out, int branch, int i)
{
    const struct demo_worker *n = &w->workers[i];
    struct date t = date_of(w->today);
    int32_t from = w->today.number - t.day + 1;
    int64_t sum = 0;
    int visits = 0, minutes_done = 0;
    if (n->branch != branch || n->state != WORKER_ACTIVE || n->does > DEMO_DEEP) return false;
    for (int k = 0; k < w->visit_count; k++) {
        const struct demo_visit *v = &w->visits[k];
        if (v->worker != i || v->on.number < from || !demo_is_past(w, v) || v->state == VISIT_CANCELLED) continue;
        sum += v->worker_pay.fen;
        visits++;
        minutes_done += v->length;
    }
    if (!visits) return false;
    sheet_write_text(out, n->person.name);
    sheet_write_text(out, n->person.phone);
    sheet_write_text(out, arena_print(w->arena, "%d-%02d", t.year, t.month));
    sheet_write_number(out, visits);
    sheet_write_number(out, minutes_done / 60.0);
    put_money(out, sum);
    return true;
}

/* Of the months before: what was held back until a question was settled, and what was paid ahead. */
static const struct sheet_column wage_columns[] = { T("类型"), T("阿姨"), T("手机号"), D("截止日期"), Y("金额"), T("备注") };

static bool wage_row(const struct demo_world *w, struct sheet_writer *out, int branch, int i)
{
    static const text why[] = { "上月满月奖未发", "上月高温补贴未发", "客户确认晚，两单工资未发" };
    const struct demo_worker *n = &w->workers[i];
    struct dice dice = demo_dice(w, "wage", i);
    if (n->branch != branch || n->state != WORKER_ACTIVE || n->does > DEMO_DEEP || !demo_chance(&dice, 0.35)) return false;
    begin_opening(w, out, "未付工资", &n->person);
    put_money(out, 5000 * (2 + dice_below(&dice, 10)));
    sheet_write_text(out, why[dice_below(&dice, 3)]);
    return true;
}

static bool advance_row(const struct demo_world *w, struct sheet_writer *out, int branch, int i)
{
    static const text why[] = { "家里看病", "孩子学费", "回老家车票", "房租" };
    const struct demo_worker *n = &w->workers[i];
    struct dice dice = demo_dice(w, "advance", i);
    if (n->branch != branch || n->state != WORKER_ACTIVE || !demo_chance(&dice, 0.09)) return false;
    begin_opening(w, out, "预支", &n->person);
    put_money(out, 50000 * (1 + dice_below(&dice, 4)));
    sheet_write_text(out, why[dice_below(&dice, 4)]);
    return true;
}

#define COLUMNS(table) .columns = (table), .column_count = COUNT_OF(table)
const struct demo_sheet demo_sheets[] = {
    { "阿姨花名册.xlsx", "花名册", "worker", COLUMNS(roster_columns), false, roster_count, roster_row },
    { "客户资料.xlsx", "客户", "customer", COLUMNS(customer_columns), false, customer_count, customer_row },
    { "历史订单.csv", "订单", "visit", COLUMNS(visit_columns), true, visit_count, visit_row },
    { "定期计划.xlsx", "定期保洁", "service_plan", COLUMNS(plan_columns), false, plan_count, plan_row },
    { "期初储值卡.xlsx", "储值卡", "opening_balance", COLUMNS(card_columns), false, customer_count, card_row },
    { "期初未付工资.xlsx", "工资", "opening_balance", COLUMNS(wage_columns), false, roster_count, wage_row },
    { "期初预支.xlsx", "预支", "opening_balance", COLUMNS(wage_columns), false, roster_count, advance_row },
    { "托管钥匙.xlsx", "钥匙", "opening_balance", COLUMNS(key_columns), false, plan_count, key_row },
    { "客户欠款明细.csv", "欠款", "opening_balance", COLUMNS(debt_columns), true, customer_count, debt_row },
    { "本月已做未结.xlsx", "工资", "", COLUMNS(earned_columns), false, roster_count, earned_row },
    { "在途合同.xlsx", "合同", "contract", COLUMNS(contract_columns), false, roster_count, contract_row },
};
const int demo_sheet_count = COUNT_OF(demo_sheets);
