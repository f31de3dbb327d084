/* tell_visit.c — see tell_visit.h. */
#include "operations/tell_visit.h"
#include <string.h>
#include "base/utf8.h"
#include "base/words.h"
#include "operations/face_ask.h"
#include "operations/visit_fields.h"
#include "record/store.h"

struct news {                       /* one step of one visit */
    struct work *w;
    const struct visit *was, *is;
    const struct service_line *line;
    text area;
};

text surname_of(struct work *w, text name)
{
    static const text doubles[] = { "欧阳", "司马", "上官", "诸葛", "尉迟", "皇甫", "东方", "慕容", "司徒", "令狐", "端木", "夏侯", "公孙", "长孙", "宇文", "轩辕" };
    for (size_t i = 0; i < sizeof doubles / sizeof *doubles; i++)
        if (starts_with(name, doubles[i]) && utf8_length(name) > 2) return doubles[i];
    return utf8_cut(w->arena, name, 1);
}

static bool at_work(enum visit_state s) { return s >= VISIT_OFFERED && s <= VISIT_IN_SERVICE; }

static int workers_of(const struct visit *v, int64_t ids[MOST_VISIT_WORKERS]) { return v && at_work(v->state) ? visit_workers(v, ids) : 0; }

static bool among(int64_t id, const int64_t *ids, int count)
{
    for (int i = 0; i < count; i++)
        if (ids[i] == id) return true;
    return false;
}

/* What a plan gives or takes weeks ahead: she finds it in her calendar. */
static bool far_ahead(const struct news *n)
{
    const struct service_plan *p = n->is->plan.id ? record_peek(n->w, &service_plan_type, n->is->plan.id) : NULL;
    return p && n->is->offered_way == OFFER_PLAN && n->is->start.ms > n->w->now.ms + DAYS(2);
}

/* ---- to workers ---- */

static struct telling to_worker(const struct news *n, text template, int64_t worker)
{
    const struct worker *her = record_peek(n->w, &worker_type, worker);
    return (struct telling){ .template = template, .person = her ? her->person : (ref){ 0 }, .branch = n->is->record.branch, .about = &visit_type, .record = n->is->record.id, .before = n->is->start };
}

static bool told(const struct news *n, const struct telling *t) { return !t->person.id ? !failed(n->w) : tell(n->w, t); }

static bool tell_confirmed(const struct news *n, int64_t worker)
{
    struct telling t = to_worker(n, "visit.confirmed", worker);
    const struct message_value values[] = { say_span("time", n->is->start, n->is->until), say_label("line", n->line->name), say("area", n->area) };
    t.values = values;
    t.value_count = COUNT_OF(values);
    return n->w->actor->worker == worker || told(n, &t);
}

static bool tell_given(const struct news *n, int64_t worker)
{
    const struct visit *v = n->is;
    if (v->worker.id == worker && v->state >= VISIT_ACCEPTED) return far_ahead(n) || tell_confirmed(n, worker);        /* given back to her who had said yes */
    const struct worker *leader = record_peek(n->w, &worker_type, v->worker.id);
    bool asked = v->state == VISIT_OFFERED && v->worker.id == worker;
    struct telling t = to_worker(n, asked ? "visit.offered" : "visit.joined", worker);
    const struct message_value values[] = { say_span("time", v->start, v->until), say_label("line", n->line->name), say("area", n->area),
        asked ? say_at("until", v->answer_until) : say("leader", leader ? leader->name : "") };
    t.values = values;
    t.value_count = COUNT_OF(values);
    bool digest = v->offered_way == OFFER_PUBLISHED && v->offered_at.ms == n->w->now.ms;       /* with the rest of her day, by plan_publish.c */
    return far_ahead(n) || digest || told(n, &t);
}

/* To who goes along, when another leads than she was told. */
static bool tell_led_by(const struct news *n, int64_t worker)
{
    const struct worker *leader = record_peek(n->w, &worker_type, n->is->worker.id);
    struct telling t = to_worker(n, "visit.leader", worker);
    const struct message_value values[] = { say_span("time", n->is->start, n->is->until), say_label("line", n->line->name), say("area", n->area), say("leader", leader ? leader->name : "") };
    t.values = values;
    t.value_count = COUNT_OF(values);
    return far_ahead(n) || told(n, &t);
}

static bool tell_moved(const struct news *n, int64_t worker)
{
    struct telling t = to_worker(n, "visit.moved", worker);
    const struct message_value values[] = { say_span("time", n->is->start, n->is->until), say_label("line", n->line->name), say("area", n->area), say_span("was", n->was->start, n->was->until) };
    t.values = values;
    t.value_count = COUNT_OF(values);
    return told(n, &t);
}

