/* money_page.c — prepaid cards, bills, payments and receipts of hers: GET /api/c/money, GET /api/c/receipt/:id (PDF). */
#include <jansson.h>
#include <string.h>
#include "base/words.h"
#include "ledger/ledger.h"
#include "payroll/payroll.h"
#include "portal/agreement.h"
#include "portal/mine.h"
#include "record/answer.h"
#include "record/file.h"
#include "record/said.h"

/* How a placement's month was reckoned; "" for a line whose reason the office wrote for itself, and of bills made before that was a kept sentence:
 * there it had the wage of a worker of ours. Of a fee for an introduction: what it is asked by. */
static text month_why(struct work *w, const struct bill *b, const struct bill_line *l)
{
    json_t *tree = !l->visit.id && l->why.json && *l->why.json ? json_loads(l->why.json, 0, NULL) : NULL;
    text rule = json_string_value(json_object_get(tree, "rule")), why = json_string_value(json_object_get(tree, "why"));
    text read = rule && why && (b->review.id || (*why == '[' && !strcmp(rule, MONTH_RULE))) ? said_read(w, print(w, "%s", why)) : "";
    json_decref(tree);
    return read;
}

static void write_bills(struct work *w, struct json *j, const struct guest *g)
{
    struct found f = LOAD_WHERE(w, bill, "customer in (select id from customer where person = $1) and state in (4, 5, 6, 7, 8, 9, 10, 11, 12, 14) order by id desc limit 36", BIND(num(g->person)));
    const struct field *state = type_state(&bill_type);
    write_list(j, "bills");
    for (int i = 0; i < f.count; i++) {
        const struct bill *b = f.at[i];
        write_object(j, NULL);
        write_number(j, "id", b->record.id);
        write_text(j, "number", b->record.number);
        const struct customer *c = record_peek(w, &customer_type, b->customer.id);
        /* Locking is the books' affair: to her it is paid when nothing of it is open. */
        bool paid = b->state >= BILL_SENT && b->state < BILL_PAID && b->total.fen > 0 && bill_open_amount(b).fen <= 0;
        write_text(j, "state_label", translate(w->language, choice_label(state->choices, paid ? BILL_PAID : b->state)));
        write_number(j, "first", b->first.number);
        write_number(j, "last", b->last.number);
        write_number(j, "total", b->total.fen);
        write_number(j, "trust", b->trust.fen);         /* of it: passed on to the worker, no income of ours */
        write_flag(j, "payable", b->state >= BILL_SENT && b->state < BILL_REVERSED && bill_open_amount(b).fen > 0);
        write_number(j, "open", b->state >= BILL_REVERSED && b->state != BILL_CREDITED ? 0 : bill_open_amount(b).fen);
        write_number(j, "by_card", bill_payable_by_card(w, b).fen);
        write_number(j, "due", b->due.given && b->state < BILL_REVERSED && bill_open_amount(b).fen > 0 ? b->due.number : 0);
        charge_write(j, bill_open_amount(b).fen > 0 ? charge_of_bill(w, b->record.id) : NULL);
        write_text(j, "invoice", b->invoice ? b->invoice : "");
        write_list(j, "lines");
        for (size_t k = 0; k < b->lines.count; k++) {
            const struct bill_line *l = ROW(struct bill_line, b->lines, k);
            write_object(j, NULL);
            write_text(j, "label", c ? bill_line_said(w, c, l) : said_read(w, l->label));
            write_number(j, "day", l->served.number);
            write_number(j, "amount", l->amount.fen);
            write_text(j, "why", month_why(w, b, l));
            write_end(j, '}');
        }
        write_end(j, ']');
        write_end(j, '}');
    }
    write_end(j, ']');
}
_Static_assert(BILL_SENT == 4 && BILL_RED == 12, "the query above says these by number");

