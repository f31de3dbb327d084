/* work_contract_steps.c — the procedure of a work contract: sending, two signatures or a scan, probation, what follows, the end. */
#include <string.h>
#include "base/sum.h"
#include "base/words.h"
#include "contracts/work_contract_own.h"
#include "record/file.h"
#include "record/job.h"
#include "record/store.h"

/* ---- sent and signed ---- */

enum { NAMED_MOST = 40 };

static const struct sentence *may_be_sent(struct work *w, const struct work_contract *c)
{
    struct work_gap missing[NAMED_MOST];
    int n = work_contract_missing(w, c, missing, NAMED_MOST);
    text names = "", comma = !strncmp(w->language, "zh", 2) ? "、" : ", ";
    for (int i = 0; i < n && i < 6; i++) names = print(w, "%s%s%s", names, i ? comma : "", translate(w->language, missing[i].label));
    if (n > 6) return because(w, N_("It cannot be sent while facts are missing: {1} and {2} more"), names, print(w, "%d", n - 6));
    if (n) return because(w, N_("It cannot be sent while facts are missing: {1}"), names);
    struct employment e = work_contract_employment(w, c);
    for (int i = 0; i < e.count; i++)
        if (e.findings[i].blocks) return employment_said(w, &e.findings[i]);
    return NULL;
}
GUARD(work_contract, may_be_sent)

static bool ask_for_paper(struct work *w, const struct work_contract *c) { return job_add(w, "work_contract_paper", print(w, "%lld", (long long)c->record.id)) != 0; }

static void nobody_signed(struct work_contract *c)
{
    c->worker_signed_at = c->company_signed_at = (instant){ 0 };
    c->worker_proof = c->worker_address = c->worker_device = c->company_name = c->company_proof = c->company_address = c->company_device = "";
    c->worker_picture.hash = c->company_picture.hash = c->paper.hash = c->signed_paper.hash = "";
    c->company_account.id = c->filed_by.id = 0;
}

static bool send(struct work *w, struct work_contract *c)
{
    text document = work_contract_text(w, c, true);
    nobody_signed(c);
    c->shown.json = work_contract_text(w, c, false);
    c->document = (sealed){ .plain = document };
    c->document_hash = document_hash(w, document);
    c->sent_at = w->now;
    return ask_for_paper(w, c);
}
RULE_PLAIN(work_contract, send)

static bool recall(struct work *w, struct work_contract *c)
{
    (void)w;
    nobody_signed(c);
    c->shown.json = c->document_hash = "";
    c->document = (sealed){ .plain = "" };
    c->sent_at.ms = 0;
    return true;
}
RULE_PLAIN(work_contract, recall)

unsigned work_contract_unsigned(const struct work_contract *c)
{
    return (c->worker_signed_at.ms ? 0 : (unsigned)SET_BIT(PARTY_WORKER)) | (c->company_signed_at.ms ? 0 : (unsigned)SET_BIT(PARTY_COMPANY));
}

text work_contract_document(struct work *w, const struct work_contract *c) { return c->document_hash && *c->document_hash ? sealed_open(w, &work_contract_type, c, &c->document) : ""; }

struct work_following { ref next; };
/* It stands from both signatures on: the one before knows what follows, and makes way when it has begun. */
static bool stands(struct work *w, struct work_contract *c)
{
    struct work_contract *before = c->previous.id ? record_peek(w, &work_contract_type, c->previous.id) : NULL;
    c->state = WORK_IN_FORCE;
    if (!c->signed_on.given) c->signed_on = (maybe_day){ day_of(w->now).number, true };
    if (!before || before->state != WORK_IN_FORCE) return !failed(w);
    if (!step_run(w, &work_contract_type, before, "is_followed", &(struct work_following){ { c->record.id } })) return false;
    return c->first.number > day_of(w->now).number || step_run(w, &work_contract_type, before, "make_way", NULL);
}

static bool sign(struct work *w, struct work_contract *c)
{
    c->state = WORK_PARTLY_SIGNED;
    return work_contract_unsigned(c) ? !failed(w) : stands(w, c) && ask_for_paper(w, c);
}
RULE_PLAIN(work_contract, sign)

