/* messages_house_test.c — see messages_house_test.h. */
#include "messages/messages_house_test.h"
#include <stdio.h>
#include <stdlib.h>
#include "base/log.h"
#include "messages/settings.h"
#include "record/job_own.h"
#include "test/house.h"

/* ---- what is told about in these tests ---- */

struct message_errand { struct record record; text what; };
static const struct field errand_fields[] = { FIELD(message_errand, what, .label = "What", .required = true) };
static const struct record_type message_errand_type = RECORD_TYPE(message_errand, .label = "Errand", .module = "errands", FIELDS(errand_fields), .scope = SCOPE_BRANCH, .see = "errand.see",
    .create = "errand.see", .edit = "errand.see");
static const struct record_type *const types[] = { &message_errand_type, NULL };
static const struct capability capabilities[] = { { "errand.see", "See errands" } };

static const struct message_variable variables[] = { { "time", "Time", "Fri 11/27 09:00", true }, { "what", "What", "Cleaning", false }, { 0 } };
static const struct message_variable code_variables[] = { { "code", "Code", "1234", true }, { 0 } };
static const struct message_declared declared[] = {
    { .code = "errand.moved", .label = "Moved", .purpose = MESSAGE_SERVICE, .contract = true, .topic = "errand", .channels = TELL_ANYHOW, .body = "Your {what} is now at {time}.", .variables = variables },
    { .code = "errand.tip", .label = "Tip", .purpose = MESSAGE_SERVICE, .channels = TELL_ANYHOW, .body = "{what} at {time}", .variables = variables },
    { .code = "errand.offer", .label = "Offer", .purpose = MESSAGE_MARKETING, .channels = TELL_ANYHOW, .body = "{what} at {time}", .variables = variables },
    { .code = "errand.alarm", .label = "Alarm", .purpose = MESSAGE_SAFETY, .channels = TELL_ANYHOW, .body = "{what} at {time}", .variables = variables },
    { .code = "errand.code", .label = "Code", .purpose = MESSAGE_SERVICE, .contract = true, .urgent = true, .secret = true, .channels = TELL_SMS, .body = "{code} is your code.", .variables = code_variables },
};
static const struct message_templates templates = { declared, COUNT_OF(declared) };
static const struct answer answers[] = { { QUESTION_MESSAGE_TEMPLATES, &templates } };
static const struct module errands = { .name = "errands", .label = "Errands", .types = types, MODULE_CAPABILITIES(capabilities), MODULE_ANSWERS(answers) };
static const struct module *const modules[] = { &company_module, &messages_module, &errands, NULL };

/* ---- the gateway ---- */

static void receive(void *context, const struct request *q, struct reply *reply)
{
    struct fake_gateway *g = context;
    g->heard++;
    g->key = arena_copy(g->arena, http_header(q, "Idempotency-Key"));
    g->stamp = arena_copy(g->arena, http_header(q, "X-Zhangjia-Timestamp"));
    g->signature = arena_copy(g->arena, http_header(q, "X-Zhangjia-Signature"));
    g->body = arena_copy(g->arena, q->body);
    reply->status = g->status;
    reply->body = g->answer;
    reply->length = strlen(g->answer);
    if (g->break_store) db_fail_after(g->db, g->break_store);
    g->break_store = 0;
}
static const struct route gateway_routes[] = { { .method = POST, .pattern = "/send", .run = receive }, { 0 } };

static bool gateway_open(struct messages_house *h, text *why)
{
    h->gateway = (struct fake_gateway){ .arena = arena_new(), .status = 200, .answer = "{}", .db = h->db, .key = "", .body = "" };
    h->gateway.http = http_start(&(struct http_options){ .listen = "127.0.0.1", .workers = 1, .routes = gateway_routes, .context = &h->gateway, .upload_folder = h->folder }, why);
    return h->gateway.http != NULL;
}

/* ---- the house ---- */

static bool furnish(struct work *w, void *data)
{
    struct messages_house *h = data;
    struct branch b = { .name = "朝阳店", .code = "CY" };
    struct person customer = { .name = "王女士", .phone.plain = "10012345678", .email.plain = "wang@example.cn" }, worker = { .name = "李芳" };
    if (!ADD(w, branch, &b) || !ADD(w, person, &customer) || !ADD(w, person, &worker)) return false;
    struct account a = { .login = "lifang", .name = "李芳", .person = { worker.record.id }, .home = { b.record.id }, .language = LANGUAGE_EN };
    struct message_errand e = { .record.branch = { b.record.id }, .what = "保洁" };
    if (!ADD(w, account, &a) || !ADD(w, message_errand, &e)) return false;
    h->branch = b.record.id;
    h->customer = customer.record.id;
    h->worker = worker.record.id;
    h->account = a.record.id;
    h->about = e.record.id;
    return true;
}

