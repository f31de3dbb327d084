#include <stdio.h>
#include "company/company_house_test.h"
#include "company/person_merge.h"

/* Synthetic identities of a demo house: region 99xxxx, check characters right. */
static const char one_number[] = "990000198001010012";

struct pair { int64_t a, b, party; };

static int64_t add_person(struct work *w, text name, text phone, text number)
{
    struct person p = { .name = name, .phone = { .plain = phone }, .id_number = { .plain = number } };
    return record_add(w, &person_type, &p) ? p.record.id : 0;
}

static int64_t add_branch(struct work *w, text name, text code, int64_t parent)
{
    struct branch b = { .name = name, .code = code, .parent = { parent } };
    return record_add(w, &branch_type, &b) ? b.record.id : 0;
}

static bool two_of_one(struct work *w, void *data)
{
    struct pair *p = data;
    int64_t branch = add_branch(w, "总店", "01", 0);
    p->a = add_person(w, "李芳", "13812341234", "");
    p->b = add_person(w, "李 芳", "", one_number);
    struct guest guests[] = { { { p->a }, "left" }, { { p->b }, "right" } };
    struct party party = { .record.branch = { branch }, .name = "Birthday", .host = { p->b }, .wish = { .plain = "quiet" }, .guests = { guests, 2 } };
    if (failed(w) || !record_add(w, &party_type, &party)) return false;
    p->party = party.record.id;
    struct consent c = { .person = { p->b }, .purpose = CONSENT_HEALTH, .way = CONSENT_ON_PAPER };
    return record_add(w, &consent_type, &c);
}

static bool merge(struct work *w, void *data)
{
    const struct pair *p = data;
    struct person *b = record_load(w, &person_type, p->b);
    w->reason = "the same";
    return b && step_run(w, &person_type, b, "merge", &(struct person_merge){ { p->a } });
}

static bool unmerge(struct work *w, void *data)
{
    struct person *b = record_load(w, &person_type, ((struct pair *)data)->b);
    return b && step_run(w, &person_type, b, "unmerge", NULL);
}

static bool is_one(struct work *w, void *data)
{
    const struct pair *p = data;
    const struct person *a = record_load(w, &person_type, p->a), *b = record_load(w, &person_type, p->b);
    const struct party *party = record_load(w, &party_type, p->party);
    if (!a || !b || !party) return false;
    EQUAL(party->host.id, p->a);
    EQUAL(ROW(struct guest, party->guests, 1)->person.id, p->a);
    SAME_TEXT(sealed_open(w, &person_type, a, &a->id_number), one_number);
    SAME_TEXT(sealed_open(w, &person_type, b, &b->id_number), "");
    SAME_TEXT(sealed_open(w, &party_type, party, &party->wish), "quiet");
    EQUAL(b->merged_into.id, p->a);
    EQUAL(a->sex, MALE);
    CHECK(consent_given(w, p->a, CONSENT_HEALTH) && !consent_given(w, p->b, CONSENT_HEALTH));
    int64_t behind[4];
    EQUAL(persons_behind(w, p->a, behind, 4), 2);
    return !failed(w);
}

static bool are_two(struct work *w, void *data)
{
    const struct pair *p = data;
    const struct person *a = record_load(w, &person_type, p->a), *b = record_load(w, &person_type, p->b);
    const struct party *party = record_load(w, &party_type, p->party);
    if (!a || !b || !party) return false;
    EQUAL(party->host.id, p->b);
    EQUAL(ROW(struct guest, party->guests, 0)->person.id, p->a);
    EQUAL(ROW(struct guest, party->guests, 1)->person.id, p->b);
    SAME_TEXT(sealed_open(w, &person_type, a, &a->id_number), "");
    SAME_TEXT(sealed_open(w, &person_type, b, &b->id_number), one_number);
    CHECK(!a->sex && !a->birth.given && b->state == PERSON_ACTIVE && !b->merged_into.id);
    CHECK(consent_given(w, p->b, CONSENT_HEALTH));
    EQUAL(db_one(w, SQL("select count(*) from person_moved"), NO_BIND, -1), 0);
    return !failed(w);
}

