/* stream.c — GET /api/stream: what changed, to those who may know of it. The notices come from event.c, deadline.c, job.c by way of
 * job_run.c, and modules that tell who is looking at what (presence); they carry ids only. Who may hear one is decided by what the person was allowed when she opened the stream: the browser
 * opens it anew after a while, and whatever it fetches then is asked for permission again. */
#include <stdlib.h>
#include <string.h>
#include "record/answer.h"
#include "record/engine_calls.h"

struct ear {
    struct house *house;
    struct actor actor;             /* its lists lie behind this struct */
    struct work asking;             /* only its actor is read: for can() and in_scope() */
};

static int64_t number_of(text data, text name)
{
    text at = strstr(data, name);
    return at ? strtoll(at + strlen(name), NULL, 10) : 0;
}

static bool word_of(text data, text name, char *into, size_t room)
{
    text at = strstr(data, name);
    text end = at ? strchr(at + strlen(name), '"') : NULL;
    if (!end || (size_t)(end - at) - strlen(name) >= room) return false;
    size_t n = (size_t)(end - at) - strlen(name);
    memcpy(into, at + strlen(name), n);
    into[n] = 0;
    return true;
}

static bool is_me(const struct actor *a, const struct record_type *type, int64_t id)
{
    const struct field *f = type->own ? type_field(type, type->own) : NULL;
    text to = f && f->to ? f->to->name : type->name;
    return id && id == (!strcmp(to, "person") ? a->person : !strcmp(to, "worker") ? a->worker : !strcmp(to, "customer") ? a->customer : !strcmp(to, "account") ? a->user : 0);
}

static bool wants_change(const struct ear *e, text data)
{
    char name[80];
    const struct record_type *type = word_of(data, "\"type\":\"", name, sizeof name) ? house_type(e->house, name) : NULL;
    if (!type || (e->actor.user && number_of(data, "\"hidden\":") == e->actor.user)) return false;
    int64_t other = number_of(data, "\"other\":");
    bool there = type->scope == SCOPE_COMPANY || in_scope(&e->asking, number_of(data, "\"branch\":")) || (other && in_scope(&e->asking, other));
    if (there && can(&e->asking, type->see)) return true;
    return type->own && (is_me(&e->actor, type, number_of(data, "\"own\":")) || is_me(&e->actor, type, number_of(data, "\"was\":")));
}

static bool wants_queue(const struct ear *e, text data)
{
    char word[100];
    int64_t person = number_of(data, "\"person\":");
    if (person) return person == e->actor.person;
    return in_scope(&e->asking, number_of(data, "\"branch\":")) && word_of(data, "\"can\":\"", word, sizeof word) && *word && can(&e->asking, word);
}

/* Something was told to her, or she has read it in another page. */
static bool wants_message(const struct ear *e, text data)
{
    int64_t person = number_of(data, "\"person\":"), account = number_of(data, "\"account\":");
    return (person && person == e->actor.person) || (account && account == e->actor.user);
}

static bool wants(void *key, text event, text data)
{
    const struct ear *e = key;
    if (!strcmp(event, "change")) return wants_change(e, data);
    if (!strcmp(event, "queue")) return wants_queue(e, data);
    if (!strcmp(event, "message")) return wants_message(e, data);
    if (!strcmp(event, "presence")) return wants_queue(e, data);
    if (strcmp(event, "job")) return false;
    int64_t account = number_of(data, "\"account\":");
    return (account && account == e->actor.user) || can(&e->asking, CAN_SEE_JOBS);
}

/* The actor outlives her request here: one block with copies of her lists and words. */
static struct ear *ear_new(struct house *house, const struct actor *a)
{
    size_t words = 0;
    for (int i = 0; i < a->can_count; i++) words += strlen(a->can[i]) + 1;
    size_t lists = sizeof(int64_t) * (size_t)a->branch_count + sizeof(text) * (size_t)a->can_count;
    struct ear *e = calloc(1, sizeof *e + lists + words);
    if (!e) abort();
    e->house = house;
    e->actor = *a;
    e->actor.name = e->actor.language = "";
    int64_t *branches = (int64_t *)(e + 1);
    text *can = (text *)(branches + a->branch_count);
    char *word = (char *)(can + a->can_count);
    if (a->branch_count) memcpy(branches, a->branches, sizeof *branches * (size_t)a->branch_count);
    for (int i = 0; i < a->can_count; i++) {
        can[i] = strcpy(word, a->can[i]);
        word += strlen(word) + 1;
    }
    e->actor.branches = branches;
    e->actor.can = can;
    e->asking.actor = &e->actor;
    return e;
}

bool stream_call(struct work *w, const struct request *q, struct reply *reply)
{
    http_stream(q, reply, ear_new(w->house, w->actor), wants, free);
    return true;
}
