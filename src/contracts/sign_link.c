/* sign_link.c — see sign_link.h. */
#include "contracts/sign_link.h"
#include <stdlib.h>
#include "base/token.h"
#include "record/parts.h"
#include "record/store.h"

static text mark(struct work *w, text words)
{
    struct value v = blind_index(w, "contract.sign", words);
    return hex_text(w->arena, v.bytes, (size_t)v.length);
}

static text mark_of_link(struct work *w, int64_t id, enum contract_party party, text hash) { return mark(w, print(w, "link:%lld:%u:%s", (long long)id, party, hash)); }
static text mark_of_pass(struct work *w, const struct signing_paper *p, int64_t until) { return mark(w, print(w, "pass:%lld:%u:%s:%lld", (long long)p->id, p->party, p->hash, (long long)until)); }

static text token_of(struct work *w, int64_t id, enum contract_party party, text hash)
{
    if (!hash || !*hash || party == PARTY_COMPANY) return "";
    return print(w, "%llx-%u-%s", (unsigned long long)id, party, mark_of_link(w, id, party, hash));
}
text contract_token(struct work *w, const struct contract *c, enum contract_party party) { return token_of(w, c->record.id, party, c->document_hash); }
text work_contract_token(struct work *w, const struct work_contract *c) { return token_of(w, c->record.id, PARTY_WORKER, c->document_hash); }

/* ---- what lies behind it ---- */

static text or_none(text t) { return t ? t : ""; }

static struct signing_paper of_three(struct work *w, struct contract *c, enum contract_party party)
{
    return (struct signing_paper){ .type = &contract_type, .contract = c, .party = party, .id = c->record.id, .branch = c->record.branch.id, .person = contract_person(w, c, party), .number = c->record.number, .state = choice_key(contract_states, c->state),
        .hash = or_none(c->document_hash), .paper = or_none(c->paper.hash), .signed_paper = c->filed_by.id ? "" : or_none(c->signed_paper.hash), .unsigned_by_her = contract_unsigned(w, c) & SET_BIT(party) };
}

static struct signing_paper of_two(struct work_contract *c)
{
    return (struct signing_paper){ .type = &work_contract_type, .work = c, .party = PARTY_WORKER, .id = c->record.id, .branch = c->record.branch.id, .person = c->person.id, .number = c->record.number, .state = choice_key(work_states, c->state),
        .hash = or_none(c->document_hash), .paper = or_none(c->paper.hash), .signed_paper = c->filed_by.id ? "" : or_none(c->signed_paper.hash), .unsigned_by_her = work_contract_unsigned(c) & SET_BIT(PARTY_WORKER) };
}

static struct signing_paper read_paper(struct work *w, int64_t id, enum contract_party party)
{
    struct contract *c = record_peek(w, &contract_type, id);
    if (c) return of_three(w, c, party);
    struct work_contract *two = party == PARTY_WORKER ? record_peek(w, &work_contract_type, id) : NULL;
    return two ? of_two(two) : (struct signing_paper){ 0 };
}

struct signing_paper paper_by_token(struct work *w, text token)
{
    char *end;
    unsigned long long id = strtoull(token, &end, 16);
    unsigned party = *end == '-' ? (unsigned)strtoul(end + 1, &end, 10) : 0;
    bool formed = *end == '-' && id && id < INT64_MAX / 4 && (party == PARTY_CUSTOMER || party == PARTY_WORKER);
    struct signing_paper p = formed ? read_paper(w, (int64_t)id, party) : (struct signing_paper){ 0 };
    if (p.type && *p.hash && token_same(mark_of_link(w, p.id, party, p.hash), end + 1)) return p;
    if (!failed(w)) refuse_as(w, NOT_FOUND, "", N_("This address opens nothing (any more); ask us for a new one"));
    return (struct signing_paper){ 0 };
}

text paper_pass(struct work *w, const struct signing_paper *p)
{
    int64_t until = w->now.ms + MINUTES(PASS_MINUTES);
    return print(w, "%llx-%s", (unsigned long long)until, mark_of_pass(w, p, until));
}

bool paper_pass_holds(struct work *w, const struct signing_paper *p, text pass)
{
    char *end;
    unsigned long long until = strtoull(pass, &end, 16);
    bool well = *end == '-' && until < INT64_MAX / 4 && (int64_t)until >= w->now.ms && token_same(mark_of_pass(w, p, (int64_t)until), end + 1);
    return well || refuse_as(w, UNAUTHORISED, "code", N_("Half an hour has passed; have a new code sent"));
}

text paper_document(struct work *w, const struct signing_paper *p) { return p->contract ? contract_document(w, p->contract) : work_contract_document(w, p->work); }
bool paper_sign(struct work *w, const struct signing_paper *p, const struct contract_signing *in) { return p->contract ? contract_sign(w, p->contract, in) : work_contract_sign(w, p->work, in); }
