/* mate.h — one who goes along (同组): the second, and everybody of a crew. For field/ only.
 *
 * The first worker's acts move the visit; a mate's are hers alone: set out, arrived, began, finished. They stand as field_act records of
 * that visit and are read from there (part_of), so that the first worker and the office see who is there and since when. What she ticks
 * and photographs is done for all. A lawful refusal of a mate does not end the visit: the office is asked at once.
 * In a crew of more than two the times from beginning to end are the hours she worked: the share of the pay, and her working time (crew.c). What the
 * office enters (crew_hours) stands above them; two share evenly whatever they tell. */
#pragma once
#include "field/act.h"

struct part { instant left, arrived, began, finished; bool stopped; };
struct part part_of(struct work *w, int64_t visit, int64_t worker);
/* The visit as it stands for her: between taking it on and its end her own part says where she is. */
enum visit_state part_state(const struct visit *visit, const struct part *part);

bool mate_depart(struct work *w, struct act_hand *hand);
bool mate_arrive(struct work *w, struct act_hand *hand);
bool mate_begin(struct work *w, struct act_hand *hand);
bool mate_tick(struct work *w, struct act_hand *hand);
bool mate_finish(struct work *w, struct act_hand *hand);
bool mate_stops(struct work *w, struct act_hand *hand);        /* a lawful refusal ends her hours */

/* door_cash.c: cash the customer gave her, whoever of the crew took it. */
bool door_cash(struct work *w, struct act_hand *hand);
