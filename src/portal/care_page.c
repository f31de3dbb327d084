/* care_page.c — see care_page.h: what the family sees. What it does is in care_acts.c. */
#include <stdlib.h>
#include "base/utf8.h"
#include "base/words.h"
#include "payroll/payroll.h"
#include "placement/placement.h"
#include "portal/call_page.h"
#include "portal/care_own.h"

enum { ENDED_SHOWN_DAYS = 60, LOG_DAYS = 14 };

struct placement *care_mine(struct work *w, const struct guest *g, int64_t id)
{
    struct found f = LOAD_WHERE(w, placement, "id = $1 and customer in (select id from customer where person = $2)", BIND(num(id), num(g->person)));
    if (!f.count && !failed(w)) refuse_as(w, NOT_FOUND, "", N_("There is nothing at this address"));
    return f.count ? f.at[0] : NULL;
}

/* ---- who lives with us ---- */

/* Who is with them today: one who has given notice until her last day, not yet who is to follow. */
static ref serving(struct work *w, const struct placement *p)
{
    const struct placement_stint *s = placement_stint_on(p, day_of(w->now));
    return s ? s->worker : p->state == PLACEMENT_GAP ? (ref){ 0 } : p->substitute.id ? p->substitute : p->worker;
}
/* Notice was given, whether or not it is known who follows: her last day; 0 else. */
static int32_t leaves_on(struct work *w, const struct placement *p)
{
    const struct placement_stint *s = placement_stint_on(p, day_of(w->now));
    if (!s || !s->last.given || s->substitute || (p->state != PLACEMENT_GAP && (p->state != PLACEMENT_IN_SERVICE || p->worker.id == s->worker.id))) return 0;
    return s->last.number;
}
/* Nobody is there today, and who follows is known: her first day; 0 else. */
static int32_t comes_on(struct work *w, const struct placement *p)
{
    if (p->state != PLACEMENT_IN_SERVICE || placement_stint_on(p, day_of(w->now))) return 0;
    for (size_t i = 0; i < p->stints.count; i++) {
        const struct placement_stint *s = ROW(struct placement_stint, p->stints, i);
        if (s->worker.id == p->worker.id && s->first.number > day_of(w->now).number) return s->first.number;
    }
    return 0;
}

/* Somebody stands in until she whom they chose is free: her, and from which day. */
static void write_next(struct work *w, struct json *j, const struct placement *p)
{
    day today = day_of(w->now);
    for (size_t i = 0; i < p->stints.count && p->substitute.id && !p->ended_on.given; i++) {
        const struct placement_stint *s = ROW(struct placement_stint, p->stints, i);
        if (s->substitute || s->first.number <= today.number || s->worker.id == serving(w, p).id) continue;
        write_object(j, "next");
        write_text(j, "name", worker_shown(w, s->worker.id));
        write_number(j, "first", s->first.number);
        write_end(j, '}');
        return;
    }
    write_null(j, "next");
}

static text state_said(struct work *w, const struct placement *p)
{
    int32_t leaves = leaves_on(w, p), comes = comes_on(w, p);
    if (leaves) return translate_with(w->arena, w->language, N_("here until {1}"), (const text[]){ day_text(w->arena, (day){ leaves }), NULL });
    if (comes) return translate_with(w->arena, w->language, N_("not there yet, comes on {1}"), (const text[]){ day_text(w->arena, (day){ comes }), NULL });
    return placement_state_now(w, p, translate(w->language, choice_label(type_state(&placement_type)->choices, p->state)));
}

static void write_worker(struct work *w, struct json *j, const struct placement *p)
{
    const struct worker *n = serving(w, p).id ? record_peek(w, &worker_type, serving(w, p).id) : NULL;
    if (!n) { write_null(j, "worker"); return; }
    struct judgement light = placement_judge(w, p, n, day_of(w->now));
    write_object(j, "worker");
    write_text(j, "name", worker_shown(w, n->record.id));
    write_text(j, "first", utf8_cut(w->arena, n->name, 1));
    write_flag(j, "light", n->state == WORKER_ACTIVE && papers_hold(&light, day_of(w->now)));
    write_flag(j, "stands_in", p->substitute.id != 0);
    write_list(j, "papers");
    for (const struct choice *c = type_field(&credential_type, "kind")->choices; c->key; c++) {
        if (c->value != CREDENTIAL_IDENTITY && c->value != CREDENTIAL_BACKGROUND && c->value != CREDENTIAL_MEDICAL && c->value != CREDENTIAL_INSURANCE) continue;
        write_object(j, NULL);
        write_text(j, "label", translate(w->language, c->label));
        write_flag(j, "valid", credential_valid_on(w, n->record.id, (enum credential_kind)c->value, day_of(w->now)));
        write_end(j, '}');
    }
    write_end(j, ']');
    write_end(j, '}');
}

