/* renewal_test.c — a renewal's way to the signatures: what stands in the queue leads to the paper they are put under, and nothing is signed before. */
#include <string.h>
#include "placement/placement_house_test.h"
#include "placement/placement_own.h"
#include "record/deadline.h"
#include "record/convert.h"

struct renewing { day new_last; money new_wage; maybe_money new_fee; };
struct looked { int64_t renewal; text rule, waits, leads, wage; };
static bool tick(struct work *w, void *data) { (void)data; return renewals_tick(w); }

static bool look(struct work *w, void *data)
{
    struct looked *l = data;
    const struct renewal *r = record_peek(w, &renewal_type, l->renewal);
    if (!r) return false;
    for (int i = 0; i < renewal_type.deadline_count; i++) {
        const struct deadline *d = &renewal_type.deadlines[i];
        if (strcmp(d->name, l->rule)) continue;
        l->waits = deadline_waits(w, &renewal_type, d, l->renewal);
        l->leads = deadline_leads(w, &renewal_type, d, l->renewal);
    }
    l->wage = field_empty(type_field(&renewal_type, "new_wage"), r) ? "none" : "said";
    return true;
}

static bool rings_again(struct work *w, void *context)
{
    deadlines_again(w, &contract_type, record_peek(w, &contract_type, *(const int64_t *)context));
    return !failed(w);
}
static bool let_go(struct work *w, void *context) { return renewal_lets_go(w, &renewal_type, ((const struct looked *)context)->renewal); }

TEST_DB(a_renewal_waits_for_the_signatures_under_its_paper_and_its_line_leads_there)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    CHECK(placement_begin(&h));
    EQUAL(placement_number(&h, "update contract set last = (select last from placement) returning 1"), 1);
    h.at = day_at((day){ (int32_t)placement_number(&h, "select last from placement") - 20 }, 600);
    CHECK(placement_write(&h, tick, NULL));
    struct looked l = { .renewal = placement_newest(&h, &renewal_type), .rule = "sign" };
    CHECK(placement_write(&h, look, &l));
    SAME_TEXT(l.wage, "none");                                      /* no ¥0.00 before anything is offered */
    struct renewing half = { { (int32_t)placement_number(&h, "select last from placement") + 180 }, { 0 }, { 0 } };
    CHECK(placement_step(&h, &renewal_type, l.renewal, "contact", &(struct { text family, worker; }){ "好", "好" }));
    CHECK(placement_step(&h, &renewal_type, l.renewal, "offer", &half));
    int64_t paper = placement_number(&h, "select next_contract from renewal");
    CHECK(!placement_step(&h, &renewal_type, l.renewal, "sign", &(ref){ paper }));
    SAME_TEXT(h.w->code, "guard");                                  /* said at the button: not the main one */
    CHECK(!placement_step(&h, &renewal_type, l.renewal, "offer", &half));
    CHECK(placement_write(&h, look, &l));
    CHECK(strstr(l.waits, "没有签齐") && strstr(l.leads, "/contract/"));
    SAME_TEXT(l.wage, "said");
    CASE("sent, it stands in the queue once: as the renewal; declined, the paper that is out rings for itself");
    EQUAL(placement_number(&h, print(h.w, "update contract set state = 5, sent_at = %lld where id = %lld returning 1", (long long)h.at.ms, (long long)paper)), 1);
    CHECK(placement_write(&h, rings_again, &paper));
    EQUAL(placement_number(&h, "select count(*) from deadline where type = 'contract' and rule = 'signing' and done_at = 0"), 0);
    EQUAL(placement_number(&h, "update renewal set state = 7 returning 1"), 1);
    CHECK(placement_write(&h, let_go, &l));
    EQUAL(placement_number(&h, "select count(*) from deadline where type = 'contract' and rule = 'signing' and done_at = 0"), 1);
    EQUAL(placement_number(&h, "update renewal set state = 3 returning 1"), 1);
    CASE(NULL);
    placement_day_is(&h, (int)placement_number(&h, "select last + 1 from placement") - HOUSE_DAY);
    CHECK(placement_write(&h, tick, NULL));
    l.rule = "lapsed_sign";
    CHECK(placement_write(&h, look, &l));
    CHECK(strstr(l.waits, "无合同在岗") && strstr(l.leads, "/contract/"));
    placement_house_close(&h);
}

TEST_DB(another_wage_waits_in_the_queue_of_who_approves_it)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    CHECK(placement_begin(&h));
    int last = (int)placement_number(&h, "select last from placement");
    placement_day_is(&h, last - 20 - HOUSE_DAY);
    CHECK(placement_write(&h, tick, NULL));
    int64_t id = placement_newest(&h, &renewal_type), wage = placement_number(&h, "select wage from placement");
    CHECK(placement_step(&h, &renewal_type, id, "offer", &(struct renewing){ { last + 180 }, { wage + 20000 }, { 0 } }));
    EQUAL(placement_number(&h, "select count(*) from deadline where type = 'renewal' and rule = 'price' and done_at = 0"), 1);     /* hers who approves, not the one who offered it */
    placement_house_close(&h);
}
