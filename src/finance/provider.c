/* provider.c — see provider.h. libcurl with every limit set: no redirects, no other protocols, no proxy from the environment. */
#include "finance/provider.h"
#include <ctype.h>
#include <curl/curl.h>
#include <jansson.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/buf.h"
#include "base/token.h"

enum { MOST_ANSWER = 64 << 10, SECONDS_APART = 600, LEAST_KEY = 32 };

text provider_key(struct arena *arena, text data)
{
    char key[256] = "";
    FILE *f = fopen(arena_print(arena, "%s/keys/payment.key", data), "r");
    if (f && !fgets(key, sizeof key, f)) *key = 0;
    if (f) fclose(f);
    key[strcspn(key, "\r\n")] = 0;
    return strlen(key) < LEAST_KEY ? "" : arena_copy(arena, key);
}

text provider_signature(struct arena *arena, text key, text time, const char *body, size_t length)
{
    unsigned char sum[crypto_auth_hmacsha256_BYTES];
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, (const unsigned char *)key, strlen(key));
    crypto_auth_hmacsha256_update(&state, (const unsigned char *)time, strlen(time));
    crypto_auth_hmacsha256_update(&state, (const unsigned char *)".", 1);
    crypto_auth_hmacsha256_update(&state, (const unsigned char *)body, length);
    crypto_auth_hmacsha256_final(&state, sum);
    return hex_text(arena, sum, sizeof sum);
}

bool provider_signed(text key, text time, text signature, const char *body, size_t length, instant now)
{
    if (!key || !*key || !time || !signature || strlen(signature) != 64) return false;
    char *end;
    int64_t at = strtoll(time, &end, 10), apart = now.ms / 1000 - at;
    if (!*time || *end || apart > SECONDS_APART || apart < -SECONDS_APART) return false;
    struct arena *arena = arena_new();
    text right = provider_signature(arena, key, time, body, length);
    bool same = token_same(right, signature);
    arena_free(arena);
    return same;
}

struct hearing { struct buf body; text time, signature; struct arena *arena; bool too_large; };

static size_t hear(char *bytes, size_t size, size_t count, void *data)
{
    struct hearing *h = data;
    h->too_large = h->body.length + size * count > MOST_ANSWER;
    if (h->too_large) return 0;
    buf_bytes(&h->body, bytes, size * count);
    return size * count;
}

static text value_of(struct arena *arena, const char *bytes, size_t length, text name)
{
    size_t n = strlen(name);
    if (length <= n || strncasecmp(bytes, name, n) || bytes[n] != ':') return NULL;
    const char *at = bytes + n + 1, *end = bytes + length;
    while (at < end && isspace((unsigned char)*at)) at++;
    while (end > at && isspace((unsigned char)end[-1])) end--;
    return arena_copy_n(arena, at, (size_t)(end - at));
}

static size_t header(char *bytes, size_t size, size_t count, void *data)
{
    struct hearing *h = data;
    text time = value_of(h->arena, bytes, size * count, "X-Zhangjia-Time"), signature = value_of(h->arena, bytes, size * count, "X-Zhangjia-Signature");
    if (time) h->time = time;
    if (signature) h->signature = signature;
    return size * count;
}

static struct curl_slist *headers(struct arena *arena, const struct provider *p, text body, instant now)
{
    text time = arena_print(arena, "%lld", (long long)(now.ms / 1000));
    struct curl_slist *list = curl_slist_append(NULL, "Content-Type: application/json");
    list = curl_slist_append(list, arena_print(arena, "X-Zhangjia-Time: %s", time));
    return curl_slist_append(list, arena_print(arena, "X-Zhangjia-Signature: %s", provider_signature(arena, p->key, time, body, strlen(body))));
}

static long perform(struct arena *arena, const struct provider *p, text path, text body, instant now, struct hearing *h)
{
    CURL *curl = curl_easy_init();
    long status = 0;
    struct curl_slist *list = headers(arena, p, body ? body : path, now);        /* a question without a body signs its path */
    curl_easy_setopt(curl, CURLOPT_URL, arena_print(arena, "%s%s", p->url, path));
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, 5L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, 15L);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "zhangjia/" PROGRAM_VERSION);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list);
    if (body) curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, hear);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, h);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, h);
    if (curl_easy_perform(curl) == CURLE_OK) curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_slist_free_all(list);
    curl_easy_cleanup(curl);
    return status;
}

text provider_ask(struct arena *arena, const struct provider *p, text path, text body, instant now, text *ret_why)
{
    struct hearing h = { .body = buf_new(arena), .arena = arena };
    long status = perform(arena, p, path, body, now, &h);
    text answer = buf_text(&h.body);
    *ret_why = "";
    if (!status) *ret_why = "the payment provider does not answer";
    else if (status != 200) *ret_why = arena_print(arena, "the payment provider answers %ld", status);
    else if (!provider_signed(p->key, h.time, h.signature, answer, h.body.length, now)) *ret_why = "the payment provider's answer is not signed with our key";
    return **ret_why ? NULL : answer;
}

static text member(struct arena *arena, json_t *tree, text name)
{
    text value = json_string_value(json_object_get(tree, name));
    return value && strlen(value) <= 512 ? arena_copy(arena, value) : "";
}

bool provider_read(struct arena *arena, const char *body, size_t length, struct charge_news *news)
{
    json_t *tree = json_loadb(body, length, JSON_REJECT_DUPLICATES, NULL), *amount = json_object_get(tree, "amount"), *at = json_object_get(tree, "paid_at");
    *news = (struct charge_news){ member(arena, tree, "order"), member(arena, tree, "state"), member(arena, tree, "number"), member(arena, tree, "channel"), member(arena, tree, "code"), member(arena, tree, "payer"), json_integer_value(amount), { json_integer_value(at) } };
    bool well = json_is_object(tree) && *news->order && *news->state && (!amount || json_is_integer(amount));
    if (tree) json_decref(tree);
    return well;
}
