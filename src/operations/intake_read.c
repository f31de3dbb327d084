/* intake_read.c — a pasted message, read with the shop's own words (customers/message.h). */
#include <string.h>
#include "base/words.h"
#include "operations/intake.h"
#include "record/answer.h"
#include "record/input.h"
#include "record/store.h"

static const text part_words[] = { "", "phone", "name", "service", "day", "time", "length", "size", "rooms", "address", "area", "persons", "pets", "wish", "channel", "channel_number", "voucher", "weekly", "access", "expected", "company", "tax_number" };
_Static_assert(sizeof part_words / sizeof *part_words == SAID_TAX_NUMBER + 1, "a word for each part");

struct word_list { struct message_word *at; int count, room; };

static void add_word(struct work *w, struct word_list *list, text word, int64_t id, bool near)
{
    if (!*word) return;
    if (list->count == list->room) {
        int room = list->room ? list->room * 2 : 64;
        struct message_word *more = take_many(w, struct message_word, room);
        if (list->count) memcpy(more, list->at, sizeof *more * (size_t)list->count);
        list->at = more;
        list->room = room;
    }
    list->at[list->count++] = (struct message_word){ word, id, near };
}

/* 洗油烟机 of a shop whose only appliance line is 空调清洗: the nearest, not the thing itself. */
static bool another_appliance(text word, text line)
{
    static const text things[] = { "油烟机", "空调", "洗衣机", "冰箱" };
    bool word_names = false, line_names = false, both = false;
    for (size_t i = 0; i < sizeof things / sizeof *things; i++) {
        bool in_word = strstr(word, things[i]) != NULL, in_line = strstr(line, things[i]) != NULL;
        word_names |= in_word;
        line_names |= in_line;
        both |= in_word && in_line;
    }
    return word_names && line_names && !both;
}

/* Names of the shop's services before the everyday words; of a category the plainest line (the one without a level) stands for them. */
static struct word_list service_words(struct work *w)
{
    struct word_list list = { 0 };
    struct found lines = LOAD_WHERE(w, service_line, "state = 1 order by level, id limit 200", NO_BIND);
    for (int i = 0; i < lines.count; i++) add_word(w, &list, FOUND(struct service_line, lines, i)->name, FOUND(struct service_line, lines, i)->record.id, false);
    for (int i = 0; i < lines.count; i++) {
        const struct service_line *line = lines.at[i];
        for (text at = message_words_of(line->category); *at;) {
            size_t n = strcspn(at, "|");
            text word = arena_copy_n(w->arena, at, n);
            add_word(w, &list, word, line->record.id, another_appliance(word, line->name));
            at += n + (at[n] == '|');
        }
    }
    return list;
}

static struct word_list place_words(struct work *w, struct rows *row)
{
    struct word_list list = { 0 };
    while (db_next(row))
        if (strlen(db_text(row, 0)) >= strlen("双楠")) add_word(w, &list, arena_copy(w->arena, db_text(row, 0)), list.count + 1, false);
    return list;
}

static void write_spans(struct work *w, struct json *j, const struct message_draft *d)
{
    size_t at = 0;
    write_list(j, "pieces");
    for (int i = 0; i <= d->span_count; i++) {
        size_t from = i < d->span_count ? d->spans[i].from : strlen(d->text), to = i < d->span_count ? d->spans[i].to : from;
        if (from > at) {
            write_object(j, NULL);
            write_text(j, "text", arena_copy_n(w->arena, d->text + at, from - at));
            write_text(j, "part", "");
            write_end(j, '}');
        }
        if (to > from) {
            write_object(j, NULL);
            write_text(j, "text", arena_copy_n(w->arena, d->text + from, to - from));
            write_text(j, "part", part_words[d->spans[i].part]);
            write_end(j, '}');
        }
        at = to;
    }
    write_end(j, ']');
}

static void write_doubts(struct work *w, struct json *j, const struct message_draft *d)
{
    write_list(j, "doubts");
    for (int i = 0; i < d->doubt_count; i++) {
        write_object(j, NULL);
        write_text(j, "part", part_words[d->doubts[i].part]);
        write_text(j, "message", translate_with(w->arena, w->language, d->doubts[i].message, (const text[]){ d->doubts[i].words, NULL }));
        write_end(j, '}');
    }
    write_end(j, ']');
}

static void write_draft(struct work *w, struct json *j, const struct message_draft *d)
{
    write_object(j, NULL);
    write_text(j, "text", d->text);
    write_spans(w, j, d);
    write_doubts(w, j, d);
    write_text(j, "rest", d->rest);
    write_text(j, "second", d->second);
    write_text(j, "phone", d->phone);
    write_text(j, "phone2", d->phone2);
    write_text(j, "extension", d->extension);
    write_text(j, "name", d->name);
    write_text(j, "address", d->address);
    write_text(j, "area", d->area);
    write_text(j, "access", d->access);
    write_text(j, "company", d->company);
    write_text(j, "tax_number", d->tax_number);
    write_text(j, "wish", d->wish);
    write_text(j, "channel", d->channel);
    write_text(j, "channel_number", d->channel_number);
    write_text(j, "voucher", d->voucher);
    write_list(j, "lines");
    for (int i = 0; i < d->service_count; i++) write_number(j, NULL, d->services[i]);
    write_end(j, ']');
    if (d->day.given) write_number(j, "day", d->day.number); else write_null(j, "day");
    if (d->expected.given) write_number(j, "expected", d->expected.number); else write_null(j, "expected");
    if (d->minute >= 0) write_number(j, "minute", d->minute); else write_null(j, "minute");
    write_number(j, "length", d->length);
    write_number(j, "square_metres", d->square_metres);
    write_number(j, "rooms", d->rooms);
    write_number(j, "persons", d->persons);
    write_number(j, "pets", d->pets);
    write_flag(j, "weekly", d->weekly);
    write_number(j, "weekdays", (int64_t)d->weekdays);
    write_end(j, '}');
}

bool intake_read_call(struct work *w, const struct request *q, struct reply *reply)
{
    json_t *body = input_json(w, q->body, q->body_length);
    text message = body ? input_string(w, body, "text", "") : "";
    if (failed(w)) return false;
    if (!*message) return wrong(w, "text", N_("Paste the customer's message first"));
    int64_t branch = w->actor->home;
    struct word_list services = service_words(w);
    struct word_list areas = place_words(w, db_query(w, SQL("select area from household where branch = $1 and area <> '' group by area limit 500"), BIND(num(branch))));
    struct word_list estates = place_words(w, db_query(w, SQL("select estate from household where branch = $1 and estate <> '' group by estate order by count(*) desc limit 2000"), BIND(num(branch))));
    struct message_shop shop = { services.at, areas.at, estates.at, services.count, areas.count, estates.count };
    const struct message_draft *d = message_read(w->arena, message, w->now, house_demo(house_of(w)), &shop);
    struct json j = json_new(w->arena);
    write_draft(w, &j, d);
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
