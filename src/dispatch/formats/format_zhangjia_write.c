/* format_zhangjia_write.c — a problem as the library's own JSON: see format_zhangjia.h. What was read comes out the same. */
#include "dispatch/formats/format_zhangjia_read.h"
#include <stdlib.h>
#include <string.h>

/* One element of the outer lists a line: json.h writes all in one. */
static text laid_out(struct arena *arena, text json)
{
    struct buf out = buf_new(arena);
    int depth = 0;
    bool quoted = false;
    for (const char *c = json; *c; c++) {
        bool opens = !quoted && (*c == '{' || *c == '['), closes = !quoted && (*c == '}' || *c == ']');
        if (closes && --depth < 2 && c[-1] != '[' && c[-1] != '{') buf_print(&out, "\n%*s", 2 * depth, "");
        buf_char(&out, *c);
        if (opens) depth++;
        if (*c == '"' && (c == json || c[-1] != '\\')) quoted = !quoted;
        if (depth <= 2 && !quoted && (*c == ',' || (opens && c[1] != ']' && c[1] != '}'))) buf_print(&out, "\n%*s", 2 * depth, "");
        else if (!quoted && (*c == ',' || *c == ':')) buf_char(&out, ' ');
    }
    buf_char(&out, '\n');
    return buf_text(&out);
}

/* Of each visit: which one of those with its id it is, from 1; 0 when its id says enough. */
static const int *parts_of(struct arena *arena, const struct problem *p)
{
    struct visit_names names = visit_names_make(arena, p);
    int *parts = arena_take(arena, sizeof *parts * (size_t)(p->visit_count + 1));
    for (int v = 0; v < p->visit_count; v++) {
        if (!parts[v] && names.next[v] != NONE) parts[v] = 1;
        if (names.next[v] != NONE) parts[names.next[v]] = parts[v] + 1;
    }
    return parts;
}

static void write_visit_name(struct json *json, const struct problem *p, const int *parts, text key, int visit)
{
    if (!parts[visit]) { write_number(json, key, p->visits[visit].id); return; }
    write_object(json, key);
    write_number(json, "visit", p->visits[visit].id);
    write_number(json, "part", parts[visit]);
    write_end(json, '}');
}

static void write_degrees(struct json *json, struct arena *arena, text key, int64_t at)
{
    write_raw(json, key, arena_print(arena, "%s%lld.%07lld", at < 0 ? "-" : "", (long long)(llabs(at) / 10000000), (long long)(llabs(at) % 10000000)));
}

static void write_places(struct json *json, struct arena *arena, const struct problem *p)
{
    bool coordinates = false;
    for (int i = 0; i < p->place_count; i++) coordinates |= p->places[i].lat || p->places[i].lng;
    if (!coordinates) { write_number(json, "places", p->place_count); return; }
    write_list(json, "places");
    for (int i = 0; i < p->place_count; i++) {
        write_object(json, NULL);
        write_degrees(json, arena, "lat", p->places[i].lat);
        write_degrees(json, arena, "lng", p->places[i].lng);
        write_end(json, '}');
    }
    write_end(json, ']');
}

static void write_matrix(struct json *json, text key, const int32_t *cells, int n)
{
    if (!cells) return;
    write_list(json, key);
    for (int i = 0; i < n; i++) {
        write_list(json, NULL);
        for (int j = 0; j < n; j++) write_number(json, NULL, cells[(int64_t)i * n + j]);
        write_end(json, ']');
    }
    write_end(json, ']');
}

static void write_profile(struct json *json, const struct problem *p, const struct profile *f)
{
    static const struct profile usual = { .detour = 1000 };
    static const struct peak flat = { 0 };
    write_object(json, NULL);
    members_write(&profile_members, json, f, &usual, 0);
    if (!f->speed) write_matrix(json, "time", f->time, p->place_count);       /* with a speed they were made from the coordinates */
    if (!f->speed) write_matrix(json, "distance", f->distance, p->place_count);
    write_matrix(json, "price", f->price, p->place_count);
    if (f->peak_count) write_list(json, "peaks");
    for (int i = 0; i < f->peak_count; i++) {
        write_object(json, NULL);
        members_write(&peak_members, json, &f->peaks[i], &flat, 0);
        write_end(json, '}');
    }
    if (f->peak_count) write_end(json, ']');
    write_end(json, '}');
}

