/* tell_words.c — the templates of orders and visits (tell_visit.h). */
#include "operations/tell_visit.h"

#define TIME { "time", N_("Time of the visit"), N_("Fri 11/27 09:00–11:00"), true }
#define LINE { "line", N_("Service line"), N_("Daily cleaning"), false }
#define AREA { "area", N_("Area"), N_("Riverside"), false }
#define WORKER { "worker", N_("Who comes"), N_("Shifu Wang"), false }
#define END { 0 }

static const struct message_variable offered[] = { TIME, LINE, AREA, { "until", N_("Answer until"), N_("Thu 11/26 18:30"), false }, END };
static const struct message_variable joined[] = { TIME, LINE, AREA, { "leader", N_("Who leads"), N_("Shifu Wang"), false }, END };
static const struct message_variable place_and_time[] = { TIME, LINE, AREA, END };
static const struct message_variable moved[] = { TIME, LINE, AREA, { "was", N_("Time before"), N_("Thu 11/26 14:00–16:00"), false }, END };
static const struct message_variable booked[] = { TIME, LINE, { "price", N_("Price"), "¥120.00", false }, { "number", N_("Number of the order"), "D26-00012", false }, END };
static const struct message_variable coming[] = { TIME, LINE, WORKER, END };
static const struct message_variable moved_for_customer[] = { TIME, LINE, { "was", N_("Time before"), N_("Thu 11/26 14:00–16:00"), false }, END };
static const struct message_variable moved_fee[] = { TIME, LINE, { "was", N_("Time before"), N_("Thu 11/26 14:00–16:00"), false }, { "fee", N_("Fee"), "¥24.00", true }, END };
static const struct message_variable takes_place[] = { TIME, LINE, AREA, { "what", N_("What happened"), N_("We are open after all"), false }, END };
static const struct message_variable takes_place_for_customer[] = { TIME, LINE, { "what", N_("What happened"), N_("We are open after all"), false }, END };
static const struct message_variable cancelled[] = { TIME, LINE, END };
static const struct message_variable cancelled_fee[] = { TIME, LINE, { "fee", N_("Fee"), "¥24.00", true }, END };
static const struct message_variable in_vain[] = { TIME, LINE, WORKER, { "waited", N_("Minutes waited"), "30", false }, { "fee", N_("Fee"), "¥24.00", true }, END };
static const struct message_variable in_vain_free[] = { TIME, LINE, WORKER, { "waited", N_("Minutes waited"), "30", false }, END };
static const struct message_variable broken_off[] = { TIME, LINE, { "price", N_("Price"), "¥64.00", true }, END };
static const struct message_variable sorry[] = { LINE, { "worth", N_("Worth of the coupon"), "¥50.00", true }, { "code", N_("Coupon code"), "NS-12", true }, { "valid_to", N_("Valid to"), "2027-02-24", false }, END };
static const struct message_variable on_the_way[] = { TIME, LINE, WORKER, { "code", N_("Customer's code"), "4821", false }, END };

static const struct message_variable zone_again[] = { { "zone", N_("Zone"), N_("Kitchen"), true }, LINE, END };
static const struct message_variable comes_later[] = { TIME, LINE, WORKER, { "expected", N_("When the worker comes"), N_("Fri 11/27 09:40"), true }, END };

static const struct message_variable her_day[] = { { "day", N_("Day"), N_("Fri 11/27"), true }, { "count", N_("How many visits"), "3", false }, { "visits", N_("Her visits of the day"), N_("09:00–11:00 Daily cleaning, Riverside"), true }, END };
static const struct message_variable her_day_until[] = { { "day", N_("Day"), N_("Fri 11/27"), true }, { "count", N_("How many visits"), "3", false }, { "visits", N_("Her visits of the day"), N_("09:00–11:00 Daily cleaning, Riverside"), true }, { "until", N_("Answer until"), N_("Thu 11/26 20:00"), false }, END };
static const struct message_variable off_many[] = { { "count", N_("How many visits"), "3", false }, { "visits", N_("Her visits of these days"), N_("11/27 09:00–11:00 Daily cleaning, Riverside"), true }, END };
static const struct message_variable called_off[] = { { "what", N_("What happened"), N_("Typhoon"), true }, { "count", N_("How many visits"), "3", false }, { "time", N_("From the first to the last"), N_("Fri 11/27 09:00–18:00"), true }, END };
static const struct message_variable off_for_customer[] = { TIME, LINE, { "what", N_("What happened"), N_("Typhoon"), false }, END };

#define TO_WORKER .reader = TELLS_WORKERS, .purpose = MESSAGE_SERVICE, .contract = true, .channels = TELL_ANYHOW
#define TO_CUSTOMER .reader = TELLS_CUSTOMERS, .purpose = MESSAGE_SERVICE, .contract = true, .channels = TELL_ANYHOW
#define NOT_WORTH_AN_SMS (TELL_APP | TELL_WECHAT)
enum { A_MINUTE = 60 * 1000 };

