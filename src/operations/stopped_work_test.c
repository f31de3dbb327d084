/* stopped_work_test.c — suspension (T16) and blacklist (T17): who may, what it hits, what it pays, who answers, and that each ends by itself. It stands here because a
 * house with visits is what they hit. */
#include "operations/visit_house_test.h"

enum colleague { MANAGER = 1, HR, HQ, OTHER_HR, SAFETY, COLLEAGUES };
struct office { struct visit_house h; int64_t accounts[COLLEAGUES]; };
static const text managers[] = { CAN_PROPOSE_BLACKLIST, CAN_READ_BLACKLIST, CAN_READ_SUSPENSIONS, CAN_EDIT_VISITS, CAN_SEE_VISITS, CAN_EDIT_WORKERS, CAN_SEE_WORKERS, CAN_SUSPEND_WORKERS };
static const text hrs[] = { CAN_ANSWER_APPEALS, CAN_COSIGN_BLACKLIST, CAN_READ_BLACKLIST, CAN_READ_SUSPENSIONS, CAN_SEE_WORKERS, CAN_SUSPEND_WORKERS, CAN_SUSPEND_LONG };
static const text hqs[] = { CAN_ANSWER_APPEALS, CAN_APPROVE_BLACKLIST, CAN_COSIGN_BLACKLIST, CAN_PROPOSE_BLACKLIST, CAN_READ_BLACKLIST, CAN_READ_SUSPENSIONS, CAN_EDIT_VISITS, CAN_SEE_VISITS, CAN_SEE_WORKERS, CAN_SUSPEND_WORKERS, CAN_SUSPEND_LONG };
static const text safeties[] = { CAN_COSIGN_BLACKLIST, CAN_READ_BLACKLIST, CAN_READ_SUSPENSIONS, CAN_SEE_WORKERS, CAN_SUSPEND_WORKERS };

static bool employ(struct work *w, void *data)
{
    struct office *o = data;
    for (int i = MANAGER; i < COLLEAGUES; i++) {
        struct account a = { .state = ACCOUNT_ACTIVE, .login = print(w, "colleague%d", i), .name = "同事", .home = { o->h.branch } };
        if (!ADD(w, account, &a)) return false;
        o->accounts[i] = a.record.id;
    }
    return true;
}

static struct actor who(const struct visit_house *h, enum colleague user)
{
    const struct office *o = (const struct office *)h;
    static const struct { const text *can; int count; } all[] = { { managers, COUNT_OF(managers) }, { hrs, COUNT_OF(hrs) }, { hqs, COUNT_OF(hqs) }, { hrs, COUNT_OF(hrs) }, { safeties, COUNT_OF(safeties) } };
    return (struct actor){ .user = o->accounts[user], .name = "Colleague", .language = "en", .can = all[user - MANAGER].can, .can_count = all[user - MANAGER].count, .all_branches = true, .home = h->branch };
}

/* The step as `user` (0: the worker herself), at so many hours after the house's morning. */
static bool step_as(struct visit_house *h, enum colleague user, int hours, const struct visit_house_step *s)
{
    if (user) h->actors[AS_NOBODY] = who(h, user);
    return visit_house_write(&(struct visit_house_act){ .house = h, .who = user ? AS_NOBODY : AS_HER, .now = { house_at(0, 10, 0).ms + HOURS(hours) }, .run = visit_house_step, .data = (void *)(uintptr_t)s });
}

static bool run_as_system(struct visit_house *h, int hours, db_run *run, void *data)
{
    work_clear(h->w);
    h->w->actor = &the_system;
    h->w->now = h->w->acted = (instant){ house_at(0, 10, 0).ms + HOURS(hours) };
    h->w->loaded = NULL;
    h->w->reason = "";
    return db_write(h->db, h->w, run, data);
}

static bool give_visit(struct work *w, void *data)
{
    struct visit_house *h = data;
    db_exec(w, SQL("update visit set state = 3, worker = $1 where id = $2"), BIND(num(h->worker), num(h->visit)));
    return !failed(w);
}
static bool lapse(struct work *w, void *data) { (void)data; return suspensions_lapse(w); }
static bool tick(struct work *w, void *data) { (void)data; return blacklist_tick(w); }

