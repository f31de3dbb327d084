/* payslip_make.c — payslips out of sheets: gathers what is known of all workers of the run in a few queries, then reckons one by one. */
#include <stdlib.h>
#include <string.h>
#include "payroll/payroll.h"
#include "record/said.h"

/* What earlier months of the year brought a worker, by kind of tax; sorted by worker. */
struct past { int64_t worker, kind; money income, social, special, tax; int64_t months; };       /* months of the year at the earliest of them */
struct other { int64_t worker; money income, tax; };           /* finance's settlements of the month */
struct known {
    struct found sheets, profiles, advances, slips;
    int64_t *owing; int owing_count;            /* workers of whose part of a compensation something is open */
    struct past *past; int past_count;
    struct other *others; int other_count;
    struct tax_rates rates[TAX_PLATFORM + 1];
    struct social_rates social;
    money minimum;
    text uninsured, year_unknown;   /* numbers of workers, for the run to say */
    struct payroll_run *run;
};

static int by_sheet(const void *a, const void *b)
{
    const struct wage_sheet *x = *(struct wage_sheet *const *)a, *y = *(struct wage_sheet *const *)b;
    return x->worker.id != y->worker.id ? (x->worker.id > y->worker.id) - (x->worker.id < y->worker.id) : (x->record.id > y->record.id) - (x->record.id < y->record.id);
}

static day year_begins(day on) { return day_from_date((struct date){ date_of(on).year, 1, 1 }); }

/* The workers of this payroll, wherever else they worked this year: who pays and withholds is the company, not the branch (T35). */
#define ITS_WORKERS "(select h.worker from wage_sheet h where h.branch = $1 and h.first >= $2 and h.last <= $3)"
#define EARLIER "from payslip where worker in " ITS_WORKERS " and state in (5, 6, 7) and first >= $4 and last < $2"

static void read_past(struct work *w, struct known *k)
{
    const struct payroll_run *r = k->run;
    int64_t branch = r->record.branch.id, year = year_begins(r->first).number;
    int count = (int)db_one(w, SQL("select count(*) from (select 1 " EARLIER " group by worker, tax_kind) x"), BIND(num(branch), num(r->first.number), num(r->last.number), num(year)), 0);
    k->past = take_many(w, struct past, count);
    struct rows *row = db_query(w, SQL("select worker, tax_kind, cast(sum(income) as bigint), cast(sum(social) as bigint), cast(sum(special) as bigint), cast(sum(tax) as bigint), min(months) " EARLIER
        " group by worker, tax_kind order by worker, tax_kind"), BIND(num(branch), num(r->first.number), num(r->last.number), num(year)));
    while (db_next(row) && k->past_count < count)
        k->past[k->past_count++] = (struct past){ db_number(row, 0), db_number(row, 1), { db_number(row, 2) }, { db_number(row, 3) }, { db_number(row, 4) }, { db_number(row, 5) }, db_number(row, 6) };
}

static void read_others(struct work *w, struct known *k)
{
    const struct payroll_run *r = k->run;
    int count = (int)db_one(w, SQL("select count(distinct worker) from settlement where worker in " ITS_WORKERS " and state in (8, 9, 10) and last between $2 and $3"), BIND(num(r->record.branch.id), num(r->first.number), num(r->last.number)), 0);
    k->others = take_many(w, struct other, count);
    struct rows *row = db_query(w, SQL("select s.worker, cast(sum(s.earned) as bigint), cast(coalesce(sum((select -sum(l.amount) from settlement_lines l where l.parent = s.id and l.item = 17)), 0) as bigint) from settlement s "
        "where s.worker in " ITS_WORKERS " and s.state in (8, 9, 10) and s.last between $2 and $3 and not exists (select 1 from payslip p where p.settlement = s.id) group by s.worker order by s.worker"),
        BIND(num(r->record.branch.id), num(r->first.number), num(r->last.number)));
    while (db_next(row) && k->other_count < count) k->others[k->other_count++] = (struct other){ db_number(row, 0), { db_number(row, 1) }, { db_number(row, 2) } };
}
_Static_assert(PAY_INCOME_TAX == 17 && SETTLEMENT_LOCKED == 8, "the query above says these by number");

static void read_owing(struct work *w, struct known *k)
{
    int64_t branch = k->run->record.branch.id;
    int count = (int)db_one(w, SQL("select count(distinct c.worker) from compensation c join worker n on n.id = c.worker where n.branch = $1 and c.state = 4 and c.worker_part > c.taken + c.forgiven"), BIND(num(branch)), 0);
    k->owing = take_many(w, int64_t, count);
    struct rows *row = db_query(w, SQL("select distinct c.worker from compensation c join worker n on n.id = c.worker where n.branch = $1 and c.state = 4 and c.worker_part > c.taken + c.forgiven order by c.worker"), BIND(num(branch)));
    while (db_next(row) && k->owing_count < count) k->owing[k->owing_count++] = db_number(row, 0);
}
_Static_assert(COMPENSATION_PAID == 4, "the queries above say it by number");

