/* history.c — see parts.h: the image of each version of a `.history` type, so that a report can ask what was known on a day. */
#include <string.h>
#include "record/held.h"
#include "record/image.h"

const char history_schema[] =
    "create table if not exists history (type {text} not null, record {number} not null, version {number} not null, at {number} not null, "
    "image {text} not null, primary key (type, record, version));"
    "create index if not exists history_at on history (type, at);";

static text whole_image(struct work *w, const struct record_type *type, const void *record)
{
    const struct record *r = record;
    const struct image_of of = image_of(type, record);
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "number", r->number);
    write_number(&j, "branch", r->branch.id);
    write_number(&j, "created_at", r->created_at.ms);
    write_number(&j, "changed_by", r->changed_by.id);
    for (int i = 0; i < type->field_count; i++) image_write(w, &j, type->fields[i].name, &of, &type->fields[i], record);
    write_end(&j, '}');
    return buf_text(&j.out);
}

void history_keep(struct work *w, const struct record_type *type, const void *record)
{
    const struct record *r = record;
    if (failed(w)) return;
    db_exec(w, SQL("insert into history (type, record, version, at, image) values ($1, $2, $3, $4, $5)"),
            BIND(txt(type->name), num(r->id), num(r->version), num(w->now.ms), txt(whole_image(w, type, record))));
}

static int64_t number_in(const json_t *image, text name) { return json_integer_value(json_object_get(image, name)); }

static void *from_image(struct work *w, const struct record_type *type, int64_t id, int64_t version, int64_t at, const json_t *image)
{
    struct record *r = record_from_memory(w, type);
    text number = json_string_value(json_object_get(image, "number"));
    *r = (struct record){ .id = id, .number = arena_copy(w->arena, number), .branch = { number_in(image, "branch") }, .version = version,
        .created_at = { number_in(image, "created_at") }, .changed_at = { at }, .changed_by = { number_in(image, "changed_by") } };
    const struct image_of of = { .type = type, .id = id };
    for (int i = 0; i < type->field_count; i++) image_read(w, &of, &type->fields[i], json_object_get(image, type->fields[i].name), r);
    return r;
}

void *history_load(struct work *w, const struct record_type *type, int64_t id, instant known_at)
{
    struct rows *row = db_query(w, SQL("select version, at, image from history where type = $1 and record = $2 and at <= $3 order by version desc limit 1"),
                                BIND(txt(type->name), num(id), num(known_at.ms)));
    if (!db_next(row)) return NULL;
    int64_t version = db_number(row, 0), at = db_number(row, 1);
    text kept = db_text(row, 2);
    db_enough(row);
    const json_t *image = image_parse(w, kept);
    return image ? from_image(w, type, id, version, at, image) : NULL;
}
