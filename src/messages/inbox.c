/* inbox.c — see inbox.h. What is read changes no step of anybody's but the message's own, and only of one's own. */
#include "base/json.h"
#include "messages/inside.h"
#include "record/answer.h"
#include "record/input.h"

enum { AT_ONCE = 30 };

/* Hers: by her person, or by her account. Nobody's id is 0, which no row has: absent ones are null. */
#define HERS "channel = 1 and state in (3, 4) and (person = $1 or account = $2) "

int64_t inbox_unread(struct work *w)
{
    return db_one(w, SQL("select count(*) from message where " HERS "and read_at = 0"), BIND(num(w->actor->person), num(w->actor->user)), 0);
}

static void write_row(struct json *j, struct rows *row)
{
    write_object(j, NULL);
    write_number(j, "id", db_number(row, 0));
    write_number(j, "at", db_number(row, 1));
    write_text(j, "title", db_text(row, 2));
    write_text(j, "text", db_text(row, 3));
    write_text(j, "purpose", choice_key(message_purposes, (unsigned)db_number(row, 4)));
    write_text(j, "template", db_text(row, 5));
    write_object(j, "about");
    write_text(j, "type", db_text(row, 6));
    write_number(j, "id", db_number(row, 7));
    write_end(j, '}');
    write_flag(j, "read", db_number(row, 8) != 0);
    write_end(j, '}');
}

bool inbox_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t below = http_query_number(q, "before", 0), read = http_query_number(q, "unread", 0) == 1 ? 0 : INT64_MAX;
    struct rows *row = db_query(w, SQL("select id, sent_at, heading, body, purpose, template, about, about_id, read_at from message where " HERS
                                       "and id < $3 and read_at <= $4 order by id desc limit 31"),
                                BIND(num(w->actor->person), num(w->actor->user), num(below > 0 ? below : INT64_MAX), num(read)));
    struct json j = json_new(w->arena);
    int n = 0;
    write_object(&j, NULL);
    write_list(&j, "rows");
    while (db_next(row)) if (n++ < AT_ONCE) write_row(&j, row);
    write_end(&j, ']');
    write_flag(&j, "more", n > AT_ONCE);
    write_number(&j, "unread", inbox_unread(w));
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* ---- reading ---- */

static bool mark(struct work *w, struct found found)
{
    for (int i = 0; i < found.count; i++)
        if (!step_run(w, &message_type, found.at[i], "read", NULL)) return false;
    return !failed(w);
}

static bool mark_all(struct work *w)
{
    return mark(w, LOAD_WHERE(w, message, HERS "and read_at = 0 order by id limit 500", BIND(num(w->actor->person), num(w->actor->user))));
}

/* Another's, or one that is not there, is passed over: there is nothing to tell about it. */
static bool mark_some(struct work *w, json_t *ids)
{
    size_t i;
    json_t *id;
    if (!json_is_array(ids) || json_array_size(ids) > 500) return wrong(w, "ids", N_("Name the messages by their numbers, at most 500 of them, or say all"));
    json_array_foreach(ids, i, id)
        if (!mark(w, LOAD_WHERE(w, message, HERS "and read_at = 0 and id = $3", BIND(num(w->actor->person), num(w->actor->user), num(json_integer_value(id)))))) return false;
    return !failed(w);
}

bool inbox_read_call(struct work *w, const struct request *q, struct reply *reply)
{
    json_t *body = input_json(w, q->body, q->body_length);
    if (!body) return false;
    bool all = input_flag(w, body, "all", false);
    if (failed(w) || !(all ? mark_all(w) : mark_some(w, json_object_get(body, "ids")))) return false;
    db_notify(w, print(w, "message {\"person\":%lld,\"account\":%lld}", (long long)w->actor->person, (long long)w->actor->user));
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "unread", inbox_unread(w));
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
