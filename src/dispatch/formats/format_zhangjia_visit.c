/* format_zhangjia_visit.c — visits, shipments and relations of the library's own JSON: see format_zhangjia.h. */
#include "dispatch/formats/format_zhangjia_read.h"
#include <string.h>

bool skill_read(struct reader *r, json_t *value, struct skill *ret, const struct spot *spot)
{
    static const text known[] = { "skill", "level", NULL };
    int64_t skill, level, zero = 0;
    if (!members_read(&(struct members){ NULL, 0, known }, value, NULL, r->p->arena, spot, r->fault)) return false;
    if (!number_of(r, value, "skill", 0, INT32_MAX, NULL, &skill, spot) || !number_of(r, value, "level", 0, INT32_MAX, &zero, &level, spot)) return false;
    *ret = (struct skill){ (int)skill, (int)level };
    return true;
}

bool window_read(struct reader *r, json_t *value, struct window *ret, const struct spot *spot)
{
    int64_t at[3];
    size_t count = json_array_size(value);
    if (!json_is_array(value) || count < 2 || count > 3) return spot_fault(spot, r->fault, "is to be [from, to] or [from, due, to]");
    for (int i = 0; i < (int)count; i++) if (!number_read(json_array_get(value, (size_t)i), -TICKS_MAX, TICKS_MAX, &at[i], &(struct spot){ spot, NULL, i }, r->fault)) return false;
    *ret = (struct window){ (ticks)at[0], (ticks)at[1], (ticks)at[count - 1] };
    if (ret->to < ret->from) return spot_fault(spot, r->fault, "ends (%d) before it begins (%d)", ret->to, ret->from);
    if (ret->due < ret->from || ret->due > ret->to) return spot_fault(spot, r->fault, "is due at %d, outside of %d … %d", ret->due, ret->from, ret->to);
    return true;
}

static bool read_window(struct reader *r, json_t *value, const struct spot *spot)
{
    struct window window;
    if (!window_read(r, value, &window, spot)) return false;
    add_window(r->p, window.from, window.due, window.to);
    return true;
}

static bool read_need(struct reader *r, json_t *value, const struct spot *spot)
{
    struct skill skill;
    if (!skill_read(r, value, &skill, spot)) return false;
    add_need(r->p, skill.skill, skill.level);
    return true;
}

static bool read_liking(struct reader *r, json_t *value, const struct spot *spot)
{
    static const struct member price = { "price", MEMBER_COST, offsetof(struct liking, price) };
    static const text known[] = { "worker", NULL };
    struct liking liking = { 0 };
    if (!members_read(&(struct members){ &price, 1, known }, value, &liking, r->p->arena, spot, r->fault)) return false;
    if (!id_of(r, value, "worker", &r->workers, &liking.worker, spot)) return false;
    add_liking(r->p, liking.worker, liking.price);
    return true;
}

static bool worker_named(struct reader *r, json_t *value, int *ret, const struct spot *spot)
{
    if (!json_is_integer(value)) return spot_fault(spot, r->fault, "is to be a worker's id");
    *ret = ids_find(&r->workers, json_integer_value(value));
    return *ret != NONE || spot_fault(spot, r->fault, "names worker %lld, who is not there", (long long)json_integer_value(value));
}

static bool read_allowed(struct reader *r, json_t *value, const struct spot *spot)
{
    int worker = NONE;
    if (!worker_named(r, value, &worker, spot)) return false;
    add_allowed(r->p, worker);
    return true;
}

static bool read_forbidden(struct reader *r, json_t *value, const struct spot *spot)
{
    int worker = NONE;
    if (!worker_named(r, value, &worker, spot)) return false;
    add_forbidden(r->p, worker);
    return true;
}

static ticks *typed_room(struct reader *r, int more)
{
    struct problem *p = r->p;
    if (p->typed_count + more > r->typed_room) {
        r->typed_room = 2 * r->typed_room + more;
        ticks *larger = arena_take(p->arena, sizeof *larger * (size_t)r->typed_room);
        if (p->typed_count) memcpy(larger, p->typed, sizeof *larger * (size_t)p->typed_count);
        p->typed = larger;
    }
    p->typed_count += more;
    return p->typed + p->typed_count - more;
}

