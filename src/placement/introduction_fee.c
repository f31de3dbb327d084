/* introduction_fee.c — what is owed for a deal past us, of a founded review (introduction_review.h; 民法典 963, 965). What was agreed in writing binds, and is
 * the most: the clause of her contract while it holds, else our fee in the quotation she had. Nothing agreed: how she agreed has to be said. */
#include "base/words.h"
#include "placement/placement_own.h"
#include "record/store.h"

int64_t review_customer(struct work *w, const struct introduction_review *r)
{
    if (r->customer.id) return r->customer.id;
    return db_one(w, SQL("select c.id from demand d join customer c on c.person = d.person where d.id = $1 order by case when c.branch = d.branch then 0 else 1 end, c.id limit 1"), BIND(num(r->demand.id)), 0);
}

const struct sentence *review_may_bill(struct work *w, const struct introduction_review *r)
{
    const struct customer *c = record_peek(w, &customer_type, review_customer(w, r));
    if (r->fee_at.ms) return because(w, N_("The fee was asked for on {1}: bill {2}"), instant_words(w->arena, r->fee_at), r->fee_bill);
    return c ? own_affair(w, c->person.id) : because(w, N_("Nobody to bill: the family is no customer yet. Enter the customer with her person first"));
}

struct ground { ref contract; money most; text basis; };

/* Her contract with this worker, also as one who came in somebody's place. */
static const struct contract *contract_with(struct work *w, int64_t customer, int64_t worker)
{
    struct found f = LOOK_WHERE(w, contract, "customer = $1 and state in (1, 2, 7, 8) and (worker = $2 or id in (select p.contract from placement p join placement_stints s on s.parent = p.id where s.worker = $2)) order by id desc limit 1", BIND(num(customer), num(worker)));
    return f.count ? f.at[0] : NULL;
}
_Static_assert(CONTRACT_IN_FORCE == 1 && CONTRACT_ENDED == 2 && CONTRACT_SIGNED == 7 && CONTRACT_SUSPENDED == 8, "the query above says these by number");

static bool by_contract(struct work *w, const struct contract *c, day since, struct ground *g)
{
    day ends = c->ended_on.given ? (day){ c->ended_on.number } : c->last, lapses = day_plus_months(ends, (int)c->off_platform_months);
    if (since.number > lapses.number) return refuse(w, "since", N_("The clause of contract {1} held until {2}; a deal after that owes nothing"), c->record.number, day_text(w->arena, lapses));
    *g = (struct ground){ { c->record.id }, c->off_platform, sentence_text(w, because(w, N_("Contract {1}, owed for a deal past us until {2} (Civil Code art. 965)"), c->record.number, day_text(w->arena, lapses))) };
    return true;
}

static const struct quotation *quotation_for(struct work *w, const struct introduction_review *r, int64_t customer)
{
    int64_t demand = r->demand.id ? r->demand.id : db_one(w, SQL("select max(d.id) from demand d join recommendation c on c.demand = d.id where c.worker = $1 and d.customer = $2"), BIND(num(r->worker.id), num(customer)), 0);
    struct found f = LOOK_WHERE(w, quotation, "demand = $1 and $1 > 0 and offered_at > 0 order by case when state = 3 then 0 else 1 end, id desc limit 1", BIND(num(demand)));
    return f.count ? f.at[0] : NULL;
}
_Static_assert(QUOTATION_ACCEPTED == 3, "the query above says it by number");

static bool by_word(struct work *w, const struct review_fee *in, struct ground *g)
{
    if (!in->basis || !*in->basis) return refuse(w, "basis", N_("Neither a contract with this worker nor a quotation says our fee: say how she agreed to it, or close the review"));
    if (in->amount.fen <= 0) return refuse(w, "amount", N_("The amount must be positive"));
    *g = (struct ground){ { 0 }, in->amount, in->basis };
    return true;
}

static bool ground_of(struct work *w, const struct introduction_review *r, const struct review_fee *in, struct ground *g)
{
    int64_t customer = review_customer(w, r);
    const struct contract *c = contract_with(w, customer, r->worker.id);
    if (c && c->off_platform.fen > 0) return by_contract(w, c, in->since.given ? (day){ in->since.number } : day_of(r->record.created_at), g);
    const struct quotation *q = c ? NULL : quotation_for(w, r, customer);
    struct quotation_sums sums = q ? quotation_sums_of(q) : (struct quotation_sums){ 0 };
    money fee = sums.fee.fen ? sums.fee : sums.management;
    if (fee.fen <= 0) return by_word(w, in, g);
    *g = (struct ground){ { 0 }, fee, sentence_text(w, because(w, N_("Quotation {1}, our fee (Civil Code art. 963, 965)"), q->record.number)) };
    return true;
}

bool review_ask_fee(struct work *w, struct introduction_review *r, const struct review_fee *in)
{
    struct ground g = { .basis = "" };
    if (in->since.given && in->since.number > day_of(w->now).number) return refuse(w, "since", N_("That day is to come"));
    if (in->amount.fen < 0) return refuse(w, "amount", N_("The amount must be positive"));
    if (!ground_of(w, r, in, &g)) return false;
    if (in->amount.fen > g.most.fen) return refuse(w, "amount", N_("At most {1}: {2}"), money_shown(w->arena, g.most), g.basis);
    r->contract = g.contract;
    r->fee = (maybe_money){ in->amount.fen ? in->amount.fen : g.most.fen, true };
    r->fee_basis = g.basis;
    r->fee_by.id = w->actor->user;
    r->fee_at = w->now;
    return true;
}
