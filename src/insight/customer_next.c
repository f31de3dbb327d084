/* customer_next.c — see customer_next.h: one small rule a part, each about one line. */
#include "insight/customer_next.h"
#include "base/words.h"
#include "company/company.h"

enum { QUIET_DAYS = 365 };      /* so long the page says why nobody calls */

typedef void line_rule(struct work *w, struct overview *o, const struct overview_line *l);

static text on(struct work *w, int64_t at) { return day_text(w->arena, day_of((instant){ at })); }
static text of_day(struct work *w, int64_t d) { return day_text(w->arena, (day){ (int32_t)d }); }
static int64_t today(const struct work *w) { return day_of(w->now).number; }

static void incident(struct work *w, struct overview *o, const struct overview_line *l)
{
    if (l->state < INCIDENT_CLOSED) overview_next(w, o, "danger", "incident", because(w, N_("An incident is open: {1}"), overview_kind(w, o, l)), overview_page(w, o, l));
}

static void complaint(struct work *w, struct overview *o, const struct overview_line *l)
{
    if (l->state == COMPLAINT_CLOSED || l->state == COMPLAINT_INVALID) return;
    overview_next(w, o, "danger", "complaint", because(w, N_("A complaint is open since {1}: {2}"), on(w, l->n[0]), overview_kind(w, o, l)), overview_page(w, o, l));
}

static void placement(struct work *w, struct overview *o, const struct overview_line *l)
{
    if (l->state == PLACEMENT_IN_SERVICE && l->n[5]) overview_next(w, o, "warn", "leaves", because(w, N_("{1} serves until {2}, nobody follows yet: {3}"), l->who_name, of_day(w, l->n[5]), l->what), overview_page(w, o, l));
    if (l->state == PLACEMENT_GAP) overview_next(w, o, "danger", "gap", because(w, N_("Nobody serves in the home just now: {1}"), l->what), overview_page(w, o, l));
}

static void renewal(struct work *w, struct overview *o, const struct overview_line *l)
{
    if (l->state == RENEWAL_LAPSED) overview_next(w, o, "danger", "lapsed", because(w, N_("The term with {1} is over since {2} and nothing is signed"), l->who_name, of_day(w, l->n[0])), overview_page(w, o, l));
    else overview_next(w, o, "warn", "renewal", because(w, N_("The term with {1} ends on {2}: speak about going on"), l->who_name, of_day(w, l->n[0])), overview_page(w, o, l));
}

/* A low rating that led to no complaint: somebody should have asked what happened. */
static void rating(struct work *w, struct overview *o, const struct overview_line *l)
{
    if (!l->n[3] || l->n[3] > LOW_STARS || l->n[5] || l->n[0] < w->now.ms - DAYS(LOW_DAYS)) return;
    text to = can(w, CAN_RECEIVE_COMPLAINTS) ? print(w, "/complaint/new?visit=%lld", (long long)l->id) : overview_page(w, o, l);
    overview_next(w, o, "warn", "rating", because(w, N_("{1} stars for the visit on {2}, and nobody has asked her why"), print(w, "%lld", (long long)l->n[3]), on(w, l->n[0])), to);
}

static void bill(struct work *w, struct overview *o, const struct overview_line *l)
{
    bool overdue = l->state >= BILL_SENT && l->state <= BILL_LOCKED && l->n[2] > l->n[3] && l->n[4] && l->n[4] < today(w);
    if (overdue) overview_next(w, o, "warn", "unpaid", because(w, N_("{1} are not paid, due since {2}"), money_shown(w->arena, (money){ l->n[2] - l->n[3] }), of_day(w, l->n[4])), overview_page(w, o, l));
    if (l->state == BILL_OBJECTED) overview_next(w, o, "warn", "objection", because(w, N_("She objects to bill {1}"), l->number), overview_page(w, o, l));
}

static void visit_to_come(struct work *w, struct overview *o, const struct overview_line *l)
{
    if (l->state != VISIT_UNASSIGNED || l->n[0] > w->now.ms + DAYS(2)) return;
    overview_next(w, o, l->n[0] < w->now.ms + DAYS(1) ? "danger" : "warn", "nobody", because(w, N_("The visit on {1} has nobody yet"), instant_words(w->arena, (instant){ l->n[0] })), overview_page(w, o, l));
}

static void call(struct work *w, struct overview *o, const struct overview_line *l)
{
    if (l->state == FOLLOW_UP_DUE && l->n[0] <= today(w)) overview_next(w, o, "warn", "call", because(w, N_("The call “{1}” is due since {2}"), overview_kind(w, o, l), of_day(w, l->n[0])), overview_page(w, o, l));
}

