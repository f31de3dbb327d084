/* team_steps_test.c — every No of the steps of a worker, her papers, her leave and her lending, by role, state and rule, with the Yes beside
 * it (SM-WORKER, SM-CRED, SM-LEAVE, H15). It stands here because a house with visits is what a leave hits and a leaver leaves behind. */
#include "base/words.h"
#include "operations/visit_house_test.h"

struct row {
    const char *why;
    const struct record_type *type;
    const char *step;
    enum visit_house_who who;
    unsigned state;                 /* the record is put into it first */
    const void *input; const char *reason;
    const char *before;             /* SQL run first as well ($1: her id), NULL none */
    enum failure no;
    const char *field, *says;
    const char *tells;              /* a leave: the message that goes to her, NULL none */
};
struct trial { struct visit_house *house; int64_t record; const struct row *row; };

static bool prepare(struct work *w, void *data)
{
    const struct trial *t = data;
    db_exec(w, SQL("update visit set state = 1, worker = null, second = null"), NO_BIND);
    db_exec(w, SQL("update credential set state = 3, result = 1 where kind <= 4"), NO_BIND);
    db_exec(w, SQL("delete from booking"), NO_BIND);
    db_exec(w, SQL("delete from message where about = 'worker_leave'"), NO_BIND);
    if (t->row->before) db_exec(w, (literal){ t->row->before }, BIND(num(t->house->worker)));
    if (t->row->type == &worker_type) db_exec(w, SQL("update worker set state = $1 where id = $2"), BIND(num(t->row->state), num(t->record)));
    if (t->row->type == &credential_type) db_exec(w, SQL("update credential set state = $1 where id = $2"), BIND(num(t->row->state), num(t->record)));
    if (t->row->type == &worker_leave_type) db_exec(w, SQL("update worker_leave set state = $1 where id = $2"), BIND(num(t->row->state), num(t->record)));
    if (t->row->type == &lending_type) db_exec(w, SQL("update lending set state = $1 where id = $2"), BIND(num(t->row->state), num(t->record)));
    return !failed(w);
}

static bool system_write(struct visit_house *h, db_run *run, void *data)
{
    work_clear(h->w);
    h->w->actor = &the_system;
    h->w->now = h->w->acted = house_at(0, 8, 0);
    h->w->loaded = NULL;
    return db_write(h->db, h->w, run, data);
}

static bool told_her(struct work *w, void *data)
{
    const struct trial *t = data;
    EQUAL(db_one(w, SQL("select count(*) from message where about = 'worker_leave'"), NO_BIND, -1), t->row->tells != NULL);
    EQUAL(db_one(w, SQL("select count(*) from message where about = 'worker_leave' and template = $1 and person = $2 and channel = 1 and about_id = $3"), BIND(txt(t->row->tells ? t->row->tells : ""), num(t->house->person), num(t->record)), -1), t->row->tells != NULL);
    return !failed(w);
}

static void try_row(struct visit_house *h, int64_t record, const struct row *r)
{
    CASE(r->why);
    CHECK(system_write(h, prepare, &(struct trial){ h, record, r }));
    struct visit_house_step s = { r->type, record, r->step, r->input, r->reason };
    visit_house_write(&(struct visit_house_act){ .house = h, .who = r->who, .run = visit_house_step, .data = &s });
    EQUAL(h->w->failure, r->no);
    if (r->no && r->field) SAME_TEXT(h->w->field, r->field);
    if (r->no && r->says) CHECK(strstr(h->w->message, r->says) != NULL);
    if (r->type == &worker_leave_type) CHECK(system_write(h, told_her, &(struct trial){ h, record, r }));
}

