/* visit_page.c — a visit as its customer sees it, and the lists of them: GET /api/c/home, /api/c/visit/:id, its pictures. */
#include <jansson.h>
#include <string.h>
#include "base/utf8.h"
#include "base/words.h"
#include "portal/mine.h"
#include "record/file.h"
#include "record/said.h"

enum { MOST_PAST = 30 };

/* ---- among hers ---- */

struct visit *my_visit(struct work *w, const struct guest *g, int64_t id)
{
    struct found f = LOAD_WHERE(w, visit, "id = $1 and customer in (select id from customer where person = $2)", BIND(num(id), num(g->person)));
    if (!failed(w) && (!f.count || !g->person)) refuse_as(w, NOT_FOUND, "", N_("There is nothing at this address"));
    return failed(w) ? NULL : f.at[0];
}

const struct household *my_home(struct work *w, const struct guest *g, int64_t id)
{
    struct found f = LOAD_WHERE(w, household, "id = $1 and customer in (select id from customer where person = $2)", BIND(num(id), num(g->person)));
    if (!failed(w) && (!f.count || !g->person)) refuse_as(w, NOT_FOUND, "home", N_("There is no such {1}"), translated(w, N_("Home")));
    return failed(w) ? NULL : f.at[0];
}

bool visit_step(struct work *w, struct visit *v, text name, json_t *given)
{
    const struct step *step = type_step(&visit_type, name);
    const void *input = step && step->input_count ? input_of_step(w, step, given, NULL) : NULL;
    return !failed(w) && step && step_run(w, &visit_type, v, name, input);
}

/* ---- who comes ---- */

text worker_shown(struct work *w, int64_t worker)
{
    const struct worker *n = worker ? record_peek(w, &worker_type, worker) : NULL;
    if (!n) return "";
    return translate_with(w->arena, w->language, N_("Shifu {1}"), (const text[]){ utf8_cut(w->arena, n->name, 1), NULL });
}

/* A paper that ends later is good today; her age is the insurer's question and no paper. */
bool papers_hold(const struct judgement *j, day on)
{
    for (const struct reason *r = j->reasons; r; r = r->next) {
        bool paper = (!strncmp(r->code, "H02", 3) || !strncmp(r->code, "H03", 3)) && strcmp(r->code, "H02.insured_age");
        if (paper && r->since.number <= on.number) return false;
    }
    return true;
}

bool worker_light(struct work *w, const struct visit *v)
{
    const struct worker *n = v->worker.id ? record_peek(w, &worker_type, v->worker.id) : NULL;
    const struct service_line *line = record_peek(w, &service_line_type, v->line.id);
    if (!n || !line) return false;
    day on = day_of(v->start).number > day_of(w->now).number ? day_of(v->start) : day_of(w->now);
    struct eligibility_case c = { .worker = n, .line = line, .branch = v->record.branch.id, .from = on, .to = on };
    struct judgement j = eligibility(w, &c);
    return n->state == WORKER_ACTIVE && papers_hold(&j, on);
}

/* Her face, where she has agreed to it, from her yes to the end of the visit's day. */
static text photo_of(struct work *w, const struct visit *v)
{
    const struct worker *n = v->worker.id && v->state >= VISIT_ACCEPTED && v->state <= VISIT_SETTLED ? record_peek(w, &worker_type, v->worker.id) : NULL;
    bool shown = n && n->photo.hash && *n->photo.hash && w->now.ms < day_start((day){ day_of(v->until).number + 1 }).ms && consent_given(w, n->person.id, CONSENT_PORTRAIT);
    return shown ? n->photo.hash : "";
}

static void write_worker(struct work *w, struct json *j, const struct visit *v)
{
    bool named = v->worker.id && v->state >= VISIT_OFFERED;
    if (!named) { write_null(j, "worker"); return; }
    const struct worker *n = record_peek(w, &worker_type, v->worker.id);
    write_object(j, "worker");
    write_text(j, "name", worker_shown(w, v->worker.id));
    write_text(j, "first", n ? utf8_cut(w->arena, n->name, 1) : "");
    write_flag(j, "light", worker_light(w, v));
    write_flag(j, "said_yes", v->state >= VISIT_ACCEPTED);
    write_flag(j, "photo", *photo_of(w, v) != 0);
    write_number(j, "times", db_one(w, SQL("select count(*) from visit where household = $1 and worker = $2 and state in (8, 9, 10)"), BIND(num(v->household.id), num(v->worker.id)), 0));
    write_end(j, '}');
}

