/* event.c — what happened is told: reactions WITH run now, reactions AFTER become jobs, browsers get a notice when it is committed. */
#include <string.h>
#include <jansson.h>
#include "base/json.h"
#include "base/log.h"
#include "base/words.h"
#include "record/convert.h"
#include "record/engine_calls.h"
#include "record/held.h"
#include "record/hidden.h"
#include "record/job.h"
#include "record/parts.h"

#define FOLLOWS N_("It cannot be done, because of what would follow from it: {1}")
/* What follows from it is part of it: where that cannot be, the whole is refused, and the person reads why. It never names a field: the fields are those
 * of another record. That it came to this is in the log: a rule should have asked before. A reaction that must not stand in the way runs its
 * steps in a part of their own (db_part). */
static bool react_now(struct work *w, const struct reaction *r, const struct record_type *type, int64_t id)
{
    if (r->run(w, type, id) && !failed(w)) return true;
    if (w->failure == FAULT || w->failure == AGAIN) return false;
    if (!failed(w)) return fault(w, "the reaction %s to %s said no and not why", r->name, r->event);
    const text message = w->wrong ? w->wrong->message : w->message, *arguments = w->wrong ? w->wrong->arguments : w->arguments;
    if (!strcmp(message, FOLLOWS)) return false;                /* said already, by what follows from what follows */
    text why = translate_with(w->arena, w->language, message, arguments);
    log_line("reaction", "\"refused\":%s,\"event\":%s", log_quote(w->arena, r->name ? r->name : ""), log_quote(w->arena, r->event));
    work_clear(w);
    return refuse_as(w, CONFLICT, "", FOLLOWS, why);
}

static bool react_later(struct work *w, const struct reaction *r, const struct record_type *type, int64_t id)
{
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "event", r->event);
    write_text(&j, "name", r->name ? r->name : "");
    write_text(&j, "type", type->name);
    write_number(&j, "id", id);
    write_end(&j, '}');
    return job_add(w, "reaction", buf_text(&j.out)) != 0;
}

static int64_t owner_of(const struct record_type *type, const void *record)
{
    if (!type->own || !record) return 0;
    if (!strcmp(type->own, "record")) return ((const struct record *)record)->id;
    const struct field *f = type_field(type, type->own);
    return f && f->kind == KIND_REF ? field_number(f, record) : 0;
}

/* Ids only. `own` and `was`: whose it is and whose it was, so that a worker hears of the visit that left her. */
static void tell_browsers(struct work *w, const struct record_type *type, const void *record)
{
    const struct record *r = record;
    int64_t own = owner_of(type, record), was = record_is_loaded(record, type) ? owner_of(type, record_before(record)) : own;
    int64_t hidden = hidden_account(w, type, record), other = other_branch(type, record);
    db_notify(w, print(w, "change {\"type\":\"%s\",\"id\":%lld,\"version\":%lld,\"branch\":%lld,\"own\":%lld,\"was\":%lld%s%s}", type->name, (long long)r->id,
                       (long long)r->version, (long long)r->branch.id, (long long)own, (long long)was, hidden ? print(w, ",\"hidden\":%lld", (long long)hidden) : "", other ? print(w, ",\"other\":%lld", (long long)other) : ""));
}

bool event_publish(struct work *w, const struct record_type *type, text what, const void *record)
{
    if (failed(w)) return false;
    int64_t id = ((const struct record *)record)->id;
    text event = print(w, "%s.%s", type->name, what);
    tell_browsers(w, type, record);
    for (const struct module *const *m = house_modules(w->house); *m; m++)
        for (int i = 0; i < (*m)->reaction_count; i++) {
            const struct reaction *r = &(*m)->reactions[i];
            if (strcmp(r->event, event)) continue;
            if (!(r->when == WITH ? react_now(w, r, type, id) : react_later(w, r, type, id))) return false;
        }
    return !failed(w);
}

/* ---- the job that runs an AFTER reaction ---- */

struct later { const struct reaction *reaction; const struct record_type *type; int64_t id; };

static bool run_later(struct work *w, void *data)
{
    const struct later *l = data;
    return l->reaction->run(w, l->type, l->id);
}

static const struct reaction *find_reaction(const struct house *house, text event, text name)
{
    for (const struct module *const *m = house_modules(house); *m; m++)
        for (int i = 0; i < (*m)->reaction_count; i++) {
            const struct reaction *r = &(*m)->reactions[i];
            if (!strcmp(r->event, event) && !strcmp(r->name ? r->name : "", name)) return r;
        }
    return NULL;
}

bool reaction_job(struct job *job)
{
    json_t *tree = json_loads(job_arguments(job), 0, NULL);
    const char *event = json_string_value(json_object_get(tree, "event")), *name = json_string_value(json_object_get(tree, "name"));
    const char *type = json_string_value(json_object_get(tree, "type"));
    struct later l = { .id = json_integer_value(json_object_get(tree, "id")) };
    if (event && name && type) {
        l.reaction = find_reaction(job_house(job), event, name);
        l.type = house_type(job_house(job), type);
    }
    json_decref(tree);
    return l.reaction && l.type ? job_write(job, run_later, &l) : true;     /* a reaction that no longer exists has nothing to do */
}
