/* store.h — records in and out of the database, for rules and modules. All of it runs inside a transaction and fails by the work.
 *
 *   struct visit *v = LOAD(w, visit, id);         NULL: refused as not found (other branch, deleted, no such id)
 *   v->price = …;  if (!SAVE(w, visit, v)) …      checks, version, audit, history, search, deadlines, event "<type>.changed"
 *   step_run(w, &visit_type, v, "cancel", &in)    a step of another record: through permission-free run, guard, audit and events
 *
 * A loaded record remembers how it was (for audit and `before`): save only what LOAD, LOAD_WHERE or record_add gave. */
#pragma once
#include "db/db.h"
#include "record/house.h"

#define LOAD(w, type, id) ((struct type *)record_load((w), &type##_type, (id)))
#define LOAD_LENT(w, type, id) ((struct type *)record_load_lent((w), &type##_type, (id)))
#define LOAD_LOCKED(w, type, id) ((struct type *)record_load_locked((w), &type##_type, (id)))
#define LOAD_WHERE(w, type, where, bind) record_where((w), &type##_type, SQL(where).text, (bind))
#define ADD(w, type, record) record_add((w), &type##_type, (record))
#define SAVE(w, type, record) record_save((w), &type##_type, (record))

void *record_load(struct work *w, const struct record_type *type, int64_t id) __attribute__((warn_unused_result));
/* … or what is lent to a branch of the actor's (`lent` in type.h): where work is given, not where its own page is shown. */
void *record_load_lent(struct work *w, const struct record_type *type, int64_t id) __attribute__((warn_unused_result));
/* … and keep others from changing it until the end of the transaction. */
void *record_load_locked(struct work *w, const struct record_type *type, int64_t id) __attribute__((warn_unused_result));
/* Without scope: what the rules of one record need to know of another branch's. Never for answers to people. NULL without refusal. */
void *record_peek(struct work *w, const struct record_type *type, int64_t id);

/* For reactions WITH: the record as it was before the step that is told of; NULL: it is new. To look at only. */
const void *record_was(struct work *w, const struct record_type *type, int64_t id);

/* Records by a literal condition, e.g. LOAD_WHERE(w, visit, "worker = $1 and start < $2 order by start limit 50", BIND(…)).
 * No scope is added: the condition is the rule's. FOUND(struct visit, found, i) is the i-th. */
struct found { void **at; int count; };
#define FOUND(type, found, i) ((type *)(found).at[i])
struct found record_where(struct work *w, const struct record_type *type, text where, struct bind bind) __attribute__((warn_unused_result));
/* The same to look at only, for boards and sheets: owned rows are not read, and what is found cannot be saved. */
#define LOOK_WHERE(w, type, where, bind) record_look((w), &type##_type, SQL(where).text, (bind))
struct found record_look(struct work *w, const struct record_type *type, text where, struct bind bind) __attribute__((warn_unused_result));

/* Store a new one: id, number, version, times are given by the engine; `record` may lie on the stack, is filled, and becomes
 * loadable. Checks required fields and .check. record.branch 0 means the actor's home. */
bool record_add(struct work *w, const struct record_type *type, void *record) __attribute__((warn_unused_result));
bool record_save(struct work *w, const struct record_type *type, void *record) __attribute__((warn_unused_result));
bool record_remove(struct work *w, const struct record_type *type, void *record) __attribute__((warn_unused_result));

/* A step on a loaded record, as the system: guard and state are checked, permission is not (the caller's rule decided). The record is saved. */
bool step_run(struct work *w, const struct record_type *type, void *record, text step, const void *input) __attribute__((warn_unused_result));
/* The same with the actor's permission: what the API does. */
bool step_take(struct work *w, const struct record_type *type, void *record, text step, const void *input) __attribute__((warn_unused_result));

/* Titles of records for sentences: "李芳". "" when there is none. */
text record_title(struct work *w, const struct record_type *type, int64_t id);

/* The open text of a sealed member of a loaded record ("" when empty or its key was destroyed). For rules; answers go through reveal. */
text sealed_open(struct work *w, const struct record_type *type, const void *record, const sealed *member);

/* A new id: time in the upper bits, so that newer is larger; unique in this process and all but surely across processes. */
int64_t record_new_id(void);
/* The next number of a gapless series within this transaction (record numbers, bill numbers). */
int64_t series_next(struct work *w, text series, int64_t branch, int year);
