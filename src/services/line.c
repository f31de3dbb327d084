/* line.c — see line.h. */
#include "services/services.h"

static const struct choice categories[] = {
    { LINE_DAILY_CLEANING, "daily_cleaning", N_("Daily cleaning"), .also = "保洁|日常保洁|家庭保洁|钟点工" },
    { LINE_DEEP_CLEANING, "deep_cleaning", N_("Deep cleaning"), .also = "深度清洁|大扫除" },
    { LINE_POST_RENOVATION, "post_renovation", N_("Post-renovation cleaning"), .also = "开荒" },
    { LINE_WINDOW, "window", N_("Window cleaning"), .also = "擦窗|擦玻璃" },
    { LINE_APPLIANCE, "appliance", N_("Appliance cleaning"), .also = "家电" },
    { LINE_ORGANISING, "organising", N_("Storage and organising"), .also = "收纳|整理" },
    { LINE_MOVING, "moving", N_("Moving") },
    { LINE_MATERNITY, "maternity", N_("Maternity nurse"), .also = "母婴护理" },
    { LINE_INFANT, "infant", N_("Infant nanny"), .also = "育婴师|育婴" },
    { LINE_LACTATION, "lactation", N_("Lactation care"), .also = "通乳" },
    { LINE_NANNY, "nanny", N_("Housekeeper"), .also = "住家保姆|家务" },
    { LINE_COOKING, "cooking", N_("Cooking"), .also = "家宴|两餐" },
    { LINE_ELDER, "elder", N_("Elder care"), .also = "养老|居家养老|老人照护" },
    { LINE_BATH, "bath", N_("Bath assistance") },
    { LINE_PATIENT, "patient", N_("Patient care"), .also = "护工" },
    { LINE_COMPANION, "companion", N_("Hospital companion"), .also = "陪护" },
    { LINE_PICKUP, "pickup", N_("Pick-up of pupils"), .also = "接送孩子" },
    { LINE_TUTORING, "tutoring", N_("Tutoring") },
    { LINE_PEST, "pest", N_("Pest control") },
    { 0 },
};
const struct choice line_units[] = {
    { UNIT_HOUR, "hour", N_("hour") }, { UNIT_VISIT, "visit", N_("visit") }, { UNIT_SQUARE_METRE, "square_metre", N_("m²") },
    { UNIT_PERSON_HOUR, "person_hour", N_("person-hour") }, { UNIT_DAY, "day", N_("day") }, { UNIT_MONTH, "month", N_("month") }, { 0 },
};
static const struct choice medical_classes[] = {
    { MEDICAL_GENERAL, "general", N_("General") }, { MEDICAL_HOME, "home", N_("Live-in") },
    { MEDICAL_ELDER, "elder", N_("Elder care") }, { MEDICAL_INFANT, "infant", N_("Mother and infant") }, { 0 },
};
const struct choice gear_kinds[] = {
    { GEAR_VEHICLE, "vehicle", N_("Van"), .also = "车辆|面包车" }, { GEAR_VACUUM, "vacuum", N_("Industrial vacuum"), .also = "吸尘吸水机" }, { GEAR_STEAM, "steam", N_("Steam machine"), .also = "蒸汽机" },
    { GEAR_POLISHER, "polisher", N_("Floor machine"), .also = "洗地机|抛光机" }, { GEAR_LADDER, "ladder", N_("Ladder above two metres"), .also = "人字梯|伸缩梯" }, { 0 },
};
static const struct choice needs[] = {
    { NEEDS_BACKGROUND, "background", N_("Background check") }, { NEEDS_INSURANCE, "insurance", N_("Insurance") },
    { NEEDS_CARD, "card", N_("Home-service card") }, { NEEDS_CPR, "cpr", N_("Infant first aid") },
    { NEEDS_CERTIFICATE, "certificate", N_("Skill certificate") }, { NEEDS_HEIGHT, "height", N_("Work-at-height permit") },
    { NEEDS_SAFETY, "safety", N_("Safety training") }, { 0 },
};
static const struct choice signings[] = { { SIGN_TERMS, "terms", N_("Accepted terms") }, { SIGN_CONTRACT, "contract", N_("A signed contract") }, { 0 } };
static const struct choice states[] = {
    { LINE_OFFERED, "offered", N_("On offer"), "ok" }, { LINE_WITHDRAWN, "withdrawn", N_("Off the list"), "mute", .final = true }, { 0 },
};

