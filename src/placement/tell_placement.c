/* tell_placement.c — see tell_placement.h. */
#include "base/utf8.h"
#include "base/words.h"
#include "placement/tell_placement.h"
#include "record/store.h"

enum { EVE_FROM = 16 * 60 };

#define WORKER { "worker", N_("The worker, by her surname"), N_("Shifu Wang"), false }
#define HOME { "home", N_("The home"), N_("Riverside 3-1201"), false }
#define DAY { "day", N_("Day"), N_("27 November"), false }
static const struct message_variable of_family[] = { WORKER, DAY, { 0 } };
static const struct message_variable of_worker[] = { HOME, DAY, { 0 } };
static const struct message_variable of_nurse[] = { { "before", N_("Who does not come"), N_("Shifu Li"), false }, WORKER, DAY, { 0 } };
static const struct message_variable of_wage[] = { HOME, WORKER, DAY, { "wage", N_("Wage"), "¥8200.00", false }, { 0 } };
static const struct message_variable of_task[] = { { "what", N_("What"), N_("Cook for six guests"), false }, DAY, { "money", N_("Price or pay"), "¥200.00", false }, { 0 } };
static const struct message_variable of_answer[] = { { "what", N_("What"), N_("Another rest day"), false }, { "answer", N_("Answer"), N_("Agreed"), false }, { "words", N_("Words to it"), "", false }, { 0 } };
static const struct message_variable of_swap[] = { DAY, { "instead", N_("The other day"), N_("29 November"), false }, { "home", N_("The home"), N_("Riverside 3-1201"), false }, { 0 } };
static const struct message_variable of_holiday[] = { WORKER, DAY, { "instead", N_("The other day"), N_("29 November"), false }, { 0 } };
static const struct message_variable of_day_asked[] = { { "what", N_("What"), N_("National Day: 3 days at work"), false }, WORKER, DAY, HOME, { "cost", N_("What it costs"), N_("it costs you ¥900.00 on top"), false }, { "money", N_("Price or pay"), "¥900.00", false },
    { "rest", N_("What resting means, to the family"), N_("A holiday at rest is none of her rest days."), false }, { "own_rest", N_("What resting means, to her"), N_("Resting, you are paid all the same, and it is none of your rest days."), false }, { 0 } };
static const struct message_variable of_leave[] = { WORKER, DAY, { "until", N_("The last day"), N_("29 November"), false }, { 0 } };
static const struct message_variable of_end[] = { HOME, WORKER, DAY, { "left", N_("Days left"), "15", false }, { 0 } };

static const struct message_variable of_review[] = { DAY, { 0 } };

