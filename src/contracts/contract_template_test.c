/* contract_template_test.c — which version holds where and when, for contracts with customers and for those with workers; what no template may name. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "contracts/contracts.h"
#include "contracts/work_contract_own.h"
#include "record/store.h"
#include "test/house.h"
#include "test/test.h"

enum { TEMPLATE_DAY = 20780 };      /* Monday, 2026-11-23 */
static const struct module *const modules[] = { &company_module, &services_module, &team_module, &customers_module, &contracts_module, NULL };

/* Three shops: in Beijing, in Jiangsu, and one of which nobody says where it lies. */
struct template_house { struct db *db; struct house *house; struct work *w; char folder[64]; int64_t beijing, jiangsu, nowhere, worker; int day; struct contract_template draft; int64_t made, held; text step; const void *in; enum contract_mode asked; int64_t at; int on; };
struct publication { day valid_from; };
struct adapting { text region, what_changed; };

static bool write(struct template_house *h, db_run *run)
{
    work_clear(h->w);
    h->w->loaded = NULL;
    h->w->now = h->w->acted = day_at((day){ TEMPLATE_DAY + h->day }, 10 * 60);
    h->w->reason = "because";
    return db_write(h->db, h->w, run, h);
}

static int64_t shop(struct work *w, text name, text code, text region)
{
    struct branch b = { .name = name, .code = code, .region = region };
    return ADD(w, branch, &b) ? b.record.id : 0;
}

static bool furnish(struct work *w, void *data)
{
    struct template_house *h = data;
    h->beijing = shop(w, "北京店", "BJ", "110105");
    h->jiangsu = shop(w, "南京店", "NJ", "320102");
    h->nowhere = shop(w, "老店", "LD", "");
    struct person p = { .name = "王金凤", .sex = FEMALE, .birth = { day_from_date((struct date){ 1990, 3, 1 }).number, true } };
    if (!ADD(w, person, &p)) return false;
    struct worker n = { .record.branch = { h->beijing }, .state = WORKER_ACTIVE, .person = { p.record.id }, .mode = MODE_EMPLOYEE, .retirement = RETIRES_WOMAN_50, .retirement_evidence = "劳动合同", .joined = { TEMPLATE_DAY - 5, true } };
    bool well = ADD(w, worker, &n);
    h->worker = n.record.id;
    return well && h->beijing && h->jiangsu && h->nowhere;
}

static bool open_house(struct template_house *h)
{
    *h = (struct template_house){ .folder = "/dev/shm/zhangjia-template-XXXXXX" };
    if (!mkdtemp(h->folder)) return false;
    bool well = test_house(&h->db, &h->house, (struct house_options){ .data = h->folder, .modules = modules, .demo = true });
    if (well) h->w = work_open(h->house, &the_system);
    well = well && write(h, furnish);
    CHECK(well);
    return well;
}

static void close_house(struct template_house *h)
{
    char command[100];
    if (h->w) work_close(h->w);
    house_close(h->house);
    db_close(h->db);
    snprintf(command, sizeof command, "rm -rf %s", h->folder);
    CHECK(!system(command));
}

static bool add(struct work *w, void *data)
{
    struct template_house *h = data;
    struct contract_template t = h->draft;
    if (!ADD(w, contract_template, &t)) return false;
    h->made = t.record.id;
    return true;
}

static bool step_it(struct work *w, void *data)
{
    struct template_house *h = data;
    struct contract_template *t = LOAD(w, contract_template, h->made);
    return t && step_take(w, &contract_template_type, t, h->step, h->in);
}

static bool go(struct template_house *h, text step, const void *in)
{
    h->step = step;
    h->in = in;
    return write(h, step_it);
}

/* A template of one clause, drafted; 0: refused. */
static int64_t drafted(struct template_house *h, enum contract_mode mode, text region, text wording, enum clause_when holds)
{
    struct template_clause one = { .code = "only", .article = "约定", .wording = wording, .holds = holds };
    h->draft = (struct contract_template){ .mode = mode, .region = region, .name = print(h->w, "范本%s", region), .preamble = "", .closing = "", .clauses = { &one, 1 }, .what_changed = "" };
    return write(h, add) ? h->made : 0;
}

static int64_t published(struct template_house *h, enum contract_mode mode, text region, int from)
{
    struct publication in = { { TEMPLATE_DAY + from } };
    int64_t id = drafted(h, mode, region, "本合同按当地规定订立。", CLAUSE_ALWAYS);
    CHECK(id && go(h, "submit", NULL) && go(h, "publish", &in));
    return id;
}

static bool ask(struct work *w, void *data)
{
    struct template_house *h = data;
    h->held = contract_template_on(w, h->asked, h->at, (day){ TEMPLATE_DAY + h->on });
    return !failed(w);
}
static int64_t in_force(struct template_house *h, enum contract_mode mode, int64_t branch, int on)
{
    h->asked = mode;
    h->at = branch;
    h->on = on;
    CHECK(write(h, ask));
    return h->held;
}

