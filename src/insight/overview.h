/* overview.h — all that is known of one customer or one worker, in one answer, for the page somebody opens when the phone rings. For insight/ only.
 *
 *   GET /api/customer/:id/overview     who, consent, homes, worth, what runs and until when, visits, cases, calls, messages, and what to do next
 *   GET /api/worker/:id/overview       papers with days left, what the employment rules say, hours against limits, the calendar of two weeks, pay, ratings …
 *
 * Everything is read from the records now; nothing is kept. Most of it comes as *lines*: rows of one shape out of one statement, a list for each *part*. A
 * part whose records the actor may not see is left out of the answer as a whole, and so are records of branches that are not hers. What to do
 * next is drawn from the same lines: each sentence names a fact that stands in a record, and the page where it is solved. */
#pragma once
#include "base/json.h"
#include "insight/insight.h"

enum { OVERVIEW_NUMBERS = 6, MOST_LINES_READ = 400, MOST_NEXT = 40 };
/* `numbers`: what its numbers are called in the answer, NULL: not told. With `kind` the last one is a choice of that member, told as its key and label. */
struct overview_part { text name; const struct record_type *type; text numbers[OVERVIEW_NUMBERS]; text kind; };
struct overview_line { int part; int64_t id, branch; unsigned state; int64_t n[OVERVIEW_NUMBERS], who; text who_name, what, note, number; };
/* Who is looked at, and what is told of her: `next` grows by overview_next. */
struct next_step { int rank; text tone, code, words, to; };
struct overview {
    const struct overview_part *parts; int part_count;
    struct overview_line *lines; int line_count;
    struct next_step next[MOST_NEXT]; int next_count;
};

/* Rows of fifteen columns: part, id, branch, state, six numbers, who, her name, what, note, number. */
void overview_read(struct work *w, struct overview *overview, struct rows *rows);
/* The lists, by part in the order of `parts`. */
void overview_lines_write(struct work *w, struct json *json, const struct overview *overview);
/* "next":[…], the gravest first. */
void overview_next_write(struct json *json, struct overview *overview);

/* One more thing to do. `tone`: "danger" now, "warn" soon, "info" when there is time. */
void overview_next(struct work *w, struct overview *overview, text tone, text code, const struct sentence *what, text to);
/* The line's page; the label of its kind in the work's language. */
text overview_page(struct work *w, const struct overview *overview, const struct overview_line *line);
text overview_kind(struct work *w, const struct overview *overview, const struct overview_line *line);

struct customer;
struct worker;
void customer_overview_write(struct work *w, struct json *json, const struct customer *customer);      /* the whole answer */
void worker_overview_write(struct work *w, struct json *json, const struct worker *worker);
struct request;
struct reply;
bool customer_overview_call(struct work *w, const struct request *request, struct reply *reply);
bool worker_overview_call(struct work *w, const struct request *request, struct reply *reply);
