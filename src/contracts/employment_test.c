#include "base/arena.h"
#include "base/words.h"
#include "contracts/employment.h"
#include "record/store.h"
#include "test/test.h"

static day on(int year, int month, int of_month) { return day_from_date((struct date){ year, month, of_month }); }
static maybe_day born(int year, int month, int of_month) { return (maybe_day){ on(year, month, of_month).number, true }; }

static bool has(const struct employment *e, const char *code)
{
    for (int i = 0; i < e->count; i++) if (!strcmp(e->findings[i].code, code)) return true;
    return false;
}

/* The table of §12.2, row by row. */
TEST(the_paper_follows_age_hours_and_who_pays)
{
    struct work w = { .arena = arena_new(), .language = "zh" };
    static const struct { const char *why; struct date born; enum sex sex; enum retirement_class class; bool pension; int64_t day, week; bool company, own, live_in; enum work_paper paper; bool blocked; } rows[] = {
        { "few hours, company pays", { 1990, 5, 1 }, FEMALE, RETIRES_WOMAN_50, false, 4, 24, true, false, false, PAPER_PART_TIME, false },
        { "one hour a week more", { 1990, 5, 1 }, FEMALE, RETIRES_WOMAN_50, false, 4, 25, true, false, false, PAPER_LABOUR, false },
        { "five hours a day", { 1990, 5, 1 }, FEMALE, RETIRES_WOMAN_50, false, 5, 20, true, false, false, PAPER_LABOUR, false },
        { "hours not agreed", { 1990, 5, 1 }, FEMALE, RETIRES_WOMAN_50, false, 0, 0, true, false, true, PAPER_LABOUR, false },
        { "customer pays", { 1990, 5, 1 }, FEMALE, RETIRES_WOMAN_50, false, 10, 60, false, false, true, PAPER_INTRODUCTION, false },
        { "past retirement with a pension", { 1974, 3, 8 }, FEMALE, RETIRES_WOMAN_50, true, 8, 48, true, false, true, PAPER_WORK_AGREEMENT, false },
        { "past retirement without", { 1974, 3, 8 }, FEMALE, RETIRES_WOMAN_50, false, 8, 48, true, false, true, PAPER_WORK_AGREEMENT, false },
        { "past retirement, customer pays", { 1974, 3, 8 }, FEMALE, RETIRES_WOMAN_50, true, 8, 48, false, false, true, PAPER_INTRODUCTION, false },
        { "own app", { 1990, 5, 1 }, MALE, RETIRES_MAN_60, false, 0, 0, false, true, false, PAPER_COOPERATION, false },
        { "seventeen, by the day, with the guardian's consent", { 2009, 6, 1 }, FEMALE, 0, false, 6, 36, true, false, false, PAPER_LABOUR, false },
        { "seventeen, lives in", { 2009, 6, 1 }, FEMALE, 0, false, 6, 36, true, false, true, PAPER_LABOUR, true },
        { "seventeen, introduced", { 2009, 6, 1 }, FEMALE, 0, false, 6, 36, false, false, false, PAPER_INTRODUCTION, true },
        { "fifteen", { 2010, 12, 1 }, FEMALE, 0, false, 2, 10, true, false, false, PAPER_REFUSED, true },
        { "a woman of 52 whose class nobody knows", { 1974, 3, 8 }, FEMALE, 0, false, 8, 48, true, false, false, PAPER_LABOUR, true },
        { "a man's class is his sex", { 1960, 3, 8 }, MALE, 0, true, 8, 48, true, false, false, PAPER_WORK_AGREEMENT, false },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CASE(rows[i].why);
        struct employment_case c = { .birth = { day_from_date(rows[i].born).number, true }, .sex = rows[i].sex, .retirement = rows[i].class, .evidence = true, .pension = rows[i].pension, .first = on(2026, 11, 1), .last = on(2027, 10, 31),
            .hours_day = rows[i].day, .hours_week = rows[i].week, .company_pays = rows[i].company, .own_choice = rows[i].own, .live_in = rows[i].live_in, .guardian = true };
        struct employment e = employment_for(&w, &c);
        EQUAL(e.paper, rows[i].paper);
        EQUAL(employment_blocked(&e), rows[i].blocked);
    }
    CASE(NULL);
    arena_free(w.arena);
}

