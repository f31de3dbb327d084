/* input_text.c — one value that a person typed into a sheet: looser forms than JSON, the same rules. */
#include <stdlib.h>
#include <string.h>
#include "base/utf8.h"
#include "base/words.h"
#include "record/convert.h"
#include "record/hidden.h"
#include "record/input.h"

static bool says(struct work *w, const struct field *f, text message, text given)
{
    return wrong(w, f->name, message, translated(w, f->label), utf8_cut(w->arena, given, 60));
}

/* A word, its label in either language, or one of its other names. */
static bool word_is(const struct choice *c, text given)
{
    if (!strcmp(c->key, given) || !strcmp(c->label, given) || !strcmp(translate("zh", c->label), given)) return true;
    for (text at = c->also; at && *at;) {
        text end = strchr(at, '|');
        size_t n = end ? (size_t)(end - at) : strlen(at);
        if (strlen(given) == n && !strncmp(at, given, n)) return true;
        at += n + (end ? 1 : 0);
    }
    return false;
}

static unsigned choice_from(const struct choice *choices, text given)
{
    for (const struct choice *c = choices; c->key; c++)
        if (word_is(c, given)) return c->value;
    return 0;
}

static json_t *set_from(struct work *w, const struct field *f, text given)
{
    json_t *list = json_array();
    struct buf word = buf_new(w->arena);
    for (text at = given;; at++) {
        bool comma = *at == ',' || *at == ';' || *at == '/' || *at == '|' || *at == '+' || *at == ' ';
        bool wide = !strncmp(at, "、", 3) || !strncmp(at, "，", 3) || !strncmp(at, "；", 3);
        if (*at && !comma && !wide) { buf_char(&word, *at); continue; }
        text one = utf8_trim(w->arena, buf_text(&word));
        unsigned n = *one ? choice_from(f->choices, one) : 0;
        if (*one) json_array_append_new(list, json_string(n ? choice_key(f->choices, n) : one));
        word = buf_new(w->arena);
        if (!*at) break;
        if (wide) at += 2;
    }
    return list;
}

static bool flag_from(text given, bool *ret)
{
    static const text yes[] = { "是", "有", "对", "√", "y", "yes", "true", "1", "✓" }, no[] = { "否", "无", "没有", "×", "n", "no", "false", "0", "不" };
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (!strcmp(given, yes[i])) return *ret = true, true;
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (!strcmp(given, no[i])) return *ret = false, true;
    return false;
}

static bool number_from(text given, int64_t *ret)
{
    char *end;
    double d = strtod(given, &end);
    if (end == given || *end || d != (double)(int64_t)d) return false;
    *ret = (int64_t)d;
    return true;
}

/* In hundredths (`of` 100) 3.5 is 350: what a sheet of ours shows of it can be read again. */
static bool parts_from(text given, int of, int64_t *ret)
{
    char *end;
    double d = strtod(given, &end) * of;
    if (end == given || *end || !(d > -1e13 && d < 1e13)) return false;
    *ret = (int64_t)(d < 0 ? d - 0.5 : d + 0.5);
    double off = d - (double)*ret;
    return off < 1e-6 && off > -1e-6;
}

/* minutes: "90", "1.5小时", "2h", "09:30" */
static bool minutes_from(text given, int64_t *ret)
{
    int h, m;
    char rest[16] = "";
    if (sscanf(given, "%d:%d", &h, &m) == 2 && h >= 0 && h < 48 && m >= 0 && m < 60) return *ret = h * 60 + m, true;
    double d;
    int n = sscanf(given, "%lf%15s", &d, rest);
    if (n < 1) return false;
    bool hours = !strcmp(rest, "小时") || !strcmp(rest, "h") || !strcmp(rest, "个小时") || !strcmp(rest, "时");
    if (n == 2 && !hours && strcmp(rest, "分钟") && strcmp(rest, "分") && strcmp(rest, "min")) return false;
    *ret = (int64_t)(d * (hours ? 60 : 1) + 0.5);
    return true;
}

static json_t *ref_from(struct work *w, const struct field *f, text given)
{
    /* By number or exact title, inside what the actor may see; two of the same title are nobody. */
    struct rows *row = db_query_made(w, print(w, "select id, branch from %s where number = $1 or title = $1 limit 20", f->to->name), BIND(txt(given)));
    int64_t id = 0;
    int hits = 0;
    while (db_next(row))
        if (f->to->scope == SCOPE_COMPANY || in_scope(w, db_number(row, 1))) id = db_number(row, 0), hits++;
    const void *hit = hits == 1 ? record_peek(w, f->to, id) : NULL;
    return hit && !hidden_here(w, f->to, hit) ? json_integer(id) : NULL;
}

