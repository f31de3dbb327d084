/* guest.c — see guest.h. */
#include "portal/guest.h"
#include <stdlib.h>
#include <string.h>
#include "base/identity.h"
#include "base/token.h"
#include "base/words.h"
#include "customers/customers.h"
#include "portal/code.h"
#include "record/answer.h"
#include "record/input.h"
#include "record/parts.h"

enum { SESSION_DAYS = 30, MOST_PEOPLE = 12 };

static struct value hash_of(struct work *w, text token)
{
    unsigned char *hash = arena_take(w->arena, TOKEN_HASH);
    token_hash(token, hash);
    return blob(hash, TOKEN_HASH);
}

static text cookie_text(struct work *w, const struct request *q, text value, int64_t seconds)
{
    return print(w, "customer=%s; Path=/api/c; HttpOnly; SameSite=Lax; Max-Age=%lld%s", value, (long long)seconds, q->secure ? "; Secure" : "");
}

/* ---- the actor ---- */

static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Her branches are those that serve her; she has no capability at all. */
static void act_as(struct work *w, struct guest *g)
{
    enum { MOST = 32 };
    int64_t *branches = take_many(w, int64_t, MOST);
    int n = 0;
    g->customer = 0;
    struct rows *row = db_query(w, SQL("select id, branch from customer where person = $1 and state <> 3 order by id limit 32"), BIND(num(g->person)));
    while (g->person && db_next(row)) {
        if (!g->customer) g->customer = db_number(row, 0);
        branches[n++] = db_number(row, 1);
    }
    db_enough(row);
    int64_t home = n ? branches[0] : 0;
    qsort(branches, (size_t)n, sizeof *branches, by_id);
    text name = g->person ? record_title(w, house_type(w->house, "person"), g->person) : "";
    g->actor = (struct actor){ .person = g->person, .customer = g->customer, .name = name, .language = w->language, .branches = branches, .branch_count = n, .home = home };
    w->actor = &g->actor;
    w->reason = translate(w->language, N_("on the customer's own page"));
}

struct guest *guest_any(struct work *w, const struct request *q)
{
    struct guest *g = guest_perhaps(w, q);
    if (!g && !failed(w)) refuse_as(w, UNAUTHORISED, "", N_("Please log in with your mobile number"));
    return g;
}

struct guest *guest_perhaps(struct work *w, const struct request *q)
{
    text token = http_cookie(q, "customer");
    if (!token || !*token || strlen(token) > 100) return NULL;
    struct guest *g = take(w, struct guest);
    struct rows *row = db_query(w, SQL("select s.id, s.person, s.settled, coalesce(p.state, 1) from portal_session s left join person p on p.id = s.person where s.hash = $1 and s.ends_at > $2"), BIND(hash_of(w, token), num(w->now.ms)));
    if (!db_next(row)) return NULL;
    *g = (struct guest){ .session = db_number(row, 0), .person = db_number(row, 1), .settled = db_number(row, 2) != 0 };
    int64_t state = db_number(row, 3);
    db_enough(row);
    if (state == PERSON_ERASED) return NULL;
    if (state == PERSON_MERGED) g->person = db_one(w, SQL("select coalesce(merged_into, id) from person where id = $1"), BIND(num(g->person)), 0);
    act_as(w, g);
    return failed(w) ? NULL : g;
}

struct guest *guest_of(struct work *w, const struct request *q)
{
    struct guest *g = guest_any(w, q);
    if (!g || g->settled) return g;
    refuse_as(w, CONFLICT, "", N_("Say first which of the people of this number you are"));
    work_explain(w, "who", "");
    return NULL;
}

text guest_phone(struct work *w, const struct guest *g)
{
    int64_t length = 0;
    struct rows *row = db_query(w, SQL("select phone from portal_session where id = $1"), BIND(num(g->session)));
    if (!db_next(row)) return "";
    const void *kept = db_blob(row, 0, &length);
    text phone = seal_open(w, "portal_session", g->session, "phone", kept, length);
    db_enough(row);
    return phone;
}

bool guest_sees_own(struct work *w, struct guest *g)
{
    act_as(w, g);
    return !failed(w);
}

/* Who reads her page in English is written to in English, unless somebody said otherwise. */
static bool keeps_language(struct work *w, const struct guest *g)
{
    if (!g->person || strcmp(w->language, "en")) return !failed(w);
    struct person *p = LOAD(w, person, g->person);
    if (!p || p->language) return !failed(w);
    p->language = LANGUAGE_EN;
    return record_save(w, &person_type, p);
}

bool guest_becomes(struct work *w, struct guest *g, int64_t person)
{
    db_exec(w, SQL("update portal_session set person = $2, settled = 1 where id = $1"), BIND(num(g->session), num(person)));
    g->person = person;
    g->settled = true;
    return guest_sees_own(w, g) && keeps_language(w, g);
}

bool guest_phone_is(struct work *w, const struct guest *g, text phone)
{
    db_exec(w, SQL("update portal_session set phone = $2, phone_word = $3 where id = $1"), BIND(num(g->session), seal_text(w, 0, "portal_session", g->session, "phone", phone), txt(blind_token(w, "portal.code", phone))));
    return !failed(w);
}

/* ---- whose number is it ---- */

struct people { int64_t ids[MOST_PEOPLE]; text names[MOST_PEOPLE]; int count; };