static void contract(struct work *w, struct overview *o, const struct overview_line *l)
{
    if (l->state == CONTRACT_SENT || l->state == CONTRACT_PARTLY_SIGNED) overview_next(w, o, "warn", "unsigned", because(w, N_("Contract {1} waits for signatures"), l->number), overview_page(w, o, l));
    if (l->state == CONTRACT_DRAFT) overview_next(w, o, "info", "draft", because(w, N_("Contract {1} is a draft: fill in what is missing and send it"), l->number), overview_page(w, o, l));
}

static void demand(struct work *w, struct overview *o, const struct overview_line *l)
{
    bool looking = l->state == DEMAND_CONFIRMED || l->state == DEMAND_MATCHING;
    text page = print(w, "/demands/%lld", (long long)l->id);
    if (looking && l->n[3] && l->n[3] < w->now.ms - DAYS(1)) overview_next(w, o, "warn", "waits", because(w, N_("She asked for {1} and nobody was shown to her since {2}"), l->what, on(w, l->n[3])), page);
    if (l->state == DEMAND_DRAFT) overview_next(w, o, "info", "interview", because(w, N_("What she needs of {1} is not written down to the end"), l->what), print(w, "%s/needs", page));
}

static void quotation(struct work *w, struct overview *o, const struct overview_line *l)
{
    overview_next(w, o, "info", "quote", because(w, N_("The order of {1} for {2} is a draft and not answered"), on(w, l->n[3]), l->what), overview_page(w, o, l));
}

/* Offered and not answered, or accepted and no contract made of it. */
static void offered(struct work *w, struct overview *o, const struct overview_line *l)
{
    if (l->state == QUOTATION_OFFERED) overview_next(w, o, l->n[2] <= today(w) + 2 ? "warn" : "info", "quotation", because(w, N_("Quotation {1} for {2} is not answered and holds until {3}"), l->number, l->what, of_day(w, l->n[2])), overview_page(w, o, l));
    if (l->state == QUOTATION_CHANGE) overview_next(w, o, "warn", "quotation", because(w, N_("She wants quotation {1} changed: write the next one"), l->number), overview_page(w, o, l));
    if (l->state == QUOTATION_ACCEPTED && !l->n[4] && !l->n[5]) overview_next(w, o, "warn", "accepted", because(w, N_("Quotation {1} is accepted: make the order"), l->number), overview_page(w, o, l));
    if (l->state == QUOTATION_ACCEPTED && !l->n[4] && l->n[5]) overview_next(w, o, "warn", "accepted", because(w, N_("Quotation {1} is accepted: make the contract"), l->number), print(w, "/demands/%lld", (long long)l->n[5]));
}

static void key(struct work *w, struct overview *o, const struct overview_line *l)
{
    if (l->state == KEY_OUT && l->n[2] && l->n[2] < today(w)) overview_next(w, o, "warn", "key", because(w, N_("Key {1} should have been back on {2}; {3} has it"), l->number, of_day(w, l->n[2]), l->who_name), overview_page(w, o, l));
}

static void replacement(struct work *w, struct overview *o, const struct overview_line *l)
{
    overview_next(w, o, "warn", "replacement", because(w, N_("Somebody else is being looked for in place of {1}: {2}"), l->who_name, overview_kind(w, o, l)), overview_page(w, o, l));
}

/* ---- offers: not to who does not want to be called ---- */

static void card(struct work *w, struct overview *o, const struct overview_line *l)
{
    bool usable = l->state == CARD_SOLD || l->state == CARD_ACTIVE;
    int64_t left = l->n[2] - l->n[3];
    if (usable && l->n[5] == CARD_VISITS && left >= 0 && left <= FEW_VISITS_LEFT) overview_next(w, o, "info", "card", because(w, N_("Her card has {1} visits left: offer the next one"), print(w, "%lld", (long long)left)), overview_page(w, o, l));
}

/* Of stored value: less than the next visit costs. */
static void card_short(struct work *w, struct overview *o)
{
    const struct overview_line *next = NULL, *stored = NULL;
    int64_t left = 0;
    for (int i = 0; i < o->line_count; i++) {
        const struct overview_line *l = &o->lines[i];
        if (l->part == OF_COMING && !next) next = l;
        if (l->part != OF_CARDS || l->n[5] != CARD_STORED || (l->state != CARD_SOLD && l->state != CARD_ACTIVE)) continue;
        stored = l;
        left += l->n[0] + l->n[1];
    }
    if (next && stored && left < next->n[2])
        overview_next(w, o, "info", "card", because(w, N_("Her card has {1} left, the next visit costs {2}"), money_shown(w->arena, (money){ left }), money_shown(w->arena, (money){ next->n[2] })), overview_page(w, o, stored));
}

static void plan(struct work *w, struct overview *o, const struct overview_line *l)
{
    if (l->state == PLAN_ACTIVE && l->n[1] && l->n[1] <= today(w) + RENEWAL_DAYS) overview_next(w, o, "info", "plan", because(w, N_("The plan for {1} ends on {2}: ask whether it goes on"), l->what, of_day(w, l->n[1])), overview_page(w, o, l));
}

