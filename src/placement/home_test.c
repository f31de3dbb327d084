/* home_test.c — what happens to a home that runs: wishes of the family, hospital, price, a holiday, an end by an event, past the last day, what is told. */
#include "messages/messages.h"
#include "placement/placement_house_test.h"
#include "record/preview.h"
#include "placement/tell_placement.h"

struct wishing { struct placement_wish wish; };
static bool wish_it(struct work *w, void *data) { struct placement_wish x = ((struct wishing *)data)->wish; return ADD(w, placement_wish, &x); }

static struct wishing wish(const struct placement_house *h, enum wish_kind kind, int on, int instead)
{
    return (struct wishing){ { .placement = { h->placement }, .kind = kind, .what = "家里来客", .date = { HOUSE_DAY + on, on > 0 }, .instead = { HOUSE_DAY + instead, instead > 0 } } };
}

struct agreeing { money price, pay; text worker_how, answer; };

/* HOUSE_DAY is a Monday; she rests on Sundays, the 6th day after it. */
TEST_DB(a_rest_day_moves_only_with_her_own_yes_and_both_days_are_entered)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    const struct agreeing silent = { { 0 }, { 0 }, "", "好" }, heard = { { 0 }, { 0 }, "电话里说可以", "好" };
    CHECK(placement_begin(&h));
    struct wishing no_rest = wish(&h, WISH_REST_DAY, 3, 8), twice = wish(&h, WISH_REST_DAY, 6, 13), good = wish(&h, WISH_REST_DAY, 6, 8);
    CHECK(!placement_write(&h, wish_it, &no_rest));
    SAME_TEXT(h.w->field, "date");
    CHECK(!placement_write(&h, wish_it, &twice));
    SAME_TEXT(h.w->field, "instead");
    CHECK(placement_write(&h, wish_it, &good));
    int64_t id = placement_newest(&h, &placement_wish_type);
    CHECK(!placement_step(&h, &placement_wish_type, id, "agree", &silent));
    SAME_TEXT(h.w->field, "worker_how");
    CHECK(placement_step(&h, &placement_wish_type, id, "worker_no", NULL));
    CHECK(!placement_step(&h, &placement_wish_type, id, "agree", &heard));
    CHECK(placement_step(&h, &placement_wish_type, id, "worker_yes", NULL));
    CHECK(placement_step(&h, &placement_wish_type, id, "agree", &silent));
    EQUAL(placement_number(&h, "select kind from placement_day where date = 20786"), PLACED_WORKED);
    EQUAL(placement_number(&h, "select kind from placement_day where date = 20788"), PLACED_REST);
    EQUAL(placement_number(&h, "select count(*) from message where template = 'placement.rest_agreed' and channel = 1"), 1);
    placement_house_close(&h);
}

TEST_DB(an_extra_task_of_a_wish_gets_a_price_and_then_both_are_asked)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    const struct agreeing no_price = { { 0 }, { 0 }, "", "" }, priced = { { 30000 }, { 24000 }, "", "周六可以" };
    CHECK(placement_begin(&h));
    struct wishing never = wish(&h, WISH_EXTRA_TASK, 5, 0), task = wish(&h, WISH_EXTRA_TASK, 5, 0);
    never.wish.what = "给奶奶打针";
    CHECK(!placement_write(&h, wish_it, &never));
    SAME_TEXT(h.w->field, "what");
    CHECK(placement_write(&h, wish_it, &task));
    int64_t id = placement_newest(&h, &placement_wish_type);
    CHECK(!placement_step(&h, &placement_wish_type, id, "worker_yes", NULL));        /* she is asked when it has its price */
    CHECK(!placement_step(&h, &placement_wish_type, id, "agree", &no_price));
    SAME_TEXT(h.w->field, "price");
    CHECK(placement_step(&h, &placement_wish_type, id, "agree", &priced));
    EQUAL(placement_number(&h, "select count(*) from extra_task x join placement_wish p on p.task = x.id where x.state = 1 and x.price = 30000 and x.pay = 24000"), 1);
    EQUAL(placement_number(&h, "select count(*) from message where template in ('placement.task', 'placement.task_worker') and channel = 1"), 2);
    placement_house_close(&h);
}

