#include "customers/demand_house_test.h"
#include "customers/lead_merge.h"

struct follow { enum try_way way; enum try_outcome outcome; text note; maybe_day again; };
struct pair { struct desk *d; int64_t first, second, wife, husband, demand; };

static int64_t calls_in(struct work *w, text name, enum customer_source channel, text words, int64_t *ret_person)
{
    struct person p = { .name = name, .phone.plain = "10000000011" };
    bool merged = false;
    if (!ADD(w, person, &p)) return 0;
    *ret_person = p.record.id;
    return lead_take(w, &(struct lead_arrival){ .person = { p.record.id }, .channel = channel, .words = words, .at = w->now }, &merged);
}
static bool she_calls(struct work *w, void *data) { struct pair *p = data; return (p->first = calls_in(w, "周女士", SOURCE_WECHAT, "想找月嫂", &p->wife)) != 0; }
static bool he_calls(struct work *w, void *data) { struct pair *p = data; return (p->second = calls_in(w, "周先生", SOURCE_PHONE, "月嫂多少钱", &p->husband)) != 0; }

struct doing { int64_t id; text step; const void *input; };
static bool take_it(struct work *w, void *data)
{
    const struct doing *t = data;
    struct lead *l = LOAD(w, lead, t->id);
    return l && step_take(w, &lead_type, l, t->step, t->input);
}
static bool by(struct desk *d, const struct actor *who, instant now, int64_t id, text step, const void *input) { return desk_act(d, who, now, take_it, &(struct doing){ id, step, input }); }

static bool find_demand(struct work *w, void *data)
{
    struct pair *p = data;
    p->demand = db_one(w, SQL("select id from demand where lead = $1"), BIND(num(p->second)), 0);
    return p->demand != 0;
}

/* She writes and is spoken to by the consultant; two days later her husband calls, and the colleague begins the interview with him. */
static bool both_call(struct desk *d, struct pair *p)
{
    *p = (struct pair){ .d = d };
    bool well = act(d, at(0, 10), she_calls, p) && by(d, &d->consultant, at(0, 11), p->first, "follow_up", &(struct follow){ TRY_CALL, TRY_REACHED, "要金牌", { 0 } });
    well = well && desk_act(d, &d->other, at(2, 10), he_calls, p) && by(d, &d->other, at(2, 11), p->second, "convert", &(struct { ref line; }){ { d->maternity } }) && act(d, at(2, 11), find_demand, p);
    CHECK(well);
    return well;
}

struct seen { struct pair *p; int64_t credit, owner, touches, tries, lead_of_demand, channel, into; enum person_state husband; text words; };
static bool look(struct work *w, void *data)
{
    struct seen *s = data;
    const struct lead *l = LOAD(w, lead, s->p->first), *o = LOAD(w, lead, s->p->second);
    const struct person *h = record_peek(w, &person_type, s->p->husband);
    const struct demand *d = record_peek(w, &demand_type, s->p->demand);
    if (!l || !o || !h || !d) return false;
    *s = (struct seen){ s->p, l->credit.id, l->owner.id, (int64_t)l->touches.count, (int64_t)l->tries.count, d->lead.id, l->channel, o->merged_into.id, h->state, l->words };
    return true;
}
static struct seen seen_of(struct pair *p)
{
    struct seen s = { .p = p };
    CHECK(act(p->d, at(2, 12), look, &s));
    return s;
}

TEST_DB(two_leads_of_one_family_become_one_the_first_keeps_channel_and_credit_and_within_a_week_they_come_apart)
{
    struct desk d;
    struct pair p;
    if (!desk_open(&d) || !both_call(&d, &p)) return;
    CHECK(!by(&d, &d.consultant, at(2, 12), p.first, "merge", &(struct lead_merging){ { p.second }, TWIN_HOME }));        /* the colleague would lose hers without a word */
    SAME_TEXT(d.w->field, "other");
    CHECK(by(&d, &d.other, at(2, 12), p.second, "merge", &(struct lead_merging){ { p.first }, TWIN_HOME }));
    struct seen s = seen_of(&p);
    EQUAL(state_of(&d, &lead_type, p.first), LEAD_CONVERTED);       /* what was reached with either */
    EQUAL(state_of(&d, &lead_type, p.second), LEAD_MERGED);
    EQUAL(s.into, p.first);
    EQUAL(s.credit, d.consultant.user);
    EQUAL(s.owner, d.consultant.user);
    EQUAL(s.channel, SOURCE_WECHAT);
    EQUAL(s.touches, 2);
    EQUAL(s.tries, 1);
    EQUAL(s.lead_of_demand, p.first);
    EQUAL(s.husband, PERSON_ACTIVE);
    SAME_TEXT(s.words, "想找月嫂\n月嫂多少钱");
    CHECK(by(&d, &d.other, at(9, 11), p.second, "take_apart", NULL));
    s = seen_of(&p);
    EQUAL(state_of(&d, &lead_type, p.first), LEAD_CONTACTED);
    EQUAL(state_of(&d, &lead_type, p.second), LEAD_CONVERTED);
    EQUAL(s.touches, 1);
    EQUAL(s.lead_of_demand, p.second);
    SAME_TEXT(s.words, "想找月嫂");
    CHECK(by(&d, &d.other, at(9, 12), p.second, "merge", &(struct lead_merging){ { p.first }, TWIN_HOME }));
    CHECK(!by(&d, &d.other, at(16, 13), p.second, "take_apart", NULL));
    EQUAL(d.w->failure, CONFLICT);
    desk_close(&d);
}

