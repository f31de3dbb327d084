/* trends_test.c — what lies below today's page: thirty days, the services of four weeks by number, the hours of the week, and each branch for who has several. */
#include "insight/today_house_test.h"
#include <jansson.h>

struct asking_trends { struct today_shop *s; bool chosen; text body; };
static bool ask(struct work *w, void *data)
{
    struct asking_trends *q = data;
    struct json j = json_new(w->arena);
    trends_write(w, &j, q->s->branch, q->chosen);
    q->body = buf_text(&j.out);
    return !failed(w);
}
static bool make_days(struct work *w, void *data) { (void)data; return day_figures_tick(w); }
static json_t *trends(struct today_shop *s, const struct actor *who, bool chosen)
{
    struct asking_trends q = { .s = s, .chosen = chosen };
    s->who = NULL;
    CHECK(today_act(s, today_at(0, 6, 0), make_days, NULL));
    s->who = who;
    CHECK(today_act(s, today_at(0, 8, 30), ask, &q));
    return json_loads(q.body ? q.body : "{}", 0, NULL);
}
static int64_t number(json_t *object, const char *name) { return json_integer_value(json_object_get(object, name)); }
static json_t *day_of_list(json_t *j, int back) { return json_array_get(json_object_get(j, "days"), (size_t)(30 - back)); }
static int64_t heat(json_t *j, size_t weekday_, size_t hour) { return json_integer_value(json_array_get(json_array_get(json_object_get(j, "heat"), weekday_), hour)); }

static void book(struct today_shop *s, int on, int hour, int64_t line, enum visit_state state, int64_t price)
{
    today_booked(s, today_at(on, 6, 0), (struct today_visit){ .line = line, .start = today_at(on, hour, 0), .state = state, .arrived = today_at(on, hour, 0), .price = price });
}

TEST_DB(thirty_days_end_yesterday_and_count_what_was_neither_cancelled_nor_skipped)
{
    struct today_shop s;
    if (!today_shop_open(&s)) return;
    book(&s, -1, 9, s.line, VISIT_APPROVED, 15000);
    book(&s, -1, 9, s.line, VISIT_CANCELLED, 99900);
    book(&s, -1, 14, s.line, VISIT_SKIPPED, 99900);
    book(&s, -30, 9, s.line, VISIT_SETTLED, 7000);
    book(&s, -31, 9, s.line, VISIT_SETTLED, 99900);
    book(&s, 0, 9, s.line, VISIT_CONFIRMED, 99900);        /* today is the page's, not the past's */
    json_t *j = trends(&s, &s.manager, true);
    EQUAL(json_array_size(json_object_get(j, "days")), 30);
    EQUAL(number(day_of_list(j, 30), "day"), TODAY_MONDAY - 30);
    EQUAL(number(day_of_list(j, 1), "visits"), 1);
    EQUAL(number(day_of_list(j, 1), "worth"), 15000);
    EQUAL(number(day_of_list(j, 30), "worth"), 7000);
    EQUAL(number(day_of_list(j, 15), "visits"), 0);
    CHECK(!json_object_get(j, "shops"));                    /* she asked for this one */
    json_decref(j);
    today_shop_close(&s);
}

TEST_DB(services_come_by_number_and_hours_by_the_weekday_they_begin_in)
{
    struct today_shop s;
    if (!today_shop_open(&s)) return;
    for (int week = 1; week <= 3; week++) book(&s, -7 * week, 9, s.line, VISIT_APPROVED, 10000);      /* Mondays at nine */
    book(&s, -1, 0, s.baby, VISIT_APPROVED, 90000);         /* a Sunday's first hour: 16:00 of Saturday in UTC */
    book(&s, -28, 23, s.line, VISIT_APPROVED, 10000);       /* the first day that counts */
    book(&s, -29, 9, s.line, VISIT_APPROVED, 10000);
    json_t *j = trends(&s, &s.manager, true), *services = json_object_get(j, "services");
    EQUAL(json_array_size(services), 2);
    EQUAL(number(json_array_get(services, 0), "line"), s.line);
    EQUAL(number(json_array_get(services, 0), "visits"), 4);
    EQUAL(number(json_array_get(services, 0), "worth"), 40000);
    EQUAL(number(json_array_get(services, 1), "line"), s.baby);
    EQUAL(heat(j, 0, 9), 3);
    EQUAL(heat(j, 0, 23), 1);
    EQUAL(heat(j, 6, 0), 1);
    EQUAL(heat(j, 5, 16), 0);
    json_decref(j);
    today_shop_close(&s);
}

