/* opening.c — GET /api/c/open: what the page shows first, in one answer: the shop, who is logged in, her visits. On a slow line one way there and
 * back costs more than all their bytes. */
#include "portal/mine.h"

static bool answer_part(struct work *w, const struct request *q, struct json *j, text name, bool (*call)(struct work *, const struct request *, struct reply *))
{
    struct reply part = { 0 };
    if (!call(w, q, &part)) return false;
    write_raw(j, name, part.body);
    return true;
}

bool opening_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_perhaps(w, q);
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    if (failed(w) || !answer_part(w, q, &j, "start", start_call)) return false;
    if (!g) write_null(&j, "me");
    else if (!answer_part(w, q, &j, "me", guest_me_call)) return false;
    if (!g || !g->settled) write_null(&j, "home");
    else if (!answer_part(w, q, &j, "home", home_call)) return false;
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
