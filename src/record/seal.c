/* seal.c — see parts.h. A key per person lies in person_key, wrapped by the master key, which never enters the database.
 *
 * Ciphertext: 1 byte form, 8 bytes number of the key (big endian), 24 bytes nonce, XChaCha20-Poly1305. Its associated data is
 * "table:id:column", so that a value copied to another row or column does not open there. The wrapped key is bound to its number
 * and person the same way. Blind indexes, the audit chain and files on disk use keys derived from the master key.
 *
 * Which key seals is read from the table each time (one indexed row): a key made in a transaction that fails must never be used
 * after it, and an erased one not either. Only the unwrapped form is kept in memory, by number, for a minute at most. */
#include "record/seal_keys.h"
#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include "record/parts.h"

enum { FORM = 1, KEY = crypto_aead_xchacha20poly1305_ietf_KEYBYTES, NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
       TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES, HEAD = 1 + 8 + NONCE, WRAPPED = NONCE + KEY + TAG, KEPT = 256, INDEX = 16 };

struct kept_key { int64_t number, until; unsigned char key[KEY]; };
struct keys { unsigned char master[KEY], index[KEY], chain[KEY], files[KEY]; pthread_mutex_t lock; struct kept_key kept[KEPT]; };

const char seal_schema[] =
    "create table if not exists person_key (number {number} primary key, person {number} not null, wrapped {blob}, made_at {number} not null, "
    "erased_at {number} not null default 0);"
    "create unique index if not exists person_key_live on person_key (person) where erased_at = 0;";

struct keys *keys_open(text folder, text *ret_why)
{
    if (sodium_init() < 0) { *ret_why = strdup("the cryptographic library does not start"); return NULL; }
    struct keys *keys = sodium_malloc(sizeof *keys);
    if (!keys) { *ret_why = strdup("no locked memory for the keys"); return NULL; }
    sodium_memzero(keys, sizeof *keys);
    pthread_mutex_init(&keys->lock, NULL);
    if (!master_key_read(folder, keys->master, ret_why)) {
        keys_close(keys);
        return NULL;
    }
    crypto_kdf_derive_from_key(keys->index, KEY, 1, "zj-index", keys->master);
    crypto_kdf_derive_from_key(keys->chain, KEY, 2, "zj-chain", keys->master);
    crypto_kdf_derive_from_key(keys->files, KEY, 3, "zj-files", keys->master);
    return keys;
}

void keys_close(struct keys *keys)
{
    if (!keys) return;
    pthread_mutex_destroy(&keys->lock);
    sodium_free(keys);                      /* overwrites it */
}

const unsigned char *keys_chain(const struct keys *keys) { return keys->chain; }
const unsigned char *keys_files(const struct keys *keys) { return keys->files; }

/* ---- unwrapped keys in memory ---- */

static struct kept_key *slot_of(struct keys *keys, int64_t number) { return &keys->kept[((uint64_t)number * UINT64_C(0x9e3779b97f4a7c15)) >> 56]; }

static bool kept(struct keys *keys, int64_t number, int64_t now, unsigned char *key)
{
    pthread_mutex_lock(&keys->lock);
    const struct kept_key *k = slot_of(keys, number);
    bool there = k->number == number && k->until > now;
    if (there) memcpy(key, k->key, KEY);
    pthread_mutex_unlock(&keys->lock);
    return there;
}

static void keep(struct keys *keys, int64_t number, int64_t now, const unsigned char *key)
{
    pthread_mutex_lock(&keys->lock);
    struct kept_key *k = slot_of(keys, number);
    k->number = number;
    k->until = now + MINUTES(1);
    memcpy(k->key, key, KEY);
    pthread_mutex_unlock(&keys->lock);
}

static void forget(struct keys *keys, int64_t number)
{
    pthread_mutex_lock(&keys->lock);
    if (slot_of(keys, number)->number == number) sodium_memzero(slot_of(keys, number), sizeof(struct kept_key));
    pthread_mutex_unlock(&keys->lock);
}

/* ---- wrapping ---- */

