/* seal_keys.h — the master key's file, and the keys derived from it that other parts of record/ use. For record/ only.
 *
 * <folder>/keys/master.key: one line, "zhangjia-key-1 " and 64 hex digits, mode 0600. It is made on first use, written and synced
 * before anything is sealed with it. A file that others can read, that is a link or that is damaged is refused: without the right
 * key everything personal in the database stays unreadable for good, so nobody should find out late. */
#pragma once
#include <stdbool.h>
#include "base/arena.h"

struct keys;

/* 32 bytes into `key`. False: `ret_why` is malloc'ed. */
bool master_key_read(text folder, unsigned char *key, text *ret_why);

/* 32 bytes each: the key of the audit chain, and of files on disk (base/sealed_file.h). */
const unsigned char *keys_chain(const struct keys *keys);
const unsigned char *keys_files(const struct keys *keys);
