/* deed.h — a long document as PDF (A4, upright): title, parties, numbered articles and clauses, tables, signature blocks, on every page its number
 * and "page x of y". Contracts and the page of evidence behind them. Chinese is set as on receipts (paper.h), justified, clauses hanging.
 *
 * The same document gives the same bytes: its date is the given one, and nothing else of the clock goes in. It knows no record. Any thread. */
#pragma once
#include "paper/paper.h"

enum deed_kind { DEED_PARTY = 1, DEED_TEXT, DEED_ARTICLE, DEED_CLAUSE, DEED_TABLE, DEED_SIGNS, DEED_HEADING };     /* HEADING begins a new page */

struct deed_sign { text label, name, when, picture; };              /* picture: a PNG's path, "": none, a line to sign on */
struct deed_block {
    enum deed_kind kind;
    text number, words;             /* "第一条", "1.2" */
    const struct paper_fact *facts; int fact_count;                 /* DEED_PARTY: two beside each other; words is its heading */
    const text *cells; int columns, rows;                           /* DEED_TABLE: row by row, the first is the head; eight columns at most, each as wide as its longest cell wants */
    const struct deed_sign *signs; int sign_count;
};
struct deed {
    text title, number, foot;       /* foot: small print at the bottom of each page, left: the hash */
    text page;                      /* "第 {1} 页 共 {2} 页" */
    const struct deed_block *blocks; int block_count;
    instant made;
    const unsigned char *key;       /* opens the pictures, which may be sealed (base/sealed_file.h); NULL: they lie plain */
};

/* Writes it to `path`. False with a sentence in English: no font for Chinese, a full disk, more than 60 pages. */
bool deed_pdf(const struct deed *deed, text path, text *ret_why);
