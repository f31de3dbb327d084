/* format.c — which format a file is in: see format.h. */
#include "dispatch/formats/format.h"
#include <string.h>

const struct format *const formats[] = { &zhangjia_format, &vroom_format, &uhhc_format, &mankowska_format, &solomon_format, NULL };

static const struct format *format_named(text name, const char *bytes, size_t length)
{
    bool guess = !strcmp(name, "auto");
    for (int i = 0; formats[i]; i++) if (guess ? formats[i]->claims(bytes, length) : !strcmp(formats[i]->name, name)) return formats[i];
    return NULL;
}

bool instance_open(struct instance *instance, text format, enum objective objective, const char *bytes, size_t length, struct fault *fault)
{
    *instance = (struct instance){ .format = format_named(format, bytes, length), .objective = objective };
    if (!instance->format) return fault_say(fault, "the file", strcmp(format, "auto") ? "cannot be read as %s: there is no such format" : "is in no format that is known", format);
    if (instance->format->read(instance, bytes, length, fault)) return true;
    instance_close(instance);
    return false;
}

void instance_close(struct instance *instance)
{
    problem_free(instance->problem);
    *instance = (struct instance){ 0 };
}
