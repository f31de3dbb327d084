/* quotation_paper.c — a quotation for the family: by a link, as JSON for her page and as PDF. See quotation.h. */
#include "base/words.h"
#include "customers/customers.h"
#include "paper/paper.h"
#include "record/answer.h"
#include "record/store.h"

/* ---- the link ---- */

text quotation_link(struct work *w, const struct quotation *q)
{
    instant end = day_start((day){ q->valid_until.number + 1 }), month = { w->now.ms + DAYS(30) };
    struct resume_link l = { .record.branch = q->record.branch, .quotation = { q->record.id }, .person = q->person, .until = q->state == QUOTATION_ACCEPTED ? month : end };
    if (q->state != QUOTATION_OFFERED && q->state != QUOTATION_ACCEPTED && q->state != QUOTATION_CHANGE) {
        refuse_as(w, CONFLICT, "", N_("Offer it first: a draft may still change, and what has ended is shown to nobody"));
        return NULL;
    }
    text token = link_make(w, &l);
    return failed(w) ? NULL : token;
}

static struct quotation *taken_its_place(struct work *w, const struct quotation *q)
{
    struct found now = LOAD_WHERE(w, quotation, "(id = $1 or root = $1) and state in (2, 3, 7) order by state, id desc limit 1", BIND(num(quotation_root(q))));
    return now.count ? now.at[0] : NULL;
}

struct quotation *quotation_by_link(struct work *w, text token, bool count)
{
    struct resume_link *l = link_behind(w, token);
    struct quotation *q = l && l->quotation.id ? record_peek(w, &quotation_type, l->quotation.id) : NULL;
    if (q && q->state == QUOTATION_WITHDRAWN && quotation_of_job(q)) q = taken_its_place(w, q);        /* the link of an older version shows what counts now */
    if (q && q->state != QUOTATION_DRAFT && q->state != QUOTATION_WITHDRAWN) return !count || step_run(w, &resume_link_type, l, "open", NULL) ? q : NULL;
    if (!failed(w)) refuse_as(w, NOT_FOUND, "", N_("This link is not valid any more; please ask the shop for a new one"));
    return NULL;
}

/* ---- on her page ---- */

static text choice_words(struct work *w, text field, unsigned value) { return translate(w->language, choice_label(type_field(&quotation_type, field)->choices, value)); }

static text gear_words(struct work *w, const struct quotation *q)
{
    text all = "";
    for (const struct choice *c = gear_kinds; c->key; c++)
        if (q->gear.bits & SET_BIT(c->value)) all = print(w, "%s%s%s", all, *all ? translate(w->language, N_(", ")) : "", translate(w->language, c->label));
    return all;
}

static void write_lines(struct work *w, struct json *j, const struct quotation *q)
{
    const struct choice *items = type_field(&quotation_type, "lines")->row->fields[0].choices;
    write_list(j, "lines");
    for (size_t i = 0; i < q->lines.count; i++) {
        const struct quotation_line *l = ROW(struct quotation_line, q->lines, i);
        write_object(j, NULL);
        write_text(j, "item", choice_key(items, l->item));
        write_text(j, "what", seeded_said(w, l->what));
        write_number(j, "quantity", l->quantity);
        write_text(j, "measure", l->measure);
        write_number(j, "unit", l->unit.fen);
        write_number(j, "amount", l->amount.fen);
        write_end(j, '}');
    }
    write_end(j, ']');
}

static void write_job(struct work *w, struct json *j, const struct quotation *q)
{
    write_object(j, "job");
    write_number(j, "edition", q->edition);
    write_number(j, "start", q->start.ms);
    write_number(j, "length", q->length.count);
    write_number(j, "persons", q->persons);
    write_number(j, "square_metres", q->square_metres);
    write_text(j, "gear", gear_words(w, q));
    write_text(j, "on_site", q->on_site);
    write_text(j, "seen", quotation_seen(w, q));
    write_number(j, "answered_at", q->answered_at.ms);
    write_text(j, "answered_by", q->answered_by);
    write_text(j, "terms", q->terms_version);
    write_text(j, "note", q->state == QUOTATION_CHANGE ? q->note : "");
    write_end(j, '}');
}

