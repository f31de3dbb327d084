/* data_request.h — a customer asks on her phone that her data be erased (PIPL art. 47): a task with a deadline, never a silent deletion.
 *
 *   asked → done | refused | taken_back
 *
 * Answered within 15 days (PIPL art. 50: in good time); past that it goes up. `finish` is possible only when the person has been erased
 * (company/person.h, which says what still needs her); `refuse` tells her why, in words she reads on her phone. */
#pragma once
#include "company/company.h"

enum data_request_state { REQUEST_ASKED = 1, REQUEST_DONE, REQUEST_REFUSED, REQUEST_TAKEN_BACK };
enum { DATA_REQUEST_DAYS = 15 };

struct data_request {
    struct record record;
    enum data_request_state state;
    ref person;
    text words;                     /* hers */
    instant asked_at, due, answered_at;
    text answer;
    text kept;                      /* what a law keeps of hers, by which and until when: as of the asking, then of `finish` */
};
extern const struct record_type data_request_type;

struct data_refusal { text answer; };
