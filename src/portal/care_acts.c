/* care_acts.c — see care_page.h: what the family asks for, agrees to, and takes back. */
#include <string.h>
#include "base/utf8.h"
#include "base/words.h"
#include "payroll/payroll.h"
#include "portal/care_own.h"

struct asking { struct guest *guest; json_t *body; struct placement *placement; };

static bool begin(struct work *w, const struct request *q, struct asking *a)
{
    a->guest = guest_of(w, q);
    int64_t id = a->guest ? answer_id(w, q, "id") : 0;
    a->body = id ? input_json(w, q->body, q->body_length) : NULL;
    a->placement = a->body ? care_mine(w, a->guest, id) : NULL;
    return a->placement != NULL;
}

/* What a deed answers is the placement as it is now. */
static bool answer_it(struct work *w, struct reply *reply, int64_t id, int status)
{
    const struct placement *p = LOAD(w, placement, id);
    if (!p) return false;
    struct json j = json_new(w->arena);
    care_write(w, &j, p);
    answer_json(w, reply, status, &j);
    return !failed(w);
}

static text words_of(struct work *w, json_t *body, text name) { return utf8_cut(w->arena, utf8_trim(w->arena, input_string(w, body, name, "")), 300); }

/* An answer that is not there is none: nothing is refused by mistake. */
static bool yes_or_no(struct work *w, json_t *body, text name)
{
    if (!json_is_boolean(json_object_get(body, name))) return wrong(w, name, N_("Answer yes or no"));
    return true;
}

static maybe_day day_in(struct work *w, json_t *body, text name)
{
    int64_t n = input_number(w, body, name, 0);
    return (maybe_day){ (int32_t)n, n > 0 && n < 100000 };
}

bool my_wish_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct asking a;
    if (!begin(w, q, &a)) return false;
    unsigned kind = choice_value(type_field(&placement_wish_type, "kind")->choices, input_string(w, a.body, "kind", ""));
    if (failed(w)) return false;
    if (!kind) return refuse(w, "kind", N_("{1} is missing"), translated(w, N_("What is asked for")));
    struct placement_wish *x = take(w, struct placement_wish);
    *x = (struct placement_wish){ .kind = (enum wish_kind)kind, .placement = { a.placement->record.id }, .what = words_of(w, a.body, "what"), .date = day_in(w, a.body, "date"), .instead = day_in(w, a.body, "instead"), .answer = "" };
    return !failed(w) && ADD(w, placement_wish, x) && answer_it(w, reply, a.placement->record.id, 201);
}

bool my_wish_back_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct guest *g = guest_of(w, q);
    int64_t id = g ? answer_id(w, q, "id") : 0, wish = id ? answer_id(w, q, "wish") : 0;
    const struct placement *p = wish ? care_mine(w, g, id) : NULL;
    struct placement_wish *x = p ? LOAD(w, placement_wish, wish) : NULL;
    if (!x || x->placement.id != id) return failed(w) ? false : refuse_as(w, NOT_FOUND, "", N_("There is nothing at this address"));
    return step_run(w, &placement_wish_type, x, "take_back", NULL) && answer_it(w, reply, id, 200);
}

/* What a family may say of her; the worker's own reasons are hers to say. */
bool care_reason_asked(enum replacement_reason r)
{
    return r == REPLACE_SKILL || r == REPLACE_ATTITUDE || r == REPLACE_HABITS || r == REPLACE_HEALTH || r == REPLACE_CONFLICT || r == REPLACE_THEFT || r == REPLACE_SCHEDULE;
}

/* She has said to the office that she goes, and the family knows nothing of it: it asks all the same, and sees what it asked for. */
static bool ask_with_hers(struct work *w, struct replacement *r, enum replacement_reason why, text wish)
{
    text label = translate(w->language, choice_label(type_field(&replacement_type, "reason")->choices, why));
    r->wish = *wish ? translate_with(w->arena, w->language, N_("{1}: {2}"), (const text[]){ label, wish, NULL }) : label;
    return SAVE(w, replacement, r);
}

/* The search begins at once; whose side it lies on the office assesses after it has heard both. */
bool my_replace_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct asking a;
    if (!begin(w, q, &a)) return false;
    enum replacement_reason why = (enum replacement_reason)choice_value(type_field(&replacement_type, "reason")->choices, input_string(w, a.body, "reason", ""));
    text wish = words_of(w, a.body, "wish");
    if (failed(w)) return false;
    if (!why || !care_reason_asked(why)) return refuse(w, "reason", N_("Choose one of the reasons"));
    struct replacement *hers = leaving_untold_of(w, a.placement);
    if (hers) return ask_with_hers(w, hers, why, wish) && answer_it(w, reply, a.placement->record.id, 201);
    struct replacement *r = take(w, struct replacement);
    *r = (struct replacement){ .placement = { a.placement->record.id }, .reason = why, .side = replacement_side_of(why), .wish = wish, .refund_why = "" };
    return ADD(w, replacement, r) && answer_it(w, reply, a.placement->record.id, 201);
}