void quotation_write(struct work *w, struct json *j, text key, const struct quotation *q)
{
    const struct demand *d = q->demand.id ? record_peek(w, &demand_type, q->demand.id) : NULL;
    write_object(j, key);
    write_text(j, "number", q->record.number);
    write_text(j, "company", company_name(w));
    write_text(j, "state", choice_key(type_state(&quotation_type)->choices, q->state));
    write_text(j, "state_label", translate(w->language, choice_label(type_state(&quotation_type)->choices, q->state)));
    write_text(j, "line", translate(w->language, record_title(w, &service_line_type, q->line.id)));
    write_text(j, "each", choice_key(type_field(&quotation_type, "each")->choices, q->each));
    write_number(j, "expected", d && d->expected.given ? d->expected.number : 0);
    write_number(j, "first", d ? d->start_from.number : 0);
    write_number(j, "term", d ? d->term : 0);
    write_lines(w, j, q);
    write_number(j, "price", q->price.fen);
    write_number(j, "a_month", q->a_month.fen);
    write_number(j, "months", q->months);
    write_number(j, "days_over", q->days_over);
    write_number(j, "over", q->over.fen);
    write_number(j, "wage", q->wage.fen);
    write_number(j, "more_day", q->more_day.fen);
    write_text(j, "scope", q->scope);
    write_text(j, "exclusions", q->exclusions);
    write_text(j, "deposit_kind", choice_key(type_field(&quotation_type, "deposit_kind")->choices, q->deposit_kind));
    write_number(j, "deposit", q->deposit.fen);
    write_number(j, "waiting_day", q->waiting_day.fen);
    write_number(j, "waiting_after", q->waiting_after);
    write_number(j, "valid_until", q->valid_until.number);
    write_text(j, "remark", q->remark);
    if (quotation_of_job(q)) write_job(w, j, q);
    write_end(j, '}');
}

/* ---- on paper ---- */

struct sheet { int64_t id; text token, house, first, last, line; const struct quotation *quotation; };

static bool read_sheet(struct work *w, struct sheet *s, const struct quotation *q)
{
    const struct demand *d = q && q->demand.id ? record_peek(w, &demand_type, q->demand.id) : NULL;
    if (!q || (!d && !quotation_of_job(q))) return false;
    s->quotation = q;
    s->house = company_name(w);
    if (!*s->house) s->house = record_title(w, &branch_type, q->record.branch.id);
    s->line = translate(w->language, record_title(w, &service_line_type, q->line.id));
    if (!d) return !failed(w);
    s->first = day_text(w->arena, d->expected.given ? (day){ d->expected.number } : d->start_from);
    s->last = print(w, "%lld", (long long)d->term);
    return !failed(w);
}

static text said(struct work *w, text sentence, text a, text b) { return translate_with(w->arena, w->language, sentence, (const text[]){ a, b, NULL }); }

static text count_of(struct work *w, int64_t n, text measure) { return print(w, "%lld %s", (long long)n, translate(w->language, measure)); }

/* Lines are for a month: how the price over the term comes out of them. What is due once stands below, so that amounts add up to the price. */
enum { LINES_OF_TERM = 2 };
static int over_the_term(struct work *w, const struct quotation *q, struct paper_line *into)
{
    int n = 0;
    if (q->months) into[n++] = (struct paper_line){ translate(w->language, N_("Over the term: whole months")), count_of(w, q->months, N_("month")), money_text(w->arena, q->a_month), money_text(w->arena, money_times(q->a_month, q->months, 1)) };
    if (q->days_over) into[n++] = (struct paper_line){ translate(w->language, N_("Over the term: days of the first and last month, a 26th each, rest days apart")), count_of(w, q->days_over, N_("days")), money_text(w->arena, prorated(q->a_month, 1, BY_26_DAYS, 0)), money_text(w->arena, q->over) };
    return n;
}