TEST_DB(a_worker_goes_from_applicant_to_leaver_only_by_who_may_and_with_her_papers)
{
    static const char no_medical[] = "update credential set state = 5 where kind = 3 and worker = $1", no_insurance[] = "update credential set state = 5 where kind = 4 and worker = $1",
        hit[] = "update credential set result = 2 where kind = 2 and worker = $1", visit[] = "update visit set state = 3, worker = $1";
    const struct suspension_call looked_into = { .ground = STOPPED_COMPLAINT, .facts = "投诉待查" }, for_a_week = { .ground = STOPPED_COMPLAINT, .facts = "投诉待查", .until = { HOUSE_DAY + 7, true } };
    const struct suspension_end explained = { STOPPED_UNFOUNDED, "查清", "" }, guilty = { STOPPED_CONFIRMED, "属实", "京公(朝)行罚字99号" };
    const struct row rows[] = {
        { "screening by the archive", &worker_type, "screen", AS_ARCHIVE, WORKER_APPLICANT, .no = FORBIDDEN },
        { "screening", &worker_type, "screen", AS_MANAGER, WORKER_APPLICANT },
        { "training without a medical check", &worker_type, "train", AS_MANAGER, WORKER_SCREENING, .before = no_medical, .no = CONFLICT, .says = "is missing" },
        { "training with a hit", &worker_type, "train", AS_MANAGER, WORKER_SCREENING, .before = hit, .no = CONFLICT, .says = "is missing" },
        { "training", &worker_type, "train", AS_MANAGER, WORKER_SCREENING },
        { "work begins in training", &worker_type, "activate", AS_MANAGER, WORKER_TRAINING, .no = CONFLICT, .says = "is not possible while" },
        { "work begins uninsured", &worker_type, "activate", AS_MANAGER, WORKER_ONBOARDING, .before = no_insurance, .no = CONFLICT, .says = "is missing" },
        { "work begins", &worker_type, "activate", AS_MANAGER, WORKER_ONBOARDING },
        { "suspended by the dispatcher", &worker_type, "suspend", AS_DISPATCHER, WORKER_ACTIVE, &looked_into, .no = FORBIDDEN },
        { "suspended by the manager for a week", &worker_type, "suspend", AS_MANAGER, WORKER_ACTIVE, &for_a_week, .no = INVALID, .field = "until" },
        { "suspended", &worker_type, "suspend", AS_MANAGER, WORKER_ACTIVE, &looked_into },
        { "comes back past her suspension", &worker_type, "stay", AS_MANAGER, WORKER_EXITING, .no = CONFLICT, .says = "in force" },
        { "cleared while a hit stands", &worker_type, "clear", AS_MANAGER, WORKER_SUSPENDED, &explained, .before = hit, .no = CONFLICT, .says = "stands against her" },
        { "not to come back, by the manager alone", &worker_type, "clear", AS_MANAGER, WORKER_SUSPENDED, &guilty, .no = FORBIDDEN, .field = "result" },
        { "cleared", &worker_type, "clear", AS_MANAGER, WORKER_SUSPENDED, &explained },
        { "stays while a hit stands", &worker_type, "stay", AS_MANAGER, WORKER_EXITING, .before = hit, .no = CONFLICT },
        { "leaves with a visit to do", &worker_type, "leave", AS_MANAGER, WORKER_EXITING, .reason = "x", .before = visit, .no = CONFLICT, .says = "handed over" },
        { "leaves", &worker_type, "leave", AS_MANAGER, WORKER_EXITING, .reason = "合同到期" },
        { "left without a word, visits and all", &worker_type, "left_without_notice", AS_MANAGER, WORKER_ACTIVE, .reason = "失联三天", .before = visit },
        { "taken on again by herself", &worker_type, "rehire", AS_HER, WORKER_LEFT, .no = FORBIDDEN },
        { "rejected when she works already", &worker_type, "reject", AS_MANAGER, WORKER_ACTIVE, .reason = "x", .no = CONFLICT },
    };
    struct visit_house h;
    bool well = visit_house_open(&h);
    for (size_t i = 0; well && i < sizeof rows / sizeof *rows; i++) try_row(&h, h.worker, &rows[i]);
    visit_house_close(&h);
}

/* ---- leaves of who leaves ---- */

