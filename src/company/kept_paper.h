/* kept_paper.h — what a law still keeps of a person who was erased (PIPL art. 47: stored and protected, not processed beyond that).
 *
 * A rule of retention with `.stays` says that the words themselves are to be kept: a contract with its signatures, a complaint. When she is erased they
 * go out of their record like everything else, so that no list, search, message or history shows them, and lie here, one paper a record and rule, sealed
 * under a key that is made for them on that day: the key of her log and history is destroyed at once. Reading is a reveal, with a reason and a
 * capability of its own; the files beside the words open for an hour to whoever revealed them. The nightly run of retention empties a paper the
 * day after `until`; with her last one the key is destroyed. docs/decisions/11. */
#pragma once
#include "company/person.h"

struct kept_file { text label; file paper; };

struct kept_paper {
    struct record record;
    ref person;
    text what, law;                 /* "Contract HT26-00003"; from the rule, in the company's language */
    text rule;                      /* its code: "contract.paper" */
    day until;                      /* the last day */
    sealed words;                   /* her name and what the rule keeps, a line a member; empty from the day after */
    rows_of files;
};
extern const struct record_type kept_paper_type;

/* For person_erase.c, before anything is emptied: a paper for all that is to stay of the records that lead to `behind` (she, or one merged into her), in the name
 * of `p`, whose kept_until grows. */
bool papers_keep(struct work *w, struct person *p, int64_t behind);
/* Destroys her keys; what lies in her papers is sealed anew under one that opens nothing else. */
bool keys_go_papers_stay(struct work *w, int64_t person);

/* What a law keeps of her, today or after she was erased: a line a type, with the latest day. For her phone and the office's task. */
struct kept_line { const struct record_type *type; text law; int count; day until; bool sealed; };
int kept_by_law(struct work *w, int64_t person, struct kept_line *into, int most);
text kept_by_law_words(struct work *w, int64_t person);         /* the same in one sentence; "" when nothing */