static void write_rests(struct work *w, struct json *j, const struct placement *p)
{
    day today = day_of(w->now);
    write_list(j, "rests");
    for (day d = today; (FROM(p->state) & PLACEMENT_RUNS) && d.number <= today.number + 31 && d.number <= p->last.number; d.number++)
        if (placement_rests_on(w, p, d)) write_number(j, NULL, d.number);
    write_end(j, ']');
}

/* ---- what the family pays her itself ---- */

/* Her stint is the first of hers in these days: one who left and came back has one wage. */
static bool hers_first(const struct placement *p, size_t at, day first, day last)
{
    const struct placement_stint *s = ROW(struct placement_stint, p->stints, at);
    if (s->first.number > last.number || (s->last.given && s->last.number < first.number)) return false;
    for (size_t i = 0; i < at; i++) {
        const struct placement_stint *o = ROW(struct placement_stint, p->stints, i);
        if (o->worker.id == s->worker.id && (!o->last.given || o->last.number >= first.number)) return false;
    }
    return true;
}

static bool still_there(const struct placement *p, int64_t her, day today)
{
    for (size_t i = 0; i < p->stints.count; i++) {
        const struct placement_stint *s = ROW(struct placement_stint, p->stints, i);
        if (s->worker.id == her && (!s->last.given || s->last.number >= today.number)) return !p->ended_on.given;
    }
    return false;
}

static void write_month(struct work *w, struct json *j, const struct placement *p, day first)
{
    day last = { first.number + days_of_month(first) - 1 };
    for (size_t i = 0; i < p->stints.count; i++) {
        int64_t her = ROW(struct placement_stint, p->stints, i)->worker.id;
        struct sum sum = { .count = 0 };
        bool ours = false;
        if (!hers_first(p, i, first, last)) continue;
        wage_so_far(w, p, her, first, last, &sum, &ours);
        if (ours || !sum.count) continue;
        write_object(j, NULL);
        write_number(j, "month", date_of(first).month);
        write_flag(j, "so_far", last.number >= day_of(w->now).number && still_there(p, her, day_of(w->now)));
        write_text(j, "worker", worker_shown(w, her));
        write_number(j, "first", first.number);
        write_number(j, "who", her);
        family_wage_write(w, j, p, her, first);
        wage_month_write(w, j, p, her, first, last);
        write_end(j, '}');
    }
}

/* This month and the one before, day by day as she reads them on her own phone: both go by the same figure. What we pay out stands on the bill. */
static void write_wages(struct work *w, struct json *j, const struct placement *p)
{
    struct date d = date_of(day_of(w->now));
    day first = day_from_date((struct date){ d.year, d.month, 1 });
    write_list(j, "wages");
    write_month(w, j, p, first);
    write_month(w, j, p, day_plus_months(first, -1));
    write_end(j, ']');
}

/* ---- consents ---- */

static void write_consents(struct work *w, struct json *j, const struct placement *p)
{
    set kinds = care_log_kinds(w, p);
    bool child = kinds.bits & (SET_BIT(CARE_BABY) | SET_BIT(CARE_INFANT_DAY)), health = kinds.bits & (SET_BIT(CARE_MOTHER_DAY) | SET_BIT(CARE_ELDER_DAY));
    write_list(j, "consents");
    if (child) {
        write_object(j, NULL);
        write_text(j, "key", "child");
        write_flag(j, "given", !care_log_consent(w, p, CARE_BABY));
        write_end(j, '}');
    }
    if (health) {
        write_object(j, NULL);
        write_text(j, "key", "health");
        write_flag(j, "given", !care_log_consent(w, p, CARE_ELDER_DAY));
        write_end(j, '}');
    }
    write_end(j, ']');
}

/* ---- what waits for her word, and what was asked for ---- */

