/* visit_steps_test.c — every No of a visit's steps by role, state and rule, with the Yes beside it (SM-VISIT). The visit begins at 09:00 on
 * the day after HOUSE_DAY and takes three hours; it is put into a state with the times that belong to it. */
#include "base/json.h"
#include "operations/candidates.h"
#include "operations/visit_fields.h"
#include "operations/visit_house_test.h"
#include "record/output.h"

struct row {
    const char *why, *step;
    enum visit_house_who who;
    enum visit_state state;
    int hour, minute;               /* of the visit's day: the clock */
    int acted_hour, acted_minute;   /* when it happened; 0: by the clock */
    const void *input; const char *reason;
    enum failure no;                /* NO_FAILURE: it runs */
    const char *field, *says;       /* of the refusal: its field, and part of its sentence */
};

static bool put_into_state(struct work *w, void *data)
{
    struct visit_house *h = ((void **)data)[0];
    const struct row *r = ((void **)data)[1];
    enum visit_state s = r->state;
    int64_t arrived = s >= VISIT_ARRIVED ? house_at(1, 8, 58).ms : 0, began = s >= VISIT_IN_SERVICE ? house_at(1, 9, 0).ms : 0, finished = s >= VISIT_FINISHED ? house_at(1, 12, 0).ms : 0;
    db_exec(w, SQL("update visit set state = $1, worker = $2, second = null, start = $3, until = $3 + 10800000, left_at = $4, arrived_at = $5, began_at = $6, finished_at = $7, "
                   "stars = null, rating_disputed = 0, rating_withdrawn = 0, told_late = 0, customer_code = '1234', price = 15000, worker_pay = 11250 where id = $8"),
            BIND(num(s), num_or_null(s > VISIT_UNASSIGNED ? h->worker : 0), num(house_at(1, 9, 0).ms), num(s >= VISIT_EN_ROUTE ? house_at(1, 8, 30).ms : 0), num(arrived), num(began), num(finished), num(h->visit)));
    db_exec(w, SQL("update household set risks = 0 where id = $1"), BIND(num(h->home)));
    return !failed(w);
}

static bool system_write(struct visit_house *h, db_run *run, void *data)
{
    work_clear(h->w);
    h->w->actor = &the_system;
    h->w->loaded = NULL;
    return db_write(h->db, h->w, run, data);
}

static void try_row(struct visit_house *h, const struct row *r)
{
    CASE(r->why);
    CHECK(system_write(h, put_into_state, (void *[]){ h, (void *)(uintptr_t)r }));
    struct visit_house_step s = { &visit_type, h->visit, r->step, r->input, r->reason };
    struct visit_house_act act = { h, r->who, house_at(1, r->hour, r->minute), r->acted_hour ? house_at(1, r->acted_hour, r->acted_minute) : (instant){ 0 }, visit_house_step, &s };
    visit_house_write(&act);
    EQUAL(h->w->failure, r->no);
    if (r->no && r->field) SAME_TEXT(h->w->field, r->field);
    if (r->no && r->says) CHECK(strstr(h->w->message, r->says) != NULL);
}

static void try_rows(const struct row *rows, size_t count)
{
    struct visit_house h;
    if (visit_house_open(&h))
        for (size_t i = 0; i < count; i++) try_row(&h, &rows[i]);
    visit_house_close(&h);
}
#define TRY(rows) try_rows(rows, sizeof rows / sizeof *rows)

