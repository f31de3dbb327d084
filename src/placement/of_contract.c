/* of_contract.c — a contract is signed by all: its placement is planned (placement.h), so that home, briefing and papers are ready on the first day, and an
 * early birth finds it. What cannot be planned, because she is taken or a window touches, stands in the work queue, and is tried again when the contract
 * takes effect. The child comes: contract and placement move to its day. */
#include "base/words.h"
#include "placement/placement_own.h"
#include "placement/tell_placement.h"
#include "record/deadline.h"
#include "record/said.h"
#include "record/store.h"

static bool lives_there(struct work *w, const struct contract *c)
{
    const struct service_line *line = record_peek(w, &service_line_type, c->line.id);
    if (c->live_in) return true;
    return line && (line->category == LINE_MATERNITY || line->category == LINE_INFANT || line->category == LINE_NANNY || line->category == LINE_ELDER || line->category == LINE_PATIENT);
}

static bool plan(struct work *w, void *data)
{
    const struct contract *c = data;
    const struct demand *d = c->demand.id ? record_peek(w, &demand_type, c->demand.id) : NULL;
    const struct service_line *line = record_peek(w, &service_line_type, c->line.id);
    struct placement p = { .customer = c->customer, .household = c->household, .line = c->line, .contract = { c->record.id }, .worker = c->worker, .mode = contract_is_ours(c) ? SERVICE_ASSIGN : SERVICE_INTRODUCE,
        .live_in = c->live_in, .first = c->first, .last = c->last, .wage = c->wage, .basis = c->basis, .rests = contract_month(c).rests, .rest_weekdays = c->rest_weekdays, .replacements = c->replacements };
    if (d && d->expected.given && line && line->category == LINE_MATERNITY) {       /* asked about a nurse first, taken as another service: no birth is waited for */
        p.expected = d->expected;
        p.window_days = d->margin ? d->margin : setting_number(w, SETTING_BIRTH_WINDOW, d->record.branch.id, day_of(w->now));
        p.backup.id = db_one(w, SQL("select worker from recommendation where demand = $1 and backup = 1 and state in (3, 5, 6, 8, 9, 10, 11) order by state desc, id limit 1"), BIND(num(d->record.id)), 0);
    }
    return ADD(w, placement, &p);
}

/* An amendment takes the old one's place at once; a renewal is taken over when its record is signed (renewal.h). */
static bool goes_on(struct work *w, const struct contract *c, bool *ret_done)
{
    struct found running = c->previous.id ? LOAD_WHERE(w, placement, "contract = $1 and state <= 7 limit 1", BIND(num(c->previous.id))) : (struct found){ 0 };
    *ret_done = running.count > 0;
    if (!running.count || c->link != CONTRACT_AMENDS) return !failed(w);
    struct placement *p = running.at[0];
    p->contract.id = c->record.id;
    contract_says_all(w, c->previous.id);
    if (!SAVE(w, placement, p) || !contract_must_name(w, p, p->worker, c->first) || !contract_must_rest(w, p)) return false;      /* amended for something else */
    if (placement_wage_by_contract(w, p, c) || failed(w)) return !failed(w);
    return remind(w, &(struct reminder){ .title = said_keep(w, N_("{1}: {2}"), (const text[]){ record_title(w, &placement_type, p->record.id), said_keep(w, N_("The amendment says another wage, and days from then on are paid: change it from a later day, and pay the difference"), NULL), NULL }),
        .due = w->now, .rule = "wage", .about = &placement_type, .record = p->record.id, .branch = p->record.branch.id, .who = CAN_EDIT_PLACEMENTS, .escalate_after = HOURS(48), .then = CAN_OVERSEE_PLACEMENTS }) != 0;
}

bool placement_of_contract(struct work *w, const struct record_type *type, int64_t contract)
{
    (void)type;
    bool done = false;
    struct contract *c = LOAD(w, contract, contract);
    if (!c) return false;
    if (c->state == CONTRACT_PARTLY_SIGNED || c->state == CONTRACT_SENT || (c->state == CONTRACT_SIGNED && c->previous.id)) return true;      /* what follows another goes on in its placement on its day */
    if (!goes_on(w, c, &done)) return false;
    if (done || !lives_there(w, c) || db_one(w, SQL("select 1 from placement where contract = $1 limit 1"), BIND(num(contract)), 0) == 1) return !failed(w);
    if (db_part(w, plan, c)) return true;
    text why = w->failure == FAULT ? "" : translate_with(w->arena, w->language, w->message ? w->message : "", w->arguments);
    if (!db_part_forget(w)) return false;
    return remind(w, &(struct reminder){ .title = said_keep(w, N_("{1}: {2}"), (const text[]){ said_keep(w, N_("Plan the placement of this contract"), NULL), why, NULL }), .due = w->now, .rule = "placement", .about = &contract_type, .record = contract,
        .branch = c->record.branch.id, .who = CAN_EDIT_PLACEMENTS, .escalate_after = HOURS(24), .then = CAN_OVERSEE_PLACEMENTS }) != 0;
}

