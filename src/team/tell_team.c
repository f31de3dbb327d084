/* tell_team.c — see tell_team.h. */
#include "team/tell_team.h"
#include "base/words.h"
#include "record/store.h"
#include "team/blacklist_own.h"
#include "team/suspension_own.h"

#define GROUND { "ground", N_("Ground"), N_("A grave complaint has to be looked into"), false }
#define UNTIL { "until", N_("Until when"), N_("Sun 11/29 10:00"), false }
#define PAY { "pay", N_("Pay meanwhile"), N_("Your pay goes on: ¥180.00 a day."), false }
#define WORDS { "words", N_("Words to it"), "", false }
#define SCOPE { "scope", N_("Where it holds"), N_("Whole company"), false }
#define LAST { "day", N_("Day"), N_("27 November"), false }
static const struct message_variable stopped[] = { GROUND, UNTIL, PAY, { 0 } };
static const struct message_variable stopped_on[] = { GROUND, PAY, { 0 } };
static const struct message_variable longer[] = { UNTIL, WORDS, { 0 } };
static const struct message_variable result[] = { { "result", N_("Result"), N_("Neither proved nor disproved: work goes on"), false }, WORDS, { 0 } };
static const struct message_variable words[] = { WORDS, { 0 } };
static const struct message_variable to_hear[] = { GROUND, LAST, { 0 } };
static const struct message_variable listed[] = { GROUND, SCOPE, LAST, { 0 } };
#define KIND { "kind", N_("Kind of leave"), N_("Rest day"), true }
#define TIME { "time", N_("From when to when"), N_("Sat 11/28 08:00–20:00"), true }
static const struct message_variable leave[] = { KIND, TIME, { 0 } };
static const struct message_variable leave_answer[] = { KIND, TIME, { "words", N_("Why"), N_("Three of you are away that day already"), true }, { 0 } };
static const struct message_variable paper_answer[] = { { "kind", N_("Credential"), N_("Medical check"), true }, { "words", N_("Why"), N_("The date cannot be read"), true }, { 0 } };
static const struct message_variable nothing_more[] = { { 0 } };
static const struct message_variable answered[] = { WORDS, LAST, { 0 } };

