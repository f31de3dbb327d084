/* pay_run_answer_test.c — the bank's answer to a run of 70.00 and 80.00: paid and sent back by line, twice the same, and what fits nobody. */
#include <stdio.h>
#include <string.h>
#include "base/scratch.h"
#include "finance/finance_house_test.h"
#include "finance/pay_run_answer.h"
#include "record/file.h"
#include "record/said.h"

struct answer_try { struct shop *s; int64_t settlement[2], run; text lines; file file; struct pay_run seen; enum pay_row_state outcome[2]; text why[2], answered, passed_over; int64_t paid[2]; int rows; };

static bool two_in_a_run(struct work *w, void *data)
{
    static const text way[] = { "check", "send", "confirm", "lock" }, accounts[] = { "6222020000000000125", "6217000000000004321" };
    struct answer_try *t = data;
    for (int i = 0; i < 2; i++) {
        struct worker *n = LOAD(w, worker, t->s->workers[i]);
        n->bank_account.plain = accounts[i];
        struct visit v = shop_visit(t->s, 0, i, i, 9, VISIT_APPROVED, 15000, 7000 + 1000 * i);
        if (!SAVE(w, worker, n) || !ADD(w, visit, &v)) return false;
        t->settlement[i] = settlement_make(w, t->s->workers[i], (day){ SHOP_DAY }, (day){ SHOP_DAY + 3 });
        for (size_t k = 0; k < COUNT_OF(way); k++) {
            struct settlement *s = record_peek(w, &settlement_type, t->settlement[i]);
            if (!s || !step_run(w, &settlement_type, s, way[k], NULL)) return false;
        }
    }
    struct pay_run r = { .record.branch = { t->s->branch }, .until = { SHOP_DAY + 60 } };
    t->run = ADD(w, pay_run, &r) ? r.record.id : 0;
    return t->run != 0;
}

static bool read_it(struct work *w, void *data)
{
    struct answer_try *t = data;
    void *r = LOAD(w, pay_run, t->run);
    return r && step_take(w, &pay_run_type, r, "answer", &(struct pay_answer){ t->lines, t->file });
}

static bool look(struct work *w, void *data)
{
    struct answer_try *t = data;
    const struct pay_run *r = LOAD(w, pay_run, t->run);
    t->rows = 0;
    for (size_t i = 0; r && i < r->rows.count; i++, t->rows++) {
        const struct pay_row *row = ROW(struct pay_row, r->rows, i);
        int k = row->settlement.id == t->settlement[1];
        t->outcome[k] = row->outcome;
        SAME_TEXT(row->why, t->why[k] ? t->why[k] : "");
        t->paid[k] = db_one(w, SQL("select paid from settlement where id = $1"), BIND(num(t->settlement[k])), -1);
    }
    t->seen = (struct pay_run){ .state = r ? r->state : 0, .total = r ? r->total : (money){ 0 }, .returned = r ? r->returned : (money){ 0 } };
    if (t->passed_over) CHECK(r && !strstr(said_read(w, r->answered), t->passed_over));
    if (t->answered) CHECK(r && strstr(said_read(w, r->answered), t->answered) != NULL && !strstr(said_read(w, r->answered), "{1}"));
    return r != NULL;
}

static bool next_run(struct work *w, void *data)
{
    struct answer_try *t = data;
    struct pay_run r = { .record.branch = { t->s->branch }, .until = { SHOP_DAY + 60 } };
    if (!ADD(w, pay_run, &r)) return false;
    EQUAL((int64_t)r.rows.count, 1);
    EQUAL(ROW(struct pay_row, r.rows, 0)->settlement.id, t->settlement[1]);
    return true;
}

static bool told_her(struct work *w, void *data)
{
    (void)data;
    EQUAL(db_one(w, SQL("select count(*) from message where template = 'payment.wages_back'"), NO_BIND, -1), 1);
    return !failed(w);
}

