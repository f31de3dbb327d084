/* branch.c — see branch.h. */
#include "base/words.h"
#include "company/branch.h"
#include <string.h>
#include "base/utf8.h"
#include "company/rights.h"
#include "company/session.h"

enum { DEEPEST = 12 };

static const struct choice kinds[] = {
    { BRANCH_SHOP, "shop", N_("Shop"), .also = "门店|店" }, { BRANCH_REGION, "region", N_("Region"), .also = "大区|片区" },
    { BRANCH_HEADQUARTERS, "headquarters", N_("Headquarters"), .also = "总公司" }, { 0 },
};
static const struct choice states[] = { { BRANCH_OPEN, "open", N_("In business"), "ok" }, { BRANCH_CLOSED, "closed", N_("Closed down"), "mute", .final = true }, { 0 } };

static const struct field fields[] = {
    FIELD(branch, state, .label = N_("State"), .choices = states, .list = true, .filter = true),
    FIELD(branch, name, .label = N_("Name"), .required = true, .max = 60, .list = true, .sort = true, .search = true, .names = true, .unique = true, .also = "门店|门店名称|分店"),
    FIELD(branch, code, .label = N_("Code"), .required = true, .max = 12, .list = true, .sort = true, .unique = true, .also = "编号|门店编号"),
    FIELD(branch, kind, .label = N_("Kind"), .choices = kinds, .list = true, .filter = true),
    FIELD(branch, parent, .label = N_("Belongs to"), .to = &branch_type, .list = true, .filter = true),
    FIELD(branch, region, .label = N_("Region code"), .max = 6, .help = N_("Six digits of the administrative division, such as 110105"), .also = "行政区划"),
    FIELD(branch, complaint_phone, .label = N_("Complaint phone"), .format = FORMAT_PHONE, .max = 30, .list = true,
          .help = N_("Customers see it on contracts and receipts"), .also = "投诉电话"),
    FIELD(branch, address, .label = N_("Address"), .max = 200, .also = "门店地址"),
    FIELD(branch, location, .label = N_("Place on the map")),
    FIELD(branch, opened, .label = N_("Opened on"), .also = "开业日期"),
    FIELD(branch, closes_on, .label = N_("Closes down on"), .set_by = STEPS_ONLY, .list = true, .filter = true),
    FIELD(branch, transition_from, .label = N_("Transition after go-live from"), .set_by = STEPS_ONLY),
    FIELD(branch, transition_until, .label = N_("Transition after go-live until"), .set_by = STEPS_ONLY),
};

int branches_all(struct work *w, const struct branch_line **ret)
{
    int n = 0, room = 32;
    struct branch_line *lines = take_many(w, struct branch_line, room);
    struct rows *row = db_query(w, SQL("select id, parent, name, state, kind from branch order by id"), NO_BIND);
    while (db_next(row)) {
        if (n == room) {
            struct branch_line *more = take_many(w, struct branch_line, room *= 2);
            memcpy(more, lines, sizeof *more * (size_t)n);
            lines = more;
        }
        lines[n++] = (struct branch_line){ db_number(row, 0), db_number(row, 1), db_text(row, 2), db_number(row, 3) == BRANCH_OPEN, db_number(row, 4) == BRANCH_SHOP };
    }
    *ret = lines;
    return n;
}

static int64_t parent_of(const struct branch_line *lines, int count, int64_t branch)
{
    for (int i = 0; i < count; i++)
        if (lines[i].id == branch) return lines[i].parent;
    return 0;
}

/* The tree is shallow: each branch walks up to see whether it comes by `root`. */
int branches_below(const struct branch_line *lines, int count, int64_t root, int64_t *into)
{
    int n = 0;
    for (int i = 0; i < count; i++) {
        int64_t at = lines[i].id;
        for (int up = 0; at && at != root && up < DEEPEST; up++) at = parent_of(lines, count, at);
        if (at == root) into[n++] = lines[i].id;
    }
    return n;
}

int branches_above(struct work *w, int64_t branch, int64_t *into, int most)
{
    int n = 0;
    while (branch && n < most && !failed(w)) {
        into[n++] = branch;
        const struct branch *b = record_peek(w, &branch_type, branch);     /* in hand after the first time */
        branch = b ? b->parent.id : 0;
    }
    return n;
}

static bool region_right(struct work *w, text region)
{
    if (!*region || (strlen(region) == 6 && strspn(region, "0123456789") == 6)) return true;
    return wrong(w, "region", N_("The region code has six digits"));
}

