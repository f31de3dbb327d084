/* contract_close.c — the end of a contract: who ended it, on which day, and what goes back by the ladder that was signed. */
#include "base/words.h"
#include "contracts/contract_own.h"
#include "contracts/instruction.h"
#include "contracts/refund_ladder.h"
#include "contracts/signer.h"
#include "record/store.h"

const struct field ending_fields[] = {
    FIELD(contract_ending, ended_on, .label = N_("Ended on"), .required = true), FIELD(contract_ending, ended_by, .label = N_("How it ended"), .choices = contract_ends, .required = true),
    FIELD(contract_ending, no_replacement, .label = N_("We cannot supply a replacement"), .help = N_("Within the guarantee: the fee goes back by the months left at least")),
    FIELD(contract_ending, loss, .label = N_("Loss or death in the family"), .help = N_("All of our fee goes back, and nobody writes or calls")),
    FIELD(contract_ending, service_paid, .label = N_("Paid for the month or term that runs"), .min = 0, .max = 100000000, .help = N_("Without deposit and fee")),
    FIELD(contract_ending, service_days, .label = N_("Days it is for"), .min = 0, .max = 400, .help = N_("Empty: the calendar month that runs, as it is billed, or the whole term")),
    FIELD(contract_ending, paper_back, .label = N_("Of our fee goes back, by the paper"), .min = 0, .max = 100000000, .help = N_("Only for a contract brought along, whose refund ladder is not entered here")),
    FIELD(contract_ending, instructed_by, .label = N_("Whose word of the customer's side"), .choices = instruction_givers, .help = N_("Empty: hers who signed. Only she, or who holds an authority on file, may end it")),
    FIELD(contract_ending, authority, .label = N_("Authority"), .to = &authority_type, .help = N_("Of who holds one: whose, by which right")),
};
_Static_assert(COUNT_OF(ending_fields) == ENDING_FIELDS, "contract_own.h says how many");

static enum contract_side side_of(enum contract_end end)
{
    return end == CONTRACT_BY_CUSTOMER ? REASON_CUSTOMER : end == CONTRACT_BY_WORKER ? REASON_WORKER : end == CONTRACT_BY_COMPANY ? REASON_COMPANY : REASON_NOBODY;
}

bool contract_brought_along(const struct contract *c) { return c->paper_number && *c->paper_number; }
money contract_fee_paid(const struct contract *c) { return contract_brought_along(c) && !c->first_paid.fen ? c->fee : money_least(c->first_paid, c->fee); }
money contract_deposit_paid(const struct contract *c) { return contract_brought_along(c) && !c->deposit_paid.fen ? c->deposit : c->deposit_paid; }

/* An amendment goes on with the service that began under the contract whose place it took. */
static day service_since(struct work *w, const struct contract *c)
{
    day first = c->first;
    for (int i = 0; i < 100 && c && c->link == CONTRACT_AMENDS && c->previous.id; i++) {
        c = record_peek(w, &contract_type, c->previous.id);
        if (c) first = c->first;
    }
    return first;
}

/* Of service: what the caller says was paid; before it began, what came beyond the fee. */
static money service_paid(const struct contract *c, const struct contract_ending *in)
{
    return in->service_paid.fen || c->state != CONTRACT_SIGNED ? in->service_paid : money_sub(c->first_paid, contract_fee_paid(c));
}

struct month_terms contract_terms_kept(struct work *w, const struct contract *c, day on)
{
    struct month_terms terms = contract_month(c);
    const struct rests_kept *one;
    for (int i = 0; (one = house_answers(w->house, QUESTION_RESTS_KEPT, i)) != NULL; i++) one->find(w, c->record.id, on, &terms);
    return terms;
}

/* What was paid is for so many days, and so many of them are had: those the caller says, the term, or the calendar month that runs, as its bill counts. */
static struct month_share share_had(struct work *w, const struct contract *c, const struct contract_ending *in, day since)
{
    int64_t term = c->last.number - c->first.number + 1, nth = in->ended_on.number - since.number;
    if (c->state == CONTRACT_SIGNED || nth < 0) return (struct month_share){ 0, 100 * (in->service_days ? in->service_days : 1) };
    if (in->service_days) return (struct month_share){ 100 * (nth % in->service_days + 1), 100 * in->service_days };
    if (c->basis == BY_CONTRACT_DAYS) return (struct month_share){ 100 * (in->ended_on.number - c->first.number + 1), 100 * term };
    struct date d = date_of(in->ended_on);
    day month = day_from_date((struct date){ d.year, d.month, 1 }), over = { day_plus_months(month, 1).number - 1 };
    struct days paid = { month.number < since.number ? since : month, over.number > c->last.number && in->ended_on.number <= c->last.number ? c->last : over };
    return month_share(paid, in->ended_on, contract_terms_kept(w, c, in->ended_on));
}

static struct contract_closing closing_of(struct work *w, const struct contract *c, const struct contract_ending *in)
{
    day since = service_since(w, c);
    int64_t nth = c->state == CONTRACT_SIGNED ? 0 : in->ended_on.number - since.number + 1;
    struct month_share share = share_had(w, c, in, since);
    return (struct contract_closing){ .side = side_of(in->ended_by), .expired = in->ended_by == CONTRACT_EXPIRED, .loss = in->loss, .day = nth, .fee = contract_fee_paid(c), .rows = c->refunds.at, .row_count = c->refunds.count,
        .no_replacement = in->no_replacement, .guarantee_months = c->guarantee_months, .months_left = guarantee_months_left(since, c->guarantee_months, in->ended_on), .service_paid = service_paid(c, in), .service_of = share.of,
        .service_had = share.had, .notice_days = c->notice_customer, .deposit_kind = c->deposit_kind, .deposit = contract_deposit_paid(c), .price = contract_price(c), .paper_back = in->paper_back };
}

