/* A code proves a number once, in five minutes and five tries; a wish to be erased is a task that ends only with the erasure or an answer. */
#include "contracts/contracts.h"
#include "portal/code.h"
#include "portal/mine.h"
#include "placement/placement.h"
#include "safety/safety.h"
#include "record/store.h"
#include "test/house.h"
#include "test/test.h"
#include "messages/messages.h"
#include "base/buf.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "record/parts.h"

static const struct module *const modules[] = { &company_module, &messages_module, &services_module, &team_module, &customers_module, &operations_module, &contracts_module, &ledger_module, &placement_module, &finance_module, &safety_module, &quality_module, &portal_module, NULL };
struct counter { struct db *db; struct house *house; struct work *w; char folder[64]; int64_t branch, person, customer, request; struct code_try try; int counted; };

static bool furnish(struct work *w, void *data)
{
    struct counter *c = data;
    struct branch *b = take(w, struct branch);
    struct person *p = take(w, struct person);
    struct customer *k = take(w, struct customer);
    *b = (struct branch){ .name = "一店", .code = "A" };
    *p = (struct person){ .name = "李芳", .phone = { .plain = "13800138000" } };
    if (!ADD(w, branch, b) || !ADD(w, person, p)) return false;
    *k = (struct customer){ .record.branch = { b->record.id }, .person = { p->record.id } };
    c->branch = b->record.id;
    c->person = p->record.id;
    bool well = ADD(w, customer, k);
    c->customer = k->record.id;
    return well;
}

static bool in_write(struct counter *c, db_run *run)
{
    work_clear(c->w);
    c->w->loaded = NULL;
    c->w->reason = "";
    return db_write(c->db, c->w, run, c);
}

static bool counter_open(struct counter *c)
{
    *c = (struct counter){ .folder = "/dev/shm/zhangjia-portal-XXXXXX" };
    if (!mkdtemp(c->folder)) return false;
    bool well = test_house(&c->db, &c->house, (struct house_options){ .data = c->folder, .modules = modules, .demo = true });
    if (well) c->w = work_open(c->house, &the_system);
    well = well && in_write(c, furnish);
    CHECK(well);
    return well;
}

static void counter_close(struct counter *c)
{
    char command[100];
    work_close(c->w);
    house_close(c->house);
    db_close(c->db);
    snprintf(command, sizeof command, "rm -rf %s", c->folder);
    CHECK(!system(command));
}

/* As code.c keeps it: the hash of number and code, nothing else. */
static bool code_is_482913(struct work *w, void *data)
{
    (void)data;
    db_exec(w, SQL("delete from portal_code"), NO_BIND);
    db_exec(w, SQL("insert into portal_code (word, hash, made_at, ends_at, tries) values ($1, $2, $3, $4, 0)"),
            BIND(txt(blind_token(w, "portal.code", "13800138000")), blind_index(w, "portal.code", "13800138000:482913"), num(w->now.ms), num(w->now.ms + MINUTES(CODE_MINUTES))));
    return !failed(w);
}
static bool count_it(struct work *w, void *data) { return code_count(w, &((struct counter *)data)->try); }
static bool use_it(struct work *w, void *data) { return code_use(w, &((struct counter *)data)->try); }
static bool try_code(struct counter *c, text code)
{
    c->try = (struct code_try){ .phone = "13800138000", .code = code, .address = "10.0.0.1" };
    return in_write(c, count_it) && in_write(c, use_it);
}

TEST_DB(a_code_is_used_once_and_a_wrong_one_is_named_at_its_field)
{
    struct counter c;
    if (!counter_open(&c)) return;
    CHECK(in_write(&c, code_is_482913));
    CHECK(!try_code(&c, "482914"));
    SAME_TEXT(c.w->field, "code");
    CHECK(try_code(&c, "482913"));
    CHECK(!try_code(&c, "482913"));
    counter_close(&c);
}

