/* quotation_page.c — see quotation_page.h. */
#include <stdlib.h>
#include <string.h>
#include "base/utf8.h"
#include "base/words.h"
#include "contracts/contracts.h"
#include "messages/messages.h"
#include "portal/mine.h"
#include "portal/quotation_page.h"

static text token_in(const struct request *q) { text t = http_part(q, "token"); return t ? t : ""; }

static bool waits(const struct quotation *q) { return q->state == QUOTATION_OFFERED || q->state == QUOTATION_CHANGE; }

/* ---- for the office ---- */

static bool tell_her(struct work *w, const struct quotation *q, text address)
{
    text house = company_name(w);
    return tell(w, &(struct telling){ .template = "quotation.offered", .person = q->person, .branch = q->record.branch, .about = &quotation_type, .record = q->record.id, .occasion = print(w, "quotation %lld", (long long)q->record.id),
        SAYING(say("company", *house ? house : "-"), say_label("line", record_title(w, &service_line_type, q->line.id)), say_money("price", q->price), say_day("until", q->valid_until), say("link", address)) });
}

bool quotation_link_call(struct work *w, const struct request *request, struct reply *reply)
{
    int64_t id = answer_id(w, request, "id");
    const struct quotation *q = id ? LOAD(w, quotation, id) : NULL;
    text token = q ? quotation_link(w, q) : NULL;
    if (!token) return false;
    bool told = *customers_address(w, q->record.branch.id) && waits(q);       /* without an address the office hands it on */
    text address = print(w, "%s/c/#/quotation/%s", office_address(w, request, q->record.branch.id), token);
    if (told && !tell_her(w, q, address)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "address", address);
    write_flag(&j, "told", told);
    write_untold(w, &j, request, q->record.branch.id);
    write_end(&j, '}');
    answer_json(w, reply, 201, &j);
    return !failed(w);
}

/* ---- for the family ---- */

/* Her yes asks for the deposit at once (finance/job_deposit.h), and this page is the only one she has open: it says where that is paid. A large job's
 * stands at its visit. */
static text deposit_how(struct work *w, const struct quotation *q)
{
    bool asks = q->state == QUOTATION_ACCEPTED && q->deposit.fen && !quotation_of_job(q);
    struct found f = asks ? LOAD_WHERE(w, job_deposit, "demand = $1 and state = 1 order by id limit 1", BIND(num(q->demand.id))) : (struct found){ 0 };
    if (!f.count) return "";
    text kind = translate(w->language, q->deposit_kind == DEMAND_DEPOSIT_EARNEST ? N_("Earnest money") : N_("Prepaid deposit"));
    const struct job_deposit *d = f.at[0];
    return translate_with(w->arena, w->language, charge_possible(w) ? N_("{1} of {2} can be paid under “Bills” here or at the shop; your first bill counts it") : N_("{1} of {2} is paid to the shop; it stands under “Bills” here, and your first bill counts it"), (const text[]){ kind, money_shown(w->arena, d->amount), NULL });
}
_Static_assert(JOB_DEPOSIT_DUE == 1, "the query above says it by number");

/* Agreed to and signed: nobody has to be in touch about a contract any more. */
static bool contract_signed(struct work *w, const struct quotation *q)
{
    const struct contract *c = q->state == QUOTATION_ACCEPTED ? contract_for_demand(w, q->demand.id) : NULL;
    return c && (c->state == CONTRACT_SIGNED || c->state == CONTRACT_IN_FORCE);
}

static void answer_quotation(struct work *w, const struct quotation *q, struct reply *reply)
{
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    quotation_write(w, &j, "quotation", q);
    write_text(&j, "shop_phone", shop_phone(w, q->record.branch.id));
    write_text(&j, "deposit_how", deposit_how(w, q));
    write_flag(&j, "contract_signed", contract_signed(w, q));
    write_flag(&j, "may_answer", waits(q) && q->valid_until.number >= day_of(w->now).number);
    write_text(&j, "terms", quotation_of_job(q) ? terms_in_force(w, q->record.branch.id) : "");
    write_number(&j, "today", day_of(w->now).number);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
}

