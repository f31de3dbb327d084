/* order_own.h — the order's inner seams: what is filled in by itself, and its price, for orders and for the page that takes them. */
#pragma once
#include "operations/operations.h"

/* Minutes at a home of this size (DOMAIN.md §4.1; by the person-hour 8 m² deep, 6 m² after renovation, §0.13), in half hours, at most ten
 * hours; the line's least where the size does not tell. */
int order_suggested_minutes(const struct service_line *line, int64_t square_metres, int64_t persons);
/* Mode, size, persons and length where they were not given; refuses a length the line does not go with. */
bool order_fill(struct work *w, struct service_order *order, const struct service_line *line, const struct household *home);
/* The price of it as it stands, each line explained; its coupon is looked up and what it is worth put down. `home` may be one that is not stored yet. */
bool order_quote(struct work *w, struct service_order *order, const struct service_line *line, const struct household *home, struct quote *ret_quote);
/* The price the customer agreed to, with the quotation's lines; what the worker gets by the price rule it was reckoned from (order_quoted.c). */
bool order_as_quoted(struct work *w, struct service_order *order, const struct service_line *line, const struct household *home, struct quote *ret_quote);
