/* worker_overview.c — see overview.h: the archive of one worker in one answer. At most twenty statements. */
#include <stdlib.h>
#include <string.h>
#include "base/words.h"
#include "insight/signs.h"
#include "insight/worker_next.h"
#include "record/answer.h"
#include "record/booking.h"
#include "record/output.h"
#include "record/store.h"

static const struct overview_part parts[WORKER_PARTS] = {
    [HER_PAPERS] = { "papers", &credential_type, { "valid_to", "valid_from", "level", "issued" }, "kind" },
    [HER_PLACEMENTS] = { "placements", &placement_type, { "first", "last", "wage", "live_in", "ended", "stands_in" } },
    [HER_CONTRACTS] = { "contracts", &contract_type, { "first", "last", "wage", "fee" }, "mode" },
    [HER_VISITS] = { "coming", &visit_type, { "start", "until", "length" } },
    [HER_RATINGS] = { "ratings", &visit_type, { "start", "late", "stars", "disputed", "rated_at", "answered" } },
    [HER_COMPLAINTS] = { "complaints", &complaint_type, { "at", "claim", "worker_heard_at", "worker_share" }, "category" },
    [HER_INCIDENTS] = { "incidents", &incident_type, { "at", "level" }, "kind" },
    [HER_LEAVES] = { "leaves", &worker_leave_type, { "start", "until" }, "kind" },
    [HER_LENDINGS] = { "lendings", &lending_type, { "first", "last" } },
    [HER_STAND_BYS] = { "stand_bys", &stand_by_type, { "start", "until", "pay", "owed" } },
    [HER_TAX] = { "tax", &tax_profile_type, { "since", "special", "insured", "social_base" }, "kind" },
    [HER_PAYSLIPS] = { "payslips", &payslip_type, { "first", "last", "gross", "tax", "net" } },
    [HER_SETTLEMENTS] = { "settlements", &settlement_type, { "first", "last", "earned", "deducted", "total", "payday" } },
    [HER_ASKERS] = { "askers", &customer_type, { "last_visit" } },
    [HER_PLANS] = { "plans", &service_plan_type, { "first", "last", "weekdays", "at", "length" } },
    [HER_AVOIDERS] = { "avoiders", &unwanted_pair_type, { "review_on" }, "side" },
    [HER_MATCHES] = { "matches", &recommendation_type, { "first", "last", "hold_until" } },
    [HER_CALLS] = { "calls", &follow_up_type, { "due", "done_at", "score" }, "stage" },
    [HER_KEYS] = { "keys", &key_custody_type, { "handed_at", "out_since", "back_by" } },
    [HER_SUSPENSIONS] = { "suspensions", &suspension_type, { "started", "until", "objected_at" }, "ground" },
    [HER_LISTINGS] = { "listings", &blacklist_entry_type, { "until", "review_on" }, "ground" },
};

/* ---- the lines: $1 worker, $2 now, $3 today, $4 her person, $5 who asks ---- */

#define PICK(n, words) "select * from (select " n ", " words ") x" n
#define HERS "v.id in (select id from visit where worker = $1 and start > $2 - 57600000 union all select id from visit where second = $1 and start > $2 - 57600000 union all select parent from visit_crew where worker = $1)"
#define PAPERS PICK("0", "c.id, c.branch, c.state, coalesce(c.valid_to, 0), coalesce(c.valid_from, 0), c.level, coalesce(c.issued, 0), 0, c.kind, c.worker, '', coalesce(l.name, ''), '', c.number from credential c left join service_line l on l.id = c.line where c.worker = $1 and c.state <> 5 and not exists " \
    "(select 1 from credential r where r.worker = c.worker and r.kind = c.kind and coalesce(r.line, 0) = coalesce(c.line, 0) and r.id <> c.id and r.state in (1, 2, 3) and (coalesce(r.valid_to, 999999) > coalesce(c.valid_to, 999999) or (coalesce(r.valid_to, 999999) = coalesce(c.valid_to, 999999) and r.id > c.id))) order by coalesce(c.valid_to, 999999) limit 24")
