/* tell_day.c — a worker's day in one message (tell_visit.h): what a published plan gives her, what is tomorrow, what was called off at once. */
#include <string.h>
#include "base/words.h"
#include "operations/tell_visit.h"
#include "operations/visit_fields.h"
#include "record/store.h"

enum { EVE_AT_ONCE = 100 };

int told_day_add(struct told_day *days, int count, struct told_day one)
{
    for (int i = 0; i < count; i++)
        if (days[i].worker == one.worker && days[i].on.number == one.on.number) return count;
    days[count] = one;
    return count + 1;
}

/* 2 offered … 5 on the way, and not over: what she has before her. Of today the morning may lie behind, whatever became of it. */
_Static_assert(VISIT_OFFERED == 2 && VISIT_EN_ROUTE == 5 && VISIT_ACCEPTED == 3 && VISIT_CONFIRMED == 4, "the queries below name these states by number");
static struct found visits_of(struct work *w, const struct told_day *of)
{
    return LOOK_WHERE(w, visit, "id in (select id from visit where worker = $1 union all select id from visit where second = $1 union all select parent from visit_crew where worker = $1) and state between 2 and 5 and start >= $2 and start < $3 and until > $4 order by start, id",
                      BIND(num(of->worker), num(day_start(of->on).ms), num(day_start((day){ of->on.number + 1 }).ms), num(w->now.ms)));
}

/* 「09:00–11:00 日常保洁 望京」 */
static void add_visit(struct work *w, struct buf *out, const struct visit *v)
{
    const struct service_line *line = record_peek(w, &service_line_type, v->line.id);
    int a = minute_of_day(v->start), b = minute_of_day(v->until);
    buf_print(out, "%02d:%02d–%02d:%02d %s %s", a / 60, a % 60, b / 60, b % 60, line ? line->name : "", v->area ? v->area : "");
}

/* … ；14:00–16:00 …」 */
static text day_list(struct work *w, const struct found *visits)
{
    struct buf out = buf_new(w->arena);
    for (int i = 0; i < visits->count; i++) {
        if (i) buf_add(&out, "；");
        add_visit(w, &out, FOUND(struct visit, *visits, i));
    }
    return buf_text(&out);
}

/* The day before each of its first, so that a week of them can be read. */
static text days_list(struct work *w, const struct visit *const *visits, int count)
{
    struct buf out = buf_new(w->arena);
    enum { MOST_NAMED = 12 };
    for (int i = 0; i < count; i++) {
        if (i == MOST_NAMED) { buf_add(&out, "；…"); break; }
        day on = day_of(visits[i]->start);
        bool first = !i || day_of(visits[i - 1]->start).number != on.number;
        struct date d = date_of(on);
        if (i) buf_add(&out, "；");
        if (first) buf_print(&out, "%d/%d ", d.month, d.day);
        add_visit(w, &out, visits[i]);
    }
    return buf_text(&out);
}

bool tell_taken_together(struct work *w, int64_t worker, const struct visit *was, int count)
{
    const struct worker *her = record_peek(w, &worker_type, worker);
    const struct visit **ahead = take_many(w, const struct visit *, (size_t)count + 1);
    int n = 0;
    for (int i = 0; i < count; i++)
        if (was[i].until.ms > w->now.ms) ahead[n++] = &was[i];
    if (!n || !her || !her->person.id || w->actor->worker == worker) return !failed(w);
    const struct message_value values[] = { say("count", print(w, "%d", n)), say("visits", days_list(w, ahead, n)) };
    return tell(w, &(struct telling){ .template = "visit.off_many", .person = her->person, .branch = ahead[0]->record.branch, .about = &worker_type, .record = worker, .occasion = print(w, "away %lld", (long long)w->now.ms), .before = ahead[n - 1]->until,
        .values = values, .value_count = COUNT_OF(values) });
}

bool tell_day(struct work *w, const struct told_day *of, text template, text occasion)
{
    const struct worker *her = record_peek(w, &worker_type, of->worker);
    struct found visits = visits_of(w, of);
    if (!her || !her->person.id || !visits.count) return !failed(w);
    const struct visit *first = visits.at[0];
    instant until = { 0 };
    for (int i = 0; i < visits.count; i++) {
        const struct visit *v = FOUND(struct visit, visits, i);
        if (v->state == VISIT_OFFERED && (!until.ms || v->answer_until.ms < until.ms)) until = v->answer_until;
    }
    bool asked = strcmp(template, "visit.day_eve") != 0;
    if (asked && of->on.number == day_of(w->now).number) template = "visit.day_rest";
    const struct message_value values[] = { say_day("day", of->on), say("count", print(w, "%d", visits.count)), say("visits", day_list(w, &visits)), say_at("until", until.ms ? until : first->start) };
    return tell(w, &(struct telling){ .template = template, .person = her->person, .branch = first->record.branch, .about = &worker_type, .record = of->worker, .occasion = occasion, .before = first->start,
        .values = values, .value_count = asked ? 4 : 3 });
}

/* ---- called off at once ---- */

