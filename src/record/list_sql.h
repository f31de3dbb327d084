/* list_sql.h — what list.c, list_sql.c and list_page.c share. */
#pragma once
#include "record/list.h"
#include "record/parts.h"

text cursor_write(struct work *w, const struct list_query *query, const void *record);
bool cursor_read(struct work *w, struct list_query *query, text cursor);

/* A statement being made: text and the values of its $n, in step. */
struct maker { struct work *w; struct buf out; struct value *values; int count, room; text keep; };
struct maker maker_new(struct work *w);
text maker_place(struct maker *m, struct value value);      /* "$3" */
struct bind maker_bind(const struct maker *m);

/* "select … from search_token …": the ids that have all tokens of the plan (search.c). */
void search_together(struct maker *m, const struct search_plan *plan);

/* Words that no record of the list has itself become a filter on the people it is about (list_people.c). False: refused, too many are called so. */
bool list_words_are_people(struct work *w, struct list_query *query);

struct list_plan *list_plan_room(struct work *w);

/* Everything behind "select …, from t ": where, order by, limit. False: nothing can be found. */
bool list_where(struct maker *m, const struct list_query *query);
bool list_count_where(struct maker *m, const struct list_query *query, int64_t most);
/* The whole statement: how many fit, and how many of at most `tried` candidates were looked at. */
bool list_count_some(struct maker *m, const struct list_query *query, int tried);
