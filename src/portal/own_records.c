/* own_records.c — see own_records.h. */
#include "portal/own_records.h"
#include <jansson.h>
#include <string.h>
#include "base/words.h"
#include "contracts/contracts.h"
#include "placement/placement.h"
#include "portal/data_request.h"
#include "portal/mine.h"
#include "record/convert.h"
#include "record/erase.h"
#include "record/output.h"
#include "record/parts.h"

const struct own_shown own_shown[] = {
    { "person", "name|sex|birth|phone|phone2|email|id_number|emergency_name|emergency_relation|emergency_phone|language|do_not_contact|do_not_contact_since|remark" },
    { "customer", "state|kind|invoice_title|tax_number|level|source|platform_phone|since|last_visit|owed|remark" },
    { "household", "name|area|estate|address|access|square_metres|rooms|pets|cameras|camera_note|lift|risks|care_by|members|parking|remark" },
    { "customer_contact", "role|post|note" }, { "authority", "state|acting|acts_for|covers|first|until|ended_on|remark" },
    { "account", "login|name|language" },
    { "consent", "state|purpose|notice_version|way|given_at|withdrawn_at|guardian|remark" },
    { "lead", "state|channel|detail|line|area|words|arrived_at|answered_at|touches|lost|ended_at" },
    { "demand", "state|line|wanted|start_from|term|cared|adults|square_metres|rooms|room|pets|cameras|duties|food|taboos|rest_days|budget|decides|decider|needs|expected|born|lost|cancelled|deposit_kind|deposit|deposit_paid|deposit_back|ended_at" },
    { "recommendation", "state|worker|shown_at|replied_at|first|last|ended_at" },
    { "resume_link", "state|until|opened|opened_at" },
    { "quotation", "state|line|each|price|a_month|wage|deposit|scope|exclusions|start|length|persons|on_site|valid_until|offered_at|answered_at|how|answered_by|terms_version|evidence|note|remark" },
    { "interview", "state|worker|way|start|length|customer_wish|customer_why|customer_note" },
    { "unwanted_pair", "state|side" }, { "blacklist_entry", "state|ground|facts|scope|said|first|until|appeal|answer|ended_why" },
    { "service_order", "state|line|mode|start|length|square_metres|coupon_code|coupon|wish|wishes|channel|terms_version|terms_at|price" },
    { "visit", "state|start|until|line|worker|area|price|fee|waived|checklist|add_ons|arrived_at|began_at|finished_at|approved_at|stars|rating|rated_at|reason|remark" },
    { "service_plan", "state|line|weekdays|at|length|first|last|price|new_price_from|new_price|price_says|price_said_on|price_said_by|paused_from|paused_to|terms_version|remark" },
    { "survey", "state|line|at|usable_area|floors|square_metres|persons|price|deposit|remark" },
    { "job_zone", "state|name|square_metres|before|after|how|said_at|wrong|wrong_at|wrong_photo|signature|accepted_by|accepted_at|proof|taken_off" },
    { "extra_ask", "state|what|price|length|how|answered_at" },
    { "standard_read", "standard|at" },
    { "face_ask", "state|visit|worker|answered_at" }, { "festival_ask", "state|first|last|visits|total|answered_at|agreed_by" },
    { "key_custody", "state|what|handed_at|back_by|ended_at" },
    { "coupon", "state|name|kind|amount|percent|valid_from|valid_to" }, { "coupon_use", "state|amount|used_at|returned_at" },
    { "contract", "state|line|first|last|scope|exclusions|cared_for|signer_right|guardian|instructed|live_in|hours|service_fee|fee|management_fee|deposit|replacements|document|sent_at|signed_on|ended_on" },
    { "contract_signature", "name|capacity|way|signed_at|proof|address|device" },
    { "contract_instruction", "state|what|instructed_by|way|words|decided_by|decided_at|answer" },
    { "placement", "state|line|worker|first|last|began_on|ended_on|away_since|away_where|remark" },
    { "handover", "state|kind|date|belongings|valuables|keys|cared_for|money_left|customer_agrees|customer_how|dispute" },
    { "care_log", "state|kind|at|medicine_given|signs|note|answer|answered_at" }, { "care_offer", "state|kind|what|due|said|ended_at" },
    { "extra_task", "state|what|date|price|family_says|family_how" }, { "follow_up", "state|stage|due|answers|score|nps|needs|done_at" },
    { "placement_wish", "state|kind|what|date|answer|ended_at" }, { "holiday_ask", "state|first|last|price|more|family_says|how|ended_at" }, { "family_wage", "state|month|reckoned|paid|family_at|worker_at|outcome|ended_at" },
    { "renewal", "state|ends|new_last|family_said|ended_at" }, { "replacement", "state|side|reason|wish|requested_at|last_day|first_day|refund|ended_at" },
    { "referral", "state|reward|qualified_at|rewarded_at" }, { "introduction_review", "state|customer_said|decided_at|decision|appeal" },
    { "worker_fee", "state|amount|first_month|owed_back" },
    { "contract_account", "state|fee|deposit|prepaid|fee_back|since|until" },
    { "prepaid_card", "state|kind|tops_up|card_number|purpose|refund_way|line|paid|gift|bought|used|paid_left|gift_left|sold_at|expires|remark" },
    { "bill", "state|first|last|lines|total|paid|due|sent_at|objection|invoice|invoiced_on|remark" }, { "payment", "state|kind|amount|channel|channel_number|payer_account|paid_at|remark" },
    { "receipt", "state|amount|payer|way|paid_on" }, { "refund", "state|kind|side|card_paid|gift|amount|remark" }, { "charge", "state|amount|came|channel|paid_at" },
    { "fee_waiver", "state|fee|amount|decided_at" }, { "job_deposit", "state|price|amount|received_at|returned|returned_at" }, { "reward", "state|amount|why" }, { "opening_balance", "state|kind|as_of|amount|paid|gift|bought|left_over|remark" },
    { "compensation", "state|case_number|what|price|worth|customer_share|amount|agreement|signed_at|signed_how|proof|paid_at" },
    { "complaint", "state|category|severity|channel|story|claim|received_at|customer_said|proposal|remedies|promises|refund|compensated|her_yes_at|agreed_how|follow_up|satisfaction|follow_up_said|dispute_number|decision|closed_at", .but_workers = true },
    { "customer_photo", "picture" }, { "incident", "state|kind|level|happened|raised_at|closed_at|outcome" }, { "visit_acceptance", "signed_at|said|proof" },
    { "message", "state|heading|purpose|channel|body|sent_at|delivered_at|read_at" }, { "data_request", "state|kind|came|words|asked_at|due|answered_at|answer|kept" }, { 0 },
};

