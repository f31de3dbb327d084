/* check.h — the referee: is a plan true, and what does it cost? Written apart from every search, from the words of problem.h alone:
 * it walks each route stop by stop and believes nothing but the order of stops, the starts and the pauses that the plan states.
 *
 * Every test of a search ends here. It names the first rule that is broken, in the order: every visit once, slot, windows, travel,
 * pauses, shift and limits, load, relations, pools, pins and frozen time, workers' weeks and rests.
 *
 * The terms it computes are the definition of the objective:
 *   unserved     Σ visit.unserved of those left out
 *   late         Σ (start − due) × late, and what lies beyond very_late_after × very_late on top
 *   worst_late   max (start − due) × worst_late
 *   disturbed    promised visits: moved_worker when the slot's worker differs (or it is left out), + moved_told when told; moved_tick × |start − was_start|
 *                when the start differs
 *   continuity   Σ visit_liking(visit, worker)
 *   travel       Σ way_cost; fixed: slots used; service: per_service × service time + per_span × (end − begin)
 *   overtime     per_overtime × max(0, span − regular, end − regular_end)
 *   waiting      Σ of the waits × waiting; worst_waiting, worst_idle likewise (idle: a worker's sum). The wait before a stop is what is left of
 *                start − leave of the stop before (or begin) without the way and the pauses taken in between
 *   worst_idle   also idlest × max over slots of (regular_end − from) − (travel + service + pauses taken) + max(0, end − regular_end); an unused
 *                slot idles its whole shift
 *   uneven       Σ over workers of uneven × ((income_before + work) / uneven_unit)², and Σ over slots of off_mean × ⌈|service + travel − mean|⌉
 *   balance      balance × (most − least work of the workers who have any slot used)
 *   Work and service time are leave − start of the stops: setup and duration.
 *   missed_pause Σ pause.missed of pauses due (slot used, span > when_span) and not taken */
#pragma once
#include "dispatch/plan.h"

/* What a plan states is the order of stops, each route's begin, the starts and the pauses. From these follow, and are filled in here:
 * slot_of, arrive and leave of every stop, end of every route, terms and cost. False with the first broken rule; the cost is not
 * reckoned then. */
bool plan_check(struct plan *plan, struct fault *fault);
