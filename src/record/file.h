/* file.h — uploaded files: photos, scans, contracts. Immutable, named by the hash of their content, once on disk however often they
 * are uploaded, as <data>/files/ab/abcdef…; they lie there safely (fsync of file and folder) before any row names them, and sealed by the
 * house's file key (base/sealed_file.h): who has the disk and not keys/master.key sees sizes and hashes. Those kept by versions before that lie
 * plain until file_seal.h has been by; both are read.
 *
 * Who may read one: whoever may see a record with a member that names it now (the member's own `.see` counts too), and whoever
 * uploaded it, for 24 hours, until she has put it into a record. For everybody else it does not exist (404).
 * The store calls file_used for each member of KIND_FILE it saves, or files_of_record for all of a record's; from that table the
 * records that may name a file are found. Images and PDF are shown, everything else is sent as an attachment. */
#pragma once
#include "record/house.h"

/* The record names this file. Refused when there is no such file. "" is fine and nothing. */
bool file_used(struct work *w, const struct record_type *type, int64_t id, text hash);
/* … every file the record names, also in owned rows; for those that `before` (NULL: new) did not name. */
bool files_of_record(struct work *w, const struct record_type *type, const void *record, const void *before);

/* Where its content lies, for code that reads it (imports, documents) by base/sealed_file.h with house_file_key, and in no other way; "" when there is
 * no such file. No permission is asked. */
struct file_facts { text path, type, name; int64_t size; };
struct file_facts file_facts(struct work *w, text hash);
bool file_may_read(struct work *w, text hash);

/* A file the program has just made, at a scratch_path (base/scratch.h): hash and size of the bytes at `made->path`, as an upload brings them; the hash
 * lies in `arena`. False: unreadable. */
struct arena;
struct upload;
bool file_measured(struct arena *arena, struct upload *made) __attribute__((warn_unused_result));

/* Into its place: what was uploaded came sealed and is moved; of a plain file that the program made (a signed contract) or was given (a sheet), a
 * sealed copy is put there and the file stays as it is. To be called outside of a transaction; then file_made inside one. False: fault. */
bool file_keep(struct work *w, const struct upload *upload);
bool file_made(struct work *w, const struct upload *upload);

/* SHA-256 of a file that has just been uploaded, in hex: what a browser can count itself, which BLAKE2b is not. A phone takes its photo off its
 * list when both have the same. "" and a fault when it cannot be read. */
text file_sha256(struct work *w, text path);

/* The record, as it is now, may name this file no more. Named by nothing else, it goes: its rows now, its content a little later by a job. */
void file_unused(struct work *w, const struct record_type *type, const void *record, text hash);
/* Its name as uploaded goes: it may tell of a person whose records no longer do. The content stays. */
void file_unname(struct work *w, text hash);
/* A file that no record names, no import reads and nobody has uploaded since `after` goes. */
void file_drop(struct work *w, text hash, instant after);
struct job;
bool file_erase_job(struct job *job);

extern const char file_schema[];
