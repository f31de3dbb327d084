/* employment.c — see employment.h. */
#include "contracts/employment.h"
#include <string.h>
#include "base/words.h"
#include "record/store.h"

static void add(struct employment *e, struct employment_finding f) { if (e->count < MOST_FINDINGS) e->findings[e->count++] = f; }

/* Between the earliest and the latest of the classes her sex allows, only the record can tell. */
static enum age_band grown_band(const struct employment_case *c, day on)
{
    day born = { c->birth.number };
    if (c->retirement) return is_over_age(born, c->retirement, on) ? BAND_RETIRED : BAND_WORKING;
    if (c->sex == MALE) return is_over_age(born, RETIRES_MAN_60, on) ? BAND_RETIRED : BAND_WORKING;
    bool first = is_over_age(born, RETIRES_WOMAN_50, on), last = is_over_age(born, c->sex == FEMALE ? RETIRES_WOMAN_55 : RETIRES_MAN_60, on);
    return last ? BAND_RETIRED : first ? BAND_UNKNOWN : BAND_WORKING;
}

enum age_band age_band_on(const struct employment_case *c, day on)
{
    if (!c->birth.given) return BAND_UNKNOWN;
    int32_t age = age_on((day){ c->birth.number }, on);
    return age < 16 ? BAND_CHILD : age < 18 ? BAND_MINOR : grown_band(c, on);
}

static bool part_time(const struct employment_case *c) { return c->hours_day && c->hours_day <= 4 && c->hours_week <= 24 && (c->hours_week || c->hours_day * 6 <= 24); }

/* ---- by age ---- */

static void child(struct work *w, struct employment *e, const struct employment_case *c)
{
    e->paper = PAPER_REFUSED;
    add(e, (struct employment_finding){ "age.under_16", because(w, N_("She is under 16 until {1}: nobody under 16 may be employed or introduced"), day_text(w->arena, day_of_age((day){ c->birth.number }, 16))), NULL, "劳动法15条;禁止使用童工规定", true });
}

static void minor(struct work *w, struct employment *e, const struct employment_case *c)
{
    if (c->live_in) add(e, (struct employment_finding){ "age.minor_live_in", because(w, N_("Who is 16 or 17 does not live alone in a household")), because(w, N_("Work by the day only")), "未成年人保护法61条", true });
    if (c->nights) add(e, (struct employment_finding){ "age.minor_nights", because(w, N_("Who is 16 or 17 does no night work")), because(w, N_("Work by day only")), "未成年工特殊保护规定", true });
    if (c->dangerous) add(e, (struct employment_finding){ "age.minor_danger", because(w, N_("Who is 16 or 17 does no dangerous work: heights, heavy loads, poisons")), because(w, N_("Another service")), "劳动法64条", true });
    if (!c->company_pays) add(e, (struct employment_finding){ "age.minor_introduced", because(w, N_("Who is 16 or 17 works for us only, with our protection, not for a household")), because(w, N_("Employee mode")), "劳动法58条", true });
    if (!c->guardian) add(e, (struct employment_finding){ "age.minor_guardian", because(w, N_("She is under 18, and her guardian's consent in writing is not on file for the first day")), because(w, N_("Tell the guardian what the work is, have the consent signed, and enter it among her papers as “Guardian's consent in writing”")), "民法典19、34条；劳动法65条", true });
    if (!c->registered) add(e, (struct employment_finding){ "age.minor", because(w, N_("She is under 18: have her examined and registered as a young worker before she begins")), because(w, N_("Enter the registration among her papers")), "未成年工特殊保护规定6、9条", false });
}

static void retired(struct work *w, struct employment *e, const struct employment_case *c)
{
    text since = e->retires.given ? day_text(w->arena, (day){ e->retires.number }) : "";
    e->overtime = false;
    const struct sentence *why = *since ? because(w, N_("She has reached retirement ({1}): a work agreement instead of a labour contract, no overtime, at least the minimum wage"), since)
        : because(w, N_("She has reached retirement by any class: a work agreement instead of a labour contract, no overtime, at least the minimum wage"));
    add(e, (struct employment_finding){ "age.retired", why, NULL, "劳动合同法实施条例21条", false });
    if (c->pension || !c->company_pays) return;
    add(e, (struct employment_finding){ "age.no_pension", because(w, N_("She draws no pension yet: courts may still see a labour relation; she may go on paying into social insurance")), because(w, N_("Ask the social insurance office, keep its answer")), "社会保险法16条", false });
}

static void unknown(struct work *w, struct employment *e, const struct employment_case *c)
{
    if (!c->birth.given) {
        add(e, (struct employment_finding){ "age.birth", because(w, N_("Her birthday is not known")), because(w, N_("Enter her ID number")), "劳动法15条", true });
        return;
    }
    add(e, (struct employment_finding){ "age.class", because(w, N_("At her age her class of retirement decides, and it is not recorded")), because(w, N_("Enter the class with its evidence: her last labour contract, or a notice of the pension office")), "渐进式延迟退休办法", true });
}

