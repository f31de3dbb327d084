/* eligibility.c — see eligibility.h. H02 walks the verified papers of each needed kind over the days of the case: what is not covered
 * is the reason, from its first uncovered day on. */
#include <string.h>
#include "base/words.h"
#include "record/answer.h"
#include "record/store.h"
#include "team/team.h"

struct reason *reason_add(struct work *w, struct judgement *j, text code, day since, day until, const struct sentence *why, const struct sentence *fix)
{
    struct reason **last = &j->reasons;
    while (*last) last = &(*last)->next;
    *last = take(w, struct reason);
    **last = (struct reason){ .code = code, .why = *why, .since = since, .until = until };
    if (fix) (*last)->fix = *fix;
    j->light = LIGHT_RED;
    return *last;
}

bool may_serve(const struct judgement *j)
{
    for (const struct reason *r = j->reasons; r; r = r->next)
        if (!r->warning) return false;
    return true;
}

/* ---- H01 state ---- */

static void judge_state(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    enum worker_state s = c->worker->state;
    if (s == WORKER_ACTIVE) return;
    const struct field *f = type_state(&worker_type);
    const struct sentence *fix = s == WORKER_SUSPENDED ? because(w, N_("Lift the suspension after review")) : s < WORKER_ACTIVE ? because(w, N_("Finish her onboarding")) : NULL;
    struct reason *r = reason_add(w, j, "H01", c->from, c->to, because(w, N_("She is “{1}”"), translated(w, choice_label(f->choices, s))), fix);
    r->fix_type = "worker";
    r->fix_id = c->worker->record.id;
    r->fix_step = s == WORKER_SUSPENDED ? "clear" : s == WORKER_ONBOARDING ? "activate" : "";
}

/* ---- H02 papers, for every day ---- */

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

static bool paper_counts(const struct credential *p, const struct need *n, const struct service_line *line)
{
    if (p->kind != n->kind || (p->state != CREDENTIAL_VALID && p->state != CREDENTIAL_EXPIRED)) return false;
    if (p->result && p->result != RESULT_PASS) return false;
    if (p->kind == CREDENTIAL_MEDICAL && line && p->medical < line->medical) return false;
    return p->kind != CREDENTIAL_SKILL || !p->line.id || !line || p->line.id == line->record.id;
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
            if (!*ret_last || !(*ret_last)->valid_to.given || (p->valid_to.given && p->valid_to.number > (*ret_last)->valid_to.number)) *ret_last = p;
            if ((p->valid_from.given && p->valid_from.number > d.number) || (p->valid_to.given && p->valid_to.number < d.number)) continue;
            d.number = p->valid_to.given ? p->valid_to.number + 1 : c->to.number + 1;
            grown = true;
        }
    }
    return d;
}

static void judge_paper(struct work *w, const struct eligibility_case *c, struct found papers, const struct need *n, struct judgement *j)
{
    const struct credential *last = NULL;
    day gap = first_uncovered(papers, n, c, &last);
    if (gap.number > c->to.number) return;
    const struct sentence *why = !last ? because(w, N_("A verified “{1}” is missing"), translated(w, n->what))
        : because(w, N_("“{1}” does not cover {2}"), translated(w, n->what), day_text(w->arena, gap));
    const struct sentence *fix = last && last->valid_to.given ? because(w, N_("Renew “{1}” before {2} and she may"), translated(w, n->what), day_text(w->arena, gap))
        : because(w, N_("Enter and verify “{1}” and she may"), translated(w, n->what));
    bool red = j->light == LIGHT_RED;
    struct reason *r = reason_add(w, j, n->code, gap, c->to, why, fix);
    r->fix_type = "credential";
    r->fix_id = last ? last->record.id : 0;
    r->fix_step = "verify";
    if (n->yellow && !red) j->light = LIGHT_YELLOW;
}

static struct found papers_of(struct work *w, const struct eligibility_case *c)
{
    return LOAD_WHERE(w, credential, "worker = $1 order by id", BIND(num(c->worker->record.id)));
}

static void judge_papers(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    struct found papers = papers_of(w, c);
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++)
        if (!needs[i].bit || (c->line && (c->line->needs.bits & SET_BIT(needs[i].bit)))) judge_paper(w, c, papers, &needs[i], j);
    for (int i = 0; i < papers.count; i++)
        if (FOUND(struct credential, papers, i)->kind == CREDENTIAL_BACKGROUND && FOUND(struct credential, papers, i)->result == RESULT_HIT)
            reason_add(w, j, "H02.hit", c->from, c->to, because(w, N_("The background check did not pass")), NULL);
}

