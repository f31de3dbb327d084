/* festival_answer.h — one worker's word for one Spring Festival (返乡登记): she stays, or she goes from a day to a day (festival_round.h).
 *
 *   asked → stays | goes            stays ⇄ goes, and again with other days: a change is a new answer          any → moot, when she has left
 *
 * She answers on her phone while the round asks; the office writes down what it hears by telephone, also afterwards. Going is at once a leave of the
 * kind "home for the festival" for these whole days, asked for as any other: granted when what lies in it is solved. Another answer
 * takes that leave back and asks for the new one. Once she is away it is the leave that is changed.
 *
 * `back`: for certain, or perhaps. Perhaps is no confirmation: a live-in service that begins later needs another worker or her word. */
#pragma once
#include "team/festival_round.h"

enum festival_answer_state { FESTIVAL_ASKED = 1, FESTIVAL_STAYS, FESTIVAL_GOES, FESTIVAL_MOOT };
enum festival_back { BACK_FOR_CERTAIN = 1, BACK_PERHAPS };
enum festival_live_in { LIVE_IN_GOES_ON = 1, LIVE_IN_PAUSES };
enum festival_how { FESTIVAL_BY_PHONE_PAGE = 1, FESTIVAL_BY_CALL, FESTIVAL_BY_MESSAGE, FESTIVAL_IN_PERSON };

struct festival_answer {
    struct record record;
    enum festival_answer_state state;
    ref round, worker;
    maybe_day away_from, away_to;   /* the first and the last day away */
    enum festival_back back;
    bool holiday_work;              /* would work on the holidays for the pay that was told */
    enum festival_live_in live_in;  /* 0: she lives in nowhere, or did not say */
    text note;
    enum festival_how how;
    instant asked_at, answered_at;
    ref answered_by;                /* account that wrote it down; 0: she herself */
    int64_t reminders; maybe_day reminded_on;
    ref leave;                      /* of the kind "home for the festival"; 0: she stays */
};
extern const struct record_type festival_answer_type;

/* Input of step `answer`. */
struct festival_word { enum festival_answer_state plan; maybe_day away_from, away_to; enum festival_back back; bool holiday_work; enum festival_live_in live_in; text note; enum festival_how how; };

/* The worker's in that round; NULL: she was not asked. */
const struct festival_answer *festival_answer_of(struct work *w, int64_t round, int64_t worker);
/* Asks everybody of the round's branch who works there and was not asked yet. */
bool festival_ask_all(struct work *w, const struct festival_round *round);
/* Reminds those of the round who have not answered and were not reminded today; how many, < 0: the work has failed. */
int64_t festival_remind(struct work *w, const struct festival_round *round);
bool festival_worker_left(struct work *w, const struct record_type *type, int64_t worker);      /* reaction to the steps by which she leaves */

struct eligibility_answer;
extern const struct eligibility_answer festival_eligibility;
struct message_templates;
extern const struct message_templates festival_messages;
