/* act_kinds.c — what each act of a phone does: the visit's own step, with what it asks beyond it. */
#include <string.h>
#include "base/words.h"
#include "field/mate.h"
#include "field/my.h"
#include "payroll/payroll.h"
#include "record/held.h"
#include "record/input.h"
#include "record/said.h"

static const text beside[] = { "photo", "why", "note", NULL };      /* members of the act's input that are not the step's */

static bool step_of(struct work *w, struct act_hand *h, text name)
{
    const struct step *step = type_step(&visit_type, name);
    void *input = step ? input_of_step(w, step, h->input, beside) : NULL;
    return input && step_take(w, &visit_type, h->visit, name, input);
}

/* A choice from a list becomes the reason that is kept; what she wrote herself stands behind it. */
static bool reason_from(struct work *w, struct act_hand *h, const struct phrase *list)
{
    text label = phrase_label(list, input_string(w, h->input, "why", "")), note = h->act->reason;
    if (failed(w)) return false;
    if (!label) return refuse(w, "why", N_("Choose one of the reasons"));
    json_object_del(h->input, "why");
    w->reason = *note ? print(w, "%s · %s", translate(w->language, label), note) : translate(w->language, label);
    h->act->reason = w->reason;
    return true;
}

bool refuse_word(struct work *w, enum failure why, text code, text message)
{
    refuse_as(w, why, "", message);
    work_explain(w, code, "");
    return false;
}

/* ---- before she goes ---- */

static bool read_it(struct work *w, struct act_hand *h) { (void)w; (void)h; return true; }
static bool accept(struct work *w, struct act_hand *h) { return step_of(w, h, "accept"); }
static bool confirm(struct work *w, struct act_hand *h) { return step_of(w, h, "confirm"); }
/* Perhaps on another phone of hers, while this one had no network. */
static bool decline(struct work *w, struct act_hand *h)
{
    if (h->visit->state > VISIT_OFFERED) return refuse_word(w, CONFLICT, "accepted", N_("You have accepted it already, here or on another phone. If you cannot go, say so under “Trouble” or call the office"));
    return reason_from(w, h, decline_reasons) && step_of(w, h, "decline");
}

/* ---- on the way and there ---- */

bool has_read(struct work *w, const struct act_hand *h)
{
    const struct household *home = record_peek(w, &household_type, h->visit->household.id);
    if (home && !visit_notes(w, h->visit, home, NULL, NULL)) return true;
    return db_one(w, SQL("select 1 from field_act where worker = $1 and visit = $2 and what = 1 and state = 1 limit 1"), BIND(num(h->her->record.id), num(h->visit->record.id)), 0) == 1;
}

static bool depart(struct work *w, struct act_hand *h)
{
    if (!has_read(w, h)) return refuse_word(w, CONFLICT, "unread", N_("First read what is to be known of this home, and say that you have"));
    return step_of(w, h, "depart");
}

/* Four digits are guessed in no time: after five wrong ones the office decides. */
bool code_free(struct work *w, const struct act_hand *h)
{
    int64_t wrong_ones = db_one(w, SQL("select count(*) from field_act where worker = $1 and visit = $2 and code = 'wrong_code'"), BIND(num(h->her->record.id), num(h->visit->record.id)), 0);
    text why = h->act->what == ACT_ARRIVE ? N_("The customer's code was wrong five times. Check in with a photo of the door, or call the office") : N_("The customer's code was wrong five times; call the office");
    return wrong_ones < 5 || refuse_word(w, CONFLICT, "code_spent", why);
}

static bool arrive(struct work *w, struct act_hand *h)
{
    place at = h->act->at;
    text proof = input_string(w, h->input, "proof", "");
    if (!strcmp(proof, "code") && !code_free(w, h)) return false;
    if (!strcmp(proof, "photo") && !*h->act->picture.hash) return refuse(w, "photo", N_("The photo is missing"));
    if (place_known(at)) json_object_set_new(h->input, "at", json_pack("{s:f,s:f}", "lat", (double)at.lat / 1e7, "lng", (double)at.lng / 1e7));
    if (place_known(at)) json_object_set_new(h->input, "accuracy", json_integer(h->act->accuracy > 0 ? h->act->accuracy : 0));
    return step_of(w, h, "arrive");
}

static bool begin(struct work *w, struct act_hand *h) { return step_of(w, h, "begin"); }

