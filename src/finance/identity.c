/* identity.c — see identity.h. */
#include "finance/identity.h"
#include "base/json.h"
#include "base/words.h"
#include "finance/made.h"
#include "record/answer.h"

/* Every query names the records that break it, first by id. Numbers stand for states and kinds; they only grow, never change. */
_Static_assert(BILL_REVERSED == 11 && BILL_RED == 12 && BILL_DROPPED == 13 && SETTLEMENT_REVERSED == 11 && VISIT_SETTLED == 10 && REFUND_PAID == 4 && CASH_CLOSED == 3, "the queries below name these by number");
#define ALL "select count(*), coalesce(min(id), 0) from "
#define OWED "(case when v.state in (11, 12) or (v.state = 10 and v.fee > 0) then v.fee - v.waived else v.price end)"

static const struct { text holds; literal broken; } table[] = {
    { N_("A bill is the sum of its lines, and revenue and trust make up the whole"),
      SQL(ALL "bill b where b.total <> (select coalesce(sum(l.amount), 0) from bill_lines l where l.parent = b.id) or b.revenue + b.trust <> b.total") },
    { N_("A settlement is the sum of its lines: earned and tips, less what is taken off and the cash she holds"),
      SQL(ALL "settlement s where s.total <> (select coalesce(sum(l.amount), 0) from settlement_lines l where l.parent = s.id) or s.earned + s.tips - s.deducted - s.netted <> s.total") },
    { N_("A red bill cancels the reversed one"), SQL(ALL "bill r where r.state = 12 and r.total + (select b.total from bill b where b.id = r.reverses) <> 0") },
    { N_("A red settlement cancels the reversed one"), SQL(ALL "settlement r where r.state = 12 and r.total + (select s.total from settlement s where s.id = r.reverses) <> 0") },
    { N_("A visit stands on its bill with what is owed for it"),
      SQL(ALL "visit v where exists (select 1 from visit_claim c where c.visit = v.id and c.worker = 0) and " OWED " <> (select coalesce(sum(l.amount), 0) from bill_lines l join visit_claim c on c.document = l.parent and c.visit = l.visit and c.worker = 0 where l.visit = v.id)") },
    { N_("A settled visit is paid out to its workers to the fen"),
      SQL(ALL "visit v where v.state = 10 and v.fee = 0 and exists (select 1 from visit_claim c where c.visit = v.id and c.worker <> 0) and v.worker_pay <> (select coalesce(sum(l.amount), 0) from settlement_lines l join settlement s on s.id = l.parent join visit_claim c on c.document = l.parent and c.visit = l.visit and c.worker = s.worker where l.visit = v.id)") },
    { N_("What bills say was paid is what came for them"),
      SQL(ALL "customer k where (select coalesce(sum(b.paid), 0) from bill b where b.customer = k.id and b.state not in (11, 12, 13)) <> (select coalesce(sum(case when p.kind = 1 then p.amount else -p.amount end), 0) from payment p where p.customer = k.id and p.bill is not null and p.kind in (1, 2))") },
    { N_("What settlements say was paid is what went for them"),
      SQL(ALL "worker n where (select coalesce(sum(s.paid), 0) from settlement s where s.worker = n.id and s.state not in (11, 12, 13)) <> (select coalesce(sum(case when p.kind = 3 then p.amount else -p.amount end), 0) from payment p where p.worker = n.id and p.settlement is not null and p.kind in (3, 4))") },
    { N_("What a customer owes is what she was billed and brought along, less what came"),
      SQL(ALL "customer k where exists (select 1 from bill b where b.customer = k.id and b.state between 4 and 14 and b.state <> 13) and k.owed <> (select coalesce(sum(o.amount), 0) from opening_balance o where o.customer = k.id and o.kind = 3 and o.state in (2, 3)) "
          "+ (select coalesce(sum(b.total), 0) from bill b where b.customer = k.id and b.state between 4 and 14 and b.state <> 13) - (select coalesce(sum(case when p.kind = 1 then p.amount else -p.amount end), 0) from payment p where p.customer = k.id and p.kind in (1, 2) and p.refund_case is null and p.card is null)") },
    { N_("A reversal is the opposite of its payment"), SQL(ALL "payment r where r.state = 3 and r.amount + (select p.amount from payment p where p.id = r.reverses) <> 0") },
    { N_("A refund that is paid has a payment of its amount"), SQL(ALL "refund r where r.state = 4 and not exists (select 1 from payment p where p.id = r.payment and p.kind = 2 and p.amount = r.amount and (p.refund_case = r.id or r.kind = 4))") },
    { N_("A compensation is the sum of its parts, and paid with a payment of its amount"),
      SQL(ALL "compensation c where c.amount <> c.insured + c.worker_part + c.company_part or (c.state = 4 and not exists (select 1 from payment p where p.id = c.payment and p.kind = 6 and p.state = 1 and p.compensation = c.id and p.amount = c.amount))") },
    { N_("A worker's part of a compensation is taken at most once, by the settlements that say so"),
      SQL(ALL "compensation c where c.taken <> (select coalesce(sum(-l.amount), 0) from settlement_lines l join settlement s on s.id = l.parent where l.compensation = c.id and s.state between 8 and 10) or c.taken + c.forgiven > c.worker_part") },
    { N_("Tips and cash stand in one settlement each, with their amount"),
      SQL(ALL "payment p where exists (select 1 from payment_claim c where c.payment = p.id) and (select coalesce(sum(l.amount), 0) from settlement_lines l join payment_claim c on c.document = l.parent and c.payment = l.payment join settlement s on s.id = l.parent where l.payment = p.id) "
          "<> (select case when p.kind = 5 and p.worker = s.worker then p.amount else 0 end - case when p.collector = s.worker then p.amount else 0 end + case when p.kind = 4 then p.amount else 0 end from payment_claim c join settlement s on s.id = c.document where c.payment = p.id)") },
    { N_("Standing by stands in one settlement, with what she gets for it"),
      SQL(ALL "stand_by b where exists (select 1 from stand_by_claim c where c.stand_by = b.id) and b.owed <> (select coalesce(sum(l.amount), 0) from settlement_lines l join stand_by_claim c on c.document = l.parent and c.stand_by = l.stand_by where l.stand_by = b.id)") },
    { N_("Each day of a suspension is paid once, at what the suspension says"),
      SQL(ALL "suspension u where exists (select 1 from suspension_claim c where c.suspension = u.id) and (select coalesce(sum(l.amount), 0) from settlement_lines l join settlement s on s.id = l.parent where l.suspension = u.id and s.id in (select c.document from suspension_claim c where c.suspension = u.id)) "
          "<> (select count(*) from suspension_claim c where c.suspension = u.id) * ((u.day_pay * u.pay_percent + 50) / 100)") },
    { N_("Back pay stands in one settlement, with its amount"),
      SQL(ALL "back_pay b where b.amount * (case when b.state = 2 then 1 else 0 end) <> (select coalesce(sum(l.amount), 0) from settlement_lines l join settlement s on s.id = l.parent where l.back_pay = b.id and s.state < 11)") },
    { N_("A closed till began with what the one before it left, and took the payments of its days"),
      SQL(ALL "cash_up u where u.state = 3 and (select r.expected from cash_up_receivers r where r.parent = u.id and coalesce(r.worker, 0) = 0) <> coalesce((select y.kept from cash_up y where y.branch = u.branch and y.state = 3 and y.day < u.day order by y.day desc limit 1), 0) "
          "+ (select coalesce(sum(case when p.kind in (1, 4, 5) then p.amount else -p.amount end), 0) from payment p where p.branch = u.branch and p.channel = 1 and p.collector is null and p.cash_day <= u.day "
          "and p.cash_day > coalesce((select max(y.day) from cash_up y where y.branch = u.branch and y.state = 3 and y.day < u.day), u.day - 1))") },
    { N_("A cash-up counts what it says: the sum of its receivers"),
      SQL(ALL "cash_up u where u.expected <> (select coalesce(sum(r.expected), 0) from cash_up_receivers r where r.parent = u.id) or u.difference <> (select coalesce(sum(r.difference), 0) from cash_up_receivers r where r.parent = u.id)") },
    { N_("A used coupon took off what the order says"), SQL(ALL "coupon_use c where c.amount <> (select o.coupon from service_order o where o.id = c.service_order)") },
    { N_("No visit has more paid for it than it costs"),
      SQL(ALL "visit v where v.state in (9, 10, 13) and (select coalesce(sum(case when p.kind = 1 then p.amount else -p.amount end), 0) from payment p where p.visit = v.id and p.kind in (1, 2)) > " OWED
          " and v.waived = 0 and not exists (select 1 from visit_corrections c where c.parent = v.id)") },
    { N_("Every entry of the ledger adds up to nothing, trust money by itself"),
      SQL(ALL "(select l.parent as id from ledger_entry_lines l join ledger_account a on a.id = l.account group by l.parent having sum(l.amount) <> 0 or sum(case when a.trust = 1 then l.amount else 0 end) <> 0) e") },
    { N_("What is left on a card is what its entries of the ledger say"),
      SQL(ALL "prepaid_card k where k.paid_left <> (select coalesce(sum(-l.amount), 0) from ledger_entry e join ledger_entry_lines l on l.parent = e.id join ledger_account a on a.id = l.account where e.card = k.id and a.code = '2203') "
          "or k.gift_left <> (select coalesce(sum(-l.amount), 0) from ledger_entry e join ledger_entry_lines l on l.parent = e.id join ledger_account a on a.id = l.account where e.card = k.id and a.code = '2204')") },
};
_Static_assert(COUNT_OF(table) == IDENTITIES, "IDENTITIES counts the table");

bool identities_look(struct work *w, struct identity into[IDENTITIES])
{
    for (int i = 0; i < IDENTITIES; i++) {
        into[i] = (struct identity){ .holds = table[i].holds };
        struct rows *row = db_query(w, table[i].broken, NO_BIND);
        if (db_next(row)) {
            into[i].broken = db_number(row, 0);
            into[i].first = db_number(row, 1);
        }
        db_enough(row);
    }
    return !failed(w);
}

bool identities_call(struct work *w, const struct request *q, struct reply *reply)
{
    (void)q;
    struct identity found[IDENTITIES];
    if (!identities_look(w, found)) return false;
    struct json j = json_new(w->arena);
    int64_t broken = 0;
    write_object(&j, NULL);
    write_list(&j, "identities");
    for (int i = 0; i < IDENTITIES; i++) {
        write_object(&j, NULL);
        write_text(&j, "holds", translate(w->language, found[i].holds));
        write_number(&j, "broken", found[i].broken);
        write_number(&j, "first", found[i].first);
        write_end(&j, '}');
        broken += found[i].broken;
    }
    write_end(&j, ']');
    write_number(&j, "broken", broken);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return true;
}
