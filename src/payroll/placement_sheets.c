/* placement_sheets.c — wage sheets out of the days of placements: one for each stint that lies in the payroll's days (wage_sheet.h). */
#include "base/utf8.h"
#include "base/words.h"
#include "contracts/contracts.h"
#include "payroll/payroll.h"
#include "placement/placement.h"
#include "record/said.h"

/* Whose worker she is there. False: the household pays her itself and there is nothing to pay by us. */
static bool paid_here(const struct contract *c, const struct worker *n, enum employment_mode *ret_mode, bool *ret_by_us)
{
    *ret_mode = n->mode;
    *ret_by_us = false;
    if (!c) return n->mode != MODE_AGENCY;
    switch (c->mode) {
    case CONTRACT_EMPLOYEE: *ret_mode = n->mode == MODE_OVER_AGE ? MODE_OVER_AGE : MODE_EMPLOYEE; return true;
    case CONTRACT_PART_TIME: *ret_mode = MODE_PART_TIME; return true;
    case CONTRACT_OVER_AGE: *ret_mode = MODE_OVER_AGE; return true;
    case CONTRACT_PAYING_AGENT: *ret_mode = MODE_AGENCY; *ret_by_us = true; return true;
    case CONTRACT_AGENCY: break;
    }
    return false;
}

/* By law for employees, by the contract for others; where there is none, as a contract of her mode would say by itself (contract_terms.c). */
static enum holiday_pay holiday_of_contract(const struct contract *c, enum employment_mode mode)
{
    if (mode == MODE_EMPLOYEE || mode == MODE_DISPATCHED) return HOLIDAY_PAY_LAW;
    if (!c) return mode == MODE_PART_TIME ? HOLIDAY_PAY_LAW : HOLIDAY_PAY_PLUS_ONE;
    if (c->holiday == HOLIDAY_LAW) return HOLIDAY_PAY_LAW;
    return c->holiday == HOLIDAY_PLUS_TWO ? HOLIDAY_PAY_PLUS_TWO : c->holiday == HOLIDAY_RESTS ? HOLIDAY_PAY_NONE : HOLIDAY_PAY_PLUS_ONE;
}

static enum proration basis_of(const struct placement *p) { return p->basis ? p->basis : p->per_term ? BY_CONTRACT_DAYS : BY_26_DAYS; }

/* From the first to the last day of the month itself: of a shorter payroll nobody gets the month's wage. */
static bool whole_month(const struct wage_sheet *s) { return date_of(s->first).day == 1 && s->last.number - s->first.number + 1 == days_of_month(s->first); }

static void fill(struct work *w, struct wage_sheet *s, const struct placement *p, const struct placement_stint *stint)
{
    struct placement_sums d = placement_sums_of(w, p, stint->worker.id, s->first, s->last);
    s->wage = stint->wage;
    s->basis = basis_of(p);
    s->length = s->basis == BY_CONTRACT_DAYS ? p->last.number - p->first.number + 1 : days_of_month(s->first);
    s->whole_month = whole_month(s) && d.days >= 2 * (s->last.number - s->first.number + 1);
    s->served = d.days;
    s->rest = d.rest;
    s->rest_due = d.rest_due;
    s->rest_worked = d.rest_worked;
    s->holiday_worked = d.holiday;
    s->leave = d.leave;
    s->sick = d.sick;
    s->absent = d.absent;
    s->away = d.family_away;
}

/* By hand: everything but what comes from records of the placement. */
static bool by_hand(const struct wage_extra *e) { return e->item != PAY_EXTRA_TASK && e->item != PAY_STAND_BY; }

/* Extra tasks that all three agreed to and she did; what the family owes her for waiting, with her first days. */
static void fill_extras(struct work *w, struct wage_sheet *s, const struct placement *p)
{
    struct found tasks = extra_tasks_done(w, p->record.id, s->worker.id, s->first, s->last);
    struct wage_extra *all = take_many(w, struct wage_extra, s->extras.count + (size_t)tasks.count + 1);
    size_t n = 0;
    for (size_t i = 0; i < s->extras.count; i++)
        if (by_hand(ROW(struct wage_extra, s->extras, i))) all[n++] = *ROW(struct wage_extra, s->extras, i);
    for (int i = 0; i < tasks.count; i++) {
        const struct extra_task *x = FOUND(struct extra_task, tasks, i);
        all[n++] = (struct wage_extra){ PAY_EXTRA_TASK, utf8_cut(w->arena, x->what, 120), x->pay };
    }
    bool begins = p->began_on.given && p->began_on.number >= s->first.number && p->began_on.number <= s->last.number;
    if (p->waiting.fen && begins) all[n++] = (struct wage_extra){ PAY_STAND_BY, translate_with(w->arena, w->language, N_("Waited {1} days for a late birth"), (const text[]){ print(w, "%lld", (long long)p->waited), NULL }), p->waiting };
    s->extras = (rows_of){ all, n };
}

/* The part of [first, last] that this stint served. False: none. */
static bool part_served(const struct placement *p, const struct placement_stint *stint, day *first, day *last)
{
    if (stint->first.number > first->number) first->number = stint->first.number;
    if (stint->last.given && stint->last.number < last->number) last->number = stint->last.number;
    if (p->began_on.given && p->began_on.number > first->number) first->number = p->began_on.number;
    if (p->ended_on.given && p->ended_on.number < last->number) last->number = p->ended_on.number;
    return last->number >= first->number;
}

