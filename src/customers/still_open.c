/* still_open.c — see still_open.h. */
#include "customers/still_open.h"
#include <string.h>
#include "base/words.h"

enum { THINGS_MOST = 24 };

int open_rows(struct rows *rows, text what, struct open_thing *into, int n, int most)
{
    struct open_thing one = { what, "", 0 };
    while (db_next(rows)) {
        text number = db_text(rows, 0);
        if (!one.count++ && number) one.number = number;
    }
    if (one.count && n < most) into[n++] = one;
    return n;
}

const struct sentence *customer_still_open(struct work *w, int64_t customer, int64_t household)
{
    struct open_thing things[THINGS_MOST];
    const struct still_open *answer;
    text all = "", comma = !strncmp(w->language, "zh", 2) ? "、" : ", ";
    int n = 0;
    for (int i = 0; (answer = house_answers(w->house, QUESTION_STILL_OPEN, i)) != NULL; i++) n += answer->find(w, customer, household, things + n, THINGS_MOST - n);
    for (int i = 0; i < n; i++) {
        text more = things[i].count > 1 ? print(w, " ×%lld", (long long)things[i].count) : "";
        all = print(w, "%s%s%s%s%s%s", all, i ? comma : "", translate(w->language, things[i].what), *things[i].number ? " " : "", things[i].number, more);
    }
    if (!n || failed(w)) return NULL;
    return household ? because(w, N_("Still open in this home: {1}. End or settle it first; it stands on the customer's page"), all) : because(w, N_("Still open with her: {1}. End or settle it first; all of it stands on her page"), all);
}