const struct own_left_out own_left_out[] = {
    { "person_tie", "that she and somebody else are kin: it tells of the other too; the office says on her asking what is declared" },
    { "kept_paper", "made when she is erased, of what is shown here; what it will be and until when stands in kept_after" },
    { "bank_line", "the company's own account at the bank; what was booked for her from it is among her payments" },
    { "platform_fee", "what a platform keeps of the company's money" },
    { "loan_charge", "what one branch owes another for her help; her pay itself is hers to see" },
    { "ledger_entry", "the company's books; what they say of her stands in her bills, payments and cards" },
    { "worker", "a worker's file: her own phone and the office show it to her" }, { "credential", "a worker's papers" }, { "worker_leave", "a worker's leave" }, { "festival_answer", "whether a worker goes home for the festival" }, { "lending", "a worker's loan to another branch" }, { "stand_by", "a worker's pay" }, { "suspension", "a worker's suspension; her own phone shows it to her" },
    { "field_act", "what a worker did on her phone, kept as sent" }, { "commission_entry", "a colleague's pay for a contract" }, { "settlement", "a worker's pay" }, { "payslip", "a worker's pay" }, { "back_pay", "a worker's pay" }, { "tax_profile", "a worker's pay" }, { "wage_advance", "a worker's pay" }, { "wage_sheet", "a worker's pay" },
    { "work_contract", "a worker's contract with us; she has her copy" }, { "office_pay", "a colleague's pay" }, { "commission_slip", "a colleague's pay" },
    { "placement_day", "a worker's days, which her pay is reckoned from" }, { 0 },
};

/* ---- one record ---- */

struct telling_out { struct json *j; struct buf *html; };       /* one of the two */

static text ref_text(struct work *w, const struct field *f, int64_t id)
{
    if (!id) return "";
    return f->to == &worker_type ? worker_shown(w, id) : record_title(w, f->to, id);
}

/* A bill's lines say what of each is the worker's: her pay. */
static bool of_others(const struct field *f) { return f->kind == KIND_JSON || (f->kind == KIND_REF && (f->to == &worker_type || f->to == &account_type)) || !strcmp(f->name, "trust"); }

