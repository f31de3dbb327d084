/* team.h — the people who serve: archive, credentials, leave, and the light that says whether one may serve. Front door of team/. */
#pragma once
#include "record/house.h"
#include "team/credential.h"
#include "team/eligibility.h"
#include "team/festival_answer.h"
#include "team/festival_round.h"
#include "team/leave.h"
#include "team/lending.h"
#include "team/stand_by.h"
#include "team/standard_read.h"
#include "team/worker.h"

#define CAN_SEE_WORKERS       "worker.see"
#define CAN_EDIT_WORKERS      "worker.edit"
#define CAN_ADMIT_WORKERS     "worker.admit"        /* screening, training, onboarding, activation */
#define CAN_SUSPEND_WORKERS   "worker.suspend"
#define CAN_EDIT_CREDENTIALS  "credential.edit"
#define CAN_VERIFY_CREDENTIALS "credential.verify"
#define CAN_APPROVE_LEAVE     "leave.approve"
#define CAN_LEND_WORKERS      "worker.lend"         /* to other branches, and answer when one asks */
#define CAN_BORROW_WORKERS    "worker.borrow"       /* of other branches: ask, accept terms, withdraw, give back */
#define CAN_REVEAL_BANK       "worker.bank"

struct import_shape;
extern const struct import_shape worker_import;         /* 花名册: person, archive and papers in a row */
extern const struct module team_module;
