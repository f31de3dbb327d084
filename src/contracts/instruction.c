/* instruction.c — see instruction.h. */
#include "contracts/instruction.h"
#include "base/words.h"
#include "contracts/signer.h"
#include "record/store.h"

static const struct choice states[] = {
    { INSTRUCTION_WAITS, "waits", N_("Waits for who may"), "warn" }, { INSTRUCTION_STANDS, "stands", N_("Stands"), "ok" }, { INSTRUCTION_TURNED_DOWN, "turned_down", N_("Turned down"), "mute", .final = true },
    { INSTRUCTION_WITHDRAWN, "withdrawn", N_("Taken back"), "mute", .final = true }, { 0 },
};
static const struct choice whats[] = {
    { INSTRUCTED_END, "end", N_("End the service") }, { INSTRUCTED_CHANGE, "change", N_("Change something") }, { INSTRUCTED_SUSPEND, "suspend", N_("Suspend it") }, { INSTRUCTED_MONEY, "money", N_("Money back, or to whom") },
    { INSTRUCTED_OTHER, "other", N_("Something else") }, { 0 },
};
static const struct choice ways[] = { { INSTRUCTED_ON_PAPER, "paper", N_("In writing") }, { INSTRUCTED_IN_PERSON, "person", N_("In the shop") }, { INSTRUCTED_BY_PHONE, "phone", N_("She called") }, { INSTRUCTED_BY_MESSAGE, "message", N_("She sent a message") }, { 0 } };

