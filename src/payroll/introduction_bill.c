/* introduction_bill.c — see introduction_bill.h. */
#include "payroll/introduction_bill.h"
#include "base/json.h"
#include "base/words.h"
#include "payroll/payroll.h"
#include "placement/placement.h"
#include "record/deadline.h"
#include "record/said.h"

static worksheet why_of(struct work *w, const struct introduction_review *r)
{
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "rule", "民法典 965");
    write_text(&j, "why", r->fee_basis);
    write_end(&j, '}');
    return (worksheet){ buf_text(&j.out) };
}

bool introduction_billed(struct work *w, const struct record_type *type, int64_t id)
{
    struct introduction_review *r = record_peek(w, type, id);
    if (!r) return !failed(w);
    struct bill_line line = { .item = BILL_AGENCY_FEE, .label = said_keep(w, N_("Fee of the introduction, which went on without us"), NULL), .measure = "", .quantity = 100, .unit = { r->fee.fen }, .amount = { r->fee.fen }, .why = why_of(w, r) };
    int64_t bill = bill_of_review(w, review_customer(w, r), id, line);
    const struct bill *b = bill ? record_peek(w, &bill_type, bill) : NULL;
    return b && step_run(w, type, r, "billed", &(struct review_billed){ b->record.number });
}

#define STANDS "review = $1 and state not in (11, 12, 13) order by id desc limit 1"
bool introduction_unfounded(struct work *w, const struct record_type *type, int64_t id)
{
    struct found f = LOAD_WHERE(w, bill, STANDS, BIND(num(id)));
    struct bill *b = f.count ? f.at[0] : NULL;
    (void)type;
    if (!b) return !failed(w);
    if (b->state == BILL_OPEN || b->state == BILL_CALCULATED) return step_run(w, &bill_type, b, "drop", NULL);
    return remind(w, &(struct reminder){ .title = N_("The introduction's review was found unfounded: take its fee back"), .due = w->now, .rule = "review", .about = &bill_type, .record = b->record.id, .branch = b->record.branch.id, .who = CAN_LOCK_BILLS }) > 0;
}
_Static_assert(BILL_REVERSED == 11 && BILL_RED == 12 && BILL_DROPPED == 13, "the query above says these by number");

bool introduction_bill_dropped(struct work *w, const struct record_type *type, int64_t id)
{
    const struct bill *b = record_peek(w, type, id);
    struct introduction_review *r = b && b->review.id ? record_peek(w, &introduction_review_type, b->review.id) : NULL;
    return !r || step_run(w, &introduction_review_type, r, "billed", &(struct review_billed){ "" });
}

/* The new draft carries the review on: what it is called stands there. */
bool introduction_bill_reversed(struct work *w, const struct record_type *type, int64_t id)
{
    const struct bill *old = record_peek(w, type, id);
    if (!old || !old->review.id) return !failed(w);
    remind_no_more(w, type, id, "review");
    text number = db_one_text(w, SQL("select number from bill where corrects = $1 order by id desc limit 1"), BIND(num(id)));
    struct introduction_review *r = number && *number ? record_peek(w, &introduction_review_type, old->review.id) : NULL;
    return !r || step_run(w, &introduction_review_type, r, "billed", &(struct review_billed){ number });
}