/* ---- one line ---- */

static bool over(const struct visit *v) { return v->state >= VISIT_FINISHED; }
enum visit_state visit_shown_state(const struct visit *v) { return v->state == VISIT_SETTLED && visit_owes_fee(v) ? VISIT_NO_ACCESS : v->state; }
static bool done(const struct visit *v) { return (FROM(visit_shown_state(v)) & VISIT_DONE_STATES) != 0; }

bool visit_owing(const struct visit *v)
{
    return done(v) || visit_owes_fee(v) || v->state == VISIT_INTERRUPTED;
}

void visit_line_write(struct work *w, struct json *j, const struct visit *v)
{
    const struct service_line *line = record_peek(w, &service_line_type, v->line.id);
    const struct household *h = record_peek(w, &household_type, v->household.id);
    write_number(j, "id", v->record.id);
    write_text(j, "number", v->record.number);
    write_text(j, "state", choice_key(type_state(&visit_type)->choices, visit_shown_state(v)));
    write_number(j, "start", v->start.ms);
    write_number(j, "until", v->until.ms);
    if (visit_told_late(v)) write_number(j, "expected", v->expected.ms);
    write_number(j, "length", v->length.count);
    write_number(j, "line", v->line.id);
    text service = line ? translate(w->language, line->name) : "";
    write_text(j, "service", v->rework_of.id ? translate_with(w->arena, w->language, N_("{1}, done again free of charge"), (const text[]){ service, NULL }) : service);
    write_text(j, "glyph", line ? line->glyph : "");
    write_text(j, "home", h ? h->name : "");
    write_number(j, "home_id", v->household.id);
    write_number(j, "price", v->price.fen);
    write_number(j, "owed", visit_owed(v).fen);
    write_number(j, "branch", v->record.branch.id);
    if (v->stars.given) write_number(j, "stars", v->stars.value); else write_null(j, "stars");
    write_worker(w, j, v);
}

/* ---- the whole ---- */

static void write_times(struct json *j, const struct visit *v)
{
    write_object(j, "times");
    write_number(j, "booked", v->record.created_at.ms);
    write_number(j, "confirmed", v->confirmed_at.ms);
    write_number(j, "left", v->left_at.ms);
    write_number(j, "arrived", v->arrived_at.ms);
    write_number(j, "began", v->began_at.ms);
    write_number(j, "finished", v->finished_at.ms);
    write_number(j, "approved", v->approved_at.ms);
    write_end(j, '}');
}

/* The visit that does the rest of one that was broken off, and the other way round; null: none, or called off. */
static void write_other(struct work *w, struct json *j, text key, int64_t id)
{
    const struct visit *v = id ? record_peek(w, &visit_type, id) : NULL;
    if (!v || v->state == VISIT_CANCELLED || v->state == VISIT_SKIPPED) { write_null(j, key); return; }
    write_object(j, key);
    write_number(j, "id", v->record.id);
    write_number(j, "start", v->start.ms);
    write_number(j, "until", v->until.ms);
    write_end(j, '}');
}

static void write_tasks(struct work *w, struct json *j, const struct visit *v)
{
    write_list(j, "tasks");
    for (size_t i = 0; i < v->checklist.count; i++) {
        const struct check_item *c = ROW(struct check_item, v->checklist, i);
        write_object(j, NULL);
        write_text(j, "area", seeded_said(w, c->area));
        write_text(j, "task", seeded_said(w, c->task));
        write_flag(j, "done", c->done);
        write_flag(j, "not_applicable", c->not_applicable);
        if (c->picture.hash && *c->picture.hash) write_text(j, "picture", c->picture.hash); else write_null(j, "picture");
        write_end(j, '}');
    }
    write_end(j, ']');
}

/* One line of what she pays; `fen` below nothing: taken off. */
static int64_t write_sum(struct json *j, text label, int64_t fen)
{
    write_object(j, NULL);
    write_text(j, "label", label);
    write_number(j, "quantity", 100);
    write_number(j, "unit", fen);
    write_number(j, "amount", fen);
    write_end(j, '}');
    return fen;
}

