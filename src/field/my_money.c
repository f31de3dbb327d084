/* my_money.c — GET /api/my/money: what each visit brings her, on the same day and line by line, her settlements and payslips,
 * her part of compensations. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include "base/words.h"
#include "field/my.h"
#include "payroll/payroll.h"
#include "record/answer.h"
#include "record/said.h"

enum { DAYS_SHOWN = 31, MOST_LINES = 40 };

struct pay_line { text label, why; money amount; text rule; day served; };       /* served 0: no day of its own */
struct pay_sheet { struct pay_line lines[MOST_LINES]; int count; money sum; };

static void add(struct pay_sheet *s, struct pay_line line)
{
    if (s->count == MOST_LINES || !line.amount.fen) return;
    s->lines[s->count++] = line;
    s->sum = money_add(s->sum, line.amount);
}

/* Her part of each line of the frozen quote; what rounding leaves goes to the last, so that they add up to what the quote gives her. */
static void from_quote(struct work *w, const struct visit *v, int64_t percent, struct pay_sheet *s)
{
    json_t *tree = json_loads(v->quote.json, 0, NULL), *lines = json_object_get(tree, "lines");
    int64_t whole = json_integer_value(json_object_get(tree, "worker_pay"));
    for (size_t i = 0; i < json_array_size(lines); i++) {
        json_t *l = json_array_get(lines, i);
        const char *code = json_string_value(json_object_get(l, "code")), *label = json_string_value(json_object_get(l, "label")), *why = json_string_value(json_object_get(l, "why"));
        if (!code || !label || !strcmp(code, "coupon")) continue;
        money amount = { json_integer_value(json_object_get(l, "amount")) };
        add(s, (struct pay_line){ translate(w->language, arena_copy(w->arena, label)), print(w, "%s × %lld%%%s%s", money_shown(w->arena, amount), (long long)percent, why && *why ? " · " : "", why ? why : ""), money_times(amount, percent, 100) });
    }
    if (s->count) {
        struct pay_line *last = &s->lines[s->count - 1];
        last->amount = money_add(last->amount, money_sub((money){ whole }, s->sum));
        s->sum.fen = whole;
    }
    json_decref(tree);
}

static void from_extras(struct work *w, const struct visit *v, int64_t percent, struct pay_sheet *s)
{
    for (size_t i = 0; i < v->add_ons.count; i++) {
        const struct add_on *a = ROW(struct add_on, v->add_ons, i);
        add(s, (struct pay_line){ said_read(w, a->what), print(w, "%s × %lld%%", money_shown(w->arena, a->price), (long long)percent), money_times(a->price, percent, 100) });
    }
}

/* What was set by hand, and what her mates get, are lines of their own: nothing is hidden in a sum. */
static void to_her_part(struct work *w, const struct visit *v, int64_t me, struct pay_sheet *s)
{
    int64_t ids[MOST_VISIT_WORKERS];
    int n = visit_workers(v, ids);
    text why = v->corrections.count ? ROW(struct price_correction, v->corrections, v->corrections.count - 1)->why : "";
    add(s, (struct pay_line){ translate(w->language, v->corrections.count ? N_("Corrected by the office") : N_("Set by the office")), why, money_sub(v->worker_pay, s->sum) });
    text shared = v->crew.count ? N_("The others' part, by hours and grade") : N_("The other worker's half");
    if (n > 1) add(s, (struct pay_line){ translate(w->language, shared), "", money_sub(visit_pay(v, me), s->sum) });
}

static void lines_of(struct work *w, const struct visit *v, int64_t me, struct pay_sheet *s)
{
    const struct price_rule *rule = v->price_rule.id ? record_peek(w, &price_rule_type, v->price_rule.id) : NULL;
    int64_t percent = rule ? rule->worker_percent : 0;
    if (visit_owes_fee(v)) {
        text why = print(w, "%s %s", money_shown(w->arena, v->fee), translate(w->language, N_("is what the customer pays for it")));
        add(s, (struct pay_line){ translate(w->language, N_("Your part of the fee: it did not take place")), why, visit_pay(v, me) });
        return;
    }
    from_quote(w, v, percent, s);
    from_extras(w, v, percent, s);
    to_her_part(w, v, me, s);
}

/* A line of her pay, wherever it stands: on a visit, a settlement or a payslip. */
static void write_line(struct json *j, const struct pay_line *l)
{
    write_object(j, NULL);
    write_text(j, "label", l->label);
    write_text(j, "why", l->why ? l->why : "");
    write_text(j, "rule", l->rule ? l->rule : "");
    write_number(j, "served", l->served.number);
    write_number(j, "amount", l->amount.fen);
    write_end(j, '}');
}

