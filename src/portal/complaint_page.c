/* complaint_page.c — a complaint on its customer's phone: of a visit or of who lives in, its state, the proposal and her word to it
 * (quality/customer_answer.h), and the message that brings her there. A worker's words about her are told in confidence and never shown. */
#include <string.h>
#include "base/utf8.h"
#include "base/words.h"
#include "messages/messages.h"
#include "portal/care_own.h"
#include "portal/customer_photo.h"
#include "record/file.h"
#include "record/parts.h"

/* ---- as she reads it ---- */

static void write_paid(struct work *w, struct json *j, const struct complaint *c)
{
    const struct compensation *paid = c->compensation.id ? record_peek(w, &compensation_type, c->compensation.id) : NULL;
    bool shown = paid && paid->state >= COMPENSATION_APPROVED && paid->state <= COMPENSATION_PAID;
    write_number(j, "compensation", shown ? paid->record.id : 0);
    write_number(j, "compensation_amount", shown ? paid->amount.fen : 0);
    write_text(j, "compensation_state", shown ? choice_key(type_state(&compensation_type)->choices, paid->state) : "");
}

void complaint_shown_write(struct work *w, struct json *j, text name, const struct complaint *c)
{
    const struct choice *states = type_state(&complaint_type)->choices;
    write_object(j, name);
    write_number(j, "id", c->record.id);
    write_text(j, "number", c->record.number);
    write_text(j, "state", choice_key(states, c->state));
    write_text(j, "state_label", translate(w->language, choice_label(states, c->state)));
    write_text(j, "story", c->story);
    write_text(j, "proposal", c->proposal);
    write_number(j, "received_at", c->received_at.ms);
    write_number(j, "answer_by", c->received_at.ms + MINUTES(complaint_answer_minutes(c->category, c->severity)));
    write_number(j, "accepted_at", c->accepted_at.ms);
    write_paid(w, j, c);
    write_number(j, "refund", c->state >= COMPLAINT_PROPOSED ? c->refund.fen : 0);
    write_number(j, "agreed_at", c->her_yes_at.ms);
    write_flag(j, "may_agree", complaint_customer_may(w, c, CUSTOMER_AGREES));
    write_flag(j, "may_refuse", complaint_customer_may(w, c, CUSTOMER_REFUSES));
    write_flag(j, "may_again", complaint_customer_may(w, c, CUSTOMER_NOT_SATISFIED));
    write_number(j, "photos", db_one(w, SQL("select count(*) from customer_photo where complaint = $1"), BIND(num(c->record.id)), 0));
    write_end(j, '}');
}

static void write_found(struct work *w, struct json *j, struct found f)
{
    write_list(j, "complaints");
    for (int i = 0; i < f.count; i++) complaint_shown_write(w, j, NULL, f.at[i]);
    write_end(j, ']');
}

void visit_complaints_write(struct work *w, struct json *j, int64_t visit)
{
    write_found(w, j, LOAD_WHERE(w, complaint, "visit = $1 and category <> 10 order by id", BIND(num(visit))));
}

/* Of who lives in there is no visit: those that name her or nobody, until the customer cannot take them up again. */
void care_complaints_write(struct work *w, struct json *j, const struct placement *p)
{
    write_found(w, j, LOAD_WHERE(w, complaint, "customer = $1 and (visit = 0 or visit is null) and category <> 10 and (state not in (7, 8) or closed_at > $2) "
                                 "and (worker = 0 or worker is null or worker in (select worker from placement_stints where parent = $3) or worker in (select substitute from placement where id = $3)) order by id desc limit 6",
                                 BIND(num(p->customer.id), num(w->now.ms - DAYS(30)), num(p->record.id))));
}
_Static_assert(ABOUT_CUSTOMER == 10 && COMPLAINT_CLOSED == 7 && COMPLAINT_INVALID == 8, "the queries above say these by number");

/* ---- by itself, where the message leads ---- */

static struct complaint *mine(struct work *w, const struct guest *g, int64_t id)
{
    struct found f = LOAD_WHERE(w, complaint, "id = $1 and category <> 10 and customer in (select id from customer where person = $2)", BIND(num(id), num(g->person)));
    if (!f.count && !failed(w)) refuse_as(w, NOT_FOUND, "", N_("There is nothing at this address"));
    return f.count ? f.at[0] : NULL;
}

static bool answer_it(struct work *w, struct reply *reply, int64_t id)
{
    const struct complaint *c = LOAD(w, complaint, id);
    if (!c) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    complaint_shown_write(w, &j, "complaint", c);
    write_number(&j, "visit", c->visit.id);
    write_text(&j, "shop_phone", shop_phone(w, c->record.branch.id));
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

bool my_complaint_look_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_of(w, q);
    int64_t id = g ? answer_id(w, q, "id") : 0;
    return id && mine(w, g, id) && answer_it(w, reply, id);
}

static enum customers_word word_of(struct work *w, text say)
{
    static const text words[] = { "agree", "refuse", "again" };
    for (int i = 0; i < COUNT_OF(words); i++)
        if (!strcmp(say, words[i])) return (enum customers_word)(CUSTOMER_AGREES + i);
    wrong(w, "say", N_("Answer agree, refuse or again"));
    return 0;
}

static text words_of(struct work *w, json_t *body, text name) { return utf8_cut(w->arena, utf8_trim(w->arena, input_string(w, body, name, "")), 1000); }

bool my_complaint_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_of(w, q);
    int64_t id = g ? answer_id(w, q, "id") : 0;
    json_t *body = id ? input_json(w, q->body, q->body_length) : NULL;
    struct complaint *c = body ? mine(w, g, id) : NULL;
    enum customers_word word = c ? word_of(w, input_string(w, body, "say", "")) : 0;
    return word && complaint_customer_says(w, c, word, words_of(w, body, "words")) && answer_it(w, reply, id);
}

