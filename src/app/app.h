/* app.h — the program around the house: its table of contents, its configuration, its commands. */
#pragma once
#include "record/house.h"

extern const struct module *const modules[];       /* lower floors first, ends with NULL */
extern const char version[];

enum { MOST_FILTERS = 40 };
/* What the commands share; from flags, else the environment (ZHANGJIA_PORT …), else these defaults. */
struct config {
    text data;                      /* folder; "./data" */
    text database;                  /* NULL: sqlite in the data folder */
    text listen; int port;
    text tls_certificate, tls_key, public_url, trusted_proxy, map_from;
    text demo;                      /* "none", "S", "M" */
    text size, folder;              /* of `zhangjia demo` */
    text test_clock;                /* file that moves the clock, for tests only (house.h) */
    bool quiet;
    bool unsynced;                  /* no flag: while a demo company is loaded (serve.c) */
    /* of import, export and user */
    text as;                        /* login of the account in whose name it is done */
    text branch, role, name, reason, columns, existing;
    int sheet;
    bool dry_run, row_by_row;
    text filters[MOST_FILTERS]; int filter_count;
};

/* Reads flags into `config`; words that are none remain in argv, their number is returned. -1: something was wrong and has been said. */
struct command;
int config_read(struct config *config, const struct command *command, int argc, char **argv);

/* Database and house opened and fit for use (migrated where that is additive). NULL: said why on standard error. */
struct house *app_open(const struct config *config, bool migrate);
void app_close(struct house *house);

/* ---- commands: the process's exit status ---- */
struct command { text name, help; int (*run)(struct config *config, int argc, char **argv); };
int serve(struct config *config, int argc, char **argv);
int do_migrate(struct config *config, int argc, char **argv);
int do_backup(struct config *config, int argc, char **argv);
int do_restore(struct config *config, int argc, char **argv);
int do_doctor(struct config *config, int argc, char **argv);
int do_audit(struct config *config, int argc, char **argv);
int do_openapi(struct config *config, int argc, char **argv);
int do_import(struct config *config, int argc, char **argv);        /* import_command.c */
int do_export(struct config *config, int argc, char **argv);        /* export_command.c */
int do_files(struct config *config, int argc, char **argv);         /* files_command.c */
int do_user(struct config *config, int argc, char **argv);          /* user_command.c */

/* Uploads and papers that a killed process left half made go, when they are an hour old. */
void left_behind_goes(text data);

/* One sentence on standard error; the exit status: 2 for what the person can mend, 1 for what broke. */
int sorry(text what, text why);
int sorry_work(const struct work *w, text language);
/* The account of --as with its rights, kept in `home`'s memory, and --branch as the branch it acts in. False: said why. */
struct actor;
bool act_as(struct house *house, const struct config *config, struct work *home, struct actor *ret_actor);

/* health.c: /healthz, /readyz, /metrics */
extern const struct module health_module;
