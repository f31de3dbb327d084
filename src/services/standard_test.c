/* standard_test.c — a standard is complete before it is reviewed, published by who may with notice, and one is valid on each day (SM-STD). */
#include <string.h>
#include "services/services_house_test.h"

struct writing { struct services_house *h; int64_t id; text acceptance; bool no_task; text step; day from; };

static bool draft(struct work *w, void *data)
{
    struct writing *s = data;
    struct standard_item *item = take(w, struct standard_item);
    *item = (struct standard_item){ .area = "厨房", .task = "台面", .method = "", .acceptance = s->acceptance ? s->acceptance : "", .source = "" };
    struct standard one = { .line = { s->h->line }, .name = "保洁标准", .items = { item, s->no_task ? 0 : 1 } };
    if (!ADD(w, standard, &one)) return false;
    s->id = one.record.id;
    return true;
}

struct publication_input { day valid_from; };
static bool step(struct work *w, void *data)
{
    const struct writing *s = data;
    struct standard *one = LOAD(w, standard, s->id);
    if (!strcmp(s->step, "send_back") && s->acceptance) w->reason = s->acceptance;
    return one && step_take(w, &standard_type, one, s->step, &(struct publication_input){ s->from });
}
static bool go(struct writing *s, const struct actor *actor, text name) { s->step = name; return services_write(s->h, actor, step, s); }

static bool edit(struct work *w, void *data)
{
    struct standard *one = LOAD(w, standard, ((struct writing *)data)->id);
    if (one) one->tools = "抹布";
    return one && SAVE(w, standard, one);
}

struct finding { struct services_house *h; day at; int64_t found; };
static bool find(struct work *w, void *data)
{
    struct finding *f = data;
    f->found = standard_on(w, f->h->line, f->at);
    return !failed(w);
}
static int64_t standard_at(struct services_house *h, day at)
{
    struct finding f = { h, at, 0 };
    CHECK(services_write(h, &h->reader, find, &f));
    return f.found;
}

TEST_DB(a_standard_without_tasks_or_without_a_measure_is_not_reviewed)
{
    struct services_house h;
    if (!services_open(&h)) return;
    struct writing s = { .h = &h, .no_task = true, .from = day_of(h.now) };
    CHECK(services_write(&h, &h.editor, draft, &s) && !go(&s, &h.editor, "submit"));
    SAME_TEXT(h.w->message, "The standard has no tasks yet");
    s.no_task = false;
    CHECK(services_write(&h, &h.editor, draft, &s) && !go(&s, &h.editor, "submit"));
    SAME_TEXT(h.w->message, "Task {1} does not say when it is accepted");
    services_close(&h);
}

TEST_DB(it_is_reviewed_sent_back_with_a_reason_and_published_by_another_right)
{
    struct services_house h;
    if (!services_open(&h)) return;
    struct writing s = { .h = &h, .acceptance = "无油污", .from = day_of(h.now) };
    CHECK(services_write(&h, &h.editor, draft, &s));
    CHECK(!go(&s, &h.publisher, "publish"));
    EQUAL(h.w->failure, CONFLICT);
    CHECK(!go(&s, &h.reader, "submit"));
    EQUAL(h.w->failure, FORBIDDEN);
    CHECK(go(&s, &h.editor, "submit"));
    CHECK(!go(&s, &h.editor, "send_back") && go(&s, &h.publisher, "send_back") && go(&s, &h.editor, "submit"));
    CHECK(!go(&s, &h.editor, "publish"));
    EQUAL(h.w->failure, FORBIDDEN);
    s.from.number--;
    CHECK(!go(&s, &h.publisher, "publish"));
    SAME_TEXT(h.w->field, "valid_from");
    s.from.number++;
    CHECK(go(&s, &h.publisher, "publish"));
    CASE("from then on it stands");
    CHECK(!services_write(&h, &the_system, edit, &s));
    SAME_TEXT(h.w->message, "A published standard is not edited; draft a new issue instead");
    services_close(&h);
}

TEST_DB(a_new_issue_needs_seven_days_notice_and_supersedes_the_old_one)
{
    struct services_house h;
    if (!services_open(&h)) return;
    day today = day_of(h.now);
    struct writing first = { .h = &h, .acceptance = "无油污", .from = today }, next = { .h = &h, .acceptance = "无油污、无水渍", .from = { today.number + 6 } };
    CHECK(services_write(&h, &h.editor, draft, &first) && go(&first, &h.editor, "submit") && go(&first, &h.publisher, "publish"));
    CHECK(services_write(&h, &h.editor, draft, &next) && go(&next, &h.editor, "submit") && !go(&next, &h.publisher, "publish"));
    SAME_TEXT(h.w->message, "Workers need seven days' notice before a new issue is valid");
    next.from.number = today.number + 7;
    CHECK(go(&next, &h.publisher, "publish"));
    EQUAL(standard_at(&h, (day){ today.number + 6 }), first.id);
    EQUAL(standard_at(&h, (day){ today.number + 7 }), next.id);
    services_close(&h);
}
