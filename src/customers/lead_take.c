/* lead_take.c — a lead arrives: who it is, whether she is known, and one more touch of what is open instead of a second record. See lead.h. */
#include <string.h>
#include "base/identity.h"
#include "base/words.h"
#include "customers/customers.h"
#include "customers/lead_merge.h"
#include "record/answer.h"
#include "record/input.h"
#include "record/parts.h"

/* ---- opening hours ---- */

static int64_t of_day(day on, instant from, instant to, int opens, int closes)
{
    int64_t a = day_at(on, opens).ms, b = day_at(on, closes).ms;
    if (from.ms > a) a = from.ms;
    if (to.ms < b) b = to.ms;
    return b > a ? b - a : 0;
}

int64_t open_minutes(instant from, instant to, int opens, int closes)
{
    enum { LONGEST = 400 };
    int64_t sum = 0;
    day first = day_of(from), last = day_of(to);
    if (last.number - first.number > LONGEST) last.number = first.number + LONGEST;
    for (day on = first; on.number <= last.number; on.number++) sum += of_day(on, from, to, opens, closes);
    return sum / MINUTES(1);
}

instant open_minutes_after(instant from, int64_t length, int opens, int closes)
{
    if (closes <= opens) return (instant){ from.ms + MINUTES(length) };
    int64_t left = MINUTES(length);
    for (day on = day_of(from);; on.number++) {
        int64_t a = day_at(on, opens).ms, b = day_at(on, closes).ms;
        if (from.ms > a) a = from.ms;
        if (b - a >= left) return (instant){ a + left };
        if (b > a) left -= b - a;
    }
}

/* ---- one lead a person ---- */

static struct lead *open_lead_of(struct work *w, int64_t person)
{
    struct found open = LOAD_WHERE(w, lead, "person = $1 and state in (1, 2, 3, 4, 6, 9) order by id limit 1", BIND(num(person)));
    return open.count ? open.at[0] : NULL;
}

struct touching { enum customer_source channel; text detail, words; };

int64_t lead_take(struct work *w, const struct lead_arrival *a, bool *ret_merged)
{
    db_lock(w, "person", &a->person.id, 1);        /* two desks that take her call at once make one lead */
    struct lead *open = open_lead_of(w, a->person.id);
    *ret_merged = open != NULL;
    if (open) return step_run(w, &lead_type, open, "touch", &(struct touching){ a->channel, a->detail, a->words }) ? open->record.id : 0;
    struct lead l = { .record.branch = { a->branch }, .person = a->person, .channel = a->channel, .detail = a->detail, .online = a->online, .basis = a->basis, .referrer = a->referrer, .line = a->line, .area = a->area,
        .words = a->words, .arrived_at = a->at };
    return ADD(w, lead, &l) ? l.record.id : 0;
}

/* ---- POST /api/lead/take ---- */

/* With the lead that is open, so that who takes the call sees whose it is before she decides. */
static text known_json(struct work *w, struct found known)
{
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_list(&j, "persons");
    for (int i = 0; i < known.count; i++) {
        const struct person *p = FOUND(struct person, known, i);
        const struct lead *open = open_lead_of(w, p->record.id);
        write_object(&j, NULL);
        write_number(&j, "id", p->record.id);
        write_text(&j, "name", p->name);
        write_text(&j, "lead", open ? open->record.number : "");
        write_text(&j, "owner", open && open->owner.id ? record_title(w, &account_type, open->owner.id) : "");
        write_flag(&j, "customer", db_one(w, SQL("select 1 from customer where person = $1 and state <> 3 limit 1"), BIND(num(p->record.id)), 0) == 1);
        write_end(&j, '}');
    }
    write_end(&j, ']');
    write_end(&j, '}');
    return buf_text(&j.out);
}

