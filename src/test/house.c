/* house.c — see house.h. */
#include "test/house.h"
#include <stdio.h>
#include "test/test.h"

static bool opens(struct db **db, struct house **house, struct house_options options, text *why)
{
    *db = db_open(&(struct db_options){ .url = test_url(), .fast_and_loose = true }, why);
    options.db = *db;
    *house = *db ? house_open(&options, why) : NULL;
    return *house;
}

static void closes(struct db **db, struct house **house)
{
    house_close(*house);
    if (*db) db_close(*db);
    *house = NULL;
    *db = NULL;
}

/* The tables of the kind, and the copy of them that later tests begin with. */
static bool made(const char *kind, struct house_options options, text *why)
{
    struct db *db;
    struct house *house;
    bool well = opens(&db, &house, options, why) && house_migrate(house, why);
    closes(&db, &house);
    return well && test_keep(kind);
}

bool test_house(struct db **ret_db, struct house **ret_house, struct house_options options)
{
    char kind[64];
    text why = "";
    snprintf(kind, sizeof kind, "%p%d", (const void *)options.modules, options.demo);
    bool well = (test_copied(kind) || made(kind, options, &why)) && opens(ret_db, ret_house, options, &why);
    if (well) return true;
    printf("  the house does not open: %s\n", why);
    closes(ret_db, ret_house);
    return false;
}
