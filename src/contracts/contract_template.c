/* contract_template.c — see contract_template.h. */
#include <string.h>
#include "contracts/variables.h"
#include "contracts/work_contract_own.h"
#include "record/store.h"

static const struct choice states[] = {
    { TEMPLATE_DRAFT, "draft", N_("Draft"), "mute" }, { TEMPLATE_IN_REVIEW, "in_review", N_("In review"), "warn" },
    { TEMPLATE_PUBLISHED, "published", N_("Published"), "ok" }, { TEMPLATE_SUPERSEDED, "superseded", N_("Superseded"), "mute", .final = true }, { 0 },
};
static const struct choice modes[] = {
    { CONTRACT_EMPLOYEE, "employee", N_("Employee mode") }, { CONTRACT_PART_TIME, "part_time", N_("Part-time employee mode") }, { CONTRACT_AGENCY, "agency", N_("Agency, three parties") },
    { CONTRACT_PAYING_AGENT, "paying_agent", N_("Agency, wage paid through us") }, { CONTRACT_OVER_AGE, "over_age", N_("Work agreement past retirement") },
    { TEMPLATE_OF_WORK + WORK_LABOUR, "work_labour", N_("With the worker alone: labour contract") }, { TEMPLATE_OF_WORK + WORK_PART_TIME, "work_part_time", N_("With the worker alone: part-time agreement") }, { TEMPLATE_OF_WORK + WORK_OVER_AGE, "work_over_age", N_("With the worker alone: work agreement past retirement") }, { 0 },
};
static const struct choice whens[] = {
    { CLAUSE_ALWAYS, "always", N_("Always") }, { CLAUSE_LIVE_IN, "live_in", N_("When she lives in") }, { CLAUSE_LIVE_OUT, "live_out", N_("When she does not live in") },
    { CLAUSE_MATERNITY, "maternity", N_("Maternity nurse") }, { CLAUSE_INFANT, "infant", N_("Infant care") }, { CLAUSE_ELDER, "elder", N_("Elder care, patient care") }, { CLAUSE_CARE, "care", N_("Any care of a person") },
    { CLAUSE_TRIAL, "trial", N_("With a trial") }, { CLAUSE_EARNEST, "earnest", N_("With earnest money") }, { CLAUSE_REFUNDABLE, "refundable", N_("With a reservation or prepayment") },
    { CLAUSE_FEE, "fee", N_("With a fee of ours, once") }, { CLAUSE_MANAGEMENT, "management", N_("With a monthly management fee") },
    { CLAUSE_FIXED, "fixed", N_("With a fixed term") }, { CLAUSE_OPEN, "open", N_("Without end") }, { CLAUSE_TASK, "task", N_("Until a task is done") }, { CLAUSE_PROBATION, "probation", N_("With a probation") },
    { CLAUSE_STANDARD_HOURS, "standard_hours", N_("With standard hours") }, { CLAUSE_PERMIT, "permit", N_("With other hours, by permit") }, { 0 },
};

static const struct field clause_fields[] = {
    FIELD(template_clause, code, .label = N_("Code"), .required = true, .max = 40), FIELD(template_clause, article, .label = N_("Article"), .required = true, .max = 40),
    FIELD(template_clause, wording, .label = N_("Wording"), .required = true, .max = 2000, .format = FORMAT_MULTILINE), FIELD(template_clause, holds, .label = N_("When"), .choices = whens),
    FIELD(template_clause, law, .label = N_("Where it comes from"), .max = 120),
};
static const struct row_type clause_row = ROW_TYPE(template_clause, clause_fields);

