/* shape.h — what the engine works out once for each record type when the house opens: columns and SQL. For record/ only. */
#pragma once
#include <pthread.h>
#include "record/convert.h"

struct row_shape { const struct field *field; text table; text insert, select; int columns; };      /* an owned-rows field */

struct shape {
    const struct record_type *type;
    const struct module *module;
    struct column *columns; int column_count;
    text select;                /* "select <base columns>, <columns> from t " — conditions follow */
    text select_one, select_lock;
    text insert, update;
    text titles;                /* "select id, title from t where id in (" */
    struct row_shape *rows; int row_count;
    int number;                 /* in search and other compact tables: position in the house is not stable, so a hash of the name */
};

enum { BASE_COLUMNS = 8 };      /* id, number, branch, version, created_at, changed_at, changed_by, title */

struct shape *shape_new(struct arena *arena, const struct record_type *type, const struct module *module);
const struct shape *shape_of(const struct house *house, const struct record_type *type);

/* The parts of the house that record/ shares. */
struct house {
    struct arena *arena;            /* lives as long as the process */
    struct house_options options;
    struct shape **shapes; int shape_count;
    const struct record_type **types;
    struct route *routes;
    const struct call **calls; int call_count;
    struct keys *keys;
    pthread_mutex_t serving;        /* over http: notices come on the database's threads while the server goes away */
    struct http *http;
    void *runner;                   /* job.c */
};

/* To the event streams, when the house is serving. */
void house_send(struct house *house, text event, text data);
