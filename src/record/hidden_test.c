/* hidden_test.c — a row that is about a colleague does not exist for her by any way there is; her neighbour with the same rights sees it by each. */
#include "record/hidden.h"
#include <stdio.h>
#include "record/clock_house.h"
#include "record/parts.h"
#include "test/test.h"

struct grievance { struct record record; unsigned state; text what; ref about; instant due; file proof; };
struct grievance_note { struct record record; text said; ref grievance; };
struct letter { struct record record; text receiver; ref grievance; };
static const struct record_type grievance_type, grievance_note_type;

static const struct choice states[] = { { 1, "open", "open", "warn" }, { 2, "ended", "ended", "ok", .final = true }, { 0 } };
static const struct field grievance_fields[] = {
    FIELD(grievance, state, .label = "State", .choices = states, .list = true, .filter = true), FIELD(grievance, what, .label = "What", .required = true, .list = true, .search = true, .filter = true),
    FIELD(grievance, about, .label = "About", .to = &clock_account_type), FIELD(grievance, due, .label = "Due"), FIELD(grievance, proof, .label = "Proof"),
};
static const struct field note_fields[] = { FIELD(grievance_note, said, .label = "Said", .required = true, .search = true, .list = true), FIELD(grievance_note, grievance, .label = "Grievance", .to = &grievance_type) };
static const struct field letter_fields[] = { FIELD(letter, receiver, .label = "To", .required = true, .list = true), FIELD(letter, grievance, .label = "Grievance", .to = &grievance_type, .list = true) };
static instant due_of(struct work *w, const struct grievance *g) { (void)w; return g->due; }
DUE(grievance, due_of)
static const struct deadline deadlines[] = { { .name = "answer", .label = "Answer", .states = FROM(1), .due = due_of_hook, .who = "clock.take", .step = "end" } };
static const struct step steps[] = { STEP(end, .label = "End", .from = FROM(1), .to = 2, .by = "clock.take") };
#define OF_A_BRANCH .module = "clock", .scope = SCOPE_BRANCH, .see = "clock.see", .create = "clock.edit", .edit = "clock.edit"
static const struct record_type grievance_type = RECORD_TYPE(grievance, .label = "Grievance", FIELDS(grievance_fields), STEPS(steps), DEADLINES(deadlines), .first_state = 1, .history = true, .hidden_from = "about", OF_A_BRANCH);
static const struct record_type grievance_note_type = RECORD_TYPE(grievance_note, .label = "Note", FIELDS(note_fields), .hidden_from = "grievance", OF_A_BRANCH);
static const struct record_type letter_type = RECORD_TYPE(letter, .label = "Letter", FIELDS(letter_fields), OF_A_BRANCH);
static const struct record_type *const types[] = { &grievance_type, &grievance_note_type, &letter_type, NULL };
static const struct module more = { .name = "grievances", .label = "Grievances", .types = types };

enum { HERSELF = 1, NEIGHBOUR, ELSEWHERE };
static struct clock_house c;
static struct http *http;
static const int64_t ONE = 1, TWO = 2;
static struct actor herself, neighbour, elsewhere;
static struct grievance grievance, other;
static struct grievance_note note;
static struct letter letter;
static char proof[65];

static bool make(struct work *w, void *data)
{
    (void)data;
    struct clock_named accounts[] = { { .record.id = 1, .name = "Chen" }, { .record.id = 2, .name = "Liu" }, { .record.id = 3, .name = "Wu" } };
    for (int i = 0; i < COUNT_OF(accounts); i++)
        if (!ADD(w, clock_account, &accounts[i])) return false;
    grievance = (struct grievance){ .record.branch.id = ONE, .what = "Shouting aloud", .about.id = 1, .due = { w->now.ms + HOURS(1) }, .proof = { proof } };
    other = (struct grievance){ .record.branch.id = ONE, .what = "Shouting of nobody", .due = { w->now.ms + HOURS(2) } };
    if (!ADD(w, grievance, &grievance) || !ADD(w, grievance, &other)) return false;
    note = (struct grievance_note){ .record.branch.id = ONE, .said = "Heard by all", .grievance.id = grievance.record.id };
    letter = (struct letter){ .record.branch.id = ONE, .receiver = "Owner", .grievance.id = grievance.record.id };
    return ADD(w, grievance_note, &note) && ADD(w, letter, &letter);
}

