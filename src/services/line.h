/* line.h — a service line (服务): what is sold, in what unit, and what it asks of who does it.
 *
 * The requirements here are what eligibility (team/eligibility.h) checks for every day of service. Medical classes rise
 * 一般 < 居家 < 养老照护 < 母婴照护 (商服贸规函〔2020〕191号); a higher class serves lower lines. */
#pragma once
#include "record/type.h"

enum line_category {
    LINE_DAILY_CLEANING = 1, LINE_DEEP_CLEANING, LINE_POST_RENOVATION, LINE_WINDOW, LINE_APPLIANCE, LINE_ORGANISING, LINE_MOVING, LINE_MATERNITY,
    LINE_INFANT, LINE_LACTATION, LINE_NANNY, LINE_COOKING, LINE_ELDER, LINE_BATH, LINE_PATIENT, LINE_COMPANION, LINE_PICKUP, LINE_TUTORING, LINE_PEST,
};
enum line_unit { UNIT_HOUR = 1, UNIT_VISIT, UNIT_SQUARE_METRE, UNIT_PERSON_HOUR, UNIT_DAY, UNIT_MONTH };
enum medical_class { MEDICAL_GENERAL = 1, MEDICAL_HOME, MEDICAL_ELDER, MEDICAL_INFANT };
enum line_state { LINE_OFFERED = 1, LINE_WITHDRAWN };
enum line_signing { SIGN_TERMS = 1, SIGN_CONTRACT };      /* before the first visit: accepted e-terms (暂行办法 art. 13 counts them), or a signed contract */
enum gear_kind { GEAR_VEHICLE = 1, GEAR_VACUUM, GEAR_STEAM, GEAR_POLISHER, GEAR_LADDER };       /* van; industrial vacuum; steam machine; floor machine; ladder above two metres */
extern const struct choice gear_kinds[];
enum line_needs { NEEDS_BACKGROUND = 1, NEEDS_INSURANCE, NEEDS_CARD, NEEDS_CPR, NEEDS_CERTIFICATE, NEEDS_HEIGHT, NEEDS_SAFETY };

struct service_line {
    struct record record;
    enum line_state state;
    text code;                      /* short, unique: CLEAN */
    text name;                      /* 日常保洁 */
    text glyph;                     /* one character for boards: 洁 */
    enum line_category category;
    enum line_unit unit;
    minutes least, increment;       /* shortest visit and step of its length */
    int64_t persons;                /* who must be there at once: 2 for 助浴 (DOMAIN.md §5.1 H09) */
    enum medical_class medical;
    set needs;                      /* credentials beyond the medical check */
    int64_t level;                  /* skill level 1–5 that a worker must have in this line */
    bool child_contact, elder_contact;      /* never fails silently (T26); background check yearly by law (未成年人保护法 62) */
    bool bodily_care;               /* washing, dressing: the only ground on which a home may ask for a woman or a man (H10) */
    enum line_signing signing;      /* H13; empty: a contract for live-in lines, terms for all others */
    minutes leeway;                 /* how far the start may move within the promise: ±30 for cleaning, 0 for pick-up (§5.3) */
    int64_t least_photos;           /* after-photos a finished visit needs */
    set gear;                       /* gear_kind: what this service goes with; a visit reserves it (operations/gear.h, H12) */
    minutes pause_after;            /* loading, drying: time the worker is not free after the visit */
    text description, exclusions;   /* what is and is not included, as told to customers */
};
extern const struct choice line_units[];
extern const struct record_type service_line_type;

/* What must be signed, also for a line stored before it could say so. */
enum line_signing line_signing(const struct service_line *line);
/* How many of its unit one visit is, in hundredths: hours, m², person-hours; a visit, a day and a month are one, however many hours a day has. */
int64_t line_quantity(const struct service_line *line, int64_t minutes_long, int64_t square_metres);
/* Cleaning without any care: what a branch may go on with after its go-live while papers are being entered (DOMAIN.md §0.5). */
bool line_plain_cleaning(const struct service_line *line);
/* Care of people, which may be needed through a night: nobody cleans at two in the morning. */
bool line_by_night(const struct service_line *line);
/* How much harm it does when it fails (T26), 1 the most: a child to be picked up, an infant or newborn, an old or sick person; 9: plain work. */
int harm_of_line(const struct service_line *line);
