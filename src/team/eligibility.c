/* eligibility.c — see eligibility.h: state, papers, skill, age, animals, shift; what upper floors know comes by their answers. */
#include "base/age.h"
#include "base/words.h"
#include "record/answer.h"
#include "record/store.h"
#include "team/team.h"

static struct reason *put(struct work *w, struct judgement *j, struct reason r, enum light light)
{
    struct reason **last = &j->reasons;
    while (*last) last = &(*last)->next;
    *last = take(w, struct reason);
    **last = r;
    if (light > j->light) j->light = light;
    return *last;
}

static struct sentence none_or(const struct sentence *s) { return s ? *s : (struct sentence){ 0 }; }

struct reason *reason_add(struct work *w, struct judgement *j, text code, day since, day until, const struct sentence *why, const struct sentence *fix)
{
    return put(w, j, (struct reason){ .code = code, .why = *why, .fix = none_or(fix), .since = since, .until = until }, LIGHT_RED);
}

struct reason *reason_warn(struct work *w, struct judgement *j, text code, day since, day until, const struct sentence *why, const struct sentence *fix)
{
    return put(w, j, (struct reason){ .code = code, .why = *why, .fix = none_or(fix), .since = since, .until = until, .warning = true }, LIGHT_YELLOW);
}

void reason_fix(struct reason *r, text type, int64_t id, text step)
{
    r->fix_type = type;
    r->fix_id = id;
    r->fix_step = step;
}

bool may_serve(const struct judgement *j)
{
    for (const struct reason *r = j->reasons; r; r = r->next)
        if (!r->warning) return false;
    return true;
}

bool in_transition_only(const struct judgement *j)
{
    bool transition = false;
    for (const struct reason *r = j->reasons; r; r = r->next) transition |= r->transition;
    return transition && may_serve(j);
}

/* ---- H01 state, and leave where no hour is asked (with hours it lies in the calendar) ---- */

static void judge_state(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    enum worker_state s = c->worker->state;
    if (s == WORKER_ACTIVE) return;
    static const struct { enum worker_state from; text fix, step; } ways[] = {
        { WORKER_APPLICANT, N_("Finish her onboarding"), "screen" }, { WORKER_SCREENING, N_("Finish her onboarding"), "train" }, { WORKER_TRAINING, N_("Finish her onboarding"), "onboard" },
        { WORKER_ONBOARDING, N_("Finish her onboarding"), "activate" }, { WORKER_ON_LEAVE, N_("Enter that she is back from leave"), "come_back" },
        { WORKER_SUSPENDED, N_("Lift the suspension after review"), "clear" }, { WORKER_EXITING, N_("Only if she stays after all"), "stay" }, { WORKER_LEFT, N_("Take her on again"), "rehire" },
    };
    if (s == WORKER_BLACKLISTED) return;            /* judge_listing says it, and to nobody why */
    const struct field *f = type_state(&worker_type);
    struct reason *r = reason_add(w, j, "H01", c->from, c->to, because(w, N_("She is “{1}”"), translated(w, choice_label(f->choices, s))), NULL);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (ways[i].from == s) { r->fix = *because(w, ways[i].fix); reason_fix(r, "worker", c->worker->record.id, ways[i].step); }
}

/* ---- H07, of the company: nobody but who may read it sees the entry, and nobody is told here what for ---- */

static void judge_listing(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    int64_t branch = c->branch ? c->branch : c->worker->record.branch.id;
    int64_t entry = blacklist_in_force(w, LISTED_WORKER, c->worker->person.id, branch, c->line ? c->line->record.id : 0, c->from, c->to);
    if (!entry && c->worker->state != WORKER_BLACKLISTED) return;
    struct reason *r = reason_add(w, j, "H07.listed", c->from, c->to, because(w, N_("She is not available for this service")), because(w, N_("Another worker")));
    if (entry && can(w, CAN_READ_BLACKLIST)) reason_fix(r, "blacklist_entry", entry, "");
}

