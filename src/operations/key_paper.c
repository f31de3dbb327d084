/* key_paper.c — a key's receipt to print (钥匙保管单, key_custody.h): what was handed over, by whom and when, the number on its tag and never the address, with the
 * signatures drawn on the pad. Read in one transaction, set outside of any. */
#include <string.h>
#include "base/scratch.h"
#include "base/words.h"
#include "operations/key_custody.h"
#include "operations/operations.h"
#include "paper/deed.h"
#include "record/answer.h"
#include "record/file.h"
#include "record/store.h"

enum { FACTS_MOST = 6, BLOCKS = 4, SIGNS = 3 };
struct slip { const struct request *request; struct deed deed; };
static text said(struct work *w, text english) { return translate(w->language, english); }

struct facts { struct paper_fact *all; int count; };
static struct facts facts_new(struct work *w) { return (struct facts){ take_many(w, struct paper_fact, FACTS_MOST), 0 }; }
static void fact(struct work *w, struct facts *f, text label, text value) { f->all[f->count++] = (struct paper_fact){ said(w, label), value && *value ? value : "—" }; }
static struct deed_block part(struct work *w, text heading, const struct facts *f) { return (struct deed_block){ .kind = DEED_PARTY, .words = said(w, heading), .facts = f->all, .fact_count = f->count }; }

static struct deed_block taken(struct work *w, const struct key_custody *k)
{
    struct facts f = facts_new(w);
    fact(w, &f, N_("Customer"), record_title(w, &customer_type, k->customer.id));
    fact(w, &f, N_("What was handed over"), k->what);
    fact(w, &f, N_("Number on the tag"), k->tag);
    fact(w, &f, N_("Handed over by"), k->handed_by);
    fact(w, &f, N_("Handed over at"), k->handed_at.ms ? instant_words(w->arena, k->handed_at) : "");
    return part(w, N_("Taken into custody"), &f);
}

static struct deed_block given_back(struct work *w, const struct key_custody *k)
{
    struct facts f = facts_new(w);
    fact(w, &f, N_("Given back to"), k->returned_to);
    fact(w, &f, N_("Given back at"), instant_words(w->arena, k->ended_at));
    return part(w, N_("Given back"), &f);
}

/* A drawn one stands on the slip; a photo of paper does not fit on a line, and there the paper itself is signed. */
static struct deed_sign sign(struct work *w, text label, file picture, text name, instant at)
{
    bool has = picture.hash && *picture.hash;
    struct file_facts f = has ? file_facts(w, picture.hash) : (struct file_facts){ .type = "", .path = "" };
    bool drawn = f.type && !strcmp(f.type, "image/png");
    return (struct deed_sign){ said(w, label), drawn ? name : "", drawn ? instant_words(w->arena, at) : said(w, N_("Date: ____________")), drawn ? f.path : "" };
}

static struct deed_block signs(struct work *w, const struct key_custody *k)
{
    struct deed_sign *s = take_many(w, struct deed_sign, SIGNS);
    int n = 0;
    s[n++] = sign(w, N_("Handed over by the customer"), k->handed_signature, k->handed_by, k->handed_at);
    if (k->state == KEY_RETURNED) s[n++] = sign(w, N_("Got it back"), k->returned_signature, k->returned_to, k->ended_at);
    s[n++] = (struct deed_sign){ said(w, N_("Company (stamp or who handles it)")), "", said(w, N_("Date: ____________")), "" };
    return (struct deed_block){ .kind = DEED_SIGNS, .signs = s, .sign_count = n };
}

static bool read_it(struct work *w, void *data)
{
    struct slip *s = data;
    int64_t id = answer_id(w, s->request, "id");
    const struct key_custody *k = id ? LOAD(w, key_custody, id) : NULL;
    if (!k) return false;
    struct deed_block *all = take_many(w, struct deed_block, BLOCKS);
    int n = 0;
    all[n++] = taken(w, k);
    if (k->state == KEY_RETURNED) all[n++] = given_back(w, k);
    all[n++] = (struct deed_block){ .kind = DEED_TEXT, .words = said(w, N_("We keep it under its number and use it for the agreed visits only. Show this slip when you want it back; if it is lost, we tell you at once and change the lock at our cost.")) };
    all[n++] = signs(w, k);
    text house = company_name(w);
    s->deed = (struct deed){ .title = said(w, N_("Receipt for a key")), .number = k->tag, .foot = *house ? house : record_title(w, &branch_type, k->record.branch.id), .page = said(w, N_("Page {1} of {2}")),
        .blocks = all, .block_count = n, .made = w->now, .key = house_file_key(w->house) };
    return !failed(w);
}

bool key_paper_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct slip s = { .request = q };
    text why = "";
    if (!db_read(house_db(w->house), w, read_it, &s)) return false;
    text path = scratch_path(w->arena);
    if (!deed_pdf(&s.deed, path, &why)) return fault(w, "receipt for a key: %s", why);
    answer_pdf(w, reply, path, s.deed.number);
    return true;
}
