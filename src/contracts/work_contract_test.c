/* work_contract_test.c — which paper fits a worker, what no work contract may say, what follows two fixed terms, and what her years are worth. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "contracts/contracts.h"
#include "contracts/work_contract_own.h"
#include "record/store.h"
#include "test/house.h"
#include "test/test.h"

enum { WORK_DAY = 20780 };          /* Monday, 2026-11-23 */
static const struct module *const modules[] = { &company_module, &services_module, &team_module, &customers_module, &contracts_module, NULL };
static const text rights[] = { CAN_REVIEW_CONTRACTS, CAN_KEEP_WORK_CONTRACTS, CAN_SIGN_WORK_CONTRACTS };

struct work_house { struct db *db; struct house *house; struct work *w; char folder[64]; int64_t branch, young, part, old; struct actor hr; struct work_contract draft; int64_t made; text step; const void *in; };

static bool write(struct work_house *h, db_run *run)
{
    work_clear(h->w);
    h->w->actor = h->hr.user ? &h->hr : &the_system;
    h->w->loaded = NULL;
    h->w->now = h->w->acted = day_at((day){ WORK_DAY }, 10 * 60);
    h->w->reason = "because";
    bool well = db_write(h->db, h->w, run, h);
    if (!well && getenv("TEST_LOUD")) printf("  refused: %s %s\n", h->w->field ? h->w->field : "", h->w->message ? h->w->message : "");
    return well;
}

static int64_t worker(struct work *w, struct work_house *h, text name, int year, enum employment_mode mode, enum retirement_class class)
{
    struct person p = { .name = name, .sex = FEMALE, .birth = { day_from_date((struct date){ year, 3, 1 }).number, true } };
    if (!ADD(w, person, &p)) return 0;
    struct worker n = { .record.branch = { h->branch }, .state = WORKER_ACTIVE, .person = { p.record.id }, .mode = mode, .retirement = class, .retirement_evidence = class ? "劳动合同" : "", .joined = { WORK_DAY - 5, true } };
    return ADD(w, worker, &n) ? n.record.id : 0;
}

static bool furnish(struct work *w, void *data)
{
    struct work_house *h = data;
    struct branch b = { .name = "一店", .code = "A" };
    struct account a = { .login = "hr", .name = "人事" };
    if (!ADD(w, branch, &b) || !ADD(w, account, &a)) return false;
    h->branch = b.record.id;
    h->young = worker(w, h, "王金凤", 1990, MODE_EMPLOYEE, RETIRES_WOMAN_50);
    h->part = worker(w, h, "李秀英", 1988, MODE_PART_TIME, RETIRES_WOMAN_50);
    h->old = worker(w, h, "张桂兰", 1970, MODE_OVER_AGE, RETIRES_WOMAN_50);
    h->hr = (struct actor){ .user = a.record.id, .name = "人事", .language = "en", .can = rights, .can_count = COUNT_OF(rights), .all_branches = true, .home = b.record.id };
    return h->young && h->part && h->old;
}

static bool open_house(struct work_house *h)
{
    *h = (struct work_house){ .folder = "/dev/shm/zhangjia-work-XXXXXX" };
    if (!mkdtemp(h->folder)) return false;
    bool well = test_house(&h->db, &h->house, (struct house_options){ .data = h->folder, .modules = modules, .demo = true });
    if (well) h->w = work_open(h->house, &the_system);
    well = well && write(h, furnish);
    CHECK(well);
    return well;
}

static void close_house(struct work_house *h)
{
    char command[100];
    if (h->w) work_close(h->w);
    house_close(h->house);
    db_close(h->db);
    snprintf(command, sizeof command, "rm -rf %s", h->folder);
    CHECK(!system(command));
}

static bool make(struct work *w, void *data)
{
    struct work_house *h = data;
    struct work_contract c = h->draft;
    if (!ADD(w, work_contract, &c)) return false;
    h->made = c.record.id;
    h->draft = c;
    return true;
}

static bool drop(struct work *w, void *data)
{
    struct work_contract *c = LOAD(w, work_contract, ((struct work_house *)data)->made);
    return c && step_take(w, &work_contract_type, c, "withdraw", NULL);
}

static bool step_it(struct work *w, void *data)
{
    struct work_house *h = data;
    struct work_contract *c = LOAD(w, work_contract, h->made);
    return c && step_take(w, &work_contract_type, c, h->step, h->in);
}

