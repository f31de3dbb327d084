/* slots.c — see slots.h: what is asked, made whole; and what each start is called. */
#include <string.h>
#include "base/words.h"
#include "operations/slots_own.h"
#include "operations/visit_fields.h"
#include "record/store.h"

enum { FIRST_START = 7 * 60, LAST_END = 20 * 60, LAST_START = 23 * 60, STEP = 30, LEAST_STEP = 15, MOST_STEP = 60 };     /* DOMAIN.md §5.3: nobody is in a home after 20:00 unless agreed */

const struct sentence *slot_no_sentence(struct work *w, enum slot_no no)
{
    static const text all[SLOT_NOS] = {
        [SLOT_CLOSED] = N_("The company is closed that day"), [SLOT_PAPERS] = N_("Papers, skills or what was agreed do not allow it on this day"), [SLOT_WEEKDAY] = N_("Not her day of the week"), [SLOT_HOURS] = N_("Outside her working time"),
        [SLOT_WAY] = N_("Too far from her home"), [SLOT_PAY] = N_("It pays less than she may or wants to work for"), [SLOT_REST] = N_("Too little rest from one day to the next"),
        [SLOT_LIMIT] = N_("The hours of her day, week or month are full"), [SLOT_BUSY] = N_("She is elsewhere, the way included"), [SLOT_GEAR] = N_("Its van or machine is with another visit then"), [SLOT_PAST] = N_("This time has passed"),
    };
    return no ? because(w, all[no]) : NULL;
}

static const struct sentence *why_none(struct work *w, const struct slots_search *s, enum slot_no nearest)
{
    static const text all[SLOT_NOS] = {
        [SLOT_CLOSED] = N_("The company is closed that day"), [SLOT_PAPERS] = N_("Nobody may on this day"), [SLOT_WEEKDAY] = N_("Nobody works on this day of the week"), [SLOT_HOURS] = N_("Nobody works at this time"),
        [SLOT_WAY] = N_("Nobody who works then lives near enough"), [SLOT_PAY] = N_("It pays less than those who work then may or want to work for"),
        [SLOT_REST] = N_("Those who are left would have too little rest"), [SLOT_LIMIT] = N_("The hours of those who are left are full"), [SLOT_BUSY] = N_("All are elsewhere, ways included"),
        [SLOT_GEAR] = N_("The vans or machines that it goes with are all with other visits then"),
        [SLOT_PAST] = N_("This time has passed"),
    };
    return because(w, s->count ? all[nearest] : N_("Nobody of this branch does this service"));
}

/* ---- what is asked ---- */

static bool find_home(struct slots_search *s)
{
    const struct slot_query *q = s->q;
    s->home = q->household ? record_peek(s->w, &household_type, q->household) : NULL;
    if (q->household && !s->home) return refuse(s->w, "household", N_("There is no such {1}"), translated(s->w, N_("Home")));
    if (q->branch && !record_peek(s->w, &branch_type, q->branch)) return refuse(s->w, "branch", N_("There is no such {1}"), translated(s->w, N_("Branch")));
    if (q->branch && s->home && s->home->record.branch.id != q->branch) return refuse(s->w, "branch", N_("This home belongs to another branch"));
    s->out->branch = q->branch ? q->branch : s->home ? s->home->record.branch.id : 0;
    s->at = s->home ? s->home->at : q->at;
    return s->out->branch ? true : refuse(s->w, "branch", N_("Say which branch, or which home"));
}

/* The middle of the homes of an area, for a customer whose address nobody knows yet. */
static void find_area(struct slots_search *s)
{
    if (place_known(s->at) || !s->q->area || !*s->q->area) return;
    struct rows *row = db_query(s->w, SQL("select sum(at_lat), sum(at_lng), count(*) from household where branch = $1 and area = $2 and at_lat <> 0"), BIND(num(s->out->branch), txt(s->q->area)));
    if (!db_next(row) || !db_number(row, 2)) return;
    s->at = (place){ db_number(row, 0) / db_number(row, 2), db_number(row, 1) / db_number(row, 2) };
}

