/* photo.c — PUT /api/my/photo: a photo of a phone, counted as arrived only when both sides have the same SHA-256.
 *
 * The program names files by BLAKE2b (record/file.h), which no browser can count; so the phone's SHA-256 is counted here too and kept
 * beside it. The phone takes its photo off its list when the answer names the hash it has counted itself, and never before. */
#include <string.h>
#include "field/act.h"
#include "record/answer.h"
#include "record/file.h"

const char photo_schema[] =
    "create table if not exists field_photo (sha {text} not null, worker {number} not null, hash {text} not null, at {number} not null, primary key (sha, worker));";

struct photo { const struct upload *upload; text sha; };

static bool keep(struct work *w, void *data)
{
    const struct photo *p = data;
    const struct worker *her = my_worker(w);
    if (!her || !file_made(w, p->upload)) return false;
    db_exec(w, SQL("insert into field_photo (sha, worker, hash, at) values ($1, $2, $3, $4) on conflict do nothing"), BIND(txt(p->sha), num(her->record.id), txt(p->upload->hash), num(w->now.ms)));
    return !failed(w) && acts_wake(w, her);          /* what has waited for it: on a bad line the act often comes first, and nothing after the photo */
}

static bool known(struct work *w, void *data) { (void)data; return my_worker(w) != NULL; }

bool photo_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct upload *u = q->upload;
    if (!db_read(house_db(w->house), w, known, NULL)) return false;
    if (!u || !u->size) return refuse(w, "", N_("The file is empty"));
    if (strncmp(u->type, "image/", 6)) return refuse(w, "", N_("This is no photo"));
    struct photo p = { u, file_sha256(w, u->path) };
    text counted = http_query(q, "sha");
    if (failed(w)) return false;
    if (counted && strcmp(counted, p.sha)) return refuse(w, "sha", N_("The photo was damaged on its way; the phone sends it again"));
    if (!file_keep(w, u) || !db_write(house_db(w->house), w, keep, &p)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "sha", p.sha);
    write_text(&j, "file", u->hash);
    write_number(&j, "size", u->size);
    write_end(&j, '}');
    answer_json(w, reply, 201, &j);
    return true;
}

text photo_by_sha(struct work *w, int64_t worker, text sha)
{
    return db_one_text(w, SQL("select hash from field_photo where sha = $1 and worker = $2"), BIND(txt(sha), num(worker)));
}
