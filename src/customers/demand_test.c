#include <stdio.h>
#include <stdlib.h>
#include "customers/customers.h"
#include "record/store.h"
#include "test/test.h"

/* A shop with two cleaners, one with her papers and one without, and a consultant. */
static const struct module *const modules[] = { &company_module, &services_module, &team_module, &customers_module, NULL };
static const text consultant_can[] = { CAN_SEE_CUSTOMERS, CAN_EDIT_DEMANDS, CAN_SEE_DEMANDS, CAN_SEE_WORKERS };
enum { THE_DAY = 20780 };
struct desk { struct db *db; struct house *house; struct work *w; char folder[64]; struct actor consultant; int64_t branch, line, customer, ready, bare, demand; };
static instant at(int on, int hour) { return day_at((day){ THE_DAY + on }, hour * 60); }

static bool act(struct desk *d, instant now, db_run *run, void *data)
{
    struct work *w = d->w;
    work_clear(w);
    w->actor = d->consultant.user ? &d->consultant : &the_system;
    w->now = w->acted = now;
    w->loaded = NULL;
    w->reason = "试一下";
    bool well = db_write(d->db, w, run, data);
    if (w->failure == FAULT) printf("  fault: %s\n", w->message ? w->message : "");
    return well;
}

static int64_t cleaner(struct work *w, struct desk *d, text name, bool papers)
{
    static const enum credential_kind kinds[] = { CREDENTIAL_IDENTITY, CREDENTIAL_BACKGROUND, CREDENTIAL_MEDICAL, CREDENTIAL_INSURANCE };
    struct person p = { .name = name };
    if (!ADD(w, person, &p)) return 0;
    struct skill skill = { .line = { d->line }, .level = 3 };
    struct worker n = { .record.branch = { d->branch }, .state = WORKER_ACTIVE, .person = { p.record.id }, .mode = MODE_EMPLOYEE, .skills = { &skill, 1 } };
    if (!ADD(w, worker, &n)) return 0;
    for (int i = 0; papers && i < COUNT_OF(kinds); i++) {
        struct credential c = { .record.branch = { d->branch }, .state = CREDENTIAL_VALID, .worker = { n.record.id }, .kind = kinds[i], .medical = kinds[i] == CREDENTIAL_MEDICAL ? MEDICAL_GENERAL : 0,
            .result = RESULT_PASS, .valid_from = { THE_DAY - 100, true }, .valid_to = { THE_DAY + 200, true } };
        if (!ADD(w, credential, &c)) return 0;
    }
    return n.record.id;
}

static bool furnish(struct work *w, void *data)
{
    struct desk *d = data;
    struct branch b = { .name = "一店", .code = "A" };
    struct service_line line = { .name = "日常保洁", .code = "CLEAN", .glyph = "洁", .category = LINE_DAILY_CLEANING, .unit = UNIT_HOUR, .medical = MEDICAL_GENERAL };
    struct person payer = { .name = "李芳" };
    struct account a = { .login = "chen", .name = "陈顾问" };
    if (!ADD(w, branch, &b) || !ADD(w, service_line, &line) || !ADD(w, person, &payer) || !ADD(w, account, &a)) return false;
    d->branch = b.record.id;
    d->line = line.record.id;
    struct customer c = { .record.branch = { d->branch }, .person = { payer.record.id } };
    if (!ADD(w, customer, &c)) return false;
    d->customer = c.record.id;
    d->ready = cleaner(w, d, "王金凤", true);
    d->bare = cleaner(w, d, "李秀英", false);
    d->consultant = (struct actor){ .user = a.record.id, .name = "chen", .language = "en", .can = consultant_can, .can_count = COUNT_OF(consultant_can), .all_branches = true, .home = d->branch };
    return !failed(w);
}

static bool desk_open(struct desk *d)
{
    text why = "";
    *d = (struct desk){ .folder = "/dev/shm/zhangjia-demand-XXXXXX" };
    if (!mkdtemp(d->folder)) return false;
    d->db = db_open(&(struct db_options){ .url = test_url(), .fast_and_loose = true }, &why);
    if (d->db) d->house = house_open(&(struct house_options){ .db = d->db, .data = d->folder, .modules = modules, .demo = true }, &why);
    bool well = d->house && house_migrate(d->house, &why);
    if (!well) printf("  the house does not open: %s\n", why);
    if (well) d->w = work_open(d->house, &the_system);
    well = well && act(d, at(0, 8), furnish, d);
    CHECK(well);
    return well;
}

static void desk_close(struct desk *d)
{
    char command[100];
    work_close(d->w);
    house_close(d->house);
    db_close(d->db);
    snprintf(command, sizeof command, "rm -rf %s", d->folder);
    CHECK(!system(command));
}

