/* once.c — see parts.h. The key is claimed first: of two equal requests at the same time the second waits for the first one's end
 * (PostgreSQL: at the insert; SQLite: one writer) and then finds its answer. A request that is refused leaves no claim behind. */
#include <string.h>
#include "record/parts.h"

const char once_schema[] =
    "create table if not exists once (word {text} primary key, fingerprint {text} not null, status {number} not null, body {text} not null, at {number} not null);"
    "create index if not exists once_at on once (at);";

static bool claim(struct work *w, text key, text fingerprint)
{
    db_exec(w, SQL("delete from once where word = $1 and at <= $2"), BIND(txt(key), num(w->now.ms - DAYS(1))));
    return db_exec(w, SQL("insert into once (word, fingerprint, status, body, at) values ($1, $2, 0, '', $3) on conflict do nothing"),
                   BIND(txt(key), txt(fingerprint), num(w->now.ms))) == 1;
}

bool once_seen(struct work *w, text key, text fingerprint, int *ret_status, text *ret_body)
{
    if (claim(w, key, fingerprint) || failed(w)) return false;
    struct rows *row = db_query(w, SQL("select fingerprint, status, body from once where word = $1"), BIND(txt(key)));
    if (!db_next(row)) return again(w);         /* it was there a moment ago: removed meanwhile as too old */
    text before = db_text(row, 0);
    *ret_status = (int)db_number(row, 1);
    *ret_body = db_text(row, 2);
    db_enough(row);
    if (!strcmp(before, fingerprint)) return true;
    refuse_as(w, CONFLICT, "Idempotency-Key", N_("This idempotency key was used for another request"));
    work_explain(w, "key_reused", "");
    return false;
}

void once_keep(struct work *w, text key, text fingerprint, int status, text body)
{
    db_exec(w, SQL("update once set status = $3, body = $4 where word = $1 and fingerprint = $2"), BIND(txt(key), txt(fingerprint), num(status), txt(body)));
}

bool once_forget(struct work *w)
{
    db_exec(w, SQL("delete from once where at <= $1"), BIND(num(w->now.ms - DAYS(1))));
    return !failed(w);
}
