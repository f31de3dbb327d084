/* import_columns.c — which shapes there are, what columns they take, and which of a sheet's headers means which. */
#include <string.h>
#include "base/utf8.h"
#include "base/words.h"
#include "record/import_own.h"
#include "record/output.h"

/* ---- shapes ---- */

/* A type that an importer may create is a shape by itself; its unique fields find its records again. */
static const struct import_shape *own_shape(struct work *w, const struct record_type *type)
{
    struct import_part *part = take(w, struct import_part);
    *part = (struct import_part){ .name = type->name, .type = type, .needed = true, .once = true };
    int n = 0;
    for (int i = 0; i < type->field_count && n < MOST_KEYS; i++)
        if (type->fields[i].unique) part->keys[n++] = type->fields[i].name;
    struct import_shape *shape = take(w, struct import_shape);
    *shape = (struct import_shape){ .name = type->name, .label = type->label, .parts = part, .part_count = 1 };
    return shape;
}

static bool importable(const struct record_type *type) { return type->create != NULL && !type->quiet && !type->no_import && !type->imported_as; }

static const struct import_shape *declared_shape(struct work *w, text name)
{
    const struct import_shape *s;
    for (int i = 0; (s = house_answers(w->house, QUESTION_IMPORT_SHAPES, i)) != NULL; i++)
        if (!strcmp(s->name, name)) return s;
    return NULL;
}

const struct import_shape *import_shape_at(struct work *w, int index)
{
    const struct import_shape *s;
    for (int i = 0; (s = house_answers(w->house, QUESTION_IMPORT_SHAPES, i)) != NULL; i++)
        if (index-- == 0) return s;
    for (const struct record_type *const *t = house_types(w->house); *t; t++)
        if (importable(*t) && !declared_shape(w, (*t)->name) && index-- == 0) return own_shape(w, *t);
    return NULL;
}

const struct import_shape *import_shape_of(struct work *w, text name)
{
    const struct import_shape *s = name ? declared_shape(w, name) : NULL;
    const struct record_type *type = name ? house_type(w->house, name) : NULL;
    if (s) return s;
    if (type && importable(type)) return own_shape(w, type);
    refuse_as(w, NOT_FOUND, "", N_("Sheets of this kind cannot be imported"));
    return NULL;
}

bool import_allowed(struct work *w, const struct import_shape *shape)
{
    for (int i = 0; i < shape->part_count; i++)
        if (!shape->parts[i].type->create || !can(w, shape->parts[i].type->create)) return false;
    return true;
}

/* ---- targets ---- */

static bool listed(text list, text name)
{
    size_t n = strlen(name);
    for (text at = list; *at; at += strcspn(at, "|"), at += *at == '|')
        if (strcspn(at, "|") == n && !strncmp(at, name, n)) return true;
    return false;
}

bool import_linked(const struct import_part *part, text field)
{
    for (int i = 0; i < MOST_LINKS && part->links[i].field; i++)
        if (!strcmp(part->links[i].field, field)) return true;
    return false;
}

static bool readable(const struct import_part *part, const struct field *f)
{
    if (import_linked(part, f->name) || f->set_by == ENGINE_ONLY) return false;
    if (f->kind == KIND_ROWS || f->kind == KIND_PLACE || f->kind == KIND_FILE || f->kind == KIND_JSON) return false;
    if (part->fields) return listed(part->fields, f->name);
    return f->set_by != STEPS_ONLY || !strcmp(f->name, "state") || f->also;
}

static text field_target(struct work *w, const struct import_shape *s, int part, const struct field *f)
{
    return s->part_count == 1 && !s->column_count ? f->name : print(w, "%s.%s", s->parts[part].name, f->name);
}

static bool already(const struct import_target *at, int n, text name)
{
    for (int i = 0; i < n; i++)
        if (!strcmp(at[i].name, name)) return true;
    return false;
}

static struct import_target of_field(struct work *w, const struct import_shape *s, int part, const struct field *f)
{
    return (struct import_target){ .name = field_target(w, s, part, f), .label = f->label, .also = "", .part = part, .field = f,
        .required = f->required && s->parts[part].needed };
}

/* The field a column is named after, and of which part. NULL: none. */
static const struct field *field_of_column(const struct import_shape *s, const struct import_column *c, int *ret_part)
{
    text dot = strchr(c->name, '.');
    for (int i = 0; dot && i < s->part_count; i++) {
        const struct field *f = !strncmp(s->parts[i].name, c->name, (size_t)(dot - c->name)) && !s->parts[i].name[dot - c->name] ? type_field(s->parts[i].type, dot + 1) : NULL;
        if (f) return *ret_part = i, f;
    }
    return NULL;
}

/* A declared column: a field with more synonyms, or a reader of the shape's own, which is called as the field it fills. */
static bool of_column(struct work *w, const struct import_shape *s, const struct import_column *c, struct import_target *ret)
{
    int part = 0;
    const struct field *f = field_of_column(s, c, &part);
    text label = c->label || !f ? c->label : f->label, also = c->also ? c->also : "";
    if (f && !c->read) {
        *ret = of_field(w, s, part, f);
        ret->label = label;
        ret->also = also;
        ret->insist = c->required;
        ret->required = (ret->required && !c->filled) || c->required;
        return true;
    }
    *ret = (struct import_target){ .name = c->name, .label = label, .also = also, .required = c->required, .insist = c->required, .read = c->read };
    return c->read || fault(w, "import shape %s: the column %s leads nowhere", s->name, c->name);
}

