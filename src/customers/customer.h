/* customer.h — the payer (客户): a person or a company, with what the shop knows about how to serve her.
 *
 * A company has a name, an invoice title and a tax number, several sites (its homes), contact persons (contact.h) and, if it was agreed, one
 * bill a month over all sites (月结) with a day to pay it and a limit of what may stand open. It is no person: no ID number, nothing of age or sex.
 *
 * Minimal by law (PIPL 6, 19): the ID number belongs to the contract, not here. A platform's masked number (隐私号) expires and is shared:
 * never an identity, never a reason to merge (DOMAIN.md §0.21). */
#pragma once
#include "company/company.h"
#include "services/services.h"

enum customer_state { CUSTOMER_ACTIVE = 1, CUSTOMER_DORMANT, CUSTOMER_CLOSED };
enum customer_kind { CUSTOMER_PERSON = 1, CUSTOMER_COMPANY };
enum customer_source { SOURCE_REFERRAL = 1, SOURCE_WALK_IN, SOURCE_PLATFORM, SOURCE_WECHAT, SOURCE_PHONE, SOURCE_ADVERT, SOURCE_PARTNER, SOURCE_OTHER };

struct customer {
    struct record record;
    enum customer_state state;
    enum customer_kind kind;
    ref person;                     /* the payer, or the contact of a company */
    text name;                      /* in step with the person, or the company's */
    text tax_number;                /* unified social credit code of a company */
    text invoice_title;             /* 抬头, what invoices are made out to; "": its name */
    bool monthly;                   /* a company's visits of a month on one bill */
    int64_t due_day;                /* of the month after it, 1 … 28 */
    money credit_limit;             /* owed, done and ordered may reach this; 0: no limit */
    text level;
    enum customer_source source;
    sealed platform_phone; instant platform_phone_until; text platform_order;
    ref favourite;                  /* the worker she asks for: worker is an upper floor, so its person */
    maybe_day since;
    day last_visit;                 /* kept by operations */
    money owed;                     /* kept by finance: opening balance of the go-live sheets included */
    text remark;
};
extern const struct record_type customer_type;
extern const struct choice customer_sources[];

/* The actor's branch's customer with this phone, as it is kept: the first when several share it. 0: none. */
int64_t customer_by_phone(struct work *w, text phone);
/* Closed is for good: nothing new is asked, ordered or signed for her; the desk makes her a customer anew. Refused on `field`. */
bool customer_is_served(struct work *w, int64_t customer, text field);

/* What stands open with her: owed on bills, and done or ordered and on none yet. Upper floors that know of more answer the question. */
#define QUESTION_UNBILLED "customer_unbilled"
struct customer_unbilled { money (*sum)(struct work *w, int64_t customer); };
money customer_open(struct work *w, const struct customer *customer);
/* Refuses at `price` when it would pass the limit; says by how much. */
bool customer_credit(struct work *w, int64_t customer, money more);
/* For what was promised already, the visits of a plan: nothing stops, the office is reminded (once for each customer) that the limit is passed
 * and by how much, and the reminder is taken back when it is kept again. */
bool customer_credit_watch(struct work *w, int64_t customer);