static bool lapse_tasks(struct work *w, void *data) { (void)data; return extra_tasks_lapse(w); }

TEST_DB(an_extra_task_nobody_answered_lapses_after_its_day_and_who_was_asked_hears_so)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    const struct agreeing priced = { { 30000 }, { 24000 }, "", "周六可以" };
    CHECK(placement_begin(&h));
    struct wishing task = wish(&h, WISH_EXTRA_TASK, 5, 0);
    CHECK(placement_write(&h, wish_it, &task));
    CHECK(placement_step(&h, &placement_wish_type, placement_newest(&h, &placement_wish_type), "agree", &priced));
    placement_day_is(&h, 5);
    CHECK(placement_write(&h, lapse_tasks, NULL));
    EQUAL(placement_number(&h, "select state from extra_task"), TASK_ASKED);                /* its own day is not over */
    placement_day_is(&h, 6);
    CHECK(placement_write(&h, lapse_tasks, NULL));
    EQUAL(placement_number(&h, "select state from extra_task"), TASK_LAPSED);
    EQUAL(placement_number(&h, "select count(*) from message where template in ('placement.task_lapsed', 'placement.task_lapsed_worker') and channel = 1"), 2);
    placement_house_close(&h);
}

TEST_DB(to_go_on_begins_the_renewal_before_its_thirty_days_and_is_asked_once)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    const struct agreeing yes = { { 0 }, { 0 }, "", "" };
    CHECK(placement_begin(&h));
    struct wishing short_one = wish(&h, WISH_RENEWAL, 0, 364), good = wish(&h, WISH_RENEWAL, 0, 500);
    CHECK(!placement_write(&h, wish_it, &short_one));
    CHECK(placement_write(&h, wish_it, &good));
    CHECK(!placement_write(&h, wish_it, &good));
    EQUAL(h.w->failure, CONFLICT);
    CHECK(placement_step(&h, &placement_wish_type, placement_newest(&h, &placement_wish_type), "agree", &yes));
    EQUAL(placement_number(&h, "select count(*) from renewal where state = 1"), 1);
    placement_house_close(&h);
}

/* ---- hospital, price, holiday ---- */

static bool night(struct work *w, void *data) { (void)data; return placement_days_tick(w); }
struct staying { day from; text where; money wage; text agreed; };

TEST_DB(a_hospital_stay_has_its_place_its_price_and_her_insurance_and_home_has_the_old_ones)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    struct staying no_word = { { HOUSE_DAY + 5 }, "市一医院", { 900000 }, "" }, stay = { { HOUSE_DAY + 5 }, "市一医院", { 900000 }, "电话里双方同意" };
    const struct { day from; } home = { { HOUSE_DAY + 9 } };
    CHECK(placement_begin(&h));
    placement_day_is(&h, 5);
    EQUAL(placement_number(&h, "update credential set valid_to = 20782 where kind = 4 and worker = (select min(id) from worker) returning 1"), 1);
    CHECK(!placement_step(&h, &placement_type, h.placement, "to_hospital", &stay));         /* insured no more */
    EQUAL(placement_number(&h, "update credential set valid_to = 21000 where kind = 4 and worker = (select min(id) from worker) returning 1"), 1);
    CHECK(!placement_step(&h, &placement_type, h.placement, "to_hospital", &no_word));
    SAME_TEXT(h.w->field, "agreed");
    CHECK(placement_step(&h, &placement_type, h.placement, "to_hospital", &stay));
    EQUAL(placement_number(&h, "select count(*) from booking where source_type = 'placement' and label like '%·%'"), 1);      /* the calendar says so, not which hospital */
    EQUAL(placement_number(&h, "select count(*) from booking where label like '%市一%'"), 0);
    placement_day_is(&h, 9);
    CHECK(placement_step(&h, &placement_type, h.placement, "come_back", &home));
    EQUAL(placement_number(&h, "select count(*) from placement_day where kind = 8 and date between 20785 and 20788"), 4);
    EQUAL(placement_number(&h, "select count(*) from placement_stints where wage = 900000 and first = 20785 and last = 20788"), 1);
    EQUAL(placement_number(&h, "select count(*) from placement_stints where wage = 780000 and first = 20789 and last is null"), 1);
    EQUAL(placement_number(&h, "select count(*) from message where template in ('placement.hospital', 'placement.hospital_worker', 'placement.home_worker') and channel = 1"), 3);
    placement_house_close(&h);
}

