/* type.h — how a business record is declared: once, as const tables.
 *
 * A record is a C struct whose first member is `struct record record`. A table of FIELD rows says what each member means, a
 * table of STEP rows what may happen to it, RECORD_TYPE binds them. Out of these the engine makes tables and indexes, loading
 * and saving, JSON in and out, lists, search, permissions, masking, audit, deadlines, import, export, OpenAPI, TypeScript and the
 * pages. What happens in a step is plain C beside the tables. Example and tutorial: CONTRIBUTING.md.
 *
 * The C type of the member decides the kind of the field and its column, so a wrong declaration does not compile. What may be
 * missing apart from zero is a maybe_* type. Nothing in a declaration is an expression in a string. */
#pragma once
#include <stddef.h>
#include "base/buf.h"
#include "base/geo.h"
#include "base/work.h"

typedef struct { int64_t id; } ref;                 /* another record of the type that .to names; 0: none */
/* Personal text, sealed on disk. `plain` is NULL until somebody opens it (sealed_open in store.h, which a rule may, and which
 * `reveal` does with a reason and a log entry); setting `plain` replaces the value at the next save. `mask` is what lists show. */
typedef struct { text plain, mask; const void *kept; int64_t kept_length; } sealed;
typedef struct { uint64_t bits; } set;              /* several of .choices (values 1..63): SET_BIT(value) */
typedef struct { int32_t count; } minutes;          /* a length of time, or minutes after midnight */
typedef struct { text hash; } file;                 /* an uploaded file by its hash ("" none), see record/file.h */
typedef struct { text json; } worksheet;            /* JSON made by the program and kept as it was: an explained calculation */
typedef struct { void *at; size_t count; } rows_of; /* owned rows, declared by .row; read with ROW(struct bill_line, lines, i) */
typedef struct { int64_t value; bool given; } maybe_number;

#define SET_BIT(value) (UINT64_C(1) << (value))
#define ROW(type, rows, i) (((type *)(rows).at) + (i))

enum kind {
    KIND_TEXT = 1, KIND_NUMBER, KIND_MONEY, KIND_INSTANT, KIND_DAY, KIND_MINUTES, KIND_FLAG, KIND_CHOICE, KIND_SET, KIND_REF,
    KIND_PLACE, KIND_FILE, KIND_SEALED, KIND_ROWS, KIND_JSON,
};

/* What every record has. The engine fills it; a rule reads it. */
struct record {
    int64_t id;             /* below 2^53, grows with time; 0: not stored yet */
    text number;            /* for people: prefix, year, running number per branch and year, without gaps; "" without prefix */
    ref branch;             /* 0 only in types with SCOPE_COMPANY */
    int64_t version;        /* 1 when created, +1 with each change */
    instant created_at, changed_at;
    ref changed_by;         /* account; 0: the system */
};

struct choice {
    unsigned value;         /* ≥ 1, append only: it is what the database keeps */
    text key;               /* the word in JSON */
    text label;             /* N_() */
    text tone;              /* for states: "warn", "info", "ok", "danger", "mute" */
    bool final;             /* for states: nothing follows */
    text also;              /* other words a sheet may use for it, separated by '|' */
};

enum set_by { SET_BY_ANYONE = 0, SET_ON_CREATE, STEPS_ONLY, ENGINE_ONLY };   /* ENGINE_ONLY: computed by .check or rules */
enum mask { MASK_NONE = 0, MASK_PHONE, MASK_ID_NUMBER, MASK_NAME, MASK_ALL, MASK_TAIL4, MASK_EMAIL };
enum format { FORMAT_FREE = 0, FORMAT_MOBILE, FORMAT_PHONE, FORMAT_ID_NUMBER, FORMAT_BANK_CARD, FORMAT_USCC, FORMAT_MULTILINE, FORMAT_TIME_OF_DAY,
    FORMAT_EMAIL, FORMAT_HUNDREDTHS, FORMAT_TENTHS, /* of a number: 250 is shown, typed and exported as 2.5; 367 as 36.7 */
    FORMAT_SAID,                                    /* of a text: a sentence kept with its values, read in the reader's language (said.h) */
    FORMAT_CAPABILITY,                              /* of a text: the word of a capability; pages show its label and choose it out of those there are */
    FORMAT_SIGNATURE,                               /* of a file: drawn on a pad, or a photo of what was signed on paper */
    FORMAT_OWED };                                  /* of an amount of money that somebody owes us: below 0 pages say that we hold so much of hers */

struct record_type;
struct row_type;

/* `reads` of a text that the program seeds in Chinese: its English for who reads English, while it is as it came (po/en.po); NULL: as it stands. */
text seeded_words(struct work *w, text chinese);
text seeded_said(struct work *w, text chinese);     /* … or as it stands */