static void within_the_term(struct work *w, struct employment *e)
{
    if (e->band != BAND_WORKING || e->band_at_end != BAND_RETIRED || !e->retires.given) return;
    add(e, (struct employment_finding){ "age.retires_within", because(w, N_("She reaches retirement on {1}, within the term"), day_text(w->arena, (day){ e->retires.number })),
                                        because(w, N_("Let the term end before it, or plan a work agreement from then on")), "劳动合同法实施条例21条", false });
}

/* ---- by who pays, and how long ---- */

static void paper_of(struct employment *e, const struct employment_case *c)
{
    if (e->paper) return;
    if (!c->company_pays && c->own_choice) e->paper = PAPER_COOPERATION;
    else if (!c->company_pays) e->paper = PAPER_INTRODUCTION;
    else if (e->band == BAND_RETIRED) e->paper = PAPER_WORK_AGREEMENT;
    else e->paper = part_time(c) ? PAPER_PART_TIME : PAPER_LABOUR;
}

static void insurance_of(struct work *w, struct employment *e, const struct employment_case *c)
{
    e->social_insurance = e->paper == PAPER_LABOUR;
    e->injury_insurance = e->paper == PAPER_LABOUR || e->paper == PAPER_PART_TIME;
    e->accident_insurance = e->paper == PAPER_WORK_AGREEMENT || e->paper == PAPER_INTRODUCTION || e->paper == PAPER_COOPERATION;
    if (e->paper == PAPER_INTRODUCTION && !c->insured) add(e, (struct employment_finding){ "insurance.advised", because(w, N_("The household answers for accidents at work: insurance of the worker is strongly advised")), because(w, N_("Enter her insurance, or have the customer take one out")), "民法典1192条", false });
    if (e->paper == PAPER_WORK_AGREEMENT && !c->insured) add(e, (struct employment_finding){ "insurance.accident", because(w, N_("Accident or employer's liability insurance before the first day; work injury insurance where the city takes her in")), NULL, "超龄劳动者权益保障(征求意见稿)", false });
    if (e->paper == PAPER_COOPERATION) add(e, (struct employment_finding){ "gig.subordination", because(w, N_("Fixed shifts, fines or a boss make it an employment, whatever the paper says")), NULL, "人社部发〔2021〕56号", false });
}

struct employment employment_for(struct work *w, const struct employment_case *c)
{
    struct employment e = { .band = age_band_on(c, c->first), .band_at_end = age_band_on(c, c->last), .overtime = true };
    enum retirement_class class = c->retirement ? c->retirement : c->sex == MALE ? RETIRES_MAN_60 : 0;
    if (c->birth.given && class) e.retires = (maybe_day){ retirement_day((day){ c->birth.number }, class).number, true };
    if (e.band == BAND_CHILD) { child(w, &e, c); return e; }
    if (e.band == BAND_MINOR) minor(w, &e, c);
    if (e.band == BAND_RETIRED) retired(w, &e, c);
    if (e.band == BAND_UNKNOWN) unknown(w, &e, c);
    if (c->retirement && !c->evidence && e.band != BAND_MINOR && age_on((day){ c->birth.number }, c->last) >= 48)
        add(&e, (struct employment_finding){ "age.evidence", because(w, N_("Nothing stands behind her class of retirement")), because(w, N_("Note the evidence in her archive")), "本公司规则", false });
    within_the_term(w, &e);
    paper_of(&e, c);
    insurance_of(w, &e, c);
    return e;
}

bool employment_blocked(const struct employment *e)
{
    for (int i = 0; i < e->count; i++) if (e->findings[i].blocks) return true;
    return false;
}

/* ---- against the mode of a contract ---- */

enum contract_mode employment_mode_of(enum work_paper paper, bool through_us)
{
    switch (paper) {
    case PAPER_LABOUR: return CONTRACT_EMPLOYEE;
    case PAPER_PART_TIME: return CONTRACT_PART_TIME;
    case PAPER_WORK_AGREEMENT: return CONTRACT_OVER_AGE;
    case PAPER_INTRODUCTION: return through_us ? CONTRACT_PAYING_AGENT : CONTRACT_AGENCY;
    default: return 0;
    }
}

static void mode_is_wrong(struct employment *e, const struct sentence *why, const struct sentence *fix, text law) { add(e, (struct employment_finding){ "mode", why, fix, law, true }); }

