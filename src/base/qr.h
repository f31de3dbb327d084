/* qr.h — a QR code as an SVG drawing, by libqrencode. */
#pragma once
#include "base/work.h"

/* Error correction M, four quiet modules around, one path; "" with a fault when the text is too long. */
text qr_svg(struct work *w, text content, text label);