static text rows_text(struct work *w, const struct field *f, const void *record)
{
    const rows_of *rows = member(f, record);
    struct buf out = buf_new(w->arena);
    for (size_t i = 0; i < rows->count; i++) {
        const void *row = (const char *)rows->at + i * f->row->size;
        for (int k = 0; k < f->row->field_count; k++) {
            const struct field *m = &f->row->fields[k];
            if (of_others(m) || m->kind == KIND_REF || field_empty(m, row)) continue;
            text value = field_text(w, m, row);
            if (strcmp(value, "0")) buf_print(&out, "%s%s %s", out.length ? "; " : "", translate(w->language, m->label), value);      /* a number that was not given */
        }
    }
    return buf_text(&out);
}

/* ---- the frozen text of a contract (contracts/document.h), to be read ---- */

static void join(struct buf *out, json_t *list)
{
    json_t *one;
    size_t i;
    json_array_foreach(list, i, one) {
        if (json_is_array(one)) join(out, one);
        else if (json_is_string(one)) buf_print(out, "%s ", json_string_value(one));
    }
}

static text deed_text(struct work *w, text document)
{
    static const text words[] = { "label", "number", "text" }, lists[] = { "facts", "head", "rows", "labels" };
    json_t *deed = json_loads(document, 0, NULL), *block;
    struct buf out = buf_new(w->arena);
    size_t i;
    json_array_foreach(json_object_get(deed, "blocks"), i, block) {
        for (int k = 0; k < COUNT_OF(words); k++) {
            text said = json_string_value(json_object_get(block, words[k]));
            if (said) buf_print(&out, "%s ", said);
        }
        for (int k = 0; k < COUNT_OF(lists); k++) join(&out, json_object_get(block, lists[k]));
        buf_char(&out, '\n');
    }
    json_decref(deed);
    return buf_text(&out);
}

static bool is_deed(const struct record_type *type, const struct field *f) { return !strcmp(type->name, "contract") && !strcmp(f->name, "document"); }

static text shown_text(struct work *w, const struct record_type *type, const void *record, const struct field *f)
{
    if (f->kind == KIND_SEALED) {
        text plain = sealed_open(w, type, record, (sealed *)(uintptr_t)member(f, record));
        return is_deed(type, f) ? deed_text(w, plain) : plain;
    }
    if (f->kind == KIND_REF) return ref_text(w, f, ((const ref *)member(f, record))->id);
    if (f->kind == KIND_ROWS) return rows_text(w, f, record);
    if (f->kind == KIND_FILE) return *((const file *)member(f, record))->hash ? translate(w->language, N_("a file")) : "";
    return field_text(w, f, record);
}

/* Lengths are kept in minutes. */
static text unit_of(const struct field *f) { return f->unit ? f->unit : f->kind == KIND_MINUTES && f->format != FORMAT_TIME_OF_DAY ? N_("minutes") : NULL; }

static void write_member(struct work *w, struct telling_out *o, const struct record_type *type, const void *record, const struct field *f)
{
    bool as_text = f->kind == KIND_SEALED || f->kind == KIND_REF || f->kind == KIND_ROWS || f->kind == KIND_FILE;
    if (field_empty(f, record)) return;
    if (o->html) buf_print(o->html, "<tr><th>%s<td>%s%s%s", html_text(w->arena, translate(w->language, f->label)), html_text(w->arena, shown_text(w, type, record, f)), unit_of(f) ? " " : "", unit_of(f) ? translate(w->language, unit_of(f)) : "");
    else if (as_text) write_text(o->j, f->name, shown_text(w, type, record, f));
    else field_write(w, o->j, f, record);
}

static void write_one(struct work *w, struct telling_out *o, const struct record_type *type, const void *record, text members)
{
    const struct record *r = record;
    if (o->html) {
        buf_print(o->html, "<table><caption>%s %s</caption>", html_text(w->arena, r->number), instant_words(w->arena, r->created_at));
    } else {
        write_object(o->j, NULL);
        write_text(o->j, "number", r->number);
        write_number(o->j, "created_at", r->created_at.ms);
    }
    for (text at = members; *at; at += strcspn(at, "|"), at += *at == '|') {
        const struct field *f = type_field(type, arena_copy_n(w->arena, at, strcspn(at, "|")));
        if (f) write_member(w, o, type, record, f);
    }
    if (o->html) buf_add(o->html, "</table>"); else write_end(o->j, '}');
}

