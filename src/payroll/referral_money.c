/* referral_money.c — see referral_money.h. */
#include "payroll/referral_money.h"
#include <string.h>
#include "base/buf.h"
#include "payroll/payroll.h"
#include "placement/placement.h"
#include "record/said.h"

bool referral_paid(struct work *w, const struct record_type *type, int64_t id)
{
    const struct referral *r = record_peek(w, type, id);
    if (!r) return !failed(w);
    const struct customer *by = r->by_customer.id ? record_peek(w, &customer_type, r->by_customer.id) : NULL;
    const struct worker *n = r->by_worker.id ? record_peek(w, &worker_type, r->by_worker.id) : NULL;
    const struct record *whose = by ? &by->record : n ? &n->record : &r->record;
    text why = said_keep(w, N_("Reward for bringing {1}"), (const text[]){ record_title(w, &customer_type, r->customer.id), NULL });
    return reward_give(w, &(struct reward_ask){ .branch = whose->branch, .customer = r->by_customer, .worker = r->by_worker, .amount = r->reward, .why = why, .source = "referral", .source_id = id });
}

bool referral_back(struct work *w, const struct record_type *type, int64_t id)
{
    (void)type;
    return reward_take_back(w, "referral", id);
}

/* The reward that was given goes, the smaller one comes. A qualified one was not given yet. */
bool referral_reduced(struct work *w, const struct record_type *type, int64_t id)
{
    const struct referral *r = record_peek(w, type, id);
    if (!r || r->state != REFERRAL_REWARDED) return !failed(w);
    return reward_take_back(w, "referral", id) && referral_paid(w, type, id);
}

/* ---- her money went back ---- */

/* What she paid with her own money, and what of it went back: a card's use is no money of its own, a reward is ours; a payment that was reversed never came. */
static void her_money(struct work *w, int64_t customer, money *ret_came, money *ret_back)
{
    ret_came->fen = db_one(w, SQL("select cast(coalesce(sum(amount), 0) as bigint) from payment where customer = $1 and kind = 1 and channel not in (7, 10)"), BIND(num(customer)), 0);
    ret_back->fen = db_one(w, SQL("select cast(coalesce(sum(amount), 0) as bigint) from payment where customer = $1 and kind = 2 and channel not in (7, 10)"), BIND(num(customer)), 0);
}
_Static_assert(PAYMENT_FROM_CUSTOMER == 1 && PAYMENT_TO_CUSTOMER == 2 && CHANNEL_PREPAID == 7 && CHANNEL_REWARD == 10, "the queries above say these by number");

static bool make_void(struct work *w, struct referral *r, enum referral_void why) { return step_run(w, &referral_type, r, "make_void", &(struct { enum referral_void why; }){ why }); }

static bool look_at(struct work *w, int64_t customer)
{
    if (!customer) return !failed(w);
    struct found f = LOAD_WHERE(w, referral, "customer = $1 and state in (2, 3) order by id", BIND(num(customer)));
    money came, back;
    if (!f.count) return !failed(w);
    her_money(w, customer, &came, &back);
    for (int i = 0; i < f.count && !failed(w); i++) {
        struct referral *r = f.at[i];
        bool part = back.fen > r->went_back.fen && r->reward.fen > 0;
        if (came.fen <= back.fen ? !make_void(w, r, VOID_REFUNDED) : part && !step_run(w, &referral_type, r, "part_back", &(struct referral_part_back){ came, back })) return false;
    }
    return !failed(w);
}
_Static_assert(REFERRAL_QUALIFIED == 2 && REFERRAL_REWARDED == 3, "the query above says these by number");

/* ---- paid from one account (T14) ---- */

/* As people and banks write it: without blanks. */
static text plain_account(struct work *w, text given)
{
    struct buf out = buf_new(w->arena);
    for (; given && *given; given++)
        if (*given != ' ' && *given != '-') buf_char(&out, *given);
    return buf_text(&out);
}

struct accounts { text *at; int count; };
static void note(struct work *w, struct accounts *a, text given)
{
    text one = plain_account(w, given);
    if (*one) a->at[a->count++] = one;
}

