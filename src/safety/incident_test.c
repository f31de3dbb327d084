#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "messages/messages.h"
#include "record/parts.h"
#include "record/store.h"
#include "safety/safety.h"
#include "test/house.h"
#include "test/test.h"

/* A shop with one nanny at one visit to an infant, and colleagues: on duty (takes alarms on), the manager (closes), headquarters (oversees). */
static const struct module *const modules[] = { &company_module, &messages_module, &services_module, &team_module, &customers_module, &operations_module, &contracts_module, &placement_module, &safety_module, NULL };
static const text duty_can[] = { CAN_HANDLE_INCIDENTS, CAN_RAISE_INCIDENTS, CAN_SEE_INCIDENTS };
static const text manager_can[] = { CAN_CLOSE_INCIDENTS, CAN_HANDLE_INCIDENTS, CAN_RAISE_INCIDENTS, CAN_SEE_INCIDENTS, CAN_SUSPEND_WORKERS };
static const text hq_can[] = { CAN_CLOSE_INCIDENTS, CAN_HANDLE_INCIDENTS, CAN_OVERSEE_INCIDENTS, CAN_SEE_INCIDENTS };
enum who { AS_SYSTEM, AS_DUTY, AS_MANAGER, AS_HQ, AS_WORKER };
struct watch { struct db *db; struct house *house; struct work *w; char folder[64]; int64_t branch, line, customer, home, worker, visit, incident; struct actor actors[5]; instant now; };

enum { THE_DAY = 20780 };
static instant at(int hour, int minute) { return day_at((day){ THE_DAY }, hour * 60 + minute); }

static bool act(struct watch *s, enum who who, instant now, db_run *run, void *data)
{
    struct work *w = s->w;
    work_clear(w);
    w->actor = who == AS_SYSTEM ? &the_system : &s->actors[who];
    w->now = w->acted = s->now = now;
    w->loaded = NULL;
    w->reason = "";
    bool well = db_write(s->db, w, run, data);
    if (w->failure == FAULT) printf("  fault: %s\n", w->message ? w->message : "");
    return well;
}

static int64_t account(struct work *w, text login)
{
    struct account a = { .login = login, .name = login };
    return ADD(w, account, &a) ? a.record.id : 0;
}

static bool furnish(struct work *w, void *data)
{
    struct watch *s = data;
    struct branch b = { .name = "一店", .code = "A" };
    struct service_line line = { .name = "育儿嫂", .code = "BABY", .glyph = "婴", .category = LINE_INFANT, .unit = UNIT_DAY, .medical = MEDICAL_INFANT, .child_contact = true, .needs = { SET_BIT(NEEDS_BACKGROUND) } };
    struct person payer = { .name = "李芳" }, nanny = { .name = "王金凤" };
    if (!ADD(w, branch, &b) || !ADD(w, service_line, &line) || !ADD(w, person, &payer) || !ADD(w, person, &nanny)) return false;
    struct customer c = { .record.branch = { b.record.id }, .person = { payer.record.id } };
    struct worker n = { .record.branch = { b.record.id }, .state = WORKER_ACTIVE, .person = { nanny.record.id }, .mode = MODE_EMPLOYEE };
    if (!ADD(w, customer, &c) || !ADD(w, worker, &n)) return false;
    struct household home = { .record.branch = { b.record.id }, .customer = { c.record.id }, .estate = "锦绣花园", .address = { .plain = "锦绣花园3栋" } };
    if (!ADD(w, household, &home)) return false;
    struct visit v = { .customer = { c.record.id }, .household = { home.record.id }, .line = { line.record.id }, .start = at(10, 0), .length = { 240 }, .price = { 40000 } };
    if (!ADD(w, visit, &v)) return false;
    *s = (struct watch){ .db = s->db, .house = s->house, .w = s->w, .branch = b.record.id, .line = line.record.id, .customer = c.record.id, .home = home.record.id, .worker = n.record.id, .visit = v.record.id };
    s->actors[AS_DUTY] = (struct actor){ .user = account(w, "duty"), .name = "duty", .language = "en", .can = duty_can, .can_count = COUNT_OF(duty_can), .all_branches = true, .home = s->branch };
    s->actors[AS_MANAGER] = (struct actor){ .user = account(w, "boss"), .name = "boss", .language = "en", .can = manager_can, .can_count = COUNT_OF(manager_can), .all_branches = true, .home = s->branch };
    s->actors[AS_HQ] = (struct actor){ .user = account(w, "hq"), .name = "hq", .language = "en", .can = hq_can, .can_count = COUNT_OF(hq_can), .all_branches = true, .home = s->branch };
    s->actors[AS_WORKER] = (struct actor){ .user = account(w, "wang"), .name = "wang", .language = "en", .worker = s->worker, .home = s->branch };
    return !failed(w);
}