/* A worker's complaint about her are the worker's words, told in confidence: those go to the front that are not such. How many. */
static int her_own(struct found *f)
{
    int n = 0;
    for (int i = 0; i < f->count; i++)
        if (((const struct complaint *)f->at[i])->category != ABOUT_CUSTOMER) f->at[n++] = f->at[i];
    return n;
}

/* A contract's signatures of the other sides tell of them: their number, network address and phone. Hers go to the front. How many. */
static int she_signed(struct work *w, struct found *f, int64_t person)
{
    enum { MOST = 64 };
    int64_t ids[MOST];
    int count = persons_behind(w, person, ids, MOST), n = 0;
    for (int i = 0; i < f->count; i++)
        for (int k = 0; k < count; k++)
            if (((const struct contract_signature *)f->at[i])->person.id == ids[k]) { f->at[n++] = f->at[i]; break; }
    return n;
}

/* A worker's word that she goes, before the office has told the family of it. */
static int told_her(struct work *w, struct found *f)
{
    int n = 0;
    for (int i = 0; i < f->count; i++) {
        const struct replacement *r = f->at[i];
        const struct placement *p = record_peek(w, &placement_type, r->placement.id);
        if (!p || !leaving_untold(r, p)) f->at[n++] = f->at[i];
    }
    return n;
}

static void write_type(struct work *w, struct telling_out *o, const struct own_shown *s, int64_t person)
{
    const struct record_type *type = house_type(w->house, s->type);
    struct found f = type ? records_of_person(w, type, person) : (struct found){ 0 };
    int n = type == &complaint_type && s->but_workers ? her_own(&f) : type == &replacement_type ? told_her(w, &f) : type == &contract_signature_type ? she_signed(w, &f, person) : f.count;
    if (!n || failed(w)) return;
    if (o->html) buf_print(o->html, "<h2>%s (%d)</h2>", html_text(w->arena, translate(w->language, type->label)), n);
    if (o->j) {
        write_object(o->j, NULL);
        write_text(o->j, "type", type->name);
        write_text(o->j, "label", translate(w->language, type->label));
        write_list(o->j, "rows");
    }
    for (int i = 0; i < n; i++) write_one(w, o, type, f.at[i], s->members);
    if (!o->j) return;
    write_end(o->j, ']');
    write_end(o->j, '}');
}

/* ---- what stays ---- */

/* All of it, as the office's answer says it: also the books, which are not among what is shown to her. */
void write_kept_after(struct work *w, struct json *j, int64_t person)
{
    enum { MOST = 100 };
    struct kept_line *lines = take_many(w, struct kept_line, MOST);
    int n = kept_by_law(w, person, lines, MOST);
    write_list(j, "kept_after");
    for (int i = 0; i < n; i++) {
        write_object(j, NULL);
        write_text(j, "what", translate(w->language, lines[i].type->label));
        write_text(j, "law", lines[i].law);
        write_number(j, "count", lines[i].count);
        write_number(j, "until", lines[i].until.number);
        write_flag(j, "sealed", lines[i].sealed);
        write_end(j, '}');
    }
    write_end(j, ']');
}

void write_in_the_way(struct work *w, struct json *j, int64_t person)
{
    enum { MOST = 64 };
    const struct person_needed *answer;
    write_list(j, "in_the_way");
    for (int i = 0; (answer = house_answers(w->house, QUESTION_NEEDED, i)) != NULL && !failed(w); i++) {
        if (answer->to_her && person_needed_by(w, answer, person)) write_text(j, NULL, translate(w->language, answer->to_her));
    }
    write_end(j, ']');
}

/* ---- the file ---- */

static const char page_style[] = "body{font:16px/1.6 -apple-system,'PingFang SC','Microsoft YaHei',sans-serif;max-width:760px;margin:0 auto;padding:16px;color:#17212b}table{width:100%;border-collapse:collapse;margin:0 0 14px;font-size:14px}caption{text-align:left;color:#51606e;font-size:13px}"
    "th{width:34%;text-align:left;font-weight:400;color:#51606e;vertical-align:top}th,td{padding:3px 8px 3px 0;border-top:1px solid #e6eaee;overflow-wrap:anywhere;white-space:pre-wrap}h2{font-size:17px;margin:22px 0 6px}";

