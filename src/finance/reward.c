/* reward.c — see reward.h. */
#include "finance/reward.h"
#include <string.h>
#include "base/words.h"
#include "finance/made.h"
#include "finance/payment.h"
#include "record/said.h"

static const struct choice states[] = { { REWARD_DUE, "due", N_("Reward to be given"), "warn" }, { REWARD_GIVEN, "given", N_("Given"), "ok" }, { REWARD_TAKEN_BACK, "taken_back", N_("Reward taken back"), "mute", .final = true }, { 0 } };
static const struct field fields[] = {
    FIELD(reward, state, .label = N_("State"), .choices = states, .list = true, .filter = true),
    FIELD(reward, customer, .label = N_("Customer"), .to = &customer_type, .list = true, .filter = true, .set_by = ENGINE_ONLY), FIELD(reward, worker, .label = N_("Worker"), .to = &worker_type, .list = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(reward, amount, .label = N_("Amount"), .list = true, .sort = true, .min = -INT64_C(1000000), .max = 1000000, .set_by = ENGINE_ONLY), FIELD(reward, why, .label = N_("Memo"), .format = FORMAT_SAID, .list = true, .max = 400, .set_by = ENGINE_ONLY),
    FIELD(reward, payment, .label = N_("Payment"), .to = &payment_type, .set_by = STEPS_ONLY), FIELD(reward, settlement, .label = N_("Settlement"), .to = &settlement_type, .filter = true, .set_by = STEPS_ONLY),
    FIELD(reward, takes_back, .label = N_("Takes back"), .to = &reward_type, .set_by = ENGINE_ONLY),
    FIELD(reward, source, .label = N_("What it comes from"), .max = 40, .set_by = ENGINE_ONLY), FIELD(reward, source_id, .label = N_("Its record"), .set_by = ENGINE_ONLY), FIELD(reward, since, .label = N_("Since"), .list = true, .set_by = ENGINE_ONLY),
};

struct reward_settled { ref settlement; };
static const struct field settled_fields[] = { FIELD(reward_settled, settlement, .label = N_("Settlement"), .to = &settlement_type) };
static bool settle(struct work *w, struct reward *r, const struct reward_settled *in)
{
    (void)w;
    r->settlement = in->settlement;
    r->state = in->settlement.id ? REWARD_GIVEN : REWARD_DUE;
    return true;
}
RULE(reward, reward_settled, settle)

static bool take_back(struct work *w, struct reward *r)
{
    struct payment *p = r->payment.id ? record_peek(w, &payment_type, r->payment.id) : NULL;
    r->state = REWARD_TAKEN_BACK;                       /* the reversal looks here, as this looks there: it may have begun with either */
    return !p || p->state != PAYMENT_BOOKED || p->reversed_by.id ? !failed(w) : step_run(w, &payment_type, p, "reverse", NULL);
}
RULE_PLAIN(reward, take_back)

static const struct step steps[] = {
    STEP(settle, .label = N_("In a settlement"), .from = FROM(REWARD_DUE) | FROM(REWARD_GIVEN), .hidden = true, INPUTS(reward_settled, settled_fields), .run = settle_rule),
    STEP(take_back, .label = N_("Reward taken back"), .from = FROM(REWARD_DUE) | FROM(REWARD_GIVEN), .to = REWARD_TAKEN_BACK, .hidden = true, .run = take_back_rule),
};
static text title(struct work *w, const struct reward *r) { return print(w, "%s %s", record_title(w, r->worker.id ? &worker_type : &customer_type, r->worker.id ? r->worker.id : r->customer.id), money_shown(w->arena, r->amount)); }
TITLE(reward, title)
static const text indexes[] = { "source, source_id", "worker, state", "settlement", NULL };
static const struct retention kept[] = { { .name = "paper", .label = N_("Rewards: kept with the payments"), .law = N_("Accounting papers are kept 30 years (Accounting Archives Rules)"), .days = 10950 } };
const struct record_type reward_type = RECORD_TYPE(reward, .label = N_("Reward"), .module = "finance", FIELDS(fields), STEPS(steps), .first_state = REWARD_DUE, .scope = SCOPE_BRANCH, .own = "worker", RETENTION(kept),
    .subject = "customer|worker", .see = CAN_SEE_BILLS, .append_only = true, .history = true, .title = title_hook, .prefix = "JL", .indexes = indexes);

/* ---- given ---- */

static bool as_credit(struct work *w, struct reward *r)
{
    struct payment p = { .kind = PAYMENT_FROM_CUSTOMER, .customer = r->customer, .reward = { r->record.id }, .amount = r->amount, .channel = CHANNEL_REWARD, .channel_number = "", .remark = said_read(w, r->why) };
    if (!ADD(w, payment, &p)) return false;
    r->payment.id = p.record.id;
    r->state = REWARD_GIVEN;
    return SAVE(w, reward, r);
}

bool reward_give(struct work *w, const struct reward_ask *a)
{
    if (a->amount.fen <= 0) return refuse(w, "", N_("There is no reward in it: enter how much with “Edit”"));
    struct reward r = { .record.branch = a->branch, .state = REWARD_DUE, .customer = a->customer, .worker = a->worker, .amount = a->amount, .why = a->why, .source = a->source, .source_id = a->source_id, .since = day_of(w->now) };
    if (!ADD(w, reward, &r)) return false;
    struct reward *made = record_peek(w, &reward_type, r.record.id);
    return made && (!made->customer.id || as_credit(w, made));
}

/* A worker who was settled has had it: the same below 0 waits for a settlement that bears it. */
static bool back_from_worker(struct work *w, const struct reward *r)
{
    struct reward red = { .record.branch = r->record.branch, .state = REWARD_DUE, .worker = r->worker, .amount = money_negate(r->amount), .why = said_keep(w, N_("Taken back: {1}"), (const text[]){ r->why, NULL }), .source = r->source, .source_id = r->source_id,
        .takes_back = { r->record.id }, .since = day_of(w->now) };
    return ADD(w, reward, &red);
}

bool reward_take_back(struct work *w, text source, int64_t source_id)
{
    struct found f = LOAD_WHERE(w, reward, "source = $1 and source_id = $2 and state in (1, 2) and amount > 0 and id not in (select takes_back from reward where takes_back > 0) order by id", BIND(txt(source), num(source_id)));
    for (int i = 0; i < f.count; i++) {
        struct reward *r = f.at[i];
        bool had = r->worker.id && r->state == REWARD_GIVEN;
        if (!(had ? back_from_worker(w, r) : step_run(w, &reward_type, r, "take_back", NULL))) return false;
    }
    return !failed(w);
}

/* ---- in a settlement ---- */

static struct settlement_line line_of(struct work *w, const struct reward *r)
{
    return (struct settlement_line){ .item = PAY_REFERRAL, .reward = { r->record.id }, .label = r->why, .served = r->since, .quantity = 100, .unit = r->amount, .amount = r->amount, .why = { by_hand(w, "reward") } };
}

rows_of reward_lines(struct work *w, int64_t worker, day last, rows_of lines, struct found *ret)
{
    struct found due = LOAD_WHERE(w, reward, "worker = $1 and state = 1 and since <= $2 order by case when amount > 0 then 0 else 1 end, id", BIND(num(worker), num(last.number)));
    struct settlement_line *all = take_many(w, struct settlement_line, lines.count + (size_t)due.count);
    size_t n = lines.count;
    money sum = { 0 };
    if (n) memcpy(all, lines.at, n * sizeof *all);
    for (size_t i = 0; i < n; i++) sum = money_add(sum, all[i].amount);
    *ret = (struct found){ .at = take_many(w, void *, due.count + 1) };
    for (int i = 0; i < due.count; i++) {
        const struct reward *r = FOUND(struct reward, due, i);
        if (r->amount.fen < 0 && sum.fen + r->amount.fen < 0) continue;
        sum = money_add(sum, r->amount);
        all[n++] = line_of(w, r);
        ret->at[ret->count++] = due.at[i];
    }
    return (rows_of){ all, n };
}
_Static_assert(REWARD_DUE == 1 && REWARD_GIVEN == 2, "the queries here say these by number");

bool rewards_settled(struct work *w, const struct found *rewards, int64_t settlement)
{
    for (int i = 0; i < rewards->count; i++)
        if (!step_run(w, &reward_type, rewards->at[i], "settle", &(struct reward_settled){ { settlement } })) return false;
    return !failed(w);
}

bool rewards_moved(struct work *w, int64_t from, int64_t to)
{
    struct found f = LOAD_WHERE(w, reward, "settlement = $1 order by id", BIND(num(from)));
    return rewards_settled(w, &f, to);
}