TEST_DB(who_has_several_branches_sees_each_of_them_today_and_the_sum_of_all)
{
    struct today_shop s;
    if (!today_shop_open(&s)) return;
    book(&s, 0, 7, s.line, VISIT_CONFIRMED, 10000);         /* late since 07:05 */
    book(&s, 0, 8, s.line, VISIT_FINISHED, 20000);
    book(&s, 0, 16, s.line, VISIT_UNASSIGNED, 30000);
    book(&s, -2, 9, s.line, VISIT_APPROVED, 5000);
    json_t *j = trends(&s, &s.manager, false), *shops = json_object_get(j, "shops"), *one = json_array_get(shops, 0);
    EQUAL(json_array_size(shops), 1);
    EQUAL(number(one, "visits"), 3);
    EQUAL(number(one, "worth"), 60000);
    EQUAL(number(one, "open"), 1);
    EQUAL(number(one, "late"), 1);
    EQUAL(number(one, "done"), 1);
    EQUAL(number(one, "lapsed"), 0);
    EQUAL(number(day_of_list(j, 2), "visits"), 1);
    json_decref(j);
    CASE("who has one branch is not shown a list of one");
    struct actor alone = s.clerk;
    alone.all_branches = false;
    alone.branches = &s.branch;
    alone.branch_count = 1;
    j = trends(&s, &alone, false);
    CHECK(!json_object_get(j, "shops"));
    EQUAL(number(day_of_list(j, 2), "visits"), 1);
    json_decref(j);
    today_shop_close(&s);
}

static bool complain(struct work *w, void *data)
{
    const struct today_shop *s = data;
    struct complaint c = { .channel = CHANNEL_BY_PHONE, .category = ABOUT_ATTITUDE, .customer = { s->customer }, .story = "催款的口气不好" };
    return ADD(w, complaint, &c);
}
static bool about_the_manager(struct work *w, void *data)
{
    const struct today_shop *s = data;
    db_exec(w, SQL("update complaint set about_account = $1 where id = (select max(id) from complaint)"), BIND(num(s->manager.user)));
    return !failed(w);
}

TEST_DB(a_complaint_about_her_is_counted_for_others_and_not_for_her)
{
    struct today_shop s;
    if (!today_shop_open(&s)) return;
    CHECK(today_act(&s, today_at(-1, 10, 0), complain, &s));
    CHECK(today_act(&s, today_at(-1, 11, 0), complain, &s));
    CHECK(today_act(&s, today_at(-1, 11, 1), about_the_manager, &s));
    struct actor other = s.manager;
    other.user++;
    json_t *hers = trends(&s, &s.manager, false), *others = trends(&s, &other, false);
    EQUAL(number(day_of_list(hers, 1), "complaints"), 1);
    EQUAL(number(json_array_get(json_object_get(hers, "shops"), 0), "complaints"), 1);
    EQUAL(number(day_of_list(others, 1), "complaints"), 2);
    EQUAL(number(json_array_get(json_object_get(others, "shops"), 0), "complaints"), 2);
    json_decref(hers);
    json_decref(others);
    today_shop_close(&s);
}

static int64_t done_again(struct today_shop *s, int on, int hour, enum visit_state state, int64_t first)
{
    return today_booked(s, today_at(on, 6, 0), (struct today_visit){ .line = s->line, .start = today_at(on, hour, 0), .state = state, .arrived = today_at(on, hour, 0), .again = first });
}

TEST_DB(rework_is_counted_for_her_whose_work_it_was_and_not_when_it_was_called_off)
{
    struct today_shop s;
    if (!today_shop_open(&s)) return;
    int64_t first = done_again(&s, -5, 9, VISIT_APPROVED, 0), before = done_again(&s, -30, 9, VISIT_APPROVED, 0);
    done_again(&s, -4, 9, VISIT_APPROVED, first);
    done_again(&s, -3, 9, VISIT_CANCELLED, first);
    done_again(&s, -29, 9, VISIT_APPROVED, before);
    json_t *j = trends(&s, &s.manager, true), *rework = json_object_get(j, "rework"), *one = json_array_get(rework, 0);
    EQUAL(json_array_size(rework), 1);
    EQUAL(number(one, "worker"), s.worker);
    EQUAL(number(one, "again"), 1);
    EQUAL(number(one, "done"), 2);
    json_decref(j);
    today_shop_close(&s);
}
