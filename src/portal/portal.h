/* portal.h — the customer's phone (客户端): book, follow, change, accept, complain, pay, her own data. Front door of portal/.
 *
 * Every call lies under /api/c/. Who asks is known by a session of its own kind (guest.h), begun with a code sent to her number, never by an
 * account: she sees what belongs to her person and nothing else, and an id that comes from the phone is only ever looked for among hers.
 * Prices and free times are shown to everybody. What she does goes through the same steps as at the desk. docs/portal.md */
#pragma once
#include "portal/customer_photo.h"
#include "portal/data_request.h"
#include "portal/own_records.h"
#include "portal/visit_acceptance.h"

extern const struct module portal_module;
