/* words.c — a message's text: the pattern, the values in the receiver's language, and the check of what a company writes. */
#include <string.h>
#include "base/json.h"
#include "base/words.h"
#include "messages/inside.h"

/* ---- values ---- */

static text weekday_word(struct work *w, day on, text language)
{
    static const text days[] = { N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun") };
    (void)w;
    return translate(language, days[weekday(on) - 1]);
}

static text day_words(struct work *w, day on, text language)
{
    struct date d = date_of(on);
    text parts[] = { print(w, "%d", d.month), print(w, "%d", d.day), weekday_word(w, on, language), NULL };
    return translate_with(w->arena, language, N_("{3} {1}/{2}"), parts);
}

static text clock_words(struct work *w, instant at)
{
    int m = minute_of_day(at);
    return print(w, "%02d:%02d", m / 60, m % 60);
}

text message_span(struct work *w, instant start, instant until, text language)
{
    bool midnight = until.ms > start.ms && until.ms == day_start(day_of(until)).ms;
    day from = day_of(start), to = { day_of(until).number - midnight };             /* a midnight is the end of the day before */
    text end = midnight ? "24:00" : clock_words(w, until);
    return from.number == to.number ? print(w, "%s %s–%s", day_words(w, from, language), clock_words(w, start), end)
                : print(w, "%s %s – %s %s", day_words(w, from, language), clock_words(w, start), day_words(w, to, language), end);
}

static text value_words(struct work *w, const struct message_value *v, text language)
{
    switch (v->kind) {
    case SAY_TEXT: return v->text ? v->text : "";
    case SAY_LABEL: return translate_with(w->arena, language, v->text, (const text[]){ v->argument, NULL });
    case SAY_AT: return print(w, "%s %s", day_words(w, day_of((instant){ v->number }), language), clock_words(w, (instant){ v->number }));
    case SAY_SPAN: return message_span(w, (instant){ v->number }, (instant){ v->until }, language);
    case SAY_DAY: return day_words(w, (day){ (int32_t)v->number }, language);
    case SAY_MONEY: return money_shown(w->arena, (money){ v->number });
    }
    return "";
}

/* ---- patterns ---- */

/* Length of the name in a {name} at `at`; 0 when there is none. */
static size_t name_at(const char *at)
{
    if (*at != '{') return 0;
    size_t n = strspn(at + 1, "abcdefghijklmnopqrstuvwxyz_0123456789");
    return n && at[n + 1] == '}' ? n : 0;
}

static const struct message_value *value_named(const struct message_value *values, int count, const char *name, size_t length)
{
    for (int i = 0; i < count; i++)
        if (strlen(values[i].name) == length && !strncmp(values[i].name, name, length)) return &values[i];
    return NULL;
}

text message_words(struct work *w, text pattern, const struct message_value *values, int count, text language, text *ret_missing)
{
    struct buf out = buf_new(w->arena);
    *ret_missing = NULL;
    while (*pattern) {
        size_t n = name_at(pattern);
        if (!n) { buf_char(&out, *pattern++); continue; }
        const struct message_value *v = value_named(values, count, pattern + 1, n);
        if (v) buf_add(&out, value_words(w, v, language));
        else if (!*ret_missing) *ret_missing = print(w, "%.*s", (int)n, pattern + 1);
        pattern += n + 2;
    }
    return buf_text(&out);
}

text message_values_json(struct work *w, const struct message_value *values, int count, text language)
{
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    for (int i = 0; i < count; i++) write_text(&j, values[i].name, value_words(w, &values[i], language));
    write_end(&j, '}');
    return buf_text(&j.out);
}

static text names_known(struct work *w, const struct message_declared *d)
{
    struct buf out = buf_new(w->arena);
    for (const struct message_variable *v = d->variables; v && v->name; v++) buf_print(&out, "%s{%s}", v == d->variables ? "" : " ", v->name);
    return buf_text(&out);
}

static bool is_known(const struct message_declared *d, const char *name, size_t length)
{
    for (const struct message_variable *v = d->variables; v && v->name; v++)
        if (strlen(v->name) == length && !strncmp(v->name, name, length)) return true;
    return false;
}

/* A brace that opens no name is a slip of the pen: it would stand in the message as it is. */
static bool braces_right(struct work *w, text field, text pattern, const struct message_declared *d)
{
    for (const char *at = pattern; *at; at++) {
        size_t n = name_at(at);
        size_t strange = *at == '{' && !n ? strcspn(at + 1, "{}") : 0;
        if (strange && at[strange + 1] == '}') return wrong(w, field, N_("There is no value “{1}” in this message; there are {2}"), print(w, "%.*s", (int)strange, at + 1), names_known(w, d));
        if (*at == '}' || (*at == '{' && !n)) return wrong(w, field, N_("A brace is open or closed by itself; write values as {1}"), names_known(w, d));
        if (!n) continue;
        if (!is_known(d, at + 1, n)) return wrong(w, field, N_("There is no value “{1}” in this message; there are {2}"), print(w, "%.*s", (int)n, at + 1), names_known(w, d));
        at += n + 1;
    }
    return true;
}

bool message_text_right(struct work *w, text field, text pattern, const struct message_declared *d)
{
    if (!braces_right(w, field, pattern, d)) return false;
    for (const struct message_variable *v = d->variables; v && v->name; v++)
        if (v->required && !strstr(pattern, print(w, "{%s}", v->name)))
            return wrong(w, field, N_("The text leaves out {1} ({2}), which the receiver needs"), print(w, "{%s}", v->name), translated(w, v->label));
    return true;
}

text message_pattern(struct work *w, const struct message_declared *d, const struct message_template *r, text language)
{
    text own = !r ? "" : !strcmp(language, "en") ? r->en : r->zh;
    (void)w;
    return *own ? own : translate(language, d->body);
}

text message_language(struct work *w, int64_t person, int64_t account)
{
    text zh = workers_are_ayi(w) ? CHINESE_AYI : "zh";
    int64_t hers = account ? db_one(w, SQL("select language from account where id = $1"), BIND(num(account)), 0)
                 : person ? db_one(w, SQL("select coalesce((select nullif(a.language, 0) from account a where a.person = p.id and a.state = 1 order by a.id limit 1), p.language) from person p where p.id = $1"), BIND(num(person)), 0) : 0;
    return hers == LANGUAGE_EN ? "en" : zh;
}
