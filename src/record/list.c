/* list.c — the parameters of a list; see list.h. */
#include "record/list.h"
#include <stdlib.h>
#include <string.h>
#include <sodium.h>
#include "record/convert.h"
#include "record/list_sql.h"

const struct field base_fields[] = {
    FIELD(record, number, .label = N_("Number"), .filter = true, .sort = true, .list = true, .set_by = ENGINE_ONLY),
    FIELD(record, branch, .label = N_("Branch"), .filter = true, .set_by = SET_ON_CREATE),
    FIELD(record, created_at, .label = N_("Created"), .filter = true, .sort = true, .set_by = ENGINE_ONLY),
    FIELD(record, changed_at, .label = N_("Last change"), .filter = true, .set_by = ENGINE_ONLY),
};
const int base_field_count = COUNT_OF(base_fields);

const struct field *list_field(const struct record_type *type, text name)
{
    const struct field *f = type_field(type, name);
    for (int i = 0; !f && i < base_field_count; i++)
        if (!strcmp(base_fields[i].name, name)) f = &base_fields[i];
    return f;
}

static bool numbered(const struct record_type *type, const struct field *f) { return type->prefix || strcmp(f->name, "number") || f != &base_fields[0]; }

bool list_may_filter(const struct work *w, const struct record_type *type, const struct field *f)
{
    if (f->kind == KIND_ROWS || f->kind == KIND_JSON || !can(w, f->see) || !numbered(type, f)) return false;
    return f->filter || f == type_state(type);
}

bool list_may_sort(const struct work *w, const struct record_type *type, const struct field *f)
{
    bool down;
    return (f->sort || f == list_default_sort(type, &down)) && can(w, f->see) && numbered(type, f);
}

const struct field *list_default_sort(const struct record_type *type, bool *ret_down)
{
    text order = type->order ? type->order : "-created_at";
    *ret_down = *order == '-';
    const struct field *f = list_field(type, order + *ret_down);
    return f ? f : list_field(type, "created_at");
}

static bool number_of(text from, int64_t *ret)
{
    char *end;
    if (!*from || strlen(from) > 18 || strspn(from, "-0123456789") != strlen(from)) return false;
    *ret = strtoll(from, &end, 10);
    return !*end;
}

static bool ranged(const struct field *f)
{
    return f->kind == KIND_NUMBER || f->kind == KIND_MONEY || f->kind == KIND_INSTANT || f->kind == KIND_DAY || f->kind == KIND_MINUTES;
}

static bool flag_of(text from, int64_t *ret)
{
    *ret = !strcmp(from, "true") || !strcmp(from, "1");
    return *ret || !strcmp(from, "false") || !strcmp(from, "0");
}

static bool value_of(struct work *w, const struct record_type *type, const struct field *f, text from, struct value *ret)
{
    int64_t n = 0;
    switch (f->kind) {
    case KIND_TEXT: *ret = txt(from); return true;
    case KIND_SEALED: *ret = blind_index(w, print(w, "%s.%s", type->name, f->name), from); return true;
    case KIND_CHOICE: n = choice_value(f->choices, from); break;
    case KIND_SET: n = (int64_t)choice_value(f->choices, from); n = n ? (int64_t)SET_BIT(n) : 0; break;
    case KIND_REF: if (!number_of(from, &n) || n < 0) n = 0; break;
    case KIND_FLAG: *ret = num(0); if (!flag_of(from, &n)) return wrong(w, f->name, N_("{1} is neither true nor false"), from); *ret = num(n); return true;
    case KIND_PLACE: case KIND_FILE: return wrong(w, f->name, N_("Of this one can only ask whether it is empty: none, or some"));
    default: *ret = num(0); if (!number_of(from, &n)) return wrong(w, f->name, N_("{1} is not a number"), from); *ret = num(n); return true;
    }
    *ret = num(n);
    return n || wrong(w, f->name, f->kind == KIND_REF ? N_("{1} is not a number") : N_("{1} is not one of the choices"), from);
}

