/* config.c — flags, environment, defaults: one table. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "app/app.h"

enum takes { TEXT, NUMBER, FLAG };
struct option { text flag, environment; enum takes takes; size_t at; text otherwise, help; };
#define OPTION(flag, environment, takes, member, otherwise, help) { flag, environment, takes, offsetof(struct config, member), otherwise, help }

static const struct option options[] = {
    OPTION("--data", "ZHANGJIA_DATA", TEXT, data, "./data", "folder where everything is kept"),
    OPTION("--database", "ZHANGJIA_DATABASE", TEXT, database, NULL, "postgres://… in place of the SQLite file in --data"),
    OPTION("--listen", "ZHANGJIA_LISTEN", TEXT, listen, "127.0.0.1", "address to listen on"),
    OPTION("--port", "ZHANGJIA_PORT", NUMBER, port, "8080", "port to listen on"),
    OPTION("--tls-cert", "ZHANGJIA_TLS_CERT", TEXT, tls_certificate, NULL, "certificate (PEM) for HTTPS"),
    OPTION("--tls-key", "ZHANGJIA_TLS_KEY", TEXT, tls_key, NULL, "its key (PEM)"),
    OPTION("--public-url", "ZHANGJIA_PUBLIC_URL", TEXT, public_url, NULL, "the address people type"),
    OPTION("--trusted-proxy", "ZHANGJIA_TRUSTED_PROXY", TEXT, trusted_proxy, NULL, "address of a proxy whose X-Forwarded-* is believed"),
    OPTION("--demo", "ZHANGJIA_DEMO", TEXT, demo, "none", "company an empty database begins with: none, S or M"),
    OPTION("--size", "ZHANGJIA_DEMO_SIZE", TEXT, size, "S", "of the company whose sheets `demo` writes: S or M"),
    OPTION("--folder", "ZHANGJIA_DEMO_FOLDER", TEXT, folder, "./demo", "where `demo` writes them"),
    OPTION("--test-clock", "ZHANGJIA_TEST_CLOCK", TEXT, test_clock, NULL, "for tests: file with the ms the clock is ahead; only with a --data folder that began so"),
    OPTION("--quiet", "ZHANGJIA_QUIET", FLAG, quiet, NULL, "no log"),
};
enum { OPTIONS = sizeof options / sizeof *options };

static void put(struct config *c, const struct option *o, text value)
{
    void *at = (char *)c + o->at;
    if (o->takes == NUMBER) *(int *)at = value ? atoi(value) : 0;
    else if (o->takes == FLAG) *(bool *)at = value != NULL;
    else *(text *)at = value;
}

static const struct option *option_named(text flag)
{
    for (int i = 0; i < OPTIONS; i++)
        if (!strcmp(options[i].flag, flag)) return &options[i];
    return NULL;
}

static int help(text program)
{
    printf("%s takes:\n", program);
    for (int i = 0; i < OPTIONS; i++)
        printf("  %-18s %s%s%s%s\n", options[i].flag, options[i].help, options[i].otherwise ? " (" : "", options[i].otherwise ? options[i].otherwise : "", options[i].otherwise ? ")" : "");
    return -2;
}

int config_read(struct config *c, int argc, char **argv)
{
    int left = 0;
    for (int i = 0; i < OPTIONS; i++) {
        text from = getenv(options[i].environment);
       put(c, &options[i], from && *from ? from : options[i].otherwise);
    }
    for (int i = 0; i < argc; i++) {
        if (!strcmp(argv[i], "--help") || !strcmp(argv[i], "-h")) return help("zhangjia COMMAND");
        const struct option *o = option_named(argv[i]);
        if (!o && argv[i][0] == '-' && argv[i][1] == '-') { fprintf(stderr, "What is %s? See --help.\n", argv[i]); return -1; }
        if (!o) { argv[left++] = argv[i]; continue; }
        if (o->takes == FLAG) {put(c, o, "1"); continue; }
        if (i + 1 == argc) { fprintf(stderr, "%s needs a value.\n", argv[i]); return -1; }
       put(c, o, argv[++i]);
    }
    return left;
}
