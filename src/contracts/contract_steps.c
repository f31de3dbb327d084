/* contract_steps.c — the procedure of a contract: review, sending, signing, taking effect, suspension. Its chain and its end have files of their own. */
#include "base/words.h"
#include "contracts/contract_signature.h"
#include "contracts/document.h"
#include "contracts/instruction.h"
#include "contracts/signer.h"
#include "record/deadline.h"
#include "record/file.h"
#include "record/job.h"
#include "record/said.h"
#include "record/store.h"

/* ---- before it is sent ---- */

/* Terms and prices hang on the mode: nobody looks at them before it is true of her. */
static const struct sentence *wrong_mode(struct work *w, const struct contract *c)
{
    struct deal d = deal_of(w, c, false);
    struct employment e = contract_employment(w, &d);
    for (int i = 0; i < e.count; i++)
        if (e.findings[i].blocks && !strcmp(e.findings[i].code, "mode")) return employment_said(w, &e.findings[i]);
    return NULL;
}
GUARD(contract, wrong_mode)

static bool submit(struct work *w, struct contract *c)
{
    const struct sentence *why = contract_needs_review(w, c);
    c->review_why = why ? translate_with(w->arena, w->language, why->message, why->arguments) : "";
    return true;
}
RULE_PLAIN(contract, submit)

/* Nobody approves her own (DOMAIN.md §8.2), but in a shop of five (§0.18). */
static const struct sentence *somebody_else(struct work *w, const struct contract *c)
{
    return c->owner.id && c->owner.id == w->actor->user && !owner_mode(w, c->record.branch.id) ? because(w, N_("It is your own contract; somebody else approves it")) : wrong_mode(w, c);
}
GUARD(contract, somebody_else)

static bool approve(struct work *w, struct contract *c)
{
    c->reviewed_by.id = w->actor->user;
    c->reviewed_at = w->acted;
    return true;
}
RULE_PLAIN(contract, approve)

static bool send_back(struct work *w, struct contract *c) { (void)w; c->review_why = step_reason(w); return true; }
RULE_PLAIN(contract, send_back)

enum { NAMED_MOST = 80 };

/* "Customer's ID number, Persons cared for and 3 more" */
static const struct sentence *something_missing(struct work *w, const struct deal *d)
{
    const struct variable *missing[NAMED_MOST];
    int n = variables_missing(w, d, missing, NAMED_MOST);
    text names = "", comma = !strncmp(w->language, "zh", 2) ? "、" : ", ";
    for (int i = 0; i < n && i < 6; i++) names = print(w, "%s%s%s", names, i ? comma : "", translate(w->language, missing[i]->label));
    if (!n) return NULL;
    return n > 6 ? because(w, N_("It cannot be sent while facts are missing: {1} and {2} more"), names, print(w, "%d", n - 6)) : because(w, N_("It cannot be sent while facts are missing: {1}"), names);
}

static const struct sentence *may_be_sent(struct work *w, const struct contract *c)
{
    struct deal d = deal_of(w, c, false);
    const struct sentence *missing = something_missing(w, &d), *why = contract_needs_review(w, c);
    const struct sentence *lacks = signer_lacks(w, c, day_of(w->now));
    if (!lacks) lacks = signer_lacks(w, c, c->first);
    if (lacks) return lacks;
    if (missing) return missing;
    struct employment e = contract_employment(w, &d);
    for (int i = 0; i < e.count; i++)
        if (e.findings[i].blocks) return employment_said(w, &e.findings[i]);
    return why ? because(w, N_("Somebody has to review it first: {1}"), translate_with(w->arena, w->language, why->message, why->arguments)) : NULL;
}
GUARD(contract, may_be_sent)

static bool ask_for_paper(struct work *w, const struct contract *c) { return job_add(w, "contract_paper", print(w, "%lld", (long long)c->record.id)) != 0; }

