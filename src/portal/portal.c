/* portal.c — the module's table of contents. */
#include "portal/portal.h"
#include "portal/quotation_page.h"
#include "contracts/contracts.h"
#include "messages/messages.h"
#include "portal/agreement.h"
#include "portal/call_page.h"
#include "portal/care_page.h"
#include "portal/code.h"
#include "portal/mine.h"
#include "portal/own_records.h"
#include "portal/sign.h"

static const struct record_type *const types[] = { &visit_acceptance_type, &customer_photo_type, &data_request_type, NULL };

static const struct capability capabilities[] = { { CAN_SEE_DATA_REQUESTS, N_("See requests about personal data") } };

/* `open`: our own sessions are not the accounts' (guest.h); each call asks for its guest itself. */
#define FOR_GUESTS .open = true, .body_limit = 16 * 1024
static const struct call calls[] = {
    { .method = GET, .pattern = "/api/c/start", FOR_GUESTS, .run = start_call, .help = "Customer's phone: the shop, its services with prices, and the terms; without login" },
    { .method = GET, .pattern = "/api/c/open", FOR_GUESTS, .run = opening_call, .help = "Customer's phone: what GET start, me and home answer, in one; me and home are null for who is not logged in" },
    { .method = GET, .pattern = "/api/c/quote", FOR_GUESTS, .run = quote_call, .help = "Customer's phone: what it would cost, line by line; without login; who is logged in reads which of her coupons fit it" },
    { .method = GET, .pattern = "/api/c/slots", FOR_GUESTS, .raw = free_call, .help = "Customer's phone: starts that can be promised; without login, or for a home, a worker or a visit of hers" },
    { .method = POST, .pattern = "/api/c/code", FOR_GUESTS, .run = code_send_call, .help = "Customer's phone: a code to this number; the same answer whoever's it is" },
    { .method = POST, .pattern = "/api/c/login", FOR_GUESTS, .raw = guest_login_call, .help = "Customer's phone: number and code begin a session" },
    { .method = POST, .pattern = "/api/c/logout", FOR_GUESTS, .run = guest_logout_call, .help = "Customer's phone: end this session" },
    { .method = GET, .pattern = "/api/c/me", FOR_GUESTS, .run = guest_me_call, .help = "Customer's phone: who is logged in, and who else has this number" },
    { .method = POST, .pattern = "/api/c/who", FOR_GUESTS, .run = guest_who_call, .help = "Customer's phone: which of the people of this number it is" },
    { .method = GET, .pattern = "/api/c/home", FOR_GUESTS, .run = home_call, .help = "Customer's phone: her visits, homes, and what could be ordered again" },
    { .method = POST, .pattern = "/api/c/hold", FOR_GUESTS, .raw = hold_call, .help = "Customer's phone: keep a time for five minutes" },
    { .method = DELETE, .pattern = "/api/c/hold", FOR_GUESTS, .run = hold_drop_call, .help = "Customer's phone: give the kept time back" },
    { .method = POST, .pattern = "/api/c/order", FOR_GUESTS, .raw = order_call, .help = "Customer's phone: order what is kept; the same again is the same order" },
    { .method = GET, .pattern = "/api/c/visit/:id", FOR_GUESTS, .run = my_visit_call, .help = "Customer's phone: one visit of hers, with its steps" },
    { .method = GET, .pattern = "/api/c/visit/:id/picture/:hash", FOR_GUESTS, .run = my_picture_call, .help = "Customer's phone: a photo of the work" },
    { .method = GET, .pattern = "/api/c/visit/:id/change", FOR_GUESTS, .run = change_preview_call, .help = "Customer's phone: what cancelling or moving costs now, and the rule" },
    { .method = POST, .pattern = "/api/c/visit/:id/cancel", FOR_GUESTS, .run = my_cancel_call, .help = "Customer's phone: cancel, at the fee she was shown" },
    { .method = POST, .pattern = "/api/c/visit/:id/move", FOR_GUESTS, .run = my_move_call, .help = "Customer's phone: another time, at the fee she was shown" },
    { .method = POST, .pattern = "/api/c/visit/:id/accept", FOR_GUESTS, .run = my_accept_call, .help = "Customer's phone: accept the work with a signature" },
    { .method = POST, .pattern = "/api/c/visit/:id/zones", FOR_GUESTS, .run = zones_sign_call, .help = "Customer's phone: these zones of a large job are right, {sign: [{id, version}], signature}; all or none" },
    { .method = POST, .pattern = "/api/c/visit/:id/zone/:zone", FOR_GUESTS, .run = zone_object_call, .help = "Customer's phone: what is not right in a zone, {version, wrong, photo}" },
    { .method = POST, .pattern = "/api/c/visit/:id/rate", FOR_GUESTS, .run = my_rate_call, .help = "Customer's phone: one to five stars" },
    { .method = POST, .pattern = "/api/c/visit/:id/complain", FOR_GUESTS, .run = my_complain_call, .help = "Customer's phone: a complaint, answered in the promised time" },
    { .method = GET, .pattern = "/api/c/complaint/:id", FOR_GUESTS, .run = my_complaint_look_call, .help = "Customer's phone: a complaint of hers: where it stands, what is proposed" },
    { .method = POST, .pattern = "/api/c/complaint/:id", FOR_GUESTS, .run = my_complaint_call, .help = "Customer's phone: her word to a complaint of hers, {say: agree | refuse | again, words}: yes or no to what is proposed, or that she is not satisfied after all" },
    { .method = POST, .pattern = "/api/c/visit/:id/pay", FOR_GUESTS, .run = my_pay_call, .help = "Customer's phone: a code of the payment provider for what is open" },
    { .method = POST, .pattern = "/api/c/visit/:id/tip", FOR_GUESTS, .run = my_tip_call, .help = "Customer's phone: a code of the payment provider for a tip of {amount}, all of it the worker's, once the visit is done" },
    { .method = GET, .pattern = "/api/c/charge/:id/code", FOR_GUESTS, .run = my_pay_code_call, .help = "Customer's phone: the code of a charge of hers as a drawing, to be scanned" },
    { .method = POST, .pattern = "/api/c/money/pay", FOR_GUESTS, .run = my_money_pay_call, .help = "Customer's phone: a code of the payment provider for {bill}, {deposit} or {card} of hers; answers with her money" },
    { .method = POST, .pattern = "/api/c/visit/:id/link", FOR_GUESTS, .run = my_link_call, .help = "Customer's phone: the visit's address for others" },
    { .method = POST, .pattern = "/api/c/plan/:id/price", FOR_GUESTS, .run = my_plan_price_call, .help = "Customer's phone: {yes} to the new price of her plan, or no; answers with the plan" },
    { .method = POST, .pattern = "/api/c/visit/:id/extra/:ask", FOR_GUESTS, .run = my_extra_call, .help = "Customer's phone: yes or no to an extra that the worker has asked for" },
    { .method = POST, .pattern = "/api/c/visit/:id/face/:ask", FOR_GUESTS, .run = my_face_call, .help = "Customer's phone: yes to somebody new on her plan, or somebody else please" },
    { .method = GET, .pattern = "/api/c/visit/:id/worker", FOR_GUESTS, .run = my_worker_photo_call, .help = "Customer's phone: the photo of who comes, where she has agreed to it" },
    { .method = POST, .pattern = "/api/c/demand", FOR_GUESTS, .run = my_demand_call, .help = "Customer's phone: ask for what cannot be booked at once; it becomes a demand" },
    { .method = GET, .pattern = "/api/c/terms", FOR_GUESTS, .run = terms_call, .help = "Customer's phone: the text of a version of the terms, and what it says in one page; without login" },
    { .method = PUT, .pattern = "/api/c/upload", .open = true, .raw = upload_call, .upload = true, .body_limit = 4 * 1024 * 1024, .help = "Customer's phone: a signature or a photo (?sha= the SHA-256 the phone counted)" },
    { .method = GET, .pattern = "/api/c/money", FOR_GUESTS, .run = my_bills_call, .help = "Customer's phone: what is open, bills, receipts, payments" },
    { .method = GET, .pattern = "/api/c/coupons", FOR_GUESTS, .run = my_coupons_call, .help = "Customer's phone: the coupons she was given and has not used up, with who funds them and until when" },
    { .method = GET, .pattern = "/api/c/compensation/:id", FOR_GUESTS, .run = my_compensation_call, .help = "Customer's phone: the agreement on a compensation, with what it comes to" },
    { .method = POST, .pattern = "/api/c/compensation/:id/sign", FOR_GUESTS, .run = my_agreement_sign_call, .help = "Customer's phone: sign that agreement, {hash, sha, agree}" },
    { .method = POST, .pattern = "/api/c/card/:id/pay", FOR_GUESTS, .run = card_pay_call, .help = "Customer's phone: pay a bill or a visit of hers from her prepaid card" },
    { .method = GET, .pattern = "/api/c/card/:id/refund", FOR_GUESTS, .run = card_refund_look_call, .help = "Customer's phone: what would go back of her card, for each side's reason, line by line" },
    { .method = POST, .pattern = "/api/c/card/:id/refund", FOR_GUESTS, .run = card_refund_ask_call, .help = "Customer's phone: ask for the money of her card back" },
    { .method = GET, .pattern = "/api/c/receipt/:id", FOR_GUESTS, .run = my_receipt_call, .help = "Customer's phone: a receipt as PDF" },
    { .method = GET, .pattern = "/api/c/data", FOR_GUESTS, .run = my_data_call, .help = "Customer's phone: what is kept about her" },
    { .method = POST, .pattern = "/api/c/listing/:id/:act", FOR_GUESTS, .run = my_listing_call, .help = "Customer's phone: her words to a blacklist entry about her, before it is decided (act hear) or against it (act appeal): {words}" },
    { .method = GET, .pattern = "/api/c/export", FOR_GUESTS, .run = my_export_call, .help = "Customer's phone: everything kept about her, by type, to take along: JSON, or ?as=html a page to read" },
    { .method = POST, .pattern = "/api/c/phone", FOR_GUESTS, .raw = my_phone_call, .help = "Customer's phone: another number, proved by a code to it" },
    { .method = POST, .pattern = "/api/c/consent", FOR_GUESTS, .run = my_consent_call, .help = "Customer's phone: give a consent or take it back" },
    { .method = GET, .pattern = "/api/my/own", .run = worker_own_call, .help = "Worker's phone: the privacy notice in force and whether she has agreed to it, what she asked for about her data" },
    { .method = GET, .pattern = "/api/my/own/export", .run = worker_own_file_call, .help = "Worker's phone: everything kept about her, by type, to take along: JSON, or ?as=html a page to read" },
    { .method = POST, .pattern = "/api/my/own/notice", .run = worker_own_notice_call, .help = "Worker's phone: she has read the privacy notice of this {version} and agrees" },
    { .method = POST, .pattern = "/api/my/own/request", .run = worker_own_ask_call, .help = "Worker's phone: ask for a correction or to be erased, {kind: correct | erase, words}; a task with a deadline" },
    { .method = DELETE, .pattern = "/api/my/own/request", .run = worker_own_back_call, .help = "Worker's phone: take that wish back" },
    { .method = POST, .pattern = "/api/c/notice", FOR_GUESTS, .run = my_notice_call, .help = "Customer's phone: she has read the privacy notice of this {version} and agrees" },
    { .method = POST, .pattern = "/api/c/forget", FOR_GUESTS, .run = my_forget_call, .help = "Customer's phone: ask to be erased; a task with a deadline" },
    { .method = DELETE, .pattern = "/api/c/forget", FOR_GUESTS, .run = my_forget_back_call, .help = "Customer's phone: take that wish back" },
    { .method = GET, .pattern = "/api/c/care", FOR_GUESTS, .run = my_care_list_call, .help = "Customer's phone: her placements, who serves there with the light of her papers, what waits for her word" },
    { .method = GET, .pattern = "/api/c/care/:id/log", FOR_GUESTS, .run = my_care_log_call, .help = "Customer's phone: the care log of a day (?day=), only while the separate consent stands" },
    { .method = POST, .pattern = "/api/c/care/:id/wish", FOR_GUESTS, .run = my_wish_call, .help = "Customer's phone: ask for an extra task, another rest day, to go on after the term" },
    { .method = DELETE, .pattern = "/api/c/care/:id/wish/:wish", FOR_GUESTS, .run = my_wish_back_call, .help = "Customer's phone: take such a wish back" },
    { .method = POST, .pattern = "/api/c/care/:id/replace", FOR_GUESTS, .run = my_replace_call, .help = "Customer's phone: ask for another worker" },
    { .method = POST, .pattern = "/api/c/care/:id/wage", FOR_GUESTS, .run = my_family_wage_call, .help = "Customer's phone: what it paid her itself of a month that is over, {who, first, paid}" },
    { .method = POST, .pattern = "/api/c/care/:id/task/:task", FOR_GUESTS, .run = my_task_call, .help = "Customer's phone: yes or no to the price of an extra task" },
    { .method = POST, .pattern = "/api/c/care/:id/sheet/:sheet", FOR_GUESTS, .run = my_sheet_call, .help = "Customer's phone: sign a handover sheet with her name, or say what is not right" },
    { .method = POST, .pattern = "/api/c/care/:id/consent", FOR_GUESTS, .run = my_care_consent_call, .help = "Customer's phone: the separate consent to a care log, health or child, given or taken back" },
    { .method = POST, .pattern = "/api/c/care/:id/complain", FOR_GUESTS, .run = my_care_complain_call, .help = "Customer's phone: a complaint about who lives with us, {about, story, photos, manager}" },
    { .method = GET, .pattern = "/api/c/contracts", FOR_GUESTS, .run = my_contracts_call, .help = "Customer's phone: her contracts, with the address to read and sign each" },
    { .method = GET, .pattern = "/api/c/sign/:token", FOR_GUESTS, .run = sign_look_call, .help = "Signing a contract: whose address it is and where it stands" },
    { .method = POST, .pattern = "/api/c/sign/:token/code", FOR_GUESTS, .run = sign_code_call, .help = "Signing a contract: a code to the number of who signs" },
    { .method = POST, .pattern = "/api/c/sign/:token/open", FOR_GUESTS, .raw = sign_open_call, .help = "Signing a contract: the code opens the text, and gives a pass for half an hour" },
    { .method = PUT, .pattern = "/api/c/sign/:token/picture", .open = true, .raw = sign_picture_call, .upload = true, .body_limit = 512 * 1024, .help = "Signing a contract: the drawn signature (?pass=, ?sha=)" },
    { .method = POST, .pattern = "/api/c/sign/:token", FOR_GUESTS, .run = sign_call, .help = "Signing a contract: {pass, sha, hash, agree}" },
    { .method = GET, .pattern = "/api/c/sign/:token/paper", FOR_GUESTS, .run = sign_paper_call, .help = "Signing a contract: its PDF (?pass=)" },
    { .method = POST, .pattern = "/api/quotation/:id/link", .by = CAN_EDIT_QUOTES, .run = quotation_link_call, .help = "The address at which a family reads its quotation and answers; she is told it where messages have an address" },
    { .method = GET, .pattern = "/api/c/quotation/:token", FOR_GUESTS, .raw = quotation_look_call, .help = "A quotation by its link: lines, what is not included, until when; the look is counted" },
    { .method = POST, .pattern = "/api/c/quotation/:token", FOR_GUESTS, .run = quotation_answer_call, .help = "Yes or no to a quotation: {answer: accept | decline, why, note}" },
    { .method = GET, .pattern = "/api/c/quotation/:token/paper", .open = true, .raw = quotation_paper_call, .slow = true, .help = "A quotation by its link, as PDF" },
    { .method = POST, .pattern = "/api/work_contract/:id/links", .by = CAN_KEEP_WORK_CONTRACTS, .run = work_sign_links_call, .help = "The address at which the worker signs her work contract, to hand on" },
    { .method = POST, .pattern = "/api/contract/:id/links", .by = CAN_EDIT_CONTRACTS, .run = sign_links_call, .help = "The addresses at which customer and worker sign, to hand on" },
    { .method = GET, .pattern = "/f/:token", .open = true, .run = festival_page_call, .help = "Her plan over Spring Festival, for the customer who was given the address; HTML" },
    { .method = POST, .pattern = "/f/:token", .open = true, .raw = festival_form_call, .body_limit = 64, .help = "Keep it at the festival price, or pause (answer=keep|pause): a form without a script, answered with the page" },
    { .method = GET, .pattern = "/api/festival_ask/:id/link", .by = CAN_EDIT_VISITS, .run = festival_link_call, .help = "The address of that page, to hand on" },
    { .method = GET, .pattern = "/k/:token", .open = true, .run = survey_page_call, .help = "When somebody looks at her home before a large job and what is to be prepared, for the customer who was given the address; HTML" },
    { .method = POST, .pattern = "/k/:token", .open = true, .raw = survey_form_call, .body_limit = 64, .help = "Yes to the time (answer=yes), or the wish for another (at=milliseconds): a form without a script, answered with the page" },
    { .method = GET, .pattern = "/api/survey/:id/link", .by = CAN_EDIT_VISITS, .run = survey_link_call, .help = "The address of that page, to hand on" },
    { .method = GET, .pattern = "/n/:token", .open = true, .run = call_page_call, .help = "The questions of a follow-up call, for the family that was given the address; HTML" },
    { .method = POST, .pattern = "/n/:token", .open = true, .raw = call_form_call, .body_limit = 16 * 1024, .help = "Its answers (q<id>=score, w<id>=words, n=needs): a form without a script, answered with the page" },
    { .method = GET, .pattern = "/api/follow_up/:id/link", .by = CAN_DO_FOLLOW_UPS, .run = call_link_call, .help = "The address of that page, to hand on" },
    { .method = GET, .pattern = "/t/:token", .open = true, .run = track_page_call, .help = "Where a visit stands, for anybody who was given the address; HTML" },
    { .method = POST, .pattern = "/t/:token/extra/:ask", .open = true, .raw = track_extra_call, .body_limit = 64, .help = "Yes or no to an extra on the visit's page; a form without a script, answered with the page" },
    { .method = POST, .pattern = "/t/:token/face/:ask", .open = true, .raw = track_face_call, .body_limit = 64, .help = "Yes to somebody new, or somebody else please, on the visit's page; a form without a script, answered with the page" },
    { .method = POST, .pattern = "/api/data_request/:id/file", .by = CAN_ERASE_PERSONS, .raw = request_file_call, .slow = true, .help = "Everything kept about who asked for a copy of it, to be handed over: {as: html | json, of: customer | worker}; logged" },
    { .method = POST, .pattern = "/api/customer/:id/portal_code", .by = CAN_READ_CODES, .run = code_office_call, .help = "A code to log in, to be read out to the customer; written into the audit log" },
    { .method = POST, .pattern = "/api/worker/:id/portal_code", .by = CAN_SEE_WORKERS, .run = code_worker_call, .help = "A code to sign with, to be read out to the worker; written into the audit log" },
    { .method = GET, .pattern = "/api/visit/:id/link", .by = CAN_SEE_VISITS, .run = link_call, .help = "The visit's address for its customer, and why no message has it" },
    { .method = GET, .pattern = "/api/complaint/:id/link", .by = CAN_SEE_COMPLAINTS, .run = complaint_link_call, .help = "The address at which the customer reads what is proposed and answers, and why no message has it" },
    { .method = GET, .pattern = "/api/compensation/:id/link", .by = CAN_SEE_BILLS, .run = agreement_link_call, .help = "The address at which the customer reads and signs the agreement, and why no message has it" },
};
static const struct ticker tickers[] = { { "portal.codes", MINUTES(10), codes_sweep }, { "portal.guests", HOURS(1), guests_sweep }, { "portal.holds", HOURS(1), holds_sweep } };
static const struct reaction reactions[] = { { "visit.depart", WITH, tell_track, "portal_track" }, { "extra_ask.created", WITH, tell_extra, "portal_extra" }, { "face_ask.created", WITH, tell_face, "portal_face" }, { "festival_ask.created", WITH, tell_festival, "portal_festival" }, { "person.erase", WITH, guest_person_erased, "portal_erased" },
    { "contract.send", WITH, tell_to_sign, "portal_to_sign" }, { "contract.sign", WITH, tell_signed, "portal_signed" }, { "compensation.approve", WITH, tell_agreement, "portal_agreement" },
    { "follow_up.not_reached", WITH, tell_missed, "portal_missed" },
    { "data_request.refuse_request", WITH, tell_answered, "portal_request_refused" }, { "data_request.finish", WITH, tell_answered, "portal_request_done" },
    { "complaint.propose", WITH, tell_proposal, "portal_proposal" }, { "complaint.resolve", WITH, untell_proposal, "portal_resolved" }, { "complaint.disagree", WITH, untell_proposal, "portal_disagreed" }, { "complaint.dispute", WITH, untell_proposal, "portal_disputed" },
    { "complaint.she_agrees", WITH, untell_proposal, "portal_she_agrees" }, { "complaint.she_refuses", WITH, untell_proposal, "portal_she_refuses" },
    { "work_contract.send", WITH, tell_work_to_sign, "portal_work_to_sign" }, { "work_contract.sign", WITH, tell_work_signed, "portal_work_signed" } };