static void write_window(struct json *json, const struct window *w)
{
    write_list(json, NULL);
    write_number(json, NULL, w->from);
    if (w->due != w->to) write_number(json, NULL, w->due);
    write_number(json, NULL, w->to);
    write_end(json, ']');
}

static void write_skills(struct json *json, const struct problem *p, text key, int first, int count)
{
    if (count) write_list(json, key);
    for (int i = first; i < first + count; i++) {
        write_object(json, NULL);
        write_number(json, "skill", p->skills[i].skill);
        if (p->skills[i].level) write_number(json, "level", p->skills[i].level);
        write_end(json, '}');
    }
    if (count) write_end(json, ']');
}

static void write_pause(struct json *json, const struct problem *p, const struct pause *pause)
{
    write_object(json, NULL);
    members_write(&pause_members, json, pause, &pause_default, 0);
    if (pause->windows) write_list(json, "windows");
    for (int i = 0; i < pause->windows; i++) write_window(json, &pause->window[i]);
    if (pause->windows) write_end(json, ']');
    if (pause->limits_load) write_list(json, "most_load");
    for (int d = 0; pause->limits_load && d < p->dimensions; d++) write_number(json, NULL, pause->most_load[d]);
    if (pause->limits_load) write_end(json, ']');
    write_end(json, '}');
}

static void write_slot(struct json *json, const struct problem *p, const struct slot *s)
{
    write_object(json, NULL);
    members_write(&slot_members, json, s, &slot_default, p->dimensions);
    write_number(json, "worker", p->workers[s->worker].id);
    if (s->profile) write_number(json, "profile", s->profile);
    if (s->start != NONE) write_number(json, "start", s->start);
    if (s->end != NONE) write_number(json, "end", s->end);
    if (s->type) write_number(json, "type", s->type);
    write_skills(json, p, "offers", s->first_skill, s->skills);
    if (s->pauses) write_list(json, "pauses");
    for (int i = s->first_pause; i < s->first_pause + s->pauses; i++) write_pause(json, p, &p->pauses[i]);
    if (s->pauses) write_end(json, ']');
    write_end(json, '}');
}

static void write_workers_of(struct json *json, const struct problem *p, text key, int first, int count)
{
    if (count) write_list(json, key);
    for (int i = first; i < first + count; i++) write_number(json, NULL, p->workers[p->list[i]].id);
    if (count) write_end(json, ']');
}

static void write_likings(struct json *json, const struct problem *p, const struct visit *v)
{
    if (v->likings) write_list(json, "likings");
    for (int i = v->first_liking; i < v->first_liking + v->likings; i++) {
        write_object(json, NULL);
        write_number(json, "worker", p->workers[p->likings[i].worker].id);
        write_number(json, "price", p->likings[i].price);
        write_end(json, '}');
    }
    if (v->likings) write_end(json, ']');
}

static void write_typed(struct json *json, const struct problem *p, const struct visit *v)
{
    if (v->first_typed == NONE) return;
    write_list(json, "by_type");
    for (int i = 0; i < p->type_count; i++) {
        write_object(json, NULL);
        write_number(json, "duration", p->typed[v->first_typed + 2 * i]);
        write_number(json, "setup", p->typed[v->first_typed + 2 * i + 1]);
        write_end(json, '}');
    }
    write_end(json, ']');
}

static void write_holds(struct json *json, const struct problem *p, const struct visit *v)
{
    if (v->pool == NONE) return;
    write_object(json, "holds");
    write_number(json, "pool", p->pools[v->pool].id);
    if (v->pool_before) write_number(json, "before", v->pool_before);
    if (v->pool_after) write_number(json, "after", v->pool_after);
    write_end(json, '}');
}