static bool parent_right(struct work *w, const struct branch *b)
{
    int64_t above[DEEPEST];
    if (!b->parent.id) return true;
    int n = branches_above(w, b->parent.id, above, DEEPEST);
    for (int i = 0; i < n; i++)
        if (above[i] == b->record.id) return wrong(w, "parent", N_("A branch cannot lie below itself"));
    return n < DEEPEST - 1 || wrong(w, "parent", N_("The tree of branches is too deep"));
}

/* What she makes or moves stays within her reach: a branch below none would be out of it the moment it is there. */
static bool stays_in_reach(struct work *w, const struct branch *b, const struct branch *before)
{
    const struct actor *a = w->actor;
    if (a->system || a->all_branches || (before && before->parent.id == b->parent.id) || (b->parent.id && in_scope(w, b->parent.id))) return true;
    return wrong(w, "parent", N_("You do not look after the whole company: choose a branch of yours that it lies below, or have it made by somebody who looks after the whole company"));
}

static bool check(struct work *w, struct branch *b, const struct branch *before)
{
    b->code = utf8_narrow(w->arena, b->code ? b->code : "");
    if (!b->kind) b->kind = BRANCH_SHOP;
    if (!b->region) b->region = "";
    return region_right(w, b->region) && parent_right(w, b) && stays_in_reach(w, b, before) && !failed(w);
}
CHECKER(branch, check)

/* Who may do something in the whole company, or above, may do it in a new branch at once. */
static bool created(struct work *w, void *record)
{
    (void)record;
    sessions_forget();
    return !failed(w);
}
static bool changed(struct work *w, void *record, const void *before) { (void)before; return created(w, record); }

struct closing { day last; bool sooner; };
static const struct field closing_fields[] = {
    FIELD(closing, last, .label = N_("Last day open"), .required = true, .help = N_("Thirty days from now at least: customers who have paid beforehand are told today")),
    FIELD(closing, sooner, .label = N_("It cannot be told thirty days before"), .help = N_("Lost the lease, a fire: say so in the reason")),
};

static bool announce_closing(struct work *w, struct branch *b, const struct closing *in)
{
    day today = day_of(w->now);
    if (in->last.number < today.number) return refuse(w, "last", N_("The last day lies in the past"));
    if (!in->sooner && in->last.number < today.number + CLOSING_DAYS) return refuse(w, "last", N_("Customers are told thirty days before: {1} at the earliest. If it cannot be so, tick it and say why"), day_text(w->arena, (day){ today.number + CLOSING_DAYS }));
    b->closes_on = (maybe_day){ in->last.number, true };
    return true;
}
RULE(branch, closing, announce_closing)

static const struct sentence *is_announced(struct work *w, const struct branch *b) { return b->closes_on.given ? NULL : because(w, N_("No closing was announced")); }
GUARD(branch, is_announced)
static bool stay_open(struct work *w, struct branch *b) { (void)w; b->closes_on.given = false; return true; }
RULE_PLAIN(branch, stay_open)

/* Everything that is left, in one sentence: money of customers first. */
static text left_at(struct work *w, int64_t branch)
{
    text all = "";
    const struct at_branch *one;
    for (int i = 0; (one = house_answers(w->house, QUESTION_AT_BRANCH, i)) != NULL && !failed(w); i++) {
        int64_t n = one->count(w, branch);
        if (n <= 0) continue;
        text said = translate_with(w->arena, w->language, one->why, (const text[]){ print(w, "%lld", (long long)n), NULL });
        all = *all ? translate_with(w->arena, w->language, N_("{1}, {2}"), (const text[]){ all, said, NULL }) : said;
    }
    return all;
}

static bool close_it(struct work *w, struct branch *b)
{
    if (db_one(w, SQL("select 1 from branch where parent = $1 and state = 1 limit 1"), BIND(num(b->record.id)), 0))
        return refuse(w, "", N_("There are open branches below it; close or move them first"));
    text left = left_at(w, b->record.id);
    if (*left) return refuse_as(w, CONFLICT, "", N_("Not everything is settled here yet: {1}. Announce the closing first, it tells the customers; then pay back, end or hand over, or move customers and workers to another branch (on their pages, and all of a branch's customers in the customers' list)"), left);
    return !failed(w);
}
RULE_PLAIN(branch, close_it)

bool branch_in_transition(const struct branch *b, day on)
{
    return b->transition_until.given && on.number >= b->transition_from.number && on.number <= b->transition_until.number;
}

struct transition { day until; };
static const struct field transition_fields[] = {
    FIELD(transition, until, .label = N_("Last day"), .required = true, .help = N_("Until then cleaning without care goes on with a warning where a paper was never entered")),
};

