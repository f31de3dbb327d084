/* person_merge.c — see person_merge.h. */
#include "company/person_merge.h"
#include <string.h>

/* One reference: `member` of the owned row at `position` of `field`, or `field` itself (member "", position 0). */
struct moving { const struct record_type *type; const struct field *field, *member; int64_t from, into; };

static ref *ref_at(const struct field *f, void *record) { return (ref *)((char *)record + f->at); }

static void write_down(struct work *w, const struct moving *m, int64_t record, size_t position)
{
    db_exec(w, SQL("insert into person_moved (merged, into_person, type, record, field, member, position) values ($1, $2, $3, $4, $5, $6, $7)"),
            BIND(num(m->from), num(m->into), txt(m->type->name), num(record), txt(m->field->name), txt(m->member ? m->member->name : ""), num((int64_t)position)));
}

static bool move_in(struct work *w, const struct moving *m, void *record)
{
    int64_t id = ((const struct record *)record)->id;
    if (!m->member) {
        ref_at(m->field, record)->id = m->into;
        write_down(w, m, id, 0);
    } else {
        rows_of *rows = (rows_of *)((char *)record + m->field->at);
        for (size_t i = 0; i < rows->count; i++) {
            ref *at = ref_at(m->member, (char *)rows->at + i * m->field->row->size);
            if (at->id != m->from) continue;
            at->id = m->into;
            write_down(w, m, id, i);
        }
    }
    return record_save(w, m->type, record);
}

static bool move_all(struct work *w, const struct moving *m)
{
    text where = m->member ? print(w, "id in (select parent from %s_%s where %s = $1) order by id", m->type->name, m->field->name, m->member->name)
                           : print(w, "%s = $1 order by id", m->field->name);
    struct found found = record_where(w, m->type, where, BIND(num(m->from)));
    for (int i = 0; i < found.count; i++)
        if (!move_in(w, m, found.at[i])) return false;
    return !failed(w);
}

static bool refers_to_person(const struct field *f) { return f->kind == KIND_REF && f->to == &person_type; }

static bool move_type(struct work *w, const struct record_type *type, int64_t from, int64_t into)
{
    for (int i = 0; i < type->field_count; i++) {
        const struct field *f = &type->fields[i];
        bool own_link = type == &person_type && !strcmp(f->name, "merged_into");
        if (refers_to_person(f) && !own_link && !move_all(w, &(struct moving){ type, f, NULL, from, into })) return false;
        for (int k = 0; f->kind == KIND_ROWS && k < f->row->field_count; k++)
            if (refers_to_person(&f->row->fields[k]) && !move_all(w, &(struct moving){ type, f, &f->row->fields[k], from, into })) return false;
    }
    return true;
}

/* ---- what the one that stays did not know ---- */

static bool has(const sealed *s) { return s->plain ? *s->plain != 0 : s->kept_length > 0; }

static bool take_sealed(struct work *w, struct person *from, sealed *theirs, sealed *mine)
{
    if (!has(theirs) || has(mine)) return false;
    *mine = (sealed){ .plain = sealed_open(w, &person_type, from, theirs), .mask = "" };
    return true;
}

static void take_over(struct work *w, struct person *from, struct person *into)
{
    uint64_t taken = 0;
    if (!into->sex && from->sex) { into->sex = from->sex; taken |= SET_BIT(TAKEN_SEX); }
    if (!into->birth.given && from->birth.given) { into->birth = from->birth; taken |= SET_BIT(TAKEN_BIRTH); }
    if (!into->do_not_contact && from->do_not_contact) { into->do_not_contact = true; taken |= SET_BIT(TAKEN_DO_NOT_CONTACT); }
    if (take_sealed(w, from, &from->phone, &into->phone)) taken |= SET_BIT(TAKEN_PHONE);
    if (take_sealed(w, from, &from->phone2, &into->phone2)) taken |= SET_BIT(TAKEN_PHONE2);
    if (take_sealed(w, from, &from->email, &into->email)) taken |= SET_BIT(TAKEN_EMAIL);
    if (take_sealed(w, from, &from->id_number, &into->id_number)) taken |= SET_BIT(TAKEN_ID_NUMBER);
    if (!*into->emergency_name && *from->emergency_name && take_sealed(w, from, &from->emergency_phone, &into->emergency_phone)) {
        into->emergency_name = from->emergency_name;
        into->emergency_relation = from->emergency_relation;
        taken |= SET_BIT(TAKEN_EMERGENCY);
    }
    from->taken.bits = taken;
}

/* The ID number is unique: it leaves the one record before it enters the other, and waits there for an un-merge. */
static bool hand_over(struct work *w, struct person *from, struct person *into)
{
    take_over(w, from, into);
    if (from->taken.bits & SET_BIT(TAKEN_ID_NUMBER)) {
        from->id_number.plain = "";
        if (!record_save(w, &person_type, from)) return false;
    }
    return record_save(w, &person_type, into);
}

