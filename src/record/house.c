/* house.c — opens the house: checks the declarations, makes the shapes, hands out works. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "record/declared.h"
#include "record/schema.h"
#include "record/seal_keys.h"
#include "record/shape.h"

struct db *house_db(const struct house *h) { return h->options.db; }
text house_data(const struct house *h) { return h->options.data; }
bool house_demo(const struct house *h) { return h->options.demo; }
void house_demo_is(struct house *h, bool demo) { h->options.demo = demo; }
struct keys *house_keys(const struct house *h) { return h->keys; }
const unsigned char *house_file_key(const struct house *h) { return keys_files(h->keys); }
struct house *house_of(const struct work *w) { return w->house; }
const struct record_type *const *house_types(const struct house *h) { return h->types; }
const struct module *const *house_modules(const struct house *h) { return h->options.modules; }
struct http *house_http(const struct house *h) { return h->http; }

/* When it returns with NULL, no notice is on its way to the old server any more: it may be stopped. */
void house_serving(struct house *h, struct http *http)
{
    pthread_mutex_lock(&h->serving);
    h->http = http;
    pthread_mutex_unlock(&h->serving);
}

void house_send(struct house *h, text event, text data)
{
    pthread_mutex_lock(&h->serving);
    if (h->http) http_send(h->http, event, data);
    pthread_mutex_unlock(&h->serving);
}

const struct record_type *house_type(const struct house *h, text name)
{
    for (int i = 0; i < h->shape_count; i++)
        if (!strcmp(h->types[i]->name, name)) return h->types[i];
    return NULL;
}

const void *house_answers(const struct house *h, text question, int index)
{
    for (const struct module *const *m = h->options.modules; *m; m++)
        for (int i = 0; i < (*m)->answer_count; i++)
            if (!strcmp((*m)->answers[i].question, question) && index-- == 0) return (*m)->answers[i].table;
    return NULL;
}

static int count_types(const struct module *const *modules)
{
    int n = 0;
    for (; *modules; modules++)
        for (const struct record_type *const *t = (*modules)->types; t && *t; t++) n++;
    return n;
}

static void make_shapes(struct house *h)
{
    int n = count_types(h->options.modules);
    h->shapes = arena_take(h->arena, sizeof *h->shapes * (size_t)(n + 1));
    h->types = arena_take(h->arena, sizeof *h->types * (size_t)(n + 1));
    for (const struct module *const *m = h->options.modules; *m; m++)
        for (const struct record_type *const *t = (*m)->types; t && *t; t++) {
            h->shapes[h->shape_count] = shape_new(h->arena, *t, *m);
            h->types[h->shape_count++] = *t;
        }
}

struct house *house_open(const struct house_options *options, text *ret_why)
{
    struct arena *arena = arena_new();
    struct house *h = arena_take(arena, sizeof *h);
    *h = (struct house){ .arena = arena, .options = *options };
    pthread_mutex_init(&h->serving, NULL);
    text mistake = declared_mistakes(arena, options->modules);
    if (*mistake) {
        *ret_why = strdup(mistake);
        arena_free(arena);
        return NULL;
    }
    make_shapes(h);
    h->keys = keys_open(options->data, ret_why);
    if (h->keys) return h;
    arena_free(arena);
    return NULL;
}

void house_close(struct house *h)
{
    if (!h) return;
    jobs_stop(h);
    keys_close(h->keys);
    arena_free(h->arena);
}

static int64_t ahead(text clock)
{
    char line[32] = "";
    FILE *f = fopen(clock, "r");
    if (!f) return 0;
    size_t n = fread(line, 1, sizeof line - 1, f);
    line[n] = 0;
    fclose(f);
    return strtoll(line, NULL, 10);
}

/* Read anew each time, so that a test moves the clock of a running server by writing a number. */
instant house_now(const struct house *h)
{
    instant now = when_now();
    if (h && h->options.test_clock) now.ms += ahead(h->options.test_clock);
    return now;
}

bool house_for_tests(const struct house *h) { return h && h->options.test_clock; }

/* The work itself lies outside of its arena, which may be reset while it runs again. */
struct work *work_open(struct house *house, const struct actor *actor)
{
    struct work *w = calloc(1, sizeof *w);
    if (!w) abort();
    w->arena = arena_new();
    w->house = house;
    w->actor = actor ? actor : &the_system;
    w->now = w->acted = house_now(house);
    w->language = w->actor->language ? w->actor->language : "zh";
    w->request = w->reason = "";
    work_clear(w);
    return w;
}

void work_close(struct work *w)
{
    if (!w) return;
    arena_free(w->arena);
    free(w);
}

static bool migrate(struct work *w, void *data)
{
    const struct house *house = data;
    if (!schema_apply(w, data)) return false;
    for (const struct module *const *m = house->options.modules; *m; m++)
        if ((*m)->seed && !(*m)->seed(w)) return failed(w) ? false : fault(w, "%s: the first records could not be made", (*m)->name);
    return !failed(w);
}

bool house_migrate(struct house *house, text *ret_why)
{
    struct work *w = work_open(house, &the_system);
    bool well = db_write(house->options.db, w, migrate, house);
    if (!well) *ret_why = strdup(w->message && *w->message ? w->message : "the schema could not be changed; the log says why");
    work_close(w);
    return well;
}
