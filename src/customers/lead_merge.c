/* lead_merge.c — two leads that are one matter become one, and apart again for a week. See lead.h. */
#include "customers/lead_merge.h"
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include "base/words.h"
#include "customers/customers.h"
#include "record/answer.h"
#include "record/image.h"
#include "record/store.h"

static const struct choice twins[] = { { TWIN_PERSON, "person", N_("One person, entered twice") }, { TWIN_HOME, "home", N_("Two of one family") }, { 0 } };
const struct field lead_merging_fields[2] = {
    FIELD(lead_merging, other, .label = N_("The other lead"), .to = &lead_type, .required = true, .help = N_("Who came first stays, whichever you begin with")),
    FIELD(lead_merging, twin, .label = N_("They are"), .choices = twins, .required = true, .help = N_("One person: her two records become one as well. A family: both people stay, with one lead")),
};
const struct field lead_going_fields[2] = { FIELD(lead_going, into, .label = N_("Merged into"), .to = &lead_type), FIELD(lead_going, sheet, .label = N_("What the merge changed")) };
const struct field lead_taking_fields[1] = { FIELD(lead_taking, from, .label = N_("The other lead"), .to = &lead_type) };

/* ---- what the one that stays has, as numbers, so that it can be put back ---- */

#define KEPT(member) { #member, offsetof(struct lead, member) }
static const struct { text name; size_t at; } kept[] = {
    KEPT(owner), KEPT(line), KEPT(demand), KEPT(assigned_at), KEPT(answered_at), KEPT(answer_minutes), KEPT(followed_at), KEPT(private_until), KEPT(next_at), KEPT(ended_at),
};
struct standing { int64_t number[COUNT_OF(kept)]; enum lead_state state; enum lead_basis basis; };

/* A ref, an instant and a number are one int64_t each. */
static int64_t *number_at(struct lead *l, int i) { return (int64_t *)(void *)((char *)l + kept[i].at); }

static struct standing standing_of(struct lead *l)
{
    struct standing s = { .state = l->state, .basis = l->basis };
    for (int i = 0; i < COUNT_OF(kept); i++) s.number[i] = *number_at(l, i);
    return s;
}

static void write_both(struct json *j, text name, int64_t before, int64_t after)
{
    if (before == after) return;
    write_list(j, name);
    write_number(j, NULL, before);
    write_number(j, NULL, after);
    write_end(j, ']');
}

/* Numbers alone: what was said is in the two leads themselves, which know their own retention. */
static text sheet_of(struct work *w, const struct standing *before, const struct standing *after, enum lead_state was, int64_t person, struct found demands)
{
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "was", was);
    write_number(&j, "person", person);
    write_list(&j, "demands");
    for (int i = 0; i < demands.count; i++) write_number(&j, NULL, FOUND(struct demand, demands, i)->record.id);
    write_end(&j, ']');
    write_both(&j, "state", before->state, after->state);
    write_both(&j, "basis", before->basis, after->basis);
    for (int i = 0; i < COUNT_OF(kept); i++) write_both(&j, kept[i].name, before->number[i], after->number[i]);
    write_end(&j, '}');
    return buf_text(&j.out);
}

/* ---- taking in ---- */

static int by_time(const void *a, const void *b)
{
    int64_t x = ((const struct lead_touch *)a)->at.ms, y = ((const struct lead_touch *)b)->at.ms;
    return x < y ? -1 : x > y;
}
static int by_try_time(const void *a, const void *b)
{
    int64_t x = ((const struct lead_try *)a)->at.ms, y = ((const struct lead_try *)b)->at.ms;
    return x < y ? -1 : x > y;
}

static void add_touches(struct work *w, struct lead *l, const struct lead *from)
{
    size_t n = l->touches.count + from->touches.count;
    struct lead_touch *all = take_many(w, struct lead_touch, n);
    if (l->touches.count) memcpy(all, l->touches.at, l->touches.count * sizeof *all);
    if (from->touches.count) memcpy(all + l->touches.count, from->touches.at, from->touches.count * sizeof *all);
    qsort(all, n, sizeof *all, by_time);
    l->touches = (rows_of){ all, n };
}