struct ahead { struct visit_house *house; int64_t running, granted, asked; };
static bool ask_for(struct work *w, struct ahead *a, enum leave_state state, int from, int64_t *ret)
{
    struct worker_leave l = { .record.branch = { a->house->branch }, .state = state, .worker = { a->house->worker }, .kind = LEAVE_PERSONAL, .start = { w->now.ms + DAYS(from) }, .until = { w->now.ms + DAYS(from + 2) }, .why = "", .answer = "", .impact = { "[]" } };
    bool well = ADD(w, worker_leave, &l);
    *ret = l.record.id;
    return well;
}

static bool three_leaves(struct work *w, void *data)
{
    struct ahead *a = data;
    return ask_for(w, a, LEAVE_REQUESTED, 3, &a->asked) && ask_for(w, a, LEAVE_REQUESTED, 6, &a->granted) && ask_for(w, a, LEAVE_REQUESTED, 9, &a->running);
}

static bool goes_for_good(struct work *w, void *data)
{
    const struct ahead *a = data;
    w->reason = "合同到期";
    db_exec(w, SQL("update worker_leave set state = 2 where id in ($1, $2)"), BIND(num(a->granted), num(a->running)));
    db_exec(w, SQL("update worker_leave set start = $2 where id = $1"), BIND(num(a->running), num(w->now.ms - 1)));
    db_exec(w, SQL("update worker set state = $2 where id = $1"), BIND(num(a->house->worker), num(WORKER_EXITING)));
    struct worker *n = LOAD(w, worker, a->house->worker);
    return n && step_run(w, &worker_type, n, "leave", NULL);
}

static bool leaves_are_over(struct work *w, void *data)
{
    const struct ahead *a = data;
    const struct worker_leave *granted = LOAD(w, worker_leave, a->granted);
    EQUAL(db_one(w, SQL("select state from worker_leave where id = $1"), BIND(num(a->asked)), 0), LEAVE_CANCELLED);
    EQUAL(db_one(w, SQL("select state from worker_leave where id = $1"), BIND(num(a->running)), 0), LEAVE_APPROVED);
    EQUAL(granted ? granted->state : 0, LEAVE_CANCELLED);
    SAME_TEXT(granted ? granted->answer : "", translate(w->language, "No longer works here: this leave had not begun and is cancelled by itself"));
    return !failed(w);
}

static bool one_leave_more(struct work *w, void *data)
{
    struct ahead *a = data;
    int64_t id;
    return ask_for(w, a, LEAVE_REQUESTED, 20, &id);
}

TEST_DB(a_granted_leave_that_has_not_begun_ends_with_her_work_here)
{
    struct visit_house h;
    struct ahead a = { &h, 0, 0, 0 };
    if (!visit_house_open(&h)) return;
    CHECK(system_write(&h, three_leaves, &a) && system_write(&h, goes_for_good, &a));
    CHECK(system_write(&h, leaves_are_over, &a));
    CASE("and none is entered for later");
    CHECK(!system_write(&h, one_leave_more, &a));
    CASE(NULL);
    visit_house_close(&h);
}

/* ---- papers ---- */

struct adding { struct visit_house *house; enum credential_kind kind; bool dated; int64_t id; };
static bool add_paper(struct work *w, void *data)
{
    struct adding *a = data;
    struct credential c = { .record.branch = { a->house->branch }, .worker = { a->house->worker }, .kind = a->kind, .medical = a->kind == CREDENTIAL_MEDICAL ? MEDICAL_GENERAL : 0 };
    if (a->dated) c.valid_from = (maybe_day){ HOUSE_DAY, true };
    bool well = ADD(w, credential, &c);
    a->id = c.record.id;
    return well;
}

static int64_t paper(struct visit_house *h, enum credential_kind kind, bool dated)
{
    struct adding a = { h, kind, dated, 0 };
    CHECK(system_write(h, add_paper, &a));
    return a.id;
}

