/* declared.c — see declared.h. */
#include "record/declared.h"
#include <string.h>
#include "record/convert.h"
#include "record/held.h"

struct check { struct buf out; const struct module *const *modules; const struct record_type *type; };

static void say(struct check *c, text what, text where) { buf_print(&c->out, "%s.%s: %s\n", c->type->name, where, what); }

static bool type_known(const struct check *c, const struct record_type *type)
{
    for (const struct module *const *m = c->modules; *m; m++)
        for (const struct record_type *const *t = (*m)->types; t && *t; t++)
            if (*t == type) return true;
    return false;
}

static void choices_right(struct check *c, const struct field *f)
{
    uint64_t seen = 0;
    for (const struct choice *o = f->choices; o->key; o++) {
        if (o->value < 1 || o->value > 63) say(c, "a choice lies outside 1..63", f->name);
        else if (seen & SET_BIT(o->value)) say(c, "two choices have one value", f->name);
        else seen |= SET_BIT(o->value);
        if (!o->label) say(c, "a choice has no label", f->name);
    }
}

static void field_right(struct check *c, const struct field *f, bool inside)
{
    if (!f->label) say(c, "has no label", f->name);
    if ((f->kind == KIND_CHOICE || f->kind == KIND_SET) && !f->choices) say(c, "has no choices", f->name);
    else if (f->choices) choices_right(c, f);
    if (f->kind == KIND_REF && !f->to) say(c, "does not say what it refers to", f->name);
    if (field_refers(f) && f->to && !type_known(c, f->to)) say(c, "refers to a type that is not in the house", f->name);
    if (f->kind == KIND_ROWS && !f->row) say(c, "does not say what its rows are", f->name);
    if (f->sort && (f->maybe || f->kind == KIND_SEALED || f->kind == KIND_ROWS || f->kind == KIND_PLACE || f->kind == KIND_SET || f->kind == KIND_REF))
        say(c, "cannot be sorted by", f->name);
    if (inside && (f->kind == KIND_SEALED || f->kind == KIND_ROWS)) say(c, "cannot lie inside rows", f->name);
    if (f->mask && f->kind != KIND_SEALED) say(c, "only sealed text is masked", f->name);
    if (f->kind == KIND_SEALED && !c->type->subject) say(c, "is sealed, but the type names no subject", f->name);
    if ((f->personal || f->fleeting) && !c->type->subject) say(c, "is personal, but the type names no subject", f->name);
}

/* Words that one of the two databases keeps for itself and that cannot name a column or table without quotes. */
static bool reserved_word(text name)
{
    static const text words[] = { "all", "and", "any", "as", "between", "by", "case", "check", "column", "constraint", "current", "default", "desc", "distinct",
        "do", "else", "end", "except", "exists", "fetch", "for", "foreign", "from", "full", "grant", "group", "having", "in", "index", "into", "is", "join", "left",
        "like", "limit", "natural", "not", "null", "offset", "on", "only", "or", "order", "primary", "references", "right", "select", "set", "some", "table", "then",
        "to", "union", "unique", "update", "user", "using", "values", "when", "where", "window", "with" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(words[i], name)) return true;
    return false;
}

/* `stored`: they become columns, so their names must suit SQL (inputs of steps do not). */
static void fields_right(struct check *c, const struct field *fields, int count, bool inside, bool stored)
{
    for (int i = 0; i < count; i++) {
        field_right(c, &fields[i], inside);
        if (stored && reserved_word(fields[i].name)) say(c, "is a reserved word of SQL", fields[i].name);
        for (int k = 0; k < i; k++)
            if (!strcmp(fields[k].name, fields[i].name)) say(c, "is declared twice", fields[i].name);
        if (fields[i].kind == KIND_ROWS && fields[i].row) fields_right(c, fields[i].row->fields, fields[i].row->field_count, true, stored);
    }
}

static void steps_right(struct check *c)
{
    const struct record_type *t = c->type;
    const struct field *state = type_state(t);
    for (int i = 0; i < t->step_count; i++) {
        const struct step *s = &t->steps[i];
        if (!s->label) say(c, "has no label", s->name);
        if (s->to && !state) say(c, "leads to a state, but the type has none", s->name);
        if (s->to && state && !*choice_key(state->choices, s->to)) say(c, "leads to an unknown state", s->name);
        if (!s->from) say(c, "is possible from no state", s->name);
        if (!s->by && !t->edit && !s->hidden) say(c, "nobody may run it", s->name);
        fields_right(c, s->inputs, s->input_count, false, false);
        /* record/api.c: a choice of that name is kept on the record and is no words, so that nobody could ever give them. */
        for (int k = 0; s->reason && k < s->input_count; k++)
            if (!strcmp(s->inputs[k].name, "reason") && s->inputs[k].choices) say(c, "asks for a reason twice, as a choice and in words", s->name);
        for (int k = 0; k < i; k++)
            if (!strcmp(t->steps[k].name, s->name)) say(c, "is declared twice", s->name);
    }
}