static bool watch_open(struct watch *s)
{
    char folder[] = "/dev/shm/zhangjia-safety-XXXXXX";
    *s = (struct watch){ 0 };
    if (!mkdtemp(folder)) return false;
    bool well = test_house(&s->db, &s->house, (struct house_options){ .data = folder, .modules = modules, .demo = true });
    if (well) s->w = work_open(s->house, &the_system);
    well = well && act(s, AS_SYSTEM, at(8, 0), furnish, s);
    if (!well && s->w) printf("  it is not furnished: %s %s\n", s->w->field, s->w->message);
    CHECK(well);
    snprintf(s->folder, sizeof s->folder, "%s", folder);
    return well;
}

static void watch_close(struct watch *s)
{
    char command[100];
    work_close(s->w);
    house_close(s->house);
    db_close(s->db);
    snprintf(command, sizeof command, "rm -rf %s", s->folder);
    CHECK(!system(command));
}

static bool press_sos(struct work *w, void *data)
{
    struct watch *s = data;
    struct incident *i = incident_raise(w, &(struct incident_call){ .kind = INCIDENT_SOS, .source = RAISED_BY_WORKER, .visit = { s->visit }, .worker = { s->worker }, .at = { 306600000, 1040700000 }, .accuracy = 12 });
    if (!i) return false;
    s->incident = i->record.id;
    return true;
}

static bool say_damage(struct work *w, void *data)
{
    struct watch *s = data;
    struct incident *i = incident_raise(w, &(struct incident_call){ .kind = INCIDENT_DAMAGE, .source = RAISED_BY_CUSTOMER, .customer = { s->customer }, .story = "花瓶碎了" });
    if (!i) return false;
    s->incident = i->record.id;
    return true;
}

struct taken { struct watch *s; text step; const void *input; text reason; const struct record_type *type; int64_t id; };
static bool take_it(struct work *w, void *data)
{
    const struct taken *t = data;
    w->reason = t->reason ? t->reason : "";
    void *record = record_load(w, t->type ? t->type : &incident_type, t->id ? t->id : t->s->incident);
    return record && step_take(w, t->type ? t->type : &incident_type, record, t->step, t->input);
}
static bool took(struct watch *s, enum who who, instant now, text step, const void *input, text reason) { return act(s, who, now, take_it, &(struct taken){ s, step, input, reason, NULL, 0 }); }

static bool ring(struct work *w, void *data) { (void)data; return deadlines_ring(w); }

struct counted { text what; int64_t n; struct watch *s; };
static bool count(struct work *w, void *data)
{
    struct counted *c = data;
    c->n = db_one(w, (literal){ c->what }, BIND(num(c->s->incident)), -1);
    return !failed(w);
}
static int64_t counted(struct watch *s, text sql)
{
    struct counted c = { sql, -1, s };
    return act(s, AS_SYSTEM, s->now, count, &c) ? c.n : -2;
}

struct word { text done; };
struct level { enum incident_level level; text doing; };
struct whom { enum told_whom whom; text note; instant at; };
struct written { text account; maybe_money loss; };

/* Two accounts: one on duty by her role, one who sees visits only. */
static bool hire_duty(struct work *w, void *data)
{
    (void)data;
    struct role_capability handles = { CAN_HANDLE_INCIDENTS }, sees = { CAN_SEE_VISITS };
    struct role duty = { .name = "值班", .code = "", .purpose = "", .capabilities = { &handles, 1 } }, clerk = { .name = "文员", .code = "", .purpose = "", .capabilities = { &sees, 1 } };
    if (!ADD(w, role, &duty) || !ADD(w, role, &clerk)) return false;
    struct account_role one = { .role = { duty.record.id } }, other = { .role = { clerk.record.id } };
    struct account a = { .login = "zhiban", .name = "值班", .roles = { &one, 1 } }, b = { .login = "wenyuan", .name = "文员", .roles = { &other, 1 } };
    return ADD(w, account, &a) && ADD(w, account, &b);
}

