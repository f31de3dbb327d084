/* plural_test.c — lists are headed by the plural of what stands in them. */
#include "base/plural.h"
#include "test/test.h"

TEST(a_list_is_called_by_the_plural_of_its_label)
{
    static const text pairs[][2] = {
        { "Customer", "Customers" }, { "Ledger entry", "Ledger entries" }, { "Calendar day", "Calendar days" }, { "Branch", "Branches" }, { "Service terms", "Service terms" },
        { "Line of a bank statement", "Lines of bank statements" }, { "Wish of a family", "Wishes of families" }, { "Advance on wages", "Advances on wages" },
        { "Wish to be erased", "Wishes to be erased" }, { "Request about her data", "Requests about her data" }, { "", "" },
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) SAME_TEXT(english_plural(arena, pairs[i][0]), pairs[i][1]);
    arena_free(arena);
}
