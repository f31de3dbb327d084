#include "base/age.h"

int32_t age_on(day born, day on)
{
    return on.number < born.number ? -1 - years_between(on, born) : years_between(born, on);
}

day day_of_age(day born, int years)
{
    struct date d = date_of(born);
    d.year += years;
    return day_from_date(d);                        /* 29 February of a common year comes out as 1 March */
}

/* The classes: their old age, the first year of birth that is delayed, the months of birth for one month of delay, the most. */
static const struct { int years, from_year, step, most; } classes[] = {
    [RETIRES_MAN_60] = { 60, 1965, 4, 36 }, [RETIRES_WOMAN_50] = { 50, 1975, 2, 60 }, [RETIRES_WOMAN_55] = { 55, 1970, 4, 36 },
};

int retirement_delay(day born, enum retirement_class class)
{
    struct date d = date_of(born);
    int months = (d.year - classes[class].from_year) * 12 + d.month - 1;
    if (months < 0) return 0;
    int delay = months / classes[class].step + 1;
    return delay < classes[class].most ? delay : classes[class].most;
}

day retirement_day(day born, enum retirement_class class)
{
    return day_plus_months(born, classes[class].years * 12 + retirement_delay(born, class));
}

bool is_over_age(day born, enum retirement_class class, day on) { return on.number >= retirement_day(born, class).number; }