TEST_DB(an_sos_is_told_at_once_to_the_colleagues_who_may_take_it_on_and_to_nobody_else)
{
    struct watch s;
    if (!watch_open(&s)) return;
    CHECK(act(&s, AS_SYSTEM, at(2, 0), hire_duty, &s));
    CHECK(act(&s, AS_WORKER, at(2, 30), press_sos, &s));        /* in the night: not held until the morning */
    EQUAL(counted(&s, "select count(*) from message where template = 'incident.raised' and about_id = $1 and channel = 1 and state in (3, 4)"), 1);
    EQUAL(counted(&s, "select count(*) from message m join account a on a.id = m.account where m.about_id = $1 and a.login = 'zhiban'"), 1);
    CHECK(act(&s, AS_WORKER, at(2, 34), press_sos, &s));        /* the same alarm: not told twice */
    EQUAL(counted(&s, "select count(*) from message where template = 'incident.raised' and channel = 1 and $1 > 0"), 1);
    watch_close(&s);
}

TEST_DB(an_sos_rings_at_once_and_goes_up_when_nobody_acknowledges_it)
{
    struct watch s;
    if (!watch_open(&s)) return;
    CHECK(act(&s, AS_WORKER, at(10, 30), press_sos, &s));       /* a worker has no rights: her phone may all the same */
    int64_t first = s.incident;
    EQUAL(counted(&s, "select count(*) from deadline where record = $1 and rule = 'alarm' and due_at = next_at and who = 'incident.handle'"), 1);
    CHECK(act(&s, AS_SYSTEM, at(10, 31), ring, NULL));
    EQUAL(counted(&s, "select count(*) from deadline where record = $1 and rung_at > 0 and escalated_at = 0"), 1);
    CHECK(act(&s, AS_SYSTEM, at(10, 33), ring, NULL));
    EQUAL(counted(&s, "select count(*) from deadline where record = $1 and rule = 'alarm' and escalated_at > 0 and then_who = 'incident.oversee'"), 1);
    CHECK(act(&s, AS_WORKER, at(10, 34), press_sos, &s));       /* pressed again: the same alarm */
    EQUAL(s.incident, first);
    EQUAL(counted(&s, "select count(*) from incident where id >= $1"), 1);
    CHECK(!took(&s, AS_WORKER, at(10, 34), "acknowledge", &(struct level){ 0, "打电话给她" }, NULL));
    EQUAL(s.w->failure, NOT_FOUND);           /* she sees no incidents at all, an accusation of theft neither */
    CHECK(!took(&s, AS_DUTY, at(10, 35), "acknowledge", &(struct level){ 0, "" }, NULL));           /* an SOS: what is done about it? */
    SAME_TEXT(s.w->field, "doing");
    CHECK(took(&s, AS_DUTY, at(10, 35), "acknowledge", &(struct level){ 0, "打电话给她" }, NULL));
    EQUAL(counted(&s, "select count(*) from deadline where record = $1 and rule = 'alarm'"), 0);
    EQUAL(counted(&s, "select due_at from deadline where record = $1 and rule = 'call_in'"), at(10, 45).ms);
    EQUAL(counted(&s, "select due_at from deadline where record = $1 and rule = 'on_site'"), at(11, 30).ms);
    CHECK(act(&s, AS_WORKER, at(10, 50), press_sos, &s));       /* a quarter of an hour later is another one */
    CHECK(s.incident != first);
    watch_close(&s);
}

static bool press_blind(struct work *w, void *data)
{
    struct watch *s = data;
    return incident_raise(w, &(struct incident_call){ .kind = INCIDENT_SOS, .source = RAISED_BY_WORKER, .visit = { s->visit }, .worker = { s->worker } }) != NULL;
}

TEST_DB(the_place_that_follows_an_sos_is_not_a_second_one)
{
    struct watch s;
    if (!watch_open(&s)) return;
    CHECK(act(&s, AS_WORKER, at(10, 30), press_blind, &s));
    CHECK(act(&s, AS_WORKER, at(10, 30), press_sos, &s));
    EQUAL(counted(&s, "select count(*) from incident_course where parent = $1 and what in ('Her phone has sent where she is', '手机发来了位置')"), 1);
    CHECK(act(&s, AS_WORKER, at(10, 31), press_sos, &s));
    EQUAL(counted(&s, "select count(*) from incident_course where parent = $1 and what in ('SOS pressed again', '再次按下求助')"), 1);
    watch_close(&s);
}

struct at_home { struct watch *s; enum incident_kind kind; bool by_her; int64_t placement; struct incident *made; };