struct standing { int64_t visit, worker, told, suspension, entry; int64_t state, until, result, percent; };
static bool look(struct work *w, void *data)
{
    struct { struct visit_house *h; struct standing s; } *l = data;
    l->s.visit = db_one(w, SQL("select state from visit where id = $1"), BIND(num(l->h->visit)), 0);
    l->s.worker = db_one(w, SQL("select state from worker where id = $1"), BIND(num(l->h->worker)), 0);
    l->s.told = db_one(w, SQL("select count(*) from message where person = $1 and channel = 1"), BIND(num(l->h->person)), 0);
    l->s.suspension = db_one(w, SQL("select max(id) from suspension"), NO_BIND, 0);
    l->s.entry = db_one(w, SQL("select max(id) from blacklist_entry"), NO_BIND, 0);
    struct rows *row = db_query(w, SQL("select state, until, coalesce(result, 0), pay_percent from suspension order by id desc limit 1"), NO_BIND);
    if (db_next(row)) { l->s.state = db_number(row, 0); l->s.until = db_number(row, 1); l->s.result = db_number(row, 2); l->s.percent = db_number(row, 3); }
    db_enough(row);
    return !failed(w);
}
static struct standing standing(struct visit_house *h)
{
    struct { struct visit_house *h; struct standing s; } l = { .h = h };
    CHECK(run_as_system(h, 0, look, &l));
    return l.s;
}

/* The house with those who work in its office; NULL: it did not open. */
static struct visit_house *office_open(struct office *o)
{
    if (!visit_house_open(&o->h)) return NULL;
    CHECK(run_as_system(&o->h, 0, employ, o));
    return &o->h;
}

struct words { text words; };
struct longer { day until; text why; };
struct objection_answer { text words; bool granted; };

TEST_DB(a_managers_suspension_frees_her_visits_pays_her_and_ends_by_itself_after_72_hours)
{
    const struct suspension_call call = { STOPPED_THEFT, "客户说项链不见了，她说没见过", "I26-00001", { 0 } };
    struct office o;
    struct visit_house *const h = office_open(&o);
    if (!h) return;
    CHECK(run_as_system(h, 0, give_visit, h));
    CHECK(step_as(h, MANAGER, 0, &(struct visit_house_step){ &worker_type, h->worker, "suspend", &call, NULL }));
    struct standing s = standing(h);
    EQUAL(s.visit, VISIT_UNASSIGNED); EQUAL(s.worker, WORKER_SUSPENDED); EQUAL(s.state, SUSPENSION_IN_FORCE); EQUAL(s.percent, 100);
    EQUAL(s.until, house_at(0, 10, 0).ms + HOURS(72));
    CHECK(s.told >= 1);
    CASE("she objects once, and neither the manager nor who decided answers");
    const struct visit_house_step objects = { &suspension_type, s.suspension, "object", &(struct words){ "我没有拿" }, NULL };
    CHECK(step_as(h, 0, 1, &objects));
    CHECK(!step_as(h, 0, 1, &objects));
    EQUAL(h->w->failure, CONFLICT);
    const struct visit_house_step answers = { &suspension_type, s.suspension, "answer_objection", &(struct objection_answer){ "正在查", false }, NULL };
    CHECK(!step_as(h, MANAGER, 2, &answers));
    EQUAL(h->w->failure, FORBIDDEN);
    CHECK(step_as(h, HR, 2, &answers));
    CASE("HR confirms at most thirty days");
    CHECK(!step_as(h, HR, 3, &(struct visit_house_step){ &suspension_type, s.suspension, "confirm", &(struct longer){ { HOUSE_DAY + 40 }, "等公安" }, NULL }));
    SAME_TEXT(h->w->field, "until");
    CHECK(run_as_system(h, 71, lapse, NULL));
    EQUAL(standing(h).worker, WORKER_SUSPENDED);
    CHECK(step_as(h, HR, 71, &(struct visit_house_step){ &suspension_type, s.suspension, "confirm", &(struct longer){ { HOUSE_DAY + 9 }, "等公安" }, NULL }));
    CASE("until the end of a day is read as that day, not as the next one's first minute");
    EQUAL(day_of((instant){ standing(h).until }).number, HOUSE_DAY + 9);
    EQUAL(standing(h).until, day_start((day){ HOUSE_DAY + 10 }).ms - 1);
    CHECK(run_as_system(h, 73, lapse, NULL));
    EQUAL(standing(h).worker, WORKER_SUSPENDED);
    CASE("the day after, it is over");
    CHECK(run_as_system(h, 24 * 10, lapse, NULL));
    s = standing(h);
    EQUAL(s.worker, WORKER_ACTIVE); EQUAL(s.state, SUSPENSION_ENDED); EQUAL(s.result, STOPPED_LAPSED);
    visit_house_close(h);
}

