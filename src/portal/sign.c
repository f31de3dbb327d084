/* sign.c — see sign.h. */
#include <string.h>
#include "base/utf8.h"
#include "base/words.h"
#include "contracts/contracts.h"
#include "messages/messages.h"
#include "portal/code.h"
#include "portal/mine.h"
#include "portal/sign.h"
#include "record/answer.h"
#include "record/file.h"
#include "record/parts.h"

static text token_in(const struct request *q) { text t = http_part(q, "token"); return t ? t : ""; }
static text phone_of(struct work *w, int64_t person)
{
    const struct person *p = record_peek(w, &person_type, person);
    return p ? sealed_open(w, &person_type, p, &p->phone) : "";
}

/* ---- before the code ---- */

bool sign_look_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct signing_paper p = paper_by_token(w, token_in(q));
    if (!p.type) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "party", choice_key(contract_parties, p.party));
    write_text(&j, "company", company_name(w));
    write_text(&j, "number", p.number);
    write_text(&j, "phone", mask_phone(w->arena, phone_of(w, p.person)));
    write_text(&j, "state", p.state);
    write_flag(&j, "signed", !p.unsigned_by_her);
    write_text(&j, "shop_phone", shop_phone(w, p.branch));
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

bool sign_code_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct signing_paper p = paper_by_token(w, token_in(q));
    text phone = p.type ? phone_of(w, p.person) : "";
    if (!p.type) return false;
    if (!*phone) return refuse(w, "phone", N_("We have no number of yours; please call us"));
    return code_send_to(w, phone, q->address ? q->address : "", reply);
}

/* ---- reading ---- */

struct opening { const struct request *request; struct reply *reply; struct code_try try; };

static bool find_phone(struct work *w, void *data)
{
    struct opening *o = data;
    const struct signing_paper p = paper_by_token(w, token_in(o->request));
    o->try.phone = p.type ? phone_of(w, p.person) : "";
    return p.type != NULL;
}

/* What she may declare, in the order they are asked; which one the paper says she finds in its first lines. */
static void write_rights(struct work *w, struct json *j, const struct contract *c)
{
    write_list(j, "rights");
    for (const struct choice *one = acting_rights; one->value; one++) {
        if (one->value == RIGHT_HEIR || (one->value == RIGHT_REPRESENTATIVE && c->signer_right != RIGHT_REPRESENTATIVE)) continue;
        write_object(j, NULL);
        write_text(j, "key", one->key);
        write_text(j, "label", translate(w->language, one->label));
        write_end(j, '}');
    }
    write_end(j, ']');
    write_text(j, "guardian", signer_guardian_words(w, c));
}

static void write_text_of(struct work *w, struct json *j, const struct signing_paper *p)
{
    write_object(j, NULL);
    write_text(j, "pass", paper_pass(w, p));
    write_number(j, "minutes", PASS_MINUTES);
    write_text(j, "party", choice_key(contract_parties, p->party));
    write_text(j, "name", record_title(w, &person_type, p->person));
    write_text(j, "state", p->state);
    write_text(j, "hash", p->hash);
    write_flag(j, "signed", !p->unsigned_by_her);
    write_flag(j, "paper", *p->signed_paper || *p->paper);
    if (p->contract && p->party == PARTY_CUSTOMER) write_rights(w, j, p->contract);
    write_raw(j, "document", paper_document(w, p));
    write_end(j, '}');
}

/* That she has read it is worth knowing (暂行办法 15). */
static bool open_it(struct work *w, void *data)
{
    struct opening *o = data;
    const struct signing_paper p = code_use(w, &o->try) ? paper_by_token(w, token_in(o->request)) : (struct signing_paper){ 0 };
    if (!p.type) return false;
    audit_write(w, &(struct audit_entry){ .what = AUDIT_NOTE, .type = p.type, .record = p.id, .branch = p.branch, .step = "opened", .reason = translate(w->language, p.party == PARTY_CUSTOMER ? N_("The customer opened the text") : N_("The worker opened the text")), .changes = "" });
    struct json j = json_new(w->arena);
    write_text_of(w, &j, &p);
    answer_json(w, o->reply, 200, &j);
    return !failed(w);
}

bool sign_open_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct opening o = { q, reply, { .address = q->address ? q->address : "" } };
    json_t *body = input_json(w, q->body, q->body_length);
    struct db *db = house_db(w->house);
    if (!body) return false;
    o.try.code = input_string(w, body, "code", "");
    if (strlen(o.try.code) != 6 || strspn(o.try.code, "0123456789") != 6) return refuse(w, "code", N_("The code has six digits"));
    return db_read(db, w, find_phone, &o) && db_write(db, w, code_count, &o.try) && db_write(db, w, open_it, &o);
}

static struct signing_paper passed(struct work *w, const struct request *q, text pass)
{
    struct signing_paper p = paper_by_token(w, token_in(q));
    return p.type && paper_pass_holds(w, &p, pass) ? p : (struct signing_paper){ 0 };
}