TEST_DB(who_is_on_site_checks_in_by_the_clock_and_in_order)
{
    const struct arrival here = { .code = "" }, wrong_code = { .proof = PROOF_CODE, .code = "9999" }, right_code = { .proof = PROOF_CODE, .code = "1234" };
    const struct row rows[] = {
        { "a colleague without the right", "depart", AS_NOBODY, VISIT_CONFIRMED, 8, 30, .no = FORBIDDEN },
        { "the worker herself", "depart", AS_HER, VISIT_CONFIRMED, 8, 30 },
        { "nobody goes", "depart", AS_DISPATCHER, VISIT_UNASSIGNED, 8, 30, .no = CONFLICT, .says = "is not possible while" },
        { "three hours and a minute before", "depart", AS_HER, VISIT_CONFIRMED, 5, 59, .no = CONFLICT, .says = "Too early" },
        { "three hours before", "depart", AS_HER, VISIT_CONFIRMED, 6, 0 },
        { "six hours late", "depart", AS_HER, VISIT_CONFIRMED, 15, 0 },
        { "later than that", "depart", AS_HER, VISIT_CONFIRMED, 15, 1, .no = CONFLICT, .says = "too long ago" },
        { "there later than that", "arrive", AS_HER, VISIT_EN_ROUTE, 15, 1, .input = &here, .no = CONFLICT, .says = "too long ago" },
        { "there in time, told at night", "arrive", AS_HER, VISIT_EN_ROUTE, 23, 0, 9, 5, &here },
        { "told later, but it happened too early", "arrive", AS_HER, VISIT_CONFIRMED, 9, 0, 5, 30, &here, .no = CONFLICT, .says = "Too early" },
        { "arrived before she set out", "arrive", AS_HER, VISIT_EN_ROUTE, 9, 0, 8, 20, &here, .no = INVALID, .field = "acted" },
        { "arrived after she set out", "arrive", AS_HER, VISIT_EN_ROUTE, 9, 0, 8, 31, &here },
        { "not the customer's code", "arrive", AS_HER, VISIT_EN_ROUTE, 9, 0, .input = &wrong_code, .no = INVALID, .field = "code" },
        { "the customer's code", "arrive", AS_HER, VISIT_EN_ROUTE, 9, 0, .input = &right_code },
        { "began before she arrived", "begin", AS_HER, VISIT_ARRIVED, 9, 5, 8, 57, .no = INVALID, .field = "acted" },
        { "began", "begin", AS_HER, VISIT_ARRIVED, 9, 5 },
        { "finished before the promised start", "finish", AS_HER, VISIT_IN_SERVICE, 8, 59, .no = CONFLICT, .says = "promised" },
        { "began six hours after she came", "begin", AS_HER, VISIT_ARRIVED, 15, 0 },
        { "began later than that", "begin", AS_HER, VISIT_ARRIVED, 15, 1, .no = CONFLICT, .says = "too long ago" },
        { "finished", "finish", AS_HER, VISIT_IN_SERVICE, 12, 0 },
        { "finished six hours late", "finish", AS_HER, VISIT_IN_SERVICE, 18, 0 },
        { "finished the day after", "finish", AS_HER, VISIT_IN_SERVICE, 32, 0, .no = CONFLICT, .says = "too long ago" },
        { "finished in time, told the day after", "finish", AS_HER, VISIT_IN_SERVICE, 32, 0, 12, 5 },
        { "finished twice", "finish", AS_HER, VISIT_FINISHED, 12, 0, .no = CONFLICT, .says = "is not possible while" },
        { "approved by the worker herself", "approve", AS_HER, VISIT_FINISHED, 12, 30, .no = FORBIDDEN },
        { "approved by the office", "approve", AS_DISPATCHER, VISIT_FINISHED, 12, 30 },
    };
    TRY(rows);
}