TEST_DB(two_records_of_one_person_merge_with_their_references_and_come_apart)
{
    struct company_house c;
    struct pair p = { 0 };
    if (!company_open(&c, true)) return;
    CHECK(in_write(&c, &the_system, two_of_one, &p));
    for (int round = 0; round < 2; round++) {
        CHECK(in_write(&c, &the_system, merge, &p));
        CHECK(in_read(&c, &the_system, is_one, &p));
        CHECK(!in_write(&c, &the_system, merge, &p));
        EQUAL(c.w->failure, CONFLICT);
        CHECK(in_write(&c, &the_system, unmerge, &p));
        CHECK(in_read(&c, &the_system, are_two, &p));
    }
    company_close(&c);
}

static bool same_number_twice(struct work *w, void *data)
{
    (void)data;
    return add_person(w, "甲", "", one_number) && add_person(w, "乙", "", one_number);
}

static bool same_phone_twice(struct work *w, void *data)
{
    (void)data;
    return add_person(w, "甲", "13812341234", "") && add_person(w, "乙", "+86 138 1234 1234", "") && add_person(w, "丙", "", "") && add_person(w, "丁", "", "");
}

static bool same_index(struct work *w, void *data)
{
    (void)data;
    EQUAL(db_one(w, SQL("select count(distinct phone_index) from person where length(phone_index) > 0"), NO_BIND, -1), 1);
    return !failed(w);
}

static bool wrong_birthday(struct work *w, void *data)
{
    (void)data;
    struct person p = { .name = "甲", .birth = { 5, true }, .id_number = { .plain = one_number } };
    return record_add(w, &person_type, &p);
}

TEST_DB(an_id_number_makes_a_person_unique_and_a_phone_does_not)
{
    struct company_house c;
    if (!company_open(&c, true)) return;
    CHECK(!in_write(&c, &the_system, same_number_twice, NULL));
    EQUAL(c.w->failure, CONFLICT);
    SAME_TEXT(c.w->field, "id_number");
    CHECK(in_write(&c, &the_system, same_phone_twice, NULL));
    CHECK(in_read(&c, &the_system, same_index, NULL));
    CHECK(!in_write(&c, &the_system, wrong_birthday, NULL));
    SAME_TEXT(c.w->field, "birth");
    company_close(&c);
}

static bool erase(struct work *w, void *data) { return person_erase(w, ((struct pair *)data)->a, ERASURE_ASKED); }

static bool nothing_left(struct work *w, void *data)
{
    const struct pair *p = data;
    const struct person *a = record_load(w, &person_type, p->a);
    const struct party *party = record_load(w, &party_type, p->party);
    if (!a || !party) return false;
    CHECK(a->state == PERSON_ERASED && !a->birth.given && !person_may_be_contacted(w, p->a));
    SAME_TEXT(sealed_open(w, &party_type, party, &party->wish), "");        /* sealed while the host was the other record */
    EQUAL(db_one(w, SQL("select count(*) from person where length(id_number_index) > 0 or length(phone_index) > 0"), NO_BIND, -1), 0);
    return !failed(w);
}

static bool number_free(struct work *w, void *data) { (void)data; return add_person(w, "新人", "", one_number) != 0; }

TEST_DB(erasing_a_person_closes_what_was_sealed_for_the_merged_one_too)
{
    struct company_house c;
    struct pair p = { 0 };
    if (!company_open(&c, true)) return;
    CHECK(in_write(&c, &the_system, two_of_one, &p) && in_write(&c, &the_system, merge, &p));
    CHECK(in_write(&c, &the_system, erase, &p));
    CHECK(in_read(&c, &the_system, nothing_left, &p));
    CHECK(in_write(&c, &the_system, number_free, &p));
    company_close(&c);
}

