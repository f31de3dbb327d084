/* session_actor.c — what an account may do and where: the sum of its roles, and the branches below each of their places. */
#include <stdlib.h>
#include <string.h>
#include "base/words.h"
#include "company/account.h"
#include "company/branch.h"
#include "company/role.h"
#include "company/session.h"
#include "company/setting.h"
#include "record/store.h"

struct sum { const text *can; int can_count; int64_t *branches; int branch_count; bool all_branches; };

static int by_word(const void *a, const void *b) { return strcmp(*(const text *)a, *(const text *)b); }
static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* What an account's roles say, read at once: a row for each role, place and word. */
struct said { struct said *next; text word; int64_t root; };
struct roles { struct said *first; int count; bool everything; };

static struct roles roles_of(struct work *w, int64_t account)
{
    struct roles r = { 0 };
    struct rows *row = db_query(w, SQL("select o.everything, coalesce(r.place, 0), coalesce(c.word, '') from account_roles r join role o on o.id = r.role left join role_capabilities c on c.parent = r.role where r.parent = $1"),
                                BIND(num(account)));
    while (db_next(row)) {
        struct said *s = take(w, struct said);
        *s = (struct said){ r.first, db_text(row, 2), db_number(row, 1) };
        r.everything |= db_number(row, 0) == 1;
        r.first = s;
        r.count++;
    }
    return r;
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

/* The record of an upper floor's type that belongs to the person; 0 when this house has no such type. */
static int64_t role_record(struct work *w, text type, int64_t person)
{
    const struct record_type *t = person ? house_type(w->house, type) : NULL;
    const struct field *f = t ? type_field(t, "person") : NULL;
    if (!f || f->kind != KIND_REF) return 0;
    struct rows *row = db_query_made(w, print(w, "select id from %s where person = $1 order by id limit 1", type), BIND(num(person)));
    int64_t id = 0;
    while (db_next(row)) id = db_number(row, 0);
    return id;
}

bool actor_load(struct work *w, int64_t account, struct actor *ret)
{
    struct sum sum = { 0 };
    struct rows *row = db_query(w, SQL("select name, person, home, language from account where id = $1 and state = 1"), BIND(num(account)));
    if (!db_next(row)) return false;
    *ret = (struct actor){ .user = account, .name = db_text(row, 0), .person = db_number(row, 1), .home = db_number(row, 2),
        .language = db_number(row, 3) == LANGUAGE_EN ? "en" : "zh" };
    db_enough(row);
    struct roles roles = roles_of(w, account);
    sum.can_count = roles.everything ? capability_words(w, &sum.can) : words_of(w, &roles, &sum.can);
    places_of(w, &roles, &sum);
    ret->can = sum.can;
    ret->can_count = sum.can_count;
    ret->branches = sum.branches;
    ret->branch_count = sum.branch_count;
    ret->all_branches = sum.all_branches;
    if (!ret->home && sum.branch_count) ret->home = sum.branches[0];
    if (!ret->home && sum.all_branches) ret->home = db_one(w, SQL("select min(id) from branch where state = 1"), NO_BIND, 0);
    ret->chinese = workers_are_ayi(w) ? CHINESE_AYI : "zh";
    ret->worker = role_record(w, "worker", ret->person);
    ret->customer = role_record(w, "customer", ret->person);
    return !failed(w);
}
