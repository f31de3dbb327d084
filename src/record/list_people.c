/* list_people.c — q= in a list whose rows are about people: a complaint, a visit, a bill is asked for by the customer's or the worker's
 * name or phone, which stand in their own records and are in the index only there. Asked when no record of the list has the words itself. */
#include <string.h>
#include "record/list_sql.h"
#include "record/meta.h"
#include "record/search.h"

struct ids { struct value at[LIST_VALUES_MOST]; int count; bool more; };

static bool named(const struct record_type *type)
{
    for (int i = 0; i < type->field_count; i++)
        if (type->fields[i].names) return true;
    return false;
}

static bool asks_for(const struct work *w, const struct field *f) { return f->kind == KIND_REF && f->to && named(f->to) && can(w, f->see) && type_seen(w, f->to); }

static void read_ids(struct maker *m, struct ids *into)
{
    buf_print(&m->out, " limit %d", LIST_VALUES_MOST + 1);
    struct rows *row = db_query_made(m->w, buf_text(&m->out), maker_bind(m));
    while (db_next(row)) {
        if (into->count < LIST_VALUES_MOST) into->at[into->count++] = num(db_number(row, 0));
        else into->more = true;
    }
}

/* Of the type, whose own record has the words. */
static void who_has(struct work *w, const struct record_type *type, text words, struct ids *into)
{
    struct search_plan plan = search_plan(w, type->name, words);
    if (plan.nothing) return;
    struct maker m = maker_new(w);
    search_together(&m, &plan);
    read_ids(&m, into);
}

static void whose(struct work *w, const struct record_type *type, const struct field *f, const struct ids *people, struct ids *into)
{
    struct maker m = maker_new(w);
    buf_print(&m.out, "select id from %s where %s in (", type->name, f->name);
    for (int i = 0; i < people->count; i++) buf_print(&m.out, "%s%s", i ? ", " : "", maker_place(&m, people->at[i]));
    buf_add(&m.out, ")");
    into->more |= people->more;
    read_ids(&m, into);
}

/* A customer has her name herself; her phone stands with the person she is, without whom she is none (her favourite worker is somebody else). */
static void who_is(struct work *w, const struct record_type *type, text words, struct ids *into)
{
    who_has(w, type, words, into);
    for (int i = 0; i < type->field_count && !into->count && !failed(w); i++) {
        const struct field *f = &type->fields[i];
        struct ids people = { .count = 0 };
        if (!f->required || !asks_for(w, f)) continue;
        who_has(w, f->to, words, &people);
        if (people.count) whose(w, type, f, &people, into);
    }
}

static struct list_filter *among(struct work *w, const struct field *f, const struct ids *found, struct list_filter *or)
{
    struct list_filter *x = take(w, struct list_filter);
    struct value *values = take_many(w, struct value, found->count);
    memcpy(values, found->at, sizeof *values * (size_t)found->count);
    *x = (struct list_filter){ .field = f, .values = values, .count = found->count, .or = or };
    return x;
}

bool list_words_are_people(struct work *w, struct list_query *q)
{
    struct list_filter *any = NULL;
    bool more = false;
    if (!*q->words || failed(w) || q->filter_count == LIST_FILTERS_MOST || !search_plan(w, q->type->name, q->words).nothing) return !failed(w);
    for (int i = 0; i < q->type->field_count && !failed(w); i++) {
        const struct field *f = &q->type->fields[i];
        struct ids *found = take(w, struct ids);
        if (!(f->filter || f->required) || !asks_for(w, f)) continue;
        who_is(w, f->to, q->words, found);
        more |= found->more;
        if (found->count) any = among(w, f, found, any);
    }
    if (more) return wrong(w, "q", N_("More than {1} people have {2} in their names: type more of the name, or the last digits of the phone"), print(w, "%d", LIST_VALUES_MOST), q->words);
    if (any) q->filters[q->filter_count++] = *any;
    if (any) q->words = "";
    return !failed(w);
}