#define PLACEMENTS PICK("1", "p.id, p.branch, case when p.state = 7 and p.gap_since >= $3 then 4 else p.state end, p.first, p.last, p.wage, p.live_in, coalesce(p.ended_on, 0), case when p.substitute = $1 then 1 else 0 end, p.customer, c.name, l.name, h.name, p.number from placement p join customer c on c.id = p.customer join service_line l on l.id = p.line join household h on h.id = p.household where (p.worker = $1 or p.substitute = $1) and p.state <> 11 order by case when p.state < 9 then 0 else 1 end, p.last desc limit 6")
#define CONTRACTS PICK("2", "k.id, k.branch, k.state, k.first, k.last, k.wage, k.fee, 0, k.mode, k.customer, c.name, l.name, k.paper_number, k.number from contract k join customer c on c.id = k.customer join service_line l on l.id = k.line where k.worker = $1 and k.state <> 9 order by case when k.state = 2 then 1 else 0 end, k.last desc limit 6")
#define COMING PICK("3", "v.id, v.branch, v.state, v.start, v.until, v.length, 0, 0, 0, v.customer, c.name, l.name, h.name, v.number from visit v join customer c on c.id = v.customer join service_line l on l.id = v.line join household h on h.id = v.household where " HERS " and v.state between 2 and 7 and v.start > $2 - 57600000 order by v.start limit 10")
#define RATINGS PICK("4", "v.id, v.branch, v.state, v.start, v.late_minutes, v.stars, v.rating_disputed, v.rated_at, (select count(*) from complaint k where k.visit = v.id and (k.about_account is null or k.about_account <> $5)), v.customer, c.name, l.name, v.rating, v.number from visit v join customer c on c.id = v.customer join service_line l on l.id = v.line where v.worker = $1 and v.stars is not null and v.rating_withdrawn = 0 and v.start <= $2 order by v.start desc limit 8")
#define COMPLAINTS PICK("5", "k.id, k.branch, k.state, k.received_at, k.claim, k.worker_heard_at, k.worker_share, 0, k.category, coalesce(k.customer, 0), coalesce(c.name, ''), '', k.story, k.number from complaint k left join customer c on c.id = k.customer where k.worker = $1 and (coalesce(k.about_account, 0) = 0 or k.about_account <> $5) order by case when k.state in (7, 8) then 1 else 0 end, k.id desc limit 6")
#define INCIDENTS PICK("6", "i.id, i.branch, i.state, i.raised_at, coalesce(i.level, 0), 0, 0, 0, i.kind, coalesce(i.customer, 0), coalesce(c.name, ''), '', i.story, i.number from incident i left join customer c on c.id = i.customer where i.worker = $1 order by case when i.state in (5, 6) then 1 else 0 end, i.id desc limit 4")
#define LEAVES PICK("7", "a.id, a.branch, a.state, a.start, a.until, 0, 0, 0, a.kind, 0, '', '', a.why, a.number from worker_leave a where a.worker = $1 and a.state in (1, 2, 5) and a.until > $2 - 7776000000 order by a.start desc limit 6")
#define LENDINGS PICK("8", "d.id, d.branch, d.state, d.first, d.last, 0, 0, 0, 0, d.destination, b.name, b.name, d.why, d.number from lending d join branch b on b.id = d.destination where d.worker = $1 and d.state <> 3 order by d.last desc limit 4")
#define STAND_BYS PICK("9", "s.id, s.branch, s.state, s.start, s.until, s.pay, s.owed, 0, 0, 0, '', '', '', s.number from stand_by s where s.worker = $1 and s.state <> 4 and s.until > $2 - 1209600000 order by s.start desc limit 5")
#define TAX PICK("10", "t.id, t.branch, 0, t.since, t.special, t.insured, t.social_base, 0, coalesce(t.kind, 0), 0, '', '', '', t.number from tax_profile t where t.worker = $1 and t.since <= $3 order by t.since desc limit 1")
#define PAYSLIPS PICK("11", "p.id, p.branch, p.state, p.first, p.last, p.gross, p.tax, p.net, 0, 0, '', '', p.objection, p.number from payslip p where p.worker = $1 and p.state not in (8, 9, 10) order by p.first desc, p.id desc limit 4")
#define SETTLEMENTS PICK("12", "s.id, s.branch, s.state, s.first, s.last, s.earned, s.deducted, s.total, s.payday, 0, '', '', s.objection, s.number from settlement s where s.worker = $1 and s.state not in (11, 12, 13) and not exists (select 1 from payslip p where p.settlement = s.id) order by s.last desc, s.id desc limit 4")
#define ASKERS PICK("13", "c.id, c.branch, c.state, c.last_visit, 0, 0, 0, 0, 0, c.id, c.name, '', '', c.number from customer c where c.favourite = $4 and c.state <> 3 order by c.last_visit desc limit 8")
#define PLANS PICK("14", "p.id, p.branch, p.state, p.first, coalesce(p.last, 0), p.weekdays, p.at, p.length, 0, p.customer, c.name, l.name, '', p.number from service_plan p join customer c on c.id = p.customer join service_line l on l.id = p.line where p.worker = $1 and p.state in (2, 3) order by p.at limit 20")
#define AVOIDERS PICK("15", "u.id, u.branch, u.state, u.review_on, 0, 0, 0, 0, u.side, u.customer, c.name, '', u.why, u.number from unwanted_pair u join customer c on c.id = u.customer where u.person = $4 and u.state in (1, 2) order by u.id desc limit 8")
#define MATCHES PICK("16", "r.id, r.branch, r.state, r.first, r.last, r.hold_until, 0, 0, 0, r.demand, d.title, l.name, '', r.number from recommendation r join demand d on d.id = r.demand join service_line l on l.id = d.line where r.worker = $1 and r.state in (1, 2, 3, 5, 6, 8, 9, 10, 11, 12) order by r.id desc limit 6")
#define CALLS PICK("17", "f.id, f.branch, f.state, f.due, f.done_at, coalesce(f.score, -1), 0, 0, f.stage, f.customer, c.name, f.next, f.needs, f.number from follow_up f join customer c on c.id = f.customer where f.worker = $1 and f.side = 2 and (f.state <> 1 or f.due <= $3 + 7) order by case when f.state = 1 then 0 else 1 end, f.due desc limit 5")
#define KEYS PICK("18", "k.id, k.branch, k.state, k.handed_at, k.out_since, k.back_by, 0, 0, 0, k.customer, c.name, k.what, k.hangs_at, k.tag from key_custody k join customer c on c.id = k.customer where k.holder = $1 and k.state = 2 order by k.id limit 6")
#define SUSPENSIONS PICK("19", "u.id, u.branch, u.state, u.started, u.until, case when u.objected_at > 0 and u.answered_at = 0 then u.objected_at else 0 end, 0, 0, u.ground, 0, '', '', '', u.number from suspension u where u.worker = $1 and (u.state in (1, 2) or (u.state = 3 and u.ended_at > $2 - 7776000000)) order by u.id desc limit 4")
#define LISTINGS PICK("20", "e.id, e.branch, e.state, coalesce(e.until, 0), coalesce(e.review_on, 0), 0, 0, 0, e.ground, 0, '', '', '', e.number from blacklist_entry e where e.person = $4 and e.side = 1 and (e.state between 1 and 6 or e.ended_at > $2 - 7776000000) order by e.id desc limit 4")
#define AND " union all "

