/* setting_secret.h — passwords and keys among the settings: how they are kept. For company/setting.c only.
 *
 * In the table, the log and every answer stands "sealed:" and ciphertext under the house's own key, bound to the setting's code; or
 * "file:NAME", which leaves the secret in a file of the machine's administrator. */
#pragma once
#include "record/store.h"

bool secret_right(struct work *w, text before, text value);     /* false: `wrong`. before: as it is kept, NULL: nothing yet */
text secret_kept(struct work *w, text code, text value);        /* what was entered, sealed; what is kept already, as it is */
text secret_opened(struct work *w, text code, text kept);
