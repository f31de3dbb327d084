/* retention_test.c — what is due goes, what is not or is under dispute stays; a period is lengthened, never shortened. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include "base/json.h"
#include "finance/finance_house_test.h"
#include "record/file.h"
#include "record/job_own.h"
#include "record/parts.h"
#include "record/timeline.h"

static const char picture[] = "ffee112233445566778899aabbccddeeff00112233445566778899aabbccddee", sheet[] = "ffdd112233445566778899aabbccddeeff00112233445566778899aabbccddee";

enum { RECENT, OLD, DISPUTED, VISITS };         /* 100 days ago; 200; 200, of a person under dispute */
struct keeping { struct shop shop; int64_t visits[VISITS], held, batches[2]; int64_t days; bool holding; };

static bool a_file(struct work *w, text hash)
{
    text folder = print(w, "%s/files/ff", house_data(w->house)), path = print(w, "%s/%s", folder, hash);
    struct timespec old[2] = { { 1000, 0 }, { 1000, 0 } };
    mkdir(print(w, "%s/files", house_data(w->house)), 0700);
    mkdir(folder, 0700);
    FILE *f = fopen(path, "w");
    if (!f) return false;
    fclose(f);
    return utimensat(AT_FDCWD, path, old, 0) == 0 && file_made(w, &(struct upload){ .hash = hash, .type = "image/jpeg", .file_name = "photo" });
}

static bool a_visit(struct work *w, struct keeping *k, int which, int customer, int days_ago)
{
    struct check_item item = { .area = "厨房", .task = "灶台", .acceptance = "", .done = true, .picture = { picture }, .note = "" };
    struct visit v = shop_visit(&k->shop, customer, 0, day_of(w->now).number - SHOP_DAY - days_ago, 9, VISIT_SETTLED, 20000, 12000);
    v.arrived_place = (place){ 399123456, 1164123456 };
    v.arrived_metres = 12;
    v.proof = PROOF_NEAR;
    v.checklist = (rows_of){ &item, 1 };
    bool well = ADD(w, visit, &v);
    k->visits[which] = v.record.id;
    return well;
}

static void a_batch(struct work *w, struct keeping *k, int which, int days_ago)
{
    k->batches[which] = record_new_id();
    db_exec(w, SQL("insert into import_batch (id, shape, file, file_name, columns, branch, account, state, mode, existing, sheet, header_row, done_row, done_rows, job, created_at, ended_at, "
                   "row_count, creates, updates, sames, wrongs, warnings, made_rows, made_creates, made_updates, made_sames, made_wrongs) "
                   "values ($1, 'customer', $2, 'list.csv', '{}', 1, 1, 5, 1, 1, 0, 0, 0, 0, 0, 1, $3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)"),
            BIND(num(k->batches[which]), txt(sheet), num(w->now.ms - DAYS(days_ago))));
}

static void a_copy(struct work *w, int64_t made)
{
    text folder = print(w, "%s/backups", house_data(w->house));
    mkdir(folder, 0700);
    FILE *f = fopen(print(w, "%s/before-migration-%lld.db", folder, (long long)made), "w");
    CHECK(f && !fclose(f));
}

static bool copy_there(struct work *w, int64_t made)
{
    struct stat facts;
    return stat(print(w, "%s/backups/before-migration-%lld.db", house_data(w->house), (long long)made), &facts) == 0;
}

static bool furnish(struct work *w, void *data)
{
    struct keeping *k = data;
    const struct customer *c = LOAD(w, customer, k->shop.customers[1]);
    if (!c || !a_file(w, picture) || !a_file(w, sheet)) return false;
    k->held = c->person.id;
    a_copy(w, 1000);
    a_copy(w, w->now.ms / 1000 / 86400 * 86400);
    a_batch(w, k, 0, 8);
    a_batch(w, k, 1, 6);
    return a_visit(w, k, RECENT, 0, 100) && a_visit(w, k, OLD, 0, 200) && a_visit(w, k, DISPUTED, 1, 200);
}

static bool hold(struct work *w, void *data)
{
    const struct keeping *k = data;
    struct person *p = LOAD(w, person, k->held);
    w->reason = "投诉处理中";
    return p && step_run(w, &person_type, p, k->holding ? "hold" : "let_go", NULL);
}

static struct retention_rule *rule(struct work *w, text code)
{
    struct found there = record_where(w, &retention_rule_type, "code = $1", BIND(txt(code)));
    return there.count == 1 ? there.at[0] : NULL;
}

static bool keep_photos_for(struct work *w, void *data)
{
    struct retention_rule *r = rule(w, "visit.photos");
    if (!r) return false;
    r->days = (maybe_number){ ((struct keeping *)data)->days, true };
    return SAVE(w, retention_rule, r);
}

static bool ask(struct work *w, void *data) { (void)data; return job_add(w, "retention", "") != 0; }

static void run(struct keeping *k)
{
    CHECK(shop_write(&k->shop, &the_system, ask, NULL));
    for (bool found = true; found;) {
        struct job job = { .arena = arena_new() };
        found = job_claim(k->shop.house, "test", &job);
        if (found) job_run_claimed(&job);
        if (found) CHECK(job.failure == NO_FAILURE);
        arena_free(job.arena);
    }
}