struct lost { int64_t worker; int count; instant first, last; };

static int lost_by(struct lost *all, int n, int64_t worker, const struct visit *v)
{
    int i = 0;
    while (i < n && all[i].worker != worker) i++;
    if (i == n) all[n++] = (struct lost){ worker, 0, v->start, v->until };
    all[i].count++;
    if (v->start.ms < all[i].first.ms) all[i].first = v->start;
    if (v->until.ms > all[i].last.ms) all[i].last = v->until;
    return n;
}

bool tell_called_off(struct work *w, ref branch, text what, const struct record_type *about, int64_t record, struct visit *const *visits, int count)
{
    struct lost *all = take_many(w, struct lost, (size_t)count * MOST_VISIT_WORKERS + 1);
    int n = 0;
    for (int i = 0; i < count; i++) {
        int64_t ids[MOST_VISIT_WORKERS];
        int workers = visits[i]->state >= VISIT_OFFERED ? visit_workers(visits[i], ids) : 0;
        for (int k = 0; k < workers; k++) n = lost_by(all, n, ids[k], visits[i]);
    }
    for (int i = 0; i < n; i++) {
        const struct worker *her = record_peek(w, &worker_type, all[i].worker);
        if (!her || !her->person.id) continue;
        if (!tell(w, &(struct telling){ .template = "visit.called_off", .person = her->person, .branch = branch, .about = about, .record = record, .occasion = "applied", .before = all[i].first,
                SAYING(say("what", what), say("count", print(w, "%d", all[i].count)), say_span("time", all[i].first, all[i].last)) })) return false;
    }
    return !failed(w);
}

/* ---- the eve ---- */

static bool told_of(struct work *w, int64_t about, day on)
{
    db_exec(w, SQL("insert into eve_told (about, day) values ($1, $2)"), BIND(num(about), num(on.number)));
    return !failed(w);
}

static bool remind_at(struct work *w, int64_t branch)
{
    int64_t at = setting_number(w, SETTING_REMIND_AT, branch, day_of(w->now));
    return at && minute_of_day(w->now) >= at;
}

/* Who was told today who comes needs no second message. */
static bool tell_customer_tomorrow(struct work *w, const struct visit *v)
{
    const struct customer *c = record_peek(w, &customer_type, v->customer.id);
    const struct worker *her = record_peek(w, &worker_type, v->worker.id);
    const struct service_line *line = record_peek(w, &service_line_type, v->line.id);
    if (!c || !c->person.id || !her || !line || v->confirmed_at.ms >= day_start(day_of(w->now)).ms) return !failed(w);
    return tell(w, &(struct telling){ .template = "customer.tomorrow", .person = c->person, .branch = v->record.branch, .about = &visit_type, .record = v->record.id, .before = v->start, .occasion = print(w, "eve %d", day_of(v->start).number),
        SAYING(say_span("time", v->start, v->until), say_label("line", line->name), say_label_of("worker", N_("Shifu {1}"), surname_of(w, her->name))) });
}

/* Branches whose hour has not come are passed over, so that the first hundred are not always theirs. */
static bool tell_eve_of(struct work *w, int64_t branch, day on)
{
    instant from = day_start(on), to = day_start((day){ on.number + 1 });
    struct found visits = LOOK_WHERE(w, visit, "branch = $1 and state in (3, 4) and start >= $2 and start < $3 and not exists (select 1 from eve_told t where t.about = visit.id and t.day = $4) order by start, id limit 100",
                                     BIND(num(branch), num(from.ms), num(to.ms), num(on.number)));
    struct told_day days[EVE_AT_ONCE * 2];
    int n = 0;
    for (int i = 0; i < visits.count; i++) {
        const struct visit *v = FOUND(struct visit, visits, i);
        int64_t ids[MOST_VISIT_WORKERS];
        int workers = visit_workers(v, ids);
        for (int k = 0; k < workers && n < EVE_AT_ONCE * 2; k++) n = told_day_add(days, n, (struct told_day){ ids[k], on });
        if (!tell_customer_tomorrow(w, v) || !told_of(w, v->record.id, on)) return false;
    }
    for (int i = 0; i < n; i++)
        if (!tell_day(w, &days[i], "visit.day_eve", print(w, "eve %d", on.number))) return false;
    return !failed(w);
}

bool tell_eve(struct work *w)
{
    day on = { day_of(w->now).number + 1 };
    int64_t branches[200];
    int n = 0;
    struct rows *row = db_query(w, SQL("select distinct branch from visit where state in (3, 4) and start >= $1 and start < $2 order by branch"), BIND(num(day_start(on).ms), num(day_start((day){ on.number + 1 }).ms)));
    while (db_next(row)) if (n < 200) branches[n++] = db_number(row, 0);
    for (int i = 0; i < n; i++)
        if (remind_at(w, branches[i]) && !tell_eve_of(w, branches[i], on)) return false;
    db_exec(w, SQL("delete from eve_told where day < $1"), BIND(num(on.number - 7)));
    return !failed(w);
}
