/* mail.c — one message as an e-mail, by SMTP (RFC 5321, 5322, 2047). smtps:// is TLS from the beginning, smtp:// goes on to TLS by STARTTLS and
 * is refused without, unless the server is this machine itself: neither login nor letter goes over an open line. The server's certificate is judged by
 * the system's authorities, or by the one the company put into its secrets folder. The Message-ID is the message's, so that a second attempt is known as the same. */
#include <curl/curl.h>
#include <sodium.h>
#include <string.h>
#include <time.h>
#include "base/utf8.h"
#include "messages/inside.h"

/* ---- what is written ---- */

struct source { text at; size_t left; };

static size_t feed(char *into, size_t size, size_t count, void *data)
{
    struct source *s = data;
    size_t n = size * count < s->left ? size * count : s->left;
    memcpy(into, s->at, n);
    s->at += n;
    s->left -= n;
    return n;
}

static text base64(struct arena *arena, const char *bytes, size_t length)
{
    size_t room = sodium_base64_encoded_len(length, sodium_base64_VARIANT_ORIGINAL);
    return sodium_bin2base64(arena_take(arena, room), room, (const unsigned char *)bytes, length, sodium_base64_VARIANT_ORIGINAL);
}

/* An encoded word is at most 75 characters and ends between characters: 14 of Chinese fill one. */
static void add_words(struct arena *arena, struct buf *out, text words)
{
    for (bool first = true; *words; first = false) {
        text part = utf8_cut(arena, words, 14);
        buf_print(out, "%s=?UTF-8?B?%s?=", first ? "" : "\r\n ", base64(arena, part, strlen(part)));
        words += strlen(part);
    }
}

/* A header takes no line of its own from outside. */
static bool one_line(text from) { return !strpbrk(from, "\r\n<>"); }

static void add_body(struct arena *arena, struct buf *out, text body)
{
    for (text all = base64(arena, body, strlen(body)); *all;) {
        size_t n = strlen(all) > 76 ? 76 : strlen(all);
        buf_print(out, "%.*s\r\n", (int)n, all);
        all += n;
    }
}

static text domain_of(text address)
{
    text at = strrchr(address, '@');
    return at ? at + 1 : "localhost";
}

static text date_line(struct arena *arena, instant now)
{
    char words[40];
    time_t seconds = (time_t)(now.ms / 1000);
    struct tm parts;
    gmtime_r(&seconds, &parts);
    strftime(words, sizeof words, "%a, %d %b %Y %H:%M:%S +0000", &parts);       /* the program runs in the C locale */
    return arena_copy(arena, words);
}

static struct buf mail_text(struct arena *arena, const struct letter *l)
{
    struct buf out = buf_new(arena);
    buf_print(&out, "Date: %s\r\nMessage-ID: <%s@%s>\r\nFrom: ", date_line(arena, l->now), l->key, domain_of(l->from));
    add_words(arena, &out, l->company);
    buf_print(&out, " <%s>\r\nTo: <%s>\r\nSubject: ", l->from, l->to);
    add_words(arena, &out, l->title);
    buf_add(&out, "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\nAuto-Submitted: auto-generated\r\n\r\n");
    add_body(arena, &out, l->body);
    return out;
}

/* ---- how it goes ---- */

static bool here(text url)
{
    static const text hosts[] = { "127.0.0.1", "localhost", "[::1]" };
    text at = strstr(url, "://");
    for (size_t i = 0; at && i < sizeof hosts / sizeof *hosts; i++) {
        size_t n = strlen(hosts[i]);
        if (!strncmp(at + 3, hosts[i], n) && strchr(":/", at[3 + n])) return true;      /* the end of the text is found too */
    }
    return false;
}

static void limits(CURL *curl, const struct letter *l)
{
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, 5L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)GATEWAY_SECONDS);
    if (*l->authority) curl_easy_setopt(curl, CURLOPT_CAINFO, l->authority);
    curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)(here(l->smtp) ? CURLUSESSL_TRY : CURLUSESSL_ALL));
}

/* 5xx to one receiver is for good, 4xx and everything about the way is for later. */
static struct gateway_answer judge(struct arena *arena, CURLcode code, long status)
{
    struct gateway_answer a = { .verdict = GATEWAY_SENT, .id = "", .words = "" };
    if (code == CURLE_OK) return a;
    a.words = status ? arena_print(arena, "SMTP %ld", status) : curl_easy_strerror(code);
    a.verdict = status >= 550 && status < 560 && code != CURLE_LOGIN_DENIED ? GATEWAY_REFUSED : GATEWAY_LATER;
    return a;
}

struct gateway_answer mail_send(struct arena *arena, const struct letter *l)
{
    if (!one_line(l->to) || !one_line(l->from) || !strchr(l->from, '@')) return (struct gateway_answer){ .verdict = GATEWAY_REFUSED, .id = "", .words = "address" };
    CURL *curl = curl_easy_init();
    if (!curl) return (struct gateway_answer){ .verdict = GATEWAY_LATER, .id = "", .words = "libcurl" };
    struct buf all = mail_text(arena, l);
    struct source source = { all.at, all.length };
    struct curl_slist *to = curl_slist_append(NULL, arena_print(arena, "<%s>", l->to));
    long status = 0;
    limits(curl, l);
    curl_easy_setopt(curl, CURLOPT_URL, l->smtp);
    if (*l->user) curl_easy_setopt(curl, CURLOPT_USERNAME, l->user);
    if (*l->user) curl_easy_setopt(curl, CURLOPT_PASSWORD, l->password);
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, arena_print(arena, "<%s>", l->from));
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, feed);
    curl_easy_setopt(curl, CURLOPT_READDATA, &source);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    CURLcode code = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_slist_free_all(to);
    curl_easy_cleanup(curl);
    return judge(arena, code, status);
}
