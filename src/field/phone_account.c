/* phone_account.c — POST /api/worker/:id/phone: the account a worker's phone logs in with, made from her page in one step.
 *
 * Login is her phone, the role "worker" in her branch. The password is made here, shown to the office once and kept as its hash only; asked
 * again she gets a new one and her sessions end; so does who has left and had one, to read her pay. Hashing happens between transactions, as in company/account_calls.c. */
#include "base/identity.h"
#include "base/random.h"
#include "base/words.h"
#include "field/act.h"
#include "record/answer.h"

struct giving { int64_t worker, account; text login, password, hash; bool again; struct reply *reply; };

/* Three groups of three digits: read out on the telephone, typed with thumbs; 10⁹ against the five tries of company/login.h. */
static text new_password(struct work *w)
{
    uint32_t n[3];
    random_bytes(n, sizeof n);
    return print(w, "%03u-%03u-%03u", n[0] % 1000, n[1] % 1000, n[2] % 1000);
}

static int64_t account_of(struct work *w, int64_t person)
{
    return db_one(w, SQL("select id from account where person = $1 and state <> 3 order by id limit 1"), BIND(num(person)), 0);
}

static bool look(struct work *w, void *data)
{
    struct giving *g = data;
    const struct worker *her = LOAD(w, worker, g->worker);
    if (!her) return false;
    bool reads_on = her->state == WORKER_LEFT && account_of(w, her->person.id);      /* act.c: her pay, for two years */
    if (her->state >= WORKER_LEFT && !reads_on) return refuse_as(w, CONFLICT, "", N_("She has left; her account stays closed"));
    const struct person *p = record_peek(w, &person_type, her->person.id);
    g->account = account_of(w, her->person.id);
    const struct account *a = g->account ? record_peek(w, &account_type, g->account) : NULL;
    if (a && !account_within_reach(w, a)) return false;
    g->again = a != NULL;
    g->login = a ? a->login : login_normal(w, p ? sealed_open(w, &person_type, p, &p->phone) : "");
    if (!*g->login) return failed(w) ? false : refuse(w, "phone", N_("Her phone is missing in the person's record; it is what she logs in with"));
    return !failed(w);
}

static bool make(struct work *w, struct giving *g)
{
    const struct worker *her = LOAD(w, worker, g->worker);
    if (!her) return false;
    struct account_role role = { .role = { role_by_code(w, "worker") }, .place = her->record.branch };
    struct account a = { .state = ACCOUNT_ACTIVE, .login = g->login, .name = her->name, .person = her->person, .home = her->record.branch, .roles = { &role, 1 } };
    if (!role.role.id) return fault(w, "the role worker is missing");
    if (!ADD(w, account, &a)) return false;
    g->account = a.record.id;
    return true;
}

static bool give(struct work *w, void *data)
{
    struct giving *g = data;
    w->loaded = NULL;                   /* as it is now, not as it was before the hashing */
    if (!look(w, g) || (!g->again && !make(w, g)) || !account_password_set(w, g->account, g->hash, 0)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "account", g->account);
    write_text(&j, "login", g->login);
    write_text(&j, "password", g->password);
    write_flag(&j, "again", g->again);
    write_text(&j, "page", "/w/");
    write_end(&j, '}');
    answer_json(w, g->reply, 200, &j);
    return !failed(w);
}

bool phone_account_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct giving g = { .worker = answer_id(w, q, "id"), .reply = reply };
    if (!g.worker || !db_read(house_db(w->house), w, look, &g)) return false;
    g.password = new_password(w);
    g.hash = password_hash(w, g.password);
    return !failed(w) && db_write(house_db(w->house), w, give, &g);
}

bool phone_account_show(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct worker *her = id ? LOAD(w, worker, id) : NULL;
    if (!her) return false;
    int64_t account = account_of(w, her->person.id);
    const struct account *a = account ? record_peek(w, &account_type, account) : NULL;
    int64_t seen = a ? db_one(w, SQL("select max(seen_at) from session where account = $1"), BIND(num(account)), 0) : 0;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_flag(&j, "given", a != NULL);
    write_text(&j, "login", a ? mask_phone(w->arena, a->login) : "");
    write_number(&j, "seen_at", seen);
    write_number(&j, "told_at", db_one(w, SQL("select max(created_at) from field_act where worker = $1"), BIND(num(id)), 0));
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
