/* field_act.h — one act as a worker's phone tells it (现场记录): set out, arrived, task done, "nobody opens" … kept as it was sent.
 *
 *   taken      it was done: the visit's step ran, the leave was asked for …
 *   waiting    it came before what it follows (the acts of a day without network arrive in any order, photos last); tried again with
 *              whatever comes, and without waiting any longer after two hours
 *   asked      a person of the office has to answer (nobody opens, something broke): it stands in the queue
 *   refused    a rule said No: the visit was cancelled, given to somebody else, the time cannot be. What was done on site stays evidence
 *              and stands in the office's queue until it is settled
 *   moot       the office had entered it already, or it no longer matters
 *   settled    the office has answered; she reads it on her phone
 *
 * Sent once or ten times it is one record: `uid` is made by the phone with the act, and is hers alone. Unlike an idempotency key
 * (record/once.c, a day) it holds for ever, as a phone may be without network for three. `acted` is the minute of the act, not of the
 * sending; the visit's rules read it as w->acted. The position is kept 90 days, the verdict with the visit (DOMAIN.md §0.15). */
#pragma once
#include "operations/operations.h"

enum { ACT_ANSWER_MOST = 1000 };
enum field_act_state { ACT_TAKEN = 1, ACT_WAITING, ACT_ASKED, ACT_REFUSED, ACT_MOOT, ACT_SETTLED };
enum field_act_what {
    ACT_READ = 1, ACT_ACCEPT, ACT_DECLINE, ACT_CONFIRM, ACT_DEPART, ACT_ARRIVE, ACT_BEGIN, ACT_TICK, ACT_FINISH, ACT_EXTRA, ACT_REFUSE, ACT_TROUBLE,
    ACT_LEAVE, ACT_LEAVE_BACK, ACT_AGREE, ACT_OBJECT, ACT_SOS, ACT_CASH, ACT_CARE, ACT_TASK, ACT_SHEET, ACT_STUDY, ACT_COMPLAIN, ACT_FESTIVAL, ACT_SAY, ACT_ZONE, ACT_PAPER, ACT_GO, ACT_WAGE,
};

struct field_act {
    struct record record;           /* created_at: when the server heard of it */
    enum field_act_state state;
    ref worker, visit;
    enum field_act_what what;
    text uid;
    text follows;                   /* uid of her act before it about the same visit; "" none */
    instant acted;
    place at;                       /* of the act, 0 unknown */
    int64_t accuracy;               /* metres, as the phone says; 0 unknown */
    worksheet input;                /* what else it said */
    text reason;
    file picture;                   /* of a ticked task, or a proof */
    text code, answer;              /* why it waits or was refused: a word for the phone, a sentence for her, kept as said.h keeps it */
};
extern const struct record_type field_act_type;