static bool read_all(struct work *w, struct known *k)
{
    const struct payroll_run *r = k->run;
    int64_t branch = r->record.branch.id;
    k->sheets = LOAD_WHERE(w, wage_sheet, "branch = $1 and first >= $2 and last <= $3 and not (mode = 3 and paid_by_us = 0) and (case when mode = 2 then 1 else 0 end) = $4 order by worker, id",
                           BIND(num(branch), num(r->first.number), num(r->last.number), num(r->kind == PAYROLL_PART_TIME)));
    if (k->sheets.count) qsort(k->sheets.at, (size_t)k->sheets.count, sizeof *k->sheets.at, by_sheet);
    k->profiles = LOOK_WHERE(w, tax_profile, "since <= $3 and worker in " ITS_WORKERS " order by worker, since", BIND(num(branch), num(r->first.number), num(r->last.number)));
    k->advances = LOOK_WHERE(w, wage_advance, "state = 2 and worker in " ITS_WORKERS " order by worker, id", BIND(num(branch), num(r->first.number), num(r->last.number)));
    k->slips = LOAD_WHERE(w, payslip, "run = $1 and state in (1, 2, 3, 4) order by worker", BIND(num(r->record.id)));
    for (int kind = TAX_WAGES; kind <= TAX_PLATFORM; kind++)
        if (!tax_rates_on(w, (enum tax_kind)kind, r->last, &k->rates[kind])) { if (kind != TAX_PLATFORM || w->failure == FAULT) return false; work_clear(w); }
    social_rates_on(w, branch, r->last, &k->social);
    k->minimum.fen = setting_number(w, SETTING_MINIMUM_MONTHLY, branch, r->last);
    read_past(w, k);
    read_others(w, k);
    read_owing(w, k);
    return !failed(w);
}
_Static_assert(MODE_AGENCY == 3 && MODE_PART_TIME == 2 && ADVANCE_PAID == 2 && PAYSLIP_OBJECTED == 4, "the queries above say these by number");

/* ---- look-ups in what was read: all sorted by worker ---- */

static int by_id(const void *key, const void *at) { int64_t a = *(const int64_t *)key, b = *(const int64_t *)at; return (a > b) - (a < b); }
static const struct past *past_of(const struct known *k, int64_t worker, enum tax_kind kind)
{
    const struct past *p = k->past_count ? bsearch(&worker, k->past, (size_t)k->past_count, sizeof *p, by_id) : NULL;
    while (p && p > k->past && p[-1].worker == worker) p--;
    for (; p && p < k->past + k->past_count && p->worker == worker; p++)
        if (p->kind == (int64_t)kind) return p;
    return NULL;
}
static struct other other_of(const struct known *k, int64_t worker)
{
    const struct other *o = k->other_count ? bsearch(&worker, k->others, (size_t)k->other_count, sizeof *o, by_id) : NULL;
    return o ? *o : (struct other){ worker, { 0 }, { 0 } };
}
static int first_of(struct found f, size_t member, int64_t worker)
{
    int low = 0, high = f.count;
    while (low < high) {
        int mid = low + (high - low) / 2;
        if (((const ref *)((const char *)f.at[mid] + member))->id < worker) low = mid + 1; else high = mid;
    }
    return low;
}
static const struct tax_profile *profile_of(const struct known *k, int64_t worker)
{
    const struct tax_profile *p = NULL;
    for (int i = first_of(k->profiles, offsetof(struct tax_profile, worker), worker); i < k->profiles.count && FOUND(struct tax_profile, k->profiles, i)->worker.id == worker; i++) p = k->profiles.at[i];
    return p;
}

/* What she earned this year before wages were reckoned here, as it was entered at go-live. */
static struct past brought_along(const struct known *k, int64_t worker, enum tax_kind kind)
{
    struct past all = { .worker = worker };
    for (int i = first_of(k->profiles, offsetof(struct tax_profile, worker), worker); i < k->profiles.count && FOUND(struct tax_profile, k->profiles, i)->worker.id == worker; i++) {
        const struct tax_profile *p = k->profiles.at[i];
        if (kind != TAX_WAGES || date_of(p->since).year != date_of(k->run->first).year) continue;
        all.income = money_add(all.income, p->year_income);
        all.social = money_add(all.social, p->year_social);
        all.special = money_add(all.special, p->year_special);
        all.tax = money_add(all.tax, p->year_tax);
    }
    return all;
}