static void write_receipts(struct work *w, struct json *j, const struct guest *g)
{
    struct found f = LOAD_WHERE(w, receipt, "customer in (select id from customer where person = $1) and state = 1 order by id desc limit 60", BIND(num(g->person)));
    write_list(j, "receipts");
    for (int i = 0; i < f.count; i++) {
        const struct receipt *r = f.at[i];
        write_object(j, NULL);
        write_number(j, "id", r->record.id);
        write_text(j, "number", r->record.number);
        write_text(j, "title", receipt_title(w, r));
        write_number(j, "day", r->paid_on.number);
        write_number(j, "amount", r->amount.fen);
        write_text(j, "way", r->way);
        write_flag(j, "pdf", r->paper.hash && *r->paper.hash);
        write_end(j, '}');
    }
    write_end(j, ']');
}

static void write_payments(struct work *w, struct json *j, const struct guest *g)
{
    struct found f = LOAD_WHERE(w, payment, "customer in (select id from customer where person = $1) and kind in (1, 2, 5, 6) order by paid_at desc limit 60", BIND(num(g->person)));
    write_list(j, "payments");
    for (int i = 0; i < f.count; i++) {
        const struct payment *p = f.at[i];
        write_object(j, NULL);
        write_number(j, "at", p->paid_at.ms);
        write_number(j, "amount", p->kind == PAYMENT_TO_CUSTOMER || p->kind == PAYMENT_COMPENSATION ? -p->amount.fen : p->amount.fen);
        write_flag(j, "tip", p->kind == PAYMENT_TIP);
        write_flag(j, "compensation", p->kind == PAYMENT_COMPENSATION);
        write_text(j, "way", translate(w->language, choice_label(payment_channels, p->channel)));
        write_end(j, '}');
    }
    write_end(j, ']');
}
_Static_assert(PAYMENT_TIP == 5 && PAYMENT_COMPENSATION == 6, "the query above says it by number");

/* Its amount once it is reckoned; -1 before. */
static int64_t refund_asked(struct work *w, const struct prepaid_card *c)
{
    return db_one(w, SQL("select case when state = 1 then -1 else amount end from refund where card = $1 and state in (1, 2, 3) order by id desc limit 1"), BIND(num(c->record.id)), -1);
}
_Static_assert(REFUND_REQUESTED == 1 && REFUND_APPROVED == 3, "the query above says these by number");

/* What it is of: her card, a bill that was paid too much, or money that came without one. */
static text refund_of(struct work *w, const struct refund *r)
{
    const struct prepaid_card *c = r->card.id ? record_peek(w, &prepaid_card_type, r->card.id) : NULL;
    if (c) return print(w, "%s %s", c->record.number, translate(w->language, choice_label(card_kinds, c->kind)));       /* its title says what is left on it: nothing, once paid */
    const struct bill *b = r->bill.id ? record_peek(w, &bill_type, r->bill.id) : NULL;
    return b ? b->record.number : translate(w->language, N_("Paid too much"));
}

/* Those under way, and for a month what became of the others: she need not call to hear it. An amount that nobody has reckoned is none (-1). */
static void write_refunds(struct work *w, struct json *j, const struct guest *g)
{
    struct found f = LOAD_WHERE(w, refund, "customer in (select id from customer where person = $1) and (state in (1, 2, 3) or (state in (4, 5) and changed_at > $2)) order by id desc limit 10", BIND(num(g->person), num(w->now.ms - DAYS(30))));
    write_list(j, "refunds");
    for (int i = 0; i < f.count; i++) {
        const struct refund *r = f.at[i];
        bool ended = r->state == REFUND_PAID || r->state == REFUND_REFUSED;
        write_object(j, NULL);
        write_number(j, "id", r->record.id);
        write_text(j, "number", r->record.number);
        write_text(j, "of", refund_of(w, r));
        write_text(j, "state", choice_key(type_state(&refund_type)->choices, r->state));
        write_number(j, "amount", r->state == REFUND_REQUESTED ? -1 : r->amount.fen);
        write_number(j, "by", ended ? 0 : refund_promised(r).ms);
        write_number(j, "ended_at", ended ? r->record.changed_at.ms : 0);
        write_text(j, "phone", shop_phone(w, r->record.branch.id));
        write_end(j, '}');
    }
    write_end(j, ']');
}
_Static_assert(REFUND_PAID == 4 && REFUND_REFUSED == 5, "the query above says these by number");

