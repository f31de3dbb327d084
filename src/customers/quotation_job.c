/* quotation_job.c — what is its own of a large job's quotation (团队单, DOMAIN.md §4.6): no demand behind it but a home, no months, and its versions a chain.
 * See quotation.h. */
#include "base/token.h"
#include "base/words.h"
#include "customers/customers.h"
#include "customers/quotation_own.h"
#include "record/store.h"

bool quotation_of_job(const struct quotation *q) { return q->each == QUOTED_FOR_JOB; }
int64_t quotation_root(const struct quotation *q) { return q->root.id ? q->root.id : q->record.id; }
static bool blank(text t) { return !t || !*t; }

/* In the shop's words, else in ours. */
static text on_site(struct work *w, const struct quotation *q)
{
    text own = setting_text(w, SETTING_ON_SITE, q->record.branch.id, day_of(w->now));
    return *own ? own : translate(w->language, N_("The price holds for the place as it was measured. It changes only for what is added or was not to be seen: more rooms, paint, cement or glue on what is to be cleaned, no water or power. You are told the new price first, and nothing of it is done before your yes."));
}

static bool begin(struct work *w, struct quotation *q, const struct household *h, const struct service_line *line)
{
    q->record.branch = h->record.branch;
    q->owner.id = w->actor->user;
    if (!q->edition) q->edition = 1;
    if (blank(q->scope)) q->scope = line->description;
    if (blank(q->exclusions)) q->exclusions = line->exclusions;
    if (blank(q->on_site)) q->on_site = on_site(w, q);
    if (!q->deposit_kind) q->deposit_kind = q->deposit.fen ? DEMAND_DEPOSIT_ADVANCE : DEMAND_DEPOSIT_NONE;
    if (!q->valid_until.number) q->valid_until.number = day_of(w->now).number + (int32_t)setting_number(w, SETTING_QUOTE_DAYS, q->record.branch.id, day_of(w->now));
    return !failed(w);
}

/* A prepayment of this job (finance/job_deposit.h): it counts for the bill, and what was not performed of it comes back. */
static bool deposit_right(struct work *w, const struct quotation *q)
{
    if (q->deposit_kind == DEMAND_DEPOSIT_EARNEST) return wrong(w, "deposit_kind", N_("The deposit of a large job is paid in advance and comes back for what is not done; earnest money needs a contract"));
    if (q->deposit.fen && q->deposit_kind <= DEMAND_DEPOSIT_NONE) return wrong(w, "deposit_kind", N_("There is a sum and no deposit: choose “paid in advance”, or take the sum out"));
    if (q->deposit.fen > q->price.fen) return wrong(w, "deposit", N_("The deposit is more than the price of {1}"), money_shown(w->arena, q->price));
    return true;
}

bool quotation_job_check(struct work *w, struct quotation *q, const struct quotation *before)
{
    const struct household *h = record_peek(w, &household_type, q->household.id);
    const struct service_line *line = record_peek(w, &service_line_type, q->line.id);
    if (!h || !line) return !failed(w);
    if (!before && !begin(w, q, h, line)) return false;
    quotation_reckon(w, q, 1);
    if (q->price.fen < 0) return wrong(w, "lines", N_("The discounts are more than the price"));
    if (q->wage.fen) return wrong(w, "lines", N_("A large job has no wage that the customer hands over herself; enter it as work by the hour"));
    if (q->start.ms && (!before || before->start.ms != q->start.ms) && !within_horizon(w, "start", q->start, 1)) return false;
    if ((!before || before->valid_until.number != q->valid_until.number) && !day_within_horizon(w, "valid_until", q->valid_until, 366)) return false;
    if (q->length.count % 5) return wrong(w, "length", N_("Times go in steps of five minutes"));
    return deposit_right(w, q);
}

const struct sentence *quotation_job_offerable(struct work *w, const struct quotation *q)
{
    if (blank(q->on_site)) return because(w, N_("Say what would change the price on the spot: what is not told now is what is fought about later"));
    if (q->persons < 1 || q->length.count < 1) return because(w, N_("Say how many people come and for how long"));
    return q->start.ms && q->start.ms < w->now.ms ? because(w, N_("The time it is planned for has passed: enter another, or none if it is agreed later")) : NULL;
}

/* All that is read in it, in one order, and nothing that changes afterwards. */
text quotation_seen(struct work *w, const struct quotation *q)
{
    text all = print(w, "%s|%lld|%lld|%lld|%lld|%lld|%lld|%d|%lld|%lld|%llx|%s|%s|%s|%s", q->record.number, (long long)q->edition, (long long)q->line.id, (long long)q->price.fen, (long long)q->deposit.fen, (long long)q->valid_until.number,
                     (long long)q->start.ms, q->length.count, (long long)q->persons, (long long)q->square_metres, (unsigned long long)q->gear.bits, q->scope, q->exclusions, q->on_site, q->remark);
    for (size_t i = 0; i < q->lines.count; i++) {
        const struct quotation_line *l = ROW(struct quotation_line, q->lines, i);
        all = print(w, "%s\n%d|%s|%lld|%s|%lld|%lld", all, (int)l->item, l->what, (long long)l->quantity, l->measure, (long long)l->unit.fen, (long long)l->amount.fen);
    }
    return token_hash_hex(w->arena, all);
}

bool quotation_chain_withdraw(struct work *w, const struct quotation *q)
{
    struct found all = LOAD_WHERE(w, quotation, "(id = $1 or root = $1) and state in (1, 2, 3, 7) order by id", BIND(num(quotation_root(q))));
    for (int i = 0; i < all.count; i++)
        if (!step_run(w, &quotation_type, all.at[i], "make_way", NULL)) return false;
    return !failed(w);
}
