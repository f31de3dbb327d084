/* acts_call.c — POST /api/my/acts: what a phone has done since it last had a network, in one list. */
#include "field/act.h"
#include "record/answer.h"
#include "record/input.h"

enum { MOST_ACTS = 100 };

/* One phone at a time for each worker: of the same act sent twice at once the second finds the first. */
bool acts_call(struct work *w, const struct request *q, struct reply *reply)
{
    json_t *body = input_json(w, q->body, q->body_length), *acts = body ? json_object_get(body, "acts") : NULL;
    const struct worker *her = body ? my_worker(w) : NULL;
    if (!her) return false;
    if (acts && !json_is_array(acts)) return wrong(w, "acts", N_("{1} must be a list of objects"), "acts");
    if (json_array_size(acts) > MOST_ACTS) return wrong(w, "acts", N_("At most {1} at once"), "100");
    db_lock(w, "worker", &her->record.id, 1);
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_list(&j, "acts");
    for (size_t i = 0; i < json_array_size(acts); i++)
        if (!act_report(w, her, json_array_get(acts, i), &j)) return false;
    write_end(&j, ']');
    if (!acts_wake(w, her) || !mates_wake(w, her)) return false;
    write_number(&j, "now", w->now.ms);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
