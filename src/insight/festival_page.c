/* festival_page.c — see festival_forecast.h: its two answers. */
#include "base/words.h"
#include "insight/festival_cover.h"
#include "insight/festival_forecast.h"
#include "record/answer.h"
#include "record/store.h"
#include <string.h>

static const text words_there[] = { [THERE] = "there", [THERE_PERHAPS] = "perhaps", [THERE_NOT] = "away" };

/* ---- one day's sums ---- */

struct line_sum { int64_t need, hands, perhaps, covered, covered_with; int64_t homes, homes_there, homes_perhaps; };
struct day_sum { struct line_sum line[MOST_FESTIVAL_LINES]; int64_t hands, perhaps; int people, people_perhaps, people_away; };

static void add_hands(const struct forecast *f, day on, struct day_sum *d, struct cover *sure, struct cover *with)
{
    for (int i = 0; i < f->hand_count; i++) {
        const struct hand *h = &f->hands[i];
        int64_t time;
        enum there there = forecast_there(f, h, on, &time, NULL);
        d->people += there == THERE;
        d->people_perhaps += there == THERE_PERHAPS;
        d->people_away += there == THERE_NOT;
        if (!time) continue;
        *(there == THERE ? &d->hands : &d->perhaps) += time;
        if (there == THERE) cover_add(sure, h->does, time);
        cover_add(with, h->does, time);
        for (int l = 0; l < f->line_count; l++)
            if (h->does >> l & 1) *(there == THERE ? &d->line[l].hands : &d->line[l].perhaps) += time;
    }
}

static void add_needs(const struct forecast *f, day on, struct day_sum *d, struct cover *sure, struct cover *with)
{
    for (int i = 0; i < f->needs.count; i++) {
        const struct need_ahead *n = &f->needs.at[i];
        int l = n->date.number == on.number ? forecast_line(f, n->line) : -1;
        if (l < 0) continue;
        d->line[l].need += n->person_minutes;
        sure->need[l] += n->person_minutes;
        with->need[l] += n->person_minutes;
    }
}

static void add_homes(const struct forecast *f, day on, struct day_sum *d)
{
    for (int i = 0; i < f->homes.count; i++) {
        const struct placement *p = FOUND(struct placement, f->homes, i);
        int l = forecast_home_on(p, on) ? forecast_line(f, p->line.id) : -1;
        int64_t worker;
        if (l < 0) continue;
        enum there there = forecast_home(f, p, on, &worker);
        d->line[l].homes++;
        d->line[l].homes_there += there == THERE;
        d->line[l].homes_perhaps += there == THERE_PERHAPS;
    }
}

static void reckon_day(const struct forecast *f, day on, struct day_sum *d)
{
    struct cover sure = { .lines = f->line_count }, with = { .lines = f->line_count };
    int64_t covered[MOST_COVER_LINES], covered_with[MOST_COVER_LINES];
    *d = (struct day_sum){ 0 };
    add_hands(f, on, d, &sure, &with);
    add_needs(f, on, d, &sure, &with);
    add_homes(f, on, d);
    cover_most(&sure, covered);
    cover_most(&with, covered_with);
    for (int l = 0; l < f->line_count; l++) {
        d->line[l].covered = covered[l];
        d->line[l].covered_with = covered_with[l];
    }
}

/* ---- written ---- */

static void write_line_sum(struct json *j, const struct forecast *f, int l, const struct line_sum *s)
{
    if (!s->need && !s->homes) return;
    write_object(j, NULL);
    write_number(j, "line", f->lines[l]->record.id);
    write_number(j, "need", s->need);
    write_number(j, "hands", s->hands);
    write_number(j, "perhaps", s->perhaps);
    write_number(j, "short", s->need - s->covered_with);
    write_number(j, "at_risk", s->covered_with > s->covered ? s->covered_with - s->covered : 0);
    write_number(j, "homes", s->homes);
    write_number(j, "homes_short", s->homes - s->homes_there - s->homes_perhaps);
    write_number(j, "homes_at_risk", s->homes_perhaps);
    write_end(j, '}');
}

static void write_sums(struct json *j, const struct forecast *f, const struct day_sum *d)
{
    int64_t need = 0, covered = 0, with = 0, homes = 0, there = 0, perhaps = 0;
    for (int l = 0; l < f->line_count; l++) {
        need += d->line[l].need;
        covered += d->line[l].covered;
        with += d->line[l].covered_with;
        homes += d->line[l].homes;
        there += d->line[l].homes_there;
        perhaps += d->line[l].homes_perhaps;
    }
    write_number(j, "need", need);
    write_number(j, "hands", d->hands);
    write_number(j, "perhaps", d->perhaps);
    write_number(j, "short", need - with);
    write_number(j, "at_risk", with > covered ? with - covered : 0);
    write_number(j, "homes", homes);
    write_number(j, "homes_short", homes - there - perhaps);
    write_number(j, "homes_at_risk", perhaps);
    write_number(j, "people", d->people);
    write_number(j, "people_perhaps", d->people_perhaps);
    write_number(j, "people_away", d->people_away);
}

static void write_day(struct json *j, const struct forecast *f, day on)
{
    static const text kinds[] = { [DAY_WORK] = "work", [DAY_REST] = "rest", [DAY_STATUTORY] = "statutory", [DAY_CLOSED] = "closed" };
    struct day_sum *d = take(f->w, struct day_sum);
    reckon_day(f, on, d);
    write_object(j, NULL);
    write_number(j, "day", on.number);
    write_text(j, "lunar", lunar_text(f->w->arena, lunar_of(on)));
    write_text(j, "kind", kinds[day_kind_listed(&f->listed, on)]);
    write_text(j, "name", translate(f->w->language, day_name_listed(&f->listed, on)));
    write_sums(j, f, d);
    write_list(j, "lines");
    for (int l = 0; l < f->line_count; l++) write_line_sum(j, f, l, &d->line[l]);
    write_end(j, ']');
    write_end(j, '}');
}

