/* demand_house_test.c — see demand_house_test.h. */
#include "customers/demand_house_test.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/utf8.h"
#include "messages/messages.h"
#include "test/house.h"

/* The contracts are an upper floor's; in this house the payer's remark says what is signed: "signed", "signed with trial". */
static bool contract_of(struct work *w, int64_t demand, int64_t worker, struct demand_paper *ret)
{
    (void)worker;
    text remark = db_one_text(w, SQL("select p.remark from person p join demand d on d.person = p.id where d.id = $1"), BIND(num(demand)));
    if (!starts_with(remark, "signed")) return false;
    *ret = (struct demand_paper){ .id = 1, .number = "HT26-0001", .trial = !strcmp(remark, "signed with trial") };
    return true;
}
static const struct demand_contract contract = { contract_of };
static const struct answer answers[] = { { QUESTION_DEMAND_CONTRACT, &contract } };
static const struct module papers_module = { .name = "papers", .label = "Papers", MODULE_ANSWERS(answers) };
static const struct module *const modules[] = { &company_module, &messages_module, &services_module, &team_module, &customers_module, &papers_module, NULL };
static const text consultant_can[] = { CAN_SEE_CUSTOMERS, CAN_EDIT_DEMANDS, CAN_SEE_DEMANDS, CAN_EDIT_LEADS, CAN_SEE_LEADS, CAN_EDIT_QUOTES, CAN_SEE_WORKERS };

bool desk_act(struct desk *d, const struct actor *actor, instant now, db_run *run, void *data)
{
    struct work *w = d->w;
    work_clear(w);
    w->actor = actor;
    w->now = w->acted = now;
    w->loaded = NULL;
    w->reason = "试一下";
    bool well = db_write(d->db, w, run, data);
    if (w->failure == FAULT) printf("  fault: %s\n", w->message ? w->message : "");
    return well;
}

bool act(struct desk *d, instant now, db_run *run, void *data) { return desk_act(d, d->consultant.user ? &d->consultant : &the_system, now, run, data); }

static int64_t worker(struct work *w, struct desk *d, text name, int64_t line, bool papers, int medical_days)
{
    static const enum credential_kind kinds[] = { CREDENTIAL_IDENTITY, CREDENTIAL_BACKGROUND, CREDENTIAL_MEDICAL, CREDENTIAL_INSURANCE };
    struct person p = { .name = name, .sex = FEMALE, .birth = { THE_DAY - 44 * 365, true } };
    if (!ADD(w, person, &p)) return 0;
    struct skill skill = { .line = { line }, .level = 3, .since = { THE_DAY - 1200, true } };
    struct worker n = { .record.branch = { d->branch }, .state = WORKER_ACTIVE, .person = { p.record.id }, .mode = MODE_EMPLOYEE, .skills = { &skill, 1 } };
    if (!ADD(w, worker, &n)) return 0;
    for (int i = 0; papers && i < COUNT_OF(kinds); i++) {
        struct credential c = { .record.branch = { d->branch }, .state = CREDENTIAL_VALID, .worker = { n.record.id }, .kind = kinds[i], .medical = kinds[i] == CREDENTIAL_MEDICAL ? MEDICAL_INFANT : 0,
            .result = RESULT_PASS, .valid_from = { THE_DAY - 100, true }, .valid_to = { THE_DAY + (kinds[i] == CREDENTIAL_MEDICAL ? medical_days : 400), true } };
        if (!ADD(w, credential, &c)) return 0;
    }
    return n.record.id;
}

static bool people(struct work *w, struct desk *d)
{
    struct person payer = { .name = "李芳" };
    if (!ADD(w, person, &payer)) return false;
    d->person = payer.record.id;
    struct customer c = { .record.branch = { d->branch }, .person = { d->person } };
    if (!ADD(w, customer, &c)) return false;
    d->customer = c.record.id;
    struct household h = { .record.branch = { d->branch }, .customer = { d->customer }, .estate = "锦绣花园", .address.plain = "锦绣花园 3-1201", .at = { 399000000, 1164000000 } };
    if (!ADD(w, household, &h)) return false;
    d->household = h.record.id;
    d->ready = worker(w, d, "王金凤", d->line, true, 400);
    d->bare = worker(w, d, "李秀英", d->line, false, 0);
    d->nurse = worker(w, d, "赵月华", d->maternity, true, 400);
    d->second_nurse = worker(w, d, "钱月英", d->maternity, true, 400);
    d->short_nurse = worker(w, d, "孙月芳", d->maternity, true, 114);       /* her medical check ends on day 15 of a service from day 100 */
    return !failed(w);
}

