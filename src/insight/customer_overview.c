/* customer_overview.c — see overview.h: one customer, for whoever has her on the phone. At most a dozen statements. */
#include <stdlib.h>
#include <string.h>
#include "base/words.h"
#include "insight/customer_next.h"
#include "insight/signs.h"
#include "record/answer.h"
#include "record/output.h"
#include "record/store.h"

static const struct overview_part parts[CUSTOMER_PARTS] = {
    [OF_PLANS] = { "plans", &service_plan_type, { "first", "last", "price", "weekdays", "at" } },
    [OF_PLACEMENTS] = { "placements", &placement_type, { "first", "last", "wage", "live_in", "ended" } },
    [OF_CONTRACTS] = { "contracts", &contract_type, { "first", "last", "wage", "fee", "deposit" }, "mode" },
    [OF_CARDS] = { "cards", &prepaid_card_type, { "paid_left", "gift_left", "bought", "used", "expires" }, "kind" },
    [OF_COMING] = { "coming", &visit_type, { "start", "until", "price" } },
    [OF_VISITS] = { "visits", &visit_type, { "start", "until", "price", "stars", "late", "answered" } },
    [OF_DEMANDS] = { "demands", &demand_type, { "start_from", "term", "budget", "waiting_since", "urgent" }, "arrangement" },
    [OF_QUOTES] = { "quotes", &service_order_type, { "start", "length", "price", "created_at" } },
    [OF_COMPLAINTS] = { "complaints", &complaint_type, { "at", "claim", "refund", "satisfaction" }, "category" },
    [OF_INCIDENTS] = { "incidents", &incident_type, { "at", "level" }, "kind" },
    [OF_MESSAGES] = { "messages", &message_type, { "at", "sent_at", "read_at" }, "channel" },
    [OF_RENEWALS] = { NULL, &renewal_type, { NULL } },
    [OF_OFFERS] = { "offers", &care_offer_type, { "due" }, "kind" },
    [OF_CALLS] = { "calls", &follow_up_type, { "due", "done_at", "score", "nps" }, "stage" },
    [OF_BILLS] = { "bills", &bill_type, { "first", "last", "total", "paid", "due" } },
    [OF_UNWANTED] = { "unwanted", &unwanted_pair_type, { "review_on" }, "side" },
    [OF_KEYS] = { "keys", &key_custody_type, { "handed_at", "out_since", "back_by" } },
    [OF_CONSENTS] = { "consents", &consent_type, { "given_at", "withdrawn_at" }, "purpose" },
    [OF_REPLACEMENTS] = { "replacements", &replacement_type, { "at", "first_day" }, "reason" },
    [OF_REFERRALS] = { "referrals", &referral_type, { "at", "reward" } },
    [OF_CONTACTS] = { "contacts", &customer_contact_type, { NULL }, "role" },
    [OF_AUTHORITIES] = { "authorities", &authority_type, { "until" }, "acting" },
    [OF_QUOTATIONS] = { "quotations", &quotation_type, { "price", "a_month", "valid_until", "offered_at", "used_at", "demand" } },
};

/* ---- the lines: $1 customer, $2 now, $3 today, $4 her person, $5 who asks ---- */

