/* worker_next.c — see worker_next.h: one small rule a part, each about one line. */
#include "insight/worker_next.h"
#include "base/words.h"

typedef void line_rule(struct work *w, struct overview *o, const struct overview_line *l);

static text on(struct work *w, int64_t at) { return day_text(w->arena, day_of((instant){ at })); }
static text of_day(struct work *w, int64_t d) { return day_text(w->arena, (day){ (int32_t)d }); }
static text hours_text(struct work *w, int64_t n) { return n % 60 ? print(w, "%.1f", (double)n / 60) : print(w, "%lld", (long long)(n / 60)); }

static void incident(struct work *w, struct overview *o, const struct overview_line *l)
{
    if (l->state < INCIDENT_CLOSED) overview_next(w, o, "danger", "incident", because(w, N_("An incident is open: {1}"), overview_kind(w, o, l)), overview_page(w, o, l));
}

static void complaint(struct work *w, struct overview *o, const struct overview_line *l)
{
    if (l->state == COMPLAINT_CLOSED || l->state == COMPLAINT_INVALID) return;
    bool heard = l->n[2] > 0;
    overview_next(w, o, heard ? "info" : "warn", "complaint", heard ? because(w, N_("A complaint is open since {1}: {2}"), on(w, l->n[0]), overview_kind(w, o, l)) : because(w, N_("Her side of the complaint of {1} is not heard yet"), on(w, l->n[0])), overview_page(w, o, l));
}

/* One that does not run out says so by 0; what is not verified yet is said too. */
static void paper(struct work *w, struct overview *o, const struct overview_line *l)
{
    int64_t today = day_of(w->now).number;
    text renew = print(w, "/credential/new?worker=%lld&kind=%s", (long long)l->who, choice_key(type_field(&credential_type, "kind")->choices, (unsigned)l->n[5]));
    text page = can(w, CAN_EDIT_CREDENTIALS) ? renew : overview_page(w, o, l);
    if (l->state == CREDENTIAL_VERIFYING || l->state == CREDENTIAL_DRAFT) overview_next(w, o, "info", "verify", because(w, N_("{1} is entered and not verified"), overview_kind(w, o, l)), overview_page(w, o, l));
    else if (l->n[0] && l->n[0] < today) overview_next(w, o, "danger", "paper", because(w, N_("{1} ran out on {2}"), overview_kind(w, o, l), of_day(w, l->n[0])), page);
    else if (l->n[0] && l->n[0] <= today + PAPER_SOON_DAYS) overview_next(w, o, "warn", "paper", because(w, N_("{1} runs out on {2}"), overview_kind(w, o, l), of_day(w, l->n[0])), page);
}

static void visit(struct work *w, struct overview *o, const struct overview_line *l)
{
    if (l->state == VISIT_OFFERED) overview_next(w, o, l->n[0] < w->now.ms + DAYS(1) ? "warn" : "info", "silent", because(w, N_("She has not answered the visit on {1}"), instant_words(w->arena, (instant){ l->n[0] })), overview_page(w, o, l));
}

static void rating(struct work *w, struct overview *o, const struct overview_line *l)
{
    enum { LOW = 3, RECENT = 60 };
    if (l->n[3]) overview_next(w, o, "warn", "dispute", because(w, N_("She disputes the rating of the visit on {1}"), on(w, l->n[0])), overview_page(w, o, l));
    else if (l->n[2] <= LOW && !l->n[5] && l->n[0] >= w->now.ms - DAYS(RECENT))
        overview_next(w, o, "info", "rating", because(w, N_("{1} stars for the visit on {2}: speak with her about it"), print(w, "%lld", (long long)l->n[2]), on(w, l->n[0])), overview_page(w, o, l));
}

static void leave(struct work *w, struct overview *o, const struct overview_line *l)
{
    if (l->state == LEAVE_REQUESTED) overview_next(w, o, "warn", "leave", because(w, N_("Her request for leave from {1} is not answered"), on(w, l->n[0])), overview_page(w, o, l));
}

static void lending(struct work *w, struct overview *o, const struct overview_line *l)
{
    if (l->state == LENDING_ASKED) overview_next(w, o, "warn", "lending", because(w, N_("{1} asks for her from {2}"), l->what, of_day(w, l->n[0])), overview_page(w, o, l));
}

static void payslip(struct work *w, struct overview *o, const struct overview_line *l)
{
    if (l->state == PAYSLIP_OBJECTED) overview_next(w, o, "warn", "objection", because(w, N_("Her objection to {1} is not answered"), l->number), overview_page(w, o, l));
    if (l->state == PAYSLIP_FAILED) overview_next(w, o, "danger", "bank", because(w, N_("The bank sent her pay back: {1}"), l->number), overview_page(w, o, l));
}

static void settlement(struct work *w, struct overview *o, const struct overview_line *l)
{
    if (l->state == SETTLEMENT_OBJECTED) overview_next(w, o, "warn", "objection", because(w, N_("Her objection to {1} is not answered"), l->number), overview_page(w, o, l));
}