#define SAID(reader_, code_, label_, variables_, topic_, body_) { .reader = reader_, .code = code_, .label = label_, .purpose = MESSAGE_SERVICE, .contract = true, .topic = topic_, .channels = TELL_ANYHOW, .variables = variables_, .body = body_ }
static const struct message_declared declared[] = {
    SAID(TELLS_CUSTOMERS, "placement.begins", N_("She comes tomorrow"), of_family, "placement", N_("{worker} comes to you tomorrow, {day}. Please have her bed, a key and the emergency numbers ready; the handover sheet is signed on your page.")),
    SAID(TELLS_WORKERS, "placement.begins_worker", N_("You begin tomorrow"), of_worker, "placement", N_("You begin tomorrow, {day}, at {home}. Read the briefing on your phone, bring your papers, and count everything on the handover sheet together.")),
    SAID(TELLS_CUSTOMERS, "placement.planned", N_("The day she comes"), of_family, "placement", N_("The day {worker} comes to you is {day} now. Call us when it does not suit you.")),
    SAID(TELLS_CUSTOMERS, "placement.another_nurse", N_("Another nurse comes"), of_nurse, "placement", N_("{before} is taken elsewhere on the days from {day} on. The backup, {worker}, of the same or a higher grade, comes for the whole term; the price stays as agreed. The contract is amended and you sign it again; call us when it does not suit you.")),
    SAID(TELLS_WORKERS, "placement.planned_worker", N_("The day you begin"), of_worker, "placement", N_("The day you begin at {home} is {day} now. The briefing is on your phone; call the shop at once when you cannot go.")),
    SAID(TELLS_WORKERS, "placement.off_worker", N_("You do not go there"), of_worker, "placement", N_("You do not begin at {home} on {day}. Please do not call the family; the shop calls you about what comes next.")),
    SAID(TELLS_CUSTOMERS, "placement.sheet", N_("A handover sheet to sign"), of_family, "handover", N_("The handover sheet of {day} with {worker} waits for your word: read it on your page and sign, or say what is not right.")),
    SAID(TELLS_WORKERS, "placement.sheet_worker", N_("A handover sheet to agree to"), of_worker, "handover", N_("The handover sheet of {day} at {home} waits for your word on your phone.")),
    SAID(TELLS_CUSTOMERS, "placement.task", N_("An extra task to be agreed"), of_task, "task", N_("Extra task on {day}: {what}, {money}. Yes or no on your page; it is done only when you and she have both said yes.")),
    SAID(TELLS_WORKERS, "placement.task_worker", N_("An extra task: yes or no"), of_task, "task", N_("You are asked for an extra task on {day}: {what}. You get {money}. Say yes or no on your phone; a no has no consequence.")),
    SAID(TELLS_CUSTOMERS, "placement.task_lapsed", N_("Nothing came of an extra task"), of_task, "task", N_("The extra task “{what}” of {day} did not come about: not everybody had said yes by then. It costs nothing; ask for another day when you still need it.")),
    SAID(TELLS_WORKERS, "placement.task_lapsed_worker", N_("Nothing came of an extra task"), of_task, "task", N_("The extra task “{what}” of {day} did not come about: not everybody had said yes by then. When you did it all the same, tell the shop.")),
    SAID(TELLS_CUSTOMERS, "placement.holiday_moved", N_("The holiday against another day"), of_holiday, "rest", N_("Agreed with you: {worker} works on the holiday {day} and rests on {instead} instead; nothing is paid on top.")),
    SAID(TELLS_WORKERS, "placement.holiday_moved_worker", N_("The holiday against another day"), of_swap, "rest", N_("Agreed at {home}: you work on the holiday {day} and rest on {instead} instead. When this is not what you agreed to, call the shop today.")),
    SAID(TELLS_CUSTOMERS, "placement.holiday", N_("A holiday: does she work?"), of_day_asked, "holiday", N_("{what}, from {day}: would you like {worker} to work? If she does, {cost}; if not, she rests. {rest} Yes or no on your page.")),
    SAID(TELLS_WORKERS, "placement.holiday_worker", N_("A holiday: work or rest?"), of_day_asked, "holiday", N_("{home}, {what}, from {day}: would you work? You get {money} beside the wage of the month. {own_rest} Say yes or no on your phone: it is your choice.")),
    SAID(TELLS_CUSTOMERS, "placement.holiday_works", N_("She works on the holiday"), of_day_asked, "holiday", N_("Agreed: {what}, from {day}, by {worker}; {cost}.")),
    SAID(TELLS_WORKERS, "placement.holiday_works_worker", N_("You work on the holiday"), of_day_asked, "holiday", N_("Agreed at {home}: {what}, from {day}. You get {money} beside the wage of the month.")),
    SAID(TELLS_CUSTOMERS, "placement.holiday_rests", N_("She rests on the holiday"), of_day_asked, "holiday", N_("{worker} rests on the holiday from {day} on, and nothing is paid on top. {rest} Call the shop when you need somebody in these days.")),
    SAID(TELLS_WORKERS, "placement.holiday_rests_worker", N_("You rest on the holiday"), of_day_asked, "holiday", N_("You rest on the holiday from {day} on; {home} knows it. {own_rest}")),
    SAID(TELLS_WORKERS, "placement.rest_asked", N_("Your rest day: yes or no"), of_swap, "rest", N_("{home} asks you to work on your rest day {day} and to rest on {instead} instead. It is your day: say yes or no on your phone.")),
    SAID(TELLS_CUSTOMERS, "placement.answered", N_("What you asked for"), of_answer, "wish", N_("{what}: {answer}. {words}")),
    SAID(TELLS_WORKERS, "placement.rest_agreed", N_("Your rest day has moved"), of_swap, "rest", N_("Agreed at {home}: you work on {day} and rest on {instead}.")),
    SAID(TELLS_WORKERS, "placement.missed_worker", N_("We could not reach you"), of_worker, "follow_up", N_("We called to ask how you are doing at {home} and did not reach you. Please call us, alone, when it suits you.")),
    SAID(TELLS_CUSTOMERS, "placement.ends", N_("The term ends soon"), of_end, "renewal", N_("Your service with {worker} runs until {day}, {left} days from now. Tell us on your page or by telephone whether it shall go on.")),
    SAID(TELLS_WORKERS, "placement.ends_worker", N_("The term ends soon"), of_end, "renewal", N_("Your term at {home} runs until {day}, {left} days from now. Tell the shop whether you would like to go on; you do not work there without a contract.")),
    SAID(TELLS_CUSTOMERS, "placement.next", N_("Another one comes"), of_family, "replacement", N_("{worker} comes to you on {day}. The trial begins anew with her; we call on the first and the third day.")),
    SAID(TELLS_WORKERS, "placement.next_worker", N_("You begin at another home"), of_worker, "replacement", N_("You begin on {day} at {home}. The briefing is on your phone.")),
    SAID(TELLS_WORKERS, "placement.leaves_worker", N_("Your last day there"), of_worker, "replacement", N_("Your last day at {home} is {day}. Your wage is settled to the day; count everything on the departure sheet together.")),
    SAID(TELLS_CUSTOMERS, "placement.hospital", N_("In hospital with them"), of_wage, "hospital", N_("From {day} on {worker} serves in hospital with you, for {wage} a month while it lasts. Back home the old wage holds again.")),
    SAID(TELLS_CUSTOMERS, "placement.hospital_same", N_("In hospital with them, for the same wage"), of_family, "hospital", N_("From {day} on {worker} serves in hospital with you; her wage stays as it is.")),
    SAID(TELLS_WORKERS, "placement.hospital_worker", N_("In hospital with them"), of_wage, "hospital", N_("From {day} on you serve in hospital with {home}, for {wage} a month while it lasts. Your insurance was checked; what nurses do is not yours to do.")),
    SAID(TELLS_WORKERS, "placement.home_worker", N_("Home again"), of_worker, "hospital", N_("From {day} on you serve at {home} again, as before.")),
    SAID(TELLS_CUSTOMERS, "placement.leave", N_("She is on leave"), of_leave, "placement", N_("{worker} is on leave from {day} to {until}. We call you about who comes in her place.")),
    SAID(TELLS_CUSTOMERS, "placement.leave_off", N_("Her leave is off"), of_leave, "placement", N_("{worker} is not on leave from {day} to {until} after all: she comes as usual, and nobody needs to come in her place.")),
    SAID(TELLS_CUSTOMERS, "placement.wage", N_("Another wage"), of_wage, "wage", N_("From {day} on the wage of {worker} is {wage} a month, as agreed.")),
    SAID(TELLS_WORKERS, "placement.wage_worker", N_("Another wage"), of_wage, "wage", N_("From {day} on your wage at {home} is {wage} a month, as agreed.")),
    SAID(TELLS_CUSTOMERS, "placement.gap", N_("We look for another one"), of_family, "replacement", N_("{worker} serves with you until {day}. We look for another one and call you within three days.")),
    SAID(TELLS_WORKERS, "placement.ended_worker", N_("The service there has ended"), of_worker, "placement", N_("The service at {home} ended on {day}. Your days are paid to that day. Please leave the family in peace; the shop calls you about your things and what comes next.")),
    SAID(TELLS_WORKERS, "placement.review_asked", N_("A question after an introduction"), of_review, "review", N_("The shop asks you what came of an introduction. Nobody has decided anything. Please answer on your phone by {day}.")),
    SAID(TELLS_WORKERS, "placement.review_founded", N_("A decision after an introduction"), of_review, "review", N_("The shop has decided on what came of an introduction. Read it on your phone; if you do not agree, say so there by {day}, and somebody else looks at it again.")),
    SAID(TELLS_WORKERS, "placement.review_dismissed", N_("Your appeal was dismissed"), of_review, "review", N_("Your appeal was looked at by somebody else on {day}; the decision stands. Call the shop if you want it explained.")),
    SAID(TELLS_WORKERS, "placement.review_unfounded", N_("Nothing against you"), of_review, "review", N_("What the shop asked you after an introduction is closed on {day}: there is nothing against you.")),
};
const struct message_templates placement_messages = { declared, COUNT_OF(declared) };

