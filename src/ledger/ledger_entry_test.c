/* A posting's memo is made in the office's language and read in the reader's. */
#include "ledger/ledger.h"
#include "record/said.h"
#include "test/test.h"
#include <string.h>

TEST(a_memo_of_the_program_is_read_in_the_language_of_who_reads_it)
{
    struct arena *a = arena_new();
    struct work w = { .arena = a, .language = "zh" };
    text kept = ledger_memo(&w, N_("Commissions paid"), "P-2026-0007"), chinese = said_read(&w, kept);
    CHECK(!strstr(chinese, "Commissions") && strstr(chinese, " P-2026-0007"));
    w.language = "en";
    SAME_TEXT(said_read(&w, kept), "Commissions paid P-2026-0007");
    SAME_TEXT(said_read(&w, "补一笔差额"), "补一笔差额");                /* typed by a person: as it stands */
    arena_free(a);
}
