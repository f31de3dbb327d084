/* sum.c — see sum.h. */
#include "base/sum.h"
#include "base/json.h"
#include "base/words.h"

void sum_add(struct sum *sum, struct sum_line line)
{
    sum->total = money_add(sum->total, line.amount);
    if (sum->count < MOST_SUM_LINES) sum->lines[sum->count++] = line;
}

void sum_clamp(struct sum *sum, money least, money most, text rule)
{
    money within = money_least(money_most(sum->total, least), most), by = money_sub(within, sum->total);
    if (by.fen) sum_add(sum, (struct sum_line){ "clamp", by.fen > 0 ? N_("Never less than this") : N_("Never more than this"), rule, by, "" });
}

text sum_json(struct work *w, const struct sum *sum)
{
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_list(&j, "lines");
    for (int i = 0; i < sum->count; i++) {
        const struct sum_line *l = &sum->lines[i];
        write_object(&j, NULL);
        write_text(&j, "code", l->code);
        write_text(&j, "label", translate(w->language, l->label));
        write_text(&j, "rule", l->rule);
        write_number(&j, "amount", l->amount.fen);
        write_text(&j, "why", l->why);
        write_end(&j, '}');
    }
    write_end(&j, ']');
    write_number(&j, "total", sum->total.fen);
    write_end(&j, '}');
    return buf_text(&j.out);
}