bool sign_paper_call(struct work *w, const struct request *q, struct reply *reply)
{
    text pass = http_query(q, "pass");
    const struct signing_paper p = passed(w, q, pass ? pass : "");
    if (!p.type) return false;
    text hash = *p.signed_paper ? p.signed_paper : p.paper;
    struct file_facts facts = *hash ? file_facts(w, hash) : (struct file_facts){ "", "", "", 0 };
    if (!*facts.path) return failed(w) ? false : refuse_as(w, NOT_FOUND, "", N_("The contract is being printed; please look again in a moment"));
    answer_pdf(w, reply, facts.path, p.number);
    return !failed(w);
}

/* ---- signing ---- */

struct drawing { const struct request *request; text pass, sha; };

/* Pictures of signatures stand beside the customers' uploads, under the contract instead of a session. */
static int64_t place_of(const struct signing_paper *p) { return -(p->id * 4 + (int64_t)p->party); }

static bool keep_drawing(struct work *w, void *data)
{
    const struct drawing *d = data;
    const struct signing_paper p = passed(w, d->request, d->pass);
    if (!p.type || !file_made(w, d->request->upload)) return false;
    db_exec(w, SQL("insert into portal_upload (sha, session, hash, at) values ($1, $2, $3, $4) on conflict do nothing"), BIND(txt(d->sha), num(place_of(&p)), txt(d->request->upload->hash), num(w->now.ms)));
    return !failed(w);
}

static bool may_draw(struct work *w, void *data)
{
    const struct drawing *d = data;
    return passed(w, d->request, d->pass).type != NULL;
}

bool sign_picture_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct upload *u = q->upload;
    text pass = http_query(q, "pass"), counted = http_query(q, "sha");
    struct drawing d = { q, pass ? pass : "", "" };
    if (!db_read(house_db(w->house), w, may_draw, &d)) return false;
    if (!u || !u->size || strcmp(u->type, "image/png")) return refuse(w, "picture", N_("Draw your signature"));
    d.sha = file_sha256(w, u->path);
    if (failed(w)) return false;
    if (counted && strcmp(counted, d.sha)) return refuse(w, "sha", N_("The photo was damaged on its way; the phone sends it again"));
    if (!file_keep(w, u) || !db_write(house_db(w->house), w, keep_drawing, &d)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "sha", d.sha);
    write_end(&j, '}');
    answer_json(w, reply, 201, &j);
    return true;
}

/* Found to be hers by the pass: the store would ask which account sent the picture up, and she has none. The signature says who it was. */
static bool sign_as_herself(struct work *w, const struct signing_paper *p, const struct contract_signing *s)
{
    const struct actor *nobody = w->actor;
    w->actor = &the_system;
    bool well = paper_sign(w, p, s);
    w->actor = nobody;
    return well;
}

/* Where somebody of the office read a code out to her in the time it may have opened this paper in, the evidence says who and when: it did not reach her
 * by her own telephone alone. Kept as it stands, in the language of the paper. */
static text proof_of(struct work *w, const struct signing_paper *p)
{
    text sent = print(w, "以手机号%s的一次性验证码核对身份", mask_phone(w->arena, phone_of(w, p->person)));
    struct rows *row = db_query(w, SQL("select a.at, a.who from audit a where a.step = 'portal_code' and a.at > $1 and ((a.type = 'customer' and a.record in (select id from customer where person = $2)) or "
                                       "(a.type = 'worker' and a.record in (select id from worker where person = $2))) order by a.id desc limit 1"), BIND(num(w->now.ms - MINUTES(PASS_MINUTES + CODE_MINUTES)), num(p->person)));
    instant at = { 0 };
    int64_t who = 0;
    if (db_next(row)) { at.ms = db_number(row, 0); who = db_number(row, 1); }
    db_enough(row);
    const struct account *by = who ? record_peek(w, &account_type, who) : NULL;
    return at.ms ? print(w, "%s（验证码由门店%s%s于 %s 念给本人）", sent, by ? " " : "", by ? by->name : "", instant_words(w->arena, at)) : sent;
}

static text state_now(const struct signing_paper *p) { return p->contract ? choice_key(contract_states, p->contract->state) : choice_key(work_states, p->work->state); }