struct import_targets import_targets(struct work *w, const struct import_shape *s)
{
    int most = s->column_count, n = 0;
    for (int i = 0; i < s->part_count; i++) most += s->parts[i].type->field_count;
    struct import_target *at = take_many(w, struct import_target, most);
    for (int i = 0; i < s->column_count; i++)
        if (of_column(w, s, &s->columns[i], &at[n])) n++;
    for (int p = 0; p < s->part_count; p++)
        for (int i = 0; i < s->parts[p].type->field_count; i++) {
            const struct field *f = &s->parts[p].type->fields[i];
            if (readable(&s->parts[p], f) && !already(at, n, field_target(w, s, p, f))) at[n++] = of_field(w, s, p, f);
        }
    int kept = 0;
    for (int i = 0; i < n; i++)
        if (!at[i].field || !at[i].field->see || can(w, at[i].field->see)) at[kept++] = at[i];
    return (struct import_targets){ at, kept };
}

const struct import_target *import_target(const struct import_targets *t, text name)
{
    for (int i = 0; i < t->count; i++)
        if (!strcmp(t->at[i].name, name)) return &t->at[i];
    return NULL;
}

/* ---- guessing ---- */

/* What stands in brackets is a remark: 手机号（必填）. */
text header_normal(struct arena *arena, text header)
{
    struct buf out = buf_new(arena);
    int depth = 0;
    for (const char *at = utf8_lower(arena, utf8_narrow(arena, header)); *at;) {
        uint32_t c = utf8_next(&at);
        if (c == '(' || c == '[' || c == 0x3010) depth++;
        else if (c == ')' || c == ']' || c == 0x3011) depth -= depth > 0;
        else if (!depth && (c >= 0x80 ? c >= 0x2e80 && c != 0x3001 && c != 0x3002 && c != 0xff1a : strchr("abcdefghijklmnopqrstuvwxyz0123456789", (int)c) != NULL)) utf8_put(&out, c);
    }
    return buf_text(&out);
}

/* How many characters of the header one of the words explains: all when `exactly`, else the longest word in it (two at least); 0: none. */
static size_t explained(struct arena *arena, text list, text normal, bool exactly)
{
    size_t most = 0;
    for (text at = list ? list : ""; *at; at += strcspn(at, "|"), at += *at == '|') {
        text word = header_normal(arena, arena_copy_n(arena, at, strcspn(at, "|")));
        size_t n = utf8_length(word);
        if (n > most && (exactly ? !strcmp(word, normal) : n >= 2 && strstr(normal, word) != NULL)) most = n;
    }
    return most;
}

static size_t means(struct arena *arena, const struct import_target *t, text normal, bool exactly)
{
    text label = t->label ? t->label : "", dot = strchr(t->name, '.');
    const text lists[] = { t->also, label, translate("zh", label), dot ? dot + 1 : t->name, t->field ? t->field->also : "" };
    size_t most = 0;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        size_t n = explained(arena, lists[i], normal, exactly);
        if (n > most) most = n;
    }
    return most;
}

static bool taken(const struct import_guess *guesses, int count, text target)
{
    for (int i = 0; i < count; i++)
        if (!strcmp(guesses[i].target, target)) return true;
    return false;
}

/* The word that explains most of the header wins; at a tie the shape's own before the fields': 备注 is what the shape says it is. */
static void guess_round(struct arena *arena, const struct import_targets *t, const text *normals, int count, bool exactly, struct import_guess *g)
{
    for (int i = 0; i < count; i++) {
        if (*g[i].target || !*normals[i]) continue;
        size_t best = 0;
        for (int k = 0; k < t->count; k++) {
            size_t n = taken(g, i, t->at[k].name) || taken(g + i + 1, count - i - 1, t->at[k].name) ? 0 : means(arena, &t->at[k], normals[i], exactly);
            if (n > best) { best = n; g[i] = (struct import_guess){ t->at[k].name, exactly }; }
        }
    }
}

void import_guess(struct arena *arena, const struct import_targets *t, const text *headers, int count,
                  text (*remembered)(void *, text), void *data, struct import_guess *g)
{
    text *normals = arena_take(arena, sizeof *normals * (size_t)(count + 1));
    for (int i = 0; i < count; i++) {
        g[i] = (struct import_guess){ "", false };
        normals[i] = header_normal(arena, headers[i]);
        text name = remembered && *normals[i] ? remembered(data, normals[i]) : "";
        if (!strcmp(name, LEFT_OUT)) normals[i] = "";
        else if (*name && import_target(t, name) && !taken(g, i, name)) g[i] = (struct import_guess){ import_target(t, name)->name, true };
    }
    guess_round(arena, t, normals, count, true, g);
    guess_round(arena, t, normals, count, false, g);
}

/* ---- remembered ---- */

bool import_remember(struct work *w, text shape, text header, text target)
{
    text normal = header_normal(w->arena, header);
    if (!*normal) return !failed(w);
    db_exec(w, SQL("insert into import_mapping (shape, header, target, changed_at) values ($1, $2, $3, $4) "
                   "on conflict (shape, header) do update set target = excluded.target, changed_at = excluded.changed_at"),
            BIND(txt(shape), txt(utf8_cut(w->arena, normal, 60)), txt(target), num(w->now.ms)));
    return !failed(w);
}

text import_remembered(struct work *w, text shape, text header)
{
    return db_one_text(w, SQL("select target from import_mapping where shape = $1 and header = $2"), BIND(txt(shape), txt(utf8_cut(w->arena, header, 60))));
}
