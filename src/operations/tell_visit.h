/* tell_visit.h — what workers and customers are told of orders and visits, by the steps' reactions. For operations/ only.
 *
 * Told is what changed between before and after, so a step that does two things tells both: another worker and another time. What a plan gives
 * weeks ahead is not told visit by visit: her days are in her phone and her calendar. What a published day gives, and what is called off at once, is one
 * message for each worker and day (tell_day.c). Customers read of a worker her surname and 师傅/阿姨
 * (PIPL 25, DOMAIN.md §2.7), never a phone number. */
#pragma once
#include "messages/messages.h"
#include "operations/operations.h"

extern const struct message_templates visit_messages;
bool tell_of_visit(struct work *w, const struct record_type *type, int64_t id);
bool tell_of_calling_off(struct work *w, const struct record_type *type, int64_t id);
/* Moved or left out because of the company's calendar: `was` is the visit before; `why` goes to the customer. */
bool tell_of_calendar(struct work *w, const struct visit *was, const struct visit *visit, text why);
/* Brought back because the calendar lets it take place: its customer, and who has it. */
bool tell_of_reopening(struct work *w, int64_t visit, text why);
bool tell_of_order(struct work *w, const struct record_type *type, int64_t id);
/* 「王师傅」 of 「王金凤」; English "Shifu 王". */
text surname_of(struct work *w, text name);

/* GET and POST /api/visit/:id/brief: the text for the workers' chat group. */
bool visit_brief_call(struct work *w, const struct request *request, struct reply *reply);
bool visit_brief_address_call(struct work *w, const struct request *request, struct reply *reply);

/* ---- tell_plan.c: what was agreed of a plan, to its customer, after the step of that name ---- */
extern const struct message_templates plan_messages;
bool tell_plan_started(struct work *w, const struct record_type *type, int64_t id);
bool tell_plan_changed(struct work *w, const struct record_type *type, int64_t id);
bool tell_plan_paused(struct work *w, const struct record_type *type, int64_t id);
bool tell_plan_goes_on(struct work *w, const struct record_type *type, int64_t id);
bool tell_plan_price(struct work *w, const struct record_type *type, int64_t id);
bool tell_plan_ended(struct work *w, const struct record_type *type, int64_t id);

/* ---- tell_key.c: a customer's receipt for her key ---- */
extern const struct message_templates key_messages;
bool tell_key_taken(struct work *w, const struct record_type *type, int64_t id);
bool tell_key_back(struct work *w, const struct record_type *type, int64_t id);

/* ---- tell_day.c: a worker's day in one message ---- */
struct told_day { int64_t worker; day on; };
int told_day_add(struct told_day *days, int count, struct told_day one);       /* each once; the new count */
/* All that is still ahead of her on that day, in order; of today it says so. `occasion`: once for each. Nothing on it: nothing is said. */
bool tell_day(struct work *w, const struct told_day *of, text template, text occasion);
/* Visits that were called off at once, `what` happened: one message for each of their workers. */
bool tell_called_off(struct work *w, ref branch, text what, const struct record_type *about, int64_t record, struct visit *const *visits, int count);
#define SETTING_REMIND_AT "operations.remind_at"            /* minute of the eve from which tomorrow is told */
/* Visits (as they were) that she has no more because she is away, in one message; what is over is left out. */
bool tell_taken_together(struct work *w, int64_t worker, const struct visit *was, int count);
bool tell_eve(struct work *w);          /* ticker: tomorrow to workers and customers, each once */
