/* placement_sheets.c — wage sheets out of the days of placements: one for each stint that lies in the payroll's days (wage_sheet.h). */
#include <string.h>
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
    enum contract_holiday worked = contract_holiday_worked(c);
    return worked == HOLIDAY_LAW ? HOLIDAY_PAY_LAW : worked == HOLIDAY_PLUS_TWO ? HOLIDAY_PAY_PLUS_TWO : HOLIDAY_PAY_PLUS_ONE;
}

static enum proration basis_of(const struct placement *p) { return p->basis ? p->basis : p->per_term ? BY_CONTRACT_DAYS : BY_26_DAYS; }

/* From the first to the last day of the month itself: of a shorter payroll nobody gets the month's wage. */
static bool whole_month(const struct wage_sheet *s) { return date_of(s->first).day == 1 && s->last.number - s->first.number + 1 == days_of_month(s->first); }

static void fill(struct work *w, struct wage_sheet *s, const struct placement *p, const struct placement_stint *stint)
{
    struct placement_sums d = placement_sums_of(w, p, stint->worker.id, s->first, s->last);
    s->wage = stint->wage;
    s->basis = basis_of(p);
    s->length = placement_length(&(struct placement){ .basis = s->basis, .first = p->first, .last = p->last, .term_days = p->term_days, .rest_weekdays = p->rest_weekdays }, s->first);
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
        .sick_percent = setting_number(w, "payroll.sick_percent", p->record.branch.id, last), .away_paid = setting_flag(w, SETTING_AWAY_PAID, p->record.branch.id, last) };
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

/* Hers alone from the first to the last day of the month, at more than one wage: one stint at the mean of its days, as a month's wage does not depend on
 * its length (wage.h). */
static bool whole_at_wages(const struct placement *p, int64_t worker, day first, day last, struct placement_stint *ret)
{
    int64_t sum = 0, days = 0, count = 0, next = first.number, of_month = days_of_month(first);
    if (date_of(first).day != 1 || last.number - first.number + 1 != of_month || basis_of(p) == BY_CONTRACT_DAYS) return false;
    for (size_t i = 0; i < p->stints.count; i++) {
        const struct placement_stint *s = ROW(struct placement_stint, p->stints, i);
        day from = first, to = last;
        if (s->worker.id != worker || !part_served(p, s, &from, &to) || from.number != next) continue;
        sum += s->wage.fen * (to.number - from.number + 1);
        days += to.number - from.number + 1;
        next = to.number + 1;
        count++;
        *ret = *s;
    }
    if (count < 2 || days != of_month) return false;
    ret->first = first;
    ret->last = (maybe_day){ last.number, true };
    ret->wage = money_times((money){ sum }, 1, days);
    return true;
}

static bool served_before(const struct placement *p, size_t index, day first, day last)
{
    const struct placement_stint *of = ROW(struct placement_stint, p->stints, index);
    for (size_t i = 0; i < index; i++) {
        const struct placement_stint *s = ROW(struct placement_stint, p->stints, i);
        day from = first, to = last;
        if (s->worker.id == of->worker.id && part_served(p, s, &from, &to)) return true;
    }
    return false;
}

/* What is reckoned for this stint in these days: itself, or with its first part the whole of hers. NULL: it is in that. */
static const struct placement_stint *reckoned(const struct placement *p, size_t index, day first, day last, struct placement_stint *room)
{
    const struct placement_stint *s = ROW(struct placement_stint, p->stints, index);
    if (!whole_at_wages(p, s->worker.id, first, last, room)) return s;
    return served_before(p, index, first, last) ? NULL : room;
}

/* "¥5,200.00 × 9 + ¥6,000.00 × 22, ÷ 31": how the mean of a month at several wages came about. */
static text mean_told(struct work *w, const struct placement *p, int64_t worker, day first, day last)
{
    text told = "";
    for (size_t i = 0; i < p->stints.count; i++) {
        const struct placement_stint *s = ROW(struct placement_stint, p->stints, i);
        day from = first, to = last;
        if (s->worker.id != worker || !part_served(p, s, &from, &to)) continue;
        told = print(w, "%s%s%s × %d", told, *told ? " + " : "", money_shown(w->arena, s->wage), (int)(to.number - from.number + 1));
    }
    return print(w, "%s, ÷ %d", told, (int)days_of_month(first));
}