static bool is_freed(struct work *w, void *data)
{
    struct visit_house *h = data;
    EQUAL(db_one(w, SQL("select state from visit where id = $1"), BIND(num(h->visit)), 0), VISIT_UNASSIGNED);
    EQUAL(db_one(w, SQL("select state from worker where id = $1"), BIND(num(h->worker)), 0), WORKER_SUSPENDED);
    EQUAL(db_one(w, SQL("select count(*) from deadline where record = $1 and rule = 'remind.dismissal'"), BIND(num(h->worker)), 0), 1);
    return !failed(w);
}

TEST_DB(a_paper_counts_only_when_somebody_with_the_right_has_verified_its_date)
{
    static const char visit[] = "update visit set state = 3, worker = $1";
    struct verification { enum check_result result; text how; };
    const struct verification pass = { RESULT_PASS, "原件" }, found = { RESULT_HIT, "公安查询" };
    struct visit_house h;
    bool well = visit_house_open(&h);
    if (well) {
        int64_t medical = paper(&h, CREDENTIAL_MEDICAL, true), undated = paper(&h, CREDENTIAL_MEDICAL, false), card = paper(&h, CREDENTIAL_CARD, false), check = paper(&h, CREDENTIAL_BACKGROUND, true), roster = paper(&h, CREDENTIAL_CARD, false);
        const struct { int64_t record; struct row row; } rows[] = {
            { medical, { "verified by the dispatcher", &credential_type, "verify", AS_DISPATCHER, CREDENTIAL_VERIFYING, &pass, .no = FORBIDDEN } },
            { medical, { "verified by the worker herself", &credential_type, "verify", AS_HER, CREDENTIAL_VERIFYING, &pass, .no = FORBIDDEN } },
            { medical, { "verified", &credential_type, "verify", AS_ARCHIVE, CREDENTIAL_VERIFYING, &pass } },
            { medical, { "verified twice", &credential_type, "verify", AS_ARCHIVE, CREDENTIAL_VALID, &pass, .no = CONFLICT } },
            { roster, { "a roster brought it without a result", &credential_type, "verify", AS_ARCHIVE, CREDENTIAL_VALID, &pass } },
            { roster, { "its result stands", &credential_type, "verify", AS_ARCHIVE, CREDENTIAL_VALID, &found, .no = CONFLICT } },
            { undated, { "a yearly check without a date", &credential_type, "verify", AS_ARCHIVE, CREDENTIAL_DRAFT, &pass, .no = INVALID, .field = "valid_to" } },
            { card, { "a card needs none", &credential_type, "verify", AS_ARCHIVE, CREDENTIAL_DRAFT, &pass } },
            { card, { "a card does not hit", &credential_type, "verify", AS_ARCHIVE, CREDENTIAL_DRAFT, &found, .no = INVALID, .field = "result" } },
            { medical, { "revoked without a word", &credential_type, "revoke", AS_ARCHIVE, CREDENTIAL_VALID, .no = INVALID, .field = "reason" } },
            { medical, { "revoked", &credential_type, "revoke", AS_ARCHIVE, CREDENTIAL_VALID, .reason = "伪造" } },
            { check, { "a hit, by who may not suspend by hand", &credential_type, "verify", AS_ARCHIVE, CREDENTIAL_VERIFYING, &found, .before = visit } },
        };
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) try_row(&h, rows[i].record, &rows[i].row);
        CHECK(system_write(&h, is_freed, &h));
    }
    visit_house_close(&h);
}

/* ---- leave and lending ---- */

static bool add_leave(struct work *w, void *data)
{
    struct adding *a = data;
    struct worker_leave l = { .state = LEAVE_REQUESTED, .worker = { a->house->worker }, .kind = LEAVE_PERSONAL, .start = house_at(1, 8, 0), .until = house_at(1, 20, 0) };
    bool well = ADD(w, worker_leave, &l);
    a->id = l.record.id;
    return well;
}

