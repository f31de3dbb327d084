/* actor.h — who does the work, what she may do, and where.
 *
 * A capability is a word declared by a module (`#define CAN_ASSIGN_VISITS "visit.assign"`) and listed in the house table with its
 * label; a role is a set of them that a company may redefine; an actor has the sum of her roles. Scope: an actor sees records of
 * her branches; another branch's record does not exist for her (404). Besides, her *own* records: those whose `.own` member leads
 * to her person, even without any capability. The system itself (jobs, reactions) may do everything and is nobody. */
#pragma once
#include "base/work.h"
#include "record/type.h"

struct actor {
    int64_t user;                   /* 0: the system */
    int64_t person, worker, customer;       /* the natural person behind the user, and the roles of that person; 0: none */
    text name, language;            /* "zh" or "en": her own */
    text chinese;                   /* the Chinese of her company: "zh", or "zh@ayi" (base/words.h); NULL: "zh" */
    const text *can;                /* sorted words */
    int can_count;
    const int64_t *branches;        /* ids she may act in, ascending */
    int branch_count;
    bool all_branches;
    int64_t home;                   /* her own branch: where what she creates belongs unless said otherwise */
    bool system;
    int64_t session;
};

extern const struct actor the_system;

bool can(const struct work *w, text capability);                /* NULL capability: true */
bool in_scope(const struct work *w, int64_t branch);
bool must(struct work *w, text capability);                     /* refuses FORBIDDEN and names who may */

/* Is it her own? (type.own leads to her person, worker or customer, by the type it refers to) */
bool is_own(const struct work *w, const struct record_type *type, const void *record);
/* The other branch of an agreement (type.shared_with); 0: none. */
int64_t other_branch(const struct record_type *type, const void *record);
/* May the actor look at it: in her scope, shared with a branch of hers, or her own? May she name it, and give work to it: that, or lent to a branch of hers (type.h)? */
bool in_sight(const struct work *w, const struct record_type *type, const void *record);
bool in_reach(struct work *w, const struct record_type *type, const void *record);

struct capability { text word, label; };                        /* label N_() */
struct capability_list { const struct capability *at; int count; };
