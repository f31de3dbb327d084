/* demand_board.c — GET /api/demand/board: columns are states, cards carry their clock, and what each recommendation has come to. See demand.h. */
#include "base/words.h"
#include "customers/customers.h"
#include "record/answer.h"
#include "record/store.h"

enum { MOST_CARDS = 600 };

static void write_people(struct work *w, struct json *j, int64_t demand)
{
    struct rows *row = db_query(w, SQL("select r.id, n.name, r.state, r.backup from recommendation r join worker n on n.id = r.worker where r.demand = $1 and r.state not in (4, 7, 14, 15) order by r.state desc, r.id limit 6"), BIND(num(demand)));
    write_list(j, "people");
    while (db_next(row)) {
        write_object(j, NULL);
        write_number(j, "id", db_number(row, 0));
        write_text(j, "name", db_text(row, 1));
        write_text(j, "state", choice_key(type_state(&recommendation_type)->choices, (unsigned)db_number(row, 2)));
        write_text(j, "label", translate(w->language, choice_label(type_state(&recommendation_type)->choices, (unsigned)db_number(row, 2))));
        write_flag(j, "backup", db_number(row, 3));
        write_end(j, '}');
    }
    write_end(j, ']');
}

static void write_next(struct work *w, struct json *j, int64_t demand)
{
    struct rows *row = db_query(w, SQL("select due_at, rule from deadline where type = 'demand' and record = $1 and done_at = 0 and reminder = 0 order by due_at limit 1"), BIND(num(demand)));
    bool some = db_next(row);
    write_number(j, "due", some ? db_number(row, 0) : 0);
    write_text(j, "due_for", some ? db_text(row, 1) : "");
    if (some) db_enough(row);
    int64_t interview = db_one(w, SQL("select min(start) from interview where demand = $1 and state = 1"), BIND(num(demand)), 0);
    write_number(j, "interview", interview);
    write_number(j, "hold", db_one(w, SQL("select min(hold_until) from recommendation where demand = $1 and state = 11 and hold_until > 0"), BIND(num(demand)), 0));
}

static void write_card(struct work *w, struct json *j, const struct demand *d)
{
    write_object(j, NULL);
    write_number(j, "id", d->record.id);
    write_text(j, "number", d->record.number);
    write_number(j, "version", d->record.version);
    write_text(j, "state", choice_key(type_state(&demand_type)->choices, d->state));
    write_text(j, "name", record_title(w, &person_type, d->person.id));
    write_text(j, "line", translate(w->language, record_title(w, &service_line_type, d->line.id)));
    write_text(j, "wanted", d->wanted ? d->wanted : "");
    write_number(j, "start", d->start_from.number);
    write_number(j, "term", d->term);
    write_number(j, "expected", d->expected.given ? d->expected.number : 0);
    write_number(j, "budget", d->budget.fen);
    write_text(j, "budget_of", d->budget_of ? d->budget_of : "");
    write_flag(j, "urgent", d->urgent);
    write_flag(j, "quiet", d->quiet);
    write_text(j, "owner", d->owner.id ? record_title(w, &account_type, d->owner.id) : "");
    write_number(j, "changed_at", d->record.changed_at.ms ? d->record.changed_at.ms : d->record.created_at.ms);
    write_number(j, "ended_at", d->ended_at.ms);
    write_next(w, j, d->record.id);
    write_people(w, j, d->record.id);
    write_end(j, '}');
}

/* Open ones, and what ended in the last two weeks. */
bool demand_board_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t branch = http_query_number(q, "branch", 0), mine = http_query_number(q, "mine", 0) == 1 ? w->actor->user : 0;
    struct found all = LOOK_WHERE(w, demand, "(state in (1, 2, 3, 6, 7, 8, 9, 10) or ended_at > $1) and ($2 = 0 or branch = $2) and ($3 = 0 or owner = $3) order by urgent desc, start_from, id limit 600",
                                  BIND(num(w->now.ms - DAYS(14)), num(branch), num(mine)));
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "now", w->now.ms);
    write_list(&j, "states");
    for (const struct choice *c = type_state(&demand_type)->choices; c->value; c++) {
        write_object(&j, NULL);
        write_text(&j, "key", c->key);
        write_text(&j, "label", translate(w->language, c->label));
        write_end(&j, '}');
    }
    write_end(&j, ']');
    write_list(&j, "cards");
    for (int i = 0; i < all.count; i++)
        if (in_scope(w, FOUND(struct demand, all, i)->record.branch.id)) write_card(w, &j, all.at[i]);
    write_end(&j, ']');
    write_flag(&j, "more", all.count == MOST_CARDS);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