/* A record that leads nowhere would seal under the company's own key, which is never destroyed. */
static void subject_right(struct check *c)
{
    const struct record_type *t = c->type;
    if (t->subject && !t->retention_count) say(c, "tells of a person and does not say how long it is kept", t->name);
    for (int i = 0; i < t->retention_count; i++)
        if (!t->retention[i].label || !t->retention[i].law || (t->retention[i].due && !t->retention[i].members && !t->retention[i].erase))
            say(c, "a rule of retention without label, law or what it erases", t->retention[i].name);
    for (text s = t->subject && !subject_itself(t) ? t->subject : NULL; s; s = subject_next(s)) {
        const struct field *f = subject_field(t, s);
        if (!f || f->kind != KIND_REF) say(c, "subject names no member that refers to a record", s);
        else if (f->to && !f->to->subject && strcmp(f->to->name, "person")) say(c, "leads to a type that tells of no person", s);
    }
}

static void hidden_right(struct check *c)
{
    const struct record_type *t = c->type;
    const struct field *f = t->hidden_from ? type_field(t, t->hidden_from) : NULL;
    if (t->hidden_from && (!f || f->kind != KIND_REF)) say(c, "hidden_from names no member that refers to a record", t->hidden_from);
    else if (f && f->to && strcmp(f->to->name, "account") && !f->to->hidden_from) say(c, "leads to a type that hides nothing", t->hidden_from);
}

static void type_right(struct check *c)
{
    const struct record_type *t = c->type;
    static const text reserved[] = { "id", "number", "branch", "version", "created_at", "changed_at", "changed_by", "title", "may", "names", "masked" };
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (type_field(t, reserved[i])) say(c, "is a member every record has", reserved[i]);
    if (!t->label || !t->module) say(c, "no label or no module", t->name);
    if (reserved_word(t->name)) say(c, "is a reserved word of SQL", t->name);
    if (!t->scope) say(c, "no scope", t->name);
    if (!t->see) say(c, "does not say who may see it", t->name);
    if (t->first_state && !type_field(t, "state")) say(c, "has a first state but no member state", t->name);
    if (t->own && strcmp(t->own, "record") && !type_field(t, t->own)) say(c, "own names no member", t->own);
    hidden_right(c);
    const struct field *other = t->shared_with ? type_field(t, t->shared_with) : NULL;
    if (t->shared_with && (t->scope != SCOPE_BRANCH || !other || !other->to || strcmp(other->to->name, "branch"))) say(c, "shared_with names no member that refers to a branch", t->shared_with);
    subject_right(c);
    fields_right(c, t->fields, t->field_count, false, true);
    steps_right(c);
}

static bool event_known(const struct check *c, text event)
{
    text dot = strchr(event, '.');
    for (const struct module *const *m = c->modules; dot && *m; m++)
        for (const struct record_type *const *t = (*m)->types; t && *t; t++) {
            if (strlen((*t)->name) != (size_t)(dot - event) || strncmp((*t)->name, event, (size_t)(dot - event))) continue;
            if (!strcmp(dot, ".created") || !strcmp(dot, ".changed") || !strcmp(dot, ".removed") || type_step(*t, dot + 1)) return true;
        }
    return false;
}

static void capability_known(struct check *c, text word, text where)
{
    if (!word) return;
    for (const struct module *const *m = c->modules; *m; m++)
        for (int i = 0; i < (*m)->capability_count; i++)
            if (!strcmp((*m)->capabilities[i].word, word)) return;
    buf_print(&c->out, "%s: no module declares the capability %s\n", where, word);
}

static void capabilities_known(struct check *c)
{
    const struct record_type *t = c->type;
    const text words[] = { t->see, t->create, t->edit, t->remove };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) capability_known(c, words[i], t->name);
    for (int i = 0; i < t->step_count; i++) capability_known(c, t->steps[i].by, t->name);
    for (int i = 0; i < t->field_count; i++) {
        capability_known(c, t->fields[i].see, t->name);
        capability_known(c, t->fields[i].reveal, t->name);
    }
    for (int i = 0; i < t->deadline_count; i++) {
        capability_known(c, t->deadlines[i].who, t->name);
        capability_known(c, t->deadlines[i].then, t->name);
    }
}

text declared_mistakes(struct arena *arena, const struct module *const *modules)
{
    struct check c = { .out = buf_new(arena), .modules = modules };
    for (const struct module *const *m = modules; *m; m++) {
        for (const struct record_type *const *t = (*m)->types; t && *t; t++) {
            c.type = *t;
            type_right(&c);
            capabilities_known(&c);
        }
        for (int i = 0; i < (*m)->reaction_count; i++)
            if (!event_known(&c, (*m)->reactions[i].event)) buf_print(&c.out, "%s: nothing publishes %s\n", (*m)->name, (*m)->reactions[i].event);
    }
    return buf_text(&c.out);
}