TEST_DB(exceptions_are_decided_by_who_may_and_when_they_can_have_happened)
{
    const struct no_access short_wait = { .waited = 20 }, waited = { .waited = 30 };
    const struct interruption too_dear = { CANCEL_CUSTOMER_ILL, { 15001, true }, { 0 } }, too_much = { CANCEL_CUSTOMER_ILL, { 0 }, { 11251, true } }, half = { CANCEL_CUSTOMER_ILL, { 7500, true }, { 5000, true } };
    const struct cancellation dear = { CANCEL_FORGOT, { 7501, true } }, fair = { CANCEL_FORGOT, { 7500, true } }, ours = { CANCEL_NO_WORKER, { 1, true } };
    const struct new_time past = { house_at(0, 9, 0), true }, unasked = { house_at(1, 15, 0), false }, asked = { house_at(1, 15, 0), true };
    const struct row rows[] = {
        { "a no-show by the dispatcher", "no_show", AS_DISPATCHER, VISIT_CONFIRMED, 9, 30, .reason = "x", .no = FORBIDDEN },
        { "a no-show before the start", "no_show", AS_MANAGER, VISIT_CONFIRMED, 8, 59, .reason = "x", .no = CONFLICT, .says = "promised" },
        { "a no-show without a word why", "no_show", AS_MANAGER, VISIT_CONFIRMED, 9, 30, .no = INVALID, .field = "reason" },
        { "a no-show", "no_show", AS_MANAGER, VISIT_CONFIRMED, 9, 30, .reason = "电话不接" },
        { "nobody opened, and she left after twenty minutes", "no_access", AS_MANAGER, VISIT_ARRIVED, 10, 0, .input = &short_wait, .no = INVALID, .field = "waited" },
        { "half an hour said, ten minutes by the clock", "no_access", AS_MANAGER, VISIT_ARRIVED, 9, 10, .input = &waited, .no = INVALID, .field = "waited" },
        { "half an hour after the start", "no_access", AS_MANAGER, VISIT_ARRIVED, 9, 30, .input = &waited },
        { "broken off for more than the whole", "interrupt", AS_MANAGER, VISIT_IN_SERVICE, 10, 0, .input = &too_dear, .reason = "x", .no = INVALID, .field = "price" },
        { "more pay than for the whole", "interrupt", AS_MANAGER, VISIT_IN_SERVICE, 10, 0, .input = &too_much, .reason = "x", .no = INVALID, .field = "worker_pay" },
        { "broken off half way", "interrupt", AS_MANAGER, VISIT_IN_SERVICE, 10, 0, .input = &half, .reason = "客户不适" },
        { "a lawful refusal before she went", "refuse_service", AS_HER, VISIT_CONFIRMED, 8, 0, .reason = "x", .no = CONFLICT },
        { "a lawful refusal by herself", "refuse_service", AS_HER, VISIT_IN_SERVICE, 10, 0, .reason = "高空擦窗" },
        { "a fee above the tier", "cancel", AS_DISPATCHER, VISIT_CONFIRMED, 8, 0, .input = &dear, .no = INVALID, .field = "fee" },
        { "a fee though it was ours", "cancel", AS_DISPATCHER, VISIT_CONFIRMED, 8, 0, .input = &ours, .no = INVALID, .field = "fee" },
        { "the fee of the tier", "cancel", AS_DISPATCHER, VISIT_CONFIRMED, 8, 0, .input = &fair },
        { "moved into the past", "move", AS_DISPATCHER, VISIT_UNASSIGNED, 8, 0, .input = &past, .no = INVALID, .field = "start" },
        { "moved without asking the customer", "move", AS_DISPATCHER, VISIT_UNASSIGNED, 8, 0, .input = &unasked, .no = INVALID, .field = "agreed" },
        { "moved with her yes", "move", AS_DISPATCHER, VISIT_UNASSIGNED, 8, 0, .input = &asked },
        { "moved by the worker herself", "move", AS_HER, VISIT_CONFIRMED, 8, 0, .input = &asked, .no = FORBIDDEN },
        { "skipped without a word", "skip", AS_DISPATCHER, VISIT_UNASSIGNED, 8, 0, .no = INVALID, .field = "reason" },
        { "back to open from the way", "unassign", AS_DISPATCHER, VISIT_EN_ROUTE, 8, 45 },
        { "back to open from the home", "unassign", AS_DISPATCHER, VISIT_ARRIVED, 9, 0, .no = CONFLICT },
    };
    TRY(rows);
}

