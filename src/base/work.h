/* work.h — the unit of work: one request, one job run or one test case, from its first look at the data to its answer.
 *
 * It carries the memory (arena), the transaction (tx, opened by db/), who acts, the clock, and the first failure.
 *
 * Failure is sticky. A *refusal* is the business's No and is told to the person (invalid, forbidden, not found, conflict);
 * a *fault* is the machine's (disk, lost connection, a bug), the person sees a number and the log has the rest; *again* is
 * neither: a lost race, the work is run once more with the same `now`. After any of them every db call does nothing and
 * returns nothing, so a rule needs no check after each call; the transaction is the clean-up.
 *
 * A rule that returns false has called one of these; a rule never calls them and goes on as if nothing was wrong. */
#pragma once
#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/money.h"
#include "base/when.h"

#define N_(message) message             /* marks a sentence for po/; it is translated where it leaves the program */

enum failure { NO_FAILURE = 0, INVALID, UNAUTHORISED, FORBIDDEN, NOT_FOUND, CONFLICT, TOO_MANY, FAULT, AGAIN };

/* One wrong field of an input. `field` is the member's name, for a list "lines.2.price". */
struct wrong_field { text field; text message; const text *arguments; struct wrong_field *next; };

/* What a rule wants a person to know beside the answer: "it was confirmed: call her". A preview of the step shows it. */
struct mentioned { text type; int64_t record; text message; const text *arguments; struct mentioned *next; };

struct tx;                              /* db/db.h */
struct actor;                           /* record/actor.h: who acts, what she may do, where */
struct house;                           /* record/house.h: the declarations this work runs under */
struct loaded;                          /* record/store.c: the records this work has in hand */

struct work {
    struct arena *arena;
    struct tx *tx;
    const struct actor *actor;
    struct house *house;
    struct loaded *loaded;              /* forgotten when the work runs again */
    instant now;                        /* the server's clock when the work began; the only clock a rule may read */
    instant acted;                      /* when the person did it (a phone without signal sends late); equals now otherwise */
    text language;                      /* "zh" or "en": for what is printed inside documents; errors are translated at the edge */
    text request;                       /* its number in logs and answers */
    text reason;                        /* of the step being run, as the person gave it; "" without */
    bool patient;                       /* a piece of a long job: SQLite's writer lets others go first and commits it by itself */

    enum failure failure;
    text field;                         /* of the first refusal, "" when it concerns no field */
    text message;                       /* English, with {1} {2} … for the arguments; the key into po/ */
    const text *arguments;              /* ends with NULL */
    text code;                          /* a short stable word for programs, "" for plain ones: "overlap", "stale" */
    struct wrong_field *wrong;      /* all wrong fields of an INVALID input, in order */
    text detail;                        /* JSON object for the answer's "detail", "" for none (who holds the slot …) */

    bool preview;                       /* all of it will be undone: a rule may leave out what only the real act needs, a yes on the telephone */
    struct mentioned *mentioned;        /* in order; of a preview only */
    int64_t told_apart;                 /* worker: who runs these steps tells her of all they take from her in one message; 0: nobody */
};

/* The business says No. Always false, so that a rule ends with `return refuse(w, "refund", N_(sentence))`. The first one stays.
 * The arguments are texts and fill {1}, {2} … in the translated sentence. */
#define refuse(w, field, ...)          work_refuse((w), INVALID, (field), (const text[]){ __VA_ARGS__, NULL })
#define refuse_as(w, why, field, ...)  work_refuse((w), (why), (field), (const text[]){ __VA_ARGS__, NULL })
bool work_refuse(struct work *w, enum failure why, text field, const text *message_and_arguments);

/* An argument that is itself a sentence of ours (a label) and is translated with the sentence around it. */
text translated(struct work *w, text label);

/* Name the refusal for programs and add facts to it: `refuse_…; work_explain(w, "overlap", json)`. No effect without one. */
void work_explain(struct work *w, text code, text detail_json);

/* One more wrong field of the same input; validation goes on, the work has failed as INVALID. Always false.
 * A `refuse` that names a field is listed among them too. */
#define wrong(w, field, ...)           work_wrong((w), (field), (const text[]){ __VA_ARGS__, NULL })
bool work_wrong(struct work *w, text field, const text *message_and_arguments);

/* mention(w, "visit", id, N_(sentence), arguments…): told to who looks at a preview; otherwise nothing happens. */
#define mention(w, type, record, ...)  work_mention((w), (type), (record), (const text[]){ __VA_ARGS__, NULL })
void work_mention(struct work *w, text type, int64_t record, const text *message_and_arguments);

/* The machine failed; `format` goes to the log, never to the person. Always false. */
bool fault(struct work *w, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A lost race: run the whole work again. Always false. */
bool again(struct work *w);

static inline bool failed(const struct work *w) { return w->failure != NO_FAILURE; }

/* Back to the state before the work ran (arena kept apart by the caller): used by db_write before it runs a work again. */
void work_clear(struct work *w);

/* Shorthands for the arena of the work. */
text print(struct work *w, const char *format, ...) __attribute__((format(printf, 2, 3)));
#define take(w, type) ((type *)arena_take((w)->arena, sizeof(type)))
#define take_many(w, type, count) ((type *)arena_take((w)->arena, sizeof(type) * ((count) ? (size_t)(count) : 1)))
