/* suspension.h — a worker is given nothing while something is looked into (停单; SM-WORKER, T16, 三.4): for what, until when, by which right, with
 * which pay, what she says to it, and what came of it.
 *
 *   proposed → in_force → ended          proposed → refused
 *
 * It is no punishment and no finding: until something is found she is taken to be innocent, and nobody outside is told. Her visits until its end are
 * open again, homes she lives in stand in the office's queue (stopped_work.h); customers only read who comes instead.
 *
 * Rights (DOMAIN.md §8.2): a manager and safety stop her at once, for 72 hours; it ends by itself unless HR or headquarters have confirmed it until
 * a day, at most 30 days each time. HR and headquarters need no confirming. Dispatchers and consultants propose. A yearly check that did not
 * pass (T05) has no end of its own: that paper is revoked, or she is dismissed.
 *
 * Pay (工资支付暂行规定 12: when work stands still by no fault of hers, the wage of the contract is paid): an employee's goes on, every day, at the most of
 * what her contract says, what she earned a day in the ninety days before, and the minimum wage; others get the percentage the company has set
 * (0 unless it says so), and nothing is ever taken off for it. Days on which she earned otherwise are not paid twice. While the police
 * hold her, the contract rests and nothing is paid (劳部发〔1995〕309号 28). finance/suspension_pay.h pays it.
 *
 * She is told at once and may object on her phone; whoever did not decide it answers within three days. It ends with a result; what is confirmed of an
 * accusation of theft, harm or violence names the case of the police or the court. */
#pragma once
#include "team/worker.h"

enum suspension_state { SUSPENSION_PROPOSED = 1, SUSPENSION_IN_FORCE, SUSPENSION_ENDED, SUSPENSION_REFUSED };
enum suspension_ground { STOPPED_THEFT = 1, STOPPED_HARM, STOPPED_VIOLENCE, STOPPED_SAFETY, STOPPED_COMPLAINT, STOPPED_PAPERS, STOPPED_CHECK, STOPPED_OTHER };
enum suspension_right { RIGHT_OF_MANAGER = 1, RIGHT_OF_SAFETY, RIGHT_OF_HR, RIGHT_BY_CHECK };
enum suspension_result { STOPPED_UNFOUNDED = 1, STOPPED_UNPROVEN, STOPPED_WARNED, STOPPED_CONFIRMED, STOPPED_LAPSED, STOPPED_WENT };

struct suspension {
    struct record record;           /* branch: hers */
    enum suspension_state state;
    ref worker;
    enum suspension_ground ground;
    text facts;                     /* what was seen and said, by whom; no verdict */
    text case_number;               /* of the incident or complaint it is about; "" none */
    enum suspension_right by_right;
    instant started, until, ended_at;       /* until: 0 without an end of its own */
    ref proposed_by, decided_by, confirmed_by;      /* accounts */
    instant confirmed_at;
    text why_longer;
    enum worker_state was;          /* hers before it, where she goes back to */
    int64_t pay_percent;            /* of day_pay, for each of its days */
    money day_pay; text pay_why;    /* pay_why: a sentence that is kept (said.h) */
    maybe_day held_since;           /* by the police: nothing is paid from then on */
    text objection; instant objected_at;
    text answer; instant answered_at; ref answered_by;
    enum suspension_result result;
    text outcome, proof;            /* proof: number of the case at the police or the court */
    worksheet impact;               /* what it hit when it began: [{"type","id","number","start","area"}] */
};
extern const struct record_type suspension_type;

/* Input of worker.suspend, of worker.propose_suspension and of an incident's step. */
struct suspension_call { enum suspension_ground ground; text facts, case_number; maybe_day until; };
/* Input of suspension.end and worker.clear. */
struct suspension_end { enum suspension_result result; text outcome, proof; };
extern const struct field suspension_call_fields[], suspension_end_fields[];
enum { SUSPENSION_CALL_FIELDS = 4, SUSPENSION_END_FIELDS = 3 };

/* For worker.suspend: makes it in force for her, by the actor's right; the caller changes her state. `call` NULL: a yearly check did not pass. */
bool suspension_begin(struct work *w, struct worker *worker, const struct suspension_call *call);
bool suspension_propose(struct work *w, const struct worker *worker, const struct suspension_call *call);
/* The one in force; NULL: none (she was suspended before there were such records). */
struct suspension *suspension_of(struct work *w, int64_t worker) __attribute__((warn_unused_result));
/* For worker.clear and worker.bar: ends the one in force, if there is one; the caller changes her state. */
bool suspension_close(struct work *w, int64_t worker, const struct suspension_end *end);
/* A ticker: those whose time is over end, and she works again. */
bool suspensions_lapse(struct work *w);

/* What a day of hers is worth by one reckoning; the most of all answers counts. `ret_why`: a sentence that is kept. 0: it knows nothing.
 * And on which of the days from `first` to `last` did she earn, so that they are not paid twice: sets `earned[day - first]`, in one question for
 * all of them. NULL: it does not know of days. */
#define QUESTION_USUAL_PAY "usual_pay"
struct usual_pay {
    money (*a_day)(struct work *w, const struct worker *worker, day before, text *ret_why);
    void (*earned_on)(struct work *w, int64_t worker, day first, day last, uint8_t earned[]);
};

#define SETTING_SUSPENSION_PAY "team.suspension_pay"       /* per cent, of those without a labour contract of full time */