/* From here on not a word changes: the text in the open is sealed, its hash is what each of the three signs. */
static bool send(struct work *w, struct contract *c)
{
    struct deal masked = deal_of(w, c, false), open = deal_of(w, c, true);
    text document = document_text(w, &open);
    c->shown.json = document_text(w, &masked);
    c->document = (sealed){ .plain = document };
    c->document_hash = document_hash(w, document);
    c->sent_at = w->now;
    c->paper.hash = "";
    return ask_for_paper(w, c);
}
RULE_PLAIN(contract, send)

/* What was signed of it stays, under its hash: the text that is sent next is another. */
static bool recall(struct work *w, struct contract *c)
{
    (void)w;
    c->shown.json = c->document_hash = c->paper.hash = c->signed_paper.hash = "";
    c->document = (sealed){ .plain = "" };
    c->sent_at.ms = 0;
    c->filed_by.id = 0;
    c->reviewed_by.id = 0;
    c->reviewed_at.ms = 0;
    return true;
}
RULE_PLAIN(contract, recall)

/* ---- signing ---- */

static bool sign(struct work *w, struct contract *c)
{
    c->state = contract_unsigned(w, c) ? CONTRACT_PARTLY_SIGNED : CONTRACT_SIGNED;
    if (c->state != CONTRACT_SIGNED) return !failed(w);
    c->signed_on = (maybe_day){ day_of(w->now).number, true };
    return ask_for_paper(w, c) && contract_follows(w, c);
}
RULE_PLAIN(contract, sign)

struct filed_paper { file scan; };
static const struct field filed_paper_fields[] = { FIELD(filed_paper, scan, .label = N_("Scan of the signed contract"), .required = true) };
static bool file_paper(struct work *w, struct contract *c, const struct filed_paper *in)
{
    struct file_facts facts = file_facts(w, in->scan.hash);
    if (strcmp(facts.type, "application/pdf") && strncmp(facts.type, "image/", 6)) return refuse(w, "scan", N_("A scan is a PDF or a picture"));
    c->signed_paper = in->scan;
    c->filed_by.id = w->actor->user;
    return true;
}
RULE(contract, filed_paper, file_paper)

static const struct sentence *paper_of_another(struct work *w, const struct contract *c)
{
    if (!c->filed_by.id || !*c->signed_paper.hash) return because(w, N_("No scan was filed yet"));
    return c->filed_by.id == w->actor->user && !owner_mode(w, c->record.branch.id) ? because(w, N_("You filed the scan yourself; somebody else compares it with the text")) : NULL;
}
GUARD(contract, paper_of_another)

struct checked_paper { bool text_same, three_signed; day signed_on; };
static const struct field checked_paper_fields[] = {
    FIELD(checked_paper, text_same, .label = N_("The text is the one that was sent, with its hash")), FIELD(checked_paper, three_signed, .label = N_("All three have signed on it")), FIELD(checked_paper, signed_on, .label = N_("Signed on"), .required = true),
};

static bool sign_on_paper(struct work *w, struct contract *c, enum contract_party party)
{
    int64_t person = contract_person(w, c, party);
    text name = person ? record_title(w, &person_type, person) : company_name(w);
    return contract_sign(w, c, &(struct contract_signing){ .party = party, .person = { person }, .account = { w->actor->user }, .name = name, .way = SIGNED_ON_PAPER, .picture = "", .hash = c->document_hash, .address = "", .device = "",
        .proof = print(w, "%s %s", translate(w->language, N_("Scan checked by")), w->actor->name ? w->actor->name : "") });
}

static bool confirm_paper(struct work *w, struct contract *c, const struct checked_paper *in)
{
    if (!in->text_same) return refuse(w, "text_same", N_("Compare the paper with the text that was sent; otherwise turn it down"));
    if (!in->three_signed) return refuse(w, "three_signed", N_("It counts when customer, worker and company have signed; otherwise turn it down"));
    if (in->signed_on.number > day_of(w->now).number) return refuse(w, "signed_on", N_("This day lies in the future"));
    unsigned missing = contract_unsigned(w, c);
    for (unsigned party = PARTY_CUSTOMER; party <= PARTY_WORKER; party++)
        if ((missing & SET_BIT(party)) && !sign_on_paper(w, c, party)) return false;
    c->signed_on = (maybe_day){ in->signed_on.number, true };
    return true;
}
RULE(contract, checked_paper, confirm_paper)

