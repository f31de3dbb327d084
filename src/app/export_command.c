/* export_command.c — zhangjia export TYPE FILE: what the list's export button gives, masked and limited as there, and noted in the log. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "app/app.h"
#include "record/list.h"

static bool ends(text name, text end) { return strlen(name) > strlen(end) && !strcmp(name + strlen(name) - strlen(end), end); }

/* "state=active" → a pair; false: no '='. */
static bool pair_of(struct work *w, text filter, struct list_pair *ret)
{
    text equals = strchr(filter, '=');
    if (!equals || equals == filter) return false;
    *ret = (struct list_pair){ arena_copy_n(w->arena, filter, (size_t)(equals - filter)), equals + 1 };
    return true;
}

static int export_as(const struct config *c, struct house *h, struct work *home, text type_name, text path)
{
    struct actor actor;
    struct list_pair pairs[MOST_FILTERS + 1];
    int n = 0;
    int64_t rows = 0;
    const struct record_type *type = house_type(h, type_name);
    if (!type) return sorry(type_name, "There are no records of this type.");
    for (; n < c->filter_count; n++)
        if (!pair_of(home, c->filters[n], &pairs[n])) return sorry(c->filters[n], "A filter is FIELD=VALUE.");
    if (c->columns) pairs[n++] = (struct list_pair){ "columns", c->columns };
    if (!act_as(h, c, home, &actor)) return 2;
    struct work *w = work_open(h, &actor);
    w->language = actor.language;
    bool well = must(w, type->see) && export_file(w, type, pairs, n, ends(path, ".csv"), path, &rows);
    int status = well ? 0 : sorry_work(w, w->language);
    if (!well) unlink(path);
    work_close(w);
    if (well) printf("%lld rows in %s.\n", (long long)rows, path);
    return status;
}

int do_export(struct config *c, int argc, char **argv)
{
    if (argc != 2) return sorry("export", "say: zhangjia export TYPE FILE.xlsx|FILE.csv --as LOGIN [--filter FIELD=VALUE] …");
    if (!ends(argv[1], ".xlsx") && !ends(argv[1], ".csv")) return sorry(argv[1], "The name of the sheet ends with .xlsx or .csv.");
    if (access(argv[1], F_OK) == 0) return sorry(argv[1], "is there already; name a new file");
    umask(077);                         /* personal data: the operator's alone */
    FILE *try = fopen(argv[1], "wx");
    if (!try) return sorry(argv[1], "cannot be written there");
    fclose(try);
    unlink(argv[1]);
    struct house *h = app_open(c, false);
    if (!h) return 1;
    struct work *home = work_open(h, NULL);
    int status = export_as(c, h, home, argv[0], argv[1]);
    work_close(home);
    app_close(h);
    return status;
}