static bool find_line(struct slots_search *s)
{
    s->line = s->q->line ? record_peek(s->w, &service_line_type, s->q->line) : NULL;
    if (!s->line) return refuse(s->w, "line", N_("There is no such {1}"), translated(s->w, N_("Service line")));
    if (s->line->state != LINE_OFFERED) return refuse(s->w, "line", N_("“{1}” is no longer on offer"), translated(s->w, s->line->name));
    return true;
}

/* As many as line and home need by day; what the hour adds is added there. */
static int64_t persons_needed(struct slots_search *s, instant start)
{
    const struct sentence *why;
    struct visit v = { .household = { s->q->household }, .line = { s->q->line }, .length = { (int)s->out->length } };
    int64_t least = visit_persons(s->w, &v, 0, start, &why);
    return s->q->persons > least ? s->q->persons : least;
}

static bool find_length(struct slots_search *s)
{
    struct slots *out = s->out;
    int64_t suggested = s->home ? suggested_minutes(s->home->square_metres) : 0;
    out->length = s->q->length ? s->q->length : suggested ? suggested : s->line->least.count ? s->line->least.count : 120;
    if (out->length < 15 || out->length < s->line->least.count) return refuse(s->w, "length", N_("“{1}” takes at least {2} minutes"), translated(s->w, s->line->name), print(s->w, "%d", s->line->least.count > 15 ? s->line->least.count : 15));
    return !failed(s->w);
}

/* That one alone, if the day has it. */
static void find_start(struct slots_search *s)
{
    int64_t after = (s->q->start.ms - slots_start(s, 0, 0).ms) / MINUTES(1);
    bool there = s->q->days == 1 && !((s->q->start.ms - slots_start(s, 0, 0).ms) % MINUTES(s->out->step)) && after >= 0 && after / s->out->step < s->starts;
    if (there) s->first_start += (int)after;
    s->starts = there;
}

/* Once it is known who does the service: where somebody's hours pass midnight, care of people may begin in the evening and go on. */
static bool find_starts(struct slots_search *s)
{
    struct slots *out = s->out;
    int last = s->night ? LAST_START : LAST_END - (int)out->length, most = s->night ? 24 * 60 : LAST_END - FIRST_START;
    if (out->length > most) return refuse(s->w, "length", N_("A visit that is ordered by the hour lasts at most {1} minutes"), print(s->w, "%d", most));
    if (out->length % 5) return refuse(s->w, "length", N_("Times go in steps of five minutes"));
    if (s->q->persons < 0 || s->q->persons > 8) return refuse(s->w, "persons", N_("One to eight persons"));
    out->persons = persons_needed(s, day_at(s->q->from, 12 * 60));
    s->first_start = FIRST_START;
    s->starts = (last - FIRST_START) / (int)out->step + 1;
    if (s->q->start.ms) find_start(s);
    return true;
}

static bool find_days(struct slots_search *s)
{
    if (s->q->from.number < day_of(s->w->now).number) return refuse(s->w, "from", N_("This day has passed"));
    if (s->q->days < 1 || s->q->days > MOST_SLOT_DAYS) return refuse(s->w, "days", N_("One to {1} days"), print(s->w, "%d", MOST_SLOT_DAYS));
    int step = s->line->increment.count;
    s->out->step = step >= LEAST_STEP && step <= MOST_STEP ? step : STEP;
    return true;
}

static bool find_worker(struct slots_search *s)
{
    const struct worker *n = s->q->worker ? record_peek(s->w, &worker_type, s->q->worker) : NULL;
    s->out->worker = n ? n->name : "";
    return !s->q->worker || n ? true : refuse(s->w, "worker", N_("There is no such {1}"), translated(s->w, N_("Worker")));
}

