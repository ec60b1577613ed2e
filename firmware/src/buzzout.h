#pragma once

// The Arduino IDE finds the library by this header; a sketch then includes its board's.
#include "core/jig_server.h"
