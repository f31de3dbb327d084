/* branch_test.c — every record lies in a branch that is there, and a setting's text says what it is. */
#include <jansson.h>
#include "company/company_house_test.h"
#include "company/setting.h"
#include "record/api.h"

struct place { int64_t first, second, party, into; };

static bool two_shops(struct work *w, void *data)
{
    struct place *p = data;
    struct branch a = { .name = "一店", .code = "A" }, b = { .name = "二店", .code = "B" };
    if (!record_add(w, &branch_type, &a) || !record_add(w, &branch_type, &b)) return false;
    p->first = a.record.id;
    p->second = b.record.id;
    return true;
}

static bool feast(struct work *w, void *data)
{
    struct place *p = data;
    struct party party = { .record.branch = { p->into }, .name = "Birthday" };
    if (!record_add(w, &party_type, &party)) return false;
    p->party = party.record.id;
    return true;
}

static bool carry(struct work *w, void *data)
{
    const struct place *p = data;
    struct party *party = record_load(w, &party_type, p->party);
    if (!party) return false;
    party->record.branch.id = p->into;
    return record_save(w, &party_type, party);
}

static bool whole_company(struct work *w, void *data)
{
    struct setting s = { .record.branch = { *(int64_t *)data }, .code = "company.owner_mode", .since = { 20000 }, .value = "1" };
    return record_add(w, &setting_type, &s);
}

TEST_DB(a_record_lies_in_a_branch_that_is_there_whoever_sees_them_all)
{
    static const text all[] = { "company.manage", "party.edit", "party.see" };
    const struct actor boss = { .user = 1, .name = "Boss", .language = "en", .can = all, .can_count = 3, .all_branches = true };
    struct company_house c;
    struct place p = { 0 };
    int64_t nowhere = 424242, everywhere = 0;
    if (!company_open(&c, true)) return;
    CHECK(in_write(&c, &the_system, two_shops, &p));
    p.into = nowhere;
    CHECK(!in_write(&c, &boss, feast, &p));
    EQUAL(c.w->failure, INVALID);
    SAME_TEXT(c.w->field, "branch");
    CHECK(!in_write(&c, &boss, whole_company, &nowhere));      /* also where a branch may be left out */
    SAME_TEXT(c.w->field, "branch");
    CHECK(in_write(&c, &boss, whole_company, &everywhere));
    p.into = p.first;
    CHECK(in_write(&c, &boss, feast, &p));
    p.into = nowhere;
    CHECK(!in_write(&c, &boss, carry, &p));
    SAME_TEXT(c.w->field, "branch");
    p.into = p.second;
    CHECK(in_write(&c, &boss, carry, &p));
    company_close(&c);
}
