/* placement_end.c — what hangs on the end of a placement: told to who looks before she enters it, and the contract that is still to be ended, which
 * reckons the money. Nothing of it is decided here. */
#include "base/words.h"
#include "placement/placement_own.h"
#include "record/deadline.h"
#include "record/said.h"
#include "record/store.h"

#define STILL_TO_END "placement.contract"
#define SERVES_ON "placement.serves_on"

static const struct contract *contract_left(struct work *w, const struct placement *p, day last)
{
    const struct contract *c = p->contract.id ? contract_living(w, p->contract.id) : NULL;
    bool open = c && (c->state == CONTRACT_IN_FORCE || c->state == CONTRACT_SUSPENDED || c->state == CONTRACT_SIGNED);
    return open && last.number < c->last.number ? c : NULL;
}

/* Of hers, in no wage that was paid; of one kind, or of any. */
static text days_open(struct work *w, const struct placement *p, const struct placement_stint *s, int64_t kind)
{
    return print(w, "%lld", (long long)db_one(w, SQL("select count(distinct date) from placement_day where placement = $1 and worker = $2 and locked = 0 and (kind = $3 or $3 = 0)"), BIND(num(p->record.id), num(s->worker.id), num(kind)), 0));
}

static bool family_pays(struct work *w, const struct placement *p)
{
    const struct contract *c = p->contract.id ? contract_living(w, p->contract.id) : NULL;
    return c ? c->mode == CONTRACT_AGENCY : p->mode == SERVICE_INTRODUCE;       /* a contract out of a list names no payer */
}

static bool has_days_open(struct work *w, const struct placement *p, const struct placement_stint *s)
{
    return db_one(w, SQL("select 1 from placement_day where placement = $1 and worker = $2 and locked = 0 and date >= $3 and date <= $4 limit 1"),
                  BIND(num(p->record.id), num(s->worker.id), num(s->first.number), num(s->last.given ? s->last.number : p->last.number)), 0) == 1;
}

/* What a day of hers brings: each wage that days are still open at, as it may have changed meanwhile, in hospital or by an amendment. */
static text day_wages(struct work *w, const struct placement *p, const struct placement_stint *last)
{
    text all = NULL;
    int64_t before = 0;
    for (size_t i = 0; i < p->stints.count; i++) {
        const struct placement_stint *s = ROW(struct placement_stint, p->stints, i);
        int64_t wage = placement_day_wage(p, s).fen;
        if (s->worker.id != last->worker.id || (s != last && !has_days_open(w, p, s)) || (all && wage == before)) continue;
        text shown = money_shown(w->arena, (money){ wage });
        all = all ? translate_with(w->arena, w->language, N_("{1}, from {2} on {3}"), (const text[]){ all, day_text(w->arena, s->first), shown, NULL }) : shown;
        before = wage;
    }
    return all;
}

static void mention_days(struct work *w, const struct placement *p, const struct placement_stint *s)
{
    text her = record_title(w, &worker_type, s->worker.id), wage = day_wages(w, p, s);
    if (family_pays(w, p)) mention(w, "placement", p->record.id, N_("The family pays {1} itself: what she has earned up to that day stands on its phone and on hers; a day worked is {2}"), her, wage);
    else mention(w, "placement", p->record.id, N_("{1} days of {2} are in no wage that was paid yet, {4} of them rest days; a day worked is {3}"), days_open(w, p, s, 0), her, wage, days_open(w, p, s, PLACED_REST));
    if (p->waiting.fen) mention(w, "placement", p->record.id, N_("The family owes her {1} for {2} days of waiting"), money_shown(w->arena, p->waiting), print(w, "%lld", (long long)p->waited));
}

static void mention_calendar(struct work *w, const struct placement *p, const struct placement_stint *s, day last)
{
    if (last.number >= p->last.number) return;
    mention(w, "placement", p->record.id, N_("The calendar of {1} is free from {2} on; it was taken until {3}"), record_title(w, &worker_type, s->worker.id), day_text(w->arena, (day){ last.number + 1 }), day_text(w->arena, p->last));
}

