/* assign.c — giving a visit to somebody: may she (the light), can she (the calendar, with the journey), and is the time still what the
 * customer was promised. */
#include "base/words.h"
#include "operations/gear_pool.h"
#include "operations/visit_fields.h"
#include "record/booking.h"
#include "record/parts.h"
#include "record/store.h"

static struct source source_of(const struct visit *v) { return (struct source){ "visit", v->record.id }; }

static struct booking booking_for(struct work *w, const struct visit *v, int64_t worker, instant start)
{
    const struct household *h = record_peek(w, &household_type, v->household.id);
    const struct service_line *line = record_peek(w, &service_line_type, v->line.id);
    return (struct booking){ .resource = { RESOURCE_WORKER, worker }, .source = source_of(v), .from = start,
        .to = { start.ms + MINUTES(v->length.count + (line ? line->pause_after.count : 0)) }, .place = h ? h->at : (place){ 0 }, .branch = v->record.branch.id,
        .label = line ? line->name : "" };
}

bool visit_book(struct work *w, const struct visit *v, int64_t worker, int64_t second, instant start)
{
    struct booking put[MOST_VISIT_WORKERS + 2];
    int n = 0;
    if (worker) put[n++] = booking_for(w, v, worker, start);
    if (second) put[n++] = booking_for(w, v, second, start);
    for (size_t i = 0; i < v->crew.count && i < MOST_VISIT_WORKERS; i++) {
        int64_t id = ROW(struct crew_row, v->crew, i)->worker.id;
        if (id != worker && id != second) put[n++] = booking_for(w, v, id, start);
    }
    struct source drop = source_of(v);
    return booking_replace(w, &drop, 1, put, n);
}

void case_of_home(struct eligibility_case *c, const struct household *h)
{
    c->household = h->record.id;
    c->customer = h->customer.id;
    c->pets = h->pets;
    for (size_t i = 0; i < h->members.count; i++) {
        const struct household_member *m = ROW(struct household_member, h->members, i);
        c->infant |= m->role <= CARE_INFANT;
        c->dependants |= m->role != CARE_ADULT || m->self_care > SELF_CARE_FULL;
    }
}

struct judgement visit_judge(struct work *w, const struct visit *v, const struct worker *n, instant start)
{
    const struct household *h = record_peek(w, &household_type, v->household.id);
    instant until = { start.ms + MINUTES(v->length.count) };
    struct eligibility_case c = { .worker = n, .line = record_peek(w, &service_line_type, v->line.id), .branch = v->record.branch.id, .from = day_of(start), .to = day_of((instant){ until.ms - 1 }), .start = start, .until = until,
        .visit = v->record.id };
    if (h) case_of_home(&c, h);
    c.household = v->household.id;
    c.customer = v->customer.id;
    return eligibility(w, &c);
}

/* The first blocking reason is the sentence; all of them with their fixes are the detail. */
bool refuse_judgement(struct work *w, const struct worker *n, const struct judgement *j)
{
    for (const struct reason *r = j->reasons; r; r = r->next) {
        if (r->warning) continue;
        text why = translate_with(w->arena, w->language, r->why.message, r->why.arguments);
        struct json out = json_new(w->arena);
        judgement_write(w, &out, NULL, j);
        refuse_as(w, CONFLICT, "worker", N_("{1} cannot take it: {2}"), n->name, why);
        work_explain(w, "not_eligible", buf_text(&out.out));
        return false;
    }
    return true;
}

/* What goes on only because the branch has just begun with the program is written down, visit by visit (DOMAIN.md §0.5). */
bool visit_log_transition(struct work *w, const struct visit *v, const struct worker *n, const struct judgement *j)
{
    if (!in_transition_only(j)) return false;
    struct buf out = buf_new(w->arena);
    buf_print(&out, "%s", n->name);
    for (const struct reason *r = j->reasons; r; r = r->next)
        if (r->transition) buf_print(&out, " · %s", translate_with(w->arena, w->language, r->why.message, r->why.arguments));
    audit_write(w, &(struct audit_entry){ .what = AUDIT_NOTE, .type = &visit_type, .record = v->record.id, .branch = v->record.branch.id, .step = "", .reason = buf_text(&out), .changes = "" });
    return true;
}