static bool reject_paper(struct work *w, struct contract *c)
{
    (void)w;
    c->signed_paper.hash = "";
    c->filed_by.id = 0;
    return true;
}
RULE_PLAIN(contract, reject_paper)

/* ---- in force ---- */

static const struct field first_payment_fields[] = { FIELD(first_payment, fee, .label = N_("Paid of it")), FIELD(first_payment, deposit, .label = N_("Deposit paid")), FIELD(first_payment, receipt, .label = N_("Receipt"), .max = 40) };
static bool pay_first(struct work *w, struct contract *c, const struct first_payment *in)
{
    (void)w;
    c->first_paid = in->fee;
    c->deposit_paid = in->deposit;
    c->first_receipt = in->receipt;
    return true;
}
RULE(contract, first_payment, pay_first)

static const struct sentence *may_begin(struct work *w, const struct contract *c)
{
    money due = money_add(c->first_due, c->deposit), paid = money_add(c->first_paid, c->deposit_paid);         /* one bill asks for both */
    if (c->first_paid.fen < c->first_due.fen && c->deposit.fen) return because(w, N_("{1} of {2} are paid, {3} of which with the signature; it begins once all is paid"), money_shown(w->arena, paid), money_shown(w->arena, due), money_shown(w->arena, c->deposit));
    if (c->first_paid.fen < c->first_due.fen) return because(w, N_("{1} of {2} are paid; it begins with the first payment"), money_shown(w->arena, c->first_paid), money_shown(w->arena, c->first_due));
    if (c->first.number > day_of(w->now).number) return because(w, N_("Its first day is {1}"), day_text(w->arena, c->first));
    return NULL;
}
GUARD(contract, may_begin)

/* The deposit has done its work: it counts as paid of the price now (民法典 587). */
static bool take_effect(struct work *w, struct contract *c)
{
    money open = contract_is_ours(c) ? c->deposit_paid : money_least(c->deposit_paid, money_sub(c->fee, c->first_paid));
    c->first_paid = money_add(c->first_paid, open);
    c->deposit_paid = money_sub(c->deposit_paid, open);
    return contract_ends_before(w, c);
}
RULE_PLAIN(contract, take_effect)

struct contract_suspension { day since; };
static const struct field suspension_fields[] = { FIELD(contract_suspension, since, .label = N_("Since"), .required = true) };
static bool suspend(struct work *w, struct contract *c, const struct contract_suspension *in)
{
    if (instruction_waits(w, c)) return false;
    if (in->since.number > day_of(w->now).number) return refuse(w, "since", N_("This day lies in the future"));
    if (in->since.number < c->first.number) return refuse(w, "since", N_("This day lies before the first day of the contract"));
    c->suspended_on = (maybe_day){ in->since.number, true };
    c->suspended_why = step_reason(w);
    return true;
}
RULE(contract, contract_suspension, suspend)

static bool resume(struct work *w, struct contract *c)
{
    (void)w;
    c->suspended_on = (maybe_day){ 0 };
    c->suspended_why = "";
    return true;
}
RULE_PLAIN(contract, resume)

static const struct field contract_term_fields[] = { FIELD(contract_term, first, .label = N_("First day"), .required = true), FIELD(contract_term, last, .label = N_("Last day"), .required = true) };
/* The number of days is what was agreed; the day is the child's. */
static bool term_moves(struct work *w, struct contract *c, const struct contract_term *in)
{
    if (in->last.number - in->first.number != c->last.number - c->first.number) return fault(w, "contract %lld: the birth moves a term, it does not change its length", (long long)c->record.id);
    c->first = in->first;
    c->last = in->last;
    c->term_moves++;
    return true;
}
RULE(contract, contract_term, term_moves)

