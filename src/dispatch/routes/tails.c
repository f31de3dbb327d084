/* tails.c — 2-opt*: two routes exchange what comes after a stop. A move of constant cost that strings cannot make (Potvin and Rousseau
 * 1995); about twenty are proposed between two ruins, for their chance of success is small and their price a few machine instructions.
 *
 * evaluate: the two new ways against the two old ones, then times and load. apply: relinks, and the bounds of both routes anew. */
#include "dispatch/routes/near.h"
#include "dispatch/routes/ruin.h"

struct cut { int before, after, left, right; int32_t gap_a, gap_b; cost change; };   /* … before | left …   and   … right | after … */

static bool tail_fits(const struct draft *d, int first, int slot)
{
    for (int v = first; v < d->n; v = d->nodes[v].next) if (!problem_fits(d->p, v, slot)) return false;
    return true;
}

static bool evaluate(const struct draft *d, struct cut *cut, int64_t heat)
{
    const struct node *x = &d->nodes[cut->before], *y = &d->nodes[cut->after];
    cut->left = x->next;
    cut->right = y->prev;
    const struct node *left = &d->nodes[cut->left], *right = &d->nodes[cut->right];
    if (x->route == y->route || y->route == NONE) return false;
    cut->gap_a = d->way[x->place * d->places + y->place];
    cut->gap_b = d->way[right->place * d->places + left->place];
    cut->change = (cost)cut->gap_a + cut->gap_b - x->gap - right->gap;
    if (cut->change > heat) return false;
    if (x->leave + d->time[x->place * d->places + y->place] > y->latest) return false;
    if (right->leave + d->time[right->place * d->places + left->place] > left->latest) return false;
    const struct track *a = &d->tracks[x->route], *b = &d->tracks[y->route];
    if (!d->p->dimensions) return true;
    return x->load + b->load - right->load <= d->p->slots[x->route].capacity[0] && right->load + a->load - x->load <= d->p->slots[y->route].capacity[0];
}

/* Hangs a tail behind a node; returns how many stops it has. An empty tail is the other route's end node. */
static int hang(struct draft *d, int behind, int first, int last, int32_t gap)
{
    int slot = d->nodes[behind].route, end = draft_end(d, slot), count = 0;
    d->nodes[behind].gap = gap;
    if (first >= d->n) {
        d->nodes[behind].next = end;
        d->nodes[end].prev = behind;
        return 0;
    }
    d->nodes[behind].next = first;
    d->nodes[first].prev = behind;
    d->nodes[last].next = end;
    d->nodes[end].prev = last;
    for (int v = first; v < d->n; v = d->nodes[v].next, count++) d->nodes[v].route = slot;
    return count;
}

static void apply(struct draft *d, const struct cut *cut)
{
    int a = d->nodes[cut->before].route, b = d->nodes[cut->after].route;
    int load_a = d->nodes[cut->before].load, load_b = d->nodes[cut->right].load, all = d->tracks[a].load + d->tracks[b].load, count = d->tracks[a].count + d->tracks[b].count;
    int last_a = d->nodes[draft_end(d, a)].prev, last_b = d->nodes[draft_end(d, b)].prev, head = 0;
    int tail_b = d->tracks[b].load - load_b;
    for (int v = cut->before; v < d->n; v = d->nodes[v].prev) head++;
    int to_a = hang(d, cut->before, cut->after, last_b, cut->gap_a);
    hang(d, cut->right, cut->left, last_a, cut->gap_b);
    d->tracks[a].load = load_a + tail_b;
    d->tracks[b].load = all - d->tracks[a].load;
    d->tracks[a].count = head + to_a;
    d->tracks[b].count = count - d->tracks[a].count;
    d->cost += cut->change - (d->tracks[b].count ? 0 : d->p->slots[b].fixed);
    if (!d->tracks[b].count) d->nodes[draft_start(d, b)].gap = 0;
    draft_settle(d, a);
    draft_settle(d, b);
}

bool tails(struct draft *d, int64_t heat)
{
    const struct near *near = d->near;
    struct cut cut = { .before = d->active[chance_below(&d->chance, d->active_count)] };
    if (d->nodes[cut.before].route == NONE || !near->before_count[cut.before]) return false;
    cut.after = near->before[cut.before * near->seats + chance_below(&d->chance, near->before_count[cut.before])];
    if (d->nodes[cut.after].route == NONE || !evaluate(d, &cut, heat)) return false;
    int a = d->nodes[cut.before].route, b = d->nodes[cut.after].route;
    if (d->tracks[a].kind != d->tracks[b].kind && (!tail_fits(d, cut.after, a) || !tail_fits(d, cut.left, b))) return false;
    if (d->tracks[a].kind != d->tracks[b].kind && (d->nodes[draft_end(d, a)].place != d->nodes[draft_end(d, b)].place || d->nodes[draft_end(d, a)].latest != d->nodes[draft_end(d, b)].latest)) return false;
    apply(d, &cut);
    return true;
}
