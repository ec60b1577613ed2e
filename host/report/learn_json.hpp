#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/profile.hpp"
#include "core/verdict.hpp"

namespace buzzout {

// A profile that was learned from a cable and written into a file, as its JSON document, "buzzout.learn/1". `sockets`:
// where each of its ends was; `free`: contacts that must touch nothing; `same_as`: known cables that measure the same.
nlohmann::ordered_json learned_json(const Profile&, const std::string& file, const std::map<std::string, std::string>& sockets,
                                    const std::vector<std::string>& free, const std::vector<std::string>& same_as, bool simulated);
// The same where nothing is plugged in.
nlohmann::ordered_json nothing_learned_json(bool simulated);

// A cable held against a learned profile, "buzzout.confirm/1". The profile is as its file is afterwards.
nlohmann::ordered_json confirmation_json(const Profile&, const std::string& file, const Verdict&, bool simulated);

// A profile that has its limits around a golden cable, "buzzout.golden/1". `spread`: between two insertions, in ohms.
nlohmann::ordered_json golden_json(const Profile&, const std::string& file, double spread, bool simulated);

}  // namespace buzzout
