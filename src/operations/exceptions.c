/* exceptions.c — what goes wrong with a visit: every one says who pays and in whose figures it counts (DOMAIN.md §4.1, §10). */
#include "base/words.h"
#include "operations/gear_pool.h"
#include "operations/visit_fields.h"
#include "record/booking.h"
#include "record/deadline.h"
#include "record/said.h"
#include "record/store.h"

money cancel_fee(money price, instant start, instant now)
{
    int64_t before = start.ms - now.ms;
    instant eve = day_at((day){ day_of(start).number - 1 }, 20 * 60);
    bool morning = minute_of_day(start) < 12 * 60;
    if (before >= HOURS(6) || (morning && now.ms < eve.ms)) return (money){ 0 };
    return money_times(price, before >= HOURS(2) ? 20 : 50, 100);
}

enum liable_side liable_for(enum cancel_reason reason)
{
    if (reason == CANCEL_FORCE_MAJEURE || reason == CANCEL_REFUSED) return LIABLE_NOBODY;
    return reason <= CANCEL_FORGOT ? LIABLE_CUSTOMER : reason <= CANCEL_WORKER_FAMILY ? LIABLE_WORKER : LIABLE_COMPANY;
}

bool visit_cancel(struct work *w, struct visit *v, const struct cancellation *in)
{
    enum liable_side side = liable_for(in->reason);
    money owed = side == LIABLE_CUSTOMER ? cancel_fee(v->price, v->start, w->acted) : (money){ 0 };
    if (in->fee.given && in->fee.fen > owed.fen)
        return refuse(w, "fee", N_("The fee for this notice is at most {1}"), money_shown(w->arena, owed));
    v->reason = in->reason;
    v->liable = side;
    v->fee = in->fee.given ? (money){ in->fee.fen } : owed;
    v->force_majeure = in->reason == CANCEL_FORCE_MAJEURE;
    v->touched = true;
    late_forget(v);
    booking_drop(w, (struct source){ "visit", v->record.id });
    return (side != LIABLE_WORKER && side != LIABLE_COMPANY) || no_show_coupon(w, v);
}

static bool all_can(struct work *w, const struct visit *v, instant start)
{
    int64_t ids[MOST_VISIT_WORKERS];
    int n = visit_workers(v, ids);
    for (int i = 0; i < n; i++) {
        const struct worker *her = record_peek(w, &worker_type, ids[i]);        /* she has it already, whatever branch is hers */
        if (!her) return false;
        struct judgement j = visit_judge(w, v, her, start);
        if (!refuse_judgement(w, her, &j)) return false;
    }
    return true;
}

void visit_agreed(struct work *w, struct visit *v, instant to, text by, enum agreed_how how)
{
    struct time_agreement *all = take_many(w, struct time_agreement, v->agreements.count + 1);
    for (size_t i = 0; i < v->agreements.count; i++) all[i] = *ROW(struct time_agreement, v->agreements, i);
    all[v->agreements.count] = (struct time_agreement){ visit_promised(v), to, by ? by : "", how ? how : AGREED_BY_PHONE, w->acted, { w->actor->user } };
    v->agreements = (rows_of){ all, v->agreements.count + 1 };
    v->promised.ms = 0;
}

/* A move at short notice is a line of its own beside the price: the price stays what it was, the worker gets her part of it. */
static bool charge_move(struct work *w, struct visit *v, money fee)
{
    if (!fee.fen) return true;
    struct add_on *all = take_many(w, struct add_on, v->add_ons.count + 1);
    for (size_t i = 0; i < v->add_ons.count; i++) all[i] = *ROW(struct add_on, v->add_ons, i);
    all[v->add_ons.count] = (struct add_on){ said_keep(w, N_("Moved at short notice"), NULL), fee, { 0 }, w->acted, said_keep(w, N_("with the new time"), NULL) };
    v->add_ons = (rows_of){ all, v->add_ons.count + 1 };
    const struct price_rule *rule = record_peek(w, &price_rule_type, v->price_rule.id);
    v->price = money_add(v->price, fee);
    v->worker_pay = money_add(v->worker_pay, money_times(fee, rule ? rule->worker_percent : 0, 100));
    return !failed(w);
}

/* She who has it keeps nothing of it, her old time is free at once; who goes then is asked as anybody who is given a visit. */
static bool move_to_other(struct work *w, struct visit *v, const struct new_time *in)
{
    if (v->crew.count) return refuse(w, "worker", N_("A crew goes there: move it with its crew, or take the crew off first"));
    if (!visit_release(w, v)) return false;
    v->state = VISIT_UNASSIGNED;
    v->start = in->start;
    return visit_assign(w, v, &(struct assignment){ .worker = in->worker, .start = in->start, .how = OFFER_OFFICE });
}

