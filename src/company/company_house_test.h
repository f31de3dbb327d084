/* company_house_test.h — a house of company/ and one small type that refers to persons, and a browser that talks to it over a socket. */
#pragma once
#include "company/company.h"
#include "company/account_calls.h"
#include "company/session.h"
#include "record/parts.h"
#include "test/test.h"

struct guest { ref person; text place; };
struct party { struct record record; text name; ref host; sealed wish; rows_of guests; };
extern const struct record_type party_type;

struct company_house { struct db *db; struct house *house; struct http *http; struct work *w; char folder[64]; bool demo; };
bool company_open(struct company_house *c, bool demo);
void company_close(struct company_house *c);
bool in_write(struct company_house *c, const struct actor *actor, db_run *run, void *data);
bool in_read(struct company_house *c, const struct actor *actor, db_run *run, void *data);

/* One exchange; the cookie of an answer is kept for the next request, as a browser does. */
struct browser { struct company_house *house; char cookie[200], headers[2000], *body; int status; char extra[200]; char memory[65536]; };
int browse(struct browser *b, text method, text path, text body);
bool says(const struct browser *b, text part);
