/* visit_import.c — the history of visits a shop brings from its old list: date, time, customer, worker, service, amount. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "base/utf8.h"
#include "operations/operations.h"

static const struct import_part parts[] = {
    { .name = "visit", .type = &visit_type, .needed = true, .fields = "state|price|worker_pay|stars|rating|remark", .keys = { "customer+start+line" }, .once = true },
};

/* What a row says of time and people before it can be put together. */
struct notes { day on; bool on_given; int from, to; bool from_given, to_given; text customer, phone; };

static bool read_day(struct work *w, text given, struct import_row *row)
{
    struct notes *n = import_notes(row);
    text only = arena_copy_n(w->arena, given, strcspn(given, " "));
    n->on_given = day_read(given, &n->on) || day_read(only, &n->on);
    instant both;
    if (instant_read(given, &both)) {
        n->from = minute_of_day(both);
        n->from_given |= strchr(given, ':') != NULL || strstr(given, "：") != NULL || strstr(given, "点") != NULL;
        n->on = day_of(both);
        n->on_given = true;
    }
    return n->on_given || wrong(w, "", N_("“{1}” is not a date; write 2026-03-05"), utf8_cut(w->arena, given, 40));
}

static bool clock_read(struct work *w, text given, int *ret)
{
    instant at;
    if (!instant_read(print(w, "2026-01-01 %s", given), &at)) return false;
    *ret = minute_of_day(at);
    return true;
}

/* 09:00, 上午9点, 9:00-12:00, 9:00~12:00 */
static bool read_time(struct work *w, text given, struct import_row *row)
{
    struct notes *n = import_notes(row);
    text narrow = utf8_narrow(w->arena, given);
    size_t first = strcspn(narrow, "-~");
    text wide = strstr(narrow, "至"), second = narrow[first] ? narrow + first + 1 : wide ? wide + strlen("至") : "";
    if (!narrow[first] && wide) first = (size_t)(wide - narrow);
    n->from_given = clock_read(w, utf8_trim(w->arena, arena_copy_n(w->arena, narrow, first)), &n->from);
    if (*second) n->to_given = clock_read(w, utf8_trim(w->arena, second), &n->to);
    instant both;
    if (!n->from_given && instant_read(narrow, &both)) {
        n->from = minute_of_day(both);
        n->from_given = true;
        if (!n->on_given) n->on = day_of(both), n->on_given = true;
    }
    return (n->from_given && (!*second || n->to_given)) || wrong(w, "", N_("“{1}” is not a time of day; write 09:00 or 09:00-12:00"), utf8_cut(w->arena, given, 40));
}

static bool read_end(struct work *w, text given, struct import_row *row)
{
    struct notes *n = import_notes(row);
    text narrow = utf8_narrow(w->arena, given);
    instant both;
    n->to_given = clock_read(w, narrow, &n->to);
    if (!n->to_given && instant_read(narrow, &both)) n->to = minute_of_day(both), n->to_given = true;
    return n->to_given || wrong(w, "", N_("“{1}” is not a time of day; write 09:00 or 09:00-12:00"), utf8_cut(w->arena, given, 40));
}

/* A shop's 3 are hours, its 180 minutes; 3小时 and 180分钟 say so. */
static bool read_length(struct work *w, text given, struct import_row *row)
{
    text narrow = utf8_trim(w->arena, utf8_narrow(w->arena, given));
    char *unit;
    double d = strtod(narrow, &unit);
    bool minutes_said = !strcmp(unit, "分钟") || !strcmp(unit, "分") || !strcmp(unit, "min");
    bool hours_said = !strcmp(unit, "小时") || !strcmp(unit, "个小时") || !strcmp(unit, "h") || !strcmp(unit, "时");
    if (unit == narrow || (*unit && !minutes_said && !hours_said) || !(d > 0 && d <= 1440)) return wrong(w, "", N_("“{1}” is not a length of time; write 3 hours or 180 minutes"), utf8_cut(w->arena, given, 40));
    double long_ = minutes_said || (!hours_said && d > 24) ? d : d * 60;
    ((struct visit *)import_draft(row, "visit"))->length.count = (int32_t)(lround(long_ / 5) * 5);
    return true;
}

static bool read_customer(struct work *w, text given, struct import_row *row) { (void)w; return ((struct notes *)import_notes(row))->customer = given, true; }