static struct list_filter *filter_for(struct work *w, struct list_query *q, const struct field *f)
{
    for (int i = 0; i < q->filter_count; i++)
        if (q->filters[i].field == f) return &q->filters[i];
    if (q->filter_count == LIST_FILTERS_MOST) { wrong(w, f->name, N_("Too many filters at once")); return NULL; }
    q->filters[q->filter_count] = (struct list_filter){ .field = f, .values = take_many(w, struct value, LIST_VALUES_MOST) };
    return &q->filters[q->filter_count++];
}

static bool is_choice(const struct field *f, text word)
{
    return (f->kind == KIND_CHOICE || f->kind == KIND_SET) && choice_value(f->choices, word);
}

static void add_value(struct work *w, struct list_query *q, struct list_filter *filter, text word)
{
    if (!strcmp(word, "none") && !is_choice(filter->field, word)) { filter->none = true; return; }
    if (!strcmp(word, "some") && (filter->field->kind == KIND_REF || filter->field->kind == KIND_PLACE || filter->field->kind == KIND_FILE)) { filter->some = true; return; }
    if (filter->count == LIST_VALUES_MOST) { wrong(w, filter->field->name, N_("Too many values at once")); return; }
    struct value v;
    if (!value_of(w, q->type, filter->field, word, &v)) return;
    ((struct value *)(uintptr_t)filter->values)[filter->count++] = v;
}

/* A branch that the actor does not work in does not exist for her. */
static void check_branches(struct work *w, const struct list_query *q)
{
    for (int i = 0; i < q->filter_count && q->type->scope == SCOPE_BRANCH && !q->own; i++)
        for (int k = 0; k < q->filters[i].count && q->filters[i].field == list_field(q->type, "branch"); k++)
            if (!in_scope(w, q->filters[i].values[k].number)) wrong(w, "branch", N_("There is no such branch"));
}

static void read_values(struct work *w, struct list_query *q, const struct field *f, text value)
{
    struct list_filter *filter = filter_for(w, q, f);
    if (!filter) return;
    if (f->kind == KIND_TEXT) { add_value(w, q, filter, value); return; }
    for (text at = value; *at || at == value;) {
        size_t n = strcspn(at, ",");
        add_value(w, q, filter, arena_copy_n(w->arena, at, n));
        if (!at[n]) break;
        at += n + 1;
    }
}

static bool ends_with(text name, text end) { return strlen(name) > strlen(end) && !strcmp(name + strlen(name) - strlen(end), end); }

/* field_from, field_to. False: not the name of a range. */
static bool read_range(struct work *w, struct list_query *q, text name, text value)
{
    bool from = ends_with(name, "_from");
    if (!from && !ends_with(name, "_to")) return false;
    const struct field *f = list_field(q->type, arena_copy_n(w->arena, name, strlen(name) - (from ? 5 : 3)));
    if (!f || !list_may_filter(w, q->type, f) || !ranged(f)) return false;
    struct list_filter *filter = filter_for(w, q, f);
    int64_t n = 0;
    if (!number_of(value, &n)) wrong(w, name, N_("{1} is not a number"), value);
    else if (filter && from) { filter->has_from = true; filter->from = n; }
    else if (filter) { filter->has_to = true; filter->to = n; }
    return true;
}

static void read_sort(struct work *w, struct list_query *q, text value)
{
    const struct field *f = list_field(q->type, value + (*value == '-'));
    if (!f || !list_may_sort(w, q->type, f)) { wrong(w, "sort", N_("This list cannot be sorted by {1}"), value); return; }
    q->sort = f;
    q->down = *value == '-';
}

static void read_limit(struct work *w, struct list_query *q, text value)
{
    int64_t n;
    if (!number_of(value, &n) || n < 1 || n > LIST_PAGE_MOST) wrong(w, "limit", N_("A page has 1 to 200 rows"));
    else q->limit = (int)n;
}

static bool meant_for_others(text name) { return !strcmp(name, "lang"); }

