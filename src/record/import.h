/* import.h — tables people bring become records: what a module declares so that its sheets can be imported.
 *
 * A row of a shop's sheet often describes several records at once: 姓名, 手机, 地址, 面积 are a person, a customer and a home. A *shape*
 * names these parts, in the order in which they are stored, and the columns its sheets may have. Shapes of modules are answers to
 * the question "import_shapes"; besides, every type that an importer may create (`.import_states` or `.create`) is a shape of one part.
 *
 * The way of a row, the same in the dry run and in the run:
 *   its cells are read into drafts (the field's own rules, record/input.h, in INPUT_IMPORT mode), `finish` completes them, and part by
 *   part the draft is given its links, what is there already is found by the keys, and the draft is checked, or stored or filled in.
 * A draft found again fills only what is empty there unless the person chose otherwise; a state is never changed by an import.
 *
 * Imported records are audited as imported, their `created` hook runs (calendars must be true), but they make no events unless their type
 * says `.heard_imported` (days of the calendar), and no deadlines unless their part says `.clocks`. Numbers are taken from the series like any other; an undone import leaves gaps.
 *
 * Refused with a sentence: worn digits (a workbook keeps 15 of a number), cells with an error, states an importer may not create. */
#pragma once
#include "record/house.h"

struct import_row;
typedef bool import_read(struct work *w, text given, struct import_row *row);

/* A column. "part.field" gives a part's field more synonyms; any other name is the shape's own and needs `read`, which puts the value
 * into drafts and says no by `wrong` (the field's name is filled in by the engine). Earlier columns win a header that two could take.
 * `filled`: where the sheet is silent the shape's `finish` knows it, so that nobody is asked for a column her sheet does not have. */
struct import_column { text name, label, also; bool required, filled; import_read *read; };

struct import_link { text field, part; };       /* this ref of the part's record leads to that earlier part's */

enum { MOST_LINKS = 3, MOST_KEYS = 3, MOST_PARTS = 12 };
struct import_part {
    text name;
    const struct record_type *type;
    text fields;                    /* "name|phone": what a sheet may give; NULL: all that an importer may set */
    struct import_link links[MOST_LINKS];
    text keys[MOST_KEYS];           /* "id_number", "name+phone": how it is found again, the surest first */
    text among;                     /* SQL condition for those that may be found: "state = 1"; NULL: all */
    text same;                      /* field that must agree when found by the first key: "name" */
    text hint;                      /* field whose value another record should not have, but may: a warning */
    bool needed;                    /* every row has one; otherwise only rows with a cell for it */
    bool once;                      /* two rows of a file with the same key are a mistake */
    /* What is there already takes something of the row besides: one more row in `adds`, a field of owned rows. True: it has, and the undo takes it back. */
    text adds;
    bool (*add)(struct work *w, void *record, const void *draft);
    bool clocks;                    /* its deadlines run although it is imported: papers that run out */
};

struct import_shape {
    text name, label;               /* label: N_() */
    const struct import_part *parts; int part_count;
    const struct import_column *columns; int column_count;
    size_t notes;                   /* bytes of the shape's own memory for a row, zeroed: import_notes */
    bool (*finish)(struct work *w, struct import_row *row);     /* after the cells were read, before anything is looked for */
};
#define QUESTION_IMPORT_SHAPES "import_shapes"
#define IMPORT_PARTS(table) .parts = (table), .part_count = COUNT_OF(table)
#define IMPORT_COLUMNS(table) .columns = (table), .column_count = COUNT_OF(table)

/* What a batch keeps of people goes: its sheet, its list of mistakes, what was there before it. It cannot be undone any more. In a write
 * transaction. The records it made and the count of rows stay. */
void import_forget(struct work *w, int64_t batch);
/* … of the batches that ended before, at most `most`: how many (a rule of retention). */
int64_t import_forget_old(struct work *w, instant before, int most);

/* For readers and `finish`. */
void *import_draft(struct import_row *row, text part);          /* the part's draft; from now on the row has this part */
bool import_has(const struct import_row *row, text part);       /* has a cell said something of it? */
void *import_notes(struct import_row *row);
void import_take(struct import_row *row, text part, int64_t id);        /* it is this record, whatever the keys say */
/* Something a person should look at; the row is imported all the same. */
/* The earlier row of this sheet that said `value` of the same matter; 0: this is the first. The same in the dry run and in the run. */
int64_t import_earlier(struct import_row *row, text matter, text value);
/* Nothing that an earlier row did not say already: `add` has nothing to add to what that row makes. For the count of a dry run. */
void import_says_again(struct import_row *row);
#define import_warn(w, row, field, ...) import_warning((w), (row), (field), (const text[]){ __VA_ARGS__, NULL })
void import_warning(struct work *w, struct import_row *row, text field, const text *message_and_arguments);

/* One of the branch's records called so by number or title; 0 and `wrong` by the field's label when there is none or several. */
int64_t import_named(struct work *w, struct import_row *row, const struct record_type *type, text label, text given);
