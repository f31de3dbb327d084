/* listing_page.c — an entry of the blacklist about a customer, on her own phone (team/blacklist_entry.h): what is held against her, until when, her words
 * before it is decided, and her appeal. Somebody who took no part answers it; what she says may as well come through the office. */
#include <string.h>
#include "base/utf8.h"
#include "base/words.h"
#include "portal/mine.h"
#include "record/input.h"
#include "team/team.h"

enum { SHOWN_DAYS = 60 };

void listings_write(struct work *w, struct json *j, int64_t person)
{
    struct found f = LOAD_WHERE(w, blacklist_entry, "person = $1 and side = 2 and (state between 1 and 6 or ended_at > $2) order by id desc limit 5", BIND(num(person), num(w->now.ms - DAYS(SHOWN_DAYS))));
    write_list(j, "listings");
    for (int i = 0; i < f.count; i++) blacklist_shown_to_her(w, j, f.at[i]);
    write_end(j, ']');
}
_Static_assert(LISTED_CUSTOMER == 2 && LISTED_PROPOSED == 1 && LISTED_UPHELD == 6, "the query above says these by number");

/* Hers, and its turn to be spoken to; else refused. */
static struct blacklist_entry *listing_of(struct work *w, const struct guest *g, int64_t id, enum blacklist_state turn)
{
    struct blacklist_entry *e = id && g->person ? record_peek(w, &blacklist_entry_type, id) : NULL;
    if (!e || e->side != LISTED_CUSTOMER || e->person.id != g->person) { if (!failed(w)) refuse_as(w, NOT_FOUND, "", N_("There is nothing at this address")); return NULL; }
    if (e->state == turn) return e;
    refuse_as(w, CONFLICT, "words", turn == LISTED_PROPOSED ? N_("You were heard on this already, or it is over; it stands above") : e->state == LISTED_APPEALED || e->state == LISTED_UPHELD ? N_("You have appealed already; it stands above") : N_("There is nothing in force to appeal against"));
    return NULL;
}

/* Her session says who she is; the step is run as the house, which is nobody who decided it. */
static bool say_it(struct work *w, struct blacklist_entry *e, bool appeals, text words)
{
    const struct actor *her = w->actor;
    w->actor = &the_system;
    bool well = appeals ? step_run(w, &blacklist_entry_type, e, "appeal", &(struct blacklist_appeal){ words }) : step_run(w, &blacklist_entry_type, e, "hear", &(struct blacklist_heard){ words, HEARD_ON_HER_PHONE });
    w->actor = her;
    return well;
}

bool my_listing_call(struct work *w, const struct request *q, struct reply *reply)
{
    enum { WORDS_MOST = 2000 };
    const struct guest *g = guest_of(w, q);
    text act = http_part(q, "act");
    json_t *body = g ? input_json(w, q->body, q->body_length) : NULL;
    if (!body) return false;
    bool appeals = !strcmp(act, "appeal");
    if (!appeals && strcmp(act, "hear")) return refuse_as(w, NOT_FOUND, "", N_("There is nothing at this address"));
    text words = utf8_trim(w->arena, input_string(w, body, "words", ""));
    struct blacklist_entry *e = listing_of(w, g, answer_id(w, q, "id"), appeals ? LISTED_IN_FORCE : LISTED_PROPOSED);
    if (!e) return false;
    if (!*words) return refuse(w, "words", N_("Write what you want to say to it"));
    if (utf8_length(words) > WORDS_MOST) return refuse(w, "words", N_("{1} characters at most"), print(w, "%d", WORDS_MOST));
    if (!say_it(w, e, appeals, words)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    listings_write(w, &j, g->person);
    write_end(&j, '}');
    answer_json(w, reply, 201, &j);
    return !failed(w);
}
