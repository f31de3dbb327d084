/* eligibility_test.c — the light over a whole interval (T04), by what papers say on each day of service. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "messages/messages.h"
#include "record/store.h"
#include "team/team.h"
#include "test/test.h"

static const struct module *const modules[] = { &company_module, &messages_module, &services_module, &team_module, NULL };
enum { TODAY = 20780 };
struct facts { int64_t worker, line; struct judgement judgement; day from, to; };

static bool add_paper(struct work *w, int64_t worker, enum credential_kind kind, int valid_to)
{
    struct credential c = { .state = CREDENTIAL_VALID, .worker = { worker }, .kind = kind, .medical = kind == CREDENTIAL_MEDICAL ? MEDICAL_INFANT : 0,
        .result = RESULT_PASS, .valid_from = { TODAY - 100, true }, .valid_to = { valid_to, true }, .paper_number = { .plain = "" } };
    return ADD(w, credential, &c);
}

static bool furnish(struct work *w, void *data)
{
    struct facts *f = data;
    struct branch b = { .name = "一店", .code = "A" };
    struct person p = { .name = "王金凤", .birth = { TODAY - 47 * 365, true } };
    struct service_line line = { .name = "月嫂", .code = "YS", .category = LINE_MATERNITY, .unit = UNIT_DAY, .medical = MEDICAL_INFANT, .child_contact = true,
        .needs = { SET_BIT(NEEDS_BACKGROUND) | SET_BIT(NEEDS_INSURANCE) } };
    if (!ADD(w, branch, &b) || !ADD(w, person, &p) || !ADD(w, service_line, &line)) return false;
    struct skill skill = { .line = { line.record.id }, .level = 3 };
    struct worker n = { .state = WORKER_ACTIVE, .person = { p.record.id }, .mode = MODE_AGENCY, .skills = { &skill, 1 }, .bank_account = { .plain = "" } };
    n.record.branch.id = b.record.id;
    if (!ADD(w, worker, &n)) return false;
    *f = (struct facts){ .worker = n.record.id, .line = line.record.id };
    return add_paper(w, n.record.id, CREDENTIAL_IDENTITY, TODAY + 3000) && add_paper(w, n.record.id, CREDENTIAL_BACKGROUND, TODAY + 200) &&
           add_paper(w, n.record.id, CREDENTIAL_MEDICAL, TODAY + 14) && add_paper(w, n.record.id, CREDENTIAL_INSURANCE, TODAY + 200);
}

static bool judge(struct work *w, void *data)
{
    struct facts *f = data;
    struct eligibility_case c = { .worker = record_peek(w, &worker_type, f->worker), .line = record_peek(w, &service_line_type, f->line), .from = f->from, .to = f->to };
    struct judgement j = eligibility(w, &c);
    CHECK(j.light == (f->to.number <= TODAY + 14 ? LIGHT_GREEN : LIGHT_YELLOW));
    CHECK(may_serve(&j) == (f->to.number <= TODAY + 14));
    if (f->to.number <= TODAY + 14) { CHECK(!j.reasons); return !failed(w); }
    SAME_TEXT(j.reasons->code, "H02.medical");
    EQUAL(j.reasons->since.number, TODAY + 15);         /* the first day that no paper covers */
    EQUAL(j.reasons->until.number, f->to.number);
    CHECK(j.reasons->fix.message != NULL);
    CHECK(!j.reasons->next);
    return !failed(w);
}

/* A check of a lower class is not “missing”: the same one would be entered again. */
static bool lower_class(struct work *w, void *data)
{
    (void)data;
    db_exec(w, SQL("update credential set medical = $1 where kind = $2"), BIND(num(MEDICAL_GENERAL), num(CREDENTIAL_MEDICAL)));
    return !failed(w);
}
static bool judge_class(struct work *w, void *data)
{
    struct facts *f = data;
    struct eligibility_case c = { .worker = record_peek(w, &worker_type, f->worker), .line = record_peek(w, &service_line_type, f->line), .from = f->from, .to = f->to };
    struct judgement j = eligibility(w, &c);
    CHECK(!may_serve(&j) && j.reasons);
    SAME_TEXT(j.reasons->why.message, "The “{1}” she has is not of the class “{2}” that {3} asks for");
    SAME_TEXT(j.reasons->fix.message, "Enter and verify a “{1}” of the class “{2}” and she may");
    return !failed(w);
}

static bool renew(struct work *w, void *data) { return add_paper(w, ((struct facts *)data)->worker, CREDENTIAL_MEDICAL, TODAY + 380); }
static bool judge_green(struct work *w, void *data)
{
    struct facts *f = data;
    struct eligibility_case c = { .worker = record_peek(w, &worker_type, f->worker), .line = record_peek(w, &service_line_type, f->line), .from = f->from, .to = f->to };
    struct judgement j = eligibility(w, &c);
    CHECK(j.light == LIGHT_GREEN && !j.reasons);
    return !failed(w);
}

static bool run(struct house *h, bool (*act)(struct work *, void *), struct facts *f)
{
    struct work *w = work_open(h, NULL);
    bool well = db_write(house_db(h), w, act, f);
    if (!well) test_check(false, __FILE__, __LINE__, print(w, "%s: %s", w->field, w->message));
    work_close(w);
    return well;
}

TEST_DB(a_medical_check_that_ends_on_day_fifteen_blocks_twenty_six_days_and_its_renewal_is_the_fix)
{
    char folder[] = "/dev/shm/eligibility-XXXXXX", command[64];
    text why = "";
    struct db *db = mkdtemp(folder) ? db_open(&(struct db_options){ .url = test_url(), .fast_and_loose = true }, &why) : NULL;
    struct house *h = db ? house_open(&(struct house_options){ .db = db, .data = folder, .modules = modules }, &why) : NULL;
    CHECK(h && house_migrate(h, &why));
    struct facts f;
    bool there = run(h, furnish, &f);
    f.from = (day){ TODAY };
    f.to = (day){ TODAY + 14 };
    there = there && run(h, judge, &f);
    f.to = (day){ TODAY + 25 };
    there = there && run(h, judge, &f) && run(h, renew, &f) && run(h, judge_green, &f) && run(h, lower_class, &f) && run(h, judge_class, &f);
    CHECK(there);
    house_close(h);
    db_close(db);
    snprintf(command, sizeof command, "rm -r %s", folder);
    CHECK(system(command) == 0);
}
