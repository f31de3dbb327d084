/* data_request.h — a customer or a worker asks for a copy of her data, or that they be erased or corrected (PIPL art. 45-47): a task with a deadline, never a silent deletion.
 *
 *   asked → done | refused | taken_back
 *
 * Answered within 15 days (PIPL art. 50: in good time); past that it goes up. `finish` is possible only when the person has been erased
 * (company/person.h, which says what still needs her), for a correction when somebody has made it; `refuse` tells her why, in words she reads on her phone
 * or is told the way she asked. She asks on her own page, or the office enters what came otherwise (art. 50: an easy way to ask): how it came, when, and how
 * it was made sure that it is she; the days run from when it came. A copy is made by request_file_call (logged) and ends with `hand_over`. */
#pragma once
#include <jansson.h>
#include "company/company.h"

#define CAN_SEE_DATA_REQUESTS "data_request.see"        /* who keeps persons, and the auditor: that rights were granted is proved by them */

enum data_request_state { REQUEST_ASKED = 1, REQUEST_DONE, REQUEST_REFUSED, REQUEST_TAKEN_BACK };
enum data_request_kind { REQUEST_ERASE = 1, REQUEST_CORRECT, REQUEST_COPY };
enum request_way { REQUEST_OWN_PAGE = 1, REQUEST_CALL, REQUEST_LETTER, REQUEST_EMAIL, REQUEST_WECHAT, REQUEST_AT_SHOP };
enum request_proof { PROOF_CALLED_BACK = 1, PROOF_ID_SEEN, PROOF_ID_COPY, PROOF_AUTHORITY };
enum { DATA_REQUEST_DAYS = 15 };

struct data_request {
    struct record record;
    enum data_request_state state;
    enum data_request_kind kind;    /* 0 when made: erase */
    ref person;
    enum request_way came;          /* 0 in rows older than the member: on her own page */
    enum request_proof checked;     /* 0: she was logged in */
    text checked_note;              /* who asks for her, and by what right */
    text words;                     /* hers */
    instant asked_at, due, answered_at;
    text answer;
    instant file_made;              /* of a copy: last made */
    enum request_way told;          /* how the answer or the file went to her; 0: on her own page */
    text kept;                      /* what a law keeps of hers, by which and until when: as of the asking, then of `finish` */
};
extern const struct record_type data_request_type;

struct data_refusal { text answer; enum request_way told; };
struct hand_over { enum request_way told; };

/* POST /api/data_request/:id/file {"as": "html" | "json", "of": "customer" | "worker"}: everything kept about her, as her own phone gives it (own_records.h), for who
 * may erase persons and while a wish for a copy is open. Without `of`: the customer's, or the worker's where she never was a customer. */
struct request;
struct reply;
bool request_file_call(struct work *w, const struct request *request, struct reply *reply);

struct json;
bool tell_answered(struct work *w, const struct record_type *type, int64_t request);     /* reaction: its answer stands on her page */
void data_requests_write(struct work *w, struct json *json, int64_t person);       /* own_data.c: her last ones, "requests": [] */
enum data_request_kind data_request_kind_of(struct work *w, json_t *body);          /* {"kind": "correct"}; else erase */
bool data_requests_back(struct work *w, int64_t person);
