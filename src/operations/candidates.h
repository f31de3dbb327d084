/* candidates.h — who can take a visit, in which order, and why not the others (source 四.2, DOMAIN.md §5.1–5.2).
 *
 * Hard rules first (team/eligibility.h with what operations/ knows: calendar and journey, weekly hours, unwanted pairs). Those who may
 * are ordered by points, each part shown with what it rests on. A straightforward ranking; the planning engine has its own. */
#pragma once
#include "operations/operations.h"

enum { CANDIDATE_PARTS = 5 };
struct candidate_part { text name, label; int64_t points, most; text why; };
struct candidate {
    const struct worker *worker;
    struct judgement judgement;
    bool ok;
    int64_t score;                  /* of 100 */
    struct candidate_part parts[CANDIDATE_PARTS];
    int travel_minutes;             /* from where she is before it; -1 unknown */
};

/* All workers in scope who do the line, best first, then those who cannot. Returns how many; the arena's. */
int candidates_for(struct work *w, const struct visit *visit, instant start, struct candidate **ret_candidates);

bool candidates_call(struct work *w, const struct request *request, struct reply *reply);
bool verdict_call(struct work *w, const struct request *request, struct reply *reply);

/* What operations/ answers to team/'s question. */
extern const struct eligibility_answer operations_eligibility;      /* judge.c: H04 calendar, H05 hours, H08 area */
extern const struct eligibility_answer home_eligibility;            /* judge_home.c: H07 pairs, H09 persons, H10 bodily care, H16 her own home */
extern const struct eligibility_answer deal_eligibility;            /* judge_deal.c: H13 signed, H14 pay, H15 branch */

#define SETTING_LONGEST_WAY "operations.longest_way"        /* minutes from her home, one way; 0: no limit */
#define SETTING_REST_HOURS  "operations.rest_hours"         /* between the last visit of a day and the first of the next */
