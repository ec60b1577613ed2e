#pragma once

#include <map>
#include <optional>
#include <string>

#include "cli/option_list.hpp"

namespace buzzout {

// Options that more than one command takes, each as it is everywhere.

void port_option(OptionList&, std::optional<std::string>& port);
void fixture_option(OptionList&, std::optional<std::string>& fixture);
// END → SOCKET, none of them empty.
void at_option(OptionList&, std::map<std::string, std::string>& at);
// One that check_serial() lets in.
void serial_option(OptionList&, std::optional<std::string>& serial);
void lot_option(OptionList&, std::optional<std::string>& lot);
void operator_option(OptionList&, std::optional<std::string>& person);
void station_option(OptionList&, std::optional<std::string>& station);
void details_option(OptionList&, bool& details);
void save_option(OptionList&, bool& save);
void use_option(OptionList&, std::optional<std::string>& use);
// Where a new profile goes.
void profile_file_option(OptionList&, std::optional<std::string>& file);
// How labels look.
void template_option(OptionList&, std::optional<std::string>& label);
// Where a picture goes; "-": to the standard output, which then has no JSON.
void svg_option(OptionList&, std::optional<std::string>& svg, const bool& json);

}  // namespace buzzout
