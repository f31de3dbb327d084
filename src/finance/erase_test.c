/* erase_test.c — after an erasure nothing of the person is left: every column of every table, every file, the raw database. What a law keeps lies under
 * seal until its day. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "base/json.h"
#include "base/words.h"
#include "contracts/contracts.h"
#include "finance/bank_line.h"
#include "finance/finance_house_test.h"
#include "record/erase.h"
#include "record/file.h"
#include "record/job_own.h"
#include "record/parts.h"
#include "record/timeline.h"

/* Rare enough to stand nowhere else; the ID number is of no real region. */
static const char name[] = "亓官璎珞", phone[] = "13812349876", number[] = "990000198001010012", address[] = "凤栖路甲8号楼2单元1701", remark[] = "璎珞小姐家有老人";
static const char hash[] = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

struct case_of { struct shop shop; int64_t person, merged, customer, home, visit, bill, batch, plain, face, festival; };

static bool kept_file(struct work *w, text content)
{
    text folder = print(w, "%s/files/00", house_data(w->house)), path = print(w, "%s/%s", folder, hash);
    mkdir(print(w, "%s/files", house_data(w->house)), 0700);
    mkdir(folder, 0700);
    FILE *f = fopen(path, "w");
    if (!f) return false;
    fprintf(f, "%s", content);
    fclose(f);
    struct timespec old[2] = { { 1000, 0 }, { 1000, 0 } };
    return utimensat(AT_FDCWD, path, old, 0) == 0 && file_made(w, &(struct upload){ .hash = hash, .size = (int64_t)strlen(content), .type = "text/plain", .file_name = name });
}

static int64_t add_person(struct work *w, text called, text at, text id_number)
{
    struct person p = { .name = called, .phone = { .plain = at }, .id_number = { .plain = id_number }, .emergency_name = name, .emergency_phone = { .plain = phone }, .remark = remark };
    return ADD(w, person, &p) ? p.record.id : 0;
}

static bool customer_of_hers(struct work *w, struct case_of *c)
{
    struct customer customer = { .record.branch = { c->shop.branch }, .person = { c->person }, .tax_number = "", .remark = remark };
    if (!ADD(w, customer, &customer)) return false;
    c->customer = customer.record.id;
    struct household h = { .record.branch = { c->shop.branch }, .customer = { c->customer }, .area = "望京", .estate = "凤栖苑", .address = { .plain = address }, .access = { .plain = "#1701#" },
        .remark = remark, .cameras = true, .camera_note = "璎珞的书房" };
    c->home = ADD(w, household, &h) ? h.record.id : 0;
    return c->home != 0;
}

static bool imported_from_a_sheet(struct work *w, struct case_of *c)
{
    c->batch = record_new_id();
    db_exec(w, SQL("insert into import_batch (id, shape, file, file_name, columns, branch, account, state, mode, existing, sheet, header_row, done_row, done_rows, job, created_at, ended_at, "
                   "row_count, creates, updates, sames, wrongs, warnings, made_rows, made_creates, made_updates, made_sames, made_wrongs) "
                   "values ($1, 'customer', $2, $3, '{}', 1, 1, 5, 1, 1, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)"), BIND(num(c->batch), txt(hash), txt(name)));
    db_exec(w, SQL("insert into import_record (batch, position, row_number, type, record, version, earlier, stays) values ($1, 1, 1, 'customer', $2, 1, '', 0)"), BIND(num(c->batch), num(c->customer)));
    db_exec(w, SQL("insert into import_error (batch, position, row_number, column_number, field, value, message, warning) values ($1, 1, 2, 1, 'phone', $2, '[]', 0)"), BIND(num(c->batch), txt(phone)));
    once_keep(w, "a-key", "", 200, print(w, "{\"name\":\"%s\"}", name));
    return kept_file(w, print(w, "姓名,手机,身份证\n%s,%s,%s\n", name, phone, number));
}