static bool has_photo(const struct visit *v) { return v && v->checklist.count == 1 && *ROW(struct check_item, v->checklist, 0)->picture.hash; }

static bool photos_kept_longer(struct work *w, void *data)
{
    const struct keeping *k = data;
    for (int i = 0; i < VISITS; i++) {
        const struct visit *v = LOAD(w, visit, k->visits[i]);
        CHECK(has_photo(v));
        EQUAL(v ? v->arrived_place.lat != 0 : -1, i == DISPUTED);
        EQUAL(v ? v->arrived_metres : 0, 12);
        EQUAL(v ? v->proof : 0, PROOF_NEAR);
    }
    const struct retention_rule *r = rule(w, "visit.coordinates");
    EQUAL(r ? r->erased : -1, 2);
    EQUAL(r ? r->held : -1, 1);
    EQUAL(r ? r->ran_at.ms > 0 : 0, 1);
    EQUAL(db_one(w, SQL("select count(*) from audit where changes like '%399123456%'"), NO_BIND, -1), 0);
    EQUAL(db_one(w, SQL("select count(*) from audit where what = 10 and type = 'visit' and reason = 'visit.coordinates'"), NO_BIND, -1), 2);
    CHECK(!copy_there(w, 1000) && copy_there(w, w->now.ms / 1000 / 86400 * 86400));
    SAME_TEXT(db_one_text(w, SQL("select file from import_batch where id = $1"), BIND(num(k->batches[0]))), "");
    SAME_TEXT(db_one_text(w, SQL("select file from import_batch where id = $1"), BIND(num(k->batches[1]))), sheet);
    return !failed(w);
}

static bool photos_of_the_undisputed_gone(struct work *w, void *data)
{
    const struct keeping *k = data;
    CHECK(has_photo(LOAD(w, visit, k->visits[RECENT])) && !has_photo(LOAD(w, visit, k->visits[OLD])) && has_photo(LOAD(w, visit, k->visits[DISPUTED])));
    CHECK(*file_facts(w, picture).path);
    const struct retention_rule *r = rule(w, "visit.photos");
    EQUAL(r ? r->erased : -1, 1);
    EQUAL(r ? r->held : -1, 1);
    return !failed(w);
}

static bool dispute_over(struct work *w, void *data)
{
    const struct keeping *k = data;
    CHECK(!has_photo(LOAD(w, visit, k->visits[DISPUTED])) && has_photo(LOAD(w, visit, k->visits[RECENT])));
    const struct retention_rule *r = rule(w, "visit.photos");
    EQUAL(r ? r->erased_all : -1, 2);
    EQUAL(r ? r->held : -1, 0);
    struct audit_verdict v;
    CHECK(audit_seal_some(w) && audit_verify(w, &v) && !v.broken_at);
    return !failed(w);
}

TEST_DB(what_is_due_goes_at_night_and_what_is_disputed_stays)
{
    struct keeping k = { .days = 150, .holding = true };
    if (!shop_open(&k.shop)) return;
    CHECK(shop_write(&k.shop, &the_system, furnish, &k) && shop_write(&k.shop, &the_system, hold, &k));
    CHECK(!shop_write(&k.shop, &the_system, keep_photos_for, &k));              /* shorter than the least */
    SAME_TEXT(k.shop.w->field, "days");
    k.days = 400;
    CHECK(shop_write(&k.shop, &the_system, keep_photos_for, &k));
    run(&k);
    CHECK(shop_write(&k.shop, &the_system, photos_kept_longer, &k));
    k.days = 180;
    CHECK(shop_write(&k.shop, &the_system, keep_photos_for, &k));
    run(&k);
    CHECK(shop_write(&k.shop, &the_system, photos_of_the_undisputed_gone, &k));
    k.holding = false;
    CHECK(shop_write(&k.shop, &the_system, hold, &k));
    run(&k);
    run(&k);                                                                    /* nothing is left to do twice */
    CHECK(shop_write(&k.shop, &the_system, dispute_over, &k));
    shop_close(&k.shop);
}

struct number { int64_t person, customer, other; };

static bool numbered(struct work *w, void *data)
{
    struct keeping *k = data;
    for (int i = 0; i < 2; i++) {
        struct person p = { .name = "王小满", .phone = { .plain = "13812341234" }, .id_number = { .plain = i ? "990000198001010020" : "990000198001010012" } };
        if (!ADD(w, person, &p)) return false;
        struct customer c = { .record.branch = { k->shop.branch }, .person = { p.record.id }, .tax_number = "" };
        if (!ADD(w, customer, &c)) return false;
        k->visits[i] = p.record.id;
        db_exec(w, SQL("update customer set created_at = $2, last_visit = $3 where id = $1"),
                BIND(num(c.record.id), num(w->now.ms - DAYS(2000)), num(day_of(w->now).number - (i ? 1000 : 1100))));
    }
    return !failed(w);
}

