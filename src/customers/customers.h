/* customers.h — who pays, where the work is done, and for whom. Front door of customers/.
 *
 * Person, household and role are apart (T22): a number may belong to many people, a payer need not live where the work is done, one
 * customer may have two homes. */
#pragma once
#include "customers/answer_card.h"
#include "customers/agreement.h"
#include "customers/authority.h"
#include "customers/birth.h"
#include "customers/contact.h"
#include "customers/customer.h"
#include "customers/customer_move.h"
#include "customers/demand.h"
#include "customers/household.h"
#include "customers/interview.h"
#include "customers/lead.h"
#include "customers/match.h"
#include "customers/import_people.h"
#include "customers/message.h"
#include "customers/quotation.h"
#include "customers/recommendation.h"
#include "customers/resume.h"
#include "customers/still_open.h"
#include "customers/unwanted.h"

#define CAN_SEE_CUSTOMERS    "customer.see"
#define CAN_EDIT_CUSTOMERS   "customer.edit"
#define CAN_MOVE_CUSTOMERS   "customer.transfer"         /* to another branch, with money and contracts */
#define CAN_REVEAL_ADDRESS   "customer.address"
#define CAN_BLOCK_PAIRS      "customer.unwanted"
#define CAN_EDIT_BOOK        "answer_book.edit"          /* the answer book */

struct import_shape;
extern const struct import_shape customer_import;       /* 客户名单: person, customer and home in a row */
extern const struct module customers_module;