static bool she_comes(struct work *w, void *data)
{
    struct case_of *c = data;
    c->person = add_person(w, name, phone, "");
    c->merged = add_person(w, name, "", number);
    struct person *twin = LOAD(w, person, c->merged);
    w->reason = "同一个人：亓官璎珞";
    if (!twin || !step_run(w, &person_type, twin, "merge", &(const struct { ref stays; }){ { c->person } }) || !customer_of_hers(w, c)) return false;
    struct visit v = shop_visit(&c->shop, 0, 0, -1, 9, VISIT_SETTLED, 20000, 12000);
    v.customer.id = c->customer;
    v.household.id = c->home;
    v.remark = v.rating = remark;
    v.arrived_place = (place){ 399123456, 1164123456 };
    if (!ADD(w, visit, &v)) return false;
    c->visit = v.record.id;
    return imported_from_a_sheet(w, c);
}

/* Nothing in them is hers but what they are called. */
static bool she_is_asked(struct work *w, struct case_of *c)
{
    c->face = record_new_id();                          /* by hand: asking wants a plan that runs, and for a festival a round */
    c->festival = record_new_id();
    db_exec(w, SQL("insert into face_ask (id, branch, version, created_at, changed_at, title, state, customer, worker) values ($1, $2, 1, 1, 1, $3, 1, $4, $5)"),
            BIND(num(c->face), num(c->shop.branch), txt(print(w, "%s · 李阿姨", name)), num(c->customer), num(c->shop.workers[0])));
    db_exec(w, SQL("insert into festival_ask (id, branch, version, created_at, changed_at, title, state, customer) values ($1, $2, 1, 1, 1, $3, 1, $4)"),
            BIND(num(c->festival), num(c->shop.branch), txt(print(w, "%s · P26-1", name)), num(c->customer)));
    CHECK(strstr(record_title(w, house_type(w->house, "face_ask"), c->face), name) && strstr(record_title(w, house_type(w->house, "festival_ask"), c->festival), name));
    return true;
}

static bool she_is_worked_with(struct work *w, void *data)
{
    struct case_of *c = data;
    struct customer *customer = LOAD(w, customer, c->customer);
    struct bill b = { .record.branch = { c->shop.branch }, .state = BILL_RECONCILED, .customer = { c->customer }, .first = { SHOP_DAY }, .last = { SHOP_DAY }, .remark = remark };
    struct bill plain = { .record.branch = { c->shop.branch }, .state = BILL_RECONCILED, .customer = { c->customer }, .first = { SHOP_DAY - 40 }, .last = { SHOP_DAY - 40 }, .remark = "" };
    if (!customer || !ADD(w, bill, &b) || !ADD(w, bill, &plain)) return false;      /* nothing of the plain one is hers but what it is called */
    c->bill = b.record.id;
    c->plain = plain.record.id;
    if (!she_is_asked(w, c)) return false;
    customer->remark = print(w, "%s，下次再说", remark);
    audit_write(w, &(struct audit_entry){ .what = AUDIT_NOTE, .type = &customer_type, .record = c->customer, .step = "", .reason = remark, .changes = "", .about = customer });
    return SAVE(w, customer, customer);
}

static bool close_customer(struct work *w, void *data)
{
    struct customer *customer = LOAD(w, customer, ((struct case_of *)data)->customer);
    w->reason = "璎珞搬家了";
    return customer && step_run(w, &customer_type, customer, "close", NULL);
}

static bool erase(struct work *w, void *data) { return person_erase(w, ((struct case_of *)data)->person, ERASURE_ASKED); }

/* ---- looking for her ---- */

struct looking { text needle; int64_t found; };

/* As text, so that LIKE may look through it; numbers are turned into text as well: a phone may stand in one. */
static text like(struct work *w, const struct db_column *c)
{
    bool bytes = !strcmp(c->type, "blob") && test_on_postgres();
    return print(w, bytes ? "encode(%s, 'escape') like '%%' || $1 || '%%'" : "cast(%s as text) like '%%' || $1 || '%%'", c->name);
}

/* One question a table, not one a column: there are thousands of columns, and each question is read and planned anew. */
static bool in_all_columns(struct work *w, void *data)
{
    struct looking *l = data;
    const struct db_column *columns;
    int n = db_columns(w, &columns);
    for (int i = 0, next; i < n && !failed(w); i = next) {
        text any = like(w, &columns[i]);
        for (next = i + 1; next < n && !strcmp(columns[next].table, columns[i].table); next++) any = print(w, "%s or %s", any, like(w, &columns[next]));
        struct rows *row = db_query_made(w, print(w, "select count(*) from %s where %s", columns[i].table, any), BIND(txt(l->needle)));
        int64_t found = db_next(row) ? db_number(row, 0) : 0;
        if (found && getenv("TEST_LOUD")) printf("  “%s” stands in %s\n", l->needle, columns[i].table);
        l->found += found;
    }
    return !failed(w);
}

