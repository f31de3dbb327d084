/* strings.c — ruin: strings of neighbouring stops out of neighbouring routes, and the order in which they come back. */
#include "dispatch/routes/near.h"
#include "dispatch/routes/ruin.h"
#include "dispatch/travel.h"

/* Christiaens and Vanden Berghe's c̄ and L^max: about ten visits at a time, in strings of at most ten. Measured here on 200 and 400
 * customers in one second: six is worse by half, fifteen and twenty are no better. */
enum { MEAN_REMOVED = 10, LONGEST_STRING = 10 };

static bool may_go(const struct draft *d, int visit) { return d->p->visits[visit].pin_slot == NONE; }

static void remove_visit(struct draft *d, int visit)
{
    int slot = d->nodes[visit].route;
    draft_touch(d, slot);
    draft_unlink(d, visit);
    d->removed[d->removed_count++] = visit;
}

/* Those that hang together leave together. */
static void remove_company(struct draft *d)
{
    const struct problem *p = d->p;
    for (int i = 0; i < d->removed_count; i++) {
        int visit = d->removed[i], other = p->visits[visit].partner;
        if (other != NONE && d->nodes[other].route != NONE && may_go(d, other)) {
            int slot = d->nodes[other].route;
            remove_visit(d, other);
            draft_settle(d, slot);
        }
        for (int k = p->first_relation[visit]; k < p->first_relation[visit + 1]; k++) {
            const struct relation *r = &p->relations[p->relation_of[k]];
            other = r->a == visit ? r->b : r->a;
            if (d->nodes[other].route == NONE || !may_go(d, other)) continue;
            int slot = d->nodes[other].route;
            remove_visit(d, other);
            draft_settle(d, slot);
        }
    }
}

/* `length` stops around `visit`, when `split` with one in the middle that stays. */
static void remove_string(struct draft *d, int visit, int length, bool split)
{
    int slot = d->nodes[visit].route, total = length + split, stop[LONGEST_STRING + 1], count = 0;
    int first = visit, back = chance_below(&d->chance, total);
    draft_touch(d, slot);
    while (back-- > 0 && d->nodes[first].prev < d->n) first = d->nodes[first].prev;
    for (int v = first; v < d->n && count < total; v = d->nodes[v].next) stop[count++] = v;
    while (count < total && d->nodes[first].prev < d->n) stop[count++] = first = d->nodes[first].prev;
    int stays = split ? stop[1 + chance_below(&d->chance, length > 1 ? length - 1 : 1)] : NONE;
    for (int i = 0; i < count; i++) if (may_go(d, stop[i]) && (stop[i] != stays || stays == visit)) remove_visit(d, stop[i]);
    draft_settle(d, slot);
}

static int least(int a, int b) { return a < b ? a : b; }

/* Where it begins: anywhere, but one time in four at somebody who is left out, while there are such. */
static int choose_seed(struct draft *d)
{
    int at = chance_below(&d->chance, d->active_count);
    if (!d->out || chance_below(&d->chance, 4)) return d->active[at];
    for (int i = 0; i < d->active_count; i++) {
        int visit = d->active[(at + i) % d->active_count];
        if (d->nodes[visit].route == NONE) return visit;
    }
    return d->active[at];
}

void ruin(struct draft *d)
{
    const struct near *near = d->near;
    d->removed_count = 0;
    if (!d->active_count) return;
    int used = d->slots;
    for (int k = 0; k < d->kinds; k++) used -= d->free_count[k];
    int longest = least(LONGEST_STRING, used ? (d->n - d->out + used - 1) / used : 1);
    if (longest < 1) longest = 1;
    int most = 64 * 4 * MEAN_REMOVED / (1 + longest) - 64, strings = (64 + chance_below(&d->chance, most > 64 ? most : 64)) / 64;   /* in 64ths */
    int seed = choose_seed(d), done = 0;
    if (d->nodes[seed].route == NONE) d->removed[d->removed_count++] = seed;
    for (int i = -1; i < near->place_count[seed] && done < strings; i++) {
        int visit = i < 0 ? seed : near->place[seed * near->places + i], slot = d->nodes[visit].route;
        if (slot == NONE || draft_is_touched(d, slot)) continue;
        int size = least(d->tracks[slot].count, longest), length = 1 + chance_below(&d->chance, size);
        remove_string(d, visit, length, length > 1 && length < d->tracks[slot].count && (chance_next(&d->chance) & 1));
        done++;
    }
    remove_company(d);
}

/* Far out, demanding, narrow or early ones first; at random as often as not. */
static int64_t order_key(struct draft *d, int rule, int visit)
{
    const struct visit *v = &d->p->visits[visit];
    const struct window *first = &d->p->windows[v->first_window], *last = first + v->windows - 1;
    const struct slot *slot = d->slots ? &d->p->slots[0] : NULL;
    ticks home = slot ? way_ticks(d->p, slot->profile, slot->start, v->place) : 0;
    if (rule < 4) return (int64_t)(chance_next(&d->chance) >> 32);
    if (rule < 8) return d->plain && d->p->dimensions ? -(int64_t)v->delivery[0] : -(int64_t)v->duration;
    if (rule < 10) return -(int64_t)home;
    if (rule < 11) return home;
    if (rule < 13) return (int64_t)last->to - first->from;
    return rule < 15 ? first->from : -(int64_t)last->to;
}

void recreate_order(struct draft *d)
{
    int rule = chance_below(&d->chance, 17);
    for (int i = 0; i < d->removed_count; i++) {
        int visit = d->removed[i], j = i;
        int64_t key = order_key(d, rule, visit);
        for (; j > 0 && d->keys[j - 1] > key; j--) { d->removed[j] = d->removed[j - 1]; d->keys[j] = d->keys[j - 1]; }
        d->removed[j] = visit;
        d->keys[j] = key;
    }
}
