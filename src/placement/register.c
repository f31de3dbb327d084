/* register.c — see register.h: the ledger of placements and the chain of one. */
#include "placement/register.h"
#include <stdlib.h>
#include "base/words.h"
#include "placement/placement_own.h"
#include "record/answer.h"
#include "record/said.h"
#include "record/store.h"

static bool asked_branch(struct work *w, const struct request *q, int64_t *ret_branch)
{
    *ret_branch = http_query_number(q, "branch", 0);
    return !*ret_branch || in_scope(w, *ret_branch) || refuse_as(w, NOT_FOUND, "branch", N_("There is no such {1}"), translated(w, N_("Branch")));
}

/* Open ones and what ended in the last 30 days. */
#define REGISTER "p.state <> 11 and ($1 = 0 or p.branch = $1) and (p.state <= 8 or coalesce(p.ended_on, 0) >= $2 - 30)"

static void write_row(struct work *w, struct json *j, struct rows *row)
{
    static const text numbers[] = { "id", "branch", "customer", "worker", "substitute", "first", "last", "began", "ended", "gap_since", "away_since", "wage", "replacement", "renewal", "next_call" };
    const text *states = (const text[]){ "", "planned", "ready", "on_board", "in_service", "absent", "hospital", "gap", "off_board", "settled", "closed", "cancelled" };
    write_object(j, NULL);
    for (int i = 0; i < COUNT_OF(numbers); i++) write_number(j, numbers[i], db_number(row, i));
    write_text(j, "state", states[db_number(row, 15)]);
    write_flag(j, "live_in", db_number(row, 16) != 0);
    write_flag(j, "per_term", db_number(row, 17) != 0);
    write_text(j, "number", db_text(row, 18));
    write_text(j, "home", db_text(row, 19));
    write_text(j, "estate", db_text(row, 20));
    write_text(j, "line", translate(w->language, db_text(row, 21)));
    write_text(j, "glyph", db_text(row, 22));
    write_text(j, "worker_name", db_text(row, 23));
    write_text(j, "substitute_name", db_text(row, 24));
    write_text(j, "renewal_state", db_text(row, 25));
    write_text(j, "found_name", db_text(row, 26));
    write_number(j, "says_last", db_number(row, 27));
    write_end(j, '}');
}

static void write_rows(struct work *w, struct json *j, int64_t branch)
{
    struct rows *row = db_query(w, SQL("select p.id, p.branch, p.customer, p.worker, coalesce(p.substitute, 0), p.first, p.last, coalesce(p.began_on, 0), coalesce(p.ended_on, 0), coalesce(p.gap_since, 0), coalesce(p.away_since, 0), p.wage, "
                                       "coalesce((select max(r.id) from replacement r where r.placement = p.id and r.state < 5), 0), coalesce((select max(r.id) from renewal r where r.placement = p.id and r.ends = p.last), 0), "
                                       "coalesce((select min(f.due) from follow_up f where f.placement = p.id and f.state = 1), 0), p.state, p.live_in, p.per_term, p.number, c.name, h.estate, l.name, l.glyph, n.name, coalesce(s.name, ''), "
                                       "coalesce((select case r.state when 1 then 'due' when 2 then 'contacted' when 3 then 'offered' when 4 then 'approval' when 5 then 'lapsed' when 6 then 'signed' else 'declined' end from renewal r where r.placement = p.id and r.ends = p.last), ''), coalesce((select max(k.name) from replacement r join worker k on k.id = r.new_worker where r.placement = p.id and r.state = 3), ''), coalesce((select max(r.last_day) from replacement r where r.placement = p.id and r.state < 4 and r.notice_at > 0), 0) "
                                       "from placement p join customer c on c.id = p.customer join household h on h.id = p.household join service_line l on l.id = p.line join worker n on n.id = p.worker left join worker s on s.id = p.substitute "
                                       "where " REGISTER " order by p.last, p.id limit 5000"), BIND(num(branch), num(day_of(w->now).number)));
    write_list(j, "rows");
    while (db_next(row))
        if (in_scope(w, db_number(row, 1))) write_row(w, j, row);
    write_end(j, ']');
}

_Static_assert(REPLACEMENT_FOUND == 3 && REPLACEMENT_SUBSTITUTED == 4, "the query above says these by number");