/* The last four as masks show them: bare digits may stand in any hash. */
static const text needles[] = { name, "璎珞", "亓官", "yingluo", phone, "*9876", number, "*0012", address, "元1701", "#1701", "有老人" };

static bool stands_anywhere(struct case_of *c, text needle)
{
    struct looking l = { needle, 0 };
    CHECK(shop_write(&c->shop, &the_system, in_all_columns, &l));
    return l.found > 0;
}

static bool stands_on_disk(const struct case_of *c, text needle)
{
    char command[300];
    snprintf(command, sizeof command, "grep -rqaF --exclude-dir=keys -- '%s' %s", needle, c->shop.folder);
    return system(command) == 0;
}

/* The raw file, deleted pages too (secure_delete), once it is closed and its log is in. */
static bool stands_in_database(text needle)
{
    char command[300];
    snprintf(command, sizeof command, "grep -qaF -- '%s' %s*", needle, test_url() + strlen("sqlite:"));
    return system(command) == 0;
}

struct seen { struct case_of *c; struct audit_verdict verdict; };

static bool what_stays(struct work *w, void *data)
{
    struct seen *s = data;
    SAME_TEXT(record_title(w, &customer_type, s->c->customer), "已删除人员");
    SAME_TEXT(record_title(w, &person_type, s->c->person), "已删除人员");
    CHECK(!strncmp(record_title(w, &bill_type, s->c->plain), "已删除人员 · ", strlen("已删除人员 · ")));
    CHECK(!strncmp(record_title(w, house_type(w->house, "face_ask"), s->c->face), "已删除人员 · ", strlen("已删除人员 · ")));
    CHECK(!strncmp(record_title(w, house_type(w->house, "festival_ask"), s->c->festival), "已删除人员 · ", strlen("已删除人员 · ")));
    const struct bill *b = LOAD(w, bill, s->c->bill);
    EQUAL(b ? b->customer.id : 0, s->c->customer);
    const struct visit *v = LOAD(w, visit, s->c->visit);
    EQUAL(v ? v->price.fen : 0, 20000);
    SAME_TEXT(v ? v->remark : "?", "");
    EQUAL(v ? v->arrived_place.lat : -1, 0);
    const struct customer *then = history_load(w, &customer_type, s->c->customer, (instant){ INT64_MAX });
    SAME_TEXT(then ? then->remark : "?", "");
    EQUAL(db_one(w, SQL("select count(*) from person_key where person in ($1, $2) and wrapped is not null"), BIND(num(s->c->person), num(s->c->merged)), -1), 0);
    return audit_seal_some(w) && audit_seal_some(w) && audit_verify(w, &s->verdict);
}

static bool timeline_reads(struct work *w, void *data)
{
    const struct case_of *c = data;
    struct json j = json_new(w->arena);
    if (!timeline_write(w, &j, &customer_type, c->customer, NULL)) return false;
    CHECK(strstr(buf_text(&j.out), remark) != NULL);
    CHECK(strstr(buf_text(&j.out), "下次再说") != NULL);
    CHECK(strstr(buf_text(&j.out), "sealed:") == NULL);
    return !failed(w);
}

static bool timeline_is_silent(struct work *w, void *data)
{
    const struct case_of *c = data;
    struct json j = json_new(w->arena);
    if (!timeline_write(w, &j, &customer_type, c->customer, NULL)) return false;
    CHECK(strstr(buf_text(&j.out), "璎珞") == NULL && strstr(buf_text(&j.out), "sealed:") == NULL);
    CHECK(strstr(buf_text(&j.out), "\"from_text\":\"已删除\"") != NULL);
    for (text at = buf_text(&j.out); (at = strstr(at, "\"from_text\":\"已删除\"")) != NULL; at++) {
        text to = strstr(at, "\"to_text\":");
        CHECK(!to || strncmp(to, "\"to_text\":\"已删除\"", strlen("\"to_text\":\"已删除\"")) != 0);
    }
    CHECK(strstr(buf_text(&j.out), "\"reason\":\"本人要求删除") != NULL);
    return !failed(w);
}