/* ---- what is still to come where she refused ---- */

struct ahead { struct visit_house *h; int64_t hers, others, asked; bool settled; };
static bool book_ahead(struct work *w, void *data)
{
    struct ahead *a = data;
    for (int i = 0; i < 2; i++) {
        struct visit v = { .customer = { a->h->customer }, .household = { a->h->home }, .line = { a->h->line }, .start = house_at(i ? 9 : 8, 9, 0), .length = { 120 }, .price = { 10000 }, .worker_pay = { 7000 }, .quote = { "" }, .remark = "", .rating = "", .area = "", .customer_code = "" };
        if (!ADD(w, visit, &v) || !step_run(w, &visit_type, record_peek(w, &visit_type, v.record.id), "assign", &(struct assignment){ .worker = { i ? a->h->second : a->h->worker }, .how = OFFER_OFFICE })) return false;
        *(i ? &a->others : &a->hers) = v.record.id;
    }
    return true;
}
/* Which visits stand in the queue for that; 0: none, -1: more than one. */
static bool which_asked(struct work *w, void *data)
{
    ((struct ahead *)data)->asked = db_one(w, SQL("select case when count(*) > 1 then -1 else coalesce(max(record), 0) end from deadline where type = 'visit' and rule = 'refused' and done_at = 0"), NO_BIND, 0);
    return !failed(w);
}
static bool settle_home(struct work *w, void *data)
{
    const struct ahead *a = data;
    struct household *home = LOAD(w, household, a->h->home);
    if (!home) return false;
    home->risks.bits = a->settled ? 0 : SET_BIT(RISK_REFUSED_BEFORE);
    return SAVE(w, household, home);
}
static int64_t asked(struct ahead *a) { return system_write(a->h, which_asked, a) ? a->asked : -2; }

TEST_DB(after_her_refusal_somebody_decides_who_goes_to_what_is_hers_in_that_home)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    struct ahead a = { .h = &h };
    CHECK(visit_house_write(&(struct visit_house_act){ .house = &h, .now = house_at(0, 9, 0), .run = book_ahead, .data = &a }));
    EQUAL(asked(&a), 0);
    try_row(&h, &(struct row){ "a lawful refusal by herself", "refuse_service", AS_HER, VISIT_IN_SERVICE, 10, 0, .reason = "高空擦窗" });
    EQUAL(asked(&a), a.hers);
    CASE("settled with the home, and taken back");
    a.settled = true;
    CHECK(system_write(&h, settle_home, &a));
    EQUAL(asked(&a), 0);
    a.settled = false;
    CHECK(system_write(&h, settle_home, &a));
    EQUAL(asked(&a), a.hers);
    CASE("given to another");
    struct visit_house_step s = { &visit_type, a.hers, "assign", &(struct assignment){ .worker = { h.second }, .how = OFFER_OFFICE }, NULL };
    CHECK(visit_house_write(&(struct visit_house_act){ &h, AS_DISPATCHER, house_at(2, 9, 0), { 0 }, visit_house_step, &s }));
    EQUAL(asked(&a), 0);
    visit_house_close(&h);
}

