/* coupon.c — see coupon.h. */
#include "operations/coupon.h"
#include <ctype.h>
#include <string.h>
#include "base/words.h"
#include "operations/operations.h"
#include "record/store.h"

static const struct choice states[] = {
    { COUPON_DRAFT, "draft", N_("Draft"), "mute" }, { COUPON_RUNNING, "running", N_("Running"), "ok" }, { COUPON_ENDED, "ended", N_("Ended"), "mute", .final = true }, { 0 },
};
static const struct choice kinds[] = { { COUPON_AMOUNT, "amount", N_("An amount") }, { COUPON_PERCENT, "percent", N_("Per cent") }, { 0 } };
const struct choice coupon_funders[] = {
    { FUNDED_BY_PLATFORM, "platform", N_("The platform") }, { FUNDED_BY_COMPANY, "company", N_("The company") }, { FUNDED_BY_BRANCH, "branch", N_("The branch") },
    { FUNDED_BY_PARTNER, "partner", N_("Partner") }, { 0 },
};

#define WORTH N_("What it takes off")
#define FOR N_("Where it holds")
static const struct field fields[] = {
    FIELD(coupon, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(coupon, code, .label = N_("Coupon code"), .required = true, .max = 20, .unique = true, .list = true, .search = true, .set_by = SET_ON_CREATE, .help = N_("Letters and digits; the customer says it, the order names it")),
    FIELD(coupon, name, .label = N_("Name"), .required = true, .max = 60, .list = true, .search = true),
    FIELD(coupon, kind, .label = N_("Kind"), .choices = kinds, .required = true, .list = true, .group = WORTH),
    FIELD(coupon, amount, .label = N_("Amount"), .min = 0, .max = 1000000, .list = true, .group = WORTH),
    FIELD(coupon, percent, .label = N_("Per cent"), .min = 0, .max = 100, .list = true, .group = WORTH),
    FIELD(coupon, most, .label = N_("At most"), .min = 0, .max = 1000000, .help = N_("Of a coupon in per cent; 0: no limit"), .group = WORTH),
    FIELD(coupon, funder, .label = N_("Who funds it"), .choices = coupon_funders, .required = true, .list = true, .filter = true, .group = WORTH),
    FIELD(coupon, minimum, .label = N_("From this price on"), .min = 0, .max = 10000000, .list = true, .group = FOR),
    FIELD(coupon, valid_from, .label = N_("Valid from"), .required = true, .list = true, .sort = true, .group = FOR),
    FIELD(coupon, valid_to, .label = N_("Valid to"), .required = true, .list = true, .sort = true, .filter = true, .group = FOR),
    FIELD(coupon, customer, .label = N_("Customer"), .to = &customer_type, .filter = true, .set_by = SET_ON_CREATE, .help = N_("Hers alone; empty: everybody's"), .group = FOR),
    FIELD(coupon, line, .label = N_("Service line"), .to = &service_line_type, .filter = true, .help = N_("Empty: all services"), .group = FOR),
    FIELD(coupon, once, .label = N_("Once for each customer"), .group = FOR),
    FIELD(coupon, uses_most, .label = N_("Uses in all"), .min = 0, .max = 1000000, .help = N_("0: no limit"), .group = FOR),
    FIELD(coupon, remark, .label = N_("Remark"), .max = 300),
};

static text upper(struct work *w, text code)
{
    char *out = (char *)(uintptr_t)arena_copy(w->arena, code);
    for (char *c = out; *c; c++) *c = (char)toupper((unsigned char)*c);
    return out;
}

static bool code_right(text code)
{
    size_t length = strlen(code);
    return length >= 3 && strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == length;
}

static bool check(struct work *w, struct coupon *c, const struct coupon *before)
{
    if (before && before->state != COUPON_DRAFT && c->state == before->state) return refuse_as(w, CONFLICT, "", N_("A coupon that runs is not edited; end it and make a new one"));
    if (c->code && *c->code) {
        c->code = upper(w, c->code);
        if (!code_right(c->code)) wrong(w, "code", N_("A code has 3 to 20 letters and digits"));
    }
    if (c->kind == COUPON_AMOUNT && c->amount.fen <= 0) wrong(w, "amount", N_("The amount must be positive"));
    if (c->kind == COUPON_PERCENT && c->percent <= 0) wrong(w, "percent", N_("The per cent must be positive"));
    if (c->valid_to.number < c->valid_from.number) wrong(w, "valid_to", N_("The last day lies before the first"));
    if (c->valid_to.number && c->valid_to.number < day_of(w->now).number && (!before || before->valid_to.number != c->valid_to.number)) wrong(w, "valid_to", N_("This day lies in the past: nobody could use it any more"));
    if (!before && c->customer.id) {
        const struct customer *hers = LOAD(w, customer, c->customer.id);
        if (hers) c->record.branch = hers->record.branch;
    }
    return !failed(w);
}
CHECKER(coupon, check)

static text title(struct work *w, const struct coupon *c) { return print(w, "%s %s", c->code, c->name); }
TITLE(coupon, title)

static const struct sentence *still_valid(struct work *w, const struct coupon *c)
{
    return c->valid_to.number < day_of(w->now).number ? because(w, N_("Its last day has passed")) : NULL;
}
GUARD(coupon, still_valid)

static const struct step steps[] = {
    STEP(start, .label = N_("Put into use"), .tone = "primary", .from = FROM(COUPON_DRAFT), .to = COUPON_RUNNING, .by = CAN_EDIT_COUPONS, .guard = still_valid_guard),
    STEP(finish, .label = N_("End"), .from = FROM(COUPON_DRAFT) | FROM(COUPON_RUNNING), .to = COUPON_ENDED, .by = CAN_EDIT_COUPONS, .reason = true),
};
static const struct retention kept[] = {
    { .name = "paper", .label = N_("Coupons: kept; they name a customer at most"), .law = N_("Transactions are kept at least 3 years (E-Commerce Law art. 31)"), .days = 1095 },
};
const struct record_type coupon_type = RECORD_TYPE(coupon, .label = N_("Coupon"), .module = "operations", FIELDS(fields), STEPS(steps), .first_state = COUPON_DRAFT, .scope = SCOPE_COMPANY, RETENTION(kept),
    .subject = "customer", .see = CAN_SEE_COUPONS, .create = CAN_EDIT_COUPONS, .edit = CAN_EDIT_COUPONS, .history = true, .check = check_hook, .title = title_hook, .order = "-valid_to");

/* ---- an order's use of it ---- */

static const struct choice use_states[] = { { COUPON_USED, "used", N_("Used"), "ok" }, { COUPON_RETURNED, "returned", N_("Came back"), "mute", .final = true }, { 0 } };
static const struct field use_fields[] = {
    FIELD(coupon_use, state, .label = N_("State"), .choices = use_states, .filter = true, .list = true),
    FIELD(coupon_use, coupon, .label = N_("Coupon"), .to = &coupon_type, .required = true, .list = true, .filter = true), FIELD(coupon_use, customer, .label = N_("Customer"), .to = &customer_type, .required = true, .list = true, .filter = true),
    FIELD(coupon_use, service_order, .label = N_("Order"), .to = &service_order_type, .required = true, .list = true), FIELD(coupon_use, visit, .label = N_("Visit"), .to = &visit_type, .filter = true),
    FIELD(coupon_use, amount, .label = N_("Amount"), .list = true, .sort = true), FIELD(coupon_use, funder, .label = N_("Who funds it"), .choices = coupon_funders, .list = true, .filter = true),
    FIELD(coupon_use, used_at, .label = N_("Used at"), .list = true, .sort = true, .filter = true), FIELD(coupon_use, returned_at, .label = N_("Came back at"), .set_by = STEPS_ONLY),
};
static bool give_back(struct work *w, struct coupon_use *u) { u->returned_at = w->acted; return true; }
RULE_PLAIN(coupon_use, give_back)
static const struct step use_steps[] = { STEP(give_back, .label = N_("Comes back"), .from = FROM(COUPON_USED), .to = COUPON_RETURNED, .by = CAN_EDIT_COUPONS, .run = give_back_rule, .reason = true) };
static const text use_indexes[] = { "coupon, customer", "visit", NULL };
static const struct retention use_kept[] = {
    { .name = "paper", .label = N_("Used coupons: kept, under “Erased person” when she is erased"), .law = N_("Accounting papers are kept 30 years (Accounting Archives Rules)"), .days = 10950 },
};
static text use_title(struct work *w, const struct coupon_use *u) { return money_text(w->arena, u->amount); }
TITLE(coupon_use, use_title)
const struct record_type coupon_use_type = RECORD_TYPE(coupon_use, .label = N_("Used coupon"), .module = "operations", FIELDS(use_fields), STEPS(use_steps), .first_state = COUPON_USED, .scope = SCOPE_BRANCH, .subject = "customer",
    RETENTION(use_kept), .see = CAN_SEE_COUPONS, .edit = CAN_EDIT_COUPONS, .append_only = true, .quiet = true, .title = use_title_hook, .order = "-used_at", .indexes = use_indexes);

money coupon_worth(const struct coupon *c, money base)
{
    money off = c->kind == COUPON_PERCENT ? money_times(base, c->percent, 100) : c->amount;
    if (c->kind == COUPON_PERCENT && c->most.fen) off = money_least(off, c->most);
    return money_least(off, base);
}

/* One query for both limits: uses in all, and hers. */
struct uses { int64_t all, hers; };
static struct uses uses_of(struct work *w, const struct coupon *c, const struct coupon_case *u)
{
    struct uses n = { 0 };
    struct rows *row = db_query(w, SQL("select count(*), cast(coalesce(sum(case when customer = $2 then 1 else 0 end), 0) as bigint) from coupon_use where coupon = $1 and state = 1 and service_order <> $3"),
                                BIND(num(c->record.id), num(u->customer), num(u->order)));
    if (db_next(row)) n = (struct uses){ db_number(row, 0), db_number(row, 1) };
    db_enough(row);
    return n;
}

const struct sentence *coupon_unfit(struct work *w, const struct coupon *c, const struct coupon_case *u)
{
    day today = day_of(w->now);
    if (c->state != COUPON_RUNNING || (c->customer.id && c->customer.id != u->customer)) return because(w, N_("The coupon “{1}” cannot be used: check how it is written; it may have been stopped, or be another customer's"), c->code);
    if (today.number < c->valid_from.number || today.number > c->valid_to.number)
        return because(w, N_("“{1}” is valid from {2} to {3}"), c->code, day_text(w->arena, c->valid_from), day_text(w->arena, c->valid_to));
    if (c->record.branch.id && c->record.branch.id != u->branch) return because(w, N_("“{1}” is another branch's coupon"), c->code);
    if (c->line.id && c->line.id != u->line) return because(w, N_("“{1}” is for “{2}” only"), c->code, record_title(w, &service_line_type, c->line.id));
    if (u->base.fen < c->minimum.fen)
        return because(w, N_("“{1}” holds from {2} on; this comes to {3}"), c->code, money_shown(w->arena, c->minimum), money_shown(w->arena, u->base));
    struct uses n = uses_of(w, c, u);
    if (c->once && n.hers) return because(w, N_("“{1}” was used already; each customer has it once"), c->code);
    if (c->uses_most && n.all >= c->uses_most) return because(w, N_("“{1}” is used up: {2} uses"), c->code, print(w, "%lld", (long long)c->uses_most));
    return NULL;
}

static bool may_use(struct work *w, const struct coupon *c, const struct coupon_case *u)
{
    const struct sentence *why = coupon_unfit(w, c, u);
    if (!why) return !failed(w);
    text all[5] = { why->message };                         /* none of them has more than three */
    for (int i = 0; i < 3 && why->arguments[i]; i++) all[i + 1] = why->arguments[i];
    return work_wrong(w, "coupon_code", all);
}

const struct coupon *coupon_for(struct work *w, const struct coupon_case *u)
{
    struct found c = LOAD_WHERE(w, coupon, "code = $1", BIND(txt(upper(w, u->code))));
    if (failed(w)) return NULL;
    if (!c.count) { wrong(w, "coupon_code", N_("The coupon “{1}” cannot be used: check how it is written; it may have been stopped, or be another customer's"), u->code); return NULL; }
    return may_use(w, c.at[0], u) ? c.at[0] : NULL;
}

struct found coupons_of(struct work *w, int64_t person)
{
    return LOOK_WHERE(w, coupon, "state = 2 and valid_to >= $2 and customer in (select id from customer where person = $1 and state <> 3) and (uses_most = 0 or uses_most > (select count(*) from coupon_use u where u.coupon = coupon.id and u.state = 1)) "
        "and (once = 0 or not exists (select 1 from coupon_use u where u.coupon = coupon.id and u.state = 1)) order by valid_to, id limit 40", BIND(num(person), num(day_of(w->now).number)));
}
_Static_assert(COUPON_RUNNING == 2 && COUPON_USED == 1, "the query above says these by number");

bool coupon_take(struct work *w, const struct service_order *o, int64_t visit)
{
    if (!*o->coupon_code) return true;
    int64_t id = db_one(w, SQL("select id from coupon where code = $1"), BIND(txt(o->coupon_code)), 0);
    db_lock(w, "coupon", &id, 1);
    struct coupon *c = record_peek(w, &coupon_type, id);
    struct coupon_case u = { .code = o->coupon_code, .customer = o->customer.id, .branch = o->record.branch.id, .line = o->line.id, .order = o->record.id, .base = money_add(o->price, o->coupon) };
    if (!c || !may_use(w, c, &u)) return false;
    struct coupon_use use = { .record.branch = o->record.branch, .state = COUPON_USED, .coupon = { id }, .customer = o->customer, .service_order = { o->record.id }, .visit = { visit }, .amount = o->coupon,
        .funder = c->funder, .used_at = w->acted };
    return ADD(w, coupon_use, &use);
}

bool coupon_comes_back(struct work *w, const struct record_type *type, int64_t visit)
{
    (void)type;
    const struct visit *v = record_peek(w, &visit_type, visit);
    if (!v || v->fee.fen) return !failed(w);
    struct found used = LOAD_WHERE(w, coupon_use, "visit = $1 and state = 1", BIND(num(visit)));
    for (int i = 0; i < used.count; i++)
        if (!step_run(w, &coupon_use_type, used.at[i], "give_back", NULL)) return false;
    return !failed(w);
}
