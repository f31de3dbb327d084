/* today_cards.c — the five figures at the top of today's page: the value now, against the same weekday a week ago, and two weeks as a line. Each leads to the
 * list behind it. Codes: DOMAIN.md §1.8. */
#include "base/words.h"
#include "insight/today.h"
#include "quality/quality.h"
#include "record/store.h"

enum { LINE_DAYS = 14, WEEK = 7 };
/* `change` is given only when the day a week ago has something to compare with. */
struct tile { text name, label, unit, to, tone, hint, change_unit; double value, change; bool whole, empty, has_change; double line[LINE_DAYS]; bool known[LINE_DAYS]; };

static void write_card(struct work *w, struct json *j, const struct tile *c)
{
    write_object(j, NULL);
    write_text(j, "name", c->name);
    write_text(j, "label", translate(w->language, c->label));
    if (c->empty) write_text(j, "value", "—");
    else if (c->whole) write_number(j, "value", (int64_t)c->value);
    else write_real(j, "value", c->value);
    write_text(j, "unit", c->unit);
    write_text(j, "to", c->to);
    write_text(j, "tone", c->tone);
    write_text(j, "hint", c->hint);
    if (c->has_change) write_real(j, "change", c->change);
    write_text(j, "change_unit", c->change_unit);
    write_list(j, "spark");
    for (int i = 0; i < LINE_DAYS; i++)
        if (c->known[i]) write_real(j, NULL, c->line[i]);
    write_end(j, ']');
    write_end(j, '}');
}

static double tenth(double x) { return (double)(int64_t)(x * 10 + (x < 0 ? -0.5 : 0.5)) / 10; }
static double percent(int64_t part, int64_t whole) { return whole ? tenth(100.0 * (double)part / (double)whole) : 0; }
/* The i-th of the last LINE_DAYS days, today the last. */
static const struct day_figures *nth(const struct day_figures *past, const struct day_figures *today, int i) { return i == LINE_DAYS - 1 ? today : &past[CARD_DAYS - LINE_DAYS + 1 + i]; }

