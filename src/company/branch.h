/* branch.h — the company's shops and regions, as a tree: who is responsible for a branch is so for all below it.
 * Every branch lives in China's one time zone (base/when.h). Region is the first six digits of GB/T 2260, for rules that differ by city. */
#pragma once
#include "record/store.h"

/* Closing down: announced with its last day, at least CLOSING_DAYS before (消保条例 22: customers are told in advance), so that who has paid beforehand can use it
 * up, take it back or go on elsewhere (finance/branch_closing.h tells them). It is open until it is closed, and it is closed when nothing is left. */
enum branch_kind { BRANCH_SHOP = 1, BRANCH_REGION, BRANCH_HEADQUARTERS };
enum branch_state { BRANCH_OPEN = 1, BRANCH_CLOSED };

struct branch {
    struct record record;
    enum branch_state state;
    text name, code;                /* code: short, unique, for numbers and sheets: "BJ01" */
    enum branch_kind kind;
    ref parent;                     /* none: the top */
    text region;                    /* six digits, "" when unknown */
    text complaint_phone;           /* shown to customers on receipts and contracts (暂行办法 Art 10) */
    text address;
    place location;
    maybe_day opened;
    maybe_day closes_on;            /* announced: its last day */
    maybe_day transition_from, transition_until;        /* after go-live (DOMAIN.md §0.5): plain cleaning goes on with warnings while dated papers are entered */
};
extern const struct record_type branch_type;

/* What is still at a branch and keeps it from being closed: each module answers for its own. `why`: N_() sentence with {1}, how many. */
#define QUESTION_AT_BRANCH "at_branch"
struct at_branch { text why; int64_t (*count)(struct work *w, int64_t branch); };

enum { CLOSING_DAYS = 30 };
enum { TRANSITION_DAYS_MOST = 90 };     /* from its first day; once in a branch's life */
/* Does the transition of this branch cover the day? It ends by itself. */
bool branch_in_transition(const struct branch *branch, day on);

/* All branches of the company with their parents: few enough to be read whole. */
struct branch_line { int64_t id, parent; text name; bool open, shop; };        /* shop: no region and no headquarters */
int branches_all(struct work *w, const struct branch_line **ret_lines);
/* `root` and all below it, ascending, into room for `count`. */
int branches_below(const struct branch_line *lines, int count, int64_t root, int64_t *into);
/* The branch itself, then its parent and so on to the top; at most `most` of them. */
int branches_above(struct work *w, int64_t branch, int64_t *into, int most);