/* ---- one slip ---- */

enum { SLIP_LINES_MOST = 40 };
struct making {
    struct payslip_line lines[SLIP_LINES_MOST]; size_t count;
    struct payslip *slip;
    const struct known *known;
    money wage, damage; text damage_why;
    money limited;                  /* taken so far of what the limit for damage lets be taken */
    money month_special; bool month_insured;    /* what another payslip of the month has already: part-time wages come by halves of it */
};

static void add(struct making *m, struct payslip_line line)
{
    if (m->count < SLIP_LINES_MOST) m->lines[m->count++] = line;
}

/* Kept for every language: the sentence, and what it is about. */
static text labelled(struct work *w, text pattern, text english, text also)
{
    text plain = said_keep(w, english, NULL);
    return also && *also ? said_keep(w, pattern, (const text[]){ plain, also, NULL }) : plain;
}

static enum settlement_item item_of(text code) { return !strcmp(code, "rest_day") ? PAY_REST_DAY : !strcmp(code, "holiday") ? PAY_HOLIDAY : PAY_BASE_WAGE; }

static void from_sheet(struct work *w, struct making *m, const struct wage_sheet *s)
{
    struct sum sum = { .count = 0 };
    wage_sheet_reckon(w, s, &sum);
    for (int i = 0; i < sum.count; i++) {
        text label = labelled(w, "{1} · {2}", sum.lines[i].label, s->home);
        add(m, (struct payslip_line){ item_of(sum.lines[i].code), sum.lines[i].code, label, sum.lines[i].rule, sum.lines[i].why, sum.lines[i].amount, { 0 }, { 0 } });
    }
    m->slip->gross = money_add(m->slip->gross, sum.total);
    for (size_t i = 0; i < s->extras.count; i++) {
        const struct wage_extra *e = ROW(struct wage_extra, s->extras, i);
        add(m, (struct payslip_line){ e->item, "extra", e->label, "", "", e->amount, { 0 }, { 0 } });
        m->slip->gross = money_add(m->slip->gross, e->amount);
    }
    m->wage = money_add(m->wage, s->wage);
    m->damage = money_add(m->damage, s->damage);
    if (s->damage.fen) m->damage_why = s->damage_why;
    m->slip->whole_month = m->slip->whole_month && s->whole_month;
}

/* She objected to a payslip that was locked and was right: what she gets on top, wage like the rest of the month and taxed with it. */
static void back_pay(struct work *w, struct making *m, int64_t draft)
{
    struct found f = back_pay_of_payroll(w, m->slip->worker.id, draft);
    for (int i = 0; i < f.count; i++) {
        const struct back_pay *b = FOUND(struct back_pay, f, i);
        add(m, (struct payslip_line){ .item = PAY_BACK_PAY, .code = "back_pay", .label = back_pay_label(w, b), .rule = "", .why = b->why, .amount = b->amount, .back_pay = { b->record.id } });
        m->slip->gross = money_add(m->slip->gross, b->amount);
    }
}

/* Past retirement there is no social insurance to pay into (社会保险法 16), part-time she insures herself (社会保险法 10): what is left is injury
 * insurance, the employer's alone. */
static void injury_cover(struct making *m, const struct tax_profile *p)
{
    struct social_rates injury = { 0 };
    money none;
    for (int i = 0; i < m->known->social.count; i++)
        if (m->known->social.at[i].injury) injury.at[injury.count++] = m->known->social.at[i];
    if (injury.count) social_parts(&injury, p->social_base.fen ? p->social_base : m->wage, &none, &m->slip->company_social);
}

static void insurance(struct work *w, struct making *m, const struct tax_profile *p)
{
    struct payslip *s = m->slip;
    if (!p || !p->insured || m->month_insured || !m->known->social.count) return;
    if (s->mode == MODE_OVER_AGE || s->mode == MODE_PART_TIME) { injury_cover(m, p); return; }
    money base = p->social_base.fen ? p->social_base : m->wage;
    social_parts(&m->known->social, base, &s->social, &s->company_social);
    text why = said_keep(w, N_("her parts of a base of {1}, each kind by its rate"), (const text[]){ money_shown(w->arena, base), NULL });
    if (s->social.fen) add(m, (struct payslip_line){ PAY_SOCIAL_INSURANCE, "social", labelled(w, "", N_("Social insurance, her part"), ""), "社会保险法 60", why, money_negate(s->social), { 0 }, { 0 } });
}

