#include <string.h>
#include "company/company_house_test.h"
#include "company/password.h"

/* Only a company whose clock is a test's hashes at less than what OWASP asks of argon2id (Password Storage Cheat Sheet: 19 MiB and two passes at least). */
TEST_DB(only_a_company_made_for_tests_hashes_at_less_than_the_full_cost)
{
    struct company_house c;
    if (!company_open(&c, false)) return;
    struct house *house = house_of(c.w), *tests = house_open(&(struct house_options){ .db = house_db(house), .data = house_data(house), .modules = house_modules(house),
        .test_clock = "/nonexistent/clock" }, &(text){ "" });
    CHECK(tests);
    if (tests) {
        struct work *w = work_open(tests, &the_system);
        text full = password_hash(c.w, "correct horse"), least = password_hash(w, "correct horse");
        CHECK(strstr(full, "$m=65536,t=2,p=1$") && !strstr(least, "$m=65536"));
        CHECK(password_fits(full, "correct horse") && password_fits(least, "correct horse") && !password_fits(least, "wrong horse"));
        work_close(w);
    }
    house_close(tests);
    company_close(&c);
}