/* `herself`: the first worker, whose right to the step is looked at; one who goes along has hers from going along (mate.h). */
bool tick_for(struct work *w, struct act_hand *h, bool herself)
{
    if (*h->act->picture.hash) json_object_set_new(h->input, "picture", json_string(h->act->picture.hash));
    if (herself) return step_of(w, h, "tick");
    void *input = input_of_step(w, type_step(&visit_type, "tick"), h->input, beside);
    return input && step_run(w, &visit_type, h->visit, "tick", input);
}
static bool tick(struct work *w, struct act_hand *h) { return tick_for(w, h, true); }
static bool finish(struct work *w, struct act_hand *h) { return step_of(w, h, "finish"); }

/* ---- extras: the office by its list, the customer by her code, the worker by asking (T19) ---- */

struct wanted { text what; money price; int64_t length; };

static bool from_list(struct work *w, struct act_hand *h, int64_t offer, int64_t quantity, struct wanted *ret)
{
    const struct extra_offer *o = record_peek(w, &extra_offer_type, offer);
    bool there = o && o->state == EXTRA_OFFERED && (!o->record.branch.id || o->record.branch.id == h->visit->record.branch.id) && (!o->line.id || o->line.id == h->visit->line.id);
    if (!there) return refuse(w, "offer", N_("This extra is not on the list (any more); ask the office"));
    if (quantity < 1 || quantity > o->most) return refuse(w, "quantity", N_("Between 1 and {1} of it"), print(w, "%lld", (long long)o->most));
    *ret = (struct wanted){ quantity > 1 ? print(w, "%s × %lld", o->name, (long long)quantity) : o->name, money_times(o->price, quantity, 1), o->length.count * quantity };
    return true;
}

money more_time_hour(struct work *w, const struct visit *v)
{
    const struct service_line *line = record_peek(w, &service_line_type, v->line.id);
    const struct price_rule *rule = record_peek(w, &price_rule_type, v->price_rule.id);
    return line && rule && line->unit == UNIT_HOUR ? rule->unit_price : (money){ 0 };
}

static bool more_time(struct work *w, struct act_hand *h, int64_t length, struct wanted *ret)
{
    money hour = more_time_hour(w, h->visit);
    if (!hour.fen) return refuse(w, "minutes", N_("More time is not sold by the hour here; ask the office"));
    if (length < 30 || length > 240 || length % 30) return refuse(w, "minutes", N_("More time goes by half hours, up to four hours"));
    *ret = (struct wanted){ print(w, "%s %lld %s", translate(w->language, N_("More time:")), (long long)length, translate(w->language, N_("minutes"))), money_times(hour, length, 60), length };
    return true;
}

static bool add_extra(struct work *w, struct act_hand *h, const struct wanted *e)
{
    text how = print(w, "%s %s", translate(w->language, N_("Customer's code, on site")), instant_words(w->arena, w->acted));
    return step_run(w, &visit_type, h->visit, "add_extra", &(struct extra){ e->what, e->price, { (int)e->length }, how });
}

/* Her tap is asked for on her own page (portal/): nothing is begun before it. */
static bool ask_extra(struct work *w, struct act_hand *h, const struct wanted *e)
{
    struct extra_ask *a = take(w, struct extra_ask);
    *a = (struct extra_ask){ .visit = { h->visit->record.id }, .worker = { h->her->record.id }, .what = e->what, .price = e->price, .length = { (int)e->length }, .how = "" };
    return ADD(w, extra_ask, a);
}

static bool extra(struct work *w, struct act_hand *h)
{
    struct wanted e = { 0 };
    int64_t offer = input_number(w, h->input, "offer", 0), quantity = input_number(w, h->input, "quantity", 1), longer = input_number(w, h->input, "minutes", 0);
    text code = input_string(w, h->input, "code", "");
    bool tap = input_flag(w, h->input, "tap", false);
    if (failed(w) || !(offer ? from_list(w, h, offer, quantity, &e) : more_time(w, h, longer, &e))) return false;
    if (tap) return ask_extra(w, h, &e);
    if (!code_free(w, h)) return false;
    if (!*h->visit->customer_code || strcmp(code, h->visit->customer_code))
        return refuse(w, "code", N_("This is not the customer's code; an extra begins only with her yes"));
    return add_extra(w, h, &e);
}

/* ---- what goes wrong ---- */