/* ---- what each start is called ---- */

static bool before(const struct slot_crew *a, const struct slot_crew *b, int start)
{
    if (a->at_ease[start] != b->at_ease[start]) return a->at_ease[start];
    return a->cost[start] < b->cost[start];
}

static const struct slot_crew *best_but(const struct slots_search *s, const struct slot *slot, int start)
{
    const struct slot_crew *best = NULL;
    for (int k = 0; k < s->count; k++) {
        const struct slot_crew *c = &s->crew[k];
        bool had = c->no[start] != SLOT_CAN;
        for (int i = 0; i < slot->best_count; i++) had |= slot->best[i].id == c->id;
        if (!had && (!best || before(c, best, start))) best = c;
    }
    return best;
}

static void keep_best(const struct slots_search *s, struct slot *slot, int start)
{
    const struct slot_crew *c;
    while (slot->best_count < SLOT_WORKERS && (c = best_but(s, slot, start)) != NULL)
        slot->best[slot->best_count++] = (struct slot_worker){ c->id, c->worker->name, c->known, c->at_ease[start], c->way[start] };
}

/* Green by one who knows the home, or is asked for: nobody looks for a second. */
static bool well_served(const struct slots_search *s, int start, int64_t persons)
{
    bool known = false;
    for (int k = 0; k < s->count && persons == 1; k++) known |= s->crew[k].at_ease[start] && (s->crew[k].known || s->crew[k].id == s->q->worker);
    return known;
}

static void count(struct slots_search *s, const struct slot_crew *c, int start, struct slot *slot, enum slot_no *nearest)
{
    if (c->id == s->q->worker) slot->hers = c->no[start];
    if (c->no[start] == (enum slot_no)SLOT_NOT_ASKED) return;
    slot->can += c->no[start] == SLOT_CAN;
    slot->at_ease += c->at_ease[start];
    if (c->no[start] > *nearest) *nearest = c->no[start];
}

/* Of one start more than are shown: whoever holds it is quicker than others with the first of them. */
static void keep_could(struct slots_search *s, int start)
{
    struct slots *out = s->out;
    for (const struct slot_crew *best; out->could_count < SLOT_COULD; out->could[out->could_count++] = best->id) {
        best = NULL;
        for (int k = 0; k < s->count; k++) {
            const struct slot_crew *c = &s->crew[k];
            bool had = !c->at_ease[start];
            for (int i = 0; i < out->could_count; i++) had |= out->could[i] == c->id;
            if (!had && (!best || before(c, best, start))) best = c;
        }
        if (!best) return;
    }
}

static void call_start(struct slots_search *s, struct slot *slot, int start)
{
    enum slot_no nearest = SLOT_CAN;
    for (int k = 0; k < s->count; k++) count(s, &s->crew[k], start, slot, &nearest);
    int persons = slot->persons;
    keep_best(s, slot, start);
    if (s->q->start.ms) keep_could(s, start);
    slot->state = slot->can < persons ? SLOT_NONE : slot->at_ease > persons || well_served(s, start, persons) ? SLOT_FREE : SLOT_TIGHT;
    if (slot->state == SLOT_NONE && !slots_narrow(s)) slot->why = slot->can ? because(s->w, N_("{1} must go, and only {2} can"), print(s->w, "%d", persons), print(s->w, "%d", slot->can)) : why_none(s->w, s, nearest);
    else if (slot->state == SLOT_TIGHT) slot->why = slot->at_ease < persons ? because(s->w, N_("Only with a long way, a full day or no lunch")) : because(s->w, N_("Just enough can: {1}"), print(s->w, "%d", slot->at_ease));
}

/* One more was looked at: does it help? */
static void call_enough(struct slots_search *s, const struct slot_crew *c, struct slot *slot, int start)
{
    enum slot_no unused = SLOT_CAN;
    count(s, c, start, slot, &unused);
    if (c->at_ease[start] && slot->best_count < SLOT_WORKERS) slot->best[slot->best_count++] = (struct slot_worker){ c->id, c->worker->name, false, true, c->way[start] };
    slot->state = slot->at_ease >= slot->persons ? SLOT_TIGHT : SLOT_NONE;
}

