/* deadline.h — reminders: entries of the work queue (待办) that no declaration makes.
 *
 * The queue shows what waits for a person: the deadlines that record types declare (type.h; they come and go with the record's state
 * and have a step that solves them) and these reminders, which somebody ticks off. An entry belongs to one person, or to everybody
 * with a capability in the entry's branch. It rings when it is due (event "queue" to the browsers) and goes up to `then` later. */
#pragma once
#include "record/house.h"

struct reminder {
    text title;                     /* what is to be done: a sentence of ours (N_) or a text; no personal data beyond names */
    instant due;
    text rule;                      /* a word: reminding again about the same record by the same rule replaces; "" or NULL: always a new one */
    const struct record_type *about; int64_t record;        /* what it is about; NULL, 0: nothing in particular */
    int64_t branch;                 /* 0: the whole company */
    text who;                       /* capability; NULL when `person` is given */
    ref person;
    int64_t escalate_after;         /* ms after due; 0: never */
    text then;                      /* capability it goes up to */
};

/* Returns its id, 0 when the work has failed. */
int64_t remind(struct work *w, const struct reminder *reminder);
/* Takes back what was reminded of by the rule: the matter is settled. Nothing there is fine. */
void remind_no_more(struct work *w, const struct record_type *about, int64_t record, text rule);
/* The entries that the record's type declares, reckoned anew: something they hang on has changed elsewhere. */
void deadlines_again(struct work *w, const struct record_type *type, const void *record);
/* What an entry waits for before the actor can do anything about it (struct deadline's `waits`), in her words; "": it is hers to do. */
text deadline_waits(struct work *w, const struct record_type *type, const struct deadline *rule, int64_t record);
/* The page on which it is done while it waits ("/contract/12"); "": its record's. */
text deadline_leads(struct work *w, const struct record_type *type, const struct deadline *rule, int64_t record);
