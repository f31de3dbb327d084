/* quotation.h — what a family would pay and for what (报价单, DOMAIN.md §1.4 四.1): lines, what is not included, until when it holds.
 *
 *   draft → offered → accepted | declined | expired            draft | offered | accepted → withdrawn (another took its place, or the demand ended)
 *           offered → change (she wants something changed) → accepted | declined | expired | withdrawn
 *
 * It belongs to a demand and begins with what the demand and the price list say; the price rule it was reckoned from is kept, so that a price that
 * changes later changes nothing in it (T34). What was offered is not edited: write another, offering that withdraws this one. Two hours after the
 * interview is complete somebody has offered one (the clock is demand.h's `quote_since`). The contract takes its price from the accepted one
 * (contracts/contract_terms.c) and says why where it differs (暂行办法 art. 10, 12).
 *
 * Money: `price` is all that the family owes us over the term: 20 % of it are the most an earnest money may be (民法典 586). A wage that the family
 * hands to the worker herself is told beside it and is no price of ours. A maternity nurse is quoted for the term, everybody else by the month: whole calendar
 * months, and the days of the month it begins in and the one it ends in by the 26-day rule, without rest days due, as they will be billed (base/interval.h).
 * `waiting_day` is owed for each day that her nurse waits beyond `waiting_after` days behind the expected birth (§4.4, birth.h).
 *
 * A large job's (团队单, §4.6) belongs to a home and to no demand; operations/survey.h makes it from what was measured and the order from the yes. It
 * names who comes for how long, with what, when, and what would change the price on the spot. Its versions are a chain: `revise` writes the next
 * one out of this, and offering that takes this one's place. Of a yes stay the name, the time, the hash of what was read (quotation_seen) and
 * from where it came, or who was spoken to and how. Its deposit is a prepayment (finance/job_deposit.h) and never an earnest money. */
#pragma once
#include "customers/demand.h"
#include "customers/resume.h"

enum quotation_state { QUOTATION_DRAFT = 1, QUOTATION_OFFERED, QUOTATION_ACCEPTED, QUOTATION_DECLINED, QUOTATION_EXPIRED, QUOTATION_WITHDRAWN, QUOTATION_CHANGE };
enum quotation_item { QUOTED_SERVICE = 1, QUOTED_ADD_ON, QUOTED_FEE, QUOTED_MANAGEMENT, QUOTED_WAGE, QUOTED_DISCOUNT,     /* FEE: once; WAGE: handed to her; DISCOUNT: taken off */
    QUOTED_ZONE, QUOTED_LABOUR, QUOTED_GEAR, QUOTED_SURCHARGE };                                          /* of a job: a zone by size, hours of all together, vans and machines */
enum quotation_each { QUOTED_FOR_TERM = 1, QUOTED_FOR_MONTH, QUOTED_FOR_JOB };
enum quotation_no { QUOTATION_TOO_DEAR = 1, QUOTATION_SCOPE, QUOTATION_DATES, QUOTATION_FEES, QUOTATION_COMPETITOR, QUOTATION_THINKING };

struct quotation_line {
    enum quotation_item item;
    text what;
    int64_t quantity;               /* times 100 */
    text measure;                   /* what is counted: 天 */
    money unit, amount;             /* amount: rounded once; of a discount below zero */
};

