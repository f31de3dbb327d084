/* contract_draft.c — see contract_draft.h. */
#include "contracts/contract_draft.h"
#include "base/weekdays.h"
#include "base/words.h"
#include "contracts/contract_own.h"
#include "contracts/employment.h"
#include "record/api.h"
#include "record/input.h"
#include "record/store.h"

enum { YEAR_MONTHS = 12, PART_TIME_DAY = 4, PART_TIME_WEEK = 24 };

static bool known(text t) { return t && *t; }

static int64_t home_of(struct work *w, const struct demand *d, int64_t customer, json_t *body)
{
    text address = input_string(w, body, "address", "");
    struct found homes = LOAD_WHERE(w, household, "customer = $1 order by id limit 2", BIND(num(customer)));
    if (failed(w)) return 0;
    if (d->household.id) return d->household.id;
    if (!known(address) && homes.count == 1) return FOUND(struct household, homes, 0)->record.id;
    if (!known(address)) return refuse(w, "address", homes.count ? N_("She has several homes: enter on the demand which one it is") : N_("Where is the home? The contract names its address")), 0;
    struct household h = { .customer = { customer }, .estate = input_string(w, body, "estate", ""), .address = { .plain = address }, .members = d->cared, .square_metres = d->square_metres, .rooms = d->rooms,
        .pets = d->pets, .cameras = d->cameras, .camera_note = input_string(w, body, "camera_note", "") };
    return !failed(w) && ADD(w, household, &h) ? h.record.id : 0;
}

static day last_of(const struct demand *d, day first)
{
    return d->term > 0 ? (day){ first.number + (int32_t)d->term - 1 } : (day){ day_plus_months(first, YEAR_MONTHS).number - 1 };
}

/* Whom the demand names; else those of the home who are cared for; a child to be born by its day. */
static text cared_for(struct work *w, const struct demand *d)
{
    const struct household *h = d->household.id ? record_peek(w, &household_type, d->household.id) : NULL;
    text who = members_said(w, &d->cared), on = d->born.given || !d->expected.given ? "" : day_text(w->arena, (day){ d->expected.number });
    if (!*who && h) who = members_said(w, &h->members);
    if (!*on) return who;
    text birth = translate_with(w->arena, w->language, N_("birth expected on {1}"), (const text[]){ on, NULL });
    return *who ? print(w, "%s%s%s", who, translate(w->language, N_("; ")), birth) : birth;
}

/* A contract is written in Chinese, whatever its drafter reads. */
static text in_the_contracts_words(struct work *w, const struct demand *d)
{
    text hers = w->language;
    w->language = "zh";
    text said = cared_for(w, d);
    w->language = hers;
    return said;
}

static int64_t draft(struct work *w, const struct demand *d, const struct worker *n)
{
    day first = d->start_from.number ? d->start_from : day_of(w->now);
    bool part = n->mode == MODE_PART_TIME;
    uint64_t days;
    struct contract c = { .record.branch = d->record.branch, .customer = d->customer, .household = d->household, .worker = { n->record.id }, .line = d->line, .demand = { d->record.id }, .mode = employment_mode_for(n->mode), .first = first, .last = last_of(d, first),
        .live_in = !part && d->arrangement == ARRANGED_LIVE_IN, .hours = d->wanted, .rest_days = d->rest_days, .cared_for = in_the_contracts_words(w, d), .own_room = d->room == ROOM_OWN, .hours_day = part ? PART_TIME_DAY : 0, .hours_week = part && !weekdays_worked(d->wanted, &days) ? PART_TIME_WEEK : 0 };
    return ADD(w, contract, &c) ? c.record.id : 0;
}

/* The demand learns who she is now, and where. */
static int64_t made_for(struct work *w, const struct recommendation *r, struct demand *d, json_t *body)
{
    const struct worker *n = LOAD(w, worker, r->worker.id);
    int64_t customer = n ? demand_customer(w, d) : 0, home = customer ? home_of(w, d, customer, body) : 0;
    if (!home) return 0;
    bool learnt = d->customer.id != customer || d->household.id != home;
    d->customer.id = customer;
    d->household.id = home;
    return !learnt || SAVE(w, demand, d) ? draft(w, d, n) : 0;
}

static bool both_said_yes(struct work *w, const struct recommendation *r)
{
    if (r->state == RECOMMENDED_ACCEPTED || r->state == RECOMMENDED_ON_TRIAL) return true;
    return refuse_as(w, CONFLICT, "", N_("Both sides have to say yes first: then her calendar is kept, and the contract is written"));
}

bool contract_draft_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct recommendation *r = id ? LOAD_LOCKED(w, recommendation, id) : NULL;
    struct demand *d = r ? LOAD_LOCKED(w, demand, r->demand.id) : NULL;
    json_t *body = d ? input_json(w, q->body, q->body_length) : NULL;
    if (!body || !record_as_told(w, &recommendation_type, r, body) || !both_said_yes(w, r)) return false;
    int64_t open = db_one(w, SQL("select id from contract where demand = $1 and worker = $2 and state not in (2, 9) order by id desc limit 1"), BIND(num(d->record.id), num(r->worker.id)), 0);
    int64_t contract = open ? open : made_for(w, r, d, body);
    const struct contract *c = contract ? LOAD(w, contract, contract) : NULL;
    if (!c) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "contract", contract);
    write_text(&j, "number", c->record.number);
    write_flag(&j, "made", !open);
    write_end(&j, '}');
    answer_json(w, reply, open ? 200 : 201, &j);
    return !failed(w);
}

bool contract_after_demand(struct work *w, const struct record_type *type, int64_t demand)
{
    (void)type;
    struct found open = LOAD_WHERE(w, contract, "demand = $1 and state in (3, 4, 5, 6)", BIND(num(demand)));
    text said = w->reason;
    w->reason = translate(w->language, N_("The demand it was written for is over"));
    for (int i = 0; i < open.count; i++)
        if (!step_run(w, &contract_type, open.at[i], "withdraw", NULL)) return false;
    w->reason = said;
    return !failed(w);
}

const struct contract *contract_for_demand(struct work *w, int64_t demand)
{
    struct found f = demand ? LOAD_WHERE(w, contract, "demand = $1 and state not in (2, 9) order by id desc limit 1", BIND(num(demand))) : (struct found){ 0 };
    return f.count ? f.at[0] : NULL;
}
_Static_assert(CONTRACT_ENDED == 2 && CONTRACT_WITHDRAWN == 9, "the query above says these by number");