bool contract_must_name(struct work *w, const struct placement *p, ref worker, day from)
{
    const struct contract *c = p->contract.id ? contract_living(w, p->contract.id) : NULL;
    if (!c) return !failed(w);
    remind_no_more(w, &contract_type, c->record.id, CONTRACT_NAMES);
    if (c->worker.id == worker.id || failed(w)) return !failed(w);
    return remind(w, &(struct reminder){ .title = said_keep(w, N_("{1} serves from {2} on, the contract still names {3}: amend it, all three sign"), (const text[]){ record_title(w, &worker_type, worker.id), day_text(w->arena, from), record_title(w, &worker_type, c->worker.id), NULL }),
        .due = day_at(from, 18 * 60), .rule = CONTRACT_NAMES, .about = &contract_type, .record = c->record.id, .branch = c->record.branch.id, .who = CAN_EDIT_CONTRACTS, .escalate_after = DAYS(2), .then = CAN_OVERSEE_PLACEMENTS }) != 0;
}

/* A wage agreed by word of mouth is paid and billed from its day; the paper all signed has to say it as well. */
bool contract_must_say(struct work *w, const struct placement *p, day from, money wage)
{
    const struct contract *c = p->contract.id ? contract_living(w, p->contract.id) : NULL;
    if (!c) return !failed(w);
    remind_no_more(w, &contract_type, c->record.id, CONTRACT_SAYS);
    if (c->wage.fen == wage.fen || placement_term_sum(p, c, c->wage).fen == wage.fen || failed(w)) return !failed(w);
    return remind(w, &(struct reminder){ .title = said_keep(w, N_("From {1} on the wage of {2} is {3}, the contract still says {4}: amend it, all three sign"),
                                             (const text[]){ day_text(w->arena, from), record_title(w, &worker_type, p->worker.id), money_shown(w->arena, wage), money_shown(w->arena, c->wage), NULL }),
        .due = day_at(from, 18 * 60), .rule = CONTRACT_SAYS, .about = &contract_type, .record = c->record.id, .branch = c->record.branch.id, .who = CAN_EDIT_CONTRACTS, .escalate_after = DAYS(2), .then = CAN_OVERSEE_PLACEMENTS }) != 0;
}

bool placement_runs_until(struct work *w, struct placement *p, day last)
{
    const struct contract *c = p->contract.id ? record_peek(w, &contract_type, p->contract.id) : NULL;
    if (c && last.number > c->last.number)
        return refuse(w, "last", N_("The contract {1} ends on {2}, and nobody serves without one: renew it there for the days that come on top; signed by all sides it makes this longer by itself"), c->record.number, day_text(w->arena, c->last));
    if (p->basis == BY_CONTRACT_DAYS && !p->term_days) p->term_days = days_count((struct days){ p->first, p->last });
    p->last = last;
    return true;
}

/* Other weekdays off are kept, paid and billed from their day; a paper that says some has to say these. */
bool contract_must_rest(struct work *w, const struct placement *p)
{
    const struct contract *c = p->contract.id ? contract_living(w, p->contract.id) : NULL;
    if (!c) return !failed(w);
    remind_no_more(w, &contract_type, c->record.id, CONTRACT_RESTS);
    bool same = c->rest_weekdays.bits == p->rest_weekdays.bits || (!c->rest_weekdays.bits && contract_month(c).rests == p->rests);
    if (same || failed(w)) return !failed(w);
    return remind(w, &(struct reminder){ .title = said_keep(w, N_("{1} rests on other days now than the contract says: amend it, all three sign"), (const text[]){ record_title(w, &worker_type, p->worker.id), NULL }),
        .due = day_at((day){ day_of(w->now).number + 1 }, 18 * 60), .rule = CONTRACT_RESTS, .about = &contract_type, .record = c->record.id, .branch = c->record.branch.id, .who = CAN_EDIT_CONTRACTS, .escalate_after = DAYS(2), .then = CAN_OVERSEE_PLACEMENTS }) != 0;
}

