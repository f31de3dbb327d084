/* eligibility_papers.c — H02: the verified papers of each needed kind are walked over the days of the case; what is not covered is the
 * reason, from its first uncovered day on (T04). In a branch's transition after go-live a paper that was never entered is a warning for
 * plain cleaning among grown-ups (DOMAIN.md §0.5); one that has run out, and a hit, block there too. */
#include "base/age.h"
#include "record/parts.h"
#include "record/store.h"
#include "team/team.h"

struct need { enum credential_kind kind; text code, what; enum line_needs bit; bool yellow; };
static const struct need needs[] = {
    { CREDENTIAL_IDENTITY, "H02.identity", N_("Identity card"), 0, false },
    { CREDENTIAL_MEDICAL, "H02.medical", N_("Medical check"), 0, true },
    { CREDENTIAL_BACKGROUND, "H02.background", N_("Background check"), NEEDS_BACKGROUND, false },
    { CREDENTIAL_INSURANCE, "H02.insurance", N_("Insurance"), NEEDS_INSURANCE, true },
    { CREDENTIAL_CARD, "H02.card", N_("Home-service card"), NEEDS_CARD, true },
    { CREDENTIAL_SAFETY, "H02.safety", N_("Safety training"), NEEDS_SAFETY, true },
    { CREDENTIAL_CPR, "H03.cpr", N_("Infant first aid"), NEEDS_CPR, true },
    { CREDENTIAL_SKILL, "H03.certificate", N_("Skill certificate"), NEEDS_CERTIFICATE, true },
    { CREDENTIAL_HEIGHT, "H03.height", N_("Work-at-height permit"), NEEDS_HEIGHT, true },
};

/* A yearly check without a date proves no day of service. */
static bool dated(const struct credential *p) { return p->valid_to.given || !credential_months(p->kind); }

static bool of_kind(const struct credential *p, const struct need *n, const struct service_line *line)
{
    if (p->kind != n->kind || !dated(p)) return false;
    if (p->kind == CREDENTIAL_MEDICAL && line && p->medical < line->medical) return false;
    return p->kind != CREDENTIAL_SKILL || !p->line.id || !line || p->line.id == line->record.id;
}

static bool paper_counts(const struct credential *p, const struct need *n, const struct service_line *line)
{
    if (p->state != CREDENTIAL_VALID && p->state != CREDENTIAL_EXPIRED) return false;
    return of_kind(p, n, line) && (!p->result || p->result == RESULT_PASS);
}

static bool later(const struct credential *p, const struct credential *than)
{
    return !than || !p->valid_to.given || (than->valid_to.given && p->valid_to.number > than->valid_to.number);
}

/* The first day of [from, to] that no paper covers; to + 1 when all are covered. */
static day first_uncovered(struct found papers, const struct need *n, const struct eligibility_case *c, const struct credential **ret_last)
{
    day d = c->from;
    for (bool grown = true; grown && d.number <= c->to.number;) {
        grown = false;
        for (int i = 0; i < papers.count; i++) {
            const struct credential *p = FOUND(struct credential, papers, i);
            if (!paper_counts(p, n, c->line)) continue;
            if (later(p, *ret_last)) *ret_last = p;
            if ((p->valid_from.given && p->valid_from.number > d.number) || (p->valid_to.given && p->valid_to.number < d.number)) continue;
            d.number = p->valid_to.given ? p->valid_to.number + 1 : c->to.number + 1;
            grown = true;
        }
    }
    return d;
}

/* Entered already, covers the gap, and only waits to be verified. */
static const struct credential *waiting(struct found papers, const struct need *n, const struct eligibility_case *c, day gap)
{
    for (int i = 0; i < papers.count; i++) {
        const struct credential *p = FOUND(struct credential, papers, i);
        bool open = p->state == CREDENTIAL_DRAFT || p->state == CREDENTIAL_VERIFYING;
        if (open && of_kind(p, n, c->line) && (!p->valid_from.given || p->valid_from.number <= gap.number) && (!p->valid_to.given || p->valid_to.number >= gap.number)) return p;
    }
    return NULL;
}

/* A medical check she has, of a class that is not enough for this line: “is missing” alone would have the same one entered again. */
static bool of_lower_class(struct found papers, const struct need *n, const struct eligibility_case *c)
{
    for (int i = 0; n->kind == CREDENTIAL_MEDICAL && c->line && i < papers.count; i++) {
        const struct credential *p = FOUND(struct credential, papers, i);
        if (p->kind == CREDENTIAL_MEDICAL && p->state == CREDENTIAL_VALID && p->medical < c->line->medical) return true;
    }
    return false;
}

/* A roster brings papers that ended long ago: those ran out; others end within the days asked for, or begin only later. */
static bool ran_out(const struct credential *last, const struct eligibility_case *c) { return last && last->valid_to.given && last->valid_to.number < c->from.number; }

static const struct sentence *why_not(struct work *w, const struct need *n, const struct credential *last, const struct eligibility_case *c, day gap, text class)
{
    if (!last && *class) return because(w, N_("The “{1}” she has is not of the class “{2}” that {3} asks for"), translated(w, n->what), class, c->line->name);
    if (!last) return because(w, N_("A verified “{1}” is missing"), translated(w, n->what));
    if (ran_out(last, c)) return because(w, N_("“{1}” ran out on {2}"), translated(w, n->what), day_text(w->arena, (day){ last->valid_to.number }));
    return because(w, N_("“{1}” does not cover {2}"), translated(w, n->what), day_text(w->arena, gap));
}