TEST_DB(a_theft_is_confirmed_by_hr_with_the_case_of_the_police_alone_and_she_is_let_go)
{
    const struct suspension_call call = { STOPPED_THEFT, "客户说项链不见了", "", { 0 } };
    const struct suspension_end bare = { STOPPED_CONFIRMED, "她承认了", "" }, proved = { STOPPED_CONFIRMED, "公安已立案", "京公(朝)立字99号" };
    struct office o;
    struct visit_house *const h = office_open(&o);
    if (!h) return;
    CHECK(step_as(h, SAFETY, 0, &(struct visit_house_step){ &worker_type, h->worker, "suspend", &call, NULL }));
    int64_t id = standing(h).suspension;
    CHECK(!step_as(h, MANAGER, 1, &(struct visit_house_step){ &suspension_type, id, "end", &proved, NULL }));
    EQUAL(h->w->failure, FORBIDDEN);
    CHECK(!step_as(h, HR, 1, &(struct visit_house_step){ &suspension_type, id, "end", &bare, NULL }));
    SAME_TEXT(h->w->field, "proof");
    CHECK(step_as(h, HR, 1, &(struct visit_house_step){ &suspension_type, id, "end", &proved, NULL }));
    EQUAL(standing(h).worker, WORKER_EXITING);
    visit_house_close(h);
}

/* ---- the blacklist ---- */

struct proposing { struct visit_house *h; struct blacklist_entry e; };
static bool propose(struct work *w, void *data)
{
    struct proposing *p = data;
    return ADD(w, blacklist_entry, &p->e);
}

static bool proposed(struct visit_house *h, struct proposing *p)
{
    h->actors[AS_NOBODY] = who(h, MANAGER);
    p->e.record.id = 0;
    p->e.state = LISTED_PROPOSED;
    return visit_house_write(&(struct visit_house_act){ .house = h, .who = AS_NOBODY, .run = propose, .data = p });
}

static struct proposing about_her(struct visit_house *h)
{
    return (struct proposing){ h, { .side = LISTED_WORKER, .worker = { h->worker }, .ground = LISTED_PRIVATE_DEALS, .facts = { .plain = "两次私下接单，已书面警告" }, .case_number = "C26-00007", .proof = "", .scope = LISTED_COMPANY, .months = 12,
        .cosigned_why = "", .answer = "", .ended_why = "" } };
}

static text field_of(const struct visit_house *h) { return h->w->wrong ? h->w->wrong->field : h->w->field; }

static void refused_proposals(struct visit_house *h)
{
    struct proposing p = about_her(h);
    CASE("longer than the ground allows");
    p.e.months = 13;
    CHECK(!proposed(h, &p)); SAME_TEXT(field_of(h), "months");
    CASE("without evidence");
    p = about_her(h); p.e.case_number = "";
    CHECK(!proposed(h, &p)); SAME_TEXT(field_of(h), "evidence");
    CASE("a crime without a case");
    p = about_her(h); p.e.ground = LISTED_CRIME;
    CHECK(!proposed(h, &p)); SAME_TEXT(field_of(h), "proof");
    CASE("a customer's ground");
    p = about_her(h); p.e.ground = LISTED_DOES_NOT_PAY;
    CHECK(!proposed(h, &p)); SAME_TEXT(field_of(h), "ground");
    CASE("for a service, and which?");
    p = about_her(h); p.e.scope = LISTED_LINE;
    CHECK(!proposed(h, &p)); SAME_TEXT(field_of(h), "scope_line");
}

