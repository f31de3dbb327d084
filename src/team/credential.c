/* credential.c — see credential.h. */
#include <string.h>
#include "base/json.h"
#include "base/words.h"
#include "record/deadline.h"
#include "record/held.h"
#include "record/said.h"
#include "record/store.h"
#include "team/team.h"
#include "team/tell_team.h"

static const struct choice states[] = {
    { CREDENTIAL_DRAFT, "draft", N_("Draft"), "mute" }, { CREDENTIAL_VERIFYING, "verifying", N_("Being verified"), "warn" },
    { CREDENTIAL_VALID, "valid", N_("Valid"), "ok" }, { CREDENTIAL_EXPIRED, "expired", N_("Expired"), "danger" },
    { CREDENTIAL_REVOKED, "revoked", N_("Revoked"), "danger", .final = true }, { 0 },
};
static const struct choice kinds[] = {
    { CREDENTIAL_IDENTITY, "identity", N_("Identity card"), .also = "身份证" }, { CREDENTIAL_BACKGROUND, "background", N_("Background check"), .also = "无犯罪记录|背景调查|背调" },
    { CREDENTIAL_MEDICAL, "medical", N_("Medical check"), .also = "健康证|体检" }, { CREDENTIAL_INSURANCE, "insurance", N_("Insurance"), .also = "保险|家政险|雇主责任险|意外险" },
    { CREDENTIAL_CARD, "card", N_("Home-service card"), .also = "上门服务证|上门证" }, { CREDENTIAL_SKILL, "skill", N_("Skill certificate"), .also = "技能证|职业技能等级证书|母婴护理证|育婴证" },
    { CREDENTIAL_CPR, "cpr", N_("Infant first aid"), .also = "急救证|急救" }, { CREDENTIAL_DRIVER, "driver", N_("Driver licence"), .also = "驾驶证|驾照" },
    { CREDENTIAL_HEIGHT, "height", N_("Work-at-height permit"), .also = "高处作业证|登高证" }, { CREDENTIAL_CONTRACT, "contract", N_("Labour contract"), .also = "劳动合同|合同" },
    { CREDENTIAL_RESIDENCE, "residence", N_("Residence permit"), .also = "居住证|暂住证" }, { CREDENTIAL_VACCINATION, "vaccination", N_("Vaccination") },
    { CREDENTIAL_SAFETY, "safety", N_("Safety training"), .also = "安全培训" },
    { CREDENTIAL_GUARDIAN, "guardian", N_("Guardian's consent in writing"), .also = "监护人同意书|监护人知情同意书|家长同意书" }, { CREDENTIAL_YOUNG, "young_worker", N_("Registration of a young worker"), .also = "未成年工登记证" }, { 0 },
};
const struct choice credential_classes[] = {
    { MEDICAL_GENERAL, "general", N_("General"), .also = "一般" }, { MEDICAL_HOME, "home", N_("Live-in"), .also = "居家" },
    { MEDICAL_ELDER, "elder", N_("Elder care"), .also = "养老|养老照护" }, { MEDICAL_INFANT, "infant", N_("Mother and infant"), .also = "母婴|母婴照护" }, { 0 },
};
static const struct choice results[] = {
    { RESULT_PASS, "pass", N_("Pass"), "ok", .also = "合格|通过|无" }, { RESULT_HIT, "hit", N_("Hit"), "danger", .also = "不合格|有" },
    { RESULT_UNKNOWN, "unknown", N_("Unknown"), "warn" }, { 0 },
};

