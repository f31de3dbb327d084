/* tell_visit_test.c — who hears what of a visit: the worker who gets it and who loses it, the customer, and nobody of what was never told. */
#include "operations/tell_visit.h"
#include "operations/visit_fields.h"
#include "operations/visit_house_test.h"
#include <stdio.h>

struct heard { text template; int64_t person; text body; };
struct hearing { enum message_channel channel; int count; struct heard at[20]; char kept[20][300]; };

static bool listen(struct work *w, void *data)
{
    struct hearing *h = data;
    struct found all = LOAD_WHERE(w, message, "channel = 1 order by id", NO_BIND);
    h->count = all.count > 20 ? 20 : all.count;
    for (int i = 0; i < h->count; i++) {
        const struct message *m = FOUND(struct message, all, i);
        const struct message_declared *d = message_declared(w, m->template);
        snprintf(h->kept[i], sizeof h->kept[i], "%s", m->body);
        h->at[i] = (struct heard){ d ? d->code : "", m->person.id, h->kept[i] };
    }
    return !failed(w);
}

static struct hearing hear(struct visit_house *h)
{
    struct hearing all = { 0 };
    CHECK(visit_house_write(&(struct visit_house_act){ .house = h, .now = house_at(0, 12, 0), .run = listen, .data = &all }));
    return all;
}

static bool step(struct visit_house *h, enum visit_house_who who, instant now, text name, const void *input)
{
    struct visit_house_step s = { .type = &visit_type, .record = h->visit, .step = name, .input = input, .reason = "" };
    return visit_house_write(&(struct visit_house_act){ .house = h, .who = who, .now = now, .run = visit_house_step, .data = &s });
}

TEST_DB(a_visit_is_told_to_who_gets_it_and_its_move_to_her_and_the_customer)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    CHECK(step(&h, AS_DISPATCHER, house_at(0, 10, 0), "assign", &(struct assignment){ .worker = { h.worker } }));
    struct hearing all = hear(&h);
    EQUAL(all.count, 1);
    SAME_TEXT(all.at[0].template, "visit.offered");
    EQUAL(all.at[0].person, h.person);
    CHECK(strstr(all.at[0].body, "11月24日 周二 09:00–12:00") && strstr(all.at[0].body, "11月23日 周一 10:10"));

    CHECK(step(&h, AS_DISPATCHER, house_at(0, 10, 5), "move", &(struct new_time){ house_at(1, 14, 0), true }));
    all = hear(&h);
    EQUAL(all.count, 3);
    SAME_TEXT(all.at[1].template, "visit.moved");
    SAME_TEXT(all.at[2].template, "customer.visit_moved");
    CHECK(all.at[2].person != h.person && strstr(all.at[2].body, "14:00–17:00") && strstr(all.at[2].body, "09:00–12:00"));
    CHECK(strstr(all.at[2].body, "不收费"));
    const struct new_time hers = { house_at(1, 16, 0), true, "", AGREED_BY_PHONE, LIABLE_CUSTOMER, { 0 } };
    CHECK(step(&h, AS_DISPATCHER, house_at(1, 11, 0), "move", &hers));          /* three hours before: 20 % of 150 */
    all = hear(&h);
    SAME_TEXT(all.at[all.count - 1].template, "customer.visit_moved_fee");
    CHECK(strstr(all.at[all.count - 1].body, "30.00"));
    visit_house_close(&h);
}

static bool at_the_door(struct work *w, void *data)
{
    struct visit_house *h = data;
    db_exec(w, SQL("update visit set state = 6, arrived_at = start where id = $1"), BIND(num(h->visit)));
    return !failed(w);
}

/* She who pays was not there: she reads who came, how long they waited and what it costs; who waits reads that she may go. */
TEST_DB(that_nobody_opened_is_told_to_who_pays_for_it_and_to_who_waits)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    CHECK(step(&h, AS_DISPATCHER, house_at(0, 10, 0), "assign", &(struct assignment){ .worker = { h.worker } }));
    CHECK(visit_house_write(&(struct visit_house_act){ .house = &h, .now = house_at(1, 9, 0), .run = at_the_door, .data = &h }));
    CHECK(step(&h, AS_MANAGER, house_at(1, 9, 40), "no_access", &(struct no_access){ .waited = 32 }));
    struct hearing all = hear(&h);
    SAME_TEXT(all.at[all.count - 2].template, "visit.no_access");
    EQUAL(all.at[all.count - 2].person, h.person);
    SAME_TEXT(all.at[all.count - 1].template, "customer.no_access");
    CHECK(strstr(all.at[all.count - 1].body, "32 分钟") && strstr(all.at[all.count - 1].body, "¥50.00"));
    visit_house_close(&h);
}

