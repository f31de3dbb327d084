#include "base/age.h"
#include "test/test.h"

static day on(int year, int month, int of_month) { return day_from_date((struct date){ year, month, of_month }); }

TEST(age_is_full_years)
{
    EQUAL(age_on(on(1975, 3, 8), on(2026, 3, 7)), 50);
    EQUAL(age_on(on(1975, 3, 8), on(2026, 3, 8)), 51);
    EQUAL(age_on(on(2008, 2, 29), on(2026, 2, 28)), 17);
    EQUAL(age_on(on(2008, 2, 29), on(2026, 3, 1)), 18);
    EQUAL(day_of_age(on(2008, 2, 29), 18).number, on(2026, 3, 1).number);
    EQUAL(day_of_age(on(2008, 2, 29), 16).number, on(2024, 2, 29).number);
    EQUAL(age_on(on(2026, 3, 8), on(2026, 3, 8)), 0);
    EQUAL(age_on(on(2026, 3, 8), on(2026, 3, 7)), -1);
}

TEST(retirement_is_delayed_step_by_step)
{
    static const struct { const char *why; struct date born; enum retirement_class class; int delay, year, month; } rows[] = {
        { "woman 1974-12, before the change", { 1974, 12, 5 }, RETIRES_WOMAN_50, 0, 2024, 12 },
        { "woman 1975-01", { 1975, 1, 5 }, RETIRES_WOMAN_50, 1, 2025, 2 }, { "woman 1975-02", { 1975, 2, 5 }, RETIRES_WOMAN_50, 1, 2025, 3 },
        { "woman 1975-03", { 1975, 3, 5 }, RETIRES_WOMAN_50, 2, 2025, 5 }, { "woman 1984-10", { 1984, 10, 5 }, RETIRES_WOMAN_50, 59, 2039, 9 },
        { "woman 1984-11", { 1984, 11, 5 }, RETIRES_WOMAN_50, 60, 2039, 11 }, { "woman 1990-01", { 1990, 1, 5 }, RETIRES_WOMAN_50, 60, 2045, 1 },
        { "man 1964-12", { 1964, 12, 5 }, RETIRES_MAN_60, 0, 2024, 12 }, { "man 1965-01", { 1965, 1, 5 }, RETIRES_MAN_60, 1, 2025, 2 },
        { "man 1965-05", { 1965, 5, 5 }, RETIRES_MAN_60, 2, 2025, 7 }, { "man 1976-08", { 1976, 8, 5 }, RETIRES_MAN_60, 35, 2039, 7 },
        { "man 1976-09", { 1976, 9, 5 }, RETIRES_MAN_60, 36, 2039, 9 }, { "cadre 1970-01", { 1970, 1, 5 }, RETIRES_WOMAN_55, 1, 2025, 2 },
        { "cadre 1981-09", { 1981, 9, 5 }, RETIRES_WOMAN_55, 36, 2039, 9 }, { "cadre 1995-09", { 1995, 9, 5 }, RETIRES_WOMAN_55, 36, 2053, 9 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CASE(rows[i].why);
        day born = day_from_date(rows[i].born), retires = retirement_day(born, rows[i].class);
        EQUAL(retirement_delay(born, rows[i].class), rows[i].delay);
        EQUAL(retires.number, on(rows[i].year, rows[i].month, 5).number);
        CHECK(is_over_age(born, rows[i].class, retires) && !is_over_age(born, rows[i].class, (day){ retires.number - 1 }));
    }
}