static const struct sentence *nearest_fix(struct work *w, const struct need *n, const struct credential *last, const struct credential *ready, const struct eligibility_case *c, day gap, text class)
{
    if (ready) return because(w, N_("Verify the “{1}” that is entered and she may"), translated(w, n->what));
    if (ran_out(last, c)) return because(w, N_("Enter and verify the new “{1}” and she may"), translated(w, n->what));
    if (last && last->valid_to.given) return because(w, N_("Renew “{1}” before {2} and she may"), translated(w, n->what), day_text(w->arena, gap));
    if (!last && *class) return because(w, N_("Enter and verify a “{1}” of the class “{2}” and she may"), translated(w, n->what), class);
    return because(w, N_("Enter and verify “{1}” and she may"), translated(w, n->what));
}

/* Until when a paper that was never entered is forgiven; 0: not at all. */
static int32_t forgiven_until(struct work *w, const struct eligibility_case *c, const struct need *n)
{
    bool plain = c->line && line_plain_cleaning(c->line) && !c->infant && !c->dependants && n->code[2] == '2';
    const struct branch *b = plain ? record_peek(w, &branch_type, c->branch ? c->branch : c->worker->record.branch.id) : NULL;
    return b && branch_in_transition(b, c->from) && branch_in_transition(b, c->to) ? b->transition_until.number : 0;
}

static void judge_paper(struct work *w, const struct eligibility_case *c, struct found papers, const struct need *n, struct judgement *j)
{
    const struct credential *last = NULL;
    day gap = first_uncovered(papers, n, c, &last);
    if (gap.number > c->to.number) return;
    const struct credential *ready = waiting(papers, n, c, gap);
    text class = of_lower_class(papers, n, c) ? translated(w, choice_label(credential_classes, c->line->medical)) : "";
    const struct sentence *fix = nearest_fix(w, n, last, ready, c, gap, class);
    day end = { last ? 0 : forgiven_until(w, c, n) };
    enum light was = j->light;
    struct reason *r;
    if (end.number) {
        r = reason_warn(w, j, n->code, gap, c->to, because(w, N_("A verified “{1}” is missing; in the transition after go-live this is let pass until {2}"), translated(w, n->what), day_text(w->arena, end)), fix);
        r->transition = true;
    } else {
        r = reason_add(w, j, n->code, gap, c->to, why_not(w, n, last, c, gap, class), fix);
        if (n->yellow && was != LIGHT_RED) j->light = LIGHT_YELLOW;
    }
    reason_fix(r, "credential", ready ? ready->record.id : 0, ready ? "verify" : "create");
}

/* As they stood when they were known: images of then in place of what they became. */
static struct found papers_of(struct work *w, const struct eligibility_case *c)
{
    if (!c->known_at.ms) return LOAD_WHERE(w, credential, "worker = $1 order by id", BIND(num(c->worker->record.id)));
    struct found all = LOAD_WHERE(w, credential, "worker = $1 and created_at <= $2 order by id", BIND(num(c->worker->record.id), num(c->known_at.ms))), then = { take_many(w, void *, all.count), 0 };
    for (int i = 0; i < all.count; i++) {
        void *image = history_load(w, &credential_type, FOUND(struct credential, all, i)->record.id, c->known_at);
        if (image) then.at[then.count++] = image;
    }
    return then;
}

static void judge_insured_age(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    const struct person *p = record_peek(w, &person_type, c->worker->person.id);
    int64_t most = setting_number(w, SETTING_INSURANCE_AGE, c->worker->record.branch.id, c->from);
    if (!p || !p->birth.given || !(c->line && c->line->needs.bits & SET_BIT(NEEDS_INSURANCE)) || age_on((day){ p->birth.number }, c->to) <= most) return;
    day over = day_of_age((day){ p->birth.number }, (int)most + 1);
    reason_warn(w, j, "H02.insured_age", over.number > c->from.number ? over : c->from, c->to, because(w, N_("She is older than {1}: ask the insurer whether the policy covers her in full"), print(w, "%lld", (long long)most)), NULL);
}

/* What was found is told by the paper, to those who may read it. */
static void judge_hits(struct work *w, const struct eligibility_case *c, struct found papers, struct judgement *j)
{
    for (int i = 0; i < papers.count; i++) {
        const struct credential *p = FOUND(struct credential, papers, i);
        if (p->kind != CREDENTIAL_BACKGROUND || p->result != RESULT_HIT || (p->state != CREDENTIAL_VALID && p->state != CREDENTIAL_EXPIRED)) continue;
        struct reason *r = reason_add(w, j, "H02.hit", c->from, c->to, because(w, N_("A yearly check stops her in all services; who verifies papers knows more")), NULL);
        reason_fix(r, "credential", p->record.id, "");
    }
}

static bool asked_for(const struct need *n, const struct service_line *line) { return !n->bit || (line && (line->needs.bits & SET_BIT(n->bit))); }

int paper_gaps(const struct found *papers, const struct eligibility_case *c, struct paper_gap gaps[MOST_PAPER_GAPS])
{
    int count = 0;
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++) {
        const struct credential *last = NULL;
        if (!asked_for(&needs[i], c->line)) continue;
        day gap = first_uncovered(*papers, &needs[i], c, &last);
        if (gap.number <= c->to.number) gaps[count++] = (struct paper_gap){ needs[i].code, needs[i].what, needs[i].kind, gap, last != NULL, { ran_out(last, c) ? last->valid_to.number : 0 } };
    }
    return count;
}

void judge_papers(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    struct found papers = papers_of(w, c);
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++)
        if (asked_for(&needs[i], c->line)) judge_paper(w, c, papers, &needs[i], j);
    judge_hits(w, c, papers, j);
    judge_insured_age(w, c, j);
}
