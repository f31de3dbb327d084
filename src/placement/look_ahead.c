/* look_ahead.c — see look_ahead.h. Four statements whatever the number of placements: placements with names, papers, lines, leaves. */
#include <stdlib.h>
#include "base/age.h"
#include "base/words.h"
#include "placement/placement_own.h"
#include "record/answer.h"
#include "record/store.h"

enum { MOST_PLACEMENTS = 20000, MOST_DAYS = 120 };

struct running {
    int64_t id, worker, line, contract, renewal;
    text worker_name, home;
    enum placement_state state;
    day first, last, contract_last, birth;
    bool born, stopped;
    enum employment_mode mode; enum retirement_class class;
};
struct looking { struct running *at; int count; int64_t branch, worker; day from, to; int64_t insured_age; struct lapses out; int room; struct found lines; };

#define SCOPED "p.state <= 7 and p.first <= $2 and ($1 = 0 or p.branch = $1) and ($3 = 0 or coalesce(p.substitute, p.worker) = $3)"
#define SCOPE(l) num((l)->branch), num((l)->to.number), num((l)->worker)

static void read_running(struct work *w, struct looking *l)
{
    struct rows *row = db_query(w, SQL("select p.id, coalesce(p.substitute, p.worker), p.line, coalesce(p.contract, 0), coalesce(k.last, 0), n.name, c.name, p.state, p.first, p.last, coalesce(h.birth, 0), case when h.birth is not null then 1 else 0 end, n.mode, coalesce(n.retirement, 0), p.branch, "
                                       "coalesce(k.state, 0), (select count(*) from renewal r where r.placement = p.id and r.ends = p.last and r.state in (6, 7)), case when n.state in (7, 11) then 1 else 0 end "
                                       "from placement p join worker n on n.id = coalesce(p.substitute, p.worker) join person h on h.id = n.person join customer c on c.id = p.customer left join contract k on k.id = p.contract where " SCOPED " order by 2, p.id limit 20000"),
                                BIND(SCOPE(l)));
    int room = 256;
    l->at = take_many(w, struct running, room);
    while (db_next(row)) {
        if (!in_scope(w, db_number(row, 14))) continue;
        if (l->count == room) {
            room *= 4;
            struct running *more = take_many(w, struct running, room);
            for (int i = 0; i < l->count; i++) more[i] = l->at[i];
            l->at = more;
        }
        l->at[l->count++] = (struct running){ .id = db_number(row, 0), .worker = db_number(row, 1), .line = db_number(row, 2), .contract = db_number(row, 15) == 2 ? 0 : db_number(row, 3), .contract_last = { (int32_t)db_number(row, 4) },
            .worker_name = db_text(row, 5), .home = db_text(row, 6), .state = (enum placement_state)db_number(row, 7), .first = { (int32_t)db_number(row, 8) }, .last = { (int32_t)db_number(row, 9) }, .birth = { (int32_t)db_number(row, 10) },
            .born = db_number(row, 11) != 0, .mode = (enum employment_mode)db_number(row, 12), .class = (enum retirement_class)db_number(row, 13), .renewal = db_number(row, 16), .stopped = db_number(row, 17) != 0 };
    }
}

static const struct service_line *line_of(const struct looking *l, int64_t id)
{
    for (int i = 0; i < l->lines.count; i++)
        if (FOUND(struct service_line, l->lines, i)->record.id == id) return FOUND(struct service_line, l->lines, i);
    return NULL;
}

static struct lapse *lapse(struct work *w, struct looking *l, const struct running *r, enum lapse_kind kind, day since)
{
    if (l->out.count == l->room) {
        l->room *= 2;
        struct lapse *more = take_many(w, struct lapse, l->room);
        for (int i = 0; i < l->out.count; i++) more[i] = l->out.at[i];
        l->out.at = more;
    }
    const struct service_line *line = line_of(l, r->line);
    struct lapse *at = &l->out.at[l->out.count++];
    *at = (struct lapse){ .kind = kind, .placement = r->id, .worker = r->worker, .worker_name = r->worker_name, .home = r->home, .line = line ? translate(w->language, line->name) : "", .state = r->state, .since = since, .code = "", .what = "", .fix = "", .to = "" };
    return at;
}

/* The days of the window on which she serves there: from today, or from her first day; to the end of the term. */
static struct eligibility_case case_of(const struct looking *l, const struct running *r)
{
    struct eligibility_case c = { .line = line_of(l, r->line), .from = l->from.number > r->first.number ? l->from : r->first, .to = r->last.number < l->to.number && r->last.number >= l->from.number ? r->last : l->to };
    return c;
}

