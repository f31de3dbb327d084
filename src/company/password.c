/* password.c — see password.h. */
#include "company/password.h"
#include <sodium.h>
#include <string.h>
#include "base/utf8.h"
#include "record/house.h"

enum { PASSES = 2, MEMORY = 64 * 1024 * 1024 };

text password_hash(struct work *w, text password)
{
    char *hash = arena_take(w->arena, crypto_pwhash_STRBYTES);
    bool tests = house_for_tests(house_of(w));
    unsigned long long passes = tests ? crypto_pwhash_OPSLIMIT_MIN : PASSES;
    size_t memory = tests ? crypto_pwhash_MEMLIMIT_MIN : MEMORY;
    if (sodium_init() >= 0 && !crypto_pwhash_str_alg(hash, password, strlen(password), passes, memory, crypto_pwhash_ALG_ARGON2ID13)) return hash;
    fault(w, "no memory for a password hash");
    return "";
}

/* The work of a verification, for nobody: the same passes and memory over a fixed salt. */
static void burn(text password)
{
    static const unsigned char salt[crypto_pwhash_SALTBYTES] = "no such account";
    unsigned char out[32];
    if (crypto_pwhash(out, sizeof out, password, strlen(password), salt, PASSES, MEMORY, crypto_pwhash_ALG_ARGON2ID13)) return;
    sodium_memzero(out, sizeof out);
}

bool password_fits(text hash, text password)
{
    if (sodium_init() < 0 || !hash || !*hash) {
        burn(password);
        return false;
    }
    return crypto_pwhash_str_verify(hash, password, strlen(password)) == 0;
}

static bool everybody_tries(text password)
{
    static const text first[] = { "12345678", "123456789", "1234567890", "11111111", "00000000", "88888888", "66666666", "password", "password1", "qwertyui", "qwerty123",
        "1qaz2wsx", "abc12345", "a1234567", "12341234", "87654321", "iloveyou", "admin123", "woaini1314", "5201314520", "123123123", "abcd1234", "aa123456" };
    for (size_t i = 0; i < sizeof first / sizeof *first; i++)
        if (!strcmp(first[i], password)) return true;
    return strspn(password, (char[]){ *password, 0 }) == strlen(password);
}

bool password_good(struct work *w, text field, text login, text password)
{
    if (utf8_length(password) < 8) return wrong(w, field, N_("A password has at least 8 characters"));
    if (strlen(password) > 200) return wrong(w, field, N_("The password is too long"));
    if (!strcmp(utf8_lower(w->arena, password), login)) return wrong(w, field, N_("The password must differ from the login"));
    if (everybody_tries(utf8_lower(w->arena, password))) return wrong(w, field, N_("Everybody tries this password first; choose another"));
    return true;
}

text password_read(struct work *w, int64_t account) { return db_one_text(w, SQL("select hash from account_password where account = $1"), BIND(num(account))); }

bool password_store(struct work *w, int64_t account, text hash)
{
    db_exec(w, SQL("insert into account_password (account, hash, changed_at) values ($1, $2, $3) "
                   "on conflict (account) do update set hash = excluded.hash, changed_at = excluded.changed_at"), BIND(num(account), txt(hash), num(w->now.ms)));
    return !failed(w);
}
