/* candidates.h — who can take a visit, in which order, and why not the others (source 四.2, DOMAIN.md §5.1–5.2).
 *
 * Hard rules first (team/eligibility.h with what operations/ knows: calendar and journey, weekly hours, unwanted pairs). The order is the
 * planning engine's (day.h): what the day costs with the visit in each one's best place, against without; each part of §5.2 is
 * shown with its points and what it rests on. A visit of a plan is first its worker's, then her backup's: the customer knows them (DOMAIN.md
 * §4.2, T26). Then who stands by. Where nobody can, the smallest changes after which somebody could. */
#pragma once
#include "operations/day_load.h"

/* Whom the plan of the visit names, as it was agreed for that day. */
enum plan_place { PLAN_NAMES_HER_NOT, PLAN_BACKUP, PLAN_WORKER };

struct candidate_part { text name, label; int64_t points, most; text why; };
struct candidate {
    const struct worker *worker;
    struct judgement judgement;
    bool ok;
    enum plan_place plan;           /* of those who can and fit, whom the plan names comes first */
    bool stands_by;                 /* at this time (team/stand_by.h): comes next */
    bool fits;                      /* the engine finds room in her day, journeys and the shop's own limits (visits a day, lunch) included */
    int64_t cost;                   /* of day_offer */
    int64_t score;                  /* candidate_score(): the sum of the parts and of `day`, by which they stand in order */
    int64_t day;                    /* points that the rest of her day gains or loses by it: other visits' times and ways, lunch, overtime; 0 where it does not fit */
    struct candidate_part parts[DAY_PARTS];
    instant start;                  /* where it fits best within the promise */
    int travel_minutes;             /* that it adds to her day; -1 unknown */
    int64_t metres;
};
struct candidates { struct candidate *at; int count; struct day_fix *fixes; int fix_count; struct loaded_day *day; };

/* The engine's number on the scale of the parts: `most` (all weights together) less what it costs, in hundredths of a point. Never below 0, never
 * above `most`: a day that it upsets by more than it brings is 0, and of two with 0 the one that costs less comes first. */
int64_t candidate_score(int64_t most, int64_t cost);

/* All workers in scope who do the line, best first, then those who cannot; fixes only when nobody can. In the work's arena. */
bool candidates_for(struct work *w, const struct visit *visit, struct candidates *ret);

text plan_place_code(enum plan_place place);        /* "worker", "backup" or "" */
bool candidates_call(struct work *w, const struct request *request, struct reply *reply);
bool verdict_call(struct work *w, const struct request *request, struct reply *reply);

/* What operations/ answers to team/'s question. */
extern const struct eligibility_answer operations_eligibility;      /* judge.c: H04 calendar, H05 hours, H08 area */
extern const struct eligibility_answer home_eligibility;            /* judge_home.c: H07 pairs, H09 persons, H10 bodily care, H16 her own home */
extern const struct eligibility_answer deal_eligibility;            /* judge_deal.c: H13 signed, H14 pay, H15 branch */

/* The parts of these rules that need no database. Minutes from her home when she is to begin at `start`; -1 unknown (H08). What a visit pays
 * an hour: at least the law's minimum where the wage is ours, and what she asks for (H14). */
int way_from_home(const struct worker *worker, place at, instant start);
bool pay_lawful(const struct worker *worker, money hourly, money least);
bool pay_asked(const struct worker *worker, money hourly);
money pay_hourly(money worker_pay, int64_t minutes, const struct service_line *line);

#define SETTING_LONGEST_WAY "operations.longest_way"        /* minutes from her home, one way; 0: no limit */
#define SETTING_REST_HOURS  "operations.rest_hours"         /* between the last visit of a day and the first of the next */
