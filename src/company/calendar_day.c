/* calendar_day.c — see calendar_day.h. */
#include "company/calendar_day.h"
#include "company/rights.h"

static const struct choice kinds[] = {
    { CALENDAR_REST, "rest", N_("Moved rest day"), "ok", .also = "休|调休放假" }, { CALENDAR_WORKDAY, "workday", N_("Moved working day"), "warn", .also = "班|调休上班" },
    { CALENDAR_CLOSED, "closed", N_("The company is closed"), "mute", .also = "停业" }, { 0 },
};

static const struct field fields[] = {
    FIELD(calendar_day, date, .label = N_("Day"), .required = true, .list = true, .sort = true, .filter = true, .unique = true, .also = "日期"),
    FIELD(calendar_day, kind, .label = N_("Kind"), .choices = kinds, .required = true, .list = true, .filter = true, .also = "类型"),
    FIELD(calendar_day, name, .label = N_("Name"), .required = true, .max = 60, .list = true, .search = true, .also = "名称|节日"),
    FIELD(calendar_day, year, .label = N_("Year"), .set_by = ENGINE_ONLY, .list = true, .filter = true),
};

static bool check(struct work *w, struct calendar_day *h, const struct calendar_day *before)
{
    (void)before;
    h->year = date_of(h->date).year;
    if (h->kind == CALENDAR_WORKDAY && holiday_of(h->date)) return wrong(w, "kind", N_("A statutory holiday is never a moved working day"));
    return !failed(w);
}
CHECKER(calendar_day, check)

static text title(struct work *w, const struct calendar_day *h) { return print(w, "%s %s", day_text(w->arena, h->date), h->name); }
TITLE(calendar_day, title)

const struct record_type calendar_day_type = RECORD_TYPE(calendar_day, .label = N_("Calendar day"), .module = "company", FIELDS(fields), .scope = SCOPE_COMPANY,
    .see = CAN_SEE_COMPANY, .create = CAN_MANAGE_COMPANY, .edit = CAN_MANAGE_COMPANY, .remove = CAN_MANAGE_COMPANY, .order = "date", .heard_imported = true, .title = title_hook, .check = check_hook);

static enum day_kind kind_of(day on, enum calendar_day_kind listed)
{
    switch (listed) {
    case CALENDAR_REST: return holiday_of(on) ? DAY_STATUTORY : DAY_REST;
    case CALENDAR_WORKDAY: return DAY_WORK;
    case CALENDAR_CLOSED: return DAY_CLOSED;
    default: break;
    }
    return holiday_of(on) ? DAY_STATUTORY : is_weekend(on) ? DAY_REST : DAY_WORK;
}

enum day_kind day_kind(struct work *w, day on)
{
    return kind_of(on, (enum calendar_day_kind)db_one(w, SQL("select kind from calendar_day where date = $1"), BIND(num(on.number)), 0));
}

struct listed_days days_listed(struct work *w, day from, day to)
{
    int room = to.number - from.number + 1, n = 0;
    struct listed_day *all = take_many(w, struct listed_day, room > 0 ? room : 1);
    struct rows *row = db_query(w, SQL("select date, kind, name from calendar_day where date between $1 and $2 order by date"), BIND(num(from.number), num(to.number)));
    while (db_next(row) && n < room)
        all[n++] = (struct listed_day){ { (int32_t)db_number(row, 0) }, (enum calendar_day_kind)db_number(row, 1), db_text(row, 2) };
    return (struct listed_days){ all, n };
}

static const struct listed_day *listed_on(const struct listed_days *days, day on)
{
    for (int i = 0; i < days->count; i++)
        if (days->at[i].date.number == on.number) return &days->at[i];
    return NULL;
}

enum day_kind day_kind_listed(const struct listed_days *days, day on)
{
    const struct listed_day *d = listed_on(days, on);
    return kind_of(on, d ? d->kind : 0);
}

text day_name_listed(const struct listed_days *days, day on)
{
    const struct listed_day *d = listed_on(days, on);
    if (d && d->kind == CALENDAR_CLOSED) return d->name;
    return holiday_of(on) ? holiday_name(holiday_of(on)) : d ? d->name : "";
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