/* "by_type": one {"duration", "setup"} for each of the file's `types` of slots. */
static bool read_typed(struct reader *r, json_t *object, struct visit *visit, const struct spot *up)
{
    static const text known[] = { "duration", "setup", NULL };
    json_t *list = json_object_get(object, "by_type");
    struct spot spot = { up, "by_type", 0 };
    if (!list) return true;
    if (!list_check(list, &spot, r->fault)) return false;
    if (!r->p->type_count || json_array_size(list) != (size_t)r->p->type_count) return spot_fault(&spot, r->fault, "has %zu entries for %d types", json_array_size(list), r->p->type_count);
    ticks *pairs = typed_room(r, 2 * r->p->type_count);
    visit->first_typed = (int)(pairs - r->p->typed);
    for (int i = 0; i < r->p->type_count; i++) {
        json_t *value = json_array_get(list, (size_t)i);
        struct spot here = { &spot, NULL, i };
        int64_t zero = 0, duration, setup;
        if (!members_read(&(struct members){ NULL, 0, known }, value, NULL, r->p->arena, &here, r->fault)) return false;
        if (!number_of(r, value, "duration", 0, TICKS_MAX, &zero, &duration, &here) || !number_of(r, value, "setup", 0, TICKS_MAX, &zero, &setup, &here)) return false;
        pairs[2 * i] = (ticks)duration;
        pairs[2 * i + 1] = (ticks)setup;
    }
    return true;
}

static bool read_holds(struct reader *r, json_t *object, struct visit *visit, const struct spot *up)
{
    static const text known[] = { "pool", "before", "after", NULL };
    json_t *value = json_object_get(object, "holds");
    struct spot spot = { up, "holds", 0 };
    int64_t zero = 0, before, after;
    if (!value) return true;
    if (!members_read(&(struct members){ NULL, 0, known }, value, NULL, r->p->arena, &spot, r->fault) || !id_of(r, value, "pool", &r->pools, &visit->pool, &spot)) return false;
    if (!number_of(r, value, "before", 0, TICKS_MAX, &zero, &before, &spot) || !number_of(r, value, "after", 0, TICKS_MAX, &zero, &after, &spot)) return false;
    visit->pool_before = (ticks)before;
    visit->pool_after = (ticks)after;
    return true;
}

static bool read_was(struct reader *r, json_t *value, struct visit *visit, const struct spot *spot)
{
    static const struct member told = { "told", MEMBER_FLAG, offsetof(struct visit, told) };
    static const text known[] = { "slot", "start", NULL };
    int64_t start;
    if (json_is_null(value)) return true;
    if (!members_read(&(struct members){ &told, 1, known }, value, visit, r->p->arena, spot, r->fault)) return false;
    if (!id_of(r, value, "slot", &r->slots, &visit->was_slot, spot) || !number_of(r, value, "start", -TICKS_MAX, TICKS_MAX, NULL, &start, spot)) return false;
    visit->was_start = (ticks)start;
    return true;
}

static bool read_pin(struct reader *r, json_t *value, struct visit *visit, const struct spot *spot)
{
    static const text known[] = { "slot", "start", NULL };
    int64_t start, none = NONE;
    if (json_is_null(value)) return true;
    if (!members_read(&(struct members){ NULL, 0, known }, value, NULL, r->p->arena, spot, r->fault)) return false;
    if (json_object_get(value, "slot") && !id_of(r, value, "slot", &r->slots, &visit->pin_slot, spot)) return false;
    if (!number_of(r, value, "start", -TICKS_MAX, TICKS_MAX, &none, &start, spot)) return false;
    visit->pin_start = (ticks)start;
    return true;
}

