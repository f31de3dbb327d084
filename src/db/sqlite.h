/* sqlite.h — connections and statements of SQLite. For db/ only. */
#pragma once
#include <sqlite3.h>
#include "db/engine.h"

enum { KEPT_SLOTS = 1024, MADE_SLOTS = 64 };
struct kept { const char *key; sqlite3_stmt *statement; };
struct made { char *text; sqlite3_stmt *statement; unsigned used; };

struct connection {
    sqlite3 *link;
    struct kept kept[KEPT_SLOTS];       /* literals by address */
    struct made made[MADE_SLOTS];       /* texts by content, the one unused longest goes */
    unsigned clock;
    bool busy;
};

struct ask { struct work *work; db_run *run; void *data; struct arena_mark mark; bool well, done; struct payload *payloads; struct ask *next; };

struct sqlite {
    char *path;
    struct connection writer, checkpointer, *readers;
    int reader_count;
    pthread_mutex_t lock;
    pthread_cond_t reader_free, asked, answered, logged;
    struct ask *first, **last, *patient, **last_patient;    /* the patient ones in a queue of their own */
    pthread_t thread, checkpoint_thread;
    bool stopping;
    int log_pages, moved_pages, log_rounds;     /* of the write-ahead log: how long, how much of it is in the file, how often begun anew */
    bool log_stuck;                     /* a reader's old snapshot keeps the log from being moved */
    int batch_ms;                       /* no more works join a batch after this long, and twice the time the last commit took */
    int64_t commit_ms;                  /* the writer's own: a slow disk is worth a longer batch */
};

bool sqlite_connect(struct connection *c, text path, bool read_only, bool loose, text *ret_why);
void sqlite_disconnect(struct connection *c);
void *sqlite_writer(void *db);              /* the thread */
void *sqlite_checkpointer(void *sqlite);    /* the thread */
bool sqlite_log_is_long(const struct sqlite *s);    /* with `lock`: too long for patient works */
void sqlite_tell_commits(struct sqlite *s); /* from now on the checkpointer hears of the writer's commits */

void sqlite_start(struct rows *rows, text statement, bool kept, struct bind bind);
bool sqlite_next(struct rows *rows);
void sqlite_end(struct rows *rows);
int64_t sqlite_changed(struct rows *rows);
struct value sqlite_column(struct rows *rows, int column);
bool sqlite_script(struct work *w, text statements);
enum db_broken sqlite_attempt(struct work *w, text statement, struct bind bind, int64_t *ret_changed, text *ret_constraint);
int sqlite_columns(struct work *w, const struct db_column **ret);
int sqlite_indexes(struct work *w, const struct db_index **ret);
