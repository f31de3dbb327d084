/* day_words.c — see day_words.h. */
#include "operations/day_words.h"
#include <string.h>
#include "base/words.h"

const struct sentence *rule_sentence(struct work *w, text rule)
{
    static const struct { text rule, sentence; } all[] = {
        { "time", N_("Her day has no room for it: the ways before and after leave no time") }, { "shift", N_("It lies outside her hours of this day") },
        { "frozen", N_("It begins too soon to be planned") }, { "window", N_("It lies outside her hours of this day") }, { "stops", N_("She has as many visits on this day as a plan gives to one worker") },
        { "work", N_("Her hours of this day or week are full") }, { "week", N_("Her hours of this day or week are full") }, { "span", N_("Her day would get longer than a planned day may be") },
        { "overtime", N_("Her day would get longer than a planned day may be") }, { "pause", N_("It would leave her no lunch") }, { "no_hours", N_("She has no hours left on this day") },
        { "pool", N_("Its van or machine is with another visit then") }, { "travel", N_("Her day has no room for it: the ways before and after leave no time") },
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) if (!strcmp(all[i].rule, rule)) return because(w, all[i].sentence);
    return NULL;
}

text fix_sentence(struct work *w, text kind, int64_t amount, text who, text other, text to)
{
    static const struct { text kind, sentence; } all[] = {
        { "window_later", N_("{1} can take it when it may begin {2} minutes later than promised: ask the customer") },
        { "window_earlier", N_("{1} can take it when it may begin {2} minutes earlier than promised: ask the customer") },
        { "shift_later", N_("{1} can take it when she works {2} minutes longer on this day: ask her") },
        { "shift_earlier", N_("{1} can take it when she begins {2} minutes earlier on this day: ask her") },
        { "span", N_("{1} can take it when her day may be {2} minutes longer") }, { "overtime", N_("{1} can take it with {2} minutes more of overtime") },
        { "work", N_("{1} can take it with {2} minutes more of work than her hours allow") }, { "week", N_("{1} can take it with {2} minutes more of work than her hours allow") },
        { "stops", N_("{1} can take it when she may have {2} more visits on this day") }, { "swap", N_("Give {3} to {4}, then {1} can take it") },
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (!strcmp(all[i].kind, kind)) return translate_with(w->arena, w->language, all[i].sentence, (const text[]){ who, print(w, "%lld", (long long)amount), other, to, NULL });
    return "";
}
