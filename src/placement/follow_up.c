/* follow_up.c — see follow_up.h. */
#include "base/words.h"
#include "placement/placement_own.h"
#include "record/answer.h"
#include "record/store.h"

static const struct choice states[] = {
    { FOLLOW_UP_DUE, "due", N_("To be called"), "warn" }, { FOLLOW_UP_DONE, "done", N_("Finished"), "ok", .final = true }, { FOLLOW_UP_LATE, "late_done", N_("Done late"), "ok", .final = true },
    { FOLLOW_UP_UNREACHABLE, "unreachable", N_("Not reached"), "mute", .final = true }, { FOLLOW_UP_SKIPPED, "skipped", N_("Skipped"), "mute", .final = true }, { 0 },
};
const struct choice follow_sides[] = { { FOLLOW_FAMILY, "family", N_("The family") }, { FOLLOW_WORKER, "worker", N_("The worker") }, { 0 } };
const struct choice follow_stages[] = {
    { STAGE_DAY_1, "day_1", N_("Day 1") }, { STAGE_DAY_3, "day_3", N_("Day 3") }, { STAGE_DAY_7, "day_7", N_("Day 7") }, { STAGE_MIDDLE, "middle", N_("Day 15, or the middle of the term") },
    { STAGE_DAY_30, "day_30", N_("Day 30") }, { STAGE_MONTHLY, "monthly", N_("Every month") }, { STAGE_DEPARTURE, "departure", N_("After the departure") },
    { STAGE_CALL_BACK, "call_back", N_("Call back: she would not recommend us") }, { 0 },
};
const struct choice question_kinds[] = { { ASK_SCORE, "score", N_("1 to 5") }, { ASK_YES_NO, "yes_no", N_("Yes or no") }, { ASK_WORDS, "words", N_("In words") }, { ASK_NPS, "nps", N_("0 to 10: would she recommend us") }, { 0 } };
const struct choice question_opening[] = { { OPENS_NOTHING, "nothing", N_("Nothing") }, { OPENS_COMPLAINT, "complaint", N_("A complaint") }, { OPENS_REPLACEMENT, "replacement", N_("A replacement") }, { 0 } };

static const struct field answer_fields[] = {
    FIELD(follow_answer, question, .label = N_("Question"), .max = 200), FIELD(follow_answer, kind, .label = N_("Kind"), .choices = question_kinds), FIELD(follow_answer, opens, .label = N_("Opens"), .choices = question_opening),
    FIELD(follow_answer, score, .label = N_("Score"), .min = 0, .max = 10), FIELD(follow_answer, words, .personal = true, .label = N_("In words"), .max = 500),
};
static const struct row_type answer_row = ROW_TYPE(follow_answer, answer_fields);
static const struct field try_fields[] = { FIELD(follow_try, at, .label = N_("At")), FIELD(follow_try, who, .label = N_("By"), .to = &account_type), FIELD(follow_try, note, .personal = true, .label = N_("Note"), .max = 200) };
static const struct row_type try_row = ROW_TYPE(follow_try, try_fields);