static struct paper_line line_on_paper(struct work *w, const struct quotation_line *l, bool a_month)
{
    text wage = l->item == QUOTED_WAGE ? said(w, N_(" (paid to her)"), NULL, NULL) : "";
    text quantity = l->quantity % 100 ? print(w, "%.2f %s", (double)l->quantity / 100, l->measure) : print(w, "%lld %s", (long long)(l->quantity / 100), l->measure);
    return (struct paper_line){ print(w, "%s%s", seeded_said(w, l->what), wage), quantity, money_text(w->arena, a_month ? l->amount : l->unit), a_month ? said(w, N_("a month"), NULL, NULL) : money_text(w->arena, l->amount) };
}

static struct paper_line *paper_lines(struct work *w, const struct quotation *q, int *ret_count)
{
    struct paper_line *all = take_many(w, struct paper_line, q->lines.count + LINES_OF_TERM);
    bool by_month = q->each == QUOTED_FOR_MONTH && q->a_month.fen;
    int n = 0;
    for (size_t i = 0; i < q->lines.count; i++) {
        const struct quotation_line *l = ROW(struct quotation_line, q->lines, i);
        if (!by_month || l->item != QUOTED_FEE) all[n++] = line_on_paper(w, l, by_month);
    }
    if (by_month) n += over_the_term(w, q, all + n);
    for (size_t i = 0; i < q->lines.count && by_month; i++) {
        const struct quotation_line *l = ROW(struct quotation_line, q->lines, i);
        if (l->item == QUOTED_FEE) all[n++] = line_on_paper(w, l, false);
    }
    *ret_count = n;
    return all;
}

static text answered_words(struct work *w, const struct quotation *q)
{
    if (q->state == QUOTATION_ACCEPTED) return said(w, N_("Agreed to by {1} on {2}: the job is done at this price."), q->answered_by, day_text(w->arena, day_of(q->answered_at)));
    return said(w, N_("Valid until {1}. With your yes it becomes an order at this price; nothing is owed before."), day_text(w->arena, q->valid_until), NULL);
}

static text below(struct work *w, const struct quotation *q)
{
    text all = said(w, N_("Not included: {1}"), q->exclusions, NULL);
    if (*q->scope) all = print(w, "%s\n%s", said(w, N_("Included: {1}"), q->scope, NULL), all);
    if (q->wage.fen) all = print(w, "%s\n%s", all, said(w, N_("Her wage of {1} is paid to her and is no fee of ours."), money_text(w->arena, q->wage), NULL));
    if (q->each == QUOTED_FOR_MONTH && q->a_month.fen) all = print(w, "%s\n%s", all, said(w, N_("Each month is billed by the days she really served: a whole month in full, of a part of it each day a 26th, rest days apart."), NULL, NULL));
    if (q->waiting_day.fen) all = print(w, "%s\n%s", all, said(w, N_("If the birth is later than expected, she waits {1} days for nothing, then for {2} a day until she begins; it is hers."), print(w, "%lld", (long long)q->waiting_after), money_text(w->arena, q->waiting_day)));
    if (quotation_of_job(q)) all = print(w, "%s\n%s", all, said(w, N_("What changes the price on the spot: {1}"), q->on_site, NULL));
    if (*q->remark) all = print(w, "%s\n%s", all, q->remark);
    if (quotation_of_job(q)) return print(w, "%s\n%s", all, answered_words(w, q));
    return print(w, "%s\n%s", all, said(w, N_("Valid until {1}. What counts is the contract; nothing is owed before it is signed."), day_text(w->arena, q->valid_until), NULL));
}

static text hours_words(struct work *w, const struct quotation *q)
{
    text hours = q->length.count % 60 ? print(w, "%.1f", q->length.count / 60.0) : print(w, "%d", q->length.count / 60);
    return said(w, N_("{1} people, {2} hours"), print(w, "%lld", (long long)q->persons), hours);
}

