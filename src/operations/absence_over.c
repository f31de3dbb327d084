/* absence_over.c — she is back before her leave is over, or it is called off: of what was taken from her for it, the visits that nobody has yet are offered to
 * her again. Reaction to worker_leave.come_back and .cancel (absence.h). */
#include <jansson.h>
#include "operations/absence.h"
#include "operations/visit_fields.h"
#include "record/store.h"

struct offering { int64_t visit, worker; };

static bool offer_again(struct work *w, void *data)
{
    const struct offering *o = data;
    struct visit *v = LOAD(w, visit, o->visit);
    return v && step_run(w, &visit_type, v, "assign", &(struct assignment){ .worker = { o->worker }, .how = OFFER_OFFICE });
}

/* What she may not take any more (her paper ran out meanwhile) stays open, and is no failure of her coming back. */
static bool one(struct work *w, int64_t visit, int64_t worker)
{
    const struct visit *v = record_peek(w, &visit_type, visit);
    if (!v || v->state != VISIT_UNASSIGNED || v->start.ms <= w->now.ms) return !failed(w);
    return db_part(w, offer_again, &(struct offering){ visit, worker }) || db_part_forget(w);
}

bool absence_over(struct work *w, const struct record_type *type, int64_t leave)
{
    const struct worker_leave *l = record_peek(w, type, leave);
    json_t *hit = l && l->impact.json ? json_loads(l->impact.json, 0, NULL) : NULL, *each;
    size_t i;
    bool well = l != NULL;
    json_array_foreach(hit, i, each)
        if (well) well = one(w, json_integer_value(json_object_get(each, "id")), l->worker.id);
    json_decref(hit);
    return well && !failed(w);
}
