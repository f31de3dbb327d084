#include "base/work.h"
#include "base/log.h"

/* Copies, as the caller's list lives on his stack. */
static const text *keep(struct work *w, const text *arguments)
{
    size_t count = 0;
    while (arguments[count]) count++;
    text *kept = take_many(w, text, count + 1);
    for (size_t i = 0; i < count; i++) kept[i] = arena_copy(w->arena, arguments[i]);
    return kept;
}

static void first_failure(struct work *w, enum failure why, text field, text message, const text *arguments)
{
    w->failure = why;
    w->field = field;
    w->message = message;
    w->arguments = arguments;
    w->code = w->code ? w->code : "";
    w->detail = w->detail ? w->detail : "";
}

static void list_wrong(struct work *w, text field, text message, const text *arguments)
{
    struct wrong_field **end = &w->wrong;
    while (*end) end = &(*end)->next;
    *end = take(w, struct wrong_field);
    **end = (struct wrong_field){ .field = field, .message = message, .arguments = arguments };
}

bool work_refuse(struct work *w, enum failure why, text field, const text *message_and_arguments)
{
    if (failed(w)) return false;
    text name = arena_copy(w->arena, field), message = message_and_arguments[0] ? message_and_arguments[0] : "";
    const text *arguments = keep(w, message_and_arguments + (message_and_arguments[0] != NULL));
    first_failure(w, why, name, message, arguments);
    if (why == INVALID && *name) list_wrong(w, name, message, arguments);
    return false;
}

bool work_wrong(struct work *w, text field, const text *message_and_arguments)
{
    if (!failed(w)) return work_refuse(w, INVALID, field, message_and_arguments);
    if (w->failure == INVALID)
        list_wrong(w, arena_copy(w->arena, field), message_and_arguments[0], keep(w, message_and_arguments + 1));
    return false;
}

void work_mention(struct work *w, text type, int64_t record, const text *message_and_arguments)
{
    if (failed(w) || !w->preview) return;
    struct mentioned **end = &w->mentioned;
    while (*end) end = &(*end)->next;
    *end = take(w, struct mentioned);
    **end = (struct mentioned){ .type = type, .record = record, .message = message_and_arguments[0], .arguments = keep(w, message_and_arguments + 1) };
}

void work_explain(struct work *w, text code, text detail_json)
{
    if (!failed(w)) return;
    w->code = code ? code : "";
    w->detail = detail_json ? detail_json : "";
}

bool fault(struct work *w, const char *format, ...)
{
    static const text none[] = { NULL };
    va_list arguments;
    va_start(arguments, format);
    text why = arena_vprint(w->arena, format, arguments);
    va_end(arguments);
    log_line("fault", "\"request\":%s,\"why\":%s", log_quote(w->arena, w->request), log_quote(w->arena, why));
    if (!failed(w)) first_failure(w, FAULT, "", N_("Something went wrong on our side. Please try again."), none);
    return false;
}

bool again(struct work *w)
{
    static const text none[] = { NULL };
    if (!failed(w)) first_failure(w, AGAIN, "", "", none);
    return false;
}

void work_clear(struct work *w)
{
    w->failure = NO_FAILURE;
    w->field = w->message = w->code = w->detail = "";
    w->arguments = NULL;
    w->wrong = NULL;
    w->loaded = NULL;
}

text translated(struct work *w, text label) { return print(w, "\x1e%s", label); }

text print(struct work *w, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    text made = arena_vprint(w->arena, format, arguments);
    va_end(arguments);
    return made;
}
