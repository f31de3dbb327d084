/* forbidden.c — see forbidden.h. */
#include "services/forbidden.h"
#include <string.h>

static text first_of(text what, const text *words)
{
    for (; *words; words++)
        if (strstr(what, *words)) return *words;
    return "";
}

text extra_forbidden(text what)
{
    static const text never[] = { "窗外", "外窗", "窗户外", "窗子外", "外墙", "外立面", "高空", "爬高", "屋顶", "外机", "燃气", "煤气", "电路", "电线", "带电", "打针", "注射", "输液", "换胃管", "插管", "导尿",
        "私房钱", "陪酒", "按摩隐私", "outside window", "outside of window", "outer window", "window outside", "windows outside", "injection", "gas pipe", "rooftop", NULL };
    return first_of(what, never);
}

text extra_of_care(text what)
{
    static const text care[] = { "看孩子", "带孩子", "照看小孩", "带小孩", "看小孩", "看娃", "带娃", "接孩子", "接送孩子", "二宝", "看老人", "照顾老人", "陪护", "喂药", "child care", "childcare", "babysit", NULL };
    return first_of(what, care);
}
