/* match.h — who could take a demand, in which order, and why not the others (DOMAIN.md §5.1, §5.2; source 四.2).
 *
 * All workers who do the line at the level it needs are put in an order by what can be read at once (level and time in the line, pay, way, home branch,
 * known in this family, free in the calendar); the most promising are judged by the hard rules for every day of the term and rated in full, until enough
 * of them may serve. So the answer does not wait for 9,000 judgements (bench/match_rank.c), and "not among the first" is never said to mean "may not":
 * `worker` asks about one.
 *
 * Points of 100, each part with what it rests on; the weights are the branch's settings. A rating is shrunk towards the average of all, so that one
 * good visit does not outweigh fifty. Among the first ten one place is kept for somebody new (§5.2), and marked. */
#pragma once
#include "customers/recommendation.h"

enum match_part_kind { MATCH_KNOWN = 0, MATCH_EXPERIENCE, MATCH_RATING, MATCH_PAY, MATCH_PAPERS, MATCH_WAITING, MATCH_WAY, MATCH_PUNCTUAL, MATCH_OWN_WISH, MATCH_PARTS };
struct match_part { int64_t points, most; text why; };
struct match {
    const struct worker *worker;
    bool ours;                      /* of the demand's branch */
    bool busy;                      /* something lies in her calendar within the term */
    bool fresh;                     /* new: holds the place kept for somebody new */
    bool judged, ok;
    int far;                        /* who may not: 0 but for papers that run out within the term, 1 but for papers, 2 for something else */
    int64_t level; maybe_day since; /* in the line */
    int64_t metres;                 /* -1: unknown */
    int64_t least;                  /* what she asks for a month, in fen; 0 */
    int64_t first_look, score;
    struct match_part parts[MATCH_PARTS];
    struct judgement judgement;
    int64_t id;
};
struct matches { struct match *at; int count; int looked_at, busy, judged; };

/* The first `want` who may serve, then some who may not, the nearest first: whose papers only have to be renewed in time. `worker`: her alone, wherever she would stand; 0: all. */
bool matches_for(struct work *w, const struct demand *demand, int64_t worker, int want, struct matches *ret);
/* The same order with another judge: an upper floor looks for somebody by a demand that it made in memory alone (placement/replacement_match.h). */
struct match_judge { struct judgement (*judge)(struct work *w, const void *of, const struct demand *demand, const struct worker *worker); const void *of; };
bool matches_judged(struct work *w, const struct demand *demand, struct match_judge judge, int64_t worker, int want, struct matches *ret);
/* Rates in full; workers need only `worker`. */
void match_rate(struct work *w, const struct demand *demand, struct match *at, int count);
text match_parts_json(struct work *w, const struct match *match);
void match_write(struct work *w, struct json *json, const struct match *match);
bool matches_call(struct work *w, const struct request *request, struct reply *reply);

/* What upper floors know of workers' deeds: visits, placements. `at` is ascending by worker; add to it. */
struct match_facts { int64_t worker, times_here, times_in_line, ratings, stars, visits, late; };
#define QUESTION_MATCH "match"
struct match_answer { void (*know)(struct work *w, const struct demand *demand, struct match_facts *at, int count); };

extern const text match_weights[MATCH_PARTS];            /* codes of the settings */
extern const text match_labels[MATCH_PARTS];
