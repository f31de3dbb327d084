/* gateway.c — one message to the company's HTTP adapter: SMS, WeChat, WeCom (docs/messages.md). libcurl with every limit set: no redirects, no
 * other protocols, no proxy from the environment. Nothing of it is logged. */
#include <curl/curl.h>
#include <jansson.h>
#include <string.h>
#include "base/json.h"
#include "base/utf8.h"
#include "messages/inside.h"

enum { MOST_ANSWER = 64 << 10 };

static size_t hear(char *bytes, size_t size, size_t count, void *data)
{
    struct buf *answer = data;
    if (answer->length + size * count > MOST_ANSWER) return 0;
    buf_bytes(answer, bytes, size * count);
    return size * count;
}

static text request_body(struct arena *arena, const struct letter *l)
{
    struct json j = json_new(arena);
    write_object(&j, NULL);
    write_text(&j, "id", l->key);
    write_text(&j, "channel", l->channel);
    write_text(&j, "to", l->to);
    write_text(&j, "title", l->title);
    write_text(&j, "text", l->body);
    write_text(&j, "template", l->template);
    write_text(&j, "template_code", l->template_code);
    write_raw(&j, "values", *l->values ? l->values : "{}");
    write_text(&j, "language", !strcmp(l->language, "en") ? "en" : "zh");
    write_text(&j, "company", l->company);
    write_end(&j, '}');
    return buf_text(&j.out);
}

static struct curl_slist *request_headers(struct arena *arena, const struct letter *l, text body)
{
    int64_t seconds = l->now.ms / 1000;
    struct curl_slist *list = curl_slist_append(NULL, "Content-Type: application/json");
    list = curl_slist_append(list, arena_print(arena, "Idempotency-Key: %s", l->key));
    list = curl_slist_append(list, arena_print(arena, "X-Zhangjia-Timestamp: %lld", (long long)seconds));
    return curl_slist_append(list, arena_print(arena, "X-Zhangjia-Signature: %s", signature_of(arena, l->secret, seconds, body, strlen(body))));
}

static text member_of(struct arena *arena, json_t *tree, text name, size_t most)
{
    text value = json_string_value(json_object_get(tree, name));
    return value ? utf8_cut(arena, value, most) : "";
}

/* 2xx: it was taken, unless the answer says otherwise. 408, 425, 429, 5xx: later; and a 2xx that is no JSON, for whoever says that (a login page, a
 * mistyped address) took nothing. 401, 403: our address or key is wrong, nothing is wrong with the message. Anything else: never. */
static struct gateway_answer judge(struct arena *arena, long status, text body, curl_off_t wait)
{
    json_t *tree = json_loads(body, JSON_DISABLE_EOF_CHECK, NULL);
    bool strange = *body && !json_is_object(tree);
    text state = member_of(arena, tree, "state", 20);
    struct gateway_answer a = { .id = member_of(arena, tree, "id", 100), .words = member_of(arena, tree, "reason", 200), .wait = wait };
    json_decref(tree);
    bool taken = status >= 200 && status < 300, later = status == 408 || status == 425 || status == 429 || status >= 500;
    if (!*a.words && (!taken || strange)) a.words = arena_print(arena, taken ? "HTTP %ld, not JSON" : "HTTP %ld", status);
    if (later || (taken && strange) || !strcmp(state, "later")) a.verdict = GATEWAY_LATER;
    else if (status == 401 || status == 403) a.verdict = GATEWAY_KEY;
    else if (!taken || !strcmp(state, "refused")) a.verdict = GATEWAY_REFUSED;
    else a.verdict = !strcmp(state, "delivered") ? GATEWAY_DELIVERED : GATEWAY_SENT;
    return a;
}

static void limits(CURL *curl)
{
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, 5L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)GATEWAY_SECONDS);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "zhangjia/" PROGRAM_VERSION);
}

struct gateway_answer gateway_send(struct arena *arena, const struct letter *l)
{
    CURL *curl = curl_easy_init();
    if (!curl) return (struct gateway_answer){ .verdict = GATEWAY_LATER, .id = "", .words = "libcurl" };
    struct buf heard = buf_new(arena);
    text body = request_body(arena, l);
    struct curl_slist *headers = request_headers(arena, l, body);
    long status = 0;
    curl_off_t wait = 0;
    limits(curl);
    curl_easy_setopt(curl, CURLOPT_URL, l->url);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, hear);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &heard);
    CURLcode code = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &wait);
    curl_slist_free_all(headers);
    curl_easy_cleanup(curl);
    if (code != CURLE_OK) return (struct gateway_answer){ .verdict = GATEWAY_LATER, .id = "", .words = curl_easy_strerror(code) };
    return judge(arena, status, buf_text(&heard), wait);
}