struct field {
    text name;                      /* the member's name: column and JSON */
    size_t at;
    enum kind kind;
    bool maybe;                     /* a maybe_* type */
    bool not_yet;                   /* number: -1 means not counted yet, and shows as nothing; kept as -1, so that it sorts and an old column stays as it is. Money: 0 */
    bool zero_unsaid;               /* number or money that may be left out: kept as 0, which says nothing, and pages show nothing */
    text label, help, group, unit;  /* N_(); group is the heading on forms and detail pages */
    bool required;                  /* "" / 0 / not given is refused */
    bool list, filter, sort, search, unique;    /* unique: within the company; also for sealed text (by blind index) */
    bool names;                     /* search: also by pinyin and initials */
    int64_t min, max;               /* text: characters (0: 200); numbers, money (fen), minutes, days: range when max > min */
    const struct choice *choices;   /* ends with a zero row */
    const struct record_type *to;   /* KIND_REF; of a KIND_NUMBER that holds an id, 0 none: it is told as a reference, and stored as the number it is */
    const struct row_type *row;     /* KIND_ROWS */
    enum set_by set_by;
    text see;                       /* capability needed to see it at all; NULL: who sees the record */
    enum mask mask;                 /* KIND_SEALED and text: how it shows without `reveal` */
    text reveal;                    /* capability to see it open, with a reason, logged */
    enum format format;
    text kind_by;                   /* of a text: the member (a choice) that says what it is: "flag" (1 or 0), "number", "money" (fen), "minutes", "clock"
                                     * (minutes after midnight), "secret"; pages show and ask it as such. Other words: as text */
    text (*reads)(struct work *w, text code);   /* of a text that is a code: how a person reads it (NULL: as it stands); records tell it among their `names` */
    text also;                      /* other headers a sheet may use for it, separated by '|' */
    /* It tells of the type's subject: audit log and history hold it under her key only, and erasing her empties it. Sealed members are so anyway. */
    bool personal;
    /* Erased by a rule while she stays: audit log and history say that it changed, never what it was. */
    bool fleeting;
    bool rate;                      /* money for one of something, or what stood at a moment: a table of rows does not add it up */
    bool heavy;                     /* pages long: GET of the one record has it, lists leave it out, as they do rows */
    bool routine;                   /* the clock moves it on: a save of the system that changed nothing else is no line of the timeline (the log has it) */
};

#define KIND_OF(type, member) _Generic(((struct type *)0)->member, text: KIND_TEXT, int64_t: KIND_NUMBER, maybe_number: KIND_NUMBER, \
    money: KIND_MONEY, maybe_money: KIND_MONEY, instant: KIND_INSTANT, day: KIND_DAY, maybe_day: KIND_DAY, minutes: KIND_MINUTES, \
    bool: KIND_FLAG, unsigned int: KIND_CHOICE, set: KIND_SET, ref: KIND_REF, place: KIND_PLACE, file: KIND_FILE, \
    sealed: KIND_SEALED, rows_of: KIND_ROWS, worksheet: KIND_JSON)
#define MAYBE_OF(type, member) _Generic(((struct type *)0)->member, maybe_number: true, maybe_money: true, maybe_day: true, default: false)
#define FIELD(type, member, ...) { .name = #member, .at = offsetof(struct type, member), .kind = KIND_OF(type, member), \
    .maybe = MAYBE_OF(type, member), __VA_ARGS__ }
#define COUNT_OF(table) ((int)(sizeof(table) / sizeof *(table)))

/* Owned rows: no life of their own, saved with their record (bill lines, checklist items). Table: <type>_<field>. */
struct row_type { size_t size; const struct field *fields; int field_count; };
#define ROW_TYPE(type, table) { .size = sizeof(struct type), .fields = (table), .field_count = COUNT_OF(table) }

/* A sentence with arguments, kept untranslated: the reason why not. */
struct sentence { text message; const text *arguments; };
#define because(w, ...) sentence_new((w), (const text[]){ __VA_ARGS__, NULL })
const struct sentence *sentence_new(struct work *w, const text *message_and_arguments);

typedef bool step_rule(struct work *w, void *record, const void *input);
typedef const struct sentence *step_guard(struct work *w, const void *record);

