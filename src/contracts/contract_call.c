/* contract_call.c — what the workbench needs of a contract in one answer: its text as it would be or is, what is missing and where it is filled in, what
 * stands against the paper, why it would be reviewed, who has signed. */
#include "base/utf8.h"
#include "base/words.h"
#include "contracts/contract_signature.h"
#include "contracts/document.h"
#include "contracts/sign_link.h"
#include "record/answer.h"
#include "record/input.h"
#include "record/store.h"

enum { MISSING_MOST = 80 };

static text said(struct work *w, const struct sentence *s) { return s ? translate_with(w->arena, w->language, s->message, s->arguments) : ""; }

static void write_missing(struct work *w, struct json *j, const struct deal *d)
{
    static const text groups[] = { "", "company", "customer", "worker", "service", "life", "pay", "fees", "rules" };
    const struct variable *missing[MISSING_MOST];
    int n = variables_missing(w, d, missing, MISSING_MOST);
    write_list(j, "missing");
    for (int i = 0; i < n; i++) {
        struct place_to_fill where = variable_place(w, d, missing[i]);
        write_object(j, NULL);
        write_text(j, "code", missing[i]->code);
        write_text(j, "label", translate(w->language, missing[i]->label));
        write_text(j, "group", groups[missing[i]->group]);
        write_text(j, "type", where.type);
        write_number(j, "id", where.record);
        write_text(j, "member", missing[i]->member);
        write_text(j, "hint", missing[i]->hint ? translate(w->language, missing[i]->hint) : "");
        write_end(j, '}');
    }
    write_end(j, ']');
}

static void write_chain(struct work *w, struct json *j, const struct contract *c)
{
    struct found all = LOAD_WHERE(w, contract, "id = $1 or previous = $2 or (previous = $1 and previous <> 0) order by id", BIND(num(c->previous.id), num(c->record.id)));
    write_list(j, "chain");
    for (int i = 0; i < all.count; i++) {
        const struct contract *o = FOUND(struct contract, all, i);
        if (o->record.id == c->record.id) continue;
        write_object(j, NULL);
        write_number(j, "id", o->record.id);
        write_text(j, "number", o->record.number);
        write_text(j, "link", o->record.id == c->previous.id ? "previous" : o->link == CONTRACT_AMENDS ? "amends" : "renews");
        write_text(j, "state", choice_key(contract_states, o->state));
        write_text(j, "state_label", translate(w->language, choice_label(contract_states, o->state)));
        write_end(j, '}');
    }
    write_end(j, ']');
}

/* What follows from its terms as they are in the hand: not asked is what the database holds of them. */
static void write_terms(struct work *w, struct json *j, const struct contract *c)
{
    struct deal d = deal_of(w, c, false);
    struct employment e = contract_employment(w, &d);
    write_raw(j, "document", *c->shown.json ? c->shown.json : document_text(w, &d));
    write_missing(w, j, &d);
    employment_write(w, j, "employment", &e);
    write_text(j, "review", said(w, contract_needs_review(w, c)));
    write_number(j, "price", contract_price(c).fen);
    write_number(j, "day_rate", contract_day_rate(c, c->first).fen);
    write_number(j, "earnest_most", money_times(contract_price(c), 20, 100).fen);
}

bool contract_text_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct contract *c = id ? LOAD(w, contract, id) : NULL;
    if (!c) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_flag(&j, "frozen", *c->shown.json);
    write_text(&j, "hash", c->document_hash);
    write_terms(w, &j, c);
    contract_signatures_write(w, &j, "signatures", c);
    write_chain(w, &j, c);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* ---- while it is being filled in ---- */

struct trying { const struct request *request; struct reply *reply; };

static bool try_terms(struct work *w, void *data)
{
    const struct trying *t = data;
    int64_t id = answer_id(w, t->request, "id");
    struct contract *c = id ? LOAD(w, contract, id) : NULL;
    json_t *body = c ? input_json(w, t->request->body, t->request->body_length) : NULL;
    if (!body) return false;
    if (c->state != CONTRACT_DRAFT) return refuse_as(w, CONFLICT, "", N_("Only a draft can be filled in; what was sent stays as it is"));
    const struct contract before = *c;
    if (!input_read(w, &contract_type, contract_type.fields, contract_type.field_count, body, c, INPUT_EDIT, (const text[]){ NULL }) || !contract_complete(w, c, &before)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_terms(w, &j, c);
    write_end(&j, '}');
    answer_json(w, t->reply, 200, &j);
    return !failed(w);
}

/* In a read snapshot: what is tried cannot be stored. */
bool contract_preview_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct trying t = { q, reply };
    return db_read(house_db(w->house), w, try_terms, &t);
}

bool contract_company_sign_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    struct contract *c = id ? LOAD_LOCKED(w, contract, id) : NULL;
    json_t *body = c ? input_json(w, q->body, q->body_length) : NULL;
    if (!body) return false;
    text agent = http_header(q, "User-Agent");
    struct contract_signing signing = { .party = PARTY_COMPANY, .account = { w->actor->user }, .name = w->actor->name, .way = SIGNED_BY_ACCOUNT, .proof = print(w, "%s %s", translate(w->language, N_("Logged in as")), w->actor->name),
        .address = q->address ? q->address : "", .device = utf8_cut(w->arena, agent ? agent : "", 300), .picture = input_string(w, body, "picture", ""), .hash = input_string(w, body, "hash", "") };
    if (failed(w) || !contract_sign(w, c, &signing)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "state", choice_key(contract_states, c->state));
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

text contract_state_for(struct work *w, const struct contract *c, enum contract_party party)
{
    unsigned open = c->state == CONTRACT_SENT || c->state == CONTRACT_PARTLY_SIGNED ? contract_unsigned(w, c) : 0;
    text waits = "";
    if (!open || (open & SET_BIT(party))) return translate(w->language, choice_label(contract_states, c->state));
    for (const struct choice *p = contract_parties; p->key; p++)
        if (open & SET_BIT(p->value)) waits = print(w, "%s%s%s", waits, *waits ? translate(w->language, N_(", ")) : "", translate(w->language, p->label));
    return translate_with(w->arena, w->language, N_("signed by you, not yet by: {1}"), (const text[]){ waits, NULL });
}

void contract_line_write(struct work *w, struct json *j, const struct contract *c, enum contract_party party)
{
    const struct service_line *line = record_peek(w, &service_line_type, c->line.id);
    text token = contract_token(w, c, party);
    write_object(j, NULL);
    write_number(j, "id", c->record.id);
    write_text(j, "number", c->record.number);
    write_text(j, "line", line ? translate(w->language, line->name) : "");
    write_text(j, "state", choice_key(contract_states, c->state));
    write_text(j, "state_label", contract_state_for(w, c, party));
    write_number(j, "first", c->first.number);
    write_number(j, "last", c->state == CONTRACT_ENDED && c->ended_on.given ? c->ended_on.number : c->last.number);
    write_flag(j, "to_sign", *token && (c->state == CONTRACT_SENT || c->state == CONTRACT_PARTLY_SIGNED) && (contract_unsigned(w, c) & SET_BIT(party)));
    write_text(j, "sign", *token ? print(w, "/c/#/sign/%s", token) : "");
    write_end(j, '}');
}
