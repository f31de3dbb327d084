/* upload.c — PUT /api/c/upload: a signature or a photo, counted as arrived only when both sides have the same SHA-256. */
#include <string.h>
#include "portal/mine.h"
#include "record/file.h"

enum { MOST_A_DAY = 60 };

struct sending { const struct request *request; text sha; };

static bool known(struct work *w, void *data)
{
    const struct sending *s = data;
    const struct guest *g = guest_of(w, s->request);
    if (!g) return false;
    if (!g->person) return refuse_as(w, FORBIDDEN, "", N_("Photos belong to a visit; there is none yet"));
    if (db_one(w, SQL("select count(*) from portal_upload where session = $1 and at > $2"), BIND(num(g->session), num(w->now.ms - DAYS(1))), 0) >= MOST_A_DAY)
        return refuse_as(w, TOO_MANY, "", N_("That is enough for one day; please call us"));
    return true;
}

static bool keep(struct work *w, void *data)
{
    const struct sending *s = data;
    const struct guest *g = guest_of(w, s->request);
    if (!g || !file_made(w, s->request->upload)) return false;
    db_exec(w, SQL("insert into portal_upload (sha, session, hash, at) values ($1, $2, $3, $4) on conflict do nothing"), BIND(txt(s->sha), num(g->session), txt(s->request->upload->hash), num(w->now.ms)));
    return !failed(w);
}

bool upload_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct upload *u = q->upload;
    struct sending s = { q, "" };
    if (!db_read(house_db(w->house), w, known, &s)) return false;
    if (!u || !u->size) return refuse(w, "", N_("The file is empty"));
    if (strncmp(u->type, "image/", 6)) return refuse(w, "", N_("This is no photo"));
    s.sha = file_sha256(w, u->path);
    text counted = http_query(q, "sha");
    if (failed(w)) return false;
    if (counted && strcmp(counted, s.sha)) return refuse(w, "sha", N_("The photo was damaged on its way; the phone sends it again"));
    if (!file_keep(w, u) || !db_write(house_db(w->house), w, keep, &s)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "sha", s.sha);
    write_end(&j, '}');
    answer_json(w, reply, 201, &j);
    return true;
}

text my_upload(struct work *w, const struct guest *g, text sha)
{
    return *sha ? db_one_text(w, SQL("select hash from portal_upload where sha = $1 and session = $2"), BIND(txt(sha), num(g->session))) : "";
}

bool add_with_picture(struct work *w, const struct record_type *type, void *record)
{
    const struct actor *her = w->actor;
    w->actor = &the_system;
    bool well = record_add(w, type, record);
    w->actor = her;
    return well;
}
