/* blacklist_entry.h — who is not given work, or whose new orders headquarters has to agree to (黑名单; T17, SM-WORKER): for a reason off a closed list,
 * on evidence, decided by several persons, for a time, and open to appeal. A pair that is not to meet is customers/unwanted.h; a suspicion that
 * is looked into is suspension.h, and a proposal here stops nobody.
 *
 *   proposed → heard → cosigned → in_force → appealed → upheld | lifted          in_force, upheld → lifted | expired
 *   proposed … cosigned → refused                proposed, heard → withdrawn      proposed … cosigned, 30 days undecided → refused
 *
 * Who proposes (a manager), who co-signs (HR or safety) and who approves (headquarters) are three persons, but in owner mode (§0.18); she is heard
 * before the first signature, in her own words on her phone or through the office, or was asked and did not come for three days. The notice says the
 * ground, the scope, until when, and how to appeal; an appeal is answered within ten days by somebody who took no part in the decision. A worker speaks and
 * appeals on her phone (field/), a customer on hers (portal/); the office writes down what comes otherwise.
 *
 * It never lasts longer than its ground allows (blacklist_most_months), is looked at again every six months, is never made longer (a new fact is a new
 * entry), and ends by itself. There is no ground of illness, pregnancy, origin, or of having complained or gone to arbitration: what is not on the list
 * is none (就业促进法 3, 26–31; 妇女权益保障法 43). Crime and harm to persons in care name the case of the police or the court.
 *
 * Of a worker, for the whole company: she is barred (worker.h) and goes back to what she was when it ends; for a branch or a service: eligibility.h says
 * No there. What it hits is listed before anybody signs, and given back when it begins (stopped_work.h). Of a customer: new orders, plans
 * and demands within its scope are entered by headquarters alone; what was promised before stands until the branch decides on it.
 *
 * Read by CAN_READ_BLACKLIST only; who opened an entry and when is in the log and on its page (T17), and facts, what was said, and files open with a reason besides. Who may not
 * read it sees “not available”, customers nothing at all. It is not exported and goes to no other company (PIPL 23). */
#pragma once
#include "base/json.h"
#include "team/suspension.h"

enum blacklist_state {
    LISTED_PROPOSED = 1, LISTED_HEARD, LISTED_COSIGNED, LISTED_IN_FORCE, LISTED_APPEALED, LISTED_UPHELD, LISTED_LIFTED, LISTED_EXPIRED, LISTED_REFUSED, LISTED_WITHDRAWN,
};
enum blacklist_side { LISTED_WORKER = 1, LISTED_CUSTOMER };
enum blacklist_ground {
    LISTED_CRIME = 1, LISTED_HARM, LISTED_FALSE_PAPERS, LISTED_RED_LINE, LISTED_HARASSMENT, LISTED_PRIVACY, LISTED_ABANDONED, LISTED_PRIVATE_DEALS,       /* of a worker */
    LISTED_HARASSED_WORKER, LISTED_DANGEROUS_HOME, LISTED_DOES_NOT_PAY, LISTED_FALSE_CLAIMS,                                                   /* of a customer */
};
enum blacklist_scope { LISTED_COMPANY = 1, LISTED_BRANCH, LISTED_LINE };
enum blacklist_hearing { HEARD_IN_PERSON = 1, HEARD_BY_PHONE, HEARD_IN_WRITING, HEARD_ON_HER_PHONE, HEARD_DID_NOT_COME };

struct blacklist_entry {
    struct record record;           /* branch: hers, of a customer the one that proposes */
    enum blacklist_state state;
    enum blacklist_side side;
    ref worker, person;             /* person: the worker's, or the customer's */
    enum blacklist_ground ground;
    sealed facts; text case_number, proof;      /* case_number: of the incident or complaint; proof: at the police or the court */
    file evidence, evidence2, evidence3;
    enum blacklist_scope scope; ref scope_branch, scope_line;
    int64_t months;                 /* from the approval on */
    ref proposed_by;
    sealed said; enum blacklist_hearing heard_how; instant heard_at; ref heard_by;
    ref cosigned_by; instant cosigned_at; text cosigned_why;
    ref approved_by; instant approved_at;
    maybe_day first, until;         /* both of it */
    maybe_day review_on;
    sealed appeal; instant appealed_at;
    text answer; instant answered_at; ref answered_by;
    text ended_why; instant ended_at;
    enum worker_state was;          /* of a worker barred from the whole company */
    worksheet impact;               /* what it hits: [{"type","id","number","start","area"}] */
};
extern const struct record_type blacklist_entry_type;

struct blacklist_heard { text said; enum blacklist_hearing how; };      /* input of hear; HEARD_ON_HER_PHONE: by herself, a customer through portal/ */
struct blacklist_appeal { text words; };                                /* input of appeal */
extern const struct choice blacklist_grounds[];

int blacklist_most_months(enum blacklist_ground ground);
bool blacklist_of_worker(enum blacklist_ground ground);
/* The entry in force on one of these days for this branch and service; `line` 0: those of the company and the branch. 0: none. */
int64_t blacklist_in_force(struct work *w, enum blacklist_side side, int64_t person, int64_t branch, int64_t line, day from, day to);
/* May something new be agreed with this customer? False: refused at `field`; headquarters may. For whoever makes orders, plans and demands. */
bool blacklist_lets(struct work *w, int64_t person, int64_t branch, int64_t line, text field);
/* The entry as an object of a list, for whom it is about, a worker or a customer: her own words and what is held against her, open. The evidence may show
 * others and is not among it: the office shows it to her. For her phone's pages (field/, portal/), which look first that it is hers. */
void blacklist_shown_to_her(struct work *w, struct json *j, const struct blacklist_entry *entry);
/* A ticker: ends what has run out, and drops what nobody decided within 30 days. */
bool blacklist_tick(struct work *w);