static const struct field fields[] = {
    FIELD(service_line, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(service_line, name, .label = N_("Name"), .reads = seeded_words, .required = true, .max = 30, .list = true, .search = true, .names = true, .also = "服务|服务名称|服务项目|项目"),
    FIELD(service_line, code, .label = N_("Code"), .required = true, .max = 12, .unique = true, .list = true, .search = true, .also = "编码|代码"),
    FIELD(service_line, glyph, .label = N_("Board sign"), .max = 1),
    FIELD(service_line, category, .label = N_("Category"), .choices = categories, .required = true, .filter = true, .list = true),
    FIELD(service_line, unit, .label = N_("Unit"), .choices = line_units, .required = true, .list = true),
    FIELD(service_line, least, .label = N_("Shortest visit"), .unit = N_("minutes"), .min = 15, .max = 1440),
    FIELD(service_line, increment, .label = N_("In steps of"), .unit = N_("minutes"), .min = 5, .max = 240),
    FIELD(service_line, persons, .label = N_("Persons at once"), .min = 1, .max = 8, .group = N_("Requirements")),
    FIELD(service_line, medical, .label = N_("Medical class"), .choices = medical_classes, .required = true, .group = N_("Requirements")),
    FIELD(service_line, needs, .label = N_("Also needed"), .choices = needs, .group = N_("Requirements")),
    FIELD(service_line, level, .label = N_("Skill level"), .min = 0, .max = 5, .group = N_("Requirements")),
    FIELD(service_line, child_contact, .label = N_("Works near children"), .group = N_("Requirements")),
    FIELD(service_line, elder_contact, .label = N_("Works with elders in need of care"), .group = N_("Requirements")),
    FIELD(service_line, bodily_care, .label = N_("Bodily care"), .group = N_("Requirements"), .help = N_("Only then may a home ask for a woman or a man")),
    FIELD(service_line, signing, .label = N_("Before the first visit"), .choices = signings, .group = N_("Requirements")),
    FIELD(service_line, leeway, .label = N_("Start may move by"), .unit = N_("minutes"), .min = 0, .max = 240),
    FIELD(service_line, gear, .label = N_("Goes with"), .choices = gear_kinds, .group = N_("Requirements"), .help = N_("Vans and machines that a visit reserves")),
    FIELD(service_line, least_photos, .label = N_("Photos after the visit"), .min = 0, .max = 30),
    FIELD(service_line, pause_after, .label = N_("Time to pack and load afterwards"), .unit = N_("minutes"), .min = 0, .max = 480),
    FIELD(service_line, description, .label = N_("What is done"), .reads = seeded_words, .max = 2000, .format = FORMAT_MULTILINE),
    FIELD(service_line, exclusions, .label = N_("What is not included"), .reads = seeded_words, .max = 2000, .format = FORMAT_MULTILINE),
};

int harm_of_line(const struct service_line *line)
{
    if (!line) return 9;
    if (line->category == LINE_PICKUP) return 1;
    if (line->category == LINE_INFANT || line->category == LINE_MATERNITY || line->child_contact) return 2;
    return line->elder_contact ? 3 : 9;
}

bool line_by_night(const struct service_line *line)
{
    enum line_category c = line->category;
    return c == LINE_ELDER || c == LINE_PATIENT || c == LINE_COMPANION || c == LINE_INFANT || c == LINE_MATERNITY || c == LINE_NANNY;
}

bool line_plain_cleaning(const struct service_line *line)
{
    enum line_category c = line->category;
    bool cleaning = c == LINE_DAILY_CLEANING || c == LINE_DEEP_CLEANING || c == LINE_POST_RENOVATION || c == LINE_WINDOW || c == LINE_ORGANISING;
    return cleaning && !line->child_contact && !line->elder_contact && !line->bodily_care;
}

static bool live_in(enum line_category c) { return c == LINE_MATERNITY || c == LINE_INFANT || c == LINE_NANNY; }

int64_t line_quantity(const struct service_line *line, int64_t minutes_long, int64_t square_metres)
{
    if (line->unit == UNIT_SQUARE_METRE) return square_metres * 100;
    return line->unit == UNIT_VISIT || line->unit == UNIT_DAY || line->unit == UNIT_MONTH ? 100 : minutes_long * 100 / 60;
}

enum line_signing line_signing(const struct service_line *line)
{
    return line->signing ? line->signing : live_in(line->category) ? SIGN_CONTRACT : SIGN_TERMS;
}

static bool check(struct work *w, struct service_line *line, const struct service_line *before)
{
    (void)before;
    if (!line->persons) line->persons = 1;
    if (!line->least.count) line->least.count = 120;
    if (!line->increment.count) line->increment.count = 30;
    line->signing = line_signing(line);
    if (line->least.count % 5) return wrong(w, "least", N_("Times go in steps of five minutes"));
    if ((line->child_contact || line->elder_contact) && !(line->needs.bits & SET_BIT(NEEDS_BACKGROUND)))
        return wrong(w, "needs", N_("Work near children or frail elders needs a background check (Law on the Protection of Minors, art. 62)"));
    return true;
}
CHECKER(service_line, check)

static text title(struct work *w, const struct service_line *line) { (void)w; return line->name; }
TITLE(service_line, title)

static const struct step steps[] = {
    STEP(withdraw, .label = N_("Take off the list"), .from = FROM(LINE_OFFERED), .to = LINE_WITHDRAWN, .by = CAN_PUBLISH_SERVICES,
         .confirm = N_("New orders can no longer choose it; running ones go on. Withdraw?")),
    STEP(offer, .label = N_("Offer again"), .from = FROM(LINE_WITHDRAWN), .to = LINE_OFFERED, .by = CAN_PUBLISH_SERVICES),
};

const struct record_type service_line_type = RECORD_TYPE(service_line, .label = N_("Service line"), .module = "services", FIELDS(fields), STEPS(steps),
    .first_state = LINE_OFFERED, .scope = SCOPE_COMPANY, .see = CAN_SEE_SERVICES, .create = CAN_EDIT_SERVICES, .edit = CAN_EDIT_SERVICES,
    .history = true, .check = check_hook, .title = title_hook, .import_states = FROM(LINE_OFFERED));