void contract_refund_of(struct work *w, const struct contract *c, const struct contract_ending *in, struct sum *ret)
{
    struct contract_closing closing = closing_of(w, c, in);
    contract_refund_sum(w, &closing, ret);
}

static money part(const struct sum *sum, text one, text other)
{
    money all = { 0 };
    for (int i = 0; i < sum->count; i++)
        if (!strcmp(sum->lines[i].code, one) || !strcmp(sum->lines[i].code, other)) all = money_add(all, sum->lines[i].amount);
    return all;
}

/* Who looks before she agrees reads the worksheet itself. */
static void mention_lines(struct work *w, const struct contract *c, const struct sum *sum)
{
    for (int i = 0; i < sum->count; i++) {
        const struct sum_line *l = &sum->lines[i];
        if (l->amount.fen) mention(w, "contract", c->record.id, N_("{1}: {2} ({3})"), translate(w->language, l->label), money_shown(w->arena, l->amount), *l->why ? l->why : l->rule);
    }
    mention(w, "contract", c->record.id, N_("Goes back to the customer: {1}"), money_shown(w->arena, sum->total));
}

/* Its ladder was signed on paper and is not known here: who has the paper says what it says. */
static bool paper_says(struct work *w, const struct contract *c, const struct contract_ending *in)
{
    bool open = contract_brought_along(c) && !c->refunds.count && contract_fee_paid(c).fen > 0, asked = in->ended_by != CONTRACT_EXPIRED && !in->loss && !(in->no_replacement && c->guarantee_months);
    if (in->paper_back.given && !open) return refuse(w, "paper_back", N_("Its refund ladder is known here: what goes back is reckoned by it"));
    if (in->paper_back.given && in->paper_back.fen > contract_fee_paid(c).fen) return refuse(w, "paper_back", N_("At most what came goes back, {1}"), money_shown(w->arena, contract_fee_paid(c)));
    if (open && asked && !in->paper_back.given) return refuse(w, "paper_back", N_("The refund ladder of this contract stands on its paper only: end it on its own page and say what of the fee of {1} goes back, 0 too"), money_shown(w->arena, contract_fee_paid(c)));
    return true;
}

/* Where the customer's side ends it, or agrees to an end, its word has to be one that counts; and where she who signed is gone, whoever ends it says who
 * acts for her now: money goes back. */
static bool word_counts(struct work *w, struct contract *c, const struct contract_ending *in)
{
    bool asked = in->ended_by == CONTRACT_BY_CUSTOMER || in->ended_by == CONTRACT_MUTUAL || in->instructed_by || (c->signer_gone && in->ended_by != CONTRACT_EXPIRED);
    if (!asked) return true;
    text who = instruction_counts(w, c, in->instructed_by, in->authority.id, COVERS_ENDING);
    if (!who || instruction_waits(w, c)) return false;
    c->instructed = who;
    return true;
}

static bool end(struct work *w, struct contract *c, const struct contract_ending *in)
{
    bool begun = c->state != CONTRACT_SIGNED;
    if (begun && in->ended_on.number < c->first.number) return refuse(w, "ended_on", N_("The last day lies before the first"));
    if (in->ended_on.number > day_of(w->now).number) return refuse(w, "ended_on", N_("This day lies in the future"));
    if (in->ended_by == CONTRACT_EXPIRED && in->ended_on.number < c->last.number) return refuse(w, "ended_by", N_("Its term runs until {1}; say who ended it before"), day_text(w->arena, c->last));
    if (in->ended_by == CONTRACT_REPLACED) return refuse(w, "ended_by", N_("An amendment ends it by itself, on the day it begins"));
    if (!word_counts(w, c, in) || !paper_says(w, c, in)) return false;
    struct sum sum;
    contract_refund_of(w, c, in, &sum);
    mention_lines(w, c, &sum);
    c->settlement.json = sum_json(w, &sum);
    c->fee_back = part(&sum, "fee", "guarantee");
    c->deposit_back = part(&sum, "deposit", "");
    c->service_back = money_sub(sum.total, money_add(c->fee_back, c->deposit_back));
    c->ended_on = (maybe_day){ in->ended_on.number, true };
    c->ended_by = in->ended_by;
    return contract_trial_ends(w, c, in);
}
RULE(contract, contract_ending, end)
bool contract_end_rule(struct work *w, void *record, const void *in) { return end_rule(w, record, in); }

static bool make_way(struct work *w, struct contract *c, const struct following *in)
{
    const struct contract *next = record_peek(w, &contract_type, in->next.id);
    if (!next) return !failed(w);
    bool amended = next->link == CONTRACT_AMENDS;
    c->ended_on = (maybe_day){ amended ? next->first.number - 1 : c->last.number, true };
    c->ended_by = amended ? CONTRACT_REPLACED : CONTRACT_EXPIRED;
    return true;
}
RULE(contract, following, make_way)
bool contract_make_way_rule(struct work *w, void *record, const void *in) { return make_way_rule(w, record, in); }
