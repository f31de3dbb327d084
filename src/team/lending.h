/* lending.h — a worker helps out in another branch for some days (借调, H15; DOMAIN.md T03, T26 and 六.1: from, to, worker, cost split).
 *
 *   asked → agreed → ended           asked → offered → agreed         by who lends: another answer to the terms; by who borrows: yes to them
 *         → refused                  offered → withdrawn              by who borrows
 *         → withdrawn                a lender may begin with `offered`
 *
 * It belongs to the branch that lends; `destination` is the one that borrows, and it is shared with those who work there (shared_with in
 * type.h). Who borrows asks a branch for somebody who does a service: she names nobody she may not see, and is told who comes when it is
 * agreed. Who lends answers, names the worker and may answer with other terms. The terms say what the borrowing branch bears: a part
 * of what her visits there pay her, a part of what they bring in, and so much for a day; finance/loan_charge.h reckons it visit by visit.
 *
 * Without an agreed one over all days of a service she serves her own branch only: insurance, wage and who answers for her are that
 * branch's. It ends by itself after its last day. */
#pragma once
#include "team/worker.h"

enum lending_state { LENDING_ASKED = 1, LENDING_AGREED, LENDING_REFUSED, LENDING_ENDED, LENDING_OFFERED, LENDING_WITHDRAWN };

struct lending {
    struct record record;
    enum lending_state state;
    ref worker;                     /* who helps; 0 until the lender has named her */
    ref lender, destination;        /* lender: the record's branch, said by who borrows; destination: the branch that borrows */
    ref line;                       /* the service she is needed for; 0: any of hers */
    day first, last;                /* inclusive */
    text hours, why;
    maybe_number wage_percent;      /* of what a visit pays her: 0 … 100; all of it unless it is said otherwise */
    int64_t price_percent;          /* of what a visit brings in: 0 … 100 */
    money day_fee;                  /* for each day with a visit there */
    ref asked_by;                   /* account; 0: the lender offered */
};
extern const struct record_type lending_type;

bool lendings_run_out(struct work *w);       /* ticker: what was agreed and is past its last day ends */

/* Inputs of `agree` and of `answer`, an answer with other terms. */
struct lending_yes { ref worker; };
struct lending_terms { ref worker; maybe_number wage_percent, price_percent; maybe_money day_fee; };

/* Is she lent to this branch on every day of [from, to]? */
bool lent_to(struct work *w, int64_t worker, int64_t branch, day from, day to);
/* Does she help, today or on a day to come, in a branch of the actor's: those who plan her there see and name her. */
bool lent_here(struct work *w, int64_t worker);
