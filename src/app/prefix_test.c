/* A number says by its first letters what it is of: no two record types give numbers with the same ones, so that W26-00012 is a worker's and nothing else's,
 * and the numbers of the vouchers follow one another without those of another type between them. */
#include <stdio.h>
#include <string.h>
#include "app/app.h"
#include "test/test.h"

static const struct record_type *giver_before(text prefix, const struct record_type *type)
{
    for (const struct module *const *m = modules; *m; m++)
        for (const struct record_type *const *t = (*m)->types; t && *t; t++) {
            if (*t == type) return NULL;
            if ((*t)->prefix && !strcmp((*t)->prefix, prefix)) return *t;
        }
    return NULL;
}

TEST(no_two_record_types_give_numbers_that_begin_alike)
{
    int given = 0;
    for (const struct module *const *m = modules; *m; m++)
        for (const struct record_type *const *t = (*m)->types; t && *t; t++) {
            const struct record_type *before = (*t)->prefix ? giver_before((*t)->prefix, *t) : NULL;
            if (before) printf("  %s and %s both give %s\n", before->name, (*t)->name, (*t)->prefix);
            CHECK(!before);
            given += (*t)->prefix != NULL;
        }
    CHECK(given > 40);
}