static bool mate_refuse(struct work *w, struct act_hand *h) { return reason_from(w, h, refusal_reasons) && mate_stops(w, h); }
static bool refuse_by_law(struct work *w, struct act_hand *h) { return reason_from(w, h, refusal_reasons) && step_of(w, h, "refuse_service"); }
/* Of what only helps while it is so nobody can decide the day after; what broke or hurt, and times to be entered, are told at any time. */
static bool trouble(struct work *w, struct act_hand *h)
{
    static const text now_only[] = { "nobody_opens", "late", "longer" };
    text why = input_string(w, h->input, "why", "");
    bool over = w->acted.ms > (strcmp(why, "longer") ? visit_latest(h->visit) : visit_end_latest(h->visit)).ms;
    for (int i = 0; over && i < COUNT_OF(now_only); i++)
        if (!strcmp(why, now_only[i])) return refuse(w, "why", N_("It was to begin at {1}: nobody can help there now. Say under “{2}” how it was"), instant_words(w->arena, h->visit->start), translated(w, N_("I could not check in: please enter the times")));
    return !failed(w) && reason_from(w, h, trouble_kinds);
}

/* The alarm is safety's: it rings until somebody takes it on. Pressed again while it is open, it brings that one a newer position. */
static bool sos(struct work *w, struct act_hand *h)
{
    return incident_raise(w, &(struct incident_call){ .kind = INCIDENT_SOS, .source = RAISED_BY_WORKER, .visit = { h->visit ? h->visit->record.id : 0 }, .worker = { h->her->record.id },
        .at = h->act->at, .accuracy = h->act->accuracy, .story = h->act->reason }) != NULL;
}

/* ---- leave and money ---- */

/* Whom she is with as she falls ill: somebody of the office has to say what becomes of that visit. */
static int64_t at_work_in(struct work *w, const struct act_hand *h)
{
    return db_one(w, SQL("select v.id from visit v where (v.worker = $1 or v.second = $1 or exists (select 1 from visit_crew c where c.parent = v.id and c.worker = $1)) and v.state in (6, 7) and v.start >= $2 order by v.start desc limit 1"),
                  BIND(num(h->her->record.id), num(h->act->acted.ms - HOURS(24))), 0);
}

static bool ask_about_home(struct work *w, struct act_hand *h, const struct worker_leave *l)
{
    bool now = l->kind == LEAVE_SICK && l->start.ms <= h->act->acted.ms + MINUTES(30);
    int64_t in = now ? at_work_in(w, h) : 0;
    if (!in) return !failed(w);
    h->act->visit.id = in;
    h->act->code = ACT_CODE_AT_WORK;
    h->act->answer = said_keep(w, N_("Your leave is entered, it begins when this visit is over. Sit down and rest: the office calls you about this visit"), NULL);
    if (!*h->act->reason) h->act->reason = *l->why ? l->why : translate(w->language, N_("I am ill"));
    return !failed(w);
}

static bool leave(struct work *w, struct act_hand *h)
{
    struct worker_leave *l = record_from_memory(w, &worker_leave_type);
    if (!input_read(w, &worker_leave_type, worker_leave_type.fields, worker_leave_type.field_count, h->input, l, INPUT_CREATE, beside)) return false;
    if (l->worker.id && l->worker.id != h->her->record.id) return refuse(w, "worker", N_("Everybody asks for her own leave"));
    if (l->until.ms <= h->act->acted.ms) return refuse(w, "until", N_("These days are over already; for those the office enters the leave"));
    l->worker.id = h->her->record.id;
    return ask_about_home(w, h, l) && record_add(w, &worker_leave_type, l);
}

static bool leave_back(struct work *w, struct act_hand *h)
{
    struct worker_leave *l = record_peek(w, &worker_leave_type, input_number(w, h->input, "leave", 0));
    if (!l || l->worker.id != h->her->record.id) return failed(w) ? false : refuse_as(w, NOT_FOUND, "leave", N_("There is no such leave"));
    return step_take(w, &worker_leave_type, l, "cancel", NULL);
}

static bool payslip_step(struct work *w, struct act_hand *h, int64_t id, text step)
{
    struct payslip *s = record_peek(w, &payslip_type, id);
    if (!s || s->worker.id != h->her->record.id || !s->sent_at.ms) return failed(w) ? false : refuse_as(w, NOT_FOUND, "payslip", N_("There is no such payslip"));
    bool late = s->state == PAYSLIP_LOCKED || s->state == PAYSLIP_PAID || s->state == PAYSLIP_FAILED;
    return step_take(w, &payslip_type, s, late && !strcmp(step, "object") ? "object_late" : step, NULL);
}