/* Also to make a running one longer or shorter; never beyond what a branch has once in its life. */
static bool begin_transition(struct work *w, struct branch *b, const struct transition *in)
{
    day today = day_of(w->now), first = { b->transition_from.given ? b->transition_from.number : today.number };
    if (in->until.number < today.number) return refuse(w, "until", N_("The last day lies in the past"));
    if (in->until.number > first.number + TRANSITION_DAYS_MOST)
        return refuse(w, "until", N_("The transition lasts at most {1} days, until {2}; it is not granted twice"), print(w, "%d", TRANSITION_DAYS_MOST), day_text(w->arena, (day){ first.number + TRANSITION_DAYS_MOST }));
    b->transition_from = (maybe_day){ first.number, true };
    b->transition_until = (maybe_day){ in->until.number, true };
    return true;
}
RULE(branch, transition, begin_transition)

static bool end_transition(struct work *w, struct branch *b)
{
    b->transition_until.number = day_of(w->now).number - 1;
    return true;
}
RULE_PLAIN(branch, end_transition)

static const struct sentence *in_transition(struct work *w, const struct branch *b)
{
    return branch_in_transition(b, day_of(w->now)) ? NULL : because(w, N_("This branch is in no transition"));
}
GUARD(branch, in_transition)

/* Two weeks before the end there is still time to enter what is missing. */
static instant transition_due(struct work *w, const struct branch *b)
{
    return (instant){ branch_in_transition(b, day_of(w->now)) ? day_start((day){ b->transition_until.number - 14 }).ms : 0 };
}
DUE(branch, transition_due)

static instant closing_due(struct work *w, const struct branch *b) { (void)w; return (instant){ b->closes_on.given ? day_at((day){ b->closes_on.number }, 18 * 60).ms : 0 }; }
DUE(branch, closing_due)

static const struct deadline deadlines[] = {
    { .name = "closing", .label = N_("Its last day: settle what is left, then close the branch"), .states = FROM(BRANCH_OPEN), .due = closing_due_hook, .who = CAN_MANAGE_COMPANY, .step = "close" },
    { .name = "transition", .label = N_("The transition after go-live ends: enter the missing papers"), .states = FROM(BRANCH_OPEN), .due = transition_due_hook, .who = CAN_MANAGE_COMPANY,
      .escalate_after = DAYS(7), .then = CAN_MANAGE_COMPANY, .step = "end_transition" },
};

static const struct step steps[] = {
    STEP(begin_transition, .label = N_("Transition after go-live"), .from = FROM(BRANCH_OPEN), .by = CAN_MANAGE_COMPANY, INPUTS(transition, transition_fields), .run = begin_transition_rule, .reason = true),
    STEP(end_transition, .label = N_("End the transition"), .from = FROM(BRANCH_OPEN), .by = CAN_MANAGE_COMPANY, .run = end_transition_rule, .guard = in_transition_guard),
    STEP(announce_closing, .label = N_("Announce that it closes down"), .from = FROM(BRANCH_OPEN), .by = CAN_MANAGE_COMPANY, INPUTS(closing, closing_fields), .run = announce_closing_rule, .reason = true, .preview = true),
    STEP(stay_open, .label = N_("It stays open"), .from = FROM(BRANCH_OPEN), .by = CAN_MANAGE_COMPANY, .run = stay_open_rule, .guard = is_announced_guard, .reason = true),
    STEP(close, .label = N_("Close the branch"), .from = FROM(BRANCH_OPEN), .to = BRANCH_CLOSED, .by = CAN_MANAGE_COMPANY, .run = close_it_rule, .reason = true, .tone = "danger",
         .confirm = N_("Its records stay. Close this branch?")),
    STEP(reopen, .label = N_("Open again"), .from = FROM(BRANCH_CLOSED), .to = BRANCH_OPEN, .by = CAN_MANAGE_COMPANY),
};

static text title(struct work *w, const struct branch *b) { (void)w; return b->name; }
TITLE(branch, title)

const struct record_type branch_type = RECORD_TYPE(branch, .label = N_("Branch"), .module = "company", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = BRANCH_OPEN,
    .scope = SCOPE_COMPANY, .see = CAN_SEE_COMPANY, .create = CAN_MANAGE_COMPANY, .edit = CAN_MANAGE_COMPANY, .order = "code", .history = true,
    .title = title_hook, .check = check_hook, .created = created, .changed = changed, .import_states = FROM(BRANCH_OPEN));