bool messages_house_open(struct messages_house *h)
{
    text why = "";
    log_quiet(1);
    *h = (struct messages_house){ .folder = "/dev/shm/zhangjia-messages-XXXXXX" };
    if (!mkdtemp(h->folder)) return false;
    snprintf(h->clock, sizeof h->clock, "%s/clock", h->folder);
    messages_clock(h, 0, 10, 0);
    bool well = test_house(&h->db, &h->house, (struct house_options){ .data = h->folder, .modules = modules, .demo = true, .test_clock = h->clock }) && gateway_open(h, &why);
    if (!well && *why) printf("  the gateway does not open: %s\n", why);
    if (well) h->w = work_open(h->house, &the_system);
    well = well && messages_write(h, furnish, h);
    CHECK(well);
    return well;
}

void messages_house_close(struct messages_house *h)
{
    char command[100];
    http_stop(h->gateway.http);
    arena_free(h->gateway.arena);
    work_close(h->w);
    house_close(h->house);
    db_close(h->db);
    snprintf(command, sizeof command, "rm -rf %s", h->folder);
    CHECK(!system(command));
    log_quiet(0);
}

void messages_clock(struct messages_house *h, int day_offset, int hour, int minute)
{
    FILE *out = fopen(h->clock, "w");
    CHECK(out != NULL);
    if (!out) return;
    fprintf(out, "%lld", (long long)(day_at((day){ HOUSE_DAY + day_offset }, hour * 60 + minute).ms - when_now().ms));
    fclose(out);
}

bool messages_write(struct messages_house *h, db_run *run, void *data)
{
    work_clear(h->w);
    h->w->now = h->w->acted = house_now(h->house);
    h->w->reason = "";
    return db_write(h->db, h->w, run, data);
}

int messages_run_jobs(struct messages_house *h)
{
    int n = 0;
    for (bool found = true; found && n < 50;) {
        struct job job = { .arena = arena_new() };
        found = job_claim(h->house, "test", &job);
        if (found) job_run_claimed(&job);
        arena_free(job.arena);
        n += found;
    }
    return n;
}

static bool set_one(struct work *w, void *data)
{
    const text *pair = data;
    struct found there = LOAD_WHERE(w, setting, "code = $1", BIND(txt(pair[0])));
    struct setting *s = there.count ? there.at[0] : NULL;
    if (!s) return fault(w, "no setting %s", pair[0]);
    s->value = pair[1];
    return SAVE(w, setting, s);
}
bool messages_set(struct messages_house *h, text code, text value) { return messages_write(h, set_one, (text[]){ code, value }); }

void messages_connect(struct messages_house *h)
{
    char url[60];
    snprintf(url, sizeof url, "http://127.0.0.1:%d/send", http_port(h->gateway.http));
    CHECK(messages_set(h, SETTING_GATEWAY_URL, url));
    CHECK(messages_set(h, SETTING_GATEWAY_KEY, "geheim"));
    CHECK(messages_set(h, SETTING_GATEWAY_WAYS, "wechat, sms"));
}

bool messages_tell_here(struct work *w, void *data)
{
    const struct test_telling *t = data;
    struct telling all = { .template = t->template, .person = t->person, .account = t->account, .phone = t->phone, .branch = { t->h->branch }, .about = &message_errand_type, .record = t->h->about,
        .occasion = t->occasion, .before = t->before, .urgent = t->urgent, SAYING(say_span("time", day_at((day){ HOUSE_DAY + 1 }, 9 * 60), day_at((day){ HOUSE_DAY + 1 }, 11 * 60)), say("what", "保洁")) };
    struct message_value code = say("code", "482913");
    if (!strcmp(t->template, "errand.code")) { all.values = &code; all.value_count = 1; }
    return tell(w, &all);
}
bool messages_tell(struct messages_house *h, const struct test_telling *t)
{
    struct test_telling mine = *t;
    mine.h = h;
    bool well = messages_write(h, messages_tell_here, &mine);
    if (!well) printf("  %s\n", h->w->message ? h->w->message : "?");
    return well;
}

struct seen_last { enum message_channel channel; struct message message; };
static bool read_last(struct work *w, void *data)
{
    struct seen_last *s = data;
    struct found all = LOAD_WHERE(w, message, "channel = $1 or $1 = 0 order by id desc limit 1", BIND(num(s->channel)));
    s->message = all.count ? *FOUND(struct message, all, 0) : (struct message){ .body = "", .once = "" };
    return !failed(w);
}

struct message messages_last(struct messages_house *h, enum message_channel channel)
{
    struct seen_last s = { .channel = channel };
    CHECK(messages_write(h, read_last, &s));
    return s.message;
}

struct counting { text where; int64_t count; };
static bool count(struct work *w, void *data)
{
    struct counting *c = data;
    struct rows *row = db_query_made(w, print(w, "select count(*) from message where %s", c->where), NO_BIND);
    while (db_next(row)) c->count = db_number(row, 0);
    return !failed(w);
}
int64_t messages_count(struct messages_house *h, text where)
{
    struct counting c = { .where = where, .count = -1 };
    CHECK(messages_write(h, count, &c));
    return c.count;
}