bool my_family_wage_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct asking a;
    if (!begin(w, q, &a)) return false;
    int64_t who = input_number(w, a.body, "who", 0), paid = input_number(w, a.body, "paid", 0);
    day first = input_day(w, a.body, "first", (day){ 0 });
    return !failed(w) && family_wage_paid(w, a.placement, who, first, (money){ paid }) && answer_it(w, reply, a.placement->record.id, 200);
}

static bool holiday_answered(struct work *w, struct holiday_ask *x, bool yes, text how)
{
    if (yes && x->family_says == TASK_YES) return true;
    return step_run(w, &holiday_ask_type, x, yes ? "family_yes" : "family_no", &(struct { text how; }){ how });
}

/* An extra task with its price, or a statutory holiday (holiday_ask.h). */
bool my_task_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct asking a;
    if (!begin(w, q, &a)) return false;
    int64_t id = answer_id(w, q, "task");
    struct holiday_ask *holiday = id ? holiday_ask_peek(w, id) : NULL;
    struct extra_task *x = id && !holiday ? LOAD(w, extra_task, id) : NULL;
    if (!(holiday && holiday->placement.id == a.placement->record.id) && (!x || x->placement.id != a.placement->record.id)) return failed(w) ? false : refuse_as(w, NOT_FOUND, "", N_("There is nothing at this address"));
    if (!yes_or_no(w, a.body, "yes")) return false;
    bool yes = input_flag(w, a.body, "yes", false);
    text said = words_of(w, a.body, "why"), how = print(w, "%s %s", translate(w->language, N_("Tapped on the customer's own page")), instant_words(w->arena, w->now));
    if (failed(w)) return false;
    if (holiday) return holiday_answered(w, holiday, yes, how) && answer_it(w, reply, a.placement->record.id, 200);
    if (!yes) w->reason = *said ? said : translate(w->language, N_("No, without a reason"));
    if (yes && x->family_says == TASK_YES) return answer_it(w, reply, a.placement->record.id, 200);
    return step_run(w, &extra_task_type, x, yes ? "family_yes" : "family_no", yes ? (const void *)&(struct { text how; }){ how } : NULL) && answer_it(w, reply, a.placement->record.id, 200);
}

/* With her name under it: on whose word the sheet stands is a question later (T25). */
bool my_sheet_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct asking a;
    if (!begin(w, q, &a)) return false;
    int64_t id = answer_id(w, q, "sheet");
    struct handover *h = id ? LOAD(w, handover, id) : NULL;
    if (!h || h->placement.id != a.placement->record.id) return failed(w) ? false : refuse_as(w, NOT_FOUND, "", N_("There is nothing at this address"));
    if (!yes_or_no(w, a.body, "yes")) return false;
    bool yes = input_flag(w, a.body, "yes", false);
    text said = words_of(w, a.body, "why"), name = words_of(w, a.body, "name");
    if (failed(w)) return false;
    if (!yes && !*said) return refuse(w, "why", N_("Say what is not right"));
    if (yes && !*name) return refuse(w, "name", N_("Sign with your name"));
    if (yes && h->customer_agrees) return answer_it(w, reply, a.placement->record.id, 200);
    text how = utf8_cut(w->arena, print(w, "%s %s %s", translate(w->language, N_("Signed on the customer's own page:")), name, instant_words(w->arena, w->now)), 200);
    if (!yes) w->reason = said;
    return step_run(w, &handover_type, h, yes ? "family_yes" : "dispute", yes ? (const void *)&(struct { text how; }){ how } : NULL) && answer_it(w, reply, a.placement->record.id, 200);
}

bool my_care_consent_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct asking a;
    if (!begin(w, q, &a)) return false;
    text key = input_string(w, a.body, "purpose", ""), guardian = words_of(w, a.body, "guardian");
    if (!yes_or_no(w, a.body, "given")) return false;
    bool given = input_flag(w, a.body, "given", false), child = !strcmp(key, "child");
    if (failed(w)) return false;
    if (!child && strcmp(key, "health")) return refuse(w, "purpose", N_("This is none of the switches"));
    if (child && given && !*guardian) return refuse(w, "guardian", N_("For a child the guardian agrees: name her"));
    return guest_consents(w, a.guest, child ? CONSENT_CHILD : CONSENT_HEALTH, guardian, given) && answer_it(w, reply, a.placement->record.id, 200);
}
