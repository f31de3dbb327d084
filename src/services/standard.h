/* standard.h — the standard a line is done by (服务标准, source 二.1, SM-STD): tasks with minutes and acceptance, exclusions, red lines.
 *
 * draft → in_review → published(version n, valid from a day) → superseded. One published standard per line and day; a visit keeps the
 * one it was sold under. Every clause names where it comes from. */
#pragma once
#include "record/type.h"

enum standard_state { STANDARD_DRAFT = 1, STANDARD_IN_REVIEW, STANDARD_PUBLISHED, STANDARD_SUPERSEDED };
enum clause_origin { ORIGIN_NATIONAL = 1, ORIGIN_INDUSTRY, ORIGIN_COMPLAINT, ORIGIN_INCIDENT, ORIGIN_COMPANY };

struct standard_item {
    text area, task, method;        /* 厨房 · 台面 · 湿布擦拭 */
    minutes length;
    text acceptance;                /* how one sees that it is done */
    int64_t weight;                 /* in the inspection score */
    bool photo, red_line;           /* red line: breaking it fails the whole visit */
    enum clause_origin origin;
    text source;                    /* which clause, complaint or incident */
};

struct standard {
    struct record record;
    enum standard_state state;
    ref line;
    int64_t issue;                  /* 1, 2, 3 … per line */
    day valid_from;
    text name;
    rows_of items;                  /* struct standard_item */
    text exclusions, etiquette, tools, chemicals;
    day review_due;                 /* 12 months after publication at the latest */
};
extern const struct record_type standard_type;
struct standard_publication { day valid_from; };       /* of the step publish */

/* The standard valid for a line on a day; 0 when there is none. */
int64_t standard_on(struct work *w, int64_t line, day on);
