/* case_about.c — see case_about.h. */
#include "team/case_about.h"
#include "base/words.h"
#include "record/house.h"

bool case_is_about(struct work *w, text number, struct case_person whom)
{
    const struct case_keeper *one;
    int asked = 0;
    if (!number || !*number) return true;
    for (; (one = house_answers(w->house, QUESTION_CASE_ABOUT, asked)) != NULL && !failed(w); asked++)
        if (one->is_about(w, number, whom)) return true;
    if (!asked || failed(w)) return !failed(w);
    return wrong(w, "case_number", N_("There is no complaint or incident {1} about this person: look its number up, or leave it out and add other evidence"), number);
}
