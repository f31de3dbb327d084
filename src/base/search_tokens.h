/* search_tokens.h — what a text can be found by. The same rule cuts documents and what people type, on both databases; the databases only
 * compare whole tokens (CSTACK.md §4: the trigrams of both miss one and two Han characters without saying so).
 *
 * Every text, after full-width forms were made narrow and letters small:
 *   Han         each character (月, 嫂) and each pair of neighbours (月嫂)
 *   words       runs of letters and digits, at most 32 bytes: "3b", "58887777"
 * Names also, for each usual reading (at most four combinations) of their first six syllables; 张小明:
 *   joined      from the front (zhang, zhangxiao, zhangxiaoming) and to the end (xiaoming, ming); each syllable alone (xiao)
 *   initials    from the front, two and more (zx, zxm), and to the end (xm)
 *   mixed       one or two syllables and the initials behind them (zhangx, zhangxm, zhangxiaom), as ouyangxf finds 欧阳小飞
 *   blanks and dots between Han characters do not separate: 张　明, 阿依古丽·买买提
 * A query is the list of tokens that must all be present: pairs alone where two or more Han characters stand together, a single
 * character otherwise, words as they are. Prefixes of plain words are not found ("ele" does not find "elevator").
 * Tokens contain no blanks and no quotes, no signs of a database's query language. A text gives at most TOKENS_DOCUMENT of them,
 * what comes later is not found; a query at most TOKENS_QUERY, what comes later is not asked. */
#pragma once
#include "base/arena.h"

enum { TOKENS_DOCUMENT = 1000, TOKENS_QUERY = 16 };

/* Tokens without repetition, in order of first appearance. */
struct tokens { struct arena *arena; text *at; int count, most; short *slots; };

struct tokens tokens_document(struct arena *arena);             /* empty: fill it with the texts of one record */
void tokens_add_text(struct tokens *tokens, text from);
void tokens_add_name(struct tokens *tokens, text name);
void tokens_add(struct tokens *tokens, text token);             /* as it is: keyed hashes, numbers */

struct tokens tokens_query(struct arena *arena, text typed);    /* none: nothing to search for */

text tokens_joined(const struct tokens *tokens);                /* with blanks between */
