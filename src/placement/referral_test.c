/* referral_test.c — whose reward nobody decides on (T14, T35); circles and old acquaintances: chain_test.c. */
#include <string.h>
#include "placement/placement_house_test.h"

static bool a_referral(struct work *w, void *data)
{
    const struct placement_house *h = data;
    struct person p = { .name = "周敏", .phone.plain = "10000000021" };
    if (!ADD(w, person, &p)) return false;
    struct customer c = { .record.branch = { h->branch }, .person = { p.record.id } };
    if (!ADD(w, customer, &c)) return false;
    struct referral r = { .by_customer = { h->customer }, .customer = { c.record.id }, .reward = { 20000 } };
    return ADD(w, referral, &r);
}

/* Who may let it count, pay it, let it stand: guards as her buttons ask them. */
struct deciding { struct placement_house *h; struct actor actor; text step, why; int64_t account; };
static bool a_colleague_of_hers(struct work *w, void *data)
{
    struct deciding *d = data;
    struct person p = { .name = "李芳的妹妹" };
    if (!ADD(w, person, &p)) return false;
    struct account a = { .login = "li", .person = { p.record.id } };
    struct person_tie t = { .person = { p.record.id }, .other = { d->h->payer }, .kind = TIE_SIBLING };
    if (!ADD(w, account, &a) || !ADD(w, person_tie, &t)) return false;
    d->account = a.record.id;
    db_exec(w, SQL("update referral set qualified_at = $1"), BIND(num(w->now.ms - DAYS(30))));
    return !failed(w);
}
static bool ask_guard(struct work *w, void *data)
{
    struct deciding *d = data;
    struct found f = LOAD_WHERE(w, referral, "state = 1", NO_BIND);
    struct referral *r = f.count ? f.at[0] : NULL;
    const struct actor *before = w->actor;
    if (!r) return false;
    r->to_decide.ms = !strcmp(d->step, "keep");
    w->actor = &d->actor;
    const struct sentence *why = type_step(&referral_type, d->step)->guard(w, r);
    w->actor = before;
    d->why = why ? why->message : "";
    return true;
}

TEST_DB(who_is_kin_to_the_referrer_decides_nothing_of_her_reward)
{
    static const text steps[] = { "reward", "keep", "hear" };     /* reduce has the guard of keep */
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    struct deciding d = { .h = &h, .step = "reward" };
    CHECK(placement_write(&h, a_referral, &h) && placement_write(&h, a_colleague_of_hers, &d));
    for (size_t i = 0; i < COUNT_OF(steps); i++) {
        CASE(steps[i]);
        d.step = steps[i];
        d.actor = (struct actor){ .user = d.account };
        CHECK(placement_write(&h, ask_guard, &d));
        SAME_TEXT(d.why, "{1} is tied to you ({2}): somebody else decides");
        d.actor = (struct actor){ .user = d.account + 1 };                  /* somebody else */
        CHECK(placement_write(&h, ask_guard, &d));
        SAME_TEXT(d.why, "");
    }
    CASE(NULL);
    placement_house_close(&h);
}