static void put_signature(struct work *w, struct work_contract *c, const struct contract_signing *in)
{
    if (in->party == PARTY_WORKER) {
        c->worker_signed_at = w->now;
        c->worker_proof = in->proof;
        c->worker_address = in->address;
        c->worker_device = in->device;
        c->worker_picture.hash = in->picture;
        return;
    }
    c->company_signed_at = w->now;
    c->company_account = in->account;
    c->company_name = in->name;
    c->company_proof = in->proof;
    c->company_address = in->address;
    c->company_device = in->device;
    c->company_picture.hash = in->picture;
}

bool work_contract_sign(struct work *w, struct work_contract *c, const struct contract_signing *in)
{
    if (c->state != WORK_SENT && c->state != WORK_PARTLY_SIGNED) return refuse_as(w, CONFLICT, "", N_("This contract is not waiting for signatures"));
    if (strcmp(in->hash, c->document_hash)) return refuse_as(w, CONFLICT, "hash", N_("The text is another one than was read; open it again"));
    if (!(work_contract_unsigned(c) & SET_BIT(in->party))) return refuse_as(w, CONFLICT, "", N_("This is signed already"));
    if (!*in->picture) return refuse(w, "picture", N_("Draw your signature"));
    put_signature(w, c, in);
    return step_run(w, &work_contract_type, c, "sign", NULL);
}

/* ---- signed by hand ---- */

struct filed_work_paper { file scan; };
static const struct field filed_work_paper_fields[] = { FIELD(filed_work_paper, scan, .label = N_("Scan of the signed contract"), .required = true) };
static bool file_paper(struct work *w, struct work_contract *c, const struct filed_work_paper *in)
{
    struct file_facts facts = file_facts(w, in->scan.hash);
    if (strcmp(facts.type, "application/pdf") && strncmp(facts.type, "image/", 6)) return refuse(w, "scan", N_("A scan is a PDF or a picture"));
    c->signed_paper = in->scan;
    c->filed_by.id = w->actor->user;
    return true;
}
RULE(work_contract, filed_work_paper, file_paper)

static const struct sentence *paper_of_another(struct work *w, const struct work_contract *c)
{
    if (!c->filed_by.id || !*c->signed_paper.hash) return because(w, N_("No scan was filed yet"));
    return c->filed_by.id == w->actor->user && !owner_mode(w, c->record.branch.id) ? because(w, N_("You filed the scan yourself; somebody else compares it with the text")) : NULL;
}
GUARD(work_contract, paper_of_another)

/* What the paper says has to stand here as well: nobody can have compared a wage that was not entered. */
static text not_entered(struct work *w, const struct work_contract *c)
{
    struct work_gap gaps[40];
    int n = work_contract_missing(w, c, gaps, COUNT_OF(gaps));
    for (int i = 0; i < n; i++)
        if (!strcmp(gaps[i].type, "work_contract")) return gaps[i].label;
    return NULL;
}

struct checked_work_paper { bool text_same, both_signed; day signed_on; };
static const struct field checked_work_paper_fields[] = {
    FIELD(checked_work_paper, text_same, .label = N_("Term, wage and work are those entered here")), FIELD(checked_work_paper, both_signed, .label = N_("She and the company have signed on it")), FIELD(checked_work_paper, signed_on, .label = N_("Signed on"), .required = true),
};
static bool confirm_paper(struct work *w, struct work_contract *c, const struct checked_work_paper *in)
{
    if (!in->text_same) return refuse(w, "text_same", N_("Compare the paper with what was entered; otherwise turn it down"));
    if (!in->both_signed) return refuse(w, "both_signed", N_("It counts when she and the company have signed; otherwise turn it down"));
    if (in->signed_on.number > day_of(w->now).number) return refuse(w, "signed_on", N_("This day lies in the future"));
    text gap = not_entered(w, c);
    if (gap) return refuse_as(w, CONFLICT, "", N_("Not entered yet: {1}. Enter what the paper says of it, then compare"), translate(w->language, gap));
    c->signed_on = (maybe_day){ in->signed_on.number, true };
    return stands(w, c);
}
RULE(work_contract, checked_work_paper, confirm_paper)

