/* dispatch_explain.h — questions to a plan from the shell: why there, why not, what would help, and where one more would go.
 *
 *   explain INSTANCE SOLUTION [--visit ID]    of a planned visit: its cost by term and the second best; of one that is left out: how many
 *                                             slots fail at which rule, and the smallest change of each kind that makes it fit.
 *                                             Without --visit: of all that are left out
 *   insert INSTANCE SOLUTION --visit FILE     FILE: one visit as the instance's own JSON has it (zhangjia's "visits", VROOM's "jobs");
 *                                             the best slots for it, the cheapest first
 * Answers are lines of JSON, one a visit or a slot. */
#pragma once

int dispatch_explain(int argc, char **argv);
int dispatch_insert(int argc, char **argv);
