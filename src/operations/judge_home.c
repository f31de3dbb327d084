/* judge_home.c — worker and home: pairs that are not to meet (H07), how many must go (H09), who may give bodily care (H10), and a home of
 * her own (H16, T35). A wish for a woman or a man counts for bodily care and nowhere else (就业促进法 26–31, T18). */
#include "operations/candidates.h"
#include "operations/face_ask.h"
#include "operations/visit_fields.h"
#include "record/store.h"

/* ---- H07 ---- */

static void judge_pair(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    int64_t pair = unwanted_pair_between(w, c->customer, c->worker->person.id);
    if (!pair) return;
    struct reason *r = reason_add(w, j, "H07", c->from, c->to, because(w, N_("She and this customer are not to meet again")), because(w, N_("Another worker; or lift the pair after talking to both")));
    reason_fix(r, "unwanted_pair", pair, "lift");
}

/* A new face on a plan to whom its customer said No; whom the plan names since, she has agreed to. */
static void judge_face(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    const struct visit *v = c->visit ? record_peek(w, &visit_type, c->visit) : NULL;
    const struct service_plan *p = v && v->plan.id ? record_peek(w, &service_plan_type, v->plan.id) : NULL;
    int64_t her = c->worker->record.id, said = p && p->worker.id != her && p->backup.id != her ? face_declined(w, p->record.id, her) : 0;
    if (!said) return;
    struct reason *r = reason_add(w, j, "H07.face", c->from, c->to, because(w, N_("The customer asked for somebody else on this plan")), because(w, N_("Another worker; or talk to the customer and write down her yes")));
    reason_fix(r, "face_ask", said, "agree");
}

/* She has refused service in this home, and nobody has settled it since. */
static void judge_refusal(struct work *w, const struct eligibility_case *c, const struct household *h, struct judgement *j)
{
    if (!(h->risks.bits & SET_BIT(RISK_REFUSED_BEFORE))) return;
    if (!db_one(w, SQL("select count(*) from visit where worker = $1 and household = $2 and reason = $3"), BIND(num(c->worker->record.id), num(c->household), num(CANCEL_REFUSED)), 0)) return;
    struct reason *r = reason_add(w, j, "H07.refused", c->from, c->to, because(w, N_("She refused service in this home")),
                                  because(w, N_("Settle it with the home, ask her, and take “{1}” off the home"), translated(w, N_("A worker refused here"))));
    reason_fix(r, "household", h->record.id, "edit");
}

/* ---- H09 ---- */

bool visit_been_there(struct work *w, int64_t worker, int64_t household)
{
    return worker && db_one(w, SQL("select count(*) from visit where id in (select id from visit where worker = $1 union all select id from visit where second = $1 union all select parent from visit_crew where worker = $1) "
                                   "and household = $2 and state between 8 and 10"), BIND(num(worker), num(household)), 0) > 0;
}

static bool at_night(const struct visit *v, instant start)
{
    int from = minute_of_day(start);
    return from < 8 * 60 || from + v->length.count > 20 * 60;
}

int64_t visit_hands(struct work *w, const struct visit *v)
{
    const struct service_line *line = record_peek(w, &service_line_type, v->line.id);
    int64_t ids[MOST_VISIT_WORKERS], went = visit_workers(v, ids), asked = v->persons ? v->persons : line ? line->persons : 1;
    return went > asked ? went : asked > 1 ? asked : 1;
}

int visit_persons(struct work *w, const struct visit *v, int64_t worker, instant start, const struct sentence **ret_why)
{
    const struct household *h = record_peek(w, &household_type, v->household.id);
    const struct service_line *line = record_peek(w, &service_line_type, v->line.id);
    uint64_t risks = h ? h->risks.bits : 0, flags = SET_BIT(RISK_REFUSED_BEFORE) | SET_BIT(RISK_DISPUTE) | SET_BIT(RISK_HAZARD);
    int64_t asked = v->persons ? v->persons : line ? line->persons : 1;
    *ret_why = NULL;
    if (line && asked > 2) *ret_why = because(w, N_("“{1}” needs {2} persons; add them to the crew first"), translated(w, line->name), print(w, "%lld", (long long)asked));
    else if (line && asked > 1) *ret_why = because(w, N_("“{1}” needs two persons; name the second worker first"), translated(w, line->name));
    else if (risks & SET_BIT(RISK_TWO_PERSONS)) *ret_why = because(w, N_("To this home only two go; name the second worker first"));
    else if (risks & SET_BIT(RISK_NIGHT_LONE) && at_night(v, start)) *ret_why = because(w, N_("Nobody goes to this home alone before 08:00 or after 20:00; name the second worker first"));
    else if (risks & flags && !visit_been_there(w, worker, v->household.id)) *ret_why = because(w, N_("This home is marked, and nobody goes there alone for the first time; name the second worker first"));
    if (!*ret_why) return 1;
    return line && asked > 2 ? (int)asked : 2;
}