static const struct message_variable code_values[] = { { "code", N_("Code"), "482913", true }, { "company", N_("Company"), N_("Riverside Home Service"), false }, { 0 } };
static const struct message_variable track_values[] = { { "time", N_("Time of the visit"), N_("Fri 11/27 09:00–11:00"), false }, { "link", N_("Address of the page"), "https://example.cn/t/…", true }, { 0 } };
static const struct message_variable extra_values[] = { { "what", N_("What"), N_("Inside of the windows"), false }, { "price", N_("Price"), "¥30.00", false }, { "link", N_("Address of the page"), "https://example.cn/t/…", true }, { 0 } };
#define FACE_VALUES { "time", N_("Time of the visit"), N_("Fri 11/27 09:00–11:00"), true }, { "line", N_("Service line"), N_("Daily cleaning"), false }, { "worker", N_("Who comes"), N_("Shifu Wang"), false }
static const struct message_variable face_values[] = { FACE_VALUES, { "link", N_("Address of the page"), "https://example.cn/t/…", true }, { 0 } };
static const struct message_variable face_call_values[] = { FACE_VALUES, { 0 } };
#define FESTIVAL_VALUES { "first", N_("First day"), N_("Fri 2/5"), true }, { "last", N_("Last day"), N_("Fri 2/12"), true }, { "line", N_("Service line"), N_("Daily cleaning"), false }
static const struct message_variable festival_values[] = { FESTIVAL_VALUES, { "link", N_("Address of the page"), "https://example.cn/f/…", true }, { 0 } };
static const struct message_variable festival_call_values[] = { FESTIVAL_VALUES, { 0 } };
static const struct message_variable sign_values[] = { { "company", N_("Company"), N_("Riverside Home Service"), false }, { "number", N_("Contract number"), "HT2026-000012", false }, { "link", N_("Address of the page"), "https://example.cn/c/#/sign/…", true }, { 0 } };
static const struct message_variable agreement_values[] = { { "number", N_("Number of the compensation"), "PF2026-000012", false }, { "amount", N_("Amount"), "¥640.00", false }, { "link", N_("Address of the page"), "https://example.cn/c/#/agreement/…", true }, { 0 } };
#define MISSED_VALUES { "worker", N_("The worker, by her surname"), N_("Shifu Wang"), false }, { "day", N_("Day"), N_("27 November"), false }
static const struct message_variable missed_values[] = { MISSED_VALUES, { 0 } };
static const struct message_variable missed_link_values[] = { MISSED_VALUES, { "link", N_("Address of the page"), "https://example.cn/n/…", true }, { 0 } };
static const struct message_variable proposal_values[] = { { "number", N_("Number of the complaint"), "K2026-000012", false }, { "link", N_("Address of the page"), "https://example.cn/c/#/complaint/…", true }, { 0 } };
static const struct message_variable proposal_call_values[] = { { "number", N_("Number of the complaint"), "K2026-000012", false }, { 0 } };
static const struct message_variable quotation_values[] = { { "company", N_("Company"), N_("Riverside Home Service"), false }, { "line", N_("Service line"), N_("Maternity nurse"), false }, { "price", N_("Price"), "¥15600.00", false },
    { "until", N_("Valid until"), N_("Fri 12/4"), false }, { "link", N_("Address of the page"), "https://example.cn/c/#/quotation/…", true }, { 0 } };