static struct rows *lines(struct work *w, const struct worker *n)
{
    return db_query(w, SQL(PAPERS AND PLACEMENTS AND CONTRACTS AND COMING AND RATINGS AND COMPLAINTS AND INCIDENTS AND LEAVES AND LENDINGS AND STAND_BYS AND TAX AND PAYSLIPS AND SETTLEMENTS AND ASKERS AND PLANS AND AVOIDERS AND MATCHES AND CALLS AND KEYS AND SUSPENSIONS AND LISTINGS),
                    BIND(num(n->record.id), num(w->now.ms), num(day_of(w->now).number), num(n->person.id), num(w->actor->user)));
}
_Static_assert(HER_KEYS == 18 && HER_LISTINGS == 20 && SUSPENSION_ENDED == 3 && LISTED_UPHELD == 6 && CREDENTIAL_REVOKED == 5 && PLACEMENT_SETTLED == 9 && PLACEMENT_IN_SERVICE == 4 && PLACEMENT_GAP == 7 && PAYSLIP_REVERSED == 8 && SETTLEMENT_REVERSED == 11 && RECOMMENDED_HIRED == 13, "the queries name parts and states by number");

/* ---- what the rules say of her ---- */

static struct employment employment_of(struct work *w, const struct worker *n, const struct person *p)
{
    static const enum contract_mode modes[] = { [MODE_EMPLOYEE] = CONTRACT_EMPLOYEE, [MODE_PART_TIME] = CONTRACT_PART_TIME, [MODE_AGENCY] = CONTRACT_AGENCY, [MODE_DISPATCHED] = 0, [MODE_GIG] = 0, [MODE_OVER_AGE] = CONTRACT_OVER_AGE };
    enum contract_mode mode = n->mode <= MODE_OVER_AGE ? modes[n->mode] : 0;
    day today = day_of(w->now);
    struct employment_case c = { .birth = p ? p->birth : (maybe_day){ 0 }, .sex = p ? p->sex : 0, .retirement = n->retirement, .evidence = *n->retirement_evidence, .pension = n->pension, .first = today, .last = { today.number + 364 },
        .hours_day = n->mode == MODE_PART_TIME ? 4 : 8, .hours_week = n->mode == MODE_PART_TIME ? 24 : 44, .company_pays = n->mode != MODE_AGENCY && n->mode != MODE_GIG, .own_choice = n->mode == MODE_GIG,
        .insured = credential_valid_on(w, n->record.id, CREDENTIAL_INSURANCE, today) };
    struct employment e = employment_for(w, &c);
    if (mode) employment_judge_mode(w, &e, &c, mode);
    return e;
}

