/* me.c — see me.h. */
#include "company/me.h"
#include <stdlib.h>
#include <string.h>
#include "base/words.h"
#include "company/branch.h"
#include "company/setting.h"
#include "record/answer.h"
#include "record/hidden.h"
#include "record/input.h"

enum { MOST_RECENT = 50 };

/* What she looked at last is kept by type and id and named anew each time: a title kept here would outlive the name in it. */
/* Her browser says which these are: one she may not open has no name here either. */
static json_t *recent_named(struct work *w, const json_t *recent)
{
    json_t *all = json_array();
    for (size_t i = 0; i < json_array_size(recent) && i < MOST_RECENT; i++) {
        json_t *at = json_array_get(recent, i);
        const char *name = json_string_value(json_object_get(at, "type"));
        const struct record_type *type = name ? house_type(w->house, name) : NULL;
        text title = type ? title_in_sight(w, type, json_integer_value(json_object_get(at, "id"))) : "";
        if (*title) json_array_append_new(all, json_pack("{s:O, s:O, s:s}", "type", json_object_get(at, "type"), "id", json_object_get(at, "id"), "title", title));
    }
    return all;
}

static void recent_unnamed(json_t *recent)
{
    for (size_t i = 0; i < json_array_size(recent); i++) json_object_del(json_array_get(recent, i), "title");
}

static text json_kept(struct work *w, json_t *from)
{
    char *kept = json_dumps(from, JSON_COMPACT);
    text json = arena_copy(w->arena, kept);
    free(kept);
    return json;
}

static text preferences_of(struct work *w, const struct actor *a)
{
    text kept = db_one_text(w, SQL("select json from account_preferences where account = $1"), BIND(num(a->user)));
    json_t *preferences = *kept ? json_loads(kept, 0, NULL) : NULL;
    if (!preferences) return "{}";
    json_t *recent = json_object_get(preferences, "recent");
    if (recent) json_object_set_new(preferences, "recent", recent_named(w, recent));
    text json = json_kept(w, preferences);
    json_decref(preferences);
    return json;
}

static void user_write(struct work *w, struct json *j, const struct actor *a)
{
    text login = db_one_text(w, SQL("select login from account where id = $1"), BIND(num(a->user)));
    write_object(j, "user");
    write_number(j, "id", a->user);
    write_text(j, "login", login);
    write_text(j, "name", a->name);
    write_text(j, "language", a->language);
    write_raw(j, "preferences", preferences_of(w, a));
    write_end(j, '}');
}

static bool hers(const struct actor *a, int64_t branch)
{
    for (int i = 0; i < a->branch_count; i++)
        if (a->branches[i] == branch) return true;
    return a->all_branches;
}

static void branches_write(struct work *w, struct json *j, const struct actor *a)
{
    const struct branch_line *lines;
    int n = branches_all(w, &lines);
    write_list(j, "branches");
    for (int i = 0; i < n; i++) {
        if (!hers(a, lines[i].id) || !lines[i].open) continue;
        write_object(j, NULL);
        write_number(j, "id", lines[i].id);
        write_text(j, "name", lines[i].name);
        write_flag(j, "home", lines[i].id == a->home);
        write_flag(j, "shop", lines[i].shop);
        write_end(j, '}');
    }
    write_end(j, ']');
}

static void roles_write(struct work *w, struct json *j, const struct actor *a)
{
    write_list(j, "roles");
    struct rows *row = db_query(w, SQL("select distinct o.code, o.name from account_roles r join role o on o.id = r.role where r.parent = $1 order by o.name"), BIND(num(a->user)));
    while (db_next(row)) {
        write_object(j, NULL);
        write_text(j, "name", db_text(row, 0));
        write_text(j, "label", translate(w->language, db_text(row, 1)));
        write_end(j, '}');
    }
    write_end(j, ']');
}

static void id_or_null(struct json *j, text name, int64_t id)
{
    if (id) write_number(j, name, id);
    else write_null(j, name);
}

/* At the login nobody was known yet when the language of the answer was chosen. */
static text language_of(const struct work *w, const struct actor *a) { return !strcmp(w->language, "zh") && a->chinese ? a->chinese : w->language; }

void me_write(struct work *w, struct json *j, const struct actor *a)
{
    write_object(j, NULL);
    user_write(w, j, a);
    id_or_null(j, "person", a->person);
    id_or_null(j, "worker", a->worker);
    id_or_null(j, "customer", a->customer);
    branches_write(w, j, a);
    roles_write(w, j, a);
    write_list(j, "can");
    for (int i = 0; i < a->can_count; i++) write_text(j, NULL, a->can[i]);
    write_end(j, ']');
    write_text(j, "worker_word", translate(language_of(w, a), N_("Worker")));
    write_text(j, "company", company_name(w));
    write_flag(j, "demo", house_demo(w->house));
    write_number(j, "now", w->now.ms);
    write_end(j, '}');
}

bool me_show(struct work *w, const struct request *q, struct reply *reply)
{
    (void)q;
    struct json j = json_new(w->arena);
    me_write(w, &j, w->actor);
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

bool me_preferences(struct work *w, const struct request *q, struct reply *reply)
{
    json_t *body = input_json(w, q->body, q->body_length);
    if (!body) return false;
    text answer = json_kept(w, body);
    recent_unnamed(json_object_get(body, "recent"));
    text json = json_kept(w, body);
    db_exec(w, SQL("insert into account_preferences (account, json) values ($1, $2) on conflict (account) do update set json = excluded.json"),
            BIND(num(w->actor->user), txt(json)));
    *reply = (struct reply){ .status = 200, .type = "application/json; charset=utf-8", .body = answer, .length = strlen(answer) };
    return !failed(w);
}
