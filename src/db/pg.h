/* pg.h — connections and statements of PostgreSQL. For db/ only. */
#pragma once
#include <libpq-fe.h>
#include "db/engine.h"

enum { PG_KEPT = 2048, PG_MADE = 64, PG_TEXT = 25, PG_INT8 = 20, PG_BYTEA = 17, PG_FLOAT8 = 701 };

/* Statements prepared on one connection, under a name made of their slot. `kinds`: the types of the parameters, as a value that
 * was NULL the first time may be a number the next. */
struct pg_kept { const char *key; unsigned kinds; };                /* literals by address */
struct pg_made { char *text; unsigned kinds, used; };               /* texts by content, the one unused longest goes */

struct link { PGconn *conn; struct pg_kept kept[PG_KEPT]; struct pg_made made[PG_MADE]; unsigned clock; bool busy, stale; };

struct pg {
    char *url;
    struct link *links; int link_count;
    pthread_mutex_t lock;
    pthread_cond_t free;
    pthread_cond_t heard;               /* the listener's LISTEN stands */
    pthread_t listener;
    bool started, listening;
    _Atomic bool stopping;
};

bool pg_connect(struct link *l, text url, text *ret_why);
void pg_disconnect(struct link *l);
struct link *pg_take(struct db *db, struct work *w);        /* a connection for this thread alone; NULL: the work has failed */
void pg_give(struct db *db, struct link *l);
bool pg_begin(struct db *db, struct work *w, struct link *l, text begin);   /* on a new connection where the old one is gone */
bool pg_say(struct link *l, text command);                  /* without a work: true when the server did it */

/* Maps the error of a statement before the commit to the work; always false. */
bool pg_failed(struct work *w, const PGresult *r, struct link *l, text statement);

void pg_listening(struct db *db);
bool pg_backup(struct db *db, text path, text *ret_why);

void pg_start(struct rows *rows, text statement, bool kept, struct bind bind);
bool pg_next(struct rows *rows);
void pg_end(struct rows *rows);
int64_t pg_changed(struct rows *rows);
struct value pg_column(struct rows *rows, int column);
bool pg_script(struct work *w, text statements);
enum db_broken pg_attempt(struct work *w, text statement, struct bind bind, int64_t *ret_changed, text *ret_constraint);
void pg_lock(struct work *w, text table, const int64_t *ids, int count);
void pg_notify(struct work *w, text payload);
int pg_columns(struct work *w, const struct db_column **ret);
int pg_indexes(struct work *w, const struct db_index **ret);
