/* sealed_file.h — files that only a key opens: uploads, contracts, photos, on a disk that may be stolen or copied.
 *
 *   head   16 bytes "zhangjia-file-1\n", 16 bytes of salt
 *   chunks 64 KiB of content each (the last one less), XChaCha20-Poly1305, 16 bytes more; nonce: salt and the chunk's number
 *   tail   size and BLAKE2b-256 of the content, sealed; nonce: salt and the highest bit
 *
 * So any part can be read without what comes before it, and these are refused: a changed byte, chunks that were moved or come from another
 * file, a file that was cut or never came to its end (its tail is not there). What such a file holds is given to nobody: opening it fails, or
 * reading the chunk does. The hash in the tail lets who opens a file by its name see that it is that file.
 *
 * A reader takes plain files too, those kept before files were sealed: the head tells. Without a key (NULL) everything is plain, on writing
 * and on reading. Pure but for the files named; several threads, each its own reader. */
#pragma once
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>
#include "base/arena.h"

enum { FILE_KEY = 32, SEALED_CHUNK = 64 * 1024 };

/* ---- writing, to a file the caller opened and closes; it lives in the arena ---- */
struct sealing;
struct sealing *sealing_begin(struct arena *arena, int fd, const unsigned char *key);
bool sealing_add(struct sealing *sealing, const void *bytes, size_t count);
/* The rest and the tail; the hash and size of the content. Not synced. */
bool sealing_end(struct sealing *sealing, text *ret_hash, int64_t *ret_size);

/* ---- reading ---- */
struct sealed_file;
/* NULL with errno: EBADMSG for one that is cut, changed or under another key; EINVAL for what is no file. */
struct sealed_file *sealed_file_open(text path, const unsigned char *key);
void sealed_file_close(struct sealed_file *file);                   /* NULL is fine */
int64_t sealed_file_size(const struct sealed_file *file);           /* of the content */
bool sealed_file_sealed(const struct sealed_file *file);
text sealed_file_hash(const struct sealed_file *file);              /* as its tail says, in hex; "" of a plain one */
const struct stat *sealed_file_facts(const struct sealed_file *file);       /* of the file on disk */
/* Up to `count` bytes from `at`; fewer only at the end; -1: broken, nothing is given. */
int64_t sealed_file_read(struct sealed_file *file, int64_t at, void *into, int64_t count);
/* Of a plain file: its descriptor, for sendfile; the caller's from then on, the reader is closed. -1 of a sealed one. */
int sealed_file_plain(struct sealed_file *file);

/* The same as a stream for code that reads one (fread, fseek; ferror when it is broken). NULL with errno as above. */
FILE *sealed_file_stream(text path, const unsigned char *key);
