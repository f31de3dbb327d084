/* holiday.c — see holiday.h. */
#include "company/holiday.h"
#include "company/rights.h"

static const struct choice kinds[] = {
    { HOLIDAY_REST, "rest", N_("Moved rest day"), "ok", .also = "休|调休放假" }, { HOLIDAY_WORKDAY, "workday", N_("Moved working day"), "warn", .also = "班|调休上班" },
    { HOLIDAY_CLOSED, "closed", N_("The company is closed"), "mute", .also = "停业" }, { 0 },
};

static const struct field fields[] = {
    FIELD(holiday, date, .label = N_("Day"), .required = true, .list = true, .sort = true, .filter = true, .unique = true, .also = "日期"),
    FIELD(holiday, kind, .label = N_("Kind"), .choices = kinds, .required = true, .list = true, .filter = true, .also = "类型"),
    FIELD(holiday, name, .label = N_("Name"), .required = true, .max = 60, .list = true, .search = true, .also = "名称|节日"),
    FIELD(holiday, year, .label = N_("Year"), .set_by = ENGINE_ONLY, .list = true, .filter = true),
};

static bool check(struct work *w, struct holiday *h, const struct holiday *before)
{
    (void)before;
    h->year = date_of(h->date).year;
    if (h->kind == HOLIDAY_WORKDAY && holiday_of(h->date)) return wrong(w, "kind", N_("A statutory holiday is never a moved working day"));
    return !failed(w);
}
CHECKER(holiday, check)

static text title(struct work *w, const struct holiday *h) { return print(w, "%s %s", day_text(w->arena, h->date), h->name); }
TITLE(holiday, title)

const struct record_type holiday_type = RECORD_TYPE(holiday, .label = N_("Calendar day"), .module = "company", FIELDS(fields), .scope = SCOPE_COMPANY,
    .see = CAN_SEE_COMPANY, .create = CAN_MANAGE_COMPANY, .edit = CAN_MANAGE_COMPANY, .remove = CAN_MANAGE_COMPANY, .order = "date", .title = title_hook, .check = check_hook);

enum day_kind day_kind(struct work *w, day on)
{
    switch (db_one(w, SQL("select kind from holiday where date = $1"), BIND(num(on.number)), 0)) {
    case HOLIDAY_REST: return holiday_of(on) ? DAY_STATUTORY : DAY_REST;
    case HOLIDAY_WORKDAY: return DAY_WORK;
    case HOLIDAY_CLOSED: return DAY_CLOSED;
    default: break;
    }
    return holiday_of(on) ? DAY_STATUTORY : is_weekend(on) ? DAY_REST : DAY_WORK;
}

day working_day_after(struct work *w, day from, int n)
{
    enum { FARTHEST = 400 };
    for (int i = 0; n > 0 && i < FARTHEST && !failed(w); i++) {
        from.number++;
        if (day_kind(w, from) == DAY_WORK) n--;
    }
    return from;
}