static void read_pair(struct work *w, struct list_query *q, struct list_pair p, text *ret_after)
{
    const struct field *f = list_field(q->type, p.name);
    if (f && list_may_filter(w, q->type, f)) read_values(w, q, f, p.value);
    else if (!strcmp(p.name, "q")) q->words = p.value;
    else if (!strcmp(p.name, "sort")) read_sort(w, q, p.value);
    else if (!strcmp(p.name, "limit")) read_limit(w, q, p.value);
    else if (!strcmp(p.name, "after")) *ret_after = p.value;
    else if (!strcmp(p.name, "count")) q->count = strcmp(p.value, "0") && strcmp(p.value, "false");
    else if (!strcmp(p.name, "columns")) q->columns = p.value;
    else if (!meant_for_others(p.name) && !read_range(w, q, p.name, p.value)) wrong(w, p.name, N_("This list cannot be filtered by {1}"), p.name);
}

bool list_read(struct work *w, const struct record_type *type, const struct list_pair *pairs, int count, struct list_query *ret)
{
    *ret = (struct list_query){ .type = type, .limit = LIST_PAGE, .words = "", .columns = "", .filters = take_many(w, struct list_filter, LIST_FILTERS_MOST) };
    ret->own = !can(w, type->see) && type->own && w->actor->person;
    if (!ret->own && !must(w, type->see)) return false;
    ret->sort = list_default_sort(type, &ret->down);
    text after = "";
    for (int i = 0; i < count; i++) read_pair(w, ret, pairs[i], &after);
    check_branches(w, ret);
    if (!list_words_are_people(w, ret)) return false;
    if (*after && !failed(w) && !cursor_read(w, ret, after)) wrong(w, "after", N_("This list has changed its order; begin again from its first page"));
    return !failed(w);
}

bool list_pairs_asked(struct work *w, const struct request *request, const struct list_pair **ret, int *ret_count)
{
    enum { MOST = 100 };
    struct list_pair *pairs = take_many(w, struct list_pair, MOST);
    int n = 0;
    while (n < MOST && http_query_at(request, n, &pairs[n].name, &pairs[n].value)) n++;
    *ret = pairs;
    *ret_count = n;
    return n < MOST || refuse(w, "", N_("Too many filters at once"));
}

bool list_read_request(struct work *w, const struct record_type *type, const struct request *request, struct list_query *ret)
{
    const struct list_pair *pairs;
    int n;
    return list_pairs_asked(w, request, &pairs, &n) && list_read(w, type, pairs, n, ret);
}

/* A cursor is "<sort>\n<id>\n<value>" in base64url; the sort is in it so that a cursor of another order is found out. */
text cursor_write(struct work *w, const struct list_query *q, const void *record)
{
    text value = q->sort->kind == KIND_TEXT ? *(const text *)member(q->sort, record)
               : print(w, "%lld", (long long)field_number(q->sort, record));
    text plain = print(w, "%s%s\n%lld\n%s", q->down ? "-" : "", q->sort->name, (long long)((const struct record *)record)->id, value);
    size_t n = strlen(plain), room = sodium_base64_encoded_len(n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *out = arena_take(w->arena, room);
    return sodium_bin2base64(out, room, (const unsigned char *)plain, n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

bool cursor_read(struct work *w, struct list_query *q, text cursor)
{
    size_t room = strlen(cursor) + 1, n = 0;
    char *plain = arena_take(w->arena, room);
    if (sodium_base642bin((unsigned char *)plain, room - 1, cursor, strlen(cursor), NULL, &n, NULL, sodium_base64_VARIANT_URLSAFE_NO_PADDING)) return false;
    if (strlen(plain) != n) return false;
    text sort = print(w, "%s%s\n", q->down ? "-" : "", q->sort->name);
    if (strncmp(plain, sort, strlen(sort))) return false;
    text id = plain + strlen(sort), end = strchr(id, '\n');
    int64_t number = 0;
    if (!end || !number_of(arena_copy_n(w->arena, id, (size_t)(end - id)), &q->after_id) || q->after_id < 1) return false;
    if (q->sort->kind != KIND_TEXT && !number_of(end + 1, &number)) return false;
    q->after = q->sort->kind == KIND_TEXT ? txt(end + 1) : num(number);
    q->has_after = true;
    return true;
}
