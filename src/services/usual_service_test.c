/* usual_service_test.c — what a new shop picks from. */
#include <stdlib.h>
#include <string.h>
#include "base/words.h"
#include "record/input.h"
#include "services/services_house_test.h"

struct picking { text body; int status; };

static bool pick(struct work *w, void *data)
{
    struct picking *p = data;
    struct request q = { .arena = w->arena, .body = p->body, .body_length = strlen(p->body) };
    struct reply reply = { 0 };
    bool well = usual_services_take_call(w, &q, &reply);
    p->status = reply.status;
    return well;
}

TEST(a_usual_service_is_said_in_english_too)
{
    for (int i = 0; i < usual_service_count; i++) {
        const text said[] = { usual_services[i].name, usual_services[i].description, usual_services[i].exclusions };
        for (int k = 0; k < 3; k++) CHECK(!*said[k] || strcmp(translate("en", said[k]), said[k]) != 0);
    }
}

static int64_t count(struct work *w, literal sql) { return db_one(w, sql, NO_BIND, -1); }

static bool count_all(struct work *w, void *data)
{
    int64_t *n = data;
    n[0] = count(w, SQL("select count(*) from service_line where code in ('DEEP', 'BATH')"));
    n[1] = count(w, SQL("select count(*) from standard s join service_line l on l.id = s.line where s.state = 3 and l.code in ('DEEP', 'BATH')"));
    n[2] = count(w, SQL("select count(*) from price_rule p join service_line l on l.id = p.line where p.state = 2 and p.unit_price = 5500 and p.worker_percent = 70 and l.code = 'DEEP'"));
    n[3] = count(w, SQL("select count(*) from price_rule p join service_line l on l.id = p.line where l.code = 'BATH'"));
    return true;
}

TEST_DB(usual_services_are_taken_with_their_standard_and_their_price_all_or_none)
{
    struct services_house h;
    if (!services_open(&h)) return;
    int64_t n[4];
    static const struct { text body, message; enum failure failure; } bad[] = {
        { "{\"services\":[{\"code\":\"DEEP\",\"price\":5500},{\"code\":\"SPACE\"}]}", "There is no usual service {1}", INVALID },
        { "{\"services\":[{\"code\":\"DEEP\",\"price\":5500},{\"code\":\"CLEAN\"}]}", "{1} is among your services already; leave it out", CONFLICT },
        { "{\"services\":[{\"code\":\"DEEP\",\"price\":-1}]}", "{1}: a price lies between 0 and 1,000,000 yuan", INVALID },
        { "{\"services\":[{\"code\":\"DEEP\",\"price\":5500,\"percent\":101}]}", "{1}: the worker's share lies between 0 and 100 %", INVALID },
        { "{\"services\":[]}", "Pick at least one service", INVALID }, { "{}", "Pick at least one service", INVALID },
    };
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct picking p = { .body = bad[i].body };
        CASE(bad[i].body);
        CHECK(!services_write(&h, &h.publisher, pick, &p));
        SAME_TEXT(h.w->message, bad[i].message);
        EQUAL(h.w->failure, bad[i].failure);
        CHECK(services_write(&h, &h.publisher, count_all, n));
        EQUAL(n[0], 0);                                 /* nothing of it stays */
    }
    CASE("a good one");
    struct picking p = { .body = "{\"services\":[{\"code\":\"DEEP\",\"price\":5500,\"percent\":70},{\"code\":\"BATH\"}]}" };
    CHECK(services_write(&h, &h.publisher, pick, &p));
    EQUAL(p.status, 201);
    CHECK(services_write(&h, &h.publisher, count_all, n));
    EQUAL(n[0], 2);
    EQUAL(n[1], 2);
    EQUAL(n[2], 1);
    EQUAL(n[3], 0);                                     /* no price was given: none is invented */
    services_close(&h);
}
