/* company.h — front door of the lowest room: who the company is, who works with the program and what they may, whom it knows.
 *
 * Records: branch, person, account (who logs in), role, calendar_day, setting, consent, privacy_notice, retention_rule, kept_paper. Every other module refers to these and to nothing
 * behind this header. Sessions and passwords are in company/session.h. */
#pragma once
#include "company/account.h"
#include "company/account_calls.h"
#include "company/branch.h"
#include "company/calendar_day.h"
#include "company/consent.h"
#include "company/horizon.h"
#include "company/kept_paper.h"
#include "company/password.h"
#include "company/person.h"
#include "company/person_tie.h"
#include "company/privacy_notice.h"
#include "company/retention.h"
#include "company/rights.h"
#include "company/role.h"
#include "company/session.h"
#include "company/setting.h"

extern const struct module company_module;