struct step {
    text name, label;               /* name: the URL's last part and the event "<type>.<name>" */
    text tone;                      /* "primary", "danger", NULL */
    text done_in;                   /* field that is filled once it was done: it may be done again, but is the main step no longer; NULL: none */
    uint64_t from;                  /* FROM(A) | FROM(B): states it is possible from */
    unsigned to;                    /* state after it; 0: the rule decides (or it stays) */
    text by;                        /* capability; NULL: who may edit */
    bool theirs;                    /* of a type with .shared_with: taken by those of the other branch, not of its own */
    bool own;                       /* also the person whose record it is (.own of the type): a worker on her visit */
    const struct field *inputs; int input_count; size_t input_size;
    step_rule *run;                 /* NULL: only the state changes */
    step_guard *guard;              /* pure: NULL when it may run, else why not; asked for `may` and again before the run */
    text confirm;                   /* N_() question before a step that cannot be taken back */
    bool reason;                    /* asks a reason (1–500 characters), kept in the audit log: rule reads step_reason(w) */
    text reason_label;              /* N_(): what that is for her who reads it ("Answer to her"); NULL: the reason why */
    bool preview;                   /* far-reaching: a dialog offers to show first what it would do (preview.h) */
    bool hidden;                    /* not offered as a button: run by other code or by special pages */
};
#define FROM(state) (UINT64_C(1) << (state))
#define ANY_STATE (~UINT64_C(0))
#define INPUTS(type, table) .inputs = (table), .input_count = COUNT_OF(table), .input_size = sizeof(struct type)
#define STEP(step_name, ...) { .name = #step_name, __VA_ARGS__ }

/* The typed rule and its adapter: a rule of another type does not compile. RULE makes `<function>_rule`. */
#define RULE(type, input, function) \
    static bool function##_rule(struct work *w, void *record, const void *in) { return function(w, (struct type *)record, (const struct input *)in); }
#define RULE_PLAIN(type, function) \
    static bool function##_rule(struct work *w, void *record, const void *in) { (void)in; return function(w, (struct type *)record); }
#define GUARD(type, function) \
    static const struct sentence *function##_guard(struct work *w, const void *record) { return function(w, (const struct type *)record); }

enum scope { SCOPE_BRANCH = 1, SCOPE_COMPANY };

/* A deadline that rings: as long as the record is in one of `states` the work queue of `who` shows it; past `due` it rings, past
 * `due + escalate_after` it goes up to `then`. `due` returns 0 for "none now". */
struct deadline {
    text name, label;
    uint64_t states;
    instant (*due)(struct work *w, const void *record);
    text who;                       /* capability of those who see it in their queue (in the record's branch) */
    ref (*person)(struct work *w, const void *record);      /* or one person's; NULL: everybody with the capability */
    int64_t escalate_after;         /* ms after due; 0: never */
    text then;                      /* capability of those it goes to */
    text step;                      /* the verb that solves it, "" none; its button stands in the queue from where the step may be taken */
    /* Asked of each who sees it: what it waits for before she can do anything (somebody with a higher limit), read in place of the label and
     * without the step. NULL from it: hers to do. NULL hook: always. Cheap, it is asked for every row of hers. */
    const struct sentence *(*waits)(struct work *w, const void *record);
    text at;                        /* … and the member (a reference) whose record it is done on meanwhile: the line leads there; NULL: to this one */
};

/* How long personal data are kept, from when it counts, and what goes then (DOMAIN.md §8.3). Run at night by company/retention.c, which skips
 * records of persons under dispute. A company may keep longer, never shorter. */
struct retention {
    text name;                      /* a word: the rule is "<type>.<name>" */
    text label;                     /* N_(): what goes, counted from when */
    text law;                       /* N_(): where the period comes from */
    int days;                       /* the least */
    /* SQL over the type's own table: it counts from before $1 (an instant) or $2 (a day) and has something to go. A literal; NULL: nothing
     * goes by itself, the rule says how long it stays. */
    text due;
    text members;                   /* what is emptied, as record/erase.h takes it … */
    bool (*erase)(struct work *w, void *record, text rule, int64_t *ret_done);          /* … or what is done instead */
    /* A law makes the words themselves stay, not only the numbers: of a person who is erased before, `members` (NULL: all that tells of her) lie
     * apart under seal until then (company/kept_paper.h). `since`: the member it counts from, "ended_on" or "contract.ended_on"; NULL: the making. */
    bool stays;
    text since;
};

