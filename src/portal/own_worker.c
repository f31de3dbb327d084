/* own_worker.c — a worker's data are hers too: everything kept about her to read and take along, a correction or her erasure asked for, and the privacy notice
 * she agrees to (PIPL art. 17, 44–50). Her own calls, for whoever's account has a worker behind it. */
#include "base/words.h"
#include "portal/mine.h"
#include "portal/own_records.h"

const struct own_shown own_worker_shown[] = {
    { "person", "name|sex|birth|phone|phone2|email|id_number|emergency_name|emergency_relation|emergency_phone|do_not_contact|do_not_contact_since|remark", false },
    { "worker", "state|mode|grade|skills|area|home|travel|weekdays|most_a_day|most_a_week|bank_account|joined|left_on|left_reason|remark", false },
    { "credential", "state|kind|line|level|result|paper_number|issuer|issued|valid_from|valid_to|verified_how|verified_at|remark", false },
    { "account", "login|name|language", false }, { "consent", "state|purpose|notice_version|way|given_at|withdrawn_at|guardian|remark", false },
    { "suspension", "state|ground|facts|started|until|ended_at|why_longer|pay_percent|day_pay|pay_why|objection|answer|result|outcome", false }, { "blacklist_entry", "state|ground|facts|scope|said|first|until|appeal|answer|ended_why", false },
    { "worker_leave", "state|kind|start|until|why|answer", false }, { "festival_answer", "state|away_from|away_to|back|holiday_work|live_in|note|how|answered_at", false }, { "lending", "state|destination|first|last|why", false }, { "standard_read", "standard|at", false },
    { "field_act", "state|what|acted|reason|answer|at|accuracy", false },
    { "work_contract", "state|paper_number|kind|term|first|last|duties|place|hours_day|hours_week|wage|pay_day|signed_on|ended_on|document", false }, { "contract", "state|line|first|last|signed_on|ended_on|document", false },
    { "contract_signature", "name|capacity|way|signed_at|proof|address|device", false },
    { "settlement", "state|first|last|lines|earned|tips|deducted|netted|total|sent_at|paid_at|objection|answer", false }, { "back_pay", "state|amount|why|first|last|since", false }, { "payslip", "state|first|last|gross|social|tax|deducted|net|sent_at|paid_at|objection|answer", false },
    { "tax_profile", "since|special|insured|social_base|declaration|remark", false }, { "family_wage", "state|month|reckoned|paid|family_at|worker_at|worker_words|outcome|ended_at", false }, { "wage_advance", "state|amount|monthly|taken|reason|remark", false },
    { "care_log", "kind|at", false }, { "handover", "state|kind|date|worker_agrees|dispute", false },
    { "complaint", "state|category|received_at|asked_question|asked_at|asked_until|worker_said|closed_at", false }, { "incident", "state|kind|level|happened|raised_at|closed_at|outcome", false },
    { "message", "state|heading|purpose|channel|topic|body|sent_at|delivered_at|read_at", false }, { "data_request", "state|kind|came|words|asked_at|due|answered_at|answer|kept", false }, { 0 },
};

/* The person behind the worker behind the account; 0: refused. */
static int64_t who_asks(struct work *w)
{
    const struct worker *her = w->actor->worker ? record_peek(w, &worker_type, w->actor->worker) : NULL;
    if (!her && !failed(w)) refuse_as(w, FORBIDDEN, "", N_("This is for workers' phones, and no worker is behind your account"));
    return her ? her->person.id : 0;
}

static bool answer_own(struct work *w, struct reply *reply, int64_t person, int status)
{
    struct json j = json_new(w->arena);
    text notice = privacy_edition(w, w->actor->home);
    write_object(&j, NULL);
    write_text(&j, "notice", notice);
    write_flag(&j, "notice_agreed", notice_agreed(w, person, notice));
    data_requests_write(w, &j, person);
    write_in_the_way(w, &j, person);
    write_end(&j, '}');
    answer_json(w, reply, status, &j);
    return !failed(w);
}

bool worker_own_call(struct work *w, const struct request *q, struct reply *reply)
{
    (void)q;
    int64_t person = who_asks(w);
    return person && answer_own(w, reply, person, 200);
}

bool worker_own_file_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t person = who_asks(w);
    return person && own_file(w, q, reply, own_worker_shown, person);
}

bool worker_own_notice_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t person = who_asks(w);
    json_t *body = person ? input_json(w, q->body, q->body_length) : NULL;
    return body && notice_agree(w, person, w->actor->home, input_string(w, body, "version", "")) && answer_own(w, reply, person, 200);
}

bool worker_own_ask_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t person = who_asks(w);
    json_t *body = person ? input_json(w, q->body, q->body_length) : NULL;
    if (!body) return false;
    struct data_request *r = take(w, struct data_request);
    *r = (struct data_request){ .person = { person }, .words = input_string(w, body, "words", ""), .answer = "", .kind = data_request_kind_of(w, body) };
    return !failed(w) && ADD(w, data_request, r) && answer_own(w, reply, person, 201);
}

bool worker_own_back_call(struct work *w, const struct request *q, struct reply *reply)
{
    (void)q;
    int64_t person = who_asks(w);
    return person && data_requests_back(w, person) && answer_own(w, reply, person, 200);
}
