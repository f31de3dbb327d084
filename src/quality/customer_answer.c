/* customer_answer.c — see customer_answer.h. */
#include "quality/customer_answer.h"
#include "base/utf8.h"
#include "base/words.h"
#include "quality/complaint_own.h"
#include "quality/damages.h"
#include "record/store.h"

bool complaint_customer_may(struct work *w, const struct complaint *c, enum customers_word word)
{
    bool lately = c->state == COMPLAINT_CLOSED && w->now.ms <= c->closed_at.ms + DAYS(COMPLAINT_AGAIN_DAYS);
    if (word == CUSTOMER_NOT_SATISFIED) return c->state == COMPLAINT_RESOLVED || c->state == COMPLAINT_FOLLOWED_UP || lately;
    if (c->state != COMPLAINT_PROPOSED || c->her_yes_at.ms) return false;
    return word == CUSTOMER_REFUSES || !complaint_damage_open(w, c);
}

bool complaint_she_agrees(struct work *w, struct complaint *c)
{
    c->her_yes_at = w->acted;
    complaint_waited(w, c);
    return true;
}

static void keep_words(struct work *w, struct complaint *c, text said)
{
    text at = print(w, "%s %s", instant_words(w->arena, w->acted), said);
    c->customer_said = *c->customer_said ? complaint_words_kept(w, c->customer_said, said) : utf8_cut(w->arena, at, 2000);
}

bool complaint_she_refuses(struct work *w, struct complaint *c, const struct customers_words *in)
{
    keep_words(w, c, in->said);
    complaint_propose_anew(w, c);
    return complaint_damage_dropped(w, c);
}

bool complaint_she_is_not_satisfied(struct work *w, struct complaint *c, const struct customers_words *in)
{
    if (c->state == COMPLAINT_CLOSED && !complaint_begin_again(w, c)) return false;
    keep_words(w, c, in->said);
    if (c->state == COMPLAINT_CLOSED) { c->state = COMPLAINT_ACCEPTED; return true; }
    c->follow_up = FOLLOWED_UNSATISFIED;
    c->satisfaction.given = false;
    c->follow_up_said = in->said;
    c->followed_at = w->acted;
    c->reopened++;
    c->state = COMPLAINT_INVESTIGATING;
    complaint_propose_anew(w, c);
    return true;
}

bool complaint_customer_says(struct work *w, struct complaint *c, enum customers_word word, text words)
{
    if (word == CUSTOMER_AGREES && c->her_yes_at.ms) return true;
    if (word == CUSTOMER_AGREES && c->state == COMPLAINT_PROPOSED && complaint_damage_open(w, c)) return refuse_as(w, CONFLICT, "", N_("Money for a damage is part of it: your signature under the agreement is your yes"));
    if (!complaint_customer_may(w, c, word)) return refuse_as(w, CONFLICT, "", N_("This complaint has gone on in the meantime; open it again, or call us"));
    if (word == CUSTOMER_AGREES) return step_run(w, &complaint_type, c, "she_agrees", NULL);
    if (!*words) return refuse(w, "words", N_("Say in a few words what is not right"));
    return step_run(w, &complaint_type, c, word == CUSTOMER_REFUSES ? "she_refuses" : "she_is_not_satisfied", &(struct customers_words){ words });
}
