/* branch_closing.c — see branch_closing.h. */
#include "finance/branch_closing.h"
#include "base/words.h"
#include "contracts/contracts.h"
#include "ledger/ledger.h"
#include "messages/messages.h"
#include "record/deadline.h"
#include "record/said.h"

#define CARDS "closing.cards"
#define SERVICES "closing.services"

static const struct message_variable of_card[] = { { "branch", N_("Branch"), N_("Riverside shop"), false }, { "day", N_("Day"), N_("27 November"), false }, { "card", N_("Card"), "K26-00012", false }, { "left", N_("Left on it"), "¥1200.00", true }, { "phone", N_("Phone"), "10000000000", false }, { 0 } };
static const struct message_variable of_service[] = { { "branch", N_("Branch"), N_("Riverside shop"), false }, { "day", N_("Day"), N_("27 November"), false }, { "phone", N_("Phone"), "10000000000", false }, { 0 } };
static const struct message_declared declared[] = {
    { .code = "closing.card", .label = N_("The shop closes down: your card"), .reader = TELLS_CUSTOMERS, .purpose = MESSAGE_SERVICE, .contract = true, .topic = "closing", .channels = TELL_ANYHOW, .variables = of_card,
      .body = N_("{branch} closes down on {day}. {left} are left on your card {card}. Until then you may use it as before; you may take the money back at any time, reckoned as our reason: on your page, or by telephone {phone}.") },
    { .code = "closing.service", .label = N_("The shop closes down: your service"), .reader = TELLS_CUSTOMERS, .purpose = MESSAGE_SERVICE, .contract = true, .topic = "closing", .channels = TELL_ANYHOW, .variables = of_service,
      .body = N_("{branch} closes down on {day}. We call you about how your service goes on; telephone {phone}.") },
};
const struct message_templates closing_messages = { declared, COUNT_OF(declared) };

/* ---- told ---- */

static bool tell_holders(struct work *w, const struct branch *b, int64_t *ret_cards, money *ret_left)
{
    struct found f = LOOK_WHERE(w, prepaid_card, "branch = $1 and state between 2 and 5 order by id", BIND(num(b->record.id)));
    for (int i = 0; i < f.count && !failed(w); i++) {
        const struct prepaid_card *c = FOUND(struct prepaid_card, f, i);
        const struct customer *who = record_peek(w, &customer_type, c->customer.id);
        *ret_left = money_add(*ret_left, c->paid_left);
        if (who && !tell(w, &(struct telling){ .template = "closing.card", .person = who->person, .branch = { b->record.id }, .about = &prepaid_card_type, .record = c->record.id, .occasion = print(w, "closing %d", b->closes_on.number),
                SAYING(say("branch", b->name), say_day("day", (day){ b->closes_on.number }), say("card", c->record.number), say_money("left", money_add(c->paid_left, c->gift_left)), say("phone", b->complaint_phone)) })) return false;
    }
    *ret_cards = f.count;
    return !failed(w);
}

/* Whose service has to go on: once, however many contracts and plans she has. */
struct served { int64_t customer, person; };
static bool tell_served(struct work *w, const struct branch *b, int64_t *ret_customers)
{
    int room = (int)db_one(w, SQL("select count(*) from customer where branch = $1"), BIND(num(b->record.id)), 0), n = 0;
    struct served *all = take_many(w, struct served, room);
    struct rows *row = db_query(w, SQL("select c.id, c.person from customer c where c.branch = $1 and (exists (select 1 from contract x where x.customer = c.id and x.state in (1, 7, 8)) "
        "or exists (select 1 from service_plan x where x.customer = c.id and x.state in (2, 3))) order by c.id"), BIND(num(b->record.id)));
    while (db_next(row) && n < room) all[n++] = (struct served){ db_number(row, 0), db_number(row, 1) };
    for (int i = 0; i < n && !failed(w); i++)
        if (!tell(w, &(struct telling){ .template = "closing.service", .person = { all[i].person }, .branch = { b->record.id }, .about = &customer_type, .record = all[i].customer, .occasion = print(w, "closing %d", b->closes_on.number),
                SAYING(say("branch", b->name), say_day("day", (day){ b->closes_on.number }), say("phone", b->complaint_phone)) })) return false;
    *ret_customers = n;
    return !failed(w);
}

static bool ask(struct work *w, const struct branch *b, text rule, text sentence, int64_t count, text sum, text who)
{
    const text said[] = { b->name, day_text(w->arena, (day){ b->closes_on.number }), print(w, "%lld", (long long)count), sum, NULL };
    mention(w, "branch", b->record.id, sentence, said[0], said[1], said[2], said[3]);
    return remind(w, &(struct reminder){ .title = said_keep(w, sentence, said), .due = { w->now.ms + DAYS(1) }, .rule = rule, .about = &branch_type, .record = b->record.id, .branch = b->record.id, .who = who,
        .escalate_after = DAYS(7), .then = CAN_MANAGE_COMPANY }) != 0;
}

bool closing_told(struct work *w, const struct record_type *type, int64_t id)
{
    const struct branch *b = record_peek(w, type, id);
    int64_t cards = 0, customers = 0;
    money left = { 0 };
    if (!b || !closing_off(w, type, id) || !tell_holders(w, b, &cards, &left) || !tell_served(w, b, &customers)) return !failed(w);
    if (cards && !ask(w, b, CARDS, N_("{1} closes on {2}: {3} cards with {4} paid on them were told; call each holder: use it up, pay it back as our reason, or go on elsewhere"), cards, money_shown(w->arena, left), CAN_KEEP_CARDS)) return false;
    return !customers || ask(w, b, SERVICES, N_("{1} closes on {2}: {3} customers with a contract or plan were told; call each: who serves her from then on, or how it ends"), customers, "", CAN_EDIT_CONTRACTS);
}

bool closing_off(struct work *w, const struct record_type *type, int64_t id)
{
    remind_no_more(w, type, id, CARDS);
    remind_no_more(w, type, id, SERVICES);
    return !failed(w);
}
