/* field.h — the worker's phone (师傅端): her day, her acts on site, her money, her papers. Front door of field/.
 *
 * Every call lies under /api/my/ and answers for the worker of the account that asks, and for nobody else: an id that comes from the
 * phone is only ever looked for among her own. What she does on site goes through the visit's own steps; this module keeps what the
 * phone sent (field_act.h), so that a day without network is told later, once, and in its order. docs/field.md */
#pragma once
#include "field/extra_offer.h"
#include "field/field_act.h"

#define CAN_GIVE_PHONES   "worker.phone"        /* make the account a worker logs in with, and give it a new password */

extern const struct module field_module;
