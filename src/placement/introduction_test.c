/* introduction_test.c — a review of an introduction: she is asked, answers and appeals on her phone; what may be asked for it (T15, 民法典 965). */
#include <string.h>
#include "base/json.h"
#include "placement/placement_house_test.h"

struct seen { struct placement_house *h; int64_t review, customer, worker; text words, all; };
static bool flag(struct work *w, void *data)
{
    struct seen *s = data;
    struct introduction_review r = { .signal = SIGNAL_TOLD, .customer = { s->customer }, .worker = { s->worker }, .facts = "楼下保安说她每天来" };
    r.record.branch.id = s->h->branch;
    bool well = ADD(w, introduction_review, &r);
    s->review = r.record.id;
    return well;
}
static bool has_a_phone(struct work *w, void *data)
{
    struct seen *s = data;
    struct account a = { .login = "wu", .person = { s->h->persons[0] } };
    return ADD(w, account, &a);
}
static bool her_answer(struct work *w, void *data) { struct seen *s = data; return review_answered_by_her(w, s->review, s->worker, s->words); }
static bool others_answer(struct work *w, void *data) { struct seen *s = data; return review_answered_by_her(w, s->review, s->h->workers[1], s->words); }
static bool her_phone(struct work *w, void *data)
{
    struct seen *s = data;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_list(&j, "asked");
    review_asks_write(w, &j, s->worker);
    write_end(&j, ']');
    write_end(&j, '}');
    s->all = buf_text(&j.out);
    return true;
}
static bool shows(struct seen *s, text words) { return placement_write(s->h, her_phone, s) && strstr(s->all, words); }

struct asking { text question; int64_t hours; };
struct both { text worker_said, customer_said; };
struct deciding { text decision; };
struct fee { money amount; maybe_day since; text basis; };
static bool step(struct seen *s, text name, const void *in) { return placement_step(s->h, &introduction_review_type, s->review, name, in); }

TEST_DB(the_worker_of_a_review_is_asked_answers_and_appeals_on_her_phone)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    struct seen s = { .h = &h, .customer = h.customer, .worker = h.workers[0], .words = "我没有去过" };
    CHECK(placement_write(&h, flag, &s) && placement_write(&h, has_a_phone, &s));
    CHECK(!shows(&s, "review"));                                            /* not before she is asked */
    for (int i = 0; i < 3; i++) CHECK(type_field(&introduction_review_type, (text[]){ "signal", "facts", "customer_said" }[i])->see);      /* the record is her own */
    CHECK(!placement_write(&h, her_answer, &s));
    CHECK(!step(&s, "ask", &(struct both){ "", "请了亲戚" }));
    SAME_TEXT(h.w->field, "worker_said");
    CHECK(step(&s, "ask_worker", &(struct asking){ "", 0 }));
    CHECK(shows(&s, "李芳") && !strstr(s.all, "保安"));                       /* with whom, not what we were told */
    EQUAL(placement_number(&h, "select count(*) from message where template = 'placement.review_asked'"), 1);
    CHECK(!placement_write(&h, others_answer, &s));
    CHECK(placement_write(&h, her_answer, &s) && shows(&s, "我没有去过"));
    CHECK(step(&s, "ask", &(struct both){ "", "请了亲戚" }));
    EQUAL(placement_number(&h, "select count(*) from introduction_review where worker_said = '我没有去过' and state = 2"), 1);
    CHECK(step(&s, "founded", &(struct deciding){ "物业登记八次" }));
    CHECK(shows(&s, "物业登记八次"));
    s.words = "";
    CHECK(!placement_write(&h, her_answer, &s));
    s.words = "那是探亲";
    CHECK(placement_write(&h, her_answer, &s));
    EQUAL(placement_number(&h, "select count(*) from introduction_review where appeal = '那是探亲' and state = 4"), 1);
    CHECK(step(&s, "uphold", &(struct deciding){ "有监控" }));
    EQUAL(placement_number(&h, "select count(*) from message where template = 'placement.review_dismissed'"), 1);
    CHECK(!placement_write(&h, her_answer, &s));                             /* once */
    CHECK(!shows(&s, "review"));
    placement_house_close(&h);
}

TEST_DB(a_deal_past_us_owes_what_was_agreed_and_no_more)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    struct seen s = { .h = &h, .customer = h.customer, .worker = h.workers[0] };
    struct fee all = { .basis = "" }, more = { .amount = { 900000 }, .basis = "" }, late = { .since = { HOUSE_DAY, true }, .basis = "" };
    CHECK(placement_write(&h, flag, &s) && step(&s, "ask", &(struct both){ "没有", "没有" }) && step(&s, "founded", &(struct deciding){ "属实" }));
    CHECK(!step(&s, "ask_fee", &all));                                      /* a contract brought along says nothing of it, no quotation either */
    SAME_TEXT(h.w->field, "basis");
    EQUAL(placement_number(&h, "update contract set off_platform = 780000, off_platform_months = 6, state = 2, ended_on = 20500 returning 1"), 1);
    CHECK(!step(&s, "ask_fee", &late));
    SAME_TEXT(h.w->field, "since");
    EQUAL(placement_number(&h, "update contract set ended_on = 20700 returning 1"), 1);
    CHECK(!step(&s, "ask_fee", &more));
    SAME_TEXT(h.w->field, "amount");
    CHECK(step(&s, "ask_fee", &all));
    EQUAL(placement_number(&h, "select fee from introduction_review"), 780000);
    EQUAL(placement_number(&h, "select contract from introduction_review"), h.contract);
    placement_house_close(&h);
}
