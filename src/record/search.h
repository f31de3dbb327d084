/* search.h — words over all records. What parts.h does not say: how the index is asked.
 *
 * search_token holds one row for each different token of a record; search_document what tokens a record has, so that a save writes
 * only the difference. A record is found when it has all tokens of what was typed; results are newest first, never ranked, and the same
 * on both databases. Numbers of 4 or of 11 digits (the tail of a phone, a whole mobile number) are in the index only as keyed hashes, so that
 * the index gives no phone away; sealed members with .search are indexed by these two alone. */
#pragma once
#include "record/parts.h"

/* A type's number in the index: a hash of its name, the same in every process and after every release. */
int64_t search_type(text name);

/* The tokens of what somebody typed, as the index holds them: sorted, each once. */
int search_tokens(struct work *w, text typed, const text **ret_tokens);

/* The body of GET /api/search: the five newest of each type the actor may see. */
struct json;
void search_write(struct work *w, struct json *json, text typed);