/* Who said No herself, or was not there, needs no word of it. */
static bool tell_taken(const struct news *n, text template, int64_t worker)
{
    struct telling t = to_worker(n, template, worker);
    const struct message_value values[] = { say_span("time", n->was->start, n->was->until), say_label("line", n->line->name), say("area", n->area) };
    t.values = values;
    t.value_count = COUNT_OF(values);
    t.before = n->was->start.ms > n->w->now.ms ? n->was->start : n->was->until;        /* cancelled while she is on her way */
    return n->w->actor->worker == worker || n->w->told_apart == worker || told(n, &t);
}

/* She was silent for too long; before, the offer went from her phone without a word. */
static bool lapsed(const struct news *n, int64_t worker)
{
    size_t count = n->is->answers.count;
    const struct offer_answer *last = count ? ROW(struct offer_answer, n->is->answers, count - 1) : NULL;
    return n->was->state == VISIT_OFFERED && n->is->state == VISIT_UNASSIGNED && last && last->worker.id == worker && last->how == ANSWER_LAPSED && last->at.ms == n->w->acted.ms;
}

/* They stand at the door until the office has entered it. */
static bool tell_may_go(const struct news *n, const int64_t *had, int count)
{
    bool well = true;
    for (int i = 0; i < count && well; i++) {
        struct telling t = to_worker(n, n->is->fee.fen > 0 ? "visit.no_access" : "visit.no_access_free", had[i]);
        const struct message_value values[] = { say_span("time", n->is->start, n->is->until), say_label("line", n->line->name), say("area", n->area) };
        t.values = values;
        t.value_count = COUNT_OF(values);
        t.before = n->is->until;
        well = told(n, &t);
    }
    return well && !failed(n->w);
}

static bool tell_workers(const struct news *n)
{
    int64_t had[MOST_VISIT_WORKERS], has[MOST_VISIT_WORKERS];
    int before = workers_of(n->was, had), after = workers_of(n->is, has);
    bool off = n->is->state == VISIT_CANCELLED || n->is->state == VISIT_SKIPPED, moved = n->is->start.ms != n->was->start.ms, well = true;
    bool confirmed = n->is->state == VISIT_CONFIRMED && n->was->state < VISIT_CONFIRMED;
    if (n->is->state == VISIT_NO_ACCESS) return tell_may_go(n, had, before);
    if (after == 0 && n->is->state >= VISIT_FINISHED && !off) return !failed(n->w);          /* they did it: nobody is sent away */
    for (int i = 0; i < before && well; i++)
        if (!among(had[i], has, after)) well = tell_taken(n, off ? "visit.cancelled" : lapsed(n, had[i]) ? "visit.lapsed" : "visit.off", had[i]);
    for (int i = 0; i < after && well; i++) {
        bool leads_now = has[i] == n->is->worker.id && has[i] != n->was->worker.id;         /* of those who went along: asked, as who leads says yes for all */
        if (leads_now || !among(has[i], had, before)) well = tell_given(n, has[i]);
        else if (moved) well = tell_moved(n, has[i]);
        else if (confirmed) well = tell_confirmed(n, has[i]);
        if (well && among(has[i], had, before) && has[i] != n->is->worker.id && n->is->worker.id != n->was->worker.id) well = tell_led_by(n, has[i]);
    }
    return well && !failed(n->w);
}

/* ---- to the customer ---- */

static struct telling to_customer(const struct news *n, text template)
{
    const struct customer *c = record_peek(n->w, &customer_type, n->is->customer.id);
    return (struct telling){ .template = template, .person = c ? c->person : (ref){ 0 }, .branch = n->is->record.branch, .about = &visit_type, .record = n->is->record.id };
}

/* What only helps at the door goes to who is there; without one the customer is. */
static struct telling to_the_door(const struct news *n, text template)
{
    struct telling t = to_customer(n, template);
    int64_t there = contact_on_site(n->w, n->is->customer.id, n->is->household.id);
    if (there) t.person.id = there;
    return t;
}

static struct message_value who_comes(const struct news *n)
{
    const struct worker *her = record_peek(n->w, &worker_type, n->is->worker.id);
    return say_label_of("worker", N_("Shifu {1}"), surname_of(n->w, her ? her->name : ""));
}

/* She expects the worker of her plan, or who was confirmed to her before; of whom she was asked already she has heard (face_ask.h). */
static bool new_face(const struct news *n)
{
    const struct service_plan *p = n->is->plan.id ? record_peek(n->w, &service_plan_type, n->is->plan.id) : NULL;
    if (p && p->worker.id) return p->worker.id != n->is->worker.id && !face_spoken_of(n->w, p->record.id, n->is->worker.id);
    return n->is->changes > 0;
}

