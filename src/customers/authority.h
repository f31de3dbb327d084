/* authority.h — by which right somebody acts for a customer (授权与监护): as her spouse, her grown child, the parent or guardian of who is cared for, her
 * agent by a paper, a company's representative, an heir (DOMAIN.md §4.5, T23; 民法典 27, 28, 33, 161–175, 1060).
 *
 *   in_force → ended
 *
 * The customer who signs in her own name needs none. Anybody else signs, changes or ends a contract by an authority that is in force on that day and
 * covers it. Guardians, agents, representatives and heirs show a paper; spouse, child and parent may, and an authority of theirs names for whom.
 * Refused: without the paper, from a minor, for what lies past its last day already. */
#pragma once
#include "customers/household.h"

enum authority_state { AUTHORITY_IN_FORCE = 1, AUTHORITY_ENDED };
enum acting_right { RIGHT_HERSELF = 1, RIGHT_SPOUSE, RIGHT_CHILD, RIGHT_PARENT, RIGHT_GUARDIAN, RIGHT_AGENT, RIGHT_REPRESENTATIVE, RIGHT_HEIR };
enum authority_covers { COVERS_SIGNING = 1, COVERS_CHANGES, COVERS_ENDING, COVERS_MONEY };

struct authority {
    struct record record;
    enum authority_state state;
    ref customer, person;           /* person: who acts */
    ref household;                  /* for this home alone; 0: all of them */
    enum acting_right acting;
    text acts_for;                  /* whom she acts for: 李奶奶, the company */
    set covers;                     /* bits of authority_covers */
    file paper;                     /* the written authority, the guardianship, the register of the family */
    day first; maybe_day until;     /* both of it; not given: until it is ended */
    maybe_day ended_on;
    text remark;
};
extern const struct record_type authority_type;
extern const struct choice acting_rights[];

/* Has this right to be shown on paper? */
bool right_needs_paper(enum acting_right right);
/* In force on that day, for this, of this customer and home (0: any). NULL: it holds; else why not. */
const struct sentence *authority_lacks(struct work *w, const struct authority *authority, int64_t customer, int64_t household, enum authority_covers what, day on);
/* 「李芳（配偶）」 in the reader's language. */
text authority_said(struct work *w, text language, int64_t person, enum acting_right right);
