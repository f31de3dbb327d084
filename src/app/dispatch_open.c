/* dispatch_open.c — see dispatch_open.h. */
#include "app/dispatch_open.h"
#include "dispatch/vroom/vroom.h"
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* VROOM's users read its object; everybody else reads a sentence. */
static int refuse(const struct dispatch_flags *f, const struct fault *fault)
{
    if (!strcmp(f->format, "vroom") || fault->code) {
        struct arena *arena = arena_new();
        puts(vroom_refusal(arena, fault));
        arena_free(arena);
        return fault->code ? fault->code : 2;
    }
    fprintf(stderr, "%s: %s\n", fault->where, fault->what);
    return 2;
}

static int complain(text where, text what)
{
    fprintf(stderr, "%s: %s\n", where, what);
    return 2;
}

/* The instance with one visit more, as text that the caller frees; NULL: said why not. */
static char *with_one_more(text path, const char *bytes, size_t length)
{
    size_t more_length;
    json_error_t error;
    char *more_bytes = dispatch_slurp(path, &more_length), *together = NULL;
    json_t *root = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, &error);
    json_t *more = more_bytes ? json_loadb(more_bytes, more_length, JSON_REJECT_DUPLICATES, &error) : NULL;
    json_t *list = json_object_get(root, "visits") ? json_object_get(root, "visits") : json_object_get(root, "jobs");
    if (!json_is_array(list)) complain("insert", "works on instances with \"visits\" or \"jobs\"");
    else if (!json_is_object(more)) complain(path, "is not one visit as the instance's JSON has it");
    else if (!json_array_append(list, more)) together = json_dumps(root, JSON_COMPACT);
    json_decref(root);
    json_decref(more);
    free(more_bytes);
    return together;
}

int dispatch_open_instance(const struct dispatch_flags *f, text more, struct instance *instance)
{
    struct fault fault = { 0 };
    size_t length;
    char *bytes = dispatch_slurp(f->words[0], &length);
    if (bytes && more) {
        char *together = with_one_more(more, bytes, length);
        free(bytes);
        bytes = together;
        length = bytes ? strlen(bytes) : 0;
    }
    if (!bytes) return 2;
    bool well = instance_open(instance, f->format, f->objective, bytes, length, &fault);
    free(bytes);
    return well ? 0 : refuse(f, &fault);
}

struct plan *dispatch_open_solution(const struct dispatch_flags *f, const struct instance *instance, struct arena *arena)
{
    struct fault fault = { 0 };
    size_t length;
    char *bytes = dispatch_slurp(f->words[1], &length);
    struct plan *plan = bytes ? instance->format->read_solution(instance, arena, bytes, length, &fault) : NULL;
    free(bytes);
    if (!plan && bytes) complain(fault.where, fault.what);
    return plan;
}
