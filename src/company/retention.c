/* retention.c — see retention.h: the rules as records. The run is in retention_run.c. */
#include "company/retention.h"
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "base/json.h"
#include "base/words.h"
#include "company/retention_run.h"
#include "company/rights.h"
#include "record/answer.h"
#include "record/file.h"
#include "record/import.h"
#include "record/job.h"

static const struct field fields[] = {
    FIELD(retention_rule, what, .label = N_("What"), .reads = seeded_words, .set_by = ENGINE_ONLY, .max = 200, .search = true),
    FIELD(retention_rule, code, .label = N_("Rule"), .set_by = ENGINE_ONLY, .required = true, .max = 80, .unique = true, .sort = true),
    FIELD(retention_rule, days, .label = N_("Kept for"), .unit = N_("days"), .min = 0, .max = 36500, .list = true, .help = N_("May be longer than the least, never shorter")),
    FIELD(retention_rule, least, .label = N_("The least"), .unit = N_("days"), .set_by = ENGINE_ONLY, .list = true),
    FIELD(retention_rule, law, .label = N_("By what"), .reads = seeded_words, .set_by = ENGINE_ONLY, .max = 200, .list = true),
    FIELD(retention_rule, by_itself, .label = N_("Goes by itself"), .set_by = ENGINE_ONLY, .list = true, .filter = true),
    FIELD(retention_rule, ran_at, .label = N_("Last run"), .set_by = ENGINE_ONLY, .list = true),
    FIELD(retention_rule, erased, .label = N_("Erased by the last run"), .set_by = ENGINE_ONLY, .list = true),
    FIELD(retention_rule, held, .label = N_("Held back by the last run"), .set_by = ENGINE_ONLY, .list = true, .help = N_("Of persons under dispute")),
    FIELD(retention_rule, erased_all, .label = N_("Erased so far"), .set_by = ENGINE_ONLY),
};

static bool check(struct work *w, struct retention_rule *r, const struct retention_rule *before)
{
    (void)before;
    struct rule_found found = rule_named(w, r->code);
    if (!found.rule) return true;       /* of an earlier version: nothing runs by it any more */
    r->what = translate(w->language, found.rule->label);
    r->law = translate(w->language, found.rule->law);
    r->least = (maybe_number){ found.rule->days, found.rule->days > 0 };
    r->by_itself = found.rule->due || found.forget;
    if (!r->days.given) r->days = r->least;
    if (r->days.value < r->least.value) return wrong(w, "days", N_("At least {1} days: {2}"), print(w, "%lld", (long long)r->least.value), translated(w, found.rule->law));
    return !failed(w);
}
CHECKER(retention_rule, check)

static text title(struct work *w, const struct retention_rule *r) { (void)w; return r->what; }
TITLE(retention_rule, title)

const struct record_type retention_rule_type = RECORD_TYPE(retention_rule, .label = N_("Retention rule"), .module = "company", FIELDS(fields), .scope = SCOPE_COMPANY,
    .see = CAN_SEE_COMPANY, .edit = CAN_MANAGE_COMPANY, .order = "code", .title = title_hook, .check = check_hook);

/* ---- every rule of the house ---- */

struct rule_found rule_at(struct work *w, int index)
{
    const struct table_retentions *tables;
    for (const struct record_type *const *t = house_types(w->house); *t; t++) {
        if (index < (*t)->retention_count) return (struct rule_found){ &(*t)->retention[index], *t, NULL, print(w, "%s.%s", (*t)->name, (*t)->retention[index].name) };
        index -= (*t)->retention_count;
    }
    for (int i = 0; (tables = house_answers(w->house, QUESTION_TABLE_RETENTION, i)) != NULL; i++) {
        if (index < tables->count) return (struct rule_found){ &tables->at[index].rule, NULL, tables->at[index].forget, tables->at[index].rule.name };
        index -= tables->count;
    }
    return (struct rule_found){ 0 };
}

struct rule_found rule_named(struct work *w, text code)
{
    struct rule_found found;
    for (int i = 0; (found = rule_at(w, i)).rule; i++)
        if (!strcmp(found.code, code)) break;
    return found;
}