static bool add_rest(struct work *w, void *data)
{
    struct worker_leave l = { .state = LEAVE_REQUESTED, .worker = { ((struct visit_house *)data)->worker }, .kind = LEAVE_REST, .start = house_at(1, 20, 0), .until = house_at(2, 20, 0) };
    return ADD(w, worker_leave, &l);
}

static bool add_backwards(struct work *w, void *data)
{
    struct worker_leave l = { .state = LEAVE_REQUESTED, .worker = { ((struct visit_house *)data)->worker }, .kind = LEAVE_PERSONAL, .start = house_at(2, 8, 0), .until = house_at(1, 8, 0) };
    return ADD(w, worker_leave, &l);
}

TEST_DB(a_leave_is_approved_when_what_it_hits_is_solved)
{
    static const char visit[] = "update visit set state = 3, worker = $1", at_work[] = "update visit set state = 7, worker = $1";
    struct visit_house h;
    bool well = visit_house_open(&h);
    struct adding a = { .house = &h };
    well = well && system_write(&h, add_leave, &a);
    const struct row rows[] = {
        { "approved by the dispatcher", &worker_leave_type, "approve", AS_DISPATCHER, LEAVE_REQUESTED, .no = FORBIDDEN },
        { "approved by herself", &worker_leave_type, "approve", AS_HER, LEAVE_REQUESTED, .no = FORBIDDEN },
        { "approved over a visit", &worker_leave_type, "approve", AS_MANAGER, LEAVE_REQUESTED, .before = visit, .no = CONFLICT, .says = "visits lie in this leave" },
        { "approved over a visit she is at", &worker_leave_type, "approve", AS_MANAGER, LEAVE_REQUESTED, .before = at_work, .no = CONFLICT, .says = "visits lie in this leave" },
        { "approved, and her visits freed", &worker_leave_type, "approve_and_clear", AS_MANAGER, LEAVE_REQUESTED, .before = visit, .tells = "worker.leave_granted" },
        { "approved with nothing in it", &worker_leave_type, "approve", AS_MANAGER, LEAVE_REQUESTED, .tells = "worker.leave_granted" },
        { "rejected with a word", &worker_leave_type, "reject", AS_MANAGER, LEAVE_REQUESTED, .reason = "那天已有三人请假", .tells = "worker.leave_refused" },
        { "rejected without a word", &worker_leave_type, "reject", AS_MANAGER, LEAVE_REQUESTED, .no = INVALID, .field = "reason" },
        { "withdrawn by herself", &worker_leave_type, "cancel", AS_HER, LEAVE_APPROVED },
        { "withdrawn by the manager", &worker_leave_type, "cancel", AS_MANAGER, LEAVE_APPROVED, .tells = "worker.leave_withdrawn" },
        { "withdrawn by somebody else", &worker_leave_type, "cancel", AS_DISPATCHER, LEAVE_APPROVED, .no = FORBIDDEN },
        { "withdrawn after it was rejected", &worker_leave_type, "cancel", AS_HER, LEAVE_REJECTED, .no = CONFLICT },
        { "back from one that has not begun", &worker_leave_type, "come_back", AS_MANAGER, LEAVE_APPROVED, .no = CONFLICT, .says = "has not begun" },
        { "back before she went", &worker_leave_type, "come_back", AS_MANAGER, LEAVE_REQUESTED, .no = CONFLICT },
    };
    CHECK(well);
    for (size_t i = 0; well && i < sizeof rows / sizeof *rows; i++) try_row(&h, a.id, &rows[i]);
    CHECK(!system_write(&h, add_leave, &a) && !strcmp(h.w->field, "start") && strstr(h.w->message, "asked for already"));
    CHECK(system_write(&h, add_rest, &h));                          /* the days after it */
    CHECK(!system_write(&h, add_backwards, &h) && !strcmp(h.w->field, "until"));
    visit_house_close(&h);
}