/* Without a fee neither reads of one: she has no part of what nobody pays. */
TEST_DB(a_door_nobody_opened_without_a_fee_promises_the_worker_no_part_of_one)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    CHECK(step(&h, AS_DISPATCHER, house_at(0, 10, 0), "assign", &(struct assignment){ .worker = { h.worker } }));
    CHECK(visit_house_write(&(struct visit_house_act){ .house = &h, .now = house_at(1, 9, 0), .run = at_the_door, .data = &h }));
    CHECK(step(&h, AS_MANAGER, house_at(1, 9, 40), "no_access", &(struct no_access){ .waited = 32, .fee = { .fen = 0, .given = true } }));
    struct hearing all = hear(&h);
    SAME_TEXT(all.at[all.count - 2].template, "visit.no_access_free");
    SAME_TEXT(all.at[all.count - 1].template, "customer.no_access_free");
    visit_house_close(&h);
}

TEST_DB(a_visit_broken_off_tells_the_customer_what_she_pays)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    CHECK(step(&h, AS_DISPATCHER, house_at(0, 10, 0), "assign", &(struct assignment){ .worker = { h.worker } }));
    CHECK(visit_house_write(&(struct visit_house_act){ .house = &h, .now = house_at(1, 9, 0), .run = at_the_door, .data = &h }));
    CHECK(step(&h, AS_MANAGER, house_at(1, 9, 40), "interrupt", &(struct interruption){ CANCEL_WORKER_ILL, { 4000, true }, { 3000, true } }));
    struct hearing all = hear(&h);
    SAME_TEXT(all.at[all.count - 1].template, "customer.interrupted");
    CHECK(strstr(all.at[all.count - 1].body, "¥40.00"));
    visit_house_close(&h);
}

/* She knew of the visit already, but not that she is asked now, and until when. */
TEST_DB(who_is_given_the_lead_of_a_crew_she_goes_along_with_is_told)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    CHECK(step(&h, AS_DISPATCHER, house_at(0, 10, 0), "assign", &(struct assignment){ .worker = { h.worker } }));
    CHECK(step(&h, AS_DISPATCHER, house_at(0, 10, 1), "add_to_crew", &(struct crew_joining){ .worker = { h.second }, .grade = CREW_SKILLED }));
    struct hearing all = hear(&h);
    EQUAL(all.count, 2);
    SAME_TEXT(all.at[1].template, "visit.joined");
    CHECK(step(&h, AS_DISPATCHER, house_at(0, 10, 20), "assign", &(struct assignment){ .worker = { h.second } }));
    struct hearing then = hear(&h);
    EQUAL(then.count, 4);
    SAME_TEXT(then.at[2].template, "visit.off");
    EQUAL(then.at[2].person, h.person);
    SAME_TEXT(then.at[3].template, "visit.offered");
    EQUAL(then.at[3].person, all.at[1].person);
    CHECK(strstr(then.at[3].body, "11月23日 周一 10:30"));
    visit_house_close(&h);
}

TEST_DB(who_goes_along_hears_who_leads_now)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    int64_t third = visit_house_worker(&h, "李三妹");
    CHECK(step(&h, AS_DISPATCHER, house_at(0, 10, 0), "assign", &(struct assignment){ .worker = { h.worker } }));
    CHECK(step(&h, AS_DISPATCHER, house_at(0, 10, 1), "add_to_crew", &(struct crew_joining){ .worker = { h.second }, .grade = CREW_SKILLED }));
    CHECK(step(&h, AS_DISPATCHER, house_at(0, 10, 2), "add_to_crew", &(struct crew_joining){ .worker = { third }, .grade = CREW_SKILLED }));
    struct hearing before = hear(&h);
    CHECK(step(&h, AS_DISPATCHER, house_at(0, 10, 20), "assign", &(struct assignment){ .worker = { h.second } }));
    struct hearing all = hear(&h);
    EQUAL(all.count, before.count + 3);                 /* the first, the new leader, and who goes along as before */
    SAME_TEXT(all.at[all.count - 1].template, "visit.leader");
    EQUAL(all.at[all.count - 1].person, before.at[before.count - 1].person);
    visit_house_close(&h);
}

TEST_DB(another_worker_hears_the_offer_and_the_first_that_it_is_no_longer_hers)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    CHECK(step(&h, AS_DISPATCHER, house_at(0, 10, 0), "assign", &(struct assignment){ .worker = { h.worker } }));
    CHECK(step(&h, AS_DISPATCHER, house_at(0, 10, 1), "assign", &(struct assignment){ .worker = { h.second } }));
    struct hearing all = hear(&h);
    EQUAL(all.count, 3);
    SAME_TEXT(all.at[1].template, "visit.off");
    EQUAL(all.at[1].person, h.person);
    SAME_TEXT(all.at[2].template, "visit.offered");
    visit_house_close(&h);
}

TEST_DB(who_declines_herself_is_not_told_that_she_declined)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    CHECK(step(&h, AS_DISPATCHER, house_at(0, 10, 0), "assign", &(struct assignment){ .worker = { h.worker } }));
    struct visit_house_step s = { .type = &visit_type, .record = h.visit, .step = "decline", .input = NULL, .reason = "有事" };
    CHECK(visit_house_write(&(struct visit_house_act){ .house = &h, .who = AS_HER, .now = house_at(0, 10, 5), .run = visit_house_step, .data = &s }));
    EQUAL(hear(&h).count, 1);
    visit_house_close(&h);
}

