/* answer.h — what every HTTP answer of the house has in common. For record/ and the modules' calls. */
#pragma once
#include "base/json.h"
#include "record/house.h"

/* Send the JSON built so far. `status` 0: 200. */
void answer_json(struct work *w, struct reply *reply, int status, struct json *json);
/* The work's failure as a problem body in the work's language. */
void answer_failure(struct work *w, struct reply *reply);
/* A printed paper, shown in the browser and kept under its record's number. `path`: of the file, which lives until it is sent. */
void answer_pdf(struct work *w, struct reply *reply, text path, text number);
/* An id from the path. 0: refused as not found. */
int64_t answer_id(struct work *w, const struct request *request, text part);
