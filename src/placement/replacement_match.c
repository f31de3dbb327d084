/* replacement_match.c — see replacement_match.h. */
#include "placement/replacement_match.h"
#include <stdlib.h>
#include <string.h>
#include "customers/customers.h"
#include "placement/placement_own.h"
#include "base/words.h"
#include "record/answer.h"
#include "record/store.h"

enum { LONGEST_BOOKING = 366, FIRST_SHOWN = 20 };

/* ---- what is looked for ---- */

day replacement_begins(struct work *w, const struct replacement *r, const struct placement *p)
{
    if (r->first_day.given) return (day){ r->first_day.number };
    day next = { day_of(w->now).number + 1 };
    if (p->state != PLACEMENT_GAP && r->last_day.given && r->last_day.number >= next.number) next.number = r->last_day.number + 1;
    if (p->state == PLACEMENT_GAP && p->gap_since.given && p->gap_since.number >= next.number) next.number = p->gap_since.number + 1;
    return next;
}

/* As if the family asked anew for what it has: so the points mean the same as on the board of demands. */
static struct demand as_demand(struct work *w, const struct placement *p, day from)
{
    const struct customer *c = record_peek(w, &customer_type, p->customer.id);
    const struct household *h = record_peek(w, &household_type, p->household.id);
    struct demand d = { .record.branch = p->record.branch, .customer = p->customer, .household = p->household, .line = p->line, .start_from = from,
        .term = p->last.number - from.number + 1, .arrangement = p->live_in ? ARRANGED_LIVE_IN : ARRANGED_LIVE_OUT };
    if (c) d.person = c->person;
    if (h) d.cared = h->members;
    if (!p->per_term) d.wage = p->wage;
    return d;
}

/* ---- may she ---- */

/* What somebody else, or her own leave, has of her days. */
static struct booking her_days(const struct replacement *r, const struct placement *p, const struct worker *n, day from)
{
    int32_t last = p->last.number - from.number < LONGEST_BOOKING ? p->last.number : from.number + LONGEST_BOOKING - 1;
    return (struct booking){ .resource = { RESOURCE_WORKER, n->record.id }, .source = replacement_source(r->record.id), .from = day_start(from), .to = day_start((day){ last + 1 }),
        .journey = JOURNEY_NONE, .branch = p->record.branch.id, .label = r->record.number };
}

static void judge_calendar(struct work *w, const struct replacement *r, const struct placement *p, const struct worker *n, day from, struct judgement *j)
{
    struct booking b = her_days(r, p, n, from);
    struct source without[] = { b.source, { "placement", p->record.id }, { 0 } };
    struct clash clash;
    if (!booking_clash(w, &b, without, &clash)) return;
    day since = day_of(clash.with.from), until = day_of((instant){ clash.with.to.ms - 1 });
    struct reason *why = reason_add(w, j, "H04.placement", since.number > from.number ? since : from, until.number < p->last.number ? until : p->last, &(struct sentence){ clash.message, clash.arguments },
                                    until.number < p->last.number ? because(w, N_("From {1} on she is free; begin then, or take another worker"), day_text(w->arena, (day){ until.number + 1 })) : NULL);
    if (!clash.with.foreign) reason_fix(why, clash.with.source.type, clash.with.source.id, "");
}

/* Papers that end behind the days everybody's are asked for: named, so that she renews them, no No. */
static void warn_of_later(struct work *w, const struct placement *p, const struct worker *n, day from, struct judgement *j)
{
    int32_t ahead = (int32_t)setting_number(w, SETTING_PAPERS_DAYS, p->record.branch.id, from);
    if (p->last.number - from.number < ahead) return;
    struct eligibility_case c = placement_case(w, p, n, (day){ from.number + ahead });
    c.to = p->last;
    struct judgement later = eligibility(w, &c);
    for (const struct reason *r = later.reasons; r; r = r->next)
        if (!r->warning && !strncmp(r->code, "H02", 3)) reason_warn(w, j, r->code, r->since, p->last, &r->why, because(w, N_("Renew it before {1}"), day_text(w->arena, r->since)));
}

static void judge_pay(struct work *w, const struct placement *p, const struct worker *n, day from, struct judgement *j)
{
    int64_t asks = n->least_hourly.fen * 26 * 8;
    if (p->per_term || !asks || p->wage.fen >= asks) return;
    reason_warn(w, j, "H14.asked", from, p->last, because(w, N_("She asks for {1} a month, {2} is offered"), money_shown(w->arena, (money){ asks }), money_shown(w->arena, p->wage)),
                because(w, N_("Ask her, or agree on another wage with the family")));
}

/* Why the contract in force cannot be amended to name her: all sign it again for her, and a paper of another mode than hers is never sent. */
static const struct sentence *other_mode(struct work *w, const struct contract *c, const struct worker *n)
{
    struct employment e = { .paper = PAPER_LABOUR };
    if (c && n) employment_judge_hers(w, &e, n->mode, c->mode);
    return e.count ? e.findings[0].why : NULL;
}

