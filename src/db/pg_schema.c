/* pg_schema.c — the schema as it is. */
#include <string.h>
#include "db/pg.h"

static text word_of(text type)
{
    return !strcmp(type, "bigint") || !strcmp(type, "integer") || !strcmp(type, "smallint") ? "number" : !strcmp(type, "bytea") ? "blob"
         : !strcmp(type, "double precision") ? "real" : "text";
}

int pg_columns(struct work *w, const struct db_column **ret)
{
    int n = (int)db_one(w, SQL("select count(*) from information_schema.columns where table_schema = current_schema()"), NO_BIND, 0), i = 0;
    struct db_column *all = take_many(w, struct db_column, n);
    struct rows *row = db_query(w, SQL("select table_name::text, column_name::text, data_type::text, case when is_nullable = 'NO' then 1 else 0 end "
                                       "from information_schema.columns where table_schema = current_schema()"), NO_BIND);
    while (db_next(row))
        if (i < n) all[i++] = (struct db_column){ db_text(row, 0), db_text(row, 1), word_of(db_text(row, 2)), db_number(row, 3) != 0 };
    *ret = all;
    return i;
}

int pg_indexes(struct work *w, const struct db_index **ret)
{
    int n = (int)db_one(w, SQL("select count(*) from pg_indexes where schemaname = current_schema()"), NO_BIND, 0), i = 0;
    struct db_index *all = take_many(w, struct db_index, n);
    struct rows *row = db_query(w, SQL("select tablename::text, indexname::text from pg_indexes where schemaname = current_schema()"), NO_BIND);
    while (db_next(row))
        if (i < n) all[i++] = (struct db_index){ db_text(row, 0), db_text(row, 1) };
    *ret = all;
    return i;
}
