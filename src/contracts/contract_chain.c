/* contract_chain.c — what comes after a contract: an amendment that takes its place, a renewal that goes on behind it; and the day both begin. */
#include "base/words.h"
#include "contracts/contract_own.h"
#include "record/store.h"

/* The terms alone: the new paper has its own text, signatures and course. */
static struct contract terms_of(const struct contract *c)
{
    struct contract next = *c;
    next.record = (struct record){ .branch = c->record.branch };
    next.state = CONTRACT_DRAFT;
    next.paper_number = next.document_hash = next.review_why = next.first_receipt = next.instructed = next.suspended_why = next.remark = "";
    next.shown = next.settlement = (worksheet){ "" };
    next.document = (sealed){ 0 };
    next.paper = next.signed_paper = (file){ "" };
    next.sent_at = next.reviewed_at = (instant){ 0 };
    next.filed_by = next.reviewed_by = next.owner = next.next = (ref){ 0 };
    next.signed_on = next.suspended_on = next.ended_on = (maybe_day){ 0 };
    next.first_paid = next.deposit_paid = next.fee_back = next.service_back = next.deposit_back = (money){ 0 };
    next.ended_by = 0;
    next.renewal_asked = false;
    next.template = (ref){ 0 };
    next.previous = (ref){ c->record.id };
    next.round = c->round + 1;
    return next;
}

static const struct sentence *none_open(struct work *w, const struct contract *c)
{
    text open = db_one_text(w, SQL("select number from contract where previous = $1 and state in (3, 4, 5, 6, 7) order by id limit 1"), BIND(num(c->record.id)));
    return open && *open ? because(w, N_("{1} is being made already as what comes after it"), open) : NULL;
}
const struct sentence *contract_none_open_guard(struct work *w, const void *record) { return none_open(w, record); }

const struct field renewal_fields[] = {
    FIELD(contract_renewal, last, .label = N_("New last day"), .required = true), FIELD(contract_renewal, wage, .label = N_("Monthly wage"), .min = 0, .max = 100000000, .help = N_("Empty: as now")),
    FIELD(contract_renewal, fee, .label = N_("Our fee"), .min = 0, .max = 100000000, .help = N_("Empty: as now")),
};
_Static_assert(COUNT_OF(renewal_fields) == RENEWAL_FIELDS, "contract_own.h says how many");

/* What was agreed for the whole of a term is for its days on top by the day, as the text reckons a day. */
static void for_its_days(struct contract *next, const struct contract *c)
{
    int64_t term = days_count((struct days){ c->first, c->last }), on_top = days_count((struct days){ next->first, next->last });
    if (c->basis != BY_CONTRACT_DAYS) return;
    next->wage = money_times(c->wage, on_top, term);
    next->service_fee = money_times(c->service_fee, on_top, term);
    next->first_due = (money){ 0 };                             /* reckoned from these */
}

static bool renew(struct work *w, struct contract *c, const struct contract_renewal *in)
{
    if (in->last.number <= c->last.number) return refuse(w, "last", N_("A renewal goes on behind {1}"), day_text(w->arena, c->last));
    struct contract next = terms_of(c);
    next.link = CONTRACT_RENEWS;
    next.first.number = c->last.number + 1;
    next.last = in->last;
    for_its_days(&next, c);
    next.trial_days = 0;
    next.deposit_kind = CONTRACT_NO_DEPOSIT;
    next.deposit = (money){ 0 };
    if (in->wage.given) next.wage.fen = in->wage.fen;
    if (in->fee.given) { next.fee.fen = in->fee.fen; next.off_platform = money_least(next.off_platform, next.fee); }
    if (next.fee.fen) next.first_due = next.fee;
    return ADD(w, contract, &next);
}
RULE(contract, contract_renewal, renew)
bool contract_renew_rule(struct work *w, void *record, const void *in) { return renew_rule(w, record, in); }

const struct field amendment_fields[] = {
    FIELD(amendment, since, .label = N_("From"), .required = true), FIELD(amendment, what, .label = N_("Terms that change"), .required = true, .max = 300),
    FIELD(amendment, worker, .label = N_("Who serves from then on"), .to = &worker_type, .help = N_("After a replacement; empty: as now")),
    FIELD(amendment, wage, .label = N_("Monthly wage"), .min = 0, .max = 100000000, .help = N_("Empty: as now")),
};
_Static_assert(COUNT_OF(amendment_fields) == AMENDMENT_FIELDS, "contract_own.h says how many");