static bool furnish(struct work *w, void *data)
{
    struct desk *d = data;
    struct branch b = { .name = "一店", .code = "A" };
    struct service_line line = { .name = "日常保洁", .code = "CLEAN", .glyph = "洁", .category = LINE_DAILY_CLEANING, .unit = UNIT_HOUR, .medical = MEDICAL_GENERAL };
    struct service_line nurses = { .name = "月嫂", .code = "MATERN", .glyph = "月", .category = LINE_MATERNITY, .unit = UNIT_DAY, .medical = MEDICAL_INFANT, .child_contact = true, .needs = { SET_BIT(NEEDS_BACKGROUND) | SET_BIT(NEEDS_INSURANCE) } };
    struct account a = { .login = "chen", .name = "陈顾问" }, o = { .login = "lin", .name = "林顾问" };
    if (!ADD(w, branch, &b) || !ADD(w, service_line, &line) || !ADD(w, service_line, &nurses) || !ADD(w, account, &a) || !ADD(w, account, &o)) return false;
    d->branch = b.record.id;
    d->line = line.record.id;
    d->maternity = nurses.record.id;
    if (!people(w, d)) return false;
    d->consultant = (struct actor){ .user = a.record.id, .name = "chen", .language = "en", .can = consultant_can, .can_count = COUNT_OF(consultant_can), .all_branches = true, .home = d->branch };
    d->other = d->consultant;
    d->other.user = o.record.id;
    return !failed(w);
}

bool desk_open(struct desk *d)
{
    *d = (struct desk){ .folder = "/dev/shm/zhangjia-demand-XXXXXX" };
    if (!mkdtemp(d->folder)) return false;
    bool well = test_house(&d->db, &d->house, (struct house_options){ .data = d->folder, .modules = modules, .demo = true });
    if (well) d->w = work_open(d->house, &the_system);
    well = well && act(d, at(0, 8), furnish, d);
    CHECK(well);
    return well;
}

void desk_close(struct desk *d)
{
    char command[100];
    work_close(d->w);
    house_close(d->house);
    db_close(d->db);
    snprintf(command, sizeof command, "rm -rf %s", d->folder);
    CHECK(!system(command));
}

struct step_of { const struct record_type *type; int64_t id; text step; const void *input; };
static bool run_step(struct work *w, void *data)
{
    const struct step_of *s = data;
    void *record = record_load(w, s->type, s->id);
    return record && step_take(w, s->type, record, s->step, s->input);
}
bool step_on(struct desk *d, instant now, const struct record_type *type, int64_t id, text step, const void *input) { return act(d, now, run_step, &(struct step_of){ type, id, step, input }); }
bool step_at(struct desk *d, instant now, text step, const void *input) { return step_on(d, now, &demand_type, d->demand, step, input); }

struct looked { const struct record_type *type; int64_t id; text rule, word; int64_t found; };
static bool look_state(struct work *w, void *data)
{
    struct looked *q = data;
    const void *record = record_peek(w, q->type, q->id);
    q->found = record ? record_state(q->type, record) : 0;
    return !failed(w);
}
unsigned state_of(struct desk *d, const struct record_type *type, int64_t id)
{
    struct looked q = { .type = type, .id = id };
    CHECK(act(d, at(0, 9), look_state, &q));
    return (unsigned)q.found;
}

static bool look_due(struct work *w, void *data)
{
    struct looked *q = data;
    q->found = db_one(w, SQL("select due_at from deadline where type = $1 and record = $2 and rule = $3"), BIND(txt(q->word), num(q->id), txt(q->rule)), 0);
    return !failed(w);
}
int64_t due_of(struct desk *d, text type, int64_t record, text rule)
{
    struct looked q = { .word = type, .id = record, .rule = rule, .found = -1 };
    CHECK(act(d, at(0, 9), look_due, &q));
    return q.found;
}

static bool write_remark(struct work *w, void *data)
{
    const struct looked *q = data;
    struct person *p = LOAD(w, person, q->id);
    if (!p) return false;
    p->remark = q->word;
    return SAVE(w, person, p);
}
void sign(struct desk *d, text what) { CHECK(desk_act(d, &the_system, at(0, 9), write_remark, &(struct looked){ .id = d->person, .word = what })); }
