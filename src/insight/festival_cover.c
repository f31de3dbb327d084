/* festival_cover.c — see festival_cover.h. */
#include "insight/festival_cover.h"
#include <string.h>

void cover_add(struct cover *c, uint64_t does, int64_t minutes)
{
    if (!does || minutes <= 0) return;
    int g = 0;
    while (g < c->groups && c->group[g].does != does) g++;
    if (g == MOST_COVER_GROUPS) return;
    if (g == c->groups) c->group[c->groups++] = (struct cover_group){ does, 0 };
    c->group[g].minutes += minutes;
}

/* What each line has of each group, and what is left of the group. */
struct flow { int64_t has[MOST_COVER_LINES][MOST_COVER_GROUPS], left[MOST_COVER_GROUPS]; };

/* The way a search came: to the group from a line, to the line from a group. -1: not reached. */
struct way { int group_from[MOST_COVER_GROUPS], line_from[MOST_COVER_LINES]; };

/* From the line to a group with time left, over groups that give theirs to another line which can go elsewhere. That group; -1: there is none. */
static int search(const struct cover *c, const struct flow *f, int line, struct way *way)
{
    int queue[MOST_COVER_LINES], head = 0, tail = 0;
    memset(way, -1, sizeof *way);
    queue[tail++] = line;
    while (head < tail) {
        int l = queue[head++];
        for (int g = 0; g < c->groups; g++) {
            if (way->group_from[g] >= 0 || !(c->group[g].does >> l & 1)) continue;
            way->group_from[g] = l;
            if (f->left[g] > 0) return g;
            for (int other = 0; other < c->lines; other++) {
                if (other == line || way->line_from[other] >= 0 || f->has[other][g] <= 0) continue;
                way->line_from[other] = g;
                queue[tail++] = other;
            }
        }
    }
    return -1;
}

static int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }

/* As much as the narrowest place of the way lets through. */
static int64_t push(struct flow *f, const struct way *way, int line, int group, int64_t most)
{
    int64_t n = least(most, f->left[group]);
    for (int g = group, l = way->group_from[g]; l != line; l = way->group_from[g]) {
        g = way->line_from[l];
        n = least(n, f->has[l][g]);
    }
    f->left[group] -= n;
    for (int g = group, l = way->group_from[g]; ; l = way->group_from[g]) {
        f->has[l][g] += n;
        if (l == line) return n;
        g = way->line_from[l];
        f->has[l][g] -= n;
    }
}

void cover_most(const struct cover *c, int64_t covered[MOST_COVER_LINES])
{
    struct flow f = { 0 };
    struct way way;
    for (int g = 0; g < c->groups; g++) f.left[g] = c->group[g].minutes;
    for (int l = 0; l < c->lines; l++) {
        covered[l] = 0;
        for (int g; covered[l] < c->need[l] && (g = search(c, &f, l, &way)) >= 0; ) covered[l] += push(&f, &way, l, g, c->need[l] - covered[l]);
    }
}