static void write_was(struct json *json, const struct problem *p, text key, const struct visit *v)
{
    if (v->was_slot == NONE) { write_null(json, key); return; }
    write_object(json, key);
    write_number(json, "slot", p->slots[v->was_slot].id);
    write_number(json, "start", v->was_start);
    if (v->told) write_flag(json, "told", true);
    write_end(json, '}');
}

static bool has_pin(const struct visit *v) { return v->pin_slot != NONE || v->pin_start != NONE; }

static void write_pin(struct json *json, const struct problem *p, text key, const struct visit *v)
{
    if (!has_pin(v)) { write_null(json, key); return; }
    write_object(json, key);
    if (v->pin_slot != NONE) write_number(json, "slot", p->slots[v->pin_slot].id);
    if (v->pin_start != NONE) write_number(json, "start", v->pin_start);
    write_end(json, '}');
}

typedef void person_write(struct json *json, const struct problem *p, text key, const struct visit *v);

static void write_persons(struct json *json, const struct problem *p, text key, int first, int persons, bool any, person_write *write)
{
    if (!any) return;
    if (persons == 1) { write(json, p, key, &p->visits[first]); return; }
    write_list(json, key);
    for (int i = 0; i < persons; i++) write(json, p, NULL, &p->visits[first + i]);
    write_end(json, ']');
}

static bool is_same_crew(const struct problem *p, int a, int b)
{
    return p->visits[a].id == p->visits[b].id && p->visits[a].windows && p->visits[a].first_window == p->visits[b].first_window;
}

static void write_visit(struct json *json, const struct problem *p, const int *parts, int first, int persons)
{
    const struct visit *v = &p->visits[first];
    bool was = false, pin = false;
    for (int i = 0; i < persons; i++) { was |= v[i].was_slot != NONE; pin |= has_pin(&v[i]); }
    write_object(json, NULL);
    members_write(&visit_members, json, v, &visit_default, p->dimensions);
    if (v->place != NONE) write_number(json, "place", v->place);
    if (persons > 1) write_number(json, "persons", persons);
    write_list(json, "windows");
    for (int i = v->first_window; i < v->first_window + v->windows; i++) write_window(json, &p->windows[i]);
    write_end(json, ']');
    write_skills(json, p, "needs", v->first_skill, v->skills);
    write_likings(json, p, v);
    write_workers_of(json, p, "allowed", v->first_allowed, v->allowed);
    write_workers_of(json, p, "forbidden", v->first_forbidden, v->forbidden);
    if (v->partner > first) write_visit_name(json, p, parts, "partner", v->partner);
    write_holds(json, p, v);
    write_typed(json, p, v);
    write_persons(json, p, "was", first, persons, was, write_was);
    write_persons(json, p, "pin", first, persons, pin, write_pin);
    write_end(json, '}');
}

static void write_visits(struct json *json, const struct problem *p, const int *parts)
{
    write_list(json, "visits");
    for (int v = 0; v < p->visit_count;) {
        int persons = 1;
        while (v + persons < p->visit_count && is_same_crew(p, v, v + persons)) persons++;
        write_visit(json, p, parts, v, persons);
        v += persons;
    }
    write_end(json, ']');
}

/* A crew's relations come with its persons. */
static bool is_of_crew(const struct problem *p, const struct relation *r)
{
    return is_same_crew(p, r->a, r->b) && !r->least && !r->most && r->who == WHO_DIFFERENT;
}

static void write_relations(struct json *json, const struct problem *p, const int *parts)
{
    static const struct relation usual = { .least = -TICKS_MAX, .most = TICKS_MAX };
    write_list(json, "relations");
    for (int i = 0; i < p->relation_count; i++) {
        const struct relation *r = &p->relations[i];
        if (is_of_crew(p, r)) continue;
        write_object(json, NULL);
        write_visit_name(json, p, parts, "a", r->a);
        write_visit_name(json, p, parts, "b", r->b);
        members_write(&relation_members, json, r, &usual, 0);
        if (r->who) write_text(json, "who", who_names[r->who]);
        write_end(json, '}');
    }
    write_end(json, ']');
}