static bool put_in_force(struct work *w, void *data)
{
    db_exec(w, SQL("update work_contract set state = 4 where id = $1"), BIND(num(((struct work_house *)data)->made)));
    return !failed(w);
}

/* One draft of these terms is made, or refused at that field. */
static void tried(struct work_house *h, struct work_contract draft, text field)
{
    h->draft = draft;
    bool well = write(h, make);
    CHECK(well == !*field);
    if (*field && !well) SAME_TEXT(h->w->wrong ? h->w->wrong->field : h->w->field, field);
    if (well) CHECK(write(h, drop));
}

TEST_DB(the_paper_that_fits_her_age_and_hours_is_written_by_itself)
{
    struct work_house h;
    if (!open_house(&h)) return;
    tried(&h, (struct work_contract){ .worker = { h.young }, .wage = { 600000 } }, "");
    EQUAL(h.draft.kind, WORK_LABOUR);
    EQUAL(h.draft.term, WORK_FIXED);
    EQUAL(h.draft.first.number, WORK_DAY);
    EQUAL(h.draft.started.number, WORK_DAY - 5);
    EQUAL(h.draft.last.number, day_plus_months((day){ WORK_DAY }, 24).number - 1);
    tried(&h, (struct work_contract){ .worker = { h.part }, .wage = { 3000 } }, "");
    EQUAL(h.draft.kind, WORK_PART_TIME);
    EQUAL(h.draft.pay_cycle, 15);
    tried(&h, (struct work_contract){ .worker = { h.old }, .wage = { 500000 } }, "");
    EQUAL(h.draft.kind, WORK_OVER_AGE);
    close_house(&h);
}

TEST_DB(no_work_contract_says_what_the_labour_contract_law_forbids)
{
    struct work_house h;
    if (!open_house(&h)) return;
    struct work_contract year = { .worker = { h.young }, .kind = WORK_LABOUR, .first = { WORK_DAY }, .last = { day_plus_months((day){ WORK_DAY }, 12).number - 1, true }, .wage = { 600000 } }, c = year;
    c.probation_last = (maybe_day){ day_plus_months((day){ WORK_DAY }, 2).number - 1, true };
    tried(&h, c, "");                                           /* two months for a year, at the whole wage */
    c.probation_last.number++;
    tried(&h, c, "probation_last");
    c.probation_last.number--;
    c.probation_wage.fen = 479999;
    tried(&h, c, "probation_wage");
    c = year;
    c.hours_week = 44;
    tried(&h, c, "hours_week");
    c.regime = REGIME_COMPREHENSIVE;
    tried(&h, c, "");
    c = year;
    c.fixed_terms = 3;
    tried(&h, c, "term");                                       /* two lie behind */
    c.fixed_wished = true;
    tried(&h, c, "");
    c = (struct work_contract){ .worker = { h.young }, .fixed_terms = 3, .wage = { 600000 } };
    tried(&h, c, "");
    EQUAL(h.draft.term, WORK_OPEN);
    CHECK(!h.draft.last.given);
    c = year;
    c.started.number = WORK_DAY - 400;
    tried(&h, c, "term");                                       /* a year without a paper */
    c = (struct work_contract){ .worker = { h.part }, .kind = WORK_PART_TIME, .hours_day = 5, .wage = { 3000 } };
    tried(&h, c, "hours_day");
    c = (struct work_contract){ .worker = { h.part }, .kind = WORK_PART_TIME, .pay_cycle = 30, .wage = { 3000 } };
    tried(&h, c, "pay_cycle");
    c = (struct work_contract){ .worker = { h.part }, .kind = WORK_PART_TIME, .probation_last = { WORK_DAY + 5, true }, .wage = { 3000 } };
    tried(&h, c, "probation_last");
    c = (struct work_contract){ .worker = { h.old }, .kind = WORK_OVER_AGE, .hours_week = 48, .wage = { 500000 } };
    tried(&h, c, "hours_week");
    close_house(&h);
}

static bool newest(struct work *w, void *data)
{
    struct work_house *h = data;
    struct found all = LOAD_WHERE(w, work_contract, "previous = $1 order by id desc limit 1", BIND(num(h->made)));
    CHECK(all.count == 1);
    if (all.count) h->draft = *FOUND(struct work_contract, all, 0);
    return !failed(w);
}

