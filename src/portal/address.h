/* address.h — under which address customers reach this program, for the links they are given. For portal/ only.
 *
 * Messages carry a link where the setting portal.address says where it leads, and none without: nobody is sent to an address that only the shop
 * reaches. Then the office hands the link on itself. It begins with the address the office is using, and a sentence says so on the page. */
#pragma once
#include "http/http.h"
#include "record/house.h"

#define SETTING_PORTAL_ADDRESS "portal.address"      /* https://… under which customers reach this program; empty: no links in messages */

struct json;
/* Of the setting; "": none, no message has a link. */
text customers_address(struct work *w, int64_t branch);
/* What a link for the office to copy begins with: the setting's, else the one this request came to. */
text office_address(struct work *w, const struct request *request, int64_t branch);
/* "untold": why no message with this link went out, and what to do; "" where one could. */
void write_untold(struct work *w, struct json *json, const struct request *request, int64_t branch);
/* Answers with a record's link for the office to copy ("address") and "untold": what every …_link_call ends with. */
bool answer_address(struct work *w, const struct request *request, struct reply *reply, int64_t branch, text address);