struct record_type {
    text name;                      /* table, URL and JSON word */
    text label, module;             /* N_(); module: folder */
    text plural;                    /* English heading of its lists where the rule of base/plural.h gives none; NULL: the rule. Not N_(): Chinese has no plural */
    size_t size;
    const struct field *fields; int field_count;
    const struct step *steps; int step_count;
    const struct deadline *deadlines; int deadline_count;
    unsigned first_state;           /* of the `state` member; 0: the type has no states */
    uint64_t import_states;         /* FROM()s an importer may create records in */
    enum scope scope;
    text own;                       /* member (ref) whose person may see it as her own; see actor.h */
    /* An agreement of two branches: the member (ref) that names the other one, "" for none. Those who work there see the record as its own branch
     * does, and take the steps marked `theirs`; editing and all other steps stay with its own branch. It is made by either. */
    text shared_with;
    text hidden_from;               /* member (ref) whose account never reads the row, whatever else she sees; see hidden.h */
    /* Of another branch, but at work in one of the actor's for now (a worker who is lent): it may be named there and given work.
     * Its page and what changes it stay with its own branch. NULL: never. */
    bool (*lent)(struct work *w, const void *record);
    /* Of whom it tells: "record" (the person itself) or a member that leads to a person, through other types' subjects too; several by '|'.
     * The first one given is whose key seals. Sealed members need one that refers to the person at once. */
    text subject;
    text see, create, edit, remove; /* capabilities; remove NULL: cannot be deleted; create NULL: only made by other code */
    text prefix;                    /* of record numbers; NULL: none */
    bool history;                   /* keep an image of every version: as-of reports, "what did we know then" */
    bool append_only;               /* never edited after creation except by steps */
    uint64_t edit_in;               /* states in which it is edited by hand, for the button; the check says the same with its reason. 0: in all */
    bool (*edits)(const void *record);      /* pure: this one is edited by hand at all, for the same button; NULL: it is */
    bool looks_logged;              /* who opens a record of it, or its history, is a line of the audit log (once in ten minutes), and the page says so; not her own */
    text no_export;                 /* N_(): its lists do not leave the house as files, and why; NULL: they may */
    bool quiet;                     /* not in the menu (details of another record) */
    bool no_import;                 /* one by one only: each is somebody's word or decision of now, and no old book has them */
    text imported_as;               /* the shape under which a sheet of them is brought along (import.h), where entering one means something else: opening balances for cards. NULL: its own */
    bool heard_imported;            /* others react to it wherever it comes from: an import of it makes the events that entering by hand makes */
    bool kept_apart;                /* what the law keeps of persons erased: erasing her passes it by, its own rule of retention does not */
    const struct retention *retention; int retention_count;      /* asked of every type that has a subject */
    const text *indexes;            /* further indexes: "worker, start"; ends with NULL */
    const text *uniques;            /* further unique keys: "plan, day" */
    text order;                     /* default sort, "-start"; NULL: newest first */

    /* Pure title for lists and references, from the record's own members; NULL: the first required text. */
    text (*title)(struct work *w, const void *record);
    /* The rules over the whole record, before each save (before NULL: being created). Also fills ENGINE_ONLY members. */
    bool (*check)(struct work *w, void *record, const void *before);
    /* After the record was stored (same transaction). */
    bool (*created)(struct work *w, void *record);
    bool (*changed)(struct work *w, void *record, const void *before);
    bool (*removed)(struct work *w, void *record);      /* behind its going: what other rows said because of it */
};
#define RECORD_TYPE(struct_name, ...) { .name = #struct_name, .size = sizeof(struct struct_name), __VA_ARGS__ }
#define FIELDS(table) .fields = (table), .field_count = COUNT_OF(table)
#define STEPS(table) .steps = (table), .step_count = COUNT_OF(table)
#define RETENTION(table) .retention = (table), .retention_count = COUNT_OF(table)
#define DEADLINES(table) .deadlines = (table), .deadline_count = COUNT_OF(table)

/* Typed adapters for the three hooks and the deadline functions, like RULE. */
#define CHECKER(type, function) \
    static bool function##_hook(struct work *w, void *record, const void *before) { return function(w, (struct type *)record, (const struct type *)before); }
#define AFTER_CREATE(type, function) \
    static bool function##_hook(struct work *w, void *record) { return function(w, (struct type *)record); }
#define TITLE(type, function) \
    static text function##_hook(struct work *w, const void *record) { return function(w, (const struct type *)record); }
#define LENT(type, function) \
    static bool function##_hook(struct work *w, const void *record) { return function(w, (const struct type *)record); }
#define DUE(type, function) \
    static instant function##_hook(struct work *w, const void *record) { return function(w, (const struct type *)record); }

/* Look-ups. NULL / 0 when there is none. */
const struct field *type_field(const struct record_type *type, text name);
const struct step *type_step(const struct record_type *type, text name);
const struct field *type_state(const struct record_type *type);
static inline bool field_refers(const struct field *f) { return f->kind == KIND_REF || (f->kind == KIND_NUMBER && f->to); }
unsigned record_state(const struct record_type *type, const void *record);
text choice_key(const struct choice *choices, unsigned value);
text choice_label(const struct choice *choices, unsigned value);    /* untranslated */
unsigned choice_value(const struct choice *choices, text key);
bool record_differs(const struct field *field, const void *a, const void *b);       /* do two records differ in this member? */

/* The step's reason as the person gave it, "" without; and the type's label for messages. */
text step_reason(const struct work *w);
