/* deed_of.c — see deed_of.h. */
#include "contracts/deed_of.h"
#include <string.h>

static text copied(struct arena *a, const json_t *from) { return arena_copy(a, json_is_string(from) ? json_string_value(from) : ""); }
static text member_text(struct arena *a, const json_t *block, const char *key) { return copied(a, json_object_get(block, key)); }

static void facts_of(struct arena *a, const json_t *block, struct deed_block *b)
{
    const json_t *facts = json_object_get(block, "facts");
    struct paper_fact *all = arena_take(a, sizeof *all * (json_array_size(facts) + 1));
    b->fact_count = (int)json_array_size(facts);
    for (int i = 0; i < b->fact_count; i++) {
        const json_t *pair = json_array_get(facts, (size_t)i);
        all[i] = (struct paper_fact){ copied(a, json_array_get(pair, 0)), copied(a, json_array_get(pair, 1)) };
    }
    b->facts = all;
    b->words = member_text(a, block, "label");
}

static void table_of(struct arena *a, const json_t *block, struct deed_block *b)
{
    const json_t *head = json_object_get(block, "head"), *rows = json_object_get(block, "rows");
    b->columns = (int)json_array_size(head);
    b->rows = (int)json_array_size(rows) + 1;
    text *cells = arena_take(a, sizeof *cells * (size_t)(b->rows * b->columns + 1));
    for (int r = 0; r < b->rows; r++)
        for (int c = 0; c < b->columns; c++) cells[r * b->columns + c] = copied(a, json_array_get(r ? json_array_get(rows, (size_t)(r - 1)) : head, (size_t)c));
    b->cells = cells;
}

static void signs_of(struct arena *a, const json_t *block, const struct evidence *evidence, int count, struct deed_block *b)
{
    const json_t *labels = json_object_get(block, "labels");
    struct deed_sign *all = arena_take(a, sizeof *all * (json_array_size(labels) + 1));
    b->sign_count = (int)json_array_size(labels);
    for (int i = 0; i < b->sign_count; i++) {
        const struct evidence *e = evidence && i < count ? &evidence[i] : NULL;
        all[i] = (struct deed_sign){ copied(a, json_array_get(labels, (size_t)i)), e ? e->name : "", e ? e->when : "　　　　年　　月　　日", e ? e->picture : "" };
    }
    b->signs = all;
}

static enum deed_kind kind_of(text word)
{
    static const struct { const char *word; enum deed_kind kind; } kinds[] = { { "party", DEED_PARTY }, { "text", DEED_TEXT }, { "article", DEED_ARTICLE }, { "clause", DEED_CLAUSE }, { "table", DEED_TABLE }, { "signs", DEED_SIGNS } };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) if (!strcmp(kinds[i].word, word)) return kinds[i].kind;
    return DEED_TEXT;
}

static void block_of(struct arena *a, const json_t *block, const struct evidence *evidence, int count, struct deed_block *b)
{
    *b = (struct deed_block){ .kind = kind_of(member_text(a, block, "kind")), .number = member_text(a, block, "number"), .words = member_text(a, block, "text") };
    if (b->kind == DEED_PARTY) facts_of(a, block, b);
    if (b->kind == DEED_TABLE) table_of(a, block, b);
    if (b->kind == DEED_SIGNS) signs_of(a, block, evidence, count, b);
}

/* ---- the page of evidence ---- */

static void evidence_of(struct arena *a, const struct evidence *e, struct deed_block *b)
{
    struct paper_fact *facts = arena_take(a, 7 * sizeof *facts);
    int n = 0;
    facts[n++] = (struct paper_fact){ "签署人", e->name };
    if (*e->capacity) facts[n++] = (struct paper_fact){ "签署身份", e->capacity };
    facts[n++] = (struct paper_fact){ "签署时间", e->when };
    facts[n++] = (struct paper_fact){ "签署方式", e->way };
    facts[n++] = (struct paper_fact){ "身份核验", e->proof };
    if (*e->address) facts[n++] = (struct paper_fact){ "网络地址", e->address };
    if (*e->address) facts[n++] = (struct paper_fact){ "设备", e->device };
    *b = (struct deed_block){ .kind = DEED_PARTY, .words = e->party, .facts = facts, .fact_count = n };
}

static int evidence_page(struct arena *a, text hash, const struct evidence *evidence, int count, struct deed_block *b)
{
    int n = 0;
    b[n++] = (struct deed_block){ .kind = DEED_HEADING, .words = "签署证据页" };
    b[n++] = (struct deed_block){ .kind = DEED_TEXT, .words = arena_print(a, "本页是合同的组成部分，记载%s签署同一文本的情况。文本改动一个字，指纹即不相同。", count == 2 ? "双方" : "三方") };
    struct paper_fact *text_fact = arena_take(a, sizeof *text_fact);
    *text_fact = (struct paper_fact){ "指纹（SHA-256）", hash };
    b[n++] = (struct deed_block){ .kind = DEED_PARTY, .words = "签署文本", .facts = text_fact, .fact_count = 1 };
    for (int i = 0; i < count; i++) evidence_of(a, &evidence[i], &b[n++]);
    b[n++] = (struct deed_block){ .kind = DEED_TEXT, .words = "依据《中华人民共和国电子签名法》第十三条、第十四条：电子签名制作数据由签署人专有并由其控制，签署后对签名和文本的任何改动能够被发现的，与手写签名具有同等的法律效力。" };
    return n;
}

bool deed_of(struct arena *a, text document, text hash, instant made, const struct evidence *evidence, int count, struct deed *ret)
{
    json_t *root = json_loads(document, 0, NULL), *blocks = json_object_get(root, "blocks");
    size_t n = json_array_size(blocks);
    struct deed_block *all = arena_take(a, sizeof *all * (n + 10));
    for (size_t i = 0; i < n; i++) block_of(a, json_array_get(blocks, i), evidence, count, &all[i]);
    *ret = (struct deed){ .title = member_text(a, root, "title"), .number = member_text(a, root, "number"), .foot = arena_print(a, "SHA-256 %s", hash), .page = "第 {1} 页　共 {2} 页", .blocks = all, .made = made };
    ret->block_count = (int)n + (evidence ? evidence_page(a, hash, evidence, count, all + n) : 0);
    json_decref(root);
    return n > 0;
}