static void write_stints(struct work *w, struct json *j, int64_t branch)
{
    struct rows *row = db_query(w, SQL("select s.parent, s.worker, n.name, s.first, coalesce(s.last, 0), s.substitute, p.branch from placement_stints s join placement p on p.id = s.parent join worker n on n.id = s.worker where " REGISTER " order by s.parent, s.first limit 20000"),
                                BIND(num(branch), num(day_of(w->now).number)));
    write_list(j, "stints");
    while (db_next(row)) {
        if (!in_scope(w, db_number(row, 6))) continue;
        write_object(j, NULL);
        write_number(j, "placement", db_number(row, 0));
        write_number(j, "worker", db_number(row, 1));
        write_text(j, "name", db_text(row, 2));
        write_number(j, "first", db_number(row, 3));
        write_number(j, "last", db_number(row, 4));
        write_flag(j, "substitute", db_number(row, 5) != 0);
        write_end(j, '}');
    }
    write_end(j, ']');
}

bool register_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t branch;
    if (!asked_branch(w, q, &branch)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "today", day_of(w->now).number);
    write_rows(w, &j, branch);
    write_stints(w, &j, branch);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* ---- the chain of one ---- */

static void write_link(struct work *w, struct json *j, struct rows *row)
{
    const struct record_type *types[] = { NULL, &handover_type, &replacement_type, &renewal_type, &follow_up_type, &extra_task_type, &care_log_type, &placement_wish_type, &holiday_ask_type };
    const struct record_type *type = types[db_number(row, 0)];
    const struct choice *state = type_state(type)->choices;
    unsigned value = (unsigned)db_number(row, 3);
    text tone = "";
    for (const struct choice *c = state; c->key; c++)
        if (c->value == value && c->tone) tone = c->tone;
    write_object(j, NULL);
    write_text(j, "type", type->name);
    write_text(j, "label", translate(w->language, type->label));
    write_number(j, "id", db_number(row, 1));
    write_number(j, "date", db_number(row, 2));
    write_text(j, "state", choice_key(state, value));
    write_text(j, "state_label", translate(w->language, choice_label(state, value)));
    write_text(j, "tone", tone);
    write_text(j, "what", db_text(row, 5));
    const struct field *kind = type_field(type, type == &follow_up_type ? "stage" : type == &replacement_type ? "reason" : "kind");
    write_text(j, "kind", kind && kind->choices && db_number(row, 4) ? translate(w->language, choice_label(kind->choices, (unsigned)db_number(row, 4))) : "");
    if (type == &follow_up_type) write_text(j, "side", choice_key(follow_sides, (unsigned)db_number(row, 6)));
    if (db_number(row, 7) >= 0) write_number(j, "score", db_number(row, 7));
    write_end(j, '}');
}

bool chain_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct placement *p = id ? LOAD(w, placement, id) : NULL;
    if (!p) return false;
    bool calls = can(w, CAN_SEE_FOLLOW_UPS), care = can(w, CAN_SEE_CARE);
    struct rows *row = db_query(w, SQL("select * from (select 1 as t, h.id, h.date as d, h.state, h.kind as k, n.name as what, 0 as side, -1 as score from handover h join worker n on n.id = h.worker where h.placement = $1 "
                                       "union all select 2, r.id, (r.requested_at + 28800000) / 86400000, r.state, coalesce(r.reason, 0), n.name, 0, -1 from replacement r join worker n on n.id = r.old_worker where r.placement = $1 "
                                       "union all select 3, r.id, r.ends, r.state, 0, '', 0, -1 from renewal r where r.placement = $1 "
                                       "union all select 4, f.id, f.due, f.state, f.stage, '', f.side, coalesce(f.score, -1) from follow_up f where f.placement = $1 and $2 = 1 "
                                       "union all select 5, x.id, x.date, x.state, 0, x.what, 0, -1 from extra_task x where x.placement = $1 "
                                       "union all select 6, l.id, (l.at + 28800000) / 86400000, l.state, l.kind, '', 0, -1 from care_log l where l.placement = $1 and $3 = 1 "
                                       "union all select 7, x.id, coalesce(x.date, (x.created_at + 28800000) / 86400000), x.state, x.kind, x.what, 0, -1 from placement_wish x where x.placement = $1 "
                                       "union all select 8, x.id, x.first, x.state, 0, '', 0, -1 from holiday_ask x where x.placement = $1) x order by d desc, t, id desc limit 200"), BIND(num(id), num(calls), num(care)));
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_list(&j, "links");
    while (db_next(row)) write_link(w, &j, row);
    write_end(&j, ']');
    const struct sentence *child = care_log_consent(w, p, CARE_BABY), *health = care_log_consent(w, p, CARE_ELDER_DAY);
    const struct service_line *line = record_peek(w, &service_line_type, p->line.id);
    write_flag(&j, "child", line && line->child_contact);
    write_flag(&j, "child_consent", !child);
    write_flag(&j, "health_consent", !health);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* ---- 客户维护 ---- */

