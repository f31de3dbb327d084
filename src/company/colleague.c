/* colleague.c — see colleague.h. */
#include "company/colleague.h"
#include <string.h>
#include "base/search_tokens.h"
#include "company/branch.h"
#include "company/role.h"
#include "record/answer.h"

static bool holds(const struct tokens *t, text word)
{
    for (int i = 0; i < t->count; i++)
        if (!strcmp(t->at[i], word)) return true;
    return false;
}

static bool is_named(struct work *w, const struct tokens *asked, text name)
{
    struct tokens hers = tokens_document(w->arena);
    tokens_add_name(&hers, name);
    for (int i = 0; i < asked->count; i++)
        if (!holds(&hers, asked->at[i])) return false;
    return true;
}

/* `where` 0: the whole company. Hers lies below one of the actor's branches, or above one. */
static bool near(struct work *w, int64_t where)
{
    const struct actor *a = w->actor;
    int64_t above[20];
    if (!where || in_scope(w, where)) return true;
    for (int i = 0; i < a->branch_count; i++)
        for (int n = branches_above(w, a->branches[i], above, COUNT_OF(above)); n > 0; n--)
            if (above[n - 1] == where) return true;
    return false;
}

static void colleague_write(struct json *j, int64_t id, text name, text roles)
{
    write_object(j, NULL);
    write_number(j, "id", id);
    write_text(j, "title", name);
    write_text(j, "role", roles);
    write_end(j, '}');
}

/* A row per role, those of one account together. */
static void colleagues_write(struct work *w, struct json *j, text typed)
{
    const struct tokens asked = tokens_query(w->arena, typed);
    struct rows *row = db_query(w, SQL("select a.id, a.name, o.code, o.name, coalesce(r.place, 0) from account a join account_roles r on r.parent = a.id join role o on o.id = r.role "
                                       "where a.state = 1 and o.code <> 'worker' order by a.name, a.id, o.name"), NO_BIND);
    int64_t id = 0;
    text name = "", roles = "";
    int count = 0;
    while (count < COLLEAGUES_MOST && db_next(row)) {
        if (!near(w, db_number(row, 4)) || !is_named(w, &asked, db_text(row, 1))) continue;
        bool same = db_number(row, 0) == id;
        if (id && !same) { colleague_write(j, id, name, roles); count++; }
        text role = role_said(w, db_text(row, 2), db_text(row, 3));
        id = db_number(row, 0);
        name = arena_copy(w->arena, db_text(row, 1));
        roles = same && !strstr(roles, role) ? print(w, "%s, %s", roles, role) : same ? roles : arena_copy(w->arena, role);
    }
    if (id && count < COLLEAGUES_MOST) colleague_write(j, id, name, roles);
}

bool colleagues_call(struct work *w, const struct request *q, struct reply *reply)
{
    text typed = http_query(q, "q");
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_list(&j, "rows");
    colleagues_write(w, &j, typed ? typed : "");
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