static bool number_not_shown(struct work *w, int64_t person)
{
    struct json j = json_new(w->arena);
    CHECK(timeline_write(w, &j, &person_type, person, NULL));
    return strstr(buf_text(&j.out), "\"to_text\":\"不保留\"") != NULL && strstr(buf_text(&j.out), "not kept") == NULL;
}

static bool one_number_gone(struct work *w, void *data)
{
    const struct keeping *k = data;
    const struct person *gone = LOAD(w, person, k->visits[0]), *kept = LOAD(w, person, k->visits[1]);
    if (!gone || !kept) return false;
    SAME_TEXT(sealed_open(w, &person_type, gone, &gone->id_number), "");
    CHECK(number_not_shown(w, k->visits[0]));
    SAME_TEXT(gone->name, "王小满");
    SAME_TEXT(sealed_open(w, &person_type, gone, &gone->phone), "13812341234");
    CHECK(*sealed_open(w, &person_type, kept, &kept->id_number));
    EQUAL(db_one(w, SQL("select count(*) from history where record = $1 and image like '%\"id_number\":\"sealed:%'"), BIND(num(k->visits[0])), -1), 0);
    EQUAL(db_one(w, SQL("select count(*) from history where record = $1 and image like '%\"id_number\":\"not kept\"%'"), BIND(num(k->visits[0])), -1), 1);
    return !failed(w);
}

TEST_DB(the_id_number_of_a_customer_goes_three_years_after_her_last_visit_and_she_stays)
{
    struct keeping k = { 0 };
    if (!shop_open(&k.shop)) return;
    CHECK(shop_write(&k.shop, &the_system, numbered, &k));
    run(&k);
    CHECK(shop_write(&k.shop, &the_system, one_number_gone, &k));
    shop_close(&k.shop);
}

static bool a_rejected_applicant(struct work *w, void *data)
{
    struct keeping *k = data;
    for (int i = 0; i < 2; i++) {
        struct person p = { .name = "赵应聘" };
        if (!ADD(w, person, &p)) return false;
        struct worker n = { .record.branch = { k->shop.branch }, .state = WORKER_REJECTED, .person = { p.record.id }, .mode = MODE_EMPLOYEE };
        struct customer c = { .record.branch = { k->shop.branch }, .person = { p.record.id }, .tax_number = "" };
        if (!ADD(w, worker, &n) || (i && !ADD(w, customer, &c))) return false;
        db_exec(w, SQL("update worker set changed_at = $2 where id = $1"), BIND(num(n.record.id), num(w->now.ms - DAYS(190))));
        k->visits[i] = p.record.id;
    }
    return !failed(w);
}

static bool one_applicant_gone(struct work *w, void *data)
{
    const struct keeping *k = data;
    SAME_TEXT(record_title(w, &person_type, k->visits[0]), "已删除人员");
    SAME_TEXT(record_title(w, &person_type, k->visits[1]), "赵应聘");          /* a customer of ours meanwhile */
    return !failed(w);
}

TEST_DB(a_rejected_applicant_is_erased_after_half_a_year_unless_she_is_needed)
{
    struct keeping k = { 0 };
    if (!shop_open(&k.shop)) return;
    CHECK(shop_write(&k.shop, &the_system, a_rejected_applicant, &k));
    run(&k);
    CHECK(shop_write(&k.shop, &the_system, one_applicant_gone, &k));
    shop_close(&k.shop);
}

static const struct field *among(const struct field *fields, int count, text name, size_t length)
{
    for (int i = 0; i < count; i++)
        if (strlen(fields[i].name) == length && !strncmp(fields[i].name, name, length)) return &fields[i];
    return NULL;
}

/* "remark|checklist.note" */
static bool members_known(const struct record_type *type, text members)
{
    for (text at = members; at && *at; at += *at == '|') {
        const struct field *f = among(type->fields, type->field_count, at, strcspn(at, "|."));
        at += strcspn(at, "|.");
        if (*at++ == '.') f = f && f->row ? among(f->row->fields, f->row->field_count, at, strcspn(at, "|")) : NULL;
        else at--;
        at += strcspn(at, "|");
        if (!f) return false;
    }
    return true;
}

static bool every_rule_is_sound(struct work *w, void *data)
{
    (void)data;
    for (const struct record_type *const *t = house_types(w->house); *t; t++)
        for (int i = 0; i < (*t)->retention_count; i++) {
            const struct retention *r = &(*t)->retention[i];
            CASE(r->label);
            const struct retention_rule *there = rule(w, print(w, "%s.%s", (*t)->name, r->name));
            EQUAL(there ? there->days.value : -1, r->days);
            EQUAL(there ? there->by_itself : -1, r->due != NULL);
            CHECK(members_known(*t, r->members));
        }
    CASE(NULL);
    return !failed(w);
}

TEST_DB(every_rule_names_members_there_are_and_has_its_record)
{
    struct keeping k = { 0 };
    if (!shop_open(&k.shop)) return;
    CHECK(shop_write(&k.shop, &the_system, every_rule_is_sound, &k));
    shop_close(&k.shop);
}