static text wrap_place(struct work *w, int64_t number, int64_t person) { return print(w, "person_key:%lld:%lld", (long long)number, (long long)person); }

static bool opens(struct work *w, int64_t number, int64_t person, const unsigned char *wrapped, int64_t length, unsigned char *key)
{
    text bound = wrap_place(w, number, person);
    unsigned long long n;
    return length == WRAPPED && !crypto_aead_xchacha20poly1305_ietf_decrypt(key, &n, NULL, wrapped + NONCE, KEY + TAG, (const unsigned char *)bound, strlen(bound),
                                                                            wrapped, house_keys(w->house)->master);
}

static bool unwrap(struct work *w, int64_t number, int64_t person, const unsigned char *wrapped, int64_t length, unsigned char *key)
{
    if (opens(w, number, person, wrapped, length, key)) return true;
    return fault(w, "key %lld does not open: the master key is not the one this database was made with, or the row was changed", (long long)number);
}

static bool make_key(struct work *w, int64_t person)
{
    unsigned char key[KEY], wrapped[WRAPPED];
    int64_t number = record_new_id();
    text bound = wrap_place(w, number, person);
    crypto_aead_xchacha20poly1305_ietf_keygen(key);
    randombytes_buf(wrapped, NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(wrapped + NONCE, NULL, key, KEY, (const unsigned char *)bound, strlen(bound), NULL, wrapped, house_keys(w->house)->master);
    sodium_memzero(key, sizeof key);
    db_exec(w, SQL("insert into person_key (number, person, wrapped, made_at) values ($1, $2, $3, $4) on conflict do nothing"),
            BIND(num(number), num(person), blob(wrapped, WRAPPED), num(w->now.ms)));
    return !failed(w);
}

static int64_t live_key(struct work *w, int64_t person, unsigned char *key)
{
    struct rows *row = db_query(w, SQL("select number, wrapped from person_key where person = $1 and erased_at = 0"), BIND(num(person)));
    if (!db_next(row)) return 0;
    int64_t number = db_number(row, 0), length = 0;
    const void *wrapped = db_blob(row, 1, &length);
    db_enough(row);
    if (kept(house_keys(w->house), number, w->now.ms, key)) return number;
    if (!unwrap(w, number, person, wrapped, length, key)) return 0;
    keep(house_keys(w->house), number, w->now.ms, key);
    return number;
}

bool house_key_fits(struct work *w)
{
    unsigned char key[KEY];
    struct rows *row = db_query(w, SQL("select number, wrapped from person_key where person = 0 and erased_at = 0"), NO_BIND);
    if (!db_next(row)) return true;                     /* nothing was sealed yet */
    int64_t number = db_number(row, 0), length = 0;
    const void *wrapped = db_blob(row, 1, &length);
    db_enough(row);
    bool well = opens(w, number, 0, wrapped, length, key);
    sodium_memzero(key, sizeof key);
    return well;
}

/* The company's own key (person 0) is always there first: whoever has the wrong master key fails on it and makes no new keys. */
static int64_t sealing_key(struct work *w, int64_t person, unsigned char *key)
{
    int64_t number = live_key(w, person, key);
    if (number || failed(w)) return number;
    if (person && !sealing_key(w, 0, key)) return 0;
    return make_key(w, person) ? live_key(w, person, key) : 0;
}

/* 1: in `key`; 0: destroyed; -1: failed. */
static int opening_key(struct work *w, int64_t number, unsigned char *key)
{
    if (kept(house_keys(w->house), number, w->now.ms, key)) return 1;
    struct rows *row = db_query(w, SQL("select person, wrapped, erased_at from person_key where number = $1"), BIND(num(number)));
    if (!db_next(row)) return failed(w) ? -1 : (fault(w, "key %lld is missing", (long long)number), -1);
    int64_t person = db_number(row, 0), length = 0;
    const void *wrapped = db_blob(row, 1, &length);
    bool erased = db_number(row, 2) != 0;
    db_enough(row);
    if (erased) return 0;
    if (!unwrap(w, number, person, wrapped, length, key)) return -1;
    keep(house_keys(w->house), number, w->now.ms, key);
    return 1;
}

/* ---- values ---- */

static text place_of(struct work *w, text table, int64_t id, text column) { return print(w, "%s:%lld:%s", table, (long long)id, column); }

struct value seal_text(struct work *w, int64_t subject, text table, int64_t id, text column, text plain)
{
    if (!*plain || failed(w)) return blob("", 0);
    unsigned char key[KEY];
    int64_t number = sealing_key(w, subject, key);
    if (!number) {
        if (!failed(w)) fault(w, "no key for person %lld", (long long)subject);
        return blob("", 0);
    }
    size_t length = strlen(plain), whole = HEAD + length + TAG;
    unsigned char *out = arena_take(w->arena, whole);
    text bound = place_of(w, table, id, column);
    out[0] = FORM;
    for (int i = 0; i < 8; i++) out[1 + i] = (unsigned char)((uint64_t)number >> (56 - 8 * i));
    randombytes_buf(out + 9, NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out + HEAD, NULL, (const unsigned char *)plain, length, (const unsigned char *)bound, strlen(bound), NULL, out + 9, key);
    sodium_memzero(key, sizeof key);
    return blob(out, (int64_t)whole);
}

text seal_open(struct work *w, text table, int64_t id, text column, const void *bytes, int64_t length)
{
    const unsigned char *in = bytes;
    if (!length || failed(w)) return "";
    if (length < HEAD + TAG || in[0] != FORM) return fault(w, "%s %lld: %s is not sealed text", table, (long long)id, column), "";
    unsigned char key[KEY];
    uint64_t number = 0;
    for (int i = 0; i < 8; i++) number = number << 8 | in[1 + i];
    if (opening_key(w, (int64_t)number, key) != 1) return "";
    char *plain = arena_take(w->arena, (size_t)length - HEAD - TAG + 1);
    text bound = place_of(w, table, id, column);
    int bad = crypto_aead_xchacha20poly1305_ietf_decrypt((unsigned char *)plain, NULL, NULL, in + HEAD, (unsigned long long)length - HEAD,
                                                         (const unsigned char *)bound, strlen(bound), in + 9, key);
    sodium_memzero(key, sizeof key);
    if (bad) return fault(w, "%s %lld: %s does not open: it was changed or brought here from elsewhere", table, (long long)id, column), "";
    return plain;
}

bool seal_erase(struct work *w, int64_t subject)
{
    if (!subject) return fault(w, "the company's own key cannot be erased");
    struct rows *row = db_query(w, SQL("select number from person_key where person = $1 and erased_at = 0"), BIND(num(subject)));
    while (db_next(row)) forget(house_keys(w->house), db_number(row, 0));
    db_exec(w, SQL("update person_key set wrapped = null, erased_at = $2 where person = $1 and erased_at = 0"), BIND(num(subject), num(w->now.ms)));
    return !failed(w);
}

/* ---- look-up ---- */

static void keyed_hash(struct work *w, text kind, text plain, unsigned char *out, size_t length)
{
    crypto_generichash_state state;
    crypto_generichash_init(&state, house_keys(w->house)->index, KEY, length);
    crypto_generichash_update(&state, (const unsigned char *)kind, strlen(kind) + 1);
    crypto_generichash_update(&state, (const unsigned char *)plain, strlen(plain));
    crypto_generichash_final(&state, out, length);
}

struct value blind_index(struct work *w, text column, text plain)
{
    unsigned char *out = arena_take(w->arena, INDEX);
    keyed_hash(w, column, plain, out, INDEX);
    return blob(out, INDEX);
}

text blind_token(struct work *w, text kind, text plain)
{
    enum { SHORT = 10 };
    unsigned char out[INDEX];
    char *hex = arena_take(w->arena, SHORT * 2 + 1);
    keyed_hash(w, kind, plain, out, sizeof out);
    return sodium_bin2hex(hex, SHORT * 2 + 1, out, SHORT);
}