#define PICK(n, words) "select * from (select " n ", " words ") x" n
#define PLANS PICK("0", "p.id, p.branch, p.state, p.first, coalesce(p.last, 0), p.price, p.weekdays, p.at, 0, coalesce(p.worker, 0), coalesce(n.name, ''), l.name, '', p.number from service_plan p join service_line l on l.id = p.line left join worker n on n.id = p.worker where p.customer = $1 order by case when p.state = 4 then 1 else 0 end, p.id desc limit 8")
/* Who has given notice serves until her last day. */
#define PLACEMENTS PICK("1", "p.id, p.branch, case when p.state = 7 and p.gap_since >= $3 then 4 else p.state end, p.first, coalesce(p.ended_on, p.last), p.wage, p.live_in, coalesce(p.ended_on, 0), coalesce(p.gap_since, 0), coalesce(p.substitute, p.worker), coalesce(n.name, ''), l.name, h.name, p.number from placement p join service_line l on l.id = p.line join household h on h.id = p.household left join worker n on n.id = coalesce(p.substitute, p.worker) where p.customer = $1 and p.state <> 11 order by case when p.state < 9 then 0 else 1 end, p.last desc limit 6")
#define CONTRACTS PICK("2", "k.id, k.branch, k.state, k.first, coalesce(k.ended_on, k.last), k.wage, k.fee, k.deposit, k.mode, coalesce(k.worker, 0), coalesce(n.name, ''), l.name, k.paper_number, k.number from contract k join service_line l on l.id = k.line left join worker n on n.id = k.worker where k.customer = $1 and k.state <> 9 order by case when k.state = 2 then 1 else 0 end, k.last desc limit 8")
#define CARDS PICK("3", "c.id, c.branch, c.state, c.paid_left, c.gift_left, c.bought, c.used, coalesce(c.expires, 0), c.kind, 0, '', coalesce(l.name, ''), c.purpose, c.number from prepaid_card c left join service_line l on l.id = c.line where c.customer = $1 and c.state <> 8 order by case when c.state between 2 and 5 then 0 else 1 end, c.id desc limit 6")
#define COMING PICK("4", "v.id, v.branch, v.state, v.start, v.until, v.price, 0, 0, 0, coalesce(v.worker, 0), coalesce(n.name, ''), l.name, h.name, v.number from visit v join service_line l on l.id = v.line join household h on h.id = v.household left join worker n on n.id = v.worker where v.customer = $1 and v.state between 1 and 7 and v.start > $2 - 57600000 order by v.start limit 8")
#define VISITS PICK("5", "v.id, v.branch, v.state, v.start, v.until, v.owed, case when v.stars is null or v.rating_disputed = 1 or v.rating_withdrawn = 1 then 0 else v.stars end, v.late_minutes, " \
    "(select count(*) from complaint k where k.visit = v.id and (k.about_account is null or k.about_account <> $5)), coalesce(v.worker, 0), coalesce(n.name, ''), l.name, v.rating, v.number from visit v join service_line l on l.id = v.line left join worker n on n.id = v.worker where v.customer = $1 and v.state >= 8 and v.start <= $2 order by v.start desc limit 10")
#define DEMANDS PICK("6", "d.id, d.branch, d.state, d.start_from, d.term, d.budget, d.waiting_since, d.urgent, coalesce(d.arrangement, 0), coalesce(d.hired, 0), coalesce(n.name, ''), l.name, coalesce(d.food, '') || case when d.food <> '' and d.taboos <> '' then '; ' else '' end || coalesce(d.taboos, ''), d.number " \
    "from demand d join service_line l on l.id = d.line left join worker n on n.id = d.hired where d.customer = $1 or d.person = $4 order by case when d.state in (4, 5, 11) then 1 else 0 end, d.id desc limit 6")