TEST_DB(the_office_enters_only_times_that_can_be)
{
    const struct mending future = { house_at(1, 14, 0), { 0 } }, early = { house_at(1, 5, 0), { 0 } }, over_only = { { 0 }, house_at(1, 12, 0) }, crossed = { house_at(1, 12, 0), house_at(1, 9, 0) },
        both = { house_at(1, 9, 10), house_at(1, 12, 0) };
    const struct reworking late = { house_at(1, 15, 0), true, 0 }, far = { house_at(4, 9, 0), true, 0 };
    const struct row rows[] = {
        { "by the dispatcher", "mend", AS_DISPATCHER, VISIT_CONFIRMED, 13, 0, .input = &both, .reason = "x", .no = FORBIDDEN },
        { "arrived in the future", "mend", AS_MANAGER, VISIT_CONFIRMED, 13, 0, .input = &future, .reason = "x", .no = INVALID, .field = "arrived" },
        { "arrived hours before the promise", "mend", AS_MANAGER, VISIT_CONFIRMED, 13, 0, .input = &early, .reason = "x", .no = INVALID, .field = "arrived" },
        { "finished and never arrived", "mend", AS_MANAGER, VISIT_CONFIRMED, 13, 0, .input = &over_only, .reason = "x", .no = INVALID, .field = "arrived" },
        { "finished before she arrived", "mend", AS_MANAGER, VISIT_CONFIRMED, 13, 0, .input = &crossed, .reason = "x", .no = INVALID, .field = "finished" },
        { "both, with a word why", "mend", AS_MANAGER, VISIT_CONFIRMED, 13, 0, .input = &both, .reason = "手机没电" },
        { "rework asked for two days later", "rework", AS_MANAGER, VISIT_FINISHED, 60, 0, .input = &far, .reason = "x", .no = INVALID, .says = "24 hours" },
        { "rework three days later", "rework", AS_MANAGER, VISIT_FINISHED, 13, 0, .input = &far, .reason = "x", .no = INVALID, .field = "start" },
        { "rework the same afternoon", "rework", AS_MANAGER, VISIT_FINISHED, 13, 0, .input = &late, .reason = "窗没擦" },
    };
    TRY(rows);
}

TEST_DB(giving_it_to_somebody_asks_the_light_and_the_customer)
{
    struct visit_house h;
    bool well = visit_house_open(&h);
    const struct assignment her = { .worker = { h.worker } }, unasked = { .worker = { h.worker }, .start = house_at(1, 11, 0) }, within = { .worker = { h.worker }, .start = house_at(1, 9, 30) };
    const struct second_assignment twice = { { h.worker } }, other = { { h.second } };
    const struct row rows[] = {
        { "without the right", "assign", AS_NOBODY, VISIT_UNASSIGNED, 6, 0, .input = &her, .no = FORBIDDEN },
        { "two hours later, not asked", "assign", AS_DISPATCHER, VISIT_UNASSIGNED, 6, 0, .input = &unasked, .no = CONFLICT, .field = "start" },
        { "within the leeway", "assign", AS_DISPATCHER, VISIT_UNASSIGNED, 6, 0, .input = &within },
        { "a day after it was due", "assign", AS_DISPATCHER, VISIT_UNASSIGNED, 40, 0, .input = &her, .no = INVALID, .field = "start" },
        { "herself as the second", "assign_second", AS_DISPATCHER, VISIT_ACCEPTED, 6, 0, .input = &twice, .no = INVALID, .field = "worker" },
        { "a colleague as the second", "assign_second", AS_DISPATCHER, VISIT_ACCEPTED, 6, 0, .input = &other },
        { "at work already", "assign", AS_DISPATCHER, VISIT_IN_SERVICE, 10, 0, .input = &her, .no = CONFLICT, .says = "is not possible while" },
        { "accepted by somebody else", "accept", AS_NOBODY, VISIT_OFFERED, 6, 0, .no = FORBIDDEN },
        { "accepted by herself", "accept", AS_HER, VISIT_OFFERED, 6, 0 },
        { "declined without a word", "decline", AS_HER, VISIT_OFFERED, 6, 0, .no = INVALID, .field = "reason" },
    };
    for (size_t i = 0; well && i < sizeof rows / sizeof *rows; i++) try_row(&h, &rows[i]);
    visit_house_close(&h);
}

/* ---- a rating and its dispute (T29) ---- */



static bool counted(struct work *w, void *data)
{
    int64_t *ret = ((void **)data)[1];
    const struct visit_house *h = ((void **)data)[0];
    struct visit *v = LOAD(w, visit, h->visit);
    if (!v) return false;
    struct candidates all;
    if (!candidates_for(w, v, &all)) return false;
    for (int i = 0; i < all.count; i++)
        if (all.at[i].worker->record.id == h->worker) *ret = all.at[i].parts[PART_RATING].points;
    return !failed(w);
}

