/* wire.c — questions over HTTP: libcurl with every limit set. No redirects, no other protocols, no proxy from the environment, no cookies. */
#include <curl/curl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include "base/buf.h"
#include "matrix/matrix_inside.h"

enum { MOST_ANSWER = 8 << 20 };              /* 50 × 50 pairs of Valhalla's are about 250 KB */

struct wire { CURL *curl; const struct matrix_source *source; struct buf answer; bool too_large; };

static void start(void) { curl_global_init(CURL_GLOBAL_DEFAULT); }

static size_t hear(char *bytes, size_t size, size_t count, void *data)
{
    struct wire *w = data;
    w->too_large = w->answer.length + size * count > MOST_ANSWER;
    if (w->too_large) return 0;
    buf_bytes(&w->answer, bytes, size * count);
    return size * count;
}

static int wait_on(void *data, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
    const struct wire *w = data;
    (void)a; (void)b; (void)c; (void)d;
    return w->source->stop && w->source->stop(w->source->context);
}

struct wire *wire_open(const struct matrix_source *source)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;      /* libcurl's own beginning, once a process */
    struct wire *w = calloc(1, sizeof *w);
    pthread_once(&once, start);
    if (w) w->curl = curl_easy_init();
    if (!w || !w->curl) abort();
    w->source = source;
    curl_easy_setopt(w->curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(w->curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(w->curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(w->curl, CURLOPT_PROXY, "");
    curl_easy_setopt(w->curl, CURLOPT_CONNECTTIMEOUT, 3L);
    curl_easy_setopt(w->curl, CURLOPT_USERAGENT, "zhangjia/" PROGRAM_VERSION);
    curl_easy_setopt(w->curl, CURLOPT_WRITEFUNCTION, hear);
    curl_easy_setopt(w->curl, CURLOPT_WRITEDATA, w);
    curl_easy_setopt(w->curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(w->curl, CURLOPT_XFERINFOFUNCTION, wait_on);
    curl_easy_setopt(w->curl, CURLOPT_XFERINFODATA, w);
    return w;
}

void wire_close(struct wire *w)
{
    curl_easy_cleanup(w->curl);
    free(w);
}

static text why_not(struct arena *arena, const struct wire *w, CURLcode code)
{
    text url = w->source->url;
    if (w->too_large) return arena_print(arena, "The routing server %s answers more than %d MB.", url, MOST_ANSWER >> 20);
    if (code == CURLE_ABORTED_BY_CALLBACK) return "Stopped.";
    if (code == CURLE_OPERATION_TIMEDOUT) return arena_print(arena, "The routing server %s does not answer in time.", url);
    return arena_print(arena, "The routing server %s cannot be reached: %s.", url, curl_easy_strerror(code));
}

text wire_ask(struct wire *w, struct arena *arena, text url, text body, int seconds, size_t *ret_length, text *ret_why)
{
    struct curl_slist *headers = body ? curl_slist_append(NULL, "Content-Type: application/json") : NULL;
    long status = 0;
    w->answer = buf_new(arena);
    w->too_large = false;
    curl_easy_setopt(w->curl, CURLOPT_URL, url);
    curl_easy_setopt(w->curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(w->curl, CURLOPT_TIMEOUT, (long)seconds);
    if (body) curl_easy_setopt(w->curl, CURLOPT_POSTFIELDS, body);
    else curl_easy_setopt(w->curl, CURLOPT_HTTPGET, 1L);
    CURLcode code = curl_easy_perform(w->curl);
    curl_easy_setopt(w->curl, CURLOPT_HTTPHEADER, NULL);
    curl_slist_free_all(headers);
    if (code != CURLE_OK) { *ret_why = why_not(arena, w, code); return NULL; }
    curl_easy_getinfo(w->curl, CURLINFO_RESPONSE_CODE, &status);
    if (status != 200) { *ret_why = arena_print(arena, "The routing server %s answers with status %ld.", w->source->url, status); return NULL; }
    *ret_length = w->answer.length;
    return buf_text(&w->answer);
}
