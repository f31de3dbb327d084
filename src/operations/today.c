/* today.c — what needs a decision today: figures that open the list behind them, and the queues by minutes left. */
#include <stdlib.h>
#include "base/words.h"
#include "operations/board.h"
#include "operations/visit_fields.h"
#include "record/answer.h"
#include "record/output.h"
#include "record/store.h"

struct span { int64_t branch; instant from, to; };     /* branch 0: all of hers; the call asks for one branch */

/* The day in one statement: how many by hour and state, their worth, and who should have begun by now. */
enum { STATES = VISIT_SKIPPED + 1, HOURS_A_DAY = 24 };
struct figures { int64_t count[HOURS_A_DAY][STATES], worth, late; };

static struct figures *figures_of(struct work *w, const struct span *s)
{
    struct figures *f = take(w, struct figures);
    struct rows *row = db_query(w, SQL("select (start - $2) / 3600000, state, count(*), sum(price), sum(case when start < $4 then 1 else 0 end) "
                                       "from visit where branch = $1 and start >= $2 and start < $3 group by 1, 2"),
                                BIND(num(s->branch), num(s->from.ms), num(s->to.ms), num(w->now.ms - MINUTES(5))));
    while (db_next(row)) {
        int64_t hour = db_number(row, 0), state = db_number(row, 1);
        if (hour < 0 || hour >= HOURS_A_DAY || state < 0 || state >= STATES) continue;
        f->count[hour][state] += db_number(row, 2);
        if (state != VISIT_CANCELLED && state != VISIT_SKIPPED) f->worth += db_number(row, 3);
        if (state >= VISIT_OFFERED && state <= VISIT_EN_ROUTE) f->late += db_number(row, 4);
    }
    return f;
}

static int64_t of_hour(const struct figures *f, int hour, int least, int most)
{
    int64_t n = 0;
    for (int state = least; state <= most; state++) n += f->count[hour][state];
    return n;
}

static int64_t of_day(const struct figures *f, int least, int most)
{
    int64_t n = 0;
    for (int hour = 0; hour < HOURS_A_DAY; hour++) n += of_hour(f, hour, least, most);
    return n;
}

static void card(struct work *w, struct json *j, text name, text label, int64_t value, text unit, text to)
{
    write_object(j, NULL);
    write_text(j, "name", name);
    write_text(j, "label", translate(w->language, label));
    write_number(j, "value", value);
    write_text(j, "unit", unit);
    write_text(j, "to", to);
    write_end(j, '}');
}

static void cards(struct work *w, struct json *j, const struct span *s, const struct figures *f)
{
    text range = print(w, "start_from=%lld&start_to=%lld", (long long)s->from.ms, (long long)s->to.ms);
    write_list(j, "cards");
    card(w, j, "visits", N_("Visits today"), of_day(f, VISIT_UNASSIGNED, VISIT_SETTLED), "", print(w, "/visit?%s", range));
    card(w, j, "open", N_("Nobody assigned today"), of_day(f, VISIT_UNASSIGNED, VISIT_UNASSIGNED), "", print(w, "/visit?state=unassigned&%s", range));
    card(w, j, "late", N_("Late, not checked in"), f->late, "", print(w, "/visit?state=offered,accepted,confirmed,en_route&%s", range));
    card(w, j, "done", N_("Done"), of_day(f, VISIT_FINISHED, VISIT_SETTLED), "", print(w, "/visit?state=finished,approved,settled&%s", range));
    card(w, j, "money", N_("Worth of today"), f->worth, "fen", print(w, "/visit?%s", range));
    write_end(j, ']');
}