/* The stages at which a side is asked whether she would recommend us: only those calls can answer. */
static uint64_t asks_nps(struct work *w, enum follow_up_side side)
{
    struct found f = LOOK_WHERE(w, follow_question, "kind = 4 order by id", NO_BIND);
    uint64_t stages = 0;
    for (int i = 0; i < f.count; i++) {
        const struct follow_question *q = FOUND(struct follow_question, f, i);
        if (q->side == side && !q->off) stages |= q->stages.bits ? q->stages.bits : ~SET_BIT(STAGE_CALL_BACK);
    }
    return stages;
}
_Static_assert(ASK_NPS == 4, "the query above says it by number");

enum { FIGURES = 9, NPS_DUE = 8 };
static void write_figures(struct work *w, struct json *j, int64_t branch)
{
    static const text names[FIGURES] = { "due", "answered", "in_time", "nps_answers", "promoters", "detractors", "scores", "score_sum", [NPS_DUE] = "nps_due" };
    const uint64_t asked[] = { [FOLLOW_FAMILY] = asks_nps(w, FOLLOW_FAMILY), [FOLLOW_WORKER] = asks_nps(w, FOLLOW_WORKER) };
    int64_t today = day_of(w->now).number, sums[FOLLOW_WORKER + 1][FIGURES] = { 0 };
    struct rows *row = db_query(w, SQL("select side, stage, count(*), sum(case when state in (2, 3) then 1 else 0 end), sum(case when state = 2 then 1 else 0 end), sum(case when nps is not null then 1 else 0 end), sum(case when nps >= 9 then 1 else 0 end), "
                                       "sum(case when nps <= 6 then 1 else 0 end), sum(case when score is not null then 1 else 0 end), coalesce(sum(score), 0) from follow_up where ($1 = 0 or branch = $1) and due between $2 and $3 group by side, stage order by side, stage"),
                                BIND(num(branch), num(today - 90), num(today - 1)));
    while (db_next(row)) {
        int64_t side = db_number(row, 0), stage = db_number(row, 1);
        if (side < FOLLOW_FAMILY || side > FOLLOW_WORKER) continue;
        for (int i = 0; i < NPS_DUE; i++) sums[side][i] += db_number(row, i + 2);
        if (asked[side] & SET_BIT(stage)) sums[side][NPS_DUE] += db_number(row, 2);
    }
    write_list(j, "sides");
    for (int side = FOLLOW_FAMILY; side <= FOLLOW_WORKER; side++) {
        if (!sums[side][0]) continue;
        write_object(j, NULL);
        write_text(j, "side", choice_key(follow_sides, (unsigned)side));
        for (int i = 0; i < FIGURES; i++) write_number(j, names[i], sums[side][i]);
        write_end(j, '}');
    }
    write_end(j, ']');
}

/* What families answered to being asked whether they would recommend us, month by month up to this one. */
enum { MONTHS_BACK = 6 };
static void write_months(struct work *w, struct json *j, int64_t branch)
{
    struct date now = date_of(day_of(w->now));
    day this_month = day_from_date((struct date){ now.year, now.month, 1 });
    write_list(j, "months");
    for (int back = MONTHS_BACK - 1; back >= 0; back--) {
        day first = day_plus_months(this_month, -back);
        struct rows *row = db_query(w, SQL("select count(*), coalesce(sum(case when nps >= 9 then 1 else 0 end), 0), coalesce(sum(case when nps <= 6 then 1 else 0 end), 0) from follow_up where ($1 = 0 or branch = $1) and side = 1 and nps is not null and due >= $2 and due < $3"),
                                    BIND(num(branch), num(first.number), num(day_plus_months(first, 1).number)));
        if (!db_next(row)) break;
        write_object(j, NULL);
        write_number(j, "first", first.number);
        write_number(j, "nps_answers", db_number(row, 0));
        write_number(j, "promoters", db_number(row, 1));
        write_number(j, "detractors", db_number(row, 2));
        write_end(j, '}');
        db_enough(row);
    }
    write_end(j, ']');
}