static bool consents(struct work *w, void *data)
{
    (void)data;
    int64_t id = add_person(w, "李芳", "", "");
    struct consent given = { .person = { id }, .purpose = CONSENT_FACE, .way = CONSENT_ON_SCREEN }, second = given;
    CHECK(!consent_given(w, id, CONSENT_FACE));
    if (!record_add(w, &consent_type, &given)) return false;
    CHECK(consent_given(w, id, CONSENT_FACE) && !consent_given(w, id, CONSENT_HEALTH));
    SAME_TEXT(given.notice_version, "1");
    if (!step_run(w, &consent_type, record_load(w, &consent_type, given.record.id), "withdraw", NULL)) return false;
    CHECK(!consent_given(w, id, CONSENT_FACE));
    if (!record_add(w, &consent_type, &second)) return false;
    CHECK(consent_given(w, id, CONSENT_FACE));
    struct consent child = { .person = { id }, .purpose = CONSENT_CHILD, .way = CONSENT_ON_PAPER };
    CHECK(!record_add(w, &consent_type, &child));
    SAME_TEXT(w->field, "guardian");
    return false;
}

TEST_DB(a_consent_holds_until_it_is_withdrawn)
{
    struct company_house c;
    if (!company_open(&c, false)) return;
    CHECK(!in_write(&c, &the_system, consents, NULL));
    EQUAL(c.w->failure, INVALID);
    company_close(&c);
}

/* ---- what stands in the way of an erasure ---- */

struct in_the_way { int64_t person; text hash; };
static const char setup_body[] = "{\"company\":\"阳光家政\",\"branch\":\"总店\",\"name\":\"王芳\",\"login\":\"wang\",\"password\":\"correct horse\"}";

static bool held_with_an_account(struct work *w, void *data)
{
    struct in_the_way *d = data;
    d->person = add_person(w, "李芳", "13812341234", "");
    int64_t branch = add_branch(w, "二店", "02", 0);
    w->reason = "court";
    struct person *p = record_load(w, &person_type, d->person);
    if (!p || !step_run(w, &person_type, p, "hold", NULL)) return false;
    bool well = demo_account_add(w, &(struct demo_account){ .login = "fang", .name = "李芳", .password = "zhangjia", .hash = d->hash, .role = "worker", .place = branch, .person = d->person }) != 0;
    return well && demo_account_add(w, &(struct demo_account){ .login = "demo", .name = "王芳", .password = "zhangjia", .hash = d->hash, .role = "reception", .place = branch }) != 0;
}

TEST_DB(all_that_stands_in_the_way_of_an_erasure_is_told_at_once_with_what_may_be_opened)
{
    struct company_house c;
    if (!company_open(&c, true)) return;
    struct browser boss = { .house = &c }, desk = { .house = &c };
    struct in_the_way d = { .hash = password_hash(c.w, "zhangjia") };
    EQUAL(browse(&boss, "POST", "/api/setup", setup_body), 200);
    CHECK(in_write(&c, &the_system, held_with_an_account, &d));
    char path[80];
    snprintf(path, sizeof path, "/api/person/%lld/needed", (long long)d.person);
    EQUAL(browse(&boss, "GET", path, NULL), 200);
    CHECK(says(&boss, "争议") && says(&boss, "\"type\":\"person\"") && says(&boss, "登录账号") && says(&boss, "\"type\":\"account\""));
    EQUAL(browse(&desk, "POST", "/api/login", "{\"login\":\"demo\",\"password\":\"zhangjia\"}"), 200);
    EQUAL(browse(&desk, "GET", path, NULL), 200);
    CHECK(says(&desk, "登录账号") && !says(&desk, "\"type\":\"account\"") && says(&desk, "\"more\":1"));
    company_close(&c);
}
