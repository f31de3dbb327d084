/* quality.c — the module's table of contents. */
#include "quality/follow_up_bad.h"
#include "record/store.h"

static bool has_complaint(struct work *w, int64_t person)
{
    return db_one(w, SQL("select 1 from complaint c where (c.customer in (select id from customer where person = $1) or c.worker in (select id from worker where person = $1)) "
                         "and c.state not in (7, 8) limit 1"), BIND(num(person)), 0) == 1;
}
static const struct person_needed complaint_open = { N_("A complaint of hers or about her is open; close it first"), true, has_complaint };

static const struct record_type *const types[] = { &complaint_type, NULL };
static const struct capability capabilities[] = {
    { CAN_SEE_COMPLAINTS, N_("See complaints") }, { CAN_RECEIVE_COMPLAINTS, N_("Take down complaints") }, { CAN_HANDLE_COMPLAINTS, N_("Handle complaints") },
    { CAN_OVERSEE_COMPLAINTS, N_("Oversee complaints") },
};
static const struct reaction reactions[] = { { "follow_up.answer", WITH, complaint_of_follow_up, "quality.follow_up_bad" } };
static const struct answer answers[] = { { QUESTION_NEEDED, &complaint_open } };
const struct module quality_module = { .name = "quality", .label = N_("Quality"), .menu = 6, .types = types, MODULE_CAPABILITIES(capabilities), MODULE_REACTIONS(reactions), MODULE_ANSWERS(answers) };
