/* agreement.c — see agreement.h. */
#include "portal/agreement.h"
#include <string.h>
#include "base/token.h"
#include "base/utf8.h"
#include "base/words.h"
#include "messages/messages.h"
#include "portal/mine.h"
#include "portal/visit_acceptance.h"

static struct compensation *mine(struct work *w, const struct guest *g, int64_t id)
{
    struct found f = LOAD_WHERE(w, compensation, "id = $1 and state in (2, 3, 4) and customer in (select id from customer where person = $2)", BIND(num(id), num(g->person)));
    if (!f.count && !failed(w)) refuse_as(w, NOT_FOUND, "", N_("There is no such {1}"), translated(w, compensation_type.label));
    return f.count ? f.at[0] : NULL;
}
_Static_assert(COMPENSATION_APPROVED == 2 && COMPENSATION_PAID == 4, "the query above says these by number");

static void write_short(struct work *w, struct json *j, const struct compensation *c)
{
    const struct choice *states = type_state(&compensation_type)->choices;
    write_number(j, "id", c->record.id);
    write_text(j, "number", c->record.number);
    write_text(j, "case_number", c->case_number);
    write_text(j, "what", c->what);
    write_number(j, "visit", c->visit.id);
    write_number(j, "amount", c->amount.fen);
    write_text(j, "state", choice_key(states, c->state));
    write_text(j, "state_label", translate(w->language, choice_label(states, c->state)));
    write_flag(j, "to_sign", c->state == COMPENSATION_APPROVED && !c->bound);
    write_number(j, "signed_at", c->signed_at.ms);
    write_number(j, "paid_at", c->paid_at.ms);
}

void compensations_write(struct work *w, struct json *j, const struct guest *g)
{
    struct found f = compensations_of(w, g->person);
    write_list(j, "compensations");
    for (int i = 0; i < f.count; i++) {
        write_object(j, NULL);
        write_short(w, j, f.at[i]);
        write_end(j, '}');
    }
    write_end(j, ']');
}

static bool answer_whole(struct work *w, struct reply *reply, const struct compensation *c)
{
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_short(w, &j, c);
    write_text(&j, "agreement", c->agreement);
    write_text(&j, "hash", token_hash_hex(w->arena, c->agreement));
    write_text(&j, "proof", c->proof);
    write_raw(&j, "sums", c->sums.json);
    write_text(&j, "shop_phone", shop_phone(w, c->record.branch.id));
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

bool my_compensation_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_of(w, q);
    int64_t id = g ? answer_id(w, q, "id") : 0;
    const struct compensation *c = id ? mine(w, g, id) : NULL;
    return c && answer_whole(w, reply, c);
}

/* The drawing is hers by her session; the store would ask which account sent it up, and she has none. The agreement says who signed. */
static bool sign_as_herself(struct work *w, struct compensation *c, const struct compensation_signing *s)
{
    const struct actor *her = w->actor;
    w->actor = &the_system;
    bool well = step_run(w, &compensation_type, c, "sign", s);
    w->actor = her;
    return well;
}

bool my_agreement_sign_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_of(w, q);
    int64_t id = g ? answer_id(w, q, "id") : 0;
    json_t *body = id ? input_json(w, q->body, q->body_length) : NULL;
    struct compensation *c = body ? mine(w, g, id) : NULL;
    if (!c) return false;
    if (c->signed_at.ms) return answer_whole(w, reply, c);
    text read = input_string(w, body, "hash", ""), picture = my_upload(w, g, input_string(w, body, "sha", "")), agent = http_header(q, "User-Agent");
    if (failed(w)) return false;
    if (!json_is_true(json_object_get(body, "agree"))) return refuse(w, "agree", N_("Say that you have read it and agree"));
    if (!token_same(token_hash_hex(w->arena, c->agreement), read)) return refuse_as(w, CONFLICT, "hash", N_("The text is another one than was read; open it again"));
    if (!*picture) return refuse(w, "sha", N_("Please sign with your finger"));
    text how = print(w, "%s · %s · %s", mask_phone(w->arena, guest_phone(w, g)), q->address ? q->address : "", utf8_cut(w->arena, agent ? agent : "", 160));
    return sign_as_herself(w, c, &(struct compensation_signing){ { picture }, acceptance_proof(w, c->agreement, picture), how }) && answer_whole(w, reply, c);
}

/* For the office: where she reads and signs it, after a login. */
bool agreement_link_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct compensation *c = id ? LOAD(w, compensation, id) : NULL;
    if (!c) return false;
    bool hers = c->customer.id && c->state >= COMPENSATION_APPROVED && c->state <= COMPENSATION_PAID;
    if (!hers) return refuse_as(w, CONFLICT, "", N_("There is no agreement for her to sign yet"));
    return answer_address(w, q, reply, c->record.branch.id, print(w, "%s/c/#/agreement/%lld", office_address(w, q, c->record.branch.id), (long long)id));
}

bool tell_agreement(struct work *w, const struct record_type *type, int64_t id)
{
    const struct compensation *c = record_peek(w, type, id);
    const struct customer *who = c && !c->bound ? record_peek(w, &customer_type, c->customer.id) : NULL;
    text base = who ? customers_address(w, c->record.branch.id) : "";
    if (!*base) return !failed(w);                      /* without an address the office tells her */
    return tell(w, &(struct telling){ .template = "portal.agreement", .person = who->person, .branch = c->record.branch, .about = &compensation_type, .record = id, .occasion = "portal.agreement",
        SAYING(say("number", c->record.number), say("amount", money_shown(w->arena, c->amount)), say("link", print(w, "%s/c/#/agreement/%lld", base, (long long)id))) });
}