TEST_DB(a_hospital_stay_for_the_wage_she_has_speaks_of_no_old_wage_that_comes_back)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    struct staying stay = { { HOUSE_DAY + 5 }, "市一医院", { 0 }, "" };
    CHECK(placement_begin(&h));
    placement_day_is(&h, 5);
    CHECK(placement_step(&h, &placement_type, h.placement, "to_hospital", &stay));
    EQUAL(placement_number(&h, "select count(*) from message where template = 'placement.hospital'"), 0);
    EQUAL(placement_number(&h, "select count(*) from message where template in ('placement.hospital_same', 'placement.hospital_worker') and channel = 1"), 2);
    placement_house_close(&h);
}

struct going { day from; ref substitute; text where; };
struct last_day { day last; enum placement_end why; };
#define DAYS_FROM "select count(*) from placement_day where date >= 20783 and "

TEST_DB(what_is_said_days_late_is_in_the_ledger_as_it_was_and_in_the_wage_of_who_was_there)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    struct staying stay = { { HOUSE_DAY + 3 }, "市一医院", { 0 }, "" };
    const struct { day from; } home = { { HOUSE_DAY + 5 } }, back = { { HOUSE_DAY + 8 } };
    const struct last_day left = { { HOUSE_DAY + 9 }, PLACEMENT_BY_WORKER };
    CHECK(placement_begin(&h));
    placement_day_is(&h, 7);
    struct going away = { { HOUSE_DAY + 6 }, { h.workers[1] }, "" };
    CHECK(placement_write(&h, night, NULL));
    EQUAL(placement_number(&h, DAYS_FROM "kind = 1"), 3);
    CHECK(placement_step(&h, &placement_type, h.placement, "to_hospital", &stay));
    EQUAL(placement_number(&h, DAYS_FROM "kind = 8"), 4);                        /* in hospital on Sunday, too */
    CHECK(placement_step(&h, &placement_type, h.placement, "come_back", &home));
    EQUAL(placement_number(&h, DAYS_FROM "kind = 8"), 2);
    placement_day_is(&h, 11);
    CHECK(placement_write(&h, night, NULL));
    EQUAL(placement_number(&h, "update placement_day set source = 3, kind = 3 where date = 20786 returning 1"), 1);      /* by hand, for her */
    CHECK(placement_step(&h, &placement_type, h.placement, "be_away", &away));
    EQUAL(placement_number(&h, "select count(*) from placement_day where date >= 20786 and worker = (select max(worker) from placement_day)"), 5);
    EQUAL(placement_number(&h, "select count(*) from placement_day where kind = 3"), 0);
    CHECK(placement_step(&h, &placement_type, h.placement, "come_back", &back));
    EQUAL(placement_number(&h, "select count(*) from placement_day where date >= 20788 and worker = (select min(worker) from placement_day)"), 3);
    EQUAL(placement_number(&h, "update placement_day set locked = 1 where date = 20790 returning 1"), 1);
    CHECK(placement_step(&h, &placement_type, h.placement, "worker_leaves", &left));
    EQUAL(placement_number(&h, "select count(*) from placement_day where date > 20789"), 1);      /* what was paid stays */
    placement_house_close(&h);
}

TEST_DB(an_end_in_hospital_is_in_hospital_to_its_last_day)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    struct staying stay = { { HOUSE_DAY + 2 }, "市一医院", { 0 }, "" };
    const struct last_day end = { { HOUSE_DAY + 4 }, PLACEMENT_BY_CUSTOMER };
    CHECK(placement_begin(&h));
    placement_day_is(&h, 2);
    CHECK(placement_step(&h, &placement_type, h.placement, "to_hospital", &stay));
    placement_day_is(&h, 4);
    CHECK(placement_step(&h, &placement_type, h.placement, "finish", &end));
    EQUAL(placement_number(&h, "select count(*) from placement_day where kind = 8"), 3);
    placement_house_close(&h);
}

struct pricing { day from; money wage; text agreed; };

