/* today.h — GET /api/today: the day of a branch in one answer, at most ten statements, and one more on a Monday. For insight/ only.
 *
 * Six queues (DOMAIN.md, first page): today's visits, demands, papers and leave, complaints and incidents, money, placements. Sorted by harm first (an
 * alarm; a child to be picked up, an infant, an old person; a customer who waits within three hours; a complaint; all else), then by the
 * time left. Each line says what is wrong and names the
 * one step that solves it (a reminder is ticked off: `reminder` is its number in the work queue). Who may not take the step of an entry does not see
 * the entry. With `?lines=all` every line that is counted is there: the page of lines that each number opens. */
#pragma once
#include "base/json.h"
#include "insight/insight.h"

enum { MOST_LINES = 60 };                              /* of a queue; the number beside it counts all of them */
struct day_span { int64_t branch; instant from, to; bool all_lines; };      /* today; all_lines: not only the first MOST_LINES of a queue */

void today_write(struct work *w, struct json *json, int64_t branch, bool all_lines);       /* the whole answer */
text today_branch(struct work *w, const struct day_span *span);        /* "&branch=…" for the list behind a number, "" for who sees only this one */
bool today_call(struct work *w, const struct request *request, struct reply *reply);
void today_cards(struct work *w, struct json *json, const struct day_span *span, const struct today_figures *figures, const struct day_figures *past, int64_t complaints, int64_t complaints_due);
enum { LAPSED_DAYS = 30 };                              /* how far back what nobody did in time is counted */
enum { CARD_DAYS = 28 };                                /* `past`: as many days before today, oldest first */

struct open_cases { int64_t complaints, complaints_due; };
void today_queues(struct work *w, struct json *json, const struct day_span *span, struct open_cases *ret_cases);
void today_visits(struct work *w, struct json *json, const struct day_span *span);     /* the first of the queues */

void trends_write(struct work *w, struct json *json, int64_t branch, bool chosen);        /* chosen: she asked for this branch; else her own, or all of hers */
bool trends_call(struct work *w, const struct request *request, struct reply *reply);
bool morning_brief_call(struct work *w, const struct request *request, struct reply *reply);
void weekend_write(struct work *w, struct json *json, int64_t branch);             /* on Mondays: rework and complaints since Saturday */
