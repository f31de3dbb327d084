/* follow_question.c — the question sets of follow_up.h, as a company begins with them (DOMAIN.md §10) and edits them. */
#include "base/words.h"
#include "placement/placement_own.h"
#include "record/store.h"

static const struct choice families[] = {
    { ASKED_ALL, "all", N_("All services") }, { ASKED_MATERNITY, "maternity", N_("Maternity nurse") }, { ASKED_INFANT, "infant", N_("Infant nanny") }, { ASKED_ELDER, "elder", N_("Elder care") },
    { ASKED_HOUSEKEEPING, "housekeeping", N_("Housekeeping") }, { 0 },
};
static const struct field fields[] = {
    FIELD(follow_question, words, .label = N_("Question"), .required = true, .max = 200, .list = true, .search = true), FIELD(follow_question, family, .label = N_("Services"), .choices = families, .required = true, .list = true, .filter = true),
    FIELD(follow_question, side, .label = N_("Who is asked"), .choices = follow_sides, .required = true, .list = true, .filter = true), FIELD(follow_question, stages, .label = N_("When"), .choices = follow_stages, .list = true, .filter = true, .help = N_("None: every time but the call back")),
    FIELD(follow_question, kind, .label = N_("Answered by"), .choices = question_kinds, .required = true, .list = true), FIELD(follow_question, opens, .label = N_("A 3 or less opens"), .choices = question_opening, .list = true),
    FIELD(follow_question, place, .label = N_("Place"), .list = true, .sort = true, .min = 0, .max = 999), FIELD(follow_question, off, .label = N_("Not asked any more"), .list = true, .filter = true),
};

static bool check(struct work *w, struct follow_question *q, const struct follow_question *before)
{
    (void)before;
    if (q->opens > OPENS_NOTHING && (q->kind == ASK_WORDS || q->kind == ASK_NPS)) return wrong(w, "opens", N_("Only a score or a yes or no opens something"));
    return true;
}
CHECKER(follow_question, check)

const struct record_type follow_question_type = RECORD_TYPE(follow_question, .label = N_("Question of follow-up calls"), .module = "placement", FIELDS(fields), .scope = SCOPE_COMPANY, .see = CAN_SEE_FOLLOW_UPS,
    .create = CAN_OVERSEE_PLACEMENTS, .edit = CAN_OVERSEE_PLACEMENTS, .remove = CAN_OVERSEE_PLACEMENTS, .check = check_hook, .order = "place");

