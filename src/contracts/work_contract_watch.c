/* work_contract_watch.c — every hour: what follows begins, and who works for us without a paper in force stands in the queue (劳动合同法 10, 82).
 *
 * Whoever has begun within the last ninety days has an entry of her own, from her seventh day; past a month it says since when double wage is
 * owed. Those who have been there longer (a company that has just brought its archive along) are one entry of their branch.
 * A verified credential of the kind "labour contract" that covers today counts as a paper: the archive of before. */
#include <string.h>
#include "base/words.h"
#include "contracts/work_contract_own.h"
#include "record/deadline.h"
#include "record/said.h"
#include "record/store.h"

enum { LATELY = 90, FIRST_WORD = 7 };
#define WORKS_FOR_US "n.state in (5, 6, 7, 8) and n.mode in (1, 2, 6)"
#define HAS_PAPER "exists (select 1 from work_contract c where c.worker = n.id and c.state = 4) or exists (select 1 from credential p where p.worker = n.id and p.kind = 10 and p.state = 3 and (p.valid_from is null or p.valid_from <= $1) and (p.valid_to is null or p.valid_to >= $1))"

static bool begin_what_follows(struct work *w)
{
    struct found due = LOAD_WHERE(w, work_contract, "state = 4 and next in (select id from work_contract where state = 4 and first <= $1) order by id limit 100", BIND(num(day_of(w->now).number)));
    for (int i = 0; i < due.count; i++)
        if (!step_run(w, &work_contract_type, due.at[i], "make_way", NULL)) return false;
    return !failed(w);
}

bool work_paper_lacks(struct work *w, int64_t worker, int64_t *ret_begun)
{
    *ret_begun = db_one(w, SQL("select id from work_contract where worker = $1 and state in (1, 2, 3) order by id desc limit 1"), BIND(num(worker)), 0);
    return db_one(w, SQL("select 1 from worker n where n.id = $2 and " WORKS_FOR_US " and not (" HAS_PAPER ")"), BIND(num(day_of(w->now).number), num(worker)), 0) == 1;
}

static bool reminded(struct work *w, int64_t record, text rule) { return db_one(w, SQL("select 1 from deadline where record = $1 and rule = $2"), BIND(num(record), txt(print(w, "remind.%s", rule))), 0) == 1; }

static text spoken(struct work *w, text sentence, const struct worker *n, day on) { return translate_with(w->arena, w->language, sentence, (const text[]){ n->name, day_text(w->arena, on), NULL }); }

static void ask_for(struct work *w, const struct worker *n)
{
    day month = day_plus_months((day){ n->joined.number }, 1);
    bool late = month.number <= day_of(w->now).number, labour = n->mode == MODE_EMPLOYEE;
    text rule = late ? "work_paper_late" : "work_paper";
    if (reminded(w, n->record.id, rule)) return;
    if (late) remind_no_more(w, &worker_type, n->record.id, "work_paper");
    text title = !late ? spoken(w, N_("{1} works for us without a written contract: make it by {2}"), n, month)
        : labour ? spoken(w, N_("{1} works without a labour contract: double wage is owed to her since {2}"), n, month) : spoken(w, N_("{1} works for us without a written agreement, for a month on {2}"), n, month);
    remind(w, &(struct reminder){ .title = title, .due = late ? w->now : day_at((day){ n->joined.number + FIRST_WORD }, 9 * 60), .rule = rule, .about = &worker_type, .record = n->record.id, .branch = n->record.branch.id,
        .who = CAN_KEEP_WORK_CONTRACTS, .escalate_after = late ? 1 : DAYS(14), .then = CAN_REVIEW_CONTRACTS });
}

static bool ask_for_the_new(struct work *w)
{
    struct found all = LOAD_WHERE(w, worker, "id in (select n.id from worker n where " WORKS_FOR_US " and n.joined > $2 and n.joined <= $1 and not (" HAS_PAPER ")) order by id limit 500", BIND(num(day_of(w->now).number), num(day_of(w->now).number - LATELY)));
    for (int i = 0; i < all.count; i++) ask_for(w, FOUND(struct worker, all, i));
    return !failed(w);
}

/* Whom there is nothing to ask for any more. */
static bool settle(struct work *w)
{
    struct found all = LOOK_WHERE(w, worker, "id in (select record from deadline where rule in ('remind.work_paper', 'remind.work_paper_late')) and id in (select n.id from worker n where not (" WORKS_FOR_US ") or " HAS_PAPER ")", BIND(num(day_of(w->now).number)));
    for (int i = 0; i < all.count; i++) {
        remind_no_more(w, &worker_type, FOUND(struct worker, all, i)->record.id, "work_paper");
        remind_no_more(w, &worker_type, FOUND(struct worker, all, i)->record.id, "work_paper_late");
    }
    return !failed(w);
}

bool work_contract_goes_along(struct work *w, const struct record_type *type, int64_t worker)
{
    const struct worker *n = record_peek(w, type, worker);
    struct found all = LOAD_WHERE(w, work_contract, "worker = $1 and state in (1, 2, 3, 4) order by id", BIND(num(worker)));
    for (int i = 0; n && i < all.count; i++) {
        struct work_contract *c = all.at[i];
        c->record.branch = n->record.branch;
        if (!SAVE(w, work_contract, c)) return false;
        if (c->state != WORK_IN_FORCE) continue;
        text title = spoken(w, N_("{1} belongs to another branch since {2}: amend her work contract, its place of work has changed"), n, day_of(w->now));
        if (!remind(w, &(struct reminder){ .title = title, .due = { w->now.ms + DAYS(1) }, .rule = "work_place", .about = &work_contract_type, .record = c->record.id, .branch = c->record.branch.id, .who = CAN_KEEP_WORK_CONTRACTS, .escalate_after = DAYS(7), .then = CAN_REVIEW_CONTRACTS })) return false;
    }
    return !failed(w);
}

/* ---- those of before, by branch ---- */

static void ask_branch(struct work *w, const struct branch *b)
{
    int64_t n = db_one(w, SQL("select count(*) from worker n where n.branch = $3 and " WORKS_FOR_US " and (n.joined is null or n.joined <= $2) and not (" HAS_PAPER ")"), BIND(num(day_of(w->now).number), num(day_of(w->now).number - LATELY), num(b->record.id)), 0);
    text title = said_keep(w, N_("{1} who work for us have no contract on file: enter it, or write it (Labour Contract Law, art. 10)"), (const text[]){ print(w, "%lld", (long long)n), NULL });
    text before = db_one_text(w, SQL("select title from deadline where record = $1 and rule = 'remind.work_papers'"), BIND(num(b->record.id)));
    if (!n) { remind_no_more(w, &branch_type, b->record.id, "work_papers"); return; }
    if (before && *before && !strcmp(before, title)) return;
    remind(w, &(struct reminder){ .title = title, .due = w->now, .rule = "work_papers", .about = &branch_type, .record = b->record.id, .branch = b->record.id, .who = CAN_KEEP_WORK_CONTRACTS });
}

bool work_contracts_watch(struct work *w)
{
    if (!begin_what_follows(w) || !ask_for_the_new(w) || !settle(w)) return false;
    struct found branches = LOOK_WHERE(w, branch, "state = 1 order by id", NO_BIND);
    for (int i = 0; i < branches.count; i++) ask_branch(w, branches.at[i]);
    return !failed(w);
}
