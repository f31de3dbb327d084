/* coupon_funds.c — see coupon_funds.h. */
#include "finance/coupon_funds.h"
#include "base/json.h"
#include "base/words.h"
#include "http/http.h"
#include "ledger/ledger.h"
#include "record/answer.h"

enum { MOST_LINES = 1000, FUNDERS = 4 };
#define FUNDED "visit_coupon"         /* the source of its entries: of the visit, whether or not the coupon had a code */
_Static_assert(FUNDED_BY_PLATFORM == 1 && FUNDED_BY_PARTNER == 4 && VISIT_APPROVED == 9 && VISIT_SETTLED == 10 && ENTRY_POSTED == 1 && BANK_LINE_MATCHED == 2, "the queries here name these by number");

static bool by_another(enum coupon_funder f) { return f == FUNDED_BY_PLATFORM || f == FUNDED_BY_PARTNER; }

bool coupon_funded_books(struct work *w, const struct record_type *type, int64_t visit)
{
    const struct visit *v = record_peek(w, type, visit);
    const struct service_order *o = v && v->service_order.id ? record_peek(w, &service_order_type, v->service_order.id) : NULL;
    if (!o || o->coupon.fen <= 0 || !by_another(o->coupon_funder)) return !failed(w);
    if (db_one(w, SQL("select 1 from ledger_entry where source = '" FUNDED "' and source_id = $1 and state = 1 limit 1"), BIND(num(visit)), 0)) return !failed(w);
    const struct posting_line lines[] = { { LEDGER_COUPON_FUNDERS, o->coupon }, { LEDGER_REVENUE, money_negate(o->coupon) } };
    return ledger_post(w, &(struct posting){ .kind = ENTRY_BILL, .branch = v->record.branch.id, .memo = ledger_memo(w, N_("Coupon borne by a platform or partner"), v->record.number), .customer = v->customer.id, .source = FUNDED, .source_id = visit,
        .lines = lines, .count = COUNT_OF(lines) }) != 0;
}

bool coupon_funded_back(struct work *w, const struct record_type *type, int64_t use)
{
    const struct coupon_use *u = record_peek(w, type, use);
    return u && u->visit.id ? ledger_reverse_of(w, FUNDED, u->visit.id, translate(w->language, N_("The coupon came back"))) : !failed(w);
}

money coupon_fund_open(struct work *w, enum coupon_funder funder)
{
    int64_t owed = db_one(w, SQL("select cast(coalesce(sum(o.coupon), 0) as bigint) from ledger_entry e join visit v on v.id = e.source_id join service_order o on o.id = v.service_order where e.source = '" FUNDED "' and e.state = 1 and o.coupon_funder = $1"), BIND(num(funder)), 0);
    int64_t came = db_one(w, SQL("select cast(coalesce(sum(amount), 0) as bigint) from bank_line where funder = $1 and state = 2"), BIND(num(funder)), 0);
    return (money){ owed - came };
}

bool coupon_fund_paid_books(struct work *w, const struct bank_line *l, enum coupon_funder funder)
{
    money open = coupon_fund_open(w, funder);
    if (!by_another(funder)) return refuse(w, "funder", N_("Only what a platform or a partner bears is owed to us; the company's own coupons are nobody's debt"));
    if (l->amount.fen <= 0) return refuse(w, "funder", N_("What went out pays no coupons"));
    if (l->amount.fen > open.fen) return refuse(w, "funder", N_("{1} came, and only {2} is owed for coupons: approve the visits they were used for first, or look what else it pays"), money_shown(w->arena, l->amount), money_shown(w->arena, open));
    const struct posting_line lines[] = { { LEDGER_BANK, l->amount }, { LEDGER_COUPON_FUNDERS, money_negate(l->amount) } };
    return ledger_post(w, &(struct posting){ .kind = ENTRY_PAYMENT, .branch = l->record.branch.id, .booked = l->booked_on, .memo = ledger_memo(w, N_("Coupons paid for"), l->record.number), .source = "bank_line", .source_id = l->record.id, .lines = lines, .count = COUNT_OF(lines) }) != 0;
}

/* ---- the month ---- */

struct fund { int64_t count; money amount; };

static bool write_lines(struct work *w, struct json *j, int64_t branch, day first, day next, struct fund *sums)
{
    int64_t n = 0;
    struct rows *row = db_query(w, SQL("select v.id, v.number, v.start, v.customer, o.coupon, o.coupon_funder, coalesce(o.coupon_code, ''), coalesce(o.coupon_from, ''), coalesce(o.channel, '') from visit v join service_order o on o.id = v.service_order "
                                       "where v.branch = $1 and v.state in (9, 10) and o.coupon > 0 and v.start >= $2 and v.start < $3 order by v.start, v.id"), BIND(num(branch), num(day_start(first).ms), num(day_start(next).ms)));
    write_list(j, "rows");
    while (db_next(row)) {
        int64_t funder = db_number(row, 5);
        if (funder < 1 || funder > FUNDERS) continue;
        sums[funder - 1].count++;
        sums[funder - 1].amount.fen += db_number(row, 4);
        if (++n > MOST_LINES) continue;
        write_object(j, NULL);
        write_number(j, "visit", db_number(row, 0));
        write_text(j, "number", db_text(row, 1));
        write_number(j, "day", day_of((instant){ db_number(row, 2) }).number);
        write_text(j, "customer", record_title(w, &customer_type, db_number(row, 3)));
        write_number(j, "amount", db_number(row, 4));
        write_text(j, "funder", choice_key(coupon_funders, (unsigned)funder));
        write_text(j, "coupon", *db_text(row, 6) ? db_text(row, 6) : *db_text(row, 7) ? db_text(row, 7) : db_text(row, 8));
        write_end(j, '}');
    }
    write_end(j, ']');
    write_flag(j, "cut", n > MOST_LINES);
    return !failed(w);
}

static void write_funders(struct work *w, struct json *j, const struct fund *sums)
{
    write_list(j, "funders");
    for (int i = 0; i < FUNDERS; i++) {
        enum coupon_funder f = (enum coupon_funder)(i + 1);
        write_object(j, NULL);
        write_text(j, "funder", choice_key(coupon_funders, f));
        write_text(j, "label", translate(w->language, choice_label(coupon_funders, f)));
        write_number(j, "count", sums[i].count);
        write_number(j, "amount", sums[i].amount.fen);
        if (by_another(f)) write_number(j, "owed", coupon_fund_open(w, f).fen);
        write_end(j, '}');
    }
    write_end(j, ']');
}

bool coupon_funds_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct date now = date_of(day_of(w->now));
    int64_t branch = http_query_number(q, "branch", w->actor->home), month = http_query_number(q, "month", now.year * 100 + now.month);
    if (!in_scope(w, branch) || !*record_title(w, &branch_type, branch)) return refuse_as(w, NOT_FOUND, "branch", N_("There is no such {1}"), translated(w, N_("Branch")));
    if (month < 200001 || month > 299912 || month % 100 < 1 || month % 100 > 12) return wrong(w, "month", N_("A month is written 202611"));
    day first = day_from_date((struct date){ (int)(month / 100), (int)(month % 100), 1 }), next = day_plus_months(first, 1);
    struct fund sums[FUNDERS] = { { 0 } };
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "month", month);
    write_number(&j, "branch", branch);
    if (!write_lines(w, &j, branch, first, next, sums)) return false;
    write_funders(w, &j, sums);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