TEST_DB(after_five_wrong_tries_the_right_code_is_worth_nothing)
{
    struct counter c;
    if (!counter_open(&c)) return;
    CHECK(in_write(&c, code_is_482913));
    for (int i = 0; i < CODE_TRIES; i++) CHECK(!try_code(&c, "000000"));
    CHECK(!try_code(&c, "482913"));
    counter_close(&c);
}

TEST_DB(a_code_runs_out_after_five_minutes)
{
    struct counter c;
    if (!counter_open(&c)) return;
    CHECK(in_write(&c, code_is_482913));
    c.w->now.ms += MINUTES(CODE_MINUTES);
    c.w->acted = c.w->now;
    CHECK(!try_code(&c, "482913"));
    counter_close(&c);
}

TEST_DB(an_address_has_sixty_wrong_tries_in_a_quarter_of_an_hour)
{
    struct counter c;
    if (!counter_open(&c)) return;
    for (int i = 0; i < 60; i++) CHECK(!try_code(&c, "000000"));
    CHECK(!try_code(&c, "000000"));
    EQUAL(c.w->failure, TOO_MANY);
    c.w->now.ms += MINUTES(16);
    CHECK(!try_code(&c, "000000"));
    EQUAL(c.w->failure, INVALID);
    counter_close(&c);
}

static bool ask_to_be_erased(struct work *w, void *data)
{
    struct counter *c = data;
    struct data_request *r = take(w, struct data_request);
    *r = (struct data_request){ .person = { c->person }, .words = "搬走了", .answer = "" };
    bool well = ADD(w, data_request, r);
    if (well) c->request = r->record.id;
    return well;
}
static bool finish(struct work *w, void *data)
{
    struct data_request *r = LOAD(w, data_request, ((struct counter *)data)->request);
    return r && step_run(w, &data_request_type, r, "finish", NULL);
}
/* A customer is closed first: while she is one, her data are needed. */
static bool erase(struct work *w, void *data)
{
    db_exec(w, SQL("update customer set state = 3"), NO_BIND);
    return person_erase(w, ((struct counter *)data)->person, ERASURE_ASKED);
}
static bool due_is_kept(struct work *w, void *data)
{
    const struct counter *c = data;
    EQUAL(db_one(w, SQL("select due_at from deadline where record = $1"), BIND(num(c->request)), 0), w->now.ms + DAYS(DATA_REQUEST_DAYS));
    return !failed(w);
}

static bool who_reads_wishes(struct work *w, void *data)
{
    (void)data;
    EQUAL(db_one(w, SQL("select count(*) from role_capabilities c join role r on r.id = c.parent where r.code in ('auditor', 'hr', 'reception', 'consultant', 'dispatcher', 'manager', 'hq') and c.word = 'data_request.see'"), NO_BIND, -1), 7);
    EQUAL(db_one(w, SQL("select count(*) from role_capabilities c join role r on r.id = c.parent where r.code in ('finance', 'safety', 'supervisor', 'worker') and c.word = 'data_request.see'"), NO_BIND, -1), 0);
    return !failed(w);
}

TEST_DB(a_wish_to_be_erased_has_a_deadline_and_is_done_only_when_it_is_done)
{
    struct counter c;
    if (!counter_open(&c)) return;
    CHECK(in_write(&c, ask_to_be_erased));
    CHECK(in_write(&c, due_is_kept));
    CHECK(in_write(&c, who_reads_wishes));
    CHECK(!in_write(&c, ask_to_be_erased));
    EQUAL(c.w->failure, CONFLICT);
    CHECK(!in_write(&c, finish));
    EQUAL(c.w->failure, CONFLICT);
    CHECK(in_write(&c, erase));
    CHECK(in_write(&c, finish));
    counter_close(&c);
}

TEST_DB(a_signature_cannot_be_exchanged_for_another)
{
    struct counter c;
    if (!counter_open(&c)) return;
    text one = acceptance_proof(c.w, "V26-00001 …", "aa"), other = acceptance_proof(c.w, "V26-00001 …", "ab"), words = acceptance_proof(c.w, "V26-00002 …", "aa");
    EQUAL((int)strlen(one), 64);
    CHECK(strcmp(one, other) != 0);
    CHECK(strcmp(one, words) != 0);
    counter_close(&c);
}

