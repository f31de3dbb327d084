/* survey_quote.c — from what was measured to a quotation, and from the customer's yes to the order. See survey.h. */
#include "base/words.h"
#include "operations/order_own.h"
#include "operations/survey.h"
#include "record/store.h"

/* ---- its lines ---- */

/* By the square metre each zone is a line; else the hours of all who come, or the job as a whole. */
static struct quotation_line service_line_of(struct work *w, const struct service_line *line, const struct quote_line *l, const struct survey *s)
{
    bool hours = line->unit == UNIT_HOUR || line->unit == UNIT_PERSON_HOUR;
    text much = print(w, "%lld", (long long)s->persons), each = print(w, "%.1f", s->length.count / 60.0);
    text what = hours ? translate_with(w->arena, w->language, N_("{1}: {2} people, {3} hours each"), (const text[]){ line->name, much, each, NULL }) : line->name;
    return (struct quotation_line){ .item = hours ? QUOTED_LABOUR : QUOTED_SERVICE, .what = what, .quantity = l->quantity, .measure = translate(w->language, choice_label(line_units, line->unit)), .unit = l->unit };
}

static size_t zone_lines(struct work *w, const struct survey *s, money unit, struct quotation_line *into)
{
    for (size_t i = 0; i < s->zones.count; i++) {
        const struct survey_zone *z = ROW(struct survey_zone, s->zones, i);
        into[i] = (struct quotation_line){ .item = QUOTED_ZONE, .what = z->name, .quantity = z->square_metres * 100, .measure = translate(w->language, N_("m²")), .unit = unit };
    }
    return s->zones.count;
}

enum { MOST_ZONE_LINES = 20 };
static rows_of lines_of(struct work *w, const struct survey *s, const struct service_line *line, const struct quote *q)
{
    struct quotation_line *all = take_many(w, struct quotation_line, s->zones.count + MOST_QUOTE_LINES);
    size_t n = 0;
    for (int i = 0; i < q->count; i++) {
        const struct quote_line *l = &q->lines[i];
        bool by_zone = line->unit == UNIT_SQUARE_METRE && s->zones.count <= MOST_ZONE_LINES;
        if (!i && by_zone) n += zone_lines(w, s, l->unit, all + n);
        else if (!i) all[n++] = service_line_of(w, line, l, s);
        else if (l->amount.fen > 0) all[n++] = (struct quotation_line){ .item = QUOTED_SURCHARGE, .what = translate(w->language, l->label), .quantity = 100, .measure = "", .unit = l->amount };
    }
    return (rows_of){ all, n };
}

/* ---- the quotation ---- */

const struct sentence *survey_quotable(struct work *w, const struct survey *s)
{
    const struct quotation *q = s->quotation.id ? record_peek(w, &quotation_type, s->quotation.id) : NULL;
    if (!s->square_metres) return because(w, N_("Enter the zones with their measured sizes first"));
    if (!q || q->state == QUOTATION_DECLINED || q->state == QUOTATION_EXPIRED || q->state == QUOTATION_WITHDRAWN) return NULL;
    if (q->state == QUOTATION_DRAFT) return because(w, N_("Quotation {1} is begun: finish it and offer it"), q->record.number);
    return because(w, N_("Quotation {1} is with the customer; what changes is written as the next one out of it"), q->record.number);
}

static bool survey_person(struct work *w, const struct survey *s, ref *ret)
{
    const struct customer *c = record_peek(w, &customer_type, s->customer.id);
    if (c) *ret = c->person;
    return c != NULL;
}

