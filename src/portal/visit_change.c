/* visit_change.c — what she changes: the rule and its price before, then the visit's own steps. Move, cancel, accept and sign, rate, complain. */
#include <string.h>
#include <stdlib.h>
#include "base/utf8.h"
#include "base/words.h"
#include "portal/mine.h"
#include "record/file.h"
#include "record/input.h"
#include "record/parts.h"

static text said(struct work *w, const struct sentence *s) { return translate_with(w->arena, w->language, s->message, s->arguments); }

static bool answer_visit(struct work *w, struct reply *reply, const struct visit *v)
{
    struct json j = json_new(w->arena);
    visit_whole_write(w, &j, v);
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

struct changing { struct guest *guest; json_t *body; struct visit *visit; };

static bool begin(struct work *w, const struct request *q, struct changing *c)
{
    c->guest = guest_of(w, q);
    int64_t id = c->guest ? answer_id(w, q, "id") : 0;
    c->body = id ? input_json(w, q->body, q->body_length) : NULL;
    c->visit = c->body ? my_visit(w, c->guest, id) : NULL;
    return c->visit != NULL;
}

/* ---- the rule before ---- */

/* Who brought it about stands before it in the office's list ("Customer: ill"); to herself she is not "the customer". */
static text bare_reason(text label)
{
    text wide = strstr(label, "："), narrow = strstr(label, ": ");
    return wide ? wide + strlen("：") : narrow ? narrow + 2 : label;
}

static void write_reasons(struct work *w, struct json *j)
{
    const struct choice *all = type_field(&visit_type, "reason")->choices;
    write_list(j, "reasons");
    for (const struct choice *c = all; c->key; c++) {
        if (liable_for(c->value) != LIABLE_CUSTOMER) continue;
        write_object(j, NULL);
        write_text(j, "key", c->key);
        write_text(j, "label", bare_reason(translate(w->language, c->label)));
        write_end(j, '}');
    }
    write_end(j, ']');
}

bool change_preview_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_of(w, q);
    int64_t id = g ? answer_id(w, q, "id") : 0;
    const struct visit *v = id ? my_visit(w, g, id) : NULL;
    if (!v) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "fee", cancel_fee(v->price, v->start, w->now).fen);
    write_text(&j, "tier", said(w, notice_sentence(w, v->start, w->now)));
    write_text(&j, "rule", translate(w->language, N_("Free until six hours before, and for a morning until 20:00 of the eve too; then 20 % of the price, in the last two hours half of it")));
    write_reasons(w, &j);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* The fee she was shown still holds: nobody agrees to one he has not read. */
static bool fee_shown(struct work *w, const struct changing *c)
{
    money fee = cancel_fee(c->visit->price, c->visit->start, w->acted);
    int64_t shown = input_number(w, c->body, "fee", -1);
    if (failed(w) || shown == fee.fen) return !failed(w);
    refuse_as(w, CONFLICT, "fee", N_("By now it costs {1}; please look at it again"), money_shown(w->arena, fee));
    work_explain(w, "fee", print(w, "{\"fee\":%lld}", (long long)fee.fen));
    return false;
}

bool my_cancel_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct changing c;
    if (!begin(w, q, &c)) return false;
    text why = input_string(w, c.body, "reason", "");
    enum cancel_reason reason = choice_value(type_field(&visit_type, "reason")->choices, why);
    if (!reason || liable_for(reason) != LIABLE_CUSTOMER) return refuse(w, "reason", N_("Choose one of the reasons"));
    if (c.visit->state == VISIT_CANCELLED) return answer_visit(w, reply, c.visit);
    if (c.visit->state == VISIT_ARRIVED) return refuse_as(w, CONFLICT, "", N_("She is at your door already; please speak with her or call us"));
    if (!fee_shown(w, &c)) return false;
    json_t *input = json_pack("{s:s}", "reason", why);
    bool well = visit_step(w, c.visit, "cancel", input);
    json_decref(input);
    return well && answer_visit(w, reply, c.visit);
}