static const struct field fields[] = {
    FIELD(contract_template, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(contract_template, name, .label = N_("Name"), .required = true, .max = 60, .list = true, .search = true),
    FIELD(contract_template, mode, .label = N_("Mode"), .choices = modes, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(contract_template, region, .label = N_("Region"), .max = 6, .list = true, .set_by = SET_ON_CREATE, .help = N_("First digits of the region's code, 11 for Beijing; empty: everywhere")),
    FIELD(contract_template, issue, .label = N_("Version"), .set_by = ENGINE_ONLY, .list = true), FIELD(contract_template, valid_from, .label = N_("Valid from"), .set_by = STEPS_ONLY, .list = true, .sort = true),
    FIELD(contract_template, preamble, .label = N_("Before the articles"), .max = 2000, .format = FORMAT_MULTILINE), FIELD(contract_template, clauses, .label = N_("Clauses"), .row = &clause_row),
    FIELD(contract_template, closing, .label = N_("Behind the articles"), .max = 2000, .format = FORMAT_MULTILINE), FIELD(contract_template, refunds, .label = N_("Refund ladder"), .row = &contract_refund_row),
    FIELD(contract_template, what_changed, .label = N_("What changed"), .max = 500, .format = FORMAT_MULTILINE),
};

int64_t contract_template_on(struct work *w, enum contract_mode mode, int64_t branch, day on)
{
    const struct branch *b = branch ? record_peek(w, &branch_type, branch) : NULL;
    text region = b && b->region ? b->region : "";
    struct found all = LOAD_WHERE(w, contract_template, "mode = $1 and state = 3 and valid_from <= $2 order by issue desc", BIND(num(mode), num(on.number)));
    const struct contract_template *best = NULL;
    for (int i = 0; i < all.count; i++) {
        const struct contract_template *t = FOUND(struct contract_template, all, i);
        bool fits = !strncmp(region, t->region, strlen(t->region));
        if (fits && (!best || strlen(t->region) > strlen(best->region))) best = t;
    }
    return best ? best->record.id : 0;
}

static bool of_category(struct work *w, const struct contract *c, unsigned long long categories)
{
    const struct service_line *line = record_peek(w, &service_line_type, c->line.id);
    return line && (categories & SET_BIT(line->category));
}

bool clause_holds(struct work *w, const struct template_clause *clause, const struct contract *c)
{
    switch (clause->holds) {
    case CLAUSE_LIVE_IN: return c->live_in;
    case CLAUSE_LIVE_OUT: return !c->live_in;
    case CLAUSE_MATERNITY: return of_category(w, c, SET_BIT(LINE_MATERNITY));
    case CLAUSE_INFANT: return of_category(w, c, SET_BIT(LINE_INFANT) | SET_BIT(LINE_MATERNITY));
    case CLAUSE_ELDER: return of_category(w, c, SET_BIT(LINE_ELDER) | SET_BIT(LINE_PATIENT) | SET_BIT(LINE_BATH));
    case CLAUSE_CARE: return of_category(w, c, SET_BIT(LINE_MATERNITY) | SET_BIT(LINE_INFANT) | SET_BIT(LINE_ELDER) | SET_BIT(LINE_PATIENT) | SET_BIT(LINE_BATH));
    case CLAUSE_TRIAL: return c->trial_days > 0;
    case CLAUSE_EARNEST: return c->deposit_kind == CONTRACT_EARNEST;
    case CLAUSE_REFUNDABLE: return c->deposit_kind == CONTRACT_RESERVATION || c->deposit_kind == CONTRACT_PREPAYMENT;
    case CLAUSE_FEE: return c->fee.fen > 0;
    case CLAUSE_MANAGEMENT: return c->management_fee.fen > 0;
    default: return true;
    }
}

static bool codes_apart(struct work *w, const struct contract_template *t)
{
    for (size_t i = 0; i < t->clauses.count; i++)
        for (size_t k = 0; k < i; k++)
            if (!strcmp(ROW(struct template_clause, t->clauses, i)->code, ROW(struct template_clause, t->clauses, k)->code))
                return wrong(w, "clauses", N_("Two clauses have the code “{1}”"), ROW(struct template_clause, t->clauses, i)->code);
    return true;
}

static bool reads_otherwise(const struct contract_template *t, const struct contract_template *before)
{
    for (int i = 0; i < contract_template_type.field_count; i++) {
        const struct field *f = &contract_template_type.fields[i];
        if (f->set_by == SET_BY_ANYONE && strcmp(f->name, "state") && record_differs(f, t, before)) return true;
    }
    return false;
}

/* Conditions of the one kind of contract mean nothing in the other. */
static bool fits_its_kind(struct work *w, const struct contract_template *t)
{
    bool work = template_is_of_work(t);
    for (size_t i = 0; i < t->clauses.count; i++) {
        const struct template_clause *c = ROW(struct template_clause, t->clauses, i);
        bool well = c->holds <= CLAUSE_ALWAYS || (c->holds >= CLAUSE_FIXED) == work;
        if (!well) return wrong(w, "clauses", work ? N_("Clause “{1}”: this condition is one of contracts with customers") : N_("Clause “{1}”: this condition is one of work contracts"), c->code);
    }
    return !work || !t->refunds.count || wrong(w, "refunds", N_("A contract between worker and company has no refund ladder"));
}

static bool check(struct work *w, struct contract_template *t, const struct contract_template *before)
{
    if (!before) t->issue = 1 + db_one(w, SQL("select max(issue) from contract_template where mode = $1 and region = $2"), BIND(num(t->mode), txt(t->region)), 0);
    if (before && before->state >= TEMPLATE_PUBLISHED && reads_otherwise(t, before)) return refuse_as(w, CONFLICT, "", N_("A published template is not edited; draft a new version of it"));
    if (t->region && *t->region && strspn(t->region, "0123456789") != strlen(t->region)) return wrong(w, "region", N_("A region is given by the first digits of its code"));
    return fits_its_kind(w, t) && codes_apart(w, t);
}
CHECKER(contract_template, check)

static text title(struct work *w, const struct contract_template *t) { return print(w, "%s v%lld", t->name, (long long)t->issue); }
TITLE(contract_template, title)

static text unknown_in(struct work *w, const struct contract_template *t, text words) { return template_is_of_work(t) ? work_variables_unknown(w, words) : variables_unknown(w, words); }

static const struct sentence *complete(struct work *w, const struct contract_template *t)
{
    if (!t->clauses.count) return because(w, N_("The template has no clauses yet"));
    for (size_t i = 0; i < t->clauses.count; i++) {
        const struct template_clause *c = ROW(struct template_clause, t->clauses, i);
        text unknown = unknown_in(w, t, c->wording);
        if (unknown) return because(w, N_("Clause “{1}” names {2}, which is no variable"), c->code, unknown);
    }
    text around = unknown_in(w, t, print(w, "%s%s", t->preamble, t->closing));
    if (around) return because(w, N_("The words before or behind the articles name {1}, which is no variable"), around);
    return NULL;
}
GUARD(contract_template, complete)

struct template_publication { day valid_from; };
static const struct field publication_fields[] = { FIELD(template_publication, valid_from, .label = N_("Valid from"), .required = true) };

static bool publish(struct work *w, struct contract_template *t, const struct template_publication *in)
{
    if (in->valid_from.number < day_of(w->now).number) return refuse(w, "valid_from", N_("A template cannot become valid in the past"));
    struct found others = LOAD_WHERE(w, contract_template, "mode = $1 and region = $2 and state = 3", BIND(num(t->mode), txt(t->region)));
    bool at_once = in->valid_from.number == day_of(w->now).number;
    for (int i = 0; i < others.count; i++)
        if ((at_once || FOUND(struct contract_template, others, i)->valid_from.number > day_of(w->now).number) && !step_run(w, &contract_template_type, others.at[i], "supersede", NULL)) return false;
    t->valid_from = in->valid_from;
    return !failed(w);
}
RULE(contract_template, template_publication, publish)

/* What was published for a later day takes the place of the one before on that day, not before it: until then that one holds. */
bool contract_templates_follow(struct work *w)
{
    struct found over = LOAD_WHERE(w, contract_template, "state = 3 and exists (select 1 from contract_template n where n.mode = contract_template.mode and n.region = contract_template.region and n.state = 3 "
                                   "and n.issue > contract_template.issue and n.valid_from <= $1)", BIND(num(day_of(w->now).number)));
    for (int i = 0; i < over.count; i++)
        if (!step_run(w, &contract_template_type, over.at[i], "supersede", NULL)) return false;
    return !failed(w);
}

struct renewed_template { text what_changed; };
static const struct field renewed_fields[] = { FIELD(renewed_template, what_changed, .label = N_("What is to change"), .required = true, .max = 500, .format = FORMAT_MULTILINE) };

/* The same words as a new draft, to be edited. */
static bool draft_from(struct work *w, const struct contract_template *t, text region, text field, text what_changed)
{
    if (db_one(w, SQL("select 1 from contract_template where mode = $1 and region = $2 and state in (1, 2) limit 1"), BIND(num(t->mode), txt(region)), 0)) return refuse(w, field, N_("There is a draft of the next version already"));
    struct contract_template next = { .mode = t->mode, .region = region, .name = t->name, .preamble = t->preamble, .closing = t->closing, .clauses = t->clauses, .refunds = t->refunds, .what_changed = what_changed };
    return ADD(w, contract_template, &next);
}

static bool renew(struct work *w, struct contract_template *t, const struct renewed_template *in) { return draft_from(w, t, t->region, "what_changed", in->what_changed); }
RULE(contract_template, renewed_template, renew)

struct adapted_template { text region, what_changed; };
static const struct field adapted_fields[] = {
    FIELD(adapted_template, region, .label = N_("Region"), .required = true, .max = 6, .help = N_("First digits of the region's code, 11 for Beijing; empty: everywhere")),
    FIELD(adapted_template, what_changed, .label = N_("What is to change"), .required = true, .max = 500, .format = FORMAT_MULTILINE),
};

/* What a city asks for besides: another region's first version, or its next one, begins with these words. */
static bool adapt(struct work *w, struct contract_template *t, const struct adapted_template *in)
{
    if (!strcmp(in->region, t->region)) return refuse(w, "region", N_("This one is of that region: draft its next version"));
    return draft_from(w, t, in->region, "region", in->what_changed);
}
RULE(contract_template, adapted_template, adapt)

static const struct step steps[] = {
    STEP(submit, .label = N_("Submit for review"), .tone = "primary", .from = FROM(TEMPLATE_DRAFT), .to = TEMPLATE_IN_REVIEW, .by = CAN_EDIT_CONTRACT_TEMPLATES, .guard = complete_guard),
    STEP(send_back, .label = N_("Send back"), .from = FROM(TEMPLATE_IN_REVIEW), .to = TEMPLATE_DRAFT, .by = CAN_PUBLISH_CONTRACT_TEMPLATES, .reason = true),
    STEP(publish, .label = N_("Publish"), .tone = "primary", .from = FROM(TEMPLATE_IN_REVIEW), .to = TEMPLATE_PUBLISHED, .by = CAN_PUBLISH_CONTRACT_TEMPLATES, INPUTS(template_publication, publication_fields), .run = publish_rule, .guard = complete_guard),
    STEP(renew, .label = N_("New version"), .from = FROM(TEMPLATE_PUBLISHED), .by = CAN_EDIT_CONTRACT_TEMPLATES, INPUTS(renewed_template, renewed_fields), .run = renew_rule),
    STEP(adapt, .label = N_("Draft for a region"), .from = FROM(TEMPLATE_PUBLISHED), .by = CAN_EDIT_CONTRACT_TEMPLATES, INPUTS(adapted_template, adapted_fields), .run = adapt_rule),
    STEP(supersede, .label = N_("Supersede"), .from = FROM(TEMPLATE_PUBLISHED), .to = TEMPLATE_SUPERSEDED, .hidden = true),
};
static const text uniques[] = { "mode, region, issue", NULL };

const struct record_type contract_template_type = RECORD_TYPE(contract_template, .label = N_("Contract template"), .module = "contracts", FIELDS(fields), STEPS(steps), .first_state = TEMPLATE_DRAFT, .scope = SCOPE_COMPANY,
    .see = CAN_SEE_CONTRACTS, .create = CAN_EDIT_CONTRACT_TEMPLATES, .edit = CAN_EDIT_CONTRACT_TEMPLATES, .edit_in = FROM(TEMPLATE_DRAFT) | FROM(TEMPLATE_IN_REVIEW), .history = true, .uniques = uniques, .check = check_hook, .title = title_hook, .prefix = "MB");