TEST_DB(a_price_holds_inside_its_term_until_the_family_agrees_or_thirty_days_have_gone)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    const struct pricing soon = { { HOUSE_DAY + 10 }, { 820000 }, "" }, less = { { HOUSE_DAY + 60 }, { 700000 }, "" }, later = { { HOUSE_DAY + 40 }, { 820000 }, "" }, same = { { HOUSE_DAY + 40 }, { 780000 }, "" }, agreed = { { HOUSE_DAY + 50 }, { 860000 }, "补充协议 HT-1-1" };
    CHECK(placement_begin(&h));
    CHECK(!placement_step(&h, &placement_type, h.placement, "change_wage", &soon));
    SAME_TEXT(h.w->field, "agreed");
    CHECK(!placement_step(&h, &placement_type, h.placement, "change_wage", &less));
    CHECK(!placement_step(&h, &placement_type, h.placement, "change_wage", &same));
    SAME_TEXT(h.w->message, "That is her wage already");
    CHECK(placement_step(&h, &placement_type, h.placement, "change_wage", &later));
    CHECK(placement_step(&h, &placement_type, h.placement, "change_wage", &agreed));
    EQUAL(placement_number(&h, "select wage from placement"), 860000);
    EQUAL(placement_number(&h, "select count(*) from deadline where rule = 'remind.contract_wage' and title like '%8,600%' and title like '%7,800%' and done_at = 0"), 1);      /* the paper has to say it as well */
    EQUAL(placement_number(&h, "select count(*) from placement_stints"), 3);
    EQUAL(placement_number(&h, "select count(*) from message where template in ('placement.wage', 'placement.wage_worker') and channel = 1"), 4);
    placement_house_close(&h);
}

static bool amended(struct work *w, void *data)
{
    const struct placement_house *h = data;
    const struct contract *old = LOAD(w, contract, h->contract);
    if (!old) return false;
    struct contract k = *old;
    k.record = (struct record){ .branch = old->record.branch };
    k.paper_number = "HT-1-1";
    k.previous.id = h->contract;
    k.link = CONTRACT_AMENDS;
    k.first.number = HOUSE_DAY + 20;
    k.wage.fen = 820000;
    return ADD(w, contract, &k) && placement_of_contract(w, &contract_type, k.record.id);
}

TEST_DB(an_amendment_that_says_another_wage_changes_it_from_its_first_day)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    CHECK(placement_begin(&h));
    placement_day_is(&h, 20);
    CHECK(placement_write(&h, amended, &h));
    EQUAL(placement_number(&h, "select count(*) from placement p join contract c on c.id = p.contract where p.wage = 820000 and c.wage = 820000 and c.link = 2"), 1);
    EQUAL(placement_number(&h, "select count(*) from placement_stints where wage = 820000 and first = 20800 and last is null"), 1);
    EQUAL(placement_number(&h, "select count(*) from placement_stints where wage = 780000 and last = 20799"), 1);
    EQUAL(placement_number(&h, "select count(*) from deadline where rule = 'remind.placement.wage'"), 0);
    placement_house_close(&h);
}

static bool amended_for_another(struct work *w, void *data)
{
    const struct placement_house *h = data;
    const struct contract *old = LOAD(w, contract, h->contract);
    if (!old) return false;
    struct contract k = *old;
    k.record = (struct record){ .branch = old->record.branch };
    k.paper_number = "HT-1-2";
    k.previous.id = h->contract;
    k.link = CONTRACT_AMENDS;
    k.first.number = HOUSE_DAY + 20;
    k.worker.id = h->workers[1];
    return ADD(w, contract, &k) && placement_of_contract(w, &contract_type, k.record.id);
}

TEST_DB(an_amendment_that_names_another_than_who_serves_is_still_to_be_amended)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    CHECK(placement_begin(&h));
    placement_day_is(&h, 20);
    CHECK(placement_write(&h, amended_for_another, &h));
    EQUAL(placement_number(&h, "select count(*) from deadline where rule = 'remind.contract_names' and done_at = 0"), 1);
    placement_house_close(&h);
}

struct swapping { day holiday, rests; text agreed; };

