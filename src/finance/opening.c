/* opening.c — see opening.h. */
#include "base/words.h"
#include "finance/made.h"
#include "operations/operations.h"

static const struct choice states[] = {
    { OPENING_ENTERED, "entered", N_("Entered"), "warn" }, { OPENING_ACCEPTED, "accepted", N_("Balance agreed"), "ok" }, { OPENING_USED, "used", N_("Taken up"), "mute", .final = true },
    { OPENING_REJECTED, "rejected", N_("Rejected"), "mute", .final = true }, { 0 },
};
static const struct choice kinds[] = {
    { OPENING_CARD, "card", N_("Card of visits"), .also = "次卡" }, { OPENING_STORED, "stored", N_("Stored value"), .also = "储值|储值卡|充值" }, { OPENING_DEBT, "debt", N_("Customer's debt"), .also = "欠款|客户欠款" },
    { OPENING_UNPAID_WAGE, "unpaid_wage", N_("Unpaid wage"), .also = "未付工资|欠工资" }, { OPENING_ADVANCE, "advance", N_("Advance to a worker"), .also = "预支|借支" },
    { OPENING_DEPOSIT, "deposit", N_("Customer's deposit"), .also = "定金|订金|客户押金" }, { OPENING_KEY, "key", N_("Customer's key"), .also = "钥匙" }, { 0 },
};

