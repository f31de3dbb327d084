/* own_records.h — everything that is kept about a customer, type by type, to read and to take along (PIPL art. 45), and what stays of it when she
 * is erased (art. 47). For portal/ and its test.
 *
 * Every record type that tells of a person stands in one of two tables: what of it is shown to her, or why it is not (a worker's own papers, which her
 * own phone shows; what was matched about her by the machine). A type in neither fails app/own_data_test.c. What tells of others is left out: what
 * a worker earns or says, and how the company reckons. Sealed members are opened: they are her own. */
#pragma once
#include "http/http.h"
#include "record/store.h"

struct own_shown { text type, members; bool but_workers; };       /* but_workers: but what a worker complains of; "story|claim|refund"; of owned rows all but references to workers and accounts */
struct own_left_out { text type, why; };
extern const struct own_shown own_shown[];              /* end with a zero row */
extern const struct own_left_out own_left_out[];

extern const struct own_shown own_worker_shown[];       /* own_worker.c: the same for who works here */

struct guest;
struct json;
/* As a file to keep. */
bool own_file(struct work *w, const struct request *request, struct reply *reply, const struct own_shown *all, int64_t person);
/* GET /api/c/export: JSON; ?as=html: a page that opens anywhere. As a file to keep. */
bool my_export_call(struct work *w, const struct request *request, struct reply *reply);
/* What would stay when she is erased: type, law, until when, whether its words lie under seal; and what stands in the way now, in words to her. */
void write_kept_after(struct work *w, struct json *json, int64_t person);
void write_in_the_way(struct work *w, struct json *json, int64_t person);
