/* customers.c — the module's table of contents. */
#include "customers/birth.h"
#include "customers/customers.h"
#include "customers/household_own.h"
#include "customers/lead_merge.h"
#include "record/import.h"

static const struct record_type *const types[] = {
    &customer_type, &household_type, &customer_contact_type, &authority_type, &unwanted_pair_type, &lead_type, &demand_type, &recommendation_type, &interview_type, &quotation_type, &resume_link_type, &answer_card_type, NULL,
};
static const struct capability capabilities[] = {
    { CAN_SEE_CUSTOMERS, N_("See customers and their homes") }, { CAN_EDIT_CUSTOMERS, N_("Edit customers and their homes") }, { CAN_MOVE_CUSTOMERS, N_("Move customers to another branch, with contracts and cards") },
    { CAN_REVEAL_ADDRESS, N_("See addresses and how to get in") }, { CAN_BLOCK_PAIRS, N_("Decide on unwanted pairs") },
    { CAN_SEE_DEMANDS, N_("See demands") }, { CAN_EDIT_DEMANDS, N_("Take demands and propose workers") }, { CAN_EDIT_QUOTES, N_("Write quotations and take their answers") }, { CAN_OVERSEE_DEMANDS, N_("Hear of demands nobody solved in time") },
    { CAN_SEE_LEADS, N_("See leads and the answer book") }, { CAN_EDIT_LEADS, N_("Take leads and follow them up") }, { CAN_ASSIGN_LEADS, N_("Give others' leads away") }, { CAN_EDIT_BOOK, N_("Edit the answer book") },
};
static const struct person_needed customer = { N_("She is a customer; close the customer first"), NULL, false,
    { { "customer", "select id from customer where person = $1 and state <> 3 order by id" } } };
static const struct person_needed looked_for = { N_("Somebody is being looked for on her behalf; end the demand first"), N_("We are looking for somebody on your behalf; call us to end the search first"), false,
    { { "demand", "select id from demand where person = $1 and state not in (4, 5, 11) order by id" } } };
_Static_assert(DEMAND_FULFILLED == 4 && DEMAND_LOST == 5 && DEMAND_CANCELLED == 11, "the query above says these by number");

static const struct setting_declared settings[] = {
    { SETTING_PROTECTION, N_("Private pool"), N_("Days without a follow-up after which a lead is everybody's"), SETTING_NUMBER, "7", 1, 90 },
    { SETTING_CREDIT, N_("Credit of the first touch"), N_("Days in which a lead counts for who brought it in"), SETTING_NUMBER, "30", 0, 365 },
    { SETTING_OPENS, N_("Messages are answered from"), N_("The clock of a first answer stands still before it"), SETTING_CLOCK, "510", 0, 1439 },
    { SETTING_CLOSES, N_("Messages are answered until"), N_("The clock of a first answer stands still after it"), SETTING_CLOCK, "1260", 1, 1440 },
    { SETTING_BIRTH_WINDOW, N_("Window of a birth"), N_("Days before and after the expected day that a maternity nurse is kept"), SETTING_NUMBER, "7", 0, 21 },
    { SETTING_BIRTH_OVERLAP, N_("Windows may overlap by"), N_("Days that two windows of one nurse may have in common, with a backup named"), SETTING_NUMBER, "10", 0, 28 },
    { SETTING_QUOTE_DAYS, N_("A quotation holds for"), N_("Days from the day it is made"), SETTING_NUMBER, "7", 1, 90 },
    { SETTING_ON_SITE, N_("What changes a large job's price on the spot"), N_("Said in each quotation of a large job. Empty: more rooms, what was not to be seen, no water or power; the new price is told first and waits for the customer's yes"), SETTING_TEXT, "", 0, 1000 },
    { SETTING_WAITING_AFTER, N_("A nurse waits for nothing"), N_("Days behind the expected birth; from the next day on the family pays for each day until she begins"), SETTING_NUMBER, "14", 0, 60 },
    { SETTING_WAITING_DAY, N_("Waiting for a late birth, a day"), N_("What the family pays and the nurse gets; 100 to 200 yuan are usual. 0: nothing"), SETTING_MONEY, "15000", 0, 1000000 },
    { "customers.match_known", N_("Known in this family"), N_("Points for who served this family before"), SETTING_NUMBER, "15", 0, 100 },
    { "customers.match_experience", N_("Experience in this service"), N_("Points for level, years and times in the service"), SETTING_NUMBER, "25", 0, 100 },
    { "customers.match_rating", N_("Ratings"), N_("Points for what customers said; few ratings count less"), SETTING_NUMBER, "18", 0, 100 },
    { "customers.match_pay", N_("Pay she asks for"), N_("Points when the offer reaches what she asks for"), SETTING_NUMBER, "14", 0, 100 },
    { "customers.match_papers", N_("Certificates"), N_("Points for certificates of the service that last to the end"), SETTING_NUMBER, "8", 0, 100 },
    { "customers.match_waiting", N_("Days without work"), N_("Points for who waits longest; all of them from 30 days on"), SETTING_NUMBER, "8", 0, 100 },
    { "customers.match_way", N_("Way to it"), N_("Points that a way of 15 km costs; nothing when she lives in"), SETTING_NUMBER, "6", 0, 100 },
    { "customers.match_punctual", N_("Punctuality"), N_("Points for who comes in time"), SETTING_NUMBER, "4", 0, 100 },
    { "customers.match_own_wish", N_("Her own wishes"), N_("Points for a home in the area where she wants to work"), SETTING_NUMBER, "2", 0, 100 },
};
static const struct setting_list setting_list = { settings, COUNT_OF(settings) };