static bool scan_filed(struct work *w, void *data)
{
    struct work_house *h = data;
    struct account other = { .login = "other", .name = "同事" };
    if (!ADD(w, account, &other)) return false;
    db_exec(w, SQL("update work_contract set signed_paper = 'scan', filed_by = $2 where id = $1"), BIND(num(h->made), num(other.record.id)));
    return !failed(w);
}

TEST_DB(a_scan_is_compared_with_what_was_entered_and_a_contract_is_renewed_in_its_last_year)
{
    struct work_house h;
    if (!open_house(&h)) return;
    h.draft = (struct work_contract){ .worker = { h.young }, .kind = WORK_LABOUR, .first = { WORK_DAY }, .last = { WORK_DAY + 800, true } };
    CHECK(write(&h, make) && write(&h, scan_filed));
    h.step = "confirm_paper";
    h.in = &(struct { bool text_same, both_signed; day signed_on; }){ true, true, { WORK_DAY } };
    CHECK(!write(&h, step_it));                             /* her wage was not entered: nothing to compare it with */
    EQUAL(h.w->failure, CONFLICT);
    CHECK(strstr(h.w->message, "Not entered yet"));
    CHECK(write(&h, put_in_force));
    h.step = "renew";
    h.in = &(struct work_renewal){ 0 };
    CHECK(!write(&h, step_it));                             /* it runs for two years more */
    EQUAL(h.w->failure, CONFLICT);
    close_house(&h);
}

TEST_DB(behind_two_fixed_terms_comes_one_without_end_and_past_retirement_another_paper)
{
    struct work_house h;
    if (!open_house(&h)) return;
    h.draft = (struct work_contract){ .worker = { h.young }, .kind = WORK_LABOUR, .first = { WORK_DAY - 700 }, .last = { WORK_DAY + 20, true }, .fixed_terms = 2, .started = { WORK_DAY - 1500 }, .wage = { 600000 } };
    CHECK(write(&h, make) && write(&h, put_in_force));
    h.step = "renew";
    h.in = &(struct work_renewal){ .last = { WORK_DAY + 400, true } };
    CHECK(!write(&h, step_it));
    SAME_TEXT(h.w->wrong ? h.w->wrong->field : h.w->field, "term");
    h.in = &(struct work_renewal){ 0 };
    CHECK(write(&h, step_it) && write(&h, newest));
    EQUAL(h.draft.term, WORK_OPEN);
    EQUAL(h.draft.first.number, WORK_DAY + 21);
    EQUAL(h.draft.fixed_terms, 3);
    CHECK(!write(&h, step_it));                                    /* one is being made already */
    EQUAL(h.w->failure, CONFLICT);
    h.draft = (struct work_contract){ .worker = { h.part }, .kind = WORK_PART_TIME, .first = { WORK_DAY - 10 }, .wage = { 3000 } };
    CHECK(write(&h, make));
    CHECK(!write(&h, make));                                    /* she has one */
    close_house(&h);
}

TEST(half_years_of_work_are_counted_as_the_law_says)
{
    day began = day_from_date((struct date){ 2023, 3, 1 });
    EQUAL(work_half_years(began, day_from_date((struct date){ 2023, 3, 15 })), 1);      /* below six months: half */
    EQUAL(work_half_years(began, day_from_date((struct date){ 2023, 8, 31 })), 2);      /* six months: a year */
    EQUAL(work_half_years(began, day_from_date((struct date){ 2024, 2, 29 })), 2);
    EQUAL(work_half_years(began, day_from_date((struct date){ 2024, 3, 1 })), 3);
    EQUAL(work_half_years(began, day_from_date((struct date){ 2026, 11, 23 })), 8);     /* three years, eight months */
}

static bool is_owed(struct work *w, void *data)
{
    struct work_house *h = data;
    const struct work_contract *c = LOAD(w, work_contract, h->made);
    if (!c) return false;
    EQUAL(c->state, WORK_ENDED);
    EQUAL(c->compensation.fen, 4 * 600000 + 600000);
    return true;
}

