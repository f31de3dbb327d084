/* contracts.c — the module's table of contents, and its answers to lower floors. */
#include "contracts/contracts.h"
#include "contracts/contract_draft.h"
#include "contracts/document.h"
#include "contracts/instruction.h"
#include "contracts/work_contract_own.h"
#include "record/import.h"
#include "record/said.h"
#include "record/store.h"

static const struct person_needed contract_runs = { N_("A contract of hers is in force; end it first"), N_("A contract of yours is in force; it has to end first"), false,
    { { "contract", "select id from contract where (customer in (select id from customer where person = $1) or worker in (select id from worker where person = $1)) and state in (1, 7, 8) order by id" },
      { "work_contract", "select id from work_contract where worker in (select id from worker where person = $1) and state = 4 order by id" } } };

static bool agreed(struct work *w, const struct agreement_case *c) { return contract_covers(w, c->customer, c->line, c->from, c->to); }
static const struct agreement_answer contract_agreed = { agreed };

/* For demands: trial and hire stand on a contract that all have signed. */
static bool contract_of_demand(struct work *w, int64_t demand, int64_t worker, struct demand_paper *ret)
{
    struct found all = LOAD_WHERE(w, contract, "demand = $1 and worker = $2 and state in (1, 7) order by id desc limit 1", BIND(num(demand), num(worker)));
    const struct contract *c = all.count ? FOUND(struct contract, all, 0) : NULL;
    if (c) *ret = (struct demand_paper){ c->record.id, *c->paper_number ? c->paper_number : c->record.number, c->first, c->last, c->trial_days > 0 };
    return c != NULL;
}
static const struct demand_contract demand_answer = { contract_of_demand };

static const struct record_type *const types[] = { &contract_type, &contract_template_type, &contract_signature_type, &work_contract_type, &contract_instruction_type, NULL };
static const struct capability capabilities[] = {
    { CAN_SEE_CONTRACTS, N_("See contracts") }, { CAN_EDIT_CONTRACTS, N_("Write contracts, send them, end them") }, { CAN_SIGN_CONTRACTS, N_("Sign contracts for the company") },
    { CAN_REVIEW_CONTRACTS, N_("Approve contracts below the floor or with other wording, and papers signed by hand") },
    { CAN_KEEP_WORK_CONTRACTS, N_("See and write work contracts with workers") }, { CAN_SIGN_WORK_CONTRACTS, N_("Sign work contracts for the company") },
    { CAN_EDIT_CONTRACT_TEMPLATES, N_("Draft contract templates") }, { CAN_PUBLISH_CONTRACT_TEMPLATES, N_("Publish contract templates") },
};
static const struct setting_declared settings[] = {
    { SETTING_TRIAL_DAYS, N_("Days of trial"), N_("What a new contract begins with"), SETTING_NUMBER, "3", 0, 30 },
    { SETTING_REPLACEMENTS, N_("Replacements included"), N_("What a new contract begins with"), SETTING_NUMBER, "3", 0, 20 },
    { SETTING_GUARANTEE, N_("Months of guarantee"), N_("Within them she is replaced; what a new contract begins with"), SETTING_NUMBER, "6", 0, 36 },
    { SETTING_NOTICE, N_("Days of notice"), N_("Of the customer, and of a worker who is not our employee; what a new contract begins with"), SETTING_NUMBER, "7", 0, 60 },
    { SETTING_OFF_PLATFORM, N_("Months without a deal past us"), N_("What a new contract begins with; at most 12"), SETTING_NUMBER, "12", 0, 12 },
    { SETTING_FEE_FLOOR, N_("Least fee once"), N_("Percent of a month's wage, where we introduce; below it the contract is reviewed"), SETTING_NUMBER, "50", 0, 200 },
    { SETTING_MANAGEMENT_FLOOR, N_("Least monthly management fee"), N_("Percent of a month's wage, where we introduce and are paid monthly; below it the contract is reviewed"), SETTING_NUMBER, "8", 0, 100 },
    { SETTING_WORK_TERM, N_("Months of a first labour contract"), N_("What a new work contract begins with"), SETTING_NUMBER, "24", 3, 120 },
    { SETTING_MARGIN_FLOOR, N_("Least margin"), N_("Percent of the service fee that stays with us where we pay the worker; below it the contract is reviewed"), SETTING_NUMBER, "15", 0, 80 },
};

/* Of her labour contract: a month's wage is thirty days'. Part-time ones agree on an hour. */
static money agreed_day(struct work *w, const struct worker *n, day before, text *ret_why)
{
    struct rows *row = db_query(w, SQL("select wage, number from work_contract where worker = $1 and state = 4 and kind <> 2 and first <= $2 and (last is null or last >= $2) order by id desc limit 1"), BIND(num(n->record.id), num(before.number)));
    money wage = { 0 };
    text number = "";
    if (db_next(row)) { wage.fen = db_number(row, 0); number = db_text(row, 1); }
    db_enough(row);
    *ret_why = said_keep(w, N_("Agreed in {1}: ¥{2} a month ÷ 30"), (const text[]){ number, money_grouped(w->arena, wage), NULL });
    return money_times(wage, 1, 30);
}
_Static_assert(WORK_IN_FORCE == 4 && WORK_PART_TIME == 2, "the query above says these by number");
static const struct usual_pay agreed_pay = { agreed_day, NULL };

