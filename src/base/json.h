/* json.h — writes JSON as a stream into a buf: no tree, commas by itself. Reading is libjansson's (strict, see record/input.h).
 * Text that is not UTF-8 is written with U+FFFD. A key NULL is a value inside a list. */
#pragma once
#include <stdbool.h>
#include <stdint.h>
#include "base/buf.h"
#include "base/money.h"
#include "base/when.h"

struct json { struct buf out; unsigned depth; uint64_t begun; };    /* begun: one bit a level, "a comma is due" */

struct json json_new(struct arena *arena);
void write_object(struct json *json, text key);      /* opens { */
void write_list(struct json *json, text key);        /* opens [ */
void write_end(struct json *json, char bracket);     /* closes with '}' or ']' */
void write_text(struct json *json, text key, text value);
void write_number(struct json *json, text key, int64_t value);
void write_real(struct json *json, text key, double value);
void write_flag(struct json *json, text key, bool value);
void write_null(struct json *json, text key);
void write_raw(struct json *json, text key, text value);             /* value is JSON already */