static bool tell_who_comes(const struct news *n, text template)
{
    struct telling t = n->is->state == VISIT_FINISHED ? to_customer(n, template) : to_the_door(n, template);
    const struct message_value values[] = { say_span("time", n->is->start, n->is->until), say_label("line", n->line->name), who_comes(n) };
    t.values = values;
    t.value_count = COUNT_OF(values);
    return told(n, &t);
}

static bool tell_on_the_way(const struct news *n)
{
    struct telling t = to_the_door(n, "customer.on_the_way");
    const struct message_value values[] = { say_span("time", n->is->start, n->is->until), say_label("line", n->line->name), who_comes(n), say("code", n->is->customer_code) };
    t.values = values;
    t.value_count = COUNT_OF(values);
    t.before.ms = n->w->now.ms + HOURS(2);
    return told(n, &t);
}

static bool tell_later(const struct news *n)
{
    struct telling t = to_the_door(n, "customer.late");
    const struct message_value values[] = { say_span("time", n->is->start, n->is->until), say_label("line", n->line->name), who_comes(n), say_at("expected", n->is->expected) };
    t.values = values;
    t.value_count = COUNT_OF(values);
    t.before = n->is->expected;
    return told(n, &t);
}

/* What moving cost her: the line that the step put beside the price (exceptions.c). */
static money moving_fee(const struct news *n)
{
    if (n->is->add_ons.count <= n->was->add_ons.count) return (money){ 0 };
    return ROW(struct add_on, n->is->add_ons, n->is->add_ons.count - 1)->price;
}

static bool tell_customer_moved(const struct news *n)
{
    money fee = moving_fee(n);
    struct telling t = to_customer(n, fee.fen ? "customer.visit_moved_fee" : "customer.visit_moved");
    const struct message_value values[] = { say_span("time", n->is->start, n->is->until), say_label("line", n->line->name), say_span("was", n->was->start, n->was->until), say_money("fee", fee) };
    t.values = values;
    t.value_count = fee.fen ? 4 : 3;
    t.before = n->is->start;
    return told(n, &t);
}

static bool tell_customer_off(const struct news *n, text template)
{
    struct telling t = to_customer(n, template);
    const struct message_value values[] = { say_span("time", n->is->start, n->is->until), say_label("line", n->line->name), say_money("fee", n->is->fee) };
    t.values = values;
    t.value_count = !strcmp(template, "customer.visit_cancelled_fee") ? 3 : 2;
    return told(n, &t);
}

static bool tell_customer_closed(const struct news *n, text template, text what)
{
    struct telling t = to_customer(n, template);
    const struct message_value values[] = { say_span("time", n->is->start, n->is->until), say_label("line", n->line->name), say("what", what) };
    t.values = values;
    t.value_count = COUNT_OF(values);
    t.before = n->is->start;
    return told(n, &t);
}

static bool tell_customer_called_off(const struct news *n)
{
    return tell_customer_closed(n, "customer.force_majeure", *n->w->reason ? n->w->reason : translate("zh", N_("Force majeure")));
}

/* Nobody was at home, so nobody has seen that she came: who is to pay for it reads why. */
static bool tell_customer_in_vain(const struct news *n)
{
    bool charged = n->is->fee.fen > 0;
    struct telling t = to_customer(n, charged ? "customer.no_access" : "customer.no_access_free");
    const struct message_value values[] = { say_span("time", n->is->start, n->is->until), say_label("line", n->line->name), who_comes(n), say("waited", print(n->w, "%lld", (long long)n->is->waited)), say_money("fee", n->is->fee) };
    t.values = values;
    t.value_count = charged ? 5 : 4;
    return told(n, &t);
}

static bool tell_customer_broken_off(const struct news *n)
{
    struct telling t = to_customer(n, "customer.interrupted");
    const struct message_value values[] = { say_span("time", n->is->start, n->is->until), say_label("line", n->line->name), say_money("price", n->is->price) };
    t.values = values;
    t.value_count = COUNT_OF(values);
    return told(n, &t);
}

/* A double entry is a matter of the office. */
static bool tell_customer_cancelled(const struct news *n)
{
    if (n->is->force_majeure) return tell_customer_called_off(n);
    if (n->is->reason == CANCEL_DUPLICATE) return !failed(n->w);
    return tell_customer_off(n, n->is->fee.fen ? "customer.visit_cancelled_fee" : "customer.visit_cancelled");
}

