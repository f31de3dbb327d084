/* clock_house_test.c — see clock_house.h. */
#include "record/clock_house.h"
#include <stdio.h>
#include <stdlib.h>
#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include "base/log.h"
#include "test/test.h"

struct clock_reactions clock_seen;      /* tests run one after the other */

static const struct field name_only[] = { FIELD(clock_named, name, .label = "Name", .required = true) };
#define NAMED(word) { .name = word, .size = sizeof(struct clock_named), .label = "Name", .module = "clock", FIELDS(name_only), .scope = SCOPE_COMPANY, \
    .see = "clock.see", .create = "clock.edit" }
const struct record_type clock_branch_type = NAMED("branch"), clock_person_type = NAMED("person"), clock_worker_type = NAMED("worker"), clock_account_type = NAMED("account");

static const struct choice states[] = {
    { .value = ERRAND_OPEN, .key = "open", .label = "open" },
    { .value = ERRAND_TAKEN, .key = "taken", .label = "taken" },
    { .value = ERRAND_DONE, .key = "done", .label = "done", .final = true }, { 0 } };
static const struct field part_fields[] = { FIELD(errand_part, scan, .label = "Scan") };
static const struct row_type part_row = ROW_TYPE(errand_part, part_fields);
static const struct field errand_fields[] = {
    FIELD(errand, state, .label = "State", .choices = states), FIELD(errand, what, .label = "What", .required = true),
    FIELD(errand, person, .label = "Person", .to = &clock_person_type), FIELD(errand, due, .label = "Due"), FIELD(errand, photo, .label = "Photo"),
    FIELD(errand, secret, .label = "Secret", .see = "clock.secret"), FIELD(errand, parts, .label = "Parts", .row = &part_row) };

static instant errand_due(struct work *w, const struct errand *e) { (void)w; return e->due; }
DUE(errand, errand_due)
static ref errand_person(struct work *w, const void *record) { (void)w; return ((const struct errand *)record)->person; }
static const struct deadline deadlines[] = {
    { .name = "take", .label = "Take the errand", .states = FROM(ERRAND_OPEN), .due = errand_due_hook, .who = "clock.take", .escalate_after = MINUTES(30),
      .then = "clock.lead", .step = "take" },
    { .name = "finish", .label = "Finish the errand", .states = FROM(ERRAND_TAKEN), .due = errand_due_hook, .who = "clock.take", .person = errand_person, .step = "finish" } };
static const struct step steps[] = {
    STEP(take, .label = "Take", .from = FROM(ERRAND_OPEN), .to = ERRAND_TAKEN, .by = "clock.take"),
    STEP(finish, .label = "Finish", .from = FROM(ERRAND_TAKEN), .to = ERRAND_DONE, .by = "clock.take") };
const struct record_type errand_type = RECORD_TYPE(errand, .label = "Errand", .module = "clock", FIELDS(errand_fields), STEPS(steps), DEADLINES(deadlines),
    .first_state = ERRAND_OPEN, .scope = SCOPE_BRANCH, .own = "person", .see = "clock.see", .create = "clock.edit", .edit = "clock.edit", .remove = "clock.edit");

static bool seen_with(struct work *w, const struct record_type *type, int64_t id)
{
    (void)type;
    clock_seen.with++;
    clock_seen.id = id;
    return !clock_seen.with_refuses || refuse(w, "", "No");
}

static bool seen_after(struct work *w, const struct record_type *type, int64_t id)
{
    if (clock_seen.after_fails-- > 0) return refuse(w, "", "Not yet");
    struct errand *e = record_load(w, type, id);
    if (!e) return false;
    __atomic_add_fetch(&clock_seen.after, 1, __ATOMIC_SEQ_CST);
    return true;
}

static const struct reaction reactions[] = { { "errand.take", WITH, seen_with, "tally" }, { "errand.finish", AFTER, seen_after, "letter" } };
static const struct capability capabilities[] = { { "clock.see", "See" }, { "clock.edit", "Edit" }, { "clock.take", "Take" }, { "clock.lead", "Lead" }, { "clock.secret", "Secrets" } };
static const struct record_type *const types[] = { &clock_branch_type, &clock_account_type, &clock_person_type, &clock_worker_type, &errand_type, NULL };
static const struct module clock_module = { .name = "clock", .label = "Clock", .types = types, MODULE_CAPABILITIES(capabilities), MODULE_REACTIONS(reactions) };

const struct actor *clock_who[CLOCK_WHO];

static bool authenticate(struct work *w, const struct request *request, struct actor *ret)
{
    (void)w;
    text who = http_header(request, "X-Who");
    int n = who ? atoi(who) : 0;
    if (n < 1 || n >= CLOCK_WHO || !clock_who[n]) return false;
    *ret = *clock_who[n];
    return true;
}

static struct clock_house open_on(text folder, const struct module *more, bool first)
{
    struct clock_house c = { 0 };
    snprintf(c.folder, sizeof c.folder, "%s", folder);
    text why = "";
    log_quiet(1);
    c.db = db_open(&(struct db_options){ .url = test_url(), .readers = 16, .fast_and_loose = true }, &why);
    const struct module **modules = calloc(3, sizeof *modules);
    modules[0] = &clock_module;
    modules[1] = more;
    if (c.db) c.house = house_open(&(struct house_options){ .db = c.db, .data = c.folder[0] ? strdup(folder) : "", .modules = modules, .authenticate = authenticate }, &why);
    if (!c.house || (first && !house_migrate(c.house, &why))) {
        printf("  the test house does not open: %s\n", why);
        test_check(false, __FILE__, __LINE__, "the house opens");
        exit(1);
    }
    return c;
}

