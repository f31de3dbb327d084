/* chance.h — reproducible chance for searches: one stream an island, whole numbers only.
 *
 * xorshift128+ (Vigna 2017); the logarithm that annealing needs is a table of 1024 values (small enough to stay in the first cache) rounded to 1/65536, made once a solve. */
#pragma once
#include <stdint.h>

struct chance { uint64_t a, b; };
enum { CHANCE_LOG_BITS = 10, CHANCE_LOGS = 1 << CHANCE_LOG_BITS };

static inline uint64_t chance_next(struct chance *c)
{
    uint64_t x = c->a, y = c->b;
    c->a = y;
    x ^= x << 23;
    c->b = x ^ y ^ (x >> 17) ^ (y >> 26);
    return c->b + y;
}

/* 0 … below - 1 */
static inline int chance_below(struct chance *c, int below)
{
    return (int)(((chance_next(c) >> 32) * (uint64_t)below) >> 32);
}

static inline struct chance chance_new(uint64_t seed)
{
    struct chance c = { seed * UINT64_C(0x9E3779B97F4A7C15) + UINT64_C(0xD1B54A32D192ED03), UINT64_C(0x94D049BB133111EB) ^ seed };
    for (int i = 0; i < 20; i++) chance_next(&c);
    return c;
}

/* -ln(u) of an even u in (0, 1), in 1/65536: exponential waiting times and the threshold of annealing. */
static inline int64_t chance_log(struct chance *c, const int32_t *logs) { return logs[chance_next(c) >> (64 - CHANCE_LOG_BITS)]; }
