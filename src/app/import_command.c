/* import_command.c — zhangjia import TYPE FILE: the browser's import without a browser. Exit status 0: every row is in (or would be); 2: something
 * is to be mended, which is said cell by cell on standard error; 1: something broke. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "app/app.h"
#include "app/bring.h"
#include "base/words.h"

static text type_of(text path)
{
    unsigned char head[2] = { 0 };
    FILE *f = fopen(path, "rb");
    bool zip = f && fread(head, 1, 2, f) == 2 && head[0] == 'P' && head[1] == 'K';
    if (f) fclose(f);
    return zip ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/plain";
}

static bool tell(struct work *w, void *data)
{
    const struct bring *b = data;
    struct import_told *list;
    w->language = b->actor->language;
    int n = import_errors_read(w, b->batch, MOST_ERRORS_KEPT, &list);
    for (int i = 0; i < n; i++)
        fprintf(stderr, "%lld%s  “%s”  %s%s\n", (long long)list[i].row, *import_column_letters(w, list[i].column) ? import_column_letters(w, list[i].column) : "", list[i].value,
                list[i].warning ? "(!) " : "", list[i].message);
    return !failed(w);
}

static void tell_mistakes(struct bring *b)
{
    struct work *w = work_open(b->house, &the_system);
    db_read(house_db(b->house), w, tell, b);
    work_close(w);
}

static void tell_counts(text before, const struct import_counts *c)
{
    printf("%s%lld rows: %lld new, %lld filled in, %lld as they were, %lld wrong.\n", before, (long long)c->rows, (long long)c->create, (long long)c->update, (long long)c->same, (long long)c->wrong);
}

static int bring_in(const struct config *c, struct bring *b)
{
    if (!bring_open(b) || !bring_check(b)) return sorry("", b->why);
    tell_mistakes(b);
    tell_counts(c->dry_run ? "Would be: " : "Looked at: ", &b->seen.counts);
    int64_t wrong = b->seen.counts.wrong;
    if (c->dry_run) return wrong ? 2 : 0;
    if (wrong && !c->row_by_row) return sorry("", "Nothing was imported. Mend the rows above, or leave them out with --row-by-row.");
    if (!bring_run(b)) return sorry("", b->why);
    tell_counts("Imported: ", &b->seen.made);
    return b->seen.made.wrong ? 2 : 0;
}

static enum import_existing existing_of(text word)
{
    return !strcmp(word, "fill") ? EXISTING_FILL : !strcmp(word, "overwrite") ? EXISTING_OVERWRITE : !strcmp(word, "skip") ? EXISTING_SKIP : 0;
}

static int import_as(const struct config *c, struct house *h, struct work *home, text type, text sheet)
{
    struct actor actor;
    if (!act_as(h, c, home, &actor)) return 2;
    home->language = actor.language;
    if (!actor.home) return sorry(c->as, "Imports belong to a branch; name one with --branch CODE.");
    text slash = strrchr(sheet, '/');
    struct bring b = { .house = h, .actor = &actor, .arena = home->arena, .shape = type, .path = sheet, .name = slash ? slash + 1 : sheet, .type = type_of(sheet), .sheet = c->sheet - 1,
        .mode = c->row_by_row ? IMPORT_ROWS : IMPORT_ALL, .existing = existing_of(c->existing), .remembered = true };
    return bring_in(c, &b);
}

int do_import(struct config *c, int argc, char **argv)
{
    if (argc != 2) return sorry("import", "say: zhangjia import TYPE FILE --as LOGIN [--dry-run] [--row-by-row]");
    if (!existing_of(c->existing)) return sorry("--existing", "fill, overwrite or skip");
    if (access(argv[1], R_OK)) return sorry(argv[1], strerror(errno));
    struct house *h = app_open(c, false);
    if (!h) return 1;
    struct work *home = work_open(h, NULL);
    int status = import_as(c, h, home, argv[0], argv[1]);
    work_close(home);
    app_close(h);
    return status;
}
