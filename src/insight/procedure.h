/* procedure.h — the procedure of the manager's job, step by step: what the product is for.
 *
 *   GET /api/procedures     chapters and their steps: what the source says, what is done, who, out of what, into what, by when, how well, in which records
 *
 * The chapters 一 to 七 and the sentences `source` are those of 《家政服务经理人岗位操作流程》, in Chinese word for word (po/). It breaks off within 七.2;
 * a step without `source` is reconstructed from law and trade (DOMAIN.md §1.7) and the page says so. Deadlines and figures are DOMAIN.md §1 with §0.
 *
 * Each step names the record types it is kept in; their labels and clocks come from the declarations at each call, so that a renamed record or a new
 * deadline is right here by itself. A step without records is not in the product: the page says that too. A test fails when a type is named that
 * does not exist, or when one that people see in the menu serves no step. docs/procedures.md is drawn from the same answer. */
#pragma once
#include "base/work.h"

struct procedure_step {
    text id;                        /* "2.3": chapter 二, step 3; a page refers to it, so it never changes */
    text title, source;             /* N_(); source NULL: not in the source document */
    text does;                      /* N_(): what is done in practice, NULL in the chapter of duties */
    text input, output, deadline, standard;         /* N_() or NULL */
    text who;                       /* codes of built-in roles, separated by ' ', whose work it is first */
    text types;                     /* names of record types, separated by ' '; NULL: none */
    text feeds;                     /* ids of the steps that go on from it, separated by ' ' */
};
struct procedure_chapter { int number; text title, about; };

/* All steps in order in two tables, each ends with a row of zeros. */
extern const struct procedure_step procedure_people[], procedure_house[];

struct request;
struct reply;
bool procedures_call(struct work *w, const struct request *request, struct reply *reply);