struct lent { struct visit_house *house; int64_t other, id; };
static bool add_lending(struct work *w, void *data)
{
    struct lent *l = data;
    struct branch b = { .name = "二店", .code = "B" };
    if (!ADD(w, branch, &b)) return false;
    l->other = b.record.id;
    struct lending asked = { .state = LENDING_ASKED, .worker = { l->house->worker }, .destination = { b.record.id }, .first = { HOUSE_DAY + 1 }, .last = { HOUSE_DAY + 3 } };
    bool well = ADD(w, lending, &asked);
    l->id = asked.record.id;
    EQUAL(asked.record.branch.id, l->house->branch);
    return well;
}

static bool add_to_her_own(struct work *w, void *data)
{
    const struct lent *l = data;
    struct lending asked = { .state = LENDING_ASKED, .worker = { l->house->worker }, .destination = { l->house->branch }, .first = { HOUSE_DAY }, .last = { HOUSE_DAY } };
    return ADD(w, lending, &asked);
}

static bool days_lent(struct work *w, void *data)
{
    const struct lent *l = data;
    struct lending next = { .state = LENDING_AGREED, .worker = { l->house->worker }, .destination = { l->other }, .first = { HOUSE_DAY + 4 }, .last = { HOUSE_DAY + 5 } };
    CHECK(lent_to(w, l->house->worker, l->other, (day){ HOUSE_DAY + 1 }, (day){ HOUSE_DAY + 3 }));
    CHECK(!lent_to(w, l->house->worker, l->other, (day){ HOUSE_DAY + 1 }, (day){ HOUSE_DAY + 4 }));
    CHECK(!lent_to(w, l->house->worker, l->other, (day){ HOUSE_DAY }, (day){ HOUSE_DAY + 1 }));
    if (!ADD(w, lending, &next)) return false;
    CHECK(lent_to(w, l->house->worker, l->other, (day){ HOUSE_DAY + 1 }, (day){ HOUSE_DAY + 5 }));      /* two that follow each other */
    return !failed(w);
}

static bool her_days_are_over(struct work *w, void *data)
{
    const struct lent *l = data;
    w->now = w->acted = day_at((day){ HOUSE_DAY + 4 }, 5);
    if (!lendings_run_out(w)) return false;
    EQUAL(((const struct lending *)record_peek(w, &lending_type, l->id))->state, LENDING_ENDED);
    EQUAL(db_one(w, SQL("select count(*) from lending where state = 2"), NO_BIND, -1), 1);                /* the one that follows runs on */
    return !failed(w);
}

TEST_DB(a_lending_is_agreed_by_her_own_branch_and_holds_on_its_days)
{
    struct visit_house h;
    struct lent l = { .house = &h };
    bool well = visit_house_open(&h) && system_write(&h, add_lending, &l);
    const struct row rows[] = {
        { "agreed by the archive", &lending_type, "agree", AS_ARCHIVE, LENDING_ASKED, .no = FORBIDDEN },
        { "refused without a word", &lending_type, "refuse", AS_MANAGER, LENDING_ASKED, .no = INVALID, .field = "reason" },
        { "ended before it was agreed", &lending_type, "end", AS_MANAGER, LENDING_ASKED, .reason = "x", .no = CONFLICT },
        { "other terms, taken by who does not answer", &lending_type, "accept", AS_ARCHIVE, LENDING_OFFERED, .no = FORBIDDEN },
        { "the borrower's yes, by who lends", &lending_type, "accept", AS_MANAGER, LENDING_ASKED, .no = FORBIDDEN },
        { "given back by who lends", &lending_type, "give_back", AS_MANAGER, LENDING_ASKED, .no = FORBIDDEN },
        { "agreed", &lending_type, "agree", AS_MANAGER, LENDING_ASKED },
    };
    CHECK(well);
    for (size_t i = 0; well && i < sizeof rows / sizeof *rows; i++) try_row(&h, l.id, &rows[i]);
    CHECK(well && system_write(&h, days_lent, &l));
    CHECK(system_write(&h, her_days_are_over, &l));
    CHECK(!system_write(&h, add_to_her_own, &l) && !strcmp(h.w->field, "destination"));
    visit_house_close(&h);
}
