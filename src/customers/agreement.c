/* agreement.c — see agreement.h. */
#include "customers/agreement.h"

bool agreement_signed(struct work *w, const struct agreement_case *c)
{
    const struct agreement_answer *a;
    for (int i = 0; (a = house_answers(w->house, QUESTION_AGREEMENT, i)); i++)
        if (a->signed_for(w, c)) return true;
    return false;
}