/* Accounts she paid from: as her payments say, and as the bank says of payments that were booked by hand. */
static struct accounts accounts_of(struct work *w, int64_t customer)
{
    struct found paid = LOOK_WHERE(w, payment, "customer = $1 and kind = 1 and state = 1 and length(payer_account) > 0 order by id", BIND(num(customer)));
    struct found lines = LOOK_WHERE(w, bank_line, "state = 2 and length(counterparty_account) > 0 and payment in (select id from payment where customer = $1 and kind = 1) order by id", BIND(num(customer)));
    struct accounts a = { take_many(w, text, paid.count + lines.count + 1), 0 };
    for (int i = 0; i < paid.count; i++) note(w, &a, sealed_open(w, &payment_type, paid.at[i], &FOUND(struct payment, paid, i)->payer_account));
    for (int i = 0; i < lines.count; i++) note(w, &a, sealed_open(w, &bank_line_type, lines.at[i], &FOUND(struct bank_line, lines, i)->counterparty_account));
    return a;
}
_Static_assert(PAYMENT_BOOKED == 1 && BANK_LINE_MATCHED == 2, "the queries above say these by number");

/* Of who brought her: a customer's by what she paid from, a worker's is where her wages go. */
static struct accounts accounts_of_referrer(struct work *w, const struct referral *r)
{
    if (r->by_customer.id) return accounts_of(w, r->by_customer.id);
    const struct worker *n = record_peek(w, &worker_type, r->by_worker.id);
    struct accounts a = { take_many(w, text, 1), 0 };
    if (n) note(w, &a, sealed_open(w, &worker_type, n, &n->bank_account));
    return a;
}

static bool same_payer(struct work *w, const struct referral *r)
{
    struct accounts hers = accounts_of(w, r->customer.id), theirs = hers.count ? accounts_of_referrer(w, r) : hers;
    for (int i = 0; hers.count && i < theirs.count; i++)
        for (int k = 0; k < hers.count; k++)
            if (!strcmp(theirs.at[i], hers.at[k])) return true;
    return false;
}

/* All that lead to or from this customer and are not decided the other way. */
static bool hold_payers(struct work *w, int64_t customer)
{
    struct found f = LOAD_WHERE(w, referral, "(customer = $1 or by_customer = $1) and state in (1, 2, 3) and coalesce(heard, 0) <> 7 order by id", BIND(num(customer)));
    for (int i = 0; i < f.count; i++)
        if (same_payer(w, f.at[i]) && !make_void(w, f.at[i], VOID_SAME_PAYER)) return false;
    return !failed(w);
}
_Static_assert(VOID_SAME_PAYER == 7, "the query above says it by number");

bool referral_made(struct work *w, const struct record_type *type, int64_t id)
{
    const struct referral *r = record_peek(w, type, id);
    return r ? hold_payers(w, r->customer.id) : !failed(w);
}

bool referral_after_bank(struct work *w, const struct record_type *type, int64_t id)
{
    const struct bank_line *l = record_peek(w, type, id);
    return !l || !l->customer.id || l->amount.fen <= 0 ? !failed(w) : hold_payers(w, l->customer.id);
}

bool referral_after_refund(struct work *w, const struct record_type *type, int64_t id)
{
    const struct refund *r = record_peek(w, type, id);
    return r ? look_at(w, r->customer.id) : !failed(w);
}

bool referral_after_payment(struct work *w, const struct record_type *type, int64_t id)
{
    const struct payment *p = record_peek(w, type, id);
    bool back = p && ((p->kind == PAYMENT_TO_CUSTOMER && p->state == PAYMENT_BOOKED) || (p->kind == PAYMENT_FROM_CUSTOMER && p->state == PAYMENT_REVERSAL && !p->reward.id));
    bool came = p && p->kind == PAYMENT_FROM_CUSTOMER && p->state == PAYMENT_BOOKED && p->customer.id && !p->reward.id;
    if (came && !hold_payers(w, p->customer.id)) return false;
    return back ? look_at(w, p->customer.id) : !failed(w);
}