static struct people people_of(struct work *w, text phone)
{
    struct people p = { .count = 0 };
    struct rows *row = db_query(w, SQL("select p.id, p.name from person p where p.phone_index = $1 and p.state = 1 and exists (select 1 from customer c where c.person = p.id and c.state <> 3) order by p.id limit 12"),
                                BIND(blind_index(w, "person.phone", phone)));
    while (*phone && db_next(row)) {
        p.ids[p.count] = db_number(row, 0);
        p.names[p.count++] = db_text(row, 1);
    }
    db_enough(row);
    return p;
}

int64_t guest_begin(struct work *w, text phone, const struct request *q, text *ret_cookie)
{
    text token = token_new(w->arena, "", TOKEN_BYTES);
    int64_t id = record_new_id();
    struct people p = people_of(w, phone);
    db_exec(w, SQL("insert into portal_session (id, hash, phone, phone_word, person, settled, begun_at, ends_at) values ($1, $2, $3, $4, $5, $6, $7, $8)"),
            BIND(num(id), hash_of(w, token), seal_text(w, 0, "portal_session", id, "phone", phone), txt(blind_token(w, "portal.code", phone)), num(p.count == 1 ? p.ids[0] : 0), num(p.count < 2), num(w->now.ms),
                 num(w->now.ms + DAYS(SESSION_DAYS))));
    *ret_cookie = cookie_text(w, q, token, DAYS(SESSION_DAYS) / 1000);
    return failed(w) ? 0 : id;
}

/* ---- calls ---- */

static void write_people(struct work *w, struct json *j, const struct guest *g)
{
    struct people p = people_of(w, guest_phone(w, g));
    write_list(j, "people");
    for (int i = 0; i < p.count; i++) write_text(j, NULL, mask_name(w->arena, p.names[i]));
    write_end(j, ']');
}

static void write_me(struct work *w, struct json *j, const struct guest *g)
{
    write_object(j, NULL);
    write_flag(j, "known", g->person != 0);
    write_flag(j, "settled", g->settled);
    write_text(j, "name", g->settled ? g->actor.name : "");
    write_text(j, "phone", mask_phone(w->arena, guest_phone(w, g)));
    write_people(w, j, g);
    text notice = privacy_edition(w, g->actor.home);
    write_text(j, "notice", notice);
    write_flag(j, "notice_agreed", g->person && g->settled && notice_agreed(w, g->person, notice));
    write_number(j, "now", w->now.ms);
    write_end(j, '}');
}

bool guest_me_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_any(w, q);
    if (!g) return false;
    struct json j = json_new(w->arena);
    write_me(w, &j, g);
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

struct entering { struct code_try try; const struct request *request; struct reply *reply; };

static bool enter(struct work *w, void *data)
{
    struct entering *e = data;
    text cookie = "";
    int64_t session = code_use(w, &e->try) ? guest_begin(w, e->try.phone, e->request, &cookie) : 0;
    if (!session) return false;
    struct people p = people_of(w, e->try.phone);
    struct guest *g = take(w, struct guest);
    *g = (struct guest){ .session = session, .person = p.count == 1 ? p.ids[0] : 0, .settled = p.count < 2 };
    act_as(w, g);
    if (!keeps_language(w, g)) return false;
    struct json j = json_new(w->arena);
    write_me(w, &j, g);
    answer_json(w, e->reply, 200, &j);
    e->reply->cookie = cookie;
    return !failed(w);
}

bool guest_login_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct entering e = { .request = q, .reply = reply };
    json_t *body = input_json(w, q->body, q->body_length);
    if (!body) return false;
    e.try = (struct code_try){ .phone = phone_given(w, input_string(w, body, "phone", "")), .code = input_string(w, body, "code", ""), .address = q->address ? q->address : "" };
    struct db *db = house_db(w->house);
    if (failed(w)) return false;
    if (strlen(e.try.code) != 6 || strspn(e.try.code, "0123456789") != 6) return refuse(w, "code", N_("The code has six digits"));
    return db_write(db, w, code_count, &e.try) && db_write(db, w, enter, &e);
}

/* {"who": 0} the first of the list, …; {"who": -1}: none of them. */
bool guest_who_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct guest *g = guest_any(w, q);
    json_t *body = g ? input_json(w, q->body, q->body_length) : NULL;
    if (!body) return false;
    struct people p = people_of(w, guest_phone(w, g));
    int64_t who = input_number(w, body, "who", -2);
    if (who < -1 || who >= p.count) return refuse(w, "who", N_("Choose one of the list"));
    if (!guest_becomes(w, g, who < 0 ? 0 : p.ids[who])) return false;
    struct json j = json_new(w->arena);
    write_me(w, &j, g);
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

bool guest_logout_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_perhaps(w, q);
    if (g) db_exec(w, SQL("delete from portal_session where id = $1"), BIND(num(g->session)));
    reply->cookie = cookie_text(w, q, "", 0);
    reply->status = 204;
    return !failed(w);
}

bool guest_person_erased(struct work *w, const struct record_type *type, int64_t person)
{
    (void)type;
    db_exec(w, SQL("delete from portal_session where person = $1"), BIND(num(person)));
    return !failed(w);
}

bool guests_sweep(struct work *w)
{
    db_exec(w, SQL("delete from portal_session where ends_at <= $1"), BIND(num(w->now.ms)));
    return !failed(w);
}