static void well(db_run *run, void *data)
{
    struct work *w = clock_write(&c, NULL, when_now().ms, run, data);
    if (failed(w)) printf("  %s\n", w->message);
    CHECK(!failed(w));
    work_close(w);
}

static struct clock_answer get(int who, text path) { return clock_call(http, who, "GET", path, NULL); }

static void begin(void)
{
    static const text may[] = { "clock.edit", "clock.see", "clock.take" };
    c = clock_house_open(&more);
    herself = clock_actor(1, 0, &ONE, may, 3);
    neighbour = clock_actor(2, 0, &ONE, may, 3);
    elsewhere = clock_actor(3, 0, &TWO, may, 3);
    const struct actor *all[] = { NULL, &herself, &neighbour, &elsewhere };
    memcpy(clock_who, all, sizeof all);
    http = clock_serve(&c);
    struct clock_answer up = clock_call(http, NEIGHBOUR, "PUT", "/api/file?name=proof.pdf", "%PDF-1.4 a proof");
    char *at = strstr(up.body, "\"file\":\"");
    snprintf(proof, sizeof proof, "%s", at ? at + 8 : "");
    well(make, NULL);
}

static void over(void)
{
    clock_serve_no_more(&c, http);
    clock_house_close(&c);
}

static text path_of(int64_t id, text rest)
{
    static char path[200];
    snprintf(path, sizeof path, "/api/grievance/%lld%s", (long long)id, rest);
    return path;
}

/* The neighbour's answer has the words, hers has not, and a colleague's of another branch neither. */
static void only_the_neighbour(text path, text words)
{
    CASE(path);
    struct clock_answer a = get(NEIGHBOUR, path);
    if (a.status != 200 || !strstr(a.body, words)) printf("  %s\n", a.body);
    CHECK(a.status == 200 && strstr(a.body, words));
    CHECK(!strstr(get(HERSELF, path).body, words));
    CHECK(!strstr(get(ELSEWHERE, path).body, words));
}

TEST_DB(what_is_about_her_is_in_no_list_search_count_queue_or_export_of_hers)
{
    begin();
    only_the_neighbour("/api/grievance", "aloud");
    only_the_neighbour("/api/grievance?count=1", "\"count\":2");
    only_the_neighbour("/api/grievance?state=open&count=1", "\"count\":2");
    only_the_neighbour("/api/grievance?q=aloud&count=1", "\"count\":1");
    only_the_neighbour("/api/grievance?what=Shouting%20aloud", "aloud");
    only_the_neighbour("/api/search?q=aloud", "Shouting aloud");
    only_the_neighbour("/api/queue", "Shouting aloud");
    only_the_neighbour("/api/queue?type=grievance", "Shouting aloud");
    only_the_neighbour("/api/queue", "\"grievance\":2");
    only_the_neighbour("/api/grievance/export.csv", "aloud");
    only_the_neighbour("/api/grievance_note?count=1", "Heard by all");
    only_the_neighbour("/api/search?q=heard", "Heard by all");
    CASE("the rest is there for her as before");
    CHECK(strstr(get(HERSELF, "/api/grievance?count=1").body, "\"count\":1") && strstr(get(HERSELF, "/api/grievance").body, "of nobody"));
    CHECK(strstr(get(HERSELF, "/api/queue").body, "\"grievance\":1") && strstr(get(HERSELF, "/api/search?q=shouting").body, "of nobody"));
    CASE("a link from another record has no name for her");
    CHECK(strstr(get(NEIGHBOUR, "/api/letter").body, "Shouting aloud") && !strstr(get(HERSELF, "/api/letter").body, "Shouting"));
    over();
}

