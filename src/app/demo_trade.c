/* demo_trade.c — what the demo company charges: the usual services (services/usual_service.h) at their example prices. */
#include <string.h>
#include "app/demo_world.h"

/* As the old price list had it: hours by price, a visit by the piece; a tenth more before the Spring Festival. */
money demo_price(text name, day on, int length)
{
    const struct usual_service *line = usual_service(name);
    int64_t fen = line->unit == UNIT_VISIT ? line->yuan * 100 : line->yuan * 100 * length / 60 * line->persons;
    struct lunar l = lunar_of(on);
    if (l.month == 12 && l.day >= 20) fen += fen / 10;
    return (money){ fen };
}
