/* list_sql.c — the statement behind a page; list.h says how it is chosen. Outside text comes in only as $n. */
#include "record/list_sql.h"
#include <string.h>
#include "record/convert.h"
#include "record/hidden.h"
#include "record/search.h"

enum { RARE = 3000, WALKS_MOST = 40 };

struct maker maker_new(struct work *w)
{
    return (struct maker){ .w = w, .out = buf_new(w->arena), .keep = db_engine(house_db(w->house)) == DB_SQLITE ? "+" : "" };
}

text maker_place(struct maker *m, struct value value)
{
    if (m->count == m->room) {
        int room = m->room ? m->room * 2 : 16;
        struct value *more = take_many(m->w, struct value, room);
        if (m->count) memcpy(more, m->values, sizeof *more * (size_t)m->count);
        m->values = more;
        m->room = room;
    }
    m->values[m->count++] = value;
    return print(m->w, "$%d", m->count);
}

struct bind maker_bind(const struct maker *m) { return (struct bind){ m->values, m->count }; }

/* A column as conditions name it. Followers must not choose SQLite's index: "+column", and for texts coalesce. */
static text column(struct maker *m, const struct field *f, bool leads)
{
    text name = f->kind == KIND_SEALED ? print(m->w, "%s_index", f->name) : f->name;
    if (leads || !*m->keep || f->kind == KIND_SEALED) return name;
    return f->kind == KIND_TEXT || f->kind == KIND_FILE ? print(m->w, "coalesce(%s, '')", name) : print(m->w, "+%s", name);
}

static text empty_sql(struct maker *m, const struct field *f)
{
    switch (f->kind) {
    case KIND_TEXT: case KIND_FILE: return print(m->w, "%s = ''", column(m, f, false));
    case KIND_PLACE: return print(m->w, "(%s_lat = 0 and %s_lng = 0)", f->name, f->name);
    case KIND_SEALED: return print(m->w, "coalesce(%s_mask, '') = ''", f->name);
    case KIND_REF: return print(m->w, "%s is null", column(m, f, false));
    default: return f->maybe ? print(m->w, "%s is null", column(m, f, false)) : print(m->w, "%s = %s", column(m, f, false), f->not_yet && f->kind == KIND_NUMBER ? "-1" : "0");
    }
}

static void one_of(struct maker *m, text name, const struct value *values, int count)
{
    if (count == 1) { buf_print(&m->out, "%s = %s", name, maker_place(m, values[0])); return; }
    buf_print(&m->out, "%s in (", name);
    for (int i = 0; i < count; i++) buf_print(&m->out, "%s%s", i ? ", " : "", maker_place(m, values[i]));
    buf_add(&m->out, ")");
}

static void values_sql(struct maker *m, const struct list_filter *x, bool leads)
{
    if (x->field->kind != KIND_SET) { one_of(m, column(m, x->field, leads), x->values, x->count); return; }
    int64_t bits = 0;
    for (int i = 0; i < x->count; i++) bits |= x->values[i].number;
    buf_print(&m->out, "(%s & %s) <> 0", x->field->name, maker_place(m, num(bits)));
}

static void any_of_sql(struct maker *m, const struct list_filter *x, bool leads)
{
    buf_add(&m->out, "(");
    for (const struct list_filter *one = x; one; one = one->or) {
        values_sql(m, one, leads);
        if (one->or) buf_add(&m->out, " or ");
    }
    buf_add(&m->out, ")");
}

static void filter_sql(struct maker *m, const struct list_filter *x, bool leads)
{
    if (x->or) { any_of_sql(m, x, leads); return; }
    text name = column(m, x->field, leads), and = "";
    if (x->none || x->count) {
        if (x->none) buf_print(&m->out, "(%s%s", empty_sql(m, x->field), x->count ? " or " : ")");
        if (x->count) values_sql(m, x, leads && !x->none);
        if (x->none && x->count) buf_add(&m->out, ")");
        and = " and ";
    }
    if (x->some) { buf_print(&m->out, "%snot (%s)", and, empty_sql(m, x->field)); and = " and "; }
    if (x->has_from) { buf_print(&m->out, "%s%s >= %s", and, name, maker_place(m, num(x->from))); and = " and "; }
    if (x->has_to) buf_print(&m->out, "%s%s < %s", and, name, maker_place(m, num(x->to)));
}