static void add_tries(struct work *w, struct lead *l, const struct lead *from)
{
    size_t n = l->tries.count + from->tries.count;
    struct lead_try *all = take_many(w, struct lead_try, n);
    if (l->tries.count) memcpy(all, l->tries.at, l->tries.count * sizeof *all);
    if (from->tries.count) memcpy(all + l->tries.count, from->tries.at, from->tries.count * sizeof *all);
    qsort(all, n, sizeof *all, by_try_time);
    l->tries = (rows_of){ all, n };
}

static void add_words(struct work *w, struct lead *l, const struct lead *from)
{
    text mine = l->words ? l->words : "", more = from->words ? from->words : "";
    if (*more && !strstr(mine, more)) l->words = *mine ? print(w, "%s\n%s", mine, more) : more;
}

/* Later is further: what was reached with one of the two is reached. */
static int how_far(enum lead_state s)
{
    static const int far[] = { [LEAD_SEA] = 0, [LEAD_NEW] = 1, [LEAD_ASSIGNED] = 2, [LEAD_NURTURING] = 3, [LEAD_CONTACTED] = 4, [LEAD_QUALIFIED] = 5, [LEAD_CONVERTED] = 6, [LEAD_MERGED] = 0 };
    return far[s];
}

static void take_owner(struct lead *l, const struct lead *from)
{
    if (l->owner.id && l->owner.id != from->owner.id) return;
    if (!l->owner.id) l->assigned_at = from->assigned_at;
    l->owner = from->owner;
    if (from->private_until.ms > l->private_until.ms) l->private_until = from->private_until;
}

static void take_answer(struct work *w, struct lead *l, const struct lead *from)
{
    if (!from->answered_at.ms || (l->answered_at.ms && l->answered_at.ms <= from->answered_at.ms)) return;
    int64_t opens = setting_number(w, SETTING_OPENS, l->record.branch.id, day_of(w->now)), closes = setting_number(w, SETTING_CLOSES, l->record.branch.id, day_of(w->now));
    l->answered_at = from->answered_at;
    l->answer_minutes = open_minutes(l->arrived_at, l->answered_at, (int)opens, (int)closes);
}

static bool take_in(struct work *w, struct lead *l, const struct lead *from)
{
    add_touches(w, l, from);
    add_tries(w, l, from);
    add_words(w, l, from);
    take_answer(w, l, from);
    if (from->followed_at.ms > l->followed_at.ms) l->followed_at = from->followed_at;
    if (!l->line.id) l->line = from->line;
    if (l->basis == LEAD_NO_BASIS) l->basis = from->basis;
    if (!l->demand.id) l->demand = from->demand;
    if (how_far(from->state) <= how_far(l->state)) return true;
    l->state = from->state;
    take_owner(l, from);
    l->next_at = l->state == LEAD_NURTURING ? from->next_at : (instant){ 0 };
    if (l->state == LEAD_CONVERTED) l->ended_at = from->ended_at;
    return true;
}

bool lead_take_in_rule(struct work *w, void *record, const void *in)
{
    const struct lead *from = record_peek(w, &lead_type, ((const struct lead_taking *)in)->from.id);
    return from && take_in(w, record, from);
}

static void point_to(struct work *w, struct lead *l, const struct lead_going *in)
{
    l->merged_into = in->into;
    l->merge_sheet.json = in->sheet;
    l->merged_at = w->now;
    l->state = LEAD_MERGED;
}
bool lead_go_rule(struct work *w, void *record, const void *in) { point_to(w, record, in); return true; }

/* ---- who stays ---- */

static bool came_first(const struct lead *a, const struct lead *b) { return a->arrived_at.ms != b->arrived_at.ms ? a->arrived_at.ms < b->arrived_at.ms : a->record.id < b->record.id; }

static bool may_be_one(struct work *w, const struct lead *l, const struct lead *other)
{
    if (l->record.id == other->record.id) return refuse(w, "other", N_("A lead cannot be merged into itself"));
    if (other->state == LEAD_MERGED) return refuse(w, "other", N_("{1} is merged already, into {2}; choose that one"), other->record.number, db_one_text(w, SQL("select number from lead where id = $1"), BIND(num(other->merged_into.id))));
    if (!(FROM(other->state) & (LEAD_OPEN | FROM(LEAD_CONVERTED)))) return refuse(w, "other", N_("{1} has ended; take it up again first, or leave it as it is"), other->record.number);
    const struct lead *goes = came_first(l, other) ? other : l;
    if (lead_is_hers(w, goes)) return !failed(w);
    return refuse_as(w, CONFLICT, "other", N_("{1} would be gone from {2}; ask her, or your manager"), goes->record.number, record_title(w, &account_type, goes->owner.id));
}

