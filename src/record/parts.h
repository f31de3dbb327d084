/* parts.h — the engine's inner seams: what the store calls when a record is made, changed or read. For record/ only.
 * Each part owns its tables (its `*_schema` text is run at migration, same SQL on both databases) and its file. */
#pragma once
#include "record/store.h"

/* seal.c — personal text. A key per person, wrapped by the master key that lies in a file of its own; ciphertext carries the key's
 * number; associated data is "table:id:column", so that a value moved elsewhere does not open. Erasing a person is destroying the key. */
struct keys;
struct keys *keys_open(text folder, text *ret_why);                 /* makes the key file (0600) on first use */
void keys_close(struct keys *keys);
struct keys *house_keys(const struct house *house);
/* subject: person id, 0 for company-wide. Empty text is the empty blob. On failure a fault. */
struct value seal_text(struct work *w, int64_t subject, text table, int64_t id, text column, text plain);
text seal_open(struct work *w, text table, int64_t id, text column, const void *bytes, int64_t length);      /* "" when the key is gone */
bool seal_erase(struct work *w, int64_t subject);                   /* destroys the key: nothing sealed with it opens again */
/* Keyed hash for unique keys and look-up: same text, same value (16 bytes); normalised by the caller. */
struct value blind_index(struct work *w, text column, text plain);
text blind_token(struct work *w, text kind, text plain);            /* short hex form for search tokens: last 4 of a phone */
extern const char seal_schema[];

/* audit.c — append-only log; rows go in unchained, the sealer (a ticker) chains committed rows in order; values of sealed fields are
 * ciphertext. */
enum audit_what { AUDIT_CREATED = 1, AUDIT_CHANGED, AUDIT_STEP, AUDIT_REMOVED, AUDIT_READ, AUDIT_IMPORTED, AUDIT_NOTE, AUDIT_LOGIN, AUDIT_EXPORT, AUDIT_ERASED, AUDIT_OTHER };
/* `about`: the record itself, when the reason may tell of its person: it is kept under her key. */
struct audit_entry { enum audit_what what; const struct record_type *type; int64_t record, branch; text step, reason, changes; const void *about; };
void audit_write(struct work *w, const struct audit_entry *entry);
/* JSON object {"field":[from,to]} of what differs, sealed values as "sealed:<base64>"; before or after may be NULL. "" for nothing. */
text audit_changes(struct work *w, const struct record_type *type, const void *before, const void *after);
bool audit_seal_some(struct work *w);                               /* ticker: chains what was committed */
/* broken_at: the first seq where the chain does not hold, with why; 0: it holds. `unsealed` rows are not covered yet. */
struct audit_verdict { int64_t checked, unsealed, broken_at; text why; };
bool audit_verify(struct work *w, struct audit_verdict *ret_verdict);        /* true: it was looked at, whatever the verdict */
extern const char audit_schema[];
/* Triggers that forbid update and delete, per engine. */
text audit_guards(enum db_engine engine);

/* history.c — an image of each version of `.history` types. */
void history_keep(struct work *w, const struct record_type *type, const void *record);
void *history_load(struct work *w, const struct record_type *type, int64_t id, instant known_at);   /* NULL: did not exist then */
extern const char history_schema[];

/* search.c — an index of tokens over all searchable types; same rows on both databases. */
void search_update(struct work *w, const struct record_type *type, const void *record);
void search_remove(struct work *w, const struct record_type *type, int64_t id);
/* What a typed text asks of the index: all of `tokens`, the rarest first; `rarest` is how many records of the type have them all (3001:
 * more than 3000). `nothing`: no record can have them all. `type` is the type's number in search_token. */
struct search_plan { const text *tokens; int count; bool nothing; int64_t type, rarest; };
struct search_plan search_plan(struct work *w, text type, text typed);
extern const char search_schema[];

/* deadline.c — the work queue. */
void deadlines_update(struct work *w, const struct record_type *type, const void *record, bool removed);
bool deadlines_ring(struct work *w);                                /* ticker */
extern const char deadline_schema[];

/* event.c, job.c */
bool event_publish(struct work *w, const struct record_type *type, text what, const void *record);  /* runs WITH, queues AFTER, tells streams */
extern const char job_schema[];
bool jobs_start(struct house *house, int workers, text *ret_why);
void jobs_stop(struct house *house);

/* once.c — idempotency keys: the answer to a POST is kept with its transaction and given again to a repeated one (24 h). A key reused
 * with another body is refused (409 "key_reused"). */
bool once_seen(struct work *w, text key, text fingerprint, int *ret_status, text *ret_body);
void once_keep(struct work *w, text key, text fingerprint, int status, text body);
bool once_forget(struct work *w);                                   /* ticker: drops keys older than a day */
extern const char once_schema[];

/* import_*.c: batches, what they found and made, remembered columns. */
extern const char import_schema[];

/* schema.c — what tables the declarations ask for, and the difference to the live ones. */
text schema_table(struct arena *arena, enum db_engine engine, const struct record_type *type);

/* convert.c — one member ↔ column values ↔ JSON. */
int field_columns(const struct field *field);                       /* 1, 2 for places and for indexed sealed text, 0 for rows */