/* The contract is ended by whoever may, on its own page: this is what its ladder would say then. */
static void mention_refund(struct work *w, const struct contract *c, day last, enum placement_end why)
{
    static const enum contract_end ends[] = { [PLACEMENT_BY_CUSTOMER] = CONTRACT_BY_CUSTOMER, [PLACEMENT_BY_WORKER] = CONTRACT_BY_WORKER, [PLACEMENT_BY_US] = CONTRACT_BY_COMPANY, [PLACEMENT_MUTUAL] = CONTRACT_MUTUAL,
        [PLACEMENT_TO_HOSPITAL] = CONTRACT_MUTUAL, [PLACEMENT_DEATH] = CONTRACT_FORCE_MAJEURE, [PLACEMENT_LOSS] = CONTRACT_FORCE_MAJEURE, [PLACEMENT_FORCE_MAJEURE] = CONTRACT_FORCE_MAJEURE };
    struct contract_ending ending = { .ended_on = last, .ended_by = ends[why] ? ends[why] : CONTRACT_MUTUAL, .loss = why == PLACEMENT_DEATH || why == PLACEMENT_LOSS };
    struct sum sum;
    contract_refund_of(w, c, &ending, &sum);
    mention(w, "contract", c->record.id, N_("The contract goes on until it is ended on its own page; ended on this day, {1} go back to the customer"), money_shown(w->arena, sum.total));
}

void placement_end_mention(struct work *w, const struct placement *p, day last, enum placement_end why, bool somebody)
{
    const struct placement_stint *s = stint_last(p);
    const struct contract *c = contract_left(w, p, last);
    if (s) mention_days(w, p, s);
    if (s && somebody) mention_calendar(w, p, s, last);
    if (c) mention_refund(w, c, last, why);
}

/* Forgotten, it would go on asking for a renewal and for money. */
bool placement_contract_to_end(struct work *w, const struct placement *p, day last)
{
    const struct contract *c = contract_left(w, p, last);
    remind_no_more(w, &placement_type, p->record.id, SERVES_ON);
    if (!c) return !failed(w);
    text title = said_keep(w, N_("{1}: {2}"), (const text[]){ record_title(w, &placement_type, p->record.id), said_keep(w, N_("The service has ended: end the contract too, it says what goes back"), NULL), NULL });
    return remind(w, &(struct reminder){ .title = title, .due = { w->now.ms + DAYS(1) }, .rule = STILL_TO_END, .about = &contract_type, .record = c->record.id, .branch = c->record.branch.id,
        .who = CAN_EDIT_CONTRACTS, .escalate_after = DAYS(2), .then = CAN_OVERSEE_PLACEMENTS }) != 0;
}

bool placement_contract_over(struct work *w, const struct placement *p)
{
    struct contract *c = p->contract.id ? contract_living(w, p->contract.id) : NULL;
    bool over = c && (c->state == CONTRACT_IN_FORCE || c->state == CONTRACT_SUSPENDED) && !c->next.id && p->ended_on.given && p->ended_on.number >= c->last.number && day_of(w->now).number >= c->last.number;
    return over ? step_run(w, &contract_type, c, "end", &(struct contract_ending){ .ended_on = c->last, .ended_by = CONTRACT_EXPIRED }) : !failed(w);
}

/* The contract was ended on its own page, she lives there still: her days would go on being entered, paid and billed, on no contract. */
static bool ask_last_day(struct work *w, const struct placement *p)
{
    text title = said_keep(w, N_("{1}: {2}"), (const text[]){ record_title(w, &placement_type, p->record.id), said_keep(w, N_("Its contract has ended, the service still runs: enter her last day, or make a new contract"), NULL), NULL });
    return remind(w, &(struct reminder){ .title = title, .due = w->now, .rule = SERVES_ON, .about = &placement_type, .record = p->record.id, .branch = p->record.branch.id, .who = CAN_EDIT_PLACEMENTS, .escalate_after = HOURS(4), .then = CAN_OVERSEE_PLACEMENTS }) != 0;
}

