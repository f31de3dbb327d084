/* provider.h — the wire to a payment provider: a small service of the shop's own that speaks WeChat Pay, Alipay or a bank's collection code
 * on its other side. docs/payment-provider.md is its contract; this is signing, asking and reading. Knows no record.
 *
 * Both ways every message is signed: X-Zhangjia-Time (Unix seconds) and X-Zhangjia-Signature, the hex HMAC-SHA256 of "time.body" under the
 * key that both keep. Ours lies in <data>/keys/payment.key, at least 32 characters; without it there is no provider. */
#pragma once
#include "base/work.h"

struct provider { text url, key; };                     /* url: without a slash at the end */

/* The key out of its file, in the arena; "" when there is none or it is too short. */
text provider_key(struct arena *arena, text data_folder);
text provider_signature(struct arena *arena, text key, text time, const char *body, size_t length);
/* Signed with our key, not more than ten minutes from `now`. Compared in constant time. */
bool provider_signed(text key, text time, text signature, const char *body, size_t length, instant now);

/* GET (no body) or POST of JSON to url + path; the answer must be 200 and signed too. NULL with a sentence that holds no secret. */
text provider_ask(struct arena *arena, const struct provider *provider, text path, text body, instant now, text *ret_why);

/* What a provider says of a charge, in a notice or an answer. state: "waiting", "paid", "closed"; payer: the account it came from, "" not told. */
struct charge_news { text order, state, number, channel, code, payer; int64_t amount; instant paid_at; };
bool provider_read(struct arena *arena, const char *body, size_t length, struct charge_news *ret_news);
