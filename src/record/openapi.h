/* openapi.h — the machine-readable description of everything the house answers: OpenAPI 3.1, made from the declarations.
 * Served as GET /api/openapi.json and printed for tools/types.mjs (TypeScript types of all records). */
#pragma once
#include <stdio.h>
#include <jansson.h>
#include "record/house.h"

json_t *openapi_document(struct house *house, text language);       /* the caller's: json_decref */
void openapi_print(struct house *house, FILE *out);                 /* in English, indented, ends with a line feed */
