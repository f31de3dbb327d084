/* standard.c — see standard.h. */
#include "services/services.h"
#include "record/store.h"

static const struct choice states[] = {
    { STANDARD_DRAFT, "draft", N_("Draft"), "mute" }, { STANDARD_IN_REVIEW, "in_review", N_("In review"), "warn" },
    { STANDARD_PUBLISHED, "published", N_("Published"), "ok" }, { STANDARD_SUPERSEDED, "superseded", N_("Superseded"), "mute", .final = true }, { 0 },
};
static const struct choice origins[] = {
    { ORIGIN_NATIONAL, "national", N_("National standard") }, { ORIGIN_INDUSTRY, "industry", N_("Industry standard") },
    { ORIGIN_COMPLAINT, "complaint", N_("A complaint") }, { ORIGIN_INCIDENT, "incident", N_("An incident") }, { ORIGIN_COMPANY, "company", N_("Our own rule") }, { 0 },
};

static const struct field item_fields[] = {
    FIELD(standard_item, area, .label = N_("Area"), .reads = seeded_words, .required = true, .max = 30),
    FIELD(standard_item, task, .label = N_("Task"), .reads = seeded_words, .required = true, .max = 80),
    FIELD(standard_item, method, .label = N_("How"), .reads = seeded_words, .max = 200),
    FIELD(standard_item, length, .label = N_("Minutes"), .min = 0, .max = 600),
    FIELD(standard_item, acceptance, .label = N_("Accepted when"), .reads = seeded_words, .max = 200),
    FIELD(standard_item, weight, .label = N_("Weight"), .min = 0, .max = 100),
    FIELD(standard_item, photo, .label = N_("Photo needed")),
    FIELD(standard_item, red_line, .label = N_("Red line")),
    FIELD(standard_item, origin, .label = N_("Origin"), .choices = origins),
    FIELD(standard_item, source, .label = N_("Source"), .reads = seeded_words, .max = 120),
};
static const struct row_type item_row = ROW_TYPE(standard_item, item_fields);

static const struct field fields[] = {
    FIELD(standard, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(standard, line, .label = N_("Service line"), .to = &service_line_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(standard, issue, .label = N_("Issue"), .set_by = ENGINE_ONLY, .list = true),
    FIELD(standard, name, .label = N_("Name"), .reads = seeded_words, .required = true, .max = 60, .list = true, .search = true),
    FIELD(standard, valid_from, .label = N_("Valid from"), .set_by = STEPS_ONLY, .list = true, .sort = true),
    FIELD(standard, items, .label = N_("Tasks"), .row = &item_row),
    FIELD(standard, exclusions, .label = N_("Not included"), .reads = seeded_words, .max = 4000, .format = FORMAT_MULTILINE),
    FIELD(standard, etiquette, .label = N_("Etiquette"), .max = 4000, .format = FORMAT_MULTILINE),
    FIELD(standard, tools, .label = N_("Tools"), .max = 2000, .format = FORMAT_MULTILINE),
    FIELD(standard, chemicals, .label = N_("Chemicals and what never to mix"), .max = 2000, .format = FORMAT_MULTILINE),
    FIELD(standard, review_due, .label = N_("Review due"), .set_by = ENGINE_ONLY),
};

int64_t standard_on(struct work *w, int64_t line, day on)
{
    return db_one(w, SQL("select id from standard where line = $1 and state in (3, 4) and valid_from <= $2 order by valid_from desc, issue desc limit 1"),
                  BIND(num(line), num(on.number)), 0);
}

static bool check(struct work *w, struct standard *s, const struct standard *before)
{
    if (!before) s->issue = 1 + db_one(w, SQL("select max(issue) from standard where line = $1"), BIND(num(s->line.id)), 0);
    if (before && before->state >= STANDARD_PUBLISHED && s->state == before->state)
        return refuse_as(w, CONFLICT, "", N_("A published standard is not edited; draft a new issue instead"));
    return !failed(w);
}
CHECKER(standard, check)

static const struct sentence *complete(struct work *w, const struct standard *s)
{
    if (!s->items.count) return because(w, N_("The standard has no tasks yet"));
    for (size_t i = 0; i < s->items.count; i++)
        if (!*ROW(struct standard_item, s->items, i)->acceptance)
            return because(w, N_("Task {1} does not say when it is accepted"), ROW(struct standard_item, s->items, i)->task);
    return NULL;
}
GUARD(standard, complete)

static const struct field publication_fields[] = { FIELD(standard_publication, valid_from, .label = N_("Valid from"), .required = true) };

/* Seven days' notice, so that those who work by it have read it (DOMAIN.md §1.2); the first issue may start at once. */
static bool publish(struct work *w, struct standard *s, const struct standard_publication *in)
{
    int32_t today = day_of(w->now).number;
    if (in->valid_from.number < today) return refuse(w, "valid_from", N_("A standard cannot become valid in the past"));
    if (s->issue > 1 && in->valid_from.number < today + 7) return refuse(w, "valid_from", N_("Workers need seven days' notice before a new issue is valid"));
    struct found others = LOAD_WHERE(w, standard, "line = $1 and state = 3", BIND(num(s->line.id)));
    for (int i = 0; i < others.count; i++)
        if (!step_run(w, &standard_type, others.at[i], "supersede", NULL)) return false;
    s->valid_from = in->valid_from;
    s->review_due = day_plus_months(in->valid_from, 12);
    return !failed(w);
}
RULE(standard, standard_publication, publish)

static text title(struct work *w, const struct standard *s) { return print(w, "%s v%lld", s->name, (long long)s->issue); }
TITLE(standard, title)

static instant review_due(struct work *w, const struct standard *s) { (void)w; return day_start(s->review_due); }
DUE(standard, review_due)

static const struct deadline deadlines[] = {
    { .name = "review", .label = N_("Review the standard"), .states = FROM(STANDARD_PUBLISHED), .due = review_due_hook, .who = CAN_PUBLISH_SERVICES,
      .escalate_after = DAYS(30), .then = CAN_PUBLISH_SERVICES },
};

static const struct step steps[] = {
    STEP(submit, .label = N_("Submit for review"), .tone = "primary", .from = FROM(STANDARD_DRAFT), .to = STANDARD_IN_REVIEW, .by = CAN_EDIT_SERVICES, .guard = complete_guard),
    STEP(send_back, .label = N_("Send back"), .from = FROM(STANDARD_IN_REVIEW), .to = STANDARD_DRAFT, .by = CAN_PUBLISH_SERVICES, .reason = true),
    STEP(publish, .label = N_("Publish"), .tone = "primary", .from = FROM(STANDARD_IN_REVIEW), .to = STANDARD_PUBLISHED, .by = CAN_PUBLISH_SERVICES,
         INPUTS(standard_publication, publication_fields), .run = publish_rule, .guard = complete_guard),
    STEP(supersede, .label = N_("Supersede"), .from = FROM(STANDARD_PUBLISHED), .to = STANDARD_SUPERSEDED, .hidden = true),
};

const struct record_type standard_type = RECORD_TYPE(standard, .label = N_("Service standard"), .module = "services", FIELDS(fields), STEPS(steps), DEADLINES(deadlines),
    .first_state = STANDARD_DRAFT, .scope = SCOPE_COMPANY, .see = CAN_SEE_SERVICES, .create = CAN_EDIT_SERVICES, .edit = CAN_EDIT_SERVICES,
    .history = true, .check = check_hook, .title = title_hook, .prefix = "SD",
    .import_states = FROM(STANDARD_PUBLISHED) | FROM(STANDARD_SUPERSEDED));