TEST(who_is_seventeen_gets_a_paper_with_the_guardians_consent_on_file_and_begins_registered)
{
    struct work w = { .arena = arena_new(), .language = "zh" };
    struct employment_case c = { .birth = born(2009, 6, 1), .sex = FEMALE, .first = on(2026, 11, 1), .last = on(2027, 4, 30), .hours_day = 6, .hours_week = 36, .company_pays = true };
    struct employment e = employment_for(&w, &c);
    CHECK(employment_blocked(&e) && has(&e, "age.minor_guardian") && has(&e, "age.minor"));
    c.guardian = true;
    e = employment_for(&w, &c);
    CHECK(!employment_blocked(&e) && !has(&e, "age.minor_guardian") && has(&e, "age.minor"));
    c.registered = true;
    e = employment_for(&w, &c);
    CHECK(!has(&e, "age.minor"));
    c.birth = born(2008, 10, 31);                               /* 18 on the first day: nobody is asked */
    c.guardian = c.registered = false;
    e = employment_for(&w, &c);
    CHECK(!has(&e, "age.minor_guardian") && !has(&e, "age.minor"));
    arena_free(w.arena);
}

/* The dates of §12: the flag is of each service date, not of the contract. */
TEST(retirement_is_asked_for_each_day_of_service)
{
    struct work w = { .arena = arena_new(), .language = "zh" };
    struct employment_case c = { .birth = born(1975, 1, 5), .sex = FEMALE, .retirement = RETIRES_WOMAN_50, .first = on(2025, 2, 4), .last = on(2025, 2, 5) };
    EQUAL(age_band_on(&c, on(2025, 2, 4)), BAND_WORKING);
    EQUAL(age_band_on(&c, on(2025, 2, 5)), BAND_RETIRED);
    c.company_pays = true;
    struct employment e = employment_for(&w, &c);
    CHECK(has(&e, "age.retires_within"));
    EQUAL(e.retires.number, on(2025, 2, 5).number);
    CHECK(has(&e, "age.evidence"));
    c.birth = born(1975, 3, 5);
    EQUAL(age_band_on(&c, on(2025, 5, 4)), BAND_WORKING);
    EQUAL(age_band_on(&c, on(2025, 5, 5)), BAND_RETIRED);
    c.birth = born(1984, 11, 5);
    EQUAL(age_band_on(&c, on(2039, 11, 4)), BAND_WORKING);
    EQUAL(age_band_on(&c, on(2039, 11, 5)), BAND_RETIRED);
    c = (struct employment_case){ .birth = born(1965, 1, 5), .sex = MALE };
    EQUAL(age_band_on(&c, on(2025, 2, 4)), BAND_WORKING);
    EQUAL(age_band_on(&c, on(2025, 2, 5)), BAND_RETIRED);
    c.birth = born(1976, 9, 5);
    EQUAL(age_band_on(&c, on(2039, 9, 5)), BAND_RETIRED);
    EQUAL(age_band_on(&c, on(2039, 9, 4)), BAND_WORKING);
    arena_free(w.arena);
}