static void offer(struct work *w, struct overview *o, const struct overview_line *l)
{
    if (l->state == OFFER_OPEN || l->state == OFFER_MADE) overview_next(w, o, "info", "offer", because(w, N_("Worth offering: {1}"), l->what), overview_page(w, o, l));
}

/* Nothing for a while, and nothing that runs or is to come. */
static void dormant(struct work *w, struct overview *o, const struct customer *c)
{
    int64_t days = setting_number(w, SETTING_DORMANT_DAYS, c->record.branch.id, day_of(w->now));
    if (!c->last_visit.number || c->last_visit.number > today(w) - days || c->state == CUSTOMER_CLOSED) return;
    for (int i = 0; i < o->line_count; i++) {
        const struct overview_line *l = &o->lines[i];
        bool runs = l->part == OF_COMING || (l->part == OF_PLACEMENTS && l->state < PLACEMENT_SETTLED) || (l->part == OF_PLANS && l->state != PLAN_ENDED) || (l->part == OF_OFFERS && l->state <= OFFER_MADE);
        if (runs) return;
    }
    overview_next(w, o, "info", "dormant", because(w, N_("Nothing since {1}: ask how she is"), of_day(w, c->last_visit.number)), print(w, "/service_order/new?customer=%lld", (long long)c->record.id));
}

/* What lies on the cards of who died belongs to her heirs: nobody asks for it unless we do (T23). */
static void estate(struct work *w, struct overview *o, const struct customer *c, const struct customer_sums *sums)
{
    if (sums->card_paid <= 0 || !can(w, CAN_SEE_CARDS)) return;
    overview_next(w, o, "warn", "estate", because(w, N_("{1} paid lies on her cards: it goes back to the heir, spouse or guardian. Enter who may take money, then ask for the refund on the card"), money_shown(w->arena, (money){ sums->card_paid })),
                  print(w, "/prepaid_card?customer=%lld", (long long)c->record.id));
}

/* A loss (T16): why nothing is offered and no demand is entered for her, until she asks for something herself. */
static void loss(struct work *w, struct overview *o, const struct customer *c)
{
    int64_t id = db_one(w, SQL("select max(id) from demand where customer = $1 or person = $2"), BIND(num(c->record.id), num(c->person.id)), 0);
    const struct demand *d = id && can(w, CAN_SEE_DEMANDS) ? record_peek(w, &demand_type, id) : NULL;
    if (!d || !d->quiet || d->ended_at.ms < w->now.ms - DAYS(QUIET_DAYS)) return;
    overview_next(w, o, "warn", "loss", because(w, N_("Closed in silence on {1} after a loss: offer nothing and enter no demand until she asks for something herself"), on(w, d->ended_at.ms)), print(w, "/demands/%lld", (long long)id));
}

static void each(struct work *w, struct overview *o, enum customer_part part, line_rule *rule)
{
    for (int i = 0; i < o->line_count; i++)
        if (o->lines[i].part == (int)part) rule(w, o, &o->lines[i]);
}

void customer_next(struct work *w, struct overview *o, const struct customer *c, const struct person *p, const struct customer_sums *sums)
{
    static const struct { enum customer_part part; line_rule *rule; bool selling; } rules[] = {
        { OF_INCIDENTS, incident, false }, { OF_COMPLAINTS, complaint, false }, { OF_PLACEMENTS, placement, false }, { OF_RENEWALS, renewal, false }, { OF_COMING, visit_to_come, false }, { OF_VISITS, rating, false }, { OF_BILLS, bill, false },
        { OF_REPLACEMENTS, replacement, false }, { OF_CALLS, call, false }, { OF_CONTRACTS, contract, false }, { OF_DEMANDS, demand, false }, { OF_QUOTES, quotation, false }, { OF_QUOTATIONS, offered, false }, { OF_KEYS, key, false },
        { OF_CARDS, card, true }, { OF_PLANS, plan, true }, { OF_OFFERS, offer, true },
    };
    bool may_offer = p && !p->do_not_contact && !p->deceased;
    for (int i = 0; i < COUNT_OF(rules); i++)
        if (may_offer || !rules[i].selling) each(w, o, rules[i].part, rules[i].rule);
    if (c->credit_limit.fen && sums->stands_open > c->credit_limit.fen && can(w, CAN_SEE_BILLS))
        overview_next(w, o, "warn", "credit", because(w, N_("{1} stand open, the limit is {2}"), money_shown(w->arena, (money){ sums->stands_open }), money_shown(w->arena, c->credit_limit)), print(w, "/bill?customer=%lld", (long long)c->record.id));
    if (p && p->deceased) estate(w, o, c, sums);
    if (p && !p->deceased) loss(w, o, c);
    if (!may_offer) return;
    card_short(w, o);
    dormant(w, o, c);
}