/* Months of the year so far: from the one she joined us in. */
static int64_t wage_months(struct work *w, const struct worker *n, day first)
{
    (void)w;
    struct date now = date_of(first), joined = n->joined.given ? date_of((day){ n->joined.number }) : (struct date){ 0 };
    return joined.year == now.year && joined.month <= now.month ? now.month - joined.month + 1 : now.month;
}

/* Month by month of the year: was there income? Only platform workers need it. */
static int64_t months_on_platform(struct work *w, int64_t worker, day first)
{
    bool paid[12] = { false };
    struct rows *row = db_query(w, SQL("select first from payslip where worker = $1 and tax_kind = 4 and state in (5, 6, 7) and income > 0 and first >= $2 and first < $3"), BIND(num(worker), num(year_begins(first).number), num(first.number)));
    while (db_next(row)) paid[date_of((day){ (int32_t)db_number(row, 0) }).month - 1] = true;
    paid[date_of(first).month - 1] = true;
    return platform_months(paid, date_of(first).month, (int)setting_number(w, "payroll.gap_months", 0, first));
}
_Static_assert(TAX_PLATFORM == 4, "the query above says it by number");

/* What is taxed and how it came about: of the year (wages, platform), or of the month by itself (labour). */
static text taxed_why(struct work *w, const struct payslip *s, const struct tax_rates *r, money base)
{
    money allowance = { r->monthly.fen * s->months };
    const text year[] = { money_shown(w->arena, s->year_income), money_shown(w->arena, allowance), money_shown(w->arena, s->year_social), money_shown(w->arena, s->year_special), money_shown(w->arena, base), NULL };
    if (s->tax_kind == TAX_WAGES)
        return said_keep(w, s->year_special.fen ? N_("income of the year {1} − allowance {2} − social insurance {3} − special deductions {4}, taxed {5}") : N_("income of the year {1} − allowance {2} − social insurance {3}, taxed {5}"), year);
    const text costs[] = { year[0], print(w, "%lld", (long long)r->cost_percent), year[1], year[4], NULL };
    if (s->tax_kind == TAX_PLATFORM) return said_keep(w, N_("income of the year {1} less {2}% costs − allowance {3}, taxed {4}"), costs);
    bool flat = s->income.fen <= r->half_way.fen;
    const text month[] = { money_shown(w->arena, s->income), flat ? money_shown(w->arena, r->monthly) : print(w, "%lld%%", (long long)r->cost_percent), year[4], NULL };
    return said_keep(w, N_("income of the month {1} less {2} costs, taxed {3}"), month);
}

static text tax_why(struct work *w, const struct payslip *s, const struct tax_rates *r, struct tax_result t, money withheld)
{
    text taxed = taxed_why(w, s, r, t.base), percent = print(w, "%lld", (long long)t.percent);
    const text all[] = { taxed, percent, money_shown(w->arena, t.quick), money_shown(w->arena, withheld), NULL };
    if (!withheld.fen) return said_keep(w, t.quick.fen ? N_("{1}; × {2}% − {3}") : N_("{1}; × {2}%"), all);
    return said_keep(w, t.quick.fen ? N_("{1}; × {2}% − {3}, less {4} withheld before") : N_("{1}; × {2}%, less {4} withheld before"), all);
}

static void tax(struct work *w, struct making *m, const struct worker *n, const struct tax_profile *p)
{
    struct payslip *s = m->slip;
    const struct tax_rates *r = &m->known->rates[s->tax_kind];
    struct other other = other_of(m->known, s->worker.id);
    const struct past *past = past_of(m->known, s->worker.id, s->tax_kind);
    struct past none = { 0 }, before = brought_along(m->known, s->worker.id, s->tax_kind);
    if (!past) past = &none;
    s->income = money_add(s->gross, other.income);
    s->special = p && s->tax_kind == TAX_WAGES ? money_most(money_sub(p->special, m->month_special), (money){ 0 }) : (money){ 0 };
    s->year_income = money_add(money_add(before.income, past->income), s->income);
    s->year_social = money_add(money_add(before.social, past->social), s->social);
    s->year_special = money_add(money_add(before.special, past->special), s->special);
    money withheld = money_add(money_add(before.tax, past->tax), other.tax);
    if (s->tax_kind == TAX_NONE || !r->count) { s->year_tax = withheld; return; }
    s->months = s->tax_kind == TAX_PLATFORM ? months_on_platform(w, s->worker.id, s->first) : s->tax_kind == TAX_WAGES ? wage_months(w, n, s->first) : 1;
    const struct tax_year y = { .income = s->year_income, .social = s->year_social, .special = s->year_special, .months = s->months, .withheld = withheld };
    struct tax_result t = s->tax_kind == TAX_LABOUR ? tax_of_labour(r, s->income) : s->tax_kind == TAX_PLATFORM ? tax_of_platform(r, &y) : tax_of_wages(r, &y);
    if (s->tax_kind == TAX_LABOUR) t.tax = money_most(money_sub(t.tax, other.tax), (money){ 0 });
    s->tax = t.tax;
    s->year_tax = money_add(withheld, t.tax);
    add(m, (struct payslip_line){ PAY_INCOME_TAX, "tax", labelled(w, "", N_("Income tax"), ""), s->tax_kind == TAX_PLATFORM ? "税务总局公告2025年第16号" : "税务总局公告2018年第61号", tax_why(w, s, r, t, s->tax_kind == TAX_LABOUR ? other.tax : withheld), money_negate(t.tax), { 0 }, { 0 } });
}