static const struct field fields[] = {
    FIELD(credential, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(credential, worker, .label = N_("Worker"), .to = &worker_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(credential, person, .label = N_("Person"), .to = &person_type, .set_by = ENGINE_ONLY),
    FIELD(credential, kind, .label = N_("Kind"), .choices = kinds, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE, .also = "证件|证件类型|证书类型|类型"),
    FIELD(credential, medical, .label = N_("Medical class"), .choices = credential_classes, .also = "体检类别"),
    FIELD(credential, line, .label = N_("Service line"), .to = &service_line_type),
    FIELD(credential, level, .label = N_("Level"), .min = 0, .max = 5),
    FIELD(credential, result, .label = N_("Result"), .choices = results, .set_by = STEPS_ONLY, .see = CAN_VERIFY_CREDENTIALS, .also = "结果|结论"),
    FIELD(credential, paper_number, .label = N_("Number of the paper"), .mask = MASK_TAIL4, .reveal = CAN_VERIFY_CREDENTIALS, .max = 40, .also = "证号|编号|证件号码|保单号"),
    FIELD(credential, issuer, .personal = true, .label = N_("Issued by"), .max = 80, .also = "发证机关|签发机关|保险公司"),
    FIELD(credential, issued, .label = N_("Issued on"), .also = "发证日期|签发日期|体检日期"),
    FIELD(credential, valid_from, .label = N_("Valid from"), .also = "生效日期"),
    FIELD(credential, valid_to, .label = N_("Valid to"), .list = true, .filter = true, .also = "有效期|有效期至|到期日期|到期日"),
    FIELD(credential, verified_how, .personal = true, .label = N_("Verified how"), .set_by = STEPS_ONLY, .see = CAN_VERIFY_CREDENTIALS, .max = 120),
    FIELD(credential, verified_at, .label = N_("Verified at"), .set_by = STEPS_ONLY),
    FIELD(credential, verified_by, .label = N_("Verified by"), .set_by = STEPS_ONLY, .to = &account_type),
    FIELD(credential, paper, .personal = true, .label = N_("Photo of the paper")),
    FIELD(credential, impact, .label = N_("What it hits"), .set_by = ENGINE_ONLY, .see = CAN_VERIFY_CREDENTIALS),
    FIELD(credential, remark, .personal = true, .label = N_("Remark"), .max = 300, .also = "备注"),
};

int credential_months(enum credential_kind kind)
{
    switch (kind) {
    case CREDENTIAL_BACKGROUND: case CREDENTIAL_MEDICAL: case CREDENTIAL_SAFETY: return 12;
    case CREDENTIAL_CPR: return 24;
    case CREDENTIAL_HEIGHT: return 36;
    default: return 0;
    }
}

/* Also for a paper that has run out since: the question is about that day. */
bool credential_valid_on(struct work *w, int64_t worker, enum credential_kind kind, day d)
{
    return db_one(w, SQL("select count(*) from credential where worker = $1 and kind = $2 and state in (3, 4) and (result is null or result in (0, 1)) "
                         "and (valid_from is null or valid_from <= $3) and (valid_to is null or valid_to >= $3)"),
                  BIND(num(worker), num(kind), num(d.number)), 0) > 0;
}

static bool mentions_hepatitis(text said) { return strstr(said, "乙肝") || strstr(said, "HBV") || strstr(said, "大三阳") || strstr(said, "小三阳"); }

static bool check(struct work *w, struct credential *c, const struct credential *before)
{
    const struct worker *n = record_peek(w, &worker_type, c->worker.id);
    if (n) { c->person = n->person; if (!before) c->record.branch = n->record.branch; }
    if (c->kind == CREDENTIAL_MEDICAL && !c->medical) wrong(w, "medical", N_("{1} is missing"), translated(w, N_("Medical class")));
    if (c->valid_to.given && c->valid_from.given && c->valid_to.number < c->valid_from.number) wrong(w, "valid_to", N_("The last day lies before the first"));
    if (mentions_hepatitis(c->remark) || mentions_hepatitis(c->issuer))
        wrong(w, "remark", N_("Hepatitis B must not be asked or recorded; keep only class and conclusion (人社部发〔2010〕12号)"));
    int months = credential_months(c->kind);
    maybe_day begin = c->valid_from.given ? c->valid_from : c->issued;
    if (!c->valid_to.given && months && begin.given) c->valid_to = (maybe_day){ day_plus_months((day){ begin.number }, months).number - 1, true };
    if (before && before->state == CREDENTIAL_VALID && c->state == CREDENTIAL_VALID && (before->valid_to.number != c->valid_to.number || before->kind != c->kind))
        return refuse_as(w, CONFLICT, "valid_to", N_("A verified paper is not edited; enter the new one"));
    return !failed(w);
}
CHECKER(credential, check)

struct verification { enum check_result result; text how; };
static const struct field verification_fields[] = {
    FIELD(verification, result, .label = N_("Result"), .choices = results, .required = true),
    FIELD(verification, how, .label = N_("How it was verified"), .required = true, .max = 120),
};

/* ---- a hit (T05): all lines stop at once, her coming visits go back to be assigned, and somebody decides on the dismissal ---- */

bool credential_hit_stands(struct work *w, int64_t worker)
{
    return db_one(w, SQL("select count(*) from credential where worker = $1 and kind = $2 and state in (3, 4) and result = $3"), BIND(num(worker), num(CREDENTIAL_BACKGROUND), num(RESULT_HIT)), 0) > 0;
}

static const struct leave_impact *answers(struct work *w, int i) { return house_answers(w->house, QUESTION_LEAVE_IMPACT, i); }

static bool free_visits(struct work *w, struct credential *c)
{
    instant end = { w->now.ms + DAYS(400) };
    const struct leave_impact *a;
    struct json j = json_new(w->arena);
    write_list(&j, NULL);
    for (int i = 0; (a = answers(w, i)) != NULL; i++) a->list(w, c->worker.id, w->now, end, &j);
    write_end(&j, ']');
    c->impact.json = buf_text(&j.out);
    for (int i = 0; (a = answers(w, i)) != NULL; i++)
        if (!a->clear(w, c->worker.id, w->now, end)) return false;
    return !failed(w);
}

/* Who sees the timeline of the worker is not told what was found. */
static bool stop_all_lines(struct work *w, struct credential *c)
{
    struct worker *n = record_peek(w, &worker_type, c->worker.id);
    text said = w->reason;
    if (!n) return fault(w, "a paper without a worker");
    w->reason = translate(w->language, N_("A yearly check did not pass; the paper says more to those who may see it"));
    bool serving = n->state == WORKER_ACTIVE || n->state == WORKER_ON_LEAVE || n->state == WORKER_EXITING;
    const struct suspension_call call = { .ground = STOPPED_CHECK, .facts = w->reason, .case_number = "" };
    bool well = free_visits(w, c) && (!serving || step_run(w, &worker_type, n, "suspend", &call));
    w->reason = said;
    return well && remind(w, &(struct reminder){ .title = said_keep(w, N_("{1} · {2}"), (const text[]){ n->name, said_keep(w, N_("Decide on the dismissal after her check"), NULL), NULL }), .due = { w->now.ms + HOURS(24) }, .rule = "dismissal", .about = &worker_type,
        .record = n->record.id, .branch = n->record.branch.id, .who = CAN_SUSPEND_WORKERS, .escalate_after = HOURS(24), .then = CAN_SUSPEND_WORKERS }) != 0;
}

/* A check without any date proves nothing on a day of service (T04). */
static bool verify(struct work *w, struct credential *c, const struct verification *in)
{
    if (in->result == RESULT_HIT && c->kind != CREDENTIAL_BACKGROUND) return refuse(w, "result", N_("Only a background check can hit; choose “{1}” for a paper that is not in order"), translated(w, N_("Unknown")));
    if (!c->valid_to.given && credential_months(c->kind)) return refuse(w, "valid_to", N_("Enter the date of the check or its last day first"));
    c->result = in->result;
    c->verified_how = in->how;
    c->verified_at = w->now;
    c->verified_by.id = w->actor->user;
    return in->result != RESULT_HIT || stop_all_lines(w, c);
}
RULE(credential, verification, verify)

/* A roster brings valid papers nobody here has looked at (settle_papers): a contract states a clean check only with a result. */
static const struct sentence *unproven(struct work *w, const struct credential *c)
{
    return c->state != CREDENTIAL_VALID || !c->result ? NULL : because(w, N_("Its result is entered; if it is wrong, revoke the paper and enter it again"));
}
GUARD(credential, unproven)

/* Found false, or taken back by who issued it. When nothing stands against her any more, nothing is to be decided. */
static bool revoke(struct work *w, struct credential *c)
{
    bool other = db_one(w, SQL("select count(*) from credential where worker = $1 and kind = $2 and state in (3, 4) and result = $3 and id <> $4"),
                        BIND(num(c->worker.id), num(CREDENTIAL_BACKGROUND), num(RESULT_HIT), num(c->record.id)), 0) > 0;
    if (c->result == RESULT_HIT && !other) remind_no_more(w, &worker_type, c->worker.id, "dismissal");
    return !failed(w) && (c->verified_at.ms || !c->paper.hash || !*c->paper.hash || tell_paper_refused(w, c));
}
RULE_PLAIN(credential, revoke)

bool credential_hers_to_renew(enum credential_kind kind)
{
    return kind == CREDENTIAL_IDENTITY || kind == CREDENTIAL_MEDICAL || kind == CREDENTIAL_SKILL || kind == CREDENTIAL_CPR || kind == CREDENTIAL_DRIVER || kind == CREDENTIAL_HEIGHT || kind == CREDENTIAL_RESIDENCE;
}

bool credential_sent_by_her(struct work *w, int64_t worker, int64_t from, int64_t valid_to, text photo)
{
    const struct credential *old = from ? record_peek(w, &credential_type, from) : NULL;
    if (!old || old->worker.id != worker || !credential_hers_to_renew(old->kind)) return failed(w) ? false : refuse_as(w, NOT_FOUND, "paper", N_("This paper is not yours to renew; ask the shop"));
    if (!photo || !*photo) return refuse(w, "photo", N_("The photo is missing"));
    if (valid_to <= day_of(w->now).number || (old->valid_to.given && valid_to <= old->valid_to.number)) return refuse(w, "valid_to", N_("The new paper has to end later than the old one: enter the last day that stands on it"));
    if (db_one(w, SQL("select 1 from credential where worker = $1 and kind = $2 and coalesce(line, 0) = $3 and state = 2 limit 1"), BIND(num(worker), num(old->kind), num(old->line.id)), 0)) return refuse_as(w, CONFLICT, "paper", N_("The shop is checking the one you sent; wait for its answer"));
    struct credential *c = record_from_memory(w, &credential_type);
    c->worker.id = worker, c->kind = old->kind, c->medical = old->medical, c->line = old->line, c->level = old->level;
    c->valid_from = (maybe_day){ day_of(w->now).number, true };
    c->valid_to = (maybe_day){ (int32_t)valid_to, true };
    c->paper.hash = photo;
    c->remark = translate(w->language, N_("sent by herself, on her phone"));
    if (!ADD(w, credential, c)) return false;
    void *stored = record_peek(w, &credential_type, c->record.id);
    return stored && step_run(w, &credential_type, stored, "submit", NULL);
}
_Static_assert(CREDENTIAL_VERIFYING == 2, "the query above says it by number");

/* At once: what she waits for may have run out already. */
static instant to_be_verified(struct work *w, const struct credential *c) { (void)w; return c->record.created_at; }
DUE(credential, to_be_verified)
static instant runs_out(struct work *w, const struct credential *c)
{
    (void)w;
    return (instant){ c->valid_to.given ? day_start((day){ c->valid_to.number - 30 }).ms : 0 };
}
DUE(credential, runs_out)

/* Whose and which: in the queue and in a search it stands without its worker beside it. */
static text title(struct work *w, const struct credential *c)
{
    return print(w, "%s · %s", record_title(w, &worker_type, c->worker.id), translate(w->language, choice_label(kinds, c->kind)));
}
TITLE(credential, title)

static const struct deadline deadlines[] = {
    { .name = "renewal", .label = N_("Renew the paper before it runs out"), .states = FROM(CREDENTIAL_VALID), .due = runs_out_hook, .who = CAN_EDIT_CREDENTIALS,
      .escalate_after = DAYS(23), .then = CAN_VERIFY_CREDENTIALS },
    { .name = "verify", .label = N_("Compare the paper and enter the result"), .states = FROM(CREDENTIAL_VERIFYING), .due = to_be_verified_hook, .who = CAN_VERIFY_CREDENTIALS, .step = "verify" },
};

static const struct step steps[] = {
    STEP(submit, .label = N_("Submit for verification"), .tone = "primary", .from = FROM(CREDENTIAL_DRAFT), .to = CREDENTIAL_VERIFYING, .by = CAN_EDIT_CREDENTIALS),
    STEP(verify, .label = N_("Enter the result of the check"), .tone = "primary", .done_in = "verified_at", .from = FROM(CREDENTIAL_DRAFT) | FROM(CREDENTIAL_VERIFYING) | FROM(CREDENTIAL_VALID), .to = CREDENTIAL_VALID,
         .by = CAN_VERIFY_CREDENTIALS, INPUTS(verification, verification_fields), .guard = unproven_guard, .run = verify_rule),
    STEP(expire, .label = N_("Has run out"), .from = FROM(CREDENTIAL_VALID), .to = CREDENTIAL_EXPIRED, .hidden = true),
    STEP(revoke, .label = N_("Revoke"), .tone = "danger", .from = FROM(CREDENTIAL_VALID) | FROM(CREDENTIAL_VERIFYING), .to = CREDENTIAL_REVOKED, .by = CAN_VERIFY_CREDENTIALS, .run = revoke_rule, .reason = true),
};

#define MEMBERS "paper|paper_number|remark"
#define SOMETHING "(paper <> '' or length(paper_number) > 0 or remark <> '')"
static const struct retention kept[] = {
    { .name = "medical", .label = N_("Medical papers of workers who left, from the last day"), .law = N_("Health data: 12 months after the end"), .days = 365, .members = MEMBERS,
      .due = "kind = 3 and " SOMETHING " and exists (select 1 from worker n where n.id = credential.worker and n.state = 9 and n.left_on < $2)" },
    { .name = "papers", .label = N_("Other papers of workers who left, from the last day"), .law = N_("Training and safety papers: 3 years"), .days = 1095, .members = MEMBERS,
      .due = SOMETHING " and exists (select 1 from worker n where n.id = credential.worker and n.state = 9 and n.left_on < $2)" },
};

/* "Has she a newer paper of this kind?", asked of every paper that runs out: without it, all papers of the kind were read each time. */
static const text indexes[] = { "worker, kind, valid_to", NULL };

const struct record_type credential_type = RECORD_TYPE(credential, .label = N_("Credential"), .module = "team", FIELDS(fields), STEPS(steps), DEADLINES(deadlines),
    .first_state = CREDENTIAL_DRAFT, .scope = SCOPE_BRANCH, .own = "worker", RETENTION(kept), .subject = "person", .see = CAN_SEE_WORKERS, .create = CAN_EDIT_CREDENTIALS,
    .edit = CAN_EDIT_CREDENTIALS, .history = true, .check = check_hook, .title = title_hook, .indexes = indexes,
    .import_states = FROM(CREDENTIAL_VALID) | FROM(CREDENTIAL_EXPIRED));