/* ---- H03 skill, H06 age, H08 area, H11 animals ---- */

static void judge_skill(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    if (!c->line) return;
    int level = worker_level(c->worker, c->line->record.id), needed = c->line->level > 1 ? (int)c->line->level : 1;
    if (level >= needed) return;
    const struct sentence *why = level ? because(w, N_("Her level in “{1}” is {2}, {3} is needed"), c->line->name, print(w, "%d", level), print(w, "%d", needed))
        : because(w, N_("She does not do “{1}”"), c->line->name);
    struct reason *r = reason_add(w, j, "H03", c->from, c->to, why, because(w, N_("Train her and enter level {1} for “{2}”"), print(w, "%d", needed), c->line->name));
    r->fix_type = "worker";
    r->fix_id = c->worker->record.id;
}

static void judge_age(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    const struct person *p = record_peek(w, &person_type, c->worker->person.id);
    if (!p || !p->birth.given || years_between((day){ p->birth.number }, c->from) >= 18) return;
    reason_add(w, j, "H06", c->from, c->to, because(w, N_("She is not yet 18")), NULL);
}

static void judge_animals(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    if (c->pets && (c->worker->fears_pets || c->worker->allergic))
        reason_add(w, j, "H11.pets", c->from, c->to, because(w, N_("There are pets, and she cannot be near them")), NULL);
    if (c->infant && c->worker->smokes) reason_add(w, j, "H11.smoke", c->from, c->to, because(w, N_("A smoker does not work in a home with an infant")), NULL);
}

static void judge_shift(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    if (!c->start.ms) return;
    day d = day_of(c->start);
    if (c->worker->weekdays.bits && !(c->worker->weekdays.bits & SET_BIT(weekday(d))))
        reason_add(w, j, "H05.weekday", d, d, because(w, N_("She does not work on this day of the week")), NULL);
    int64_t from = day_at(d, c->worker->day_start.count).ms, to = day_at(d, c->worker->day_end.count).ms;
    if (c->start.ms < from || c->until.ms > to)
        reason_add(w, j, "H05.shift", d, d, because(w, N_("She works from {1} to {2}"), print(w, "%02d:%02d", c->worker->day_start.count / 60, c->worker->day_start.count % 60),
                   print(w, "%02d:%02d", c->worker->day_end.count / 60, c->worker->day_end.count % 60)), NULL);
}

struct judgement eligibility(struct work *w, const struct eligibility_case *c)
{
    struct judgement j = { .light = LIGHT_GREEN };
    judge_state(w, c, &j);
    judge_papers(w, c, &j);
    judge_skill(w, c, &j);
    judge_age(w, c, &j);
    judge_animals(w, c, &j);
    judge_shift(w, c, &j);
    const struct eligibility_answer *a;
    for (int i = 0; (a = house_answers(w->house, QUESTION_ELIGIBILITY, i)) != NULL; i++) a->judge(w, c, &j);
    return j;
}

void judgement_write(struct work *w, struct json *json, text key, const struct judgement *j)
{
    static const text lights[] = { [LIGHT_GREEN] = "green", [LIGHT_YELLOW] = "yellow", [LIGHT_RED] = "red" };
    write_object(json, key);
    write_text(json, "light", lights[j->light]);
    write_flag(json, "ok", may_serve(j));
    write_list(json, "reasons");
    for (const struct reason *r = j->reasons; r; r = r->next) {
        write_object(json, NULL);
        write_text(json, "code", r->code);
        write_text(json, "message", translate_with(w->arena, w->language, r->why.message, r->why.arguments));
        if (r->fix.message) write_text(json, "fix", translate_with(w->arena, w->language, r->fix.message, r->fix.arguments));
        write_number(json, "since", r->since.number);
        write_number(json, "until", r->until.number);
        write_flag(json, "warning", r->warning);
        if (r->fix_type) { write_text(json, "type", r->fix_type); write_number(json, "id", r->fix_id); write_text(json, "step", r->fix_step ? r->fix_step : ""); }
        write_end(json, '}');
    }
    write_end(json, ']');
    write_end(json, '}');
}
