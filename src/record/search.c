/* search.c — see search.h and parts.h. */
#include "record/search.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "base/json.h"
#include "base/search_tokens.h"
#include "base/words.h"
#include "record/answer.h"
#include "record/convert.h"
#include "record/list_calls.h"
#include "record/list_sql.h"
#include "record/meta.h"

enum { COMMON = 3001, TOGETHER = 1001, AT_ONCE = 16, GROUP_ROWS = 5 };

const char search_schema[] =
    "create table if not exists search_token (token {text} not null, type {number} not null, id {number} not null, primary key (token, type, id));"
    "create table if not exists search_document (type {number} not null, id {number} not null, tokens {text} not null, primary key (type, id));";

int64_t search_type(text name)
{
    uint32_t hash = UINT32_C(2166136261);           /* FNV-1a */
    for (; *name; name++) hash = (hash ^ (unsigned char)*name) * UINT32_C(16777619);
    return hash & 0x7fffffff;
}

/* ---- tokens of a record and of what was typed ---- */

static bool secret_digits(text token)
{
    size_t n = strlen(token);
    return (n == 4 || n == 11) && strspn(token, "0123456789") == n;
}

static int by_bytes(const void *a, const void *b) { return strcmp(*(const text *)a, *(const text *)b); }

/* As the index holds them: digits that may be a phone's as keyed hashes, all sorted by bytes. */
static void settle(struct work *w, struct tokens *t)
{
    for (int i = 0; i < t->count; i++)
        if (secret_digits(t->at[i])) t->at[i] = blind_token(w, "digits", t->at[i]);
    if (t->count) qsort(t->at, (size_t)t->count, sizeof *t->at, by_bytes);
}

static text digits_of(struct work *w, text plain)
{
    struct buf out = buf_new(w->arena);
    for (; *plain; plain++)
        if (isdigit((unsigned char)*plain)) buf_char(&out, *plain);
    return buf_text(&out);
}

/* A phone is found by its last four digits and by all of them, without the country's prefix. */
static void add_sealed(struct work *w, struct tokens *t, text plain)
{
    text digits = digits_of(w, plain);
    size_t n = strlen(digits);
    if (n > 11) digits += n - 11;
    n = strlen(digits);
    if (n >= 4) tokens_add(t, digits + n - 4);
    if (n == 11) tokens_add(t, digits);
}

static void add_field(struct work *w, struct tokens *t, const struct record_type *type, const struct field *f, const void *record)
{
    if (f->kind == KIND_SEALED && f->search) add_sealed(w, t, sealed_open(w, type, record, member(f, record)));
    if (f->kind != KIND_TEXT || field_empty(f, record)) return;
    text value = *(const text *)member(f, record);
    if (f->names) tokens_add_name(t, value);
    else if (f->search) tokens_add_text(t, value);
    if (f->reads == seeded_words && f->search) tokens_add_text(t, translate("en", value));      /* who reads it in English looks for it so */
}

static text document_of(struct work *w, const struct record_type *type, const void *record)
{
    struct tokens t = tokens_document(w->arena);
    text number = ((const struct record *)record)->number;
    if (number) tokens_add_text(&t, number);
    for (int i = 0; i < type->field_count; i++) add_field(w, &t, type, &type->fields[i], record);
    settle(w, &t);
    return tokens_joined(&t);
}

/* A phone typed with blanks or dashes is one number. */
int search_tokens(struct work *w, text typed, const text **ret_tokens)
{
    text digits = digits_of(w, typed);
    bool phone = strlen(digits) == 11 && strspn(typed, "0123456789 -") == strlen(typed);
    struct tokens t = tokens_query(w->arena, phone ? digits : typed);
    settle(w, &t);
    *ret_tokens = t.at;
    return t.count;
}

static bool searchable(const struct record_type *type)
{
    for (int i = 0; i < type->field_count; i++)
        if (type->fields[i].search || type->fields[i].names) return true;
    return type->prefix != NULL;
}

/* ---- keeping the index ---- */

static int split(struct work *w, text tokens, text *into)
{
    int n = 0;
    for (text at = tokens; *at && n < TOKENS_DOCUMENT; at += *at == ' ') {
        size_t length = strcspn(at, " ");
        into[n++] = arena_copy_n(w->arena, at, length);
        at += length;
    }
    return n;
}

static void remove_tokens(struct work *w, int64_t type, int64_t id, text const *tokens, int count)
{
    for (int from = 0; from < count; from += AT_ONCE) {
        int n = count - from < AT_ONCE ? count - from : AT_ONCE;
        struct value values[AT_ONCE + 2] = { num(type), num(id) };
        struct buf sql = buf_new(w->arena);
        buf_add(&sql, "delete from search_token where type = $1 and id = $2 and token in (");
        for (int i = 0; i < n; i++) {
            values[i + 2] = txt(tokens[from + i]);
            buf_print(&sql, "%s$%d", i ? ", " : "", i + 3);
        }
        buf_add(&sql, ")");
        db_exec_made(w, buf_text(&sql), (struct bind){ values, n + 2 });
    }
}

