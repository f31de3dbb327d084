/* own_data.c — her data are hers: see (all of it as a file: own_records.h), correct the number, consent and take it back, ask to be erased (PIPL art. 44–50). */
#include <string.h>
#include "base/identity.h"
#include "base/words.h"
#include "portal/code.h"
#include "portal/care_page.h"
#include "portal/mine.h"
#include "portal/own_records.h"
#include "record/input.h"
#include "record/parts.h"

static const struct person *me(struct work *w, const struct guest *g)
{
    struct person *p = g && g->person ? record_peek(w, &person_type, g->person) : NULL;
    if (!p && g) refuse_as(w, NOT_FOUND, "", N_("Nothing is kept about you yet"));
    return p;
}

/* ---- see and take along ---- */

/* What a customer may switch by herself: each on its own, off as easily as on. */
static const enum consent_purpose switches[] = { CONSENT_MARKETING, CONSENT_HOME_PHOTOS, CONSENT_RECORDING, CONSENT_PARTNER };

/* Among the switches, as that is where she looks for it: it is no consent but a wish of hers (company/person.h), and holds whatever she agreed to before. */
#define QUIET "do_not_contact"
static void write_quiet(struct work *w, struct json *j, int64_t person)
{
    const struct person *p = record_peek(w, &person_type, person);
    text label = translate(w->language, N_("No more calls or texts that offer me something (news of my own visits still comes)"));
    if (!p) return;
    write_object(j, NULL);
    write_text(j, "key", QUIET);
    write_text(j, "label", p->do_not_contact_since.ms ? print(w, "%s · %s", label, translate_with(w->arena, w->language, N_("since {1}"), (const text[]){ day_text(w->arena, day_of(p->do_not_contact_since)), NULL })) : label);
    write_flag(j, "given", p->do_not_contact);
    write_end(j, '}');
}

static void write_consents(struct work *w, struct json *j, const struct guest *g)
{
    const struct choice *purposes = type_field(&consent_type, "purpose")->choices;
    write_list(j, "consents");
    for (size_t i = 0; i < sizeof switches / sizeof *switches; i++) {
        write_object(j, NULL);
        write_text(j, "key", choice_key(purposes, switches[i]));
        write_text(j, "label", translate(w->language, choice_label(purposes, switches[i])));
        write_flag(j, "given", consent_given(w, g->person, switches[i]));
        write_end(j, '}');
    }
    write_quiet(w, j, g->person);
    write_end(j, ']');
}

void data_requests_write(struct work *w, struct json *j, int64_t person)
{
    struct found f = LOAD_WHERE(w, data_request, "person = $1 order by id desc limit 5", BIND(num(person)));
    write_list(j, "requests");
    for (int i = 0; i < f.count; i++) {
        const struct data_request *r = f.at[i];
        write_object(j, NULL);
        write_text(j, "kind", r->kind ? choice_key(type_field(&data_request_type, "kind")->choices, r->kind) : "erase");
        write_text(j, "words", r->words);
        write_text(j, "state", choice_key(type_state(&data_request_type)->choices, r->state));
        write_text(j, "state_label", translate(w->language, choice_label(type_state(&data_request_type)->choices, r->state)));
        write_number(j, "asked_at", r->asked_at.ms);
        write_number(j, "due", r->due.ms);
        write_text(j, "answer", r->answer);
        write_end(j, '}');
    }
    write_end(j, ']');
}

static void write_person(struct work *w, struct json *j, const struct person *p)
{
    write_object(j, "person");
    write_text(j, "name", p->name);
    write_text(j, "phone", sealed_open(w, &person_type, p, &p->phone));
    write_text(j, "phone2", sealed_open(w, &person_type, p, &p->phone2));
    write_text(j, "email", sealed_open(w, &person_type, p, &p->email));
    write_text(j, "emergency_name", p->emergency_name);
    write_text(j, "emergency_relation", p->emergency_relation);
    write_flag(j, "do_not_contact", p->do_not_contact);
    write_end(j, '}');
}

