/* phrases.c — the sentences a phone offers: why she declines, why she may refuse by law, what goes wrong on site. What is chosen is kept as
 * a sentence in the company's language. */
#include <string.h>
#include "base/words.h"
#include "field/act.h"

/* An offer may be declined for any honest reason; the first four are lawful refusals and never count against her
 * (《家庭服务业管理暂行办法》 art. 18, 妇女权益保障法, T13). */
const struct phrase decline_reasons[] = {
    { "unsafe", N_("Lawful: the work there is dangerous") }, { "insulted", N_("Lawful: I was insulted or touched there before") }, { "conditions", N_("Lawful: the place was not as agreed last time") },
    { "hours", N_("Lawful: it would be above my hours of the week") }, { "ill", N_("I am ill") }, { "family", N_("Something in the family") }, { "too_far", N_("Too far away") },
    { "time", N_("I cannot make it at that time") }, { "unwell_pets", N_("I cannot be with the animals there") }, { 0 },
};
const struct phrase refusal_reasons[] = {
    { "danger", N_("It is dangerous: heights, wiring, chemicals") }, { "insult", N_("I am insulted, threatened or touched") }, { "conditions", N_("The place is not as agreed") },
    { "illegal", N_("I am asked for something illegal") }, { "other_work", N_("I am asked for work that was not ordered and was not agreed") }, { 0 },
};
const struct phrase trouble_kinds[] = {
    { "nobody_opens", N_("Nobody opens") }, { "late", N_("I shall be late") }, { "longer", N_("It takes longer than planned") }, { "damage", N_("Something broke") },
    { "customer", N_("The customer is not content") }, { "tools", N_("Tools or materials are missing") }, { "hurt", N_("I hurt myself") }, { "consent", N_("The customer wants an extra and has no code") },
    { "forgot", N_("I could not check in: please enter the times") }, { "other", N_("Something else") }, { 0 },
};

/* What she complains of a customer for; of the first two nobody asks how grave they are (complain.c). */
const struct phrase complaint_abouts[] = {
    { "harassed", N_("I was touched, harassed or threatened") }, { "danger", N_("I was made to do something dangerous") }, { "insulted", N_("I was insulted or shouted at") },
    { "more_work", N_("More work than was agreed, without pay") }, { "living", N_("Meals, bed or rest not as agreed") }, { "accused", N_("I am accused of something I did not do") },
    { "unpaid", N_("Money I am owed was not given") }, { "other", N_("Something else") }, { 0 },
};

text phrase_label(const struct phrase *list, text key)
{
    for (; list->key; list++)
        if (!strcmp(list->key, key)) return list->label;
    return NULL;
}

void phrases_write(struct work *w, struct json *j, text key, const struct phrase *list)
{
    write_list(j, key);
    for (; list->key; list++) {
        write_object(j, NULL);
        write_text(j, "key", list->key);
        write_text(j, "label", translate(w->language, list->label));
        write_end(j, '}');
    }
    write_end(j, ']');
}
