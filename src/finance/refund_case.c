/* refund_case.c — see refund_case.h. */
#include <jansson.h>
#include <string.h>
#include "contracts/contracts.h"
#include "finance/books.h"
#include "finance/contract_account.h"

static const struct choice states[] = {
    { REFUND_REQUESTED, "requested", N_("Requested"), "warn" }, { REFUND_CALCULATED, "calculated", N_("Calculated"), "info" }, { REFUND_APPROVED, "approved", N_("Refund approved"), "info" },
    { REFUND_PAID, "paid", N_("Paid back"), "ok", .final = true }, { REFUND_REFUSED, "refused", N_("Refused"), "mute", .final = true }, { 0 },
};
static const struct choice kinds[] = { { CARD_VISITS, "visits", N_("Card of visits"), .also = "次卡" }, { CARD_STORED, "stored", N_("Stored value"), .also = "储值" }, { CARD_PERIOD, "period", N_("Period card"), .also = "包月|年卡" },
    { CARD_NONE, "credit", N_("Paid too much"), .also = "多付|预存" }, { 0 } };
static const struct choice sides[] = { { SIDE_OF_CUSTOMER, "customer", N_("The customer gives up") }, { SIDE_OF_COMPANY, "company", N_("The company is the reason") }, { SIDE_OF_NOBODY, "nobody", N_("Nobody: force majeure, illness") }, { 0 } };

static const struct choice channels[] = {
    { CHANNEL_CASH, "cash", N_("Cash") }, { CHANNEL_WECHAT, "wechat", N_("WeChat Pay") }, { CHANNEL_ALIPAY, "alipay", N_("Alipay") }, { CHANNEL_CARD, "card", N_("Bank card") },
    { CHANNEL_TRANSFER, "transfer", N_("Bank transfer") }, { CHANNEL_PLATFORM, "platform", N_("Platform") }, { CHANNEL_QR, "qr", N_("Collection code") }, { 0 },
};