static void call(struct work *w, struct overview *o, const struct overview_line *l)
{
    if (l->state == FOLLOW_UP_DUE && l->n[0] <= day_of(w->now).number) overview_next(w, o, "warn", "call", because(w, N_("The call “{1}” is due since {2}"), overview_kind(w, o, l), of_day(w, l->n[0])), overview_page(w, o, l));
}

static void key(struct work *w, struct overview *o, const struct overview_line *l)
{
    if (l->n[2] && l->n[2] < day_of(w->now).number) overview_next(w, o, "warn", "key", because(w, N_("Key {1} should have been back on {2}"), l->number, of_day(w, l->n[2])), overview_page(w, o, l));
}

static void suspension(struct work *w, struct overview *o, const struct overview_line *l)
{
    text kind = overview_kind(w, o, l), until = l->n[1] ? instant_words(w->arena, (instant){ l->n[1] }) : "";
    if (l->state == SUSPENSION_PROPOSED) overview_next(w, o, "warn", "suspension", because(w, N_("Her suspension is proposed: {1}"), kind), overview_page(w, o, l));
    if (l->state != SUSPENSION_IN_FORCE) return;
    overview_next(w, o, "danger", "suspension", l->n[1] ? because(w, N_("Suspended until {1} at the latest: {2}"), until, kind) : because(w, N_("Suspended: {1}"), kind), overview_page(w, o, l));
    if (l->n[2]) overview_next(w, o, "danger", "objection", because(w, N_("Her objection to the suspension is not answered")), overview_page(w, o, l));
}

static void listing(struct work *w, struct overview *o, const struct overview_line *l)
{
    if (l->state >= LISTED_LIFTED) return;
    const struct sentence *what = l->state < LISTED_IN_FORCE ? because(w, N_("An entry in the blacklist is being decided: {1}"), overview_kind(w, o, l)) : because(w, N_("On the blacklist until {1}: {2}"), of_day(w, l->n[0]), overview_kind(w, o, l));
    overview_next(w, o, l->state < LISTED_IN_FORCE || l->state == LISTED_APPEALED ? "warn" : "danger", "listing", what, overview_page(w, o, l));
}

/* ---- from more than one line ---- */

static void hours(struct work *w, struct overview *o, const struct worker_facts *f)
{
    const struct worker_hours *h = &f->hours;
    text board = print(w, "/visit?worker=%lld", (long long)f->worker->record.id);
    if (h->week > h->limits.most_week) overview_next(w, o, "danger", "hours", because(w, N_("{1} hours this week, {2} are allowed"), hours_text(w, h->week), hours_text(w, h->limits.most_week)), board);
    if (h->limits.labour_law && h->overtime > MOST_OVERTIME_MINUTES) overview_next(w, o, "danger", "overtime", because(w, N_("{1} hours of overtime this month, 36 are allowed"), hours_text(w, h->overtime)), board);
}

static void employment(struct work *w, struct overview *o, const struct worker_facts *f)
{
    const struct employment *e = &f->employment;
    text page = print(w, "/worker/%lld?tab=facts", (long long)f->worker->record.id);
    for (int i = 0; i < e->count; i++)
        if (e->findings[i].blocks) overview_next(w, o, "danger", e->findings[i].code, e->findings[i].why, page);
    int64_t left = e->retires.given ? e->retires.number - day_of(w->now).number : -1;
    if (left >= 0 && left <= RETIRES_SOON_DAYS) overview_next(w, o, "warn", "retires", because(w, N_("She reaches retirement on {1}: agree on the next paper before"), of_day(w, e->retires.number)), page);
}

static bool has_paper(const struct overview *o, enum credential_kind kind)
{
    for (int i = 0; i < o->line_count; i++)
        if (o->lines[i].part == HER_PAPERS && o->lines[i].n[5] == (int64_t)kind) return true;
    return false;
}

/* Before she may begin: what the way on asks for, one at a time, where it is entered. A paper that is there says itself that it waits or ran out. */
static void begins(struct work *w, struct overview *o, const struct worker_facts *f)
{
    static const enum credential_kind needed[] = { CREDENTIAL_IDENTITY, CREDENTIAL_BACKGROUND, CREDENTIAL_MEDICAL, CREDENTIAL_INSURANCE };
    const struct choice *kinds = type_field(&credential_type, "kind")->choices;
    int64_t her = f->worker->record.id;
    if (f->worker->state >= WORKER_ACTIVE) return;
    if (!f->worker->skills.count && can(w, CAN_EDIT_WORKERS)) overview_next(w, o, "warn", "line", because(w, N_("No service line is entered for her")), print(w, "/worker/%lld?edit=1", (long long)her));
    for (int i = 0; i < COUNT_OF(needed) && can(w, CAN_EDIT_CREDENTIALS); i++) {
        if (has_paper(o, needed[i])) continue;
        overview_next(w, o, "warn", "missing", because(w, N_("A valid “{1}” is missing"), translated(w, choice_label(kinds, needed[i]))), print(w, "/credential/new?worker=%lld&kind=%s", (long long)her, choice_key(kinds, needed[i])));
        return;
    }
}

