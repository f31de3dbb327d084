/* audit_chain.c — what makes the audit log hard to rewrite.
 *
 * The sealer gives committed rows their place: seq 1, 2, 3 … and hash = BLAKE2b, keyed with a key derived from the master key, over the
 * hash before and the row's columns, each with its length. Whoever has only the database can neither change, remove, insert nor
 * reorder a sealed row without audit_verify naming the place. audit_head keeps the last seq and hash, so that cutting off the end
 * shows as well. Order is the order of sealing: a transaction that commits late comes later. */
#include <sodium.h>
#include <string.h>
#include "record/audit_row.h"
#include "record/seal_keys.h"

enum { HASH = 32, AT_ONCE = 500 };

struct link { int64_t seq; unsigned char hash[HASH]; };

static void add_length(crypto_generichash_state *state, uint64_t n)
{
    unsigned char bytes[8];
    for (int i = 0; i < 8; i++) bytes[i] = (unsigned char)(n >> (56 - 8 * i));
    crypto_generichash_update(state, bytes, sizeof bytes);
}

/* The hash of the row under the cursor, behind `link`. Numbers as 8 bytes, texts with their length before them. */
static void chain(struct work *w, struct rows *row, struct link *link)
{
    crypto_generichash_state state;
    crypto_generichash_init(&state, keys_chain(house_keys(w->house)), crypto_generichash_KEYBYTES, HASH);
    crypto_generichash_update(&state, link->hash, HASH);
    add_length(&state, (uint64_t)++link->seq);
    for (int c = 0; c < AUDIT_COLUMN_COUNT; c++) {
        if (!audit_column_is_text(c)) { add_length(&state, (uint64_t)db_number(row, c)); continue; }
        text t = db_text(row, c);
        add_length(&state, strlen(t));
        crypto_generichash_update(&state, (const unsigned char *)t, strlen(t));
    }
    crypto_generichash_final(&state, link->hash, HASH);
}

static bool read_head(struct work *w, struct link *head)
{
    *head = (struct link){ 0 };
    struct rows *row = db_query(w, SQL("select seq, hash from audit_head where id = 1"), NO_BIND);
    if (!db_next(row)) return false;
    int64_t length = 0;
    const void *hash = db_blob(row, 1, &length);
    head->seq = db_number(row, 0);
    if (length == HASH) memcpy(head->hash, hash, HASH);
    db_enough(row);
    return true;
}

static void lock_head(struct work *w)
{
    unsigned char nothing[HASH] = { 0 };
    db_exec(w, SQL("insert into audit_head (id, seq, hash) values (1, 0, $1) on conflict do nothing"), BIND(blob(nothing, HASH)));
    db_lock(w, "audit_head", (const int64_t[]){ 1 }, 1);
}

struct sealed_row { int64_t id; struct link link; };

bool audit_seal_some(struct work *w)
{
    struct link head;
    struct sealed_row *done = take_many(w, struct sealed_row, AT_ONCE);
    int n = 0;
    if (!db_one(w, SQL("select 1 from audit where seq is null limit 1"), NO_BIND, 0)) return !failed(w);
    lock_head(w);
    read_head(w, &head);
    struct rows *row = db_query(w, SQL("select " AUDIT_COLUMNS " from audit where seq is null order by id limit 500"), NO_BIND);
    while (db_next(row)) {
        chain(w, row, &head);
        done[n++] = (struct sealed_row){ db_number(row, AUDIT_ID), head };
    }
    for (int i = 0; i < n && !failed(w); i++)
        db_exec(w, SQL("update audit set seq = $2, hash = $3 where id = $1"), BIND(num(done[i].id), num(done[i].link.seq), blob(done[i].link.hash, HASH)));
    if (n) db_exec(w, SQL("update audit_head set seq = $1, hash = $2 where id = 1"), BIND(num(head.seq), blob(head.hash, HASH)));
    return !failed(w);
}

