/* operations.h — orders, recurring plans, visits, who goes where. Front door of operations/. */
#pragma once
#include "record/house.h"
#include "operations/coupon.h"
#include "operations/extra_ask.h"
#include "operations/face_ask.h"
#include "operations/festival_ask.h"
#include "operations/gear_pool.h"
#include "operations/key_custody.h"
#include "operations/needs_ahead.h"
#include "operations/order.h"
#include "operations/plan.h"
#include "operations/running_late.h"
#include "operations/service_area.h"
#include "operations/service_terms.h"
#include "operations/slots.h"
#include "operations/survey.h"
#include "operations/visit.h"
#include "operations/work_hours.h"
#include "operations/zone.h"

#define CAN_SEE_VISITS      "visit.see"
#define CAN_EDIT_VISITS     "visit.edit"         /* orders, plans, times, notes */
#define CAN_ASSIGN_VISITS   "visit.assign"
#define CAN_MEND_VISITS     "visit.mend"         /* 补签, exceptions that cost somebody something */
#define CAN_SETTLE_VISITS   "visit.settle"
#define CAN_SEE_COUPONS     "coupon.see"
#define CAN_EDIT_COUPONS    "coupon.edit"

struct import_shape;
extern const struct import_shape visit_import;          /* 历史工单: visits that are over, by customer, worker and service */
extern const struct import_shape plan_import;           /* 定期计划: recurring plans that go on */
extern const struct import_shape order_import;          /* 平台订单: a platform's export of orders, as drafts */
extern const struct module operations_module;
