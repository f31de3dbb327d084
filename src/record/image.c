/* image.c — see image.h. */
#include "record/image.h"
#include <sodium.h>
#include <string.h>
#include "base/words.h"
#include "record/held.h"

static const char mark[] = "sealed:", not_kept[] = "not kept";

struct image_of image_of(const struct record_type *type, const void *record)
{
    return (struct image_of){ .type = type, .id = ((const struct record *)record)->id, .record = record };
}

bool field_personal(const struct field *f)
{
    bool personal = f->personal;
    for (int i = 0; f->kind == KIND_ROWS && i < f->row->field_count; i++) personal |= f->row->fields[i].personal;
    return personal;
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
    if (s->plain) v = seal_text(w, record_subject(of->type, of->record), of->type->name, of->id, f->name, s->plain);
    return v.length && !failed(w) ? print(w, "%s%s", mark, in_base64(w, v.bytes, v.length)) : "";
}

text text_image(struct work *w, int64_t subject, text table, int64_t id, text column, text plain)
{
    struct value v = seal_text(w, subject, table, id, column, plain);
    return v.length && !failed(w) ? print(w, "%s%s", mark, in_base64(w, v.bytes, v.length)) : "";
}

static const void *bytes_from(struct work *w, text image, int64_t *ret_length)
{
    size_t room = strlen(image), length = 0;
    unsigned char *bytes = arena_take(w->arena, room + 1);
    *ret_length = 0;
    if (strncmp(image, mark, sizeof mark - 1)) return NULL;
    if (sodium_base642bin(bytes, room, image + sizeof mark - 1, room - (sizeof mark - 1), NULL, &length, NULL, sodium_base64_VARIANT_ORIGINAL)) return NULL;
    *ret_length = (int64_t)length;
    return bytes;
}

text text_from_image(struct work *w, text table, int64_t id, text column, text image)
{
    int64_t length;
    const void *bytes = bytes_from(w, image, &length);
    return bytes ? seal_open(w, table, id, column, bytes, length) : image;
}

static void place_image(struct json *j, text key, const place *p)
{
    write_list(j, key);
    write_number(j, NULL, p->lat);
    write_number(j, NULL, p->lng);
    write_end(j, ']');
}

static void plain_image(struct work *w, struct json *j, text key, const struct image_of *of, const struct field *f, const void *record);

/* Whole rows are sealed, or none of them. */
static void rows_image(struct work *w, struct json *j, text key, const struct image_of *of, const struct field *f, const rows_of *rows)
{
    write_list(j, key);
    for (size_t i = 0; i < rows->count; i++) {
        write_object(j, NULL);
        for (int k = 0; k < f->row->field_count; k++)
            plain_image(w, j, f->row->fields[k].name, of, &f->row->fields[k], (const char *)rows->at + i * f->row->size);
        write_end(j, '}');
    }
    write_end(j, ']');
}

static text text_of(text t) { return t ? t : ""; }

static void plain_image(struct work *w, struct json *j, text key, const struct image_of *of, const struct field *f, const void *record)
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

void image_write(struct work *w, struct json *j, text key, const struct image_of *of, const struct field *f, const void *record)
{
    bool empty = field_empty(f, record);
    if (f->fleeting && !of->fleeting && !empty) { write_text(j, key, not_kept); return; }
    if (f->kind == KIND_SEALED || empty || !field_personal(f)) { plain_image(w, j, key, of, f, record); return; }
    struct json inside = json_new(w->arena);
    plain_image(w, &inside, NULL, of, f, record);
    write_text(j, key, text_image(w, record_person(w, of->type, of->record), of->type->name, of->id, f->name, buf_text(&inside.out)));
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
    int64_t length;
    const void *bytes = bytes_from(w, image, &length);
    *s = bytes ? (sealed){ .mask = "", .kept = bytes, .kept_length = length } : (sealed){ .plain = "", .mask = "" };
}

static void read_plain(struct work *w, const struct field *f, const json_t *value, void *record);

static void read_rows(struct work *w, const struct field *f, const json_t *list, rows_of *rows)
{
    size_t n = json_array_size(list);
    *rows = (rows_of){ arena_take(w->arena, f->row->size * n + 1), n };
    for (size_t i = 0; i < n; i++)
        for (int k = 0; k < f->row->field_count; k++)
            read_plain(w, &f->row->fields[k], json_object_get(json_array_get(list, i), f->row->fields[k].name), (char *)rows->at + i * f->row->size);
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

static void read_plain(struct work *w, const struct field *f, const json_t *value, void *record)
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

/* NULL: its key is gone, or it is nothing that this program sealed. */
static const json_t *opened(struct work *w, const struct image_of *of, const struct field *f, text image)
{
    text plain = text_from_image(w, of->type->name, of->id, f->name, image);
    json_error_t error;
    json_t *tree = *plain && !failed(w) ? json_loads(plain, JSON_DECODE_ANY | JSON_ALLOW_NUL, &error) : NULL;
    if (tree) arena_defer(w->arena, release, tree);
    return tree;
}

void image_read(struct work *w, const struct image_of *of, const struct field *f, const json_t *value, void *record)
{
    text image = json_is_string(value) ? json_string_value(value) : "";
    if (f->kind != KIND_SEALED && field_personal(f) && !strncmp(image, mark, sizeof mark - 1)) value = opened(w, of, f, image);
    read_plain(w, f, value, record);
}

text image_gone(const struct field *f, const json_t *value, const void *record)
{
    text image = json_is_string(value) ? json_string_value(value) : "";
    if (f->fleeting && !strcmp(image, not_kept)) return N_("Not kept");
    if (strncmp(image, mark, sizeof mark - 1) || !(f->kind == KIND_SEALED || field_personal(f))) return NULL;
    bool empty = f->kind == KIND_SEALED ? !*((const sealed *)member(f, record))->mask : field_empty(f, record);
    return empty ? N_("Erased") : NULL;
}
