/* pg.h — connections and statements of PostgreSQL. For db/ only. */
#pragma once
#include <libpq-fe.h>
#include "db/engine.h"

enum { PG_KEPT = 2048, PG_TEXT = 25, PG_INT8 = 20, PG_BYTEA = 17, PG_FLOAT8 = 701 };
struct pg_kept { const char *key; unsigned kinds; };    /* literals prepared under a name made of their slot; kinds: types they were prepared with */

struct link { PGconn *conn; struct pg_kept kept[PG_KEPT]; bool busy; };

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
bool pg_failed(struct work *w, const PGresult *r, PGconn *conn, text statement);    /* maps the error to the work */
PGresult *pg_run(struct work *w, text statement, bool kept, struct bind bind);

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