/* It would be the first thing known of her again. */
static bool agrees_to_something(struct work *w, void *data)
{
    struct consent k = { .person = { ((struct case_of *)data)->person }, .purpose = CONSENT_MARKETING, .notice_version = "1", .guardian = "" };
    return ADD(w, consent, &k);
}

static bool seal_the_log(struct work *w, void *data) { (void)data; return audit_seal_some(w); }

static void run_file_jobs(struct case_of *c)
{
    for (;;) {
        struct job job = { .arena = arena_new() };
        bool found = job_claim(c->shop.house, "test", &job);
        if (found) job_run_claimed(&job);
        arena_free(job.arena);
        if (!found) return;
    }
}

/* What she reads of her bills among all that is in the way. */
static text bills_in_the_way(struct work *w, int64_t person)
{
    const struct person_needed *n;
    text said = "";
    for (int i = 0; (n = house_answers(w->house, QUESTION_NEEDED, i)) != NULL; i++)
        if (n->to_her && strstr(n->to_her, "bill") && person_needed_by(w, n, person)) said = print(w, "%s%s", said, n->to_her);
    return said;
}

/* To her: pay what is open; what only the office can finish is not asked of her. */
static bool what_of_a_bill_stands_in_the_way(struct work *w, void *data)
{
    struct case_of *c = data;
    struct bill b = { .record.branch = { c->shop.branch }, .state = BILL_SENT, .customer = { c->customer }, .first = { SHOP_DAY }, .last = { SHOP_DAY }, .remark = "", .objection = "", .total = { 5000 }, .paid = { 1000 } };
    if (!ADD(w, bill, &b)) return false;
    db_exec(w, SQL("update bill set total = 5000, paid = 1000 where id = $1"), BIND(num(b.record.id)));
    SAME_TEXT(bills_in_the_way(w, c->person), "A bill is not paid yet; pay it, or call us");
    db_exec(w, SQL("update bill set paid = 5000 where id = $1"), BIND(num(b.record.id)));
    SAME_TEXT(bills_in_the_way(w, c->person), "A bill or settlement of yours is not closed yet; we finish it, you need do nothing");
    db_exec(w, SQL("update bill set state = 9 where id = $1"), BIND(num(b.record.id)));
    SAME_TEXT(bills_in_the_way(w, c->person), "");
    return !failed(w);
}
_Static_assert(BILL_PAID == 9, "the update above says it by number");

static bool bank_line_stands_in_the_way(struct work *w, void *data)
{
    struct case_of *c = data;
    struct bill b = { .record.branch = { c->shop.branch }, .state = BILL_RECONCILED, .customer = { c->customer }, .first = { SHOP_DAY }, .last = { SHOP_DAY }, .remark = "", .objection = "" };
    struct bank_line l = { .record.branch = { c->shop.branch }, .state = BANK_LINE_NEW, .booked_on = { SHOP_DAY }, .amount = { 5000 }, .counterparty = name, .reference = "", .bank_number = "GS1", .line_key = "one", .why = "" };
    if (!ADD(w, bill, &b) || !ADD(w, bank_line, &l)) return false;
    SAME_TEXT(bills_in_the_way(w, c->person), "");
    db_exec(w, SQL("update bank_line set suggested_bill = $2 where id = $1"), BIND(num(l.record.id), num(b.record.id)));
    const struct person_needed *n = person_needed(w, c->person, false);
    CHECK(n && strstr(n->why, "bank statement"));
    db_exec(w, SQL("update bank_line set state = 3 where id = $1"), BIND(num(l.record.id)));
    n = person_needed(w, c->person, false);
    CHECK(!n || !strstr(n->why, "bank statement"));
    return !failed(w);
}

TEST_DB(money_at_the_bank_that_may_be_hers_is_dealt_with_before_she_is_erased)
{
    struct case_of c = { 0 };
    if (!shop_open(&c.shop)) return;
    CHECK(shop_write(&c.shop, &the_system, she_comes, &c) && shop_write(&c.shop, &the_system, close_customer, &c) && shop_write(&c.shop, &the_system, bank_line_stands_in_the_way, &c));
    shop_close(&c.shop);
}

