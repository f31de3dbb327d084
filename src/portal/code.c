/* code.c — see code.h. */
#include "portal/code.h"
#include <string.h>
#include "base/identity.h"
#include "base/random.h"
#include "contracts/contracts.h"
#include "customers/customers.h"
#include "messages/messages.h"
#include "record/answer.h"
#include "record/input.h"
#include "record/parts.h"
#include "team/team.h"

enum { CODES_AN_HOUR = 5, CODES_AN_ADDRESS = 30, WRONG_AN_ADDRESS = 60, GAP_SECONDS = 60 };

text phone_given(struct work *w, text given)
{
    text phone = phone_normal(w->arena, given, house_demo(w->house));
    if (!*phone || strlen(phone) != 11) return refuse(w, "phone", N_("Enter a mobile number of eleven digits")), "";
    return phone;
}

static text word_of(struct work *w, text phone) { return blind_token(w, "portal.code", phone); }
static struct value hash_of(struct work *w, text phone, text code) { return blind_index(w, "portal.code", print(w, "%s:%s", phone, code)); }

int64_t portal_count(struct work *w, text word, int64_t window)
{
    db_exec(w, SQL("insert into portal_count (word, count, since) values ($1, 1, $2) on conflict (word) do update set count = case when portal_count.since > $3 then portal_count.count + 1 else 1 end, "
                   "since = case when portal_count.since > $3 then portal_count.since else $2 end"), BIND(txt(word), num(w->now.ms), num(w->now.ms - window)));
    return db_one(w, SQL("select count from portal_count where word = $1"), BIND(txt(word)), 0);
}

static bool may_have_one(struct work *w, text phone, text address)
{
    int64_t last = db_one(w, SQL("select made_at from portal_code where word = $1"), BIND(txt(word_of(w, phone))), 0), wait = last + SECONDS(GAP_SECONDS) - w->now.ms;
    if (wait > 0) return refuse_as(w, TOO_MANY, "phone", N_("A code was asked for just now; the next one in {1} seconds"), print(w, "%lld", (long long)(wait + 999) / 1000));
    if (portal_count(w, blind_token(w, "portal.sent", phone), HOURS(1)) > CODES_AN_HOUR || portal_count(w, blind_token(w, "portal.from", address), HOURS(1)) > CODES_AN_ADDRESS)
        return refuse_as(w, TOO_MANY, "phone", N_("Too many codes were asked for; try again in an hour, or call us"));
    return !failed(w);
}

/* A new code takes the place of the one before. */
static text make(struct work *w, text phone)
{
    uint32_t n;
    do random_bytes(&n, sizeof n); while (n >= 4294000000u);        /* a whole multiple of 10⁶: no code is likelier than another */
    text code = print(w, "%06u", n % 1000000u);
    db_exec(w, SQL("insert into portal_code (word, hash, made_at, ends_at, tries) values ($1, $2, $3, $4, 0) on conflict (word) do update set hash = $2, made_at = $3, ends_at = $4, tries = 0"),
            BIND(txt(word_of(w, phone)), hash_of(w, phone, code), num(w->now.ms), num(w->now.ms + MINUTES(CODE_MINUTES))));
    return code;
}

static bool send(struct work *w, text phone, text code)
{
    text house = company_name(w);
    return tell(w, &(struct telling){ .template = "portal.code", .phone = phone, .occasion = print(w, "%lld", (long long)w->now.ms), .before = { w->now.ms + MINUTES(CODE_MINUTES) }, .urgent = true,
        SAYING(say("code", code), say("company", *house ? house : "-")) });
}