/* A statutory holiday stands beside the extra tasks and is answered like one: with its own question, and what it costs. */
static void write_holidays(struct work *w, struct json *j, const struct placement *p)
{
    struct found f = holiday_asks_of(w, p->record.id, 0);
    for (int i = 0; i < f.count; i++) {
        const struct holiday_ask *x = FOUND(struct holiday_ask, f, i);
        write_object(j, NULL);
        write_number(j, "id", x->record.id);
        write_text(j, "ask", translate_with(w->arena, w->language, N_("{1}, would you like it?"), (const text[]){ holiday_ask_what(w, x), NULL }));
        write_text(j, "what", holiday_ask_what(w, x));
        write_number(j, "date", x->first.number);
        write_number(j, "price", x->price.fen + x->more.fen);
        write_text(j, "cost", translate_with(w->arena, w->language, N_("If she works, {1}; if not, she rests"), (const text[]){ holiday_ask_cost(w, x), NULL }));
        write_text(j, "free", holiday_ask_rest(w, x, false));
        write_text(j, "state_label", translate(w->language, choice_label(type_state(&holiday_ask_type)->choices, x->state)));
        write_flag(j, "asked", x->state == HOLIDAY_ASK_OPEN && x->family_says == TASK_OPEN);
        write_flag(j, "worker_agreed", x->worker_says == TASK_YES);
        write_end(j, '}');
    }
}

static void write_tasks(struct work *w, struct json *j, const struct placement *p)
{
    struct found f = LOOK_WHERE(w, extra_task, "placement = $1 and (state in (1, 2) or (state in (3, 4) and date >= $2)) order by date desc, id desc limit 20", BIND(num(p->record.id), num(day_of(w->now).number - 30)));
    const struct field *state = type_state(&extra_task_type);
    write_list(j, "tasks");
    for (int i = 0; i < f.count; i++) {
        const struct extra_task *x = FOUND(struct extra_task, f, i);
        write_object(j, NULL);
        write_number(j, "id", x->record.id);
        write_text(j, "what", x->what);
        write_number(j, "date", x->date.number);
        write_number(j, "price", x->price.fen);
        write_text(j, "state_label", translate(w->language, choice_label(state->choices, x->state)));
        write_flag(j, "asked", x->state == TASK_ASKED && x->family_says == TASK_OPEN);
        write_flag(j, "worker_agreed", x->worker_says == TASK_YES);
        write_end(j, '}');
    }
    write_holidays(w, j, p);
    write_end(j, ']');
}

static void write_sheets(struct work *w, struct json *j, const struct placement *p)
{
    struct found f = LOOK_WHERE(w, handover, "placement = $1 order by id desc limit 6", BIND(num(p->record.id)));
    const struct field *state = type_state(&handover_type);
    write_list(j, "sheets");
    for (int i = 0; i < f.count; i++) {
        const struct handover *h = FOUND(struct handover, f, i);
        write_object(j, NULL);
        write_number(j, "id", h->record.id);
        write_text(j, "kind", h->kind == HANDOVER_ARRIVAL ? "arrival" : "departure");
        write_number(j, "date", h->date.number);
        write_text(j, "worker", worker_shown(w, h->worker.id));
        write_text(j, "belongings", h->belongings);
        write_text(j, "valuables", h->valuables);
        write_text(j, "cared_for", h->cared_for);
        write_text(j, "meter", h->meter);
        write_number(j, "keys", h->keys);
        write_number(j, "money_left", h->money_left.fen);
        write_text(j, "state_label", translate(w->language, choice_label(state->choices, h->state)));
        write_flag(j, "complete", handover_complete(w, h));
        write_flag(j, "open", h->state != HANDOVER_AGREED && !h->customer_agrees);
        write_flag(j, "disputed", h->state == HANDOVER_DISPUTED);
        write_end(j, '}');
    }
    write_end(j, ']');
}

static void write_wishes(struct work *w, struct json *j, const struct placement *p)
{
    struct found f = LOOK_WHERE(w, placement_wish, "placement = $1 and (state = 1 or ended_at > $2) order by id desc limit 12", BIND(num(p->record.id), num(w->now.ms - DAYS(30))));
    const struct field *state = type_state(&placement_wish_type), *kind = type_field(&placement_wish_type, "kind");
    write_list(j, "wishes");
    for (int i = 0; i < f.count; i++) {
        const struct placement_wish *x = FOUND(struct placement_wish, f, i);
        write_object(j, NULL);
        write_number(j, "id", x->record.id);
        write_text(j, "kind", choice_key(kind->choices, x->kind));
        write_text(j, "what", x->what);
        write_number(j, "date", x->date.number);
        write_number(j, "instead", x->instead.number);
        write_text(j, "state", choice_key(state->choices, x->state));
        write_text(j, "state_label", translate(w->language, choice_label(state->choices, x->state)));
        write_text(j, "answer", x->answer);
        write_end(j, '}');
    }
    write_end(j, ']');
}

