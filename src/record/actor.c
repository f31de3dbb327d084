/* actor.c — see actor.h. */
#include "record/actor.h"
#include <stdlib.h>
#include <string.h>
#include "record/convert.h"

const struct actor the_system = { .name = "system", .language = "zh", .all_branches = true, .system = true };

static int by_word(const void *a, const void *b) { return strcmp(*(const text *)a, *(const text *)b); }

bool can(const struct work *w, text capability)
{
    const struct actor *a = w->actor;
    if (!capability || a->system) return true;
    return a->can_count && bsearch(&capability, a->can, (size_t)a->can_count, sizeof *a->can, by_word);
}

bool in_scope(const struct work *w, int64_t branch)
{
    const struct actor *a = w->actor;
    if (a->system || a->all_branches || !branch) return true;
    for (int i = 0; i < a->branch_count; i++)
        if (a->branches[i] == branch) return true;
    return false;
}

bool must(struct work *w, text capability)
{
    if (can(w, capability)) return true;
    refuse_as(w, FORBIDDEN, "", N_("This is not among your tasks; ask your manager"));
    work_explain(w, "forbidden", print(w, "{\"needs\":\"%s\"}", capability));
    return false;
}

/* The member refers to a person, worker or customer; the type it refers to says which of the actor's roles to compare. */
bool is_own(const struct work *w, const struct record_type *type, const void *record)
{
    if (!type->own) return false;
    const struct actor *a = w->actor;
    int64_t id = ((const struct record *)record)->id;
    if (!strcmp(type->own, "record")) {
        text t = type->name;
        return id && id == (!strcmp(t, "person") ? a->person : !strcmp(t, "worker") ? a->worker : !strcmp(t, "customer") ? a->customer : 0);
    }
    const struct field *f = type_field(type, type->own);
    if (!f || f->kind != KIND_REF) return false;
    int64_t to = field_number(f, record);
    text t = f->to->name;
    return to && to == (!strcmp(t, "person") ? a->person : !strcmp(t, "worker") ? a->worker : !strcmp(t, "customer") ? a->customer : !strcmp(t, "account") ? a->user : 0);
}

int64_t other_branch(const struct record_type *type, const void *record)
{
    const struct field *f = type->shared_with ? type_field(type, type->shared_with) : NULL;
    return f ? field_number(f, record) : 0;
}

static bool shared_here(const struct work *w, const struct record_type *type, const void *record)
{
    int64_t other = other_branch(type, record);
    return other && in_scope(w, other);
}

bool in_sight(const struct work *w, const struct record_type *type, const void *record)
{
    return type->scope == SCOPE_COMPANY || in_scope(w, ((const struct record *)record)->branch.id) || shared_here(w, type, record) || is_own(w, type, record);
}

bool in_reach(struct work *w, const struct record_type *type, const void *record)
{
    return in_sight(w, type, record) || (type->lent && type->lent(w, record));
}