bool sign_call(struct work *w, const struct request *q, struct reply *reply)
{
    json_t *body = input_json(w, q->body, q->body_length);
    const struct signing_paper p = body ? passed(w, q, input_string(w, body, "pass", "")) : (struct signing_paper){ 0 };
    if (!p.type) return false;
    if (!json_is_true(json_object_get(body, "agree"))) return refuse(w, "agree", N_("Say that you have read it and agree"));
    text agent = http_header(q, "User-Agent");
    text picture = db_one_text(w, SQL("select hash from portal_upload where sha = $1 and session = $2"), BIND(txt(input_string(w, body, "sha", "")), num(place_of(&p))));
    struct contract_signing s = { .party = p.party, .person = { p.person }, .name = record_title(w, &person_type, p.person), .way = SIGNED_BY_CODE, .proof = proof_of(w, &p),
        .address = q->address ? q->address : "", .device = utf8_cut(w->arena, agent ? agent : "", 300), .picture = picture ? picture : "", .hash = input_string(w, body, "hash", ""), .right = choice_value(acting_rights, input_string(w, body, "right", "")) };
    if (failed(w) || !sign_as_herself(w, &p, &s)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "state", state_now(&p));
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* ---- the address ---- */

/* Who sends the links hears at once that nobody who opens them gets a code, and what is done instead. */
static void write_codes(struct work *w, struct json *j)
{
    bool by_sms = tell_leaves(w, 0) || house_demo(w->house);
    write_text(j, "codes", by_sms ? "" : translate(w->language, N_("No SMS is set up, so nobody gets a code: read one out here while she is on the telephone, or print the contract, have it signed by hand and file the scan")));
}

bool sign_links_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct contract *c = id ? LOAD(w, contract, id) : NULL;
    if (!c) return false;
    if (!*c->document_hash) return refuse_as(w, CONFLICT, "", N_("This contract is not waiting for signatures"));
    text base = office_address(w, q, c->record.branch.id);
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "customer", print(w, "%s/c/#/sign/%s", base, contract_token(w, c, PARTY_CUSTOMER)));
    write_text(&j, "worker", print(w, "%s/c/#/sign/%s", base, contract_token(w, c, PARTY_WORKER)));
    write_untold(w, &j, q, c->record.branch.id);
    write_codes(w, &j);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

bool work_sign_links_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct work_contract *c = id ? LOAD(w, work_contract, id) : NULL;
    if (!c) return false;
    if (!*c->document_hash) return refuse_as(w, CONFLICT, "", N_("This contract is not waiting for signatures"));
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "worker", print(w, "%s/c/#/sign/%s", office_address(w, q, c->record.branch.id), work_contract_token(w, c)));
    write_untold(w, &j, q, c->record.branch.id);
    write_codes(w, &j);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

static bool tell_party(struct work *w, const struct contract *c, enum contract_party party, text template)
{
    int64_t person = contract_person(w, c, party);
    text base = customers_address(w, c->record.branch.id), house = company_name(w);
    if (!person || !*base) return !failed(w);                        /* without an address the office hands it on */
    return tell(w, &(struct telling){ .template = template, .person = { person }, .branch = c->record.branch, .about = &contract_type, .record = c->record.id, .occasion = print(w, "%s %s", template, c->document_hash),
        SAYING(say("company", *house ? house : "-"), say("number", c->record.number), say("link", print(w, "%s/c/#/sign/%s", base, contract_token(w, c, party)))) });
}

bool tell_to_sign(struct work *w, const struct record_type *type, int64_t id)
{
    (void)type;
    const struct contract *c = record_peek(w, &contract_type, id);
    return !c || (tell_party(w, c, PARTY_CUSTOMER, "contract.sign") && tell_party(w, c, PARTY_WORKER, "contract.sign"));
}

bool tell_signed(struct work *w, const struct record_type *type, int64_t id)
{
    (void)type;
    const struct contract *c = record_peek(w, &contract_type, id);
    if (!c || !*c->document_hash || contract_unsigned(w, c)) return !failed(w);
    return tell_party(w, c, PARTY_CUSTOMER, "contract.signed") && tell_party(w, c, PARTY_WORKER, "contract.signed");
}

static bool tell_her(struct work *w, int64_t id, text template, bool waiting)
{
    const struct work_contract *c = record_peek(w, &work_contract_type, id);
    if (!c || !c->document_hash || !*c->document_hash || waiting == (work_contract_unsigned(c) == 0)) return !failed(w);
    text base = customers_address(w, c->record.branch.id), house = company_name(w);
    if (!*base) return !failed(w);                                   /* without an address the office hands it on */
    return tell(w, &(struct telling){ .template = template, .person = c->person, .branch = c->record.branch, .about = &work_contract_type, .record = c->record.id, .occasion = print(w, "%s %s", template, c->document_hash),
        SAYING(say("company", *house ? house : "-"), say("number", c->record.number), say("link", print(w, "%s/c/#/sign/%s", base, work_contract_token(w, c)))) });
}
bool tell_work_to_sign(struct work *w, const struct record_type *type, int64_t id) { (void)type; return tell_her(w, id, "contract.sign", true); }
bool tell_work_signed(struct work *w, const struct record_type *type, int64_t id) { (void)type; return tell_her(w, id, "contract.signed", false); }

bool my_contracts_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_of(w, q);
    if (!g) return false;
    struct found all = LOAD_WHERE(w, contract, "(customer in (select id from customer where person = $1) or signer = $1) and state not in (3, 4, 9) order by id desc limit 20", BIND(num(g->person)));
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_list(&j, "contracts");
    for (int i = 0; i < all.count; i++) contract_line_write(w, &j, all.at[i], PARTY_CUSTOMER);
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
