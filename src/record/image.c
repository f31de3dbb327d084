/* image.c — see image.h. */
#include "record/image.h"
#include <sodium.h>
#include <string.h>
#include "record/held.h"

static const char mark[] = "sealed:";

struct image_of image_of(const struct record_type *type, const void *record)
{
    return (struct image_of){ type, ((const struct record *)record)->id, record_subject(type, record) };
}

static text in_base64(struct work *w, const void *bytes, int64_t length)
{
    size_t room = sodium_base64_encoded_len((size_t)length, sodium_base64_VARIANT_ORIGINAL);
    char *out = arena_take(w->arena, room);
    return sodium_bin2base64(out, room, bytes, (size_t)length, sodium_base64_VARIANT_ORIGINAL);
}

static text sealed_image(struct work *w, const struct image_of *of, const struct field *f, const sealed *s)
{
    struct value v = { .bytes = s->kept, .length = s->kept_length };
    if (s->plain) v = seal_text(w, of->subject, of->type->name, of->id, f->name, s->plain);
    return v.length && !failed(w) ? print(w, "%s%s", mark, in_base64(w, v.bytes, v.length)) : "";
}

static void place_image(struct json *j, text key, const place *p)
{
    write_list(j, key);
    write_number(j, NULL, p->lat);
    write_number(j, NULL, p->lng);
    write_end(j, ']');
}

static void rows_image(struct work *w, struct json *j, text key, const struct image_of *of, const struct field *f, const rows_of *rows)
{
    write_list(j, key);
    for (size_t i = 0; i < rows->count; i++) {
        write_object(j, NULL);
        for (int k = 0; k < f->row->field_count; k++)
            image_write(w, j, f->row->fields[k].name, of, &f->row->fields[k], (const char *)rows->at + i * f->row->size);
        write_end(j, '}');
    }
    write_end(j, ']');
}

static text text_of(text t) { return t ? t : ""; }

void image_write(struct work *w, struct json *j, text key, const struct image_of *of, const struct field *f, const void *record)
{
    const void *at = member(f, record);
    switch (f->kind) {
    case KIND_TEXT: write_text(j, key, text_of(*(const text *)at)); return;
    case KIND_FILE: write_text(j, key, text_of(((const file *)at)->hash)); return;
    case KIND_JSON: write_text(j, key, text_of(((const worksheet *)at)->json)); return;
    case KIND_SEALED: write_text(j, key, sealed_image(w, of, f, at)); return;
    case KIND_PLACE: place_image(j, key, at); return;
    case KIND_ROWS: rows_image(w, j, key, of, f, at); return;
    default: break;
    }
    if (f->maybe && field_empty(f, record)) write_null(j, key);
    else write_number(j, key, field_number(f, record));
}

/* ---- back ---- */

static void release(void *tree) { json_decref(tree); }

json_t *image_parse(struct work *w, text json)
{
    json_error_t error;
    json_t *tree = failed(w) ? NULL : json_loads(json, JSON_ALLOW_NUL, &error);
    if (!tree) {
        if (!failed(w)) fault(w, "a kept image is damaged: %s", error.text);
        return NULL;
    }
    arena_defer(w->arena, release, tree);
    return tree;
}

static void read_sealed(struct work *w, sealed *s, text image)
{
    *s = (sealed){ .plain = "", .mask = "" };
    size_t room = strlen(image), length = 0;
    if (strncmp(image, mark, sizeof mark - 1)) return;
    unsigned char *bytes = arena_take(w->arena, room);
    if (sodium_base642bin(bytes, room, image + sizeof mark - 1, room - (sizeof mark - 1), NULL, &length, NULL, sodium_base64_VARIANT_ORIGINAL)) return;
    *s = (sealed){ .mask = "", .kept = bytes, .kept_length = (int64_t)length };
}

static void read_rows(struct work *w, const struct field *f, const json_t *list, rows_of *rows)
{
    size_t n = json_array_size(list);
    *rows = (rows_of){ arena_take(w->arena, f->row->size * n + 1), n };
    for (size_t i = 0; i < n; i++)
        for (int k = 0; k < f->row->field_count; k++)
            image_read(w, &f->row->fields[k], json_object_get(json_array_get(list, i), f->row->fields[k].name), (char *)rows->at + i * f->row->size);
}

static void read_number(const struct field *f, const json_t *value, void *at)
{
    int64_t n = json_integer_value(value);
    bool given = json_is_integer(value);
    switch (f->kind) {
    case KIND_NUMBER: if (f->maybe) *(maybe_number *)at = (maybe_number){ n, given }; else *(int64_t *)at = n; break;
    case KIND_MONEY: if (f->maybe) *(maybe_money *)at = (maybe_money){ n, given }; else *(money *)at = (money){ n }; break;
    case KIND_DAY: if (f->maybe) *(maybe_day *)at = (maybe_day){ (int32_t)n, given }; else *(day *)at = (day){ (int32_t)n }; break;
    case KIND_INSTANT: *(instant *)at = (instant){ n }; break;
    case KIND_MINUTES: *(minutes *)at = (minutes){ (int32_t)n }; break;
    case KIND_FLAG: *(bool *)at = n != 0; break;
    case KIND_CHOICE: *(unsigned *)at = (unsigned)n; break;
    case KIND_SET: *(set *)at = (set){ (uint64_t)n }; break;
    case KIND_REF: *(ref *)at = (ref){ n }; break;
    default: break;
    }
}

void image_read(struct work *w, const struct field *f, const json_t *value, void *record)
{
    void *at = member_mut(f, record);
    text t = json_is_string(value) ? arena_copy(w->arena, json_string_value(value)) : "";
    switch (f->kind) {
    case KIND_TEXT: *(text *)at = t; return;
    case KIND_FILE: ((file *)at)->hash = t; return;
    case KIND_JSON: ((worksheet *)at)->json = t; return;
    case KIND_SEALED: read_sealed(w, at, t); return;
    case KIND_PLACE: *(place *)at = (place){ json_integer_value(json_array_get(value, 0)), json_integer_value(json_array_get(value, 1)) }; return;
    case KIND_ROWS: read_rows(w, f, value, at); return;
    default: read_number(f, value, at);
    }
}