static bool lives_in(struct work *w, void *data)
{
    struct at_home *a = data;
    struct placement p = { .state = PLACEMENT_IN_SERVICE, .customer = { a->s->customer }, .household = { a->s->home }, .line = { a->s->line }, .worker = { a->s->worker }, .mode = SERVICE_ASSIGN, .live_in = true, .first = { THE_DAY - 9 }, .last = { THE_DAY + 90 },
        .began_on = { THE_DAY - 9, true }, .wage = { 780000 } };
    if (!ADD(w, placement, &p)) return false;
    a->placement = p.record.id;
    return true;
}

static bool raise_there(struct work *w, void *data)
{
    struct at_home *a = data;
    a->made = incident_raise(w, &(struct incident_call){ .kind = a->kind, .source = RAISED_BY_OFFICE, .worker = { a->by_her ? a->s->worker : 0 }, .customer = { a->by_her ? 0 : a->s->customer } });
    return a->made != NULL;
}

TEST_DB(of_an_elders_fall_the_family_is_told_within_half_an_hour_and_the_insurer_within_a_day)
{
    struct watch s;
    if (!watch_open(&s)) return;
    struct at_home a = { .s = &s, .kind = INCIDENT_ELDER_FALL };
    CHECK(act(&s, AS_SYSTEM, at(10, 0), raise_there, &a));
    s.incident = a.made->record.id;
    CHECK(took(&s, AS_DUTY, at(10, 5), "acknowledge", &(struct level){ 0, "叫 120" }, NULL));
    EQUAL(counted(&s, "select due_at from deadline where record = $1 and rule = 'family'"), at(10, 35).ms);
    EQUAL(counted(&s, "select due_at from deadline where record = $1 and rule = 'insurer'"), at(34, 0).ms);
    CHECK(!took(&s, AS_DUTY, at(10, 30), "tell", &(struct whom){ TOLD_FAMILY, "女儿", at(9, 50) }, NULL));        /* before it happened */
    SAME_TEXT(s.w->field, "at");
    CHECK(!took(&s, AS_DUTY, at(10, 30), "tell", &(struct whom){ TOLD_FAMILY, "女儿", at(11, 50) }, NULL));
    CHECK(took(&s, AS_DUTY, at(10, 30), "tell", &(struct whom){ TOLD_FAMILY, "女儿", at(10, 12) }, NULL));
    EQUAL(counted(&s, "select at from incident_told where parent = $1"), at(10, 12).ms);
    CHECK(took(&s, AS_DUTY, at(10, 31), "tell", &(struct whom){ TOLD_INSURER, "报案号 88", { 0 } }, NULL));
    EQUAL(counted(&s, "select at from incident_told where parent = $1 and whom = 6"), at(10, 31).ms);
    EQUAL(counted(&s, "select count(*) from deadline where record = $1 and rule in ('family', 'insurer')"), 0);
    watch_close(&s);
}

TEST_DB(who_lives_in_and_calls_for_help_is_in_that_home_and_an_accusation_names_nobody_by_itself)
{
    struct watch s;
    if (!watch_open(&s)) return;
    struct at_home a = { .s = &s, .kind = INCIDENT_SOS, .by_her = true };
    CHECK(act(&s, AS_SYSTEM, at(10, 0), raise_there, &a));
    EQUAL(a.made->placement.id, 0);
    EQUAL(a.made->customer.id, 0);
    CHECK(act(&s, AS_SYSTEM, at(10, 0), lives_in, &a));
    CHECK(act(&s, AS_SYSTEM, at(10, 20), raise_there, &a));
    EQUAL(a.made->placement.id, a.placement);
    EQUAL(a.made->customer.id, s.customer);
    a = (struct at_home){ .s = &s, .kind = INCIDENT_ELDER_FALL, .placement = a.placement };
    CHECK(act(&s, AS_SYSTEM, at(11, 0), raise_there, &a));
    EQUAL(a.made->placement.id, a.placement);
    EQUAL(a.made->worker.id, s.worker);
    a.kind = INCIDENT_THEFT;
    CHECK(act(&s, AS_SYSTEM, at(11, 10), raise_there, &a));
    EQUAL(a.made->placement.id, a.placement);
    EQUAL(a.made->worker.id, 0);
    watch_close(&s);
}