static const struct field fields[] = {
    FIELD(contract_instruction, state, .label = N_("State"), .choices = states, .list = true, .filter = true),
    FIELD(contract_instruction, contract, .label = N_("Contract"), .to = &contract_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(contract_instruction, what, .label = N_("Wants"), .choices = whats, .required = true, .list = true, .set_by = SET_ON_CREATE),
    FIELD(contract_instruction, instructed_by, .label = N_("Whose word"), .choices = instruction_givers, .required = true, .list = true, .set_by = SET_ON_CREATE),
    FIELD(contract_instruction, authority, .label = N_("Authority"), .to = &authority_type, .help = N_("Of who holds one: whose, by which right"), .set_by = SET_ON_CREATE),
    FIELD(contract_instruction, name, .personal = true, .label = N_("Her name"), .max = 40, .list = true, .help = N_("Of somebody else")),
    FIELD(contract_instruction, relation, .personal = true, .label = N_("Who she is"), .max = 60, .help = N_("Former husband, brother, neighbour")),
    FIELD(contract_instruction, way, .label = N_("How it came"), .choices = ways, .required = true, .set_by = SET_ON_CREATE),
    FIELD(contract_instruction, words, .personal = true, .label = N_("What she wants, in her words"), .required = true, .max = 500, .format = FORMAT_MULTILINE, .set_by = SET_ON_CREATE),
    FIELD(contract_instruction, paper, .personal = true, .label = N_("In writing"), .set_by = SET_ON_CREATE),
    FIELD(contract_instruction, decided_by, .personal = true, .label = N_("Whose word counts"), .max = 120, .list = true, .set_by = STEPS_ONLY), FIELD(contract_instruction, decision, .personal = true, .label = N_("The written instruction"), .set_by = STEPS_ONLY),
    FIELD(contract_instruction, decided_at, .label = N_("Decided at"), .set_by = STEPS_ONLY), FIELD(contract_instruction, answer, .personal = true, .label = N_("What she was told"), .max = 500, .set_by = STEPS_ONLY),
};

static enum authority_covers covered(enum instruction_what what)
{
    return what == INSTRUCTED_END ? COVERS_ENDING : what == INSTRUCTED_MONEY ? COVERS_MONEY : COVERS_CHANGES;
}

static bool check(struct work *w, struct contract_instruction *i, const struct contract_instruction *before)
{
    const struct contract *c = record_peek(w, &contract_type, i->contract.id);
    if (!c || before || !i->instructed_by || !i->what) return !failed(w);
    i->record.branch = c->record.branch;
    if (i->instructed_by == INSTRUCTED_BY_ANOTHER && (!*i->name || !*i->relation)) return wrong(w, *i->name ? "relation" : "name", N_("Say who it is, and what she is to the family"));
    if (i->instructed_by == INSTRUCTED_BY_ANOTHER) return !failed(w);
    text who = instruction_counts(w, c, i->instructed_by, i->authority.id, covered(i->what));
    if (!who) return false;
    i->state = INSTRUCTION_STANDS;
    i->decided_by = who;
    i->decision = i->paper;
    i->decided_at = w->acted;
    return true;
}
CHECKER(contract_instruction, check)

/* ---- the word of one who may ---- */

struct instruction_word { enum instruction_by instructed_by; ref authority; file paper; };
static const struct field word_fields[] = {
    FIELD(instruction_word, instructed_by, .label = N_("Whose word"), .choices = instruction_givers, .required = true), FIELD(instruction_word, authority, .label = N_("Authority"), .to = &authority_type, .help = N_("Of who holds one: whose, by which right")),
    FIELD(instruction_word, paper, .label = N_("The written instruction"), .required = true),
};
static bool put_on_file(struct work *w, struct contract_instruction *i, const struct instruction_word *in)
{
    const struct contract *c = record_peek(w, &contract_type, i->contract.id);
    text who = c ? instruction_counts(w, c, in->instructed_by, in->authority.id, covered(i->what)) : NULL;
    if (!who) return false;
    i->decided_by = who;
    i->decision = in->paper;
    i->decided_at = w->acted;
    return true;
}
RULE(contract_instruction, instruction_word, put_on_file)

static bool turn_down(struct work *w, struct contract_instruction *i)
{
    i->answer = step_reason(w);
    i->decided_at = w->acted;
    return true;
}
RULE_PLAIN(contract_instruction, turn_down)

static text title(struct work *w, const struct contract_instruction *i)
{
    text who = *i->name ? i->name : i->decided_by && *i->decided_by ? i->decided_by : translate(w->language, choice_label(instruction_givers, i->instructed_by));
    return print(w, "%s: %s", who, translate(w->language, choice_label(whats, i->what)));
}
TITLE(contract_instruction, title)

static instant asked_due(struct work *w, const struct contract_instruction *i) { (void)w; return (instant){ i->record.created_at.ms + DAYS(1) }; }
DUE(contract_instruction, asked_due)

static const struct step steps[] = {
    STEP(put_on_file, .label = N_("File the written instruction"), .tone = "primary", .from = FROM(INSTRUCTION_WAITS), .to = INSTRUCTION_STANDS, .by = CAN_EDIT_CONTRACTS, INPUTS(instruction_word, word_fields), .run = put_on_file_rule),
    STEP(turn_down, .label = N_("Turn it down"), .from = FROM(INSTRUCTION_WAITS), .to = INSTRUCTION_TURNED_DOWN, .by = CAN_EDIT_CONTRACTS, .reason = true, .run = turn_down_rule),
    STEP(take_back, .label = N_("She takes it back"), .from = FROM(INSTRUCTION_WAITS) | FROM(INSTRUCTION_STANDS), .to = INSTRUCTION_WITHDRAWN, .by = CAN_EDIT_CONTRACTS, .reason = true),
};
static const struct deadline deadlines[] = {
    { .name = "word", .label = N_("Two may be arguing: get the written instruction of who may, or turn it down"), .states = FROM(INSTRUCTION_WAITS), .due = asked_due_hook, .who = CAN_EDIT_CONTRACTS, .escalate_after = DAYS(1), .then = CAN_REVIEW_CONTRACTS, .step = "put_on_file" },
};
static const struct retention kept[] = {
    { .name = "words", .label = N_("Instructions about contracts: words and papers, from the contract's end"), .law = N_("Claims run out after 3 years (Civil Code art. 188)"), .stays = true, .since = "contract.ended_on", .days = 1095,
      .due = "(words <> '' or name <> '' or paper <> '' or decision <> '') and contract in (select id from contract where state = 2 and ended_on < $2)", .members = "name|relation|words|paper|decided_by|decision|answer" },
};

const struct record_type contract_instruction_type = RECORD_TYPE(contract_instruction, .label = N_("Instruction"), .module = "contracts", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), RETENTION(kept), .first_state = INSTRUCTION_WAITS,
    .scope = SCOPE_BRANCH, .subject = "contract", .see = CAN_SEE_CONTRACTS, .create = CAN_EDIT_CONTRACTS, .append_only = true, .quiet = true, .check = check_hook, .title = title_hook);

bool instruction_waits(struct work *w, const struct contract *c)
{
    struct found open = LOAD_WHERE(w, contract_instruction, "contract = $1 and state = 1 order by id limit 1", BIND(num(c->record.id)));
    const struct contract_instruction *i = open.count ? FOUND(struct contract_instruction, open, 0) : NULL;
    if (!i) return failed(w);
    refuse_as(w, CONFLICT, "", N_("{1} ({2}) wants something of this contract and may not say so alone: first file the written instruction of {3}, or turn hers down; it stands on the contract's page"), i->name, i->relation, record_title(w, &person_type, contract_signer(w, c)));
    return true;
}
