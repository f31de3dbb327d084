/* weekdays_test.c — what people write of a week. */
#include "base/interval.h"
#include "base/weekdays.h"
#include "test/test.h"

enum { MON = 1 << 1, TUE = 1 << 2, WED = 1 << 3, THU = 1 << 4, FRI = 1 << 5, SAT = 1 << 6, SUN = 1 << 7, WORKDAYS = MON | TUE | WED | THU | FRI };

TEST(weekdays_are_read_as_people_write_them)
{
    static const struct { text said; uint64_t days; } cases[] = {
        { "周一至周五 8:00–12:00", WORKDAYS }, { "周一至五", WORKDAYS }, { "星期一到星期六 9:00-17:00", WORKDAYS | SAT }, { "周一、三、五 9:00–12:00", MON | WED | FRI }, { "每周二、四、六上午", TUE | THU | SAT },
        { "周一三五", MON | WED | FRI }, { "周六日", SAT | SUN }, { "周六、周日", SAT | SUN }, { "周六和周日", SAT | SUN }, { "周六,周日", SAT | SUN }, { "周日", SUN }, { "礼拜天", SUN }, { "工作日 8:00–12:00", WORKDAYS }, { "双休", SAT | SUN }, { "周末", SAT | SUN },
        { "周五至周一", FRI | SAT | SUN | MON }, { "每天 9:00–12:00", EVERY_WEEKDAY }, { "Mon–Fri 8:00", WORKDAYS }, { "Monday to Friday, 8:00–12:00", WORKDAYS }, { "Mon, Wed, Fri", MON | WED | FRI },
        { "", 0 }, { "8:00–12:00", 0 }, { "每周三天", 0 }, { "每周一次", 0 }, { "每周五个半天", 0 }, { "一周三次", 0 }, { "白天", 0 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint64_t days;
        CASE(cases[i].said);
        bool named = weekdays_said(cases[i].said, &days);
        EQUAL((int64_t)days, (int64_t)cases[i].days);
        EQUAL(named, cases[i].days != 0);
    }
    CASE(NULL);
}

TEST(working_time_that_says_what_is_left_out_names_no_days)
{
    static const text none[] = { "8:00–12:00，周末双休", "除周日外每天", "隔周周六", "周日休息", "单周周一、双周周二" };
    uint64_t days;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        CASE(none[i]);
        CHECK(!weekdays_worked(none[i], &days));
    }
    CASE(NULL);
    CHECK(weekdays_worked("周一至周五 8:00–12:00", &days));
    EQUAL((int64_t)days, WORKDAYS);
}
