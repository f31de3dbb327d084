/* cash_expected.c — what cash should be where at the end of a branch's day, from its payments; and the day as the page shows it. */
#include "base/json.h"
#include "base/words.h"
#include "finance/cash_up.h"
#include "finance/made.h"
#include "finance/platform_fee.h"
#include "record/answer.h"

_Static_assert(PAYMENT_FROM_CUSTOMER == 1 && PAYMENT_FROM_WORKER == 4 && PAYMENT_TIP == 5 && CHANNEL_CASH == 1 && CASH_CLOSED == 3 && CHARGE_ODD == 5, "the queries below name these by number");

enum { MOST_RECEIVERS = 400 };

static money left_before(struct work *w, int64_t branch, day on, day *ret_since)
{
    money left = { 0 };
    *ret_since = on;
    struct rows *row = db_query(w, SQL("select day, kept from cash_up where branch = $1 and day < $2 and state = 3 order by day desc limit 1"), BIND(num(branch), num(on.number)));
    if (db_next(row)) {
        ret_since->number = (int32_t)db_number(row, 0) + 1;
        left.fen = db_number(row, 1);
    }
    db_enough(row);
    return left;
}

/* Reversals carry negative amounts of the same kind: they undo by themselves. Cash of days between two cash-ups there is none (in_order). */
static struct cash_row till(struct work *w, int64_t branch, day on)
{
    day since;
    struct cash_row r = { .before = left_before(w, branch, on, &since), .reason = "" };
    struct rows *row = db_query(w, SQL("select cast(coalesce(sum(case when kind in (1, 4, 5) then amount else 0 end), 0) as bigint), cast(coalesce(sum(case when kind in (2, 3, 6) then amount else 0 end), 0) as bigint) "
        "from payment where branch = $1 and channel = 1 and collector is null and cash_day >= $2 and cash_day <= $3"), BIND(num(branch), num(since.number), num(on.number)));
    if (db_next(row)) {
        r.came.fen = db_number(row, 0);
        r.went.fen = db_number(row, 1);
    }
    db_enough(row);
    return r;
}

/* Cash she took, less what she handed in, as far as no settlement has netted it. Not her own tips: nobody asks her to hand them in. */
static size_t workers(struct work *w, int64_t branch, day on, struct cash_row *into)
{
    size_t n = 0;
    struct rows *row = db_query(w, SQL("select who, cast(sum(case when cash_day < $2 then by_her else 0 end) as bigint), cast(sum(case when cash_day = $2 and by_her > 0 then by_her else 0 end) as bigint), "
        "cast(sum(case when cash_day = $2 and by_her < 0 then -by_her else 0 end) as bigint) from ("
        "select collector as who, cash_day, amount as by_her, id from payment where branch = $1 and channel = 1 and collector is not null and not (kind = 5 and worker = collector) and cash_day <= $2 "
        "union all select worker, cash_day, -amount, id from payment where branch = $1 and channel = 1 and kind = 4 and settlement is null and worker_fee is null and cash_day <= $2) p "
        "where not exists (select 1 from payment_claim c where c.payment = p.id) group by who order by who"), BIND(num(branch), num(on.number)));
    while (n < MOST_RECEIVERS && db_next(row)) {
        struct cash_row r = { .worker = { db_number(row, 0) }, .before = { db_number(row, 1) }, .came = { db_number(row, 2) }, .went = { db_number(row, 3) }, .reason = "" };
        if (r.before.fen || r.came.fen || r.went.fen) into[n++] = r;
    }
    db_enough(row);
    return n;
}

rows_of cash_expected(struct work *w, int64_t branch, day on, rows_of old)
{
    struct cash_row *rows = take_many(w, struct cash_row, MOST_RECEIVERS + 1);
    rows[0] = till(w, branch, on);
    size_t n = 1 + workers(w, branch, on, rows + 1);
    for (size_t i = 0; i < n; i++) {
        rows[i].expected = money_sub(money_add(rows[i].before, rows[i].came), rows[i].went);
        for (size_t k = 0; k < old.count; k++) {
            const struct cash_row *was = ROW(struct cash_row, old, k);
            if (was->worker.id != rows[i].worker.id) continue;
            rows[i].counted = was->counted;
            rows[i].reason = was->counted.given && was->counted.fen - was->expected.fen == was->counted.fen - rows[i].expected.fen ? was->reason : "";
        }
        /* She handed in what a settlement had netted already: there is nothing in her hands to count, and her next settlement gives it back. */
        if (rows[i].worker.id && rows[i].expected.fen < 0) rows[i].counted = (maybe_money){ rows[i].expected.fen, true };
        rows[i].difference = rows[i].counted.given ? money_sub((money){ rows[i].counted.fen }, rows[i].expected) : (money){ 0 };
    }
    return (rows_of){ rows, n };
}