#define SAID(reader_, code_, label_, variables_, body_) { .reader = reader_, .code = code_, .label = label_, .purpose = MESSAGE_SERVICE, .contract = true, .channels = TELL_ANYHOW, .variables = variables_, .body = body_ }
#define OF_LEAVE(code_, label_, variables_, body_) { .reader = TELLS_WORKERS, .code = code_, .label = label_, .purpose = MESSAGE_SERVICE, .contract = true, .topic = "leave", .channels = TELL_ANYHOW, .variables = variables_, .body = body_ }
static const struct message_declared declared[] = {
    OF_LEAVE("worker.leave_granted", N_("Your leave is granted"), leave, N_("Granted: {kind}, {time}. You are given no work in this time.")),
    OF_LEAVE("worker.leave_refused", N_("Your leave was not granted"), leave_answer, N_("Not granted: {kind}, {time}. If you cannot come all the same, please call us. The shop's answer: {words}")),
    OF_LEAVE("worker.leave_withdrawn", N_("Your leave was taken back by the shop"), leave, N_("The shop has taken back your leave: {kind}, {time}. You are given work in this time again. If that is wrong, please call us.")),
    SAID(TELLS_WORKERS, "worker.paper_refused", N_("Your new paper was not taken"), paper_answer, N_("The new paper you sent ({kind}) could not be taken: {words}. Send it once more on your phone, under “Mine”, or bring it to the shop.")),
    OF_LEAVE("worker.leave_over", N_("Your leave is over"), leave, N_("The shop has entered that you are back: {kind}, {time}. You are given work again from now on. If that is wrong, please call us.")),
    SAID(TELLS_WORKERS, "worker.left", N_("You have left us"), nothing_more, N_("You have left as of today. Your pay, contracts and papers stay on your phone for two years, where you can object and ask for a copy of your data. What is still to be paid is paid in full. Thank you for your work.")),
    SAID(TELLS_WORKERS, "worker.suspended", N_("You get no visits for now"), stopped, N_("You get no visits until {until} at the latest, while this is looked into: {ground}. Nothing has been found against you. {pay} On your phone, under “Mine”, you can read it and say what you think.")),
    { .code = "worker.stopped_by_check", .label = N_("You get no visits for now"), .when = N_("without an end"), .reader = TELLS_WORKERS, .purpose = MESSAGE_SERVICE, .contract = true, .channels = TELL_ANYHOW, .variables = stopped_on,
      .body = N_("You get no visits for now: {ground}. {pay} If it is wrong, say so on your phone, under “Mine”, or call us.") },
    SAID(TELLS_WORKERS, "worker.suspended_longer", N_("It takes longer"), longer, N_("It takes until {until} at the latest: {words} On your phone, under “Mine”, you can say what you think.")),
    SAID(TELLS_WORKERS, "worker.objection_answered", N_("Your objection is answered"), words, N_("To your objection: {words}")),
    SAID(TELLS_WORKERS, "worker.suspension_ended", N_("It has been looked into"), result, N_("Looked into and ended. Result: {result}. {words}")),
    SAID(TELLS_WORKERS, "blacklist.proposed", N_("We would like to hear you"), to_hear, N_("It was proposed not to give you work for a time: {ground}. Nothing is decided. Please say your side by {day}: on your phone, under “Mine”, or by calling us.")),
    SAID(TELLS_CUSTOMERS, "blacklist.proposed_customer", N_("We would like to hear you"), to_hear, N_("Something about your home was reported to us: {ground}. Nothing is decided. Please tell us your side by {day}: on your page, under “Mine”, or by calling us.")),
    SAID(TELLS_WORKERS, "blacklist.in_force", N_("No work for a time"), listed, N_("It was decided that you are not given work ({scope}) until {day}, because: {ground}. You may appeal on your phone, under “Mine”, or by calling us; somebody else decides within ten days.")),
    SAID(TELLS_CUSTOMERS, "blacklist.in_force_customer", N_("New bookings by headquarters"), listed, N_("New bookings ({scope}) are agreed with our headquarters until {day}, because: {ground}. What is booked already stands. You may appeal on your page, under “Mine”, or by calling us; somebody else decides within ten days.")),
    SAID(TELLS_WORKERS, "blacklist.appeal_answered", N_("Your appeal is answered"), answered, N_("The decision stands, until {day}: {words}")),
    SAID(TELLS_CUSTOMERS, "blacklist.appeal_answered_customer", N_("Your appeal is answered"), answered, N_("New bookings go on being agreed with our headquarters, until {day}: {words}")),
    SAID(TELLS_WORKERS, "blacklist.refused", N_("Nothing was decided against you"), words, N_("The proposal not to give you work was dropped. {words}")),
    SAID(TELLS_CUSTOMERS, "blacklist.refused_customer", N_("Nothing was decided against you"), words, N_("What was reported about your home has been dropped. {words}")),
    SAID(TELLS_WORKERS, "blacklist.ended", N_("It no longer holds"), words, N_("You may be given work again. {words}")),
    SAID(TELLS_CUSTOMERS, "blacklist.ended_customer", N_("It no longer holds"), words, N_("You can book again as before. {words}")),
};
const struct message_templates team_messages = { declared, COUNT_OF(declared) };

/* ---- leave ---- */

static text leave_news(const struct worker_leave *l)
{
    if (l->state == LEAVE_APPROVED) return "worker.leave_granted";
    if (l->state == LEAVE_REJECTED) return "worker.leave_refused";
    if (l->state == LEAVE_RETURNED) return "worker.leave_over";
    /* Of her journey home she told the shop herself that she stays (festival_answer.h). */
    return l->state == LEAVE_CANCELLED && l->kind != LEAVE_FESTIVAL ? "worker.leave_withdrawn" : NULL;
}

bool tell_of_leave(struct work *w, const struct record_type *type, int64_t id)
{
    const struct worker_leave *l = record_peek(w, type, id);
    const struct worker *n = l ? record_peek(w, &worker_type, l->worker.id) : NULL;
    text template = l ? leave_news(l) : NULL;
    bool herself = l && l->state == LEAVE_CANCELLED && w->actor->worker == l->worker.id;      /* she took it back */
    if (!n || !n->person.id || !template || herself) return !failed(w);
    const struct message_value values[] = { say_label("kind", choice_label(type_field(type, "kind")->choices, l->kind)), say_span("time", l->start, l->until), say("words", l->answer) };
    return tell(w, &(struct telling){ .template = template, .person = n->person, .branch = l->record.branch, .about = type, .record = id, .values = values, .value_count = l->state == LEAVE_REJECTED ? 3 : 2 });
}

bool tell_of_leaving(struct work *w, const struct record_type *type, int64_t id)
{
    const struct worker *n = record_peek(w, type, id);
    return !n || !n->person.id ? !failed(w) : tell(w, &(struct telling){ .template = "worker.left", .person = n->person, .branch = n->record.branch, .about = type, .record = id });
}

/* ---- papers ---- */

