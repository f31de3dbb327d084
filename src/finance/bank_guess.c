/* bank_guess.c — what a line of a statement may be. Sure is: a number of ours or of the bank's with exactly the sum, or the party's name with exactly the
 * sum and one thing alone that it fits; everything else a person decides. */
#include <string.h>
#include "base/words.h"
#include "finance/bank_own.h"
#include "finance/books.h"
#include "finance/made.h"
#include "record/answer.h"
#include "record/input.h"
#include "record/parts.h"
#include "record/said.h"

struct guess { int64_t bill, payment, settlement, run; enum bank_sureness sure; text why; };

static bool same_name(text a, text b) { return a && b && *a && !strcmp(a, b); }

/* ---- what is booked already ---- */

static int64_t payment_by_number(struct work *w, const struct bank_line *l, int64_t amount)
{
    if (!*l->bank_number) return 0;
    return db_one(w, SQL("select id from payment where branch = $1 and state = 1 and amount = $2 and channel_number = $3 and (kind in (1, 4, 5)) = ($4 = 1)"), BIND(num(l->record.branch.id), num(amount), txt(l->bank_number), num(l->amount.fen > 0)), 0);
}

/* By hand before the statement came: the same transaction number; or around that day the only one of that sum with this name, else the only one at all. */
static bool guess_payment(struct work *w, const struct bank_line *l, struct guess *g)
{
    bool came = l->amount.fen > 0;
    int64_t amount = came ? l->amount.fen : -l->amount.fen, id = 0, by_name = 0, n = 0, names = 0, numbered = payment_by_number(w, l, amount);
    if (numbered) { *g = (struct guess){ .payment = numbered, .sure = BANK_SURE, .why = said_keep(w, N_("The same transaction number and amount are booked already"), NULL) }; return true; }
    struct rows *row = db_query(w, SQL("select p.id, coalesce(c.name, n.name, ''), coalesce(c.invoice_title, '') from payment p left join customer c on c.id = p.customer left join worker n on n.id = p.worker "
                                       "where p.branch = $1 and p.state = 1 and p.amount = $2 and p.channel in (4, 5) and p.paid_at >= $3 and p.paid_at < $4 "
                                       "and (p.kind in (1, 4, 5)) = ($5 = 1) and not exists (select 1 from bank_line b where b.payment = p.id and b.state = 2) "
                                       "and not exists (select 1 from pay_run_rows x join bank_line b on b.pay_run = x.parent where x.payment = p.id and b.state = 2 and b.amount < 0) order by p.id"),
        BIND(num(l->record.branch.id), num(amount), num(day_start((day){ l->booked_on.number - 3 }).ms), num(day_start((day){ l->booked_on.number + 2 }).ms), num(came)));
    while (db_next(row)) {
        n++;
        id = db_number(row, 0);
        if (!same_name(l->counterparty, db_text(row, 1)) && !same_name(l->counterparty, db_text(row, 2))) continue;
        names++;
        by_name = id;
    }
    if (names == 1) *g = (struct guess){ .payment = by_name, .sure = BANK_SURE, .why = said_keep(w, N_("One transfer with this name and amount is booked around this day"), NULL) };
    else if (n == 1) *g = (struct guess){ .payment = id, .sure = BANK_DOUBTFUL, .why = said_keep(w, N_("One transfer of this amount is booked around this day"), NULL) };
    return names == 1 || n == 1;
}

/* ---- what came ---- */