struct end { text outcome; enum incident_finding finding; text change; ref change_by; maybe_day change_until; };
TEST_DB(the_gravest_is_closed_by_headquarters_after_report_and_authority)
{
    struct watch s;
    if (!watch_open(&s)) return;
    CHECK(act(&s, AS_WORKER, at(10, 30), press_sos, &s));
    CHECK(took(&s, AS_DUTY, at(10, 31), "acknowledge", &(struct level){ 0, "打电话给她" }, NULL));
    CHECK(!took(&s, AS_DUTY, at(10, 40), "contain", &(struct word){ "已送医" }, NULL));      /* nobody said how grave it is */
    SAME_TEXT(s.w->field, "level");
    CHECK(took(&s, AS_DUTY, at(10, 41), "grade", &(struct level){ LEVEL_GRAVEST }, "孩子受伤"));
    EQUAL(counted(&s, "select due_at from deadline where record = $1 and rule = 'authority'"), at(11, 30).ms);
    CHECK(took(&s, AS_DUTY, at(10, 42), "tell", &(struct whom){ TOLD_HEADQUARTERS, "", { 0 } }, NULL));
    EQUAL(counted(&s, "select count(*) from deadline where record = $1 and rule = 'call_in'"), 0);
    CHECK(took(&s, AS_DUTY, at(10, 55), "contain", &(struct word){ "已送医" }, NULL));
    CHECK(!took(&s, AS_MANAGER, at(12, 0), "close", &(struct end){ "地面湿滑", 0, "", { 0 }, { 0 } }, NULL));
    CHECK(strstr(s.w->message, "report") != NULL);
    CHECK(took(&s, AS_DUTY, at(12, 0), "write_report", &(struct written){ .account = "10:30 孩子在厨房滑倒" }, NULL));
    CHECK(!took(&s, AS_MANAGER, at(12, 1), "close", &(struct end){ "地面湿滑", 0, "", { 0 }, { 0 } }, NULL));
    CHECK(strstr(s.w->message, "police") != NULL);
    CHECK(took(&s, AS_DUTY, at(12, 2), "tell", &(struct whom){ TOLD_AUTHORITY, "商务局值班", { 0 } }, NULL));
    CHECK(!took(&s, AS_MANAGER, at(12, 3), "close", &(struct end){ "地面湿滑", 0, "", { 0 }, { 0 } }, NULL));     /* not the manager's */
    CHECK(strstr(s.w->message, "Headquarters") != NULL);
    CHECK(took(&s, AS_HQ, at(12, 4), "close", &(struct end){ "地面湿滑，改用防滑垫", 0, "", { 0 }, { 0 } }, NULL));
    EQUAL(counted(&s, "select count(*) from deadline where record = $1"), 0);
    watch_close(&s);
}

TEST_DB(what_is_changed_after_it_has_somebody_and_a_day_and_stands_in_her_queue)
{
    struct watch s;
    if (!watch_open(&s)) return;
    CHECK(act(&s, AS_WORKER, at(15, 0), say_damage, &s));
    CHECK(took(&s, AS_DUTY, at(15, 5), "acknowledge", &(struct level){ 0, "" }, NULL));
    CHECK(took(&s, AS_DUTY, at(15, 6), "contain", &(struct word){ "收拾了碎片" }, NULL));
    CHECK(took(&s, AS_DUTY, at(15, 7), "write_report", &(struct written){ .account = "花瓶碎了" }, NULL));
    struct end over = { "保险赔付", 0, "", { s.actors[AS_DUTY].user }, { THE_DAY + 7, true } };
    CHECK(!took(&s, AS_MANAGER, at(16, 0), "close", &over, NULL));
    SAME_TEXT(s.w->field, "change");
    over.change = "贵重物品上门先移开";
    over.change_by.id = 0;
    CHECK(!took(&s, AS_MANAGER, at(16, 0), "close", &over, NULL));
    SAME_TEXT(s.w->field, "change_by");
    over.change_by.id = s.actors[AS_DUTY].user;
    over.change_until.number = THE_DAY - 1;
    CHECK(!took(&s, AS_MANAGER, at(16, 0), "close", &over, NULL));
    SAME_TEXT(s.w->field, "change_until");
    over.change_until.number = THE_DAY + 7;
    CHECK(took(&s, AS_MANAGER, at(16, 0), "close", &over, NULL));
    EQUAL(counted(&s, "select due_at from deadline where record = $1 and rule = 'remind.corrective'"), day_at((day){ THE_DAY + 7 }, 18 * 60).ms);
    EQUAL(counted(&s, "select person from deadline where record = $1 and rule = 'remind.corrective'"), s.actors[AS_DUTY].user);
    EQUAL(counted(&s, "select count(*) from incident_course where parent = $1 and what like '%贵重物品上门先移开%'"), 1);
    watch_close(&s);
}