/* The trial that was agreed with the first of them: a renewal and an amendment about something else have none. */
static int64_t trial_agreed(struct work *w, const struct contract *c)
{
    for (int i = 0; i < 100 && c && !c->trial_days && c->previous.id; i++) c = record_peek(w, &contract_type, c->previous.id);
    return c ? c->trial_days : 0;
}

static void another_serves(struct work *w, const struct contract *c, struct contract *next, ref worker)
{
    int64_t trial = trial_agreed(w, c), days = next->last.number - next->first.number;
    next->worker = worker;                                      /* she is a party of it, and signs it */
    next->trial_days = trial < days ? trial : days;             /* it begins anew with her (replacement.h) */
    next->trial_day_rate = (money){ 0 };
}

/* Other weekdays off were agreed in the home since: the paper catches up with them. Of part-time work the hours say how many days there are. */
static void rests_as_kept(struct work *w, const struct contract *c, struct contract *next)
{
    struct month_terms kept = contract_terms_kept(w, c, day_of(w->now));
    if (c->mode == CONTRACT_PART_TIME || kept.off == c->rest_weekdays.bits) return;
    next->rest_weekdays.bits = kept.off;
    next->rest_days = kept.rests;
}

static bool amend(struct work *w, struct contract *c, const struct amendment *in)
{
    if (in->since.number <= c->first.number || in->since.number > c->last.number) return refuse(w, "since", N_("The change begins within the term, after {1} and until {2}"), day_text(w->arena, c->first), day_text(w->arena, c->last));
    struct contract next = terms_of(c);
    next.link = CONTRACT_AMENDS;
    next.first = in->since;
    next.trial_days = 0;
    next.first_due = (money){ 0 };                              /* nothing is paid twice */
    next.remark = in->what;
    rests_as_kept(w, c, &next);
    if (in->wage.fen) next.wage = in->wage;
    if (in->worker.id && in->worker.id != c->worker.id) another_serves(w, c, &next, in->worker);
    return ADD(w, contract, &next);
}
RULE(contract, amendment, amend)
bool contract_amend_rule(struct work *w, void *record, const void *in) { return amend_rule(w, record, in); }

/* ---- when it is signed, and when it begins ---- */

struct contract *contract_living(struct work *w, int64_t id)
{
    struct contract *c = id ? record_peek(w, &contract_type, id) : NULL;
    for (int i = 0; i < 100 && c && c->state == CONTRACT_ENDED && c->ended_by == CONTRACT_REPLACED && c->next.id; i++) c = record_peek(w, &contract_type, c->next.id);
    return c;
}

bool contract_follows(struct work *w, const struct contract *c)
{
    struct contract *before = c->previous.id ? record_peek(w, &contract_type, c->previous.id) : NULL;
    return !before || before->state == CONTRACT_ENDED || step_run(w, &contract_type, before, "is_followed", &(struct following){ { c->record.id } });
}

/* What was paid under the one before was paid for the service that goes on. */
bool contract_ends_before(struct work *w, struct contract *c)
{
    struct contract *before = c->previous.id ? record_peek(w, &contract_type, c->previous.id) : NULL;
    if (!before || before->state == CONTRACT_ENDED) return !failed(w);
    if (c->link == CONTRACT_AMENDS) {
        c->first_paid = money_most(before->first_paid, contract_fee_paid(before));
        c->deposit_paid = contract_deposit_paid(before);
    }
    return step_run(w, &contract_type, before, "make_way", &(struct following){ { c->record.id } });
}

bool contracts_begin(struct work *w)
{
    struct found due = LOAD_WHERE(w, contract, "state = 7 and first <= $1 and first_paid >= first_due order by id limit 100", BIND(num(day_of(w->now).number)));
    for (int i = 0; i < due.count; i++)
        if (!step_run(w, &contract_type, due.at[i], "take_effect", NULL)) return false;
    return !failed(w);
}
