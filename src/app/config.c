/* config.c — flags, environment, defaults: one table. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "app/app.h"

enum takes { TEXT, NUMBER, FLAG, FILTER };
struct option { text flag, environment; enum takes takes; size_t at; text otherwise, help, of; };      /* of: commands it belongs to; NULL: all */
#define OPTION(flag, environment, takes, member, otherwise, help) { flag, environment, takes, offsetof(struct config, member), otherwise, help, NULL }
#define OPTION_OF(of, flag, environment, takes, member, otherwise, help) { flag, environment, takes, offsetof(struct config, member), otherwise, help, of }

static const struct option options[] = {
    OPTION("--data", "ZHANGJIA_DATA", TEXT, data, "./data", "folder where everything is kept"),
    OPTION("--database", "ZHANGJIA_DATABASE", TEXT, database, NULL, "postgres://… in place of the SQLite file in --data"),
    OPTION_OF("serve", "--listen", "ZHANGJIA_LISTEN", TEXT, listen, "127.0.0.1", "address to listen on"),
    OPTION_OF("serve", "--port", "ZHANGJIA_PORT", NUMBER, port, "8080", "port to listen on"),
    OPTION_OF("serve", "--tls-cert", "ZHANGJIA_TLS_CERT", TEXT, tls_certificate, NULL, "certificate (PEM) for HTTPS"),
    OPTION_OF("serve", "--tls-key", "ZHANGJIA_TLS_KEY", TEXT, tls_key, NULL, "its key (PEM)"),
    OPTION_OF("serve", "--public-url", "ZHANGJIA_PUBLIC_URL", TEXT, public_url, NULL, "the address people type"),
    OPTION_OF("serve", "--trusted-proxy", "ZHANGJIA_TRUSTED_PROXY", TEXT, trusted_proxy, NULL, "address of a proxy whose X-Forwarded-* is believed"),
    OPTION_OF("serve", "--map-from", "ZHANGJIA_MAP_FROM", TEXT, map_from, NULL, "origins whose map pictures the pages may show: https://HOST, blanks between several"),
    OPTION("--demo", "ZHANGJIA_DEMO", TEXT, demo, "none", "company an empty database begins with: none, S, M or D (one day of a shop of M's)"),
    OPTION_OF("demo", "--size", "ZHANGJIA_DEMO_SIZE", TEXT, size, "S", "of the company whose sheets `demo` writes: S or M"),
    OPTION_OF("demo", "--folder", "ZHANGJIA_DEMO_FOLDER", TEXT, folder, "./demo", "where `demo` writes them"),
    OPTION_OF("export import user", "--as", NULL, TEXT, as, NULL, "login of the account in whose name and with whose rights it is done"),
    OPTION_OF("import user", "--branch", NULL, TEXT, branch, NULL, "code of a branch: whose the records are, where the role holds"),
    OPTION_OF("import", "--dry-run", NULL, FLAG, dry_run, NULL, "say what would happen, change nothing"),
    OPTION_OF("import", "--row-by-row", NULL, FLAG, row_by_row, NULL, "leave wrong rows out; without it all or nothing"),
    OPTION_OF("import", "--existing", NULL, TEXT, existing, "fill", "what is there already is filled in (fill), replaced (overwrite) or left alone (skip)"),
    OPTION_OF("import", "--sheet", NULL, NUMBER, sheet, "1", "which sheet of a workbook"),
    OPTION_OF("export", "--filter", NULL, FILTER, filters, NULL, "FIELD=VALUE as in a list's address, also q=WORDS; may be repeated"),
    OPTION_OF("export", "--columns", NULL, TEXT, columns, NULL, "FIELD,FIELD,… in place of the list's own"),
    OPTION_OF("user", "--name", NULL, TEXT, name, NULL, "add: how colleagues call her"),
    OPTION_OF("user", "--role", NULL, TEXT, role, NULL, "add: code of a role: manager, dispatcher, finance …"),
    OPTION_OF("user", "--reason", NULL, TEXT, reason, NULL, "disable, enable, lock: why"),
    OPTION("--test-clock", "ZHANGJIA_TEST_CLOCK", TEXT, test_clock, NULL, "for tests: file with the ms the clock is ahead; only with a --data folder that began so"),
    OPTION("--quiet", "ZHANGJIA_QUIET", FLAG, quiet, NULL, "no log"),
};
enum { OPTIONS = sizeof options / sizeof *options };

static void put(struct config *c, const struct option *o, text value)
{
    void *at = (char *)c + o->at;
    if (o->takes == NUMBER) *(int *)at = value ? atoi(value) : 0;
    else if (o->takes == FLAG) *(bool *)at = value != NULL;
    else if (o->takes == FILTER && value && c->filter_count < MOST_FILTERS) c->filters[c->filter_count++] = value;
    else if (o->takes == FILTER) return;
    else *(text *)at = value;
}

static bool belongs(const struct option *o, const struct command *command)
{
    size_t length = strlen(command->name);
    for (text at = o->of ? o->of : command->name; *at; at += strcspn(at, " "), at += *at == ' ')
        if (strcspn(at, " ") == length && !strncmp(at, command->name, length)) return true;
    return false;
}

static const struct option *option_named(text flag, const struct command *command)
{
    for (int i = 0; i < OPTIONS; i++)
        if (!strcmp(options[i].flag, flag) && belongs(&options[i], command)) return &options[i];
    return NULL;
}

static int help(const struct command *command)
{
    printf("zhangjia %s — %s\n", command->name, command->help);
    for (int i = 0; i < OPTIONS; i++)
        if (belongs(&options[i], command)) printf("  %-18s %s%s%s%s\n", options[i].flag, options[i].help, options[i].otherwise ? " (" : "", options[i].otherwise ? options[i].otherwise : "", options[i].otherwise ? ")" : "");
    return -2;
}

int config_read(struct config *c, const struct command *command, int argc, char **argv)
{
    int left = 0;
    for (int i = 0; i < OPTIONS; i++) {
        text from = options[i].environment ? getenv(options[i].environment) : NULL;
        put(c, &options[i], from && *from ? from : options[i].otherwise);
    }
    for (int i = 0; i < argc; i++) {
        if (!strcmp(argv[i], "--help") || !strcmp(argv[i], "-h")) return help(command);
        const struct option *o = option_named(argv[i], command);
        if (!o && argv[i][0] == '-' && argv[i][1] == '-') { fprintf(stderr, "What is %s? See zhangjia %s --help.\n", argv[i], command->name); return -1; }
        if (!o) { argv[left++] = argv[i]; continue; }
        if (o->takes == FLAG) { put(c, o, "1"); continue; }
        if (o->takes == FILTER && c->filter_count == MOST_FILTERS) { fprintf(stderr, "At most %d filters.\n", MOST_FILTERS); return -1; }
        if (i + 1 == argc) { fprintf(stderr, "%s needs a value.\n", argv[i]); return -1; }
        put(c, o, argv[++i]);
    }
    return left;
}