TEST_DB(a_broken_vase_takes_its_branch_from_the_customer_and_its_manager_closes_it)
{
    struct watch s;
    if (!watch_open(&s)) return;
    CHECK(act(&s, AS_WORKER, at(15, 0), say_damage, &s));
    EQUAL(counted(&s, "select level from incident where id = $1"), LEVEL_MINOR);
    EQUAL(counted(&s, "select branch from incident where id = $1"), s.branch);
    CHECK(took(&s, AS_DUTY, at(15, 1), "acknowledge", &(struct level){ 0, "打电话给她" }, NULL));
    EQUAL(counted(&s, "select count(*) from deadline where record = $1 and rule = 'call_in'"), 0);
    CHECK(took(&s, AS_DUTY, at(15, 30), "contain", &(struct word){ "拍照留存" }, NULL));
    CHECK(took(&s, AS_DUTY, at(15, 40), "write_report", &(struct written){ .account = "擦架子时碰落", .loss = { 80000, true } }, NULL));
    CHECK(took(&s, AS_MANAGER, at(16, 0), "close", &(struct end){ "保险赔付", 0, "", { 0 }, { 0 } }, NULL));
    CHECK(!took(&s, AS_DUTY, at(16, 1), "call_off", NULL, "误报"));
    EQUAL(s.w->failure, CONFLICT);
    watch_close(&s);
}

static bool lose_the_key(struct work *w, void *data)
{
    const struct watch *s = data;
    struct key_custody k = { .customer = { s->customer }, .household = { s->home }, .what = "门钥匙 2 把", .tag = "37", .hangs_at = "钥匙柜", .handed_by = "李芳", .handed_at = at(8, 0), .returned_to = "" };
    w->reason = "路上掉了";
    struct key_custody *hung = ADD(w, key_custody, &k) ? LOAD(w, key_custody, k.record.id) : NULL;
    return hung && step_run(w, &key_custody_type, hung, "take_out", &(struct { ref worker; day back_by; }){ { s->worker }, { 0 } }) && step_run(w, &key_custody_type, hung, "lose", NULL);
}

TEST_DB(a_lost_key_rings_at_once_and_names_who_had_it)
{
    struct watch s;
    if (!watch_open(&s)) return;
    CHECK(act(&s, AS_SYSTEM, at(15, 0), lose_the_key, &s));
    EQUAL(counted(&s, "select count(*) from incident i join deadline d on d.record = i.id and d.rule = 'alarm' where i.state = 1 and i.story like '%37%路上掉了%' and $1 = 0"), 1);
    EQUAL(counted(&s, "select worker from incident where $1 = 0"), s.worker);
    EQUAL(counted(&s, "select customer from incident where $1 = 0"), s.customer);
    EQUAL(counted(&s, "select level from incident where $1 = 0"), LEVEL_MINOR);
    s.incident = counted(&s, "select id from incident where $1 = 0");
    CHECK(took(&s, AS_DUTY, at(15, 1), "acknowledge", &(struct level){ 0, "打电话给客户" }, NULL));
    watch_close(&s);
}

static bool look(struct work *w, void *data) { (void)data; return care_alarms_look(w); }
static bool cancel_visit(struct work *w, void *data)
{
    struct watch *s = data;
    struct visit *v = LOAD(w, visit, s->visit);
    struct { enum cancel_reason reason; maybe_money fee; } in = { .reason = CANCEL_CUSTOMER_ILL };
    return v && step_run(w, &visit_type, v, "cancel", &in);
}