/* The time it was looked at says nothing of when it is done: the office enters it, or it is agreed later. */
bool survey_quote(struct work *w, struct survey *s)
{
    const struct service_line *line = record_peek(w, &service_line_type, s->line.id);
    const struct household *h = record_peek(w, &household_type, s->household.id);
    const struct quotation *last = s->quotation.id ? record_peek(w, &quotation_type, s->quotation.id) : NULL;
    struct quote listed;
    struct quotation q = { .each = QUOTED_FOR_JOB, .household = s->household, .line = s->line, .length = s->length, .persons = s->persons, .square_metres = s->square_metres, .deposit = s->deposit };
    if (!line || !h || !survey_person(w, s, &q.person) || !survey_listed(w, s, line, h, &listed)) return false;
    if (q.length.count < line->least.count) q.length = line->least;
    q.lines = lines_of(w, s, line, &listed);
    q.rule.id = listed.rule;
    q.gear = line->gear;
    q.edition = last ? last->edition + 1 : 1;
    q.root.id = last ? quotation_root(last) : 0;
    q.replaces.id = last ? last->record.id : 0;
    if (!ADD(w, quotation, &q)) return false;
    s->quotation.id = q.record.id;
    return true;
}

/* ---- what becomes of it ---- */

static const struct quotation *of_chain(struct work *w, const struct survey *s, struct bind bind)
{
    (void)s;
    struct found all = LOAD_WHERE(w, quotation, "(id = $1 or root = $1) and ($2 = 0 or state = $2) order by id desc limit 1", bind);
    return all.count ? all.at[0] : NULL;
}

static int64_t root_of(struct work *w, const struct survey *s)
{
    const struct quotation *q = s->quotation.id ? record_peek(w, &quotation_type, s->quotation.id) : NULL;
    return q ? quotation_root(q) : 0;
}

const struct quotation *survey_yes(struct work *w, const struct survey *s)
{
    int64_t root = root_of(w, s);
    return root ? of_chain(w, s, BIND(num(root), num(QUOTATION_ACCEPTED))) : NULL;
}

bool survey_stands(struct work *w, struct survey *s)
{
    int64_t root = root_of(w, s);
    if (!root) return !failed(w);
    const struct quotation *newest = of_chain(w, s, BIND(num(root), num(0))), *offered = of_chain(w, s, BIND(num(root), num(QUOTATION_OFFERED))), *yes = of_chain(w, s, BIND(num(root), num(QUOTATION_ACCEPTED)));
    if (failed(w)) return false;
    if (newest) s->quotation.id = newest->record.id;
    bool there = offered || yes;
    if (there) s->quote_since.ms = 0;
    else if (s->state == SURVEY_QUOTED) s->quote_since = w->now;
    s->agreed_at = yes ? yes->answered_at : (instant){ 0 };
    s->state = there ? SURVEY_QUOTED : SURVEY_DONE;
    return true;
}

/* Her yes on her page is the order, where the time was quoted and the terms accepted with it. A customer with a limit of credit is looked at first. */
static bool order_at_once(struct work *w, struct survey *s, const struct quotation *q)
{
    const struct customer *c = record_peek(w, &customer_type, s->customer.id);
    if (!q->start.ms || q->start.ms < w->now.ms || !*q->terms_version || !c) return !failed(w);
    if (!step_run(w, &survey_type, s, "order", &(struct survey_order){ .terms_version = q->terms_version, .contract_number = "" })) return false;
    struct service_order *o = c->credit_limit.fen ? NULL : LOAD(w, service_order, s->service_order.id);
    return o ? step_run(w, &service_order_type, o, "confirm", NULL) : !failed(w);
}

bool survey_follows(struct work *w, const struct record_type *type, int64_t quotation)
{
    const struct quotation *q = record_peek(w, type, quotation);
    if (!q || !quotation_of_job(q)) return !failed(w);
    struct found all = LOAD_WHERE(w, survey, "quotation in (select id from quotation where id = $1 or root = $1) and state in (2, 5) limit 1", BIND(num(quotation_root(q))));
    struct survey *s = all.count ? all.at[0] : NULL;
    if (!s || !step_run(w, &survey_type, s, "follow_quote", NULL)) return !failed(w);
    return q->state != QUOTATION_ACCEPTED || s->service_order.id || order_at_once(w, s, q);
}
_Static_assert(SURVEY_DONE == 2 && SURVEY_QUOTED == 5, "the query above says these by number");
