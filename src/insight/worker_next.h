/* worker_next.h — what to do next about a worker, out of what her records say. For insight/ only.
 *
 * Before she begins, the one paper or service that is missing first. An alarm, a case in which she was not heard, a paper that runs out, hours above the limit, what the employment rules find, leave or an objection nobody
 * answered, an offered visit she has not answered, a low rating nobody spoke with her about, what lapses in the homes she serves, a key she should have
 * brought back, a call that is due, no tax profile where we withhold, a suspension and what waits in it, a blacklist entry and whose turn it is (the two for who may read them). */
#pragma once
#include "contracts/contracts.h"
#include "insight/overview.h"
#include "payroll/payroll.h"
#include "placement/placement.h"
#include "quality/quality.h"

enum worker_part {
    HER_PAPERS, HER_PLACEMENTS, HER_CONTRACTS, HER_VISITS, HER_RATINGS, HER_COMPLAINTS, HER_INCIDENTS, HER_LEAVES, HER_LENDINGS, HER_STAND_BYS, HER_TAX, HER_PAYSLIPS, HER_SETTLEMENTS, HER_ASKERS, HER_PLANS, HER_AVOIDERS, HER_MATCHES,
    HER_CALLS, HER_KEYS, HER_SUSPENSIONS, HER_LISTINGS, WORKER_PARTS,
};
/* Service of the week and month by H05, in minutes, promised visits included. `served`: days of placements entered for this month, in half days. */
struct worker_hours { struct work_limits limits; int64_t week, month, overtime, served, rests; };
struct worker_facts { const struct worker *worker; const struct person *person; struct employment employment; struct worker_hours hours; struct lapses lapses; };

enum { PAPER_SOON_DAYS = 30, RETIRES_SOON_DAYS = 180, LOOK_AHEAD_DAYS = 30, MOST_OVERTIME_MINUTES = 36 * 60 };
void worker_next(struct work *w, struct overview *overview, const struct worker_facts *facts);