/* By the link; or as who is logged in, and then "own-" and the id: hers, of whatever home, and nobody else's. */
static text digits_of_own(text token)
{
    static const char own[] = "own-";
    return strncmp(token, own, sizeof own - 1) ? NULL : token + sizeof own - 1;
}

static struct quotation *of_login(struct work *w, const struct request *request, text digits)
{
    const struct guest *g = guest_of(w, request);
    int64_t id = g && strlen(digits) < 19 && strspn(digits, "0123456789") == strlen(digits) ? strtoll(digits, NULL, 10) : 0;
    struct found f = id ? LOAD_WHERE(w, quotation, "id = $1 and person = $2 and state not in (1, 6)", BIND(num(id), num(g->person))) : (struct found){ 0 };
    if (f.count) return f.at[0];
    if (!failed(w)) refuse_as(w, NOT_FOUND, "", N_("The shop has taken this quotation back or written another; look under your visits, or call us"));
    return NULL;
}
_Static_assert(QUOTATION_DRAFT == 1 && QUOTATION_WITHDRAWN == 6, "the query above says these by number");

static struct quotation *asked_for(struct work *w, const struct request *request, bool count)
{
    text digits = digits_of_own(token_in(request));
    return digits ? of_login(w, request, digits) : quotation_by_link(w, token_in(request), count);
}

/* Those that wait for her, and for two weeks those she agreed to: what follows from them may not stand anywhere yet. */
void quotations_write(struct work *w, struct json *j, const struct guest *g)
{
    day today = day_of(w->now);
    struct found f = LOAD_WHERE(w, quotation, "person = $1 and ((state in (2, 7) and valid_until >= $2) or (state = 3 and answered_at > $3)) order by state, id desc limit 10", BIND(num(g->person), num(today.number), num(w->now.ms - DAYS(14))));
    write_list(j, "quotations");
    for (int i = 0; g->person && i < f.count; i++) {
        const struct quotation *q = f.at[i];
        write_object(j, NULL);
        write_number(j, "id", q->record.id);
        write_text(j, "number", q->record.number);
        write_text(j, "service", translate(w->language, record_title(w, &service_line_type, q->line.id)));
        write_text(j, "state", choice_key(type_state(&quotation_type)->choices, q->state));
        write_text(j, "said", contract_signed(w, q) ? translate(w->language, N_("You agreed, and the contract is signed")) : "");
        write_number(j, "price", q->price.fen);
        write_number(j, "valid_until", q->valid_until.number);
        write_end(j, '}');
    }
    write_end(j, ']');
}
_Static_assert(QUOTATION_OFFERED == 2 && QUOTATION_ACCEPTED == 3 && QUOTATION_CHANGE == 7, "the query above says these by number");

struct looking { const struct request *request; struct reply *reply; };

static bool look(struct work *w, void *data)
{
    const struct looking *l = data;
    const struct quotation *q = asked_for(w, l->request, true);
    if (q) answer_quotation(w, q, l->reply);
    return q && !failed(w);
}

bool quotation_look_call(struct work *w, const struct request *request, struct reply *reply)
{
    return db_write(house_db(w->house), w, look, &(struct looking){ request, reply });
}

static enum quotation_no why_of(struct work *w, json_t *body)
{
    text word = input_string(w, body, "why", "");
    for (const struct choice *c = type_field(&quotation_type, "why")->choices; c->key; c++)
        if (!strcmp(c->key, word)) return c->value;
    if (!failed(w)) refuse(w, "why", N_("Say why not; it helps us to do better"));
    return 0;
}

/* The link says for whom it speaks; what follows in the office is nobody's scope here. */
static bool answer_as_house(struct work *w, struct quotation *q, text step, const void *input)
{
    const struct actor *nobody = w->actor;
    w->actor = &the_system;
    bool well = step_run(w, &quotation_type, q, step, input);
    w->actor = nobody;
    return well;
}