static int job_facts(struct work *w, const struct quotation *q, struct paper_fact *facts)
{
    int n = 0;
    text when = q->start.ms ? instant_words(w->arena, q->start) : said(w, N_("Agreed later"), NULL, NULL);
    facts[n++] = (struct paper_fact){ translate(w->language, N_("Planned for")), when };
    facts[n++] = (struct paper_fact){ translate(w->language, N_("People and hours")), hours_words(w, q) };
    if (q->square_metres) facts[n++] = (struct paper_fact){ translate(w->language, N_("Size")), print(w, "%lld %s", (long long)q->square_metres, translate(w->language, N_("m²"))) };
    if (q->gear.bits) facts[n++] = (struct paper_fact){ translate(w->language, N_("Comes with")), gear_words(w, q) };
    if (q->edition > 1) facts[n++] = (struct paper_fact){ translate(w->language, N_("Edition")), print(w, "%lld", (long long)q->edition) };
    return n;
}

static int term_facts(struct work *w, const struct sheet *s, struct paper_fact *facts)
{
    const struct quotation *q = s->quotation;
    facts[0] = (struct paper_fact){ translate(w->language, N_("Begins on")), print(w, "%s · %s %s", s->first, s->last, translate(w->language, N_("days"))) };
    facts[1] = (struct paper_fact){ translate(w->language, N_("Prices are for")), choice_words(w, "each", q->each) };
    facts[2] = (struct paper_fact){ translate(w->language, N_("One day more")), money_text(w->arena, q->more_day) };
    return 3;
}

static struct paper layout(struct work *w, const struct sheet *s)
{
    const struct quotation *q = s->quotation;
    struct paper_fact *facts = take_many(w, struct paper_fact, 10);
    int n = 0, rows = 0;
    const struct paper_line *lines = paper_lines(w, q, &rows);
    facts[n++] = (struct paper_fact){ translate(w->language, N_("Service line")), s->line };
    n += quotation_of_job(q) ? job_facts(w, q, facts + n) : term_facts(w, s, facts + n);
    facts[n++] = (struct paper_fact){ translate(w->language, N_("Deposit")), q->deposit.fen ? print(w, "%s %s", choice_words(w, "deposit_kind", q->deposit_kind), money_text(w->arena, q->deposit)) : "—" };
    facts[n++] = (struct paper_fact){ translate(w->language, N_("Valid until")), day_text(w->arena, q->valid_until) };
    return (struct paper){ .house = s->house, .title = translate(w->language, N_("Quotation")), .number = q->record.number, .mark = "", .facts = facts, .fact_count = n,
        .columns = { translate(w->language, N_("Item")), translate(w->language, N_("Quantity")), translate(w->language, N_("Unit price")), translate(w->language, N_("Amount")) }, .lines = lines, .line_count = rows,
        .sum_label = translate(w->language, quotation_of_job(q) ? N_("Price of the job") : N_("Price over the term")), .sum = money_text(w->arena, q->price), .sum_words = money_in_capitals(w->arena, q->price), .below = below(w, q), .made = w->now, .one_page = true };
}

static bool draw(struct work *w, const struct sheet *s, struct reply *reply)
{
    struct paper paper = layout(w, s);
    return paper_reply(w, &paper, print(w, "%s.pdf", s->quotation->record.number), reply);
}

static bool for_office(struct work *w, void *data)
{
    struct sheet *s = data;
    return read_sheet(w, s, LOAD(w, quotation, s->id));
}

bool quotation_pdf_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct sheet *s = take(w, struct sheet);
    s->id = answer_id(w, q, "id");
    return s->id && db_read(house_db(w->house), w, for_office, s) && draw(w, s, reply);
}

static bool for_family(struct work *w, void *data)
{
    struct sheet *s = data;
    return read_sheet(w, s, quotation_by_link(w, s->token, false));
}

static bool for_its_person(struct work *w, void *data)
{
    struct sheet *s = data;
    return read_sheet(w, s, record_peek(w, &quotation_type, s->id));
}

bool quotation_pdf_found(struct work *w, int64_t id, struct reply *reply)
{
    struct sheet *s = take(w, struct sheet);
    s->id = id;
    return db_read(house_db(w->house), w, for_its_person, s) && draw(w, s, reply);
}

bool quotation_pdf_by_link(struct work *w, text token, struct reply *reply)
{
    struct sheet *s = take(w, struct sheet);
    s->token = token;
    return db_read(house_db(w->house), w, for_family, s) && draw(w, s, reply);
}