static int64_t points(struct visit_house *h)
{
    int64_t n = -1;
    CHECK(system_write(h, counted, (void *[]){ h, &n }));
    return n;
}

static bool step_as(struct visit_house *h, enum visit_house_who who, text step, const void *input, text reason)
{
    struct visit_house_step s = { &visit_type, h->visit, step, input, reason };
    struct visit_house_act act = { h, who, house_at(1, 13, 0), { 0 }, visit_house_step, &s };
    return visit_house_write(&act);
}

TEST_DB(a_disputed_rating_counts_nowhere_until_it_is_upheld_and_never_when_it_is_withdrawn)
{
    struct visit_house h;
    const struct row finished = { .state = VISIT_FINISHED };
    const struct verdict bad = { 1, "要求免单" };
    if (visit_house_open(&h)) {
        CHECK(system_write(&h, put_into_state, (void *[]){ &h, (void *)(uintptr_t)&finished }));
        int64_t unrated = points(&h);
        CHECK(!step_as(&h, AS_HER, "dispute_rating", NULL, "x") && h.w->failure == CONFLICT);
        CHECK(step_as(&h, AS_DISPATCHER, "rate", &bad, NULL));
        int64_t rated = points(&h);
        CHECK(rated < unrated);
        CHECK(!step_as(&h, AS_HER, "dispute_rating", NULL, NULL) && !strcmp(h.w->field, "reason"));
        CHECK(step_as(&h, AS_HER, "dispute_rating", NULL, "客户以差评要挟"));
        EQUAL(points(&h), unrated);
        CHECK(!step_as(&h, AS_DISPATCHER, "rate", &bad, NULL) && h.w->failure == CONFLICT);
        CHECK(!step_as(&h, AS_DISPATCHER, "uphold_rating", NULL, "x") && h.w->failure == FORBIDDEN);
        CHECK(step_as(&h, AS_MANAGER, "uphold_rating", NULL, "照片属实"));
        EQUAL(points(&h), rated);
        CHECK(step_as(&h, AS_HER, "dispute_rating", NULL, "聊天记录在此"));
        CHECK(step_as(&h, AS_MANAGER, "withdraw_rating", NULL, "聊天记录为证"));
        EQUAL(points(&h), unrated);
        CHECK(!step_as(&h, AS_HER, "dispute_rating", NULL, "x") && h.w->failure == CONFLICT);
    }
    visit_house_close(&h);
}

/* ---- what she sees of her own visit ---- */

static bool look_at_money(struct work *w, void *data)
{
    const struct visit_house *h = data;
    const struct visit *v = record_peek(w, &visit_type, h->visit);
    struct json j = json_new(w->arena);
    if (!v) return false;
    record_write(w, &j, NULL, &visit_type, v, WITH_ROWS);
    text said = buf_text(&j.out);
    bool hers = w->actor == &h->actors[AS_HER];
    static const text customers_money[] = { "\"price\":", "\"fee\":", "\"quote\":", "\"waived\":", "\"corrections\":", "\"late_off\":" };
    for (int i = 0; i < COUNT_OF(customers_money); i++) CHECK(!strstr(said, customers_money[i]) == hers);
    CHECK(strstr(said, "\"worker_pay\":11250"));
    return true;
}

TEST_DB(a_worker_sees_her_own_pay_of_a_visit_and_not_what_the_customer_pays)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    CHECK(visit_house_write(&(struct visit_house_act){ .house = &h, .who = AS_HER, .run = look_at_money, .data = &h }));
    CHECK(visit_house_write(&(struct visit_house_act){ .house = &h, .who = AS_DISPATCHER, .run = look_at_money, .data = &h }));
    visit_house_close(&h);
}
