/* stop_test.c — full queues, slow clients, and the graceful end. */
#include <gnutls/gnutls.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "http/testing.h"
#include "test/test.h"

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static struct client *send_get(struct site *s, text path)
{
    struct client *c = dial(s);
    say(c, "GET %s HTTP/1.1\r\nHost: a\r\n\r\n", path);
    return c;
}

static bool queued(struct site *s, struct queue *q, int length)
{
    for (int i = 0, have = -1; i < 5000 && have != length; i++, usleep(1000)) {
        pthread_mutex_lock(&s->http->lock);
        have = q->length;
        pthread_mutex_unlock(&s->http->lock);
        if (have == length) return true;
    }
    return false;
}

TEST(a_full_queue_answers_at_once_that_it_is_full)
{
    struct tuning t = usual_tuning;
    t.queue_limit = 3;
    struct site *s = site_open(&(struct http_options){ .workers = 2 }, &t);
    struct client *busy[5];
    for (int i = 0; i < 2; i++) busy[i] = send_get(s, "/api/slow");
    CHECK(wait_for(&s->running, 2));
    for (int i = 2; i < 5; i++) busy[i] = send_get(s, "/api/slow");
    CHECK(queued(s, &s->http->ordinary, 3));
    struct seen_answer a = get(s, "/api/echo", "");
    EQUAL(a.status, 503);
    SAME_TEXT(head_value(s, &a, "Retry-After"), "1");
    CHECK(strstr(a.body, "\"code\":\"busy\""));
    CHECK(strstr(http_metrics(s->http, s->arena), "http_queue_length{queue=\"ordinary\"} 3\n"));
    CASE("what runs on the threads of the network is not hindered");
    EQUAL(get(s, "/api/quick", "").status, 200);
    EQUAL(get(s, "/assets/app.js", "").status, 200);
    s->gate = 1;
    for (int i = 0; i < 5; i++) { EQUAL(hear(s, busy[i]).status, 200); hang_up(busy[i]); }
    EQUAL(get(s, "/api/echo", "").status, 200);
    site_close(s);
}

TEST(what_waits_in_line_does_not_hold_up_the_rest)
{
    struct site *s = site_open(NULL, NULL);
    struct client *line[4];
    for (int i = 0; i < 4; i++) line[i] = send_get(s, "/api/line");
    CHECK(wait_for(&s->running, 2) && queued(s, &s->http->line, 2));
    EQUAL(s->running, 2);                       /* never more than two at a time */
    EQUAL(get(s, "/api/echo", "").status, 200);
    s->gate = 1;
    for (int i = 0; i < 4; i++) { EQUAL(hear(s, line[i]).status, 200); hang_up(line[i]); }
    site_close(s);
}

static void *stop(void *site)
{
    site_stop(site);
    return NULL;
}

static bool draining(struct http *h)
{
    pthread_mutex_lock(&h->lock);
    bool yes = h->draining;
    pthread_mutex_unlock(&h->lock);
    return yes;
}

TEST(a_stop_finishes_what_is_in_flight_and_takes_nothing_new)
{
    struct site *s = site_open(&(struct http_options){ .workers = 1 }, NULL);
    struct http *h = s->http;
    struct client *running = send_get(s, "/api/slow"), *waiting, *idle = send_get(s, "/api/quick");
    CHECK(wait_for(&s->running, 1));
    waiting = send_get(s, "/api/echo");
    CHECK(queued(s, &h->ordinary, 1));
    EQUAL(hear(s, idle).status, 200);
    pthread_t stopper;
    pthread_create(&stopper, NULL, stop, s);
    for (int i = 0; i < 5000 && !draining(h); i++) usleep(1000);
    CASE("a request on a connection that was open");
    say(idle, "GET /api/echo HTTP/1.1\r\nHost: a\r\n\r\n");
    struct seen_answer a = hear(s, idle);
    EQUAL(a.status, 503);
    SAME_TEXT(head_value(s, &a, "Connection"), "close");
    CASE("those in flight");
    EQUAL(s->ended, 0);
    s->gate = 1;
    a = hear(s, running);
    EQUAL(a.status, 200);
    SAME_TEXT(a.body, "late but here");
    EQUAL(hear(s, waiting).status, 200);
    pthread_join(stopper, NULL);
    hang_up(running);
    hang_up(waiting);
    hang_up(idle);
    site_close(s);
}

