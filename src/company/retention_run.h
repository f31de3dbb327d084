/* retention_run.h — what retention.c and the nightly run share. For company/ only. */
#pragma once
#include "company/retention.h"

/* A rule of a type, or of a table (type NULL). */
struct rule_found { const struct retention *rule; const struct record_type *type; int64_t (*forget)(struct work *w, instant before, int most); text code; };
struct rule_found rule_at(struct work *w, int index);           /* .rule NULL: the end */
int64_t rule_days(struct work *w, text code, int declared);      /* in force; what no record says yet, the declaration does */
struct rule_found rule_named(struct work *w, text code);
