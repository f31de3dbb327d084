/* customer_photo.h — a photo that a customer sent with a complaint from her phone. */
#pragma once
#include "quality/quality.h"

struct customer_photo {
    struct record record;
    ref complaint, customer;
    file picture;
};
extern const struct record_type customer_photo_type;
enum { MOST_COMPLAINT_PHOTOS = 6 };