/* New Year's Day 2027 is 39 days after HOUSE_DAY. */
TEST_DB(a_holiday_goes_against_another_day_where_the_home_employs_her_and_never_where_the_law_pays)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    const struct swapping no_holiday = { { HOUSE_DAY + 38 }, { HOUSE_DAY + 42 }, "双方微信" }, swap = { { HOUSE_DAY + 39 }, { HOUSE_DAY + 42 }, "双方微信" }, sunday = { { HOUSE_DAY + 39 }, { HOUSE_DAY + 41 }, "双方微信" };
    CHECK(placement_begin(&h));
    placement_day_is(&h, 30);
    CHECK(!placement_step(&h, &placement_type, h.placement, "swap_holiday", &no_holiday));
    SAME_TEXT(h.w->field, "holiday");
    CHECK(!placement_step(&h, &placement_type, h.placement, "swap_holiday", &sunday));
    SAME_TEXT(h.w->field, "rests");
    EQUAL(placement_number(&h, "update contract set holiday = 1 returning 1"), 1);
    CHECK(!placement_step(&h, &placement_type, h.placement, "swap_holiday", &swap));
    EQUAL(h.w->failure, CONFLICT);
    EQUAL(placement_number(&h, "update contract set holiday = 2 returning 1"), 1);
    CHECK(placement_step(&h, &placement_type, h.placement, "swap_holiday", &swap));
    EQUAL(placement_number(&h, "select count(*) from message where template in ('placement.holiday_moved', 'placement.holiday_moved_worker') and channel = 1"), 2);
    placement_day_is(&h, 45);
    CHECK(placement_write(&h, night, NULL));
    EQUAL(placement_number(&h, "select kind from placement_day where date = 20819"), PLACED_WORKED);
    EQUAL(placement_number(&h, "select kind from placement_day where date = 20822"), PLACED_REST);
    placement_house_close(&h);
}

/* ---- an end by an event; past the last day ---- */

struct ending { day last; enum placement_end what; enum instruction_by decides; ref authority; text decided_by; };

TEST_DB(a_death_ends_it_by_the_day_with_who_decides_and_writes_to_nobody_of_the_family)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    const struct { day last; enum placement_end why; } by_finish = { { HOUSE_DAY + 3 }, PLACEMENT_DEATH };
    const struct ending death = { { HOUSE_DAY + 3 }, PLACEMENT_DEATH, INSTRUCTED_BY_SIGNER, { 0 }, "" };
    CHECK(placement_begin(&h));
    struct wishing rest = wish(&h, WISH_REST_DAY, 6, 8);
    CHECK(placement_write(&h, wish_it, &rest));
    placement_day_is(&h, 3);
    int64_t before = placement_number(&h, "select count(*) from message where person = (select person from customer)");
    CHECK(!placement_step(&h, &placement_type, h.placement, "finish", &by_finish));
    SAME_TEXT(h.w->field, "why");
    CASE("a pregnancy is lost only where a birth is expected");
    struct ending loss = death;
    loss.what = PLACEMENT_LOSS;
    CHECK(!placement_step(&h, &placement_type, h.placement, "stop_by_event", &loss));
    SAME_TEXT(h.w->field, "what");
    SAME_TEXT(h.w->message, "No birth is expected in this home; choose what happened");
    CASE(NULL);
    CHECK(placement_step(&h, &placement_type, h.placement, "stop_by_event", &death));
    EQUAL(placement_number(&h, "select count(*) from placement where state = 8 and quiet = 1 and ended_on = 20783 and ended_by = 7 and decided_by <> ''"), 1);
    EQUAL(placement_number(&h, "select count(*) from placement_day"), 4);
    EQUAL(placement_number(&h, "select state from placement_wish"), WISH_TAKEN_BACK);
    EQUAL(placement_number(&h, "select count(*) from message where template = 'placement.ended_worker' and channel = 1"), 1);
    EQUAL(placement_number(&h, "select count(*) from message where person = (select person from customer)"), before);
    EQUAL(placement_number(&h, "select count(*) from deadline where rule = 'remind.placement.event'"), 1);
    EQUAL(placement_number(&h, "select count(*) from booking where source_type = 'placement' and to_at > 1795708800000"), 0);        /* her calendar is free from the next day on */
    CASE("nobody is made to write down how who has died is");
    const struct { text how; } how = { "电话里说好" };
    int64_t goes = placement_newest(&h, &handover_type);
    CHECK(placement_step(&h, &handover_type, goes, "worker_yes", NULL) && placement_step(&h, &handover_type, goes, "family_yes", &how));
    CHECK(placement_step(&h, &placement_type, h.placement, "settle", NULL));
    placement_house_close(&h);
}