/* ---- another time ---- */

/* That one start, of one worker or of all. */
static const struct slot *slot_then(struct work *w, const struct visit *v, instant start, bool hers)
{
    struct slot_query q = { .household = v->household.id, .line = v->line.id, .length = v->length.count, .worker = v->worker.id, .visit = v->record.id, .from = day_of(start), .days = 1, .start = start,
        .only = hers ? v->worker.id : 0, .enough = hers };
    struct slots *s = take(w, struct slots);
    return slots_for(w, &q, s) && s->days[0].count ? &s->days[0].at[0] : NULL;
}

/* Free then, and by whom: herself when she can, else the engine's first. */
static int64_t who_then(struct work *w, const struct visit *v, instant start)
{
    const struct slot *slot = v->worker.id ? slot_then(w, v, start, true) : NULL;
    if (slot && slot->hers == SLOT_CAN) return v->worker.id;
    slot = failed(w) ? NULL : slot_then(w, v, start, false);
    if (slot && slot_offered(slot) && slot->best_count) return slot->best[0].id;
    if (failed(w)) return 0;
    refuse_as(w, CONFLICT, "start", N_("This time was taken just now; please choose another one"));
    work_explain(w, "taken", "");
    return 0;
}

static bool move_to(struct work *w, struct visit *v, instant start, int64_t worker)
{
    bool other = worker != v->worker.id;
    if (other && v->worker.id && !visit_step(w, v, visit_release_step(v), NULL)) return false;
    json_t *move = json_pack("{s:I,s:b,s:s,s:s}", "start", (json_int_t)start.ms, "agreed", 1, "agreed_how", "app", "wish", "customer");
    bool well = visit_step(w, v, "move", move);
    json_decref(move);
    if (!well || !other) return well;
    json_t *assign = json_pack("{s:I,s:s}", "worker", (json_int_t)worker, "how", "auto");
    well = visit_step(w, v, "assign", assign);
    json_decref(assign);
    return well;
}

bool my_move_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct changing c;
    if (!begin(w, q, &c)) return false;
    instant start = { input_number(w, c.body, "start", 0) };
    if (start.ms == c.visit->start.ms) return answer_visit(w, reply, c.visit);
    if (c.visit->state > VISIT_CONFIRMED || c.visit->start.ms <= w->now.ms) return refuse_as(w, CONFLICT, "", N_("It has begun; please call us"));
    if (c.visit->second.id || c.visit->crew.count) return refuse_as(w, CONFLICT, "", N_("Several people come to you; to move them please call us"));
    if (start.ms <= w->now.ms || start.ms > w->now.ms + DAYS(62)) return refuse(w, "start", N_("This time has passed"));
    if (!fee_shown(w, &c)) return false;
    int64_t worker = who_then(w, c.visit, start);
    return worker && move_to(w, c.visit, start, worker) && answer_visit(w, reply, c.visit);
}

/* ---- accept and sign ---- */

static text what_is_signed(struct work *w, const struct visit *v)
{
    const struct service_line *line = record_peek(w, &service_line_type, v->line.id);
    return translate_with(w->arena, w->language, N_("{1}, {2}, {3}: done and accepted. {4} to be paid."), (const text[]){ v->record.number, line ? line->name : "", instant_words(w->arena, v->start), money_shown(w->arena, v->price), NULL });
}