/* ---- the proposal to a complaint reaches her ---- */

static bool complain_of_nanny(struct work *w, void *data)
{
    struct counter *c = data;
    const struct complaint *made = complaint_receive(w, &(struct complaint_call){ .channel = CHANNEL_BY_PHONE, .category = ABOUT_ATTITUDE, .customer = { c->customer }, .story = "不耐烦" });
    c->request = made ? made->record.id : 0;
    return made != NULL;
}

static bool case_step(struct work *w, struct counter *c, text step, text input)
{
    struct complaint *k = LOAD(w, complaint, c->request);
    json_t *said = json_loads(input, 0, NULL);
    const struct step *of = type_step(&complaint_type, step);
    const void *in = k && of->input_count ? input_of_step(w, of, said, NULL) : NULL;
    bool well = k && !failed(w) && step_run(w, &complaint_type, k, step, in);
    json_decref(said);
    return well;
}
static bool heard(struct work *w, void *data) { return case_step(w, data, "accept", "{}") && case_step(w, data, "hear_customer", "{\"said\":\"希望换个态度\"}"); }
static bool proposed(struct work *w, void *data) { return case_step(w, data, "propose", "{\"facts\":\"属实\",\"proposal\":\"当面道歉\",\"remedies\":[\"apology\"],\"company_share\":100}"); }
static bool not_agreed(struct work *w, void *data) { w->reason = "电话里说不行"; return case_step(w, data, "disagree", "{}"); }
static bool reached(struct work *w, void *data)
{
    struct setting *s = take(w, struct setting);
    (void)data;
    *s = (struct setting){ .code = SETTING_PORTAL_ADDRESS, .since = day_of(w->now), .value = "https://shop.example" };
    return ADD(w, setting, s);
}
static bool about_her(struct work *w, void *data)
{
    struct counter *c = data;
    const struct complaint *made = complaint_receive(w, &(struct complaint_call){ .channel = CHANNEL_BY_WORKER, .category = ABOUT_CUSTOMER, .customer = { c->customer }, .story = "骂人" });
    c->request = made ? made->record.id : 0;
    return made != NULL;
}
static bool count_told(struct work *w, void *data)
{
    struct counter *c = data;
    c->counted = (int)db_one(w, SQL("select count(*) from message where template = 'complaint.proposed_call' and channel = 1"), NO_BIND, 0) * 10
               + (int)db_one(w, SQL("select count(*) from message where template = 'complaint.proposed' and channel = 1"), NO_BIND, 0);
    return !failed(w);
}
static int told(struct counter *c) { CHECK(in_write(c, count_told)); return c->counted; }

TEST_DB(a_proposal_without_a_visit_is_told_each_time_and_a_workers_words_about_her_never)
{
    struct counter c;
    if (!counter_open(&c)) return;
    CHECK(in_write(&c, complain_of_nanny) && in_write(&c, heard) && in_write(&c, proposed));
    EQUAL(told(&c), 10);                                /* no address for customers: she is told without a link */
    CHECK(in_write(&c, not_agreed) && in_write(&c, reached) && in_write(&c, proposed));
    EQUAL(told(&c), 11);
    CHECK(in_write(&c, about_her) && in_write(&c, heard) && in_write(&c, proposed));
    EQUAL(told(&c), 11);
    counter_close(&c);
}

TEST(a_visit_nobody_let_her_in_to_stays_that_when_its_fee_is_settled)
{
    struct visit fee = { .state = VISIT_SETTLED, .fee = { 4500 }, .worker = { 7 } }, done = { .state = VISIT_SETTLED, .worker = { 7 } }, ahead = { .state = VISIT_ACCEPTED };
    EQUAL(visit_shown_state(&fee), VISIT_NO_ACCESS);
    CHECK(!visit_tippable(&fee));
    EQUAL(visit_shown_state(&done), VISIT_SETTLED);
    CHECK(visit_tippable(&done));
    EQUAL(visit_shown_state(&ahead), VISIT_ACCEPTED);
}