static bool broken(struct audit_verdict *verdict, int64_t at, text why)
{
    verdict->broken_at = at;
    verdict->why = why;
    return false;
}

static bool right_link(struct work *w, struct rows *row, struct link *link, struct audit_verdict *verdict)
{
    int64_t length = 0, seq = db_number(row, AUDIT_COLUMN_COUNT);
    const void *hash = db_blob(row, AUDIT_COLUMN_COUNT + 1, &length);
    if (seq != link->seq + 1) return broken(verdict, link->seq + 1, N_("A row of the audit log is missing"));
    chain(w, row, link);
    if (length != HASH || memcmp(hash, link->hash, HASH)) return broken(verdict, seq, N_("A row of the audit log was changed"));
    verdict->checked++;
    return true;
}

/* A thousand rows at a time, so that a long log needs no memory. False: a broken one was found. */
static bool verify_some(struct work *w, struct link *link, struct audit_verdict *verdict, bool *ret_more)
{
    struct arena_mark mark = arena_mark(w->arena);
    bool well = true;
    int64_t before = verdict->checked;
    struct rows *row = db_query(w, SQL("select " AUDIT_COLUMNS ", seq, hash from audit where seq > $1 order by seq limit 1000"), BIND(num(link->seq)));
    while (well && db_next(row)) well = right_link(w, row, link, verdict);
    if (!well) db_enough(row);
    *ret_more = verdict->checked > before;
    arena_back(w->arena, mark);
    return well;
}

bool audit_verify(struct work *w, struct audit_verdict *verdict)
{
    struct link link = { 0 }, head;
    bool more = true;
    *verdict = (struct audit_verdict){ .why = "" };
    verdict->unsealed = db_one(w, SQL("select count(*) from audit where seq is null"), NO_BIND, 0);
    while (more && !failed(w))
        if (!verify_some(w, &link, verdict, &more)) return !failed(w);
    read_head(w, &head);
    if (failed(w)) return false;
    if (head.seq > link.seq) broken(verdict, link.seq + 1, N_("The end of the audit log was cut off"));
    else if (head.seq < link.seq || memcmp(head.hash, link.hash, HASH)) broken(verdict, link.seq, N_("The audit log does not end where the sealer left it"));
    return true;
}

/* ---- the database itself refuses too: against mistakes and careless scripts ---- */

static const char sqlite_guards[] =
    "create trigger if not exists audit_keep before delete on audit begin select raise(abort, 'the audit log is only added to'); end;"
    "create trigger if not exists audit_fixed before update of " AUDIT_COLUMNS " on audit begin select raise(abort, 'the audit log is only added to'); end;"
    "create trigger if not exists audit_sealed_once before update of seq, hash on audit when old.seq is not null or old.hash is not null or new.seq is null "
    "begin select raise(abort, 'an audit row is sealed once'); end;";

static const char postgres_guards[] =
    "create or replace function audit_guard() returns trigger language plpgsql as $guard$ begin "
    "if tg_op <> 'UPDATE' then raise exception 'the audit log is only added to'; end if; "
    "if old.seq is not null or old.hash is not null or new.seq is null "
    "or (new.id, new.at, new.acted, new.who, new.session, new.what, new.type, new.record, new.branch, new.step, new.reason, new.changes, new.request) is distinct from "
    "(old.id, old.at, old.acted, old.who, old.session, old.what, old.type, old.record, old.branch, old.step, old.reason, old.changes, old.request) "
    "then raise exception 'an audit row is sealed once and nothing else of it changes'; end if; return new; end $guard$;"
    "create or replace trigger audit_fixed before update or delete on audit for each row execute function audit_guard();"
    "create or replace trigger audit_whole before truncate on audit for each statement execute function audit_guard();";

text audit_guards(enum db_engine engine) { return engine == DB_POSTGRES ? postgres_guards : sqlite_guards; }