/* Another time, with the customer's yes: the same workers when they are free then, or who is named; else it is first given back (T02). */
bool visit_move(struct work *w, struct visit *v, const struct new_time *in)
{
    if (in->start.ms < w->now.ms - MINUTES(5)) return refuse(w, "start", N_("This time has passed"));
    if (!within_horizon(w, "start", in->start, 1)) return false;
    if (in->start.ms == v->start.ms) return refuse(w, "start", N_("This is the time it has already"));
    if (!in->agreed) return refuse(w, "agreed", N_("A visit is never moved without the customer's yes"));
    money owed = in->wish == LIABLE_CUSTOMER ? cancel_fee(v->price, v->start, w->acted) : (money){ 0 };
    if (in->fee.given && in->fee.fen > owed.fen) return refuse(w, "fee", N_("The fee for this notice is at most {1}"), money_shown(w->arena, owed));
    visit_agreed(w, v, in->start, in->agreed_by, in->agreed_how);
    if (!charge_move(w, v, in->fee.given ? (money){ in->fee.fen } : owed)) return false;
    bool another = in->worker.id && in->worker.id != v->worker.id, another_day = day_of(in->start).number != day_of(v->start).number;
    if (another && !move_to_other(w, v, in)) return false;
    if (v->worker.id && !another) {
        if (!all_can(w, v, in->start) || !visit_book(w, v, v->worker.id, v->second.id, in->start)) return false;
        if (v->state > VISIT_ACCEPTED) v->state = VISIT_ACCEPTED;
        v->confirmed_at.ms = 0;
    }
    v->start = in->start;
    v->expected.ms = 0;
    v->touched = true;
    if (v->worker.id && !another && !gear_reserve(w, v, NULL)) return false;
    return !another_day || no_show_coupon(w, v);
}

/* She did not come: her own figures, the visit is open again, the customer pays nothing for the waiting. */
bool visit_no_show(struct work *w, struct visit *v)
{
    v->reason = 0;                  /* she did not say one: the words of who writes it down are in the history */
    v->liable = LIABLE_WORKER;
    v->late_minutes = (w->now.ms - v->start.ms) / MINUTES(1);
    if (v->late_minutes < 0) v->late_minutes = 0;
    v->no_shows++;
    v->missed_by.id = v->worker.id;
    return visit_release(w, v);
}

bool visit_no_access(struct work *w, struct visit *v, const struct no_access *in)
{
    if (in->waited < 30) return refuse(w, "waited", N_("After calling for 15 minutes she waits 30 minutes in all before leaving"));
    instant there = v->arrived_at.ms ? v->arrived_at : v->left_at, since = there.ms > v->start.ms ? there : v->start;      /* not at the door before she set out */
    if (w->acted.ms < since.ms + MINUTES(30)) return refuse(w, "waited", N_("The 30 minutes count from {1} and are not over"), instant_words(w->arena, since));
    instant called = in->called_from.ms ? in->called_from : since;
    if (called.ms > w->acted.ms - MINUTES(15)) return refuse(w, "called_from", N_("She is called for at least 15 minutes; that counts from {1}"), instant_words(w->arena, called));
    if (called.ms < visit_earliest(w, v).ms || called.ms > visit_latest(v).ms)
        return refuse(w, "called_from", N_("She is called at this visit's door, between {1} and {2}"), instant_words(w->arena, visit_earliest(w, v)), instant_words(w->arena, visit_latest(v)));
    v->called_from = called;
    v->waited = in->waited;
    late_forget(v);
    money hour = money_times(v->price, 60, v->length.count > 60 ? v->length.count : 60), most = money_add(hour, hour);
    if (in->fee.given && in->fee.fen > most.fen) return refuse(w, "fee", N_("No access costs at most two hours: {1}"), money_shown(w->arena, most));
    bool late = visit_came_late(v, there);
    v->fee = in->fee.given ? (money){ in->fee.fen } : late ? (money){ 0 } : hour;
    v->liable = late && !v->fee.fen ? LIABLE_NOBODY : LIABLE_CUSTOMER;
    v->reason = CANCEL_NOT_HOME;
    booking_drop(w, (struct source){ "visit", v->record.id });
    return !failed(w);
}

int64_t visit_worked(const struct visit *v)
{
    return v->began_at.ms && v->finished_at.ms > v->began_at.ms ? (v->finished_at.ms - v->began_at.ms) / MINUTES(1) : 0;
}

