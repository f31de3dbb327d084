/* setting_secret.c — see setting_secret.h. */
#include "company/setting_secret.h"
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include "base/utf8.h"
#include "record/parts.h"

#define SEALED "sealed:"
#define FILE_MARK "file:"
enum { MOST_SECRET = 500 };

/* Only what lies in the folder made for it: a setting must not read the machine's other files. */
static bool name_right(text name)
{
    return *name && *name != '.' && strlen(name) <= 60 && !name[strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")];
}

static text opened(struct work *w, text code, text kept)
{
    size_t room = strlen(kept), length = 0;
    unsigned char *bytes = arena_take(w->arena, room + 1);
    if (sodium_base642bin(bytes, room, kept, room, NULL, &length, NULL, sodium_base64_VARIANT_ORIGINAL)) return "";
    return length ? seal_open(w, "setting", 0, code, bytes, (int64_t)length) : "";
}

static text first_line(struct work *w, text name)
{
    char line[MOST_SECRET + 2] = "";
    FILE *in = name_right(name) ? fopen(print(w, "%s/secrets/%s", house_data(w->house), name), "re") : NULL;
    if (!in) return "";
    bool there = fgets(line, sizeof line, in) != NULL;
    fclose(in);
    line[strcspn(line, "\r\n")] = 0;
    text secret = there ? arena_copy(w->arena, line) : "";
    sodium_memzero(line, sizeof line);
    return secret;
}

bool secret_right(struct work *w, text before, text value)
{
    if (strlen(value) > MOST_SECRET * 3) return wrong(w, "value", N_("The password is longer than {1} characters"), print(w, "%d", MOST_SECRET));
    if (starts_with(value, SEALED)) return (before && !strcmp(before, value)) || wrong(w, "value", N_("This is a password that was sealed already; enter the password itself"));
    if (!starts_with(value, FILE_MARK)) return true;
    if (!name_right(value + strlen(FILE_MARK))) return wrong(w, "value", N_("After file: comes the name of a file in the folder secrets, without a path"));
    if (!*first_line(w, value + strlen(FILE_MARK))) return wrong(w, "value", N_("There is no such file in the folder secrets beside the database, or it is empty"));
    return true;
}

text secret_kept(struct work *w, text code, text value)
{
    if (!*value || starts_with(value, SEALED) || starts_with(value, FILE_MARK)) return value;
    struct value v = seal_text(w, 0, "setting", 0, code, value);
    if (failed(w)) return "";
    size_t room = sodium_base64_encoded_len((size_t)v.length, sodium_base64_VARIANT_ORIGINAL);
    return print(w, SEALED "%s", sodium_bin2base64(arena_take(w->arena, room), room, v.bytes, (size_t)v.length, sodium_base64_VARIANT_ORIGINAL));
}

text secret_opened(struct work *w, text code, text kept)
{
    if (starts_with(kept, FILE_MARK)) return first_line(w, kept + strlen(FILE_MARK));
    return starts_with(kept, SEALED) ? opened(w, code, kept + strlen(SEALED)) : "";
}