static void add_served(struct work *w, const struct worker *n, struct worker_hours *h)
{
    day today = day_of(w->now);
    struct date d = date_of(today);
    struct rows *row = db_query(w, SQL("select cast(coalesce(sum(case when half = 1 then 2 else 1 end), 0) as bigint), cast(coalesce(sum(case when kind <> 2 then 0 when half = 1 then 2 else 1 end), 0) as bigint) from placement_day "
                                       "where worker = $1 and date >= $2 and date <= $3 and kind in (1, 2, 3, 4, 8)"), BIND(num(n->record.id), num(day_from_date((struct date){ d.year, d.month, 1 }).number), num(today.number)));
    if (!db_next(row)) return;
    h->rests = db_number(row, 1);
    h->served = db_number(row, 0) - h->rests;
    db_enough(row);
}
_Static_assert(PLACED_REST == 2 && PLACED_HOLIDAY == 4 && PLACED_HOSPITAL == 8 && DAY_WHOLE == 1, "the query names kinds by number");

/* The same reckoning that keeps a visit from being given to her (H05). */
static struct worker_hours hours_of(struct work *w, const struct worker *n)
{
    day today = day_of(w->now);
    struct work_hours all = { .turn = worker_turn(n) };
    instant from, to;
    work_hours_span(today, &from, &to);
    struct rows *row = db_query(w, SQL("select v.start, v.length from visit v where " HERS " and v.state between 2 and 10 and v.start >= $2 and v.start < $3"), BIND(num(n->record.id), num(from.ms), num(to.ms)));
    while (db_next(row)) work_hours_add(&all, (instant){ db_number(row, 0) }, db_number(row, 1), today);
    struct worker_hours h = { .limits = work_limits_of(w, n, NULL, today, 0), .week = all.week, .overtime = work_overtime(&all) };
    for (int i = 1; i < COUNT_OF(all.month); i++) h.month += all.month[i];
    add_served(w, n, &h);
    return h;
}