struct judged { struct visit_house *h; bool ok, tells; int64_t leads; };
static bool judge(struct work *w, void *data)
{
    struct judged *j = data;
    struct eligibility_case c = { .worker = record_peek(w, &worker_type, j->h->worker), .line = record_peek(w, &service_line_type, j->h->line), .from = { HOUSE_DAY + 20 }, .to = { HOUSE_DAY + 20 } };
    struct judgement all = eligibility(w, &c);
    j->ok = may_serve(&all);
    j->tells = false; j->leads = 0;
    for (const struct reason *r = all.reasons; r; r = r->next)
        if (!strcmp(r->code, "H07.listed")) { j->tells = true; j->leads = r->fix_id; SAME_TEXT(r->why.message, "She is not available for this service"); }
    return true;
}
static struct judged judged_by(struct visit_house *h, enum visit_house_who as, enum colleague user)
{
    struct judged j = { .h = h };
    if (user) h->actors[as] = who(h, user);
    CHECK(visit_house_write(&(struct visit_house_act){ .house = h, .who = as, .run = judge, .data = &j }));
    return j;
}

struct heard { text said; enum blacklist_hearing how; };
struct appeal_answer { unsigned decision; text words; maybe_day until; };

static bool make_longer(struct work *w, void *data)
{
    struct blacklist_entry *e = LOAD(w, blacklist_entry, *(int64_t *)data);
    if (e) e->months = 3;
    return e && SAVE(w, blacklist_entry, e);
}

/* Up to being in force; its id. */
static int64_t listed(struct visit_house *h)
{
    struct proposing p = about_her(h);
    CHECK(proposed(h, &p));
    int64_t id = p.e.record.id;
    CASE("she has three days");
    CHECK(!step_as(h, MANAGER, 1, &(struct visit_house_step){ &blacklist_entry_type, id, "hear", &(struct heard){ "", HEARD_DID_NOT_COME }, NULL }));
    SAME_TEXT(h->w->field, "how");
    CHECK(!step_as(h, HR, 1, &(struct visit_house_step){ &blacklist_entry_type, id, "cosign", &(struct words){ "属实" }, NULL }));
    EQUAL(h->w->failure, CONFLICT);
    CHECK(step_as(h, 0, 2, &(struct visit_house_step){ &blacklist_entry_type, id, "hear", &(struct heard){ "是客户找我的", 0 }, NULL }));
    EQUAL(standing(h).worker, WORKER_ACTIVE);
    CASE("what she was heard on is not changed");
    h->actors[AS_NOBODY] = who(h, MANAGER);
    CHECK(!visit_house_write(&(struct visit_house_act){ .house = h, .who = AS_NOBODY, .run = make_longer, .data = &id }));
    EQUAL(h->w->failure, CONFLICT);
    CASE("not by who proposed, and a co-signer does not approve");
    CHECK(!step_as(h, MANAGER, 3, &(struct visit_house_step){ &blacklist_entry_type, id, "cosign", &(struct words){ "属实" }, NULL }));
    EQUAL(h->w->failure, FORBIDDEN);
    CHECK(step_as(h, HQ, 3, &(struct visit_house_step){ &blacklist_entry_type, id, "cosign", &(struct words){ "属实" }, NULL }));
    CHECK(!step_as(h, HQ, 4, &(struct visit_house_step){ &blacklist_entry_type, id, "approve", NULL, "同意" }));
    EQUAL(h->w->failure, CONFLICT);
    CHECK(!step_as(h, HR, 4, &(struct visit_house_step){ &blacklist_entry_type, id, "approve", NULL, "同意" }));
    EQUAL(h->w->failure, FORBIDDEN);
    return id;
}

static bool approve_by_another(struct work *w, void *data)
{
    struct blacklist_entry *e = LOAD(w, blacklist_entry, *(int64_t *)data);
    w->reason = "同意";
    return e && step_take(w, &blacklist_entry_type, e, "approve", NULL);
}

