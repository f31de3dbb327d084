/* modules.c — what the program consists of. A new record type is found from here: its module's file lists it. */
#include "app/app.h"
#include "company/company.h"
#include "contracts/contracts.h"
#include "record/engine_calls.h"
#include "customers/customers.h"
#include "field/field.h"
#include "finance/finance.h"
#include "insight/insight.h"
#include "ledger/ledger.h"
#include "messages/messages.h"
#include "operations/operations.h"
#include "payroll/payroll.h"
#include "placement/placement.h"
#include "portal/portal.h"
#include "quality/quality.h"
#include "safety/safety.h"
#include "services/services.h"
#include "team/team.h"

const char version[] = "0.1.0";

const struct module *const modules[] = {
    &engine_module,
    &company_module,
    &messages_module,
    &services_module,
    &team_module,
    &customers_module,
    &operations_module,
    &contracts_module,
    &ledger_module,
    &placement_module,
    &finance_module,
    &payroll_module,
    &quality_module,
    &safety_module,
    &field_module,
    &portal_module,
    &insight_module,
    &health_module,
    NULL,
};