/* Both legs, and what moved: her own money, to the fen. */
static void write_cards(struct work *w, struct json *j, const struct guest *g)
{
    struct found f = LOAD_WHERE(w, prepaid_card, "customer in (select id from customer where person = $1) and state between 2 and 7 order by id desc limit 20", BIND(num(g->person)));
    write_list(j, "cards");
    for (int i = 0; i < f.count; i++) {
        const struct prepaid_card *c = f.at[i];
        write_object(j, NULL);
        write_number(j, "id", c->record.id);
        write_text(j, "number", c->record.number);
        write_text(j, "kind_label", translate(w->language, choice_label(card_kinds, c->kind)));
        write_text(j, "kind", choice_key(card_kinds, c->kind));
        write_text(j, "state", choice_key(type_state(&prepaid_card_type)->choices, c->state));
        write_text(j, "state_label", translate(w->language, choice_label(type_state(&prepaid_card_type)->choices, c->state)));
        write_number(j, "paid", c->paid.fen);
        write_number(j, "gift", c->gift.fen);
        write_text(j, "uses", translate(w->language, choice_label(card_orders, c->uses)));
        write_number(j, "cooling_until", c->state == CARD_SOLD && !c->served_before && c->sold_at.ms ? day_of(c->sold_at).number + COOLING_DAYS : 0);
        write_number(j, "expires", c->expires.number);
        write_number(j, "line", c->line.id);
        write_number(j, "refunding", c->state == CARD_REFUNDING ? refund_asked(w, c) : 0);
        write_number(j, "paid_left", c->paid_left.fen);
        write_number(j, "gift_left", c->gift_left.fen);
        write_number(j, "together", c->kind == CARD_STORED ? card_left_together(w, c).fen : card_units_together(w, c));      /* with its top-ups */
        write_flag(j, "behind", card_waits_behind(w, c));
        write_number(j, "bought", c->bought);
        write_number(j, "left", card_units_left(c));
        write_text(j, "purpose", c->purpose);
        write_text(j, "refund_way", c->refund_way);
        card_entries_write(w, j, c->record.id, 30);
        write_end(j, '}');
    }
    write_end(j, ']');
}
_Static_assert(CARD_SOLD == 2 && CARD_REFUNDED == 7, "the query above says these by number");

/* A bill that is being made is not hers to see yet: until it is sent its visits stand by themselves. */
static bool on_a_bill_she_reads(struct work *w, const struct visit *v)
{
    return db_one(w, SQL("select 1 from visit_claim c join bill b on b.id = c.document where c.visit = $1 and c.worker = 0 and b.state in (4, 5, 6, 7, 8, 9, 10, 14)"), BIND(num(v->record.id)), 0) == 1;
}

static void write_open(struct work *w, struct json *j, const struct guest *g)
{
    struct found f = LOAD_WHERE(w, visit, "customer in (select id from customer where person = $1) and (state in (8, 9, 12, 13) or (state = 11 and fee > 0)) order by start desc limit 60", BIND(num(g->person)));
    write_list(j, "open");
    for (int i = 0; i < f.count; i++) {
        const struct visit *v = f.at[i];
        int64_t open = visit_payable(w, v).fen;
        if (open <= 0 || !visit_owing(v) || on_a_bill_she_reads(w, v)) continue;
        write_object(j, NULL);
        visit_line_write(w, j, v);
        write_number(j, "open", open);
        write_end(j, '}');
    }
    struct found due = LOAD_WHERE(w, job_deposit, "customer in (select id from customer where person = $1) and state = 1 order by id limit 20", BIND(num(g->person)));
    for (int i = 0; i < due.count; i++) {
        const struct job_deposit *d = due.at[i];
        const struct visit *v = record_peek(w, &visit_type, d->visit.id);
        if (!v || v->state >= VISIT_FINISHED) continue;
        write_object(j, NULL);
        visit_line_write(w, j, v);
        write_number(j, "open", d->amount.fen);
        write_flag(j, "deposit", true);
        write_end(j, '}');
    }
    write_end(j, ']');
}
_Static_assert(JOB_DEPOSIT_DUE == 1, "the query above says it by number");

