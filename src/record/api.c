/* api.c — see api.h. Each call: which type, may she, load, read the input, do it, answer with what may follow. */
#include "record/api.h"
#include <string.h>
#include "record/answer.h"
#include "record/convert.h"
#include "record/held.h"
#include "record/input.h"
#include "record/output.h"
#include "record/preview.h"
#include "record/timeline.h"

static const struct record_type *type_in_path(struct work *w, const struct request *q)
{
    const struct record_type *type = house_type(w->house, http_part(q, "type"));
    if (!type) refuse_as(w, NOT_FOUND, "", N_("There is nothing at this address"));
    return type;
}

/* What she may not see does not exist for her. A type without the capability is seen only where the record is her own. */
static void *record_in_path(struct work *w, const struct request *q, const struct record_type **ret_type)
{
    const struct record_type *type = *ret_type = type_in_path(w, q);
    if (!type) return NULL;
    int64_t id = answer_id(w, q, "id");
    void *record = id ? record_load(w, type, id) : NULL;
    if (!record) return NULL;
    if (can(w, type->see) || is_own(w, type, record)) return record;
    refuse_as(w, NOT_FOUND, "", N_("There is no such {1}"), translated(w, type->label));
    return NULL;
}

static bool answer_record(struct work *w, struct reply *reply, int status, const struct record_type *type, const void *record)
{
    struct json j = json_new(w->arena);
    record_write(w, &j, NULL, type, record, WITH_ROWS | WITH_MAY);
    if (failed(w)) return false;
    answer_json(w, reply, status, &j);
    return true;
}

/* Once in ten minutes for each who looks: a page that draws itself anew is one look. */
static bool note_look(struct work *w, const struct record_type *type, const struct record *r)
{
    if (!type->looks_logged || w->actor->system || is_own(w, type, r)) return !failed(w);
    if (db_one(w, SQL("select 1 from audit where type = $1 and record = $2 and what = 5 and step = '' and who = $3 and at > $4 limit 1"), BIND(txt(type->name), num(r->id), num(w->actor->user), num(w->now.ms - MINUTES(10))), 0)) return !failed(w);
    audit_write(w, &(struct audit_entry){ .what = AUDIT_READ, .type = type, .record = r->id, .branch = r->branch.id, .step = "", .reason = "", .changes = "", .about = r });
    return !failed(w);
}
_Static_assert(AUDIT_READ == 5, "the query above says it by number");

static bool show(struct work *w, const struct request *q, struct reply *reply)
{
    const struct record_type *type;
    const void *record = record_in_path(w, q, &type);
    return record && note_look(w, type, record) && answer_record(w, reply, 200, type, record);
}

static const text create_extras[] = { "branch", "acted", NULL };
static const text edit_extras[] = { "version", "branch", "acted", "reason", NULL };
static const text step_extras[] = { "acted", "reason", "version", NULL };

/* When the person says it happened: not in the future, not more than three days ago (a phone that was without signal). */
static bool take_acted(struct work *w, json_t *body)
{
    int64_t acted = input_number(w, body, "acted", 0);
    w->reason = input_string(w, body, "reason", "");
    if (strlen(w->reason) > 1500) return wrong(w, "reason", N_("The reason is longer than 500 characters"));
    if (failed(w)) return false;
    if (!acted) return true;
    if (acted > w->now.ms + MINUTES(5) || acted < w->now.ms - DAYS(3)) return wrong(w, "acted", N_("The time of the act lies in the future or more than three days back"));
    w->acted = (instant){ acted < w->now.ms ? acted : w->now.ms };
    return true;
}

static bool take_branch(struct work *w, const struct record_type *type, json_t *body, void *record)
{
    struct record *r = record;
    int64_t branch = input_number(w, body, "branch", r->branch.id);
    if (branch == r->branch.id) return !failed(w);
    if (branch && !in_scope(w, branch)) return wrong(w, "branch", N_("{1}: there is no such record"), translated(w, N_("Branch")));
    if (!branch && type->scope == SCOPE_BRANCH) return wrong(w, "branch", N_("{1} is missing"), translated(w, N_("Branch")));
    r->branch.id = branch;
    return !failed(w);
}

