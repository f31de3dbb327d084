/* mine.h — what the customer's pages are made of, and finding among hers. For portal/ only. */
#pragma once
#include "finance/finance.h"
#include "operations/operations.h"
#include "portal/address.h"
#include "portal/guest.h"
#include "portal/portal.h"
#include "quality/quality.h"
#include "record/answer.h"
#include "record/input.h"

#define CAN_READ_CODES   CAN_EDIT_CUSTOMERS
#define SETTING_SEARCHES       "portal.searches"     /* looks for free times from one address in five minutes; 0: no limit */

/* Hers, or refused as not there. */
struct visit *my_visit(struct work *w, const struct guest *guest, int64_t id);
const struct household *my_home(struct work *w, const struct guest *guest, int64_t id);
/* The picture she sent up, by the SHA-256 her phone counted: its name in the store; "" when she sent none. */
text my_upload(struct work *w, const struct guest *guest, text sha);
/* A record with a picture that my_upload has found to be hers: the store would ask which account sent it up, and she has none. */
bool add_with_picture(struct work *w, const struct record_type *type, void *record);

/* As a customer is told of her worker before and after the contract (PIPL art. 25): the surname alone, 王师傅. */
text worker_shown(struct work *w, int64_t worker);
/* Of a judgement, what a customer is told: do her papers (H02, H03) hold on that day? Hours, machines and terms are the shop's to settle. */
bool papers_hold(const struct judgement *judgement, day on);
/* Her papers for that service on that day. */
bool worker_light(struct work *w, const struct visit *visit);
/* Of the branch, else of the company's first. */
text shop_phone(struct work *w, int64_t branch);

void visit_line_write(struct work *w, struct json *j, const struct visit *visit);
/* Whether its customer is asked for money: it was done, or begun and broken off, or a fee is owed instead. */
bool visit_owing(const struct visit *visit);
/* The state she reads: once its fee is billed and the worker has her part, a visit nobody let her in to is settled in the books; to her it stays what it was. Pure. */
enum visit_state visit_shown_state(const struct visit *visit);
/* Done, by somebody: a tip may be given; and what was given, however. */
bool visit_tippable(const struct visit *visit);
money visit_tipped(struct work *w, const struct visit *visit);
/* pay_page.c: the newest charge to pay it with, or to give a tip with, while it holds; NULL: none. As her phone shows it, "charge": {…} or null. */
const struct charge *charge_of_visit(struct work *w, const struct visit *visit, bool tip);
const struct charge *charge_of_bill(struct work *w, int64_t bill);
const struct charge *charge_of_deposit(struct work *w, int64_t deposit);
const struct charge *charge_of_card(struct work *w, int64_t card);
void charge_write(struct json *j, const struct charge *charge);
void visit_whole_write(struct work *w, struct json *j, const struct visit *visit);
void extras_asked_write(struct work *w, struct json *j, const struct visit *visit);
void faces_asked_write(struct work *w, struct json *j, const struct visit *visit);
/* zone_page.c: the zones of a large job; whether one of them has this picture. */
void zones_shown_write(struct work *w, struct json *j, const struct visit *visit);
bool zone_picture_is(struct work *w, int64_t visit, text hash);
/* complaint_page.c: a complaint as its customer reads it; those of a visit, "complaints": [...] */
void complaint_shown_write(struct work *w, struct json *j, text name, const struct complaint *complaint);
void visit_complaints_write(struct work *w, struct json *j, int64_t visit);
void quotations_write(struct work *w, struct json *j, const struct guest *guest);                /* quotation_page.c: what waits for her yes or no, "quotations": [] */
void demands_write(struct work *w, struct json *j, const struct guest *guest);
void plans_write(struct work *w, struct json *j, const struct guest *guest);                     /* plan_page.c: her recurring services that run, "plans": [] */
/* Her coupons; with a case, which of them fit it and what they take off, else why not. */
void coupons_write(struct work *w, struct json *j, const struct guest *guest, const struct coupon_case *use);
void quote_write(struct work *w, struct json *j, const struct quote *quote);

/* A time that may be promised without asking anybody: as many as must go can without strain. */
bool slot_offered(const struct slot *slot);
/* A step of the visit with inputs as JSON, as the system runs it. */
bool visit_step(struct work *w, struct visit *visit, text step, json_t *input);

/* ---- festival_page.c ---- */
text festival_token(struct work *w, const struct festival_ask *ask);

/* Yes or no by a form of that page: the page again, or as a page why not. */
typedef bool track_answer(struct work *w, const struct visit *visit, int64_t ask, bool yes);
bool track_form(struct work *w, const struct request *request, struct reply *reply, track_answer *answer);
/* The signed address of a visit's page for anybody who is given it. */
text track_token(struct work *w, const struct visit *visit);