static bool reject_paper(struct work *w, struct work_contract *c)
{
    (void)w;
    c->signed_paper.hash = "";
    c->filed_by.id = 0;
    return true;
}
RULE_PLAIN(work_contract, reject_paper)

/* ---- in force ---- */

static const struct sentence *has_probation(struct work *w, const struct work_contract *c) { return c->probation_last.given && !c->probation_passed ? NULL : because(w, N_("No probation runs")); }
GUARD(work_contract, has_probation)
static bool pass_probation(struct work *w, struct work_contract *c) { (void)w; c->probation_passed = true; return true; }
RULE_PLAIN(work_contract, pass_probation)

static const struct sentence *none_open(struct work *w, const struct work_contract *c)
{
    text open = db_one_text(w, SQL("select number from work_contract where previous = $1 and state in (1, 2, 3, 4) order by id limit 1"), BIND(num(c->record.id)));
    return open && *open ? because(w, N_("{1} is being made already as what comes after it"), open) : NULL;
}
GUARD(work_contract, none_open)

static struct work_contract terms_of(const struct work_contract *c)
{
    return (struct work_contract){ .record.branch = c->record.branch, .state = WORK_DRAFT, .paper_number = "", .worker = c->worker, .kind = c->kind, .started = c->started, .fixed_terms = c->fixed_terms, .duties = c->duties, .place = c->place, .regime = c->regime,
        .permit = c->permit, .hours_day = c->hours_day, .hours_week = c->hours_week, .wage = c->wage, .pay_day = c->pay_day, .pay_cycle = c->pay_cycle, .insured_at = c->insured_at, .terms = c->terms, .previous = { c->record.id }, .round = c->round + 1, .document_hash = "", .remark = "" };
}

/* Her age on the day it begins decides anew: who retires gets a work agreement, with its own terms. */
static void kind_anew(const struct work_contract *c, struct work_contract *next)
{
    next->kind = c->kind == WORK_LABOUR && c->retires.given && c->retires.number <= next->first.number ? WORK_OVER_AGE : c->kind;
    if (next->kind == c->kind) return;
    next->regime = REGIME_STANDARD;
    next->permit = next->insured_at = "";
}

static const struct field work_renewal_fields[] = {
    FIELD(work_renewal, term, .label = N_("Term"), .choices = work_terms, .help = N_("Empty: without end where the law says so, else as now")), FIELD(work_renewal, last, .label = N_("New last day"), .help = N_("Empty: as long as the setting says")),
    FIELD(work_renewal, wage, .label = N_("Wage (part-time: an hour)"), .min = 0, .max = 100000000, .help = N_("Empty: as now")), FIELD(work_renewal, wished, .label = N_("She asked for a fixed term herself")),
};
static bool renew(struct work *w, struct work_contract *c, const struct work_renewal *in)
{
    struct work_contract next = terms_of(c);
    bool retires = c->kind != WORK_OVER_AGE && c->retires.given && (!c->last.given || c->retires.number <= c->last.number);
    next.link = CONTRACT_RENEWS;
    next.first.number = retires ? c->retires.number : c->last.given ? c->last.number + 1 : day_of(w->now).number + 1;
    if (!c->last.given && !retires) return refuse(w, "last", N_("It has no end: what changes is an amendment"));
    if (next.first.number > day_of(w->now).number + 366)
        return refuse_as(w, CONFLICT, "", N_("It runs until {1}: it is renewed in the last year before that; until then an amendment changes it"), day_text(w->arena, (day){ next.first.number - 1 }));
    if (in->last.given && in->last.number < next.first.number) return refuse(w, "last", N_("A renewal goes on behind {1}"), day_text(w->arena, (day){ next.first.number - 1 }));
    kind_anew(c, &next);
    next.fixed_terms = next.kind == c->kind && c->term == WORK_FIXED ? c->fixed_terms + 1 : 1;
    next.term = in->term;
    next.last = in->last;
    next.fixed_wished = in->wished;
    if (in->wage.given) next.wage.fen = in->wage.fen;
    return ADD(w, work_contract, &next);
}
RULE(work_contract, work_renewal, renew)

