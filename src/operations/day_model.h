/* day_model.h — the engine's side of day.h, shared by day_problem.c and day_answers.c. Knows dispatch/ and no database. */
#pragma once
#include "dispatch/questions/board.h"
#include "operations/day.h"

struct day_model {
    const struct work_day *day;
    struct problem *problem;
    struct arena *arena;
    struct plan *standing;              /* what is assigned now, as far as the engine can follow it */
    struct board *asking; const struct plan *asked;     /* of what stood then, for day_inserts, which leaves it as it is; NULL: not made yet */
    int *first;                         /* of a visit of the day: its first person in the problem */
    int *visit_of;                      /* of a visit of the problem: index in the day; -1 a block */
    int profile_of[DAY_MODES];          /* of the problem; NONE: nobody travels so */
    int *pool_of;                       /* of gear: its pool in the problem; NONE: only one visit of the day has it */
    int *slot_from;                     /* of a worker: her slots are [slot_from[k], slot_from[k + 1]) */
};

/* A plan of the same day on a board of its own, with whatever of it this model can follow; NULL: what stands contradicts itself. */
struct board *day_board(struct day_model *m, const struct day_plan *plan);
int day_profile(struct day_model *m, int mode);             /* of the problem, made when it is first asked for */
/* day_gear.c: the visit's windows, without the starts at which its gear is elsewhere (false: there is none with it); and what each of its persons
 * holds while it lasts. */
bool day_gear_windows(struct day_model *m, int index, int from, int due, int to);
void day_gear_hold(struct day_model *m, int index);
struct day_plan *day_plan_read(const struct day_model *m, struct arena *arena, const struct plan *plan);
