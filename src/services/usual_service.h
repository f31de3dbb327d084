/* usual_service.h — what most companies of the trade sell (DOMAIN.md §3, §4.1): a new shop picks from it instead of filling in forms.
 *
 * Each is a service line with what it asks of a worker, and its first standard: tasks with minutes, weight, how they are done and accepted.
 * The texts are the company's from the moment she takes them: drafts of the trade's common practice, to be edited, not law. Prices are
 * examples of a new first-tier city in 2026 and never taken over by themselves. */
#pragma once
#include "record/house.h"
#include "services/line.h"

struct usual_task { text area, task, method, acceptance; int minutes, weight; bool red_line; };
struct usual_service {
    text code, name, glyph;
    enum line_category category; enum line_unit unit;
    int least, persons;             /* minutes of the shortest visit; who must be there at once */
    enum medical_class medical; uint64_t needs; bool child, elder;
    int leeway, pause;              /* minutes, as in struct service_line */
    int64_t yuan; int percent;      /* an example of its price, and of the worker's share of it */
    int64_t least_yuan;             /* of a visit; 0: none */
    text description, exclusions;
    const struct usual_task *tasks; int task_count;
    text chemicals, tools;
    uint64_t gear;                  /* SET_BIT of gear_kind: vans and machines it goes with */
};
extern const struct usual_service usual_services[];
extern const int usual_service_count;
const struct usual_service *usual_service(text code_or_name);       /* NULL: none */

/* The line, offered, and its standard, published from that day. The line's id; 0: refused, as when its code is taken. Permission is the caller's. */
int64_t usual_service_add(struct work *w, const struct usual_service *from, day valid_from);
/* Its first price, published from that day, without surcharges. */
bool usual_price_add(struct work *w, const struct usual_service *of, int64_t line, money unit_price, int64_t worker_percent, day valid_from);

/* GET and POST /api/usual-services: what there is to pick from and which are there already; and picking. */
bool usual_services_call(struct work *w, const struct request *q, struct reply *reply);
bool usual_services_take_call(struct work *w, const struct request *q, struct reply *reply);
