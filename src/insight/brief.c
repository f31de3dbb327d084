/* brief.c — GET /api/brief: the morning meeting on one page (DOMAIN.md §11, 08:30): yesterday against the same weekday, today's plan and
 * gaps, who is away and who stands by, complaints, demands, incidents, the target. Read aloud and printed: no phone, no address, no amount
 * of a single customer. */
#include <stdlib.h>
#include "base/words.h"
#include "insight/today.h"
#include "quality/quality.h"
#include "record/answer.h"
#include "record/store.h"
#include "safety/safety.h"

static void write_figures(struct json *j, text key, const struct day_figures *f)
{
    write_object(j, key);
    const struct { text name; int64_t n; } all[] = {
        { "visits", f->visits }, { "worth", f->worth }, { "done", f->done }, { "due", f->due }, { "on_time", f->on_time }, { "known", f->known }, { "stars", f->stars }, { "rated", f->rated }, { "rework", f->rework },
        { "cancelled", f->cancelled }, { "no_shows", f->no_shows }, { "complaints", f->complaints },
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) write_number(j, all[i].name, all[i].n);
    write_end(j, '}');
}

/* {"name","what","from","to"} a row; `what` by its choices. */
static void write_people(struct work *w, struct json *j, text key, struct rows *row, const struct choice *what)
{
    write_list(j, key);
    while (db_next(row)) {
        write_object(j, NULL);
        write_number(j, "id", db_number(row, 0));
        write_text(j, "name", db_text(row, 1));
        write_text(j, "what", what ? translate(w->language, choice_label(what, (unsigned)db_number(row, 2))) : "");
        write_number(j, "from", db_number(row, 3));
        write_number(j, "to", db_number(row, 4));
        write_end(j, '}');
    }
    write_end(j, ']');
}

static const struct choice *choices_of(const struct record_type *type, text field) { return type_field(type, field)->choices; }

static void people(struct work *w, struct json *j, const struct day_span *s)
{
    struct bind where = BIND(num(s->branch), num(s->from.ms), num(s->to.ms));
    write_people(w, j, "away", db_query(w, SQL("select l.id, n.name, l.kind, l.start, l.until from worker_leave l join worker n on n.id = l.worker where l.branch = $1 and l.state = 2 and l.start < $3 and l.until > $2 order by l.start limit 60"), where),
                 choices_of(&worker_leave_type, "kind"));
    write_people(w, j, "stand_by", db_query(w, SQL("select b.id, n.name, 0, b.start, b.until from stand_by b join worker n on n.id = b.worker where b.branch = $1 and b.state in (1, 2) and b.start < $3 and b.until > $2 order by b.start limit 60"), where), NULL);
}

static void cases(struct work *w, struct json *j, const struct day_span *s)
{
    struct bind where = BIND(num(s->branch), num(s->from.ms - DAYS(1)));
    write_list(j, "complaints");
    struct rows *row = can(w, CAN_SEE_COMPLAINTS) ? db_query(w, SQL("select id, number, category, received_at, state, severity from complaint where branch = $1 and (state not in (7, 8) or received_at >= $2) and (about_account is null or about_account <> $3) order by severity desc, received_at limit 40"),
                                                               BIND(num(s->branch), num(s->from.ms - DAYS(1)), num(w->actor->user))) : NULL;
    while (row && db_next(row)) {
        write_object(j, NULL);
        write_number(j, "id", db_number(row, 0));
        write_text(j, "number", db_text(row, 1));
        write_text(j, "what", translate(w->language, choice_label(choices_of(&complaint_type, "category"), (unsigned)db_number(row, 2))));
        write_number(j, "at", db_number(row, 3));
        write_text(j, "state", translate(w->language, choice_label(choices_of(&complaint_type, "state"), (unsigned)db_number(row, 4))));
        write_flag(j, "grave", db_number(row, 5) == SEVERITY_GRAVE);
        write_end(j, '}');
    }
    write_end(j, ']');
    write_list(j, "incidents");
    row = can(w, CAN_SEE_INCIDENTS) ? db_query(w, SQL("select id, number, kind, happened, level from incident where branch = $1 and (state < 5 or happened >= $2) order by happened desc limit 20"), where) : NULL;
    while (row && db_next(row)) {
        write_object(j, NULL);
        write_number(j, "id", db_number(row, 0));
        write_text(j, "number", db_text(row, 1));
        write_text(j, "what", translate(w->language, choice_label(incident_kinds, (unsigned)db_number(row, 2))));
        write_number(j, "at", db_number(row, 3));
        write_number(j, "level", db_number(row, 4));
        write_end(j, '}');
    }
    write_end(j, ']');
}