static bool is_more(struct work *w, int64_t person)
{
    return db_one(w, SQL("select 1 from person p where p.id = $1 and (exists (select 1 from customer c where c.person = p.id) or exists (select 1 from worker n where n.person = p.id) or exists (select 1 from account a where a.person = p.id))"), BIND(num(person)), 0) == 1;
}

struct joining { ref stays; };
/* Two records of one person become one. Who is a customer or a worker is merged by who may (person.h); somebody who only asked may be by who took her call.
 * `ret`: whose record went. */
static bool join_persons(struct work *w, const struct lead *keep, const struct lead *goes, int64_t *ret)
{
    int64_t stays = keep->person.id, from = goes->person.id;
    if (stays == from) return true;
    if (is_more(w, from) && !is_more(w, stays)) stays = goes->person.id, from = keep->person.id;
    if (is_more(w, from) && !w->actor->system && !can(w, CAN_MERGE_PERSONS))
        return refuse_as(w, FORBIDDEN, "twin", N_("{1} is more than somebody who asked: a customer, a worker or a colleague. Who may merge persons does that first"), record_title(w, &person_type, from));
    struct person *p = LOAD(w, person, from);
    *ret = from;
    return p && step_run(w, &person_type, p, "merge", &(struct joining){ { stays } });
}

static bool move_demands(struct work *w, struct found demands, int64_t into)
{
    for (int i = 0; i < demands.count; i++) {
        FOUND(struct demand, demands, i)->lead.id = into;
        if (!SAVE(w, demand, FOUND(struct demand, demands, i))) return false;
    }
    if (demands.count) mention(w, "lead", into, N_("What was asked for, who was shown and what was quoted are found under this lead"));
    return !failed(w);
}

bool lead_merge_rule(struct work *w, void *record, const void *input)
{
    const struct lead_merging *in = input;
    struct lead *l = record, *other = LOAD(w, lead, in->other.id);
    if (!other || !may_be_one(w, l, other)) return false;
    struct lead *keep = came_first(l, other) ? l : other, *goes = keep == l ? other : l;
    int64_t person = 0, two[2] = { keep->record.id < goes->record.id ? keep->record.id : goes->record.id, keep->record.id < goes->record.id ? goes->record.id : keep->record.id };
    db_lock(w, "lead", two, 2);
    if (in->twin == TWIN_PERSON && !join_persons(w, keep, goes, &person)) return false;
    struct found demands = LOAD_WHERE(w, demand, "lead = $1 order by id", BIND(num(goes->record.id)));
    struct standing before = standing_of(keep);
    bool well = keep == l ? take_in(w, l, goes) : step_run(w, &lead_type, keep, "take_in", &(struct lead_taking){ { l->record.id } });
    if (!well) return false;
    struct standing after = standing_of(keep);
    struct lead_going going = { { keep->record.id }, sheet_of(w, &before, &after, goes->state, person, demands) };
    if (goes == l) point_to(w, l, &going);
    else if (!step_run(w, &lead_type, goes, "go_into", &going)) return false;
    mention(w, "lead", keep->record.id, N_("{1} stays: it came first, and the credit stays with {2}"), keep->record.number, record_title(w, &account_type, keep->credit.id));
    return move_demands(w, demands, keep->record.id);
}

/* ---- apart again ---- */

const struct sentence *lead_apart_guard(struct work *w, const void *record)
{
    const struct lead *l = record;
    const struct lead *keep = record_peek(w, &lead_type, l->merged_into.id);
    if (!keep) return because(w, N_("The lead it was merged into is gone"));
    if (keep->state == LEAD_MERGED) return because(w, N_("{1} was itself merged since; take that apart first"), keep->record.number);
    if (w->now.ms < l->merged_at.ms + DAYS(LEAD_APART_DAYS)) return NULL;
    return because(w, N_("Leads are taken apart within {1} days of the merge, here until {2}; enter a new lead instead"), print(w, "%d", LEAD_APART_DAYS), instant_words(w->arena, (instant){ l->merged_at.ms + DAYS(LEAD_APART_DAYS) }));
}