bool placement_contract_ended(struct work *w, const struct record_type *type, int64_t contract)
{
    remind_no_more(w, type, contract, STILL_TO_END);
    contract_says_all(w, contract);
    struct found running = LOAD_WHERE(w, placement, "contract = $1 and state between 4 and 7", BIND(num(contract)));
    for (int i = 0; i < running.count; i++)
        if (!ask_last_day(w, running.at[i])) return false;
    return !failed(w);
}
_Static_assert(PLACEMENT_IN_SERVICE == 4 && PLACEMENT_GAP == 7, "the query above names these by number");

/* ---- she may serve nobody any more ---- */

#define STOPPED "placement.stopped"

static struct found served_by(struct work *w, int64_t worker)
{
    return LOAD_WHERE(w, placement, "state <= 6 and coalesce(substitute, worker) = $1 order by id", BIND(num(worker)));
}

static bool ask_who_goes(struct work *w, const struct placement *p, int64_t worker)
{
    text title = said_keep(w, N_("{1}: {2} may not serve there for now; enter today who stands in, or that she leaves, and call the family"), (const text[]){ record_title(w, &placement_type, p->record.id), record_title(w, &worker_type, worker), NULL });
    return remind(w, &(struct reminder){ .title = title, .due = w->now, .rule = STOPPED, .about = &placement_type, .record = p->record.id, .branch = p->record.branch.id, .who = CAN_EDIT_PLACEMENTS, .escalate_after = HOURS(1), .then = CAN_OVERSEE_PLACEMENTS }) != 0;
}

/* Suspended or barred: every home where she serves or is awaited hears of it at once, whoever the reason is known to (T05). */
bool placement_worker_stopped(struct work *w, const struct record_type *type, int64_t worker)
{
    (void)type;
    struct found all = served_by(w, worker);
    for (int i = 0; i < all.count; i++)
        if (!ask_who_goes(w, all.at[i], worker)) return false;
    return !failed(w);
}

static bool stopped(const struct stopped_work *of, const struct placement *p) { return (!of->branch || p->record.branch.id == of->branch) && (!of->line || p->line.id == of->line); }

static int list_stopped(struct work *w, const struct stopped_work *of, struct json *into)
{
    struct found all = of->customer ? LOAD_WHERE(w, placement, "state <= 6 and customer in (select id from customer where person = $1) order by id", BIND(num(of->customer))) : served_by(w, of->worker);
    int n = 0;
    for (int i = 0; i < all.count; i++) {
        const struct placement *p = FOUND(struct placement, all, i);
        if (!stopped(of, p)) continue;
        write_object(into, NULL);
        write_text(into, "type", "placement");
        write_number(into, "id", p->record.id);
        write_text(into, "number", p->record.number);
        write_number(into, "start", day_start(p->first).ms);
        write_text(into, "area", p->household.id ? record_title(w, &household_type, p->household.id) : "");
        write_end(into, '}');
        n++;
    }
    return n;
}

/* Of the whole company her own steps tell it (the reactions); here of a branch or a service. A family she works for keeps its worker. */
static bool clear_stopped(struct work *w, const struct stopped_work *of)
{
    struct found all = of->customer || (!of->branch && !of->line) ? (struct found){ 0 } : served_by(w, of->worker);
    for (int i = 0; i < all.count; i++)
        if (stopped(of, all.at[i]) && !ask_who_goes(w, all.at[i], of->worker)) return false;
    return !failed(w);
}
const struct stopped_answer placement_stopped = { list_stopped, clear_stopped };

bool placement_worker_cleared(struct work *w, const struct record_type *type, int64_t worker)
{
    (void)type;
    struct found all = served_by(w, worker);
    for (int i = 0; i < all.count; i++) remind_no_more(w, &placement_type, FOUND(struct placement, all, i)->record.id, STOPPED);
    return !failed(w);
}

bool placement_without_her(struct work *w, const struct record_type *type, int64_t placement)
{
    remind_no_more(w, type, placement, STOPPED);
    return !failed(w);
}