TEST_DB(what_is_about_her_is_not_read_changed_or_referred_to_by_her)
{
    char body[200];
    begin();
    int64_t id = grievance.record.id;
    text const ways[] = { "", "/history" };
    for (int i = 0; i < COUNT_OF(ways); i++) {
        CASE(ways[i]);
        EQUAL(get(NEIGHBOUR, path_of(id, ways[i])).status, 200);
        EQUAL(get(HERSELF, path_of(id, ways[i])).status, 404);
        EQUAL(get(HERSELF, path_of(other.record.id, ways[i])).status, 200);
    }
    CASE("steps, notes, edits");
    EQUAL(clock_call(http, HERSELF, "POST", path_of(id, "/note"), "{\"body\":\"so what\"}").status, 404);
    EQUAL(clock_call(http, HERSELF, "PATCH", path_of(id, ""), "{\"version\":1,\"what\":\"nothing\"}").status, 404);
    EQUAL(clock_call(http, HERSELF, "POST", path_of(id, "/end"), "{}").status, 404);
    CASE("nobody refers to what she does not see");
    snprintf(body, sizeof body, "{\"receiver\":\"Me\",\"grievance\":%lld}", (long long)id);
    EQUAL(clock_call(http, HERSELF, "POST", "/api/letter", body).status, 400);
    EQUAL(clock_call(http, NEIGHBOUR, "POST", "/api/letter", body).status, 201);
    CASE("its papers");
    char path[100];
    snprintf(path, sizeof path, "/api/file/%s", proof);
    EQUAL(get(NEIGHBOUR, path).status, 200);
    CHECK(get(HERSELF, path).status >= 403);
    EQUAL(clock_call(http, NEIGHBOUR, "POST", path_of(id, "/end"), "{}").status, 200);
    over();
}

static bool end(struct work *w, void *data)
{
    struct grievance *g = LOAD(w, grievance, *(int64_t *)data);
    return g && step_run(w, &grievance_type, g, "end", NULL);
}

static bool touch(struct work *w, void *data)
{
    struct grievance *g = LOAD(w, grievance, *(int64_t *)data);
    if (!g) return false;
    g->due.ms++;
    return SAVE(w, grievance, g);
}

TEST_DB(the_stream_tells_her_nothing_of_it)
{
    char words[60], others[60];
    text why = "";
    begin();
    CHECK(jobs_start(c.house, 0, &why));        /* listens only */
    int hers = clock_listen(http, HERSELF, "/api/stream"), neighbours = clock_listen(http, NEIGHBOUR, "/api/stream");
    snprintf(words, sizeof words, "\"id\":%lld,", (long long)grievance.record.id);
    snprintf(others, sizeof others, "\"id\":%lld,", (long long)other.record.id);
    CHECK(clock_hears(hers, "text/event-stream", 3000) && clock_hears(neighbours, "text/event-stream", 3000));
    for (int i = 0; i < 50 && !clock_hears(neighbours, others, 100); i++) well(touch, &other.record.id);      /* PostgreSQL's ear needs its connection first */
    CHECK(clock_hears(hers, others, 3000));
    well(end, &grievance.record.id);
    CHECK(clock_hears(neighbours, words, 3000));
    CHECK(!clock_hears(hers, words, 300));
    clock_serve_no_more(&c, http);
    jobs_stop(c.house);
    clock_house_close(&c);
}

TEST_DB(what_turns_out_to_be_about_her_leaves_her_at_once)
{
    begin();
    EQUAL(get(HERSELF, path_of(other.record.id, "")).status, 200);
    EQUAL(clock_call(http, NEIGHBOUR, "PATCH", path_of(other.record.id, ""), "{\"version\":1,\"about\":1}").status, 200);
    EQUAL(get(HERSELF, path_of(other.record.id, "")).status, 404);
    CHECK(!strstr(get(HERSELF, "/api/queue").body, "Shouting"));
    EQUAL(clock_call(http, NEIGHBOUR, "PATCH", path_of(other.record.id, ""), "{\"version\":2,\"about\":3}").status, 200);
    EQUAL(get(HERSELF, path_of(other.record.id, "")).status, 200);
    over();
}
