/* step.c — the only way a state changes: state, permission, guard, rule, save. */
#include "record/step.h"
#include <string.h>
#include "record/held.h"

const struct sentence *sentence_new(struct work *w, const text *from)
{
    struct sentence *s = take(w, struct sentence);
    int n = 0;
    while (from[n]) n++;
    text *arguments = take_many(w, text, n);
    for (int i = 1; i < n; i++) arguments[i - 1] = from[i];
    *s = (struct sentence){ from[0], arguments };
    return s;
}

text step_reason(const struct work *w) { return w->reason ? w->reason : ""; }

bool step_possible(const struct record_type *type, const struct step *step, const void *record)
{
    unsigned state = record_state(type, record);
    return !state || (step->from & FROM(state));
}

bool step_allowed(struct work *w, const struct record_type *type, const struct step *step, const void *record)
{
    if (w->actor->system) return true;
    if (step->own && is_own(w, type, record)) return true;
    int64_t branch = step->theirs ? other_branch(type, record) : ((const struct record *)record)->branch.id;
    if (type->scope == SCOPE_BRANCH && !in_scope(w, branch)) return false;
    return can(w, step->by ? step->by : type->edit);
}

static bool refuse_state(struct work *w, const struct record_type *type, const struct step *step, const void *record)
{
    const struct field *state = type_state(type);
    refuse_as(w, CONFLICT, "", N_("“{1}” is not possible while it is “{2}”"), translated(w, step->label),
              translated(w, choice_label(state->choices, record_state(type, record))));
    work_explain(w, "state", print(w, "{\"state\":\"%s\"}", choice_key(state->choices, record_state(type, record))));
    return false;
}

static bool refuse_guard(struct work *w, const struct sentence *why)
{
    int n = 0;
    while (why->arguments[n]) n++;
    text *all = take_many(w, text, n + 2);
    all[0] = why->message;
    for (int i = 0; i < n; i++) all[i + 1] = why->arguments[i];
    work_refuse(w, CONFLICT, "", all);
    work_explain(w, "guard", "");
    return false;
}

static bool run(struct work *w, const struct record_type *type, void *record, const struct step *step, const void *input)
{
    if (failed(w)) return false;
    if (!step_possible(type, step, record)) return refuse_state(w, type, step, record);
    const struct sentence *why = step->guard ? step->guard(w, record) : NULL;
    if (why) return refuse_guard(w, why);
    if (step->run && !step->run(w, record, input)) return failed(w) ? false : fault(w, "%s.%s failed without saying why", type->name, step->name);
    if (step->to) *(unsigned *)member_mut(type_state(type), record) = step->to;
    return record_store(w, type, record, (struct change){ .what = AUDIT_STEP, .step = step->name, .event = step->name });
}

bool step_run(struct work *w, const struct record_type *type, void *record, text name, const void *input)
{
    const struct step *step = type_step(type, name);
    if (!step) return fault(w, "%s has no step %s", type->name, name);
    return run(w, type, record, step, input);
}

bool step_take(struct work *w, const struct record_type *type, void *record, text name, const void *input)
{
    const struct step *step = type_step(type, name);
    if (!step) return refuse_as(w, NOT_FOUND, "", N_("There is no step “{1}”"), name);
    if (!step_allowed(w, type, step, record)) return refuse_as(w, FORBIDDEN, "", N_("“{1}” is not among your tasks; ask your manager"), translated(w, step->label));
    if (step->reason && !*step_reason(w)) return step->reason_label ? wrong(w, "reason", N_("{1} is missing"), translated(w, step->reason_label)) : wrong(w, "reason", N_("Say why"));
    return run(w, type, record, step, input);
}