static void write_homes(struct work *w, struct json *j, const struct guest *g)
{
    struct found f = LOAD_WHERE(w, household, "customer in (select id from customer where person = $1) order by id", BIND(num(g->person)));
    write_list(j, "homes");
    for (int i = 0; i < f.count; i++) {
        const struct household *h = f.at[i];
        write_object(j, NULL);
        write_text(j, "estate", h->estate);
        write_text(j, "area", h->area);
        write_text(j, "address", sealed_open(w, &household_type, h, &h->address));
        write_text(j, "access", sealed_open(w, &household_type, h, &h->access));
        write_number(j, "square_metres", h->square_metres);
        write_flag(j, "pets", h->pets);
        write_flag(j, "cameras", h->cameras);
        write_text(j, "camera_note", h->camera_note);
        write_end(j, '}');
    }
    write_end(j, ']');
}

bool my_data_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_of(w, q);
    const struct person *p = me(w, g);
    if (!p) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_person(w, &j, p);
    write_homes(w, &j, g);
    write_consents(w, &j, g);
    data_requests_write(w, &j, g->person);
    listings_write(w, &j, g->person);
    write_in_the_way(w, &j, g->person);
    write_kept_after(w, &j, g->person);
    write_text(&j, "notice", setting_text(w, "company.privacy_notice", g->actor.home, day_of(w->now)));
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* ---- correct the number: proved by a code to the new one ---- */

struct renumbering { struct code_try try; const struct request *request; struct reply *reply; };

static bool renumber(struct work *w, void *data)
{
    struct renumbering *r = data;
    struct guest *g = guest_of(w, r->request);
    struct person *p = g && g->person ? LOAD(w, person, g->person) : NULL;
    if (!p) return failed(w) ? false : refuse_as(w, NOT_FOUND, "", N_("Nothing is kept about you yet"));
    if (!code_use(w, &r->try)) return false;
    p->phone.plain = r->try.phone;
    if (!SAVE(w, person, p) || !guest_phone_is(w, g, r->try.phone)) return false;
    db_exec(w, SQL("delete from portal_session where person = $1 and id <> $2"), BIND(num(g->person), num(g->session)));        /* who has the old number now is not her */
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "phone", mask_phone(w->arena, r->try.phone));
    write_end(&j, '}');
    answer_json(w, r->reply, 200, &j);
    return !failed(w);
}

static bool in_session(struct work *w, void *request) { return guest_of(w, request) != NULL; }

bool my_phone_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct renumbering r = { .request = q, .reply = reply };
    struct db *db = house_db(w->house);
    struct request copy = *q;
    json_t *body = db_read(db, w, in_session, &copy) ? input_json(w, q->body, q->body_length) : NULL;
    if (!body) return false;
    r.try = (struct code_try){ .phone = phone_given(w, input_string(w, body, "phone", "")), .code = input_string(w, body, "code", ""), .address = q->address ? q->address : "" };
    return !failed(w) && db_write(db, w, code_count, &r.try) && db_write(db, w, renumber, &r);
}

/* ---- consents ---- */

static bool give(struct work *w, const struct guest *g, enum consent_purpose purpose, text guardian)
{
    struct consent *c = take(w, struct consent);
    *c = (struct consent){ .person = { g->person }, .purpose = purpose, .way = CONSENT_ON_SCREEN, .notice_version = "", .guardian = guardian, .evidence = { "" }, .remark = translate(w->language, N_("on the customer's own page")) };
    return ADD(w, consent, c);
}

static bool take_back(struct work *w, const struct guest *g, enum consent_purpose purpose)
{
    struct found f = LOAD_WHERE(w, consent, "person = $1 and purpose = $2 and state = 1", BIND(num(g->person), num(purpose)));
    for (int i = 0; i < f.count; i++)
        if (!step_run(w, &consent_type, f.at[i], "withdraw", NULL)) return false;
    return !failed(w);
}