#define QUOTES PICK("7", "o.id, o.branch, o.state, o.start, o.length, o.price, o.created_at, 0, 0, 0, '', l.name, o.wishes, o.number from service_order o join service_line l on l.id = o.line where o.customer = $1 and o.state = 1 order by o.id desc limit 5")
#define COMPLAINTS PICK("8", "k.id, k.branch, k.state, k.received_at, k.claim, k.refund, coalesce(k.satisfaction, 0), 0, k.category, coalesce(k.worker, 0), coalesce(n.name, ''), '', k.story, k.number from complaint k left join worker n on n.id = k.worker where k.customer = $1 and (coalesce(k.about_account, 0) = 0 or k.about_account <> $5) order by case when k.state in (7, 8) then 1 else 0 end, k.id desc limit 6")
#define INCIDENTS PICK("9", "i.id, i.branch, i.state, i.raised_at, coalesce(i.level, 0), 0, 0, 0, i.kind, coalesce(i.worker, 0), coalesce(n.name, ''), '', i.story, i.number from incident i left join worker n on n.id = i.worker where i.customer = $1 order by case when i.state in (5, 6) then 1 else 0 end, i.id desc limit 4")
#define MESSAGES PICK("10", "m.id, m.branch, m.state, m.created_at, m.sent_at, m.read_at, 0, 0, m.channel, 0, '', m.heading, '', m.number from message m where m.person = $4 order by m.id desc limit 8")
#define RENEWALS PICK("11", "r.id, r.branch, r.state, r.ends, 0, 0, 0, 0, 0, coalesce(r.worker, 0), coalesce(n.name, ''), '', '', r.number from renewal r left join worker n on n.id = r.worker where r.customer = $1 and r.state <= 5 order by r.ends limit 3")
#define OFFERS PICK("12", "o.id, o.branch, o.state, o.due, 0, 0, 0, 0, o.kind, 0, '', o.what, o.said, o.number from care_offer o where o.customer = $1 order by case when o.state <= 2 then 0 else 1 end, o.id desc limit 4")
#define CALLS PICK("13", "f.id, f.branch, f.state, f.due, f.done_at, coalesce(f.score, -1), coalesce(f.nps, -1), 0, f.stage, 0, '', f.next, f.needs, f.number from follow_up f where f.customer = $1 and f.side = 1 and (f.state <> 1 or f.due <= $3 + 7) order by case when f.state = 1 then 0 else 1 end, f.due desc limit 6")
#define BILLS PICK("14", "b.id, b.branch, b.state, b.first, b.last, b.total, b.paid, coalesce(b.due, 0), 0, 0, '', '', b.objection, b.number from bill b where b.customer = $1 and b.state <> 13 order by case when b.state between 4 and 8 and b.total > b.paid then 0 else 1 end, b.first desc, b.id desc limit 6")
#define UNWANTED PICK("15", "u.id, u.branch, u.state, u.review_on, 0, 0, 0, 0, u.side, coalesce(n.id, 0), coalesce(n.name, ''), '', u.why, u.number from unwanted_pair u left join worker n on n.person = u.person where u.customer = $1 and u.state in (1, 2) order by u.id desc limit 6")
#define KEYS PICK("16", "k.id, k.branch, k.state, k.handed_at, k.out_since, k.back_by, 0, 0, 0, coalesce(k.holder, 0), coalesce(n.name, ''), k.what, k.hangs_at, k.tag from key_custody k left join worker n on n.id = k.holder where k.customer = $1 and k.state in (1, 2) order by k.id limit 6")
#define CONSENTS PICK("17", "c.id, 0, c.state, c.given_at, c.withdrawn_at, 0, 0, 0, c.purpose, 0, '', '', c.notice_version, c.number from consent c where c.person = $4 order by c.id desc limit 12")
#define REPLACEMENTS PICK("18", "r.id, r.branch, r.state, r.requested_at, coalesce(r.first_day, 0), 0, 0, 0, coalesce(r.reason, 0), r.old_worker, coalesce(n.name, ''), '', r.wish, r.number from replacement r left join worker n on n.id = r.old_worker where r.customer = $1 and r.state <= 4 order by r.id desc limit 3")
#define REFERRALS PICK("19", "r.id, r.branch, r.state, r.created_at, r.reward, 0, 0, 0, 0, r.customer, c.name, '', '', r.number from referral r join customer c on c.id = r.customer where r.by_customer = $1 order by r.id desc limit 4")
#define CONTACTS PICK("20", "k.id, k.branch, 0, 0, 0, 0, 0, 0, k.role, k.person, p.name, k.post, k.note, k.number from customer_contact k join person p on p.id = k.person where k.customer = $1 order by k.id limit 8")
#define QUOTATIONS PICK("21", "q.id, q.branch, q.state, q.price, q.a_month, q.valid_until, q.offered_at, q.used_at, q.demand, 0, '', l.name, q.note, q.number from quotation q join service_line l on l.id = q.line where q.person = $4 order by case when q.state in (1, 2, 3, 7) then 0 else 1 end, q.id desc limit 5")
#define AUTHORITIES PICK("22", "a.id, a.branch, a.state, coalesce(a.until, 0), 0, 0, 0, 0, a.acting, a.person, p.name, '', a.acts_for, a.number from authority a join person p on p.id = a.person where a.customer = $1 and a.state = 1 order by a.id desc limit 6")
#define AND " union all "