/* A worker who is asked for and may on no day of them: why, once. */
static void say_hers(struct slots_search *s)
{
    struct slot_crew *hers = NULL;
    bool ever = false;
    for (int k = 0; k < s->count; k++) if (s->crew[k].id == s->q->worker) hers = &s->crew[k];
    for (int i = 0; hers && i < s->q->days; i++) ever |= slots_light(s, hers, i);
    if (!hers) s->out->hers = because(s->w, N_("She does not do this service in this branch"));
    else if (!ever) s->out->hers = hers->light_why;
}

/* ---- the search ---- */

static void make_days(struct slots_search *s)
{
    for (int i = 0; i < s->q->days; i++) {
        struct slot_day *d = &s->out->days[s->out->day_count++];
        *d = (struct slot_day){ slots_day(s, i), take_many(s->w, struct slot, s->starts), s->starts };
        for (int k = 0; k < s->starts; k++) {
            instant start = slots_start(s, i, k);
            d->at[k] = (struct slot){ .start = start, .state = SLOT_NONE, .hers = s->q->worker ? SLOT_PAPERS : SLOT_CAN, .persons = (int)persons_needed(s, start) };
        }
    }
}

static bool look(struct slots_search *s, struct slot_crew *c, int index)
{
    slots_judge(s, c, index);
    return !failed(s->w) && slots_ask_engine(s, c, index);
}

static bool search_all(struct slots_search *s)
{
    while (slots_read_some(s)) continue;
    if (failed(s->w) || !slots_read_facts(s)) return false;
    for (int i = 0; i < s->q->days && !failed(s->w); i++) {
        for (int k = 0; k < s->count; k++) if (!look(s, &s->crew[k], i)) return false;
        for (int k = 0; k < s->starts; k++) call_start(s, &s->out->days[i].at[k], k);
    }
    return !failed(s->w);
}

static bool is_wanted(const struct slots_search *s, const struct slot_crew *c, int index)
{
    for (int k = 0; k < s->starts; k++) if (slots_start(s, index, k).ms >= s->w->now.ms && slots_wanted(s, c, index, k)) return true;
    return false;
}

/* Does the next one have to be looked at on any day? */
static bool goes_on(const struct slots_search *s)
{
    for (int i = 0; s->read < s->count && i < s->q->days; i++) if (is_wanted(s, &s->crew[s->read], i)) return true;
    return false;
}

static bool search_enough(struct slots_search *s)
{
    if (!slots_read_facts(s)) return false;
    while (goes_on(s)) {
        int first = s->read;
        if (!slots_read_some(s)) break;
        for (int k = first; k < s->read; k++) {
            for (int i = 0; i < s->q->days; i++) {
                if (!is_wanted(s, &s->crew[k], i)) continue;
                if (!look(s, &s->crew[k], i)) return false;
                for (int n = 0; n < s->starts; n++) call_enough(s, &s->crew[k], &s->out->days[i].at[n], n);
            }
        }
    }
    return !failed(s->w);
}

bool slots_for(struct work *w, const struct slot_query *q, struct slots *ret)
{
    struct slots_search s = { .w = w, .q = q, .out = ret };
    *ret = (struct slots){ .worker = "" };
    if (!find_home(&s) || !find_line(&s) || !find_length(&s) || !find_days(&s) || !find_worker(&s)) return false;
    find_area(&s);
    if (!slots_find_crew(&s) || !find_starts(&s)) return false;
    make_days(&s);
    if (!slots_read_gear(&s) || !(q->enough ? search_enough(&s) : search_all(&s))) return false;
    if (q->worker) say_hers(&s);
    return !failed(w);
}
