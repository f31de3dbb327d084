/* suspension_pay_test.c — an employee's pay goes on while she is suspended, day by day and once; others get what the company has set (T16). */
#include "finance/finance_house_test.h"
#include "finance/identity.h"

struct stopping { struct shop *s; int64_t settlement; int worker; int last; };

static bool minimum(struct work *w, void *data)
{
    (void)data;
    struct setting least = { .code = SETTING_MINIMUM_MONTHLY, .since = { SHOP_DAY - 400 }, .value = "240000" }, others = { .code = SETTING_SUSPENSION_PAY, .since = { SHOP_DAY - 400 }, .value = "50" };
    return ADD(w, setting, &least) && ADD(w, setting, &others);
}

static bool suspend(struct work *w, void *data)
{
    const struct stopping *t = data;
    struct worker *n = LOAD(w, worker, t->s->workers[t->worker]);
    w->now = day_at((day){ SHOP_DAY }, 7 * 60);
    return n && step_run(w, &worker_type, n, "suspend", &(struct suspension_call){ .ground = STOPPED_THEFT, .facts = "客户说少了东西" });
}

/* The day after next she is free again; on the second of the three days she had worked for somebody. */
static bool lift(struct work *w, void *data)
{
    const struct stopping *t = data;
    struct visit v = shop_visit(t->s, 0, t->worker, 1, 9, VISIT_APPROVED, 15000, 10000);
    struct worker *n = LOAD(w, worker, t->s->workers[t->worker]);
    w->now = day_at((day){ SHOP_DAY + 2 }, 12 * 60);
    return ADD(w, visit, &v) && n && step_run(w, &worker_type, n, "clear", &(struct suspension_end){ STOPPED_UNPROVEN, "无法查实", "" });
}

static bool settle(struct work *w, void *data)
{
    struct stopping *t = data;
    w->now = day_at((day){ SHOP_DAY + 10 }, 9 * 60);
    t->settlement = settlement_make(w, t->s->workers[t->worker], (day){ SHOP_DAY }, (day){ SHOP_DAY + t->last });
    return t->settlement != 0;
}

static bool line_is(struct work *w, void *data)
{
    const struct stopping *t = data;
    const struct settlement *s = record_peek(w, &settlement_type, t->settlement);
    const struct settlement_line *l = NULL;
    for (size_t i = 0; s && i < s->lines.count; i++) if (ROW(struct settlement_line, s->lines, i)->item == PAY_SUSPENSION) l = ROW(struct settlement_line, s->lines, i);
    if (!l) return refuse(w, "", "no line of the suspension");
    EQUAL(l->quantity, 200);                                    /* two days: on the second she earned by a visit */
    EQUAL(l->unit.fen, t->worker ? 4000 : 8000);                /* ¥2,400 a month ÷ 30; half of it for a part-time worker by this company's setting */
    EQUAL(l->amount.fen, t->worker ? 8000 : 16000);
    return true;
}

static bool strike_line(struct work *w, void *data)
{
    struct settlement *s = LOAD(w, settlement, ((struct stopping *)data)->settlement);
    w->reason = "x";
    for (size_t i = 0; s && i < s->lines.count; i++)
        if (ROW(struct settlement_line, s->lines, i)->item == PAY_SUSPENSION) return step_take(w, &settlement_type, s, "strike", &(struct { int64_t line; }){ (int64_t)i + 1 });
    return false;
}

static bool books_hold(struct work *w, void *data)
{
    struct identity found[IDENTITIES];
    (void)data;
    if (!identities_look(w, found)) return false;
    for (int i = 0; i < IDENTITIES; i++) { CASE(found[i].holds); EQUAL(found[i].broken, 0); }
    return true;
}

TEST_DB(an_employee_is_paid_for_each_suspended_day_once_and_others_by_the_setting)
{
    struct shop s;
    if (!shop_open(&s)) return;
    CHECK(shop_write(&s, &the_system, minimum, NULL));
    for (int worker = 0; worker < 2; worker++) {
        struct stopping t = { &s, 0, worker, 9 };
        CASE(worker ? "part-time" : "employee");
        CHECK(shop_write(&s, &s.boss, suspend, &t) && shop_write(&s, &s.boss, lift, &t) && shop_write(&s, &s.clerk, settle, &t));
        CHECK(shop_write(&s, &s.clerk, line_is, &t));
        CHECK(!shop_write(&s, &s.clerk, strike_line, &t));
        CHECK(!shop_write(&s, &s.clerk, settle, &t));                       /* nothing is left of these days */
    }
    CHECK(shop_write(&s, &the_system, books_hold, NULL));
    shop_close(&s);
}

/* ---- the place's minimum ---- */

static bool entered_before(struct work *w, void *data)
{
    (void)data;
    struct setting zero = { .code = SETTING_MINIMUM_MONTHLY, .since = { SHOP_DAY - 300 }, .value = "0" }, said = { .code = SETTING_MINIMUM_MONTHLY, .since = { SHOP_DAY - 200 }, .value = "240000" };
    if (!ADD(w, setting, &zero) || !ADD(w, setting, &said)) return false;
    db_exec(w, SQL("update setting set code = 'finance.minimum_wage' where code = $1 and value = '0'"), BIND(txt(SETTING_MINIMUM_MONTHLY)));
    db_exec(w, SQL("update setting set code = 'contract.minimum_monthly', since = $2 where code = $1"), BIND(txt(SETTING_MINIMUM_MONTHLY), num(SHOP_DAY - 300)));
    return !failed(w);
}

static bool one_is_kept(struct work *w, void *data)
{
    (void)data;
    if (!settings_seed(w)) return false;
    EQUAL(setting_number(w, SETTING_MINIMUM_MONTHLY, 0, (day){ SHOP_DAY }), 240000);
    EQUAL(db_one(w, SQL("select count(*) from setting where code in ('finance.minimum_wage', 'contract.minimum_monthly')"), NO_BIND, 0), 0);
    return settings_seed(w);
}

TEST_DB(the_minimum_entered_for_wages_or_for_contracts_is_one_and_a_nought_does_not_win)
{
    struct shop s;
    if (!shop_open(&s)) return;
    CHECK(shop_write(&s, &the_system, entered_before, &s) && shop_write(&s, &the_system, one_is_kept, &s));
    shop_close(&s);
}
