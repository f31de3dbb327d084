/* dispatch_serve_test.c — the door as a client meets it: a process of its own, many connections at once, broken bodies among good ones,
 * and an end that loses no answer. */
#include "app/dispatch_serve.h"
#include <arpa/inet.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/log.h"
#include "test/test.h"

struct served { pid_t child; int port; };

static struct served open_door(void)
{
    int out[2];
    char line[200] = "";
    if (pipe(out)) return (struct served){ 0 };
    fflush(stdout);                                      /* or the child says it again */
    struct served s = { .child = fork() };
    if (s.child == 0) {
        static char *words[] = { "--port", "0", "--most-body", "1", "--most-seconds", "20" };
        dup2(out[1], 1);
        close(out[0]);
        log_quiet(1);
        _exit(dispatch_serve(6, words));
    }
    close(out[1]);
    ssize_t n = read(out[0], line, sizeof line - 1);
    const char *port = n > 0 ? strrchr(line, ':') : NULL;
    if (port) s.port = atoi(port + 1);
    close(out[0]);
    CHECK(s.port > 0);
    return s;
}

static int close_door(struct served s)
{
    int status = -1;
    kill(s.child, SIGTERM);
    waitpid(s.child, &status, 0);
    return status;
}

/* The status and the body of an answer; 0 when there is none. */
static int ask(int port, const char *method_and_path, const char *body, size_t length, char *answer, size_t room)
{
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    char head[200], *all = calloc(1, room);
    int s = socket(AF_INET, SOCK_STREAM, 0), status = 0;
    size_t have = 0;
    ssize_t n = 1;
    if (connect(s, (struct sockaddr *)&at, sizeof at) == 0) {
        int size = snprintf(head, sizeof head, "%s HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: %zu\r\n\r\n", method_and_path, length);
        if (send(s, head, (size_t)size, MSG_NOSIGNAL) == size)
            for (size_t sent = 0; sent < length && n > 0; sent += (size_t)n) n = send(s, body + sent, length - sent, MSG_NOSIGNAL);
        while (have < room - 1 && (n = recv(s, all + have, room - 1 - have, 0)) > 0) have += (size_t)n;
    }
    close(s);
    const char *blank = strstr(all, "\r\n\r\n");
    if (blank) { status = atoi(all + 9); snprintf(answer, room, "%s", blank + 4); }
    else *answer = 0;
    free(all);
    return status;
}

static int post(int port, const char *body, char *answer, size_t room) { return ask(port, "POST /", body, strlen(body), answer, room); }

static const char good[] = "{\"vehicles\":[{\"id\":1,\"start_index\":0}],\"jobs\":[{\"id\":1,\"location_index\":1}],\"matrices\":{\"car\":{\"durations\":[[0,9],[9,0]]}},\"options\":{\"l\":0.05}}";

TEST(vrooms_body_is_answered_over_http_and_broken_ones_are_refused)
{
    char answer[4000];
    struct served s = open_door();
    if (!s.port) return;
    EQUAL(post(s.port, good, answer, sizeof answer), 200);
    CHECK(strstr(answer, "{\"code\":0,\"summary\":{\"cost\":9,") == answer);
    EQUAL(post(s.port, "{\"vehicles\":[", answer, sizeof answer), 400);
    SAME_TEXT(answer, "{\"code\":2,\"error\":\"Invalid value. (offset: 13)\"}");
    EQUAL(post(s.port, "", answer, sizeof answer), 400);
    EQUAL(ask(s.port, "GET /health", "", 0, answer, sizeof answer), 200);
    EQUAL(ask(s.port, "GET /", "", 0, answer, sizeof answer), 405);
    EQUAL(ask(s.port, "POST /other", "", 0, answer, sizeof answer), 404);
    char *large = calloc(1, 3 << 20);
    memset(large, ' ', 2 << 20);
    int status = ask(s.port, "POST /", large, 2 << 20, answer, sizeof answer);
    CHECK(status == 413 || status == 0);                /* or it hung up before we had sent all */
    free(large);
    EQUAL(close_door(s), 0);
}

struct client { pthread_t thread; int port, number, good, refused, busy, other; };

static void *be_a_client(void *data)
{
    static const char *const bodies[] = { good, "{", "[]", "{\"vehicles\":1}", "\"", "{\"vehicles\":[{\"id\":1,\"start_index\":0}],\"jobs\":[{\"id\":1,\"location_index\":9}],\"matrices\":{\"car\":{\"durations\":[[0]]}}}" };
    struct client *c = data;
    char answer[4000];
    for (int i = 0; i < 12; i++) {
        int status = post(c->port, bodies[(i + c->number) % 6], answer, sizeof answer);
        if (status == 200) c->good++;
        else if (status == 400 && strstr(answer, "{\"code\":2,\"error\":\"") == answer) c->refused++;
        else if (status == 503) c->busy++;
        else c->other++;
    }
    return NULL;
}

TEST(many_clients_with_broken_bodies_get_each_their_answer)
{
    enum { CLIENTS = 16 };
    struct client clients[CLIENTS] = { 0 }, sum = { 0 };
    struct served s = open_door();
    if (!s.port) return;
    for (int i = 0; i < CLIENTS; i++) {
        clients[i].port = s.port;
        clients[i].number = i;
        CHECK(pthread_create(&clients[i].thread, NULL, be_a_client, &clients[i]) == 0);
    }
    for (int i = 0; i < CLIENTS; i++) {
        pthread_join(clients[i].thread, NULL);
        sum.good += clients[i].good;
        sum.refused += clients[i].refused;
        sum.other += clients[i].other;
    }
    EQUAL(sum.other, 0);
    EQUAL(sum.good, CLIENTS * 2);
    EQUAL(sum.refused, CLIENTS * 10);
    EQUAL(close_door(s), 0);
}

static void *wait_long(void *data)
{
    struct client *c = data;
    char answer[4000], body[400];
    snprintf(body, sizeof body, "%.*s\"l\":15}}", (int)(strlen(good) - strlen("\"l\":0.05}}")), good);
    c->good = post(c->port, body, answer, sizeof answer);
    return NULL;
}

TEST(told_to_end_the_door_answers_a_running_search_with_its_best)
{
    struct served s = open_door();
    struct client c = { .port = s.port };
    if (!s.port) return;
    CHECK(pthread_create(&c.thread, NULL, wait_long, &c) == 0);
    usleep(300000);
    EQUAL(close_door(s), 0);
    pthread_join(c.thread, NULL);
    EQUAL(c.good, 200);
}

TEST(words_that_serve_does_not_know_are_named)
{
    static char *const wrong[][2] = { { "--port", "70000" }, { "--port", "x" }, { "--bort", "1" }, { "--threads", "0" }, { "--listen", NULL } };
    int away = dup(2);
    FILE *nowhere = freopen("/dev/null", "w", stderr);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) EQUAL(dispatch_serve(wrong[i][1] ? 2 : 1, (char **)(uintptr_t)wrong[i]), 2);
    if (nowhere) fflush(nowhere);
    dup2(away, 2);
    close(away);
}