static text month_text(struct work *w, day on) { struct date d = date_of(on); return print(w, "%d-%02d", d.year, d.month); }

static money left_of(const struct payslip *s) { return money_sub(money_sub(money_sub(s->gross, s->social), s->tax), s->deducted); }

static bool by_an_employer(const struct payslip *s) { return s->mode == MODE_EMPLOYEE || s->mode == MODE_PART_TIME || s->mode == MODE_DISPATCHED || s->mode == MODE_OVER_AGE; }

/* Her part of insurance is due for a month of few days or none as well: what the wage does not leave of it we pay for her, and later wages give it back. */
static void insurance_lent(struct work *w, struct making *m)
{
    struct payslip *s = m->slip;
    money short_by = money_negate(left_of(s));
    if (short_by.fen <= 0 || short_by.fen > s->social.fen) return;
    text why = said_keep(w, N_("the wage leaves {1} of {2}; the rest is paid by us and taken back from the next wages"), (const text[]){ money_shown(w->arena, money_sub(s->social, short_by)), money_shown(w->arena, s->social), NULL });
    add(m, (struct payslip_line){ PAY_ADVANCE, "insurance_lent", labelled(w, "", N_("Social insurance paid by us for her"), ""), "社会保险法 60", why, short_by, { 0 }, { 0 } });
    s->deducted = money_sub(s->deducted, short_by);
}

/* 工资支付暂行规定 16: an employee's damage at most 20 %, and the minimum wage stays. What is above is not taken. */
static void damage(struct work *w, struct making *m)
{
    struct payslip *s = m->slip;
    if (!m->damage.fen) return;
    bool employee = by_an_employer(s);
    money most = employee ? damage_limit(s->gross, m->known->minimum) : m->damage, now = money_most(money_least(money_least(m->damage, most), left_of(s)), (money){ 0 });
    text why = now.fen < m->damage.fen ? said_keep(w, employee ? N_("{1}: of {2} at most a fifth of the month’s wage, and the minimum wage stays") : N_("{1}: of {2} as much as the wage leaves"), (const text[]){ m->damage_why, money_shown(w->arena, m->damage), NULL }) : m->damage_why;
    add(m, (struct payslip_line){ PAY_COMPENSATION, "damage", labelled(w, "", N_("Taken for damage"), ""), "工资支付暂行规定 16", why, money_negate(now), { 0 }, { 0 } });
    s->deducted = money_add(s->deducted, now);
}

static bool owes(const struct known *k, int64_t worker) { return k->owing_count && bsearch(&worker, k->owing, (size_t)k->owing_count, sizeof *k->owing, by_id); }

static struct payslip *living_slip(const struct known *k, int64_t worker)
{
    int i = first_of(k->slips, offsetof(struct payslip, worker), worker);
    return i < k->slips.count && FOUND(struct payslip, k->slips, i)->worker.id == worker ? k->slips.at[i] : NULL;
}

/* Her agreed parts of compensations, by the one rule there is (finance/damage.h); what a sheet takes for damage counts. */
static void compensations(struct work *w, struct making *m)
{
    struct payslip *s = m->slip;
    if (!owes(m->known, s->worker.id)) return;
    const struct payslip *old = living_slip(m->known, s->worker.id);
    struct damage_pay pay = { .worker = s->worker.id, .branch = s->record.branch.id, .mode = s->mode, .last = s->last, .wage = s->gross, .taken = s->deducted };
    if (old) pay.settlement = payslip_draft_behind(w, old, &pay.corrects);
    struct damage_parts parts = damage_parts_of(w, &pay);
    for (int i = 0; i < parts.count; i++) {
        const struct damage_part *p = &parts.at[i];
        money now = money_most(money_least(p->now, left_of(s)), (money){ 0 });
        const text figures[] = { money_shown(w->arena, p->open), money_shown(w->arena, p->part), money_shown(w->arena, parts.most), money_shown(w->arena, parts.month_wage), NULL };
        text why = said_keep(w, N_("{1} of {2} open; at most {3} of the month’s {4}"), figures);
        add(m, (struct payslip_line){ PAY_COMPENSATION, "damage", labelled(w, "{1} {2}", N_("Her part of compensation"), p->number), "工资支付暂行规定 16", why, money_negate(now), { 0 }, { p->compensation } });
        s->deducted = money_add(s->deducted, now);
    }
}