/* ---- to whom ---- */

struct sides { ref family, worker; text name, home; };

static bool sides_of(struct work *w, const struct placement *p, ref worker, struct sides *s)
{
    const struct customer *c = record_peek(w, &customer_type, p->customer.id);
    const struct worker *n = worker.id ? record_peek(w, &worker_type, worker.id) : NULL;
    const struct household *h = record_peek(w, &household_type, p->household.id);
    if (!c || !n) return false;
    *s = (struct sides){ p->quiet ? (ref){ 0 } : c->person, n->person, utf8_cut(w->arena, n->name, 1), h ? h->name : "" };
    return true;
}

struct saying { text template; const struct record_type *about; int64_t record; text occasion; instant before; };

static bool say_to(struct work *w, const struct placement *p, ref person, const struct saying *m, const struct message_value *values, int count)
{
    if (!person.id) return !failed(w);
    return tell(w, &(struct telling){ .template = m->template, .person = person, .branch = p->record.branch, .about = m->about, .record = m->record, .occasion = m->occasion, .before = m->before, .values = values, .value_count = count });
}
#define WORKER_NAME say_label_of("worker", N_("Shifu {1}"), s.name)

/* Family and worker of one day, each by the template of its side. */
static bool both_of_day(struct work *w, const struct placement *p, ref worker, text family, text her, struct saying like, day on)
{
    struct sides s;
    if (!sides_of(w, p, worker, &s)) return !failed(w);
    const struct message_value to_family[] = { WORKER_NAME, say_day("day", on) }, to_worker[] = { say("home", s.home), say_day("day", on) };
    struct saying f = like, n = like;
    f.template = family;
    n.template = her;
    return (!family || say_to(w, p, s.family, &f, to_family, COUNT_OF(to_family))) && (!her || say_to(w, p, s.worker, &n, to_worker, COUNT_OF(to_worker)));
}

