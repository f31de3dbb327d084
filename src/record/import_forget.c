/* import_forget.c — sheets hold people's data in the clear: they are read, undone if need be, and go. */
#include "record/file.h"
#include "record/import_own.h"

void import_forget(struct work *w, int64_t batch)
{
    text sheet = db_one_text(w, SQL("select file from import_batch where id = $1"), BIND(num(batch)));
    db_exec(w, SQL("delete from import_error where batch = $1"), BIND(num(batch)));
    db_exec(w, SQL("delete from import_record where batch = $1"), BIND(num(batch)));
    db_exec(w, SQL("update import_batch set file = '', file_name = '' where id = $1"), BIND(num(batch)));
    file_drop(w, sheet, w->now);
}

/* One that never ran counts from its beginning. */
int64_t import_forget_old(struct work *w, instant before, int most)
{
    int64_t *batches = take_many(w, int64_t, most);
    int n = 0;
    struct rows *row = db_query(w, SQL("select id from import_batch where (file <> '' or exists (select 1 from import_error e where e.batch = import_batch.id)) and state not in (2, 4, 7) "
                                       "and (case when ended_at > 0 then ended_at else created_at end) < $1 order by id limit $2"), BIND(num(before.ms), num(most)));
    while (db_next(row)) batches[n++] = db_number(row, 0);
    for (int i = 0; i < n; i++) import_forget(w, batches[i]);
    return failed(w) ? 0 : n;
}