/* The first of two is assigned before the second: until then a warning; confirming and setting out wait for the second. */
static void judge_persons(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    const struct visit *v = c->visit ? record_peek(w, &visit_type, c->visit) : NULL;
    const struct sentence *why;
    int64_t ids[MOST_VISIT_WORKERS], me = c->worker->record.id;
    int needed = v ? visit_persons(w, v, me, c->start, &why) : 0, going = 1;
    for (int i = needed > 1 ? visit_workers(v, ids) : 0; i--;) going += ids[i] != me;
    if (going >= needed) return;
    struct reason *r = reason_warn(w, j, "H09", c->from, c->to, why, needed > 2 ? because(w, N_("Add the others to the crew")) : because(w, N_("Add a second worker to the visit")));
    reason_fix(r, "visit", v->record.id, needed > 2 ? "add_to_crew" : "assign_second");
}

/* ---- H10, H16 ---- */

static void judge_care(struct work *w, const struct eligibility_case *c, const struct household *h, struct judgement *j)
{
    const struct person *p = record_peek(w, &person_type, c->worker->person.id);
    if (!c->line || !c->line->bodily_care || !h->care_by || !p || p->sex == h->care_by) return;
    struct reason *r = reason_add(w, j, "H10", c->from, c->to, h->care_by == FEMALE ? because(w, N_("For bodily care this home asks for a woman")) : because(w, N_("For bodily care this home asks for a man")),
                                  because(w, N_("Another worker; or ask the home and change its wish")));
    reason_fix(r, "household", h->record.id, "edit");
}

/* Kin, or one number: it is said, and whoever gives the visit decides (T35). Pairs of a person and a customer are many, so it is one look for both. */
static void judge_tie(struct work *w, const struct eligibility_case *c, const struct customer *payer, struct judgement *j)
{
    enum { ONE_NUMBER = 100 };
    int64_t kind = db_one(w, SQL("select coalesce((select min(kind) from person_tie where state = 1 and ((person = $1 and other = $2) or (person = $2 and other = $1))), "
                                 "(select 100 from person p join person q on q.phone_index = p.phone_index where p.id = $1 and q.id = $2 and length(p.phone_index) > 0), 0)"), BIND(num(payer->person.id), num(c->worker->person.id)), 0);
    if (!kind) return;
    const struct sentence *why = kind == ONE_NUMBER ? because(w, N_("She and this customer have the same phone number: is it her own home, or kin?"))
        : because(w, N_("She is tied to this customer: {1}"), translated(w, choice_label(tie_kinds, (unsigned)kind)));
    reason_warn(w, j, "H16.tie", c->from, c->to, why, kind == ONE_NUMBER ? because(w, N_("Ask, and declare the tie or correct the number")) : because(w, N_("Another worker, or go on knowing it")));
}

static void judge_own_home(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    const struct customer *payer = c->customer ? record_peek(w, &customer_type, c->customer) : NULL;
    if (payer && payer->person.id == c->worker->person.id)
        reason_add(w, j, "H16", c->from, c->to, because(w, N_("She is this customer herself")), because(w, N_("Another worker")));
    else if (payer && payer->person.id) judge_tie(w, c, payer, j);
}

static void judge(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    const struct household *h = c->household ? record_peek(w, &household_type, c->household) : NULL;
    if (c->customer) judge_pair(w, c, j);
    if (c->start.ms) judge_face(w, c, j);
    judge_own_home(w, c, j);
    if (!h) return;
    judge_refusal(w, c, h, j);
    judge_care(w, c, h, j);
    if (c->start.ms) judge_persons(w, c, j);
}

const struct eligibility_answer home_eligibility = { judge };
