/* cash_up.c — see cash_up.h. What is expected is reckoned in cash_expected.c. */
#include "finance/cash_up.h"
#include "finance/made.h"

static const struct choice states[] = { { CASH_OPEN, "open", N_("Being counted"), "info" }, { CASH_COUNTED, "counted", N_("Counted"), "warn" }, { CASH_CLOSED, "closed", N_("Day closed"), "ok", .final = true }, { 0 } };
static const struct field row_fields[] = {
    FIELD(cash_row, worker, .label = N_("Held by"), .to = &worker_type, .help = N_("Empty: the till")),
    FIELD(cash_row, before, .label = N_("From before")), FIELD(cash_row, came, .label = N_("Came in")), FIELD(cash_row, went, .label = N_("Went out")),
    FIELD(cash_row, expected, .label = N_("Should be there")), FIELD(cash_row, counted, .label = N_("Is there")), FIELD(cash_row, difference, .label = N_("Difference in money")),
    FIELD(cash_row, reason, .label = N_("Reason"), .max = 300),
};
static const struct row_type row_row = ROW_TYPE(cash_row, row_fields);

static const struct field fields[] = {
    FIELD(cash_up, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(cash_up, day, .label = N_("Day"), .required = true, .list = true, .sort = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(cash_up, receivers, .label = N_("Receivers"), .row = &row_row, .set_by = STEPS_ONLY),
    FIELD(cash_up, expected, .label = N_("Should be there"), .set_by = ENGINE_ONLY, .list = true), FIELD(cash_up, counted, .label = N_("Is there"), .set_by = ENGINE_ONLY, .list = true),
    FIELD(cash_up, difference, .label = N_("Difference in money"), .set_by = ENGINE_ONLY, .list = true, .sort = true),
    FIELD(cash_up, banked, .label = N_("Brought to the bank"), .set_by = STEPS_ONLY, .list = true), FIELD(cash_up, kept, .label = N_("Left in the till"), .set_by = STEPS_ONLY),
    FIELD(cash_up, counted_by, .label = N_("Counted by"), .to = &account_type, .set_by = STEPS_ONLY, .list = true), FIELD(cash_up, signed_by, .label = N_("Signed by"), .to = &account_type, .set_by = STEPS_ONLY, .list = true),
    FIELD(cash_up, counted_at, .label = N_("Counted at"), .set_by = STEPS_ONLY), FIELD(cash_up, signed_at, .label = N_("Signed at"), .set_by = STEPS_ONLY),
    FIELD(cash_up, remark, .label = N_("Remark"), .max = 300),
};

/* Days are closed one after the other: cash of an earlier day that nobody counted would be lost in this one. */
static bool in_order(struct work *w, const struct cash_up *c)
{
    int64_t open = db_one(w, SQL("select min(day) from cash_up where branch = $1 and day < $2 and state <> 3"), BIND(num(c->record.branch.id), num(c->day.number)), 0);
    int64_t closed = db_one(w, SQL("select max(day) from cash_up where branch = $1"), BIND(num(c->record.branch.id)), 0);
    int64_t missed = closed ? db_one(w, SQL("select min(cash_day) from payment where branch = $1 and channel = 1 and cash_day > $2 and cash_day < $3"), BIND(num(c->record.branch.id), num(closed), num(c->day.number)), 0) : 0;
    int64_t first = open ? open : missed;
    if (first) return wrong(w, "day", N_("Close {1} first"), day_text(w->arena, (day){ (int32_t)first }));
    if (closed >= c->day.number) return wrong(w, "day", N_("There is a cash-up of {1} already"), day_text(w->arena, (day){ (int32_t)closed }));
    return !failed(w);
}

static void add_up(struct cash_up *c)
{
    c->expected = c->counted = c->difference = (money){ 0 };
    for (size_t i = 0; i < c->receivers.count; i++) {
        struct cash_row *r = ROW(struct cash_row, c->receivers, i);
        r->difference = r->counted.given ? money_sub((money){ r->counted.fen }, r->expected) : (money){ 0 };
        c->expected = money_add(c->expected, r->expected);
        if (r->counted.given) c->counted = money_add(c->counted, (money){ r->counted.fen });
        c->difference = money_add(c->difference, r->difference);
    }
}

static bool check(struct work *w, struct cash_up *c, const struct cash_up *before)
{
    if (before && before->state == CASH_CLOSED) return refuse_as(w, CONFLICT, "", N_("This day is closed; what is found now counts in the next one"));
    if (!before) {
        if (c->day.number > day_of(w->now).number) return wrong(w, "day", N_("This day lies in the future"));
        if (!in_order(w, c)) return false;
    }
    if (c->state == CASH_OPEN) c->receivers = cash_expected(w, c->record.branch.id, c->day, c->receivers);
    add_up(c);
    return !failed(w);
}
CHECKER(cash_up, check)

struct counting { ref worker; money counted; text reason; };
static const struct field counting_fields[] = {
    FIELD(counting, worker, .label = N_("Held by"), .to = &worker_type, .help = N_("Empty: the till")),
    FIELD(counting, counted, .label = N_("Is there"), .min = 0, .max = INT64_C(10000000000)), FIELD(counting, reason, .label = N_("Reason for a difference"), .max = 300),
};

static bool count(struct work *w, struct cash_up *c, const struct counting *in)
{
    c->receivers = cash_expected(w, c->record.branch.id, c->day, c->receivers);
    for (size_t i = 0; i < c->receivers.count; i++) {
        struct cash_row *r = ROW(struct cash_row, c->receivers, i);
        if (r->worker.id != in->worker.id) continue;
        money by = money_sub(in->counted, r->expected);
        if (by.fen && !*in->reason) return wrong(w, "reason", N_("{1} should be there: say why it is {2}"), money_shown(w->arena, r->expected), money_shown(w->arena, in->counted));
        r->counted = (maybe_money){ in->counted.fen, true };
        r->reason = by.fen ? in->reason : "";
        return true;
    }
    return wrong(w, "worker", N_("She holds no cash of this branch"));
}
RULE(cash_up, counting, count)

/* What was counted must still be what is expected, or have its reason: cash may have come between. */
static const struct sentence *all_counted(struct work *w, const struct cash_up *c)
{
    rows_of now = cash_expected(w, c->record.branch.id, c->day, c->receivers);
    for (size_t i = 0; i < now.count; i++) {
        const struct cash_row *r = ROW(struct cash_row, now, i);
        text who = r->worker.id ? record_title(w, &worker_type, r->worker.id) : "";
        if (!r->counted.given) return *who ? because(w, N_("The cash of {1} is not counted yet"), who) : because(w, N_("The till is not counted yet"));
        if (r->counted.fen != r->expected.fen && !(r->reason && *r->reason)) return *who ? because(w, N_("Cash of {1} has come since it was counted; count it again"), who) : because(w, N_("Cash has come into the till since it was counted; count it again"));
    }
    return NULL;
}
GUARD(cash_up, all_counted)

struct counted_end { money banked; };
static const struct field counted_fields[] = { FIELD(counted_end, banked, .label = N_("Brought to the bank"), .help = N_("The rest stays in the till for the next day"), .min = 0, .max = INT64_C(10000000000)) };

static bool finish(struct work *w, struct cash_up *c, const struct counted_end *in)
{
    db_lock(w, "branch", &c->record.branch.id, 1);          /* a payment under way is in, or has the next day */
    c->receivers = cash_expected(w, c->record.branch.id, c->day, c->receivers);
    const struct sentence *why = all_counted(w, c);
    if (why) return failed(w) ? false : work_refuse(w, CONFLICT, "", (const text[]){ why->message, why->arguments ? why->arguments[0] : NULL, NULL });
    struct cash_row *till = ROW(struct cash_row, c->receivers, 0);
    if (in->banked.fen > till->counted.fen) return wrong(w, "banked", N_("There is only {1} in the till"), money_shown(w->arena, (money){ till->counted.fen }));
    c->banked = in->banked;
    c->kept = money_sub((money){ till->counted.fen }, in->banked);
    c->counted_by.id = w->actor->user;
    c->counted_at = w->acted;
    return true;
}
RULE(cash_up, counted_end, finish)

static bool recount(struct work *w, struct cash_up *c)
{
    (void)w;
    c->banked = c->kept = (money){ 0 };
    c->counted_by.id = 0;
    c->counted_at.ms = 0;
    return true;
}
RULE_PLAIN(cash_up, recount)

static const struct sentence *by_another(struct work *w, const struct cash_up *c) { return second_person(w, c->record.branch.id, c->counted_by); }
GUARD(cash_up, by_another)

static bool sign(struct work *w, struct cash_up *c)
{
    c->signed_by.id = w->actor->user;
    c->signed_at = w->acted;
    return alone_with_reason(w, c->counted_by);
}
RULE_PLAIN(cash_up, sign)

/* By noon of the next day. */
static instant close_due(struct work *w, const struct cash_up *c) { (void)w; return day_at((day){ c->day.number + 1 }, 12 * 60); }
DUE(cash_up, close_due)
static const struct deadline deadlines[] = {
    { .name = "count", .label = N_("Count the cash of the day"), .states = FROM(CASH_OPEN), .due = close_due_hook, .who = CAN_COUNT_CASH, .escalate_after = DAYS(1), .then = CAN_SIGN_CASH },
    { .name = "sign", .label = N_("Sign the cash-up"), .states = FROM(CASH_COUNTED), .due = close_due_hook, .who = CAN_SIGN_CASH, .escalate_after = DAYS(1), .then = CAN_SIGN_CASH, .step = "sign" },
};
static text title(struct work *w, const struct cash_up *c) { return day_text(w->arena, c->day); }
TITLE(cash_up, title)

static const struct step steps[] = {
    STEP(count, .label = N_("Count"), .from = FROM(CASH_OPEN), .by = CAN_COUNT_CASH, INPUTS(counting, counting_fields), .run = count_rule),
    STEP(finish, .label = N_("All is counted"), .tone = "primary", .from = FROM(CASH_OPEN), .to = CASH_COUNTED, .by = CAN_COUNT_CASH, INPUTS(counted_end, counted_fields), .guard = all_counted_guard, .run = finish_rule),
    STEP(recount, .label = N_("Count again"), .from = FROM(CASH_COUNTED), .to = CASH_OPEN, .by = CAN_COUNT_CASH, .run = recount_rule, .reason = true),
    STEP(sign, .label = N_("Sign and close the day"), .tone = "primary", .from = FROM(CASH_COUNTED), .to = CASH_CLOSED, .by = CAN_SIGN_CASH, .guard = by_another_guard, .run = sign_rule),
};
static const text uniques[] = { "branch, day", NULL };
const struct record_type cash_up_type = RECORD_TYPE(cash_up, .label = N_("Cash-up"), .module = "finance", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = CASH_OPEN, .scope = SCOPE_BRANCH,
    .see = CAN_SEE_BILLS, .create = CAN_COUNT_CASH, .edit = CAN_COUNT_CASH, .history = true, .check = check_hook, .title = title_hook, .prefix = "RJ", .order = "-day", .uniques = uniques);
