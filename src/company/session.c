/* session.c — see session.h. What an account may do is in session_actor.c. */
#include "company/session.h"
#include <string.h>
#include "base/token.h"
#include "company/session_actor.h"
#include "record/store.h"

enum { IDLE_HOURS = 12, DAYS_AT_MOST = 14, TOUCH_MINUTES = 10 };

/* A phone is one person's and is used for minutes: an account that is nothing but a worker's stays logged in until the session's last day. A lost
 * one is shut out by a new password. */
#define ONLY_A_WORKER "(select min(case when o.code = 'worker' then 1 else 0 end) from account_roles r join role o on o.id = r.role where r.parent = session.account) = 1"

/* ---- sessions ---- */

static text cookie_text(struct work *w, const struct request *q, text value, int64_t seconds)
{
    return print(w, "session=%s; Path=/; HttpOnly; SameSite=Lax; Max-Age=%lld%s", value, (long long)seconds, q->secure ? "; Secure" : "");
}

text session_cookie_gone(struct work *w, const struct request *q) { return cookie_text(w, q, "", 0); }

int64_t session_begin(struct work *w, int64_t account, const struct request *q, text *ret_cookie)
{
    unsigned char hash[TOKEN_HASH];
    text token = token_new(w->arena, "", TOKEN_BYTES), agent = http_header(q, "User-Agent");
    int64_t id = record_new_id();
    token_hash(token, hash);
    db_exec(w, SQL("insert into session (id, hash, account, begun_at, seen_at, ends_at, address, agent) values ($1, $2, $3, $4, $4, $5, $6, $7)"),
            BIND(num(id), blob(hash, TOKEN_HASH), num(account), num(w->now.ms), num(w->now.ms + DAYS(DAYS_AT_MOST)), txt(q->address ? q->address : ""),
                 txt(agent ? arena_copy_n(w->arena, agent, strnlen(agent, 200)) : "")));
    *ret_cookie = cookie_text(w, q, token, DAYS(DAYS_AT_MOST) / 1000);
    return failed(w) ? 0 : id;
}

bool session_end(struct work *w, int64_t session)
{
    db_exec(w, SQL("delete from session where id = $1"), BIND(num(session)));
    sessions_forget();
    return !failed(w);
}

bool sessions_end(struct work *w, int64_t account, int64_t except)
{
    db_exec(w, SQL("delete from session where account = $1 and id <> $2"), BIND(num(account), num(except)));
    sessions_forget();
    return !failed(w);
}

bool sessions_sweep(struct work *w)
{
    db_exec(w, SQL("delete from session where ends_at <= $1 or (seen_at <= $2 and case when " ONLY_A_WORKER " then 1 else 0 end = 0)"), BIND(num(w->now.ms), num(w->now.ms - HOURS(IDLE_HOURS))));
    return !failed(w);
}

/* ---- keys ---- */

text key_make(struct work *w, int64_t account, text name)
{
    unsigned char hash[TOKEN_HASH];
    text token = token_new(w->arena, "zj_", TOKEN_BYTES);
    token_hash(token, hash);
    db_exec(w, SQL("insert into api_key (id, hash, account, name, made_at) values ($1, $2, $3, $4, $5)"),
            BIND(num(record_new_id()), blob(hash, TOKEN_HASH), num(account), txt(name), num(w->now.ms)));
    return failed(w) ? "" : token;
}

bool key_end(struct work *w, int64_t account, int64_t key)
{
    int64_t n = db_exec(w, SQL("update api_key set ended_at = $3 where id = $1 and account = $2 and ended_at = 0"), BIND(num(key), num(account), num(w->now.ms)));
    sessions_forget();
    if (!failed(w) && n != 1) return refuse_as(w, NOT_FOUND, "", N_("There is no such key"));
    return !failed(w);
}

/* ---- who is it ---- */

static struct rows *said_by_key(struct work *w, const unsigned char *hash)
{
    return db_query(w, SQL("select " ACCOUNT_SAID ", 0, 0 from api_key join account a on a.id = api_key.account and a.state = 1 " WITH_ROLES " where api_key.hash = $1 and api_key.ended_at = 0"), BIND(blob(hash, TOKEN_HASH)));
}

static struct rows *said_by_session(struct work *w, const unsigned char *hash)
{
    return db_query(w, SQL("select " ACCOUNT_SAID ", session.id, session.seen_at from session join account a on a.id = session.account and a.state = 1 " WITH_ROLES
                           " where session.hash = $1 and session.ends_at > $2 and (session.seen_at > $3 or " ONLY_A_WORKER ")"),
                    BIND(blob(hash, TOKEN_HASH), num(w->now.ms), num(w->now.ms - HOURS(IDLE_HOURS))));
}

static text bearer(const struct request *q)
{
    text header = http_header(q, "Authorization");
    return header && !strncmp(header, "Bearer ", 7) ? header + 7 : NULL;
}

bool company_authenticate(struct work *w, const struct request *q, struct actor *ret)
{
    unsigned char hash[TOKEN_HASH];
    struct cached found = { 0 };
    text key = bearer(q), token = key ? key : http_cookie(q, "session");
    if (!token || !*token || strlen(token) > 100) return false;
    token_hash(token, hash);
    if (!cache_find(w, hash, &found)) {
        if (!actor_read(w, key ? said_by_key(w, hash) : said_by_session(w, hash), &found)) return false;
        cache_put(w, hash, &found);
    }
    *ret = found.actor;
    return !failed(w);
}

static bool touch(struct work *w, void *data)
{
    const int64_t *session = data;
    db_exec(w, SQL("update session set seen_at = $2 where id = $1 and seen_at < $3"), BIND(num(*session), num(w->now.ms), num(w->now.ms - MINUTES(TOUCH_MINUTES))));
    return !failed(w);
}

void company_seen(struct house *house, const struct actor *actor)
{
    int64_t session = actor->session;
    if (!session || !cache_touch_due(session, house_now(house).ms, MINUTES(TOUCH_MINUTES))) return;
    struct work *w = work_open(house, &the_system);
    db_write(house_db(house), w, touch, &session);
    work_close(w);
}
