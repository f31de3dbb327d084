/* main.c — 掌家 Zhangjia. One program, several commands. */
#include <stdio.h>
#include <string.h>
#include "app/app.h"
#include "app/demo.h"
#include "app/dispatch_command.h"

static const struct command commands[] = {
    { "serve", "serve the web pages and the API", serve },
    { "migrate", "make or adapt the tables, after a copy", do_migrate },
    { "import", "a sheet into records: zhangjia import TYPE FILE --as LOGIN [--dry-run] [--row-by-row]", do_import },
    { "export", "a list into a sheet: zhangjia export TYPE FILE.xlsx|FILE.csv --as LOGIN [--filter FIELD=VALUE] …", do_export },
    { "user", "accounts: zhangjia user list | add | password | lock | unlock | disable | enable LOGIN", do_user },
    { "backup", "copy database, keys and files: zhangjia backup [FOLDER]", do_backup },
    { "restore", "put a backup into an empty --data folder: zhangjia restore FOLDER", do_restore },
    { "files", "the uploaded files: zhangjia files seal (what earlier versions kept) | check (read them all)", do_files },
    { "doctor", "compare tables and declarations, verify the audit log", do_doctor },
    { "audit", "zhangjia audit verify: is the log as it was written?", do_audit },
    { "demo", "write the sheets of an invented company: zhangjia demo --size S --folder DIR", do_demo },
    { "dispatch", "plan visits: zhangjia dispatch --help", NULL },
    { "openapi", "print the description of the API", do_openapi },
};
enum { COMMANDS = sizeof commands / sizeof *commands };

static int help(int status)
{
    printf("掌家 Zhangjia %s — management for domestic-service companies\n\nzhangjia COMMAND [--data FOLDER] [--database URL] …\n", version);
    for (int i = 0; i < COMMANDS; i++) printf("  %-10s %s\n", commands[i].name, commands[i].help);
    printf("\nzhangjia COMMAND --help lists the flags.\n");
    return status;
}

int main(int argc, char **argv)
{
    struct config config = { 0 };
    if (argc < 2 || !strcmp(argv[1], "--help")) return help(argc < 2 ? 2 : 0);
    for (int i = 0; i < COMMANDS; i++) {
        if (strcmp(commands[i].name, argv[1])) continue;
        if (!commands[i].run) return dispatch_command(argc - 2, argv + 2);      /* takes no configuration: it knows no database */
        int left = config_read(&config, &commands[i], argc - 2, argv + 2);
        return left < 0 ? (left == -2 ? 0 : 2) : commands[i].run(&config, left, argv + 2);
    }
    fprintf(stderr, "There is no command %s.\n", argv[1]);
    return help(2);
}