static bool same_touch(const struct lead_touch *a, const struct lead_touch *b) { return a->at.ms == b->at.ms && a->channel == b->channel && a->account.id == b->account.id && !strcmp(a->detail, b->detail); }
static bool same_try(const struct lead_try *a, const struct lead_try *b) { return a->at.ms == b->at.ms && a->way == b->way && a->outcome == b->outcome && a->account.id == b->account.id; }

static void leave_touches(struct work *w, struct lead *l, const struct lead *from)
{
    struct lead_touch *all = take_many(w, struct lead_touch, l->touches.count + 1);
    size_t n = 0;
    bool *gone = take_many(w, bool, from->touches.count + 1);
    for (size_t i = 0; i < l->touches.count; i++) {
        const struct lead_touch *t = ROW(struct lead_touch, l->touches, i);
        size_t k = 0;
        while (k < from->touches.count && (gone[k] || !same_touch(t, ROW(struct lead_touch, from->touches, k)))) k++;
        if (k < from->touches.count) gone[k] = true;
        else all[n++] = *t;
    }
    l->touches = (rows_of){ all, n };
}

static void leave_tries(struct work *w, struct lead *l, const struct lead *from)
{
    struct lead_try *all = take_many(w, struct lead_try, l->tries.count + 1);
    size_t n = 0;
    bool *gone = take_many(w, bool, from->tries.count + 1);
    for (size_t i = 0; i < l->tries.count; i++) {
        const struct lead_try *t = ROW(struct lead_try, l->tries, i);
        size_t k = 0;
        while (k < from->tries.count && (gone[k] || !same_try(t, ROW(struct lead_try, from->tries, k)))) k++;
        if (k < from->tries.count) gone[k] = true;
        else all[n++] = *t;
    }
    l->tries = (rows_of){ all, n };
}

/* Only what still stands at the end of hers: what was written since stays where it was written. */
static void leave_words(struct work *w, struct lead *l, const struct lead *from)
{
    text mine = l->words ? l->words : "", theirs = from->words ? from->words : "";
    size_t n = strlen(mine), m = strlen(theirs);
    if (m && n > m && mine[n - m - 1] == '\n' && !strcmp(mine + n - m, theirs)) l->words = print(w, "%.*s", (int)(n - m - 1), mine);
    else if (m && n == m && !strcmp(mine, theirs)) l->words = "";
}

static bool read_both(const json_t *sheet, text name, int64_t *ret_before, int64_t *ret_after)
{
    const json_t *both = json_object_get(sheet, name);
    *ret_before = json_integer_value(json_array_get(both, 0));
    *ret_after = json_integer_value(json_array_get(both, 1));
    return both != NULL;
}

/* What somebody changed since stays as it is. */
static void put_back(struct lead *l, const json_t *sheet)
{
    int64_t before, after;
    for (int i = 0; i < COUNT_OF(kept); i++)
        if (read_both(sheet, kept[i].name, &before, &after) && *number_at(l, i) == after) *number_at(l, i) = before;
    if (read_both(sheet, "state", &before, &after) && l->state == (enum lead_state)after) l->state = (enum lead_state)before;
    if (read_both(sheet, "basis", &before, &after) && l->basis == (enum lead_basis)after) l->basis = (enum lead_basis)before;
}

bool lead_let_go_rule(struct work *w, void *record, const void *in)
{
    struct lead *l = record;
    const struct lead *from = record_peek(w, &lead_type, ((const struct lead_taking *)in)->from.id);
    json_t *sheet = from ? image_parse(w, from->merge_sheet.json) : NULL;
    if (!sheet) return !failed(w) && fault(w, "lead: a merge without its sheet");
    leave_touches(w, l, from);
    leave_tries(w, l, from);
    leave_words(w, l, from);
    put_back(l, sheet);
    return !failed(w);
}