bool opening_call(struct work *w, const struct request *request, struct reply *reply);
bool start_call(struct work *w, const struct request *request, struct reply *reply);
bool quote_call(struct work *w, const struct request *request, struct reply *reply);
bool free_call(struct work *w, const struct request *request, struct reply *reply);
bool hold_call(struct work *w, const struct request *request, struct reply *reply);
bool hold_drop_call(struct work *w, const struct request *request, struct reply *reply);
bool order_call(struct work *w, const struct request *request, struct reply *reply);
bool home_call(struct work *w, const struct request *request, struct reply *reply);
bool my_visit_call(struct work *w, const struct request *request, struct reply *reply);
bool change_preview_call(struct work *w, const struct request *request, struct reply *reply);
bool my_cancel_call(struct work *w, const struct request *request, struct reply *reply);
bool my_move_call(struct work *w, const struct request *request, struct reply *reply);
bool zones_sign_call(struct work *w, const struct request *request, struct reply *reply);
bool zone_object_call(struct work *w, const struct request *request, struct reply *reply);
bool my_accept_call(struct work *w, const struct request *request, struct reply *reply);
bool my_rate_call(struct work *w, const struct request *request, struct reply *reply);
bool my_complain_call(struct work *w, const struct request *request, struct reply *reply);
bool my_picture_call(struct work *w, const struct request *request, struct reply *reply);
bool upload_call(struct work *w, const struct request *request, struct reply *reply);
bool my_tip_call(struct work *w, const struct request *request, struct reply *reply);
bool my_pay_call(struct work *w, const struct request *request, struct reply *reply);
bool my_pay_code_call(struct work *w, const struct request *request, struct reply *reply);
bool my_money_pay_call(struct work *w, const struct request *request, struct reply *reply);
bool my_bills_call(struct work *w, const struct request *request, struct reply *reply);
bool money_answer(struct work *w, const struct guest *guest, struct reply *reply);      /* what GET /api/c/money answers */
bool my_coupons_call(struct work *w, const struct request *request, struct reply *reply);
bool card_pay_call(struct work *w, const struct request *request, struct reply *reply);
bool card_refund_look_call(struct work *w, const struct request *request, struct reply *reply);
bool card_refund_ask_call(struct work *w, const struct request *request, struct reply *reply);
bool my_worker_photo_call(struct work *w, const struct request *request, struct reply *reply);
bool my_plan_price_call(struct work *w, const struct request *request, struct reply *reply);
bool my_extra_call(struct work *w, const struct request *request, struct reply *reply);
bool track_extra_call(struct work *w, const struct request *request, struct reply *reply);
bool my_complaint_look_call(struct work *w, const struct request *request, struct reply *reply);
bool my_complaint_call(struct work *w, const struct request *request, struct reply *reply);
bool complaint_link_call(struct work *w, const struct request *request, struct reply *reply);   /* GET /api/complaint/:id/link: for the office to hand on */
bool my_face_call(struct work *w, const struct request *request, struct reply *reply);
bool track_face_call(struct work *w, const struct request *request, struct reply *reply);
bool my_demand_call(struct work *w, const struct request *request, struct reply *reply);
bool terms_call(struct work *w, const struct request *request, struct reply *reply);
bool my_receipt_call(struct work *w, const struct request *request, struct reply *reply);
bool my_data_call(struct work *w, const struct request *request, struct reply *reply);
bool my_listing_call(struct work *w, const struct request *request, struct reply *reply);
void listings_write(struct work *w, struct json *j, int64_t person);                     /* blacklist entries about her, "listings": [] */
bool my_phone_call(struct work *w, const struct request *request, struct reply *reply);
bool my_consent_call(struct work *w, const struct request *request, struct reply *reply);
bool my_notice_call(struct work *w, const struct request *request, struct reply *reply);
bool my_forget_call(struct work *w, const struct request *request, struct reply *reply);
bool my_forget_back_call(struct work *w, const struct request *request, struct reply *reply);
bool link_call(struct work *w, const struct request *request, struct reply *reply);
bool my_link_call(struct work *w, const struct request *request, struct reply *reply);
bool festival_page_call(struct work *w, const struct request *request, struct reply *reply);
bool festival_form_call(struct work *w, const struct request *request, struct reply *reply);
bool festival_link_call(struct work *w, const struct request *request, struct reply *reply);
bool survey_page_call(struct work *w, const struct request *request, struct reply *reply);
bool survey_form_call(struct work *w, const struct request *request, struct reply *reply);
bool survey_link_call(struct work *w, const struct request *request, struct reply *reply);
bool track_page_call(struct work *w, const struct request *request, struct reply *reply);
bool tell_extra(struct work *w, const struct record_type *type, int64_t ask);           /* reaction to extra_ask.created */
bool tell_proposal(struct work *w, const struct record_type *type, int64_t complaint);   /* reaction to complaint.propose */
bool untell_proposal(struct work *w, const struct record_type *type, int64_t complaint); /* to what ends it: agreed, not agreed, gone before others */
bool tell_face(struct work *w, const struct record_type *type, int64_t ask);            /* reaction to face_ask.created */
bool tell_festival(struct work *w, const struct record_type *type, int64_t ask);        /* reaction to festival_ask.created */
bool tell_track(struct work *w, const struct record_type *type, int64_t visit);         /* reaction to visit.depart */

bool holds_sweep(struct work *w);                   /* ticker */

#define HOLD_TABLES \
    "create table if not exists portal_hold (id {number} primary key, session {number} not null, branch {number} not null, household {number} not null, area {text} not null, line {number} not null, worker {number} not null, " \
    "asked {number} not null, start {number} not null, length {number} not null, until {number} not null, service_order {number} not null);" \
    "create index if not exists portal_hold_session on portal_hold (session);"
#define UPLOAD_TABLES "create table if not exists portal_upload (sha {text} not null, session {number} not null, hash {text} not null, at {number} not null, primary key (sha, session));"

/* own_worker.c: her own data, for who works here. */
bool worker_own_call(struct work *w, const struct request *request, struct reply *reply);
bool worker_own_file_call(struct work *w, const struct request *request, struct reply *reply);
bool worker_own_notice_call(struct work *w, const struct request *request, struct reply *reply);
bool worker_own_ask_call(struct work *w, const struct request *request, struct reply *reply);
bool worker_own_back_call(struct work *w, const struct request *request, struct reply *reply);
