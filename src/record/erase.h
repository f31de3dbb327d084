/* erase.h — personal data go: members of one record, or everything of a person. For rules of retention and for company/person.h.
 *
 * What goes is emptied in the table, with its search words, its titles in the queue and its files; a name that must stand there becomes
 * "Erased person". The audit log keeps that it went and by which rule. What the log and the history have from before is ciphertext
 * under the person's key (record/image.h): destroying the key is the caller's last act. */
#pragma once
#include "record/store.h"

/* `members`: "arrived_place|checklist.picture"; NULL: every sealed and every .personal one. `rule` goes into the log. Of a loaded record;
 * the type's check is not asked. Nothing there: nothing is written, and *ret_done stays as it was; otherwise it grows by one. */
bool record_erase(struct work *w, const struct record_type *type, void *record, text members, text rule, int64_t *ret_done);
/* The same without saving: for the step of the record itself. True: something was there. */
bool record_empty(struct work *w, const struct record_type *type, void *record, text members);

/* Does it go with `members`, as record_erase takes them? `parent`: "" or the rows it lies in. */
bool member_goes(struct work *w, text members, text parent, const struct field *field);

/* All records that tell of this person, in every branch, but for persons and what is kept apart. */
bool records_of_person_erase(struct work *w, int64_t person, text rule, int64_t *ret_done);

/* The type's records that tell of this person, in every branch, oldest first; persons themselves too. None when the type tells of nobody. */
struct found records_of_person(struct work *w, const struct record_type *type, int64_t person);
/* Can a record of this type lead to a person at all? */
bool type_tells_of_persons(struct work *w, const struct record_type *type);

/* What else lies about by her name: answers kept for repeated posts, messages of jobs, the sheets she was imported from. */
bool traces_erase(struct work *w, int64_t person, text name);

/* Titles are kept, and many say whose a record is though nothing else in it is hers ("customer · worker"): those with this name are made
 * once more, with their lines in the queue. After the records that the titles are taken from have lost it; a namesake's stay as they are. */
bool titles_made_again(struct work *w, text name);

/* The person a record tells of; 0: of none. */
int64_t record_tells_of(struct work *w, const struct record_type *type, const void *record);
