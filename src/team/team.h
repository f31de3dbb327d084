/* team.h — the people who serve: archive, credentials, leave, and the light that says whether one may serve. Front door of team/. */
#pragma once
#include "record/house.h"
#include "team/blacklist_entry.h"
#include "team/case_about.h"
#include "team/credential.h"
#include "team/eligibility.h"
#include "team/festival_answer.h"
#include "team/festival_round.h"
#include "team/leave.h"
#include "team/lending.h"
#include "team/stand_by.h"
#include "team/standard_read.h"
#include "team/stopped_work.h"
#include "team/suspension.h"
#include "team/worker.h"

#define CAN_SEE_WORKERS       "worker.see"
#define CAN_EDIT_WORKERS      "worker.edit"
#define CAN_ADMIT_WORKERS     "worker.admit"        /* screening, training, onboarding, activation */
#define CAN_SUSPEND_WORKERS   "worker.suspend"      /* at once, for 72 hours */
#define CAN_SUSPEND_LONG      "worker.suspend_long" /* until a day, confirm, answer her objection, that she does not come back */
#define CAN_PROPOSE_SUSPENSION "suspension.propose"
#define CAN_READ_SUSPENSIONS  "suspension.read"     /* what for, and what was found; not .see, which every reader has */
#define CAN_READ_BLACKLIST    "blacklist.read"
#define CAN_PROPOSE_BLACKLIST "blacklist.propose"
#define CAN_COSIGN_BLACKLIST  "blacklist.cosign"    /* and refuse */
#define CAN_APPROVE_BLACKLIST "blacklist.approve"   /* and review, lift; enters new orders of a listed customer */
#define CAN_ANSWER_APPEALS    "blacklist.answer"
#define CAN_EDIT_CREDENTIALS  "credential.edit"
#define CAN_VERIFY_CREDENTIALS "credential.verify"
#define CAN_APPROVE_LEAVE     "leave.approve"
#define CAN_LEND_WORKERS      "worker.lend"         /* to other branches, and answer when one asks */
#define CAN_BORROW_WORKERS    "worker.borrow"       /* of other branches: ask, accept terms, withdraw, give back */
#define CAN_REVEAL_BANK       "worker.bank"

struct import_shape;
extern const struct import_shape worker_import;         /* 花名册: person, archive and papers in a row */
extern const struct module team_module;
