/* my_day.c — GET /api/my/day: all a phone needs for a day without a network, and the week after it. */
#include "base/words.h"
#include "field/my.h"
#include "messages/messages.h"
#include "record/answer.h"
#include "record/output.h"

enum { DAYS_BACK = 1, DAYS_AHEAD = 14, DAYS_WHOLE = 2, RATED_DAYS = 90, LEAST_RATED = 5 };

static struct found visits_of(struct work *w, int64_t me)
{
    day today = day_of(w->now);
    return LOAD_WHERE(w, visit, "id in (select id from visit where worker = $1 and start >= $2 and start < $3 union select id from visit where second = $1 and start >= $2 and start < $3 "
                                "union select v.id from visit v join visit_crew c on c.parent = v.id where c.worker = $1 and v.start >= $2 and v.start < $3) and state not in (1, 11, 14) order by start",
                      BIND(num(me), num(day_start((day){ today.number - DAYS_BACK }).ms), num(day_start((day){ today.number + DAYS_AHEAD }).ms)));
}

static void write_visits(struct work *w, struct json *j, const struct found *f, const struct worker *her)
{
    int32_t today = day_of(w->now).number;
    write_list(j, "visits");
    for (int i = 0; i < f->count; i++) {
        const struct visit *v = f->at[i];
        int32_t at = day_of(v->start).number;
        bool tonight = v->state <= VISIT_IN_SERVICE && v->until.ms > day_start((day){ today }).ms;         /* begun before midnight, or about to */
        bool whole = ((at >= today || tonight) && at < today + DAYS_WHOLE) || v->state == VISIT_OFFERED || (v->state >= VISIT_EN_ROUTE && v->state <= VISIT_IN_SERVICE);
        my_visit_write(w, j, v, her, whole);
    }
    write_end(j, ']');
}

/* Of many visits together and only when there are some: no single customer's word stands against her on her own phone (T29). `+`: found by
 * her, not by the index of what is disputed, which is nearly all visits of the company. */
static void write_stars(struct work *w, struct json *j, int64_t me)
{
    struct rows *row = db_query(w, SQL("select count(*), coalesce(sum(stars), 0) from visit where worker = $1 and stars is not null and +rating_disputed = 0 and rating_withdrawn = 0 and force_majeure = 0 and start >= $2"),
                                BIND(num(me), num(w->now.ms - DAYS(RATED_DAYS))));
    int64_t n = 0, sum = 0;
    if (db_next(row)) n = db_number(row, 0), sum = db_number(row, 1);
    db_enough(row);
    if (n >= LEAST_RATED) write_number(j, "stars_tenths", (sum * 10 + n / 2) / n);
    else write_null(j, "stars_tenths");
    write_number(j, "rated", n);
}

static void write_figures(struct work *w, struct json *j, const struct found *f, int64_t me)
{
    int32_t today = day_of(w->now).number;
    int64_t count = 0, done = 0, pay = 0;
    for (int i = 0; i < f->count; i++) {
        const struct visit *v = f->at[i];
        if (day_of(v->start).number != today || v->state == VISIT_OFFERED) continue;
        count++;
        done += v->state >= VISIT_FINISHED && v->state <= VISIT_SETTLED;
        pay += visit_pay(v, me).fen;
    }
    write_object(j, "figures");
    write_number(j, "visits", count);
    write_number(j, "done", done);
    write_number(j, "pay", pay);
    write_stars(w, j, me);
    write_end(j, '}');
}

static void write_her(struct work *w, struct json *j, const struct worker *her)
{
    const struct branch *b = record_peek(w, &branch_type, her->record.branch.id);
    write_object(j, "worker");
    write_number(j, "id", her->record.id);
    write_text(j, "name", her->name);
    write_text(j, "branch", b ? b->name : "");
    write_text(j, "branch_phone", b ? b->complaint_phone : "");
    write_text(j, "word", translate(w->language, N_("Worker")));
    write_text(j, "company", company_name(w));
    write_end(j, '}');
}

static void write_extras_offered(struct work *w, struct json *j, const struct worker *her)
{
    struct found f = LOAD_WHERE(w, extra_offer, "state = 1 and (branch is null or branch = $1) order by name limit 100", BIND(num(her->record.branch.id)));
    write_list(j, "extras");
    for (int i = 0; i < f.count; i++) {
        const struct extra_offer *o = f.at[i];
        write_object(j, NULL);
        write_number(j, "id", o->record.id);
        write_text(j, "name", o->name);
        write_text(j, "line", o->line.id ? translate(w->language, record_title(w, &service_line_type, o->line.id)) : "");
        write_number(j, "price", o->price.fen);
        write_number(j, "minutes", o->length.count);
        write_number(j, "most", o->most);
        write_text(j, "hint", o->hint);
        write_end(j, '}');
    }
    write_end(j, ']');
}

