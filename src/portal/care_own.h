/* care_own.h — what care_page.c and care_acts.c share. For portal/ only. */
#pragma once
#include "placement/placement.h"
#include "portal/care_page.h"

/* Hers, or refused as not there. */
struct placement *care_mine(struct work *w, const struct guest *guest, int64_t id);
void care_write(struct work *w, struct json *j, const struct placement *placement);
/* complaint_page.c: what the family complained of without a visit, "complaints": [...] */
void care_complaints_write(struct work *w, struct json *j, const struct placement *placement);
/* A reason that a family is offered for another worker. */
bool care_reason_asked(enum replacement_reason reason);
