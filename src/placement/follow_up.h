/* follow_up.h — the calls to both sides of a placement, apart (回访, SM-FUP; source 四.3): made by the house, asked with a set of questions.
 *
 *   due → done | late_done | unreachable | skipped        the family may answer on a page instead (portal/call_page.h), where a call did not reach it or by itself
 *
 * Made for the 1st, 3rd, 7th, 15th and 30th day and every thirty days from then on, counted from her first day in this home, so that they begin anew
 * with another worker; for a maternity nurse on the 1st, 3rd, 7th and 13th. One to the family and one to the worker each time: what one does not say
 * beside the other is what counts. Quiet placements get none. Unreachable is a result after three tries on two days; only a manager skips one.
 *
 * Questions are records (follow_question), seeded for each service and stage and editable by the company. A score of 3 or less in a question that
 * asks so opens a complaint (quality/ hears follow_up.answer) or a replacement; a need that changed becomes an offer (care_offer.h).
 *
 * A family that recommends us with 0 to 6 (a detractor: NPS, DOMAIN.md K12) and whose answers opened neither of these is called back on the next day:
 * a further call, with questions of its own (STAGE_CALL_BACK) and the same clock. None is made while one is open, none comes out of one. */
#pragma once
#include "placement/placement.h"

enum follow_up_state { FOLLOW_UP_DUE = 1, FOLLOW_UP_DONE, FOLLOW_UP_LATE, FOLLOW_UP_UNREACHABLE, FOLLOW_UP_SKIPPED };
enum follow_up_side { FOLLOW_FAMILY = 1, FOLLOW_WORKER };
enum follow_up_stage { STAGE_DAY_1 = 1, STAGE_DAY_3, STAGE_DAY_7, STAGE_MIDDLE, STAGE_DAY_30, STAGE_MONTHLY, STAGE_DEPARTURE, STAGE_CALL_BACK };
enum question_kind { ASK_SCORE = 1, ASK_YES_NO, ASK_WORDS, ASK_NPS };
enum question_opens { OPENS_NOTHING = 1, OPENS_COMPLAINT, OPENS_REPLACEMENT };
enum question_family { ASKED_ALL = 1, ASKED_MATERNITY, ASKED_INFANT, ASKED_ELDER, ASKED_HOUSEKEEPING };

struct follow_question {
    struct record record;
    text words;
    enum question_family family;    /* of services */
    set stages;                     /* none: all */
    enum follow_up_side side;
    enum question_kind kind;
    enum question_opens opens;
    int64_t place;                  /* in the order asked */
    bool off;
};
extern const struct record_type follow_question_type;
bool follow_questions_seed(struct work *w);

struct follow_answer { text question; enum question_kind kind; enum question_opens opens; maybe_number score; text words; };       /* yes 5, no 1; NPS 0 … 10 */
struct follow_try { instant at; ref who; text note; };

struct follow_up {
    struct record record;
    enum follow_up_state state;
    ref placement, customer, worker;
    enum follow_up_side side;
    enum follow_up_stage stage;
    day due;
    rows_of answers, tries;
    maybe_number score, nps;        /* the lowest score; the recommendation 0 … 10 */
    text needs, next;               /* what the family needs otherwise now; what was promised */
    enum question_opens led_to;
    instant done_at; ref done_by;
    text why;                       /* skipped: why */
};
extern const struct record_type follow_up_type;

/* The questions of a call, as they are asked now, in their order. */
struct found follow_questions_for(struct work *w, const struct follow_up *call, const struct placement *placement);
/* May the family answer it on a page, instead of on the telephone? A call to them that is due or nearly; who is called back is spoken to. */
bool follow_up_open_to_family(struct work *w, const struct follow_up *call);
/* What the family says there (the step she_answers, as the system). Weighed like a call. */
struct follow_result { rows_of answers; text needs, next; };

bool follow_ups_tick(struct work *w);
bool follow_up_after_end(struct work *w, const struct record_type *type, int64_t placement);     /* reaction to placement.finish: the last calls, none when quiet */
/* GET /api/follow_up/:id/questions: what to ask, with who, where and what was said last time. */
bool follow_up_call(struct work *w, const struct request *request, struct reply *reply);