static const struct field fields[] = {
    FIELD(follow_up, state, .label = N_("State"), .choices = states, .list = true, .filter = true), FIELD(follow_up, placement, .label = N_("Placement"), .to = &placement_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(follow_up, customer, .label = N_("Customer"), .to = &customer_type, .filter = true, .set_by = SET_ON_CREATE), FIELD(follow_up, worker, .label = N_("Worker"), .to = &worker_type, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(follow_up, side, .label = N_("Who is called"), .choices = follow_sides, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE), FIELD(follow_up, stage, .label = N_("Stage"), .choices = follow_stages, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(follow_up, due, .label = N_("Due"), .required = true, .list = true, .sort = true, .filter = true, .set_by = SET_ON_CREATE), FIELD(follow_up, answers, .label = N_("Answers"), .row = &answer_row, .set_by = STEPS_ONLY),
    FIELD(follow_up, tries, .label = N_("Calls that did not reach her"), .row = &try_row, .set_by = STEPS_ONLY), FIELD(follow_up, score, .label = N_("Lowest score"), .list = true, .filter = true, .set_by = STEPS_ONLY),
    FIELD(follow_up, nps, .label = N_("Would recommend us"), .filter = true, .set_by = STEPS_ONLY), FIELD(follow_up, needs, .personal = true, .label = N_("Needs that changed"), .max = 500, .set_by = STEPS_ONLY),
    FIELD(follow_up, next, .personal = true, .label = N_("What was promised"), .max = 500, .set_by = STEPS_ONLY), FIELD(follow_up, led_to, .label = N_("A bad answer led to"), .choices = question_opening, .filter = true, .set_by = STEPS_ONLY),
    FIELD(follow_up, done_at, .label = N_("Done at"), .filter = true, .set_by = STEPS_ONLY), FIELD(follow_up, done_by, .label = N_("By"), .to = &account_type, .set_by = STEPS_ONLY), FIELD(follow_up, why, .personal = true, .label = N_("Why skipped"), .max = 500, .set_by = STEPS_ONLY),
};

static text title(struct work *w, const struct follow_up *f)
{
    const struct customer *c = record_peek(w, &customer_type, f->customer.id);
    const struct worker *n = record_peek(w, &worker_type, f->worker.id);
    return print(w, "%s · %s", f->side == FOLLOW_WORKER ? n ? n->name : "" : c ? c->name : "", translate(w->language, choice_label(follow_stages, f->stage)));
}
TITLE(follow_up, title)

/* ---- the call ---- */

static const struct field result_fields[] = {
    FIELD(follow_result, answers, .label = N_("Answers"), .row = &answer_row, .required = true), FIELD(follow_result, needs, .label = N_("Needs that changed"), .max = 500, .help = N_("Another service, other hours, somebody more to care for; becomes an offer")),
    FIELD(follow_result, next, .label = N_("What was promised"), .max = 500),
};

static bool score_right(struct work *w, const struct follow_answer *a, size_t i)
{
    text field = print(w, "answers.%zu.score", i);
    int64_t most = a->kind == ASK_NPS ? 10 : 5, least = a->kind == ASK_NPS ? 0 : 1;
    if (a->kind == ASK_WORDS || !a->score.given) return true;
    if (a->kind == ASK_YES_NO) return a->score.value == 5 || a->score.value == 1 || wrong(w, field, N_("“{1}” is answered with yes or no: 5 is yes, 1 is no"), a->question);
    return (a->score.value >= least && a->score.value <= most) || wrong(w, field, N_("“{1}” is answered from {2} to {3}"), a->question, print(w, "%lld", (long long)least), print(w, "%lld", (long long)most));
}

/* The gravest of what a bad answer opens, the lowest score, the recommendation. */
static bool weigh(struct work *w, struct follow_up *f)
{
    bool said = false;
    for (size_t i = 0; i < f->answers.count; i++) {
        const struct follow_answer *a = ROW(struct follow_answer, f->answers, i);
        if (!score_right(w, a, i)) continue;
        said |= a->score.given || *a->words;
        if (!a->score.given) continue;
        if (a->kind == ASK_NPS) { f->nps = a->score; continue; }
        if (!f->score.given || a->score.value < f->score.value) f->score = a->score;
        if (a->score.value <= 3 && a->opens > f->led_to) f->led_to = a->opens;
    }
    return failed(w) ? false : said || refuse(w, "answers", N_("Nothing was answered; if she was not reached, enter a try"));
}

static bool open_replacement(struct work *w, const struct follow_up *f)
{
    struct replacement r = { .record.branch = f->record.branch, .placement = f->placement, .side = f->side == FOLLOW_FAMILY ? REPLACED_BY_CUSTOMER : REPLACED_BY_WORKER, .follow_up = { f->record.id } };
    bool open = db_one(w, SQL("select 1 from replacement where placement = $1 and state < 5 limit 1"), BIND(num(f->placement.id)), 0) == 1;
    return open || ADD(w, replacement, &r);
}

/* On the first day from tomorrow on that has no call to her yet: one call a side and day. */
static bool call_back(struct work *w, const struct follow_up *f)
{
    struct follow_up again = { .record.branch = f->record.branch, .placement = f->placement, .customer = f->customer, .worker = f->worker, .side = f->side, .stage = STAGE_CALL_BACK, .due = { day_of(w->now).number + 1 } };
    if (db_one(w, SQL("select 1 from follow_up where placement = $1 and stage = 8 and state = 1 limit 1"), BIND(num(f->placement.id)), 0) == 1) return true;
    while (db_one(w, SQL("select 1 from follow_up where placement = $1 and side = $2 and due = $3"), BIND(num(f->placement.id), num(f->side), num(again.due.number)), 0) == 1) again.due.number++;
    return ADD(w, follow_up, &again);
}
_Static_assert(STAGE_CALL_BACK == 8 && FOLLOW_UP_DUE == 1, "the query above says these by number");

enum { DETRACTOR_MOST = 6 };
static bool is_detractor(const struct follow_up *f)
{
    return f->side == FOLLOW_FAMILY && f->stage != STAGE_CALL_BACK && f->nps.given && f->nps.value <= DETRACTOR_MOST && f->led_to <= OPENS_NOTHING;
}

static bool answer(struct work *w, struct follow_up *f, const struct follow_result *in)
{
    f->answers = in->answers;
    f->needs = in->needs;
    f->next = in->next;
    if (!weigh(w, f)) return false;
    f->done_at = w->acted;
    f->done_by.id = w->actor->user;
    f->state = day_of(w->acted).number > f->due.number + 1 ? FOLLOW_UP_LATE : FOLLOW_UP_DONE;
    if (f->led_to == OPENS_REPLACEMENT && !open_replacement(w, f)) return false;
    if (is_detractor(f) && !call_back(w, f)) return false;
    return !*f->needs || f->side != FOLLOW_FAMILY || offer_of_call(w, f);
}
RULE(follow_up, follow_result, answer)

struct not_reached { text note; };
static const struct field not_reached_fields[] = { FIELD(not_reached, note, .label = N_("Note"), .max = 200, .help = N_("Rang out, switched off, asked to call again at …")) };

static bool not_reached(struct work *w, struct follow_up *f, const struct not_reached *in)
{
    struct follow_try *all = take_many(w, struct follow_try, f->tries.count + 1);
    int64_t days = 1;
    for (size_t i = 0; i < f->tries.count; i++) {
        all[i] = *ROW(struct follow_try, f->tries, i);
        if (!i || day_of(all[i].at).number != day_of(all[i - 1].at).number) days += day_of(all[i].at).number != day_of(w->acted).number;
    }
    all[f->tries.count] = (struct follow_try){ w->acted, { w->actor->user }, in->note };
    f->tries = (rows_of){ all, f->tries.count + 1 };
    if (f->tries.count >= 3 && days >= 2) f->state = FOLLOW_UP_UNREACHABLE;
    return true;
}
RULE(follow_up, not_reached, not_reached)

static bool skip(struct work *w, struct follow_up *f) { f->why = step_reason(w); return true; }
RULE_PLAIN(follow_up, skip)

static instant call_due(struct work *w, const struct follow_up *f) { (void)w; return day_at(f->due, 20 * 60); }
DUE(follow_up, call_due)
static const struct deadline deadlines[] = {
    { .name = "call", .label = N_("Follow-up call"), .states = FROM(FOLLOW_UP_DUE), .due = call_due_hook, .who = CAN_DO_FOLLOW_UPS, .escalate_after = DAYS(2), .then = CAN_OVERSEE_PLACEMENTS, .step = "answer" },
};
static const struct step steps[] = {
    STEP(answer, .label = N_("Enter the answers"), .tone = "primary", .from = FROM(FOLLOW_UP_DUE), .by = CAN_DO_FOLLOW_UPS, INPUTS(follow_result, result_fields), .run = answer_rule),
    STEP(she_answers, .label = N_("The family answered on its page"), .from = FROM(FOLLOW_UP_DUE), .hidden = true, INPUTS(follow_result, result_fields), .run = answer_rule),
    STEP(not_reached, .label = N_("Not reached"), .from = FROM(FOLLOW_UP_DUE), .by = CAN_DO_FOLLOW_UPS, INPUTS(not_reached, not_reached_fields), .run = not_reached_rule),
    STEP(skip, .label = N_("Skip"), .from = FROM(FOLLOW_UP_DUE), .to = FOLLOW_UP_SKIPPED, .by = CAN_OVERSEE_PLACEMENTS, .run = skip_rule, .reason = true),
};
static const struct retention kept[] = {
    { .name = "words", .label = N_("Follow-up calls: what was said, from the day"), .law = N_("Needed for the service and disputes about it: 3 years"), .days = 1095, .due = "state > 1 and due < $2 and (needs <> '' or next <> '')", .members = "needs|next|why|answers.words|tries.note" },
};
static const text uniques[] = { "placement, side, due", NULL };
static const text indexes[] = { "customer", "state, due", NULL };
const struct record_type follow_up_type = RECORD_TYPE(follow_up, .label = N_("Follow-up call"), .module = "placement", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = FOLLOW_UP_DUE, .scope = SCOPE_BRANCH,
    RETENTION(kept), .subject = "customer", .see = CAN_SEE_FOLLOW_UPS, .edit = CAN_DO_FOLLOW_UPS, .title = title_hook, .uniques = uniques, .indexes = indexes, .append_only = true, .order = "due");

/* ---- made by the house ---- */

/* Her first day in this home: the stints since the last other one who was no substitute. */
static day first_of_hers(const struct placement *p)
{
    day first = { p->began_on.number };
    for (size_t i = 0; i < p->stints.count; i++) {
        const struct placement_stint *s = ROW(struct placement_stint, p->stints, i), *before = i ? s - 1 : NULL;
        if (before && !s->substitute && s->worker.id == p->worker.id && before->worker.id != p->worker.id && !before->substitute) first = s->first;
    }
    return first;
}

static enum follow_up_stage stage_of(int64_t n)
{
    return n == 1 ? STAGE_DAY_1 : n == 3 ? STAGE_DAY_3 : n == 7 ? STAGE_DAY_7 : n == 13 || n == 15 ? STAGE_MIDDLE : n == 30 ? STAGE_DAY_30 : STAGE_MONTHLY;
}

static bool follow_up_make(struct work *w, const struct placement *p, day due, enum follow_up_stage stage)
{
    const struct placement_stint *s = placement_stint_on(p, due);
    for (enum follow_up_side side = FOLLOW_FAMILY; side <= FOLLOW_WORKER; side++) {
        struct follow_up f = { .record.branch = p->record.branch, .placement = { p->record.id }, .customer = p->customer, .worker = s ? s->worker : p->worker, .side = side, .stage = stage, .due = due };
        bool there = db_one(w, SQL("select 1 from follow_up where placement = $1 and side = $2 and due = $3"), BIND(num(p->record.id), num(side), num(due.number)), 0) == 1;
        if (!there && !ADD(w, follow_up, &f)) return false;
    }
    return !failed(w);
}

static bool make_due(struct work *w, struct placement *p)
{
    static const int few[] = { 1, 3, 7, 15, 30 }, nurse[] = { 1, 3, 7, 13 };
    day first = first_of_hers(p);
    int64_t today = day_of(w->now).number - first.number + 1;
    const int *days = p->per_term ? nurse : few;
    int count = p->per_term ? COUNT_OF(nurse) : COUNT_OF(few);
    for (int i = 0; i < count; i++)
        if (days[i] > p->follow_up_made && days[i] <= today + 1 && !follow_up_make(w, p, (day){ first.number + days[i] - 1 }, stage_of(days[i]))) return false;
    for (int64_t n = 60; !p->per_term && n <= today + 1; n += 30)
        if (n > p->follow_up_made && !follow_up_make(w, p, (day){ first.number + (int32_t)n - 1 }, STAGE_MONTHLY)) return false;
    p->follow_up_made = today + 1;
    return SAVE(w, placement, p);
}

bool follow_ups_tick(struct work *w)
{
    struct found running = LOAD_WHERE(w, placement, "state between 4 and 6 and quiet = 0 and began_on is not null and follow_up_made < $1 - began_on + 2 and follow_up_made < 100000 "
                                      "and not exists (select 1 from follow_up f where f.placement = placement.id and f.stage <> 8 and f.due >= $1 and f.created_at >= $2) order by follow_up_made, id limit 100",
                                      BIND(num(day_of(w->now).number), num(day_start(day_of(w->now)).ms)));
    for (int i = 0; i < running.count; i++)
        if (!make_due(w, running.at[i])) return false;
    return !failed(w);
}

bool follow_up_after_end(struct work *w, const struct record_type *type, int64_t placement)
{
    (void)type;
    const struct placement *p = record_peek(w, &placement_type, placement);
    if (!p || !p->quiet) return p ? follow_up_make(w, p, (day){ p->ended_on.number + 1 }, STAGE_DEPARTURE) : !failed(w);
    struct found open = LOAD_WHERE(w, follow_up, "placement = $1 and state = 1", BIND(num(placement)));
    for (int i = 0; i < open.count; i++)
        if (!step_run(w, &follow_up_type, open.at[i], "skip", NULL)) return false;
    return !failed(w);
}

/* ---- what to ask ---- */

static enum question_family family_of(const struct service_line *line)
{
    switch (line ? line->category : 0) {
    case LINE_MATERNITY: case LINE_LACTATION: return ASKED_MATERNITY;
    case LINE_INFANT: return ASKED_INFANT;
    case LINE_ELDER: case LINE_PATIENT: case LINE_BATH: return ASKED_ELDER;
    default: return ASKED_HOUSEKEEPING;
    }
}

struct found follow_questions_for(struct work *w, const struct follow_up *f, const struct placement *p)
{
    enum question_family family = family_of(record_peek(w, &service_line_type, p->line.id));
    struct found all = LOOK_WHERE(w, follow_question, "side = $1 and off = 0 and (family = 1 or family = $2) order by place, id", BIND(num(f->side), num(family)));
    int n = 0;
    for (int i = 0; i < all.count; i++) {
        const struct follow_question *q = FOUND(struct follow_question, all, i);
        if ((!q->stages.bits && f->stage != STAGE_CALL_BACK) || (q->stages.bits & SET_BIT(f->stage))) all.at[n++] = all.at[i];
    }
    all.count = n;
    return all;
}

bool follow_up_open_to_family(struct work *w, const struct follow_up *f)
{
    return f->state == FOLLOW_UP_DUE && f->side == FOLLOW_FAMILY && f->stage != STAGE_CALL_BACK && f->due.number <= day_of(w->now).number + 1;
}

static void write_questions(struct work *w, struct json *j, const struct follow_up *f, const struct placement *p)
{
    struct found all = follow_questions_for(w, f, p);
    write_list(j, "questions");
    for (int i = 0; i < all.count; i++) {
        const struct follow_question *q = FOUND(struct follow_question, all, i);
        write_object(j, NULL);
        write_text(j, "question", q->words);
        write_text(j, "kind", choice_key(question_kinds, q->kind));
        write_text(j, "opens", choice_key(question_opening, q->opens ? q->opens : OPENS_NOTHING));
        write_end(j, '}');
    }
    write_end(j, ']');
}

static void write_last(struct work *w, struct json *j, const struct follow_up *f)
{
    struct found before = LOAD_WHERE(w, follow_up, "placement = $1 and side = $2 and state in (2, 3) and due < $3 order by due desc limit 1", BIND(num(f->placement.id), num(f->side), num(f->due.number)));
    if (!before.count) return;
    const struct follow_up *last = FOUND(struct follow_up, before, 0);
    write_object(j, "last");
    write_number(j, "done_at", last->done_at.ms);
    write_text(j, "needs", last->needs);
    write_text(j, "next", last->next);
    if (last->score.given) write_number(j, "score", last->score.value);
    write_list(j, "answers");
    for (size_t i = 0; i < last->answers.count; i++) {
        const struct follow_answer *a = ROW(struct follow_answer, last->answers, i);
        write_object(j, NULL);
        write_text(j, "question", a->question);
        if (a->score.given) write_number(j, "score", a->score.value);
        write_text(j, "words", a->words);
        write_end(j, '}');
    }
    write_end(j, ']');
    write_end(j, '}');
}

bool follow_up_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct follow_up *f = id ? LOAD(w, follow_up, id) : NULL;
    const struct placement *p = f ? LOAD(w, placement, f->placement.id) : NULL;
    if (!p) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "placement", p->record.id);
    write_text(&j, "customer", record_title(w, &customer_type, f->customer.id));
    write_text(&j, "worker", record_title(w, &worker_type, f->worker.id));
    write_text(&j, "line", translate(w->language, record_title(w, &service_line_type, p->line.id)));
    const struct customer *c = record_peek(w, &customer_type, f->customer.id);
    const struct worker *n = record_peek(w, &worker_type, f->worker.id);
    write_number(&j, "person", f->side == FOLLOW_FAMILY ? c ? c->person.id : 0 : n ? n->person.id : 0);
    write_number(&j, "began", p->began_on.number);
    write_number(&j, "last_day", p->last.number);
    write_questions(w, &j, f, p);
    write_last(w, &j, f);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
