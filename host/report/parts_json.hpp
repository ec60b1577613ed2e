#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/record.hpp"

// The pieces that the documents share.
namespace buzzout::parts {

nlohmann::ordered_json names(const std::vector<Contact>&);
// {"code", "operands": {…}}
nlohmann::ordered_json action(const Action&);
nlohmann::ordered_json faults(const std::vector<Fault>&);
nlohmann::ordered_json components(const std::vector<Part>&);  // of a profile
nlohmann::ordered_json diagnoses(const std::vector<Diagnosis>&);
nlohmann::ordered_json resistances(const std::vector<Resistance>&);
nlohmann::ordered_json headphones(const HeadphoneOhms&);
nlohmann::ordered_json matches(const std::vector<WireMatch>&);
nlohmann::ordered_json not_tested(const std::vector<NotTested>&);
// Rows as hexadecimal sets, the jig's own notation: bit 0 is point 1.
nlohmann::ordered_json matrix(const ScanMatrix&);
nlohmann::ordered_json nets(const std::vector<std::vector<Contact>>&);
nlohmann::ordered_json upsets(const std::vector<Upset>&);
nlohmann::ordered_json swings(const std::vector<Swing>&);

}  // namespace buzzout::parts