/* The same number and name is the same person; the number alone may be her mother's. */
static int64_t person_of(struct work *w, json_t *body, text phone, text name)
{
    struct found known = LOAD_WHERE(w, person, "(phone_index = $1 or phone2_index = $2) and state = 1 order by id limit 6", BIND(blind_index(w, "person.phone", phone), blind_index(w, "person.phone2", phone)));
    for (int i = 0; i < known.count; i++)
        if (!strcmp(FOUND(struct person, known, i)->name, name)) return FOUND(struct person, known, i)->record.id;
    if (known.count && !input_flag(w, body, "another", false)) {
        text who = known_json(w, known);        /* read before the refusal: nothing is read behind it */
        refuse_as(w, CONFLICT, "phone", N_("This number belongs to {1} already. The same person, or another one of the family?"), FOUND(struct person, known, 0)->name);
        work_explain(w, "known", who);
        return 0;
    }
    struct person p = { .name = name, .phone.plain = phone };
    return !failed(w) && ADD(w, person, &p) ? p.record.id : 0;
}

static int64_t who_arrives(struct work *w, json_t *body)
{
    int64_t person = input_number(w, body, "person", 0);
    text given = input_string(w, body, "phone", ""), name = input_string(w, body, "name", "");
    if (failed(w)) return 0;
    if (person) return LOAD(w, person, person) ? person : 0;
    text phone = phone_normal(w->arena, given, house_demo(w->house));
    if (!*phone && *given) return wrong(w, "phone", N_("“{1}” is no phone number that can be called"), given);
    if (!*phone) return wrong(w, "phone", N_("Which number can she be called at?"));
    if (strchr(phone, '-') && phone[0] == '1') return wrong(w, "phone", N_("This is a platform's masked number, which expires and is shared; ask for her own"));
    if (!*name) return wrong(w, "name", N_("What is she called? 李女士 is enough"));
    return person_of(w, body, phone, name);
}

static unsigned choice_of(struct work *w, json_t *body, text member, unsigned otherwise)
{
    text key = input_string(w, body, member, "");
    unsigned value = *key ? choice_value(type_field(&lead_type, member)->choices, key) : otherwise;
    if (*key && !value) wrong(w, member, N_("“{1}” is none of the choices"), key);
    return value;
}

static bool read_arrival(struct work *w, json_t *body, struct lead_arrival *a)
{
    *a = (struct lead_arrival){ .channel = choice_of(w, body, "channel", 0), .detail = input_string(w, body, "detail", ""), .online = input_flag(w, body, "online", false), .basis = choice_of(w, body, "basis", LEAD_ASKED_US),
        .referrer = { input_number(w, body, "referrer", 0) }, .line = { input_number(w, body, "line", 0) }, .area = input_string(w, body, "area", ""), .words = input_string(w, body, "words", ""),
        .at = { input_number(w, body, "at", 0) }, .branch = input_number(w, body, "branch", 0) };
    if (!a->channel && !failed(w)) wrong(w, "channel", N_("How did she hear of us? The channel is missing"));
    if (a->at.ms > w->now.ms) wrong(w, "at", N_("This lies in the future"));
    return !failed(w);
}

bool lead_take_call(struct work *w, const struct request *q, struct reply *reply)
{
    json_t *body = input_json(w, q->body, q->body_length);
    struct lead_arrival a;
    bool merged = false;
    if (!body || !read_arrival(w, body, &a)) return false;
    a.person.id = who_arrives(w, body);
    int64_t id = a.person.id ? lead_take(w, &a, &merged) : 0;
    const struct lead *l = id ? record_peek(w, &lead_type, id) : NULL;
    if (!l) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "lead", id);
    write_text(&j, "number", l->record.number);
    write_number(&j, "version", l->record.version);
    write_flag(&j, "merged", merged);
    write_text(&j, "owner", l->owner.id ? record_title(w, &account_type, l->owner.id) : "");
    write_text(&j, "credit", l->credit.id ? record_title(w, &account_type, l->credit.id) : "");
    lead_twins_write(w, &j, "twins", id, l->person.id);
    write_end(&j, '}');
    answer_json(w, reply, merged ? 200 : 201, &j);
    return !failed(w);
}