struct looking_at { struct placement_house *house; const struct ending *in; text seen; bool by_family; };
static bool by_company(struct work *w, void *data) { (void)data; return db_exec(w, SQL("update contract set mode = $1, payer = $2"), BIND(num(CONTRACT_PAYING_AGENT), num(PAYER_COMPANY))) > 0; }

static bool look_first(struct work *w, void *data)
{
    struct looking_at *l = data;
    struct placement *p = LOAD(w, placement, l->house->placement);
    struct json j = json_new(w->arena);
    if (!p || !step_preview(w, &placement_type, p, type_step(&placement_type, "stop_by_event"), l->in, &j)) return false;
    CHECK(!strstr(buf_text(&j.out), "王金凤 有 4 天（其中休息 0 天）还没算进已发的工资") == l->by_family);
    CHECK(!strstr(buf_text(&j.out), "王金凤 的工资由家庭直接付给她") == !l->by_family);
    CHECK(strstr(buf_text(&j.out), "王金凤 的档期从 2026年11月27日 起空出来"));
    CHECK(strstr(buf_text(&j.out), "按这一天结束，应退客户"));
    CHECK(!l->seen || !*l->seen || strstr(buf_text(&j.out), l->seen));
    return true;
}

TEST_DB(who_ends_a_placement_by_an_event_sees_days_calendar_and_money_before_and_is_told_to_end_the_contract)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    const struct ending death = { { HOUSE_DAY + 3 }, PLACEMENT_DEATH, INSTRUCTED_BY_SIGNER, { 0 }, "" };
    CHECK(placement_begin(&h));
    placement_day_is(&h, 3);
    CASE("out of a list, and no payer named: in this mode the family pays her itself");
    CHECK(placement_write(&h, look_first, &(struct looking_at){ &h, &death, "", true }));
    CASE("her wage goes through us");
    CHECK(placement_write(&h, by_company, NULL));
    CHECK(placement_write(&h, look_first, &(struct looking_at){ &h, &death, "", false }));
    CASE("at two wages a day worked is each of them, from its day on");
    CHECK(placement_step(&h, &placement_type, h.placement, "change_wage", &(struct pricing){ { HOUSE_DAY + 2 }, { 910000 }, "加了做饭" }));
    CHECK(placement_write(&h, look_first, &(struct looking_at){ &h, &death, "上班一天 ¥300.00，2026年11月25日 起 ¥350.00", false }));
    CASE(NULL);
    EQUAL(placement_number(&h, "select count(*) from placement where state = 4 and quiet = 0"), 1);       /* looked at, not done */
    EQUAL(placement_number(&h, "select count(*) from deadline where rule = 'remind.placement.contract'"), 0);
    CHECK(placement_step(&h, &placement_type, h.placement, "stop_by_event", &death));
    EQUAL(placement_number(&h, "select count(*) from deadline where rule = 'remind.placement.contract'"), 1);
    const struct contract_ending over = { .ended_on = { HOUSE_DAY + 3 }, .ended_by = CONTRACT_FORCE_MAJEURE, .loss = true };
    CHECK(placement_step(&h, &contract_type, h.contract, "end", &over));
    EQUAL(placement_number(&h, "select count(*) from deadline where rule = 'remind.placement.contract'"), 0);
    placement_house_close(&h);
}

struct hour { int64_t worker; int offset; };
static bool book_an_hour(struct work *w, void *data)
{
    const struct hour *a = data;
    struct booking b = { .resource = { RESOURCE_WORKER, a->worker }, .source = { "visit", 78 }, .from = day_at((day){ HOUSE_DAY + a->offset }, 600), .to = day_at((day){ HOUSE_DAY + a->offset }, 780), .label = "日常保洁" };
    return booking_put(w, &b);
}