static bool may_be_one(struct work *w, struct person *from, struct person *into)
{
    if (into->record.id == from->record.id) return wrong(w, "stays", N_("A record cannot be merged into itself"));
    if (into->state != PERSON_ACTIVE) return wrong(w, "stays", N_("The record that stays was itself merged or erased"));
    text a = sealed_open(w, &person_type, from, &from->id_number), b = sealed_open(w, &person_type, into, &into->id_number);
    if (*a && *b && strcmp(a, b)) return wrong(w, "stays", N_("Their ID numbers differ: they are two persons"));
    if (from->birth.given && into->birth.given && from->birth.number != into->birth.number) return wrong(w, "stays", N_("Their birthdays differ; correct the wrong one first"));
    if (from->sex && into->sex && from->sex != into->sex) return wrong(w, "stays", N_("One is a man and one a woman; correct the wrong one first"));
    return !failed(w);
}

bool person_merge_run(struct work *w, struct person *from, const struct person_merge *in)
{
    struct person *into = record_load_locked(w, &person_type, in->stays.id);
    if (!into || !may_be_one(w, from, into) || !hand_over(w, from, into)) return false;
    for (const struct record_type *const *t = house_types(w->house); *t; t++)
        if (!move_type(w, *t, from->record.id, into->record.id)) return false;
    from->merged_into.id = into->record.id;
    from->merged_at = w->now;
    return !failed(w);
}

/* ---- apart again ---- */

static void give_back_sealed(struct work *w, struct person *from, struct person *into, sealed *theirs, sealed *mine)
{
    if (!has(theirs)) *theirs = (sealed){ .plain = sealed_open(w, &person_type, into, mine), .mask = "" };
    else if (strcmp(sealed_open(w, &person_type, from, theirs), sealed_open(w, &person_type, into, mine))) return;     /* it was changed since */
    mine->plain = "";
}

static bool give_back(struct work *w, struct person *from, struct person *into)
{
    uint64_t taken = from->taken.bits;
    if (taken & SET_BIT(TAKEN_SEX)) into->sex = 0;
    if ((taken & SET_BIT(TAKEN_BIRTH)) && into->birth.number == from->birth.number) into->birth = (maybe_day){ 0 };
    if (taken & SET_BIT(TAKEN_DO_NOT_CONTACT)) into->do_not_contact = false;
    if (taken & SET_BIT(TAKEN_PHONE)) give_back_sealed(w, from, into, &from->phone, &into->phone);
    if (taken & SET_BIT(TAKEN_PHONE2)) give_back_sealed(w, from, into, &from->phone2, &into->phone2);
    if (taken & SET_BIT(TAKEN_EMAIL)) give_back_sealed(w, from, into, &from->email, &into->email);
    if (taken & SET_BIT(TAKEN_ID_NUMBER)) give_back_sealed(w, from, into, &from->id_number, &into->id_number);
    if ((taken & SET_BIT(TAKEN_EMERGENCY)) && !strcmp(from->emergency_name, into->emergency_name)) {
        give_back_sealed(w, from, into, &from->emergency_phone, &into->emergency_phone);
        into->emergency_name = into->emergency_relation = "";
    }
    from->taken.bits = 0;
    return record_save(w, &person_type, into);
}

static ref *moved_ref(const struct field *f, const struct field *member, void *record, size_t position)
{
    if (!member) return ref_at(f, record);
    const rows_of *rows = (const rows_of *)(const void *)((const char *)record + f->at);
    return position < rows->count ? ref_at(member, (char *)rows->at + position * f->row->size) : NULL;
}

struct moved { text type, field, member; int64_t record; size_t position; };

static bool move_back(struct work *w, const struct moved *m, int64_t merged, int64_t into)
{
    const struct record_type *type = house_type(w->house, m->type);
    const struct field *f = type ? type_field(type, m->field) : NULL, *member = NULL;
    for (int k = 0; f && f->kind == KIND_ROWS && k < f->row->field_count; k++)
        if (!strcmp(f->row->fields[k].name, m->member)) member = &f->row->fields[k];
    void *record = f ? record_peek(w, type, m->record) : NULL;
    if (!record || (*m->member && !member)) return !failed(w);         /* removed meanwhile */
    ref *at = moved_ref(f, member, record, m->position);
    if (!at || at->id != into) return !failed(w);                       /* changed by somebody since: stays */
    at->id = merged;
    return record_save(w, type, record);
}

static int read_moved(struct work *w, int64_t merged, struct moved **ret)
{
    int n = 0, room = (int)db_one(w, SQL("select count(*) from person_moved where merged = $1"), BIND(num(merged)), 0);
    struct moved *moved = *ret = take_many(w, struct moved, room);
    struct rows *row = db_query(w, SQL("select type, field, member, record, position from person_moved where merged = $1 order by type, record, field, position"), BIND(num(merged)));
    while (db_next(row))
        if (n < room) moved[n++] = (struct moved){ db_text(row, 0), db_text(row, 1), db_text(row, 2), db_number(row, 3), (size_t)db_number(row, 4) };
    return n;
}

bool person_unmerge_run(struct work *w, struct person *from)
{
    struct moved *moved;
    struct person *into = record_load_locked(w, &person_type, from->merged_into.id);
    if (!into) return false;
    if (into->state != PERSON_ACTIVE) return refuse(w, "", N_("The other record was merged or erased since; undo that first"));
    int n = read_moved(w, from->record.id, &moved);
    for (int i = 0; i < n; i++)
        if (!move_back(w, &moved[i], from->record.id, into->record.id)) return false;
    db_exec(w, SQL("delete from person_moved where merged = $1"), BIND(num(from->record.id)));
    from->merged_into.id = 0;
    from->merged_at = (instant){ 0 };
    return give_back(w, from, into) && !failed(w);
}
