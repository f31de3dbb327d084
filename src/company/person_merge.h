/* person_merge.h — two records of one person become one, and apart again. For company/ only.
 *
 * Every reference of the house to the one that goes is moved to the one that stays, record by record through the store, so that rules,
 * audit and events see it: what may not be true of one person twice (two worker archives) refuses the merge. What was moved is written
 * down in person_moved; whoever of the two wants no calls is not called afterwards either; un-merging moves back what still points at the one that stayed. */
#pragma once
#include "company/person.h"

struct person_merge { ref stays; };
enum person_taken { TAKEN_SEX = 1, TAKEN_BIRTH, TAKEN_PHONE, TAKEN_PHONE2, TAKEN_ID_NUMBER, TAKEN_EMERGENCY, TAKEN_EMAIL, TAKEN_DO_NOT_CONTACT };

/* Tables of its own, made at migration. */
#define PERSON_TABLES \
    "create table if not exists person_moved (merged {number} not null, into_person {number} not null, type {text} not null, record {number} not null, " \
    "field {text} not null, member {text} not null, position {number} not null);" \
    "create index if not exists person_moved_merged on person_moved (merged);"
bool person_merge_run(struct work *w, struct person *from, const struct person_merge *in);
bool person_unmerge_run(struct work *w, struct person *from);