/* Large jobs: what was not accepted and not done again, each zone with its part. */
static int64_t write_zones_off(struct work *w, struct json *j, const struct visit *v)
{
    int64_t all = 0;
    if (!v->zones_off.fen) return 0;
    struct found f = zones_about(w, v->record.id);
    for (int i = 0; i < f.count; i++) {
        const struct job_zone *z = FOUND(struct job_zone, f, i);
        if (z->visit.id != v->record.id || !z->taken_off.fen) continue;
        all += write_sum(j, translate_with(w->arena, w->language, N_("{1}: not accepted, taken off"), (const text[]){ z->name, NULL }), -z->taken_off.fen);
    }
    return all;
}

static int64_t write_quoted(struct work *w, struct json *j, const struct visit *v)
{
    json_t *sheet = v->quote.json && *v->quote.json ? json_loads(v->quote.json, 0, NULL) : NULL, *one;
    int64_t all = 0;
    size_t i;
    json_array_foreach(json_object_get(sheet, "lines"), i, one) {
        text label = json_string_value(json_object_get(one, "label"));
        write_object(j, NULL);
        write_text(j, "label", translate(w->language, label ? arena_copy(w->arena, label) : ""));
        write_number(j, "quantity", json_integer_value(json_object_get(one, "quantity")));
        write_number(j, "unit", json_integer_value(json_object_get(one, "unit")));
        write_number(j, "amount", json_integer_value(json_object_get(one, "amount")));
        write_end(j, '}');
        all += json_integer_value(json_object_get(one, "amount"));
    }
    json_decref(sheet);
    return all;
}

/* What the quote did not know yet: it ended early, its price was found wrong, or somebody agreed another one. */
static text why_other(struct work *w, const struct visit *v)
{
    if (v->state == VISIT_INTERRUPTED) return said_read(w, visit_broken_off_said(w, v));
    return translate(w->language, v->corrections.count ? N_("Price corrected") : N_("Agreed otherwise"));
}

/* It did not take place: the fee stands in the place of the price. */
static void write_fee(struct work *w, struct json *j, const struct visit *v)
{
    if (v->fee.fen) write_sum(j, translate(w->language, visit_fee_name(v)), v->fee.fen);
    if (v->waived.fen) write_sum(j, translate(w->language, N_("Waived")), -v->waived.fen);
}

/* What she pays and why, lines that add up to what is owed; what the worker gets stands in the same worksheet and is not hers to see. */
static void write_price(struct work *w, struct json *j, const struct visit *v)
{
    write_list(j, "price_lines");
    if (visit_owes_fee(v)) write_fee(w, j, v);
    else {
        int64_t all = write_quoted(w, j, v);
        for (size_t i = 0; i < v->add_ons.count; i++) all += write_sum(j, said_read(w, ROW(struct add_on, v->add_ons, i)->what), ROW(struct add_on, v->add_ons, i)->price.fen);
        if (v->late_off.fen) all += write_sum(j, said_read(w, late_words(w, v->late_minutes)), -v->late_off.fen);
        all += write_zones_off(w, j, v);
        if (all != visit_owed(v).fen) write_sum(j, why_other(w, v), visit_owed(v).fen - all);
    }
    write_end(j, ']');
}

static void write_may(struct work *w, struct json *j, const struct visit *v)
{
    bool ahead = v->state <= VISIT_CONFIRMED && v->start.ms > w->now.ms;
    write_object(j, "may");
    write_flag(j, "move", ahead && !v->second.id && !v->crew.count);
    write_flag(j, "cancel", ahead || v->state == VISIT_EN_ROUTE);
    write_flag(j, "accept", v->state == VISIT_FINISHED && !zones_signed(w, v));
    write_flag(j, "rate", done(v) && !v->rating_disputed && !v->stars.given);
    write_flag(j, "complain", v->state != VISIT_SKIPPED);
    write_flag(j, "complain_manager", v->state != VISIT_SKIPPED && complaint_manager(w, v->record.branch.id));
    write_flag(j, "pay", deposit_due(w, v->record.id) || (visit_owing(v) && visit_payable(w, v).fen > 0));
    write_end(j, '}');
}

bool visit_tippable(const struct visit *v) { return done(v) && v->worker.id; }

money visit_tipped(struct work *w, const struct visit *v)
{
    return (money){ db_one(w, SQL("select cast(coalesce(sum(amount), 0) as bigint) from payment where visit = $1 and kind = 5"), BIND(num(v->record.id)), 0) };
}
_Static_assert(PAYMENT_TIP == 5, "the query above says it by number");

