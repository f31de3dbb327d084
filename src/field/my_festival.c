/* my_festival.c — Spring Festival on her phone (team/festival_answer.h): the question while the round asks, and her answer until it is over. */
#include "base/words.h"
#include "field/my.h"
#include "record/input.h"

bool act_festival(struct work *w, struct act_hand *h)
{
    int64_t id = input_number(w, h->input, "answer", 0);
    struct festival_answer *a = failed(w) ? NULL : record_peek(w, &festival_answer_type, id);
    if (!a || a->worker.id != h->her->record.id) return failed(w) ? false : refuse_as(w, NOT_FOUND, "answer", N_("Nobody asks you for this"));
    static const text beside[] = { "answer", NULL };
    void *word = input_of_step(w, type_step(&festival_answer_type, "answer"), h->input, beside);
    return word && step_take(w, &festival_answer_type, a, "answer", word);
}

static bool lives_in(struct work *w, int64_t worker)
{
    return db_one(w, SQL("select 1 from placement where worker = $1 and live_in = 1 and state in (1, 2, 3, 4, 5, 6) limit 1"), BIND(num(worker)), 0) == 1;
}
_Static_assert(PLACEMENT_HOSPITAL == 6, "the query above says it by number");

static void write_day(struct json *j, text key, maybe_day on)
{
    if (on.given) write_number(j, key, on.number);
    else write_null(j, key);
}

static void write_answer(struct work *w, struct json *j, const struct festival_answer *a)
{
    const struct worker_leave *l = a->leave.id ? record_peek(w, &worker_leave_type, a->leave.id) : NULL;
    write_number(j, "id", a->record.id);
    write_text(j, "state", choice_key(type_state(&festival_answer_type)->choices, a->state));
    write_day(j, "away_from", a->away_from);
    write_day(j, "away_to", a->away_to);
    write_text(j, "back", a->back ? choice_key(type_field(&festival_answer_type, "back")->choices, a->back) : "");
    write_flag(j, "holiday_work", a->holiday_work);
    write_text(j, "live_in", a->live_in ? choice_key(type_field(&festival_answer_type, "live_in")->choices, a->live_in) : "");
    write_text(j, "note", a->note);
    write_text(j, "leave", l ? choice_key(type_state(&worker_leave_type)->choices, l->state) : "");
    write_text(j, "leave_label", l ? translate(w->language, choice_label(type_state(&worker_leave_type)->choices, l->state)) : "");
}

/* Nothing before she is asked, and nothing when it is over. */
void my_festival_write(struct work *w, struct json *j, const struct worker *her)
{
    struct found f = LOAD_WHERE(w, festival_answer, "worker = $1 and state in (1, 2, 3) and round in (select id from festival_round where state in (2, 3)) order by id desc limit 1", BIND(num(her->record.id)));
    const struct festival_answer *a = f.count ? f.at[0] : NULL;
    const struct festival_round *r = a ? record_peek(w, &festival_round_type, a->round.id) : NULL;
    if (!r) { write_null(j, "festival"); return; }
    write_object(j, "festival");
    write_number(j, "new_year", r->new_year.number);
    write_number(j, "answer_by", r->answer_by.number);
    write_text(j, "pay", r->pay);
    write_flag(j, "open", r->state == FESTIVAL_ASKING);
    write_flag(j, "lives_in", lives_in(w, her->record.id));
    write_answer(w, j, a);
    write_end(j, '}');
}
_Static_assert(FESTIVAL_ASKING == 2 && FESTIVAL_CLOSED == 3 && FESTIVAL_GOES == 3, "the query above says these by number");