/* What is known about a query before its statement is made. */
struct lead { const struct list_filter *filter; bool words; };       /* rare enough to begin with; at most one is set */
struct scope_of { const int64_t *ids; int count; };                 /* branches; none: all */
struct plan_of { const struct list_query *q; struct lead lead; struct search_plan search; struct scope_of scope; };
struct list_plan { bool made; struct plan_of of; };

/* Members that many records of many branches share (a choice, an area, a service line) have an index of their own in each branch: two
 * filters may be common each and never meet in a shop. What points to a branch's own records (a customer, a worker) needs none. */
static bool by_branch_too(const struct record_type *type, const struct field *f)
{
    if (type->scope != SCOPE_BRANCH) return false;
    if (f == type_state(type)) return true;
    if (!f->filter || type_field(type, f->name) != f) return false;
    return f->kind == KIND_CHOICE || f->kind == KIND_TEXT || f->kind == KIND_FLAG || (f->kind == KIND_REF && f->to && f->to->scope == SCOPE_COMPANY);
}

static bool within_branches(const struct plan_of *p, const struct list_filter *x)
{
    return p->scope.count && p->scope.count <= WALKS_MOST && !p->q->type->shared_with && x->count && !x->or && !x->none && !x->some && !x->has_from && !x->has_to && by_branch_too(p->q->type, x->field);
}

static bool has_index(const struct list_filter *x)
{
    switch (x->field->kind) {
    case KIND_SET: case KIND_PLACE: case KIND_FILE: return false;
    default: return !x->none && !x->some && strcmp(x->field->name, "changed_at") && strcmp(x->field->name, "branch");
    }
}

static struct scope_of scope_of(struct work *w, const struct list_query *q)
{
    for (int i = 0; i < q->filter_count; i++) {
        const struct list_filter *x = &q->filters[i];
        if (strcmp(x->field->name, "branch") || x->none || !x->count) continue;
        int64_t *ids = take_many(w, int64_t, x->count);
        for (int k = 0; k < x->count; k++) ids[k] = x->values[k].number;
        return (struct scope_of){ ids, x->count };
    }
    if (q->own || q->type->scope == SCOPE_COMPANY || w->actor->all_branches || w->actor->system) return (struct scope_of){ 0 };
    static const int64_t nowhere[] = { -1 };
    return w->actor->branch_count ? (struct scope_of){ w->actor->branches, w->actor->branch_count } : (struct scope_of){ nowhere, 1 };
}

static void and_scope(struct maker *m, const struct plan_of *p, bool leads)
{
    if (!p->scope.count) return;
    struct value *ids = take_many(m->w, struct value, p->scope.count);
    for (int i = 0; i < p->scope.count; i++) ids[i] = num(p->scope.ids[i]);
    text other = p->q->type->shared_with;
    buf_add(&m->out, other ? " and (" : " and ");
    one_of(m, leads ? "branch" : print(m->w, "%sbranch", m->keep), ids, p->scope.count);
    if (!other) return;
    buf_add(&m->out, " or ");
    one_of(m, leads ? other : print(m->w, "%s%s", m->keep, other), ids, p->scope.count);
    buf_add(&m->out, ")");
}

/* The condition that begins a search by its index, in the branches' own where there is one. */
static void lead_sql(struct maker *m, const struct plan_of *p, const struct list_filter *x)
{
    filter_sql(m, x, true);
    if (within_branches(p, x)) and_scope(m, p, true);
}

static int64_t how_many(struct work *w, const struct plan_of *p, const struct list_filter *x)
{
    struct maker m = maker_new(w);
    buf_print(&m.out, "select count(*) from (select 1 from %s where ", p->q->type->name);
    lead_sql(&m, p, x);
    buf_print(&m.out, " limit %d) as few", RARE + 1);
    struct rows *row = db_query_made(w, buf_text(&m.out), maker_bind(&m));
    int64_t n = RARE + 1;
    while (db_next(row)) n = db_number(row, 0);
    return n;
}