/* T36: the paper is chosen by the engine, not by who fills in the form. */
TEST(a_labour_contract_for_a_retired_worker_is_refused_and_a_work_agreement_for_a_young_one_too)
{
    struct work w = { .arena = arena_new(), .language = "zh" };
    struct employment_case old = { .birth = born(1974, 3, 8), .sex = FEMALE, .retirement = RETIRES_WOMAN_50, .evidence = true, .pension = true, .first = on(2026, 11, 1), .last = on(2027, 10, 31), .company_pays = true };
    struct employment e = employment_for(&w, &old);
    CHECK(!e.overtime && !e.social_insurance && e.accident_insurance);
    employment_judge_mode(&w, &e, &old, CONTRACT_EMPLOYEE);
    CHECK(has(&e, "mode") && employment_blocked(&e));
    e = employment_for(&w, &old);
    employment_judge_mode(&w, &e, &old, CONTRACT_OVER_AGE);
    CHECK(!employment_blocked(&e));
    struct employment_case young = old;
    young.birth = born(1988, 3, 8);
    e = employment_for(&w, &young);
    employment_judge_mode(&w, &e, &young, CONTRACT_OVER_AGE);
    CHECK(employment_blocked(&e));
    e = employment_for(&w, &young);
    employment_judge_mode(&w, &e, &young, CONTRACT_PART_TIME);
    CHECK(employment_blocked(&e));
    EQUAL(employment_mode_of(PAPER_INTRODUCTION, true), CONTRACT_PAYING_AGENT);
    young.company_pays = false;
    e = employment_for(&w, &young);
    CHECK(has(&e, "insurance.advised"));
    young.insured = true;
    e = employment_for(&w, &young);
    CHECK(!has(&e, "insurance.advised"));
    arena_free(w.arena);
}

/* §2.4: her employment decides; an employee is never introduced, and who is introduced is never assigned. */
TEST(a_contract_takes_the_mode_of_her_employment_and_another_one_is_refused_with_the_right_paper)
{
    struct work w = { .arena = arena_new(), .language = "en" };
    static const struct { const char *why; enum employment_mode hers; enum contract_mode own; unsigned right; } rows[] = {
        { "employee", MODE_EMPLOYEE, CONTRACT_EMPLOYEE, SET_BIT(CONTRACT_EMPLOYEE) | SET_BIT(CONTRACT_OVER_AGE) },
        { "part-time", MODE_PART_TIME, CONTRACT_PART_TIME, SET_BIT(CONTRACT_PART_TIME) | SET_BIT(CONTRACT_OVER_AGE) },
        { "agency", MODE_AGENCY, CONTRACT_AGENCY, SET_BIT(CONTRACT_AGENCY) | SET_BIT(CONTRACT_PAYING_AGENT) },
        { "sent by another firm", MODE_DISPATCHED, CONTRACT_EMPLOYEE, SET_BIT(CONTRACT_EMPLOYEE) },
        { "own choice", MODE_GIG, CONTRACT_AGENCY, SET_BIT(CONTRACT_AGENCY) | SET_BIT(CONTRACT_PAYING_AGENT) },
        { "past retirement", MODE_OVER_AGE, CONTRACT_OVER_AGE, SET_BIT(CONTRACT_OVER_AGE) | SET_BIT(CONTRACT_AGENCY) | SET_BIT(CONTRACT_PAYING_AGENT) },
        { "not known: nothing is said", 0, 0, ~0u },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CASE(rows[i].why);
        EQUAL(employment_mode_for(rows[i].hers), rows[i].own);
        for (unsigned mode = CONTRACT_EMPLOYEE; mode <= CONTRACT_OVER_AGE; mode++) {
            struct employment e = { .paper = PAPER_LABOUR };
            employment_judge_hers(&w, &e, rows[i].hers, mode);
            EQUAL(employment_blocked(&e), !(rows[i].right & SET_BIT(mode)));
        }
    }
    CASE(NULL);
    struct employment e = { .paper = PAPER_LABOUR };
    employment_judge_hers(&w, &e, MODE_EMPLOYEE, CONTRACT_AGENCY);
    const struct sentence *said = employment_said(&w, &e.findings[0]);
    SAME_TEXT(translate_with(w.arena, "en", said->message, said->arguments),
                 "She is with us as “Employee”: a contract in the mode “Agency, three parties” says otherwise. Choose Employee mode; if she is employed otherwise by now, correct that on her page first");
    employment_judge_hers(&w, &e, MODE_EMPLOYEE, CONTRACT_AGENCY);
    EQUAL(e.count, 1);                                          /* said once */
    arena_free(w.arena);
}