void contract_says_all(struct work *w, int64_t contract)
{
    static const text rules[] = { CONTRACT_NAMES, CONTRACT_SAYS, CONTRACT_RESTS };
    for (int i = 0; i < COUNT_OF(rules); i++) remind_no_more(w, &contract_type, contract, rules[i]);
}

/* ---- the child comes ---- */

/* One that is written or under signature moves too: else it would be signed for a day on which the child is long there. */
static bool move_contract(struct work *w, int64_t demand, day first, int64_t *ret_contract)
{
    struct found all = LOAD_WHERE(w, contract, "demand = $1 and state in (1, 3, 4, 5, 6, 7) order by id desc limit 1", BIND(num(demand)));
    struct contract *c = all.count ? all.at[0] : NULL;
    *ret_contract = c ? c->record.id : 0;
    if (!c || c->first.number == first.number) return !failed(w);
    struct contract_term t = { first, { first.number + c->last.number - c->first.number } };
    return step_run(w, &contract_type, c, "term_moves", &t);
}
_Static_assert(CONTRACT_IN_FORCE == 1 && CONTRACT_DRAFT == 3 && CONTRACT_REVIEW == 4 && CONTRACT_SENT == 5 && CONTRACT_PARTLY_SIGNED == 6 && CONTRACT_SIGNED == 7, "the query above says them by number");

struct arriving { const struct demand *demand; struct placement *placement; day first; };

/* Who serves by the demand's own judgement: the nurse, the backup first, or the backup in her place. */
static bool move_placement(struct work *w, void *data)
{
    const struct arriving *a = data;
    struct placement *p = a->placement;
    if (a->demand->born.given) p->window_days = 0;              /* once the child is there nothing is a window any more */
    int64_t serves = db_one(w, SQL("select worker from recommendation where demand = $1 and backup = 0 and state in (11, 12, 13) order by state desc, id limit 1"), BIND(num(a->demand->record.id)), 0);
    if (serves && serves != p->worker.id) {
        if (!tell_not_going(w, p, p->worker) || !tell_another_nurse(w, p, (ref){ serves }, a->first) || !contract_must_name(w, p, (ref){ serves }, a->first)) return false;
        p->worker.id = serves;
        p->backup.id = 0;
        p->briefed_at.ms = 0;
    }
    return step_run(w, &placement_type, p, "shift", &(struct placement_shift){ a->first, a->demand->stands_in, a->demand->nurse_from });
}

/* The step asks why. What cannot be moved is undone, and the office is told what is in the way. */
static bool because_of_birth(struct work *w, struct arriving *a)
{
    text said = w->reason;
    w->reason = translate(w->language, N_("The child's day moved"));
    bool well = db_part(w, move_placement, a);
    text why = well || w->failure == FAULT ? "" : translate_with(w->arena, w->language, w->message ? w->message : "", w->arguments);
    if (!well && !db_part_forget(w)) return false;
    w->reason = said;
    return well || remind(w, &(struct reminder){ .title = said_keep(w, N_("{1}: {2}"), (const text[]){ said_keep(w, N_("The child's day moved, its placement did not"), NULL), why, NULL }), .due = w->now, .rule = "birth", .about = &placement_type, .record = a->placement->record.id,
        .branch = a->placement->record.branch.id, .who = CAN_EDIT_PLACEMENTS, .escalate_after = HOURS(1), .then = CAN_OVERSEE_PLACEMENTS }) != 0;
}

/* Where nobody is free the demand has called the office: the contract moves all the same, the placement when somebody is found. */
bool placement_of_birth(struct work *w, const struct record_type *type, int64_t demand)
{
    (void)type;
    int64_t contract;
    const struct demand *d = LOAD(w, demand, demand);
    if (!d) return false;
    day today = day_of(w->now), first = d->start_from.number < today.number - 3 ? today : d->start_from;
    if (!move_contract(w, demand, first, &contract) || !contract) return !failed(w);
    struct found all = LOAD_WHERE(w, placement, "contract = $1 and state in (1, 2) limit 1", BIND(num(contract)));
    struct arriving a = { d, all.count ? all.at[0] : NULL, first };
    return !a.placement || because_of_birth(w, &a);
}