TEST_DB(three_persons_list_a_worker_after_hearing_her_and_she_comes_back_when_its_time_is_over)
{
    struct office o;
    struct visit_house *const h = office_open(&o);
    if (!h) return;
    CHECK(run_as_system(h, 0, give_visit, h));
    refused_proposals(h);
    int64_t id = listed(h);
    CHECK(run_as_system(h, 5, approve_by_another, &id));
    struct standing s = standing(h);
    EQUAL(s.worker, WORKER_BLACKLISTED); EQUAL(s.visit, VISIT_UNASSIGNED);
    CASE("who may not read it hears No and nothing else");
    struct judged j = judged_by(h, AS_DISPATCHER, 0);
    CHECK(!j.ok && j.tells && !j.leads);
    j = judged_by(h, AS_NOBODY, HR);
    CHECK(j.tells && j.leads == id);
    CASE("an appeal is answered by who took no part");
    CHECK(step_as(h, 0, 6, &(struct visit_house_step){ &blacklist_entry_type, id, "appeal", &(struct words){ "警告信我没收到" }, NULL }));
    CHECK(!step_as(h, HQ, 7, &(struct visit_house_step){ &blacklist_entry_type, id, "answer_appeal", &(struct appeal_answer){ 1, "维持", { 0 } }, NULL }));
    EQUAL(h->w->failure, CONFLICT);
    CHECK(!step_as(h, OTHER_HR, 7, &(struct visit_house_step){ &blacklist_entry_type, id, "answer_appeal", &(struct appeal_answer){ 2, "缩短", { HOUSE_DAY + 900, true } }, NULL }));
    SAME_TEXT(h->w->field, "until");
    CHECK(step_as(h, OTHER_HR, 7, &(struct visit_house_step){ &blacklist_entry_type, id, "answer_appeal", &(struct appeal_answer){ 2, "缩短到三个月", { HOUSE_DAY + 90, true } }, NULL }));
    CHECK(run_as_system(h, 24 * 90, tick, NULL));
    EQUAL(standing(h).worker, WORKER_BLACKLISTED);
    CHECK(run_as_system(h, 24 * 91, tick, NULL));
    EQUAL(standing(h).worker, WORKER_ACTIVE);
    visit_house_close(h);
}

/* ---- of a service, of a customer ---- */

struct scoped { struct visit_house *h; struct blacklist_entry e; };
static bool in_force(struct work *w, void *data)
{
    struct scoped *s = data;
    s->e.state = LISTED_IN_FORCE;
    s->e.first = (maybe_day){ HOUSE_DAY, true };
    s->e.until = (maybe_day){ HOUSE_DAY + 90, true };
    s->e.cosigned_why = s->e.answer = s->e.ended_why = "";
    s->e.facts.plain = "x";
    s->e.months = 3;
    return ADD(w, blacklist_entry, &s->e);
}

static bool order(struct work *w, void *data)
{
    struct visit_house *h = data;
    struct visit v = { .customer = { h->customer }, .household = { h->home }, .line = { h->line }, .start = house_at(3, 9, 0), .length = { 120 }, .price = { 10000 }, .worker_pay = { 7000 } };
    return ADD(w, visit, &v);
}

static bool payer_of(struct work *w, void *data)
{
    struct scoped *s = data;
    s->e.person.id = db_one(w, SQL("select person from customer where id = $1"), BIND(num(s->h->customer)), 0);
    return in_force(w, s);
}


TEST_DB(a_listing_for_a_service_stops_that_service_and_one_of_a_customer_new_orders_without_headquarters)
{
    struct office o;
    struct visit_house *const h = office_open(&o);
    if (!h) return;
    struct scoped s = { h, { .side = LISTED_WORKER, .worker = { h->worker }, .ground = LISTED_PRIVACY, .case_number = "C26-00008", .proof = "", .scope = LISTED_LINE, .scope_line = { h->line } } };
    CHECK(judged_by(h, AS_DISPATCHER, 0).ok);
    CHECK(run_as_system(h, 0, in_force, &s));
    struct judged j = judged_by(h, AS_DISPATCHER, 0);
    CHECK(!j.ok && j.tells);
    EQUAL(standing(h).worker, WORKER_ACTIVE);
    CASE("of a customer");
    struct scoped c = { h, { .record.branch = { h->branch }, .side = LISTED_CUSTOMER, .ground = LISTED_HARASSED_WORKER, .case_number = "C26-00009", .proof = "", .scope = LISTED_COMPANY } };
    CHECK(run_as_system(h, 0, payer_of, &c));
    h->actors[AS_NOBODY] = who(h, MANAGER);
    CHECK(!visit_house_write(&(struct visit_house_act){ .house = h, .who = AS_NOBODY, .run = order, .data = h }));
    EQUAL(h->w->failure, CONFLICT);
    SAME_TEXT(h->w->field, "customer");
    h->actors[AS_NOBODY] = who(h, HQ);
    CHECK(visit_house_write(&(struct visit_house_act){ .house = h, .who = AS_NOBODY, .run = order, .data = h }));
    visit_house_close(h);
}
