/* account_calls.c — logging in and out, the first start, passwords, keys. Hashing happens between transactions: these calls are `raw`
 * and go through the waiting line. */
#include "company/privacy_notice.h"
#include "company/account_calls.h"
#include <string.h>
#include "base/utf8.h"
#include "base/words.h"
#include "company/account.h"
#include "company/branch.h"
#include "company/colleague.h"
#include "company/login.h"
#include "company/me.h"
#include "company/password.h"
#include "company/retention.h"
#include "company/person.h"
#include "company/rights.h"
#include "company/role.h"
#include "company/session.h"
#include "company/setting.h"
#include "record/answer.h"
#include "record/input.h"
#include "record/parts.h"

#ifndef PROGRAM_VERSION
#define PROGRAM_VERSION "0"
#endif

static bool nobody_yet(struct work *w) { return !db_one(w, SQL("select 1 from account limit 1"), NO_BIND, 0); }

static bool done(struct work *w, struct reply *reply)
{
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_flag(&j, "ok", true);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

static void audit(struct work *w, enum audit_what what, int64_t account, text step, text reason)
{
    audit_write(w, &(struct audit_entry){ .what = what, .type = &account_type, .record = account, .step = step, .reason = reason, .changes = "" });
}

/* ---- before login ---- */

static void demo_logins_write(struct work *w, struct json *j)
{
    write_list(j, "demo_logins");
    struct rows *row = house_demo(w->house) ? db_query(w, SQL("select d.login, d.password, d.role, d.label from demo_login d join account a on a.id = d.account "
                                                              "where a.state = 1 order by d.account"), NO_BIND) : NULL;
    while (row && db_next(row)) {
        write_object(j, NULL);
        write_text(j, "name", db_text(row, 0));
        write_text(j, "password", db_text(row, 1));
        write_text(j, "role", db_text(row, 2));
        write_text(j, "label", db_text(row, 3));
        write_end(j, '}');
    }
    write_end(j, ']');
}

static bool hello(struct work *w, const struct request *q, struct reply *reply)
{
    (void)q;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "company", company_name(w));
    write_flag(&j, "demo", house_demo(w->house));
    write_flag(&j, "setup", nobody_yet(w));
    write_text(&j, "language", w->language);
    demo_logins_write(w, &j);
    write_text(&j, "version", PROGRAM_VERSION);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* ---- opening a session: the end of a login and of the first start ---- */

struct opening { const struct request *request; struct reply *reply; struct login_try try; struct actor actor; text hash, company, branch, name; };

static bool open_session(struct work *w, struct opening *o, int64_t account)
{
    const struct actor *before = w->actor;
    struct json j = json_new(w->arena);
    text cookie;
    if (!actor_load(w, account, &o->actor)) return failed(w) ? false : fault(w, "account %lld cannot act", (long long)account);
    o->actor.session = session_begin(w, account, o->request, &cookie);
    w->actor = &o->actor;
    audit(w, AUDIT_LOGIN, account, "", "");
    me_write(w, &j, &o->actor);
    w->actor = before;
    answer_json(w, o->reply, 200, &j);
    o->reply->cookie = cookie;
    return !failed(w);
}

static bool count_try(struct work *w, void *data) { return login_try(w, &((struct opening *)data)->try); }

static bool welcome(struct work *w, void *data)
{
    struct opening *o = data;
    return login_right(w, &o->try) && open_session(w, o, o->try.account);
}

static bool note_failure(struct work *w, void *data)
{
    const struct opening *o = data;
    audit(w, AUDIT_LOGIN, o->try.account, "refused", o->request->address ? o->request->address : "");
    return !failed(w);
}

static bool refuse_login(struct work *w, text code, text message)
{
    refuse_as(w, UNAUTHORISED, "", message);
    work_explain(w, code, "");
    return false;
}

static bool throttled(struct opening *o)
{
    if (o->try.wait) o->reply->retry_after = o->try.wait;
    return false;
}

static bool login(struct work *w, const struct request *q, struct reply *reply)
{
    json_t *body = input_json(w, q->body, q->body_length);
    if (!body) return false;
    text password = input_string(w, body, "password", "");
    struct opening o = { .request = q, .reply = reply, .try = { .login = login_normal(w, input_string(w, body, "login", "")), .address = q->address ? q->address : "" } };
    if (failed(w)) return false;
    if (strlen(password) > 200 || strlen(o.try.login) > 200) return refuse_login(w, "bad_login", N_("Login or password is wrong"));
    if (!db_write(house_db(w->house), w, count_try, &o)) return throttled(&o);
    bool fits = password_fits(o.try.hash, password);
    if (!fits || o.try.state != ACCOUNT_ACTIVE) {
        db_write(house_db(w->house), w, note_failure, &o);
        return fits ? refuse_login(w, "locked", N_("This account is locked; ask your manager")) : refuse_login(w, "bad_login", N_("Login or password is wrong"));
    }
    return db_write(house_db(w->house), w, welcome, &o);
}

/* ---- first start ---- */

static int64_t first_branch(struct work *w, text name)
{
    struct branch b = { .name = name, .code = "01", .kind = BRANCH_SHOP };
    return record_add(w, &branch_type, &b) ? b.record.id : 0;
}

static int64_t first_account(struct work *w, const struct opening *o, int64_t branch)
{
    struct person p = { .name = o->name };
    if (!record_add(w, &person_type, &p)) return 0;
    struct account_role role = { .role = { role_by_code(w, "administrator") } };
    struct account a = { .login = o->try.login, .name = o->name, .person = { p.record.id }, .home = { branch }, .roles = { &role, 1 } };
    if (!role.role.id) return fault(w, "the role administrator is missing"), 0;
    return record_add(w, &account_type, &a) && password_store(w, a.record.id, o->hash) ? a.record.id : 0;
}

static bool first_start(struct work *w, void *data)
{
    struct opening *o = data;
    if (!nobody_yet(w) || db_exec(w, SQL("insert into first_start (id, at) values (1, $1) on conflict do nothing"), BIND(num(w->now.ms))) != 1)
        return failed(w) ? false : refuse_as(w, CONFLICT, "", N_("The company is set up already; please log in"));
    int64_t branch = company_name_set(w, o->company) ? first_branch(w, o->branch) : 0;
    int64_t account = branch ? first_account(w, o, branch) : 0;
    return account && open_session(w, o, account);
}

static text asked(struct work *w, json_t *body, text name, text label)
{
    text value = utf8_trim(w->arena, input_string(w, body, name, ""));
    if (!*value) wrong(w, name, N_("{1} is missing"), translated(w, label));
    else if (utf8_length(value) > 60) wrong(w, name, N_("{1} is longer than {2} characters"), translated(w, label), "60");
    return value;
}

static bool may_set_up(struct work *w, void *data)
{
    (void)data;
    return nobody_yet(w) || refuse_as(w, CONFLICT, "", N_("The company is set up already; please log in"));
}

static bool setup(struct work *w, const struct request *q, struct reply *reply)
{
    json_t *body = input_json(w, q->body, q->body_length);
    if (!body || !db_read(house_db(w->house), w, may_set_up, NULL)) return false;
    struct opening o = { .request = q, .reply = reply, .company = asked(w, body, "company", N_("Name of the company")), .branch = asked(w, body, "branch", N_("Branch")),
        .name = asked(w, body, "name", N_("Name")) };
    o.try.login = login_normal(w, asked(w, body, "login", N_("Login")));
    text password = input_string(w, body, "password", "");
    password_good(w, "password", o.try.login, password);
    if (failed(w)) return false;
    o.hash = password_hash(w, password);
    const struct actor *before = w->actor;
    w->actor = &the_system;
    bool well = !failed(w) && db_write(house_db(w->house), w, first_start, &o);
    w->actor = before;
    return well;
}

/* ---- out again ---- */

static bool logout(struct work *w, const struct request *q, struct reply *reply)
{
    if (w->actor->session && !session_end(w, w->actor->session)) return false;
    if (!done(w, reply)) return false;
    reply->cookie = session_cookie_gone(w, q);
    return true;
}

static bool logout_everywhere(struct work *w, const struct request *q, struct reply *reply)
{
    audit(w, AUDIT_LOGIN, w->actor->user, "logout-everywhere", "");
    if (!sessions_end(w, w->actor->user, 0) || !done(w, reply)) return false;
    reply->cookie = session_cookie_gone(w, q);
    return true;
}

/* ---- passwords ---- */

bool account_password_set(struct work *w, int64_t account, text hash, int64_t keep)
{
    audit(w, AUDIT_OTHER, account, "password", step_reason(w));
    return password_store(w, account, hash) && sessions_end(w, account, keep);
}

struct new_password { int64_t account, keep; text hash; struct login_try try; struct reply *reply; bool right; };

static bool store_password(struct work *w, void *data)
{
    const struct new_password *p = data;
    if (p->right && !login_right(w, &p->try)) return false;
    return account_password_set(w, p->account, p->hash, p->keep) && done(w, p->reply);
}

static bool count_own_try(struct work *w, void *data)
{
    struct new_password *p = data;
    p->try.login = db_one_text(w, SQL("select login from account where id = $1"), BIND(num(p->account)));
    return login_try(w, &p->try);
}

static bool change_password(struct work *w, const struct request *q, struct reply *reply)
{
    json_t *body = input_json(w, q->body, q->body_length);
    if (!body) return false;
    text old = input_string(w, body, "old", ""), new = input_string(w, body, "new", "");
    struct new_password p = { .account = w->actor->user, .keep = w->actor->session, .try.address = q->address ? q->address : "", .reply = reply, .right = true };
    if (failed(w)) return false;
    if (!db_write(house_db(w->house), w, count_own_try, &p)) {
        reply->retry_after = p.try.wait;
        return false;
    }
    if (!password_fits(p.try.hash, old)) return wrong(w, "old", N_("The present password is wrong"));
    if (!strcmp(old, new)) return wrong(w, "new", N_("The new password is the old one"));
    if (!password_good(w, "new", p.try.login, new)) return false;
    p.hash = password_hash(w, new);
    return !failed(w) && db_write(house_db(w->house), w, store_password, &p);
}

static bool may_give_password(struct work *w, void *data)
{
    struct new_password *p = data;
    const struct account *a = record_load(w, &account_type, p->account);
    if (!a || !account_within_reach(w, a)) return false;
    p->try.login = a->login;
    return !failed(w);
}

/* The record as it is now, not as it was read before the hashing. */
static bool give_and_store(struct work *w, void *data)
{
    w->loaded = NULL;
    return may_give_password(w, data) && store_password(w, data);
}

/* A new or forgotten password, given by who manages accounts. */
static bool give_password(struct work *w, const struct request *q, struct reply *reply)
{
    json_t *body = input_json(w, q->body, q->body_length);
    struct new_password p = { .account = answer_id(w, q, "id"), .reply = reply };
    if (!body || !p.account || !db_read(house_db(w->house), w, may_give_password, &p)) return false;
    text password = input_string(w, body, "password", "");
    if (failed(w) || !password_good(w, "password", p.try.login, password)) return false;
    p.hash = password_hash(w, password);
    return !failed(w) && db_write(house_db(w->house), w, give_and_store, &p);
}

/* ---- keys of programs ---- */

static bool keys_list(struct work *w, const struct request *q, struct reply *reply)
{
    (void)q;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_list(&j, "rows");
    struct rows *row = db_query(w, SQL("select id, name, made_at from api_key where account = $1 and ended_at = 0 order by id"), BIND(num(w->actor->user)));
    while (db_next(row)) {
        write_object(&j, NULL);
        write_number(&j, "id", db_number(row, 0));
        write_text(&j, "name", db_text(row, 1));
        write_number(&j, "made_at", db_number(row, 2));
        write_end(&j, '}');
    }
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

static bool keys_make(struct work *w, const struct request *q, struct reply *reply)
{
    json_t *body = input_json(w, q->body, q->body_length);
    if (!body) return false;
    text name = asked(w, body, "name", N_("Name"));
    if (failed(w)) return false;
    if (!w->actor->session) return refuse_as(w, FORBIDDEN, "", N_("A key cannot make keys; log in with your password"));
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "key", key_make(w, w->actor->user, name));
    write_end(&j, '}');
    audit(w, AUDIT_OTHER, w->actor->user, "key", name);
    answer_json(w, reply, 201, &j);
    return !failed(w);
}

static bool keys_end(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "key");
    return id && key_end(w, w->actor->user, id) && done(w, reply);
}

