/* demo_telling.c — see demo_telling.h. */
#include "app/demo_telling.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- when ---- */

enum { OPENS = 8 * 60, SHUTS = 20 * 60 + 30 };
instant demo_in_office(instant at)
{
    int minute = minute_of_day(at);
    day on = day_of(at);
    if (minute < OPENS) return day_at((day){ on.number - 1 }, SHUTS);
    return minute > SHUTS ? day_at(on, SHUTS) : at;
}

void tell_ago(struct telling *t, int64_t n) { t->at = demo_in_office((instant){ t->loading->world->now.ms - MINUTES(n) }); }

void tell_on_day(struct telling *t, int days, int hour, int minute)
{
    t->at = day_at((day){ t->loading->world->today.number + days }, hour * 60 + minute);
    if (t->at.ms > t->loading->world->now.ms) t->at = t->loading->world->now;
}

/* ---- who ---- */

static const struct actor *at_desk(const struct telling *t, enum desk desk)
{
    const struct demo_shop *s = &t->loading->shops[t->branch];
    switch (desk) {
    case RECEPTION: return &s->reception;
    case DISPATCHER: return &s->dispatcher;
    case CONSULTANT: return &s->consultant;
    case APPROVER: return s->consultant.user == s->manager.user ? &t->loading->administrator : &s->manager;
    case FINANCE: return &s->finance;
    case HR: return &s->hr;
    case OWNER: return &t->loading->administrator;
    case NOBODY: return &the_system;
    default: return &s->manager;
    }
}

/* ---- what ---- */

static text body_of(struct telling *t, const char *format, va_list arguments)
{
    text printed = arena_vprint(t->arena, format, arguments);
    char *body = arena_take(t->arena, strlen(printed) + 1);
    for (size_t i = 0; printed[i]; i++) body[i] = printed[i] == '\'' ? '"' : printed[i];
    return body;
}

text told_body(struct telling *t, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    text body = body_of(t, format, arguments);
    va_end(arguments);
    return body;
}

bool tell_run(struct telling *t, enum desk by, db_run *run, void *data)
{
    if (t->broken) return false;
    t->broken = !demo_run_at(t->loading, at_desk(t, by), t->at, run, data, !t->quiet);
    if (t->broken && !t->quiet) fprintf(stderr, "demo: in the story “%s” of shop %d\n", t->story, t->branch + 1);
    return !t->broken;
}

struct act { const struct record_type *type; int64_t id; text step, body; };

static bool begin(struct work *w, void *data)
{
    struct act *a = data;
    const struct record *made = demo_add(w, a->type, a->body);
    if (made) a->id = made->id;
    return made != NULL;
}

static bool go_on(struct work *w, void *data)
{
    const struct act *a = data;
    void *record = record_load(w, a->type, a->id);
    return record && demo_step(w, a->type, record, a->step, a->body);
}

static bool write_in(struct work *w, void *data)
{
    const struct act *a = data;
    void *record = record_load(w, a->type, a->id);
    return record && demo_edit(w, a->type, record, a->body);
}

int64_t tell_new(struct telling *t, enum desk by, const struct record_type *type, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    struct act a = { .type = type, .body = body_of(t, format, arguments) };
    va_end(arguments);
    return tell_run(t, by, begin, &a) ? a.id : 0;
}

bool tell_step(struct telling *t, enum desk by, const struct record_type *type, int64_t id, text step, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    struct act a = { type, id, step, body_of(t, format, arguments) };
    va_end(arguments);
    return tell_run(t, by, go_on, &a);
}

bool tell_edit(struct telling *t, enum desk by, const struct record_type *type, int64_t id, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    struct act a = { type, id, NULL, body_of(t, format, arguments) };
    va_end(arguments);
    return tell_run(t, by, write_in, &a);
}

bool tell_course(struct telling *t, const struct record_type *type, int64_t id, const struct told *course, int count)
{
    instant began = t->at;
    for (int i = 0; i < count; i++) {
        instant at = { began.ms + MINUTES(course[i].after) };
        if (at.ms > t->loading->world->now.ms) break;
        t->at = demo_in_office(at);
        if (!tell_step(t, course[i].by, type, id, course[i].step, "%s", course[i].body)) return false;
    }
    return !t->broken;
}

/* ---- the house by itself ---- */

struct ticking { text module, only; };

static bool tick(struct work *w, void *data)
{
    const struct ticking *k = data;
    for (const struct module *const *m = house_modules(w->house); *m; m++) {
        if (strcmp((*m)->name, k->module)) continue;
        for (int i = 0; i < (*m)->ticker_count; i++)
            if ((!k->only || !strcmp((*m)->tickers[i].name, k->only)) && !(*m)->tickers[i].run(w)) return false;
    }
    return !failed(w);
}

bool tell_tick(struct telling *t, text module, text only) { return tell_run(t, NOBODY, tick, &(struct ticking){ module, only }); }

/* ---- looked up ---- */

struct question { literal sql; struct bind bind; int64_t found; };

static bool look_up(struct work *w, void *data)
{
    struct question *q = data;
    q->found = db_one(w, q->sql, q->bind, -1);
    return !failed(w);
}

int64_t tell_ask(struct telling *t, literal sql, struct bind bind)
{
    struct question q = { sql, bind, -1 };
    struct work *w = work_open(t->loading->house, &the_system);
    if (!t->broken) db_read(house_db(t->loading->house), w, look_up, &q);
    work_close(w);
    return q.found;
}