static struct wage_sheet sheet_of(struct work *w, const struct placement *p, const struct placement_stint *stint, day first, day last)
{
    return (struct wage_sheet){ .record.branch = p->record.branch, .worker = stint->worker, .customer = p->customer, .placement = p->record.id, .home = record_title(w, &household_type, p->household.id), .first = first, .damage_why = "", .remark = "",
        .sick_percent = setting_number(w, "payroll.sick_percent", p->record.branch.id, last), .away_paid = setting_flag(w, "payroll.away_paid", p->record.branch.id, last) };
}

/* Days of part-time work that no payroll of its own has yet are said; the others are taken. By numbers: a run keeps no names. */
static bool leave_out(struct work *w, struct payroll_run *run, const struct placement *p, const struct worker *n, day first, day last)
{
    int64_t there = db_one(w, SQL("select cast(coalesce(sum(last - first + 1), 0) as bigint) from wage_sheet where placement = $1 and worker = $2 and mode = 2 and first >= $3 and last <= $4"), BIND(num(p->record.id), num(n->record.id), num(first.number), num(last.number)), 0);
    if (there >= last.number - first.number + 1) return !failed(w);
    text one = said_keep(w, N_("{1} ({2})"), (const text[]){ p->record.number, n->record.number, NULL });
    run->left_out = said_more(w, run->left_out, one, NAMED_MOST);
    return !failed(w);
}

static bool one_stint(struct work *w, struct payroll_run *run, const struct placement *p, const struct placement_stint *stint)
{
    day first = run->first, last = run->last;
    bool there = part_served(p, stint, &first, &last), by_us;
    const struct worker *n = record_peek(w, &worker_type, stint->worker.id);
    if (n && n->record.branch.id != run->record.branch.id) return !failed(w);       /* the branch she belongs to pays her */
    const struct contract *c = p->contract.id ? record_peek(w, &contract_type, p->contract.id) : NULL;
    enum employment_mode mode;
    if (!there || !n || !paid_here(c, n, &mode, &by_us)) return !failed(w);
    if (run->kind == PAYROLL_PART_TIME && mode != MODE_PART_TIME) return !failed(w);
    if (run->kind != PAYROLL_PART_TIME && mode == MODE_PART_TIME) return leave_out(w, run, p, n, first, last);
    struct found old = LOAD_WHERE(w, wage_sheet, "placement = $1 and worker = $2 and first = $3", BIND(num(p->record.id), num(n->record.id), num(first.number)));
    struct wage_sheet new = sheet_of(w, p, stint, first, run->last);
    struct wage_sheet *s = old.count ? old.at[0] : &new;
    s->last = last;
    s->mode = mode;
    s->paid_by_us = by_us;
    s->holiday = holiday_of_contract(c, mode);
    if (mode == MODE_PART_TIME && c) s->hours = c->hours_day;
    fill(w, s, p, stint);
    fill_extras(w, s, p);
    return !failed(w) && (old.count ? SAVE(w, wage_sheet, s) : ADD(w, wage_sheet, s));
}

static bool stint_reckon(struct work *w, const struct placement *p, const struct placement_stint *stint, enum holiday_pay holiday, day first, day last, struct sum *sum)
{
    day to = last;
    if (!part_served(p, stint, &first, &to)) return false;
    struct wage_sheet s = sheet_of(w, p, stint, first, last);
    s.last = to;
    s.holiday = holiday;
    fill(w, &s, p, stint);
    wage_sheet_reckon(w, &s, sum);
    return true;
}

bool wage_of_stint(struct work *w, const struct placement *p, const struct placement_stint *stint, day first, day last, struct sum *sum)
{
    return stint_reckon(w, p, stint, HOLIDAY_PAY_NONE, first, last, sum);
}

void wage_so_far(struct work *w, const struct placement *p, int64_t worker, day first, day last, struct sum *sum, bool *ret_ours)
{
    const struct worker *n = record_peek(w, &worker_type, worker);
    const struct contract *c = p->contract.id ? record_peek(w, &contract_type, p->contract.id) : NULL;
    enum employment_mode mode = MODE_AGENCY;
    bool by_us = false;
    *ret_ours = n && paid_here(c, n, &mode, &by_us);
    for (size_t i = 0; n && i < p->stints.count; i++) {
        const struct placement_stint *stint = ROW(struct placement_stint, p->stints, i);
        if (stint->worker.id == worker) stint_reckon(w, p, stint, holiday_of_contract(c, mode), first, last, sum);
    }
}

bool wage_sheets_collect(struct work *w, struct payroll_run *run)
{
    run->left_out = "";
    struct found all = LOAD_WHERE(w, placement, "(branch = $1 or exists (select 1 from placement_stints s join worker n on n.id = s.worker where s.parent = placement.id and n.branch = $1)) and began_on is not null and began_on <= $3 and (ended_on is null or ended_on >= $2) order by id", BIND(num(run->record.branch.id), num(run->first.number), num(run->last.number)));
    for (int i = 0; i < all.count; i++) {
        struct placement *p = all.at[i];
        if (!placement_days_fill(w, p)) return false;
        for (size_t k = 0; k < p->stints.count; k++)
            if (!one_stint(w, run, p, ROW(struct placement_stint, p->stints, k))) return false;
    }
    if (*run->left_out) run->left_out = said_keep(w, N_("Left out here, placement (worker): {1}. Part-time wages are settled at least every 15 days (劳动合同法 72), by payrolls of their own: begin one for these days"), (const text[]){ run->left_out, NULL });
    return !failed(w);
}