/* Somebody stands in for her there, and she is on granted sick leave on one of her working days. */
static bool ill_and_replaced(struct work *w, const struct placement *p, int64_t worker, day d)
{
    return !(p->rest_weekdays.bits & SET_BIT(weekday(d))) && db_one(w, SQL("select 1 from worker_leave where worker = $1 and kind in ($2, $3) and state in (2, 5) and start < $4 and until > $5 limit 1"),
        BIND(num(worker), num(LEAVE_SICK), num(LEAVE_WORK_INJURY), num(day_at(d, 18 * 60).ms), num(day_at(d, 9 * 60).ms)), 0) == 1;
}

static bool replaced_on(const struct placement *p, int64_t worker, day d)
{
    const struct placement_stint *s = placement_stint_on(p, d);
    return s && s->substitute && s->worker.id != worker && p->worker.id == worker;
}

/* Of an employee the days she is ill are hers while another stands in for her: the ledger has them for who served, sick pay is due all the same (工资支付暂行规定,
 * 劳部发〔1995〕309号 59). Those next to this stint of hers, in half days; [first, last] grows by them. */
static int64_t ill_beside(struct work *w, const struct placement *p, struct days all, int64_t worker, bool first_of_hers, day *first, day *last)
{
    int64_t halves = 0;
    for (day d = { last->number + 1 }; d.number <= all.last.number && replaced_on(p, worker, d); d.number++)
        if (ill_and_replaced(w, p, worker, d)) { halves += 2; *last = d; }
    for (day d = { first->number - 1 }; first_of_hers && d.number >= all.first.number && replaced_on(p, worker, d); d.number--)
        if (ill_and_replaced(w, p, worker, d)) { halves += 2; *first = d; }
    return halves;
}

/* Somebody else was there all these days: no stint of hers lies in them, and where she was ill sick pay is due of the wage she last had. In half days; 0: none. */
static int64_t ill_all_along(struct work *w, const struct placement *p, struct days all, struct placement_stint *ret)
{
    int64_t halves = 0;
    *ret = (struct placement_stint){ .worker = p->worker, .first = all.first, .last = { all.last.number, true }, .wage = p->wage };
    for (size_t i = 0; i < p->stints.count; i++) {
        const struct placement_stint *s = ROW(struct placement_stint, p->stints, i);
        day from = all.first, to = all.last;
        if (s->worker.id != p->worker.id) continue;
        if (part_served(p, s, &from, &to)) return 0;
        if (s->first.number < all.first.number) ret->wage = s->wage;
    }
    for (day d = all.first; d.number <= all.last.number; d.number++)
        if (replaced_on(p, p->worker.id, d) && ill_and_replaced(w, p, p->worker.id, d)) halves += 2;
    return halves;
}

static bool employed(enum employment_mode mode) { return mode == MODE_EMPLOYEE || mode == MODE_DISPATCHED; }

static bool first_of_hers(const struct placement *p, const struct placement_stint *of, day first, day last)
{
    for (size_t i = 0; i < p->stints.count; i++) {
        const struct placement_stint *s = ROW(struct placement_stint, p->stints, i);
        day from = first, to = last;
        if (s->worker.id == of->worker.id && part_served(p, s, &from, &to)) return s->first.number == of->first.number;
    }
    return true;
}

/* The part of the run that is reckoned, of this stint, with the days ill beside it. `mean`: how the wage of a whole month came about, NULL where it is one. */
struct part_of_month { const struct placement_stint *stint; day first, last; int64_t ill; text mean; };

/* A colleague's own remark stays. */
static bool sheet_written(struct work *w, const struct placement *p, const struct part_of_month *part, enum employment_mode mode, bool by_us)
{
    const struct contract *c = p->contract.id ? record_peek(w, &contract_type, p->contract.id) : NULL;
    struct found old = LOAD_WHERE(w, wage_sheet, "placement = $1 and worker = $2 and first = $3", BIND(num(p->record.id), num(part->stint->worker.id), num(part->first.number)));
    struct wage_sheet new = sheet_of(w, p, part->stint, part->first, part->last);
    struct wage_sheet *s = old.count ? old.at[0] : &new;
    s->last = part->last;
    if (part->mean && (!*s->remark || strstr(s->remark, ", ÷ "))) s->remark = part->mean;
    s->mode = mode;
    s->paid_by_us = by_us;
    s->holiday = holiday_of_contract(c, mode);
    if (mode == MODE_PART_TIME && c) s->hours = c->hours_day;
    fill(w, s, p, part->stint);
    s->sick += part->ill;
    s->served += part->ill;
    fill_extras(w, s, p);
    return !failed(w) && (old.count ? SAVE(w, wage_sheet, s) : ADD(w, wage_sheet, s));
}

