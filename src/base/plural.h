/* plural.h — what a list of such things is called in English: "Customer" → "Customers", "Line of a bank statement" → "Lines of bank statements".
 *
 * The word before the first of/to/on/in/for/from takes the ending, and so does what follows it with "a". Regular endings only: a label that
 * follows no rule (leave, tax) has its plural declared beside it. Other languages of the program have no plural. */
#pragma once
#include "base/arena.h"

text english_plural(struct arena *arena, text label);