static void look_at_papers(struct work *w, struct looking *l, const struct running *r, const struct found *hers)
{
    struct eligibility_case c = case_of(l, r);
    struct paper_gap gaps[MOST_PAPER_GAPS];
    int n = paper_gaps(hers, &c, gaps);
    for (int i = 0; i < n; i++) {
        struct lapse *a = lapse(w, l, r, LAPSE_PAPER, gaps[i].since);
        a->code = gaps[i].code;
        a->what = gaps[i].what;
        a->never = !gaps[i].had;
        a->over = gaps[i].over.number != 0;
        if (a->over) a->since.number = gaps[i].over.number + 1;
        a->fix = a->over ? N_("Enter the new one, or send somebody else today") : a->never ? N_("Enter it, or name who goes that day") : N_("Renew it before, or name who goes that day");
        a->to = print(w, "/credential/new?worker=%lld&kind=%s", (long long)r->worker, choice_key(type_field(&credential_type, "kind")->choices, gaps[i].kind));
    }
}

static void look_at_contract(struct work *w, struct looking *l, const struct running *r)
{
    bool past = r->last.number < l->from.number && r->state >= PLACEMENT_IN_SERVICE;
    text page = print(w, "/placement/%lld", (long long)r->id);
    struct lapse *a = NULL;
    if (past || !r->contract) {
        a = lapse(w, l, r, LAPSE_NO_CONTRACT, past ? (day){ r->last.number + 1 } : r->first.number > l->from.number ? r->first : l->from);
        a->what = past ? N_("Her term is over and she still serves") : N_("There is no contract in force");
        a->fix = N_("Sign today, or end it");
    } else if (r->contract_last.number < l->to.number && r->contract_last.number < r->last.number) {
        a = lapse(w, l, r, LAPSE_NO_CONTRACT, (day){ r->contract_last.number + 1 });
        a->what = N_("The contract ends before the placement");
        a->fix = N_("Sign the next one before that day");
    } else if (r->last.number <= l->to.number && r->state >= PLACEMENT_IN_SERVICE && !r->renewal) {
        a = lapse(w, l, r, LAPSE_CONTRACT, r->last);
        a->what = N_("The term ends");
        a->fix = N_("Renew it, or agree on the last day");
    }
    if (a) a->to = page;
}

static void look_at_age(struct work *w, struct looking *l, const struct running *r)
{
    if (!r->born) return;
    day over = day_of_age(r->birth, (int)l->insured_age + 1), retired = r->class ? retirement_day(r->birth, r->class) : (day){ 0 };
    if (over.number <= l->to.number) {
        struct lapse *a = lapse(w, l, r, LAPSE_INSURED_AGE, over.number > l->from.number ? over : l->from);
        a->what = N_("Older than the insurance covers in full");
        a->fix = N_("Ask the insurer, or insure her otherwise");
        a->to = print(w, "/worker/%lld", (long long)r->worker);
    }
    bool contract = r->mode == MODE_EMPLOYEE || r->mode == MODE_PART_TIME || r->mode == MODE_DISPATCHED;
    if (contract && r->class && retired.number >= l->from.number && retired.number <= l->to.number) {
        struct lapse *a = lapse(w, l, r, LAPSE_RETIRED, retired);
        a->what = N_("Reaches retirement: a labour contract no longer fits");
        a->fix = N_("Make a work agreement before that day");
        a->to = print(w, "/worker/%lld", (long long)r->worker);
    }
}

/* Suspended or barred while she lives there: why is nobody's business here, that she goes is (T05). */
static void look_at_state(struct work *w, struct looking *l, const struct running *r)
{
    if (!r->stopped || r->state == PLACEMENT_GAP) return;
    struct lapse *a = lapse(w, l, r, LAPSE_STOPPED, l->from);
    a->what = N_("Suspended, and still at this home");
    a->fix = N_("Enter today who stands in, or that she leaves");
    a->to = print(w, "/placement/%lld", (long long)r->id);
}