static bool one_stint(struct work *w, struct payroll_run *run, const struct placement *p, const struct placement_stint *stint, text mean)
{
    struct part_of_month part = { stint, run->first, run->last, 0, mean };
    bool there = part_served(p, stint, &part.first, &part.last), by_us;
    const struct worker *n = record_peek(w, &worker_type, stint->worker.id);
    if (n && n->record.branch.id != run->record.branch.id) return !failed(w);       /* the branch she belongs to pays her */
    const struct contract *c = p->contract.id ? record_peek(w, &contract_type, p->contract.id) : NULL;
    enum employment_mode mode;
    if (!there || !n || !paid_here(c, n, &mode, &by_us)) return !failed(w);
    if (run->kind == PAYROLL_PART_TIME && mode != MODE_PART_TIME) return !failed(w);
    if (run->kind != PAYROLL_PART_TIME && mode == MODE_PART_TIME) return leave_out(w, run, p, n, part.first, part.last);
    if (employed(mode)) part.ill = ill_beside(w, p, (struct days){ run->first, run->last }, n->record.id, first_of_hers(p, stint, run->first, run->last), &part.first, &part.last);
    return sheet_written(w, p, &part, mode, by_us);
}

static bool away_all_along(struct work *w, const struct payroll_run *run, const struct placement *p)
{
    struct placement_stint hers;
    struct part_of_month part = { &hers, run->first, run->last, ill_all_along(w, p, (struct days){ run->first, run->last }, &hers), NULL };
    const struct worker *n = part.ill ? record_peek(w, &worker_type, p->worker.id) : NULL;
    const struct contract *c = p->contract.id ? record_peek(w, &contract_type, p->contract.id) : NULL;
    enum employment_mode mode;
    bool by_us;
    if (!n || n->record.branch.id != run->record.branch.id || run->kind == PAYROLL_PART_TIME || !paid_here(c, n, &mode, &by_us) || !employed(mode)) return !failed(w);
    return sheet_written(w, p, &part, mode, by_us);
}

static bool part_reckon(struct work *w, const struct placement *p, const struct part_of_month *part, enum holiday_pay holiday, struct sum *sum)
{
    struct wage_sheet s = sheet_of(w, p, part->stint, part->first, part->last);
    s.last = part->last;
    s.holiday = holiday;
    fill(w, &s, p, part->stint);
    s.sick += part->ill;
    s.served += part->ill;
    wage_sheet_reckon(w, &s, sum);
    return true;
}

static bool stint_reckon(struct work *w, const struct placement *p, const struct placement_stint *stint, enum holiday_pay holiday, day first, day last, struct sum *sum)
{
    struct part_of_month part = { stint, first, last, 0, NULL };
    return part_served(p, stint, &part.first, &part.last) && part_reckon(w, p, &part, holiday, sum);
}

bool wage_of_part(struct work *w, const struct placement *p, size_t index, day first, day last, struct sum *sum)
{
    struct placement_stint room;
    const struct placement_stint *s = reckoned(p, index, first, last, &room);
    return s && stint_reckon(w, p, s, HOLIDAY_PAY_NONE, first, last, sum);
}