TEST_DB(an_infant_nobody_goes_to_rings_two_hours_before_and_is_settled_when_it_is_called_off)
{
    struct watch s;
    if (!watch_open(&s)) return;
    CHECK(act(&s, AS_SYSTEM, at(7, 59), look, NULL));
    EQUAL(counted(&s, "select count(*) from care_alarm where $1 = $1"), 0);
    CHECK(act(&s, AS_SYSTEM, at(8, 1), look, NULL));
    CHECK(act(&s, AS_SYSTEM, at(8, 2), look, NULL));            /* once, not every minute */
    EQUAL(counted(&s, "select count(*) from care_alarm where state = 1 and $1 = $1"), 1);
    int64_t alarm = counted(&s, "select id from care_alarm where $1 = $1");
    EQUAL(counted(&s, "select count(*) from care_alarm a join visit v on v.id = a.visit join deadline d on d.type = 'care_alarm' and d.record = a.id join customer c on c.id = v.customer where c.title <> '' and v.title <> '' and a.title = c.title || ' · ' || v.title and d.title = a.title and $1 = $1"), 1);      /* the queue says whose and which */
    CHECK(act(&s, AS_DUTY, at(8, 3), take_it, &(struct taken){ &s, "acknowledge", &(struct word){ "联系候补" }, NULL, &care_alarm_type, alarm }));
    CHECK(act(&s, AS_SYSTEM, at(8, 4), look, NULL));            /* acknowledged is not ringing again … */
    EQUAL(counted(&s, "select count(*) from deadline where type = 'care_alarm' and rule = 'still_wrong' and due_at = (select acknowledged_at + 1800000 from care_alarm) and $1 = $1"), 1);     /* … but was it done? */
    EQUAL(counted(&s, "select count(*) from care_alarm where $1 = $1"), 1);
    CHECK(act(&s, AS_SYSTEM, at(8, 10), cancel_visit, &s));
    CHECK(act(&s, AS_SYSTEM, at(8, 11), look, NULL));
    EQUAL(counted(&s, "select count(*) from care_alarm a join visit v on v.id = a.visit where a.state = 3 and a.title = v.title and $1 = $1"), 1);       /* over: no name stays behind */
    watch_close(&s);
}

TEST_DB(who_took_the_alarm_on_and_did_nothing_is_rung_again_after_the_start)
{
    struct watch s;
    if (!watch_open(&s)) return;
    CHECK(act(&s, AS_SYSTEM, at(8, 1), look, NULL));
    int64_t alarm = counted(&s, "select id from care_alarm where $1 = $1");
    CHECK(act(&s, AS_DUTY, at(8, 3), take_it, &(struct taken){ &s, "acknowledge", &(struct word){ "联系候补" }, NULL, &care_alarm_type, alarm }));
    CHECK(act(&s, AS_SYSTEM, at(10, 5), look, NULL));
    EQUAL(counted(&s, "select count(*) from care_alarm where state = 1 and $1 = $1"), 0);
    CHECK(act(&s, AS_SYSTEM, at(10, 6), look, NULL));
    CHECK(act(&s, AS_SYSTEM, at(10, 7), look, NULL));
    EQUAL(counted(&s, "select count(*) from care_alarm where state = 1 and kind = 2 and $1 = $1"), 1);
    EQUAL(counted(&s, "select count(*) from care_alarm where state = 3 and kind = 1 and $1 = $1"), 1);
    watch_close(&s);
}

struct happening { struct watch *s; enum incident_kind kind; };
static bool happens(struct work *w, void *data)
{
    const struct happening *h = data;
    struct incident *i = incident_raise(w, &(struct incident_call){ .kind = h->kind, .source = RAISED_BY_OFFICE, .worker = { h->s->worker }, .customer = { h->s->customer }, .story = "客户来电" });
    if (i) h->s->incident = i->record.id;
    return i != NULL;
}
static bool looked_into(struct watch *s, enum incident_kind kind)
{
    return act(s, AS_DUTY, at(9, 0), happens, &(struct happening){ s, kind }) && took(s, AS_DUTY, at(9, 1), "acknowledge", &(struct level){ 0, "打电话给她" }, NULL)
        && took(s, AS_DUTY, at(9, 30), "contain", &(struct word){ "分开询问，保留现场" }, NULL) && took(s, AS_DUTY, at(10, 0), "write_report", &(struct written){ .account = "客户说戒指不见了" }, NULL);
}

TEST_DB(an_accusation_of_theft_is_closed_with_what_was_found_and_confirmed_by_the_police_only)
{
    struct watch s;
    if (!watch_open(&s)) return;
    CHECK(looked_into(&s, INCIDENT_THEFT));
    CHECK(!took(&s, AS_MANAGER, at(11, 0), "close", &(struct end){ "没有下文", 0, "", { 0 }, { 0 } }, NULL));
    SAME_TEXT(s.w->field, "finding");
    CHECK(!took(&s, AS_MANAGER, at(11, 0), "close", &(struct end){ "她拿了", FINDING_CONFIRMED, "", { 0 }, { 0 } }, NULL));
    CHECK(strstr(s.w->message, "police") != NULL);
    CHECK(took(&s, AS_MANAGER, at(11, 1), "close", &(struct end){ "戒指在沙发下找到", FINDING_UNFOUNDED, "", { 0 }, { 0 } }, NULL));
    EQUAL(counted(&s, "select coalesce(basis, 0) from incident where id = $1"), 0);
    CHECK(looked_into(&s, INCIDENT_THEFT));
    CHECK(took(&s, AS_DUTY, at(10, 30), "tell", &(struct whom){ TOLD_POLICE, "报案号 1", { 0 } }, NULL));
    CHECK(took(&s, AS_MANAGER, at(11, 0), "close", &(struct end){ "派出所处理", FINDING_CONFIRMED, "", { 0 }, { 0 } }, NULL));
    watch_close(&s);
}

