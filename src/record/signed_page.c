/* signed_page.c — see signed_page.h. */
#include "record/signed_page.h"
#include <stdlib.h>
#include <string.h>
#include "base/token.h"
#include "record/parts.h"

static text signature(struct work *w, text subject, int64_t id, int64_t until)
{
    struct value v = blind_index(w, subject, print(w, "%lld:%lld", (long long)id, (long long)until));
    return hex_text(w->arena, v.bytes, (size_t)v.length);
}

text signed_token(struct work *w, text subject, int64_t id, instant until)
{
    return print(w, "%llx-%llx-%s", (unsigned long long)id, (unsigned long long)until.ms, signature(w, subject, id, until.ms));
}

/* Compared in the same time whatever differs. */
int64_t signed_id(struct work *w, text subject, text token)
{
    char *end;
    unsigned long long id = strtoull(token, &end, 16);
    if (*end != '-') return 0;
    unsigned long long until = strtoull(end + 1, &end, 16);
    if (*end != '-' || id > INT64_MAX / 4 || until > INT64_MAX / 4 || (int64_t)until < w->now.ms) return 0;
    return token_same(signature(w, subject, (int64_t)id, (int64_t)until), end + 1) ? (int64_t)id : 0;
}

static const char style[] = "body{font:17px/1.6 -apple-system,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;margin:0;background:#f4f6f8;color:#17212b}main{max-width:420px;margin:0 auto;padding:20px 16px}"
    "section{background:#fff;border-radius:16px;padding:18px 20px;margin-bottom:14px}h1{font-size:22px;line-height:1.35;margin:0 0 4px}p{margin:0;color:#51606e}ol,ul{list-style:none;margin:0;padding:0}li{display:flex;gap:12px;padding:9px 0}"
    "ul li{justify-content:space-between;border-top:1px solid #e6eaee}ul li:first-child{border-top:0}.yes{color:#0e7a50}.no{color:#b42318}small{color:#66727e}"
    "li b{margin-left:auto;font-weight:500;font-variant-numeric:tabular-nums}li i{flex:none;width:22px;height:22px;border-radius:11px;border:2px solid #b3bdc7;box-sizing:border-box;font:bold 13px/18px sans-serif;text-align:center;margin-top:2px}"
    "li.ok i{background:#0b7a6f;border-color:#0b7a6f;color:#fff}li.to{color:#66727e}.light{color:#0e7a50;font-weight:600}.then{margin-top:14px;font-size:15px}a.again{display:block;margin-top:4px;padding:12px 0;text-align:center}a.call{display:block;text-align:center;padding:13px;border-radius:12px;background:#0b7a6f;color:#fff;text-decoration:none;font-weight:600}a{color:#0b7a6f}"
    ".deed h2{font-size:17px;margin:0 0 6px}.deed p{white-space:pre-line;overflow-wrap:anywhere}form{display:flex;gap:10px;margin-top:12px}button{flex:1;min-height:50px;border:1px solid #b3bdc7;border-radius:12px;background:#fff;color:#17212b;font:inherit}button.main{flex:2;border-color:#0b7a6f;background:#0b7a6f;color:#fff;font-weight:600}"
    "@media(prefers-color-scheme:dark){body{background:#0f1419;color:#e8edf2}section{background:#171d24}p,li.to,small{color:#b0bcc7}ul li{border-color:#28323c}.light,.yes{color:#4cc38a}.no{color:#ff7b7b}li.ok i,a.call,button.main{background:#35b3a3;border-color:#35b3a3;color:#06231f}"
    "button{background:#171d24;color:#e8edf2;border-color:#374450}a.again{color:#35b3a3}}";

void signed_page_begin(struct work *w, struct buf *out, text title)
{
    buf_print(out, "<!doctype html><html lang=\"%s\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><meta name=\"robots\" content=\"noindex\"><meta name=\"color-scheme\" content=\"light dark\"><title>%s</title><style>%s</style><main>",
              strcmp(w->language, "en") ? "zh-CN" : "en", html_text(w->arena, title), style);
}

bool signed_page_answer(struct work *w, struct reply *reply, int status, struct buf *out)
{
    buf_add(out, "</main></html>");
    *reply = (struct reply){ .status = status, .type = "text/html; charset=utf-8", .body = buf_text(out), .length = out->length };
    return !failed(w);
}
