/* database.h — the databases of a TEST_DB; for test.c. What a test asks of them is in test.h. */
#pragma once
#include <stdbool.h>

/* From here to the end of the test test_url() names one that nobody else uses: on `server` (postgres://…), or of SQLite when that is NULL. */
bool database_begin(const char *server);
bool database_end(void);
void databases_forget(void);        /* what test_keep put aside; each process calls it once, at its end */