static void write_flat(struct json *json, text key, const struct members *members, const void *at, int count, size_t size, const void *usual)
{
    write_list(json, key);
    for (int i = 0; i < count; i++) {
        write_object(json, NULL);
        members_write(members, json, (const char *)at + (size_t)i * size, usual, 0);
        write_end(json, '}');
    }
    write_end(json, ']');
}

text zhangjia_problem(struct arena *arena, const struct problem *p)
{
    static const struct weights none = { 0 };
    static const struct pool no_pool = { 0 };
    const int *parts = parts_of(arena, p);
    struct json json = json_new(arena);
    write_object(&json, NULL);
    write_text(&json, "format", "zhangjia");
    if (p->dimensions) write_number(&json, "dimensions", p->dimensions);
    if (p->day) write_number(&json, "day", p->day);
    if (p->type_count) write_number(&json, "types", p->type_count);
    write_object(&json, "weights");
    members_write(&weights_members, &json, &p->weights, &none, 0);
    write_end(&json, '}');
    write_places(&json, arena, p);
    write_list(&json, "profiles");
    for (int i = 0; i < p->profile_count; i++) write_profile(&json, p, &p->profiles[i]);
    write_end(&json, ']');
    write_flat(&json, "workers", &worker_members, p->workers, p->worker_count, sizeof *p->workers, &worker_default);
    if (p->pool_count) write_flat(&json, "pools", &pool_members, p->pools, p->pool_count, sizeof *p->pools, &no_pool);
    write_list(&json, "slots");
    for (int i = 0; i < p->slot_count; i++) write_slot(&json, p, &p->slots[i]);
    write_end(&json, ']');
    write_visits(&json, p, parts);
    if (p->relation_count) write_relations(&json, p, parts);
    write_end(&json, '}');
    return laid_out(arena, buf_text(&json.out));
}

static void write_stop(struct json *json, const struct problem *p, const int *parts, const struct stop *stop)
{
    write_object(json, NULL);
    write_number(json, "visit", p->visits[stop->visit].id);
    if (parts[stop->visit]) write_number(json, "part", parts[stop->visit]);
    write_number(json, "arrive", stop->arrive);
    write_number(json, "start", stop->start);
    write_number(json, "leave", stop->leave);
    write_end(json, '}');
}

static void write_taken(struct json *json, const struct plan *plan, const struct route *route, int before)
{
    for (int i = 0; i < route->taken_count; i++) {
        if (route->taken[i].before != before) continue;
        write_object(json, NULL);
        write_number(json, "pause", plan->problem->pauses[route->taken[i].pause].id);
        write_number(json, "start", route->taken[i].start);
        write_end(json, '}');
    }
}

static void write_route(struct json *json, const struct plan *plan, const int *parts, int slot)
{
    const struct route *route = &plan->routes[slot];
    write_object(json, NULL);
    write_number(json, "slot", plan->problem->slots[slot].id);
    write_number(json, "begin", route->begin);
    write_number(json, "end", route->end);
    write_list(json, "steps");
    for (int i = 0; i < route->count; i++) {
        write_taken(json, plan, route, i);
        write_stop(json, plan->problem, parts, &route->stops[i]);
    }
    write_taken(json, plan, route, route->count);
    write_end(json, ']');
    write_end(json, '}');
}

text zhangjia_plan(struct arena *arena, const struct plan *plan)
{
    const struct problem *p = plan->problem;
    const int *parts = parts_of(arena, p);
    struct json json = json_new(arena);
    write_object(&json, NULL);
    write_object(&json, "cost");
    write_number(&json, "total", plan->cost);
    for (int t = 0; t < TERMS; t++) if (plan->terms[t]) write_number(&json, term_names[t], plan->terms[t]);
    write_end(&json, '}');
    write_list(&json, "routes");
    for (int s = 0; s < p->slot_count; s++) if (plan->routes[s].count) write_route(&json, plan, parts, s);
    write_end(&json, ']');
    write_list(&json, "left_out");
    for (int v = 0; v < p->visit_count; v++) if (plan->slot_of[v] == NONE) write_visit_name(&json, p, parts, NULL, v);
    write_end(&json, ']');
    write_end(&json, '}');
    return laid_out(arena, buf_text(&json.out));
}
