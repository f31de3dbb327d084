/* company_house_test.c — see company_house_test.h. */
#include "company/company_house_test.h"
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>
#include "base/log.h"
#include "test/house.h"

static const struct field guest_fields[] = { FIELD(guest, person, .label = "Person", .to = &person_type, .required = true), FIELD(guest, place, .label = "Place") };
static const struct row_type guest_row = ROW_TYPE(guest, guest_fields);
static const struct field party_fields[] = {
    FIELD(party, name, .label = "Name", .required = true), FIELD(party, host, .label = "Host", .to = &person_type), FIELD(party, wish, .label = "Wish", .mask = MASK_ALL),
    FIELD(party, guests, .label = "Guests", .row = &guest_row),
};
static const struct retention kept[] = { { .name = "record", .label = "Parties", .law = "none" } };
const struct record_type party_type = RECORD_TYPE(party, .label = "Party", .module = "parties", FIELDS(party_fields), .scope = SCOPE_BRANCH, .own = "host", RETENTION(kept), .subject = "host",
    .see = "party.see", .create = "party.edit", .edit = "party.edit");

static const struct record_type *const types[] = { &party_type, NULL };
static const struct capability capabilities[] = { { "party.see", "See parties" }, { "party.edit", "Edit parties" }, { "payroll.lock", "Lock" } };
static const struct module parties = { .name = "parties", .label = "Parties", .types = types, MODULE_CAPABILITIES(capabilities) };
static const struct module *const modules[] = { &company_module, &parties, NULL };

static bool serve(struct company_house *c, text *why)
{
    c->http = http_start(&(struct http_options){ .listen = "127.0.0.1", .workers = 4, .routes = house_routes(c->house), .context = c->house, .upload_folder = c->folder, .file_key = house_file_key(c->house) }, why);
    return c->http != NULL;
}

bool company_open(struct company_house *c, bool demo)
{
    text why = "";
    log_quiet(1);
    *c = (struct company_house){ .demo = demo };
    snprintf(c->folder, sizeof c->folder, "/dev/shm/zhangjia-company-XXXXXX");
    if (!mkdtemp(c->folder)) return false;
    bool well = test_house(&c->db, &c->house, (struct house_options){ .data = c->folder, .modules = modules, .demo = demo,
                                                                           .authenticate = company_authenticate, .seen = company_seen }) && serve(c, &why);
    if (!well && *why) printf("  it is not served: %s\n", why);
    if (well) c->w = work_open(c->house, &the_system);
    CHECK(well);
    return well;
}

void company_close(struct company_house *c)
{
    char command[100];
    http_stop(c->http);
    work_close(c->w);
    house_close(c->house);
    db_close(c->db);
    sessions_forget();
    snprintf(command, sizeof command, "rm -rf %s", c->folder);
    CHECK(!system(command));
    log_quiet(0);
}

static bool run(struct company_house *c, const struct actor *actor, bool write, db_run *it, void *data)
{
    work_clear(c->w);
    c->w->actor = actor;
    return write ? db_write(c->db, c->w, it, data) : db_read(c->db, c->w, it, data);
}

bool in_write(struct company_house *c, const struct actor *actor, db_run *it, void *data) { return run(c, actor, true, it, data); }
bool in_read(struct company_house *c, const struct actor *actor, db_run *it, void *data) { return run(c, actor, false, it, data); }

/* ---- the browser ---- */

static size_t exchange(int port, text request, size_t length, char *into, size_t room)
{
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    size_t n = 0;
    if (!connect(fd, (struct sockaddr *)&at, sizeof at) && write(fd, request, length) == (ssize_t)length)
        for (ssize_t more; n + 1 < room && (more = read(fd, into + n, room - n - 1)) > 0;) n += (size_t)more;
    close(fd);
    into[n] = 0;
    return n;
}

static void keep_cookie(struct browser *b)
{
    char *at = strstr(b->memory, "Set-Cookie: session=");
    if (!at) return;
    at += strlen("Set-Cookie: ");
    snprintf(b->cookie, sizeof b->cookie, "%.*s", (int)strcspn(at, ";\r"), at);
}

int browse(struct browser *b, text method, text path, text body)
{
    char request[8192];
    int port = http_port(b->house->http);
    int n = snprintf(request, sizeof request, "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\nContent-Type: application/json\r\nSec-Fetch-Site: same-origin\r\n"
                     "%s%s%s%sContent-Length: %zu\r\n\r\n%s", method, path, port, *b->cookie ? "Cookie: " : "", b->cookie, *b->cookie ? "\r\n" : "", b->extra,
                     body ? strlen(body) : 0, body ? body : "");
    exchange(port, request, (size_t)n, b->memory, sizeof b->memory);
    b->status = atoi(b->memory + (strncmp(b->memory, "HTTP/1.1 ", 9) ? 0 : 9));
    char *end = strstr(b->memory, "\r\n\r\n");
    b->body = end ? end + 4 : b->memory;
    snprintf(b->headers, sizeof b->headers, "%.*s", (int)(b->body - b->memory), b->memory);
    keep_cookie(b);
    return b->status;
}

bool says(const struct browser *b, text part)
{
    if (strstr(b->body, part)) return true;
    printf("  %s\n  is not in %d %s\n", part, b->status, b->body);
    return false;
}
