/* person_erase.h — the step "erase" of person.c. For company/ only. */
#pragma once
#include "company/person.h"

const struct sentence *not_needed(struct work *w, const struct person *person);
extern const struct choice erasure_bases[];
bool erase_all(struct work *w, struct person *person, const struct erasure *in);