/* Papers and placements both come by worker: one walk. */
static void look_at_all(struct work *w, struct looking *l, struct found papers)
{
    int p = 0;
    for (int i = 0; i < l->count; i++) {
        const struct running *r = &l->at[i];
        while (p < papers.count && FOUND(struct credential, papers, p)->worker.id < r->worker) p++;
        int end = p;
        while (end < papers.count && FOUND(struct credential, papers, end)->worker.id == r->worker) end++;
        struct found hers = { papers.at + p, end - p };
        if (r->state != PLACEMENT_GAP) look_at_papers(w, l, r, &hers);
        look_at_state(w, l, r);
        look_at_contract(w, l, r);
        if (r->state != PLACEMENT_GAP) look_at_age(w, l, r);
    }
}

static void look_at_leaves(struct work *w, struct looking *l)
{
    struct rows *row = db_query(w, SQL("select p.id, a.start, a.until from placement p join worker_leave a on a.worker = p.worker and a.state = 2 where " SCOPED " and p.substitute is null and a.start < $5 and a.until > $4"),
                                BIND(SCOPE(l), num(day_start(l->from).ms), num(day_start((day){ l->to.number + 1 }).ms)));
    while (db_next(row))
        for (int i = 0; i < l->count; i++) {
            if (l->at[i].id != db_number(row, 0)) continue;
            day d = day_of((instant){ db_number(row, 1) });
            struct lapse *a = lapse(w, l, &l->at[i], LAPSE_LEAVE, d.number > l->from.number ? d : l->from);
            a->what = N_("On leave, and nobody stands in");
            a->fix = N_("Name who stands in");
            a->to = print(w, "/placement/%lld", (long long)l->at[i].id);
        }
}

static int by_day(const void *x, const void *y)
{
    const struct lapse *a = x, *b = y;
    if (a->since.number != b->since.number) return a->since.number < b->since.number ? -1 : 1;
    return a->placement < b->placement ? -1 : a->placement > b->placement;
}

static struct lapses look(struct work *w, int64_t branch, int64_t worker, int days)
{
    struct looking l = { .branch = branch, .worker = worker, .from = day_of(w->now), .room = 256 };
    l.to.number = l.from.number + days - 1;
    l.out.at = take_many(w, struct lapse, l.room);
    l.insured_age = setting_number(w, SETTING_INSURANCE_AGE, branch, l.from);
    l.lines = LOOK_WHERE(w, service_line, "1 = 1 order by id", NO_BIND);
    read_running(w, &l);
    struct found papers = LOOK_WHERE(w, credential, "state in (3, 4) and worker in (select coalesce(p.substitute, p.worker) from placement p where " SCOPED ") order by worker, id", BIND(SCOPE(&l)));
    look_at_all(w, &l, papers);
    look_at_leaves(w, &l);
    qsort(l.out.at, (size_t)l.out.count, sizeof *l.out.at, by_day);
    l.out.placements = l.count;
    return l.out;
}

struct lapses look_ahead(struct work *w, int64_t branch, int days) { return look(w, branch, 0, days); }
struct lapses look_ahead_of(struct work *w, int64_t worker, int days) { return look(w, 0, worker, days); }

static void write_lapse(struct work *w, struct json *j, const struct lapse *a)
{
    static const text kinds[] = { "", "paper", "contract", "no_contract", "insured_age", "retired", "leave", "stopped" };
    write_object(j, NULL);
    write_text(j, "kind", kinds[a->kind]);
    write_number(j, "placement", a->placement);
    write_number(j, "worker", a->worker);
    write_text(j, "worker_name", a->worker_name);
    write_text(j, "home", a->home);
    write_text(j, "line", translate(w->language, a->line));
    write_number(j, "since", a->since.number);
    write_text(j, "code", a->code);
    write_text(j, "what", translate(w->language, a->what));
    write_text(j, "fix", translate(w->language, a->fix));
    write_text(j, "to", a->to);
    write_flag(j, "never", a->never);
    write_flag(j, "over", a->over);
    write_end(j, '}');
}

bool look_ahead_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t branch = http_query_number(q, "branch", 0), days = http_query_number(q, "days", 30);
    if (branch && !in_scope(w, branch)) return refuse_as(w, NOT_FOUND, "branch", N_("There is no such {1}"), translated(w, N_("Branch")));
    if (days < 1 || days > MOST_DAYS) return refuse(w, "days", N_("Between 1 and {1} days"), print(w, "%d", MOST_DAYS));
    struct lapses all = look_ahead(w, branch, (int)days);
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "today", day_of(w->now).number);
    write_number(&j, "placements", all.placements);
    write_list(&j, "rows");
    for (int i = 0; i < all.count; i++) write_lapse(w, &j, &all.at[i]);
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
