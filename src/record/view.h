/* view.h — saved views by id, without the path: what view.c's calls do. For record/ and its tests. */
#pragma once
#include "record/house.h"

struct json;
void views_write(struct work *w, struct json *json, text page);        /* {rows:[…]}: the actor's own and the shared ones of a page */
/* `request` gives the body. Only one's own: another's is refused as not found. */
bool view_change(struct work *w, int64_t id, const struct request *request, struct reply *reply);
bool view_remove(struct work *w, int64_t id);
