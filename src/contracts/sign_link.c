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

static text mark_of_link(struct work *w, const struct contract *c, enum contract_party party) { return mark(w, print(w, "link:%lld:%u:%s", (long long)c->record.id, party, c->document_hash)); }
static text mark_of_pass(struct work *w, const struct contract *c, enum contract_party party, int64_t until) { return mark(w, print(w, "pass:%lld:%u:%s:%lld", (long long)c->record.id, party, c->document_hash, (long long)until)); }

text contract_token(struct work *w, const struct contract *c, enum contract_party party)
{
    if (!*c->document_hash || party == PARTY_COMPANY) return "";
    return print(w, "%llx-%u-%s", (unsigned long long)c->record.id, party, mark_of_link(w, c, party));
}

struct contract *contract_by_token(struct work *w, text token, enum contract_party *ret_party)
{
    char *end;
    unsigned long long id = strtoull(token, &end, 16);
    unsigned party = *end == '-' ? (unsigned)strtoul(end + 1, &end, 10) : 0;
    bool formed = *end == '-' && id && id < INT64_MAX / 4 && (party == PARTY_CUSTOMER || party == PARTY_WORKER);
    struct contract *c = formed ? record_peek(w, &contract_type, (int64_t)id) : NULL;
    if (!c || !*c->document_hash || !token_same(mark_of_link(w, c, party), end + 1)) {
        if (!failed(w)) refuse_as(w, NOT_FOUND, "", N_("This address opens nothing (any more); ask us for a new one"));
        return NULL;
    }
    *ret_party = party;
    return c;
}

text contract_pass(struct work *w, const struct contract *c, enum contract_party party)
{
    int64_t until = w->now.ms + MINUTES(PASS_MINUTES);
    return print(w, "%llx-%s", (unsigned long long)until, mark_of_pass(w, c, party, until));
}

bool contract_pass_holds(struct work *w, const struct contract *c, enum contract_party party, text pass)
{
    char *end;
    unsigned long long until = strtoull(pass, &end, 16);
    bool well = *end == '-' && until < INT64_MAX / 4 && (int64_t)until >= w->now.ms && token_same(mark_of_pass(w, c, party, (int64_t)until), end + 1);
    return well || refuse_as(w, UNAUTHORISED, "code", N_("Half an hour has passed; have a new code sent"));
}