static const struct message_variable answered_values[] = { { "asked", N_("When she asked"), N_("Fri 11/27 09:00"), true }, { 0 } };
static const struct message_declared declared[] = {
    { .code = "portal.request_answered", .label = N_("A request about her data is answered"), .reader = TELLS_CUSTOMERS, .purpose = MESSAGE_SERVICE, .contract = true, .topic = "request", .channels = TELL_ANYHOW, .variables = answered_values,
      .body = N_("Your request of {asked} about your data is answered: read it on your phone's page under “Me”.") },
    { .code = "quotation.offered", .label = N_("A quotation"), .reader = TELLS_CUSTOMERS, .purpose = MESSAGE_SERVICE, .topic = "quotation", .channels = TELL_ANYHOW, .variables = quotation_values, .body = N_("{company}: your quotation for {line}, {price}, valid until {until}. Read it and say yes or no: {link}") },
    { .code = "portal.agreement", .label = N_("An agreement on a compensation to sign"), .reader = TELLS_CUSTOMERS, .purpose = MESSAGE_SERVICE, .contract = true, .topic = "complaint", .channels = TELL_ANYHOW, .variables = agreement_values,
      .body = N_("Your complaint: we compensate you with {amount} ({number}). Read the agreement and sign it here: {link}") },
    { .code = "placement.missed", .label = N_("We could not reach you"), .reader = TELLS_CUSTOMERS, .purpose = MESSAGE_SERVICE, .contract = true, .topic = "follow_up", .channels = TELL_ANYHOW, .variables = missed_values,
      .body = N_("We called to ask how it goes with {worker} and did not reach you. Please call us when it suits you.") },
    { .code = "placement.missed_link", .label = N_("We could not reach you"), .when = N_("with a page to answer on"), .reader = TELLS_CUSTOMERS, .purpose = MESSAGE_SERVICE, .contract = true, .topic = "follow_up", .channels = TELL_ANYHOW, .variables = missed_link_values,
      .body = N_("We called to ask how it goes with {worker} and did not reach you. Answer here in a minute, or call us when it suits you: {link}") },
    { .code = "complaint.proposed", .label = N_("What we propose to your complaint"), .reader = TELLS_CUSTOMERS, .purpose = MESSAGE_SERVICE, .contract = true, .topic = "proposal", .pause = MINUTES(1), .channels = TELL_ANYHOW, .variables = proposal_values,
      .body = N_("Your complaint {number}: we have looked into it and propose a solution. Read it, and say whether you agree: {link}") },
    { .code = "complaint.proposed_call", .label = N_("What we propose to your complaint"), .when = N_("without a link"), .reader = TELLS_CUSTOMERS, .purpose = MESSAGE_SERVICE, .contract = true, .topic = "proposal", .pause = MINUTES(1), .channels = TELL_ANYHOW, .variables = proposal_call_values,
      .body = N_("Your complaint {number}: we have looked into it and propose a solution. Read it on your page and say whether you agree, or call us; otherwise we call you.") },
    { .code = "contract.sign", .label = N_("A contract to sign"), .reader = TELLS_BOTH, .purpose = MESSAGE_SERVICE, .contract = true, .topic = "contract", .channels = TELL_ANYHOW, .variables = sign_values, .body = N_("{company} has sent you contract {number} to read and sign: {link}") },
    { .code = "contract.signed", .label = N_("Contract signed by all"), .reader = TELLS_BOTH, .purpose = MESSAGE_SERVICE, .contract = true, .topic = "contract", .channels = TELL_ANYHOW, .variables = sign_values, .body = N_("Contract {number} is signed by all three. Read it or take a copy: {link}") },
    { .code = "portal.code", .label = N_("Code to log in"), .reader = TELLS_CUSTOMERS, .purpose = MESSAGE_SERVICE, .contract = true, .urgent = true, .secret = true, .channels = TELL_SMS, .variables = code_values,
      .body = N_("{code} is your code to log in at {company}. It holds for 5 minutes. Give it to nobody.") },
    { .code = "portal.track", .label = N_("Follow the visit"), .reader = TELLS_CUSTOMERS, .purpose = MESSAGE_SERVICE, .contract = true, .urgent = true, .channels = TELL_ANYHOW, .variables = track_values, .body = N_("See where your visit of {time} stands: {link}") },
    { .code = "portal.new_face", .label = N_("Somebody new is to come"), .reader = TELLS_CUSTOMERS, .purpose = MESSAGE_SERVICE, .contract = true, .topic = "face", .pause = MINUTES(1), .channels = TELL_ANYHOW, .variables = face_values,
      .body = N_("For {line}, {time}, {worker} would come, whom you have not met yet. Is that all right? Yes, or somebody else, here: {link}") },
    { .code = "portal.new_face_call", .label = N_("Somebody new is to come"), .when = N_("without a link"), .reader = TELLS_CUSTOMERS, .purpose = MESSAGE_SERVICE, .contract = true, .topic = "face", .pause = MINUTES(1), .channels = TELL_ANYHOW, .variables = face_call_values,
      .body = N_("For {line}, {time}, {worker} would come, whom you have not met yet. Is that all right? Answer on your page, or call us; otherwise we call you.") },
    { .code = "portal.festival", .label = N_("Your plan over Spring Festival"), .reader = TELLS_CUSTOMERS, .purpose = MESSAGE_SERVICE, .contract = true, .topic = "festival", .channels = TELL_ANYHOW, .variables = festival_values,
      .body = N_("Your regular {line} from {first} to {last} falls into Spring Festival. Shall it pause, or come? Prices and your answer here: {link}") },
    { .code = "portal.festival_call", .label = N_("Your plan over Spring Festival"), .when = N_("without a link"), .reader = TELLS_CUSTOMERS, .purpose = MESSAGE_SERVICE, .contract = true, .topic = "festival", .channels = TELL_ANYHOW, .variables = festival_call_values,
      .body = N_("Your regular {line} from {first} to {last} falls into Spring Festival. Shall it pause, or come at the festival price? Please call us; otherwise we call you.") },
    { .code = "portal.extra", .label = N_("An extra to be agreed"), .reader = TELLS_CUSTOMERS, .purpose = MESSAGE_SERVICE, .contract = true, .urgent = true, .channels = TELL_ANYHOW, .variables = extra_values, .body = N_("Do you want this as well: {what}, {price}? Yes or no here: {link}") },
};
static const struct message_templates templates = { declared, COUNT_OF(declared) };
static const struct setting_declared settings[] = {
    { SETTING_PORTAL_ADDRESS, N_("Address for customers"), N_("https://… under which customers reach this program, without a slash at the end. It stands in messages with the page of a visit. Empty: no such messages"), SETTING_TEXT, "", 0, 0 },
    { SETTING_SEARCHES, N_("Looks for free times"), N_("From one address in five minutes, without a login; a person who is logged in has a quarter of it. 0: no limit"), SETTING_NUMBER, "300", 0, 100000, true },
};
static const struct setting_list setting_list = { settings, COUNT_OF(settings) };
static const struct table_retention kept[] = {
    { .rule = { .name = "portal_session", .label = N_("Customers' sessions on their phones: 30 days from the login"), .law = N_("No longer than needed (PIPL art. 19)"), .days = 30 } },
};
static const struct table_retentions tables = { kept, COUNT_OF(kept) };
static const struct answer answers[] = { { QUESTION_MESSAGE_TEMPLATES, &templates }, { SETTINGS, &setting_list }, { QUESTION_TABLE_RETENTION, &tables } };

static const char schema[] = CODE_TABLES GUEST_TABLES HOLD_TABLES UPLOAD_TABLES;

const struct module portal_module = { .name = "portal", .label = N_("Customers' phones"), .menu = 6, .types = types, MODULE_CAPABILITIES(capabilities), MODULE_CALLS(calls), MODULE_TICKERS(tickers), MODULE_REACTIONS(reactions), MODULE_ANSWERS(answers),
    .schema = schema };