TEST_DB(the_customer_hears_who_comes_by_surname_and_when_she_is_on_her_way)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    CHECK(step(&h, AS_DISPATCHER, house_at(0, 10, 0), "assign", &(struct assignment){ .worker = { h.worker } }));
    CHECK(step(&h, AS_HER, house_at(0, 10, 5), "accept", NULL));
    CHECK(step(&h, AS_DISPATCHER, house_at(0, 17, 0), "confirm", NULL));
    CHECK(step(&h, AS_HER, house_at(1, 8, 30), "depart", NULL));
    struct hearing all = hear(&h);
    EQUAL(all.count, 4);
    SAME_TEXT(all.at[1].template, "visit.confirmed");
    SAME_TEXT(all.at[2].template, "customer.visit_confirmed");
    CHECK(strstr(all.at[2].body, "王师傅") && !strstr(all.at[2].body, "金凤"));
    SAME_TEXT(all.at[3].template, "customer.on_the_way");
    CHECK(strstr(all.at[3].body, "到访码"));

    /* Finished by the office, for a phone that was dead: she who did it is not told that it is somebody else's now. */
    CHECK(step(&h, AS_DISPATCHER, house_at(1, 9, 0), "arrive", &(struct arrival){ 0 }));
    CHECK(step(&h, AS_DISPATCHER, house_at(1, 9, 1), "begin", NULL));
    CHECK(step(&h, AS_DISPATCHER, house_at(1, 12, 0), "finish", NULL));
    all = hear(&h);
    CHECK(all.count > 4);
    for (int i = 0; i < all.count; i++) CHECK(strcmp(all.at[i].template, "visit.off"));
    visit_house_close(&h);
}

struct mother { struct visit_house *h; int64_t person; enum contact_role role; };
static bool mother_is_there(struct work *w, void *data)
{
    struct mother *m = data;
    const struct visit *v = LOAD(w, visit, m->h->visit);
    struct person p = { .name = "李奶奶", .phone.plain = "10000000077" };
    if (!v || !ADD(w, person, &p)) return false;
    struct customer_contact k = { .customer = v->customer, .person = { p.record.id }, .role = m->role, .household = v->household };
    m->person = p.record.id;
    return ADD(w, customer_contact, &k);
}

TEST_DB(a_mother_in_another_city_hears_who_comes_to_her_and_her_daughter_what_is_agreed)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    struct mother m = { &h, 0, CONTACT_BILLS };
    CHECK(!visit_house_write(&(struct visit_house_act){ .house = &h, .now = house_at(0, 9, 0), .run = mother_is_there, .data = &m }));     /* a family pays itself */
    m.role = CONTACT_ON_SITE;
    CHECK(visit_house_write(&(struct visit_house_act){ .house = &h, .now = house_at(0, 9, 0), .run = mother_is_there, .data = &m }));
    CHECK(step(&h, AS_DISPATCHER, house_at(0, 10, 0), "assign", &(struct assignment){ .worker = { h.worker } }));
    CHECK(step(&h, AS_DISPATCHER, house_at(0, 10, 5), "move", &(struct new_time){ house_at(1, 14, 0), true }));
    CHECK(step(&h, AS_DISPATCHER, house_at(0, 10, 20), "accept_by_phone", NULL));
    CHECK(step(&h, AS_DISPATCHER, house_at(0, 10, 30), "confirm", NULL));
    struct hearing all = hear(&h);
    int moved = 0, comes = 0;
    for (int i = 0; i < all.count; i++) {
        if (!strcmp(all.at[i].template, "customer.visit_moved")) { moved++; CHECK(all.at[i].person != m.person); }
        if (!strcmp(all.at[i].template, "customer.visit_confirmed") || !strcmp(all.at[i].template, "customer.new_face")) { comes++; EQUAL(all.at[i].person, m.person); }
    }
    EQUAL(moved, 1);
    EQUAL(comes, 1);
    visit_house_close(&h);
}

TEST_DB(a_late_cancellation_is_told_with_its_fee_and_the_worker_is_called_back)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    CHECK(step(&h, AS_DISPATCHER, house_at(0, 10, 0), "assign", &(struct assignment){ .worker = { h.worker } }));
    CHECK(step(&h, AS_DISPATCHER, house_at(1, 8, 0), "cancel", &(struct cancellation){ .reason = CANCEL_NOT_HOME }));
    struct hearing all = hear(&h);
    EQUAL(all.count, 3);
    SAME_TEXT(all.at[1].template, "visit.cancelled");
    SAME_TEXT(all.at[2].template, "customer.visit_cancelled_fee");
    CHECK(strstr(all.at[2].body, "¥75.00"));
    visit_house_close(&h);
}

TEST(a_compound_surname_stays_whole)
{
    struct work w = { .arena = arena_new() };
    SAME_TEXT(surname_of(&w, "欧阳春"), "欧阳");
    SAME_TEXT(surname_of(&w, "欧阳"), "欧");
    SAME_TEXT(surname_of(&w, "王金凤"), "王");
    SAME_TEXT(surname_of(&w, ""), "");
    arena_free(w.arena);
}