static void write_hours(struct json *j, const struct worker_hours *h)
{
    const struct { text name; int64_t n; } all[] = { { "week", h->week }, { "most_week", h->limits.most_week }, { "most_day", h->limits.most_day }, { "month", h->month }, { "overtime", h->overtime }, { "most_overtime", h->limits.labour_law ? MOST_OVERTIME_MINUTES : 0 },
        { "served", h->served }, { "rests", h->rests } };
    write_object(j, "hours");
    for (int i = 0; i < COUNT_OF(all); i++) write_number(j, all[i].name, all[i].n);
    write_end(j, '}');
}

/* ---- ninety days of work, and her pay ---- */

static void write_ninety(struct work *w, struct json *j, const struct worker *n)
{
    static const text names[] = { "visits", "rated", "stars", "low", "late", "customers", "came_back", "no_shows", "rework" };
    struct rows *row = db_query(w, SQL("select count(*), sum(case when counts = 1 then 1 else 0 end), cast(coalesce(sum(case when counts = 1 then stars else 0 end), 0) as bigint), sum(case when counts = 1 and stars <= 3 then 1 else 0 end), sum(case when late_minutes > 5 then 1 else 0 end), count(distinct customer), "
        "(select count(*) from (select customer from visit where worker = $1 and start >= $2 and start < $3 and state between 8 and 10 group by customer having count(*) > 1) y), (select count(*) from visit where missed_by = $1 and start >= $2 and start < $3), (select count(*) from visit where caused_by = $1 and start >= $2 and start < $3 and state not in (11, 14)) "
        "from (select stars, late_minutes, customer, case when stars is not null and rating_disputed = 0 and rating_withdrawn = 0 and force_majeure = 0 then 1 else 0 end as counts from visit where worker = $1 and start >= $2 and start < $3 and state between 8 and 10) x"),
        BIND(num(n->record.id), num(w->now.ms - DAYS(90)), num(w->now.ms)));
    write_object(j, "ninety");
    if (can(w, CAN_SEE_VISITS) && db_next(row)) {
        for (int i = 0; i < COUNT_OF(names); i++) write_number(j, names[i], db_number(row, i));
        db_enough(row);
    }
    write_end(j, '}');
}

/* Visits of this month that she is paid for: those of a crew are read with the crew, by which they are shared. */
#define PAID_FOR "start >= $2 and start < $3 and (state between 8 and 10 or (state in (11, 12) and fee > 0) or state = 13)"
static int64_t pay_of(const struct found *visits, int64_t worker)
{
    int64_t pay = 0;
    for (int i = 0; i < visits->count; i++) pay += visit_pay(FOUND(struct visit, *visits, i), worker).fen;
    return pay;
}

static void write_income(struct work *w, struct json *j, const struct worker *n)
{
    struct date d = date_of(day_of(w->now));
    day first = day_from_date((struct date){ d.year, d.month, 1 }), january = day_from_date((struct date){ d.year, 1, 1 });
    struct bind month = BIND(num(n->record.id), num(day_start(first).ms), num(w->now.ms));
    struct found alone = LOOK_WHERE(w, visit, "id in (select id from visit where worker = $1 and start >= $2 union all select id from visit where second = $1 and start >= $2) and not exists (select 1 from visit_crew c where c.parent = visit.id) and " PAID_FOR, month);
    struct found crews = LOAD_WHERE(w, visit, "id in (select parent from visit_crew where worker = $1) and " PAID_FOR, month);
    struct rows *row = db_query(w, SQL("select cast(coalesce(sum(total), 0) as bigint), cast(coalesce(sum(case when state between 9 and 10 then total else 0 end), 0) as bigint) from settlement where worker = $1 and state between 8 and 10 and last >= $2"), BIND(num(n->record.id), num(january.number)));
    bool known = db_next(row);
    write_object(j, "income");
    write_number(j, "month_visits", alone.count + crews.count);
    write_number(j, "month_pay", pay_of(&alone, n->record.id) + pay_of(&crews, n->record.id));
    write_number(j, "year_settled", known ? db_number(row, 0) : 0);
    write_number(j, "year_paid", known ? db_number(row, 1) : 0);
    write_end(j, '}');
    if (known) db_enough(row);
}