static struct lead lead_of(struct work *w, const struct plan_of *p)
{
    const struct list_query *q = p->q;
    const struct search_plan *search = &p->search;
    struct lead lead = { 0 };
    int64_t least = RARE + 1;
    if (search->count && search->rarest < least) { least = search->rarest; lead.words = true; }
    for (int i = 0; i < q->filter_count && least > 50; i++) {
        if (!has_index(&q->filters[i]) || q->filters[i].field == q->sort) continue;       /* the sort's own is walked, from its first to its last */
        int64_t n = how_many(w, p, &q->filters[i]);
        if (n < least) { least = n; lead = (struct lead){ .filter = &q->filters[i] }; }
    }
    return lead;
}

static void and_not_hidden(struct maker *m, const struct list_query *q)
{
    const struct actor *a = m->w->actor;
    if (q->type->hidden_from && !a->system) buf_print(&m->out, " and %s", hidden_where(m->w->arena, q->type, maker_place(m, num(a->user))));
}

/* Whose is her own: by the type that .own refers to. */
static void and_own(struct maker *m, const struct list_query *q)
{
    and_not_hidden(m, q);
    if (!q->own) return;
    const struct actor *a = m->w->actor;
    const struct field *f = type_field(q->type, q->type->own);
    text to = f && f->to ? f->to->name : q->type->name;
    int64_t id = !strcmp(to, "worker") ? a->worker : !strcmp(to, "customer") ? a->customer : !strcmp(to, "user") ? a->user
               : !strcmp(to, "person") ? a->person : 0;
    buf_print(&m->out, " and %s = %s", f ? f->name : "id", maker_place(m, num(id ? id : -1)));
}

static void and_tokens(struct maker *m, const struct plan_of *p)
{
    for (int i = 0; i < p->search.count && !p->lead.words; i++) {
        buf_print(&m->out, " and (select 1 from search_token where token = %s", maker_place(m, txt(p->search.tokens[i])));
        buf_print(&m->out, " and type = %s and id = %s.id limit 1) is not null", maker_place(m, num(p->search.type)), p->q->type->name);
    }
}

static void and_after(struct maker *m, const struct list_query *q)
{
    if (!q->has_after) return;
    text value = maker_place(m, q->after), id = maker_place(m, num(q->after_id));
    buf_print(&m->out, " and (%s, id) %s (%s, %s)", q->sort->name, q->down ? "<" : ">", value, id);
}

/* All conditions but the scope's and those in `done`. A filter on the sort's own column goes with its index. */
static void and_rest(struct maker *m, const struct plan_of *p, const struct list_filter *done)
{
    for (int i = 0; i < p->q->filter_count; i++) {
        const struct list_filter *x = &p->q->filters[i];
        if (x == done || (!strcmp(x->field->name, "branch") && !x->none)) continue;
        buf_add(&m->out, " and ");
        filter_sql(m, x, x->field == p->q->sort && !p->lead.filter && !p->lead.words);
    }
    and_own(m, p->q);
    and_tokens(m, p);
}

static void in_order(struct maker *m, const struct list_query *q, int limit)
{
    text down = q->down ? " desc" : "";
    buf_print(&m->out, " order by %s%s, id%s limit %d", q->sort->name, down, down, limit);
}

/* The ids that have the words, at most so many. PostgreSQL is made to find them first and once: when it takes a page for nearly empty
 * (its guess for "behind this row") it asks the index again for every row. */
static void with_words(struct maker *m, const struct plan_of *p, int most)
{
    bool sqlite = *m->keep;
    buf_add(&m->out, sqlite ? "id in (" : "id = any(array(");
    search_together(m, &p->search);
    buf_print(&m->out, " limit %d%s", most, sqlite ? ")" : "))");
}

static void begin_with_rare(struct maker *m, const struct plan_of *p)
{
    if (p->lead.words) {
        with_words(m, p, RARE);
    } else if (!*m->keep) {
        lead_sql(m, p, p->lead.filter);             /* PostgreSQL knows by its statistics that this one is rare */
    } else {
        buf_print(&m->out, "id in (select id from %s where ", p->q->type->name);
        lead_sql(m, p, p->lead.filter);
        buf_print(&m->out, " limit %d)", RARE);
    }
    and_scope(m, p, false);
    and_rest(m, p, p->lead.filter);
}

/* An index of a filter is in the order of the default sort: one walk for each value asked for, which ends when the page is full. The rare
 * filter is walked by its own, otherwise the state (each branch by itself). */
