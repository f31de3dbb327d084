/* wage_month.c — see wage_sheet.h: a month so far as both phones show it, hers and, where the family pays her itself, the family's. */
#include "base/words.h"
#include "payroll/wage_sheet.h"
#include "placement/placement.h"
#include "record/said.h"

static void write_line(struct work *w, struct json *j, text label, text why, money amount)
{
    write_object(j, NULL);
    write_text(j, "label", translate(w->language, label));
    write_text(j, "why", why);
    write_number(j, "amount", amount.fen);
    write_end(j, '}');
}

bool wage_month_write(struct work *w, struct json *j, const struct placement *p, int64_t worker, day first, day last)
{
    struct sum sum = { .count = 0 };
    bool ours = false;
    money extra = { 0 };
    wage_so_far(w, p, worker, first, last, &sum, &ours);
    struct found tasks = extra_tasks_done(w, p->record.id, worker, first, last);
    write_list(j, "lines");
    for (int i = 0; i < sum.count; i++) write_line(w, j, sum.lines[i].label, said_read(w, sum.lines[i].why), sum.lines[i].amount);
    for (int i = 0; i < tasks.count; i++) {
        const struct extra_task *x = FOUND(struct extra_task, tasks, i);
        write_line(w, j, N_("Extra task"), x->what, x->pay);
        extra = money_add(extra, x->pay);
    }
    write_end(j, ']');
    write_number(j, "total", money_add(sum.total, extra).fen);
    const struct contract *c = p->contract.id ? record_peek(w, &contract_type, p->contract.id) : NULL;
    write_flag(j, "by_agent", c && c->mode == CONTRACT_PAYING_AGENT);
    return ours;
}