money visit_part(const struct visit *v, money whole)
{
    int64_t worked = visit_worked(v);
    return worked >= v->length.count ? whole : money_times(whole, worked, v->length.count);
}

text visit_broken_off_said(struct work *w, const struct visit *v)
{
    const text said[] = { print(w, "%lld", (long long)visit_worked(v)), print(w, "%lld", (long long)v->length.count), NULL };
    return visit_worked(v) ? said_keep(w, N_("Not done: broken off after {1} of {2} minutes"), said) : said_keep(w, N_("Not done: the visit was broken off"), NULL);
}

/* Part of the work is done, now: what was not charged and not given is kept for the rest. */
static bool stopped(struct work *w, struct visit *v, money price, money pay)
{
    v->left_price = money_sub(v->price, price);
    v->left_pay = money_sub(v->worker_pay, pay);
    v->price = price;
    v->worker_pay = pay;
    v->late_off.fen = 0;            /* what is paid for a part settles that too */
    v->left_length.count = visit_rest_length(v, record_peek(w, &service_line_type, v->line.id));
    booking_drop(w, (struct source){ "visit", v->record.id });
    return !failed(w);
}

/* Both amounts as agreed on the spot, else by the time worked; never above what was planned. */
bool visit_interrupt(struct work *w, struct visit *v, const struct interruption *in)
{
    if (in->price.given && in->price.fen > v->price.fen) return refuse(w, "price", N_("What was done in part costs at most {1}"), money_shown(w->arena, v->price));
    if (in->worker_pay.given && in->worker_pay.fen > v->worker_pay.fen) return refuse(w, "worker_pay", N_("For part of the work she gets at most {1}"), money_shown(w->arena, v->worker_pay));
    v->finished_at = w->acted;
    v->reason = in->reason;
    v->liable = liable_for(in->reason);
    return stopped(w, v, in->price.given ? (money){ in->price.fen } : visit_part(v, v->price), in->worker_pay.given ? (money){ in->worker_pay.fen } : visit_part(v, v->worker_pay));
}

instant visit_refused_since(struct work *w, const struct visit *v)
{
    const struct household *h = v->worker.id ? record_peek(w, &household_type, v->household.id) : NULL;
    if (!h || !(h->risks.bits & SET_BIT(RISK_REFUSED_BEFORE))) return (instant){ 0 };
    return (instant){ db_one(w, SQL("select coalesce(max(case when finished_at > 0 then finished_at else changed_at end), 0) from visit where household = $1 and reason = $2 and worker in ($3, $4) and id <> $5"),
                             BIND(num(v->household.id), num(CANCEL_REFUSED), num(v->worker.id), num(v->second.id ? v->second.id : v->worker.id), num(v->record.id)), 0) };
}

/* What is still to come there goes into the queue, or out of it. */
static bool ask_who_goes(struct work *w, int64_t household)
{
    struct found ahead = LOAD_WHERE(w, visit, "household = $1 and state between 2 and 4 and start > $2 order by start limit 500", BIND(num(household), num(w->now.ms - DAYS(1))));
    for (int i = 0; i < ahead.count && !failed(w); i++) deadlines_again(w, &visit_type, ahead.at[i]);
    return !failed(w);
}

bool refusals_heed_home(struct work *w, const struct record_type *type, int64_t household)
{
    (void)type;
    return db_one(w, SQL("select count(*) from visit where household = $1 and reason = $2"), BIND(num(household), num(CANCEL_REFUSED)), 0) == 0 || ask_who_goes(w, household);
}

bool refusal_asks(struct work *w, const struct record_type *type, int64_t visit)
{
    const struct visit *v = record_peek(w, type, visit);
    return v && ask_who_goes(w, v->household.id);
}

/* 《家庭服务业管理暂行办法》 art. 18: no working conditions as agreed, insult, danger, anything illegal. No penalty, no no-show. Nobody was there to
 * agree on anything, so the time worked is paid for; whoever hears both afterwards may correct it. What of hers is still to come in this home is
 * asked about when this is stored (refusal_asks). */
bool visit_refuse_service(struct work *w, struct visit *v)
{
    struct household *h = record_peek(w, &household_type, v->household.id);         /* she herself sees no list of homes */
    if (!h) return fault(w, "a visit without a home");
    v->reason = CANCEL_REFUSED;
    v->liable = LIABLE_NOBODY;
    v->finished_at = w->acted;
    if (!stopped(w, v, visit_part(v, v->price), visit_part(v, v->worker_pay))) return false;
    h->risks.bits |= SET_BIT(RISK_REFUSED_BEFORE);
    return SAVE(w, household, h);
}

