/* work_contract_call.c — what the workbench needs of a work contract in one answer, the company's signature, and the worker's own line. */
#include "base/utf8.h"
#include "base/words.h"
#include "contracts/sign_link.h"
#include "contracts/work_contract_own.h"
#include "record/answer.h"
#include "record/input.h"
#include "record/store.h"

enum { MISSING_MOST = 40 };

static text group_of(text type) { return !strcmp(type, "work_contract") ? "service" : !strcmp(type, "person") || !strcmp(type, "credential") ? "worker" : "company"; }

static void write_missing(struct work *w, struct json *j, const struct work_contract *c)
{
    struct work_gap missing[MISSING_MOST];
    int n = work_contract_missing(w, c, missing, MISSING_MOST);
    write_list(j, "missing");
    for (int i = 0; i < n; i++) {
        write_object(j, NULL);
        write_text(j, "code", missing[i].code);
        write_text(j, "label", translate(w->language, missing[i].label));
        write_text(j, "group", group_of(missing[i].type));
        write_text(j, "type", missing[i].type);
        write_number(j, "id", missing[i].record);
        write_text(j, "member", missing[i].member);
        write_text(j, "hint", "");
        write_end(j, '}');
    }
    write_end(j, ']');
}

static void write_signature(struct work *w, struct json *j, enum contract_party party, text name, instant at, text way, text proof, file picture)
{
    write_object(j, NULL);
    write_text(j, "party", choice_key(contract_parties, party));
    write_text(j, "label", translate(w->language, choice_label(contract_parties, party)));
    if (at.ms) {
        write_text(j, "name", name);
        write_number(j, "signed_at", at.ms);
        write_text(j, "way", translate(w->language, way));
        write_text(j, "proof", proof);
        write_text(j, "picture", picture.hash);
    }
    write_end(j, '}');
}

static void write_signatures(struct work *w, struct json *j, const struct work_contract *c)
{
    write_list(j, "signatures");
    write_signature(w, j, PARTY_COMPANY, c->company_name, c->company_signed_at, N_("Logged in"), c->company_proof, c->company_picture);
    write_signature(w, j, PARTY_WORKER, record_title(w, &person_type, c->person.id), c->worker_signed_at, N_("By a code to the phone"), c->worker_proof, c->worker_picture);
    write_end(j, ']');
}

static void write_chain(struct work *w, struct json *j, const struct work_contract *c)
{
    struct found all = LOAD_WHERE(w, work_contract, "id = $1 or previous = $2 order by id", BIND(num(c->previous.id), num(c->record.id)));
    write_list(j, "chain");
    for (int i = 0; i < all.count; i++) {
        const struct work_contract *o = FOUND(struct work_contract, all, i);
        write_object(j, NULL);
        write_number(j, "id", o->record.id);
        write_text(j, "number", o->record.number);
        write_text(j, "link", o->record.id == c->previous.id ? "previous" : o->link == CONTRACT_AMENDS ? "amends" : "renews");
        write_text(j, "state", choice_key(work_states, o->state));
        write_text(j, "state_label", translate(w->language, choice_label(work_states, o->state)));
        write_end(j, '}');
    }
    write_end(j, ']');
}

bool work_contract_text_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct work_contract *c = id ? LOAD(w, work_contract, id) : NULL;
    if (!c) return false;
    struct employment e = work_contract_employment(w, c);
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_flag(&j, "frozen", *c->shown.json);
    write_text(&j, "hash", c->document_hash);
    write_raw(&j, "document", *c->shown.json ? c->shown.json : work_contract_text(w, c, false));
    write_missing(w, &j, c);
    write_text(&j, "review", "");
    employment_write(w, &j, "employment", &e);
    write_signatures(w, &j, c);
    write_chain(w, &j, c);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

bool work_contract_company_sign_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    struct work_contract *c = id ? LOAD_LOCKED(w, work_contract, id) : NULL;
    json_t *body = c ? input_json(w, q->body, q->body_length) : NULL;
    if (!body) return false;
    if (c->person.id && c->person.id == w->actor->person) return refuse_as(w, FORBIDDEN, "", N_("It is your own contract; somebody else signs it for the company"));
    text agent = http_header(q, "User-Agent");
    struct contract_signing signing = { .party = PARTY_COMPANY, .account = { w->actor->user }, .name = w->actor->name, .way = SIGNED_BY_ACCOUNT, .proof = print(w, "%s %s", translate(w->language, N_("Logged in as")), w->actor->name),
        .address = q->address ? q->address : "", .device = utf8_cut(w->arena, agent ? agent : "", 300), .picture = input_string(w, body, "picture", ""), .hash = input_string(w, body, "hash", "") };
    if (failed(w) || !work_contract_sign(w, c, &signing)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "state", choice_key(work_states, c->state));
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

void work_contract_line_write(struct work *w, struct json *j, const struct work_contract *c)
{
    text token = work_contract_token(w, c);
    write_object(j, NULL);
    write_number(j, "id", c->record.id);
    write_text(j, "number", c->record.number);
    write_text(j, "line", translate(w->language, choice_label(work_kinds, c->kind)));
    write_text(j, "state", choice_key(work_states, c->state));
    write_text(j, "state_label", translate(w->language, choice_label(work_states, c->state)));
    write_number(j, "first", c->first.number);
    write_number(j, "last", c->last.given ? c->last.number : 0);
    write_flag(j, "to_sign", (c->state == WORK_SENT || c->state == WORK_PARTLY_SIGNED) && (work_contract_unsigned(c) & SET_BIT(PARTY_WORKER)));
    write_text(j, "sign", *token ? print(w, "/c/#/sign/%s", token) : "");
    write_end(j, '}');
}