/* What she gave, however; else whether she can give it here. Nobody asks her: it is one line of the page of a visit that is done. */
static void write_tip(struct work *w, struct json *j, const struct visit *v)
{
    if (!visit_tippable(v)) { write_null(j, "tip"); return; }
    write_object(j, "tip");
    write_number(j, "given", visit_tipped(w, v).fen);
    write_flag(j, "online", charge_possible(w));
    charge_write(j, charge_of_visit(w, v, true));
    write_end(j, '}');
}

void visit_whole_write(struct work *w, struct json *j, const struct visit *v)
{
    const struct household *h = record_peek(w, &household_type, v->household.id);
    write_object(j, NULL);
    visit_line_write(w, j, v);
    write_text(j, "address", h ? sealed_open(w, &household_type, h, &h->address) : "");
    write_text(j, "shop_phone", shop_phone(w, v->record.branch.id));
    write_text(j, "code", v->state >= VISIT_ACCEPTED && !over(v) ? v->customer_code : "");
    write_number(j, "late_minutes", v->late_minutes);
    write_number(j, "open", visit_owing(v) ? visit_payable(w, v).fen : 0);
    const struct job_deposit *due = deposit_due(w, v->record.id);
    write_number(j, "deposit", due ? due->amount.fen : 0);
    write_text(j, "said", v->rating);
    write_other(w, j, "rest", v->rest.id);
    write_other(w, j, "rest_of", v->rest_of.id);
    write_times(j, v);
    write_tasks(w, j, v);
    zones_shown_write(w, j, v);
    add_ons_write(w, j, "add_ons", v);
    extras_asked_write(w, j, v);
    faces_asked_write(w, j, v);
    write_price(w, j, v);
    visit_complaints_write(w, j, v->record.id);
    charge_write(j, charge_of_visit(w, v, false));
    write_tip(w, j, v);
    write_may(w, j, v);
    struct found signs = LOAD_WHERE(w, visit_acceptance, "visit = $1", BIND(num(v->record.id)));
    const struct service_order *o = v->service_order.id ? record_peek(w, &service_order_type, v->service_order.id) : NULL;
    write_text(j, "terms", o ? o->terms_version : "");
    write_number(j, "signed_at", signs.count ? FOUND(struct visit_acceptance, signs, 0)->signed_at.ms : 0);
    write_text(j, "proof", signs.count ? FOUND(struct visit_acceptance, signs, 0)->proof : "");
    write_number(j, "now", w->now.ms);
    write_end(j, '}');
}

bool my_visit_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_of(w, q);
    int64_t id = g ? answer_id(w, q, "id") : 0;
    const struct visit *v = id ? my_visit(w, g, id) : NULL;
    if (!v) return false;
    struct json j = json_new(w->arena);
    visit_whole_write(w, &j, v);
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

static bool answer_picture(struct work *w, struct reply *reply, text hash, text cache)
{
    struct file_facts facts = file_facts(w, hash);
    if (!*facts.path || strncmp(facts.type, "image/", 6)) return failed(w) ? false : refuse_as(w, NOT_FOUND, "", N_("There is nothing at this address"));
    *reply = (struct reply){ .status = 200, .file = facts.path, .type = facts.type, .cache = cache };
    return !failed(w);
}

bool my_worker_photo_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_of(w, q);
    int64_t id = g ? answer_id(w, q, "id") : 0;
    const struct visit *v = id ? my_visit(w, g, id) : NULL;
    text hash = v ? photo_of(w, v) : "";
    if (!*hash) return failed(w) ? false : refuse_as(w, NOT_FOUND, "", N_("There is nothing at this address"));
    return answer_picture(w, reply, hash, "private, no-store");         /* a consent may end today */
}

/* A picture of her own visit's list or zones, and no other file of the house. */
bool my_picture_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_of(w, q);
    int64_t id = g ? answer_id(w, q, "id") : 0;
    const struct visit *v = id ? my_visit(w, g, id) : NULL;
    text hash = http_part(q, "hash");
    if (!v) return false;
    for (size_t i = 0; i < v->checklist.count; i++) {
        const struct check_item *c = ROW(struct check_item, v->checklist, i);
        if (!c->picture.hash || !*c->picture.hash || strcmp(c->picture.hash, hash)) continue;
        return answer_picture(w, reply, hash, "private, max-age=86400");
    }
    if (zone_picture_is(w, id, hash)) return answer_picture(w, reply, hash, "private, max-age=86400");
    return failed(w) ? false : refuse_as(w, NOT_FOUND, "", N_("There is nothing at this address"));
}