static bool ask(struct work *w, void *data)
{
    struct desk *s = data;
    struct demand d = { .customer = { s->customer }, .line = { s->line }, .wanted = "周一三五上午", .start_from = { THE_DAY + 3 }, .source = SOURCE_PHONE, .budget_of = "", .needs = "家里有老人", .deal = "" };
    bool well = ADD(w, demand, &d);
    s->demand = d.record.id;
    return well;
}

struct step_of { struct desk *d; text step; const void *input; };
static bool run_step(struct work *w, void *data)
{
    const struct step_of *s = data;
    struct demand *d = LOAD(w, demand, s->d->demand);
    return d && step_take(w, &demand_type, d, s->step, s->input);
}
static bool step_at(struct desk *d, instant now, text step, const void *input) { return act(d, now, run_step, &(struct step_of){ d, step, input }); }

struct due { struct desk *d; text rule; int64_t at; };
static bool look_due(struct work *w, void *data)
{
    struct due *q = data;
    q->at = db_one(w, SQL("select due_at from deadline where record = $1 and rule = $2"), BIND(num(q->d->demand), txt(q->rule)), 0);
    return !failed(w);
}
static int64_t due_of(struct desk *d, text rule)
{
    struct due q = { d, rule, -1 };
    CHECK(act(d, at(0, 9), look_due, &q));
    return q.at;
}

struct shown { ref worker; text note; };
struct told { ref worker; enum candidate_answer answer; enum decline_reason why; text note; };
struct won { ref worker; text deal; };
struct lost { enum lost_reason reason; };

TEST_DB(a_demand_without_anybody_to_show_rings_after_a_day_and_again_when_all_were_declined)
{
    struct desk d;
    if (!desk_open(&d)) return;
    CHECK(act(&d, at(0, 9), ask, &d));
    EQUAL(due_of(&d, "candidate"), at(1, 9).ms);
    CHECK(step_at(&d, at(0, 10), "take_on", NULL));
    CHECK(!step_at(&d, at(0, 11), "propose", &(struct shown){ { d.bare }, "" }));         /* no papers: not shown to anybody */
    EQUAL(d.w->failure, CONFLICT);
    EQUAL(due_of(&d, "candidate"), at(1, 9).ms);
    CHECK(step_at(&d, at(0, 12), "propose", &(struct shown){ { d.ready }, "愿意" }));
    EQUAL(due_of(&d, "candidate"), 0);
    EQUAL(due_of(&d, "answer"), at(2, 12).ms);
    CHECK(!step_at(&d, at(0, 13), "propose", &(struct shown){ { d.ready }, "" }));
    SAME_TEXT(d.w->field, "worker");
    CHECK(!step_at(&d, at(1, 12), "answer", &(struct told){ { d.ready }, CANDIDATE_DECLINED, 0, "" }));
    SAME_TEXT(d.w->field, "why");
    CHECK(step_at(&d, at(1, 12), "answer", &(struct told){ { d.ready }, CANDIDATE_DECLINED, DECLINE_PRICE, "" }));
    EQUAL(due_of(&d, "candidate"), at(2, 12).ms);
    desk_close(&d);
}

TEST_DB(a_demand_is_won_with_who_was_wanted_and_a_lost_one_may_be_taken_up_again)
{
    struct desk d;
    if (!desk_open(&d)) return;
    CHECK(act(&d, at(0, 9), ask, &d));
    CHECK(step_at(&d, at(0, 10), "lose", &(struct lost){ LOST_PRICE }));
    EQUAL(due_of(&d, "candidate"), 0);
    CHECK(step_at(&d, at(2, 10), "take_up", NULL));
    EQUAL(due_of(&d, "candidate"), at(3, 10).ms);
    CHECK(step_at(&d, at(2, 11), "propose", &(struct shown){ { d.ready }, "" }));
    CHECK(!step_at(&d, at(2, 12), "win", &(struct won){ { d.ready }, "D-1" }));           /* nobody has said yes */
    CHECK(step_at(&d, at(2, 12), "answer", &(struct told){ { d.ready }, CANDIDATE_WANTED, 0, "" }));
    CHECK(!step_at(&d, at(2, 12), "win", &(struct won){ { d.bare }, "D-1" }));
    CHECK(step_at(&d, at(2, 12), "win", &(struct won){ { d.ready }, "D-1" }));
    CHECK(!step_at(&d, at(2, 13), "lose", &(struct lost){ LOST_PRICE }));
    EQUAL(d.w->failure, CONFLICT);
    desk_close(&d);
}