static bool read_phone(struct work *w, text given, struct import_row *row) { ((struct notes *)import_notes(row))->phone = phone_from_sheet(w, given); return !failed(w); }

static bool read_worker(struct work *w, text given, struct import_row *row)
{
    ((struct visit *)import_draft(row, "visit"))->worker.id = import_named(w, row, &worker_type, N_("Worker"), given);
    return !failed(w);
}

static bool read_line(struct work *w, text given, struct import_row *row)
{
    ((struct visit *)import_draft(row, "visit"))->line.id = import_named(w, row, &service_line_type, N_("Service line"), given);
    return !failed(w);
}

static bool find_customer(struct work *w, struct import_row *row, struct visit *v)
{
    const struct notes *n = import_notes(row);
    struct import_customer who = import_customer_named(w, row, n->customer, n->phone);
    v->customer.id = who.customer;
    v->household.id = who.household;
    return !failed(w);
}

/* An old visit is over; what is still to come is dispatched anew by the program, not brought from a list. */
static bool finish(struct work *w, struct import_row *row)
{
    struct notes *n = import_notes(row);
    struct visit *v = import_draft(row, "visit");
    if (!n->on_given) wrong(w, "on", N_("{1} is missing"), translated(w, N_("Day")));
    if (!n->from_given) wrong(w, "at", N_("{1} is missing"), translated(w, N_("Start")));
    if (failed(w)) return false;
    v->start = day_at(n->on, n->from);
    int between = n->to - n->from + (n->to < n->from ? 1440 : 0);
    if (!v->length.count && n->to_given) v->length.count = (between + 2) / 5 * 5;
    if (!v->length.count) v->length.count = 120;
    if (v->start.ms > w->now.ms) wrong(w, "on", N_("Only visits that are over are imported; enter coming ones as orders or plans"));
    if (!v->state) v->state = VISIT_SETTLED;
    if (!v->worker.id && v->state != VISIT_CANCELLED) wrong(w, "worker", N_("{1} is missing"), translated(w, N_("Worker")));
    return find_customer(w, row, v) && !failed(w);
}

static const struct import_column columns[] = {
    { .name = "on", .label = N_("Day"), .also = "日期|服务日期|上门日期|预约日期|服务时间|上门时间|预约时间", .required = true, .read = read_day },
    { .name = "at", .label = N_("Start"), .also = "时间|开始时间|上门时间|服务时间|预约时间|时段|服务时段|起始时间", .read = read_time },
    { .name = "until", .label = N_("End"), .also = "结束时间|完工时间|离开时间", .read = read_end },
    { .name = "length", .label = N_("Length"), .also = "时长|服务时长|小时数|工时|小时|服务小时", .read = read_length },
    { .name = "customer", .label = N_("Customer"), .also = "客户|客户姓名|客户名称|雇主|业主|姓名|联系人", .required = true, .read = read_customer },
    { .name = "phone", .label = N_("Customer's phone"), .also = "客户电话|客户手机|手机|手机号|电话|联系电话|联系方式", .read = read_phone },
    { .name = "worker", .label = N_("Worker"), .also = "阿姨|服务人员|师傅|保洁员|员工|家政员|服务员|派单阿姨|服务阿姨|阿姨姓名", .read = read_worker },
    { .name = "line", .label = N_("Service line"), .also = "项目|服务项目|服务|服务内容|服务类型|产品|业务类型", .required = true, .read = read_line },
    { .name = "visit.price", .also = "金额|订单金额|应收|实收|收费|费用|价格|总价|服务费" },
    { .name = "visit.worker_pay", .also = "阿姨工资|师傅收入|工资|提成|阿姨收入|劳务费|阿姨提成" },
    { .name = "visit.state", .also = "状态|订单状态|服务状态" },
    { .name = "visit.stars", .also = "评分|星级|客户评价|满意度" },
    { .name = "visit.rating", .also = "评价|评价内容|客户反馈" },
    { .name = "visit.remark", .also = "备注|订单备注|说明" },
};

const struct import_shape visit_import = { .name = "visit", .label = N_("Visits of the past"), IMPORT_PARTS(parts), IMPORT_COLUMNS(columns), .notes = sizeof(struct notes), .finish = finish };