#define CARD N_("Card")
static const struct field fields[] = {
    FIELD(refund, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(refund, customer, .label = N_("Customer"), .to = &customer_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(refund, bill, .label = N_("Bill"), .to = &bill_type, .filter = true, .set_by = SET_ON_CREATE, .help = N_("With too much paid; empty: money that came without a bill")),
    FIELD(refund, opening, .label = N_("Opening balance"), .to = &opening_balance_type, .help = N_("The card brought along; its figures are taken over")),
    FIELD(refund, card, .label = N_("Prepaid card"), .to = &prepaid_card_type, .filter = true, .set_by = SET_ON_CREATE, .help = N_("Its figures are taken over; nobody pays from it until the refund is decided")),
    FIELD(refund, kind, .label = N_("Kind"), .choices = kinds, .list = true, .group = CARD),
    FIELD(refund, side, .label = N_("Whose reason"), .choices = sides, .required = true, .list = true, .help = N_("That her fixed worker is gone is the company's reason unless the contract says otherwise")),
    FIELD(refund, card_paid, .label = N_("Paid for the card"), .min = 0, .max = INT64_C(10000000000), .group = CARD), FIELD(refund, gift, .label = N_("Gift on top"), .min = 0, .max = INT64_C(10000000000), .group = CARD),
    FIELD(refund, list_price, .label = N_("List price"), .help = N_("Of a visit; of a period card for the whole period"), .min = 0, .max = INT64_C(10000000000), .group = CARD),
    FIELD(refund, bought, .label = N_("Visits or days bought"), .min = 0, .max = 10000, .group = CARD), FIELD(refund, used, .label = N_("Visits or days used"), .min = 0, .max = 10000, .group = CARD),
    FIELD(refund, used_value, .label = N_("Value used"), .min = 0, .max = INT64_C(10000000000), .group = CARD), FIELD(refund, sold, .label = N_("Sold on"), .group = CARD),
    FIELD(refund, served_before, .label = N_("Knew the same service before"), .help = N_("Then there is no seven-day right")), FIELD(refund, friendlier, .label = N_("The contract counts the used part at the price paid")),
    FIELD(refund, interest_rate, .label = N_("Interest a year"), .unit = "%", .format = FORMAT_HUNDREDTHS, .min = 0, .max = 3600),
    FIELD(refund, amount, .label = N_("Refund"), .set_by = ENGINE_ONLY, .list = true, .sort = true), FIELD(refund, sums, .label = N_("How it came about"), .set_by = ENGINE_ONLY),
    FIELD(refund, channel, .label = N_("How money goes back"), .choices = channels, .set_by = ENGINE_ONLY),
    FIELD(refund, calculated_by, .label = N_("Calculated by"), .to = &account_type, .set_by = STEPS_ONLY), FIELD(refund, approved_by, .label = N_("Approved by"), .to = &account_type, .set_by = STEPS_ONLY),
    FIELD(refund, payment, .label = N_("Payment"), .to = &payment_type, .set_by = STEPS_ONLY), FIELD(refund, received_by, .label = N_("Received for her by"), .to = &authority_type, .set_by = STEPS_ONLY), FIELD(refund, remark, .personal = true, .label = N_("Remark"), .max = 500),
};

static bool take_over_card(struct work *w, struct refund *r)
{
    const struct prepaid_card *c = LOAD(w, prepaid_card, r->card.id);
    if (!c || !card_refund_begins(w, r->card.id)) return false;
    c = record_peek(w, &prepaid_card_type, r->card.id);
    struct card facts = card_facts(w, c);
    r->customer = c->customer;
    r->kind = facts.kind;
    r->sold = day_of(c->sold_at);
    r->card_paid = facts.paid;
    r->gift = facts.gift;
    r->list_price = facts.list_price;
    r->bought = facts.bought;
    r->used = facts.used;
    r->used_value = facts.used_value;
    r->served_before = facts.served_before;
    r->friendlier = facts.friendlier;
    r->interest_rate = facts.interest_rate;
    return true;
}

static void take_over(struct work *w, struct refund *r)
{
    const struct opening_balance *o = r->opening.id ? record_peek(w, &opening_balance_type, r->opening.id) : NULL;
    if (!o || (o->kind != OPENING_CARD && o->kind != OPENING_STORED)) return;
    r->kind = o->kind == OPENING_CARD ? CARD_VISITS : CARD_STORED;
    if (o->sold.given) r->sold.number = o->sold.number;
    r->list_price = o->list_price;
    r->bought = o->bought;
    r->used = o->bought - o->left_over;
    r->card_paid = o->kind == OPENING_CARD ? o->paid : o->amount;
    r->gift = o->gift;
}

#define RULE_PAID_TOO_MUCH "民法典 985"          /* what came without a ground goes back */
/* What came and what is owed for it; of money without a bill all of it, but what we gave ourselves (a reward). */
struct credit { money came, owed; text number; };
static struct credit credit_of(struct work *w, const struct refund *r)
{
    const struct bill *b = r->bill.id ? bill_living(w, r->bill.id) : NULL;
    if (b) return (struct credit){ b->paid, b->total, b->record.number };
    int64_t came = db_one(w, SQL("select cast(coalesce(sum(case when kind = 1 then amount else -amount end), 0) as bigint) from payment where customer = $1 and kind in (1, 2) and bill is null and refund_case is null and card is null and channel <> 10"), BIND(num(r->customer.id)), 0);
    return (struct credit){ { came }, { 0 }, "" };
}

static bool credit_there(struct work *w, const struct refund *r)
{
    const struct bill *b = r->bill.id ? bill_living(w, r->bill.id) : NULL;
    if (r->bill.id && (!b || b->customer.id != r->customer.id)) return wrong(w, "bill", N_("This bill is another customer's"));
    if (db_one(w, SQL("select 1 from refund where customer = $1 and coalesce(bill, 0) = $2 and kind = 4 and state in (1, 2, 3)"), BIND(num(r->customer.id), num(r->bill.id)), 0)) return wrong(w, "bill", N_("A refund of it is under way already"));
    struct credit c = credit_of(w, r);
    return c.came.fen > c.owed.fen || wrong(w, r->bill.id ? "bill" : "customer", N_("Nothing was paid too much; correct the price or waive the fee first"));
}

/* What no bill took of a prepayment, less what is still owed for it. */
static text prepaid_sheet(struct work *w, const struct contract_account *a, const struct bill *b)
{
    struct sum sum = { 0 };
    money rest = money_negate(b->total);
    sum_add(&sum, (struct sum_line){ "prepaid", N_("Prepayment"), RULE_PAID_TOO_MUCH, a->prepaid, record_title(w, &contract_type, a->contract.id) });
    sum_add(&sum, (struct sum_line){ "used", N_("Taken off bills"), RULE_PAID_TOO_MUCH, money_sub(rest, a->prepaid), "" });
    if (b->paid.fen) sum_add(&sum, (struct sum_line){ "open", N_("Of it not paid yet"), RULE_PAID_TOO_MUCH, b->paid, "" });
    return sum_json(w, &sum);
}

/* Of a contract that ended: the worksheet its ladder gave is the refund's, but of what was left of a prepayment. */
static bool of_contract(struct work *w, struct refund *r)
{
    const struct bill *b = r->bill.id ? record_peek(w, &bill_type, r->bill.id) : NULL;
    const struct contract *c = b && b->contract.id && b->total.fen < 0 ? record_peek(w, &contract_type, b->contract.id) : NULL;
    if (!c) return false;
    const struct contract_account *a = contract_account_of(w, c->record.id);
    r->amount = money_negate(bill_open_amount(b));
    r->sums = c->settlement;
    if (a && a->back.id != b->record.id) r->sums.json = prepaid_sheet(w, a, b);
    return true;
}

static void credit_refund(struct work *w, const struct refund *r, struct sum *sum)
{
    struct credit c = credit_of(w, r);
    *sum = (struct sum){ 0 };
    sum_add(sum, (struct sum_line){ "came", r->bill.id ? N_("Paid for the bill") : N_("Paid without a bill"), RULE_PAID_TOO_MUCH, c.came, c.number });
    if (r->bill.id) sum_add(sum, (struct sum_line){ "owed", N_("The bill as it is now"), RULE_PAID_TOO_MUCH, money_negate(c.owed), c.number });
    sum_clamp(sum, (money){ 0 }, money_sub(c.came, money_least(c.owed, (money){ 0 })), RULE_PAID_TOO_MUCH);
}

static bool check(struct work *w, struct refund *r, const struct refund *before)
{
    const struct opening_balance *brought = !before && r->opening.id && !r->card.id ? record_peek(w, &opening_balance_type, r->opening.id) : NULL;
    if (brought && brought->card.id) r->card = brought->card;            /* it is a card of the ledger since, and may have been used */
    if (!before && r->card.id && !take_over_card(w, r)) return false;
    if (!r->kind) return wrong(w, "kind", N_("{1} is missing"), translated(w, N_("Kind")));
    const struct customer *c = record_peek(w, &customer_type, r->customer.id);
    if (!before && c) r->record.branch = c->record.branch;
    if (!before && !r->card.id) take_over(w, r);
    if (before && before->state == r->state && (before->state != REFUND_REQUESTED || r->card.id)) return refuse_as(w, CONFLICT, "", N_("A calculated refund is not edited; refuse it and enter it again"));
    if (r->kind && r->kind != CARD_NONE && !r->sold.number) return wrong(w, "sold", N_("{1} is missing"), translated(w, N_("Sold on")));
    if (!before && r->kind == CARD_NONE && !credit_there(w, r)) return false;
    if (r->sold.number > day_of(w->now).number) return wrong(w, "sold", N_("This day lies in the future"));
    if (r->kind == CARD_VISITS && r->used > r->bought) return wrong(w, "used", N_("More was used than bought"));
    return !failed(w);
}
CHECKER(refund, check)

/* ---- money goes back the way it came (DOMAIN.md §4.7.3) ---- */

/* A card by what it was bought with; a credit by what came for the bill, the one it corrects or its contract, or without any bill. Newest first. */
static struct rows *ways_it_came(struct work *w, const struct refund *r)
{
    if (r->card.id) return db_query(w, SQL("select channel from payment where card = $1 and state = 1 and kind = 1 order by id desc limit 1"), BIND(num(r->card.id)));
    return db_query(w, SQL("select channel from payment where customer = $1 and kind = 1 and state = 1 and ((bill is null and $2 = 0) or bill in "
        "(select id from bill where id = $2 or id in (select corrects from bill where id = $2) or contract = (select contract from bill where id = $2))) group by channel order by max(id) desc"), BIND(num(r->customer.id), num(r->bill.id)));
}

/* The first of them money can go back by; 0: none that we know (a card brought along, a reward). */
static enum payment_channel goes_back_by(struct work *w, const struct refund *r)
{
    if (!r->card.id && r->kind != CARD_NONE) return 0;
    struct rows *row = ways_it_came(w, r);
    enum payment_channel first = 0;
    while (!first && db_next(row))
        if (*choice_key(channels, (unsigned)db_number(row, 0))) first = (enum payment_channel)db_number(row, 0);
    if (first) db_enough(row);
    return first;
}

static bool calculate(struct work *w, struct refund *r)
{
    int64_t days = day_of(w->now).number - r->sold.number;
    const struct prepaid_card *p = r->card.id ? record_peek(w, &prepaid_card_type, r->card.id) : NULL;
    struct card card = { .kind = r->kind, .paid = r->card_paid, .gift = r->gift, .gift_left = p ? p->gift_left : r->gift, .list_price = r->list_price, .bought = r->bought, .used = r->used, .used_value = r->used_value,
        .days_since_sale = days, .served_before = r->served_before, .friendlier = r->friendlier, .interest_rate = r->interest_rate, .interest_days = days };
    struct sum sum;
    card_by_law(w, &card, r->card.id, r->record.branch.id);
    r->calculated_by.id = w->actor->user;
    r->channel = goes_back_by(w, r);
    if (r->kind == CARD_NONE && of_contract(w, r)) return true;
    if (r->kind == CARD_NONE) credit_refund(w, r, &sum);
    else card_refund(w, &card, r->side, &sum);
    r->amount = sum.total;
    r->sums.json = sum_json(w, &sum);
    return true;
}
RULE_PLAIN(refund, calculate)

/* Small ones a manager approves, larger ones who may approve all (DOMAIN.md §8.2). */
static const struct sentence *may_approve(struct work *w, const struct refund *r)
{
    const struct customer *whose = record_peek(w, &customer_type, r->customer.id);
    const struct sentence *own = whose ? own_affair(w, whose->person.id) : NULL;
    return own ? own : decided_by_another(w, DECIDE_REFUND, r->record.branch.id, r->amount, r->calculated_by);
}
GUARD(refund, may_approve)

static bool approve(struct work *w, struct refund *r)
{
    r->approved_by.id = w->actor->user;
    return alone_with_reason(w, r->calculated_by);
}
RULE_PLAIN(refund, approve)

static bool refuse_it(struct work *w, struct refund *r) { return !r->card.id || card_refund_dropped(w, r->card.id); }
RULE_PLAIN(refund, refuse_it)

/* Above what a manager grants alone, who granted it does not hand it out too: finance does, or who else may (§8.2: two persons). */
static const struct sentence *may_pay(struct work *w, const struct refund *r)
{
    money limit = { setting_number(w, "finance.refund_limit", r->record.branch.id, day_of(w->now)) };
    return r->amount.fen > limit.fen ? second_person(w, r->record.branch.id, r->approved_by) : NULL;
}
GUARD(refund, may_pay)

struct payout { enum payment_channel channel; text channel_number, why; ref authority; };
static const struct field payout_fields[] = {
    FIELD(payout, channel, .label = N_("Paid by"), .choices = channels, .required = true, .help = N_("The way the money came by")), FIELD(payout, channel_number, .label = N_("Number of the transaction"), .max = 64),
    FIELD(payout, why, .label = N_("Why by another way"), .max = 200, .help = N_("Only when it does not go back the way it came")),
    FIELD(payout, authority, .label = N_("Received for her by"), .to = &authority_type, .help = N_("When the customer has died: the heir, spouse or guardian whose authority is on file")),
};

/* That way, or somebody says why not. Of a credit that came by several each of them is. */
static bool same_way(struct work *w, const struct refund *r, enum payment_channel channel)
{
    if (*step_reason(w) || (!r->card.id && r->kind != CARD_NONE)) return !failed(w);
    struct rows *row = ways_it_came(w, r);
    text first = "";
    while (db_next(row)) {
        if (db_number(row, 0) == (int64_t)channel) { db_enough(row); return true; }
        if (!*first) first = choice_label(payment_channels, (unsigned)db_number(row, 0));
    }
    return failed(w) || !*first ? !failed(w) : wrong(w, "channel", N_("The money came by {1} and goes back the same way; give a reason to pay it otherwise"), translated(w, first));
}

static bool still_credit(struct work *w, const struct refund *r)
{
    struct credit c = credit_of(w, r);
    return r->kind != CARD_NONE || r->amount.fen <= c.came.fen - c.owed.fen || refuse_as(w, CONFLICT, "", N_("By now only {1} is paid too much; refuse this refund and enter it again"), money_shown(w->arena, money_sub(c.came, c.owed)));
}

/* Interest is a line of its own, above what was paid. */
static money interest_in(const struct refund *r)
{
    json_t *sums = json_loads(r->sums.json ? r->sums.json : "{}", 0, NULL), *line;
    size_t i;
    money interest = { 0 };
    json_array_foreach(json_object_get(sums, "lines"), i, line)
        if (json_is_string(json_object_get(line, "code")) && !strcmp(json_string_value(json_object_get(line, "code")), "interest")) interest.fen = json_integer_value(json_object_get(line, "amount"));
    json_decref(sums);
    return interest;
}

/* Of a customer who has died the money goes to nobody but who shows a right to it (T23). */
static bool somebody_may_take_it(struct work *w, const struct refund *r, ref authority)
{
    const struct customer *c = record_peek(w, &customer_type, r->customer.id);
    const struct person *who = c ? record_peek(w, &person_type, c->person.id) : NULL;
    const struct authority *a = authority.id ? record_peek(w, &authority_type, authority.id) : NULL;
    if (who && who->deceased && !a) return refuse(w, "authority", N_("{1} has died: enter the authority of the heir, spouse or guardian on the customer's page, with the paper, and name it here"), who->name);
    const struct sentence *lacks = a ? authority_lacks(w, a, r->customer.id, 0, COVERS_MONEY, day_of(w->now)) : NULL;
    if (!lacks || failed(w)) return !failed(w);
    text all[6] = { lacks->message };
    for (int i = 0; lacks->arguments && lacks->arguments[i] && i < 4; i++) all[i + 1] = lacks->arguments[i];
    return work_refuse(w, INVALID, "authority", all);
}

static bool pay(struct work *w, struct refund *r, const struct payout *in)
{
    if (r->amount.fen > 0 && !somebody_may_take_it(w, r, in->authority)) return false;
    r->received_by = in->authority;
    if (in->why && *in->why && !*step_reason(w)) w->reason = in->why;       /* who pays it in the pages says it here; the log keeps it as the reason */
    if (r->amount.fen <= 0 && !r->card.id) return refuse(w, "", N_("There is nothing to pay back"));
    if (r->amount.fen <= 0) return card_refund_paid(w, r->card.id, &(struct card_payout){ .account = LEDGER_BANK });
    if (!same_way(w, r, in->channel) || !still_credit(w, r)) return false;
    struct payment p = { .record.branch = r->record.branch, .kind = PAYMENT_TO_CUSTOMER, .customer = r->customer, .amount = r->amount, .channel = in->channel, .channel_number = in->channel_number ? in->channel_number : "",
        .remark = "" };
    if (r->kind == CARD_NONE) p.bill = r->bill;         /* it counts in what she owes: the bill was paid too much */
    else p.refund_case.id = r->record.id;
    if (!ADD(w, payment, &p)) return false;
    r->payment.id = p.record.id;
    r->channel = in->channel;
    if (r->card.id) return card_refund_paid(w, r->card.id, &(struct card_payout){ money_sub(r->amount, interest_in(r)), interest_in(r), channel_account(in->channel), p.record.id });
    return !failed(w);
}
RULE(refund, payout, pay)

/* Above what anybody but headquarters may grant it is not asked of who could only be told No. */
static bool above_every_limit(struct work *w, const struct refund *r)
{
    int64_t roles = db_one(w, SQL("select max(most) from role_limit where decision = $1"), BIND(num(DECIDE_REFUND)), 0), shop = setting_number(w, "finance.refund_limit", r->record.branch.id, day_of(w->now));
    return r->amount.fen > (roles > shop ? roles : shop);
}
instant refund_promised(const struct refund *r) { return (instant){ r->record.created_at.ms + DAYS(3) }; }
static instant decide_due(struct work *w, const struct refund *r) { (void)w; return refund_promised(r); }
static instant reckon_due(struct work *w, const struct refund *r) { (void)w; return (instant){ r->record.created_at.ms + DAYS(1) }; }
static instant small_due(struct work *w, const struct refund *r) { return above_every_limit(w, r) ? (instant){ 0 } : decide_due(w, r); }
static instant large_due(struct work *w, const struct refund *r) { return above_every_limit(w, r) ? decide_due(w, r) : (instant){ 0 }; }
DUE(refund, decide_due)
DUE(refund, reckon_due)
DUE(refund, small_due)
DUE(refund, large_due)
static const struct deadline deadlines[] = {
    { .name = "reckon", .label = N_("Calculate the refund"), .states = FROM(REFUND_REQUESTED), .due = reckon_due_hook, .who = CAN_REQUEST_REFUNDS, .escalate_after = DAYS(2), .then = CAN_APPROVE_REFUNDS, .step = "calculate" },
    { .name = "decide", .label = N_("Decide on the refund"), .states = FROM(REFUND_CALCULATED), .due = small_due_hook, .who = CAN_APPROVE_REFUNDS, .escalate_after = DAYS(2), .then = CAN_APPROVE_ALL_REFUNDS, .step = "approve" },
    { .name = "decide_large", .label = N_("Decide on the refund"), .states = FROM(REFUND_CALCULATED), .due = large_due_hook, .who = CAN_APPROVE_ALL_REFUNDS, .step = "approve" },
    { .name = "pay", .label = N_("Pay the refund"), .states = FROM(REFUND_APPROVED), .due = decide_due_hook, .who = CAN_PAY_REFUNDS, .escalate_after = DAYS(4), .then = CAN_APPROVE_ALL_REFUNDS, .step = "pay" },
};
/* Until it is reckoned there is no sum to say. */
static text title(struct work *w, const struct refund *r) { return r->state == REFUND_REQUESTED && !r->amount.fen ? record_title(w, &customer_type, r->customer.id) : whose_money(w, r->customer, (ref){ 0 }, r->amount); }
TITLE(refund, title)

/* Of a card the figures are the card's: the check refuses every other. */
static bool edits(const void *record) { return !((const struct refund *)record)->card.id; }

static const struct step steps[] = {
    STEP(calculate, .label = N_("Calculate"), .tone = "primary", .from = FROM(REFUND_REQUESTED), .to = REFUND_CALCULATED, .by = CAN_ASK_REFUNDS, .run = calculate_rule),
    STEP(approve, .label = N_("Grant"), .tone = "primary", .from = FROM(REFUND_CALCULATED), .to = REFUND_APPROVED, .by = CAN_APPROVE_REFUNDS, .guard = may_approve_guard, .run = approve_rule,
         .confirm = N_("The amount of the worksheet goes back to the customer. Grant it?")),
    /* From approved too: when less is owed by now than was granted, it can neither be paid nor reckoned anew. */
    STEP(refuse, .label = N_("Refuse"), .tone = "danger", .from = FROM(REFUND_REQUESTED) | FROM(REFUND_CALCULATED) | FROM(REFUND_APPROVED), .to = REFUND_REFUSED, .by = CAN_APPROVE_REFUNDS, .run = refuse_it_rule, .reason = true),
    STEP(pay, .label = N_("Paid back"), .tone = "primary", .from = FROM(REFUND_APPROVED), .to = REFUND_PAID, .by = CAN_PAY_REFUNDS, INPUTS(payout, payout_fields), .guard = may_pay_guard, .run = pay_rule),
};

static const struct retention kept[] = {
    { .name = "paper", .label = N_("Refunds: kept, under “Erased person” when she is erased"), .law = N_("Accounting papers are kept 30 years (Accounting Archives Rules)"), .days = 10950 },
};

const struct record_type refund_type = RECORD_TYPE(refund, .label = N_("Refund"), .module = "finance", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = REFUND_REQUESTED,
    .scope = SCOPE_BRANCH, RETENTION(kept), .subject = "customer", .see = CAN_SEE_BILLS, .create = CAN_ASK_REFUNDS, .edit = CAN_REQUEST_REFUNDS, .edit_in = FROM(REFUND_REQUESTED), .edits = edits, .history = true, .check = check_hook, .title = title_hook, .prefix = "R");

/* What was corrected to below 0 before it was locked, prepayment taken off: nobody has to think of the refund. A contract's bills have their own. */
bool refund_of_bill_below(struct work *w, const struct record_type *type, int64_t bill)
{
    const struct bill *b = record_peek(w, type, bill);
    if (!b || b->total.fen >= 0 || b->contract.id || b->corrects.id) return !failed(w);
    struct refund r = { .record.branch = b->record.branch, .customer = b->customer, .bill = { bill }, .kind = CARD_NONE, .side = SIDE_OF_NOBODY, .remark = b->record.number };
    if (!ADD(w, refund, &r)) return false;
    struct refund *stored = record_peek(w, &refund_type, r.record.id);
    return stored && step_run(w, &refund_type, stored, "calculate", NULL);
}
