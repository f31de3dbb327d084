/* field.c — the module's table of contents. */
#include "field/act.h"

static const struct record_type *const types[] = { &field_act_type, &extra_offer_type, NULL };
static const struct capability capabilities[] = {
    { CAN_GIVE_PHONES, N_("Give workers their account for the phone") },
};
static const struct call calls[] = {
    { .method = GET, .pattern = "/api/my/day", .run = my_day_call, .help = "A worker's own day and two weeks ahead, with all her phone needs without a network" },
    { .method = POST, .pattern = "/api/my/acts", .run = acts_call, .body_limit = 512 * 1024, .help = "What her phone has to tell: acts with their minute, place and own number, each taken once, in any order" },
    { .method = POST, .pattern = "/api/my/doors", .run = my_doors_call, .help = "How to get in and whom to call, for her visits of today; written into the audit log" },
    { .method = PUT, .pattern = "/api/my/photo", .raw = photo_call, .upload = true, .body_limit = 4 * 1024 * 1024, .help = "A photo; answered with the SHA-256 that was counted here (?sha= the one the phone counted)" },
    { .method = GET, .pattern = "/api/my/zone/:id/photo", .run = my_zone_photo_call, .help = "What the customer photographed of a zone that is not right, for its crew" },
    { .method = GET, .pattern = "/api/my/money", .run = my_money_call, .help = "Her pay of each visit line by line, and her settlements" },
    { .method = GET, .pattern = "/api/my/standards", .run = my_standards_call, .help = "The standards of her services, changed ones unread" },
    { .method = GET, .pattern = "/api/my/wage", .run = my_wage_call, .help = "A live-in worker's month so far, as it will be reckoned, line by line (?from=)" },
    { .method = GET, .pattern = "/api/my/card", .run = my_papers_call, .help = "Her card for customers: a signed address that ends, its QR code as SVG, and her papers" },
    { .method = GET, .pattern = "/api/my/contracts", .run = my_contracts_list_call, .help = "A worker's own contracts, with the address to read, sign and copy each" },
    { .method = GET, .pattern = "/api/my/measures", .run = my_measures_call, .help = "Whether she is suspended or not given work, or it is proposed: what for, until when, with which pay, what she has said and what was answered" },
    { .method = GET, .pattern = "/card/:token", .open = true, .run = card_page_call, .help = "The page behind the QR code: what a customer may see" },
    { .method = GET, .pattern = "/api/worker/:id/phone", .by = CAN_SEE_WORKERS, .run = phone_account_show, .help = "Has she an account for the phone, and when was it heard from" },
    { .method = POST, .pattern = "/api/worker/:id/phone", .by = CAN_GIVE_PHONES, .raw = phone_account_call, .slow = true, .body_limit = 4096, .help = "Make her account for the phone, or give it a new password; shown once" },
};
static const struct ticker tickers[] = { { "field.waiting", MINUTES(5), acts_overdue } };
static const struct setting_declared declared[] = {
    { SETTING_DOORS_OFFLINE, N_("Door codes without a network"), N_("The codes of the day's accepted visits go to her phone in the morning and show only from setting out to the end. Off: they come with setting out, and need a network there"), SETTING_FLAG, "1", 0, 0 },
    { SETTING_CARD_DAYS, N_("Days a worker's card is valid"), N_("The address in its QR code; her phone makes a new one each day"), SETTING_NUMBER, "2", 1, 30 },
};
static const struct setting_list setting_list = { declared, COUNT_OF(declared) };
static const struct answer answers[] = { { SETTINGS, &setting_list } };

const struct module field_module = { .name = "field", .label = N_("Workers' phones"), .menu = 6, .types = types, MODULE_CAPABILITIES(capabilities), MODULE_TICKERS(tickers), MODULE_CALLS(calls),
    MODULE_ANSWERS(answers), .schema = photo_schema };
