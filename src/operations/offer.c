/* offer.c — an offer of a visit to a worker: how long she has, what she says, what follows when she says nothing or no, and 抢单.
 *
 * Time. A branch's setting, 10 minutes at first (DOMAIN.md §4.1). What a published plan gives is asked for until 20:00 of the eve, when the
 * office calls those who have not answered (DOMAIN.md §11). At night they begin when she is told, at the end of the quiet hours: the SMS waits
 * until then, unless the visit is too near for that (messages.h). Never beyond the start; who is asked to step in for a visit that has begun already
 * (she who had it did not come) has her whole minutes.
 * Silence. Only who has an account can answer by herself: her offer lapses as the branch's setting says, back to open or to the next
 * candidate. Who has none is never punished for it: her offer stays and the office calls her (call_list.c).
 * 抢单. Where the branch allows it, a worker may take what nobody has; the row is locked first, so the first wins. */
#include "base/words.h"
#include "messages/messages.h"
#include "operations/candidates.h"
#include "operations/visit_fields.h"
#include "record/answer.h"
#include "record/store.h"

enum { EVE_HOUR = 20, AT_ONCE = 50, GRAB_DAYS = 14, GRAB_JUDGED = 60 };

instant offer_until(struct work *w, const struct visit *v, instant start, enum offer_way how)
{
    int64_t until = tell_from(w, v->record.branch.id, start).ms + MINUTES(setting_number(w, SETTING_OFFER_MINUTES, v->record.branch.id, day_of(w->now)));
    instant eve = day_at((day){ day_of(start).number - 1 }, EVE_HOUR * 60);
    if ((how == OFFER_PLAN || how == OFFER_PUBLISHED) && eve.ms > until) until = eve.ms;
    return (instant){ until < start.ms || start.ms <= w->now.ms ? until : start.ms };
}

/* ---- answers ---- */

static void note(struct work *w, struct visit *v, const struct offer_answer *one)
{
    size_t keep = v->answers.count < MOST_ANSWERS ? v->answers.count : MOST_ANSWERS - 1, skip = v->answers.count - keep;
    struct offer_answer *all = take_many(w, struct offer_answer, keep + 1);
    for (size_t i = 0; i < keep; i++) all[i] = *ROW(struct offer_answer, v->answers, skip + i);
    all[keep] = *one;
    v->answers = (rows_of){ all, keep + 1 };
}

static void note_answer(struct work *w, struct visit *v, enum answer_kind how)
{
    note(w, v, &(struct offer_answer){ .worker = v->worker, .at = w->acted, .how = how, .why = how == ANSWER_DECLINED ? step_reason(w) : "" });
}

bool offer_accept_by_phone(struct work *w, struct visit *v)
{
    v->offered_way = OFFER_PHONE;
    return !failed(w);
}

bool offer_decline(struct work *w, struct visit *v)
{
    note_answer(w, v, ANSWER_DECLINED);
    return visit_release(w, v);
}

bool offer_lapsed(struct work *w, struct visit *v)
{
    note_answer(w, v, ANSWER_LAPSED);
    return visit_release(w, v);
}

bool offer_not_reached(struct work *w, struct visit *v)
{
    note_answer(w, v, ANSWER_NOT_REACHED);
    return !failed(w);
}

/* Her customer's No, not hers; with a second worker the two are one agreement. */
bool offer_not_wanted(struct work *w, struct visit *v, const struct unwanted_face *in)
{
    note(w, v, &(struct offer_answer){ .worker = in->worker, .at = w->acted, .how = ANSWER_NOT_WANTED, .why = in->why });
    return visit_release(w, v);
}

/* ---- silence ---- */

static bool lapse_one(struct work *w, void *data)
{
    struct visit *v = data;
    if (setting_number(w, SETTING_OFFER_LAPSE, v->record.branch.id, day_of(w->now)) == LAPSE_STAYS) return true;
    return step_run(w, &visit_type, v, "lapse", NULL);
}

bool offers_lapse(struct work *w)
{
    struct found due = LOAD_WHERE(w, visit, "state = 2 and answer_until > 0 and answer_until <= $1 and exists (select 1 from worker n join account a on a.person = n.person "
                                            "where n.id = visit.worker and a.state = 1) order by answer_until, id limit $2", BIND(num(w->now.ms), num(AT_ONCE)));
    for (int i = 0; i < due.count; i++)
        if (!db_part(w, lapse_one, due.at[i]) && !db_part_forget(w)) return false;      /* one that refuses does not hold up the others */
    return !failed(w);
}

static bool was_asked(const struct visit *v, int64_t worker)
{
    for (size_t i = 0; i < v->answers.count; i++) if (ROW(struct offer_answer, v->answers, i)->worker.id == worker) return true;
    return false;
}

