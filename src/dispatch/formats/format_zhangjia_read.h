/* format_zhangjia_read.h — what the parts of the reader share. */
#pragma once
#include "dispatch/formats/format_zhangjia.h"

struct known_id { int64_t id; int index; };
struct ids { struct known_id *at; int count, room; };                /* open addressing; in the scratch arena */

/* Visits by id, and the next of the same id. */
struct visit_names { struct ids first; int *next; };

struct half { int visit, element; json_t *other; };                 /* of a shipment, as the file says */

struct reader {
    struct problem *p;
    struct fault *fault;
    struct arena *scratch;                   /* of this reading only */
    size_t length;                           /* of the file: nothing in it can be more than that */
    struct ids workers, slots, pools;
    struct visit_names visits;               /* once all are read */
    struct half *halves; int half_count;
    int typed_room;
    bool has_coordinates;
};

bool json_load(const char *bytes, size_t length, json_t **ret, struct fault *fault);
bool each_of(struct reader *r, json_t *object, text name, const struct spot *up, bool (*read)(struct reader *r, json_t *value, const struct spot *spot));
bool number_of(struct reader *r, json_t *object, text name, int64_t least, int64_t most, const int64_t *usual, int64_t *ret, const struct spot *up);
bool index_of(struct reader *r, json_t *object, text name, int count, int usual, int *ret, const struct spot *up);      /* a position; `usual` when missing */

bool ids_put(struct arena *arena, struct ids *ids, int64_t id, int index);                   /* false: it is there */
int ids_find(const struct ids *ids, int64_t id);                                             /* NONE: it is not */
bool ids_add(struct reader *r, struct ids *ids, int64_t id, int index, const struct spot *spot, text what);              /* refuses an id that is there */
bool id_of(struct reader *r, json_t *object, text name, const struct ids *ids, int *ret, const struct spot *up);        /* must be there and known */

bool skill_read(struct reader *r, json_t *value, struct skill *ret, const struct spot *spot);       /* {"skill": 1, "level": 3} */
bool window_read(struct reader *r, json_t *value, struct window *ret, const struct spot *spot);     /* [from, to] or [from, due, to] */
bool read_visit(struct reader *r, json_t *value, const struct spot *spot);
bool read_partners(struct reader *r);
bool read_relation(struct reader *r, json_t *value, const struct spot *spot);

struct visit_names visit_names_make(struct arena *arena, const struct problem *p);
/* A visit by its id, or {"visit": id, "part": n}. */
bool visit_named(const struct visit_names *names, json_t *value, int *ret, const struct spot *spot, struct fault *fault);
struct plan *zhangjia_read_plan(const struct instance *instance, struct arena *arena, const char *bytes, size_t length, struct fault *fault);