static void add_tokens(struct work *w, int64_t type, int64_t id, text const *tokens, int count)
{
    for (int from = 0; from < count; from += AT_ONCE) {
        int n = count - from < AT_ONCE ? count - from : AT_ONCE;
        struct value values[AT_ONCE + 2] = { num(type), num(id) };
        struct buf sql = buf_new(w->arena);
        buf_add(&sql, "insert into search_token (type, id, token) values ");
        for (int i = 0; i < n; i++) {
            values[i + 2] = txt(tokens[from + i]);
            buf_print(&sql, "%s($1, $2, $%d)", i ? ", " : "", i + 3);
        }
        buf_add(&sql, " on conflict (token, type, id) do nothing");
        db_exec_made(w, buf_text(&sql), (struct bind){ values, n + 2 });
    }
}

/* Both lists are sorted: what is only in `a` goes into `into`. */
static int only_in(text const *a, int a_count, text const *b, int b_count, text *into)
{
    int n = 0, k = 0;
    for (int i = 0; i < a_count; i++) {
        while (k < b_count && strcmp(b[k], a[i]) < 0) k++;
        if (k == b_count || strcmp(b[k], a[i])) into[n++] = a[i];
    }
    return n;
}

static void change_tokens(struct work *w, int64_t type, int64_t id, text before, text after)
{
    text *old = take_many(w, text, TOKENS_DOCUMENT), *new = take_many(w, text, TOKENS_DOCUMENT), *difference = take_many(w, text, TOKENS_DOCUMENT);
    int olds = split(w, before, old), news = split(w, after, new);
    remove_tokens(w, type, id, difference, only_in(old, olds, new, news, difference));
    add_tokens(w, type, id, difference, only_in(new, news, old, olds, difference));
}

void search_update(struct work *w, const struct record_type *type, const void *record)
{
    if (failed(w) || !searchable(type)) return;
    int64_t number = search_type(type->name), id = ((const struct record *)record)->id;
    text after = document_of(w, type, record);
    bool fresh = ((const struct record *)record)->version == 1;         /* nothing of it can be there */
    text before = fresh ? "" : db_one_text(w, SQL("select tokens from search_document where type = $1 and id = $2"), BIND(num(number), num(id)));
    if (!strcmp(before, after)) return;
    change_tokens(w, number, id, before, after);
    db_exec(w, SQL("insert into search_document (type, id, tokens) values ($1, $2, $3) on conflict (type, id) do update set tokens = excluded.tokens"),
            BIND(num(number), num(id), txt(after)));
}

void search_remove(struct work *w, const struct record_type *type, int64_t id)
{
    int64_t number = search_type(type->name);
    text before = db_one_text(w, SQL("select tokens from search_document where type = $1 and id = $2"), BIND(num(number), num(id)));
    change_tokens(w, number, id, before, "");
    db_exec(w, SQL("delete from search_document where type = $1 and id = $2"), BIND(num(number), num(id)));
}

/* ---- asking ---- */

/* How many records of each type have each token, at most COMMON, by one statement: [type * count + token]. */
static const int64_t *how_common(struct work *w, const int64_t *types, int type_count, const text *tokens, int count)
{
    int all = type_count * count;
    int64_t *common = take_many(w, int64_t, all);
    struct maker m = maker_new(w);
    text *token = take_many(w, text, count);
    for (int i = 0; i < count; i++) token[i] = maker_place(&m, txt(tokens[i]));
    for (int t = 0; t < type_count; t++) {
        text type = maker_place(&m, num(types[t]));
        for (int i = 0; i < count; i++)
            buf_print(&m.out, "%sselect %d as place, count(*) as n from (select 1 from search_token where token = %s and type = %s limit %d) as few%d_%d",
                      t > 0 || i > 0 ? " union all " : "", t * count + i, token[i], type, COMMON, t, i);
    }
    struct rows *row = db_query_made(w, buf_text(&m.out), maker_bind(&m));
    while (db_next(row)) common[db_number(row, 0)] = db_number(row, 1);
    return common;
}

/* How many records have all of them: words may be common each and seldom stand together. Each one costs a look into the index for every
 * word, so that from TOGETHER on they pass for common. */
static int64_t how_common_together(struct work *w, const struct search_plan *plan)
{
    struct maker m = maker_new(w);
    buf_add(&m.out, "select count(*) from (");
    search_together(&m, plan);
    buf_print(&m.out, " limit %d) as few", TOGETHER);
    struct rows *row = db_query_made(w, buf_text(&m.out), maker_bind(&m));
    int64_t n = 0;
    while (db_next(row)) n = db_number(row, 0);
    return n < TOGETHER ? n : COMMON;
}

/* A "cross join" keeps SQLite to the order written, the rarest first; PostgreSQL merges the index's ranges, which lie in the order of id. */
void search_together(struct maker *m, const struct search_plan *plan)
{
    buf_add(&m->out, "select word0.id from search_token word0");
    for (int i = 1; i < plan->count; i++) buf_print(&m->out, " cross join search_token word%d", i);
    text type = maker_place(m, num(plan->type));
    for (int i = 0; i < plan->count; i++) {
        buf_print(&m->out, " %s word%d.token = %s and word%d.type = %s", i ? "and" : "where", i, maker_place(m, txt(plan->tokens[i])), i, type);
        if (i) buf_print(&m->out, " and word%d.id = word0.id", i);
    }
}