TEST_DB(who_is_let_go_without_fault_or_notice_is_owed_her_years_and_a_month)
{
    struct work_house h;
    if (!open_house(&h)) return;
    h.draft = (struct work_contract){ .worker = { h.young }, .kind = WORK_LABOUR, .first = { WORK_DAY - 300 }, .last = { WORK_DAY + 400, true }, .fixed_terms = 2, .started = { day_from_date((struct date){ 2023, 3, 1 }).number }, .wage = { 600000 } };
    CHECK(write(&h, make) && write(&h, put_in_force));
    h.step = "end";
    h.in = &(struct work_ending){ .ended_on = { WORK_DAY + 1 }, .ended_by = WORK_NO_FAULT };
    CHECK(!write(&h, step_it));
    SAME_TEXT(h.w->field, "ended_on");
    h.in = &(struct work_ending){ .ended_on = { WORK_DAY }, .ended_by = WORK_NOT_RENEWED };
    CHECK(!write(&h, step_it));
    SAME_TEXT(h.w->field, "ended_by");
    h.in = &(struct work_ending){ .ended_on = { WORK_DAY }, .ended_by = WORK_NO_FAULT };
    CHECK(write(&h, step_it) && write(&h, is_owed));
    close_house(&h);
}

static bool watch(struct work *w, void *data) { (void)data; return work_contracts_watch(w); }
static int64_t asked_for(struct work *w, int64_t worker) { return db_one(w, SQL("select count(*) from deadline where record = $1 and rule = 'remind.work_paper'"), BIND(num(worker)), -1); }
static bool all_are_asked_for(struct work *w, void *data)
{
    const struct work_house *h = data;
    EQUAL(asked_for(w, h->young), 1);
    EQUAL(asked_for(w, h->old), 1);
    return !failed(w);
}
static bool she_is_not(struct work *w, void *data)
{
    const struct work_house *h = data;
    EQUAL(asked_for(w, h->young), 0);
    EQUAL(asked_for(w, h->old), 1);
    return !failed(w);
}

TEST_DB(who_works_without_a_paper_stands_in_the_queue_until_there_is_one)
{
    struct work_house h;
    if (!open_house(&h)) return;
    CHECK(write(&h, watch) && write(&h, all_are_asked_for));
    h.draft = (struct work_contract){ .worker = { h.young }, .wage = { 600000 } };
    CHECK(write(&h, make) && write(&h, put_in_force));
    CHECK(write(&h, watch) && write(&h, she_is_not));
    close_house(&h);
}

/* ---- to another branch (T35) ---- */

struct moving { struct work_house *h; int64_t to, account, paper, place, login_place, reminded, suspended; };
static bool get_ready(struct work *w, void *data)
{
    struct moving *m = ((struct work_house *)data)->in ? (struct moving *)(uintptr_t)((struct work_house *)data)->in : NULL;
    struct branch b = { .name = "二店", .code = "B" };
    struct worker *n = m ? LOAD(w, worker, m->h->young) : NULL;
    if (!n || !ADD(w, branch, &b)) return false;
    m->to = b.record.id;
    struct account_role role = { .role = { db_one(w, SQL("select id from role where code = 'worker'"), NO_BIND, 0) }, .place = { m->h->branch } };
    struct account phone = { .login = "10000000001", .name = n->name, .person = n->person, .home = { m->h->branch }, .roles = { &role, 1 } };
    struct credential paper = { .worker = { n->record.id }, .kind = CREDENTIAL_IDENTITY, .issuer = "", .remark = "", .state = CREDENTIAL_VALID };
    struct work_contract c = { .worker = { n->record.id }, .state = WORK_IN_FORCE, .wage = { 480000 }, .remark = "" };
    if (!ADD(w, account, &phone) || !ADD(w, credential, &paper) || !ADD(w, work_contract, &c)) return false;
    if (!suspension_begin(w, n, &(struct suspension_call){ .ground = STOPPED_COMPLAINT, .facts = "客户反映，正在了解", .case_number = "" })) return false;
    m->account = phone.record.id;
    m->paper = paper.record.id;
    return true;
}

static bool transfer_her(struct work *w, void *data)
{
    struct moving *m = (struct moving *)(uintptr_t)((struct work_house *)data)->in;
    struct { ref branch; } in = { { m->place } };
    struct worker *n = LOAD(w, worker, m->h->young);
    return n && step_run(w, &worker_type, n, "transfer", &in);
}

