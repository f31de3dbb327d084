/* my_standards.c — GET /api/my/standards: what she should read, the whole text along, so that it is read without a network as well. */
#include "field/my.h"
#include "base/words.h"
#include "record/answer.h"

static void write_items(struct work *w, struct json *j, const struct standard *s)
{
    write_list(j, "items");
    for (size_t i = 0; i < s->items.count; i++) {
        const struct standard_item *item = ROW(struct standard_item, s->items, i);
        write_object(j, NULL);
        write_text(j, "area", seeded_said(w, item->area));
        write_text(j, "task", seeded_said(w, item->task));
        write_text(j, "method", seeded_said(w, item->method));
        write_text(j, "acceptance", seeded_said(w, item->acceptance));
        write_flag(j, "red_line", item->red_line);
        write_end(j, '}');
    }
    write_end(j, ']');
}

/* `before`: she has read an earlier issue of it, so this one has changed. */
static void write_standard(struct work *w, struct json *j, const struct standard *s, int64_t me)
{
    int64_t read = db_one(w, SQL("select at from standard_read where worker = $1 and standard = $2"), BIND(num(me), num(s->record.id)), 0);
    int64_t before = db_one(w, SQL("select count(*) from standard_read r join standard o on o.id = r.standard where r.worker = $1 and o.line = $2 and o.issue < $3"), BIND(num(me), num(s->line.id), num(s->issue)), 0);
    write_object(j, NULL);
    write_number(j, "id", s->record.id);
    write_text(j, "name", s->name);
    write_text(j, "line", translate(w->language, record_title(w, &service_line_type, s->line.id)));
    write_number(j, "issue", s->issue);
    write_number(j, "valid_from", s->valid_from.number);
    write_number(j, "read_at", read);
    write_flag(j, "changed", !read && before > 0);
    write_text(j, "exclusions", s->exclusions);
    write_text(j, "etiquette", s->etiquette);
    write_text(j, "tools", s->tools);
    write_text(j, "chemicals", s->chemicals);
    write_items(w, j, s);
    write_end(j, '}');
}

bool my_standards_call(struct work *w, const struct request *q, struct reply *reply)
{
    (void)q;
    const struct worker *her = my_worker(w);
    if (!her) return false;
    struct found f = standards_to_read(w, her);
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_list(&j, "standards");
    for (int i = 0; i < f.count; i++) write_standard(w, &j, f.at[i], her->record.id);
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