static bool create(struct work *w, const struct request *q, struct reply *reply)
{
    const struct record_type *type = type_in_path(w, q);
    if (!type) return false;
    if (!type->create) return refuse_as(w, FORBIDDEN, "", N_("A {1} is made by the procedures, not by hand"), translated(w, type->label));
    if (!must(w, type->create)) return false;
    json_t *body = input_json(w, q->body, q->body_length);
    void *record = record_from_memory(w, type);
    if (!body) return false;
    take_acted(w, body);
    const struct field *own = type_field(type, "reason");
    if (own && own->choices && own->set_by != STEPS_ONLY && own->set_by != ENGINE_ONLY) w->reason = "";       /* its code is no sentence for the history */
    input_read(w, type, type->fields, type->field_count, body, record, INPUT_CREATE, create_extras);
    if (w->failure == NO_FAILURE || w->failure == INVALID) take_branch(w, type, body, record);
    return !failed(w) && record_add(w, type, record) && answer_record(w, reply, 201, type, record);
}

bool record_as_seen(struct work *w, const struct record_type *type, const void *record, int64_t version)
{
    const struct record *r = record;
    if (failed(w) || version == r->version) return !failed(w);
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "version", r->version);
    if (r->changed_by.id) write_number(&j, "changed_by", r->changed_by.id); else write_null(&j, "changed_by");
    text who = r->changed_by.id ? record_title(w, house_type(w->house, "account"), r->changed_by.id) : "";
    write_text(&j, "changed_by_name", who);
    write_list(&j, "changes");
    timeline_since(w, &j, type, r->id, version);
    write_end(&j, ']');
    write_end(&j, '}');
    refuse_as(w, CONFLICT, "", N_("{1} changed this in the meantime; look at it as it is now, then try again"), *who ? who : translated(w, N_("Somebody")));
    work_explain(w, "stale", buf_text(&j.out));
    return false;
}

bool record_as_told(struct work *w, const struct record_type *type, const void *record, json_t *body)
{
    int64_t seen = input_number(w, body, "version", 0);
    return !failed(w) && (!seen || record_as_seen(w, type, record, seen));
}

static bool edit(struct work *w, const struct request *q, struct reply *reply)
{
    const struct record_type *type;
    void *record = record_in_path(w, q, &type);
    if (!record) return false;
    if (type->append_only || !type->edit) return refuse_as(w, FORBIDDEN, "", N_("A {1} is not edited; it changes by its steps"), translated(w, type->label));
    if (!must(w, type->edit)) return false;
    if (type->scope == SCOPE_BRANCH && !in_scope(w, ((struct record *)record)->branch.id)) return must(w, "nobody");
    json_t *body = input_json(w, q->body, q->body_length);
    if (!body || !take_acted(w, body)) return false;
    int64_t version = input_number(w, body, "version", 0);
    if (!version) return wrong(w, "version", N_("The version you have seen is missing"));
    if (!record_as_seen(w, type, record, version)) return false;
    input_read(w, type, type->fields, type->field_count, body, record, INPUT_EDIT, edit_extras);
    if (w->failure == NO_FAILURE || w->failure == INVALID) take_branch(w, type, body, record);
    return !failed(w) && record_save(w, type, record) && answer_record(w, reply, 200, type, record);
}

static bool remove_one(struct work *w, const struct request *q, struct reply *reply)
{
    const struct record_type *type;
    void *record = record_in_path(w, q, &type);
    if (!record) return false;
    if (!type->remove) return refuse_as(w, FORBIDDEN, "", N_("A {1} is kept; it cannot be deleted"), translated(w, type->label));
    if (!must(w, type->remove) || !record_remove(w, type, record)) return false;
    *reply = (struct reply){ .status = 204, .body = "" };
    return true;
}

struct step_asked { const struct record_type *type; void *record, *input; const struct step *step; };

static bool step_in_path(struct work *w, const struct request *q, struct step_asked *ret)
{
    ret->record = record_in_path(w, q, &ret->type);
    if (!ret->record) return false;
    const struct step *step = ret->step = type_step(ret->type, http_part(q, "step"));
    if (!step || step->hidden) return refuse_as(w, NOT_FOUND, "", N_("There is no step “{1}”"), http_part(q, "step"));
    json_t *body = input_json(w, q->body, q->body_length);
    if (!body || !take_acted(w, body)) return false;
    if (!record_as_told(w, ret->type, ret->record, body)) return false;
    ret->input = input_of_step(w, step, body, step_extras);
    if (input_reason_is_choice(step)) w->reason = "";
    return ret->input != NULL;
}