/* What is not simply done: it waits, was refused, or the office has answered within the week. */
static void write_open_acts(struct work *w, struct json *j, int64_t me)
{
    struct found f = LOAD_WHERE(w, field_act, "worker = $1 and state <> 1 and created_at > $2 order by acted desc limit 50", BIND(num(me), num(w->now.ms - DAYS(7))));
    write_list(j, "acts");
    for (int i = 0; i < f.count; i++) act_write(w, j, f.at[i]);
    write_end(j, ']');
}

static void write_read(struct work *w, struct json *j, int64_t me)
{
    write_list(j, "read");
    struct rows *row = db_query(w, SQL("select distinct visit from field_act where worker = $1 and what = 1 and state = 1 and created_at > $2"), BIND(num(me), num(w->now.ms - DAYS(20))));
    while (db_next(row)) write_number(j, NULL, db_number(row, 0));
    write_end(j, ']');
}

static void write_leaves(struct work *w, struct json *j, int64_t me)
{
    struct found f = LOAD_WHERE(w, worker_leave, "worker = $1 and until > $2 order by start desc limit 30", BIND(num(me), num(w->now.ms - DAYS(30))));
    const struct field *state = type_state(&worker_leave_type), *kind = type_field(&worker_leave_type, "kind");
    write_list(j, "leaves");
    for (int i = 0; i < f.count; i++) {
        const struct worker_leave *l = f.at[i];
        write_object(j, NULL);
        write_number(j, "id", l->record.id);
        write_text(j, "state", choice_key(state->choices, l->state));
        write_text(j, "state_label", translate(w->language, choice_label(state->choices, l->state)));
        write_text(j, "kind", translate(w->language, choice_label(kind->choices, l->kind)));
        write_number(j, "start", l->start.ms);
        write_number(j, "until", l->until.ms);
        write_text(j, "answer", l->answer);
        write_end(j, '}');
    }
    write_end(j, ']');
    write_list(j, "leave_kinds");
    for (const struct choice *c = kind->choices; c->key; c++) {
        write_object(j, NULL);
        write_text(j, "key", c->key);
        write_text(j, "label", translate(w->language, c->label));
        write_end(j, '}');
    }
    write_end(j, ']');
}

/* Her call for help, until somebody is with her or it was none. */
static void write_sos(struct work *w, struct json *j, int64_t me)
{
    struct found f = LOAD_WHERE(w, incident, "worker = $1 and kind = 1 and source = 1 and state in (1, 2, 3) order by id desc limit 1", BIND(num(me)));
    const struct incident *i = f.count ? f.at[0] : NULL;
    if (!i) { write_null(j, "sos"); return; }
    write_object(j, "sos");
    write_text(j, "state", i->state == INCIDENT_RAISED ? "raised" : "acknowledged");
    write_number(j, "raised_at", i->raised_at.ms);
    write_number(j, "acknowledged_at", i->acknowledged_at.ms);
    write_text(j, "by", i->owner.id ? record_title(w, &account_type, i->owner.id) : "");
    write_end(j, '}');
}
_Static_assert(INCIDENT_SOS == 1 && RAISED_BY_WORKER == 1 && INCIDENT_ON_SITE == 3, "the query above names these by number");

static void write_lists(struct work *w, struct json *j)
{
    phrases_write(w, j, "decline_reasons", decline_reasons);
    phrases_write(w, j, "refusal_reasons", refusal_reasons);
    phrases_write(w, j, "trouble_kinds", trouble_kinds);
    phrases_write(w, j, "complaint_abouts", complaint_abouts);
}

bool my_day_call(struct work *w, const struct request *q, struct reply *reply)
{
    (void)q;
    const struct worker *her = my_worker(w);
    if (!her) return false;
    struct found visits = visits_of(w, her->record.id);
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "now", w->now.ms);
    write_number(&j, "day", day_of(w->now).number);
    write_flag(&j, "doors_offline", setting_flag(w, SETTING_DOORS_OFFLINE, her->record.branch.id, day_of(w->now)));
    write_her(w, &j, her);
    write_figures(w, &j, &visits, her->record.id);
    write_visits(w, &j, &visits, her);
    write_read(w, &j, her->record.id);
    write_number(&j, "unread", inbox_unread(w));
    write_open_acts(w, &j, her->record.id);
    write_extras_offered(w, &j, her);
    write_leaves(w, &j, her->record.id);
    my_festival_write(w, &j, her);
    write_sos(w, &j, her->record.id);
    my_complaints_write(w, &j, her->record.id);
    write_list(&j, "asked");
    complaint_asks_write(w, &j, her->record.id);
    review_asks_write(w, &j, her->record.id);
    write_end(&j, ']');
    my_papers_write(w, &j, "papers", her);
    write_lists(w, &j);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