/* For the wage she has: the family is not told of an old one that comes back, she is told what she gets. */
static bool both_in_hospital_as_before(struct work *w, const struct placement *p, const struct placement_stint *stint)
{
    struct sides s;
    if (!sides_of(w, p, stint->worker, &s)) return !failed(w);
    const struct message_value to_family[] = { WORKER_NAME, say_day("day", stint->first) }, to_worker[] = { say("home", s.home), WORKER_NAME, say_day("day", stint->first), say_money("wage", stint->wage) };
    const struct saying f = { "placement.hospital_same", &placement_type, p->record.id, NULL, { 0 } }, n = { "placement.hospital_worker", &placement_type, p->record.id, NULL, { 0 } };
    return say_to(w, p, s.family, &f, to_family, COUNT_OF(to_family)) && say_to(w, p, s.worker, &n, to_worker, COUNT_OF(to_worker));
}

static bool both_of_wage(struct work *w, const struct placement *p, text family, text her, const struct placement_stint *stint)
{
    struct sides s;
    if (!sides_of(w, p, stint->worker, &s)) return !failed(w);
    const struct message_value values[] = { say("home", s.home), WORKER_NAME, say_day("day", stint->first), say_money("wage", stint->wage) };
    const struct saying f = { family, &placement_type, p->record.id, NULL, { 0 } }, n = { her, &placement_type, p->record.id, NULL, { 0 } };
    return say_to(w, p, s.family, &f, values, COUNT_OF(values)) && say_to(w, p, s.worker, &n, values, COUNT_OF(values));
}

