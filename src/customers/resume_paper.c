/* resume_paper.c — a résumé card as a PDF, drawn outside of any transaction (fonts are slow), sent from memory and kept nowhere. See resume.h. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "base/random.h"
#include "base/words.h"
#include "customers/customers.h"
#include "customers/resume.h"
#include "paper/paper.h"
#include "record/answer.h"

static text said(struct work *w, text english) { return translate(w->language, english); }

static text skills_text(struct work *w, const struct resume *r)
{
    struct buf out = buf_new(w->arena);
    for (int i = 0; i < r->skill_count; i++) buf_print(&out, "%s%s", i ? "、" : "", r->skills[i]);
    return buf_text(&out);
}

static struct paper_line *lines_of(struct work *w, const struct resume *r)
{
    struct paper_line *all = take_many(w, struct paper_line, r->paper_count);
    for (int i = 0; i < r->paper_count; i++)
        all[i] = (struct paper_line){ r->papers[i].what, r->papers[i].level, r->papers[i].until, said(w, r->papers[i].good ? N_("valid") : N_("ends before")) };
    return all;
}

static struct paper layout(struct work *w, const struct resume *r, text house, text number)
{
    struct paper_fact *facts = take_many(w, struct paper_fact, 6);
    int n = 0;
    facts[n++] = (struct paper_fact){ said(w, N_("Age")), r->age };
    if (*r->province) facts[n++] = (struct paper_fact){ said(w, N_("Province")), r->province };
    facts[n++] = (struct paper_fact){ said(w, N_("Years in this service")), r->years ? print(w, "%lld", (long long)r->years) : "—" };
    facts[n++] = (struct paper_fact){ said(w, N_("Times with us")), print(w, "%lld", (long long)r->times) };
    facts[n++] = (struct paper_fact){ said(w, N_("Grade")), *r->grade ? r->grade : "—" };
    facts[n++] = (struct paper_fact){ said(w, N_("Papers for all days")), said(w, r->light == LIGHT_RED ? N_("not complete") : N_("complete")) };
    return (struct paper){ .house = house, .title = r->name, .number = number, .mark = "", .facts = facts, .fact_count = n, .columns = { said(w, N_("Certificate")), said(w, N_("Kind")), said(w, N_("Good until")), said(w, N_("State")) }, .dated = true,
        .lines = lines_of(w, r), .line_count = r->paper_count, .sum_label = said(w, N_("Skills")), .sum = "", .sum_words = skills_text(w, r),
        .below = translate_with(w->arena, w->language, N_("For {1} only, {2}. Name, number and address are exchanged in the contract; please do not pass this on."), (const text[]){ number, day_text(w->arena, day_of(w->now)), NULL }), .one_page = true, .made = w->now };
}

/* From the file into the arena; the file does not stay. */
static bool slurp(struct work *w, text path, text name, struct reply *reply)
{
    FILE *f = fopen(path, "rb");
    if (!f || fseek(f, 0, SEEK_END)) { if (f) fclose(f); return fault(w, "paper: %s cannot be read", path); }
    long length = ftell(f);
    char *bytes = arena_take(w->arena, length > 0 ? (size_t)length : 1);
    rewind(f);
    size_t size = length > 0 ? fread(bytes, 1, (size_t)length, f) : 0;
    fclose(f);
    *reply = (struct reply){ .status = 200, .type = "application/pdf", .body = bytes, .length = size, .file_name = name, .inline_ = true };
    return size > 0 || fault(w, "paper: %s is empty", path);
}

bool paper_reply(struct work *w, const struct paper *paper, text name, struct reply *reply)
{
    text path = print(w, "%s/paper-%llx.pdf", house_data(w->house), (unsigned long long)random_id()), why = "";
    bool well = paper_pdf(paper, path, &why) ? slurp(w, path, name, reply) : fault(w, "paper: %s", why);
    unlink(path);
    return well;
}

bool resume_draw(struct work *w, const struct resume *r, text house, text number, struct reply *reply)
{
    struct paper paper = layout(w, r, house, number);
    return paper_reply(w, &paper, "resume.pdf", reply);
}
