/* intake_draft.c — calls that are not finished: kept every few seconds, so that neither a reload nor a second call loses what was typed. */
#include <string.h>
#include "operations/intake.h"
#include "record/answer.h"
#include "record/input.h"
#include "record/parts.h"

/* A key is the page's own word: letters, digits and hyphens. */
static text key_of(struct work *w, const struct request *q)
{
    text key = http_part(q, "key");
    bool plain = key && *key && strlen(key) <= 40 && strspn(key, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(key);
    return plain ? key : (refuse_as(w, NOT_FOUND, "key", N_("There is no such draft")), NULL);
}

bool intake_drafts_call(struct work *w, const struct request *q, struct reply *reply)
{
    (void)q;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_list(&j, "drafts");
    struct rows *row = db_query(w, SQL("select id, key, saved_at, content from intake_draft where account = $1 order by saved_at desc limit 12"), BIND(num(w->actor->user)));
    while (db_next(row)) {
        int64_t length = 0;
        const void *kept = db_blob(row, 3, &length);
        text content = seal_open(w, "intake_draft", db_number(row, 0), "content", kept, length);
        if (!*content) continue;
        write_object(&j, NULL);
        write_text(&j, "key", db_text(row, 1));
        write_number(&j, "saved_at", db_number(row, 2));
        write_raw(&j, "content", content);
        write_end(&j, '}');
    }
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* The newest stay when somebody leaves more than a dozen lying about. */
static void drop_oldest(struct work *w)
{
    db_exec(w, SQL("delete from intake_draft where account = $1 and id not in (select id from intake_draft where account = $1 order by saved_at desc, id desc limit 12)"), BIND(num(w->actor->user)));
}

bool intake_draft_put_call(struct work *w, const struct request *q, struct reply *reply)
{
    text key = key_of(w, q);
    json_t *body = key ? input_json(w, q->body, q->body_length) : NULL;
    if (!body) return false;
    char *content = json_dumps(body, JSON_COMPACT);
    text kept = arena_copy(w->arena, content);
    free(content);
    if (strlen(kept) > INTAKE_DRAFT_BYTES) return refuse(w, "", N_("This draft is too long to be kept"));
    int64_t id = db_one(w, SQL("select id from intake_draft where account = $1 and key = $2"), BIND(num(w->actor->user), txt(key)), 0), mine = id ? id : record_new_id();
    struct value kept_sealed = seal_text(w, 0, "intake_draft", mine, "content", kept);
    if (id) db_exec(w, SQL("update intake_draft set saved_at = $1, content = $2 where id = $3"), BIND(num(w->now.ms), kept_sealed, num(id)));
    else db_exec(w, SQL("insert into intake_draft (id, account, key, saved_at, content) values ($1, $2, $3, $4, $5)"), BIND(num(mine), num(w->actor->user), txt(key), num(w->now.ms), kept_sealed));
    drop_oldest(w);
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "saved_at", w->now.ms);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

bool intake_draft_delete_call(struct work *w, const struct request *q, struct reply *reply)
{
    text key = key_of(w, q);
    if (!key) return false;
    db_exec(w, SQL("delete from intake_draft where account = $1 and key = $2"), BIND(num(w->actor->user), txt(key)));
    reply->status = 204;
    return !failed(w);
}

bool intake_forget_drafts(struct work *w)
{
    db_exec(w, SQL("delete from intake_draft where saved_at < $1"), BIND(num(w->now.ms - DAYS(INTAKE_DRAFT_DAYS))));
    return !failed(w);
}
