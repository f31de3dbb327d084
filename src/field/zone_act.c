/* zone_act.c — the zones of a large job on the crew's phones (operations/zone.h): all read them, the leader says which is done, the first time and again. */
#include <string.h>
#include "base/words.h"
#include "field/my.h"
#include "record/answer.h"
#include "record/file.h"
#include "record/input.h"

void my_zones_write(struct work *w, struct json *j, const struct visit *v)
{
    struct found f = zones_about(w, v->record.id);
    write_list(j, "zones");
    for (int i = 0; i < f.count; i++) {
        const struct job_zone *z = FOUND(struct job_zone, f, i);
        zone_write(w, j, z);
        write_text(j, "hazard", z->hazard > SITE_HAZARD_NONE ? translate(w->language, choice_label(site_hazards, z->hazard)) : "");
        write_text(j, "measure", z->measure);
        write_flag(j, "pictured", *z->after.hash != 0);
        write_flag(j, "wrong_photo", *z->wrong_photo.hash != 0);
        write_end(j, '}');
    }
    write_end(j, ']');
}

/* Of the visit the act is about. NULL: refused. */
static struct job_zone *zone_of(struct work *w, int64_t visit, int64_t id)
{
    struct found f = LOAD_WHERE(w, job_zone, "id = $1 and (visit = $2 or rework = $2)", BIND(num(id), num(visit)));
    if (failed(w)) return NULL;
    return f.count ? f.at[0] : (refuse_as(w, NOT_FOUND, "zone", N_("This job has no such zone")), NULL);
}

/* Told late: what the customer has said since counts, and her signature ends it. */
bool act_zone(struct work *w, struct act_hand *h)
{
    struct job_zone *z = zone_of(w, h->visit->record.id, input_number(w, h->input, "zone", 0));
    if (!z) return false;
    bool late = z->state == ZONE_ACCEPTED || z->state == ZONE_TAKEN_OFF || z->said_at.ms > h->act->acted.ms;
    return late || step_run(w, &job_zone_type, z, "ready", &(struct zone_ready){ h->act->picture, { h->her->record.id } });
}

bool mate_zone(struct work *w, struct act_hand *h)
{
    (void)h;
    return refuse_word(w, CONFLICT, "leader", N_("The leader walks through with the customer and says when a zone is done; tell her"));
}

/* What the customer photographed of what is not right: for those who do it again. */
bool my_zone_photo_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct worker *her = my_worker(w);
    int64_t id = her ? answer_id(w, q, "id") : 0;
    const struct job_zone *z = id ? record_peek(w, &job_zone_type, id) : NULL;
    const struct visit *of = z ? record_peek(w, &visit_type, z->visit.id) : NULL, *again = z && z->rework.id ? record_peek(w, &visit_type, z->rework.id) : NULL;
    bool hers = her && ((of && visit_has(of, her->record.id)) || (again && visit_has(again, her->record.id)));
    struct file_facts facts = hers && *z->wrong_photo.hash ? file_facts(w, z->wrong_photo.hash) : (struct file_facts){ .path = "" };
    if (failed(w)) return false;
    if (!*facts.path || strncmp(facts.type, "image/", 6)) return refuse_as(w, NOT_FOUND, "", N_("There is nothing at this address"));
    *reply = (struct reply){ .status = 200, .file = facts.path, .type = facts.type, .cache = "private, max-age=86400" };
    return true;
}