struct quotation {
    struct record record;           /* its number: BJ… */
    enum quotation_state state;
    ref demand, person, line;
    ref rule;                       /* price rule it began with; 0: none was published */
    enum quotation_each each;
    rows_of lines;
    money price, a_month, wage;     /* over the term; of one month (0 for a term); hers */
    int64_t months, days_over;      /* the term by months: whole ones, and paid days of the months it begins and ends in */
    money over;                     /* what those days cost */
    money more_day;                 /* one day beyond the term: its price by days */
    text scope, exclusions;
    ref household;                  /* of a job, as what follows: */
    instant start; minutes length;  /* start 0: to be agreed */
    int64_t persons, square_metres;
    set gear;                       /* what comes along (services/line.h) */
    text on_site;                   /* what changes the price on the spot */
    int64_t edition;                /* its version, 1 the first */
    ref root, replaces;             /* the first version; the one it was written from */
    enum demand_deposit deposit_kind; money deposit;
    money waiting_day; int64_t waiting_after;
    day valid_until;
    text remark;                    /* said to the family */
    instant offered_at, answered_at;
    text how;                       /* she answered: 电话, 到店, on her page */
    text answered_by;               /* who said yes, as she wrote it or as the office was told */
    text seen, evidence;            /* hash of what she read on her page; from which address and browser */
    text terms_version;             /* the terms she accepted with her yes */
    enum quotation_no why; text note;
    instant used_at;                /* a contract was made from it */
    ref owner;
};
extern const struct record_type quotation_type;

/* What a line is, by kind: service and add-ons less discounts, our fee once, our fee a month, her wage. */
struct quotation_sums { money service, fee, management, wage; };
struct quotation_sums quotation_sums_of(const struct quotation *quotation);

/* Is it for a large job? */
bool quotation_of_job(const struct quotation *quotation);
/* The hash of all that is read in it, the same wherever it is shown: her page sends back what it showed. */
text quotation_seen(struct work *w, const struct quotation *quotation);
/* The first version's id, which all of a chain have in common. */
int64_t quotation_root(const struct quotation *quotation);
/* All of the chain that are open or accepted, when the survey comes to nothing. */
bool quotation_chain_withdraw(struct work *w, const struct quotation *quotation);

/* The one that binds: accepted, else offered (`offered`), of this demand; NULL: none. To look at only. */
const struct quotation *quotation_of(struct work *w, int64_t demand, bool offered);
/* The price an earnest money of this demand is measured by: of its quotation, else of the price list over the term; 0: nothing says it. */
money demand_price(struct work *w, const struct demand *demand);
/* All that are open, when the demand ends. */
bool quotations_withdraw(struct work *w, int64_t demand);
/* A contract was made from it. */
bool quotation_used(struct work *w, int64_t quotation);
/* Reaction: the demand found somebody, or lost her: the clock "make the contract" of its accepted quotation begins or stops. */
bool quotation_looks_again(struct work *w, const struct record_type *type, int64_t demand);
bool quotations_expire(struct work *w);                     /* ticker */

/* ---- quotation_paper.c: as a link, counted and revocable as those of résumé cards, and as PDF ---- */

/* The token of a new link, good for some days, at most until the quotation runs out; NULL: refused. */
text quotation_link(struct work *w, const struct quotation *quotation);
/* The one behind a link; NULL: refused as not found, in one sentence for wrong, ended and revoked. `count`: this look is counted. */
struct quotation *quotation_by_link(struct work *w, text token, bool count);
void quotation_write(struct work *w, struct json *json, text key, const struct quotation *quotation);
bool quotation_pdf_call(struct work *w, const struct request *request, struct reply *reply);       /* GET /api/quotation/:id/paper */
/* For portal/: the same for who has the link. */
bool quotation_pdf_by_link(struct work *w, text token, struct reply *reply);
bool quotation_pdf_found(struct work *w, int64_t id, struct reply *reply);      /* the caller has found that it is hers who asks */

struct quotation_yes { text how, answered_by, seen, evidence, terms_version; };         /* inputs of accept; the last three from her page only */
struct quotation_wish { text note; };                       /* of ask_change */
struct quotation_refusal { enum quotation_no why; text note; };

#define SETTING_QUOTE_DAYS    "customers.quote_days"        /* how long an offer holds */
#define SETTING_ON_SITE       "customers.quote_on_site"     /* what changes a job's price on the spot, in the shop's words */
#define SETTING_WAITING_AFTER "customers.waiting_after"     /* days behind the expected birth that a nurse waits for nothing */
#define SETTING_WAITING_DAY   "customers.waiting_day"       /* yuan for each day from then on */