/* What she had too much before goes by the same limit as damage, and together with it. */
static void overpaid(struct work *w, struct making *m, const struct wage_advance *a, money open)
{
    struct payslip *s = m->slip;
    const struct payslip *of = record_peek(w, &payslip_type, a->payslip.id);
    bool employee = by_an_employer(s);
    money room = money_sub(damage_limit(s->gross, employee ? m->known->minimum : (money){ 0 }), m->limited), now = money_most(money_least(money_least(open, room), left_of(s)), (money){ 0 });
    const text figures[] = { of ? month_text(w, of->first) : "", money_shown(w->arena, a->amount), money_shown(w->arena, a->taken), NULL };
    text why = said_keep(w, employee ? N_("{1} corrected: {2} too much, taken back before {3}; at most a fifth of the month’s wage, and the minimum wage stays") : N_("{1} corrected: {2} too much, taken back before {3}; at most a fifth of the month’s wage"), figures);
    add(m, (struct payslip_line){ PAY_ADVANCE, "advance", labelled(w, "{1} {2}", N_("Wage paid too much"), a->record.number), "工资支付暂行规定 16", why, money_negate(now), { a->record.id }, { 0 } });
    m->limited = money_add(m->limited, now);
    s->deducted = money_add(s->deducted, now);
}

static void advances(struct work *w, struct making *m)
{
    struct payslip *s = m->slip;
    struct found f = m->known->advances;
    for (int i = first_of(f, offsetof(struct wage_advance, worker), s->worker.id); i < f.count && FOUND(struct wage_advance, f, i)->worker.id == s->worker.id; i++) {
        const struct wage_advance *a = f.at[i];
        if (a->kind == ADVANCE_OVERPAID) { overpaid(w, m, a, money_sub(a->amount, a->taken)); continue; }
        money open = money_sub(a->amount, a->taken), part = a->monthly.fen ? money_least(open, a->monthly) : open, now = money_most(money_least(part, left_of(s)), (money){ 0 });
        const text figures[] = { money_shown(w->arena, a->amount), money_shown(w->arena, a->taken), money_shown(w->arena, a->monthly), NULL };
        text label = a->kind == ADVANCE_INSURANCE ? N_("Social insurance paid by us before") : N_("Advance");
        text why = said_keep(w, a->monthly.fen ? N_("paid out {1}, taken back before {2}, {3} a month") : N_("paid out {1}, taken back before {2}"), figures);
        add(m, (struct payslip_line){ PAY_ADVANCE, "advance", labelled(w, "{1} {2}", label, a->record.number), "", why, money_negate(now), { a->record.id }, { 0 } });
        s->deducted = money_add(s->deducted, now);
    }
}

/* As it is read: lines of before were kept as plain text. */
static bool same_figures(struct work *w, const struct payslip *a, const struct payslip *b)
{
    if (a->gross.fen != b->gross.fen || a->net.fen != b->net.fen || a->tax.fen != b->tax.fen || a->social.fen != b->social.fen || a->income.fen != b->income.fen || a->lines.count != b->lines.count) return false;
    for (size_t i = 0; i < a->lines.count; i++)
        if (ROW(struct payslip_line, a->lines, i)->amount.fen != ROW(struct payslip_line, b->lines, i)->amount.fen || strcmp(said_read(w, ROW(struct payslip_line, a->lines, i)->label), said_read(w, ROW(struct payslip_line, b->lines, i)->label))) return false;
    return true;
}

static bool same_year(const struct payslip *a, const struct payslip *b)
{
    return a->year_income.fen == b->year_income.fen && a->year_social.fen == b->year_social.fen && a->year_special.fen == b->year_special.fen && a->year_tax.fen == b->year_tax.fen;
}