void wage_so_far(struct work *w, const struct placement *p, int64_t worker, day first, day last, struct sum *sum, bool *ret_ours)
{
    const struct worker *n = record_peek(w, &worker_type, worker);
    const struct contract *c = p->contract.id ? record_peek(w, &contract_type, p->contract.id) : NULL;
    enum employment_mode mode = MODE_AGENCY;
    bool by_us = false;
    *ret_ours = n && paid_here(c, n, &mode, &by_us);
    struct days gone = { first, { last.number < day_of(w->now).number ? last.number : day_of(w->now).number - 1 } };      /* ill days count when they are over, as the ledger's do */
    for (size_t i = 0; n && i < p->stints.count; i++) {
        struct placement_stint room;
        const struct placement_stint *stint = reckoned(p, i, first, last, &room);
        struct part_of_month part = { stint, first, last, 0, NULL };
        if (!stint || stint->worker.id != worker || !part_served(p, stint, &part.first, &part.last)) continue;
        if (*ret_ours && employed(mode)) part.ill = ill_beside(w, p, gone, worker, first_of_hers(p, stint, first, last), &part.first, &part.last);
        part_reckon(w, p, &part, holiday_of_contract(c, mode), sum);
    }
    struct placement_stint hers;
    struct part_of_month part = { &hers, first, last, *ret_ours && employed(mode) && p->worker.id == worker ? ill_all_along(w, p, gone, &hers) : 0, NULL };
    if (part.ill) part_reckon(w, p, &part, holiday_of_contract(c, mode), sum);
}

/* A sheet that was made before the wage changed in its month is in the first one now. */
static bool drop_part(struct work *w, const struct placement *p, const struct placement_stint *s)
{
    struct found old = LOAD_WHERE(w, wage_sheet, "placement = $1 and worker = $2 and first = $3", BIND(num(p->record.id), num(s->worker.id), num(s->first.number)));
    return !old.count ? !failed(w) : record_remove(w, &wage_sheet_type, old.at[0]);
}

static bool part_of_run(struct work *w, struct payroll_run *run, const struct placement *p, size_t index)
{
    struct placement_stint room;
    const struct placement_stint *s = reckoned(p, index, run->first, run->last, &room);
    if (s == &room) return one_stint(w, run, p, s, mean_told(w, p, room.worker.id, run->first, run->last));
    return s ? one_stint(w, run, p, s, NULL) : drop_part(w, p, ROW(struct placement_stint, p->stints, index));
}

static struct found placements_of(struct work *w, const struct payroll_run *run)
{
    return LOAD_WHERE(w, placement, "(branch = $1 or exists (select 1 from placement_stints s join worker n on n.id = s.worker where s.parent = placement.id and n.branch = $1)) and began_on is not null and began_on <= $3 and (ended_on is null or ended_on >= $2) order by id",
                      BIND(num(run->record.branch.id), num(run->first.number), num(run->last.number)));
}

static bool left_out_said(struct work *w, struct payroll_run *run)
{
    if (*run->left_out) run->left_out = said_keep(w, N_("Left out here, placement (worker): {1}. Part-time wages are settled at least every 15 days (劳动合同法 72), by payrolls of their own: begin one for these days"), (const text[]){ run->left_out, NULL });
    return !failed(w);
}

/* One stint of part-time work, if it is one that another payroll has to take. */
static bool stint_left_out(struct work *w, struct payroll_run *run, const struct placement *p, const struct placement_stint *stint)
{
    day first = run->first, last = run->last;
    const struct worker *n = part_served(p, stint, &first, &last) ? record_peek(w, &worker_type, stint->worker.id) : NULL;
    const struct contract *c = n && p->contract.id ? record_peek(w, &contract_type, p->contract.id) : NULL;
    enum employment_mode mode;
    bool by_us;
    if (!n || n->record.branch.id != run->record.branch.id || !paid_here(c, n, &mode, &by_us) || mode != MODE_PART_TIME) return !failed(w);
    return leave_out(w, run, p, n, first, last);
}

bool wage_sheets_left_out(struct work *w, struct payroll_run *run)
{
    run->left_out = "";
    struct found all = placements_of(w, run);
    for (int i = 0; i < all.count; i++) {
        const struct placement *p = all.at[i];
        for (size_t k = 0; k < p->stints.count; k++)
            if (!stint_left_out(w, run, p, ROW(struct placement_stint, p->stints, k))) return false;
    }
    return left_out_said(w, run);
}

bool wage_sheets_collect(struct work *w, struct payroll_run *run)
{
    run->left_out = "";
    struct found all = placements_of(w, run);
    for (int i = 0; i < all.count; i++) {
        struct placement *p = all.at[i];
        if (!placement_days_fill(w, p)) return false;
        for (size_t k = 0; k < p->stints.count; k++)
            if (!part_of_run(w, run, p, k)) return false;
        if (!away_all_along(w, run, p)) return false;
    }
    return left_out_said(w, run);
}
