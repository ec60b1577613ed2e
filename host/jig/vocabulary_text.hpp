#pragma once

#include <string>

#include "protocol/vocabulary.h"

namespace buzzout {

// The firmware sends codes and knows the shortest words; here they become text for the host.

// A command as sent: the short form of its pattern, "SYST:ERR?".
std::string short_form(protocol::Command);
std::string lamp_word(protocol::Lamp);
// "-113 (undefined header)" for a code of SYSTem:ERRor?.
std::string describe_error(int code);

}  // namespace buzzout