static bool capabilities_show(struct work *w, const struct request *q, struct reply *reply)
{
    (void)q;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_list(&j, "rows");
    for (const struct module *const *m = house_modules(w->house); *m; m++)
        for (int i = 0; i < (*m)->capability_count; i++) {
            write_object(&j, NULL);
            write_text(&j, "word", (*m)->capabilities[i].word);
            write_text(&j, "label", translate(w->language, (*m)->capabilities[i].label));
            write_text(&j, "module", translate(w->language, (*m)->label));
            write_end(&j, '}');
        }
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

const struct call account_calls[ACCOUNT_CALLS] = {
    { .method = GET, .pattern = "/api/hello", .open = true, .run = hello, .help = "What the login page needs" },
    { .method = POST, .pattern = "/api/setup", .open = true, .raw = setup, .slow = true, .body_limit = 16384, .help = "First start: the company and its first administrator" },
    { .method = POST, .pattern = "/api/login", .open = true, .raw = login, .slow = true, .body_limit = 16384, .help = "Log in: a session cookie and who I am" },
    { .method = POST, .pattern = "/api/logout", .run = logout, .help = "End this session" },
    { .method = POST, .pattern = "/api/logout-everywhere", .run = logout_everywhere, .help = "End all my sessions" },
    { .method = POST, .pattern = "/api/password", .raw = change_password, .slow = true, .body_limit = 16384, .help = "Change my password; other sessions end" },
    { .method = POST, .pattern = "/api/account/:id/password", .by = CAN_MANAGE_ACCOUNTS, .raw = give_password, .slow = true, .body_limit = 16384,
      .help = "Give an account a new password; its sessions end" },
    { .method = GET, .pattern = "/api/me", .run = me_show, .help = "Who I am, where and what I may do" },
    { .method = PUT, .pattern = "/api/me/preferences", .run = me_preferences, .body_limit = 16384, .help = "Keep my preferences" },
    { .method = GET, .pattern = "/api/me/keys", .run = keys_list, .help = "My keys for programs" },
    { .method = POST, .pattern = "/api/me/keys", .run = keys_make, .help = "Make a key; it is shown once" },
    { .method = DELETE, .pattern = "/api/me/keys/:key", .run = keys_end, .help = "Take a key back" },
    { .method = GET, .pattern = "/api/colleagues", .by = CAN_SEE_COMPANY, .run = colleagues_call, .help = "Who of the office works with me: name and roles, nothing more; ?q= finds by name" },
    { .method = GET, .pattern = "/api/person/:id/needed", .by = CAN_SEE_PERSONS, .run = person_needed_call, .help = "All that stands in the way of erasing her, with the records that have to be settled" },
    { .method = GET, .pattern = "/api/capabilities", .by = CAN_SEE_ACCOUNTS, .run = capabilities_show, .help = "All capabilities a role can have" },
    { .method = GET, .pattern = "/privacy", .open = true, .run = privacy_page_call, .help = "The privacy notice in force as a page, ?for=workers, ?version= an older one; for anybody" },
    { .method = POST, .pattern = "/api/retention/run", .by = CAN_MANAGE_COMPANY, .run = retention_run_call, .help = "Erase now what is due by the rules of retention; answers with a job",
      .of = "retention_rule", .label = N_("Erase what is due") },
};

/* ---- demo ---- */

bool demo_began(struct work *w, bool or_empty)
{
    return db_one(w, SQL("select 1 from demo_login limit 1"), NO_BIND, 0) == 1 || (or_empty && nobody_yet(w));
}

int64_t demo_account_add(struct work *w, const struct demo_account *d)
{
    if (!house_demo(w->house)) return fault(w, "demo accounts belong into a demo house"), 0;
    struct account_role role = { .role = { role_by_code(w, d->role) }, .place = { d->place } };
    struct account a = { .login = d->login, .name = d->name, .person = { d->person }, .home = { d->place ? d->place : d->home }, .roles = { &role, 1 } };
    if (!role.role.id) return fault(w, "there is no role %s", d->role), 0;
    if (!record_add(w, &account_type, &a) || !password_store(w, a.record.id, d->hash)) return 0;
    text label = print(w, "%s %s", record_title(w, &role_type, role.role.id), a.name);
    db_exec(w, SQL("insert into demo_login (account, login, password, role, label) values ($1, $2, $3, $4, $5)"),
            BIND(num(a.record.id), txt(d->login), txt(d->password), txt(d->role), txt(label)));
    return failed(w) ? 0 : a.record.id;
}