/* ---- what the steps say ---- */

/* The state says which of them it was: each comes by a step of its own. */
bool tell_of_placement(struct work *w, const struct record_type *type, int64_t id)
{
    (void)type;
    const struct placement *p = record_peek(w, &placement_type, id);
    const struct placement_stint *s = p ? stint_last(p) : NULL;
    if (!s) return !failed(w);
    const struct saying about = { NULL, &placement_type, id, NULL, { 0 } };
    struct placement_stint stay = *s;
    switch (p->state) {
    case PLACEMENT_HOSPITAL:
        if (p->away_since.given) stay.first.number = p->away_since.number;
        if (stay.wage.fen == p->wage.fen) return both_in_hospital_as_before(w, p, &stay);
        return both_of_wage(w, p, "placement.hospital", "placement.hospital_worker", &stay);
    case PLACEMENT_GAP:         /* handed over in the same step: the replacement says who comes */
        if (db_one(w, SQL("select 1 from replacement where placement = $1 and state = 3 limit 1"), BIND(num(id)), 0)) return !failed(w);
        return both_of_day(w, p, s->worker, "placement.gap", "placement.leaves_worker", about, (day){ p->gap_since.number });
    case PLACEMENT_OFF_BOARD: return both_of_day(w, p, s->worker, NULL, "placement.ended_worker", about, (day){ p->ended_on.number });
    default: return !failed(w);
    }
}

/* Planned anew before it began: everybody who serves in it, and the family for each of them. */
bool tell_of_days(struct work *w, const struct record_type *type, int64_t id)
{
    (void)type;
    const struct placement *p = record_peek(w, &placement_type, id);
    for (int i = 0; p && i < (int)p->stints.count; i++) {
        const struct placement_stint *s = ROW(struct placement_stint, p->stints, i);
        const struct saying about = { NULL, &placement_type, id, print(w, "planned %lld %d", (long long)w->now.ms, i), { 0 } };
        if (!both_of_day(w, p, s->worker, "placement.planned", "placement.planned_worker", about, s->first)) return false;
    }
    return !failed(w);
}

bool tell_not_going(struct work *w, const struct placement *p, ref worker)
{
    return both_of_day(w, p, worker, NULL, "placement.off_worker", (struct saying){ NULL, &placement_type, p->record.id, NULL, { 0 } }, p->first);
}

bool tell_another_nurse(struct work *w, const struct placement *p, ref worker, day first)
{
    struct sides s, before;
    if (!sides_of(w, p, worker, &s) || !sides_of(w, p, p->worker, &before)) return !failed(w);
    const struct message_value values[] = { say_label_of("before", N_("Shifu {1}"), before.name), WORKER_NAME, say_day("day", first) };
    const struct saying m = { "placement.another_nurse", &placement_type, p->record.id, NULL, { 0 } };
    return say_to(w, p, s.family, &m, values, COUNT_OF(values));
}

/* The family said so itself, or a loss is behind it: only who would have gone is told. */
bool tell_of_not_begun(struct work *w, const struct record_type *type, int64_t id)
{
    (void)type;
    const struct placement *p = record_peek(w, &placement_type, id);
    for (int i = 0; p && i < (int)p->stints.count; i++)
        if (!tell_not_going(w, p, ROW(struct placement_stint, p->stints, i)->worker)) return false;
    return !failed(w);
}

bool tell_of_wage(struct work *w, const struct record_type *type, int64_t id)
{
    (void)type;
    const struct placement *p = record_peek(w, &placement_type, id);
    const struct placement_stint *s = p ? stint_last(p) : NULL;
    return s ? both_of_wage(w, p, "placement.wage", "placement.wage_worker", s) : !failed(w);
}

