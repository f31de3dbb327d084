/* hidden.c — see hidden.h. */
#include "record/hidden.h"
#include <string.h>
#include "record/convert.h"
#include "record/store.h"

static const struct field *member_of(const struct record_type *type) { return type->hidden_from ? type_field(type, type->hidden_from) : NULL; }

static bool names_account(const struct field *f) { return !strcmp(f->to->name, "account"); }

int64_t hidden_account(struct work *w, const struct record_type *type, const void *record)
{
    const struct field *f = member_of(type);
    int64_t to = f ? field_number(f, record) : 0;
    if (!to || names_account(f)) return to;
    const void *behind = record_peek(w, f->to, to);
    return behind ? hidden_account(w, f->to, behind) : 0;
}

bool hidden_here(struct work *w, const struct record_type *type, const void *record)
{
    const struct actor *a = w->actor;
    return type->hidden_from && !a->system && a->user && hidden_account(w, type, record) == a->user;
}

text title_in_sight(struct work *w, const struct record_type *type, int64_t id)
{
    const void *record = id ? record_peek(w, type, id) : NULL;
    if (!record || !in_sight(w, type, record) || hidden_here(w, type, record)) return "";
    return can(w, type->see) || is_own(w, type, record) ? record_title(w, type, id) : "";
}

/* Which rows of the type are hidden from her: the other way round, for what refers to them. */
static text hidden_ids(struct arena *arena, const struct record_type *type, text who)
{
    const struct field *f = member_of(type);
    if (names_account(f)) return arena_print(arena, "select id from %s where %s = %s", type->name, f->name, who);
    return arena_print(arena, "select id from %s where %s in (%s)", type->name, f->name, hidden_ids(arena, f->to, who));
}

text hidden_where(struct arena *arena, const struct record_type *type, text who)
{
    const struct field *f = member_of(type);
    if (!f) return NULL;
    if (names_account(f)) return arena_print(arena, "(%s is null or %s <> %s)", f->name, f->name, who);
    return arena_print(arena, "(%s is null or %s not in (%s))", f->name, f->name, hidden_ids(arena, f->to, who));
}

text hidden_queue(struct work *w, text who)
{
    text all = "";
    for (const struct record_type *const *t = house_types(w->house); *t; t++)
        if ((*t)->hidden_from && (*t)->deadline_count) all = print(w, "%s and not (type = '%s' and record in (%s))", all, (*t)->name, hidden_ids(w->arena, *t, who));
    return all;
}
