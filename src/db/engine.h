/* engine.h — what a database engine must do for db.c. For db/ only. */
#pragma once
#include <pthread.h>
#include "db/db.h"

struct engine {
    bool (*read)(struct db *db, struct work *w, db_run *run, void *data);
    bool (*write)(struct db *db, struct work *w, db_run *run, void *data);
    /* Start a statement. `kept` literals are cached by address. On failure the work has failed and rows->done is set. */
    void (*start)(struct rows *rows, text sql, bool kept, struct bind bind);
    bool (*next)(struct rows *rows);
    void (*end)(struct rows *rows);                     /* gives the statement back; called once */
    int64_t (*changed)(struct rows *rows);
    struct value (*column)(struct rows *rows, int column);     /* texts and blobs point into the engine's memory */
    bool (*script)(struct work *w, text statements);
    enum db_broken (*attempt)(struct work *w, text sql, struct bind bind, int64_t *ret_changed, text *ret_constraint);
    void (*lock)(struct work *w, text table, const int64_t *ids, int count);
    void (*notify)(struct work *w, text payload);
    bool (*wanted)(struct db *db);                      /* NULL: it cannot be known */
    void (*listening)(struct db *db);                   /* the first listener has come */
    int (*columns)(struct work *w, const struct db_column **ret);
    int (*indexes)(struct work *w, const struct db_index **ret);
    bool (*backup)(struct db *db, text path, text *ret_why);
    bool (*tidy)(struct db *db, text *ret_why);             /* NULL: it does so by itself */
    void (*close)(struct db *db);
};

enum { MOST_LISTENERS = 8, MOST_AGAIN = 10 };
struct db {
    enum db_engine kind;
    const struct engine *engine;
    void *own;                                          /* the engine's */
    pthread_mutex_t lock;
    struct { db_listener *call; void *data; } listeners[MOST_LISTENERS];
    int listener_count, telling;                        /* telling: how many threads call listeners now */
    struct db_counts counts;
    bool loose, listening;
};

/* One transaction; lies on the engine's stack. `part` is how deep it is inside db_part. */
struct payload { text text; struct payload *next; };
struct tx { struct db *db; void *connection; bool writing; int statements, part; struct rows *open; struct payload *payloads, **last_payload; };
struct rows { struct work *w; struct rows *next_open; bool done, ended; int part, row; void *statement, *extra; int64_t changed_before; };

bool sqlite_open(struct db *db, const struct db_options *options, text *ret_why);
bool pg_open(struct db *db, const struct db_options *options, text *ret_why);

/* Around each run: the work is told its transaction; rows still open at the end are closed. */
bool tx_run(struct work *w, struct tx *tx, db_run *run, void *data);

/* As the work was before it ran, to run it again. */
void tx_start_over(struct work *w, struct arena_mark mark);
void db_tell(struct db *db, text payload);              /* to the listeners of this process */
void db_count(struct db *db, int64_t works, int64_t commits, int64_t retries, int64_t refused);
text db_reason(text from);                            /* a copy for ret_why, good until this thread's next one */
bool db_about_to_fail(struct work *w);                  /* failure injection of tests */