bool tell_of_home_again(struct work *w, const struct record_type *type, int64_t id)
{
    (void)type;
    const struct placement *p = record_peek(w, &placement_type, id);
    const struct saying about = { NULL, &placement_type, id, NULL, { 0 } };
    return p ? both_of_day(w, p, p->worker, NULL, "placement.home_worker", about, day_of(w->now)) : !failed(w);
}

static bool say_of_leave(struct work *w, const struct placement *p, const struct worker_leave *l, struct days taken, text template)
{
    struct sides s;
    if (!sides_of(w, p, l->worker, &s)) return !failed(w);
    const struct message_value values[] = { WORKER_NAME, say_day("day", taken.first), say_day("until", taken.last) };
    return say_to(w, p, s.family, &(struct saying){ template, &worker_leave_type, l->record.id, print(w, "leave %lld", (long long)p->record.id), { 0 } }, values, COUNT_OF(values));
}

bool tell_home_of_leave(struct work *w, const struct placement *p, const struct worker_leave *l, struct days taken) { return say_of_leave(w, p, l, taken, "placement.leave"); }

bool tell_home_leave_is_off(struct work *w, const struct placement *p, const struct worker_leave *l, struct days taken)
{
    bool told = db_one(w, SQL("select 1 from message where template = 'placement.leave' and about = 'worker_leave' and about_id = $1 limit 1"), BIND(num(l->record.id)), 0) == 1;
    return told ? say_of_leave(w, p, l, taken, "placement.leave_off") : !failed(w);
}

bool tell_of_sheet(struct work *w, const struct record_type *type, int64_t id)
{
    (void)type;
    const struct handover *h = record_peek(w, &handover_type, id);
    const struct placement *p = h ? record_peek(w, &placement_type, h->placement.id) : NULL;
    const struct saying about = { NULL, &handover_type, id, "made", { 0 } };
    return p ? both_of_day(w, p, h->worker, "placement.sheet", "placement.sheet_worker", about, h->date) : !failed(w);
}

/* Both sides of an extra task, each with her own amount. `why`: "made" or "lapsed". */
static bool tell_task(struct work *w, int64_t id, text why, text to_family, text to_worker)
{
    const struct extra_task *x = record_peek(w, &extra_task_type, id);
    const struct placement *p = x ? record_peek(w, &placement_type, x->placement.id) : NULL;
    struct sides s;
    if (!p || !sides_of(w, p, x->worker, &s)) return !failed(w);
    const struct message_value family[] = { say("what", x->what), say_day("day", x->date), say_money("money", x->price) }, worker[] = { say("what", x->what), say_day("day", x->date), say_money("money", x->pay) };
    const struct saying f = { to_family, &extra_task_type, id, why, { 0 } }, n = { to_worker, &extra_task_type, id, why, { 0 } };
    return say_to(w, p, s.family, &f, family, COUNT_OF(family)) && say_to(w, p, s.worker, &n, worker, COUNT_OF(worker));
}

bool tell_of_task(struct work *w, const struct record_type *type, int64_t id) { (void)type; return tell_task(w, id, "made", "placement.task", "placement.task_worker"); }
bool tell_of_lapsed_task(struct work *w, const struct record_type *type, int64_t id) { (void)type; return tell_task(w, id, "lapsed", "placement.task_lapsed", "placement.task_lapsed_worker"); }