/* Three days, as the shop is asked for it (job_deposit.c). After a loss the words name neither what was wished for nor why it ended. */
static text deposit_said(struct work *w, const struct job_deposit *d, const struct demand *of)
{
    if (d->state == JOB_DEPOSIT_DUE) return translate(w->language, N_("To be paid to the shop; your first bill counts it"));
    if (of->state != DEMAND_CANCELLED) return translate(w->language, N_("Received; your first bill counts it"));
    text by = day_text(w->arena, day_of((instant){ of->ended_at.ms + DAYS(3) }));
    return translate_with(w->arena, w->language, N_("Received; {1} go back to you the way they came, by {2}: you need not do anything"), (const text[]){ money_shown(w->arena, d->amount), by, NULL });
}

static text deposit_label(struct work *w, const struct demand *of)
{
    text kind = translate(w->language, of->deposit_kind == DEMAND_DEPOSIT_EARNEST ? N_("Earnest money") : N_("Prepaid deposit"));
    return of->quiet ? kind : print(w, "%s · %s", kind, record_title(w, &service_line_type, of->line.id));
}

/* What she agreed on with her demand, until a bill counts it or it goes back: asked for, or held for her. A large job's stands at its visit. */
static void write_deposits(struct work *w, struct json *j, const struct guest *g)
{
    struct found f = LOAD_WHERE(w, job_deposit, "customer in (select id from customer where person = $1) and demand is not null and state in (1, 2) order by state, id limit 20", BIND(num(g->person)));
    write_list(j, "deposits");
    for (int i = 0; i < f.count; i++) {
        const struct job_deposit *d = f.at[i];
        const struct demand *of = record_peek(w, &demand_type, d->demand.id);
        if (!of) continue;
        bool due = d->state == JOB_DEPOSIT_DUE;
        write_object(j, NULL);
        write_number(j, "id", d->record.id);
        write_flag(j, "due", due);
        write_number(j, "amount", d->amount.fen);
        charge_write(j, due ? charge_of_deposit(w, d->record.id) : NULL);
        write_text(j, "label", deposit_label(w, of));
        write_text(j, "said", deposit_said(w, d, of));
        write_end(j, '}');
    }
    write_end(j, ']');
}
_Static_assert(JOB_DEPOSIT_RECEIVED == 2, "the query above says it by number");

/* A card that was agreed on at the desk and waits for her money: what she gets, what for, and how it comes back (消保条例 22, 法释〔2025〕4号 14). */
static text offer_label(struct work *w, const struct prepaid_card *c)
{
    text kind = translate(w->language, choice_label(card_kinds, c->kind)), n = print(w, "%lld", (long long)c->bought);
    if (c->kind == CARD_VISITS) return print(w, "%s · %s", kind, translate_with(w->arena, w->language, N_("{1} visits"), (const text[]){ n, NULL }));
    if (c->kind == CARD_PERIOD) return print(w, "%s · %s", kind, translate_with(w->arena, w->language, N_("{1} days from {2}"), (const text[]){ n, day_text(w->arena, (day){ c->begins.number }), NULL }));
    return c->gift.fen ? print(w, "%s · %s", kind, translate_with(w->arena, w->language, N_("with a gift of {1}"), (const text[]){ money_shown(w->arena, c->gift), NULL })) : kind;
}

