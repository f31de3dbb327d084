/* zone_page.c — the customer says of each zone of a large job, on her own phone, that it is right or what is not (operations/zone.h).
 *
 *   POST /api/c/visit/:id/zones        {sign: [{id, version}], signature} — one drawn signature for those, all or none
 *   POST /api/c/visit/:id/zone/:zone   {version, wrong, photo?}
 *
 * `version` is the zone as she saw it: what has changed meanwhile she reads first. */
#include <string.h>
#include "base/utf8.h"
#include "base/words.h"
#include "portal/mine.h"
#include "record/input.h"

enum { MOST_ZONES = 60 };

/* ---- as she sees them ---- */

static void write_picture(struct json *j, text key, file picture)
{
    if (picture.hash && *picture.hash) write_text(j, key, picture.hash); else write_null(j, key);
}

/* The visit that does it again: when; 0: none is to come. */
static void write_again(struct work *w, struct json *j, const struct job_zone *z)
{
    const struct visit *again = z->rework.id ? record_peek(w, &visit_type, z->rework.id) : NULL;
    bool ahead = again && visit_open(again->state);
    write_number(j, "again", ahead ? again->record.id : 0);
    write_number(j, "again_at", ahead ? again->start.ms : 0);
}

void zones_shown_write(struct work *w, struct json *j, const struct visit *v)
{
    struct found f = zones_about(w, v->record.id);
    write_list(j, "zones");
    for (int i = 0; i < f.count; i++) {
        const struct job_zone *z = FOUND(struct job_zone, f, i);
        bool open = z->state == ZONE_OPEN || z->state == ZONE_REJECTED;
        const struct sentence *why = open ? zone_waits(w, z) : NULL;
        zone_write(w, j, z);
        write_number(j, "version", z->record.version);
        write_picture(j, "before", z->before);
        write_picture(j, "after", z->after);
        write_picture(j, "wrong_photo", z->wrong_photo);
        write_text(j, "how", z->how ? choice_key(type_field(&job_zone_type, "how")->choices, z->how) : "");
        write_text(j, "accepted_by", z->accepted_by);
        write_number(j, "accepted_at", z->accepted_at.ms);
        write_number(j, "taken_off", z->taken_off.fen);
        write_again(w, j, z);
        write_flag(j, "may", open && !why);
        write_text(j, "waits", why ? translate_with(w->arena, w->language, why->message, why->arguments) : "");
        write_end(j, '}');
    }
    write_end(j, ']');
}

bool zone_picture_is(struct work *w, int64_t visit, text hash)
{
    return db_one(w, SQL("select 1 from job_zone where (visit = $1 or rework = $1) and (before = $2 or after = $2 or wrong_photo = $2) limit 1"), BIND(num(visit), txt(hash)), 0) == 1;
}

/* ---- what she says ---- */

struct saying { const struct guest *guest; json_t *body; const struct visit *visit; };

static bool begin(struct work *w, const struct request *q, struct saying *s)
{
    s->guest = guest_of(w, q);
    int64_t id = s->guest ? answer_id(w, q, "id") : 0;
    s->body = id ? input_json(w, q->body, q->body_length) : NULL;
    s->visit = s->body ? my_visit(w, s->guest, id) : NULL;
    return s->visit != NULL;
}

static bool answer(struct work *w, const struct saying *s, struct reply *reply)
{
    struct json j = json_new(w->arena);
    visit_whole_write(w, &j, LOAD(w, visit, s->visit->record.id));
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* Among this visit's, undecided, as she saw it. NULL: refused. */
static struct job_zone *zone_as_seen(struct work *w, const struct saying *s, int64_t id, int64_t version)
{
    struct found f = LOAD_WHERE(w, job_zone, "id = $1 and (visit = $2 or rework = $2)", BIND(num(id), num(s->visit->record.id)));
    struct job_zone *z = f.count ? f.at[0] : NULL;
    text no = !z ? NULL : z->state == ZONE_ACCEPTED ? N_("“{1}” is signed already; if something turns up later, tell us under “Not content”")
        : z->state == ZONE_TAKEN_OFF ? N_("“{1}” is taken off the price already, there is nothing to sign") : z->record.version != version ? N_("“{1}” has changed meanwhile: read how it stands now, then say") : NULL;
    if (failed(w)) return NULL;
    if (!z) return refuse_as(w, NOT_FOUND, "", N_("There is nothing at this address")), NULL;
    return no ? (refuse_as(w, CONFLICT, "", no, z->name), NULL) : z;
}

/* The picture is known to be hers (my_upload): the store would ask which account sent it up, and she has none. */
static bool say_it(struct work *w, struct job_zone *z, text step, const void *input)
{
    const struct actor *her = w->actor;
    struct actor as_house = *her;
    as_house.system = true;
    w->actor = &as_house;
    bool well = step_run(w, &job_zone_type, z, step, input);
    w->actor = her;
    return well;
}

bool zones_sign_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct saying s;
    if (!begin(w, q, &s)) return false;
    json_t *all = json_object_get(s.body, "sign"), *one;
    text picture = my_upload(w, s.guest, input_string(w, s.body, "signature", ""));
    if (failed(w)) return false;
    if (!json_is_array(all) || !json_array_size(all) || json_array_size(all) > MOST_ZONES) return refuse(w, "sign", N_("Say which zones are right"));
    if (!*picture) return refuse(w, "signature", N_("Please sign with your finger"));
    struct zone_signing in = { { picture }, utf8_cut(w->arena, w->actor->name, 40) };
    size_t i;
    json_array_foreach(all, i, one) {
        struct job_zone *z = zone_as_seen(w, &s, json_integer_value(json_object_get(one, "id")), json_integer_value(json_object_get(one, "version")));
        if (!z || !say_it(w, z, "sign", &in)) return false;
    }
    return answer(w, &s, reply);
}

bool zone_object_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct saying s;
    if (!begin(w, q, &s)) return false;
    int64_t id = answer_id(w, q, "zone"), version = id ? input_number(w, s.body, "version", 0) : 0;
    text words = utf8_trim(w->arena, input_string(w, s.body, "wrong", "")), sha = input_string(w, s.body, "photo", "");
    struct job_zone *z = failed(w) ? NULL : zone_as_seen(w, &s, id, version);
    if (!z) return false;
    if (!*words) return refuse(w, "wrong", N_("Write what is not right: it is done again by your words"));
    if (utf8_length(words) > 500) return refuse(w, "wrong", N_("At most {1} characters, please"), "500");
    text picture = my_upload(w, s.guest, sha);
    if (*sha && !*picture) return failed(w) ? false : refuse(w, "photo", N_("A photo has not arrived; please send it again"));
    return say_it(w, z, "object", &(struct zone_objection){ words, { picture } }) && answer(w, &s, reply);
}
