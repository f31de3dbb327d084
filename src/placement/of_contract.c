/* of_contract.c — a contract takes effect: its placement is planned (placement.h). What cannot be planned, because she is taken or a window touches, stands
 * in the work queue: the contract takes effect all the same. */
#include "base/words.h"
#include "placement/placement_own.h"
#include "record/deadline.h"
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
    struct placement p = { .customer = c->customer, .household = c->household, .line = c->line, .contract = { c->record.id }, .worker = c->worker, .mode = contract_is_ours(c) ? SERVICE_ASSIGN : SERVICE_INTRODUCE,
        .live_in = c->live_in, .first = c->first, .last = c->last, .wage = c->wage, .basis = c->basis, .rests = c->rest_days, .replacements = c->replacements };
    if (d && d->expected.given) p.expected = d->expected;
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
    return SAVE(w, placement, p);
}

bool placement_of_contract(struct work *w, const struct record_type *type, int64_t contract)
{
    (void)type;
    bool done = false;
    struct contract *c = LOAD(w, contract, contract);
    if (!c || !goes_on(w, c, &done)) return false;
    if (done || !lives_there(w, c) || db_one(w, SQL("select 1 from placement where contract = $1 limit 1"), BIND(num(contract)), 0) == 1) return !failed(w);
    if (db_part(w, plan, c)) return true;
    text why = w->failure == FAULT ? "" : translate_with(w->arena, w->language, w->message ? w->message : "", w->arguments);
    if (!db_part_forget(w)) return false;
    return remind(w, &(struct reminder){ .title = print(w, "%s: %s", translate(w->language, N_("Plan the placement of this contract")), why), .due = w->now, .rule = "placement", .about = &contract_type, .record = contract,
        .branch = c->record.branch.id, .who = CAN_EDIT_PLACEMENTS, .escalate_after = HOURS(24), .then = CAN_OVERSEE_PLACEMENTS }) != 0;
}
