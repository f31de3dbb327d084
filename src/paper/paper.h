/* paper.h — a small document as PDF: title, facts, a table, a sum, words below. Receipts today.
 *
 * A5, upright; as many pages as the table needs. Chinese is set by Pango (no mark at the beginning of a line, hanging rows aligned), the
 * glyphs that occur are embedded, so that it looks the same on every printer. It needs a font with Chinese letters (fonts-noto-cjk).
 * It knows no record. Any thread; each keeps its fonts, so the first paper of a thread takes longer (some 300 ms, then a few). */
#pragma once
#include <stdbool.h>
#include "base/arena.h"
#include "base/when.h"

struct paper_fact { text label, value; };
struct paper_line { text what, quantity, unit, amount, note; };     /* each as it is to be read; note: how it came about, small, below `what`; NULL: none */
struct paper {
    text house, title, number;      /* the company's name; "收据"; the document's number: on every page, unless it is among the facts */
    text mark;                      /* "补打 第 2 次": in a frame at the top; "" for none */
    const struct paper_fact *facts; int fact_count;
    text columns[4];                /* headings of what, quantity, unit, amount */
    bool dated;                     /* the third column is a date and the second words: both have their room, the first and the last less */
    const struct paper_line *lines; int line_count;
    text sum_label, sum, sum_words; /* "合计", "130.00", in capitals */
    text below;                     /* a paragraph of small print; "" for none */
    const struct paper_fact *signs; int sign_count;                 /* who took it, who issued it: with a line to sign on when "" */
    bool one_page;                  /* what is a little too long for a page is drawn smaller, down to 70 %, rather than on a second */
    instant made;
};

/* Writes it to `path`. False with a sentence in English: no font for Chinese, a full disk, more than 20 pages. */
bool paper_pdf(const struct paper *paper, text path, text *ret_why);
