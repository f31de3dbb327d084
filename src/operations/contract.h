/* contract.h — a contract in force between a customer, a worker and us (在途合同): live-in care, maternity nurse, nanny.
 *
 *   in_force → ended
 *
 * What a shop brings along at go-live, or enters from the paper: who, which service, from when to when, the monthly wage, our fee, what is
 * left of trial and replacements. How a contract comes to be (offer, review, signing, amendment) is not here. Thirty days before its last
 * day its renewal stands in the work queue; past that day and still in force it goes up: somebody serves without a contract (SM-RENEW). */
#pragma once
#include "operations/order.h"

enum contract_state { CONTRACT_IN_FORCE = 1, CONTRACT_ENDED };
enum contract_end { CONTRACT_EXPIRED = 1, CONTRACT_BY_CUSTOMER, CONTRACT_BY_WORKER, CONTRACT_BY_COMPANY, CONTRACT_MUTUAL, CONTRACT_FORCE_MAJEURE };
enum { CONTRACT_RENEWAL_DAYS = 30 };

struct contract {
    struct record record;
    enum contract_state state;
    text paper_number;              /* as on the paper; one contract each */
    ref customer, household, worker, line;
    enum service_mode mode;
    day first, last;                /* both of it */
    money wage;                     /* of a month, or of the term (月嫂: 26 days) */
    money fee;                      /* ours, for the whole of it */
    money deposit;
    int64_t trial_days, replacements;       /* replacements: still owed to the customer */
    maybe_day ended_on;
    enum contract_end ended_by;
    text remark;
};
extern const struct record_type contract_type;
