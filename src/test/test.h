/* test.h — the whole test tool. A test registers itself; its name is a sentence. Tests lie beside the code (arena_test.c).
 *
 *   TEST(a_split_adds_up_to_the_whole) { … EQUAL(sum, 60000); }
 *   TEST_DB(two_bookings_never_overlap) { … }     runs on SQLite, and again on PostgreSQL when TEST_POSTGRES names a server
 *
 * A failed check is printed and counted and the test goes on; CASE names the row of a table being tried.
 * `zhangjia-tests [--list] [word …]` runs the tests whose file or name contains a word, by TEST_PROCESSES processes (1) at a time. The last
 * line is "N passed, N failed". */
#pragma once
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

struct db;
struct test { const char *file, *name; void (*run)(void); bool on_databases; struct test *next; };
void test_add(struct test *test);
void test_check(bool holds, const char *file, int line, const char *what);
void test_equal(int64_t a, int64_t b, const char *file, int line, const char *what);
void test_same_text(const char *a, const char *b, const char *file, int line, const char *what);
void test_case(const char *why);

/* In a TEST_DB: the url of a fresh, empty database of the engine being tried; it goes away after the test. */
const char *test_url(void);
bool test_on_postgres(void);
/* Before it is opened: makes it a copy of what this process kept under `kind`; false when nothing is. Keeps it as it is now; nobody has it open. */
bool test_copied(const char *kind);
bool test_keep(const char *kind);
bool test_sqlite_gave_back(void);       /* at the end of a process, when nothing is open; see sqlite_memory.c */

#define TEST_ROW(id, dbs) \
    static void id(void); \
    static struct test id##_row = { __FILE__, #id, id, dbs, 0 }; \
    __attribute__((constructor)) static void id##_add(void) { test_add(&id##_row); } \
    static void id(void)
#define TEST(id) TEST_ROW(id, false)
#define TEST_DB(id) TEST_ROW(id, true)
#define CHECK(condition) test_check((condition), __FILE__, __LINE__, #condition)
#define EQUAL(a, b) test_equal((int64_t)(a), (int64_t)(b), __FILE__, __LINE__, #a " == " #b)
#define SAME_TEXT(a, b) test_same_text((a), (b), __FILE__, __LINE__, #a " is " #b)
#define CASE(why) test_case(why)
