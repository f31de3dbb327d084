/* renewal.c — see renewal.h. */
#include "base/words.h"
#include "placement/placement_own.h"
#include "record/deadline.h"
#include "record/said.h"
#include "record/store.h"

static const struct choice states[] = {
    { RENEWAL_DUE, "due", N_("To be asked"), "warn" }, { RENEWAL_CONTACTED, "contacted", N_("Asked"), "info" }, { RENEWAL_OFFERED, "offered", N_("Terms offered"), "info" }, { RENEWAL_APPROVAL, "approval", N_("Price to be approved"), "warn" },
    { RENEWAL_LAPSED, "lapsed", N_("Serves without a contract"), "danger" }, { RENEWAL_SIGNED, "signed", N_("Renewed"), "ok", .final = true }, { RENEWAL_DECLINED, "declined", N_("Not renewed"), "mute" }, { 0 },
};
static const struct field fields[] = {
    FIELD(renewal, state, .label = N_("State"), .choices = states, .list = true, .filter = true), FIELD(renewal, placement, .label = N_("Placement"), .to = &placement_type, .required = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(renewal, customer, .label = N_("Customer"), .to = &customer_type, .list = true, .filter = true, .set_by = SET_ON_CREATE), FIELD(renewal, worker, .label = N_("Worker"), .to = &worker_type, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(renewal, contract, .label = N_("Contract"), .to = &contract_type, .set_by = SET_ON_CREATE), FIELD(renewal, next_contract, .label = N_("New contract"), .to = &contract_type, .list = true, .set_by = STEPS_ONLY),
    FIELD(renewal, ends, .label = N_("Ends"), .required = true, .list = true, .sort = true, .filter = true, .set_by = SET_ON_CREATE), FIELD(renewal, new_last, .label = N_("New last day"), .set_by = STEPS_ONLY), FIELD(renewal, new_wage, .label = N_("New wage"), .not_yet = true, .set_by = STEPS_ONLY), FIELD(renewal, new_fee, .label = N_("New fee"), .set_by = STEPS_ONLY),
    FIELD(renewal, family_said, .personal = true, .label = N_("What the family said"), .max = 500, .set_by = STEPS_ONLY), FIELD(renewal, worker_said, .personal = true, .label = N_("What the worker said"), .max = 500, .set_by = STEPS_ONLY),
    FIELD(renewal, why, .personal = true, .label = N_("Why not"), .max = 500, .set_by = STEPS_ONLY), FIELD(renewal, approved_by, .label = N_("Price approved by"), .to = &account_type, .set_by = STEPS_ONLY), FIELD(renewal, ended_at, .label = N_("Ended at"), .filter = true, .set_by = STEPS_ONLY),
};

static text title(struct work *w, const struct renewal *r)
{
    const struct customer *c = record_peek(w, &customer_type, r->customer.id);
    const struct worker *n = record_peek(w, &worker_type, r->worker.id);
    return print(w, "%s · %s", c ? c->name : "", n ? n->name : "");
}
TITLE(renewal, title)

#define NOT_SIGNED_YET N_("{1} is not signed by all yet: send it and have it signed, then the renewal goes on by itself")

struct contacting { text family_said, worker_said; };
static const struct field contacting_fields[] = { FIELD(contacting, family_said, .label = N_("What the family said"), .required = true, .max = 500), FIELD(contacting, worker_said, .label = N_("What the worker said"), .required = true, .max = 500, .help = N_("Asked apart from the family")) };
static bool contact(struct work *w, struct renewal *r, const struct contacting *in)
{
    (void)w;
    r->family_said = in->family_said;
    r->worker_said = in->worker_said;
    if (r->state != RENEWAL_LAPSED) r->state = RENEWAL_CONTACTED;
    return true;
}
RULE(renewal, contacting, contact)

/* Days on top of a nurse's term: what is offered is said as her wage is, for the days of the term; the paper says it for its own days, to the fen. */
static money on_paper(const struct placement *p, const struct renewal *r, money wage)
{
    if (!p || p->basis != BY_CONTRACT_DAYS) return wage;
    return money_times(wage, r->new_last.number - r->ends.number, placement_length(p, p->first));
}
static money of_paper(const struct placement *p, const struct renewal *r, money wage)
{
    if (!p || p->basis != BY_CONTRACT_DAYS) return wage;
    if (on_paper(p, r, p->wage).fen == wage.fen) return p->wage;
    return money_times(wage, placement_length(p, p->first), r->new_last.number - r->ends.number);
}

/* The paper of it: drafted once, by the contract's own step. A contract that does not run, or has a draft already, is left alone. */
static bool draft_contract(struct work *w, struct renewal *r)
{
    struct contract *c = contract_living(w, r->contract.id);
    if (r->next_contract.id || !c || (c->state != CONTRACT_IN_FORCE && c->state != CONTRACT_SUSPENDED)) return !failed(w);
    if (db_one(w, SQL("select 1 from contract where previous = $1 and state in (3, 4, 5, 6, 7) limit 1"), BIND(num(c->record.id)), 0)) return !failed(w);
    struct contract_renewal in = { r->new_last, { on_paper(record_peek(w, &placement_type, r->placement.id), r, r->new_wage).fen, true }, r->new_fee };
    if (!step_run(w, &contract_type, c, "renew", &in)) return false;
    r->next_contract.id = db_one(w, SQL("select max(id) from contract where previous = $1 and state = 3"), BIND(num(c->record.id)), 0);
    return !failed(w);
}

static const struct sentence *none_drafted(struct work *w, const struct renewal *r)
{
    return r->next_contract.id ? because(w, N_("{1} is drafted with what was offered: change it there, or drop it and offer anew"), record_title(w, &contract_type, r->next_contract.id)) : NULL;
}
GUARD(renewal, none_drafted)

struct renewing { day new_last; money new_wage; maybe_money new_fee; };
static const struct field renewing_fields[] = {
    FIELD(renewing, new_last, .label = N_("New last day"), .required = true), FIELD(renewing, new_wage, .label = N_("New wage"), .min = 0, .max = 100000000, .help = N_("Empty: as it is")),
    FIELD(renewing, new_fee, .label = N_("New fee"), .min = 0, .max = 100000000, .help = N_("Once, for the new term; empty: as it was")),
};
static bool offer(struct work *w, struct renewal *r, const struct renewing *in)
{
    const struct placement *p = record_peek(w, &placement_type, r->placement.id);
    if (!p) return false;
    if (in->new_last.number <= r->ends.number) return refuse(w, "new_last", N_("It runs until {1} already"), day_text(w->arena, r->ends));
    if (in->new_last.number > r->ends.number + 366) return refuse(w, "new_last", N_("A renewal is for a year at most"));
    money wage = in->new_wage.fen ? in->new_wage : p->wage;
    if (wage.fen != r->new_wage.fen) r->approved_by.id = 0;     /* who approved one wage has not approved the next */
    r->new_last = in->new_last;
    r->new_wage = wage;
    r->new_fee = in->new_fee;
    bool dearer = r->new_wage.fen != p->wage.fen && !r->approved_by.id;
    if (r->state != RENEWAL_LAPSED) r->state = dearer ? RENEWAL_APPROVAL : RENEWAL_OFFERED;
    return dearer || draft_contract(w, r);
}
RULE(renewal, renewing, offer)

/* Another wage was offered while she serves without a contract: it is approved there, the state stays the alarm it is. */
static bool wage_waits(struct work *w, const struct renewal *r)
{
    const struct placement *p = r->state == RENEWAL_LAPSED && !r->approved_by.id && r->new_wage.fen ? record_peek(w, &placement_type, r->placement.id) : NULL;
    return p && p->wage.fen != r->new_wage.fen;
}
static const struct sentence *has_wage_to_approve(struct work *w, const struct renewal *r)
{
    return r->state == RENEWAL_APPROVAL || wage_waits(w, r) ? NULL : because(w, N_("No other wage waits to be approved"));
}
GUARD(renewal, has_wage_to_approve)

static bool approve(struct work *w, struct renewal *r)
{
    r->approved_by.id = w->actor->user;
    if (r->state == RENEWAL_APPROVAL) r->state = RENEWAL_OFFERED;
    return draft_contract(w, r);
}
RULE_PLAIN(renewal, approve)

struct signing { ref next_contract; };
static const struct field signing_fields[] = { FIELD(signing, next_contract, .label = N_("New contract"), .to = &contract_type, .required = true, .help = N_("Chained to the old one, signed by all sides")) };
struct longer_input { day last; };
struct wage_input { day from; money wage; text agreed; };
static bool runs_on(struct work *w, struct renewal *r, struct placement *p, ref contract, text agreed)
{
    day from = { r->ends.number + 1 };
    contract_says_all(w, p->contract.id);
    p->contract = contract;                             /* first: it is the paper that says the new last day and wage */
    if (!step_run(w, &placement_type, p, "extend", &(struct longer_input){ r->new_last })) return false;
    if (!contract_must_name(w, p, p->worker, from) || !contract_must_rest(w, p)) return false;
    if (r->new_wage.fen != p->wage.fen && !step_run(w, &placement_type, p, "change_wage", &(struct wage_input){ from, r->new_wage, agreed })) return false;
    r->next_contract = contract;
    r->ended_at = w->now;
    return SAVE(w, placement, p);
}
static bool sign(struct work *w, struct renewal *r, const struct signing *in)
{
    const struct contract *c = LOAD(w, contract, in->next_contract.id);
    struct placement *p = LOAD(w, placement, r->placement.id);
    if (!c || !p) return false;
    if (!r->new_last.number) return refuse_as(w, CONFLICT, "", N_("Offer the new term first: until when, for which wage"));
    if (r->new_wage.fen != p->wage.fen && !r->approved_by.id) return refuse_as(w, CONFLICT, "new_wage", N_("Another wage than before: somebody who oversees placements approves it first"));
    if (c->record.id == p->contract.id) return refuse(w, "next_contract", N_("This is the old contract"));
    if (!c->signed_on.given && c->state != CONTRACT_IN_FORCE) return refuse(w, "next_contract", NOT_SIGNED_YET, c->record.number);
    if (c->customer.id != p->customer.id || c->last.number < r->new_last.number) return refuse(w, "next_contract", N_("This contract does not cover {1} to {2} of this home"), day_text(w->arena, r->ends), day_text(w->arena, r->new_last));
    return runs_on(w, r, p, in->next_contract, c->record.number);
}
RULE(renewal, signing, sign)

/* All have signed the paper: term and wage are the paper's, and who approved it approved these. */
static bool sign_paper(struct work *w, struct renewal *r, const struct signing *in)
{
    const struct contract *c = record_peek(w, &contract_type, in->next_contract.id);
    struct placement *p = record_peek(w, &placement_type, r->placement.id);
    if (!c || !p) return false;
    r->new_last = c->last;
    r->new_wage = of_paper(p, r, c->wage);
    return runs_on(w, r, p, in->next_contract, c->record.number);
}
RULE(renewal, signing, sign_paper)

struct drafting { ref contract; day last; money wage; };
static const struct field drafting_fields[] = { FIELD(drafting, contract, .label = N_("New contract"), .to = &contract_type), FIELD(drafting, last, .label = N_("New last day")), FIELD(drafting, wage, .label = N_("New wage")) };
static bool draft(struct work *w, struct renewal *r, const struct drafting *in)
{
    r->next_contract = in->contract;
    r->new_last = in->last;                              /* the draft dropped: a term is offered anew */
    if (in->wage.fen) r->new_wage = of_paper(record_peek(w, &placement_type, r->placement.id), r, in->wage);
    if (r->state != RENEWAL_LAPSED) r->state = in->contract.id ? RENEWAL_OFFERED : RENEWAL_CONTACTED;
    return true;
}
RULE(renewal, drafting, draft)

static bool decline(struct work *w, struct renewal *r) { r->why = step_reason(w); r->ended_at = w->now; return true; }
RULE_PLAIN(renewal, decline)

/* Its paper lies with the three: the contract is sent and signed on its own page, and this goes on by itself. */
static const struct contract *unsigned_paper(struct work *w, const struct renewal *r)
{
    const struct contract *c = r->next_contract.id ? record_peek(w, &contract_type, r->next_contract.id) : NULL;
    return c && !c->signed_on.given && c->state != CONTRACT_IN_FORCE ? c : NULL;
}
static const struct sentence *all_signed(struct work *w, const struct renewal *r)
{
    const struct contract *c = unsigned_paper(w, r);
    return c ? because(w, NOT_SIGNED_YET, c->record.number) : NULL;
}
GUARD(renewal, all_signed)
static const struct sentence *waits_for_signatures(struct work *w, const void *record)
{
    const struct renewal *r = record;
    const struct contract *c = r->state == RENEWAL_LAPSED ? unsigned_paper(w, r) : NULL;
    return c ? because(w, N_("She serves without a contract: have {1} signed today, or end it"), c->record.number) : all_signed(w, r);
}

static instant before_end(const struct renewal *r, int days) { return day_at((day){ r->ends.number - days }, 9 * 60); }
static instant thirty(struct work *w, const struct renewal *r) { (void)w; return before_end(r, 30); }
DUE(renewal, thirty)
static instant fifteen(struct work *w, const struct renewal *r) { (void)w; return before_end(r, 15); }
DUE(renewal, fifteen)
static instant seven(struct work *w, const struct renewal *r) { (void)w; return before_end(r, 7); }
DUE(renewal, seven)
static instant lapsed_since(struct work *w, const struct renewal *r) { (void)w; return day_start((day){ r->ends.number + 1 }); }
/* What solves it depends on how far it is: nothing offered, a wage to approve, a paper to sign. */
static instant lapsed_unoffered(struct work *w, const struct renewal *r) { return r->next_contract.id || wage_waits(w, r) ? (instant){ 0 } : lapsed_since(w, r); }
DUE(renewal, lapsed_unoffered)
static instant lapsed_dearer(struct work *w, const struct renewal *r) { return !r->next_contract.id && wage_waits(w, r) ? lapsed_since(w, r) : (instant){ 0 }; }
DUE(renewal, lapsed_dearer)
static instant lapsed_unsigned(struct work *w, const struct renewal *r) { return r->next_contract.id ? lapsed_since(w, r) : (instant){ 0 }; }
DUE(renewal, lapsed_unsigned)
static const struct deadline deadlines[] = {
    { .name = "ask", .label = N_("Renewal: ask family and worker"), .states = FROM(RENEWAL_DUE), .due = thirty_hook, .who = CAN_DO_FOLLOW_UPS, .escalate_after = DAYS(10), .then = CAN_OVERSEE_PLACEMENTS, .step = "contact" },
    { .name = "offer", .label = N_("Renewal: offer term and wage"), .states = FROM(RENEWAL_CONTACTED), .due = fifteen_hook, .who = CAN_DO_FOLLOW_UPS, .escalate_after = DAYS(5), .then = CAN_OVERSEE_PLACEMENTS, .step = "offer" },
    { .name = "price", .label = N_("Renewal: approve the wage"), .states = FROM(RENEWAL_APPROVAL), .due = fifteen_hook, .who = CAN_OVERSEE_PLACEMENTS, .step = "approve" },
    { .name = "sign", .label = N_("Renewal: sign the new contract"), .states = FROM(RENEWAL_OFFERED), .due = seven_hook, .who = CAN_DO_FOLLOW_UPS, .escalate_after = DAYS(4), .then = CAN_OVERSEE_PLACEMENTS, .step = "sign", .waits = waits_for_signatures, .at = "next_contract" },
    { .name = "lapsed", .label = N_("She serves without a contract: sign today, or end it"), .states = FROM(RENEWAL_LAPSED), .due = lapsed_unoffered_hook, .who = CAN_EDIT_PLACEMENTS, .escalate_after = MINUTES(1), .then = CAN_OVERSEE_PLACEMENTS, .step = "offer" },
    { .name = "lapsed_wage", .label = N_("She serves without a contract: approve the wage, so that it can be signed"), .states = FROM(RENEWAL_LAPSED), .due = lapsed_dearer_hook, .who = CAN_OVERSEE_PLACEMENTS, .step = "approve" },
    { .name = "lapsed_sign", .label = N_("She serves without a contract: sign today, or end it"), .states = FROM(RENEWAL_LAPSED), .due = lapsed_unsigned_hook, .who = CAN_EDIT_PLACEMENTS, .escalate_after = MINUTES(1), .then = CAN_OVERSEE_PLACEMENTS, .step = "sign", .waits = waits_for_signatures, .at = "next_contract" },
};
#define OPEN_RENEWAL (FROM(RENEWAL_DUE) | FROM(RENEWAL_CONTACTED) | FROM(RENEWAL_OFFERED) | FROM(RENEWAL_APPROVAL) | FROM(RENEWAL_LAPSED))
static const struct step steps[] = {
    STEP(contact, .label = N_("Asked"), .tone = "primary", .done_in = "family_said", .from = OPEN_RENEWAL, .by = CAN_DO_FOLLOW_UPS, INPUTS(contacting, contacting_fields), .run = contact_rule),
    STEP(offer, .label = N_("Offer"), .tone = "primary", .done_in = "new_last", .from = OPEN_RENEWAL, .by = CAN_DO_FOLLOW_UPS, INPUTS(renewing, renewing_fields), .guard = none_drafted_guard, .run = offer_rule),
    STEP(approve, .label = N_("Approve the price"), .tone = "primary", .from = FROM(RENEWAL_APPROVAL) | FROM(RENEWAL_LAPSED), .by = CAN_OVERSEE_PLACEMENTS, .guard = has_wage_to_approve_guard, .run = approve_rule, .reason = true),
    STEP(sign, .label = N_("Signed"), .tone = "primary", .from = FROM(RENEWAL_OFFERED) | FROM(RENEWAL_LAPSED), .to = RENEWAL_SIGNED, .by = CAN_DO_FOLLOW_UPS, INPUTS(signing, signing_fields), .guard = all_signed_guard, .run = sign_rule),
    STEP(sign_paper, .label = N_("The new contract is signed"), .from = OPEN_RENEWAL, .to = RENEWAL_SIGNED, .hidden = true, INPUTS(signing, signing_fields), .run = sign_paper_rule),
    STEP(draft, .label = N_("The new contract is drafted"), .from = OPEN_RENEWAL, .hidden = true, INPUTS(drafting, drafting_fields), .run = draft_rule),
    STEP(decline, .label = N_("Not renewed"), .from = FROM(RENEWAL_DUE) | FROM(RENEWAL_CONTACTED) | FROM(RENEWAL_OFFERED) | FROM(RENEWAL_APPROVAL), .to = RENEWAL_DECLINED, .by = CAN_DO_FOLLOW_UPS, .run = decline_rule, .reason = true),
    STEP(lapse, .label = N_("Serves without a contract"), .from = FROM(RENEWAL_DUE) | FROM(RENEWAL_CONTACTED) | FROM(RENEWAL_OFFERED) | FROM(RENEWAL_APPROVAL) | FROM(RENEWAL_DECLINED), .to = RENEWAL_LAPSED, .hidden = true),
    STEP(over, .label = N_("The placement has ended"), .from = OPEN_RENEWAL, .to = RENEWAL_DECLINED, .run = decline_rule, .hidden = true),
};
static const struct retention kept[] = {
    { .name = "words", .label = N_("Renewals: what was said, from the end"), .law = N_("Transactions are kept at least 3 years (E-Commerce Law art. 31)"), .days = 1095, .due = "ended_at > 0 and ended_at < $1 and (family_said <> '' or worker_said <> '' or why <> '')", .members = "family_said|worker_said|why" },
};
static const text uniques[] = { "placement, ends", NULL };
const struct record_type renewal_type = RECORD_TYPE(renewal, .label = N_("Renewal"), .module = "placement", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = RENEWAL_DUE, .scope = SCOPE_BRANCH, RETENTION(kept),
    .subject = "customer", .see = CAN_SEE_PLACEMENTS, .edit = CAN_DO_FOLLOW_UPS, .title = title_hook, .uniques = uniques, .append_only = true, .order = "ends");

/* ---- its contract, while it is asked about here ---- */

static bool asks_for(struct work *w, int64_t contract) { return db_one(w, SQL("select 1 from renewal where next_contract = $1 and state in (3, 5) limit 1"), BIND(num(contract)), 0) != 0; }
const struct signing_asked renewal_asks = { asks_for };

bool renewal_lets_go(struct work *w, const struct record_type *type, int64_t renewal)
{
    const struct renewal *r = record_peek(w, type, renewal);
    const struct contract *c = r && r->next_contract.id ? record_peek(w, &contract_type, r->next_contract.id) : NULL;
    if (c) deadlines_again(w, &contract_type, c);
    return !failed(w);
}

/* ---- made by the house ---- */

/* The renewal rings for both. */
static bool hush(struct work *w, struct contract *c)
{
    const struct step *step = type_step(&contract_type, "renewal_asked");
    return !c || !step || !(step->from & FROM(c->state)) || step_run(w, &contract_type, c, "renewal_asked", NULL);
}

static bool make(struct work *w)
{
    struct found ending = LOOK_WHERE(w, placement, "state between 4 and 7 and quiet = 0 and last <= $1 - case when per_term = 1 then 23 else 0 end and not exists (select 1 from renewal r where r.placement = placement.id and r.ends = placement.last) order by last limit 100",
                                     BIND(num(day_of(w->now).number + RENEWAL_DAYS)));
    for (int i = 0; i < ending.count; i++) {
        const struct placement *p = FOUND(struct placement, ending, i);
        struct renewal r = { .record.branch = p->record.branch, .placement = { p->record.id }, .customer = p->customer, .worker = p->worker, .contract = p->contract, .ends = p->last };
        struct contract *c = record_peek(w, &contract_type, p->contract.id);
        if (!ADD(w, renewal, &r) || !hush(w, c)) return false;
    }
    return !failed(w);
}

/* Also of a renewal that was declined: she should have left. */
static bool lapse(struct work *w)
{
    struct found past = LOAD_WHERE(w, renewal, "state in (1, 2, 3, 4, 7) and ends < $1 and exists (select 1 from placement p where p.id = renewal.placement and p.last = renewal.ends and p.state between 4 and 6) limit 100", BIND(num(day_of(w->now).number)));
    for (int i = 0; i < past.count; i++)
        if (!step_run(w, &renewal_type, past.at[i], "lapse", NULL)) return false;
    return !failed(w);
}

bool renewals_tick(struct work *w) { return make(w) && lapse(w); }

bool renewal_after_end(struct work *w, const struct record_type *type, int64_t placement)
{
    (void)type;
    struct found open = LOAD_WHERE(w, renewal, "placement = $1 and state < 6", BIND(num(placement)));
    for (int i = 0; i < open.count; i++)
        if (!step_run(w, &renewal_type, open.at[i], "over", NULL)) return false;
    return !failed(w);
}

/* ---- the paper goes its way ---- */

static struct renewal *renewal_of(struct work *w, const struct contract *next)
{
    struct found f = LOAD_WHERE(w, renewal, "state between 1 and 5 and (next_contract = $1 or (next_contract is null and placement in (select id from placement where contract = $2))) order by id desc limit 1", BIND(num(next->record.id), num(next->previous.id)));
    return f.count ? f.at[0] : NULL;
}

bool renewal_drafted(struct work *w, const struct record_type *type, int64_t contract)
{
    int64_t id = db_one(w, SQL("select max(id) from contract where previous = $1 and link = 1 and state = 3"), BIND(num(contract)), 0);
    const struct contract *next = id ? record_peek(w, type, id) : NULL;
    struct renewal *r = next ? renewal_of(w, next) : NULL;
    if (!r || r->next_contract.id || r->new_last.number == next->last.number) return !failed(w);        /* this renewal drafted it itself */
    return step_run(w, &renewal_type, r, "draft", &(struct drafting){ { id }, next->last, next->wage });
}

bool renewal_draft_dropped(struct work *w, const struct record_type *type, int64_t contract)
{
    struct found f = LOAD_WHERE(w, renewal, "next_contract = $1 and state between 1 and 5", BIND(num(contract)));
    (void)type;
    for (int i = 0; i < f.count; i++)
        if (!step_run(w, &renewal_type, f.at[i], "draft", &(struct drafting){ { 0 }, { 0 }, { 0 } })) return false;
    return !failed(w);
}

struct signed_paper { struct renewal *r; int64_t contract; };
static bool take_over(struct work *w, void *data)
{
    const struct signed_paper *s = data;
    return step_run(w, &renewal_type, s->r, "sign_paper", &(struct signing){ { s->contract } });
}

/* What stands in the way, another placement of hers for one, is somebody's to solve: the signatures stand. */
bool renewal_signed(struct work *w, const struct record_type *type, int64_t contract)
{
    const struct contract *c = record_peek(w, type, contract);
    struct renewal *r = c && c->link == CONTRACT_RENEWS && c->signed_on.given ? renewal_of(w, c) : NULL;
    if (!r || db_part(w, take_over, &(struct signed_paper){ r, contract })) return !failed(w);
    text why = w->failure == FAULT ? "" : translate_with(w->arena, w->language, w->message ? w->message : "", w->arguments);
    if (!db_part_forget(w)) return false;
    return remind(w, &(struct reminder){ .title = said_keep(w, N_("{1}: {2}"), (const text[]){ said_keep(w, N_("The renewal is signed, the placement cannot run on"), NULL), why, NULL }), .due = w->now, .rule = "renewal", .about = &renewal_type, .record = r->record.id,
        .branch = r->record.branch.id, .who = CAN_EDIT_PLACEMENTS, .escalate_after = HOURS(24), .then = CAN_OVERSEE_PLACEMENTS }) != 0;
}
_Static_assert(CONTRACT_DRAFT == 3 && CONTRACT_SIGNED == 7 && CONTRACT_RENEWS == 1 && RENEWAL_LAPSED == 5, "the queries here say these by number");
