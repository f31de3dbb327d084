/* sum.h — explained calculations are the ground floor's: base/sum.h. */
#pragma once
#include "base/sum.h"