TEST_DB(the_banks_answer_books_what_was_paid_and_what_came_back_waits_for_the_next_run)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct answer_try t = { .s = &s };
    CHECK(shop_write(&s, &the_system, two_in_a_run, &t));
    static const text of_nobody[] = { "序号,户名,账号,金额", "你好", "合计,,,150.00" };
    for (size_t i = 0; i < COUNT_OF(of_nobody); i++) {
        CASE(of_nobody[i]);
        t.lines = of_nobody[i];
        CHECK(!shop_write(&s, &s.clerk, read_it, &t));
        SAME_TEXT(s.w->field, "lines");
    }
    CASE("another tail, another sum, no result: nothing is done, and the lines are shown");
    t.lines = "李芳\t6222****9999\t70.00\t成功\n李芳\t6222****0125\t71.00\t成功\n李芳\t6222****0125\t70.00\t处理中\n路人\t6222****1111\t12.00\t失败\t户名不符";
    t.answered = "路人";
    CHECK(shop_write(&s, &s.clerk, read_it, &t));
    CHECK(shop_write(&s, &s.clerk, look, &t));
    EQUAL(t.outcome[0], ROW_WAITS);
    EQUAL(t.outcome[1], ROW_WAITS);
    EQUAL(t.seen.state, RUN_MADE);
    CASE("one paid, one sent back, titles passed over");
    char lines[300];
    snprintf(lines, sizeof lines, "序号\t户名\t账号\t金额\t状态\t失败原因\n1\t李芳\t6222020000000000125\t70.00\t交易成功\t\n2\t%s\t6217****4321\t80.00\t交易失败\t户名与账号不符\n合计\t\t\t150.00", "李芳");
    t.lines = lines;
    t.answered = t.why[1] = NULL;
    CHECK(shop_write(&s, &s.clerk, read_it, &t));
    t.why[1] = "户名与账号不符";
    t.passed_over = "失败原因";
    CHECK(shop_write(&s, &s.clerk, look, &t));
    t.passed_over = NULL;
    EQUAL(t.outcome[0], ROW_PAID);
    EQUAL(t.paid[0], 7000);
    EQUAL(t.outcome[1], ROW_FAILED);
    EQUAL(t.paid[1], 0);
    EQUAL(t.seen.state, RUN_PAID);
    EQUAL(t.seen.total.fen, 7000);
    EQUAL(t.seen.returned.fen, 8000);
    CASE("the same file again does nothing, and she was told once");
    CHECK(shop_write(&s, &s.clerk, read_it, &t));
    CHECK(shop_write(&s, &s.clerk, look, &t));
    EQUAL(t.paid[0], 7000);
    CHECK(shop_write(&s, &the_system, told_her, NULL));
    CHECK(shop_write(&s, &s.clerk, next_run, &t));
    CASE("what was booked comes back days later: its payment is reversed");
    t.lines = "李芳,0125,70.00,退汇：账户已注销";
    CHECK(shop_write(&s, &s.clerk, read_it, &t));
    t.why[0] = "退汇:账户已注销";
    CHECK(shop_write(&s, &s.clerk, look, &t));
    EQUAL(t.outcome[0], ROW_FAILED);
    EQUAL(t.paid[0], 0);
    EQUAL(t.seen.state, RUN_RETURNED);
    CHECK(shop_write(&s, &s.clerk, read_it, &t));
    CHECK(shop_write(&s, &s.clerk, look, &t));
    EQUAL(t.paid[0], 0);
    shop_close(&s);
}

/* ---- the file itself ---- */

struct banks_file { const char *bytes; char hash[80]; };
static bool keep_file(struct work *w, void *data)
{
    struct banks_file *f = data;
    struct upload u = { .path = scratch_path(w->arena), .type = "text/csv", .file_name = "回盘.csv" };
    FILE *to = fopen(u.path, "wb");
    if (!to) return false;
    fputs(f->bytes, to);
    if (fclose(to) || !file_measured(w->arena, &u) || !file_keep(w, &u) || !file_made(w, &u)) return false;
    snprintf(f->hash, sizeof f->hash, "%s", u.hash);
    return true;
}

TEST_DB(the_banks_own_file_in_gbk_is_read_as_its_lines_are)
{
    /* 户名,账号,金额,处理结果,失败原因 · 李芳,…0125,70.00,成功 · 李芳,…4321,80.00,失败,户名不符 */
    static const char gbk[] = "\273\247\303\373,\325\313\272\305,\275\360\266\356,\264\246\300\355\275\341\271\373,\312\247\260\334\324\255\322\362\r\n"
        "\300\356\267\274,6222****0125,70.00,\263\311\271\246,\r\n"
        "\300\356\267\274,6217****4321,80.00,\312\247\260\334,\273\247\303\373\262\273\267\373\r\n";
    struct shop s;
    if (!shop_open(&s)) return;
    struct answer_try t = { .s = &s, .lines = "" };
    struct banks_file bank = { .bytes = gbk }, empty = { .bytes = "\r\n" };
    CHECK(shop_write(&s, &the_system, two_in_a_run, &t));
    CHECK(!shop_write(&s, &s.clerk, read_it, &t));          /* neither file nor lines */
    SAME_TEXT(s.w->field, "lines");
    CHECK(shop_write(&s, &s.clerk, keep_file, &empty) && shop_write(&s, &s.clerk, keep_file, &bank));
    t.file.hash = empty.hash;
    CHECK(!shop_write(&s, &s.clerk, read_it, &t));
    SAME_TEXT(s.w->field, "file");
    t.file.hash = bank.hash;
    CHECK(shop_write(&s, &s.clerk, read_it, &t));
    t.why[1] = "户名不符";
    CHECK(shop_write(&s, &s.clerk, look, &t));
    EQUAL(t.outcome[0], ROW_PAID);
    EQUAL(t.outcome[1], ROW_FAILED);
    shop_close(&s);
}