void employment_judge_mode(struct work *w, struct employment *e, const struct employment_case *c, enum contract_mode mode)
{
    bool labour = mode == CONTRACT_EMPLOYEE || mode == CONTRACT_PART_TIME;
    if (e->paper == PAPER_REFUSED) return;
    if (labour && e->band == BAND_RETIRED) mode_is_wrong(e, because(w, N_("Past retirement no labour contract can be made")), because(w, N_("Choose the work agreement (用工协议)")), "劳动合同法实施条例21条");
    if (mode == CONTRACT_OVER_AGE && e->band == BAND_WORKING) mode_is_wrong(e, because(w, N_("She has not reached retirement: a work agreement would hide a labour relation")), because(w, N_("Choose employee mode, or agency")), "劳动合同法10条");
    if (mode == CONTRACT_PART_TIME && !part_time(c)) mode_is_wrong(e, because(w, N_("More than 4 hours a day or 24 hours a week is no part-time employment, or the hours are not entered")), because(w, N_("Enter the hours, or choose employee mode")), "劳动合同法68条");
    if (mode == CONTRACT_PAYING_AGENT) add(e, (struct employment_finding){ "mode.withholding", because(w, N_("Who hands on the wage also withholds the tax on it, and keeps it apart from its own money")), NULL, "个人所得税法9条", false });
}

/* ---- against how she is employed ---- */

/* Of each way of employment the modes that are true of it, first the one a contract takes by itself. Who was sent to us is assigned like our own (劳动合同法 58);
 * who takes orders of her own choice is introduced. */
enum { MODES_OF_ONE = 3 };
static const enum contract_mode *modes_of(enum employment_mode hers)
{
    static const enum contract_mode none[MODES_OF_ONE] = { 0 }, modes[][MODES_OF_ONE] = {
        [MODE_EMPLOYEE] = { CONTRACT_EMPLOYEE, CONTRACT_OVER_AGE }, [MODE_PART_TIME] = { CONTRACT_PART_TIME, CONTRACT_OVER_AGE }, [MODE_AGENCY] = { CONTRACT_AGENCY, CONTRACT_PAYING_AGENT },
        [MODE_DISPATCHED] = { CONTRACT_EMPLOYEE }, [MODE_GIG] = { CONTRACT_AGENCY, CONTRACT_PAYING_AGENT }, [MODE_OVER_AGE] = { CONTRACT_OVER_AGE, CONTRACT_AGENCY, CONTRACT_PAYING_AGENT },
    };
    return hers >= MODE_EMPLOYEE && hers <= MODE_OVER_AGE ? modes[hers] : none;
}

enum contract_mode employment_mode_for(enum employment_mode hers) { return modes_of(hers)[0]; }

static bool judged_already(const struct employment *e)
{
    for (int i = 0; i < e->count; i++) if (e->findings[i].blocks && !strcmp(e->findings[i].code, "mode")) return true;
    return false;
}

static text mode_name(struct work *w, enum contract_mode mode) { return translate(w->language, choice_label(contract_modes, mode)); }

void employment_judge_hers(struct work *w, struct employment *e, enum employment_mode hers, enum contract_mode mode)
{
    const enum contract_mode *right = modes_of(hers);
    if (e->paper == PAPER_REFUSED || !mode || !right[0] || judged_already(e)) return;
    for (int i = 0; i < MODES_OF_ONE; i++) if (right[i] == mode) return;
    text her_way = translate(w->language, choice_label(type_field(&worker_type, "mode")->choices, hers)), better = mode_name(w, right[0]);
    if (right[1] == CONTRACT_PAYING_AGENT) better = translate_with(w->arena, w->language, N_("{1} or {2}"), (const text[]){ better, mode_name(w, right[1]), NULL });
    mode_is_wrong(e, because(w, N_("She is with us as “{1}”: a contract in the mode “{2}” says otherwise"), her_way, mode_name(w, mode)),
                  because(w, N_("Choose {1}; if she is employed otherwise by now, correct that on her page first"), better), mode == CONTRACT_EMPLOYEE || mode == CONTRACT_PART_TIME || mode == CONTRACT_OVER_AGE ? "民法典961条" : "民法典1191条");
}

/* ---- told ---- */

const struct sentence *employment_said(struct work *w, const struct employment_finding *f)
{
    if (!f->fix) return f->why;
    return because(w, N_("{1}. {2}"), translate_with(w->arena, w->language, f->why->message, f->why->arguments), translate_with(w->arena, w->language, f->fix->message, f->fix->arguments));
}

static text said(struct work *w, const struct sentence *s) { return s ? translate_with(w->arena, w->language, s->message, s->arguments) : ""; }

void employment_write(struct work *w, struct json *j, text key, const struct employment *e)
{
    static const text papers[] = { "", "refused", "labour", "part_time", "introduction", "work_agreement", "cooperation" };
    write_object(j, key);
    write_text(j, "paper", papers[e->paper]);
    if (e->retires.given) write_number(j, "retires", e->retires.number);
    write_flag(j, "overtime", e->overtime);
    write_list(j, "findings");
    for (int i = 0; i < e->count; i++) {
        write_object(j, NULL);
        write_text(j, "code", e->findings[i].code);
        write_text(j, "message", said(w, e->findings[i].why));
        write_text(j, "fix", said(w, e->findings[i].fix));
        write_text(j, "law", e->findings[i].law ? seeded_said(w, e->findings[i].law) : NULL);
        write_flag(j, "blocks", e->findings[i].blocks);
        write_end(j, '}');
    }
    write_end(j, ']');
    write_end(j, '}');
}
