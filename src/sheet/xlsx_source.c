/* xlsx_source.c — a workbook's archive, sealed or plain, as a source of libzip. */
#include <errno.h>
#include <stdlib.h>
#include "base/sealed_file.h"
#include "sheet/inside.h"

struct source { struct sealed_file *file; zip_int64_t at; zip_error_t error; };

static zip_int64_t failed_for(struct source *s, int why)
{
    zip_error_set(&s->error, why, errno);
    return -1;
}

static zip_int64_t tell_facts(struct source *s, void *into)
{
    zip_stat_t *facts = into;
    zip_stat_init(facts);
    facts->size = facts->comp_size = (zip_uint64_t)sealed_file_size(s->file);
    facts->comp_method = ZIP_CM_STORE;
    facts->encryption_method = ZIP_EM_NONE;
    facts->valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
    return sizeof *facts;
}

static zip_int64_t seek(struct source *s, void *to, zip_uint64_t length)
{
    zip_int64_t at = zip_source_seek_compute_offset((zip_uint64_t)s->at, (zip_uint64_t)sealed_file_size(s->file), to, length, &s->error);
    if (at < 0) return -1;
    s->at = at;
    return 0;
}

static zip_int64_t read_on(struct source *s, void *into, zip_uint64_t length)
{
    zip_int64_t n = sealed_file_read(s->file, s->at, into, (int64_t)length);
    if (n < 0) return failed_for(s, ZIP_ER_READ);
    s->at += n;
    return n;
}

static zip_int64_t let_go(struct source *s)
{
    sealed_file_close(s->file);
    zip_error_fini(&s->error);
    free(s);
    return 0;
}

static zip_int64_t serve(void *data, void *into, zip_uint64_t length, zip_source_cmd_t command)
{
    struct source *s = data;
    switch (command) {
        case ZIP_SOURCE_OPEN: s->at = 0; return 0;
        case ZIP_SOURCE_READ: return read_on(s, into, length);
        case ZIP_SOURCE_CLOSE: return 0;
        case ZIP_SOURCE_STAT: return tell_facts(s, into);
        case ZIP_SOURCE_ERROR: return zip_error_to_data(&s->error, into, length);
        case ZIP_SOURCE_FREE: return let_go(s);
        case ZIP_SOURCE_SEEK: return seek(s, into, length);
        case ZIP_SOURCE_TELL: return s->at;
        case ZIP_SOURCE_SUPPORTS: return ZIP_SOURCE_SUPPORTS_SEEKABLE;
        default: return failed_for(s, ZIP_ER_OPNOTSUPP);
    }
}

struct zip *xlsx_archive(text path, const unsigned char *key)
{
    struct source *s = calloc(1, sizeof *s);
    if (!s) return NULL;
    zip_error_init(&s->error);
    s->file = sealed_file_open(path, key);
    zip_source_t *source = s->file ? zip_source_function_create(serve, s, NULL) : NULL;
    if (!source) { let_go(s); return NULL; }
    struct zip *zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
    if (!zip) zip_source_free(source);
    return zip;
}
