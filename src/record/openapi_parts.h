/* openapi_parts.h — the small pieces openapi.c is put together from. Every json_t handed in is taken over. */
#pragma once
#include <jansson.h>
#include "record/house.h"

struct api { struct arena *arena; text language; json_t *paths, *schemas; };

json_t *api_type(text type);                        /* {"type": …} */
json_t *api_maybe(text type);                       /* … or null */
json_t *api_ref(text schema);
json_t *api_object(json_t *members, json_t *required);
json_t *api_json(json_t *schema);                   /* the "content" of JSON */
json_t *api_binary(void);
/* One member; `input`: as it is sent, not as it is answered. Owned rows become a schema "<owner>_<field>_row". */
json_t *api_field(struct api *a, text owner, const struct field *field, bool input);
json_t *api_call(struct api *a, text tag, text summary, text id, json_t *answer, json_t *body);    /* answer NULL: 204 */
void api_path(struct api *a, text path, text method, json_t *call);
json_t *api_common_schemas(void);
json_t *api_common_parameters(void);
json_t *api_security(void);