/* The search for another: where it stands, when she comes, or would; whether it is one of those the contract includes, from the day that was judged. */
static void write_replacement(struct work *w, struct json *j, const struct placement *p)
{
    struct found f = LOOK_WHERE(w, replacement, "placement = $1 and (state < 5 or ended_at > $2) order by id desc limit 1", BIND(num(p->record.id), num(w->now.ms - DAYS(30))));
    const struct replacement *r = f.count ? FOUND(struct replacement, f, 0) : NULL;
    const struct field *state = type_state(&replacement_type);
    if (!r || leaving_untold(r, p)) { write_null(j, "replacement"); return; }      /* what she said to the office is the office's to tell */
    write_object(j, "replacement");
    write_text(j, "number", r->record.number);
    write_text(j, "state_label", translate(w->language, choice_label(state->choices, r->state)));
    write_flag(j, "open", r->state < REPLACEMENT_DONE);
    write_text(j, "comes", r->new_worker.id && r->state >= REPLACEMENT_FOUND ? worker_shown(w, r->new_worker.id) : "");
    write_number(j, "first_day", r->first_day.number);
    write_flag(j, "sure", r->state >= REPLACEMENT_SUBSTITUTED);
    if (r->assessed_at.ms && r->state < REPLACEMENT_REFUND) write_flag(j, "counts", r->counts);
    write_number(j, "left", r->quota_left);
    write_end(j, '}');
}

static void write_reasons(struct work *w, struct json *j)
{
    write_list(j, "reasons");
    for (const struct choice *c = type_field(&replacement_type, "reason")->choices; c->key; c++) {
        if (!care_reason_asked((enum replacement_reason)c->value)) continue;
        write_object(j, NULL);
        write_text(j, "key", c->key);
        write_text(j, "label", translate(w->language, c->label));
        write_end(j, '}');
    }
    write_end(j, ']');
}

/* ---- what is agreed for later ---- */

/* Another wage of hers: from which day, how much; as the message said, once and then gone. */
static void write_pay_change(struct work *w, struct json *j, const struct placement *p)
{
    day today = day_of(w->now);
    const struct placement_stint *now = placement_stint_on(p, today);
    for (size_t i = 0; now && !now->substitute && i < p->stints.count; i++) {
        const struct placement_stint *s = ROW(struct placement_stint, p->stints, i);
        if (s->first.number <= today.number || s->worker.id != now->worker.id || s->substitute || s->wage.fen == now->wage.fen) continue;
        write_object(j, "pay_change");
        write_number(j, "from", s->first.number);
        write_number(j, "wage", s->wage.fen);
        write_flag(j, "per_term", p->per_term);
        write_end(j, '}');
        return;
    }
    write_null(j, "pay_change");
}

/* The paper by which it goes on, from the day it is offered: nobody asks for it once more. */
static void write_renewal(struct work *w, struct json *j, const struct placement *p)
{
    struct found f = LOOK_WHERE(w, renewal, "placement = $1 and state between 1 and 5 and next_contract is not null order by id desc limit 1", BIND(num(p->record.id)));
    const struct contract *c = f.count ? record_peek(w, &contract_type, FOUND(struct renewal, f, 0)->next_contract.id) : NULL;
    bool written = c && (c->state == CONTRACT_DRAFT || c->state == CONTRACT_REVIEW);
    if (!written && (!c || (c->state != CONTRACT_SENT && c->state != CONTRACT_PARTLY_SIGNED))) { write_null(j, "renewal"); return; }
    write_object(j, "renewal");
    write_text(j, "number", c->record.number);
    write_number(j, "last", c->last.number);
    write_text(j, "state_label", written ? translate(w->language, N_("is being written, you sign it next")) : contract_state_for(w, c, PARTY_CUSTOMER));
    write_end(j, '}');
}
_Static_assert(RENEWAL_DUE == 1 && RENEWAL_LAPSED == 5, "the query above says these by number");

/* ---- one placement ---- */