/* ---- the calendar of this week and the next ---- */

static void write_calendar(struct work *w, struct json *j, const struct worker *n)
{
    day today = day_of(w->now), monday = { today.number - (weekday(today) - 1) };
    struct booking_list list = booking_day(w, &(struct resource){ RESOURCE_WORKER, n->record.id }, 1, day_start(monday), day_start((day){ monday.number + 14 }));
    write_object(j, "calendar");
    write_number(j, "first", monday.number);
    write_list(j, "rows");
    for (int i = 0; i < list.count; i++) {
        const struct booking *b = &list.at[i];
        write_object(j, NULL);
        write_text(j, "type", b->foreign ? "" : b->source.type);
        write_number(j, "id", b->foreign ? 0 : b->source.id);
        write_number(j, "from", b->from.ms);
        write_number(j, "to", b->to.ms);
        write_text(j, "label", b->label ? b->label : "");
        write_flag(j, "hold", b->hold_until.ms != 0);
        write_flag(j, "foreign", b->foreign);
        write_end(j, '}');
    }
    write_end(j, ']');
    write_end(j, '}');
}

static void write_lapses(struct work *w, struct json *j, const struct lapses *all)
{
    write_list(j, "lapses");
    for (int i = 0; i < all->count; i++) {
        write_object(j, NULL);
        write_number(j, "placement", all->at[i].placement);
        write_text(j, "home", all->at[i].home);
        write_number(j, "since", all->at[i].since.number);
        write_text(j, "what", translate(w->language, all->at[i].what));
        write_text(j, "fix", translate(w->language, all->at[i].fix));
        write_text(j, "to", all->at[i].to);
        write_end(j, '}');
    }
    write_end(j, ']');
}

/* ---- the answer ---- */

static void write_person(struct work *w, struct json *j, const struct worker_facts *f)
{
    if (!f->person || !can(w, CAN_SEE_PERSONS)) return;
    record_write(w, j, "person", &person_type, f->person, 0);
    if (f->person->birth.given) write_number(j, "age", age_on((day){ f->person->birth.number }, day_of(w->now)));
    employment_write(w, j, "employment", &f->employment);
}

void worker_overview_write(struct work *w, struct json *j, const struct worker *n)
{
    struct overview o = { .parts = parts, .part_count = COUNT_OF(parts) };
    overview_read(w, &o, lines(w, n));
    struct worker_facts f = { .worker = n, .person = record_peek(w, &person_type, n->person.id), .hours = hours_of(w, n), .lapses = look_ahead_of(w, n->record.id, LOOK_AHEAD_DAYS) };
    f.employment = employment_of(w, n, f.person);
    worker_next(w, &o, &f);
    write_object(j, NULL);
    write_number(j, "now", w->now.ms);
    write_number(j, "today", day_of(w->now).number);
    write_person(w, j, &f);
    signs_write(w, j, n->person.id, n->record.id);
    if (can(w, CAN_SEE_VISITS)) write_hours(j, &f.hours);
    write_ninety(w, j, n);
    if (can(w, CAN_SEE_SETTLEMENTS)) write_income(w, j, n);
    write_calendar(w, j, n);
    if (can(w, CAN_SEE_PLACEMENTS)) write_lapses(w, j, &f.lapses);
    overview_next_write(j, &o);
    overview_lines_write(w, j, &o);
    write_end(j, '}');
}

bool worker_overview_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct worker *n = id ? LOAD(w, worker, id) : NULL;
    if (!n) return false;
    struct json j = json_new(w->arena);
    worker_overview_write(w, &j, n);
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
