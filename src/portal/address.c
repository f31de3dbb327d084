/* address.c — see address.h. */
#include "portal/address.h"
#include "base/json.h"
#include "base/words.h"
#include "company/company.h"
#include "record/answer.h"

text customers_address(struct work *w, int64_t branch) { return setting_text(w, SETTING_PORTAL_ADDRESS, branch, day_of(w->now)); }

text office_address(struct work *w, const struct request *q, int64_t branch)
{
    text base = customers_address(w, branch), host = http_header(q, "Host");
    return *base ? base : print(w, "%s://%s", q->secure ? "https" : "http", host ? host : "");
}

void write_untold(struct work *w, struct json *j, const struct request *q, int64_t branch)
{
    text why = "";
    if (!*customers_address(w, branch))
        why = translate_with(w->arena, w->language, N_("No message with this link went out, as the settings have no “Address for customers”. Send it yourself; it begins with {1}, the address you are using, and opens only where that one is reached"),
                             (const text[]){ office_address(w, q, branch), NULL });
    write_text(j, "untold", why);
}

bool answer_address(struct work *w, const struct request *q, struct reply *reply, int64_t branch, text address)
{
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "address", address);
    write_untold(w, &j, q, branch);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
