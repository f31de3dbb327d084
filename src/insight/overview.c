/* overview.c — see overview.h: lines in, lists and sentences out. */
#include "insight/overview.h"
#include <stdlib.h>
#include <string.h>
#include "base/words.h"
#include "record/said.h"
#include "record/store.h"

static bool hers(struct work *w, const struct overview_part *part, int64_t branch) { return can(w, part->type->see) && (!branch || in_scope(w, branch)); }

void overview_read(struct work *w, struct overview *o, struct rows *row)
{
    o->lines = take_many(w, struct overview_line, MOST_LINES_READ);
    while (db_next(row)) {
        int64_t part = db_number(row, 0);
        if (part < 0 || part >= o->part_count || o->line_count == MOST_LINES_READ || !hers(w, &o->parts[part], db_number(row, 2))) continue;
        struct overview_line *l = &o->lines[o->line_count++];
        *l = (struct overview_line){ .part = (int)part, .id = db_number(row, 1), .branch = db_number(row, 2), .state = (unsigned)db_number(row, 3), .who = db_number(row, 10), .who_name = db_text(row, 11),
            .what = said_read(w, db_text(row, 12)), .note = db_text(row, 13), .number = db_text(row, 14) };
        for (int i = 0; i < OVERVIEW_NUMBERS; i++) l->n[i] = db_number(row, 4 + i);
    }
}

static void write_state(struct work *w, struct json *j, const struct record_type *type, unsigned state)
{
    const struct field *f = type_state(type);
    if (!f) return;
    text tone = "";
    for (const struct choice *c = f->choices; c->key; c++)
        if (c->value == state && c->tone) tone = c->tone;
    write_text(j, "state", choice_key(f->choices, state));
    write_text(j, "state_label", translate(w->language, choice_label(f->choices, state)));
    write_text(j, "tone", tone);
}

static const struct choice *kinds_of(const struct overview_part *part) { return part->kind ? type_field(part->type, part->kind)->choices : NULL; }

text overview_kind(struct work *w, const struct overview *o, const struct overview_line *l)
{
    const struct choice *kinds = kinds_of(&o->parts[l->part]);
    return kinds && l->n[OVERVIEW_NUMBERS - 1] ? translate(w->language, choice_label(kinds, (unsigned)l->n[OVERVIEW_NUMBERS - 1])) : "";
}

text overview_page(struct work *w, const struct overview *o, const struct overview_line *l) { return print(w, "/%s/%lld", o->parts[l->part].type->name, (long long)l->id); }

static void write_line(struct work *w, struct json *j, const struct overview *o, const struct overview_line *l)
{
    const struct overview_part *part = &o->parts[l->part];
    const struct choice *kinds = kinds_of(part);
    write_object(j, NULL);
    write_number(j, "id", l->id);
    write_text(j, "number", l->number);
    write_state(w, j, part->type, l->state);
    for (int i = 0; i < OVERVIEW_NUMBERS; i++)
        if (part->numbers[i]) write_number(j, part->numbers[i], l->n[i]);
    if (kinds && l->n[OVERVIEW_NUMBERS - 1]) write_text(j, "kind", choice_key(kinds, (unsigned)l->n[OVERVIEW_NUMBERS - 1]));
    if (kinds) write_text(j, "kind_label", overview_kind(w, o, l));
    write_number(j, "who", l->who);
    write_text(j, "who_name", l->who_name);
    write_text(j, "what", l->what);
    write_text(j, "note", l->note);
    write_end(j, '}');
}

void overview_lines_write(struct work *w, struct json *j, const struct overview *o)
{
    for (int part = 0; part < o->part_count; part++) {
        if (!o->parts[part].name || !can(w, o->parts[part].type->see)) continue;
        write_object(j, o->parts[part].name);
        write_text(j, "type", o->parts[part].type->name);
        write_list(j, "rows");
        for (int i = 0; i < o->line_count; i++)
            if (o->lines[i].part == part) write_line(w, j, o, &o->lines[i]);
        write_end(j, ']');
        write_end(j, '}');
    }
}

/* ---- what to do next ---- */

void overview_next(struct work *w, struct overview *o, text tone, text code, const struct sentence *what, text to)
{
    if (o->next_count == MOST_NEXT) return;
    int rank = !strcmp(tone, "danger") ? 0 : !strcmp(tone, "warn") ? 1 : 2;
    o->next[o->next_count] = (struct next_step){ rank * MOST_NEXT + o->next_count, tone, code, translate_with(w->arena, w->language, what->message, what->arguments), to };
    o->next_count++;
}

static int by_rank(const void *a, const void *b) { return ((const struct next_step *)a)->rank - ((const struct next_step *)b)->rank; }

void overview_next_write(struct json *j, struct overview *o)
{
    qsort(o->next, (size_t)o->next_count, sizeof *o->next, by_rank);
    write_list(j, "next");
    for (int i = 0; i < o->next_count; i++) {
        write_object(j, NULL);
        write_text(j, "code", o->next[i].code);
        write_text(j, "tone", o->next[i].tone);
        write_text(j, "words", o->next[i].words);
        write_text(j, "to", o->next[i].to);
        write_end(j, '}');
    }
    write_end(j, ']');
}