/* Two clerks hear the same complaint: one of them has arranged it already. What was called off may be arranged anew. */
static bool in_rework(struct work *w, const struct visit *v)
{
    struct found again = LOAD_WHERE(w, visit, "rework_of = $1 and state not in ($2, $3)", BIND(num(v->record.id), num(VISIT_CANCELLED), num(VISIT_SKIPPED)));
    return again.count && !refuse_as(w, CONFLICT, "", N_("Visit {1} does it again already: move that one"), FOUND(struct visit, again, 0)->record.number);
}

bool visit_rework_cause(struct work *w, const struct visit *first, enum liable_side liable, ref named, ref *ret)
{
    int64_t ids[MOST_VISIT_WORKERS];
    int n = visit_workers(first, ids);
    bool hers = !liable || liable == LIABLE_WORKER;
    if (named.id && !hers) return refuse(w, "caused_by", N_("It is not a worker's fault: leave this empty, or say that it is"));
    *ret = (ref){ hers ? (named.id ? named.id : first->worker.id) : 0 };
    for (int i = 0; i < n; i++)
        if (ids[i] == ret->id) return true;
    return !named.id || refuse(w, "caused_by", N_("She was not there: choose one of those who did it"));
}

static const struct sentence *once_only(struct work *w, const struct visit *v)
{
    return v->rework_of.id ? because(w, N_("It was done again once already; use “{1}”"), translated(w, N_("Failed again: give the money back"))) : NULL;
}

int64_t visit_done_again(struct work *w, const struct visit *v, const struct visit_again *in)
{
    const struct sentence *why = once_only(w, v);
    ref cause;
    if (why) { refuse(w, "", why->message, why->arguments[0]); return 0; }
    if (in->start.ms < w->now.ms - MINUTES(5)) { refuse(w, "start", N_("This time has passed")); return 0; }
    if (!in->agreed) { refuse(w, "agreed", N_("She lets somebody in again: agree the time with the customer first")); return 0; }
    if (!within_horizon(w, "start", in->start, 1) || in_rework(w, v) || !visit_rework_cause(w, v, in->liable, in->caused_by, &cause)) return 0;
    minutes length = in->length.count ? in->length : v->length;
    bool paid = in->liable == LIABLE_COMPANY || in->liable == LIABLE_NOBODY;
    struct visit again = { .customer = v->customer, .household = v->household, .line = v->line, .start = in->start, .length = length, .standard = v->standard,
        .liable = in->liable ? in->liable : LIABLE_WORKER, .worker_pay = paid ? money_times(v->worker_pay, length.count, v->length.count ? v->length.count : length.count) : (money){ 0 },
        .price_rule = v->price_rule, .rework_of = { v->record.id }, .caused_by = cause, .quote = { "" }, .tags = v->tags, .remark = "", .rating = "", .area = "", .customer_code = "" };
    return ADD(w, visit, &again) ? again.record.id : 0;
}

/* Within 24 hours, done again within 48, free for the customer; the cost is the liable side's: a worker's fault she does again unpaid and is not
 * fined for (another who goes is paid: assign.c), the company's is paid as the first was. Once: what fails again is paid back. */
bool visit_rework(struct work *w, struct visit *v, const struct reworking *in)
{
    const struct sentence *why = once_only(w, v);
    if (why) return refuse(w, "", why->message, why->arguments[0]);
    instant done = v->finished_at.ms ? v->finished_at : v->until;           /* brought along at go-live: no minute of its end is known */
    if (w->acted.ms > done.ms + HOURS(24)) return refuse(w, "", N_("Rework is claimed within 24 hours of the visit; what a complaint promises is arranged in the complaint"));
    if (in->start.ms > w->now.ms + HOURS(48)) return refuse(w, "start", N_("Rework is done within 48 hours"));
    return visit_done_again(w, v, &(struct visit_again){ in->start, in->agreed, { 0 }, in->liable, in->caused_by }) > 0;
}

const struct sentence *visit_is_rework(struct work *w, const struct visit *v)
{
    return v->rework_of.id ? NULL : because(w, N_("It repeats no other visit"));
}

bool visit_rework_failed(struct work *w, struct visit *v)
{
    struct visit *first = LOAD(w, visit, v->rework_of.id);
    if (!first) return false;
    if (first->state == VISIT_FINISHED && !step_run(w, &visit_type, first, "approve", NULL)) return false;
    return first->price.fen <= 0 || visit_take_off(w, first, first->price, print(w, "%s %s", translate(w->language, N_("Failed again after the rework")), v->record.number));
}