static void guess_bill(struct work *w, const struct bank_line *l, struct guess *g)
{
    int64_t by_name = 0, by_amount = 0, names = 0, amounts = 0;
    struct rows *row = db_query(w, SQL("select b.id, b.number, b.total - b.paid, c.name, coalesce(c.invoice_title, '') from bill b join customer c on c.id = b.customer where b.branch = $1 and b.state in (4, 5, 6, 8) and b.total > b.paid order by b.id"), BIND(num(l->record.branch.id)));
    while (db_next(row)) {
        int64_t id = db_number(row, 0), open = db_number(row, 2);
        if (strstr(l->reference, db_text(row, 1))) {
            bool exact = open == l->amount.fen;
            *g = (struct guess){ .bill = id, .sure = exact ? BANK_SURE : BANK_DOUBTFUL, .why = said_keep(w, exact ? N_("The bill's number stands in the purpose, and the amount is what is open") : N_("The bill's number stands in the purpose, but another amount is open"), NULL) };
            db_enough(row);
            return;
        }
        if (open != l->amount.fen) continue;
        amounts++;
        by_amount = id;
        if (!same_name(l->counterparty, db_text(row, 3)) && !same_name(l->counterparty, db_text(row, 4))) continue;
        names++;
        by_name = id;
    }
    if (names == 1) *g = (struct guess){ .bill = by_name, .sure = BANK_SURE, .why = said_keep(w, N_("The payer's name and the amount fit one open bill"), NULL) };
    else if (names > 1) *g = (struct guess){ .bill = by_name, .sure = BANK_DOUBTFUL, .why = said_keep(w, N_("Several open bills of this customer have this amount"), NULL) };
    else if (amounts == 1) *g = (struct guess){ .bill = by_amount, .sure = BANK_DOUBTFUL, .why = said_keep(w, N_("Only the amount fits, and only this bill"), NULL) };
    else if (amounts > 1) g->why = said_keep(w, N_("Several open bills have this amount"), NULL);
}

/* Platforms pay under the name of their companies: the ones that pay household services out (三快 is 美团's, 格物致品 抖音's). */
static bool names_platform(const struct bank_line *l, text channel)
{
    static const struct { text channel, payer; } payers[] = { { "美团", "三快" }, { "抖音", "格物致品" }, { "抖音", "字节跳动" }, { "58到家", "五八到家" } };
    bool named = *channel && (strstr(l->counterparty, channel) || strstr(l->reference, channel));
    for (size_t i = 0; i < COUNT_OF(payers); i++) named |= !strcmp(payers[i].channel, channel) && strstr(l->counterparty, payers[i].payer);
    return named;
}

static bool guess_payout(struct work *w, const struct bank_line *l, struct guess *g)
{
    struct rows *row = db_query(w, SQL("select channel, count(*), cast(sum(price - fee) as bigint) from platform_fee where branch = $1 and state = 1 group by channel order by channel"), BIND(num(l->record.branch.id)));
    while (db_next(row)) {
        text channel = db_text(row, 0), count = print(w, "%lld", (long long)db_number(row, 1)), sum = money_shown(w->arena, (money){ db_number(row, 2) });
        if (!names_platform(l, channel)) continue;
        *g = (struct guess){ .sure = BANK_DOUBTFUL, .why = said_keep(w, N_("It looks like a payout of {1}: {2} orders wait for {3} in all; split it by “A platform's payout”"), (const text[]){ channel, count, sum, NULL }) };
        db_enough(row);
        return true;
    }
    return false;
}

/* WeChat Pay and Alipay pay what they collected under the names of their companies, the day after. */
static void guess_channel(struct work *w, const struct bank_line *l, struct guess *g)
{
    static const struct { text payer, label; } payers[] = { { "财付通", N_("WeChat Pay") }, { "微信支付", N_("WeChat Pay") }, { "支付宝", N_("Alipay") }, { "收钱吧", N_("Collection code") }, { "拉卡拉", N_("Collection code") }, { "银联商务", N_("Collection code") } };
    money under_way = channels_under_way(w);
    for (size_t i = 0; i < COUNT_OF(payers); i++) {
        if (under_way.fen < l->amount.fen || (!strstr(l->counterparty, payers[i].payer) && !strstr(l->reference, payers[i].payer))) continue;
        *g = (struct guess){ .sure = BANK_DOUBTFUL, .why = said_keep(w, N_("It looks like a payout of {1}: {2} is under way from channels (1012); book it by “A channel's payout”"), (const text[]){ said_keep(w, payers[i].label, NULL), money_shown(w->arena, under_way), NULL }) };
        return;
    }
}

/* ---- what went ---- */