TEST(a_stop_whose_time_is_over_sends_those_in_the_queue_away)
{
    struct tuning t = usual_tuning;
    t.drain_ms = 100;
    struct site *s = site_open(&(struct http_options){ .workers = 1 }, &t);
    struct client *running = send_get(s, "/api/slow"), *waiting;
    CHECK(wait_for(&s->running, 1));
    waiting = send_get(s, "/api/slow");
    CHECK(queued(s, &s->http->ordinary, 1));
    pthread_t stopper;
    pthread_create(&stopper, NULL, stop, s);
    usleep(300 * 1000);
    s->gate = 1;
    EQUAL(hear(s, running).status, 200);
    EQUAL(hear(s, waiting).status, 503);
    pthread_join(stopper, NULL);
    hang_up(running);
    hang_up(waiting);
    site_close(s);
}

TEST(three_hundred_clients_that_never_finish_do_not_slow_the_others)
{
    enum { SLOW = 300 };
    struct site *s = site_open(NULL, NULL);
    struct client *slow[SLOW];
    for (int i = 0; i < SLOW; i++) {
        slow[i] = dial(s);
        say(slow[i], i % 2 ? "GET /api/echo HTTP/1.1\r\nHost: a\r\nX-Slow: " : "POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc");
    }
    double begun = now_ms();
    EQUAL(get(s, "/api/echo", "").status, 200);
    CHECK(now_ms() - begun < 200);
    for (int i = 0; i < SLOW; i++) hang_up(slow[i]);
    site_close(s);
}

TEST(a_silent_client_is_hung_up_on)
{
    struct tuning t = usual_tuning;
    t.timeout_seconds = 1;
    struct site *s = site_open(NULL, &t);
    struct client *c = dial(s);
    say(c, "GET /api/echo HTTP/1.1\r\nHost: a\r\n");
    double begun = now_ms();
    while (hear_more(c)) { }
    CHECK(now_ms() - begun < 4000);
    hang_up(c);
    site_close(s);
}

TEST(a_wrong_address_or_certificate_is_said)
{
    static const struct route none[] = { { 0 } };
    static const struct http_options wrong[] = {
        { .listen = "shop", .routes = none }, { .tls_certificate = "/nowhere", .tls_key = "/nowhere", .routes = none },
        { .tls_certificate = "/etc/hostname", .routes = none }, { .listen = "203.0.113.1", .routes = none },
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        text why = NULL;
        CHECK(!http_start(&wrong[i], &why));
        CHECK(why && *why);
    }
}

/* ---- TLS ---- */

static bool make_certificate(struct site *s)
{
    text command = arena_print(s->arena, "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=localhost -days 2 -keyout %s/key -out %s/cert >/dev/null 2>&1", s->folder, s->folder);
    return system(command) == 0;
}

static gnutls_session_t greet(struct client *c, gnutls_certificate_credentials_t trust, const char *versions)
{
    gnutls_session_t session;
    gnutls_init(&session, GNUTLS_CLIENT);
    gnutls_priority_set_direct(session, versions, NULL);
    gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, trust);
    gnutls_transport_set_int(session, c->fd);
    gnutls_handshake_set_timeout(session, 5000);
    int done;
    while ((done = gnutls_handshake(session)) < 0 && !gnutls_error_is_fatal(done)) { }
    if (done >= 0) return session;
    gnutls_deinit(session);
    return NULL;
}

TEST(tls_is_served_from_1_2_on_and_says_to_stay)
{
    static const struct route none[] = { { 0 } };
    struct site *s = site_open(NULL, NULL), secure = { .arena = s->arena };
    gnutls_certificate_credentials_t trust;
    gnutls_certificate_allocate_credentials(&trust);
    CHECK(make_certificate(s));
    text why, cert = arena_print(s->arena, "%s/cert", s->folder), key = arena_print(s->arena, "%s/key", s->folder);
    secure.http = http_start(&(struct http_options){ .tls_certificate = cert, .tls_key = key, .routes = none }, &why);
    CHECK(secure.http != NULL);
    if (!secure.http) { site_close(s); return; }

    struct client *c = dial(&secure), *old = dial(&secure);
    gnutls_session_t session = greet(c, trust, "NORMAL");
    CHECK(session != NULL);
    char answer[4096] = "";
    text question = "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n";
    if (session && gnutls_record_send(session, question, strlen(question)) > 0) gnutls_record_recv(session, answer, sizeof answer - 1);
    CHECK(strstr(answer, "HTTP/1.1 404") && strstr(answer, "Strict-Transport-Security: max-age="));
    if (session) gnutls_deinit(session);
    CASE("TLS 1.1 is refused");
    CHECK(!greet(old, trust, "NORMAL:-VERS-ALL:+VERS-TLS1.1:%COMPAT"));
    hang_up(c);
    hang_up(old);
    gnutls_certificate_free_credentials(trust);
    http_stop(secure.http);
    site_close(s);
}
