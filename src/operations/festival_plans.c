/* festival_plans.c — see festival_ask.h: the branch's plans over the festival on one page, and asking their customers together. */
#include "base/words.h"
#include "operations/festival_ask.h"
#include "operations/operations.h"
#include "operations/plan_own.h"
#include "record/answer.h"
#include "record/input.h"
#include "record/store.h"

static const struct festival_round *round_asked(struct work *w, const struct request *q)
{
    int64_t id = answer_id(w, q, "id");
    return id ? LOAD(w, festival_round, id) : NULL;
}

/* ---- the list ---- */

static bool away(struct work *w, int64_t worker, day on)
{
    return worker && db_one(w, SQL("select 1 from worker_leave where worker = $1 and state in (1, 2) and start < $3 and until > $2 limit 1"), BIND(num(worker), num(day_start(on).ms), num(day_start((day){ on.number + 1 }).ms)), 0) == 1;
}
_Static_assert(LEAVE_REQUESTED == 1 && LEAVE_APPROVED == 2, "the query above says these by number");

static void write_days(struct work *w, struct json *j, const struct service_plan *p, const struct festival_ask *a)
{
    write_list(j, "visits");
    for (size_t i = 0; i < a->visits.count; i++) {
        const struct festival_visit *v = ROW(struct festival_visit, a->visits, i);
        struct service_plan then = plan_as_of(p, v->date);
        write_object(j, NULL);
        write_number(j, "day", v->date.number);
        write_number(j, "at", v->at.count);
        write_number(j, "price", v->price.fen);
        write_flag(j, "away", away(w, then.worker.id, v->date));
        write_end(j, '}');
    }
    write_end(j, ']');
}

static void write_ask(struct work *w, struct json *j, const struct festival_round *r, const struct service_plan *p)
{
    struct found f = LOAD_WHERE(w, festival_ask, "round = $1 and plan = $2 and state <> 4 order by id desc limit 1", BIND(num(r->record.id), num(p->record.id)));
    const struct festival_ask *a = f.count ? f.at[0] : NULL;
    if (!a) { write_null(j, "ask"); return; }
    write_object(j, "ask");
    write_number(j, "id", a->record.id);
    write_number(j, "version", a->record.version);
    write_text(j, "state", choice_key(type_state(&festival_ask_type)->choices, a->state));
    write_text(j, "state_label", translate(w->language, choice_label(type_state(&festival_ask_type)->choices, a->state)));
    write_flag(j, "may_keep", a->may_keep);
    write_number(j, "first", a->first.number);
    write_number(j, "last", a->last.number);
    write_number(j, "until", a->until.ms);
    write_end(j, '}');
}

static bool write_plan(struct work *w, struct json *j, const struct festival_round *r, const struct service_plan *p, day first, day last)
{
    struct festival_ask a = { .first = first, .last = last, .may_keep = true };
    struct festival_ask own = { .first = first, .last = last };
    if (!festival_visits(w, p, &a) || !festival_visits(w, p, &own)) return false;
    bool paused = p->paused_from.given && p->paused_from.number <= last.number && (!p->paused_to.given || p->paused_to.number >= first.number);
    if (!a.visits.count && !paused) return true;
    write_object(j, NULL);
    write_number(j, "id", p->record.id);
    write_text(j, "number", p->record.number);
    write_number(j, "customer", p->customer.id);
    write_text(j, "customer_name", record_title(w, &customer_type, p->customer.id));
    write_text(j, "line", translate(w->language, record_title(w, &service_line_type, p->line.id)));
    write_number(j, "worker", p->worker.id);
    write_text(j, "worker_name", p->worker.id ? record_title(w, &worker_type, p->worker.id) : "");
    write_flag(j, "paused", paused);
    write_days(w, j, p, &a);
    write_number(j, "left_out", (int64_t)a.visits.count - (int64_t)own.visits.count);      /* by its own rule for holidays, without her yes */
    write_number(j, "total", a.total.fen);
    write_number(j, "usual", a.usual.fen);
    write_ask(w, j, r, p);
    write_end(j, '}');
    return !failed(w);
}

/* From the eve to the 7th day unless it is said otherwise. */
static bool days_asked(struct work *w, const struct request *q, const struct festival_round *r, day *first, day *last)
{
    enum { DAYS_IN = 6 };
    first->number = (int32_t)http_query_number(q, "first", r->new_year.number - 1);
    last->number = (int32_t)http_query_number(q, "last", r->new_year.number + DAYS_IN);
    if (last->number < first->number) return wrong(w, "last", N_("The last day lies before the first"));
    if (first->number < r->new_year.number - FESTIVAL_ASK_DAYS || last->number > r->new_year.number + FESTIVAL_ASK_DAYS) return wrong(w, "first", N_("These days are far from New Year, which is {1}"), day_text(w->arena, r->new_year));
    return true;
}

bool festival_plans_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct festival_round *r = round_asked(w, q);
    day first, last;
    if (!r || !days_asked(w, q, r, &first, &last)) return false;
    struct found plans = LOAD_WHERE(w, service_plan, "branch = $1 and state in (2, 3) and first <= $3 and (last is null or last >= $2) order by id limit 500", BIND(num(r->record.branch.id), num(first.number), num(last.number)));
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "first", first.number);
    write_number(&j, "last", last.number);
    write_flag(&j, "cut", plans.count >= MOST_FESTIVAL_PLANS);
    write_list(&j, "rows");
    for (int i = 0; i < plans.count; i++)
        if (!write_plan(w, &j, r, plans.at[i], first, last)) return false;
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* ---- asking many ---- */

struct asking { struct festival_ask ask; };
static bool ask_one(struct work *w, void *data) { return ADD(w, festival_ask, &((struct asking *)data)->ask); }

/* Why one could not be asked is its own answer, and no failure of the others. */
static bool one(struct work *w, struct json *j, const struct festival_ask *like, int64_t plan)
{
    struct asking a = { *like };
    a.ask.plan.id = plan;
    bool well = db_part(w, ask_one, &a);
    text why = well || w->failure == FAULT ? "" : translate_with(w->arena, w->language, w->wrong ? w->wrong->message : w->message, w->wrong ? w->wrong->arguments : w->arguments);
    if (!well && !db_part_forget(w)) return false;
    write_object(j, NULL);
    write_number(j, "plan", plan);
    write_flag(j, "ok", well);
    write_text(j, "message", why);
    write_end(j, '}');
    return true;
}

bool festival_plans_ask_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct festival_round *r = round_asked(w, q);
    json_t *body = r ? input_json(w, q->body, q->body_length) : NULL, *plans = body ? json_object_get(body, "plans") : NULL, *each;
    size_t i;
    if (!body) return false;
    if (!json_is_array(plans) || !json_array_size(plans) || json_array_size(plans) > MOST_FESTIVAL_PLANS) return wrong(w, "plans", N_("Choose between 1 and {1} plans"), print(w, "%d", MOST_FESTIVAL_PLANS));
    struct festival_ask like = { .round = { r->record.id }, .first = input_day(w, body, "first", (day){ r->new_year.number - 1 }), .last = input_day(w, body, "last", (day){ r->new_year.number + 6 }),
        .may_keep = input_flag(w, body, "may_keep", true), .agreed_by = "" };
    struct json j = json_new(w->arena);
    if (failed(w)) return false;
    write_object(&j, NULL);
    write_list(&j, "rows");
    json_array_foreach(plans, i, each)
        if (!one(w, &j, &like, json_integer_value(each))) return false;
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