static text than_last_week(struct work *w, int64_t difference)
{
    static const text days[] = { N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday") };
    text weekday_ = translate(w->language, days[weekday(day_of(w->now)) - 1]);
    const text arguments[] = { weekday_, print(w, "%s%lld", difference > 0 ? "+" : "", (long long)difference), NULL };
    return translate_with(w->arena, w->language, difference == 1 || difference == -1 ? N_("{2} visit against last {1}") : N_("{2} visits against last {1}"), arguments);
}

/* What figures count: all but what was called off. */
#define COUNTED_STATES "state=unassigned,offered,accepted,confirmed,en_route,arrived,in_service,finished,approved,settled,interrupted,no_access"

static struct tile visits_card(struct work *w, text range, const struct day_figures *now, const struct day_figures *past)
{
    const struct day_figures *then = &past[CARD_DAYS - WEEK];
    struct tile c = { .name = "visits", .label = N_("Visits today"), .unit = "", .to = print(w, "/visit?" COUNTED_STATES "&%s", range), .tone = "good_up", .change_unit = "%", .value = (double)now->visits, .whole = true,
        .hint = than_last_week(w, now->visits - then->visits), .has_change = then->visits > 0, .change = percent(now->visits - then->visits, then->visits) };
    for (int i = 0; i < LINE_DAYS; i++) { c.line[i] = (double)nth(past, now, i)->visits; c.known[i] = true; }
    return c;
}

/* A hint is read at a glance: yuan, by thousands, as the web writes money. */
static text whole_yuan(struct work *w, int64_t fen)
{
    int64_t yuan = (fen + 50) / 100;
    return yuan < 1000 ? print(w, "%lld", (long long)yuan) : yuan < 1000000 ? print(w, "%lld,%03lld", (long long)(yuan / 1000), (long long)(yuan % 1000))
         : print(w, "%lld,%03lld,%03lld", (long long)(yuan / 1000000), (long long)(yuan / 1000 % 1000), (long long)(yuan % 1000));
}

static struct tile worth_card(struct work *w, text range, const struct day_figures *now, const struct day_figures *past)
{
    const struct day_figures *then = &past[CARD_DAYS - WEEK];
    struct tile c = { .name = "money", .label = N_("Worth of today"), .unit = "fen", .to = print(w, "/visit?" COUNTED_STATES "&%s", range), .tone = "good_up", .change_unit = "%", .value = (double)now->worth, .whole = true,
        .hint = then->worth ? print(w, "%s ¥%s", translate(w->language, N_("A week ago")), whole_yuan(w, then->worth)) : "", .has_change = then->worth > 0, .change = percent(now->worth - then->worth, then->worth) };
    for (int i = 0; i < LINE_DAYS; i++) { c.line[i] = (double)nth(past, now, i)->worth; c.known[i] = true; }
    return c;
}

/* Why it is not a hundred percent: who came late, and of whom nobody knows. */
static text on_time_hint(struct work *w, const struct day_figures *now)
{
    int64_t late = now->known - now->on_time, unknown = now->due - now->known;
    const text numbers[] = { print(w, "%lld", (long long)(late ? late : unknown)), print(w, "%lld", (long long)unknown), NULL };
    if (!now->due) return translate(w->language, N_("no visit is due yet"));
    if (!late && !unknown) return translate(w->language, N_("all came in time"));
    return translate_with(w->arena, w->language, late && unknown ? N_("{1} came late, {2} without a check-in") : late ? N_("{1} came late") : N_("{1} without a check-in"), numbers);
}

/* K07: of all that should have begun, five minutes ago at the latest; who has not checked in is unknown, shown beside and not left out. */
static struct tile on_time_card(struct work *w, const struct day_span *s, text here, const struct today_figures *f, const struct day_figures *past)
{
    const struct day_figures *now = &f->all, *then = &past[CARD_DAYS - WEEK];
    struct tile c = { .name = "on_time", .label = N_("On time"), .unit = "%", .tone = "good_up", .change_unit = "%", .empty = !now->due,
        .to = print(w, "/visit?" COUNTED_STATES "&start_from=%lld&start_to=%lld%s", (long long)s->from.ms, (long long)(w->now.ms - MINUTES(5)), here),
        .value = percent(now->on_time, now->due), .hint = on_time_hint(w, now),
        .has_change = now->due && then->known, .change = tenth(percent(now->on_time, now->due) - percent(then->on_time, then->due)) };
    for (int i = 0; i < LINE_DAYS; i++) {
        const struct day_figures *d = nth(past, now, i);
        c.line[i] = percent(d->on_time, d->due);
        c.known[i] = d->known > 0;
    }
    return c;
}

static void seven_days(const struct day_figures *past, const struct day_figures *now, int back, int64_t *ret_stars, int64_t *ret_rated)
{
    *ret_stars = *ret_rated = 0;
    for (int i = 0; i < WEEK; i++) {
        int at = CARD_DAYS - back - i;
        const struct day_figures *d = at == CARD_DAYS ? now : &past[at];
        *ret_stars += d->stars;
        *ret_rated += d->rated;
    }
}

/* K11, of seven days, with how many said something. */
static struct tile stars_card(struct work *w, const struct day_span *s, text here, const struct day_figures *now, const struct day_figures *past)
{
    int64_t stars, rated, stars_then, rated_then;
    seven_days(past, now, 0, &stars, &rated);
    seven_days(past, now, WEEK, &stars_then, &rated_then);
    const text said[] = { print(w, "%lld", (long long)rated), NULL };
    int64_t since = day_start((day){ day_of(w->now).number - WEEK + 1 }).ms;
    struct tile c = { .name = "stars", .label = N_("Satisfaction, 7 days"), .unit = "", .to = print(w, "/visit?stars_from=1&rating_disputed=0&start_from=%lld&start_to=%lld%s", (long long)since, (long long)s->to.ms, here), .tone = "good_up", .change_unit = " ", .empty = !rated,
        .value = rated ? (double)(int64_t)(100.0 * (double)stars / (double)rated + 0.5) / 100 : 0, .hint = translate_with(w->arena, w->language, N_("{1} ratings"), said),
        .has_change = rated && rated_then, .change = rated && rated_then ? tenth((double)stars / (double)rated - (double)stars_then / (double)rated_then) : 0 };
    for (int i = 0; i < LINE_DAYS; i++) {
        const struct day_figures *d = nth(past, now, i);
        c.line[i] = d->rated ? tenth((double)d->stars / (double)d->rated) : 0;
        c.known[i] = d->rated > 0;
    }
    return c;
}

/* What is due stands in the queue of who handles them; of who does not, nothing is said. */
static struct tile complaints_card(struct work *w, text here, const struct day_figures *past, int64_t open, int64_t due)
{
    const text arguments[] = { print(w, "%lld", (long long)due), NULL };
    struct tile c = { .name = "complaints", .label = N_("Open complaints"), .unit = "", .to = print(w, "/complaint?state=received,accepted,investigating,proposed,resolved,followed_up,disputed,decided%s", here), .tone = "good_down", .change_unit = " ",
        .value = (double)open, .whole = true, .hint = due ? translate_with(w->arena, w->language, N_("{1} due today"), arguments) : can(w, CAN_HANDLE_COMPLAINTS) ? translate(w->language, N_("none due today")) : "" };
    for (int i = 0; i < LINE_DAYS - 1; i++) { c.line[i] = (double)past[CARD_DAYS - LINE_DAYS + 1 + i].complaints; c.known[i] = true; }
    return c;
}

void today_cards(struct work *w, struct json *j, const struct day_span *s, const struct today_figures *f, const struct day_figures *past, int64_t complaints, int64_t complaints_due)
{
    text here = today_branch(w, s), range = print(w, "start_from=%lld&start_to=%lld%s", (long long)s->from.ms, (long long)s->to.ms, here);
    const struct tile cards[] = { visits_card(w, range, &f->all, past), worth_card(w, range, &f->all, past), on_time_card(w, s, here, f, past), stars_card(w, s, here, &f->all, past), complaints_card(w, here, past, complaints, complaints_due) };
    write_list(j, "cards");
    for (int i = 0; i < COUNT_OF(cards); i++) write_card(w, j, &cards[i]);
    write_end(j, ']');
}
