/* app.h — the program around the house: its table of contents, its configuration, its commands. */
#pragma once
#include "record/house.h"

extern const struct module *const modules[];       /* lower floors first, ends with NULL */
extern const char version[];

/* What the commands share; from flags, else the environment (ZHANGJIA_PORT …), else these defaults. */
struct config {
    text data;                      /* folder; "./data" */
    text database;                  /* NULL: sqlite in the data folder */
    text listen; int port;
    text tls_certificate, tls_key, public_url, trusted_proxy;
    text demo;                      /* "none", "S", "M" */
    text size, folder;              /* of `zhangjia demo` */
    text test_clock;                /* file that moves the clock, for tests only (house.h) */
    bool quiet;
};

/* Reads flags into `config`; words that are none remain in argv, their number is returned. -1: something was wrong and has been said. */
int config_read(struct config *config, int argc, char **argv);

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

/* health.c: /healthz, /readyz, /metrics */
extern const struct module health_module;