static void write_lines(struct json *j, const struct forecast *f)
{
    write_list(j, "lines");
    for (int l = 0; l < f->line_count; l++) {
        write_object(j, NULL);
        write_number(j, "id", f->lines[l]->record.id);
        write_text(j, "name", f->lines[l]->name);
        write_end(j, '}');
    }
    write_end(j, ']');
}

static bool in_season(const struct festival_round *r, day on) { return on.number >= r->new_year.number - FESTIVAL_SHOWN && on.number <= r->new_year.number + FESTIVAL_SHOWN; }

bool festival_forecast_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct festival_round *r = id ? LOAD(w, festival_round, id) : NULL;
    if (!r) return false;
    day today = day_of(w->now), first = { r->new_year.number - FESTIVAL_SHOWN }, last = { r->new_year.number + FESTIVAL_SHOWN };
    if (today.number > first.number) first = today.number > last.number ? last : today;
    struct forecast *f = forecast_load(w, r, first, last);
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "new_year", r->new_year.number);
    write_number(&j, "today", today.number);
    write_flag(&j, "cut", f->needs.cut);
    write_lines(&j, f);
    write_list(&j, "days");
    for (day on = first; on.number <= last.number && !failed(w); on.number++) write_day(&j, f, on);
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* ---- behind the numbers of a day ---- */

static text choice_of(const struct record_type *type, text member, unsigned value) { return value ? choice_key(type_field(type, member)->choices, value) : ""; }

static void write_hand(struct json *j, const struct forecast *f, const struct hand *h, day on)
{
    const struct away_span *leave = NULL;
    int64_t time;
    enum there there = forecast_there(f, h, on, &time, &leave);
    write_object(j, NULL);
    write_number(j, "worker", h->worker->record.id);
    write_text(j, "name", h->worker->name);
    write_text(j, "there", words_there[there]);
    write_number(j, "minutes", time);
    write_flag(j, "lives_in", forecast_lives_in(f, h->worker->record.id, on));
    write_text(j, "answer", h->answer ? choice_of(&festival_answer_type, "state", h->answer->state) : "");
    if (leave) {
        write_number(j, "leave", leave->id);
        write_text(j, "leave_kind", translate(f->w->language, choice_label(type_field(&worker_leave_type, "kind")->choices, leave->kind)));
        write_text(j, "leave_state", choice_of(&worker_leave_type, "state", leave->state));
    }
    write_end(j, '}');
}

static void write_need(struct json *j, const struct forecast *f, const struct need_ahead *n, day on)
{
    const struct hand *h = n->worker ? forecast_hand(f, n->worker) : NULL;
    int l = forecast_line(f, n->line);
    int64_t time;
    write_object(j, NULL);
    write_number(j, "visit", n->visit);
    write_number(j, "plan", n->plan);
    write_text(j, "number", n->number);
    write_text(j, "line", translate(f->w->language, l >= 0 ? f->lines[l]->name : record_title(f->w, &service_line_type, n->line)));
    write_number(j, "customer", n->customer);
    write_text(j, "customer_name", record_title(f->w, &customer_type, n->customer));
    write_number(j, "at", n->at.count);
    write_number(j, "minutes", n->person_minutes);
    write_number(j, "worker", n->worker);
    write_text(j, "worker_name", n->worker ? record_title(f->w, &worker_type, n->worker) : "");
    write_text(j, "there", !n->worker ? "none" : h ? words_there[forecast_there(f, h, on, &time, NULL)] : "there");
    write_end(j, '}');
}

static void write_home(struct json *j, const struct forecast *f, const struct placement *p, day on)
{
    int64_t worker;
    enum there there = forecast_home(f, p, on, &worker);
    int l = forecast_line(f, p->line.id);
    write_object(j, NULL);
    write_number(j, "placement", p->record.id);
    write_text(j, "number", p->record.number);
    write_text(j, "title", record_title(f->w, &customer_type, p->customer.id));
    write_text(j, "line", l >= 0 ? translate(f->w->language, f->lines[l]->name) : "");
    write_flag(j, "live_in", p->live_in);
    write_number(j, "worker", worker);
    write_text(j, "worker_name", worker ? record_title(f->w, &worker_type, worker) : "");
    write_text(j, "there", worker ? words_there[there] : "none");
    write_end(j, '}');
}

bool festival_day_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct festival_round *r = id ? LOAD(w, festival_round, id) : NULL;
    if (!r) return false;
    day on = { (int32_t)http_query_number(q, "day", r->new_year.number) };
    if (!in_season(r, on)) return wrong(w, "day", N_("The forecast shows {1} days before and after New Year, {2}"), print(w, "%d", FESTIVAL_SHOWN), day_text(w->arena, r->new_year));
    struct forecast *f = forecast_load(w, r, on, on);
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "day", on.number);
    write_list(&j, "hands");
    for (int i = 0; i < f->hand_count; i++) write_hand(&j, f, &f->hands[i], on);
    write_end(&j, ']');
    write_list(&j, "needs");
    for (int i = 0; i < f->needs.count; i++) write_need(&j, f, &f->needs.at[i], on);
    write_end(&j, ']');
    write_list(&j, "homes");
    for (int i = 0; i < f->homes.count; i++) write_home(&j, f, FOUND(struct placement, f->homes, i), on);
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