static bool says(struct work *w, const struct case_of *c, text what)
{
    const struct person_needed *n = person_needed(w, c->person, false);
    return n && strstr(n->why, what);
}
static bool money_held_stands_in_the_way(struct work *w, void *data)
{
    struct case_of *c = data;
    db_exec(w, SQL("update customer set owed = -30000 where id = $1"), BIND(num(c->customer)));
    CHECK(says(w, c, "Money of hers is with us"));
    db_exec(w, SQL("update customer set owed = 0 where id = $1"), BIND(num(c->customer)));
    CHECK(!says(w, c, "Money of hers is with us"));
    struct demand d = { .record.branch = { c->shop.branch }, .person = { c->person }, .line = { c->shop.line }, .wanted = "白天", .start_from = { day_of(w->now).number + 3 } };
    if (!ADD(w, demand, &d)) return false;
    db_exec(w, SQL("update demand set state = 10 where id = $1"), BIND(num(d.record.id)));
    CHECK(says(w, c, "Somebody is being looked for"));
    return !failed(w);
}

TEST_DB(money_that_is_hers_and_a_demand_that_rests_stand_in_the_way_of_erasing_her)
{
    struct case_of c = { 0 };
    if (!shop_open(&c.shop)) return;
    CHECK(shop_write(&c.shop, &the_system, she_comes, &c) && shop_write(&c.shop, &the_system, close_customer, &c) && shop_write(&c.shop, &the_system, money_held_stands_in_the_way, &c));
    shop_close(&c.shop);
}

TEST_DB(a_bill_she_has_paid_is_not_asked_of_her_once_more)
{
    struct case_of c = { 0 };
    if (!shop_open(&c.shop)) return;
    CHECK(shop_write(&c.shop, &the_system, she_comes, &c) && shop_write(&c.shop, &the_system, what_of_a_bill_stands_in_the_way, &c));
    shop_close(&c.shop);
}

TEST_DB(after_an_erasure_no_table_and_no_file_tells_of_the_person_and_the_log_is_whole)
{
    struct case_of c = { 0 };
    struct seen s = { .c = &c };
    if (!shop_open(&c.shop)) return;
    CHECK(shop_write(&c.shop, &the_system, she_comes, &c) && shop_write(&c.shop, &the_system, she_is_worked_with, &c));
    CHECK(shop_write(&c.shop, &the_system, seal_the_log, NULL));
    CHECK(shop_write(&c.shop, &the_system, timeline_reads, &c));
    CHECK(stands_anywhere(&c, name) && stands_anywhere(&c, "yingluo") && stands_anywhere(&c, "*9876") && stands_on_disk(&c, phone));
    CHECK(!shop_write(&c.shop, &the_system, erase, &c));                        /* an active customer */
    EQUAL(c.shop.w->failure, CONFLICT);
    CHECK(shop_write(&c.shop, &the_system, close_customer, &c));
    CHECK(shop_write(&c.shop, &the_system, erase, &c));
    for (int i = 0; i < COUNT_OF(needles); i++) {
        CASE(needles[i]);
        CHECK(!stands_anywhere(&c, needles[i]));
    }
    CASE(NULL);
    CHECK(shop_write(&c.shop, &the_system, what_stays, &s));
    EQUAL(s.verdict.broken_at, 0);
    CHECK(s.verdict.checked > 10 && !s.verdict.unsealed);
    CHECK(shop_write(&c.shop, &the_system, timeline_is_silent, &c));
    CHECK(!shop_write(&c.shop, &the_system, agrees_to_something, &c));
    SAME_TEXT(c.shop.w->wrong ? c.shop.w->wrong->field : "", "person");
    run_file_jobs(&c);
    for (int i = 0; i < COUNT_OF(needles); i++)
        if (strlen(needles[i]) > 4) CHECK(!stands_on_disk(&c, needles[i]));
    text why = "";
    CHECK(db_tidy(c.shop.db, &why));                    /* as the night does: a page that was split may keep an old copy until then */
    shop_close(&c.shop);
    for (int i = 0; i < COUNT_OF(needles) && !test_on_postgres(); i++)
        if (strlen(needles[i]) > 4) CHECK(!stands_in_database(needles[i]));
}