/* A contract that is ended before it began: its placement does not begin either. */
bool placement_without_contract(struct work *w, const struct record_type *type, int64_t contract)
{
    static const enum placement_end ends[] = { [CONTRACT_BY_CUSTOMER] = PLACEMENT_BY_CUSTOMER, [CONTRACT_BY_WORKER] = PLACEMENT_BY_WORKER, [CONTRACT_MUTUAL] = PLACEMENT_MUTUAL, [CONTRACT_FORCE_MAJEURE] = PLACEMENT_FORCE_MAJEURE };
    (void)type;
    struct found all = LOAD_WHERE(w, placement, "contract = $1 and state in (1, 2)", BIND(num(contract)));
    const struct contract *c = record_peek(w, &contract_type, contract);
    const struct demand *d = c && c->demand.id ? record_peek(w, &demand_type, c->demand.id) : NULL;
    enum placement_end why = d && d->quiet ? PLACEMENT_LOSS : c && c->ended_by < COUNT_OF(ends) && ends[c->ended_by] ? ends[c->ended_by] : PLACEMENT_BY_US;
    for (int i = 0; i < all.count; i++)                     /* the step's reason is the one the contract was ended with */
        if (!step_run(w, &placement_type, all.at[i], "cancel", &(struct placement_not_begun){ why })) return false;
    return !failed(w);
}

/* ---- a loss ---- */

/* Somebody is with the family: nothing cheerful any more, and a person agrees with them on her last day. */
static bool falls_silent(struct work *w, struct placement *p)
{
    p->quiet = true;
    return SAVE(w, placement, p) && remind(w, &(struct reminder){ .title = said_keep(w, N_("{1}: {2}"), (const text[]){ record_title(w, &placement_type, p->record.id), said_keep(w, N_("A loss: agree with the family on her last day, and end it by its event"), NULL), NULL }), .due = w->now, .rule = "loss",
        .about = &placement_type, .record = p->record.id, .branch = p->record.branch.id, .who = CAN_EDIT_PLACEMENTS, .escalate_after = HOURS(4), .then = CAN_OVERSEE_PLACEMENTS }) != 0;
}

bool placement_after_loss(struct work *w, const struct record_type *type, int64_t demand)
{
    (void)type;
    struct found signed_ones = LOAD_WHERE(w, contract, "demand = $1 and state in (1, 7, 8)", BIND(num(demand)));
    text said = w->reason;
    w->reason = translate(w->language, N_("A loss"));
    for (int i = 0; i < signed_ones.count; i++) {
        struct contract *c = signed_ones.at[i];
        struct found running = LOAD_WHERE(w, placement, "contract = $1 and state in (3, 4, 5, 6, 7) limit 1", BIND(num(c->record.id)));
        day last = day_of(w->now);
        if (running.count ? !falls_silent(w, running.at[0]) : !step_run(w, &contract_type, c, "end", &(struct contract_ending){ .ended_on = last.number < c->first.number && c->state != CONTRACT_SIGNED ? c->first : last, .ended_by = CONTRACT_FORCE_MAJEURE, .loss = true })) return false;
    }
    w->reason = said;
    return !failed(w);
}

/* ---- asked by the steps (placement_own.h) ---- */

bool signed_contract(struct work *w, const struct placement *p)
{
    const struct contract *c = p->contract.id ? record_peek(w, &contract_type, p->contract.id) : NULL;
    if (!c) return refuse_as(w, CONFLICT, "contract", N_("No contract yet: sign one and name it here, also before a trial"));
    if (c->state != CONTRACT_IN_FORCE && c->state != CONTRACT_SIGNED) return refuse_as(w, CONFLICT, "contract", N_("The contract is not signed by all sides, or no longer binds"));
    return true;
}

bool contract_has_begun(struct work *w, const struct placement *p, day first)
{
    const struct contract *c = p->contract.id ? record_peek(w, &contract_type, p->contract.id) : NULL;
    if (!c || (c->state != CONTRACT_IN_FORCE && c->state != CONTRACT_SIGNED) || first.number >= c->first.number) return !failed(w);
    return refuse(w, "first", N_("Contract {1} begins on {2}, and before it nothing is agreed: choose that day or a later one, or have a new contract signed that begins on {3}, and name it here"), *c->paper_number ? c->paper_number : c->record.number, day_text(w->arena, c->first), day_text(w->arena, first));
}
