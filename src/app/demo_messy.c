/* demo_messy.c — tables as shops really send them, to try the import on: several ways to head a column, merged titles, dates as text,
 * numbers of 15 digits, wrong check digits, duplicates, full-width digits, numbers that Excel has rounded, GB18030. Every wrong row is meant. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>
#include "app/demo_sheets.h"

enum { MESSY_ROWS = 60, ROSTER_COLUMNS = 9 };

static text full_width(struct arena *arena, text digits)
{
    text out = "";
    for (; *digits; digits++) out = *digits >= '0' && *digits <= '9' ? arena_print(arena, "%s\xef\xbc%c", out, 0x90 + (*digits - '0')) : arena_print(arena, "%s%c", out, *digits);
    return out;
}

/* Without century and check digit, as cards were until 1999. Only of people born in the 20th century. */
static text fifteen(struct arena *arena, text id) { return arena_print(arena, "%.6s%.9s", id, id + 8); }

static text wrong_check(struct arena *arena, text id) { return arena_print(arena, "%.17s%c", id, id[17] == '1' ? '2' : '1'); }

static text spaced(struct arena *arena, text phone) { return arena_print(arena, "%.3s %.4s %s", phone, phone + 3, phone + 7); }

static text name_apart(struct arena *arena, text name) { return strlen(name) == 6 ? arena_print(arena, "%.3s  %s", name, name + 3) : name; }

/* Four ways to write a day. */
static text day_words(struct arena *arena, day d, int way)
{
    struct date t = date_of(d);
    static const text forms[] = { "%d.%d.%d", "%d年%d月%d日", "%d/%d/%d", "%d-%02d-%02d" };
    switch (way % 4) {
    case 0: return arena_print(arena, forms[0], t.year, t.month, t.day);
    case 1: return arena_print(arena, forms[1], t.year, t.month, t.day);
    case 2: return arena_print(arena, forms[2], t.year, t.month, t.day);
    default: return arena_print(arena, forms[3], t.year, t.month, t.day);
    }
}

/* ---- a roster under a merged title, its headings in two lines ---- */

static void roster_head(lxw_workbook *book, lxw_worksheet *s)
{
    lxw_format *middle = workbook_add_format(book);
    format_set_align(middle, LXW_ALIGN_CENTER);
    format_set_bold(middle);
    worksheet_merge_range(s, 0, 0, 0, ROSTER_COLUMNS - 1, "云锦家政 阿姨通讯录（演示数据，每年更新）", middle);
    worksheet_merge_range(s, 1, 0, 1, ROSTER_COLUMNS - 1, "填表：前台    说明：红字为待补", NULL);
    static const char *const upper[] = { "序号", "姓  名", "证件", "", "联系方式", "", "工种", "入职时间", "备注" };
    static const char *const lower[] = { "", "", "身份证号码", "健康证到期", "手机号码", "紧急联系电话", "", "", "" };
    worksheet_merge_range(s, 2, 2, 2, 3, upper[2], middle);
    worksheet_merge_range(s, 2, 4, 2, 5, upper[4], middle);
    for (lxw_col_t c = 0; c < ROSTER_COLUMNS; c++) {
        if (*lower[c]) worksheet_write_string(s, 3, c, lower[c], middle);
        else worksheet_merge_range(s, 2, c, 3, c, upper[c], middle);
    }
}

static text id_as_kept(struct arena *arena, const struct demo_person *p, int i)
{
    if (i % 12 == 5 && date_of(p->birth).year < 2000) return fifteen(arena, p->id_number);
    if (i % 15 == 7) return wrong_check(arena, p->id_number);
    if (i % 20 == 9) return arena_print(arena, "%.17s", p->id_number);
    return i % 9 == 2 ? full_width(arena, p->id_number) : p->id_number;
}