bool my_accept_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct changing c;
    if (!begin(w, q, &c)) return false;
    text picture = my_upload(w, c.guest, input_string(w, c.body, "signature", ""));
    if (failed(w)) return false;
    if (db_one(w, SQL("select 1 from visit_acceptance where visit = $1"), BIND(num(c.visit->record.id)), 0)) return answer_visit(w, reply, c.visit);
    if (!*picture) return refuse(w, "signature", N_("Please sign with your finger"));
    text words = what_is_signed(w, c.visit);
    struct visit_acceptance *a = take(w, struct visit_acceptance);
    *a = (struct visit_acceptance){ .record.branch = c.visit->record.branch, .visit = { c.visit->record.id }, .customer = c.visit->customer, .signed_at = w->now, .said = words, .signature = { picture }, .proof = acceptance_proof(w, words, picture) };
    if (!visit_step(w, c.visit, "approve", NULL) || !add_with_picture(w, &visit_acceptance_type, a)) return false;
    return answer_visit(w, reply, c.visit);
}

/* ---- say how it was ---- */

bool my_rate_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct changing c;
    if (!begin(w, q, &c)) return false;
    int64_t stars = input_number(w, c.body, "stars", 0);
    text words = utf8_cut(w->arena, input_string(w, c.body, "said", ""), 500);
    if (failed(w)) return false;
    if (stars < 1 || stars > 5) return refuse(w, "stars", N_("Tap one to five stars"));
    if (c.visit->stars.given) return refuse_as(w, CONFLICT, "stars", N_("You have said how it was; to change it please call us"));
    json_t *input = json_pack("{s:I,s:s}", "stars", (json_int_t)stars, "said", words);
    bool well = visit_step(w, c.visit, "rate", input);
    json_decref(input);
    return well && answer_visit(w, reply, c.visit);
}

/* ---- pay ---- */

bool my_pay_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct changing c;
    if (!begin(w, q, &c)) return false;
    const struct job_deposit *d = deposit_due(w, c.visit->record.id);
    int64_t of = d ? d->record.id : c.visit->record.id;
    bool asked = db_one(w, SQL("select 1 from charge where (case when $3 = 1 then deposit else visit end) = $1 and state in (1, 2) and tip = 0 and expires > $2 limit 1"), BIND(num(of), num(w->now.ms), num(d != NULL)), 0) == 1;
    return (asked || (d ? charge_for_deposit(w, of) : charge_make(w, 0, of))) && answer_visit(w, reply, c.visit);
}
_Static_assert(CHARGE_WAITING == 2, "the query above says it by number");

/* ---- a tip ---- */

/* The code she has asked for already stays while it holds; for another amount she gets another, and the first is closed. */
static bool tip_code(struct work *w, const struct visit *v, money amount)
{
    struct found f = LOAD_WHERE(w, charge, "visit = $1 and tip = 1 and state in (1, 2) and expires > $2", BIND(num(v->record.id), num(w->now.ms)));
    for (int i = 0; i < f.count; i++) {
        struct charge *c = f.at[i];
        if (c->amount.fen == amount.fen) return true;
        if (!step_run(w, &charge_type, c, "close", NULL)) return false;
    }
    return !failed(w) && charge_for_tip(w, v->record.id, amount);
}

bool my_tip_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct changing c;
    if (!begin(w, q, &c)) return false;
    money amount = { input_number(w, c.body, "amount", 0) };
    if (failed(w)) return false;
    if (!visit_tippable(c.visit)) return refuse_as(w, CONFLICT, "", N_("A tip can be given once the visit is done"));
    if (visit_tipped(w, c.visit).fen > 0) return refuse_as(w, CONFLICT, "", N_("You have given a tip for this visit already. Thank you"));
    if (!charge_possible(w)) return refuse_as(w, CONFLICT, "", N_("Tips cannot be paid here; please give it to {1} yourself. All of it is hers"), worker_shown(w, c.visit->worker.id));
    if (amount.fen <= 0) return refuse(w, "amount", N_("Enter how much you wish to give"));
    if (amount.fen > MOST_TIP) return refuse(w, "amount", N_("A tip is at most {1}; check the amount"), money_shown(w->arena, (money){ MOST_TIP }));
    return tip_code(w, c.visit, amount) && answer_visit(w, reply, c.visit);
}
