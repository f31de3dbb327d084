/* session_actor.c — what an account may do and where: the sum of its roles, and the branches below each of their places. */
#include <stdlib.h>
#include <string.h>
#include "base/words.h"
#include "company/account.h"
#include "company/branch.h"
#include "company/role.h"
#include "company/session.h"
#include "company/session_actor.h"
#include "company/setting.h"
#include "record/store.h"

struct sum { const text *can; int can_count; int64_t *branches; int branch_count; bool all_branches; };

static int by_word(const void *a, const void *b) { return strcmp(*(const text *)a, *(const text *)b); }
static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* What an account's roles say: a row for each role, place and word. */
struct said { struct said *next; text word; int64_t root; };
struct roles { struct said *first; int count; bool everything; };

/* Columns of ACCOUNT_SAID; who has no role has one row without any. */
static bool read_said(struct work *w, struct rows *row, struct cached *ret, struct roles *roles)
{
    enum { ID, NAME, PERSON, HOME, LANGUAGE, ROLE, EVERYTHING, PLACE, WORD, SESSION, SEEN };
    bool there = false;
    while (db_next(row)) {
        if (!there) *ret = (struct cached){ .actor = { .user = db_number(row, ID), .name = db_text(row, NAME), .person = db_number(row, PERSON), .home = db_number(row, HOME),
            .language = db_number(row, LANGUAGE) == LANGUAGE_EN ? "en" : "zh", .session = db_number(row, SESSION) }, .seen_at = db_number(row, SEEN) };
        there = true;
        if (!db_number(row, ROLE)) continue;
        struct said *s = take(w, struct said);
        *s = (struct said){ roles->first, db_text(row, WORD), db_number(row, PLACE) };
        roles->everything |= db_number(row, EVERYTHING) == 1;
        roles->first = s;
        roles->count++;
    }
    return there;
}

/* Its words, sorted, each once. */
static int words_of(struct work *w, const struct roles *roles, const text **ret)
{
    int n = 0, kept = 0;
    text *words = take_many(w, text, roles->count);
    for (const struct said *s = roles->first; s; s = s->next)
        if (*s->word) words[n++] = s->word;
    if (n) qsort(words, (size_t)n, sizeof *words, by_word);
    for (int i = 0; i < n; i++)
        if (!kept || strcmp(words[kept - 1], words[i])) words[kept++] = words[i];
    *ret = words;
    return kept;
}

static bool seen_before(const struct said *first, const struct said *s)
{
    for (const struct said *other = first; other != s; other = other->next)
        if (other->root == s->root) return true;
    return false;
}

static void places_of(struct work *w, const struct roles *roles, struct sum *sum)
{
    const struct branch_line *lines;
    int count = branches_all(w, &lines), n = 0, room = 0;
    int64_t *all = NULL, *below = take_many(w, int64_t, count);
    for (const struct said *s = roles->first; s; s = s->next) {
        if (!s->root) { sum->all_branches = true; continue; }
        if (seen_before(roles->first, s)) continue;
        int more = branches_below(lines, count, s->root, below);
        int64_t *both = take_many(w, int64_t, room + more);
        if (n) memcpy(both, all, sizeof *all * (size_t)n);
        if (more) memcpy(both + n, below, sizeof *below * (size_t)more);
        all = both;
        room = n += more;
    }
    if (n) qsort(all, (size_t)n, sizeof *all, by_id);
    for (int i = 0; i < n; i++)
        if (!sum->branch_count || all[sum->branch_count - 1] != all[i]) all[sum->branch_count++] = all[i];
    sum->branches = all;
}

/* The first record of an upper floor's type that belongs to the person, as a subquery; "" when this house has no such type. */
static text own_record(struct work *w, text type)
{
    const struct record_type *t = house_type(w->house, type);
    const struct field *f = t ? type_field(t, "person") : NULL;
    return f && f->kind == KIND_REF ? print(w, "(select min(id) from %s where person = $1)", type) : "";
}

static void find_own_records(struct work *w, struct actor *a)
{
    text worker = own_record(w, "worker"), customer = own_record(w, "customer");
    if (!a->person || (!*worker && !*customer)) return;
    struct rows *row = db_query_made(w, print(w, "select %s, %s", *worker ? worker : "0", *customer ? customer : "0"), BIND(num(a->person)));
    while (db_next(row)) a->worker = db_number(row, 0), a->customer = db_number(row, 1);
}

bool actor_read(struct work *w, struct rows *said, struct cached *ret)
{
    struct sum sum = { 0 };
    struct roles roles = { 0 };
    struct actor *a = &ret->actor;
    if (!read_said(w, said, ret, &roles)) return false;
    sum.can_count = roles.everything ? capability_words(w, &sum.can) : words_of(w, &roles, &sum.can);
    places_of(w, &roles, &sum);
    a->can = sum.can;
    a->can_count = sum.can_count;
    a->branches = sum.branches;
    a->branch_count = sum.branch_count;
    a->all_branches = sum.all_branches;
    if (!a->home && sum.branch_count) a->home = sum.branches[0];
    if (!a->home && sum.all_branches) a->home = db_one(w, SQL("select min(id) from branch where state = 1"), NO_BIND, 0);
    a->chinese = workers_are_ayi(w) ? CHINESE_AYI : "zh";
    find_own_records(w, a);
    return !failed(w);
}

bool actor_load(struct work *w, int64_t account, struct actor *ret)
{
    struct cached found;
    if (!actor_read(w, db_query(w, SQL("select " ACCOUNT_SAID ", 0, 0 from account a " WITH_ROLES " where a.id = $1 and a.state = 1"), BIND(num(account))), &found)) return false;
    *ret = found.actor;
    return true;
}
