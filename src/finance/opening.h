/* opening.h — what a shop brings along at go-live (期初余额): one sheet a kind. A second person accepts each row; debts then count in what the
 * customer owes, unpaid wages go into the worker's next settlement, advances come off as many as they need (brought_advance.h), a key hangs among the keys in custody. A card or stored value becomes a prepaid card of the ledger (`card`), with
 * its opening entry: from then on it pays and is paid back like any other. */
#pragma once
#include "ledger/ledger.h"
#include "team/team.h"

enum opening_state { OPENING_ENTERED = 1, OPENING_ACCEPTED, OPENING_USED, OPENING_REJECTED };
enum opening_kind { OPENING_CARD = 1, OPENING_STORED, OPENING_DEBT, OPENING_UNPAID_WAGE, OPENING_ADVANCE, OPENING_DEPOSIT, OPENING_KEY };

struct opening_balance {
    struct record record;
    enum opening_state state;
    enum opening_kind kind;
    ref customer, worker;
    day as_of;
    money amount;                   /* debt, wage, advance, deposit; stored value: paid part left */
    money gift;                     /* stored value: gift part left */
    money paid, list_price;         /* card: what was paid for it; list price of a visit, for refunds */
    int64_t bought, left_over;      /* card: visits */
    maybe_day sold;
    text card_number, kept_where;   /* kept_where: of a key */
    ref settlement;                 /* the one that took it up */
    ref card;                       /* the prepaid card it became */
    ref entered_by, accepted_by;
    text remark;
};
extern const struct record_type opening_balance_type;
struct import_shape;
extern const struct import_shape opening_import;        /* 期初余额: cards, debts, wages, keys */