void care_write(struct work *w, struct json *j, const struct placement *p)
{
    const struct service_line *line = record_peek(w, &service_line_type, p->line.id);
    const struct household *h = record_peek(w, &household_type, p->household.id);
    const struct field *state = type_state(&placement_type);
    write_object(j, NULL);
    write_number(j, "id", p->record.id);
    write_text(j, "number", p->record.number);
    write_text(j, "line", line ? translate(w->language, line->name) : "");
    write_text(j, "home", h ? h->name : "");
    write_text(j, "state", choice_key(state->choices, p->state));
    write_text(j, "state_label", state_said(w, p));
    write_flag(j, "runs", (FROM(p->state) & PLACEMENT_RUNS) != 0);
    write_flag(j, "quiet", p->quiet);                       /* after a death or a loss: nothing is asked of them */
    write_number(j, "first", p->first.number);
    write_number(j, "last", p->ended_on.given ? p->ended_on.number : p->last.number);
    write_number(j, "rest_quota", p->rests);
    write_number(j, "replacements_left", p->replacements - p->replaced);
    write_text(j, "where", p->state == PLACEMENT_HOSPITAL ? p->away_where : "");
    write_text(j, "phone", shop_phone(w, p->record.branch.id));
    write_worker(w, j, p);
    write_number(j, "expected", placement_waits_for_birth(p));
    write_next(w, j, p);
    write_rests(w, j, p);
    write_wages(w, j, p);
    write_consents(w, j, p);
    write_tasks(w, j, p);
    write_sheets(w, j, p);
    write_wishes(w, j, p);
    write_replacement(w, j, p);
    write_pay_change(w, j, p);
    write_renewal(w, j, p);
    write_reasons(w, j);
    care_complaints_write(w, j, p);
    calls_write(w, j, p);
    write_flag(j, "complain_manager", complaint_manager(w, p->record.branch.id) != 0);
    write_end(j, '}');
}

bool my_care_list_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_of(w, q);
    if (!g) return false;
    struct found f = LOAD_WHERE(w, placement, "customer in (select id from customer where person = $1) and (state <= 8 or (state in (9, 10) and ended_on > $2)) order by case when state between 3 and 8 then 0 else 1 end, first desc limit 6",
                                BIND(num(g->person), num(day_of(w->now).number - ENDED_SHOWN_DAYS)));
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_list(&j, "placements");
    for (int i = 0; i < f.count; i++) care_write(w, &j, f.at[i]);
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* ---- the log, day by day ---- */

static void write_log(struct work *w, struct json *j, const struct placement *p, day on)
{
    struct found f = LOOK_WHERE(w, care_log, "placement = $1 and at >= $2 and at < $3 order by at limit 200", BIND(num(p->record.id), num(day_start(on).ms), num(day_start((day){ on.number + 1 }).ms)));
    const struct field *kind = type_field(&care_log_type, "kind");
    write_list(j, "logs");
    for (int i = 0; i < f.count; i++) {
        const struct care_log *l = FOUND(struct care_log, f, i);
        if (care_log_consent(w, p, l->kind)) continue;
        write_object(j, NULL);
        write_number(j, "id", l->record.id);
        write_text(j, "kind", choice_key(kind->choices, l->kind));
        write_text(j, "label", translate(w->language, choice_label(kind->choices, l->kind)));
        write_number(j, "at", l->at.ms);
        write_text(j, "worker", worker_shown(w, l->worker.id));
        care_log_write(w, j, l);
        write_text(j, "answer", l->answer);
        write_end(j, '}');
    }
    write_end(j, ']');
}

/* The days of two weeks that have something, so that she need not leaf through empty ones. */
static void write_log_days(struct work *w, struct json *j, const struct placement *p)
{
    int32_t last = -1;
    struct rows *row = db_query(w, SQL("select at from care_log where placement = $1 and at >= $2 order by at desc limit 2000"), BIND(num(p->record.id), num(day_start((day){ day_of(w->now).number - LOG_DAYS }).ms)));
    write_list(j, "days");
    while (db_next(row)) {
        day d = day_of((instant){ db_number(row, 0) });
        if (d.number != last) write_number(j, NULL, d.number);
        last = d.number;
    }
    write_end(j, ']');
}

bool my_care_log_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_of(w, q);
    int64_t id = g ? answer_id(w, q, "id") : 0;
    const struct placement *p = id ? care_mine(w, g, id) : NULL;
    text asked = http_query(q, "day");
    if (!p) return false;
    const struct sentence *child = care_log_consent(w, p, CARE_BABY), *health = care_log_consent(w, p, CARE_ELDER_DAY);
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    if (!child || !health) {
        write_log_days(w, &j, p);
        write_log(w, &j, p, asked && *asked ? (day){ (int32_t)strtol(asked, NULL, 10) } : day_of(w->now));
    }
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