static bool as_page(struct work *w, struct reply *reply, const struct own_shown *all, int64_t person, text name)
{
    struct buf out = buf_new(w->arena);
    struct telling_out o = { .html = &out };
    text title = translate(w->language, N_("What is kept about you"));
    buf_print(&out, "<!doctype html><html lang=\"%s\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>%s</title><style>%s</style><h1>%s</h1><p>%s · %s</p>",
              strcmp(w->language, "en") ? "zh-CN" : "en", html_text(w->arena, title), page_style, html_text(w->arena, title), html_text(w->arena, company_name(w)), instant_words(w->arena, w->now));
    for (const struct own_shown *s = all; s->type; s++) write_type(w, &o, s, person);
    buf_add(&out, "</html>");
    *reply = (struct reply){ .status = 200, .type = "text/html; charset=utf-8", .body = buf_text(&out), .length = out.length, .file_name = print(w, "%s.html", name) };
    return !failed(w);
}

static bool as_json(struct work *w, struct reply *reply, const struct own_shown *all, int64_t person, text name)
{
    struct json j = json_new(w->arena);
    struct telling_out o = { .j = &j };
    write_object(&j, NULL);
    write_text(&j, "company", company_name(w));
    write_number(&j, "made_at", w->now.ms);
    write_list(&j, "records");
    for (const struct own_shown *s = all; s->type; s++) write_type(w, &o, s, person);
    write_end(&j, ']');
    write_kept_after(w, &j, person);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    reply->file_name = print(w, "%s.json", name);
    return !failed(w);
}

bool own_file(struct work *w, const struct request *q, struct reply *reply, const struct own_shown *all, int64_t person)
{
    text as = http_query(q, "as"), name = print(w, "%s-%s", translate(w->language, N_("my-data")), day_text(w->arena, day_of(w->now)));
    return as && !strcmp(as, "html") ? as_page(w, reply, all, person, name) : as_json(w, reply, all, person, name);
}

bool my_export_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_of(w, q);
    if (!g) return false;
    if (!g->person) return refuse_as(w, NOT_FOUND, "", N_("Nothing is kept about you yet"));
    return own_file(w, q, reply, own_shown, g->person);
}

/* ---- for who asked otherwise than on her phone ---- */

struct filing { const struct request *request; struct reply *reply; };

/* True: as who works here. */
static bool as_worker(struct work *w, const struct data_request *r, text of)
{
    if (*of) return !strcmp(of, "worker");
    return !db_one(w, SQL("select 1 from customer where person = $1"), BIND(num(r->person.id)), 0) && db_one(w, SQL("select 1 from worker where person = $1"), BIND(num(r->person.id)), 0);
}

static bool file_for_her(struct work *w, void *data)
{
    struct filing *f = data;
    int64_t id = answer_id(w, f->request, "id");
    struct data_request *r = id ? LOAD(w, data_request, id) : NULL;
    json_t *in = r ? input_json(w, f->request->body, f->request->body_length) : NULL;
    if (!in) return false;
    text of = input_string(w, in, "of", ""), as = input_string(w, in, "as", "html");
    if (*of && strcmp(of, "customer") && strcmp(of, "worker")) return wrong(w, "of", N_("The file is of the customer or of the worker"));
    if (strcmp(as, "html") && strcmp(as, "json")) return wrong(w, "as", N_("The file is html or json"));
    if (failed(w)) return false;
    if (r->kind != REQUEST_COPY || r->state != REQUEST_ASKED) return refuse_as(w, CONFLICT, "", N_("A file is made while a copy is asked for and not handed over"));
    const struct own_shown *all = as_worker(w, r, of) ? own_worker_shown : own_shown;
    text name = print(w, "%s-%s", r->record.number, day_text(w->arena, day_of(w->now)));
    audit_write(w, &(struct audit_entry){ .what = AUDIT_EXPORT, .type = &data_request_type, .record = id, .branch = r->record.branch.id, .step = "", .reason = "", .changes = print(w, "{\"of\":\"%s\",\"format\":\"%s\"}", all == own_shown ? "customer" : "worker", as) });
    if (!step_run(w, &data_request_type, r, "filed", NULL)) return false;
    return strcmp(as, "html") ? as_json(w, f->reply, all, r->person.id, name) : as_page(w, f->reply, all, r->person.id, name);
}

/* Not kept for a repeated request: what is sealed lies open nowhere but in the file. */
bool request_file_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct filing f = { q, reply };
    return db_write(house_db(w->house), w, file_for_her, &f);
}