static const struct field work_amendment_fields[] = { FIELD(work_amendment, since, .label = N_("From"), .required = true), FIELD(work_amendment, what, .label = N_("Terms that change"), .required = true, .max = 300) };
static bool amend(struct work *w, struct work_contract *c, const struct work_amendment *in)
{
    if (in->since.number <= c->first.number || (c->last.given && in->since.number > c->last.number)) return refuse(w, "since", N_("The change begins within the term, after {1}"), day_text(w->arena, c->first));
    struct work_contract next = terms_of(c);
    next.link = CONTRACT_AMENDS;
    next.first = in->since;
    next.term = c->term;
    next.last = c->last;
    next.fixed_wished = true;                                   /* the term is the old one; no new choice is made */
    next.remark = in->what;
    return ADD(w, work_contract, &next);
}
RULE(work_contract, work_amendment, amend)

static const struct field work_following_fields[] = { FIELD(work_following, next, .label = N_("Contract after it"), .to = &work_contract_type) };
static bool is_followed(struct work *w, struct work_contract *c, const struct work_following *in) { (void)w; c->next = in->next; return true; }
RULE(work_contract, work_following, is_followed)

static bool make_way(struct work *w, struct work_contract *c)
{
    const struct work_contract *next = record_peek(w, &work_contract_type, c->next.id);
    if (!next) return !failed(w);
    c->ended_on = (maybe_day){ next->first.number - 1, true };
    c->ended_by = WORK_REPLACED;
    return true;
}
RULE_PLAIN(work_contract, make_way)

/* ---- its end ---- */

static const struct field work_ending_fields[] = {
    FIELD(work_ending, ended_on, .label = N_("Ended on"), .required = true), FIELD(work_ending, ended_by, .label = N_("How it ended"), .choices = work_ends, .required = true),
    FIELD(work_ending, average, .label = N_("Her wage a month, average of the last twelve"), .min = 0, .max = 100000000, .help = N_("Empty: as agreed. At most three times the place's average (Labour Contract Law, art. 47)")),
    FIELD(work_ending, notice_given, .label = N_("We told her 30 days before"), .help = N_("By us without her fault: else a month's wage is owed instead (art. 40)")),
};

static bool owes(enum work_end end) { return FROM(end) & (FROM(WORK_OUR_BREACH) | FROM(WORK_AGREED_OURS) | FROM(WORK_NO_FAULT) | FROM(WORK_NOT_RENEWED) | FROM(WORK_CLOSED)); }

static void reckon(struct work *w, struct work_contract *c, const struct work_ending *in)
{
    struct sum sum = { 0 };
    money month = in->average.fen ? in->average : c->wage;
    int halves = work_half_years(c->started, in->ended_on);
    if (c->kind != WORK_LABOUR) sum_add(&sum, (struct sum_line){ "years", N_("No compensation for years outside a labour contract"), "劳动合同法71条", { 0 }, "" });
    else if (!owes(in->ended_by)) sum_add(&sum, (struct sum_line){ "years", N_("No compensation for an end of this kind"), "劳动合同法46条", { 0 }, "" });
    else sum_add(&sum, (struct sum_line){ "years", N_("Compensation for her years"), "劳动合同法46、47条", money_times(month, halves, 2), print(w, "%s × %d.%d", money_shown(w->arena, month), halves / 2, halves % 2 * 5) });
    if (c->kind == WORK_LABOUR && in->ended_by == WORK_NO_FAULT && !in->notice_given) sum_add(&sum, (struct sum_line){ "notice", N_("A month's wage in place of notice"), "劳动合同法40条", c->wage, "" });
    c->settlement.json = sum_json(w, &sum);
    c->compensation = sum.total;
    for (int i = 0; i < sum.count; i++) mention(w, "work_contract", c->record.id, N_("{1}: {2} ({3})"), translate(w->language, sum.lines[i].label), money_shown(w->arena, sum.lines[i].amount), *sum.lines[i].why ? sum.lines[i].why : sum.lines[i].rule);
}