/* ---- she complains ---- */

static bool add_photos(struct work *w, const struct guest *g, json_t *photos, const struct complaint *of)
{
    json_t *one;
    size_t i;
    if (!json_is_array(photos)) return true;
    if (json_array_size(photos) > MOST_COMPLAINT_PHOTOS) return refuse(w, "photos", N_("At most {1} photos"), print(w, "%d", MOST_COMPLAINT_PHOTOS));
    json_array_foreach(photos, i, one) {
        text sha = json_string_value(one), hash = sha ? my_upload(w, g, sha) : "";
        if (!*hash) return failed(w) ? false : refuse(w, "photos", N_("A photo has not arrived; please send it again"));
        struct customer_photo *p = take(w, struct customer_photo);
        *p = (struct customer_photo){ .record.branch = of->record.branch, .complaint = { of->record.id }, .customer = of->customer, .picture = { hash } };
        if (!add_with_picture(w, &customer_photo_type, p)) return false;
    }
    return true;
}

/* `call` says of what; the rest is in her message. `open`: how many of hers about it are being looked at. */
static bool complain(struct work *w, const struct guest *g, json_t *body, struct complaint_call call, int64_t branch, int64_t open)
{
    call.channel = CHANNEL_BY_APP;
    call.category = choice_value(type_field(&complaint_type, "category")->choices, input_string(w, body, "about", ""));
    call.story = words_of(w, body, "story");
    if (failed(w)) return false;
    if (!call.category || call.category == ABOUT_CUSTOMER) return refuse(w, "about", N_("Tap what it is about"));
    if (open >= 3) return refuse_as(w, CONFLICT, "", call.visit.id ? N_("Three complaints about this visit are being looked at; please call us") : N_("Three complaints of yours are being looked at; please call us"));
    if (!*call.story) call.story = translate(w->language, choice_label(type_field(&complaint_type, "category")->choices, call.category));
    call.about.id = input_flag(w, body, "manager", false) ? complaint_manager(w, branch) : 0;
    if (call.about.id) call.worker.id = 0;
    const struct complaint *made = complaint_receive(w, &call);
    return made && add_photos(w, g, json_object_get(body, "photos"), made);
}

bool my_complain_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_of(w, q);
    int64_t id = g ? answer_id(w, q, "id") : 0;
    json_t *body = id ? input_json(w, q->body, q->body_length) : NULL;
    const struct visit *v = body ? my_visit(w, g, id) : NULL;
    if (!v) return false;
    int64_t open = db_one(w, SQL("select count(*) from complaint where visit = $1 and channel = 4 and state not in (7, 8)"), BIND(num(id)), 0);
    if (!complain(w, g, body, (struct complaint_call){ .visit = { id }, .customer = v->customer }, v->record.branch.id, open)) return false;
    struct json j = json_new(w->arena);
    visit_whole_write(w, &j, LOAD(w, visit, id));
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

bool my_care_complain_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_of(w, q);
    int64_t id = g ? answer_id(w, q, "id") : 0;
    json_t *body = id ? input_json(w, q->body, q->body_length) : NULL;
    const struct placement *p = body ? care_mine(w, g, id) : NULL;
    if (!p) return false;
    int64_t open = db_one(w, SQL("select count(*) from complaint where customer = $1 and (visit = 0 or visit is null) and channel = 4 and state not in (7, 8)"), BIND(num(p->customer.id)), 0);
    if (!complain(w, g, body, (struct complaint_call){ .customer = p->customer, .worker = p->substitute.id ? p->substitute : p->worker }, p->record.branch.id, open)) return false;
    struct json j = json_new(w->arena);
    care_write(w, &j, LOAD(w, placement, id));
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
_Static_assert(CHANNEL_BY_APP == 4, "the queries above say it by number");

/* ---- she is told ---- */

static text address_of(struct work *w, text base, int64_t complaint) { return print(w, "%s/c/#/complaint/%lld", base, (long long)complaint); }

bool complaint_link_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct complaint *c = id ? LOAD(w, complaint, id) : NULL;
    if (!c) return false;
    if (!c->customer.id || c->category == ABOUT_CUSTOMER) return refuse_as(w, CONFLICT, "", N_("This complaint is no customer's: there is no page of it for her"));
    return answer_address(w, q, reply, c->record.branch.id, address_of(w, office_address(w, q, c->record.branch.id), id));
}

/* Where money for a damage is part of it the agreement on it is what she is sent, once it is approved (agreement.h). */
bool tell_proposal(struct work *w, const struct record_type *type, int64_t id)
{
    const struct complaint *c = record_peek(w, type, id);
    bool asked = c && c->customer.id && c->category != ABOUT_CUSTOMER && complaint_customer_may(w, c, CUSTOMER_AGREES);
    const struct customer *who = asked ? record_peek(w, &customer_type, c->customer.id) : NULL;
    if (!who || !who->person.id) return !failed(w);
    text base = customers_address(w, c->record.branch.id);
    const struct message_value values[] = { say("number", c->record.number), say("link", address_of(w, base, id)) };
    return tell(w, &(struct telling){ .template = *base ? "complaint.proposed" : "complaint.proposed_call", .person = who->person, .branch = c->record.branch, .about = type, .record = id,
        .occasion = print(w, "proposed %lld", (long long)c->proposed_at.ms), .values = values, .value_count = *base ? 2 : 1 });
}

/* Settled by telephone, or gone on, before the morning: what still waits in the outbox is not sent any more. */
bool untell_proposal(struct work *w, const struct record_type *type, int64_t id) { return tell_no_more(w, type, id, "proposal"); }
