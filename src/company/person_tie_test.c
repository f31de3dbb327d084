/* person_tie_test.c — ties that are declared, and whose affair nobody decides on herself (T35). */
#include "company/company_house_test.h"
#include "company/person_tie.h"

struct kin { int64_t me, sister, stranger, account, nobody, tie; struct actor actor; int64_t about; text why; };

static bool family(struct work *w, void *data)
{
    struct kin *k = data;
    struct branch b = { .name = "总部", .code = "00" };
    struct person me = { .name = "王金凤" }, sister = { .name = "王金兰" }, stranger = { .name = "李芳" };
    if (!ADD(w, branch, &b) || !ADD(w, person, &me) || !ADD(w, person, &sister) || !ADD(w, person, &stranger)) return false;
    struct account a = { .login = "wang", .person = { me.record.id } }, n = { .login = "machine" };
    struct person_tie t = { .person = { sister.record.id }, .other = { me.record.id }, .kind = TIE_SIBLING, .note = "她自己说的" };
    if (!ADD(w, account, &a) || !ADD(w, account, &n) || !ADD(w, person_tie, &t)) return false;
    *k = (struct kin){ .me = me.record.id, .sister = sister.record.id, .stranger = stranger.record.id, .account = a.record.id, .nobody = n.record.id, .tie = t.record.id };
    return true;
}

static bool ask(struct work *w, void *data)
{
    struct kin *k = data;
    const struct sentence *why = own_affair(w, k->about);
    k->why = why ? why->message : "";
    return true;
}
static text asked(struct company_house *c, struct kin *k, int64_t account, int64_t about)
{
    k->actor = (struct actor){ .user = account };
    k->about = about;
    CHECK(in_read(c, account ? &k->actor : &the_system, ask, k));
    return k->why;
}

static bool end_it(struct work *w, void *data)
{
    struct person_tie *t = LOAD(w, person_tie, ((struct kin *)data)->tie);
    w->reason = "说错了";
    return t && step_run(w, &person_tie_type, t, "end", NULL);
}

TEST_DB(nobody_decides_on_her_own_money_nor_on_that_of_who_is_tied_to_her)
{
    struct company_house c;
    struct kin k = { 0 };
    if (!company_open(&c, false)) return;
    CHECK(in_write(&c, &the_system, family, &k));
    SAME_TEXT(asked(&c, &k, k.account, k.me), "This is about your own money: somebody else decides");
    CASE("declared from the other side, it holds as well");
    SAME_TEXT(asked(&c, &k, k.account, k.sister), "{1} is tied to you ({2}): somebody else decides");
    SAME_TEXT(asked(&c, &k, k.account, k.stranger), "");
    CASE("of nobody, by the house itself, by an account that is no person's");
    SAME_TEXT(asked(&c, &k, k.account, 0), "");
    SAME_TEXT(asked(&c, &k, 0, k.me), "");
    SAME_TEXT(asked(&c, &k, k.nobody, k.me), "");
    CASE("no longer so");
    CHECK(in_write(&c, &the_system, end_it, &k));
    SAME_TEXT(asked(&c, &k, k.account, k.sister), "");
    SAME_TEXT(asked(&c, &k, k.account, k.me), "This is about your own money: somebody else decides");
    CASE(NULL);
    company_close(&c);
}

struct declaring { int64_t person, other; };
static bool declare(struct work *w, void *data)
{
    const struct declaring *d = data;
    struct person_tie t = { .person = { d->person }, .other = { d->other }, .kind = TIE_SPOUSE };
    return ADD(w, person_tie, &t);
}

TEST_DB(a_tie_is_declared_once_between_two_persons)
{
    struct company_house c;
    struct kin k = { 0 };
    if (!company_open(&c, false)) return;
    CHECK(in_write(&c, &the_system, family, &k));
    CHECK(!in_write(&c, &the_system, declare, &(struct declaring){ k.me, k.sister }));         /* the other way round it is there */
    SAME_TEXT(c.w->field, "other");
    CHECK(!in_write(&c, &the_system, declare, &(struct declaring){ k.me, k.me }));
    CHECK(in_write(&c, &the_system, declare, &(struct declaring){ k.me, k.stranger }));
    company_close(&c);
}