static const struct field fields[] = {
    FIELD(opening_balance, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(opening_balance, kind, .label = N_("Kind"), .choices = kinds, .required = true, .list = true, .filter = true, .also = "类型|种类|项目"),
    FIELD(opening_balance, customer, .label = N_("Customer"), .to = &customer_type, .list = true, .filter = true, .also = "客户|客户姓名"),
    FIELD(opening_balance, worker, .label = N_("Worker"), .to = &worker_type, .list = true, .filter = true, .also = "阿姨|师傅|服务人员"),
    FIELD(opening_balance, as_of, .label = N_("As of"), .required = true, .list = true, .sort = true, .also = "截止日期|日期"),
    FIELD(opening_balance, amount, .label = N_("Amount"), .list = true, .sort = true, .min = 0, .max = INT64_C(10000000000), .also = "金额|余额|本金余额"),
    FIELD(opening_balance, gift, .label = N_("Gift part left"), .min = 0, .max = INT64_C(10000000000), .also = "赠送余额|赠金"),
    FIELD(opening_balance, paid, .label = N_("Paid for the card"), .min = 0, .max = INT64_C(10000000000), .also = "购卡金额|实付"),
    FIELD(opening_balance, list_price, .label = N_("List price of a visit"), .min = 0, .max = INT64_C(100000000), .also = "单次原价|原价"),
    FIELD(opening_balance, bought, .label = N_("Visits bought"), .min = 0, .max = 10000, .also = "总次数|购买次数"),
    FIELD(opening_balance, left_over, .label = N_("Visits left"), .min = 0, .max = 10000, .also = "剩余次数"),
    FIELD(opening_balance, sold, .label = N_("Sold on"), .also = "购卡日期|办卡日期"),
    FIELD(opening_balance, card_number, .label = N_("Card or key number"), .max = 40, .search = true, .also = "卡号|钥匙编号"),
    FIELD(opening_balance, kept_where, .label = N_("Kept where"), .max = 80, .also = "存放位置|保管处"),
    FIELD(opening_balance, settlement, .label = N_("Settlement"), .to = &settlement_type, .set_by = STEPS_ONLY),
    FIELD(opening_balance, card, .label = N_("Prepaid card"), .to = &prepaid_card_type, .filter = true, .set_by = STEPS_ONLY),
    FIELD(opening_balance, entered_by, .label = N_("Entered by"), .to = &account_type, .set_by = ENGINE_ONLY), FIELD(opening_balance, accepted_by, .label = N_("Accepted by"), .to = &account_type, .set_by = STEPS_ONLY),
    FIELD(opening_balance, remark, .personal = true, .label = N_("Remark"), .max = 300, .also = "备注"),
};

static bool of_worker(enum opening_kind k) { return k == OPENING_UNPAID_WAGE || k == OPENING_ADVANCE; }

static bool figures_right(struct work *w, const struct opening_balance *o)
{
    if (o->kind == OPENING_CARD && (o->bought <= 0 || o->left_over > o->bought)) wrong(w, "left_over", N_("A card has visits bought, and at most as many left"));
    if (o->kind == OPENING_KEY && !*o->kept_where) wrong(w, "kept_where", N_("{1} is missing"), translated(w, N_("Kept where")));
    if (o->kind != OPENING_CARD && o->kind != OPENING_KEY && o->amount.fen <= 0) wrong(w, "amount", N_("The amount must be positive"));
    if (o->as_of.number > day_of(w->now).number) wrong(w, "as_of", N_("This day lies in the future"));
    return !failed(w);
}

/* The deposit of a contract that was brought along lies with it (contract_account.h): brought once more here it would be owed twice. */
static bool deposit_once(struct work *w, const struct opening_balance *o)
{
    if (o->kind != OPENING_DEPOSIT || !o->customer.id) return true;
    struct found f = LOOK_WHERE(w, contract, "customer = $1 and paper_number <> '' and state in (1, 8) order by id limit 20", BIND(num(o->customer.id)));
    for (int i = 0; i < f.count; i++) {
        const struct contract *c = FOUND(struct contract, f, i);
        money held = contract_deposit_paid(c);
        if (!held.fen) continue;
        if (held.fen == o->amount.fen) return wrong(w, "amount", N_("This deposit of {1} stands in contract {2} already and would be owed twice; leave this line out"), money_shown(w->arena, held), c->paper_number);
        if (!o->remark || !*o->remark) return wrong(w, "remark", N_("{1} of deposit stands in contract {2} already; is this another one, say here what it is for"), money_shown(w->arena, held), c->paper_number);
    }
    return !failed(w);
}
_Static_assert(CONTRACT_IN_FORCE == 1 && CONTRACT_SUSPENDED == 8, "the query above says these by number");

/* Of a branch a number is one card's, but for visits and stored value of the same customer on it: who brings it along again would owe it twice. */
static bool card_once(struct work *w, const struct opening_balance *o)
{
    if ((o->kind != OPENING_CARD && o->kind != OPENING_STORED) || !o->card_number || !*o->card_number || !o->customer.id) return true;
    enum card_kind kind = o->kind == OPENING_CARD ? CARD_VISITS : CARD_STORED;
    int64_t other = db_one(w, SQL("select customer from prepaid_card where branch = $1 and card_number = $2 and state between 1 and 5 and (customer <> $3 or kind = $4) order by id limit 1"),
                           BIND(num(o->record.branch.id), txt(o->card_number), num(o->customer.id), num(kind)), 0);
    if (!other) other = db_one(w, SQL("select customer from opening_balance where branch = $1 and card_number = $2 and state = 1 and kind in (1, 2) and id <> $5 and (customer <> $3 or kind = $4) order by id limit 1"),
                               BIND(num(o->record.branch.id), txt(o->card_number), num(o->customer.id), num(o->kind), num(o->record.id)), 0);
    return !other || wrong(w, "card_number", N_("Card number {1} is in use already, by {2}: correct the number, or leave this line out if it is the same card"), o->card_number, record_title(w, &customer_type, other));
}
_Static_assert(CARD_OFFERED == 1 && CARD_REFUNDING == 5 && OPENING_ENTERED == 1 && OPENING_CARD == 1 && OPENING_STORED == 2, "the queries above say these by number");

/* What a worker is owed, or owes, is one line a kind, unless a remark says what the other is for: the same sum again is the sheet loaded twice,
 * another one as a rule the first put right. Both would be paid, or taken off. */
static bool of_worker_once(struct work *w, const struct opening_balance *o)
{
    if (!of_worker(o->kind) || !o->worker.id) return true;
    text remark = o->remark ? o->remark : "";
    struct found f = LOOK_WHERE(w, opening_balance, "worker = $1 and kind = $2 and ($3 = '' or coalesce(remark, '') = $3) and state between 1 and 3 and id <> $4 order by case when amount = $5 then 0 else 1 end, id limit 1",
                                BIND(num(o->worker.id), num(o->kind), txt(remark), num(o->record.id), num(o->amount.fen)));
    if (!f.count) return !failed(w);
    const struct opening_balance *other = FOUND(struct opening_balance, f, 0);
    text who = record_title(w, &worker_type, o->worker.id), sum = money_shown(w->arena, other->amount), since = day_text(w->arena, other->as_of);
    if (other->amount.fen == o->amount.fen)
        return wrong(w, "amount", N_("{1} of {2} are entered already, as of {3}: leave this line out if it is the same; if it is another one, say in the remark what it is for"), sum, who, since);
    return wrong(w, "remark", N_("{1} of {2} are entered already, as of {3}: put that line right if it was wrong; if this is another one, say here what it is for"), sum, who, since);
}
_Static_assert(OPENING_ENTERED == 1 && OPENING_USED == 3, "the query above says these by number");

static bool check(struct work *w, struct opening_balance *o, const struct opening_balance *before)
{
    if (!o->kept_where) o->kept_where = "";
    if (!before) o->entered_by.id = w->actor->user;
    if (before && before->state != OPENING_ENTERED && o->state == before->state) return refuse_as(w, CONFLICT, "", N_("An accepted opening balance is not edited"));
    if (!o->kind) return true;
    if (of_worker(o->kind) && !o->worker.id) wrong(w, "worker", N_("{1} is missing"), translated(w, N_("Worker")));
    if (!of_worker(o->kind) && !o->customer.id) wrong(w, "customer", N_("{1} is missing"), translated(w, N_("Customer")));
    const struct customer *c = o->customer.id ? record_peek(w, &customer_type, o->customer.id) : NULL;
    const struct worker *n = o->worker.id ? record_peek(w, &worker_type, o->worker.id) : NULL;
    if (!before && (c || n)) o->record.branch = of_worker(o->kind) && n ? n->record.branch : c ? c->record.branch : n->record.branch;
    if (!before || o->state == OPENING_ENTERED || o->state == OPENING_ACCEPTED) deposit_once(w, o);
    if ((!before || o->state == OPENING_ENTERED) && card_once(w, o)) of_worker_once(w, o);
    return figures_right(w, o);
}
CHECKER(opening_balance, check)

static const struct sentence *by_another(struct work *w, const struct opening_balance *o) { return second_person(w, o->record.branch.id, o->entered_by); }
GUARD(opening_balance, by_another)

/* The next part of a card of visits is worth what the parts before leave of the price: what is left is that of the visits left. */
static struct card_brought as_it_stands(const struct opening_balance *o)
{
    int64_t used = o->kind == OPENING_CARD ? o->bought - o->left_over : 0;
    money left = o->kind == OPENING_CARD ? money_sub(o->paid, money_times(o->paid, used, o->bought)) : o->amount;
    day sold = o->sold.given ? (day){ o->sold.number } : o->as_of;
    return (struct card_brought){ .paid_left = left, .gift_left = o->kind == OPENING_STORED ? o->gift : (money){ 0 }, .used = used, .sold_at = day_at(sold, 12 * 60), .as_of = o->as_of, .source = "opening_balance", .source_id = o->record.id };
}

/* Stored value begins with what is left: how much of it was used before nobody can say any more, and it is owed as it stands. */
static bool becomes_card(struct work *w, struct opening_balance *o)
{
    bool visits = o->kind == OPENING_CARD;
    if (visits && (o->paid.fen <= 0 || o->list_price.fen <= 0)) return refuse(w, o->paid.fen <= 0 ? "paid" : "list_price", N_("Enter what was paid for the card and what a visit costs without it: it pays and is paid back by these"));
    struct prepaid_card *c = take(w, struct prepaid_card);
    text number = o->card_number && *o->card_number ? o->card_number : translate(w->language, N_("Brought along at go-live"));
    *c = (struct prepaid_card){ .customer = o->customer, .kind = visits ? CARD_VISITS : CARD_STORED, .named = true, .card_number = o->card_number, .contract = number, .purpose = translate(w->language, N_("As sold before go-live")),
        .refund_way = translate(w->language, N_("By the way it was paid")), .paid = visits ? o->paid : o->amount, .gift = visits ? (money){ 0 } : o->gift, .list_price = visits ? o->list_price : (money){ 0 }, .bought = visits ? o->bought : 0,
        .uses = CARD_PAID_FIRST, .remark = "" };
    struct card_brought stands = as_it_stands(o);
    if (!card_bring_along(w, c, &stands)) return false;
    o->card.id = c->record.id;
    return true;
}

static bool accept(struct work *w, struct opening_balance *o)
{
    o->accepted_by.id = w->actor->user;
    if (!alone_with_reason(w, o->entered_by) || !card_once(w, o)) return false;
    if (o->kind == OPENING_KEY) return key_bring_along(w, &(struct key_brought){ o->customer.id, o->card_number ? o->card_number : "", o->kept_where, o->as_of });
    return (o->kind != OPENING_CARD && o->kind != OPENING_STORED) || becomes_card(w, o);
}
RULE_PLAIN(opening_balance, accept)

static bool changed_hook(struct work *w, void *record, const void *before)
{
    const struct opening_balance *o = record, *was = before;
    return o->kind != OPENING_DEBT || o->state == was->state ? true : customer_owed_update(w, o->customer.id);
}
static bool created(struct work *w, struct opening_balance *o) { return o->kind != OPENING_DEBT || o->state != OPENING_ACCEPTED || customer_owed_update(w, o->customer.id); }
AFTER_CREATE(opening_balance, created)

static instant accept_due(struct work *w, const struct opening_balance *o) { (void)w; return (instant){ o->record.created_at.ms + DAYS(3) }; }
DUE(opening_balance, accept_due)
static const struct deadline deadlines[] = {
    { .name = "accept", .label = N_("Accept the opening balance"), .states = FROM(OPENING_ENTERED), .due = accept_due_hook, .who = CAN_CHECK_BILLS, .escalate_after = DAYS(4), .then = CAN_LOCK_BILLS, .step = "accept" },
};
static text title(struct work *w, const struct opening_balance *o) { return print(w, "%s %s", translate(w->language, choice_label(kinds, o->kind)), money_shown(w->arena, o->amount)); }
TITLE(opening_balance, title)

static const struct step steps[] = {
    STEP(accept, .label = N_("Take over the balance"), .tone = "primary", .from = FROM(OPENING_ENTERED), .to = OPENING_ACCEPTED, .by = CAN_CHECK_BILLS, .guard = by_another_guard, .run = accept_rule),
    STEP(reject, .label = N_("Reject"), .from = FROM(OPENING_ENTERED), .to = OPENING_REJECTED, .by = CAN_CHECK_BILLS, .reason = true),
    STEP(take_up, .label = N_("Taken up"), .from = FROM(OPENING_ACCEPTED), .to = OPENING_USED, .hidden = true),
};
static const text indexes[] = { "customer", "worker", NULL };

static const struct retention kept[] = {
    { .name = "paper", .label = N_("Opening balances: kept, under “Erased person” when she is erased"), .law = N_("Accounting papers are kept 30 years (Accounting Archives Rules)"), .days = 10950 },
};

const struct record_type opening_balance_type = RECORD_TYPE(opening_balance, .label = N_("Opening balance"), .module = "finance", FIELDS(fields), STEPS(steps), DEADLINES(deadlines),
    .first_state = OPENING_ENTERED, .scope = SCOPE_BRANCH, RETENTION(kept), .subject = "customer|worker", .see = CAN_SEE_BILLS, .create = CAN_EDIT_BILLS, .edit = CAN_EDIT_BILLS, .history = true, .check = check_hook,
    .created = created_hook, .changed = changed_hook, .title = title_hook, .import_states = FROM(OPENING_ENTERED), .indexes = indexes);
