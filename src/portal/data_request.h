/* data_request.h — a customer or a worker asks on her phone that her data be erased or corrected (PIPL art. 46, 47): a task with a deadline, never a silent deletion.
 *
 *   asked → done | refused | taken_back
 *
 * Answered within 15 days (PIPL art. 50: in good time); past that it goes up. `finish` is possible only when the person has been erased
 * (company/person.h, which says what still needs her), for a correction when somebody has made it; `refuse` tells her why, in words she reads on her phone. */
#pragma once
#include <jansson.h>
#include "company/company.h"

enum data_request_state { REQUEST_ASKED = 1, REQUEST_DONE, REQUEST_REFUSED, REQUEST_TAKEN_BACK };
enum data_request_kind { REQUEST_ERASE = 1, REQUEST_CORRECT };
enum { DATA_REQUEST_DAYS = 15 };

struct data_request {
    struct record record;
    enum data_request_state state;
    enum data_request_kind kind;    /* 0 when made: erase */
    ref person;
    text words;                     /* hers */
    instant asked_at, due, answered_at;
    text answer;
    text kept;                      /* what a law keeps of hers, by which and until when: as of the asking, then of `finish` */
};
extern const struct record_type data_request_type;

struct data_refusal { text answer; };

struct json;
void data_requests_write(struct work *w, struct json *json, int64_t person);       /* own_data.c: her last ones, "requests": [] */
enum data_request_kind data_request_kind_of(struct work *w, json_t *body);          /* {"kind": "correct"}; else erase */
bool data_requests_back(struct work *w, int64_t person);