static bool demands_back(struct work *w, const json_t *sheet, int64_t from, int64_t into)
{
    const json_t *ids = json_object_get(sheet, "demands");
    for (size_t i = 0; i < json_array_size(ids); i++) {
        struct demand *d = record_peek(w, &demand_type, json_integer_value(json_array_get(ids, i)));
        if (!d || d->lead.id != from) continue;
        d->lead.id = into;
        if (!SAVE(w, demand, d)) return false;
    }
    return !failed(w);
}

static bool persons_apart(struct work *w, const json_t *sheet)
{
    struct person *p = record_peek(w, &person_type, json_integer_value(json_object_get(sheet, "person")));
    return !p || p->state != PERSON_MERGED || step_run(w, &person_type, p, "unmerge", NULL);
}

bool lead_apart_rule(struct work *w, void *record, const void *nothing)
{
    (void)nothing;
    struct lead *l = record, *keep = LOAD(w, lead, l->merged_into.id);
    json_t *sheet = image_parse(w, l->merge_sheet.json);
    if (!keep || !sheet) return !failed(w) && fault(w, "lead: a merge without its sheet");
    if (!step_run(w, &lead_type, keep, "let_go", &(struct lead_taking){ { l->record.id } })) return false;
    l->merged_into.id = 0;                  /* from here on it is apart: the person's unmerge, which comes next, finds nothing to do */
    if (!persons_apart(w, sheet) || !demands_back(w, sheet, keep->record.id, l->record.id)) return false;
    l->state = (enum lead_state)json_integer_value(json_object_get(sheet, "was"));
    l->merged_at.ms = 0;
    l->merge_sheet.json = "";
    if (l->private_until.ms && l->private_until.ms < w->now.ms) lead_protect(w, l, w->now);
    return true;
}

/* The two were one person by the leads' merge, and somebody has taken the persons apart: so are the leads. What a week has settled stays. */
bool leads_apart_with_person(struct work *w, const struct record_type *type, int64_t person)
{
    (void)type;
    struct found merged = LOAD_WHERE(w, lead, "person = $1 and state = 10 order by id", BIND(num(person)));
    for (int i = 0; i < merged.count; i++) {
        struct lead *l = FOUND(struct lead, merged, i);
        json_t *sheet = l->merged_into.id ? image_parse(w, l->merge_sheet.json) : NULL;
        if (!sheet || json_integer_value(json_object_get(sheet, "person")) != person || lead_apart_guard(w, l)) continue;
        if (!step_run(w, &lead_type, l, "take_apart", NULL)) return false;
    }
    return !failed(w);
}

/* ---- who may be the same ---- */

#define SAME_NUMBER "person p, person q, lead o where p.id = $1 and length(p.phone_index) > 0 and q.phone_index = p.phone_index and o.person = q.id and o.id <> $2 and o.state in (1, 2, 3, 4, 5, 6, 9) and o.arrived_at > $3"

/* Open leads, and demands that became of one within half a year, of whoever has the same number. A masked number of a platform is none (customer.h). */
void lead_twins_write(struct work *w, struct json *j, text key, int64_t lead, int64_t person)
{
    struct rows *row = db_query(w, SQL("select o.id, o.number, q.id, q.name, o.state, o.owner, o.arrived_at, o.branch, o.version from " SAME_NUMBER " order by o.arrived_at limit 5"),
                                BIND(num(person), num(lead), num(w->now.ms - DAYS(180))));
    write_list(j, key);
    while (db_next(row)) {
        if (!in_scope(w, db_number(row, 7))) continue;
        write_object(j, NULL);
        write_number(j, "id", db_number(row, 0));
        write_text(j, "number", db_text(row, 1));
        write_text(j, "name", db_text(row, 3));
        write_flag(j, "same_person", db_number(row, 2) == person);
        write_text(j, "state", translate(w->language, choice_label(type_state(&lead_type)->choices, (unsigned)db_number(row, 4))));
        write_text(j, "owner", db_number(row, 5) ? record_title(w, &account_type, db_number(row, 5)) : "");
        write_number(j, "arrived_at", db_number(row, 6));
        write_number(j, "version", db_number(row, 8));
        write_end(j, '}');
    }
    write_end(j, ']');
}

bool lead_twins_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct lead *l = id ? LOAD(w, lead, id) : NULL;
    if (!l) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    lead_twins_write(w, &j, "twins", id, l->person.id);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