TEST_DB(who_serves_past_the_last_day_stays_taken_a_week_on_until_she_has_left)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    const struct { day last; enum placement_end why; } over = { { HOUSE_DAY + 366 }, PLACEMENT_TERM_OVER };
    CHECK(placement_begin(&h));
    placement_day_is(&h, 366);
    CHECK(placement_write(&h, night, NULL));
    CHECK(!placement_write(&h, book_an_hour, &(struct hour){ h.workers[0], 370 }));
    SAME_TEXT(h.w->code, "overlap");
    CHECK(placement_step(&h, &placement_type, h.placement, "finish", &over));
    CHECK(placement_write(&h, book_an_hour, &(struct hour){ h.workers[0], 370 }));
    placement_house_close(&h);
}

TEST_DB(settled_after_its_whole_term_its_contract_is_over_with_it)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    const struct { day last; enum placement_end why; } over = { { HOUSE_DAY + 365 }, PLACEMENT_TERM_OVER };
    const struct { text how; } how = { "电话里说好" };
    CHECK(placement_begin(&h));
    placement_day_is(&h, 366);
    CHECK(placement_write(&h, night, NULL) && placement_step(&h, &placement_type, h.placement, "finish", &over));
    CHECK(!placement_step(&h, &placement_type, h.placement, "settle", NULL));           /* the departure sheet */
    EQUAL(placement_number(&h, "select state from contract"), CONTRACT_IN_FORCE);
    int64_t goes = placement_newest(&h, &handover_type);
    EQUAL(placement_number(&h, "update handover set cared_for = '宝宝好', valuables = '无' where state = 1 returning 1"), 1);
    CHECK(placement_step(&h, &handover_type, goes, "worker_yes", NULL) && placement_step(&h, &handover_type, goes, "family_yes", &how));
    CHECK(placement_step(&h, &placement_type, h.placement, "settle", NULL));
    EQUAL(placement_number(&h, "select count(*) from contract where state = 2 and ended_by = 1 and ended_on = last"), 1);
    EQUAL(placement_number(&h, "select count(*) from deadline where type = 'contract' and record = (select id from contract)"), 0);
    placement_house_close(&h);
}

TEST_DB(who_is_planned_elsewhere_after_the_last_day_stands_in_the_queue_and_the_nights_go_on)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    CHECK(placement_begin(&h));
    CHECK(placement_write(&h, book_an_hour, &(struct hour){ h.workers[0], 368 }));
    placement_day_is(&h, 366);
    CHECK(placement_write(&h, night, NULL));
    EQUAL(placement_number(&h, "select count(*) from deadline where rule = 'remind.placement.stays'"), 1);
    EQUAL(placement_number(&h, "select count(*) from placement_day where date = 20780 + 365"), 1);
    placement_house_close(&h);
}

/* ---- what is told; who grows too old ---- */

static bool ahead(struct work *w, void *data) { (void)data; return tell_ahead(w) && tell_ahead(w); }
static bool renewals(struct work *w, void *data) { (void)data; return renewals_tick(w) && tell_ahead(w) && tell_ahead(w); }

TEST_DB(the_eve_and_the_end_are_told_once_each_to_either_side)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    h.at = day_at((day){ HOUSE_DAY - 1 }, 17 * 60);
    CHECK(placement_write(&h, ahead, NULL));
    EQUAL(placement_number(&h, "select count(*) from message where template = 'placement.begins_worker' and channel = 1"), 1);
    EQUAL(placement_number(&h, "select count(*) from message where template = 'placement.begins'"), 0);                /* not before it is ready */
    placement_day_is(&h, 0);
    CHECK(placement_begin(&h));
    for (int left = 30; left > 0; left--) {
        placement_day_is(&h, 364 - left);
        CHECK(placement_write(&h, renewals, NULL));
    }
    EQUAL(placement_number(&h, "select count(*) from message where template = 'placement.ends' and channel = 1"), 3);
    EQUAL(placement_number(&h, "select count(*) from message where template = 'placement.ends_worker' and channel = 1"), 3);
    placement_house_close(&h);
}

static bool born(struct work *w, void *data)
{
    const struct placement_house *h = data;
    struct person *p = LOAD(w, person, h->persons[0]);
    struct date d = date_of((day){ HOUSE_DAY + 20 });
    if (!p) return false;
    p->birth = (maybe_day){ day_from_date((struct date){ d.year - 66, d.month, d.day }).number, true };
    return SAVE(w, person, p);
}