/* Of a call: which of the calls it is, and how often nobody was reached. */
static void write_call(struct work *w, struct json *j, struct rows *row)
{
    write_text(j, "stage", translate(w->language, choice_label(follow_stages, (unsigned)db_number(row, 6))));
    write_number(j, "tries", db_number(row, 7));
}

static void write_list_of(struct work *w, struct json *j, text key, struct rows *row, const struct record_type *type)
{
    const struct choice *state = type_state(type)->choices;
    write_list(j, key);
    while (db_next(row)) {
        if (!in_scope(w, db_number(row, 5))) continue;
        unsigned value = (unsigned)db_number(row, 1);
        write_object(j, NULL);
        write_number(j, "id", db_number(row, 0));
        write_text(j, "state", choice_key(state, value));
        write_text(j, "state_label", translate(w->language, choice_label(state, value)));
        write_number(j, "date", db_number(row, 2));
        write_text(j, "name", db_text(row, 3));
        write_text(j, "what", said_read(w, db_text(row, 4)));
        if (type == &follow_up_type) write_call(w, j, row);
        write_end(j, '}');
    }
    write_end(j, ']');
}

bool retention_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t branch, today = day_of(w->now).number;
    if (!asked_branch(w, q, &branch)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "today", today);
    write_figures(w, &j, branch);
    write_months(w, &j, branch);
    write_list_of(w, &j, "renewals", db_query(w, SQL("select r.id, r.state, r.ends, c.name, coalesce(n.name, ''), r.branch from renewal r join customer c on c.id = r.customer left join worker n on n.id = r.worker where ($1 = 0 or r.branch = $1) and (r.state <= 5 or r.ended_at > $2) order by r.ends limit 500"),
                  BIND(num(branch), num(w->now.ms - DAYS(30)))), &renewal_type);
    write_list_of(w, &j, "offers", db_query(w, SQL("select o.id, o.state, o.due, c.name, o.what, o.branch from care_offer o join customer c on c.id = o.customer where ($1 = 0 or o.branch = $1) and (o.state <= 2 or o.ended_at > $2) order by o.due limit 500"),
                  BIND(num(branch), num(w->now.ms - DAYS(30)))), &care_offer_type);
    write_list_of(w, &j, "referrals", db_query(w, SQL("select r.id, r.state, (r.created_at + 28800000) / 86400000, c.name, coalesce(b.name, n.name, ''), r.branch from referral r join customer c on c.id = r.customer left join customer b on b.id = r.by_customer left join worker n on n.id = r.by_worker "
                  "where ($1 = 0 or r.branch = $1) and r.created_at > $2 order by r.id desc limit 200"), BIND(num(branch), num(w->now.ms - DAYS(180)))), &referral_type);
    write_list_of(w, &j, "calls", db_query(w, SQL("select f.id, f.state, f.due, case when f.side = 1 then c.name else coalesce(n.name, '') end, case when f.side = 1 then 'family' else 'worker' end, f.branch, f.stage, (select count(*) from follow_up_tries t where t.parent = f.id) from follow_up f join customer c on c.id = f.customer left join worker n on n.id = f.worker "
                  "where ($1 = 0 or f.branch = $1) and f.state = 1 and f.due <= $2 order by f.due, f.id limit 500"), BIND(num(branch), num(today + 1))), &follow_up_type);
    if (can(w, introduction_review_type.see))
        write_list_of(w, &j, "reviews", db_query(w, SQL("select r.id, r.state, (r.created_at + 28800000) / 86400000, coalesce(n.name, ''), coalesce(c.name, ''), r.branch from introduction_review r left join worker n on n.id = r.worker left join customer c on c.id = r.customer "
                      "where ($1 = 0 or r.branch = $1) and r.state <= 4 order by r.id limit 200"), BIND(num(branch))), &introduction_review_type);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