/* ---- the page ---- */

static void write_receivers(struct work *w, struct json *j, rows_of rows)
{
    write_list(j, "receivers");
    for (size_t i = 0; i < rows.count; i++) {
        const struct cash_row *r = ROW(struct cash_row, rows, i);
        write_object(j, NULL);
        write_number(j, "worker", r->worker.id);
        write_text(j, "name", r->worker.id ? record_title(w, &worker_type, r->worker.id) : "");
        write_number(j, "before", r->before.fen);
        write_number(j, "came", r->came.fen);
        write_number(j, "went", r->went.fen);
        write_number(j, "expected", r->expected.fen);
        if (r->counted.given) write_number(j, "counted", r->counted.fen);
        else write_null(j, "counted");
        write_number(j, "difference", r->difference.fen);
        write_text(j, "reason", r->reason ? r->reason : "");
        write_end(j, '}');
    }
    write_end(j, ']');
}

/* What the platforms kept of the orders that were paid out on this day: their payments are booked at the whole price, less of it came. */
static int64_t kept_by_platforms(struct work *w, int64_t branch, day on)
{
    return db_one(w, SQL("select cast(coalesce(sum(f.price - f.paid_out), 0) as bigint) from platform_fee f join payment p on p.id = f.payment where p.branch = $1 and p.paid_at >= $2 and p.paid_at < $3 and f.state = 2"),
                  BIND(num(branch), num(day_start(on).ms), num(day_start((day){ on.number + 1 }).ms)), 0);
}
_Static_assert(PLATFORM_FEE_RECONCILED == 2, "the query above says it by number");

static void write_channels(struct work *w, struct json *j, int64_t branch, day on)
{
    int64_t kept = kept_by_platforms(w, branch, on);
    struct rows *row = db_query(w, SQL("select channel, count(*), cast(sum(case when kind in (1, 4, 5) then amount else 0 end) as bigint), cast(sum(case when kind in (2, 3, 6) then amount else 0 end) as bigint) from payment "
        "where branch = $1 and channel not in (1, 10) and paid_at >= $2 and paid_at < $3 group by channel order by channel"), BIND(num(branch), num(day_start(on).ms), num(day_start((day){ on.number + 1 }).ms)));
    write_list(j, "channels");
    while (db_next(row)) {
        const struct choice *c = payment_channels;
        while (c->value && c->value != (unsigned)db_number(row, 0)) c++;
        write_object(j, NULL);
        write_text(j, "channel", c->value ? c->key : "");
        write_text(j, "label", c->value ? translate(w->language, c->label) : "");
        write_number(j, "count", db_number(row, 1));
        write_number(j, "came", db_number(row, 2));
        write_number(j, "went", db_number(row, 3));
        if (db_number(row, 0) == CHANNEL_PLATFORM) write_number(j, "kept", kept);
        write_end(j, '}');
    }
    write_end(j, ']');
}

/* What was earned and what is due, beside what came: the figures one looks at before signing. */
static void write_due(struct work *w, struct json *j, int64_t branch, day on)
{
    struct bind in = BIND(num(branch), num(day_start(on).ms), num(day_start((day){ on.number + 1 }).ms), num(on.number));
    write_object(j, "due");
    write_number(j, "done_visits", db_one(w, SQL("select count(*) from visit where branch = $1 and start >= $2 and start < $3 and (state in (8, 9, 10, 13) or (state in (11, 12) and fee > waived)) and $4 > 0"), in, 0));
    write_number(j, "done", db_one(w, SQL("select cast(coalesce(sum(owed), 0) as bigint) from visit where branch = $1 and start >= $2 and start < $3 "
        "and (state in (8, 9, 10, 13) or (state in (11, 12) and fee > 0)) and $4 > 0"), in, 0));
    write_number(j, "came_for_them", db_one(w, SQL("select cast(coalesce(sum(case when p.kind = 1 then p.amount else -p.amount end), 0) as bigint) from payment p join visit v on v.id = p.visit "
        "where v.branch = $1 and v.start >= $2 and v.start < $3 and p.kind in (1, 2) and $4 > 0"), in, 0));
    write_number(j, "overdue", db_one(w, SQL("select count(*) from bill where branch = $1 and due < $4 and paid < total and state in (4, 5, 8) and $2 <= $3"), in, 0));
    write_end(j, '}');
}