static const struct message_declared declared[] = {
    { .code = "visit.offered", .label = N_("New visit"), TO_WORKER, .topic = "visit", .pause = A_MINUTE, .variables = offered, .body = N_("New visit: {time}, {line}, {area}. Please answer by {until}.") },
    { .code = "visit.joined", .label = N_("New visit"), .when = N_("with a crew"), TO_WORKER, .topic = "visit", .pause = A_MINUTE, .variables = joined, .body = N_("New visit: {time}, {line}, {area}. You go with {leader}.") },
    { .code = "visit.leader", .label = N_("Another leads the crew"), .reader = TELLS_WORKERS, .purpose = MESSAGE_SERVICE, .contract = true, .channels = NOT_WORTH_AN_SMS, .topic = "leader", .pause = A_MINUTE, .variables = joined,
      .body = N_("{leader} leads now: {time}, {line}, {area}. You go along as before.") },
    { .code = "visit.moved", .label = N_("Visit moved"), TO_WORKER, .topic = "visit", .pause = A_MINUTE, .variables = moved, .body = N_("Another time: {line}, {area} is now {time}; it was {was}.") },
    { .code = "visit.off", .label = N_("Visit given to somebody else"), TO_WORKER, .topic = "visit", .pause = A_MINUTE, .takes_back = true, .variables = place_and_time,
      .body = N_("No longer yours: {time}, {line}, {area}.") },
    { .code = "visit.off_many", .label = N_("Visits given to somebody else"), .when = N_("because she is away"), TO_WORKER, .pause = A_MINUTE, .variables = off_many, .body = N_("As you are away, {count} of your visits go to somebody else: {visits}.") },
    { .code = "visit.lapsed", .label = N_("Time to answer is over"), .reader = TELLS_WORKERS, .purpose = MESSAGE_SERVICE, .contract = true, .channels = NOT_WORTH_AN_SMS, .topic = "visit", .takes_back = true, .variables = place_and_time,
      .body = N_("Not answered in time, so it goes to somebody else: {time}, {line}, {area}. If you would still go, please call us.") },
    { .code = "visit.cancelled", .label = N_("Visit cancelled"), TO_WORKER, .topic = "visit", .takes_back = true, .variables = place_and_time, .body = N_("Cancelled: {time}, {line}, {area}. Please do not go there.") },
    { .code = "visit.no_access", .label = N_("Nobody opened"), TO_WORKER, .topic = "visit", .variables = place_and_time, .body = N_("Entered that nobody opened, you may go: {time}, {line}, {area}. Your part of what the customer pays for it stands under Earnings.") },
    { .code = "visit.no_access_free", .label = N_("Nobody opened"), .when = N_("without a fee"), TO_WORKER, .topic = "visit", .variables = place_and_time, .body = N_("Entered that nobody opened, you may go: {time}, {line}, {area}. The customer pays no fee for it.") },
    { .code = "visit.confirmed", .label = N_("Visit confirmed"), .reader = TELLS_WORKERS, .purpose = MESSAGE_SERVICE, .contract = true, .channels = NOT_WORTH_AN_SMS, .topic = "visit", .variables = place_and_time,
      .body = N_("Confirmed: {time}, {line}, {area}.") },
    { .code = "visit.reopened", .label = N_("Visit takes place after all"), TO_WORKER, .topic = "visit", .variables = takes_place, .body = N_("{what}: {time}, {line}, {area} takes place and is yours.") },
    { .code = "visit.day_published", .label = N_("Your visits of a day"), TO_WORKER, .pause = A_MINUTE, .variables = her_day_until, .body = N_("{day}, {count} visits: {visits}. Please answer by {until}.") },
    { .code = "visit.day_rest", .label = N_("Your visits of a day"), .when = N_("of today, once it has begun"), TO_WORKER, .pause = A_MINUTE, .variables = her_day_until,
      .body = N_("Today, {day}, {count} visits still to come: {visits}. Please answer by {until}.") },
    { .code = "visit.day_eve", .label = N_("Tomorrow"), TO_WORKER, .variables = her_day, .body = N_("Tomorrow, {day}, {count} visits: {visits}.") },
    { .code = "visit.called_off", .label = N_("Visits called off"), TO_WORKER, .variables = called_off, .body = N_("{what}: {count} of your visits are called off ({time}). Please do not go there.") },
    { .code = "customer.force_majeure", .label = N_("Visit called off"), TO_CUSTOMER, .topic = "visit", .variables = off_for_customer,
      .body = N_("{what}: your {line} on {time} cannot take place; it costs you nothing. We will agree on another time with you.") },
    { .code = "customer.closed_day", .label = N_("Visit left out: we are closed"), TO_CUSTOMER, .topic = "visit", .variables = off_for_customer,
      .body = N_("{what}: your {line} on {time} is left out; it costs you nothing. Would you like another day? Just tell us.") },
    { .code = "customer.tomorrow", .label = N_("Tomorrow"), TO_CUSTOMER, .topic = "visit", .variables = coming, .body = N_("Tomorrow {worker} comes to you for {line}: {time}.") },
    { .code = "customer.order_confirmed", .label = N_("Booking confirmed"), TO_CUSTOMER, .topic = "order", .variables = booked, .body = N_("Your booking {number}: {line}, {time}, {price}.") },
    { .code = "customer.visit_confirmed", .label = N_("Visit confirmed"), TO_CUSTOMER, .topic = "visit", .variables = coming, .body = N_("{worker} comes to you for {line}: {time}.") },
    { .code = "customer.new_face", .label = N_("Somebody else comes"), TO_CUSTOMER, .topic = "visit", .variables = coming,
      .body = N_("This time {worker} comes to you for {line}: {time}. Would you rather have another day? Just tell us.") },
    { .code = "customer.visit_moved", .label = N_("Visit moved"), TO_CUSTOMER, .topic = "visit", .pause = A_MINUTE, .variables = moved_for_customer, .body = N_("As agreed your {line} is now {time}; it was {was}. It costs you nothing.") },
    { .code = "customer.visit_moved_fee", .label = N_("Visit moved"), .when = N_("with a fee"), TO_CUSTOMER, .topic = "visit", .pause = A_MINUTE, .variables = moved_fee, .body = N_("As agreed your {line} is now {time}; it was {was}. By the rules for moving at short notice {fee} is due.") },
    { .code = "customer.reopened", .label = N_("Visit takes place after all"), TO_CUSTOMER, .topic = "visit", .variables = takes_place_for_customer, .body = N_("{what}: your {line} on {time} takes place. If it does not suit you, just tell us.") },
    { .code = "customer.visit_cancelled", .label = N_("Visit cancelled"), TO_CUSTOMER, .topic = "visit", .variables = cancelled, .body = N_("Your {line} on {time} is cancelled; it costs you nothing.") },
    { .code = "customer.visit_cancelled_fee", .label = N_("Visit cancelled"), .when = N_("with a fee"), TO_CUSTOMER, .topic = "visit", .variables = cancelled_fee,
      .body = N_("Your {line} on {time} is cancelled. By the rules for late cancelling {fee} is due.") },
    { .code = "customer.no_access", .label = N_("Nobody opened"), TO_CUSTOMER, .topic = "course", .urgent = true, .variables = in_vain,
      .body = N_("{worker} came for {line}, {time}, called and waited {waited} minutes; nobody opened. By the rules {fee} is due. Please tell us when you would like to have it instead.") },
    { .code = "customer.no_access_free", .label = N_("Nobody opened"), .when = N_("without a fee"), TO_CUSTOMER, .topic = "course", .urgent = true, .variables = in_vain_free,
      .body = N_("{worker} came for {line}, {time}, called and waited {waited} minutes; nobody opened. This time it costs you nothing. Please tell us when you would like to have it instead.") },
    { .code = "customer.interrupted", .label = N_("Visit broken off"), TO_CUSTOMER, .topic = "course", .variables = broken_off,
      .body = N_("Your {line}, {time}, was broken off; {price} is due for what was done. We will agree with you on what comes next.") },
    { .code = "customer.on_the_way", .label = N_("On the way to you"), TO_CUSTOMER, .topic = "course", .urgent = true, .variables = on_the_way,
      .body = N_("{worker} is on the way to you for {line}, {time}. If asked for a code at the door: {code}.") },
    { .code = "customer.late", .label = N_("The worker comes later"), TO_CUSTOMER, .topic = "course", .urgent = true, .variables = comes_later,
      .body = N_("We are sorry: {worker} comes to you later for {line}, {time}, at about {expected}.") },
    { .code = "customer.arrived", .label = N_("Arrived"), .reader = TELLS_CUSTOMERS, .purpose = MESSAGE_SERVICE, .contract = true, .urgent = true, .channels = NOT_WORTH_AN_SMS, .topic = "course", .variables = coming,
      .body = N_("{worker} has arrived for {line}, {time}.") },
    { .code = "customer.finished", .label = N_("Service finished"), .reader = TELLS_CUSTOMERS, .purpose = MESSAGE_SERVICE, .contract = true, .channels = NOT_WORTH_AN_SMS, .topic = "course", .variables = coming,
      .body = N_("{worker} has finished {line}, {time}. Please look at the work and say how it was.") },
    { .code = "customer.zone_again", .label = N_("A zone is done again"), TO_CUSTOMER, .topic = "zone", .pause = A_MINUTE, .variables = zone_again,
      .body = N_("Done again at your {line}: {zone}. Please look at it, then sign or say what is not right.") },
    { .code = "customer.no_show", .label = N_("We are late"), TO_CUSTOMER, .topic = "course", .urgent = true, .variables = cancelled,
      .body = N_("We are sorry: nobody has come yet for {line}, {time}. We are looking for somebody else and call you at once.") },
    { .code = "customer.no_show_coupon", .label = N_("A coupon, because nobody came"), TO_CUSTOMER, .variables = sorry,
      .body = N_("We are sorry that nobody came for {line}. Your coupon {code} takes {worth} off the next booking, until {valid_to}. What you paid for this visit comes back.") },
};
const struct message_templates visit_messages = { declared, COUNT_OF(declared) };