bool guest_consents(struct work *w, const struct guest *g, enum consent_purpose purpose, text guardian, bool given)
{
    if (given == consent_given(w, g->person, purpose)) return !failed(w);
    return given ? give(w, g, purpose, guardian) : take_back(w, g, purpose);
}

/* Who wants no offers takes back that she wanted them, and who wants them again wants to be told. */
static bool be_quiet(struct work *w, const struct guest *g, bool wanted)
{
    struct person *p = LOAD(w, person, g->person);
    if (!p || p->do_not_contact == wanted) return !failed(w);
    p->do_not_contact = wanted;
    return SAVE(w, person, p) && (!wanted || take_back(w, g, CONSENT_MARKETING));
}

static bool switch_one(struct work *w, const struct guest *g, json_t *body, bool wanted)
{
    text key = input_string(w, body, "purpose", "");
    if (!strcmp(key, QUIET)) return be_quiet(w, g, wanted);
    enum consent_purpose purpose = choice_value(type_field(&consent_type, "purpose")->choices, key);
    bool switchable = false;
    for (size_t i = 0; i < sizeof switches / sizeof *switches; i++) switchable |= switches[i] == purpose;
    if (failed(w)) return false;
    if (!switchable) return refuse(w, "purpose", N_("This is none of the switches"));
    return guest_consents(w, g, purpose, "", wanted) && (!wanted || purpose != CONSENT_MARKETING || be_quiet(w, g, false));
}

bool my_consent_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct guest *g = guest_of(w, q);
    if (!me(w, g)) return false;
    json_t *body = input_json(w, q->body, q->body_length);
    if (body && !json_is_boolean(json_object_get(body, "given"))) return wrong(w, "given", N_("Answer yes or no"));
    bool wanted = body && input_flag(w, body, "given", false);
    if (failed(w) || !switch_one(w, g, body, wanted)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_consents(w, &j, g);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* The notice she has read, by its version. */
bool my_notice_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct guest *g = guest_of(w, q);
    json_t *body = me(w, g) ? input_json(w, q->body, q->body_length) : NULL;
    if (!body || !notice_agree(w, g->person, g->actor.home, input_string(w, body, "version", ""))) return false;
    return guest_me_call(w, q, reply);
}

/* ---- ask to be erased ---- */

/* A copy she takes herself. */
enum data_request_kind data_request_kind_of(struct work *w, json_t *body) { return strcmp(input_string(w, body, "kind", "erase"), "correct") ? REQUEST_ERASE : REQUEST_CORRECT; }

bool my_forget_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct guest *g = guest_of(w, q);
    if (!me(w, g)) return false;
    json_t *body = input_json(w, q->body, q->body_length);
    struct data_request *r = take(w, struct data_request);
    *r = (struct data_request){ .person = { g->person }, .words = body ? input_string(w, body, "words", "") : "", .answer = "", .kind = body ? data_request_kind_of(w, body) : 0 };
    if (failed(w) || !ADD(w, data_request, r)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    data_requests_write(w, &j, g->person);
    write_in_the_way(w, &j, g->person);
    write_kept_after(w, &j, g->person);
    write_end(&j, '}');
    answer_json(w, reply, 201, &j);
    return !failed(w);
}

bool data_requests_back(struct work *w, int64_t person)
{
    struct found f = LOAD_WHERE(w, data_request, "person = $1 and state = 1", BIND(num(person)));
    for (int i = 0; i < f.count; i++)
        if (!step_run(w, &data_request_type, f.at[i], "take_back", NULL)) return false;
    return !failed(w);
}

bool my_forget_back_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct guest *g = guest_of(w, q);
    if (!me(w, g)) return false;
    if (!data_requests_back(w, g->person)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    data_requests_write(w, &j, g->person);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