static struct rows *lines(struct work *w, const struct customer *c)
{
    return db_query(w, SQL(PLANS AND PLACEMENTS AND CONTRACTS AND CARDS AND COMING AND VISITS AND DEMANDS AND QUOTES AND COMPLAINTS AND INCIDENTS AND MESSAGES AND RENEWALS AND OFFERS AND CALLS AND BILLS AND UNWANTED AND KEYS AND CONSENTS
                           AND REPLACEMENTS AND REFERRALS AND CONTACTS AND QUOTATIONS AND AUTHORITIES),
                    BIND(num(c->record.id), num(w->now.ms), num(day_of(w->now).number), num(c->person.id), num(w->actor->user)));
}
_Static_assert(OF_AUTHORITIES == 22 && OF_QUOTATIONS == 21 && QUOTATION_ACCEPTED == 3 && VISIT_FINISHED == 8 && PLACEMENT_SETTLED == 9 && PLACEMENT_IN_SERVICE == 4 && PLACEMENT_GAP == 7 && BILL_SENT == 4 && BILL_DROPPED == 13 && CONTRACT_WITHDRAWN == 9 && CARD_CLOSED == 8 && JOB_DEPOSIT_RECEIVED == 2 && DEMAND_CANCELLED == 11, "the queries name parts and states by number");

/* ---- what she is worth, and what is between us ---- */

/* `+rating_disputed`: hers are found by her, not by the index of what is disputed, which is nearly every visit of the company. */
static void read_sums(struct work *w, const struct customer *c, struct customer_sums *s)
{
    day today = day_of(w->now);
    struct rows *row = db_query(w, SQL("select (select count(*) from visit where customer = $1 and state between 8 and 10 and start >= $2), "
        "(select cast(coalesce(sum(owed), 0) as bigint) from visit where customer = $1 and start >= $2 and start < $3 and (state between 8 and 10 or state in (12, 13) or (state = 11 and fee > 0))), "
        "(select cast(coalesce(sum(l.amount), 0) as bigint) from bill b join bill_lines l on l.parent = b.id where b.customer = $1 and b.last >= $4 and b.state between 4 and 14 and b.state <> 13 and coalesce(l.visit, 0) = 0 and l.item not in (7, 9, 10)), "
        "(select count(*) from bill where customer = $1 and state between 4 and 8 and total > paid), (select cast(coalesce(sum(total - paid), 0) as bigint) from bill where customer = $1 and state between 4 and 8 and total > paid), "
        "(select cast(coalesce(sum(total - paid), 0) as bigint) from bill where customer = $1 and state between 4 and 8 and total > paid and due < $5), "
        "(select cast(coalesce(sum(paid_left), 0) as bigint) from prepaid_card where customer = $1 and state between 2 and 5), (select cast(coalesce(sum(gift_left), 0) as bigint) from prepaid_card where customer = $1 and state between 2 and 5), "
        "(select cast(coalesce(sum(deposit), 0) as bigint) from contract where customer = $1 and deposit_kind > 1 and state in (1, 5, 6, 7, 8)), "
        "(select cast(coalesce(sum(deposit_paid), 0) as bigint) from demand where (customer = $1 or person = $6)), "
        "(select cast(coalesce(sum(d.amount), 0) as bigint) from job_deposit d join demand m on m.id = d.demand where d.customer = $1 and d.state = 2 and m.state = 11), "
        "(select count(*) from visit where customer = $1 and start >= $2 and stars is not null and +rating_disputed = 0 and rating_withdrawn = 0), "
        "(select cast(coalesce(sum(stars), 0) as bigint) from visit where customer = $1 and start >= $2 and stars is not null and +rating_disputed = 0 and rating_withdrawn = 0), "
        "(select count(*) from complaint where customer = $1 and received_at >= $2 and state <> 8 and (about_account is null or about_account <> $7))"),
        BIND(num(c->record.id), num(w->now.ms - DAYS(365)), num(w->now.ms), num(today.number - 365), num(today.number), num(c->person.id), num(w->actor->user)));
    int64_t *into[] = { &s->visits, &s->visits_worth, &s->other_worth, &s->open_bills, &s->open, &s->overdue, &s->card_paid, &s->card_gift, &s->contract_deposits, &s->demand_deposits, &s->deposits_back, &s->rated, &s->stars, &s->complaints };
    if (db_next(row)) {
        for (int i = 0; i < COUNT_OF(into); i++) *into[i] = db_number(row, i);
        db_enough(row);
    }
    s->stands_open = customer_open(w, c).fen;
}