static bool seed(struct work *w) { return contract_templates_seed(w) && work_templates_seed(w); }
static const struct setting_list setting_list = { settings, COUNT_OF(settings) };
static int64_t contracts_at(struct work *w, int64_t branch) { return db_one(w, SQL("select count(*) from contract where branch = $1 and state in (1, 7, 8)"), BIND(num(branch)), 0); }
static const struct at_branch contracts_there = { N_("{1} contracts in force"), contracts_at };
static int papers_open_of(struct work *w, int64_t customer, int64_t household, struct open_thing *into, int most)
{
    int n = 0;
    n = open_rows(db_query(w, SQL("select coalesce(number, '') from contract where customer = $1 and ($2 = 0 or household = $2) and state in (1, 5, 6, 7, 8) order by id limit 50"), BIND(num(customer), num(household))), N_("Contract"), into, n, most);
    return n;
}
static const struct still_open papers_open = { papers_open_of };

static bool papers_go(struct work *w, const struct customer_move *m) { return rows_move_along(w, &contract_type, "customer = $1 and branch = $2 and state not in (2, 9) order by id", m); }
_Static_assert(CONTRACT_ENDED == 2 && CONTRACT_WITHDRAWN == 9, "the query above says these by number");
static const struct moves_along papers_move = { papers_go };

static const struct answer answers[] = { { QUESTION_STILL_OPEN, &papers_open }, { QUESTION_MOVES_ALONG, &papers_move }, { QUESTION_AT_BRANCH, &contracts_there }, { SETTINGS, &setting_list }, { QUESTION_USUAL_PAY, &agreed_pay }, { QUESTION_IMPORT_SHAPES, &contract_import }, { QUESTION_IMPORT_SHAPES, &work_contract_import }, { QUESTION_NEEDED, &contract_runs }, { QUESTION_AGREEMENT, &contract_agreed }, { QUESTION_DEMAND_CONTRACT, &demand_answer }, { QUESTION_ELIGIBILITY, &contract_papers_judge } };
static const struct ticker tickers[] = { { "contracts.begin", MINUTES(10), contracts_begin }, { "contracts.hire", MINUTES(10), contracts_hire }, { "contracts.templates", MINUTES(10), contract_templates_follow }, { "contracts.work", HOURS(1), work_contracts_watch } };
static const struct reaction reactions[] = {
    { "worker.transfer", WITH, work_contract_goes_along, "contracts.work_goes_along" },
    { "demand.cancel", WITH, contract_after_demand, "contracts.demand_cancelled" }, { "demand.lose", WITH, contract_after_demand, "contracts.demand_lost" }, { "demand.close_quietly", WITH, contract_after_demand, "contracts.demand_closed" },
    { "contract.sign", WITH, contract_hires, "contracts.hires" }, { "contract.confirm_paper", WITH, contract_hires, "contracts.paper_hires" }, { "contract.take_effect", WITH, contract_hires, "contracts.begun_hires" },
    { "contract.sign", WITH, contract_begins_perhaps, "contracts.signed" }, { "contract.confirm_paper", WITH, contract_begins_perhaps, "contracts.paper_signed" }, { "contract.pay_first", WITH, contract_begins_perhaps, "contracts.paid" }, { "contract.term_moves", WITH, contract_begins_perhaps, "contracts.moved" },
};
static const struct job_kind jobs[] = { { "contract_paper", N_("Print a contract"), contract_paper_job, 3 }, { "work_contract_paper", N_("Print a work contract"), work_contract_paper_job, 3 } };
static const struct call calls[] = {
    { .method = POST, .pattern = "/api/recommendation/:id/contract", .by = CAN_EDIT_CONTRACTS, .run = contract_draft_call, .help = "The contract of a worker both sides said yes to, drafted from the demand: {estate, address, camera_note} of a home not known yet; the open one when there is one" },
    { .method = GET, .pattern = "/api/contract/:id/text", .by = CAN_SEE_CONTRACTS, .run = contract_text_call, .help = "A contract's text, what is missing and where to fill it in, what stands against the paper, who has signed" },
    { .method = POST, .pattern = "/api/contract/:id/preview", .by = CAN_EDIT_CONTRACTS, .raw = contract_preview_call, .help = "The text of a draft as it would read with these members, and what would still be missing; nothing is stored" },
    { .method = POST, .pattern = "/api/contract/:id/sign_for_company", .by = CAN_SIGN_CONTRACTS, .run = contract_company_sign_call, .help = "The company's signature, by who is logged in: {picture: file, hash}" },
    { .method = GET, .pattern = "/api/work_contract/:id/text", .by = CAN_KEEP_WORK_CONTRACTS, .run = work_contract_text_call, .help = "A work contract's text, what is missing, what the age and employment rules say, who has signed" },
    { .method = POST, .pattern = "/api/work_contract/:id/sign_for_company", .by = CAN_SIGN_WORK_CONTRACTS, .run = work_contract_company_sign_call, .help = "The company's signature under a work contract, by who is logged in: {picture: file, hash}" },
};
const struct module contracts_module = { .name = "contracts", .label = N_("Contracts"), .menu = 3, .types = types, MODULE_CAPABILITIES(capabilities), MODULE_ANSWERS(answers), MODULE_TICKERS(tickers), MODULE_REACTIONS(reactions), MODULE_JOBS(jobs), MODULE_CALLS(calls),
    .seed = seed };
