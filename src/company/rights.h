/* rights.h — the capabilities of this module. */
#pragma once

#define CAN_SEE_COMPANY        "company.see"        /* branches, holidays, settings */
#define CAN_MANAGE_COMPANY     "company.manage"
#define CAN_SEE_PERSONS        "person.see"
#define CAN_EDIT_PERSONS       "person.edit"
#define CAN_MERGE_PERSONS      "person.merge"
#define CAN_ERASE_PERSONS      "person.erase"       /* erase, and hold back from being erased */
#define CAN_OPEN_KEPT          "person.kept"        /* read what a law still keeps of persons erased */
#define CAN_REVEAL_PHONE       "person.reveal_phone"
#define CAN_REVEAL_ID_NUMBER   "person.reveal_id"
#define CAN_RECORD_CONSENT     "consent.record"
#define CAN_SEE_ACCOUNTS       "account.see"
#define CAN_MANAGE_ACCOUNTS    "account.manage"
#define CAN_MANAGE_ROLES       "role.manage"
