/* copy.c — the same data set on PostgreSQL: every row of a SQLite file into a database of the same schema.
 *
 *   bench-copy <file.db> <postgres://…> <folder with the file's keys>
 *
 * To make 10^6 visits on PostgreSQL by the engine takes most of an hour, a journey for each of its statements. This makes the schema by
 * the program's own migration, empties it and copies the tables with COPY (triggers and foreign keys off: the rows come from a database that
 * kept them). A target that has visits is left alone. Needs a superuser. */
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "app/app.h"

static void die(const char *what, const char *why) { fprintf(stderr, "%s: %s\n", what, why); exit(1); }

static void say(PGconn *to, const char *command)
{
    PGresult *r = PQexec(to, command);
    if (PQresultStatus(r) != PGRES_COMMAND_OK && PQresultStatus(r) != PGRES_COPY_IN && PQresultStatus(r) != PGRES_TUPLES_OK) die(command, PQerrorMessage(to));
    PQclear(r);
}

static void make_schema(const char *url, const char *folder)
{
    text why = "";
    struct db *db = db_open(&(struct db_options){ .url = url }, &why);
    struct house *house = db ? house_open(&(struct house_options){ .db = db, .data = folder, .modules = modules, .demo = true }, &why) : NULL;
    if (!house || !house_migrate(house, &why)) die("schema", why);
    house_close(house);
    db_close(db);
}

struct line { char *bytes; size_t length, room; };

static void add(struct line *l, char c)
{
    if (l->length == l->room) {
        l->bytes = realloc(l->bytes, l->room = l->room ? l->room * 2 : 1 << 16);
        if (!l->bytes) die("memory", "none");
    }
    l->bytes[l->length++] = c;
}

static void add_text(struct line *l, const char *from) { for (; *from; from++) add(l, *from); }

/* COPY's text format. */
static void add_value(struct line *l, sqlite3_stmt *row, int column)
{
    static const char hex[] = "0123456789abcdef";
    int length = sqlite3_column_bytes(row, column);
    if (sqlite3_column_type(row, column) == SQLITE_NULL) { add_text(l, "\\N"); return; }
    bool is_blob = sqlite3_column_type(row, column) == SQLITE_BLOB;
    const unsigned char *bytes = is_blob ? sqlite3_column_blob(row, column) : sqlite3_column_text(row, column);
    if (is_blob) add_text(l, "\\\\x");
    for (int i = 0; i < length; i++) {
        unsigned char c = bytes[i];
        if (is_blob) { add(l, hex[c >> 4]); add(l, hex[c & 15]); continue; }
        if (c == '\\') add_text(l, "\\\\");
        else if (c == '\n') add_text(l, "\\n");
        else if (c == '\r') add_text(l, "\\r");
        else if (c == '\t') add_text(l, "\\t");
        else add(l, (char)c);
    }
}

static long long copy_table(sqlite3 *from, PGconn *to, const char *table)
{
    char command[300];
    struct line l = { 0 };
    sqlite3_stmt *row;
    snprintf(command, sizeof command, "select * from %s", table);
    if (sqlite3_prepare_v2(from, command, -1, &row, NULL) != SQLITE_OK) die(table, sqlite3_errmsg(from));
    char head[8000];
    int at = snprintf(head, sizeof head, "copy %s (", table), columns = sqlite3_column_count(row);
    for (int i = 0; i < columns; i++) at += snprintf(head + at, sizeof head - (size_t)at, "%s\"%s\"", i ? ", " : "", sqlite3_column_name(row, i));
    snprintf(head + at, sizeof head - (size_t)at, ") from stdin");
    say(to, head);
    long long n = 0;
    for (; sqlite3_step(row) == SQLITE_ROW; n++) {
        for (int i = 0; i < columns; i++) {
            if (i) add(&l, '\t');
            add_value(&l, row, i);
        }
        add(&l, '\n');
        if (l.length < 60000) continue;
        if (PQputCopyData(to, l.bytes, (int)l.length) != 1) die(table, PQerrorMessage(to));
        l.length = 0;
    }
    if (l.length && PQputCopyData(to, l.bytes, (int)l.length) != 1) die(table, PQerrorMessage(to));
    if (PQputCopyEnd(to, NULL) != 1) die(table, PQerrorMessage(to));
    for (PGresult *r; (r = PQgetResult(to)) != NULL; PQclear(r))
        if (PQresultStatus(r) != PGRES_COMMAND_OK) die(table, PQerrorMessage(to));
    sqlite3_finalize(row);
    free(l.bytes);
    return n;
}

static bool has_visits(PGconn *to)
{
    PGresult *r = PQexec(to, "select 1 from visit limit 1");
    bool there = PQntuples(r) > 0;
    PQclear(r);
    return there;
}

static int each_table(sqlite3 *from, PGconn *to, bool empty_only)
{
    sqlite3_stmt *table;
    int n = 0;
    char command[300];
    sqlite3_prepare_v2(from, "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'", -1, &table, NULL);
    for (; sqlite3_step(table) == SQLITE_ROW; n++) {
        const char *name = (const char *)sqlite3_column_text(table, 0);
        snprintf(command, sizeof command, "truncate %s cascade", name);
        if (empty_only) { say(to, command); continue; }
        long long rows = copy_table(from, to, name);
        if (rows > 1000) fprintf(stderr, "%s: %lld rows\n", name, rows);
    }
    sqlite3_finalize(table);
    return n;
}

int main(int argc, char **argv)
{
    if (argc < 4) { fprintf(stderr, "bench-copy <file.db> <postgres://…> <folder with the file's keys>\n"); return 2; }
    make_schema(argv[2], argv[3]);
    sqlite3 *from;
    PGconn *to = PQconnectdb(argv[2]);
    if (sqlite3_open_v2(argv[1], &from, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) die(argv[1], sqlite3_errmsg(from));
    if (PQstatus(to) != CONNECTION_OK) die(argv[2], PQerrorMessage(to));
    if (has_visits(to)) { printf("There are visits already; nothing was changed.\n"); return 0; }
    say(to, "set client_min_messages = warning; set session_replication_role = replica");
    say(to, "begin");
    each_table(from, to, true);
    int tables = each_table(from, to, false);
    say(to, "commit");
    say(to, "analyze");
    printf("%d tables copied\n", tables);
    sqlite3_close(from);
    PQfinish(to);
    return 0;
}