static bool tell_customer(const struct news *n)
{
    bool entered = n->is->state != n->was->state;
    if (n->is->start.ms != n->was->start.ms && !tell_customer_moved(n)) return false;
    if (n->is->expected.ms && n->is->expected.ms != n->was->expected.ms && !tell_later(n)) return false;
    if (!entered) return !failed(n->w);
    switch (n->is->state) {
    case VISIT_CONFIRMED: return tell_who_comes(n, new_face(n) ? "customer.new_face" : "customer.visit_confirmed");
    case VISIT_EN_ROUTE: return tell_on_the_way(n);
    case VISIT_ARRIVED: return tell_who_comes(n, "customer.arrived");
    case VISIT_FINISHED: return tell_who_comes(n, "customer.finished");
    case VISIT_CANCELLED: return tell_customer_cancelled(n);
    case VISIT_NO_ACCESS: return tell_customer_in_vain(n);
    case VISIT_INTERRUPTED: return tell_customer_broken_off(n);
    default: break;
    }
    bool no_show = n->is->state == VISIT_UNASSIGNED && n->is->liable == LIABLE_WORKER && n->was->liable != LIABLE_WORKER;
    return no_show ? tell_customer_off(n, "customer.no_show") : !failed(n->w);
}

/* ---- the reactions ---- */

bool tell_of_visit(struct work *w, const struct record_type *type, int64_t id)
{
    struct news n = { .w = w, .was = record_was(w, type, id), .is = record_peek(w, type, id) };
    if (!n.was || !n.is) return !failed(w);
    n.line = record_peek(w, &service_line_type, n.is->line.id);
    n.area = *n.is->area ? n.is->area : "";
    return !n.line || (tell_workers(&n) && tell_customer(&n));
}

/* Of many visits at once (force_majeure.c) the workers hear once each. */
bool tell_of_calling_off(struct work *w, const struct record_type *type, int64_t id)
{
    struct news n = { .w = w, .was = record_was(w, type, id), .is = record_peek(w, type, id) };
    n.line = n.is ? record_peek(w, &service_line_type, n.is->line.id) : NULL;
    n.area = "";
    return !n.was || !n.line ? !failed(w) : tell_customer(&n);
}

bool tell_of_calendar(struct work *w, const struct visit *was, const struct visit *v, text why)
{
    struct news n = { .w = w, .was = was, .is = v, .line = record_peek(w, &service_line_type, v->line.id), .area = v->area };
    bool moved = v->start.ms != was->start.ms;
    if ((!moved && v->state != VISIT_SKIPPED) || !n.line) return !failed(w);
    return tell_workers(&n) && (moved ? tell_customer_moved(&n) : tell_customer_closed(&n, "customer.closed_day", why));
}

/* Near ones her offer or confirmation has told her of already. */
static bool tell_worker_reopened(const struct news *n, int64_t worker, text why)
{
    struct telling t = to_worker(n, "visit.reopened", worker);
    const struct message_value values[] = { say_span("time", n->is->start, n->is->until), say_label("line", n->line->name), say("area", n->area), say("what", why) };
    t.values = values;
    t.value_count = COUNT_OF(values);
    return !far_ahead(n) || told(n, &t);
}

bool tell_of_reopening(struct work *w, int64_t visit, text why)
{
    const struct visit *v = record_peek(w, &visit_type, visit);
    struct news n = { .w = w, .was = v, .is = v, .line = v ? record_peek(w, &service_line_type, v->line.id) : NULL, .area = v ? v->area : "" };
    int64_t ids[MOST_VISIT_WORKERS];
    int count = workers_of(v, ids);
    if (!n.line || v->start.ms <= w->now.ms) return !failed(w);
    for (int i = 0; i < count; i++)
        if (!tell_worker_reopened(&n, ids[i], why)) return false;
    return tell_customer_closed(&n, "customer.reopened", why);
}

bool tell_of_order(struct work *w, const struct record_type *type, int64_t id)
{
    const struct service_order *o = record_peek(w, type, id);
    const struct customer *c = o ? record_peek(w, &customer_type, o->customer.id) : NULL;
    const struct service_line *line = o ? record_peek(w, &service_line_type, o->line.id) : NULL;
    if (!c || !line || !c->person.id) return !failed(w);
    return tell(w, &(struct telling){ .template = "customer.order_confirmed", .person = c->person, .branch = o->record.branch, .about = type, .record = id, .before = o->start,
        SAYING(say_span("time", o->start, (instant){ o->start.ms + MINUTES(o->length.count) }), say_label("line", line->name), say_money("price", o->price), say("number", o->record.number)) });
}