struct moving { ref from, branch; bool workers_come; text reason; };
static const struct field move_fields[] = {
    FIELD(moving, from, .label = N_("From branch"), .to = &branch_type, .required = true), FIELD(moving, branch, .label = N_("To which branch"), .to = &branch_type, .required = true),
    FIELD(moving, workers_come, .label = N_("Her workers come along"), .help = N_("They keep her and are moved to that branch next, each on her page. Otherwise what they were given to is given back, and the new branch sends its own")),
    FIELD(moving, reason, .label = N_("Reason"), .required = true, .max = 500),
};

static const struct call calls[] = {
    { .method = POST, .pattern = "/api/customer/transfer", .by = CAN_MOVE_CUSTOMERS, .run = customers_transfer_call, .of = "customer", .label = N_("Move a branch's customers"), .inputs = move_fields, .input_count = COUNT_OF(move_fields),
      .help = "Customers of a branch to another one with all that runs, 25 at once by ?after: {moved, left: [{id, title, why}], next, more}" },
    { .method = POST, .pattern = "/api/lead/take", .by = CAN_EDIT_LEADS, .run = lead_take_call, .help = "Somebody asks: her lead, or one more touch of the one that is open; 409 known when the number is somebody else's" },
    { .method = GET, .pattern = "/api/lead/pools", .by = CAN_SEE_LEADS, .run = lead_pools_call, .help = "Leads of a ?pool= (new, mine, team, sea) with their clocks, and how many each has" },
    { .method = GET, .pattern = "/api/lead/:id/twins", .by = CAN_SEE_LEADS, .run = lead_twins_call, .help = "Leads with the same number, which may be the same matter: see the step merge" },
    { .method = GET, .pattern = "/api/lead/figures", .by = CAN_SEE_LEADS, .run = lead_figures_call, .help = "Leads that arrived ?from= to ?to= by channel: valid, converted, won, first answer as median and P90" },
    { .method = GET, .pattern = "/api/answer_book", .by = CAN_SEE_LEADS, .run = answer_book_call, .help = "What to ask, may say and never promise for a ?line=, with its price band in ?branch= and the sources" },
    { .method = GET, .pattern = "/api/demand/board", .by = CAN_SEE_DEMANDS, .run = demand_board_call, .help = "Demands by state with their clocks and who was recommended" },
    { .method = GET, .pattern = "/api/demand/:id/matches", .by = CAN_EDIT_DEMANDS, .run = matches_call, .help = "Who could take it over its whole term, in which order and why; ?worker= asks about one" },
    { .method = GET, .pattern = "/api/demand/:id/compare", .by = CAN_SEE_DEMANDS, .run = compare_call, .help = "Who is recommended, beside each other: card, points, interviews, what stands against her" },
    { .method = GET, .pattern = "/api/recommendation/:id/card", .by = CAN_SEE_DEMANDS, .raw = resume_pdf_call, .help = "Her résumé card as PDF, without name, number and address" },
    { .method = POST, .pattern = "/api/recommendation/:id/card", .by = CAN_EDIT_DEMANDS, .run = resume_share_call, .help = "A link to the card for the customer: good for ?days, counted, revocable" },
    { .method = GET, .pattern = "/api/quotation/:id/paper", .by = CAN_SEE_DEMANDS, .raw = quotation_pdf_call, .help = "A quotation as PDF" },
    { .method = GET, .pattern = "/api/resume/:token", .open = true, .raw = resume_open_call, .slow = true, .help = "The card behind such a link (PDF)" },
};
static const struct ticker tickers[] = { { "customers.sea", MINUTES(10), leads_to_sea }, { "customers.holds", MINUTES(1), recommendations_lapse }, { "customers.quotations", MINUTES(10), quotations_expire } };
static const struct reaction reactions[] = {
    { "person.unmerge", WITH, leads_apart_with_person, "customers.leads_apart" },
    { "demand.follow", WITH, quotation_looks_again, "customers.quotation_clock" }, { "demand.win", WITH, quotation_looks_again, "customers.quotation_clock_won" },
    { "household.created", WITH, household_placed, "customers.home_placed" },
    { "household.changed", WITH, household_placed, "customers.home_corrected" },
};
static bool seed(struct work *w) { return answer_cards_seed(w) && candidates_to_recommendations(w) && interviews_not_asked(w); }

static int demands_open_of(struct work *w, int64_t whose, int64_t household, struct open_thing *into, int most)
{
    int n = 0;
    n = open_rows(db_query(w, SQL("select coalesce(number, '') from demand where customer = $1 and ($2 = 0 or household = $2) and state in (1, 2, 3, 6, 7, 8, 9, 10) order by id limit 50"), BIND(num(whose), num(household))), N_("Demand"), into, n, most);
    return n;
}
static const struct still_open demands_open = { demands_open_of };

static const struct answer answers[] = {
    { QUESTION_STILL_OPEN, &demands_open }, { QUESTION_MOVES_ALONG, &customers_move }, { SETTINGS, &setting_list }, { QUESTION_IMPORT_SHAPES, &customer_import }, { QUESTION_IMPORT_SHAPES, &lead_import }, { QUESTION_NEEDED, &customer }, { QUESTION_NEEDED, &looked_for },
};
const struct module customers_module = { .name = "customers", .label = N_("Customers"), .menu = 2, .types = types, MODULE_CAPABILITIES(capabilities), MODULE_TICKERS(tickers), MODULE_CALLS(calls), MODULE_REACTIONS(reactions), MODULE_ANSWERS(answers), .seed = seed };