/* Two branches that were always there: nobody made them in this test, so no log and no event tells of it. */
static bool put_branches(struct work *w, void *data)
{
    (void)data;
    db_exec(w, SQL("insert into branch (id, number, version, created_at, changed_at, title, name) values (1, '', 1, 0, 0, 'Harbour', 'Harbour'), (2, '', 1, 0, 0, 'Garden', 'Garden')"), NO_BIND);
    return !failed(w);
}

struct clock_house clock_house_open(const struct module *more)
{
    char folder[] = "/dev/shm/zhangjia-house-XXXXXX";
    if (!mkdtemp(folder)) abort();
    clock_seen = (struct clock_reactions){ 0 };
    struct clock_house c = open_on(folder, more, true);
    struct work *w = work_open(c.house, &the_system);
    CHECK(db_write(c.db, w, put_branches, NULL));
    work_close(w);
    return c;
}

struct clock_house clock_house_again(const struct clock_house *first, const struct module *more) { return open_on(first->folder, more, false); }

void clock_house_leave(struct clock_house *c)
{
    const struct module *const *modules = house_modules(c->house);
    text data = house_data(c->house);
    house_close(c->house);
    db_close(c->db);
    free((void *)(uintptr_t)modules);
    free((char *)(uintptr_t)data);
}

void clock_house_close(struct clock_house *c)
{
    char command[100];
    snprintf(command, sizeof command, "rm -r %s", c->folder);
    clock_house_leave(c);
    CHECK(system(command) == 0);
}

struct actor clock_actor(int64_t user, int64_t person, const int64_t *branch, const text *can, int can_count)
{
    return (struct actor){ .user = user, .person = person, .name = "Tester", .language = "en", .can = can, .can_count = can_count, .branches = branch,
        .branch_count = branch ? 1 : 0, .home = branch ? *branch : 0 };
}

static struct work *open_at(struct clock_house *c, const struct actor *actor, int64_t now)
{
    struct work *w = work_open(c->house, actor);
    if (now) w->now = w->acted = (instant){ now };
    return w;
}

struct work *clock_write(struct clock_house *c, const struct actor *actor, int64_t now, db_run *run, void *data)
{
    struct work *w = open_at(c, actor, now);
    db_write(c->db, w, run, data);
    return w;
}

struct work *clock_read(struct clock_house *c, const struct actor *actor, int64_t now, db_run *run, void *data)
{
    struct work *w = open_at(c, actor, now);
    db_read(c->db, w, run, data);
    return w;
}

/* ---- by http ---- */

struct http *clock_serve(struct clock_house *c)
{
    text why = "";
    struct http *http = http_start(&(struct http_options){ .listen = "127.0.0.1", .port = 0, .workers = 4, .upload_folder = c->folder, .file_key = house_file_key(c->house), .routes = house_routes(c->house),
        .context = c->house }, &why);
    if (!http) {
        printf("  no server: %s\n", why);
        exit(1);
    }
    house_serving(c->house, http);
    return http;
}

void clock_serve_no_more(struct clock_house *c, struct http *http)
{
    house_serving(c->house, NULL);
    http_stop(http);
}

static int dial(struct http *http, int who, text method, text path, text body)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)http_port(http)), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    char head[1000];
    size_t length = body ? strlen(body) : 0;
    int n = snprintf(head, sizeof head, "%s %s HTTP/1.1\r\nHost: localhost\r\nX-Who: %d\r\nConnection: close\r\nContent-Length: %zu\r\n\r\n", method, path, who, length);
    if (connect(s, (struct sockaddr *)&to, sizeof to) || send(s, head, (size_t)n, 0) != n || (length && send(s, body, length, 0) != (ssize_t)length))
        test_check(false, __FILE__, __LINE__, "the server takes the request");
    return s;
}

struct clock_answer clock_call(struct http *http, int who, text method, text path, text body)
{
    static char all[24000];             /* tests run one after the other */
    struct clock_answer a = { 0 };
    int s = dial(http, who, method, path, body);
    size_t length = 0;
    for (ssize_t n; length < sizeof all - 1 && (n = recv(s, all + length, sizeof all - 1 - length, 0)) > 0;) length += (size_t)n;
    close(s);
    all[length] = 0;
    sscanf(all, "HTTP/1.1 %d", &a.status);
    char *end = strstr(all, "\r\n\r\n");
    if (end) {
        *end = 0;
        snprintf(a.head, sizeof a.head, "%.1900s", all);
        snprintf(a.body, sizeof a.body, "%.19000s", end + 4);
    }
    return a;
}

int clock_listen(struct http *http, int who, text path) { return dial(http, who, "GET", path, NULL); }

bool clock_hears(int s, text words, int ms)
{
    static char all[40000];
    size_t length = 0;
    while (ms > 0 && length < sizeof all - 1) {
        struct pollfd p = { .fd = s, .events = POLLIN };
        if (poll(&p, 1, 20) <= 0) { ms -= 20; continue; }
        ssize_t n = recv(s, all + length, sizeof all - 1 - length, 0);
        if (n <= 0) return false;
        length += (size_t)n;
        all[length] = 0;
        if (strstr(all, words)) return true;
    }
    return false;
}