/* What she has seen and agreed to stays as it is when nothing changed that she gets: the sums of the year follow, her word holds. */
static bool put(struct work *w, const struct known *k, struct payslip *s)
{
    struct payslip *old = living_slip(k, s->worker.id);
    if (!old) return ADD(w, payslip, s);
    bool same = same_figures(w, old, s);
    if (same && same_year(old, s)) return true;
    struct payslip was = *old;
    *old = *s;
    old->record = was.record;
    old->state = was.state;
    old->objection = was.objection; old->answer = was.answer;
    old->objected_at = was.objected_at; old->answered_at = was.answered_at;
    old->corrects = was.corrects;
    old->remark = was.remark;
    if (!same) return step_run(w, &payslip_type, old, "made_again", NULL);
    old->sent_at = was.sent_at;
    old->confirmed_at = was.confirmed_at;
    return SAVE(w, payslip, old);
}

static text and_also(struct work *w, text all, const struct worker *n) { return said_more(w, all, n->record.number, NAMED_MOST); }

/* An employee is insured within 30 days (社会保险法 58); tax on wages needs the whole year, and what came before the first payslip here is not known
 * unless it was entered. */
static void look_twice(struct work *w, struct known *k, const struct payslip *s, const struct worker *n, const struct tax_profile *p)
{
    if ((s->mode == MODE_EMPLOYEE || s->mode == MODE_DISPATCHED) && (!p || !p->insured)) k->uninsured = and_also(w, k->uninsured, n);
    const struct past *past = past_of(k, n->record.id, TAX_WAGES);
    if (s->tax_kind == TAX_WAGES && (past ? past->months : s->months) > 1 && !brought_along(k, n->record.id, TAX_WAGES).income.fen) k->year_unknown = and_also(w, k->year_unknown, n);
}

/* The last month of the year whose tax did not know of this payroll, as it was approved before it; who is in it, by the year's tax. 0: none. */
static day later_already(struct work *w, const struct payroll_run *r, text *ret_who)
{
    int64_t end = day_from_date((struct date){ date_of(r->first).year, 12, 31 }).number, last = 0;
    struct rows *row = db_query(w, SQL("select n.number, max(e.first) from payslip p join worker n on n.id = p.worker join payslip e on e.worker = p.worker and e.tax_kind = p.tax_kind and e.state in (5, 6, 7) and e.first > $2 and e.first <= $3 "
        "where p.run = $1 and p.state in (1, 2, 3, 4) and p.tax_kind in (2, 4) and p.income > 0 group by n.number order by n.number"), BIND(num(r->record.id), num(r->last.number), num(end)));
    for (*ret_who = ""; db_next(row);) {
        *ret_who = said_more(w, *ret_who, db_text(row, 0), NAMED_MOST);
        if (db_number(row, 1) > last) last = db_number(row, 1);
    }
    return (day){ (int32_t)last };
}
_Static_assert(TAX_WAGES == 2 && TAX_PLATFORM == 4 && PAYSLIP_OBJECTED == 4, "the query above says these by number");

static text after_later(struct work *w, const struct payroll_run *r)
{
    text who;
    day last = later_already(w, r, &who);
    if (!last.number) return "";
    const text all[] = { who, month_text(w, last), NULL };
    if (date_of(last).month == 12) return said_keep(w, N_("Wages up to {2} are approved already, and their tax did not know of this month (worker): {1}. Nothing follows in this year that could withhold what is missing: they settle it in their annual return from March to June, so tell them"), all);
    return said_keep(w, N_("Wages up to {2} are approved already, and their tax did not know of this month (worker): {1}. The next month’s tax runs through the whole year and withholds what is missing; that payslip is lower for it, so tell them"), all);
}

/* What counts once a month: special deductions, the employer's injury insurance. */
static void had_this_month(struct work *w, struct making *m)
{
    const struct payslip *s = m->slip;
    struct date d = date_of(s->first);
    day from = day_from_date((struct date){ d.year, d.month, 1 });
    struct rows *row = db_query(w, SQL("select cast(coalesce(sum(special), 0) as bigint), cast(coalesce(sum(company_social), 0) as bigint) from payslip where worker = $1 and run <> $2 and first >= $3 and last < $4 and state between 1 and 7"),
                                BIND(num(s->worker.id), num(s->run.id), num(from.number), num(day_plus_months(from, 1).number)));
    if (db_next(row)) { m->month_special.fen = db_number(row, 0); m->month_insured = db_number(row, 1) > 0; }
    db_enough(row);
}