/* ---- her first page ---- */

static void write_visits(struct work *w, struct json *j, text key, const struct found *f)
{
    write_list(j, key);
    for (int i = 0; i < f->count; i++) {
        write_object(j, NULL);
        visit_line_write(w, j, f->at[i]);
        write_end(j, '}');
    }
    write_end(j, ']');
}

static void write_homes(struct work *w, struct json *j, const struct guest *g)
{
    struct found f = LOAD_WHERE(w, household, "customer in (select id from customer where person = $1 and state <> 3) order by id desc limit 20", BIND(num(g->person)));
    write_list(j, "homes");
    for (int i = 0; i < f.count; i++) {
        const struct household *h = f.at[i];
        write_object(j, NULL);
        write_number(j, "id", h->record.id);
        write_text(j, "name", h->name);
        write_text(j, "area", h->area);
        write_text(j, "address", sealed_open(w, &household_type, h, &h->address));
        write_number(j, "square_metres", h->square_metres);
        write_number(j, "branch", h->record.branch.id);
        write_end(j, '}');
    }
    write_end(j, ']');
}

/* 再来一次: what was done last in each home, and by whom, as long as she is there and it is still sold; a way for nothing was not done. */
static void write_again(struct work *w, struct json *j, const struct guest *g)
{
    struct found f = LOAD_WHERE(w, visit, "customer in (select id from customer where person = $1) and state in (8, 9, 10) and reason = 0 and worker is not null order by start desc limit 40", BIND(num(g->person)));
    write_list(j, "again");
    int n = 0;
    for (int i = 0; i < f.count && n < 3; i++) {
        const struct visit *v = f.at[i];
        const struct worker *her = record_peek(w, &worker_type, v->worker.id);
        const struct service_line *line = record_peek(w, &service_line_type, v->line.id);
        bool twice = false;
        for (int k = 0; k < i; k++) {
            const struct visit *o = f.at[k];
            twice |= o->worker.id == v->worker.id && o->line.id == v->line.id && o->household.id == v->household.id;
        }
        if (twice || !her || her->state != WORKER_ACTIVE || !line || line->state != LINE_OFFERED || line->persons > 1 || line_signing(line) != SIGN_TERMS || v->second.id || v->crew.count) continue;
        n++;
        write_object(j, NULL);
        visit_line_write(w, j, v);
        write_number(j, "worker_id", v->worker.id);
        write_end(j, '}');
    }
    write_end(j, ']');
}

bool home_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_of(w, q);
    if (!g) return false;
    /* What a pause or a change of a plan left out ahead is no visit of hers any more: her plan says it (plan_page.c). One she skipped or called off
     * stands among what is to come until its hour is over. */
    struct found ahead = LOAD_WHERE(w, visit, "customer in (select id from customer where person = $1) and ((state <= 8 and start > $2) or (start > $3 and (state = 11 or (state = 14 and touched = 1)))) "
            "order by start limit 60", BIND(num(g->person), num(w->now.ms - DAYS(14)), num(w->now.ms))),
        past = LOAD_WHERE(w, visit, "customer in (select id from customer where person = $1) and (state > 8 or start <= $2) and not (state in (11, 14) and start > $3) "
            "order by start desc limit 30", BIND(num(g->person), num(w->now.ms - DAYS(14)), num(w->now.ms)));
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "now", w->now.ms);
    write_text(&j, "name", g->actor.name);
    write_visits(w, &j, "ahead", &ahead);
    write_visits(w, &j, "past", &past);
    write_homes(w, &j, g);
    write_again(w, &j, g);
    quotations_write(w, &j, g);
    demands_write(w, &j, g);
    plans_write(w, &j, g);
    write_text(&j, "shop_phone", shop_phone(w, g->actor.home));
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
_Static_assert(MOST_PAST == 30 && VISIT_FINISHED == 8 && VISIT_SETTLED == 10 && VISIT_CANCELLED == 11 && VISIT_SKIPPED == 14, "the queries above say these by number");