/* What came and is nobody's yet, with the bill it fits: the customer's oldest one that is open for at least as much. */
static void write_loose(struct work *w, struct json *j, int64_t branch)
{
    write_number(j, "odd", db_one(w, SQL("select count(*) from charge where branch = $1 and state = 5"), BIND(num(branch)), 0));
    struct rows *row = db_query(w, SQL("select p.id, p.number, p.amount, p.customer, b.id, b.number, b.total - b.paid, p.version from payment p join bill b on b.customer = p.customer and b.state in (4, 5, 8) and b.total - b.paid >= p.amount "
        "where p.branch = $1 and p.kind = 1 and p.state = 1 and p.bill is null and p.visit is null and p.card is null and not exists (select 1 from bill e where e.customer = p.customer and e.state in (4, 5, 8) and e.total - e.paid >= p.amount and e.id < b.id) order by p.id limit 20"), BIND(num(branch)));
    write_list(j, "fits");
    while (db_next(row)) {
        write_object(j, NULL);
        write_number(j, "payment", db_number(row, 0));
        write_number(j, "version", db_number(row, 7));
        write_text(j, "payment_number", db_text(row, 1));
        write_number(j, "amount", db_number(row, 2));
        write_text(j, "customer", record_title(w, &customer_type, db_number(row, 3)));
        write_number(j, "bill", db_number(row, 4));
        write_text(j, "bill_number", db_text(row, 5));
        write_number(j, "open", db_number(row, 6));
        write_end(j, '}');
    }
    write_end(j, ']');
    write_number(j, "credits", db_one(w, SQL("select count(*) from payment where branch = $1 and kind = 1 and state = 1 and bill is null and visit is null and card is null"), BIND(num(branch)), 0));
}

static void write_past(struct work *w, struct json *j, int64_t branch, day on)
{
    struct rows *row = db_query(w, SQL("select id, number, day, state, expected, counted, difference from cash_up where branch = $1 and day <= $2 order by day desc limit 14"), BIND(num(branch), num(on.number)));
    write_list(j, "past");
    while (db_next(row)) {
        write_object(j, NULL);
        write_number(j, "id", db_number(row, 0));
        write_text(j, "number", db_text(row, 1));
        write_number(j, "day", db_number(row, 2));
        write_text(j, "state", choice_key(type_state(&cash_up_type)->choices, (unsigned)db_number(row, 3)));
        write_number(j, "expected", db_number(row, 4));
        write_number(j, "counted", db_number(row, 5));
        write_number(j, "difference", db_number(row, 6));
        write_end(j, '}');
    }
    write_end(j, ']');
}

enum { OLDEST = 30 * 366, EARLIEST = -60000 };      /* days: cash-ups are kept as long as accounting papers; a day of our time */

bool cash_up_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t branch = http_query_number(q, "branch", w->actor->home), number = http_query_number(q, "day", day_of(w->now).number);
    if (!in_scope(w, branch) || !*record_title(w, house_type(w->house, "branch"), branch)) return refuse_as(w, NOT_FOUND, "branch", N_("There is no such {1}"), translated(w, N_("Branch")));
    if (number > day_of(w->now).number) return wrong(w, "day", N_("This day lies in the future"));
    day on = { number < EARLIEST ? EARLIEST : (int32_t)number };
    if (!day_within_horizon(w, "day", on, OLDEST)) return false;
    struct found there = LOAD_WHERE(w, cash_up, "branch = $1 and day = $2", BIND(num(branch), num(on.number)));
    const struct cash_up *c = there.count ? there.at[0] : NULL;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "branch", branch);
    write_number(&j, "day", on.number);
    write_number(&j, "record", c ? c->record.id : 0);
    write_text(&j, "state", c ? choice_key(type_state(&cash_up_type)->choices, c->state) : "none");
    write_number(&j, "banked", c ? c->banked.fen : 0);
    write_number(&j, "left", c ? c->kept.fen : 0);
    write_receivers(w, &j, c && c->state != CASH_OPEN ? c->receivers : cash_expected(w, branch, on, c ? c->receivers : (rows_of){ 0 }));
    write_channels(w, &j, branch, on);
    write_due(w, &j, branch, on);
    write_loose(w, &j, branch);
    write_past(w, &j, branch, on);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