static bool settlement_step(struct work *w, struct act_hand *h, text step)
{
    int64_t slip = input_number(w, h->input, "payslip", 0);
    if (slip) return payslip_step(w, h, slip, step);
    struct settlement *s = record_peek(w, &settlement_type, input_number(w, h->input, "settlement", 0));
    if (!s || s->worker.id != h->her->record.id) return failed(w) ? false : refuse_as(w, NOT_FOUND, "settlement", N_("There is no such settlement"));
    bool late = (FROM(s->state) & SETTLEMENT_LOCKED_STATES) != 0;
    return step_take(w, &settlement_type, s, late && !strcmp(step, "object") ? "object_late" : step, NULL);
}
static bool agree(struct work *w, struct act_hand *h) { return settlement_step(w, h, "confirm"); }

/* To a line or to the whole; the line's words stand before hers, so that the office sees which. */
static bool object(struct work *w, struct act_hand *h)
{
    text line = input_string(w, h->input, "line", "");
    if (!*h->act->reason) return wrong(w, "reason", N_("Say why"));
    w->reason = *line ? translate_with(w->arena, w->language, N_("{1}: {2}"), (const text[]){ line, h->act->reason, NULL }) : h->act->reason;
    return !failed(w) && settlement_step(w, h, "object");
}

static const struct act_kind kinds[] = {
    { ACT_READ, .of_visit = true, .run = read_it, .mate = read_it }, { ACT_ACCEPT, .of_visit = true, .lands = VISIT_ACCEPTED, .run = accept }, { ACT_DECLINE, .of_visit = true, .run = decline },
    { ACT_CONFIRM, .of_visit = true, .lands = VISIT_CONFIRMED, .run = confirm }, { ACT_DEPART, .of_visit = true, .on_site = true, .lands = VISIT_EN_ROUTE, .run = depart, .mate = mate_depart },
    { ACT_ARRIVE, .of_visit = true, .on_site = true, .lands = VISIT_ARRIVED, .run = arrive, .mate = mate_arrive }, { ACT_BEGIN, .of_visit = true, .on_site = true, .lands = VISIT_IN_SERVICE, .run = begin, .mate = mate_begin },
    { ACT_TICK, .of_visit = true, .on_site = true, .lands = VISIT_FINISHED, .run = tick, .mate = mate_tick }, { ACT_FINISH, .of_visit = true, .on_site = true, .lands = VISIT_FINISHED, .run = finish, .mate = mate_finish },
    { ACT_EXTRA, .of_visit = true, .on_site = true, .lands = VISIT_FINISHED, .run = extra }, { ACT_REFUSE, .of_visit = true, .on_site = true, .lands = VISIT_FINISHED, .run = refuse_by_law, .asks = true, .mate = mate_refuse },
    { ACT_TROUBLE, .of_visit = true, .on_site = true, .run = trouble, .asks = true, .mate = trouble }, { ACT_LEAVE, .run = leave }, { ACT_LEAVE_BACK, .run = leave_back }, { ACT_AGREE, .run = agree },
    { ACT_OBJECT, .run = object }, { ACT_SOS, .on_site = true, .run = sos },
    { ACT_CASH, .of_visit = true, .on_site = true, .run = door_cash, .mate = door_cash },
    { ACT_CARE, .run = act_care, .remains = care_remains }, { ACT_TASK, .run = act_task }, { ACT_SHEET, .run = act_sheet }, { ACT_STUDY, .run = act_study },
    { ACT_COMPLAIN, .run = act_complain, .mate = act_complain }, { ACT_FESTIVAL, .run = act_festival }, { ACT_SAY, .run = act_say },
    { ACT_PAPER, .run = act_paper }, { ACT_GO, .run = act_go }, { ACT_WAGE, .run = act_wage }, { ACT_ZONE, .of_visit = true, .on_site = true, .run = act_zone, .mate = mate_zone },
};

const struct act_kind *act_kind(enum field_act_what what)
{
    for (int i = 0; i < COUNT_OF(kinds); i++)
        if (kinds[i].what == what) return &kinds[i];
    return NULL;
}