bool retention_seed(struct work *w)
{
    struct rule_found found;
    for (int i = 0; (found = rule_at(w, i)).rule; i++) {
        struct found there = record_where(w, &retention_rule_type, "code = $1", BIND(txt(found.code)));
        struct retention_rule new = { .code = found.code }, *r = there.count ? there.at[0] : NULL;
        if (!r && !record_add(w, &retention_rule_type, &new)) return false;
        if (r && r->days.value < found.rule->days) r->days = (maybe_number){ 0 };
        if (r && !record_save(w, &retention_rule_type, r)) return false;
    }
    return !failed(w);
}

/* ---- tables that are no records ---- */

static int64_t forget_uploads(struct work *w, instant before, int most)
{
    text *hashes = take_many(w, text, most);
    int n = 0;
    struct rows *row = db_query(w, SQL("select hash from file f where f.made_at < $1 and not exists (select 1 from file_use u where u.hash = f.hash) "
                                       "and not exists (select 1 from import_batch b where b.file = f.hash) and not exists (select 1 from file_upload l where l.hash = f.hash and l.at >= $1) limit $2"),
                                BIND(num(before.ms), num(most)));
    while (db_next(row)) hashes[n++] = db_text(row, 0);
    for (int i = 0; i < n; i++) file_drop(w, hashes[i], before);
    return n;
}

/* app/open.c copies a database before its tables change; such a copy holds the keys of those who were erased since. */
static int64_t forget_copies(struct work *w, instant before, int most)
{
    text folder = print(w, "%s/backups", house_data(w->house));
    DIR *all = opendir(folder);
    const struct dirent *one;
    long long made;
    int64_t n = 0;
    while (all && n < most && (one = readdir(all)) != NULL)
        if (sscanf(one->d_name, "before-migration-%lld.db", &made) == 1 && made < before.ms / 1000 && unlink(print(w, "%s/%s", folder, one->d_name)) == 0) n++;
    if (all) closedir(all);
    return n;
}

static const struct table_retention tables[] = {
    { { .name = "import.sheets", .label = N_("Imports: the sheet, its list of mistakes, what was there before, from their end"), .law = N_("Read, undone if need be within 24 hours, gone after a week"), .days = 7 },
      import_forget_old },
    { { .name = "file.unused", .label = N_("Uploads that nobody put into a record, from the upload"), .law = N_("No longer than needed (PIPL art. 19)"), .days = 30 }, forget_uploads },
    { { .name = "backup.migration", .label = N_("Copies made before tables changed, from the copy"), .law = N_("No longer than needed (PIPL art. 19)"), .days = 30 }, forget_copies },
    { { .name = "audit.log", .label = N_("The log of who did what: kept, what it says of a person goes with her key"), .law = N_("At least 6 months (Cybersecurity Law), with the impact assessments 3 years"), .days = 1095 } },
    { { .name = "once.answers", .label = N_("Answers kept for repeated posts"), .law = N_("Swept every hour"), .days = 1 } },
    { { .name = "session.ended", .label = N_("Sessions, from their beginning"), .law = N_("Swept every hour"), .days = 14 } },
    { { .name = "job.done", .label = N_("Slow work that is done; failed work stays 180 days"), .law = N_("Swept every six hours"), .days = 30 } },
};
const struct table_retentions engine_retention = { tables, COUNT_OF(tables) };

/* ---- when ---- */

static bool waiting(struct work *w) { return db_one(w, SQL("select 1 from job where kind = 'retention' and state in (1, 2) limit 1"), NO_BIND, 0) == 1; }

bool retention_ticker(struct work *w)
{
    int64_t since = w->now.ms - db_one(w, SQL("select max(ran_at) from retention_rule"), NO_BIND, 0);
    int hour = minute_of_day(w->now) / 60;
    bool night = hour >= 1 && hour < 5;
    if (since < HOURS(night ? 20 : 30) || waiting(w)) return !failed(w);
    return job_add(w, "retention", "") != 0;
}

bool retention_run_call(struct work *w, const struct request *q, struct reply *reply)
{
    (void)q;
    if (waiting(w)) return refuse_as(w, CONFLICT, "", N_("It is running already"));
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "job", job_add(w, "retention", ""));
    write_end(&j, '}');
    answer_json(w, reply, 202, &j);
    return !failed(w);
}