enum { NEAR_LOOKED = 400, NEAR_SHOWN = 4 };

/* Of a list the whole company shares (services, branches), what has the word in its name: 保洁 → 日常保洁、开荒保洁. Nobody's name is offered: people belong to branches. */
static text names_near(struct work *w, const struct field *f, text given)
{
    text near = "";
    if (f->to->scope != SCOPE_COMPANY || f->to->subject) return near;
    struct rows *row = db_query_made(w, print(w, "select title, id from %s order by id limit %d", f->to->name, NEAR_LOOKED), NO_BIND);
    struct { text title; int64_t id; } found[NEAR_SHOWN];
    int n = 0;
    while (db_next(row))
        if (n < NEAR_SHOWN && strstr(db_text(row, 0), given)) found[n].title = print(w, "%s", db_text(row, 0)), found[n++].id = db_number(row, 1);
    for (int i = 0; i < n; i++) {
        const void *one = record_peek(w, f->to, found[i].id);
        if (one && !hidden_here(w, f->to, one)) near = *near ? translate_with(w->arena, w->language, N_("{1}, {2}"), (const text[]){ near, found[i].title, NULL }) : found[i].title;
    }
    return near;
}

static json_t *json_from(struct work *w, const struct field *f, text given, text *why)
{
    int64_t n;
    money m;
    day d;
    instant i;
    bool flag;
    switch (f->kind) {
    case KIND_MONEY: *why = N_("{1}: “{2}” is not an amount"); return money_read(given, &m) ? json_integer(m.fen) : NULL;
    case KIND_DAY: *why = N_("{1}: “{2}” is not a date; write 2026-03-05"); return day_read(given, &d) ? json_integer(d.number) : NULL;
    case KIND_INSTANT: *why = N_("{1}: “{2}” is not a point in time; write 2026-03-05 09:30"); return instant_read(given, &i) ? json_integer(i.ms) : NULL;
    case KIND_MINUTES: *why = N_("{1}: “{2}” is not a time or a length of time"); return minutes_from(given, &n) ? json_integer(n) : NULL;
    case KIND_NUMBER:
        if (f->format == FORMAT_HUNDREDTHS) { *why = N_("{1}: “{2}” is not a number with at most two decimals"); return parts_from(given, 100, &n) ? json_integer(n) : NULL; }
        if (f->format == FORMAT_TENTHS) { *why = N_("{1}: “{2}” is not a number with at most one decimal"); return parts_from(given, 10, &n) ? json_integer(n) : NULL; }
        *why = N_("{1}: “{2}” is not a whole number"); return number_from(given, &n) ? json_integer(n) : NULL;
    case KIND_FLAG: *why = N_("{1}: “{2}” is neither yes nor no"); return flag_from(given, &flag) ? json_boolean(flag) : NULL;
    case KIND_REF: *why = N_("{1}: nothing, or more than one, is called “{2}”"); return ref_from(w, f, given);
    case KIND_SET: return set_from(w, f, given);
    case KIND_CHOICE: {
        unsigned c = choice_from(f->choices, given);
        return json_string(c ? choice_key(f->choices, c) : given);
    }
    case KIND_TEXT: case KIND_SEALED: return json_string(given);
    default: *why = N_("{1} cannot be read from a sheet"); return NULL;
    }
}

bool input_text(struct work *w, const struct record_type *type, const struct field *f, text from, void *into, enum input_mode mode)
{
    text given = utf8_trim(w->arena, from), why = "";
    if (f->kind != KIND_TEXT && f->kind != KIND_SEALED) given = utf8_narrow(w->arena, given);
    if (!*given) return true;
    json_t *value = json_from(w, f, given, &why);
    text near = value || f->kind != KIND_REF ? "" : names_near(w, f, given);
    if (*near) return wrong(w, f->name, N_("{1}: nothing, or more than one, is called “{2}”; do you mean {3}?"), translated(w, f->label), utf8_cut(w->arena, given, 60), near);
    if (!value) return says(w, f, why, given);
    json_t *object = json_pack("{so}", f->name, value);
    bool well = input_read(w, type, f, 1, object, into, mode, NULL);
    json_decref(object);
    return well;
}
