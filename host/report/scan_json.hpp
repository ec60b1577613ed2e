#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "core/fixture.hpp"
#include "core/headphone_ohms.hpp"
#include "naming/likeness.hpp"

namespace buzzout {

// What a jig measured, without a profile, as its JSON document, "buzzout.scan/1". The reading is that of the evidence.
nlohmann::ordered_json to_json(const Reading&, const Evidence&, const Fixture&, const std::optional<Likeness>&);
// Of headphones in it: as in the document of a test, and in words.
nlohmann::ordered_json to_json(const HeadphoneOhms&, const std::string& sentence, const std::vector<BalanceAnswer>& answers);

}  // namespace buzzout