TEST_DB(each_region_has_its_own_template_the_nearest_wins_and_a_shop_without_a_region_takes_the_companys)
{
    struct template_house h;
    if (!open_house(&h)) return;
    const enum contract_mode modes[] = { CONTRACT_AGENCY, work_template_mode(WORK_LABOUR) };       /* with customers, and with workers */
    for (int i = 0; i < COUNT_OF(modes); i++) {
        int64_t everywhere = published(&h, modes[i], "", 0);
        EQUAL(in_force(&h, modes[i], h.nowhere, 0), everywhere);
        EQUAL(in_force(&h, modes[i], h.beijing, 0), everywhere);
        int64_t beijing = published(&h, modes[i], "11", 0), jiangsu = published(&h, modes[i], "32", 0);
        EQUAL(in_force(&h, modes[i], h.beijing, 0), beijing);
        EQUAL(in_force(&h, modes[i], h.jiangsu, 0), jiangsu);
        EQUAL(in_force(&h, modes[i], h.nowhere, 0), everywhere);
        int64_t district = published(&h, modes[i], "110105", 0);
        EQUAL(in_force(&h, modes[i], h.beijing, 0), district);
        EQUAL(in_force(&h, modes[i], h.jiangsu, 0), jiangsu);
    }
    h.made = in_force(&h, CONTRACT_AGENCY, h.nowhere, 0);
    CHECK(!go(&h, "adapt", &(struct adapting){ "", "上海补充" }));
    SAME_TEXT(h.w->field, "region");
    CHECK(go(&h, "adapt", &(struct adapting){ "31", "上海补充" }));
    CHECK(!go(&h, "adapt", &(struct adapting){ "31", "上海再补充" }));                      /* a draft of it is there */
    EQUAL(drafted(&h, CONTRACT_AGENCY, "北京", "约定。", CLAUSE_ALWAYS), 0);
    SAME_TEXT(h.w->field, "region");
    close_house(&h);
}

static bool follow(struct work *w, void *data) { (void)data; return contract_templates_follow(w); }
static bool look(struct work *w, void *data)
{
    struct template_house *h = data;
    const struct contract_template *t = LOAD(w, contract_template, h->held);
    h->held = t ? t->state : 0;
    return t != NULL;
}

TEST_DB(a_version_published_for_a_later_day_leaves_the_one_before_in_force_until_then)
{
    struct template_house h;
    if (!open_house(&h)) return;
    int64_t first = published(&h, CONTRACT_AGENCY, "11", 0), next = published(&h, CONTRACT_AGENCY, "11", 8);
    EQUAL(in_force(&h, CONTRACT_AGENCY, h.beijing, 7), first);
    EQUAL(in_force(&h, CONTRACT_AGENCY, h.beijing, 8), next);
    CHECK(write(&h, follow));
    h.held = first;
    CHECK(write(&h, look));
    EQUAL(h.held, TEMPLATE_PUBLISHED);
    h.day = 8;
    CHECK(write(&h, follow));
    h.held = first;
    CHECK(write(&h, look));
    EQUAL(h.held, TEMPLATE_SUPERSEDED);
    EQUAL(in_force(&h, CONTRACT_AGENCY, h.beijing, 8), next);
    close_house(&h);
}

TEST_DB(a_template_names_only_what_its_kind_of_contract_knows)
{
    struct template_house h;
    if (!open_house(&h)) return;
    const enum contract_mode labour = work_template_mode(WORK_LABOUR);
    CHECK(drafted(&h, labour, "11", "报酬{wage}，退费{refund_table}。", CLAUSE_ALWAYS));
    CHECK(!go(&h, "submit", NULL));                       /* a worker's contract has no refund ladder */
    CHECK(drafted(&h, CONTRACT_AGENCY, "11", "批准文号{permit}。", CLAUSE_ALWAYS));
    CHECK(!go(&h, "submit", NULL));
    EQUAL(drafted(&h, labour, "32", "试工。", CLAUSE_TRIAL), 0);
    SAME_TEXT(h.w->field, "clauses");
    EQUAL(drafted(&h, CONTRACT_AGENCY, "32", "试用期。", CLAUSE_PROBATION), 0);
    SAME_TEXT(h.w->field, "clauses");
    CHECK(drafted(&h, labour, "32", "试用期自{first}起至{probation_last}止。", CLAUSE_PROBATION) && go(&h, "submit", NULL));
    close_house(&h);
}

static bool paper(struct work *w, void *data)
{
    struct template_house *h = data;
    struct work_contract c = { .record.branch = { h->beijing }, .worker = { h->worker }, .first = { TEMPLATE_DAY }, .wage = { 520000 } };
    if (!ADD(w, work_contract, &c)) return false;
    EQUAL(c.template.id, h->made);
    CHECK(strstr(work_contract_text(w, &c, false), "当地补充：批准文号【特殊工时批准文号】，工资"));
    struct work_gap gaps[40];
    int n = work_contract_missing(w, &c, gaps, COUNT_OF(gaps));
    bool permit = false, cycle = false;
    for (int i = 0; i < n; i++) { permit |= !strcmp(gaps[i].code, "permit"); cycle |= !strcmp(gaps[i].code, "pay_cycle"); }
    CHECK(permit && !cycle);                                /* said by this template though her hours are standard; what it does not say is not asked */
    h->held = c.record.id;
    return true;
}
static bool send(struct work *w, void *data)
{
    struct work_contract *c = LOAD(w, work_contract, ((struct template_house *)data)->held);
    return c && step_take(w, &work_contract_type, c, "send", NULL);
}

TEST_DB(a_work_contract_is_written_on_the_template_of_its_kind_and_region_and_not_sent_while_what_that_names_is_missing)
{
    struct template_house h;
    if (!open_house(&h)) return;
    CHECK(drafted(&h, work_template_mode(WORK_LABOUR), "11", "当地补充：批准文号{permit}，工资{wage}。", CLAUSE_ALWAYS));
    CHECK(go(&h, "submit", NULL) && go(&h, "publish", &(struct publication){ { TEMPLATE_DAY } }));
    CHECK(write(&h, paper));
    CHECK(!write(&h, send));
    CHECK(h.w->failure == CONFLICT);
    close_house(&h);
}