static bool guess_run(struct work *w, const struct bank_line *l, struct guess *g)
{
    int64_t id = 0, n = 0;
    bool named = false;
    struct rows *row = db_query(w, SQL("select r.id, r.number from pay_run r where r.branch = $1 and r.state in (1, 2, 4) and (r.total = $2 or (select sum(x.amount) from pay_run_rows x where x.parent = r.id) = $2) and r.created_at < $3 and (r.state <> 2 or r.paid_at > $4) "
                                       "and not exists (select 1 from bank_line b where b.pay_run = r.id and b.state = 2 and b.amount < 0) order by r.id"),
        BIND(num(l->record.branch.id), num(-l->amount.fen), num(day_start((day){ l->booked_on.number + 1 }).ms), num(day_start((day){ l->booked_on.number - 10 }).ms)));
    while (db_next(row) && !named) {
        n++;
        id = db_number(row, 0);
        named = strstr(l->reference, db_text(row, 1)) != NULL;
    }
    if (named) { db_enough(row); n = 1; }
    if (n != 1) return false;
    *g = (struct guess){ .run = id, .sure = named ? BANK_SURE : BANK_DOUBTFUL, .why = said_keep(w, named ? N_("The pay run's number stands in the purpose, and the sum is the run's") : N_("The sum is that of one pay run"), NULL) };
    return true;
}

/* What the bank gave back: a payee of a run who came back, by her name and sum, or the run by its number; else the sum alone. */
static bool guess_back(struct work *w, const struct bank_line *l, struct guess *g)
{
    int64_t by_sum = 0, by_name = 0, sums = 0, names = 0;
    struct rows *row = db_query(w, SQL("select r.id, r.number, n.name, x.amount, (select cast(sum(y.amount) as bigint) from pay_run_rows y where y.parent = r.id and y.outcome = 3), "
                                       "(select cast(coalesce(sum(b.amount), 0) as bigint) from bank_line b where b.pay_run = r.id and b.state = 2 and b.amount > 0) "
                                       "from pay_run r join pay_run_rows x on x.parent = r.id and x.outcome = 3 join worker n on n.id = x.worker where r.branch = $1 and r.created_at < $2 and r.created_at > $3 order by r.id, x.position"),
        BIND(num(l->record.branch.id), num(day_start((day){ l->booked_on.number + 1 }).ms), num(day_start((day){ l->booked_on.number - 60 }).ms)));
    while (db_next(row)) {
        int64_t id = db_number(row, 0), hers = db_number(row, 3), back = db_number(row, 4), open = back - db_number(row, 5);
        if (l->amount.fen > open || (hers != l->amount.fen && back != l->amount.fen)) continue;
        if (id != by_sum) { sums++; by_sum = id; }
        if (!strstr(l->reference, db_text(row, 1)) && !(hers == l->amount.fen && (same_name(l->counterparty, db_text(row, 2)) || strstr(l->reference, db_text(row, 2))))) continue;
        if (id != by_name) { names++; by_name = id; }
    }
    if (names == 1) *g = (struct guess){ .run = by_name, .sure = BANK_SURE, .why = said_keep(w, N_("The bank sent it back of a pay run: the name or the run's number, and the sum fit"), NULL) };
    else if (sums == 1) *g = (struct guess){ .run = by_sum, .sure = BANK_DOUBTFUL, .why = said_keep(w, N_("The sum is what came back of one pay run"), NULL) };
    return names == 1 || sums == 1;
}

/* Who stands in a run that is not booked yet is paid by the run. */
static bool guess_settlement(struct work *w, const struct bank_line *l, struct guess *g)
{
    int64_t id = 0, n = 0;
    if (!*l->counterparty) return false;
    struct rows *row = db_query(w, SQL("select s.id from settlement s join worker n on n.id = s.worker where s.branch = $1 and s.state = 8 and s.total - s.paid = $2 and n.name = $3 "
                                       "and not exists (select 1 from pay_run_rows x join pay_run r on r.id = x.parent where x.settlement = s.id and r.state = 1 and x.outcome = 1) order by s.id"), BIND(num(l->record.branch.id), num(-l->amount.fen), txt(l->counterparty)));
    while (db_next(row)) { n++; id = db_number(row, 0); }
    if (!n) return false;
    *g = (struct guess){ .settlement = id, .sure = n == 1 ? BANK_SURE : BANK_DOUBTFUL, .why = said_keep(w, n == 1 ? N_("The name and the sum fit one settlement to be paid") : N_("Several settlements of this worker have this sum"), NULL) };
    return true;
}
_Static_assert(SETTLEMENT_LOCKED == 8 && RUN_MADE == 1 && RUN_PAID == 2 && RUN_RETURNED == 4 && ROW_WAITS == 1 && ROW_FAILED == 3 && PLATFORM_FEE_EXPECTED == 1 && CHANNEL_CARD == 4 && CHANNEL_TRANSFER == 5, "the queries above name these by number");