static bool grows_old(struct work *w, void *data)
{
    const struct placement_house *h = data;
    int32_t since = 0;
    for (int days = 10; days <= 30; days += 20) {
        struct lapses all = look_ahead(w, h->branch, days);
        for (int i = 0; i < all.count; i++)
            if (all.at[i].kind == LAPSE_INSURED_AGE) since = all.at[i].since.number;
        EQUAL(since, days == 10 ? 0 : HOUSE_DAY + 20);
    }
    return !failed(w);
}

TEST_DB(who_passes_the_insured_age_within_thirty_days_stands_in_the_look_ahead_from_that_day)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    CHECK(placement_begin(&h));
    CHECK(placement_write(&h, born, &h));
    CHECK(placement_write(&h, grows_old, &h));
    placement_house_close(&h);
}

static bool ran_out_before(struct work *w, void *data)
{
    struct lapses all = look_ahead(w, ((struct placement_house *)data)->branch, 30);
    int seen = 0;
    for (int i = 0; i < all.count; i++) {
        if (all.at[i].kind != LAPSE_PAPER) continue;
        seen++;
        CHECK(all.at[i].over && !all.at[i].never);
        EQUAL(all.at[i].since.number, HOUSE_DAY + 15);
    }
    EQUAL(seen, 1);
    return !failed(w);
}

TEST_DB(a_paper_that_ran_out_already_says_since_when_and_not_before_its_end)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    EQUAL(placement_number(&h, "update credential set valid_to = 20780 + 14 where kind = 3 and worker = (select min(id) from worker) returning 1"), 1);
    placement_day_is(&h, 18);
    CHECK(placement_write(&h, ran_out_before, &h));
    placement_house_close(&h);
}

/* ---- the care log of a phone ---- */

struct phoning { const struct placement_house *h; const char *json; int worker; int64_t days_back; };
static bool phone_logs(struct work *w, void *data)
{
    const struct phoning *p = data;
    json_t *body = json_loads(p->json, 0, NULL);
    w->acted.ms = w->now.ms - DAYS(p->days_back);
    bool well = care_log_by(w, p->h->workers[p->worker], body) != NULL;
    json_decref(body);
    return well;
}
static bool consent(struct work *w, void *data)
{
    const struct placement_house *h = data;
    struct consent c = { .person = { h->payer }, .purpose = CONSENT_CHILD, .way = CONSENT_ON_SCREEN, .guardian = "李芳 母亲", .notice_version = "1" };
    return ADD(w, consent, &c);
}

TEST_DB(a_phones_entry_has_the_minute_of_the_act_and_is_hers_only_where_she_served_then)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    const struct { day last; enum placement_end why; } left = { { HOUSE_DAY + 2 }, PLACEMENT_BY_WORKER };
    CHECK(placement_begin(&h));
    placement_day_is(&h, 1);
    struct phoning milk = { &h, "{\"kind\":\"infant\",\"milk_ml\":120}", 0, 0 }, hers = milk, far = milk, late = milk, after = milk;
    CHECK(!placement_write(&h, phone_logs, &milk));              /* no consent */
    SAME_TEXT(h.w->field, "kind");
    CHECK(placement_write(&h, consent, &h));
    CHECK(placement_write(&h, phone_logs, &milk));
    hers.worker = 1;
    CHECK(!placement_write(&h, phone_logs, &hers));
    EQUAL(h.w->failure, NOT_FOUND);
    far.json = "{\"kind\":\"infant\",\"milk_ml\":9000}";
    CHECK(!placement_write(&h, phone_logs, &far));
    SAME_TEXT(h.w->field, "milk_ml");
    placement_day_is(&h, 2);
    CHECK(placement_step(&h, &placement_type, h.placement, "worker_leaves", &left));
    placement_day_is(&h, 4);
    char named[100];
    snprintf(named, sizeof named, "{\"kind\":\"infant\",\"milk_ml\":90,\"placement\":%lld}", (long long)h.placement);
    late.json = after.json = named;
    late.days_back = 2;
    CHECK(placement_write(&h, phone_logs, &late));               /* told after she has left, of a day on which she served */
    EQUAL(placement_number(&h, "select count(*) from care_log where at < 1795708800000 and milk_ml is not null"), 2);
    after.days_back = 0;
    CHECK(!placement_write(&h, phone_logs, &after));
    placement_house_close(&h);
}
