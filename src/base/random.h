/* random.h — bytes nobody can guess, and a repeatable generator for demo data and tests (splitmix64). */
#pragma once
#include <stddef.h>
#include <stdint.h>

void random_bytes(void *into, size_t length);           /* getrandom; stops the process when the kernel has none */
int64_t random_id(void);                                /* 1 .. 2^53-1 */

struct dice { uint64_t state; };
uint64_t dice_next(struct dice *dice);
int64_t dice_below(struct dice *dice, int64_t limit);   /* 0 .. limit-1 */
double dice_unit(struct dice *dice);                    /* [0, 1) */
