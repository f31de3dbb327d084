/* json_members.h — JSON in and out of plain structs by a table of their members, with the exact place of whatever is wrong:
 * "visits[3].windows[0]". For format_zhangjia*.c. */
#pragma once
#include <jansson.h>
#include <stddef.h>
#include "base/json.h"
#include "dispatch/problem.h"

/* Where we are in the file: a chain on the stack. `name` NULL: an element of a list. */
struct spot { const struct spot *up; text name; int index; };
bool spot_fault(const struct spot *spot, struct fault *fault, text format, ...) __attribute__((format(printf, 3, 4)));

enum member_kind {
    MEMBER_TICKS,            /* a time, may be negative */
    MEMBER_SPAN,             /* a length of time, 0 or more */
    MEMBER_COUNT,            /* int, 0 or more */
    MEMBER_ID,               /* int64_t below 2^53 */
    MEMBER_FAR,              /* int64_t, 0 or more */
    MEMBER_COST,             /* up to 10^15 either way */
    MEMBER_RATE,             /* a price of one unit: up to 10^9 either way */
    MEMBER_FLAG, MEMBER_TEXT,
    MEMBER_AMOUNTS,          /* int32_t[AMOUNTS] as a list; what is not named is 0 */
};
struct member { text name; enum member_kind kind; size_t offset; };
#define MEMBER(type, kind, of) { #of, kind, offsetof(struct type, of) }

/* Reads the members of `table` into `into` (which holds the defaults); a key that is neither in the table nor in `others` is refused. */
struct members { const struct member *table; int count; const text *others; };
bool members_read(const struct members *m, json_t *object, void *into, struct arena *arena, const struct spot *spot, struct fault *fault);
/* Writes those that differ from `defaults`; `dimensions` numbers of MEMBER_AMOUNTS. */
void members_write(const struct members *m, struct json *json, const void *from, const void *defaults, int dimensions);

bool number_read(json_t *value, int64_t least, int64_t most, int64_t *ret, const struct spot *spot, struct fault *fault);
bool list_check(json_t *value, const struct spot *spot, struct fault *fault);
