/* message_own.h — the reader's inner seams. For message*.c only. */
#pragma once
#include "base/utf8.h"
#include "customers/message.h"

struct reading {
    struct arena *arena;
    text at;                        /* the message */
    size_t length;
    unsigned char *taken;           /* one byte each: a part, 0 free */
    day today;
    bool demo;
    const struct message_shop *shop;
    struct message_draft *out;
};

/* Bytes of `word` when `at` begins with it, 0 otherwise; of a list by '|' the longest that fits, its index from 0 in `ret_which`. */
size_t word_at(text at, text word);
size_t one_at(text at, text list, int *ret_which);
/* 12, 十二, 两, 一百二十: whole numbers up to 9999; bytes, 0 for none. */
size_t number_at(text at, int64_t *ret_number);
/* The same with a fraction, in hundredths: 2.5, 89.5, 三. */
size_t decimal_at(text at, int64_t *ret_hundredths);

bool is_free(const struct reading *r, size_t from, size_t bytes);
/* Does the message have one of these (by '|') just before `from`? */
bool comes_after(const struct reading *r, size_t from, text list);
void take_part(struct reading *r, enum message_part part, size_t from, size_t bytes);
text words_of(const struct reading *r, size_t from, size_t bytes);
void doubt(struct reading *r, enum message_part part, text message, text words);
size_t character_at(const struct reading *r, size_t at);           /* its bytes; at least 1 */

void read_days(struct reading *r);      /* message_when.c */
void read_times(struct reading *r);
void read_lengths(struct reading *r);
void read_sizes(struct reading *r);     /* message_home.c */
void read_people(struct reading *r);
void read_address(struct reading *r);
void read_access(struct reading *r);
void read_company(struct reading *r);   /* message_company.c */
void read_name(struct reading *r);
void read_rest(struct reading *r);
