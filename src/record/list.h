/* list.h — pages of records: what a person may ask of a list, and the SQL that stays quick at a million rows.
 *
 * Parameters (docs/api.md): `field=value` for every .filter field and number, branch, state, created_at, changed_at; several values as
 * `state=a,b` (of texts, which may hold a comma, by naming the parameter again); `field=none` for empty, `some` for not empty (refs, places, files); ranges `field_from` (inclusive)
 * and `field_to` (exclusive); `sort=field` or `-field` for .sort fields, created_at and number; `limit` 1–200 (50); `after`; `count=1`;
 * `q` words to search: what the record itself says, otherwise names and phones of the people it is about. Whatever is not one of these is refused by its name, all of it at once.
 *
 * Order: the asked sort, then id in the same direction. Without a sort the type's .order, otherwise newest first. A page goes on by the
 * value and id of its last row (keyset), never by counting rows.
 *
 * How a page is read. Every filter and search word that has an index is counted through it, at most RARE rows far. The rarest below that
 * leads: its ids are fetched and the other conditions tried on them. If all are common, the index of the sort is walked and the
 * conditions are tried on the way, which is quick because they are common; a state is walked by its own index, and several branches are
 * several walks of one page each, put together. Choices, states, areas and lines are counted and read within the asked branches, which
 * have indexes of their own for them: what is common in the company may be rare in a shop. Two members of one branch that are common
 * there and never meet are tried on all records of the branch. Needed indexes: list_indexes, which schema.c makes.
 * The statement texts differ between the engines in one sign: SQLite, which keeps no statistics, is told by a unary plus which
 * conditions must not choose the index. */
#pragma once
#include "base/json.h"
#include "record/store.h"

enum { LIST_PAGE = 50, LIST_PAGE_MOST = 200, LIST_COUNT_MOST = 1000, LIST_TRIED = 2000, LIST_FILTERS_MOST = 40, LIST_VALUES_MOST = 100 };

struct list_filter {
    const struct field *field;
    bool none;                          /* also (or only) where it is empty */
    bool some;                          /* of a ref, a place, a file: where it is not empty */
    const struct value *values; int count;      /* equal to one of these; of a set: the bits, any of which is there */
    bool has_from, has_to;
    int64_t from, to;                   /* from <= value < to */
    const struct list_filter *or;       /* or this one, of another field (list_people.c); both have values and nothing else */
};

struct search_plan;
struct list_plan;
struct list_query {
    const struct record_type *type;
    bool own;                           /* only the actor's own: she lacks the capability to see the rest */
    struct list_filter *filters; int filter_count;
    const struct field *sort; bool down;
    int limit;
    bool count;
    text words;                         /* of q=, "" none */
    bool has_after; struct value after; int64_t after_id;
    text columns;                       /* of an export, "" all */
    const struct search_plan *search;   /* of `words`, when the caller has asked the index already */
    struct list_plan *plan;             /* room for what is known of the query: a page and its count then ask once. NULL: each for itself */
};

struct list_pair { text name, value; };

/* Reads and checks the parameters for the actor; false: refused. */
bool list_read(struct work *w, const struct record_type *type, const struct list_pair *pairs, int count, struct list_query *ret_query);
bool list_pairs_asked(struct work *w, const struct request *request, const struct list_pair **ret_pairs, int *ret_count);
bool list_read_request(struct work *w, const struct record_type *type, const struct request *request, struct list_query *ret_query);

/* One page (at most query->limit rows, also above 200 when a caller sets it so). Owned rows are not loaded. `ret_next`: the cursor of
 * the next page, NULL on the last. The records are for reading: they cannot be saved. */
struct found list_page(struct work *w, const struct list_query *query, text *ret_next);
/* How many there are, at most `most`; `ret_more` when there are more. */
int64_t list_count(struct work *w, const struct list_query *query, int64_t most, bool *ret_more);
/* … for a page, which must not wait for it: of the first LIST_TRIED that the query's index offers. `ret_more`: there may be more. */
int64_t list_count_page(struct work *w, const struct list_query *query, bool *ret_more);

/* A page with its names and, if asked for, its count as the members rows, names, next, count and more of an open object. */
void list_write(struct work *w, struct json *json, const struct list_query *query);

/* Writes what the query finds to `path` as .xlsx or CSV, all pages: columns as asked for (query->columns), masked, labels in the work's
 * language. Refuses more than 100000 rows, and more than 200 with a sealed or guarded column without CAN_EXPORT_MANY. */
bool export_write(struct work *w, const struct list_query *query, bool csv, text path, int64_t *ret_rows);

/* … as the call does it: reads the parameters, writes, and notes in the log who took what. Opens its own transactions. */
bool export_file(struct work *w, const struct record_type *type, const struct list_pair *pairs, int count, bool csv, text path, int64_t *ret_rows);

/* A field of the type or one of the base members a list may name: number, branch, created_at, changed_at. NULL: none such. */
const struct field *list_field(const struct record_type *type, text name);
bool list_may_filter(const struct work *w, const struct record_type *type, const struct field *field);
bool list_may_sort(const struct work *w, const struct record_type *type, const struct field *field);
/* The default order: its field and whether downwards. */
const struct field *list_default_sort(const struct record_type *type, bool *ret_down);
extern const struct field base_fields[];
extern const int base_field_count;

/* Column lists of the indexes that lists need, as in record_type.indexes; ends with NULL. */
const text *list_indexes(struct arena *arena, const struct record_type *type);

/* Who may take more than 200 rows with sealed or guarded columns out of the house. */
#define CAN_EXPORT_MANY "export.many"

extern const char view_schema[];        /* view.c */