/* 劳动合同法 10, 82: within a month of her first day. */
static void agreement(struct work *w, struct overview *o, const struct worker_facts *f)
{
    int64_t her = f->worker->record.id, begun = 0;
    if (f->worker->state < WORKER_ACTIVE || !can(w, CAN_KEEP_WORK_CONTRACTS) || !work_paper_lacks(w, her, &begun)) return;
    if (begun) overview_next(w, o, "warn", "agreement", because(w, N_("She works for us and her work contract is not signed by both yet")), print(w, "/work_contract/%lld", (long long)begun));
    else if (f->worker->mode == MODE_OVER_AGE) overview_next(w, o, "danger", "agreement", because(w, N_("She works for us past retirement without a work agreement: it is to be signed before her first day")), print(w, "/work_contract/new?worker=%lld", (long long)her));
    else overview_next(w, o, "danger", "agreement", because(w, N_("She works for us without a work contract: it is to be written within a month of her first day")), print(w, "/work_contract/new?worker=%lld", (long long)her));
}

static void homes(struct work *w, struct overview *o, const struct worker_facts *f)
{
    for (int i = 0; i < f->lapses.count; i++) {
        const struct lapse *a = &f->lapses.at[i];
        if (a->kind == LAPSE_PAPER && !a->never) continue;          /* said by the paper itself */
        overview_next(w, o, a->kind == LAPSE_NO_CONTRACT ? "danger" : "warn", "lapse", because(w, N_("{1}: {2}, from {3}"), a->home, translated(w, a->what), day_text(w->arena, a->since)), a->to);
    }
}

static void tax(struct work *w, struct overview *o, const struct worker_facts *f)
{
    bool ours = f->worker->mode == MODE_EMPLOYEE || f->worker->mode == MODE_PART_TIME || f->worker->mode == MODE_OVER_AGE;
    if (!ours || f->worker->state >= WORKER_LEFT || !can(w, CAN_PREPARE_PAYROLL)) return;
    for (int i = 0; i < o->line_count; i++)
        if (o->lines[i].part == HER_TAX) return;
    overview_next(w, o, "info", "tax", because(w, N_("We withhold her tax and nothing is entered of her deductions and insurance")), print(w, "/tax_profile/new?worker=%lld", (long long)f->worker->record.id));
}

/* When work ends what is due is paid in full (工资支付暂行规定 art. 9), and an advance is hers to give back. */
static void parting(struct work *w, struct overview *o, const struct worker_facts *f)
{
    enum { LOOKS_BACK = 62 };
    const struct worker *n = f->worker;
    day today = day_of(w->now), first = { today.number - LOOKS_BACK };
    if (can(w, CAN_SEE_SETTLEMENTS) && settlement_waits(w, n->record.id, n->record.branch.id, first, today))
        overview_next(w, o, "danger", "unsettled", because(w, N_("She has left, and work of hers is in no settlement yet; what is due is paid in full now")), print(w, "/settlement?worker=%lld", (long long)n->record.id));
    money owes = { can(w, CAN_SEE_PAYROLL) ? db_one(w, SQL("select cast(coalesce(sum(amount - taken), 0) as bigint) from wage_advance where worker = $1 and state = 2"), BIND(num(n->record.id)), 0) : 0 };
    if (owes.fen > 0) overview_next(w, o, "warn", "advance", because(w, N_("She has left and owes {1} of an advance: agree with her on how it is given back"), money_shown(w->arena, owes)), print(w, "/wage_advance?worker=%lld", (long long)n->record.id));
}
_Static_assert(ADVANCE_PAID == 2, "the query above names it by number");

void worker_next(struct work *w, struct overview *o, const struct worker_facts *f)
{
    /* `after`: it is still to be done when she has left. */
    static const struct { enum worker_part part; line_rule *rule; bool after; } rules[] = {
        { HER_INCIDENTS, incident, true }, { HER_COMPLAINTS, complaint, true }, { HER_PAPERS, paper, false }, { HER_VISITS, visit, false }, { HER_RATINGS, rating, false }, { HER_LEAVES, leave, false }, { HER_LENDINGS, lending, false },
        { HER_PAYSLIPS, payslip, true }, { HER_SETTLEMENTS, settlement, true }, { HER_CALLS, call, false }, { HER_KEYS, key, true }, { HER_SUSPENSIONS, suspension, false }, { HER_LISTINGS, listing, false },
    };
    bool works = f->worker->state < WORKER_LEFT, left = f->worker->state == WORKER_LEFT;
    for (int r = 0; r < COUNT_OF(rules); r++)
        for (int i = 0; (works || (left && rules[r].after)) && i < o->line_count; i++)
            if (o->lines[i].part == (int)rules[r].part) rules[r].rule(w, o, &o->lines[i]);
    if (left) parting(w, o, f);
    if (!works) return;
    hours(w, o, f);
    if (can(w, CAN_SEE_PERSONS)) employment(w, o, f);
    if (can(w, CAN_SEE_PLACEMENTS)) homes(w, o, f);
    begins(w, o, f);
    agreement(w, o, f);
    tax(w, o, f);
}