static bool walkable(const struct plan_of *p, const struct list_filter *x)
{
    return !x->or && !x->none && !x->some && !x->has_from && !x->has_to && x->count && x->field != p->q->sort && x->field->kind != KIND_SEALED
        && type_field(p->q->type, x->field->name) == x->field;
}

static const struct list_filter *walked_filter(const struct plan_of *p)
{
    bool down;
    const struct field *state = type_state(p->q->type);
    const struct list_filter *lead = p->lead.filter;
    if (p->lead.words || p->q->sort != list_default_sort(p->q->type, &down)) return NULL;
    if (lead && lead->field != state) return walkable(p, lead) && lead->count * (within_branches(p, lead) ? p->scope.count : 1) <= WALKS_MOST ? lead : NULL;
    for (int i = 0; state && i < p->q->filter_count; i++) {
        const struct list_filter *x = &p->q->filters[i];
        int branches = p->scope.count ? p->scope.count : 1;
        if (x->field == state && walkable(p, x) && x->count * branches <= WALKS_MOST) return x;
    }
    return NULL;
}

/* One walk: branch and filter given or not, the rest tried on the way. */
static void walk(struct maker *m, const struct plan_of *p, const int64_t *branch, const struct list_filter *by, const struct value *value)
{
    text and = "";
    if (branch) { buf_print(&m->out, "branch = %s", maker_place(m, num(*branch))); and = " and "; }
    if (value) buf_print(&m->out, "%s%s = %s", and, by->field->name, maker_place(m, *value));
    if (!branch && !value) buf_add(&m->out, "1 = 1");
    if (!branch) and_scope(m, p, false);
    and_rest(m, p, by);
    and_after(m, p->q);
}

static void walks(struct maker *m, const struct plan_of *p)
{
    const struct list_filter *by = walked_filter(p);
    bool by_branch = by ? within_branches(p, by) : p->scope.count && p->scope.count <= WALKS_MOST && !p->q->type->shared_with;
    int branches = by_branch ? p->scope.count : 1, values = by ? by->count : 1;
    bool many = branches * values > 1;
    if (many) buf_add(&m->out, "id in (");
    for (int i = 0; i < branches * values; i++) {
        if (many) buf_print(&m->out, "%sselect id from (select id from %s where ", i ? " union all " : "", p->q->type->name);
        walk(m, p, by_branch ? &p->scope.ids[i / values] : NULL, by, by ? &by->values[i % values] : NULL);
        if (!many) continue;
        in_order(m, p->q, p->q->limit + 1);
        buf_print(&m->out, ") as walk%d", i + 1);
    }
    if (many) buf_add(&m->out, ")");
}

struct list_plan *list_plan_room(struct work *w) { return take(w, struct list_plan); }

static bool plan_for(struct maker *m, const struct list_query *q, struct plan_of *p)
{
    if (q->plan && q->plan->made) {
        *p = q->plan->of;
        p->q = q;
        return !p->search.nothing && !failed(m->w);
    }
    *p = (struct plan_of){ .q = q, .scope = scope_of(m->w, q) };
    if (q->search) p->search = *q->search;
    else if (*q->words) p->search = search_plan(m->w, q->type->name, q->words);
    if (!p->search.nothing) p->lead = lead_of(m->w, p);
    if (q->plan) *q->plan = (struct list_plan){ true, *p };
    return !p->search.nothing && !failed(m->w);
}

bool list_where(struct maker *m, const struct list_query *q)
{
    struct plan_of p;
    if (!plan_for(m, q, &p)) return false;
    if ((p.lead.filter || p.lead.words) && !walked_filter(&p)) {
        begin_with_rare(m, &p);
        and_after(m, q);
    } else {
        walks(m, &p);
    }
    in_order(m, q, q->limit + 1);
    return true;
}

/* Counting needs no order: a common word or filter is walked by its own index, until there are enough. */
bool list_count_where(struct maker *m, const struct list_query *q, int64_t most)
{
    struct list_query all = *q;
    struct plan_of p;
    all.has_after = false;
    if (!plan_for(m, &all, &p)) return false;
    if (p.lead.filter || p.lead.words) {
        begin_with_rare(m, &p);
    } else {
        const struct list_filter *state = walked_filter(&p);
        buf_add(&m->out, "1 = 1");
        if (state) { buf_add(&m->out, " and "); filter_sql(m, state, true); }
        and_scope(m, &p, true);
        and_rest(m, &p, state);
    }
    buf_print(&m->out, " limit %lld", (long long)most + 1);
    return true;
}