#define ON(stage) SET_BIT(STAGE_##stage)
enum { FAMILY = FOLLOW_FAMILY, WORKER = FOLLOW_WORKER };
static const struct { text words; enum question_family family; int side; uint64_t stages; enum question_kind kind; enum question_opens opens; } first_questions[] = {
    { N_("Did she arrive in time, and is her luggage in?"), ASKED_ALL, FAMILY, ON(DAY_1), ASK_YES_NO, 0 },
    { N_("Were tasks and habits of the house explained to her?"), ASKED_ALL, FAMILY, ON(DAY_1), ASK_YES_NO, 0 },
    { N_("First impression of her"), ASKED_ALL, FAMILY, ON(DAY_1) | ON(DAY_3), ASK_SCORE, OPENS_COMPLAINT },
    { N_("Her skill at the work"), ASKED_ALL, FAMILY, ON(DAY_7) | ON(MIDDLE) | ON(DAY_30) | ON(MONTHLY) | ON(DEPARTURE), ASK_SCORE, OPENS_COMPLAINT },
    { N_("Her manner and the talk with the family"), ASKED_ALL, FAMILY, ON(DAY_3) | ON(DAY_7) | ON(MIDDLE) | ON(DAY_30) | ON(MONTHLY), ASK_SCORE, OPENS_COMPLAINT },
    { N_("Feeding, bathing, the baby's sleep"), ASKED_MATERNITY, FAMILY, 0, ASK_SCORE, OPENS_COMPLAINT },
    { N_("The mother's meals and rest"), ASKED_MATERNITY, FAMILY, 0, ASK_SCORE, OPENS_COMPLAINT },
    { N_("How the child takes to her"), ASKED_INFANT, FAMILY, 0, ASK_SCORE, OPENS_COMPLAINT },
    { N_("How the elder takes to her; any fall or sore?"), ASKED_ELDER, FAMILY, 0, ASK_SCORE, OPENS_COMPLAINT },
    { N_("Cooking, cleaning, the laundry"), ASKED_HOUSEKEEPING, FAMILY, 0, ASK_SCORE, OPENS_COMPLAINT },
    { N_("Does she do anything that was not agreed on?"), ASKED_ALL, FAMILY, ON(DAY_7) | ON(DAY_30) | ON(MONTHLY), ASK_WORDS, 0 },
    { N_("Would you keep her?"), ASKED_ALL, FAMILY, ON(DAY_7) | ON(MIDDLE) | ON(DAY_30) | ON(MONTHLY), ASK_YES_NO, OPENS_REPLACEMENT },
    { N_("Would you recommend us to friends?"), ASKED_ALL, FAMILY, ON(DAY_30) | ON(MONTHLY) | ON(DEPARTURE), ASK_NPS, 0 },
    { N_("Is everything returned, keys and money too?"), ASKED_ALL, FAMILY, ON(DEPARTURE), ASK_YES_NO, OPENS_COMPLAINT },
    { N_("Your room and bed, and what you eat"), ASKED_ALL, WORKER, ON(DAY_1) | ON(DAY_7) | ON(MONTHLY), ASK_SCORE, OPENS_COMPLAINT },
    { N_("Are the tasks those of the contract?"), ASKED_ALL, WORKER, ON(DAY_1) | ON(DAY_3) | ON(DAY_7) | ON(DAY_30), ASK_YES_NO, OPENS_COMPLAINT },
    { N_("Were you told where the cameras are?"), ASKED_ALL, WORKER, ON(DAY_1), ASK_YES_NO, 0 },
    { N_("Do you sleep enough?"), ASKED_ALL, WORKER, ON(DAY_3) | ON(DAY_7) | ON(MIDDLE) | ON(DAY_30) | ON(MONTHLY), ASK_SCORE, 0 },
    { N_("Did you get your rest days?"), ASKED_ALL, WORKER, ON(MIDDLE) | ON(DAY_30) | ON(MONTHLY), ASK_YES_NO, OPENS_COMPLAINT },
    { N_("Was the wage paid in time and in full?"), ASKED_ALL, WORKER, ON(DAY_30) | ON(MONTHLY) | ON(DEPARTURE), ASK_YES_NO, OPENS_COMPLAINT },
    { N_("How they treat you"), ASKED_ALL, WORKER, 0, ASK_SCORE, OPENS_COMPLAINT },
    { N_("Are you well?"), ASKED_ALL, WORKER, 0, ASK_YES_NO, 0 },
    { N_("Do you want to go on here?"), ASKED_ALL, WORKER, ON(DAY_7) | ON(DAY_30) | ON(MONTHLY), ASK_YES_NO, OPENS_REPLACEMENT },
    { N_("What keeps you from recommending us?"), ASKED_ALL, FAMILY, ON(CALL_BACK), ASK_WORDS, 0 },
    { N_("Is it well with what we do about it?"), ASKED_ALL, FAMILY, ON(CALL_BACK), ASK_YES_NO, OPENS_COMPLAINT },
};

static bool question_add(struct work *w, int i)
{
    struct follow_question q = { .words = translate(w->language, first_questions[i].words), .family = first_questions[i].family, .side = (enum follow_up_side)first_questions[i].side, .stages = { first_questions[i].stages },
        .kind = first_questions[i].kind, .opens = first_questions[i].opens ? first_questions[i].opens : OPENS_NOTHING, .place = (i + 1) * 10 };
    return ADD(w, follow_question, &q);
}

/* Who is called back is asked something: a house that began before there were such calls gets their questions too. */
static bool asks_back(struct work *w)
{
    struct found all = LOAD_WHERE(w, follow_question, "side = 1 order by id", NO_BIND);
    for (int i = 0; i < all.count; i++)
        if (FOUND(struct follow_question, all, i)->stages.bits & ON(CALL_BACK)) return true;
    return false;
}

bool follow_questions_seed(struct work *w)
{
    bool fresh = db_one(w, SQL("select 1 from follow_question limit 1"), NO_BIND, 0) != 1;
    bool back = fresh || !asks_back(w);
    for (int i = 0; i < COUNT_OF(first_questions) && !failed(w); i++)
        if ((fresh || (back && first_questions[i].stages == ON(CALL_BACK))) && !question_add(w, i)) return false;
    return !failed(w);
}
