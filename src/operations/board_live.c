/* board_live.c — what several dispatchers do on one board: moves with a verdict each, and who else is looking. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include "base/words.h"
#include "operations/board.h"
#include "operations/visit_fields.h"
#include "record/answer.h"
#include "record/input.h"
#include "record/parts.h"
#include "record/store.h"

enum { MOST_MOVES = 100 };

/* ---- moves ---- */

/* version 0: whatever it is; worker 0: back to open; start 0: as it is. */
struct one_move { int64_t visit, version, worker, start; bool agreed, back, done; text why, code, state; int64_t now_version; };
struct moving { struct one_move *at; int count; struct one_move *current; };

static bool changed_meanwhile(struct work *w, const struct visit *v)
{
    text who = v->record.changed_by.id ? record_title(w, &account_type, v->record.changed_by.id) : "";
    refuse_as(w, CONFLICT, "", N_("{1} changed it at {2}"), *who ? who : translated(w, N_("Somebody")), instant_words(w->arena, v->record.changed_at));
    work_explain(w, "stale", "");
    return false;
}

static bool move_one(struct work *w, void *data)
{
    struct one_move *m = ((struct moving *)data)->current;
    struct visit *v = LOAD_LOCKED(w, visit, m->visit);
    if (!v) return false;
    if (m->version && v->record.version != m->version) return changed_meanwhile(w, v);
    struct assignment to = { .worker = { m->worker }, .start = { m->start }, .agreed = m->agreed, .back = m->back };
    bool away = !m->worker && v->state != VISIT_UNASSIGNED;
    if (m->worker ? !step_take(w, &visit_type, v, "assign", &to) : away && !step_take(w, &visit_type, v, "unassign", NULL)) return false;
    m->state = choice_key(visit_states, v->state);
    m->now_version = v->record.version;
    return true;
}

/* Several of one worker's are moved by half an hour: each may have to wait until the next one has gone. So, round by round. */
static bool move_all(struct work *w, struct moving *all)
{
    for (bool moved = true; moved;) {
        moved = false;
        for (int i = 0; i < all->count; i++) {
            struct one_move *m = all->current = &all->at[i];
            if (m->done) continue;
            if (db_part(w, move_one, all)) { m->done = moved = true; continue; }
            m->why = translate_with(w->arena, w->language, w->message ? w->message : "", w->arguments);
            m->code = w->code ? w->code : "";
            if (!db_part_forget(w)) return false;
        }
    }
    return !failed(w);
}

static bool read_moves(struct work *w, json_t *body, struct moving *into)
{
    json_t *list = json_object_get(body, "moves"), *m;
    size_t i, n = json_array_size(list);
    if (!n || n > MOST_MOVES) return wrong(w, "moves", N_("Between 1 and {1} visits at once"), print(w, "%d", MOST_MOVES));
    into->at = take_many(w, struct one_move, n);
    json_array_foreach(list, i, m) {
        into->at[into->count++] = (struct one_move){ .visit = input_number(w, m, "visit", 0), .version = input_number(w, m, "version", 0), .worker = input_number(w, m, "worker", 0),
            .start = input_number(w, m, "start", 0), .agreed = input_flag(w, m, "agreed", false), .back = input_flag(w, m, "back", false), .why = "", .code = "", .state = "" };
    }
    return !failed(w);
}

static void write_moved(struct json *j, const struct one_move *m)
{
    write_object(j, NULL);
    write_number(j, "visit", m->visit);
    write_flag(j, "ok", m->done);
    if (m->done) {
        write_number(j, "version", m->now_version);
        write_text(j, "state", m->state);
    } else {
        write_text(j, "why", m->why);
        write_text(j, "code", m->code);
    }
    write_end(j, '}');
}

bool board_moves_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct moving all = { 0 };
    json_t *body = input_json(w, q->body, q->body_length);
    if (!body || !read_moves(w, body, &all) || !move_all(w, &all)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_list(&j, "rows");
    for (int i = 0; i < all.count; i++) write_moved(&j, &all.at[i]);
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* ---- presence ---- */

/* Told and forgotten: nobody's working hours can be read from it afterwards. Who opens the board asks (`ask`), the others answer. */
bool board_presence_call(struct work *w, const struct request *q, struct reply *reply)
{
    json_t *body = input_json(w, q->body, q->body_length);
    if (!body) return false;
    int64_t branch = input_number(w, body, "branch", w->actor->home), visit = input_number(w, body, "visit", 0), d = input_number(w, body, "day", 0);
    text word = input_string(w, body, "word", "here");
    static const text words[] = { "here", "ask", "hold", "gone" };
    int known = -1;
    for (int i = 0; i < COUNT_OF(words); i++) if (!strcmp(words[i], word)) known = i;
    if (failed(w)) return false;
    if (known < 0) return wrong(w, "word", N_("One of {1}"), "here, ask, hold, gone");
    if (!in_scope(w, branch)) return refuse_as(w, NOT_FOUND, "branch", N_("There is no such {1}"), translated(w, N_("Branch")));
    db_notify(w, print(w, "presence {\"can\":\"%s\",\"branch\":%lld,\"account\":%lld,\"session\":%lld,\"day\":%lld,\"visit\":%lld,\"word\":\"%s\"}", CAN_SEE_VISITS, (long long)branch,
                       (long long)w->actor->user, (long long)w->actor->session, (long long)d, (long long)visit, words[known]));
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* The names behind the numbers of a notice: how colleagues call each other, which every timeline shows too. */
bool board_people_call(struct work *w, const struct request *q, struct reply *reply)
{
    enum { MOST = 40 };
    text list = http_query(q, "accounts");
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_object(&j, "names");
    char *end;
    for (int n = 0; list && *list && n < MOST; n++, list = *end ? end + 1 : end) {
        int64_t id = strtoll(list, &end, 10);
        if (end == list) break;
        text name = record_title(w, &account_type, id);
        if (*name) write_text(&j, print(w, "%lld", (long long)id), name);
    }
    write_end(&j, '}');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