/* A paper that was untrue of the one who goes stands as it was signed: it is said, and stops nobody. */
static const struct sentence *mode_bars(struct work *w, const struct replacement *r, const struct placement *p, const struct worker *n, bool *stands)
{
    const struct contract *c = p->contract.id ? record_peek(w, &contract_type, p->contract.id) : NULL;
    const struct sentence *why = other_mode(w, c, n);
    *stands = why && other_mode(w, c, record_peek(w, &worker_type, r->old_worker.id));
    return why;
}

static void judge_mode(struct work *w, const struct replacement *r, const struct placement *p, const struct worker *n, day from, struct judgement *j)
{
    bool stands;
    const struct sentence *why = mode_bars(w, r, p, n, &stands);
    const struct sentence *fix = because(w, N_("Take somebody of the contract's mode, or end it and make one of hers; if she is employed otherwise by now, correct that on her page first"));
    if (why && stands) reason_warn(w, j, "H06.mode", from, p->last, why, fix);
    else if (why) reason_fix(reason_add(w, j, "H06.mode", from, p->last, why, fix), "worker", n->record.id, "");
}

struct judgement replacement_judge(struct work *w, const struct replacement *r, const struct placement *p, const struct worker *n, day from)
{
    struct judgement j = placement_judge(w, p, n, from);
    if (n->record.id == r->old_worker.id) reason_add(w, &j, "H07.leaves", from, p->last, because(w, N_("She is the one who goes")), NULL);
    judge_calendar(w, r, p, n, from, &j);
    judge_mode(w, r, p, n, from, &j);
    warn_of_later(w, p, n, from, &j);
    struct eligibility_case c = placement_case(w, p, n, from);
    if (p->contract.id) contract_paper_gaps(w, &c, &j);
    judge_pay(w, p, n, from, &j);
    return j;
}

bool replacement_hold(struct work *w, struct replacement *r, const struct placement *p, const struct worker *n, day from)
{
    if (from.number <= day_of(w->now).number - 1) return refuse(w, "first_day", N_("This day has passed"));
    if (p->state == PLACEMENT_GAP && from.number <= p->gap_since.number) return refuse(w, "first_day", N_("The one before served until {1}"), day_text(w->arena, (day){ p->gap_since.number }));
    if (from.number > p->last.number) return refuse(w, "first_day", N_("The term ends on {1}"), day_text(w->arena, p->last));
    bool stands;
    const struct sentence *mode = mode_bars(w, r, p, n, &stands);
    if (mode && !stands) return refuse_as(w, CONFLICT, "worker", N_("{1} cannot take it: {2}"), n->name, translate_with(w->arena, w->language, mode->message, mode->arguments));
    if (!placement_worker_may(w, p, n, from)) return false;
    struct booking b = her_days(r, p, n, from);
    struct source own = b.source;
    b.hold_until = r->hold_until = (instant){ w->now.ms + HOURS(REPLACEMENT_HOLD_HOURS) };
    r->first_day = (maybe_day){ from.number, true };
    return booking_replace(w, &own, 1, &b, 1);
}

/* ---- the list ---- */

struct looking_for { const struct replacement *replacement; const struct placement *placement; };

static struct judgement judged(struct work *w, const void *of, const struct demand *d, const struct worker *n)
{
    const struct looking_for *l = of;
    return replacement_judge(w, l->replacement, l->placement, n, d->start_from);
}

static void write_matches(struct work *w, struct json *j, const struct matches *all, day from)
{
    write_number(j, "from", from.number);
    write_number(j, "looked_at", all->looked_at);
    write_number(j, "busy", all->busy);
    write_number(j, "judged", all->judged);
    write_list(j, "rows");
    for (int i = 0; i < all->count; i++) {
        write_object(j, NULL);
        match_write(w, j, &all->at[i]);
        write_end(j, '}');
    }
    write_end(j, ']');
}

bool replacement_matches_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct replacement *r = id ? LOAD(w, replacement, id) : NULL;
    const struct placement *p = r ? record_peek(w, &placement_type, r->placement.id) : NULL;
    text one = http_query(q, "worker"), from = http_query(q, "from");
    if (!p) return false;
    day begins = from && *from ? (day){ (int32_t)strtol(from, NULL, 10) } : replacement_begins(w, r, p);
    if (begins.number < day_of(w->now).number || begins.number > p->last.number) return refuse(w, "from", N_("She begins between today and {1}, the last day of the term"), day_text(w->arena, p->last));
    struct demand d = as_demand(w, p, begins);
    struct looking_for l = { r, p };
    struct matches all;
    if (!matches_judged(w, &d, (struct match_judge){ judged, &l }, one ? strtoll(one, NULL, 10) : 0, FIRST_SHOWN, &all)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_matches(w, &j, &all, begins);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