void bank_guess(struct work *w, struct bank_line *l)
{
    struct guess g = { .sure = BANK_UNKNOWN, .why = said_keep(w, N_("No open bill and no payment fits"), NULL) };
    bool found = guess_payment(w, l, &g);
    if (!found && l->amount.fen < 0) found = guess_run(w, l, &g) || guess_settlement(w, l, &g);
    struct guess back = { .sure = BANK_UNKNOWN };
    bool sent_back = !found && l->amount.fen > 0 && guess_back(w, l, &back);
    if (sent_back && back.sure == BANK_SURE) { g = back; found = true; }
    if (!found && l->amount.fen > 0) guess_bill(w, l, &g);
    if (!found && sent_back && g.sure == BANK_UNKNOWN) { g = back; found = true; }
    if (!found && l->amount.fen > 0 && g.sure != BANK_SURE) found = guess_payout(w, l, &g);
    if (!found && l->amount.fen > 0 && g.sure == BANK_UNKNOWN) guess_channel(w, l, &g);
    l->suggested_bill.id = g.bill;
    l->suggested_payment.id = g.payment;
    l->suggested_settlement.id = g.settlement;
    l->suggested_run.id = g.run;
    l->sureness = g.sure;
    l->why = g.why;
}

/* ---- all that is sure ---- */

struct confirming { int64_t line; bool sure; };

/* Looked at again first: what was sure on Monday may be paid by now. */
static bool confirm_one(struct work *w, void *data)
{
    struct confirming *c = data;
    struct bank_line *l = LOAD_LOCKED(w, bank_line, c->line);
    if (!l || l->state != BANK_LINE_NEW || !step_run(w, &bank_line_type, l, "look_again", NULL)) return !failed(w);
    c->sure = l->sureness == BANK_SURE;
    return !c->sure || step_take(w, &bank_line_type, l, "confirm", NULL);
}

static void write_left(struct work *w, struct json *j, int64_t line, text why)
{
    write_object(j, NULL);
    write_number(j, "id", line);
    write_text(j, "number", db_one_text(w, SQL("select number from bank_line where id = $1"), BIND(num(line))));
    write_text(j, "why", why);
    write_end(j, '}');
}

bool bank_confirm_sure_call(struct work *w, const struct request *q, struct reply *reply)
{
    enum { AT_ONCE = 200 };
    json_t *in = input_json(w, q->body, q->body_length);
    int64_t branch = in ? input_number(w, in, "branch", w->actor->home) : 0, last = in ? input_number(w, in, "last", INT32_MAX) : 0, ids[AT_ONCE], confirmed = 0;
    int n = 0, left = 0;
    text first = "";
    if (!in || failed(w)) return false;
    if (!in_scope(w, branch)) return refuse_as(w, NOT_FOUND, "branch", N_("There is no such {1}"), translated(w, N_("Branch")));
    struct rows *row = db_query(w, SQL("select id from bank_line where branch = $1 and state = 1 and sureness = 1 and booked_on <= $2 order by booked_on, id limit 200"), BIND(num(branch), num(last)));
    while (db_next(row)) ids[n++] = db_number(row, 0);
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_list(&j, "left");
    for (int i = 0; i < n; i++) {
        struct confirming one = { .line = ids[i] };
        if (db_part(w, confirm_one, &one)) { confirmed += one.sure; continue; }
        text why = translate_with(w->arena, w->language, w->message ? w->message : "", w->arguments);
        if (!db_part_forget(w)) return false;
        write_left(w, &j, ids[i], why);
        if (!left++) first = why;
    }
    write_end(&j, ']');
    write_number(&j, "confirmed", confirmed);
    write_flag(&j, "more", n == AT_ONCE);
    write_flag(&j, "ok", !left);
    write_text(&j, "message", translate_with(w->arena, w->language, N_("{1} lines confirmed; {2} that were sure stay to be looked at"), (const text[]){ print(w, "%lld", (long long)confirmed), print(w, "%d", left), NULL }));
    if (left) write_text(&j, "answer", first);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
_Static_assert(BANK_LINE_NEW == 1 && BANK_SURE == 1, "the query above says these by number");
