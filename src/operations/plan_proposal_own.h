/* plan_proposal_own.h — a planning under way, shared by the job that searches and the writer of what it found. */
#pragma once
#include "base/json.h"
#include "operations/plan_proposal.h"
#include "record/job.h"

/* One day of it. Its `counts` are those of the plan in hand, told when the difference is written. */
struct planned {
    day day;
    struct loaded_day loaded;
    struct day_model *model;
    struct day_plan *before, *after;    /* after: the one in hand */
    struct day_plan *ways[MOST_ALTERNATIVES]; int way_count;
    bool *asked;                        /* visits × workers: the light was asked and allows it */
    int refused;                        /* pairs that the light does not allow, found in this round */
    /* Of each visit that moves in `after`: what the engine says it costs there, and what it cost before. */
    struct day_costs *costs_before, *costs_after;
    struct { struct day_costs *before, *after; } way_costs[MOST_ALTERNATIVES];
    struct { int64_t visits, moves, calls, open; } counts;
};

struct planning {
    struct job *job;
    struct arena *arena;
    struct plan_proposal proposal;
    struct planned days[MOST_PLAN_DAYS]; int day_count;
    struct planned *at;                 /* the day in hand */
    struct day_kept *kept; int kept_count;      /* what is decided for the days before it */
    instant begun;
    bool stopped;                       /* by a person: go on with the best so far */
    double done, share, whole;          /* of the whole time: before this round; of this round; of this day */
    double shares[MOST_PLAN_DAYS];      /* of each day, by its visits */
    bool lost;                          /* the job was taken away: cancelled, or the server stops */
};

/* ---- plan_difference.c ---- */
bool planned_same_people(const struct day_visit *visit, const struct day_seat *seat);
bool planned_moves(const struct day_visit *visit, const struct day_seat *seat);
void planned_costs(struct planning *t, struct planned *day);       /* fills them; not in a transaction, it takes its time */
/* All days, with their counts; afterwards each day's `counts` hold. */
text plan_difference(struct work *w, struct planning *t);
/* Up to three answers of the first day, each with its difference. */
text plan_ways(struct work *w, struct planning *t);