static void judge_leave(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    if (c->start.ms) return;
    struct found leaves = LOAD_WHERE(w, worker_leave, "worker = $1 and state = 2 and start < $2 and until > $3 order by start",
                                     BIND(num(c->worker->record.id), num(day_start((day){ c->to.number + 1 }).ms), num(day_start(c->from).ms)));
    for (int i = 0; i < leaves.count; i++) {
        const struct worker_leave *l = FOUND(struct worker_leave, leaves, i);
        day first = day_of(l->start), last = day_of((instant){ l->until.ms - 1 });
        if (first.number < c->from.number) first = c->from;
        if (last.number > c->to.number) last = c->to;
        struct reason *r = reason_add(w, j, "H01.leave", first, last, because(w, N_("She is on leave from {1} to {2}"), instant_words(w->arena, l->start), instant_words(w->arena, l->until)),
                                      because(w, N_("Other days, another worker, or she takes her leave back")));
        reason_fix(r, "worker_leave", l->record.id, "cancel");
    }
}

/* ---- H03 skill, H06 age, H08 area, H11 animals ---- */

static void judge_skill(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    if (!c->line) return;
    int level = worker_level(c->worker, c->line->record.id), needed = c->line->level > 1 ? (int)c->line->level : 1;
    if (level >= needed) return;
    const struct sentence *why = level ? because(w, N_("Her level in “{1}” is {2}, {3} is needed"), translated(w, c->line->name), print(w, "%d", level), print(w, "%d", needed))
        : because(w, N_("She does not do “{1}”"), translated(w, c->line->name));
    struct reason *r = reason_add(w, j, "H03", c->from, c->to, why, because(w, N_("Train her and enter level {1} for “{2}”"), print(w, "%d", needed), translated(w, c->line->name)));
    reason_fix(r, "worker", c->worker->record.id, "edit");
}

static void judge_age(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    const struct person *p = record_peek(w, &person_type, c->worker->person.id);
    day since, grown = p && p->birth.given ? day_of_age((day){ p->birth.number }, 18) : c->from;
    if (grown.number > c->from.number)
        reason_add(w, j, "H06", c->from, grown.number > c->to.number ? c->to : (day){ grown.number - 1 }, because(w, N_("She is not yet 18")), because(w, N_("From {1} on she may"), day_text(w->arena, grown)));
    bool contract = c->worker->mode == MODE_EMPLOYEE || c->worker->mode == MODE_PART_TIME || c->worker->mode == MODE_DISPATCHED;
    if (!contract || !worker_over_age(w, c->worker, c->to, &since)) return;
    struct reason *r = reason_warn(w, j, "H06.retired", since.number > c->from.number ? since : c->from, c->to, because(w, N_("She reached retirement on {1}: a labour contract no longer fits, and no overtime"), day_text(w->arena, since)),
                                   because(w, N_("Make a work agreement and set her mode to “{1}”"), translated(w, N_("Over-age worker"))));
    reason_fix(r, "worker", c->worker->record.id, "edit");
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
    text ends = print(w, "%02d:%02d", c->worker->day_end.count / 60, c->worker->day_end.count % 60);
    if (!worker_works_on(c->worker, worker_shift_day(c->worker, c->start)))
        reason_add(w, j, "H05.weekday", d, d, because(w, N_("She does not work on this day of the week")), because(w, N_("Another day, or change her working time with her")));
    if (!worker_works_from(c->worker, c->start, c->until))
        reason_add(w, j, "H05.shift", d, d, because(w, worker_turn(c->worker) ? N_("She works from {1} to {2} of the next day") : N_("She works from {1} to {2}"),
                   print(w, "%02d:%02d", c->worker->day_start.count / 60, c->worker->day_start.count % 60), ends),
                   because(w, N_("Another time, or change her working time with her")));
}

struct judgement eligibility(struct work *w, const struct eligibility_case *c)
{
    struct judgement j = { .light = LIGHT_GREEN };
    judge_state(w, c, &j);
    judge_listing(w, c, &j);
    judge_leave(w, c, &j);
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