static bool no_calls(struct work *w, void *data)
{
    struct person *p = LOAD(w, person, ((struct pair *)data)->husband);
    if (!p) return false;
    p->do_not_contact = true;
    return SAVE(w, person, p);
}
struct asked { int64_t person; bool may; };
static bool may_call(struct work *w, void *data) { struct asked *a = data; a->may = person_may_be_contacted(w, a->person); return !failed(w); }
static bool is_called(struct desk *d, int64_t person)
{
    struct asked a = { person, false };
    CHECK(act(d, at(2, 12), may_call, &a));
    return a.may;
}

TEST_DB(one_person_entered_twice_becomes_one_from_either_side_and_who_wants_no_calls_is_not_called)
{
    struct desk d;
    struct pair p;
    if (!desk_open(&d) || !both_call(&d, &p)) return;
    CHECK(act(&d, at(2, 12), no_calls, &p));
    CHECK(by(&d, &d.other, at(2, 12), p.first, "merge", &(struct lead_merging){ { p.second }, TWIN_PERSON }));            /* taken on the first: it stays all the same */
    EQUAL(state_of(&d, &lead_type, p.second), LEAD_MERGED);
    EQUAL(seen_of(&p).husband, PERSON_MERGED);
    CHECK(!is_called(&d, p.wife));
    EQUAL(state_of(&d, &demand_type, p.demand), DEMAND_DRAFT);
    CHECK(by(&d, &d.other, at(3, 12), p.second, "take_apart", NULL));
    EQUAL(seen_of(&p).husband, PERSON_ACTIVE);
    CHECK(is_called(&d, p.wife));
    desk_close(&d);
}

static bool persons_apart(struct work *w, void *data)
{
    struct person *p = LOAD(w, person, ((struct pair *)data)->husband);
    w->reason = "两个人，不是一个";
    return p && step_run(w, &person_type, p, "unmerge", NULL);
}

TEST_DB(who_takes_the_two_persons_apart_takes_their_leads_apart_too)
{
    struct desk d;
    struct pair p;
    if (!desk_open(&d) || !both_call(&d, &p)) return;
    CHECK(by(&d, &d.other, at(2, 12), p.second, "merge", &(struct lead_merging){ { p.first }, TWIN_PERSON }));
    EQUAL(seen_of(&p).husband, PERSON_MERGED);
    CHECK(act(&d, at(3, 12), persons_apart, &p));
    struct seen s = seen_of(&p);
    EQUAL(s.husband, PERSON_ACTIVE);
    EQUAL(s.into, 0);
    EQUAL(s.touches, 1);
    EQUAL(s.lead_of_demand, p.second);
    EQUAL(state_of(&d, &lead_type, p.first), LEAD_CONTACTED);
    EQUAL(state_of(&d, &lead_type, p.second), LEAD_CONVERTED);
    CHECK(by(&d, &d.other, at(3, 13), p.second, "merge", &(struct lead_merging){ { p.first }, TWIN_PERSON }));
    CHECK(act(&d, at(12, 12), persons_apart, &p));          /* a week has settled the leads */
    EQUAL(state_of(&d, &lead_type, p.second), LEAD_MERGED);
    desk_close(&d);
}

TEST_DB(a_lead_is_merged_neither_into_itself_nor_into_one_that_ended)
{
    struct desk d;
    struct pair p;
    if (!desk_open(&d) || !both_call(&d, &p)) return;
    CHECK(!by(&d, &d.consultant, at(2, 12), p.first, "merge", &(struct lead_merging){ { p.first }, TWIN_HOME }));
    SAME_TEXT(d.w->field, "other");
    CHECK(by(&d, &d.consultant, at(2, 12), p.first, "lose", &(struct { unsigned why; }){ LOST_PRICE }));
    CHECK(!by(&d, &d.other, at(2, 13), p.second, "merge", &(struct lead_merging){ { p.first }, TWIN_HOME }));
    SAME_TEXT(d.w->field, "other");
    desk_close(&d);
}