/* "was" and "pin": one object, or for a crew a list with one (or null) for each person. */
static bool for_each_person(struct reader *r, json_t *object, text name, int first, const struct spot *up,
    bool (*read)(struct reader *r, json_t *value, struct visit *visit, const struct spot *spot))
{
    json_t *value = json_object_get(object, name);
    struct spot spot = { up, name, 0 };
    int persons = r->p->visit_count - first;
    if (!value) return true;
    if (!json_is_array(value)) return persons == 1 ? read(r, value, &r->p->visits[first], &spot) : spot_fault(&spot, r->fault, "is to be a list, one for each person");
    if ((int)json_array_size(value) != persons) return spot_fault(&spot, r->fault, "has %zu entries for %d persons", json_array_size(value), persons);
    for (int i = 0; i < persons; i++) if (!read(r, json_array_get(value, (size_t)i), &r->p->visits[first + i], &(struct spot){ &spot, NULL, i })) return false;
    return true;
}

bool read_visit(struct reader *r, json_t *value, const struct spot *spot)
{
    struct visit visit = visit_default;
    int64_t persons, one = 1;
    visit.name = "";
    if (!members_read(&visit_members, value, &visit, r->p->arena, spot, r->fault) || !number_of(r, value, "persons", 1, MOST_PERSONS, &one, &persons, spot)) return false;
    if (!index_of(r, value, "place", r->p->place_count, NONE, &visit.place, spot)) return false;
    if (!read_typed(r, value, &visit, spot) || !read_holds(r, value, &visit, spot)) return false;
    int first = add_visit(r->p, visit);
    if (!each_of(r, value, "windows", spot, read_window) || !each_of(r, value, "needs", spot, read_need) || !each_of(r, value, "likings", spot, read_liking)) return false;
    if (!each_of(r, value, "allowed", spot, read_allowed) || !each_of(r, value, "forbidden", spot, read_forbidden)) return false;
    json_t *other = json_object_get(value, "partner");
    if (other && persons > 1) return spot_fault(spot, r->fault, "is half of a shipment and for several persons");
    if (other) r->halves[r->half_count++] = (struct half){ first, spot->index, other };
    if (persons > 1) add_crew(r->p, (int)persons - 1);
    return for_each_person(r, value, "was", first, spot, read_was) && for_each_person(r, value, "pin", first, spot, read_pin);
}

bool read_partners(struct reader *r)
{
    struct spot list = { NULL, "visits", 0 };
    for (int i = 0; i < r->half_count; i++) {
        const struct half *half = &r->halves[i];
        struct spot element = { &list, NULL, half->element }, spot = { &element, "partner", 0 };
        int other;
        if (!visit_named(&r->visits, half->other, &other, &spot, r->fault)) return false;
        struct visit *a = &r->p->visits[half->visit], *b = &r->p->visits[other];
        if (a == b || (a->partner != NONE && a->partner != other) || (b->partner != NONE && b->partner != half->visit)) return spot_fault(&spot, r->fault, "is the half of another shipment");
        a->partner = other;
        b->partner = half->visit;
    }
    return true;
}

static bool read_who(struct reader *r, json_t *value, enum who *ret, const struct spot *spot)
{
    for (int i = 0; value && who_names[i]; i++) {
        if (!json_is_string(value) || strcmp(json_string_value(value), who_names[i]) != 0) continue;
        *ret = (enum who)i;
        return true;
    }
    return !value || spot_fault(spot, r->fault, "is to be \"anybody\", \"same\" or \"different\"");
}

bool read_relation(struct reader *r, json_t *value, const struct spot *spot)
{
    struct relation relation = { .least = -TICKS_MAX, .most = TICKS_MAX };
    if (!members_read(&relation_members, value, &relation, r->p->arena, spot, r->fault)) return false;
    if (!visit_named(&r->visits, json_object_get(value, "a"), &relation.a, &(struct spot){ spot, "a", 0 }, r->fault)) return false;
    if (!visit_named(&r->visits, json_object_get(value, "b"), &relation.b, &(struct spot){ spot, "b", 0 }, r->fault)) return false;
    if (!read_who(r, json_object_get(value, "who"), &relation.who, &(struct spot){ spot, "who", 0 })) return false;
    add_relation(r->p, relation);
    return true;
}
