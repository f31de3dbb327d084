#include "base/json.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/utf8.h"

enum { DEEPEST = 63 };

struct json json_new(struct arena *arena) { return (struct json){ .out = buf_new(arena) }; }

static void escape(struct buf *out, unsigned char c)
{
    static const char two[128] = { ['"'] = '"', ['\\'] = '\\', ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't', ['\b'] = 'b', ['\f'] = 'f' };
    if (two[c]) { buf_char(out, '\\'); buf_char(out, two[c]); }
    else buf_print(out, "\\u%04x", c);
}

static bool plain(unsigned char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; }

/* The bytes from `at` that may stand in a JSON text as they are; most texts are one such run. */
static size_t clean(const char *at)
{
    size_t count = 0, length;
    uint32_t character;
    do {
        unsigned char c = (unsigned char)at[count];
        length = plain(c) ? 1 : c < 0x80 ? 0 : utf8_read(at + count, &character);
        count += length;
    } while (length);
    return count;
}

static void quote(struct buf *out, const char *at)
{
    buf_char(out, '"');
    for (;; at++) {
        size_t count = clean(at);
        buf_bytes(out, at, count);
        at += count;
        if (!*at) break;
        if ((unsigned char)*at < 0x80) escape(out, (unsigned char)*at);
        else utf8_put(out, NOT_UTF8);
    }
    buf_char(out, '"');
}

/* The comma that is due, and the key. */
static void before(struct json *json, text key)
{
    uint64_t level = 1ull << json->depth;
    if (json->begun & level) buf_char(&json->out, ',');
    if (json->depth) json->begun |= level;
    if (key) { quote(&json->out, key); buf_char(&json->out, ':'); }
}

static void open_level(struct json *json, text key, char bracket)
{
    before(json, key);
    buf_char(&json->out, bracket);
    if (json->depth == DEEPEST) abort();                /* answers are shaped by the program, never by input: this is a bug */
    json->depth++;
    json->begun &= ~(1ull << json->depth);
}

void write_object(struct json *json, text key) { open_level(json, key, '{'); }
void write_list(struct json *json, text key) { open_level(json, key, '['); }

void write_end(struct json *json, char bracket)
{
    if (json->depth == 0) abort();
    json->depth--;
    buf_char(&json->out, bracket);
}

void write_text(struct json *json, text key, text value)
{
    before(json, key);
    quote(&json->out, value ? value : "");
}

void write_number(struct json *json, text key, int64_t value)
{
    before(json, key);
    buf_print(&json->out, "%lld", (long long)value);
}

/* The shorter form where it reads back the same; JSON has no form for what is not finite. */
void write_real(struct json *json, text key, double value)
{
    char form[40];
    if (!isfinite(value)) { write_null(json, key); return; }
    snprintf(form, sizeof form, "%.15g", value);
    if (strtod(form, NULL) < value || strtod(form, NULL) > value) snprintf(form, sizeof form, "%.17g", value);
    write_raw(json, key, form);
}

void write_flag(struct json *json, text key, bool value) { write_raw(json, key, value ? "true" : "false"); }
void write_null(struct json *json, text key) { write_raw(json, key, "null"); }

void write_raw(struct json *json, text key, text value)
{
    before(json, key);
    buf_add(&json->out, value);
}
