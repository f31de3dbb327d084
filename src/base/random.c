#include "base/random.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>

void random_bytes(void *into, size_t length)
{
    for (unsigned char *at = into; length;) {
        ssize_t got = getrandom(at, length, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) { perror("getrandom"); abort(); }  /* going on with guessable secrets would be worse */
        at += got;
        length -= (size_t)got;
    }
}

int64_t random_id(void)
{
    uint64_t bits = 0;
    while (bits == 0) {
        random_bytes(&bits, sizeof bits);
        bits &= (1ull << 53) - 1;                       /* what a JavaScript number holds exactly */
    }
    return (int64_t)bits;
}

/* splitmix64 (Steele, Lea, Flood 2014). */
uint64_t dice_next(struct dice *dice)
{
    uint64_t z = dice->state += 0x9E3779B97F4A7C15;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
}

/* Draws again in the last, incomplete run of `limit` numbers, so that all are equally likely. */
int64_t dice_below(struct dice *dice, int64_t limit)
{
    if (limit <= 1) return 0;
    uint64_t n = (uint64_t)limit, incomplete = -n % n, drawn;
    do drawn = dice_next(dice); while (drawn < incomplete);
    return (int64_t)(drawn % n);
}

double dice_unit(struct dice *dice) { return (double)(dice_next(dice) >> 11) * 0x1p-53; }