static bool end(struct work *w, struct work_contract *c, const struct work_ending *in)
{
    bool over = in->ended_by == WORK_NOT_RENEWED || in->ended_by == WORK_DECLINED;
    if (in->ended_on.number < c->first.number) return refuse(w, "ended_on", N_("The last day lies before the first"));
    if (in->ended_on.number > day_of(w->now).number) return refuse(w, "ended_on", N_("This day lies in the future"));
    if (in->ended_by == WORK_REPLACED) return refuse(w, "ended_by", N_("What follows ends it by itself, on the day it begins"));
    if (over && !c->last.given) return refuse(w, "ended_by", N_("It has no last day: say who ended it"));
    if (over && in->ended_on.number < c->last.number) return refuse(w, "ended_by", N_("Its term runs until {1}; say who ended it before"), day_text(w->arena, (day){ c->last.number }));
    c->ended_on = (maybe_day){ in->ended_on.number, true };
    c->ended_by = in->ended_by;
    reckon(w, c, in);
    return true;
}
RULE(work_contract, work_ending, end)

#define UNSIGNED (FROM(WORK_SENT) | FROM(WORK_PARTLY_SIGNED))
#define UNDER_WAY (FROM(WORK_DRAFT) | UNSIGNED)
const struct step work_contract_steps[WORK_STEPS] = {
    STEP(send, .label = N_("Send to be signed"), .tone = "primary", .from = FROM(WORK_DRAFT), .to = WORK_SENT, .by = CAN_KEEP_WORK_CONTRACTS, .guard = may_be_sent_guard, .run = send_rule),
    STEP(recall, .label = N_("Take back"), .from = UNSIGNED, .to = WORK_DRAFT, .by = CAN_KEEP_WORK_CONTRACTS, .reason = true, .run = recall_rule, .confirm = N_("The text that was sent is void, signatures under it too. Take it back?")),
    STEP(sign, .label = N_("Sign"), .from = UNSIGNED, .hidden = true, .run = sign_rule),
    STEP(file_paper, .label = N_("File a scan signed by hand"), .from = UNDER_WAY, .by = CAN_KEEP_WORK_CONTRACTS, INPUTS(filed_work_paper, filed_work_paper_fields), .run = file_paper_rule),
    STEP(confirm_paper, .label = N_("Scan is right"), .from = UNDER_WAY, .by = CAN_REVIEW_CONTRACTS, INPUTS(checked_work_paper, checked_work_paper_fields), .guard = paper_of_another_guard, .run = confirm_paper_rule),
    STEP(reject_paper, .label = N_("Turn the scan down"), .from = UNDER_WAY, .by = CAN_REVIEW_CONTRACTS, .reason = true, .guard = paper_of_another_guard, .run = reject_paper_rule),
    STEP(withdraw, .label = N_("Drop the contract"), .tone = "danger", .from = UNDER_WAY, .to = WORK_WITHDRAWN, .by = CAN_KEEP_WORK_CONTRACTS, .reason = true),
    STEP(pass_probation, .label = N_("She stays"), .tone = "primary", .from = FROM(WORK_IN_FORCE), .by = CAN_KEEP_WORK_CONTRACTS, .guard = has_probation_guard, .run = pass_probation_rule),
    STEP(renew, .label = N_("Renew"), .from = FROM(WORK_IN_FORCE), .by = CAN_KEEP_WORK_CONTRACTS, INPUTS(work_renewal, work_renewal_fields), .guard = none_open_guard, .run = renew_rule),
    STEP(amend, .label = N_("Amend"), .from = FROM(WORK_IN_FORCE), .by = CAN_KEEP_WORK_CONTRACTS, INPUTS(work_amendment, work_amendment_fields), .guard = none_open_guard, .run = amend_rule),
    STEP(is_followed, .label = N_("What follows is signed"), .from = FROM(WORK_IN_FORCE), .hidden = true, INPUTS(work_following, work_following_fields), .run = is_followed_rule),
    STEP(make_way, .label = N_("What follows begins"), .from = FROM(WORK_IN_FORCE), .to = WORK_ENDED, .hidden = true, .run = make_way_rule),
    STEP(end, .label = N_("End"), .tone = "danger", .from = FROM(WORK_IN_FORCE), .to = WORK_ENDED, .by = CAN_KEEP_WORK_CONTRACTS, INPUTS(work_ending, work_ending_fields), .run = end_rule, .reason = true, .preview = true),
};