static void roster_line(struct demo_world *w, lxw_worksheet *s, lxw_row_t row, const struct demo_worker *n, int i)
{
    struct arena *a = w->arena;
    const text rare[] = { "𡘙", "堃", "喆", "䶮" };
    text name = i % 10 == 3 ? name_apart(a, n->person.name) : i % 14 == 6 ? arena_print(a, "%.3s%s", n->person.name, rare[i / 14 % 4]) : n->person.name;
    worksheet_write_number(s, row, 0, i + 1, NULL);
    worksheet_write_string(s, row, 1, name, NULL);
    if (i % 17 == 11) worksheet_write_number(s, row, 2, (double)strtoll(n->person.id_number, NULL, 10), NULL);     /* Excel has rounded it */
    else worksheet_write_string(s, row, 2, id_as_kept(a, &n->person, i), NULL);
    worksheet_write_string(s, row, 3, i % 13 == 4 ? "长期" : day_words(a, (day){ w->today.number + 20 + i * 5 }, i), NULL);
    worksheet_write_string(s, row, 4, i % 6 == 1 ? full_width(a, n->person.phone) : i % 6 == 3 ? spaced(a, n->person.phone) : n->person.phone, NULL);
    worksheet_write_string(s, row, 5, i % 8 == 5 ? "无" : n->kin.phone, NULL);
    worksheet_write_string(s, row, 6, i % 11 == 8 ? "打扫" : n->skills, NULL);
    worksheet_write_string(s, row, 7, i % 16 == 12 ? "去年春节后" : day_words(a, n->joined, i + 1), NULL);
    worksheet_write_string(s, row, 8, n->remark, NULL);
}

/* Every twentieth row stands there twice, once with the phone of somebody else. */
static bool messy_roster(struct demo_world *w, text path)
{
    lxw_workbook *book = workbook_new(path);
    lxw_worksheet *s = book ? workbook_add_worksheet(book, "在册") : NULL;
    lxw_row_t row = 4;
    if (!s) return false;
    roster_head(book, s);
    for (int i = 0; i < MESSY_ROWS; i++) {
        const struct demo_worker *n = &w->workers[(int)((int64_t)i * w->worker_count / MESSY_ROWS)];
        roster_line(w, s, row++, n, i);
        if (i % 20 == 10) roster_line(w, s, row++, n, i);
        if (i % 20 == 19) row++;                            /* an empty line between the years */
    }
    worksheet_write_string(s, row, 1, "合计", NULL);
    worksheet_write_number(s, row, 2, MESSY_ROWS, NULL);
    workbook_add_worksheet(book, "作废");
    return workbook_close(book) == LXW_NO_ERROR;
}

/* ---- customers out of a chat, GB18030, another way to head ---- */

static bool messy_customers(struct demo_world *w, text path, text *ret_why)
{
    FILE *f = fopen(path, "wb");
    struct arena *a = w->arena;
    if (!f) return false;
    fprintf(f, "业主,联系方式,所在区,门牌号,平方数,要求,成交日期\r\n");
    for (int i = 0; i < MESSY_ROWS; i++) {
        const struct demo_customer *c = &w->customers[(int)((int64_t)i * w->customer_count / MESSY_ROWS)], *before = i ? &w->customers[(int)((int64_t)(i - 1) * w->customer_count / MESSY_ROWS)] : c;
        const struct demo_estate *e = &w->estates[c->estate];
        text name = i % 7 == 2 ? arena_print(a, "%.3s女士", c->person.name) : c->person.name;
        text phone = i % 11 == 6 ? before->person.phone : i % 5 == 1 ? spaced(a, c->person.phone) : i % 13 == 9 ? "" : i % 17 == 3 ? arena_print(a, "%.10s", c->person.phone) : c->person.phone;
        text size = i % 6 == 4 ? arena_print(a, "约%d平", c->square_metres) : i % 14 == 8 ? "三室两厅" : i % 9 == 0 ? arena_print(a, "%d㎡", c->square_metres) : arena_print(a, "%d", c->square_metres);
        fprintf(f, "%s,%s,%s,\"%s%d-%d\",%s,%s,%s\r\n", name, phone, w->areas[e->area].name, e->name, 1 + i % 18, 101 + i, size, c->remark, day_words(a, c->since, i));
        if (i % 25 == 20) fprintf(f, "%s,%s,%s,\"%s%d-%d\",%s,,\r\n", name, phone, w->areas[e->area].name, e->name, 1 + i % 18, 101 + i, size);
    }
    return fclose(f) == 0 && demo_to_gb18030(a, path, ret_why);
}