/* Tapped twice, or by both of the family, it is one answer; another one afterwards is for the shop to take. */
static bool still_open(struct work *w, const struct quotation *q, text answer, bool *ret_same)
{
    *ret_same = (q->state == QUOTATION_ACCEPTED && !strcmp(answer, "accept")) || (q->state == QUOTATION_DECLINED && !strcmp(answer, "decline"));
    if (*ret_same || (q->state != QUOTATION_ACCEPTED && q->state != QUOTATION_DECLINED)) return true;
    return refuse_as(w, CONFLICT, "answer", N_("This is answered already; if you want something else, please call us"));
}

/* Her yes to a large job is its order: named, to what she has read, under terms she has seen. */
static bool job_yes(struct work *w, const struct request *request, json_t *body, const struct quotation *q, struct quotation_yes *ret)
{
    text agent = http_header(request, "User-Agent"), terms = terms_in_force(w, q->record.branch.id), accepted = input_string(w, body, "terms", "");
    ret->answered_by = utf8_cut(w->arena, utf8_trim(w->arena, input_string(w, body, "name", "")), 40);
    ret->seen = input_string(w, body, "seen", "");
    if (failed(w)) return false;
    if (!*ret->answered_by) return refuse(w, "name", N_("Write your name: it is you who agrees"));
    if (strcmp(ret->seen, quotation_seen(w, q))) return refuse_as(w, CONFLICT, "seen", N_("The shop has changed this quotation meanwhile; read what it says now"));
    if (*terms && strcmp(terms, accepted)) return refuse(w, "terms", N_("Say that you accept the terms of service"));
    ret->terms_version = terms;
    ret->evidence = utf8_cut(w->arena, print(w, "%s · %s", request->address ? request->address : "", agent ? agent : ""), 300);
    return !failed(w);
}

static bool answer_change(struct work *w, json_t *body, struct quotation *q)
{
    struct quotation_wish wish = { utf8_cut(w->arena, utf8_trim(w->arena, input_string(w, body, "note", "")), 300) };
    if (failed(w)) return false;
    if (!*wish.note) return refuse(w, "note", N_("Write what should be different"));
    if (q->state == QUOTATION_CHANGE) return refuse_as(w, CONFLICT, "answer", N_("The shop knows already that you want a change and sends you a new quotation; call us if there is more"));
    return answer_as_house(w, q, "ask_change", &wish);
}

bool quotation_answer_call(struct work *w, const struct request *request, struct reply *reply)
{
    json_t *body = input_json(w, request->body, request->body_length);
    struct quotation *q = body ? asked_for(w, request, false) : NULL;
    text answer = q ? input_string(w, body, "answer", "") : "";
    bool same = false;
    if (!q || failed(w) || !still_open(w, q, answer, &same)) return false;
    if (same) {
        answer_quotation(w, q, reply);
        return !failed(w);
    }
    if (!strcmp(answer, "accept")) {
        struct quotation_yes yes = { .how = translate("zh", N_("On her page")) };
        if (quotation_of_job(q) && !job_yes(w, request, body, q, &yes)) return false;
        if (!answer_as_house(w, q, "accept", &yes)) return false;
    } else if (!strcmp(answer, "change")) {
        if (!answer_change(w, body, q)) return false;
    } else {
        if (strcmp(answer, "decline")) return refuse(w, "answer", N_("Yes or no?"));
        struct quotation_refusal no = { why_of(w, body), utf8_cut(w->arena, utf8_trim(w->arena, input_string(w, body, "note", "")), 300) };
        if (failed(w) || !answer_as_house(w, q, "decline", &no)) return false;
    }
    answer_quotation(w, q, reply);
    return !failed(w);
}

struct own_paper { const struct request *request; text digits; int64_t id; };

static bool find_own(struct work *w, void *data)
{
    struct own_paper *p = data;
    const struct quotation *q = of_login(w, p->request, p->digits);
    p->id = q ? q->record.id : 0;
    return p->id != 0;
}

bool quotation_paper_call(struct work *w, const struct request *request, struct reply *reply)
{
    struct own_paper own = { .request = request, .digits = digits_of_own(token_in(request)) };
    if (!own.digits) return quotation_pdf_by_link(w, token_in(request), reply);
    return db_read(house_db(w->house), w, find_own, &own) && quotation_pdf_found(w, own.id, reply);
}
