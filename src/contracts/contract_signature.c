/* contract_signature.c — see contract_signature.h. */
#include "base/words.h"
#include "contracts/contract_own.h"
#include "contracts/contract_signature.h"
#include "contracts/signer.h"
#include "record/store.h"

const struct choice contract_parties[] = { { PARTY_CUSTOMER, "customer", N_("The customer") }, { PARTY_COMPANY, "company", N_("The company") }, { PARTY_WORKER, "worker", N_("The worker") }, { 0 } };
static const struct choice ways[] = { { SIGNED_BY_CODE, "code", N_("By a code to the phone") }, { SIGNED_BY_ACCOUNT, "account", N_("Logged in") }, { SIGNED_ON_PAPER, "paper", N_("By hand, checked by a second person") }, { 0 } };

static const struct field fields[] = {
    FIELD(contract_signature, contract, .label = N_("Contract"), .to = &contract_type, .required = true, .list = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(contract_signature, party, .label = N_("Who signs"), .choices = contract_parties, .list = true, .set_by = ENGINE_ONLY), FIELD(contract_signature, person, .label = N_("Person"), .to = &person_type, .set_by = ENGINE_ONLY),
    FIELD(contract_signature, account, .label = N_("Account"), .to = &account_type, .set_by = ENGINE_ONLY), FIELD(contract_signature, name, .personal = true, .label = N_("Name"), .max = 60, .list = true, .set_by = ENGINE_ONLY),
    FIELD(contract_signature, capacity, .personal = true, .label = N_("By which right"), .max = 120, .list = true, .set_by = ENGINE_ONLY),
    FIELD(contract_signature, way, .label = N_("How"), .choices = ways, .list = true, .set_by = ENGINE_ONLY), FIELD(contract_signature, signed_at, .label = N_("Signed at"), .list = true, .sort = true, .set_by = ENGINE_ONLY),
    FIELD(contract_signature, proof, .personal = true, .label = N_("Proof of who it was"), .max = 200, .set_by = ENGINE_ONLY), FIELD(contract_signature, address, .personal = true, .label = N_("Address in the network"), .max = 60, .set_by = ENGINE_ONLY),
    FIELD(contract_signature, device, .personal = true, .label = N_("Device"), .max = 300, .set_by = ENGINE_ONLY), FIELD(contract_signature, picture, .personal = true, .label = N_("Signature"), .set_by = ENGINE_ONLY),
    FIELD(contract_signature, document_hash, .label = N_("Hash of the text"), .max = 64, .set_by = ENGINE_ONLY),
};
static const struct retention kept[] = {
    { .name = "signature", .label = N_("Signatures under contracts, from the contract's end"), .law = N_("Claims run out after 3 years (Civil Code art. 188); wage papers are kept 2 years"), .stays = true, .since = "contract.ended_on", .days = 1095,
      .due = "picture <> '' and contract in (select id from contract where state = 2 and ended_on < $2)", .members = "picture|proof|address|device|name|capacity" },
};
static const text uniques[] = { "contract, party, document_hash", NULL };

const struct record_type contract_signature_type = RECORD_TYPE(contract_signature, .label = N_("Signature"), .module = "contracts", FIELDS(fields), RETENTION(kept), .scope = SCOPE_BRANCH, .subject = "person|contract",
    .see = CAN_SEE_CONTRACTS, .append_only = true, .quiet = true, .uniques = uniques);

/* ---- who has signed ---- */

static struct found of(struct work *w, const struct contract *c)
{
    return LOAD_WHERE(w, contract_signature, "contract = $1 and document_hash = $2 order by signed_at, id", BIND(num(c->record.id), txt(c->document_hash)));
}

unsigned contract_unsigned(struct work *w, const struct contract *c)
{
    unsigned missing = SET_BIT(PARTY_CUSTOMER) | SET_BIT(PARTY_COMPANY) | SET_BIT(PARTY_WORKER);
    struct found all = of(w, c);
    for (int i = 0; i < all.count; i++) missing &= ~(unsigned)SET_BIT(FOUND(struct contract_signature, all, i)->party);
    return missing;
}

int64_t contract_person(struct work *w, const struct contract *c, enum contract_party party)
{
    const struct worker *worker = party == PARTY_WORKER ? record_peek(w, &worker_type, c->worker.id) : NULL;
    return party == PARTY_CUSTOMER ? contract_signer(w, c) : worker ? worker->person.id : 0;
}

text contract_document(struct work *w, const struct contract *c) { return c->document_hash && *c->document_hash ? sealed_open(w, &contract_type, c, &c->document) : ""; }

void contract_signatures_write(struct work *w, struct json *j, text key, const struct contract *c)
{
    struct found all = *c->document_hash ? of(w, c) : (struct found){ 0 };
    write_list(j, key);
    for (unsigned party = PARTY_CUSTOMER; party <= PARTY_WORKER; party++) {
        const struct contract_signature *s = NULL;
        for (int i = 0; i < all.count; i++)
            if (FOUND(struct contract_signature, all, i)->party == party) s = all.at[i];
        write_object(j, NULL);
        write_text(j, "party", choice_key(contract_parties, party));
        write_text(j, "label", translate(w->language, choice_label(contract_parties, party)));
        if (s) {
            write_text(j, "name", s->name);
            write_text(j, "capacity", s->capacity);
            write_number(j, "signed_at", s->signed_at.ms);
            write_text(j, "way", translate(w->language, choice_label(ways, s->way)));
            write_text(j, "proof", s->proof);
            write_text(j, "picture", s->picture.hash);
        }
        write_end(j, '}');
    }
    write_end(j, ']');
}

/* ---- signing ---- */

static bool may_sign(struct work *w, const struct contract *c, const struct contract_signing *in)
{
    if (c->state != CONTRACT_SENT && c->state != CONTRACT_PARTLY_SIGNED) return refuse_as(w, CONFLICT, "", N_("This contract is not waiting for signatures"));
    if (strcmp(in->hash, c->document_hash)) return refuse_as(w, CONFLICT, "hash", N_("The text is another one than was read; open it again"));
    if (!(contract_unsigned(w, c) & SET_BIT(in->party))) return refuse_as(w, CONFLICT, "", N_("This is signed already"));
    if (in->party == PARTY_CUSTOMER && !signer_may_sign(w, c, in)) return false;
    if (in->way != SIGNED_ON_PAPER && !*in->picture) return refuse(w, "picture", N_("Draw your signature"));
    return !failed(w);
}

bool contract_sign(struct work *w, struct contract *c, const struct contract_signing *in)
{
    if (!may_sign(w, c, in)) return false;
    struct contract_signature s = { .record.branch = c->record.branch, .contract = { c->record.id }, .party = in->party, .person = in->person, .account = in->account, .name = in->name, .capacity = signer_capacity(w, c, in), .way = in->way, .signed_at = w->now,
        .proof = in->proof, .address = in->address, .device = in->device, .picture = { in->picture }, .document_hash = c->document_hash };
    return ADD(w, contract_signature, &s) && step_run(w, &contract_type, c, "sign", NULL);
}
