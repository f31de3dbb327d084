/* judge_deal.c — what was agreed: terms or contract of the customer (H13), the worker's pay (H14), and whose worker she is (H15). */
#include "operations/candidates.h"
#include "record/store.h"

/* ---- H13: any order or running plan of this customer for this line that was signed or accepted, or a contract that covers the days (暂行办法 art. 13) ---- */

/* A customer has few orders, a service has many: `+line` keeps a database that has counted nothing from going by the service. */
static int64_t agreements(struct work *w, const struct eligibility_case *c, bool contract)
{
    return db_one(w, SQL("select (select count(*) from service_order where customer = $1 and +line = $2 and state <> 4 and (signed_on is not null or ($3 = 0 and terms_version <> ''))) + "
                         "(select count(*) from service_plan where customer = $1 and +line = $2 and state in (2, 3) and (signed_on is not null or ($3 = 0 and (terms_version <> '' or contract_number <> ''))))"),
                  BIND(num(c->customer), num(c->line->record.id), num(contract)), 0);
}

/* The order or plan where it is entered: the visit's own, else the customer's newest one for this line. `id + 0`: by her few orders, not through all
 * of the shop's from the newest down, which for a customer who has none is the whole table. */
static void point_to_agreement(struct work *w, const struct eligibility_case *c, struct reason *r)
{
    const struct visit *v = c->visit ? record_peek(w, &visit_type, c->visit) : NULL;
    int64_t plan = v ? v->plan.id : 0, order = v ? v->service_order.id : 0;
    if (!plan && !order) order = db_one(w, SQL("select coalesce(max(id + 0), 0) from service_order where customer = $1 and +line = $2 and state <> 4"), BIND(num(c->customer), num(c->line->record.id)), 0);
    reason_fix(r, plan ? "service_plan" : "service_order", plan ? plan : order, plan || order ? "edit" : "create");
}

/* Days in a home stand on a contract alone: no order and no plan of visits makes them right. */
static struct reason *no_contract(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    if (c->start.ms || c->visit)
        return reason_add(w, j, "H13.contract", c->from, c->to, because(w, N_("“{1}” begins only with a signed contract, and none is entered"), translated(w, c->line->name)), because(w, N_("Enter the contract's number and the day it was signed on the order or plan")));
    text from = day_text(w->arena, c->from), to = day_text(w->arena, c->to);
    struct reason *r = reason_add(w, j, "H13.contract", c->from, c->to, because(w, N_("“{1}” begins only with a signed contract, and none covers {2} to {3}"), translated(w, c->line->name), from, to), because(w, N_("Have a contract signed that covers {1} to {2}, or choose days that one covers"), from, to));
    reason_fix(r, "contract", 0, "create");
    return NULL;
}

static void judge_agreement(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    if (!c->customer || !c->line || c->proposed) return;
    bool contract = line_signing(c->line) == SIGN_CONTRACT;
    if (agreements(w, c, contract) || agreement_signed(w, &(struct agreement_case){ c->customer, c->line->record.id, c->from, c->to })) return;
    struct reason *r = contract
        ? no_contract(w, c, j)
        : reason_warn(w, j, "H13.terms", c->from, c->to, because(w, N_("The customer has accepted no terms for “{1}” yet"), translated(w, c->line->name)), because(w, N_("Enter the version of the terms on the order or plan before the visit")));
    if (r) point_to_agreement(w, c, r);
}

/* ---- H14 ---- */

money pay_hourly(money pay, int64_t length, const struct service_line *line)
{
    int64_t persons = line && line->persons > 1 ? line->persons : 1;
    return (money){ length ? pay.fen * 60 / (length * persons) : 0 };
}

/* The law's floor binds who pays her wage: not where the household does (中介制), nor a platform's own terms. */
static bool wage_is_ours(const struct worker *n) { return n->mode != MODE_AGENCY && n->mode != MODE_GIG; }

bool pay_lawful(const struct worker *n, money pay, money least) { return !wage_is_ours(n) || pay.fen >= least.fen; }
bool pay_asked(const struct worker *n, money pay) { return !n->least_hourly.fen || pay.fen >= n->least_hourly.fen; }

static void judge_pay(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    const struct visit *v = c->visit ? record_peek(w, &visit_type, c->visit) : NULL;
    if (!v || !v->worker_pay.fen || v->rework_of.id) return;
    money pay = pay_hourly(v->worker_pay, v->length.count, c->line), least = { setting_number(w, SETTING_MINIMUM_HOURLY, v->record.branch.id, c->from) };
    if (!pay_lawful(c->worker, pay, least)) {
        struct reason *r = reason_add(w, j, "H14.minimum", c->from, c->to, because(w, N_("It pays {1} an hour, below the minimum wage of {2}"), money_shown(w->arena, pay), money_shown(w->arena, least)),
                                      because(w, N_("Publish a price list that pays her more, and take the visit anew")));
        reason_fix(r, "price_rule", 0, "create");
    }
    if (pay_asked(c->worker, pay)) return;
    struct reason *r = reason_add(w, j, "H14.asks", c->from, c->to, because(w, N_("It pays {1} an hour, and she asks for {2}"), money_shown(w->arena, pay), money_shown(w->arena, c->worker->least_hourly)),
                                  because(w, N_("Another worker; or ask her and change what she asks for")));
    reason_fix(r, "worker", c->worker->record.id, "edit");
}

/* ---- H15 ---- */

static void judge_branch(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    int64_t hers = c->worker->record.branch.id;
    if (!c->branch || c->branch == hers || lent_to(w, c->worker->record.id, c->branch, c->from, c->to)) return;
    int64_t asked = db_one(w, SQL("select id from lending where worker = $1 and destination = $2 and state = 1 and first <= $3 and last >= $4 order by id desc limit 1"),
                           BIND(num(c->worker->record.id), num(c->branch), num(c->from.number), num(c->to.number)), 0);
    struct reason *r = reason_add(w, j, "H15", c->from, c->to, because(w, N_("She belongs to {1} and is not lent to {2} on these days"), record_title(w, &branch_type, hers), record_title(w, &branch_type, c->branch)),
                                  asked ? because(w, N_("{1} has to agree to the lending that was asked for"), record_title(w, &branch_type, hers)) : because(w, N_("Ask {1} to lend her"), record_title(w, &branch_type, hers)));
    reason_fix(r, "lending", asked, asked ? "agree" : "create");
}

static void judge(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    judge_agreement(w, c, j);
    judge_pay(w, c, j);
    judge_branch(w, c, j);
}

const struct eligibility_answer deal_eligibility = { judge };
