/* home_acts.c — acts of a live-in worker: an entry of her care log, her word on an extra task, a rest day, a handover sheet; and a standard she has read. */
#include <string.h>
#include "base/words.h"
#include "field/act.h"
#include "payroll/payroll.h"
#include "placement/placement.h"
#include "record/input.h"

bool act_care(struct work *w, struct act_hand *h)
{
    json_object_del(h->input, "photo");
    return care_log_by(w, h->her->record.id, h->input) != NULL;
}

/* In which home and of whom, so that the office can enter it for her; what was seen of them is on her phone alone. */
text care_remains(struct work *w, json_t *input)
{
    text kind = json_string_value(json_object_get(input, "kind"));
    if (!kind || !choice_value(type_field(&care_log_type, "kind")->choices, kind)) kind = "";
    return print(w, "{\"placement\":%lld,\"kind\":\"%s\"}", (long long)json_integer_value(json_object_get(input, "placement")), kind);
}

bool care_enter(struct work *w, const struct field_act *a, const struct care_log *said)
{
    json_t *about = input_json(w, a->input.json, strlen(a->input.json));
    if (!about) return false;
    unsigned kind = choice_value(type_field(&care_log_type, "kind")->choices, input_string(w, about, "kind", ""));
    struct care_said by = { a->worker.id, input_number(w, about, "placement", 0), kind, a->acted };
    return care_log_enter(w, &by, said) != NULL;
}

static bool not_there(struct work *w, text field, text message) { return failed(w) ? false : refuse_as(w, NOT_FOUND, field, message); }

/* An extra task with its price (T19), or her rest day that the family would like to move: her no has no consequence for her. */
bool act_task(struct work *w, struct act_hand *h)
{
    int64_t task = input_number(w, h->input, "task", 0), wish = input_number(w, h->input, "wish", 0);
    bool yes = input_flag(w, h->input, "yes", false);
    if (failed(w)) return false;
    if (wish) {
        struct placement_wish *x = record_peek(w, &placement_wish_type, wish);
        if (!x || x->worker.id != h->her->record.id) return not_there(w, "wish", N_("Nobody asks you for this"));
        return step_take(w, &placement_wish_type, x, yes ? "worker_yes" : "worker_no", NULL);
    }
    struct holiday_ask *holiday = task ? holiday_ask_peek(w, task) : NULL;
    if (holiday && holiday->worker.id == h->her->record.id) return step_take(w, &holiday_ask_type, holiday, yes ? "worker_yes" : "worker_no", NULL);
    struct extra_task *x = holiday ? NULL : record_peek(w, &extra_task_type, task);
    if (!x || x->worker.id != h->her->record.id) return not_there(w, "task", N_("Nobody asks you for this"));
    if (!yes && !*w->reason) w->reason = translate(w->language, N_("No, without a reason"));
    return step_take(w, &extra_task_type, x, yes ? "worker_yes" : "worker_no", NULL);
}

bool act_sheet(struct work *w, struct act_hand *h)
{
    int64_t id = input_number(w, h->input, "sheet", 0);
    bool yes = input_flag(w, h->input, "yes", false);
    struct handover *s = failed(w) ? NULL : record_peek(w, &handover_type, id);
    if (!s || s->worker.id != h->her->record.id) return not_there(w, "sheet", N_("There is no such sheet of yours"));
    if (!yes && !*h->act->reason) return wrong(w, "reason", N_("Say what is not right"));
    return step_take(w, &handover_type, s, yes ? "worker_yes" : "dispute", NULL);
}

/* She goes, or takes it back. */
bool act_go(struct work *w, struct act_hand *h)
{
    bool back = input_flag(w, h->input, "back", false);
    if (failed(w)) return false;
    return back ? leaving_taken_back(w, h->her->record.id, h->input) : leaving_said(w, h->her->record.id, h->input, h->act->reason);
}

/* Has she the month's wage that the family pays itself? */
bool act_wage(struct work *w, struct act_hand *h) { return family_wage_got(w, h->her->record.id, h->input, h->act->reason); }

bool act_study(struct work *w, struct act_hand *h)
{
    int64_t id = input_number(w, h->input, "standard", 0);
    return !failed(w) && standard_is_read(w, h->her, id);
}
