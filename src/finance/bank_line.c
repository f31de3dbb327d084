/* bank_line.c — see bank_line.h. */
#include "finance/bank_own.h"
#include "base/words.h"
#include "finance/books.h"
#include "finance/coupon_funds.h"
#include "finance/made.h"

static const struct choice states[] = {
    { BANK_LINE_NEW, "new", N_("To be matched"), "warn" }, { BANK_LINE_MATCHED, "matched", N_("Matched"), "ok" }, { BANK_LINE_IGNORED, "ignored", N_("Not ours to match"), "mute" }, { 0 },
};
static const struct choice sureness[] = { { BANK_SURE, "sure", N_("Sure"), "ok" }, { BANK_DOUBTFUL, "doubtful", N_("Doubtful"), "warn" }, { BANK_UNKNOWN, "unknown", N_("Nothing found"), "mute" }, { 0 } };
/* What collects for us and pays on; a platform's many orders have their own way (platform_payout.h). */
static const struct choice paying_out[] = { { CHANNEL_WECHAT, "wechat", N_("WeChat Pay") }, { CHANNEL_ALIPAY, "alipay", N_("Alipay") }, { CHANNEL_QR, "qr", N_("Collection code") }, { CHANNEL_PLATFORM, "platform", N_("Platform") }, { 0 } };
#define FOUND_GROUP N_("What it may be")
#define COURSE N_("Course")
static const struct field fields[] = {
    FIELD(bank_line, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(bank_line, booked_on, .label = N_("Day"), .required = true, .list = true, .sort = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(bank_line, amount, .label = N_("Amount"), .required = true, .list = true, .sort = true, .filter = true, .set_by = SET_ON_CREATE, .min = -INT64_C(100000000000), .max = INT64_C(100000000000), .help = N_("What went is negative")),
    FIELD(bank_line, counterparty, .personal = true, .label = N_("Counterparty"), .max = 120, .list = true, .search = true, .set_by = SET_ON_CREATE),
    FIELD(bank_line, counterparty_account, .label = N_("Their account"), .mask = MASK_TAIL4, .reveal = CAN_REVEAL_BANK, .max = 64, .set_by = SET_ON_CREATE),
    FIELD(bank_line, reference, .personal = true, .label = N_("Purpose"), .max = 300, .list = true, .search = true, .set_by = SET_ON_CREATE),
    FIELD(bank_line, bank_number, .label = N_("Number of the transaction"), .max = 64, .search = true, .set_by = SET_ON_CREATE), FIELD(bank_line, balance, .label = N_("Balance after it"), .set_by = SET_ON_CREATE, .min = -INT64_C(100000000000), .max = INT64_C(100000000000)),
    FIELD(bank_line, line_key, .label = N_("Key of the line"), .max = 120, .unique = true, .set_by = ENGINE_ONLY),
    FIELD(bank_line, sureness, .label = N_("How sure"), .choices = sureness, .list = true, .filter = true, .set_by = ENGINE_ONLY, .group = FOUND_GROUP), FIELD(bank_line, why, .label = N_("Why"), .max = 500, .format = FORMAT_SAID, .set_by = ENGINE_ONLY, .list = true, .group = FOUND_GROUP),
    FIELD(bank_line, suggested_bill, .label = N_("Suggested bill"), .to = &bill_type, .list = true, .set_by = ENGINE_ONLY, .group = FOUND_GROUP), FIELD(bank_line, suggested_payment, .label = N_("Suggested payment"), .to = &payment_type, .set_by = ENGINE_ONLY, .group = FOUND_GROUP),
    FIELD(bank_line, suggested_settlement, .label = N_("Suggested settlement"), .to = &settlement_type, .set_by = ENGINE_ONLY, .group = FOUND_GROUP), FIELD(bank_line, suggested_run, .label = N_("Suggested pay run"), .to = &pay_run_type, .set_by = ENGINE_ONLY, .group = FOUND_GROUP),
    FIELD(bank_line, bill, .label = N_("Bill"), .to = &bill_type, .set_by = STEPS_ONLY, .filter = true, .group = COURSE), FIELD(bank_line, payment, .label = N_("Payment"), .to = &payment_type, .set_by = STEPS_ONLY, .filter = true, .group = COURSE),
    FIELD(bank_line, settlement, .label = N_("Settlement"), .to = &settlement_type, .set_by = STEPS_ONLY, .group = COURSE), FIELD(bank_line, pay_run, .label = N_("Pay run"), .to = &pay_run_type, .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(bank_line, channel, .label = N_("Paid out by"), .choices = paying_out, .set_by = STEPS_ONLY, .filter = true, .group = COURSE), FIELD(bank_line, charge, .label = N_("The channel kept"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(bank_line, funder, .label = N_("Pays for coupons"), .choices = coupon_funders, .set_by = STEPS_ONLY, .filter = true, .group = COURSE),
    FIELD(bank_line, payout, .label = N_("Platform's payout"), .to = &platform_payout_type, .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(bank_line, customer, .label = N_("Customer"), .to = &customer_type, .set_by = STEPS_ONLY, .filter = true, .group = COURSE), FIELD(bank_line, booked_here, .label = N_("Booked from the statement"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(bank_line, matched_by, .label = N_("Matched by"), .to = &account_type, .set_by = STEPS_ONLY, .group = COURSE), FIELD(bank_line, matched_at, .label = N_("Matched at"), .set_by = STEPS_ONLY, .group = COURSE),
};

/* ---- the same line once ---- */

static uint64_t mixed(uint64_t h, text s)
{
    for (; *s; s++) h = (h ^ (unsigned char)*s) * UINT64_C(1099511628211);      /* FNV-1a: no name stands in the key */
    return h;
}

text bank_line_key(struct work *w, const struct bank_line *l)
{
    if (*l->bank_number) return print(w, "%lld:%d:%lld:%s", (long long)l->record.branch.id, l->booked_on.number, (long long)l->amount.fen, l->bank_number);
    uint64_t words = mixed(mixed(UINT64_C(14695981039346656037), l->counterparty), l->reference);
    return print(w, "%lld:%d:%lld:%lld:%016llx", (long long)l->record.branch.id, l->booked_on.number, (long long)l->amount.fen, (long long)l->balance.fen, (unsigned long long)words);
}

static bool check(struct work *w, struct bank_line *l, const struct bank_line *before)
{
    if (before) return true;
    if (!l->bank_number) l->bank_number = "";
    if (!l->counterparty) l->counterparty = "";
    if (!l->reference) l->reference = "";
    if (!l->record.branch.id) l->record.branch.id = w->actor->home;
    if (!l->amount.fen) return wrong(w, "amount", N_("A line of nothing books nothing"));
    l->line_key = bank_line_key(w, l);
    return !failed(w);
}
CHECKER(bank_line, check)

/* ---- its procedure ---- */

struct bank_match { ref bill, payment, settlement, pay_run; };
static const struct field match_fields[] = {
    FIELD(bank_match, bill, .label = N_("Bill"), .to = &bill_type, .help = N_("The money is booked for it")), FIELD(bank_match, payment, .label = N_("Payment"), .to = &payment_type, .help = N_("It is booked already: the two are only tied")),
    FIELD(bank_match, settlement, .label = N_("Settlement"), .to = &settlement_type, .help = N_("What went is booked as paid to its worker")), FIELD(bank_match, pay_run, .label = N_("Pay run"), .to = &pay_run_type, .help = N_("What went is its whole sum; a run that is not booked yet is booked. What came is what the bank sent back of it")),
};

static bool tie_payment(struct work *w, struct bank_line *l, int64_t id)
{
    const struct payment *p = LOAD(w, payment, id);
    if (!p) return false;
    bool came = p->kind == PAYMENT_FROM_CUSTOMER || p->kind == PAYMENT_FROM_WORKER || p->kind == PAYMENT_TIP;
    if (p->state != PAYMENT_BOOKED) return refuse(w, "payment", N_("This payment was reversed"));
    if ((came ? p->amount.fen : -p->amount.fen) != l->amount.fen) return refuse(w, "payment", N_("The payment is {1}, the line {2}"), money_shown(w->arena, came ? p->amount : money_negate(p->amount)), money_shown(w->arena, l->amount));
    text other = db_one_text(w, SQL("select number from bank_line where payment = $1 and state = 2 and id <> $2 limit 1"), BIND(num(id), num(l->record.id)));
    if (*other) return refuse(w, "payment", N_("It is tied to another line of the statement already: {1}"), other);
    l->payment.id = id;
    l->bill = p->bill;
    l->settlement = p->settlement;
    l->customer = p->customer;
    return true;
}

static instant midday_of(struct work *w, const struct bank_line *l)
{
    instant at = day_at(l->booked_on, 12 * 60);
    return at.ms < w->now.ms ? at : w->now;
}

static bool pay_bill(struct work *w, struct bank_line *l, int64_t id)
{
    if (l->amount.fen <= 0) return refuse(w, "bill", N_("What went out pays no bill"));
    if (!LOAD(w, bill, id)) return false;
    struct payment p = { .kind = PAYMENT_FROM_CUSTOMER, .bill = { id }, .amount = l->amount, .channel = CHANNEL_TRANSFER, .channel_number = l->bank_number, .paid_at = midday_of(w, l), .remark = l->record.number,
        .payer_account.plain = sealed_open(w, &bank_line_type, l, &l->counterparty_account) };
    if (!ADD(w, payment, &p)) return false;
    l->payment.id = p.record.id;
    l->bill.id = id;
    l->customer = p.customer;
    l->booked_here = true;
    return true;
}

/* To one worker by hand. Who stands in a run that is not booked yet is paid by the run. */
static bool pay_settlement(struct work *w, struct bank_line *l, int64_t id)
{
    if (l->amount.fen >= 0) return refuse(w, "settlement", N_("What came in pays nobody's settlement"));
    const struct settlement *s = LOAD(w, settlement, id);
    if (!s) return false;
    money open = money_sub(s->total, s->paid);
    if (open.fen != -l->amount.fen) return refuse(w, "settlement", N_("{1} of this settlement is open, the line is {2}"), money_shown(w->arena, open), money_shown(w->arena, l->amount));
    text run = db_one_text(w, SQL("select r.number from pay_run r join pay_run_rows x on x.parent = r.id where x.settlement = $1 and r.state = 1 and x.outcome = 1 limit 1"), BIND(num(id)));
    if (*run) return refuse_as(w, CONFLICT, "settlement", N_("It stands in pay run {1}: book that one first, then name the payment"), run);
    struct payment p = { .kind = PAYMENT_TO_WORKER, .settlement = { id }, .amount = money_negate(l->amount), .channel = CHANNEL_TRANSFER, .channel_number = l->bank_number, .paid_at = midday_of(w, l), .remark = l->record.number };
    if (!ADD(w, payment, &p)) return false;
    l->payment.id = p.record.id;
    l->settlement.id = id;
    l->booked_here = true;
    return true;
}

/* What the bank gave back of a run: row by row or in one sum, as it likes, and no more than came back. Nothing is booked: what was never paid is not
 * in the books, and what was is reversed by the run. */
static bool tie_run_back(struct work *w, struct bank_line *l, const struct pay_run *r)
{
    money back = pay_run_back(r), tied = { db_one(w, SQL("select cast(coalesce(sum(amount), 0) as bigint) from bank_line where pay_run = $1 and state = 2 and amount > 0 and id <> $2"), BIND(num(r->record.id), num(l->record.id)), 0) };
    if (money_add(tied, l->amount).fen <= back.fen) return true;
    return refuse(w, "pay_run", N_("{1} of this run came back, {2} of it is tied already, the line is {3}; mark first in the run what the bank sent back"), money_shown(w->arena, back), money_shown(w->arena, tied), money_shown(w->arena, l->amount));
}

/* The whole run in one line (代发), and what came back of it in others. Undoing unties it; what the run booked stays. */
static bool tie_run(struct work *w, struct bank_line *l, int64_t id)
{
    struct pay_run *r = LOAD_LOCKED(w, pay_run, id);
    if (!r) return false;
    if (r->state == RUN_DROPPED) return refuse(w, "pay_run", N_("This pay run was dropped"));
    l->pay_run.id = id;
    if (l->amount.fen > 0) return tie_run_back(w, l, r);
    if (pay_run_sent(r).fen != -l->amount.fen && r->total.fen != -l->amount.fen) return refuse(w, "pay_run", N_("The run comes to {1}, the line to {2}; mark first what the bank sent back"), money_shown(w->arena, pay_run_sent(r)), money_shown(w->arena, money_negate(l->amount)));
    text other = db_one_text(w, SQL("select number from bank_line where pay_run = $1 and state = 2 and amount < 0 and id <> $2 limit 1"), BIND(num(id), num(l->record.id)));
    if (*other) return refuse(w, "pay_run", N_("It is tied to another line of the statement already: {1}"), other);
    return r->state != RUN_MADE || step_take(w, &pay_run_type, r, "pay", NULL);
}
_Static_assert(RUN_MADE == 1 && ROW_WAITS == 1 && BANK_LINE_MATCHED == 2, "the queries here name these by number");

static bool match(struct work *w, struct bank_line *l, const struct bank_match *in)
{
    int named = (in->bill.id != 0) + (in->payment.id != 0) + (in->settlement.id != 0) + (in->pay_run.id != 0);
    if (named != 1) return refuse(w, "bill", N_("Name one thing: the bill or settlement it pays, the payment or pay run it is"));
    l->matched_by.id = w->actor->user;
    l->matched_at = w->acted;
    if (in->payment.id) return tie_payment(w, l, in->payment.id);
    if (in->settlement.id) return pay_settlement(w, l, in->settlement.id);
    return in->pay_run.id ? tie_run(w, l, in->pay_run.id) : pay_bill(w, l, in->bill.id);
}
RULE(bank_line, bank_match, match)

static const struct sentence *is_sure(struct work *w, const struct bank_line *l)
{
    return l->sureness == BANK_SURE ? NULL : because(w, N_("This is not sure: say by “{1}” which bill or payment it is"), translated(w, N_("Match")));
}
GUARD(bank_line, is_sure)

/* The suggestion may be old by now: what it names is judged again by `match`. */
static bool confirm(struct work *w, struct bank_line *l)
{
    return match(w, l, &(struct bank_match){ l->suggested_bill, l->suggested_payment, l->suggested_settlement, l->suggested_run });
}
RULE_PLAIN(bank_line, confirm)

static bool look_again(struct work *w, struct bank_line *l) { bank_guess(w, l); return !failed(w); }
RULE_PLAIN(bank_line, look_again)

static bool undo(struct work *w, struct bank_line *l)
{
    struct payment *p = l->booked_here ? LOAD(w, payment, l->payment.id) : NULL;
    if (failed(w)) return false;
    if (p && p->state == PAYMENT_BOOKED && !step_run(w, &payment_type, p, "reverse", NULL)) return false;
    if ((l->channel || l->funder) && !ledger_reverse_of(w, "bank_line", l->record.id, step_reason(w))) return false;
    l->channel = 0;
    l->funder = 0;
    l->charge.fen = 0;
    l->bill = l->payment = l->customer = l->settlement = l->pay_run = l->payout = l->matched_by = (ref){ 0 };
    l->matched_at.ms = 0;
    l->booked_here = false;
    return look_again(w, l);
}
RULE_PLAIN(bank_line, undo)

static const struct sentence *is_no_payout(struct work *w, const struct bank_line *l)
{
    return l->payout.id ? because(w, N_("It is the platform's payout {1}: undo that one"), record_title(w, &platform_payout_type, l->payout.id)) : NULL;
}
GUARD(bank_line, is_no_payout)

/* ---- a platform pays many orders in one sum (platform_payout.h) ---- */

struct payout_days { text channel; day first, last; };
static const struct field payout_fields[] = {
    FIELD(payout_days, channel, .label = N_("Platform"), .required = true, .max = 30, .help = N_("As it stands in the orders: 美团, 抖音 …")), FIELD(payout_days, first, .label = N_("Visits from"), .required = true), FIELD(payout_days, last, .label = N_("Visits until"), .required = true),
};
static bool is_payout(struct work *w, struct bank_line *l, const struct payout_days *in)
{
    if (l->amount.fen <= 0) return refuse(w, "channel", N_("What went out is no payout of a platform"));
    struct platform_payout p = { .record.branch = l->record.branch, .channel = in->channel, .first = in->first, .last = in->last, .amount = l->amount, .paid_at = midday_of(w, l), .bank_line = { l->record.id }, .why = "" };
    if (!ADD(w, platform_payout, &p)) return false;
    mention(w, "platform_payout", p.record.id, N_("{1} orders wait in it, {2} in all; {3} came: look at it and split it"), print(w, "%lld", (long long)p.count), money_shown(w->arena, p.expected), money_shown(w->arena, p.amount));
    return true;
}
RULE(bank_line, payout_days, is_payout)

struct paid_out { ref payout; };
static const struct field paid_out_fields[] = { FIELD(paid_out, payout, .label = N_("Platform's payout"), .to = &platform_payout_type) };
static bool tie_payout(struct work *w, struct bank_line *l, const struct paid_out *in)
{
    l->payout = in->payout;
    l->matched_by.id = w->actor->user;
    l->matched_at = w->acted;
    return true;
}
RULE(bank_line, paid_out, tie_payout)

/* ---- what a channel collected for us and pays on ---- */

struct channel_payout { enum payment_channel channel; money charge; };
static const struct field channel_fields[] = {
    FIELD(channel_payout, channel, .label = N_("Paid out by"), .choices = paying_out, .required = true),
    FIELD(channel_payout, charge, .label = N_("The channel kept"), .min = 0, .max = 100000000, .help = N_("Its charge, when it is taken off before; empty: nothing")),
};
static bool is_channel(struct work *w, struct bank_line *l, const struct channel_payout *in)
{
    money all = money_add(l->amount, in->charge), under_way = channels_under_way(w);
    if (l->amount.fen <= 0) return refuse(w, "channel", N_("What went out is no payout of a channel"));
    if (all.fen > under_way.fen) return refuse(w, "charge", N_("{1} is more than the {2} that channels collected and have not paid out (1012): book the payments it is of first"), money_shown(w->arena, all), money_shown(w->arena, under_way));
    l->channel = in->channel;
    l->charge = in->charge;
    l->matched_by.id = w->actor->user;
    l->matched_at = w->acted;
    return channel_payout_books(w, l, in->charge);
}
RULE(bank_line, channel_payout, is_channel)

/* ---- what a platform or partner pays for the coupons it bears (coupon_funds.h) ---- */

struct coupons_paid { enum coupon_funder funder; };
static const struct field coupons_fields[] = { FIELD(coupons_paid, funder, .label = N_("Who funds it"), .choices = coupon_funders, .required = true) };
static bool pays_coupons(struct work *w, struct bank_line *l, const struct coupons_paid *in)
{
    if (!coupon_fund_paid_books(w, l, in->funder)) return false;
    l->funder = in->funder;
    l->matched_by.id = w->actor->user;
    l->matched_at = w->acted;
    return true;
}
RULE(bank_line, coupons_paid, pays_coupons)

static bool created(struct work *w, struct bank_line *l)
{
    return step_run(w, &bank_line_type, l, "suggest", NULL);
}
AFTER_CREATE(bank_line, created)

static instant match_due(struct work *w, const struct bank_line *l) { (void)w; return (instant){ l->record.created_at.ms + DAYS(3) }; }
DUE(bank_line, match_due)
static const struct deadline deadlines[] = {
    { .name = "match", .label = N_("Say what this line of the bank statement is"), .states = FROM(BANK_LINE_NEW), .due = match_due_hook, .who = CAN_TAKE_PAYMENTS, .escalate_after = DAYS(4), .then = CAN_LOCK_BILLS, .step = "match" },
};
static const struct step steps[] = {
    STEP(confirm, .label = N_("It is so"), .tone = "primary", .from = FROM(BANK_LINE_NEW), .to = BANK_LINE_MATCHED, .by = CAN_TAKE_PAYMENTS, .guard = is_sure_guard, .run = confirm_rule),
    STEP(match, .label = N_("Match"), .from = FROM(BANK_LINE_NEW), .to = BANK_LINE_MATCHED, .by = CAN_TAKE_PAYMENTS, INPUTS(bank_match, match_fields), .run = match_rule),
    STEP(is_payout, .label = N_("A platform's payout"), .from = FROM(BANK_LINE_NEW), .by = CAN_TAKE_PAYMENTS, INPUTS(payout_days, payout_fields), .run = is_payout_rule),
    STEP(is_channel, .label = N_("A channel's payout"), .from = FROM(BANK_LINE_NEW), .to = BANK_LINE_MATCHED, .by = CAN_TAKE_PAYMENTS, INPUTS(channel_payout, channel_fields), .run = is_channel_rule),
    STEP(pays_coupons, .label = N_("Pays for coupons"), .from = FROM(BANK_LINE_NEW), .to = BANK_LINE_MATCHED, .by = CAN_TAKE_PAYMENTS, INPUTS(coupons_paid, coupons_fields), .run = pays_coupons_rule),
    STEP(tie_payout, .label = N_("The payout was split"), .from = FROM(BANK_LINE_NEW), .to = BANK_LINE_MATCHED, INPUTS(paid_out, paid_out_fields), .run = tie_payout_rule, .hidden = true),
    STEP(untie_payout, .label = N_("The payout was undone"), .from = FROM(BANK_LINE_MATCHED), .to = BANK_LINE_NEW, .run = undo_rule, .hidden = true),
    STEP(look_again, .label = N_("Look again"), .from = FROM(BANK_LINE_NEW), .by = CAN_TAKE_PAYMENTS, .run = look_again_rule),
    STEP(suggest, .label = N_("Look again"), .from = FROM(BANK_LINE_NEW), .run = look_again_rule, .hidden = true),
    STEP(ignore, .label = N_("Not ours to match"), .from = FROM(BANK_LINE_NEW), .to = BANK_LINE_IGNORED, .by = CAN_TAKE_PAYMENTS, .reason = true),
    STEP(undo, .label = N_("Undo the match"), .tone = "danger", .from = FROM(BANK_LINE_MATCHED), .to = BANK_LINE_NEW, .by = CAN_TAKE_PAYMENTS, .guard = is_no_payout_guard, .run = undo_rule, .reason = true,
         .confirm = N_("What was booked from the statement is reversed; both stay visible. Undo?")),
    STEP(reopen, .label = N_("To be matched after all"), .from = FROM(BANK_LINE_IGNORED), .to = BANK_LINE_NEW, .by = CAN_TAKE_PAYMENTS, .run = look_again_rule),
};
static text title(struct work *w, const struct bank_line *l)
{
    text amount = money_shown(w->arena, l->amount), on = day_text(w->arena, l->booked_on);
    return *l->counterparty ? print(w, "%s · %s · %s", l->counterparty, amount, on) : print(w, "%s · %s", amount, on);
}
TITLE(bank_line, title)
static const text indexes[] = { "payment", "pay_run", "branch, booked_on", NULL };
static const struct retention kept[] = {
    { .name = "words", .label = N_("Bank statements: who and what for, from the day of the line"), .law = N_("Transactions are kept at least 3 years (E-Commerce Law art. 31)"), .days = 1095, .members = "counterparty|counterparty_account|reference",
      .due = "state in (2, 3) and booked_on < $2 and (counterparty <> '' or reference <> '' or length(counterparty_account) > 0)" },
};
const struct record_type bank_line_type = RECORD_TYPE(bank_line, .label = N_("Line of a bank statement"), .module = "finance", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = BANK_LINE_NEW, .scope = SCOPE_BRANCH,
    .subject = "customer", RETENTION(kept), .see = CAN_SEE_BILLS, .create = CAN_TAKE_PAYMENTS, .edit = CAN_TAKE_PAYMENTS, .append_only = true, .history = true, .check = check_hook, .created = created_hook, .title = title_hook,
    .prefix = "BK", .order = "-booked_on", .indexes = indexes, .import_states = FROM(BANK_LINE_NEW));