bool tell_paper_refused(struct work *w, const struct credential *c)
{
    const struct worker *n = record_peek(w, &worker_type, c->worker.id);
    const struct message_value values[] = { say_label("kind", choice_label(type_field(&credential_type, "kind")->choices, c->kind)), say("words", step_reason(w)) };
    return !n || !n->person.id ? !failed(w) : tell(w, &(struct telling){ .template = "worker.paper_refused", .person = n->person, .branch = c->record.branch, .about = &credential_type, .record = c->record.id, .values = values, .value_count = 2 });
}

/* ---- suspensions ---- */

static bool to_worker(struct work *w, text template, const struct suspension *s, const struct message_value *values, int count)
{
    const struct worker *n = record_peek(w, &worker_type, s->worker.id);
    if (!n || !n->person.id) return !failed(w);
    return tell(w, &(struct telling){ .template = template, .person = n->person, .branch = s->record.branch, .about = &suspension_type, .record = s->record.id, .occasion = print(w, "%s %lld", template, (long long)w->now.ms), .values = values, .value_count = count });
}

static struct message_value pay_words(struct work *w, const struct suspension *s)
{
    money a_day = money_times(s->day_pay, s->pay_percent, 100);
    if (!s->pay_percent) return say_label("pay", N_("Days without visits are not paid, and nothing is taken off for them."));
    return a_day.fen ? say_label_of("pay", N_("Your pay goes on: ¥{1} a day."), money_grouped(w->arena, a_day)) : say_label("pay", N_("Your pay goes on; ask the office how much it is a day."));
}

bool tell_suspended(struct work *w, const struct suspension *s)
{
    struct message_value ground = say_label("ground", choice_label(suspension_grounds, s->ground));
    if (!s->until.ms) return to_worker(w, "worker.stopped_by_check", s, (const struct message_value[]){ ground, pay_words(w, s) }, 2);
    return to_worker(w, "worker.suspended", s, (const struct message_value[]){ ground, say_at("until", s->until), pay_words(w, s) }, 3);
}

bool tell_suspended_longer(struct work *w, const struct suspension *s)
{
    return to_worker(w, "worker.suspended_longer", s, (const struct message_value[]){ say_at("until", s->until), say("words", s->why_longer) }, 2);
}

bool tell_objection_answered(struct work *w, const struct suspension *s)
{
    return to_worker(w, "worker.objection_answered", s, (const struct message_value[]){ say("words", s->answer) }, 1);
}

bool tell_suspension_ended(struct work *w, const struct suspension *s)
{
    if (s->result == STOPPED_WENT) return true;
    return to_worker(w, "worker.suspension_ended", s, (const struct message_value[]){ say_label("result", choice_label(suspension_results, s->result)), say("words", s->outcome) }, 2);
}

/* ---- blacklist ---- */

static bool to_person(struct work *w, text template, const struct blacklist_entry *e, const struct message_value *values, int count)
{
    text code = e->side == LISTED_CUSTOMER ? print(w, "%s_customer", template) : template;
    return tell(w, &(struct telling){ .template = code, .person = e->person, .branch = e->record.branch, .about = &blacklist_entry_type, .record = e->record.id, .occasion = print(w, "%s %lld", template, (long long)w->now.ms), .values = values, .value_count = count });
}

static struct message_value ground_of(const struct blacklist_entry *e) { return say_label("ground", choice_label(blacklist_grounds, e->ground)); }
static struct message_value last_day(const struct blacklist_entry *e) { return say_day("day", (day){ e->until.number }); }

bool tell_listing_proposed(struct work *w, const struct blacklist_entry *e)
{
    return to_person(w, "blacklist.proposed", e, (const struct message_value[]){ ground_of(e), say_day("day", (day){ day_of(w->now).number + 3 }) }, 2);
}

bool tell_listed(struct work *w, const struct blacklist_entry *e)
{
    return to_person(w, "blacklist.in_force", e, (const struct message_value[]){ ground_of(e), e->scope == LISTED_COMPANY ? say_label("scope", N_("Whole company")) : say("scope", blacklist_scope_words(w, e)), last_day(e) }, 3);
}

bool tell_appeal_answered(struct work *w, const struct blacklist_entry *e)
{
    return to_person(w, "blacklist.appeal_answered", e, (const struct message_value[]){ say("words", e->answer), last_day(e) }, 2);
}

bool tell_listing_refused(struct work *w, const struct blacklist_entry *e)
{
    return to_person(w, "blacklist.refused", e, (const struct message_value[]){ say("words", "") }, 1);
}

bool tell_listing_ended(struct work *w, const struct blacklist_entry *e)
{
    return to_person(w, "blacklist.ended", e, (const struct message_value[]){ say("words", e->answered_at.ms == w->now.ms ? e->answer : "") }, 1);
}