static const struct field following_fields[] = { FIELD(following, next, .label = N_("Contract after it"), .to = &contract_type) };
static bool is_followed(struct work *w, struct contract *c, const struct following *in) { (void)w; c->next = in->next; return true; }
RULE(contract, following, is_followed)

static bool renewal_asked(struct work *w, struct contract *c) { (void)w; c->renewal_asked = true; return true; }
RULE_PLAIN(contract, renewal_asked)

/* She signed for herself: from here on only an authority acts for her. */
static bool lose_signer(struct work *w, struct contract *c) { (void)w; c->signer_gone = true; return true; }
RULE_PLAIN(contract, lose_signer)

#define UNSIGNED (FROM(CONTRACT_SENT) | FROM(CONTRACT_PARTLY_SIGNED))
#define RUNNING (FROM(CONTRACT_IN_FORCE) | FROM(CONTRACT_SUSPENDED))
const struct step contract_steps[CONTRACT_STEPS] = {
    STEP(submit, .label = N_("Have it reviewed"), .from = FROM(CONTRACT_DRAFT), .to = CONTRACT_REVIEW, .by = CAN_EDIT_CONTRACTS, .guard = wrong_mode_guard, .run = submit_rule),
    STEP(approve, .label = N_("Approve the contract"), .tone = "primary", .from = FROM(CONTRACT_REVIEW), .to = CONTRACT_DRAFT, .by = CAN_REVIEW_CONTRACTS, .guard = somebody_else_guard, .run = approve_rule),
    STEP(send_back, .label = N_("Send back"), .from = FROM(CONTRACT_REVIEW), .to = CONTRACT_DRAFT, .by = CAN_REVIEW_CONTRACTS, .reason = true, .run = send_back_rule),
    STEP(send, .label = N_("Send to be signed"), .tone = "primary", .from = FROM(CONTRACT_DRAFT), .to = CONTRACT_SENT, .by = CAN_EDIT_CONTRACTS, .guard = may_be_sent_guard, .run = send_rule),
    STEP(recall, .label = N_("Take back"), .from = UNSIGNED, .to = CONTRACT_DRAFT, .by = CAN_EDIT_CONTRACTS, .reason = true, .run = recall_rule, .confirm = N_("The text that was sent is void, signatures under it too. Take it back?")),
    STEP(sign, .label = N_("Sign"), .from = UNSIGNED, .hidden = true, .run = sign_rule),
    STEP(file_paper, .label = N_("File a scan signed by hand"), .from = UNSIGNED, .by = CAN_EDIT_CONTRACTS, INPUTS(filed_paper, filed_paper_fields), .run = file_paper_rule),
    STEP(confirm_paper, .label = N_("Scan is right"), .from = UNSIGNED, .by = CAN_REVIEW_CONTRACTS, INPUTS(checked_paper, checked_paper_fields), .guard = paper_of_another_guard, .run = confirm_paper_rule),
    STEP(reject_paper, .label = N_("Turn the scan down"), .from = UNSIGNED, .by = CAN_REVIEW_CONTRACTS, .reason = true, .guard = paper_of_another_guard, .run = reject_paper_rule),
    STEP(withdraw, .label = N_("Drop the contract"), .tone = "danger", .from = FROM(CONTRACT_DRAFT) | FROM(CONTRACT_REVIEW) | UNSIGNED, .to = CONTRACT_WITHDRAWN, .by = CAN_EDIT_CONTRACTS, .reason = true),
    STEP(pay_first, .label = N_("First payment came in"), .from = FROM(CONTRACT_SIGNED) | RUNNING, .hidden = true, INPUTS(first_payment, first_payment_fields), .run = pay_first_rule),
    STEP(take_effect, .label = N_("Takes effect"), .tone = "primary", .from = FROM(CONTRACT_SIGNED), .to = CONTRACT_IN_FORCE, .by = CAN_EDIT_CONTRACTS, .guard = may_begin_guard, .run = take_effect_rule),
    STEP(suspend, .label = N_("Suspend the contract"), .from = FROM(CONTRACT_IN_FORCE), .to = CONTRACT_SUSPENDED, .by = CAN_EDIT_CONTRACTS, INPUTS(contract_suspension, suspension_fields), .run = suspend_rule, .reason = true),
    STEP(resume, .label = N_("Resume"), .from = FROM(CONTRACT_SUSPENDED), .to = CONTRACT_IN_FORCE, .by = CAN_EDIT_CONTRACTS, .run = resume_rule),
    STEP(renew, .label = N_("Renew"), .from = RUNNING, .by = CAN_EDIT_CONTRACTS, INPUTS(contract_renewal, renewal_fields), .guard = contract_none_open_guard, .run = contract_renew_rule),
    STEP(amend, .label = N_("Amend"), .from = RUNNING, .by = CAN_EDIT_CONTRACTS, INPUTS(amendment, amendment_fields), .guard = contract_none_open_guard, .run = contract_amend_rule),
    STEP(renewal_asked, .label = N_("Its renewal is being asked about"), .from = RUNNING, .hidden = true, .run = renewal_asked_rule),
    STEP(is_followed, .label = N_("What follows is signed"), .from = RUNNING, .hidden = true, INPUTS(following, following_fields), .run = is_followed_rule),
    STEP(term_moves, .label = N_("The birth moved the term"), .from = RUNNING | FROM(CONTRACT_SIGNED) | FROM(CONTRACT_DRAFT) | FROM(CONTRACT_REVIEW) | FROM(CONTRACT_SENT) | FROM(CONTRACT_PARTLY_SIGNED), .hidden = true, INPUTS(contract_term, contract_term_fields), .run = term_moves_rule),
    STEP(lose_signer, .label = N_("Who signed has died"), .from = RUNNING | FROM(CONTRACT_SIGNED), .hidden = true, .run = lose_signer_rule),
    STEP(make_way, .label = N_("What follows begins"), .from = RUNNING, .to = CONTRACT_ENDED, .hidden = true, INPUTS(following, following_fields), .run = contract_make_way_rule),
    STEP(end, .label = N_("End"), .tone = "danger", .from = RUNNING | FROM(CONTRACT_SIGNED), .to = CONTRACT_ENDED, .by = CAN_EDIT_CONTRACTS, INPUTS(contract_ending, ending_fields), .run = contract_end_rule, .reason = true, .preview = true),
};

/* ---- asked by others ---- */

int64_t contract_binding(struct work *w, int64_t customer, int64_t household, int64_t worker, int64_t line, day on)
{
    return db_one(w, SQL("select id from contract where state = 1 and first <= $5 and last >= $5 and ($1 = 0 or customer = $1) and ($2 = 0 or household = $2) and ($3 = 0 or worker = $3) and ($4 = 0 or line = $4) order by first desc limit 1"),
                  BIND(num(customer), num(household), num(worker), num(line), num(on.number)), 0);
}

bool contract_covers(struct work *w, int64_t customer, int64_t line, day from, day to)
{
    return db_one(w, SQL("select 1 from contract where customer = $1 and +line = $2 and state in (1, 7) and first <= $3 and last >= $4 limit 1"), BIND(num(customer), num(line), num(from.number), num(to.number)), 0) == 1;
}

/* The last signature or the first payment may be what it waited for. */
bool contract_begins_perhaps(struct work *w, const struct record_type *type, int64_t id)
{
    (void)type;
    struct contract *c = record_peek(w, &contract_type, id);
    if (!c || c->state != CONTRACT_SIGNED || may_begin(w, c)) return !failed(w);
    return step_run(w, &contract_type, c, "take_effect", NULL);
}
