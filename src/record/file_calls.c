/* file_calls.c — PUT /api/file and GET /api/file/{hash}. */
#include <string.h>
#include "record/answer.h"
#include "record/engine_calls.h"
#include "record/file.h"

static bool made(struct work *w, void *data) { return file_made(w, data); }

bool file_put_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct upload *u = q->upload;
    if (!u || !u->size) return refuse(w, "", N_("The file is empty"));
    if (u->file_name && strlen(u->file_name) > 600) return wrong(w, "name", N_("The name of the file is too long"));
    if (!file_keep(w, u) || !db_write(house_db(w->house), w, made, (void *)(uintptr_t)u)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "file", u->hash);
    write_text(&j, "type", u->type);
    write_number(&j, "size", u->size);
    write_end(&j, '}');
    answer_json(w, reply, 201, &j);
    return true;
}

/* Only what no browser runs is shown in place: an SVG or HTML file is a download. */
static bool shown_in_place(text type)
{
    static const text types[] = { "image/jpeg", "image/png", "image/webp", "image/gif", "image/heic", "application/pdf" };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (!strcmp(types[i], type)) return true;
    return false;
}

bool file_get_call(struct work *w, const struct request *q, struct reply *reply)
{
    text hash = http_part(q, "hash");
    struct file_facts f = file_facts(w, hash ? hash : "");
    if (failed(w)) return false;
    if (!*f.path || !file_may_read(w, hash)) return failed(w) ? false : refuse_as(w, NOT_FOUND, "", N_("There is no such file"));
    *reply = (struct reply){ .status = 200, .type = f.type, .file = f.path, .file_name = *f.name ? f.name : hash, .inline_ = shown_in_place(f.type),
        .cache = "private, max-age=86400, immutable", .etag = print(w, "\"%s\"", hash) };
    return true;
}