struct kept_away { text facts; maybe_day until; };
TEST_DB(an_accused_worker_is_suspended_from_the_incident_and_what_is_found_ends_it_or_asks_for_the_decision)
{
    static const char in_force[] = "select count(*) from suspension s join incident i on i.suspension = s.id where i.id = $1 and s.state = 2", works[] = "select count(*) from worker where state = 5 and id = (select worker from incident where id = $1)",
        asked[] = "select count(*) from deadline d join incident i on i.suspension = d.record where i.id = $1 and d.rule = 'remind.after_finding'";
    struct watch s;
    if (!watch_open(&s)) return;
    CHECK(looked_into(&s, INCIDENT_THEFT));
    CHECK(!took(&s, AS_DUTY, at(10, 30), "suspend_worker", &(struct kept_away){ "客户说戒指不见了", { 0 } }, NULL));
    EQUAL(s.w->failure, FORBIDDEN);
    CHECK(took(&s, AS_MANAGER, at(10, 30), "suspend_worker", &(struct kept_away){ "客户说戒指不见了", { 0 } }, NULL));
    EQUAL(counted(&s, in_force), 1);
    CHECK(!took(&s, AS_MANAGER, at(10, 31), "suspend_worker", &(struct kept_away){ "x", { 0 } }, NULL));
    EQUAL(s.w->failure, CONFLICT);
    CHECK(took(&s, AS_MANAGER, at(11, 1), "close", &(struct end){ "戒指在沙发下找到", FINDING_UNFOUNDED, "", { 0 }, { 0 } }, NULL));
    EQUAL(counted(&s, in_force), 0);
    EQUAL(counted(&s, works), 1);
    CASE("what the police confirm is decided by HR");
    CHECK(looked_into(&s, INCIDENT_THEFT));
    CHECK(took(&s, AS_MANAGER, at(10, 30), "suspend_worker", &(struct kept_away){ "客户说戒指不见了", { 0 } }, NULL));
    CHECK(took(&s, AS_DUTY, at(10, 31), "tell", &(struct whom){ TOLD_POLICE, "报案号 1", { 0 } }, NULL));
    CHECK(took(&s, AS_MANAGER, at(11, 0), "close", &(struct end){ "派出所处理", FINDING_CONFIRMED, "", { 0 }, { 0 } }, NULL));
    EQUAL(counted(&s, in_force), 1);
    EQUAL(counted(&s, asked), 1);
    watch_close(&s);
}

static bool now_agency(struct work *w, void *data)
{
    struct watch *s = data;
    db_exec(w, SQL("update worker set mode = 3 where id = $1"), BIND(num(s->worker)));
    return !failed(w);
}

TEST_DB(an_employee_who_was_hurt_has_her_work_injury_applied_for_within_30_days_and_an_agency_worker_another_basis)
{
    struct watch s;
    if (!watch_open(&s)) return;
    CHECK(looked_into(&s, INCIDENT_CUT));
    EQUAL(counted(&s, "select basis from incident where id = $1"), BASIS_WORK_INJURY);
    CHECK(took(&s, AS_MANAGER, at(11, 0), "close", &(struct end){ "缝三针", 0, "", { 0 }, { 0 } }, NULL));
    EQUAL(counted(&s, "select due_at from deadline where record = $1 and rule = 'work_injury'"), day_start((day){ THE_DAY + 30 }).ms);     /* closing does not end it */
    CHECK(took(&s, AS_DUTY, at(12, 0), "tell", &(struct whom){ TOLD_WORK_INJURY, "受理号 7", { 0 } }, NULL));
    EQUAL(counted(&s, "select count(*) from deadline where record = $1"), 0);
    CHECK(act(&s, AS_SYSTEM, at(12, 1), now_agency, &s));
    CHECK(looked_into(&s, INCIDENT_CUT));
    EQUAL(counted(&s, "select basis from incident where id = $1"), BASIS_EACH_BY_FAULT);
    EQUAL(counted(&s, "select count(*) from deadline where record = $1 and rule = 'work_injury'"), 0);
    watch_close(&s);
}