/* Made: both are asked. Decided: both hear it, whoever said no. One yes waits for the other side. */
bool tell_of_holiday(struct work *w, const struct record_type *type, int64_t id)
{
    static const struct { text family, worker; } by_state[] = { [HOLIDAY_ASK_OPEN] = { "placement.holiday", "placement.holiday_worker" }, [HOLIDAY_ASK_WORKS] = { "placement.holiday_works", "placement.holiday_works_worker" },
        [HOLIDAY_ASK_RESTS] = { "placement.holiday_rests", "placement.holiday_rests_worker" } };
    const struct holiday_ask *x = record_peek(w, type, id);
    const struct placement *p = x ? record_peek(w, &placement_type, x->placement.id) : NULL;
    struct sides s;
    if (!p || x->state > HOLIDAY_ASK_RESTS || (x->state == HOLIDAY_ASK_OPEN && (x->worker_says != TASK_OPEN || x->family_says != TASK_OPEN)) || !sides_of(w, p, x->worker, &s)) return !failed(w);
    const struct message_value values[] = { say("what", holiday_ask_what(w, x)), WORKER_NAME, say_day("day", x->first), say("home", s.home), say("cost", holiday_ask_cost(w, x)), say_money("money", money_add(x->pay, x->more)),
        say("rest", holiday_ask_rest(w, x, false)), say("own_rest", holiday_ask_rest(w, x, true)) };
    text once = print(w, "holiday %d %lld", (int)x->state, (long long)x->ended_at.ms);
    const struct saying f = { by_state[x->state].family, type, id, once, { 0 } }, n = { by_state[x->state].worker, type, id, once, { 0 } };
    return say_to(w, p, s.family, &f, values, COUNT_OF(values)) && say_to(w, p, s.worker, &n, values, COUNT_OF(values));
}

/* Whoever serves on the holiday. */
bool tell_holiday_moved(struct work *w, const struct placement *p, day holiday, day rests)
{
    const struct placement_stint *on = placement_stint_on(p, holiday);
    struct sides s;
    if (!sides_of(w, p, on ? on->worker : p->worker, &s)) return !failed(w);
    const struct message_value family[] = { WORKER_NAME, say_day("day", holiday), say_day("instead", rests) }, worker[] = { say_day("day", holiday), say_day("instead", rests), say("home", s.home) };
    text once = print(w, "holiday %d %d", holiday.number, rests.number);
    const struct saying f = { "placement.holiday_moved", &placement_type, p->record.id, once, { 0 } }, n = { "placement.holiday_moved_worker", &placement_type, p->record.id, once, { 0 } };
    return say_to(w, p, s.family, &f, family, COUNT_OF(family)) && say_to(w, p, s.worker, &n, worker, COUNT_OF(worker));
}

static bool tell_rest(struct work *w, const struct placement *p, const struct placement_wish *x, const struct sides *s, text template)
{
    const struct message_value values[] = { say_day("day", (day){ x->date.number }), say_day("instead", (day){ x->instead.number }), say("home", s->home) };
    const struct saying m = { template, &placement_wish_type, x->record.id, template, { 0 } };
    return say_to(w, p, s->worker, &m, values, COUNT_OF(values));
}

bool tell_of_wish(struct work *w, const struct record_type *type, int64_t id)
{
    (void)type;
    const struct placement_wish *x = record_peek(w, &placement_wish_type, id);
    const struct placement *p = x ? record_peek(w, &placement_type, x->placement.id) : NULL;
    struct sides s;
    if (!p || !sides_of(w, p, x->worker, &s)) return !failed(w);
    bool rest = x->kind == WISH_REST_DAY;
    if (x->state == WISH_OPEN) return !rest || tell_rest(w, p, x, &s, "placement.rest_asked");
    const struct message_value values[] = { say_label("what", choice_label(wish_kinds, x->kind)), say_label("answer", x->state == WISH_AGREED ? N_("Agreed") : N_("Not possible")), say("words", x->answer) };
    const struct saying m = { "placement.answered", &placement_wish_type, id, "answered", { 0 } };
    if (!say_to(w, p, s.family, &m, values, COUNT_OF(values))) return false;
    return !rest || x->state != WISH_AGREED || tell_rest(w, p, x, &s, "placement.rest_agreed");
}

/* When her last day was settled before anybody was found for her place. */
static bool knows_last_day(struct work *w, const struct placement *p, ref worker)
{
    return db_one(w, SQL("select 1 from message m join worker x on x.person = m.person where m.template = 'placement.leaves_worker' and m.about = 'placement' and m.about_id = $1 and x.id = $2 limit 1"), BIND(num(p->record.id), num(worker.id)), 0) == 1;
}