static void queue_rows(struct work *w, struct json *j, struct found visits, text step)
{
    struct names *names = names_of(w, &visit_type, visits.at, visits.count);
    for (int i = 0; i < visits.count; i++) {
        const struct visit *v = FOUND(struct visit, visits, i);
        text customer = name_of(names, &customer_type, v->customer.id), worker = v->worker.id ? name_of(names, &worker_type, v->worker.id) : NULL, line = name_of(names, &service_line_type, v->line.id);
        write_object(j, NULL);
        write_number(j, "id", v->record.id);
        write_text(j, "type", "visit");
        write_text(j, "title", print(w, "%s · %s", customer ? customer : "", line ? line : ""));
        write_text(j, "subtitle", print(w, "%s%s%s", v->area, worker ? " · " : "", worker ? worker : ""));
        write_number(j, "due_at", v->start.ms);
        write_text(j, "verb", translate(w->language, type_step(&visit_type, step)->label));
        write_text(j, "step", step);
        write_end(j, '}');
    }
}

static void queue(struct work *w, struct json *j, text name, text label, struct found visits, text step)
{
    write_object(j, NULL);
    write_text(j, "name", name);
    write_text(j, "label", translate(w->language, label));
    write_number(j, "count", visits.count);
    write_list(j, "rows");
    queue_rows(w, j, visits, step);
    write_end(j, ']');
    write_end(j, '}');
}

static void queues(struct work *w, struct json *j, const struct span *s)
{
    struct found open = LOOK_WHERE(w, visit, "branch = $1 and state = 1 and start >= $2 and start < $3 order by start limit 30", BIND(num(s->branch), num(w->now.ms - HOURS(1)), num(w->now.ms + HOURS(36))));
    struct found late = LOOK_WHERE(w, visit, "branch = $1 and state between 2 and 5 and start >= $2 and start < $3 order by start limit 30", BIND(num(s->branch), num(s->from.ms), num(w->now.ms - MINUTES(5))));
    struct found silent = LOOK_WHERE(w, visit, "branch = $1 and state = 2 and start >= $2 and start < $3 order by start limit 30", BIND(num(s->branch), num(w->now.ms), num(w->now.ms + HOURS(36))));
    struct found finished = LOOK_WHERE(w, visit, "branch = $1 and state = 8 and start >= $2 order by start limit 30", BIND(num(s->branch), num(w->now.ms - DAYS(14))));
    write_list(j, "queues");
    queue(w, j, "late", N_("Late, not checked in"), late, "mend");
    queue(w, j, "open", N_("Nobody assigned, next 36 hours"), open, "assign");
    queue(w, j, "silent", N_("Offered, no answer yet"), silent, "accept_by_phone");
    queue(w, j, "finished", N_("Finished, to be approved"), finished, "approve");
    write_end(j, ']');
}

static void hours(struct json *j, const struct figures *f)
{
    write_list(j, "hours");
    for (int h = 7; h < 21; h++) {
        write_object(j, NULL);
        write_number(j, "hour", h);
        write_number(j, "done", of_hour(f, h, VISIT_FINISHED, VISIT_SETTLED));
        write_number(j, "running", of_hour(f, h, VISIT_ARRIVED, VISIT_IN_SERVICE));
        write_number(j, "assigned", of_hour(f, h, VISIT_OFFERED, VISIT_EN_ROUTE));
        write_number(j, "open", of_hour(f, h, VISIT_UNASSIGNED, VISIT_UNASSIGNED));
        write_end(j, '}');
    }
    write_end(j, ']');
}

bool today_call(struct work *w, const struct request *q, struct reply *reply)
{
    day d = day_of(w->now);
    text b = http_query(q, "branch");
    struct span s = { b && *b ? strtoll(b, NULL, 10) : w->actor->home, day_start(d), day_start((day){ d.number + 1 }) };
    if (!in_scope(w, s.branch)) return refuse_as(w, NOT_FOUND, "branch", N_("There is no such {1}"), translated(w, N_("Branch")));
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "now", w->now.ms);
    write_number(&j, "branch", s.branch);
    struct figures *f = figures_of(w, &s);
    cards(w, &j, &s, f);
    queues(w, &j, &s);
    hours(&j, f);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