/* ---- what a law keeps ---- */

enum { ENDED_AGO = 100, KEPT_DAYS = 1095 };
static const char signed_text[] = "甲方璎珞，乙方王金凤，住家照料老人";

static bool her_contract(struct work *w, struct case_of *c)
{
    day today = day_of(w->now);
    struct contract k = { .record.branch = { c->shop.branch }, .state = CONTRACT_ENDED, .mode = CONTRACT_AGENCY, .customer = { c->customer }, .household = { c->home }, .worker = { c->shop.workers[0] }, .line = { c->shop.line },
        .first = { today.number - 400 }, .last = { today.number - ENDED_AGO }, .ended_on = { today.number - ENDED_AGO, true }, .document = { .plain = signed_text }, .signed_paper = { hash }, .remark = remark };
    if (!ADD(w, contract, &k)) return false;
    struct contract_signature s = { .record.branch = { c->shop.branch }, .contract = { k.record.id }, .party = PARTY_CUSTOMER, .person = { c->person }, .name = name, .picture = { hash }, .document_hash = "" };
    c->bill = k.record.id;
    return ADD(w, contract_signature, &s);
}

static bool she_had_a_contract(struct work *w, void *data)
{
    struct case_of *c = data;
    c->person = add_person(w, name, phone, number);
    return c->person && customer_of_hers(w, c) && kept_file(w, "scan") && her_contract(w, c);
}

static int64_t live_keys(struct work *w, const struct case_of *c)
{
    return db_one(w, SQL("select count(*) from person_key where person = $1 and wrapped is not null"), BIND(num(c->person)), -1);
}

static struct kept_paper *paper(struct work *w, const struct case_of *c, text rule)
{
    struct found f = LOAD_WHERE(w, kept_paper, "person = $1 and rule = $2", BIND(num(c->person), txt(rule)));
    EQUAL(f.count, 1);
    return f.count == 1 ? f.at[0] : NULL;
}

static bool lies_under_seal(struct work *w, void *data)
{
    const struct case_of *c = data;
    const struct person *p = LOAD(w, person, c->person);
    const struct contract *k = LOAD(w, contract, c->bill);
    const struct kept_paper *contract = paper(w, c, "contract.paper"), *signature = paper(w, c, "contract_signature.signature");
    if (!p || !k || !contract || !signature) return false;
    EQUAL(p->state, PERSON_ERASED);
    EQUAL(p->kept_until.number, day_of(w->now).number - ENDED_AGO + KEPT_DAYS);
    CHECK(!person_may_be_contacted(w, c->person));
    SAME_TEXT(sealed_open(w, &contract_type, k, &k->document), "");
    CHECK(!*k->signed_paper.hash && !*k->remark);
    text words = sealed_open(w, &kept_paper_type, contract, &contract->words);
    CHECK(strstr(words, name) && strstr(words, signed_text) && !strstr(words, remark));
    CHECK(strstr(sealed_open(w, &kept_paper_type, signature, &signature->words), name) != NULL);
    SAME_TEXT(signature->what, print(w, "签名（合同 %s）", k->record.number));     /* it has no number of its own */
    EQUAL(contract->files.count, 1);
    EQUAL(live_keys(w, c), 1);
    EQUAL(db_one(w, SQL("select count(*) from person_key where person = $1 and erased_at > 0"), BIND(num(c->person)), -1), 1);
    text said = kept_by_law_words(w, c->person);
    text until = dates_said(w->arena, w->language, day_text(w->arena, (day){ p->kept_until.number }));
    CHECK(strstr(said, until) && strstr(said, "188"));
    return !failed(w);
}

struct opening { struct case_of *c; bool may; };
static const text may_open[] = { CAN_OPEN_KEPT };

static bool file_opens(struct work *w, void *data)
{
    struct opening *o = data;
    o->may = file_may_read(w, hash);
    return !failed(w);
}

static bool reveal_paper(struct work *w, void *data)
{
    const struct kept_paper *k = paper(w, ((struct opening *)data)->c, "contract.paper");
    if (!k) return false;
    audit_write(w, &(struct audit_entry){ .what = AUDIT_READ, .type = &kept_paper_type, .record = k->record.id, .step = "words", .reason = "法院调取", .changes = "", .about = k });
    return !failed(w);
}

