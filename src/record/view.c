/* view.c — saved views: a list's query string under a name, for oneself or for all who use the page. */
#include <string.h>
#include "base/json.h"
#include "base/utf8.h"
#include "record/answer.h"
#include "record/input.h"
#include "record/list.h"
#include "record/list_calls.h"
#include "record/view.h"

enum { NAME_MOST = 60, QUERY_MOST = 4000, VIEWS_MOST = 200 };   /* characters, bytes, views of one person */

const char view_schema[] =
    "create table if not exists saved_view (id {number} primary key, owner {number} not null, page {text} not null, name {text} not null, "
    "shared {number} not null, query {text} not null, changed_at {number} not null);"
    "create index if not exists saved_view_page on saved_view (page, owner);";

struct view { int64_t id, owner; text page, name, query; bool shared; };

static void view_write(struct work *w, struct json *json, const struct view *v)
{
    write_object(json, NULL);
    write_number(json, "id", v->id);
    write_text(json, "page", v->page);
    write_text(json, "name", v->name);
    write_flag(json, "shared", v->shared);
    write_text(json, "query", v->query);
    write_flag(json, "mine", v->owner == w->actor->user);
    write_end(json, '}');
}

void views_write(struct work *w, struct json *json, text page)
{
    struct rows *row = db_query(w, SQL("select id, owner, page, name, shared, query from saved_view where page = $1 and (owner = $2 or shared = 1) "
                                       "order by name, id limit 500"), BIND(txt(page), num(w->actor->user)));
    write_object(json, NULL);
    write_list(json, "rows");
    while (db_next(row)) {
        struct view v = { .id = db_number(row, 0), .owner = db_number(row, 1), .page = db_text(row, 2), .name = db_text(row, 3),
                          .shared = db_number(row, 4) != 0, .query = db_text(row, 5) };
        view_write(w, json, &v);
    }
    write_end(json, ']');
    write_end(json, '}');
}

bool views_call(struct work *w, const struct request *request, struct reply *reply)
{
    text page = http_query(request, "page");
    struct json json = json_new(w->arena);
    views_write(w, &json, page ? page : "");
    answer_json(w, reply, 200, &json);
    return !failed(w);
}

/* Members of the body over what the view was; all mistakes at once. */
static bool view_read(struct work *w, const struct request *request, struct view *v)
{
    static const text known[] = { "page", "name", "shared", "query" };
    json_t *body = input_json(w, request->body, request->body_length);
    if (!body) return false;
    const char *key;
    json_t *value;
    json_object_foreach(body, key, value) {
        bool there = false;
        for (int i = 0; i < COUNT_OF(known); i++) there |= !strcmp(known[i], key);
        if (!there) wrong(w, arena_copy(w->arena, key), N_("There is no member “{1}”"), arena_copy(w->arena, key));
    }
    v->page = input_string(w, body, "page", v->page);
    v->name = utf8_trim(w->arena, input_string(w, body, "name", v->name));
    v->query = input_string(w, body, "query", v->query);
    v->shared = input_flag(w, body, "shared", v->shared);
    if (!*v->page || utf8_length(v->page) > NAME_MOST) wrong(w, "page", N_("Which page the view belongs to is missing"));
    if (!*v->name || utf8_length(v->name) > NAME_MOST) wrong(w, "name", N_("A view needs a name of 1 to 60 characters"));
    if (strlen(v->query) > QUERY_MOST) wrong(w, "query", N_("A view holds at most 4000 characters"));
    return !failed(w);
}

static void answer_view(struct work *w, struct reply *reply, int status, const struct view *v)
{
    struct json json = json_new(w->arena);
    view_write(w, &json, v);
    answer_json(w, reply, status, &json);
}

bool view_add_call(struct work *w, const struct request *request, struct reply *reply)
{
    struct view v = { .id = record_new_id(), .owner = w->actor->user, .page = "", .name = "", .query = "" };
    if (!view_read(w, request, &v)) return false;
    if (db_one(w, SQL("select count(*) from saved_view where owner = $1"), BIND(num(v.owner)), 0) >= VIEWS_MOST)
        return refuse(w, "name", N_("You have 200 saved views; delete some first"));
    db_exec(w, SQL("insert into saved_view (id, owner, page, name, shared, query, changed_at) values ($1, $2, $3, $4, $5, $6, $7)"),
            BIND(num(v.id), num(v.owner), txt(v.page), txt(v.name), num(v.shared), txt(v.query), num(w->now.ms)));
    answer_view(w, reply, 201, &v);
    return !failed(w);
}

/* The view of the path, if it is the actor's own; another's does not exist for changing. */
static bool view_load(struct work *w, int64_t id, struct view *v)
{
    if (!id) return false;
    struct rows *row = db_query(w, SQL("select id, owner, page, name, shared, query from saved_view where id = $1 and owner = $2"),
                                BIND(num(id), num(w->actor->user)));
    bool found = false;
    while (db_next(row)) {
        *v = (struct view){ .id = db_number(row, 0), .owner = db_number(row, 1), .page = db_text(row, 2), .name = db_text(row, 3),
                            .shared = db_number(row, 4) != 0, .query = db_text(row, 5) };
        found = true;
    }
    return found || refuse_as(w, NOT_FOUND, "", N_("This view is not one of yours"));
}

bool view_change(struct work *w, int64_t id, const struct request *request, struct reply *reply)
{
    struct view v;
    if (!view_load(w, id, &v) || !view_read(w, request, &v)) return false;
    db_exec(w, SQL("update saved_view set page = $2, name = $3, shared = $4, query = $5, changed_at = $6 where id = $1"),
            BIND(num(v.id), txt(v.page), txt(v.name), num(v.shared), txt(v.query), num(w->now.ms)));
    answer_view(w, reply, 200, &v);
    return !failed(w);
}

bool view_change_call(struct work *w, const struct request *request, struct reply *reply)
{
    return view_change(w, answer_id(w, request, "id"), request, reply);
}

bool view_remove(struct work *w, int64_t id)
{
    struct view v;
    if (!view_load(w, id, &v)) return false;
    db_exec(w, SQL("delete from saved_view where id = $1"), BIND(num(v.id)));
    return !failed(w);
}

bool view_remove_call(struct work *w, const struct request *request, struct reply *reply)
{
    reply->status = 204;
    reply->body = "";
    return view_remove(w, answer_id(w, request, "id"));
}