bool tell_of_replacement(struct work *w, const struct record_type *type, int64_t id)
{
    (void)type;
    const struct replacement *r = record_peek(w, &replacement_type, id);
    const struct placement *p = r ? record_peek(w, &placement_type, r->placement.id) : NULL;
    const struct saying about = { NULL, &replacement_type, id, "handed over", { 0 } };
    if (!p) return !failed(w);
    if (!both_of_day(w, p, r->new_worker, "placement.next", "placement.next_worker", about, (day){ r->first_day.number })) return false;
    return knows_last_day(w, p, r->old_worker) ? !failed(w) : both_of_day(w, p, r->old_worker, NULL, "placement.leaves_worker", about, (day){ r->last_day.number });
}

/* Once for a call, whatever the third try brings: who did not answer reads it and calls when it suits her. The family is told with the page on which it
 * may answer instead (portal/call_page.h). */
bool tell_of_missed_call(struct work *w, const struct record_type *type, int64_t id)
{
    (void)type;
    const struct follow_up *f = record_peek(w, &follow_up_type, id);
    const struct placement *p = f && f->side == FOLLOW_WORKER ? record_peek(w, &placement_type, f->placement.id) : NULL;
    const struct saying about = { NULL, &follow_up_type, id, "missed", { 0 } };
    return p ? both_of_day(w, p, f->worker, NULL, "placement.missed_worker", about, day_of(w->now)) : !failed(w);
}

/* ---- what lies ahead ---- */

static bool tell_eve(struct work *w)
{
    if (minute_of_day(w->now) < EVE_FROM) return true;
    day tomorrow = { day_of(w->now).number + 1 };
    struct found f = LOAD_WHERE(w, placement, "state in (1, 2) and first = $1 and quiet = 0 order by id limit 500", BIND(num(tomorrow.number)));
    for (int i = 0; i < f.count; i++) {
        const struct placement *p = FOUND(struct placement, f, i);
        const struct saying about = { NULL, &placement_type, p->record.id, print(w, "eve %d", tomorrow.number), day_at(tomorrow, 12 * 60) };
        if (!both_of_day(w, p, ROW(struct placement_stint, p->stints, 0)->worker, p->state == PLACEMENT_READY ? "placement.begins" : NULL, "placement.begins_worker", about, tomorrow)) return false;
    }
    return !failed(w);
}

/* Thirty, fifteen and seven days before: once each, and only the nearest when the house was off in between. */
static bool tell_end(struct work *w, const struct renewal *r)
{
    int64_t left = r->ends.number - day_of(w->now).number, step = left <= 7 ? 7 : left <= 15 ? 15 : 30;
    const struct placement *p = record_peek(w, &placement_type, r->placement.id);
    struct sides s;
    if (!p || p->last.number != r->ends.number || !sides_of(w, p, r->worker, &s)) return !failed(w);
    const struct message_value values[] = { say("home", s.home), WORKER_NAME, say_day("day", r->ends), say("left", print(w, "%lld", (long long)left)) };
    text once = print(w, "ends %lld", (long long)step);
    const struct saying f = { "placement.ends", &renewal_type, r->record.id, once, { 0 } }, n = { "placement.ends_worker", &renewal_type, r->record.id, once, { 0 } };
    return say_to(w, p, s.family, &f, values, COUNT_OF(values)) && say_to(w, p, s.worker, &n, values, COUNT_OF(values));
}

bool tell_ahead(struct work *w)
{
    int32_t today = day_of(w->now).number;
    struct found f = LOOK_WHERE(w, renewal, "state in (1, 2, 3, 4) and ends between $1 and $1 + 30 order by ends limit 2000", BIND(num(today)));
    if (minute_of_day(w->now) >= 9 * 60)
        for (int i = 0; i < f.count; i++)
            if (!tell_end(w, FOUND(struct renewal, f, i))) return false;
    return tell_eve(w);
}
_Static_assert(RENEWAL_DUE == 1 && RENEWAL_APPROVAL == 4 && PLACEMENT_READY == 2 && REPLACEMENT_FOUND == 3, "the queries above say these by number");