static bool opens_for(struct case_of *c, const struct actor *who, bool reveal)
{
    struct opening o = { .c = c };
    if (reveal) CHECK(shop_write(&c->shop, who, reveal_paper, &o));
    CHECK(shop_write(&c->shop, who, file_opens, &o));
    return o.may;
}

static bool signature_until_yesterday(struct work *w, void *data)
{
    const struct case_of *c = data;
    db_exec(w, SQL("update kept_paper set until = $2 where person = $1"), BIND(num(c->person), num(day_of(w->now).number)));
    db_exec(w, SQL("update kept_paper set until = until - 1 where person = $1 and rule = 'contract_signature.signature'"), BIND(num(c->person)));
    return job_add(w, "retention", "") != 0;
}

static bool contract_until_yesterday(struct work *w, void *data)
{
    db_exec(w, SQL("update kept_paper set until = $2 where person = $1"), BIND(num(((struct case_of *)data)->person), num(day_of(w->now).number - 1)));
    return job_add(w, "retention", "") != 0;
}

static bool one_is_left(struct work *w, void *data)
{
    const struct case_of *c = data;
    const struct kept_paper *contract = paper(w, c, "contract.paper"), *signature = paper(w, c, "contract_signature.signature");
    if (!contract || !signature) return false;
    SAME_TEXT(sealed_open(w, &kept_paper_type, signature, &signature->words), "");
    CHECK(strstr(sealed_open(w, &kept_paper_type, contract, &contract->words), signed_text) != NULL);
    EQUAL(live_keys(w, c), 1);
    CHECK(*file_facts(w, hash).path);
    return !failed(w);
}

static bool all_is_gone(struct work *w, void *data)
{
    struct seen *s = data;
    const struct kept_paper *contract = paper(w, s->c, "contract.paper");
    if (!contract) return false;
    SAME_TEXT(sealed_open(w, &kept_paper_type, contract, &contract->words), "");
    EQUAL(contract->files.count, 0);
    EQUAL(live_keys(w, s->c), 0);
    EQUAL(db_one(w, SQL("select count(*) from audit where what = 10 and type = 'kept_paper'"), NO_BIND, -1), 2);
    return audit_seal_some(w) && audit_seal_some(w) && audit_verify(w, &s->verdict);
}

TEST_DB(what_a_law_keeps_of_the_erased_opens_with_a_reason_only_and_its_key_goes_the_day_after_the_last_period)
{
    struct case_of c = { 0 };
    struct seen s = { .c = &c };
    if (!shop_open(&c.shop)) return;
    struct actor keeper = { .user = c.shop.clerk.user, .name = "keeper", .language = "zh", .can = may_open, .can_count = COUNT_OF(may_open), .all_branches = true };
    CHECK(shop_write(&c.shop, &the_system, she_had_a_contract, &c) && shop_write(&c.shop, &the_system, close_customer, &c));
    CHECK(shop_write(&c.shop, &c.shop.boss, erase, &c));
    CHECK(shop_write(&c.shop, &the_system, lies_under_seal, &c));
    for (int i = 0; i < COUNT_OF(needles); i++) {
        CASE(needles[i]);
        CHECK(!stands_anywhere(&c, needles[i]));
    }
    CASE(NULL);
    CHECK(!stands_anywhere(&c, "照料老人"));
    CHECK(shop_write(&c.shop, &the_system, timeline_is_silent, &c));
    CHECK(!opens_for(&c, &keeper, false) && opens_for(&c, &keeper, true));
    CHECK(!opens_for(&c, &c.shop.boss, true));                                  /* a reason alone opens nothing */
    CHECK(shop_write(&c.shop, &the_system, signature_until_yesterday, &c));
    run_file_jobs(&c);
    CHECK(shop_write(&c.shop, &the_system, one_is_left, &c));
    CHECK(shop_write(&c.shop, &the_system, contract_until_yesterday, &c));
    run_file_jobs(&c);
    CHECK(shop_write(&c.shop, &the_system, all_is_gone, &s));
    EQUAL(s.verdict.broken_at, 0);
    shop_close(&c.shop);
}