instant visit_promised(const struct visit *v) { return v->promised.ms ? v->promised : v->start; }

/* Inside the line's leeway of what she was told, however often it was shifted within it, the promise is kept; beyond it the customer must have said yes. */
static bool time_promised(struct work *w, const struct visit *v, instant start, bool agreed)
{
    if (start.ms == v->start.ms || agreed) return true;
    instant told = visit_promised(v);
    const struct service_line *line = record_peek(w, &service_line_type, v->line.id);
    int64_t away = start.ms > told.ms ? start.ms - told.ms : told.ms - start.ms;
    if (line && away <= MINUTES(line->leeway.count)) return true;
    refuse_as(w, CONFLICT, "start", N_("The customer expects it at {1}; record her yes before moving it to {2}"), instant_words(w->arena, told), instant_words(w->arena, start));
    work_explain(w, "customer_not_asked", "");
    return false;
}

enum { YES_HOLDS_MINUTES = 30 };

/* A dispatcher tries something out and takes it back: for half an hour her yes to this time is still a yes (board, undo). */
static void remember_yes(struct work *w, struct visit *v)
{
    if (v->state != VISIT_ACCEPTED && v->state != VISIT_CONFIRMED) return;
    v->yes_worker = v->worker;
    v->yes_start = v->start;
    v->yes_confirmed_at = v->state == VISIT_CONFIRMED ? v->confirmed_at : (instant){ 0 };
    v->yes_until.ms = w->now.ms + MINUTES(YES_HOLDS_MINUTES);
}

static bool yes_holds(struct work *w, const struct visit *v, int64_t worker, instant start)
{
    return v->yes_worker.id == worker && v->yes_start.ms == start.ms && w->now.ms <= v->yes_until.ms;
}

static void give_back_as_it_was(struct work *w, struct visit *v)
{
    v->state = v->yes_confirmed_at.ms ? VISIT_CONFIRMED : VISIT_ACCEPTED;
    v->confirmed_at = v->yes_confirmed_at;
    v->offered_at = w->now;
    v->answer_until.ms = v->yes_until.ms = 0;
    v->yes_worker.id = 0;
    if (v->changes) v->changes--;               /* nothing has changed for the customer */
}

static bool was_in(const struct visit *v, int64_t worker)
{
    if (v->worker.id == worker || v->second.id == worker) return true;
    for (size_t i = 0; i < v->crew.count; i++)
        if (ROW(struct crew_row, v->crew, i)->worker.id == worker) return true;
    return false;
}

/* What a worker did badly she does again unpaid (DOMAIN.md §4.1); nobody works unpaid for another's fault: who goes in her place gets what the
 * first was to get for the same time, and the shop bears it. One zone of a large job may be done again by fewer than the whole (zone.c). */
static void pay_rework(struct work *w, struct visit *v)
{
    const struct visit *first = v->rework_of.id && v->liable == LIABLE_WORKER ? record_peek(w, &visit_type, v->rework_of.id) : NULL;
    if (first) v->worker_pay = was_in(first, v->worker.id) ? (money){ 0 } : money_times(first->worker_pay, v->length.count * (v->persons ? v->persons : 1), (first->length.count > 0 ? first->length.count : 1) * (v->persons ? visit_hands(w, first) : 1));
}