void my_pay_write(struct work *w, struct json *j, const struct visit *v, int64_t me)
{
    struct pay_sheet s = { .count = 0 };
    lines_of(w, v, me, &s);
    write_number(j, "pay", visit_pay(v, me).fen);
    write_list(j, "lines");
    for (int i = 0; i < s.count; i++) write_line(j, &s.lines[i]);
    write_end(j, ']');
}

static void write_visit(struct work *w, struct json *j, const struct visit *v, int64_t me)
{
    const struct service_line *line = record_peek(w, &service_line_type, v->line.id);
    const struct household *h = record_peek(w, &household_type, v->household.id);
    const struct field *state = type_state(&visit_type);
    write_object(j, NULL);
    write_number(j, "visit", v->record.id);
    write_number(j, "start", v->start.ms);
    write_number(j, "minutes", v->length.count);
    write_text(j, "line", line ? translate(w->language, line->name) : "");
    write_text(j, "home", h ? h->name : "");
    write_text(j, "state", choice_key(state->choices, v->state));
    write_text(j, "state_label", translate(w->language, choice_label(state->choices, v->state)));
    my_pay_write(w, j, v, me);
    write_end(j, '}');
}

/* What a settlement and a payslip begin with. */
static void begin_paper(struct work *w, struct json *j, const struct record_type *type, const void *record, day first, day last)
{
    const struct record *r = record;
    const struct choice *states = type_state(type)->choices;
    unsigned state = record_state(type, record);
    write_object(j, NULL);
    write_number(j, "id", r->id);
    write_text(j, "number", r->number);
    write_text(j, "state", choice_key(states, state));
    write_text(j, "state_label", translate(w->language, choice_label(states, state)));
    write_number(j, "first", first.number);
    write_number(j, "last", last.number);
}

/* Why she gets it stands beside the line: what she was answered. */
static text back_pay_why(struct work *w, ref back_pay)
{
    const struct back_pay *b = back_pay.id ? record_peek(w, &back_pay_type, back_pay.id) : NULL;
    return b ? b->why : "";
}

static void write_settlement(struct work *w, struct json *j, const struct settlement *s)
{
    begin_paper(w, j, &settlement_type, s, s->first, s->last);
    write_number(j, "earned", s->earned.fen);
    write_number(j, "deducted", s->deducted.fen);
    write_number(j, "total", s->total.fen);
    write_number(j, "paid", s->paid.fen);
    write_number(j, "payday", s->payday.number);
    write_text(j, "objection", s->objection);
    write_text(j, "answer", s->answer);
    write_text(j, "back_pay", back_pay_said(w, s->back_pay));
    write_flag(j, "may_object", settlement_may_object(s));
    write_list(j, "lines");
    for (size_t i = 0; i < s->lines.count; i++) {
        const struct settlement_line *l = ROW(struct settlement_line, s->lines, i);
        write_line(j, &(struct pay_line){ .label = said_read(w, l->label), .why = back_pay_why(w, l->back_pay), .amount = l->amount, .served = l->served });
    }
    write_end(j, ']');
    write_end(j, '}');
}

/* Once it was sent to her; a reversed one stays beside the one that stands for it: drafts are the office's. */
static void write_settlements(struct work *w, struct json *j, int64_t me)
{
    struct found f = LOAD_WHERE(w, settlement, "worker = $1 and state between 4 and 11 and not exists (select 1 from payslip p where p.settlement = settlement.id) order by last desc, id desc limit 12", BIND(num(me)));
    write_list(j, "settlements");
    for (int i = 0; i < f.count; i++) write_settlement(w, j, f.at[i]);
    write_end(j, ']');
}

/* Settlements took it up, and her pay did not reach it. */
static money write_carried(struct work *w, struct json *j, money carried)
{
    if (carried.fen <= 0) return (money){ 0 };
    write_object(j, NULL);
    write_text(j, "number", "");
    write_text(j, "kind", "carried");
    write_text(j, "label", translate(w->language, N_("Cash still held after the settlement before")));
    write_text(j, "customer", "");
    write_number(j, "at", w->now.ms);
    write_number(j, "amount", carried.fen);
    write_flag(j, "in_hand", true);
    write_end(j, '}');
    return carried;
}

