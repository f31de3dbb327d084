/* log.h — one structured line (JSON) per event on standard error. Never a name, phone, address or secret: ids and numbers only.
 * `log_line("request", "\"route\":\"%s\",\"ms\":%d", …)` adds time and kind; the caller's text is JSON members and must be
 * escaped by him (log_quote) where it comes from outside. */
#pragma once
#include "base/arena.h"

void log_line(const char *kind, const char *format, ...) __attribute__((format(printf, 2, 3)));
text log_quote(struct arena *arena, text from);     /* with the quotes; control characters and non-UTF-8 escaped */
void log_quiet(int on);                             /* tests */
