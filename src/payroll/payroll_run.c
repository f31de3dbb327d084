/* payroll_run.c — see payroll_run.h. */
#include "payroll/payroll_run.h"
#include "base/words.h"
#include "ledger/ledger.h"
#include "payroll/payroll.h"

static const struct choice states[] = {
    { PAYROLL_COLLECTING, "collecting", N_("Collecting"), "info" }, { PAYROLL_CALCULATED, "calculated", N_("Calculated"), "info" }, { PAYROLL_REVIEWED, "reviewed", N_("Reviewed and sent"), "info" }, { PAYROLL_APPROVED, "approved", N_("Wages approved"), "warn" },
    { PAYROLL_BANK_FILE, "bank_file", N_("With the bank"), "warn" }, { PAYROLL_PAID, "paid", N_("Wages paid"), "ok" }, { PAYROLL_FAILED_ITEMS, "failed_items", N_("Some came back"), "danger" }, { PAYROLL_REPAID, "repaid", N_("Paid after all"), "ok" },
    { PAYROLL_DECLARED, "declared", N_("Tax declared"), "ok" }, { PAYROLL_ARCHIVED, "archived", N_("Archived"), "mute", .final = true }, { PAYROLL_DROPPED, "dropped", N_("Dropped"), "mute", .final = true }, { 0 },
};
static const struct choice kinds[] = { { PAYROLL_OF_MONTH, "month", N_("Of a month") }, { PAYROLL_PART_TIME, "part_time", N_("Part-time, at most 15 days") }, { 0 } };
#define COURSE N_("Course")
static const struct field fields[] = {
    FIELD(payroll_run, state, .label = N_("State"), .choices = states, .list = true, .filter = true),
    FIELD(payroll_run, kind, .label = N_("Kind of payroll"), .choices = kinds, .list = true, .filter = true, .set_by = SET_ON_CREATE, .help = N_("Empty: of a month; part-time work is paid at least every 15 days (劳动合同法 72)")),
    FIELD(payroll_run, first, .label = N_("First day"), .required = true, .list = true, .sort = true, .filter = true, .set_by = SET_ON_CREATE), FIELD(payroll_run, last, .label = N_("Last day"), .required = true, .list = true, .set_by = SET_ON_CREATE),
    FIELD(payroll_run, net, .label = N_("Net pay"), .set_by = STEPS_ONLY, .list = true, .sort = true),
    FIELD(payroll_run, slips, .label = N_("Payslips"), .set_by = STEPS_ONLY, .list = true), FIELD(payroll_run, gross, .label = N_("Earned"), .set_by = STEPS_ONLY, .list = true), FIELD(payroll_run, social, .label = N_("Social insurance, their part"), .set_by = STEPS_ONLY),
    FIELD(payroll_run, company_social, .label = N_("Social insurance, the employer's part"), .set_by = STEPS_ONLY), FIELD(payroll_run, tax, .label = N_("Income tax"), .set_by = STEPS_ONLY, .list = true), FIELD(payroll_run, deducted, .label = N_("Taken off"), .set_by = STEPS_ONLY),
    FIELD(payroll_run, commissions, .label = N_("Commissions of colleagues"), .set_by = STEPS_ONLY, .list = true), FIELD(payroll_run, commission_tax, .label = N_("Income tax of commissions"), .set_by = STEPS_ONLY), FIELD(payroll_run, commissions_on, .label = N_("Commissions paid on"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(payroll_run, calculated_by, .label = N_("Calculated by"), .to = &account_type, .set_by = STEPS_ONLY, .group = COURSE), FIELD(payroll_run, reviewed_by, .label = N_("Reviewed by"), .to = &account_type, .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(payroll_run, approved_by, .label = N_("Approved by"), .to = &account_type, .set_by = STEPS_ONLY, .group = COURSE), FIELD(payroll_run, pay_run, .label = N_("Pay run"), .to = &pay_run_type, .filter = true, .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(payroll_run, approved_at, .label = N_("Payment approved at"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(payroll_run, paid_at, .label = N_("Paid at"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(payroll_run, declared_at, .label = N_("Declared at"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(payroll_run, declaration, .label = N_("Number of the declaration"), .max = 60, .set_by = STEPS_ONLY, .group = COURSE), FIELD(payroll_run, remark, .label = N_("Remark"), .max = 300),
    FIELD(payroll_run, left_out, .label = N_("Left out of it"), .format = FORMAT_SAID, .max = LEFT_OUT_MOST, .set_by = STEPS_ONLY),
    FIELD(payroll_run, no_insurance, .label = N_("Not insured"), .format = FORMAT_SAID, .max = LEFT_OUT_MOST, .set_by = STEPS_ONLY), FIELD(payroll_run, year_unknown, .label = N_("Earlier wages not entered"), .format = FORMAT_SAID, .max = LEFT_OUT_MOST, .set_by = STEPS_ONLY),
    FIELD(payroll_run, after_later, .label = N_("A later month is approved already"), .format = FORMAT_SAID, .max = LEFT_OUT_MOST, .set_by = STEPS_ONLY),
};

static bool check(struct work *w, struct payroll_run *r, const struct payroll_run *before)
{
    if (before) return true;
    if (!r->kind) r->kind = PAYROLL_OF_MONTH;
    if (r->last.number < r->first.number) return wrong(w, "last", N_("The last day lies before the first"));
    if (r->last.number - r->first.number > 30 || date_of(r->first).month != date_of(r->last).month) return wrong(w, "last", N_("A payroll is of one month at most"));
    if (r->kind == PAYROLL_PART_TIME && r->last.number - r->first.number >= PART_TIME_DAYS) return wrong(w, "last", N_("Part-time wages are settled at least every 15 days (劳动合同法 72)"));
    db_lock(w, "branch", &r->record.branch.id, 1);
    if (!db_one(w, SQL("select 1 from payroll_run where branch = $1 and first <= $3 and last >= $2 and state <> 11 and (case when kind = 2 then 1 else 0 end) = $4"),
                BIND(num(r->record.branch.id), num(r->first.number), num(r->last.number), num(r->kind == PAYROLL_PART_TIME)), 0)) return !failed(w);
    return refuse_as(w, CONFLICT, "first", N_("There is a payroll of these days already"));
}
CHECKER(payroll_run, check)
_Static_assert(PAYROLL_DROPPED == 11 && PAYROLL_PART_TIME == 2, "the query above says these by number");

/* ---- calculated, reviewed ---- */

void payroll_run_sums(struct work *w, struct payroll_run *r)
{
    struct rows *row = db_query(w, SQL("select count(*), cast(coalesce(sum(gross), 0) as bigint), cast(coalesce(sum(social), 0) as bigint), cast(coalesce(sum(company_social), 0) as bigint), cast(coalesce(sum(tax), 0) as bigint), "
        "cast(coalesce(sum(deducted), 0) as bigint), cast(coalesce(sum(net), 0) as bigint) from payslip where run = $1 and state between 1 and 7"), BIND(num(r->record.id)));
    if (!db_next(row)) return;
    r->slips = db_number(row, 0);
    money *all[] = { &r->gross, &r->social, &r->company_social, &r->tax, &r->deducted, &r->net };
    for (int i = 0; i < COUNT_OF(all); i++) all[i]->fen = db_number(row, i + 1);
    db_enough(row);
}

/* Tax of a part-time payroll is reckoned on top of what the ones before it of the month withheld. */
static bool earlier_approved(struct work *w, const struct payroll_run *r)
{
    int64_t before = r->kind != PAYROLL_PART_TIME ? 0 : db_one(w, SQL("select id from payroll_run where branch = $1 and kind = 2 and last < $2 and last >= $3 and state in (1, 2, 3) order by first limit 1"),
                                                               BIND(num(r->record.branch.id), num(r->first.number), num(r->first.number - date_of(r->first).day + 1)), 0);
    if (!before) return !failed(w);
    const struct payroll_run *b = record_peek(w, &payroll_run_type, before);
    return b ? refuse_as(w, CONFLICT, "", N_("The part-time payroll from {1} to {2} is not approved yet: this one’s tax is reckoned on top of it"), day_text(w->arena, b->first), day_text(w->arena, b->last)) : false;
}

/* Tax on wages runs through the year: a month is approved when those before it are, and reckoned from what they are by now. */
static const struct sentence *month_still_open(struct work *w, const struct payroll_run *r, int64_t year)
{
    const struct payroll_run *b = record_peek(w, &payroll_run_type, db_one(w, SQL("select id from payroll_run where branch = $1 and coalesce(kind, 0) <> 2 and first >= $2 and last < $3 and state in (1, 2, 3) order by first limit 1"),
                                              BIND(num(r->record.branch.id), num(year), num(r->first.number)), 0));
    return b ? because(w, N_("Payroll {1} from {2} to {3} is not approved yet: the tax of the year runs through both. Approve it first, or drop it, and calculate this one again"), b->record.number, day_text(w->arena, b->first), day_text(w->arena, b->last)) : NULL;
}

/* A correction that waits is of a month that counts nowhere until it is approved. */
static const struct sentence *correction_open(struct work *w, const struct payroll_run *r, int64_t year)
{
    const struct payslip *s = record_peek(w, &payslip_type, db_one(w, SQL("select c.id from payslip c where c.corrects is not null and c.state in (1, 2, 3, 4) and c.first >= $2 and c.last < $3 and c.worker in (select p.worker from payslip p where p.run = $1 and p.state in (2, 3)) order by c.id limit 1"),
                                          BIND(num(r->record.id), num(year), num(r->first.number)), 0));
    return s ? because(w, N_("Payslip {1} of {2}, from {3} to {4}, is being corrected: approve the correction first and calculate this payroll again, so that tax and deductions follow from it"), s->record.number,
                       record_title(w, &worker_type, s->worker.id), day_text(w->arena, s->first), day_text(w->arena, s->last)) : NULL;
}

static const struct sentence *year_moved_on(struct work *w, const struct payroll_run *r, int64_t year)
{
    int64_t worker = db_one(w, SQL("select p.worker from payslip p where p.run = $1 and p.state in (2, 3) and p.tax_kind = 2 and (p.year_income - p.income <> "
        "coalesce((select sum(e.income) from payslip e where e.worker = p.worker and e.tax_kind = 2 and e.state in (5, 6, 7) and e.first >= $2 and e.last < $3), 0) + coalesce((select sum(t.year_income) from tax_profile t where t.worker = p.worker and t.since >= $2 and t.since <= $4), 0) "
        "or p.year_social - p.social <> coalesce((select sum(e.social) from payslip e where e.worker = p.worker and e.tax_kind = 2 and e.state in (5, 6, 7) and e.first >= $2 and e.last < $3), 0) + coalesce((select sum(t.year_social) from tax_profile t where t.worker = p.worker and t.since >= $2 and t.since <= $4), 0)) "
        "order by p.id limit 1"), BIND(num(r->record.id), num(year), num(r->first.number), num(r->last.number)), 0);
    return worker ? because(w, N_("Earlier wages of the year of {1} changed after this payroll was calculated; calculate it again, so that her tax follows from them, and review it again"), record_title(w, &worker_type, worker)) : NULL;
}

static const struct sentence *year_in_order(struct work *w, const struct payroll_run *r)
{
    int64_t year = day_from_date((struct date){ date_of(r->first).year, 1, 1 }).number;
    const struct sentence *open = r->kind == PAYROLL_PART_TIME ? NULL : month_still_open(w, r, year);
    if (!open) open = correction_open(w, r, year);
    return open ? open : year_moved_on(w, r, year);
}

/* What part-time payrolls took over since the last collecting is not left out any more. */
static bool hints_anew(struct work *w, const struct payroll_run *r)
{
    struct found open = LOAD_WHERE(w, payroll_run, "branch = $1 and coalesce(kind, 0) <> 2 and state in (1, 2, 3) and first <= $3 and last >= $2 and length(left_out) > 0", BIND(num(r->record.branch.id), num(r->first.number), num(r->last.number)));
    for (int i = 0; i < open.count; i++) {
        struct payroll_run *month = open.at[i];
        if (!wage_sheets_left_out(w, month) || !SAVE(w, payroll_run, month)) return false;
    }
    return !failed(w);
}

static bool calculate(struct work *w, struct payroll_run *r)
{
    if (!earlier_approved(w, r)) return false;
    if (!r->calculated_by.id && !wage_sheets_collect(w, r)) return false;       /* the first time nobody has to think of it */
    else if (r->kind != PAYROLL_PART_TIME && !wage_sheets_left_out(w, r)) return false;
    if (payslips_make(w, r) < 0 || (r->kind == PAYROLL_PART_TIME && !hints_anew(w, r))) return false;
    r->calculated_by.id = w->actor->user;
    r->commissions = commissions_open(w, r, false);
    payroll_run_sums(w, r);
    return !failed(w);
}
RULE_PLAIN(payroll_run, calculate)

static bool collect(struct work *w, struct payroll_run *r) { return wage_sheets_collect(w, r); }
RULE_PLAIN(payroll_run, collect)

static const struct sentence *second_person(struct work *w, const struct payroll_run *r)
{
    if (w->actor->system || r->calculated_by.id != w->actor->user || owner_mode(w, r->record.branch.id)) return NULL;
    return because(w, N_("A second person has to do this: you did an earlier step of it"));
}
GUARD(payroll_run, second_person)

/* Below the minimum nobody is paid who was there the whole month (最低工资规定 3); leave that she took is hers. */
static bool nobody_below_minimum(struct work *w, const struct payroll_run *r)
{
    int64_t least = setting_number(w, SETTING_MINIMUM_MONTHLY, r->record.branch.id, r->last);
    int64_t worker = db_one(w, SQL("select p.worker from payslip p where p.run = $1 and p.state in (1, 2, 3) and p.mode in (1, 4) and p.whole_month = 1 and p.gross < $2 and not exists (select 1 from payslip_lines l where l.parent = p.id and l.code in ('leave', 'absent', 'sick')) order by p.id limit 1"),
                            BIND(num(r->record.id), num(least)), 0);
    if (failed(w) || !worker) return !failed(w);
    return refuse(w, "", N_("{1} would get less than the minimum wage of {2} for a whole month; look at her sheet"), record_title(w, &worker_type, worker), money_shown(w->arena, (money){ least }));
}

/* Nor for an hour of part-time work (最低工资规定 5). */
static bool no_hour_below_minimum(struct work *w, const struct payroll_run *r)
{
    money least = { setting_number(w, SETTING_MINIMUM_HOURLY, r->record.branch.id, r->last) };
    struct found f = r->kind == PAYROLL_PART_TIME ? LOOK_WHERE(w, wage_sheet, "branch = $1 and mode = 2 and first >= $2 and last <= $3 order by id", BIND(num(r->record.branch.id), num(r->first.number), num(r->last.number))) : (struct found){ 0 };
    for (int i = 0; i < f.count; i++) {
        const struct wage_sheet *s = FOUND(struct wage_sheet, f, i);
        if (!s->hours) return refuse(w, "", N_("How many hours a day are paid for is missing on the sheet of {1}: part-time wages are by the hour"), record_title(w, &worker_type, s->worker.id));
        money one = wage_sheet_day(s), floor = money_times(least, s->hours, 1);
        if (one.fen < floor.fen) return refuse(w, "", N_("{1} would get {2} for a day of {3} hours: less than the place’s minimum of {4} an hour; look at her sheet"), record_title(w, &worker_type, s->worker.id), money_shown(w->arena, one), print(w, "%lld", (long long)s->hours), money_shown(w->arena, least));
    }
    return !failed(w);
}

static bool each(struct work *w, int64_t run, literal ids, text step)
{
    for (int64_t after = 0;;) {
        struct found f = record_where(w, &payslip_type, ids.text, BIND(num(run), num(after)));
        for (int i = 0; i < f.count; i++) {
            struct payslip *s = f.at[i];
            after = s->record.id;
            if (!step_run(w, &payslip_type, s, step, NULL)) return false;
        }
        if (failed(w) || f.count < 500) return !failed(w);
    }
}

static bool review(struct work *w, struct payroll_run *r)
{
    if (!nobody_below_minimum(w, r) || !no_hour_below_minimum(w, r) || !each(w, r->record.id, SQL("run = $1 and state = 1 and corrects is null and id > $2 order by id limit 500"), "send_all")) return false;
    r->reviewed_by.id = w->actor->user;
    return true;
}
RULE_PLAIN(payroll_run, review)

/* ---- approved: locked, in finance, in the books ---- */

static const struct sentence *heard(struct work *w, const struct payroll_run *r)
{
    if (day_of(w->now).number < r->last.number) return because(w, N_("Its last day is {1}: locked before, what is served until then would be on no payslip"), day_text(w->arena, r->last));
    int64_t open = db_one(w, SQL("select count(*) from payslip where run = $1 and state = 4"), BIND(num(r->record.id)), 0);
    if (open) return because(w, N_("{1} objections are not answered yet"), print(w, "%lld", (long long)open));
    if (db_one(w, SQL("select count(*) from payslip where run = $1 and state = 1"), BIND(num(r->record.id)), 0)) return because(w, N_("Some payslips were calculated again and not sent; review it again"));
    const struct sentence *why = second_person(w, r);
    if (!why) why = commissions_own(w, r);
    return why ? why : year_in_order(w, r);
}
GUARD(payroll_run, heard)

static bool insurance_books(struct work *w, const struct payroll_run *r)
{
    const struct posting_line lines[] = { { LEDGER_SOCIAL_COST, r->company_social }, { LEDGER_SOCIAL, money_negate(r->company_social) } };
    return ledger_post(w, &(struct posting){ .kind = ENTRY_PAYROLL, .branch = r->record.branch.id, .memo = ledger_memo(w, N_("Social insurance, the employer's part"), r->record.number), .lines = lines, .count = 2,
        .source = "payroll_run", .source_id = r->record.id }) != 0;
}

static bool approve(struct work *w, struct payroll_run *r)
{
    for (int64_t after = 0;;) {
        struct found f = LOAD_WHERE(w, payslip, "run = $1 and state in (2, 3) and id > $2 order by id limit 500", BIND(num(r->record.id), num(after)));
        for (int i = 0; i < f.count; i++) {
            after = FOUND(struct payslip, f, i)->record.id;
            struct payslip *s = f.at[i];
            if (!payslip_to_settlement(w, s, r) || (!s->net.fen && !step_run(w, &payslip_type, s, "paid", NULL))) return false;     /* nothing goes to the bank for her */
        }
        if (failed(w) || f.count < 500) break;
    }
    r->approved_by.id = w->actor->user;
    r->approved_at = w->acted;
    r->commissions = commissions_open(w, r, true);
    if (!commission_slips_make(w, r, &r->commission_tax)) return false;
    payroll_run_sums(w, r);
    if (!r->slips) r->state = PAYROLL_PAID;             /* a month of commissions alone: no slip waits for the bank */
    else r->state = PAYROLL_APPROVED;
    return !failed(w) && insurance_books(w, r);
}
RULE_PLAIN(payroll_run, approve)

struct commission_payout { day paid_on; };
static const struct field payout_fields[] = { FIELD(commission_payout, paid_on, .label = N_("Paid out on"), .required = true) };
static const struct sentence *commissions_due(struct work *w, const struct payroll_run *r)
{
    if (r->commissions.fen <= 0) return because(w, N_("There are no commissions in it"));
    return r->commissions_on.given ? because(w, N_("Its commissions were paid already")) : NULL;
}
GUARD(payroll_run, commissions_due)

/* Out of the bank; the tax stays, owed with the month's. Those of before there were slips get theirs now. */
static bool pay_commissions(struct work *w, struct payroll_run *r, const struct commission_payout *in)
{
    if (in->paid_on.number > day_of(w->now).number) return refuse(w, "paid_on", N_("This day lies in the future"));
    if (!commission_slips_make(w, r, &r->commission_tax)) return false;
    const struct posting_line lines[] = { { LEDGER_COMMISSIONS, r->commissions }, { LEDGER_TAX, money_negate(r->commission_tax) }, { LEDGER_BANK, money_sub(r->commission_tax, r->commissions) } };
    r->commissions_on = (maybe_day){ in->paid_on.number, true };
    if (!commissions_paid(w, r) || !commission_slips_paid(w, r, in->paid_on)) return false;
    return ledger_post(w, &(struct posting){ .kind = ENTRY_COMMISSION, .branch = r->record.branch.id, .booked = in->paid_on, .memo = ledger_memo(w, N_("Commissions paid"), r->record.number), .lines = lines, .count = 3,
        .source = "payroll_run", .source_id = r->record.id }) != 0;
}
RULE(payroll_run, commission_payout, pay_commissions)

/* ---- paid ---- */

static const struct sentence *at_the_bank(struct work *w, const struct payroll_run *r)
{
    const struct pay_run *p = r->state == PAYROLL_BANK_FILE && r->pay_run.id ? record_peek(w, &pay_run_type, r->pay_run.id) : NULL;
    return p && p->state == RUN_MADE ? because(w, N_("Pay run {1} is with the bank: say first what the bank did with it, or drop it"), p->record.number) : NULL;
}
GUARD(payroll_run, at_the_bank)

/* Again after some came back, after a run was dropped, and for wages that waited for a household's money. */
static bool bank_file(struct work *w, struct payroll_run *r)
{
    day until = { (int32_t)db_one(w, SQL("select max(s.payday) from settlement s join payslip p on p.settlement = s.id where p.run = $1"), BIND(num(r->record.id)), r->last.number) };
    struct pay_run p = { .record.branch = r->record.branch, .until = until, .remark = r->record.number };
    if (!ADD(w, pay_run, &p)) return false;
    r->pay_run.id = p.record.id;
    return true;
}
RULE_PLAIN(payroll_run, bank_file)

bool payroll_run_look(struct work *w, int64_t run)
{
    struct payroll_run *r = record_peek(w, &payroll_run_type, run);
    if (!r || (r->state != PAYROLL_APPROVED && r->state != PAYROLL_BANK_FILE && r->state != PAYROLL_FAILED_ITEMS)) return !failed(w);
    int64_t open = db_one(w, SQL("select count(*) from payslip where run = $1 and state in (5, 7) and net > 0"), BIND(num(run)), 0);
    return open || step_run(w, &payroll_run_type, r, "all_paid", NULL);
}

bool payroll_run_rest_waits(struct work *w, int64_t pay_run)
{
    const struct pay_run *p = record_peek(w, &pay_run_type, pay_run);
    struct found f = LOAD_WHERE(w, payroll_run, "pay_run = $1 and state = $2", BIND(num(pay_run), num(PAYROLL_BANK_FILE)));
    if (!p || p->state == RUN_MADE || !f.count) return !failed(w);
    return step_run(w, &payroll_run_type, f.at[0], "rest_waits", NULL);
}

static bool all_paid(struct work *w, struct payroll_run *r)
{
    bool after_all = db_one(w, SQL("select 1 from pay_run_rows x join payslip p on p.settlement = x.settlement where p.run = $1 and x.outcome = 3 limit 1"), BIND(num(r->record.id)), 0) == 1;
    r->state = after_all ? PAYROLL_REPAID : PAYROLL_PAID;
    r->paid_at = w->acted;
    return true;
}
RULE_PLAIN(payroll_run, all_paid)
_Static_assert(ROW_FAILED == 3 && PAYSLIP_LOCKED == 5 && PAYSLIP_FAILED == 7 && PAYSLIP_SENT == 2 && PAYSLIP_CONFIRMED == 3 && TAX_WAGES == 2 && PAYROLL_REVIEWED == 3, "the queries here say these by number");

/* ---- declared ---- */

static const struct sentence *commissions_first(struct work *w, const struct payroll_run *r)
{
    return r->commissions.fen > 0 && !r->commissions_on.given ? because(w, N_("Pay its commissions first: their tax is declared with the month’s")) : NULL;
}
GUARD(payroll_run, commissions_first)

struct declaring { text declaration; day paid_on; };
static const struct field declaring_fields[] = { FIELD(declaring, declaration, .label = N_("Number of the declaration"), .required = true, .max = 60), FIELD(declaring, paid_on, .label = N_("Paid over on"), .required = true) };

static bool declare(struct work *w, struct payroll_run *r, const struct declaring *in)
{
    if (in->paid_on.number > day_of(w->now).number) return refuse(w, "paid_on", N_("This day lies in the future"));
    payroll_run_sums(w, r);
    money both = money_add(r->social, r->company_social);
    money tax = money_add(r->tax, r->commission_tax);
    const struct posting_line lines[] = { { LEDGER_TAX, tax }, { LEDGER_SOCIAL, both }, { LEDGER_BANK, money_negate(money_add(tax, both)) } };
    r->declaration = in->declaration;
    r->declared_at = w->acted;
    return ledger_post(w, &(struct posting){ .kind = ENTRY_PAYROLL, .branch = r->record.branch.id, .booked = in->paid_on, .memo = ledger_memo(w, N_("Tax and insurance paid over"), r->record.number), .lines = lines, .count = 3,
        .source = "payroll_declared", .source_id = r->record.id }) != 0;
}
RULE(payroll_run, declaring, declare)

static bool drop(struct work *w, struct payroll_run *r) { return each(w, r->record.id, SQL("run = $1 and state in (1, 2, 3, 4) and id > $2 order by id limit 500"), "drop"); }
RULE_PLAIN(payroll_run, drop)

/* Wages of a month by the 15th of the next, part-time ones within 15 days; tax by the 15th too. */
static instant payday_due(struct work *w, const struct payroll_run *r)
{
    (void)w;
    return day_at(settlement_payday(r->kind == PAYROLL_PART_TIME ? MODE_PART_TIME : MODE_EMPLOYEE, r->first, r->last, 0), 12 * 60);
}
DUE(payroll_run, payday_due)
static instant declare_due(struct work *w, const struct payroll_run *r)
{
    (void)w;
    struct date d = date_of(r->last);
    return day_at(day_plus_months(day_from_date((struct date){ d.year, d.month, 15 }), 1), 12 * 60);
}
DUE(payroll_run, declare_due)
#define BEFORE_PAID (FROM(PAYROLL_COLLECTING) | FROM(PAYROLL_CALCULATED) | FROM(PAYROLL_REVIEWED) | FROM(PAYROLL_APPROVED) | FROM(PAYROLL_BANK_FILE) | FROM(PAYROLL_FAILED_ITEMS))
static const struct deadline deadlines[] = {
    { .name = "payday", .label = N_("The wages of the month are not paid"), .states = BEFORE_PAID, .due = payday_due_hook, .who = CAN_PREPARE_PAYROLL, .escalate_after = HOURS(6), .then = CAN_LOCK_PAYROLL },
    { .name = "declare", .label = N_("Declare the income tax of the month"), .states = FROM(PAYROLL_PAID) | FROM(PAYROLL_REPAID), .due = declare_due_hook, .who = CAN_PAY_PAYROLL, .escalate_after = DAYS(1), .then = CAN_LOCK_PAYROLL, .step = "declare" },
};
static const struct step steps[] = {
    STEP(collect, .label = N_("Take over the days of placements"), .from = FROM(PAYROLL_COLLECTING) | FROM(PAYROLL_CALCULATED), .by = CAN_PREPARE_PAYROLL, .run = collect_rule),
    STEP(calculate, .label = N_("Calculate"), .tone = "primary", .from = FROM(PAYROLL_COLLECTING) | FROM(PAYROLL_CALCULATED) | FROM(PAYROLL_REVIEWED), .to = PAYROLL_CALCULATED, .by = CAN_PREPARE_PAYROLL, .run = calculate_rule),
    STEP(review, .label = N_("Reviewed: send the payslips"), .tone = "primary", .from = FROM(PAYROLL_CALCULATED), .to = PAYROLL_REVIEWED, .by = CAN_REVIEW_PAYROLL, .guard = second_person_guard, .run = review_rule),
    STEP(approve, .label = N_("Approve and lock"), .tone = "primary", .from = FROM(PAYROLL_REVIEWED), .by = CAN_LOCK_PAYROLL, .guard = heard_guard, .run = approve_rule, .confirm = N_("The month is locked: payslips can only be reversed. Approve?")),
    STEP(bank_file, .label = N_("Make the pay run"), .tone = "primary", .from = FROM(PAYROLL_APPROVED) | FROM(PAYROLL_BANK_FILE) | FROM(PAYROLL_FAILED_ITEMS), .to = PAYROLL_BANK_FILE, .by = CAN_PAY_PAYROLL, .guard = at_the_bank_guard, .run = bank_file_rule),
    STEP(pay_commissions, .label = N_("Commissions paid"), .from = FROM(PAYROLL_APPROVED) | FROM(PAYROLL_BANK_FILE) | FROM(PAYROLL_PAID) | FROM(PAYROLL_FAILED_ITEMS) | FROM(PAYROLL_REPAID) | FROM(PAYROLL_DECLARED), .by = CAN_PAY_PAYROLL,
         INPUTS(commission_payout, payout_fields), .guard = commissions_due_guard, .run = pay_commissions_rule),
    STEP(declare, .label = N_("Tax declared and paid over"), .tone = "primary", .from = FROM(PAYROLL_PAID) | FROM(PAYROLL_REPAID), .to = PAYROLL_DECLARED, .by = CAN_PAY_PAYROLL, .guard = commissions_first_guard, INPUTS(declaring, declaring_fields), .run = declare_rule),
    STEP(archive, .label = N_("Archive"), .from = FROM(PAYROLL_DECLARED), .to = PAYROLL_ARCHIVED, .by = CAN_LOCK_PAYROLL),
    STEP(drop, .label = N_("Drop it"), .tone = "danger", .from = FROM(PAYROLL_COLLECTING) | FROM(PAYROLL_CALCULATED) | FROM(PAYROLL_REVIEWED), .to = PAYROLL_DROPPED, .by = CAN_PREPARE_PAYROLL, .run = drop_rule, .reason = true),
    STEP(all_paid, .label = N_("All were paid"), .from = FROM(PAYROLL_APPROVED) | FROM(PAYROLL_BANK_FILE) | FROM(PAYROLL_FAILED_ITEMS), .run = all_paid_rule, .hidden = true),
    STEP(rest_waits, .label = N_("The others wait for their money"), .from = FROM(PAYROLL_BANK_FILE), .to = PAYROLL_APPROVED, .hidden = true),
    STEP(came_back, .label = N_("Some came back"), .from = FROM(PAYROLL_APPROVED) | FROM(PAYROLL_BANK_FILE) | FROM(PAYROLL_PAID) | FROM(PAYROLL_REPAID), .to = PAYROLL_FAILED_ITEMS, .hidden = true),
};
static text title(struct work *w, const struct payroll_run *r) { struct date d = date_of(r->first); return print(w, "%d-%02d %s", d.year, d.month, money_shown(w->arena, r->net)); }
TITLE(payroll_run, title)
static const text indexes[] = { "branch, first", NULL };
const struct record_type payroll_run_type = RECORD_TYPE(payroll_run, .label = N_("Payroll"), .module = "payroll", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = PAYROLL_COLLECTING, .scope = SCOPE_BRANCH, .see = CAN_SEE_PAYROLL,
    .create = CAN_PREPARE_PAYROLL, .edit = CAN_PREPARE_PAYROLL, .history = true, .check = check_hook, .title = title_hook, .prefix = "GZ", .order = "-first", .indexes = indexes);