/* Company cash in her hands, and tips: what the next settlement nets. A tip she was given in cash is in her hands and hers: no part of what she holds for us. */
static void write_cash(struct work *w, struct json *j, int64_t me)
{
    struct found f = payments_with_worker(w, me);
    const struct field *kind = type_field(&payment_type, "kind");
    money held = { 0 };
    write_list(j, "cash");
    held = write_carried(w, j, cash_carried(w, me));
    for (int i = 0; i < f.count; i++) {
        const struct payment *p = f.at[i];
        bool in_hand = p->collector.id == me, hers = p->kind == PAYMENT_TIP && p->worker.id == me;
        if (in_hand && !hers) held = money_add(held, p->amount);
        else if (p->kind == PAYMENT_FROM_WORKER) held = money_sub(held, p->amount);
        write_object(j, NULL);
        write_text(j, "number", p->record.number);
        write_text(j, "kind", choice_key(kind->choices, p->kind));
        write_text(j, "label", translate(w->language, choice_label(kind->choices, p->kind)));
        write_text(j, "customer", p->customer.id ? record_title(w, &customer_type, p->customer.id) : "");
        write_number(j, "at", p->paid_at.ms);
        write_number(j, "amount", p->amount.fen);
        write_flag(j, "in_hand", in_hand);
        write_end(j, '}');
    }
    write_end(j, ']');
    write_number(j, "cash_held", held.fen);
}

/* Her part of compensations to customers: she says yes or no to it, and sees what was taken (T25). */
static void write_damages(struct work *w, struct json *j, int64_t me)
{
    struct found f = LOAD_WHERE(w, compensation, "worker = $1 and state in (1, 2, 3, 4) and worker_part > 0 order by id desc limit 12", BIND(num(me)));
    write_list(j, "damages");
    for (int i = 0; i < f.count; i++) {
        const struct compensation *c = f.at[i];
        write_object(j, NULL);
        write_number(j, "id", c->record.id);
        write_text(j, "number", c->record.number);
        write_text(j, "what", c->what);
        write_number(j, "amount", c->amount.fen);
        write_number(j, "part", c->worker_part.fen);
        write_number(j, "taken", c->taken.fen);
        write_number(j, "left", c->worker_part.fen - c->taken.fen - c->forgiven.fen);
        write_number(j, "agreed_at", c->worker_agreed_at.ms);
        write_flag(j, "asks", c->state != COMPENSATION_PAID && !c->worker_agreed_at.ms);
        write_end(j, '}');
    }
    write_end(j, ']');
}
_Static_assert(COMPENSATION_PAID == 4, "the query above says these by number");

static void write_payslip(struct work *w, struct json *j, const struct payslip *s)
{
    begin_paper(w, j, &payslip_type, s, s->first, s->last);
    write_number(j, "gross", s->gross.fen);
    write_number(j, "net", s->net.fen);
    write_number(j, "year_income", s->year_income.fen);
    write_number(j, "year_tax", s->year_tax.fen);
    write_text(j, "objection", s->objection);
    write_text(j, "answer", s->answer);
    write_text(j, "back_pay", back_pay_said(w, s->back_pay));
    write_list(j, "lines");
    for (size_t i = 0; i < s->lines.count; i++) {
        const struct payslip_line *l = ROW(struct payslip_line, s->lines, i);
        write_line(j, &(struct pay_line){ .label = said_read(w, l->label), .why = said_read(w, l->why), .amount = l->amount, .rule = l->rule });
    }
    write_end(j, ']');
    write_end(j, '}');
}

/* From the day it was sent to her; a reversed one stays with its red one. */
static void write_payslips(struct work *w, struct json *j, int64_t me)
{
    struct found f = LOAD_WHERE(w, payslip, "worker = $1 and state between 2 and 9 and sent_at > 0 order by first desc, id desc limit 18", BIND(num(me)));
    write_list(j, "payslips");
    for (int i = 0; i < f.count; i++) write_payslip(w, j, f.at[i]);
    write_end(j, ']');
}
_Static_assert(PAYSLIP_SENT == 2 && PAYSLIP_RED == 9, "the query above says these by number");

bool my_money_call(struct work *w, const struct request *q, struct reply *reply)
{
    (void)q;
    const struct worker *her = my_worker(w);
    if (!her) return false;
    int64_t me = her->record.id;
    instant from = day_start((day){ day_of(w->now).number - DAYS_SHOWN });
    struct found f = LOAD_WHERE(w, visit, "id in (select id from visit where worker = $1 union select id from visit where second = $1 union select parent from visit_crew where worker = $1) "
                                          "and state in (8, 9, 10, 11, 12, 13) and start >= $2 order by start desc limit 300", BIND(num(me), num(from.ms)));
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "from", day_of(from).number);
    write_list(&j, "visits");
    for (int i = 0; i < f.count; i++)
        if (visit_pay(f.at[i], me).fen) write_visit(w, &j, f.at[i], me);
    write_end(&j, ']');
    write_settlements(w, &j, me);
    write_cash(w, &j, me);
    write_damages(w, &j, me);
    write_payslips(w, &j, me);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