/* What a page's count looks at: the records that have the words, those of a filter, or those of the branches (and of the sort's range). */
struct candidates { const struct list_filter *by; bool words; };

static void and_tried(struct maker *m, const struct plan_of *p, struct candidates c)
{
    for (int i = 0; i < p->q->filter_count; i++) {
        const struct list_filter *x = &p->q->filters[i];
        bool chose = x == c.by || (!c.by && !c.words && x->field == p->q->sort);
        if (chose || (!strcmp(x->field->name, "branch") && !x->none)) continue;
        buf_add(&m->out, " and ");
        filter_sql(m, x, false);
    }
    if (c.by || c.words) and_scope(m, p, false);
    if (!c.words) and_tokens(m, p);
    and_own(m, p->q);
}

static void chosen(struct maker *m, const struct plan_of *p, struct candidates c, int tried)
{
    if (c.words) { with_words(m, p, tried); return; }
    if (c.by) { lead_sql(m, p, c.by); return; }
    buf_add(&m->out, "1 = 1");
    and_scope(m, p, true);
    for (int i = 0; i < p->q->filter_count; i++) {
        if (p->q->filters[i].field != p->q->sort) continue;
        buf_add(&m->out, " and ");
        filter_sql(m, &p->q->filters[i], true);
    }
}

bool list_count_some(struct maker *m, const struct list_query *q, int tried)
{
    struct list_query all = *q;
    struct plan_of p;
    all.has_after = false;
    if (!plan_for(m, &all, &p)) return false;
    struct candidates c = { .words = p.search.count && !p.lead.filter };
    if (!c.words) c.by = p.lead.filter ? p.lead.filter : walked_filter(&p);
    buf_add(&m->out, "select coalesce(sum(fits), 0), count(*) from (select case when 1 = 1");
    and_tried(m, &p, c);
    buf_print(&m->out, " then 1 else 0 end as fits from %s where ", q->type->name);
    chosen(m, &p, c, tried);
    buf_print(&m->out, " limit %d) as tried", tried);
    return true;
}

static bool list_has(text const *lists, int n, text columns)
{
    for (int i = 0; i < n; i++)
        if (!strcmp(lists[i], columns)) return true;
    return false;
}

static void want(text *lists, int *n, text columns)
{
    if (!list_has(lists, *n, columns)) lists[(*n)++] = columns;
}

static bool filter_indexed(const struct record_type *type, const struct field *f)
{
    return (f->filter || f == type_state(type)) && f->kind != KIND_SET && f->kind != KIND_PLACE && f->kind != KIND_FILE && f->kind != KIND_SEALED
        && f->kind != KIND_ROWS && f->kind != KIND_JSON;
}

static void indexes_for_sort(struct arena *arena, const struct record_type *type, const struct field *f, text *lists, int *n)
{
    text sort = f->name;
    if (type->scope == SCOPE_BRANCH) want(lists, n, arena_print(arena, "branch, %s, id", sort));
    want(lists, n, arena_print(arena, "%s, id", sort));
}

const text *list_indexes(struct arena *arena, const struct record_type *type)
{
    text *lists = arena_take(arena, sizeof *lists * (size_t)(type->field_count * 4 + 10));
    int n = 0;
    bool down;
    const struct field *order = list_default_sort(type, &down);
    text sort = order->name;
    indexes_for_sort(arena, type, list_field(type, "created_at"), lists, &n);
    indexes_for_sort(arena, type, order, lists, &n);
    if (type->prefix) indexes_for_sort(arena, type, list_field(type, "number"), lists, &n);
    for (int i = 0; i < type->field_count; i++)
        if (type->fields[i].sort) indexes_for_sort(arena, type, &type->fields[i], lists, &n);
    for (int i = 0; i < type->field_count; i++)
        if (filter_indexed(type, &type->fields[i]) && &type->fields[i] != order) want(lists, &n, arena_print(arena, "%s, %s, id", type->fields[i].name, sort));
    for (int i = 0; i < type->field_count; i++) {
        const struct field *f = &type->fields[i];
        if (by_branch_too(type, f) && filter_indexed(type, f) && f != order) want(lists, &n, arena_print(arena, "branch, %s, %s, id", f->name, sort));
    }
    return lists;
}