static bool step(struct work *w, const struct request *q, struct reply *reply)
{
    struct step_asked s;
    return step_in_path(w, q, &s) && step_take(w, s.type, s.record, s.step->name, s.input) && answer_record(w, reply, 200, s.type, s.record);
}

static bool preview(struct work *w, const struct request *q, struct reply *reply)
{
    struct step_asked s;
    struct json j = json_new(w->arena);
    if (!step_in_path(w, q, &s)) return false;
    if (!s.step->preview) return refuse_as(w, NOT_FOUND, "", N_("“{1}” has no preview"), translated(w, s.step->label));
    if (!step_preview(w, s.type, s.record, s.step, s.input, &j)) return false;
    answer_json(w, reply, 200, &j);
    return true;
}

static bool history(struct work *w, const struct request *q, struct reply *reply)
{
    const struct record_type *type;
    const struct record *record = record_in_path(w, q, &type);
    if (!record || !note_look(w, type, record)) return false;
    struct json j = json_new(w->arena);
    if (!timeline_write(w, &j, type, record->id, http_query(q, "after"))) return false;
    answer_json(w, reply, 200, &j);
    return true;
}

static bool note(struct work *w, const struct request *q, struct reply *reply)
{
    const struct record_type *type;
    const struct record *record = record_in_path(w, q, &type);
    json_t *body = record ? input_json(w, q->body, q->body_length) : NULL;
    if (!body) return false;
    text said = input_string(w, body, "body", "");
    if (!*said) return wrong(w, "body", N_("{1} is missing"), translated(w, N_("Note")));
    if (strlen(said) > 6000) return wrong(w, "body", N_("The note is longer than 2000 characters"));
    audit_write(w, &(struct audit_entry){ .what = AUDIT_NOTE, .type = type, .record = record->id, .branch = record->branch.id, .step = "", .reason = said, .changes = "",
        .about = record });
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_flag(&j, "ok", true);
    write_end(&j, '}');
    answer_json(w, reply, 201, &j);
    return !failed(w);
}

/* Opening a masked value is an act: a reason, a capability, a line in the audit log. The own person needs no capability. */
static bool reveal(struct work *w, const struct request *q, struct reply *reply)
{
    const struct record_type *type;
    const struct record *record = record_in_path(w, q, &type);
    json_t *body = record ? input_json(w, q->body, q->body_length) : NULL;
    if (!body) return false;
    text name = input_string(w, body, "field", ""), reason = input_string(w, body, "reason", "");
    const struct field *f = type_field(type, name);
    if (!f || f->kind != KIND_SEALED || !field_visible(w, f)) return wrong(w, "field", N_("There is no masked member “{1}”"), name);
    if (strlen(reason) < 2 || strlen(reason) > 1500) return wrong(w, "reason", N_("Say why, in 2 to 500 characters"));
    if (!is_own(w, type, record) && !must(w, f->reveal ? f->reveal : "nobody")) return false;
    audit_write(w, &(struct audit_entry){ .what = AUDIT_READ, .type = type, .record = record->id, .branch = record->branch.id, .step = f->name, .reason = reason, .changes = "",
        .about = record });
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "value", sealed_open(w, type, record, member(f, record)));
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

const struct call record_calls[] = {
    { .method = GET, .pattern = "/api/:type/:id", .run = show, .help = "One record with its names and what may be done" },
    { .method = POST, .pattern = "/api/:type", .run = create, .help = "Create a record" },
    { .method = PATCH, .pattern = "/api/:type/:id", .run = edit, .help = "Edit plain members; needs the version seen" },
    { .method = DELETE, .pattern = "/api/:type/:id", .run = remove_one, .help = "Delete where the type allows it" },
    { .method = POST, .pattern = "/api/:type/:id/:step", .run = step, .help = "Run a step of the procedure; with the version seen, it is refused when somebody changed the record since" },
    { .method = POST, .pattern = "/api/:type/:id/:step/preview", .run = preview, .help = "What a far-reaching step would do, without doing it" },
    { .method = GET, .pattern = "/api/:type/:id/history", .run = history, .help = "What happened to it, newest first" },
    { .method = POST, .pattern = "/api/:type/:id/note", .run = note, .help = "A remark on its timeline" },
    { .method = POST, .pattern = "/api/:type/:id/reveal", .run = reveal, .help = "Open a masked value, with a reason, logged" },
};
const int record_call_count = COUNT_OF(record_calls);
