/* pg_schema.c — the schema as it is. */
#include <string.h>
#include "db/pg.h"

static text word_of(text type)
{
    return !strcmp(type, "int8") || !strcmp(type, "int4") || !strcmp(type, "int2") ? "number" : !strcmp(type, "bytea") ? "blob"
         : !strcmp(type, "float8") ? "real" : "text";
}

/* From the catalog itself: the views of information_schema and pg_indexes ask for rights and spell out each index, which every start would wait for. */
int pg_columns(struct work *w, const struct db_column **ret)
{
    struct db_column *all = NULL;
    int i = 0;
    struct rows *row = db_query(w, SQL("select c.relname::text, a.attname::text, t.typname::text, case when a.attnotnull then 1 else 0 end, count(*) over () "
                                       "from pg_class c join pg_attribute a on a.attrelid = c.oid join pg_type t on t.oid = a.atttypid "
                                       "where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped"), NO_BIND);
    while (db_next(row)) {
        if (!all) all = take_many(w, struct db_column, db_number(row, 4));
        all[i++] = (struct db_column){ db_text(row, 0), db_text(row, 1), word_of(db_text(row, 2)), db_number(row, 3) != 0 };
    }
    *ret = all;
    return i;
}

int pg_indexes(struct work *w, const struct db_index **ret)
{
    struct db_index *all = NULL;
    int i = 0;
    struct rows *row = db_query(w, SQL("select t.relname::text, i.relname::text, count(*) over () "
                                       "from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid "
                                       "where t.relnamespace = current_schema()::regnamespace and t.relkind = 'r'"), NO_BIND);
    while (db_next(row)) {
        if (!all) all = take_many(w, struct db_index, db_number(row, 2));
        all[i++] = (struct db_index){ db_text(row, 0), db_text(row, 1) };
    }
    *ret = all;
    return i;
}
