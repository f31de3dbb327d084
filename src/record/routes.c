/* routes.c — the engine's calls and the modules' become one table for http/. */
#include "record/routes.h"
#include <string.h>
#include "record/api.h"
#include "record/engine_calls.h"
#include "record/import_calls.h"
#include "record/list_calls.h"
#include "record/shape.h"

static void take_calls(struct house *h, const struct call *calls, int count)
{
    for (int i = 0; i < count; i++) {
        const struct call *c = &calls[i];
        h->routes[h->call_count] = (struct route){ c->method, c->pattern, house_handle, c->body_limit, c->upload, false, c->slow };
        h->calls[h->call_count++] = c;
    }
}

static int all_calls(struct house *h, bool really)
{
    struct { const struct call *at; int count; } engine[] = { { record_calls, record_call_count }, { engine_calls, engine_call_count }, { list_calls, list_call_count },
        { import_calls, import_call_count } };
    int n = 0;
    for (size_t i = 0; i < sizeof engine / sizeof *engine; i++) {
        if (really) take_calls(h, engine[i].at, engine[i].count);
        n += engine[i].count;
    }
    for (const struct module *const *m = h->options.modules; *m; m++) {
        if (really) take_calls(h, (*m)->calls, (*m)->call_count);
        n += (*m)->call_count;
    }
    return n;
}

const struct route *house_routes(struct house *h)
{
    if (h->routes) return h->routes;
    int n = all_calls(h, false);
    h->routes = arena_take(h->arena, sizeof *h->routes * (size_t)(n + 1));
    h->calls = arena_take(h->arena, sizeof *h->calls * (size_t)(n + 1));
    all_calls(h, true);
    return h->routes;
}

const struct call *call_of(const struct house *h, const struct request *request)
{
    for (int i = 0; i < h->call_count; i++)
        if (h->calls[i]->method == request->method && !strcmp(h->calls[i]->pattern, request->route)) return h->calls[i];
    return NULL;
}