/* A job of its own after the No: the engine is asked, and somebody may have assigned it meanwhile. */
bool offer_pass_on(struct work *w, const struct record_type *type, int64_t id)
{
    (void)type;
    struct visit *v = record_peek(w, &visit_type, id);
    bool wanted = v && v->state == VISIT_UNASSIGNED && v->start.ms > w->now.ms && setting_number(w, SETTING_OFFER_LAPSE, v->record.branch.id, day_of(w->now)) == LAPSE_NEXT;
    struct candidates all;
    if (!wanted || !candidates_for(w, v, &all)) return !failed(w);
    for (int i = 0; i < all.count && all.at[i].ok && all.at[i].fits; i++)
        if (!was_asked(v, all.at[i].worker->record.id))
            return step_run(w, &visit_type, v, "assign", &(struct assignment){ .worker = { all.at[i].worker->record.id }, .how = OFFER_AUTO });
    return true;                                    /* everybody was asked: it stays open, its deadline rings in the office */
}

/* ---- 抢单 ---- */

/* `+`: her visits are found by her, not by the index of what is disputed. */
static bool good_enough(struct work *w, const struct worker *n, int64_t branch)
{
    int64_t least = setting_number(w, SETTING_GRAB_STARS, branch, day_of(w->now));
    if (!least) return true;
    struct rows *row = db_query(w, SQL("select coalesce(sum(stars), 0), count(stars) from visit where worker = $1 and stars is not null and +rating_disputed = 0 and coalesce(rating_withdrawn, 0) = 0 "
                                       "and start >= $2"), BIND(num(n->record.id), num(w->now.ms - DAYS(180))));
    int64_t stars = 0, count = 0;
    while (db_next(row)) { stars = db_number(row, 0); count = db_number(row, 1); }
    return !count || stars * 100 >= least * count;      /* nobody has rated her yet: beginners get work too */
}

static bool hers(struct work *w, const struct worker *n, const struct visit *v)
{
    day d = day_of(v->start);
    return n->record.branch.id == v->record.branch.id || lent_to(w, n->record.id, v->record.branch.id, d, d);
}

/* What she may know before she has it: no name, no address, no number. */
static void write_open(struct work *w, struct json *j, const struct visit *v)
{
    const struct service_line *line = record_peek(w, &service_line_type, v->line.id);
    write_object(j, NULL);
    write_number(j, "id", v->record.id);
    write_number(j, "start", v->start.ms);
    write_number(j, "until", v->until.ms);
    write_text(j, "line", line ? translate(w->language, line->name) : "");
    write_text(j, "area", v->area);
    write_text(j, "tags", v->tags);
    write_number(j, "pay", v->worker_pay.fen);
    write_end(j, '}');
}

static const struct worker *herself(struct work *w)
{
    const struct worker *n = w->actor->worker ? record_peek(w, &worker_type, w->actor->worker) : NULL;
    if (!n) refuse_as(w, FORBIDDEN, "", N_("Only workers take visits here; the office assigns them on the board"));
    return n;
}

bool grab_list_call(struct work *w, const struct request *q, struct reply *reply)
{
    (void)q;
    const struct worker *n = herself(w);
    if (!n) return false;
    struct found open = LOAD_WHERE(w, visit, "state = 1 and start > $1 and start < $2 and (branch = $3 or branch in (select destination from lending where worker = $4 and state = 2)) "
                                   "and line in (select line from worker_skills where parent = $4) order by start, id limit $5",
                                   BIND(num(w->now.ms), num(w->now.ms + DAYS(GRAB_DAYS)), num(n->record.branch.id), num(n->record.id), num(GRAB_JUDGED)));
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_list(&j, "rows");
    for (int i = 0; i < open.count && !failed(w); i++) {
        const struct visit *v = FOUND(struct visit, open, i);
        if (!setting_flag(w, SETTING_GRAB, v->record.branch.id, day_of(w->now)) || !hers(w, n, v) || !good_enough(w, n, v->record.branch.id)) continue;
        struct judgement may = visit_judge(w, v, n, v->start);
        if (may_serve(&may)) write_open(w, &j, v);
    }
    write_end(&j, ']');
    write_flag(&j, "allowed", setting_flag(w, SETTING_GRAB, n->record.branch.id, day_of(w->now)));
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

bool grab_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct worker *n = id ? herself(w) : NULL;
    if (!n) return false;
    db_lock(w, "visit", &id, 1);
    struct visit *v = record_peek(w, &visit_type, id);
    if (!v || !hers(w, n, v)) return refuse_as(w, NOT_FOUND, "", N_("There is no such {1}"), translated(w, visit_type.label));
    if (!setting_flag(w, SETTING_GRAB, v->record.branch.id, day_of(w->now))) return refuse_as(w, FORBIDDEN, "", N_("In this branch the office assigns the visits"));
    if (v->state != VISIT_UNASSIGNED) {
        refuse_as(w, CONFLICT, "", N_("Somebody was faster: it is taken"));
        return work_explain(w, "taken", ""), false;
    }
    if (v->start.ms <= w->now.ms) return refuse_as(w, CONFLICT, "", N_("It should have begun already; call the office"));
    if (!good_enough(w, n, v->record.branch.id)) return refuse_as(w, FORBIDDEN, "", N_("Your ratings of the last months are below what this branch asks for; the office can assign it to you"));
    if (!step_run(w, &visit_type, v, "assign", &(struct assignment){ .worker = { n->record.id }, .how = OFFER_GRAB }) || !step_run(w, &visit_type, v, "accept", NULL)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "id", v->record.id);
    write_text(&j, "state", choice_key(visit_states, v->state));
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
