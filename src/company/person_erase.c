/* person_erase.c — see person.h and docs/decisions/11-erasing-a-person.md. */
#include "base/words.h"
#include "company/person_erase.h"
#include "company/kept_paper.h"
#include "record/erase.h"
#include "record/parts.h"

enum { MOST = 64 };

int persons_behind(struct work *w, int64_t person, int64_t *into, int most)
{
    int n = 0;
    if (most > 0) into[n++] = person;
    for (int i = 0; i < n; i++) {
        struct rows *row = db_query(w, SQL("select id from person where merged_into = $1 and state = 2 order by id"), BIND(num(into[i])));
        while (db_next(row))
            if (n < most) into[n++] = db_number(row, 0);
    }
    return n;
}

const struct sentence *not_needed(struct work *w, const struct person *p)
{
    const struct person_needed *needed = person_needed(w, p->record.id, false);
    return needed ? because(w, needed->why) : NULL;
}

/* As it is read in the history of every record it emptied. */
static text rule_of(struct work *w, enum erasure_basis basis) { return translate(w->language, choice_label(erasure_bases, basis)); }

static bool records_behind(struct work *w, int64_t id, text name, text rule)
{
    int64_t done = 0;
    return traces_erase(w, id, name) && records_of_person_erase(w, id, rule, &done);
}

static bool erase_merged(struct work *w, int64_t id, text rule)
{
    struct person *p = record_peek(w, &person_type, id);
    if (!p || p->state != PERSON_MERGED || !records_behind(w, id, p->name, rule)) return !failed(w);
    record_empty(w, &person_type, p, NULL);
    return step_run(w, &person_type, p, "erase_merged", NULL);
}

/* The records first, while their images can still be sealed under the keys that then go (person.c, key_goes_with_her). */
bool erase_all(struct work *w, struct person *p, const struct erasure *in)
{
    int64_t ids[MOST];
    text rule = rule_of(w, in->basis);
    int n = persons_behind(w, p->record.id, ids, MOST);
    if (n == MOST) return fault(w, "person %lld: more than %d merged records", (long long)p->record.id, MOST);
    for (int i = 0; i < n; i++)
        if (!papers_keep(w, p, ids[i])) return false;
    while (n-- > 1)
        if (!erase_merged(w, ids[n], rule)) return false;
    if (!records_behind(w, p->record.id, p->name, rule)) return false;
    record_empty(w, &person_type, p, NULL);
    p->do_not_contact = true;
    audit_write(w, &(struct audit_entry){ .what = AUDIT_ERASED, .type = &person_type, .record = p->record.id, .step = "", .reason = rule, .changes = "" });
    return !failed(w);
}

bool person_erase(struct work *w, int64_t person, enum erasure_basis basis)
{
    struct person *p = record_peek(w, &person_type, person);
    if (!p) return failed(w) ? false : refuse_as(w, NOT_FOUND, "", N_("There is no such person"));
    return step_run(w, &person_type, p, "erase", &(struct erasure){ basis });
}

bool person_erase_when_free(struct work *w, int64_t person, int64_t *ret_done)
{
    if (person_needed(w, person, false) || failed(w)) return !failed(w);
    ++*ret_done;
    return person_erase(w, person, ERASURE_OVER);
}
