/* said.c — see said.h. Kept as ["sentence", "argument", …]. */
#include "record/said.h"
#include <jansson.h>
#include <string.h>
#include "base/json.h"
#include "base/words.h"

enum { MOST_ARGUMENTS = 9 };        /* {1} … {9} */
#define AND_SO_ON "…"

text said_keep(struct work *w, text english, const text *arguments)
{
    struct json j = json_new(w->arena);
    write_list(&j, NULL);
    write_text(&j, NULL, english);
    for (int i = 0; arguments && arguments[i]; i++) write_text(&j, NULL, arguments[i]);
    write_end(&j, ']');
    return buf_text(&j.out);
}

text said_more(struct work *w, text list, text one, size_t most)
{
    struct json j = json_new(w->arena);
    write_list(&j, NULL);
    write_text(&j, NULL, "");
    json_error_t error;
    json_t *had = *list ? json_loads(list, 0, &error) : NULL;
    size_t count = json_array_size(had);
    for (size_t i = 1; i < count; i++) write_text(&j, NULL, json_string_value(json_array_get(had, i)));
    bool closed = count > 1 && !strcmp(json_string_value(json_array_get(had, count - 1)), AND_SO_ON);
    json_decref(had);
    if (closed) return list;
    write_text(&j, NULL, strlen(list) + strlen(one) <= most ? one : AND_SO_ON);
    write_end(&j, ']');
    return buf_text(&j.out);
}

static bool is_list(const json_t *list) { return json_array_size(list) > 1 && !*json_string_value(json_array_get(list, 0)); }

/* Only a list of texts is a kept sentence: a note that begins with a bracket is a note. */
static bool texts_only(const json_t *list)
{
    size_t i;
    json_t *one;
    json_array_foreach(list, i, one)
        if (!json_is_string(one)) return false;
    return json_array_size(list) > 0 && (is_list(list) || json_array_size(list) <= MOST_ARGUMENTS + 1);
}

static text pieces_read(struct work *w, const json_t *list)
{
    text all = "";
    for (size_t i = 1; i < json_array_size(list); i++) {
        text one = said_read(w, arena_copy(w->arena, json_string_value(json_array_get(list, i))));
        all = *all ? translate_with(w->arena, w->language, N_("{1}; {2}"), (const text[]){ all, one, NULL }) : one;
    }
    return all;
}

text said_read(struct work *w, text kept)
{
    json_error_t error;
    json_t *list = kept && !strncmp(kept, "[\"", 2) ? json_loads(kept, 0, &error) : NULL;
    text all[MOST_ARGUMENTS + 2] = { 0 };
    bool is = texts_only(list);
    if (is && is_list(list)) {
        text pieces = pieces_read(w, list);
        json_decref(list);
        return pieces;
    }
    for (size_t i = 0; is && i < json_array_size(list); i++) all[i] = arena_copy(w->arena, json_string_value(json_array_get(list, i)));
    json_decref(list);
    if (!is) return dates_said(w->arena, w->language, kept);
    for (int i = 1; all[i]; i++) all[i] = title_said(w->arena, w->language, said_read(w, all[i]));         /* most are titles, with words the program seeds */
    return translate_with(w->arena, w->language, all[0], all + 1);
}