/* ---- what was done, as the dispatcher wrote it down ---- */

static void record_line(struct demo_world *w, lxw_worksheet *s, lxw_row_t row, const struct demo_visit *v, int i)
{
    struct arena *a = w->arena;
    int from = v->at, to = v->at + v->length;
    struct date d = date_of(v->on);
    text on = i % 10 == 4 ? arena_print(a, "%d月%d日", d.month, d.day) : day_words(a, v->on, i);
    text time = i % 4 == 1 ? arena_print(a, "%s%d点", from < 720 ? "上午" : "下午", from < 780 ? from / 60 : from / 60 - 12) : arena_print(a, "%d:%02d-%d:%02d", from / 60, from % 60, to / 60, to % 60);
    worksheet_write_string(s, row, 0, on, NULL);
    worksheet_write_string(s, row, 1, i % 4 == 1 && from % 60 ? arena_print(a, "%d:%02d", from / 60, from % 60) : time, NULL);
    worksheet_write_string(s, row, 2, w->customers[v->customer].person.name, NULL);
    worksheet_write_string(s, row, 3, i % 9 == 5 ? "" : w->customers[v->customer].person.phone, NULL);
    worksheet_write_string(s, row, 4, i % 12 == 7 ? "打扫卫生" : v->line, NULL);
    worksheet_write_string(s, row, 5, i % 15 == 3 ? "小王" : w->workers[v->worker].person.name, NULL);
    worksheet_write_string(s, row, 6, i % 5 == 2 ? arena_print(a, "%lld元", (long long)(v->price.fen / 100)) : arena_print(a, "%lld.00", (long long)(v->price.fen / 100)), NULL);
    worksheet_write_string(s, row, 7, v->state == VISIT_CANCELLED ? "取消" : i % 6 == 3 ? "OK" : "完成", NULL);
}

static bool messy_visits(struct demo_world *w, text path)
{
    static const char *const heads[] = { "上门日期", "时段", "雇主", "电话", "服务内容", "派单阿姨", "实收", "状态" };
    lxw_workbook *book = workbook_new(path);
    lxw_worksheet *s = book ? workbook_add_worksheet(book, "派单") : NULL;
    int written = 0;
    if (!s) return false;
    worksheet_merge_range(s, 0, 0, 0, COUNT_OF(heads) - 1, "派单记录（演示数据）", NULL);
    for (lxw_col_t c = 0; c < COUNT_OF(heads); c++) worksheet_write_string(s, 1, c, heads[c], NULL);
    for (int i = w->visit_count - 1; i >= 0 && written < MESSY_ROWS; i--) {
        const struct demo_visit *v = &w->visits[i];
        if (!demo_is_past(w, v) || v->worker < 0) continue;
        record_line(w, s, (lxw_row_t)(2 + written), v, written);
        written++;
    }
    return workbook_close(book) == LXW_NO_ERROR;
}

int demo_messy_write(const struct demo_world *world, text folder, text *ret_why)
{
    struct demo_world w = *world;                           /* its arena serves; nothing of it is changed */
    *ret_why = arena_print(w.arena, "%s: a sheet could not be written", folder);
    if (!messy_roster(&w, arena_print(w.arena, "%s/阿姨通讯录（乱）.xlsx", folder))) return -1;
    if (!messy_customers(&w, arena_print(w.arena, "%s/客户微信导出（乱）.csv", folder), ret_why)) return -1;
    return messy_visits(&w, arena_print(w.arena, "%s/派单记录（乱）.xlsx", folder)) ? 3 : -1;
}
