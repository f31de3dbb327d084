/* usual_call.c — GET and POST /api/usual-services. See usual_service.h. */
#include "base/words.h"
#include "record/answer.h"
#include "record/input.h"
#include "record/store.h"
#include "services/services.h"

/* By code or by name: a shop that made "日常保洁" by hand has it. */
static int64_t line_there(struct work *w, const struct usual_service *s)
{
    return db_one(w, SQL("select id from service_line where code = $1 or name = $2 order by id limit 1"), BIND(txt(s->code), txt(s->name)), 0);
}

static void write_one(struct work *w, struct json *j, const struct usual_service *s)
{
    write_object(j, NULL);
    write_text(j, "code", s->code);
    write_text(j, "name", translate(w->language, s->name));
    write_text(j, "glyph", s->glyph);
    write_text(j, "unit", translate(w->language, choice_label(line_units, s->unit)));
    write_number(j, "least", s->least);
    write_number(j, "persons", s->persons);
    write_text(j, "description", translate(w->language, s->description));
    write_text(j, "exclusions", translate(w->language, s->exclusions));
    write_number(j, "tasks", s->task_count);
    write_number(j, "price", s->yuan * 100);
    write_number(j, "percent", s->percent);
    write_number(j, "line", line_there(w, s));
    write_end(j, '}');
}

bool usual_services_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct json j = json_new(w->arena);
    (void)q;
    write_object(&j, NULL);
    write_list(&j, "services");
    for (int i = 0; i < usual_service_count; i++) write_one(w, &j, &usual_services[i]);
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* {code, price (fen of a unit; 0: none yet), percent (the worker's)} */
static bool take_one(struct work *w, json_t *in)
{
    text code = json_string_value(json_object_get(in, "code"));
    const struct usual_service *s = code ? usual_service(code) : NULL;
    int64_t price = input_number(w, in, "price", 0), percent = input_number(w, in, "percent", s ? s->percent : 0);
    if (failed(w)) return false;
    if (!s) return wrong(w, "services", N_("There is no usual service {1}"), code ? code : "");
    if (line_there(w, s)) return refuse_as(w, CONFLICT, "services", N_("{1} is among your services already; leave it out"), s->name);
    if (price < 0 || price > 100000000) return wrong(w, "price", N_("{1}: a price lies between 0 and 1,000,000 yuan"), s->name);
    if (percent < 0 || percent > 100) return wrong(w, "percent", N_("{1}: the worker's share lies between 0 and 100 %"), s->name);
    day today = day_of(w->now);
    int64_t line = usual_service_add(w, s, today);
    return line && (!price || usual_price_add(w, s, line, (money){ price }, percent, today));
}

bool usual_services_take_call(struct work *w, const struct request *q, struct reply *reply)
{
    json_t *in = input_json(w, q->body, q->body_length), *list = in ? json_object_get(in, "services") : NULL, *one;
    size_t i;
    if (!in) return false;
    if (!json_is_array(list) || !json_array_size(list) || json_array_size(list) > (size_t)usual_service_count)
        return wrong(w, "services", N_("Pick at least one service"));
    json_array_foreach(list, i, one)
        if (!take_one(w, one)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "made", (int64_t)json_array_size(list));
    write_end(&j, '}');
    answer_json(w, reply, 201, &j);
    return !failed(w);
}