bool visit_assign(struct work *w, struct visit *v, const struct assignment *in)
{
    const struct worker *n = LOAD_LENT(w, worker, in->worker.id);
    if (!n) return false;
    instant start = in->start.ms ? in->start : v->start;
    if (!time_promised(w, v, start, in->agreed)) return false;
    if (start.ms < w->now.ms - HOURS(12)) return refuse(w, "start", N_("This time has passed"));
    if (n->record.id == v->second.id) return refuse(w, "worker", N_("She already goes as the second worker"));
    struct judgement j = visit_judge(w, v, n, start);
    crew_new_leader(w, v, n->record.id);
    if (!refuse_judgement(w, n, &j) || !visit_book(w, v, n->record.id, v->second.id, start)) return false;
    bool back = in->back && yes_holds(w, v, n->record.id, start);
    if (v->worker.id != n->record.id) remember_yes(w, v);
    if (v->state >= VISIT_ACCEPTED && v->worker.id != n->record.id) v->changes++;
    if (back) give_back_as_it_was(w, v);
    else if (v->worker.id != n->record.id || v->state < VISIT_OFFERED) {
        v->offered_at = w->now;
        v->answer_until = offer_until(w, v, start, in->how);
        v->state = VISIT_OFFERED;
        v->confirmed_at.ms = 0;
    }
    v->under_transition = visit_log_transition(w, v, n, &j);
    v->touched = v->touched || start.ms != v->start.ms || (v->plan.id && v->worker.id && v->worker.id != n->record.id);
    instant told = visit_promised(v);
    if (in->agreed && start.ms != v->start.ms) visit_agreed(w, v, start, in->agreed_by, in->agreed_how);
    else v->promised.ms = start.ms == told.ms ? 0 : told.ms;
    if (!stand_by_call(w, n->record.id, start)) return false;
    if (v->worker.id != n->record.id || start.ms != v->start.ms) v->expected.ms = 0;
    v->worker = in->worker;
    pay_rework(w, v);
    v->start = start;
    v->offered_way = in->how ? in->how : OFFER_OFFICE;
    return gear_reserve(w, v, in->gear);
}

bool visit_assign_second(struct work *w, struct visit *v, const struct second_assignment *in)
{
    const struct worker *n = LOAD_LENT(w, worker, in->worker.id);
    if (!n) return false;
    if (n->record.id == v->worker.id) return refuse(w, "worker", N_("She already goes as the first worker"));
    if (v->crew.count) return refuse(w, "worker", N_("A crew goes there: add her to the crew"));
    struct judgement j = visit_judge(w, v, n, v->start);
    if (!refuse_judgement(w, n, &j) || !visit_book(w, v, v->worker.id, n->record.id, v->start)) return false;
    v->under_transition |= visit_log_transition(w, v, n, &j);
    v->second = in->worker;
    return true;
}

bool visit_reprice(struct work *w, struct visit *v, const struct replanning *in)
{
    (void)w;
    v->price_rule = in->rule;
    v->price = in->price;
    v->worker_pay = in->worker_pay;
    v->quote = in->quote;
    return true;
}

bool visit_replan(struct work *w, struct visit *v, const struct replanning *in)
{
    booking_drop(w, source_of(v));
    v->worker.id = v->second.id = 0;
    v->crew = (rows_of){ 0 };
    v->pinned_worker = v->pinned_time = false;
    v->offered_at.ms = v->answer_until.ms = v->confirmed_at.ms = v->left_at.ms = v->expected.ms = 0;
    v->start = in->start;
    v->promised.ms = 0;
    v->length = in->length;
    visit_reprice(w, v, in);
    v->plan_day = (maybe_day){ in->plan_day.number, true };
    v->touched = in->by_hand;
    return !failed(w);
}

text visit_release_step(const struct visit *v) { return v->crew.count > 1 ? "release_crew" : "unassign"; }

bool visit_release(struct work *w, struct visit *v)
{
    booking_drop(w, source_of(v));
    remember_yes(w, v);
    if (v->state >= VISIT_ACCEPTED) v->changes++;
    v->worker.id = v->second.id = 0;
    v->crew = (rows_of){ 0 };
    v->pinned_worker = false;
    v->offered_at.ms = v->answer_until.ms = v->confirmed_at.ms = v->left_at.ms = v->expected.ms = 0;
    return !failed(w);
}

bool visit_pin(struct work *w, struct visit *v, const struct pinning *in)
{
    if (in->worker && !v->worker.id) return refuse(w, "worker", N_("Nobody has it yet: assign it first, then pin who goes"));
    v->pinned_worker = in->worker;
    v->pinned_time = in->time;
    return true;
}
