#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "core/record.hpp"

namespace buzzout {

// The label of a test that was printed, "buzzout.label/1". `label`: how it looks; `to`: where it went.
nlohmann::ordered_json label_json(const TestRecord&, const std::string& label, const std::string& to);
// The same of one that was refused. `asked`: the cable, as somebody named it.
nlohmann::ordered_json no_label_json(const std::string& asked, const std::string& why);

}  // namespace buzzout