static void demands(struct work *w, struct json *j, const struct day_span *s)
{
    write_list(j, "demands");
    struct rows *row = can(w, CAN_SEE_DEMANDS) ? db_query(w, SQL("select d.id, d.number, l.name, d.wanted, d.created_at, d.waiting_since, d.urgent from demand d join service_line l on l.id = d.line where d.branch = $1 and d.state in (2, 3, 6, 7) "
                                                                "order by d.urgent desc, d.created_at limit 40"), BIND(num(s->branch))) : NULL;
    while (row && db_next(row)) {
        write_object(j, NULL);
        write_number(j, "id", db_number(row, 0));
        write_text(j, "number", db_text(row, 1));
        write_text(j, "what", seeded_said(w, db_text(row, 2)));
        write_text(j, "wanted", db_text(row, 3));
        write_number(j, "at", db_number(row, 4));
        write_number(j, "waiting_since", db_number(row, 5));
        write_flag(j, "urgent", db_number(row, 6) != 0);
        write_end(j, '}');
    }
    write_end(j, ']');
}

static void plan(struct work *w, struct json *j, const struct day_span *s)
{
    struct rows *row = db_query(w, SQL("select sum(case when state not in (11, 14) then 1 else 0 end), sum(case when state = 1 then 1 else 0 end), sum(case when state in (2, 3) then 1 else 0 end), "
                                       "sum(case when state not in (11, 14) then price else 0 end) from visit where branch = $1 and start >= $2 and start < $3"), BIND(num(s->branch), num(s->from.ms), num(s->to.ms)));
    write_object(j, "plan");
    while (db_next(row)) {
        write_number(j, "visits", db_number(row, 0));
        write_number(j, "open", db_number(row, 1));
        write_number(j, "unconfirmed", db_number(row, 2));
        write_number(j, "worth", db_number(row, 3));
    }
    write_number(j, "target", setting_number(w, "insight.daily_target", s->branch, day_of(s->from)));
    write_end(j, '}');
}

/* The day before as it was counted; made now when the clock has not come to it. */
static void yesterday(struct work *w, struct json *j, const struct day_span *s)
{
    enum { WEEK = 8 };
    struct day_figures days[WEEK];
    day d = day_of(s->from);
    day_figures_read(w, s->branch, (day){ d.number - WEEK }, WEEK, days);
    write_figures(j, "yesterday", &days[WEEK - 1]);
    write_figures(j, "week_before", &days[0]);
}

static bool span_asked(struct work *w, const struct request *q, struct day_span *ret)
{
    text d = http_query(q, "day");
    day on = day_of(w->now);
    if (d && *d) {
        char *end;
        long n = strtol(d, &end, 10);
        if (*end ? !day_read(d, &on) : n < 0 || n > 100000) return wrong(w, "day", N_("“{1}” is not a date; write 2026-03-05"), d);
        if (!*end) on.number = (int32_t)n;
    }
    *ret = (struct day_span){ http_query_number(q, "branch", w->actor->home), day_start(on), day_start((day){ on.number + 1 }) };
    return in_scope(w, ret->branch) || refuse_as(w, NOT_FOUND, "branch", N_("There is no such {1}"), translated(w, N_("Branch")));
}

bool morning_brief_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct day_span s = { 0 };
    if (!span_asked(w, q, &s)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "now", w->now.ms);
    write_number(&j, "day", day_of(s.from).number);
    write_text(&j, "branch", record_title(w, &branch_type, s.branch));
    yesterday(w, &j, &s);
    plan(w, &j, &s);
    people(w, &j, &s);
    cases(w, &j, &s);
    demands(w, &j, &s);
    weekend_write(w, &j, s.branch);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