static bool where_is_all(struct work *w, void *data)
{
    struct moving *m = (struct moving *)(uintptr_t)((struct work_house *)data)->in;
    m->place = db_one(w, SQL("select count(*) from worker n join credential c on c.worker = n.id join work_contract k on k.worker = n.id join account a on a.person = n.person where n.branch = $1 and c.branch = $1 and k.branch = $1 and a.home = $1"), BIND(num(m->to)), -1);
    m->login_place = db_one(w, SQL("select place from account_roles where parent = $1"), BIND(num(m->account)), -1);
    m->reminded = db_one(w, SQL("select count(*) from deadline where rule = 'remind.work_place' and branch = $1"), BIND(num(m->to)), -1);
    m->suspended = db_one(w, SQL("select count(*) from suspension s join deadline d on d.record = s.id where s.branch = $1 and d.branch = $1 and d.rule = 'confirm'"), BIND(num(m->to)), -1);
    return !failed(w);
}

TEST_DB(who_moves_to_another_branch_takes_her_papers_contract_phone_and_suspension_along_and_her_contract_is_to_be_amended)
{
    struct work_house h;
    if (!open_house(&h)) return;
    struct moving m = { .h = &h };
    h.in = &m;
    h.hr.user = 0;
    CHECK(write(&h, get_ready));
    m.place = h.branch;
    CHECK(!write(&h, transfer_her));
    SAME_TEXT(h.w->field, "branch");
    m.place = m.to;
    CHECK(write(&h, transfer_her) && write(&h, where_is_all));
    EQUAL(m.place, 1);
    EQUAL(m.login_place, m.to);
    EQUAL(m.reminded, 1);
    EQUAL(m.suspended, 1);
    close_house(&h);
}

/* ---- who is under 18 ---- */

static bool add_minor(struct work *w, void *data)
{
    struct work_house *h = data;
    struct date today = date_of((day){ WORK_DAY });
    h->young = worker(w, h, "周小满", today.year - 17, MODE_EMPLOYEE, 0);
    h->draft = (struct work_contract){ .worker = { h->young }, .kind = WORK_LABOUR, .first = { WORK_DAY }, .last = { WORK_DAY + 200, true }, .wage = { 500000 }, .duties = "收银", .place = "门店", .hours_day = 6, .hours_week = 36, .pay_day = 10 };
    h->made = h->young && ADD(w, work_contract, &h->draft) ? h->draft.record.id : 0;
    return h->made != 0;
}

static bool file_consent(struct work *w, void *data)
{
    struct work_house *h = data;
    struct credential c = { .state = CREDENTIAL_VALID, .worker = { h->young }, .kind = CREDENTIAL_GUARDIAN, .issued = { WORK_DAY, true }, .valid_from = { WORK_DAY, true } };
    return ADD(w, credential, &c);
}

static text blocking(struct work *w, const struct work_contract *c)
{
    struct employment e = work_contract_employment(w, c);
    for (int i = 0; i < e.count; i++)
        if (e.findings[i].blocks) return e.findings[i].code;
    return "";
}
static bool consent_is_missing(struct work *w, void *data) { SAME_TEXT(blocking(w, LOAD(w, work_contract, ((struct work_house *)data)->made)), "age.minor_guardian"); return !failed(w); }
static bool nothing_blocks(struct work *w, void *data) { SAME_TEXT(blocking(w, LOAD(w, work_contract, ((struct work_house *)data)->made)), ""); return !failed(w); }

TEST_DB(a_paper_for_somebody_of_seventeen_waits_for_the_guardians_consent_on_file)
{
    struct work_house h;
    if (!open_house(&h)) return;
    CHECK(write(&h, add_minor) && write(&h, consent_is_missing));
    CHECK(write(&h, file_consent) && write(&h, nothing_blocks));
    close_house(&h);
}

/* ---- who is gone ---- */

static bool she_left(struct work *w, void *data)
{
    db_exec(w, SQL("update worker set state = 9 where id = $1"), BIND(num(((struct work_house *)data)->young)));
    return !failed(w);
}

TEST_DB(no_paper_is_written_for_who_has_left)
{
    struct work_house h;
    if (!open_house(&h)) return;
    h.draft = (struct work_contract){ .worker = { h.young }, .kind = WORK_LABOUR, .first = { WORK_DAY }, .last = { WORK_DAY + 364, true }, .wage = { 500000 }, .duties = "收银", .place = "门店", .hours_day = 6, .hours_week = 36, .pay_day = 10 };
    CHECK(write(&h, she_left));
    CHECK(!write(&h, make));
    SAME_TEXT(h.w->field, "worker");
    close_house(&h);
}