static text offer_said(struct work *w, const struct prepaid_card *c)
{
    text how = translate(w->language, charge_possible(w) ? N_("It is yours once it is paid, here or at the shop.") : N_("It is yours once it is paid at the shop."));
    text terms = translate_with(w->arena, w->language, N_("Good for {1}; what is left goes back: {2}. "), (const text[]){ c->purpose, c->refund_way, NULL });
    return print(w, "%s%s%s", terms, c->served_before ? "" : translate(w->language, N_("Unused within seven days all of it goes back. ")), how);
}

static void write_offers(struct work *w, struct json *j, const struct guest *g)
{
    struct found f = LOAD_WHERE(w, prepaid_card, "customer in (select id from customer where person = $1) and state = 1 order by id desc limit 10", BIND(num(g->person)));
    write_list(j, "offers");
    for (int i = 0; i < f.count; i++) {
        const struct prepaid_card *c = f.at[i];
        write_object(j, NULL);
        write_number(j, "id", c->record.id);
        write_number(j, "amount", c->paid.fen);
        charge_write(j, charge_of_card(w, c->record.id));
        write_text(j, "label", offer_label(w, c));
        write_text(j, "said", offer_said(w, c));
        write_end(j, '}');
    }
    write_end(j, ']');
}
_Static_assert(CARD_OFFERED == 1, "the query above says it by number");

/* Where nothing is paid on this page, how it is: a sum with a day and no way to pay it sends everybody to the telephone. */
static void write_how(struct work *w, struct json *j, const struct guest *g)
{
    text phone = shop_phone(w, g->actor.home), how = charge_possible(w) ? "" : N_("Please pay the shop, there or by transfer, with the number of the bill; the receipt comes here. The account to pay into is told on {1}");
    if (*how && !*phone) how = N_("Please pay the shop, there or by transfer, with the number of the bill; the receipt comes here");
    write_text(j, "how", *how ? translate_with(w->arena, w->language, how, (const text[]){ phone, NULL }) : "");
}

/* Paid too much or ahead of any bill, without the deposits, which are shown by themselves. */
static void write_held(struct work *w, struct json *j, const struct guest *g)
{
    struct found f = LOAD_WHERE(w, customer, "person = $1", BIND(num(g->person)));
    int64_t held = 0;
    for (int i = 0; i < f.count; i++) {
        int64_t of_her = -customer_open(w, f.at[i]).fen - db_one(w, SQL("select cast(coalesce(sum(amount), 0) as bigint) from job_deposit where customer = $1 and state = 2"), BIND(num(FOUND(struct customer, f, i)->record.id)), 0);
        if (of_her > 0) held += of_her;
    }
    write_number(j, "held", held);
}
_Static_assert(JOB_DEPOSIT_RECEIVED == 2, "the query above says it by number");

bool money_answer(struct work *w, const struct guest *g, struct reply *reply)
{
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_flag(&j, "online", charge_possible(w));
    write_how(w, &j, g);
    write_open(w, &j, g);
    write_held(w, &j, g);
    write_deposits(w, &j, g);
    write_offers(w, &j, g);
    write_refunds(w, &j, g);
    write_cards(w, &j, g);
    write_bills(w, &j, g);
    write_receipts(w, &j, g);
    write_payments(w, &j, g);
    compensations_write(w, &j, g);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

bool my_bills_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_of(w, q);
    return g && money_answer(w, g, reply);
}

bool my_receipt_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_of(w, q);
    int64_t id = g ? answer_id(w, q, "id") : 0;
    if (!id) return false;
    struct found f = LOAD_WHERE(w, receipt, "id = $1 and state = 1 and customer in (select id from customer where person = $2)", BIND(num(id), num(g->person)));
    const struct receipt *r = f.count ? f.at[0] : NULL;
    struct file_facts facts = r && r->paper.hash && *r->paper.hash ? file_facts(w, r->paper.hash) : (struct file_facts){ "", "", "", 0 };
    if (!*facts.path) return failed(w) ? false : refuse_as(w, NOT_FOUND, "", r ? N_("The receipt is being printed; please look again in a moment") : N_("There is nothing at this address"));
    answer_pdf(w, reply, facts.path, r->record.number);
    return !failed(w);
}
