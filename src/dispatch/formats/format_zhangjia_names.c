/* format_zhangjia_names.c — what a file calls by its id: workers, slots, pools, visits. */
#include "dispatch/formats/format_zhangjia_read.h"

static unsigned place_of(const struct ids *ids, int64_t id)
{
    uint64_t mixed = (uint64_t)id * UINT64_C(0x9E3779B97F4A7C15);
    unsigned at = (unsigned)(mixed >> 32) & (unsigned)(ids->room - 1);
    while (ids->at[at].index != NONE && ids->at[at].id != id) at = (at + 1) & (unsigned)(ids->room - 1);
    return at;
}

static void grow(struct arena *arena, struct ids *ids)
{
    struct ids larger = { .room = ids->room ? 2 * ids->room : 16, .count = ids->count };
    larger.at = arena_take(arena, sizeof *larger.at * (size_t)larger.room);
    for (int i = 0; i < larger.room; i++) larger.at[i].index = NONE;
    for (int i = 0; i < ids->room; i++) if (ids->at[i].index != NONE) larger.at[place_of(&larger, ids->at[i].id)] = ids->at[i];
    *ids = larger;
}

bool ids_put(struct arena *arena, struct ids *ids, int64_t id, int index)
{
    if (2 * ids->count >= ids->room) grow(arena, ids);
    struct known_id *at = &ids->at[place_of(ids, id)];
    if (at->index != NONE) return false;
    *at = (struct known_id){ id, index };
    ids->count++;
    return true;
}

int ids_find(const struct ids *ids, int64_t id) { return ids->room ? ids->at[place_of(ids, id)].index : NONE; }

bool ids_add(struct reader *r, struct ids *ids, int64_t id, int index, const struct spot *spot, text what)
{
    if (ids_put(r->scratch, ids, id, index)) return true;
    return spot_fault(&(struct spot){ spot, "id", 0 }, r->fault, "is %lld, as of another %s", (long long)id, what);
}

bool id_of(struct reader *r, json_t *object, text name, const struct ids *ids, int *ret, const struct spot *up)
{
    int64_t id;
    struct spot spot = { up, name, 0 };
    if (!number_of(r, object, name, INT64_MIN, INT64_MAX, NULL, &id, up)) return false;
    *ret = ids_find(ids, id);
    return *ret != NONE || spot_fault(&spot, r->fault, "is %lld, which is not there", (long long)id);
}

struct visit_names visit_names_make(struct arena *arena, const struct problem *p)
{
    struct visit_names names = { .next = arena_take(arena, sizeof(int) * (size_t)(p->visit_count + 1)) };
    struct ids last = { 0 };
    for (int v = 0; v < p->visit_count; v++) {
        int before = ids_find(&last, p->visits[v].id);
        names.next[v] = NONE;
        if (before != NONE) names.next[before] = v;
        else ids_put(arena, &names.first, p->visits[v].id, v);
        if (before == NONE) ids_put(arena, &last, p->visits[v].id, v);
        else last.at[place_of(&last, p->visits[v].id)].index = v;
    }
    return names;
}

bool visit_named(const struct visit_names *names, json_t *value, int *ret, const struct spot *spot, struct fault *fault)
{
    int64_t id, part = 1;
    json_t *number = json_is_object(value) ? json_object_get(value, "visit") : value, *which = json_is_object(value) ? json_object_get(value, "part") : NULL;
    if (!json_is_integer(number)) return spot_fault(spot, fault, "names no visit: an id, or {\"visit\": id, \"part\": n}");
    id = json_integer_value(number);
    if (which && !number_read(which, 1, INT32_MAX, &part, &(struct spot){ spot, "part", 0 }, fault)) return false;
    int visit = ids_find(&names->first, id);
    for (int64_t i = 1; i < part && visit != NONE; i++) visit = names->next[visit];
    if (visit == NONE) return spot_fault(spot, fault, part > 1 ? "names part %2$lld of visit %1$lld, which is not there" : "names visit %1$lld, which is not there", (long long)id, (long long)part);
    *ret = visit;
    return true;
}