/* Sums of records the actor may not see are not told. */
static void write_sums(struct work *w, struct json *j, const struct customer *c, const struct customer_sums *s)
{
    const struct { text name, see; int64_t n; } all[] = {
        { "visits", CAN_SEE_VISITS, s->visits }, { "visits_worth", CAN_SEE_VISITS, s->visits_worth }, { "other_worth", CAN_SEE_BILLS, s->other_worth }, { "open_bills", CAN_SEE_BILLS, s->open_bills }, { "open", CAN_SEE_BILLS, s->open },
        { "overdue", CAN_SEE_BILLS, s->overdue }, { "owed", CAN_SEE_CUSTOMERS, c->owed.fen }, { "stands_open", CAN_SEE_BILLS, s->stands_open }, { "credit_limit", CAN_SEE_CUSTOMERS, c->credit_limit.fen }, { "card_paid", CAN_SEE_CARDS, s->card_paid },
        { "card_gift", CAN_SEE_CARDS, s->card_gift }, { "contract_deposits", CAN_SEE_CONTRACTS, s->contract_deposits }, { "demand_deposits", CAN_SEE_DEMANDS, s->demand_deposits }, { "deposits_back", CAN_SEE_BILLS, s->deposits_back }, { "rated", CAN_SEE_VISITS, s->rated },
        { "stars", CAN_SEE_VISITS, s->stars }, { "complaints", CAN_SEE_COMPLAINTS, s->complaints },
    };
    write_object(j, "sums");
    for (int i = 0; i < COUNT_OF(all); i++)
        if (can(w, all[i].see)) write_number(j, all[i].name, all[i].n);
    write_end(j, '}');
}

/* ---- who she is ---- */

static void write_homes(struct work *w, struct json *j, const struct customer *c)
{
    struct found homes = LOAD_WHERE(w, household, "customer = $1 order by id limit 12", BIND(num(c->record.id)));
    write_list(j, "homes");
    for (int i = 0; i < homes.count; i++) record_write(w, j, NULL, &household_type, homes.at[i], WITH_ROWS);
    write_end(j, ']');
}

void customer_overview_write(struct work *w, struct json *j, const struct customer *c)
{
    const struct person *person = record_peek(w, &person_type, c->person.id), *favourite = c->favourite.id ? record_peek(w, &person_type, c->favourite.id) : NULL;
    struct overview o = { .parts = parts, .part_count = COUNT_OF(parts) };
    struct customer_sums sums = { 0 };
    overview_read(w, &o, lines(w, c));
    read_sums(w, c, &sums);
    customer_next(w, &o, c, person, &sums);
    write_object(j, NULL);
    write_number(j, "now", w->now.ms);
    write_number(j, "today", day_of(w->now).number);
    if (person && can(w, CAN_SEE_PERSONS)) record_write(w, j, "person", &person_type, person, 0);
    write_text(j, "favourite", favourite ? favourite->name : "");
    signs_write(w, j, c->person.id, c->record.id);
    write_homes(w, j, c);
    write_sums(w, j, c, &sums);
    overview_next_write(j, &o);
    overview_lines_write(w, j, &o);
    write_end(j, '}');
}

bool customer_overview_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct customer *c = id ? LOAD(w, customer, id) : NULL;
    if (!c) return false;
    struct json j = json_new(w->arena);
    customer_overview_write(w, &j, c);
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
