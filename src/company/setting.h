/* setting.h — the company's own parameters: a value that holds from a day on, for the whole company or for a branch and all below it.
 *
 * A module declares its settings by answering the question SETTINGS (struct answer in record/house.h) with a struct setting_list; at
 * every migration missing ones are stored with their first value. Past values stay, so that a report of last year counts as then. */
#pragma once
#include "record/store.h"

#define SETTINGS "settings"

enum setting_kind { SETTING_FLAG = 1, SETTING_NUMBER, SETTING_MONEY, SETTING_MINUTES, SETTING_TEXT, SETTING_SECRET, SETTING_CLOCK };

struct setting_declared { text code, label, help; enum setting_kind kind; text first; int64_t min, max; bool whole; text was[2]; };     /* first as in `value`; max > min: a range; whole: for the whole company only; was: codes its values stood under before */
struct setting_list { const struct setting_declared *at; int count; };

struct setting {
    struct record record;           /* branch: where it holds with all below; none: the whole company */
    ref place;                      /* the same branch, as people choose it */
    text code;
    day since;
    text value;                     /* flag 0/1, number, money in fen, minutes, clock (minutes after midnight): whole digits; text as it is; secret: sealed */
    text name, help;                /* from the declaration, in the company's language */
    enum setting_kind kind;
};
extern const struct record_type setting_type;

/* What holds on that day in that branch: its own value, else its parents', else the company's, else the declared first one.
 * An undeclared code is a fault. */
int64_t setting_number(struct work *w, text code, int64_t branch, day on);
text setting_text(struct work *w, text code, int64_t branch, day on);
bool setting_flag(struct work *w, text code, int64_t branch, day on);
/* A password or key, open: for who uses it, never for an answer or the log. As a value it is entered in the open and kept sealed ("sealed:…"), or
 * names a file of the folder `secrets` beside the keys ("file:smtp-password"), of which it is the first line. "": none, or it does not open. */
text setting_secret(struct work *w, text code, int64_t branch, day on);

/* Second-person rules become "alone, with a reason, in the daily digest to the owner": shops of up to five people (DOMAIN.md §0.18). */
bool owner_mode(struct work *w, int64_t branch);
/* Workers of home lines are called 阿姨 and only those of appliances and moving 师傅; otherwise all are 师傅 (DOMAIN.md §0.20). */
bool workers_are_ayi(struct work *w);
text company_name(struct work *w);
bool company_name_set(struct work *w, text name);

extern const struct setting_list company_settings;
bool settings_seed(struct work *w);
