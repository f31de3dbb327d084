/* plan_page.c — her recurring services on her phone: when, who, at what price until when, the pause, whether we hold her key, and her answer to a new price. */
#include "base/words.h"
#include "operations/operations.h"
#include "portal/mine.h"
#include "record/store.h"

static void write_until(struct json *j, text name, maybe_day d) { if (d.given) write_number(j, name, d.number); else write_null(j, name); }

static void write_new_price(struct json *j, const struct service_plan *p)
{
    if (!p->new_price_from.given || !p->price_says) { write_null(j, "new_price"); return; }
    write_object(j, "new_price");
    write_number(j, "from", p->new_price_from.number);
    write_number(j, "price", p->new_price.fen);
    write_text(j, "says", choice_key(type_field(&service_plan_type, "price_says")->choices, p->price_says));
    write_end(j, '}');
}

/* What she is asked about it over Spring Festival, by the page that her message leads to, and what she said: until it is over she may say otherwise. */
static void write_festival(struct work *w, struct json *j, const struct service_plan *p)
{
    struct found f = LOAD_WHERE(w, festival_ask, "plan = $1 and state in (1, 2, 3) and last >= $2 order by id desc limit 1", BIND(num(p->record.id), num(day_of(w->now).number)));
    if (!f.count) { write_null(j, "festival"); return; }
    const struct festival_ask *a = f.at[0];
    write_object(j, "festival");
    write_number(j, "first", a->first.number);
    write_number(j, "last", a->last.number);
    write_flag(j, "may_keep", a->may_keep);
    write_text(j, "says", choice_key(type_state(&festival_ask_type)->choices, a->state));
    write_text(j, "address", print(w, "/f/%s", festival_token(w, a)));
    write_end(j, '}');
}
_Static_assert(FESTIVAL_ASK_OPEN == 1 && FESTIVAL_KEEPS == 2 && FESTIVAL_PAUSES == 3, "the query above says these by number");

static void write_plan(struct work *w, struct json *j, const struct service_plan *p)
{
    const struct service_line *line = record_peek(w, &service_line_type, p->line.id);
    const struct plan_phase *before = p->earlier.count ? ROW(struct plan_phase, p->earlier, p->earlier.count - 1) : NULL;
    write_object(j, NULL);
    write_number(j, "id", p->record.id);
    write_text(j, "service", line ? translate(w->language, line->name) : "");
    write_text(j, "home", record_title(w, &household_type, p->household.id));
    write_until(j, "since", before && before->last.number >= day_of(w->now).number ? (maybe_day){ before->last.number + 1, true } : (maybe_day){ 0 });      /* a change that lies ahead */
    write_list(j, "weekdays");
    for (int d = 1; d <= 7; d++)
        if (p->weekdays.bits & SET_BIT(d)) write_number(j, NULL, d);
    write_end(j, ']');
    write_number(j, "every_weeks", p->every_weeks ? p->every_weeks : 1);
    write_number(j, "at", p->at.count);
    write_number(j, "length", p->length.count);
    write_text(j, "worker", p->worker.id ? worker_shown(w, p->worker.id) : "");
    write_text(j, "backup", p->backup.id ? worker_shown(w, p->backup.id) : "");
    write_text(j, "holiday", choice_key(type_field(&service_plan_type, "holiday")->choices, p->holiday));
    write_number(j, "price", p->price.fen);
    write_number(j, "price_until", p->new_price_from.given && p->price_says == PRICE_AGREED ? p->new_price_from.number - 1 : p->price_until.number);
    write_new_price(j, p);
    write_festival(w, j, p);
    write_until(j, "paused_from", p->paused_from);
    write_until(j, "paused_to", p->paused_to);
    write_until(j, "last", p->last);
    write_flag(j, "key", p->key_held || key_is_held(w, p->household.id));
    write_end(j, '}');
}

void plans_write(struct work *w, struct json *j, const struct guest *g)
{
    struct found f = LOAD_WHERE(w, service_plan, "customer in (select id from customer where person = $1) and state in (2, 3) order by id limit 20", BIND(num(g->person)));
    write_list(j, "plans");
    for (int i = 0; g->person && i < f.count; i++) write_plan(w, j, f.at[i]);
    write_end(j, ']');
}
_Static_assert(PLAN_ACTIVE == 2 && PLAN_PAUSED == 3, "the query above says it by number");

/* ---- a new price: her yes or no ---- */

static struct service_plan *my_plan(struct work *w, const struct guest *g, int64_t id)
{
    struct found f = LOAD_WHERE(w, service_plan, "id = $1 and customer in (select id from customer where person = $2)", BIND(num(id), num(g->person)));
    if (!failed(w) && (!f.count || !g->person)) refuse_as(w, NOT_FOUND, "", N_("There is nothing at this address"));
    return failed(w) ? NULL : f.at[0];
}

/* Tapped twice is tapped once. A no may become a yes, and a yes before its day a no is talked over. */
bool my_plan_price_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_of(w, q);
    int64_t id = g ? answer_id(w, q, "id") : 0;
    json_t *body = id ? input_json(w, q->body, q->body_length) : NULL;
    struct service_plan *p = body ? my_plan(w, g, id) : NULL;
    if (!p) return false;
    if (!json_is_boolean(json_object_get(body, "yes"))) return wrong(w, "yes", N_("Answer yes or no"));
    bool yes = input_flag(w, body, "yes", false);
    if (p->price_says != (yes ? PRICE_AGREED : PRICE_DECLINED) && !step_run(w, &service_plan_type, p, yes ? "price_yes" : "price_no", &(struct price_word){ .how = AGREED_BY_APP, .agreed_by = "" })) return false;
    struct json j = json_new(w->arena);
    write_plan(w, &j, p);
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
