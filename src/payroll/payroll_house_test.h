/* payroll_house_test.h — a small shop for the tests of payrolls: an employee (insured, with deductions), one whose wage goes through us, one past retirement;
 * October 2026 to begin with. Every write runs as the system at ten o'clock, five days after the payroll's last day. */
#pragma once
#include "payroll/payroll.h"
#include "record/store.h"
#include "test/test.h"

enum { WORKERS = 3 };
struct house_of_wages { struct db *db; struct house *house; struct work *w; char folder[64]; int64_t branch, workers[WORKERS]; day first, last; int64_t run, slip; text step, reason; const void *in; int64_t amount; int who; enum payroll_kind kind; };
bool wages_open(struct house_of_wages *h);
void wages_close(struct house_of_wages *h);
bool wages_write(struct house_of_wages *h, db_run *run);
/* What is written: two sheets of the month, the payroll (`run`), an advance of `amount` to worker `who`. */
bool wages_sheets_of_october(struct work *w, void *house);
bool wages_add_run(struct work *w, void *house);
bool wages_placed_in_a_home(struct work *w, void *house);           /* workers[1], forty days before h->first, her wage handed on by us */
bool wages_add_advance(struct work *w, void *house);
/* A step of the payroll; false: refused. */
bool wages_run_step(struct work *w, void *house);           /* of `step` with the input `in` */
bool wages_drive(struct house_of_wages *h, text step);
/* The living payslip of a worker, the payroll, the balance of an account; the trial balance must hold. */
struct seen { struct payslip slip; int64_t account; text code; int64_t worker; struct payroll_run run; int64_t live; };
struct seen wages_see(struct house_of_wages *h, int worker, text account);
