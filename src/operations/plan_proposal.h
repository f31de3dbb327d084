/* plan_proposal.h — one day or up to a week of a branch (and of all below it) planned by the engine, for a person to read (自动排单).
 *
 *   running → ready → published | rejected
 *           → failed
 *
 * Creating one starts a job (plan_proposal_job.c) that searches for `seconds` and can be stopped with the best so far. What it found is a
 * difference: who moves from whom to whom, what that costs and saves, who has to be called, what stays open and why. Nothing is given to
 * anybody before `publish`, which runs each visit's own `assign` with all its verdicts; a visit that somebody changed meanwhile, or that
 * is refused, is left as it was and told. Rejecting changes nothing. Next to it: day.h, what a day is; DOMAIN.md §5.
 *
 * The day has changed (a sick call, a cancellation, an over-run): with `calm` what lies open goes in again with the least disturbance. Who is ill
 * has lost her visits by her leave, a cancelled visit is no more; of an over-run the proposal says which visit and until when.
 *
 * Several days are one proposal: published day by day (publish_day), or what is left of it at once. With its last day it is published.
 *
 * The difference keeps ids and numbers only; names are added when it is read (GET /api/plan_proposal/:id/difference). */
#pragma once
#include "operations/day_load.h"

enum proposal_state { PROPOSAL_RUNNING = 1, PROPOSAL_READY, PROPOSAL_PUBLISHED, PROPOSAL_REJECTED, PROPOSAL_FAILED };

struct plan_proposal {
    struct record record;
    enum proposal_state state;
    day day, last;                  /* the first and the last of up to MOST_PLAN_DAYS days; last 0: that one day */
    enum may_move move;
    bool calm;                      /* least disturbance: after a sick call */
    ref late; instant late_until;   /* an over-run: this visit goes on until then, be it after midnight, and what its worker has next is planned anew */
    int64_t seconds;                /* of search */
    int64_t job;
    bool stop;                      /* somebody asked to stop with the best so far */
    int64_t visits, moves, calls, open;         /* looked at; that differ; to be telephoned; that nobody gets */
    int64_t metres_before, metres_after;        /* of all routes from each one's home to the last visit */
    worksheet published_days;       /* [day, …] of those published one by one */
    int64_t left_out;               /* of the moves, when it was published */
    instant ready_at, ended_at;
    worksheet difference, outcome;  /* see plan_difference.c; [{visit, why}] of those left out */
    worksheet alternatives;         /* after a sick call: up to three differences, from the fewest calls to the shortest ways; the chosen one is `difference` */
    int64_t alternative;            /* which, from 1; 0: there is only one */
    text why;                       /* when it failed */
};
extern const struct record_type plan_proposal_type;
enum { MOST_PLAN_SECONDS = 120, PLAN_DAYS = 28, MOST_PLAN_DAYS = 7 };

bool plan_proposal_job(struct job *job);
struct publication { text without; };               /* ids of visits, by commas: these stay as they are */
struct day_publication { day day; text without; };
bool plan_proposal_publish_day(struct work *w, struct plan_proposal *p, const struct day_publication *in);
bool plan_proposal_publish(struct work *w, struct plan_proposal *p, const struct publication *in);
struct alternative_choice { int64_t alternative; };
bool plan_proposal_choose(struct work *w, struct plan_proposal *p, const struct alternative_choice *in);
bool plan_proposal_call(struct work *w, const struct request *request, struct reply *reply);