/* The plan for one type out of how common each token is there. */
static struct search_plan plan_of(struct work *w, int64_t type, const text *tokens, int n, const int64_t *common)
{
    text *order = take_many(w, text, n);
    struct search_plan plan = { .tokens = order, .count = n, .nothing = n == 0, .type = type, .rarest = COMMON };
    for (int i = 0; i < n; i++) {
        order[i] = tokens[i];
        if (!common[i]) plan.nothing = true;
        if (common[i] >= plan.rarest) continue;
        text rare = order[i];                       /* the rarest goes to the front */
        order[i] = order[0];
        order[0] = rare;
        plan.rarest = common[i];
    }
    if (plan.nothing || n < 2 || failed(w)) return plan;
    plan.rarest = how_common_together(w, &plan);
    plan.nothing = !plan.rarest;
    return plan;
}

struct search_plan search_plan(struct work *w, text type, text typed)
{
    const text *tokens;
    int n = search_tokens(w, typed, &tokens);
    int64_t number = search_type(type);
    return plan_of(w, number, tokens, n, n ? how_common(w, &number, 1, tokens, n) : NULL);
}

static text subtitle_of(struct work *w, const struct record_type *type, unsigned state, int64_t created)
{
    text date = day_text(w->arena, day_of((instant){ created }));
    return state ? print(w, "%s · %s", translate(w->language, choice_label(type_state(type)->choices, state)), date) : date;
}

static void group_row(struct work *w, struct json *j, const struct record_type *type, struct rows *row)
{
    write_object(j, NULL);
    write_number(j, "id", db_number(row, 0));
    write_text(j, "number", db_text(row, 1));
    write_text(j, "title", title_said(w->arena, w->language, db_text(row, 2)));
    write_text(j, "subtitle", subtitle_of(w, type, (unsigned)db_number(row, 4), db_number(row, 3)));
    write_end(j, '}');
}

/* The newest of one type that she may see, and whether there are more; a group without rows is not written. */
static void group_write(struct work *w, struct json *j, const struct record_type *type, const struct search_plan *plan)
{
    struct list_query q = { .type = type, .limit = GROUP_ROWS, .words = "", .search = plan, .columns = "", .down = true, .sort = list_field(type, "created_at") };
    q.own = !can(w, type->see);
    struct maker m = maker_new(w);
    if (!list_where(&m, &q)) return;
    text sql = print(w, "select id, number, title, created_at, %s from %s where %s", type_state(type) ? "state" : "0", type->name, buf_text(&m.out));
    struct rows *row = db_query_made(w, sql, maker_bind(&m));
    int n = 0;
    bool more = false;
    while (db_next(row)) {
        more = n == GROUP_ROWS;
        if (more) { db_enough(row); break; }
        if (!n++) {
            write_object(j, NULL);
            write_text(j, "type", type->name);
            write_text(j, "label", translate(w->language, type->label));
            write_list(j, "rows");
        }
        group_row(w, j, type, row);
    }
    if (!n) return;
    write_end(j, ']');
    if (more) write_flag(j, "more", true);
    write_end(j, '}');
}

static void groups_write(struct work *w, struct json *json, text typed)
{
    enum { TYPES_MOST = 100, COUNTS_MOST = 400 };       /* SQLite joins at most 500 selects */
    const struct record_type *types[TYPES_MOST];
    int64_t numbers[TYPES_MOST];
    const text *tokens;
    int n = 0, count = search_tokens(w, typed, &tokens);
    for (const struct record_type *const *t = house_types(w->house); *t && n < TYPES_MOST; t++)
        if (searchable(*t) && type_seen(w, *t)) { types[n] = *t; numbers[n++] = search_type((*t)->name); }
    for (int from = 0, at_once = count > 0 ? COUNTS_MOST / count : 0; at_once > 0 && from < n; from += at_once) {
        int some = n - from < at_once ? n - from : at_once;
        const int64_t *common = how_common(w, numbers + from, some, tokens, count);
        for (int i = 0; i < some && !failed(w); i++) {
            struct search_plan plan = plan_of(w, numbers[from + i], tokens, count, common + i * count);
            if (!plan.nothing) group_write(w, json, types[from + i], &plan);
        }
    }
}

void search_write(struct work *w, struct json *json, text typed)
{
    write_object(json, NULL);
    write_list(json, "groups");
    if (*typed) groups_write(w, json, typed);
    write_end(json, ']');
    write_end(json, '}');
}

bool search_call(struct work *w, const struct request *request, struct reply *reply)
{
    text typed = http_query(request, "q");
    struct json json = json_new(w->arena);
    search_write(w, &json, typed ? typed : "");
    answer_json(w, reply, 200, &json);
    return !failed(w);
}
