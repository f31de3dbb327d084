/* today.c — what needs a decision today: figures that open the list behind them, and the queues by minutes left. */
#include <stdlib.h>
#include "base/words.h"
#include "operations/board.h"
#include "operations/visit_fields.h"
#include "record/answer.h"
#include "record/output.h"
#include "record/store.h"

struct span { int64_t branch; instant from, to; };     /* branch 0: all of hers; the call asks for one branch */

static int64_t count_states(struct work *w, const struct span *s, int64_t least, int64_t most)
{
    return db_one(w, SQL("select count(*) from visit where branch = $1 and start >= $2 and start < $3 and state between $4 and $5"),
                  BIND(num(s->branch), num(s->from.ms), num(s->to.ms), num(least), num(most)), 0);
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

static void cards(struct work *w, struct json *j, const struct span *s)
{
    text range = print(w, "start_from=%lld&start_to=%lld", (long long)s->from.ms, (long long)s->to.ms);
    int64_t sum = db_one(w, SQL("select coalesce(sum(price), 0) from visit where branch = $1 and start >= $2 and start < $3 and state not in (11, 14)"), BIND(num(s->branch), num(s->from.ms), num(s->to.ms)), 0);
    int64_t late = db_one(w, SQL("select count(*) from visit where branch = $1 and start >= $2 and start < $3 and state between 2 and 5"), BIND(num(s->branch), num(s->from.ms), num(w->now.ms - MINUTES(5))), 0);
    write_list(j, "cards");
    card(w, j, "visits", N_("Visits today"), count_states(w, s, VISIT_UNASSIGNED, VISIT_SETTLED), "", print(w, "/visit?%s", range));
    card(w, j, "open", N_("Nobody assigned"), count_states(w, s, VISIT_UNASSIGNED, VISIT_UNASSIGNED), "", print(w, "/visit?state=unassigned&%s", range));
    card(w, j, "late", N_("Late, not checked in"), late, "", print(w, "/visit?state=offered,accepted,confirmed,en_route&%s", range));
    card(w, j, "done", N_("Done"), count_states(w, s, VISIT_FINISHED, VISIT_SETTLED), "", print(w, "/visit?state=finished,approved,settled&%s", range));
    card(w, j, "money", N_("Worth of today"), sum, "fen", print(w, "/visit?%s", range));
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
    struct found open = LOAD_WHERE(w, visit, "branch = $1 and state = 1 and start >= $2 and start < $3 order by start limit 30", BIND(num(s->branch), num(w->now.ms - HOURS(1)), num(w->now.ms + HOURS(36))));
    struct found late = LOAD_WHERE(w, visit, "branch = $1 and state between 2 and 5 and start >= $2 and start < $3 order by start limit 30", BIND(num(s->branch), num(s->from.ms), num(w->now.ms - MINUTES(5))));
    struct found silent = LOAD_WHERE(w, visit, "branch = $1 and state = 2 and start >= $2 and start < $3 order by start limit 30", BIND(num(s->branch), num(w->now.ms), num(w->now.ms + HOURS(36))));
    struct found finished = LOAD_WHERE(w, visit, "branch = $1 and state = 8 and start >= $2 order by start limit 30", BIND(num(s->branch), num(w->now.ms - DAYS(14))));
    write_list(j, "queues");
    queue(w, j, "late", N_("Late, not checked in"), late, "mend");
    queue(w, j, "open", N_("Nobody assigned"), open, "assign");
    queue(w, j, "silent", N_("Offered, no answer yet"), silent, "accept_by_phone");
    queue(w, j, "finished", N_("Finished, to be approved"), finished, "approve");
    write_end(j, ']');
}

static void hours(struct work *w, struct json *j, const struct span *s)
{
    int64_t by_hour[24][4] = { { 0 } };
    struct rows *row = db_query(w, SQL("select (start - $2) / 3600000, state, count(*) from visit where branch = $1 and start >= $2 and start < $3 and state <= 10 group by 1, 2"),
                                BIND(num(s->branch), num(s->from.ms), num(s->to.ms)));
    while (db_next(row)) {
        int64_t hour = db_number(row, 0), state = db_number(row, 1);
        if (hour >= 0 && hour < 24) by_hour[hour][state >= VISIT_FINISHED ? 0 : state >= VISIT_ARRIVED ? 1 : state >= VISIT_OFFERED ? 2 : 3] += db_number(row, 2);
    }
    write_list(j, "hours");
    for (int h = 7; h < 21; h++) {
        write_object(j, NULL);
        write_number(j, "hour", h);
        write_number(j, "done", by_hour[h][0]);
        write_number(j, "running", by_hour[h][1]);
        write_number(j, "assigned", by_hour[h][2]);
        write_number(j, "open", by_hour[h][3]);
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
    cards(w, &j, &s);
    queues(w, &j, &s);
    hours(w, &j, &s);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
