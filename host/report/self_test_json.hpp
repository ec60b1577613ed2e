#pragma once

#include <nlohmann/json_fwd.hpp>

#include "core/fixture.hpp"
#include "core/scan.hpp"
#include "core/self_test_result.hpp"

namespace buzzout {

// A finished self-test of a fixture as its JSON document, "buzzout.self-test/1".
nlohmann::ordered_json to_json(const SelfTestResult&, const Fixture&, const JigIdentity&);

}  // namespace buzzout