static bool one_worker(struct work *w, struct known *k, int from, int to)
{
    const struct wage_sheet *first = k->sheets.at[from];
    const struct worker *n = record_peek(w, &worker_type, first->worker.id);
    if (!n) return !failed(w);
    bool part_time = k->run->kind == PAYROLL_PART_TIME;
    if (db_one(w, SQL("select 1 from payslip where worker = $1 and first <= $3 and last >= $2 and state in (5, 6, 7) and (case when mode = 2 then 1 else 0 end) = $4 limit 1"), BIND(num(n->record.id), num(k->run->first.number), num(k->run->last.number), num(part_time)), 0)) return !failed(w);
    const struct tax_profile *p = profile_of(k, n->record.id);
    struct payslip s = { .record.branch = k->run->record.branch, .state = PAYSLIP_CALCULATED, .run = { k->run->record.id }, .worker = first->worker, .mode = first->mode, .first = k->run->first, .last = k->run->last, .whole_month = true,
        .objection = "", .answer = "", .bank_why = "", .remark = "" };
    s.tax_kind = p && p->kind ? p->kind : tax_kind_of(s.mode, s.mode != MODE_AGENCY || first->paid_by_us, s.last);
    s.report = income_report_of(s.tax_kind, p);
    struct making m = { .slip = &s, .known = k, .damage_why = "" };
    for (int i = from; i < to; i++) from_sheet(w, &m, k->sheets.at[i]);
    struct payslip *old = living_slip(k, n->record.id);
    int64_t reversed;
    back_pay(w, &m, old ? payslip_draft_behind(w, old, &reversed) : 0);
    if (part_time) had_this_month(w, &m);
    insurance(w, &m, p);
    tax(w, &m, n, p);
    look_twice(w, k, &s, n, p);
    insurance_lent(w, &m);
    damage(w, &m);
    compensations(w, &m);
    m.limited = s.deducted;
    advances(w, &m);
    s.net = left_of(&s);
    struct payslip_line *lines = take_many(w, struct payslip_line, m.count);
    memcpy(lines, m.lines, m.count * sizeof *lines);
    s.lines = (rows_of){ lines, m.count };
    if (s.net.fen < 0) return refuse(w, "", N_("{1} would get less than nothing; look at her sheet"), n->name);
    return put(w, k, &s);
}

/* A slip whose sheets went away is dropped. */
static bool drop_without_sheet(struct work *w, const struct known *k)
{
    for (int i = 0; i < k->slips.count; i++) {
        struct payslip *s = k->slips.at[i];
        int at = first_of(k->sheets, offsetof(struct wage_sheet, worker), s->worker.id);
        if (at < k->sheets.count && FOUND(struct wage_sheet, k->sheets, at)->worker.id == s->worker.id) continue;
        if (!step_run(w, &payslip_type, s, "drop", NULL)) return false;
    }
    return true;
}

static int64_t nothing_yet(struct work *w, const struct payroll_run *run)
{
    int64_t waiting = db_one(w, SQL("select 1 from commission_entry where branch = $1 and state = 1 and earned_on <= $2 and account not in (select p.account from office_pay p where p.since <= $2) limit 1"), BIND(num(run->record.branch.id), num(run->last.number)), 0);
    if (failed(w)) return -1;
    if (waiting && run->kind != PAYROLL_PART_TIME) refuse(w, "", N_("There is no wage sheet of this month yet; commissions wait until what the colleague earns besides is entered (Wage of a colleague), so that their tax can be withheld"));
    else refuse(w, "", N_("Nobody was in a placement in these days, and no wage sheet was entered by hand: enter one, or drop this payroll"));
    return -1;
}

int64_t payslips_make(struct work *w, struct payroll_run *run)
{
    struct known *k = take(w, struct known);
    k->run = run;
    k->uninsured = k->year_unknown = "";
    if (!read_all(w, k)) return -1;
    if (!k->sheets.count && commissions_open(w, run, false).fen <= 0) return nothing_yet(w, run);
    int64_t made = 0;
    for (int from = 0, to = 0; from < k->sheets.count; from = to) {
        while (to < k->sheets.count && FOUND(struct wage_sheet, k->sheets, to)->worker.id == FOUND(struct wage_sheet, k->sheets, from)->worker.id) to++;
        if (!one_worker(w, k, from, to)) return -1;
        made++;
    }
    run->no_insurance = *k->uninsured ? said_keep(w, N_("Employees without social insurance entered (worker): {1}. It is due within 30 days (社会保险法 58): enter it under tax and insurance of workers"), (const text[]){ k->uninsured, NULL }) : "";
    run->year_unknown = *k->year_unknown ? said_keep(w, N_("Taxed as wages, with us since earlier this year, and nothing is entered of what they had before (worker): {1}. Their tax may be too low: enter it under tax and insurance of workers, or correct the day they joined"), (const text[]){ k->year_unknown, NULL }) : "";
    if (!drop_without_sheet(w, k)) return -1;
    run->after_later = after_later(w, run);
    return failed(w) ? -1 : made;
}
