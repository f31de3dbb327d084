/* case_about.h — is the number that somebody types the number of a complaint or an incident about this person?
 *
 * A blacklist entry and a suspension may name a case as what they rest on; a number that is nobody's, or another's, is no evidence. Whoever keeps
 * cases (quality/, safety/) answers for its own; a house that keeps none takes every number. */
#pragma once
#include "base/work.h"

/* About the worker, or about the customer who is that person; 0: not asked. A worker's: named in it, or one of those who served the visit it is about. */
struct case_person { int64_t worker, person; };
#define QUESTION_CASE_ABOUT "case_about"
struct case_keeper { bool (*is_about)(struct work *w, text number, struct case_person whom); };

/* "" passes. False: refused at the input `case_number`. */
bool case_is_about(struct work *w, text number, struct case_person whom);
