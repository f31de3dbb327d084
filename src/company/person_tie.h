/* person_tie.h — two persons the company has to do with are kin, or live together (亲属关系申报; DOMAIN.md §7 T35): a worker and a customer, a customer and a
 * colleague, two colleagues. Declared by whoever knows, never guessed: an equal phone is a hint that a person asks about (insight/signs.h).
 *
 *   declared → ended
 *
 * What follows from it: nobody decides on money of her own or of who is tied to her (refunds, compensations, waivers, rewards for bringing somebody, commissions: own_affair, and the guards that ask
 * it); who is sent to a home of hers, and a demand of hers she is matched to, say so (operations/judge_home.c). Nothing is forbidden to kin besides: it
 * is no ground against anybody (就业促进法 3). Both are told of it in what is kept about them. */
#pragma once
#include "company/person.h"

enum tie_state { TIE_DECLARED = 1, TIE_ENDED };
enum tie_kind { TIE_SPOUSE = 1, TIE_PARENT_CHILD, TIE_SIBLING, TIE_OTHER_KIN, TIE_SAME_HOME, TIE_BUSINESS };

struct person_tie {
    struct record record;
    enum tie_state state;
    ref person, other;
    enum tie_kind kind;
    text note;                      /* who said so, and when */
};
extern const struct record_type person_tie_type;
extern const struct choice tie_kinds[];

#define CAN_DECLARE_TIES "person.tie"

/* The tie between the two that is declared; NULL: none. */
const struct person_tie *persons_tied(struct work *w, int64_t person, int64_t other);
/* Is this the actor's own affair: hers, or of somebody tied to her? NULL: no; else why somebody else decides. */
const struct sentence *own_affair(struct work *w, int64_t person);