bool code_send_to(struct work *w, text phone, text address, struct reply *reply)
{
    if (!may_have_one(w, phone, address)) return false;
    bool sms = tell_leaves(w, 0);
    text code = sms || house_demo(w->house) ? make(w, phone) : "";          /* where none goes out, one read out just now stays good */
    if (sms && !send(w, phone, code)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_flag(&j, "sms", sms);
    write_number(&j, "minutes", CODE_MINUTES);
    write_number(&j, "again", GAP_SECONDS);
    text shop = db_one_text(w, SQL("select complaint_phone from branch where state = 1 and complaint_phone <> '' order by id limit 1"), NO_BIND);
    write_text(&j, "shop_phone", shop);
    if (house_demo(w->house)) write_text(&j, "demo_code", code);            /* nobody's data are in a demo */
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

bool code_send_call(struct work *w, const struct request *q, struct reply *reply)
{
    json_t *body = input_json(w, q->body, q->body_length);
    text phone = body ? phone_given(w, input_string(w, body, "phone", "")) : "";
    return !failed(w) && code_send_to(w, phone, q->address ? q->address : "", reply);
}

/* Whose it is, and whose page it was read out on. */
struct reading_out { const struct record_type *type; int64_t record, branch, person; text missing, reason; };

static bool read_out(struct work *w, const struct reading_out *r, struct reply *reply)
{
    const struct person *p = record_peek(w, &person_type, r->person);
    text phone = p ? sealed_open(w, &person_type, p, &p->phone) : "";
    if (failed(w)) return false;
    if (!*phone) return refuse(w, "phone", r->missing);
    text code = make(w, phone);
    audit_write(w, &(struct audit_entry){ .what = AUDIT_NOTE, .type = r->type, .record = r->record, .branch = r->branch, .step = "portal_code", .reason = r->reason, .changes = "" });
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "code", code);
    write_text(&j, "phone", mask_phone(w->arena, phone));
    write_number(&j, "until", w->now.ms + MINUTES(CODE_MINUTES));
    write_text(&j, "page", "/c/");
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

bool code_office_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct customer *c = id ? LOAD(w, customer, id) : NULL;
    return c && read_out(w, &(struct reading_out){ &customer_type, id, c->record.branch.id, c->person.id, N_("Her mobile number is missing; it is what she logs in with"), "a code to log in was read out" }, reply);
}

bool code_worker_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct worker *x = id ? LOAD(w, worker, id) : NULL;
    if (x && !can(w, CAN_EDIT_CONTRACTS) && !can(w, CAN_KEEP_WORK_CONTRACTS)) return refuse_as(w, FORBIDDEN, "", N_("A code to sign with is read out by who sends contracts: ask one who writes contracts or keeps the work contracts"));
    return x && read_out(w, &(struct reading_out){ &worker_type, id, x->record.branch.id, x->person.id, N_("Her mobile number is missing; the code to sign with belongs to it: write it on her person's page"), "a code to sign with was read out" }, reply);
}

bool code_count(struct work *w, void *data)
{
    struct code_try *t = data;
    if (portal_count(w, blind_token(w, "portal.try", t->address), MINUTES(15)) > WRONG_AN_ADDRESS) return refuse_as(w, TOO_MANY, "code", N_("Too many wrong codes; try again in a quarter of an hour"));
    t->counted = db_exec(w, SQL("update portal_code set tries = tries + 1 where word = $1 and tries < 5 and ends_at > $2"), BIND(txt(word_of(w, t->phone)), num(w->now.ms))) == 1;
    return !failed(w);
}
_Static_assert(CODE_TRIES == 5, "the update above says it too");

bool code_use(struct work *w, const struct code_try *t)
{
    int64_t n = t->counted ? db_exec(w, SQL("delete from portal_code where word = $1 and hash = $2 and ends_at > $3"), BIND(txt(word_of(w, t->phone)), hash_of(w, t->phone, t->code), num(w->now.ms))) : 0;
    if (failed(w)) return false;
    if (n != 1) return refuse(w, "code", N_("This code is not right, or it has run out. It holds for five minutes and five tries; then ask for a new one"));
    db_exec(w, SQL("update portal_count set count = count - 1 where word = $1 and count > 0"), BIND(txt(blind_token(w, "portal.try", t->address))));
    return !failed(w);
}

bool codes_sweep(struct work *w)
{
    db_exec(w, SQL("delete from portal_code where ends_at <= $1"), BIND(num(w->now.ms)));
    db_exec(w, SQL("delete from portal_count where since <= $1"), BIND(num(w->now.ms - HOURS(1))));
    return !failed(w);
}
