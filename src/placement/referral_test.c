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

/* ---- by itself, of a lead that names who sent her ---- */

struct sent { int64_t branch, by; text name, phone; int days_before; money usual; };
static bool a_lead_becomes_a_customer(struct work *w, void *data)
{
    const struct sent *s = data;
    struct setting usual = { .code = SETTING_REFERRAL_CUSTOMER, .value = "20000", .since = day_of(w->now) };
    if (s->usual.fen && !ADD(w, setting, &usual)) return false;
    struct person p = { .name = s->name, .phone.plain = s->phone };
    if (!ADD(w, person, &p)) return false;
    struct lead l = { .record.branch = { s->branch }, .person = { p.record.id }, .channel = SOURCE_REFERRAL, .basis = LEAD_REFERRED, .referrer = { s->by }, .arrived_at = { w->now.ms - DAYS(3) } };
    struct lead before = { .record.branch = { s->branch }, .person = { p.record.id }, .channel = SOURCE_WECHAT, .arrived_at = { w->now.ms - DAYS(s->days_before) }, .state = LEAD_LOST };
    struct customer c = { .record.branch = { s->branch }, .person = { p.record.id } };
    return (!s->days_before || ADD(w, lead, &before)) && ADD(w, lead, &l) && ADD(w, customer, &c);
}
static bool edit_reward(struct work *w, void *data)
{
    struct referral *r = record_load(w, &referral_type, *(int64_t *)data);
    if (!r) return false;
    r->reward.fen = 15000;
    return SAVE(w, referral, r);
}

TEST_DB(a_lead_that_names_who_sent_her_becomes_a_referral_with_the_customer)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    struct sent friend = { h.branch, h.payer, "周敏", "10000000021", 0, { 0 } }, of_nurse = { h.branch, h.persons[0], "吴芳", "10000000022", 0, { 0 } };
    struct sent known = { h.branch, h.payer, "郑丽", "10000000023", 60, { 0 } }, usual = { h.branch, h.payer, "王静", "10000000024", 0, { 20000 } };
    CHECK(placement_write(&h, a_lead_becomes_a_customer, &friend));
    EQUAL(placement_number(&h, "select count(*) from referral where state = 1 and reward = 0 and by_customer > 0"), 1);
    CHECK(placement_write(&h, a_lead_becomes_a_customer, &of_nurse));
    EQUAL(placement_number(&h, "select by_worker from referral order by id desc limit 1"), h.workers[0]);
    CHECK(placement_write(&h, a_lead_becomes_a_customer, &known));              /* she had written by herself two months ago */
    EQUAL(placement_number(&h, "select why from referral where state = 4"), VOID_KNOWN);
    CHECK(placement_write(&h, a_lead_becomes_a_customer, &usual));
    int64_t last = placement_newest(&h, &referral_type);
    EQUAL(placement_number(&h, "select reward from referral order by id desc limit 1"), 20000);
    CHECK(placement_write(&h, edit_reward, &last));
    EQUAL(placement_number(&h, "select reward from referral order by id desc limit 1"), 15000);
    EQUAL(placement_number(&h, "update referral set state = 3, reward = 100 where state = 1 and reward = 15000 returning 1"), 1);
    CHECK(!placement_write(&h, edit_reward, &last));
    SAME_TEXT(h.w->message, "It was paid already: make it void to take it back");
    placement_house_close(&h);
}
